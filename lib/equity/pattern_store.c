/* SPDX-License-Identifier: MIT */
/* Counts of profiles. Whatever needs memory takes it before the first count changes. */
#include "pattern_store_internal.h"

#include <string.h>

void coprod__pattern_store_init(coprod__pattern_store *store, const coprod__memory *memory,
                                const coprod_pattern_schema *schema)
{
    memset(store, 0, sizeof *store);
    store->memory = memory;
    store->schema = schema;
    store->width = schema->words + 1;
    if (schema->words == 1 && schema->word_keys[0] <= COPROD__TABLE_SLOTS)
        store->slots = (size_t)schema->word_keys[0];
}

void coprod__pattern_list_free(const coprod__pattern_store *store, coprod__pattern_list *list)
{
    coprod__release(store->memory, list->records, list->room * store->width * sizeof *list->records);
    memset(list, 0, sizeof *list);
}

void coprod__pattern_store_free(coprod__pattern_store *store)
{
    coprod__pattern_list_free(store, &store->sorted);
    coprod__pattern_list_free(store, &store->waiting);
    coprod__release(store->memory, store->table, store->slots * sizeof *store->table);
    coprod__release(store->memory, store->wide, store->slots * sizeof *store->wide);
    store->table = NULL;
    store->wide = NULL;
}

size_t coprod__pattern_store_bytes(const coprod__pattern_store *store)
{
    return (store->table ? store->slots * sizeof *store->table : 0)
           + (store->wide ? store->slots * sizeof *store->wide : 0)
           + (store->sorted.room + store->waiting.room) * store->width * sizeof *store->sorted.records;
}

/* --- lists --- */

/* Exactly this much room, so that a list of distinct people takes what they take. */
static coprod_status reserve(const coprod__pattern_store *store, coprod__pattern_list *list, size_t room)
{
    const size_t record = store->width * sizeof *list->records;
    size_t bytes;
    uint64_t *grown;
    if (room <= list->room)
        return COPROD_OK;
    if (coprod__size_mul(room, record, &bytes) != COPROD_OK)
        return COPROD_E_MEMORY;
    grown = coprod__resize(store->memory, list->records, list->room * record, bytes);
    if (!grown)
        return COPROD_E_MEMORY;
    list->records = grown;
    list->room = room;
    return COPROD_OK;
}

static int compare(const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t i = 0; i < words; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

/* Sorts a list, and makes one of the records of a key; nothing of weight 0 stays. */
static coprod_status settle(const coprod__pattern_store *store, coprod__pattern_list *list)
{
    const size_t width = store->width, words = width - 1, bytes = list->count * width * sizeof *list->records;
    uint64_t *scratch = coprod__resize(store->memory, NULL, 0, bytes ? bytes : 1);
    size_t kept = 0;
    if (!scratch)
        return COPROD_E_MEMORY;
    coprod__pattern_sort(list->records, list->count, width, words, scratch);
    coprod__release(store->memory, scratch, bytes ? bytes : 1);
    for (size_t i = 0; i < list->count; i++) {
        const uint64_t *from = list->records + i * width;
        uint64_t *last = list->records + (kept ? kept - 1 : 0) * width;
        if (!from[words])
            continue;
        if (kept && !compare(last, from, words))
            last[words] += from[words];
        else
            memmove(list->records + kept++ * width, from, width * sizeof *from);
    }
    list->count = kept;
    return COPROD_OK;
}

/* How many records of `more` have a key that the list has not. */
static size_t fresh(const coprod__pattern_store *store, const coprod__pattern_list *list,
                    const coprod__pattern_list *more)
{
    const size_t width = store->width;
    size_t count = 0, at = 0;
    for (size_t i = 0; i < more->count; i++) {
        const uint64_t *key = more->records + i * width;
        while (at < list->count && compare(list->records + at * width, key, width - 1) < 0)
            at++;
        count += at == list->count || compare(list->records + at * width, key, width - 1) != 0;
    }
    return count;
}

/* Puts sorted records into a sorted list that has room for the fresh ones; from the back: none is overwritten. */
static void put_in(const coprod__pattern_store *store, coprod__pattern_list *list, const coprod__pattern_list *more,
                   size_t count)
{
    const size_t width = store->width, bytes = width * sizeof *list->records;
    size_t left = list->count, from = more->count, to = list->count + count;
    list->count = to;
    while (from) {
        const uint64_t *next = more->records + (from - 1) * width;
        const int order = left ? compare(list->records + (left - 1) * width, next, width - 1) : -1;
        if (order >= 0)
            memmove(list->records + --to * width, list->records + --left * width, bytes);
        else
            memcpy(list->records + --to * width, next, bytes);
        if (!order)
            list->records[to * width + width - 1] += next[width - 1];
        from -= order <= 0 ? 1 : 0;
    }
}

static coprod_status flush(coprod__pattern_store *store)
{
    size_t count;
    coprod_status status = settle(store, &store->waiting);
    if (status != COPROD_OK)
        return status;
    count = fresh(store, &store->sorted, &store->waiting);
    status = reserve(store, &store->sorted, store->sorted.count + count);
    if (status != COPROD_OK)
        return status;
    put_in(store, &store->sorted, &store->waiting, count);
    store->waiting.count = 0;
    return COPROD_OK;
}

/* --- tables --- */

static void add_list(coprod__pattern_store *store, const coprod__pattern_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const uint64_t *record = list->records + i * store->width;
        if (store->wide)
            store->wide[record[0]] += record[1];
        else
            store->table[record[0]] += (uint32_t)record[1];
    }
}

