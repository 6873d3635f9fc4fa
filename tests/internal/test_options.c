/* SPDX-License-Identifier: MIT */
/* What is reserved must be zero, so that it can mean something one day; and dates are dates. */
#include "support.h"

static void reserved_members_must_be_zero(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5"), *other = NULL;
    const coprod_spectrum_options load = {.size = sizeof load, .reserved = 1};
    const coprod_classify_options classify = {.size = sizeof classify, .reserved = 1};
    const coprod_aim aim = {.size = sizeof aim, .rank = 3, .reserved = 1};
    const coprod_answer_source source = {.size = sizeof source, .reserved = 1};
    coprod_method method = {.size = sizeof method};
    coprod_methods *methods = NULL;
    coprod_classification *result = NULL;
    coprod_evidence *evidence = answers(spectrum, "{}");
    uint8_t row[12] = {0};
    (void)state;
    assert_int_equal(coprod_spectrum_builtin("nhse5", &load, &other), COPROD_E_ARGUMENT);
    assert_null(other);
    assert_int_equal(coprod_classification_new(NULL, &result), COPROD_OK);
    assert_int_equal(coprod_classify(spectrum, evidence, &classify, result), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classify_columns(spectrum, row, NULL, 1, &classify, NULL, NULL, NULL, NULL),
                     COPROD_E_ARGUMENT);
    assert_int_equal(coprod_methods_builtin(spectrum, NULL, &methods), COPROD_OK);
    assert_int_equal(coprod_methods_for(methods, &aim, 0, &method), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_evidence_set(evidence, 0, 1, 1, &source), COPROD_E_ARGUMENT);
    coprod_methods_free(methods);
    coprod_classification_free(result);
    coprod_evidence_free(evidence);
    coprod_spectrum_free(spectrum);
}

static void dates_are_dates(void **state)
{
    static const char *const good[] = {"2024", "2024-02", "2024-02-29"};
    static const char *const bad[] = {"", "24", "2024-13", "2024-02-30", "2023-02-29", "2024-2", "2024/02", "soon"};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_evidence *evidence = answers(spectrum, "{}");
    int32_t low, high;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const coprod_answer_source source = {.size = sizeof source, .date = bad[i]};
        assert_int_equal(coprod_evidence_set(evidence, 0, 2, 2, &source), COPROD_E_NUMBER);
        assert_int_equal(coprod_evidence_get(evidence, 0, &low, &high, NULL), COPROD_OK);
        assert_int_equal(high - low, 4); /* still unknown */
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        const coprod_answer_source source = {.size = sizeof source, .date = good[i]};
        coprod_answer_source back = {.size = sizeof back};
        assert_int_equal(coprod_evidence_set(evidence, 0, 2, 2, &source), COPROD_OK);
        assert_int_equal(coprod_evidence_get(evidence, 0, &low, &high, &back), COPROD_OK);
        assert_string_equal(back.date, good[i]);
    }
    coprod_evidence_free(evidence);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reserved_members_must_be_zero),
        cmocka_unit_test(dates_are_dates),
    };
    return TEST_MAIN(tests);
}
