/* SPDX-License-Identifier: MIT */
/* Which of many patterns describe a profile. */
#ifndef COPROD_PATTERN_PLAN_MATCH_INTERNAL_H
#define COPROD_PATTERN_PLAN_MATCH_INTERNAL_H

#include "pattern_plan_internal.h"

/* One row of codes among others, to be put in their order; of equals, that of their numbers. */
typedef struct coprod__plan_coded {
    const uint16_t *codes;
    uint64_t number;
    uint32_t attributes, index;
} coprod__plan_coded;

coprod__plan_coded *coprod__plan_in_order(coprod__arena *arena, const uint16_t *codes, const uint64_t *numbers,
                                          size_t count, uint32_t attributes);

/* Values of an attribute that patterns ask for, each with the bits of the patterns that it matches. */
typedef struct coprod__plan_values {
    uint16_t *value; /* ascending */
    size_t values;
    uint64_t *bits; /* @[(values + 1) * words] the last ones: of patterns that ask for nothing */
} coprod__plan_values;

typedef struct coprod__plan_matcher {
    size_t count, words;
    uint32_t attributes;
    coprod__plan_values asked[32];
    uint64_t *prefix; /* @[(attributes + 1) * words] patterns that match the first codes */
    uint32_t *list;   /* @[matched] patterns of the profile in hand, ascending */
    size_t matched;
    uint64_t work;
} coprod__plan_matcher;

/* COPROD_E_LIMIT if values times patterns are too many. */
coprod_status coprod__plan_matcher_make(coprod__arena *arena, const coprod__plan_coded *patterns, size_t count,
                                        uint32_t attributes, coprod__plan_matcher *matcher);
/* Fills the list; returns how many there are. `before` are the codes that came before, NULL: these are the first. */
size_t coprod__plan_match(coprod__plan_matcher *matcher, const uint16_t *codes, const uint16_t *before);

/* --- by whom --- */

typedef struct coprod__plan_kinds {
    coprod__plan_space *space;
    coprod__arena *scratch;
    coprod__plan_matcher reaches; /* patterns of all partners, in no order */
    uint8_t *reaches_by;          /* @[patterns] whose it is, by place */
    uint32_t *slots;              /* kinds by the hash of their partners */
    size_t slot_count, room;      /* room of the space's kinds */
} coprod__plan_kinds;

coprod_status coprod__plan_kinds_make(coprod__plan_kinds *kinds, coprod__plan_space *space, coprod__arena *scratch);
/* The kind of a profile, made if there is none; 0 without memory. `before` as for a match. */
int coprod__plan_kind_of(coprod__plan_kinds *kinds, const uint16_t *codes, const uint16_t *before, uint32_t *kind);

#endif
