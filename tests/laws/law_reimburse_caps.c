/* SPDX-License-Identifier: MIT */
/* The law of caps, over random claims. */
#include "for_all_payments.h"

/* No cap over a claim lets more pence through than its limit, however lines are shared and rounded. */
static void law_of_caps(const coprod_policy *policy, json_t *claim, uint64_t number)
{
    coprod_payment *payment = price_json(policy, NULL, claim);
    (void)number;
    for (uint32_t c = 0; c < policy->cap_count; c++) {
        const coprod__cap *cap = &policy->caps[c];
        coprod__exact limit;
        int64_t sum = 0;
        if (cap->scope != COPROD__SCOPE_CLAIM || cap->measure != COPROD__MEASURE_MONEY || cap->limit.count != 1
            || !coprod__value_at(policy, &cap->limit, 20000, COPROD__OPEN_TO, &limit))
            continue;
        for (uint32_t i = 0; i < payment->line_count; i++) {
            const coprod__priced *own = &payment->lines[i];
            if (own->fee != COPROD__NONE ? cap->over_fee[own->fee]
                                         : own->expense != COPROD__NONE && cap->over_expense[own->expense])
                sum += own->outcome == COPROD_OUTCOME_DIRECT ? 0 : own->pence + own->donated_pence;
        }
        if (sum > coprod__exact_round(limit, 1000, policy->rounding))
            told(claim, "a cap is kept to the penny");
        met += sum > 0;
    }
    coprod_payment_free(payment);
}

static void caps_are_kept(void **state)
{
    (void)state;
    for_all(law_of_caps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(caps_are_kept),
    };
    return TEST_MAIN(tests);
}
