/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/programme_people.h
 * The parts `frame`, `people` and `plan` of a dossier: who should be heard, who was counted, and whom the planned
 * events are likely to shut out.
 */
#ifndef COPROD_PROGRAMME_PEOPLE_H
#define COPROD_PROGRAMME_PEOPLE_H

#include "equity.h"
#include "equity_barriers.h"
#include "equity_pattern_plan.h"
#include "programme.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * People who were counted in a frame of the dossier: an element of its part `people`. All that it points to belongs to
 * the dossier and lives as long; "" where nothing is said. @since 0.4
 */
typedef struct coprod_dossier_people {
    size_t size;                   /**< sizeof(coprod_dossier_people), set by the caller. */
    const char *id;                /**< Stable word. */
    const char *title;             /**< For people. */
    const char *date;              /**< When they were counted, as YYYY, YYYY-MM or YYYY-MM-DD. */
    const char *level;             /**< The participation level at which they were heard. */
    const char *source;            /**< Id of its source. */
    const char *section;           /**< Where in the source. */
    const char *quote;             /**< The words of the source. */
    const char *note;              /**< What a reader must know of it. */
    const coprod_frame *frame;     /**< The frame in which they were counted. */
    const coprod_score *score;     /**< What the counts come to; NULL: no dimension can be scored. */
    uint32_t frame_index;          /**< The frame's index, for coprod_dossier_frame(). */
    uint32_t scored_count;         /**< Dimensions of which every group's count is known. They alone are scored: where
                                        some are left out, the score has a frame of its own, of those that are there. */
    int32_t published;             /**< 1: the source published these counts as they are; 0: show a publishable view. */
    int32_t has_invited;           /**< 1: of some group it is known how many were invited. */
    int32_t illustrative;          /**< 1: assumed, to show an engine. */
    int32_t reserved;              /**< 0. */
    int32_t has_costs;             /**< 1: it tells what taking part cost people, at least of some group. */
    uint32_t need_count;           /**< Access needs of which it tells. */
} coprod_dossier_people;

/** What is known of a group in a set of counts. @since 0.4 */
typedef struct coprod_dossier_count {
    size_t size;             /**< sizeof(coprod_dossier_count), set by the caller. */
    uint64_t count;          /**< People counted; 0 if not known. */
    uint64_t invited;        /**< People invited; 0 if not known. */
    int32_t has_count;       /**< 1: it is known. 0 people and not known are not the same. */
    int32_t has_invited;     /**< 1: it is known. */
    int32_t is_scored;       /**< 1: its dimension is scored, because the count of each of its groups is known. */
    uint32_t score_group;    /**< If so, its index in the frame of the score. */
} coprod_dossier_count;

/** What taking part cost the people of a group. A number that is not known is -1, which is not 0. @since 0.4 */
typedef struct coprod_dossier_costs {
    size_t size;             /**< sizeof(coprod_dossier_costs), set by the caller. */
    int64_t asked;           /**< People who were asked what it cost them. */
    int64_t claimed;         /**< People of those who asked for money back. */
    int64_t left;            /**< People of those who spent money and did not get all of it back. */
    int64_t left_pence;      /**< What they are left with together, in pence. */
} coprod_dossier_costs;

/** What people of a set need in order to take part. A number that is not known is -1, which is not 0. @since 0.4 */
typedef struct coprod_dossier_need {
    size_t size;             /**< sizeof(coprod_dossier_need), set by the caller. */
    const char *id;          /**< A class of the built-in list "access-needs", or a word of the dossier's own. */
    const char *title;       /**< For people. */
    int64_t met;             /**< People who asked for it, and got it. */
    int64_t partly;          /**< People who got it in part. */
    int64_t unmet;           /**< People who asked for it and did not get it. */
    int64_t unknown;         /**< People who asked for it, and it is not recorded whether they got it. */
    int64_t not_asked;       /**< People who were not asked. */
    int64_t none;            /**< People who were asked, and need nothing of this kind. */
} coprod_dossier_need;

/**
 * People who were counted by several attributes at once, and what is asked of them. All that it points to belongs to
 * the dossier and lives as long. @since 0.5
 */
typedef struct coprod_dossier_combinations {
    size_t size;                               /**< sizeof(coprod_dossier_combinations), set by the caller. */
    const coprod_pattern_schema *schema;       /**< The attributes and their values. */
    const coprod_pattern_tally *tally;         /**< True counts. One thread at a time. */
    const coprod_pattern_people *population;   /**< Who lives here; NULL: nothing is said. */
    uint64_t need;                             /**< People whom each combination needs. */
    uint64_t min_people;                       /**< Only where as many people live; 0 where it is not said. */
    uint32_t levels;                           /**< At most as many values at once. */
    uint32_t top;                              /**< Gaps to be shown. */
    int32_t has_min_people;                    /**< 1: it is said. */
    int32_t has_population;                    /**< 1: the population says how many, and not only what nobody is. */
    int32_t is_estimated;                      /**< 1: it is estimated from parts; 0: it was counted. */
    int32_t reserved;                          /**< 0. */
} coprod_dossier_combinations;

