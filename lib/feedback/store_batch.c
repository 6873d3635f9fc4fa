/* SPDX-License-Identifier: MIT */
/* One event for many loops: a block of rows at a time, column by column. Rows that a block cannot do (a missed day, a
 * guard that fails, a number out of range) go through the step one by one. */
#include <string.h>

#include "block_internal.h"

enum { NOT_REACHED = 255, MOST_STATES = 8, AHEAD = 6 };

/* --- actions --- */

/* Numbers that would leave their range are found before anything is written. Actions see what those before them did, so
 * a fact that is used twice is left to the step. */
static int simple_actions(const coprod__block *own)
{
    const coprod_machine *machine = own->loops->rows.machine;
    const coprod__transition *transition = own->transition;
    for (uint32_t i = transition->actions; i < transition->actions + transition->action_count; i++) {
        if (machine->fact_rules[machine->actions[i].fact].text != COPROD__NONE
            || coprod__sees_another(machine, transition, i))
            return 0;
    }
    return 1;
}

static void value_rows(const coprod__block *own, const coprod__action *action, int64_t *values)
{
    const coprod_machine *machine = own->loops->rows.machine;
    uint32_t column[COPROD__BLOCK];
    int64_t same = coprod__same_of(own, &action->term);
    for (size_t i = 0; i < COPROD__BLOCK; i++)
        values[i] = action->term.from == COPROD__FACT ? 0 : same;
    if (action->term.from == COPROD__FACT) {
        coprod__read_column(own, machine->fact_rules[action->term.index].slot, column);
        for (size_t i = 0; i < COPROD__BLOCK; i++)
            values[i] += column[i];
    }
    if (action->add) {
        coprod__read_column(own, machine->fact_rules[action->fact].slot, column);
        for (size_t i = 0; i < COPROD__BLOCK; i++)
            values[i] += column[i];
    }
}

/* Most actions add what is the same in every row. */
static int adds_same(const coprod__block *own, const coprod__action *action)
{
    return action->add && action->term.from >= COPROD__PAYLOAD
           && (uint64_t)coprod__same_of(own, &action->term) <= UINT32_MAX;
}

static void range_rows(coprod__block *own)
{
    const coprod_machine *machine = own->loops->rows.machine;
    const coprod__transition *transition = own->transition;
    int64_t values[COPROD__BLOCK];
    uint32_t column[COPROD__BLOCK];
    for (uint32_t i = transition->actions; i < transition->actions + transition->action_count; i++) {
        const coprod__action *action = &machine->actions[i];
        if (!action->add)
            continue;
        if (adds_same(own, action)) {
            uint32_t most = UINT32_MAX - (uint32_t)coprod__same_of(own, &action->term);
            coprod__read_column(own, action->slot, column);
            for (size_t row = 0; row < COPROD__BLOCK; row++)
                own->on[row] &= column[row] <= most;
            continue;
        }
        value_rows(own, action, values);
        for (size_t row = 0; row < COPROD__BLOCK; row++)
            own->on[row] &= !((uint64_t)values[row] >> 32);
    }
}

static void act_rows(coprod__block *own)
{
    const coprod_machine *machine = own->loops->rows.machine;
    const coprod__transition *transition = own->transition;
    int64_t values[COPROD__BLOCK];
    uint32_t column[COPROD__BLOCK];
    for (uint32_t i = transition->actions; i < transition->actions + transition->action_count; i++) {
        const coprod__action *action = &machine->actions[i];
        coprod__slot slot = action->slot;
        if (!action->add && action->term.from != COPROD__FACT) {
            coprod__write_value(own, slot, (uint32_t)coprod__same_of(own, &action->term) & slot.mask);
            continue;
        }
        if (adds_same(own, action)) {
            uint32_t same = (uint32_t)coprod__same_of(own, &action->term);
            coprod__read_column(own, slot, column);
            for (size_t row = 0; row < COPROD__BLOCK; row++)
                column[row] = (column[row] + same) & slot.mask;
        } else {
            value_rows(own, action, values);
            for (size_t row = 0; row < COPROD__BLOCK; row++)
                column[row] = (uint32_t)values[row] & slot.mask;
        }
        coprod__write_column(own, slot, column);
    }
}

/* --- clocks --- */

/* All start on the same day, so all are due on one; 0 where the calendar does not know it. */
static int clock_rows(coprod__block *own)
{
    const coprod_machine *machine = own->loops->rows.machine;
    const coprod__transition *transition = own->transition;
    uint32_t dues[COPROD__LISTED];
    for (uint32_t i = 0; i < transition->clock_count; i++) {
        const coprod__clock_act *clock = &machine->clocks[transition->clocks + i];
        coprod__came came;
        dues[i] = clock->op == COPROD_CLOCK_SET ? (uint32_t)coprod__same_of(own, &clock->term) : 0;
        if (clock->op < COPROD_CLOCK_STOP
            && !(dues[i] = coprod__starts(&own->loops->rows, clock->timer, own->act->at, &came)))
            return 0;
    }
    for (uint32_t i = 0; i < transition->clock_count; i++)
        coprod__write_value(own, machine->timer_rules[machine->clocks[transition->clocks + i].timer].slot, dues[i]);
    return 1;
}

