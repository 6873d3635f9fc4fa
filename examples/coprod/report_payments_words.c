/* SPDX-License-Identifier: MIT */
/* Sums, days and outcomes of payments in words, one by one. */
#include <stdio.h>
#include <string.h>

#include "report.h"

static const char minus[] = "\u2212";

static void add_sign(out *o, const char *currency, int negative)
{
    int pounds = !strcmp(currency, "GBP");
    out_plain(o, "%s%s%s", negative ? minus : "", pounds ? "\u00a3" : currency, pounds ? "" : " ");
}

void words_money(out *o, const char *currency, int64_t pence)
{
    char text[32];
    uint64_t whole = pence < 0 ? 0 - (uint64_t)pence : (uint64_t)pence;
    snprintf(text, sizeof text, "%llu.%02llu", (unsigned long long)(whole / 100), (unsigned long long)(whole % 100));
    add_sign(o, currency, pence < 0);
    out_raw(o, text);
}

static uint64_t common(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

void words_exact(out *o, const char *currency, int64_t numerator, int64_t denominator)
{
    uint64_t n = numerator < 0 ? 0 - (uint64_t)numerator : (uint64_t)numerator, d = (uint64_t)denominator;
    uint64_t mpence = n / d, rest = n % d, part, whole;
    char text[64];
    out_raw(o, rest && d > UINT64_MAX / 1000 ? "about " : "");
    add_sign(o, currency, numerator < 0);
    if (!rest || d > UINT64_MAX / 1000) { /* two decimals of a pound, and more where they are needed */
        int length = snprintf(text, sizeof text, "%llu.%05llu", (unsigned long long)(mpence / 100000),
                              (unsigned long long)(mpence % 100000));
        while (text[length - 1] == '0' && text[length - 3] != '.')
            text[--length] = '\0';
        out_raw(o, text);
        return;
    }
    part = mpence % 1000 * d + rest; /* of a penny, which is d * 1000 of them */
    whole = common(part, d * 1000);
    snprintf(text, sizeof text, "%llu.%02llu %llu/%llu", (unsigned long long)(mpence / 100000),
             (unsigned long long)(mpence / 1000 % 100), (unsigned long long)(part / whole),
             (unsigned long long)(d * 1000 / whole));
    out_raw(o, text);
}

void words_day(out *o, int32_t day)
{
    char text[16];
    if (coprod_day_write(day, text, sizeof text, NULL) == COPROD_OK)
        words_date(o, text);
}

const char *words_outcome(int32_t outcome)
{
    static const char *const words[] = {"", "paid", "paid up to a limit", "paid in part", "not paid",
                                        "not paid yet: a person decides", "not paid yet: cannot be worked out",
                                        "declined", "given to a third party", "paid to the supplier",
                                        "for the checks only"};
    return outcome > 0 && outcome < (int32_t)(sizeof words / sizeof *words) ? words[outcome] : "";
}

int words_is_paid(int32_t outcome)
{
    return outcome == COPROD_OUTCOME_PAID || outcome == COPROD_OUTCOME_PAID_CAPPED
           || outcome == COPROD_OUTCOME_PAID_REDUCED;
}

void words_amount(out *o, const payment *p, const coprod_payment_line *line)
{
    if (line->outcome == COPROD_OUTCOME_UNDETERMINED)
        out_raw(o, "not known");
    else if (line->outcome == COPROD_OUTCOME_INFORMATION)
        out_raw(o, "no money");
    else
        words_money(o, p->policy.currency, line->pence);
}

void words_lines(out *o, size_t count)
{
    if (count)
        out_plain(o, "%d line%s", (int)count, count == 1 ? "" : "s");
    else
        out_raw(o, "no line");
}

size_t payment_lines(const payment *p, int32_t outcome)
{
    size_t count = 0;
    for (uint32_t i = 0; i < p->sums.line_count; i++)
        count += p->lines[i].info.outcome == outcome;
    return count;
}

size_t payment_left_lines(const payment *p)
{
    size_t count = 0;
    for (uint32_t i = 0; i < p->sums.line_count; i++)
        count += p->lines[i].info.left_pence > 0;
    return count;
}

size_t payment_policy_before(const report *r, size_t index)
{
    for (size_t j = 0; j < index; j++)
        if (!strcmp(r->payments[j].policy.fingerprint, r->payments[index].policy.fingerprint)
            && !strcmp(r->payments[j].policy.note, r->payments[index].policy.note))
            return j + 1;
    return 0;
}

const char *words_assumed(const report *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->payment_count; i++)
        count += r->payments[i].info.illustrative;
    return !count                    ? NULL
           : count < r->payment_count ? "Some of these claims are assumed, to show how the page works."
                                      : "All of these claims are assumed, to show how the page works.";
}

void words_again(out *o, const report *r, size_t index)
{
    const payment *p = &r->payments[index], *other;
    if (p->before) {
        int64_t more;
        other = &r->payments[p->before - 1];
        more = p->paid_pence - other->paid_pence;
        out_raw(o, "This is the claim above, priced again: ");
        words_money(o, p->policy.currency, p->paid_pence);
        out_raw(o, " in place of ");
        words_money(o, p->policy.currency, other->paid_pence);
        out_raw(o, more ? ", which is " : ", which changes nothing.");
        if (more)
            words_money(o, p->policy.currency, more < 0 ? -more : more);
        out_raw(o, more > 0 ? " more." : more < 0 ? " less." : "");
    }
    if (p->after)
        out_plain(o, "%sThe same claim is priced again further down, and only that counts in the sums of this page.",
                  p->before ? " " : "");
}
