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

coprod_status coprod__check_options(const coprod_check_options *options, coprod_check_options *own,
                                    coprod__memory *memory);

#endif
