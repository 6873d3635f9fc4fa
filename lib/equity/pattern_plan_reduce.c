/* SPDX-License-Identifier: MIT */
/* Columns that are never needed are left out, and what can be reached at all is settled. */
#include <string.h>

#include "pattern_plan_internal.h"

static size_t rows_of(const coprod__plan_space *space, size_t column)
{
    return space->column_from[column + 1] - space->column_from[column];
}

/* Whether all rows of a column are rows of another; both ascend. */
static int within(const coprod__plan_space *space, uint32_t column, uint32_t other)
{
    size_t j = space->column_from[other];
    for (size_t i = space->column_from[column]; i < space->column_from[column + 1]; i++) {
        while (j < space->column_from[other + 1] && space->column_rows[j] < space->column_rows[i])
            j++;
        if (j == space->column_from[other + 1] || space->column_rows[j] != space->column_rows[i])
            return 0;
        j++;
    }
    return 1;
}

static coprod_status transpose(coprod__plan_space *space)
{
    space->row_from = coprod__arena_alloc(&space->arena, (space->rows + 2) * sizeof *space->row_from);
    space->row_columns = coprod__arena_alloc(&space->arena, (space->pairs + 1) * sizeof *space->row_columns);
    if (!space->row_from || !space->row_columns)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < space->pairs; i++)
        space->row_from[space->column_rows[i] + 2]++;
    for (size_t r = 0; r < space->rows; r++)
        space->row_from[r + 2] += space->row_from[r + 1];
    for (uint32_t c = 0; c < space->columns; c++)
        for (size_t i = space->column_from[c]; i < space->column_from[c + 1]; i++)
            space->row_columns[space->row_from[space->column_rows[i] + 1]++] = c;
    return COPROD_OK;
}

static uint64_t largest_need(const coprod__plan_space *space, size_t column)
{
    uint64_t most = 0;
    for (size_t i = space->column_from[column]; i < space->column_from[column + 1]; i++)
        most = most < space->asked[space->column_rows[i]] ? space->asked[space->column_rows[i]] : most;
    return most;
}

typedef struct reducing {
    const coprod__plan_space *space;
    coprod__plan_work *work;
    uint64_t *sign; /* @[columns] a bit for each of its rows, which rows share: what is not there says no */
} reducing;

/* Whoever is invited of `column` could be of `other` instead: it has all its rows, its partners, and enough people. */
static int does_all(const reducing *own, uint32_t column, uint32_t other)
{
    const coprod__plan_space *space = own->space;
    const uint64_t partners = space->kind_partners ? space->kind_partners[space->kind[column]] : 0;
    const uint64_t others = space->kind_partners ? space->kind_partners[space->kind[other]] : 0;
    const size_t mine = rows_of(space, column), theirs = rows_of(space, other);
    if (column == other || theirs < mine || (theirs == mine && partners == others) || partners & ~others
        || own->sign[column] & ~own->sign[other] || space->exist[other] < space->most[other])
        return 0;
    coprod__plan_spent(own->work, theirs / 4);
    return within(space, column, other);
}

static int is_needless(const reducing *own, uint32_t column)
{
    const coprod__plan_space *space = own->space;
    uint32_t rarest = space->column_rows[space->column_from[column]];
    for (size_t i = space->column_from[column]; i < space->column_from[column + 1]; i++) {
        const uint32_t row = space->column_rows[i];
        if (space->row_from[row + 1] - space->row_from[row] < space->row_from[rarest + 1] - space->row_from[rarest])
            rarest = row;
    }
    coprod__plan_spent(own->work,
                       (space->row_from[rarest + 1] - space->row_from[rarest]) / 4 + rows_of(space, column) / 4);
    for (size_t i = space->row_from[rarest]; i < space->row_from[rarest + 1]; i++)
        if (does_all(own, column, space->row_columns[i]))
            return 1;
    return 0;
}

