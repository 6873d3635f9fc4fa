/* SPDX-License-Identifier: MIT */
/* Machines as pictures and texts: what is written for hostile texts, the sentences, buffers of every size. That nothing
 * of a definition is lost is looked at by golden/check_export.py. */
#include "loop_tools.h"

#define TIMER(id, n, unit, rest) "'" id "': {'n': " n ", 'unit': '" unit "', 'escalate': 1, " rest "}"

static const char definition[] =
    "{'schema': 'feedback-machines/1', 'machines': [{'id': 'small', 'version': 3, 'title': 'A \\\"b\\\" | [c];',"
    " 'calendar': 'england', 'roles': ['lead'], 'states': ['end', 'over'], 'initial': 'end',"
    " 'accepting': ['over'], 'final': ['over'],"
    " 'facts': {'why': ['enum', null], 'breach_unexplained': ['int', 0]},"
    " 'guards': {'given': ['in', '$reason', ['x|y']]},"
    " 'events': {'say': {'roles': ['lead'], 'payload': {'reason': 'text'}}}, 'timers': {"
    TIMER("A", "1", "wd", "'count': 'after', 'roll': 'none', 'kind': 'local', 'verified': false") ", "
    TIMER("B", "2", "wd", "'count': 'from', 'roll': 'none', 'text': 'Second'") ", "
    TIMER("C", "1", "day", "'count': 'after', 'roll': 'next'") ", "
    TIMER("D", "2", "day", "'count': 'after', 'roll': 'prev'") ", "
    TIMER("E", "1", "month", "'count': 'commencing', 'roll': 'none'") ", "
    TIMER("F", "2", "month", "'count': 'after', 'roll': 'none'") ", "
    TIMER("G", "0", "date", "'count': 'given', 'roll': 'none'")
    "}, 'create': {'roles': ['lead'], 'payload': {}, 'guards': [], 'do': [], 'timers': [['start', 'A'],"
    " ['start', 'B'], ['start', 'C'], ['start', 'D'], ['start', 'E'], ['start', 'F'], ['set', 'G', '@at']]},"
    " 'transitions': [{'from': 'end', 'event': 'say', 'to': 'over', 'guards': ['given'],"
    " 'do': [['set', 'why', 'a `c`']], 'timers': [['stop', 'A'], ['stop', 'B']]}], 'invariants': [],"
    " 'texts': {'levels': {'1': {'title': 'the | lead'}}, 'states': {'end': {'title': 'Line\\none; \\\"two\\\"'}}}}]}";

static coprod_machine *small(const char *timings)
{
    coprod_machine_options options = {.size = sizeof options, .timings = timings, .timings_length = COPROD_NTS};
    return machine_in(definition, &options);
}

static char page[200000];

static const char *written(const coprod_machine *machine, int32_t format, const coprod_texts *texts)
{
    assert_int_equal(coprod_machine_export(machine, format, texts, page, sizeof page, NULL), COPROD_OK);
    return page;
}

static void has(const char *text, const char *piece)
{
    if (!strstr(text, piece))
        fail_msg("\"%s\" is not in:\n%s", piece, text);
}

static void hostile_texts(void **state)
{
    coprod_machine *machine = small("{\"A\": {\"n\": 4}}");
    const char *text;
    (void)state;
    text = written(machine, COPROD_EXPORT_DOT, NULL);
    has(text, "digraph \"small@3\" {\n    label=\"A \\\"b\\\" | [c];\";\n");
    has(text, "    \"end\" [label=\"Line one; \\\"two\\\"\"];\n    \"over\" [label=\"over\", peripheries=2];\n");
    has(text, "    \"\" -> \"end\";\n    \"end\" -> \"over\" [label=\"say\"];\n}\n");
    text = written(machine, COPROD_EXPORT_MERMAID, NULL);
    has(text, "    accTitle: A #34;b#34; | [c]#59;\n    state \"Line#32;one#59; #34;two#34;\" as s0\n");
    has(text, "    [*] --> s0\n    s0 --> s1: say\n    s1 --> [*]\n");
    text = written(machine, COPROD_EXPORT_MARKDOWN, NULL);
    has(text, "# A \"b\" \\| \\[c\\]; (small@3)\n");
    has(text, "| `A` | 4 wd after | 1, the \\| lead | local, replaced, not verified |  |  |\n");
    has(text, "| `B` | 2 wd from | 1, the \\| lead | not stated | Second |  |\n");
    has(text, "| `C` | 1 day after, roll next | ");
    has(text, "| `D` | 2 day after, roll prev | ");
    has(text, "| `E` | 1 month commencing | ");
    has(text, "| `G` | given | ");
    has(text, "\\[\"in\",\"$reason\",\\[\"x\\|y\"\\]\\] |\n");
    has(text, "| `why` := \"a \\`c\\`\" | stop `A`; stop `B` |\n");
    has(text, "; set `G` := @at |\n");
    coprod_machine_free(machine);
}

