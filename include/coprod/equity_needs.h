/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_needs.h
 * Access needs: what people said they need in order to take part, and whether they got it. One row for each need, such
 * as those of the list "access-needs" (equity_taxonomy.h), and each is counted by people.
 *
 * A perfect share of needs met is worth nothing where nobody was asked: the shares of those asked stand beside it. The
 * Accessible Information Standard (England, DAPB1605) names the steps: identify, record, flag, share, meet, review.
 *
 * Counts are below 4294967296, and so is their sum. A figure that is not defined is NaN: an unknown figure is not 0.
 * Nothing here takes memory.
 */
#ifndef COPROD_EQUITY_NEEDS_H
#define COPROD_EQUITY_NEEDS_H

#include "equity_measures.h"

#ifdef __cplusplus
extern "C" {
#endif

/** People, each counted once, by what is known of one need. @since 0.4 */
typedef struct coprod_need_counts {
    size_t size;         /**< sizeof(coprod_need_counts), set by the caller. */
    uint64_t met;        /**< They declared the need, and it was met. */
    uint64_t partly;     /**< It was met in part. */
    uint64_t unmet;      /**< It was not met. */
    int64_t unknown;     /**< They declared it, and it is not recorded whether it was met; -1: not told. */
    int64_t not_asked;   /**< They were not asked; -1: not told. */
    int64_t none;        /**< They were asked, and declared no such need; -1: not told. */
} coprod_need_counts;

/** What that says. @since 0.4 */
typedef struct coprod_need {
    size_t size;            /**< sizeof(coprod_need), set by the caller. */
    uint64_t declared;      /**< People of whom it is known whether it was met: met, partly and unmet. */
    double met_share;       /**< Met, of those declared; NaN without any. */
    double lower;           /**< Wilson's lower limit of that, or NaN. */
    double upper;           /**< Wilson's upper limit of that, or NaN. */
    double half_share;      /**< Met and half of partly, of those declared; NaN without any. */
    double known_share;     /**< Declared, of those and the unknown; NaN without any, or if `unknown` is not told. */
    double asked_share;     /**< Declared, of those and those not asked; NaN without any, or if `not_asked` is not told.
                                 People who were asked and declared no need are not in it. */
    double asked_of_all;    /**< All who were asked (declared, unknown and none), of those and those not asked; NaN
                                 without any, or if one of the three is not told. */
    int64_t none;           /**< As it was given: people who were asked, and declared no such need; -1: not told. */
} coprod_need;

/** Columns of counts, one element a row, as in ::coprod_need_counts. @since 0.4 */
typedef struct coprod_need_input {
    size_t size;                 /**< sizeof(coprod_need_input), set by the caller. */
    const uint64_t *met;         /**< Not NULL if there are rows. */
    const uint64_t *partly;      /**< Not NULL if there are rows. */
    const uint64_t *unmet;       /**< Not NULL if there are rows. */
    const int64_t *unknown;      /**< NULL: not told, -1 in each row. */
    const int64_t *not_asked;    /**< NULL: not told. */
    const int64_t *none;         /**< NULL: not told. */
} coprod_need_input;

/** Columns of answers, one element a row, as in ::coprod_need; NULL: not wanted. @since 0.4 */
typedef struct coprod_need_columns {
    size_t size;             /**< sizeof(coprod_need_columns), set by the caller. */
    uint64_t *declared;      /**< As in ::coprod_need; 0 in a row that is wrong. */
    double *met_share;       /**< As in ::coprod_need; NaN in a row that is wrong, as in all that follow. */
    double *lower;           /**< As in ::coprod_need. */
    double *upper;           /**< As in ::coprod_need. */
    double *half_share;      /**< As in ::coprod_need. */
    double *known_share;     /**< As in ::coprod_need. */
    double *asked_share;     /**< As in ::coprod_need. */
    double *asked_of_all;    /**< As in ::coprod_need. */
    int32_t *row_status;     /**< What the call on one row says: COPROD_OK or COPROD_E_RANGE. */
} coprod_need_columns;

/**
 * How far one need was met.
 * @param[in] counts the people.
 * @param[in] options @nullable `confidence` of the limits, and `method`: Wilson's, which is the default, or Clopper and
 *            Pearson's.
 * @param[in,out] need the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE (a number, or the sum of
 *         all, is out of range; a confidence or method too).
 * @since 0.4
 */
COPROD_API coprod_status coprod_needs(const coprod_need_counts *counts, const coprod_limits_options *options,
                                      coprod_need *need);

/**
 * The same for rows: one for each need, or for each need of each event.
 * @param[in] input the columns of people.
 * @param[in] row_count number of rows.
 * @param[in] options @nullable as for coprod_needs().
 * @param[in] columns the caller's struct, `size` set, with the arrays that are wanted; none of them an input.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE (options).
 * @since 0.4
 */
COPROD_API coprod_status coprod_needs_many(const coprod_need_input *input, size_t row_count,
                                           const coprod_limits_options *options, const coprod_need_columns *columns);

#ifdef __cplusplus
}
#endif

#endif