/* Leaves out what is marked; members of what is left out go too. */
static void leave_out(coprod__plan_space *space, const uint8_t *needless)
{
    size_t columns = 0, pairs = 0, members = 0, from = 0, member = 0;
    for (size_t c = 0; c < space->columns; c++) {
        const size_t until = space->column_from[c + 1], member_until = space->member_from[c + 1];
        if (!needless[c]) {
            memmove(space->column_rows + pairs, space->column_rows + from, (until - from) * sizeof *space->column_rows);
            memmove(space->members + members, space->members + member,
                    (member_until - member) * sizeof *space->members);
            pairs += until - from;
            members += member_until - member;
            space->exist[columns] = space->exist[c];
            space->most[columns] = space->most[c];
            space->kind[columns++] = space->kind[c];
            space->column_from[columns] = pairs;
            space->member_from[columns] = members;
        }
        from = until;
        member = member_until;
    }
    space->columns = columns;
    space->pairs = pairs;
}

coprod_status coprod__plan_space_reduce(coprod__plan_space *space, coprod__plan_work *work)
{
    reducing own = {space, work, coprod__arena_alloc(&space->arena, (space->columns + 1) * sizeof *own.sign)};
    uint8_t *needless = coprod__arena_alloc(&space->arena, space->columns + 1);
    coprod_status status;
    size_t found = 0;
    space->most = coprod__arena_alloc(&space->arena, (space->columns + 1) * sizeof *space->most);
    if (!needless || !space->most || !own.sign)
        return COPROD_E_MEMORY;
    status = transpose(space);
    if (status != COPROD_OK)
        return status;
    for (size_t c = 0; c < space->columns; c++) {
        space->most[c] = largest_need(space, c);
        for (size_t i = space->column_from[c]; i < space->column_from[c + 1]; i++)
            own.sign[c] |= (uint64_t)1 << space->column_rows[i] % 64;
    }
    for (uint32_t c = 0; c < space->columns && !coprod__plan_spent(work, 0); c++) {
        if (found < c / 64 && work->used > work->most / 16)
            break; /* it takes long, and hardly any is needless */
        needless[c] = (uint8_t)is_needless(&own, c);
        found += needless[c];
    }
    if (!found)
        return COPROD_OK;
    leave_out(space, needless);
    return transpose(space);
}

/* Whether one partner alone, or nobody being between, reaches as many as a row needs. */
static int is_easy(const coprod__plan_space *space, size_t row)
{
    uint64_t people[COPROD__PLAN_PARTNERS] = {0};
    const uint64_t asked = space->asked[row];
    for (size_t i = space->row_from[row]; i < space->row_from[row + 1]; i++) {
        const uint32_t column = space->row_columns[i];
        uint64_t partners = space->partners ? space->kind_partners[space->kind[column]] : 1;
        for (; partners; partners &= partners - 1) {
            const int p = __builtin_ctzll(partners);
            if (space->partners && space->partner_most[p] < asked)
                continue;
            people[p] += space->most[column];
            if (people[p] >= asked)
                return 1;
        }
    }
    return 0;
}

/* How many of those who count for a row can be invited, as far as it needs them. */
static uint64_t reachable(const coprod__plan_space *space, size_t row, coprod__plan_flow *flow)
{
    uint64_t people = 0;
    if (is_easy(space, row))
        return space->asked[row];
    coprod__plan_flow_clear(flow);
    for (size_t i = space->row_from[row]; i < space->row_from[row + 1] && people < space->asked[row]; i++) {
        const uint32_t column = space->row_columns[i];
        const uint64_t left = space->asked[row] - people;
        people += coprod__plan_flow_add(flow, space->kind[column], left < space->most[column] ? left
                                                                                              : space->most[column]);
    }
    return people;
}

coprod_status coprod__plan_space_settle(coprod__plan_space *space)
{
    const int32_t *stop = space->question->stop;
    coprod__plan_flow flow;
    coprod_status status = coprod__plan_flow_make(&space->arena, space, &flow);
    space->need = coprod__arena_alloc(&space->arena, (space->rows + 1) * sizeof *space->need);
    if (status != COPROD_OK || !space->need)
        return COPROD_E_MEMORY;
    for (size_t c = 0; c < space->columns; c++)
        space->most[c] = space->most[c] < space->exist[c] ? space->most[c] : space->exist[c];
    for (size_t r = 0; r < space->rows; r++) {
        if (stop && __atomic_load_n(stop, __ATOMIC_RELAXED))
            return coprod__plan_no_plan;
        space->need[r] = reachable(space, r, &flow);
    }
    return COPROD_OK;
}
