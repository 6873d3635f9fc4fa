/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity.h
 * Who is missing? A frame (equity_frame.h) says, before anybody is counted, which groups there are, how many people
 * live there, and how many should be heard. The score says how far what was counted falls short of that, by group.
 *
 * Two numbers go together, and neither is enough: *coverage* (the score: is anybody missing?) and *balance* (are the
 * proportions right?). In a fixed frame no further person ever lowers the score, and one group of which nobody was
 * heard holds it below 50 (below 100 less the weight of the worst covered group), whoever else comes. Why no single
 * number can do both jobs is in the design note 0009.
 *
 * Counts and populations are whole numbers below 4294967296. Which group is worst, what is short of its target and the
 * bands are decided exactly; figures of type double are within 1e-12 of the exact ones.
 */
#ifndef COPROD_EQUITY_H
#define COPROD_EQUITY_H

#include "base.h"
#include "equity_frame.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What was counted in a frame, and how far that goes. Never changes; may be shared by threads. @since 0.4 */
typedef struct coprod_score coprod_score;

/** Whether a group can be scored. @since 0.4 */
enum coprod_score_status {
    COPROD_SCORE_OK = 1,             /**< 1: it has a population. */
    COPROD_SCORE_NO_BENCHMARK = 2,   /**< 2: no population, or 0, and nobody was counted: named, not scored. */
    COPROD_SCORE_UNBENCHMARKED = 3   /**< 3: no population, or 0, yet people were counted: named, not scored. */
};

/** A group's share of those counted, against its share of the population. @since 0.4 */
enum coprod_score_band {
    COPROD_SCORE_NO_BAND = 0,        /**< 0: not known: no benchmark, or not known how many people answered. */
    COPROD_SCORE_ABSENT = 1,         /**< 1: nobody was counted. */
    COPROD_SCORE_UNDER = 2,          /**< 2: below the lower edge. */
    COPROD_SCORE_PROPORTIONATE = 3,  /**< 3: between the edges, both included. */
    COPROD_SCORE_OVER = 4            /**< 4: above the upper edge. */
};

/** Why a dimension has no balance, or a random panel's is not known. @since 0.4 */
enum coprod_no_balance {
    COPROD_BALANCE_KNOWN = 0,             /**< 0: it has. */
    COPROD_BALANCE_MEMBERSHIP = 1,        /**< 1: groups overlap, so shares are not parts of one whole. */
    COPROD_BALANCE_NOBODY = 2,            /**< 2: nobody was counted. */
    COPROD_BALANCE_NO_BENCHMARK = 3,      /**< 3: a group in which people were counted has no population figure. */
    COPROD_BALANCE_DOES_NOT_ADD_UP = 4,   /**< 4: denominators differ, or the populations are more than that. */
    COPROD_BALANCE_TOO_MUCH_WORK = 5      /**< 5: to find it takes too long; never of a balance itself. */
};

/** What is counted. A smaller struct of an older version is right too. @since 0.4 */
typedef struct coprod_score_input {
    size_t size;              /**< sizeof(coprod_score_input). */
    const uint64_t *counts;   /**< People by group, in the frame's order; each below 4294967296. A person of a
                                   partition is in one group at most. */
    size_t count;             /**< Their number: the frame's `group_count`. */
    const int64_t *known;     /**< By dimension, how many people gave an answer; -1: not known. NULL: none is. Of a
                                   partition it is the sum of its counts, and need not be given. Of a membership it is
                                   also those who are in no group. */
    const int64_t *unknown;   /**< For each dimension ::COPROD_UNKNOWN_CLASSES numbers of people; -1 first: not told.
                                   NULL: none is told. */
} coprod_score_input;

