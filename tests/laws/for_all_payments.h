/* SPDX-License-Identifier: MIT */
/* A law for random claims under every built-in policy, and under policies that are made up. */
#ifndef COPROD_TEST_FOR_ALL_PAYMENTS_H
#define COPROD_TEST_FOR_ALL_PAYMENTS_H

#include "random_payment.h"

enum { MADE = 400, EACH = 6, LINES = 14 };

static size_t met; /* how often a law had something to say */

/* Calls a law for every built-in policy and for those that are made up, each with several claims. */
static inline void for_all(void (*law)(const coprod_policy *policy, json_t *claim, uint64_t number))
{
    const size_t made = getenv("COPROD_QUICK") ? MADE / 8 : MADE;
    uint64_t number = 0;
    met = 0;
    for (size_t i = 0; i < coprod_policy_count() + made; i++) {
        coprod_policy *policy;
        if (i < coprod_policy_count()) {
            policy = policy_of(coprod_policy_id(i));
        } else {
            json_t *document = made_policy(i);
            policy = policy_json(document);
            json_decref(document);
        }
        for (int k = 0; k < (i < coprod_policy_count() ? 5 * EACH : EACH); k++) {
            json_t *claim;
            number++;
            claim = made_claim(policy, number, 1 + (int)(number % LINES));
            law(policy, claim, number);
            json_decref(claim);
        }
        coprod_policy_free(policy);
    }
    assert_true(met > (made == MADE ? 100 : 10));
}

static inline coprod_payment *price_json(const coprod_policy *policy, const coprod_ledger *ledger,
                                         const json_t *document)
{
    coprod_payment_claim *claim = claim_json(document);
    coprod_payment *payment = priced(policy, ledger, claim);
    coprod_payment_claim_free(claim);
    return payment;
}

static inline void told(const json_t *claim, const char *what)
{
    fail_msg("%s: %s", what, json_dumps(claim, JSON_COMPACT));
}

#endif
