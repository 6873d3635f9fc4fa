/* SPDX-License-Identifier: MIT */
/* A plan as a caller holds it: what was given, and what was made of it. */
#ifndef COPROD_PATTERN_PLAN_HANDLE_INTERNAL_H
#define COPROD_PATTERN_PLAN_HANDLE_INTERNAL_H

#include "coprod/equity_pattern_plan.h"
#include "pattern_internal.h"
#include "pattern_plan_internal.h"

enum {
    COPROD__PLAN_GAPS_MOST = 1 << 24,
    COPROD__PLAN_PROFILES_MOST = 1 << 28,
    COPROD__PLAN_ESTIMATED_MOST = 1 << 20,
    COPROD__PLAN_POPULATIONS_MOST = 64, /* that were not counted */
    COPROD__PLAN_PATTERNS_MOST = 1 << 20 /* of all partners */
};
static const int64_t coprod__plan_cost_most = 1000000000000;

/* People of a column through a partner. */
typedef struct coprod__plan_invite {
    uint64_t people, exist;
    const uint16_t *who, *example;
    size_t rows;      /* gaps that they could close */
    size_t from, until; /* closings */
    uint32_t column, place; /* UINT32_MAX: through nobody */
    int is_same;            /* of the very people of another one before it, through another partner */
} coprod__plan_invite;

typedef struct coprod__plan_closes {
    uint64_t people;
    uint32_t gap;
} coprod__plan_closes;

struct coprod_pattern_plan {
    coprod__memory memory;
    const coprod_pattern_schema *schema;
    uint16_t *gaps;
    uint64_t *needs, needs_sum;
    size_t gap_count, gaps_room, needs_room;
    uint16_t *profiles;
    uint64_t *copies;
    size_t profile_count, profiles_room, copies_room;
    const coprod_pattern_people *population[COPROD__PLAN_POPULATIONS_MOST]; /* of parts, kept alive */
    size_t population_count;
    coprod__arena given; /* of partners */
    coprod__plan_partner partner[COPROD__PLAN_PARTNERS];
    const char *title[COPROD__PLAN_PARTNERS];
    size_t partner_count, pattern_count;
    uint64_t default_people; /* as a document says; 0: no limit */
    uint64_t publish_from;   /* 0: for nobody but the trust */
    int has_found;           /* gaps were added by what is told of them */
    /* what was made */
    int made;
    coprod__plan_question question;
    coprod__plan_answer answer;
    coprod_pattern_plan_info info;
    coprod__plan_invite *invites;
    coprod__plan_closes *closings;
    uint64_t *invited, *reachable; /* @[gap_count] */
};

/* Rows of codes, with people of each. */
typedef struct coprod__plan_profiles {
    const coprod__memory *memory;
    uint32_t attributes;
    uint16_t *codes;
    uint64_t *people;
    size_t count, codes_room, people_room;
    uint64_t taken_off; /* people */
    int is_all;         /* 0: the plan itself has them all */
} coprod__plan_profiles;

/* All who exist, estimated ones too, less those who were counted (NULL: none); nothing if that is what the plan has.
 * Also on failure to be freed. COPROD_E_LIMIT as of coprod_pattern_plan_make(). */
coprod_status coprod__plan_profiles_of(const coprod_pattern_plan *plan, const int32_t *stop,
                                       const coprod_pattern_tally *counted, coprod__plan_profiles *to);
/* Takes those who were counted off the profiles that are the same; then off the first ones, which are estimated by the
 * attributes that are named alone. Adds to `sum` how many. */
coprod_status coprod__plan_take_off(coprod__plan_profiles *from, size_t estimated, uint64_t named,
                                    const coprod_pattern_tally *counted, uint64_t *sum);
void coprod__plan_profiles_free(coprod__plan_profiles *profiles);
void coprod__plan_unmake(coprod_pattern_plan *plan);
/* Invitations of an answer, in its arena. */
coprod_status coprod__plan_invites_make(coprod_pattern_plan *plan);
int coprod__plan_state_of(const coprod_pattern_plan *plan, size_t gap);

#endif
