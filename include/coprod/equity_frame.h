/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_frame.h
 * The frame of a comparison. It says, before anybody is counted, which groups there are, how many people live there,
 * and how many should be heard. So it is settled before anybody knows whom it flatters, and its fingerprint goes into
 * every answer.
 *
 * Counts and populations are whole numbers below 4294967296; fractions are exact.
 */
#ifndef COPROD_EQUITY_FRAME_H
#define COPROD_EQUITY_FRAME_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is compared, declared before counting. Immutable, shared by threads. @since 0.4 */
typedef struct coprod_frame coprod_frame;

/** What a group of people answers to one question may be. @since 0.4 */
enum coprod_dimension_kind {
    COPROD_DIMENSION_PARTITION = 1,   /**< 1: each person is in at most one of the groups. */
    COPROD_DIMENSION_MEMBERSHIP = 2   /**< 2: a person may be in several: each group is a yes or no of its own. */
};

/** What the targets go by. @since 0.4 */
enum coprod_frame_mode {
    COPROD_FRAME_FIXED = 1,      /**< 1: the panel size that was declared. */
    COPROD_FRAME_SNAPSHOT = 2    /**< 2: the people who were counted: a further person can then lower the score. */
};

/** Why a person is in none of a dimension's groups; the index of each in columns of unknowns. @since 0.4 */
enum coprod_unknown_class {
    COPROD_UNKNOWN_DECLINED = 0,         /**< 0: asked, and preferred not to say: a right that was used. */
    COPROD_UNKNOWN_NOT_ASKED = 1,        /**< 1: not asked, or not recorded: the organisation's own gap. */
    COPROD_UNKNOWN_UNSURE = 2,           /**< 2: asked, and not sure. */
    COPROD_UNKNOWN_NOT_APPLICABLE = 3,   /**< 3: the question is not for them, so they are in no group for certain. */
    COPROD_UNKNOWN_NOT_ANSWERED = 4,     /**< 4: asked, and no answer came. */
    COPROD_UNKNOWN_CLASSES = 5           /**< 5: how many there are. */
};

/** What a frame says of itself. Its texts live as long as the frame. @since 0.4 */
typedef struct coprod_frame_info {
    size_t size;                      /**< sizeof(coprod_frame_info), set by the caller. */
    const char *id;                   /**< "" if it has none. */
    const char *version;              /**< "" if it has none. */
    const char *title;                /**< For people; "" if there is none. */
    const char *level;                /**< At which participation level people are counted as heard; "" is not said. */
    const char *source_title;         /**< Where it comes from; "" is not said. */
    const char *source_address;       /**< Where that is; "" is not said. */
    const char *fingerprint;          /**< SHA-256 of what can change an answer, 64 hexadecimal digits. */
    const char *defaults_id;          /**< The data behind what a frame leaves out. */
    const char *defaults_version;     /**< Its version. */
    uint64_t panel;                   /**< N: planned people, or the seats that are spoken of. */
    uint64_t min_voices;              /**< No target is below. */
    uint32_t threshold_numerator;     /**< Share of its proportionate seats at which a group counts as covered ... */
    uint32_t threshold_denominator;   /**< ... as a fraction in lowest terms. */
    uint32_t alpha_numerator;         /**< Weight of the worst covered group ... */
    uint32_t alpha_denominator;       /**< ... as a fraction in lowest terms. */
    uint32_t group_count;             /**< Groups. */
    uint32_t dimension_count;         /**< Dimensions, in the order in which groups name them first. */
    uint32_t scorable_count;          /**< Groups with a population above 0. The others are named, not scored. */
    int32_t mode;                     /**< One of ::coprod_frame_mode. */
    int32_t has_weights;              /**< 1: weights were given; 0: dimensions are equal, and groups inside them. */
    int32_t has_ranges;               /**< 1: at least one population is a range. */
    const char *bands_id;             /**< The rules of shares (::coprod_share_rules) behind the bands of a score. */
    const char *bands_version;        /**< Their version. */
} coprod_frame_info;

