/* SPDX-License-Identifier: MIT */
/* Whether there is a smaller plan at all: the gap with the fewest ways left is closed in each of them in turn; a way
 * that was looked at is closed for those after it. Prices say how many more any plan needs from here. */
#include <string.h>

#include "pattern_plan_internal.h"

enum { DEEPEST = 400 };

typedef struct seeking {
    coprod__plan_cover *cover;
    const coprod__plan_bound *bound;
    coprod__plan_work *work;
    uint64_t *best; /* @[columns] */
    uint64_t best_people;
    uint16_t *shut;    /* @[columns] 0: not; 1: in no smaller plan; else looked at already, and at which depth */
    uint32_t depth;
    int given_up;
} seeking;

static uint64_t open_of(const coprod__plan_cover *cover, size_t row)
{
    const uint64_t need = cover->space->need[row];
    return need > cover->covered[row] ? need - cover->covered[row] : 0;
}

/* People who are needed at least from here. */
static uint64_t still(const seeking *own)
{
    const coprod__plan_space *space = own->cover->space;
    uint64_t worth = 0, most = 0;
    for (size_t r = 0; r < space->rows; r++) {
        const uint64_t open = open_of(own->cover, r);
        worth += open * own->bound->price[r];
        most = most < open ? open : most;
    }
    worth = (worth + coprod__plan_one - 1) >> COPROD__PLAN_SHIFT;
    return worth > most ? worth : most;
}

/* The open row with the fewest ways; 0: one of them cannot be closed any more. */
static int narrowest(const seeking *own, uint32_t *row)
{
    const coprod__plan_space *space = own->cover->space;
    size_t fewest = SIZE_MAX;
    for (uint32_t r = 0; r < space->rows; r++) {
        const uint64_t open = open_of(own->cover, r);
        const size_t count = coprod__plan_column_count(space, r);
        const uint32_t *columns;
        uint64_t people = 0;
        size_t ways = 0;
        if (!open)
            continue;
        columns = coprod__plan_columns_of(space, r);
        coprod__plan_spent(own->work, count);
        for (size_t i = 0; i < count && ways < fewest; i++) {
            const uint32_t column = columns[i];
            const uint64_t left = own->shut[column] ? 0 : space->most[column] - own->cover->taken[column];
            people = people > UINT64_MAX - left ? UINT64_MAX : people + left;
            ways += left != 0;
        }
        if (ways < fewest) {
            if (people < open)
                return 0;
            fewest = ways;
            *row = r;
        }
    }
    return 1;
}

static size_t gain_of(const coprod__plan_cover *cover, uint32_t column)
{
    const coprod__plan_space *space = cover->space;
    const uint32_t *rows = coprod__plan_rows_of(space, column);
    const size_t count = coprod__plan_row_count(space, column);
    size_t gain = 0;
    for (size_t i = 0; i < count; i++)
        gain += open_of(cover, rows[i]) != 0;
    return gain;
}

/* The way of a row that closes most, of those that are left; UINT32_MAX: none. */
static uint32_t next_way(seeking *own, uint32_t row)
{
    const coprod__plan_space *space = own->cover->space;
    const uint32_t *columns = coprod__plan_columns_of(space, row);
    const size_t count = coprod__plan_column_count(space, row);
    uint32_t best = UINT32_MAX;
    size_t most = 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t column = columns[i];
        size_t gain;
        if (own->shut[column] || own->cover->taken[column] == space->most[column])
            continue;
        gain = gain_of(own->cover, column);
        coprod__plan_spent(own->work, coprod__plan_row_count(space, column));
        if (gain > most) {
            most = gain;
            best = column;
        }
    }
    return best;
}

static void look(seeking *own);

static void try_ways(seeking *own, uint32_t row)
{
    const coprod__plan_space *space = own->cover->space;
    const uint16_t here = (uint16_t)(own->depth + 2);
    const size_t count = coprod__plan_column_count(space, row);
    const uint32_t *columns;
    uint32_t column;
    while (!own->given_up && (column = next_way(own, row)) != UINT32_MAX) {
        if (coprod__plan_cover_add(own->cover, column, 1)) {
            own->depth++;
            look(own);
            own->depth--;
            coprod__plan_cover_remove(own->cover, column, 1);
        }
        own->shut[column] = here;
    }
    columns = coprod__plan_columns_of(space, row);
    for (size_t i = 0; i < count; i++)
        if (own->shut[columns[i]] == here)
            own->shut[columns[i]] = 0;
}

static void look(seeking *own)
{
    coprod__plan_cover *cover = own->cover;
    uint32_t row = 0;
    if (!cover->open && cover->people < own->best_people) {
        own->best_people = cover->people;
        memcpy(own->best, cover->taken, cover->space->columns * sizeof *own->best);
    }
    if (!cover->open || cover->people + still(own) >= own->best_people)
        return;
    if (coprod__plan_spent(own->work, cover->space->rows) || own->depth == DEEPEST) {
        own->given_up = 1;
        return;
    }
    if (narrowest(own, &row))
        try_ways(own, row);
}

/* A column that no smaller plan can hold: with it, all would be worth too much. */
static void shut_dear(seeking *own)
{
    const coprod__plan_space *space = own->cover->space;
    for (size_t r = 0; r < space->rows; r++)
        own->cover->weight[r] = (int64_t)own->bound->price[r];
    coprod__plan_sums_of_rows(own->cover->sums, own->cover->weight, own->cover->total);
    for (size_t c = 0; c < space->columns; c++) {
        const uint64_t worth = own->bound->worth + coprod__plan_one - (uint64_t)own->cover->total[c];
        own->shut[c] = (worth + coprod__plan_one - 1) >> COPROD__PLAN_SHIFT >= own->best_people;
    }
}

coprod_status coprod__plan_search(coprod__arena *arena, coprod__plan_cover *cover, const coprod__plan_bound *bound,
                                  coprod__plan_work *work, int32_t *done)
{
    const coprod__plan_space *space = cover->space;
    seeking own;
    memset(&own, 0, sizeof own);
    *done = 0;
    own.cover = cover;
    own.bound = bound;
    own.work = work;
    own.best = coprod__arena_alloc(arena, (space->columns + 1) * sizeof *own.best);
    own.shut = coprod__arena_alloc(arena, (space->columns + 1) * sizeof *own.shut);
    if (!own.best || !own.shut)
        return COPROD_E_MEMORY;
    own.best_people = cover->open ? UINT64_MAX : cover->people;
    memcpy(own.best, cover->taken, space->columns * sizeof *own.best);
    if (!cover->open)
        shut_dear(&own);
    while (cover->used_count)
        coprod__plan_cover_remove(cover, cover->used[0], cover->taken[cover->used[0]]);
    look(&own);
    *done = !own.given_up;
    coprod__plan_cover_set(cover, own.best);
    return COPROD_OK;
}
