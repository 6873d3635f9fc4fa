/* SPDX-License-Identifier: MIT */
/* The step: what a loop's machine says to an event. */
#include <string.h>

#include "adopt_internal.h"

/* --- guards --- */

COPROD__INLINE int64_t value_of(const coprod__rows *rows, coprod__at row, const coprod__term *term,
                                const uint32_t *payload, uint32_t at)
{
    if (term->word)
        return coprod__load4(coprod__cell_at(rows, term->slot.column, row, 4));
    if (term->from == COPROD__PAYLOAD)
        return payload[term->index];
    if (term->from <= COPROD__DUE)
        return coprod__get_at(rows, term->slot, row);
    return term->from == COPROD__AT ? at : term->number;
}

/* The sum of a comparison's terms; 0 in *known where one of its days is not known. */
static inline int64_t sum_of(const coprod__rows *rows, coprod__at row, const coprod__test *test,
                             const uint32_t *payload, uint32_t at, int *known)
{
    const coprod__term *terms = rows->machine->terms + test->first;
    int64_t sum = test->number;
    int unknown = 0;
    for (const coprod__term *term = terms; term < terms + test->asked; term++) {
        int64_t value = value_of(rows, row, term, payload, at);
        unknown |= term->day & (value == 0);
        sum += term->sign * value;
    }
    *known = !unknown;
    return sum;
}

static int is_in(const coprod_machine *machine, const coprod__test *test, uint32_t literal)
{
    for (uint32_t i = 0; i < test->set_count; i++)
        if (machine->sets[test->set_first + i] == literal)
            return literal != 0;
    return 0;
}

int64_t coprod__term_value(const coprod__rows *rows, size_t row, const coprod__term *term, const uint32_t *payload,
                      uint32_t at)
{
    return value_of(rows, coprod__at_row(rows, row), term, payload, at);
}

COPROD__INLINE int sum_holds(const coprod_machine *machine, const coprod__test *test, int64_t sum, int known)
{
    /* Of each comparison: whether it holds below 0, at 0, above 0. */
    static const uint8_t passes[][3] = {{0, 1, 0}, {0, 1, 1}, {0, 0, 1}, {1, 1, 0}, {1, 0, 0}};
    if (test->op < COPROD__HOLDS_TEXT)
        return known & passes[test->op][1 + (sum > 0) - (sum < 0)];
    if (test->op == COPROD__HOLDS_TEXT)
        return sum & COPROD__TEXT_HOLDS;
    return is_in(machine, test, (uint32_t)sum >> test->shift);
}

int coprod__sum_holds(const coprod_machine *machine, const coprod__test *test, int64_t sum, int known)
{
    return sum_holds(machine, test, sum, known);
}

int coprod__test_sum(const coprod__rows *rows, size_t row, const coprod__test *test, const uint32_t *payload,
                     uint32_t at, int64_t *sum)
{
    int known;
    *sum = sum_of(rows, coprod__at_row(rows, row), test, payload, at, &known);
    return sum_holds(rows->machine, test, *sum, known);
}

int coprod__test_holds(const coprod__rows *rows, size_t row, const coprod__test *test, const uint32_t *payload,
                       uint32_t at)
{
    int64_t sum;
    return coprod__test_sum(rows, row, test, payload, at, &sum);
}

/* The same of a plain one, which most of them are. */
COPROD__INLINE int plain_holds(const coprod__rows *rows, coprod__at row, const coprod__test *test,
                               const uint32_t *payload, uint32_t at)
{
    const coprod__term *term = rows->machine->terms + test->first;
    uint64_t sum = test->from;
    for (uint32_t left = test->asked; left; left--, term++)
        sum += (uint64_t)(term->sign * value_of(rows, row, term, payload, at));
    return sum <= test->span;
}

COPROD__INLINE int holds(const coprod__rows *rows, coprod__at row, int32_t start, const uint32_t *payload, uint32_t at)
{
    const coprod__test *tests = rows->machine->tests;
    while (start < COPROD__PASS) {
        const coprod__test *test = &tests[start];
        if (test->plain)
            start = plain_holds(rows, row, test, payload, at) ? test->yes : test->no;
        else
            start = coprod__test_holds(rows, row.row, test, payload, at) ? test->yes : test->no;
    }
    return start == COPROD__PASS;
}

int coprod__holds(const coprod__rows *rows, size_t row, int32_t start, const uint32_t *payload, uint32_t at)
{
    return holds(rows, coprod__at_row(rows, row), start, payload, at);
}

/* The guards of a transition that has some, in their order; `came` names the first that does not hold. */
COPROD__INLINE int guards_hold(const coprod__rows *rows, coprod__at row, const coprod__transition *own,
                               const coprod__act *act, coprod__came *came)
{
    const coprod__guard_use *use = rows->machine->guard_uses + own->guards, *last = use + own->guard_count - 1;
    const uint32_t *payload = act->payload;
    const uint32_t at = act->at;
    int passes;
    for (;; use++) {
        passes = holds(rows, row, use->start, payload, at);
        if (rows->cover)
            coprod__cover_guard(rows, (uint32_t)(use - rows->machine->guard_uses), passes);
        if (!passes || use == last)
            break;
    }
    came->index = use->guard;
    return passes;
}

