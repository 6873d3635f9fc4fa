/* SPDX-License-Identifier: MIT */
/* Columns of a block, and its guards. */
#include <string.h>

#include "block_internal.h"

/* --- columns --- */

/* Columns are little-endian; where the machine is too, four bytes are a number as they are. */
static int is_little(void)
{
    const uint32_t one = 1;
    uint8_t first;
    memcpy(&first, &one, 1);
    return first;
}

/* Four rows of three bytes are three numbers of four. */
static void read3(const uint8_t *at, uint32_t *values)
{
    for (size_t i = 0; i < COPROD__BLOCK; i += 4) {
        uint32_t words[3];
        memcpy(words, at + 3 * i, sizeof words);
        values[i] = words[0] & 0xffffff;
        values[i + 1] = words[0] >> 24 | (words[1] & 0xffff) << 8;
        values[i + 2] = words[1] >> 16 | (words[2] & 0xff) << 16;
        values[i + 3] = words[2] >> 8;
    }
}

/* The same value in every row, four rows at a time. */
static void fill3(uint8_t *at, uint32_t value)
{
    uint8_t four[12];
    for (size_t i = 0; i < 4; i++)
        coprod__store3(four + 3 * i, value);
    for (size_t i = 0; i < COPROD__BLOCK; i += 4)
        memcpy(at + 3 * i, four, sizeof four);
}

static int all_on(const coprod__block *own)
{
    return !memchr(own->on, 0, sizeof own->on);
}

void coprod__read_column(const coprod__block *own, coprod__slot slot, uint32_t *values)
{
    const uint8_t *at = coprod__cell(&own->loops->rows, slot.column, own->first, slot.width);
    switch (slot.width) {
    case 1:
        for (size_t i = 0; i < COPROD__BLOCK; i++)
            values[i] = (uint32_t)at[i] >> slot.shift & slot.mask;
        return;
    case 3:
        if (is_little())
            read3(at, values);
        for (size_t i = 0; !is_little() && i < COPROD__BLOCK; i++)
            values[i] = coprod__load3(at + 3 * i);
        return;
    case 4:
        if (is_little())
            memcpy(values, at, 4 * COPROD__BLOCK);
        for (size_t i = 0; !is_little() && i < COPROD__BLOCK; i++)
            values[i] = coprod__load4(at + 4 * i);
        return;
    default:
        for (size_t i = 0; i < COPROD__BLOCK; i++)
            values[i] = coprod__get(&own->loops->rows, slot, own->first + i);
    }
}

void coprod__write_column(coprod__block *own, coprod__slot slot, const uint32_t *values)
{
    uint8_t *at = coprod__cell(&own->loops->rows, slot.column, own->first, slot.width);
    uint32_t mixed[COPROD__BLOCK];
    if (slot.width != 4) {
        for (size_t i = 0; i < COPROD__BLOCK; i++)
            if (own->on[i])
                coprod__put(&own->loops->rows, slot, own->first + i, values[i]);
        return;
    }
    if (!all_on(own)) {
        coprod__read_column(own, slot, mixed);
        for (size_t i = 0; i < COPROD__BLOCK; i++)
            mixed[i] = own->on[i] ? values[i] : mixed[i];
        values = mixed;
    }
    if (is_little())
        memcpy(at, values, 4 * COPROD__BLOCK);
    for (size_t i = 0; !is_little() && i < COPROD__BLOCK; i++)
        coprod__store4(at + 4 * i, values[i]);
}