static coprod_status make_table(coprod__pattern_store *store)
{
    store->table = coprod__alloc(store->memory, store->slots * sizeof *store->table);
    if (!store->table)
        return COPROD_E_MEMORY;
    add_list(store, &store->sorted);
    add_list(store, &store->waiting);
    coprod__pattern_list_free(store, &store->sorted);
    coprod__pattern_list_free(store, &store->waiting);
    return COPROD_OK;
}

static coprod_status widen(coprod__pattern_store *store)
{
    store->wide = coprod__alloc(store->memory, store->slots * sizeof *store->wide);
    if (!store->wide)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < store->slots; i++)
        store->wide[i] = store->table[i];
    coprod__release(store->memory, store->table, store->slots * sizeof *store->table);
    store->table = NULL;
    return COPROD_OK;
}

/* A table pays once there are rows enough; it takes counts of up to 2^64 when there can be such. */
static coprod_status ready(coprod__pattern_store *store, size_t rows, uint64_t people)
{
    coprod_status status = COPROD_OK;
    const int small = store->people <= UINT32_MAX;
    if (!store->table && !store->wide && store->slots && small
        && (store->rows + rows >= store->slots / 16 || store->slots <= COPROD__CHUNK))
        status = make_table(store);
    if (status == COPROD_OK && store->table && store->people + people > UINT32_MAX)
        status = widen(store);
    return status;
}

static void count_rows(coprod__pattern_store *store, const coprod__pattern_block *block)
{
    uint32_t slots[COPROD__STRIP];
    for (size_t from = 0; from < block->rows; from += COPROD__STRIP) {
        const size_t left = block->rows - from, count = left < COPROD__STRIP ? left : COPROD__STRIP;
        coprod__pattern_pack_slots(store->schema, block, from, count, slots);
        if (store->wide)
            for (size_t i = 0; i < count; i++)
                store->wide[slots[i]] += block->weights ? block->weights[from + i] : 1;
        else if (block->weights)
            for (size_t i = 0; i < count; i++)
                store->table[slots[i]] += (uint32_t)block->weights[from + i];
        else
            for (size_t i = 0; i < count; i++)
                store->table[slots[i]]++;
    }
}

/* --- adding --- */

/* Records in order that the store has no table for, or has one. */
static coprod_status take_in(coprod__pattern_store *store, const coprod__pattern_list *list)
{
    size_t count;
    coprod_status status;
    if (store->table || store->wide) {
        add_list(store, list);
        return COPROD_OK;
    }
    count = fresh(store, &store->sorted, list);
    status = reserve(store, &store->sorted, store->sorted.count + count);
    if (status == COPROD_OK)
        put_in(store, &store->sorted, list, count);
    return status;
}

/* A few rows wait to be sorted in. */
static coprod_status wait_rows(coprod__pattern_store *store, const coprod__pattern_block *block, size_t first,
                               size_t rows)
{
    coprod__pattern_list *waiting = &store->waiting;
    const size_t most = store->sorted.count / 2 > COPROD__CHUNK ? store->sorted.count / 2 : COPROD__CHUNK;
    size_t want = waiting->room;
    coprod_status status = waiting->count && waiting->count + rows > most ? flush(store) : COPROD_OK;
    if (status == COPROD_OK && waiting->count + rows > want) {
        want = want * 2 > waiting->count + rows ? want * 2 : waiting->count + rows;
        status = reserve(store, waiting, want);
    }
    if (status != COPROD_OK)
        return status;
    for (size_t from = 0; from < rows; from += COPROD__STRIP) {
        const size_t count = rows - from < COPROD__STRIP ? rows - from : COPROD__STRIP;
        coprod__pattern_pack(store->schema, block, first + from, count,
                             waiting->records + waiting->count * store->width);
        waiting->count += count;
    }
    return COPROD_OK;
}

