/* SPDX-License-Identifier: MIT */
/* A policy in memory. Money is in thousandths of a penny throughout; every id has been replaced by an index. */
#ifndef COPROD_POLICY_INTERNAL_H
#define COPROD_POLICY_INTERNAL_H

#include <string.h>

#include "coprod/reimburse.h"
#include "coprod/reimburse_explain.h"
#include "exact_internal.h"
#include "json_internal.h"

enum {
    COPROD__NONE = -1,
    COPROD__OPEN_FROM = -0x7fffffff - 1, /* no first day, or always known */
    COPROD__OPEN_TO = 0x7fffffff,
    COPROD__ROWS_DEPTH = 8 /* indexes that stand on indexes */
};

enum coprod__row_kind { COPROD__ROW_SUM, COPROD__ROW_RATE, COPROD__ROW_INDEX };

enum coprod__per {
    COPROD__PER_NOTHING, COPROD__PER_MILE, COPROD__PER_KM, COPROD__PER_HOUR, COPROD__PER_NIGHT, COPROD__PER_DAY,
    COPROD__PER_PERSON, COPROD__PER_WEEK, COPROD__PER_MONTH, COPROD__PER_YEAR
};

typedef struct coprod__policy_source {
    const char *id;
    const char *title, *address, *section, *words;
} coprod__policy_source;

/* One dated value. */
typedef struct coprod__row {
    int32_t from, to, known_from; /* COPROD__OPEN_FROM and COPROD__OPEN_TO where absent */
    uint8_t kind, per, round_mode;
    int16_t index; /* COPROD__NONE: none */
    const coprod__policy_source *source;
    int64_t mpence;
    int64_t times_n, times_d; /* of an index */
    int64_t round_mpence;     /* multiple that the product is rounded to; 0: not rounded */
} coprod__row;

/* In the order in which they are asked: latest known first, then latest from. */
typedef struct coprod__rows {
    const coprod__row *list;
    uint32_t count;
    uint32_t stated; /* 1 where the policy has the list, be it empty: a value that exists and is not known */
} coprod__rows;

/* Where a policy or an index takes its values from; `own` is the document itself. */
typedef struct coprod__sources {
    coprod__policy_source own;
    coprod__policy_source *list;
    uint32_t count;
} coprod__sources;

/* Written in the policy, named by it, or only what a built-in one stands on. */
enum coprod__index_origin { COPROD__INDEX_OWN, COPROD__INDEX_NAMED, COPROD__INDEX_FOLLOWED };

typedef struct coprod__index {
    const char *id, *title;
    coprod__sources sources;
    coprod__rows values;
    uint8_t per, origin;
} coprod__index;

enum coprod__participation {
    COPROD__LEVEL_NONE, COPROD__LEVEL_INFORM, COPROD__LEVEL_CONSULT, COPROD__LEVEL_ENGAGE, COPROD__LEVEL_CO_DESIGN,
    COPROD__LEVEL_CO_PRODUCTION
};

typedef struct coprod__words {
    const char **list;
    uint32_t count;
} coprod__words;

typedef struct coprod__role {
    const char *id, *label;
    coprod__words not_eligible_if;
    const coprod__policy_source *source;
    int16_t fee;
    uint8_t level, payable;
} coprod__role;

enum coprod__flag { COPROD__NOT_STATED, COPROD__EXCLUSIVE, COPROD__INCLUSIVE };

/* Whether from and to have a number (has_), belong to it (an ::coprod__flag), or only words. */
typedef struct coprod__band {
    int64_t from, to;
    const char *from_words, *to_words; /* "" if there are none */
    coprod__rows value;
    uint8_t has_from, has_to, from_flag, to_flag;
} coprod__band;

typedef struct coprod__task {
    const char *id, *label;
    coprod__rows value;
    int32_t minutes;
} coprod__task;

enum coprod__basis {
    COPROD__BASIS_BAND, COPROD__BASIS_HOURLY, COPROD__BASIS_TASK, COPROD__BASIS_STANDARD_MINUTES,
    COPROD__BASIS_DECLARED, COPROD__BASIS_DAILY_REMAINDER, COPROD__BASIS_NONE
};
enum coprod__include { COPROD__INCLUDE_NONE, COPROD__INCLUDE_ADD, COPROD__INCLUDE_FLAT, COPROD__INCLUDE_CAP_RATIO,
                       COPROD__INCLUDE_RATE };
