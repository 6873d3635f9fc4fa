/* SPDX-License-Identifier: MIT */
/* Gaps that were found, and whether a pattern contains one. A hash finds candidates; codes are always compared. */
#include "pattern_bitmap_internal.h"

#include <string.h>

enum { TABLE_FIRST = 1024 };

static uint64_t final_mix(const coprod__bitmap_search *own, uint64_t sum)
{
    sum ^= sum >> 29;
    sum *= UINT64_C(0xBF58476D1CE4E5B9);
    return (sum ^ sum >> 32) & own->tuning.hash_mask;
}

/* --- pairs --- */

int coprod__bitmap_gaps_init(coprod__bitmap_search *own)
{
    uint64_t bits = 64;
    const uint64_t items = own->item_count;
    while (bits < items * items && bits < COPROD__BITMAP_PAIRS)
        bits *= 2;
    own->gaps.items = items;
    own->gaps.pairs = coprod__bitmap_take(&own->budget, bits / 64, sizeof *own->gaps.pairs);
    own->gaps.pair_mask = bits - 1;
    return own->gaps.pairs != NULL;
}

void coprod__bitmap_gaps_free(coprod__bitmap_search *own)
{
    coprod__bitmap_give(&own->budget, own->gaps.pairs, (size_t)(own->gaps.pair_mask + 1) / 64,
                        sizeof *own->gaps.pairs);
    coprod__bitmap_give(&own->budget, own->gaps.table, own->gaps.mask + 1, sizeof *own->gaps.table);
}

/* Exact for up to some thousand items; beyond, two pairs may share a bit, which costs only time. */
static uint64_t pair_bit(const coprod__bitmap_gaps *gaps, uint32_t e, uint32_t f)
{
    return (e < f ? e * gaps->items + f : f * gaps->items + e) & gaps->pair_mask;
}

static int paired(const coprod__bitmap_gaps *gaps, uint32_t e, uint32_t f)
{
    const uint64_t bit = pair_bit(gaps, e, f);
    return (int)(gaps->pairs[bit / 64] >> bit % 64 & 1);
}

/* --- the table --- */

/* There is a table wherever two items are paired. */
static int holds(const coprod__bitmap_search *own, const uint16_t *codes, uint64_t sum)
{
    const coprod__bitmap_gaps *gaps = &own->gaps;
    const uint32_t d = own->cells.attributes;
    const uint64_t hash = final_mix(own, sum);
    for (size_t slot = (size_t)hash & gaps->mask; gaps->table[slot]; slot = (slot + 1) & gaps->mask) {
        const size_t gap = (size_t)(gaps->table[slot] & UINT32_MAX) - 1;
        if (gaps->table[slot] >> 32 == hash >> 32 && !memcmp(own->found.codes + gap * d, codes, d * sizeof *codes))
            return 1;
    }
    return 0;
}

static void put(coprod__bitmap_gaps *gaps, uint64_t entry, uint64_t hash)
{
    size_t slot = (size_t)hash & gaps->mask;
    while (gaps->table[slot])
        slot = (slot + 1) & gaps->mask;
    gaps->table[slot] = entry;
}

