/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_inequality.h
 * How unevenly rates are spread: indices of inequality over groups, and concentration indices of groups and of people
 * in an order. Gradients are in equity_gradient.h.
 *
 * A rate may be anything that was measured: participants per 1,000 residents, a share of people who were asked. Where
 * an index has no number the answer says so in its state, and its numbers are not numbers (NaN). No index says why
 * rates differ, and none is to be read without the table of groups beside it.
 *
 * Limits are those of a normal distribution about the estimate, unless it is said otherwise: estimate and z standard
 * errors to both sides, as the formula gives them. A lower limit below 0 of an index that cannot be below 0 says that
 * no difference at all fits the numbers as well. Where a standard error comes from the delta method, the order of the
 * rates, and which group is the best, is taken as known.
 */
#ifndef COPROD_EQUITY_INEQUALITY_H
#define COPROD_EQUITY_INEQUALITY_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Most groups that ::COPROD_INEQUALITY_GINI takes, whose cost is their square. @since 0.4 */
#define COPROD_INEQUALITY_GINI_GROUPS 20000

/**
 * What can be said of a figure. From ::COPROD_INEQUALITY_INFINITE on there is no estimate. @since 0.4
 */
enum coprod_inequality_state {
    COPROD_INEQUALITY_KNOWN = 0,       /**< 0: estimate and limits. */
    COPROD_INEQUALITY_NO_ERRORS = 1,   /**< 1: an estimate; there were no standard errors to make limits of. */
    COPROD_INEQUALITY_NO_LIMITS = 2,   /**< 2: an estimate; limits have no meaning here. */
    COPROD_INEQUALITY_UNBOUNDED = 3,   /**< 3: an estimate; what fits the numbers is not between two limits. */
    COPROD_INEQUALITY_FLOORED = 4,     /**< 4: 0, because the reference group is worse than the mean; no limits. */
    COPROD_INEQUALITY_INFINITE = 5,    /**< 5: infinite: a group has a rate of 0. */
    COPROD_INEQUALITY_UNDEFINED = 6,   /**< 6: undefined: what it is divided by is 0, or a rate cannot be used so. */
    COPROD_INEQUALITY_NOT_FITTED = 7   /**< 7: no curve fits best: the rates leave it without end. */
};

/**
 * Indices of inequality. y is a group's rate, p its share of the population, m the mean of all rates by population, G
 * the number of groups. Sources: Schlotheuber and Hosseinpoor, Summary Measures of Health Inequality, Int. J. Environ.
 * Res. Public Health 2022;19(6):3697; WHO, Health Inequality Monitor. @since 0.4
 */
enum coprod_inequality_measure {
    COPROD_INEQUALITY_BGV = 1,         /**< 1: between-group variance, sum of p (y - m)^2; standard error of a quadratic
                                            form of normal rates. */
    COPROD_INEQUALITY_BGSD = 2,        /**< 2: between-group standard deviation, its root; delta method. */
    COPROD_INEQUALITY_COV = 3,         /**< 3: coefficient of variation, 100 BGSD / m; delta method. */
    COPROD_INEQUALITY_IDISU = 4,       /**< 4: index of disparity, 100 / G times the sum of |y - m| / m; delta
                                            method. */
    COPROD_INEQUALITY_IDISW = 5,       /**< 5: weighted index of disparity, 100 times the sum of p |y - m| / m. */
    COPROD_INEQUALITY_MLD = 6,         /**< 6: mean log deviation, 1000 times the sum of p ln(m / y); delta method, in
                                            thousandths like the estimate. Infinite if a rate is 0. */
    COPROD_INEQUALITY_THEIL = 7,       /**< 7: Theil index, 1000 times the sum of p (y / m) ln(y / m), 0 ln 0 = 0; delta
                                            method, in thousandths too. No limits if a rate is 0. */
    COPROD_INEQUALITY_KL = 8,          /**< 8: divergence (Kullback and Leibler) of those who take part from the
                                            population, in nats: Theil / 1000. */
    COPROD_INEQUALITY_KL_REVERSE = 9,  /**< 9: divergence of the population from those who take part: MLD / 1000. */
    COPROD_INEQUALITY_MDBU = 10,       /**< 10: mean of |y - best rate| over all G groups, the best one among them. */
    COPROD_INEQUALITY_MDBW = 11,       /**< 11: the same, weighted by p. */
    COPROD_INEQUALITY_MDMU = 12,       /**< 12: mean of |y - m| over groups. */
    COPROD_INEQUALITY_MDMW = 13,       /**< 13: the same, weighted by p. */
    COPROD_INEQUALITY_MDRU = 14,       /**< 14: mean of |y - rate of the reference group| over groups. */
    COPROD_INEQUALITY_MDRW = 15,       /**< 15: the same, weighted by p. */
    COPROD_INEQUALITY_D = 16,          /**< 16: difference of the reference group and the other end. */
    COPROD_INEQUALITY_R = 17,          /**< 17: ratio of the two; limits on the logarithm. Undefined if the lower part
                                            is 0, without limits if the upper is. */
    COPROD_INEQUALITY_PAF = 18,        /**< 18: population attributable fraction, 100 (reference - m) / m. Limits from
                                            the table of two rows and two columns; they need whole numbers of people and
                                            rates that are proportions (`per`), and no standard errors. */
    COPROD_INEQUALITY_PAR = 19,        /**< 19: population attributable risk, reference - m; limits as above. */
    COPROD_INEQUALITY_GINI = 20        /**< 20: Gini index of the rates, sum of p p' |y - y'| over all pairs, by 2 m;
                                            delta method. */
};

