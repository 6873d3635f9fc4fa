/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_gradient.h
 * Gradients over groups that have an order, such as fifths of neighbourhoods by deprivation: the slope index of
 * inequality (SII), the relative index (RII), and quantiles of ranks. Groups, states and standard errors are those of
 * equity_inequality.h.
 */
#ifndef COPROD_EQUITY_GRADIENT_H
#define COPROD_EQUITY_GRADIENT_H

#include "equity_inequality.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How many groups a gradient is made for, as data. Immutable, shared by threads. @since 0.4 */
typedef struct coprod_gradient_rules coprod_gradient_rules;

/** What is drawn through the rates. @since 0.4 */
enum coprod_gradient_fit {
    COPROD_FIT_LINEAR = 0,     /**< 0: a straight line through the rates. */
    COPROD_FIT_LOG = 1,        /**< 1: a straight line through their logarithms; for rates. */
    COPROD_FIT_LOGIT = 2,      /**< 2: a straight line through their log odds; for proportions. */
    COPROD_FIT_LOGISTIC = 3    /**< 3: a logistic curve of greatest likelihood; for proportions. */
};

/** What standard errors are of. @since 0.4 */
enum coprod_gradient_scale {
    COPROD_SCALE_RATE = 0,     /**< 0: of the rate. */
    COPROD_SCALE_LOG = 1,      /**< 1: of its logarithm, such as (ln upper - ln lower) / 2z. */
    COPROD_SCALE_LOGIT = 2     /**< 2: of its log odds. */
};

/** Worth knowing of a gradient; they add up. @since 0.4 */
enum coprod_gradient_note {
    COPROD_GRADIENT_FEW_GROUPS = 1,    /**< 1: fewer groups than the rules ask for. */
    COPROD_GRADIENT_MANY_GROUPS = 2,   /**< 2: more groups than are usual. */
    COPROD_GRADIENT_TOO_MANY = 4,      /**< 4: more groups than the rules allow. */
    COPROD_GRADIENT_TURNS = 8,         /**< 8: both ends lie on the same side of the mean, and a straight line tells
                                            little of the differences: the rates rise and fall. Look at the table. */
    COPROD_GRADIENT_BELOW_ZERO = 16    /**< 16: an end of the line is below 0. */
};

/** Settings of a gradient; zero is the default of each. @since 0.4 */
typedef struct coprod_gradient_options {
    size_t size;          /**< sizeof(coprod_gradient_options), set by the caller. */
    double confidence;    /**< Of the limits, above 0 and below 1; 0: 0.95. */
    double per;           /**< Rates are per so many people, above 0; 0: 1, proportions. */
    double multiplier;    /**< The SII is multiplied by it; below 0 it turns the RII round too. 0: 1. */
    int32_t fit;          /**< One of ::coprod_gradient_fit. */
    int32_t scale;        /**< One of ::coprod_gradient_scale. */
    int32_t errors;       /**< One of ::coprod_inequality_errors; of use where there are `counts`. */
    int32_t reserved;     /**< 0. */
} coprod_gradient_options;

/** A gradient: from the very first to the very last of the population. @since 0.4 */
typedef struct coprod_gradient {
    size_t size;          /**< sizeof(coprod_gradient), set by the caller. */
    double sii;           /**< Slope index of inequality: fit at the last end less fit at the first; or NaN. */
    double sii_error;     /**< Its standard error, or NaN. */
    double sii_lower;     /**< Lower limit, or NaN. */
    double sii_upper;     /**< Upper limit, or NaN. */
    double rii;           /**< Relative index: the one by the other, or NaN. */
    double rii_lower;     /**< Lower limit, or NaN: Fieller's of a straight line, else on the logarithm. */
    double rii_upper;     /**< Upper limit, or NaN. */
    double first;         /**< The fit at the first end, or NaN. */
    double last;          /**< The fit at the last end, or NaN. */
    double mean;          /**< Mean of all rates by population. */
    double explained;     /**< Share of the variance between groups that a straight line tells, 0 to 1; NaN if they have
                               none. */
    int32_t sii_state;    /**< One of ::coprod_inequality_state. */
    int32_t rii_state;    /**< One of ::coprod_inequality_state. */
    int32_t notes;        /**< Sum of ::coprod_gradient_note. */
    uint32_t groups;      /**< Groups. */
} coprod_gradient;

/** Columns of gradients, one element for each set of groups; NULL: not wanted. @since 0.4 */
typedef struct coprod_gradient_columns {
    size_t size;            /**< sizeof(coprod_gradient_columns), set by the caller. */
    double *sii;            /**< As in ::coprod_gradient; NaN in a row that is wrong. */
    double *sii_lower;      /**< As in ::coprod_gradient. */
    double *sii_upper;      /**< As in ::coprod_gradient. */
    double *rii;            /**< As in ::coprod_gradient. */
    double *rii_lower;      /**< As in ::coprod_gradient. */
    double *rii_upper;      /**< As in ::coprod_gradient. */
    uint8_t *sii_state;     /**< As in ::coprod_gradient. */
    uint8_t *rii_state;     /**< As in ::coprod_gradient. */
    uint8_t *notes;         /**< As in ::coprod_gradient. */
    int32_t *row_status;    /**< ::coprod_status of each row. */
} coprod_gradient_columns;

