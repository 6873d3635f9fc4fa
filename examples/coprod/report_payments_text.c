/* SPDX-License-Identifier: MIT */
/* The payments as plain text: amounts stand in one column. */
#include <stdlib.h>
#include <string.h>

#include "report.h"

enum { AMOUNT = 14 };

static void write_row(out *o, out *amount, const char *words)
{
    char *text = out_take(amount);
    o->failed |= !text;
    text_row(o, AMOUNT, text ? text : "", words);
    free(text);
}

static void write_sum(out *o, const payment *p, int64_t pence, const char *words)
{
    out amount = {NULL, 0, 0, 0};
    words_money(&amount, p->policy.currency, pence);
    write_row(o, &amount, words);
}

static void write_lines(out *o, const payment *p)
{
    out_raw(o, "\n  Lines\n");
    for (uint32_t i = 0; i < p->sums.line_count; i++) {
        const payment_line *own = &p->lines[i];
        out amount = {NULL, 0, 0, 0}, words = {NULL, 0, 0, 0};
        char *text;
        words_amount(&amount, p, &own->info);
        out_plain(&words, "%s (%s; %s): %s", own->info.id, own->claimed, own->day[0] ? own->day : "day not given",
                  own->text);
        text = out_take(&words);
        o->failed |= !text;
        write_row(o, &amount, text ? text : "");
        free(text);
    }
    text_row(o, AMOUNT, "----------", "");
    if (p->advance_pence) {
        write_sum(o, p, p->paid_pence, "sum of the lines");
        write_sum(o, p, -p->advance_pence, "less what was paid in advance");
    }
    if (p->sums.to_repay_pence)
        write_sum(o, p, -p->sums.to_repay_pence, "to be repaid by the person");
    else
        write_sum(o, p, p->sums.total_pence, p->advance_pence ? "still to be paid" : "paid in all");
}

static void write_left(out *o, const payment *p)
{
    out words = {NULL, 0, 0, 0};
    char *text;
    out_raw(&words, "left with the person, of what was spent, ");
    words_lines(&words, payment_left_lines(p));
    text = out_take(&words);
    o->failed |= !text;
    write_sum(o, p, p->sums.left_pence, text ? text : "");
    free(text);
}

static void write_totals(out *o, const payment *p)
{
    if (payment_lines(p, COPROD_OUTCOME_PAID) == p->sums.line_count)
        return;
    out_raw(o, "\n  Each outcome on its own (sums of different kinds, which are not added up)\n");
    for (int32_t outcome = COPROD_OUTCOME_PAID; outcome <= COPROD_OUTCOME_INFORMATION; outcome++) {
        size_t count = payment_lines(p, outcome);
        out amount = {NULL, 0, 0, 0}, words = {NULL, 0, 0, 0};
        int64_t pence = 0;
        char *text;
        coprod_payment_total(p->result, outcome, &pence);
        if (!count && !pence)
            continue;
        if (pence || words_is_paid(outcome))
            words_money(&amount, p->policy.currency, pence);
        else
            out_raw(&amount, outcome == COPROD_OUTCOME_INFORMATION ? "no money" : "not known");
        out_plain(&words, "%s%s, ", words_outcome(outcome),
                  pence && (outcome == COPROD_OUTCOME_REJECTED || outcome == COPROD_OUTCOME_UNDETERMINED)
                  ? " (what was claimed)" : "");
        if (count)
            words_lines(&words, count);
        else
            out_raw(&words, "parts of lines");
        text = out_take(&words);
        o->failed |= !text;
        write_row(o, &amount, text ? text : "");
        free(text);
    }
    if (p->sums.left_pence)
        write_left(o, p);
}

static void write_step(out *o, const payment *p, uint32_t line, uint32_t index)
{
    coprod_payment_step step = {sizeof step};
    out amount = {NULL, 0, 0, 0};
    char *text = words_step(p, line, index);
    coprod_payment_get_step(p->result, line, index, &step);
    words_exact(&amount, p->policy.currency, step.delta_numerator, step.delta_denominator);
    o->failed |= !text;
    write_row(o, &amount, text ? text : "");
    free(text);
}

static void write_sources(out *o, const payment *p)
{
    size_t count;
    coprod_payment_step *list = payment_sources(p, &count);
    o->failed |= !list;
    out_raw(o, count ? "\n  Where these values and rules stand\n" : "");
    for (size_t i = 0; list && i < count; i++) {
        const coprod_payment_step *own = &list[i];
        text_say(o, 2, 4, "- %s%s%s%s%s%s", own->source_title, own->source_section[0] ? ", " : "",
                 own->source_section, own->source_words[0] ? ": \"" : "", own->source_words,
                 own->source_words[0] ? "\"" : "");
        if (own->source_address[0])
            text_say(o, 4, 4, "%s", own->source_address);
    }
    free(list);
}