/** Whether a high rate is a good one. @since 0.4 */
enum coprod_inequality_best {
    COPROD_BEST_HIGHEST = 0,   /**< 0: the higher the better, as with taking part. */
    COPROD_BEST_LOWEST = 1     /**< 1: the lower the better, as with waiting. */
};

/** The group that others are compared with, and the other end, which D and R compare with it. @since 0.4 */
enum coprod_inequality_reference {
    COPROD_REFERENCE_BEST = 0,   /**< 0: the best rate, the first of several; the other end is the worst. */
    COPROD_REFERENCE_LAST = 1,   /**< 1: the last group, for groups in order; the other end is the first. */
    COPROD_REFERENCE_GROUP = 2   /**< 2: `reference_group`; the other end is the worst of the others. */
};

/** Standard errors of rates that are made of counts. @since 0.4 */
enum coprod_inequality_errors {
    COPROD_ERRORS_BINOMIAL = 0,   /**< 0: root of y (1 - y) / P: each person takes part or does not. */
    COPROD_ERRORS_POISSON = 1,    /**< 1: root of k, by P: what is counted may happen more than once. */
    COPROD_ERRORS_NONE = 2        /**< 2: none. */
};

/**
 * Groups: `rates` with `weights` or `populations`, or `counts` with `populations`. The arrays are borrowed for the call
 * and hold one element for each group. @since 0.4
 */
typedef struct coprod_inequality_groups {
    size_t size;                     /**< sizeof(coprod_inequality_groups), set by the caller. */
    size_t count;                    /**< Groups, 1 to 4294967295; of a batch, the groups of all sets. */
    const double *rates;             /**< y, finite; NULL: they are `counts` by `populations`. */
    const double *weights;           /**< Population of each group, or what stands for it: finite, above 0. */
    const double *standard_errors;   /**< Of each rate: finite, 0 or more; NULL: none, or those of the counts. */
    const uint64_t *counts;          /**< k, at most `populations`, or below 2^32 with Poisson errors. */
    const uint64_t *populations;     /**< P, 1 to 4294967295, in place of `weights`. */
} coprod_inequality_groups;

/** Settings; zero is the default of each. @since 0.4 */
typedef struct coprod_inequality_options {
    size_t size;                /**< sizeof(coprod_inequality_options), set by the caller. */
    double confidence;          /**< Of the limits, above 0 and below 1; 0: 0.95. */
    double per;                 /**< Rates are per so many people, such as 100 or 1000, above 0; 0: 1, proportions. */
    double lowest;              /**< Concentration: the lowest value that there can be. */
    double highest;             /**< Concentration: the highest; both 0: 0 and `per` for groups, no bounds for
                                     people. */
    int32_t best;               /**< One of ::coprod_inequality_best. */
    int32_t reference;          /**< One of ::coprod_inequality_reference. */
    uint32_t reference_group;   /**< Its index, for ::COPROD_REFERENCE_GROUP. */
    int32_t errors;             /**< One of ::coprod_inequality_errors; of use where there are `counts`. */
} coprod_inequality_options;