/** The whole of a score. @since 0.4 */
typedef struct coprod_score_info {
    size_t size;                    /**< sizeof(coprod_score_info), set by the caller. */
    double score;                   /**< 0 to 100: 100 less the sum of all losses. */
    int64_t exact_numerator;        /**< The same as a fraction in lowest terms ... */
    int64_t exact_denominator;      /**< ... 0 where that does not fit. */
    double worst;                   /**< Coverage of the worst covered group, 0 to 1. */
    double certificate;             /**< The worst coverage is at least this, as the score alone tells. */
    double lower;                   /**< Lower bound, whoever the people are whose answers are not known. */
    double upper;                   /**< Upper bound of the same. */
    double population_lower;        /**< With each population at its highest figure. */
    double population_upper;        /**< With each population at its lowest figure. */
    double both_lower;              /**< Lower bound over both. */
    double both_upper;              /**< Upper bound over both. */
    uint64_t min_panel;             /**< Fewest people who could meet all targets of a dimension, the largest of
                                         them: the targets, rounded up, added in a partition, the largest in a
                                         membership. */
    int32_t has_score;              /**< 0: no group has a population. */
    int32_t has_certificate;        /**< 0: the worst coverage has no weight. */
    int32_t has_bounds;             /**< 0: a snapshot, where a further person can raise or lower the score. */
    int32_t upper_is_exact;         /**< 0: the upper bounds may be up to 0.4 too high, as people were too many. */
    uint32_t worst_count;           /**< Groups that share the worst coverage. */
    uint32_t worst_group;           /**< The first of them. */
    uint32_t missing_count;         /**< Groups of which nobody was counted; not those in which nobody lives. */
    uint32_t short_count;           /**< Groups that are heard, but below their target. */
    uint32_t not_scored_count;      /**< Groups without a population. */
    uint32_t not_told_count;        /**< Dimensions of which it is not told whose answers are not known. */
} coprod_score_info;

/** A dimension of a score. @since 0.4 */
typedef struct coprod_score_dimension {
    size_t size;                               /**< sizeof(coprod_score_dimension), set by the caller. */
    uint64_t known;                            /**< People who gave an answer. */
    uint64_t unknown[COPROD_UNKNOWN_CLASSES];  /**< Those who did not, by ::coprod_unknown_class. */
    double completeness;                       /**< Known, of those whom the question is for. */
    double loss;                               /**< Sum of its groups' losses. */
    double balance;                            /**< Sum of the smaller of each group's two shares, 0 to 1. */
    uint64_t min_panel;                        /**< As in ::coprod_score_info. */
    int32_t has_known;                         /**< 1: `known` is known. */
    int32_t has_unknown;                       /**< 1: `unknown` was told. */
    int32_t has_completeness;                  /**< 1: both are, and there is anybody. */
    int32_t no_balance;                        /**< One of ::coprod_no_balance. */
} coprod_score_dimension;

/** What chance alone would give: as many people as are known, drawn at random from the population. @since 0.4 */
typedef struct coprod_score_drawn {
    size_t size;              /**< sizeof(coprod_score_drawn), set by the caller. */
    double balance;           /**< The mean of their balance; known wherever the dimension's is. */
    double deviation;         /**< Its standard deviation. */
    double chance;            /**< The chance that theirs is the dimension's balance, or smaller. */
    int32_t no_balance;       /**< One of ::coprod_no_balance, that of the dimension. */
    int32_t no_deviation;     /**< One of ::coprod_no_balance. */
    int32_t no_chance;        /**< One of ::coprod_no_balance. */
    int32_t reserved;         /**< 0. */
} coprod_score_drawn;

/** A group of a score. @since 0.4 */
typedef struct coprod_score_group {
    size_t size;           /**< sizeof(coprod_score_group), set by the caller. */
    uint64_t count;        /**< People counted. */
    uint64_t needed;       /**< People that meet its target; 0 if it is not scored. */
    uint64_t shortfall;    /**< Of them, those who are missing. */
    double target;         /**< The target, not rounded. */
    double coverage;       /**< Share of the target that is met, 0 to 1. */
    double weight;         /**< As in ::coprod_frame_group. */
    double loss;           /**< Points that the group costs the score: all losses add to 100 less the score. */
    double share;          /**< Of those who gave an answer. */
    double ppr;            /**< Share against share of the population (participation-to-prevalence ratio). */
    int32_t status;        /**< One of ::coprod_score_status. */
    int32_t has_share;     /**< 1: it is known of how many, and they are not none. */
    int32_t has_ppr;       /**< 1: that, and a population above 0. */
    int32_t band;          /**< One of ::coprod_score_band, 0.8 to 1.2. */
    int32_t four_fifths;   /**< One of ::coprod_score_band, 0.8 to 1.25. */
    int32_t is_worst;      /**< 1: no group is covered worse. */
    int32_t is_beyond;     /**< 1: more people were counted than live there; they may live elsewhere. */
    uint32_t dimension;    /**< Index of its dimension. */
    double share_lower;    /**< Wilson's lower limit of `share`, at 95 in 100. */
    double share_upper;    /**< The upper one. Both are there where `has_share` is 1. */
    double prob_absent;    /**< The chance that nobody of the group is among as many people, if they were drawn at
                                random from the population; there where `has_ppr` is 1. */
} coprod_score_group;

