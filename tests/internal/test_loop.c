/* SPDX-License-Identifier: MIT */
/* Loops: the order of refusals, what a refusal leaves, missed days, facts, keys, what is permitted and what is missing. */
#include "loop_tools.h"

#define CREATE "{'by': 'lead:team', 'at': '2025-06-02', 'payload': {'contactable': 2, 'anonymous': 0}}"

static coprod_loop_info info_of(const coprod_loop *loop)
{
    coprod_loop_info info = {sizeof info};
    assert_int_equal(coprod_loop_get(loop, &info), COPROD_OK);
    return info;
}

static coprod_fact fact_of(const coprod_loop *loop, const coprod_machine *machine, const char *id)
{
    coprod_fact fact = {sizeof fact};
    uint32_t index;
    assert_int_equal(coprod_machine_find(machine, COPROD_ELEMENT_FACT, id, &index), COPROD_OK);
    assert_int_equal(coprod_loop_fact(loop, index, &fact), COPROD_OK);
    return fact;
}

/* Each refusal stands before the next: every event has all faults that come after its own. */
static void order_of_refusals(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_loop *loop = loop_of(machine, CREATE);
    (void)state;
    assert_string_equal(step(loop, machine, "{'event': 'acknowledge', 'by': 'lead:t', 'at': '2025-06-03', 'key': 'k'}"),
                        "OK");
    assert_string_equal(step(loop, machine, "{'event': 'x', 'by': 'y', 'at': '2025-06-01', 'key': 'k', 'expect_seq': 9}"),
                        "DUPLICATE");
    assert_string_equal(step(loop, machine, "{'event': 'x', 'by': 'y', 'at': '2025-06-01', 'expect_seq': 9}"), "SEQ");
    assert_string_equal(step(loop, machine, "{'event': 'x', 'by': 'y', 'at': '2025-06-01', 'expect_seq': 2}"),
                        "UNKNOWN_EVENT x");
    assert_string_equal(step(loop, machine, "{'event': 'tell', 'by': 'y', 'at': '2025-06-01'}"), "TIME");
    assert_string_equal(step(loop, machine, "{'event': 'tell', 'by': 'y', 'at': '2025-06-03'}"),
                        "NO_TRANSITION acknowledged");
    assert_string_equal(step(loop, machine, "{'event': 'assign', 'by': 'board:y', 'at': '2025-06-03'}"),
                        "ROLE board:y");
    assert_string_equal(step(loop, machine, "{'event': 'assign', 'by': 'lead', 'at': '2025-06-03'}"), "ROLE lead");
    assert_string_equal(step(loop, machine, "{'event': 'assign', 'by': 'lead:', 'at': '2025-06-03'}"), "ROLE lead:");
    assert_string_equal(step(loop, machine, "{'event': 'assign', 'by': 'lead:y', 'at': '2025-06-03',"
                             " 'payload': {'x': 1}}"),
                        "PAYLOAD owner");
    assert_string_equal(step(loop, machine, "{'event': 'assign', 'by': 'lead:y', 'at': '2025-06-03',"
                             " 'payload': {'x': 1, 'owner': 2}}"),
                        "PAYLOAD x");
    assert_string_equal(step(loop, machine, "{'event': 'assign', 'by': 'lead:y', 'at': '2025-06-03',"
                             " 'payload': {'owner': 2}}"),
                        "PAYLOAD owner");
    assert_string_equal(step(loop, machine, "{'event': 'assign', 'by': 'lead:y', 'at': '2025-06-03',"
                             " 'payload': {'owner': ' \\t\\r\\n'}}"),
                        "GUARD owner_named");
    assert_int_equal(info_of(loop).seq, 2);
    coprod_loop_free(loop);
    coprod_machine_free(machine);
}

