/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_publish_audit.h
 * What a publication tells: the attack on its hidden figures, what two publications tell together, sums over several
 * trusts, and the numbers that may be computed from it: percentages, coverage, score.
 */
#ifndef COPROD_EQUITY_PUBLISH_AUDIT_H
#define COPROD_EQUITY_PUBLISH_AUDIT_H

#include "equity_publish.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The bounds of every figure of a view. Immutable, shared by threads. @since 0.4 */
typedef struct coprod_view_audit coprod_view_audit;

/** What an attacker knows besides the figures. @since 0.4 */
enum coprod_attacker {
    COPROD_ATTACKER_RULES = 0,  /**< 0: the rule: which counts each sign stands for, and what was rounded to what. */
    COPROD_ATTACKER_PLAIN = 1   /**< 1: of hidden figures only that they are not below 0. */
};

/** What an audit found. @since 0.4 */
typedef struct coprod_view_audit_info {
    size_t size;           /**< sizeof(coprod_view_audit_info), set by the caller. */
    int32_t fits;          /**< 1: there is a table that fits; 0: none does, and there are no bounds. */
    int32_t attacker;      /**< One of ::coprod_attacker. */
    size_t hidden;         /**< Figures that are hidden, or rounded and perhaps small. */
    size_t recoverable;    /**< Of them, those that can have one value only. */
    size_t unprotected;    /**< Of them, those that fail the rule's criterion. */
} coprod_view_audit_info;

/** What can be worked out of a figure. @since 0.4 */
typedef struct coprod_view_bounds {
    size_t size;         /**< sizeof(coprod_view_bounds), set by the caller. */
    uint64_t low;        /**< The least value in any table that fits. */
    uint64_t high;       /**< The greatest one; UINT64_MAX: no limit. Every number between is possible too. */
    int32_t hidden;      /**< 1: it is hidden, or rounded and perhaps small. */
    int32_t is_protected; /**< 1: the bounds leave enough open; 1 too for what is not hidden. */
} coprod_view_bounds;

/** What two views tell together. @since 0.4 */
typedef struct coprod_view_difference {
    size_t size;           /**< sizeof(coprod_view_difference), set by the caller. */
    int32_t fits;          /**< 1: there are tables that fit both; 0: none, so one was corrected, or the relation is
                                wrong. */
    int32_t reserved;      /**< 0. */
    size_t compared;       /**< Figures that both have. */
    size_t pinned;         /**< Small differences that can be worked out. */
    size_t narrowed;       /**< Hidden figures of either view that are no longer protected. */
    size_t first_row;      /**< The first such figure of the new view. */
    size_t first_column;   /**< Its column. */
    uint64_t first_low;    /**< Bounds of what can be worked out of it. */
    uint64_t first_high;   /**< As above. */
} coprod_view_difference;

/** A percentage from what is published. @since 0.4 */
typedef struct coprod_view_percentage {
    size_t size;           /**< sizeof(coprod_view_percentage), set by the caller. */
    int32_t told;          /**< 1: it may be published; 0: withheld, and the value is 0. */
    uint32_t decimals;     /**< Decimals of the value. */
    uint64_t value;        /**< In units of the last decimal: 162 with two decimals is 1.62 %. */
    uint64_t count_low;    /**< The least count that fits it, for any whole that the published one stands for. */
    uint64_t count_high;   /**< The greatest one. */
} coprod_view_percentage;

/** What may be told of a score: bounds, because hidden groups leave it open. @since 0.4 */
typedef struct coprod_view_score {
    size_t size;           /**< sizeof(coprod_view_score), set by the caller. */
    uint32_t low;          /**< The least score that fits what is published, rounded to whole points. */
    uint32_t high;         /**< The greatest one. */
    size_t hidden;         /**< Groups of which only "some" is told. */
    double loss_low;       /**< Points lost that no group's loss accounts for, as one figure: the least. */
    double loss_high;      /**< The greatest. */
} coprod_view_score;

/**
 * Attacks a view: the least and greatest value of every figure, exact, over all tables of whole numbers from 0 that
 * fit.
 * @param[in] view the view, not a refused one.
 * @param[in] attacker one of ::coprod_attacker.
 * @param[in] allocator @nullable memory functions.
 * @param[out] audit @owned{coprod_view_audit_free} the bounds; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (a refused view); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_view_audit_new(const coprod_view *view, int32_t attacker,
                                               const coprod_allocator *allocator, coprod_view_audit **audit);

/**
 * Frees an audit.
 * @param[in] audit @nullable the audit.
 * @since 0.4
 */
COPROD_API void coprod_view_audit_free(coprod_view_audit *audit);

/**
 * What an audit found.
 * @param[in] audit the audit.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.4
 */
COPROD_API coprod_status coprod_view_audit_get(const coprod_view_audit *audit, coprod_view_audit_info *info);

