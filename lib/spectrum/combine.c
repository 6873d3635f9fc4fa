/* SPDX-License-Identifier: MIT */
/* Several readings of one activity: what all agree on, or what a cautious reader takes. */
#include <string.h>

#include "classify_internal.h"

/* The common answer of one indicator; low > high where there is none. A reading that does not know is no limit to
 * what the others agree on, and widens the hull to everything. */
static void combine_one(const coprod_evidence *const *readings, size_t count, uint32_t indicator, int32_t mode,
                        uint8_t *low, uint8_t *high)
{
    *low = readings[0]->low.x[indicator];
    *high = readings[0]->high.x[indicator];
    for (size_t i = 1; i < count; i++) {
        uint8_t l = readings[i]->low.x[indicator], h = readings[i]->high.x[indicator];
        if (mode == COPROD_COMBINE_HULL) {
            *low = l < *low ? l : *low;
            *high = h > *high ? h : *high;
        } else {
            *low = l > *low ? l : *low;
            *high = h < *high ? h : *high;
        }
    }
}

/* The words of the first reading that has some, or else what the first one says of its source. */
static const coprod__answer_source *words_of(const coprod_evidence *const *readings, size_t count, uint32_t indicator)
{
    for (size_t i = 0; i < count; i++)
        if (readings[i]->sources[indicator].quote)
            return &readings[i]->sources[indicator];
    for (size_t i = 0; i < count; i++)
        if (readings[i]->sources[indicator].block || readings[i]->sources[indicator].basis)
            return &readings[i]->sources[indicator];
    return &readings[0]->sources[indicator];
}

static int answered_by_any(const coprod_evidence *const *readings, size_t count, uint32_t indicator)
{
    for (size_t i = 0; i < count; i++)
        if (readings[i]->answered >> indicator & 1)
            return 1;
    return 0;
}

static coprod_status check_readings(const coprod_evidence *const *readings, size_t count, int32_t mode)
{
    if (!readings || !count || (mode != COPROD_COMBINE_HULL && mode != COPROD_COMBINE_INTERSECT))
        return COPROD_E_ARGUMENT;
    for (size_t i = 0; i < count; i++)
        if (!readings[i])
            return COPROD_E_ARGUMENT;
    for (size_t i = 1; i < count; i++)
        if (strcmp(readings[i]->spectrum->indicators_fingerprint, readings[0]->spectrum->indicators_fingerprint))
            return COPROD_E_FINGERPRINT;
    return COPROD_OK;
}

coprod_status coprod_evidence_combine(const coprod_evidence *const *readings, size_t count, int32_t mode,
                                      const coprod_allocator *allocator, uint32_t *disputes,
                                      coprod_evidence **combined)
{
    coprod_evidence *made = NULL;
    coprod_status status;
    uint32_t disputed = 0;
    if (disputes)
        *disputes = 0;
    if (!combined)
        return COPROD_E_ARGUMENT;
    *combined = NULL;
    status = check_readings(readings, count, mode);
    if (status == COPROD_OK)
        status = coprod_evidence_new(readings[0]->spectrum, allocator, &made);
    for (uint32_t i = 0; status == COPROD_OK && i < made->spectrum->indicator_count; i++) {
        const coprod__answer_source *words = words_of(readings, count, i);
        const coprod_answer_source source = {sizeof source, words->quote, words->source, words->date, words->basis, 0};
        uint8_t low, high;
        combine_one(readings, count, i, COPROD_COMBINE_INTERSECT, &low, &high);
        disputed |= (uint32_t)(low > high) << i;
        if (mode == COPROD_COMBINE_HULL)
            combine_one(readings, count, i, mode, &low, &high);
        if (low <= high && answered_by_any(readings, count, i))
            status = coprod_evidence_set(made, i, low, high, &source);
    }
    if (status != COPROD_OK) {
        coprod_evidence_free(made);
        return status;
    }
    if (disputes)
        *disputes = disputed;
    *combined = made;
    return COPROD_OK;
}
