/* SPDX-License-Identifier: MIT */
/* A counter for every pattern: filled from cells, then summed up attribute after attribute, from the inside out. */
#include "pattern_dense_internal.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { PADDING = 64 }; /* counters behind the last one that a search may read */

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
}

uint64_t coprod__cube_bytes(const coprod__cube_plan *plan, uint32_t width)
{
    if (plan->size > INT64_MAX / 16)
        return UINT64_MAX;
    return (plan->size + PADDING) * width + plan->blocks;
}

coprod_status coprod__cube_begin(coprod__cube *cube, const coprod__memory *memory, const coprod__cube_plan *plan,
                                 const struct pattern_cells *cells, uint32_t width)
{
    memset(cube, 0, sizeof *cube);
    cube->plan = plan;
    cube->cells = cells;
    cube->width = width;
    cube->level = plan->outer;
    cube->counts = coprod__alloc(memory, (size_t)(plan->size + PADDING) * width);
    cube->used = coprod__alloc(memory, (size_t)plan->blocks);
    return cube->counts && cube->used ? COPROD_OK : COPROD_E_MEMORY;
}

void coprod__cube_free(coprod__cube *cube, const coprod__memory *memory)
{
    if (!cube->plan)
        return;
    coprod__release(memory, cube->counts, (size_t)(cube->plan->size + PADDING) * cube->width);
    coprod__release(memory, cube->used, (size_t)cube->plan->blocks);
    cube->counts = cube->used = NULL;
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

static void add(const coprod__cube *cube, uint64_t to, uint64_t from, size_t count)
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

/* --- filling --- */

static void fill(coprod__cube *cube, size_t count)
{
    const struct pattern_cells *cells = cube->cells;
    for (; count-- > 0; cube->filled++)
        coprod__cube_add(cube, cells->cardinality, cells->codes + cube->filled * cells->attributes,
                         cells->weights ? cells->weights[cube->filled] : 1);
}

/* Sums within a block, from its last attribute to its first. */
static void sum_block(const coprod__cube *cube, uint64_t block)
{
    const coprod__cube_plan *plan = cube->plan;
    const uint64_t base = block * plan->block;
    for (uint32_t i = plan->attributes; i-- > plan->outer;) {
        const uint64_t stride = plan->stride[i], slab = stride * plan->radix[i];
        for (uint64_t from = base; from < base + plan->block; from += slab)
            for (uint32_t v = 0; v + 1 < plan->radix[i]; v++)
                add(cube, from + (plan->radix[i] - 1) * stride, from + v * stride, (size_t)stride);
    }
}

/* A stretch of the sum over an outer attribute: of one prefix, from cube->at on. */
static uint64_t sum_stretch(coprod__cube *cube)
{
    const coprod__cube_plan *plan = cube->plan;
    const uint32_t i = cube->level - 1, any = plan->radix[i] - 1;
    const uint64_t stride = plan->stride[i], base = cube->prefix * stride * plan->radix[i] + cube->at;
    const size_t count = stride - cube->at < COPROD__STRETCH ? (size_t)(stride - cube->at) : COPROD__STRETCH;
    uint8_t *used = cube->used + cube->prefix * plan->radix[i];
    uint64_t sums = 0, some = used[any];
    for (uint32_t v = 0; v < any; v++)
        if (used[v]) {
            add(cube, base + any * stride, base + v * stride, count);
            some = 1;
            sums++;
        }
    cube->at = some ? cube->at + count : stride;
    if (cube->at == stride) { /* what the whole prefix is, in the place where no later one is looked up */
        cube->used[cube->prefix++] = (uint8_t)some;
        cube->at = 0;
    }
    return 1 + sums * count / COPROD__BLOCK;
}

uint64_t coprod__cube_run(coprod__cube *cube, uint64_t work)
{
    const coprod__cube_plan *plan = cube->plan;
    uint64_t prefixes = plan->blocks;
    for (; work && cube->filled < cube->cells->count; work--) {
        const size_t left = cube->cells->count - cube->filled;
        fill(cube, left < COPROD__BLOCK ? left : COPROD__BLOCK);
    }
    for (; work && cube->filled == cube->cells->count && cube->block < plan->blocks; cube->block++)
        if (cube->used[cube->block]) {
            sum_block(cube, cube->block);
            work--;
        }
    while (work && cube->block == plan->blocks && cube->level) {
        uint64_t used;
        prefixes = plan->size / (plan->stride[cube->level - 1] * plan->radix[cube->level - 1]);
        if (cube->prefix == prefixes) {
            cube->level--;
            cube->prefix = 0;
            continue;
        }
        used = sum_stretch(cube);
        work = work > used ? work - used : 0;
    }
    cube->done = cube->filled == cube->cells->count && cube->block == plan->blocks && !cube->level;
    return work;
}
