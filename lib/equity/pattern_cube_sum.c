/* SPDX-License-Identifier: MIT */
/* A counter for every pattern is filled from cells, then summed up attribute after attribute, from the inside out. What
 * the outermost attributes say makes slabs, which threads sum up one by one; what is above them comes in stretches. */
#include "pattern_dense_internal.h"
#include "pattern_threads_internal.h"

enum { OFTEN = 256 }; /* units of work after which a thread looks whether it is to stop */

static void fill(coprod__cube *cube, size_t count)
{
    const struct pattern_cells *cells = cube->cells;
    for (; count-- > 0; cube->filled++)
        coprod__cube_add(cube, cells->cardinality, cells->codes + cube->filled * cells->attributes,
                         cells->weights ? cells->weights[cube->filled] : 1);
}

static uint64_t fill_some(coprod__cube *cube, uint64_t work, const int32_t *stop)
{
    for (; work && cube->filled < cube->cells->count && !coprod__pattern_stopped(stop); work--) {
        const size_t left = cube->cells->count - cube->filled;
        fill(cube, left < COPROD__BLOCK ? left : COPROD__BLOCK);
    }
    return work;
}

/* --- a slab --- */

/* Sums within a block, from its last attribute to its first. */
static void sum_block(const coprod__cube *cube, uint64_t block)
{
    const coprod__cube_plan *plan = cube->plan;
    const uint64_t base = block * plan->block;
    for (uint32_t i = plan->attributes; i-- > plan->outer;) {
        const uint64_t stride = plan->stride[i], slab = stride * plan->radix[i];
        for (uint64_t from = base; from < base + plan->block; from += slab)
            for (uint32_t v = 0; v + 1 < plan->radix[i]; v++)
                coprod__cube_sum(cube, from + (plan->radix[i] - 1) * stride, from + v * stride, (size_t)stride);
    }
}

/* A stretch of the sum over attribute i, from a pattern on; `used` says in which of its values somebody is. */
static uint64_t add_values(const coprod__cube *cube, uint32_t i, const uint8_t *used, uint64_t from, size_t count)
{
    const uint32_t any = cube->plan->radix[i] - 1;
    const uint64_t stride = cube->plan->stride[i];
    uint64_t sums = 0;
    for (uint32_t v = 0; v < any; v++)
        if (used[v]) {
            coprod__cube_sum(cube, from + any * stride, from + v * stride, count);
            sums++;
        }
    return sums;
}

static size_t stretch_of(uint64_t stride, uint64_t at)
{
    return stride - at < COPROD__STRETCH ? (size_t)(stride - at) : COPROD__STRETCH;
}

static int anybody(const uint8_t *used, uint32_t radix)
{
    while (radix && !used[radix - 1])
        radix--;
    return radix != 0;
}

static uint64_t sum_stretch(const coprod__cube *cube, coprod__cube_part *part)
{
    const coprod__cube_plan *plan = cube->plan;
    const uint32_t i = part->level - 1, radix = plan->radix[i];
    const uint64_t stride = plan->stride[i], slab = part->slab * plan->slab_blocks;
    const uint64_t base = slab * plan->block + part->prefix * stride * radix + part->at;
    const size_t count = stretch_of(stride, part->at);
    uint8_t *used = cube->used + slab, *own = used + part->prefix * radix;
    const uint64_t sums = add_values(cube, i, own, base, count);
    const int some = sums || own[radix - 1];
    part->at = some ? part->at + count : stride;
    if (part->at == stride) { /* what the whole prefix is, in the place where no later one is looked up */
        used[part->prefix++] = (uint8_t)some;
        part->at = 0;
    }
    return 1 + sums * count / COPROD__BLOCK;
}

static uint64_t sum_slab(const coprod__cube *cube, coprod__cube_part *part, uint64_t work)
{
    const coprod__cube_plan *plan = cube->plan;
    const uint64_t each = coprod__cube_work(plan);
    const uint64_t first = part->slab * plan->slab_blocks, size = plan->slab_blocks * plan->block;
    for (; work && part->block < plan->slab_blocks; part->block++)
        if (cube->used[first + part->block]) {
            sum_block(cube, first + part->block);
            work -= each < work ? each : work;
        }
    while (work && part->block == plan->slab_blocks && part->level > plan->split) {
        const uint32_t i = part->level - 1;
        uint64_t used;
        if (part->prefix == size / (plan->stride[i] * plan->radix[i])) {
            part->level--;
            part->prefix = 0;
            continue;
        }
        used = sum_stretch(cube, part);
        work = work > used ? work - used : 0;
    }
    part->busy = part->block < plan->slab_blocks || part->level > plan->split;
    return work;
}

