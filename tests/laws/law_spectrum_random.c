/* SPDX-License-Identifier: MIT */
/* Laws on answers that are between: soundness, tightness, patterns and least steps against every completion, and the
 * point's place. The generator has a fixed seed: the same run everywhere. */
#include "spectrum_internal.h"
#include "sweep.h"

static uint64_t seed = 20240401;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((seed >> 33) % below);
}

typedef struct box {
    uint8_t low[POWER], high[POWER];
} box;

/* Narrow boxes, mostly near possible activities, so that completions can be counted one by one. */
static box draw_box(void)
{
    box b;
    for (size_t i = 0; i < POWER; i++) {
        uint8_t a = (uint8_t)draw(sweep_tops[i] + 1u), width = (uint8_t)draw(3);
        b.low[i] = a;
        b.high[i] = a + width > sweep_tops[i] ? sweep_tops[i] : (uint8_t)(a + width);
        if (!draw(5)) {
            b.low[i] = 0;
            b.high[i] = sweep_tops[i];
        }
    }
    return b;
}

static int next(const box *b, uint8_t *x)
{
    for (size_t i = 0; i < POWER; i++) {
        if (++x[i] <= b->high[i])
            return 1;
        x[i] = b->low[i];
    }
    return 0;
}

static size_t index_of(const uint8_t *x)
{
    size_t index = 0, place = 1;
    for (size_t i = 0; i < POWER; i++) {
        index += x[i] * place;
        place *= (size_t)sweep_tops[i] + 1;
    }
    return index;
}

typedef struct seen {
    size_t completions;
    uint8_t lowest, highest;
} seen;

static seen look(const sweep_result *complete, const box *b)
{
    seen s = {0, UINT8_MAX, 0};
    uint8_t x[POWER];
    memcpy(x, b->low, POWER);
    do {
        size_t v = index_of(x);
        if (complete->outcome[v] != COPROD_ROW_CLASSIFIED)
            continue;
        s.completions++;
        s.lowest = complete->point[v] < s.lowest ? complete->point[v] : s.lowest;
        s.highest = complete->point[v] > s.highest ? complete->point[v] : s.highest;
    } while (next(b, x));
    return s;
}

static coprod_evidence *evidence_of(const coprod_spectrum *spectrum, const box *b)
{
    coprod_evidence *evidence = NULL;
    assert_int_equal(coprod_evidence_new(spectrum, NULL, &evidence), COPROD_OK);
    for (uint32_t i = 0; i < POWER; i++)
        assert_int_equal(coprod_evidence_set(evidence, i, b->low[i], b->high[i], NULL), COPROD_OK);
    return evidence;
}

static void bounds_hold_for_every_completion(void **state)
{
    coprod_classification *result = NULL;
    size_t consistent = 0;
    (void)state;
    coprod_classification_new(NULL, &result);
    for (size_t s = 0; s < coprod_spectrum_count(); s++) {
        coprod_spectrum *spectrum = builtin(coprod_spectrum_id(s));
        sweep_result complete = sweep_classify(spectrum, 0);
        for (int n = 0; n < 3000; n++) {
            box b = draw_box();
            coprod_evidence *evidence = evidence_of(spectrum, &b);
            coprod_interval interval = classified(spectrum, evidence, result);
            seen expected = look(&complete, &b);
            assert_int_equal(interval.contradiction < 0, expected.completions > 0);
            if (expected.completions) {
                assert_int_equal(interval.lowest, expected.lowest);
                assert_int_equal(interval.highest, expected.highest);
                assert_in_range(interval.point, interval.lowest, interval.highest);
                consistent++;
            }
            coprod_evidence_free(evidence);
        }
        sweep_free(&complete);
        coprod_spectrum_free(spectrum);
    }
    assert_true(consistent > 1000);
    coprod_classification_free(result);
}

/* Least steps: no possible activity at or above the certain answers reaches the level with fewer indicators moved, or
 * with as many and fewer steps; nor any within the evidence, if the steps leave it. */
static void check_steps(const coprod_classification *result, const sweep_result *complete, int32_t rank)
{
    coprod_step steps[32];
    size_t count, fewest = 99, least = 999, mine = 0;
    uint8_t low[POWER], high[POWER], x[POWER];
    int leaves = 1;
    box up;
    steps[0].size = sizeof *steps;
    for (uint32_t i = 0; i < POWER; i++) {
        coprod_bound bound = {sizeof bound};
        coprod_classification_bound(result, i, &bound);
        up.low[i] = low[i] = x[i] = (uint8_t)bound.low;
        high[i] = (uint8_t)bound.high;
        up.high[i] = sweep_tops[i];
    }
    assert_int_equal(coprod_classification_steps(result, rank, steps, 32, &count), COPROD_OK);
    for (size_t i = 0; i < count; i++)
        mine += (size_t)(steps[i].to - steps[i].from);
    do {
        size_t v = index_of(x), moved = 0, by = 0;
        int out = 0;
        if (complete->outcome[v] != COPROD_ROW_CLASSIFIED || complete->point[v] < rank)
            continue;
        for (size_t i = 0; i < POWER; i++) {
            moved += x[i] > low[i];
            by += (size_t)(x[i] - low[i]);
            out |= x[i] > high[i];
        }
        if (out > leaves)
            continue;
        if (out < leaves || moved < fewest || (moved == fewest && by < least)) {
            leaves = out;
            fewest = moved;
            least = by;
        }
    } while (next(&up, x));
    assert_int_equal(count, fewest);
    assert_int_equal(mine, least);
}

