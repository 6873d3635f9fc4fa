/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_representation.h
 * How a group's share of those who took part compares with its share of the population.
 *
 * k of n people with a known answer are in the group, and `population` of `denominator` people of the area are:
 * q = k / n, p = population / denominator. No answer is counted as one: n leaves out whoever was not asked or would not
 * say. Which measure misleads when, the guide on measures tells.
 */
#ifndef COPROD_EQUITY_REPRESENTATION_H
#define COPROD_EQUITY_REPRESENTATION_H

#include "base.h"
#include "equity_measures.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Whether there is a comparison. @since 0.4 */
enum coprod_representation_state {
    COPROD_REPRESENTATION_KNOWN = 0,           /**< 0: there is. */
    COPROD_REPRESENTATION_NO_PARTICIPANTS = 1, /**< 1: nobody took part (n is 0). */
    COPROD_REPRESENTATION_NO_BENCHMARK = 2,    /**< 2: the population is 0, and nobody of the group took part. */
    COPROD_REPRESENTATION_UNBENCHMARKED = 3,   /**< 3: the population is 0, yet people of the group took part. */
    COPROD_REPRESENTATION_ROW_WRONG = 4        /**< 4: of columns: the counts contradict each other. */
};

/** Where a ratio lies in a policy's band. @since 0.4 */
enum coprod_share_band {
    COPROD_BAND_NONE = 0,           /**< 0: no comparison. */
    COPROD_BAND_ABSENT = 1,         /**< 1: nobody of the group took part. */
    COPROD_BAND_UNDER = 2,          /**< 2: below the lower edge. */
    COPROD_BAND_PROPORTIONATE = 3,  /**< 3: between the edges, both included. */
    COPROD_BAND_OVER = 4            /**< 4: above the upper edge. */
};

/** Whether chance alone would do: Wilson's limits of the share beside p. @since 0.4 */
enum coprod_share_difference {
    COPROD_DIFFERENCE_NONE = 0,     /**< 0: no comparison. */
    COPROD_DIFFERENCE_LOWER = 1,    /**< 1: the upper limit is below p. */
    COPROD_DIFFERENCE_NOT = 2,      /**< 2: p is between the limits: not different, which is not "the same". */
    COPROD_DIFFERENCE_HIGHER = 3    /**< 3: the lower limit is above p. */
};

/** A group. @since 0.4 */
typedef struct coprod_represented {
    size_t size;           /**< sizeof(coprod_represented), set by the caller. */
    uint64_t k;            /**< People of the group who took part, at most n. */
    uint64_t n;            /**< People with a known answer, below 4294967296. */
    uint64_t population;   /**< People of the group in the population, at most `denominator`. */
    uint64_t denominator;        /**< People in the population, below 4294967296. */
    int32_t is_sample;     /**< 1: the population's figures are themselves counts of a sample; 0: they are known. */
    uint32_t reserved;     /**< 0. */
} coprod_represented;

/** A comparison. What is not defined is NaN, or ::COPROD_NO_NUMBER. @since 0.4 */
typedef struct coprod_representation {
    size_t size;             /**< sizeof(coprod_representation), set by the caller. */
    double share;            /**< q = k / n. */
    double share_lower;      /**< Its limits, by the method of the options. */
    double share_upper;      /**< Upper one. */
    double prevalence;       /**< p. */
    double ppr;              /**< Participation-to-prevalence ratio q / p, which is the representation quotient too. */
    double ppr_lower;        /**< Limits of the share over p; with a sample those of the ratio's logarithm, of variance
                                  (1-q)/k + (1-p)/population. 0 for nobody. */
    double ppr_upper;        /**< Upper one; NaN for nobody beside a sample. */
    double log2_ratio;       /**< Logarithm of the ratio to base 2: 1 is twice, -1 half; NaN for nobody. */
    double gap;              /**< 100 (q - p), percentage points. */
    double gap_lower;        /**< Its limits, from those of the share. */
    double gap_upper;        /**< Upper one. */
    double expected;         /**< n p: people there would be in proportion. */
    double shortfall;        /**< max(0, n p - k). */
    double prob_absent;      /**< (1-p)^n: how often a panel of n drawn by lot has nobody of the group. */
    double pearson;          /**< (k - np) / sqrt(np). */
    double standardised;     /**< (k - np) / sqrt(np (1-p)); NaN if p is 1. */
    double tail;             /**< Exact binomial probability of k or more if k is above n p, else of k or fewer. Where
                                  n p is below 1 it says what residuals do not. */
    double rate;             /**< k per 1,000 of the group's population; limits by size, or NaN. */
    double rate_lower;       /**< Its lower limit. */
    double rate_upper;       /**< Its upper limit. */
    uint64_t people_short;   /**< The shortfall in whole people, rounded up. */
    uint64_t to_invite;      /**< The least number of people of the group who, coming in addition, bring q to p. */
    int32_t difference;      /**< One of ::coprod_share_difference. */
    int32_t state;           /**< One of ::coprod_representation_state. */
} coprod_representation;

