/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_fit.h
 * A panel of people beside the population that it came from: could chance alone have made it (goodness of fit), and how
 * much of it is in proportion (balance)? For partitions alone, where each person is in one group: shares of overlapping
 * memberships do not add to one, and such groups are looked at one by one.
 *
 * For all calls: `kind` is that of a frame's dimension or of a taxonomy: 1 is a partition; 2, memberships, is refused
 * with ::COPROD_E_RANGE before any number of people or of groups is looked at, though after what is wrong with
 * pointers, structs and options; any other number with ::COPROD_E_ARGUMENT. `counts` are those of each group who took
 * part, `populations` the people there are; each is below 4294967296. n is the sum of counts and T that of populations;
 * q = count / n and p = population / T are shares. A group without people and without a population is left out, and
 * said to be. What cannot be answered has a `state`, and its numbers are NaN. Any number of threads may call at the
 * same time. The order of groups changes no answer by more than rounding.
 *
 * A p-value is no measure of inclusion. With twelve people three groups may be missing and chance is still a fair
 * explanation; with ten thousand a difference that nobody cares about is beyond chance. Read the sizes beside it.
 */
#ifndef COPROD_EQUITY_FIT_H
#define COPROD_EQUITY_FIT_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Whether there is an answer, and why not; the first that holds. @since 0.4 */
enum coprod_fit_state {
    COPROD_FIT_ANSWERED = 0,        /**< 0: there is. */
    COPROD_FIT_NO_POPULATION = 1,   /**< 1: no group has a population. */
    COPROD_FIT_UNBENCHMARKED = 2,   /**< 2: people took part from a group without a population. */
    COPROD_FIT_NO_PARTICIPANTS = 3, /**< 3: nobody took part. */
    COPROD_FIT_ONE_GROUP = 4,       /**< 4: only one group has a population: there is nothing to compare. */
    COPROD_FIT_TOO_MUCH_WORK = 5    /**< 5: there are more possible panels than may be looked at. */
};

/** By what panels are ordered, to say which are as far from proportion as the one observed, or further. @since 0.4 */
enum coprod_fit_order {
    COPROD_FIT_BY_PROBABILITY = 0,  /**< 0: the less probable, the further. */
    COPROD_FIT_BY_CHI_SQUARE = 1,   /**< 1: by chi-square. */
    COPROD_FIT_BY_G = 2,            /**< 2: by G. */
    COPROD_FIT_BY_OVERLAP = 3       /**< 3: the smaller the overlap, the further. */
};

/** How a chance was found. @since 0.4 */
enum coprod_fit_method {
    COPROD_FIT_NOT_FOUND = 0,       /**< 0: it was not. */
    COPROD_FIT_EXACT = 1,           /**< 1: from every possible panel. */
    COPROD_FIT_MONTE_CARLO = 2      /**< 2: from panels drawn at random. */
};

/** Goodness of fit. @since 0.4 */
typedef struct coprod_fit {
    size_t size;                 /**< sizeof(coprod_fit), set by the caller. */
    double chi_square;           /**< Sum of (count - n p)^2 / (n p) (Pearson 1900). */
    double chi_square_p;         /**< Its p-value by the chi-square distribution; rough if expected counts are small. */
    double g;                    /**< 2 sum of count ln(count / (n p)), the likelihood ratio; 0 ln 0 is 0. */
    double g_p;                  /**< Its p-value, likewise. */
    double effect_w;             /**< sqrt(chi_square / n), Cohen's w: it does not grow with n. */
    double effect_v;             /**< sqrt(chi_square / (n (groups - 1))), as in Cramer's V. */
    double least_expected;       /**< The smallest n p. */
    double largest_residual;     /**< The standardised residual that is furthest from 0, the first one of several. */
    double largest_residual_p;   /**< Its p-value on both sides, times the number of groups (Bonferroni), at most 1. It
                                      is exact (binomial, twice the smaller tail) where that group's n p is below 1,
                                      and by the normal distribution elsewhere. */
    uint64_t participants;       /**< n. */
    uint64_t population;         /**< T. */
    uint32_t groups;             /**< Groups with a population. */
    uint32_t left_out;           /**< Groups with neither people nor a population. */
    uint32_t expected_below_5;   /**< Groups whose n p is below 5, where the p-values above are not to be relied on. */
    uint32_t largest_group;      /**< The group of `largest_residual`. */
    uint32_t degrees;            /**< Degrees of freedom: `groups` - 1. */
    int32_t state;               /**< ::coprod_fit_state. */
} coprod_fit;

