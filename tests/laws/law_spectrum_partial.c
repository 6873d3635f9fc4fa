/* SPDX-License-Identifier: MIT */
/* Laws over all 1,166,400 sets of answers in which each is known or unknown: counts of intervals, soundness and
 * tightness against all completions, refinement, contradiction, and how little one answer can force. */
#include "sweep.h"

/* lowest, highest, how many; computed beforehand by an independent program. */
static const uint32_t intervals[][3] = {
    {0, 0, 10080}, {0, 1, 3696}, {0, 2, 672},   {0, 3, 420},   {0, 4, 234},  {0, 5, 18},   {1, 1, 39504},
    {1, 2, 5040},  {1, 3, 11436}, {1, 4, 8154}, {1, 5, 954},   {2, 2, 22848}, {2, 3, 12516}, {2, 4, 2196},
    {2, 5, 72},    {3, 3, 44268}, {3, 4, 6516}, {3, 5, 576},   {4, 4, 17424}, {4, 5, 1040}, {5, 5, 256},
};

static void intervals_are_counted_as_published(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    sweep_result r = sweep_classify(spectrum, 1);
    uint32_t counts[6][6] = {{0}}, contradictory = 0, sum = 0;
    (void)state;
    for (size_t v = 0; v < r.rows; v++) {
        if (r.outcome[v] == COPROD_ROW_CONTRADICTION) {
            contradictory++;
            continue;
        }
        assert_int_equal(r.outcome[v], COPROD_ROW_CLASSIFIED);
        assert_true(r.lowest[v] <= r.point[v] && r.point[v] <= r.highest[v]);
        counts[r.lowest[v]][r.highest[v]]++;
    }
    assert_int_equal(contradictory, 978480);
    for (size_t i = 0; i < sizeof intervals / sizeof *intervals; i++) {
        assert_int_equal(counts[intervals[i][0]][intervals[i][1]], intervals[i][2]);
        sum += intervals[i][2];
    }
    assert_int_equal(sum, PARTIAL - 978480);
    sweep_free(&r);
    coprod_spectrum_free(spectrum);
}

/* The lowest and highest level over all possible completions, found from the complete sets by filling unknowns in one
 * indicator after the other: low[v] = the least of v with the unknown replaced by each step. */
static void complete_bounds(const sweep_result *complete, const sweep_result *partial, uint8_t *low, uint8_t *high)
{
    size_t period = 1, whole = 1;
    for (size_t v = 0; v < partial->rows; v++) {
        size_t rest = v, index = 0, place = 1, unknown = 0;
        for (size_t i = 0; i < POWER; i++) {
            size_t steps = (size_t)sweep_tops[i] + 1, digit = rest % (steps + 1);
            rest /= steps + 1;
            unknown |= digit == steps;
            index += digit * place;
            place *= steps;
        }
        low[v] = UINT8_MAX;
        high[v] = 0;
        if (!unknown && complete->outcome[index] == COPROD_ROW_CLASSIFIED)
            low[v] = high[v] = complete->point[index];
        else if (!unknown)
            high[v] = 0;
        whole = place;
    }
    assert_int_equal(whole, COMPLETE);
    for (size_t i = 0; i < POWER; i++) {
        size_t steps = (size_t)sweep_tops[i] + 1;
        for (size_t v = 0; v < partial->rows; v++) {
            if (v / period % (steps + 1) != steps)
                continue;
            for (size_t d = 1; d <= steps; d++) {
                size_t filled = v - d * period;
                low[v] = low[filled] < low[v] ? low[filled] : low[v];
                if (low[filled] != UINT8_MAX)
                    high[v] = high[filled] > high[v] ? high[filled] : high[v];
            }
        }
        period *= steps + 1;
    }
}

