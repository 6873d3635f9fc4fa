/* SPDX-License-Identifier: MIT */
/* A claim while it is priced. An amount changes only through a step of its line's trace, so every trace adds up to its
 * line. Money is in thousandths of a penny and exact until settle.c rounds it. */
#ifndef COPROD_PAYMENT_INTERNAL_H
#define COPROD_PAYMENT_INTERNAL_H

#include "book_internal.h"
#include "claim_internal.h"
#include "ledger_internal.h"
#include "policy_internal.h"

enum { COPROD__KM_MILES = 1000000, COPROD__KM_MILES_PER = 1609344 }; /* exactly: 1 mile is 1.609344 km */

enum coprod__step_kind {
    COPROD__STEP_BAND, COPROD__STEP_HOURS, COPROD__STEP_TASK, COPROD__STEP_DECLARED, COPROD__STEP_WHOLE_DAYS,
    COPROD__STEP_REMAINDER, COPROD__STEP_TRAVEL, COPROD__STEP_SHARED, COPROD__STEP_CANCELLED, COPROD__STEP_MILES,
    COPROD__STEP_RESERVE, COPROD__STEP_PASSENGERS, COPROD__STEP_SUPPLEMENT, COPROD__STEP_CLAIMED, COPROD__STEP_FLAT,
    COPROD__STEP_TIER, COPROD__STEP_RECEIPT, COPROD__STEP_EXCLUDED, COPROD__STEP_TIP, COPROD__STEP_LIMIT,
    COPROD__STEP_CAP, COPROD__STEP_CAP_MINUTES, COPROD__STEP_CAP_MILES, COPROD__STEP_CAP_LINES,
    COPROD__STEP_REQUESTED, COPROD__STEP_WAIVED, COPROD__STEP_DONATED, COPROD__STEP_DIRECT, COPROD__STEP_HELD,
    COPROD__STEP_REFUSED, COPROD__STEP_ROUNDED, COPROD__STEP_VOUCHERS, COPROD__STEP_KINDS
};

typedef struct coprod__money_step {
    const coprod__row *row;              /* where the number stands, or NULL */
    const coprod__policy_source *source; /* of the rule */
    const char *word;                    /* band, tier, cap ... or "" */
    int64_t quantity;                    /* minutes, or thousandths of what it is per, by kind */
    coprod__exact value;                 /* rate, price or limit */
    coprod__exact delta;
    int32_t next; /* of the line, or -1 */
    uint8_t kind, per;
} coprod__money_step;

typedef struct coprod__priced {
    const coprod__claim_line *line;
    const char *field;                  /* the member that is wrong or missing, or "" */
    coprod__exact amount, held, waived, donated; /* waived: declined; donated: given to somebody else */
    coprod__exact whole;                /* what it would have been but for caps, waivers and refusals */
    coprod__exact exact;                /* what is paid, before rounding */
    int64_t pence, held_pence, waived_pence, donated_pence, cost_pence, left_pence, claimed_pence;
    int64_t milli;                      /* thousandths of a mile */
    uint64_t reasons;
    int32_t day, minutes, removed;      /* rate date; minutes that count; minutes of an overlap */
    int32_t first_step, last_step;
    uint32_t step_count, group;         /* group: index + 1 of lines priced together */
    uint32_t fingerprint;               /* index + 1 of its entry in the book, or 0 */
    int16_t fee, role, expense;
    uint8_t outcome, reason, reduced, capped;
    uint8_t hold;                       /* a reason why a person decides about it, once it is priced */
    uint8_t took;                       /* it was counted somewhere while others were decided */
    uint8_t stands;                     /* of sessions at one time it is the one that counts */
    uint8_t frozen;                     /* it ended unpaid in an earlier round, and counts for nobody */
    coprod__entry_key miles_key;        /* what its miles were counted under, if milli_counted */
    int64_t milli_counted;
    uint32_t miles_at;                  /* index + 1 of their entry in the book, once it was looked for */
} coprod__priced;

typedef struct coprod__group_of_lines {
    coprod__exact running; /* of what was rounded so far */
    int64_t rounded;
    int64_t minutes, minutes_full, minutes_scheduled, span_start, span_end; /* full: with overlaps */
    int64_t extra; /* of the minutes: preparation and travel */
    uint32_t count, first;
    int32_t day;
    int16_t fee;
} coprod__group_of_lines;

typedef struct coprod__checked {
    const coprod__check *check;
    const coprod__row *row;
    coprod__exact limit, earnings, kept, lost, excess;
    int64_t minutes;
    int32_t period, line; /* first day; or the line, -1: none */
    uint8_t status, knows_others;
} coprod__checked;

