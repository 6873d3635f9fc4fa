/* SPDX-License-Identifier: MIT */
/* Patterns: what the schema, the tally, the searches and the planner share. */
#ifndef COPROD_PATTERN_INTERNAL_H
#define COPROD_PATTERN_INTERNAL_H

#include "coprod/equity_patterns.h"
#include "json_internal.h"

enum {
    PATTERN_ATTRIBUTES = 32, /* most */
    PATTERN_VALUES = 65535,  /* most of an attribute */
    PATTERN_ANY = 0xFFFF     /* in a pattern: not fixed; in a cell: not known */
};

/* --- the schema --- */

typedef struct coprod__pattern_value {
    const char *id, *label, *phrase; /* "" where none is said */
} coprod__pattern_value;

typedef struct coprod__pattern_attribute {
    const char *id, *title;
    coprod__pattern_value *values;
    uint32_t *sorted; /* @[cardinality] numbers of the values in the order of their ids */
    int32_t may_be_unknown;
    int32_t place; /* one of coprod_pattern_place */
} coprod__pattern_attribute;

/* How counts and populations are told: lib/equity/data/pattern-view.json. */
typedef struct coprod__pattern_view {
    const char *id, *version;
    uint32_t band;    /* counts that a band holds */
    uint32_t figures; /* significant ones of a population */
    uint32_t width;   /* by how much the bounds of a hidden count differ, at the least */
} coprod__pattern_view;

/* A profile's key: words of mixed radix, the first attribute first, so that keys stand in the order of codes. The digit
 * of an attribute that is not known is its cardinality. A group is of attributes whose digits fit 16 bits together. */
struct coprod_pattern_schema {
    coprod__arena arena;
    coprod__refs refs;
    const char *id, *version, *title;
    char fingerprint[COPROD__HEX];
    coprod__pattern_view view;
    uint32_t attributes;
    coprod__pattern_attribute attribute[PATTERN_ATTRIBUTES];
    uint32_t cardinality[PATTERN_ATTRIBUTES];
    uint32_t radix[PATTERN_ATTRIBUTES]; /* digits: the values, and one more if it may be unknown */
    uint32_t groups, words;
    uint32_t group_from[PATTERN_ATTRIBUTES + 1];  /* the first attribute of a group */
    uint32_t group_keys[PATTERN_ATTRIBUTES];      /* the product of its radices */
    uint32_t group_word[PATTERN_ATTRIBUTES];      /* the word of the key in which it stands */
    uint64_t word_keys[PATTERN_ATTRIBUTES];       /* the product of the radices in a word */
};

const coprod_pattern_schema *coprod__pattern_schema_take(const coprod_pattern_schema *schema);
coprod_status coprod__pattern_view_read(coprod_pattern_schema *schema);
void coprod__pattern_schema_keys(coprod_pattern_schema *schema);
/* The number of a value by its id; the cardinality if there is none. */
uint32_t coprod__pattern_value_of(const coprod_pattern_schema *schema, uint32_t attribute, const char *id);

/* --- the tally --- */

struct coprod_pattern_tally {
    coprod__memory memory;
    const coprod_pattern_schema *schema;
    struct coprod__pattern_store *store;
};

/* --- what a search reads --- */

/* Distinct profiles with their weights, in the order of their codes. */
struct pattern_cells {
    uint32_t attributes;         /* 1 to 32 */
    const uint32_t *cardinality; /* @[attributes] declared values, 1 to 65,535 */
    size_t count;
    const uint16_t *codes;       /* @[count * attributes], PATTERN_ANY where not known */
    const uint64_t *weights;     /* @[count]; NULL: each is 1 */
    uint64_t people;             /* their sum, below 2^63 */
};

/* The number of cells, without the cells. */
coprod_status coprod__pattern_cells_head(const coprod_pattern_tally *tally, struct pattern_cells *cells);
/* The cells of a tally, in memory of whoever asks; _free gives them back. */
coprod_status coprod__pattern_cells_of(const coprod_pattern_tally *tally, const coprod__memory *memory,
                                       struct pattern_cells *cells);
void coprod__pattern_cells_free(const coprod__memory *memory, struct pattern_cells *cells);
/* People in the cells whom a pattern describes. */
uint64_t coprod__pattern_count(const struct pattern_cells *cells, const uint16_t *pattern);

/* How many people live where a pattern says; never more than of a pattern that says less: counted (cells), or as many
 * as there would be if attributes had nothing to do with each other (parts of whoever is known), or, of neither, 1. A
 * pattern that says all that an impossible one says has nobody. */