/** How chances are to be found. Zeros are the defaults. @since 0.4 */
typedef struct coprod_fit_options {
    size_t size;                 /**< sizeof(coprod_fit_options), set by the caller. */
    uint64_t most;               /**< Panels that may be looked at, or kept, for an exact answer; 0 is 5000000, and
                                      for coprod_balance_chance() 1000000. At most 100000000. */
    uint64_t draws;              /**< Panels to draw where the exact answer is not given; 0: none. At most 10000000, and
                                      draws * (n + groups) at most 4000000000. */
    uint64_t seed;               /**< Where the random numbers begin; each seed has its own, the same everywhere. */
    int32_t order;               /**< ::coprod_fit_order; coprod_balance_chance() takes no other than 0. */
    int32_t reserved;            /**< 0. */
} coprod_fit_options;

/** A chance, and how it was found. @since 0.4 */
typedef struct coprod_fit_chance {
    size_t size;                 /**< sizeof(coprod_fit_chance), set by the caller. */
    double p_value;              /**< The chance that a random panel of n people is as far from proportion as the one
                                      observed, or further. Drawn: (extreme + 1) / (draws + 1). */
    double standard_error;       /**< Drawn: sqrt(p (1 - p) / draws), with that p; exact: 0. */
    uint64_t panels;             /**< Number of possible panels, C(n + groups - 1, groups - 1); UINT64_MAX if more. */
    uint64_t draws;              /**< Panels drawn; 0 if exact. */
    uint64_t extreme;            /**< Of them, those as far from proportion, or further; 0 if exact. */
    uint64_t seed;               /**< The seed; 0 if exact. */
    int32_t order;               /**< ::coprod_fit_order that was used. */
    int32_t method;              /**< ::coprod_fit_method. */
    int32_t ties_exact;          /**< 1: panels that are exactly as far were told by whole numbers; 0: by a relative
                                      difference of 1e-9 (by probability and by G, with more than 512 people). */
    int32_t state;               /**< ::coprod_fit_state. */
} coprod_fit_chance;

/** How much is in proportion. @since 0.4 */
typedef struct coprod_balance {
    size_t size;                 /**< sizeof(coprod_balance), set by the caller. */
    double overlap;              /**< Sum of min(q, p), from above 0 to 1: the share of the panel that could be matched
                                      one to one with a panel in proportion. 1 less the total variation distance, or
                                      Duncan's index of dissimilarity; also called the Rose index. */
    double people;               /**< The others: n (1 - overlap), the places that would have to go to other groups. */
    uint64_t numerator;          /**< `overlap` exactly, in lowest terms, where the denominator fits in 63 bits; */
    uint64_t denominator;        /**< 0 where it does not. */
    uint64_t participants;       /**< n. */
    uint64_t population;         /**< T. */
    uint32_t groups;             /**< Groups with a population. */
    uint32_t left_out;           /**< Groups with neither people nor a population. */
    int32_t state;               /**< ::coprod_fit_state. */
    uint32_t reserved;           /**< 0. */
} coprod_balance;

/** What overlap to expect of a panel drawn at random. @since 0.4 */
typedef struct coprod_balance_expected {
    size_t size;                 /**< sizeof(coprod_balance_expected), set by the caller. */
    double mean;                 /**< The mean overlap, in closed form (De Moivre's mean deviation of each group). */
    double deviation;            /**< Its standard deviation, from the joint distribution of each two groups; NaN if
                                      that would take more than about a second. */
    int32_t state;               /**< ::coprod_fit_state. */
    uint32_t reserved;           /**< 0. */
} coprod_balance_expected;

/** Measures that describe, and that no score should use. @since 0.4 */
typedef struct coprod_balance_shape {
    size_t size;                 /**< sizeof(coprod_balance_shape), set by the caller. */
    double hellinger;            /**< sqrt(1/2 sum (sqrt q - sqrt p)^2), from 0 to below 1. */
    double kl_panel;             /**< KL(q||p) = sum q ln(q/p), in nats; it is g / (2 n). */
    double kl_population;        /**< KL(p||q) = sum p ln(p/q), in nats; infinite if a group is absent: NaN here, */
    int32_t kl_population_infinite; /**< and 1 here. */
    int32_t state;               /**< ::coprod_fit_state. */
    /* The rest ignores the population: evenness says that an even panel is best, whatever the population is. */
    double shannon;              /**< H = -sum q ln q, in nats. */
    double simpson;              /**< 1 - sum q^2: the chance that two people, drawn with replacement, differ. */
    double inverse_simpson;      /**< 1 / sum q^2, an effective number of groups. */
    double pielou;               /**< H / ln(groups with people); NaN if that is one group. */
    double evenness;             /**< H / ln(groups with a population); NaN if that is one group. */
    uint32_t present;            /**< Groups with people. */
    uint32_t groups;             /**< Groups with a population. */
} coprod_balance_shape;

