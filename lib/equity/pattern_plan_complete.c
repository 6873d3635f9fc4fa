/* SPDX-License-Identifier: MIT */
/* The greedy completion: who closes most comes first, again and again. */
#include <string.h>

#include "pattern_plan_internal.h"

enum { WAYS = 4 }; /* of the heap: as many as are near one another in memory */

/* A column stands in the heap under a score that it had; scores only fall, so whoever comes up is looked at again. */
static int before(const coprod__plan_cover *cover, coprod__plan_scored a, coprod__plan_scored b)
{
    return a.score != b.score ? a.score > b.score : cover->last_first ? a.column > b.column : a.column < b.column;
}

static void sink(coprod__plan_cover *cover, size_t place)
{
    coprod__plan_scored *heap = cover->heap;
    const coprod__plan_scored own = heap[place];
    for (;;) {
        const size_t first = WAYS * place + 1, end = first + WAYS < cover->heaped ? first + WAYS : cover->heaped;
        size_t best = first;
        for (size_t i = first + 1; i < end; i++)
            if (before(cover, heap[i], heap[best]))
                best = i;
        if (first >= end || !before(cover, heap[best], own))
            break;
        heap[place] = heap[best];
        place = best;
    }
    heap[place] = own;
}

static void drop_first(coprod__plan_cover *cover)
{
    cover->heap[0] = cover->heap[--cover->heaped];
    if (cover->heaped)
        sink(cover, 0);
}

/* --- levels --- */

/* Only columns of one level stand in the heap, which is a range of scores; who falls below it waits in the list of
 * another. So what falls far is not put in order among those that it passes. */
static uint64_t level_of(const coprod__plan_cover *cover, uint32_t column)
{
    return cover->score[column] >> cover->level_shift;
}

static void wait(coprod__plan_cover *cover, uint32_t column)
{
    uint32_t *first = &cover->waiting[level_of(cover, column)];
    if (!cover->score[column])
        return;
    cover->spare[column] = *first;
    *first = column;
}

/* One level for eight columns or more; all that stand in the heap go to theirs. */
static void make_levels(coprod__plan_cover *cover)
{
    const size_t columns = cover->heaped;
    uint64_t most = 0;
    for (size_t i = 0; i < columns; i++)
        if (most < cover->score[cover->heap[i].column])
            most = cover->score[cover->heap[i].column];
    cover->level_shift = 0;
    while (most >> cover->level_shift > columns / 8)
        cover->level_shift++;
    cover->level = (most >> cover->level_shift) + 1;
    memset(cover->waiting, 0xFF, cover->level * sizeof *cover->waiting);
    cover->heaped = 0;
    for (size_t i = 0; i < columns; i++)
        wait(cover, cover->heap[i].column);
}

/* The next level in which there is somebody stands in the heap; 0: there is none. */
static int next_level(coprod__plan_cover *cover)
{
    while (!cover->heaped && cover->level) {
        uint32_t column = cover->waiting[--cover->level];
        while (column != UINT32_MAX) {
            const uint32_t next = cover->spare[column];
            if (level_of(cover, column) == cover->level && cover->score[column]) {
                cover->heap[cover->heaped].score = cover->score[column];
                cover->heap[cover->heaped++].column = column;
            } else {
                wait(cover, column);
            }
            column = next;
        }
    }
    for (size_t i = cover->heaped / WAYS + 1; i--;)
        sink(cover, i);
    return cover->heaped != 0;
}

/* --- scores --- */

static uint64_t weight_of(const coprod__plan_cover *cover, const uint64_t *weights, uint32_t row)
{
    return !coprod__plan_is_open(cover, row) ? 0 : weights ? weights[row] : 1;
}

/* Row by row: a few. */
static void score_rows(coprod__plan_cover *cover, const uint64_t *weights)
{
    const coprod__plan_space *space = cover->space;
    for (uint32_t r = 0; r < space->rows; r++) {
        const uint64_t weight = weight_of(cover, weights, r);
        const uint32_t *columns = weight ? coprod__plan_columns_of(space, r) : NULL;
        const size_t count = weight ? coprod__plan_column_count(space, r) : 0;
        for (size_t i = 0; i < count; i++) {
            if (!cover->score[columns[i]] && cover->taken[columns[i]] < space->most[columns[i]])
                cover->heap[cover->heaped++].column = columns[i];
            cover->score[columns[i]] += weight;
        }
    }
}

