/* SPDX-License-Identifier: MIT */
/* Bodies, each with its meetings in the order of days, and what every step of an item led to, found once at load. */
#ifndef COPROD_BODIES_INTERNAL_H
#define COPROD_BODIES_INTERNAL_H

#include "coprod/feedback_bodies.h"
#include "machine_internal.h"

/* How many people there are of each kind. */
typedef struct coprod__people {
    const char **kind;
    int64_t *number; /* COPROD__NONE: not known */
    uint32_t count;
    int known; /* 0: nothing is said */
} coprod__people;

typedef struct coprod__membership {
    int32_t from;
    coprod__people counts;
} coprod__membership;

/* A meeting as it is read: lists are parts of the one list of all mentions. */
typedef struct coprod__meeting {
    int32_t day, body; /* the body may be COPROD__NONE while there are errors */
    const char *chair;
    coprod__people present;
    uint32_t items, item_count, carries, carry_count;
    uint32_t missed; /* meetings missed before it */
} coprod__meeting;

/* An item that was carried up. COPROD__NEVER where there is none. */
typedef struct coprod__carried {
    uint32_t item;
    uint32_t meeting; /* of its body */
    uint32_t came;    /* meeting of the body above that had it */
    uint32_t next;    /* the same item, carried up by the body above from then on */
} coprod__carried;

enum { COPROD__NOBODY = -1, COPROD__UNKNOWN_BODY = -2 };

typedef struct coprod__body {
    const char *id, *name, *unit, *chair, *majority, *quote, *source, *section;
    int32_t upper; /* index, COPROD__NOBODY, or COPROD__UNKNOWN_BODY after a report */
    int32_t n, step, since;
    int by_month, has_since;
    coprod__membership *members; /* in the order of days */
    coprod__meeting *meetings;   /* in the order of days */
    coprod__carried *carried;    /* in the order of days */
    uint32_t member_count, meeting_count, carried_count;
} coprod__body;

struct coprod_bodies {
    coprod__arena arena;
    coprod__body *bodies;
    uint32_t count;
    coprod__names ids;
    coprod__names items; /* every mention of an item */
    uint32_t *item_of;   /* of each mention: the item, which is the place of its first one among the sorted */
    coprod__meeting *meetings;
    uint32_t meeting_count;
    char fingerprint[COPROD__HEX];
};

typedef struct coprod__bodies_reader {
    coprod__load *load;
    const json_t *json;
    coprod_bodies *bodies;
} coprod__bodies_reader;

/* A row to be sorted by its key, then its value. */
typedef struct coprod__row {
    uint64_t key;
    uint32_t value;
} coprod__row;

static inline uint64_t coprod__key(uint32_t high, uint32_t low)
{
    return (uint64_t)high << 32 | low;
}

/* --- bodies_load.c --- */

/* Zeroed memory of the bodies, at least one byte; NULL after a failure. */
void *coprod__bodies_take(coprod__bodies_reader *own, size_t count, size_t bytes);
/* A day, `otherwise` if it is absent, COPROD__DAY_ZERO if it is no date. */
int32_t coprod__bodies_day(coprod__bodies_reader *own, const json_t *json, const coprod__place *place, const char *key,
                           int required, int32_t otherwise);
/* {"service-user": 7, "carer": null}; `kind` has to be among them. */
void coprod__bodies_counts(coprod__bodies_reader *own, const json_t *json, const coprod__place *place, const char *key,
                           int required, const char *kind, coprod__people *counts);
/* A word, or "" if absent. */
const char *coprod__bodies_kind(coprod__bodies_reader *own, const json_t *json, const coprod__place *place,
                                const char *key);
void coprod__row_sort(coprod__row *rows, size_t count);

/* --- bodies_meetings.c --- */

void coprod__bodies_meetings(coprod__bodies_reader *own);

/* --- bodies_link.c --- */

/* The first row that is not before a key and a value. */
size_t coprod__row_find(const coprod__row *rows, size_t count, uint64_t key, uint32_t value);
/* Puts meetings in order, and finds what became of items; nothing is wrong with the document. */
void coprod__bodies_link(coprod__bodies_reader *own);

/* --- bodies.c --- */

/* The meetings of a body up to a day. */
uint32_t coprod__meetings_until(const coprod__body *body, int32_t day);
/* Due days after one day and before another that pass without a meeting. */
uint32_t coprod__missed_between(const coprod__body *body, int32_t anchor, int32_t day);
/* Where the count of a body begins on a day: the day, and how many were missed before it. 0 if that is not known. */
int coprod__counts_from(const coprod__body *body, int32_t day, int32_t *anchor, uint32_t *missed);
/* The members in force on a day; NULL if none are known. */
const coprod__membership *coprod__members_on(const coprod__body *body, int32_t day);

#endif
