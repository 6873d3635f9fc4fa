/* SPDX-License-Identifier: MIT */
/* What comes out of a tally: sums of parts, and their score. */
#include <string.h>

#include "tally_internal.h"

/* --- sums --- */

int coprod__tally_chosen(const coprod__part *part, const coprod_tally_filter *filter)
{
    if (part->kind != filter->kind || (filter->event && strcmp(filter->event, part->event))
        || (filter->partner && strcmp(filter->partner, part->partner)))
        return 0;
    if ((filter->has_first || filter->has_last) && !part->has_day)
        return 0;
    return (!filter->has_first || part->day >= filter->first_day)
           && (!filter->has_last || part->day <= filter->last_day);
}

/* Where a sum goes; each may be NULL. */
typedef struct sums {
    uint64_t *counts;
    int64_t *known, *unknown;
} sums;

static void add_part(const coprod_frame *frame, const coprod__part *part, const sums *to)
{
    for (uint32_t i = 0; to->counts && i < frame->group_count; i++)
        to->counts[i] += part->cells[i];
    for (uint32_t d = 0; d < frame->dimension_count; d++) {
        const uint64_t *cells = part->cells + coprod__known_cell(frame, d);
        int64_t *unknown = to->unknown ? to->unknown + (size_t)d * COPROD_UNKNOWN_CLASSES : NULL;
        if (to->known && to->known[d] >= 0)
            to->known[d] = part->marks[d] & COPROD__LACKS_KNOWN ? -1 : to->known[d] + (int64_t)cells[0];
        if (!unknown || unknown[0] < 0)
            continue; /* it stays untold */
        for (size_t i = 0; i < COPROD_UNKNOWN_CLASSES; i++)
            unknown[i] += (int64_t)cells[1 + i];
        if ((part->marks[d] & COPROD__LACKS_UNKNOWN) || !(part->marks[d] & COPROD__COUNTED))
            for (size_t i = 0; i < COPROD_UNKNOWN_CLASSES; i++)
                unknown[i] = i ? 0 : -1;
    }
}

coprod_status coprod__tally_filter(const coprod_tally_filter *given, coprod_tally_filter *filter)
{
    coprod_status status = coprod__struct_in(given, sizeof *filter, sizeof *filter, filter);
    if (status != COPROD_OK)
        return status;
    return (filter->kind == COPROD_TALLY_ATTENDED || filter->kind == COPROD_TALLY_INVITED)
                   && !(filter->has_first & ~1) && !(filter->has_last & ~1)
               ? COPROD_OK
               : COPROD_E_ARGUMENT;
}

coprod_status coprod_tally_sum(const coprod_tally *tally, const coprod_tally_filter *filter, uint64_t *counts,
                               size_t groups, int64_t *known, int64_t *unknown, size_t dimensions, size_t *parts)
{
    coprod_tally_filter own;
    const sums to = {counts, known, unknown};
    const coprod_frame *frame = tally ? tally->frame : NULL;
    size_t added = 0;
    coprod_status status;
    if (parts)
        *parts = 0;
    if (!tally || (counts && groups != frame->group_count)
        || ((known || unknown) && dimensions != frame->dimension_count))
        return COPROD_E_ARGUMENT;
    if (counts)
        memset(counts, 0, frame->group_count * sizeof *counts);
    if (known)
        memset(known, 0, frame->dimension_count * sizeof *known);
    if (unknown)
        memset(unknown, 0, (size_t)frame->dimension_count * COPROD_UNKNOWN_CLASSES * sizeof *unknown);
    status = coprod__tally_filter(filter, &own);
    for (size_t i = 0; status == COPROD_OK && i < tally->count; i++)
        if (coprod__tally_chosen(tally->parts[i], &own)) {
            add_part(frame, tally->parts[i], &to);
            added++;
        }
    if (parts)
        *parts = added;
    return status;
}

coprod_status coprod_tally_score(const coprod_tally *tally, const coprod_tally_filter *filter,
                                 const coprod_allocator *allocator, coprod_score **score)
{
    coprod__memory memory;
    coprod__arena arena;
    coprod_score_input input = {.size = sizeof input};
    const coprod_frame *frame = tally ? tally->frame : NULL;
    uint64_t *counts;
    int64_t *known, *unknown;
    coprod_status status;
    if (!score)
        return COPROD_E_ARGUMENT;
    *score = NULL;
    if (!tally)
        return COPROD_E_ARGUMENT;
    status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    coprod__arena_init(&arena, &memory);
    counts = coprod__arena_alloc(&arena, frame->group_count * sizeof *counts);
    known = coprod__arena_alloc(&arena, frame->dimension_count * sizeof *known);
    unknown = coprod__arena_alloc(&arena, (size_t)frame->dimension_count * COPROD_UNKNOWN_CLASSES * sizeof *unknown);
    status = counts && known && unknown ? coprod_tally_sum(tally, filter, counts, frame->group_count, known, unknown,
                                                           frame->dimension_count, NULL)
                                        : COPROD_E_MEMORY;
    input.counts = counts;
    input.count = frame->group_count;
    input.known = known;
    input.unknown = unknown;
    if (status == COPROD_OK)
        status = coprod_score_new(frame, &input, allocator, score);
    coprod__arena_free(&arena);
    return status;
}
