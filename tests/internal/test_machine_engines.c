/* SPDX-License-Identifier: MIT */
/* Machines for other engines: how each test and action is written in SCXML and in Promela. That the engines then say
 * the same as a loop is looked at by engines/ ("tests/run full"). */
#include "loop_tools.h"

#define PAYLOAD "'payload': {'n': 'int', 'on': 'day', 'so': 'bool', 'why': 'text'}"

static const char definition[] =
    "{'schema': 'feedback-machines/1', 'machines': [{'id': 'odd', 'version': 1, 'title': 'Odd', 'calendar': 'england',"
    " 'roles': ['lead', 'a-b'], 'states': ['1st', 'end'], 'initial': '1st', 'accepting': ['end'], 'final': ['end'],"
    " 'facts': {'a-b': ['int', 3], 'c': ['int', 0], 'd': ['day', null], 'e': ['enum', 'one'], 'f': ['enum', null],"
    "  't': ['text', null], 'yes': ['bool', true], 'first': ['day', '0001-01-02'], 'breach_unexplained': ['int', 0],"
    "  'nobody': ['int', 0]},"
    " 'guards': {'all': ['and', ['is', '$so'], ['or', ['not', ['is', 'yes']], ['nonempty', 't']]],"
    "  'sums': ['ge', ['sum', 'a-b', '$n'], 1], 'days': ['lt', ['days', 'd', '$on'], ['sum', 'c', 300]],"
    "  'later': ['gt_day', '$on', 'd'], 'now': ['ge_day', '@at', 'due:K'], 'then': ['gt_day', '@at', 'due:K'],"
    "  'same': ['eq', 'd', 'first'], 'why': ['eq', '$why', 'x<y'], 'is-one': ['eq', 'e', 'one'],"
    "  'none': ['eq', 'f', null], 'among': ['in', '$why', [' ', 'x<y']], 'equal': ['eq', 'c', 'a-b'],"
    "  'less': ['le', 'c', 2], 'given': ['nonempty', '$why'], 'again': ['ref', 'less'], 'up': ['le_day', 'd', 'first']},"
    " 'events': {'go-on': {'roles': ['lead', 'a-b'], " PAYLOAD "}, 'end': {'roles': ['lead'], 'payload': {}}},"
    " 'timers': {'K': {'n': 1, 'unit': 'wd', 'count': 'after', 'escalate': 2, 'roll': 'none'},"
    "  'k-2': {'n': 1, 'unit': 'day', 'count': 'from', 'escalate': 1, 'roll': 'none'},"
    "  'B': {'n': 1, 'unit': 'day', 'count': 'after', 'escalate': 1, 'roll': 'prev'},"
    "  'G': {'n': 0, 'unit': 'date', 'count': 'given', 'escalate': 1, 'roll': 'none'},"
    "  'U': {'n': 1, 'unit': 'day', 'count': 'after', 'escalate': 0, 'roll': 'none'}},"
    " 'create': {'roles': ['lead'], 'payload': {}, 'guards': [], 'do': [], 'timers': [['start', 'K'], ['start', 'k-2'],"
    "  ['start', 'B'], ['set', 'G', '@at'], ['start', 'U']]},"
    " 'transitions': [{'from': '1st', 'event': 'go-on', 'to': '1st', 'guards': ['all', 'sums', 'days', 'later', 'now',"
    "  'then', 'same', 'why', 'is-one', 'none', 'among', 'equal', 'less', 'given', 'again', 'up'],"
    "  'do': [['set', 'c', 'a-b'], ['add', 'c', '$n'], ['add', 'a-b', -1], ['set', 'd', '$on'], ['set', 'd', '@at'],"
    "   ['set', 'd', null], ['set', 'e', 'x<y'], ['set', 'f', 'e'], ['set', 'e', null], ['set', 't', '$why'],"
    "   ['set', 'yes', false], ['add', 'nobody', 1]], 'timers': [['stop', 'K'], ['restart', 'K'], ['set', 'G', '$on']]},"
    "  {'from': '1st', 'event': 'end', 'to': 'end', 'guards': [], 'do': [], 'timers': []}],"
    " 'invariants': [{'id': 'an*id', 'in': ['end'], 'expr': ['le', 'c', 300]},"
    "  {'id': 'of days', 'in': ['end'], 'expr': ['gt_day', 'd', 'first']}]}]}";

