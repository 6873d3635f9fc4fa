/* SPDX-License-Identifier: MIT */
/* coprod publish: what its parts share. */
#ifndef COPROD_PUBLISH_H
#define COPROD_PUBLISH_H

#include <jansson.h>

#include "coprod_program.h"

typedef struct publish_input {
    const char *file;
    json_t *document;
    coprod_publish_rule *rule;
    coprod_view *previous;
    const char **rows, **columns;
    uint64_t *counts;
    coprod_publish_table table;
    coprod_publish_options options;
    size_t problems; /* that were told */
    int percent; /* decimals; -1: no percentages */
} publish_input;

typedef struct publish_answer {
    const publish_input *in;
    coprod_view *view;
    coprod_view_audit *audit, *plain; /* NULL: not asked for */
} publish_answer;

/* A built-in rule, or one from a file; NULL after an error, which has been printed. */
coprod_publish_rule *publish_rule(const char *name);
/* Reads a document; 0 after an error. publish_free() frees what there is either way. */
int publish_read(const char *file, const char *text, size_t length, const char *rule, publish_input *in);
void publish_free(publish_input *in);
/* Print; the exit code. */
int publish_text(const publish_answer *answer);
int publish_json(const publish_answer *answer);

#endif
