/* SPDX-License-Identifier: MIT */
/* Gaps that were found, and whether a pattern contains one. A hash finds candidates; codes are always compared. */
#include "pattern_bitmap_internal.h"

#include <string.h>

enum { TABLE_FIRST = 1024, LIST_FIRST = 64 };

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
    own->item_of = coprod__bitmap_take(&own->budget, own->offset[own->cells.attributes], sizeof *own->item_of);
    for (uint32_t i = 0; own->item_of && i < own->item_count; i++)
        own->item_of[own->offset[own->items[i].attribute] + own->items[i].value] = i;
    return own->gaps.pairs && own->item_of;
}

void coprod__bitmap_gaps_free(coprod__bitmap_search *own)
{
    coprod__bitmap_give(&own->budget, own->gaps.pairs, (size_t)(own->gaps.pair_mask + 1) / 64,
                        sizeof *own->gaps.pairs);
    coprod__bitmap_give(&own->budget, own->gaps.table, own->gaps.mask + 1, sizeof *own->gaps.table);
    coprod__bitmap_give(&own->budget, own->item_of, own->offset[own->cells.attributes], sizeof *own->item_of);
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

/* --- memory that grows --- */

/* Slots of a table that is at most half full, of so many gaps. */
static uint64_t slots_for(uint64_t count)
{
    uint64_t slots = count ? TABLE_FIRST : 0;
    while (slots < 2 * count)
        slots *= 2;
    return slots;
}

static uint64_t room_for(uint64_t count)
{
    uint64_t room = count ? LIST_FIRST : 0;
    while (room < count)
        room *= 2;
    return room;
}

/* A list that only helps to count doubles its room; while it does, old and new are there together. */
static uint64_t grown_bytes(const coprod__bitmap_search *own, uint64_t room, uint64_t slots)
{
    const uint64_t each = own->cells.attributes * sizeof(uint16_t) + 2 * sizeof(uint64_t);
    return slots * sizeof *own->gaps.table + (own->question.count_only ? (room + room / 2) * each : 0);
}

/* Whether so many gaps may be kept, and so many of them be looked up. The answer is no part of the budget, but gaps
 * that only help to count are. It depends on nothing but their number: whoever finds them ends at the same level. */
static coprod_status may_grow(coprod__bitmap_search *own, uint64_t listed, uint64_t looked)
{
    coprod__bitmap_budget *budget = &own->budget;
    const uint64_t grown = grown_bytes(own, room_for(listed), slots_for(looked));
    const uint64_t needed = budget->fixed + grown;
    if (listed >= UINT32_MAX - 1)
        return COPROD_E_LIMIT;
    if (needed <= budget->most && needed + budget->spared <= budget->most) {
        budget->grown = grown > budget->grown ? grown : budget->grown;
        return COPROD_OK;
    }
    budget->in_the_way = needed <= budget->most || own->to > own->from;
    budget->ended = !budget->in_the_way;
    return COPROD_E_LIMIT;
}

/* Whatever is found next, it takes as much or more: the least sum above the budget of a list and a table that hold the
 * complete levels. Which of the two would have grown first is not asked. */
uint64_t coprod__bitmap_needed(const coprod__bitmap_search *own)
{
    const uint32_t d = own->cells.attributes;
    uint64_t looked = 0, least = UINT64_MAX;
    uint32_t level;
    for (size_t i = 0; i < own->complete; i++) {
        sum_of(own->found.codes + i * d, d, &level);
        looked += looked_up(own, level) ? 1 : 0;
    }
    for (uint64_t room = room_for(own->complete); room <= UINT32_MAX; room = room ? 2 * room : LIST_FIRST)
        for (uint64_t slots = slots_for(looked); slots <= UINT32_MAX; slots = slots ? 2 * slots : TABLE_FIRST) {
            const uint64_t sum = own->budget.fixed + grown_bytes(own, room, slots);
            least = sum > own->budget.most && sum < least ? sum : least;
        }
    return least;
}

/* A table for so many gaps, with those of found[0, to) in it. */
static coprod_status make_table(coprod__bitmap_search *own, uint64_t count, size_t to)
{
    coprod__bitmap_gaps *gaps = &own->gaps;
    const uint32_t d = own->cells.attributes;
    uint32_t level;
    coprod__bitmap_give(&own->budget, gaps->table, gaps->mask + 1, sizeof *gaps->table);
    gaps->count = 0;
    gaps->mask = (size_t)slots_for(count) - 1;
    gaps->table = coprod__bitmap_take(&own->budget, gaps->mask + 1, sizeof *gaps->table);
    if (!gaps->table)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < to; i++) {
        const uint64_t hash = final_mix(own, sum_of(own->found.codes + i * d, d, &level));
        if (!looked_up(own, level))
            continue;
        put(gaps, entry_of(i, hash), hash);
        gaps->count++;
    }
    return COPROD_OK;
}