/** What the rules of gradients say of themselves. Its texts live as long as the rules. @since 0.4 */
typedef struct coprod_gradient_rules_info {
    size_t size;                  /**< sizeof(coprod_gradient_rules_info), set by the caller. */
    const char *id;               /**< Such as "phe-quantiles". */
    const char *version;          /**< Version of the data. */
    const char *title;            /**< For people. */
    const char *note;             /**< What else is worth knowing; "" if there is nothing. */
    const char *source_title;     /**< The source. */
    const char *source_address;   /**< Where it is. */
    const char *checked;          /**< When the numbers were last compared with the source; "" is not known. */
    const char *fingerprint;      /**< SHA-256 of what can change an answer, 64 hexadecimal digits. */
    uint32_t fewest_groups;       /**< With fewer a note is made. */
    uint32_t usual_groups;        /**< With more a note is made. */
    uint32_t most_groups;         /**< With more another note is made. */
    uint32_t told_percent;        /**< A line that tells a smaller part of the variance tells little. */
} coprod_gradient_rules_info;

/** Rules by which ranks become quantiles; rank 1 is the first. They differ where the groups cannot be equal.
 * @since 0.4 */
enum coprod_gradient_quantile_rule {
    COPROD_QUANTILE_FLOOR = 0,   /**< 0: floor(quantiles (rank - 1) / total) + 1. */
    COPROD_QUANTILE_CEILING = 1  /**< 1: ceiling(quantiles rank / total). */
};

/**
 * The built-in rules.
 * @param[in] allocator @nullable memory functions.
 * @param[out] rules @owned{coprod_gradient_rules_free} the rules; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_gradient_rules_builtin(const coprod_allocator *allocator,
                                                       coprod_gradient_rules **rules);

/**
 * Loads rules: a document `gradient-rules/1`.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] rules @owned{coprod_gradient_rules_free} the rules; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_gradient_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
                                                    coprod_findings *findings, coprod_gradient_rules **rules);

/**
 * Frees rules.
 * @param[in] rules @nullable the rules.
 * @since 0.4
 */
COPROD_API void coprod_gradient_rules_free(coprod_gradient_rules *rules);

/**
 * What rules say of themselves.
 * @param[in] rules the rules.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.4
 */
COPROD_API coprod_status coprod_gradient_rules_get(const coprod_gradient_rules *rules,
                                                   coprod_gradient_rules_info *info);

/**
 * SII and RII of groups in order, by their mid-ranks. It takes no memory. Cost: linear.
 *
 * A straight line is fitted by least squares with the populations as weights. Its limits have a closed form: the rates
 * are taken as independent and normal, the RII's limits are those of Fieller, which may not be two finite ones
 * (::COPROD_INEQUALITY_UNBOUNDED). Limits of ::COPROD_FIT_LOG and ::COPROD_FIT_LOGIT are those of the delta method. A
 * logistic curve has a robust standard error, HC1: G / (G - 2); it needs no standard errors, and has no limits with two
 * groups. Rates of 0 have no logarithm, and 0 and 1 no log odds: the state is undefined. Sources: Mackenbach and Kunst,
 * Soc. Sci. Med. 1997;44:757-771; Fieller, J. R. Stat. Soc. B 1954;16:175-185.
 * @param[in] rules the rules.
 * @param[in] groups the groups in order, such as from the most deprived to the least.
 * @param[in] options @nullable settings.
 * @param[in,out] result the caller's struct, `size` set.
 * @return COPROD_OK, whatever the states; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE;
 *         COPROD_E_LIMIT; COPROD_E_OVERFLOW: as coprod_inequality_of().
 * @since 0.4
 */
COPROD_API coprod_status coprod_gradient_of(const coprod_gradient_rules *rules, const coprod_inequality_groups *groups,
                                            const coprod_gradient_options *options, coprod_gradient *result);

/**
 * Gradients of many sets of groups, such as areas, each as coprod_gradient_of() gives it.
 * @param[in] rules the rules.
 * @param[in] groups the groups of all sets, one set after the other.
 * @param[in] offsets @array{count + 1} where each set begins; the last element is where the last one ends.
 * @param[in] count number of sets.
 * @param[in] options @nullable settings.
 * @param[in] columns the caller's struct, `size` set, with the arrays that are wanted.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE (offsets that fall or
 *         are beyond: nothing is written).
 * @since 0.4
 */
COPROD_API coprod_status coprod_gradient_many(const coprod_gradient_rules *rules,
                                              const coprod_inequality_groups *groups, const size_t *offsets,
                                              size_t count, const coprod_gradient_options *options,
                                              const coprod_gradient_columns *columns);

/**
 * Quantiles of ranks, by a named rule, in integers. Where somebody has published quantiles, use those.
 * @param[in] rule one of ::coprod_gradient_quantile_rule.
 * @param[in] ranks @array{count} 1 to `total`.
 * @param[in] count number of ranks.
 * @param[in] total of all that were ranked, 1 to 4294967295.
 * @param[in] quantiles how many, such as 5 or 10, at least 1.
 * @param[out] results @array{count} 1 to `quantiles`; 0 for a rank that is 0 or beyond `total`.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE (`total` or `quantiles`).
 * @since 0.4
 */
COPROD_API coprod_status coprod_gradient_quantiles(int32_t rule, const uint64_t *ranks, size_t count, uint64_t total,
                                                   uint32_t quantiles, uint32_t *results);

#ifdef __cplusplus
}
#endif

#endif
