/* SPDX-License-Identifier: MIT */
/* Follow-ups and run charts of random numbers: columns are each series, a document is none the wiser for what comes later,
 * no order matters, and a chart is what a plain count gives. */
#include "../internal/followup_tools.h"

enum { SERIES = 400, LONGEST = 150, DOCUMENTS = 300 };

static uint32_t draw(uint64_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 20) % below;
}

/* --- run charts --- */

static int by_value(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Every stretch from every point on. */
static void plain_chart(const int64_t *values, uint32_t count, coprod_run *run)
{
    int64_t sorted[LONGEST], kept[LONGEST];
    uint32_t places[LONGEST], kept_count = 0;
    memset(run, 0, sizeof *run);
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_value);
    run->median_twice = count ? sorted[(count - 1) / 2] + sorted[count / 2] : 0;
    for (uint32_t i = 0; i < count; i++)
        if (2 * values[i] != run->median_twice) {
            kept[kept_count] = 2 * values[i] > run->median_twice;
            places[kept_count++] = i;
        }
    run->off_median = kept_count;
    for (uint32_t i = 0, length; i < kept_count; i++) {
        run->runs += !i || kept[i] != kept[i - 1];
        for (length = 1; i + length < kept_count && kept[i + length] == kept[i];)
            length++;
        if (length > run->shift_length) {
            run->shift_length = length;
            run->shift_first = places[i];
            run->shift_side = kept[i] ? 1 : -1;
        }
    }
    kept_count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!i || values[i] != values[i - 1]) {
            kept[kept_count] = values[i];
            places[kept_count++] = i;
        }
    for (int way = -1; way < 2; way += 2)
        for (uint32_t i = 0, length; i < kept_count; i++) {
            for (length = 1; i + length < kept_count && (kept[i + length] > kept[i + length - 1]) == (way > 0);)
                length++;
            if (length > 1 && (length > run->trend_length || (length == run->trend_length && places[i] < run->trend_first))) {
                run->trend_length = length;
                run->trend_first = places[i];
                run->trend_way = way;
            }
        }
    run->signals = count < 10 ? COPROD_SIGNAL_TOO_FEW
                              : (run->shift_length >= 6 ? COPROD_SIGNAL_SHIFT : 0)
                                    | (run->trend_length >= 5 ? COPROD_SIGNAL_TREND : 0);
}

static void columns_are_each_series(void **state)
{
    static int64_t values[SERIES * LONGEST], twice[SERIES];
    static uint32_t off[SERIES], runs[SERIES], shift[SERIES], shift_at[SERIES], trend[SERIES], trend_at[SERIES];
    static int8_t side[SERIES], way[SERIES];
    static uint8_t signals[SERIES];
    static int32_t status[SERIES];
    const coprod_run_columns columns = {sizeof columns, twice, off,      runs, shift,   shift_at,
                                        side,           trend, trend_at, way,  signals, status};
    size_t offsets[SERIES + 1] = {0}, seen[8] = {0};
    uint64_t seed = UINT64_C(88172645463325252);
    coprod_run_rules *rules = NULL;
    (void)state;
    assert_int_equal(coprod_run_rules_builtin(NULL, &rules), COPROD_OK);
    for (size_t s = 0; s < SERIES; s++) {
        uint32_t count = draw(&seed, s % 3 ? 30 : LONGEST), range = 2 + draw(&seed, s % 2 ? 6 : 1000);
        int64_t drift = (int64_t)draw(&seed, 3) - 1;
        for (uint32_t i = 0; i < count; i++)
            values[offsets[s] + i] = (int64_t)draw(&seed, range) - range / 2 + drift * i * (range / 4);
        offsets[s + 1] = offsets[s] + count;
    }
    assert_int_equal(coprod_run_charts(rules, values, offsets[SERIES], offsets, SERIES, &columns), COPROD_OK);
    for (size_t s = 0; s < SERIES; s++) {
        const size_t count = offsets[s + 1] - offsets[s];
        coprod_run one = {.size = sizeof one}, plain;
        assert_int_equal(coprod_run_chart(rules, values + offsets[s], count, &one), COPROD_OK);
        plain_chart(values + offsets[s], (uint32_t)count, &plain);
        assert_int_equal(status[s], COPROD_OK);
        assert_true(twice[s] == one.median_twice && one.median_twice == plain.median_twice);
        assert_true(off[s] == one.off_median && one.off_median == plain.off_median);
        assert_true(runs[s] == one.runs && one.runs == plain.runs);
        assert_true(shift[s] == one.shift_length && one.shift_length == plain.shift_length);
        assert_true(shift_at[s] == one.shift_first && one.shift_first == plain.shift_first);
        assert_true(side[s] == one.shift_side && one.shift_side == plain.shift_side);
        assert_true(trend[s] == one.trend_length && one.trend_length == plain.trend_length);
        assert_true(trend_at[s] == one.trend_first && one.trend_first == plain.trend_first);
        assert_true(way[s] == one.trend_way && one.trend_way == plain.trend_way);
        assert_true(signals[s] == one.signals && one.signals == plain.signals);
        seen[one.signals]++;
    }
    for (size_t i = 0; i <= COPROD_SIGNAL_TOO_FEW; i++)
        assert_true(seen[i] > 0);
    coprod_run_rules_free(rules);
}

