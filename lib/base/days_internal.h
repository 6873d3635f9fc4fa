/* SPDX-License-Identifier: MIT */
/* Inside a calendar, for whoever counts its working days. */
#ifndef COPROD_DAYS_INTERNAL_H
#define COPROD_DAYS_INTERNAL_H

#include "coprod/days.h"
#include "json_internal.h"

enum { COPROD__DAY_FIRST = -719162, COPROD__DAY_LAST = 2932896 }; /* 1 January of year 1, 31 December 9999 */

/* Both tables have one entry more than they count: a look-up beyond lands there and finds no working day. */
struct coprod_calendar {
    coprod__arena arena;
    coprod__refs refs;
    const char *id;
    const char *version;
    const char *title;
    const char *source;
    char fingerprint[COPROD__HEX];
    int32_t first_day;
    uint32_t days;         /* covered */
    uint32_t working_days; /* of them */
    uint32_t *before;      /* [days + 1]: the working days before the day at an index */
    int32_t *working;      /* [working_days + 1]: each working day, then 0 */
};

/* The index of a day, or one that is not below `days` if the calendar does not know the day. */
static inline uint32_t coprod__calendar_index(const coprod_calendar *calendar, int32_t day)
{
    return (uint32_t)day - (uint32_t)calendar->first_day;
}

/* "2020", "2020-03" or "2020-03-31" as its last day; 0: none of them. */
int coprod__part_date(const char *text, int32_t *day);

/* One more reference to a calendar; coprod_calendar_free() gives it back. */
const coprod_calendar *coprod__calendar_take(const coprod_calendar *calendar);

/* The due day of a period that was checked before. */
coprod_status coprod__due(const coprod_calendar *calendar, const coprod_period *period, int32_t day, int32_t *due);
/* The first day that the calendar does not know, of those that coprod__due() had to look up. */
int32_t coprod__day_needed(const coprod_calendar *calendar, const coprod_period *period, int32_t day);

#endif
