/* SPDX-License-Identifier: MIT */
/* What a user of the installed library writes; compiles as C and as C++. */
#include <coprod/coprod.h>
#include <stdio.h>

int main(void)
{
    coprod_spectrum *spectrum = NULL;
    coprod_evidence *evidence = NULL;
    coprod_classification *result = NULL;
    coprod_interval levels = {sizeof(coprod_interval), 0, 0, 0, 0, 0, 0, 0, 0};
    coprod_level level = {sizeof(coprod_level), NULL, NULL, NULL, NULL, NULL, 0, 0};
    coprod_policy *policy = NULL;
    const char *answers = "{\"schema\": \"evidence/1\", \"answers\": {\"flow\": 4, \"design\": 3, \"influence\": 2}}";

    coprod_status status = coprod_spectrum_builtin("nhse5", NULL, &spectrum);
    status = status ? status : coprod_evidence_load(answers, COPROD_NTS, spectrum, NULL, NULL, &evidence);
    status = status ? status : coprod_classification_new(NULL, &result);
    status = status ? status : coprod_classify(spectrum, evidence, NULL, result);
    status = status ? status : coprod_classification_get(result, &levels);
    const int32_t ranks[] = {levels.lowest, levels.point, levels.highest};
    for (int i = 0; !status && i < 3; i++) {
        status = coprod_spectrum_level(spectrum, ranks[i], &level);
        printf("%s%s", i ? " / " : "", status ? "" : level.label);
    }
    printf("\n");
    status = status ? status : coprod_policy_builtin("nice", NULL, &policy);
    if (status || coprod_version() != COPROD_VERSION_NUMBER)
        fprintf(stderr, "%s\n", coprod_status_text(status));
    coprod_policy_free(policy);
    coprod_classification_free(result);
    coprod_evidence_free(evidence);
    coprod_spectrum_free(spectrum);
    return status || coprod_version() != COPROD_VERSION_NUMBER;
}