/** Columns of answers, one element for each row; NULL: not wanted. Undefined numbers are NaN. @since 0.4 */
typedef struct coprod_fit_columns {
    size_t size;                 /**< sizeof(coprod_fit_columns), set by the caller. */
    double *chi_square;          /**< As in ::coprod_fit. */
    double *chi_square_p;        /**< As in ::coprod_fit. */
    double *g;                   /**< As in ::coprod_fit. */
    double *g_p;                 /**< As in ::coprod_fit. */
    double *effect_w;            /**< As in ::coprod_fit. */
    double *least_expected;      /**< As in ::coprod_fit. */
    double *overlap;             /**< As in ::coprod_balance. */
    uint8_t *fit_state;          /**< State of the goodness of fit. */
    uint8_t *overlap_state;      /**< State of the overlap. */
    int32_t *row_status;         /**< What coprod_fit_measure() gives for the row. */
} coprod_fit_columns;

/**
 * What a state says.
 * @param[in] state a ::coprod_fit_state.
 * @return static text such as "no participants", "answered" for 0; "not known" for what is none.
 * @since 0.4
 */
COPROD_API const char *coprod_fit_state_name(int32_t state);

/**
 * Goodness of fit of one panel. Cost: linear, without memory.
 * @param[in] kind 1, see above.
 * @param[in] counts @array{groups} people who took part.
 * @param[in] populations @array{groups} people there are.
 * @param[in] groups their number, 1 to 1048576.
 * @param[in,out] fit the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_LIMIT (too many groups, or none); COPROD_E_RANGE (a
 *         number of 2^32 or more).
 * @since 0.4
 */
COPROD_API coprod_status coprod_fit_measure(int32_t kind, const uint64_t *counts, const uint64_t *populations,
                                            size_t groups, coprod_fit *fit);

/**
 * Residuals of each group; all NaN where coprod_fit_measure() has no answer, and in groups that are left out. With n p
 * below 1 they say little. Cost: linear, without memory.
 * @param[in] kind 1, see above.
 * @param[in] counts @array{groups} people who took part.
 * @param[in] populations @array{groups} people there are.
 * @param[in] groups their number, 1 to 1048576.
 * @param[out] pearson @nullable @array{groups} (count - n p) / sqrt(n p); their squares add up to chi-square.
 * @param[out] standardised @nullable @array{groups} (count - n p) / sqrt(n p (1 - p)), near a normal number by chance.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_LIMIT; COPROD_E_RANGE.
 * @since 0.4
 */
COPROD_API coprod_status coprod_fit_residuals(int32_t kind, const uint64_t *counts, const uint64_t *populations,
                                              size_t groups, double *pearson, double *standardised);

/**
 * Columns of many panels beside one population, each as coprod_fit_measure() and coprod_balance_measure() give it.
 * @param[in] kind 1, see above.
 * @param[in] counts @array{rows * groups} the people of each group of the first row, of the second, and so on.
 * @param[in] populations @array{groups} people there are.
 * @param[in] groups their number, 1 to 1048576.
 * @param[in] rows number of rows.
 * @param[in] columns the caller's struct, `size` set, with the arrays that are wanted.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_LIMIT; COPROD_E_OVERFLOW;
 *         COPROD_E_RANGE, of `kind`. A row that is out of range says so in `row_status`, has NaN, and 0 as its states.
 * @since 0.4
 */
COPROD_API coprod_status coprod_fit_many(int32_t kind, const uint64_t *counts, const uint64_t *populations,
                                         size_t groups, size_t rows, const coprod_fit_columns *columns);

