/* SPDX-License-Identifier: MIT */
/* How few people it can be. Each open need has a price, and no column may be worth more than one person: then all needs
 * together are worth no more than any plan has people. Prices start from what greedy paid, and from better ones that
 * are found in few looks. Then prices and a plan of fractions follow one another in steps of whole numbers, the same on
 * every machine; every so often the prices are lowered until they prove something. */
#include <string.h>

#include "pattern_plan_internal.h"

__extension__ typedef __int128 wide;

enum { BLOCK = 40, HOPE_SHIFT = 16, ROOM_BITS = 50, PATIENCE = 8, SOFT_MOST = 60 };

static const int64_t one = (int64_t)1 << COPROD__PLAN_SHIFT;

typedef struct pricing {
    const coprod__plan_space *space;
    coprod__plan_work *work;
    coprod__plan_bound *bound;
    coprod__plan_sums *sums;
    int64_t *x, *y;           /* people of columns and prices of rows */
    int64_t *ahead;           /* twice the new people less the old ones */
    int64_t *step;            /* @[columns] */
    int64_t *x_sum, *y_sum;   /* since the block began */
    int64_t *price, *load;    /* lowered prices, and what columns are worth by them */
    int64_t *column, *row;    /* scratch */
    int64_t pace;             /* people for a price of one, in the unit of x */
} pricing;

/* --- proofs --- */

/* Each price by the largest load that it meets: no load is then above one, as in each sum every price is divided by
 * that sum or more. Where all prices are divided, those that meet only smaller ones rise. */
static void lower(pricing *own, int spare_scarce)
{
    const coprod__plan_space *space = own->space;
    coprod__plan_sums_of_rows(own->sums, own->price, own->load);
    for (size_t c = 0; c < space->columns; c++)
        own->column[c] = spare_scarce && coprod__plan_is_scarce(space, c) ? 0 : own->load[c];
    coprod__plan_sums_largest_of_columns(own->sums, own->column, own->row);
    for (size_t r = 0; r < space->rows; r++) {
        const int64_t most = own->row[r] < one && (spare_scarce || !own->sums->shared) ? one : own->row[r];
        if (own->price[r])
            own->price[r] = own->price[r] * one / most;
    }
}

/* Each price by what is left in all columns that it meets: the rows of the greatest needs first would gain little. */
static void raise(pricing *own)
{
    const coprod__plan_space *space = own->space;
    for (size_t r = 0; r < space->rows; r++) {
        int64_t left = space->need[r] ? one : 0;
        for (size_t i = space->row_from[r]; i < space->row_from[r + 1] && left; i++) {
            const int64_t load = own->load[space->row_columns[i]], free = load < one ? one - load : 0;
            left = left < free ? left : free;
        }
        own->price[r] += left;
        for (size_t i = space->row_from[r]; i < space->row_from[r + 1] && left; i++)
            own->load[space->row_columns[i]] += left;
    }
}

static uint64_t worth_of(const pricing *own)
{
    const coprod__plan_space *space = own->space;
    uint64_t worth = 0;
    wide beyond = 0;
    for (size_t r = 0; r < space->rows; r++)
        worth += (uint64_t)own->price[r] * space->need[r];
    for (size_t c = 0; c < space->columns; c++)
        if (own->load[c] > one)
            beyond += (wide)(own->load[c] - one) * (wide)space->most[c];
    return beyond < (wide)worth ? worth - (uint64_t)beyond : 0;
}

/* By a list it is cheaper to lower twice than to go through pairs. */
static void prove_by(pricing *own, int spare_scarce)
{
    coprod__plan_bound *bound = own->bound;
    uint64_t worth, people;
    lower(own, spare_scarce);
    if (own->sums->shared)
        lower(own, spare_scarce);
    coprod__plan_sums_of_rows(own->sums, own->price, own->load);
    if (!own->sums->shared)
        raise(own);
    worth = worth_of(own);
    people = (worth + coprod__plan_one - 1) >> COPROD__PLAN_SHIFT;
    bound->people = people > bound->people ? people : bound->people;
    if (!spare_scarce && worth > bound->worth) {
        bound->worth = worth;
        for (size_t r = 0; r < own->space->rows; r++)
            bound->price[r] = (uint64_t)own->price[r];
    }
}

static int has_scarce(const coprod__plan_space *space)
{
    for (size_t c = 0; c < space->columns; c++)
        if (coprod__plan_is_scarce(space, c))
            return 1;
    return 0;
}

