/* SPDX-License-Identifier: MIT */
#ifndef COPROD_DOSSIER_INTERNAL_H
#define COPROD_DOSSIER_INTERNAL_H

#include "coprod/programme.h"
#include "json_internal.h"

enum { COPROD__PARTS = 11 };

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

struct coprod_dossier {
    coprod__arena arena; /* holds this struct too */
    coprod_allocator allocator; /* the arena's memory, for the evidence */
    const coprod_spectrum *spectrum; /* the caller's, during the load only */
    json_t *source_ids, *activity_ids; /* sets, during the load only */
    const char *id, *title, *organisation, *summary, *prepared;
    char fingerprint[COPROD__HEX];
    uint32_t illustrative, source_count, activity_count, claim_count;
    coprod__dossier_source *sources;
    coprod__partners partners;
    coprod__activity *activities;
    coprod__dossier_claim *claims;
    int32_t parts[COPROD__PARTS];
};

/* The parts of the schema, in its order. */
extern const char *const coprod__parts[COPROD__PARTS];

/* Adds an id to a set; reports one that stands there already. */
void coprod__dossier_id(coprod__load *load, json_t *ids, const char *id, const coprod__place *place);

/* Room for `count` things in the arena; NULL for 0 or without memory, which is noted. */
void *coprod__dossier_room(coprod__load *load, coprod_dossier *dossier, size_t count, size_t bytes);

/* The member `illustrative`, false where it is absent. */
uint32_t coprod__load_illustrative(coprod__load *load, const json_t *object, const coprod__place *place);

coprod_status coprod__load_activities(coprod__load *load, coprod_dossier *dossier, const json_t *list,
                                      const coprod__place *place);
void coprod__load_claims(coprod__load *load, coprod_dossier *dossier, const json_t *list, const coprod__place *place);
void coprod__load_partners(coprod__load *load, coprod_dossier *dossier, const json_t *list, const coprod__place *place,
                           coprod__partners *partners);

#endif
