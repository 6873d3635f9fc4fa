/* SPDX-License-Identifier: MIT */
/* From exact amounts to pence: less where the person asks for less, gifts, rounding, vouchers, the advance, totals. */
#include "payment_internal.h"

int coprod__declined(const coprod__run *run, const coprod__priced *own)
{
    const coprod__claim_line *line = own->line;
    return (coprod__is_fee(own) && (line->waived || run->claim->waived))
           || (line->has & COPROD__HAS_REQUESTED && !line->requested_pence);
}

static void give_up(coprod__run *run, coprod__priced *own, coprod__exact part, int kind, int why)
{
    const coprod__money_step step = {NULL, run->policy->payment.source, "", 0, part,
                                     coprod__exact_sub(coprod__exact_of(0), part), -1, (uint8_t)kind, 0};
    coprod__step(run, own, &step);
    own->waived = coprod__exact_add(own->waived, part);
    coprod__lower(own, why, 0);
}

/* Asking for less, declining and giving away are the person's right under every policy. */
static void waive(coprod__run *run, coprod__priced *own, coprod__exact *partial)
{
    const coprod__claim_line *line = own->line;
    coprod__exact asked = coprod__exact_of(1000 * line->requested_pence);
    if (coprod__declined(run, own)) {
        coprod__end(run, own, COPROD_OUTCOME_WAIVED, COPROD_WHY_WAIVED);
        return;
    }
    if (line->has & COPROD__HAS_REQUESTED && own->held.d) /* nobody decides about more than was asked for */
        own->held = coprod__exact_compare(asked, own->amount) <= 0
                        ? coprod__exact_of(0) : coprod__exact_least(own->held, coprod__exact_sub(asked, own->amount));
    if (line->has & COPROD__HAS_REQUESTED && coprod__exact_compare(asked, own->amount) < 0)
        give_up(run, own, coprod__exact_sub(own->amount, asked), COPROD__STEP_REQUESTED, COPROD_WHY_REQUESTED_LESS);
    if (!coprod__is_fee(own))
        return;
    if (partial->n > 0) {
        coprod__exact part = coprod__exact_least(*partial, own->amount);
        *partial = coprod__exact_sub(*partial, part);
        if (coprod__exact_compare(part, own->amount) == 0)
            coprod__end(run, own, COPROD_OUTCOME_WAIVED, COPROD_WHY_WAIVED);
        else
            give_up(run, own, part, COPROD__STEP_WAIVED, COPROD_WHY_WAIVED);
    }
    if (coprod__open(own) && (line->donate_to[0] || run->claim->donate_to[0]))
        coprod__end(run, own, COPROD_OUTCOME_DONATED, COPROD_WHY_DONATED);
}

static void run_waivers(coprod__run *run)
{
    coprod__exact partial = coprod__exact_of(1000 * run->claim->waiver_pence);
    for (uint32_t k = 0; k < run->payment->line_count; k++) {
        coprod__priced *own = &run->payment->lines[run->payment->order[k]];
        if (!coprod__open(own))
            continue;
        if (!own->amount.d) {
            own->held = coprod__exact_of(0); /* no sum that could be paid */
            own->field = "quantity_milli";
            coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_OUT_OF_RANGE);
        } else if (!own->amount.n && (own->reason == COPROD_WHY_EXCLUDED || own->reason == COPROD_WHY_RECEIPT_LESS)) {
            coprod__end(run, own, COPROD_OUTCOME_REJECTED, own->reason);
        } else if (!own->amount.n && own->capped) {
            coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_CAP_EXHAUSTED);
        } else if (own->line->direct) {
            own->cost_pence = coprod__exact_round(own->amount, 1000, run->policy->rounding);
            coprod__end(run, own, COPROD_OUTCOME_DIRECT, COPROD_WHY_DIRECT);
        } else if (own->amount.n) {
            waive(run, own, &partial);
        }
    }
}

static void round_to(coprod__run *run, coprod__priced *own, int64_t pence)
{
    const coprod__exact to = coprod__exact_of(1000 * pence);
    const coprod__money_step step = {NULL, &run->policy->sources.own, "", 0, to, coprod__exact_sub(to, own->amount), -1,
                                     COPROD__STEP_ROUNDED, 0};
    own->exact = own->amount;
    if (step.delta.n || !step.delta.d) {
        coprod__step(run, own, &step);
        run->rounded = 1;
    }
    own->pence = pence;
    own->amount = to;
}

