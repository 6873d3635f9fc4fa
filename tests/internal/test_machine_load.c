/* SPDX-License-Identifier: MIT */
/* Loading machines: every fault with its place, the built-in ones, fingerprints, a caller's own times, size. */
#include "loop_tools.h"

static coprod_machine *load_text(const char *text, const char *name, const char *timings, const char *title,
                                 const json_t *expected)
{
    coprod_machine_options options = {.size = sizeof options, .timings = timings, .timings_length = COPROD_NTS};
    coprod_findings *findings = new_findings();
    coprod_machine *machine = (coprod_machine *)1;
    coprod_status status = coprod_machine_load(text, COPROD_NTS, name, &options, findings, &machine);
    check_findings(title, findings, expected);
    assert_int_equal(status, status_of(expected));
    assert_int_equal(machine != NULL, status == COPROD_OK);
    coprod_findings_free(findings);
    return machine;
}

static coprod_machine *load(const json_t *document, const char *timings, const char *title, const json_t *expected)
{
    char *text = json_dumps(document, JSON_ENCODE_ANY);
    coprod_machine *machine = load_text(text, NULL, timings, title, expected);
    free(text);
    return machine;
}

static void every_fault(void **state)
{
    json_t *golden = load_file("golden/feedback/machine_faults.json"), *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "cases"), i, one) {
        json_t *own = changed(json_object_get(golden, "document"), json_object_get(one, "changes"));
        coprod_machine_free(load(own, NULL, text_of(one, "title"), json_object_get(one, "findings")));
        json_decref(own);
    }
    json_decref(golden);
}

static json_t *small_machine(void)
{
    json_t *golden = load_file("golden/feedback/machine_faults.json");
    json_t *document = json_incref(json_object_get(golden, "document"));
    json_decref(golden);
    return document;
}

static const char *fingerprint_of(const coprod_machine *machine)
{
    coprod_machine_info info = {sizeof info};
    assert_int_equal(coprod_machine_get(machine, &info), COPROD_OK);
    return info.fingerprint;
}

/* Texts, titles and sources do not change a fingerprint; a time does. */
static void fingerprints(void **state)
{
    json_t *document = small_machine(), *none = json_array();
    json_t *texts = json_of("{'/machines/0/title': 'Another', '/machines/0/text': 't', '/machines/0/source': {'title': 's'},"
                            " '/machines/0/timers/T_tell/basis': 'b', '/machines/0/timers/T_tell/text': 't',"
                            " '/machines/0/texts': {'states': {'open': {'title': 'Open', 'text': 't', 'next': 'n'}}}}");
    json_t *time = json_of("{'/machines/0/timers/T_tell/n': 11}");
    json_t *with_texts = changed(document, texts), *with_time = changed(document, time);
    coprod_machine *a = load(document, NULL, "a", none), *b = load(with_texts, NULL, "b", none);
    coprod_machine *c = load(with_time, NULL, "c", none), *d = load(document, "{\"T_tell\": {\"n\": 11}}", "d", none);
    coprod_timer timer = {sizeof timer};
    (void)state;
    assert_string_equal(fingerprint_of(a), fingerprint_of(b));
    assert_string_not_equal(fingerprint_of(a), fingerprint_of(c));
    assert_string_equal(fingerprint_of(c), fingerprint_of(d));
    assert_int_equal(coprod_machine_timer(d, 0, &timer), COPROD_OK);
    assert_int_equal(timer.replaced, 1);
    assert_int_equal(timer.period.n, 11);
    coprod_machine_free(a);
    coprod_machine_free(b);
    coprod_machine_free(c);
    coprod_machine_free(d);
    json_decref(document);
    json_decref(none);
    json_decref(texts);
    json_decref(time);
    json_decref(with_texts);
    json_decref(with_time);
}

static void wrong_timings(void **state)
{
    static const struct {
        const char *timings, *findings;
    } cases[] = {{"{\"T_x\": {\"n\": 1}}", "['unknown-timer /timings/T_x']"},
                 {"{\"T_by\": {\"escalate\": 1}}", "['not-local /timings/T_by']"},
                 {"{\"T_tell\": 5}", "['wrong-type /timings/T_tell']"},
                 {"{\"T_tell\": {\"hours\": 1}}", "['unknown-key /timings/T_tell/hours', "
                                                  "'unknown-key /machines/0/timers/T_tell/hours']"},
                 {"[]", "['wrong-type /timings']"},
                 {"{\"T_tell\": {\"n\": -1}}", "['bad-amount /machines/0/timers/T_tell/n']"}};
    json_t *document = small_machine();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *expected = json_of(cases[i].findings);
        load(document, cases[i].timings, cases[i].timings, expected);
        json_decref(expected);
    }
    json_decref(document);
}

