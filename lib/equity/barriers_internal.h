/* SPDX-License-Identifier: MIT */
/* Rules of barriers, and what a plan has of them. What an event says of an aspect is a set of words; yes and no are two
 * words too. */
#ifndef COPROD_BARRIERS_INTERNAL_H
#define COPROD_BARRIERS_INTERNAL_H

#include "coprod/equity_barriers.h"
#include "json_internal.h"

enum { COPROD__BARRIER_WORDS = 32, COPROD__BARRIER_RULES = 1000, COPROD__PLAN_EVENTS = 10000,
       COPROD__PLAN_ASKED = 100000 };

typedef struct coprod__aspect {
    const char *id, *question;
    const char **words; /* NULL: no and yes */
    uint32_t word_count;
} coprod__aspect;

enum coprod__condition_kind {
    COPROD__ANY = 0,      /* one of these words at least */
    COPROD__ONLY = 1,     /* none but these words */
    COPROD__SESSIONS = 2, /* each session touches these hours of these weekdays */
    COPROD__DISTINCT = 3  /* the events of the plan have fewer words than this between them */
};

typedef struct coprod__condition {
    uint32_t aspect, words; /* words: a set, or a number for DISTINCT */
    int32_t from_minute, until_minute;
    uint8_t kind, weekdays; /* bit 0 is Monday */
} coprod__condition;

typedef struct coprod__barrier_rule {
    const char *id, *title, *need, *quote, *section, *adjustment;
    coprod__condition *when;
    uint32_t *groups; /* indices */
    uint32_t when_count, group_count;
    int32_t of_plan;
} coprod__barrier_rule;

typedef struct coprod__barrier_group {
    const char *id, *title;
} coprod__barrier_group;

struct coprod_barrier_rules {
    coprod__arena arena; /* holds this struct too */
    coprod__refs refs;
    coprod_barrier_rules_info info;
    char fingerprint[COPROD__HEX];
    coprod__aspect *aspects;
    coprod__barrier_group *groups;
    coprod__barrier_rule *rules;
};

typedef struct coprod__plan_session {
    int32_t day, start_minute, end_minute; /* minutes are -1, and has_day 0, where they are not known */
    int32_t has_day;
} coprod__plan_session;

/* What was changed about a barrier. */
typedef struct coprod__adjusted {
    uint32_t rule;
    const char *change, *loop;
    int used; /* the barrier is there without it */
} coprod__adjusted;

typedef struct coprod__event_of_plan {
    const char *id, *title;
    uint32_t *words; /* by aspect; 0: not known */
    coprod__plan_session *sessions;
    coprod__adjusted *adjusted;
    uint32_t session_count, adjusted_count;
} coprod__event_of_plan;

typedef struct coprod__barrier {
    const coprod__event_of_plan *of;
    const char *event, *asks, *loop, *change;
    uint32_t rule;
    int32_t state;
} coprod__barrier;

/* A group of the plan, and which groups of the rules its people are likely to be in. */
typedef struct coprod__plan_group {
    const char *id;
    uint32_t *groups;
    uint32_t group_count;
} coprod__plan_group;

typedef struct coprod__asked_row {
    const char *group, *question;
    uint32_t times, most_times;
    int32_t first_day, last_day, findings;
} coprod__asked_row;

struct coprod_barriers {
    coprod__arena arena; /* holds this struct too */
    const coprod_barrier_rules *rules;
    coprod_barriers_info info;
    coprod__event_of_plan *events; /* the last one, beyond event_count, is the plan itself */
    coprod__barrier *barriers;
    coprod__plan_group *people;
    coprod__asked_row *asked;
    uint32_t people_count;
    int32_t most_times, most_days; /* 0: the plan names no limit */
};

/* Reading: what both documents need. */
typedef struct coprod__barriers_reader {
    coprod__load *load;
    coprod__arena *arena;
} coprod__barriers_reader;

void *coprod__barriers_room(const coprod__barriers_reader *own, size_t count, size_t bytes);
/* An array of at most `most` objects; others are reported. *count is 0 then. */
const json_t *coprod__barriers_list(const coprod__barriers_reader *own, const json_t *object,
                                    const coprod__place *place, const char *key, int required, size_t most,
                                    size_t *count);
/* Minutes of "09:30", or `otherwise`. */
int32_t coprod__barriers_time(const coprod__barriers_reader *own, const json_t *object, const coprod__place *place,
                              const char *key, int required, int32_t otherwise);
/* A set of words of an aspect, from an array, or a yes or no; 0 after an error. */
uint32_t coprod__barriers_words(const coprod__barriers_reader *own, const coprod__aspect *aspect, const json_t *value,
                                const coprod__place *place);
/* Index of an id in a list of structs that begin with it; `count` after an error, which is reported. */
uint32_t coprod__barriers_index(const coprod__barriers_reader *own, const char *id, const coprod__place *place,
                                const void *list, size_t stride, uint32_t count, const char *expected);
/* Indices of groups of the rules. */
uint32_t *coprod__barriers_groups(const coprod__barriers_reader *own, const coprod_barrier_rules *rules,
                                  const json_t *object, const coprod__place *place, const char *key, uint32_t *count);

const coprod_barrier_rules *coprod__barrier_rules_take(const coprod_barrier_rules *rules);

/* Whether a barrier shuts out one of these groups of the rules. */
int coprod__barrier_shuts_out(const coprod_barriers *barriers, uint32_t index, const uint32_t *groups, uint32_t count);
/* Each barrier of a plan that has been read, and the sums. */
void coprod__barriers_find(const coprod__barriers_reader *own, coprod_barriers *barriers);
/* Reads "asked" and "most", and counts. */
void coprod__barriers_asked(const coprod__barriers_reader *own, coprod_barriers *barriers, const json_t *plan);

#endif
