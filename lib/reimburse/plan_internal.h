/* SPDX-License-Identifier: MIT */
/* A plan as read, and what it costs. Estimates come in threes: low, expected, high. */
#ifndef COPROD_PLAN_INTERNAL_H
#define COPROD_PLAN_INTERNAL_H

#include "coprod/reimburse_plan.h"
#include "read_internal.h"
#include "trial_internal.h"

enum { COPROD__LOW, COPROD__EXPECTED, COPROD__HIGH, COPROD__ESTIMATES };
enum { COPROD__PLAN_DAYS = 1000, COPROD__PLAN_PEOPLE = 1000000, COPROD__PLAN_ROWS = 100000 };

typedef struct coprod__days_of {
    int32_t *list;
    uint32_t count;
} coprod__days_of;

/* An expense, which the policy prices, or a cost, whose price the plan gives. */
typedef struct coprod__plan_item {
    const char *title, *kind, *payer;
    coprod__claim_line *lines;               /* of an expense: one for each estimate; else NULL */
    int64_t count[COPROD__ESTIMATES];        /* how many; of an expense: how many people have it */
    int64_t pence[COPROD__ESTIMATES];        /* a sum, where there is no rate */
    int64_t minutes[COPROD__ESTIMATES];
    int64_t rate_mpence;                     /* of an hour; -1: none */
    coprod__days_of days;                    /* of what belongs to no session */
    uint8_t each_person, everybody;
} coprod__plan_item;

typedef struct coprod__plan_session {
    const char *id, *title, *purpose, *payer;
    coprod__days_of days;
    coprod__claim_line fee; /* its type is "" if nobody is paid for the time */
    coprod__plan_item *items;
    uint32_t item_count;
    int64_t people[COPROD__ESTIMATES];
    int64_t minutes; /* of one person, with preparation */
} coprod__plan_session;

typedef struct coprod__plan {
    const char *id, *title, *payer;
    coprod__plan_session *sessions;
    coprod__plan_item *items;
    uint32_t session_count, item_count;
} coprod__plan;

/* A line of the budget with what its sums need. */
typedef struct coprod__budget_row {
    coprod_budget_line line;
    const coprod__plan_session *session;  /* NULL: of none */
    const coprod__priced *priced;         /* of one, expected, where a sentence says why; else NULL */
    int64_t left[COPROD__ESTIMATES];      /* of one person */
    uint8_t unclear;                      /* no amount in one of the three */
} coprod__budget_row;

typedef struct coprod__sums {
    coprod_budget_sum *list;
    uint32_t count, room;
} coprod__sums;

struct coprod_budget {
    coprod__memory memory;
    coprod__arena arena; /* the plan */
    const coprod_policy *policy;
    coprod__plan plan;
    coprod__budget_row *rows;
    coprod__sums sums[COPROD_BUDGET_PURPOSES + 1]; /* by ::coprod_budget_by */
    coprod_budget_info info;
    size_t row_room;
    uint32_t unclear; /* rows without any amount */
    int32_t known_on;
    uint8_t has_known_on;
};

void coprod__load_plan(const coprod__reading *reading, const json_t *document, coprod__plan *plan);
/* Moves a line to a day. */
void coprod__line_at(coprod__claim_line *line, int32_t day);

/* Prices the plan into rows. */
coprod_status coprod__price_plan(coprod_budget *budget, const coprod_allocator *allocator);
/* Adds up the rows. */
coprod_status coprod__sum_plan(coprod_budget *budget);

#endif
