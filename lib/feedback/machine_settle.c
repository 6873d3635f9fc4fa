/* SPDX-License-Identifier: MIT */
/* Settles a machine that was read: where the values of a loop lie, and what a step would otherwise have to find. */
#include "machine_internal.h"

/* --- columns --- */

static coprod__slot add_column(coprod_machine *machine, uint8_t width, uint32_t mask)
{
    coprod__slot slot = {mask, (uint8_t)machine->column_count, width, 0};
    machine->column_width[machine->column_count++] = width;
    machine->hot_bytes += width;
    return slot;
}

/* The next free bits of the columns of flags. */
static coprod__slot add_bits(coprod_machine *machine, coprod__slot *flags, uint32_t *used, uint32_t bits)
{
    coprod__slot slot;
    if (*used + bits > 8 || !flags->width) {
        *flags = add_column(machine, 1, 0xff);
        *used = 0;
    }
    slot = *flags;
    slot.shift = (uint8_t)*used;
    slot.mask = (UINT32_C(1) << bits) - 1;
    *used += bits;
    return slot;
}

static void lay_columns(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    coprod__slot flags = {0, 0, 0, 0};
    uint8_t word = machine->literals.count > 255 ? 2 : 1;
    uint32_t used = 0;
    machine->column_width = coprod__take(reader, (size_t)machine->facts.count + machine->timers.count + 4, 1);
    if (!machine->column_width)
        return;
    /* In the order of COPROD__STATE_COLUMN and those that follow it. */
    machine->state = machine->states.count > 256 ? add_column(machine, 2, 0xffff) : add_column(machine, 1, 0xff);
    machine->seq = add_column(machine, 4, UINT32_MAX);
    machine->last = add_column(machine, 3, COPROD__DAY_MASK);
    machine->next = add_column(machine, 4, UINT32_MAX);
    for (uint32_t i = 0; i < machine->facts.count; i++) {
        coprod__fact *fact = &machine->fact_rules[i];
        switch (fact->type) {
        case COPROD_VALUE_INT: fact->slot = add_column(machine, 4, UINT32_MAX); break;
        case COPROD_VALUE_DAY: fact->slot = add_column(machine, 3, COPROD__DAY_MASK); break;
        case COPROD_VALUE_ENUM: fact->slot = add_column(machine, word, word == 1 ? 0xff : 0xffff); break;
        default: fact->slot = add_bits(machine, &flags, &used, fact->type == COPROD_VALUE_BOOL ? 1 : COPROD__TEXT_BITS);
        }
    }
    for (uint32_t i = 0; i < machine->timers.count; i++)
        machine->timer_rules[i].slot = add_column(machine, 3, COPROD__DAY_MASK | COPROD__BREACHED);
}

/* --- what a step has no time to ask --- */

static void settle_term(const coprod_machine *machine, coprod__term *term)
{
    if (term->from == COPROD__FACT)
        term->slot = machine->fact_rules[term->index].slot;
    else if (term->from == COPROD__DUE) {
        term->slot = machine->timer_rules[term->index].slot;
        term->slot.mask = COPROD__DAY_MASK;
    }
    term->word = term->from == COPROD__FACT && term->slot.width == 4;
}

/* A comparison with 0 is one of unsigned numbers, which begin with the lowest that it lets pass. */
static void settle_plain(const coprod_machine *machine, coprod__test *test)
{
    static const struct { int64_t lowest; uint64_t span; } passing[] = {
        [COPROD__IS_EQ] = {0, 0}, [COPROD__IS_GE] = {0, INT64_MAX}, [COPROD__IS_GT] = {1, INT64_MAX},
        [COPROD__IS_LE] = {INT64_MIN, (uint64_t)INT64_MAX + 1}, [COPROD__IS_LT] = {INT64_MIN, INT64_MAX}};
    test->plain = test->op < COPROD__HOLDS_TEXT;
    for (uint32_t i = test->first; i < test->first + test->asked; i++)
        test->plain &= !machine->terms[i].day;
    if (!test->plain)
        return;
    test->from = (uint64_t)test->number - (uint64_t)passing[test->op].lowest;
    test->span = passing[test->op].span;
}

