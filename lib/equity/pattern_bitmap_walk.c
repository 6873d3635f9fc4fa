/* SPDX-License-Identifier: MIT */
/* A walk: down through patterns, with a stack of its own, so that it can stop anywhere and go on. A frame is a prefix
 * with the items that may extend it: each with the prefix is covered, and enough people live there. What it needs
 * memory for it does not do, but says so. */
#include "pattern_bitmap_internal.h"
#include "pattern_threads_internal.h"

enum { PAUSED = 1 }; /* among statuses, which are not above 0 */

typedef coprod__bitmap_walker walker;

static int32_t want(walker *at, int32_t what, size_t words)
{
    at->want = what;
    at->want_words = words;
    return PAUSED;
}

/* --- candidates --- */

/* Every parent without one item of the prefix is counted anew: for prefixes with too many sets to look up. */
static int parents_covered(const walker *at, uint32_t f)
{
    const coprod__bitmap_search *own = at->of;
    const coprod__bitmap_rows *rows = &own->store.rows;
    const uint64_t *last = rows->bits + own->items[f].slot * rows->stride;
    const coprod__bitmap_scan scan = {at->scratch, last, rows->slices, rows->slice_count, own->question.threshold};
    for (uint32_t without = 1; without < at->depth; without++) {
        const uint64_t *so_far = last;
        for (uint32_t i = 1; i <= at->depth; i++) {
            const uint64_t *bits = rows->bits + own->items[at->frames[i].item].slot * rows->stride;
            if (i == without)
                continue;
            own->kernels->both(at->scratch, so_far, bits, rows->words);
            so_far = at->scratch;
        }
        if (own->kernels->count(&scan, 0, rows->words, 0) < scan.enough)
            return 0;
    }
    return 1;
}

/* Whether the candidate in at->codes holds a gap that is known: 1 or 0, or -1 if it cannot tell yet. */
static int holds_gap(walker *at, uint32_t f)
{
    const int below = coprod__bitmap_below(at, f);
    if (below >= 0)
        return below;
    if (coprod__bitmap_is_gap(at))
        return 1;
    return at->scratch ? !parents_covered(at, f) : -1;
}

/* Whether enough people live where the candidate says. */
static int peopled(walker *at, uint32_t f)
{
    const uint64_t needed = at->of->question.min_population;
    return !needed || coprod__bitmap_population(at, f, needed) >= needed;
}

static void gap_of(walker *at, uint32_t level, uint32_t f, uint64_t people)
{
    const struct pattern_question *question = &at->of->question;
    const uint64_t population = question->population ? coprod__bitmap_population(at, f, UINT64_MAX) : 0;
    if (population >= question->min_population)
        coprod__bitmap_gap(at, level, people, population);
}

/* One candidate: a gap, or one more item for the frame, or nothing. */
static int32_t look_at(walker *at, coprod__bitmap_frame *frame, coprod__bitmap_entry entry)
{
    const coprod__bitmap_search *own = at->of;
    const uint32_t level = at->depth + 1;
    const int held = holds_gap(at, entry.item);
    if (held < 0)
        return want(at, COPROD__WANT_SCRATCH, own->store.rows.words);
    if (held)
        return COPROD_OK;
    if (level >= own->from) {
        const uint64_t people = coprod__bitmap_people(at, frame, entry.slot);
        if (people < own->question.threshold) {
            gap_of(at, level, entry.item, people);
            return COPROD_OK;
        }
    }
    if (level == own->to)
        at->alive = 1;
    else if (peopled(at, entry.item))
        frame->entries[frame->count++] = entry;
    return COPROD_OK;
}

static int paused(const walker *at, const int32_t *stop)
{
    return coprod__pattern_stopped(stop) || __atomic_load_n(&at->of->pause, __ATOMIC_RELAXED);
}

/* What is pending is kept at once by whoever walks alone; others wait until there is no more room. */
static int32_t keep_pending(walker *at)
{
    if (at->of->walker_count == 1)
        return coprod__bitmap_keep(at->of, at);
    return at->pending.count == at->pending.room ? want(at, COPROD__WANT_LIST, 0) : COPROD_OK;
}