/** One index. @since 0.4 */
typedef struct coprod_inequality {
    size_t size;                /**< sizeof(coprod_inequality), set by the caller. */
    double estimate;            /**< The index, or NaN. */
    double standard_error;      /**< On the same scale, or NaN. */
    double lower;               /**< Lower limit, or NaN. */
    double upper;               /**< Upper limit, or NaN. */
    double mean;                /**< m. */
    int32_t state;              /**< One of ::coprod_inequality_state. */
    uint32_t reference_group;   /**< The group that was the reference: of PAF, PAR, MDB, MDR, D and R. */
    uint32_t other_group;       /**< The other end: of D and R. */
    uint32_t reserved;          /**< 0. */
} coprod_inequality;

/** Columns of answers, one element for each set of groups; NULL: not wanted. @since 0.4 */
typedef struct coprod_inequality_columns {
    size_t size;                /**< sizeof(coprod_inequality_columns), set by the caller. */
    double *estimate;           /**< As in ::coprod_inequality; NaN in a row that is wrong. */
    double *standard_error;     /**< As in ::coprod_inequality. */
    double *lower;              /**< As in ::coprod_inequality. */
    double *upper;              /**< As in ::coprod_inequality. */
    uint8_t *state;             /**< As in ::coprod_inequality. */
    int32_t *row_status;        /**< ::coprod_status of each row. */
} coprod_inequality_columns;

/**
 * One index of inequality over groups. It takes no memory. Cost: linear; of ::COPROD_INEQUALITY_GINI the square.
 *
 * The order of groups does not matter, except where the last one is the reference. To multiply all populations changes
 * no index; to multiply rates changes none that has no unit (COV, IDIS, MLD, Theil, KL, R, PAF, Gini).
 * @param[in] groups the groups.
 * @param[in] options @nullable settings.
 * @param[in] measure one of ::coprod_inequality_measure.
 * @param[in,out] result the caller's struct, `size` set.
 * @return COPROD_OK, whatever the state; COPROD_E_ARGUMENT (too few or too many arrays; an option without meaning);
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE (no group; a population of 0, a number that is not
 *         finite, a negative standard error, a count above its population, a reference group beyond the last);
 *         COPROD_E_UNKNOWN (no such measure); COPROD_E_LIMIT (too many groups); COPROD_E_OVERFLOW (beyond a double).
 * @since 0.4
 */
COPROD_API coprod_status coprod_inequality_of(const coprod_inequality_groups *groups,
                                              const coprod_inequality_options *options, int32_t measure,
                                              coprod_inequality *result);

/**
 * One index of many sets of groups, such as areas or dimensions, each as coprod_inequality_of() gives it.
 * @param[in] groups the groups of all sets, one set after the other.
 * @param[in] offsets @array{count + 1} where each set begins; the last element is where the last one ends. They never
 *            fall, and none is beyond the groups.
 * @param[in] count number of sets.
 * @param[in] options @nullable settings.
 * @param[in] measure one of ::coprod_inequality_measure.
 * @param[in] columns the caller's struct, `size` set, with the arrays that are wanted.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_UNKNOWN; COPROD_E_RANGE
 *         (offsets that fall or are beyond: nothing is written).
 * @since 0.4
 */
COPROD_API coprod_status coprod_inequality_many(const coprod_inequality_groups *groups, const size_t *offsets,
                                                size_t count, const coprod_inequality_options *options, int32_t measure,
                                                const coprod_inequality_columns *columns);

/**
 * The word of a measure, such as "mld" or "kl-reverse".
 * @param[in] measure one of ::coprod_inequality_measure.
 * @return static text; "" if it is none.
 * @since 0.4
 */
COPROD_API const char *coprod_inequality_measure_name(int32_t measure);

/**
 * The words of a state, such as "no standard errors"; "" for ::COPROD_INEQUALITY_KNOWN.
 * @param[in] state one of ::coprod_inequality_state.
 * @return static text; "" if it is none.
 * @since 0.4
 */
COPROD_API const char *coprod_inequality_state_name(int32_t state);

/* --- concentration --- */

