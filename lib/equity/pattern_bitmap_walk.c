/* SPDX-License-Identifier: MIT */
/* The walk: down to one level more each time, with a stack of its own, so that it can stop anywhere and go on. A frame
 * is a prefix with the items that may extend it: each with the prefix is covered, and enough people live there. */
#include "pattern_bitmap_internal.h"

#include <stdlib.h>

enum { VALUES_AT_ONCE = 64 };

/* A gap where enough people live, or anywhere if nobody asks. */
static coprod_status gap_of_value(coprod__bitmap_search *own, uint32_t level, uint64_t people, uint64_t population)
{
    return population < own->question.min_population ? COPROD_OK
                                                     : coprod__bitmap_gap(own, level, 0, people, population);
}

static uint64_t population_of(const coprod__bitmap_search *own, uint32_t number)
{
    return own->question.population ? coprod__bitmap_population_of(own, number) : 0;
}

/* --- levels --- */

/* What was found beyond the last complete level is taken back. */
static void cut_back(coprod__bitmap_search *own)
{
    own->found.truncated = 1;
    own->found.count = own->complete;
    for (uint32_t level = own->from; level <= PATTERN_ATTRIBUTES; level++)
        own->found.by_level[level] = 0;
    own->phase = COPROD__BITMAP_DONE;
}

static int too_many(const coprod__bitmap_search *own)
{
    return own->question.max_results && !own->question.count_only && own->found.count > own->question.max_results;
}

/* The levels of a pass are complete; `alive` says whether there can be gaps below. */
static void end_pass(coprod__bitmap_search *own)
{
    const uint32_t done = own->to;
    own->complete = own->found.count;
    own->found.complete_level = own->alive ? done : own->deepest;
    if (!own->alive || done >= own->deepest) {
        own->phase = COPROD__BITMAP_DONE;
        return;
    }
    own->from = done + 1;
    own->to = own->question.max_results || own->from <= own->tuning.by_level ? own->from : own->deepest;
    own->alive = 0;
    own->depth = 0;
    own->opening = 0;
    own->frames[0].next = own->frames[0].count;
}

/* --- single values --- */

/* In rising number of rows, so that prefixes are rare and leave little to read. */
static int by_rows(const void *a, const void *b)
{
    const coprod__bitmap_item *x = a, *y = b;
    if (x->rows != y->rows)
        return x->rows < y->rows ? -1 : 1;
    if (x->attribute != y->attribute)
        return x->attribute < y->attribute ? -1 : 1;
    return x->value < y->value ? -1 : x->value > y->value;
}

static coprod_status begin_root(coprod__bitmap_search *own)
{
    coprod__bitmap_frame *root = own->frames;
    if (own->item_count)
        qsort(own->items, own->item_count, sizeof *own->items, by_rows);
    root->base = &own->store.rows;
    root->rows = &own->store.rows;
    root->most = own->cells.count;
    root->count = own->item_count;
    if (!coprod__bitmap_gaps_init(own) || !coprod__bitmap_room(&own->budget, (void **)&root->entries,
                                                               &root->entry_room, root->count, sizeof *root->entries))
        return coprod__bitmap_refusal(&own->budget);
    for (uint32_t i = 0; i < own->item_count; i++)
        root->entries[i] = (coprod__bitmap_entry){i, own->items[i].slot};
    own->alive = own->item_count > 0;
    end_pass(own);
    return COPROD_OK;
}

/* Nobody has said anything that is not true of all: the empty pattern. */
static coprod_status begin_single(coprod__bitmap_search *own)
{
    const int covered = own->cells.people >= own->question.threshold;
    const uint64_t population = population_of(own, COPROD__BITMAP_NONE);
    coprod_status status = COPROD_OK;
    own->place = 0;
    own->items = coprod__bitmap_take(&own->budget, own->store.slots, sizeof *own->items);
    if (!own->items)
        return coprod__bitmap_refusal(&own->budget);
    if (!covered)
        status = gap_of_value(own, 0, own->cells.people, population);
    own->alive = covered && population >= own->question.min_population;
    own->complete = own->found.count;
    own->from = 1;
    own->to = 1;
    return status;
}

