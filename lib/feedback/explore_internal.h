/* SPDX-License-Identifier: MIT */
/* Every way a machine can go, with real steps on real days, until nothing new comes.
 *
 * A node is a loop on a day. Two nodes are one where what guards, invariants and clocks can tell of them is the same:
 * numbers up to a cap, known days and running clocks by whether they are past, today or to come (coarse: past or not;
 * timed: by how many days are left).
 * From a node go events with every payload that its guards can tell apart, and days: the next one, and those on which a
 * clock or a day of the loop is due or over. */
#ifndef COPROD_EXPLORE_INTERNAL_H
#define COPROD_EXPLORE_INTERNAL_H

#include "loop_internal.h"

enum coprod__detail { COPROD__COARSE, COPROD__FINE, COPROD__TIMED };
enum { COPROD__DOMAIN = 24, COPROD__COMBINATIONS = 20000 };
#define COPROD__NO_NODE UINT32_MAX

typedef struct coprod__move {
    int32_t event; /* COPROD__NONE: only the day passes */
    uint32_t day;
    uint32_t role;   /* its bit */
    uint32_t values; /* the first of its payload in the pool */
} coprod__move;

typedef struct coprod__node {
    uint32_t parent;
    uint32_t depth; /* events from the creation on; days cost nothing */
    uint8_t looked_at, cut; /* cut: something was refused for lack of days in the calendar */
    coprod__move move;
} coprod__node;

/* A node that waits, nearest first. */
typedef struct coprod__waiting {
    uint32_t depth, day, node;
} coprod__waiting;

typedef struct coprod__edge {
    uint32_t from, to;
} coprod__edge;

/* What a move meets on the way. */
typedef struct coprod__watcher {
    void *context;
    /* A guard's test on a move that is tried; what the sum of its terms was. */
    void (*test)(void *context, uint32_t guard_use, int32_t test, int64_t sum);
    void (*guard)(void *context, uint32_t guard_use, int holds);
    /* The move whose tests and guards came before. */
    void (*move)(void *context, uint32_t node, const coprod__move *move, const uint32_t *values, int fired,
                 uint32_t transition);
} coprod__watcher;

typedef struct coprod__explored {
    const coprod_machine *machine;
    coprod__memory memory;
    int detail;
    size_t most; /* nodes */
    coprod_loop *scratch;
    uint8_t *in_cone; /* [facts]: told apart */
    uint8_t asked[COPROD__TIMERS]; /* clocks whose due day a guard asks for */
    uint32_t *caps; /* [facts]: numbers above are not told apart */
    uint32_t constants[COPROD__DOMAIN];
    uint32_t constant_count;
    size_t row_bytes, key_bytes;
    coprod__node *nodes;
    uint8_t *rows, *keys;
    uint64_t *hashes;
    size_t count, capacity, grown[4];
    uint32_t arrived; /* where the last one arrived, or COPROD__NO_NODE */
    uint32_t *table; /* of nodes, by key */
    size_t table_size;
    coprod__waiting *heap; /* nodes that were not looked at, and some that were */
    size_t heap_count, heap_capacity;
    coprod__edge *edges;
    size_t edge_count, edge_capacity;
    uint32_t *pool;
    size_t pool_count, pool_capacity;
    uint8_t *fired;    /* [transitions + 1] */
    int complete;      /* nothing was left out for lack of nodes */
    int calendar_ends; /* something was refused for lack of days */
    const coprod__watcher *watcher;
    coprod_status status;
} coprod__explored;

coprod_status coprod__explore(const coprod_machine *machine, const coprod__memory *memory, int detail, size_t most,
                              const coprod__watcher *watcher, coprod__explored *explored);
/* The same in parts: what is told apart; everything from the creation on, or from what has arrived. */
coprod_status coprod__explore_begin(const coprod_machine *machine, const coprod__memory *memory, int detail,
                                    size_t most, coprod__explored *explored);
coprod_status coprod__explore_all(coprod__explored *explored);
coprod_status coprod__explore_on(coprod__explored *explored);
/* For another machine, to which it is carried: a fact is told apart up to a number; then numbers that matter there, and
 * what is copied into facts that are told apart. */
void coprod__ask_more(coprod__explored *explored, uint32_t fact, uint32_t cap);
void coprod__ask_again(coprod__explored *explored, const uint32_t *constants, uint32_t count);
void coprod__explored_free(coprod__explored *explored);

int coprod__explore_fail(coprod__explored *explored); /* no memory; 0 */
/* The scratch loop as a node: the one that is it, or a new one. 0 without memory. */
int coprod__explore_arrive(coprod__explored *explored, uint32_t parent, const coprod__move *move,
                           const uint32_t *values);
uint32_t coprod__explore_heap_pop(coprod__explored *explored);
void coprod__ask_machine(coprod__explored *explored); /* cone, cap and constants */

/* The scratch loop becomes a node's. */
void coprod__visit(coprod__explored *explored, uint32_t node);
const uint8_t *coprod__node_row(const coprod__explored *explored, uint32_t node);
/* A value of a node, without a visit. */
uint32_t coprod__node_value(const coprod__explored *explored, uint32_t node, coprod__slot slot);

/* Every guard of a transition up to the first that fails, as in a step. */
void coprod__watch_guards(const coprod_loop *loop, uint32_t transition, const uint32_t *payload, uint32_t day,
                          const coprod__watcher *watcher);

/* The values that a field's tests and actions can tell apart on a day; at most COPROD__DOMAIN. */
uint32_t coprod__domain(const coprod__explored *explored, const coprod__transition *transition, uint32_t field,
                        uint32_t day, uint32_t values[COPROD__DOMAIN]);
/* Whether a guard or an action that matters asks for a field; literals that it is compared with are added. */
int coprod__field_used(const coprod__explored *explored, const coprod__transition *transition, uint32_t field,
                       uint32_t *values, uint32_t *count);

#endif
