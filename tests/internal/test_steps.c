/* SPDX-License-Identifier: MIT */
/* What it would take: evidence or change, the least that does, and the caller's array of structs. */
#include "cases.h"
#include "random.h"

static void golden_steps(void **state)
{
    (void)state;
    assert_int_equal(run_cases("golden/spectrum/steps.json"), 12);
}

typedef struct cost {
    uint32_t indicators, steps, moved; /* moved: a bit for each indicator */
} cost;

static cost cost_of(const made_spectrum *made, const uint8_t *from, const uint8_t *to)
{
    cost c = {0, 0, 0};
    for (uint32_t i = 0; i < made->indicator_count; i++) {
        c.indicators += to[i] > from[i];
        c.steps += (uint32_t)(to[i] - from[i]);
        c.moved |= (uint32_t)(to[i] > from[i]) << i;
    }
    return c;
}

/* Of two sets of indicators, the one whose first difference is an indicator that it has. */
static int earlier(uint32_t a, uint32_t b)
{
    uint32_t first = (a ^ b) & -(a ^ b);
    return (a & first) != 0;
}

static int cheaper(cost a, cost b)
{
    if (a.indicators != b.indicators)
        return a.indicators < b.indicators;
    if (a.steps != b.steps)
        return a.steps < b.steps;
    return a.moved != b.moved && earlier(a.moved, b.moved);
}

/* Tries all steps of the indicators that the rules name; what these imply comes with them. */
static cost least_by_force(const made_spectrum *made, const uint8_t *low, const uint8_t *high, int32_t rank)
{
    cost best = {UINT32_MAX, UINT32_MAX, 0};
    int leaves = 1; /* whether the best way so far needs more than the evidence allows */
    uint8_t tried[5] = {0};
    for (;;) {
        uint8_t x[32];
        uint32_t n = 0;
        memcpy(x, low, sizeof x);
        for (uint32_t k = 0; k < made->named_count; k++)
            x[made->named[k]] = x[made->named[k]] > tried[k] ? x[made->named[k]] : tried[k];
        made_close(made, x);
        int out = 0;
        for (uint32_t i = 0; i < made->indicator_count; i++)
            out |= x[i] > high[i];
        if (made_rank(made, x) >= rank && (out < leaves || (out == leaves && cheaper(cost_of(made, low, x), best)))) {
            best = cost_of(made, low, x);
            leaves = out;
        }
        while (n < made->named_count && ++tried[n] > made->top[made->named[n]])
            tried[n++] = 0;
        if (n == made->named_count)
            return best;
    }
}

/* Takes the steps of a result, checks their kinds, and returns what they cost. */
static cost take_steps(const made_spectrum *made, const coprod_classification *result, int32_t rank, uint8_t *x)
{
    coprod_step steps[32];
    size_t count = 77;
    uint8_t low[32];
    steps[0].size = sizeof *steps;
    memcpy(low, x, sizeof low);
    assert_int_equal(coprod_classification_steps(result, rank, steps, 32, &count), COPROD_OK);
    for (size_t i = 0; i < count; i++) {
        const coprod_step *step = &steps[i];
        coprod_bound bound = {sizeof bound};
        assert_int_equal(coprod_classification_bound(result, step->indicator, &bound), COPROD_OK);
        assert_true(step->from == bound.low && step->to > step->from);
        assert_true(i == 0 || step->indicator > steps[i - 1].indicator);
        assert_int_equal(step->kind, step->to > bound.high ? COPROD_STEP_CHANGE : COPROD_STEP_EVIDENCE);
        x[step->indicator] = (uint8_t)step->to;
    }
    return cost_of(made, low, x);
}

static void random_answers(const made_spectrum *made, coprod_evidence *evidence, uint64_t *seed)
{
    for (uint32_t i = 0; i < made->indicator_count; i++) {
        int32_t low = (int32_t)draw(seed, (uint32_t)made->top[i] + 1);
        int32_t high = low + (int32_t)draw(seed, (uint32_t)(made->top[i] - low) + 1);
        coprod_evidence_clear(evidence, i);
        if (!draw(seed, 4))
            assert_int_equal(coprod_evidence_set(evidence, i, low, high, NULL), COPROD_OK);
    }
}

/* On random spectra with gates of some, the steps reach the level, and no other way costs less. */
static void nothing_costs_less(void **state)
{
    size_t compared = 0;
    (void)state;
    for (uint64_t number = 0; number < 60; number++) {
        made_spectrum made = make_spectrum(number);
        coprod_evidence *evidence = NULL;
        coprod_classification *result = new_result();
        uint64_t seed = number + 99;
        assert_int_equal(coprod_evidence_new(made.spectrum, NULL, &evidence), COPROD_OK);
        for (int turn = 0; turn < 6; turn++) {
            random_answers(&made, evidence, &seed);
            coprod_interval interval = classified(made.spectrum, evidence, result);
            for (int32_t rank = 1; interval.contradiction < 0 && rank <= (int32_t)made.level_count; rank++) {
                uint8_t x[32] = {0};
                cost found, least;
                memcpy(x, result->low.x, sizeof x);
                least = least_by_force(&made, x, result->high.x, rank);
                found = take_steps(&made, result, rank, x);
                assert_true(made_rank(&made, x) >= rank);
                if (found.indicators != least.indicators || found.steps != least.steps || found.moved != least.moved)
                    fail_msg("spectrum %d, rank %d: %u/%u, not %u/%u", (int)number, (int)rank, found.indicators,
                             found.steps, least.indicators, least.steps);
                compared++;
            }
        }
        coprod_evidence_free(evidence);
        coprod_classification_free(result);
        coprod_spectrum_free(made.spectrum);
    }
    assert_true(compared > 500);
}

