/* SPDX-License-Identifier: MIT */
/* The search for wide data: one bitmap per value over the cells, and a walk through patterns, first into depth. It goes
 * level by level, each time down to one level more, so that all gaps above are known: a pattern that is looked at below
 * contains no gap, and counting it says whether it is covered or is a gap itself. */
#ifndef COPROD_PATTERN_BITMAP_INTERNAL_H
#define COPROD_PATTERN_BITMAP_INTERNAL_H

#include "pattern_internal.h"

#define COPROD__BITMAP_NONE UINT32_MAX /* no value */
enum {
    COPROD__BITMAP_ASIDE = 0,    /* a bitmap that is never read: of values that need none, and of none */
    COPROD__BITMAP_EIGHT = 8,    /* bitmaps are whole cache lines of words */
    COPROD__BITMAP_SLICES = 64,
    COPROD__BITMAP_STRIP = 64,   /* words that are squeezed at once */
    COPROD__BITMAP_PAIRS = 1 << 24 /* bits for pairs of items, at most */
};

/* --- kernels: one body, compiled for several instruction sets --- */

enum coprod__bitmap_set { COPROD__BITMAP_BEST, COPROD__BITMAP_PLAIN, COPROD__BITMAP_AVX2, COPROD__BITMAP_AVX512 };

/* Bit b of what a row weighs beyond 1. Heavy rows stand first, so that slices end early. */
typedef struct coprod__bitmap_slice {
    const uint64_t *bits;
    size_t words;
} coprod__bitmap_slice;

typedef struct coprod__bitmap_scan {
    const uint64_t *a, *b;
    const coprod__bitmap_slice *slices;
    size_t slice_count;
    uint64_t enough; /* counting stops here */
} coprod__bitmap_scan;

/* An item of a list: its number among the covered values, and its bitmap. */
typedef struct coprod__bitmap_entry {
    uint32_t item, slot;
} coprod__bitmap_entry;

/* Bitmaps are cut down to the rows of a mask: `words` at most COPROD__BITMAP_STRIP. The first word of `to` holds what
 * came before, `bit` bits of it. */
typedef struct coprod__bitmap_squeeze {
    const uint64_t *mask, *from;
    uint64_t *to;
    size_t words, from_stride, to_stride, count;
    const coprod__bitmap_entry *entries; /* the lists of `from`; those of `to` follow one another */
    uint32_t bit;
} coprod__bitmap_squeeze;

typedef struct coprod__bitmap_kernels {
    int32_t set; /* one of coprod__bitmap_set */
    /* Adds the rows of words [from, to), both multiples of eight, and what they weigh. */
    uint64_t (*count)(const coprod__bitmap_scan *scan, size_t from, size_t to, uint64_t so_far);
    void (*both)(uint64_t *out, const uint64_t *a, const uint64_t *b, size_t words);
    void (*squeeze)(const coprod__bitmap_squeeze *job);
} coprod__bitmap_kernels;

/* The fastest set that this processor has, or the one that is asked for; NULL if it is not there. */
const coprod__bitmap_kernels *coprod__bitmap_kernels_of(int32_t set);

/* What tests may force. */
typedef struct coprod__bitmap_tuning {
    int32_t set;
    uint32_t subsets;   /* items of a prefix whose subsets are looked up; beyond, parents are counted */
    uint32_t narrow_at; /* items below a prefix from which its rows get bitmaps of their own */
    uint32_t all_slots; /* values in all up to which each gets a bitmap before it is counted */
    uint64_t hash_mask; /* bits of a hash that are used */
    uint32_t by_level;  /* levels that are searched one by one even if no limit asks for it */
} coprod__bitmap_tuning;
extern const coprod__bitmap_tuning coprod__bitmap_usual;

/* --- memory within a budget --- */

typedef struct coprod__bitmap_budget {
    const coprod__memory *memory;
    uint64_t used, most;
    int32_t refused; /* by the budget, not by the allocator */
} coprod__bitmap_budget;

void *coprod__bitmap_take(coprod__bitmap_budget *budget, size_t count, size_t bytes); /* zeroed */
void coprod__bitmap_give(coprod__bitmap_budget *budget, void *block, size_t count, size_t bytes);
/* Room for at least `wanted`; what was there is lost. 0 without memory. */
int coprod__bitmap_room(coprod__bitmap_budget *budget, void **block, size_t *room, size_t wanted, size_t bytes);
coprod_status coprod__bitmap_refusal(const coprod__bitmap_budget *budget);

