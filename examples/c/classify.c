/* SPDX-License-Identifier: MIT */
#include <coprod/coprod.h>
#include <stdio.h>

int main(void)
{
    coprod_spectrum *spectrum;
    coprod_evidence *evidence;
    coprod_classification *result;
    coprod_claim claim = {.size = sizeof claim};
    const char *answers = "{\"answers\": {\"flow\": 4, \"design\": 3, \"influence\": 2}}";

    if (coprod_spectrum_builtin("nhse5", NULL, &spectrum) || coprod_classification_new(NULL, &result)
        || coprod_evidence_load(answers, COPROD_NTS, spectrum, NULL, NULL, &evidence)
        || coprod_classify(spectrum, evidence, NULL, result))
        return 1;
    for (size_t i = 0; i < coprod_classification_reason_count(result) && i < 3; i++) {
        char text[1024];
        coprod_classification_text(result, i, NULL, text, sizeof text, NULL);
        puts(text);
    }
    coprod_classification_claim(result, 5, &claim);
    printf("Claimed as co-production: %s.\n", coprod_verdict_name(claim.verdict));
    coprod_classification_free(result);
    coprod_evidence_free(evidence);
    coprod_spectrum_free(spectrum);
    return 0;
}
