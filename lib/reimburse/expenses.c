/* SPDX-License-Identifier: MIT */
/* Expenses: what was spent, up to what the policy pays back; then receipts and approval. */
#include <string.h>

#include "payment_internal.h"

static int has_receipt(const coprod__claim_line *line)
{
    return (line->has & COPROD__HAS_RECEIPT) != 0;
}

static void lower_to(coprod__run *run, coprod__priced *own, const coprod__expense *expense, coprod__exact to, int kind,
                     int why, int capped)
{
    coprod__money_step step = {NULL, expense->source, "", 0, to, {0, 1}, -1, (uint8_t)kind, 0};
    if (coprod__exact_compare(own->amount, to) <= 0)
        return;
    step.delta = coprod__exact_sub(to, own->amount);
    coprod__step(run, own, &step);
    coprod__lower(own, why, capped);
}

static int64_t excluded_pence(const coprod__expense *expense, const coprod__claim_line *line)
{
    int64_t pence = 0;
    for (uint32_t c = 0; c < line->contains_count; c++)
        for (uint32_t e = 0; e < expense->excludes.count; e++)
            if (!strcmp(line->contains[c].word, expense->excludes.list[e]))
                pence += line->contains[c].pence;
    return pence;
}

int coprod__claimed(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    const coprod__claim_line *line = own->line;
    coprod__money_step step = {NULL, expense->source, "", 0, {0, 1}, {0, 1}, -1, COPROD__STEP_CLAIMED, 0};
    int from_receipt = !(line->has & COPROD__HAS_AMOUNT) && line->has & COPROD__HAS_RECEIPT_AMOUNT;
    int64_t pence = from_receipt ? line->receipt_pence : line->amount_pence, excluded, tip, bare;
    if (!(line->has & COPROD__HAS_AMOUNT) && !from_receipt) {
        coprod__missing(run, own, "amount_pence");
        return 0;
    }
    if (!pence)
        coprod__note(own, COPROD_WHY_NOTHING_CLAIMED);
    own->claimed_pence = pence;
    step.delta = step.value = coprod__exact_of(1000 * pence);
    coprod__step(run, own, &step);
    if (line->has & COPROD__HAS_RECEIPT_AMOUNT)
        lower_to(run, own, expense, coprod__exact_of(1000 * line->receipt_pence), COPROD__STEP_RECEIPT,
                 COPROD_WHY_RECEIPT_LESS, 0);
    if (line->has & COPROD__HAS_RECEIPT_AMOUNT && line->receipt_pence < pence)
        pence = line->receipt_pence; /* what is not paid back is part of what the receipt shows */
    excluded = excluded_pence(expense, line);
    excluded = excluded < pence ? excluded : pence;
    if (excluded)
        lower_to(run, own, expense, coprod__exact_of(1000 * (pence - excluded)),
                 COPROD__STEP_EXCLUDED, COPROD_WHY_EXCLUDED, 0);
    tip = line->tip_pence;
    bare = pence - excluded - tip > 0 ? pence - excluded - tip : 0;
    if (tip && expense->tip_d) {
        coprod__exact most = coprod__exact_times(coprod__exact_of(1000 * bare), expense->tip_n, expense->tip_d);
        if (coprod__exact_compare(coprod__exact_of(1000 * tip), most) > 0)
            lower_to(run, own, expense, coprod__exact_add(coprod__exact_of(1000 * bare), most), COPROD__STEP_TIP,
                     COPROD_WHY_LIMIT, 1);
    }
    return 1;
}

/* What a line counts, in the units of its expense. */
typedef struct amount_of {
    coprod__exact units;
    int64_t told; /* in thousandths, or minutes */
    uint8_t kind; /* of the step, if it is a price */
} amount_of;

/* Kilometres become miles exactly, and miles kilometres; any other unit must be that of the expense. Returns 0 and ends
 * the line if it does not say how many, or of what. */
static int units_of(coprod__run *run, coprod__priced *own, const coprod__expense *expense, amount_of *made)
{
    static const uint8_t units[] = {COPROD__PER_MILE, COPROD__PER_KM, COPROD__PER_NIGHT, COPROD__PER_PERSON,
                                    COPROD__PER_DAY, COPROD__PER_HOUR, COPROD__PER_NOTHING};
    const coprod__claim_line *line = own->line;
    const uint8_t unit = line->has & COPROD__HAS_UNIT ? units[line->unit] : expense->unit;
    amount_of one = {{1, 1}, 1000, COPROD__STEP_FLAT};
    *made = one;
    if (!expense->unit)
        return 1;
    if (expense->unit == COPROD__PER_HOUR && line->has & COPROD__HAS_MINUTES) {
        made->units = coprod__exact_times(coprod__exact_of(line->minutes), 1, 60);
        made->told = line->minutes;
        made->kind = COPROD__STEP_HOURS;
        return 1;
    }
    if (!(line->has & COPROD__HAS_QUANTITY)) {
        coprod__missing(run, own, "quantity_milli");
        return 0;
    }
    made->units = coprod__exact_times(coprod__exact_of(line->quantity_milli), 1, 1000);
    if (expense->unit == COPROD__PER_MILE && unit == COPROD__PER_KM) {
        made->units = coprod__exact_times(made->units, COPROD__KM_MILES, COPROD__KM_MILES_PER);
    } else if (expense->unit == COPROD__PER_KM && unit == COPROD__PER_MILE) {
        made->units = coprod__exact_times(made->units, COPROD__KM_MILES_PER, COPROD__KM_MILES);
    } else if (unit != expense->unit) {
        coprod__unknown(run, own, "unit");
        return 0;
    }
    made->told = coprod__exact_round(coprod__exact_times(made->units, 1000, 1), 1, COPROD__HALF_UP);
    return 1;
}

