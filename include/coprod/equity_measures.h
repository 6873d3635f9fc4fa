/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_measures.h
 * Shares and rates of people who took part: how sure one can be of them, and how they compare with the population.
 *
 * Limits are about chance alone. People who answer are hardly ever a random sample of anybody, and limits say nothing
 * of that. Counts and populations are below 4294967296. Comparisons that decide something (bands, people to invite) are
 * exact; figures of type double are within 1e-12 of the formula's value, and NaN where they are not defined: an unknown
 * figure is not 0. Nothing here takes memory but the rules.
 */
#ifndef COPROD_EQUITY_MEASURES_H
#define COPROD_EQUITY_MEASURES_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Rules of shares: bands by name, and when limits are exact. Immutable, shared by threads. @since 0.4 */
typedef struct coprod_share_rules coprod_share_rules;

/** How limits are made. Each has half of what is left of the confidence on either side. @since 0.4 */
enum coprod_limits_method {
    COPROD_LIMITS_DEFAULT = 0,         /**< 0: Wilson's for a share; for a rate by its size. */
    COPROD_LIMITS_WILSON = 1,          /**< 1: of a share, from the score, no continuity correction (Wilson 1927). */
    COPROD_LIMITS_CLOPPER_PEARSON = 2, /**< 2: of a share, exact binomial: never less sure than asked (Clopper and
                                            Pearson 1934). */
    COPROD_LIMITS_EXACT = 3,           /**< 3: of a rate, exact Poisson (Garwood 1936). */
    COPROD_LIMITS_BYAR = 4,            /**< 4: of a rate, Byar's (Breslow and Day 1987). Its lower limit is 0 where the
                                            formula's would be negative, and for nobody. */
    COPROD_LIMITS_BY_SIZE = 5          /**< 5: of a rate, exact below as many people as the rules say, Byar's from there
                                            on. */
};

/** Whether there is an estimate. @since 0.4 */
enum coprod_limits_state {
    COPROD_LIMITS_KNOWN = 0,           /**< 0: there is. */
    COPROD_LIMITS_NO_PARTICIPANTS = 1, /**< 1: nobody took part: a share of nothing is not 0. */
    COPROD_LIMITS_NO_POPULATION = 2,   /**< 2: the population is 0. */
    COPROD_LIMITS_NO_REFERENCE = 3,    /**< 3: nobody of the reference group took part: no ratio. */
    COPROD_LIMITS_ROW_WRONG = 4        /**< 4: of columns: the counts contradict each other. */
};

/** An estimate with its limits. @since 0.4 */
typedef struct coprod_limits {
    size_t size;         /**< sizeof(coprod_limits), set by the caller. */
    double estimate;     /**< The estimate, or NaN. */
    double lower;        /**< Lower limit, or NaN. */
    double upper;        /**< Upper limit, or NaN. */
    int32_t state;       /**< One of ::coprod_limits_state. */
    uint32_t reserved;   /**< 0. */
} coprod_limits;

/** Settings; zero is the default of each. @since 0.4 */
typedef struct coprod_limits_options {
    size_t size;         /**< sizeof(coprod_limits_options), set by the caller. */
    double confidence;   /**< Above 0 and below 1; 0: 0.95. */
    int32_t method;      /**< One of ::coprod_limits_method. */
    uint32_t per;        /**< A rate is per so many people; 0: 1000. */
} coprod_limits_options;

/** Columns of limits, one element a row; NULL: not wanted. @since 0.4 */
typedef struct coprod_limits_columns {
    size_t size;         /**< sizeof(coprod_limits_columns), set by the caller. */
    double *estimate;    /**< As in ::coprod_limits. */
    double *lower;       /**< As in ::coprod_limits. */
    double *upper;       /**< As in ::coprod_limits. */
    uint8_t *state;      /**< As in ::coprod_limits; ::COPROD_LIMITS_ROW_WRONG where the call on one row would fail. */
} coprod_limits_columns;

/* --- rules --- */

/** What rules of shares say of themselves. Its texts live as long as the rules. @since 0.4 */
typedef struct coprod_share_rules_info {
    size_t size;                /**< sizeof(coprod_share_rules_info), set by the caller. */
    const char *id;             /**< Such as "shares". */
    const char *version;        /**< Version of the data. */
    const char *title;          /**< For people. */
    const char *note;           /**< What else is to be known; "" if nothing. */
    const char *source_title;   /**< The source of the rule of sizes. */
    const char *source_address; /**< Where it is. */
    const char *checked;        /**< When it was last compared with sources; "" is not known. */
    const char *fingerprint;    /**< SHA-256 of what can change an answer, 64 hexadecimal digits. */
    uint32_t exact_below;       /**< Limits of a rate are exact with fewer people than this, Byar's from there on. */
    uint32_t policy_count;      /**< Policies of bands. */
} coprod_share_rules_info;

