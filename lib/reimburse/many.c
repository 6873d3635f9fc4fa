/* SPDX-License-Identifier: MIT */
/* Prices claims one after the other. */
#include "payment_internal.h"

/* What a ledger holds, so that it can be what it was if a claim fails. An entry that came later is as good as none once
 * it is 0. */
typedef struct values {
    int64_t *list;
    size_t count;
} values;

static coprod_status keep(const coprod_ledger *ledger, values *before)
{
    before->count = ledger->book.count;
    before->list = coprod__alloc(&ledger->memory, before->count * sizeof *before->list);
    for (size_t i = 0; i < before->count && before->list; i++)
        before->list[i] = ledger->book.list[i].value;
    return before->list || !before->count ? COPROD_OK : COPROD_E_MEMORY;
}

static void restore(coprod_ledger *ledger, const values *before)
{
    for (size_t i = 0; i < ledger->book.count; i++)
        ledger->book.list[i].value = i < before->count ? before->list[i] : 0;
}

/* The sums of one claim. */
static void put(const coprod_claim_totals *totals, size_t at, const coprod_payment *payment)
{
    int64_t held_pence = 0;
    uint32_t held = 0, undetermined = 0;
    for (uint32_t i = 0; i < payment->line_count; i++) {
        held_pence += payment->lines[i].held_pence;
        held += payment->lines[i].outcome == COPROD_OUTCOME_HELD;
        undetermined += payment->lines[i].outcome == COPROD_OUTCOME_UNDETERMINED;
    }
    if (totals->total_pence)
        totals->total_pence[at] = payment->total_pence;
    if (totals->to_repay_pence)
        totals->to_repay_pence[at] = payment->to_repay_pence;
    if (totals->left_pence)
        totals->left_pence[at] = payment->left_pence;
    if (totals->held_pence)
        totals->held_pence[at] = held_pence;
    if (totals->held)
        totals->held[at] = held;
    if (totals->undetermined)
        totals->undetermined[at] = undetermined;
}

static void put_nothing(const coprod_claim_totals *totals, size_t count)
{
    static const coprod_payment nothing;
    for (size_t i = 0; i < count; i++)
        put(totals, i, &nothing);
}

static coprod_status price(const coprod_policy *policy, coprod_ledger *ledger,
                           const coprod_payment_claim *const *claims, size_t count,
                           const coprod_reimburse_options *options, int goes_on, coprod_payment *payment,
                           coprod_payment *const *payments, const coprod_claim_totals *totals)
{
    values before = {NULL, 0};
    coprod_status status = goes_on ? keep(ledger, &before) : COPROD_OK;
    for (size_t i = 0; i < count && status == COPROD_OK; i++) {
        coprod_payment *own = payments ? payments[i] : payment;
        status = coprod_reimburse(policy, ledger, claims[i], options, own);
        if (status == COPROD_OK && goes_on)
            status = coprod_ledger_add(ledger, own);
        if (status == COPROD_OK)
            put(totals, i, own);
    }
    if (status != COPROD_OK && goes_on && (before.list || !before.count))
        restore(ledger, &before);
    for (size_t i = 0; i < count && status != COPROD_OK && payments; i++)
        coprod__payment_empty(payments[i]);
    if (status != COPROD_OK || payments)
        coprod__payment_empty(payment);
    if (goes_on)
        coprod__release(&ledger->memory, before.list, before.count * sizeof *before.list);
    return status;
}

coprod_status coprod_reimburse_many(const coprod_policy *policy, coprod_ledger *ledger,
                                    const coprod_payment_claim *const *claims, size_t count,
                                    const coprod_many_options *options, coprod_payment *payment,
                                    const coprod_claim_totals *totals)
{
    coprod_claim_totals out;
    coprod_many_options own;
    coprod_reimburse_options single = {sizeof single, 0, 0, 1, 0};
    coprod_status status = coprod__struct_in(totals, sizeof out, sizeof out, &out);
    if (status != COPROD_OK)
        return status;
    put_nothing(&out, count);
    status = coprod__struct_in(options, sizeof own, sizeof own, &own);
    if (status == COPROD_OK && (!policy || !payment || (count && !claims) || own.keep_ledger < 0 || own.keep_ledger > 1
                                || own.has_known_on < 0 || own.has_known_on > 1 || own.reserved))
        status = COPROD_E_ARGUMENT;
    for (size_t i = 0; i < count && status == COPROD_OK; i++)
        if (!claims[i] || (own.payments && !own.payments[i]))
            status = COPROD_E_ARGUMENT;
    single.no_trace = !own.payments;
    single.known_on = own.known_on;
    single.has_known_on = own.has_known_on;
    if (status == COPROD_OK)
        status = price(policy, ledger, claims, count, &single, ledger && !own.keep_ledger, payment, own.payments,
                       &out);
    if (status != COPROD_OK)
        put_nothing(&out, count);
    return status;
}
