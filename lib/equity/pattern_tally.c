/* SPDX-License-Identifier: MIT */
/* Counts of profiles. A block of rows is checked as a whole before the first one is added. */
#include "pattern_store_internal.h"

#include <string.h>

coprod_status coprod_pattern_tally_new(const coprod_pattern_schema *schema, const coprod_allocator *allocator,
                                       coprod_pattern_tally **tally)
{
    coprod__memory memory;
    coprod_pattern_tally *made;
    coprod_status status;
    if (!tally)
        return COPROD_E_ARGUMENT;
    *tally = NULL;
    if (!schema)
        return COPROD_E_ARGUMENT;
    status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    made = coprod__alloc(&memory, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->memory = memory;
    made->store = coprod__alloc(&memory, sizeof *made->store);
    if (!made->store) {
        coprod__release(&memory, made, sizeof *made);
        return COPROD_E_MEMORY;
    }
    made->schema = coprod__pattern_schema_take(schema);
    coprod__pattern_store_init(made->store, &made->memory, schema);
    *tally = made;
    return COPROD_OK;
}

void coprod_pattern_tally_free(coprod_pattern_tally *tally)
{
    if (!tally)
        return;
    coprod__pattern_store_free(tally->store);
    coprod__release(&tally->memory, tally->store, sizeof *tally->store);
    coprod_pattern_schema_free((coprod_pattern_schema *)tally->schema);
    coprod__release(&tally->memory, tally, sizeof *tally);
}

const coprod_pattern_schema *coprod_pattern_tally_schema(const coprod_pattern_tally *tally)
{
    return tally ? tally->schema : NULL;
}

coprod_status coprod_pattern_tally_get(const coprod_pattern_tally *tally, coprod_pattern_tally_info *info)
{
    coprod_pattern_tally_info own = {.size = sizeof own};
    size_t profiles;
    coprod_status status = coprod__struct_begin(tally, info, sizeof own);
    if (status == COPROD_OK)
        status = coprod__pattern_store_count(tally->store, &profiles);
    if (status != COPROD_OK)
        return status;
    own.people = tally->store->people;
    own.profiles = profiles;
    own.bytes = coprod__pattern_store_bytes(tally->store);
    own.is_table = tally->store->table || tally->store->wide;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

/* --- adding --- */

/* The people of a block; 0 if they are more than there is room for, and `row` is then the first one beyond. */
static int people_of_block(const coprod__pattern_block *block, uint64_t room, uint64_t *people, size_t *row)
{
    *people = block->rows;
    *row = 0;
    if (!block->weights) {
        *row = block->rows > room ? (size_t)room : 0;
        return block->rows <= room;
    }
    *people = 0;
    for (size_t i = 0; i < block->rows; i++) {
        *row = i;
        if (block->weights[i] > room - *people)
            return 0;
        *people += block->weights[i];
    }
    return 1;
}

static coprod_status say_bad(coprod_pattern_bad_code *bad, size_t row, uint32_t attribute, coprod_status status)
{
    const coprod_pattern_bad_code own = {.size = sizeof own, .row = row, .attribute = attribute};
    if (bad)
        coprod__struct_out(bad, sizeof own, sizeof own, &own);
    return status;
}

static coprod_status add_block(coprod_pattern_tally *tally, const coprod__pattern_block *block,
                               coprod_pattern_bad_code *bad)
{
    uint32_t attribute = 0;
    uint64_t people;
    size_t row = 0;
    if (!coprod__pattern_check(tally->schema, block, &row, &attribute))
        return say_bad(bad, row, attribute, COPROD_E_UNKNOWN);
    if (!people_of_block(block, COPROD__PEOPLE_MOST - tally->store->people, &people, &row))
        return say_bad(bad, row, UINT32_MAX, COPROD_E_OVERFLOW);
    return block->rows ? coprod__pattern_store_add(tally->store, block, people) : COPROD_OK;
}

coprod_status coprod_pattern_tally_add_rows(coprod_pattern_tally *tally, const uint16_t *codes,
                                            const uint64_t *weights, size_t rows, coprod_pattern_bad_code *bad)
{
    const coprod__pattern_block block = {.codes = codes, .weights = weights, .rows = rows};
    coprod_status status = bad ? coprod__struct_begin(bad, bad, sizeof *bad) : COPROD_OK;
    if (status != COPROD_OK)
        return status;
    if (!tally || (rows && (!codes || (uintptr_t)codes % sizeof *codes)))
        return COPROD_E_ARGUMENT;
    return add_block(tally, &block, bad);
}

coprod_status coprod_pattern_tally_add_columns(coprod_pattern_tally *tally, const void *const *columns,
                                               const int32_t *bytes, const uint64_t *weights, size_t rows,
                                               coprod_pattern_bad_code *bad)
{
    const coprod__pattern_block block = {.columns = columns, .bytes = bytes, .weights = weights, .rows = rows};
    coprod_status status = bad ? coprod__struct_begin(bad, bad, sizeof *bad) : COPROD_OK;
    if (status != COPROD_OK)
        return status;
    if (!tally || !columns || !bytes)
        return COPROD_E_ARGUMENT;
    for (uint32_t a = 0; a < tally->schema->attributes; a++)
        if ((rows && !columns[a]) || (bytes[a] != 1 && bytes[a] != 2) || (bytes[a] == 2 && (uintptr_t)columns[a] % 2))
            return COPROD_E_ARGUMENT;
    return add_block(tally, &block, bad);
}

coprod_status coprod_pattern_tally_merge(coprod_pattern_tally *tally, const coprod_pattern_tally *other)
{
    if (!tally || !other || tally == other)
        return COPROD_E_ARGUMENT;
    if (strcmp(tally->schema->fingerprint, other->schema->fingerprint))
        return COPROD_E_FINGERPRINT;
    if (other->store->people > COPROD__PEOPLE_MOST - tally->store->people)
        return COPROD_E_OVERFLOW;
    return coprod__pattern_store_merge(tally->store, other->store);
}

/* --- profiles for a search --- */

void coprod__pattern_cells_free(const coprod__memory *memory, struct pattern_cells *cells)
{
    const size_t codes = cells->count * cells->attributes * sizeof *cells->codes;
    coprod__release(memory, (void *)cells->codes, codes);
    coprod__release(memory, (void *)cells->weights, cells->count * sizeof *cells->weights);
    cells->codes = NULL;
    cells->weights = NULL;
    cells->count = 0;
}

coprod_status coprod__pattern_cells_of(const coprod_pattern_tally *tally, const coprod__memory *memory,
                                       struct pattern_cells *cells)
{
    const coprod_pattern_schema *schema = tally->schema;
    const size_t words = schema->words;
    coprod__pattern_list list;
    uint16_t *codes;
    uint64_t *weights;
    coprod_status status = coprod__pattern_store_list(tally->store, &list);
    memset(cells, 0, sizeof *cells);
    cells->attributes = schema->attributes;
    cells->cardinality = schema->cardinality;
    if (status != COPROD_OK || !list.count)
        return status;
    cells->count = list.count;
    cells->people = tally->store->people;
    cells->codes = codes = coprod__alloc(memory, list.count * schema->attributes * sizeof *codes);
    cells->weights = weights = coprod__alloc(memory, list.count * sizeof *weights);
    for (size_t i = 0; codes && weights && i < list.count; i++) {
        coprod__pattern_unkey(schema, list.records + i * (words + 1), codes + i * schema->attributes);
        weights[i] = list.records[i * (words + 1) + words];
    }
    coprod__pattern_list_free(tally->store, &list);
    if (codes && weights)
        return COPROD_OK;
    coprod__pattern_cells_free(memory, cells);
    return COPROD_E_MEMORY;
}

coprod_status coprod__pattern_cells_head(const coprod_pattern_tally *tally, struct pattern_cells *cells)
{
    memset(cells, 0, sizeof *cells);
    cells->attributes = tally->schema->attributes;
    cells->cardinality = tally->schema->cardinality;
    cells->people = tally->store->people;
    return coprod__pattern_store_count(tally->store, &cells->count);
}

/* Whether somebody has each value that a pattern names. */
static int says_all(const uint16_t *pattern, const uint16_t *codes, uint32_t attributes)
{
    uint32_t a = 0;
    while (a < attributes && (pattern[a] == PATTERN_ANY || pattern[a] == codes[a]))
        a++;
    return a == attributes;
}

uint64_t coprod__pattern_count(const struct pattern_cells *cells, const uint16_t *pattern)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < cells->count; i++)
        if (says_all(pattern, cells->codes + i * cells->attributes, cells->attributes))
            sum += cells->weights ? cells->weights[i] : 1;
    return sum;
}

