/* SPDX-License-Identifier: MIT */
/* Blocks of patterns as bits. */
#include "pattern_dense_internal.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* --- below a threshold --- */

#if defined(__SSE2__)
static uint64_t below_8(const uint8_t *counts, uint8_t threshold)
{
    const __m128i least = _mm_set1_epi8((char)threshold);
    uint64_t covered = 0;
    for (int i = 0; i < 64; i += 16) {
        const __m128i here = _mm_loadu_si128((const __m128i *)(const void *)(counts + i));
        const int bits = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(here, least), here));
        covered |= (uint64_t)(uint32_t)bits << i;
    }
    return ~covered;
}

static uint64_t below_16(const uint16_t *counts, uint16_t threshold)
{
    const __m128i least = _mm_set1_epi16((short)threshold), none = _mm_setzero_si128();
    uint64_t covered = 0;
    for (int i = 0; i < 64; i += 16) {
        const __m128i low = _mm_loadu_si128((const __m128i *)(const void *)(counts + i));
        const __m128i high = _mm_loadu_si128((const __m128i *)(const void *)(counts + i + 8));
        const __m128i a = _mm_cmpeq_epi16(_mm_subs_epu16(least, low), none);
        const __m128i b = _mm_cmpeq_epi16(_mm_subs_epu16(least, high), none);
        covered |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_packs_epi16(a, b)) << i;
    }
    return ~covered;
}
#else
static uint64_t below_8(const uint8_t *counts, uint8_t threshold)
{
    uint64_t bits = 0;
    for (int i = 0; i < 64; i++)
        bits |= (uint64_t)(counts[i] < threshold) << i;
    return bits;
}

static uint64_t below_16(const uint16_t *counts, uint16_t threshold)
{
    uint64_t bits = 0;
    for (int i = 0; i < 64; i++)
        bits |= (uint64_t)(counts[i] < threshold) << i;
    return bits;
}
#endif

static uint64_t below_wide(const coprod__cube *cube, uint64_t from, uint64_t threshold)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i++)
        bits |= (uint64_t)(coprod__cube_at(cube, from + i) < threshold) << i;
    return bits;
}

void coprod__dense_below(const coprod__cube *cube, uint64_t from, uint64_t threshold, uint64_t *bits)
{
    const uint32_t words = cube->plan->words, rest = cube->plan->block % 64;
    for (uint32_t w = 0; w < words; w++, from += 64) {
        if (cube->width == 1)
            bits[w] = below_8(cube->counts + from, (uint8_t)threshold);
        else if (cube->width == 2)
            bits[w] = below_16((const uint16_t *)(const void *)cube->counts + from, (uint16_t)threshold);
        else
            bits[w] = below_wide(cube, from, threshold);
    }
    if (rest)
        bits[words - 1] &= (UINT64_C(1) << rest) - 1;
}

/* --- what stands below what --- */

static void make_tables(coprod__dense_block *block, uint32_t patterns)
{
    for (uint32_t e = 0; e < patterns; e++) {
        uint32_t level = 0;
        for (uint32_t i = 0; i < block->inner; i++) {
            const uint32_t digit = e / block->stride[i] % block->radix[i];
            const int any = digit + 1 == block->radix[i];
            block->codes[e * block->inner + i] = (uint16_t)(any ? PATTERN_ANY : digit);
            level += !any;
            if (any)
                block->open[i * block->words + e / 64] |= UINT64_C(1) << e % 64;
        }
        block->levels[level * block->words + e / 64] |= UINT64_C(1) << e % 64;
        block->level_of[e] = (uint8_t)level;
    }
}

size_t coprod__dense_block_bytes(const coprod__cube_plan *plan)
{
    const size_t inner = plan->attributes - plan->outer, masks = (2 * inner + 1) * plan->words;
    return masks * sizeof(uint64_t) + plan->block * (inner * sizeof(uint16_t) + 1);
}

coprod_status coprod__dense_block_begin(coprod__dense_block *block, const coprod__memory *memory,
                                        const coprod__cube_plan *plan)
{
    const uint32_t inner = plan->attributes - plan->outer;
    const size_t masks = (size_t)(2 * inner + 1) * plan->words;
    memset(block, 0, sizeof *block);
    block->inner = inner;
    block->words = plan->words;
    for (uint32_t i = 0; i < inner; i++) {
        block->radix[i] = plan->radix[plan->outer + i];
        block->stride[i] = (uint32_t)plan->stride[plan->outer + i];
    }
    block->bytes = coprod__dense_block_bytes(plan);
    block->open = coprod__alloc(memory, block->bytes);
    if (!block->open)
        return COPROD_E_MEMORY;
    block->levels = block->open + inner * plan->words;
    block->codes = (uint16_t *)(void *)(block->open + masks);
    block->level_of = (uint8_t *)(block->codes + (size_t)plan->block * inner);
    make_tables(block, plan->block);
    return COPROD_OK;
}

void coprod__dense_block_free(coprod__dense_block *block, const coprod__memory *memory)
{
    coprod__release(memory, block->open, block->bytes);
    block->open = NULL;
}

/* bits |= bits >> by, over all words, from the lowest: what comes later is read before it changes. */
static void spread(uint64_t *bits, uint32_t words, uint32_t by)
{
    const uint32_t far = by / 64, near = by % 64;
    for (uint32_t w = 0; w + far < words; w++) {
        uint64_t moved = bits[w + far] >> near;
        if (near && w + far + 1 < words)
            moved |= bits[w + far + 1] << (64 - near);
        bits[w] |= moved;
    }
}

/* Of one attribute: each marked pattern that leaves it open marks those with a value of it, which stand up to
 * radix - 1 strides before it; in steps that double. */
static void mark_values(const coprod__dense_block *block, uint32_t i, const uint64_t *marked, uint64_t *below)
{
    const uint32_t values = block->radix[i] - 1, stride = block->stride[i], words = block->words;
    const uint64_t *open = block->open + i * words;
    uint32_t reached = 0;
    for (uint32_t w = 0; w < words; w++)
        below[w] = marked[w] & open[w];
    while (reached < values) {
        const uint32_t step = reached + 1 < values - reached ? reached + 1 : values - reached;
        spread(below, words, step * stride);
        reached += step;
    }
    for (uint32_t w = 0; w < words; w++)
        below[w] &= ~open[w];
}

void coprod__dense_below_marked(const coprod__dense_block *block, uint64_t *marked, uint64_t *candidates)
{
    uint64_t below[(PATTERN_VALUES + 64) / 64];
    for (uint32_t i = 0; i < block->inner; i++) {
        mark_values(block, i, marked, below);
        for (uint32_t w = 0; w < block->words; w++) {
            marked[w] |= below[w];
            candidates[w] &= ~below[w];
        }
    }
}