enum coprod__aggregate { COPROD__PER_SESSION, COPROD__SUM_OF_DAY, COPROD__SPAN_OF_DAY, COPROD__PER_CLAIM };
enum coprod__overlap { COPROD__OVERLAP_UNION, COPROD__OVERLAP_SUM, COPROD__OVERLAP_LONGEST, COPROD__OVERLAP_REJECT };
enum coprod__otherwise { COPROD__UNDETERMINED, COPROD__LOWER, COPROD__HIGHER };
enum coprod__step_mode { COPROD__STEP_UP, COPROD__STEP_DOWN, COPROD__STEP_NEAREST };

typedef struct coprod__fee {
    const char *id, *label;
    coprod__rows value;
    coprod__band *bands;
    coprod__task *tasks; /* declared ones too */
    coprod__rows travel_value;
    uint32_t band_count, task_count;
    int32_t preparation_flat, increment, minimum, maximum; /* minutes; 0: none */
    int64_t preparation_n, preparation_d;                  /* most preparation as a share of the attendance */
    const coprod__policy_source *source;
    uint8_t basis, scheduled, beyond_attended, preparation, travel, aggregate, overlap, increment_mode, on_gap,
        on_overlap;
} coprod__fee;

enum coprod__by { COPROD__BY_ORGANISER, COPROD__BY_PARTICIPANT };
enum coprod__cancelled_expenses { COPROD__EXPENSES_ALL, COPROD__EXPENSES_COMMITTED, COPROD__EXPENSES_NONE };

typedef struct coprod__cancellation {
    int64_t share_n, share_d;
    int32_t notice_below; /* minutes; COPROD__OPEN_TO: any */
    const coprod__policy_source *source;
    uint8_t by, expenses;
} coprod__cancellation;

/* What happens to a line that lacks something, is late, is too much. */
enum coprod__then { COPROD__THEN_REJECT, COPROD__THEN_HOLD, COPROD__THEN_CAP, COPROD__THEN_DOWNGRADE,
                    COPROD__THEN_TRUNCATE };
enum coprod__need { COPROD__NEED_NEVER, COPROD__NEED_ALWAYS, COPROD__NEED_ABOVE, COPROD__NEED_CLASS };

typedef struct coprod__demand { /* a receipt or an approval */
    coprod__rows above, cap;
    coprod__words classes;
    int16_t downgrade_to; /* an expense, or COPROD__NONE: the mileage reserve */
    uint8_t need, if_missing;
} coprod__demand;

enum coprod__kind {
    COPROD__KIND_ACTUAL, COPROD__KIND_MILEAGE, COPROD__KIND_FLAT, COPROD__KIND_TIERED_TIME, COPROD__KIND_CLOCK_MEAL,
    COPROD__KIND_NIGHT, COPROD__KIND_CARE, COPROD__KIND_SUPPORT, COPROD__KIND_DIGITAL, COPROD__KIND_MATERIALS,
    COPROD__KIND_OTHER
};
enum coprod__pay { COPROD__PAY_ACTUAL, COPROD__PAY_UP_TO, COPROD__PAY_FLAT };
enum coprod__meal { COPROD__MEAL_NONE, COPROD__MEAL_BREAKFAST, COPROD__MEAL_LUNCH, COPROD__MEAL_DINNER };
enum coprod__provider { COPROD__PROVIDER_ANY, COPROD__PROVIDER_REGISTERED, COPROD__PROVIDER_NOT_HOUSEHOLD };
enum coprod__scope {
    COPROD__SCOPE_LINE, COPROD__SCOPE_MEAL, COPROD__SCOPE_NIGHT, COPROD__SCOPE_SESSION, COPROD__SCOPE_JOURNEY,
    COPROD__SCOPE_DAY, COPROD__SCOPE_24H, COPROD__SCOPE_WEEK, COPROD__SCOPE_MONTH, COPROD__SCOPE_EVENT,
    COPROD__SCOPE_CLAIM, COPROD__SCOPE_FISCAL_YEAR, COPROD__SCOPE_MILEAGE_YEAR, COPROD__SCOPE_TAX_YEAR,
    COPROD__SCOPE_NONE
}; /* narrowest first: caps are applied in this order */