/* The last terms that are numbers are summed once; a number that stands for no day is left to be asked. */
static void settle_test(const coprod_machine *machine, coprod__test *test)
{
    const coprod__term *terms = machine->terms + test->first;
    test->asked = test->count;
    test->number = 0;
    while (test->asked && terms[test->asked - 1].from == COPROD__NUMBER
           && (terms[test->asked - 1].number || !terms[test->asked - 1].day)) {
        test->asked--;
        test->number += terms[test->asked].sign * terms[test->asked].number;
    }
    settle_plain(machine, test);
}

static void settle_transition(const coprod_machine *machine, coprod__transition *own)
{
    for (uint32_t i = own->actions; i < own->actions + own->action_count; i++) {
        coprod__action *action = &machine->actions[i];
        settle_term(machine, &action->term);
        action->slot = machine->fact_rules[action->fact].slot;
        own->keeps_texts |= machine->fact_rules[action->fact].text != COPROD__NONE;
    }
    for (uint32_t i = own->clocks; i < own->clocks + own->clock_count; i++)
        machine->clocks[i].slot = machine->timer_rules[machine->clocks[i].timer].slot;
    own->roles = machine->event_rules[own->event].roles;
}

static void settle_rules(coprod_machine *machine)
{
    for (size_t i = 0; i < machine->term_count; i++)
        settle_term(machine, &machine->terms[i]);
    for (size_t i = 0; i < machine->test_count; i++)
        settle_test(machine, &machine->tests[i]);
    for (uint32_t i = 0; i <= machine->transition_count; i++)
        settle_transition(machine, &machine->transitions[i]);
}

static void touch(coprod__event_rule *rule, coprod__slot slot)
{
    for (uint32_t i = 0; i < rule->column_count; i++)
        if (rule->columns[i] == slot.column)
            return;
    rule->columns[rule->column_count++] = slot.column;
}

/* What a step of an event reads and writes, so that it can be fetched before: whatever a step touches, then what the
 * guards and actions of its transitions do. */
static void find_columns(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    for (uint32_t i = 0; i <= machine->events.count; i++) {
        coprod__event_rule *rule = &machine->event_rules[i];
        rule->columns = coprod__take(reader, machine->column_count, 1);
        if (!rule->columns)
            return;
        touch(rule, machine->state);
        touch(rule, machine->seq);
        touch(rule, machine->last);
        touch(rule, machine->next);
    }
    for (uint32_t t = 0; t <= machine->transition_count; t++) {
        const coprod__transition *own = &machine->transitions[t];
        coprod__event_rule *rule = &machine->event_rules[own->event];
        for (uint32_t i = own->actions; i < own->actions + own->action_count; i++)
            touch(rule, machine->fact_rules[machine->actions[i].fact].slot);
        for (uint32_t i = own->guards; i < own->guards + own->guard_count; i++)
            for (int32_t at = (int32_t)machine->guard_uses[i].first; at <= machine->guard_uses[i].start; at++)
                for (uint32_t term = 0; term < machine->tests[at].count; term++) {
                    const coprod__term *one = &machine->terms[machine->tests[at].first + term];
                    if (one->from == COPROD__FACT)
                        touch(rule, machine->fact_rules[one->index].slot);
                }
    }
}

void coprod__settle(coprod__reader *reader)
{
    if (coprod__load_status(reader->load) == COPROD_OK)
        lay_columns(reader);
    if (coprod__load_status(reader->load) == COPROD_OK)
        settle_rules(reader->machine);
    if (coprod__load_status(reader->load) == COPROD_OK)
        find_columns(reader);
}