static void next_rows(coprod__block *own)
{
    const coprod_machine *machine = own->loops->rows.machine;
    uint32_t next[COPROD__BLOCK], due[COPROD__BLOCK];
    for (size_t i = 0; i < COPROD__BLOCK; i++)
        next[i] = COPROD__BREACHED;
    for (uint32_t t = 0; t < machine->timers.count; t++) {
        if (!machine->timer_rules[t].level)
            continue;
        coprod__read_column(own, machine->timer_rules[t].slot, due);
        for (size_t i = 0; i < COPROD__BLOCK; i++) /* no clock is above every day */
            next[i] = due[i] - 1 < next[i] - 1 ? due[i] : next[i];
    }
    for (size_t i = 0; i < COPROD__BLOCK; i++)
        next[i] = next[i] < COPROD__BREACHED ? next[i] : COPROD__NEVER;
    coprod__write_column(own, machine->next, next);
}

/* --- blocks --- */

static void finish_rows(coprod__block *own)
{
    const coprod_machine *machine = own->loops->rows.machine;
    int ends = machine->state_flags[own->transition->to] & COPROD_STATE_ACCEPTING;
    uint32_t seq[COPROD__BLOCK];
    if (own->transition->clock_count)
        next_rows(own);
    if (own->transition->to != own->transition->from)
        coprod__write_value(own, machine->state, own->transition->to);
    coprod__read_column(own, machine->seq, seq);
    for (size_t i = 0; i < COPROD__BLOCK; i++)
        seq[i] += seq[i] < UINT32_MAX;
    coprod__write_column(own, machine->seq, seq);
    coprod__write_value(own, machine->last, own->act->at);
    if (!ends && !(machine->state_flags[own->transition->from] & COPROD_STATE_ACCEPTING))
        return;
    for (size_t i = 0; i < own->rows; i++) {
        coprod__beside *beside = &own->loops->beside[own->first + i];
        if (own->on[i])
            beside->closed = !ends ? 0 : beside->closed ? beside->closed : own->act->at;
    }
}

/* Rows of one state: those that the event moves are moved, and say so. */
static void move_state(coprod__block *own, uint32_t state, const uint32_t *states, const uint32_t *last,
                       const uint32_t *next, uint8_t *kinds)
{
    const coprod_machine *machine = own->loops->rows.machine;
    uint16_t number = coprod__transition_at(machine, state, (uint32_t)own->act->event);
    uint32_t at = own->act->at;
    if (number == COPROD__NO_TRANSITION || machine->state_flags[state] & COPROD_STATE_FINAL)
        return;
    own->transition = &machine->transitions[number];
    if (own->loops->kin_count /* then who may end depends on who did before, row by row */
        && (machine->state_flags[own->transition->to] | machine->state_flags[state]) & COPROD_STATE_ACCEPTING)
        return;
    for (size_t i = 0; i < COPROD__BLOCK; i++)
        own->on[i] = (kinds[i] == NOT_REACHED) & (states[i] == state) & (last[i] <= at) & (next[i] >= at);
    if (!simple_actions(own))
        return;
    coprod__guard_block(own);
    range_rows(own);
    if (!clock_rows(own))
        return;
    act_rows(own);
    finish_rows(own);
    for (size_t i = 0; i < COPROD__BLOCK; i++)
        kinds[i] = own->on[i] ? COPROD_LOOP_OK : kinds[i];
}

static int is_among(const uint32_t *states, size_t count, uint32_t state)
{
    for (size_t i = 0; i < count; i++)
        if (states[i] == state)
            return 1;
    return 0;
}

static void move_block(coprod__block *own, uint8_t *kinds)
{
    const coprod_machine *machine = own->loops->rows.machine;
    uint32_t states[COPROD__BLOCK], last[COPROD__BLOCK], next[COPROD__BLOCK];
    size_t tried = 0;
    memset(kinds, NOT_REACHED, COPROD__BLOCK);
    if (own->act->event == COPROD__NONE || own->act->payload_wrong || own->act->key || own->act->expect >= 0
        || !(machine->event_rules[own->act->event].roles & own->act->role) || own->loops->rows.cover)
        return;
    coprod__read_column(own, machine->state, states);
    coprod__read_column(own, machine->last, last);
    coprod__read_column(own, machine->next, next);
    for (size_t i = own->rows; i < COPROD__BLOCK; i++)
        next[i] = 0; /* rows that are not there are never reached */
    for (size_t i = 0; i < own->rows && tried < MOST_STATES; i++) {
        if (i && (states[i] == states[i - 1] || is_among(states, i, states[i])))
            continue;
        tried++;
        move_state(own, states[i], states, last, next, kinds);
    }
}