/* Turned round in time, upside down, or with something added, a chart is the same, turned. */
static void turned_round(void **state)
{
    uint64_t seed = UINT64_C(314159265);
    coprod_run_rules *rules = NULL;
    (void)state;
    assert_int_equal(coprod_run_rules_builtin(NULL, &rules), COPROD_OK);
    for (size_t s = 0; s < SERIES; s++) {
        int64_t values[LONGEST], back[LONGEST], down[LONGEST];
        uint32_t count = draw(&seed, LONGEST), range = 2 + draw(&seed, 40);
        coprod_run run = {.size = sizeof run}, other = {.size = sizeof other};
        for (uint32_t i = 0; i < count; i++)
            values[i] = draw(&seed, range);
        for (uint32_t i = 0; i < count; i++) {
            back[i] = values[count - 1 - i];
            down[i] = 1000 - values[i];
        }
        coprod_run_chart(rules, values, count, &run);
        coprod_run_chart(rules, back, count, &other);
        assert_true(run.median_twice == other.median_twice && run.runs == other.runs);
        assert_true(run.shift_length == other.shift_length && run.trend_length == other.trend_length);
        assert_int_equal(run.signals, other.signals);
        coprod_run_chart(rules, down, count, &other);
        assert_true(!count || run.median_twice + other.median_twice == 2000);
        assert_true(run.shift_side == -other.shift_side && run.trend_way == -other.trend_way);
        assert_true(run.shift_first == other.shift_first && run.trend_first == other.trend_first);
        assert_int_equal(run.signals, other.signals);
    }
    coprod_run_rules_free(rules);
}

/* --- documents --- */

static json_t *random_date(uint64_t *seed, int parts)
{
    const int year = 2020 + (int)draw(seed, 4), month = 1 + (int)draw(seed, 12), day = 1 + (int)draw(seed, 28);
    switch (parts ? draw(seed, 4) : 3) {
    case 0: return json_sprintf("%04d", year);
    case 1: return json_sprintf("%04d-%02d", year, month);
    default: return json_sprintf("%04d-%02d-%02d", year, month, day);
    }
}

static json_t *random_measure(uint64_t *seed, int id)
{
    json_t *measure = json_pack("{so ss s[]}", "id", json_sprintf("m%d", id), "title", "T", "values");
    if (draw(seed, 3))
        json_object_set_new(measure, "better", json_string(draw(seed, 2) ? "up" : "down"));
    if (draw(seed, 3))
        json_object_set_new(measure, "baseline",
                            json_pack("{so si}", "day", random_date(seed, 1), "value", (int)draw(seed, 9)));
    if (draw(seed, 3))
        json_object_set_new(measure, "target", json_pack("{si}", "value", (int)draw(seed, 9)));
    if (draw(seed, 2) && json_object_get(measure, "target"))
        json_object_set_new(json_object_get(measure, "target"), "by", random_date(seed, 1));
    for (uint32_t i = draw(seed, 6); i--;)
        json_array_append_new(json_object_get(measure, "values"),
                              json_pack("{so si}", "day", random_date(seed, 1), "value", (int)draw(seed, 9)));
    return measure;
}

static json_t *random_promise(uint64_t *seed, int id)
{
    json_t *promise = json_pack("{so ss}", "id", json_sprintf("p%d", id), "what", "W");
    const uint32_t end = draw(seed, 3);
    if (draw(seed, 4))
        json_object_set_new(promise, "by", random_date(seed, 1));
    if (end == 1)
        json_object_set_new(promise, "kept", random_date(seed, 0));
    if (end == 2)
        json_object_set_new(promise, "stopped", json_pack("{so ss}", "day", random_date(seed, 0), "reason", "r"));
    return promise;
}

static json_t *random_document(uint64_t *seed)
{
    json_t *document = json_pack("{ss s[] s[]}", "schema", "followup/1", "measures", "continues");
    for (int i = 0; i < 4; i++) {
        json_array_append_new(json_object_get(document, "measures"), random_measure(seed, i));
        json_array_append_new(json_object_get(document, "continues"), random_promise(seed, i));
    }
    return document;
}

static coprod_followup *load(const json_t *document)
{
    coprod_followup *followup = NULL;
    char *text = json_dumps(document, 0);
    coprod_followup_load(text, COPROD_NTS, NULL, NULL, &followup);
    free(text);
    return followup;
}

static int later(const char *date, int32_t day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 0, month = 12, last = 0;
    int32_t own = 0;
    sscanf(date, "%d-%d-%d", &year, &month, &last);
    last = last ? last : lengths[month - 1] + (month == 2 && year % 4 == 0);
    assert_int_equal(coprod_day_from_date(year, month, last, &own), COPROD_OK);
    return own > day;
}

