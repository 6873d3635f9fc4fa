/* SPDX-License-Identifier: MIT */
/* Members of a claim. What is no value of its kind at all is reported and fails the call; a value that cannot be, such
 * as 30 February, becomes the line's fault. */
#ifndef COPROD_CLAIM_READ_INTERNAL_H
#define COPROD_CLAIM_READ_INTERNAL_H

#include "claim_internal.h"

typedef struct coprod__line_reading {
    coprod__load *load;
    coprod__arena *arena;
    const json_t *json;
    const coprod__place *place;
    coprod__claim_line *line; /* NULL: the claim itself, where every fault is reported */
} coprod__line_reading;

/* Keeps the first fault. */
void coprod__fault(const coprod__line_reading *reading, const char *key, int why);

const char *coprod__line_text(const coprod__line_reading *reading, const char *key);
/* A word from a list of words separated by spaces, or `otherwise`. */
int coprod__line_choice(const coprod__line_reading *reading, const char *key, const char *words, int otherwise);
int coprod__line_flag(const coprod__line_reading *reading, const char *key, int otherwise);
/* An integer or decimal text at a scale, 0 to `most`; sets `has` in the line. */
int64_t coprod__line_number(const coprod__line_reading *reading, const char *key, int scale, int64_t most,
                            uint32_t has);
int32_t coprod__line_day(const coprod__line_reading *reading, const char *key, uint32_t has);
/* Whether a list of so many is short enough; reports it otherwise. */
int coprod__line_room(const coprod__line_reading *reading, const char *key, size_t count);
void coprod__line_words(const coprod__line_reading *reading, const char *key, coprod__words_of *words);
/* start, end and their offsets. */
void coprod__line_times(const coprod__line_reading *reading);
void coprod__load_line(const coprod__line_reading *reading);

#endif
