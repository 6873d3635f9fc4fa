/* SPDX-License-Identifier: MIT */
/* What a payment says: sums, lines, steps and checks as values. */
#include <string.h>

#include "payment_internal.h"

static const coprod_payment *used(const coprod_payment *payment)
{
    return payment && payment->policy ? payment : NULL;
}

coprod_status coprod_payment_get(const coprod_payment *payment, coprod_payment_info *info)
{
    coprod_payment_info own = {sizeof own};
    coprod_status status = coprod__struct_begin(used(payment), info, sizeof own);
    if (status != COPROD_OK)
        return status;
    own.policy_id = payment->policy->id;
    own.policy_version = payment->policy->version;
    own.fingerprint = payment->policy->fingerprint;
    own.claim_id = payment->claim->id;
    own.person = payment->claim->person;
    own.total_pence = payment->total_pence;
    own.to_repay_pence = payment->to_repay_pence;
    own.voucher_pence = payment->voucher_pence;
    own.left_pence = payment->left_pence;
    own.line_count = payment->line_count;
    own.check_count = payment->check_count;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_payment_get_line(const coprod_payment *payment, uint32_t index, coprod_payment_line *line)
{
    coprod_payment_line own = {sizeof own};
    coprod_status status = coprod__struct_begin(used(payment), line, sizeof own);
    const coprod__priced *priced;
    if (status != COPROD_OK)
        return status;
    if (index >= payment->line_count)
        return COPROD_E_UNKNOWN;
    priced = &payment->lines[index];
    own.id = priced->line->id;
    own.type = priced->line->type;
    own.field = priced->field;
    own.pence = priced->pence;
    own.waived_pence = priced->waived_pence + priced->donated_pence;
    own.held_pence = priced->held_pence;
    own.cost_pence = priced->cost_pence;
    own.left_pence = priced->left_pence;
    own.reasons = priced->reasons;
    own.outcome = priced->outcome;
    own.reason = priced->reason;
    own.step_count = priced->step_count;
    return coprod__struct_out(line, sizeof own, sizeof own, &own);
}

/* What a line counts for in the total of its outcome. */
static int64_t worth(const coprod__priced *own)
{
    switch (own->outcome) {
    case COPROD_OUTCOME_WAIVED:
        return own->waived_pence;
    case COPROD_OUTCOME_DONATED:
        return own->donated_pence;
    case COPROD_OUTCOME_DIRECT:
        return own->cost_pence;
    case COPROD_OUTCOME_REJECTED:
    case COPROD_OUTCOME_UNDETERMINED:
        return own->claimed_pence ? own->claimed_pence : coprod__exact_round(own->whole, 1000, COPROD__HALF_UP);
    default:
        return own->pence;
    }
}

coprod_status coprod_payment_total(const coprod_payment *payment, int32_t outcome, int64_t *pence)
{
    int64_t sum = 0;
    if (pence)
        *pence = 0;
    if (!used(payment) || !pence)
        return COPROD_E_ARGUMENT;
    if (outcome < COPROD_OUTCOME_PAID || outcome > COPROD_OUTCOME_INFORMATION)
        return COPROD_E_UNKNOWN;
    for (uint32_t i = 0; i < payment->line_count; i++) {
        const coprod__priced *own = &payment->lines[i];
        if (outcome == COPROD_OUTCOME_HELD)
            sum += own->held_pence;
        else if (own->outcome == outcome)
            sum += worth(own);
        else if (outcome == COPROD_OUTCOME_WAIVED)
            sum += own->waived_pence; /* declined of a line that was paid or given away */
    }
    *pence = sum;
    return COPROD_OK;
}

const coprod__money_step *coprod__find_step(const coprod_payment *payment, uint32_t line, uint32_t index)
{
    int32_t at;
    if (line >= payment->line_count || index >= payment->lines[line].step_count)
        return NULL;
    at = payment->lines[line].first_step;
    while (index--)
        at = payment->steps[at].next;
    return &payment->steps[at];
}

const char *const coprod__pers[] = {"", "mile", "km", "hour", "night", "day", "person", "week", "month", "year"};

/* The source of a number is the source of its row; a rule without a number has its own. */
static void tell_source(const coprod_payment *payment, const coprod__money_step *from, coprod_payment_step *own)
{
    const coprod__policy_source *source = from->row ? from->row->source : from->source;
    if (!source || !source->title[0])
        source = &payment->policy->sources.own;
    own->source_title = source->title;
    own->source_address = source->address;
    own->source_section = source->section;
    own->source_words = source->words;
    if (!from->row)
        return;
    own->has_from = from->row->from != COPROD__OPEN_FROM;
    own->has_to = from->row->to != COPROD__OPEN_TO;
    own->has_known_from = from->row->known_from != COPROD__OPEN_FROM;
    own->from_day = own->has_from ? from->row->from : 0;
    own->to_day = own->has_to ? from->row->to : 0;
    own->known_from_day = own->has_known_from ? from->row->known_from : 0;
}

coprod_status coprod_payment_get_step(const coprod_payment *payment, uint32_t line, uint32_t index,
                                      coprod_payment_step *step)
{
    coprod_payment_step own = {sizeof own};
    coprod_status status = coprod__struct_begin(used(payment), step, sizeof own);
    const coprod__money_step *from;
    coprod__exact value, delta;
    if (status != COPROD_OK)
        return status;
    from = coprod__find_step(payment, line, index);
    if (!from)
        return COPROD_E_UNKNOWN;
    own.code = coprod__step_codes[from->kind];
    own.word = from->word;
    own.per = coprod__pers[from->per];
    own.quantity = from->quantity;
    value = coprod__exact_lowest(from->value);
    delta = coprod__exact_lowest(from->delta);
    own.value_numerator = value.n;
    own.value_denominator = value.d;
    own.delta_numerator = delta.n;
    own.delta_denominator = delta.d;
    tell_source(payment, from, &own);
    return coprod__struct_out(step, sizeof own, sizeof own, &own);
}

static int64_t pence_of(coprod__exact amount)
{
    return amount.d ? coprod__exact_round(amount, 1000, COPROD__HALF_UP) : 0;
}

coprod_status coprod_payment_get_check(const coprod_payment *payment, uint32_t index, coprod_payment_check *check)
{
    static const char *const kinds[] = {"cliff", "disregard", "taper", "floor", "total", "excess"};
    coprod_payment_check own = {sizeof own};
    coprod_status status = coprod__struct_begin(used(payment), check, sizeof own);
    const coprod__checked *from;
    if (status != COPROD_OK)
        return status;
    if (index >= payment->check_count)
        return COPROD_E_UNKNOWN;
    from = &payment->checks[index];
    own.id = from->check->id;
    own.label = from->check->label;
    own.kind = kinds[from->check->kind];
    own.source_title = from->row ? from->row->source->title : from->check->source->title;
    own.line = from->line < 0 ? "" : payment->lines[from->line].line->id;
    own.earnings_pence = pence_of(from->earnings);
    own.limit_pence = pence_of(from->limit);
    own.kept_pence = pence_of(from->kept);
    own.lost_pence = pence_of(from->lost);
    own.excess_pence = pence_of(from->excess);
    own.minutes = from->minutes;
    own.has_period = from->period != COPROD__NO_DAY;
    own.period_day = own.has_period ? from->period : 0;
    own.status = from->status;
    return coprod__struct_out(check, sizeof own, sizeof own, &own);
}

coprod_status coprod_payment_reassess(const coprod_payment *before, const coprod_ledger *ledger,
                                      const coprod_reimburse_options *options, coprod_payment *after)
{
    coprod_ledger *now = NULL;
    coprod_status status = COPROD_OK;
    if (!used(before) || !after || before == after)
        return COPROD_E_ARGUMENT;
    if (ledger) {
        const coprod_allocator allocator = {sizeof allocator, after->memory.context, after->memory.alloc,
                                            after->memory.resize, after->memory.release};
        status = coprod__ledger_make(before->policy, &allocator, &now);
        if (status == COPROD_OK)
            status = coprod_ledger_merge(now, ledger);
        if (status == COPROD_OK)
            status = coprod_ledger_reverse(now, before);
        if (status == COPROD_E_RANGE)
            status = COPROD_OK; /* it was never counted */
    }
    if (status == COPROD_OK)
        status = coprod__reimburse(before->policy, now, before->claim, options, before, after);
    else
        coprod__payment_empty(after);
    coprod_ledger_free(now);
    return status;
}

coprod_status coprod_payment_get_difference(const coprod_payment *before, const coprod_payment *after,
                                            uint32_t line, coprod_difference *difference)
{
    coprod_difference own = {sizeof own};
    coprod_status status = coprod__struct_begin(used(before) ? used(after) : NULL, difference, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (before->claim != after->claim)
        return COPROD_E_ARGUMENT;
    if (line >= after->line_count)
        return COPROD_E_UNKNOWN;
    own.id = after->lines[line].line->id;
    own.before_pence = before->lines[line].pence;
    own.after_pence = after->lines[line].pence;
    own.difference_pence = own.after_pence - own.before_pence;
    return coprod__struct_out(difference, sizeof own, sizeof own, &own);
}
