/* SPDX-License-Identifier: MIT */
#ifndef COPROD_DOSSIER_INTERNAL_H
#define COPROD_DOSSIER_INTERNAL_H

#include "coprod/programme_people.h"
#include "days_internal.h"
#include "json_internal.h"

enum { COPROD__PARTS = 11, COPROD__STATEMENTS = 5 };
#define COPROD__NO_PARENT UINT32_MAX

typedef struct coprod__dossier_source {
    const char *id, *title, *publisher, *date, *address;
} coprod__dossier_source;

typedef struct coprod__partner {
    const char *name, *role, *quote;
} coprod__partner;

typedef struct coprod__partners {
    coprod__partner *list;
    uint32_t count;
} coprod__partners;

typedef struct coprod__activity {
    const char *id, *title, *group, *from, *to, *source, *section, *claim, *claim_quote, *motivation, *prior_learning;
    coprod__partners partners;
    uint32_t coding_count, differences, disputes, illustrative;
    const char **coders;
    coprod_evidence **codings;
    coprod_evidence *evidence; /* the hull of the codings */
} coprod__activity;

typedef struct coprod__dossier_claim {
    const char *title, *note, *source, *section;
    coprod_policy *policy;
    coprod_payment_claim *claim;
    int32_t known_on, has_known_on;
    uint32_t illustrative;
} coprod__dossier_claim;

typedef struct coprod__statement {
    const char *quote, *text, *source, *section, *date;
} coprod__statement;

typedef struct coprod__statements {
    coprod__statement *list;
    uint32_t count;
} coprod__statements;

/* From when to when a loop was closed; the last time first. */
typedef struct coprod__closed {
    int32_t from, to; /* INT32_MIN: not known, it was adopted closed; INT32_MAX: it still is */
    struct coprod__closed *before;
} coprod__closed;

/* A machine that traces name, read once. */
typedef struct coprod__dossier_machine {
    const char *name;
    coprod_machine *machine;
    struct coprod__dossier_machine *before;
} coprod__dossier_machine;

typedef struct coprod__dossier_loop {
    const char *id, *title, *activity, *parent_id, *note;
    coprod__statements statements[COPROD__STATEMENTS];
    coprod_followup *continues; /* NULL: nothing is said */
    const coprod_machine *machine; /* one of the dossier's; NULL without a trace */
    coprod_loop *loop;             /* as of the day of the dossier */
    coprod__closed *closed;
    uint32_t parent, children, open_children;
    uint32_t walk, in_circle; /* of the search for circles */
    int32_t created_day, has_created;
    int32_t adopted, adopted_day; /* what was before that day is not known */
    int32_t fine; /* its trace was accepted to the end */
    uint32_t illustrative;
} coprod__dossier_loop;

/* A frame, with where its groups are: {dimension: {group: index}}. */
typedef struct coprod__dossier_frame {
    coprod_frame *frame;
    coprod_frame_info info;
    const char *id;
    const json_t *json, *groups; /* during the load only */
    json_t *places;
} coprod__dossier_frame;

enum { COPROD__NEED_COUNTS = 6 };

/* What taking part cost the people of a group. Numbers that are not known are -1, here and below. */
typedef struct coprod__dossier_costs {
    int64_t asked, claimed, left, left_pence;
} coprod__dossier_costs;

/* What people need: met, partly, unmet, unknown, not_asked, none. */
typedef struct coprod__dossier_need {
    const char *id, *title;
    int64_t counts[COPROD__NEED_COUNTS];
} coprod__dossier_need;

enum { COPROD__ATTRIBUTES = 32 };

/* People counted by several attributes at once. */
typedef struct coprod__dossier_combinations {
    coprod_pattern_schema *schema;
    coprod_pattern_tally *tally;
    coprod_pattern_people *population; /* NULL where nothing is said of it */
    const char *plan;                  /* partners and a limit, as a plan without gaps */
    uint64_t need, min_people;
    uint32_t levels, top;
    int32_t has_min_people, has_population, is_estimated; /* whether and how it says how many live here */
} coprod__dossier_combinations;

/* People counted in a frame. */
typedef struct coprod__dossier_people {
    const char *id, *title, *date, *level, *source, *section, *quote, *note;
    uint32_t frame, scored_count; /* dimensions of which every group is known */
    int64_t *counts, *invited; /* by group of the frame */
    int64_t *known, *unknown;  /* by dimension; of unknowns each class */
    coprod__dossier_costs *costs; /* by group; NULL where there is no such part */
    coprod__dossier_need *needs;
    uint32_t need_count;
    coprod__dossier_combinations *combinations; /* NULL where there is no such part */
    int32_t *scored;           /* by dimension */
    uint32_t *score_groups;    /* by group: its index in the frame of the score */
    coprod_score *score;       /* NULL: no dimension is scored */
    int32_t published, has_invited, has_costs;
    uint32_t illustrative;
} coprod__dossier_people;

