/* SPDX-License-Identifier: MIT */
/* Which of many patterns describe a profile. Profiles come in the order of their codes: the patterns that match the
 * codes so far are kept for each attribute as bits, so that a profile only works from the first code that differs. */
#include <stdlib.h>
#include <string.h>

#include "pattern_plan_match_internal.h"

static const size_t words_most = (size_t)1 << 26;

static int by_codes(const void *a, const void *b)
{
    const coprod__plan_coded *x = a, *y = b;
    for (uint32_t i = 0; i < x->attributes; i++)
        if (x->codes[i] != y->codes[i])
            return x->codes[i] < y->codes[i] ? -1 : 1;
    return x->number != y->number ? (x->number > y->number) - (x->number < y->number)
                                  : (x->index > y->index) - (x->index < y->index);
}

coprod__plan_coded *coprod__plan_in_order(coprod__arena *arena, const uint16_t *codes, const uint64_t *numbers,
                                          size_t count, uint32_t attributes)
{
    coprod__plan_coded *order = coprod__arena_alloc(arena, (count + 1) * sizeof *order);
    if (!order)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        order[i].codes = codes + i * attributes;
        order[i].number = numbers ? numbers[i] : 0;
        order[i].attributes = attributes;
        order[i].index = (uint32_t)i;
    }
    for (size_t i = 1; i < count; i++) /* who made a table of profiles often has them in order */
        if (by_codes(&order[i - 1], &order[i]) > 0) {
            qsort(order, count, sizeof *order, by_codes);
            break;
        }
    return order;
}

/* --- values and their bits --- */

static int ascending(const void *a, const void *b)
{
    const uint16_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static uint64_t *bits_of(const coprod__plan_matcher *own, uint32_t attribute, uint16_t code)
{
    const coprod__plan_values *asked = &own->asked[attribute];
    size_t low = 0, high = asked->values;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (asked->value[middle] < code)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == asked->values || asked->value[low] != code)
        low = asked->values;
    return asked->bits + low * own->words;
}

static void fill_bits(coprod__plan_matcher *own, const coprod__plan_coded *patterns, uint32_t attribute)
{
    const coprod__plan_values *asked = &own->asked[attribute];
    uint64_t *any = asked->bits + asked->values * own->words;
    for (size_t r = 0; r < own->count; r++)
        if (patterns[r].codes[attribute] == COPROD__PLAN_ANY)
            any[r / 64] |= (uint64_t)1 << r % 64;
    for (size_t i = 0; i < asked->values; i++)
        memcpy(asked->bits + i * own->words, any, own->words * sizeof *any);
    for (size_t r = 0; r < own->count; r++)
        if (patterns[r].codes[attribute] != COPROD__PLAN_ANY)
            bits_of(own, attribute, patterns[r].codes[attribute])[r / 64] |= (uint64_t)1 << r % 64;
}

static coprod_status read_attribute(coprod__plan_matcher *own, coprod__arena *arena,
                                    const coprod__plan_coded *patterns, uint32_t attribute)
{
    coprod__plan_values *asked = &own->asked[attribute];
    size_t values = 0;
    asked->value = coprod__arena_alloc(arena, (own->count + 1) * sizeof *asked->value);
    if (!asked->value)
        return COPROD_E_MEMORY;
    for (size_t r = 0; r < own->count; r++)
        if (patterns[r].codes[attribute] != COPROD__PLAN_ANY)
            asked->value[values++] = patterns[r].codes[attribute];
    qsort(asked->value, values, sizeof *asked->value, ascending);
    for (size_t i = 0; i < values; i++)
        if (!i || asked->value[i] != asked->value[i - 1])
            asked->value[asked->values++] = asked->value[i];
    if (asked->values + 1 > words_most / own->words)
        return COPROD_E_LIMIT;
    asked->bits = coprod__arena_alloc(arena, (asked->values + 1) * own->words * sizeof *asked->bits);
    if (!asked->bits)
        return COPROD_E_MEMORY;
    fill_bits(own, patterns, attribute);
    return COPROD_OK;
}

coprod_status coprod__plan_matcher_make(coprod__arena *arena, const coprod__plan_coded *patterns, size_t count,
                                        uint32_t attributes, coprod__plan_matcher *own)
{
    coprod_status status = COPROD_OK;
    memset(own, 0, sizeof *own);
    own->count = count;
    own->attributes = attributes;
    own->words = count / 64 + 1;
    own->prefix = coprod__arena_alloc(arena, (attributes + 1) * own->words * sizeof *own->prefix);
    own->list = coprod__arena_alloc(arena, (count + 1) * sizeof *own->list);
    if (!own->prefix || !own->list)
        return COPROD_E_MEMORY;
    for (size_t r = 0; r < count; r++)
        own->prefix[r / 64] |= (uint64_t)1 << r % 64;
    for (uint32_t a = 0; a < attributes && status == COPROD_OK; a++)
        status = read_attribute(own, arena, patterns, a);
    return status;
}

/* --- matching --- */

size_t coprod__plan_match(coprod__plan_matcher *own, const uint16_t *codes, const uint16_t *before)
{
    uint32_t a = 0;
    while (before && a < own->attributes && codes[a] == before[a])
        a++;
    if (before && a == own->attributes)
        return own->matched;
    own->work += (own->attributes - a) * own->words / 16 + 1;
    for (; a < own->attributes; a++) {
        const uint64_t *bits = bits_of(own, a, codes[a]), *from = own->prefix + a * own->words;
        for (size_t w = 0; w < own->words; w++)
            own->prefix[(a + 1) * own->words + w] = from[w] & bits[w];
    }
    own->matched = 0;
    for (size_t w = 0; w < own->words; w++)
        for (uint64_t word = own->prefix[own->attributes * own->words + w]; word; word &= word - 1)
            own->list[own->matched++] = (uint32_t)(w * 64 + (size_t)__builtin_ctzll(word));
    own->work += own->matched / 4;
    return own->matched;
}
