/* SPDX-License-Identifier: MIT */
/* Views as documents, out and in. */
#include <string.h>

#include "json_out_internal.h"
#include "publish_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* --- out --- */

static void write_ids(coprod__json_out *out, const char *key, const char *const *ids, size_t count)
{
    coprod__out_open(out, key, '[');
    for (size_t i = 0; i < count; i++)
        coprod__out_text(out, NULL, ids[i]);
    coprod__out_close(out, ']');
}

static void write_figure(coprod__json_out *out, const char *key, const coprod_view *view, size_t row, size_t column)
{
    coprod__out_text(out, key, view->texts + coprod__at(view, row, column) * COPROD__FIGURE_TEXT);
}

static void write_row(coprod__json_out *out, const char *key, const coprod_view *view, size_t row)
{
    coprod__out_open(out, key, '[');
    for (size_t column = 0; column < view->columns; column++)
        write_figure(out, NULL, view, row, column);
    coprod__out_close(out, ']');
}

static void write_table(coprod__json_out *out, const coprod_view *view)
{
    write_ids(out, "rows", view->row_ids, view->rows);
    write_ids(out, "columns", view->column_ids, view->columns);
    coprod__out_open(out, "figures", '[');
    for (size_t row = 0; row < view->rows; row++)
        write_row(out, NULL, view, row);
    coprod__out_close(out, ']');
    coprod__out_open(out, "row_totals", '[');
    for (size_t row = 0; row < view->rows; row++)
        write_figure(out, NULL, view, row, view->columns);
    coprod__out_close(out, ']');
    write_row(out, "column_totals", view, view->rows);
    write_figure(out, "total", view, view->rows, view->columns);
}

static void write_list(coprod__json_out *out, const coprod_view *view)
{
    write_ids(out, "rows", view->row_ids, view->rows);
    coprod__out_open(out, "figures", '[');
    for (size_t row = 0; row < view->rows; row++)
        write_figure(out, NULL, view, row, 0);
    coprod__out_close(out, ']');
    if (view->info.has_total)
        write_figure(out, "total", view, view->rows, 0);
}

coprod_status coprod_view_json(const coprod_view *view, char *json, size_t capacity, size_t *needed)
{
    coprod__json_out out = {{NULL, 0, 0}, 0};
    if (needed)
        *needed = 0;
    if (capacity && json)
        json[0] = '\0';
    if (!view || (capacity && !json))
        return COPROD_E_ARGUMENT;
    coprod__writer_init(&out.writer, json, capacity);
    coprod__out_open(&out, NULL, '{');
    coprod__out_text(&out, "schema", "publishable-view/1");
    coprod__out_open(&out, "rule", '{');
    coprod__out_text(&out, "id", view->rule->info.id);
    coprod__out_text(&out, "version", view->rule->info.version);
    coprod__out_text(&out, "fingerprint", view->rule->fingerprint);
    coprod__out_close(&out, '}');
    coprod__out_text(&out, "state", view->info.state == COPROD_VIEW_PUBLISHED ? "published" : "refused");
    if (view->info.state != COPROD_VIEW_PUBLISHED)
        coprod__out_text(&out, "reason", coprod_view_state_name(view->info.state));
    else if (view->info.is_list)
        write_list(&out, view);
    else
        write_table(&out, view);
    coprod__out_close(&out, '}');
    return coprod__writer_end(&out.writer, needed);
}

/* --- in --- */

typedef struct reading {
    coprod__load *load;
    const coprod_publish_rule *rule;
    const json_t *json, *rows, *columns;
    coprod_view *view;
    int64_t sum; /* of all figures: beyond a limit nothing could be added up */
} reading;

static const int64_t sum_most = INT64_C(1) << 60;

