/* SPDX-License-Identifier: MIT */
/* Two publications together. Where one counts all that the other does and perhaps more, what came since is a table too,
 * and somebody who holds both can bound it. Each line (the figures of a row or a column, with their total) is a network
 * of two rows, "before" and "since", whose columns add up to the new figures: exact again. Its figures come with the
 * bounds that each publication has by itself; of tables that are not large, with those that both leave as a whole. */
#include <string.h>

#include "publish_internal.h"

typedef struct comparing {
    const coprod_view *view, *previous;
    int64_t *low, *high;         /* bounds of the new view by itself */
    int64_t *old_low, *old_high; /* of the earlier one */
    size_t *rows, *columns;      /* where a row or column of the new view stands in the earlier one, or SIZE_MAX */
    size_t *line, *old_line;     /* figures of the line that is looked at; the earlier one's may be SIZE_MAX */
    int32_t relation;
    const coprod__shield *shield;
    const coprod__memory *memory;
    coprod_view_difference *difference;
    size_t first;
    coprod__together together; /* as a whole, if is_whole */
    int is_whole;
    uint8_t *seen; /* of each figure of the new view: 1 compared, 2 pinned, 4 narrowed */
    void *block;
    size_t bytes;
} comparing;

static coprod_status make_room(comparing *c)
{
    const size_t figures = (c->view->rows + 1) * (c->view->columns + 1);
    const size_t old = (c->previous->rows + 1) * (c->previous->columns + 1);
    const size_t lines = c->view->rows + c->view->columns + 2;
    char *at;
    c->bytes = 2 * (figures + old) * sizeof *c->low + 4 * lines * sizeof *c->rows + figures;
    at = c->block = coprod__alloc(c->memory, c->bytes);
    if (!at)
        return COPROD_E_MEMORY;
    c->low = (int64_t *)at;
    c->high = c->low + figures;
    c->old_low = c->high + figures;
    c->old_high = c->old_low + old;
    c->rows = (size_t *)(c->old_high + old);
    c->columns = c->rows + c->view->rows + 1;
    c->line = c->rows + lines;
    c->old_line = c->line + lines;
    c->seen = (uint8_t *)(c->old_line + lines);
    return COPROD_OK;
}

/* Matches ids; 1 if both have the same. */
static int match(const char *const *ids, size_t count, const char *const *old, size_t old_count, size_t *found)
{
    int same = count == old_count;
    for (size_t i = 0; i < count; i++) {
        found[i] = coprod__id_index(old, old_count, ids[i], i);
        same &= found[i] != SIZE_MAX;
    }
    found[count] = old_count; /* the total */
    return same;
}

/* --- one line --- */

enum { COMPARED = 1, PINNED = 2, NARROWED = 4 };

/* Each figure counts once, though it stands in a row and in a column. */
static size_t mark(comparing *c, size_t at, uint8_t what)
{
    const size_t fresh = !(c->seen[at] & what);
    c->seen[at] |= what;
    return fresh;
}

static void report(comparing *c, size_t at, int64_t low, int64_t high)
{
    if (c->first != SIZE_MAX)
        return;
    c->first = at;
    c->difference->first_low = (uint64_t)low;
    c->difference->first_high = high == coprod__unlimited ? UINT64_MAX : (uint64_t)high;
}

/* A figure of either view that was protected by itself, and is not any more. */
static void judge(comparing *c, const coprod_view *view, size_t own, size_t at, int64_t alone_low, int64_t alone_high,
                  int64_t low, int64_t high)
{
    int64_t class_low, class_high;
    coprod__state_class(view->rule, view->states[own], view->values[own], &class_low, &class_high);
    if (coprod__audited(c->shield, view->states[own], class_low, class_high)
        && coprod__protected(c->shield, class_low, class_high, alone_low, alone_high)
        && !coprod__protected(c->shield, class_low, class_high, low, high)) {
        c->difference->narrowed += mark(c, at, NARROWED);
        report(c, at, low, high);
    }
}

static void judge_since(comparing *c, coprod__net *net, size_t k, size_t at)
{
    int64_t low, high;
    coprod__net_bounds(net, 1, k, &low, &high);
    if (high && low <= c->shield->high && high >= c->shield->low
        && !coprod__protected(c->shield, 0, coprod__unlimited, low, high)) {
        c->difference->pinned += mark(c, at, PINNED);
        report(c, at, low, high);
    }
}