struct coprod_payment {
    coprod__memory memory;
    const coprod_policy *policy; /* NULL: empty */
    const coprod_payment_claim *claim;
    coprod__priced *lines;
    uint32_t *order, *spare; /* lines by day, start and place */
    coprod__group_of_lines *groups;
    coprod__money_step *steps;
    coprod__checked *checks;
    coprod__book book;
    coprod__arena texts;
    size_t line_room, step_room, check_room;
    uint32_t line_count, step_count, check_count, group_count;
    int64_t total_pence, to_repay_pence, voucher_pence, left_pence, advance_pence, sum_pence;
    int32_t known_on;
    uint8_t has_known_on;
    uint8_t resubmitted; /* the ledger has counted this claim, by another payment */
};

/* One run. */
typedef struct coprod__run {
    const coprod_policy *policy;
    const coprod_ledger *ledger; /* NULL: nothing was counted */
    const coprod_payment_claim *claim;
    coprod_payment *payment;
    coprod_status failure; /* once memory ran out, or no digest could be made */
    int32_t known_on;
    int trace;
    int round;                    /* how often it began again without lines that are not paid */
    int rounded;                  /* a line was not a whole number of pence */
    const coprod_payment *before; /* priced again: miles of earlier days count, and of the same day what did then */
} coprod__run;

/* A line that nothing has ended yet. */
static inline int coprod__open(const coprod__priced *own)
{
    return !own->outcome;
}

/* Keeps a line for a person: it is priced first, so that what is held is known. */
void coprod__hold(coprod__priced *own, int why);
void coprod__note(coprod__priced *own, int why); /* a reason that decides nothing */
void coprod__lower(coprod__priced *own, int why, int capped); /* a reason why it is lower */
/* Ends a line: its amount goes, and is kept as held, waived or nothing by the outcome. */
void coprod__end(coprod__run *run, coprod__priced *own, int outcome, int why);
/* A line that lacks an answer is undetermined, one with a word that the policy does not know is rejected. */
void coprod__missing(coprod__run *run, coprod__priced *own, const char *field);
void coprod__unknown(coprod__run *run, coprod__priced *own, const char *field);
/* Changes the amount of a line; the only way. */
void coprod__step(coprod__run *run, coprod__priced *own, const coprod__money_step *step);
/* Lowers an amount to a limit, if it is above. */
void coprod__limit(coprod__run *run, coprod__priced *own, coprod__money_step step, coprod__exact limit, int why);

/* The price of a duration, or why there is none. */
typedef struct coprod__quote {
    coprod__exact amount; /* thousandths of a penny */
    coprod__exact value;  /* the price of a band, or the rate */
    const coprod__row *row;
    const char *word;
    uint8_t kind, per, why;
    int64_t days, rest_minutes; /* of a price by whole days and what is left */
    coprod__exact rest;
    const coprod__row *rest_row;
} coprod__quote;
coprod__quote coprod__fee_quote(const coprod_policy *policy, const coprod__fee *fee, int32_t day, int32_t known_on,
                                int64_t minutes);
coprod__quote coprod__task_quote(const coprod_policy *policy, const coprod__fee *fee, const coprod__task *task,
                                 int32_t day, int32_t known_on);
/* Minutes that count: increments, then the minimum and maximum. */
int64_t coprod__fee_minutes(const coprod__fee *fee, int64_t minutes);

enum coprod__within { COPROD__OUTSIDE, COPROD__INSIDE, COPROD__UNCLEAR };
int coprod__within_band(const coprod__band *band, int64_t value);
/* The band of a duration; NULL and why if there is none. */
const coprod__band *coprod__find_band(const coprod_policy *policy, const coprod__fee *fee, int32_t day,
                                      int32_t known_on, int64_t minutes, uint8_t *why);
/* The price of a band, 0 and no row if there is none. A band may have a rate an hour instead of a sum. */
coprod__exact coprod__band_price(const coprod_policy *policy, const coprod__band *band, int32_t day, int32_t known_on,
                                 int64_t minutes, coprod__exact *value, const coprod__row **row);

/* The phases, in their order. */
void coprod__run_lines(coprod__run *run);      /* 1: validity, currency, dates */
void coprod__run_duplicates(coprod__run *run); /* 2 */
void coprod__run_windows(coprod__run *run);    /* 3 */
void coprod__run_roles(coprod__run *run);      /* 5: eligibility, and what a person decides */
void coprod__run_fees(coprod__run *run);       /* 4 to 8, fees */
void coprod__run_expenses(coprod__run *run);   /* 4 to 10, expenses */
void coprod__run_caps(coprod__run *run);       /* 11 */
void coprod__run_settle(coprod__run *run);     /* 12 to 14 */
void coprod__run_vouchers(coprod__run *run);   /* 13, after rounding */
void coprod__run_checks(coprod__run *run);     /* 15 */

