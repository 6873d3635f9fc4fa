/* SPDX-License-Identifier: MIT */
/* Prices the payment claims of a dossier, in order. What one counts, the next under the same policy goes on from. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

static void free_payment(payment *p)
{
    for (uint32_t i = 0; p->lines && i < p->sums.line_count; i++) {
        free(p->lines[i].day);
        free(p->lines[i].claimed);
        free(p->lines[i].text);
    }
    free(p->lines);
    coprod_payment_free(p->result);
    coprod_ledger_free(p->ledger);
    free(p->payer);
    free(p->headline);
    free(p->rest);
    free(p->json);
}

void report_free_payments(report *r)
{
    for (size_t i = 0; r->payments && i < r->payment_count; i++)
        free_payment(&r->payments[i]);
    free(r->payments);
    free(r->paid);
}

static coprod_status reimburse(const payment *p, const coprod_ledger *ledger)
{
    const coprod_reimburse_options options = {sizeof options, p->info.known_on, p->info.has_known_on, 0, 0};
    return coprod_reimburse(p->info.policy, ledger, p->info.claim, &options, p->result);
}

/* Under the ledger of the first payment that counts the same things for a policy of this id, or a new one. */
static coprod_status price_first(report *r, size_t index)
{
    payment *p = &r->payments[index];
    coprod_status status;
    for (size_t j = 0; j < index; j++) {
        if (!r->payments[j].ledger || strcmp(r->payments[j].policy.id, p->policy.id))
            continue;
        p->counted_in = j;
        status = reimburse(p, r->payments[j].ledger);
        if (status != COPROD_E_FINGERPRINT)
            return status;
    }
    p->counted_in = index;
    status = coprod_ledger_new(p->info.policy, NULL, &p->ledger);
    return status == COPROD_OK ? reimburse(p, p->ledger) : status;
}

/* A claim that stands in the dossier again is the same claim, priced again: what was counted for it is taken back, so
 * that nothing is counted twice. */
static coprod_status price_again(report *r, size_t index)
{
    payment *p = &r->payments[index];
    coprod_ledger *ledger = r->payments[p->counted_in].ledger;
    for (size_t j = index; j-- > 0;) {
        payment *own = &r->payments[j];
        coprod_status status;
        if (own->after || own->counted_in != p->counted_in || strcmp(own->sums.claim_id, p->sums.claim_id)
            || strcmp(own->sums.person, p->sums.person) || strcmp(own->payer, p->payer))
            continue;
        own->after = index + 1;
        p->before = j + 1;
        status = coprod_ledger_reverse(ledger, own->result);
        if (status == COPROD_OK)
            status = reimburse(p, ledger);
        return status == COPROD_OK ? coprod_payment_get(p->result, &p->sums) : status;
    }
    return COPROD_OK;
}

static char *line_text(const coprod_payment *result, uint32_t line)
{
    size_t needed = 0;
    char *text;
    coprod_payment_line_text(result, line, NULL, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text)
        coprod_payment_line_text(result, line, NULL, text, needed, NULL);
    return text;
}

static char *payment_json(const coprod_payment *result)
{
    size_t needed = 0;
    char *text;
    coprod_payment_json(result, NULL, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text && coprod_payment_json(result, NULL, text, needed, NULL) == COPROD_OK)
        return text;
    free(text);
    return NULL;
}

static int read_line(payment *p, uint32_t index, const json_t *json)
{
    payment_line *own = &p->lines[index];
    const char *date = json_string_value(json_object_get(json, "date"));
    out day = {NULL, 0, 0, 0}, claimed = {NULL, 0, 0, 0};
    own->info.size = sizeof own->info;
    coprod_payment_get_line(p->result, index, &own->info);
    p->paid_pence += own->info.pence;
    words_date(&day, date ? date : "");
    words_claimed(&claimed, p->policy.currency, json);
    own->day = out_take(&day);
    own->claimed = out_take(&claimed);
    own->text = line_text(p->result, index);
    return own->day && own->claimed && own->text;
}

/* What the payment and the text of its claim tell, once it is priced. */
static coprod_status describe(report *r, size_t index, const json_t *claim)
{
    payment *p = &r->payments[index];
    const json_t *lines = json_object_get(claim, "lines");
    int good = 1;
    p->lines = calloc(p->sums.line_count + (size_t)1, sizeof *p->lines);
    for (uint32_t i = 0; good && p->lines && i < p->sums.line_count; i++)
        good = read_line(p, i, json_array_get(lines, i));
    p->advance_pence = p->paid_pence - p->sums.total_pence + p->sums.to_repay_pence;
    p->json = payment_json(p->result);
    return good && p->lines && p->json ? COPROD_OK : COPROD_E_MEMORY;
}

static coprod_status price(report *r, size_t index, const json_t *claim)
{
    payment *p = &r->payments[index];
    const char *payer = json_string_value(json_object_get(claim, "payer"));
    coprod_status status;
    p->info.size = sizeof p->info;
    p->policy.size = sizeof p->policy;
    p->sums.size = sizeof p->sums;
    p->payer = strdup(payer ? payer : "");
    status = p->payer ? coprod_dossier_get_claim(r->dossier, index, &p->info) : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = coprod_policy_get(p->info.policy, &p->policy);
    if (status == COPROD_OK)
        status = coprod_payment_new(NULL, &p->result);
    if (status == COPROD_OK)
        status = price_first(r, index);
    if (status == COPROD_OK)
        status = coprod_payment_get(p->result, &p->sums);
    if (status == COPROD_OK)
        status = price_again(r, index);
    if (status == COPROD_OK)
        status = coprod_ledger_add(r->payments[p->counted_in].ledger, p->result);
    return status == COPROD_OK ? describe(r, index, claim) : status;
}

/* The sentences look at all payments: a claim may be priced again further down. */
static coprod_status say(report *r)
{
    out paid = {NULL, 0, 0, 0};
    for (size_t i = 0; i < r->payment_count; i++) {
        out headline = {NULL, 0, 0, 0}, rest = {NULL, 0, 0, 0};
        words_headline_of(&headline, r, i);
        words_rest_of(&rest, &r->payments[i]);
        r->payments[i].headline = out_take(&headline);
        r->payments[i].rest = out_take(&rest);
        if (!r->payments[i].headline || !r->payments[i].rest)
            return COPROD_E_MEMORY;
    }
    words_payments(&paid, r);
    r->paid = out_take(&paid);
    return r->paid ? COPROD_OK : COPROD_E_MEMORY;
}

coprod_status report_price(report *r, const char *text, size_t length)
{
    coprod_status status = COPROD_OK;
    size_t count = coprod_dossier_claim_count(r->dossier);
    const json_t *claims;
    json_t *document;
    if (!count)
        return COPROD_OK;
    document = json_loadb(text, length, 0, NULL);
    claims = json_object_get(document, "claims");
    r->payments = calloc(count, sizeof *r->payments);
    if (!document || !r->payments)
        status = COPROD_E_MEMORY;
    for (size_t i = 0; status == COPROD_OK && i < count; i++) {
        r->payment_count++;
        status = price(r, i, json_object_get(json_array_get(claims, i), "claim"));
    }
    json_decref(document);
    return status == COPROD_OK ? say(r) : status;
}
