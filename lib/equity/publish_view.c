/* SPDX-License-Identifier: MIT */
/* Views: what is public, and nothing else. */
#include <string.h>

#include "publish_internal.h"

coprod_status coprod__view_new(const coprod_publish_rule *rule, size_t rows, size_t columns,
                               const coprod_allocator *allocator, coprod_view **view)
{
    const size_t figures = (rows + 1) * (columns + 1);
    coprod__memory memory;
    coprod__arena arena;
    coprod_view *made;
    coprod_status status = coprod__memory_init(allocator, &memory);
    *view = NULL;
    if (status != COPROD_OK)
        return status;
    coprod__arena_init(&arena, &memory);
    made = coprod__arena_alloc(&arena, sizeof *made);
    if (made) {
        made->row_ids = coprod__arena_alloc(&arena, rows * sizeof *made->row_ids);
        made->column_ids = coprod__arena_alloc(&arena, columns * sizeof *made->column_ids);
        made->states = coprod__arena_alloc(&arena, figures);
        made->values = coprod__arena_alloc(&arena, figures * sizeof *made->values);
        made->texts = coprod__arena_alloc(&arena, figures * COPROD__FIGURE_TEXT);
    }
    if (!made || !made->row_ids || !made->column_ids || !made->states || !made->values || !made->texts) {
        coprod__arena_free(&arena);
        return COPROD_E_MEMORY;
    }
    made->memory = memory;
    made->arena = arena;
    made->rule = coprod__rule_take(rule);
    made->rows = made->info.row_count = rows;
    made->columns = made->info.column_count = columns;
    made->info.size = sizeof made->info;
    made->info.rule_id = rule->info.id;
    made->info.rule_version = rule->info.version;
    made->info.rule_fingerprint = rule->fingerprint;
    *view = made;
    return COPROD_OK;
}

void coprod_view_free(coprod_view *view)
{
    coprod__arena arena;
    if (!view)
        return;
    coprod_publish_rule_free((coprod_publish_rule *)view->rule); /* its reference */
    arena = view->arena; /* the view lies in its own arena */
    coprod__arena_free(&arena);
}

int coprod__view_has(const coprod_view *view, size_t row, size_t column)
{
    if (!view->info.is_list)
        return 1;
    return column == 0 && (row < view->rows || view->info.has_total);
}

coprod_status coprod__view_index(const coprod_view *view, size_t row, size_t column, size_t *at)
{
    row = row == COPROD_VIEW_TOTAL ? view->rows : row < view->rows ? row : SIZE_MAX;
    column = column == COPROD_VIEW_TOTAL ? view->columns : column < view->columns ? column : SIZE_MAX;
    if (row == SIZE_MAX || column == SIZE_MAX || view->info.state != COPROD_VIEW_PUBLISHED)
        return COPROD_E_UNKNOWN;
    *at = coprod__at(view, row, column);
    return COPROD_OK;
}

/* Counts what is hidden, and writes every figure as it is printed. */
void coprod__view_finish(coprod_view *view)
{
    const coprod_publish_rule_info *rule = &view->rule->info;
    const char *const signs[] = {"", "", rule->small, rule->other, rule->withheld};
    const size_t figures = (view->rows + 1) * (view->columns + 1);
    coprod_view_info *info = &view->info;
    info->small = info->other = info->withheld = info->totals_hidden = 0;
    for (size_t at = 0; at < figures; at++) {
        const uint8_t state = view->states[at];
        coprod__writer writer;
        coprod__writer_init(&writer, view->texts + at * COPROD__FIGURE_TEXT, COPROD__FIGURE_TEXT);
        if (state == COPROD_FIGURE_SHOWN)
            coprod__write_number(&writer, view->values[at]);
        else
            coprod__write(&writer, signs[state]);
        coprod__writer_end(&writer, NULL);
        info->small += state == COPROD_FIGURE_SMALL;
        info->other += state == COPROD_FIGURE_OTHER;
        info->withheld += state == COPROD_FIGURE_WITHHELD;
        info->totals_hidden += state >= COPROD_FIGURE_OTHER && coprod__is_total(view, at);
    }
}

void coprod__view_refuse(coprod_view *view, int32_t state, size_t at)
{
    const size_t row = at / (view->columns + 1), column = at % (view->columns + 1);
    const size_t figures = (view->rows + 1) * (view->columns + 1);
    view->info.state = state;
    view->info.small = view->info.other = view->info.withheld = view->info.totals_hidden = 0;
    view->info.fewest = 0;
    view->info.refused_row = row == view->rows ? COPROD_VIEW_TOTAL : row;
    view->info.refused_column = column == view->columns ? COPROD_VIEW_TOTAL : column;
    memset(view->states, 0, figures);
    memset(view->values, 0, figures * sizeof *view->values);
    memset(view->texts, 0, figures * COPROD__FIGURE_TEXT);
}

size_t coprod__id_index(const char *const *ids, size_t count, const char *id, size_t hint)
{
    if (hint < count && !strcmp(ids[hint], id))
        return hint;
    for (size_t i = 0; i < count; i++)
        if (!strcmp(ids[i], id))
            return i;
    return SIZE_MAX;
}

/* --- what is asked of a view --- */

coprod_status coprod_view_get(const coprod_view *view, coprod_view_info *info)
{
    coprod_status status = coprod__struct_begin(view, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &view->info) : status;
}

const char *coprod_view_row(const coprod_view *view, size_t index)
{
    return view && index < view->rows ? view->row_ids[index] : NULL;
}

const char *coprod_view_column(const coprod_view *view, size_t index)
{
    return view && index < view->columns ? view->column_ids[index] : NULL;
}

coprod_status coprod_view_figure(const coprod_view *view, size_t row, size_t column, coprod_figure *figure)
{
    coprod_figure own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(view, figure, sizeof own);
    int64_t low, high;
    size_t at = 0;
    if (status == COPROD_OK)
        status = coprod__view_index(view, row, column, &at);
    if (status != COPROD_OK)
        return status;
    coprod__state_class(view->rule, view->states[at], view->values[at], &low, &high);
    own.text = view->texts + at * COPROD__FIGURE_TEXT;
    own.value = (uint64_t)view->values[at];
    own.low = (uint64_t)low;
    own.high = high == coprod__unlimited ? UINT64_MAX : (uint64_t)high;
    own.state = view->states[at];
    return coprod__struct_out(figure, sizeof own, sizeof own, &own);
}