/* --- facts --- */

/* What a transition changed, to be taken back. */
typedef struct undo {
    const coprod__slot *slot[2 * COPROD__LISTED];
    uint32_t before[2 * COPROD__LISTED];
    uint32_t count;
} undo;

static void change(uint8_t *cell, const coprod__slot *slot, uint32_t before, uint32_t value, undo *done)
{
    done->slot[done->count] = slot;
    done->before[done->count++] = before;
    coprod__put_cell(cell, *slot, value);
}

static void take_back(coprod__rows *rows, coprod__at row, undo *done)
{
    while (done->count) {
        done->count--;
        coprod__put_at(rows, *done->slot[done->count], row, done->before[done->count]);
    }
}

/* 0 where a fact would leave its range; `came` names it. */
COPROD__INLINE int act_on_facts(coprod__rows *rows, coprod__at row, const coprod__transition *own,
                                const coprod__act *act, undo *done, coprod__came *came)
{
    const coprod_machine *machine = rows->machine;
    for (uint32_t i = own->actions; i < own->actions + own->action_count; i++) {
        const coprod__action *action = &machine->actions[i];
        const coprod__slot *slot = &action->slot;
        uint8_t *cell = coprod__cell_at(rows, slot->column, row, slot->width);
        uint32_t before = coprod__get_cell(cell, *slot);
        int64_t value = value_of(rows, row, &action->term, act->payload, act->at) + (action->add ? before : 0);
        if (value < 0 || value > UINT32_MAX) {
            came->kind = COPROD_LOOP_FACT_RANGE;
            came->index = action->fact;
            return 0;
        }
        change(cell, slot, before, (uint32_t)value & slot->mask, done);
    }
    return 1;
}

/* Without a secret there is no digest: a short text could be guessed from a plain one. */
void coprod__keep_text(const coprod__rows *rows, const coprod__event_text *text, coprod__text_kept *kept)
{
    kept->length = (uint32_t)text->length;
    if (rows->secret)
        coprod__mac_short(rows->mac, 't', text->text, text->length, kept->digest);
}

/* After all that can fail. */
static void keep_texts(coprod__rows *rows, coprod__at row, const coprod__transition *own, const coprod__act *act)
{
    const coprod_machine *machine = rows->machine;
    for (uint32_t i = own->actions; i < own->actions + own->action_count; i++) {
        const coprod__action *action = &machine->actions[i];
        const coprod__fact *fact = &machine->fact_rules[action->fact];
        coprod__text_kept *kept;
        if (fact->text == COPROD__NONE)
            continue;
        kept = &rows->texts[row.row * machine->text_count + (uint32_t)fact->text];
        memset(kept, 0, sizeof *kept);
        if (action->term.from == COPROD__PAYLOAD && act->kept)
            *kept = act->kept[action->term.index];
        else if (action->term.from == COPROD__PAYLOAD)
            coprod__keep_text(rows, &act->texts[action->term.index], kept);
    }
}

/* --- clocks --- */

/* The due day of a clock that starts; 0 where the calendar does not know it. The last one is remembered, because many
 * loops do the same on one day. */
uint32_t coprod__starts(coprod__rows *rows, uint32_t number, uint32_t at, coprod__came *came)
{
    const coprod_machine *machine = rows->machine;
    const coprod__timer *timer = &machine->timer_rules[number];
    coprod__started *last = &rows->started[number];
    int32_t day = coprod__day_told(at), due;
    coprod_status status;
    if (last->at == at)
        return last->due;
    status = coprod__due(machine->calendar, &timer->period, day, &due);
    if (status == COPROD_OK) {
        last->at = at;
        return last->due = coprod__day_kept(due);
    }
    came->kind = COPROD_LOOP_CALENDAR_RANGE;
    came->has_day = status == COPROD_E_CALENDAR_RANGE;
    came->day = came->has_day ? coprod__day_needed(machine->calendar, &timer->period, day) : 0;
    return 0;
}

static int act_on_clocks(coprod__rows *rows, coprod__at row, const coprod__transition *own, const coprod__act *act,
                         undo *done, coprod__came *came)
{
    const coprod_machine *machine = rows->machine;
    for (uint32_t i = own->clocks; i < own->clocks + own->clock_count; i++) {
        const coprod__clock_act *clock = &machine->clocks[i];
        uint8_t *cell;
        uint32_t due = 0;
        if (clock->op == COPROD_CLOCK_SET)
            due = (uint32_t)value_of(rows, row, &clock->term, act->payload, act->at);
        else if (clock->op != COPROD_CLOCK_STOP && !(due = coprod__starts(rows, clock->timer, act->at, came)))
            return 0;
        if (rows->cover)
            coprod__cover_clock(rows, row.row, clock->timer, act->at);
        cell = coprod__cell_at(rows, clock->slot.column, row, clock->slot.width);
        change(cell, &clock->slot, coprod__get_cell(cell, clock->slot), due, done);
    }
    return 1;
}

