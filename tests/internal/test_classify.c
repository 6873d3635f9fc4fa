/* SPDX-License-Identifier: MIT */
/* Classifying one activity: levels, contradictions, evidence of another spectrum, results that are used again. */
#include "cases.h"

static const char tone[] = "{'/extra_indicators': [{'id': 'tone', 'kind': 'power', 'title': 'Tone', 'answers': "
                           "['cold', 'even', 'warm']}], '/levels/1/rule/0/of/tone': 2}";

static void golden_levels(void **state)
{
    (void)state;
    assert_int_equal(run_cases("golden/spectrum/levels.json"), 27);
}

/* Each of the fifteen implications is broken by a case. */
static void golden_contradictions(void **state)
{
    json_t *document = load_file("golden/spectrum/contradictions.json"), *one;
    coprod_spectrum *spectrum = builtin("nhse5");
    uint32_t met = 0;
    size_t i;
    (void)state;
    assert_int_equal(run_cases("golden/spectrum/contradictions.json"), 17);
    json_array_foreach(json_object_get(document, "cases"), i, one) {
        coprod_interval interval = {sizeof interval};
        test_case c = open_case(one);
        assert_int_equal(coprod_classification_get(c.result, &interval), COPROD_OK);
        if (interval.contradiction >= 0)
            met |= (uint32_t)1 << interval.contradiction;
        close_case(&c);
    }
    assert_int_equal(met, (1 << 15) - 1);
    coprod_spectrum_free(spectrum);
    json_decref(document);
}

/* Answers go by the id of their indicator, wherever it stands; what the spectrum does not ask is left aside. */
static void evidence_of_another_spectrum(void **state)
{
    coprod_spectrum *nhse5 = builtin("nhse5"), *own = small_with(tone);
    coprod_spectrum *turned = small_with(
        "{'/extra_indicators': [{'id': 'pace', 'kind': 'promise', 'title': 'P', 'answers': ['a', 'b']}, {'id': 'tone', "
        "'kind': 'power', 'title': 'T', 'answers': ['cold', 'even', 'warm']}], '/levels/1/rule/0/of/tone': 2}");
    coprod_evidence *evidence = answers(own, "{\"flow\": 4, \"influence\": 1, \"tone\": 2}");
    coprod_classification *result = new_result();
    coprod_bound bound = {sizeof bound};
    (void)state;
    assert_int_equal(classified(own, evidence, result).lowest, 2);
    assert_int_equal(classified(turned, evidence, result).lowest, 2); /* tone is another number there */
    assert_int_equal(coprod_classification_bound(result, 13, &bound), COPROD_OK);
    assert_true(bound.low == 2 && bound.answered == 1);
    assert_int_equal(coprod_classification_bound(result, 12, &bound), COPROD_OK);
    assert_true(bound.low == 0 && bound.high == 1 && bound.answered == 0);
    assert_int_equal(classified(nhse5, evidence, result).lowest, 2); /* tone is left aside */
    coprod_evidence_free(evidence);
    evidence = answers(nhse5, "{\"flow\": 4, \"influence\": 1}"); /* and is unknown the other way round */
    assert_int_equal(classified(own, evidence, result).lowest, 1);
    assert_int_equal(classified(own, evidence, result).highest, 2);
    coprod_evidence_free(evidence);
    coprod_classification_free(result);
    coprod_spectrum_free(nhse5);
    coprod_spectrum_free(own);
    coprod_spectrum_free(turned);
}

/* The implications are those of the spectrum, not of the evidence's. */
static void implications_of_another_spectrum(void **state)
{
    coprod_spectrum *nhse5 = builtin("nhse5");
    coprod_spectrum *strict = small_with("{'/extra_implications': [{'if': {'flow': 1}, 'then': {'candour': 1}}]}");
    coprod_evidence *evidence = answers(nhse5, "{\"flow\": 4, \"candour\": 0}");
    coprod_classification *result = new_result();
    (void)state;
    assert_int_equal(classified(nhse5, evidence, result).contradiction, -1);
    assert_int_equal(classified(strict, evidence, result).contradiction, 15);
    coprod_classification_free(result);
    coprod_evidence_free(evidence);
    coprod_spectrum_free(nhse5);
    coprod_spectrum_free(strict);
}

