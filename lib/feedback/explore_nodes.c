/* SPDX-License-Identifier: MIT */
/* Nodes of a search: what is told apart, and which is looked at next: the fewest events first, then the earliest day,
 * so that every node is reached by a shortest way. */
#include "explore_internal.h"

#include <string.h>

enum { DAYS_MOST = 1000 }; /* days left above are not told apart */

int coprod__explore_fail(coprod__explored *own)
{
    own->status = COPROD_E_MEMORY;
    return 0;
}

/* --- keys: what is told apart --- */

static void put(uint8_t **at, uint32_t value)
{
    *(*at)++ = (uint8_t)value;
    *(*at)++ = (uint8_t)(value >> 8);
}

/* 0 none, 1 past, 2 and up: not past. */
static uint32_t day_class(const coprod__explored *own, uint32_t kept, uint32_t day)
{
    if (!kept || kept < day)
        return kept ? 1 : 0;
    if (own->detail == COPROD__TIMED)
        return 3 + (kept - day < DAYS_MOST ? kept - day : DAYS_MOST);
    return kept == day && own->detail != COPROD__COARSE ? 2 : 3;
}

/* Of a clock whose day no guard asks for only this is told apart: whether it runs, and whether it was missed. */
static uint32_t clock_class(const coprod__explored *own, uint32_t timer, uint32_t day)
{
    uint32_t due = coprod__get(&own->scratch->rows, own->machine->timer_rules[timer].slot, 0);
    if (due >= COPROD__BREACHED)
        return UINT16_MAX;
    if (own->detail != COPROD__TIMED && !own->asked[timer])
        return due != 0;
    return day_class(own, due, day);
}

static uint64_t key_of(const coprod__explored *own, uint32_t day, uint8_t *key)
{
    const coprod_machine *machine = own->machine;
    const coprod__rows *rows = &own->scratch->rows;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    uint8_t *at = key;
    put(&at, coprod__get(rows, machine->state, 0));
    for (uint32_t i = 0; i < machine->facts.count; i++) {
        uint32_t value = own->in_cone[i] ? coprod__get(rows, machine->fact_rules[i].slot, 0) : 0;
        if (machine->fact_rules[i].type == COPROD_VALUE_INT)
            value = value < own->caps[i] ? value : own->caps[i];
        else if (machine->fact_rules[i].type == COPROD_VALUE_DAY)
            value = day_class(own, value, day);
        put(&at, value);
    }
    for (uint32_t i = 0; i < machine->timers.count; i++)
        put(&at, clock_class(own, i, day));
    for (const uint8_t *byte = key; byte < at; byte++)
        hash = (hash ^ *byte) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 29;
}

/* --- nodes --- */

const uint8_t *coprod__node_row(const coprod__explored *own, uint32_t node)
{
    return own->rows + node * own->row_bytes;
}

uint32_t coprod__node_value(const coprod__explored *own, uint32_t node, coprod__slot slot)
{
    uint8_t *const *column = own->scratch->rows.column;
    const uint8_t *at = coprod__node_row(own, node) + (column[slot.column] - column[0]);
    uint32_t value = 0;
    for (uint32_t i = 0; i < slot.width; i++)
        value |= (uint32_t)at[i] << 8 * i;
    return value >> slot.shift & slot.mask;
}

void coprod__visit(coprod__explored *own, uint32_t node)
{
    memcpy(own->scratch->rows.column[0], coprod__node_row(own, node), own->row_bytes);
    own->scratch->rows.breach_count = 0;
}

static int rehash(coprod__explored *own)
{
    size_t size = own->table_size ? 2 * own->table_size : 1024;
    uint32_t *table = coprod__alloc(&own->memory, size * sizeof *table);
    if (!table)
        return coprod__explore_fail(own);
    memset(table, 0xff, size * sizeof *table);
    for (size_t i = 0; i < own->count; i++) {
        uint64_t hash = own->hashes[i];
        size_t at = (size_t)hash & (size - 1);
        while (table[at] != COPROD__NO_NODE)
            at = (at + 1) & (size - 1);
        table[at] = (uint32_t)i;
    }
    coprod__release(&own->memory, own->table, own->table_size * sizeof *table);
    own->table = table;
    own->table_size = size;
    return 1;
}

static int room(coprod__explored *own)
{
    size_t wanted = own->count + 1, nodes = own->capacity, rows = own->capacity, keys = own->capacity;
    size_t hashes = own->capacity;
    void *items[4] = {own->nodes, own->rows, own->keys, own->hashes};
    int done = coprod__more(&own->memory, &items[0], &nodes, wanted, sizeof *own->nodes);
    own->nodes = items[0];
    done = done && coprod__more(&own->memory, &items[1], &rows, wanted, own->row_bytes);
    own->rows = items[1];
    done = done && coprod__more(&own->memory, &items[2], &keys, wanted, own->key_bytes);
    own->keys = items[2];
    done = done && coprod__more(&own->memory, &items[3], &hashes, wanted, sizeof *own->hashes);
    own->hashes = items[3];
    if (!done) { /* what has grown is given back at its new size */
        own->grown[0] = nodes;
        own->grown[1] = rows;
        own->grown[2] = keys;
        own->grown[3] = hashes;
        return coprod__explore_fail(own);
    }
    own->capacity = nodes;
    own->grown[0] = own->grown[1] = own->grown[2] = own->grown[3] = nodes;
    return 2 * wanted <= own->table_size || rehash(own);
}