/* Once a line; over a claim, or over lines that have one price, each has what it adds to the rounded running sum, so
 * that the lines always add up to the rounded whole. */
static void run_rounding(coprod__run *run)
{
    coprod_payment *payment = run->payment;
    coprod__group_of_lines claim = {{0, 1}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    for (uint32_t k = 0; k < payment->line_count; k++) {
        coprod__priced *own = &payment->lines[payment->order[k]];
        coprod__group_of_lines *group = run->policy->round_claim ? &claim : NULL;
        coprod__exact sum;
        int64_t whole;
        if (!coprod__open(own))
            continue;
        if (!group && own->group && payment->groups[own->group - 1].count > 1)
            group = &payment->groups[own->group - 1];
        sum = group ? coprod__exact_add(group->running, own->amount) : own->amount;
        if (!group || !sum.d) { /* shares without a common denominator: by itself */
            round_to(run, own, coprod__exact_round(own->amount, 1000, run->policy->rounding));
            continue;
        }
        group->running = sum;
        whole = coprod__exact_round(group->running, 1000, run->policy->rounding);
        round_to(run, own, whole - group->rounded);
        group->rounded = whole;
    }
}

static void uncount(coprod__run *run, coprod__priced *own)
{
    if (own->milli_counted)
        coprod__uncount_mileage(run, own);
    if (own->fingerprint)
        run->payment->book.list[own->fingerprint - 1].value = 0;
}

/* The ledger remembers a claim, so that it is not counted twice. */
static void count_claim(coprod__run *run)
{
    const coprod__entry_key key = coprod__claim_key(run->claim);
    coprod__entry *own = coprod__count_of(run, &key);
    if (own)
        own->value = 1;
}

static void finish(coprod__run *run, coprod__priced *own)
{
    int mode = run->policy->rounding;
    if (coprod__open(own)) {
        own->outcome = (uint8_t)(own->capped && own->pence ? COPROD_OUTCOME_PAID_CAPPED
                                 : own->reduced && own->pence ? COPROD_OUTCOME_PAID_REDUCED : COPROD_OUTCOME_PAID);
        if (own->outcome == COPROD_OUTCOME_PAID)
            own->reason = COPROD_WHY_NOTHING;
        own->cost_pence = own->pence;
    } else {
        own->pence = 0;
        if (own->outcome <= COPROD_OUTCOME_UNDETERMINED) /* rejected, held or undetermined: nothing was counted */
            uncount(run, own);
    }
    own->held_pence = own->held.d ? coprod__exact_round(own->held, 1000, mode) : 0;
    own->waived_pence = coprod__exact_round(own->waived, 1000, mode);
    own->donated_pence = coprod__exact_round(own->donated, 1000, mode);
    if (own->outcome == COPROD_OUTCOME_DONATED)
        own->cost_pence = own->donated_pence;
    own->left_pence = own->claimed_pence - own->pence - own->held_pence - own->waived_pence;
    if (own->left_pence < 0 || own->outcome == COPROD_OUTCOME_DIRECT || own->outcome == COPROD_OUTCOME_INFORMATION)
        own->left_pence = 0;
}

void coprod__run_settle(coprod__run *run)
{
    coprod_payment *payment = run->payment;
    payment->voucher_pence = payment->left_pence = payment->sum_pence = 0;
    run_waivers(run);
    run_rounding(run);
    coprod__trim_caps(run);
    coprod__run_vouchers(run);
    coprod__settle_caps(run);
    for (uint32_t i = 0; i < payment->line_count; i++) {
        coprod__priced *own = &payment->lines[i];
        finish(run, own);
        payment->sum_pence += own->pence;
        payment->left_pence += own->left_pence;
    }
    count_claim(run);
    payment->advance_pence = run->policy->payment.no_advance ? 0 : run->claim->advance_pence;
    payment->total_pence = payment->sum_pence - payment->advance_pence;
    payment->to_repay_pence = payment->total_pence < 0 ? -payment->total_pence : 0;
    payment->total_pence = payment->total_pence < 0 ? 0 : payment->total_pence;
}
