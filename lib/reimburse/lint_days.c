/* SPDX-License-Identifier: MIT */
/* The days on which dated values change. */
#include <string.h>

#include "coprod/days.h"
#include "lint_internal.h"

static void add_day(coprod__linting *linting, coprod__turns *turns, int32_t day)
{
    if (turns->count == turns->room) {
        size_t room = turns->room ? turns->room * 2 : 16;
        int32_t *list = coprod__resize(linting->memory, turns->list, turns->room * sizeof *list, room * sizeof *list);
        if (!list) {
            linting->load.failure = COPROD_E_MEMORY;
            return;
        }
        turns->list = list;
        turns->room = room;
    }
    turns->list[turns->count++] = day;
    turns->dated = 1;
}

void coprod__turns_add(coprod__linting *linting, coprod__turns *turns, const coprod__rows *rows)
{
    for (uint32_t i = 0; i < rows->count; i++) {
        const coprod__row *row = &rows->list[i];
        if (row->from != COPROD__OPEN_FROM)
            add_day(linting, turns, row->from);
        if (row->to != COPROD__OPEN_TO)
            add_day(linting, turns, row->to + 1);
        if (row->kind != COPROD__ROW_INDEX || turns->seen[row->index])
            continue;
        turns->seen[row->index] = 1;
        coprod__turns_add(linting, turns, &linting->policy->indexes[row->index].values);
    }
}

static void sink(int32_t *list, size_t from, size_t count)
{
    for (size_t child = 2 * from + 1; child < count; child = 2 * from + 1) {
        int32_t day = list[from];
        if (child + 1 < count && list[child + 1] > list[child])
            child++;
        if (list[child] <= day)
            return;
        list[from] = list[child];
        list[child] = day;
        from = child;
    }
}

/* A heap, which needs no memory of its own. */
static void sort(int32_t *list, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        sink(list, i, count);
    for (size_t end = count; end-- > 1;) {
        int32_t day = list[0];
        list[0] = list[end];
        list[end] = day;
        sink(list, 0, end);
    }
}

void coprod__turns_sort(coprod__linting *linting, coprod__turns *turns)
{
    int dated = turns->dated;
    int32_t first = 1;
    size_t kept = 0;
    for (size_t i = 0; i < turns->count; i++)
        first = i == 0 || turns->list[i] < first ? turns->list[i] : first;
    add_day(linting, turns, first - 1);
    turns->dated = dated;
    sort(turns->list, turns->count);
    for (size_t i = 0; i < turns->count; i++)
        if (!kept || turns->list[kept - 1] != turns->list[i])
            turns->list[kept++] = turns->list[i];
    turns->count = kept;
}

void coprod__turns_clear(coprod__turns *turns)
{
    turns->count = 0;
    turns->dated = 0;
    memset(turns->seen, 0, sizeof turns->seen);
}

void coprod__turns_free(coprod__linting *linting, coprod__turns *turns)
{
    coprod__release(linting->memory, turns->list, turns->room * sizeof *turns->list);
    memset(turns, 0, sizeof *turns);
}
