/* SPDX-License-Identifier: MIT */
/* Evidence and results in memory. */
#ifndef COPROD_CLASSIFY_INTERNAL_H
#define COPROD_CLASSIFY_INTERNAL_H

#include "spectrum_internal.h"

/* One block of memory holds the three texts of a source. */
typedef struct coprod__answer_source {
    char *block;
    size_t bytes;
    const char *quote, *source, *date; /* NULL where nothing is said */
    int32_t basis;
} coprod__answer_source;

struct coprod_evidence {
    coprod__memory memory;
    const coprod_spectrum *spectrum; /* its own reference */
    coprod__vector low, high;
    uint32_t answered; /* bit by indicator */
    coprod__answer_source sources[COPROD__INDICATORS];
};

struct coprod_classification {
    coprod__memory memory;
    const coprod_spectrum *spectrum; /* its own reference; NULL before the first use */
    coprod__vector low, high, point; /* after the implications */
    uint32_t answered;
    int presumed; /* whether good faith was presumed */
    int32_t lowest, at_point, highest, contradiction, unevenness, lowest_ceiling;
    coprod__traces traces;
    size_t missing_count;
    struct {
        uint8_t indicator, drop, gain;
    } missing[COPROD__INDICATORS];
    size_t reason_count;
    struct {
        const char *code;
        int16_t indicator, value, needed, rank, next_rank, index;
    } reasons[COPROD__REASONS];
};

/* A result that holds something, or NULL. */
const coprod_classification *coprod__used(const coprod_classification *result);

/* Fills the parts of a result that explain it. */
void coprod__explain(coprod_classification *result);
void coprod__reasons(coprod_classification *result);

/* The least answers at or above `low` that reach a rank, closed under the implications; 0 if none do. Those that stay
 * at or below `within` come before all that do not: what may be so already before what would have to change. */
int coprod__least_answers(const coprod_spectrum *spectrum, const coprod__vector *low, int32_t rank,
                          const coprod__vector *within, coprod__vector *least);

/* Whether what is known lies two levels apart or more. */
int coprod__uneven(const coprod_classification *result);

/* State of one promise or pattern. */
int32_t coprod__promise_state(const coprod_classification *result, uint32_t indicator);
int32_t coprod__pattern_state(const coprod_classification *result, uint32_t index);

/* YYYY, YYYY-MM or YYYY-MM-DD: sources often know no more than a year. */
int coprod__is_date(const char *text);

/* The answers of a JSON object {"flow": 4, ...} into evidence. */
coprod_status coprod__load_answers(coprod__load *load, const json_t *answers, const coprod__place *place,
                                   coprod_evidence *evidence);

#endif
