/* SPDX-License-Identifier: MIT */
/* A plan in the making: who is taken, what is open, the greedy completion, and taking back. */
#include <string.h>

#include "pattern_plan_internal.h"

coprod_status coprod__plan_cover_make(coprod__arena *arena, const coprod__plan_space *space, coprod__plan_cover *cover)
{
    const size_t columns = space->columns + 1;
    memset(cover, 0, sizeof *cover);
    cover->space = space;
    cover->taken = coprod__arena_alloc(arena, columns * sizeof *cover->taken);
    cover->covered = coprod__arena_alloc(arena, (space->rows + 1) * sizeof *cover->covered);
    cover->score = coprod__arena_alloc(arena, columns * sizeof *cover->score);
    cover->heap = coprod__arena_alloc(arena, columns * sizeof *cover->heap);
    cover->key = coprod__arena_alloc(arena, columns * sizeof *cover->key);
    cover->changed = coprod__arena_alloc(arena, columns * sizeof *cover->changed);
    cover->before = coprod__arena_alloc(arena, columns * sizeof *cover->before);
    cover->marked = coprod__arena_alloc(arena, columns);
    cover->used = coprod__arena_alloc(arena, columns * sizeof *cover->used);
    cover->used_at = coprod__arena_alloc(arena, columns * sizeof *cover->used_at);
    if (!cover->used || !cover->used_at || !cover->taken || !cover->covered || !cover->score || !cover->heap
        || !cover->key || !cover->changed || !cover->before || !cover->marked)
        return COPROD_E_MEMORY;
    for (size_t r = 0; r < space->rows; r++)
        cover->open += space->need[r];
    cover->most_people = space->question->max_people ? space->question->max_people : UINT64_MAX;
    return coprod__plan_flow_make(arena, space, &cover->flow);
}

/* --- taking and taking back --- */

static void note(coprod__plan_cover *cover, uint32_t column)
{
    if (cover->marked[column])
        return;
    cover->marked[column] = 1;
    cover->before[column] = cover->taken[column];
    cover->changed[cover->changes++] = column;
}

static void count_more(coprod__plan_cover *cover, uint32_t column, uint64_t people)
{
    const coprod__plan_space *space = cover->space;
    note(cover, column);
    for (size_t i = space->column_from[column]; i < space->column_from[column + 1]; i++) {
        const uint32_t row = space->column_rows[i];
        const uint64_t left = space->need[row] > cover->covered[row] ? space->need[row] - cover->covered[row] : 0;
        cover->open -= left < people ? left : people;
        cover->covered[row] += people;
    }
    if (!cover->taken[column]) {
        cover->used_at[column] = (uint32_t)cover->used_count;
        cover->used[cover->used_count++] = column;
    }
    cover->taken[column] += people;
    cover->people += people;
}

static void count_fewer(coprod__plan_cover *cover, uint32_t column, uint64_t people)
{
    const coprod__plan_space *space = cover->space;
    note(cover, column);
    for (size_t i = space->column_from[column]; i < space->column_from[column + 1]; i++) {
        const uint32_t row = space->column_rows[i];
        const uint64_t rest = cover->covered[row] - people, need = space->need[row];
        const uint64_t end = cover->covered[row] < need ? cover->covered[row] : need;
        cover->open += rest < end ? end - rest : 0;
        cover->covered[row] = rest;
    }
    cover->taken[column] -= people;
    cover->people -= people;
    if (!cover->taken[column]) { /* the last one takes its place */
        const uint32_t last = cover->used[--cover->used_count];
        cover->used[cover->used_at[column]] = last;
        cover->used_at[last] = cover->used_at[column];
    }
}

uint64_t coprod__plan_cover_add(coprod__plan_cover *cover, uint32_t column, uint64_t people)
{
    const uint64_t room = cover->space->most[column] - cover->taken[column];
    const uint64_t left = cover->most_people - cover->people;
    people = people < room ? people : room;
    people = people < left ? people : left;
    if (people)
        people = coprod__plan_flow_add(&cover->flow, cover->space->kind[column], people);
    if (people)
        count_more(cover, column, people);
    return people;
}

