/* SPDX-License-Identifier: MIT */
/* Lists of the same people by several dimensions share one total; views of several trusts add up as intervals. */
#include <string.h>

#include "publish_internal.h"

/* --- lists that share their total --- */

typedef struct linking {
    const coprod_publish_rule *rule;
    const coprod_publish_table *tables;
    size_t count;
    coprod_publish_options options;
    const coprod_allocator *allocator;
    coprod__memory memory;
    coprod_view **views;
    int64_t *low, *high; /* of the total, by each list alone */
} linking;

static void free_views(linking *l)
{
    for (size_t k = 0; k < l->count; k++) {
        coprod_view_free(l->views[k]);
        l->views[k] = NULL;
    }
}

static coprod_status check_totals(const linking *l)
{
    uint64_t first = 0;
    for (size_t k = 0; k < l->count; k++) {
        coprod_publish_table table;
        uint64_t total = 0;
        coprod_status status = coprod__struct_in(&l->tables[k], sizeof table, sizeof table, &table);
        if (status != COPROD_OK)
            return status;
        if (table.columns || table.no_total || !table.counts)
            return COPROD_E_ARGUMENT;
        if (table.row_count >= COPROD__VIEW_FIGURES)
            return COPROD_E_LIMIT;
        for (size_t i = 0; i < table.row_count; i++)
            total += table.counts[i] <= UINT32_MAX ? table.counts[i] : 0;
        first = k ? first : total;
        if (total != first)
            return COPROD_E_RANGE;
    }
    return COPROD_OK;
}

/* What a list tells of the total by itself. */
static coprod_status bound_total(linking *l, size_t k)
{
    const coprod_view *view = l->views[k];
    const size_t figures = (view->rows + 1) * (view->columns + 1), bytes = 2 * figures * sizeof(int64_t);
    int64_t *low = coprod__alloc(&l->memory, bytes);
    int fits;
    coprod_status status = COPROD_E_MEMORY;
    if (low)
        status = coprod__view_bounds(view, COPROD_ATTACKER_RULES, 0, coprod__unlimited, &l->memory, low, low + figures,
                                     &fits);
    if (status == COPROD_OK) {
        l->low[k] = low[coprod__at(view, view->rows, 0)];
        l->high[k] = low[figures + coprod__at(view, view->rows, 0)];
    }
    coprod__release(&l->memory, low, bytes);
    return status;
}

/* Publishes a list, knowing of the total what the others tell. */
static coprod_status publish_one(linking *l, size_t k, int with_others)
{
    coprod_publish_options options = l->options;
    int64_t low = (int64_t)options.total_low, high = options.total_high ? (int64_t)options.total_high
                                                                         : coprod__unlimited;
    for (size_t i = 0; i < l->count && with_others; i++)
        if (i != k) {
            low = l->low[i] > low ? l->low[i] : low;
            high = l->high[i] < high ? l->high[i] : high;
        }
    options.total_low = (uint64_t)low;
    options.total_high = high >= coprod__unlimited ? 0 : (uint64_t)high;
    coprod_view_free(l->views[k]);
    return coprod_publish(l->rule, &l->tables[k], &options, l->allocator, &l->views[k]);
}

/* Each by itself, then each beside the others. *state: of the first that is refused; *hidden: a total is hidden. */
static coprod_status publish_all(linking *l, int32_t *state, int *hidden)
{
    coprod_status status = COPROD_OK;
    *state = COPROD_VIEW_PUBLISHED;
    *hidden = 0;
    for (int with_others = 0; with_others < 2; with_others++)
        for (size_t k = 0; k < l->count && status == COPROD_OK && *state == COPROD_VIEW_PUBLISHED; k++) {
            status = publish_one(l, k, with_others);
            if (status != COPROD_OK)
                break;
            *state = l->views[k]->info.state;
            *hidden |= l->views[k]->states[coprod__at(l->views[k], l->views[k]->rows, 0)] == COPROD_FIGURE_WITHHELD;
            if (!with_others && *state == COPROD_VIEW_PUBLISHED)
                status = bound_total(l, k);
        }
    return status;
}

static coprod_status link_lists(linking *l)
{
    int32_t state;
    int hidden;
    coprod_status status = publish_all(l, &state, &hidden);
    if (status == COPROD_OK && hidden && !l->options.hide_total) {
        l->options.hide_total = 1;
        status = publish_all(l, &state, &hidden);
    }
    if (status == COPROD_OK && state != COPROD_VIEW_PUBLISHED)
        for (size_t k = 0; k < l->count && status == COPROD_OK; k++) {
            if (!l->views[k])
                status = publish_one(l, k, 0);
            if (status == COPROD_OK && l->views[k]->info.state == COPROD_VIEW_PUBLISHED)
                coprod__view_refuse(l->views[k], state, coprod__at(l->views[k], l->views[k]->rows, 0));
        }
    return status;
}

coprod_status coprod_publish_linked(const coprod_publish_rule *rule, const coprod_publish_table *tables, size_t count,
                                    const coprod_publish_options *options, const coprod_allocator *allocator,
                                    coprod_view **views)
{
    linking l = {rule, tables, count, {0}, allocator, {0}, views, NULL, NULL};
    coprod_status status;
    if (!views)
        return COPROD_E_ARGUMENT;
    for (size_t k = 0; k < count; k++)
        views[k] = NULL;
    if (!rule || !tables || !count || count > COPROD__VIEW_FIGURES)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(options, sizeof l.options, sizeof l.options, &l.options);
    l.options.size = sizeof l.options;
    if (status == COPROD_OK && l.options.previous)
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = check_totals(&l);
    if (status == COPROD_OK)
        status = coprod__memory_init(allocator, &l.memory);
    if (status != COPROD_OK)
        return status;
    l.low = coprod__alloc(&l.memory, 2 * count * sizeof *l.low);
    l.high = l.low ? l.low + count : NULL;
    status = l.low ? link_lists(&l) : COPROD_E_MEMORY;
    coprod__release(&l.memory, l.low, 2 * count * sizeof *l.low);
    if (status != COPROD_OK)
        free_views(&l);
    return status;
}

/* --- several trusts --- */

coprod_status coprod_views_sum(const coprod_view *const *views, size_t count, size_t row, size_t column,
                               coprod_view_bounds *bounds)
{
    coprod_view_bounds own = {.size = sizeof own};
    const char *row_id, *column_id;
    coprod_status status = coprod__struct_begin(views, bounds, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (!count || !views[0])
        return COPROD_E_ARGUMENT;
    row_id = coprod_view_row(views[0], row);
    column_id = coprod_view_column(views[0], column);
    for (size_t k = 0; k < count; k++) {
        coprod_figure figure = {.size = sizeof figure};
        size_t r = row, c = column;
        if (!views[k])
            return COPROD_E_ARGUMENT;
        if (row_id)
            r = coprod__id_index(views[k]->row_ids, views[k]->rows, row_id, row);
        if (column_id)
            c = coprod__id_index(views[k]->column_ids, views[k]->columns, column_id, column);
        if ((row_id && r == SIZE_MAX) || (column_id && c == SIZE_MAX)
            || coprod_view_figure(views[k], r, c, &figure) != COPROD_OK || figure.state == COPROD_FIGURE_ABSENT)
            return COPROD_E_UNKNOWN;
        own.low += figure.low;
        own.high = own.high == UINT64_MAX || figure.high == UINT64_MAX ? UINT64_MAX : own.high + figure.high;
    }
    own.hidden = own.low != own.high;
    own.is_protected = 1;
    return coprod__struct_out(bounds, sizeof own, sizeof own, &own);
}
