/* SPDX-License-Identifier: MIT */
/* What a machine can tell apart: facts, numbers, and the values of a payload that are worth trying. */
#include <string.h>

#include "explore_internal.h"

/* 0 where there is no room for it. */
static int add_value(uint32_t *values, uint32_t *count, int64_t value)
{
    if (value < 0 || value > UINT32_MAX)
        return 1;
    for (uint32_t i = 0; i < *count; i++)
        if (values[i] == (uint32_t)value)
            return 1;
    if (*count == COPROD__DOMAIN)
        return 0;
    values[(*count)++] = (uint32_t)value;
    return 1;
}

/* --- the cone: facts that a guard or an invariant asks for, or that are copied into one --- */

static void ask_terms(coprod__explored *own)
{
    const coprod_machine *machine = own->machine;
    for (size_t i = 0; i < machine->term_count; i++) {
        if (machine->terms[i].from == COPROD__FACT)
            own->in_cone[machine->terms[i].index] = 1;
        if (machine->terms[i].from == COPROD__DUE)
            own->asked[machine->terms[i].index] = 1;
    }
}

/* What is copied into a fact matters as far as the fact does. */
static void ask_actions(coprod__explored *own)
{
    const coprod_machine *machine = own->machine;
    int more = 1;
    while (more) {
        more = 0;
        for (size_t i = 0; i < machine->action_count; i++) {
            const coprod__action *action = &machine->actions[i];
            uint32_t from = action->term.index, cap = own->caps[action->fact] > 2 ? own->caps[action->fact] : 2;
            if (action->term.from != COPROD__FACT || !own->in_cone[action->fact]
                || (own->in_cone[from] && own->caps[from] >= cap))
                continue;
            own->in_cone[from] = 1;
            own->caps[from] = own->caps[from] > cap ? own->caps[from] : cap;
            more = 1;
        }
    }
}

/* The constant that a test compares with, or -1: one of numbers, not of days. */
static int64_t constant_of(const coprod_machine *machine, const coprod__test *test)
{
    int64_t number = -1;
    for (uint32_t i = test->first; i < test->first + test->count; i++) {
        if (machine->terms[i].day)
            return -1;
        if (machine->terms[i].from == COPROD__NUMBER)
            number = machine->terms[i].number;
    }
    return number;
}

/* Numbers around the constants of tests: where a comparison changes. */
static void ask_constants(coprod__explored *own)
{
    const coprod_machine *machine = own->machine;
    for (int64_t i = 0; i <= 2; i++)
        add_value(own->constants, &own->constant_count, i);
    for (size_t t = 0; t < machine->test_count; t++) {
        int64_t number = constant_of(machine, &machine->tests[t]);
        for (int64_t near = number - 1; number >= 0 && near <= number + 1; near++)
            own->complete &= add_value(own->constants, &own->constant_count, near);
    }
}

/* Of a fact that is compared with constants alone, what is above the highest (above it by one, for "equal") is the
 * same; facts that are compared with one another, or with a payload, count to 2 at least. */
static void ask_caps(coprod__explored *own)
{
    const coprod_machine *machine = own->machine;
    for (size_t t = 0; t < machine->test_count; t++) {
        const coprod__test *test = &machine->tests[t];
        int64_t number = constant_of(machine, test), cap;
        int alone = test->count == 2 && number >= 0;
        int above = test->op == COPROD__IS_EQ || test->op == COPROD__IS_GT || test->op == COPROD__IS_LE;
        cap = alone ? number + above : 2;
        if (!alone && number + 1 > cap)
            cap = number + 1;
        for (uint32_t i = test->first; i < test->first + test->count; i++) {
            uint32_t *own_cap = machine->terms[i].from == COPROD__FACT ? &own->caps[machine->terms[i].index] : NULL;
            if (own_cap && cap > *own_cap)
                *own_cap = cap < UINT16_MAX ? (uint32_t)cap : UINT16_MAX;
        }
    }
}

void coprod__ask_machine(coprod__explored *own)
{
    ask_terms(own);
    ask_constants(own);
    ask_caps(own);
    ask_actions(own);
}