/* A fact that would leave its range takes everything back, and stands before the calendar. */
static void ranges(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_loop *loop = loop_of(machine, "{'by': 'lead:t', 'at': '2028-11-01',"
                                         " 'payload': {'contactable': 4294967295, 'anonymous': 0}}");
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event;
    (void)state;
    assert_string_equal(step(loop, machine, "{'event': 'acknowledge', 'by': 'lead:t', 'at': '2028-11-01'}"), "OK");
    assert_string_equal(step(loop, machine, "{'event': 'assign', 'by': 'lead:t', 'at': '2028-11-01',"
                             " 'payload': {'owner': 'o'}}"),
                        "OK");
    assert_string_equal(step(loop, machine, "{'event': 'decide_yes', 'by': 'owner:t', 'at': '2028-11-01',"
                             " 'payload': {'plan': 'p', 'due': '2031-01-01'}}"),
                        "CALENDAR_RANGE");
    assert_int_equal(info_of(loop).seq, 3);
    assert_int_equal(fact_of(loop, machine, "outcome").known, 0);
    assert_string_equal(step(loop, machine, "{'event': 'decide_yes', 'by': 'owner:t', 'at': '2028-11-01',"
                             " 'payload': {'plan': 'p', 'due': 'x'}}"),
                        "PAYLOAD due");
    assert_string_equal(step(loop, machine, "{'event': 'decide_no', 'by': 'owner:t', 'at': '2028-11-30',"
                             " 'payload': {'reason': 'r', 'reason_code': 'cost'}}"),
                        "OK");
    assert_string_equal(step(loop, machine, "{'event': 'tell', 'by': 'lead:t', 'at': '2028-12-01',"
                             " 'payload': {'n': 4294967296, 'channel': 'c'}}"),
                        "PAYLOAD n");
    assert_int_equal(coprod_event_load(machine, "{\"event\":\"tell\",\"by\":\"lead:t\",\"at\":\"2028-12-01\",\"payload\":"
                                       "{\"n\":18446744073709551616,\"channel\":\"c\"}}", COPROD_NTS, NULL, NULL,
                                       &event), COPROD_OK);
    assert_int_equal(coprod_loop_step(loop, event, &answer), COPROD_OK);
    assert_string_equal(answer.detail, "n");
    coprod_event_free(event);
    assert_string_equal(step(loop, machine, "{'event': 'tell', 'by': 'lead:t', 'at': '2028-12-01',"
                             " 'payload': {'n': -1, 'channel': 'c'}}"),
                        "PAYLOAD n");
    assert_string_equal(step(loop, machine, "{'event': 'tell', 'by': 'lead:t', 'at': '2028-12-01',"
                             " 'payload': {'n': 1.0, 'channel': 'c'}}"),
                        "PAYLOAD n");
    assert_string_equal(step(loop, machine, "{'event': 'tell', 'by': 'lead:t', 'at': '2028-12-01',"
                             " 'payload': {'n': true, 'channel': 'c'}}"),
                        "PAYLOAD n");
    assert_string_equal(step(loop, machine, "{'event': 'tell', 'by': 'lead:t', 'at': '2028-12-01',"
                             " 'payload': {'n': 4294967295, 'channel': 'c'}}"),
                        "OK");
    assert_string_equal(step(loop, machine, "{'event': 'confirm_fed_back', 'by': 'lead:t', 'at': '2028-12-01'}"),
                        "CALENDAR_RANGE");
    coprod_loop_free(loop);
    coprod_machine_free(machine);
}

static void missed_days(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_loop *loop = loop_of(machine, CREATE);
    coprod_loop_answer answer = {sizeof answer};
    coprod_breach breach = {sizeof breach};
    int32_t running, due;
    (void)state;
    assert_int_equal(info_of(loop).next_due, day_of("2025-06-05"));
    assert_int_equal(coprod_loop_tick(loop, day_of("2025-06-05"), &answer), COPROD_OK);
    assert_int_equal(answer.breaches, 0);
    assert_int_equal(coprod_loop_tick(loop, day_of("2025-08-01"), &answer), COPROD_OK);
    assert_int_equal(answer.breaches, 2);
    assert_int_equal(coprod_loop_tick(loop, day_of("2026-08-01"), &answer), COPROD_OK);
    assert_int_equal(answer.breaches, 0);
    assert_int_equal(info_of(loop).has_next_due, 0);
    assert_int_equal(info_of(loop).unexplained, 2);
    assert_int_equal(coprod_loop_breach(loop, 1, &breach), COPROD_OK);
    assert_string_equal(coprod_machine_word(machine, COPROD_ELEMENT_TIMER, breach.timer), "T_decide");
    assert_int_equal(breach.due, day_of("2025-06-30"));
    assert_int_equal(breach.level, 2);
    assert_int_equal(coprod_loop_due(loop, breach.timer, &running, &due), COPROD_OK);
    assert_int_equal(running, 1);
    assert_int_equal(coprod_loop_breach(loop, 2, &breach), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_loop_due(loop, 6, &running, &due), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_loop_tick(loop, 2932897, &answer), COPROD_E_RANGE);
    coprod_loop_free(loop);
    coprod_machine_free(machine);
}