static uint64_t rows_of(const coprod__bitmap_search *own, uint32_t slot, int weighted)
{
    const coprod__bitmap_rows *rows = &own->store.rows;
    const uint64_t *bits = rows->bits + slot * rows->stride;
    const coprod__bitmap_scan scan = {bits, bits, rows->slices, weighted ? rows->slice_count : 0, UINT64_MAX};
    return own->kernels->count(&scan, 0, rows->words, 0);
}

static coprod_status look_at_value(coprod__bitmap_search *own, uint32_t attribute, uint32_t value)
{
    const uint32_t number = own->offset[attribute] + value, slot = own->store.slot_of[number];
    const uint64_t people = slot == COPROD__BITMAP_ASIDE ? own->store.people_of[number] : rows_of(own, slot, 1);
    coprod_status status = COPROD_OK;
    own->codes[attribute] = (uint16_t)value;
    const uint64_t population = population_of(own, number);
    if (people < own->question.threshold)
        status = gap_of_value(own, 1, people, population);
    else if (population >= own->question.min_population)
        own->items[own->item_count++] = (coprod__bitmap_item){
            (uint16_t)attribute, (uint16_t)value, slot, own->store.rows.slice_count ? rows_of(own, slot, 0) : people,
            coprod__bitmap_mix(attribute, value)};
    own->codes[attribute] = PATTERN_ANY;
    return status == COPROD_OK && too_many(own) ? COPROD_E_LIMIT : status;
}

coprod_status coprod__bitmap_single(coprod__bitmap_search *own)
{
    coprod_status status = own->from ? COPROD_OK : begin_single(own);
    const uint32_t values = own->offset[own->cells.attributes];
    uint32_t attribute = 0;
    if (status != COPROD_OK || !own->alive) {
        own->phase = COPROD__BITMAP_DONE;
        own->found.complete_level = status == COPROD_OK ? own->deepest : 0;
        return status;
    }
    for (int n = 0; n < VALUES_AT_ONCE && own->place < values && status == COPROD_OK; n++, own->place++) {
        while (own->place >= own->offset[attribute + 1])
            attribute++;
        status = look_at_value(own, attribute, (uint32_t)own->place - own->offset[attribute]);
    }
    if (status != COPROD_OK || own->place < values)
        return status;
    own->phase = COPROD__BITMAP_WALK;
    return begin_root(own);
}

/* --- candidates --- */

/* Every parent without one item of the prefix is counted anew: for prefixes with too many sets to look up. */
static int parents_covered(coprod__bitmap_search *own, uint32_t f)
{
    const coprod__bitmap_rows *rows = &own->store.rows;
    const uint64_t *last = rows->bits + own->items[f].slot * rows->stride;
    const coprod__bitmap_scan scan = {own->scratch, last, rows->slices, rows->slice_count, own->question.threshold};
    for (uint32_t without = 1; without < own->depth; without++) {
        const uint64_t *so_far = last;
        for (uint32_t i = 1; i <= own->depth; i++) {
            const uint64_t *bits = rows->bits + own->items[own->frames[i].item].slot * rows->stride;
            if (i == without)
                continue;
            own->kernels->both(own->scratch, so_far, bits, rows->words);
            so_far = own->scratch;
        }
        if (own->kernels->count(&scan, 0, rows->words, 0) < scan.enough)
            return 0;
    }
    return 1;
}

static coprod_status get_scratch(coprod__bitmap_search *own)
{
    if (!own->scratch)
        own->scratch = coprod__bitmap_take(&own->budget, own->store.rows.words, sizeof *own->scratch);
    return own->scratch ? COPROD_OK : coprod__bitmap_refusal(&own->budget);
}

/* Whether the candidate in own->codes holds a gap that is known: 1 or 0, or a negative status. */
static int32_t holds_gap(coprod__bitmap_search *own, uint32_t f)
{
    const int below = coprod__bitmap_below(own, f);
    coprod_status status;
    if (below >= 0)
        return below;
    if (coprod__bitmap_is_gap(own))
        return 1;
    status = get_scratch(own);
    return status == COPROD_OK ? !parents_covered(own, f) : status;
}

/* Whether enough people live where the candidate says. */
static int peopled(coprod__bitmap_search *own, uint32_t f)
{
    const uint64_t needed = own->question.min_population;
    return !needed || coprod__bitmap_population(own, f, needed) >= needed;
}

