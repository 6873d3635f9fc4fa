/* SPDX-License-Identifier: MIT */
/* Members of a policy and of a claim, read strictly and reported with their place. */
#ifndef COPROD_READ_INTERNAL_H
#define COPROD_READ_INTERNAL_H

#include "policy_internal.h"

/* The whole of what one loading needs. */
typedef struct coprod__reading {
    coprod__load *load;
    coprod__arena *arena;
    coprod_policy *policy;          /* NULL while an index of its own is read */
    const coprod__sources *sources;    /* what `ref` names */
    const coprod__policy_source *rule; /* of the rule that is read, for values without one; NULL: the document's */
} coprod__reading;

/* Room for a list; NULL for an empty one, and without memory, which the load remembers. */
void *coprod__room(const coprod__reading *reading, size_t count, size_t bytes);

/* The index of a word in a list of words separated by spaces, or -1. */
int coprod__word_index(const char *words, const char *word);
/* The index of a member's word in a list of words separated by spaces, or `otherwise` if it is absent. */
int coprod__read_choice(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                        const char *key, const char *words, int otherwise);
int coprod__read_flag(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                      const char *key, int otherwise);
int32_t coprod__read_day(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                         const char *key, int32_t otherwise);
/* "HH:MM" as minutes of the day, -1 if absent. */
int32_t coprod__read_time(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                          const char *key);
/* "HH:MM" in a text, or -1. 24:00 is the end of a day. */
int32_t coprod__time_of(const char *text, size_t length);
/* An integer, or the text of a decimal number with `scale` places; low to high. */
int64_t coprod__read_decimal(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                             const char *key, int required, int scale, int64_t low, int64_t high, int64_t otherwise);
/* "1/2" or "0.45", above 0; returns 0 if it is absent or wrong. */
int coprod__read_share(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                       const char *key, int required, int64_t *n, int64_t *d);
void coprod__read_words(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                        const char *key, coprod__words *words);
/* Reports an id that stands among `count` others, `stride` bytes apart, each of which begins with its id. */
void coprod__read_unique(const coprod__reading *reading, const coprod__place *place, const void *list, uint32_t count,
                         size_t stride, const char *id);
/* Reports the second of two keys that exclude each other. */
void coprod__read_either(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                         const char *first, const char *second);
/* A list of objects: returns it and its place, and reports elements that are none. */
const json_t *coprod__read_list(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                                const char *key, int required, coprod__place *here);
const coprod__policy_source *coprod__read_ref(const coprod__reading *reading, const json_t *object,
                                              const coprod__place *place);
void coprod__read_source(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                         coprod__policy_source *source);
void coprod__read_sources(const coprod__reading *reading, const json_t *document, const coprod__place *place,
                          coprod__sources *sources);
/* What dated values may be for: one bit for each of coprod__per. */
enum coprod__fits {
    COPROD__FITS_SUM = 1 << COPROD__PER_NOTHING, COPROD__FITS_MILE = 1 << COPROD__PER_MILE,
    COPROD__FITS_HOUR = 1 << COPROD__PER_HOUR, COPROD__FITS_NIGHT = 1 << COPROD__PER_NIGHT,
    COPROD__FITS_DAY = 1 << COPROD__PER_DAY, COPROD__FITS_WEEK = 1 << COPROD__PER_WEEK,
    COPROD__FITS_MONTH = 1 << COPROD__PER_MONTH, COPROD__FITS_YEAR = 1 << COPROD__PER_YEAR,
    COPROD__FITS_ANY = 0xffff /* nothing looks at them */
};
/* Dated values; a rate for something that does not fit would be paid for something else, so it is refused. */
void coprod__read_rows(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                       const char *key, int required, uint32_t fits, coprod__rows *rows);

/* The chapters of a policy. */
void coprod__load_indexes(const coprod__reading *reading, const json_t *document);
void coprod__load_fees(const coprod__reading *reading, const json_t *document);
void coprod__load_expenses(const coprod__reading *reading, const json_t *document);
void coprod__load_tiers(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                        coprod__expense *expense);
void coprod__load_mileage(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                          coprod__expense *expense);
void coprod__load_bands(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                        coprod__fee *fee);
void coprod__read_ends(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                       const char *from, const char *to, coprod__band *band);
void coprod__load_caps(const coprod__reading *reading, const json_t *document);
void coprod__load_claim_rules(const coprod__reading *reading, const json_t *document);
void coprod__load_payment(const coprod__reading *reading, const json_t *document);
void coprod__load_checks(const coprod__reading *reading, const json_t *document);
void coprod__load_clock(const coprod__reading *reading, const json_t *calendars, const coprod__place *place);
void coprod__read_over(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                       uint8_t **fees, uint8_t **expenses, uint8_t *whole);

#endif
