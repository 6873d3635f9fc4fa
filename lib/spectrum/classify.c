/* SPDX-License-Identifier: MIT */
/* Applies the rules: implications to a fixpoint, the good-faith presumption, the levels. */
#include <string.h>

#include "classify_internal.h"

static void trace(coprod__traces *traces, size_t rule, uint8_t indicator, uint8_t upper, uint8_t from, uint8_t to)
{
    if (traces && traces->count < COPROD__TRACES)
        traces->list[traces->count++] = (coprod__trace){(uint8_t)rule, indicator, upper, from, to};
}

int32_t coprod__close(const coprod_spectrum *spectrum, coprod__vector *low, coprod__vector *high,
                      coprod__traces *traces)
{
    int moved = 1;
    while (moved) {
        moved = 0;
        for (uint32_t k = 0; k < spectrum->implication_count; k++) {
            const coprod__rule *rule = &spectrum->implications[k];
            uint8_t *then_low = &low->x[rule->then_indicator], *if_high = &high->x[rule->if_indicator];
            if (low->x[rule->if_indicator] >= rule->if_at_least && *then_low < rule->then_at_least) {
                trace(traces, k, rule->then_indicator, 0, *then_low, rule->then_at_least);
                *then_low = rule->then_at_least;
                moved = 1;
                if (*then_low > high->x[rule->then_indicator])
                    return (int32_t)k;
            }
            if (high->x[rule->then_indicator] < rule->then_at_least && *if_high >= rule->if_at_least) {
                trace(traces, k, rule->if_indicator, 1, *if_high, (uint8_t)(rule->if_at_least - 1));
                *if_high = (uint8_t)(rule->if_at_least - 1);
                moved = 1;
            }
        }
    }
    return -1;
}

/* English public law: people are asked while a decision is still open, and what they say is considered (the Gunning
 * principles). So silence about the handling of answers reads as that much, wherever the evidence allows it. */
static void presume(const coprod_spectrum *spectrum, coprod__vector *point, const coprod__vector *high)
{
    coprod__vector tops = *high;
    for (uint32_t k = 0; k < spectrum->presumption_count; k++) {
        const coprod__rule *rule = &spectrum->presumptions[k];
        if (point->x[rule->if_indicator] >= rule->if_at_least && high->x[rule->then_indicator] >= rule->then_at_least
            && point->x[rule->then_indicator] < rule->then_at_least)
            point->x[rule->then_indicator] = rule->then_at_least;
    }
    coprod__close(spectrum, point, &tops, NULL);
}

/* The evidence's answers in the order of the spectrum's indicators. */
static coprod_status take_answers(const coprod_spectrum *spectrum, const coprod_evidence *evidence,
                                  coprod__vector *low, coprod__vector *high, uint32_t *answered)
{
    const coprod_spectrum *other = evidence->spectrum;
    if (other == spectrum || !strcmp(other->indicators_fingerprint, spectrum->indicators_fingerprint)) {
        *low = evidence->low;
        *high = evidence->high;
        *answered = evidence->answered;
        return COPROD_OK;
    }
    memset(low, 0, sizeof *low);
    *high = coprod__tops(spectrum);
    *answered = 0;
    for (uint32_t i = 0; i < spectrum->indicator_count; i++) {
        uint32_t j = coprod__indicator_index(other, spectrum->indicators[i].id);
        if (j == COPROD__INDICATORS)
            continue;
        if (other->top[j] != spectrum->top[i])
            return COPROD_E_FINGERPRINT;
        low->x[i] = evidence->low.x[j];
        high->x[i] = evidence->high.x[j];
        *answered |= (evidence->answered >> j & 1) << i;
    }
    return COPROD_OK;
}