/* --- the step --- */

static int refuse(coprod__came *came, int32_t kind)
{
    came->kind = kind;
    return 0;
}

/* With loops below it that may not end yet a loop may not either. */
static int may_end_now(const coprod_machine *machine, const coprod__transition *own, coprod__came *came)
{
    came->index = own->to;
    return !(machine->state_flags[own->to] & COPROD_STATE_ACCEPTING) || refuse(came, COPROD_LOOP_CHILDREN);
}

/* What creation and transitions have in common: role, payload, guards, facts, clocks, in this order. */
COPROD__INLINE int take_transition(coprod__rows *rows, coprod__at row, uint32_t number, const coprod__act *act,
                                   coprod__came *came)
{
    const coprod_machine *machine = rows->machine;
    const coprod__transition *own = &machine->transitions[number];
    undo done;
    if (!(own->roles & act->role))
        return refuse(came, COPROD_LOOP_ROLE);
    if (act->payload_wrong)
        return refuse(came, COPROD_LOOP_PAYLOAD);
    if (own->guard_count && !guards_hold(rows, row, own, act, came))
        return refuse(came, COPROD_LOOP_GUARD);
    done.count = 0;
    if (!act_on_facts(rows, row, own, act, &done, came)
        || (own->clock_count && !act_on_clocks(rows, row, own, act, &done, came))
        || (act->open_below && !may_end_now(machine, own, came))) {
        take_back(rows, row, &done);
        return 0;
    }
    if (own->keeps_texts)
        keep_texts(rows, row, own, act);
    if (own->clock_count)
        coprod__set_next(rows, row);
    coprod__move_on(rows, row, own->to, act->at);
    if (act->key)
        coprod__key_add(rows, row.row, act->key);
    if (rows->cover)
        coprod__cover_taken(rows, number);
    came->kind = COPROD_LOOP_OK;
    came->index = number;
    return 1;
}

/* What is refused before the day of the event is looked at. */
static int early(const coprod__rows *rows, coprod__at row, const coprod__act *act, coprod__came *came)
{
    uint32_t last = coprod__last_of(rows, row);
    if (act->key && coprod__key_known(rows, row.row, act->key))
        return refuse(came, COPROD_LOOP_DUPLICATE);
    if (act->expect >= 0 && act->expect != coprod__seq_of(rows, row))
        return refuse(came, COPROD_LOOP_SEQ);
    if (act->event == COPROD__NONE)
        return refuse(came, COPROD_LOOP_UNKNOWN_EVENT);
    if (act->at >= last)
        return 1;
    came->day = coprod__day_told(last);
    came->has_day = 1;
    return refuse(came, COPROD_LOOP_TIME);
}

coprod_status coprod__loop_step(coprod__rows *rows, size_t row, const coprod__act *act, coprod__came *came)
{
    const coprod_machine *machine = rows->machine;
    coprod__at at = coprod__at_row(rows, row);
    uint32_t state = coprod__state_of(rows, at);
    coprod_status status = COPROD_OK;
    uint16_t number;
    *came = (coprod__came){0, 0, 0, 0, 0};
    if (!early(rows, at, act, came))
        return COPROD_OK;
    if (act->key)
        status = coprod__key_room(rows);
    if (status == COPROD_OK)
        status = coprod__tick_at(rows, at, act->at, &came->breaches);
    if (status != COPROD_OK)
        return status;
    number = coprod__transition_at(machine, state, (uint32_t)act->event);
    if (machine->state_flags[state] & COPROD_STATE_FINAL)
        refuse(came, COPROD_LOOP_FINAL);
    else if (number == COPROD__NO_TRANSITION)
        refuse(came, COPROD_LOOP_NO_TRANSITION);
    else
        take_transition(rows, at, number, act, came);
    return COPROD_OK;
}

coprod_status coprod__create(coprod__rows *rows, size_t row, const coprod__act *act, coprod__came *came)
{
    const coprod_machine *machine = rows->machine;
    coprod__at at = coprod__at_row(rows, row);
    coprod_status status = act->key ? coprod__key_room(rows) : COPROD_OK;
    *came = (coprod__came){0, 0, 0, 0, 0};
    if (status != COPROD_OK)
        return status;
    for (uint32_t i = 0; i < machine->facts.count; i++)
        coprod__put_at(rows, machine->fact_rules[i].slot, at, machine->fact_rules[i].first);
    for (uint32_t i = 0; i < machine->timers.count; i++)
        coprod__put_at(rows, machine->timer_rules[i].slot, at, 0);
    for (uint32_t i = 0; i < machine->text_count; i++)
        memset(&rows->texts[row * machine->text_count + i], 0, sizeof *rows->texts);
    coprod__put_at(rows, machine->seq, at, 0);
    coprod__put_at(rows, machine->next, at, COPROD__NEVER);
    if (act->adopted)
        return coprod__adopt(rows, row, act, came);
    take_transition(rows, at, machine->transition_count, act, came);
    return COPROD_OK;
}
