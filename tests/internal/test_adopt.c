/* SPDX-License-Identifier: MIT */
/* Loops that began elsewhere: what must be said of them, what cannot be, and that they are then as any other. */
#include "adopt_tools.h"

#include "loop_internal.h"

static json_t *facts_json(coprod_loop *loop)
{
    coprod_loop_answer answer = {sizeof answer};
    char text[8192];
    answer.kind = COPROD_LOOP_OK;
    assert_int_equal(coprod_loop_json(loop, &answer, text, sizeof text, NULL), COPROD_OK);
    return json_loads(text, 0, NULL);
}

static void check_json(coprod_loop *loop, const char *expected)
{
    json_t *json = facts_json(loop), *right = json_of(expected);
    if (!json_equal(json, right))
        fail_msg("%s", json_dumps(json, 0));
    json_decref(json);
    json_decref(right);
}

static void goes_on(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_loop *loop = loop_of(machine, doing);
    (void)state;
    check_json(loop,
               "{'ok': true, 'class': 'OK', 'detail': null, 'state': 'doing', 'timers': {'T_update': '2025-09-02'},"
               " 'breaches': [{'timer': 'T_update', 'due': '2025-06-03', 'level': 3}], 'facts': {'contactable': 2,"
               " 'anonymous': 1, 'told': 0, 'formats_unmet': 0, 'published': false, 'breach_unexplained': 1, 'reopens': 0,"
               " 'agreed': false, 'outcome': 'did', 'owner': {'bytes': 16}, 'evidence': 0}}");
    assert_string_equal(step(loop, machine, "{'event': 'progress', 'by': 'lead:t', 'at': '2025-06-30', 'payload': {'note':"
                                            " 'n'}}"), "TIME");
    assert_string_equal(step(loop, machine, "{'event': 'progress', 'by': 'lead:t', 'at': '2025-07-01', 'key': 'k', 'payload':"
                                            " {'note': 'n'}}"), "DUPLICATE");
    assert_string_equal(step(loop, machine, "{'event': 'complete', 'by': 'owner:o', 'at': '2025-07-02', 'expect_seq': 1,"
                                            " 'payload': {'evidence': 1}}"), "OK");
    assert_string_equal(step(loop, machine, "{'event': 'tell', 'by': 'lead:t', 'at': '2025-07-03', 'payload': {'n': 2,"
                                            " 'channel': 'letter'}}"), "OK");
    assert_string_equal(step(loop, machine, "{'event': 'publish', 'by': 'lead:t', 'at': '2025-07-03', 'payload': {'ref':"
                                            " 'ward board'}}"), "OK");
    assert_string_equal(step(loop, machine, "{'event': 'confirm_fed_back', 'by': 'lead:t', 'at': '2025-07-03'}"), "OK");
    assert_string_equal(step(loop, machine, "{'event': 'agree', 'by': 'contributor:c', 'at': '2025-07-03'}"), "OK");
    assert_string_equal(step(loop, machine, "{'event': 'close', 'by': 'lead:t', 'at': '2025-07-03'}"),
                        "GUARD no_unexplained_breach");
    assert_string_equal(step(loop, machine, "{'event': 'explain_breach', 'by': 'lead:t', 'at': '2025-07-03', 'payload':"
                                            " {'reason': 'the lead was ill'}}"), "OK");
    assert_string_equal(step(loop, machine, "{'event': 'close', 'by': 'lead:t', 'at': '2025-07-03'}"), "OK");
    coprod_loop_free(loop);
    coprod_machine_free(machine);
}

/* --- what is wrong with it --- */

static void refused(const coprod_machine *machine, const char *pointer, const char *value, const char *expected)
{
    coprod_findings *findings = new_findings();
    json_t *json = json_of(doing);
    coprod_event *event = NULL;
    char *text, found[4096];
    put(json, pointer, value ? json_of(value) : NULL);
    text = json_dumps(json, 0);
    assert_int_equal(coprod_event_load(machine, text, COPROD_NTS, NULL, findings, &event), COPROD_E_DEFINITION);
    assert_null(event);
    list_findings(findings, found, sizeof found);
    if (strcmp(found, expected) != 0)
        fail_msg("%s %s: %s", pointer, value ? value : "taken away", found);
    coprod_findings_free(findings);
    json_decref(json);
    free(text);
}