typedef struct coprod__mile_band {
    int64_t to_milli; /* INT64_MAX: no end */
    coprod__rows value;
} coprod__mile_band;

typedef struct coprod__group {
    const char *id, *counter;
    coprod__words vehicles, countries, fuels;
    coprod__band engine; /* its value is not used */
    coprod__mile_band *bands;
    uint32_t band_count;
    uint16_t counter_index; /* groups that count together have the same */
} coprod__group;

typedef struct coprod__supplement {
    const char *id;
    coprod__rows value;
} coprod__supplement;

enum coprod__key { COPROD__KEY_PAYER = 1, COPROD__KEY_GROUP = 2 };
enum coprod__reserve_when { COPROD__RESERVE_ASKED, COPROD__RESERVE_TRANSPORT, COPROD__RESERVE_NO_APPROVAL };

typedef struct coprod__mileage {
    coprod__group *groups;
    coprod__supplement *supplements;
    coprod__rows passenger, reserve;
    coprod__words passenger_groups; /* none: all */
    int64_t reserve_n, reserve_d; /* a share instead of a rate; d is 0 if there is none */
    int64_t most_milli, round_milli;
    uint32_t group_count, supplement_count;
    int32_t passenger_most;
    uint8_t scope, key, has_reserve, reserve_when, reserve_counts, most_then, round_mode;
} coprod__mileage;

typedef struct coprod__tier { /* of elapsed time, or of times of day */
    const char *id;
    coprod__rows limit;
    int32_t minutes;                                    /* -1: none */
    int32_t contains_from, contains_to;                 /* minutes of the day; -1: none */
    int32_t returns_after, leaves_before, ongoing_at;   /* minutes of the day; -1: none */
    uint8_t inclusive;                                  /* of minutes: at least */
} coprod__tier;

typedef struct coprod__zone {
    const char *id, *label;
    coprod__rows limit;
} coprod__zone;

typedef struct coprod__expense {
    const char *id, *label;
    coprod__rows limit, value, per_hour_cap, private_stay, over_nights_limit, supplement_limit;
    coprod__demand receipt, approval;
    coprod__words excludes, supplement_tiers;
    coprod__tier *tiers; /* or meals */
    coprod__zone *zones;
    coprod__mileage *mileage;
    int64_t tip_n, tip_d; /* d is 0 if tips have no rule */
    uint32_t tier_count, zone_count;
    int32_t over_nights, supplement_after;
    const coprod__policy_source *source;
    uint8_t kind, pay, unit, no_direct, over_if_approved, meal, provider, one_source, includes_breakfast, sum_of_day,
        has_supplement, has_private_stay;
} coprod__expense;

enum coprod__measure { COPROD__MEASURE_MONEY, COPROD__MEASURE_MINUTES, COPROD__MEASURE_COUNT, COPROD__MEASURE_MILES };
enum coprod__fill { COPROD__FILL_DATE, COPROD__FILL_LINE, COPROD__FILL_PROPORTIONAL };

typedef struct coprod__cap {
    const char *id, *label;
    coprod__rows limit;
    uint8_t *over_fee, *over_expense; /* one flag each */
    int64_t limit_number;             /* minutes, lines or thousandths of a mile */
    int32_t order;
    const coprod__policy_source *source;
    uint32_t listed; /* its index in the document */
    uint8_t scope, measure, then, fill, has_order, whole; /* whole: over "all" */
} coprod__cap;

enum coprod__window_kind { COPROD__DAYS_AFTER, COPROD__MONTHS_AFTER, COPROD__MONTHS_AFTER_YEAR, COPROD__NOT_BEFORE };
typedef struct coprod__window {
    int32_t n;
    uint8_t kind;
} coprod__window;

enum coprod__duplicate_key { COPROD__BY_TYPE = 1, COPROD__BY_DATE = 2, COPROD__BY_AMOUNT = 4, COPROD__BY_RECEIPT = 8,
                             COPROD__BY_PERSON = 16, COPROD__BY_PAYER = 32, COPROD__BY_JOURNEY = 64 };