void coprod__ask_more(coprod__explored *own, uint32_t fact, uint32_t cap)
{
    own->in_cone[fact] = 1;
    if (own->caps[fact] < cap)
        own->caps[fact] = cap;
}

/* What is copied into facts that are told apart, and numbers that matter elsewhere. */
void coprod__ask_again(coprod__explored *own, const uint32_t *constants, uint32_t count)
{
    ask_actions(own);
    for (uint32_t i = 0; i < count; i++)
        own->complete &= add_value(own->constants, &own->constant_count, constants[i]);
}

/* --- payloads --- */

static int uses_field(const coprod__term *term, uint32_t field)
{
    return term->from == COPROD__PAYLOAD && term->index == field;
}

static int ask_test(const coprod_machine *machine, const coprod__test *test, uint32_t field, uint32_t *values,
                    uint32_t *count)
{
    int used = 0;
    for (uint32_t i = test->first; i < test->first + test->count; i++)
        used |= uses_field(&machine->terms[i], field);
    for (uint32_t i = 0; used && i < test->set_count; i++)
        add_value(values, count, (int64_t)machine->sets[test->set_first + i] << COPROD__TEXT_BITS
                                     | COPROD__TEXT_THERE | COPROD__TEXT_HOLDS);
    return used;
}

int coprod__field_used(const coprod__explored *own, const coprod__transition *transition, uint32_t field,
                       uint32_t *values, uint32_t *count)
{
    const coprod_machine *machine = own->machine;
    int used = 0;
    for (uint32_t i = transition->guards; i < transition->guards + transition->guard_count; i++)
        for (int32_t at = (int32_t)machine->guard_uses[i].first; at <= machine->guard_uses[i].start; at++)
            used |= ask_test(machine, &machine->tests[at], field, values, count);
    for (uint32_t i = transition->actions; i < transition->actions + transition->action_count; i++)
        used |= uses_field(&machine->actions[i].term, field) && own->in_cone[machine->actions[i].fact];
    for (uint32_t i = transition->clocks; i < transition->clocks + transition->clock_count; i++)
        used |= machine->clocks[i].op == COPROD_CLOCK_SET && uses_field(&machine->clocks[i].term, field);
    return used;
}

static void add_days(const coprod__explored *own, uint32_t day, uint32_t *values, uint32_t *count)
{
    const coprod_machine *machine = own->machine;
    const coprod__rows *rows = &own->scratch->rows;
    static const int64_t near[] = {1, 0, -1, 30};
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        add_value(values, count, day + near[i]);
    for (uint32_t i = 0; i < machine->facts.count; i++) {
        uint32_t known = machine->fact_rules[i].type == COPROD_VALUE_DAY
                             ? coprod__get(rows, machine->fact_rules[i].slot, 0)
                             : 0;
        if (known) {
            add_value(values, count, (int64_t)known + 1);
            add_value(values, count, known);
        }
    }
}

uint32_t coprod__domain(const coprod__explored *own, const coprod__transition *transition, uint32_t field, uint32_t day,
                        uint32_t values[COPROD__DOMAIN])
{
    uint32_t count = 0;
    int32_t type = own->machine->event_rules[transition->event].fields[field].type;
    int used = coprod__field_used(own, transition, field, values, &count);
    if (type == COPROD_VALUE_TEXT) {
        add_value(values, &count, COPROD__TEXT_THERE | COPROD__TEXT_HOLDS);
        if (used)
            add_value(values, &count, COPROD__TEXT_THERE);
        return count;
    }
    count = 0;
    if (type == COPROD_VALUE_DAY)
        add_days(own, day, values, &count);
    else
        add_value(values, &count, 1);
    if (!used)
        return 1;
    if (type == COPROD_VALUE_BOOL)
        add_value(values, &count, 0);
    for (uint32_t i = 0; type == COPROD_VALUE_INT && i < own->constant_count; i++)
        add_value(values, &count, own->constants[i]);
    return count;
}
