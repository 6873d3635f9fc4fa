/* SPDX-License-Identifier: MIT */
/* Thresholds of benefits, wages and tax: they warn, and never change money. */
#include <string.h>

#include "payment_internal.h"

static coprod__checked *add(coprod__run *run, const coprod__check *check, int32_t period, int32_t line)
{
    coprod_payment *payment = run->payment;
    coprod__checked *made;
    if (payment->check_count == payment->check_room) {
        size_t room = payment->check_room ? payment->check_room * 2 : 8;
        made = coprod__resize(&payment->memory, payment->checks, payment->check_room * sizeof *made,
                              room * sizeof *made);
        if (!made) {
            run->failure = COPROD_E_MEMORY;
            return NULL;
        }
        payment->checks = made;
        payment->check_room = room;
    }
    made = &payment->checks[payment->check_count++];
    memset(made, 0, sizeof *made);
    made->check = check;
    made->period = period;
    made->line = line;
    made->limit = made->earnings = made->kept = made->lost = made->excess = coprod__exact_of(0);
    return made;
}

/* What a check counts of a line, or 0: nothing. */
static int counts(const coprod__check *check, const coprod__priced *own)
{
    int fee = coprod__is_fee(own);
    if (own->outcome == COPROD_OUTCOME_INFORMATION)
        return 1;
    if (!own->pence && !own->waived_pence && !own->donated_pence)
        return 0; /* a fee that was declined has earned nothing too, which is worth saying */
    if (check->over_all)
        return fee || check->expenses_too;
    return fee ? check->over_fee[own->fee] : check->over_expense[own->expense];
}

/* The day by which a line belongs to a period; none if the payment has no day yet. */
static int32_t day_of(const coprod__run *run, const coprod__check *check, const coprod__priced *own)
{
    if (!check->by_payment)
        return own->line->date;
    return own->line->has & COPROD__HAS_PAYMENT_DATE ? own->line->payment_date : run->claim->payment_date;
}

/* Hours decide by themselves, whatever is known of the money. */
static int works_longer(const coprod__checked *own)
{
    return own->check->minutes_below && own->minutes >= own->check->minutes_below;
}

static void judge(coprod__checked *own)
{
    const coprod__check *check = own->check;
    int order = coprod__exact_compare(own->earnings, own->limit);
    int outside = order > 0 || (order == 0 && check->limit_exclusive) || works_longer(own);
    own->excess = order > 0 ? coprod__exact_sub(own->earnings, own->limit) : coprod__exact_of(0);
    own->kept = order < 0 ? coprod__exact_sub(own->limit, own->earnings) : coprod__exact_of(0);
    own->status = outside                                     ? COPROD_CHECK_OUTSIDE
                  : check->ask_other && !own->knows_others ? COPROD_CHECK_NOT_KNOWN
                                                             : COPROD_CHECK_INSIDE;
}

/* What is left of earnings above an allowance, of which a share is lost. */
static void taper(coprod__checked *own)
{
    coprod__exact above = coprod__exact_sub(own->earnings, own->limit);
    if (above.d && above.n > 0)
        own->lost = coprod__exact_times(above, own->check->taper_n, own->check->taper_d);
    own->kept = coprod__exact_sub(own->earnings, own->lost);
    own->status = own->lost.n                                      ? COPROD_CHECK_OUTSIDE
                  : own->check->ask_other && !own->knows_others ? COPROD_CHECK_NOT_KNOWN
                                                                  : COPROD_CHECK_INSIDE;
}

static const coprod__rows *limit_of(const coprod__check *check)
{
    return check->kind == COPROD__TAPER ? &check->allowance : &check->limit;
}

/* The answer for the period of a day, with what was counted before; NULL without memory. */
static coprod__checked *period_of(coprod__run *run, const coprod__check *check, int32_t day, coprod__entry_key *key)
{
    coprod_payment *payment = run->payment;
    coprod__entry *money, *time;
    coprod__checked *made;
    key->kind = COPROD__COUNT_EARNINGS;
    key->period = coprod__period_start(run->policy, check->period, day);
    money = coprod__count_of(run, key);
    if (!money)
        return NULL;
    if (money->mark)
        return &payment->checks[money->next];
    money->mark = 1;
    money->next = (int32_t)payment->check_count;
    made = add(run, check, key->period, -1);
    if (!made)
        return NULL;
    made->earnings = coprod__exact_of(1000 * money->opening);
    made->row = coprod__value_at(run->policy, limit_of(check), day, run->known_on, &made->limit);
    key->kind = COPROD__COUNT_TIME;
    time = coprod__count_of(run, key);
    made->minutes = time ? time->opening : 0;
    return made;
}

/* Adds a line to its period, and to what a ledger keeps of it. What was earned elsewhere is no part of the ledger. */
static void count_line(coprod__run *run, const coprod__priced *own, coprod__entry_key *key, coprod__checked *result)
{
    int elsewhere = own->outcome == COPROD_OUTCOME_INFORMATION;
    int64_t pence = elsewhere ? own->line->amount_pence : own->pence;
    int64_t minutes = elsewhere ? own->line->minutes : own->pence ? own->minutes : 0;
    coprod__entry *entry;
    result->earnings = coprod__exact_add(result->earnings, coprod__exact_of(1000 * pence));
    result->minutes += minutes;
    result->knows_others |= (uint8_t)elsewhere;
    key->kind = COPROD__COUNT_EARNINGS;
    entry = elsewhere ? NULL : coprod__count_of(run, key);
    if (entry)
        entry->value += pence;
    key->kind = COPROD__COUNT_TIME;
    entry = elsewhere ? NULL : coprod__count_of(run, key);
    if (entry)
        entry->value += minutes;
}