/* Goes through the entries of the frame above that come after this frame's own item. */
static int32_t extend(walker *at, coprod__bitmap_frame *frame, const int32_t *stop)
{
    const coprod__bitmap_frame *above = frame->above;
    const coprod__bitmap_item *items = at->of->items;
    const int narrowed = above->rows == &above->narrow;
    const uint16_t attribute = items[frame->item].attribute;
    int32_t status = COPROD_OK;
    while (frame->next < above->count && status == COPROD_OK && at->work) {
        coprod__bitmap_entry entry = above->entries[frame->next];
        const coprod__bitmap_item *item = items + entry.item;
        if (item->attribute == attribute) {
            frame->next++;
            continue;
        }
        if (paused(at, stop))
            return PAUSED;
        entry.slot = narrowed ? (uint32_t)frame->next : entry.slot;
        at->work--;
        at->codes[item->attribute] = item->value;
        status = look_at(at, frame, entry);
        at->codes[item->attribute] = PATTERN_ANY;
        frame->next += status == COPROD_OK;
        if (status == COPROD_OK && at->pending.count)
            status = keep_pending(at);
    }
    return status;
}

/* --- the stack --- */

static void leave(walker *at)
{
    at->codes[at->of->items[at->frames[at->depth].item].attribute] = PATTERN_ANY;
    at->depth--;
    at->opening = 0;
}

/* A frame that is full is gone into if a pair of its items can be a candidate that this pass wants. */
static int32_t enter(walker *at, coprod__bitmap_frame *frame)
{
    const coprod__bitmap_search *own = at->of;
    size_t words = 0;
    if (frame->count < 2 || at->depth + 2 > own->to) {
        leave(at);
        return COPROD_OK;
    }
    if (frame->count >= own->tuning.narrow_at && own->narrows)
        words = coprod__bitmap_narrow(frame);
    if (words && (!frame->narrow_refused || words < frame->narrow_refused))
        return want(at, COPROD__WANT_NARROW, words);
    at->opening = 0;
    frame->next = frame->count;
    return COPROD_OK;
}

static int32_t open_at(walker *at, coprod__bitmap_frame *frame, size_t entry)
{
    const coprod__bitmap_item *item;
    if (!coprod__bitmap_open(at->of, frame + 1, frame, entry))
        return want(at, COPROD__WANT_FRAME, 0);
    item = at->of->items + frame[1].item;
    at->codes[item->attribute] = item->value;
    frame[1].next = entry + 1;
    at->depth++;
    at->opening = 1;
    return COPROD_OK;
}

/* Whoever walks alone goes from the last to the first, so that gaps that a candidate holds are known. */
static int32_t open_next(walker *at, coprod__bitmap_frame *frame)
{
    int32_t status = COPROD_OK;
    if (frame->next < frame->count)
        status = open_at(at, frame, frame->next - 1);
    frame->next -= status == COPROD_OK;
    return status;
}

/* Several share the first items: those with the most below them are taken first. All gaps of other levels are known. */
static int32_t open_shared(walker *at, coprod__bitmap_frame *root)
{
    int32_t status;
    if (!at->has_first)
        at->first = coprod__pattern_next(&at->of->next);
    at->has_first = 1;
    at->finished = at->first + 1 >= root->count;
    status = at->finished ? COPROD_OK : open_at(at, root, (size_t)at->first);
    at->has_first = status != COPROD_OK;
    return status;
}

void coprod__bitmap_walk(walker *at, const int32_t *stop)
{
    int32_t status = COPROD_OK;
    while (status == COPROD_OK && !at->finished && at->work && !paused(at, stop)) {
        coprod__bitmap_frame *frame = at->frames + at->depth;
        if (at->opening) {
            status = extend(at, frame, stop);
            if (status == COPROD_OK && frame->next == frame->above->count)
                status = enter(at, frame);
        } else if (at->depth ? frame->next : at->of->walker_count == 1 && frame->next) {
            status = open_next(at, frame);
        } else if (at->depth) {
            leave(at);
        } else if (at->of->walker_count > 1) {
            status = open_shared(at, frame);
        } else {
            at->finished = 1;
        }
    }
    at->status = status < 0 ? status : COPROD_OK;
    if (at->want)
        __atomic_store_n(&at->of->pause, 1, __ATOMIC_RELAXED);
}
