/* SPDX-License-Identifier: MIT */
/* The dense search. Blocks are visited from the last to the first, so that whatever says less comes before; of each one
 * remains which of its patterns are uncovered, and what is uncovered with nothing uncovered above it is found. */
#include "pattern_dense_internal.h"

#include <string.h>

typedef coprod__dense dense;

static uint32_t width_for(const struct pattern_question *question)
{
    if (question->rate_over)
        return 4; /* there are fewer than 2^32 people, or it would not be asked */
    return question->threshold <= UINT8_MAX ? 1 : question->threshold <= UINT16_MAX ? 2
           : question->threshold <= UINT32_MAX ? 4 : 8;
}

static uint32_t population_width(const struct pattern_question *question)
{
    return question->population && question->population->counted
               ? question->population->cells.people > UINT32_MAX ? 8 : 4 : 0;
}

static uint64_t bytes_for(const struct pattern_cells *cells, const struct pattern_question *question)
{
    const uint32_t width = population_width(question);
    coprod__cube_plan plan;
    uint64_t bytes;
    coprod__cube_plan_of(cells, &plan);
    bytes = coprod__cube_bytes(&plan, width_for(question));
    if (bytes == UINT64_MAX)
        return bytes;
    return bytes + plan.blocks * plan.words * sizeof(uint64_t) + (width ? coprod__cube_bytes(&plan, width) : 0);
}

static void free_search(struct pattern_search *search)
{
    dense *own = (dense *)(void *)search;
    coprod__cube_free(&own->counts, &own->memory);
    coprod__cube_free(&own->population, &own->memory);
    coprod__dense_block_free(&own->block, &own->memory);
    coprod__packed_free(&own->packed, &own->memory);
    coprod__release(&own->memory, own->marked, own->marked_bytes);
    coprod__pattern_found_free(&own->found, own->cells.attributes);
    coprod__memory memory = own->memory;
    coprod__release(&memory, own, sizeof *own);
}

static coprod_status begin_all(dense *own)
{
    const uint32_t width = population_width(&own->question);
    coprod_status status = coprod__cube_begin(&own->counts, &own->memory, &own->plan, &own->cells,
                                              width_for(&own->question));
    if (status == COPROD_OK && width)
        status = coprod__cube_begin(&own->population, &own->memory, &own->plan, &own->question.population->cells,
                                    width);
    if (status == COPROD_OK)
        status = coprod__dense_block_begin(&own->block, &own->memory, &own->plan);
    own->marked_bytes = (size_t)own->plan.blocks * own->plan.words * sizeof *own->marked;
    if (status == COPROD_OK)
        own->marked = coprod__resize(&own->memory, NULL, 0, own->marked_bytes);
    return status == COPROD_OK && !own->marked ? COPROD_E_MEMORY : status;
}

static coprod_status begin(const coprod__memory *memory, const struct pattern_cells *cells,
                           const struct pattern_question *question, struct pattern_search **search)
{
    dense *own = coprod__alloc(memory, sizeof *own);
    coprod_status status;
    if (!own)
        return COPROD_E_MEMORY;
    own->memory = *memory;
    own->cells = *cells;
    own->cells.count = 0; /* the tally is read itself */
    own->question = *question;
    own->found.memory = memory;
    own->found.populated = question->population != NULL;
    own->max_level = question->max_level && question->max_level < cells->attributes ? question->max_level
                                                                                    : cells->attributes;
    own->counting = question->count_only;
    for (uint32_t a = 0; a < PATTERN_ATTRIBUTES; a++)
        own->codes[a] = PATTERN_ANY;
    coprod__cube_plan_of(cells, &own->plan);
    own->packs = !question->population
                 && coprod__packed_begin(&own->packed, cells, &own->plan, width_for(question));
    status = begin_all(own);
    if (status == COPROD_OK)
        *search = (struct pattern_search *)(void *)own;
    else
        free_search((struct pattern_search *)(void *)own);
    return status;
}

static void fill(struct pattern_search *search, const coprod_pattern_tally *tally)
{
    coprod__cube_fill(&((dense *)(void *)search)->counts, tally);
}

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

static void below_rates(const dense *own, uint64_t block, uint64_t *bits)
{
    const coprod__cube_plan *plan = &own->plan;
    uint16_t codes[PATTERN_ATTRIBUTES];
    memcpy(codes, own->codes, sizeof codes);
    memset(bits, 0, plan->words * sizeof *bits);
    for (uint32_t e = 0; e < plan->block; e++) {
        for (uint32_t i = 0; i < own->block.inner; i++)
            codes[plan->order[plan->outer + i]] = own->block.codes[e * own->block.inner + i];
        bits[e / 64] |= (uint64_t)below_rate(own, block * plan->block + e, codes) << e % 64;
    }
}

/* Takes away what stands below a pattern of another block; that block leaves one of the outer attributes open. */
static uint64_t look_up(dense *own, uint64_t block, uint64_t *marked)
{
    const coprod__cube_plan *plan = &own->plan;
    uint64_t left = 0;
    for (uint32_t i = 0; i < plan->outer; i++) {
        const uint64_t up = plan->radix[i] - 1 - own->digits[i];
        const uint64_t *above = own->marked + (block + up * (plan->stride[i] / plan->block)) * plan->words;
        if (!up)
            continue;
        for (uint32_t w = 0; w < plan->words; w++) {
            own->candidates[w] &= ~above[w];
            if (own->question.rate_over)
                marked[w] |= above[w];
        }
    }
    for (uint32_t w = 0; w < plan->words; w++)
        left |= own->candidates[w];
    return left;
}

