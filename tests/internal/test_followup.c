/* SPDX-License-Identifier: MIT */
/* What is known on a day of measures, targets and promises. */
#include "followup_tools.h"

#define MEASURE(members) "{'schema': 'followup/1', 'measures': [{'id': 'm', 'title': 'T', " members "}]}"
#define PROMISE(members) "{'schema': 'followup/1', 'continues': [{'id': 'p', 'what': 'W', " members "}]}"
#define SERIES \
    "'values': [{'day': '2024-06', 'value': 30}, {'day': '2023', 'value': 20}, {'day': '2025-01-15', 'value': '9.5'}]"

typedef struct answer {
    const char *document, *day, *change;
    int64_t change_milli;
    const char *target;
} answer;

/* Read off the rules by hand. A month or a year stands for its last day. */
static const answer answers_of[] = {
    /* did it change? */
    {MEASURE("'better': 'up'"), "2024-01-01", "nothing-known", 0, "none"},
    {MEASURE(SERIES), "2023-12-30", "nothing-known", 0, "none"},
    {MEASURE(SERIES), "2023-12-31", "no-baseline", 0, "none"},
    {MEASURE("'baseline': {'day': '2022', 'value': 25}, " SERIES), "2022-12-30", "nothing-known", 0, "none"},
    {MEASURE("'baseline': {'day': '2022', 'value': 25}, " SERIES), "2022-12-31", "no-value", 0, "none"},
    {MEASURE("'baseline': {'day': '2022', 'value': 25}, " SERIES), "2023-12-30", "no-value", 0, "none"},
    {MEASURE("'baseline': {'day': '2022', 'value': 25}, " SERIES), "2023-12-31", "different", -5000, "none"},
    {MEASURE("'baseline': {'day': '2022', 'value': 25}, 'better': 'up', " SERIES), "2024-06-29", "worse", -5000, "none"},
    {MEASURE("'baseline': {'day': '2022', 'value': 25}, 'better': 'up', " SERIES), "2024-06-30", "better", 5000, "none"},
    {MEASURE("'baseline': {'day': '2022', 'value': 25}, 'better': 'up', " SERIES), "2025-01-15", "worse", -15500, "none"},
    {MEASURE("'baseline': {'day': '2022', 'value': 25}, 'better': 'down', " SERIES), "2025-01-15", "better", -15500, "none"},
    {MEASURE("'baseline': {'day': '2022', 'value': 25}, 'better': 'down', " SERIES), "2024-07-01", "worse", 5000, "none"},
    {MEASURE("'baseline': {'day': '2022', 'value': 30}, 'better': 'up', " SERIES), "2024-07-01", "unchanged", 0, "none"},
    /* what was measured before the baseline is no change since */
    {MEASURE("'baseline': {'day': '2024-06-30', 'value': 30}, " SERIES), "2025-01-14", "no-value", 0, "none"},
    {MEASURE("'baseline': {'day': '2024-06-30', 'value': 31}, " SERIES), "2025-01-15", "different", -21500, "none"},
    {MEASURE("'baseline': {'day': '2024-06-30', 'value': 31}, " SERIES), "2024-06-29", "no-baseline", 0, "none"},
    /* targets without a day */
    {MEASURE("'better': 'up', 'target': {'value': 30}"), "2024-01-01", "nothing-known", 0, "not-known"},
    {MEASURE("'better': 'up', 'target': {'value': 30}, " SERIES), "2024-06-29", "no-baseline", 0, "not-yet"},
    {MEASURE("'better': 'up', 'target': {'value': 30}, " SERIES), "2024-06-30", "no-baseline", 0, "met"},
    {MEASURE("'better': 'up', 'target': {'value': 30}, " SERIES), "2025-01-15", "no-baseline", 0, "not-yet"},
    {MEASURE("'better': 'down', 'target': {'value': 10}, " SERIES), "2025-01-14", "no-baseline", 0, "not-yet"},
    {MEASURE("'better': 'down', 'target': {'value': 10}, " SERIES), "2025-01-15", "no-baseline", 0, "met"},
    /* nobody said which way is better: the very value is met either way, of others nothing is told */
    {MEASURE("'target': {'value': 30}, " SERIES), "2024-06-29", "no-baseline", 0, "not-known"},
    {MEASURE("'target': {'value': 30}, " SERIES), "2024-06-30", "no-baseline", 0, "met"},
    {MEASURE("'target': {'value': 30, 'by': '2023'}, " SERIES), "2024-01-01", "no-baseline", 0, "not-known"},
    /* with a day: the last value up to it decides, once it has passed */
    {MEASURE("'better': 'up', 'target': {'value': 30, 'by': '2024-03-31'}, " SERIES), "2024-03-31",
     "no-baseline", 0, "not-yet"},
    {MEASURE("'better': 'up', 'target': {'value': 30, 'by': '2024-03-31'}, " SERIES), "2024-04-01", "no-baseline", 0, "missed"},
    {MEASURE("'better': 'up', 'target': {'value': 30, 'by': '2024-03-31'}, " SERIES), "2024-06-30", "no-baseline", 0, "missed"},
    {MEASURE("'better': 'up', 'target': {'value': 30, 'by': '2024-06'}, " SERIES), "2024-06-30", "no-baseline", 0, "met"},
    {MEASURE("'better': 'up', 'target': {'value': 30, 'by': '2024-06'}, " SERIES), "2025-02-01", "no-baseline", 0, "met"},
    {MEASURE("'better': 'up', 'target': {'value': 30, 'by': '2023-06'}, " SERIES), "2025-02-01", "no-baseline", 0, "not-known"},
    /* what was measured before the baseline does not meet a target */
    {MEASURE("'better': 'up', 'target': {'value': 30}, 'baseline': {'day': '2024-07', 'value': 8}, " SERIES), "2024-12-31",
     "no-value", 0, "not-known"},
    {MEASURE("'better': 'up', 'target': {'value': 9, 'by': '2025'}, 'baseline': {'day': '2024-07', 'value': 8}, " SERIES),
     "2025-01-15", "better", 1500, "met"},
};

