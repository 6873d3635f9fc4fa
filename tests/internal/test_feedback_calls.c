/* SPDX-License-Identifier: MIT */
/* Calls that are wrong in themselves: nothing given, structs of no size, objects of another machine. And what records of a
 * journal must not say, though their chain holds. */
#include "loop_tools.h"

#include "journal_internal.h"

static const uint8_t secret[] = "sixteen bytes or more";

#define CREATE "{'by': 'lead:t', 'at': '2025-06-02', 'payload': {'contactable': 1, 'anonymous': 0}}"
#define IS_ARGUMENT(call) assert_int_equal(call, COPROD_E_ARGUMENT)
#define IS_STRUCT(call) assert_int_equal(call, COPROD_E_STRUCT)

static void machines(void **state)
{
    coprod_machine *machine = machine_of("suggestion"), *none = NULL;
    coprod_machine_options options = {.size = 1};
    coprod_machine_info info = {.size = 0};
    coprod_machine_element element = {.size = 0};
    coprod_timer timer = {.size = 0};
    coprod_transition transition = {.size = 0};
    coprod_action action = {.size = 0};
    coprod_clock_action clock = {.size = 0};
    uint32_t index;
    (void)state;
    IS_STRUCT(coprod_machine_load("{}", 2, NULL, &options, NULL, &none));
    IS_ARGUMENT(coprod_machine_load("{}", 2, NULL, NULL, NULL, NULL));
    IS_STRUCT(coprod_machine_get(machine, &info));
    IS_STRUCT(coprod_machine_get_element(machine, COPROD_ELEMENT_STATE, 0, &element));
    IS_STRUCT(coprod_machine_timer(machine, 0, &timer));
    IS_STRUCT(coprod_machine_transition(machine, 0, &transition));
    IS_STRUCT(coprod_machine_action(machine, 0, 0, &action));
    IS_STRUCT(coprod_machine_clock(machine, 0, 0, &clock));
    IS_ARGUMENT(coprod_machine_find(NULL, COPROD_ELEMENT_STATE, "x", &index));
    IS_ARGUMENT(coprod_machine_field(NULL, 0, 0, NULL, NULL));
    IS_ARGUMENT(coprod_machine_get(NULL, NULL));
    assert_null(coprod_machine_word(NULL, COPROD_ELEMENT_STATE, 0));
    assert_null(coprod_machine_word(machine, 0, 0));
    assert_int_equal(coprod_coverage_bytes(NULL), 0);
    coprod_machine_free(machine);
}

/* A calendar of the caller's takes the place of the built-in one of the same id, and outlives its owner. */
static void own_calendar(void **state)
{
    coprod_calendar *calendar = NULL;
    coprod_machine_options options = {.size = sizeof options};
    coprod_machine_info info = {.size = sizeof info};
    coprod_machine *machine = NULL;
    (void)state;
    assert_int_equal(coprod_calendar_builtin("england", NULL, &calendar), COPROD_OK);
    options.calendar = calendar;
    assert_int_equal(coprod_machine_builtin("pdsa", &options, NULL, &machine), COPROD_OK);
    coprod_calendar_free(calendar);
    assert_int_equal(coprod_machine_get(machine, &info), COPROD_OK);
    assert_string_equal(info.calendar, "england");
    coprod_machine_free(machine);
}

static void events(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_event *event = event_of(machine, "{'event': 'tell', 'by': 'lead:t', 'at': '2025-06-03'}"), *none = NULL;
    coprod_allocator odd = {.size = 1};
    (void)state;
    IS_ARGUMENT(coprod_event_new(machine, "tell", "lead:t", 0, NULL, NULL));
    assert_int_equal(coprod_event_new(machine, "\xff", "lead:t", 0, NULL, &none), COPROD_E_TEXT);
    assert_int_equal(coprod_event_new(machine, "tell", "\xff", 0, NULL, &none), COPROD_E_TEXT);
    IS_STRUCT(coprod_event_new(machine, "tell", "lead:t", 0, &odd, &none));
    IS_ARGUMENT(coprod_event_load(NULL, "{}", 2, NULL, NULL, &none));
    IS_ARGUMENT(coprod_event_load(machine, "{}", 2, NULL, NULL, NULL));
    IS_ARGUMENT(coprod_event_at(NULL, 0));
    IS_ARGUMENT(coprod_event_expect(NULL, 0));
    IS_ARGUMENT(coprod_event_key(NULL, "k", 1));
    IS_ARGUMENT(coprod_event_number(NULL, "n", 1));
    IS_ARGUMENT(coprod_event_text(event, "channel", NULL, 0));
    assert_int_equal(coprod_event_key(event, "\xff", 1), COPROD_E_TEXT);
    assert_int_equal(coprod_event_number(event, "\xff", 1), COPROD_E_TEXT);
    assert_int_equal(coprod_event_text(event, "n", "one", 3), COPROD_OK);
    assert_int_equal(coprod_event_text(event, "no field", "one", 3), COPROD_OK);
    assert_int_equal(event->act.payload_wrong, 1);
    coprod_event_free(event);
    coprod_event_free(NULL);
    coprod_machine_free(machine);
}