/* The same id with another scale is another question. The result before is kept. */
static void another_scale_is_refused(void **state)
{
    coprod_spectrum *own = small_with(tone);
    coprod_spectrum *longer = small_with("{'/extra_indicators': [{'id': 'tone', 'kind': 'power', 'title': 'Tone', "
                                         "'answers': ['cold', 'cool', 'even', 'warm']}]}");
    coprod_evidence *evidence = answers(own, "{\"flow\": 4, \"influence\": 1, \"tone\": 2}");
    coprod_classification *result = new_result();
    coprod_interval interval = {sizeof interval};
    coprod_classify_options newer[2] = {{sizeof newer, 0, 0}, {1, 0, 0}};
    const coprod_classify_options wrong = {sizeof wrong, 2, 0}, reserved = {sizeof reserved, 0, 1};
    (void)state;
    assert_int_equal(classified(own, evidence, result).lowest, 2);
    assert_int_equal(coprod_classify(longer, evidence, NULL, result), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_classify(own, evidence, &wrong, result), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classify(own, evidence, &reserved, result), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classify(own, evidence, newer, result), COPROD_E_STRUCT_NEWER);
    assert_int_equal(coprod_classify(own, NULL, NULL, result), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classify(NULL, evidence, NULL, result), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classify(own, evidence, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classification_get(result, &interval), COPROD_OK);
    assert_true(interval.lowest == 2 && interval.highest == 2 && interval.certain);
    assert_true(coprod_classification_reason_count(result) > 0);
    coprod_classification_free(result);
    coprod_evidence_free(evidence);
    coprod_spectrum_free(own);
    coprod_spectrum_free(longer);
}

/* One result for many activities and many spectra; nothing of the one before is left. */
static void a_result_is_used_again(void **state)
{
    coprod_spectrum *nhse5 = builtin("nhse5"), *iap2 = builtin("iap2");
    coprod_evidence *vote = answers(nhse5, "{\"flow\": 3, \"influence\": 4}");
    coprod_evidence *wrong = answers(nhse5, "{\"flow\": 2, \"influence\": 4}"), *open = answers(nhse5, "{}");
    coprod_classification *result = new_result();
    coprod_missing missing = {sizeof missing};
    coprod_trace trace = {sizeof trace};
    (void)state;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(classified(nhse5, open, result).highest, 5);
        assert_int_equal(coprod_classification_missing_count(result), 8);
        assert_int_equal(classified(iap2, vote, result).lowest, 5);
        assert_int_equal(coprod_classification_missing_count(result), 0);
        assert_int_equal(coprod_classification_missing(result, 0, &missing), COPROD_E_UNKNOWN);
        assert_int_equal(classified(nhse5, wrong, result).contradiction, 1);
        assert_int_equal(classified(nhse5, open, result).contradiction, -1);
        assert_int_equal(coprod_classification_trace_count(result), 0);
        assert_int_equal(coprod_classification_trace(result, 0, &trace), COPROD_E_UNKNOWN);
        assert_int_equal(classified(nhse5, vote, result).lowest, 2);
    }
    coprod_evidence_free(vote);
    coprod_evidence_free(wrong);
    coprod_evidence_free(open);
    coprod_classification_free(result);
    coprod_spectrum_free(nhse5);
    coprod_spectrum_free(iap2);
}

