/* SPDX-License-Identifier: MIT */
/* The search for wide data: one bitmap per value over the cells, and a walk through patterns, first into depth. It goes
 * level by level, each time down to one level more, so that all gaps above are known: a pattern that is looked at below
 * contains no gap, and counting it says whether it is covered or is a gap itself. */
#ifndef COPROD_PATTERN_BITMAP_INTERNAL_H
#define COPROD_PATTERN_BITMAP_INTERNAL_H

#include "pattern_internal.h"

#define COPROD__BITMAP_NONE UINT32_MAX /* no value */
#define COPROD__BITMAP_CELLS (UINT32_MAX - 64) /* cells, at most */
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

/* What the search cannot be without is known before: `fixed`. Beyond it grow the table of gaps that are looked up, and
 * the list of them where only numbers are asked for: they end the search when they do not fit, and give way to nothing.
 * Bitmaps of a prefix's own, and threads but the first, are there while there is room. */
typedef struct coprod__bitmap_budget {
    const coprod__memory *memory;
    uint64_t most, fixed, grown, spared; /* the latter two: what grew; what can be done without */
    int32_t ended;      /* the search, because what grows does not fit */
    int32_t in_the_way; /* it would fit without what is spared, or level by level */
} coprod__bitmap_budget;

void *coprod__bitmap_take(coprod__bitmap_budget *budget, size_t count, size_t bytes); /* zeroed */
void coprod__bitmap_give(coprod__bitmap_budget *budget, void *block, size_t count, size_t bytes);
/* Room for at least `wanted`; what was there is lost. 0 without memory. */
int coprod__bitmap_room(coprod__bitmap_budget *budget, void **block, size_t *room, size_t wanted, size_t bytes);
static inline uint64_t coprod__bitmap_spare(const coprod__bitmap_budget *budget)
{
    const uint64_t taken = budget->fixed + budget->grown + budget->spared;
    return taken < budget->most ? budget->most - taken : 0;
}

/* --- bitmaps of rows --- */

typedef struct coprod__bitmap_frame coprod__bitmap_frame;

/* All rows, or those of a prefix, which are then written only as far as some count has needed them. */
typedef struct coprod__bitmap_rows {
    uint64_t *bits;  /* slot s from s * stride on; at the beginning of a line of a cache */
    uint64_t *block; /* in which it lies */
    size_t stride, words;
    size_t have; /* words that are written */
    coprod__bitmap_slice slices[COPROD__BITMAP_SLICES];
    size_t slice_count;
    coprod__bitmap_frame *of; /* NULL: all rows */
    int32_t ended;            /* all are written; until then `words` is the most there can be */
    uint64_t bit;             /* rows written */
    size_t source;            /* words of the rows above that are used up */
    size_t room;              /* of bits, in words, kept from prefix to prefix; the block has a line more */
} coprod__bitmap_rows;

/* Bitmaps of cells, and how they are made: first people of each value, if there may be too many for a bitmap each; then
 * how many cells are how heavy, and heavy ones before others; then bitmaps. All but the last in one thread. */
enum coprod__bitmap_store_phase {
    COPROD__STORE_BEGIN,
    COPROD__STORE_COUNT,
    COPROD__STORE_CLASSES,
    COPROD__STORE_ORDER,
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
    size_t class_from[66], class_size[65], class_seen[65];
    uint64_t class_step[65];
    uint64_t step, next; /* next: some cells that no thread has taken */
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
    size_t narrow_refused;      /* words for which there was no memory; 0: never */
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

typedef struct coprod__bitmap_search coprod__bitmap_search;

/* What a walk waits for, which whoever called has to give. */
enum coprod__bitmap_want {
    COPROD__WANT_NOTHING,
    COPROD__WANT_FRAME,
    COPROD__WANT_NARROW,
    COPROD__WANT_SCRATCH,
    COPROD__WANT_LIST
};

/* A walk through patterns, by one thread. */
typedef struct coprod__bitmap_walker {
    coprod__bitmap_search *of;
    uint32_t depth;                     /* of the frame on top */
    int32_t opening;                    /* the frame on top is still being filled */
    int32_t alive;                      /* something at the lowest level of the pass is covered */
    coprod__bitmap_frame *frames;       /* @[deepest + 1] */
    uint16_t codes[PATTERN_ATTRIBUTES]; /* the prefix, or with one item more */
    uint64_t work;                      /* left of this run */
    uint64_t *scratch;                  /* a mask of all rows, where parents are counted */
    struct pattern_found pending;       /* gaps that nobody else knows yet; by_level: of this pass */
    int32_t want;                       /* one of coprod__bitmap_want */
    size_t want_words;
    uint64_t first;                     /* the first item of what it walks through */
    int32_t has_first, finished;
    coprod_status status;
    uint8_t aside[64];                  /* what another thread writes is not in the same line of a cache */
} coprod__bitmap_walker;

struct coprod__bitmap_search {
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
    uint32_t *item_of; /* @[values] */
    uint32_t item_count;