/** Number of frames of a dossier. @param[in] dossier @nullable the dossier. @return the number. @since 0.4 */
COPROD_API size_t coprod_dossier_frame_count(const coprod_dossier *dossier);

/**
 * One frame: which groups there are, and how many of them should be heard.
 * @param[in] dossier @nullable the dossier.
 * @param[in] index 0 to coprod_dossier_frame_count() - 1.
 * @return the frame, which belongs to the dossier; NULL beyond the last.
 * @since 0.4
 */
COPROD_API const coprod_frame *coprod_dossier_frame(const coprod_dossier *dossier, size_t index);

/** Number of sets of counted people. @param[in] dossier @nullable the dossier. @return the number. @since 0.4 */
COPROD_API size_t coprod_dossier_people_count(const coprod_dossier *dossier);

/**
 * One set of counted people. Those of one frame stand in the order of time.
 * @param[in] dossier the dossier.
 * @param[in] index 0 to coprod_dossier_people_count() - 1.
 * @param[in,out] people the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_dossier_get_people(const coprod_dossier *dossier, size_t index,
                                                   coprod_dossier_people *people);

/**
 * A group of a set of counted people.
 * @param[in] dossier the dossier.
 * @param[in] people the set.
 * @param[in] group index of the group in the set's frame.
 * @param[in,out] count the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_dossier_get_count(const coprod_dossier *dossier, size_t people, uint32_t group,
                                                  coprod_dossier_count *count);

/**
 * What taking part cost the people of a group. These are true numbers, as are the needs below: publish them only
 * through a publishable view, unless ::coprod_dossier_people::published.
 * @param[in] dossier the dossier.
 * @param[in] people the set.
 * @param[in] group index of the group in the set's frame.
 * @param[in,out] costs the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_dossier_get_costs(const coprod_dossier *dossier, size_t people, uint32_t group,
                                                  coprod_dossier_costs *costs);

/**
 * One access need of which a set tells; coprod_needs() says how far it was met.
 * @param[in] dossier the dossier.
 * @param[in] people the set.
 * @param[in] index 0 to ::coprod_dossier_people::need_count - 1.
 * @param[in,out] need the caller's struct, `size` set. What it points to belongs to the dossier.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_dossier_get_need(const coprod_dossier *dossier, size_t people, uint32_t index,
                                                 coprod_dossier_need *need);

/**
 * The combinations of a set of counted people. These are true counts: publish them only through a publishable view,
 * unless ::coprod_dossier_people::published.
 * @param[in] dossier the dossier.
 * @param[in] people the set.
 * @param[in,out] combinations the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such set, or it has none).
 * @since 0.5
 */
COPROD_API coprod_status coprod_dossier_get_combinations(const coprod_dossier *dossier, size_t people,
                                                         coprod_dossier_combinations *combinations);

/**
 * Begins a plan of invitations for a set: with its partners, its limit of people, and the people who live here. Gaps
 * are to be added.
 * @param[in] dossier the dossier.
 * @param[in] people the set.
 * @param[in] allocator @nullable memory functions.
 * @param[out] plan @owned{coprod_pattern_plan_free} the plan, not made yet; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such set, or it has no combinations); COPROD_E_LIMIT (more
 *         profiles than coprod_pattern_plan_add_population() takes); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_dossier_invitations(const coprod_dossier *dossier, size_t people,
                                                    const coprod_allocator *allocator, coprod_pattern_plan **plan);

/**
 * What a set of counted people comes to. These are true counts: publish them only through a publishable view, unless
 * ::coprod_dossier_people::published.
 * @param[in] dossier @nullable the dossier.
 * @param[in] people the set.
 * @return the score, which belongs to the dossier; NULL beyond the last, and where no dimension can be scored.
 * @since 0.4
 */
COPROD_API const coprod_score *coprod_dossier_score(const coprod_dossier *dossier, size_t people);

/**
 * Whom the planned events are likely to shut out: the part `plan`, by the built-in rules.
 * @param[in] dossier @nullable the dossier.
 * @return the barriers, which belong to the dossier; NULL where it has no such part.
 * @since 0.4
 */
COPROD_API const coprod_barriers *coprod_dossier_barriers(const coprod_dossier *dossier);

/**
 * The rules by which they were found.
 * @param[in] dossier @nullable the dossier.
 * @return the rules, which belong to the dossier; NULL where it has no plan.
 * @since 0.4
 */
COPROD_API const coprod_barrier_rules *coprod_dossier_barrier_rules(const coprod_dossier *dossier);

#ifdef __cplusplus
}
#endif

#endif
