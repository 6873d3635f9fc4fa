/* SPDX-License-Identifier: MIT */
/* A classification by itself and in a batch, with everything that can be asked of it. */
#include "fuzz.h"

enum { SPECTRA = 16 };

static coprod_spectrum *spectra[SPECTRA];
static coprod_calendar *england;

static void free_all(void)
{
    for (size_t i = 0; i < SPECTRA; i++)
        coprod_spectrum_free(spectra[i]);
    coprod_calendar_free(england);
}

static void free_at_the_end(void)
{
    static int asked;
    if (!asked++)
        HOLDS(!atexit(free_all));
}

const coprod_spectrum *fuzz_spectrum(size_t index)
{
    free_at_the_end();
    if (!spectra[index])
        HOLDS(coprod_spectrum_builtin(coprod_spectrum_id(index), NULL, &spectra[index]) == COPROD_OK);
    return spectra[index];
}

const coprod_calendar *fuzz_england(void)
{
    free_at_the_end();
    if (!england)
        HOLDS(coprod_calendar_builtin("england", NULL, &england) == COPROD_OK);
    return england;
}

static void ask_steps(const coprod_classification *result, const coprod_interval *interval, uint32_t levels)
{
    for (int32_t rank = 1; rank <= (int32_t)levels; rank++) {
        coprod_step steps[FUZZ_INDICATORS];
        coprod_claim claim = {.size = sizeof claim};
        size_t count = 0;
        steps[0].size = sizeof *steps;
        HOLDS(coprod_classification_steps(result, rank, steps, FUZZ_INDICATORS, &count) == COPROD_OK);
        HOLDS(interval->contradiction >= 0 || (count > 0) == (rank > interval->lowest) || !count);
        for (size_t i = 0; i < count; i++)
            HOLDS(steps[i].from < steps[i].to);
        HOLDS(coprod_classification_claim(result, rank, &claim) == COPROD_OK);
        HOLDS(coprod_verdict_name(claim.verdict));
        HOLDS((claim.verdict == COPROD_VERDICT_CONTRADICTED) == (claim.definite_gap > 0));
        HOLDS(claim.definite_gap <= claim.unproven_gap);
        HOLDS(coprod_classification_claim_text(result, rank, NULL, NULL, 0, &count) == COPROD_E_BUFFER && count > 1);
    }
}

static void ask_indicators(const coprod_classification *result, const coprod_spectrum_info *info)
{
    for (uint32_t i = 0; i < info->indicator_count; i++) {
        coprod_bound bound = {.size = sizeof bound};
        coprod_promise promise = {.size = sizeof promise};
        HOLDS(coprod_classification_bound(result, i, &bound) == COPROD_OK);
        HOLDS(coprod_classification_promise(result, i, &promise) == COPROD_OK);
    }
    for (uint32_t i = 0; i < info->pattern_count; i++) {
        coprod_pattern pattern = {.size = sizeof pattern};
        HOLDS(coprod_classification_pattern(result, i, &pattern) == COPROD_OK);
    }
}

static void ask_lists(const coprod_classification *result)
{
    for (size_t i = 0; i < coprod_classification_trace_count(result); i++) {
        coprod_trace trace = {.size = sizeof trace};
        HOLDS(coprod_classification_trace(result, i, &trace) == COPROD_OK);
        HOLDS(trace.upper ? trace.to < trace.from : trace.to > trace.from);
    }
    for (size_t i = 0; i < coprod_classification_missing_count(result); i++) {
        coprod_missing missing = {.size = sizeof missing};
        HOLDS(coprod_classification_missing(result, i, &missing) == COPROD_OK);
        HOLDS(missing.drop > 0 || missing.gain > 0);
    }
    for (size_t i = 0; i < coprod_classification_reason_count(result); i++) {
        coprod_reason reason = {.size = sizeof reason};
        size_t needed = 0;
        HOLDS(coprod_classification_reason(result, i, &reason) == COPROD_OK);
        HOLDS(coprod_code_sentence(NULL, reason.code));
        HOLDS(coprod_classification_text(result, i, NULL, NULL, 0, &needed) == COPROD_E_BUFFER && needed > 1);
    }
}

/* The JSON has its stated length, and is JSON. */
static void ask_json(const coprod_classification *result, int32_t claim)
{
    size_t needed = 0, again = 0;
    char *text, hex[65];
    coprod_status status;
    HOLDS(coprod_classification_json(result, claim, NULL, NULL, 0, &needed) == COPROD_E_BUFFER);
    text = malloc(needed);
    HOLDS(text);
    HOLDS(coprod_classification_json(result, claim, NULL, text, needed, &again) == COPROD_OK && again == needed);
    HOLDS(strlen(text) + 1 == needed);
    status = coprod_fingerprint(text, needed - 1, hex, sizeof hex, NULL);
    HOLDS(status == COPROD_OK);
    free(text);
}