/* The rule for a session that was called off, or NULL; ends the line if the notice decides and is not known. */
const coprod__cancellation *coprod__cancellation_of(coprod__run *run, coprod__priced *own);

/* Parts of the expenses. */
/* The group of a line's vehicle; ends the line and returns NULL if there is none, or more than one. */
const coprod__group *coprod__mileage_group(coprod__run *run, coprod__priced *own, const coprod__mileage *mileage);
void coprod__price_mileage(coprod__run *run, coprod__priced *own, const coprod__expense *expense);
/* Counts the miles of a line that is paid. */
void coprod__count_mileage(coprod__run *run, coprod__priced *own, const coprod__expense *expense);
/* Takes them back from a line that was refused afterwards. */
void coprod__uncount_mileage(coprod__run *run, coprod__priced *own);
void coprod__settle_caps(coprod__run *run);
/* Whether nothing of a line is wanted, so that it uses nothing up. */
int coprod__declined(const coprod__run *run, const coprod__priced *own);
/* Takes off the pennies by which lines that were rounded one by one go beyond a cap of money together. */
void coprod__trim_caps(coprod__run *run);
/* Takes what a line has from its day's limit, once it is known that the line is paid. */
void coprod__use_day(coprod__run *run, const coprod__priced *own, const coprod__expense *expense);
static inline int coprod__is_fee(const coprod__priced *own)
{
    return own->fee != COPROD__NONE; /* a line has a fee or an expense, never both */
}
/* Adds up the minutes of each day, for expenses whose lines of a day count together. */
void coprod__sum_days(coprod__run *run);
void coprod__price_tiers(coprod__run *run, coprod__priced *own, const coprod__expense *expense);
void coprod__price_night(coprod__run *run, coprod__priced *own, const coprod__expense *expense);
/* Elapsed minutes of a line, or -1 and why: an answer is missing, or the clock changes meanwhile. */
int64_t coprod__elapsed(const coprod__run *run, coprod__priced *own, int *why);
/* Notes the breakfasts that a night, which is paid for, includes. */
void coprod__cover_breakfasts(coprod__run *run, const coprod__priced *own, const coprod__expense *expense);
/* Whether a night that is paid for includes the breakfast of a day. */
int coprod__breakfast_covered(const coprod__run *run, int32_t day);
/* A dated value for a line; ends it as undetermined and returns NULL if there is none. */
const coprod__row *coprod__line_value(coprod__run *run, coprod__priced *own, const coprod__rows *rows,
                                      coprod__exact *value);
/* What the claim states as spent: the amount, less what the receipt, exclusions and tips take off. Returns 0 and ends
 * the line if it states nothing. */
int coprod__claimed(coprod__run *run, coprod__priced *own, const coprod__expense *expense);

extern const char *const coprod__step_codes[COPROD__STEP_KINDS];
extern const char *const coprod__pers[];
/* NULL if there is no such line or step. */
const coprod__money_step *coprod__find_step(const coprod_payment *payment, uint32_t line, uint32_t index);

/* As new, with its memory. */
void coprod__payment_empty(coprod_payment *payment);

static inline const coprod__fee *coprod__fee_of(const coprod__run *run, const coprod__priced *own)
{
    return own->fee == COPROD__NONE ? NULL : &run->policy->fees[own->fee];
}

static inline int coprod__by_time(const coprod__fee *fee)
{
    return fee->basis == COPROD__BASIS_BAND || fee->basis == COPROD__BASIS_HOURLY
           || fee->basis == COPROD__BASIS_DAILY_REMAINDER;
}

/* Takes off what earlier sessions cover already. */
void coprod__remove_overlaps(coprod__run *run);

/* The key under which a ledger remembers a claim. */
static inline coprod__entry_key coprod__claim_key(const coprod_payment_claim *claim)
{
    const coprod__entry_key key = {"", claim->person, claim->payer, "", claim->id, COPROD__ANY_DAY, COPROD__ANY_DAY,
                                   COPROD__COUNT_CLAIM};
    return key;
}

/* An entry of the claim's book with what the ledger holds as its opening; NULL without memory. */
coprod__entry *coprod__count_of(coprod__run *run, const coprod__entry_key *key);
coprod_status coprod__reimburse(const coprod_policy *policy, const coprod_ledger *ledger,
                                const coprod_payment_claim *claim, const coprod_reimburse_options *options,
                                const coprod_payment *before, coprod_payment *payment);

#endif
