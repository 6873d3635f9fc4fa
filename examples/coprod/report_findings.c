/* SPDX-License-Identifier: MIT */
/* What is not evidenced of one activity, what it would take, promises and patterns. */
#include <stdio.h>
#include <string.h>

#include "report.h"

static void write_effect(out *o, const char *column, const char *bound, int32_t moves, const char *level)
{
    table_cell(o, column, NULL);
    if (moves)
        out_html(o, "%s<strong class=\"whole\">%s</strong>", bound, level);
    else
        out_raw(o, "no change");
    table_cell_end(o);
}

/* Indicators that no coder answered, whether or not they would move the result. */
static void write_unanswered(out *o, const report *r, const activity *a)
{
    int any = 0;
    for (uint32_t i = 0; i < r->definition.indicator_count; i++) {
        if (report_answered(r, a, i))
            continue;
        out_raw(o, any ? "" : "<p>");
        out_html(o, "%s%s", any++ ? "; " : "Not answered by the sources at all: ", r->indicators[i].title);
    }
    out_raw(o, any ? ". Not known does not mean no.</p>\n" : "");
}

static void write_missing(out *o, const report *r, const activity *a)
{
    static const char *const columns[] = {"Aspect", "Question to ask", "With the lowest answer",
                                          "With the highest answer"};
    size_t count = coprod_classification_missing_count(a->whole.result);
    out_raw(o, "<div class=\"missing\">\n<h4>What is not evidenced</h4>\n");
    if (!count)
        out_raw(o, "<p>Nothing that could change the level.</p>\n");
    else
        table_open(o, "Answers that would narrow the result, the most decisive first", columns, 4);
    for (size_t i = 0; i < count; i++) {
        coprod_missing own = {sizeof own};
        coprod_classification_missing(a->whole.result, i, &own);
        table_row(o, r->indicators[own.indicator].title);
        table_cell(o, columns[1], r->indicators[own.indicator].question);
        write_effect(o, columns[2], own.drop < a->whole.interval.highest ? "at most " : "", own.drop,
                     words_level(r, a->whole.interval.highest - own.drop));
        write_effect(o, columns[3], "at least ", own.gain, words_level(r, a->whole.interval.lowest + own.gain));
        table_row_end(o);
    }
    if (count)
        table_close(o);
    write_unanswered(o, r, a);
    out_raw(o, "</div>\n");
}

static void write_steps(out *o, const report *r, const activity *a, const way *own, int kind)
{
    out_raw(o, "<ul>\n");
    for (size_t i = 0; i < own->count; i++) {
        const coprod_step *step = &own->steps[i];
        coprod_bound bound = {sizeof bound};
        if (step->kind != kind)
            continue;
        coprod_classification_bound(a->whole.result, step->indicator, &bound);
        out_html(o, "<li><strong>%s</strong>: %s. ", r->indicators[step->indicator].title,
                 coprod_spectrum_answer(r->spectrum, step->indicator, step->to));
        if (kind == COPROD_STEP_EVIDENCE && !step->from)
            out_raw(o, "<span class=\"quiet\">Nothing is certain so far.</span></li>\n");
        else
            out_html(o, "<span class=\"quiet\">%s: %s.</span></li>\n",
                     kind == COPROD_STEP_EVIDENCE ? "Certain so far, at least" : "At most, as it is",
                     coprod_spectrum_answer(r->spectrum, step->indicator,
                                            kind == COPROD_STEP_EVIDENCE ? step->from : bound.high));
    }
    out_raw(o, "</ul>\n");
}

static void write_ways(out *o, const report *r, const activity *a)
{
    way ways[2];
    size_t count = report_ways(r, a, ways);
    out_raw(o, "<h4>What it would take</h4>\n");
    if (!count)
        out_html(o, "<p>Nothing: %s is certain.</p>\n", words_level(r, (int32_t)r->definition.level_count));
    for (size_t i = 0; i < count; i++) {
        int claimed = ways[i].rank == a->claimed, next = ways[i].rank == a->whole.interval.lowest + 1;
        out_html(o, "<div class=\"way\">\n<h5>To be certain of %s (%s%s%s)</h5>\n<div class=\"columns\">\n",
                 r->levels[ways[i].rank].label, next ? "the next level" : "", next && claimed ? ", and " : "",
                 claimed ? "the level claimed" : "");
        if (ways[i].evidence) {
            out_raw(o, "<div>\n<p>Evidence needed: it may be so already.</p>\n");
            write_steps(o, r, a, &ways[i], COPROD_STEP_EVIDENCE);
            out_raw(o, "</div>\n");
        }
        if (ways[i].change) {
            out_raw(o, "<div>\n<p>Change needed: it is not so, as the sources have it.</p>\n");
            write_steps(o, r, a, &ways[i], COPROD_STEP_CHANGE);
            out_raw(o, "</div>\n");
        }
        out_raw(o, "</div>\n</div>\n");
    }
}

static void write_promises(out *o, const report *r, const activity *a)
{
    static const char *const columns[] = {"Promise", "What is due", "State"};
    int any = 0;
    out_raw(o, "<h4>Promises</h4>\n");
    for (uint32_t i = 0; i < r->definition.indicator_count; i++) {
        coprod_promise own = {sizeof own};
        coprod_classification_promise(a->whole.result, i, &own);
        if (own.state == COPROD_PROMISE_NOT_DUE)
            continue;
        if (!any++) {
            char caption[256];
            snprintf(caption, sizeof caption, "Due to people at %s, the most likely level",
                     words_level(r, a->whole.interval.point));
            table_open(o, caption, columns, 3);
        }
        table_row(o, r->indicators[i].title);
        table_cell(o, columns[1], NULL);
        out_html(o, "at least: %s", coprod_spectrum_answer(r->spectrum, i, own.due));
        table_cell_end(o);
        table_cell(o, columns[2], NULL);
        out_html(o, "<strong class=\"state %s\">%s</strong>", own.state == COPROD_PROMISE_BROKEN ? "broken" : "",
                 words_promise(own.state));
        table_cell_end(o);
        table_row_end(o);
    }
    if (any)
        table_close(o);
    else
        out_raw(o, "<p>None is due at the most likely level.</p>\n");
}

static int write_patterns(out *o, const report *r, const activity *a, int32_t state, const char *open)
{
    int any = 0;
    for (uint32_t i = 0; i < r->definition.pattern_count; i++) {
        coprod_pattern own = {sizeof own};
        coprod_classification_pattern(a->whole.result, i, &own);
        if (own.state != state)
            continue;
        out_raw(o, any++ ? "" : open);
        out_html(o, "<li><strong>%s.</strong> %s</li>\n", own.title,
                 state == COPROD_PATTERN_DEFINITE ? own.text : own.question);
    }
    out_raw(o, any ? "</ul>\n</div>\n" : "");
    return any;
}

void page_findings(out *o, const report *r, const activity *a)
{
    int any;
    if (a->whole.interval.lowest < 0)
        return;
    write_missing(o, r, a);
    write_ways(o, r, a);
    write_promises(o, r, a);
    out_raw(o, "<h4>Patterns to look out for</h4>\n");
    any = write_patterns(o, r, a, COPROD_PATTERN_DEFINITE,
                         "<div class=\"panel warn\">\n<p>The evidence shows:</p>\n<ul>\n");
    any += write_patterns(o, r, a, COPROD_PATTERN_POSSIBLE,
                          "<div>\n<p>Possible, and so a question to ask; the evidence does not show it:</p>\n<ul>\n");
    if (!any)
        out_raw(o, "<p>The evidence rules all of them out.</p>\n");
}