static coprod__exact times_units(coprod__exact value, const amount_of *amount)
{
    return coprod__exact_times(value, amount->units.n, amount->units.d);
}

static void price_flat(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    amount_of amount;
    if (!units_of(run, own, expense, &amount))
        return;
    coprod__money_step step = {NULL, expense->source, "", amount.told, {0, 1}, {0, 1}, -1, amount.kind, expense->unit};
    step.row = coprod__line_value(run, own, &expense->value, &step.value);
    if (!step.row)
        return;
    if (!amount.units.n)
        coprod__note(own, COPROD_WHY_NOTHING_CLAIMED);
    step.delta = times_units(step.value, &amount);
    coprod__step(run, own, &step);
}

/* The limit of the expense itself; an approved line may be above it. */
static void limit_actual(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    amount_of amount;
    coprod__exact value;
    if (!units_of(run, own, expense, &amount) || (expense->over_if_approved && own->line->approval[0]))
        return;
    coprod__money_step step = {NULL, expense->source, "", amount.told, {0, 1}, {0, 1}, -1, COPROD__STEP_LIMIT,
                               expense->unit};
    step.row = coprod__line_value(run, own, &expense->limit, &value);
    if (step.row)
        coprod__limit(run, own, step, times_units(value, &amount), COPROD_WHY_LIMIT);
}

static void price_actual(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    if (coprod__claimed(run, own, expense) && expense->limit.stated)
        limit_actual(run, own, expense);
}

/* "Actual up to the minimum wage, no household members, not if paid from another source." */
static void price_care(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    const coprod__claim_line *line = own->line;
    int why;
    if (expense->provider && !line->provider[0]) {
        coprod__missing(run, own, "provider");
        return;
    }
    if ((expense->provider == COPROD__PROVIDER_REGISTERED && strcmp(line->provider, "registered"))
        || (expense->provider == COPROD__PROVIDER_NOT_HOUSEHOLD && !strcmp(line->provider, "household"))
        || (expense->one_source && line->other_source)) {
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_CONDITION_NOT_MET);
        return;
    }
    if (expense->pay == COPROD__PAY_FLAT)
        price_flat(run, own, expense);
    else
        price_actual(run, own, expense);
    if (!coprod__open(own) || !expense->per_hour_cap.stated)
        return;
    int64_t minutes = coprod__elapsed(run, own, &why);
    coprod__money_step step = {NULL, expense->source, "", minutes, {0, 1}, {0, 1}, -1, COPROD__STEP_LIMIT,
                               COPROD__PER_HOUR};
    coprod__exact value;
    if (minutes < 0) {
        own->field = "minutes";
        coprod__end(run, own, COPROD_OUTCOME_UNDETERMINED, why);
        return;
    }
    step.row = coprod__line_value(run, own, &expense->per_hour_cap, &value);
    if (step.row)
        coprod__limit(run, own, step, coprod__exact_times(value, minutes, 60), COPROD_WHY_LIMIT);
}

/* Whether a demand asks something of this line; -1: its threshold is not known on this day. */
static int asks(coprod__run *run, coprod__priced *own, const coprod__demand *demand)
{
    coprod__exact above;
    if (demand->need == COPROD__NEED_CLASS) {
        for (uint32_t i = 0; i < demand->classes.count; i++)
            if (!strcmp(demand->classes.list[i], own->line->class_word))
                return 1;
        return 0;
    }
    if (demand->need != COPROD__NEED_ABOVE)
        return demand->need == COPROD__NEED_ALWAYS;
    if (!coprod__line_value(run, own, &demand->above, &above))
        return -1;
    return coprod__exact_compare(own->amount, above) > 0;
}

static void demand_receipt(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    const coprod__demand *demand = &expense->receipt;
    coprod__money_step step = {NULL, expense->source, "receipt", 0, {0, 1}, {0, 1}, -1, COPROD__STEP_LIMIT, 0};
    coprod__exact value;
    if (has_receipt(own->line) || asks(run, own, demand) != 1)
        return;
    if (demand->if_missing != COPROD__THEN_CAP) {
        coprod__end(run, own, demand->if_missing == COPROD__THEN_HOLD ? COPROD_OUTCOME_HELD : COPROD_OUTCOME_REJECTED,
                    COPROD_WHY_RECEIPT_MISSING);
        return;
    }
    step.row = coprod__line_value(run, own, &demand->cap, &value);
    if (!step.row || coprod__exact_compare(own->amount, value) <= 0)
        return;
    coprod__note(own, COPROD_WHY_LIMIT);
    coprod__limit(run, own, step, value, COPROD_WHY_RECEIPT_MISSING);
}

