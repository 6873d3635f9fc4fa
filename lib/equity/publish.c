/* SPDX-License-Identifier: MIT */
/* Publishing: a table of true counts goes in, a view comes out, and the counts are forgotten. */
#include <stdlib.h>
#include <string.h>

#include "publish_internal.h"

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Copies ids; none is empty or there twice. */
static coprod_status copy_ids(coprod_view *view, const char *const *ids, size_t count, const char **copies)
{
    const char **sorted;
    coprod_status status = COPROD_OK;
    for (size_t i = 0; i < count; i++) {
        size_t length;
        if (!ids[i])
            return COPROD_E_ARGUMENT;
        status = coprod__text_check(ids[i], COPROD_NTS, &length);
        if (status != COPROD_OK || !length)
            return status != COPROD_OK ? status : COPROD_E_RANGE;
        copies[i] = coprod__arena_text(&view->arena, ids[i]);
        if (!copies[i])
            return COPROD_E_MEMORY;
    }
    sorted = coprod__alloc(&view->memory, count * sizeof *sorted);
    if (!sorted)
        return COPROD_E_MEMORY;
    memcpy(sorted, copies, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_text);
    for (size_t i = 1; i < count; i++)
        if (!strcmp(sorted[i - 1], sorted[i]))
            status = COPROD_E_RANGE;
    coprod__release(&view->memory, sorted, count * sizeof *sorted);
    return status;
}

static coprod_status check_table(const coprod_publish_table *table, size_t *columns)
{
    const int is_list = !table->columns;
    *columns = is_list ? 1 : table->column_count;
    if (!table->rows || !table->row_count || !table->counts || !*columns || (is_list && table->column_count)
        || (!is_list && table->no_total) || table->no_total < 0 || table->no_total > 1)
        return COPROD_E_ARGUMENT;
    if (table->row_count >= COPROD__VIEW_FIGURES || *columns >= COPROD__VIEW_FIGURES
        || (table->row_count + 1) * (*columns + 1) > COPROD__VIEW_FIGURES)
        return COPROD_E_LIMIT;
    return COPROD_OK;
}

static coprod_status check_options(const coprod_publish_options *o)
{
    if (o->relation < 0 || o->relation > COPROD_VIEW_SAME || o->widen < 0 || o->widen > 1 || o->criterion < 0
        || o->criterion > COPROD_CRITERION_RANGE || o->keep_totals < 0 || o->keep_totals > 1 || o->hide_total < 0
        || o->hide_total > 1 || (o->width && o->criterion != COPROD_CRITERION_WIDTH) || o->width > INT32_MAX
        || (o->previous && o->previous->info.state != COPROD_VIEW_PUBLISHED))
        return COPROD_E_ARGUMENT;
    return o->total_low > (uint64_t)coprod__figure_most || o->total_high > (uint64_t)coprod__figure_most
                   || (o->total_high && o->total_low > o->total_high)
               ? COPROD_E_RANGE : COPROD_OK;
}

/* The grid of true counts with its totals. */
static coprod_status fill_counts(const coprod_view *view, const uint64_t *from, int64_t *counts)
{
    for (size_t row = 0; row < view->rows; row++)
        for (size_t column = 0; column < view->columns; column++) {
            const uint64_t count = from[row * view->columns + column];
            if (count > UINT32_MAX)
                return COPROD_E_RANGE;
            counts[coprod__at(view, row, column)] = (int64_t)count;
            counts[coprod__at(view, row, view->columns)] += (int64_t)count;
            counts[coprod__at(view, view->rows, column)] += (int64_t)count;
            counts[coprod__at(view, view->rows, view->columns)] += (int64_t)count;
        }
    return COPROD_OK;
}

/* --- together with an earlier publication --- */

/* Withholds the figures that the two publications tell. 0: none is left, so hiding more does not help. */
static int withhold(coprod__hiding *h, const uint8_t *told)
{
    const size_t figures = (h->view->rows + 1) * (h->view->columns + 1);
    int more = 0;
    for (size_t at = 0; at < figures && !h->keep_all; at++)
        if (told[at] > 1 && h->view->states[at] != COPROD_FIGURE_WITHHELD
            && !(h->keep_totals && coprod__is_total(h->view, at))) {
            coprod__hiding_set(h, at, COPROD_FIGURE_WITHHELD);
            more = 1;
        }
    return more;
}

