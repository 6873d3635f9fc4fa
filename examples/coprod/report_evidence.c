/* SPDX-License-Identifier: MIT */
/* What the sources say about one activity: the answers of every coder with their quotes, and how far they differ. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

/* An answer of one coder. */
typedef struct answer {
    int32_t low, high;
    coprod_answer_source source;
} answer;

static int get_answer(const report *r, const activity *a, size_t coding, uint32_t i, answer *own)
{
    own->source.size = sizeof own->source;
    return coprod_evidence_get(a->codings[coding].evidence, i, &own->low, &own->high, &own->source) == COPROD_OK
           && (own->low > 0 || own->high < r->indicators[i].top || (own->source.quote && own->source.quote[0]));
}

static int same(const char *a, const char *b)
{
    return !strcmp(a ? a : "", b ? b : "");
}

static void write_wording(out *o, const report *r, uint32_t i, int32_t low, int32_t high)
{
    const char *first = coprod_spectrum_answer(r->spectrum, i, low);
    const char *last = coprod_spectrum_answer(r->spectrum, i, high);
    if (low == 0 && high == r->indicators[i].top)
        out_raw(o, "not known");
    else if (low == high)
        out_html(o, "%s", first);
    else
        out_html(o, "from <i>%s</i> to <i>%s</i>", first, last);
}

/* The coder whose answer is the whole range already; NULL if it takes more than one. */
static const char *widest(const report *r, const activity *a, uint32_t i, int32_t low, int32_t high)
{
    for (size_t k = 0; k < a->info.coding_count; k++) {
        answer own;
        if (get_answer(r, a, k, i, &own) && own.low == low && own.high == high)
            return a->codings[k].coder;
    }
    return NULL;
}

static void write_together(out *o, const report *r, const activity *a, uint32_t i)
{
    const char *coder;
    int32_t low, high;
    coprod_evidence_get(a->whole.evidence, i, &low, &high, NULL);
    coder = widest(r, a, i, low, high);
    out_raw(o, "<p><span class=\"who\">taken together:</span> ");
    if (coder)
        out_html(o, "as the %s has it", coder);
    else
        write_wording(o, r, i, low, high);
    out_raw(o, "</p>");
}

static void write_answers(out *o, const report *r, const activity *a, uint32_t i, const char *column)
{
    answer own;
    table_cell(o, column, NULL);
    for (size_t k = 0; k < a->info.coding_count; k++) {
        int given = get_answer(r, a, k, i, &own);
        out_raw(o, "<p>");
        if (a->info.differences >> i & 1)
            out_html(o, "<span class=\"who\">%s:</span> ", a->codings[k].coder);
        if (given)
            write_wording(o, r, i, own.low, own.high);
        else
            out_raw(o, "no answer");
        out_raw(o, "</p>\n");
        if (!(a->info.differences >> i & 1))
            break;
    }
    if (a->info.differences >> i & 1)
        write_together(o, r, a, i);
    table_cell_end(o);
}

/* Who rests on a quote, from its first coder on, and how: "both coders: inferred". */
static void write_basis(out *o, const report *r, const activity *a, uint32_t i, size_t first)
{
    answer own, other;
    size_t sharing = 0;
    int alike = 1;
    get_answer(r, a, first, i, &own);
    for (size_t j = first; j < a->info.coding_count; j++)
        if (get_answer(r, a, j, i, &other) && same(own.source.quote, other.source.quote)) {
            sharing++;
            alike &= own.source.basis == other.source.basis;
        }
    if (alike && sharing > 1 && sharing == a->info.coding_count) {
        out_html(o, "; %s coders: %s", sharing == 2 ? "both" : "all", words_basis(own.source.basis));
        return;
    }
    for (size_t j = first; j < a->info.coding_count; j++)
        if (get_answer(r, a, j, i, &other) && same(own.source.quote, other.source.quote))
            out_html(o, "; %s: %s", a->codings[j].coder, words_basis(other.source.basis));
}