static uint32_t day_of(const coprod__explored *own, uint32_t node)
{
    return own->nodes[node].move.day;
}

static int nearer(const coprod__waiting *a, const coprod__waiting *b)
{
    if (a->depth != b->depth)
        return a->depth < b->depth;
    return a->day != b->day ? a->day < b->day : a->node < b->node;
}

static int heap_push(coprod__explored *own, uint32_t node)
{
    coprod__waiting waiting = {own->nodes[node].depth, day_of(own, node), node};
    void *items = own->heap;
    size_t at = own->heap_count;
    if (!coprod__more(&own->memory, &items, &own->heap_capacity, at + 1, sizeof *own->heap))
        return coprod__explore_fail(own);
    own->heap = items;
    own->heap_count++;
    for (; at && nearer(&waiting, &own->heap[(at - 1) / 2]); at = (at - 1) / 2)
        own->heap[at] = own->heap[(at - 1) / 2];
    own->heap[at] = waiting;
    return 1;
}

uint32_t coprod__explore_heap_pop(coprod__explored *own)
{
    coprod__waiting first = own->heap[0], last = own->heap[--own->heap_count];
    size_t at = 0, child;
    while ((child = 2 * at + 1) < own->heap_count) {
        if (child + 1 < own->heap_count && nearer(&own->heap[child + 1], &own->heap[child]))
            child++;
        if (!nearer(&own->heap[child], &last))
            break;
        own->heap[at] = own->heap[child];
        at = child;
    }
    own->heap[at] = last;
    return first.node;
}

/* The node of a key, or where it would stand in the table. */
static uint32_t find(const coprod__explored *own, const uint8_t *key, uint64_t hash, size_t *at)
{
    uint32_t node;
    *at = (size_t)hash & (own->table_size - 1);
    while ((node = own->table[*at]) != COPROD__NO_NODE
           && (own->hashes[node] != hash || memcmp(own->keys + node * own->key_bytes, key, own->key_bytes) != 0))
        *at = (*at + 1) & (own->table_size - 1);
    return node;
}

/* How a node is reached: for the first time, or by a shorter way. */
static int reach(coprod__explored *own, uint32_t node, uint32_t parent, uint32_t depth, const coprod__move *move,
                 const uint32_t *values)
{
    uint32_t fields = move->event == COPROD__NONE ? 0 : own->machine->event_rules[move->event].field_count;
    void *items = own->pool;
    if (!coprod__more(&own->memory, &items, &own->pool_capacity, own->pool_count + fields + 1, sizeof *own->pool))
        return coprod__explore_fail(own);
    own->pool = items;
    own->nodes[node] = (coprod__node){parent, depth, 0, 0, *move};
    own->nodes[node].move.values = (uint32_t)own->pool_count;
    for (uint32_t i = 0; i < fields; i++)
        own->pool[own->pool_count++] = values[i];
    memcpy(own->rows + node * own->row_bytes, own->scratch->rows.column[0], own->row_bytes);
    return heap_push(own, node);
}

static int add_edge(coprod__explored *own, uint32_t from, uint32_t to)
{
    void *items = own->edges;
    if (from == COPROD__NO_NODE || from == to)
        return 1;
    if (!coprod__more(&own->memory, &items, &own->edge_capacity, own->edge_count + 1, sizeof *own->edges))
        return coprod__explore_fail(own);
    own->edges = items;
    own->edges[own->edge_count++] = (coprod__edge){from, to};
    return 1;
}

/* The scratch loop as a node: the one that is it, or a new one. */
int coprod__explore_arrive(coprod__explored *own, uint32_t parent, const coprod__move *move, const uint32_t *values)
{
    uint32_t depth = parent == COPROD__NO_NODE ? 0 : own->nodes[parent].depth + (move->event != COPROD__NONE), node;
    uint8_t *key;
    uint64_t hash;
    size_t at;
    own->arrived = COPROD__NO_NODE;
    if (!room(own))
        return 0;
    key = own->keys + own->count * own->key_bytes;
    hash = key_of(own, move->day, key);
    node = find(own, key, hash, &at);
    if (node == COPROD__NO_NODE) {
        if (own->count == own->most) {
            own->complete = 0;
            if (parent != COPROD__NO_NODE)
                own->nodes[parent].cut = 1;
            return 1;
        }
        node = (uint32_t)own->count++;
        own->hashes[node] = hash;
        own->table[at] = node;
        if (!reach(own, node, parent, depth, move, values))
            return 0;
    } else if (!own->nodes[node].looked_at
               && (depth < own->nodes[node].depth
                   || (depth == own->nodes[node].depth && move->day < day_of(own, node)))) {
        if (!reach(own, node, parent, depth, move, values))
            return 0;
    }
    own->arrived = node;
    return add_edge(own, parent, node);
}