static coprod_status gap_of(coprod__bitmap_search *own, uint32_t level, uint32_t f, uint64_t people)
{
    const uint64_t population = own->question.population ? coprod__bitmap_population(own, f, UINT64_MAX) : 0;
    return population < own->question.min_population ? COPROD_OK
                                                     : coprod__bitmap_gap(own, level, f, people, population);
}

/* One candidate: a gap, or one more item for the frame, or nothing. */
static coprod_status look_at(coprod__bitmap_search *own, coprod__bitmap_frame *frame, coprod__bitmap_entry entry)
{
    const uint32_t level = own->depth + 1;
    const int32_t held = holds_gap(own, entry.item);
    if (held)
        return held < 0 ? held : COPROD_OK;
    if (level >= own->from) {
        const uint64_t people = coprod__bitmap_people(own, frame, entry.slot);
        if (people < own->question.threshold)
            return gap_of(own, level, entry.item, people);
    }
    if (level == own->to)
        own->alive = 1;
    else if (peopled(own, entry.item))
        frame->entries[frame->count++] = entry;
    return COPROD_OK;
}

/* Goes through the entries of the frame above that come after this frame's own item. */
static coprod_status extend(coprod__bitmap_search *own, coprod__bitmap_frame *frame, const int32_t *stop)
{
    const coprod__bitmap_frame *above = frame->above;
    const int narrowed = above->rows == &above->narrow;
    const uint16_t attribute = own->items[frame->item].attribute;
    coprod_status status = COPROD_OK;
    for (; frame->next < above->count && status == COPROD_OK && own->work; frame->next++) {
        coprod__bitmap_entry entry = above->entries[frame->next];
        const coprod__bitmap_item *item = own->items + entry.item;
        if (item->attribute == attribute)
            continue;
        if (coprod__pattern_stopped(stop))
            return COPROD_OK;
        entry.slot = narrowed ? (uint32_t)frame->next : entry.slot;
        own->work--;
        own->codes[item->attribute] = item->value;
        status = look_at(own, frame, entry);
        own->codes[item->attribute] = PATTERN_ANY;
        if (too_many(own))
            return COPROD_E_LIMIT;
    }
    return status;
}

/* --- the stack --- */

static void leave(coprod__bitmap_search *own)
{
    own->codes[own->items[own->frames[own->depth].item].attribute] = PATTERN_ANY;
    own->depth--;
    own->opening = 0;
}

/* A frame that is full is gone into if a pair of its items can be a candidate that this pass wants. */
static void enter(coprod__bitmap_search *own, coprod__bitmap_frame *frame)
{
    own->opening = 0;
    if (frame->count < 2 || own->depth + 2 > own->to) {
        leave(own);
        return;
    }
    frame->next = frame->count;
    if (frame->count >= own->tuning.narrow_at)
        coprod__bitmap_narrow(own, frame);
}

static coprod_status open_next(coprod__bitmap_search *own, coprod__bitmap_frame *frame)
{
    const size_t entry = --frame->next;
    coprod_status status;
    if (entry + 1 == frame->count)
        return COPROD_OK;
    status = coprod__bitmap_open(own, frame + 1, frame, entry);
    if (status != COPROD_OK)
        return status;
    const coprod__bitmap_item *item = own->items + frame[1].item;
    own->codes[item->attribute] = item->value;
    frame[1].next = entry + 1;
    own->depth++;
    own->opening = 1;
    return COPROD_OK;
}

coprod_status coprod__bitmap_walk(coprod__bitmap_search *own, const int32_t *stop)
{
    coprod_status status = COPROD_OK;
    while (status == COPROD_OK && own->phase == COPROD__BITMAP_WALK && own->work && !coprod__pattern_stopped(stop)) {
        coprod__bitmap_frame *frame = own->frames + own->depth;
        if (own->opening) {
            status = extend(own, frame, stop);
            if (status == COPROD_OK && frame->next == frame->above->count)
                enter(own, frame);
        } else if (frame->next) {
            status = open_next(own, frame);
        } else if (own->depth) {
            leave(own);
        } else {
            end_pass(own);
        }
    }
    return status;
}

coprod_status coprod__bitmap_cut(coprod__bitmap_search *own, coprod_status status)
{
    if (status != COPROD_E_LIMIT || own->phase < COPROD__BITMAP_SINGLE)
        return status;
    cut_back(own);
    return COPROD_OK;
}
