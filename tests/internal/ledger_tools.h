/* SPDX-License-Identifier: MIT */
/* A policy that counts everything that can be counted, claims for it, and ledgers as bytes. */
#ifndef COPROD_TEST_LEDGER_TOOLS_H
#define COPROD_TEST_LEDGER_TOOLS_H

#include "payment_tools.h"

static const char counting[] =
    "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 1000000, 'per': 'hour'}]}], "
    "'expenses': [{'id': 'miles', 'label': 'M', 'kind': 'mileage', 'mileage': {'groups': [{'id': 'car', 'vehicles': "
    "['car', 'van'], 'bands': [{'to_miles': 100, 'value': [{'rate_mpence': 45000, 'per': 'mile'}]}, {'value': "
    "[{'rate_mpence': 25000, 'per': 'mile'}]}]}, {'id': 'bike', 'vehicles': ['bike'], 'bands': [{'value': "
    "[{'rate_mpence': 20000, 'per': 'mile'}]}]}], 'accumulate': {'scope': 'tax-year', 'key': ['person', 'payer', "
    "'group']}}}, {'id': 'meal', 'label': 'E', 'kind': 'actual'}], 'caps': [{'id': 'month', 'over': ['meal'], 'scope': "
    "'month', 'limit': [{'amount_pence': 10000}]}, {'id': 'hours', 'over': ['f'], 'scope': 'month', 'measure': "
    "'minutes', 'limit_minutes': 1800}, {'id': 'once', 'over': ['f'], 'scope': 'event', 'measure': 'count', "
    "'limit_count': 9}, {'id': 'far', 'over': ['miles'], 'scope': 'fiscal-year', 'measure': 'miles', 'limit_miles': "
    "900}], 'claim_rules': {'duplicate': {'key': ['receipt-no']}}, 'checks': [{'id': 'esa', 'label': 'ESA', 'kind': "
    "'cliff', 'limit': [{'amount_pence': 19550}], 'minutes_less_than': 960}]}";

/* Three claims of two people, one of them for two payers. */
static const char *const counted_claims[] = {
    "{'id': 'c1', 'person': 'ann', 'payer': 'icb', 'lines': [{'type': 'f', 'date': '2026-05-01', 'minutes': 90, "
    "'event': 'panel'}, {'type': 'miles', 'date': '2026-05-01', 'quantity_milli': '60.5', 'vehicle': 'car'}, {'type': "
    "'miles', 'date': '2026-05-03', 'quantity_milli': 50000, 'vehicle': 'van'}, {'type': 'meal', 'date': '2026-05-01', "
    "'amount_pence': 1250, 'receipt': {'no': 'r1'}}]}",
    "{'id': 'c2', 'person': 'ann', 'payer': 'icb', 'lines': [{'type': 'f', 'date': '2026-05-02', 'minutes': 30, "
    "'event': 'panel'}, {'type': 'miles', 'date': '2026-05-01', 'quantity_milli': 1000, 'vehicle': 'bike'}, {'type': "
    "'miles', 'date': '2026-05-01', 'quantity_milli': 7000, 'vehicle': 'car'}, {'type': 'meal', 'date': '2026-06-01', "
    "'amount_pence': 300, 'receipt': {'no': 'r2'}}]}",
    "{'id': 'c1', 'person': 'bob', 'payer': '', 'lines': [{'type': 'f', 'date': '2026-05-01', 'minutes': 60, 'event': "
    "'panel'}, {'type': 'miles', 'date': '2027-04-06', 'quantity_milli': 10000, 'vehicle': 'car'}, {'type': 'meal', "
    "'date': '2026-05-01', 'amount_pence': 20000, 'receipt': {'no': 'r3'}}]}"};
enum { CLAIMS = sizeof counted_claims / sizeof *counted_claims };

typedef struct counted {
    coprod_policy *policy;
    coprod_payment *payments[CLAIMS]; /* each priced as if nothing had been counted */
} counted;

/* A claim whose empty texts are left out. */
static inline coprod_payment *counted_payment(const coprod_policy *policy, const coprod_ledger *ledger, size_t number)
{
    json_t *document = claim_document(counted_claims[number]);
    coprod_payment_claim *claim;
    coprod_payment *payment;
    if (!text_of(document, "payer")[0])
        json_object_del(document, "payer");
    claim = claim_json(document);
    payment = priced(policy, ledger, claim);
    coprod_payment_claim_free(claim);
    json_decref(document);
    return payment;
}

static inline counted make_counted(void)
{
    counted own = {policy_of(counting), {NULL}};
    for (size_t i = 0; i < CLAIMS; i++)
        own.payments[i] = counted_payment(own.policy, NULL, i);
    return own;
}

static inline void free_counted(counted *own)
{
    for (size_t i = 0; i < CLAIMS; i++)
        coprod_payment_free(own->payments[i]);
    coprod_policy_free(own->policy);
}

static inline coprod_ledger *new_ledger(const coprod_policy *policy)
{
    coprod_ledger *ledger = NULL;
    assert_int_equal(coprod_ledger_new(policy, NULL, &ledger), COPROD_OK);
    return ledger;
}

/* A ledger of payments by their numbers, such as "02". */
static inline coprod_ledger *ledger_with(const counted *own, const char *numbers)
{
    coprod_ledger *ledger = new_ledger(own->policy);
    for (; *numbers; numbers++)
        assert_int_equal(coprod_ledger_add(ledger, own->payments[*numbers - '0']), COPROD_OK);
    return ledger;
}

typedef struct blob {
    uint8_t *bytes;
    size_t length;
} blob;

static inline blob save_ledger(const coprod_ledger *ledger)
{
    blob b = {NULL, 0};
    size_t again = 77;
    assert_int_equal(coprod_ledger_save(ledger, NULL, 0, &b.length), COPROD_E_BUFFER);
    b.bytes = malloc(b.length);
    assert_non_null(b.bytes);
    assert_int_equal(coprod_ledger_save(ledger, b.bytes, b.length, &again), COPROD_OK);
    assert_int_equal(again, b.length);
    return b;
}

static inline void same_blobs(const blob *a, const blob *b)
{
    assert_int_equal(a->length, b->length);
    assert_memory_equal(a->bytes, b->bytes, a->length);
}

/* Two ledgers say the same, as bytes and as JSON. */
static inline void same_ledgers(const coprod_ledger *a, const coprod_ledger *b)
{
    blob x = save_ledger(a), y = save_ledger(b);
    json_t *one = ledger_json(a), *other = ledger_json(b);
    same_blobs(&x, &y);
    assert_true(json_equal(one, other));
    json_decref(one);
    json_decref(other);
    free(x.bytes);
    free(y.bytes);
}

static inline char *json_text(const coprod_ledger *ledger)
{
    size_t needed = 0;
    char *text;
    assert_int_equal(coprod_ledger_json(ledger, NULL, 0, &needed), COPROD_E_BUFFER);
    text = malloc(needed);
    assert_non_null(text);
    assert_int_equal(coprod_ledger_json(ledger, text, needed, NULL), COPROD_OK);
    return text;
}

#endif