static int check_ids(coprod__load *load, const json_t *list, const char *key)
{
    const coprod__place here = {&root, key, 0};
    json_t *seen = json_object(), *id;
    size_t i;
    if (!seen) {
        load->failure = COPROD_E_MEMORY;
        return 0;
    }
    if (!json_array_size(list) || json_array_size(list) >= COPROD__VIEW_FIGURES)
        coprod__report(load, COPROD_ERROR, "out-of-range", &here, "none or too many", "1 or more ids");
    json_array_foreach((json_t *)list, i, id) {
        const coprod__place item = {&here, NULL, i};
        if (!json_is_string(id) || !json_string_length(id))
            coprod__json_wrong(load, "wrong-type", &item, id, "a text that is not empty");
        else if (json_object_get(seen, json_string_value(id)))
            coprod__report(load, COPROD_ERROR, "duplicate-id", &item, json_string_value(id), "an id of its own");
        else if (json_object_set_new(seen, json_string_value(id), json_true()))
            load->failure = COPROD_E_MEMORY;
    }
    json_decref(seen);
    return coprod__load_status(load) == COPROD_OK;
}

static void take_figure(reading *r, const json_t *value, const coprod__place *place, size_t row, size_t column)
{
    coprod_figure figure = {.size = sizeof figure};
    const size_t at = coprod__at(r->view, row, column);
    if (!json_is_string(value)) {
        coprod__json_wrong(r->load, "wrong-type", place, value, "a figure as a text");
        return;
    }
    if (coprod_publish_rule_read(r->rule, json_string_value(value), json_string_length(value), &figure) != COPROD_OK) {
        coprod__report(r->load, COPROD_ERROR, "not-a-figure", place, json_string_value(value), "what the rule gives");
        return;
    }
    r->view->states[at] = (uint8_t)figure.state;
    r->view->values[at] = (int64_t)figure.value;
    r->sum += (int64_t)figure.low;
    if (r->sum > sum_most) {
        coprod__report(r->load, COPROD_ERROR, "out-of-range", place, json_string_value(value), "less in all figures");
        r->sum = 0;
    }
}

/* A list of as many figures as there are ids, along a row (or a column). */
static void take_line(reading *r, const json_t *list, const coprod__place *place, int is_row, size_t index)
{
    const size_t count = is_row ? r->view->columns : r->view->rows;
    if (!json_is_array(list) || json_array_size(list) != count) {
        if (list)
            coprod__report(r->load, COPROD_ERROR, "wrong-length", place, "another number", "one for each id");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const coprod__place item = {place, NULL, i};
        take_figure(r, json_array_get(list, i), &item, is_row ? index : i, is_row ? i : index);
    }
}

static void take_total(reading *r)
{
    const coprod__place here = {&root, "total", 0};
    const coprod_view *view = r->view;
    take_figure(r, json_object_get(r->json, "total"), &here, view->rows, view->info.is_list ? 0 : view->columns);
}

static void take_table(reading *r)
{
    const json_t *figures = coprod__json_array(r->load, r->json, &root, "figures", COPROD__REQUIRED);
    const coprod__place here = {&root, "figures", 0}, rows = {&root, "row_totals", 0};
    const coprod__place columns = {&root, "column_totals", 0};
    coprod__json_keys(r->load, r->json, &root, "schema rule state rows columns figures row_totals column_totals total");
    if (figures && json_array_size(figures) != r->view->rows)
        coprod__report(r->load, COPROD_ERROR, "wrong-length", &here, "another number of rows", "one for each id");
    for (size_t i = 0; i < json_array_size(figures) && i < r->view->rows; i++) {
        const coprod__place item = {&here, NULL, i};
        if (json_is_array(json_array_get(figures, i)))
            take_line(r, json_array_get(figures, i), &item, 1, i);
        else
            coprod__json_wrong(r->load, "wrong-type", &item, json_array_get(figures, i), "an array");
    }
    take_line(r, coprod__json_array(r->load, r->json, &root, "row_totals", COPROD__REQUIRED), &rows, 0,
              r->view->columns);
    take_line(r, coprod__json_array(r->load, r->json, &root, "column_totals", COPROD__REQUIRED), &columns, 1,
              r->view->rows);
    take_total(r);
}

static void take_list(reading *r)
{
    const coprod__place here = {&root, "figures", 0};
    coprod__json_keys(r->load, r->json, &root, "schema rule state rows figures total");
    take_line(r, coprod__json_array(r->load, r->json, &root, "figures", COPROD__REQUIRED), &here, 0, 0);
    if (r->view->info.has_total)
        take_total(r);
}

