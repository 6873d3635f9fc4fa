/* SPDX-License-Identifier: MIT */
/* Why a result came out as it did: bounds, ceilings, trace, missing evidence, promises, patterns, unevenness. */
#include "cases.h"

static void golden_promises(void **state)
{
    (void)state;
    assert_int_equal(run_cases("golden/spectrum/promises.json"), 17);
}

/* Each of the eight patterns comes out definite, possible and not at all. */
static void golden_patterns(void **state)
{
    json_t *document = load_file("golden/spectrum/patterns.json"), *one;
    uint32_t met[3] = {0, 0, 0};
    size_t i;
    (void)state;
    assert_int_equal(run_cases("golden/spectrum/patterns.json"), 23);
    json_array_foreach(json_object_get(document, "cases"), i, one) {
        test_case c = open_case(one);
        for (uint32_t k = 0; k < 8; k++) {
            coprod_pattern pattern = {sizeof pattern};
            assert_int_equal(coprod_classification_pattern(c.result, k, &pattern), COPROD_OK);
            assert_true(*pattern.title && *pattern.text && pattern.question[strlen(pattern.question) - 1] == '?');
            met[pattern.state] |= (uint32_t)1 << k;
        }
        close_case(&c);
    }
    assert_true(met[COPROD_PATTERN_NO] == 255 && met[COPROD_PATTERN_POSSIBLE] == 255);
    assert_int_equal(met[COPROD_PATTERN_DEFINITE], 255);
    json_decref(document);
}

static void golden_missing(void **state)
{
    (void)state;
    assert_int_equal(run_cases("golden/spectrum/missing.json"), 5);
}

static void golden_unevenness(void **state)
{
    (void)state;
    assert_int_equal(run_cases("golden/spectrum/uneven.json"), 7);
}

/* The rank above which each answer holds an activity if all else is at its highest. */
static void ceilings_of_nhse5(void **state)
{
    static const struct {
        const char *id;
        int32_t ceilings[5], needed[5];
    } table[] = {
        {"flow", {0, 0, 1, 2, 5}, {2, 2, 3, 4, 0}},      {"agenda", {1, 2, 4, 5, 5}, {1, 2, 3, 0, 0}},
        {"influence", {1, 3, 4, 5, 5}, {1, 2, 3, 0, 0}}, {"stage", {1, 3, 4, 5, 5}, {1, 2, 3, 0, 0}},
        {"design", {3, 3, 3, 5, 5}, {3, 3, 3, 0, 0}},    {"follow", {4, 4, 4, 5, 5}, {3, 3, 3, 0, 0}},
        {"standing", {4, 4, 4, 5, 5}, {3, 3, 3, 0, 0}},  {"continuity", {4, 4, 5, 5, 5}, {2, 2, 0, 0, 0}},
    };
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        for (int32_t v = 0; coprod_spectrum_answer(spectrum, (uint32_t)i, v); v++) {
            char text[64];
            coprod_bound bound = {sizeof bound};
            coprod_classification *result;
            snprintf(text, sizeof text, "{'%s': %d}", table[i].id, (int)v);
            result = result_of(spectrum, text);
            assert_int_equal(coprod_classification_bound(result, (uint32_t)i, &bound), COPROD_OK);
            if (bound.ceiling != table[i].ceilings[v] || bound.needed != table[i].needed[v])
                fail_msg("%s: %d, needed %d", text, (int)bound.ceiling, (int)bound.needed);
            assert_true(bound.low == v && bound.point == v && bound.high == v && bound.answered == 1);
            coprod_classification_free(result);
        }
    coprod_spectrum_free(spectrum);
}

/* A promise never holds an activity anywhere. */
static void promises_hold_nothing(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'feedback': 0, 'reciprocity': 0, 'support': 0, 'candour': "
                                                        "0}");
    (void)state;
    for (uint32_t i = 8; i < 12; i++) {
        coprod_bound bound = {sizeof bound};
        assert_int_equal(coprod_classification_bound(result, i, &bound), COPROD_OK);
        assert_true(bound.ceiling == 5 && bound.needed == 0);
    }
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