void coprod__plan_cover_remove(coprod__plan_cover *cover, uint32_t column, uint64_t people)
{
    coprod__plan_flow_remove(&cover->flow, cover->space->kind[column], people);
    count_fewer(cover, column, people);
}

void coprod__plan_cover_mark(coprod__plan_cover *cover)
{
    while (cover->changes)
        cover->marked[cover->changed[--cover->changes]] = 0;
}

/* First those who go, so that there is room for those who come back. */
void coprod__plan_cover_back(coprod__plan_cover *cover)
{
    for (size_t i = 0; i < cover->changes; i++) {
        const uint32_t column = cover->changed[i];
        if (cover->taken[column] > cover->before[column])
            coprod__plan_cover_remove(cover, column, cover->taken[column] - cover->before[column]);
    }
    for (size_t i = 0; i < cover->changes; i++) {
        const uint32_t column = cover->changed[i];
        if (cover->taken[column] < cover->before[column])
            coprod__plan_cover_add(cover, column, cover->before[column] - cover->taken[column]);
    }
    coprod__plan_cover_mark(cover);
}

void coprod__plan_cover_set(coprod__plan_cover *cover, const uint64_t *taken)
{
    for (uint32_t c = 0; c < cover->space->columns; c++)
        if (cover->taken[c] > taken[c])
            coprod__plan_cover_remove(cover, c, cover->taken[c] - taken[c]);
    for (uint32_t c = 0; c < cover->space->columns; c++)
        if (cover->taken[c] < taken[c])
            coprod__plan_cover_add(cover, c, taken[c] - cover->taken[c]);
    coprod__plan_cover_mark(cover);
}

/* --- completion --- */

/* A column stands in the heap under a score that it had; scores only fall, so whoever comes up is looked at again. */
static int before(const coprod__plan_cover *cover, uint32_t a, uint32_t b)
{
    return cover->key[a] != cover->key[b] ? cover->key[a] > cover->key[b] : a < b;
}

static void sink(coprod__plan_cover *cover, size_t place)
{
    uint32_t *heap = cover->heap;
    const uint32_t column = heap[place];
    for (;;) {
        size_t child = 2 * place + 1;
        if (child >= cover->heaped)
            break;
        if (child + 1 < cover->heaped && before(cover, heap[child + 1], heap[child]))
            child++;
        if (!before(cover, heap[child], column))
            break;
        heap[place] = heap[child];
        place = child;
    }
    heap[place] = column;
}

static void drop_first(coprod__plan_cover *cover)
{
    cover->heap[0] = cover->heap[--cover->heaped];
    if (cover->heaped)
        sink(cover, 0);
}

static int is_open(const coprod__plan_cover *cover, uint32_t row)
{
    return cover->covered[row] < cover->space->need[row];
}

static void score_all(coprod__plan_cover *cover, const uint64_t *weights, coprod__plan_work *work)
{
    const coprod__plan_space *space = cover->space;
    cover->heaped = 0;
    for (uint32_t r = 0; r < space->rows; r++) {
        const uint64_t weight = weights ? weights[r] : 1;
        if (!is_open(cover, r) || !weight)
            continue;
        coprod__plan_spent(work, space->row_from[r + 1] - space->row_from[r]);
        for (size_t i = space->row_from[r]; i < space->row_from[r + 1]; i++) {
            const uint32_t column = space->row_columns[i];
            if (!cover->score[column] && cover->taken[column] < space->most[column])
                cover->heap[cover->heaped++] = column;
            cover->score[column] += weight;
        }
    }
    for (size_t i = 0; i < cover->heaped; i++)
        cover->key[cover->heap[i]] = cover->score[cover->heap[i]];
    for (size_t i = cover->heaped / 2; i--;)
        sink(cover, i);
}