/* Objects may be freed in any order: what still needs a definition keeps it. */
static void the_spectrum_may_go_first(void **state)
{
    (void)state;
    for (int order = 0; order < 4; order++) {
        coprod_spectrum *spectrum = builtin("nhse5");
        coprod_evidence *evidence = answers(spectrum, "{\"design\": 3, \"influence\": 2}");
        coprod_classification *result = new_result();
        coprod_level level = {sizeof level};
        coprod_pattern pattern = {sizeof pattern};
        classified(spectrum, evidence, result);
        if (order < 2)
            coprod_spectrum_free(spectrum);
        if (order % 2)
            coprod_evidence_free(evidence);
        assert_int_equal(coprod_classification_pattern(result, 0, &pattern), COPROD_OK);
        assert_string_equal(pattern.id, "sham");
        if (!(order % 2)) {
            assert_int_equal(coprod_evidence_set(evidence, 0, 4, 4, NULL), COPROD_OK);
            assert_int_equal(coprod_classify(order < 2 ? evidence->spectrum : spectrum, evidence, NULL, result),
                             COPROD_OK);
        }
        coprod_classification_free(result);
        if (!(order % 2))
            coprod_evidence_free(evidence);
        if (order >= 2) {
            assert_int_equal(coprod_spectrum_level(spectrum, 5, &level), COPROD_OK);
            coprod_spectrum_free(spectrum);
        }
    }
}

/* A result that is the last to hold a definition gives it back when it turns to another. */
static void the_last_holder_turns_away(void **state)
{
    coprod_spectrum *first = builtin("nhse5"), *second = builtin("tofor");
    coprod_evidence *evidence = answers(first, "{\"flow\": 2}"), *other = answers(second, "{\"flow\": 2}");
    coprod_classification *result = new_result();
    (void)state;
    classified(first, evidence, result);
    coprod_spectrum_free(first);
    coprod_evidence_free(evidence);
    assert_int_equal(classified(second, other, result).lowest, 2);
    coprod_spectrum_free(second);
    coprod_evidence_free(other);
    coprod_classification_free(result);
}

static void nothing_classified_yet(void **state)
{
    coprod_classification *result = new_result();
    (void)state;
    CHECK_EMPTY(coprod_interval, coprod_classification_get(result, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_interval, coprod_classification_get(NULL, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_claim, coprod_classification_claim(result, 1, out), COPROD_E_ARGUMENT);
    coprod_classification_free(result);
    coprod_classification_free(NULL);
}

static void making_a_result(void **state)
{
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    coprod_classification *result = (coprod_classification *)1;
    (void)state;
    assert_int_equal(coprod_classification_new(NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classification_new(&half, &result), COPROD_E_ARGUMENT);
    assert_null(result);
}

static void structs_of_every_size(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_evidence *evidence = answers(spectrum, "{\"flow\": 3}");
    coprod_classification *result = new_result();
    const coprod_classify_options plain = {sizeof plain, 1, 0};
    coprod_interval interval = {sizeof interval};
    (void)state;
    CHECK_IN(coprod_classify_options, plain, coprod_classify(spectrum, evidence, in, result), (void)0);
    CHECK_OUT(coprod_interval, coprod_classification_get(result, out));
    assert_int_equal(coprod_classification_get(result, &interval), COPROD_OK);
    assert_true(interval.point == 1 && interval.highest == 2 && interval.reserved == 0);
    assert_int_equal(coprod_classification_get(result, NULL), COPROD_E_ARGUMENT);
    coprod_classification_free(result);
    coprod_evidence_free(evidence);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_levels),
        cmocka_unit_test(golden_contradictions),
        cmocka_unit_test(evidence_of_another_spectrum),
        cmocka_unit_test(implications_of_another_spectrum),
        cmocka_unit_test(another_scale_is_refused),
        cmocka_unit_test(a_result_is_used_again),
        cmocka_unit_test(the_spectrum_may_go_first),
        cmocka_unit_test(the_last_holder_turns_away),
        cmocka_unit_test(nothing_classified_yet),
        cmocka_unit_test(making_a_result),
        cmocka_unit_test(structs_of_every_size),
    };
    return TEST_MAIN(tests);
}
