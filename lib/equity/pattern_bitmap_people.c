/* SPDX-License-Identifier: MIT */
/* How many people live where a candidate says, from bitmaps of the population: a mask for each prefix, once it is asked
 * for. */
#include "pattern_bitmap_internal.h"

static const uint64_t *bits_of(const coprod__bitmap_search *own, uint32_t item)
{
    const coprod__bitmap_store *store = &own->people;
    const uint32_t number = own->offset[own->items[item].attribute] + own->items[item].value;
    const uint32_t slot = store->slot_of[number];
    return slot == COPROD__BITMAP_ASIDE ? NULL : store->rows.bits + slot * store->rows.stride;
}

/* NULL if nobody is there. */
static const uint64_t *mask_of(coprod__bitmap_walker *at, uint32_t depth)
{
    const coprod__bitmap_search *own = at->of;
    coprod__bitmap_frame *frame = at->frames + depth;
    const uint64_t *bits = bits_of(own, frame->item), *above;
    if (depth == 1 || !bits || frame->people_ready)
        return frame->people_ready ? frame->people : bits;
    above = mask_of(at, depth - 1);
    if (above)
        own->kernels->both(frame->people, above, bits, own->people.rows.words);
    frame->people_ready = above != NULL;
    return above ? frame->people : NULL;
}

uint64_t coprod__bitmap_population(coprod__bitmap_walker *at, uint32_t last, uint64_t enough)
{
    const coprod__bitmap_search *own = at->of;
    const struct pattern_people *people = own->question.population;
    const coprod__bitmap_rows *rows = &own->people.rows;
    coprod__bitmap_scan scan = {NULL, NULL, rows->slices, rows->slice_count, enough};
    if (!people->counted)
        return coprod__pattern_people_of(people, at->codes);
    if (coprod__pattern_impossible(people, at->codes))
        return 0;
    scan.a = mask_of(at, at->depth);
    scan.b = bits_of(own, last);
    return scan.a && scan.b ? own->kernels->count(&scan, 0, rows->words, 0) : 0;
}

uint64_t coprod__bitmap_population_of(const coprod__bitmap_walker *at, uint32_t number)
{
    const coprod__bitmap_search *own = at->of;
    const struct pattern_people *people = own->question.population;
    if (!people->counted)
        return coprod__pattern_people_of(people, at->codes);
    if (coprod__pattern_impossible(people, at->codes))
        return 0;
    return number == COPROD__BITMAP_NONE ? people->cells.people : own->people.people_of[number];
}
