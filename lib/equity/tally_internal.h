/* SPDX-License-Identifier: MIT */
/* Inside a tally: parts in order, each a row of whole numbers. */
#ifndef COPROD_TALLY_INTERNAL_H
#define COPROD_TALLY_INTERNAL_H

#include "coprod/equity_tally.h"
#include "frame_internal.h"

enum { COPROD__TALLY_ID = 255, COPROD__TALLY_CODES = 1000 /* that are counted by blocks of rows */ };

/* What a part tells of a dimension. Marks are only ever set, so that no order of adding and merging matters. */
enum coprod__tally_mark {
    COPROD__LACKS_KNOWN = 1,    /* something was added without saying how many people answered */
    COPROD__LACKS_UNKNOWN = 2,  /* ... without saying why others did not */
    COPROD__COUNTED = 4         /* something was added: without it, nobody asked, which is not nobody */
};

/* Cells: one for each group; then for each dimension those who gave an answer, and each unknown class. */
typedef struct coprod__part {
    const char *event, *partner;
    int32_t day, has_day, kind;
    uint64_t *cells;
    uint8_t *marks; /* by dimension: of coprod__tally_mark */
    size_t bytes;   /* of the block that holds all of it */
} coprod__part;

struct coprod_tally {
    coprod__memory memory;
    const coprod_frame *frame;
    int32_t overlap;
    size_t cell_count;
    uint32_t *groups; /* of the frame, by dimension, each in the frame's order: what a code of a column numbers */
    uint64_t *totals; /* of all parts, each below 2^32 */
    uint64_t *draft;  /* what is about to be added */
    uint8_t *draft_marks;
    coprod__part **parts;
    size_t count, capacity;
};

static inline size_t coprod__known_cell(const coprod_frame *frame, uint32_t dimension)
{
    return frame->group_count + (size_t)dimension * (1 + COPROD_UNKNOWN_CLASSES);
}

/* A part as its caller gives it: checked, with texts for those that are NULL. */
coprod_status coprod__tally_key(const coprod_tally_part *given, coprod_tally_part *key);
/* Index of a part, or where it would stand; *found says which. */
size_t coprod__tally_find(const coprod_tally *tally, const coprod_tally_part *key, int *found);
/* Adds to `counts`, of COPROD__TALLY_CODES, how often each code stands in a column: unknown classes first, then groups,
 * `last` in all. Returns the rows that it counted, which are those before a block with a code that is none, or all but
 * the last few. */
size_t coprod__tally_count(const uint16_t *codes, size_t rows, uint32_t last, int wide, uint64_t *counts);
/* Adds the draft to a part; nothing is changed on failure. */
coprod_status coprod__tally_commit(coprod_tally *tally, const coprod_tally_part *key);
void coprod__tally_clear(coprod_tally *tally); /* the draft */
/* A filter as its caller gives it, checked; and whether it chooses a part. */
coprod_status coprod__tally_filter(const coprod_tally_filter *given, coprod_tally_filter *filter);
int coprod__tally_chosen(const coprod__part *part, const coprod_tally_filter *filter);

#endif