/* --- bitmaps of rows --- */

typedef struct coprod__bitmap_frame coprod__bitmap_frame;

/* All rows, or those of a prefix, which are then written only as far as some count has needed them. */
typedef struct coprod__bitmap_rows {
    uint64_t *bits; /* slot s from s * stride on */
    size_t stride, words;
    size_t have; /* words that are written */
    coprod__bitmap_slice slices[COPROD__BITMAP_SLICES];
    size_t slice_count;
    coprod__bitmap_frame *of; /* NULL: all rows */
    int32_t ended;            /* all are written; until then `words` is the most there can be */
    uint64_t bit;             /* rows written */
    size_t source;            /* words of the rows above that are used up */
    size_t room;              /* of bits, in words, kept from prefix to prefix */
} coprod__bitmap_rows;

/* Bitmaps of cells, and how they are made: first people of each value, if there may be too many for a bitmap each; then
 * heavy cells before others; then bitmaps. */
enum coprod__bitmap_store_phase {
    COPROD__STORE_BEGIN,
    COPROD__STORE_COUNT,
    COPROD__STORE_FILL,
    COPROD__STORE_READY
};
typedef struct coprod__bitmap_store {
    const struct pattern_cells *cells; /* NULL: there is no store */
    const uint32_t *offset;
    uint64_t cap;        /* weights are no more */
    uint64_t needed;     /* values of fewer people get no bitmap, if they are counted first */
    int32_t count_first, phase;
    size_t place;
    uint32_t *slot_of;   /* @[values + 1], the last one of what is not known */
    uint64_t *people_of; /* @[values] */
    uint32_t *order;     /* @[cells] while bitmaps are filled, if some weigh more than others */
    size_t class_from[66];
    uint64_t step;
    uint32_t slots;
    coprod__bitmap_rows rows;
} coprod__bitmap_store;

/* A value that is covered by itself. */
typedef struct coprod__bitmap_item {
    uint16_t attribute, value;
    uint32_t slot;
    uint64_t rows;   /* cells that have it */
    uint64_t mix;    /* its part of the hash of a pattern */
} coprod__bitmap_item;

/* A prefix, and the items that may extend it. */
struct coprod__bitmap_frame {
    uint32_t item;
    uint64_t most;               /* rows of the prefix are no more */
    coprod__bitmap_rows *base;   /* the bitmaps in which its mask is written: those that the frame above reads */
    const uint64_t *mask;        /* NULL: every row of the base */
    coprod__bitmap_frame *above; /* of whose mask this one is a part */
    const uint64_t *own;        /* the item's bitmap in the base */
    uint64_t *buffer;           /* the mask, where it is not `own` itself */
    size_t have, room;          /* words of the buffer that are written; room */
    coprod__bitmap_rows *rows;  /* what its children read: base or `narrow` */
    coprod__bitmap_rows narrow;
    coprod__bitmap_entry *entries;
    size_t count, entry_room;
    uint64_t *people;           /* the mask of the population */
    size_t people_room;
    int32_t people_ready;
    size_t next; /* child: counts down; while it is opened: the entry of the frame above */
};

/* --- gaps that were found, to look up --- */

typedef struct coprod__bitmap_gaps {
    uint64_t *table; /* upper half: of the hash; lower half: number of the gap + 1 */
    size_t mask, count; /* slots - 1; entries */
    uint64_t *pairs; /* bits: some gap may hold these two items */
    uint64_t pair_mask;
    uint64_t items;
} coprod__bitmap_gaps;