static void steps_are_the_least(void **state)
{
    coprod_classification *result = NULL;
    size_t checked = 0;
    (void)state;
    coprod_classification_new(NULL, &result);
    for (size_t s = 0; s < coprod_spectrum_count(); s++) {
        coprod_spectrum *spectrum = builtin(coprod_spectrum_id(s));
        coprod_spectrum_info info = {sizeof info};
        sweep_result complete = sweep_classify(spectrum, 0);
        coprod_spectrum_get(spectrum, &info);
        for (size_t done = 0; done < 20;) {
            box b = draw_box();
            coprod_evidence *evidence = evidence_of(spectrum, &b);
            coprod_interval interval = classified(spectrum, evidence, result);
            coprod_evidence_free(evidence);
            if (interval.contradiction >= 0 || interval.lowest == (int32_t)info.level_count)
                continue;
            uint32_t above = draw(info.level_count - (uint32_t)interval.lowest);
            check_steps(result, &complete, interval.lowest + 1 + (int32_t)above);
            done++;
            checked++;
        }
        sweep_free(&complete);
        coprod_spectrum_free(spectrum);
    }
    assert_int_equal(checked, 140);
    coprod_classification_free(result);
}

/* One pattern over every completion: what the power indicators say, and the one promise it may ask about. */
static int32_t pattern_by_force(const coprod__pattern *pattern, const sweep_result *complete, const box *b,
                                const uint8_t *low, const uint8_t *high)
{
    uint8_t x[POWER];
    int all = 1, some = 0, promise_all = 1, promise_some = 1;
    memcpy(x, b->low, POWER);
    do {
        int holds = 1;
        if (complete->outcome[index_of(x)] != COPROD_ROW_CLASSIFIED)
            continue;
        for (size_t i = 0; i < POWER; i++)
            holds &= x[i] >= pattern->at_least[i] && x[i] <= pattern->at_most[i];
        all &= holds;
        some |= holds;
    } while (next(b, x));
    for (size_t i = POWER; i < INDICATORS; i++) {
        promise_all &= low[i] >= pattern->at_least[i] && high[i] <= pattern->at_most[i];
        promise_some &= high[i] >= pattern->at_least[i] && low[i] <= pattern->at_most[i];
    }
    return all && promise_all ? COPROD_PATTERN_DEFINITE : some && promise_some ? COPROD_PATTERN_POSSIBLE
                                                                               : COPROD_PATTERN_NO;
}

static void patterns_are_exact(void **state)
{
    static const uint8_t tops[INDICATORS] = {4, 4, 4, 3, 4, 4, 4, 3, 3, 2, 2, 2};
    coprod_spectrum *spectrum = builtin("nhse5");
    sweep_result complete = sweep_classify(spectrum, 0);
    coprod_classification *result = NULL;
    size_t seen_states[3] = {0};
    (void)state;
    coprod_classification_new(NULL, &result);
    for (int n = 0; n < 3000; n++) {
        box b = draw_box();
        uint8_t low[INDICATORS] = {0}, high[INDICATORS];
        coprod_evidence *evidence = evidence_of(spectrum, &b);
        for (uint32_t i = POWER; i < INDICATORS; i++) {
            low[i] = (uint8_t)draw(tops[i] + 1u);
            high[i] = (uint8_t)(low[i] + draw(tops[i] - low[i] + 1u));
            assert_int_equal(coprod_evidence_set(evidence, i, low[i], high[i], NULL), COPROD_OK);
        }
        coprod_interval interval = classified(spectrum, evidence, result);
        for (uint32_t k = 0; interval.contradiction < 0 && k < spectrum->pattern_count; k++) {
            int32_t expected = pattern_by_force(&spectrum->patterns[k], &complete, &b, low, high);
            coprod_pattern pattern = {sizeof pattern};
            assert_int_equal(coprod_classification_pattern(result, k, &pattern), COPROD_OK);
            assert_int_equal(pattern.state, expected);
            seen_states[expected]++;
        }
        coprod_evidence_free(evidence);
    }
    assert_true(seen_states[0] > 100 && seen_states[1] > 100 && seen_states[2] > 100);
    coprod_classification_free(result);
    sweep_free(&complete);
    coprod_spectrum_free(spectrum);
}

/* More power never raises the definite gap of a claim: it follows from monotony, and is checked as it is used. */
static void more_power_never_raises_the_definite_gap(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = NULL;
    (void)state;
    coprod_classification_new(NULL, &result);
    for (int n = 0; n < 20000; n++) {
        box b = draw_box(), more = b;
        uint32_t i = draw(POWER);
        int32_t gap[2] = {-1, -1};
        if (more.high[i] == sweep_tops[i])
            continue;
        more.low[i]++;
        more.high[i]++;
        for (int k = 0; k < 2; k++) {
            coprod_evidence *evidence = evidence_of(spectrum, k ? &more : &b);
            coprod_claim claim = {sizeof claim};
            coprod_interval interval = classified(spectrum, evidence, result);
            coprod_classification_claim(result, 5, &claim);
            gap[k] = interval.contradiction < 0 ? claim.definite_gap : -1;
            coprod_evidence_free(evidence);
        }
        if (gap[0] >= 0 && gap[1] >= 0)
            assert_true(gap[1] <= gap[0]);
    }
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_hold_for_every_completion),
        cmocka_unit_test(steps_are_the_least),
        cmocka_unit_test(patterns_are_exact),
        cmocka_unit_test(more_power_never_raises_the_definite_gap),
    };
    return TEST_MAIN(tests);
}