static char page[200000];

static void has_all(int32_t format, const char *const *pieces, size_t count)
{
    coprod_machine *machine = machine_in(definition, NULL);
    assert_int_equal(coprod_machine_export(machine, format, NULL, page, sizeof page, NULL), COPROD_OK);
    for (size_t i = 0; i < count; i++)
        if (!strstr(page, pieces[i]))
            fail_msg("\"%s\" is not in:\n%s", pieces[i], page);
    coprod_machine_free(machine);
}

static void scxml(void **state)
{
    static const char *const pieces[] = {
        "'a-b': 3, 'c': 0, 'd': NaN, 'e': 'one', 'f': null, 't': null, 'yes': true, 'first': 2, ",
        "<data id=\"missed\" expr=\"{'K': false, 'k-2': false, ",
        "var levels = [['K', 2], ['k-2', 1], ['B', 1], ['G', 1]];",
        "'go-on': ['lead', 'a-b'],", "'go-on': {'n': 'int', 'on': 'day', 'so': 'bool', 'why': 'text'},",
        "return (e.payload.so && (!(facts.yes) || holds_text(facts.t)));",
        "return (facts['a-b'] + e.payload.n) >= 1;", "return (e.payload.on - facts.d) < (facts.c + 300);",
        "return e.payload.on > facts.d;", "return e.at >= clocks.K;", "return facts.d === facts.first;",
        "return e.payload.why === 'x\\x3cy';", "return facts.f === null;",
        "return [' ', 'x\\x3cy'].indexOf(e.payload.why) >= 0;", "return guards.less(e);",
        "<transition event=\"do\" cond=\"In('end')\">", "<state id=\"s.1st\">", "<final id=\"end\"/>",
        "<transition event=\"do.go-on\" cond=\"!may('go-on', _event.data.role)\">",
        "cond=\"!guards['is-one'](_event.data)\">", "expr=\"['GUARD', 'is-one']\"/>",
        ("cond=\"!fits(on_a_copy(function (facts) { facts.c = facts['a-b']; facts.c = facts.c + _event.data.payload.n;"
         " return facts.c; }))\"><assign location=\"answer\" expr=\"['FACT_RANGE', 'c']\"/>"),
        "cond=\"!fits(facts['a-b'] + -1)\">", "cond=\"no_day(_event.data.due['k-2'])\">",
        "<transition event=\"do.go-on\" target=\"s.1st\">", "      facts.c = facts['a-b'];\n",
        "      facts.c = facts.c + _event.data.payload.n;\n", "      facts.d = _event.data.payload.on;\n",
        "      facts.d = _event.data.at;\n      facts.d = NaN;\n", "      facts.e = 'x\\x3cy';\n",
        "      facts.f = facts.e;\n      facts.e = null;\n", "      facts.yes = false;\n", "      clocks.K = NaN;\n",
        "      clocks.G = _event.data.payload.on;\n      missed.G = false;\n"};
    (void)state;
    has_all(COPROD_EXPORT_SCXML, pieces, sizeof pieces / sizeof *pieces);
}