/* People of a column until one of its open rows is closed. */
static uint64_t until_closed(const coprod__plan_cover *cover, uint32_t column)
{
    const coprod__plan_space *space = cover->space;
    uint64_t least = UINT64_MAX;
    for (size_t i = space->column_from[column]; i < space->column_from[column + 1]; i++) {
        const uint32_t row = space->column_rows[i];
        if (is_open(cover, row) && space->need[row] - cover->covered[row] < least)
            least = space->need[row] - cover->covered[row];
    }
    return least;
}

static void take(coprod__plan_cover *cover, uint32_t column, const uint64_t *weights, coprod__plan_work *work)
{
    const coprod__plan_space *space = cover->space;
    const uint64_t wanted = until_closed(cover, column), people = coprod__plan_cover_add(cover, column, wanted);
    coprod__plan_spent(work, space->column_from[column + 1] - space->column_from[column]);
    if (people < wanted) { /* no more of them can be had */
        drop_first(cover);
        return;
    }
    for (size_t i = space->column_from[column]; i < space->column_from[column + 1]; i++) {
        const uint32_t row = space->column_rows[i];
        if (is_open(cover, row) || cover->covered[row] - people >= space->need[row])
            continue;
        coprod__plan_spent(work, space->row_from[row + 1] - space->row_from[row]);
        for (size_t j = space->row_from[row]; j < space->row_from[row + 1]; j++)
            cover->score[space->row_columns[j]] -= weights ? weights[row] : 1;
    }
}

void coprod__plan_complete(coprod__plan_cover *cover, const uint64_t *weights, coprod__plan_work *work)
{
    const coprod__plan_space *space = cover->space;
    score_all(cover, weights, work);
    while (cover->heaped && cover->people < cover->most_people && !work->stopped) {
        const uint32_t column = cover->heap[0];
        if (!cover->score[column])
            drop_first(cover);
        else if (cover->key[column] == cover->score[column])
            take(cover, column, weights, work);
        else {
            cover->key[column] = cover->score[column];
            sink(cover, 0);
        }
    }
    for (uint32_t r = 0; r < space->rows; r++)
        if (is_open(cover, r)) /* only where something could not be closed */
            for (size_t i = space->row_from[r]; i < space->row_from[r + 1]; i++)
                cover->score[space->row_columns[i]] = 0;
}

/* --- nobody too many --- */

/* People of a column without whom all stays closed that is closed now. */
static uint64_t needless(const coprod__plan_cover *cover, uint32_t column)
{
    const coprod__plan_space *space = cover->space;
    uint64_t people = cover->taken[column];
    for (size_t i = space->column_from[column]; i < space->column_from[column + 1] && people; i++) {
        const uint32_t row = space->column_rows[i];
        const uint64_t more = is_open(cover, row) ? 0 : cover->covered[row] - space->need[row];
        people = people < more ? people : more;
    }
    return people;
}

static int closes_more(const coprod__plan_space *space, uint32_t a, uint32_t b)
{
    const size_t x = space->column_from[a + 1] - space->column_from[a];
    const size_t y = space->column_from[b + 1] - space->column_from[b];
    return x != y ? x > y : a < b;
}

void coprod__plan_lean(coprod__plan_cover *cover, coprod__plan_work *work)
{
    const coprod__plan_space *space = cover->space;
    size_t some = 0;
    for (size_t i = 0; i < cover->used_count; i++) {
        const uint32_t c = cover->used[i];
        size_t place = some;
        coprod__plan_spent(work, space->column_from[c + 1] - space->column_from[c]);
        if (!needless(cover, c))
            continue;
        for (some++; place && !closes_more(space, cover->heap[place - 1], c); place--)
            cover->heap[place] = cover->heap[place - 1];
        cover->heap[place] = c;
    }
    while (some--) {
        const uint64_t people = needless(cover, cover->heap[some]);
        if (people)
            coprod__plan_cover_remove(cover, cover->heap[some], people);
    }
}