coprod_status coprod__bitmap_index_again(coprod__bitmap_search *own)
{
    return own->gaps.table ? make_table(own, own->gaps.count, own->complete) : COPROD_OK;
}

/* --- what is found --- */

/* Whoever wants numbers only need not keep gaps that are never looked up: those of the deepest level, those of a single
 * value, and that of none, below which there is nothing. */
void coprod__bitmap_gap(coprod__bitmap_walker *at, uint32_t level, uint64_t people, uint64_t population)
{
    const uint32_t d = at->of->cells.attributes;
    struct pattern_found *pending = &at->pending;
    pending->by_level[level]++;
    if (at->of->question.count_only && (level < 2 || level == at->of->deepest))
        return;
    memcpy(pending->codes + pending->count * d, at->codes, d * sizeof *at->codes);
    pending->coverage[pending->count] = people;
    pending->population[pending->count++] = population;
}

static void mark_pairs(coprod__bitmap_search *own, const uint16_t *codes)
{
    uint32_t items[PATTERN_ATTRIBUTES], count = 0;
    for (uint32_t a = 0; a < own->cells.attributes; a++)
        if (codes[a] != PATTERN_ANY)
            items[count++] = own->item_of[own->offset[a] + codes[a]];
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i + 1; j < count; j++) {
            const uint64_t bit = pair_bit(&own->gaps, items[i], items[j]);
            own->gaps.pairs[bit / 64] |= UINT64_C(1) << bit % 64;
        }
}

/* Those of found[from, count), which are of one level, can be looked up if they ever are. */
static coprod_status index_from(coprod__bitmap_search *own, size_t from)
{
    const uint32_t d = own->cells.attributes;
    uint64_t more = 0;
    uint32_t level;
    coprod_status status;
    for (size_t i = from; i < own->found.count; i++) {
        sum_of(own->found.codes + i * d, d, &level);
        more += looked_up(own, level) ? 1 : 0;
    }
    status = may_grow(own, own->found.count, own->gaps.count + more);
    if (status == COPROD_OK && more && (!own->gaps.table || own->gaps.count + more > (own->gaps.mask + 1) / 2))
        status = make_table(own, own->gaps.count + more, from);
    for (size_t i = from; i < own->found.count && more && status == COPROD_OK; i++) {
        const uint16_t *codes = own->found.codes + i * d;
        const uint64_t hash = final_mix(own, sum_of(codes, d, &level));
        put(&own->gaps, entry_of(i, hash), hash);
        own->gaps.count++;
        mark_pairs(own, codes);
    }
    return status;
}

coprod_status coprod__bitmap_index(coprod__bitmap_search *own)
{
    return own->to == own->from ? index_from(own, own->complete) : COPROD_OK;
}

coprod_status coprod__bitmap_keep(coprod__bitmap_search *own, coprod__bitmap_walker *at)
{
    const uint32_t d = own->cells.attributes;
    const size_t before = own->found.count;
    struct pattern_found *to = &own->found, *from = &at->pending;
    coprod_status status = may_grow(own, before + from->count, own->gaps.count);
    for (size_t i = 0; i < from->count && status == COPROD_OK; i++) {
        if (!coprod__pattern_found_more(to, d))
            return COPROD_E_MEMORY;
        memcpy(to->codes + to->count * d, from->codes + i * d, d * sizeof *to->codes);
        to->coverage[to->count] = from->coverage[i];
        to->population[to->count++] = from->population[i];
    }
    from->count = 0;
    if (status == COPROD_OK && coprod__bitmap_too_many(own))
        return COPROD_E_LIMIT;
    return status == COPROD_OK && own->to > own->from ? index_from(own, before) : status;
}

int coprod__bitmap_is_gap(const coprod__bitmap_walker *at)
{
    uint32_t level;
    return holds(at->of, at->codes, sum_of(at->codes, at->of->cells.attributes, &level));
}

/* Only items that share a gap with both can be in one with both; every set of these is looked up, in Gray's order. */
int coprod__bitmap_below(const coprod__bitmap_walker *at, uint32_t f)
{
    const coprod__bitmap_search *own = at->of;
    const uint32_t e = at->frames[at->depth].item;
    const coprod__bitmap_item *items = own->items, *some[PATTERN_ATTRIBUTES];
    uint16_t codes[PATTERN_ATTRIBUTES];
    uint64_t sum = items[e].mix + items[f].mix;
    uint32_t count = 0;
    if (!paired(&own->gaps, e, f))
        return 0;
    for (uint32_t i = 1; i < at->depth; i++) {
        const uint32_t p = at->frames[i].item;
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
