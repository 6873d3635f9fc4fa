/* SPDX-License-Identifier: MIT */
/* A plan that may be published: who exists is told of groups by what the plan asks (columns). A group exists
 * only if it is so large that two digits of its number leave out as many people as are to be hidden, and then by these;
 * as a list of gaps tells it of those who live there. A true number beside others, or even that a group is not a small
 * one beside the true number of all, could tell how many there are in small ones. Nothing else of the people goes on
 * from here, not even an order. */
#include <stdlib.h>
#include <string.h>

#include "pattern_gaps_internal.h"
#include "pattern_plan_internal.h"

/* --- columns in an order that is that of what is told --- */

typedef struct listed {
    const uint32_t *rows;
    size_t count;
    uint64_t partners, people;
    uint32_t member;
} listed;

static int by_rows(const void *a, const void *b)
{
    const listed *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? -1 : 1;
    for (size_t i = 0; i < x->count; i++)
        if (x->rows[i] != y->rows[i])
            return x->rows[i] < y->rows[i] ? -1 : 1;
    return (x->partners > y->partners) - (x->partners < y->partners);
}

static int by_mask(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static listed *list_columns(coprod__plan_space *space, uint64_t from, size_t *count)
{
    listed *list = coprod__arena_alloc(&space->arena, (space->columns + 1) * sizeof *list);
    *count = 0;
    for (size_t c = 0; list && c < space->columns; c++) {
        listed *own = &list[*count];
        if (space->exist[c] < from)
            continue;
        own->rows = space->column_rows + space->column_from[c];
        own->count = space->column_from[c + 1] - space->column_from[c];
        own->partners = space->partners ? space->kind_partners[space->kind[c]] : 0;
        own->people = space->exist[c];
        own->member = space->members[space->member_from[c]];
        ++*count;
    }
    if (list)
        qsort(list, *count, sizeof *list, by_rows);
    return list;
}

static uint32_t kind_of(const coprod__plan_space *space, uint64_t partners)
{
    const uint64_t *found = space->partners ? bsearch(&partners, space->kind_partners, space->kinds, sizeof partners,
                                                      by_mask) : NULL;
    return found ? (uint32_t)(found - space->kind_partners) : 0;
}

/* A column of the view; its rows are copied, as the columns before it may have been longer. */
static void put_column(coprod__plan_space *space, const coprod_pattern_schema *schema, const listed *own,
                       uint32_t *rows)
{
    const uint64_t unit = own->people == UINT64_MAX ? 1 : coprod__gaps_unit(schema, own->people);
    const size_t c = space->columns++;
    memcpy(rows + space->pairs, own->rows, own->count * sizeof *rows);
    space->pairs += own->count;
    space->column_from[c + 1] = space->pairs;
    space->kind[c] = kind_of(space, own->partners);
    space->member_from[c + 1] = c + 1;
    space->members[c] = space->told[c] = own->member;
    space->exist[c] = own->people - own->people % unit;
    space->told_people[c] = own->people == UINT64_MAX ? UINT64_MAX : space->exist[c] + (unit - 1) / 2;
}

coprod_status coprod__plan_space_view(coprod__plan_space *space, const coprod_pattern_schema *schema,
                                      uint64_t publish_from)
{
    size_t count;
    const listed *list = list_columns(space, coprod__gaps_told_from(schema, publish_from), &count);
    uint32_t *rows = coprod__arena_alloc(&space->arena, (space->pairs + 1) * sizeof *rows);
    space->told = coprod__arena_alloc(&space->arena, (count + 1) * sizeof *space->told);
    space->told_people = coprod__arena_alloc(&space->arena, (count + 1) * sizeof *space->told_people);
    if (!list || !rows || !space->told || !space->told_people)
        return COPROD_E_MEMORY;
    if (space->partners && space->kinds)
        qsort(space->kind_partners, space->kinds, sizeof *space->kind_partners, by_mask);
    space->columns = space->pairs = 0;
    for (size_t i = 0; i < count; i++)
        put_column(space, schema, &list[i], rows);
    space->column_rows = rows;
    space->told_count = count;
    return COPROD_OK;
}
