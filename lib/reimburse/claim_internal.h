/* SPDX-License-Identifier: MIT */
/* A claim in memory. What was wrong inside a line is kept as its fault, for whoever prices it. */
#ifndef COPROD_CLAIM_INTERNAL_H
#define COPROD_CLAIM_INTERNAL_H

#include "coprod/reimburse.h"
#include "exact_internal.h"
#include "json_internal.h"

enum {
    COPROD__LINES = 1000000,
    COPROD__LINE_LIST = 100,             /* most words in a list of a line */
    COPROD__NO_OFFSET = 0x7fff,
    COPROD__MILLI_MOST = 100000000,      /* a hundred thousand miles */
    COPROD__AMOUNT_MOST = 100000000,     /* a million pounds, in pence */
    COPROD__CLAIM_MINUTES = 366 * 24 * 60
};

/* Which members a line has. */
enum coprod__has {
    COPROD__HAS_DATE = 1 << 0,
    COPROD__HAS_START = 1 << 1,
    COPROD__HAS_END = 1 << 2,
    COPROD__HAS_MINUTES = 1 << 3,
    COPROD__HAS_SCHEDULED = 1 << 4,
    COPROD__HAS_QUANTITY = 1 << 5,
    COPROD__HAS_AMOUNT = 1 << 6,
    COPROD__HAS_RECEIPT = 1 << 7,
    COPROD__HAS_RECEIPT_AMOUNT = 1 << 8,
    COPROD__HAS_CANCELLED = 1 << 9,
    COPROD__HAS_PAYMENT_DATE = 1 << 10,
    COPROD__HAS_REQUESTED = 1 << 11,
    COPROD__HAS_ENGINE = 1 << 12,
    COPROD__HAS_BREAKFAST = 1 << 13,
    COPROD__HAS_PASSENGER_QUANTITY = 1 << 14,
    COPROD__HAS_NOTICE = 1 << 15,
    COPROD__HAS_UNIT = 1 << 16
};

enum coprod__quantity_unit { COPROD__UNIT_MILES, COPROD__UNIT_KM, COPROD__UNIT_NIGHTS, COPROD__UNIT_PEOPLE,
                             COPROD__UNIT_DAYS, COPROD__UNIT_HOURS, COPROD__UNIT_ITEMS };

typedef struct coprod__contained {
    const char *word;
    int64_t pence;
} coprod__contained;

typedef struct coprod__words_of {
    const char **list;
    uint32_t count;
} coprod__words_of;

/* Texts are "" where absent. */
typedef struct coprod__claim_line {
    const char *id, *type, *role, *task, *declared, *session, *event, *vehicle, *country, *fuel, *journey, *zone,
        *provider, *class_word, *approval, *receipt_no, *donate_to, *currency;
    coprod__words_of circumstances, supplements;
    coprod__contained *contains;
    int64_t quantity_milli, passenger_milli, amount_pence, receipt_pence, tip_pence, requested_pence;
    int64_t start_utc, end_utc; /* minutes since 1970-01-01T00:00, less the offset */
    uint32_t has, contains_count;
    int32_t date, payment_date, start, end; /* days; minutes of the day of `date`, end may be beyond it */
    int32_t minutes, scheduled_minutes, preparation_minutes, travel_minutes, notice_minutes, engine_cc, passengers,
        nights_before;
    int16_t offset, end_offset; /* minutes, or COPROD__NO_OFFSET */
    const char *fault_field;    /* the member that has it */
    uint8_t fault;              /* a ::coprod_why, or 0 */
    uint8_t level; /* 1 + a ::coprod__participation, or 0 */
    uint8_t unit, cancelled_by, committed, as_passenger, transport_possible, asks_reserve, private_stay,
        breakfast_included, not_earlier, other_source, direct, waived, by_voucher;
} coprod__claim_line;

struct coprod_payment_claim {
    coprod__arena arena; /* holds this struct too */
    coprod__refs refs;
    const char *id, *person, *payer, *donate_to, *currency;
    coprod__words_of circumstances;
    coprod__claim_line *lines;
    uint32_t line_count;
    int32_t submitted, payment_date; /* COPROD__NO_DAY */
    int64_t advance_pence, waiver_pence;
    uint8_t waived, by_voucher, payee; /* a ::coprod__payee, 0: not said */
};

/* What a line says was spent: the amount, or else what its receipt shows. */
static inline int64_t coprod__spent_pence(const coprod__claim_line *line)
{
    return line->has & COPROD__HAS_AMOUNT ? line->amount_pence : line->receipt_pence;
}

enum { COPROD__NO_DAY = -0x7fffffff - 1 };

const coprod_payment_claim *coprod__claim_take(const coprod_payment_claim *claim);

#endif
