/* SPDX-License-Identifier: MIT */
/* What a line is, whether it is valid, new and in time, and whether its role may be paid. */
#include <string.h>

#include "coprod/days.h"
#include "payment_internal.h"

static int holds(const coprod__words_of *words, const char *word)
{
    for (uint32_t i = 0; i < words->count; i++)
        if (!strcmp(words->list[i], word))
            return 1;
    return 0;
}

/* The one role of a participation level; none if there are several, and then the line must name its role. */
static int32_t role_of_level(const coprod_policy *policy, int level)
{
    int32_t found = COPROD__NONE;
    for (uint32_t i = 0; i < policy->role_count; i++) {
        if (policy->roles[i].level != level)
            continue;
        if (found != COPROD__NONE)
            return COPROD__NONE;
        found = (int32_t)i;
    }
    return found;
}

/* What the type names: an expense, a fee, a session of a role, or earnings elsewhere. */
static void find_type(const coprod__run *run, coprod__priced *own)
{
    const coprod_policy *policy = run->policy;
    const coprod__claim_line *line = own->line;
    int session = coprod__same(line->type, "session");
    own->expense = (int16_t)(session ? COPROD__NONE : coprod__expense_index(policy, line->type));
    own->fee = (int16_t)(session ? COPROD__NONE : coprod__fee_index(policy, line->type));
    own->role = (int16_t)(line->role[0] ? coprod__role_index(policy, line->role) : COPROD__NONE);
    if (!session && own->expense == COPROD__NONE && own->fee == COPROD__NONE && strcmp(line->type, "other-earnings"))
        own->field = "type";
    else if (line->role[0] && own->role == COPROD__NONE)
        own->field = "role";
    if (session && !line->role[0] && line->level)
        own->role = (int16_t)role_of_level(policy, line->level - 1);
    if (session && own->role != COPROD__NONE)
        own->fee = policy->roles[own->role].fee;
}

/* A role that has no fee, or one that somebody in these circumstances may not have. */
static void check_role(coprod__run *run, coprod__priced *own)
{
    const coprod_policy *policy = run->policy;
    const coprod__role *role = own->role == COPROD__NONE ? NULL : &policy->roles[own->role];
    if (own->expense != COPROD__NONE)
        return;
    if (role && (!role->payable || (own->fee != COPROD__NONE && policy->fees[own->fee].basis == COPROD__BASIS_NONE))) {
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_ROLE_UNPAID);
        return;
    }
    for (uint32_t i = 0; role && i < role->not_eligible_if.count; i++) {
        const char *word = role->not_eligible_if.list[i];
        if (holds(&own->line->circumstances, word) || holds(&run->claim->circumstances, word)) {
            coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_NOT_ELIGIBLE);
            return;
        }
    }
    if (own->fee == COPROD__NONE)
        coprod__missing(run, own, "role");
    else if (policy->fees[own->fee].basis == COPROD__BASIS_NONE)
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_ROLE_UNPAID);
    else if (!(policy->payment.payees & run->claim->payee))
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_NOT_ELIGIBLE);
}

/* Limits above which a line is not decided without a person. */
static void check_limits(coprod__run *run, coprod__priced *own)
{
    const coprod__claim_rules *rules = &run->policy->claim_rules;
    const coprod__claim_line *line = own->line;
    const int hold = rules->limits_then == COPROD__THEN_HOLD;
    int mileage = own->expense != COPROD__NONE && run->policy->expenses[own->expense].kind == COPROD__KIND_MILEAGE;
    int elapsed_why, why = 0;
    coprod__exact miles = coprod__exact_of(mileage ? line->quantity_milli : 0);
    if (line->unit == COPROD__UNIT_KM)
        miles = coprod__exact_times(miles, COPROD__KM_MILES, COPROD__KM_MILES_PER);
    if (rules->most_milli && coprod__exact_compare(miles, coprod__exact_of(rules->most_milli)) > 0)
        why = COPROD_WHY_DISTANCE_LIMIT;
    else if ((rules->most_amount && 1000 * coprod__spent_pence(line) > rules->most_amount)
             || (rules->most_minutes && coprod__elapsed(run, own, &elapsed_why) > rules->most_minutes))
        why = COPROD_WHY_LIMIT;
    if (why && hold)
        coprod__hold(own, why);
    else if (why)
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, why);
}

