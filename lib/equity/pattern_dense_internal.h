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
/* Adds a cell; somebody whose value is not known starts where no value is said. */
void coprod__cube_add(coprod__cube *cube, const uint32_t *cardinality, const uint16_t *codes, uint64_t weight);
/* Fills it with all that a tally holds, at once. */
void coprod__cube_fill(coprod__cube *cube, const coprod_pattern_tally *tally);
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
    uint8_t *level_of; /* @[block] */
    size_t bytes;
} coprod__dense_block;

coprod_status coprod__dense_block_begin(coprod__dense_block *block, const coprod__memory *memory,
                                        const coprod__cube_plan *plan);
void coprod__dense_block_free(coprod__dense_block *block, const coprod__memory *memory);
/* Gaps whose population is not asked for. */
typedef struct coprod__packed {
    uint64_t *numbers;
    size_t count, room;
    uint32_t coverage_bits;
    uint64_t stride[PATTERN_ATTRIBUTES]; /* of an attribute among all patterns in the order of codes */
} coprod__packed;

/* 0 if they do not fit their numbers. */
int coprod__packed_begin(coprod__packed *packed, const struct pattern_cells *cells, const coprod__cube_plan *plan,
                         uint32_t width);
void coprod__packed_free(coprod__packed *packed, const coprod__memory *memory);
coprod_status coprod__packed_add(coprod__packed *packed, const coprod__memory *memory, uint32_t level, uint64_t key,
                                 uint64_t coverage);
/* Puts them in their order among what was found. */
coprod_status coprod__packed_end(coprod__packed *packed, const coprod__memory *memory,
                                 const struct pattern_cells *cells, struct pattern_found *found);

/* Takes away what stands below another one of the same block that is marked; marks all that does. */
void coprod__dense_below_marked(const coprod__dense_block *block, uint64_t *marked, uint64_t *candidates);

/* A search. */
typedef struct coprod__dense {
    coprod__memory memory;
    struct pattern_cells cells;
    struct pattern_question question;
    coprod__cube_plan plan;
    coprod__cube counts, population; /* the latter if people were counted */
    coprod__dense_block block;
    uint64_t *marked; /* @[blocks * words] */
    size_t marked_bytes;
    struct pattern_found found;
    coprod__packed packed;
    int32_t packs; /* gaps are packed until the search ends */
    /* where the search is: digits of the outer attributes down to `depth` */
    uint32_t digits[PATTERN_ATTRIBUTES], depth, level[PATTERN_ATTRIBUTES + 1];
    uint64_t base[PATTERN_ATTRIBUTES + 1]; /* the first pattern of a prefix */
    uint16_t codes[PATTERN_ATTRIBUTES];    /* what the prefix says */
    int32_t begun, ended, counting, second; /* second: levels that fit are found again */
    uint32_t max_level;
    uint64_t candidates[(PATTERN_VALUES + 64) / 64];
} coprod__dense;

uint64_t coprod__dense_people_at(const coprod__dense *own, uint64_t index, const uint16_t *codes);
/* A pattern; and all candidates of a block. */
coprod_status coprod__dense_emit(coprod__dense *own, uint64_t index, uint32_t level, const uint16_t *codes);
coprod_status coprod__dense_emit_block(coprod__dense *own, uint64_t block);

#endif
