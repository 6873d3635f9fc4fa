/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

/* Both ways of putting a reading and one that knows nothing together. */
static void combine(const coprod_evidence *evidence)
{
    coprod_evidence *nothing = NULL;
    HOLDS(coprod_evidence_new(fuzz_spectrum(0), NULL, &nothing) == COPROD_OK);
    for (int32_t mode = COPROD_COMBINE_HULL; mode <= COPROD_COMBINE_INTERSECT; mode++) {
        const coprod_evidence *const readings[] = {evidence, nothing, evidence};
        coprod_evidence *combined = NULL;
        uint32_t disputes = 99;
        HOLDS(coprod_evidence_combine(readings, 3, mode, NULL, &disputes, &combined) == COPROD_OK && !disputes);
        for (uint32_t i = 0;; i++) {
            int32_t low, high, own_low, own_high, none_low, none_high;
            if (coprod_evidence_get(evidence, i, &low, &high, NULL) == COPROD_E_UNKNOWN)
                break;
            HOLDS(coprod_evidence_get(combined, i, &own_low, &own_high, NULL) == COPROD_OK);
            HOLDS(coprod_evidence_get(nothing, i, &none_low, &none_high, NULL) == COPROD_OK);
            HOLDS(own_low == (mode == COPROD_COMBINE_HULL ? none_low : low));
            HOLDS(own_high == (mode == COPROD_COMBINE_HULL ? none_high : high));
        }
        coprod_evidence_free(combined);
    }
    coprod_evidence_free(nothing);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_evidence *evidence = (coprod_evidence *)&data;
    coprod_findings *findings = fuzz_new_findings();
    coprod_status status = coprod_evidence_load((const char *)data, size, fuzz_spectrum(0), NULL, findings, &evidence);
    fuzz_refusal(status, evidence, findings);
    if (status == COPROD_OK) {
        for (size_t i = 0; i < coprod_spectrum_count(); i++)
            fuzz_classify(fuzz_spectrum(i), evidence);
        combine(evidence);
        HOLDS(coprod_evidence_clear(evidence, 0) == COPROD_OK);
        coprod_evidence_free(evidence);
    }
    if (status != COPROD_OK && size % 8 == 0)
        fuzz_columns(fuzz_spectrum(size % coprod_spectrum_count()), data, size);
    return 0;
}