/**
 * What can be worked out of one figure.
 * @param[in] audit the audit.
 * @param[in] row from 0, or ::COPROD_VIEW_TOTAL.
 * @param[in] column from 0, or ::COPROD_VIEW_TOTAL. The total of a list stands in column 0.
 * @param[in,out] bounds the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such figure, or no table fits).
 * @since 0.4
 */
COPROD_API coprod_status coprod_view_audit_bounds(const coprod_view_audit *audit, size_t row, size_t column,
                                                  coprod_view_bounds *bounds);

/**
 * What two views tell together: the small numbers that can be worked out from their difference. Each line of figures
 * with its total is exact, on bounds that are exact for each view by itself. Two tables with the same rows and
 * columns, of up to 1,024 figures with totals, are narrowed as a whole first, cell by cell; of up to 36 figures the
 * ends of small ranges are tried one by one. That rules out most of what several lines of both views tell together,
 * and is no proof.
 * Rows and columns are matched by id; what only one view has is not known of the other.
 * @param[in] view the new view.
 * @param[in] previous the earlier one; its rule may be another.
 * @param[in] relation one of ::coprod_view_relation.
 * @param[in,out] difference the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (a refused view); COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_view_compare(const coprod_view *view, const coprod_view *previous, int32_t relation,
                                             coprod_view_difference *difference);

/**
 * A figure of the same place in several views, added up: what is published of several trusts as an interval.
 * @param[in] views @array{count} the views, each with the same rows and columns.
 * @param[in] count their number, at least 1.
 * @param[in] row from 0, or ::COPROD_VIEW_TOTAL; rows are those of the first view, matched by id.
 * @param[in] column from 0, or ::COPROD_VIEW_TOTAL.
 * @param[in,out] bounds the caller's struct, `size` set; `hidden` is 1 if the sum is not one number.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (a view without such a figure).
 * @since 0.4
 */
COPROD_API coprod_status coprod_views_sum(const coprod_view *const *views, size_t count, size_t row, size_t column,
                                          coprod_view_bounds *bounds);

/**
 * A percentage from published counts; withheld if either is hidden or may be small. It tells nothing that the two
 * counts do not.
 * @param[in] view the view.
 * @param[in] row the part's row.
 * @param[in] column its column.
 * @param[in] whole_row the row of the whole, most often a total.
 * @param[in] whole_column its column.
 * @param[in] decimals 0 to 4.
 * @param[in,out] percentage the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_view_percentage_of(const coprod_view *view, size_t row, size_t column, size_t whole_row,
                                                   size_t whole_column, uint32_t decimals,
                                                   coprod_view_percentage *percentage);

/**
 * Which counts fit a percentage that was computed from true counts, if the whole is known to lie in a range. A
 * percentage of a small count beside a rounded total often has one answer: 1.62 % of 243 to 247 people is 4 of them.
 * @param[in] value the percentage in units of its last decimal.
 * @param[in] decimals 0 to 4.
 * @param[in] whole_low the least whole, at least 1.
 * @param[in] whole_high the greatest whole, below 2^32.
 * @param[out] low the least count that fits some whole; 0 if none does.
 * @param[out] high the greatest one; 0 if none does.
 * @param[out] count how many fit.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE.
 * @since 0.4
 */
COPROD_API coprod_status coprod_percentage_counts(uint64_t value, uint32_t decimals, uint64_t whole_low,
                                                  uint64_t whole_high, uint64_t *low, uint64_t *high, uint64_t *count);

/**
 * What may be told of the coverage score of groups: from rounded counts, in whole points, and as bounds where groups
 * are hidden. The coverage of a group is told if it is 0 or its count is shown and cannot be small. The score is
 * 100 ((1 - alpha) sum(weight * coverage) + alpha * least coverage).
 * @param[in] view the view.
 * @param[in] column the column whose rows are the groups; 0 in a list; ::COPROD_VIEW_TOTAL: the totals of rows.
 * @param[in] target_nums @array{count} numerators of the target voices of each row, 1 to 2^48 - 1.
 * @param[in] target_dens @array{count} their denominators, the same range.
 * @param[in] weights @array{count} share of the score, 0 to 1e15; they are divided by their sum.
 * @param[in] count the view's number of rows.
 * @param[in] alpha_num weight of the least covered group: numerator of a fraction from 0 to 1 ...
 * @param[in] alpha_den ... and its denominator.
 * @param[out] coverages @nullable @array{count} 0 to 1, from rounded counts; NaN: all that may be said is "some".
 * @param[out] losses @nullable @array{count} points lost, from rounded counts; NaN where the coverage is.
 * @param[in,out] score the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN; COPROD_E_RANGE (a target or weight).
 * @since 0.4
 */
COPROD_API coprod_status coprod_view_score_of(const coprod_view *view, size_t column, const uint64_t *target_nums,
                                              const uint64_t *target_dens, const double *weights, size_t count,
                                              uint32_t alpha_num, uint32_t alpha_den, double *coverages,
                                              double *losses, coprod_view_score *score);

#ifdef __cplusplus
}
#endif

#endif
