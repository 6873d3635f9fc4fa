/* SPDX-License-Identifier: MIT */
/* Traces out of a search. */
#ifndef COPROD_CHECK_INTERNAL_H
#define COPROD_CHECK_INTERNAL_H

#include "coprod/feedback_check.h"
#include "explore_internal.h"
#include "json_out_internal.h"

/* A move with its payload, as a step of a trace. */
void coprod__write_move(coprod__json_out *out, const coprod_machine *machine, const coprod__move *move,
                        const uint32_t *values);
/* The beginning of a trace: its machine. */
void coprod__write_name(coprod__json_out *out, const coprod_machine *machine);
/* The beginning of a trace and its moves up to a node; the array of steps stays open. */
void coprod__write_way(coprod__json_out *out, const coprod__explored *explored, uint32_t node);
/* A whole trace in the arena; NULL without memory. */
const char *coprod__trace_to(const coprod__explored *explored, uint32_t node, coprod__arena *arena);

typedef struct coprod__defect {
    const char *code, *place, *trace, *found;
    uint32_t index, state;
} coprod__defect;

struct coprod_machine_check {
    coprod__arena arena;
    coprod_check_info info;
    coprod__defect *defects;
    size_t count, capacity;
};

/* A check that is being made. */
typedef struct coprod__maker {
    coprod_machine_check *check;
    coprod__explored explored;
    uint8_t *to_end;   /* [nodes]: an accepting state can be reached */
    uint32_t *nearest; /* [states]: a node of each with the fewest events, or none */
    /* The way to a node, as a trace in the check's arena; NULL without memory. */
    const char *(*trace)(const struct coprod__maker *maker, uint32_t node);
    void *context;
    coprod_status status;
} coprod__maker;

/* A JSON pointer of a list and a name, or an index, in the arena; NULL without memory. */
const char *coprod__pointer(coprod__maker *maker, const char *list, const char *name, uint32_t index);
void coprod__defect_add(coprod__maker *maker, const char *code, const char *place, const char *found, uint32_t index,
                        uint32_t node);
void coprod__mark_to_end(coprod__maker *maker);
void coprod__find_broken_invariants(coprod__maker *maker);
void coprod__find_running_clocks(coprod__maker *maker);
void coprod__find_all(coprod__maker *maker);
/* With what finders need: `to_end` and `nearest`. */
coprod_status coprod__find(coprod__maker *maker, void (*find)(coprod__maker *maker));

coprod_status coprod__check_options(const coprod_check_options *options, coprod_check_options *own,
                                    coprod__memory *memory);

#endif