static void measures(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof answers_of / sizeof *answers_of; i++) {
        const answer *own = &answers_of[i];
        coprod_followup *followup = followup_of(own->document);
        coprod_measure m = measure_on(followup, 0, own->day);
        if (strcmp(coprod_followup_word(m.change), own->change) || m.change_milli != own->change_milli
            || strcmp(coprod_followup_word(m.target), own->target))
            fail_msg("case %zu on %s: %s %lld, target %s", i, own->day, coprod_followup_word(m.change),
                     (long long)m.change_milli, coprod_followup_word(m.target));
        coprod_followup_free(followup);
    }
}

/* Words of dates stay as they were written, and what is later is not there. */
static void what_is_kept(void **state)
{
    coprod_followup *followup = followup_of(
        MEASURE("'loop': 'l', 'unit': 'u', 'agreed_with': 'a', 'quote': 'q', 'source': 's', 'section': 'c', 'better': 'up',"
                " 'illustrative': true, 'baseline': {'day': '2022', 'value': '25.5'}, 'target': {'value': 28, 'by':"
                " '2024-03'}, " SERIES));
    coprod_measure m = measure_on(followup, 0, "2024-07-01");
    const char *date;
    int32_t day;
    int64_t value;
    (void)state;
    assert_string_equal(m.loop, "l");
    assert_string_equal(m.unit, "u");
    assert_string_equal(m.agreed_with, "a");
    assert_string_equal(m.quote, "q");
    assert_string_equal(m.source, "s");
    assert_string_equal(m.section, "c");
    assert_string_equal(m.baseline_date, "2022");
    assert_int_equal(m.baseline_day, day_of("2022-12-31"));
    assert_int_equal(m.baseline_milli, 25500);
    assert_string_equal(m.latest_date, "2024-06");
    assert_int_equal(m.latest_day, day_of("2024-06-30"));
    assert_int_equal(m.value_count, 2);
    assert_string_equal(m.target_date, "2024-03");
    assert_int_equal(m.target, COPROD_TARGET_MISSED);
    assert_int_equal(m.has_met_late, 1);
    assert_int_equal(m.met_late_day, day_of("2024-06-30"));
    assert_string_equal(m.met_late_date, "2024-06");
    assert_int_equal(m.better, 1);
    assert_int_equal(m.illustrative, 1);
    m = measure_on(followup, 0, "2024-04-01");
    assert_int_equal(m.target, COPROD_TARGET_MISSED);
    assert_int_equal(m.has_met_late, 0);
    assert_string_equal(m.met_late_date, "");
    assert_int_equal(coprod_followup_value(followup, 0, 2, &date, &day, &value), COPROD_OK); /* by day, not by place */
    assert_string_equal(date, "2025-01-15");
    assert_int_equal(value, 9500);
    assert_int_equal(coprod_followup_value(followup, 0, 3, &date, &day, &value), COPROD_E_UNKNOWN);
    assert_null(date);
    assert_int_equal(coprod_followup_value(followup, 1, 0, NULL, &day, &value), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_followup_value(followup, 0, 0, NULL, NULL, &value), COPROD_E_ARGUMENT);
    coprod_followup_free(followup);
}

