/* SPDX-License-Identifier: MIT */
/* The dense search on its way. Blocks are visited from the last to the first, so that whatever says less comes before;
 * of each one remains which of its patterns are uncovered, and what is uncovered with nothing uncovered above it is
 * found. Slabs are taken by threads in waves, of fewer values first: no slab stands above another one of its wave. */
#include "pattern_dense_internal.h"
#include "pattern_threads_internal.h"

#include <string.h>

enum { OFTEN = 256 }; /* units of work after which a thread looks whether it is to stop */

typedef coprod__dense dense;
typedef coprod__dense_part part;

/* --- one block --- */

/* Whether somebody is there less than the rate says: cov / n < rate * pop / N. */
__extension__ typedef unsigned __int128 wide;
static int below_rate(const dense *own, uint64_t index, const uint16_t *codes)
{
    const struct pattern_question *question = &own->question;
    const uint64_t all = question->population->counted ? question->population->cells.people
                                                       : question->population->total;
    const wide is = (wide)coprod__cube_at(&own->counts, index) * all * question->rate_under;
    const wide fair = (wide)coprod__dense_people_at(own, index, codes) * own->cells.people * question->rate_over;
    return is < fair;
}

/* A block may be large, and each of its patterns be compared with many that nobody can have: 0 if it was told to stop,
 * and the block is to be looked at again. */
static int below_rates(const dense *own, const part *at, uint64_t block, uint64_t *bits, const int32_t *stop)
{
    const coprod__cube_plan *plan = &own->plan;
    uint16_t codes[PATTERN_ATTRIBUTES];
    memcpy(codes, at->codes, sizeof codes);
    memset(bits, 0, plan->words * sizeof *bits);
    for (uint32_t e = 0; e < plan->block; e++) {
        if (coprod__pattern_stopped(stop))
            return 0;
        for (uint32_t i = 0; i < own->block.inner; i++)
            codes[plan->order[plan->outer + i]] = own->block.codes[e * own->block.inner + i];
        bits[e / 64] |= (uint64_t)below_rate(own, block * plan->block + e, codes) << e % 64;
    }
    return 1;
}

/* Bits of a block lie side by side with those of the next: the last word is read, and written, from its end. */
static uint64_t word_at(const uint8_t *marked, size_t at)
{
    uint64_t word;
    memcpy(&word, marked + at, sizeof word);
    return word;
}

static void keep_marks(const dense *own, uint64_t block, const uint64_t *marks)
{
    const size_t last = own->plan.words - 1, shift = 8 * (last + 1) * sizeof *marks - 8 * own->mark_bytes;
    uint8_t *marked = own->marked + block * own->mark_bytes;
    uint64_t end = marks[last] << shift;
    if (shift)
        end |= marks[last - 1] >> (64 - shift);
    memcpy(marked, marks, last * sizeof *marks);
    memcpy(marked + own->mark_bytes - sizeof end, &end, sizeof end);
}

/* Takes away what stands below a pattern of another block; that block leaves one of the outer attributes open. */
static uint64_t look_up(const dense *own, const part *at, uint64_t block)
{
    const coprod__cube_plan *plan = &own->plan;
    const size_t bytes = own->mark_bytes, last = plan->words - 1, shift = 64 * (last + 1) - 8 * bytes;
    uint64_t *marks = own->question.rate_over ? at->marks : NULL, left = 0;
    for (uint32_t i = 0; i < plan->outer; i++) {
        const uint64_t up = plan->radix[i] - 1 - at->digits[i];
        const uint8_t *above = own->marked + (block + up * (plan->stride[i] / plan->block)) * bytes;
        if (!up)
            continue;
        for (size_t w = 0; w <= last; w++) {
            const uint64_t word = w < last ? word_at(above, 8 * w) : word_at(above, bytes - 8) >> shift;
            at->candidates[w] &= ~word;
            if (marks)
                marks[w] |= word;
        }
    }
    for (size_t w = 0; w <= last; w++)
        left |= at->candidates[w];
    return left;
}

/* By a threshold, what is marked stands above all that it marks already; by a rate it is marked by what is above. 0 if
 * it was told to stop. */
static int visit_block(const dense *own, part *at, uint64_t block, const int32_t *stop)
{
    const coprod__cube_plan *plan = &own->plan;
    const uint32_t inner = own->block.inner, words = plan->words, level = at->level[plan->outer];
    uint64_t left;
    if (!own->question.rate_over)
        coprod__dense_below(&own->counts, block * plan->block, own->question.threshold, at->marks);
    else if (!below_rates(own, at, block, at->marks, stop))
        return 0;
    memcpy(at->candidates, at->marks, words * sizeof *at->marks);
    if (!own->question.rate_over)
        keep_marks(own, block, at->marks);
    left = look_up(own, at, block);
    if (!left && !own->question.rate_over)
        return 1;
    coprod__dense_below_marked(&own->block, at->marks, at->candidates);
    if (own->question.rate_over)
        keep_marks(own, block, at->marks);
    if (level + inner > own->max_level)
        for (uint32_t l = own->max_level - level + 1; l <= inner; l++)
            for (uint32_t w = 0; w < words; w++)
                at->candidates[w] &= ~own->block.levels[l * words + w];
    coprod__dense_emit_block(own, at, block);
    return 1;
}

/* --- prefixes --- */

/* The pattern of the prefix alone, which is uncovered: found if all above it are covered. Nothing else below is. */
static void visit_prefix(const dense *own, part *at, uint64_t index)
{
    for (uint32_t i = 0; i < at->depth; i++) {
        const uint64_t up = own->plan.radix[i] - 1 - at->digits[i];
        if (up && coprod__cube_at(&own->counts, index + up * own->plan.stride[i]) < own->question.threshold)
            return;
    }
    coprod__dense_emit(own, at, index, at->level[at->depth], at->codes);
}