static void check_currency(coprod__run *run, coprod__priced *own)
{
    const char *currency = own->line->currency[0] ? own->line->currency : run->claim->currency;
    if (!currency[0] || !strcmp(currency, run->policy->currency))
        return;
    /* The amount is of another currency, and so is no part of any sum. */
    own->claimed_pence = 0;
    coprod__end(run, own, run->policy->claim_rules.foreign_hold ? COPROD_OUTCOME_HELD : COPROD_OUTCOME_REJECTED,
                COPROD_WHY_CURRENCY_OTHER);
}

/* Whether the amount of a line is what somebody has spent: that of an unknown type is taken for it. */
static int is_spent(const coprod__priced *own)
{
    return own->expense != COPROD__NONE || !strcmp(own->field, "type");
}

static void check_line(coprod__run *run, coprod__priced *own, uint32_t index)
{
    const coprod__claim_line *line = own->line;
    const coprod__claim_rules *rules = &run->policy->claim_rules;
    find_type(run, own);
    own->day = run->policy->by_submission && run->claim->submitted != COPROD__NO_DAY ? run->claim->submitted
                                                                                      : line->date;
    if (is_spent(own) && !line->fault)
        own->claimed_pence = coprod__spent_pence(line);
    if (line->fault) {
        own->field = line->fault_field;
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, line->fault);
    } else if (own->field[0]) {
        coprod__unknown(run, own, own->field);
    } else if (!(line->has & COPROD__HAS_DATE)) {
        own->field = "date";
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_DATE_MISSING);
    }
    if (coprod__open(own) && !strcmp(line->type, "other-earnings"))
        coprod__end(run, own, COPROD_OUTCOME_INFORMATION, COPROD_WHY_NOTHING);
    else if (coprod__open(own) && rules->most_lines && index >= rules->most_lines)
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_LIMIT);
    if (coprod__open(own))
        check_currency(run, own);
    if (coprod__open(own) && run->policy->by_submission && run->claim->submitted == COPROD__NO_DAY)
        coprod__missing(run, own, "submitted");
}

void coprod__run_lines(coprod__run *run)
{
    for (uint32_t i = 0; i < run->claim->line_count; i++) {
        coprod__priced *own = &run->payment->lines[i];
        if (run->round && own->frozen)
            continue;
        memset(own, 0, sizeof *own);
        own->line = &run->claim->lines[i];
        own->field = "";
        own->amount = own->held = own->waived = own->donated = own->whole = own->exact = coprod__exact_of(0);
        own->first_step = own->last_step = -1;
        check_line(run, own, i);
    }
}

/* A fingerprint of what makes two lines the same: nobody can read a receipt out of it. */
static int fingerprint(coprod__run *run, const coprod__priced *own, char hex[COPROD__HEX])
{
    const coprod__claim_line *line = own->line;
    const uint8_t key = run->policy->claim_rules.duplicate_key;
    const int by_journey = key & COPROD__BY_JOURNEY, by_receipt = key & COPROD__BY_RECEIPT || !by_journey;
    const char *texts[] = {key & COPROD__BY_TYPE ? line->type : "", line->receipt_no,
                           key & COPROD__BY_PERSON ? run->claim->person : "",
                           key & COPROD__BY_PAYER ? run->claim->payer : "",
                           key & COPROD__BY_JOURNEY ? line->journey : ""};
    uint8_t bytes[6 * COPROD__DIGEST] = {0}, digest[COPROD__DIGEST];
    size_t at = 0;
    /* Two fares of a day are two fares: only the same receipt, or the same journey, is the same line. */
    if ((by_receipt && !line->receipt_no[0]) || (by_journey && !line->journey[0]))
        return 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts && run->failure == COPROD_OK; i++, at += COPROD__DIGEST)
        run->failure = coprod__digest(texts[i], strlen(texts[i]), bytes + at);
    for (size_t i = 0; i < 8; i++) {
        bytes[at + i] = (uint8_t)((uint64_t)(key & COPROD__BY_AMOUNT ? coprod__spent_pence(line) : 0) >> 8 * i);
        bytes[at + 8 + i] = (uint8_t)((uint64_t)(key & COPROD__BY_DATE ? line->date : 0) >> 8 * i);
        bytes[at + 16 + i] = (uint8_t)((uint64_t)(key & COPROD__BY_AMOUNT ? line->quantity_milli : 0) >> 8 * i);
    }
    if (run->failure == COPROD_OK)
        run->failure = coprod__digest(bytes, sizeof bytes, digest);
    if (run->failure != COPROD_OK)
        return 0;
    coprod__hex(digest, hex);
    hex[32] = '\0';
    return 1;
}

