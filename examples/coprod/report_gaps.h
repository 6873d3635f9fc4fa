/* SPDX-License-Identifier: MIT */
/* coprod report: who is missing where the lines cross. Of counts that were not published everything is made from the
 * publishable view of the gaps: which combinations are below the need, and in which band. */
#ifndef REPORT_GAPS_H
#define REPORT_GAPS_H

#include <jansson.h>

#include "report_people.h"

enum { GAPS_NOT_SETTLED = -1, GAPS_NO_MEMORY = -2 };
enum { GAPS_MOST = 200, GAPS_ATTRIBUTES = 32, MATRIX_VALUES = 12 };

/* A gap as it is told. */
typedef struct told_gap {
    uint16_t codes[GAPS_ATTRIBUTES];
    uint64_t low, high;  /* people counted, as far as that is told */
    uint64_t population; /* as it is told; 0 where few live */
    char *text;          /* the library's sentence */
} told_gap;

/* What a cell of the matrix says. */
enum { CELL_ENOUGH = 0, CELL_FEWER, CELL_FEW_LIVE /* or nobody, in a view */, CELL_NOBODY };

/* Two attributes: which pairs of their values have enough people. */
typedef struct told_matrix {
    uint32_t row, column, rows, columns; /* attributes, and how many values they have */
    uint8_t *cells;                      /* NULL where there is no matrix */
    char *caption, *why;
} told_matrix;

typedef struct told_gaps {
    coprod_dossier_combinations info;
    coprod_pattern_schema_info schema;
    coprod_pattern_gaps *gaps;           /* NULL where they are withheld */
    coprod_pattern_gaps_info found;
    json_t *document;                    /* as the library writes them in that view */
    told_gap *list;                      /* found.count of them */
    size_t most[100], most_count;        /* those that matter most, by their places in the list */
    figure people;
    uint64_t publish_from;               /* 0: published counts, told as they are */
    uint64_t minimum;                    /* only where as many people live; 0: everywhere */
    int is_fair;                         /* of so many a fair share would be what is needed */
    char *withheld;                      /* why nothing is told; "" where it is */
    char *headline, *looked, *lead;
    told_matrix matrix;
    coprod_pattern_plan *plan;           /* whom to invite next; NULL where nobody can be */
    coprod_pattern_plan_info invited;
    char *invitations;                   /* what the plan does, or why there is none; "" without gaps */
} told_gaps;

/* --- report_gaps_build.c --- */

/* NULL into the set where nobody was counted by several attributes at once. */
coprod_status gaps_build(const report *r, told_people *all, size_t index);
void gaps_free(told_gaps *own);
/* Whether the list tells that a pattern has fewer than the need: it is a gap or below one, which then is returned. */
const told_gap *gaps_above(const told_gaps *own, const uint16_t *codes);
coprod_pattern_attribute gaps_attribute(const told_gaps *own, uint32_t index);
const char *gaps_attribute_name(const told_gaps *own, uint32_t index);
const char *gaps_value_name(const told_gaps *own, uint32_t attribute, uint32_t index);

/* --- report_gaps_guard.c --- */

/* Whether a small count could be worked out from the list, with all else that is shown: 1 or 0, GAPS_NOT_SETTLED if
 * that takes too much, GAPS_NO_MEMORY. */
int gaps_tell_too_much(const told_people *all, size_t index, const told_gaps *own);

/* --- report_gaps_matrix.c --- */

coprod_status gaps_matrix(told_gaps *own);
void words_cell(out *o, const told_gaps *own, int cell);

/* --- report_gaps_plan.c --- */

coprod_status gaps_plan(const report *r, size_t index, told_gaps *own);
void page_plan_of(out *o, const told_gaps *own);
void text_plan_of(out *o, const told_gaps *own);
json_t *json_plan_of(out *o, const told_gaps *own);

/* --- report_gaps_words.c --- */

coprod_status gaps_put_down(told_gaps *own);
/* Why a list may not be told, whatever it says; "" where it may. */
const char *words_gaps_withheld(const told_gaps *own, uint64_t people);

/* --- report_gaps_out.c --- */

void page_gaps(out *o, const told_set *own);
void text_gaps(out *o, const told_set *own);
json_t *json_gaps(out *o, const told_set *own);

#endif
