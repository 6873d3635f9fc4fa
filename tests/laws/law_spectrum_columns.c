/* SPDX-License-Identifier: MIT */
/* Columns give the same on every processor, and the same as one row after the other. */
#include "columns_internal.h"
#include "sweep.h"

static void plain_and_wide_instructions_agree(void **state)
{
    uint8_t *out = malloc((size_t)PARTIAL * 4);
    (void)state;
    assert_non_null(out);
    for (size_t s = 0; s < coprod_spectrum_count(); s++) {
        coprod_spectrum *spectrum = builtin(coprod_spectrum_id(s));
        sweep_result r = sweep_classify(spectrum, 1);
        const coprod__columns c = {spectrum, r.columns, NULL, r.rows, 0, out, out + PARTIAL, out + 2 * PARTIAL,
                                   out + 3 * PARTIAL};
        coprod__columns_plain(&c);
        assert_memory_equal(out, r.lowest, (size_t)PARTIAL * 4);
        sweep_free(&r);
        coprod_spectrum_free(spectrum);
    }
    free(out);
}

static int is_held(const coprod_classification *result)
{
    int held = 0;
    for (size_t i = 0; i < coprod_classification_reason_count(result); i++) {
        coprod_reason reason = {sizeof reason};
        coprod_classification_reason(result, i, &reason);
        held |= !strncmp(reason.code, "spectrum-held", 13);
    }
    return held;
}

/* Every 97th of all rows, promises unknown, one call each; and what is not at the top says what holds it. */
static void columns_equal_rows(void **state)
{
    coprod_classification *result = NULL;
    (void)state;
    coprod_classification_new(NULL, &result);
    for (size_t s = 0; s < coprod_spectrum_count(); s++) {
        coprod_spectrum *spectrum = builtin(coprod_spectrum_id(s));
        sweep_result r = sweep_classify(spectrum, 1);
        coprod_evidence *evidence = NULL;
        int32_t levels = (int32_t)spectrum->level_count;
        coprod_evidence_new(spectrum, NULL, &evidence);
        for (size_t v = 0; v < r.rows; v += 97) {
            for (uint32_t i = 0; i < POWER; i++) {
                uint8_t x = r.columns[i * r.rows + v];
                if (x == COPROD_ANSWER_UNKNOWN)
                    coprod_evidence_clear(evidence, i);
                else
                    coprod_evidence_set(evidence, i, x, x, NULL);
            }
            coprod_interval interval = classified(spectrum, evidence, result);
            assert_int_equal(r.outcome[v] == COPROD_ROW_CONTRADICTION, interval.contradiction >= 0);
            assert_int_equal(r.lowest[v], (uint8_t)interval.lowest);
            assert_int_equal(r.point[v], (uint8_t)interval.point);
            assert_int_equal(r.highest[v], (uint8_t)interval.highest);
            assert_true(interval.contradiction >= 0 || interval.point == levels || is_held(result));
        }
        coprod_evidence_free(evidence);
        sweep_free(&r);
        coprod_spectrum_free(spectrum);
    }
    coprod_classification_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_and_wide_instructions_agree),
        cmocka_unit_test(columns_equal_rows),
    };
    return TEST_MAIN(tests);
}
