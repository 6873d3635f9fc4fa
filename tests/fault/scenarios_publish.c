/* SPDX-License-Identifier: MIT */
/* Rules of publishing, views, and what is asked of them. */
#include "fault.h"

#include <stdlib.h>

static const uint64_t counts[] = {3, 9, 30, 12, 40, 50, 31, 51, 2}, later[] = {3, 9, 30, 12, 41, 50, 31, 51, 2},
                      other[] = {100, 128};
static const char *const rows[] = {"a", "b", "c"}, *const columns[] = {"p", "q", "r"};

static coprod_publish_table table_of(const uint64_t *from, size_t row_count, size_t column_count)
{
    coprod_publish_table table = {.size = sizeof table, .rows = rows, .row_count = row_count, .counts = from};
    if (column_count) {
        table.columns = columns;
        table.column_count = column_count;
    }
    return table;
}

/* --- what is seen and freed --- */

static void see_view(void *page, fault_line *line, const coprod_view *view)
{
    static char text[FAULT_ROOM];
    if (view && coprod_view_json(view, text, sizeof text, NULL) == COPROD_OK)
        line(page, text);
}

void see_publish(void *page, fault_line *line, const world *w)
{
    coprod_publish_rule_info info = {.size = sizeof info};
    coprod_view_audit_info found = {.size = sizeof found};
    if (w->publish_rule && coprod_publish_rule_get(w->publish_rule, &info) == COPROD_OK)
        line(page, info.fingerprint);
    if (w->made_publish_rule && coprod_publish_rule_get(w->made_publish_rule, &info) == COPROD_OK)
        line(page, info.fingerprint);
    see_view(page, line, w->view);
    see_view(page, line, w->made_view);
    if (w->audit && coprod_view_audit_get(w->audit, &found) == COPROD_OK)
        line(page, found.unprotected ? "audit failed" : "audit");
}

void free_publish(world *w)
{
    coprod_publish_rule_free(w->publish_rule);
    coprod_publish_rule_free(w->made_publish_rule);
    coprod_view_free(w->view);
    coprod_view_free(w->made_view);
    coprod_view_audit_free(w->audit);
}

/* --- what is there before --- */

static void with_findings(world *w)
{
    if (coprod_findings_new(w->allocator, &w->findings) != COPROD_OK)
        abort();
}

static void with_rule(world *w)
{
    with_findings(w);
    if (coprod_publish_rule_builtin("threshold-5", w->allocator, &w->publish_rule) != COPROD_OK)
        abort();
}

static void with_view(world *w)
{
    const coprod_publish_table table = table_of(counts, 3, 3);
    with_rule(w);
    if (coprod_publish(w->publish_rule, &table, NULL, w->allocator, &w->view) != COPROD_OK)
        abort();
}

static void with_document(world *w)
{
    with_view(w);
    if (coprod_view_json(w->view, w->text, sizeof w->text, NULL) != COPROD_OK)
        abort();
}

/* --- calls --- */

static coprod_status load_publish_rule(world *w)
{
    MAKE(w, coprod_publish_rule, made_publish_rule, coprod_publish_rule_builtin("drb", w->allocator, &made));
}

static coprod_status load_bad_publish_rule(world *w)
{
    MAKE(w, coprod_publish_rule, made_publish_rule,
         coprod_publish_rule_load("{\"schema\": \"disclosure-rule/1\", \"id\": \"A b\", \"hide\": {\"highest\": -1}, \"signs\":"
                                  " {\"small\": 5}, \"width\": 0, \"rounding\": {\"bands\": [7]}}",
                                  COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status publish_table(world *w)
{
    const coprod_publish_table table = table_of(counts, 3, 3);
    MAKE(w, coprod_view, made_view, coprod_publish(w->publish_rule, &table, NULL, w->allocator, &made));
}

static coprod_status publish_after(world *w)
{
    const coprod_publish_table table = table_of(later, 3, 3);
    const coprod_publish_options options = {.size = sizeof options, .previous = w->view, .widen = 1};
    MAKE(w, coprod_view, made_view, coprod_publish(w->publish_rule, &table, &options, w->allocator, &made));
}

/* Both or none: the second one is given back, so that there is one to look at. */
static coprod_status publish_linked(world *w)
{
    static const uint64_t list[] = {3, 9, 216};
    const coprod_publish_table tables[] = {table_of(list, 3, 0), table_of(other, 2, 0)};
    coprod_view *views[2] = {(coprod_view *)w, (coprod_view *)w};
    coprod_status status = coprod_publish_linked(w->publish_rule, tables, 2, NULL, w->allocator, views);
    w->not_written |= views[0] == (coprod_view *)w || views[1] == (coprod_view *)w;
    if (w->not_written)
        return status;
    w->made_view = views[0];
    coprod_view_free(views[1]);
    return status;
}

static coprod_status load_view(world *w)
{
    MAKE(w, coprod_view, made_view, coprod_view_load(w->publish_rule, w->text, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_bad_view(world *w)
{
    MAKE(w, coprod_view, made_view,
         coprod_view_load(w->publish_rule, "{\"schema\": \"publishable-view/1\", \"rule\": {\"fingerprint\": \"x\"}, \"state\":"
                          " \"refused\", \"rows\": [\"a\", \"a\"]}", COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status audit_view(world *w)
{
    MAKE(w, coprod_view_audit, audit, coprod_view_audit_new(w->view, COPROD_ATTACKER_RULES, w->allocator, &made));
}

static coprod_status compare_views(world *w)
{
    coprod_view_difference difference = {.size = sizeof difference};
    return coprod_view_compare(w->view, w->view, COPROD_VIEW_CONTAINS, &difference);
}

const scenario publish_scenarios[] = {
    {"load_publish_rule", with_findings, load_publish_rule, COPROD_OK, 1},
    {"load_bad_publish_rule", with_findings, load_bad_publish_rule, COPROD_E_DEFINITION, 1},
    {"publish_table", with_rule, publish_table, COPROD_OK, 1},
    {"publish_after", with_view, publish_after, COPROD_OK, 1},
    {"publish_linked", with_rule, publish_linked, COPROD_OK, 1},
    {"load_view", with_document, load_view, COPROD_OK, 1},
    {"load_bad_view", with_rule, load_bad_view, COPROD_E_DEFINITION, 1},
    {"audit_view", with_view, audit_view, COPROD_OK, 1},
    {"compare_views", with_view, compare_views, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