/* A text is kept as its length and a digest that the secret keys. */
static void texts_and_secrets(void **state)
{
    static const uint8_t secret[] = "0123456789abcdef", other[] = "fedcba9876543210";
    coprod_machine *machine = machine_of("suggestion");
    coprod_event *create = event_of(machine, CREATE);
    coprod_fact facts[3];
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        coprod_loop_options options = {sizeof options, NULL, i == 1 ? other : secret, i == 2 ? 0 : 16};
        coprod_loop_answer answer = {sizeof answer};
        coprod_loop *loop = NULL;
        assert_int_equal(coprod_loop_new(machine, create, &options, &answer, &loop), COPROD_OK);
        assert_int_equal(fact_of(loop, machine, "owner").known, 0);
        step(loop, machine, "{'event': 'acknowledge', 'by': 'lead:t', 'at': '2025-06-03'}");
        step(loop, machine, "{'event': 'assign', 'by': 'lead:t', 'at': '2025-06-03', 'payload': {'owner': 'ward manager'}}");
        facts[i] = fact_of(loop, machine, "owner");
        assert_int_equal(facts[i].known, 1);
        assert_int_equal(facts[i].number, 12);
        coprod_loop_free(loop);
    }
    static const uint8_t nothing[16] = {0};
    assert_memory_not_equal(facts[0].digest, facts[1].digest, 16);
    assert_memory_equal(facts[2].digest, nothing, 16);
    assert_memory_not_equal(facts[0].digest, nothing, 16);
    coprod_event_free(create);
    coprod_machine_free(machine);
}

/* An event made by hand is the one that is read, and may be changed and used again. */
static void events_by_hand(void **state)
{
    coprod_machine *machine = machine_of("suggestion"), *pdsa = machine_of("pdsa");
    coprod_loop *loop = loop_of(machine, CREATE), *none = NULL;
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event;
    (void)state;
    assert_int_equal(coprod_event_new(machine, "acknowledge", "lead:t", day_of("2025-06-03"), NULL, &event), COPROD_OK);
    assert_int_equal(coprod_event_key(event, "once", COPROD_NTS), COPROD_OK);
    assert_int_equal(coprod_event_expect(event, 1), COPROD_OK);
    assert_int_equal(coprod_loop_step(loop, event, &answer), COPROD_OK);
    assert_int_equal(answer.kind, COPROD_LOOP_OK);
    assert_int_equal(coprod_loop_step(loop, event, &answer), COPROD_OK);
    assert_int_equal(answer.kind, COPROD_LOOP_DUPLICATE);
    assert_int_equal(coprod_event_key(event, NULL, 0), COPROD_OK);
    assert_int_equal(coprod_loop_step(loop, event, &answer), COPROD_OK);
    assert_int_equal(answer.kind, COPROD_LOOP_SEQ);
    assert_int_equal(answer.seq, 2);
    coprod_event_free(event);
    assert_int_equal(coprod_event_new(machine, "assign", "lead:t", day_of("2025-06-03"), NULL, &event), COPROD_OK);
    assert_int_equal(coprod_event_number(event, "owner", 1), COPROD_OK);
    assert_int_equal(coprod_loop_step(loop, event, &answer), COPROD_OK);
    assert_int_equal(answer.kind, COPROD_LOOP_PAYLOAD);
    assert_int_equal(coprod_event_text(event, "owner", "o", 1), COPROD_OK);
    assert_int_equal(coprod_event_at(event, day_of("2025-06-04")), COPROD_OK);
    assert_int_equal(coprod_loop_step(loop, event, &answer), COPROD_OK);
    assert_int_equal(answer.kind, COPROD_LOOP_OK);
    assert_int_equal(coprod_event_number(event, "other", 1), COPROD_OK);
    assert_int_equal(coprod_event_at(event, INT32_MIN), COPROD_E_RANGE);
    assert_int_equal(coprod_event_text(event, "owner", "\xff", 1), COPROD_E_TEXT);
    assert_int_equal(coprod_loop_new(machine, event, NULL, &answer, &none), COPROD_E_ARGUMENT);
    coprod_event_free(event);
    event = event_of(pdsa, "{'by': 'lead:t', 'at': '2025-06-03'}");
    assert_int_equal(coprod_loop_step(loop, event, &answer), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_loop_new(machine, event, NULL, &answer, &none), COPROD_E_ARGUMENT);
    assert_null(none);
    coprod_event_free(event);
    assert_int_equal(coprod_event_new(machine, "x", "lead:t", INT32_MAX, NULL, &event), COPROD_E_RANGE);
    assert_int_equal(coprod_event_new(machine, "x", NULL, 0, NULL, &event), COPROD_E_ARGUMENT);
    coprod_loop_free(loop);
    coprod_machine_free(machine);
    coprod_machine_free(pdsa);
}

