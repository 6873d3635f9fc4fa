/* SPDX-License-Identifier: MIT */
/* The payments of the page: what is paid and what is not, each claim as a column that adds up, and its policy. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

/* A cell with what a function of words writes. */
static void write_amount(out *o, const char *column, const payment *p, int64_t pence)
{
    out words = {NULL, 0, 0, 0};
    char *text;
    words_money(&words, p->policy.currency, pence);
    text = out_take(&words);
    o->failed |= !text;
    table_cell(o, column, text ? text : "");
    free(text);
}

static void write_sum(out *o, const payment *p, const char *const *columns, const char *label, int64_t pence)
{
    out_raw(o, "<tr class=\"sum\" role=\"row\"><th role=\"rowheader\" scope=\"row\" colspan=\"4\">");
    out_html(o, "%s</th>", label);
    write_amount(o, columns[4], p, pence);
    table_row_end(o);
}

static void write_line(out *o, const payment *p, uint32_t index, const char *const *columns)
{
    const payment_line *own = &p->lines[index];
    out words = {NULL, 0, 0, 0};
    char *amount;
    words_amount(&words, p, &own->info);
    amount = out_take(&words);
    o->failed |= !amount;
    table_row(o, NULL);
    out_html(o, "%s<span class=\"quiet\">%s</span></th>", own->info.id, own->claimed);
    table_cell(o, columns[1], own->day[0] ? own->day : "not given");
    table_cell(o, columns[2], words_outcome(own->info.outcome));
    table_cell(o, columns[3], own->text);
    table_cell(o, columns[4], amount ? amount : "");
    table_row_end(o);
    free(amount);
}

static void write_lines(out *o, const payment *p)
{
    static const char *const columns[] = {"Line", "Day", "Outcome", "In words", "Amount"};
    out_raw(o, "<div class=\"amounts lines\">\n");
    table_about(o, columns, 5, "Lines of claim \u201c%s\u201d; the amounts add up to the sum below them",
                p->sums.claim_id, "");
    for (uint32_t i = 0; i < p->sums.line_count; i++)
        write_line(o, p, i, columns);
    if (p->advance_pence) {
        write_sum(o, p, columns, "Sum of the lines", p->paid_pence);
        write_sum(o, p, columns, "Less what was paid in advance", -p->advance_pence);
    }
    if (p->sums.to_repay_pence)
        write_sum(o, p, columns, "To be repaid by the person", -p->sums.to_repay_pence);
    else
        write_sum(o, p, columns, p->advance_pence ? "Still to be paid" : "Paid in all", p->sums.total_pence);
    table_close(o);
    out_raw(o, "</div>\n");
}

/* Each outcome has a total of its own, and none of them is added to another. */
static void write_totals(out *o, const payment *p)
{
    static const char *const columns[] = {"What became of it", "Lines", "Amount"};
    if (payment_lines(p, COPROD_OUTCOME_PAID) == p->sums.line_count)
        return;
    out_raw(o, "<div class=\"amounts totals\">\n");
    table_open(o, "Each outcome on its own; these sums are of different kinds and are not added up", columns, 3);
    for (int32_t outcome = COPROD_OUTCOME_PAID; outcome <= COPROD_OUTCOME_INFORMATION; outcome++) {
        size_t count = payment_lines(p, outcome);
        int64_t pence = 0;
        char lines[24];
        coprod_payment_total(p->result, outcome, &pence);
        if (!count && !pence)
            continue;
        snprintf(lines, sizeof lines, "%zu", count);
        table_row(o, NULL);
        out_html(o, "%s%s</th>", words_outcome(outcome),
                 pence && (outcome == COPROD_OUTCOME_REJECTED || outcome == COPROD_OUTCOME_UNDETERMINED)
                 ? " (what was claimed)" : "");
        table_cell(o, columns[1], count ? lines : "parts of lines");
        if (pence || words_is_paid(outcome))
            write_amount(o, columns[2], p, pence);
        else
            table_cell(o, columns[2], outcome == COPROD_OUTCOME_INFORMATION ? "no money" : "not known");
        table_row_end(o);
    }
    if (p->sums.left_pence) {
        char lines[24];
        snprintf(lines, sizeof lines, "%zu", payment_left_lines(p));
        table_row(o, "left with the person, of what was spent");
        table_cell(o, columns[1], lines);
        write_amount(o, columns[2], p, p->sums.left_pence);
        table_row_end(o);
    }
    table_close(o);
    out_raw(o, "</div>\n");
}