static void ask_all(const coprod_spectrum *spectrum, const coprod_classification *result)
{
    coprod_spectrum_info info = {.size = sizeof info};
    coprod_interval interval = {.size = sizeof interval};
    HOLDS(coprod_spectrum_get(spectrum, &info) == COPROD_OK);
    HOLDS(coprod_classification_get(result, &interval) == COPROD_OK);
    if (interval.contradiction >= 0) {
        HOLDS(interval.lowest == -1 && interval.point == -1 && interval.highest == -1);
    } else {
        HOLDS(0 <= interval.lowest && interval.lowest <= interval.point && interval.point <= interval.highest);
        HOLDS(interval.highest <= (int32_t)info.level_count);
        HOLDS(interval.certain == (interval.lowest == interval.highest));
    }
    ask_steps(result, &interval, info.level_count);
    ask_indicators(result, &info);
    ask_lists(result);
    ask_json(result, 0);
    ask_json(result, (int32_t)info.level_count);
}

void fuzz_classify(const coprod_spectrum *spectrum, const coprod_evidence *evidence)
{
    coprod_classification *result = NULL;
    coprod_classify_options options = {sizeof options, 1, 0};
    coprod_interval own = {.size = sizeof own}, plain = {.size = sizeof plain};
    coprod_status status;
    HOLDS(coprod_classification_new(NULL, &result) == COPROD_OK);
    status = coprod_classify(spectrum, evidence, &options, result);
    HOLDS(status == COPROD_OK || status == COPROD_E_FINGERPRINT);
    if (status == COPROD_OK) {
        HOLDS(coprod_classification_get(result, &plain) == COPROD_OK);
        HOLDS(plain.point == plain.lowest);
        HOLDS(coprod_classify(spectrum, evidence, NULL, result) == COPROD_OK);
        HOLDS(coprod_classification_get(result, &own) == COPROD_OK);
        HOLDS(own.lowest == plain.lowest && own.highest == plain.highest);
        ask_all(spectrum, result);
    }
    coprod_classification_free(result);
}

static void one_row(const coprod_spectrum *spectrum, uint32_t indicators, const uint8_t *low, const uint8_t *high,
                    const uint8_t *got)
{
    coprod_evidence *evidence = NULL;
    coprod_classification *result = NULL;
    coprod_interval interval = {.size = sizeof interval};
    int range = 0;
    HOLDS(coprod_evidence_new(spectrum, NULL, &evidence) == COPROD_OK);
    HOLDS(coprod_classification_new(NULL, &result) == COPROD_OK);
    for (uint32_t i = 0; i < indicators; i++)
        if (low[i] != COPROD_ANSWER_UNKNOWN)
            range |= coprod_evidence_set(evidence, i, low[i], high[i], NULL) != COPROD_OK;
    if (range) {
        HOLDS(got[3] == COPROD_ROW_RANGE && got[0] == 255 && got[1] == 255 && got[2] == 255);
    } else {
        HOLDS(coprod_classify(spectrum, evidence, NULL, result) == COPROD_OK);
        HOLDS(coprod_classification_get(result, &interval) == COPROD_OK);
        HOLDS(got[3] == (interval.contradiction < 0 ? COPROD_ROW_CLASSIFIED : COPROD_ROW_CONTRADICTION));
        HOLDS(got[0] == (uint8_t)interval.lowest && got[1] == (uint8_t)interval.point
              && got[2] == (uint8_t)interval.highest);
        ask_all(spectrum, result);
    }
    coprod_classification_free(result);
    coprod_evidence_free(evidence);
}

enum { ROWS = 3 };

void fuzz_columns(const coprod_spectrum *spectrum, const uint8_t *data, size_t size)
{
    coprod_spectrum_info info = {.size = sizeof info};
    uint8_t low[FUZZ_INDICATORS * ROWS], high[FUZZ_INDICATORS * ROWS], out[4][ROWS];
    HOLDS(coprod_spectrum_get(spectrum, &info) == COPROD_OK);
    for (uint32_t i = 0; i < info.indicator_count; i++)
        for (size_t row = 0; row < ROWS; row++) {
            unsigned byte = size ? data[(i * 7 + row * 31) % size] : 255;
            coprod_indicator indicator = {.size = sizeof indicator};
            HOLDS(coprod_spectrum_indicator(spectrum, i, &indicator) == COPROD_OK);
            low[i * ROWS + row] = (uint8_t)(byte % 3 ? byte % ((unsigned)indicator.top + 1 + byte / 250) : 255);
            high[i * ROWS + row] = (uint8_t)(low[i * ROWS + row] + byte / 100);
        }
    HOLDS(coprod_classify_columns(spectrum, low, high, ROWS, NULL, out[0], out[1], out[2], out[3]) == COPROD_OK);
    for (size_t row = 0; row < ROWS; row++) {
        uint8_t own_low[FUZZ_INDICATORS], own_high[FUZZ_INDICATORS];
        const uint8_t got[] = {out[0][row], out[1][row], out[2][row], out[3][row]};
        for (uint32_t i = 0; i < info.indicator_count; i++) {
            own_low[i] = low[i * ROWS + row];
            own_high[i] = high[i * ROWS + row];
        }
        one_row(spectrum, info.indicator_count, own_low, own_high, got);
    }
}
