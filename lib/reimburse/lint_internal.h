/* SPDX-License-Identifier: MIT */
/* Looking for mistakes in a policy that can be used. Everything is taken as known, and no claim is needed. */
#ifndef COPROD_LINT_INTERNAL_H
#define COPROD_LINT_INTERNAL_H

#include "payment_internal.h"

enum {
    COPROD__LINT_DAY = 24 * 60,       /* the longest session that is looked at */
    COPROD__LINT_SESSION = 12 * 60,   /* a session of a band that has no end, against a wage */
    COPROD__LINT_YEAR = 366 * 24 * 60, /* the longest sum of a whole claim */
    COPROD__LINT_DAYS = 4096          /* days on which a value changes that are looked at: the newest */
};

typedef struct coprod__linting {
    const coprod_policy *policy;
    coprod__load load;
    const coprod__memory *memory; /* of the findings, for scratch */
    uint8_t used[256];            /* indexes that some value follows */
} coprod__linting;

/* `found` and `expected` of the finding are texts. */
void coprod__warn(coprod__linting *linting, const char *code, const coprod__place *place, const char *found,
                  const char *expected);

/* Scratch; NULL without memory, which the linting remembers. */
void *coprod__lint_room(coprod__linting *linting, size_t count, size_t bytes);

/* The days on which a value may change, oldest first. */
typedef struct coprod__turns {
    int32_t *list;
    size_t count, room;
    int dated;         /* some row has a first or last day */
    uint8_t seen[256]; /* indexes whose rows are in it */
} coprod__turns;

/* Adds the days of a list of rows, and of the indexes that it follows. */
void coprod__turns_add(coprod__linting *linting, coprod__turns *turns, const coprod__rows *rows);
/* Sorts them, with the day before the first; each stands there once. There is always one. */
void coprod__turns_sort(coprod__linting *linting, coprod__turns *turns);
void coprod__turns_clear(coprod__turns *turns); /* keeps its memory */
void coprod__turns_free(coprod__linting *linting, coprod__turns *turns);

/* "a, b and 3 more": two items of a list, and how many there are. */
typedef struct coprod__items {
    char text[160];
    coprod__writer writer;
    uint32_t count;
} coprod__items;

void coprod__items_init(coprod__items *items);
int coprod__items_next(coprod__items *items); /* whether the next one is to be written */
const char *coprod__items_end(coprod__items *items);

void coprod__write_money(coprod__writer *writer, coprod__exact money); /* thousandths of a penny as "12.71" */
void coprod__write_day(coprod__writer *writer, int32_t day);
/* "exactly 120 minutes", "121 to 239 minutes"; `unit` is the last word. INT64_MAX: no end. */
void coprod__write_range(coprod__writer *writer, int64_t first, int64_t last, const char *unit);

/* Counted minutes for which one band, or none, holds. */
typedef struct coprod__stretch {
    int32_t first, last;         /* counted minutes */
    int32_t shortest, longest;   /* durations that count as those */
    int32_t band, band_last;     /* at its first and last minute; COPROD__NONE */
    int32_t below, below_last;   /* from this duration to this one the pay is below a wage; 0: never */
    int32_t below_band, below_day;
    coprod__exact below_wage;
    uint8_t why;                 /* there is no band */
} coprod__stretch;

/* A fee by time, from the shortest duration to the longest that is looked at. */
typedef struct coprod__fee_sweep {
    coprod__linting *linting;
    const coprod__fee *fee;
    const coprod__place *place;
    coprod__stretch *list;
    uint8_t *marks; /* of each band */
    coprod__turns turns;
    uint32_t count, room;
    int32_t low, most; /* durations */
} coprod__fee_sweep;

/* The shortest duration that counts as so many minutes or more; one beyond `most` if there is none. */
int32_t coprod__fee_sweep_duration(const coprod__fee_sweep *sweep, int64_t minutes, int32_t most);

/* Asks the engine which band each stretch has on a day, and marks the bands that are reached. */
void coprod__fee_sweep_settle(coprod__fee_sweep *sweep, int32_t day);

void coprod__lint_ends(coprod__linting *linting, const coprod__band *band, const coprod__place *place,
                       const char *unit);
void coprod__lint_fees(coprod__linting *linting);
void coprod__lint_floor(coprod__fee_sweep *sweep); /* of a fee by time */
void coprod__lint_declared(coprod__linting *linting, uint32_t fee, const coprod__place *place);
void coprod__lint_expenses(coprod__linting *linting);
void coprod__lint_caps(coprod__linting *linting);
void coprod__lint_values(coprod__linting *linting); /* last: by then it is known which indexes are used */

#endif