static coprod_status visit_block(dense *own, uint64_t block)
{
    const coprod__cube_plan *plan = &own->plan;
    const uint32_t inner = own->block.inner, words = plan->words, level = own->level[plan->outer];
    uint64_t *marked = own->marked + block * words, left;
    if (own->question.rate_over)
        below_rates(own, block, marked);
    else
        coprod__dense_below(&own->counts, block * plan->block, own->question.threshold, marked);
    memcpy(own->candidates, marked, words * sizeof *marked);
    left = look_up(own, block, marked);
    if (!left && !own->question.rate_over)
        return COPROD_OK; /* what is marked stands above all that it marks already */
    coprod__dense_below_marked(&own->block, marked, own->candidates);
    if (level + inner > own->max_level)
        for (uint32_t l = own->max_level - level + 1; l <= inner; l++)
            for (uint32_t w = 0; w < words; w++)
                own->candidates[w] &= ~own->block.levels[l * words + w];
    return coprod__dense_emit_block(own, block);
}

/* --- prefixes --- */

/* The pattern of the prefix alone, which is uncovered: found if all above it are covered. Nothing else below is. */
static coprod_status visit_prefix(dense *own, uint64_t index)
{
    for (uint32_t i = 0; i < own->depth; i++) {
        const uint64_t up = own->plan.radix[i] - 1 - own->digits[i];
        if (up && coprod__cube_at(&own->counts, index + up * own->plan.stride[i]) < own->question.threshold)
            return COPROD_OK;
    }
    return coprod__dense_emit(own, index, own->level[own->depth], own->codes);
}

/* Looks at the prefix of `depth` attributes; *below says whether anything can be found in it. */
static coprod_status enter(dense *own, int *below)
{
    const coprod__cube_plan *plan = &own->plan;
    const uint32_t depth = own->depth;
    const uint64_t slab = depth ? plan->stride[depth - 1] : plan->size, last = own->base[depth] + slab - 1;
    *below = 0;
    if (own->level[depth] > own->max_level)
        return COPROD_OK;
    if (own->question.min_population && coprod__dense_people_at(own, last, own->codes) < own->question.min_population)
        return COPROD_OK;
    if (!own->question.rate_over && coprod__cube_at(&own->counts, last) < own->question.threshold)
        return visit_prefix(own, last);
    *below = 1;
    return COPROD_OK;
}

static void set_digit(dense *own, uint32_t at, uint32_t digit)
{
    const coprod__cube_plan *plan = &own->plan;
    const int any = digit + 1 == plan->radix[at];
    own->digits[at] = digit;
    own->codes[plan->order[at]] = (uint16_t)(any ? PATTERN_ANY : digit);
    own->level[at + 1] = own->level[at] + !any;
    own->base[at + 1] = own->base[at] + digit * plan->stride[at];
}

/* To the next prefix: the first one below, or the next one beside it or beside what is above. */
static void go_on(dense *own, int below)
{
    const coprod__cube_plan *plan = &own->plan;
    if (below && own->depth < plan->outer) {
        set_digit(own, own->depth, plan->radix[own->depth] - 1);
        own->depth++;
        return;
    }
    while (own->depth && !own->digits[own->depth - 1]) {
        own->codes[plan->order[own->depth - 1]] = PATTERN_ANY;
        own->depth--;
    }
    if (own->depth)
        set_digit(own, own->depth - 1, own->digits[own->depth - 1] - 1);
    else
        own->ended = 1;
}

static coprod_status step(dense *own)
{
    int below;
    coprod_status status = enter(own, &below);
    if (status == COPROD_OK && below && own->depth == own->plan.outer)
        status = visit_block(own, own->base[own->depth] / own->plan.block);
    if (status == COPROD_OK)
        go_on(own, below);
    return status;
}

/* After a pass: too many were found, so those of the first levels that fit are found again. */
static void pass_ended(dense *own)
{
    struct pattern_found *found = &own->found;
    uint64_t sum = 0;
    uint32_t level = 0;
    if (own->second || !found->truncated) {
        own->second = 1;
        if (!found->truncated)
            found->complete_level = own->max_level;
        return;
    }
    while (sum + found->by_level[level] <= own->question.max_results)
        sum += found->by_level[level++];
    found->complete_level = level - 1; /* on level 0 is one at most */
    own->second = 1;
    if (!sum)
        return;
    own->max_level = found->complete_level;
    own->counting = own->ended = 0;
}

static coprod_status run(struct pattern_search *search, uint64_t work, const int32_t *stop, int32_t *done)
{
    dense *own = (dense *)(void *)search;
    coprod_status status = COPROD_OK;
    uint64_t left = work ? work : UINT64_MAX;
    while (left && status == COPROD_OK && !(own->second && own->ended) && !coprod__pattern_stopped(stop)) {
        const uint64_t part = left < COPROD__BLOCK ? left : COPROD__BLOCK;
        uint64_t rest = coprod__cube_run(&own->counts, part);
        if (own->counts.done && own->population.plan)
            rest = coprod__cube_run(&own->population, rest);
        if (own->counts.done && (!own->population.plan || own->population.done))
            for (; rest && !own->ended && status == COPROD_OK; rest--)
                status = step(own);
        if (own->ended)
            pass_ended(own);
        if (own->ended && own->packs && status == COPROD_OK)
            status = coprod__packed_end(&own->packed, own->found.memory, &own->cells, &own->found);
        left -= work ? part - rest : 0;
    }
    *done = own->second && own->ended;
    return status;
}

static void take(struct pattern_search *search, struct pattern_found *found)
{
    dense *own = (dense *)(void *)search;
    *found = own->found;
    memset(&own->found, 0, sizeof own->found);
}

const struct pattern_engine coprod__pattern_dense = {bytes_for, begin, fill, run, take, free_search};
