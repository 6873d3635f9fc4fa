/* SPDX-License-Identifier: MIT */
 /* Better plans: a few people who close gaps near one another are taken out, what that opens is closed again in
  * another way, and what is no worse stays. Chance comes from a fixed beginning, so that the same question has the
  * same answer. */
#include <string.h>

#include "pattern_plan_internal.h"

/* Rounds without a gain after which no more are tried: small questions have long had their best plan by then. */
enum { FEWEST_OUT = 2, MOST_OUT = 14, WEIGHT = 64, IDLE_ROUNDS = 1000, IDLE_ROUNDS_A_ROW = 64 };

static uint32_t draw(uint64_t *seed, size_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)((*seed >> 24) % below);
}

/* Takes out some of those who close a row; returns how many. */
static uint64_t open_row(coprod__plan_cover *cover, uint32_t row, uint64_t most, uint64_t *seed,
                         coprod__plan_work *work)
{
    const coprod__plan_space *space = cover->space;
    const uint32_t *columns = coprod__plan_columns_of(space, row);
    const size_t count = coprod__plan_column_count(space, row);
    uint64_t out = 0;
    coprod__plan_spent(work, count);
    for (size_t i = 0; i < count && out < most; i++) {
        const uint32_t column = columns[i];
        const uint64_t taken = cover->taken[column];
        uint64_t people;
        if (!taken || !draw(seed, 4))
            continue;
        people = 1 + draw(seed, taken < MOST_OUT ? (size_t)taken : MOST_OUT);
        coprod__plan_cover_remove(cover, column, people);
        out += people;
    }
    return out;
}

static void open_some(coprod__plan_cover *cover, uint64_t *seed, coprod__plan_work *work)
{
    const coprod__plan_space *space = cover->space;
    const uint32_t column = cover->used[draw(seed, cover->used_count)];
    const size_t rows = coprod__plan_row_count(space, column);
    const uint64_t most = FEWEST_OUT + draw(seed, MOST_OUT - FEWEST_OUT);
    uint64_t out = 1;
    coprod__plan_cover_remove(cover, column, 1);
    for (int tries = 0; tries < 4 && out < most; tries++)
        out += open_row(cover, coprod__plan_rows_of(space, column)[draw(seed, rows)], most - out, seed, work);
}

/* By how many rows, by what they are worth, or nearly the first. */
static void weigh(const coprod__plan_cover *cover, const coprod__plan_bound *bound, uint64_t *seed, uint64_t *weights)
{
    const uint32_t way = draw(seed, 4);
    for (size_t r = 0; r < cover->space->rows; r++)
        if (cover->covered[r] < cover->space->need[r])
            weights[r] = way == 0   ? WEIGHT
                         : way == 1 ? 1 + (bound->price[r] * WEIGHT * 4 >> COPROD__PLAN_SHIFT)
                                    : WEIGHT / 2 + draw(seed, WEIGHT);
}

coprod_status coprod__plan_improve(coprod__arena *arena, coprod__plan_cover *cover, const coprod__plan_bound *bound,
                                   uint64_t seed, coprod__plan_work *work)
{
    const uint64_t idle_most = IDLE_ROUNDS + (uint64_t)cover->space->rows * IDLE_ROUNDS_A_ROW;
    uint64_t *weights = coprod__arena_alloc(arena, (cover->space->rows + 1) * sizeof *weights), idle = 0;
    seed += 88172645463325252u;
    if (!weights)
        return COPROD_E_MEMORY;
    while (cover->used_count && (cover->open || cover->people > bound->people) && idle++ < idle_most
           && !coprod__plan_spent(work, cover->space->rows / 8 + 8)) {
        const uint64_t people = cover->people, open = cover->open;
        coprod__plan_cover_mark(cover);
        open_some(cover, &seed, work);
        weigh(cover, bound, &seed, weights);
        coprod__plan_complete(cover, weights, work);
        coprod__plan_lean(cover, work);
        if (cover->open > open || (cover->open == open && cover->people > people))
            coprod__plan_cover_back(cover);
        else if (cover->open < open || cover->people < people)
            idle = 0;
    }
    return COPROD_OK;
}

/* Whole people of a plan of fractions, completed. */
void coprod__plan_round(coprod__plan_cover *cover, const coprod__plan_bound *bound, uint64_t *taken,
                        coprod__plan_work *work)
{
    for (size_t c = 0; c < cover->space->columns; c++)
        taken[c] = bound->hope[c] >> bound->hope_shift;
    coprod__plan_cover_set(cover, taken);
    coprod__plan_complete(cover, bound->weight, work);
    coprod__plan_complete(cover, NULL, work); /* what has no price */
    coprod__plan_lean(cover, work);
}
