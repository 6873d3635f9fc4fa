/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

/* Those that reach the aim come first; without an offer only what a method lacks can be out of its reach. */
static void order(const coprod_methods *methods, const uint8_t *data, size_t size)
{
    uint8_t offer[FUZZ_INDICATORS];
    for (size_t i = 0; i < FUZZ_INDICATORS; i++)
        offer[i] = size && data[i % size] % 4 ? COPROD_ANSWER_UNKNOWN : (uint8_t)(size ? data[i % size] % 3 : 0);
    for (int32_t rank = 1; rank <= 5; rank++)
        for (int limited = 0; limited < 2; limited++) {
            const coprod_aim aim = {sizeof aim, limited ? offer : NULL, "disabled-people carers", rank, 0};
            int before = 1;
            for (size_t place = 0; place < coprod_methods_count(methods); place++) {
                coprod_method method = {.size = sizeof method};
                coprod_status status = coprod_methods_for(methods, &aim, place, &method);
                if (status != COPROD_OK) {
                    HOLDS(status == COPROD_E_RANGE && limited);
                    break;
                }
                HOLDS(method.reaches <= before);
                HOLDS(limited || !(method.blocked & ~method.lacks));
                before = method.reaches;
            }
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_methods *methods = (coprod_methods *)&data;
    coprod_findings *findings = fuzz_new_findings();
    coprod_status status = coprod_methods_load((const char *)data, size, fuzz_spectrum(0), NULL, findings, &methods);
    fuzz_refusal(status, methods, findings);
    if (status != COPROD_OK)
        return 0;
    for (size_t i = 0; i < coprod_methods_count(methods); i++) {
        coprod_method method = {.size = sizeof method};
        int32_t low = 0, high = 0;
        HOLDS(coprod_methods_get(methods, i, &method) == COPROD_OK);
        HOLDS(0 <= method.lowest && method.lowest <= method.point && method.point <= method.highest);
        for (uint32_t k = 0; coprod_methods_range(methods, i, k, &low, &high) == COPROD_OK; k++)
            HOLDS(0 <= low && low <= high);
    }
    for (size_t i = 0; i < coprod_methods_consideration_count(methods); i++) {
        coprod_consideration one = {.size = sizeof one};
        HOLDS(coprod_methods_consideration(methods, i, &one) == COPROD_OK && one.id[0]);
    }
    order(methods, data, size);
    coprod_methods_free(methods);
    return 0;
}