static void wrong_events(void **state)
{
    static const struct {
        const char *event, *findings;
    } cases[] = {{"{}", "['missing-key /by', 'missing-key /at']"},
                 {"[]", "['wrong-type ']"},
                 {"{'by': 'a:b', 'at': '2025-02-29'}", "['not-a-date /at']"},
                 {"{'by': 'a:b', 'at': '2025-02-28', 'event': 1}", "['wrong-type /event']"},
                 {"{'by': 'a:b', 'at': '2025-02-28', 'payload': []}", "['wrong-type /payload']"},
                 {"{'by': 'a:b', 'at': '2025-02-28', 'key': 1}", "['wrong-type /key']"},
                 {"{'by': 'a:b', 'at': '2025-02-28', 'expect_seq': -1}", "['out-of-range /expect_seq']"},
                 {"{'by': 'a:b', 'at': '2025-02-28', 'when': 0}", "['unknown-key /when']"}};
    coprod_machine *machine = machine_of("suggestion");
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_findings *findings = new_findings();
        json_t *json = json_of(cases[i].event), *expected = json_of(cases[i].findings);
        char *text = json_dumps(json, 0);
        coprod_event *event = (coprod_event *)1;
        assert_int_equal(coprod_event_load(machine, text, COPROD_NTS, NULL, findings, &event), COPROD_E_DEFINITION);
        assert_null(event);
        check_findings(cases[i].event, findings, expected);
        coprod_findings_free(findings);
        json_decref(json);
        json_decref(expected);
        free(text);
    }
    coprod_event *event;
    assert_int_equal(coprod_event_load(machine, "{", 1, NULL, NULL, &event), COPROD_E_SYNTAX);
    assert_int_equal(coprod_event_load(machine, "{\"by\":1e999}", COPROD_NTS, NULL, NULL, &event), COPROD_E_SYNTAX);
    coprod_machine_free(machine);
}

/* "status missing": what an event's guards ask for. */
static void check_permit(const coprod_loop *loop, const coprod_machine *machine, const char *event, const char *role,
                         const char *day, int32_t status, uint32_t missing)
{
    coprod_permit permit = {sizeof permit};
    uint32_t index;
    assert_int_equal(coprod_machine_find(machine, COPROD_ELEMENT_EVENT, event, &index), COPROD_OK);
    assert_int_equal(coprod_loop_permit(loop, index, role, day_of(day), &permit), COPROD_OK);
    if (permit.status != status || permit.missing_count != missing)
        fail_msg("%s: %d, %u missing", event, (int)permit.status, (unsigned)permit.missing_count);
}

static void permitted(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_loop *loop = loop_of(machine, "{'by': 'lead:t', 'at': '2025-06-02', 'payload': {'contactable': 2, 'anonymous': 1}}");
    coprod_loop_need need = {sizeof need};
    coprod_permit permit = {sizeof permit};
    uint32_t index;
    (void)state;
    check_permit(loop, machine, "acknowledge", NULL, "2025-06-03", COPROD_PERMIT_YES, 0);
    check_permit(loop, machine, "acknowledge", "board", "2025-06-03", COPROD_PERMIT_ROLE, 0);
    check_permit(loop, machine, "acknowledge", "lead", "2025-06-01", COPROD_PERMIT_TIME, 0);
    check_permit(loop, machine, "tell", "lead", "2025-06-03", COPROD_PERMIT_STATE, 0);
    check_permit(loop, machine, "explain_breach", "lead", "2025-06-05", COPROD_PERMIT_NOT_YET, 2);
    check_permit(loop, machine, "explain_breach", "lead", "2025-06-06", COPROD_PERMIT_PAYLOAD, 1);
    assert_int_equal(info_of(loop).breach_count, 0);
    step(loop, machine, "{'event': 'withdraw', 'by': 'contributor:1', 'at': '2025-06-03'}");
    check_permit(loop, machine, "confirm_fed_back", "lead", "2025-06-03", COPROD_PERMIT_NOT_YET, 3);
    check_permit(loop, machine, "tell", "lead", "2025-06-03", COPROD_PERMIT_PAYLOAD, 2);
    assert_int_equal(coprod_machine_find(machine, COPROD_ELEMENT_EVENT, "confirm_fed_back", &index), COPROD_OK);
    assert_int_equal(coprod_loop_missing(loop, index, day_of("2025-06-03"), 0, &need), COPROD_OK);
    assert_int_equal(need.have, 0);
    assert_int_equal(need.need, 2);
    assert_int_equal(need.relation, COPROD_RELATION_AT_LEAST);
    assert_int_equal(coprod_loop_missing(loop, index, day_of("2025-06-03"), 1, &need), COPROD_OK);
    assert_int_equal(need.alternative, 1);
    assert_int_equal(coprod_loop_missing(loop, index, day_of("2025-06-03"), 3, &need), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_loop_permit(loop, 99, NULL, 0, &permit), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_loop_permit(loop, 0, "nobody", 0, &permit), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_loop_permit(loop, 0, NULL, INT32_MIN, &permit), COPROD_E_RANGE);
    coprod_loop_free(loop);
    coprod_machine_free(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_of_refusals), cmocka_unit_test(ranges),         cmocka_unit_test(missed_days),
        cmocka_unit_test(texts_and_secrets), cmocka_unit_test(events_by_hand), cmocka_unit_test(wrong_events),
        cmocka_unit_test(permitted)};
    return TEST_MAIN(tests);
}
