/* SPDX-License-Identifier: MIT */
/* Traces of the built-in machines cover them, and how much some traces cover is counted. */
#include "trace_tools.h"

#include "machine_internal.h"

/* Where the counts of guards that failed begin, and those of clocks. */
static size_t failed_at(const coprod_coverage *own)
{
    return (size_t)own->state_count + own->transition_count + own->guard_count;
}

static size_t clocks_at(const coprod_coverage *own)
{
    return failed_at(own) + own->guard_count;
}

static coprod_coverage coverage(const coprod_machine *machine, const uint8_t *bytes)
{
    coprod_coverage own = {sizeof own};
    assert_int_equal(coprod_coverage_get(machine, bytes, &own), COPROD_OK);
    return own;
}

/* --- the built-in machines --- */

/* What cannot fail: at a creation, for without a loop there is nothing to count for; counts that are never below 0; that
 * all were told when closing, for the state told cannot be entered otherwise and nothing there takes it back; the same
 * right after settling, which tells everybody; and that nothing is decided yet in a draft, for whatever leads back to one
 * takes the decision back.
 * Met are all clocks: each is stopped by an event, which may come at once. Missed are those whose day a guard asks for
 * (T_challenge, T_retain, T_next_day, T_response), and those without which no missed day could be explained in some state;
 * where another clock was missed on the way there, that one is enough, so that the rest are stopped in time in every
 * trace: in pcref, T_ack is the one that was missed. */
static const struct {
    const char *never_fail, *never_missed;
    uint32_t traces, states, transitions, guards, failed, missed, timers;
} known[BUILT_IN] = {
    {"told/close fed_back, received/create has_contributor", "T_tell, T_update", 165, 10, 43, 49, 47, 4, 6},
    {"settled/confirm_fed_back fed_back, investigating/conclude actions_counted, with_ombudsman/ombudsman_decides "
     "recommendations_counted, told/close fed_back, received/create has_contributor",
     "T_tell", 161, 11, 40, 57, 52, 6, 7},
    {"draft/approve formative, analysing/report themes_found, told/close fed_back, draft/create min_days_positive", "",
     177, 11, 41, 60, 56, 6, 6},
    {"told/close fed_back", "", 139, 10, 38, 48, 47, 4, 4},
    {"told/close fed_back, raised/create has_contributor", "T_tell, T_codesign, T_update, T_local, T_trust, T_board", 135,
     12, 35, 50, 48, 3, 9},
};

static void add(char *list, size_t size, const char *words)
{
    size_t used = strlen(list);
    snprintf(list + used, size - used, "%s%s", used ? ", " : "", words);
}

static void list_never_fail(const coprod_machine *machine, const uint8_t *failed, char *list, size_t size)
{
    list[0] = '\0';
    for (uint32_t i = 0; i <= machine->transition_count; i++) {
        const coprod__transition *own = &machine->transitions[i];
        const char *event = i == machine->transition_count ? "create" : machine->events.name[own->event];
        for (uint32_t use = own->guards; use < own->guards + own->guard_count; use++) {
            char words[200];
            snprintf(words, sizeof words, "%s/%s %s", machine->states.name[own->from], event,
                     machine->guards.name[machine->guard_uses[use].guard]);
            if (!failed[use])
                add(list, size, words);
        }
    }
}

static void list_never_missed(const coprod_machine *machine, const uint8_t *missed, char *list, size_t size)
{
    list[0] = '\0';
    for (uint32_t i = 0; i < machine->timers.count; i++)
        if (!missed[i])
            add(list, size, machine->timers.name[i]);
}

static void covered(void **state)
{
    (void)state;
    for (size_t i = 0; i < BUILT_IN; i++) {
        coprod_machine *machine = machine_of(built_in_names[i]);
        uint8_t *bytes = calloc(1, coprod_coverage_bytes(machine));
        coprod_traces *traces = NULL;
        coprod_coverage own;
        char list[1024];
        assert_int_equal(coprod_traces_new(machine, NULL, &traces), COPROD_OK);
        assert_int_equal(coprod_traces_count(traces), known[i].traces);
        for (uint32_t t = 0; t < coprod_traces_count(traces); t++) {
            uint32_t events, refused;
            coprod_loop_free(run_trace(machine, coprod_traces_json(traces, t), bytes, &events, &refused));
        }
        own = coverage(machine, bytes);
        assert_true(own.states == known[i].states && own.state_count == own.states);
        assert_true(own.transitions == known[i].transitions && own.transition_count == own.transitions);
        assert_true(own.guards_held == known[i].guards && own.guard_count == own.guards_held);
        assert_int_equal(own.guards_failed, known[i].failed);
        assert_true(own.timers_met == known[i].timers && own.timer_count == own.timers_met);
        assert_int_equal(own.timers_missed, known[i].missed);
        list_never_fail(machine, bytes + failed_at(&own), list, sizeof list);
        assert_string_equal(list, known[i].never_fail);
        list_never_missed(machine, bytes + clocks_at(&own), list, sizeof list);
        assert_string_equal(list, known[i].never_missed);
        coprod_traces_free(traces);
        coprod_machine_free(machine);
        free(bytes);
    }
}