/** A count that is not known or that no number fits. @since 0.4 */
#define COPROD_NO_NUMBER 18446744073709551615u

/** Columns of comparisons, one element a row; NULL: not wanted. @since 0.4 */
typedef struct coprod_representation_columns {
    size_t size;             /**< sizeof(coprod_representation_columns), set by the caller. */
    double *share;           /**< As in ::coprod_representation. */
    double *share_lower;     /**< As in ::coprod_representation. */
    double *share_upper;     /**< As in ::coprod_representation. */
    double *ppr;             /**< As in ::coprod_representation. */
    double *ppr_lower;       /**< As in ::coprod_representation. */
    double *ppr_upper;       /**< As in ::coprod_representation. */
    uint8_t *band;           /**< One of ::coprod_share_band, of the policy that was asked for. */
    uint8_t *difference;     /**< One of ::coprod_share_difference. */
    uint8_t *state;          /**< One of ::coprod_representation_state. */
} coprod_representation_columns;

/**
 * In which band of a policy the ratio (k / n) / (population / denominator) lies, decided in whole numbers: 8 of 25
 * beside 40 % is 0.8 exactly, and proportionate. For a group beside a reference group give k, its population, and the
 * reference group's two counts.
 * @param[in] rules the rules.
 * @param[in] policy index of the policy.
 * @param[in] k people; any of the four below 4294967296.
 * @param[in] n of so many.
 * @param[in] population people.
 * @param[in] denominator of so many.
 * @param[out] band one of ::coprod_share_band.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such policy); COPROD_E_RANGE.
 * @since 0.4
 */
COPROD_API coprod_status coprod_share_band_of(const coprod_share_rules *rules, size_t policy, uint64_t k, uint64_t n,
                                              uint64_t population, uint64_t denominator, int32_t *band);

/**
 * Compares a group's share with its share of the population. Cost: some microseconds.
 * @param[in] rules the rules: below how many people limits of the rate are exact.
 * @param[in] group the group.
 * @param[in] options @nullable `confidence`, and `method` of the share's limits.
 * @param[in,out] representation the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE (k above n, a population
 *         above the denominator, counts or options out of range).
 * @since 0.4
 */
COPROD_API coprod_status coprod_representation_get(const coprod_share_rules *rules, const coprod_represented *group,
                                                   const coprod_limits_options *options,
                                                   coprod_representation *representation);

/**
 * Compares the groups of columns; each row is as coprod_representation_get() and coprod_share_band_of() give it for
 * known populations.
 * @param[in] rules the rules.
 * @param[in] policy index of the policy of `band`.
 * @param[in] k @array{count} people of the group who took part.
 * @param[in] n @array{count} people with a known answer.
 * @param[in] population @array{count} people of the group in the population.
 * @param[in] denominator @array{count} people in the population.
 * @param[in] count rows.
 * @param[in] options @nullable settings.
 * @param[in] columns the caller's struct, `size` set, with the arrays that are wanted; none of them an input.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_UNKNOWN (no such policy);
 *         COPROD_E_RANGE (options).
 * @since 0.4
 */
COPROD_API coprod_status coprod_representation_many(const coprod_share_rules *rules, size_t policy, const uint64_t *k,
                                                    const uint64_t *n, const uint64_t *population,
                                                    const uint64_t *denominator, size_t count,
                                                    const coprod_limits_options *options,
                                                    const coprod_representation_columns *columns);