static void what_cannot_be(void **state)
{
    static const char *const wrong[][3] = {
        {"/adopt", "7", "wrong-type /adopt\n"},
        {"/payload", "{}", "unknown-key /payload\n"},
        {"/event", "'close'", "unknown-key /event\n"},
        {"/adopt/state", NULL, "missing-key /adopt/state\n"},
        {"/adopt/state", "'lost'", "unknown-state /adopt/state\n"},
        {"/adopt/reason", "'  '", "out-of-range /adopt/reason\n"},
        {"/adopt/created", NULL, "not-given /adopt\n"},
        {"/adopt/created", "'yesterday'", "not-a-date /adopt/created\n"},
        {"/adopt/created", "'2025-07-02'", "out-of-range /adopt/created\n"},
        {"/adopt/more", "1", "unknown-key /adopt/more\n"},
        {"/adopt/facts/told", NULL, "not-given /adopt/facts\n"},
        {"/adopt/facts/told", "null", "out-of-range /adopt/facts/told\n"},
        {"/adopt/facts/told", "4294967296", "out-of-range /adopt/facts/told\n"},
        {"/adopt/facts/outcome", "'nobody knows this'", "out-of-range /adopt/facts/outcome\n"},
        {"/adopt/facts/owner", "3", "out-of-range /adopt/facts/owner\n"},
        {"/adopt/facts/other", "1", "unknown-fact /adopt/facts/other\n"},
        {"/adopt/facts/breach_unexplained", "2", "more-unexplained /adopt/missed\n"},
        {"/adopt/clocks/T_ack", NULL, "not-given /adopt/clocks\n"},
        {"/adopt/clocks/T_ack", "'2025-07-02'", "clock-cannot-run /adopt/clocks/T_ack\n"},
        {"/adopt/clocks/T_update", "null", "clock-must-run /adopt/clocks/T_update\n"},
        {"/adopt/clocks/T_update", "7", "not-a-date /adopt/clocks/T_update\n"},
        {"/adopt/clocks/T_other", "null", "unknown-timer /adopt/clocks/T_other\n"},
        {"/adopt/missed/0/timer", "'T_challenge'", "never-missed /adopt/missed/0/timer\n"},
        {"/adopt/missed/0/timer", "'T_none'", "unknown-timer /adopt/missed/0/timer\n"},
        {"/adopt/missed/0/due", "'2025-07-01'", "not-over /adopt/missed/0/due\n"},
        {"/adopt/missed/0/level", "3", "unknown-key /adopt/missed/0/level\n"},
        {"/adopt/missed/0", "7", "wrong-type /adopt/missed/0\n"},
    };
    coprod_machine *machine = machine_of("suggestion");
    json_t *many = json_array();
    char *text;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        refused(machine, wrong[i][0], wrong[i][1], wrong[i][2]);
    for (int i = 0; i < 256; i++)
        json_array_append_new(many, json_of("{'timer': 'T_ack', 'due': '2025-02-06'}"));
    text = json_dumps(many, 0);
    refused(machine, "/adopt/missed", text, "too-many /adopt/missed\n");
    free(text);
    json_decref(many);
    coprod_machine_free(machine);
}

/* Closed, though nobody was told and a day is not explained: both are named. */
static void invariants_hold(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    json_t *json = json_of(doing);
    coprod_findings *findings = new_findings();
    coprod_event *event = NULL;
    char *text, found[1000];
    (void)state;
    put(json, "/adopt/state", json_string("closed"));
    put(json, "/adopt/clocks/T_update", json_null());
    put(json, "/adopt/clocks/T_retain", json_string("2027-07-01"));
    text = json_dumps(json, 0);
    assert_int_equal(coprod_event_load(machine, text, COPROD_NTS, NULL, findings, &event), COPROD_E_DEFINITION);
    list_findings(findings, found, sizeof found);
    assert_string_equal(found, "not-invariant /adopt/state\nnot-invariant /adopt/state\n");
    free(text);
    coprod_findings_free(findings);
    json_decref(json);
    coprod_machine_free(machine);
}

/* A clock whose day is over is missed on the day of the adoption, if nobody said so. */
static void late_is_found(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_loop_answer answer = {sizeof answer};
    coprod_breach breach = {sizeof breach};
    json_t *json = json_of(doing);
    coprod_event *event;
    coprod_loop *loop;
    char *text;
    (void)state;
    put(json, "/adopt/clocks/T_update", json_string("2025-06-30"));
    text = json_dumps(json, 0);
    assert_int_equal(coprod_event_load(machine, text, COPROD_NTS, NULL, NULL, &event), COPROD_OK);
    assert_int_equal(coprod_loop_new(machine, event, NULL, &answer, &loop), COPROD_OK);
    assert_int_equal(answer.breaches, 2);
    assert_int_equal(coprod_loop_breach(loop, 1, &breach), COPROD_OK);
    assert_int_equal(breach.due, day_of("2025-06-30"));
    coprod_loop_free(loop);
    assert_int_equal(coprod_event_at(event, day_of("2025-07-02")), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_event_number(event, "contactable", 1), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_event_text(event, "owner", "x", 1), COPROD_E_ARGUMENT);
    coprod_event_free(event);
    free(text);
    /* The day that is said to be missed is that of the clock: it is missed once, and the clock runs on. */
    put(json, "/adopt/clocks/T_update", json_string("2025-06-03"));
    put(json, "/by", json_string("nobody:x"));
    text = json_dumps(json, 0);
    assert_int_equal(coprod_event_load(machine, text, COPROD_NTS, NULL, NULL, &event), COPROD_OK);
    assert_int_equal(coprod_loop_new(machine, event, NULL, &answer, &loop), COPROD_OK);
    assert_null(loop);
    assert_string_equal(coprod_loop_answer_name(answer.kind), "ROLE");
    assert_string_equal(answer.detail, "nobody:x");
    coprod_event_free(event);
    free(text);
    put(json, "/by", json_string("board:x"));
    text = json_dumps(json, 0);
    assert_int_equal(coprod_event_load(machine, text, COPROD_NTS, NULL, NULL, &event), COPROD_OK);
    assert_int_equal(coprod_loop_new(machine, event, NULL, &answer, &loop), COPROD_OK);
    assert_int_equal(answer.breaches, 1);
    coprod_loop_free(loop);
    coprod_event_free(event);
    free(text);
    json_decref(json);
    coprod_machine_free(machine);
}

