/* SPDX-License-Identifier: MIT */
/* The spectrum model in memory. Every rule has the form "at least", which is what keeps a result exact without any
 * search: possible activities are closed under minimum and maximum, so the lowest and highest answers stand for all. */
#ifndef COPROD_SPECTRUM_INTERNAL_H
#define COPROD_SPECTRUM_INTERNAL_H

#include "coprod/spectrum.h"
#include "json_internal.h"

enum {
    COPROD__INDICATORS = 32,
    COPROD__STEPS = 15,
    COPROD__LEVELS = 16,
    COPROD__IMPLICATIONS = 64,
    COPROD__PATTERNS = 32,
    COPROD__GATES = 64,
    COPROD__WAYS = 65536,
    COPROD__THRESHOLDS = COPROD__GATES * COPROD__INDICATORS, /* a gate names each indicator once at most */
    COPROD__TRACES = 2 * COPROD__IMPLICATIONS, /* an implication moves each of its two bounds once at most */
    COPROD__REASONS = COPROD__TRACES + 3 * COPROD__INDICATORS + COPROD__PATTERNS + 8,
    COPROD__SWEEP = 16 * 1000 * 1000 /* sets of answers that a sweep looks at */
};

typedef struct coprod__indicator {
    const char *id, *title, *question, *help;
    coprod__source source;
    const char *answers[COPROD__STEPS + 1];
    int32_t kind;
    uint8_t top;
} coprod__indicator;

/* if x[if_indicator] >= if_at_least then x[then_indicator] >= then_at_least; both steps are 1 or more. */
typedef struct coprod__rule {
    uint8_t if_indicator, if_at_least, then_indicator, then_at_least;
    const char *why;
} coprod__rule;

typedef struct coprod__pattern {
    const char *id, *title, *text, *question;
    uint8_t at_least[COPROD__INDICATORS];
    uint8_t at_most[COPROD__INDICATORS]; /* the top where the pattern sets no limit */
} coprod__pattern;

typedef struct coprod__threshold {
    uint8_t indicator, at_least;
} coprod__threshold;

/* At least `need` of its thresholds hold. */
typedef struct coprod__gate {
    uint16_t first, count, need;
} coprod__gate;

typedef struct coprod__level {
    const char *id, *label, *definition;
    coprod__source source;
    uint16_t first_gate, gate_count; /* all gates hold; none: always */
    const char *words[COPROD__INDICATORS];
    const char *words_source[COPROD__INDICATORS]; /* title of another source that says them, or "" */
    uint8_t promises[COPROD__INDICATORS];
} coprod__level;

struct coprod_spectrum {
    coprod__arena arena; /* holds this struct too */
    coprod__refs refs;
    const char *id, *version, *title, *note;
    coprod__source source;
    char fingerprint[COPROD__HEX];
    char indicators_fingerprint[COPROD__HEX]; /* of indicators and implications alone */
    uint32_t indicator_count, implication_count, presumption_count, pattern_count, level_count, gate_count,
        threshold_count;
    coprod__indicator indicators[COPROD__INDICATORS];
    coprod__rule implications[COPROD__IMPLICATIONS];
    coprod__rule presumptions[COPROD__IMPLICATIONS];
    coprod__pattern patterns[COPROD__PATTERNS];
    coprod__level levels[COPROD__LEVELS + 1]; /* by rank; 0 is "none evidenced" */
    coprod__gate gates[COPROD__GATES];
    coprod__threshold thresholds[COPROD__THRESHOLDS];
    coprod__rule *closed; /* all that follows from the implications: one pass over it is the whole reasoning */
    uint32_t closed_count;
    uint8_t top[COPROD__INDICATORS];
    uint8_t ceilings[COPROD__INDICATORS][COPROD__STEPS + 1];
};

/* One answer to each indicator. */
typedef struct coprod__vector {
    uint8_t x[COPROD__INDICATORS];
} coprod__vector;

typedef struct coprod__trace {
    uint8_t rule, indicator, upper, from, to;
} coprod__trace;

typedef struct coprod__traces {
    size_t count;
    coprod__trace list[COPROD__TRACES];
} coprod__traces;

/* Takes a reference; coprod_spectrum_free() gives it back. */
const coprod_spectrum *coprod__spectrum_take(const coprod_spectrum *spectrum);

/* The highest rank whose rule holds. */
int32_t coprod__level_of(const coprod_spectrum *spectrum, const coprod__vector *answers);
int coprod__level_holds(const coprod_spectrum *spectrum, int32_t rank, const coprod__vector *answers);

/* Narrows low and high to what the implications allow. Returns -1, or the implication that the evidence breaks. */
int32_t coprod__close(const coprod_spectrum *spectrum, coprod__vector *low, coprod__vector *high,
                      coprod__traces *traces);

/* The tops of all scales. */
coprod__vector coprod__tops(const coprod_spectrum *spectrum);

/* Fills `closed`; COPROD_E_MEMORY. */
coprod_status coprod__close_rules(coprod_spectrum *spectrum);

/* Sets of answers of the indicators that any rule names, as a mixed-radix number; the others stay 0. Returns their
 * number, or 0 if there are more than COPROD__SWEEP. */
typedef struct coprod__sweep {
    uint32_t count;
    uint8_t indicators[COPROD__INDICATORS];
    uint8_t radix[COPROD__INDICATORS];
} coprod__sweep;
uint64_t coprod__sweep_init(const coprod_spectrum *a, const coprod_spectrum *b, coprod__sweep *sweep);
/* The next set of answers; 0 after the last one. */
int coprod__sweep_next(const coprod__sweep *sweep, coprod__vector *answers);
int coprod__possible(const coprod_spectrum *spectrum, const coprod__vector *answers);

/* Loading, in the order of the chapters. */
void coprod__load_indicators(coprod__load *load, coprod_spectrum *spectrum, const json_t *list,
                             const coprod__place *place);
void coprod__load_rules(coprod__load *load, coprod_spectrum *spectrum, const json_t *list, const coprod__place *place,
                        coprod__rule *rules, uint32_t *count);
void coprod__load_patterns(coprod__load *load, coprod_spectrum *spectrum, const json_t *list,
                           const coprod__place *place);
/* The index of the indicator with this id, or COPROD__INDICATORS. */
uint32_t coprod__indicator_index(const coprod_spectrum *spectrum, const char *id);
/* A step of an indicator that a document names by id; reports and returns 0 if it is none from `low` to the top. */
int coprod__load_step(coprod__load *load, const coprod_spectrum *spectrum, const coprod__place *place, const char *id,
                      const json_t *value, uint8_t low, uint32_t *indicator, uint8_t *step);

/* Fills both fingerprints. COPROD_E_MEMORY. */
coprod_status coprod__fingerprint(coprod_spectrum *spectrum);

/* Fewest asserted indicators that force each rank; -1 if none do. COPROD_E_LIMIT if that is too much work. */
coprod_status coprod__least_assertions(const coprod_spectrum *spectrum, int32_t least[COPROD__LEVELS + 1]);

#endif