static void write_policy(out *o, const report *r, size_t index)
{
    const coprod_policy_info *own = &r->payments[index].policy;
    size_t before = payment_policy_before(r, index);
    out_html(o, "<div><dt>Policy</dt><dd><p>%s<br><span class=\"quiet\"><code>%s</code>, version %s, fingerprint "
                "<code>%s</code></span></p>\n<p>Source: ", own->title, own->id, own->version, own->fingerprint);
    page_link(o, own->source_address, own->source_title[0] ? own->source_title : "not stated");
    out_raw(o, "</p>\n");
    if (own->note[0] && before)
        out_html(o, "<p class=\"quiet\">What to know about it: see <a href=\"#payment-%d\">payment claim "
                    "%d</a>.</p>\n", (int)before, (int)before);
    else if (own->note[0])
        out_html(o, "<p class=\"quiet\">%s</p>\n", own->note);
    out_raw(o, "</dd></div>\n");
}

static void write_facts(out *o, const report *r, size_t index)
{
    const payment *p = &r->payments[index];
    out day = {NULL, 0, 0, 0};
    char *known;
    words_day(&day, p->info.known_on);
    known = out_take(&day);
    o->failed |= !known;
    out_html(o, "<dl class=\"facts\">\n<div><dt>Person</dt><dd>%s</dd></div>\n", p->sums.person);
    write_policy(o, r, index);
    out_html(o, "<div><dt>Priced with</dt><dd>%s%s</dd></div>\n<div><dt>Source of the claim</dt><dd>",
             p->info.has_known_on ? "what was known on " : "everything that the policy holds, whenever it became known",
             p->info.has_known_on && known ? known : "");
    page_source(o, r, p->info.source, p->info.section);
    out_raw(o, "</dd></div>\n</dl>\n");
    free(known);
}

static void write_again(out *o, const report *r, size_t index)
{
    out words = {NULL, 0, 0, 0};
    char *text;
    words_again(&words, r, index);
    text = out_take(&words);
    o->failed |= !text;
    if (text && text[0])
        out_html(o, "<p>%s</p>\n", text);
    free(text);
}

static void write_payment(out *o, const report *r, size_t index)
{
    const payment *p = &r->payments[index];
    int number = (int)index + 1;
    char id[32];
    snprintf(id, sizeof id, "costs-%d", number);
    out_html(o, "<article id=\"payment-%d\" aria-labelledby=\"payment-title-%d\">\n<div class=\"together\">\n"
                "<p class=\"count\">Payment claim %d of %d</p>\n<h3 id=\"payment-title-%d\">%s</h3>\n", number, number,
             number, (int)r->payment_count, number, p->info.title);
    if (p->info.illustrative)
        out_raw(o, "<p><strong class=\"tag\">Illustrative</strong> This claim is assumed, to show how the page "
                   "works.</p>\n");
    if (p->info.note[0])
        out_html(o, "<p>%s</p>\n", p->info.note);
    out_html(o, "<p class=\"headline\">%s</p>\n", p->headline);
    if (p->rest[0])
        out_html(o, "<p>%s</p>\n", p->rest);
    write_again(o, r, index);
    out_raw(o, "</div>\n");
    if (p->sums.left_pence)
        picture_costs(o, p, id);
    write_lines(o, p);
    write_totals(o, p);
    page_arithmetic(o, p);
    page_checks(o, p);
    out_raw(o, "<h4>Policy and source</h4>\n");
    write_facts(o, r, index);
    out_raw(o, "</article>\n");
}

void page_payments(out *o, const report *r)
{
    const char *assumed = words_assumed(r);
    out_raw(o, "<section id=\"payments\" aria-labelledby=\"payments-title\">\n"
               "<h2 id=\"payments-title\">Payments</h2>\n<div class=\"panel\">\n");
    if (assumed)
        out_html(o, "<p><strong class=\"tag\">Illustrative</strong> %s</p>\n", assumed);
    out_html(o, "<p>%s</p>\n</div>\n", r->paid);
    out_raw(o, "<p>Each amount follows from the claim and the policy alone, and every step of it is written down, so "
               "that it can be checked with a pencil. What is not known is not guessed, and adds nothing to a sum. A "
               "fraction beside an amount is a part of a penny. "
               "Claims under one policy are counted on from each to the next: miles of a year, caps, receipts, and "
               "what the checks count.</p>\n");
    for (size_t i = 0; i < r->payment_count; i++)
        write_payment(o, r, i);
    out_raw(o, "</section>\n");
}