static coprod_status face_previous(coprod__hiding *h, const coprod_publish_options *o, uint8_t *told)
{
    for (;;) {
        coprod_view_difference difference;
        size_t at, unsafe;
        coprod_status status = coprod__view_differ(h->view, o->previous, o->relation, &h->shield, &h->view->memory,
                                                   &difference, &at, told);
        if (status != COPROD_OK || at == SIZE_MAX)
            return status;
        if (!o->widen || !withhold(h, told) || !coprod__hide(h, &unsafe)) {
            coprod__view_refuse(h->view, COPROD_VIEW_DIFFERENCE, at);
            return COPROD_OK;
        }
        h->view->info.fewest = 0;
    }
}

static coprod_status with_previous(coprod__hiding *h, const coprod_publish_options *o)
{
    const size_t figures = (h->view->rows + 1) * (h->view->columns + 1);
    uint8_t *told = coprod__alloc(&h->view->memory, figures);
    coprod_status status = told ? face_previous(h, o, told) : COPROD_E_MEMORY;
    coprod__release(&h->view->memory, told, figures);
    return status;
}

/* --- one table --- */

static coprod_status hide_and_face(coprod__hiding *h, const coprod_publish_options *o)
{
    coprod_view *view = h->view;
    const size_t grand = coprod__at(view, view->rows, view->info.is_list ? 0 : view->columns);
    size_t at;
    if (view->states[grand] != COPROD_FIGURE_ABSENT) {
        if (o->hide_total)
            coprod__hiding_set(h, grand, COPROD_FIGURE_WITHHELD);
        if (h->counts[grand] < h->known_low || h->counts[grand] > h->known_high)
            return COPROD_E_RANGE;
    }
    if (!coprod__hide(h, &at)) {
        coprod__view_refuse(view, COPROD_VIEW_UNPROTECTED, at);
        return COPROD_OK;
    }
    coprod__view_finish(view);
    view->info.fewest = coprod__hide_fewest(h);
    return o->previous ? with_previous(h, o) : COPROD_OK;
}

static coprod_status publish_table(coprod_view *view, const coprod_publish_table *table,
                                   const coprod_publish_options *o)
{
    const size_t bytes = (view->rows + 1) * (view->columns + 1) * sizeof(int64_t);
    coprod__hiding h;
    int64_t *counts = coprod__alloc(&view->memory, bytes);
    coprod_status status = counts ? fill_counts(view, table->counts, counts) : COPROD_E_MEMORY;
    memset(&h, 0, sizeof h);
    coprod__shield_of(view->rule, o->criterion, o->width, &h.shield);
    h.known_low = (int64_t)o->total_low;
    h.known_high = o->total_high ? (int64_t)o->total_high : coprod__unlimited;
    h.keep_totals = view->rule->info.totals_stay || o->keep_totals;
    h.keep_all = !view->rule->info.secondary;
    if (status == COPROD_OK) {
        status = coprod__hiding_new(&h, view, counts);
        if (status == COPROD_OK)
            status = hide_and_face(&h, o);
        if (status == COPROD_OK)
            coprod__view_finish(view);
        coprod__hiding_free(&h);
    }
    if (counts)
        memset(counts, 0, bytes);
    coprod__release(&view->memory, counts, bytes);
    return status;
}

coprod_status coprod_publish(const coprod_publish_rule *rule, const coprod_publish_table *table,
                             const coprod_publish_options *options, const coprod_allocator *allocator,
                             coprod_view **view)
{
    coprod_publish_options own;
    coprod_publish_table given;
    coprod_view *made = NULL;
    size_t columns = 0;
    coprod_status status;
    if (!view)
        return COPROD_E_ARGUMENT;
    *view = NULL;
    if (!rule || !table)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(table, sizeof given, sizeof given, &given);
    if (status == COPROD_OK)
        status = coprod__struct_in(options, sizeof own, sizeof own, &own);
    if (status == COPROD_OK)
        status = check_table(&given, &columns);
    if (status == COPROD_OK)
        status = check_options(&own);
    if (status == COPROD_OK)
        status = coprod__view_new(rule, given.row_count, columns, allocator, &made);
    if (status != COPROD_OK)
        return status;
    made->info.is_list = !given.columns;
    made->info.has_total = !given.no_total;
    status = copy_ids(made, given.rows, made->rows, made->row_ids);
    if (given.columns && status == COPROD_OK)
        status = copy_ids(made, given.columns, columns, made->column_ids);
    if (!given.columns)
        made->column_ids[0] = "";
    if (status == COPROD_OK)
        status = publish_table(made, &given, &own);
    if (status != COPROD_OK) {
        coprod_view_free(made);
        return status;
    }
    *view = made;
    return COPROD_OK;
}
