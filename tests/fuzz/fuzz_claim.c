/* SPDX-License-Identifier: MIT */
/* The input as a claim under a policy that has something of everything; alone, and after another claim. */
#include "fuzz.h"

#include "claim_internal.h"

static coprod_ledger *ledger;

static void free_ledger(void)
{
    coprod_ledger_free(ledger);
}

static const coprod_ledger *after_another(void)
{
    coprod_payment *payment = NULL;
    if (ledger)
        return ledger;
    HOLDS(!atexit(free_ledger));
    HOLDS(coprod_payment_new(NULL, &payment) == COPROD_OK);
    HOLDS(coprod_ledger_new(fuzz_policy(), NULL, &ledger) == COPROD_OK);
    HOLDS(coprod_reimburse(fuzz_policy(), NULL, fuzz_claim(), NULL, payment) == COPROD_OK);
    HOLDS(coprod_ledger_add(ledger, payment) == COPROD_OK);
    coprod_payment_free(payment);
    return ledger;
}

/* No number of a claim is so large that the arithmetic of this policy cannot hold it. */
static void all_fits(const coprod_payment_claim *claim)
{
    coprod_payment *payment = NULL;
    HOLDS(coprod_payment_new(NULL, &payment) == COPROD_OK);
    HOLDS(coprod_reimburse(fuzz_policy(), NULL, claim, NULL, payment) == COPROD_OK);
    for (uint32_t i = 0; i < claim->line_count; i++) {
        coprod_payment_line line = {.size = sizeof line};
        HOLDS(coprod_payment_get_line(payment, i, &line) == COPROD_OK);
        HOLDS(line.reason != COPROD_WHY_OUT_OF_RANGE || claim->lines[i].fault == COPROD_WHY_OUT_OF_RANGE);
    }
    coprod_payment_free(payment);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_payment_claim *claim = (coprod_payment_claim *)&data;
    coprod_findings *findings = fuzz_new_findings();
    coprod_status status = coprod_payment_claim_load((const char *)data, size, NULL, findings, &claim);
    fuzz_refusal(status, claim, findings);
    if (status != COPROD_OK)
        return 0;
    all_fits(claim);
    fuzz_price(fuzz_policy(), NULL, claim);
    fuzz_price(fuzz_policy(), after_another(), claim);
    coprod_payment_claim_free(claim);
    return 0;
}
