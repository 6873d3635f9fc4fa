/* SPDX-License-Identifier: MIT */
#ifndef COPROD_PROGRAM_CLASSIFY_H
#define COPROD_PROGRAM_CLASSIFY_H

#include <jansson.h>

#include "coprod_program.h"

enum { MOST_SPECTRA = 16, MOST_READINGS = 64 };

/* What was asked for on the command line. */
typedef struct setting {
    coprod_spectrum *spectra[MOST_SPECTRA];
    size_t count;
    coprod_classify_options options;
    coprod_texts *texts;
    int json, lines;
} setting;

/* One activity as it was read. */
typedef struct activity {
    json_t *document;
    const char *claim;
    coprod_evidence *evidence;                /* the answers, or the hull of the readings */
    coprod_evidence *readings[MOST_READINGS]; /* witnesses, or codings */
    const char *names[MOST_READINGS];
    size_t reading_count;
    int witnesses; /* 1: witnesses, who may dispute; 0: coders */
} activity;

void setting_free(setting *s);

/* Classifies one text and prints the answer. With `--lines`, *error gets what was wrong instead of stderr. */
int classify_text(setting *s, const char *file, const char *text, size_t length, json_t **error);

/* Of several spectra, the one with the most indicators: it takes in every answer that any of them asks for. */
const coprod_spectrum *classify_reader(const setting *s);

/* Reads one activity. 0 after an error, which has been reported. */
int activity_read(setting *s, const char *file, const char *text, size_t length, json_t *error, activity *a);
void activity_free(activity *a);

/* Prints one result in words. */
void classify_print(setting *s, const activity *a, const coprod_spectrum *spectrum,
                    const coprod_classification *result, int32_t claim);

/* What the readings say, each and together, as JSON. */
json_t *readings_json(setting *s, const activity *a, const coprod_spectrum *spectrum);

#endif
