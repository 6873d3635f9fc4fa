/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "classify_internal.h"
#include "coprod/days.h"

coprod_status coprod_evidence_new(const coprod_spectrum *spectrum, const coprod_allocator *allocator,
                                  coprod_evidence **evidence)
{
    coprod__memory memory;
    coprod_status status;
    if (!evidence)
        return COPROD_E_ARGUMENT;
    *evidence = NULL;
    if (!spectrum)
        return COPROD_E_ARGUMENT;
    status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    *evidence = coprod__alloc(&memory, sizeof **evidence);
    if (!*evidence)
        return COPROD_E_MEMORY;
    (*evidence)->memory = memory;
    (*evidence)->spectrum = coprod__spectrum_take(spectrum);
    (*evidence)->high = coprod__tops(spectrum);
    return COPROD_OK;
}

void coprod_evidence_free(coprod_evidence *evidence)
{
    if (!evidence)
        return;
    coprod__memory memory = evidence->memory;
    for (uint32_t i = 0; i < COPROD__INDICATORS; i++)
        coprod__release(&memory, evidence->sources[i].block, evidence->sources[i].bytes);
    coprod_spectrum_free((coprod_spectrum *)evidence->spectrum);
    coprod__release(&memory, evidence, sizeof *evidence);
}

int coprod__is_date(const char *text)
{
    static const char rest[] = "-01-01";
    char whole[] = "YYYY-01-01";
    size_t length = strlen(text);
    int32_t day;
    if (length != 4 && length != 7 && length != 10)
        return 0;
    memcpy(whole, text, length);
    memcpy(whole + length, rest + (length - 4), 10 - length);
    return coprod_day_read(whole, COPROD_NTS, &day) == COPROD_OK;
}

/* Copies one text into the block at *at; NULL stays NULL. */
static const char *copy_text(char *block, size_t *at, const char *text)
{
    char *copy = block + *at;
    if (!text)
        return NULL;
    memcpy(copy, text, strlen(text) + 1);
    *at += strlen(text) + 1;
    return copy;
}

static coprod_status copy_source(const coprod_evidence *evidence, const coprod_answer_source *from,
                                 coprod__answer_source *to)
{
    const char *const texts[] = {from->quote, from->source, from->date};
    size_t length = 0, at = 0;
    memset(to, 0, sizeof *to);
    if (from->basis < COPROD_BASIS_NOT_STATED || from->basis > COPROD_BASIS_CLAIMED || from->reserved)
        return COPROD_E_ARGUMENT;
    for (size_t i = 0; i < 3; i++) {
        if (!texts[i])
            continue;
        if (coprod__text_check(texts[i], COPROD_NTS, &length) != COPROD_OK)
            return COPROD_E_TEXT;
        to->bytes += length + 1;
    }
    if (from->date && !coprod__is_date(from->date))
        return COPROD_E_NUMBER;
    to->basis = from->basis;
    if (!to->bytes)
        return COPROD_OK;
    to->block = coprod__alloc(&evidence->memory, to->bytes);
    if (!to->block)
        return COPROD_E_MEMORY;
    to->quote = copy_text(to->block, &at, from->quote);
    to->source = copy_text(to->block, &at, from->source);
    to->date = copy_text(to->block, &at, from->date);
    return COPROD_OK;
}

coprod_status coprod_evidence_set(coprod_evidence *evidence, uint32_t indicator, int32_t low, int32_t high,
                                  const coprod_answer_source *source)
{
    coprod_answer_source given;
    coprod__answer_source own;
    coprod_status status;
    if (!evidence)
        return COPROD_E_ARGUMENT;
    if (indicator >= evidence->spectrum->indicator_count)
        return COPROD_E_UNKNOWN;
    if (low < 0 || low > high || high > evidence->spectrum->top[indicator])
        return COPROD_E_RANGE;
    status = coprod__struct_in(source, sizeof given, sizeof given, &given);
    if (status == COPROD_OK)
        status = copy_source(evidence, &given, &own);
    if (status != COPROD_OK)
        return status;
    coprod__release(&evidence->memory, evidence->sources[indicator].block, evidence->sources[indicator].bytes);
    evidence->sources[indicator] = own;
    evidence->low.x[indicator] = (uint8_t)low;
    evidence->high.x[indicator] = (uint8_t)high;
    evidence->answered |= (uint32_t)1 << indicator;
    return COPROD_OK;
}

coprod_status coprod_evidence_clear(coprod_evidence *evidence, uint32_t indicator)
{
    if (!evidence)
        return COPROD_E_ARGUMENT;
    if (indicator >= evidence->spectrum->indicator_count)
        return COPROD_E_UNKNOWN;
    coprod__release(&evidence->memory, evidence->sources[indicator].block, evidence->sources[indicator].bytes);
    memset(&evidence->sources[indicator], 0, sizeof evidence->sources[indicator]);
    evidence->low.x[indicator] = 0;
    evidence->high.x[indicator] = evidence->spectrum->top[indicator];
    evidence->answered &= ~((uint32_t)1 << indicator);
    return COPROD_OK;
}

coprod_status coprod_evidence_get(const coprod_evidence *evidence, uint32_t indicator, int32_t *low, int32_t *high,
                                  coprod_answer_source *source)
{
    coprod_answer_source own = {sizeof own};
    coprod_status status = source ? coprod__struct_begin(evidence, source, sizeof own) : COPROD_OK;
    if (low)
        *low = 0;
    if (high)
        *high = 0;
    if (status != COPROD_OK)
        return status;
    if (!evidence || !low || !high)
        return COPROD_E_ARGUMENT;
    if (indicator >= evidence->spectrum->indicator_count)
        return COPROD_E_UNKNOWN;
    *low = evidence->low.x[indicator];
    *high = evidence->high.x[indicator];
    own.quote = evidence->sources[indicator].quote;
    own.source = evidence->sources[indicator].source;
    own.date = evidence->sources[indicator].date;
    own.basis = evidence->sources[indicator].basis;
    return source ? coprod__struct_out(source, sizeof own, sizeof own, &own) : COPROD_OK;
}