/* The k-th figure of a line, in the network of before and since. */
static void judge_figure(comparing *c, coprod__net *net, size_t k, size_t at, size_t old)
{
    const size_t before = c->relation == COPROD_VIEW_WITHIN ? 2 : 0, now = 2 - before;
    int64_t low, high;
    coprod__net_bounds(net, now, k, &low, &high);
    judge(c, c->view, at, at, c->low[at], c->high[at], low, high);
    if (old == SIZE_MAX)
        return;
    c->difference->compared += mark(c, at, COMPARED);
    coprod__net_bounds(net, before, k, &low, &high);
    judge(c, c->previous, old, at, c->old_low[old], c->old_high[old], low, high);
    if (c->relation != COPROD_VIEW_SAME)
        judge_since(c, net, k, at);
}

static void set_figure(const comparing *c, coprod__net *net, size_t k, size_t at, size_t old)
{
    const size_t before = c->relation == COPROD_VIEW_WITHIN ? 2 : 0;
    for (size_t row = 0; row < 3 && c->is_whole && at != SIZE_MAX; row++)
        coprod__net_class(net, row, k, c->together.low[row][at], c->together.high[row][at]);
    if (c->is_whole && at != SIZE_MAX)
        return;
    coprod__net_class(net, before, k, old == SIZE_MAX ? 0 : c->old_low[old],
                      old == SIZE_MAX ? coprod__unlimited : c->old_high[old]);
    coprod__net_class(net, 1, k, 0, c->relation == COPROD_VIEW_SAME ? 0 : coprod__unlimited);
    coprod__net_class(net, 2 - before, k, at == SIZE_MAX ? 0 : c->low[at],
                      at == SIZE_MAX ? coprod__unlimited : c->high[at]);
}

/* The figures c->line[0..count) and, if `tied`, their total behind them. */
static coprod_status compare_line(comparing *c, size_t count, int tied)
{
    coprod__net net;
    coprod_status status = coprod__net_new(&net, c->memory, 3, count + 1);
    if (status != COPROD_OK)
        return status;
    for (size_t k = 0; k < count; k++)
        set_figure(c, &net, k, c->line[k], c->old_line[k]);
    set_figure(c, &net, count, tied ? c->line[count] : SIZE_MAX, tied ? c->old_line[count] : SIZE_MAX);
    if (!coprod__net_fit(&net)) {
        c->difference->fits = 0;
        c->first = c->first == SIZE_MAX ? c->line[0] : c->first;
    } else
        for (size_t k = 0; k < count + (tied != 0); k++)
            judge_figure(c, &net, k, c->line[k], c->old_line[k]);
    coprod__net_free(&net);
    return COPROD_OK;
}

/* A row (or a column) of figures. Where the ids differ, totals are figures like others. */
static coprod_status take_line(comparing *c, int is_row, size_t index, int same)
{
    const coprod_view *view = c->view, *previous = c->previous;
    const size_t cells = is_row ? view->columns : view->rows, old_index = (is_row ? c->rows : c->columns)[index];
    const int tied = same && view->info.has_total && previous->info.has_total;
    size_t count = 0;
    for (size_t k = 0; k <= cells; k++) {
        const size_t other = (is_row ? c->columns : c->rows)[k];
        const size_t at = is_row ? coprod__at(view, index, k) : coprod__at(view, k, index);
        size_t old = SIZE_MAX;
        if (old_index != SIZE_MAX && other != SIZE_MAX)
            old = is_row ? coprod__at(previous, old_index, other) : coprod__at(previous, other, old_index);
        if (old != SIZE_MAX && previous->states[old] == COPROD_FIGURE_ABSENT)
            old = SIZE_MAX;
        if (view->states[at] == COPROD_FIGURE_ABSENT)
            continue;
        c->line[count] = at;
        c->old_line[count++] = old;
    }
    return compare_line(c, tied ? count - 1 : count, tied);
}

/* --- the whole --- */

/* Tables with the same rows and columns, which are not too large, first as a whole. */
static coprod_status take_whole(comparing *c, int same_rows, int same_columns)
{
    const coprod_view *view = c->view, *previous = c->previous;
    const size_t rows = view->rows + 1, columns = view->columns + 1;
    const int part = c->relation == COPROD_VIEW_WITHIN ? 2 : 0;
    coprod_status status;
    if (!same_rows || !same_columns || view->info.is_list || previous->info.is_list
        || rows * columns > COPROD__TOGETHER_MOST)
        return COPROD_OK;
    status = coprod__together_new(&c->together, c->memory, rows, columns);
    if (status != COPROD_OK)
        return status;
    c->is_whole = 1;
    for (size_t at = 0; at < rows * columns; at++) {
        const size_t old = coprod__at(previous, c->rows[at / columns], c->columns[at % columns]);
        c->together.low[part][at] = c->old_low[old];
        c->together.high[part][at] = c->old_high[old];
        c->together.low[1][at] = 0;
        c->together.high[1][at] = c->relation == COPROD_VIEW_SAME ? 0 : coprod__unlimited;
        c->together.low[2 - part][at] = c->low[at];
        c->together.high[2 - part][at] = c->high[at];
    }
    c->difference->fits = coprod__together_narrow(&c->together);
    return COPROD_OK;
}

