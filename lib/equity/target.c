/* SPDX-License-Identifier: MIT */
#include "target_internal.h"

typedef struct wide {
    uint64_t high, low;
} wide;

static wide product(uint64_t a, uint64_t b)
{
    const uint64_t a_low = (uint32_t)a, a_high = a >> 32, b_low = (uint32_t)b, b_high = b >> 32;
    const uint64_t low = a_low * b_low, first = a_high * b_low + (low >> 32), second = a_low * b_high + (uint32_t)first;
    const wide out = {a_high * b_high + (first >> 32) + (second >> 32), second << 32 | (uint32_t)low};
    return out;
}

uint64_t coprod__common(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

int coprod__products(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    const wide left = product(a, b), right = product(c, d);
    if (left.high != right.high)
        return left.high < right.high ? -1 : 1;
    return (left.low > right.low) - (left.low < right.low);
}

/* The fewest people whose number reaches threshold * over / under: the whole part of the double, which is never above
 * them, and put right by the products. */
static uint64_t people(const coprod__target *target, coprod__fraction threshold)
{
    const uint64_t unit = (uint64_t)target->under * threshold.d;
    uint64_t need = target->value < 1 ? 1 : (uint64_t)target->value;
    while (coprod__products(need, unit, target->over, threshold.n) < 0)
        need++;
    return need;
}

void coprod__target_of(uint64_t panel, uint64_t population, uint64_t denominator, uint64_t voices,
                       coprod__fraction threshold, coprod__target *target)
{
    target->over = panel * population;
    target->under = (uint32_t)denominator;
    if (coprod__products(target->over, threshold.n, voices * threshold.d, denominator) < 0) {
        target->over = voices * threshold.d;
        target->under = threshold.n;
    }
    target->times = (double)target->under * (double)threshold.d;
    target->by = (double)target->over * (double)threshold.n;
    target->value = target->by / target->times;
    if (!target->over) { /* a snapshot of nobody: coverage is 0 of whatever is asked */
        target->over = target->under = 1;
        target->times = target->by = 1;
    }
    target->need = people(target, threshold);
}

int coprod__coverages(const coprod__target *a, uint64_t count_a, const coprod__target *b, uint64_t count_b)
{
    const int full_a = count_a >= a->need, full_b = count_b >= b->need;
    if (full_a || full_b)
        return full_a - full_b;
    return coprod__products(count_a * a->under, b->over, count_b * b->under, a->over);
}