static void loops(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_event *create = event_of(machine, CREATE);
    coprod_loop *loop = loop_of(machine, CREATE);
    coprod_loop *none = NULL;
    coprod_loop_options options = {.size = sizeof options, .secret_length = 5};
    coprod_loop_answer answer = {.size = sizeof answer}, small = {.size = 3};
    coprod_loop_info info = {.size = 0};
    coprod_fact fact = {.size = sizeof fact}, no_fact = {.size = 0};
    coprod_breach breach = {.size = 0};
    coprod_permit permit = {.size = 0};
    coprod_loop_need need = {.size = 0};
    char text[8];
    size_t needed;
    int32_t a, b;
    (void)state;
    IS_ARGUMENT(coprod_loop_new(machine, create, &options, &answer, &none));
    IS_ARGUMENT(coprod_loop_new(machine, NULL, NULL, &answer, &none));
    IS_STRUCT(coprod_loop_new(machine, create, NULL, &small, &none));
    options.size = 1;
    IS_STRUCT(coprod_loop_new(machine, create, &options, &answer, &none));
    IS_STRUCT(coprod_loop_step(loop, create, &small));
    IS_ARGUMENT(coprod_loop_step(loop, create, &answer));
    IS_STRUCT(coprod_loop_tick(loop, 0, &small));
    IS_ARGUMENT(coprod_loop_tick(NULL, 0, &answer));
    IS_STRUCT(coprod_loop_get(loop, &info));
    IS_STRUCT(coprod_loop_fact(loop, 0, &no_fact));
    assert_int_equal(coprod_loop_fact(loop, 99, &fact), COPROD_E_UNKNOWN);
    IS_ARGUMENT(coprod_loop_due(NULL, 0, &a, &b));
    IS_STRUCT(coprod_loop_breach(loop, 0, &breach));
    IS_STRUCT(coprod_loop_permit(loop, 0, NULL, 0, &permit));
    IS_STRUCT(coprod_loop_missing(loop, 0, 0, 0, &need));
    IS_ARGUMENT(coprod_loop_json(loop, NULL, text, sizeof text, &needed));
    IS_STRUCT(coprod_loop_json(loop, &small, text, sizeof text, &needed));
    assert_int_equal(coprod_loop_json(loop, &answer, text, sizeof text, &needed), COPROD_E_BUFFER);
    IS_ARGUMENT(coprod_loop_save(loop, NULL, 5, &needed));
    IS_ARGUMENT(coprod_loop_save(NULL, NULL, 0, &needed));
    IS_ARGUMENT(coprod_loop_open(machine, NULL, 0, NULL, &none));
    IS_ARGUMENT(coprod_loop_open(machine, (const uint8_t *)text, 0, NULL, NULL));
    options = (coprod_loop_options){.size = sizeof options, .secret_length = 5};
    IS_ARGUMENT(coprod_loop_open(machine, (const uint8_t *)text, 1, &options, &none));
    IS_ARGUMENT(coprod_loop_cover(NULL, NULL));
    assert_int_equal(coprod_loop_cover(loop, NULL), COPROD_OK);
    assert_string_equal(coprod_loop_answer_name(99), "");
    coprod_event_free(create);
    coprod_loop_free(loop);
    coprod_machine_free(machine);
}

