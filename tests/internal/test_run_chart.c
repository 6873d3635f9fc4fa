/* SPDX-License-Identifier: MIT */
/* Run charts, counted by hand, and the rules behind them. */
#include "followup_tools.h"

static coprod_run_rules *rules;

static int make_rules(void **state)
{
    (void)state;
    return coprod_run_rules_builtin(NULL, &rules) != COPROD_OK;
}

static int free_rules(void **state)
{
    (void)state;
    coprod_run_rules_free(rules);
    return 0;
}

typedef struct series {
    const char *values; /* separated by spaces */
    const char *expected;
} series;

/* Expected: twice the median; points off it, runs; the longest run (side, points, first to last) and the longest trend;
 * signals. */
static const series by_hand[] = {
    {"", "0; 0 0; 0 0 0-0; 0 0 0-0; 4"},
    {"5", "10; 0 0; 0 0 0-0; 0 0 0-0; 4"},
    {"3 4", "7; 2 2; -1 1 0-0; 1 2 0-1; 4"},
    {"7 7 7 7 7 7 7 7 7 7", "14; 0 0; 0 0 0-0; 0 0 0-0; 0"},
    /* five below, five above: no shift; each half is too short for a trend too */
    {"1 2 1 2 1 8 9 8 9 8", "10; 10 2; -1 5 0-4; 1 3 4-6; 0"},
    /* six below and six above: the first is told */
    {"1 2 1 2 1 2 8 9 8 9 8 9", "10; 12 2; -1 6 0-5; 1 4 4-7; 1"},
    /* three above, one on the median, three above, which the paper counts as one run of six; six more below */
    {"6 7 6 5 7 6 7 2 1 2 1 2 1", "10; 12 2; 1 6 0-6; -1 3 1-3; 1"},
    /* a trend of five, where equal neighbours count once: 1 2 3 3 4 5 */
    {"9 1 2 3 3 4 5 1 9 1", "6; 8 6; -1 2 1-2; 1 5 1-6; 2"},
    /* a trend of four is none */
    {"9 1 2 3 3 4 1 9 1 9", "6; 8 7; -1 2 1-2; 1 4 1-5; 0"},
    /* falling, across the median; the turning point at 9 belongs to both */
    {"1 9 8 7 2 1 5 6 5 6", "11; 10 6; 1 3 1-3; -1 5 1-5; 2"},
    /* nine points that only rise: too few, and no signal */
    {"1 2 3 4 5 6 7 8 9", "10; 8 2; -1 4 0-3; 1 9 0-8; 4"},
    {"1 2 3 4 5 6 7 8 9 10", "11; 10 2; -1 5 0-4; 1 10 0-9; 2"},
    {"1 2 3 4 5 6 7 8 9 10 11 12", "13; 12 2; -1 6 0-5; 1 12 0-11; 3"},
    {"-4 -3 -4 -3 -4 -3 4 3 4 3 4 3", "0; 12 2; -1 6 0-5; 1 3 4-6; 1"},
};

static size_t read_series(const char *text, int64_t *values)
{
    size_t count = 0;
    for (char *end; *text; text = *end ? end + 1 : end)
        values[count++] = strtoll(text, &end, 10);
    return count;
}

static void counted_by_hand(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof by_hand / sizeof *by_hand; i++) {
        int64_t values[20];
        char found[200];
        coprod_run run = {.size = sizeof run};
        size_t count = read_series(by_hand[i].values, values);
        assert_int_equal(coprod_run_chart(rules, values, count, &run), COPROD_OK);
        assert_int_equal(run.points, count);
        snprintf(found, sizeof found, "%lld; %u %u; %d %u %u-%u; %d %u %u-%u; %d", (long long)run.median_twice,
                 (unsigned)run.off_median, (unsigned)run.runs, (int)run.shift_side, (unsigned)run.shift_length,
                 (unsigned)run.shift_first, (unsigned)run.shift_last, (int)run.trend_way, (unsigned)run.trend_length,
                 (unsigned)run.trend_first, (unsigned)run.trend_last, (int)run.signals);
        if (strcmp(found, by_hand[i].expected))
            fail_msg("%s: %s", by_hand[i].values, found);
    }
}