struct pattern_people {
    const coprod_pattern_schema *schema;
    struct pattern_cells cells; /* if they are counted */
    uint64_t total;             /* of parts; 0: nobody was told of */
    uint64_t *parts;            /* @[all values], attribute after attribute; or NULL */
    uint64_t sums[PATTERN_ATTRIBUTES];
    size_t first[PATTERN_ATTRIBUTES]; /* where the parts of an attribute begin */
    size_t part_count;
    int32_t counted;
    uint16_t *impossible;       /* @[impossible_count * attributes] */
    size_t impossible_count;
};
uint64_t coprod__pattern_people_of(const struct pattern_people *people, const uint16_t *codes);
struct coprod_pattern_people {
    coprod__memory memory;
    coprod__refs refs;
    struct pattern_people own;
    size_t impossible_room;
    coprod__arena texts;
    const char *id, *version, *title;
    char fingerprint[COPROD__HEX];
};
const coprod_pattern_people *coprod__pattern_people_take(const coprod_pattern_people *people);
/* Whether it says how many live somewhere, and not only where nobody can. */
int coprod__pattern_people_told(const coprod_pattern_people *people);
int coprod__pattern_impossible(const struct pattern_people *people, const uint16_t *codes);

struct pattern_question {
    uint64_t threshold;                      /* 1 or more: covered from here on */
    uint32_t max_level;                      /* 0: all */
    uint64_t min_population;                 /* 0: no filter */
    const struct pattern_people *population; /* or NULL */
    uint64_t max_results;                    /* 0: no limit; else a search stops at a complete level */
    uint64_t memory_bytes;                   /* budget */
    uint32_t threads;                        /* 0 and 1: one */
    int32_t count_only;
    uint32_t rate_over, rate_under;          /* 0: by threshold; else below this part of a fair share */
};

/* What a search finds, in any order; coprod__pattern_order() settles it. */
struct pattern_found {
    const coprod__memory *memory; /* lives longer than this */
    size_t count, room;
    uint16_t *codes;      /* @[room * attributes] */
    uint64_t *coverage;   /* @[room], exact: below the threshold */
    uint64_t *population; /* @[room], if `populated`; else 0 */
    int32_t populated;
    int32_t truncated;
    int32_t ordered;         /* they are in their order already */
    uint32_t complete_level; /* all gaps up to here are there */
    uint64_t memory_needed;  /* if memory ended it: at least, for the next level; else 0 */
    uint64_t by_level[PATTERN_ATTRIBUTES + 1]; /* all of a level that is complete; of others 0 */
};

/* A search that can be interrupted: begin, run until done, take what was found, free. */
struct pattern_search;
struct pattern_engine {
    /* Bytes that a search would take, UINT64_MAX if beyond 64 bits. */
    uint64_t (*bytes)(const struct pattern_cells *cells, const struct pattern_question *question);
    /* The memory and what the question points to live until all that was found is freed. */
    coprod_status (*begin)(const coprod__memory *memory, const struct pattern_cells *cells,
                           const struct pattern_question *question, struct pattern_search **search);
    /* Reads the tally itself, after it began with cells that hold only their number; NULL: it began with all cells. */
    void (*fill)(struct pattern_search *search, const coprod_pattern_tally *tally);
    /* Goes on until it is done, `work` units are used (0: no bound), or *stop is not 0 (NULL: never), which is looked
     * at every few milliseconds at least. After a failure the search can only be freed. */
    coprod_status (*run)(struct pattern_search *search, uint64_t work, const int32_t *stop, int32_t *done);
    /* Gives away what was found; the caller frees it. */
    void (*take)(struct pattern_search *search, struct pattern_found *found);
    void (*free)(struct pattern_search *search);
};
extern const struct pattern_engine coprod__pattern_dense;

static inline int coprod__pattern_stopped(const int32_t *stop)
{
    return stop && __atomic_load_n(stop, __ATOMIC_RELAXED);
}

/* Room for that many, while there are none; room for one more. 0 without memory. */
int coprod__pattern_found_room(struct pattern_found *found, uint32_t attributes, size_t room);
int coprod__pattern_found_more(struct pattern_found *found, uint32_t attributes);
/* In a block of their size; there are some. */
coprod_status coprod__pattern_found_fit(struct pattern_found *found, uint32_t attributes);
void coprod__pattern_found_free(struct pattern_found *found, uint32_t attributes);
/* Settles the order: level, population (largest first, where it is there, as it is told from `publish_from`), codes.
 * The schema may be NULL if that is 0. */
coprod_status coprod__pattern_order(struct pattern_found *found, const uint32_t *cardinality, uint32_t attributes,
                                    const coprod_pattern_schema *schema, uint64_t publish_from);

/* --- the answer --- */

struct coprod_pattern_gaps {
    coprod__memory memory;
    const coprod_pattern_schema *schema;
    coprod_pattern_query query; /* as it was answered; its population is kept alive */
    struct pattern_found found;
    uint64_t people;
    int32_t engine;
};

#endif