/* --- as any other --- */

/* What is asserted of a loop as it is. */
static char *assert_of(coprod_loop *loop, const coprod_machine *machine, int32_t day)
{
    json_t *json = facts_json(loop), *made, *value, *clocks = json_object();
    const char *name;
    char date[20], *text;
    size_t i;
    json_object_foreach(json_object_get(json, "facts"), name, value)
        if (json_is_object(value)) /* a text of so many bytes, of which nothing else matters here */
            json_object_set_new(json_object_get(json, "facts"), name, json_string("x"));
    for (uint32_t t = 0; t < machine->timers.count; t++) {
        value = json_object_get(json_object_get(json, "timers"), machine->timers.name[t]);
        json_object_set_new(clocks, machine->timers.name[t], value ? json_incref(value) : json_null());
    }
    json_array_foreach(json_object_get(json, "breaches"), i, value)
        json_object_del(value, "level");
    assert_int_equal(coprod_day_write(day, date, sizeof date, NULL), COPROD_OK);
    made = json_pack("{s:s,s:s,s:{s:O,s:s,s:n,s:O,s:o,s:O}}", "by", "lead:team", "at", date, "adopt", "state",
                     json_object_get(json, "state"), "reason", "copied", "created", "facts", json_object_get(json, "facts"),
                     "clocks", clocks, "missed", json_object_get(json, "breaches"));
    assert_non_null(made);
    text = json_dumps(made, 0);
    json_decref(made);
    json_decref(json);
    return text;
}

static void check_copy(coprod_loop *loop, const coprod_machine *machine, int32_t day)
{
    char *text = assert_of(loop, machine, day), found[2000];
    coprod_findings *findings = new_findings();
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event = NULL;
    coprod_loop *copy = NULL;
    coprod_status status = coprod_event_load(machine, text, COPROD_NTS, NULL, findings, &event);
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK)
        fail_msg("%s: %s", text, found);
    assert_int_equal(coprod_loop_new(machine, event, NULL, &answer, &copy), COPROD_OK);
    assert_string_equal(coprod_loop_answer_name(answer.kind), "OK");
    assert_int_equal(copy->rows.breach_count, loop->rows.breach_count);
    for (uint32_t i = 0; i < machine->facts.count; i++)
        assert_int_equal(coprod__get(&copy->rows, machine->fact_rules[i].slot, 0),
                         coprod__get(&loop->rows, machine->fact_rules[i].slot, 0));
    for (uint32_t i = 0; i < machine->timers.count; i++)
        assert_int_equal(coprod__get(&copy->rows, machine->timer_rules[i].slot, 0),
                         coprod__get(&loop->rows, machine->timer_rules[i].slot, 0));
    assert_int_equal(coprod__get(&copy->rows, machine->next, 0), coprod__get(&loop->rows, machine->next, 0));
    assert_int_equal(coprod__get(&copy->rows, machine->state, 0), coprod__get(&loop->rows, machine->state, 0));
    coprod_loop_free(copy);
    coprod_event_free(event);
    coprod_findings_free(findings);
    free(text);
}

/* Wherever a trace leads, what is there can be asserted and gives the same loop: no clock is asked for that does not run,
 * none is refused that does, and every invariant holds. */
static void every_place(void **state)
{
    uint32_t places = 0, events, refusals;
    (void)state;
    for (int m = 0; m < BUILT_IN; m++) {
        coprod_machine *machine = machine_of(built_in_names[m]);
        coprod_traces *traces = NULL;
        assert_int_equal(coprod_traces_new(machine, NULL, &traces), COPROD_OK);
        for (uint32_t i = 0; i < coprod_traces_count(traces); i++) {
            coprod_loop *loop = run_trace(machine, coprod_traces_json(traces, i), NULL, &events, &refusals);
            if (loop) {
                int32_t day = coprod__day_told(coprod__get(&loop->rows, machine->last, 0));
                for (size_t b = 0; b < loop->rows.breach_count; b++)
                    day = loop->rows.breaches[b].due < day ? day : loop->rows.breaches[b].due + 1;
                check_copy(loop, machine, day);
                places++;
            }
            coprod_loop_free(loop);
        }
        coprod_traces_free(traces);
        coprod_machine_free(machine);
    }
    assert_true(places > 600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_on),       cmocka_unit_test(what_cannot_be), cmocka_unit_test(invariants_hold),
        cmocka_unit_test(late_is_found), cmocka_unit_test(every_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
