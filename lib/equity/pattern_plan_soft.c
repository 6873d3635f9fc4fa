/* SPDX-License-Identifier: MIT */
/* Good prices in few looks. As many people of a column are thought of as its rows are worth, raised to a power: those
 * that are worth most count by far the most, and no other is forgotten. Rows of whom too few are thought of get dearer,
 * the others cheaper; the power grows. In whole numbers, so that every machine has the same. */
#include <string.h>

#include "pattern_plan_internal.h"

__extension__ typedef unsigned __int128 wide;

enum { LOAD_BITS = 31, LEAST = 64, POWER_FROM = 4, POWER_MOST = 120, PULL = 4, GROWTH = 3, EARLY = 4 };

static const int64_t all = (int64_t)1 << LOAD_BITS;
static const int64_t dearest = (int64_t)1 << COPROD__SOFT_SHIFT;

/* The largest load of columns in which there are people enough; of all, if no such one is worth anything. */
static uint64_t largest_of(const coprod__plan_space *space, const int64_t *load)
{
    int64_t most = 0, of_all = 1;
    for (size_t c = 0; c < space->columns; c++) {
        of_all = load[c] > of_all ? load[c] : of_all;
        most = load[c] > most && !coprod__plan_is_scarce(space, c) ? load[c] : most;
    }
    return (uint64_t)(most ? most : of_all);
}

static uint64_t power_of(uint64_t base, uint32_t power)
{
    uint64_t result = (uint64_t)all;
    for (; power; power /= 2) {
        if (power % 2)
            result = result * base >> LOAD_BITS;
        base = base * base >> LOAD_BITS;
    }
    return result;
}

/* Loads as parts of the largest become powers; returns their sum, each times the load. */
static uint64_t raise_loads(const coprod__plan_space *space, uint64_t largest, uint32_t power, int64_t *load,
                            int64_t *people)
{
    uint64_t sum = 0, part;
    uint32_t shift = 0;
    while (largest >> shift >> LOAD_BITS)
        shift++;
    part = ((uint64_t)1 << 2 * LOAD_BITS) / (largest >> shift);
    for (size_t c = 0; c < space->columns; c++) {
        const uint64_t whole = (uint64_t)load[c] >> shift < largest >> shift ? (uint64_t)load[c] >> shift
                                                                             : largest >> shift;
        const uint64_t base = whole * part >> LOAD_BITS, raised = power_of(base, power);
        people[c] = (int64_t)raised;
        sum += raised * base >> LOAD_BITS;
    }
    return sum ? sum : 1;
}

/* People for a power of one, so that all are worth what all needs are. */
static void scale_people(const coprod__plan_soft *own, uint64_t largest, uint64_t sum)
{
    const coprod__plan_space *space = own->sums->space;
    wide worth = 0, scale;
    for (size_t r = 0; r < space->rows; r++)
        worth += (wide)(uint64_t)own->price[r] * space->need[r];
    scale = (worth << (LOAD_BITS + own->people_shift)) / ((wide)sum * largest);
    for (size_t c = 0; c < space->columns; c++) {
        const uint64_t most = space->most[c] << own->people_shift;
        const wide people = scale * (uint64_t)own->people[c] >> LOAD_BITS;
        own->people[c] = (int64_t)(people < most ? (uint64_t)people : most);
    }
}

/* By a factor between 1/3 and 3, nearer to one the higher the power is; and all so that the largest load is one. */
static void step_prices(const coprod__plan_soft *own, uint64_t largest, uint32_t power)
{
    const coprod__plan_space *space = own->sums->space;
    const uint32_t slow = 2 * PULL < power ? power : 2 * PULL;
    for (size_t r = 0; r < space->rows; r++) {
        const uint64_t wanted = space->need[r] << own->people_shift, there = (uint64_t)own->cover[r];
        const wide both = (wide)slow * (wanted + there);
        wide price = ((wide)(uint64_t)own->price[r] << COPROD__SOFT_SHIFT) / largest;
        if (!space->need[r])
            continue;
        if (wanted > there)
            price = price * (both + (wide)PULL * (wanted - there)) / (both - (wide)PULL * (wanted - there));
        else
            price = price * (both - (wide)PULL * (there - wanted)) / (both + (wide)PULL * (there - wanted));
        own->price[r] = price < LEAST ? LEAST : price > (uint64_t)dearest ? dearest : (int64_t)price;
    }
}

void coprod__plan_soft_run(coprod__plan_soft *own, coprod__plan_work *work, uint32_t rounds)
{
    const coprod__plan_space *space = own->sums->space;
    uint64_t power = (uint64_t)POWER_FROM << 16;
    for (size_t r = 0; r < space->rows; r++)
        own->price[r] = !space->need[r] ? 0 : own->price[r] < LEAST ? LEAST : own->price[r];
    for (uint32_t i = 0; i < rounds && !work->stopped; i++) {
        uint64_t largest, sum;
        coprod__plan_sums_of_rows(own->sums, own->price, own->load);
        if (i <= EARLY)
            memcpy(own->early, own->price, space->rows * sizeof *own->early);
        largest = largest_of(space, own->load);
        sum = raise_loads(space, largest, (uint32_t)(power >> 16), own->load, own->people);
        scale_people(own, largest, sum);
        coprod__plan_sums_of_columns(own->sums, own->people, own->cover);
        step_prices(own, largest, (uint32_t)(power >> 16));
        power += power < (uint64_t)POWER_MOST << 16 ? power * GROWTH / rounds : 0;
        coprod__plan_spent(work, 2 * own->sums->cost);
    }
}