typedef struct coprod__claim_rules {
    coprod__window windows[8];
    int64_t most_milli, most_amount, most_minutes; /* 0: no limit */
    uint32_t window_count, most_lines;
    const coprod__policy_source *source;
    uint8_t late, duplicate_key, duplicate_then, limits_then, foreign_hold;
} coprod__claim_rules;

enum coprod__tax_route { COPROD__ROUTE_NOT_STATED, COPROD__ROUTE_NONE, COPROD__ROUTE_PAYROLL,
                         COPROD__ROUTE_SELF_EMPLOYED };
enum coprod__remainder { COPROD__REMAINDER_CASH, COPROD__REMAINDER_UP, COPROD__REMAINDER_DOWN };
enum coprod__payee { COPROD__PAYEE_PERSON = 1, COPROD__PAYEE_ORGANISATION = 2, COPROD__PAYEE_HOST = 4 };

typedef struct coprod__pay_rules {
    int64_t denominations[16]; /* pence, largest first */
    uint32_t denomination_count;
    const coprod__policy_source *source;
    uint8_t waiver, donate, remainder, no_advance, tax_route, payees;
} coprod__pay_rules;

enum coprod__check_kind { COPROD__CLIFF, COPROD__DISREGARD, COPROD__TAPER, COPROD__FLOOR, COPROD__TOTAL,
                          COPROD__EXCESS };

typedef struct coprod__check {
    const char *id, *label;
    coprod__rows limit, allowance, value;
    uint8_t *over_fee, *over_expense;
    int64_t taper_n, taper_d;
    int32_t minutes_below; /* 0: no such test */
    const coprod__policy_source *source;
    uint8_t kind, period, over_all, expenses_too, limit_exclusive, by_payment, ask_other;
} coprod__check;

typedef struct coprod__clock_change {
    int32_t day;
    int16_t local_minute, shift; /* at this time of day clocks go on by `shift` minutes */
} coprod__clock_change;

struct coprod_policy {
    coprod__arena arena; /* holds this struct too */
    coprod__refs refs;
    const char *id, *version, *title, *note, *jurisdiction, *language;
    char currency[4];
    char fingerprint[COPROD__HEX];
    char ledger_fingerprint[COPROD__HEX]; /* of what gives a ledger its meaning; rates are no part of it */
    coprod__sources sources;
    coprod__index *indexes;
    coprod__role *roles;
    coprod__fee *fees;
    coprod__cancellation *cancellations;
    coprod__expense *expenses;
    coprod__cap *caps; /* in the order in which they apply */
    coprod__check *checks;
    coprod__clock_change *clock; /* by day */
    coprod__claim_rules claim_rules;
    coprod__pay_rules payment;
    uint32_t index_count, role_count, fee_count, cancellation_count, expense_count, cap_count, check_count,
        clock_count;
    int32_t clock_first, clock_last; /* days that the clock knows */
    int16_t tax_year[2], mileage_year[2], fiscal_end[2]; /* month, day */
    int16_t week_start;                                  /* 1 is Monday */
    uint8_t rounding, round_claim, by_submission, has_clock;
};

/* The row that counts on a day, as known on another; NULL: there is none. */
const coprod__row *coprod__row_at(const coprod__rows *rows, int32_t day, int32_t known_on);
/* Its value in thousandths of a penny, through indexes. Returns the row that the number stands in (of an index, the
 * index's own), or NULL: not known. */
const coprod__row *coprod__value_at(const coprod_policy *policy, const coprod__rows *rows, int32_t day,
                                    int32_t known_on, coprod__exact *value);
/* The first day of the period that a day lies in. */
int32_t coprod__period_start(const coprod_policy *policy, int scope, int32_t day);
int32_t coprod__months_after(int32_t day, int32_t months); /* the month's last day where it is shorter */

/* Most words differ in their first letter already. */
static inline int coprod__same(const char *a, const char *b)
{
    return a[0] == b[0] && !strcmp(a, b);
}

int32_t coprod__role_index(const coprod_policy *policy, const char *id); /* COPROD__NONE */
int32_t coprod__fee_index(const coprod_policy *policy, const char *id);
int32_t coprod__expense_index(const coprod_policy *policy, const char *id);

/* Fills the ledger's fingerprint; COPROD_E_MEMORY. */
coprod_status coprod__policy_counted(coprod_policy *policy);

const coprod_policy *coprod__policy_take(const coprod_policy *policy);

#endif
