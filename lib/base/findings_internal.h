/* SPDX-License-Identifier: MIT */
/* Reporting into the caller's findings, and the sentences of every code. */
#ifndef COPROD_FINDINGS_INTERNAL_H
#define COPROD_FINDINGS_INTERNAL_H

#include "coprod/base.h"
#include "text_internal.h"

/* Where a JSON value stands: a chain of keys and indices on the stack of whoever walks. */
typedef struct coprod__place {
    const struct coprod__place *parent; /* NULL: the whole document */
    const char *key;                    /* NULL: an array's element */
    size_t index;
} coprod__place;

void coprod__write_place(coprod__writer *writer, const coprod__place *place);

/* One load: counts what was wrong and keeps what could not even be reported. */
typedef struct coprod__load {
    coprod_findings *findings; /* may be NULL */
    uint32_t errors;
    coprod_status failure; /* COPROD_E_MEMORY once memory ran out */
    int number;            /* the text is no JSON to this library only for a number beyond 64 bits */
    int wide;              /* asked for: integers become reals, so that none is beyond */
} coprod__load;

/* COPROD_OK, COPROD_E_DEFINITION after an error, or COPROD_E_MEMORY. */
coprod_status coprod__load_status(const coprod__load *load);

/* Reports a problem of a definition. `found` and `expected` may be NULL. */
void coprod__report(coprod__load *load, int32_t severity, const char *code, const coprod__place *place,
                    const char *found, const char *expected);

/* The caller's memory functions, for the scratch of whoever looks for findings. */
const struct coprod__memory *coprod__findings_memory(const coprod_findings *findings);

/* Adds one finding whose place is a text already. */
coprod_status coprod__findings_add(coprod_findings *findings, const coprod_finding *finding);

/* A code with its sentences, in alphabetical order of the codes; compiled from the modules' data. */
typedef struct coprod__sentence {
    const char *code;
    const char *text[3]; /* in the order of coprod_texts_id() */
} coprod__sentence;
extern const coprod__sentence coprod__sentences[];
extern const size_t coprod__sentence_count;

#endif
