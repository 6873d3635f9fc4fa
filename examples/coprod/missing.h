/* SPDX-License-Identifier: MIT */
/* coprod missing: what its parts share. */
#ifndef COPROD_MISSING_PROGRAM_H
#define COPROD_MISSING_PROGRAM_H

#include "coprod_program.h"

enum { MISSING_CHUNK = 4096 };

enum missing_hidden {
    MISSING_NONE, /* all gaps are shown */
    MISSING_COUNTED,
    MISSING_MAY_BE
};

typedef struct missing_options {
    const char *schema, *people, *people_weight, *weight, *output;
    uint64_t publish_from;
    uint64_t hidden;
    int hidden_state; /* one of ::missing_hidden */
    int told;         /* how many live there is */
    int estimated;    /* and so it is an estimate */
    int has_need, has_minimum, has_most, json, patterns, share;
    coprod_pattern_query query;
} missing_options;

/* Each is NULL after an error, which has been printed. */
coprod_pattern_schema *missing_schema(const char *path);
/* Of a CSV file whose header names the attributes, or of a saved tally, whose name ends in ".tally". */
coprod_pattern_tally *missing_tally(const coprod_pattern_schema *schema, const char *path, const char *weight);
/* Of one of them, or of a document, whose name ends in ".json"; only a CSV file has a column of weights. */
coprod_pattern_people *missing_people(const coprod_pattern_schema *schema, const char *path, const char *weight);
/* As coprod_pattern_find(); says on standard error that it goes on, each second, where that is a terminal. */
coprod_status missing_find(const coprod_pattern_tally *tally, const coprod_pattern_query *query,
                           coprod_findings *findings, coprod_pattern_gaps **gaps);
/* What a population must be for what is asked, and without --min-people where a fair share would be enough; 0 after an
 * error. Then, of gaps that were found so, how many that left out. */
int missing_settle_minimum(missing_options *own, const coprod_pattern_schema *schema,
                           const coprod_pattern_tally *tally);
void missing_count_hidden(missing_options *own, const coprod_pattern_tally *tally, const coprod_pattern_gaps *gaps);
/* People who live where a fair share of those counted would be what is needed: need * all / counted, rounded up. */
uint64_t missing_fair_minimum(uint64_t need, uint64_t all, uint64_t counted);
int missing_save(const coprod_pattern_tally *tally, const char *path);

/* Patterns as lines of characters: whether there are enough for all values, and one of them. */
int missing_letters(const char *command, const coprod_pattern_schema *schema, uint32_t *attributes);
void missing_put_codes(const uint16_t *codes, uint32_t attributes);

/* A number with commas: 1,900. */
void missing_put_whole(uint64_t number);

/* Why a list may not be published, as a check says. Returns an exit code. */
int missing_refuse(const char *command, const coprod_pattern_schema *schema, coprod_status status,
                   const coprod_pattern_leak *leak, const uint16_t *codes);
/* Refuses a list from which a small count follows. Returns an exit code. */
int missing_check(const missing_options *options, const coprod_pattern_schema *schema,
                  const coprod_pattern_gaps *gaps);

int missing_print(const missing_options *options, const coprod_pattern_schema *schema,
                  const coprod_pattern_gaps *gaps);

#endif
