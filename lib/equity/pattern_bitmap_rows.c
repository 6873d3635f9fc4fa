/* SPDX-License-Identifier: MIT */
/* Rows of a prefix: their mask, and bitmaps cut down to them, both written only as far as some count needs them. */
#include "pattern_bitmap_internal.h"

#include <string.h>

enum { FIRST_WORDS = 32 };

static size_t lines_of(uint64_t bits)
{
    return (size_t)((bits + 511) / 512);
}

/* --- masks --- */

void coprod__bitmap_mask(const coprod__bitmap_search *own, coprod__bitmap_frame *frame, size_t to)
{
    coprod__bitmap_reach(own, frame->base, to);
    if (frame->mask != frame->buffer)
        return;
    if (to > frame->base->have)
        to = frame->base->have;
    if (to <= frame->have)
        return;
    coprod__bitmap_mask(own, frame->above, to);
    own->kernels->both(frame->buffer + frame->have, frame->above->mask + frame->have, frame->own + frame->have,
                       to - frame->have);
    frame->have = to;
}

static size_t masked(const coprod__bitmap_frame *frame)
{
    return frame->mask == frame->buffer ? frame->have : frame->base->have;
}

int coprod__bitmap_open(const coprod__bitmap_search *own, coprod__bitmap_frame *frame, coprod__bitmap_frame *above,
                        size_t entry)
{
    const int narrowed = above->rows == &above->narrow, masks = !narrowed && above->mask;
    const size_t slot = narrowed ? entry : above->entries[entry].slot;
    if (frame->entry_room < above->count || (masks && frame->room < above->rows->words + 1)
        || (own->people.cells && frame->people_room < own->people.rows.words))
        return 0;
    frame->item = above->entries[entry].item;
    frame->most = own->items[frame->item].rows < above->most ? own->items[frame->item].rows : above->most;
    frame->base = above->rows;
    frame->rows = above->rows;
    frame->above = above;
    frame->own = frame->base->bits + slot * frame->base->stride;
    frame->mask = masks ? frame->buffer : frame->own;
    frame->have = 0;
    frame->count = 0;
    frame->people_ready = 0;
    return 1;
}

/* --- bitmaps of a prefix --- */

static uint64_t *list_of(const coprod__bitmap_rows *rows, size_t list)
{
    return rows->bits + list * rows->stride;
}

static uint64_t ones_in(const coprod__bitmap_search *own, const uint64_t *bits, size_t words)
{
    const coprod__bitmap_scan scan = {.a = bits, .b = bits, .enough = UINT64_MAX};
    return own->kernels->count(&scan, 0, words, 0);
}

/* Nothing behind the last bit of a list, to the end of the line; its own word has nothing behind it already. */
static void end_list(uint64_t *list, uint64_t bits)
{
    for (size_t w = (size_t)(bits / 64) + 1; w < lines_of(bits) * COPROD__BITMAP_EIGHT; w++)
        list[w] = 0;
}

static void end_slice(coprod__bitmap_rows *rows, size_t k, uint64_t bits)
{
    end_list(list_of(rows, rows->of->count + k), bits);
    rows->slices[k].words = lines_of(bits) * COPROD__BITMAP_EIGHT;
}

/* Slices end where theirs end in the rows above, which may be seen only when those go on without them. */
static void squeeze_slices(const coprod__bitmap_search *own, coprod__bitmap_rows *rows, coprod__bitmap_squeeze job)
{
    static const coprod__bitmap_entry only = {0, 0};
    const coprod__bitmap_rows *base = rows->of->base;
    const size_t words = job.words, source = rows->source;
    job.entries = &only;
    job.count = 1;
    for (size_t k = 0; k < rows->slice_count; k++) {
        const size_t last = base->slices[k].words;
        uint64_t *list = list_of(rows, rows->of->count + k);
        if (source == last)
            end_slice(rows, k, rows->bit);
        if (source >= last)
            continue;
        job.words = last - source < words ? last - source : words;
        job.from = base->slices[k].bits + source;
        job.to = list + rows->bit / 64;
        own->kernels->squeeze(&job);
        const uint64_t bits = rows->bit + ones_in(own, job.mask, job.words);
        rows->slices[k].words = (size_t)(bits / 512) * COPROD__BITMAP_EIGHT;
        if (job.words < words)
            end_slice(rows, k, bits);
    }
}

