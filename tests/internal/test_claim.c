/* SPDX-License-Identifier: MIT */
/* A claimed level against the evidence: the six verdicts and the two gaps. */
#include "cases.h"

static void golden_claims(void **state)
{
    (void)state;
    assert_int_equal(run_cases("golden/spectrum/claims.json"), 8);
}

static void names_of_verdicts(void **state)
{
    static const char *const names[] = {"none", "contradicted", "unproven", "plausible", "evidenced", "understated"};
    (void)state;
    for (int32_t verdict = COPROD_VERDICT_NONE; verdict <= COPROD_VERDICT_UNDERSTATED; verdict++)
        assert_string_equal(coprod_verdict_name(verdict), names[verdict]);
    assert_null(coprod_verdict_name(-1));
    assert_null(coprod_verdict_name(6));
    assert_null(coprod_verdict_name(INT32_MIN));
    assert_null(coprod_verdict_name(INT32_MAX));
}

/* More evidence of power never raises the definite gap. */
static void more_power_never_widens_the_definite_gap(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_evidence *evidence = NULL;
    coprod_classification *result = new_result();
    int32_t before = 5;
    (void)state;
    assert_int_equal(coprod_evidence_new(spectrum, NULL, &evidence), COPROD_OK);
    for (int32_t flow = 0; flow <= 4; flow++) {
        coprod_claim claim = {sizeof claim};
        assert_int_equal(coprod_evidence_set(evidence, 0, flow, flow, NULL), COPROD_OK);
        classified(spectrum, evidence, result);
        assert_int_equal(coprod_classification_claim(result, 5, &claim), COPROD_OK);
        assert_true(claim.definite_gap <= before && claim.unproven_gap >= claim.definite_gap);
        before = claim.definite_gap;
    }
    assert_int_equal(before, 0);
    coprod_evidence_free(evidence);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

static void ranks_that_cannot_be_claimed(void **state)
{
    static const int32_t ranks[] = {0, -1, 6, INT32_MAX, INT32_MIN};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'flow': 3}");
    (void)state;
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        CHECK_EMPTY(coprod_claim, coprod_classification_claim(result, ranks[i], out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_claim, coprod_classification_claim(NULL, 1, out), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classification_claim(result, 1, NULL), COPROD_E_ARGUMENT);
    CHECK_OUT(coprod_claim, coprod_classification_claim(result, 2, out));
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

static void the_sentence_of_a_claim(void **state)
{
    static const char whole[] = "The claim of Consult is plausible: it holds if people were asked in good faith, which "
                                "is presumed; certain is Inform.";
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'flow': 3}");
    char buffer[256];
    size_t needed = 77;
    (void)state;
    for (size_t capacity = 0; capacity <= sizeof whole + 1; capacity++) {
        memset(buffer, '#', sizeof buffer);
        needed = 77;
        assert_int_equal(coprod_classification_claim_text(result, 2, NULL, capacity ? buffer : NULL, capacity, &needed),
                         capacity < sizeof whole ? COPROD_E_BUFFER : COPROD_OK);
        assert_int_equal(needed, sizeof whole);
        if (capacity)
            assert_int_equal(strlen(buffer), capacity < sizeof whole ? capacity - 1 : sizeof whole - 1);
        assert_true(!strncmp(buffer, whole, capacity ? strlen(buffer) : 0) && buffer[sizeof whole + 1] == '#');
    }
    strcpy(buffer, "#");
    assert_int_equal(coprod_classification_claim_text(result, 2, NULL, buffer, 0, NULL), COPROD_E_BUFFER);
    assert_int_equal(buffer[0], '#');
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

static void sentences_that_cannot_be_had(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'flow': 3}"), *fresh = new_result();
    const coprod_classification *const results[] = {NULL, fresh, result, result};
    const int32_t ranks[] = {1, 1, 0, 6};
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        char buffer[8] = "#";
        size_t needed = 77;
        assert_int_equal(coprod_classification_claim_text(results[i], ranks[i], NULL, buffer, sizeof buffer, &needed),
                         i < 2 ? COPROD_E_ARGUMENT : COPROD_E_UNKNOWN);
        assert_true(needed == 0 && buffer[0] == '\0');
        assert_int_equal(coprod_classification_claim_text(results[i], ranks[i], NULL, NULL, 0, NULL),
                         i < 2 ? COPROD_E_ARGUMENT : COPROD_E_UNKNOWN);
    }
    assert_int_equal(coprod_classification_claim_text(result, 1, NULL, NULL, 5, NULL), COPROD_E_ARGUMENT);
    coprod_classification_free(result);
    coprod_classification_free(fresh);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_claims),
        cmocka_unit_test(names_of_verdicts),
        cmocka_unit_test(more_power_never_widens_the_definite_gap),
        cmocka_unit_test(ranks_that_cannot_be_claimed),
        cmocka_unit_test(the_sentence_of_a_claim),
        cmocka_unit_test(sentences_that_cannot_be_had),
    };
    return TEST_MAIN(tests);
}