/* Every quote once. */
static void write_quotes(out *o, const report *r, const activity *a, uint32_t i, const char *column)
{
    table_cell(o, column, NULL);
    for (size_t k = 0; k < a->info.coding_count; k++) {
        answer own, other;
        int told = 0;
        if (!get_answer(r, a, k, i, &own))
            continue;
        for (size_t j = 0; j < k; j++)
            told |= get_answer(r, a, j, i, &other) && same(own.source.quote, other.source.quote);
        if (told)
            continue;
        if (own.source.quote && own.source.quote[0])
            out_html(o, "<blockquote><p>%s</p></blockquote>", own.source.quote);
        else
            out_raw(o, "<p>no words given</p>");
        out_raw(o, "<p class=\"quiet\">");
        page_source(o, r, own.source.source, own.source.date);
        write_basis(o, r, a, i, k);
        out_raw(o, "</p>\n");
    }
    table_cell_end(o);
}

static void write_table(out *o, const report *r, const activity *a)
{
    static const char *const columns[] = {"Aspect", "Answer", "Words of the source"};
    int any = 0;
    out_raw(o, "<h4>What the sources say</h4>\n");
    for (uint32_t i = 0; i < r->definition.indicator_count; i++) {
        if (!report_answered(r, a, i))
            continue;
        if (!any++) {
            out_raw(o, "<div class=\"evidence\">\n");
            table_open(o, "Answers read from the sources, with the words that they rest on", columns, 3);
        }
        table_row(o, NULL);
        out_html(o, "%s <span class=\"quiet\">%s</span></th>", r->indicators[i].title, r->indicators[i].id);
        write_answers(o, r, a, i, columns[1]);
        write_quotes(o, r, a, i, columns[2]);
        table_row_end(o);
    }
    if (any) {
        table_close(o);
        out_raw(o, "</div>\n");
    } else {
        out_raw(o, "<p>Nothing that answers any of the points.</p>\n");
    }
}

/* Bounds that no coder gave, but that follow from the answers given. */
static void write_follows(out *o, const report *r, const activity *a)
{
    int any = 0;
    for (size_t i = 0; i < coprod_classification_reason_count(a->whole.result); i++) {
        coprod_reason reason = {sizeof reason};
        char *text;
        coprod_classification_reason(a->whole.result, i, &reason);
        if (strcmp(reason.code, "spectrum-follows"))
            continue;
        if (!any++)
            out_raw(o, "<p>From these answers it follows:</p>\n<ul>\n");
        text = words_reason(&a->whole, i);
        o->failed |= !text;
        out_html(o, "<li><strong>%s.</strong> ", r->indicators[reason.indicator].title);
        out_curly(o, text ? text : "");
        out_html(o, " %s</li>\n", words_why(r, reason.index));
        free(text);
    }
    out_raw(o, any ? "</ul>\n" : "");
}

static int same_interval(const coprod_interval *a, const coprod_interval *b)
{
    return a->lowest == b->lowest && a->point == b->point && a->highest == b->highest;
}

static void write_reading(out *o, const report *r, const reading *own, const char *who, const char *id)
{
    out_html(o, "<li><p><span class=\"who\">%s:</span> %s.</p>\n", who, own->headline);
    if (id)
        picture_strip(o, r, &own->interval, 0, own->headline, id);
    out_raw(o, "</li>\n");
}

/* The readings one under the other; pictures only where they are not all the same. */
static void write_readings(out *o, const report *r, const activity *a)
{
    char id[64];
    size_t index = (size_t)(a - r->activities) + 1;
    int alike = 1;
    if (a->info.coding_count < 2) {
        out_html(o, "<p>%s</p>\n", a->gap);
        return;
    }
    out_html(o, "<h4>How far the readings agree</h4>\n<p>%s</p>\n", a->gap);
    for (size_t k = 0; k < a->info.coding_count; k++)
        alike &= same_interval(&a->codings[k].interval, &a->whole.interval);
    if (alike)
        out_raw(o, "<div class=\"readings\">\n");
    else
        picture_frame(o, r, "readings", "The readings as pictures");
    if (!alike)
        picture_labels(o, r);
    out_raw(o, "<ul>\n");
    for (size_t k = 0; k < a->info.coding_count; k++) {
        snprintf(id, sizeof id, "reading-%zu-%zu", index, k + 1);
        write_reading(o, r, &a->codings[k], a->codings[k].coder, alike ? NULL : id);
    }
    snprintf(id, sizeof id, "reading-%zu-together", index);
    write_reading(o, r, &a->whole, "taken together", alike ? NULL : id);
    out_raw(o, "</ul>\n</div>\n");
}

void page_evidence(out *o, const report *r, const activity *a)
{
    write_table(o, r, a);
    write_follows(o, r, a);
    write_readings(o, r, a);
}