/* Each value's part of a hash, for tables that no order of values makes slow. */
uint64_t coprod__bitmap_mix(uint32_t attribute, uint32_t value)
{
    uint64_t x = ((uint64_t)attribute << 16 | value) + 1;
    x *= UINT64_C(0x9E3779B97F4A7C15);
    x ^= x >> 30;
    x *= UINT64_C(0xBF58476D1CE4E5B9);
    x ^= x >> 27;
    x *= UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

static uint64_t sum_of(const uint16_t *codes, uint32_t attributes, uint32_t *level)
{
    uint64_t sum = 0;
    *level = 0;
    for (uint32_t a = 0; a < attributes; a++)
        if (codes[a] != PATTERN_ANY) {
            sum += coprod__bitmap_mix(a, codes[a]);
            ++*level;
        }
    return sum;
}

static uint64_t entry_of(size_t gap, uint64_t hash)
{
    return (hash & ~(uint64_t)UINT32_MAX) | (gap + 1);
}

/* Gaps of the deepest level are no part of others, and single values are no part of candidates. */
static int looked_up(const coprod__bitmap_search *own, uint32_t level)
{
    return level > 1 && level < own->deepest;
}

/* Makes a table of twice the size, or the first one. */
static int more_slots(coprod__bitmap_search *own)
{
    coprod__bitmap_gaps *gaps = &own->gaps, wide = *gaps;
    const uint32_t d = own->cells.attributes;
    uint32_t level;
    wide.mask = gaps->table ? 2 * gaps->mask + 1 : TABLE_FIRST - 1;
    wide.table = coprod__bitmap_take(&own->budget, wide.mask + 1, sizeof *wide.table);
    if (!wide.table)
        return 0;
    for (size_t i = 0; gaps->table && i < own->found.count; i++) {
        const uint64_t hash = final_mix(own, sum_of(own->found.codes + i * d, d, &level));
        if (looked_up(own, level))
            put(&wide, entry_of(i, hash), hash);
    }
    coprod__bitmap_give(&own->budget, gaps->table, gaps->mask + 1, sizeof *gaps->table);
    *gaps = wide;
    return 1;
}

/* The answer is no part of the budget, but gaps that only help to count are. While the list grows, old and new are
 * there together. */
static coprod_status more_found(coprod__bitmap_search *own)
{
    const uint64_t bytes = own->cells.attributes * sizeof(uint16_t) + 2 * sizeof(uint64_t);
    const uint64_t before = own->found.room, left = own->budget.most - own->budget.used;
    if (own->found.count < own->found.room)
        return COPROD_OK;
    if (own->found.count >= UINT32_MAX - 1 || (own->question.count_only && (2 * before + 64) * bytes > left))
        return COPROD_E_LIMIT;
    if (!coprod__pattern_found_more(&own->found, own->cells.attributes))
        return COPROD_E_MEMORY;
    own->budget.used += own->question.count_only ? (own->found.room - before) * bytes : 0;
    return COPROD_OK;
}

static coprod_status keep(coprod__bitmap_search *own, uint32_t level, uint64_t people, uint64_t population)
{
    coprod__bitmap_gaps *gaps = &own->gaps;
    const uint32_t d = own->cells.attributes;
    coprod_status status = more_found(own);
    if (status == COPROD_OK && looked_up(own, level) && (!gaps->table || gaps->count >= gaps->mask / 2)
        && !more_slots(own))
        status = coprod__bitmap_refusal(&own->budget);
    if (status != COPROD_OK)
        return status;
    memcpy(own->found.codes + own->found.count * d, own->codes, d * sizeof *own->codes);
    own->found.coverage[own->found.count] = people;
    own->found.population[own->found.count] = population;
    if (looked_up(own, level)) {
        const uint64_t hash = final_mix(own, sum_of(own->codes, d, &level));
        put(gaps, entry_of(own->found.count, hash), hash);
        gaps->count++;
    }
    own->found.count++;
    return COPROD_OK;
}

static void mark_pairs(coprod__bitmap_search *own, uint32_t last)
{
    for (uint32_t i = 1; i <= own->depth; i++)
        for (uint32_t j = i + 1; j <= own->depth + 1; j++) {
            const uint32_t other = j > own->depth ? last : own->frames[j].item;
            const uint64_t bit = pair_bit(&own->gaps, own->frames[i].item, other);
            own->gaps.pairs[bit / 64] |= UINT64_C(1) << bit % 64;
        }
}

/* Whoever wants numbers only need not keep gaps that are never looked up. */
coprod_status coprod__bitmap_gap(coprod__bitmap_search *own, uint32_t level, uint32_t last, uint64_t people,
                                 uint64_t population)
{
    coprod_status status = COPROD_OK;
    if (!own->question.count_only || level < own->deepest)
        status = keep(own, level, people, population);
    if (status != COPROD_OK)
        return status;
    if (looked_up(own, level))
        mark_pairs(own, last);
    own->found.by_level[level]++;
    return COPROD_OK;
}

int coprod__bitmap_is_gap(const coprod__bitmap_search *own)
{
    uint32_t level;
    return holds(own, own->codes, sum_of(own->codes, own->cells.attributes, &level));
}

/* Only items that share a gap with both can be in one with both; every set of these is looked up, in Gray's order. */
int coprod__bitmap_below(const coprod__bitmap_search *own, uint32_t f)
{
    const uint32_t e = own->frames[own->depth].item;
    const coprod__bitmap_item *items = own->items, *some[PATTERN_ATTRIBUTES];
    uint16_t codes[PATTERN_ATTRIBUTES];
    uint64_t sum = items[e].mix + items[f].mix;
    uint32_t count = 0;
    if (!paired(&own->gaps, e, f))
        return 0;
    for (uint32_t i = 1; i < own->depth; i++) {
        const uint32_t p = own->frames[i].item;
        if (paired(&own->gaps, p, e) && paired(&own->gaps, p, f))
            some[count++] = items + p;
    }
    if (count > own->tuning.subsets)
        return -1;
    memset(codes, 0xFF, sizeof codes);
    codes[items[e].attribute] = items[e].value;
    codes[items[f].attribute] = items[f].value;
    for (uint64_t step = 1; !holds(own, codes, sum); step++) {
        uint32_t turn = 0;
        while (turn < count && !(step >> turn & 1))
            turn++;
        if (turn == count)
            return 0;
        const coprod__bitmap_item *item = some[turn];
        const int in = codes[item->attribute] == PATTERN_ANY;
        codes[item->attribute] = in ? item->value : PATTERN_ANY;
        sum = in ? sum + item->mix : sum - item->mix;
    }
    return 1;
}