/** Columns of answers, one element for each row; NULL: not wanted. @since 0.4 */
typedef struct coprod_score_columns {
    size_t size;           /**< sizeof(coprod_score_columns), set by the caller. */
    double *score;         /**< As in ::coprod_score_info; 0 where there is none. */
    double *worst;         /**< As in ::coprod_score_info. */
    uint32_t *missing;     /**< `missing_count`. */
    uint32_t *below;       /**< `short_count`. */
    int32_t *row_status;   /**< COPROD_OK; COPROD_E_RANGE: a count, or a partition's sum, of 4294967296 or more;
                                COPROD_E_UNKNOWN: a snapshot of a membership without `known`. */
} coprod_score_columns;

/**
 * Scores what was counted. Cost: linear; where answers are not known, a search besides, for the upper bounds.
 * @param[in] frame the frame. The score keeps it alive.
 * @param[in] input what was counted.
 * @param[in] allocator @nullable memory functions.
 * @param[out] score @owned{coprod_score_free} the score; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT (a wrong number of counts too); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_RANGE (a number of 4294967296 or more; `known` that is not the sum of a partition, or below a count
 *         of a membership); COPROD_E_UNKNOWN (a snapshot of a membership without `known`); COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_score_new(const coprod_frame *frame, const coprod_score_input *input,
                                          const coprod_allocator *allocator, coprod_score **score);

/**
 * Scores a document: a frame as coprod_frame_load() reads it, with `count` in each group, and beside the groups
 * `known`? and `unknown`? by dimension. A class of unknowns that is not named there is 0.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem, and what to look at where it is used nevertheless.
 * @param[out] score @owned{coprod_score_free} the score; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_score_load(const char *json, size_t length, const coprod_allocator *allocator,
                                           coprod_findings *findings, coprod_score **score);

/**
 * Frees a score.
 * @param[in] score @nullable the score.
 * @since 0.4
 */
COPROD_API void coprod_score_free(coprod_score *score);

/**
 * The frame of a score.
 * @param[in] score @nullable the score.
 * @return the frame, which belongs to the score and lives as long; NULL for NULL.
 * @since 0.4
 */
COPROD_API const coprod_frame *coprod_score_frame(const coprod_score *score);

/**
 * The whole of a score.
 * @param[in] score the score.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.4
 */
COPROD_API coprod_status coprod_score_get(const coprod_score *score, coprod_score_info *info);

/**
 * A dimension of a score, in the frame's order.
 * @param[in] score the score.
 * @param[in] index its index.
 * @param[in,out] dimension the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_score_get_dimension(const coprod_score *score, uint32_t index,
                                                    coprod_score_dimension *dimension);

/**
 * What chance alone would give in a dimension, where it has a balance: as coprod_balance_expect() and
 * coprod_balance_chance() find it, the people whom no group speaks of being one more group, as they are for `balance`.
 * How much work is done is the same whatever else is in the frame. The deviation is given where it takes 10 million
 * steps at most (about 370 groups and as many people, or 55 groups and a million); the chance of two groups always,
 * that of more with 200000 as `most` (about 3 groups and 9000 people, 4 or 5 and 600, 6 and 120, 10 and 60, 20 and 20).
 * What is beyond that is ::COPROD_BALANCE_TOO_MUCH_WORK; coprod_balance_chance() may be asked for more. Found anew by
 * each call. Cost: some tenths of a second and 40 megabytes at most.
 * @param[in] score the score.
 * @param[in] index the index of the dimension.
 * @param[in] allocator @nullable memory functions, used during the call only.
 * @param[in,out] drawn the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_UNKNOWN; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_score_chance(const coprod_score *score, uint32_t index,
                                             const coprod_allocator *allocator, coprod_score_drawn *drawn);

/**
 * A group of a score, in the frame's order.
 * @param[in] score the score.
 * @param[in] index its index.
 * @param[in,out] group the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_score_get_group(const coprod_score *score, uint32_t index, coprod_score_group *group);

/**
 * What the score would be if further people came, each of whom is in all of some groups. The score itself stays.
 * @param[in] score the score.
 * @param[in] groups @array{count} indices of groups, none twice, and of a partition one at most.
 * @param[in] count their number.
 * @param[in] people how many come.
 * @param[out] after the score then; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such group, or nothing to score); COPROD_E_RANGE (a group
 *         twice, two of one partition, or too many people).
 * @since 0.4
 */
COPROD_API coprod_status coprod_score_what_if(const coprod_score *score, const uint32_t *groups, size_t count,
                                              uint64_t people, double *after);