/* Beyond what is sorted on the stack the median is found without it. */
static void medians_of_many(void **state)
{
    static int64_t values[200];
    coprod_run run = {.size = sizeof run};
    (void)state;
    for (size_t count = 60; count <= 70; count++) { /* 0, 3, 6... in another order: 71 has no divisor in common */
        for (size_t i = 0; i < count; i++)
            values[i] = (int64_t)(i * 71 % count * 3);
        assert_int_equal(coprod_run_chart(rules, values, count, &run), COPROD_OK);
        assert_int_equal(run.median_twice, 3 * (int64_t)(count - 1));
    }
    for (size_t i = 0; i < 100; i++)
        values[i] = i < 50 ? -INT64_MAX / 2 : INT64_MAX / 2;
    assert_int_equal(coprod_run_chart(rules, values, 100, &run), COPROD_OK);
    assert_int_equal(run.median_twice, 0);
    for (size_t i = 0; i < 100; i++)
        values[i] = i < 51 ? 4 : 9;
    assert_int_equal(coprod_run_chart(rules, values, 100, &run), COPROD_OK);
    assert_int_equal(run.median_twice, 8);
}

static void wrong_calls(void **state)
{
    int64_t values[2] = {INT64_MAX / 2 + 1, 0};
    coprod_run run = {.size = sizeof run}, small = {.size = 8};
    (void)state;
    assert_int_equal(coprod_run_chart(rules, values, 2, &run), COPROD_E_RANGE);
    values[0] = -INT64_MAX / 2 - 1;
    assert_int_equal(coprod_run_chart(rules, values, 2, &run), COPROD_E_RANGE);
    assert_int_equal(coprod_run_chart(rules, NULL, 2, &run), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_run_chart(NULL, values, 2, &run), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_run_chart(rules, values, 2, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_run_chart(rules, values, 2, &small), COPROD_E_STRUCT);
#if SIZE_MAX > UINT32_MAX
    assert_int_equal(coprod_run_chart(rules, values, (size_t)UINT32_MAX + 1, &run), COPROD_E_LIMIT);
#endif
    coprod_run_rules_free(NULL);
}

static void many_wrong(void **state)
{
    static const int64_t values[] = {1, 2, 3, INT64_MAX};
    size_t offsets[] = {0, 3, 4, 4}, falls[] = {0, 3, 2}, beyond[] = {0, 5};
    int32_t status[3] = {9, 9, 9};
    int64_t twice[3] = {9, 9, 9};
    coprod_run_columns columns = {.size = sizeof columns, .median_twice = twice, .row_status = status};
    (void)state;
    assert_int_equal(coprod_run_charts(rules, values, 4, falls, 2, &columns), COPROD_E_RANGE);
    assert_int_equal(coprod_run_charts(rules, values, 4, beyond, 1, &columns), COPROD_E_RANGE);
    assert_int_equal(status[0], 9);
    assert_int_equal(coprod_run_charts(rules, values, 4, NULL, 1, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_run_charts(rules, NULL, 4, offsets, 1, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_run_charts(rules, values, 4, offsets, 3, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_run_charts(rules, values, 4, offsets, 3, &columns), COPROD_OK);
    assert_int_equal(twice[0], 4);
    assert_int_equal(status[0], COPROD_OK);
    assert_int_equal(twice[1], 0); /* a row that cannot be answered says so in its own row */
    assert_int_equal(status[1], COPROD_E_RANGE);
    assert_int_equal(status[2], COPROD_OK);
    columns.size = 8;
    assert_int_equal(coprod_run_charts(rules, values, 4, offsets, 3, &columns), COPROD_E_STRUCT);
}

/* --- the rules --- */

static void the_published_numbers(void **state)
{
    coprod_run_rules_info info = {.size = sizeof info};
    (void)state;
    assert_int_equal(coprod_run_rules_get(rules, &info), COPROD_OK);
    assert_string_equal(info.id, "perla-2011");
    assert_int_equal(info.shift_points, 6);
    assert_int_equal(info.trend_points, 5);
    assert_int_equal(info.fewest_points, 10);
    assert_non_null(strstr(info.source_address, "10.1136/bmjqs.2009.037895"));
    assert_non_null(strstr(info.note, "Making Data Count"));
    assert_string_equal(info.published, "2011-01");
    assert_int_equal(strlen(info.fingerprint), 64);
    assert_int_equal(coprod_run_rules_get(NULL, &info), COPROD_E_ARGUMENT);
}

static void rules_of_others(void **state)
{
    static const struct {
        const char *document, *found;
    } cases[] = {
        {"{'schema': 'run-chart-rules/1', 'id': 'seven', 'version': '1', 'title': 'T', 'shift_points': 7, 'trend_points': 7,"
         " 'fewest_points': 1}", ""},
        {"{'schema': 'run-chart-rules/1', 'id': 'seven', 'version': '1', 'title': 'T', 'shift_points': 1, 'trend_points': 7,"
         " 'fewest_points': 0, 'published': '2011-13', 'more': 1}",
         "unknown-key /more;not-a-date /published;out-of-range /shift_points;out-of-range /fewest_points"},
        {"{'schema': 'run-chart-rules/1'}", "missing-key /id;missing-key /version;missing-key /title;missing-key"
         " /shift_points;missing-key /trend_points;missing-key /fewest_points"},
    };
    coprod_run_rules *made = (coprod_run_rules *)1;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_findings *findings = new_findings();
        json_t *json = json_of(cases[i].document);
        char *text = json_dumps(json, 0), found[500];
        assert_int_equal(coprod_run_rules_load(text, COPROD_NTS, NULL, findings, &made),
                         *cases[i].found ? COPROD_E_DEFINITION : COPROD_OK);
        findings_in_line(findings, found, sizeof found);
        assert_string_equal(found, cases[i].found);
        if (made) {
            static const int64_t six[] = {1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2};
            coprod_run run = {.size = sizeof run};
            assert_int_equal(coprod_run_chart(made, six, 12, &run), COPROD_OK);
            assert_int_equal(run.signals, 0);
            assert_int_equal(coprod_run_chart(rules, six, 12, &run), COPROD_OK);
            assert_int_equal(run.signals, COPROD_SIGNAL_SHIFT);
        }
        coprod_run_rules_free(made);
        coprod_findings_free(findings);
        json_decref(json);
        free(text);
    }
    assert_int_equal(coprod_run_rules_load(NULL, 0, NULL, NULL, &made), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_run_rules_load("{}", 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_run_rules_load("[", 1, NULL, NULL, &made), COPROD_E_SYNTAX);
    assert_null(made);
}

/* --- the days that loops took to close --- */

/* A loop is made every thirty days, and closed so many days later. */
static void times_of_loops(void **state)
{
    static const int32_t took[] = {20, 21, 19, 22, 20, 21, 9, 8, 7, 6, 5, 4};
    enum { LOOPS = sizeof took / sizeof *took };
    coprod_machine *machine = machine_in(
        "{'schema': 'feedback-machines/1', 'machines': [{'id': 'small', 'version': 1, 'title': 'Small', 'calendar':"
        " 'england', 'roles': ['lead'], 'states': ['open', 'closed'], 'initial': 'open', 'accepting': ['closed'],"
        " 'final': ['closed'], 'facts': {}, 'guards': {}, 'events': {'close': {'roles': ['lead'], 'payload': {}}},"
        " 'timers': {}, 'create': {'roles': ['lead'], 'payload': {}, 'guards': [], 'do': [], 'timers': []},"
        " 'transitions': [{'from': 'open', 'event': 'close', 'to': 'closed', 'guards': [], 'do': [], 'timers': []}],"
        " 'invariants': []}]}", NULL);
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_run run = {.size = sizeof run};
    coprod_loops *loops = NULL;
    int32_t closed[LOOPS], days[LOOPS];
    int64_t points[LOOPS];
    size_t count = 0;
    (void)state;
    assert_int_equal(coprod_loops_new(machine, NULL, &loops), COPROD_OK);
    for (uint32_t i = 0; i < LOOPS; i++) {
        const int32_t begun = day_of("2025-01-06") + 30 * (int32_t)i;
        char text[200], on[16];
        uint32_t first;
        coprod_day_write(begun, on, sizeof on, NULL);
        snprintf(text, sizeof text, "{'by': 'lead:t', 'at': '%s'}", on);
        coprod_event *made = event_of(machine, text), *close;
        coprod_day_write(begun + took[i], on, sizeof on, NULL);
        snprintf(text, sizeof text, "{'event': 'close', 'by': 'lead:t', 'at': '%s'}", on);
        close = event_of(machine, text);
        assert_int_equal(coprod_loops_add(loops, made, 1, 1, &answer, &first), COPROD_OK);
        assert_int_equal(coprod_loops_step(loops, first, close, &answer), COPROD_OK);
        coprod_event_free(made);
        coprod_event_free(close);
    }
    assert_int_equal(coprod_loops_times(loops, NULL, closed, days, LOOPS, &count), COPROD_OK);
    assert_int_equal(count, LOOPS);
    for (size_t i = 0; i < count; i++)
        points[i] = days[i];
    assert_int_equal(coprod_run_chart(rules, points, count, &run), COPROD_OK);
    assert_int_equal(run.median_twice, 28); /* 9 and 19 are the middle two */
    assert_int_equal(run.signals, COPROD_SIGNAL_SHIFT | COPROD_SIGNAL_TREND);
    assert_int_equal(run.shift_first, 0);
    assert_int_equal(run.trend_way, -1);
    assert_int_equal(run.trend_length, 7); /* from 21 down to 4 */
    coprod_loops_free(loops);
    coprod_machine_free(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counted_by_hand), cmocka_unit_test(medians_of_many),       cmocka_unit_test(wrong_calls),
        cmocka_unit_test(many_wrong),      cmocka_unit_test(the_published_numbers), cmocka_unit_test(rules_of_others),
        cmocka_unit_test(times_of_loops),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules) != 0;
}