/* One answer for all lines of which the day of payment is not known. */
static coprod__checked *undated(coprod__run *run, const coprod__check *check, uint32_t first)
{
    for (uint32_t i = first; i < run->payment->check_count; i++)
        if (run->payment->checks[i].period == COPROD__NO_DAY)
            return &run->payment->checks[i];
    return add(run, check, COPROD__NO_DAY, -1);
}

static void check_periods(coprod__run *run, const coprod__check *check)
{
    coprod_payment *payment = run->payment;
    uint32_t first = payment->check_count;
    for (uint32_t k = 0; k < payment->line_count; k++) {
        const coprod__priced *own = &payment->lines[payment->order[k]];
        coprod__entry_key key = {check->id, run->claim->person, "", "", "", COPROD__ANY_DAY, COPROD__ANY_DAY, 0};
        int32_t day = day_of(run, check, own);
        coprod__checked *result;
        if (!counts(check, own))
            continue;
        result = day == COPROD__NO_DAY ? undated(run, check, first) : period_of(run, check, day, &key);
        if (!result)
            return;
        if (day == COPROD__NO_DAY) {
            result->status = COPROD_CHECK_NOT_KNOWN;
            continue;
        }
        count_line(run, own, &key, result);
    }
    for (uint32_t i = first; i < payment->check_count; i++) {
        coprod__checked *result = &payment->checks[i];
        if (result->period == COPROD__NO_DAY)
            continue;
        if ((!result->row && limit_of(check)->stated) || !result->limit.d)
            result->status = works_longer(result) ? COPROD_CHECK_OUTSIDE : COPROD_CHECK_NOT_KNOWN;
        else if (check->kind == COPROD__TAPER)
            taper(result);
        else
            judge(result);
    }
}

/* Each fee against a rate an hour: "if this were work". Before rounding, so that a rate is never below itself. */
static void check_floor(coprod__run *run, const coprod__check *check)
{
    coprod_payment *payment = run->payment;
    for (uint32_t i = 0; i < payment->line_count; i++) {
        const coprod__priced *own = &payment->lines[i];
        coprod__checked *result;
        coprod__exact rate;
        if (!coprod__is_fee(own) || !own->pence || !own->minutes || !counts(check, own))
            continue;
        result = add(run, check, own->day, (int32_t)i);
        if (!result)
            return;
        result->row = coprod__value_at(run->policy, &check->value, own->day, run->known_on, &rate);
        result->minutes = own->minutes;
        result->earnings = own->exact;
        result->limit = coprod__exact_times(rate, own->minutes, 60);
        if (!result->row || !result->limit.d) {
            result->status = COPROD_CHECK_NOT_KNOWN;
            continue;
        }
        result->status = COPROD_CHECK_INSIDE;
        if (coprod__exact_compare(result->earnings, result->limit) < 0) {
            result->status = COPROD_CHECK_OUTSIDE;
            result->lost = coprod__exact_sub(result->limit, result->earnings);
        }
    }
}

/* What mileage pays above a rate that is free of tax: to be reported, not taxed here. */
static void check_excess(coprod__run *run, const coprod__check *check)
{
    coprod_payment *payment = run->payment;
    for (uint32_t k = 0; k < payment->line_count; k++) {
        const coprod__priced *own = &payment->lines[payment->order[k]];
        int32_t period;
        coprod__checked *result;
        coprod__exact value;
        const coprod__row *row;
        if (own->expense == COPROD__NONE || !check->over_expense[own->expense] || !own->pence)
            continue;
        period = coprod__period_start(run->policy, check->period, own->line->date);
        result = payment->check_count ? &payment->checks[payment->check_count - 1] : NULL;
        if (!result || result->check != check || result->period != period)
            result = add(run, check, period, -1);
        if (!result)
            return;
        row = coprod__value_at(run->policy, &check->value, own->day, run->known_on, &value);
        if (!row || !value.d) {
            result->status = COPROD_CHECK_NOT_KNOWN;
            continue;
        }
        result->row = row;
        result->limit = coprod__exact_add(result->limit, coprod__exact_times(value, own->milli, 1000));
        result->earnings = coprod__exact_add(result->earnings, own->exact);
        result->excess = coprod__exact_sub(result->earnings, result->limit);
        if (result->excess.n < 0)
            result->excess = coprod__exact_of(0);
        if (result->status != COPROD_CHECK_NOT_KNOWN)
            result->status = result->excess.n ? COPROD_CHECK_OUTSIDE : COPROD_CHECK_INSIDE;
    }
}

void coprod__run_checks(coprod__run *run)
{
    for (uint32_t c = 0; c < run->policy->check_count; c++) {
        const coprod__check *check = &run->policy->checks[c];
        if (check->kind == COPROD__FLOOR)
            check_floor(run, check);
        else if (check->kind == COPROD__EXCESS)
            check_excess(run, check);
        else
            check_periods(run, check);
    }
}
