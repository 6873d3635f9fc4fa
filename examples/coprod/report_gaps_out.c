/* SPDX-License-Identifier: MIT */
/* Who is missing where the lines cross: on a page, as text, and as JSON. */
#include <stdlib.h>

#include "report_gaps.h"
#include "report_json.h"

static const char title[] = "Who is missing where the lines cross";

static char *cell_text(out *o, const told_gaps *own, uint32_t row, uint32_t column)
{
    out words = {NULL, 0, 0, 0};
    char *text;
    words_cell(&words, own, own->matrix.cells[(size_t)row * own->matrix.columns + column]);
    text = out_take(&words);
    o->failed |= !text;
    return text;
}

/* --- a page --- */

static void page_row(out *o, const told_gaps *own, uint32_t row)
{
    const told_matrix *m = &own->matrix;
    table_row(o, gaps_value_name(own, m->row, row));
    for (uint32_t i = 0; i < m->columns; i++) {
        const int few = m->cells[(size_t)row * m->columns + i] == CELL_FEWER;
        char *text = cell_text(o, own, row, i);
        table_cell(o, gaps_value_name(own, m->column, i), NULL);
        out_html(o, few ? "<strong>%s</strong>" : "%s", text ? text : "");
        table_cell_end(o);
        free(text);
    }
    table_row_end(o);
}

static void page_matrix(out *o, const told_gaps *own)
{
    const told_matrix *m = &own->matrix;
    const char *heads[MATRIX_VALUES + 1];
    if (!m->cells)
        return;
    heads[0] = gaps_attribute_name(own, m->row);
    for (uint32_t i = 0; i < m->columns; i++)
        heads[i + 1] = gaps_value_name(own, m->column, i);
    out_raw(o, "<div class=\"crossed\">\n");
    table_open(o, m->caption, heads, m->columns + (size_t)1);
    for (uint32_t i = 0; i < m->rows; i++)
        page_row(o, own, i);
    table_close(o);
    out_html(o, "<p class=\"quiet\">%s</p>\n</div>\n", m->why);
}

static void page_list(out *o, const told_gaps *own)
{
    if (!own->most_count)
        return;
    out_html(o, "<p>%s</p>\n<ul>\n", own->lead);
    for (size_t i = 0; i < own->most_count; i++)
        out_html(o, "<li>%s</li>\n", own->list[own->most[i]].text);
    out_raw(o, "</ul>\n");
    if (own->most_count == own->found.count)
        return;
    out_plain(o, "<details><summary>All %d combinations, those of the fewest values first</summary>\n<ul>\n",
              (int)own->found.count);
    for (size_t i = 0; i < own->found.count; i++)
        out_html(o, "<li>%s</li>\n", own->list[i].text);
    out_raw(o, "</ul>\n</details>\n");
}

void page_gaps(out *o, const told_set *set)
{
    const told_gaps *own = set->gaps;
    if (!own)
        return;
    out_html(o, "<h4>%s</h4>\n", title);
    if (own->withheld[0]) {
        out_html(o, "<p>%s</p>\n", own->withheld);
        return;
    }
    out_html(o, "<p><strong>%s</strong> %s</p>\n", own->headline, own->looked);
    page_list(o, own);
    page_matrix(o, own);
    page_plan_of(o, own);
}

/* --- text --- */

static void text_matrix(out *o, const told_gaps *own)
{
    const told_matrix *m = &own->matrix;
    if (!m->cells)
        return;
    text_say(o, 2, 4, "%s:", m->caption);
    for (uint32_t i = 0; i < m->rows; i++) {
        out words = {NULL, 0, 0, 0};
        char *line;
        for (uint32_t k = 0; k < m->columns; k++) {
            char *text = cell_text(o, own, i, k);
            out_plain(&words, "%s%s: %s", k ? "; " : "", gaps_value_name(own, m->column, k), text ? text : "");
            free(text);
        }
        line = out_take(&words);
        o->failed |= !line;
        text_say(o, 4, 6, "%s. %s.", gaps_value_name(own, m->row, i), line ? line : "");
        free(line);
    }
    text_say(o, 4, 4, "%s", m->why);
}