/* Every trace ends with what it is there for: it has steps, or is a creation of its own. Made twice, they are the same. */
static void well_formed(void **state)
{
    (void)state;
    for (size_t i = 0; i < BUILT_IN; i++) {
        coprod_machine *machine = machine_of(built_in_names[i]);
        coprod_check_options options = {.size = sizeof options, .most_configurations = 100000};
        coprod_traces *one = NULL, *other = NULL;
        assert_int_equal(coprod_traces_new(machine, NULL, &one), COPROD_OK);
        assert_int_equal(coprod_traces_new(machine, &options, &other), COPROD_OK);
        assert_int_equal(coprod_traces_count(one), coprod_traces_count(other));
        for (uint32_t t = 0; t < coprod_traces_count(one); t++) {
            const char *text = coprod_traces_json(one, t);
            uint32_t events, refused;
            coprod_loop *loop = run_trace(machine, text, NULL, &events, &refused);
            assert_true(events > 0 || strstr(text, "\"steps\":[]"));
            assert_true(loop || !events);
            assert_null(strchr(text, '\n'));
            assert_string_equal(text, coprod_traces_json(other, t));
            coprod_loop_free(loop);
        }
        assert_null(coprod_traces_json(one, coprod_traces_count(one)));
        coprod_traces_free(one);
        coprod_traces_free(other);
        coprod_machine_free(machine);
    }
}

/* --- counting --- */

static void check_counts(const coprod_machine *machine, const uint8_t *bytes, uint32_t states, uint32_t transitions,
                         uint32_t held, uint32_t failed, uint32_t missed, uint32_t met)
{
    coprod_coverage own = coverage(machine, bytes);
    assert_int_equal(own.states, states);
    assert_int_equal(own.transitions, transitions);
    assert_int_equal(own.guards_held, held);
    assert_int_equal(own.guards_failed, failed);
    assert_int_equal(own.timers_missed, missed);
    assert_int_equal(own.timers_met, met);
}

/* Step by step, by hand; two loops count into the same bytes. */
static void counted(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    uint8_t *bytes = calloc(1, coprod_coverage_bytes(machine));
    coprod_loop_answer answer = {sizeof answer};
    const char *create = "{'by': 'lead:x', 'at': '2025-06-02', 'payload': {'contactable': 1, 'anonymous': 0}}";
    coprod_loop *one = loop_of(machine, create), *other = loop_of(machine, create);
    (void)state;
    check_counts(machine, bytes, 0, 0, 0, 0, 0, 0);
    assert_int_equal(coprod_loop_cover(one, bytes), COPROD_OK);
    check_counts(machine, bytes, 1, 1, 1, 0, 0, 0);
    step(one, machine, "{'event': 'acknowledge', 'by': 'lead:x', 'at': '2025-06-05', 'payload': {}}"); /* due that day */
    check_counts(machine, bytes, 2, 2, 1, 0, 0, 1);
    step(one, machine, "{'event': 'assign', 'by': 'lead:x', 'at': '2025-06-05', 'payload': {'owner': ' '}}");
    check_counts(machine, bytes, 2, 2, 1, 1, 0, 1);
    step(one, machine, "{'event': 'assign', 'by': 'owner:x', 'at': '2025-06-05', 'payload': {'owner': 'x'}}"); /* ROLE */
    step(one, machine, "{'event': 'close', 'by': 'lead:x', 'at': '2025-06-05', 'payload': {}}"); /* NO_TRANSITION */
    check_counts(machine, bytes, 2, 2, 1, 1, 0, 1);
    assert_int_equal(coprod_loop_tick(one, day_of("2025-07-01"), &answer), COPROD_OK); /* T_decide: 20 days, 30 June */
    check_counts(machine, bytes, 2, 2, 1, 1, 1, 1);
    assert_int_equal(coprod_loop_cover(one, NULL), COPROD_OK);
    step(one, machine, "{'event': 'assign', 'by': 'lead:x', 'at': '2025-07-01', 'payload': {'owner': 'x'}}");
    check_counts(machine, bytes, 2, 2, 1, 1, 1, 1);
    assert_int_equal(coprod_loop_cover(other, bytes), COPROD_OK);
    step(other, machine, "{'event': 'withdraw', 'by': 'contributor:x', 'at': '2025-06-06', 'payload': {}}");
    check_counts(machine, bytes, 3, 3, 1, 1, 2, 2); /* T_ack one day late, T_decide in time */
    coprod_loop_free(one);
    coprod_loop_free(other);
    coprod_machine_free(machine);
    free(bytes);
}

/* --- arguments --- */

static void arguments(void **state)
{
    coprod_machine *machine = machine_of("pdsa");
    coprod_check_options options = {.size = sizeof options}, wrong = {.size = sizeof wrong, .timed = 2};
    coprod_traces *traces = (coprod_traces *)1;
    uint8_t *bytes = calloc(1, coprod_coverage_bytes(machine));
    (void)state;
    assert_int_equal(coprod_traces_new(machine, &wrong, &traces), COPROD_E_ARGUMENT);
    assert_null(traces);
    traces = (coprod_traces *)1;
    assert_int_equal(coprod_traces_new(NULL, NULL, &traces), COPROD_E_ARGUMENT);
    assert_null(traces);
    assert_int_equal(coprod_traces_new(machine, NULL, NULL), COPROD_E_ARGUMENT);
    CHECK_IN(coprod_check_options, options, coprod_traces_new(machine, in, &traces), coprod_traces_free(traces));
    assert_int_equal(coprod_traces_count(NULL), 0);
    assert_null(coprod_traces_json(NULL, 0));
    coprod_traces_free(NULL);
    assert_int_equal(coprod_coverage_bytes(NULL), 0);
    assert_int_equal(coprod_loop_cover(NULL, bytes), COPROD_E_ARGUMENT);
    CHECK_OUT(coprod_coverage, coprod_coverage_get(machine, bytes, out));
    CHECK_EMPTY(coprod_coverage, coprod_coverage_get(machine, NULL, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_coverage, coprod_coverage_get(NULL, bytes, out), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_coverage_get(machine, bytes, NULL), COPROD_E_ARGUMENT);
    coprod_machine_free(machine);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(covered), cmocka_unit_test(well_formed),
                                       cmocka_unit_test(counted), cmocka_unit_test(arguments)};
    return TEST_MAIN(tests);
}
