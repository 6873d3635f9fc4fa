/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/spectrum_explain.h
 * Why a classification came out as it did: bounds and where they come from, ceilings, missing evidence, what it
 * would take, promises, patterns, reasons as codes and sentences, and the whole result as JSON.
 *
 * Included by coprod/spectrum.h. Every function reads a result and changes nothing; COPROD_E_ARGUMENT is returned
 * too where nothing has been classified yet. After contradictory evidence the lists of missing evidence, steps,
 * promises and patterns are empty.
 */
#ifndef COPROD_SPECTRUM_EXPLAIN_H
#define COPROD_SPECTRUM_EXPLAIN_H

#include "spectrum.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A promise at the level reached. @since 0.1 */
enum coprod_promise_state {
    COPROD_PROMISE_NOT_DUE = 0,      /**< 0: this level does not ask for it. */
    COPROD_PROMISE_KEPT = 1,         /**< 1: at least what is due. */
    COPROD_PROMISE_BROKEN = 2,       /**< 2: certainly less than is due. */
    COPROD_PROMISE_NOT_KNOWN = 3     /**< 3: the evidence does not say. */
};

/** A pattern, such as "asked, but nothing can change". @since 0.1 */
enum coprod_pattern_state {
    COPROD_PATTERN_NO = 0,           /**< 0: not for any activity that the evidence allows. */
    COPROD_PATTERN_POSSIBLE = 1,     /**< 1: for some: a question to ask, not a flag. */
    COPROD_PATTERN_DEFINITE = 2      /**< 2: for all: a flag. */
};

/** What a step towards a level needs. @since 0.1 */
enum coprod_step_kind {
    COPROD_STEP_EVIDENCE = 1,        /**< 1: it may be so already: evidence is needed. */
    COPROD_STEP_CHANGE = 2           /**< 2: it is not so: the activity has to change. */
};

/** One bound that followed from another by an implication. @since 0.1 */
typedef struct coprod_trace {
    size_t size;              /**< sizeof(coprod_trace), set by the caller. */
    uint32_t implication;     /**< Index of the implication. */
    uint32_t indicator;       /**< The indicator whose bound moved. */
    int32_t upper;            /**< 1: its highest step fell; 0: its lowest step rose. */
    int32_t from;             /**< The bound before. */
    int32_t to;               /**< The bound after. */
    int32_t reserved;         /**< 0. */
} coprod_trace;

/** What an indicator does to the result. @since 0.1 */
typedef struct coprod_bound {
    size_t size;              /**< sizeof(coprod_bound), set by the caller. */
    int32_t low;              /**< Lowest step that is possible, implications included. */
    int32_t high;             /**< Highest possible step. */
    int32_t point;            /**< Step at the point. */
    int32_t ceiling;          /**< The rank above which this indicator alone holds the activity. */
    int32_t needed;           /**< The step that the next rank above the ceiling asks for; 0 at the top. */
    int32_t answered;         /**< 1 if the evidence answers it. */
} coprod_bound;

/** Evidence that would narrow the interval most. @since 0.1 */
typedef struct coprod_missing {
    size_t size;              /**< sizeof(coprod_missing), set by the caller. */
    uint32_t indicator;       /**< The indicator to ask about. */
    int32_t drop;             /**< Ranks that the highest level falls if the answer is the lowest possible. */
    int32_t gain;             /**< Ranks that the lowest level rises if it is the highest possible. */
    int32_t reserved;         /**< 0. */
} coprod_missing;

/** One step of the least that reaches a level. @since 0.1 */
typedef struct coprod_step {
    size_t size;              /**< sizeof(coprod_step), set by the caller. */
    uint32_t indicator;       /**< The indicator. */
    int32_t from;             /**< Step that is certain now. */
    int32_t to;               /**< Step that is needed. */
    int32_t kind;             /**< One of ::coprod_step_kind. */
} coprod_step;

/** One promise. @since 0.1 */
typedef struct coprod_promise {
    size_t size;              /**< sizeof(coprod_promise), set by the caller. */
    uint32_t indicator;       /**< The promise indicator. */
    int32_t due;              /**< Step that is due at the point's level; 0 if none. */
    int32_t state;            /**< One of ::coprod_promise_state. */
    int32_t reserved;         /**< 0. */
} coprod_promise;

/** One pattern. Its texts live as long as the spectrum. @since 0.1 */
typedef struct coprod_pattern {
    size_t size;              /**< sizeof(coprod_pattern), set by the caller. */
    const char *id;           /**< Stable word, such as "open-loop". */
    const char *title;        /**< For people. */
    const char *text;         /**< What it means. */
    const char *question;     /**< What to ask where it is only possible. */
    int32_t state;            /**< One of ::coprod_pattern_state. */
    int32_t reserved;         /**< 0. */
} coprod_pattern;

/**
 * One reason. Numbers that do not apply are -1. Two codes use the members in their own way: in "spectrum-missing"
 * `value` is the drop and `needed` the gain of ::coprod_missing; in "spectrum-follows" `value` is the bound before,
 * `needed` the bound after, and `next_rank` is 1 for an upper bound, else 0. @since 0.1
 */