static void bounds_and_their_reasons(void **state)
{
    static const char expected[] = "{'design': [3, 3, 3], 'flow': [4, 4, 4], 'agenda': [2, 2, 4], 'stage': [2, 2, 3], "
                                   "'influence': [0, 1, 4], 'standing': [0, 0, 4]}";
    static const char trace[] =
        "[['flow', 'at least', 0, 3, {'if': {'design': 1}, 'then': {'flow': 3}}], "
        "['stage', 'at least', 0, 1, {'if': {'design': 1}, 'then': {'stage': 1}}], "
        "['agenda', 'at least', 0, 2, {'if': {'design': 2}, 'then': {'agenda': 2}}], "
        "['flow', 'at least', 3, 4, {'if': {'design': 3}, 'then': {'flow': 4}}], "
        "['stage', 'at least', 1, 2, {'if': {'design': 3}, 'then': {'stage': 2}}]]";
    json_t *json = json_of("{'title': 'designed together', 'why': 'what follows', 'answers': {'design': 3}}");
    json_t *bounds = json_of(expected), *list = json_of(trace);
    test_case c = open_case(json);
    (void)state;
    check_bounds(&c, bounds);
    check_trace(&c, list);
    close_case(&c);
    json_decref(json);
    json_decref(bounds);
    json_decref(list);
}

/* Used the other way round: what cannot be is what would imply something that is excluded. */
static void bounds_that_fall(void **state)
{
    static const char expected[] =
        "[['influence', 'at most', 4, 0, {'if': {'influence': 1}, 'then': {'stage': 1}}], "
        "['agenda', 'at most', 4, 2, {'if': {'agenda': 3}, 'then': {'stage': 3}}], "
        "['design', 'at most', 4, 0, {'if': {'design': 1}, 'then': {'stage': 1}}]]";
    json_t *json = json_of("{'title': 'after the decision', 'why': 'what is excluded', 'answers': {'stage': 0}}");
    json_t *list = json_of(expected);
    test_case c = open_case(json);
    (void)state;
    check_trace(&c, list);
    close_case(&c);
    json_decref(json);
    json_decref(list);
}