/**
 * Concentration indices: whether those further up in an order have more. x is the mid-rank: the share of all that lies
 * below, and half of one's own. Above 0: more towards the last; below 0: more towards the first; 0: evenly, or rising
 * and falling in equal parts.
 *
 * Sources: O'Donnell, van Doorslaer, Wagstaff and Lindelow, Analyzing Health Equity Using Household Survey Data, World
 * Bank 2008, chapter 8; Kakwani, Wagstaff and van Doorslaer, J. Econometrics 1997;77:87-103; Wagstaff, Health Economics
 * 2005;14:429-432; Erreygers, J. Health Economics 2009;28:504-515. @since 0.4
 */
typedef struct coprod_concentration {
    size_t size;                  /**< sizeof(coprod_concentration), set by the caller. */
    double mean;                  /**< Mean of the values. */
    double rci;                   /**< Relative index: twice the covariance of value and x, by the mean. */
    double rci_error;             /**< Its standard error, or NaN. */
    double rci_lower;             /**< Lower limit, or NaN. */
    double rci_upper;             /**< Upper limit, or NaN. */
    double aci;                   /**< Absolute index: twice the covariance. */
    double aci_error;             /**< As above. */
    double aci_lower;             /**< As above. */
    double aci_upper;             /**< As above. */
    double wagstaff;              /**< Of values between bounds, brought to 0 to 1: RCI / (1 - mean). */
    double wagstaff_error;        /**< As above. */
    double wagstaff_lower;        /**< As above. */
    double wagstaff_upper;        /**< As above. */
    double erreygers;             /**< Of values between bounds, brought to 0 to 1: 4 ACI. */
    double erreygers_error;       /**< As above. */
    double erreygers_lower;       /**< As above. */
    double erreygers_upper;       /**< As above. */
    int32_t rci_state;            /**< One of ::coprod_inequality_state; undefined where the mean is not above 0. */
    int32_t aci_state;            /**< One of ::coprod_inequality_state. */
    int32_t wagstaff_state;       /**< Undefined without bounds, or where the mean is one of them. */
    int32_t erreygers_state;      /**< Undefined without bounds. */
} coprod_concentration;

/**
 * Concentration indices of groups in order. Limits: delta method on the standard errors of the rates (not the errors of
 * a regression through a handful of points, which say nothing of the people behind them). It takes no memory.
 * @param[in] groups the groups, in order.
 * @param[in] options @nullable settings: `confidence`, `per`, `errors`, and the bounds.
 * @param[in,out] result the caller's struct, `size` set.
 * @return COPROD_OK, whatever the states; as coprod_inequality_of(), and COPROD_E_RANGE for a rate beyond the
 *         bounds.
 * @since 0.4
 */
COPROD_API coprod_status coprod_concentration_groups(const coprod_inequality_groups *groups,
                                                     const coprod_inequality_options *options,
                                                     coprod_concentration *result);

/**
 * Concentration indices of people, each with a value and a place in an order; those with the same place share their
 * mid-rank. Limits: linearised, with weights as those of a sample; without ties and weights they are those of Kakwani,
 * Wagstaff and van Doorslaer. The order of the rows changes a result by less than 1e-13 of the mean.
 * @param[in] values @array{count} finite.
 * @param[in] places @array{count} finite, such as a rank of deprivation: the lowest comes first.
 * @param[in] weights @nullable @array{count} finite, 0 or more, not all 0; NULL: 1 each.
 * @param[in] count people, 1 to 4294967295.
 * @param[in] options @nullable settings: `confidence` and the bounds.
 * @param[in] allocator @nullable memory functions, for 32 bytes a person during the call.
 * @param[in,out] result the caller's struct, `size` set.
 * @return COPROD_OK, whatever the states; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY;
 *         COPROD_E_LIMIT; COPROD_E_RANGE (a number that is not finite, a weight below 0, no weight at all, a value
 *         beyond the bounds); COPROD_E_OVERFLOW.
 * @since 0.4
 */
COPROD_API coprod_status coprod_concentration_people(const double *values, const double *places, const double *weights,
                                                     size_t count, const coprod_inequality_options *options,
                                                     const coprod_allocator *allocator, coprod_concentration *result);

#ifdef __cplusplus
}
#endif

#endif