typedef struct coprod_reason {
    size_t size;              /**< sizeof(coprod_reason), set by the caller. */
    const char *code;         /**< Stable word, such as "spectrum-held"; static. */
    int32_t indicator;        /**< Indicator it speaks of. */
    int32_t value;            /**< Its step. */
    int32_t needed;           /**< Step that would be needed. */
    int32_t rank;             /**< Level it speaks of. */
    int32_t next_rank;        /**< The level above that it keeps from. */
    int32_t index;            /**< Implication or pattern that it speaks of. */
} coprod_reason;

/**
 * What one indicator does to the result.
 * @param[in] result the result.
 * @param[in] indicator index of the indicator.
 * @param[in,out] bound the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_bound(const coprod_classification *result, uint32_t indicator,
                                                     coprod_bound *bound);

/**
 * Number of bounds that followed from others.
 * @param[in] result the result.
 * @return the number.
 * @since 0.1
 */
COPROD_API size_t coprod_classification_trace_count(const coprod_classification *result);

/**
 * One bound that followed from another, in the order of reasoning. After contradictory evidence the last one is the
 * bound that crossed.
 * @param[in] result the result.
 * @param[in] index 0 to coprod_classification_trace_count() - 1.
 * @param[in,out] trace the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_trace(const coprod_classification *result, size_t index,
                                                     coprod_trace *trace);

/**
 * Number of indicators whose answer would narrow the interval.
 * @param[in] result the result.
 * @return the number.
 * @since 0.1
 */
COPROD_API size_t coprod_classification_missing_count(const coprod_classification *result);

/**
 * Missing evidence, the most decisive first: by drop, then gain, then the order of the indicators.
 * @param[in] result the result.
 * @param[in] index 0 to coprod_classification_missing_count() - 1.
 * @param[in,out] missing the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_missing(const coprod_classification *result, size_t index,
                                                       coprod_missing *missing);

/**
 * What it would take to be certain of a level: ways that evidence alone may show come before ways that need a change;
 * among those the least, by fewest indicators, then fewest steps, then the order of the indicators. Steps that follow
 * from others are listed too.
 * @param[in] result the result.
 * @param[in] rank the level, 1 to the number of levels.
 * @param[in,out] steps @nullable @array{capacity} the steps in the order of the indicators; the caller sets `size` in
 *             the first one, and all have that size.
 * @param[in] capacity number of structs; 32 are always enough.
 * @param[out] count number of steps; 0 if the level is certain already.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN; COPROD_E_BUFFER (`count` says how many).
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_steps(const coprod_classification *result, int32_t rank,
                                                     coprod_step *steps, size_t capacity, size_t *count);

/**
 * One promise at the level of the point.
 * @param[in] result the result.
 * @param[in] indicator index of the indicator; a power indicator is not due.
 * @param[in,out] promise the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_promise(const coprod_classification *result, uint32_t indicator,
                                                       coprod_promise *promise);

/**
 * One pattern, three-valued and exact.
 * @param[in] result the result.
 * @param[in] index 0 to the number of patterns - 1.
 * @param[in,out] pattern the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_pattern(const coprod_classification *result, uint32_t index,
                                                       coprod_pattern *pattern);

/**
 * Number of reasons.
 * @param[in] result the result.
 * @return the number.
 * @since 0.1
 */
COPROD_API size_t coprod_classification_reason_count(const coprod_classification *result);

/**
 * One reason: first the contradiction or the levels, then what holds the activity where it is, then what is missing,
 * promises and patterns.
 * @param[in] result the result.
 * @param[in] index 0 to coprod_classification_reason_count() - 1.
 * @param[in,out] reason the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_reason(const coprod_classification *result, size_t index,
                                                      coprod_reason *reason);

/**
 * One reason as a sentence.
 * @param[in] result the result.
 * @param[in] index 0 to coprod_classification_reason_count() - 1.
 * @param[in] texts @nullable the catalogue; NULL for plain English.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_BUFFER.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_text(const coprod_classification *result, size_t index,
                                                    const coprod_texts *texts, char *buffer, size_t capacity,
                                                    size_t *needed);

/**
 * What the evidence says of a claimed level, as a sentence.
 * @param[in] result the result.
 * @param[in] rank the rank claimed, 1 to the number of levels.
 * @param[in] texts @nullable the catalogue; NULL for plain English.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_BUFFER.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_claim_text(const coprod_classification *result, int32_t rank,
                                                          const coprod_texts *texts, char *buffer, size_t capacity,
                                                          size_t *needed);

/**
 * The whole result as JSON, schema `classification/1`: the definition with version and fingerprint, the levels, the
 * verdict on a claim, reasons, bounds, trace, missing evidence, steps, promises and patterns.
 * @param[in] result the result.
 * @param[in] claim rank of a claim, or 0 for none.
 * @param[in] texts @nullable the catalogue for the sentences.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (claim); COPROD_E_BUFFER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_json(const coprod_classification *result, int32_t claim,
                                                    const coprod_texts *texts, char *buffer, size_t capacity,
                                                    size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