static coprod_status take_lines(comparing *c, int same_rows, int same_columns)
{
    coprod_status status = COPROD_OK;
    for (size_t column = 0; column <= c->view->columns && status == COPROD_OK; column++)
        if (!c->view->info.is_list || !column)
            status = take_line(c, 0, column, same_rows);
    for (size_t row = 0; row <= c->view->rows && status == COPROD_OK && !c->view->info.is_list; row++)
        status = take_line(c, 1, row, same_columns);
    return status;
}

static void tell_first(const comparing *c)
{
    const size_t width = c->view->columns + 1;
    if (c->first == SIZE_MAX)
        return;
    c->difference->first_row = c->first / width == c->view->rows ? COPROD_VIEW_TOTAL : c->first / width;
    c->difference->first_column = c->first % width == c->view->columns ? COPROD_VIEW_TOTAL : c->first % width;
}

coprod_status coprod__view_differ(const coprod_view *view, const coprod_view *previous, int32_t relation,
                                  const coprod__shield *shield, const coprod__memory *memory,
                                  coprod_view_difference *difference, size_t *at, uint8_t *told)
{
    comparing c;
    int fits = 0, old_fits = 0, same_rows, same_columns;
    coprod_status status;
    memset(&c, 0, sizeof c);
    memset(difference, 0, sizeof *difference);
    difference->size = sizeof *difference;
    c.view = view;
    c.previous = previous;
    c.relation = relation;
    c.shield = shield;
    c.memory = memory;
    c.difference = difference;
    c.first = SIZE_MAX;
    status = make_room(&c);
    if (status == COPROD_OK)
        status = coprod__view_bounds(view, COPROD_ATTACKER_RULES, 0, coprod__unlimited, memory, c.low, c.high, &fits);
    if (status == COPROD_OK)
        status = coprod__view_bounds(previous, COPROD_ATTACKER_RULES, 0, coprod__unlimited, memory, c.old_low,
                                     c.old_high, &old_fits);
    difference->fits = fits && old_fits;
    if (status == COPROD_OK && difference->fits) {
        same_rows = match(view->row_ids, view->rows, previous->row_ids, previous->rows, c.rows);
        same_columns = match(view->column_ids, view->columns, previous->column_ids, previous->columns, c.columns);
        if (view->info.is_list != previous->info.is_list) /* a list stands for the totals of a table's rows */
            c.columns[previous->info.is_list ? view->columns : 0] = previous->info.is_list ? 0 : previous->columns;
        status = take_whole(&c, same_rows, same_columns);
        if (status == COPROD_OK && difference->fits)
            status = take_lines(&c, same_rows, same_columns);
        if (c.is_whole)
            coprod__together_free(&c.together);
    }
    if (!difference->fits && c.first == SIZE_MAX)
        c.first = 0;
    if (told && status == COPROD_OK)
        memcpy(told, c.seen, (view->rows + 1) * (view->columns + 1));
    tell_first(&c);
    *at = c.first;
    coprod__release(memory, c.block, c.bytes);
    return status;
}

coprod_status coprod_view_compare(const coprod_view *view, const coprod_view *previous, int32_t relation,
                                  coprod_view_difference *difference)
{
    coprod_view_difference own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(view, difference, sizeof own);
    coprod__shield shield;
    size_t at;
    if (status != COPROD_OK)
        return status;
    if (!previous || relation < 0 || relation > COPROD_VIEW_SAME)
        return COPROD_E_ARGUMENT;
    if (view->info.state != COPROD_VIEW_PUBLISHED || previous->info.state != COPROD_VIEW_PUBLISHED)
        return COPROD_E_UNKNOWN;
    coprod__shield_of(view->rule, COPROD_CRITERION_RULE, 0, &shield);
    status = coprod__view_differ(view, previous, relation, &shield, &view->memory, &own, &at, NULL);
    return status == COPROD_OK ? coprod__struct_out(difference, sizeof own, sizeof own, &own) : status;
}
