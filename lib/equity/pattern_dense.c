/* SPDX-License-Identifier: MIT */
/* The dense search: what it takes, how it begins, and its passes. */
#include "pattern_dense_internal.h"
#include "pattern_threads_internal.h"

#include <string.h>

enum { IMPOSSIBLE_AT_ONCE = 8 }; /* that a pattern is compared with for what it takes else */

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

static uint64_t plus(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

/* Candidates and marks of a block, and what keeps those of two threads apart. */
static size_t part_words(const coprod__cube_plan *plan)
{
    return 2 * (size_t)plan->words + COPROD__LINE / sizeof(uint64_t);
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
    bytes = plus(bytes, plan.blocks * coprod__cube_mark_bytes(&plan)); /* fewer than the counters take */
    bytes = plus(bytes, coprod__dense_block_bytes(&plan) + part_words(&plan) * sizeof(uint64_t));
    return plus(bytes, width ? coprod__cube_bytes(&plan, width) : 0);
}

static void free_cubes(dense *own)
{
    coprod__cube_free(&own->counts, &own->memory);
    coprod__cube_free(&own->population, &own->memory);
    coprod__dense_block_free(&own->block, &own->memory);
    coprod__release(&own->memory, own->marked, own->marked_bytes);
    own->marked = NULL;
}

static void free_search(struct pattern_search *search)
{
    dense *own = (dense *)(void *)search;
    const coprod__memory memory = own->memory;
    free_cubes(own);
    for (uint32_t i = 0; own->parts && i < own->threads; i++) {
        coprod__packed_free(&own->parts[i].packed, &memory);
        coprod__pattern_found_free(&own->parts[i].found, own->cells.attributes);
    }
    coprod__release(&memory, own->parts, own->threads * sizeof *own->parts);
    coprod__release(&memory, own->candidates, own->threads * own->part_words * sizeof *own->candidates);
    coprod__pattern_found_free(&own->found, own->cells.attributes);
    coprod__release(&memory, own, sizeof *own);
}

/* Threads within what is left of the budget; slabs for them. */
static void share_out(dense *own)
{
    const uint64_t needed = bytes_for(&own->cells, &own->question), most = own->question.memory_bytes;
    own->part_words = part_words(&own->plan);
    const uint64_t gap = own->packs ? sizeof(uint64_t)
                                    : own->cells.attributes * sizeof(uint16_t) + 2 * sizeof(uint64_t);
    const uint64_t each = COPROD__THREAD_BYTES + sizeof *own->parts + 2 * sizeof *own->counts.parts
                          + own->part_words * sizeof *own->candidates
                          + (COPROD__FIRST_OF_MANY + own->plan.block) * gap;
    own->threads = coprod__pattern_threads(own->question.threads, each, most > needed ? most - needed : 0);
    coprod__cube_split(&own->plan, own->threads);
    if (own->plan.slabs == 1)
        own->threads = 1;
}

static void begin_pass(dense *own)
{
    own->wave = 0;
    own->next = 0;
    for (uint32_t i = 0; i < own->threads; i++) {
        coprod__dense_part *part = own->parts + i;
        memset(part->found.by_level, 0, sizeof part->found.by_level);
        part->counting = own->counting;
        part->found.count = part->packed.count = 0;
    }
}

static coprod_status begin_parts(dense *own)
{
    own->parts = coprod__alloc(&own->memory, own->threads * sizeof *own->parts);
    own->candidates = coprod__alloc(&own->memory, own->threads * own->part_words * sizeof *own->candidates);
    if (!own->parts || !own->candidates)
        return COPROD_E_MEMORY;
    for (uint32_t i = 0; i < own->threads; i++) {
        own->parts[i].found.memory = own->found.memory;
        own->parts[i].candidates = own->candidates + i * own->part_words;
        own->parts[i].marks = own->parts[i].candidates + own->plan.words;
        memset(own->parts[i].codes, 0xFF, sizeof own->parts[i].codes);
    }
    begin_pass(own);
    return COPROD_OK;
}

static coprod_status begin_all(dense *own)
{
    const uint32_t width = population_width(&own->question);
    coprod_status status = coprod__cube_begin(&own->counts, &own->memory, &own->plan, &own->cells,
                                              width_for(&own->question), own->threads);
    if (status == COPROD_OK && width)
        status = coprod__cube_begin(&own->population, &own->memory, &own->plan, &own->question.population->cells,
                                    width, own->threads);
    if (status == COPROD_OK)
        status = coprod__dense_block_begin(&own->block, &own->memory, &own->plan);
    if (status == COPROD_OK)
        status = begin_parts(own);
    own->mark_bytes = coprod__cube_mark_bytes(&own->plan);
    own->marked_bytes = (size_t)own->plan.blocks * own->mark_bytes;
    if (status == COPROD_OK)
        own->marked = coprod__resize(&own->memory, NULL, 0, own->marked_bytes);
    return status == COPROD_OK && !own->marked ? COPROD_E_MEMORY : status;
}

/* Beside its bits, each pattern of a block may be compared with all that nobody can have. */
static uint64_t block_work(const dense *own)
{
    const struct pattern_people *people = own->question.population;
    const uint64_t patterns = coprod__cube_work(&own->plan);
    const uint64_t each = people ? people->impossible_count / IMPOSSIBLE_AT_ONCE : 0;
    return patterns + (each < UINT32_MAX ? each : UINT32_MAX) * patterns;
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
    coprod__cube_plan_of(cells, &own->plan);
    own->packs = !question->population && coprod__packing_of(&own->packing, cells, &own->plan, width_for(question));
    own->block_work = block_work(own);
    share_out(own);
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

/* --- passes --- */

/* The levels that fit, if there are too many; and whether they must be found again. */
static int too_many(dense *own)
{
    struct pattern_found *found = &own->found;
    uint64_t sum = 0;
    uint32_t level = 0;
    for (uint32_t i = 0; i < own->threads; i++)
        for (uint32_t l = 0; l <= PATTERN_ATTRIBUTES; l++)
            sum += own->second ? 0 : own->parts[i].found.by_level[l];
    for (uint32_t i = 0; i < own->threads && !own->second; i++)
        for (uint32_t l = 0; l <= PATTERN_ATTRIBUTES; l++)
            found->by_level[l] += own->parts[i].found.by_level[l];
    if (own->second || own->counting || !own->question.max_results || sum <= own->question.max_results)
        return 0;
    sum = 0;
    while (sum + found->by_level[level] <= own->question.max_results)
        sum += found->by_level[level++];
    found->truncated = 1;
    own->max_level = level - 1; /* on level 0 is one at most */
    own->counting = !sum;
    return 1;
}

/* What was found is an answer; what it was found with is no longer needed. */
static coprod_status end_all(dense *own)
{
    own->found.complete_level = own->max_level;
    for (uint32_t l = own->max_level + 1; l <= PATTERN_ATTRIBUTES; l++)
        own->found.by_level[l] = 0;
    own->ended = 1;
    free_cubes(own);
    return coprod__dense_gather(own);
}

/* Where all parts together keep more than may be told, only the number of each level is of use. */
static void keep_no_more(dense *own)
{
    uint64_t kept = 0;
    for (uint32_t i = 0; i < own->threads; i++)
        kept += own->packs ? own->parts[i].packed.count : own->parts[i].found.count;
    if (!own->question.max_results || kept <= own->question.max_results)
        return;
    for (uint32_t i = 0; i < own->threads; i++) {
        own->parts[i].counting = 1;
        own->parts[i].found.count = own->parts[i].packed.count = 0;
    }
}

/* Makes room for those who have none, or goes on to the next wave when all of this one is done. */
static coprod_status go_on(dense *own)
{
    int busy = 0, full = 0;
    keep_no_more(own);
    for (uint32_t i = 0; i < own->threads; i++) {
        coprod__dense_part *part = own->parts + i;
        busy |= part->busy;
        full |= part->full;
        if (part->full && !part->counting && !coprod__dense_more_room(own, part))
            return COPROD_E_MEMORY;
    }
    if (busy || full || own->next < own->plan.slabs)
        return COPROD_OK;
    own->next = 0;
    if (own->wave++ < own->plan.split)
        return COPROD_OK;
    if (!too_many(own))
        return end_all(own);
    own->second = 1;
    begin_pass(own);
    return own->counting ? end_all(own) : COPROD_OK;
}

static coprod_status run(struct pattern_search *search, uint64_t work, const int32_t *stop, int32_t *done)
{
    dense *own = (dense *)(void *)search;
    coprod_status status = COPROD_OK;
    uint64_t left = work ? work : UINT64_MAX;
    while (left && status == COPROD_OK && !own->ended && !coprod__pattern_stopped(stop)) {
        if (!own->counts.done) {
            left = coprod__cube_run(&own->counts, left, stop);
        } else if (own->population.plan && !own->population.done) {
            left = coprod__cube_run(&own->population, left, stop);
        } else {
            left = coprod__dense_walk(own, left, stop);
            status = go_on(own);
        }
        left = work ? left : UINT64_MAX;
    }
    *done = status == COPROD_OK && own->ended;
    return status;
}

static void take(struct pattern_search *search, struct pattern_found *found)
{
    dense *own = (dense *)(void *)search;
    *found = own->found;
    memset(&own->found, 0, sizeof own->found);
}

const struct pattern_engine coprod__pattern_dense = {bytes_for, begin, fill, run, take, free_search};
