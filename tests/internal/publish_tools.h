/* SPDX-License-Identifier: MIT */
/* What the tests of publishing share. */
#ifndef COPROD_TEST_PUBLISH_TOOLS_H
#define COPROD_TEST_PUBLISH_TOOLS_H

#include "inside.h"

enum { SIDE = 64 };
static const size_t total = COPROD_VIEW_TOTAL;

static inline coprod_publish_rule *rule_of(const char *id_or_json)
{
    coprod_publish_rule *rule = NULL;
    if (id_or_json[0] == '{')
        assert_int_equal(coprod_publish_rule_load(id_or_json, COPROD_NTS, NULL, NULL, &rule), COPROD_OK);
    else
        assert_int_equal(coprod_publish_rule_builtin(id_or_json, NULL, &rule), COPROD_OK);
    return rule;
}

/* Names r0, r1, ... that live for ever. */
static inline const char *const *names(char letter)
{
    static char texts[2][SIDE][8];
    static const char *lists[2][SIDE];
    const int which = letter == 'c';
    for (int i = 0; i < SIDE; i++) {
        snprintf(texts[which][i], sizeof texts[which][i], "%c%d", letter, i);
        lists[which][i] = texts[which][i];
    }
    return lists[which];
}

static inline coprod_publish_table table_of(const uint64_t *counts, size_t rows, size_t columns)
{
    coprod_publish_table table = {.size = sizeof table, .rows = names('r'), .row_count = rows, .counts = counts};
    if (columns) {
        table.columns = names('c');
        table.column_count = columns;
    }
    return table;
}

/* Publishes; columns 0: a list. */
static inline coprod_view *publish(const coprod_publish_rule *rule, const uint64_t *counts, size_t rows, size_t columns,
                                   const coprod_publish_options *options)
{
    const coprod_publish_table table = table_of(counts, rows, columns);
    coprod_view *view = NULL;
    assert_int_equal(coprod_publish(rule, &table, options, NULL, &view), COPROD_OK);
    return view;
}

static inline coprod_view_info info_of(const coprod_view *view)
{
    coprod_view_info info = {.size = sizeof info};
    assert_int_equal(coprod_view_get(view, &info), COPROD_OK);
    return info;
}

static inline coprod_figure figure_at(const coprod_view *view, size_t row, size_t column)
{
    coprod_figure figure = {.size = sizeof figure};
    assert_int_equal(coprod_view_figure(view, row, column, &figure), COPROD_OK);
    return figure;
}

/* All figures of a view, rows separated by "/", totals last: "* 10 10 / ...". */
static inline const char *text_of_view(const coprod_view *view)
{
    static char text[4096];
    const coprod_view_info info = info_of(view);
    text[0] = '\0';
    for (size_t r = 0; r <= info.row_count; r++) {
        for (size_t c = 0; c <= info.column_count; c++) {
            const coprod_figure figure = figure_at(view, r < info.row_count ? r : total, c < info.column_count ? c : total);
            if (figure.state == COPROD_FIGURE_ABSENT)
                continue;
            if (text[0])
                strcat(text, c ? " " : info.is_list ? " " : " / ");
            strcat(text, figure.text);
        }
    }
    return text;
}

static inline coprod_view_audit *audit_of(const coprod_view *view, int32_t attacker)
{
    coprod_view_audit *audit = NULL;
    assert_int_equal(coprod_view_audit_new(view, attacker, NULL, &audit), COPROD_OK);
    return audit;
}

static inline coprod_view_bounds bounds_at(const coprod_view_audit *audit, size_t row, size_t column)
{
    coprod_view_bounds bounds = {.size = sizeof bounds};
    assert_int_equal(coprod_view_audit_bounds(audit, row, column, &bounds), COPROD_OK);
    return bounds;
}

static inline coprod_view_audit_info audited(const coprod_view_audit *audit)
{
    coprod_view_audit_info info = {.size = sizeof info};
    assert_int_equal(coprod_view_audit_get(audit, &info), COPROD_OK);
    return info;
}

/* A view as its rule would have been published: figures separated by spaces, the total last; a list. */
static inline coprod_view *list_view(const coprod_publish_rule *rule, const char *figures)
{
    coprod_publish_rule_info info = {.size = sizeof info};
    json_t *rows = json_array(), *list = json_array(), *document;
    coprod_view *view = NULL;
    char *copy = strdup(figures), *save = NULL, *last = NULL, *text;
    coprod_publish_rule_get(rule, &info);
    for (char *one = strtok_r(copy, " ", &save); one; one = strtok_r(NULL, " ", &save)) {
        if (last) {
            json_array_append_new(rows, json_string(names('r')[json_array_size(rows)]));
            json_array_append_new(list, json_string(last));
        }
        last = one;
    }
    document = json_pack("{sss{ssssss}sssososs}", "schema", "publishable-view/1", "rule", "id", info.id, "version",
                         info.version, "fingerprint", info.fingerprint, "state", "published", "rows", rows, "figures", list,
                         "total", last);
    text = json_dumps(document, 0);
    assert_int_equal(coprod_view_load(rule, text, COPROD_NTS, NULL, NULL, &view), COPROD_OK);
    free(text);
    free(copy);
    json_decref(document);
    return view;
}

#endif