static void bounds_are_exact_in_every_spectrum(void **state)
{
    uint8_t *low = malloc(PARTIAL), *high = malloc(PARTIAL);
    (void)state;
    for (size_t s = 0; s < coprod_spectrum_count(); s++) {
        coprod_spectrum *spectrum = builtin(coprod_spectrum_id(s));
        sweep_result complete = sweep_classify(spectrum, 0), partial = sweep_classify(spectrum, 1);
        complete_bounds(&complete, &partial, low, high);
        for (size_t v = 0; v < PARTIAL; v++) {
            int possible = low[v] != UINT8_MAX;
            if (possible != (partial.outcome[v] == COPROD_ROW_CLASSIFIED))
                fail_msg("%s: vector %zu: contradiction", coprod_spectrum_id(s), v);
            if (possible && (partial.lowest[v] != low[v] || partial.highest[v] != high[v]))
                fail_msg("%s: vector %zu: bounds", coprod_spectrum_id(s), v);
        }
        sweep_free(&complete);
        sweep_free(&partial);
        coprod_spectrum_free(spectrum);
    }
    free(low);
    free(high);
}

static void a_new_answer_never_widens(void **state)
{
    (void)state;
    for (size_t s = 0; s < coprod_spectrum_count(); s++) {
        coprod_spectrum *spectrum = builtin(coprod_spectrum_id(s));
        sweep_result r = sweep_classify(spectrum, 1);
        size_t period = 1;
        for (size_t i = 0; i < POWER; i++) {
            size_t steps = (size_t)sweep_tops[i] + 1;
            for (size_t v = 0; v < r.rows; v++) {
                if (v / period % (steps + 1) != steps)
                    continue;
                for (size_t d = 1; d <= steps; d++) {
                    size_t known = v - d * period;
                    if (r.outcome[known] == COPROD_ROW_CLASSIFIED
                        && (r.lowest[known] < r.lowest[v] || r.highest[known] > r.highest[v]))
                        fail_msg("vector %zu", v);
                }
            }
            period *= steps + 1;
        }
        sweep_free(&r);
        coprod_spectrum_free(spectrum);
    }
}

static const uint8_t single[POWER][5][3] = {
    {{0, 0, 0}, {0, 0, 0}, {1, 1, 1}, {1, 2, 2}, {1, 2, 5}}, {{0, 0, 1}, {0, 0, 2}, {1, 2, 4}, {1, 3, 5}, {1, 3, 5}},
    {{0, 0, 1}, {2, 2, 3}, {2, 2, 4}, {2, 2, 5}, {2, 2, 5}}, {{0, 0, 1}, {0, 0, 3}, {0, 0, 4}, {0, 0, 5}, {0, 0, 0}},
    {{0, 0, 3}, {1, 2, 3}, {1, 2, 3}, {1, 3, 5}, {1, 3, 5}}, {{0, 0, 4}, {0, 0, 4}, {0, 0, 4}, {0, 0, 5}, {0, 0, 5}},
    {{0, 0, 4}, {0, 0, 4}, {1, 3, 4}, {1, 3, 5}, {1, 3, 5}}, {{0, 0, 4}, {0, 0, 4}, {0, 0, 5}, {0, 0, 5}, {0, 0, 0}},
};

static void one_answer_gives_what_is_published(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_spectrum_report report = {sizeof report};
    const int32_t least[] = {0, 1, 1, 2, 2, 6};
    (void)state;
    for (size_t i = 0; i < POWER; i++)
        for (uint8_t v = 0; v <= sweep_tops[i]; v++) {
            uint8_t row[INDICATORS], low, point, high, outcome;
            memset(row, COPROD_ANSWER_UNKNOWN, sizeof row);
            row[i] = v;
            coprod_classify_columns(spectrum, row, NULL, 1, NULL, &low, &point, &high, &outcome);
            assert_int_equal(outcome, COPROD_ROW_CLASSIFIED);
            assert_int_equal(low, single[i][v][0]);
            assert_int_equal(point, single[i][v][1]);
            assert_int_equal(high, single[i][v][2]);
        }
    assert_int_equal(coprod_spectrum_check(spectrum, &report), COPROD_OK);
    assert_int_equal(report.token_bound, 2); /* one asserted answer never forces more than Consult */
    for (size_t k = 0; k < 6; k++)
        assert_int_equal(report.least_assertions[k], least[k]);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_are_counted_as_published),
        cmocka_unit_test(bounds_are_exact_in_every_spectrum),
        cmocka_unit_test(a_new_answer_never_widens),
        cmocka_unit_test(one_answer_gives_what_is_published),
    };
    return TEST_MAIN(tests);
}