/* Records may have the same key, so those that wait to be sorted in are counted as they are. */
static uint64_t count_list(const coprod_pattern_schema *schema, const coprod__pattern_list *list,
                           const uint16_t *pattern)
{
    const size_t width = schema->words + 1;
    uint16_t codes[PATTERN_ATTRIBUTES];
    uint64_t sum = 0;
    for (size_t i = 0; i < list->count; i++) {
        coprod__pattern_unkey(schema, list->records + i * width, codes);
        sum += says_all(pattern, codes, schema->attributes) ? list->records[i * width + width - 1] : 0;
    }
    return sum;
}

static uint64_t count_table(const coprod__pattern_store *store, const uint16_t *pattern)
{
    uint16_t codes[PATTERN_ATTRIBUTES];
    uint64_t sum = 0;
    for (uint64_t slot = 0; slot < store->slots; slot++) {
        const uint64_t here = store->table ? store->table[slot] : store->wide[slot];
        if (!here)
            continue;
        coprod__pattern_unkey(store->schema, &slot, codes);
        sum += says_all(pattern, codes, store->schema->attributes) ? here : 0;
    }
    return sum;
}

coprod_status coprod_pattern_tally_count(const coprod_pattern_tally *tally, const uint16_t *pattern, uint64_t *people)
{
    const coprod__pattern_store *store;
    if (!people)
        return COPROD_E_ARGUMENT;
    *people = 0;
    if (!tally || !pattern)
        return COPROD_E_ARGUMENT;
    for (uint32_t a = 0; a < tally->schema->attributes; a++)
        if (pattern[a] != PATTERN_ANY && pattern[a] >= tally->schema->cardinality[a])
            return COPROD_E_UNKNOWN;
    store = tally->store;
    *people = store->table || store->wide ? count_table(store, pattern)
                                          : count_list(tally->schema, &store->sorted, pattern)
                                                + count_list(tally->schema, &store->waiting, pattern);
    return COPROD_OK;
}