static void write_arithmetic(out *o, const payment *p)
{
    out_raw(o, "\n  The arithmetic, step by step\n");
    for (uint32_t i = 0; i < p->sums.line_count; i++) {
        out sum = {NULL, 0, 0, 0};
        text_say(o, 2, 4, "%s", p->lines[i].info.id);
        for (uint32_t k = 0; k < p->lines[i].info.step_count; k++)
            write_step(o, p, i, k);
        words_amount(&sum, p, &p->lines[i].info);
        write_row(o, &sum, p->lines[i].info.step_count ? "paid for this line"
                                                       : "no sum was worked out; the line above says why");
    }
    write_sources(o, p);
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
            text_say(o, 2, 4, "- These cannot be said, because a value, a date or other earnings are not known. If "
                              "you receive one of these benefits, seek advice from an independent welfare adviser "
                              "before accepting:");
        if (told)
            text_say(o, 4, 6, "- %s", text ? text : "");
        free(text);
    }
}

/* Answers of one status, for the person or for those who pay. */
static void write_answers(out *o, const payment *p, int32_t status, int to_payer, const char *before)
{
    for (uint32_t i = 0; i < p->sums.check_count; i++) {
        coprod_payment_check check = {sizeof check};
        char *text;
        coprod_payment_get_check(p->result, i, &check);
        if (check.status != status || !payment_is_told(&check) || payment_is_to_payer(&check) != to_payer)
            continue;
        text = words_check(p, i);
        o->failed |= !text;
        text_say(o, 2, 4, "- %s%s", before, text ? text : "");
        free(text);
    }
}

static void write_checks(out *o, const payment *p)
{
    size_t to_payer = payment_checks_to_payer(p);
    if (to_payer < p->sums.check_count) {
        out_raw(o, "\n  Before the money is accepted\n");
        text_say(o, 2, 2, "%s", report_checks_person);
        write_answers(o, p, COPROD_CHECK_OUTSIDE, 0, "SEEK ADVICE FIRST. ");
        write_unknown(o, p);
        write_answers(o, p, COPROD_CHECK_INSIDE, 0, "");
    }
    if (to_payer) {
        out_raw(o, "\n  For those who pay\n");
        text_say(o, 2, 2, "%s", report_checks_payer);
        for (int32_t status = COPROD_CHECK_INSIDE; status <= COPROD_CHECK_NOT_KNOWN; status++)
            write_answers(o, p, status, 1, status == COPROD_CHECK_OUTSIDE ? "ATTENTION. " : "");
    }
}

static void write_facts(out *o, const report *r, size_t index)
{
    const payment *p = &r->payments[index];
    const coprod_policy_info *own = &p->policy;
    coprod_dossier_source source;
    size_t number = 0, before = payment_policy_before(r, index);
    out_raw(o, "\n");
    text_say(o, 2, 4, "Person: %s", p->sums.person);
    text_say(o, 2, 4, "Policy: %s (%s, version %s)", own->title, own->id, own->version);
    text_say(o, 4, 4, "fingerprint %s", own->fingerprint);
    text_say(o, 4, 4, "source: %s %s", own->source_title, own->source_address);
    if (own->note[0] && before)
        text_say(o, 4, 4, "what to know about it: see payment claim %d", (int)before);
    else if (own->note[0])
        text_say(o, 4, 4, "%s", own->note);
    if (p->info.has_known_on) {
        out day = {NULL, 0, 0, 0};
        char *text;
        words_day(&day, p->info.known_on);
        text = out_take(&day);
        o->failed |= !text;
        text_say(o, 2, 4, "Priced with what was known on %s", text ? text : "");
        free(text);
    } else {
        text_say(o, 2, 4, "Priced with everything that the policy holds, whenever it became known");
    }
    if (report_source(r, p->info.source, &number, &source))
        text_say(o, 2, 4, "Source of the claim: [%d]%s%s", (int)number + 1, p->info.section[0] ? " " : "",
                 p->info.section);
    else
        text_say(o, 2, 4, "Source of the claim: %s", p->info.source[0] ? p->info.source : "not stated");
}

static void write_payment(out *o, const report *r, size_t index)
{
    const payment *p = &r->payments[index];
    out again = {NULL, 0, 0, 0};
    char *text;
    out_raw(o, "\n");
    text_say(o, 0, 2, "Payment claim %d of %d: %s", (int)index + 1, (int)r->payment_count, p->info.title);
    if (p->info.illustrative)
        text_say(o, 2, 2, "ILLUSTRATIVE: this claim is assumed, to show how the page works.");
    if (p->info.note[0])
        text_say(o, 2, 2, "%s", p->info.note);
    text_say(o, 2, 2, "%s %s", p->headline, p->rest);
    words_again(&again, r, index);
    text = out_take(&again);
    o->failed |= !text;
    if (text && text[0])
        text_say(o, 2, 2, "%s", text);
    free(text);
    write_lines(o, p);
    write_totals(o, p);
    write_arithmetic(o, p);
    write_checks(o, p);
    write_facts(o, r, index);
}

void text_payments(out *o, const report *r)
{
    text_head(o, "-", "Payments");
    if (words_assumed(r))
        text_say(o, 0, 0, "ILLUSTRATIVE: %s", words_assumed(r));
    text_say(o, 0, 0, "%s", r->paid);
    text_say(o, 0, 0, "Each amount follows from the claim and the policy alone. What is not known is not guessed, and "
                      "adds nothing to a sum. A fraction beside an amount is a part of a penny. Claims under one "
                      "policy are counted on from each to the next.");
    for (size_t i = 0; i < r->payment_count; i++)
        write_payment(o, r, i);
}