/* What the definitions say of themselves (feedback machines: 5, with 42, 39, 40, 37 and 34 transitions). */
static void built_in(void **state)
{
    static const struct {
        const char *name;
        uint32_t states, events, transitions, guards;
    } known[] = {{"suggestion@1", 10, 21, 42, 17}, {"formal@1", 11, 24, 39, 32}, {"consultation@1", 11, 22, 40, 28},
                 {"pdsa@1", 10, 20, 37, 22},       {"pcref@1", 12, 23, 34, 24}};
    (void)state;
    assert_int_equal(coprod_machine_count(), 5);
    assert_null(coprod_machine_id(5));
    for (size_t i = 0; i < 5; i++) {
        coprod_machine *machine = machine_of(known[i].name);
        coprod_machine_info info = {sizeof info};
        assert_string_equal(coprod_machine_id(i), known[i].name);
        assert_int_equal(coprod_machine_get(machine, &info), COPROD_OK);
        assert_int_equal(info.state_count, known[i].states);
        assert_int_equal(info.event_count, known[i].events);
        assert_int_equal(info.transition_count, known[i].transitions);
        assert_true(info.guard_count >= known[i].guards);
        assert_true(i || info.hot_bytes <= 64);
        coprod_machine_free(machine);
    }
}

static void names(void **state)
{
    coprod_machine *machine = (coprod_machine *)1;
    (void)state;
    assert_int_equal(coprod_machine_builtin("suggestion", NULL, NULL, &machine), COPROD_OK);
    coprod_machine_free(machine);
    assert_int_equal(coprod_machine_builtin("suggestion@2", NULL, NULL, &machine), COPROD_E_UNKNOWN);
    assert_null(machine);
    assert_int_equal(coprod_machine_builtin("suggestion@", NULL, NULL, &machine), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_machine_builtin("suggestio", NULL, NULL, &machine), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_machine_builtin("", NULL, NULL, &machine), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_machine_builtin(NULL, NULL, NULL, &machine), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_machine_builtin("suggestion", NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_machine_load(NULL, 0, NULL, NULL, NULL, &machine), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_machine_load("{", 1, NULL, NULL, NULL, &machine), COPROD_E_SYNTAX);
    assert_int_equal(coprod_machine_load("[]", 2, NULL, NULL, NULL, &machine), COPROD_E_DEFINITION);
    assert_null(machine);
    coprod_machine_free(NULL);
}

/* The newest version is found without a number; two of one version are refused. */
static void versions(void **state)
{
    json_t *document = small_machine(), *machines = json_object_get(document, "machines"), *none = json_array();
    json_t *twice = json_of("['duplicate-id /machines/2']");
    json_t *second = json_deep_copy(json_array_get(machines, 0));
    coprod_machine_info info = {sizeof info};
    coprod_machine *machine;
    char *text;
    (void)state;
    json_object_set_new(second, "version", json_integer(2));
    json_array_append(machines, second);
    text = json_dumps(document, 0);
    machine = load_text(text, "small", NULL, "versions", none);
    assert_int_equal(coprod_machine_get(machine, &info), COPROD_OK);
    assert_int_equal(info.version, 2);
    coprod_machine_free(machine);
    machine = load_text(text, "small@1", NULL, "versions", none);
    assert_int_equal(coprod_machine_get(machine, &info), COPROD_OK);
    assert_int_equal(info.version, 1);
    coprod_machine_free(machine);
    free(text);
    json_array_append(machines, second);
    text = json_dumps(document, 0);
    load_text(text, "small@1", NULL, "versions", twice);
    free(text);
    json_decref(second);
    json_decref(none);
    json_decref(twice);
    json_decref(document);
}

/* 10,000 states load; guards that multiply, and more of anything than there may be, are refused at once. */
static void size(void **state)
{
    json_t *document = small_machine(), *none = json_array(), *much = json_of("['too-many /machines/0']");
    json_t *machine = json_array_get(json_object_get(document, "machines"), 0);
    json_t *states = json_object_get(machine, "states"), *transitions = json_object_get(machine, "transitions");
    json_t *guards = json_object_get(machine, "guards");
    coprod_machine *large;
    coprod_loop *loop;
    (void)state;
    for (int i = 0; i < 10000; i++) {
        json_array_append_new(states, json_sprintf("s%d", i));
        json_array_append_new(transitions, json_pack("{s:o,s:s,s:o,s:[],s:[],s:[]}", "from", json_sprintf("s%d", i),
                                                     "event", "tell", "to", json_sprintf("s%d", i * 7919 % 10000),
                                                     "guards", "do", "timers"));
    }
    large = load(document, NULL, "10,000 states", none); /* states of two bytes */
    loop = loop_of(large, "{'by': 'lead:t', 'at': '2025-06-02'}");
    assert_string_equal(step(loop, large, "{'event': 'tell', 'by': 'lead:t', 'at': '2025-06-02', 'payload': {'n': 1,"
                                          " 'reason': 'cost'}}"), "OK");
    assert_string_equal(step(loop, large, "{'event': 'tell', 'by': 'lead:t', 'at': '2025-06-02', 'payload': {'n': 1,"
                                          " 'reason': 'cost'}}"), "NO_TRANSITION held");
    coprod_loop_free(loop);
    coprod_machine_free(large);
    for (int i = 0; i < 40; i++) {
        char name[16];
        snprintf(name, sizeof name, "g%d", i);
        json_object_set_new(guards, name,
                            i ? json_pack("[s,[s,o],[s,o]]", "and", "ref", json_sprintf("g%d", i - 1), "ref",
                                          json_sprintf("g%d", i - 1))
                              : json_pack("[s,s]", "is", "done"));
    }
    json_array_append_new(json_object_get(json_array_get(transitions, 0), "guards"), json_string("g39"));
    load(document, NULL, "guards that multiply", much);
    json_decref(much);
    json_decref(none);
    json_decref(document);
}

/* Every class of defect is told in words. */
static void sentences(void **state)
{
    static const char *const codes[] = {"nondeterministic", "leaves-final", "unknown-state", "payload-not-declared"};
    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        assert_non_null(coprod_code_sentence(NULL, codes[i]));
}

/* What can be asked of a machine. */
static void elements(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_machine_element element = {sizeof element};
    coprod_transition transition = {sizeof transition};
    coprod_action action = {sizeof action};
    coprod_clock_action clock = {sizeof clock};
    coprod_timer timer = {sizeof timer};
    const char *name;
    int32_t type;
    uint32_t index;
    (void)state;
    assert_int_equal(coprod_machine_find(machine, COPROD_ELEMENT_EVENT, "dispute", &index), COPROD_OK);
    assert_string_equal(coprod_machine_word(machine, COPROD_ELEMENT_EVENT, index), "dispute");
    assert_int_equal(coprod_machine_field(machine, index, 0, &name, &type), COPROD_OK);
    assert_string_equal(name, "reason");
    assert_int_equal(type, COPROD_VALUE_TEXT);
    assert_int_equal(coprod_machine_field(machine, index, 1, &name, &type), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_machine_find(machine, COPROD_ELEMENT_EVENT, "x", &index), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_machine_find(machine, 99, "x", &index), COPROD_E_ARGUMENT);
    assert_null(coprod_machine_word(machine, COPROD_ELEMENT_STATE, 10));
    assert_int_equal(coprod_machine_get_element(machine, 99, 0, &element), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_machine_get_element(machine, COPROD_ELEMENT_STATE, 10, &element), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_machine_get_element(machine, COPROD_ELEMENT_STATE, 9, &element), COPROD_OK);
    assert_int_equal(element.flags, COPROD_STATE_ACCEPTING | COPROD_STATE_FINAL);
    assert_int_equal(coprod_machine_get_element(machine, COPROD_ELEMENT_GUARD, 0, &element), COPROD_OK);
    assert_string_equal(element.id, "fed_back");
    assert_true(strstr(element.test, "\"contactable\"") != NULL);
    assert_int_equal(coprod_machine_get_element(machine, COPROD_ELEMENT_LITERAL, 0, &element), COPROD_OK);
    assert_int_equal(coprod_machine_timer(machine, 6, &timer), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_machine_transition(machine, 43, &transition), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_machine_transition(machine, 42, &transition), COPROD_OK); /* creation */
    assert_int_equal(transition.action_count, 2);
    assert_int_equal(coprod_machine_action(machine, 42, 0, &action), COPROD_OK);
    assert_string_equal(action.field, "contactable");
    assert_int_equal(coprod_machine_clock(machine, 42, 0, &clock), COPROD_OK);
    assert_int_equal(clock.op, COPROD_CLOCK_START);
    assert_int_equal(coprod_machine_clock(machine, 42, 2, &clock), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_machine_action(machine, 42, 2, &action), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_machine_guard(machine, 42, 0, &index), COPROD_OK);
    assert_string_equal(coprod_machine_word(machine, COPROD_ELEMENT_GUARD, index), "has_contributor");
    assert_int_equal(coprod_machine_guard(machine, 42, 1, &index), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_machine_guard(machine, 42, 1, NULL), COPROD_E_ARGUMENT);
    coprod_machine_free(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_fault), cmocka_unit_test(fingerprints),
                                       cmocka_unit_test(wrong_timings), cmocka_unit_test(built_in),
                                       cmocka_unit_test(names), cmocka_unit_test(versions), cmocka_unit_test(size),
                                       cmocka_unit_test(sentences),
                                       cmocka_unit_test(elements)};
    return TEST_MAIN(tests);
}
