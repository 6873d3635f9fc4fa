/* SPDX-License-Identifier: MIT */
#ifndef COPROD_FOLLOWUP_INTERNAL_H
#define COPROD_FOLLOWUP_INTERNAL_H

#include "coprod/feedback_followup.h"
#include "json_internal.h"

/* Something of a day: "2020" stands for its last day and keeps its words. Without words there is nothing. */
typedef struct coprod__dated {
    const char *date;
    int64_t milli;
    int32_t day;
    uint32_t index; /* in the document */
} coprod__dated;

typedef struct coprod__followup_measure {
    const char *id, *loop, *title, *unit, *agreed_with, *quote, *source, *section;
    coprod__dated baseline, target; /* the date of a target may be "" */
    coprod__dated *values;          /* by day */
    int64_t *milli;                 /* the same values alone, for a run chart */
    uint32_t count;
    int8_t better, has_baseline, has_target, illustrative;
} coprod__followup_measure;

typedef struct coprod__followup_promise {
    const char *id, *loop, *what, *who, *reason, *quote, *source, *section;
    coprod__dated by, done;
    int8_t kept, illustrative; /* kept: `done` is that, and not the day it was stopped */
} coprod__followup_promise;

struct coprod_followup {
    coprod__arena arena; /* holds this struct too */
    char fingerprint[COPROD__HEX];
    coprod__followup_measure *measures;
    coprod__followup_promise *promises;
    uint32_t measure_count, promise_count;
};

struct coprod_run_rules {
    coprod__arena arena; /* holds this struct too */
    coprod_run_rules_info info;
    char fingerprint[COPROD__HEX];
};

enum { COPROD__FOLLOWUP_MOST = 100000 };

/* A member of that kind, "" and day 0 where it is absent or wrong. */
void coprod__followup_date(coprod__load *load, coprod__arena *arena, const json_t *object, const coprod__place *place,
                           const char *key, int required, coprod__dated *dated);

/* The values of a measure up to a day. */
uint32_t coprod__followup_known(const coprod__followup_measure *measure, int32_t day);

#endif