/* The rule must be the one that was given, and what was refused holds nothing. */
static void check_frame(reading *r)
{
    const json_t *rule = coprod__json_object(r->load, r->json, &root, "rule", COPROD__REQUIRED);
    const coprod__place rules = {&root, "rule", 0}, print = {&rules, "fingerprint", 0}, states = {&root, "state", 0};
    const char *found, *state;
    if (rule)
        coprod__json_keys(r->load, rule, &rules, "id version fingerprint");
    found = coprod__json_text(r->load, rule, &rules, "fingerprint", rule ? COPROD__REQUIRED : COPROD__OPTIONAL);
    if (found && strcmp(found, r->rule->fingerprint))
        coprod__report(r->load, COPROD_ERROR, "another-rule", &print, found, r->rule->fingerprint);
    state = coprod__json_text(r->load, r->json, &root, "state", COPROD__REQUIRED);
    if (state && strcmp(state, "published"))
        coprod__report(r->load, COPROD_ERROR, "not-published", &states, state, "published");
    r->rows = coprod__json_array(r->load, r->json, &root, "rows", COPROD__REQUIRED);
    r->columns = coprod__json_array(r->load, r->json, &root, "columns", COPROD__OPTIONAL);
}

static int copy_ids(coprod_view *view, const json_t *list, const char **ids)
{
    json_t *id;
    size_t i;
    json_array_foreach((json_t *)list, i, id) {
        ids[i] = coprod__arena_text(&view->arena, json_string_value(id));
        if (!ids[i])
            return 0;
    }
    return 1;
}

static coprod_status read_view(reading *r, const coprod_allocator *allocator)
{
    const coprod__place here = {&root, "rows", 0};
    size_t columns;
    coprod_status status;
    coprod__json_schema(r->load, r->json, "publishable-view/1");
    check_frame(r);
    if (coprod__load_status(r->load) != COPROD_OK || !check_ids(r->load, r->rows, "rows")
        || (r->columns && !check_ids(r->load, r->columns, "columns")))
        return coprod__load_status(r->load);
    columns = r->columns ? json_array_size(r->columns) : 1;
    if ((json_array_size(r->rows) + 1) * (columns + 1) > COPROD__VIEW_FIGURES) {
        coprod__report(r->load, COPROD_ERROR, "out-of-range", &here, "too many figures", "at most 1048576");
        return coprod__load_status(r->load);
    }
    status = coprod__view_new(r->rule, json_array_size(r->rows), columns, allocator, &r->view);
    if (status != COPROD_OK)
        return status;
    r->view->column_ids[0] = "";
    if (!copy_ids(r->view, r->rows, r->view->row_ids) || !copy_ids(r->view, r->columns, r->view->column_ids))
        return COPROD_E_MEMORY;
    r->view->info.is_list = !r->columns;
    r->view->info.has_total = r->columns || json_object_get(r->json, "total");
    if (r->columns)
        take_table(r);
    else
        take_list(r);
    coprod__view_finish(r->view);
    return coprod__load_status(r->load);
}

coprod_status coprod_view_load(const coprod_publish_rule *rule, const char *json, size_t length,
                               const coprod_allocator *allocator, coprod_findings *findings, coprod_view **view)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    reading r = {&load, rule, NULL, NULL, NULL, NULL, 0};
    json_t *document = NULL;
    coprod__memory memory;
    coprod_status status;
    if (!view)
        return COPROD_E_ARGUMENT;
    *view = NULL;
    if (!rule || !json)
        return COPROD_E_ARGUMENT;
    status = coprod__memory_init(allocator, &memory);
    if (status == COPROD_OK)
        status = coprod__json_parse(&load, json, length, &document);
    if (status != COPROD_OK)
        return status;
    r.json = document;
    status = read_view(&r, allocator);
    json_decref(document);
    if (status == COPROD_OK)
        *view = r.view;
    else
        coprod_view_free(r.view);
    return status;
}
