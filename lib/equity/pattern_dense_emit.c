/* SPDX-License-Identifier: MIT */
/* The dense search: what is found is counted, and kept. */
#include "pattern_dense_internal.h"

#include <string.h>

enum { FIRST_ROOM = 256 };

uint64_t coprod__dense_people_at(const coprod__dense *own, uint64_t index, const uint16_t *codes)
{
    const struct pattern_people *people = own->question.population;
    if (!people->counted)
        return coprod__pattern_people_of(people, codes);
    return coprod__pattern_impossible(people, codes) ? 0 : coprod__cube_at(&own->population, index);
}

/* --- room: a thread that has none asks whoever called, who may ask for memory --- */

int coprod__dense_more_room(const coprod__dense *own, coprod__dense_part *part)
{
    const size_t block = own->plan.block, before = own->packs ? part->packed.room : part->found.room;
    const size_t first = own->threads > 1 ? (size_t)COPROD__FIRST_OF_MANY : FIRST_ROOM;
    const size_t room = (before ? 2 * before : first) + block;
    return own->packs ? coprod__packed_room(&part->packed, &own->memory, room)
                      : coprod__pattern_found_room(&part->found, own->cells.attributes, room);
}

/* Counts one; 1 if it is to be kept: there are not too many, and not only numbers are asked for. */
static int keeps(const coprod__dense *own, coprod__dense_part *part, uint32_t level)
{
    const uint64_t kept = own->packs ? part->packed.count : part->found.count;
    part->found.by_level[level]++;
    if (part->counting)
        return 0;
    if (!own->question.max_results || kept < own->question.max_results)
        return 1;
    part->counting = 1;
    part->found.count = part->packed.count = 0;
    return 0;
}

void coprod__dense_emit(const coprod__dense *own, coprod__dense_part *part, uint64_t index, uint32_t level,
                        const uint16_t *codes)
{
    struct pattern_found *found = &part->found;
    uint64_t population = 0;
    if (own->question.population) {
        population = coprod__dense_people_at(own, index, codes);
        if (population < own->question.min_population)
            return;
    }
    if (!keeps(own, part, level))
        return;
    if (own->packs) {
        uint64_t key = 0;
        for (uint32_t a = 0; a < own->cells.attributes; a++)
            key += own->packing.stride[a] * (codes[a] == PATTERN_ANY ? own->cells.cardinality[a] : codes[a]);
        coprod__packed_add(&own->packing, &part->packed, level, key, coprod__cube_at(&own->counts, index));
        return;
    }
    memcpy(found->codes + found->count * own->cells.attributes, codes, own->cells.attributes * sizeof *codes);
    found->coverage[found->count] = coprod__cube_at(&own->counts, index);
    found->population[found->count++] = population;
}

/* Those of a block that need no codes yet. */
static void pack_block(const coprod__dense *own, coprod__dense_part *part, uint64_t block)
{
    const coprod__cube_plan *plan = &own->plan;
    const uint32_t inner = own->block.inner;
    uint64_t stride[PATTERN_ATTRIBUTES], first = 0;
    for (uint32_t i = 0; i < plan->outer; i++)
        first += own->packing.stride[plan->order[i]] * part->digits[i];
    for (uint32_t i = 0; i < inner; i++)
        stride[i] = own->packing.stride[plan->order[plan->outer + i]];
    for (uint32_t w = 0; w < plan->words; w++)
        for (uint64_t bits = part->candidates[w]; bits; bits &= bits - 1) {
            const uint32_t e = w * 64 + (uint32_t)__builtin_ctzll(bits);
            const uint32_t level = part->level[plan->outer] + own->block.level_of[e];
            uint64_t key = first;
            if (!keeps(own, part, level))
                continue;
            for (uint32_t i = 0; i < inner; i++) {
                const uint16_t code = own->block.codes[e * inner + i];
                key += stride[i] * (code == PATTERN_ANY ? own->block.radix[i] - 1 : code);
            }
            coprod__packed_add(&own->packing, &part->packed, level, key,
                               coprod__cube_at(&own->counts, block * plan->block + e));
        }
}

static void emit_codes(const coprod__dense *own, coprod__dense_part *part, uint64_t block)
{
    const coprod__cube_plan *plan = &own->plan;
    const uint32_t inner = own->block.inner;
    uint16_t codes[PATTERN_ATTRIBUTES];
    memcpy(codes, part->codes, sizeof codes);
    for (uint32_t w = 0; w < plan->words; w++)
        for (uint64_t bits = part->candidates[w]; bits; bits &= bits - 1) {
            const uint32_t e = w * 64 + (uint32_t)__builtin_ctzll(bits);
            for (uint32_t i = 0; i < inner; i++)
                codes[plan->order[plan->outer + i]] = own->block.codes[e * inner + i];
            coprod__dense_emit(own, part, block * plan->block + e, part->level[plan->outer] + own->block.level_of[e],
                               codes);
        }
}

void coprod__dense_emit_block(const coprod__dense *own, coprod__dense_part *part, uint64_t block)
{
    if (own->packs)
        pack_block(own, part, block);
    else
        emit_codes(own, part, block);
}

/* --- what parts have found, together --- */

/* The first one's block becomes that of all, and each other is freed before the next is added. */
static coprod_status gather_codes(coprod__dense *own)
{
    const uint32_t d = own->cells.attributes;
    struct pattern_found *all = &own->found, *first = &own->parts[0].found;
    all->codes = first->codes;
    all->coverage = first->coverage;
    all->population = first->population;
    all->count = first->count;
    all->room = first->room;
    memset(first, 0, sizeof *first);
    for (uint32_t i = 1; i < own->threads; i++) {
        struct pattern_found *part = &own->parts[i].found;
        if (!coprod__pattern_found_room(all, d, all->count + part->count))
            return COPROD_E_MEMORY;
        if (part->count) {
            memcpy(all->codes + all->count * d, part->codes, part->count * d * sizeof *all->codes);
            memcpy(all->coverage + all->count, part->coverage, part->count * sizeof *all->coverage);
            memcpy(all->population + all->count, part->population, part->count * sizeof *all->population);
        }
        all->count += part->count;
        coprod__pattern_found_free(part, d);
    }
    return COPROD_OK;
}

coprod_status coprod__dense_gather(coprod__dense *own)
{
    return own->packs ? coprod__packed_gather(own) : gather_codes(own);
}
