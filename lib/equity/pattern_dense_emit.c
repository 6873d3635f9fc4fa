/* SPDX-License-Identifier: MIT */
/* The dense search: what is found is counted, and kept. */
#include "pattern_dense_internal.h"

#include <string.h>

uint64_t coprod__dense_people_at(const coprod__dense *own, uint64_t index, const uint16_t *codes)
{
    const struct pattern_people *people = own->question.population;
    if (!people->counted)
        return coprod__pattern_people_of(people, codes);
    return coprod__pattern_impossible(people, codes) ? 0 : coprod__cube_at(&own->population, index);
}

/* Counts one; 1 if it is to be kept: there are not too many, and not only numbers are asked for. */
static int keeps(coprod__dense *own, uint32_t level)
{
    struct pattern_found *found = &own->found;
    const uint64_t kept = own->packs ? own->packed.count : found->count;
    if (!own->second)
        found->by_level[level]++;
    if (own->counting)
        return 0;
    if (!own->question.max_results || kept < own->question.max_results)
        return 1;
    own->counting = found->truncated = 1;
    found->count = own->packed.count = 0;
    return 0;
}

coprod_status coprod__dense_emit(coprod__dense *own, uint64_t index, uint32_t level, const uint16_t *codes)
{
    struct pattern_found *found = &own->found;
    uint64_t population = 0;
    if (own->question.population) {
        population = coprod__dense_people_at(own, index, codes);
        if (population < own->question.min_population)
            return COPROD_OK;
    }
    if (!keeps(own, level))
        return COPROD_OK;
    if (own->packs) {
        uint64_t key = 0;
        for (uint32_t a = 0; a < own->cells.attributes; a++)
            key += own->packed.stride[a] * (codes[a] == PATTERN_ANY ? own->cells.cardinality[a] : codes[a]);
        return coprod__packed_add(&own->packed, &own->memory, level, key, coprod__cube_at(&own->counts, index));
    }
    if (!coprod__pattern_found_more(found, own->cells.attributes))
        return COPROD_E_MEMORY;
    memcpy(found->codes + found->count * own->cells.attributes, codes, own->cells.attributes * sizeof *codes);
    found->coverage[found->count] = coprod__cube_at(&own->counts, index);
    found->population[found->count++] = population;
    return COPROD_OK;
}

/* Those of a block that need no codes yet. */
static coprod_status pack_block(coprod__dense *own, uint64_t block)
{
    const coprod__cube_plan *plan = &own->plan;
    const uint32_t inner = own->block.inner;
    uint64_t stride[PATTERN_ATTRIBUTES], first = 0;
    coprod_status status = COPROD_OK;
    for (uint32_t i = 0; i < plan->outer; i++)
        first += own->packed.stride[plan->order[i]] * own->digits[i];
    for (uint32_t i = 0; i < inner; i++)
        stride[i] = own->packed.stride[plan->order[plan->outer + i]];
    for (uint32_t w = 0; w < plan->words; w++)
        for (uint64_t bits = own->candidates[w]; bits && status == COPROD_OK; bits &= bits - 1) {
            const uint32_t e = w * 64 + (uint32_t)__builtin_ctzll(bits);
            const uint32_t level = own->level[plan->outer] + own->block.level_of[e];
            uint64_t key = first;
            if (!keeps(own, level))
                continue;
            for (uint32_t i = 0; i < inner; i++) {
                const uint16_t code = own->block.codes[e * inner + i];
                key += stride[i] * (code == PATTERN_ANY ? own->block.radix[i] - 1 : code);
            }
            status = coprod__packed_add(&own->packed, &own->memory, level, key,
                                        coprod__cube_at(&own->counts, block * plan->block + e));
        }
    return status;
}

static coprod_status emit_codes(coprod__dense *own, uint64_t block)
{
    const coprod__cube_plan *plan = &own->plan;
    const uint32_t inner = own->block.inner;
    uint16_t codes[PATTERN_ATTRIBUTES];
    coprod_status status = COPROD_OK;
    memcpy(codes, own->codes, sizeof codes);
    for (uint32_t w = 0; w < plan->words; w++)
        for (uint64_t bits = own->candidates[w]; bits && status == COPROD_OK; bits &= bits - 1) {
            const uint32_t e = w * 64 + (uint32_t)__builtin_ctzll(bits);
            uint32_t level = own->level[plan->outer];
            for (uint32_t i = 0; i < inner; i++) {
                const uint16_t code = own->block.codes[e * inner + i];
                codes[plan->order[plan->outer + i]] = code;
                level += code != PATTERN_ANY;
            }
            status = coprod__dense_emit(own, block * plan->block + e, level, codes);
        }
    return status;
}

coprod_status coprod__dense_emit_block(coprod__dense *own, uint64_t block)
{
    return own->packs ? pack_block(own, block) : emit_codes(own, block);
}
