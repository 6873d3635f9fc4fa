/* SPDX-License-Identifier: MIT */
/* The dense search: a counter for every pattern there can be, with no value ("any") as the last digit of an attribute,
 * so that whatever says less stands behind whatever says more. */
#ifndef COPROD_PATTERN_DENSE_INTERNAL_H
#define COPROD_PATTERN_DENSE_INTERNAL_H

#include "pattern_internal.h"

enum {
    COPROD__BLOCK = 256,
    COPROD__STRETCH = 8192,
    COPROD__FIRST_OF_MANY = 8192, /* gaps for which each of several threads has room at first */
    COPROD__LINE = 64 /* bytes between what two threads write, so that they do not wait for the same line of a cache */
};

/* Attributes in the order of the cube: few values outside, many inside; the innermost make a block. */
typedef struct coprod__cube_plan {
    uint32_t attributes, outer;          /* outer: before the block */
    uint32_t order[PATTERN_ATTRIBUTES];  /* the attribute at a place */
    uint32_t radix[PATTERN_ATTRIBUTES];  /* at a place: values and one */
    uint64_t stride[PATTERN_ATTRIBUTES]; /* at a place, in patterns */
    uint64_t size, blocks;               /* patterns; UINT64_MAX if beyond */
    uint32_t block, words;               /* patterns of a block, words of their bits */
    uint32_t split;                      /* so many of the outermost attributes make slabs, which threads share */
    uint64_t slabs, slab_blocks;         /* slabs, and the blocks of each */
} coprod__cube_plan;

/* How far the sums of a slab have come. */
typedef struct coprod__cube_part {
    uint64_t slab, block, prefix, at, left;
    uint32_t level;
    int32_t busy;
    uint8_t aside[COPROD__LINE];
} coprod__cube_part;

/* Counters that stop at the largest number of their width, while they are filled and summed up. */
typedef struct coprod__cube {
    const coprod__cube_plan *plan;
    const struct pattern_cells *cells;
    uint32_t width; /* bytes of a counter: 1, 2, 4 or 8 */
    uint8_t *counts;
    uint8_t *used;  /* @[blocks]: somebody is in what begins here; shrinks as levels are done */
    size_t filled;  /* cells */
    uint32_t threads;
    coprod__cube_part *parts; /* @[threads] */
    uint64_t next;  /* slab, or stretch of sums above slabs, that nobody has taken */
    uint32_t level; /* attributes outside of what is summed up: of the split, once slabs are done */
    int32_t slabs_done, done;
} coprod__cube;

/* Bytes of a block's bits: where they take several words, the last one is no longer than it must be, if the bytes that
 * it shares with the one before it are the same. */
static inline size_t coprod__cube_mark_bytes(const coprod__cube_plan *plan)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (plan->words > 1)
        return (plan->block + 7) / 8;
#endif
    return plan->words * sizeof(uint64_t);
}

/* Units of work that a block takes: one, but where one attribute has so many values that it makes a large block. */
static inline uint64_t coprod__cube_work(const coprod__cube_plan *plan)
{
    return ((uint64_t)plan->block + COPROD__BLOCK - 1) / COPROD__BLOCK;
}

void coprod__cube_plan_of(const struct pattern_cells *cells, coprod__cube_plan *plan);
/* Makes slabs for so many threads. */
void coprod__cube_split(coprod__cube_plan *plan, uint32_t threads);
uint64_t coprod__cube_bytes(const coprod__cube_plan *plan, uint32_t width);
coprod_status coprod__cube_begin(coprod__cube *cube, const coprod__memory *memory, const coprod__cube_plan *plan,
                                 const struct pattern_cells *cells, uint32_t width, uint32_t threads);
/* Adds a cell; somebody whose value is not known starts where no value is said. */
void coprod__cube_add(coprod__cube *cube, const uint32_t *cardinality, const uint16_t *codes, uint64_t weight);
/* Fills it with all that a tally holds, at once. */
void coprod__cube_fill(coprod__cube *cube, const coprod_pattern_tally *tally);
/* Adds counters [from, from + count) to those from `to` on. */
void coprod__cube_sum(const coprod__cube *cube, uint64_t to, uint64_t from, size_t count);
/* Goes on with filling and summing; gives back what is left of the work. */
uint64_t coprod__cube_run(coprod__cube *cube, uint64_t work, const int32_t *stop);
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

