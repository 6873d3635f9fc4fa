/* SPDX-License-Identifier: MIT */
/* Steps and checks of a payment as sentences, sources each once; checks that cannot be answered are told together. */
#include <stdlib.h>
#include <string.h>

#include "report.h"

char *words_check(const payment *p, uint32_t index)
{
    size_t needed = 0;
    char *text;
    coprod_payment_check_text(p->result, index, NULL, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text)
        coprod_payment_check_text(p->result, index, NULL, text, needed, NULL);
    return text;
}

char *words_step(const payment *p, uint32_t line, uint32_t index)
{
    size_t needed = 0;
    char *text;
    coprod_payment_step_text(p->result, line, index, NULL, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text)
        coprod_payment_step_text(p->result, line, index, NULL, text, needed, NULL);
    return text;
}

static int same_source(const coprod_payment_step *a, const coprod_payment_step *b)
{
    return !strcmp(a->source_title, b->source_title) && !strcmp(a->source_address, b->source_address)
           && !strcmp(a->source_section, b->source_section) && !strcmp(a->source_words, b->source_words);
}

static int add_source(coprod_payment_step **list, size_t *count, const coprod_payment_step *own)
{
    coprod_payment_step *more;
    for (size_t i = 0; i < *count; i++)
        if (same_source(&(*list)[i], own))
            return 1;
    more = realloc(*list, (*count + 1) * sizeof *more);
    if (!more)
        return 0;
    more[(*count)++] = *own;
    *list = more;
    return 1;
}

coprod_payment_step *payment_sources(const payment *p, size_t *count)
{
    coprod_payment_step *list = malloc(sizeof *list);
    *count = 0;
    for (uint32_t i = 0; list && i < p->sums.line_count; i++)
        for (uint32_t k = 0; k < p->lines[i].info.step_count; k++) {
            coprod_payment_step own = {sizeof own};
            coprod_payment_get_step(p->result, i, k, &own);
            if (own.source_title[0] && !add_source(&list, count, &own)) {
                free(list);
                return NULL;
            }
        }
    return list;
}

const char report_checks_person[] =
    "These thresholds speak to the person who is paid. They never change an amount, and none of them says that "
    "something is allowed.";
const char report_checks_payer[] =
    "Wages and tax. Whether taking part is work is not decided here. These checks never change an amount either.";

int payment_is_to_payer(const coprod_payment_check *check)
{
    return !strcmp(check->kind, "floor") || !strcmp(check->kind, "excess");
}

size_t payment_checks_to_payer(const payment *p)
{
    size_t count = 0;
    for (uint32_t i = 0; i < p->sums.check_count; i++) {
        coprod_payment_check check = {sizeof check};
        coprod_payment_get_check(p->result, i, &check);
        count += (size_t)payment_is_to_payer(&check);
    }
    return count;
}

/* Of wages and of tax each line or period speaks for itself; those of benefits have the same sentence. */
int payment_is_told(const coprod_payment_check *check)
{
    return check->status != COPROD_CHECK_NOT_KNOWN || payment_is_to_payer(check);
}

static int is_same(const coprod_payment_check *a, const coprod_payment_check *b)
{
    return !payment_is_told(b) && !strcmp(a->id, b->id);
}

int words_unknown(out *o, const payment *p, uint32_t index)
{
    coprod_payment_check own = {sizeof own}, other = {sizeof other};
    size_t any = 0, count = 0;
    coprod_payment_get_check(p->result, index, &own);
    if (payment_is_told(&own))
        return 0;
    for (uint32_t i = 0; i < index; i++) {
        coprod_payment_get_check(p->result, i, &other);
        if (is_same(&own, &other))
            return 0;
    }
    out_raw(o, own.label);
    for (uint32_t i = index; i < p->sums.check_count; i++) {
        coprod_payment_get_check(p->result, i, &other);
        count += (size_t)is_same(&own, &other);
    }
    for (uint32_t i = index; i < p->sums.check_count; i++) {
        coprod_payment_get_check(p->result, i, &other);
        if (!is_same(&own, &other))
            continue;
        out_raw(o, any + 1 < count && any ? ", " : any ? " and " : !other.has_period ? " (no day of payment is given"
                   : count > 1 ? " (periods from " : " (period from ");
        any++;
        if (other.has_period)
            words_day(o, other.period_day);
    }
    out_raw(o, ")");
    return 1;
}