    uint32_t from, to;  /* levels of this pass; above `from`, all gaps are known */
    coprod__bitmap_walker *walkers; /* @[walker_room], of which so many are at work: */
    uint32_t walker_room, walker_count, threads; /* threads: that make bitmaps */
    uint64_t next;      /* first item that no walker has taken, where there are several */
    int32_t pause;      /* somebody wants something */
    int32_t narrows;    /* prefixes may have bitmaps of their own */
    coprod__bitmap_gaps gaps;
    struct pattern_found found;
    size_t complete;    /* gaps of complete levels */
    uint64_t work;      /* left of this run */
};

enum coprod__bitmap_phase {
    COPROD__BITMAP_BUILD,
    COPROD__BITMAP_SINGLE,
    COPROD__BITMAP_WALK,
    COPROD__BITMAP_DONE
};

/* Bytes that it cannot be without, UINT64_MAX if beyond 64 bits. */
uint64_t coprod__bitmap_bytes(const struct pattern_cells *cells, const struct pattern_question *question);
/* The memory of bitmaps, zeroed; 0 without. */
int coprod__bitmap_rows_take(coprod__bitmap_budget *budget, coprod__bitmap_rows *rows, size_t words);
void coprod__bitmap_rows_give(coprod__bitmap_budget *budget, coprod__bitmap_rows *rows);
/* Some step of making bitmaps, or so many at once as threads may do; *times says how many that were. */
coprod_status coprod__bitmap_build(coprod__bitmap_store *store, coprod__bitmap_budget *budget, uint32_t threads,
                                   uint64_t *times, const int32_t *stop);
void coprod__bitmap_store_free(coprod__bitmap_store *store, coprod__bitmap_budget *budget);
/* Puts values in rising number of rows, so that prefixes are rare and leave little to read. */
void coprod__bitmap_order(coprod__bitmap_item *items, uint32_t count);

/* Population of at->codes, which is the prefix of the frame on top and item `last`; counted up to `enough`. */
uint64_t coprod__bitmap_population(coprod__bitmap_walker *at, uint32_t last, uint64_t enough);
/* The same of a value, or of COPROD__BITMAP_NONE: of all. */
uint64_t coprod__bitmap_population_of(const coprod__bitmap_walker *at, uint32_t number);

/* Makes words [0, to) of a frame's mask, or of bitmaps, valid. */
void coprod__bitmap_mask(const coprod__bitmap_search *own, coprod__bitmap_frame *frame, size_t to);
void coprod__bitmap_reach(const coprod__bitmap_search *own, coprod__bitmap_rows *rows, size_t to);
/* A frame below another, by one of its entries; 0 if it has no memory yet. */
int coprod__bitmap_open(const coprod__bitmap_search *own, coprod__bitmap_frame *frame, coprod__bitmap_frame *above,
                        size_t entry);
/* Gives a frame's rows bitmaps of their own; words that it has too few, or 0. */
size_t coprod__bitmap_narrow(coprod__bitmap_frame *frame);
/* People of a frame's prefix with one entry more of the frame above, counted up to the threshold. */
uint64_t coprod__bitmap_people(coprod__bitmap_walker *at, coprod__bitmap_frame *frame, uint32_t slot);

int coprod__bitmap_gaps_init(coprod__bitmap_search *own);
void coprod__bitmap_gaps_free(coprod__bitmap_search *own);
uint64_t coprod__bitmap_mix(uint32_t attribute, uint32_t value);
/* Counts at->codes, a pattern of `level`, as a gap, and leaves it pending if it is to be kept. There is room for it. */
void coprod__bitmap_gap(coprod__bitmap_walker *at, uint32_t level, uint64_t people, uint64_t population);
/* Keeps what is pending; finds it again when it is looked up, from now on or, where a pass is of one level, from the
 * next one on. Memory for that ends a level only when all of it is known: that there are too many comes first. */
coprod_status coprod__bitmap_keep(coprod__bitmap_search *own, coprod__bitmap_walker *at);
coprod_status coprod__bitmap_index(coprod__bitmap_search *own);
static inline int coprod__bitmap_too_many(const coprod__bitmap_search *own)
{
    return own->question.max_results && !own->question.count_only && own->found.count > own->question.max_results;
}
/* Bytes that it takes at least to go on after the complete levels, where they do not fit. */
uint64_t coprod__bitmap_needed(const coprod__bitmap_search *own);
/* Makes the table of gaps anew, of those of complete levels. */
coprod_status coprod__bitmap_index_again(coprod__bitmap_search *own);
/* Does the prefix of the frame on top, with item `f`, hold a known gap? -1: too many to look up. */
int coprod__bitmap_below(const coprod__bitmap_walker *at, uint32_t f);
/* Is at->codes itself a known gap? */
int coprod__bitmap_is_gap(const coprod__bitmap_walker *at);

coprod_status coprod__bitmap_single(coprod__bitmap_search *own);
/* Goes on until it is finished, wants something, or is to stop. */
void coprod__bitmap_walk(coprod__bitmap_walker *at, const int32_t *stop);

/* Walkers: room for them, and one; all of them at once until somebody wants something, which is then given. */
coprod_status coprod__bitmap_walkers(coprod__bitmap_search *own);
void coprod__bitmap_walkers_free(coprod__bitmap_search *own);
coprod_status coprod__bitmap_pass(coprod__bitmap_search *own, const int32_t *stop);

coprod_status coprod__bitmap_begin(const coprod__memory *memory, const struct pattern_cells *cells,
                                   const struct pattern_question *question, const coprod__bitmap_tuning *tuning,
                                   struct pattern_search **search);

extern const struct pattern_engine coprod__pattern_bitmap;

#endif
