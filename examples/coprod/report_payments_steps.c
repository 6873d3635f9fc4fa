/* SPDX-License-Identifier: MIT */
/* The arithmetic of a payment with its sources, and what is to be said before the money is accepted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

static void write_step(out *o, const payment *p, uint32_t line, uint32_t index, const char *const *columns)
{
    coprod_payment_step step = {sizeof step};
    out words = {NULL, 0, 0, 0};
    char *text = words_step(p, line, index), *delta, number[16];
    coprod_payment_get_step(p->result, line, index, &step);
    words_exact(&words, p->policy.currency, step.delta_numerator, step.delta_denominator);
    delta = out_take(&words);
    o->failed |= !text || !delta;
    snprintf(number, sizeof number, "%u", (unsigned)index + 1);
    table_row(o, number);
    table_cell(o, columns[1], NULL);
    out_curly(o, text ? text : "");
    table_cell_end(o);
    table_cell(o, columns[2], delta ? delta : "");
    table_row_end(o);
    free(text);
    free(delta);
}

static void write_line(out *o, const payment *p, uint32_t line)
{
    static const char *const columns[] = {"Step", "What is done", "Adds"};
    const payment_line *own = &p->lines[line];
    out words = {NULL, 0, 0, 0};
    char *sum;
    words_money(&words, p->policy.currency, own->info.pence);
    sum = out_take(&words);
    o->failed |= !sum;
    out_raw(o, "<div class=\"amounts steps\">\n");
    table_about(o, columns, 3, "Line \u201c%s\u201d: %s", own->info.id, own->claimed);
    for (uint32_t i = 0; i < own->info.step_count; i++)
        write_step(o, p, line, i, columns);
    out_html(o, "<tr class=\"sum\" role=\"row\"><th role=\"rowheader\" scope=\"row\" colspan=\"2\">Paid for line "
                "\u201c%s\u201d</th>", own->info.id);
    table_cell(o, columns[2], sum ? sum : "");
    table_row_end(o);
    table_close(o);
    out_raw(o, "</div>\n");
    free(sum);
}

static void write_source(out *o, const coprod_payment_step *own)
{
    out_raw(o, "<li>");
    page_link(o, own->source_address, own->source_title);
    if (own->source_section[0])
        out_html(o, ", %s", own->source_section);
    if (own->source_words[0])
        out_html(o, ": <q>%s</q>", own->source_words);
    out_raw(o, "</li>\n");
}

static void write_sources(out *o, const payment *p)
{
    size_t count;
    coprod_payment_step *list = payment_sources(p, &count);
    o->failed |= !list;
    out_raw(o, count ? "<h5>Where these values and rules stand</h5>\n<ul>\n" : "");
    for (size_t i = 0; list && i < count; i++)
        write_source(o, &list[i]);
    out_raw(o, count ? "</ul>\n" : "");
    free(list);
}

void page_arithmetic(out *o, const payment *p)
{
    size_t without = 0;
    for (uint32_t i = 0; i < p->sums.line_count; i++)
        without += !p->lines[i].info.step_count;
    out_raw(o, "<h4>The arithmetic, step by step</h4>\n");
    for (uint32_t i = 0; i < p->sums.line_count; i++)
        if (p->lines[i].info.step_count)
            write_line(o, p, i);
    if (without) {
        size_t told = 0;
        out_raw(o, "<p>No sum was worked out for ");
        for (uint32_t i = 0; i < p->sums.line_count; i++)
            if (!p->lines[i].info.step_count) {
                out_html(o, "%s\u201c%s\u201d", !told ? "" : told + 1 == without ? " and " : ", ",
                         p->lines[i].info.id);
                told++;
            }
        out_raw(o, "; the lines above say why.</p>\n");
    }
    write_sources(o, p);
}

/* Answers with one status, for the person or for those who pay, under a heading. */
static void write_answers(out *o, const payment *p, int32_t status, int to_payer, const char *open)
{
    int any = 0;
    for (uint32_t i = 0; i < p->sums.check_count; i++) {
        coprod_payment_check check = {sizeof check};
        char *text;
        coprod_payment_get_check(p->result, i, &check);
        if (check.status != status || !payment_is_told(&check) || payment_is_to_payer(&check) != to_payer)
            continue;
        text = words_check(p, i);
        o->failed |= !text;
        out_raw(o, any++ ? "" : open);
        out_raw(o, "<li>");
        out_curly(o, text ? text : "");
        out_raw(o, "</li>\n");
        free(text);
    }
    out_raw(o, any ? "</ul>\n</div>\n" : "");
}

static void write_unknown(out *o, const payment *p)
{
    int any = 0;
    for (uint32_t i = 0; i < p->sums.check_count; i++) {
        out words = {NULL, 0, 0, 0};
        int told = words_unknown(&words, p, i);
        char *text = out_take(&words);
        o->failed |= !text;
        if (told && !any++)
            out_raw(o, "<div>\n<p>These cannot be said, because a value, a date or other earnings are not known. If "
                       "you receive one of these benefits, seek advice from an independent welfare adviser before "
                       "accepting:</p>\n<ul>\n");
        if (told)
            out_html(o, "<li>%s</li>\n", text ? text : "");
        free(text);
    }
    out_raw(o, any ? "</ul>\n</div>\n" : "");
}

void page_checks(out *o, const payment *p)
{
    size_t to_payer = payment_checks_to_payer(p);
    if (to_payer < p->sums.check_count) {
        out_html(o, "<h4>Before the money is accepted</h4>\n<p>%s</p>\n", report_checks_person);
        write_answers(o, p, COPROD_CHECK_OUTSIDE, 0,
                      "<div class=\"panel warn\">\n<p><strong>Seek advice first.</strong></p>\n<ul>\n");
        write_unknown(o, p);
        write_answers(o, p, COPROD_CHECK_INSIDE, 0,
                      "<div>\n<p>Below a threshold, as far as this page knows:</p>\n<ul>\n");
    }
    if (to_payer) {
        out_html(o, "<h4>For those who pay</h4>\n<p>%s</p>\n", report_checks_payer);
        write_answers(o, p, COPROD_CHECK_OUTSIDE, 1, "<div class=\"panel warn\">\n<ul>\n");
        write_answers(o, p, COPROD_CHECK_NOT_KNOWN, 1, "<div>\n<p>Not known:</p>\n<ul>\n");
        write_answers(o, p, COPROD_CHECK_INSIDE, 1, "<div>\n<p>Not past a threshold:</p>\n<ul>\n");
    }
}
