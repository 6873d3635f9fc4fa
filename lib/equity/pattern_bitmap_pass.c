/* SPDX-License-Identifier: MIT */
/* Passes: single values first, then down to one level more each time, or, by one thread, from some level on to the
 * last. Several threads share the items of a pass; what they find is put together when they pause, and looked up only
 * in the next pass. */
#include "pattern_bitmap_internal.h"
#include "pattern_threads_internal.h"

#include <string.h>

enum { VALUES_AT_ONCE = 64, WORDS_AT_ONCE = 1 << 20, PENDING = 4096 };

typedef coprod__bitmap_search search;
typedef coprod__bitmap_walker walker;

/* --- the memory of walkers --- */

static void free_walker(search *own, walker *at)
{
    coprod__bitmap_budget *budget = &own->budget;
    for (uint32_t i = 0; at->frames && i <= own->deepest; i++) {
        coprod__bitmap_frame *frame = at->frames + i;
        coprod__bitmap_give(budget, frame->buffer, frame->room, sizeof *frame->buffer);
        if (frame->entry_room)
            coprod__bitmap_give(budget, frame->entries, frame->entry_room, sizeof *frame->entries);
        coprod__bitmap_give(budget, frame->people, frame->people_room, sizeof *frame->people);
        coprod__bitmap_rows_give(budget, &frame->narrow);
    }
    coprod__bitmap_give(budget, at->scratch, own->store.rows.words, sizeof *at->scratch);
    coprod__bitmap_give(budget, at->frames, own->deepest + 1, sizeof *at->frames);
    coprod__pattern_found_free(&at->pending, own->cells.attributes);
    memset(at, 0, sizeof *at);
}

void coprod__bitmap_walkers_free(search *own)
{
    for (uint32_t i = own->walker_room; i-- > 0 && own->walkers;)
        free_walker(own, own->walkers + i);
    coprod__bitmap_give(&own->budget, own->walkers, own->walker_room, sizeof *own->walkers);
    own->walkers = NULL;
}

static coprod_status make_walker(search *own, walker *at, size_t pending)
{
    at->of = own;
    at->pending.memory = own->found.memory;
    memset(at->codes, 0xFF, sizeof at->codes);
    if (!at->frames)
        at->frames = coprod__bitmap_take(&own->budget, own->deepest + 1, sizeof *at->frames);
    if (!at->frames || (at->pending.room < pending
                        && !coprod__pattern_found_room(&at->pending, own->cells.attributes, pending)))
        return COPROD_E_MEMORY;
    return COPROD_OK;
}

coprod_status coprod__bitmap_walkers(search *own)
{
    const uint32_t wanted = own->question.threads ? own->question.threads : 1;
    own->walker_room = wanted < COPROD__THREADS_MOST ? wanted : COPROD__THREADS_MOST;
    own->walker_count = 1;
    own->walkers = coprod__bitmap_take(&own->budget, own->walker_room, sizeof *own->walkers);
    return own->walkers ? make_walker(own, own->walkers, 1) : COPROD_E_MEMORY;
}

/* As many as there is memory for, at their largest but for bitmaps of a prefix's own. */
static coprod_status more_walkers(search *own)
{
    const uint64_t rows = own->store.rows.words + 1, people = own->people.cells ? own->people.rows.words : 0;
    const uint64_t most = own->question.max_results, pending = most && most < PENDING ? most + 1 : PENDING;
    const uint64_t level = sizeof(coprod__bitmap_frame) + 8 * (rows + people)
                           + own->item_count * sizeof(coprod__bitmap_entry);
    const uint64_t each = COPROD__THREAD_BYTES + (own->deepest + 1) * level + 8 * rows
                          + 2 * pending * (own->cells.attributes * sizeof(uint16_t) + 2 * sizeof(uint64_t));
    coprod_status status = COPROD_OK;
    own->walker_count = coprod__pattern_threads(own->walker_room, each, coprod__bitmap_spare(&own->budget));
    own->budget.spared += (own->walker_count - 1) * each;
    for (uint32_t i = 0; i < own->walker_count && own->walker_count > 1 && status == COPROD_OK; i++)
        status = make_walker(own, own->walkers + i, (size_t)pending);
    return status;
}