coprod_status coprod_classify(const coprod_spectrum *spectrum, const coprod_evidence *evidence,
                              const coprod_classify_options *options, coprod_classification *result)
{
    coprod_classify_options own;
    coprod__vector low, high;
    uint32_t answered = 0;
    coprod_status status;
    if (!spectrum || !evidence || !result)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(options, sizeof own, sizeof own, &own);
    if (status != COPROD_OK)
        return status;
    if (own.no_presumption > 1 || own.reserved)
        return COPROD_E_ARGUMENT;
    status = take_answers(spectrum, evidence, &low, &high, &answered);
    if (status != COPROD_OK)
        return status;
    if (result->spectrum != spectrum) {
        const coprod_spectrum *before = result->spectrum;
        result->spectrum = coprod__spectrum_take(spectrum);
        coprod_spectrum_free((coprod_spectrum *)before);
    }
    result->answered = answered;
    result->presumed = !own.no_presumption;
    result->traces.count = 0;
    result->contradiction = coprod__close(spectrum, &low, &high, &result->traces);
    result->low = result->point = low;
    result->high = high;
    result->lowest = result->at_point = result->highest = -1;
    if (result->contradiction < 0) {
        if (!own.no_presumption)
            presume(spectrum, &result->point, &high);
        result->lowest = coprod__level_of(spectrum, &low);
        result->at_point = coprod__level_of(spectrum, &result->point);
        result->highest = coprod__level_of(spectrum, &high);
    }
    coprod__explain(result);
    return COPROD_OK;
}

coprod_status coprod_classification_new(const coprod_allocator *allocator, coprod_classification **result)
{
    coprod__memory memory;
    coprod_status status;
    if (!result)
        return COPROD_E_ARGUMENT;
    *result = NULL;
    status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    *result = coprod__alloc(&memory, sizeof **result);
    if (!*result)
        return COPROD_E_MEMORY;
    (*result)->memory = memory;
    return COPROD_OK;
}

void coprod_classification_free(coprod_classification *result)
{
    if (!result)
        return;
    coprod__memory memory = result->memory;
    coprod_spectrum_free((coprod_spectrum *)result->spectrum);
    coprod__release(&memory, result, sizeof *result);
}

coprod_status coprod_classification_get(const coprod_classification *result, coprod_interval *interval)
{
    coprod_interval own = {sizeof own};
    coprod_status status = coprod__struct_begin(coprod__used(result), interval, sizeof own);
    if (status != COPROD_OK)
        return status;
    own.lowest = result->lowest;
    own.point = result->at_point;
    own.highest = result->highest;
    own.certain = result->contradiction < 0 && result->lowest == result->highest;
    own.contradiction = result->contradiction;
    own.unevenness = result->unevenness;
    own.uneven = coprod__uneven(result);
    return coprod__struct_out(interval, sizeof own, sizeof own, &own);
}

coprod_status coprod_classification_claim(const coprod_classification *result, int32_t rank, coprod_claim *claim)
{
    coprod_claim own = {sizeof own};
    coprod_status status = coprod__struct_begin(coprod__used(result), claim, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (rank < 1 || (uint32_t)rank > result->spectrum->level_count)
        return COPROD_E_UNKNOWN;
    own.rank = rank;
    if (result->contradiction < 0) {
        own.definite_gap = rank > result->highest ? rank - result->highest : 0;
        own.unproven_gap = rank > result->lowest ? rank - result->lowest : 0;
        own.verdict = rank > result->highest    ? COPROD_VERDICT_CONTRADICTED
                      : rank > result->at_point ? COPROD_VERDICT_UNPROVEN
                      : rank > result->lowest   ? COPROD_VERDICT_PLAUSIBLE
                      : rank == result->lowest  ? COPROD_VERDICT_EVIDENCED
                                                : COPROD_VERDICT_UNDERSTATED;
    }
    return coprod__struct_out(claim, sizeof own, sizeof own, &own);
}

const char *coprod_verdict_name(int32_t verdict)
{
    static const char *const names[] = {"none",      "contradicted", "unproven",
                                        "plausible", "evidenced",    "understated"};
    return verdict >= 0 && verdict <= COPROD_VERDICT_UNDERSTATED ? names[verdict] : NULL;
}
