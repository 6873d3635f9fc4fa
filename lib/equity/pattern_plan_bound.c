/* SPDX-License-Identifier: MIT */
/* How few people it can be. Each open need has a price, and no column may be worth more than one person: then all needs
 * together are worth no more than any plan has people. Prices and a plan of fractions follow one another in steps of
 * whole numbers, the same on every machine; every so often the prices are lowered until they prove something. */
#include <string.h>

#include "pattern_plan_internal.h"

__extension__ typedef __int128 wide;

enum { BLOCK = 40, HOPE_SHIFT = 16, ROOM_BITS = 50, PATIENCE = 8 };

static const int64_t one = (int64_t)1 << COPROD__PLAN_SHIFT;

typedef struct pricing {
    const coprod__plan_space *space;
    coprod__plan_work *work;
    coprod__plan_bound *bound;
    int64_t *x, *y;           /* people of columns and prices of rows */
    int64_t *ahead;           /* twice the new people less the old ones */
    int64_t *step;            /* @[columns] */
    int64_t *x_sum, *y_sum;   /* since the block began */
    uint64_t *price, *load;   /* lowered prices, and what columns are worth by them */
    int64_t pace;             /* people for a price of one, in the unit of x */
} pricing;

/* --- proofs --- */

static uint64_t load_of(const coprod__plan_space *space, const uint64_t *price, size_t column)
{
    uint64_t load = 0;
    for (size_t i = space->column_from[column]; i < space->column_from[column + 1]; i++)
        load += price[space->column_rows[i]];
    return load;
}

/* A column of whom fewer exist than could be of use may be worth more than one person: what is beyond, for all who
 * exist, is then taken off the sum. */
static int is_scarce(const coprod__plan_space *space, size_t column)
{
    return space->most[column] == space->exist[column];
}

/* Each price by the largest load that it meets. */
static void lower(pricing *own, int spare_scarce)
{
    const coprod__plan_space *space = own->space;
    for (size_t c = 0; c < space->columns; c++)
        own->load[c] = load_of(space, own->price, c);
    for (size_t r = 0; r < space->rows; r++) {
        uint64_t most = coprod__plan_one;
        for (size_t i = space->row_from[r]; i < space->row_from[r + 1]; i++) {
            const uint32_t column = space->row_columns[i];
            if (own->load[column] > most && !(spare_scarce && is_scarce(space, column)))
                most = own->load[column];
        }
        if (most > coprod__plan_one)
            own->price[r] = own->price[r] * coprod__plan_one / most;
    }
    for (size_t c = 0; c < space->columns; c++)
        own->load[c] = load_of(space, own->price, c);
}