/** A policy of bands: from where to where a ratio counts as proportionate, both included. @since 0.4 */
typedef struct coprod_band_policy {
    size_t size;                /**< sizeof(coprod_band_policy), set by the caller. */
    const char *id;             /**< Such as "ppr". */
    const char *title;          /**< For people. */
    const char *note;           /**< What else is to be known; "" if nothing. */
    const char *source_title;   /**< The source. */
    const char *source_address; /**< Where it is. */
    uint32_t low_over;          /**< The lower edge is low_over / low_under. */
    uint32_t low_under;         /**< Not 0. */
    uint32_t high_over;         /**< The upper edge is high_over / high_under. */
    uint32_t high_under;        /**< Not 0. */
} coprod_band_policy;

/**
 * The built-in rules: limits of a rate exact below 10 people (as the Fingertips indicators of the English public health
 * bodies have it), and the policies "ppr" (0.8 to 1.2) and "four-fifths" (0.8 to 1.25).
 * @param[in] allocator @nullable memory functions.
 * @param[out] rules @owned{coprod_share_rules_free} the rules; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_share_rules_builtin(const coprod_allocator *allocator, coprod_share_rules **rules);

/**
 * Loads rules of schema "share-rules/1".
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] rules @owned{coprod_share_rules_free} the rules; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_share_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
                                                 coprod_findings *findings, coprod_share_rules **rules);

/**
 * Frees rules.
 * @param[in] rules @nullable the rules.
 * @since 0.4
 */
COPROD_API void coprod_share_rules_free(coprod_share_rules *rules);

/**
 * What rules say of themselves.
 * @param[in] rules the rules.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.4
 */
COPROD_API coprod_status coprod_share_rules_get(const coprod_share_rules *rules, coprod_share_rules_info *info);

/**
 * A policy of bands.
 * @param[in] rules the rules.
 * @param[in] index 0 to `policy_count` - 1.
 * @param[in,out] policy the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_share_rules_policy(const coprod_share_rules *rules, size_t index,
                                                   coprod_band_policy *policy);

/* --- limits --- */

/**
 * A share of people with its limits: k of n. Nobody at all (n is 0) is the state ::COPROD_LIMITS_NO_PARTICIPANTS.
 * Wilson's lower limit of nobody is exactly 0, the upper one of all exactly 1.
 * Cost: Wilson's a few operations; Clopper and Pearson's some microseconds, or milliseconds for thousands of millions.
 * @param[in] k people, at most n.
 * @param[in] n people with a known answer, below 4294967296.
 * @param[in] options @nullable `confidence`, and `method`: Wilson's or Clopper and Pearson's.
 * @param[in,out] limits the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE (k above n, n or the
 *         confidence out of range, a method of rates).
 * @since 0.4
 */
COPROD_API coprod_status coprod_share_limits(uint64_t k, uint64_t n, const coprod_limits_options *options,
                                             coprod_limits *limits);

/**
 * Shares of columns, row by row as coprod_share_limits() gives them.
 * @param[in] k @array{count} people.
 * @param[in] n @array{count} people with a known answer.
 * @param[in] count rows.
 * @param[in] options @nullable settings.
 * @param[in] columns the caller's struct, `size` set, with the arrays that are wanted; none of them `k` or `n`.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE (options).
 * @since 0.4
 */
COPROD_API coprod_status coprod_share_limits_many(const uint64_t *k, const uint64_t *n, size_t count,
                                                  const coprod_limits_options *options,
                                                  const coprod_limits_columns *columns);

/**
 * A rate with its limits: k people, or events, per `per` of a population. The count is taken as Poisson; it may be
 * above the population where events are counted, and the population is taken as known.
 * @param[in] rules the rules: below how many people limits are exact.
 * @param[in] k people or events, below 4294967296.
 * @param[in] population people, below 4294967296; 0 is the state ::COPROD_LIMITS_NO_POPULATION.
 * @param[in] options @nullable `confidence`, `per`, and `method`: exact, Byar's, or by size, which is the default.
 * @param[in,out] limits the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE.
 * @since 0.4
 */
COPROD_API coprod_status coprod_rate_limits(const coprod_share_rules *rules, uint64_t k, uint64_t population,
                                            const coprod_limits_options *options, coprod_limits *limits);

/**
 * Rates of columns, row by row as coprod_rate_limits() gives them.
 * @param[in] rules the rules.
 * @param[in] k @array{count} people or events.
 * @param[in] population @array{count} people.
 * @param[in] count rows.
 * @param[in] options @nullable settings.
 * @param[in] columns the caller's struct, `size` set, with the arrays that are wanted; none of them an input.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE (options).
 * @since 0.4
 */
COPROD_API coprod_status coprod_rate_limits_many(const coprod_share_rules *rules, const uint64_t *k,
                                                 const uint64_t *population, size_t count,
                                                 const coprod_limits_options *options,
                                                 const coprod_limits_columns *columns);

/** The words of a state of limits, such as "no participants"; "" for another number. @since 0.4
 * @param[in] state one of ::coprod_limits_state.
 * @return the words, static text. */
COPROD_API const char *coprod_limits_state_word(int32_t state);

#ifdef __cplusplus
}
#endif

#endif
