/* SPDX-License-Identifier: MIT */
/* The search for wide data, as the others see it. */
#include "pattern_bitmap_internal.h"
#include "pattern_threads_internal.h"

#include <string.h>

enum { STEP_WORK = 4096 };

const coprod__bitmap_tuning coprod__bitmap_usual = {COPROD__BITMAP_BEST, 12, 16, 4096, UINT64_MAX, 4};

/* --- memory --- */

void *coprod__bitmap_take(coprod__bitmap_budget *budget, size_t count, size_t bytes)
{
    void *block;
    count += !count; /* so that no memory always means no memory */
    block = count > SIZE_MAX / 2 / bytes ? NULL : coprod__alloc(budget->memory, count * bytes);
    return block;
}

void coprod__bitmap_give(coprod__bitmap_budget *budget, void *block, size_t count, size_t bytes)
{
    if (!block)
        return;
    count += !count;
    coprod__release(budget->memory, block, count * bytes);
}

int coprod__bitmap_room(coprod__bitmap_budget *budget, void **block, size_t *room, size_t wanted, size_t bytes)
{
    if (wanted <= *room)
        return 1;
    coprod__bitmap_give(budget, *block, *room, bytes);
    *block = coprod__bitmap_take(budget, wanted, bytes);
    *room = *block ? wanted : 0;
    return *block != NULL;
}

int coprod__bitmap_rows_take(coprod__bitmap_budget *budget, coprod__bitmap_rows *rows, size_t words)
{
    const size_t line = COPROD__BITMAP_EIGHT * sizeof(uint64_t);
    rows->block = coprod__bitmap_take(budget, words + COPROD__BITMAP_EIGHT, sizeof *rows->block);
    rows->bits = rows->block;
    while (rows->bits && (uintptr_t)rows->bits % line)
        rows->bits++;
    rows->room = rows->bits ? words : 0;
    return rows->bits != NULL;
}

void coprod__bitmap_rows_give(coprod__bitmap_budget *budget, coprod__bitmap_rows *rows)
{
    coprod__bitmap_give(budget, rows->block, rows->room + COPROD__BITMAP_EIGHT, sizeof *rows->block);
    rows->bits = rows->block = NULL;
    rows->room = 0;
}

/* --- begin and free --- */

static void free_search(struct pattern_search *search)
{
    coprod__bitmap_search *own = (coprod__bitmap_search *)(void *)search;
    const coprod__memory *memory = own->budget.memory;
    coprod__bitmap_walkers_free(own);
    coprod__bitmap_give(&own->budget, own->items, own->store.slots, sizeof *own->items);
    coprod__bitmap_gaps_free(own);
    coprod__bitmap_store_free(&own->store, &own->budget);
    coprod__bitmap_store_free(&own->people, &own->budget);
    coprod__pattern_found_free(&own->found, own->cells.attributes);
    coprod__release(memory, own, sizeof *own);
}

static void set_up(coprod__bitmap_search *own, const struct pattern_cells *cells,
                   const struct pattern_question *question)
{
    own->cells = *cells;
    own->question = *question;
    own->budget.most = question->memory_bytes;
    own->budget.fixed = coprod__bitmap_bytes(cells, question);
    own->threads = coprod__pattern_threads(question->threads, COPROD__THREAD_BYTES, coprod__bitmap_spare(&own->budget));
    own->narrows = 1;
    own->deepest = cells->attributes;
    if (question->max_level && question->max_level < own->deepest)
        own->deepest = question->max_level;
    for (uint32_t a = 0; a < cells->attributes; a++)
        own->offset[a + 1] = own->offset[a] + cells->cardinality[a];
    own->found.populated = question->population != NULL;
    own->store = (coprod__bitmap_store){.cells = &own->cells, .offset = own->offset, .cap = question->threshold,
                                        .needed = question->threshold,
                                        .count_first = own->offset[cells->attributes] > own->tuning.all_slots};
    if (question->population && question->population->counted)
        own->people = (coprod__bitmap_store){.cells = &question->population->cells, .offset = own->offset,
                                             .cap = UINT64_MAX, .needed = 1, .count_first = 1};
}

coprod_status coprod__bitmap_begin(const coprod__memory *memory, const struct pattern_cells *cells,
                                   const struct pattern_question *question, const coprod__bitmap_tuning *tuning,
                                   struct pattern_search **search)
{
    coprod__bitmap_search *own;
    coprod_status status;
    *search = NULL;
    if (coprod__bitmap_bytes(cells, question) > question->memory_bytes || cells->count > COPROD__BITMAP_CELLS)
        return COPROD_E_LIMIT;
    own = coprod__alloc(memory, sizeof *own);
    if (!own)
        return COPROD_E_MEMORY;
    own->budget.memory = memory;
    own->found.memory = memory;
    own->tuning = *tuning;
    own->kernels = coprod__bitmap_kernels_of(tuning->set);
    set_up(own, cells, question);
    status = own->kernels ? coprod__bitmap_walkers(own) : COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        *search = (struct pattern_search *)(void *)own;
    else
        free_search((struct pattern_search *)(void *)own);
    return status;
}

static coprod_status begin(const coprod__memory *memory, const struct pattern_cells *cells,
                           const struct pattern_question *question, struct pattern_search **search)
{
    return coprod__bitmap_begin(memory, cells, question, &coprod__bitmap_usual, search);
}

/* --- run and take --- */

static void charge(coprod__bitmap_search *own, uint64_t times)
{
    const uint64_t used = times > UINT64_MAX / STEP_WORK ? UINT64_MAX : times * STEP_WORK;
    own->work -= own->work > used ? used : own->work;
}

static coprod_status step(coprod__bitmap_search *own, const int32_t *stop)
{
    uint64_t times = own->work / STEP_WORK + (own->work % STEP_WORK != 0);
    coprod_status status = COPROD_OK;
    if (own->phase == COPROD__BITMAP_WALK)
        return coprod__bitmap_pass(own, stop);
    if (own->phase == COPROD__BITMAP_BUILD && own->store.phase != COPROD__STORE_READY) {
        status = coprod__bitmap_build(&own->store, &own->budget, own->threads, &times, stop);
    } else if (own->phase == COPROD__BITMAP_BUILD && own->people.cells && own->people.phase != COPROD__STORE_READY) {
        status = coprod__bitmap_build(&own->people, &own->budget, own->threads, &times, stop);
    } else {
        own->phase = COPROD__BITMAP_SINGLE;
        times = 1;
        status = coprod__bitmap_single(own);
    }
    charge(own, times);
    return status;
}

static coprod_status run(struct pattern_search *search, uint64_t work, const int32_t *stop, int32_t *done)
{
    coprod__bitmap_search *own = (coprod__bitmap_search *)(void *)search;
    coprod_status status = COPROD_OK;
    own->work = work ? work : UINT64_MAX;
    while (status == COPROD_OK && own->phase != COPROD__BITMAP_DONE && own->work && !coprod__pattern_stopped(stop))
        status = step(own, stop);
    *done = status == COPROD_OK && own->phase == COPROD__BITMAP_DONE;
    return status;
}

static void take(struct pattern_search *search, struct pattern_found *found)
{
    coprod__bitmap_search *own = (coprod__bitmap_search *)(void *)search;
    if (own->question.count_only)
        coprod__pattern_found_free(&own->found, own->cells.attributes);
    *found = own->found;
    memset(&own->found, 0, sizeof own->found);
    own->found.memory = found->memory;
}

const struct pattern_engine coprod__pattern_bitmap = {
    .bytes = coprod__bitmap_bytes, .begin = begin, .run = run, .take = take, .free = free_search};