/* Each price by what is left in all columns that it meets: the rows of the greatest needs first would gain little. */
static void raise(pricing *own)
{
    const coprod__plan_space *space = own->space;
    for (size_t r = 0; r < space->rows; r++) {
        uint64_t left = space->need[r] ? coprod__plan_one : 0;
        for (size_t i = space->row_from[r]; i < space->row_from[r + 1] && left; i++) {
            const uint64_t load = own->load[space->row_columns[i]];
            const uint64_t free = load < coprod__plan_one ? coprod__plan_one - load : 0;
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
        worth += own->price[r] * space->need[r];
    for (size_t c = 0; c < space->columns; c++)
        if (own->load[c] > coprod__plan_one)
            beyond += (wide)(own->load[c] - coprod__plan_one) * (wide)space->most[c];
    return beyond < (wide)worth ? worth - (uint64_t)beyond : 0;
}

static void prove_by(pricing *own, int spare_scarce)
{
    coprod__plan_bound *bound = own->bound;
    uint64_t worth, people;
    lower(own, spare_scarce);
    raise(own);
    worth = worth_of(own);
    people = (worth + coprod__plan_one - 1) >> COPROD__PLAN_SHIFT;
    bound->people = people > bound->people ? people : bound->people;
    if (!spare_scarce && worth > bound->worth) {
        bound->worth = worth;
        memcpy(bound->price, own->price, own->space->rows * sizeof *own->price);
    }
}

static int has_scarce(const coprod__plan_space *space)
{
    for (size_t c = 0; c < space->columns; c++)
        if (is_scarce(space, c))
            return 1;
    return 0;
}

/* Proves what prices can, a sum of `count` of them each. */
static void prove(pricing *own, const int64_t *prices, int64_t count)
{
    const coprod__plan_space *space = own->space;
    for (int spare = has_scarce(space); spare >= 0; spare--) {
        for (size_t r = 0; r < space->rows; r++)
            own->price[r] = (uint64_t)(prices[r] / count);
        prove_by(own, spare);
        coprod__plan_spent(own->work, 4 * space->pairs);
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
    for (size_t c = 0; c < space->columns; c++) {
        int64_t worth = -one, next;
        for (size_t i = space->column_from[c]; i < space->column_from[c + 1]; i++)
            worth += own->y[space->column_rows[i]];
        next = between(own->x[c] + (int64_t)((wide)worth * own->step[c] / one),
                       (int64_t)(space->most[c] << own->bound->hope_shift));
        own->ahead[c] = 2 * next - own->x[c];
        own->x[c] = next;
        own->x_sum[c] += next;
    }
}

static void step_prices(pricing *own)
{
    const coprod__plan_space *space = own->space;
    for (size_t r = 0; r < space->rows; r++) {
        const wide columns = (wide)(space->row_from[r + 1] - space->row_from[r]);
        int64_t left = (int64_t)(space->need[r] << own->bound->hope_shift);
        if (!space->need[r])
            continue;
        for (size_t i = space->row_from[r]; i < space->row_from[r + 1]; i++)
            left -= own->ahead[space->row_columns[i]];
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
static void set_pace(pricing *own, int64_t slower)
{
    const coprod__plan_space *space = own->space;
    wide people = 0, prices = 0;
    for (size_t c = 0; c < space->columns; c++)
        people += (wide)own->x[c] * own->x[c] * (wide)(space->column_from[c + 1] - space->column_from[c]);
    for (size_t r = 0; r < space->rows; r++)
        prices += (wide)own->y[r] * own->y[r] * (wide)(space->row_from[r + 1] - space->row_from[r]);
    own->pace = (int64_t)root(people / (prices / one / one + 1)) / slower;
    own->pace = own->pace < 1 ? 1 : own->pace;
    for (size_t c = 0; c < space->columns; c++)
        own->step[c] = own->pace / (int64_t)(space->column_from[c + 1] - space->column_from[c]);
}

static void start(pricing *own, const coprod__plan_cover *cover)
{
    const coprod__plan_space *space = own->space;
    for (size_t r = 0; r < space->rows; r++)
        own->y[r] = one;
    for (size_t c = 0; c < space->columns; c++) {
        const int64_t rows = (int64_t)(space->column_from[c + 1] - space->column_from[c]);
        own->x[c] = (int64_t)(cover->taken[c] << own->bound->hope_shift);
        for (size_t i = space->column_from[c]; i < space->column_from[c + 1]; i++)
            if (own->y[space->column_rows[i]] > one / rows)
                own->y[space->column_rows[i]] = one / rows;
    }
    set_pace(own, 8); /* fractions spread over many more columns than a plan */
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
    own->bound->price = coprod__arena_alloc(arena, rows * sizeof *own->bound->price);
    own->bound->hope = coprod__arena_alloc(arena, columns * sizeof *own->bound->hope);
    return own->x && own->y && own->ahead && own->step && own->x_sum && own->y_sum && own->price && own->load
               && own->bound->price && own->bound->hope ? COPROD_OK : COPROD_E_MEMORY;
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

static void run_block(pricing *own)
{
    memset(own->x_sum, 0, own->space->columns * sizeof *own->x_sum);
    memset(own->y_sum, 0, own->space->rows * sizeof *own->y_sum);
    for (int i = 0; i < BLOCK; i++) {
        step_people(own);
        step_prices(own);
        coprod__plan_spent(own->work, 2 * own->space->pairs);
        own->bound->rounds++;
    }
    prove(own, own->y, 1);
    prove(own, own->y_sum, BLOCK);
}

coprod_status coprod__plan_bound_run(coprod__arena *arena, const coprod__plan_cover *cover, coprod__plan_work *work,
                                     coprod__plan_bound *bound)
{
    const int shift = shift_of(cover->space);
    pricing own;
    int still = 0; /* blocks that proved hardly more */
    memset(&own, 0, sizeof own);
    own.space = cover->space;
    own.work = work;
    own.bound = bound;
    bound->hope_shift = shift < 0 ? 0 : (uint32_t)shift;
    if (make(arena, &own) != COPROD_OK)
        return COPROD_E_MEMORY;
    start(&own, cover);
    prove(&own, own.y, 1);
    while (shift >= 0 && still < PATIENCE && (cover->open || bound->people < cover->people)
           && !coprod__plan_spent(work, 0)) {
        const uint64_t was = bound->worth;
        run_block(&own);
        set_pace(&own, 1);
        still = bound->worth > was + (was >> 13) ? 0 : still + 1;
    }
    for (size_t c = 0; c < own.space->columns; c++)
        bound->hope[c] = (uint64_t)own.x_sum[c] / BLOCK;
    return COPROD_OK;
}
