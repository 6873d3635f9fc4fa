/* SPDX-License-Identifier: MIT */
/* What a page tells beside a list of gaps, as the library takes it. */
#ifndef REPORT_GAPS_TOLD_H
#define REPORT_GAPS_TOLD_H

#include "report_gaps.h"

/* Counts of combinations, or of some values of one attribute together. */
typedef struct told_beside {
    uint32_t attributes;
    size_t count, room;
    uint16_t *codes, *until; /* attributes of each */
    uint64_t *low, *high;
    int no_memory;
} told_beside;

/* One more, of everybody with these codes; or of those with one value or another of an attribute. */
void beside_add(told_beside *own, const uint16_t *codes, uint64_t low, uint64_t high);
void beside_add_values(told_beside *own, uint32_t attribute, uint32_t from, uint32_t until, uint64_t low,
                       uint64_t high);
void beside_free(told_beside *own);

/* --- report_gaps_question.c --- */

/* Whether a question of the frame may be an attribute, and what it tells of it then. */
int question_may_be(const told_set *set, const told_gaps *from, uint32_t attribute, uint32_t dimension);
int question_is(const told_set *set, const told_gaps *from, uint32_t attribute, uint32_t dimension);
void question_tell(told_beside *to, const told_set *set, const told_gaps *from, uint32_t attribute,
                   uint32_t dimension);

#endif