static void last_days_of_parts(void **state)
{
    static const struct {
        const char *date, *day;
    } cases[] = {{"2024-02", "2024-02-29"}, {"2023-02", "2023-02-28"}, {"2023-12", "2023-12-31"}, {"2023-04", "2023-04-30"},
                 {"0001", "0001-12-31"},    {"9999", "9999-12-31"},    {"9999-12", "9999-12-31"}, {"9999-11", "9999-11-30"},
                 {"2024-02-03", "2024-02-03"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        coprod_followup *followup;
        const char *date;
        int32_t day;
        int64_t value;
        snprintf(text, sizeof text, MEASURE("'values': [{'day': '%s', 'value': 1}]"), cases[i].date);
        followup = followup_of(text);
        assert_int_equal(coprod_followup_value(followup, 0, 0, &date, &day, &value), COPROD_OK);
        assert_string_equal(date, cases[i].date);
        assert_int_equal(day, day_of(cases[i].day));
        coprod_followup_free(followup);
    }
}

static void promises(void **state)
{
    static const struct {
        const char *document, *day, *word;
        int32_t late;
    } cases[] = {
        {PROMISE("'who': 'lead'"), "2025-01-01", "no-day", 0},
        {PROMISE("'by': '2025-03'"), "2025-03-30", "to-come", 0},
        {PROMISE("'by': '2025-03'"), "2025-03-31", "due-today", 0},
        {PROMISE("'by': '2025-03'"), "2025-04-01", "overdue", 1},
        {PROMISE("'by': '2025-03'"), "2026-04-01", "overdue", 366},
        {PROMISE("'by': '2025-03', 'kept': '2025-03-31'"), "2025-03-30", "to-come", 0},
        {PROMISE("'by': '2025-03', 'kept': '2025-03-31'"), "2025-03-31", "kept", 0},
        {PROMISE("'by': '2025-03', 'kept': '2025-04-02'"), "2025-04-01", "overdue", 1},
        {PROMISE("'by': '2025-03', 'kept': '2025-04-02'"), "2025-04-02", "kept-late", 2},
        {PROMISE("'by': '2025-03', 'kept': '2025-04-02'"), "2030-01-01", "kept-late", 2},
        {PROMISE("'kept': '2025-04-02'"), "2025-04-01", "no-day", 0},
        {PROMISE("'kept': '2025-04-02'"), "2025-04-02", "kept", 0},
        {PROMISE("'by': '2025-03', 'stopped': {'day': '2025-02-01', 'reason': 'r'}"), "2025-02-01", "stopped", 0},
        {PROMISE("'by': '2025-03', 'stopped': {'day': '2025-02-01', 'reason': 'r'}"), "2025-01-31", "to-come", 0},
        {PROMISE("'by': '2025-03', 'stopped': {'day': '2025-04-10', 'reason': 'r'}"), "2025-04-09", "overdue", 9},
        {PROMISE("'by': '2025-03', 'stopped': {'day': '2025-04-10', 'reason': 'r'}"), "2025-05-10", "stopped-late", 10},
        {PROMISE("'stopped': {'day': '2025-04-10', 'reason': 'r'}"), "2025-05-10", "stopped", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_followup *followup = followup_of(cases[i].document);
        coprod_continue p = promise_on(followup, 0, cases[i].day);
        if (strcmp(coprod_followup_word(p.state), cases[i].word) || p.late_days != cases[i].late)
            fail_msg("case %zu: %s %d", i, coprod_followup_word(p.state), (int)p.late_days);
        assert_string_equal(p.reason, p.state >= COPROD_CONTINUES_STOPPED ? "r" : ""); /* known once it was stopped */
        coprod_followup_free(followup);
    }
}

static void counts(void **state)
{
    coprod_followup *followup = followup_of(
        "{'schema': 'followup/1', 'measures': [{'id': 'a', 'title': 'T', 'loop': 'x', 'agreed_with': 'w', 'better': 'up',"
        " 'baseline': {'day': '2020', 'value': 1}, 'target': {'value': 3, 'by': '2021'}, 'values': [{'day': '2021', 'value':"
        " 2}]}, {'id': 'b', 'title': 'T', 'loop': 'y'}, {'id': 'c', 'title': 'T'}], 'continues': [{'id': 'p', 'what': 'W',"
        " 'loop': 'x', 'by': '2022'}, {'id': 'q', 'what': 'W', 'loop': 'x'}, {'id': 'r', 'what': 'W', 'kept':"
        " '2020-01-01'}]}");
    coprod_followup_counts all = {.size = sizeof all}, x = {.size = sizeof x}, none = {.size = sizeof none};
    coprod_followup_counts nobody = {.size = sizeof nobody};
    int32_t day = day_of("2023-01-01");
    (void)state;
    assert_int_equal(coprod_followup_count(followup, NULL, day, &all), COPROD_OK);
    assert_int_equal(coprod_followup_count(followup, "x", day, &x), COPROD_OK);
    assert_int_equal(coprod_followup_count(followup, "", day, &none), COPROD_OK);
    assert_int_equal(coprod_followup_count(followup, "z", day, &nobody), COPROD_OK);
    assert_int_equal(all.measures, 3);
    assert_int_equal(all.agreed, 1);
    assert_int_equal(all.change_not_known, 2);
    assert_int_equal(all.better, 1);
    assert_int_equal(all.target_missed, 1);
    assert_int_equal(all.target_none, 2);
    assert_int_equal(all.continues, 3);
    assert_int_equal(all.overdue, 1);
    assert_int_equal(all.no_day, 1);
    assert_int_equal(all.kept, 1);
    assert_int_equal(x.measures, 1);
    assert_int_equal(x.continues, 2);
    assert_int_equal(x.overdue, 1);
    assert_int_equal(x.kept, 0);
    assert_int_equal(none.measures, 1);
    assert_int_equal(none.change_not_known, 1);
    assert_int_equal(none.kept, 1);
    assert_int_equal(nobody.measures + nobody.continues, 0);
    coprod_followup_free(followup);
}

static void wrong_calls(void **state)
{
    coprod_followup *followup = followup_of(MEASURE("'unit': 'u'"));
    coprod_measure m = {.size = sizeof m}, small = {.size = 8};
    coprod_continue p = {.size = sizeof p};
    coprod_followup_counts c = {.size = sizeof c};
    char text[8] = "x";
    size_t needed = 1;
    (void)state;
    assert_int_equal(coprod_followup_measure(NULL, 0, 0, &m), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_followup_measure(followup, 0, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_followup_measure(followup, 0, 0, &small), COPROD_E_STRUCT);
    assert_int_equal(coprod_followup_measure(followup, 1, 0, &m), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_followup_measure(followup, 0, INT32_MAX, &m), COPROD_E_RANGE);
    assert_int_equal(coprod_followup_continue(followup, 0, 0, &p), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_followup_continue(NULL, 0, 0, &p), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_followup_count(followup, NULL, INT32_MIN, &c), COPROD_E_RANGE);
    assert_int_equal(coprod_followup_count(NULL, NULL, 0, &c), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_followup_json(NULL, NULL, 0, text, sizeof text, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_followup_json(followup, NULL, 0, NULL, 8, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_followup_json(followup, NULL, INT32_MAX, text, sizeof text, &needed), COPROD_E_RANGE);
    assert_int_equal(needed, 0);
    assert_int_equal(coprod_followup_json(followup, NULL, 0, text, sizeof text, &needed), COPROD_E_BUFFER);
    assert_true(needed > sizeof text);
    for (int32_t state_of = -2; state_of < 40; state_of++)
        assert_non_null(coprod_followup_word(state_of));
    assert_string_equal(coprod_followup_word(8), "");
    assert_string_equal(coprod_followup_word(-1), "");
    coprod_followup_free(followup);
    followup = followup_of(PROMISE("'who': 'lead'"));
    assert_int_equal(coprod_followup_continue(followup, 0, INT32_MAX, &p), COPROD_E_RANGE);
    coprod_followup_free(followup);
}

static json_t *json_on(const coprod_followup *followup, const coprod_run_rules *rules, const char *day)
{
    size_t needed = 0;
    char *text;
    json_t *json;
    assert_int_equal(coprod_followup_json(followup, rules, day_of(day), NULL, 0, &needed), COPROD_E_BUFFER);
    text = malloc(needed);
    assert_int_equal(coprod_followup_json(followup, rules, day_of(day), text, needed, NULL), COPROD_OK);
    json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    free(text);
    return json;
}

/* The rules that answers name are those of the data, each with its words. */
static void as_json(void **state)
{
    coprod_followup *followup = followup_of(
        MEASURE("'better': 'down', 'target': {'value': '9.500'}, 'baseline': {'day': '2020', 'value': '-0.5'}, " SERIES));
    coprod_run_rules *rules = NULL;
    json_t *json, *plain, *rule;
    const char *words = "";
    size_t i;
    (void)state;
    assert_int_equal(coprod_run_rules_builtin(NULL, &rules), COPROD_OK);
    json = json_on(followup, rules, "2025-01-15");
    plain = json_on(followup, NULL, "2019-01-15");
    assert_string_equal(json_string_value(at(json, "/measures/0/change")), "10");
    assert_string_equal(json_string_value(at(json, "/measures/0/answer")), "worse");
    assert_string_equal(json_string_value(at(json, "/measures/0/baseline/value")), "-0.5");
    assert_string_equal(json_string_value(at(json, "/measures/0/target/answer")), "met");
    assert_string_equal(json_string_value(at(json, "/measures/0/run_chart/median")), "20");
    assert_true(json_is_true(at(json, "/measures/0/run_chart/too_few_points")));
    assert_string_equal(json_string_value(at(json, "/run_rules/id")), "perla-2011");
    json_array_foreach(at(json, "/rules/rules"), i, rule)
        if (!strcmp(text_of(rule, "id"), json_string_value(at(json, "/measures/0/rule"))))
            words = text_of(rule, "words");
    assert_non_null(strstr(words, "find out if change is working"));
    assert_string_equal(json_string_value(at(plain, "/measures/0/answer")), "not-known");
    assert_string_equal(json_string_value(at(plain, "/measures/0/not_known_because")), "nothing-known");
    assert_true(json_is_null(at(plain, "/measures/0/change")));
    assert_null(at(plain, "/measures/0/run_chart"));
    assert_null(at(plain, "/run_rules"));
    json_decref(json);
    json_decref(plain);
    coprod_run_rules_free(rules);
    coprod_followup_free(followup);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures), cmocka_unit_test(what_is_kept), cmocka_unit_test(last_days_of_parts),
        cmocka_unit_test(promises), cmocka_unit_test(counts),       cmocka_unit_test(wrong_calls),
        cmocka_unit_test(as_json),
    };
    return TEST_MAIN(tests);
}