/* What was claimed, so that what is held or refused is seen. */
static void take_claimed(coprod__run *run, coprod__priced *own)
{
    const coprod__exact amount = coprod__exact_of(1000 * own->claimed_pence);
    const coprod__money_step step = {NULL, run->policy->claim_rules.source, "", 1000, amount, amount, -1,
                                     COPROD__STEP_CLAIMED, 0};
    if (own->claimed_pence)
        coprod__step(run, own, &step);
}

/* Ends a line that was claimed before. */
static void end_duplicate(coprod__run *run, coprod__priced *own)
{
    if (run->policy->claim_rules.duplicate_then == COPROD__THEN_HOLD) {
        coprod__hold(own, COPROD_WHY_DUPLICATE);
        return;
    }
    take_claimed(run, own);
    coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_DUPLICATE);
}

/* A whole claim that the ledger knows: else it would use up its own caps, and push its own miles on. */
static int is_counted(const coprod__run *run)
{
    const coprod__entry_key key = coprod__claim_key(run->claim);
    return !run->before && coprod__ledger_value(run->ledger, &key) > 0;
}

void coprod__run_duplicates(coprod__run *run)
{
    const coprod__claim_rules *rules = &run->policy->claim_rules;
    coprod_payment *payment = run->payment;
    payment->resubmitted = (uint8_t)is_counted(run);
    for (uint32_t i = 0; i < payment->line_count && payment->resubmitted; i++)
        if (coprod__open(&payment->lines[i]))
            end_duplicate(run, &payment->lines[i]);
    if (!rules->duplicate_key)
        return;
    payment->book.texts = &payment->texts; /* fingerprints stand nowhere else */
    for (uint32_t i = 0; i < payment->line_count; i++) {
        coprod__priced *own = &payment->lines[i];
        coprod__entry_key key = {"", "", "", "", "", COPROD__ANY_DAY, COPROD__ANY_DAY, COPROD__COUNT_RECEIPT};
        char hex[COPROD__HEX];
        coprod__entry *seen;
        if (!coprod__open(own) || !fingerprint(run, own, hex))
            continue;
        key.word = hex;
        seen = coprod__count_of(run, &key);
        if (!seen)
            break;
        if (seen->opening || seen->value) {
            end_duplicate(run, own);
        } else {
            seen->value = 1;
            own->took = 1;
            own->fingerprint = (uint32_t)(seen - payment->book.list) + 1;
        }
    }
    payment->book.texts = NULL;
}

/* The last day on which a line may be submitted under a window. */
static int32_t last_day(const coprod_policy *policy, const coprod__window *window, int32_t day)
{
    int32_t end;
    if (window->kind == COPROD__DAYS_AFTER)
        return day + window->n;
    if (window->kind == COPROD__MONTHS_AFTER)
        return coprod__months_after(day, window->n);
    end = coprod__months_after(coprod__period_start(policy, COPROD__SCOPE_FISCAL_YEAR, day), 12) - 1;
    return coprod__months_after(end, window->n);
}

static void check_window(coprod__run *run, coprod__priced *own, const coprod__window *window)
{
    const coprod__claim_rules *rules = &run->policy->claim_rules;
    int32_t submitted = run->claim->submitted;
    if (submitted == COPROD__NO_DAY)
        coprod__missing(run, own, "submitted");
    else if (window->kind == COPROD__NOT_BEFORE && submitted < own->line->date)
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_BEFORE_EVENT);
    else if (window->kind != COPROD__NOT_BEFORE && submitted > last_day(run->policy, window, own->line->date)) {
        if (rules->late == COPROD__THEN_HOLD) {
            coprod__hold(own, COPROD_WHY_LATE);
            return;
        }
        take_claimed(run, own);
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_LATE);
    }
}

void coprod__run_windows(coprod__run *run)
{
    const coprod__claim_rules *rules = &run->policy->claim_rules;
    for (uint32_t i = 0; i < run->payment->line_count && rules->window_count; i++)
        for (uint32_t w = 0; w < rules->window_count; w++)
            if (coprod__open(&run->payment->lines[i]))
                check_window(run, &run->payment->lines[i], &rules->windows[w]);
}

void coprod__run_roles(coprod__run *run)
{
    for (uint32_t i = 0; i < run->payment->line_count; i++) {
        coprod__priced *own = &run->payment->lines[i];
        if (coprod__open(own))
            check_role(run, own);
        if (coprod__open(own))
            check_limits(run, own);
    }
}