size_t coprod__dense_block_bytes(const coprod__cube_plan *plan);
coprod_status coprod__dense_block_begin(coprod__dense_block *block, const coprod__memory *memory,
                                        const coprod__cube_plan *plan);
void coprod__dense_block_free(coprod__dense_block *block, const coprod__memory *memory);
/* Gaps whose population is not asked for, as one number each. */
typedef struct coprod__packing {
    uint32_t coverage_bits;
    uint64_t stride[PATTERN_ATTRIBUTES]; /* of an attribute among all patterns in the order of codes */
} coprod__packing;

typedef struct coprod__packed {
    uint64_t *numbers;
    size_t count, room;
} coprod__packed;

/* 0 if they do not fit their numbers. */
int coprod__packing_of(coprod__packing *packing, const struct pattern_cells *cells, const coprod__cube_plan *plan,
                       uint32_t width);
void coprod__packed_free(coprod__packed *packed, const coprod__memory *memory);
int coprod__packed_room(coprod__packed *packed, const coprod__memory *memory, size_t room);
void coprod__packed_add(const coprod__packing *packing, coprod__packed *packed, uint32_t level, uint64_t key,
                        uint64_t coverage);

/* Takes away what stands below another one of the same block that is marked; marks all that does. */
void coprod__dense_below_marked(const coprod__dense_block *block, uint64_t *marked, uint64_t *candidates);

/* What one thread has in hand: a slab, and where it is in it; and what it has found. */
typedef struct coprod__dense_part {
    uint32_t digits[PATTERN_ATTRIBUTES], depth, level[PATTERN_ATTRIBUTES + 1]; /* of outer attributes down to `depth` */
    uint64_t base[PATTERN_ATTRIBUTES + 1]; /* the first pattern of a prefix */
    uint16_t codes[PATTERN_ATTRIBUTES];    /* what the prefix says */
    int32_t busy, counting, full;          /* counting: and not kept; full: there may be no room for a block */
    uint64_t left, since;                  /* of the work that it was given; done since it looked whether to stop */
    uint64_t *candidates, *marks;          /* @[words] each, of a block */
    struct pattern_found found;            /* by_level: of this pass */
    coprod__packed packed;
    uint8_t aside[COPROD__LINE];
} coprod__dense_part;

/* A search. */
typedef struct coprod__dense {
    coprod__memory memory;
    struct pattern_cells cells;
    struct pattern_question question;
    coprod__cube_plan plan;
    coprod__cube counts, population; /* the latter if people were counted */
    coprod__dense_block block;
    uint8_t *marked; /* @[blocks * mark_bytes]: bits of their patterns, without what is empty of the last word */
    size_t mark_bytes, marked_bytes;
    struct pattern_found found;
    coprod__packing packing;
    int32_t packs; /* gaps are packed until the search ends */
    uint32_t threads;
    coprod__dense_part *parts; /* @[threads] */
    uint64_t *candidates;      /* @[threads * part_words] */
    size_t part_words;
    uint32_t wave;             /* values that a slab's prefix says: those of fewer are done */
    uint64_t next;             /* slab that nobody has taken */
    int32_t pause, ended, counting, second; /* pause: somebody has no room; second: levels that fit are found again */
    uint32_t max_level;
    uint64_t block_work;       /* units of work that a block takes */
} coprod__dense;

uint64_t coprod__dense_people_at(const coprod__dense *own, uint64_t index, const uint16_t *codes);
/* A pattern; and all candidates of a block. There is room for them. */
void coprod__dense_emit(const coprod__dense *own, coprod__dense_part *part, uint64_t index, uint32_t level,
                        const uint16_t *codes);
void coprod__dense_emit_block(const coprod__dense *own, coprod__dense_part *part, uint64_t block);
/* Whether there is room for all that a block can hold; and makes it. */
static inline int coprod__dense_has_room(const coprod__dense *own, const coprod__dense_part *part)
{
    const size_t left = own->packs ? part->packed.room - part->packed.count : part->found.room - part->found.count;
    return part->counting || left >= own->plan.block;
}
int coprod__dense_more_room(const coprod__dense *own, coprod__dense_part *part);
/* All that parts have found, in its order if it is packed. */
coprod_status coprod__dense_gather(coprod__dense *own);
coprod_status coprod__packed_gather(coprod__dense *own);

/* Goes on with a pass through all slabs; gives back what is left of the work. */
uint64_t coprod__dense_walk(coprod__dense *own, uint64_t work, const int32_t *stop);

#endif