/** One dimension, such as ethnic group. @since 0.4 */
typedef struct coprod_frame_dimension {
    size_t size;               /**< sizeof(coprod_frame_dimension), set by the caller. */
    const char *id;            /**< Its id. */
    uint64_t denominator;      /**< Of all its groups; 0 if they differ. */
    int64_t unallocated;       /**< Denominator less the groups' populations: people whom no group speaks of. Below 0:
                                    the populations add up to more. It is reported, and nothing is rescaled. */
    int32_t has_unallocated;   /**< 1: it is known: a partition of one denominator with every population. */
    int32_t kind;              /**< One of ::coprod_dimension_kind. */
    int32_t is_declared;       /**< 1: the frame says so; 0: it was found from the numbers. */
    uint32_t group_count;      /**< Its groups. */
    uint32_t scorable_count;   /**< Of them, those with a population above 0. */
    uint32_t reserved;         /**< 0. */
} coprod_frame_dimension;

/** One group of a frame. @since 0.4 */
typedef struct coprod_frame_group {
    size_t size;                 /**< sizeof(coprod_frame_group), set by the caller. */
    const char *id;              /**< Its id, the only one of that name in its dimension. */
    const char *title;           /**< For people; "" if there is none. */
    uint64_t population;         /**< The best figure. */
    uint64_t population_low;     /**< The lowest, the same if there is no range. */
    uint64_t population_high;    /**< The highest, the same if there is no range. */
    uint64_t denominator;        /**< Of how many. */
    double weight;               /**< Its share of what the mean goes by; all add to 1; 0 if it is not scored. */
    double target;               /**< Voices that are asked for, not rounded; 0 if not scored or in a snapshot. */
    uint64_t target_people;      /**< The people that takes. */
    int32_t has_population;      /**< 0: there is no benchmark. */
    uint32_t dimension;          /**< Index of its dimension. */
} coprod_frame_group;

/**
 * Loads a frame of schema "equity-frame/1": `groups` (`id`, `dimension`, `population`: a whole number, `{"low", "best",
 * "high"}` or null for no benchmark, `denominator`, `weight`?, `title`?), `N`, `kinds`?, `threshold`?, `alpha`?,
 * `min_voices`?, `level`?, `mode`?, `id`?, `version`?, `title`?, `source`?, `schema`?. Fractions are exact text such
 * as "0.8" or "4/5". What it leaves out comes from built-in data. Where a dimension's kind is not declared it is a
 * partition if its denominators agree and its populations add up to at most that. Cost: linear, but for each group a
 * search for its dimension and for its id there.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem, and what to look at where it is used nevertheless.
 * @param[out] frame @owned{coprod_frame_free} the frame; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_frame_load(const char *json, size_t length, const coprod_allocator *allocator,
                                           coprod_findings *findings, coprod_frame **frame);

/**
 * Gives a frame back. Scores that were made with it keep what they need.
 * @param[in] frame @nullable the frame.
 * @since 0.4
 */
COPROD_API void coprod_frame_free(coprod_frame *frame);

/**
 * What a frame says of itself.
 * @param[in] frame the frame.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.4
 */
COPROD_API coprod_status coprod_frame_get(const coprod_frame *frame, coprod_frame_info *info);

/**
 * A dimension of a frame.
 * @param[in] frame the frame.
 * @param[in] index 0 to `dimension_count` - 1.
 * @param[in,out] dimension the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_frame_get_dimension(const coprod_frame *frame, uint32_t index,
                                                    coprod_frame_dimension *dimension);

/**
 * A group of a frame, in the order of the document.
 * @param[in] frame the frame.
 * @param[in] index 0 to `group_count` - 1.
 * @param[in,out] group the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_frame_get_group(const coprod_frame *frame, uint32_t index, coprod_frame_group *group);

/**
 * The index of a group. Cost: linear in the groups.
 * @param[in] frame the frame.
 * @param[in] dimension its dimension's id.
 * @param[in] id its id.
 * @param[out] index the index; 4294967295 if there is none.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_frame_find(const coprod_frame *frame, const char *dimension, const char *id,
                                           uint32_t *index);

#ifdef __cplusplus
}
#endif

#endif