struct coprod_dossier {
    coprod__arena arena; /* holds this struct too */
    coprod_allocator allocator; /* the arena's memory, for the evidence */
    const coprod_spectrum *spectrum; /* the caller's, during the load only */
    json_t *source_ids, *activity_ids; /* sets, during the load only */
    json_t *loop_ids;                  /* with their places, during the load only */
    json_t *people_ids;                /* a set, during the load only */
    int32_t day, has_day;              /* on which it was prepared */
    const char *id, *title, *organisation, *summary, *prepared;
    char fingerprint[COPROD__HEX];
    uint32_t illustrative, source_count, activity_count, claim_count, loop_count, frame_count, people_count;
    coprod__dossier_source *sources;
    coprod__partners partners;
    coprod__activity *activities;
    coprod__dossier_claim *claims;
    coprod__dossier_loop *loops;
    coprod__dossier_machine *machines;
    coprod_followup *measures; /* NULL where there is no such part */
    coprod_bodies *bodies;
    coprod__dossier_frame *frames;
    coprod__dossier_people *people;
    coprod_barrier_rules *barrier_rules; /* NULL where there is no plan */
    coprod_barriers *barriers;
    int32_t parts[COPROD__PARTS];
};

/* The parts of the schema, in its order. */
extern const char *const coprod__parts[COPROD__PARTS];

/* Adds an id to a set; reports one that stands there already. */
void coprod__dossier_id(coprod__load *load, json_t *ids, const char *id, const coprod__place *place);

/* Room for `count` things in the arena; NULL for 0 or without memory, which is noted. */
void *coprod__dossier_room(coprod__load *load, coprod_dossier *dossier, size_t count, size_t bytes);

/* The members `illustrative` and the like, false where absent. */
uint32_t coprod__load_illustrative(coprod__load *load, const json_t *object, const coprod__place *place);
uint32_t coprod__load_yes(coprod__load *load, const json_t *object, const coprod__place *place, const char *key);

/* A part as the document that its module reads, with its schema; the caller frees it. */
char *coprod__document_of(coprod__load *load, const char *schema, const char *key, const json_t *value);

/* Reports an id that is no source of the dossier, and a date that is none. */
void coprod__check_source(coprod__load *load, const coprod_dossier *dossier, const coprod__place *place,
                          const char *source);
void coprod__check_date(coprod__load *load, const coprod__place *place, const char *date);

coprod_status coprod__load_activities(coprod__load *load, coprod_dossier *dossier, const json_t *list,
                                      const coprod__place *place);
/* Repeats the findings of an inner document with its place in the dossier before theirs. */
void coprod__repeat_findings(coprod__load *load, const coprod_findings *inner, const coprod__place *place,
                             coprod_status status);

/* Whether a loop is closed, as far as is known. */
int coprod__is_closed(const coprod__dossier_loop *loop);

void coprod__load_loops(coprod__load *load, coprod_dossier *dossier, const json_t *json);
/* The parts `frame` and `people`, and `plan`, whose loops are those that were loaded before. */
void coprod__load_people(coprod__load *load, coprod_dossier *dossier, const json_t *json);
void coprod__load_events(coprod__load *load, coprod_dossier *dossier, const json_t *json);
/* Scores the dimensions of which every group's count is known; what is wrong is reported in its place. */
void coprod__score_people(coprod__load *load, coprod_dossier *dossier, coprod__dossier_people *own,
                          const coprod__place *place);
/* What taking part cost the people of one group, and what people of a set need. */
void coprod__load_costs(coprod__load *load, const json_t *groups, const coprod__place *dimension, const char *group,
                        int64_t counted, coprod__dossier_costs *own);
void coprod__load_needs(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                        coprod__dossier_people *own);
void coprod__load_combinations(coprod__load *load, coprod_dossier *dossier, const json_t *json,
                               const coprod__place *place, coprod__dossier_people *own);
/* What was done in a loop, through its machine; NULL: nothing is known. */
void coprod__load_trace(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                        coprod__dossier_loop *loop);
void coprod__load_claims(coprod__load *load, coprod_dossier *dossier, const json_t *list, const coprod__place *place);
void coprod__load_partners(coprod__load *load, coprod_dossier *dossier, const json_t *list, const coprod__place *place,
                           coprod__partners *partners);

#endif