coprod_status coprod__pattern_store_add(coprod__pattern_store *store, const coprod__pattern_block *block,
                                        uint64_t people)
{
    coprod_status status = ready(store, block->rows, people);
    if (status != COPROD_OK)
        return status;
    if (store->table || store->wide) {
        count_rows(store, block);
    } else if (block->rows <= COPROD__CHUNK) {
        status = wait_rows(store, block, 0, block->rows);
    } else { /* in a store of its own first, so that a failure in the middle changes nothing */
        coprod__pattern_store draft;
        coprod__pattern_store_init(&draft, store->memory, store->schema);
        for (size_t from = 0; status == COPROD_OK && from < block->rows; from += COPROD__CHUNK) {
            const size_t left = block->rows - from;
            status = wait_rows(&draft, block, from, left < COPROD__CHUNK ? left : COPROD__CHUNK);
        }
        status = status == COPROD_OK ? flush(&draft) : status;
        status = status == COPROD_OK ? take_in(store, &draft.sorted) : status;
        coprod__pattern_store_free(&draft);
    }
    if (status == COPROD_OK) {
        store->people += people;
        store->rows += store->table || store->wide ? 0 : block->rows;
    }
    return status;
}

coprod_status coprod__pattern_store_merge(coprod__pattern_store *store, const coprod__pattern_store *other)
{
    coprod__pattern_list list;
    coprod_status status = ready(store, (size_t)other->rows, other->people);
    if (status == COPROD_OK)
        status = coprod__pattern_store_list(other, &list);
    if (status != COPROD_OK)
        return status;
    status = take_in(store, &list);
    coprod__pattern_list_free(other, &list);
    if (status == COPROD_OK) {
        store->people += other->people;
        store->rows += other->rows;
    }
    return status;
}

/* --- what is there --- */

static size_t used_slots(const coprod__pattern_store *store)
{
    size_t count = 0;
    for (size_t i = 0; i < store->slots; i++)
        count += store->table ? store->table[i] != 0 : store->wide[i] != 0;
    return count;
}

static coprod_status list_table(const coprod__pattern_store *store, coprod__pattern_list *list)
{
    coprod_status status = reserve(store, list, used_slots(store));
    for (size_t i = 0; status == COPROD_OK && i < store->slots; i++) {
        const uint64_t here = store->table ? store->table[i] : store->wide[i];
        if (!here)
            continue;
        list->records[2 * list->count] = i;
        list->records[2 * list->count++ + 1] = here;
    }
    return status;
}

/* What waits in order, each key once, and how many keys of it are not among those sorted in. */
static coprod_status settled(const coprod__pattern_store *store, coprod__pattern_list *waiting, size_t *count)
{
    coprod_status status = reserve(store, waiting, store->waiting.count);
    if (status == COPROD_OK && store->waiting.count) {
        memcpy(waiting->records, store->waiting.records,
               store->waiting.count * store->width * sizeof *waiting->records);
        waiting->count = store->waiting.count;
        status = settle(store, waiting);
    }
    *count = status == COPROD_OK ? fresh(store, &store->sorted, waiting) : 0;
    return status;
}

coprod_status coprod__pattern_store_count(const coprod__pattern_store *store, size_t *count)
{
    coprod__pattern_list waiting = {NULL, 0, 0};
    const int tables = store->table || store->wide;
    const coprod_status status = tables ? COPROD_OK : settled(store, &waiting, count);
    *count = tables ? used_slots(store) : store->sorted.count + *count;
    coprod__pattern_list_free(store, &waiting);
    return status;
}

coprod_status coprod__pattern_store_list(const coprod__pattern_store *store, coprod__pattern_list *list)
{
    const size_t record = store->width * sizeof *list->records;
    coprod__pattern_list waiting = {NULL, 0, 0};
    size_t count;
    coprod_status status;
    memset(list, 0, sizeof *list);
    if (store->table || store->wide)
        return list_table(store, list);
    status = settled(store, &waiting, &count);
    if (status == COPROD_OK)
        status = reserve(store, list, store->sorted.count + count);
    if (status == COPROD_OK && list->room) {
        if (store->sorted.count)
            memcpy(list->records, store->sorted.records, store->sorted.count * record);
        list->count = store->sorted.count;
        put_in(store, list, &waiting, count);
    }
    coprod__pattern_list_free(store, &waiting);
    return status;
}