void coprod__write_value(coprod__block *own, coprod__slot slot, uint32_t value)
{
    uint8_t *at = coprod__cell(&own->loops->rows, slot.column, own->first, slot.width);
    uint8_t keep = (uint8_t)~(slot.mask << slot.shift), bits = (uint8_t)(value << slot.shift);
    uint32_t same[COPROD__BLOCK];
    switch (slot.width) {
    case 1:
        for (size_t i = 0; i < COPROD__BLOCK; i++)
            at[i] = own->on[i] ? (uint8_t)((at[i] & keep) | bits) : at[i];
        return;
    case 3:
        if (all_on(own))
            fill3(at, value);
        else
            for (size_t i = 0; i < COPROD__BLOCK; i++)
                coprod__store3(at + 3 * i, own->on[i] ? value : coprod__load3(at + 3 * i));
        return;
    default:
        for (size_t i = 0; i < COPROD__BLOCK; i++)
            same[i] = value;
        coprod__write_column(own, slot, same);
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
    for (size_t i = 0; term->from == COPROD__DUE && i < COPROD__BLOCK; i++)
        values[i] &= COPROD__DAY_MASK;
}

static void sum_terms(const coprod__block *own, const coprod__test *test, int64_t *sums, uint8_t *known)
{
    const coprod__term *terms = own->loops->rows.machine->terms + test->first;
    uint32_t values[COPROD__BLOCK];
    int64_t same = 0;
    memset(known, 1, COPROD__BLOCK);
    for (uint32_t t = 0; t < test->count; t++) {
        if (terms[t].from != COPROD__FACT && terms[t].from != COPROD__DUE)
            same += terms[t].sign * coprod__same_of(own, &terms[t]);
    }
    for (size_t i = 0; i < COPROD__BLOCK; i++)
        sums[i] = same;
    for (uint32_t t = 0; t < test->count; t++) {
        if (terms[t].from != COPROD__FACT && terms[t].from != COPROD__DUE)
            continue;
        read_term(own, &terms[t], values);
        for (size_t i = 0; terms[t].sign >= 0 && i < COPROD__BLOCK; i++)
            sums[i] += values[i];
        for (size_t i = 0; terms[t].sign < 0 && i < COPROD__BLOCK; i++)
            sums[i] -= values[i];
        for (size_t i = 0; terms[t].day && i < COPROD__BLOCK; i++)
            known[i] &= values[i] != 0;
    }
}

/* Whether each sum is less than a number: sums are far from the ends of their range, and shifts go in any vector. */
static void less_than(const int64_t *sums, int64_t number, uint8_t *less)
{
    for (size_t i = 0; i < COPROD__BLOCK; i++)
        less[i] = (uint8_t)((uint64_t)(sums[i] - number) >> 63);
}

static void test_rows(const coprod__block *own, const coprod__test *test, uint8_t *holds)
{
    int64_t sums[COPROD__BLOCK];
    uint8_t known[COPROD__BLOCK], other[COPROD__BLOCK] = {0};
    int below = test->op == COPROD__IS_GE || test->op == COPROD__IS_LT, inverted;
    sum_terms(own, test, sums, known);
    if (test->op > COPROD__IS_LT) {
        for (size_t i = 0; i < COPROD__BLOCK; i++)
            holds[i] = (uint8_t)coprod__sum_holds(own->loops->rows.machine, test, sums[i], known[i]);
        return;
    }
    less_than(sums, below ? 0 : 1, holds);
    if (test->op == COPROD__IS_EQ) /* less than 1, and not less than 0 */
        less_than(sums, 0, other);
    inverted = test->op == COPROD__IS_GE || test->op == COPROD__IS_GT;
    for (size_t i = 0; i < COPROD__BLOCK; i++)
        holds[i] = known[i] & (holds[i] ^ other[i] ^ (uint8_t)inverted);
}

/* Tests that must all hold, one after the other, as most guards are. */
static int is_chain(const coprod_machine *machine, const coprod__guard_use *use)
{
    for (int32_t t = use->start; t >= (int32_t)use->first; t--)
        if (machine->tests[t].no != COPROD__FAIL
            || machine->tests[t].yes != (t == (int32_t)use->first ? COPROD__PASS : t - 1))
            return 0;
    return use->start < COPROD__PASS;
}

/* Tests from the first that is asked downwards; each row is at one of them, or through. */
static void guard_rows(coprod__block *own, const coprod__guard_use *use)
{
    const coprod_machine *machine = own->loops->rows.machine;
    uint8_t holds[COPROD__BLOCK];
    int32_t at[COPROD__BLOCK];
    if (is_chain(machine, use)) {
        for (int32_t t = use->start; t >= (int32_t)use->first; t--) {
            test_rows(own, &machine->tests[t], holds);
            for (size_t i = 0; i < COPROD__BLOCK; i++)
                own->on[i] &= holds[i];
        }
        return;
    }
    for (size_t i = 0; i < COPROD__BLOCK; i++)
        at[i] = use->start;
    for (int32_t t = use->start; use->start < COPROD__PASS && t >= (int32_t)use->first; t--) {
        const coprod__test *test = &machine->tests[t];
        test_rows(own, test, holds);
        for (size_t i = 0; i < COPROD__BLOCK; i++)
            at[i] = at[i] != t ? at[i] : holds[i] ? test->yes : test->no;
    }
    for (size_t i = 0; i < COPROD__BLOCK; i++)
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
            memset(own->on, 0, sizeof own->on);
    }
}
