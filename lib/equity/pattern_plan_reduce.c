/* SPDX-License-Identifier: MIT */
/* Columns that are never needed are left out, and what can be reached at all is settled. */
#include <string.h>

#include "pattern_plan_internal.h"

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

/* Most people of a column who can be of use: as many as the largest of its needs. */
static coprod_status find_most(coprod__plan_space *space)
{
    coprod__plan_sums pairs = {.space = space};
    coprod__arena scratch;
    int64_t *asked, *most;
    coprod__arena_init(&scratch, &space->arena.memory);
    asked = coprod__arena_alloc(&scratch, (space->rows + 1) * sizeof *asked);
    most = coprod__arena_alloc(&scratch, (space->columns + 1) * sizeof *most);
    space->most = coprod__arena_alloc(&space->arena, (space->columns + 1) * sizeof *space->most);
    if (asked && most && space->most) {
        for (size_t r = 0; r < space->rows; r++)
            asked[r] = (int64_t)space->asked[r];
        coprod__plan_sums_largest_of_rows(space->nodes ? &space->nodes->sums : &pairs, asked, most);
        for (size_t c = 0; c < space->columns; c++)
            space->most[c] = (uint64_t)most[c];
    }
    coprod__arena_free(&scratch);
    return asked && most && space->most ? COPROD_OK : COPROD_E_MEMORY;
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
    const size_t mine = coprod__plan_row_count(space, column), theirs = coprod__plan_row_count(space, other);
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
        if (coprod__plan_column_count(space, row) < coprod__plan_column_count(space, rarest))
            rarest = row;
    }
    coprod__plan_spent(own->work, coprod__plan_column_count(space, rarest) / 4
                                      + coprod__plan_row_count(space, column) / 4);
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

static coprod_status reduce_lists(coprod__plan_space *space, coprod__plan_work *work)
{
    reducing own = {space, work, coprod__arena_alloc(&space->arena, (space->columns + 1) * sizeof *own.sign)};
    uint8_t *needless = coprod__arena_alloc(&space->arena, space->columns + 1);
    size_t found = 0;
    if (!needless || !own.sign)
        return COPROD_E_MEMORY;
    for (size_t c = 0; c < space->columns; c++)
        for (size_t i = space->column_from[c]; i < space->column_from[c + 1]; i++)
            own.sign[c] |= (uint64_t)1 << space->column_rows[i] % 64;
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

/* Where there are no lists it would take too long. */
coprod_status coprod__plan_space_reduce(coprod__plan_space *space, coprod__plan_work *work)
{
    coprod_status status = find_most(space);
    if (status != COPROD_OK || space->nodes)
        return status;
    status = transpose(space);
    return status == COPROD_OK ? reduce_lists(space, work) : status;
}

typedef struct settling {
    coprod__plan_space *space;
    coprod__plan_sums *sums;
    coprod__plan_flow flow;
    int64_t *people, *there; /* @[columns], @[rows] */
    size_t left;             /* rows that are not settled yet */
} settling;

/* Rows of which one partner alone, or nobody being between, reaches as many as they need. */
static void settle_easy(settling *own, size_t partner)
{
    coprod__plan_space *space = own->space;
    const uint64_t most = INT64_MAX / (space->columns + 1);
    for (size_t c = 0; c < space->columns; c++) {
        const int reached = !space->partners || (space->kind_partners[space->kind[c]] >> partner & 1);
        own->people[c] = !reached ? 0 : (int64_t)(space->most[c] < most ? space->most[c] : most);
    }
    coprod__plan_sums_of_columns(own->sums, own->people, own->there);
    for (size_t r = 0; r < space->rows; r++)
        if (!space->need[r] && (uint64_t)own->there[r] >= space->asked[r]
            && (!space->partners || space->partner_most[partner] >= space->asked[r])) {
            space->need[r] = space->asked[r];
            own->left--;
        }
}

/* How many of those who count for a row can be invited, as far as it needs them. */
static uint64_t reachable(settling *own, uint32_t row)
{
    const coprod__plan_space *space = own->space;
    const uint32_t *columns = coprod__plan_columns_of(space, row);
    const size_t count = coprod__plan_column_count(space, row);
    uint64_t people = 0;
    coprod__plan_flow_clear(&own->flow);
    for (size_t i = 0; i < count && people < space->asked[row]; i++) {
        const uint64_t left = space->asked[row] - people, most = space->most[columns[i]];
        people += coprod__plan_flow_add(&own->flow, space->kind[columns[i]], left < most ? left : most);
    }
    return people;
}

static coprod_status settle(settling *own)
{
    coprod__plan_space *space = own->space;
    const int32_t *stop = space->question->stop;
    const size_t partners = space->partners ? space->partners : 1;
    own->left = space->rows;
    for (size_t p = 0; p < partners && own->left && !(stop && __atomic_load_n(stop, __ATOMIC_RELAXED)); p++)
        settle_easy(own, p);
    for (uint32_t r = 0; r < space->rows && own->left; r++) {
        if (stop && __atomic_load_n(stop, __ATOMIC_RELAXED))
            return coprod__plan_no_plan;
        if (!space->need[r])
            space->need[r] = reachable(own, r);
    }
    return COPROD_OK;
}

coprod_status coprod__plan_space_settle(coprod__plan_space *space)
{
    coprod__plan_sums pairs = {.space = space};
    settling own = {.space = space, .sums = space->nodes ? &space->nodes->sums : &pairs};
    coprod__arena scratch;
    coprod_status status;
    coprod__arena_init(&scratch, &space->arena.memory);
    status = coprod__plan_flow_make(&scratch, space, &own.flow);
    space->need = coprod__arena_alloc(&space->arena, (space->rows + 1) * sizeof *space->need);
    own.people = coprod__arena_alloc(&scratch, (space->columns + 1) * sizeof *own.people);
    own.there = coprod__arena_alloc(&scratch, (space->rows + 1) * sizeof *own.there);
    if (!space->need || !own.people || !own.there)
        status = COPROD_E_MEMORY;
    for (size_t c = 0; c < space->columns; c++)
        space->most[c] = space->most[c] < space->exist[c] ? space->most[c] : space->exist[c];
    if (status == COPROD_OK)
        status = settle(&own);
    coprod__arena_free(&scratch);
    return status;
}