static void promela(void **state)
{
    static const char *const pieces[] = {
        "#define s_1st 0\n#define s_end 1\n#define NEW 2\n", "#define MOST 301\n#endif\n#define NUMBER int\n",
        "NUMBER f0_a_b = 3;\nNUMBER f_c;\nbyte f_d;\n", "byte f_first = 1;\n", "byte c1_k_2;\nbit m1_k_2;\n",
        "    if :: c_K == 3 -> if :: c_K = 2 :: skip fi :: c_K == 2 -> c_K = 1 :: else fi;\n",
        "    if :: c_K == 1 && !m_K -> m_K = 1 :: else fi;\n",
        "    /* an-id */\n    assert(state == s_1st || state == NEW || (f_c <= 300));\n",
        "    /* not asked, because it compares days: of days */\n",
        "            if :: c1_k_2 = 2 :: c1_k_2 = 3 fi; m1_k_2 = 0;\n", "            if :: c_B = 1 :: c_B = 2 :: c_B = 3 fi;",
        "            c_G = 2; m_G = 0;\n", "        if :: p1 = 1 :: p1 = 2 :: p1 = 3 fi;\n",
        "        if :: p2 = 0 :: p2 = 1 fi;\n",
        "(p2 && (!(f_yes) || (f_t != 0", "(f0_a_b + p0 >= 1)", "(f_d && p1 && maybe0)",
        "(p1 && f_d && (p1 > f_d || p1 == f_d && p1 != 2 && maybe1))", "(2 && c_K && (2 > c_K || 2 == c_K))",
        "(2 && c_K && (2 > c_K))", "(f_d && f_first && (f_d == f_first && (f_d == 2 || maybe2)))", "(f_f == 0)",
        "(f_c == f0_a_b)", " && f0_a_b + -1 <= MOST",
        "            f_c = f0_a_b;\nend1:       (f_c + p0 >= 0 && f_c + p0 <= MOST);\n            f_c = f_c + p0;\n",
        "            f_d = 2;\n            f_d = 0;\n", "            f_f = f_e;\n            f_e = 0;\n",
        "            f_t = p3;\n            f_yes = 0;\n", "            state = s_1st; /* taken 0 */\n",
        "            state = s_1st; /* taken 2 */\n"};
    (void)state;
    has_all(COPROD_EXPORT_PROMELA, pieces, sizeof pieces / sizeof *pieces);
    assert_null(strstr(page, "c_U"));
    assert_null(strstr(page, "nobody"));
    assert_null(strstr(page, "f_breach_unexplained"));
}

/* Each action doubles the number; what is written grows with the actions, not with the number. */
static void doubled(void **state)
{
    char actions[3000] = "", text[6000];
    coprod_machine *machine;
    size_t needed = 0;
    (void)state;
    for (int i = 0; i < 60; i++)
        strcat(actions, i ? ", ['add', 'x', 'x']" : "['add', 'x', 'x']");
    snprintf(text, sizeof text,
             "{'schema': 'feedback-machines/1', 'machines': [{'id': 'd', 'version': 1, 'title': 'D', 'calendar': 'england',"
             " 'roles': ['lead'], 'states': ['a', 'b'], 'initial': 'a', 'accepting': ['b'], 'final': ['b'], 'facts': {'x':"
             " ['int', 1]}, 'guards': {'some': ['ge', 'x', 1]}, 'events': {'go': {'roles': ['lead'], 'payload': {}}},"
             " 'timers': {}, 'create': {'roles': ['lead'], 'payload': {}, 'guards': [], 'do': [], 'timers': []},"
             " 'transitions': [{'from': 'a', 'event': 'go', 'to': 'b', 'guards': ['some'], 'do': [%s], 'timers': []}],"
             " 'invariants': []}]}", actions);
    machine = machine_in(text, NULL);
    for (int32_t format = COPROD_EXPORT_SCXML; format <= COPROD_EXPORT_PROMELA; format++)
        assert_int_equal(coprod_machine_export(machine, format, NULL, page, sizeof page, &needed), COPROD_OK);
    coprod_machine_free(machine);
}

/* SPIN's numbers end at 2147483647. */
static void too_large(void **state)
{
    json_t *json = json_of(definition), *facts = at(json, "/machines/0/facts/c");
    coprod_machine *machine;
    char *text;
    (void)state;
    json_array_set_new(facts, 1, json_integer(INT64_C(3000000000)));
    text = json_dumps(json, 0);
    machine = machine_in(text, NULL);
    assert_int_equal(coprod_machine_export(machine, COPROD_EXPORT_PROMELA, NULL, page, sizeof page, NULL),
                     COPROD_E_RANGE);
    assert_string_equal(page, "");
    assert_int_equal(coprod_machine_export(machine, COPROD_EXPORT_SCXML, NULL, page, sizeof page, NULL), COPROD_OK);
    coprod_machine_free(machine);
    json_decref(json);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(scxml), cmocka_unit_test(promela), cmocka_unit_test(doubled),
                                       cmocka_unit_test(too_large)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