/* --- calls --- */

static coprod_status step_row(coprod_loops *loops, size_t row, const coprod__act *act, uint8_t *kind)
{
    coprod__came came;
    coprod_status status = coprod__step_row(loops, row, act, &came);
    if (status != COPROD_OK)
        return status;
    *kind = (uint8_t)came.kind;
    return COPROD_OK;
}

static coprod_status step_first(coprod_loops *loops, const coprod__act *act, size_t count, uint8_t *kinds)
{
    coprod__block own = {loops, act, NULL, 0, 0, {0}};
    uint8_t told[COPROD__BLOCK];
    for (own.first = 0; own.first < count; own.first += own.rows) {
        own.rows = count - own.first < COPROD__BLOCK ? count - own.first : COPROD__BLOCK;
        move_block(&own, told);
        if (kinds)
            memcpy(kinds + own.first, told, own.rows);
        if (!memchr(told, NOT_REACHED, own.rows))
            continue;
        for (size_t i = 0; i < own.rows; i++) {
            coprod_status status = told[i] == NOT_REACHED ? step_row(loops, own.first + i, act, &told[i]) : COPROD_OK;
            if (status != COPROD_OK)
                return status;
            if (kinds)
                kinds[own.first + i] = told[i];
        }
    }
    return COPROD_OK;
}

static coprod_status check(const coprod_loops *loops, const uint32_t *numbers, size_t count, uint8_t *kinds)
{
    if (!loops || (!numbers && count > loops->count))
        return loops ? COPROD_E_UNKNOWN : COPROD_E_ARGUMENT;
    if (kinds && count)
        memset(kinds, NOT_REACHED, count);
    for (size_t i = 0; numbers && i < count; i++)
        if (numbers[i] >= loops->count)
            return COPROD_E_UNKNOWN;
    return COPROD_OK;
}

coprod_status coprod_loops_step_many(coprod_loops *loops, const coprod_event *event, const uint32_t *numbers,
                                     size_t count, uint8_t *kinds)
{
    uint8_t key[COPROD__SHORT], local;
    coprod__act keyed;
    const coprod__act *act;
    coprod_status status = check(loops, numbers, count, kinds);
    if (status != COPROD_OK)
        return status;
    if (!event || !coprod__is_move(loops->rows.machine, event))
        return COPROD_E_ARGUMENT;
    act = coprod__act_of(&loops->rows, event, &keyed, key);
    if (!numbers)
        return step_first(loops, act, count, kinds);
    for (size_t i = 0; i < count && status == COPROD_OK; i++)
        status = step_row(loops, numbers[i], act, kinds ? &kinds[i] : &local);
    return status;
}

/* Rows far ahead are fetched while those here are stepped. It must be inline: GCC takes a function that does nothing
 * but fetch for one without effect, and leaves its calls out. */
COPROD__INLINE void fetch(const coprod_loops *loops, size_t row, int32_t event)
{
#if defined(__GNUC__)
    const coprod_machine *machine = loops->rows.machine;
    const coprod__event_rule *rule = &machine->event_rules[event];
    const uint8_t *width = machine->column_width, *end = rule->columns + rule->column_count;
    coprod__at at = coprod__at_row(&loops->rows, row);
    for (const uint8_t *column = rule->columns; column < end; column++)
        __builtin_prefetch(coprod__cell_at(&loops->rows, *column, at, width[*column]), 1);
#else
    (void)loops;
    (void)row;
    (void)event;
#endif
}

coprod_status coprod_loops_step_each(coprod_loops *loops, const coprod_event *const *events, const uint32_t *numbers,
                                     size_t count, uint8_t *kinds)
{
    coprod_status status = count && (!events || !numbers) ? COPROD_E_ARGUMENT : check(loops, numbers, count, kinds);
    for (size_t i = 0; i < count && status == COPROD_OK; i++)
        status = events[i] && coprod__is_move(loops->rows.machine, events[i]) ? COPROD_OK : COPROD_E_ARGUMENT;
    for (size_t i = 0; i < count && status == COPROD_OK; i++) {
        uint8_t key[COPROD__SHORT], local;
        coprod__act keyed;
        if (i + AHEAD < count && events[i + AHEAD]->act.event != COPROD__NONE)
            fetch(loops, numbers[i + AHEAD], events[i + AHEAD]->act.event);
        status = step_row(loops, numbers[i], coprod__act_of(&loops->rows, events[i], &keyed, key),
                          kinds ? &kinds[i] : &local);
    }
    return status;
}