static void price(coprod__run *run, coprod__priced *own, const coprod__expense *expense);

/* Without approval a line is refused, held, or priced again as something that needs none. Returns 1 if it was. */
static int demand_approval(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    const coprod__demand *demand = &expense->approval;
    coprod__money_step step = {NULL, expense->source, "", 0, {0, 1}, {0, 1}, -1, COPROD__STEP_REFUSED, 0};
    coprod__exact before;
    if (own->line->approval[0] || asks(run, own, demand) != 1)
        return 0;
    if (demand->if_missing != COPROD__THEN_DOWNGRADE) {
        coprod__end(run, own, demand->if_missing == COPROD__THEN_HOLD ? COPROD_OUTCOME_HELD : COPROD_OUTCOME_REJECTED,
                    COPROD_WHY_APPROVAL_MISSING);
        return 0;
    }
    coprod__note(own, COPROD_WHY_APPROVAL_MISSING);
    if (own->reasons >> COPROD_WHY_DOWNGRADED & 1)
        return 0; /* once is enough; mileage.c knows the reserve */
    before = own->amount;
    step.delta = coprod__exact_sub(coprod__exact_of(0), before);
    coprod__step(run, own, &step);
    coprod__note(own, COPROD_WHY_DOWNGRADED);
    own->milli = 0;
    own->capped = own->reduced = own->reason = 0; /* of a price that counts no more */
    price(run, own, demand->downgrade_to == COPROD__NONE ? expense : &run->policy->expenses[demand->downgrade_to]);
    if (!coprod__open(own))
        return 1;
    if (coprod__exact_compare(own->amount, before) < 0)
        coprod__lower(own, COPROD_WHY_DOWNGRADED, 0);
    else
        lower_to(run, own, expense, before, COPROD__STEP_LIMIT, COPROD_WHY_DOWNGRADED, 0);
    return 1;
}

/* An expense of a session that was called off. */
static void check_cancelled(coprod__run *run, coprod__priced *own)
{
    const coprod__cancellation *rule = coprod__cancellation_of(run, own);
    coprod__note(own, COPROD_WHY_CANCELLED);
    if (coprod__open(own) && (!rule || rule->expenses == COPROD__EXPENSES_NONE
                              || (rule->expenses == COPROD__EXPENSES_COMMITTED && !own->line->committed)))
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_CONDITION_NOT_MET);
}

static void price(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    if (expense->meal == COPROD__MEAL_BREAKFAST && coprod__breakfast_covered(run, own->line->date)) {
        coprod__note(own, COPROD_WHY_ALREADY_COVERED);
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_CONDITION_NOT_MET);
        return;
    }
    switch (expense->kind) {
    case COPROD__KIND_MILEAGE:
        coprod__price_mileage(run, own, expense);
        break;
    case COPROD__KIND_TIERED_TIME:
    case COPROD__KIND_CLOCK_MEAL:
        coprod__price_tiers(run, own, expense);
        break;
    case COPROD__KIND_NIGHT:
        coprod__price_night(run, own, expense);
        break;
    case COPROD__KIND_CARE:
        price_care(run, own, expense);
        break;
    default:
        if (expense->pay == COPROD__PAY_FLAT)
            price_flat(run, own, expense);
        else
            price_actual(run, own, expense);
    }
    if (coprod__open(own))
        demand_receipt(run, own, expense);
    if (coprod__open(own) && demand_approval(run, own, expense))
        return;
    if (coprod__open(own) && expense->kind == COPROD__KIND_MILEAGE && !own->line->direct)
        coprod__count_mileage(run, own, expense);
}

static void price_line(coprod__run *run, coprod__priced *own)
{
    const coprod__expense *expense = &run->policy->expenses[own->expense];
    if (own->line->direct && expense->no_direct)
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_NOT_ELIGIBLE);
    if (coprod__open(own) && own->line->has & COPROD__HAS_CANCELLED)
        check_cancelled(run, own);
    if (coprod__open(own))
        price(run, own, expense);
    if (coprod__open(own) && expense->kind == COPROD__KIND_NIGHT)
        coprod__cover_breakfasts(run, own, expense);
    if (coprod__open(own))
        coprod__use_day(run, own, expense);
    own->whole = coprod__open(own) ? own->amount : own->whole;
}

/* Nights come first: they may include the breakfast of another line. */
void coprod__run_expenses(coprod__run *run)
{
    coprod_payment *payment = run->payment;
    coprod__sum_days(run);
    for (int nights = 1; nights >= 0; nights--)
        for (uint32_t k = 0; k < payment->line_count; k++) {
            coprod__priced *own = &payment->lines[payment->order[k]];
            if (coprod__open(own) && own->expense != COPROD__NONE
                && (run->policy->expenses[own->expense].kind == COPROD__KIND_NIGHT) == nights)
                price_line(run, own);
        }
}
