/* SPDX-License-Identifier: MIT */
/* coprod measure: what the measures share. A measure reads its keys from one JSON object and puts its answer into
 * another. The first key that is missing or wrong ends it, with its place and what was expected. */
#ifndef COPROD_MEASURE_H
#define COPROD_MEASURE_H

#include <jansson.h>

#include "coprod_program.h"

typedef struct measure_call {
    const json_t *input;
    json_t *output;
    char place[96];    /* JSON pointer of what is wrong; "" is the whole object */
    char problem[256]; /* "" while all is right */
    int32_t kind;      /* of its groups: 1 a partition, 2 a membership, 0 not asked; put at the end of the answer */
    int32_t declared;  /* the kind was given, not found */
} measure_call;

typedef struct measure {
    const char *name;  /* such as "wilson" */
    const char *keys;  /* such as "k n confidence?": "?" may be left out, "[]" an array; others are refused */
    const char *about; /* one line for --list */
    void (*run)(measure_call *call);
} measure;

/* One list for each chapter of the library; a NULL name ends it. */
extern const measure measures_of_shares[];    /* intervals, rates, representation */
extern const measure measures_of_fit[];       /* goodness of fit, balance */
extern const measure measures_of_inequality[]; /* inequality, ordered groups, concentration */
extern const measure measures_of_people[];    /* recency, refresh, access needs */
extern const measure measures_of_consensus[]; /* consensus of a Delphi survey */

/* Readers: 1, or 0 after an error. A key that may be left out keeps what *value held. */
int measure_has(const measure_call *call, const char *key);
int measure_count(measure_call *call, const char *key, uint64_t *value);               /* whole, 0 to 2^32 - 1 */
int measure_real(measure_call *call, const char *key, double *value);                  /* finite */
int measure_fraction(measure_call *call, const char *key, int64_t *over, int64_t *under); /* "0.8" or "4/5", exact */
int measure_ratio(measure_call *call, const char *key, double *value);                 /* the same as a double */
int measure_word(measure_call *call, const char *key, const char *const *words, size_t count, size_t *index);
/* Arrays: the caller frees them. Every array of a call that is read with the same *count must be as long. */
int measure_counts(measure_call *call, const char *key, uint64_t **values, size_t *count);
int measure_reals(measure_call *call, const char *key, double **values, size_t *count);

/* Whether groups, of whom there are `people` in all, overlap: by "kind"; where that is left out, by "denominator", as
 * the score finds it. `parts`: the measure is of the parts of one whole, and memberships are refused. */
int measure_kind(measure_call *call, double people, int parts);

/* Writers. A number that is not finite is null. */
void measure_put(measure_call *call, const char *key, double value);
void measure_put_count(measure_call *call, const char *key, uint64_t value);
void measure_put_text(measure_call *call, const char *key, const char *text);
void measure_put_kind(measure_call *call); /* where measure_kind() was asked */
void measure_put_reals(measure_call *call, const char *key, const double *values, size_t count);

/* A problem of one key (NULL: of the whole), in words. */
void measure_wrong(measure_call *call, const char *key, const char *problem);
/* The problem of a call of the library that failed; COPROD_OK is none. Returns 1 if it is COPROD_OK. */
int measure_ok(measure_call *call, const char *key, coprod_status status);

#endif
