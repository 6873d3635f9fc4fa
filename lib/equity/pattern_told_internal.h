/* SPDX-License-Identifier: MIT */
/* What follows from counts that are told. Every combination of values has the least and the most people whom it may
 * have; those who have one value or another of an attribute, or of whom it is not known, add up to those of whom it is
 * left open; bounds are narrowed by that until nothing moves. */
#ifndef COPROD_PATTERN_TOLD_INTERNAL_H
#define COPROD_PATTERN_TOLD_INTERNAL_H

#include "coprod/equity_pattern_view.h"
#include "pattern_gaps_internal.h"

__extension__ typedef unsigned __int128 coprod__told_wide;

/* Several values of an attribute that are counted together, as if they were a further one. */
typedef struct coprod__told_range {
    uint32_t attribute, from, until;
} coprod__told_range;

/* Combinations of the same attributes: a place for each, the first attribute outermost. The digits of an attribute are
 * its values, then "not known", where that may be, then its ranges. */
typedef struct coprod__told_part {
    uint32_t attributes; /* a bit for each */
    uint32_t level;
    size_t first, count; /* places */
    uint32_t moved;      /* the last pass in which one of them moved */
} coprod__told_part;

/* A part, and the one that says one attribute more. */
typedef struct coprod__told_link {
    uint32_t above, below, attribute;
    size_t inner;        /* places of the part below from one of its digits to the next */
} coprod__told_link;

typedef struct coprod__told {
    const coprod__memory *memory;
    const coprod_pattern_schema *schema;
    const coprod__told_range *ranges;
    size_t range_count;
    uint32_t digits[PATTERN_ATTRIBUTES], digits_most;
    uint32_t levels;
    uint32_t part_count;
    coprod__told_part *parts; /* by level, then by attributes */
    size_t link_count;
    coprod__told_link *links; /* by the part above */
    size_t places;
    uint64_t *low, *high;     /* @[places] */
    uint64_t *live;           /* @[places] people who live there; NULL: nobody said */
    size_t *nodes;            /* @[digits_most] */
    uint64_t work, work_most;
    uint32_t pass;
    int moved_above, moved_below;
    int contradicts;
} coprod__told;

/* A list of gaps as it is told. */
typedef struct coprod__told_list {
    const uint16_t *codes;
    const uint64_t *low, *high;
    size_t count;
    uint64_t people_low, people_high;
    uint64_t threshold;
    uint64_t min_population;
    uint32_t complete_level;
    uint64_t beyond;          /* gaps of the next level, at least; 0: that is not told */
    int may_be_more;          /* only those where the most people live, as is told, are in the list */
    uint64_t publish_from;
    uint64_t lives_most;      /* of those that are not, as many live there as is told, or fewer */
} coprod__told_list;

/* --- pattern_told.c --- */

/* What is asked of a check; the answer is the caller's struct, as it will be written. */
typedef struct coprod__told_question {
    const coprod_pattern_schema *schema;
    const coprod__memory *memory;
    const coprod_pattern_people *population; /* or NULL */
    uint64_t publish_from;
    coprod_pattern_beside beside;
} coprod__told_question;
coprod_status coprod__told_check(const coprod__told_question *question, coprod__told_list *list, uint16_t *codes,
                                 uint16_t *until, coprod_pattern_leak *leak);

/* --- pattern_told_parts.c --- */

/* Digits of each attribute, with ranges; the places of combinations of up to `levels` values, and their bytes, which
 * are UINT64_MAX beyond 64 bits. */
void coprod__told_digits(coprod__told *own, const coprod_pattern_schema *schema, const coprod__told_range *ranges,
                         size_t range_count);
uint64_t coprod__told_places(const coprod__told *own, uint32_t levels);
uint64_t coprod__told_bytes(const coprod__told *own, uint32_t levels, int lives);
/* Makes what its digits are known of. */
coprod_status coprod__told_make(coprod__told *own, const coprod__memory *memory, uint32_t levels, int lives);
void coprod__told_free(coprod__told *own);
/* The part of some attributes; it is there. */
uint32_t coprod__told_part_of(const coprod__told *own, uint32_t attributes);
/* The place of digits, and the digits of a place of a part. */
size_t coprod__told_place(const coprod__told *own, const uint16_t *codes);
void coprod__told_codes(const coprod__told *own, uint32_t part, size_t place, uint16_t *codes);

/* The place below that adds a digit to the one so many places into the part above. */
static inline size_t coprod__told_below(const coprod__told *own, const coprod__told_link *link, size_t index,
                                        uint32_t digit)
{
    return own->parts[link->below].first
           + (index / link->inner * own->digits[link->attribute] + digit) * link->inner + index % link->inner;
}

/* --- pattern_told_list.c --- */

/* Whoever lives where; COPROD_E_LIMIT where that is too much work. */
coprod_status coprod__told_live(coprod__told *own, const struct pattern_people *people);
/* What a list tells; with `nobody` also that nobody is where nobody lives. 1: that says more than the list. */
int coprod__told_tell(coprod__told *own, coprod__told_list *list, int nobody);

/* --- pattern_told_follow.c --- */

void coprod__told_at_least(coprod__told *own, size_t place, uint64_t people);
void coprod__told_at_most(coprod__told *own, size_t place, uint64_t people);
/* Until nothing moves; COPROD_E_LIMIT if the work is used up. */
coprod_status coprod__told_follow(coprod__told *own);

#endif