static coprod_status give_frame(search *own, walker *at)
{
    const coprod__bitmap_frame *above = at->frames + at->depth;
    coprod__bitmap_frame *frame = at->frames + at->depth + 1;
    coprod__bitmap_budget *budget = &own->budget;
    const int masks = above->rows != &above->narrow && above->mask;
    if (!coprod__bitmap_room(budget, (void **)&frame->entries, &frame->entry_room, own->item_count,
                             sizeof *frame->entries)
        || (own->people.cells && !coprod__bitmap_room(budget, (void **)&frame->people, &frame->people_room,
                                                      own->people.rows.words, sizeof *frame->people))
        || (masks && !coprod__bitmap_room(budget, (void **)&frame->buffer, &frame->room, own->store.rows.words + 1,
                                          sizeof *frame->buffer)))
        return COPROD_E_MEMORY;
    return COPROD_OK;
}

static uint64_t narrow_bytes(size_t words)
{
    return words ? ((uint64_t)words + COPROD__BITMAP_EIGHT) * sizeof(uint64_t) : 0;
}

/* Where all must wait for it, half as much again, so that it is not asked for often; or what is needed, or nothing: it
 * is done without. */
static void give_narrow(search *own, walker *at)
{
    coprod__bitmap_frame *frame = at->frames + at->depth;
    coprod__bitmap_rows *rows = &frame->narrow;
    coprod__bitmap_budget *budget = &own->budget;
    size_t words = at->want_words + (own->walker_count > 1 ? at->want_words / 2 : 0);
    budget->spared -= narrow_bytes(rows->room);
    coprod__bitmap_rows_give(budget, rows);
    if (narrow_bytes(words) > coprod__bitmap_spare(budget))
        words = at->want_words;
    if (narrow_bytes(words) > coprod__bitmap_spare(budget) || !coprod__bitmap_rows_take(budget, rows, words))
        frame->narrow_refused = at->want_words;
    budget->spared += narrow_bytes(rows->room);
}

static coprod_status give(search *own, walker *at)
{
    const int32_t what = at->want;
    at->want = COPROD__WANT_NOTHING;
    switch (what) {
    case COPROD__WANT_FRAME:
        return give_frame(own, at);
    case COPROD__WANT_SCRATCH:
        at->scratch = coprod__bitmap_take(&own->budget, at->want_words, sizeof *at->scratch);
        return at->scratch ? COPROD_OK : COPROD_E_MEMORY;
    case COPROD__WANT_NARROW:
        give_narrow(own, at);
        return COPROD_OK;
    default:
        return coprod__bitmap_keep(own, at);
    }
}

/* --- passes --- */

static void begin_pass(search *own)
{
    const coprod__bitmap_frame *root = own->walkers[0].frames;
    own->next = 0;
    for (uint32_t i = 0; i < own->walker_count; i++) {
        walker *at = own->walkers + i;
        if (i) {
            at->frames[0] = *root;
            at->frames[0].entry_room = 0; /* they are lent */
        }
        at->frames[0].next = root->count;
        memset(at->codes, 0xFF, sizeof at->codes);
        memset(at->pending.by_level, 0, sizeof at->pending.by_level);
        at->pending.count = at->depth = 0;
        at->opening = at->alive = at->has_first = at->finished = 0;
        at->want = COPROD__WANT_NOTHING;
    }
}

/* The levels of a pass are complete; `alive` says whether there can be gaps below. */
static void end_pass(search *own)
{
    const uint32_t done = own->to;
    int alive = 0;
    for (uint32_t i = 0; i < own->walker_count; i++) {
        for (uint32_t l = 0; l <= PATTERN_ATTRIBUTES; l++)
            own->found.by_level[l] += own->walkers[i].pending.by_level[l];
        alive |= own->walkers[i].alive;
    }
    own->complete = own->found.count;
    own->found.complete_level = alive ? done : own->deepest;
    if (!alive || done >= own->deepest) {
        own->phase = COPROD__BITMAP_DONE;
        return;
    }
    own->from = done + 1;
    own->to = own->question.max_results || own->walker_count > 1 || own->from <= own->tuning.by_level ? own->from
                                                                                                      : own->deepest;
    begin_pass(own);
}