/* What is due at each level, against every answer to each promise: known, every range, unknown. */
static void every_promise_at_every_level(void **state)
{
    static const char *const levels[] = {
        "{'flow': 0}", "{'flow': 2}", "{'flow': 3, 'influence': 1}",
        "{'flow': 4, 'influence': 1, 'agenda': 2, 'design': 0}", "{'design': 3, 'influence': 2}",
        "{'agenda': 3, 'influence': 3, 'design': 3, 'follow': 3, 'standing': 3, 'continuity': 2}"};
    static const int32_t due[6][4] = {{0, 0, 0, 0}, {0, 0, 1, 0}, {1, 0, 0, 1},
                                      {2, 1, 0, 1}, {2, 1, 1, 1}, {2, 1, 2, 2}};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = new_result();
    uint32_t met[6] = {0};
    (void)state;
    for (int32_t rank = 0; rank <= 5; rank++) {
        json_t *json = json_of(levels[rank]);
        char *text = json_dumps(json, 0);
        coprod_evidence *evidence = answers(spectrum, text);
        for (uint32_t i = 8; i < 12; i++)
            for (int32_t low = 0; coprod_spectrum_answer(spectrum, i, low); low++)
                for (int32_t high = low; coprod_spectrum_answer(spectrum, i, high); high++) {
                    coprod_promise promise = {sizeof promise};
                    int32_t needs = due[rank][i - 8];
                    int32_t wanted = !needs ? COPROD_PROMISE_NOT_DUE : low >= needs ? COPROD_PROMISE_KEPT
                                     : high < needs ? COPROD_PROMISE_BROKEN : COPROD_PROMISE_NOT_KNOWN;
                    assert_int_equal(coprod_evidence_set(evidence, i, low, high, NULL), COPROD_OK);
                    assert_int_equal(classified(spectrum, evidence, result).point, rank);
                    assert_int_equal(coprod_classification_promise(result, i, &promise), COPROD_OK);
                    assert_true(promise.state == wanted && promise.due == needs);
                    met[rank] |= 1u << promise.state;
                }
        coprod_evidence_free(evidence);
        free(text);
        json_decref(json);
    }
    assert_int_equal(met[0], 1);
    for (int32_t rank = 1; rank <= 5; rank++) /* not due is met wherever a level leaves a promise out */
        assert_int_equal(met[rank], rank < 4 ? 15 : 14);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

/* A power indicator is never due. */
static void power_is_no_promise(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'design': 3, 'influence': 2}");
    coprod_promise promise = {sizeof promise};
    (void)state;
    for (uint32_t i = 0; i < 8; i++) {
        assert_int_equal(coprod_classification_promise(result, i, &promise), COPROD_OK);
        assert_true(promise.state == COPROD_PROMISE_NOT_DUE && promise.due == 0 && promise.indicator == i);
    }
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

/* Nor can a definition make it one: it is refused, or nothing is due. */
static void a_definition_cannot_make_power_a_promise(void **state)
{
    json_t *document = small_document();
    coprod_spectrum *spectrum = NULL;
    coprod_promise promise = {sizeof promise};
    char *text;
    (void)state;
    put(document, "/levels/0/promises", json_of("{'stage': 1}"));
    text = json_dumps(document, 0);
    if (coprod_spectrum_load(text, COPROD_NTS, NULL, NULL, &spectrum) == COPROD_OK) {
        coprod_classification *result = result_of(spectrum, "{'flow': 2, 'stage': 0}");
        assert_int_equal(coprod_classification_promise(result, index_of(spectrum, "stage"), &promise), COPROD_OK);
        assert_int_equal(promise.state, COPROD_PROMISE_NOT_DUE);
        coprod_classification_free(result);
    }
    coprod_spectrum_free(spectrum);
    free(text);
    json_decref(document);
}

static void statuses(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *results[] = {NULL, new_result(), result_of(spectrum, "{'design': [3, 4]}")};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        const coprod_classification *r = results[i];
        assert_int_equal(coprod_classification_trace_count(r), i < 2 ? 0 : 5);
        assert_int_equal(coprod_classification_missing_count(r) > 0, i == 2);
        assert_int_equal(coprod_classification_reason_count(r) > 0, i == 2);
        assert_int_equal(coprod_classification_bound(r, 0, NULL), COPROD_E_ARGUMENT);
        assert_int_equal(coprod_classification_trace(r, 0, NULL), COPROD_E_ARGUMENT);
        assert_int_equal(coprod_classification_missing(r, 0, NULL), COPROD_E_ARGUMENT);
        assert_int_equal(coprod_classification_promise(r, 0, NULL), COPROD_E_ARGUMENT);
        assert_int_equal(coprod_classification_pattern(r, 0, NULL), COPROD_E_ARGUMENT);
        assert_int_equal(coprod_classification_reason(r, 0, NULL), COPROD_E_ARGUMENT);
    }
    for (size_t i = 0; i < 3; i++) {
        const coprod_classification *r = results[i];
        coprod_status status = i < 2 ? COPROD_E_ARGUMENT : COPROD_E_UNKNOWN;
        CHECK_EMPTY(coprod_bound, coprod_classification_bound(r, 12, out), status);
        CHECK_EMPTY(coprod_trace, coprod_classification_trace(r, 5, out), status);
        CHECK_EMPTY(coprod_missing, coprod_classification_missing(r, 99, out), status);
        CHECK_EMPTY(coprod_promise, coprod_classification_promise(r, 12, out), status);
        CHECK_EMPTY(coprod_pattern, coprod_classification_pattern(r, 8, out), status);
        CHECK_EMPTY(coprod_reason, coprod_classification_reason(r, 999, out), status);
    }
    CHECK_OUT(coprod_bound, coprod_classification_bound(results[2], 0, out));
    CHECK_OUT(coprod_trace, coprod_classification_trace(results[2], 0, out));
    CHECK_OUT(coprod_missing, coprod_classification_missing(results[2], 0, out));
    CHECK_OUT(coprod_promise, coprod_classification_promise(results[2], 8, out));
    CHECK_OUT(coprod_pattern, coprod_classification_pattern(results[2], 0, out));
    CHECK_OUT(coprod_reason, coprod_classification_reason(results[2], 0, out));
    coprod_classification_free(results[1]);
    coprod_classification_free(results[2]);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_promises),
        cmocka_unit_test(golden_patterns),
        cmocka_unit_test(golden_missing),
        cmocka_unit_test(golden_unevenness),
        cmocka_unit_test(ceilings_of_nhse5),
        cmocka_unit_test(promises_hold_nothing),
        cmocka_unit_test(bounds_and_their_reasons),
        cmocka_unit_test(bounds_that_fall),
        cmocka_unit_test(every_promise_at_every_level),
        cmocka_unit_test(power_is_no_promise),
        cmocka_unit_test(a_definition_cannot_make_power_a_promise),
        cmocka_unit_test(statuses),
    };
    return TEST_MAIN(tests);
}
