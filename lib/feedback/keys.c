/* SPDX-License-Identifier: MIT */
/* The keys of the events that were accepted. */
#include <string.h>

#include "loop_internal.h"

/* Where a key stands, or would. The digest is spread already; rows are mixed in. */
static size_t place_of(const coprod__key *keys, size_t capacity, size_t row, const uint8_t digest[COPROD__SHORT])
{
    uint64_t start = (uint64_t)row * UINT64_C(0x9e3779b97f4a7c15);
    for (size_t i = 0; i < 8; i++)
        start ^= (uint64_t)digest[i] << 8 * i;
    size_t at = (size_t)(start >> 7) & (capacity - 1);
    while (keys[at].used && (keys[at].row != row || memcmp(keys[at].digest, digest, COPROD__SHORT) != 0))
        at = (at + 1) & (capacity - 1);
    return at;
}

int coprod__key_known(const coprod__rows *rows, size_t row, const uint8_t digest[COPROD__SHORT])
{
    return rows->key_count && rows->keys[place_of(rows->keys, rows->key_capacity, row, digest)].used;
}

coprod_status coprod__key_room(coprod__rows *rows)
{
    size_t capacity = rows->key_capacity ? 2 * rows->key_capacity : 16;
    coprod__key *keys;
    if (2 * (rows->key_count + 1) <= rows->key_capacity)
        return COPROD_OK;
    keys = coprod__alloc(&rows->memory, capacity * sizeof *keys);
    if (!keys)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < rows->key_capacity; i++)
        if (rows->keys[i].used)
            keys[place_of(keys, capacity, (size_t)rows->keys[i].row, rows->keys[i].digest)] = rows->keys[i];
    coprod__release(&rows->memory, rows->keys, rows->key_capacity * sizeof *keys);
    rows->keys = keys;
    rows->key_capacity = capacity;
    return COPROD_OK;
}

void coprod__key_add(coprod__rows *rows, size_t row, const uint8_t digest[COPROD__SHORT])
{
    coprod__key *key = &rows->keys[place_of(rows->keys, rows->key_capacity, row, digest)];
    rows->key_count += !key->used;
    key->used = 1;
    key->row = row;
    memcpy(key->digest, digest, COPROD__SHORT);
}

void coprod__rows_free(coprod__rows *rows)
{
    coprod__release(&rows->memory, rows->breaches, rows->breach_capacity * sizeof *rows->breaches);
    coprod__release(&rows->memory, rows->keys, rows->key_capacity * sizeof *rows->keys);
}
