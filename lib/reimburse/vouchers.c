/* SPDX-License-Identifier: MIT */
/* Vouchers: as many as the sum of a claim's fees allows, and cash, nothing, or one more for what is left. */
#include "payment_internal.h"

static int64_t common(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The least sum of vouchers for each rest of a division by the smallest one: with it, all above are sums too. */
static void least_sums(const coprod__pay_rules *pay, int64_t unit, int64_t smallest, int64_t *least)
{
    for (int64_t i = 1; i < smallest; i++)
        least[i] = INT64_MAX;
    least[0] = 0;
    for (uint32_t d = 0; d < pay->denomination_count; d++) {
        const int64_t each = pay->denominations[d] / unit, circles = common(each, smallest);
        for (int64_t start = 0; start < circles; start++) {
            int64_t at = start;
            for (int64_t i = 0; i < 2 * (smallest / circles); i++) { /* twice: a circle has no first place */
                int64_t next = (at + each) % smallest;
                if (least[at] != INT64_MAX && least[at] + each < least[next])
                    least[next] = least[at] + each;
                at = next;
            }
        }
    }
}

/* The largest sum of vouchers up to a sum of pence, and the smallest from it on; 0 without memory. */
static int sums_of(coprod__run *run, int64_t pence, int64_t *below, int64_t *above)
{
    const coprod__pay_rules *pay = &run->policy->payment;
    int64_t unit = 0, smallest, down, up, *least;
    for (uint32_t d = 0; d < pay->denomination_count; d++)
        unit = common(pay->denominations[d], unit);
    smallest = pay->denominations[pay->denomination_count - 1] / unit;
    least = coprod__alloc(&run->payment->memory, (size_t)smallest * sizeof *least);
    if (!least) {
        run->failure = COPROD_E_MEMORY;
        return 0;
    }
    least_sums(pay, unit, smallest, least);
    down = pence / unit;
    up = (pence + unit - 1) / unit;
    while (least[down % smallest] > down)
        down--;
    while (least[up % smallest] > up)
        up++;
    coprod__release(&run->payment->memory, least, (size_t)smallest * sizeof *least);
    *below = down * unit;
    *above = up * unit;
    return 1;
}

static int by_voucher(const coprod__run *run, const coprod__priced *own)
{
    return coprod__open(own) && coprod__is_fee(own) && own->pence
           && (own->line->by_voucher ? own->line->by_voucher == 2 : run->claim->by_voucher);
}

/* Whether a line may be paid more than it is worth: not above a limit, nor more than the person asked for. */
static int may_be_more(const coprod__run *run, const coprod__priced *own)
{
    int capped = own->capped || own->line->has & COPROD__HAS_REQUESTED;
    for (uint32_t c = 0; c < run->policy->cap_count && !capped; c++)
        capped = run->policy->caps[c].measure == COPROD__MEASURE_MONEY && run->policy->caps[c].over_fee[own->fee];
    return !capped;
}

static void change_line(coprod__run *run, coprod__priced *own, int64_t pence)
{
    const coprod__money_step step = {NULL, run->policy->payment.source, "", 0, coprod__exact_of(1000 * pence),
                                     coprod__exact_of(1000 * pence), -1, COPROD__STEP_VOUCHERS, 0};
    coprod__step(run, own, &step);
    own->pence += pence;
    if (pence < 0)
        coprod__lower(own, COPROD_WHY_VOUCHER_ROUNDED, 0);
    else
        coprod__note(own, COPROD_WHY_VOUCHER_ROUNDED);
    if (!own->pence)
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_VOUCHER_ROUNDED);
}

/* The last line that may be more has what is between two sums of vouchers; without one the rest is cash. */
static int round_up(coprod__run *run, int64_t more)
{
    coprod_payment *payment = run->payment;
    for (uint32_t k = payment->line_count; k-- > 0;) {
        coprod__priced *own = &payment->lines[payment->order[k]];
        if (!by_voucher(run, own) || !may_be_more(run, own))
            continue;
        change_line(run, own, more);
        return 1;
    }
    return 0;
}

static void round_down(coprod__run *run, int64_t rest)
{
    coprod_payment *payment = run->payment;
    for (uint32_t k = payment->line_count; k-- > 0 && rest;) {
        coprod__priced *own = &payment->lines[payment->order[k]];
        int64_t off = own->pence < rest ? own->pence : rest;
        if (!by_voucher(run, own))
            continue;
        change_line(run, own, -off);
        rest -= off;
    }
}

void coprod__run_vouchers(coprod__run *run)
{
    const coprod__pay_rules *pay = &run->policy->payment;
    coprod_payment *payment = run->payment;
    int64_t sum = 0, below, above;
    if (!pay->denomination_count)
        return;
    for (uint32_t k = 0; k < payment->line_count; k++)
        if (by_voucher(run, &payment->lines[k]))
            sum += payment->lines[k].pence;
    if (!sums_of(run, sum, &below, &above))
        return;
    payment->voucher_pence = below;
    if (pay->remainder == COPROD__REMAINDER_UP && above > sum && round_up(run, above - sum))
        payment->voucher_pence = above;
    else if (pay->remainder == COPROD__REMAINDER_DOWN)
        round_down(run, sum - below);
}
