/* SPDX-License-Identifier: MIT */
/* The checker: what is wrong with a machine that loads. */
#include <string.h>

#include "check_internal.h"

enum { MOST = 200000 };

coprod_status coprod__check_options(const coprod_check_options *options, coprod_check_options *own,
                                    coprod__memory *memory)
{
    coprod_status status = coprod__struct_in(options, sizeof *own, sizeof *own, own);
    if (status != COPROD_OK)
        return status;
    if (!own->most_configurations)
        own->most_configurations = MOST;
    return own->timed < 0 || own->timed > 1 ? COPROD_E_ARGUMENT : coprod__memory_init(own->allocator, memory);
}

/* --- a search --- */

static const char *trace_to(const coprod__maker *own, uint32_t node)
{
    return coprod__trace_to(&own->explored, node, &own->check->arena);
}

/* What a search came to; it is given back. */
static coprod_status judge(coprod__explored *explored, coprod_machine_check **check)
{
    coprod__arena arena;
    coprod__maker own = {0};
    coprod_status status;
    *check = NULL;
    coprod__arena_init(&arena, &explored->memory);
    own.explored = *explored;
    own.trace = trace_to;
    own.check = explored->status == COPROD_OK ? coprod__arena_alloc(&arena, sizeof *own.check) : NULL;
    status = COPROD_E_MEMORY;
    if (own.check) {
        own.check->arena = arena;
        status = coprod__find(&own, coprod__find_all);
        own.check->info.configurations = (uint32_t)own.explored.count;
        own.check->info.moves = (uint32_t)own.explored.edge_count;
        own.check->info.defect_count = (uint32_t)own.check->count;
        own.check->info.complete = own.explored.complete;
        own.check->info.calendar_ended = own.explored.calendar_ends;
    }
    coprod__explored_free(&own.explored);
    if (status == COPROD_OK)
        *check = own.check;
    else
        coprod_machine_check_free(own.check);
    return status;
}

static coprod_status check_with(const coprod_machine *machine, const coprod__memory *memory, int detail, size_t most,
                                coprod_machine_check **check)
{
    coprod__explored explored;
    explored.status = coprod__explore(machine, memory, detail, most, NULL, &explored);
    return judge(&explored, check);
}

/* Whether a defect says that something cannot be reached: the days that are left may make the difference. */
static int is_doubtful(const coprod_machine_check *check)
{
    for (size_t i = 0; i < check->count; i++)
        if (!strcmp(check->defects[i].code, "unreachable-state") || !strcmp(check->defects[i].code, "never-fires")
            || !strcmp(check->defects[i].code, "dead-end"))
            return 1;
    return 0;
}

/* A defect of the one is left out if the other reached it. */
static void leave_out_reached(coprod_machine_check *check, const coprod__explored *timed)
{
    size_t kept = 0;
    for (size_t i = 0; i < check->count; i++) {
        const coprod__defect *one = &check->defects[i];
        int reached = !strcmp(one->code, "never-fires") && timed->fired[one->index];
        for (uint32_t node = 0; !strcmp(one->code, "unreachable-state") && node < timed->count && !reached; node++)
            reached = coprod__node_value(timed, node, timed->machine->state) == one->index;
        if (!reached)
            check->defects[kept++] = *one;
    }
    check->count = kept;
    check->info.defect_count = (uint32_t)kept;
}

/* The same, told apart by days. If that does not come to its end, what it reached is left out, and the rest is told as
 * not complete. */
static coprod_status confirm(const coprod_machine *machine, const coprod__memory *memory, size_t most,
                             coprod_machine_check **check)
{
    coprod_machine_check *timed = NULL;
    coprod__explored explored;
    coprod_status status;
    explored.status = coprod__explore(machine, memory, COPROD__TIMED, most, NULL, &explored);
    if (explored.status == COPROD_OK && !explored.complete) {
        leave_out_reached(*check, &explored);
        (*check)->info.complete = 0;
        coprod__explored_free(&explored);
        return COPROD_OK;
    }
    status = judge(&explored, &timed);
    coprod_machine_check_free(*check);
    *check = timed;
    return status;
}

coprod_status coprod_machine_check_new(const coprod_machine *machine, const coprod_check_options *options,
                                       coprod_machine_check **check)
{
    coprod_check_options read;
    coprod__memory memory;
    coprod_status status;
    if (!check)
        return COPROD_E_ARGUMENT;
    *check = NULL;
    status = machine ? coprod__check_options(options, &read, &memory) : COPROD_E_ARGUMENT;
    if (status != COPROD_OK)
        return status;
    if (read.timed)
        return check_with(machine, &memory, COPROD__TIMED, read.most_configurations, check);
    status = check_with(machine, &memory, COPROD__COARSE, read.most_configurations, check);
    if (status != COPROD_OK || !(*check)->count)
        return status;
    coprod_machine_check_free(*check); /* what it did not reach may only need a closer look */
    status = check_with(machine, &memory, COPROD__FINE, read.most_configurations, check);
    return status == COPROD_OK && is_doubtful(*check) ? confirm(machine, &memory, read.most_configurations, check)
                                                      : status;
}

void coprod_machine_check_free(coprod_machine_check *check)
{
    if (check) {
        coprod__arena arena = check->arena; /* the check lies in its own arena */
        coprod__release(&arena.memory, check->defects, check->capacity * sizeof *check->defects);
        coprod__arena_free(&arena);
    }
}

coprod_status coprod_machine_check_get(const coprod_machine_check *check, coprod_check_info *info)
{
    coprod_status status = coprod__struct_begin(check, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &check->info) : status;
}

coprod_status coprod_machine_check_defect(const coprod_machine_check *check, uint32_t index, coprod_defect *told)
{
    coprod_defect own = {sizeof own};
    coprod_status status = coprod__struct_begin(check, told, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= check->count)
        return COPROD_E_UNKNOWN;
    own.code = check->defects[index].code;
    own.place = check->defects[index].place;
    own.trace = check->defects[index].trace;
    own.found = check->defects[index].found;
    own.index = check->defects[index].index;
    own.state = check->defects[index].state;
    return coprod__struct_out(told, sizeof own, sizeof own, &own);
}
