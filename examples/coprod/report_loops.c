/* SPDX-License-Identifier: MIT */
/* "You said, we did": every loop from what people said to what continues, what is late, and how long loops take. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report_feedback.h"

static void write_glance(out *o, const feedback *own)
{
    static const char *const columns[] = {"What it is about", "Where it stands", "People told", "Late", "Next"};
    out_raw(o, "<div class=\"loops\">\n");
    table_open(o, "Every loop at a glance", columns, 5);
    for (size_t i = 0; i < own->loop_count; i++) {
        const told_loop *one = &own->loops[i];
        coprod_machine_element state = {.size = sizeof state};
        if (one->info.loop)
            coprod_machine_get_element(one->info.machine, COPROD_ELEMENT_STATE, one->state.state, &state);
        table_row(o, NULL);
        out_html(o, "<a href=\"#loop-%s\">%s</a>%s</th>", one->info.id, one->info.title,
                 one->info.illustrative ? " (illustrative)" : "");
        table_cell(o, columns[1], one->info.loop ? state.title : "not known");
        table_cell(o, columns[2], one->told[0] ? one->told : "not known");
        table_cell(o, columns[3], !one->info.loop ? "not known" : one->late[0] ? one->late : "no");
        table_cell(o, columns[4], one->next.count ? one->next.text[0] : one->info.loop ? "nothing" : "not known");
        table_row_end(o);
    }
    table_close(o);
    out_raw(o, "</div>\n");
}

/* --- how long it takes --- */

static void write_points(out *o, const char *caption, const char *const *columns, const int64_t *points,
                         const coprod_run *run, int32_t scale, const int32_t *days, const char *const *dates)
{
    table_open(o, caption, columns, 2);
    for (uint32_t i = 0; i < run->points; i++) {
        out date = {NULL, 0, 0, 0}, value = date;
        char *head, *text;
        if (days)
            words_day(&date, days[i]);
        else
            words_date(&date, dates[i]);
        words_milli(&value, points[i], scale);
        head = out_take(&date);
        text = out_take(&value);
        o->failed |= !head || !text;
        table_row(o, head ? head : "");
        table_cell(o, columns[1], text ? text : "");
        table_row_end(o);
        free(head);
        free(text);
    }
    table_close(o);
}

static void write_rule(out *o, const feedback *own)
{
    char numbers[3][12];
    snprintf(numbers[0], sizeof numbers[0], "%u", (unsigned)own->rule.shift_points);
    snprintf(numbers[1], sizeof numbers[1], "%u", (unsigned)own->rule.trend_points);
    snprintf(numbers[2], sizeof numbers[2], "%u", (unsigned)own->rule.fewest_points);
    out_html(o, "<p class=\"quiet\">Rule: %s points in a row on one side of the median are a shift, %s that rise or "
                "fall a trend; with fewer than %s points nothing is read into them. ", numbers[0], numbers[1],
             numbers[2]);
    page_link(o, own->rule.source_address, own->rule.source_title);
    out_raw(o, ".</p>\n");
}

static void write_times(out *o, const feedback *own)
{
    static const char *const columns[] = {"Closed on", "Days from beginning to end"};
    if (!own->closed_count)
        return;
    out_raw(o, "<h3>How long loops take</h3>\n<p>Days from what people said to the day on which the loop closed, in "
               "order of closing. ");
    out_html(o, "%s</p>\n", own->chart);
    picture_chart(o, own->days, &own->run, 0, "days", "times");
    out_raw(o, "<details><summary>The points as a table</summary>\n<div class=\"numbers\">\n");
    write_points(o, "Loops in order of closing", columns, own->days, &own->run, 0, own->closed, NULL);
    out_raw(o, "</div></details>\n");
    write_rule(o, own);
}

/* --- one loop --- */

static void write_statement(out *o, const report *r, const coprod_statement *own)
{
    out words = {NULL, 0, 0, 0};
    char *date;
    words_date(&words, own->date);
    date = out_take(&words);
    o->failed |= !date;
    if (own->quote[0])
        out_html(o, "<blockquote><p>%s</p></blockquote>\n", own->quote);
    if (own->text[0])
        out_html(o, "<p>%s</p>\n", own->text);
    if (own->source[0] || (date && date[0])) {
        out_raw(o, "<p class=\"quiet\">");
        if (own->source[0])
            page_source(o, r, own->source, own->section);
        out_html(o, "%s%s</p>\n", own->source[0] && date && date[0] ? "; " : "", date ? date : "");
    }
    free(date);
}

static void write_statements(out *o, const report *r, size_t loop, int32_t kind, const char *more)
{
    size_t count = coprod_dossier_statement_count(r->dossier, loop, kind);
    out_html(o, "<div><dt>%s</dt><dd>", statement_titles[kind]);
    for (size_t i = 0; i < count; i++) {
        coprod_statement own = {.size = sizeof own};
        coprod_dossier_get_statement(r->dossier, loop, kind, i, &own);
        write_statement(o, r, &own);
    }
    if (more && more[0])
        out_html(o, "<p>So far: %s</p>\n", more);
    else if (!count)
        out_raw(o, "<p>not known: nothing is said of it</p>\n");
    out_raw(o, "</dd></div>\n");
}

static void write_list(out *o, const char *title, const sentences *own)
{
    if (!own->count)
        return;
    out_html(o, "<div><dt>%s</dt><dd><ul>\n", title);
    for (size_t i = 0; i < own->count; i++)
        out_html(o, "<li>%s</li>\n", own->text[i]);
    out_raw(o, "</ul></dd></div>\n");
}