static void squeeze_strip(const coprod__bitmap_search *own, coprod__bitmap_rows *rows, size_t words)
{
    const coprod__bitmap_frame *frame = rows->of;
    const coprod__bitmap_rows *base = frame->base;
    const uint64_t *mask = frame->mask + rows->source;
    const coprod__bitmap_squeeze job = {.mask = mask,
                                        .from = base->bits + rows->source,
                                        .to = rows->bits + rows->bit / 64,
                                        .words = words,
                                        .from_stride = base->stride,
                                        .to_stride = rows->stride,
                                        .count = frame->count,
                                        .entries = frame->entries,
                                        .bit = (uint32_t)(rows->bit % 64)};
    own->kernels->squeeze(&job);
    squeeze_slices(own, rows, job);
    rows->source += words;
    rows->bit += ones_in(own, mask, words);
    rows->have = (size_t)(rows->bit / 512) * COPROD__BITMAP_EIGHT;
}

static void end_rows(coprod__bitmap_rows *rows)
{
    rows->words = lines_of(rows->bit) * COPROD__BITMAP_EIGHT;
    rows->have = rows->words;
    rows->ended = 1;
    for (size_t i = 0; i < rows->of->count; i++)
        end_list(list_of(rows, i), rows->bit);
    for (size_t k = 0; k < rows->slice_count; k++)
        if (rows->source == rows->of->base->slices[k].words)
            end_slice(rows, k, rows->bit);
}

void coprod__bitmap_reach(const coprod__bitmap_search *own, coprod__bitmap_rows *rows, size_t to)
{
    while (!rows->ended && rows->have < to) {
        const coprod__bitmap_rows *base = rows->of->base;
        coprod__bitmap_mask(own, rows->of, rows->source + COPROD__BITMAP_STRIP);
        const size_t left = masked(rows->of) - rows->source;
        if (left)
            squeeze_strip(own, rows, left < COPROD__BITMAP_STRIP ? left : COPROD__BITMAP_STRIP);
        if (base->ended && rows->source >= base->words)
            end_rows(rows);
    }
}

size_t coprod__bitmap_narrow(coprod__bitmap_frame *frame)
{
    coprod__bitmap_rows *rows = &frame->narrow;
    const size_t lines = lines_of(frame->most + 64) | 1, lists = frame->count + frame->base->slice_count;
    if (rows->room < lists * lines * COPROD__BITMAP_EIGHT)
        return lists * lines * COPROD__BITMAP_EIGHT;
    rows->stride = lines * COPROD__BITMAP_EIGHT;
    rows->of = frame;
    rows->words = lines_of(frame->most) * COPROD__BITMAP_EIGHT;
    rows->have = 0;
    rows->ended = 0;
    rows->bit = 0;
    rows->source = 0;
    rows->slice_count = frame->base->slice_count;
    for (size_t k = 0; k < rows->slice_count; k++)
        rows->slices[k] = (coprod__bitmap_slice){list_of(rows, frame->count + k), 0};
    frame->rows = rows;
    return 0;
}

/* --- counting --- */

uint64_t coprod__bitmap_people(coprod__bitmap_walker *at, coprod__bitmap_frame *frame, uint32_t slot)
{
    const coprod__bitmap_search *own = at->of;
    const coprod__bitmap_rows *base = frame->base;
    const coprod__bitmap_scan scan = {frame->mask, base->bits + slot * base->stride, base->slices, base->slice_count,
                                      own->question.threshold};
    uint64_t people = 0;
    size_t from = 0;
    while (people < scan.enough && from < base->words) {
        if (masked(frame) <= from)
            coprod__bitmap_mask(own, frame, from ? 2 * from : FIRST_WORDS);
        const size_t to = masked(frame);
        people = own->kernels->count(&scan, from, to, people);
        from = to;
    }
    at->work -= at->work > from / 64 ? 1 + from / 64 : at->work;
    return people;
}