/* Proves what prices can, a sum of `count` of them each. */
static void prove(pricing *own, const int64_t *prices, int64_t count)
{
    const coprod__plan_space *space = own->space;
    for (int spare = has_scarce(space); spare >= 0; spare--) {
        for (size_t r = 0; r < space->rows; r++)
            own->price[r] = space->need[r] ? prices[r] / count : 0;
        prove_by(own, spare);
        coprod__plan_spent(own->work, own->sums->shared ? 5 * own->sums->cost : 4 * space->pairs);
    }
}

/* --- steps --- */

static int64_t between(int64_t value, int64_t most)
{
    return value < 0 ? 0 : value > most ? most : value;
}

static void step_people(pricing *own)
{
    const coprod__plan_space *space = own->space;
    coprod__plan_sums_of_rows(own->sums, own->y, own->column);
    for (size_t c = 0; c < space->columns; c++) {
        const int64_t step = (int64_t)((wide)(own->column[c] - one) * own->step[c] / one);
        const int64_t next = between(own->x[c] + step, (int64_t)(space->most[c] << own->bound->hope_shift));
        own->ahead[c] = 2 * next - own->x[c];
        own->x[c] = next;
        own->x_sum[c] += next;
    }
}

static void step_prices(pricing *own)
{
    const coprod__plan_space *space = own->space;
    coprod__plan_sums_of_columns(own->sums, own->ahead, own->row);
    for (size_t r = 0; r < space->rows; r++) {
        const wide columns = (wide)coprod__plan_column_count(space, r);
        const int64_t left = (int64_t)(space->need[r] << own->bound->hope_shift) - own->row[r];
        if (!space->need[r])
            continue;
        own->y[r] = between(own->y[r] + (int64_t)((wide)left * one / (own->pace * columns)), one);
        own->y_sum[r] += own->y[r];
    }
}

/* --- the pace --- */

static uint64_t root(wide square)
{
    wide low = 0, high = (wide)1 << 62;
    while (low < high) {
        const wide middle = (low + high + 1) / 2;
        if (middle * middle <= square)
            low = middle;
        else
            high = middle - 1;
    }
    return (uint64_t)low;
}

/* How people of a plan compare to prices, so that both move alike: the root of the ratio of their squares. */
static void set_pace(pricing *own)
{
    const coprod__plan_space *space = own->space;
    wide people = 0, prices = 0;
    for (size_t c = 0; c < space->columns; c++)
        people += (wide)own->x[c] * own->x[c] * (wide)coprod__plan_row_count(space, c);
    for (size_t r = 0; r < space->rows; r++)
        prices += (wide)own->y[r] * own->y[r] * (wide)coprod__plan_column_count(space, r);
    own->pace = (int64_t)root(people / (prices / one / one + 1));
    own->pace = own->pace < 1 ? 1 : own->pace;
    for (size_t c = 0; c < space->columns; c++)
        own->step[c] = own->pace / (int64_t)coprod__plan_row_count(space, c);
}

/* What plain greedy paid for each need; where nobody was taken, an equal part of the largest column. */
static void start(pricing *own, const coprod__plan_cover *cover)
{
    const coprod__plan_space *space = own->space;
    for (size_t c = 0; c < space->columns; c++) {
        own->x[c] = (int64_t)(cover->taken[c] << own->bound->hope_shift);
        own->column[c] = (int64_t)coprod__plan_row_count(space, c);
    }
    coprod__plan_sums_largest_of_columns(own->sums, own->column, own->row);
    for (size_t r = 0; r < space->rows; r++)
        own->y[r] = cover->charge[r] ? (int64_t)(cover->charge[r] / space->need[r])
                                     : one / (own->row[r] ? own->row[r] : 1);
}

static coprod_status make(coprod__arena *arena, pricing *own)
{
    const size_t columns = own->space->columns + 1, rows = own->space->rows + 1;
    own->x = coprod__arena_alloc(arena, columns * sizeof *own->x);
    own->y = coprod__arena_alloc(arena, rows * sizeof *own->y);
    own->ahead = coprod__arena_alloc(arena, columns * sizeof *own->ahead);
    own->step = coprod__arena_alloc(arena, columns * sizeof *own->step);
    own->x_sum = coprod__arena_alloc(arena, columns * sizeof *own->x_sum);
    own->y_sum = coprod__arena_alloc(arena, rows * sizeof *own->y_sum);
    own->price = coprod__arena_alloc(arena, rows * sizeof *own->price);
    own->load = coprod__arena_alloc(arena, columns * sizeof *own->load);
    own->column = coprod__arena_alloc(arena, columns * sizeof *own->column);
    own->row = coprod__arena_alloc(arena, rows * sizeof *own->row);
    own->bound->price = coprod__arena_alloc(arena, rows * sizeof *own->bound->price);
    own->bound->weight = coprod__arena_alloc(arena, rows * sizeof *own->bound->weight);
    own->bound->hope = coprod__arena_alloc(arena, columns * sizeof *own->bound->hope);
    return own->x && own->y && own->ahead && own->step && own->x_sum && own->y_sum && own->price && own->load
               && own->column && own->row && own->bound->price && own->bound->weight
               && own->bound->hope ? COPROD_OK : COPROD_E_MEMORY;
}

