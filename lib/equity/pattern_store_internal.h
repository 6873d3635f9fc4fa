/* SPDX-License-Identifier: MIT */
/* Where a tally keeps its counts: a table of all keys where it is small, else sorted records, and some that wait to be
 * sorted in. A record is the words of a key and a count. Sorting needs no hashing, so no data can make it slow. */
#ifndef COPROD_PATTERN_STORE_INTERNAL_H
#define COPROD_PATTERN_STORE_INTERNAL_H

#include "pattern_internal.h"

enum {
    COPROD__TABLE_SLOTS = 4 * 1024 * 1024,
    COPROD__STRIP = 1024,  /* rows that are packed at once */
    COPROD__CHUNK = 65536  /* rows that may wait, at least */
};
#define COPROD__PEOPLE_MOST ((uint64_t)INT64_MAX)

typedef struct coprod__pattern_list {
    uint64_t *records;
    size_t count, room; /* in records */
} coprod__pattern_list;

typedef struct coprod__pattern_store {
    const coprod__memory *memory;
    const coprod_pattern_schema *schema;
    size_t width;    /* numbers of a record */
    uint32_t *table; /* @[slots], while no count can be 2^32 */
    uint64_t *wide;  /* @[slots], from then on */
    size_t slots;    /* 0: too many for a table */
    uint64_t people;
    uint64_t rows;   /* that were added without a table */
    coprod__pattern_list sorted, waiting;
} coprod__pattern_store;

/* Rows as columns, or as rows of 16 bits. */
typedef struct coprod__pattern_block {
    const void *const *columns; /* NULL: `codes` holds rows */
    const int32_t *bytes;       /* of a code in a column, 1 or 2 */
    const uint16_t *codes;
    const uint64_t *weights;    /* NULL: each is 1 */
    size_t rows;
} coprod__pattern_block;

/* 0 if a code is none; then *row and *attribute say where the first one is. */
int coprod__pattern_check(const coprod_pattern_schema *schema, const coprod__pattern_block *block, size_t *row,
                          uint32_t *attribute);
/* Keys of `count` rows from one on, at most COPROD__STRIP, a record apart, with their weights behind them. */
void coprod__pattern_pack(const coprod_pattern_schema *schema, const coprod__pattern_block *block, size_t from,
                          size_t count, uint64_t *records);
/* The same as numbers of 32 bits, for schemas of at most COPROD__TABLE_SLOTS keys. */
void coprod__pattern_pack_slots(const coprod_pattern_schema *schema, const coprod__pattern_block *block, size_t from,
                                size_t count, uint32_t *slots);

/* Sorts numbers by their bits from one on. */
const uint64_t *coprod__pattern_sort_numbers(uint64_t *numbers, size_t count, unsigned from, uint64_t *scratch);
void coprod__pattern_unkey(const coprod_pattern_schema *schema, const uint64_t *key, uint16_t *codes);
void coprod__pattern_keys_of(const coprod_pattern_schema *schema, const uint16_t *codes, uint64_t *key);
/* Sorts records by their first `by` numbers; the scratch is as large as they are. */
void coprod__pattern_sort(uint64_t *records, size_t count, size_t width, size_t by, uint64_t *scratch);

void coprod__pattern_store_init(coprod__pattern_store *store, const coprod__memory *memory,
                                const coprod_pattern_schema *schema);
void coprod__pattern_store_free(coprod__pattern_store *store);
/* Both change all or, without memory, nothing. What they add was checked, and fits. */
coprod_status coprod__pattern_store_add(coprod__pattern_store *store, const coprod__pattern_block *block,
                                        uint64_t people);
coprod_status coprod__pattern_store_merge(coprod__pattern_store *store, const coprod__pattern_store *other);
/* How many profiles somebody has; it takes what sorting the rows that wait takes. */
coprod_status coprod__pattern_store_count(const coprod__pattern_store *store, size_t *count);
/* All records in order, in memory of the store. */
coprod_status coprod__pattern_store_list(const coprod__pattern_store *store, coprod__pattern_list *list);
void coprod__pattern_list_free(const coprod__pattern_store *store, coprod__pattern_list *list);
size_t coprod__pattern_store_bytes(const coprod__pattern_store *store);

#endif