void text_gaps(out *o, const told_set *set)
{
    const told_gaps *own = set->gaps;
    if (!own)
        return;
    if (own->withheld[0]) {
        text_say(o, 2, 4, "%s: %s", title, own->withheld);
        return;
    }
    text_say(o, 2, 4, "%s: %s %s", title, own->headline, own->looked);
    if (own->most_count)
        text_say(o, 4, 4, "%s", own->lead);
    for (size_t i = 0; i < own->most_count; i++)
        text_say(o, 6, 8, "%s", own->list[own->most[i]].text);
    text_matrix(o, own);
    text_plan_of(o, own);
}

/* --- JSON --- */

static json_t *names_json(out *o, const told_gaps *own, uint32_t attribute, uint32_t count)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < count; i++) {
        coprod_pattern_value value = {.size = sizeof value};
        coprod_pattern_schema_value(own->info.schema, attribute, i, &value);
        append(o, list, json_string(value.id));
    }
    return json_pack("{s:s,s:o}", "attribute", gaps_attribute(own, attribute).id, "values", list);
}

static json_t *matrix_json(out *o, const told_gaps *own)
{
    static const char *const states[] = {"enough", "fewer", "few-live-here", "nobody-lives-here"};
    const told_matrix *m = &own->matrix;
    json_t *one = json_object(), *cells = json_array();
    for (uint32_t i = 0; i < m->rows; i++) {
        json_t *row = json_array();
        for (uint32_t k = 0; k < m->columns; k++)
            append(o, row, json_string(states[m->cells[(size_t)i * m->columns + k]]));
        append(o, cells, row);
    }
    set(o, one, "rows", names_json(o, own, m->row, m->rows));
    set(o, one, "columns", names_json(o, own, m->column, m->columns));
    set(o, one, "cells", cells);
    set(o, one, "caption", json_string(m->caption));
    set(o, one, "chosen", json_string(m->why));
    return one;
}

static json_t *list_json(out *o, const told_gaps *own)
{
    json_t *list = json_deep_copy(json_object_get(own->document, "gaps")), *gap;
    size_t i;
    o->failed |= !list;
    json_array_foreach(list, i, gap)
        set(o, gap, "says", json_string(own->list[i].text));
    return list;
}

static json_t *most_json(out *o, const told_gaps *own)
{
    json_t *list = json_array();
    for (size_t i = 0; i < own->most_count; i++)
        append(o, list, json_integer((json_int_t)own->most[i]));
    return list;
}

json_t *json_gaps(out *o, const told_set *from)
{
    const told_gaps *own = from->gaps;
    json_t *one;
    if (!own)
        return json_null();
    one = json_object();
    set(o, one, "withheld", own->withheld[0] ? json_string(own->withheld) : json_null());
    set(o, one, "need", json_integer((json_int_t)own->info.need));
    set(o, one, "levels", json_integer(own->info.levels));
    set(o, one, "publish_from", json_integer((json_int_t)own->publish_from));
    if (own->withheld[0])
        return one;
    set(o, one, "people", json_figure(o, &own->people));
    set(o, one, "min_people", json_integer((json_int_t)own->minimum));
    set(o, one, "truncated", json_boolean(own->found.truncated));
    set(o, one, "complete_level", json_integer(own->found.complete_level));
    set(o, one, "says", json_pack("{s:s,s:s}", "headline", own->headline, "looked", own->looked));
    set(o, one, "gaps", list_json(o, own));
    set(o, one, "most", most_json(o, own));
    set(o, one, "matrix", own->matrix.cells ? matrix_json(o, own) : json_null());
    set(o, one, "invitations", json_plan_of(o, own));
    return one;
}