/** A group beside a reference group. @since 0.4 */
typedef struct coprod_relative {
    size_t size;         /**< sizeof(coprod_relative), set by the caller. */
    double ratio;        /**< (k / P) / (k0 / P0). */
    double lower;        /**< Limits on the logarithm, of variance 1/k - 1/P + 1/k0 - 1/P0; 0 for nobody. */
    double upper;        /**< For nobody: exact, given k + k0 and events that are few beside P and P0. */
    double small_ratio;  /**< (k / P) / ((k0 + 1) / (P0 + 1)), which nobody in the reference group does not break. */
    double p_value;      /**< Fisher's exact test, two-sided: all tables with the same margins that are no more likely,
                              ties within a relative 1e-7 included. */
    int32_t state;       /**< One of ::coprod_limits_state: known, no population, or nobody of the reference group. */
    uint32_t reserved;   /**< 0. */
} coprod_relative;

/**
 * A group's rate of taking part over that of a reference group. The choice of the reference decides what it tells.
 * Cost: it grows as the root of the smaller margin.
 * @param[in] k people of the group who took part, at most `population`.
 * @param[in] population people of the group, below 4294967296.
 * @param[in] reference_k people of the reference group who took part, at most `reference_population`.
 * @param[in] reference_population people of the reference group, below 4294967296.
 * @param[in] options @nullable `confidence`.
 * @param[in,out] relative the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE.
 * @since 0.4
 */
COPROD_API coprod_status coprod_relative_get(uint64_t k, uint64_t population, uint64_t reference_k,
                                             uint64_t reference_population, const coprod_limits_options *options,
                                             coprod_relative *relative);

/** Whether there is an R-indicator. @since 0.4 */
enum coprod_response_state {
    COPROD_RESPONSE_KNOWN = 0,     /**< 0: there is. */
    COPROD_RESPONSE_NOBODY = 1,    /**< 1: nobody was invited. */
    COPROD_RESPONSE_ONE = 2        /**< 2: one person was invited: nothing to compare. */
};

/** How evenly those who were invited came. @since 0.4 */
typedef struct coprod_response {
    size_t size;         /**< sizeof(coprod_response), set by the caller. */
    double propensity;   /**< Attended over invited, of all. */
    double deviation;    /**< Standard deviation of the people's propensities, each that of the person's group. */
    double indicator;    /**< R = 1 - 2 deviation; 1: each group came as readily. */
    double partial;      /**< Unconditional partial indicator of the grouping: between groups; 0: none. */
    int32_t state;       /**< One of ::coprod_response_state. */
    uint32_t reserved;   /**< 0. */
} coprod_response;

/**
 * The R-indicator of invitations (Schouten, Cobben and Bethlehem 2009): whether groups that were invited came as
 * readily as one another. It tells "invited and did not come" from "not invited", and needs the numbers of people
 * invited: with populations in their place it is near 1 whatever happens, because propensities are then all near 0.
 * @param[in] invited @array{count} people invited, by group, each below 4294967296; the groups do not overlap.
 * @param[in] attended @array{count} of them, those who came.
 * @param[in] count groups.
 * @param[out] partials @nullable @array{count} partial indicator of each group, sqrt(invited / all) (its propensity
 *             less that of all): below 0, it came less readily. NaN where nobody was invited.
 * @param[in,out] response the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_RANGE (more attended than were invited, or a count
 *         out of range: nothing is written).
 * @since 0.4
 */
COPROD_API coprod_status coprod_response_get(const uint64_t *invited, const uint64_t *attended, size_t count,
                                             double *partials, coprod_response *response);

/** The words of a state, such as "no benchmark"; "" for another number. @since 0.4
 * @param[in] state one of ::coprod_representation_state.
 * @return the words, static text. */
COPROD_API const char *coprod_representation_state_word(int32_t state);

/** The word of a band, such as "proportionate"; "" for another number. @since 0.4
 * @param[in] band one of ::coprod_share_band.
 * @return the word, static text. */
COPROD_API const char *coprod_share_band_word(int32_t band);

/** The words of a difference, such as "not different"; "" for another number. @since 0.4
 * @param[in] difference one of ::coprod_share_difference.
 * @return the words, static text. */
COPROD_API const char *coprod_share_difference_word(int32_t difference);

/** The words of a state, such as "nobody invited"; "" for another number. @since 0.4
 * @param[in] state one of ::coprod_response_state.
 * @return the words, static text. */
COPROD_API const char *coprod_response_state_word(int32_t state);

#ifdef __cplusplus
}
#endif

#endif