/**
 * The group of which one more person raises the score most; the first of several. Cost: linear; in a snapshot, the
 * groups times the groups.
 * @param[in] score the score.
 * @param[out] group its index; 4294967295 if no single person raises the score, as where several groups share the worst
 *             coverage and only that counts.
 * @param[out] after the score then, or the score as it is.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (nothing to score).
 * @since 0.4
 */
COPROD_API coprod_status coprod_score_next(const coprod_score *score, uint32_t *group, double *after);

/**
 * Score and losses as they are to be printed: the losses are rounded so that they add to 100 less the printed score (by
 * the largest remainder, the first of several). 100 is printed only for 100, and 0 only for 0.
 * @param[in] score the score.
 * @param[in] decimals places after the point, 0 to 6.
 * @param[out] printed the score in units of the last place.
 * @param[out] losses @nullable @array{count} the loss of each group in the same units.
 * @param[in] count room in `losses`: the frame's `group_count`, or 0.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (nothing to score); COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_score_printed(const coprod_score *score, int32_t decimals, int64_t *printed,
                                              int64_t *losses, size_t count);

/**
 * A score as JSON of schema "score/1". Cost: that of coprod_score_chance() for each dimension.
 * @param[in] score the score.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_score_json(const coprod_score *score, char *buffer, size_t capacity, size_t *needed);

/**
 * Scores of many rows of counts, each as coprod_score_new() gives it. It takes no memory.
 * @param[in] frame the frame.
 * @param[in] counts @array{groups * rows} one column for each group, one after the other.
 * @param[in] groups the frame's `group_count`.
 * @param[in] known @nullable @array{dimensions * rows} columns as `known` of ::coprod_score_input, which only
 *            snapshots of memberships need.
 * @param[in] dimensions the frame's `dimension_count`; 0 if `known` is NULL.
 * @param[in] rows number of rows.
 * @param[in] columns the caller's struct, `size` set, with the arrays that are wanted.
 * @return COPROD_OK; COPROD_E_ARGUMENT (a wrong number of groups or dimensions too); COPROD_E_STRUCT;
 *         COPROD_E_STRUCT_NEWER; COPROD_E_UNKNOWN (no group has a population).
 * @since 0.4
 */
COPROD_API coprod_status coprod_scores(const coprod_frame *frame, const uint64_t *counts, size_t groups,
                                       const int64_t *known, size_t dimensions, size_t rows,
                                       const coprod_score_columns *columns);

/**
 * Scores voices: sums of weights in place of counts, such as those of coprod_people_recency(), so that people who were
 * heard long ago count for less. It takes no memory. No further voice ever lowers the score, not even by rounding; of
 * whole numbers it is within 1e-12 of coprod_scores(). A quiet month lowers it although nobody has left: show the score
 * of counts beside it.
 * @param[in] frame the frame, of a fixed panel.
 * @param[in] voices @array{count} voices by group, in the frame's order: finite, 0 or more.
 * @param[in] count their number: the frame's `group_count`.
 * @param[out] score 0 to 100; 0 on failure.
 * @param[out] worst @nullable the least coverage, 0 to 1; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT (a wrong number of voices too); COPROD_E_UNKNOWN (no group has a population, or
 *         the frame is a snapshot, whose targets are of people); COPROD_E_RANGE (a number that is none, infinite or
 *         below 0).
 * @since 0.4
 */
COPROD_API coprod_status coprod_score_voices(const coprod_frame *frame, const double *voices, size_t count,
                                             double *score, double *worst);

/**
 * The word of a band, as JSON has it.
 * @param[in] band one of ::coprod_score_band.
 * @return static text; "" for ::COPROD_SCORE_NO_BAND and for a number that is not known.
 * @since 0.4
 */
COPROD_API const char *coprod_score_band_word(int32_t band);

/**
 * The word of a group's status, as JSON has it.
 * @param[in] status one of ::coprod_score_status.
 * @return static text; "" for a number that is not known.
 * @since 0.4
 */
COPROD_API const char *coprod_score_status_word(int32_t status);

/**
 * The word of the reason why a dimension has no balance, or a random panel's is not known, as JSON has it.
 * @param[in] reason one of ::coprod_no_balance.
 * @return static text; "" for ::COPROD_BALANCE_KNOWN and for a number that is not known.
 * @since 0.4
 */
COPROD_API const char *coprod_score_reason_word(int32_t reason);

#ifdef __cplusplus
}
#endif

#endif