/* Ten of twenty questions can be chosen in 184,756 ways: more than a search can promise to try, so it is refused. Five
 * of eighteen can in 8,568. */
static void more_ways_than_can_be_tried(void **state)
{
    (void)state;
    for (int many = 0; many < 2; many++) {
        json_t *document = with_questions(many ? 20 : 18, many ? 20 : 18);
        coprod_findings *findings = NULL;
        coprod_finding finding = {.size = sizeof finding};
        coprod_spectrum *spectrum = NULL;
        char *text;
        put(document, "/levels/1/rule/0/at_least", json_integer(many ? 10 : 5));
        json_object_del(at(document, "/levels/1/rule/0/of"), "flow");
        json_object_del(at(document, "/levels/1/rule/0/of"), "influence");
        text = json_dumps(document, 0);
        assert_int_equal(coprod_findings_new(NULL, &findings), COPROD_OK);
        assert_int_equal(coprod_spectrum_load(text, COPROD_NTS, NULL, findings, &spectrum),
                         many ? COPROD_E_DEFINITION : COPROD_OK);
        assert_int_equal(coprod_findings_count(findings), many);
        if (many) {
            assert_int_equal(coprod_findings_get(findings, 0, &finding), COPROD_OK);
            assert_string_equal(finding.code, "too-many");
            assert_string_equal(finding.place, "/levels/1/rule");
        }
        coprod_findings_free(findings);
        coprod_spectrum_free(spectrum);
        free(text);
        json_decref(document);
    }
}

static void an_array_that_is_too_short(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'flow': 3}");
    coprod_step steps[9];
    size_t count = 77;
    (void)state;
    for (size_t capacity = 0; capacity <= 9; capacity++) {
        memset(steps, 0xAA, sizeof steps);
        steps[0].size = sizeof *steps;
        count = 77;
        assert_int_equal(coprod_classification_steps(result, 5, capacity ? steps : NULL, capacity, &count),
                         capacity < 8 ? COPROD_E_BUFFER : COPROD_OK);
        assert_int_equal(count, 8);
        for (size_t i = 0; i < 8 && i < capacity; i++)
            assert_true(steps[i].size == sizeof *steps && steps[i].indicator == i);
        if (capacity)
            assert_true(all_are((unsigned char *)steps, sizeof *steps * (capacity < 8 ? capacity : 8), sizeof steps,
                                0xAA));
    }
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

/* All structs of the array have the size of the first one, also where that is longer than this version knows. */
static void structs_of_every_size(void **state)
{
    struct {
        coprod_step step;
        uint64_t newer[2];
    } list[8];
    const size_t wrong[] = {0, sizeof(size_t), sizeof(coprod_step) - 1, 4097, (size_t)-1};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'flow': 3}");
    size_t count = 77;
    (void)state;
    memset(list, 0xAA, sizeof list);
    list[0].step.size = sizeof *list;
    assert_int_equal(coprod_classification_steps(result, 5, &list[0].step, 8, &count), COPROD_OK);
    for (size_t i = 0; i < 8; i++) {
        assert_true(list[i].step.size == sizeof *list && list[i].step.indicator == i);
        assert_true(list[i].newer[0] == 0 && list[i].newer[1] == 0);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        memset(list, 0xAA, sizeof list);
        list[0].step.size = wrong[i];
        count = 77;
        assert_int_equal(coprod_classification_steps(result, 5, &list[0].step, 1, &count), COPROD_E_STRUCT);
        assert_int_equal(count, 0);
    }
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

static void wrong_arguments(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'flow': 3}"), *fresh = new_result();
    coprod_step one = {sizeof one};
    size_t count = 77;
    (void)state;
    assert_int_equal(coprod_classification_steps(NULL, 1, &one, 1, &count), COPROD_E_ARGUMENT);
    assert_int_equal(count, 0);
    assert_int_equal(coprod_classification_steps(fresh, 1, &one, 1, &count), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classification_steps(result, 1, &one, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classification_steps(result, 1, NULL, 1, &count), COPROD_E_ARGUMENT);
    count = 77;
    assert_int_equal(coprod_classification_steps(result, 0, &one, 1, &count), COPROD_E_UNKNOWN);
    assert_int_equal(count, 0);
    assert_int_equal(coprod_classification_steps(result, 6, &one, 1, &count), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_classification_steps(result, -1, &one, 1, &count), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_classification_steps(result, 1, NULL, 0, &count), COPROD_OK);
    coprod_classification_free(result);
    coprod_classification_free(fresh);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_steps),
        cmocka_unit_test(nothing_costs_less),
        cmocka_unit_test(more_ways_than_can_be_tried),
        cmocka_unit_test(an_array_that_is_too_short),
        cmocka_unit_test(structs_of_every_size),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