/* All at once. */
static void score_columns(coprod__plan_cover *cover, const uint64_t *weights)
{
    const coprod__plan_space *space = cover->space;
    for (uint32_t r = 0; r < space->rows; r++)
        cover->weight[r] = (int64_t)weight_of(cover, weights, r);
    coprod__plan_sums_of_rows(cover->sums, cover->weight, cover->total);
    for (uint32_t c = 0; c < space->columns; c++) {
        cover->score[c] = (uint64_t)cover->total[c];
        if (cover->score[c] && cover->taken[c] < space->most[c])
            cover->heap[cover->heaped++].column = c;
    }
}

static void score_all(coprod__plan_cover *cover, const uint64_t *weights, coprod__plan_work *work)
{
    const coprod__plan_space *space = cover->space;
    uint64_t pairs = 0;
    cover->heaped = 0;
    for (uint32_t r = 0; r < space->rows; r++)
        pairs += weight_of(cover, weights, r) ? coprod__plan_column_count(space, r) : 0;
    if (cover->sums->shared && cover->sums->cost < pairs) {
        score_columns(cover, weights);
        coprod__plan_spent(work, cover->sums->cost);
    } else {
        score_rows(cover, weights);
        coprod__plan_spent(work, pairs);
    }
    make_levels(cover);
}

/* People of a column until one of its open rows is closed. */
static uint64_t until_closed(const coprod__plan_cover *cover, uint32_t column)
{
    const coprod__plan_space *space = cover->space;
    const uint32_t *rows = coprod__plan_rows_of(space, column);
    const size_t count = coprod__plan_row_count(space, column);
    uint64_t least = UINT64_MAX;
    for (size_t i = 0; i < count; i++) {
        const uint32_t row = rows[i];
        if (coprod__plan_is_open(cover, row) && space->need[row] - cover->covered[row] < least)
            least = space->need[row] - cover->covered[row];
    }
    return least;
}

/* Open rows share equally what the people of a column who were taken for them count: one each. */
static void charge(coprod__plan_cover *cover, uint32_t column, uint64_t people, uint64_t open)
{
    const coprod__plan_space *space = cover->space;
    const uint32_t *rows = coprod__plan_rows_of(space, column);
    const size_t count = coprod__plan_row_count(space, column);
    for (size_t i = 0; i < count; i++) {
        const uint32_t row = rows[i];
        if (cover->covered[row] - people < space->need[row])
            cover->charge[row] += people * (coprod__plan_one / open);
    }
}

/* Rows that the last people of a column closed count for no column any more. */
static void close_rows(coprod__plan_cover *cover, uint32_t column, uint64_t people, const uint64_t *weights,
                       coprod__plan_work *work)
{
    const coprod__plan_space *space = cover->space;
    const uint32_t *rows = coprod__plan_rows_of(space, column);
    const size_t count = coprod__plan_row_count(space, column);
    for (size_t i = 0; i < count; i++) {
        const uint32_t row = rows[i];
        if (coprod__plan_is_open(cover, row) || cover->covered[row] - people >= space->need[row])
            continue;
        coprod__plan_spent(work, coprod__plan_column_count(space, row));
        coprod__plan_columns_less(space, row, weights ? weights[row] : 1, cover->score);
    }
}

static void take(coprod__plan_cover *cover, uint32_t column, const uint64_t *weights, coprod__plan_work *work)
{
    const uint64_t wanted = until_closed(cover, column), open = cover->score[column];
    const uint64_t people = coprod__plan_cover_add(cover, column, wanted);
    if (cover->charging)
        charge(cover, column, people, open);
    coprod__plan_spent(work, coprod__plan_row_count(cover->space, column));
    if (people < wanted) /* no more of them can be had */
        drop_first(cover);
    else
        close_rows(cover, column, people, weights, work);
}

/* Only where something could not be closed. */
static void clear_scores(coprod__plan_cover *cover)
{
    const coprod__plan_space *space = cover->space;
    for (uint32_t r = 0; r < space->rows; r++) {
        const size_t count = coprod__plan_is_open(cover, r) ? coprod__plan_column_count(space, r) : 0;
        const uint32_t *columns = count ? coprod__plan_columns_of(space, r) : NULL;
        for (size_t i = 0; i < count; i++)
            cover->score[columns[i]] = 0;
    }
}

void coprod__plan_complete(coprod__plan_cover *cover, const uint64_t *weights, coprod__plan_work *work)
{
    score_all(cover, weights, work);
    while (cover->people < cover->most_people && !work->stopped && (cover->heaped || next_level(cover))) {
        const uint32_t column = cover->heap[0].column;
        if (level_of(cover, column) < cover->level || !cover->score[column]) {
            drop_first(cover);
            wait(cover, column);
        } else if (cover->heap[0].score == cover->score[column]) {
            take(cover, column, weights, work);
        } else {
            cover->heap[0].score = cover->score[column];
            sink(cover, 0);
        }
    }
    clear_scores(cover);
}