/* Looks at the prefix of `depth` attributes: whether anything can be found in it. If nothing but itself can be, that is
 * told by one slab of those that have it. */
static int enter(const dense *own, part *at, int told)
{
    const coprod__cube_plan *plan = &own->plan;
    const uint32_t depth = at->depth;
    const uint64_t slab = depth ? plan->stride[depth - 1] : plan->size, last = at->base[depth] + slab - 1;
    if (at->level[depth] > own->max_level)
        return 0;
    if (own->question.min_population && coprod__dense_people_at(own, last, at->codes) < own->question.min_population)
        return 0;
    if (own->question.rate_over || coprod__cube_at(&own->counts, last) >= own->question.threshold)
        return 1;
    if (told)
        visit_prefix(own, at, last);
    return 0;
}

static void set_digit(const dense *own, part *at, uint32_t i, uint32_t digit)
{
    const coprod__cube_plan *plan = &own->plan;
    const int any = digit + 1 == plan->radix[i];
    at->digits[i] = digit;
    at->codes[plan->order[i]] = (uint16_t)(any ? PATTERN_ANY : digit);
    at->level[i + 1] = at->level[i] + !any;
    at->base[i + 1] = at->base[i] + digit * plan->stride[i];
}

/* To the next prefix: the first one below, or the next one beside it or beside what is above; not out of the slab. */
static void go_on(const dense *own, part *at, int below)
{
    const coprod__cube_plan *plan = &own->plan;
    if (below && at->depth < plan->outer) {
        set_digit(own, at, at->depth, plan->radix[at->depth] - 1);
        at->depth++;
        return;
    }
    while (at->depth > plan->split && !at->digits[at->depth - 1]) {
        at->codes[plan->order[at->depth - 1]] = PATTERN_ANY;
        at->depth--;
    }
    at->busy = at->depth > plan->split;
    if (at->busy)
        set_digit(own, at, at->depth - 1, at->digits[at->depth - 1] - 1);
}

/* Units of work that it took; so many that it looks at once, if it was told to stop. */
static uint64_t step(const dense *own, part *at, const int32_t *stop)
{
    const int below = enter(own, at, 1), block = below && at->depth == own->plan.outer;
    if (block && !visit_block(own, at, at->base[at->depth] / own->plan.block, stop))
        return OFTEN;
    go_on(own, at, below);
    return block ? own->block_work : 1;
}

/* --- slabs --- */

/* What a slab's prefix says; 0 if it is of another wave. */
static int begin_slab(const dense *own, part *at, uint64_t slab)
{
    const coprod__cube_plan *plan = &own->plan;
    const uint64_t first = slab * plan->slab_blocks * plan->block;
    for (uint32_t i = 0; i < plan->split; i++)
        set_digit(own, at, i, (uint32_t)(first / plan->stride[i] % plan->radix[i]));
    for (uint32_t i = plan->split; i < plan->outer; i++)
        at->codes[plan->order[i]] = PATTERN_ANY;
    return at->level[plan->split] == own->wave;
}

/* Whether anything can be found below what is outside of the slab. */
static int open_slab(const dense *own, part *at)
{
    const coprod__cube_plan *plan = &own->plan;
    uint16_t codes[PATTERN_ATTRIBUTES];
    memcpy(codes, at->codes, sizeof codes);
    for (uint32_t i = 0; i < plan->split; i++)
        at->codes[plan->order[i]] = PATTERN_ANY;
    for (at->depth = 0; at->depth < plan->split; at->depth++) {
        if (!enter(own, at, at->level[at->depth] == at->level[plan->split]))
            return 0;
        at->codes[plan->order[at->depth]] = codes[plan->order[at->depth]];
    }
    return 1;
}

static int next_slab(dense *own, part *at)
{
    uint64_t slab;
    while ((slab = coprod__pattern_next(&own->next)) < own->plan.slabs)
        if (begin_slab(own, at, slab)) {
            at->busy = open_slab(own, at);
            return 1;
        }
    return 0;
}

typedef struct walk {
    dense *own;
    uint64_t work; /* of each part */
    const int32_t *stop;
} walk;

static int paused(const walk *all)
{
    return coprod__pattern_stopped(all->stop) || __atomic_load_n(&all->own->pause, __ATOMIC_RELAXED);
}

static void walk_part(void *context, uint32_t number)
{
    const walk *all = context;
    dense *own = all->own;
    part *at = own->parts + number;
    uint64_t used;
    at->since = 0;
    for (at->left = all->work; at->left; at->left -= used < at->left ? used : at->left) {
        at->full = !coprod__dense_has_room(own, at);
        if (at->full) {
            __atomic_store_n(&own->pause, 1, __ATOMIC_RELAXED);
            return;
        }
        if (at->since >= OFTEN && paused(all))
            return;
        at->since = at->since < OFTEN ? at->since : 0;
        used = 1;
        if (at->busy)
            used = step(own, at, all->stop);
        else if (!next_slab(own, at))
            return;
        at->since += used;
    }
}

uint64_t coprod__dense_walk(dense *own, uint64_t work, const int32_t *stop)
{
    walk all = {own, work / own->threads + (work % own->threads != 0), stop};
    uint64_t used = 0;
    own->pause = 0;
    coprod__pattern_together(own->threads, own->threads, walk_part, &all);
    for (uint32_t i = 0; i < own->threads; i++)
        used += all.work - own->parts[i].left;
    return work > used ? work - used : 0;
}
