/* SPDX-License-Identifier: MIT */
/* The dense search: a counter for every pattern there can be, with no value ("any") as the last digit of an attribute,
 * so that whatever says less stands behind whatever says more. */
#ifndef COPROD_PATTERN_DENSE_INTERNAL_H
#define COPROD_PATTERN_DENSE_INTERNAL_H

#include "pattern_internal.h"

enum { COPROD__BLOCK = 256, COPROD__STRETCH = 8192 };

/* Attributes in the order of the cube: few values outside, many inside; the innermost make a block. */
typedef struct coprod__cube_plan {
    uint32_t attributes, outer;          /* outer: before the block */
    uint32_t order[PATTERN_ATTRIBUTES];  /* the attribute at a place */
    uint32_t radix[PATTERN_ATTRIBUTES];  /* at a place: values and one */
    uint64_t stride[PATTERN_ATTRIBUTES]; /* at a place, in patterns */
    uint64_t size, blocks;               /* patterns; UINT64_MAX if beyond */
    uint32_t block, words;               /* patterns of a block, words of their bits */
} coprod__cube_plan;

/* Counters that stop at the largest number of their width, while they are filled and summed up. */
typedef struct coprod__cube {
    const coprod__cube_plan *plan;
    const struct pattern_cells *cells;
    uint32_t width; /* bytes of a counter: 1, 2, 4 or 8 */
    uint8_t *counts;
    uint8_t *used;  /* @[blocks]: somebody is in what begins here; shrinks as levels are done */
    size_t filled;  /* cells */
    uint64_t block, prefix, at; /* how far sums have come */
    uint32_t level;
    int32_t done;
} coprod__cube;

void coprod__cube_plan_of(const struct pattern_cells *cells, coprod__cube_plan *plan);
uint64_t coprod__cube_bytes(const coprod__cube_plan *plan, uint32_t width);
coprod_status coprod__cube_begin(coprod__cube *cube, const coprod__memory *memory, const coprod__cube_plan *plan,
                                 const struct pattern_cells *cells, uint32_t width);
/* Goes on with filling and summing; gives back what is left of the work. */
uint64_t coprod__cube_run(coprod__cube *cube, uint64_t work);
void coprod__cube_free(coprod__cube *cube, const coprod__memory *memory);
uint64_t coprod__cube_at(const coprod__cube *cube, uint64_t index);

/* Bits of the counters that are below a threshold. May read 63 counters more, which the cube has room for. */
void coprod__dense_below(const coprod__cube *cube, uint64_t from, uint64_t threshold, uint64_t *bits);

/* Which patterns of a block stand below which, made once. */
typedef struct coprod__dense_block {
    uint32_t inner, words;
    uint32_t radix[PATTERN_ATTRIBUTES], stride[PATTERN_ATTRIBUTES];
    uint64_t *open;    /* @[inner * words]: patterns that say nothing of an attribute */
    uint64_t *levels;  /* @[(inner + 1) * words]: patterns of a level */
    uint16_t *codes;   /* @[block * inner] */
    size_t bytes;
} coprod__dense_block;

coprod_status coprod__dense_block_begin(coprod__dense_block *block, const coprod__memory *memory,
                                        const coprod__cube_plan *plan);
void coprod__dense_block_free(coprod__dense_block *block, const coprod__memory *memory);
/* Takes away what stands below another one of the same block that is marked; marks all that does. */
void coprod__dense_below_marked(const coprod__dense_block *block, uint64_t *marked, uint64_t *candidates);

#endif
