/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_texts *texts = (coprod_texts *)&data;
    coprod_findings *findings = fuzz_new_findings(), *others = fuzz_new_findings();
    coprod_status status = coprod_texts_load((const char *)data, size, NULL, findings, &texts);
    fuzz_refusal(status, texts, findings);
    if (status == COPROD_OK) {
        coprod_calendar *none = NULL;
        for (size_t i = 0; i < coprod_code_count(); i++)
            HOLDS(coprod_code_sentence(texts, coprod_code_at(i))[0]);
        /* the input is no calendar, and the sentences that say so are its own */
        HOLDS(coprod_calendar_load((const char *)data, size, NULL, others, &none) == COPROD_E_DEFINITION);
        fuzz_findings(others, texts);
        coprod_texts_free(texts);
    }
    coprod_findings_free(others);
    return 0;
}