/**
 * The exact multinomial test: the chance that a random panel is as far from proportion as the one observed, or further,
 * from every possible panel; panels that are just as far count in. If there are more than may be looked at, no exact
 * chance is given: the state is ::COPROD_FIT_TOO_MUCH_WORK unless panels are drawn. Cost: a few steps for each panel;
 * memory: 16 bytes for each group and each number of people from 0 to n, at most 2097152 of them; more is too much
 * work, as are more than 1024 groups. Chances below 1e-290 may be 0.
 * @param[in] kind 1, see above.
 * @param[in] counts @array{groups} people who took part.
 * @param[in] populations @array{groups} people there are.
 * @param[in] groups their number, 1 to 1048576.
 * @param[in] options @nullable how.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] chance the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_LIMIT and COPROD_E_RANGE, of
 *         options too; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_fit_exact(int32_t kind, const uint64_t *counts, const uint64_t *populations,
                                          size_t groups, const coprod_fit_options *options,
                                          const coprod_allocator *allocator, coprod_fit_chance *chance);

/**
 * The same chance from panels drawn at random. Each person is drawn by whole numbers: SplitMix64 (Steele, Lea and Flood
 * 2014) from the seed, its numbers below the largest multiple of T up to 2^64, modulo T, and the group in whose part of
 * 0 to T - 1 that falls; populations in lowest terms, the largest first. So a seed gives the same panels everywhere.
 * Cost: draws * (n + groups) steps; memory as for coprod_fit_exact(), whose limits of it hold.
 * @param[in] kind 1, see above.
 * @param[in] counts @array{groups} people who took part.
 * @param[in] populations @array{groups} people there are.
 * @param[in] groups their number, 1 to 1048576.
 * @param[in] options how; `draws` is not 0.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] chance the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_LIMIT and COPROD_E_RANGE, of
 *         options too; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_fit_simulate(int32_t kind, const uint64_t *counts, const uint64_t *populations,
                                             size_t groups, const coprod_fit_options *options,
                                             const coprod_allocator *allocator, coprod_fit_chance *chance);

/**
 * The overlap of one panel with its population. Cost: linear, without memory.
 * @param[in] kind 1, see above.
 * @param[in] counts @array{groups} people who took part.
 * @param[in] populations @array{groups} people there are.
 * @param[in] groups their number, 1 to 1048576.
 * @param[out] matched @nullable @array{groups} min(q, p): these add up to the overlap.
 * @param[out] lacking @nullable @array{groups} what is lacking of p, max(0, p - q): these add up to 1 - overlap.
 * @param[in,out] balance the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_LIMIT; COPROD_E_RANGE.
 * @since 0.4
 */
COPROD_API coprod_status coprod_balance_measure(int32_t kind, const uint64_t *counts, const uint64_t *populations,
                                                size_t groups, double *matched, double *lacking,
                                                coprod_balance *balance);

/**
 * What overlap a panel of n people drawn at random would have. Small panels look bad by chance alone. Cost: for the
 * deviation some sqrt(n) steps for each two groups, at most 200 million, without memory.
 * @param[in] kind 1, see above.
 * @param[in] populations @array{groups} people there are.
 * @param[in] groups their number, 1 to 1048576.
 * @param[in] participants n, below 4294967296.
 * @param[in,out] expected the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_LIMIT; COPROD_E_RANGE.
 * @since 0.4
 */
COPROD_API coprod_status coprod_balance_expect(int32_t kind, const uint64_t *populations, size_t groups,
                                               uint64_t participants, coprod_balance_expected *expected);

/**
 * The chance that a panel drawn at random has the observed overlap, or a smaller one; equal ones are told by whole
 * numbers. That of two groups is always exact, and at once: both ends of a binomial distribution. With more groups it
 * is exact where parts of panels in two halves of all groups but the largest can be kept, `most` of them in
 * each half; where 10 times `most` at most are made on the way; and where those kept times n + 1 are at most 1000 times
 * `most`, and at most 1000000000. What will be more is told from what each group makes of those before it, and refused
 * then, within a second for the default. It is drawn then, as coprod_fit_simulate() does, if `draws` is given; and else
 * too much work. Cost: n + 1 steps for each part that is kept, and its sorting; memory: 96 bytes each.
 * @param[in] kind 1, see above.
 * @param[in] counts @array{groups} people who took part.
 * @param[in] populations @array{groups} people there are.
 * @param[in] groups their number, 1 to 1048576.
 * @param[in] options @nullable how.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] chance the caller's struct, `size` set; its order is ::COPROD_FIT_BY_OVERLAP.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_LIMIT and COPROD_E_RANGE, of
 *         options too; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_balance_chance(int32_t kind, const uint64_t *counts, const uint64_t *populations,
                                               size_t groups, const coprod_fit_options *options,
                                               const coprod_allocator *allocator, coprod_fit_chance *chance);

/**
 * Measures that describe a panel. Cost: linear, without memory.
 * @param[in] kind 1, see above.
 * @param[in] counts @array{groups} people who took part.
 * @param[in] populations @array{groups} people there are.
 * @param[in] groups their number, 1 to 1048576.
 * @param[in,out] shape the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_LIMIT; COPROD_E_RANGE.
 * @since 0.4
 */
COPROD_API coprod_status coprod_balance_describe(int32_t kind, const uint64_t *counts, const uint64_t *populations,
                                                 size_t groups, coprod_balance_shape *shape);

#ifdef __cplusplus
}
#endif

#endif