/* What was found beyond the last complete level is taken back. */
static void cut_back(search *own)
{
    own->found.truncated = 1;
    own->found.memory_needed = own->budget.ended ? coprod__bitmap_needed(own) : 0;
    own->found.count = own->complete;
    own->phase = COPROD__BITMAP_DONE;
}

/* A pass begins again without what can be done without, and goes no further than one level. */
static coprod_status begin_again(search *own)
{
    own->tuning.by_level = UINT32_MAX;
    own->to = own->from;
    own->narrows = 0;
    own->budget.in_the_way = 0;
    for (uint32_t i = own->walker_count; i-- > 1;)
        free_walker(own, own->walkers + i);
    for (uint32_t i = 0; i <= own->deepest; i++) {
        coprod__bitmap_rows *rows = &own->walkers[0].frames[i].narrow;
        coprod__bitmap_rows_give(&own->budget, rows);
    }
    own->budget.spared = 0;
    own->walker_count = 1;
    own->found.count = own->complete;
    begin_pass(own);
    return coprod__bitmap_index_again(own);
}

static coprod_status cut(search *own, coprod_status status)
{
    if (status != COPROD_E_LIMIT)
        return status;
    if (own->budget.in_the_way)
        return begin_again(own);
    cut_back(own);
    return COPROD_OK;
}

typedef struct pass {
    search *own;
    const int32_t *stop;
} pass;

static void walk_part(void *work, uint32_t number)
{
    const pass *all = work;
    coprod__bitmap_walk(all->own->walkers + number, all->stop);
}

/* Everybody walks until somebody wants something. */
static int walk_all(search *own, const int32_t *stop)
{
    pass all = {own, stop};
    const uint64_t each = own->work / own->walker_count + (own->work % own->walker_count != 0);
    uint64_t used = 0;
    int finished = 1;
    own->pause = 0;
    for (uint32_t i = 0; i < own->walker_count; i++)
        own->walkers[i].work = each;
    coprod__pattern_together(own->walker_count, own->walker_count, walk_part, &all);
    for (uint32_t i = 0; i < own->walker_count; i++) {
        used += each - own->walkers[i].work;
        finished &= own->walkers[i].finished;
    }
    own->work = own->work > used ? own->work - used : 0;
    return finished;
}

coprod_status coprod__bitmap_pass(search *own, const int32_t *stop)
{
    const int finished = walk_all(own, stop);
    coprod_status status = COPROD_OK;
    for (uint32_t i = 0; i < own->walker_count && status == COPROD_OK; i++) {
        walker *at = own->walkers + i;
        status = at->status;
        if (status == COPROD_OK && at->want)
            status = give(own, at);
        if (status == COPROD_OK && finished && at->pending.count)
            status = coprod__bitmap_keep(own, at);
    }
    if (status == COPROD_OK && finished)
        status = coprod__bitmap_index(own);
    if (status == COPROD_OK && finished)
        end_pass(own);
    return cut(own, status);
}

/* --- single values --- */

static coprod_status begin_root(search *own)
{
    coprod__bitmap_frame *root = own->walkers[0].frames;
    coprod__bitmap_order(own->items, own->item_count);
    root->base = &own->store.rows;
    root->rows = &own->store.rows;
    root->most = own->cells.count;
    root->count = own->item_count;
    if (!coprod__bitmap_gaps_init(own) || !coprod__bitmap_room(&own->budget, (void **)&root->entries,
                                                               &root->entry_room, root->count, sizeof *root->entries))
        return COPROD_E_MEMORY;
    for (uint32_t i = 0; i < own->item_count; i++)
        root->entries[i] = (coprod__bitmap_entry){i, own->items[i].slot};
    own->walkers[0].alive = own->item_count > 0;
    end_pass(own);
    if (own->phase == COPROD__BITMAP_DONE || more_walkers(own) != COPROD_OK)
        return own->phase == COPROD__BITMAP_DONE ? COPROD_OK : COPROD_E_MEMORY;
    own->to = own->walker_count > 1 ? own->from : own->to;
    begin_pass(own);
    return COPROD_OK;
}