typedef struct coprod__bitmap_search {
    struct pattern_cells cells;
    struct pattern_question question;
    coprod__bitmap_tuning tuning;
    const coprod__bitmap_kernels *kernels;
    coprod__bitmap_budget budget;
    coprod__memory memory;
    uint32_t deepest; /* level */
    int32_t phase;    /* one of coprod__bitmap_phase */

    size_t place; /* where the phase goes on */
    uint32_t offset[PATTERN_ATTRIBUTES + 1]; /* the number of an attribute's first value */
    coprod__bitmap_store store, people;      /* cells; and population, if it is counted */

    coprod__bitmap_item *items;
    uint32_t item_count;

    uint32_t from, to;                        /* levels of this pass; above `from`, all gaps are known */
    uint32_t depth;                           /* of the frame on top */
    int32_t opening;                          /* the frame on top is still being filled */
    int32_t alive;                            /* something at the lowest level of the pass is covered */
    coprod__bitmap_frame *frames;             /* @[deepest + 1] */
    uint16_t codes[PATTERN_ATTRIBUTES];       /* the prefix, or with one item more */
    coprod__bitmap_gaps gaps;
    struct pattern_found found;
    size_t complete;                          /* gaps of complete levels */
    uint64_t work;                            /* left of this run */
    uint64_t *scratch;                        /* a mask of all rows, where parents are counted */
} coprod__bitmap_search;

enum coprod__bitmap_phase {
    COPROD__BITMAP_BUILD,
    COPROD__BITMAP_SINGLE,
    COPROD__BITMAP_WALK,
    COPROD__BITMAP_DONE
};

/* Bytes that all rows need, UINT64_MAX if beyond 64 bits. */
uint64_t coprod__bitmap_bytes(const struct pattern_cells *cells, const struct pattern_question *question);
/* One step of making bitmaps. */
coprod_status coprod__bitmap_build(coprod__bitmap_store *store, coprod__bitmap_budget *budget);
void coprod__bitmap_store_free(coprod__bitmap_store *store, coprod__bitmap_budget *budget);

/* Population of own->codes, which is the prefix of the frame on top and item `last`; counted up to `enough`. */
uint64_t coprod__bitmap_population(coprod__bitmap_search *own, uint32_t last, uint64_t enough);
/* The same of a value, or of COPROD__BITMAP_NONE: of all. */
uint64_t coprod__bitmap_population_of(const coprod__bitmap_search *own, uint32_t number);

/* Makes words [0, to) of a frame's mask, or of bitmaps, valid. */
void coprod__bitmap_mask(coprod__bitmap_search *own, coprod__bitmap_frame *frame, size_t to);
void coprod__bitmap_reach(coprod__bitmap_search *own, coprod__bitmap_rows *rows, size_t to);
/* A frame below another, by one of its entries. */
coprod_status coprod__bitmap_open(coprod__bitmap_search *own, coprod__bitmap_frame *frame, coprod__bitmap_frame *above,
                                  size_t entry);
/* Gives a frame's rows bitmaps of their own, if memory is there. */
void coprod__bitmap_narrow(coprod__bitmap_search *own, coprod__bitmap_frame *frame);
/* People of a frame's prefix with one entry more of the frame above, counted up to the threshold. */
uint64_t coprod__bitmap_people(coprod__bitmap_search *own, coprod__bitmap_frame *frame, uint32_t slot);

int coprod__bitmap_gaps_init(coprod__bitmap_search *own);
void coprod__bitmap_gaps_free(coprod__bitmap_search *own);
uint64_t coprod__bitmap_mix(uint32_t attribute, uint32_t value);
/* Keeps own->codes, a pattern of `level` whose last item is `last`, as a gap. */
coprod_status coprod__bitmap_gap(coprod__bitmap_search *own, uint32_t level, uint32_t last, uint64_t people,
                                 uint64_t population);
/* Does the prefix of the frame on top, with item `f`, hold a known gap? -1: too many to look up. */
int coprod__bitmap_below(const coprod__bitmap_search *own, uint32_t f);
/* Is own->codes itself a known gap? */
int coprod__bitmap_is_gap(const coprod__bitmap_search *own);

coprod_status coprod__bitmap_single(coprod__bitmap_search *own);
coprod_status coprod__bitmap_walk(coprod__bitmap_search *own, const int32_t *stop);
/* Without room for more gaps, those of the complete levels are the answer. */
coprod_status coprod__bitmap_cut(coprod__bitmap_search *own, coprod_status status);

coprod_status coprod__bitmap_begin(const coprod__memory *memory, const struct pattern_cells *cells,
                                   const struct pattern_question *question, const coprod__bitmap_tuning *tuning,
                                   struct pattern_search **search);

extern const struct pattern_engine coprod__pattern_bitmap;

#endif
