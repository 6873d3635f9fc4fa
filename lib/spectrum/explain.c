/* SPDX-License-Identifier: MIT */
/* What follows from a classification: unevenness, missing evidence, promises, patterns; and the accessors. */
#include <string.h>

#include "classify_internal.h"

/* What the unevenness is made of: power indicators that are answered, and known. What merely follows from an answer
 * says nothing new. */
static int counts_as_known(const coprod_classification *result, uint32_t i)
{
    return result->spectrum->indicators[i].kind == COPROD_INDICATOR_POWER && result->answered >> i & 1
           && result->low.x[i] == result->high.x[i];
}

/* How far apart they would hold the activity if each stood alone. */
static void find_unevenness(coprod_classification *result)
{
    const coprod_spectrum *spectrum = result->spectrum;
    int32_t lowest = COPROD__LEVELS, highest = -1;
    for (uint32_t i = 0; i < spectrum->indicator_count; i++) {
        int32_t ceiling = spectrum->ceilings[i][result->low.x[i]];
        if (!counts_as_known(result, i))
            continue;
        lowest = ceiling < lowest ? ceiling : lowest;
        highest = ceiling > highest ? ceiling : highest;
    }
    result->lowest_ceiling = lowest;
    result->unevenness = highest > lowest ? highest - lowest : 0;
}

int coprod__uneven(const coprod_classification *result)
{
    return result->unevenness >= 2;
}

/* Ranks lost if the answer is the lowest possible, and won if it is the highest possible. */
static void weigh(const coprod_classification *result, uint32_t i, int32_t *drop, int32_t *gain)
{
    coprod__vector low = result->low, high = result->high;
    high.x[i] = low.x[i];
    coprod__close(result->spectrum, &low, &high, NULL);
    *drop = result->highest - coprod__level_of(result->spectrum, &high);
    low = result->low;
    high = result->high;
    low.x[i] = high.x[i];
    coprod__close(result->spectrum, &low, &high, NULL);
    *gain = coprod__level_of(result->spectrum, &low) - result->lowest;
}

static void find_missing(coprod_classification *result)
{
    result->missing_count = 0;
    for (uint32_t i = 0; i < result->spectrum->indicator_count; i++) {
        int32_t drop, gain;
        size_t at = result->missing_count;
        if (result->low.x[i] == result->high.x[i])
            continue;
        weigh(result, i, &drop, &gain);
        if (drop <= 0 && gain <= 0)
            continue;
        for (; at && (result->missing[at - 1].drop < drop
                      || (result->missing[at - 1].drop == drop && result->missing[at - 1].gain < gain)); at--)
            result->missing[at] = result->missing[at - 1];
        result->missing[at].indicator = (uint8_t)i;
        result->missing[at].drop = (uint8_t)drop;
        result->missing[at].gain = (uint8_t)gain;
        result->missing_count++;
    }
}

void coprod__explain(coprod_classification *result)
{
    result->missing_count = 0;
    result->unevenness = 0;
    if (result->contradiction < 0) {
        find_unevenness(result);
        if (result->lowest != result->highest)
            find_missing(result);
    }
    coprod__reasons(result);
}

int32_t coprod__promise_state(const coprod_classification *result, uint32_t indicator)
{
    uint8_t due;
    if (result->contradiction >= 0)
        return COPROD_PROMISE_NOT_DUE;
    due = result->spectrum->levels[result->at_point].promises[indicator];
    if (!due)
        return COPROD_PROMISE_NOT_DUE;
    if (result->low.x[indicator] >= due)
        return COPROD_PROMISE_KEPT;
    return result->high.x[indicator] < due ? COPROD_PROMISE_BROKEN : COPROD_PROMISE_NOT_KNOWN;
}