/* A gap where enough people live, or anywhere if nobody asks. */
static coprod_status gap_of_value(search *own, uint32_t level, uint64_t people, uint64_t population)
{
    if (population < own->question.min_population)
        return COPROD_OK;
    coprod__bitmap_gap(own->walkers, level, people, population);
    return own->walkers[0].pending.count ? coprod__bitmap_keep(own, own->walkers) : COPROD_OK;
}

static uint64_t population_of(const search *own, uint32_t number)
{
    return own->question.population ? coprod__bitmap_population_of(own->walkers, number) : 0;
}

/* Nobody has said anything that is not true of all: the empty pattern. */
static coprod_status begin_single(search *own)
{
    const int covered = own->cells.people >= own->question.threshold;
    const uint64_t population = population_of(own, COPROD__BITMAP_NONE);
    coprod_status status = COPROD_OK;
    own->place = 0;
    own->items = coprod__bitmap_take(&own->budget, own->store.slots, sizeof *own->items);
    if (!own->items)
        return COPROD_E_MEMORY;
    if (!covered)
        status = gap_of_value(own, 0, own->cells.people, population);
    own->walkers[0].alive = covered && population >= own->question.min_population;
    own->complete = own->found.count;
    own->from = 1;
    own->to = 1;
    return status;
}

static uint64_t rows_of(const search *own, uint32_t slot, int weighted)
{
    const coprod__bitmap_rows *rows = &own->store.rows;
    const uint64_t *bits = rows->bits + slot * rows->stride;
    const coprod__bitmap_scan scan = {bits, bits, rows->slices, weighted ? rows->slice_count : 0, UINT64_MAX};
    return own->kernels->count(&scan, 0, rows->words, 0);
}

static coprod_status look_at_value(search *own, uint32_t attribute, uint32_t value)
{
    const uint32_t number = own->offset[attribute] + value, slot = own->store.slot_of[number];
    const uint64_t people = slot == COPROD__BITMAP_ASIDE ? own->store.people_of[number] : rows_of(own, slot, 1);
    uint16_t *codes = own->walkers[0].codes;
    coprod_status status = COPROD_OK;
    codes[attribute] = (uint16_t)value;
    const uint64_t population = population_of(own, number);
    if (people < own->question.threshold)
        status = gap_of_value(own, 1, people, population);
    else if (population >= own->question.min_population)
        own->items[own->item_count++] = (coprod__bitmap_item){
            (uint16_t)attribute, (uint16_t)value, slot, own->store.rows.slice_count ? rows_of(own, slot, 0) : people,
            coprod__bitmap_mix(attribute, value)};
    codes[attribute] = PATTERN_ANY;
    return status;
}

/* Values that are counted before anybody looks whether it is to stop. */
static uint64_t values_at_once(const search *own)
{
    const coprod__bitmap_rows *rows = &own->store.rows;
    const uint64_t words = rows->words * (rows->slice_count + 2) + 1, most = WORDS_AT_ONCE / words + 1;
    return most < VALUES_AT_ONCE ? most : VALUES_AT_ONCE;
}

static coprod_status look_at_values(search *own)
{
    coprod_status status = own->from ? COPROD_OK : begin_single(own);
    const uint32_t values = own->offset[own->cells.attributes];
    uint32_t attribute = 0;
    if (status != COPROD_OK)
        return status;
    if (!own->walkers[0].alive) {
        end_pass(own);
        return COPROD_OK;
    }
    for (uint64_t n = values_at_once(own); n && own->place < values && status == COPROD_OK; n--, own->place++) {
        while (own->place >= own->offset[attribute + 1])
            attribute++;
        status = look_at_value(own, attribute, (uint32_t)own->place - own->offset[attribute]);
    }
    if (status != COPROD_OK || own->place < values)
        return status;
    own->phase = COPROD__BITMAP_WALK;
    return begin_root(own);
}

coprod_status coprod__bitmap_single(search *own)
{
    return cut(own, look_at_values(own));
}