static void stores(void **state)
{
    coprod_machine *machine = machine_of("suggestion"), *pdsa = machine_of("pdsa");
    coprod_event *create = event_of(machine, CREATE);
    coprod_event *refused = event_of(machine, "{'by': 'lead:t', 'at': '2025-06-02', 'payload': {'contactable': 0,"
                                              " 'anonymous': 0}}");
    coprod_event *ack = event_of(machine, "{'event': 'acknowledge', 'by': 'lead:t', 'at': '2025-06-02'}");
    coprod_event *assign = event_of(machine, "{'event': 'assign', 'by': 'lead:t', 'at': '2025-06-02',"
                                             " 'payload': {'owner': 'o'}}");
    coprod_event *other = event_of(pdsa, "{'event': 'finish', 'by': 'lead:t', 'at': '2025-06-02'}");
    const coprod_event *each[1] = {other};
    coprod_loops *loops = NULL;
    coprod_loop *none = NULL;
    coprod_loop_options options = {.size = sizeof options, .secret_length = 5};
    coprod_loop_answer answer = {.size = sizeof answer}, small = {.size = 3};
    coprod_figures figures = {.size = 0};
    uint32_t first, numbers[1] = {9};
    uint64_t missed;
    int32_t days[1];
    size_t count;
    (void)state;
    IS_ARGUMENT(coprod_loops_new(machine, &options, &loops));
    IS_ARGUMENT(coprod_loops_new(NULL, NULL, &loops));
    IS_ARGUMENT(coprod_loops_new(machine, NULL, NULL));
    assert_int_equal(coprod_loops_new(machine, NULL, &loops), COPROD_OK);
    IS_STRUCT(coprod_loops_add(loops, create, 0, 1, &small, &first));
    IS_ARGUMENT(coprod_loops_add(loops, ack, 0, 1, &answer, &first));
    IS_ARGUMENT(coprod_loops_add(loops, create, 0, 0, &answer, &first));
    assert_int_equal(coprod_loops_add(loops, refused, 0, 1, &answer, &first), COPROD_OK);
    assert_int_equal(coprod_loops_count(loops), 0);
    assert_int_equal(coprod_loops_add(loops, create, 0, 2, &answer, &first), COPROD_OK);
    assert_int_equal(coprod_loops_add(loops, create, 0, UINT32_MAX, &answer, &first), COPROD_E_LIMIT);
    IS_STRUCT(coprod_loops_step(loops, 0, ack, &small));
    IS_ARGUMENT(coprod_loops_step(loops, 0, other, &answer));
    assert_int_equal(coprod_loops_step(loops, 2, ack, &answer), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_loops_step_many(loops, ack, NULL, 3, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_loops_step_many(loops, ack, numbers, 1, NULL), COPROD_E_UNKNOWN);
    IS_ARGUMENT(coprod_loops_step_many(loops, other, NULL, 2, NULL));
    IS_ARGUMENT(coprod_loops_step_many(NULL, ack, NULL, 2, NULL));
    numbers[0] = 0;
    IS_ARGUMENT(coprod_loops_step_each(loops, each, numbers, 1, NULL));
    IS_ARGUMENT(coprod_loops_step_each(loops, NULL, numbers, 1, NULL));
    assert_int_equal(coprod_loops_step_many(loops, ack, NULL, 2, NULL), COPROD_OK);
    assert_int_equal(coprod_loops_step_many(loops, assign, NULL, 2, NULL), COPROD_OK); /* a text: row by row */
    IS_ARGUMENT(coprod_loops_tick(NULL, 0, &missed));
    assert_int_equal(coprod_loops_tick(loops, INT32_MAX, &missed), COPROD_E_RANGE);
    IS_ARGUMENT(coprod_loops_due(NULL, 0, 1, NULL, 0, &count));
    assert_int_equal(coprod_loops_due(loops, 1, 0, NULL, 0, &count), COPROD_E_RANGE);
    assert_int_equal(coprod_loops_due(loops, 0, 30000, NULL, 0, &count), COPROD_E_BUFFER);
    assert_int_equal(count, 2);
    IS_STRUCT(coprod_loops_figures(loops, NULL, 0, &figures));
    figures.size = sizeof figures;
    assert_int_equal(coprod_loops_figures(loops, NULL, INT32_MIN, &figures), COPROD_E_RANGE);
    IS_ARGUMENT(coprod_loops_times(NULL, NULL, days, days, 1, &count));
    assert_int_equal(coprod_loops_times(loops, NULL, days, days, 1, &count), COPROD_OK);
    IS_ARGUMENT(coprod_loops_copy(loops, 0, NULL));
    IS_ARGUMENT(coprod_loops_copy(NULL, 0, &none));
    assert_int_equal(coprod_loops_copy(loops, 2, &none), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_loops_count(NULL), 0);
    coprod_loops_free(NULL);
    coprod_loops_free(loops);
    coprod_event_free(create);
    coprod_event_free(refused);
    coprod_event_free(ack);
    coprod_event_free(assign);
    coprod_event_free(other);
    coprod_machine_free(machine);
    coprod_machine_free(pdsa);
}

/* --- journals --- */

static coprod_journal *new_journal(void)
{
    coprod_journal_options options = {.size = sizeof options, .secret = secret, .secret_length = sizeof secret};
    coprod_journal *journal = NULL;
    assert_int_equal(coprod_journal_new(&options, &journal), COPROD_OK);
    return journal;
}

static void journals(void **state)
{
    coprod_journal *journal = new_journal(), *none = NULL;
    coprod_journal_options options = {.size = 1};
    coprod_journal_report report = {.size = 0};
    coprod_loop_answer small = {.size = 3}, answer = {.size = sizeof answer};
    coprod_head head = {.size = sizeof head}, no_head = {.size = 0};
    coprod_record record = {.size = 0};
    coprod_loop *loop = NULL;
    uint32_t number;
    size_t count;
    (void)state;
    IS_ARGUMENT(coprod_journal_new(&options, NULL));
    IS_STRUCT(coprod_journal_new(&options, &none));
    IS_STRUCT(coprod_journal_verify(journal->bytes, journal->length, NULL, &report));
    IS_STRUCT(coprod_journal_create(journal, NULL, NULL, &small, &number, &loop));
    IS_ARGUMENT(coprod_journal_create(journal, NULL, NULL, &answer, &number, &loop));
    IS_STRUCT(coprod_journal_tick(journal, 0, NULL, 0, &small));
    IS_ARGUMENT(coprod_journal_tick(journal, 0, NULL, 0, &answer));
    IS_ARGUMENT(coprod_journal_replay(journal, 0, NULL, &loop));
    IS_ARGUMENT(coprod_journal_replay(journal, 0, NULL, NULL));
    IS_STRUCT(coprod_journal_record(journal, 0, &record));
    IS_STRUCT(coprod_journal_head(journal, 0, &no_head));
    assert_int_equal(coprod_journal_head(journal, 0, &head), COPROD_OK); /* of no record */
    assert_int_equal(head.record_count, 0);
    IS_ARGUMENT(coprod_journal_inclusion(journal, 0, 1, NULL, 1, &count));
    IS_ARGUMENT(coprod_journal_consistency(NULL, 0, 1, NULL, 0, &count));
    IS_ARGUMENT(coprod_journal_bytes(journal, NULL, NULL));
    assert_int_equal(coprod_check_inclusion(NULL, 0, 1, NULL, 0, head.root), 0);
    assert_int_equal(coprod_check_consistency(NULL, &head, NULL, 0), 0);
    coprod_journal_free(journal);
    coprod_journal_free(NULL);
}

/* A journal whose chain holds over some contents, each after the count of its bytes. */
static void check_contents(const uint8_t *contents, coprod_status opens)
{
    coprod_journal_options options = {.size = sizeof options, .secret = secret, .secret_length = sizeof secret};
    coprod_journal_report report = {.size = sizeof report};
    coprod_journal *journal = new_journal(), *opened = NULL;
    for (; *contents; contents += 1 + *contents) {
        coprod__content content;
        assert_int_equal(coprod__journal_fit(journal, 2048, 1, 1), COPROD_OK);
        content.length = (size_t)COPROD__RECORD_LENGTH + *contents;
        memcpy(content.bytes + COPROD__RECORD_LENGTH, contents + 1, *contents);
        coprod__journal_add(journal, &content);
    }
    assert_int_equal(coprod_journal_open(journal->bytes, journal->length, &options, &report, &opened), opens);
    assert_int_equal(report.state, opens == COPROD_OK ? COPROD_JOURNAL_INTACT : COPROD_JOURNAL_BROKEN);
    coprod_journal_free(opened);
    coprod_journal_free(journal);
}

static void records_that_cannot_be(void **state)
{
    static const uint8_t too_short[] = {3, 4, 0, 0, 0};
    static const uint8_t of_no_kind[] = {8, 9, 0, 0, 0, 0, 1, 0, 0, 0};
    static const uint8_t of_no_loop[] = {8, 4, 0, 0, 0, 0, 1, 0, 0, 0};
    static const uint8_t event_of_no_loop[] = {10, 3, 5, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    static const uint8_t of_no_machine[] = {9, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0};
    static const uint8_t machine_cut[] = {12, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0};
    static const uint8_t nothing[] = {0};
    (void)state;
    check_contents(nothing, COPROD_OK);
    check_contents(too_short, COPROD_E_BLOB);
    check_contents(of_no_kind, COPROD_E_BLOB);
    check_contents(of_no_loop, COPROD_E_BLOB);
    check_contents(event_of_no_loop, COPROD_E_BLOB);
    check_contents(of_no_machine, COPROD_E_BLOB);
    check_contents(machine_cut, COPROD_E_BLOB);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(machines), cmocka_unit_test(own_calendar), cmocka_unit_test(events),
                                       cmocka_unit_test(loops), cmocka_unit_test(stores), cmocka_unit_test(journals),
                                       cmocka_unit_test(records_that_cannot_be)};
    return TEST_MAIN(tests);
}