int32_t coprod__pattern_state(const coprod_classification *result, uint32_t index)
{
    const coprod__pattern *pattern = &result->spectrum->patterns[index];
    coprod__vector low = result->low, high = result->high;
    int definite = 1;
    if (result->contradiction >= 0)
        return COPROD_PATTERN_NO;
    for (uint32_t i = 0; i < result->spectrum->indicator_count; i++) {
        definite &= low.x[i] >= pattern->at_least[i] && high.x[i] <= pattern->at_most[i];
        low.x[i] = low.x[i] > pattern->at_least[i] ? low.x[i] : pattern->at_least[i];
        high.x[i] = high.x[i] < pattern->at_most[i] ? high.x[i] : pattern->at_most[i];
        if (low.x[i] > high.x[i])
            return COPROD_PATTERN_NO;
    }
    if (definite)
        return COPROD_PATTERN_DEFINITE;
    return coprod__close(result->spectrum, &low, &high, NULL) < 0 ? COPROD_PATTERN_POSSIBLE : COPROD_PATTERN_NO;
}

const coprod_classification *coprod__used(const coprod_classification *result)
{
    return result && result->spectrum ? result : NULL;
}

coprod_status coprod_classification_bound(const coprod_classification *result, uint32_t indicator,
                                          coprod_bound *bound)
{
    coprod_bound own = {sizeof own};
    coprod_status status = coprod__struct_begin(coprod__used(result), bound, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (indicator >= result->spectrum->indicator_count)
        return COPROD_E_UNKNOWN;
    const uint8_t *ceilings = result->spectrum->ceilings[indicator];
    own.low = result->low.x[indicator];
    own.high = result->high.x[indicator];
    own.point = result->point.x[indicator];
    own.ceiling = ceilings[own.point];
    for (int32_t v = own.point + 1; !own.needed && v <= result->spectrum->top[indicator]; v++)
        if (ceilings[v] > own.ceiling)
            own.needed = v;
    own.answered = result->answered >> indicator & 1;
    return coprod__struct_out(bound, sizeof own, sizeof own, &own);
}

size_t coprod_classification_trace_count(const coprod_classification *result)
{
    return coprod__used(result) ? result->traces.count : 0;
}

coprod_status coprod_classification_trace(const coprod_classification *result, size_t index, coprod_trace *trace)
{
    coprod_trace own = {sizeof own};
    coprod_status status = coprod__struct_begin(coprod__used(result), trace, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= result->traces.count)
        return COPROD_E_UNKNOWN;
    const coprod__trace *from = &result->traces.list[index];
    own.implication = from->rule;
    own.indicator = from->indicator;
    own.upper = from->upper;
    own.from = from->from;
    own.to = from->to;
    return coprod__struct_out(trace, sizeof own, sizeof own, &own);
}

size_t coprod_classification_missing_count(const coprod_classification *result)
{
    return coprod__used(result) ? result->missing_count : 0;
}

coprod_status coprod_classification_missing(const coprod_classification *result, size_t index,
                                            coprod_missing *missing)
{
    coprod_missing own = {sizeof own};
    coprod_status status = coprod__struct_begin(coprod__used(result), missing, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= result->missing_count)
        return COPROD_E_UNKNOWN;
    own.indicator = result->missing[index].indicator;
    own.drop = result->missing[index].drop;
    own.gain = result->missing[index].gain;
    return coprod__struct_out(missing, sizeof own, sizeof own, &own);
}

coprod_status coprod_classification_promise(const coprod_classification *result, uint32_t indicator,
                                            coprod_promise *promise)
{
    coprod_promise own = {sizeof own};
    coprod_status status = coprod__struct_begin(coprod__used(result), promise, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (indicator >= result->spectrum->indicator_count)
        return COPROD_E_UNKNOWN;
    own.indicator = indicator;
    own.state = coprod__promise_state(result, indicator);
    own.due = own.state ? result->spectrum->levels[result->at_point].promises[indicator] : 0;
    return coprod__struct_out(promise, sizeof own, sizeof own, &own);
}

coprod_status coprod_classification_pattern(const coprod_classification *result, uint32_t index,
                                            coprod_pattern *pattern)
{
    coprod_pattern own = {sizeof own};
    coprod_status status = coprod__struct_begin(coprod__used(result), pattern, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= result->spectrum->pattern_count)
        return COPROD_E_UNKNOWN;
    own.id = result->spectrum->patterns[index].id;
    own.title = result->spectrum->patterns[index].title;
    own.text = result->spectrum->patterns[index].text;
    own.question = result->spectrum->patterns[index].question;
    own.state = coprod__pattern_state(result, index);
    return coprod__struct_out(pattern, sizeof own, sizeof own, &own);
}