static int next_slab(coprod__cube *cube, coprod__cube_part *part)
{
    *part = (coprod__cube_part){.slab = coprod__pattern_next(&cube->next), .left = part->left,
                                .level = cube->plan->outer};
    part->busy = part->slab < cube->plan->slabs;
    return part->busy;
}

/* --- what is above slabs --- */

static uint64_t stretches_of(const coprod__cube_plan *plan, uint32_t level)
{
    return (plan->stride[level - 1] + COPROD__STRETCH - 1) / COPROD__STRETCH;
}

static uint64_t prefixes_of(const coprod__cube_plan *plan, uint32_t level)
{
    return plan->size / (plan->stride[level - 1] * plan->radix[level - 1]);
}

/* One stretch that nobody has taken; 0 if there is none. */
static uint64_t sum_above(coprod__cube *cube)
{
    const coprod__cube_plan *plan = cube->plan;
    const uint32_t i = cube->level - 1;
    const uint64_t stretches = stretches_of(plan, cube->level), item = coprod__pattern_next(&cube->next);
    const uint64_t prefix = item / stretches, at = item % stretches * COPROD__STRETCH;
    const size_t count = stretch_of(plan->stride[i], at);
    if (prefix >= prefixes_of(plan, cube->level))
        return 0;
    return 1 + add_values(cube, i, cube->used + prefix * plan->radix[i],
                          prefix * plan->stride[i] * plan->radix[i] + at, count) * count / COPROD__BLOCK;
}

/* --- all of it --- */

typedef struct sums {
    coprod__cube *cube;
    uint64_t work; /* of each part */
    const int32_t *stop;
} sums;

static void sum_part(void *work, uint32_t number)
{
    const sums *own = work;
    coprod__cube *cube = own->cube;
    coprod__cube_part *part = cube->parts + number;
    uint64_t used = 1;
    part->left = own->work;
    while (part->left && used && !coprod__pattern_stopped(own->stop)) {
        if (cube->slabs_done) {
            used = sum_above(cube);
        } else if (part->busy || next_slab(cube, part)) {
            const uint64_t some = part->left < OFTEN ? part->left : OFTEN;
            used = some - sum_slab(cube, part, some);
            used += !used;
        } else {
            used = 0;
        }
        part->left -= used < part->left ? used : part->left;
    }
}

/* Whether all that was to be shared is done: nobody has anything in hand. */
static int shared_out(const coprod__cube *cube)
{
    const uint64_t all = cube->slabs_done ? prefixes_of(cube->plan, cube->level) * stretches_of(cube->plan, cube->level)
                                          : cube->plan->slabs;
    for (uint32_t i = 0; i < cube->threads; i++)
        if (cube->parts[i].busy)
            return 0;
    return cube->next >= all;
}

/* Which slabs, or prefixes, have somebody in them comes to stand side by side. */
static void go_up(coprod__cube *cube)
{
    const coprod__cube_plan *plan = cube->plan;
    if (!cube->slabs_done) {
        for (uint64_t s = 0; s < plan->slabs; s++)
            cube->used[s] = cube->used[s * plan->slab_blocks];
        cube->level = plan->split;
    } else {
        const uint32_t radix = plan->radix[cube->level - 1];
        const uint64_t prefixes = prefixes_of(plan, cube->level);
        for (uint64_t p = 0; p < prefixes; p++)
            cube->used[p] = (uint8_t)anybody(cube->used + p * radix, radix);
        cube->level--;
    }
    cube->slabs_done = 1;
    cube->next = 0;
    cube->done = !cube->level;
}

uint64_t coprod__cube_run(coprod__cube *cube, uint64_t work, const int32_t *stop)
{
    work = fill_some(cube, work, stop);
    while (work && cube->filled == cube->cells->count && !cube->done && !coprod__pattern_stopped(stop)) {
        sums own = {cube, work / cube->threads + (work % cube->threads != 0), stop};
        uint64_t used = 0;
        coprod__pattern_together(cube->threads, cube->threads, sum_part, &own);
        for (uint32_t i = 0; i < cube->threads; i++)
            used += own.work - cube->parts[i].left;
        work = work > used ? work - used : 0;
        if (shared_out(cube))
            go_up(cube);
    }
    return work;
}
