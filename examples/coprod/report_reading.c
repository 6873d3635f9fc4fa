/* SPDX-License-Identifier: MIT */
/* How to read the page: what the levels mean, in the words of their source, and what the words of the page mean. */
#include <string.h>

#include "report.h"

const char *const report_rules[][2] = {
    {"Not known does not mean no.",
     "Where the sources are silent, every answer stays possible. That is why a level is given as a range: its lowest "
     "and its highest level both fit what is known, and nothing outside it does."},
    {"At least, most likely, at most.",
     "\u201cAt least\u201d takes every open answer at its lowest and \u201cat most\u201d at its highest. \u201cMost "
     "likely\u201d presumes good faith and no more: people who were asked are taken to have been heard, while a "
     "decision was open, unless the answers say otherwise."},
    {"A claim of a level is tested.",
     "Evidenced: the claim is exactly what is certain. Plausible: up to the most likely level. Unproven: possible, but "
     "above it. Contradicted: above the highest level that the evidence allows. Understated: below what is certain. "
     "\u201cContradicted\u201d speaks of what the sources say, not of what was done."},
    {"Stated, inferred, claimed.",
     "Stated: the source says it. Inferred: it follows from what the source says. Claimed: only a label says it, such "
     "as \u201cco-created\u201d, and a label alone settles nothing."},
    {"Several readings.",
     "Coders read the same sources independently. Where they differ, their answers are taken together from the lowest "
     "to the highest, so that the result holds for each of them."},
    {"Evidence or change.",
     "What it would take is split in two: what may be so already and only has to be shown, and what the sources "
     "exclude, so that it would have to change."},
    {"Promises.",
     "Telling people what happened, payment and expenses, help to take part, and honesty about limits never raise or "
     "lower a level. They are due at the level reached, and are kept, broken or not known."},
    {"Patterns.",
     "A pattern describes an activity and never the people behind it. It is said to be there only if every possible "
     "answer shows it; otherwise it is a question."},
};

const size_t report_rule_count = sizeof report_rules / sizeof *report_rules;

/* Whether all levels have one source, which then is told once. */
static int one_source(const report *r)
{
    for (uint32_t rank = 2; rank <= r->definition.level_count; rank++)
        if (strcmp(r->levels[rank].source_title, r->levels[1].source_title)
            || strcmp(r->levels[rank].source_address, r->levels[1].source_address))
            return 0;
    return 1;
}

static void write_source(out *o, const coprod_level *own)
{
    page_link(o, own->source_address, own->source_title[0] ? own->source_title : "source not stated");
}

static void write_level(out *o, const coprod_level *own, const char *const *columns, int with_source)
{
    table_row(o, own->label);
    table_cell(o, columns[1], NULL);
    if (own->definition[0])
        out_html(o, "<q>%s</q>", own->definition);
    else
        out_raw(o, "no definition given");
    table_cell_end(o);
    if (with_source) {
        table_cell(o, columns[2], NULL);
        write_source(o, own);
        table_cell_end(o);
    }
    table_row_end(o);
}

void page_reading(out *o, const report *r)
{
    static const char *const columns[] = {"Level", "Definition", "Source"};
    int one = one_source(r);
    out_raw(o, "<section id=\"reading\" aria-labelledby=\"reading-title\">\n"
               "<h2 id=\"reading-title\">How to read this page</h2>\n<h3>The levels</h3>\n<div "
               "class=\"definitions\">\n");
    table_open(o, "What each level means, in the words of its source", columns, one ? 2 : 3);
    for (int32_t rank = 1; rank <= (int32_t)r->definition.level_count; rank++)
        write_level(o, &r->levels[rank], columns, !one);
    table_close(o);
    if (one) {
        out_raw(o, "<p>Source: ");
        write_source(o, &r->levels[1]);
        out_raw(o, "</p>\n");
    }
    out_raw(o, "</div>\n<h3>The rules</h3>\n<dl class=\"rules\">\n");
    for (size_t i = 0; i < report_rule_count; i++)
        out_html(o, "<div><dt>%s</dt><dd>%s</dd></div>\n", report_rules[i][0], report_rules[i][1]);
    out_raw(o, "</dl>\n</section>\n");
}
