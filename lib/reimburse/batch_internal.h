/* SPDX-License-Identifier: MIT */
/* Columns of claims: the claim that a row is, the days on which the same rates hold, and what journeys cost on them. */
#ifndef COPROD_BATCH_INTERNAL_H
#define COPROD_BATCH_INTERNAL_H

#include "payment_internal.h"

enum {
    COPROD__BATCH_MINUTES = 24 * 60, /* the longest session that has a place in a table */
    COPROD__BATCH_TABLES = 1024,     /* most tables of one call, 11 kB each */
    COPROD__BATCH_BANDS = 4,         /* most bands of miles that are priced here */
    COPROD__BATCH_FIRST_DAY = -25567, COPROD__BATCH_LAST_DAY = 84005 /* the years 1900 to 2199, as claims are read */
};

#define COPROD__OPENING_MOST 1000000000000000 /* thousandths of a mile */

/* What a journey costs on days of the same rates: the thousandths of a mile in each band times its rate, together
 * divided by the divisor. Bands that are not there hold no mile. */
typedef struct coprod__mile_plan {
    int64_t from[COPROD__BATCH_BANDS], to[COPROD__BATCH_BANDS], rate[COPROD__BATCH_BANDS];
    int64_t limit;   /* journeys below it are priced here; 0: none are */
    int64_t end;     /* of the last band */
    int64_t divisor; /* rates are pence a thousandth of a mile times this */
    int64_t bias;    /* added before the division, to round */
    uint32_t bands, unknown; /* unknown: bit b is set if band b has no rate on these days */
    uint8_t made;
} coprod__mile_plan;

typedef struct coprod__answer {
    int64_t pence;
    uint8_t outcome, reason;
} coprod__answer;

/* One call. */
typedef struct coprod__batch {
    const coprod_policy *policy;
    const coprod_allocator *allocator;
    coprod_claim_columns in;
    coprod_payment_columns out;
    coprod_columns_options options;
    coprod_reimburse_options reimburse;
    coprod__memory memory;
    size_t rows;
    coprod_payment_claim *claim; /* a row, rewritten for every one that the engine prices */
    coprod__claim_line *lines;   /* session, journey */
    coprod_payment *payment;
    coprod_ledger *ledger;       /* holds the opening miles of the row, and of rows before it in other periods */
    coprod__entry_key miles_key; /* under which they are; its texts are NULL before the first ones */
    const coprod__expense *expense; /* NULL: no journeys */
    const coprod__group *group;     /* of its vehicle; NULL: every journey is priced by the engine */
    uint16_t *segments;             /* of each day from the first on; days of one segment have the same rates */
    coprod__mile_plan *plans;       /* of each segment */
    int64_t **tables;               /* of each segment and role: prices by the minute, 0 where not asked yet */
    size_t segments_room, table_room;
    uint32_t span, segment_count, role_count, table_count; /* one role more: the one that the policy does not know */
    uint32_t role;                  /* of all rows without a column */
    int32_t first_day, known_on;
    uint8_t tied, counts_openings;  /* tied: the lines of a row have to be priced together */
} coprod__batch;

/* batch_row.c: one row by the engine. */
coprod_status coprod__batch_claim(coprod__batch *batch);
coprod_status coprod__batch_session(coprod__batch *batch, size_t row, coprod__answer *answer);
coprod_status coprod__batch_journey(coprod__batch *batch, size_t row, coprod__answer *answer);
coprod_status coprod__batch_both(coprod__batch *batch, size_t row, coprod__answer answers[2]);
/* A journey of no row: the same, but for its day, miles and opening. */
coprod_status coprod__batch_probe(coprod__batch *batch, int32_t day, int64_t milli, int64_t opening,
                                  coprod__answer *answer);

/* batch_days.c: which days have the same rates, and what a journey costs on them. */
coprod_status coprod__batch_segments(coprod__batch *batch);
coprod_status coprod__batch_plan(coprod__batch *batch, int32_t day, coprod__mile_plan *plan);

/* What the thousandths of a mile from one count to another come to, before the division. */
static inline int64_t coprod__plan_sum(const coprod__mile_plan *plan, int64_t from, int64_t to, uint32_t bands)
{
    int64_t sum = plan->bias;
    for (uint32_t b = 0; b < bands; b++) {
        int64_t low = from > plan->from[b] ? from : plan->from[b], high = to < plan->to[b] ? to : plan->to[b];
        sum += (high > low ? high - low : 0) * plan->rate[b];
    }
    return sum;
}

/* Whether some of them are in a band that has no rate on these days. */
static inline int coprod__plan_unknown(const coprod__mile_plan *plan, int64_t from, int64_t to)
{
    for (uint32_t b = 0; b < COPROD__BATCH_BANDS; b++)
        if (plan->unknown >> b & 1 && to > from && to > plan->from[b] && from < plan->to[b])
            return 1;
    return 0;
}

/* The price of a journey on a plan that takes it; from and to are what is counted before and after it. */
static inline coprod__answer coprod__plan_price(const coprod__mile_plan *plan, int64_t from, int64_t to, int mode)
{
    coprod__answer answer = {0, COPROD_OUTCOME_PAID, COPROD_WHY_NOTHING};
    /* Numbers that are known here, for loops without branches and divisions without a division. */
    uint64_t sum = (uint64_t)(plan->bands == 2 ? coprod__plan_sum(plan, from, to, 2)
                                               : coprod__plan_sum(plan, from, to, COPROD__BATCH_BANDS));
    answer.pence = (int64_t)(plan->divisor == 1000000 ? sum / 1000000 : sum / (uint64_t)plan->divisor);
    if (mode == COPROD__HALF_EVEN && answer.pence % 2 && sum % (uint64_t)plan->divisor == 0)
        answer.pence--;
    if (plan->unknown && coprod__plan_unknown(plan, from, to)) {
        answer.pence = 0;
        answer.outcome = COPROD_OUTCOME_UNDETERMINED;
        answer.reason = COPROD_WHY_RATE_UNKNOWN;
    }
    return answer;
}

#endif
