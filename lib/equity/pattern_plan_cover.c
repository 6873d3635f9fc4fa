/* SPDX-License-Identifier: MIT */
/* A plan in the making: who is taken, what is open, and taking back. */
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
    cover->waiting = coprod__arena_alloc(arena, (columns / 8 + 2) * sizeof *cover->waiting);
    cover->spare = coprod__arena_alloc(arena, columns * sizeof *cover->spare);
    cover->changed = coprod__arena_alloc(arena, columns * sizeof *cover->changed);
    cover->before = coprod__arena_alloc(arena, columns * sizeof *cover->before);
    cover->marked = coprod__arena_alloc(arena, columns);
    cover->used = coprod__arena_alloc(arena, columns * sizeof *cover->used);
    cover->used_at = coprod__arena_alloc(arena, columns * sizeof *cover->used_at);
    cover->charge = coprod__arena_alloc(arena, (space->rows + 1) * sizeof *cover->charge);
    cover->weight = coprod__arena_alloc(arena, (space->rows + 1) * sizeof *cover->weight);
    cover->total = coprod__arena_alloc(arena, columns * sizeof *cover->total);
    if (!cover->charge || !cover->weight || !cover->total || !cover->used || !cover->used_at || !cover->taken
        || !cover->covered || !cover->score || !cover->heap || !cover->spare || !cover->waiting || !cover->changed
        || !cover->before || !cover->marked)
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
    const uint32_t *rows = coprod__plan_rows_of(space, column);
    const size_t count = coprod__plan_row_count(space, column);
    note(cover, column);
    for (size_t i = 0; i < count; i++) {
        const uint32_t row = rows[i];
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
    const uint32_t *rows = coprod__plan_rows_of(space, column);
    const size_t count = coprod__plan_row_count(space, column);
    note(cover, column);
    for (size_t i = 0; i < count; i++) {
        const uint32_t row = rows[i];
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

/* --- nobody too many --- */

/* People of a column without whom all stays closed that is closed now. */
static uint64_t needless(const coprod__plan_cover *cover, uint32_t column)
{
    const coprod__plan_space *space = cover->space;
    const uint32_t *rows = coprod__plan_rows_of(space, column);
    const size_t count = coprod__plan_row_count(space, column);
    uint64_t people = cover->taken[column];
    for (size_t i = 0; i < count && people; i++) {
        const uint32_t row = rows[i];
        const uint64_t more = coprod__plan_is_open(cover, row) ? 0 : cover->covered[row] - space->need[row];
        people = people < more ? people : more;
    }
    return people;
}

static int closes_more(const coprod__plan_space *space, uint32_t a, uint32_t b)
{
    const size_t x = coprod__plan_row_count(space, a), y = coprod__plan_row_count(space, b);
    return x != y ? x > y : a < b;
}

void coprod__plan_lean(coprod__plan_cover *cover, coprod__plan_work *work)
{
    const coprod__plan_space *space = cover->space;
    size_t some = 0;
    for (size_t i = 0; i < cover->used_count; i++) {
        const uint32_t c = cover->used[i];
        size_t place = some;
        coprod__plan_spent(work, coprod__plan_row_count(space, c));
        if (!needless(cover, c))
            continue;
        for (some++; place && !closes_more(space, cover->spare[place - 1], c); place--)
            cover->spare[place] = cover->spare[place - 1];
        cover->spare[place] = c;
    }
    while (some--) {
        const uint64_t people = needless(cover, cover->spare[some]);
        if (people)
            coprod__plan_cover_remove(cover, cover->spare[some], people);
    }
}