/* So fine that a sum over all columns, and over a block, stays below 2^62; -1: not even whole people do. */
static int shift_of(const coprod__plan_space *space)
{
    uint64_t most = 1;
    int shift = HOPE_SHIFT;
    for (size_t c = 0; c < space->columns; c++)
        most = most < space->most[c] ? space->most[c] : most;
    while (shift >= 0 && most > ((uint64_t)1 << ROOM_BITS >> shift) / (space->columns + 1))
        shift--;
    return shift;
}

/* Better ones in few looks, and the people that go with them. */
static void soften(pricing *own)
{
    const coprod__plan_space *space = own->space;
    const uint32_t finer = COPROD__SOFT_SHIFT - COPROD__PLAN_SHIFT;
    const uint64_t left = own->work->most > own->work->used ? own->work->most - own->work->used : 0;
    const uint64_t rounds = 1 + left / (2 * own->sums->cost + 1);
    coprod__plan_soft soft = {own->sums, own->price, own->y_sum, own->x, own->load, own->row, own->bound->hope_shift};
    for (size_t r = 0; r < space->rows; r++)
        own->price[r] = own->y[r] << finer;
    coprod__plan_soft_run(&soft, own->work, rounds < SOFT_MOST ? (uint32_t)rounds : SOFT_MOST);
    for (size_t r = 0; r < space->rows; r++)
        own->y[r] = between(own->price[r] >> finer, one);
    for (size_t r = 0; r < space->rows; r++)
        own->bound->weight[r] = (uint64_t)between(own->y_sum[r] >> finer, one);
}

static void run_block(pricing *own)
{
    memset(own->x_sum, 0, own->space->columns * sizeof *own->x_sum);
    memset(own->y_sum, 0, own->space->rows * sizeof *own->y_sum);
    for (int i = 0; i < BLOCK; i++) {
        step_people(own);
        step_prices(own);
        coprod__plan_spent(own->work, 2 * own->sums->cost);
    }
    prove(own, own->y, 1);
    prove(own, own->y_sum, BLOCK);
}

/* Whether a better proof would settle anything. */
static int is_wanted(const pricing *own, const coprod__plan_cover *cover)
{
    return cover->open || own->bound->people < cover->people;
}

/* Whether another block is allowed: of many pairs, only if all of it fits. */
static int may_go_on(const pricing *own)
{
    const uint64_t wanted = own->sums->cost < coprod__plan_few_pairs ? 0 : 2 * BLOCK * own->sums->cost;
    return !coprod__plan_spent(own->work, 0) && own->work->most - own->work->used >= wanted;
}

coprod_status coprod__plan_bound_run(coprod__arena *arena, const coprod__plan_cover *cover, coprod__plan_sums *sums,
                                     coprod__plan_work *work, coprod__plan_bound *bound)
{
    const int shift = shift_of(cover->space);
    pricing own;
    int still = 0; /* blocks that proved hardly more */
    memset(&own, 0, sizeof own);
    own.space = cover->space;
    own.work = work;
    own.sums = sums;
    own.bound = bound;
    bound->hope_shift = shift < 0 ? 0 : (uint32_t)shift;
    if (make(arena, &own) != COPROD_OK)
        return COPROD_E_MEMORY;
    start(&own, cover);
    prove(&own, own.y, 1);
    for (size_t r = 0; r < own.space->rows; r++)
        bound->weight[r] = (uint64_t)own.y[r];
    if (shift >= 0 && is_wanted(&own, cover) && !coprod__plan_spent(work, 2 * sums->cost)) {
        soften(&own);
        prove(&own, own.y, 1);
    }
    set_pace(&own);
    while (shift >= 0 && still < PATIENCE && is_wanted(&own, cover) && may_go_on(&own)) {
        const uint64_t was = bound->worth;
        run_block(&own);
        set_pace(&own);
        still = bound->worth > was + (was >> 13) ? 0 : still + 1;
    }
    for (size_t c = 0; c < own.space->columns; c++)
        bound->hope[c] = (uint64_t)own.x_sum[c] / BLOCK;
    return COPROD_OK;
}
