/* SPDX-License-Identifier: MIT */
/* The programme: every activity in one picture, the same as tables, and the step that would move most of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

static int any_claim(const report *r)
{
    for (size_t i = 0; i < r->info.activity_count; i++)
        if (r->activities[i].claimed > 0)
            return 1;
    return 0;
}

static void write_overview(out *o, const report *r)
{
    out_raw(o, "<h3>Where each activity stands</h3>\n");
    out_html(o, "<p>%s <a href=\"#reading\">What the levels mean</a> is explained at the end.</p>\n", r->coders);
    picture_key(o, r, any_claim(r));
    picture_frame(o, r, "overview", "Where each activity stands");
    picture_labels(o, r);
    out_raw(o, "<ol>\n");
    for (size_t i = 0; i < r->info.activity_count; i++) {
        const activity *a = &r->activities[i];
        char id[32];
        snprintf(id, sizeof id, "strip-%zu", i + 1);
        out_html(o, "<li><a href=\"#activity-%s\">%s</a>%s\n", a->info.id, a->info.title,
                 a->info.illustrative ? " (illustrative)" : "");
        picture_strip(o, r, &a->whole.interval, a->claimed, a->whole.headline, id);
        out_raw(o, "</li>\n");
    }
    out_raw(o, "</ol>\n</div>\n");
}

static void write_claim(out *o, const report *r, const char *column, const activity *a)
{
    table_cell(o, column, NULL);
    if (a->claimed > 0)
        out_html(o, "%s: <strong>%s</strong>", r->levels[a->claimed].label,
                 a->claim.verdict == COPROD_VERDICT_NONE ? "cannot be tested" : coprod_verdict_name(a->claim.verdict));
    else if (a->claimed == CLAIM_NOT_KNOWN)
        out_html(o, "%s: not known in this spectrum", a->info.claim);
    else
        out_raw(o, "none");
    table_cell_end(o);
}

static void write_words(out *o, const report *r)
{
    static const char *const columns[] = {"Activity", "At least", "Most likely", "At most", "Claim"};
    out_raw(o, "<div class=\"levels words\">\n");
    table_open(o, "The same in words: the level of each activity", columns, 5);
    for (size_t i = 0; i < r->info.activity_count; i++) {
        const activity *a = &r->activities[i];
        const coprod_interval *own = &a->whole.interval;
        table_row(o, NULL);
        out_html(o, "%d. %s</th>", (int)i + 1, a->info.title);
        if (own->lowest < 0) {
            for (size_t k = 1; k < 4; k++)
                table_cell(o, columns[k], "contradictory evidence");
        } else {
            table_cell(o, columns[1], r->levels[own->lowest].label);
            table_cell(o, columns[2], r->levels[own->point].label);
            table_cell(o, columns[3], r->levels[own->highest].label);
        }
        write_claim(o, r, columns[4], a);
        table_row_end(o);
    }
    table_close(o);
    out_raw(o, "</div>\n");
}

static void write_count(out *o, const char *column, uint64_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%d", (int)count);
    table_cell(o, column, text);
}

static void write_levels(out *o, const report *r)
{
    static const char *const columns[] = {"Level", "At least (certain)", "Most likely", "At most (possible)"};
    out_raw(o, "<h3>How many activities at each level</h3>\n<p>Each activity is counted once in every column.");
    if (r->all.contradictory)
        out_html(o, " Those whose evidence contradicts itself (%d) are not counted.", (int)r->all.contradictory);
    out_raw(o, "</p>\n<div class=\"numbers\">\n");
    table_open(o, "Activities by level", columns, 4);
    for (int32_t rank = (int32_t)r->definition.level_count; rank >= (r->definition.has_floor ? 1 : 0); rank--) {
        table_row(o, r->levels[rank].label);
        write_count(o, columns[1], r->all.at_lowest[rank]);
        write_count(o, columns[2], r->all.at_point[rank]);
        write_count(o, columns[3], r->all.at_highest[rank]);
        table_row_end(o);
    }
    table_close(o);
    out_raw(o, "</div>\n");
}

static void add_count(out *o, const report *r, int32_t rank, int after, int count)
{
    out_html(o, "%s<span class=\"whole\">%s", after ? ", " : "", r->levels[rank].label);
    if (count)
        out_html(o, " %d", count);
    out_raw(o, "</span>");
}

/* "Consult 2, Engage 1"; the level alone where the line has one activity. */
static void write_spread(out *o, const report *r, const char *column, const coprod_profile_line *line,
                         const uint64_t counts[REPORT_LEVELS])
{
    int any = 0;
    table_cell(o, column, NULL);
    for (int32_t rank = 0; rank <= (int32_t)r->definition.level_count; rank++)
        if (counts[rank])
            add_count(o, r, rank, any++, line->activities > 1 ? (int)counts[rank] : 0);
    out_raw(o, any ? "" : "none: contradictory evidence");
    table_cell_end(o);
}

static void write_groups(out *o, const report *r)
{
    static const char *const columns[] = {"Group of people", "Period",      "Activities",
                                          "At least",        "Most likely", "At most"};
    out_raw(o, "<h3>By group and period</h3>\n");
    out_raw(o, "<div class=\"levels\">\n");
    table_open(o, "Activities by group of people and period, with the levels at which they stand", columns, 6);
    for (size_t i = 1; i < coprod_profile_count(r->profile); i++) {
        coprod_profile_line line = {sizeof line};
        if (coprod_profile_get(r->profile, i, &line) != COPROD_OK)
            continue;
        table_row(o, line.group[0] ? line.group : "Group not known");
        table_cell(o, columns[1], line.period[0] ? line.period : "not known");
        write_count(o, columns[2], line.activities);
        write_spread(o, r, columns[3], &line, line.at_lowest);
        write_spread(o, r, columns[4], &line, line.at_point);
        write_spread(o, r, columns[5], &line, line.at_highest);
        table_row_end(o);
    }
    table_close(o);
    out_raw(o, "</div>\n");
}

static void write_next(out *o, const report *r)
{
    static const char *const columns[] = {"Aspect", "Activities", "Evidence may do", "Needs a change",
                                          "Question to ask"};
    next_step list[REPORT_INDICATORS];
    size_t count = report_next_steps(r, list);
    if (!count)
        return;
    out_raw(o, "<h3>The smallest next step</h3>\n<p>For each activity, the least that would make it certain of one "
               "level more. Often it may be so already, and evidence is all that is needed; sometimes what happens "
               "has to change.</p>\n");
    table_open(o, "What the smallest next step takes, and for how many activities", columns, 5);
    for (size_t i = 0; i < count; i++) {
        const coprod_indicator *own = &r->indicators[list[i].indicator];
        table_row(o, own->title);
        write_count(o, columns[1], (uint64_t)list[i].all);
        write_count(o, columns[2], (uint64_t)list[i].evidence);
        write_count(o, columns[3], (uint64_t)(list[i].all - list[i].evidence));
        table_cell(o, columns[4], own->question);
        table_row_end(o);
    }
    table_close(o);
}

void page_programme(out *o, const report *r)
{
    out_raw(o, "<section id=\"programme\" aria-labelledby=\"programme-title\">\n"
               "<h2 id=\"programme-title\">All activities at a glance</h2>\n");
    write_overview(o, r);
    write_words(o, r);
    write_levels(o, r);
    write_groups(o, r);
    write_next(o, r);
    out_raw(o, "</section>\n");
}