static void write_measure(out *o, const report *r, const told_measure *own, size_t index)
{
    static const char *const columns[] = {"When", "Value"};
    const coprod_measure *m = &own->info;
    out_html(o, "<p><strong>%s</strong>%s<br>", m->title, m->illustrative ? " (illustrative)" : "");
    out_html(o, "Changed: %s<br>Target: %s<br>Agreed with: %s</p>\n", own->change, own->target,
             m->agreed_with[0] ? m->agreed_with : "not known");
    if (m->quote[0])
        out_html(o, "<blockquote><p>%s</p></blockquote>\n", m->quote);
    if (m->source[0]) {
        out_raw(o, "<p class=\"quiet\">");
        page_source(o, r, m->source, m->section);
        out_raw(o, "</p>\n");
    }
    if (own->point_count >= 2) {
        char id[32];
        snprintf(id, sizeof id, "measure-%zu", index + 1);
        out_html(o, "<p>%s</p>\n", own->chart);
        picture_chart(o, own->points, &own->run, 3, m->unit, id);
        out_raw(o, "<details><summary>The points as a table</summary>\n<div class=\"numbers\">\n");
        write_points(o, "Values in the order of time", columns, own->points, &own->run, 3, NULL, own->dates);
        out_raw(o, "</div></details>\n");
    }
}

static void write_measures(out *o, const report *r, const char *loop)
{
    const feedback *all = r->feedback;
    int any = 0;
    for (size_t i = 0; i < all->measure_count; i++) {
        if (strcmp(all->measures[i].info.loop, loop) != 0)
            continue;
        if (!any++)
            out_raw(o, "<div><dt>Measured</dt><dd>\n");
        write_measure(o, r, &all->measures[i], i);
    }
    if (any)
        out_raw(o, "</dd></div>\n");
}

static void write_promises(out *o, const report *r, size_t loop)
{
    const feedback *all = r->feedback;
    int any = 0;
    for (size_t i = 0; i < all->promise_count; i++) {
        const told_promise *own = &all->promises[i];
        if (own->loop != loop)
            continue;
        out_raw(o, any++ ? "" : "<div><dt>What continues</dt><dd><ul>\n");
        out_html(o, "<li>%s", own->text);
        if (own->info.quote[0])
            out_html(o, " <q>%s</q>", own->info.quote);
        if (own->info.source[0]) {
            out_raw(o, " <span class=\"quiet\">");
            page_source(o, r, own->info.source, own->info.section);
            out_raw(o, "</span>");
        }
        out_raw(o, "</li>\n");
    }
    out_raw(o, any ? "</ul></dd></div>\n" : "<div><dt>What continues</dt><dd><p>not known: nothing is said of it</p>"
                                            "</dd></div>\n");
}

static void write_loop(out *o, const report *r, size_t index)
{
    const feedback *all = r->feedback;
    const told_loop *own = &all->loops[index];
    out_html(o, "<article class=\"loop\" aria-labelledby=\"loop-%s\">\n<h3 id=\"loop-%s\">%s</h3>\n", own->info.id,
             own->info.id, own->info.title);
    if (own->info.illustrative)
        out_raw(o, "<p><strong class=\"tag\">Illustrative</strong> Assumed, to show how the page works.</p>\n");
    if (own->info.has_parent)
        out_html(o, "<p>Belongs to <a href=\"#loop-%s\">%s</a>.</p>\n", all->loops[own->info.parent].info.id,
                 all->loops[own->info.parent].info.title);
    out_raw(o, "<dl class=\"facts\">\n");
    for (int32_t kind = COPROD_STATEMENT_HEARD; kind <= COPROD_STATEMENT_CHANGED; kind++)
        write_statements(o, r, index, kind, kind == COPROD_STATEMENT_TOLD ? own->told : NULL);
    write_measures(o, r, own->info.id);
    write_promises(o, r, index);
    out_html(o, "<div><dt>Where it stands</dt><dd><p>%s</p></dd></div>\n", own->stands);
    write_list(o, "Missed", &own->missed);
    if (own->late[0])
        out_html(o, "<div><dt>Late</dt><dd><p>%s</p></dd></div>\n", own->late);
    write_list(o, "Next", &own->next);
    out_raw(o, "</dl>\n");
    if (own->info.note[0])
        out_html(o, "<p class=\"quiet\">Note: %s</p>\n", own->info.note);
    out_raw(o, "</article>\n");
}

/* Measures that name no loop. */
static void write_others(out *o, const report *r)
{
    const feedback *all = r->feedback;
    int any = 0;
    for (size_t i = 0; i < all->measure_count; i++) {
        if (all->measures[i].info.loop[0])
            continue;
        out_raw(o, any++ ? "" : "<h3>Measured for the programme as a whole</h3>\n");
        write_measure(o, r, &all->measures[i], i);
    }
}

void page_loops(out *o, const report *r)
{
    const feedback *all = r->feedback;
    if (!all || (!all->loop_count && !all->measure_count))
        return;
    out_raw(o, "<section id=\"loops\" aria-labelledby=\"loops-title\">\n"
               "<h2 id=\"loops-title\">You said, we did</h2>\n");
    if (all->summary)
        out_html(o, "<div class=\"panel\"><p>%s</p></div>\n", all->summary);
    out_raw(o, "<p>Nothing closes until people have been told. What is late, or to come, is told as of the day on "
               "which this was prepared; what nobody wrote down is not known.</p>\n");
    if (all->loop_count)
        write_glance(o, all);
    write_times(o, all);
    for (size_t i = 0; i < all->loop_count; i++)
        write_loop(o, r, i);
    write_others(o, r);
    out_raw(o, "</section>\n");
}
