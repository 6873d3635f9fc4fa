/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

/* A gate asks for no more than it names, and the threshold of an indicator is the highest of all gates. */
static void gates(const coprod_spectrum *spectrum, const coprod_spectrum_info *info, int32_t rank)
{
    uint8_t highest[FUZZ_INDICATORS] = {0}, at_least[FUZZ_INDICATORS];
    uint32_t need = 0;
    for (uint32_t index = 0; coprod_spectrum_gate(spectrum, rank, index, at_least, &need) == COPROD_OK; index++) {
        uint32_t named = 0;
        for (uint32_t i = 0; i < info->indicator_count; i++) {
            named += at_least[i] > 0;
            highest[i] = at_least[i] > highest[i] ? at_least[i] : highest[i];
        }
        HOLDS(0 < need && need <= named);
    }
    HOLDS(!need);
    for (uint32_t i = 0; i < info->indicator_count; i++) {
        int32_t threshold = -1;
        HOLDS(coprod_spectrum_threshold(spectrum, rank, i, &threshold, NULL) == COPROD_OK);
        HOLDS(threshold == highest[i]);
    }
}

static void ask(const coprod_spectrum *spectrum, const coprod_spectrum_info *info)
{
    for (int32_t rank = 0; rank <= (int32_t)info->level_count; rank++) {
        coprod_level level = {.size = sizeof level};
        int32_t found = 0;
        HOLDS(coprod_spectrum_level(spectrum, rank, &level) == COPROD_OK && level.rank == rank);
        HOLDS(!rank || (coprod_spectrum_rank(spectrum, level.id, &found) == COPROD_OK));
        if (rank)
            gates(spectrum, info, rank);
        for (uint32_t i = 0; rank && i < info->indicator_count; i++) {
            const char *words = NULL;
            HOLDS(coprod_spectrum_threshold(spectrum, rank, i, &found, &words) == COPROD_OK && words);
        }
    }
    for (uint32_t i = 0; i < info->indicator_count; i++) {
        coprod_indicator indicator = {.size = sizeof indicator};
        uint32_t found = 99;
        HOLDS(coprod_spectrum_indicator(spectrum, i, &indicator) == COPROD_OK && indicator.top > 0);
        HOLDS(coprod_spectrum_find(spectrum, indicator.id, &found) == COPROD_OK && found == i);
        HOLDS(coprod_spectrum_answer(spectrum, i, indicator.top));
        HOLDS(!coprod_spectrum_answer(spectrum, i, indicator.top + 1));
    }
    for (uint32_t i = 0; i < info->implication_count; i++) {
        coprod_implication implication = {.size = sizeof implication};
        HOLDS(coprod_spectrum_implication(spectrum, i, &implication) == COPROD_OK);
    }
}

/* A sweep over all sets of answers is slow: only of spectra without indicators of their own, and not of each. */
static void check(const coprod_spectrum *spectrum, const coprod_spectrum_info *info, size_t size)
{
    coprod_spectrum_report report = {.size = sizeof report};
    coprod_spectrum_info base = {.size = sizeof base};
    coprod_crosswalk *crosswalk = NULL;
    coprod_status status;
    HOLDS(coprod_spectrum_get(fuzz_spectrum(0), &base) == COPROD_OK);
    if (info->indicator_count != base.indicator_count || size % 16)
        return;
    status = coprod_spectrum_check(spectrum, &report);
    HOLDS(status == COPROD_OK || status == COPROD_E_LIMIT);
    HOLDS(report.possible <= report.vectors && report.not_nested <= report.possible);
    status = coprod_crosswalk_new(spectrum, fuzz_spectrum(0), NULL, &crosswalk);
    HOLDS(status == COPROD_OK || status == COPROD_E_LIMIT || status == COPROD_E_FINGERPRINT);
    for (int32_t rank = 0; crosswalk && rank <= (int32_t)info->level_count; rank++) {
        coprod_crosswalk_entry entry = {.size = sizeof entry};
        HOLDS(coprod_crosswalk_get(crosswalk, rank, &entry) == COPROD_OK);
        HOLDS(entry.lowest <= entry.highest && !entry.ranks == (entry.lowest < 0));
    }
    coprod_crosswalk_free(crosswalk);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_spectrum *spectrum = (coprod_spectrum *)&data;
    coprod_findings *findings = fuzz_new_findings();
    coprod_spectrum_info info = {.size = sizeof info};
    coprod_status status = coprod_spectrum_load((const char *)data, size, NULL, findings, &spectrum);
    fuzz_refusal(status, spectrum, findings);
    if (status != COPROD_OK)
        return 0;
    HOLDS(coprod_spectrum_get(spectrum, &info) == COPROD_OK && strlen(info.fingerprint) == 64);
    ask(spectrum, &info);
    check(spectrum, &info, size);
    fuzz_columns(spectrum, data, size);
    coprod_spectrum_free(spectrum);
    return 0;
}
