/* SPDX-License-Identifier: MIT */
/* A counter for every pattern: its plan, its memory, and how counters are added. */
#include "pattern_dense_internal.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum {
    PADDING = 64,   /* counters behind the last one that a search may read */
    SLABS_EACH = 8  /* slabs for each thread at least, so that none waits long for the others */
};

/* --- the plan --- */

static void order_attributes(const struct pattern_cells *cells, coprod__cube_plan *plan)
{
    for (uint32_t a = 0; a < cells->attributes; a++) {
        uint32_t at = a;
        for (; at && cells->cardinality[plan->order[at - 1]] > cells->cardinality[a]; at--)
            plan->order[at] = plan->order[at - 1];
        plan->order[at] = a;
    }
}

void coprod__cube_plan_of(const struct pattern_cells *cells, coprod__cube_plan *plan)
{
    uint64_t size = 1;
    memset(plan, 0, sizeof *plan);
    plan->attributes = cells->attributes;
    order_attributes(cells, plan);
    plan->outer = plan->attributes;
    plan->block = 1;
    for (uint32_t i = plan->attributes; i-- > 0;) {
        const uint32_t radix = cells->cardinality[plan->order[i]] + 1;
        plan->radix[i] = radix;
        plan->stride[i] = size;
        size = size > UINT64_MAX / radix ? UINT64_MAX : size * radix;
        if (plan->outer == i + 1 && (i + 1 == plan->attributes || size <= COPROD__BLOCK)) {
            plan->outer = i;
            plan->block = (uint32_t)size;
        }
    }
    plan->size = size;
    plan->blocks = size / plan->block;
    plan->words = (plan->block + 63) / 64;
    coprod__cube_split(plan, 1);
}

void coprod__cube_split(coprod__cube_plan *plan, uint32_t threads)
{
    plan->split = 0;
    plan->slabs = 1;
    while (threads > 1 && plan->split < plan->outer && plan->slabs < (uint64_t)SLABS_EACH * threads)
        plan->slabs *= plan->radix[plan->split++];
    plan->slab_blocks = plan->blocks / plan->slabs;
}

uint64_t coprod__cube_bytes(const coprod__cube_plan *plan, uint32_t width)
{
    if (plan->size > INT64_MAX / 16)
        return UINT64_MAX;
    return (plan->size + PADDING) * width + plan->blocks;
}

coprod_status coprod__cube_begin(coprod__cube *cube, const coprod__memory *memory, const coprod__cube_plan *plan,
                                 const struct pattern_cells *cells, uint32_t width, uint32_t threads)
{
    memset(cube, 0, sizeof *cube);
    cube->plan = plan;
    cube->cells = cells;
    cube->width = width;
    cube->threads = threads;
    cube->parts = coprod__alloc(memory, threads * sizeof *cube->parts);
    cube->counts = coprod__alloc(memory, (size_t)(plan->size + PADDING) * width);
    cube->used = coprod__alloc(memory, (size_t)plan->blocks);
    return cube->counts && cube->used && cube->parts ? COPROD_OK : COPROD_E_MEMORY;
}

void coprod__cube_free(coprod__cube *cube, const coprod__memory *memory)
{
    if (!cube->plan)
        return;
    coprod__release(memory, cube->counts, (size_t)(cube->plan->size + PADDING) * cube->width);
    coprod__release(memory, cube->used, (size_t)cube->plan->blocks);
    coprod__release(memory, cube->parts, cube->threads * sizeof *cube->parts);
    cube->counts = cube->used = NULL;
    cube->parts = NULL;
}

uint64_t coprod__cube_at(const coprod__cube *cube, uint64_t index)
{
    switch (cube->width) {
    case 1:
        return cube->counts[index];
    case 2:
        return ((const uint16_t *)(const void *)cube->counts)[index];
    case 4:
        return ((const uint32_t *)(const void *)cube->counts)[index];
    default:
        return ((const uint64_t *)(const void *)cube->counts)[index];
    }
}

/* --- sums --- */

static void add_8(uint8_t *sum, const uint8_t *more, size_t count)
{
    size_t i = 0;
#if defined(__SSE2__)
    for (; i + 16 <= count; i += 16) {
        const __m128i a = _mm_loadu_si128((const __m128i *)(const void *)(sum + i));
        const __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(more + i));
        _mm_storeu_si128((__m128i *)(void *)(sum + i), _mm_adds_epu8(a, b));
    }
#endif
    for (; i < count; i++)
        sum[i] = (uint8_t)(sum[i] + more[i] < UINT8_MAX ? sum[i] + more[i] : UINT8_MAX);
}

static void add_16(uint16_t *sum, const uint16_t *more, size_t count)
{
    size_t i = 0;
#if defined(__SSE2__)
    for (; i + 8 <= count; i += 8) {
        const __m128i a = _mm_loadu_si128((const __m128i *)(const void *)(sum + i));
        const __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(more + i));
        _mm_storeu_si128((__m128i *)(void *)(sum + i), _mm_adds_epu16(a, b));
    }
#endif
    for (; i < count; i++)
        sum[i] = (uint16_t)(sum[i] + more[i] < UINT16_MAX ? sum[i] + more[i] : UINT16_MAX);
}

static void add_32(uint32_t *sum, const uint32_t *more, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const uint32_t both = sum[i] + more[i];
        sum[i] = both < more[i] ? UINT32_MAX : both;
    }
}

static void add_64(uint64_t *sum, const uint64_t *more, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sum[i] += more[i]; /* there are fewer than 2^63 people */
}

void coprod__cube_sum(const coprod__cube *cube, uint64_t to, uint64_t from, size_t count)
{
    uint8_t *sum = cube->counts + to * cube->width;
    const uint8_t *more = cube->counts + from * cube->width;
    switch (cube->width) {
    case 1:
        add_8(sum, more, count);
        break;
    case 2:
        add_16((uint16_t *)(void *)sum, (const uint16_t *)(const void *)more, count);
        break;
    case 4:
        add_32((uint32_t *)(void *)sum, (const uint32_t *)(const void *)more, count);
        break;
    default:
        add_64((uint64_t *)(void *)sum, (const uint64_t *)(const void *)more, count);
    }
}
