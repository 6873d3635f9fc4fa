/* SPDX-License-Identifier: MIT */
/* How much of a machine its loops went through. Bytes: states, transitions and creation, guards that held, guards that
 * failed, clocks missed, clocks met. */
#include "coprod/feedback_check.h"
#include "loop_internal.h"

typedef struct layout {
    size_t transitions, held, failed, missed, met, bytes;
} layout;

static layout layout_of(const coprod_machine *machine)
{
    const coprod__transition *created = &machine->transitions[machine->transition_count];
    size_t uses = (size_t)created->guards + created->guard_count;
    layout own;
    own.transitions = machine->states.count;
    own.held = own.transitions + machine->transition_count + 1;
    own.failed = own.held + uses;
    own.missed = own.failed + uses;
    own.met = own.missed + machine->timers.count;
    own.bytes = own.met + machine->timers.count;
    return own;
}

void coprod__cover_guard(const coprod__rows *rows, uint32_t use, int holds)
{
    layout own = layout_of(rows->machine);
    rows->cover[(holds ? own.held : own.failed) + use] = 1;
}

void coprod__cover_taken(const coprod__rows *rows, uint32_t transition)
{
    layout own = layout_of(rows->machine);
    rows->cover[own.transitions + transition] = 1;
    rows->cover[rows->machine->transitions[transition].to] = 1;
}

void coprod__cover_missed(const coprod__rows *rows, uint32_t timer)
{
    rows->cover[layout_of(rows->machine).missed + timer] = 1;
}

/* A clock that is stopped or begins again. */
void coprod__cover_clock(const coprod__rows *rows, size_t row, uint32_t timer, uint32_t day)
{
    layout own = layout_of(rows->machine);
    uint32_t due = coprod__get(rows, rows->machine->timer_rules[timer].slot, row) & COPROD__DAY_MASK;
    if (due)
        rows->cover[(due < day ? own.missed : own.met) + timer] = 1;
}

coprod_status coprod_loop_cover(coprod_loop *loop, uint8_t *bytes)
{
    const coprod_machine *machine;
    const coprod__transition *created;
    if (!loop)
        return COPROD_E_ARGUMENT;
    machine = loop->rows.machine;
    loop->rows.cover = bytes;
    if (!bytes)
        return COPROD_OK;
    created = &machine->transitions[machine->transition_count]; /* it was: the loop is there */
    coprod__cover_taken(&loop->rows, machine->transition_count);
    for (uint32_t i = 0; i < created->guard_count; i++)
        coprod__cover_guard(&loop->rows, created->guards + i, 1);
    return COPROD_OK;
}

size_t coprod_coverage_bytes(const coprod_machine *machine)
{
    return machine ? layout_of(machine).bytes : 0;
}

static uint32_t count(const uint8_t *bytes, size_t from, size_t to)
{
    uint32_t sum = 0;
    for (size_t i = from; i < to; i++)
        sum += bytes[i] != 0;
    return sum;
}

coprod_status coprod_coverage_get(const coprod_machine *machine, const uint8_t *bytes, coprod_coverage *coverage)
{
    coprod_coverage own = {sizeof own};
    coprod_status status = coprod__struct_begin(machine, coverage, sizeof own);
    layout at;
    if (status == COPROD_OK && !bytes)
        status = COPROD_E_ARGUMENT;
    if (status != COPROD_OK)
        return status;
    at = layout_of(machine);
    own.states = count(bytes, 0, at.transitions);
    own.state_count = machine->states.count;
    own.transitions = count(bytes, at.transitions, at.held);
    own.transition_count = machine->transition_count + 1;
    own.guards_held = count(bytes, at.held, at.failed);
    own.guards_failed = count(bytes, at.failed, at.missed);
    own.guard_count = (uint32_t)(at.failed - at.held);
    own.timers_missed = count(bytes, at.missed, at.met);
    own.timers_met = count(bytes, at.met, at.bytes);
    own.timer_count = machine->timers.count;
    return coprod__struct_out(coverage, sizeof own, sizeof own, &own);
}
