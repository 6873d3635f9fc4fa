/* SPDX-License-Identifier: MIT */
/* coprod plan: what its parts share. */
#ifndef COPROD_INVITE_PROGRAM_H
#define COPROD_INVITE_PROGRAM_H

#include "coprod_program.h"

struct json_t;

enum { INVITE_ATTRIBUTES = 32 }; /* as many as a schema has at most */

typedef struct invite_options {
    const char *schema, *gaps, *people, *people_weight, *counted, *counted_weight;
    uint64_t publish_from; /* 0: true counts; else as asked for, or as the gaps were published */
    const coprod_pattern_people *population; /* of `people`; NULL without */
    int once, json, patterns;
    coprod_pattern_plan_options plan;
} invite_options;

/* Whether a document is no list of gaps, given in place of a plan; else prints so. */
int invite_is_plan(const char *name, const char *document);
/* Whether a document (NULL: none) names anybody who can be invited. */
int invite_names_people(const char *document);

/* The document of a plan (NULL: none) with the gaps of an answer of "coprod missing" behind its own. NULL after an
 * error, which has been printed; free() it. */
char *invite_gaps(invite_options *options, const coprod_pattern_schema *schema, const char *document);

/* The codes of a pattern, in room for `attributes` of them. 0: a value is not one of the schema, as whoever loads the
 * plan will say. */
int invite_codes(const coprod_pattern_schema *schema, const struct json_t *pattern, uint16_t *codes,
                 uint32_t attributes);

/* Refuses an answer of "coprod missing" from which, as it is published, a small count follows. Returns an exit code. */
int invite_check(const invite_options *own, const coprod_pattern_schema *schema, const struct json_t *found);

void invite_text(const coprod_pattern_plan *plan, const coprod_pattern_plan_info *info);
/* Return an exit code. */
int invite_json(const coprod_pattern_plan *plan);
int invite_patterns(const coprod_pattern_plan *plan, const coprod_pattern_schema *schema,
                    const coprod_pattern_plan_info *info);

#endif