static void sentences(void **state)
{
    static const struct {
        const char *code, *plain;
    } expected[] = {{"next-counting", "Days that begin to count then:\n"},
                    {"next-one-working-day", "- A: 1 working day.\n"},
                    {"next-working-days", "- Second: 2 working days.\n"}, {"next-one-day", "- C: 1 day.\n"},
                    {"next-days", "- D: 2 days.\n"}, {"next-one-month", "- E: 1 month.\n"},
                    {"next-months", "- F: 2 months.\n"}, {"next-given", "- G: on the day that was agreed.\n"},
                    {"next-can", "What can be done then, by whom, and what must be true first:\n"}};
    coprod_machine *machine = small(NULL);
    const char *text = written(machine, COPROD_EXPORT_NEXT, NULL);
    coprod_texts *texts = NULL;
    (void)state;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_non_null(coprod_code_sentence(NULL, expected[i].code));
        has(text, expected[i].plain);
    }
    has(text, "## Line one; \"two\"\n\nDays");
    has(text, "- say (lead) → over\n  - given\n\n## over\n");
    assert_int_equal(coprod_texts_builtin("easy-read", NULL, &texts), COPROD_OK);
    has(written(machine, COPROD_EXPORT_NEXT, texts), "- G: on the day we agreed.\n");
    coprod_texts_free(texts);
    coprod_machine_free(machine);
}

/* The size that is needed is told, and nothing is written beyond the buffer; what fits is the beginning. */
static void buffers(void **state)
{
    coprod_machine *machine = machine_of("pdsa");
    (void)state;
    for (int32_t format = COPROD_EXPORT_DOT; coprod_export_name(format)[0]; format++) {
        static char whole[60000], part[60000];
        size_t needed, again;
        assert_int_equal(coprod_machine_export(machine, format, NULL, NULL, 0, &needed), COPROD_E_BUFFER);
        assert_in_range(needed, 1000, sizeof whole);
        assert_int_equal(coprod_machine_export(machine, format, NULL, whole, needed, &again), COPROD_OK);
        assert_int_equal(again, needed);
        assert_int_equal(strlen(whole) + 1, needed);
        for (size_t capacity = 1; capacity < needed; capacity += 1 + needed / 300) {
            memset(part, '#', sizeof part);
            assert_int_equal(coprod_machine_export(machine, format, NULL, part, capacity, NULL), COPROD_E_BUFFER);
            assert_true(strlen(part) < capacity && !strncmp(part, whole, strlen(part)));
            assert_int_equal(part[capacity], '#');
        }
    }
    coprod_machine_free(machine);
}

static void wrong_calls(void **state)
{
    coprod_machine *machine = machine_of("pdsa");
    size_t needed = 7;
    (void)state;
    assert_int_equal(coprod_machine_export(NULL, COPROD_EXPORT_DOT, NULL, page, sizeof page, &needed),
                     COPROD_E_ARGUMENT);
    assert_int_equal(needed, 0);
    assert_int_equal(coprod_machine_export(machine, COPROD_EXPORT_DOT, NULL, NULL, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_machine_export(machine, 0, NULL, page, sizeof page, &needed), COPROD_E_UNKNOWN);
    assert_string_equal(page, "");
    assert_int_equal(coprod_machine_export(machine, 7, NULL, page, sizeof page, &needed), COPROD_E_UNKNOWN);
    assert_string_equal(coprod_export_name(COPROD_EXPORT_MERMAID), "mermaid");
    assert_string_equal(coprod_export_name(0), "");
    coprod_machine_free(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(hostile_texts), cmocka_unit_test(sentences),
                                       cmocka_unit_test(buffers), cmocka_unit_test(wrong_calls)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
