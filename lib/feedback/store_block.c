/* SPDX-License-Identifier: MIT */
/* Columns of a block, and its guards. */
#include <string.h>

#include "block_internal.h"

/* --- columns --- */

void coprod__read_column(const coprod__block *own, coprod__slot slot, uint32_t *values)
{
    const uint8_t *at = coprod__cell(&own->loops->rows, slot.column, own->first, slot.width);
    switch (slot.width) {
    case 1:
        for (size_t i = 0; i < own->rows; i++)
            values[i] = (uint32_t)at[i] >> slot.shift & slot.mask;
        return;
    case 4:
        for (size_t i = 0; i < own->rows; i++)
            values[i] = coprod__load4(at + 4 * i);
        return;
    default:
        for (size_t i = 0; i < own->rows; i++)
            values[i] = coprod__get(&own->loops->rows, slot, own->first + i);
    }
}

void coprod__write_column(coprod__block *own, coprod__slot slot, const uint32_t *values)
{
    uint8_t *at = coprod__cell(&own->loops->rows, slot.column, own->first, slot.width);
    if (slot.width == 4) {
        for (size_t i = 0; i < own->rows; i++)
            coprod__store4(at + 4 * i, own->on[i] ? values[i] : coprod__load4(at + 4 * i));
        return;
    }
    for (size_t i = 0; i < own->rows; i++)
        if (own->on[i])
            coprod__put(&own->loops->rows, slot, own->first + i, values[i]);
}

void coprod__write_value(coprod__block *own, coprod__slot slot, uint32_t value)
{
    uint8_t *at = coprod__cell(&own->loops->rows, slot.column, own->first, slot.width);
    uint8_t keep = (uint8_t)~(slot.mask << slot.shift), bits = (uint8_t)(value << slot.shift);
    if (slot.width == 1) {
        for (size_t i = 0; i < own->rows; i++)
            at[i] = own->on[i] ? (uint8_t)((at[i] & keep) | bits) : at[i];
    } else if (slot.width == 4) {
        for (size_t i = 0; i < own->rows; i++)
            coprod__store4(at + 4 * i, own->on[i] ? value : coprod__load4(at + 4 * i));
    } else {
        for (size_t i = 0; i < own->rows; i++)
            if (own->on[i])
                coprod__put(&own->loops->rows, slot, own->first + i, value);
    }
}

/* --- guards --- */

/* What one term is in every row. */
static void read_term(const coprod__block *own, const coprod__term *term, uint32_t *values)
{
    const coprod_machine *machine = own->loops->rows.machine;
    if (term->from == COPROD__FACT)
        coprod__read_column(own, machine->fact_rules[term->index].slot, values);
    else if (term->from == COPROD__DUE)
        coprod__read_column(own, machine->timer_rules[term->index].slot, values);
    for (size_t i = 0; term->from == COPROD__DUE && i < own->rows; i++)
        values[i] &= COPROD__DAY_MASK;
}

static void sum_terms(const coprod__block *own, const coprod__test *test, int64_t *sums, uint8_t *known)
{
    const coprod__term *terms = own->loops->rows.machine->terms + test->first;
    uint32_t values[COPROD__BLOCK];
    int64_t same = 0;
    memset(known, 1, own->rows);
    for (uint32_t t = 0; t < test->count; t++) {
        if (terms[t].from != COPROD__FACT && terms[t].from != COPROD__DUE)
            same += terms[t].sign * coprod__same_of(own, &terms[t]);
    }
    for (size_t i = 0; i < own->rows; i++)
        sums[i] = same;
    for (uint32_t t = 0; t < test->count; t++) {
        if (terms[t].from != COPROD__FACT && terms[t].from != COPROD__DUE)
            continue;
        read_term(own, &terms[t], values);
        for (size_t i = 0; i < own->rows; i++)
            sums[i] += terms[t].sign < 0 ? -(int64_t)values[i] : (int64_t)values[i];
        for (size_t i = 0; terms[t].day && i < own->rows; i++)
            known[i] &= values[i] != 0;
    }
}

static void test_rows(const coprod__block *own, const coprod__test *test, uint8_t *holds)
{
    int64_t sums[COPROD__BLOCK];
    uint8_t known[COPROD__BLOCK];
    sum_terms(own, test, sums, known);
    for (size_t i = 0; i < own->rows; i++) {
        int64_t sum = sums[i];
        switch (test->op) {
        case COPROD__IS_EQ: holds[i] = known[i] & (sum == 0); break;
        case COPROD__IS_GE: holds[i] = known[i] & (sum >= 0); break;
        case COPROD__IS_GT: holds[i] = known[i] & (sum > 0); break;
        case COPROD__IS_LE: holds[i] = known[i] & (sum <= 0); break;
        case COPROD__IS_LT: holds[i] = known[i] & (sum < 0); break;
        default: holds[i] = (uint8_t)coprod__sum_holds(own->loops->rows.machine, test, sum, known[i]);
        }
    }
}

/* Tests from the first that is asked downwards; each row is at one of them, or through. */
static void guard_rows(coprod__block *own, const coprod__guard_use *use)
{
    const coprod_machine *machine = own->loops->rows.machine;
    uint8_t holds[COPROD__BLOCK];
    int32_t at[COPROD__BLOCK];
    for (size_t i = 0; i < own->rows; i++)
        at[i] = use->start;
    for (int32_t t = use->start; use->start < COPROD__PASS && t >= (int32_t)use->first; t--) {
        const coprod__test *test = &machine->tests[t];
        test_rows(own, test, holds);
        for (size_t i = 0; i < own->rows; i++)
            at[i] = at[i] != t ? at[i] : holds[i] ? test->yes : test->no;
    }
    for (size_t i = 0; i < own->rows; i++)
        own->on[i] &= at[i] == COPROD__PASS;
}

/* A guard that asks only for the payload and the day is the same for all. */
static int same_for_all(const coprod_machine *machine, const coprod__guard_use *use)
{
    for (int32_t t = (int32_t)use->first; use->start < COPROD__PASS && t <= use->start; t++)
        for (uint32_t i = machine->tests[t].first; i < machine->tests[t].first + machine->tests[t].count; i++)
            if (machine->terms[i].from == COPROD__FACT || machine->terms[i].from == COPROD__DUE)
                return 0;
    return 1;
}

void coprod__guard_block(coprod__block *own)
{
    const coprod_machine *machine = own->loops->rows.machine;
    const coprod__transition *transition = own->transition;
    for (uint32_t i = transition->guards; i < transition->guards + transition->guard_count; i++) {
        const coprod__guard_use *use = &machine->guard_uses[i];
        if (!same_for_all(machine, use))
            guard_rows(own, use);
        else if (!coprod__holds(&own->loops->rows, own->first, use->start, own->act->payload, own->act->at))
            memset(own->on, 0, own->rows);
    }
}