/* A document without all that is dated later. */
static json_t *up_to(const json_t *document, int32_t day)
{
    json_t *copy = json_deep_copy(document), *one, *value;
    size_t i, k;
    json_array_foreach(json_object_get(copy, "measures"), i, one) {
        json_t *baseline = json_object_get(one, "baseline"), *values = json_array();
        json_array_foreach(json_object_get(one, "values"), k, value)
            if (!later(text_of(value, "day"), day))
                json_array_insert(values, 0, value); /* in the other order, too */
        json_object_set_new(one, "values", values);
        if (baseline && later(text_of(baseline, "day"), day))
            json_object_del(one, "baseline");
    }
    json_array_foreach(json_object_get(copy, "continues"), i, one) {
        if (json_object_get(one, "kept") && later(text_of(one, "kept"), day))
            json_object_del(one, "kept");
        if (json_object_get(one, "stopped") && later(text_of(json_object_get(one, "stopped"), "day"), day))
            json_object_del(one, "stopped");
    }
    return copy;
}

static char *answer_on(const coprod_followup *followup, const coprod_run_rules *rules, int32_t day)
{
    size_t needed = 0;
    char *text, *from, *until;
    coprod_followup_json(followup, rules, day, NULL, 0, &needed);
    text = malloc(needed);
    assert_non_null(text);
    assert_int_equal(coprod_followup_json(followup, rules, day, text, needed, NULL), COPROD_OK);
    from = strstr(text, "\"fingerprint\""); /* that alone may differ */
    until = strchr(from, ',');
    memset(from, ' ', (size_t)(until - from));
    return text;
}

static void what_comes_later_does_not_count(void **state)
{
    uint64_t seed = UINT64_C(271828182);
    coprod_run_rules *rules = NULL;
    size_t loaded = 0;
    (void)state;
    assert_int_equal(coprod_run_rules_builtin(NULL, &rules), COPROD_OK);
    for (int round = 0; round < DOCUMENTS; round++) {
        json_t *document = random_document(&seed);
        coprod_followup *followup = load(document); /* NULL: two values on one day, or a target before its baseline */
        loaded += followup != NULL;
        for (int i = 0; i < 8 && followup; i++) {
            const int32_t day = day_of("2020-01-01") + (int32_t)draw(&seed, 1600);
            json_t *cut = up_to(document, day);
            coprod_followup *then = load(cut);
            char *whole = answer_on(followup, rules, day), *known;
            assert_non_null(then);
            known = answer_on(then, rules, day);
            assert_string_equal(whole, known);
            free(whole);
            free(known);
            coprod_followup_free(then);
            json_decref(cut);
        }
        coprod_followup_free(followup);
        json_decref(document);
    }
    assert_true(loaded > DOCUMENTS / 3);
    coprod_run_rules_free(rules);
}

/* Counts are those of each; a promise that was late stays late; a target that was missed stays missed. */
static void counts_and_late(void **state)
{
    uint64_t seed = UINT64_C(161803398);
    size_t late = 0, missed = 0;
    (void)state;
    for (int round = 0; round < DOCUMENTS; round++) {
        json_t *document = random_document(&seed);
        coprod_followup *followup = load(document);
        int32_t was_late[4] = {0}, was_missed[4] = {0};
        for (int32_t day = day_of("2020-01-01"); followup && day < day_of("2025-01-01"); day += 1 + (int32_t)draw(&seed, 60)) {
            coprod_followup_counts counts = {.size = sizeof counts};
            uint64_t overdue = 0, better = 0;
            assert_int_equal(coprod_followup_count(followup, NULL, day, &counts), COPROD_OK);
            for (size_t i = 0; i < 4; i++) {
                coprod_measure m = {.size = sizeof m};
                coprod_continue p = {.size = sizeof p};
                coprod_followup_measure(followup, i, day, &m);
                coprod_followup_continue(followup, i, day, &p);
                overdue += p.state == COPROD_CONTINUES_OVERDUE;
                better += m.change == COPROD_CHANGE_BETTER;
                assert_true(p.late_days >= was_late[i]);
                assert_true(!was_missed[i] || m.target == COPROD_TARGET_MISSED);
                was_late[i] = p.late_days;
                was_missed[i] |= m.target == COPROD_TARGET_MISSED;
                late += p.late_days > 0;
                missed += m.target == COPROD_TARGET_MISSED;
            }
            assert_int_equal(counts.overdue, overdue);
            assert_int_equal(counts.better, better);
            assert_int_equal(counts.measures, counts.change_not_known + counts.unchanged + counts.better + counts.worse
                                                  + counts.different);
            assert_int_equal(counts.measures, counts.target_none + counts.target_not_known + counts.target_met
                                                  + counts.target_not_yet + counts.target_missed);
            assert_int_equal(counts.continues, counts.no_day + counts.to_come + counts.due_today + counts.overdue
                                                   + counts.kept + counts.kept_late + counts.stopped + counts.stopped_late);
        }
        coprod_followup_free(followup);
        json_decref(document);
    }
    assert_true(late > 100 && missed > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_each_series),
        cmocka_unit_test(turned_round),
        cmocka_unit_test(what_comes_later_does_not_count),
        cmocka_unit_test(counts_and_late),
    };
    return TEST_MAIN(tests);
}
