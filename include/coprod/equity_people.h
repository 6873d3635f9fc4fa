/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_people.h
 * People, each counted once however often they were seen: who is heard, how lately, how often the same ones, and who is
 * new. A person is a pseudonym of 16 bytes that the caller makes with a key of its own; the library neither makes nor
 * undoes it.
 *
 * A saved state of people is personal data. It never leaves the organisation that holds the key: what leaves is counts
 * (coprod_people_count()), and those only as a publishable view.
 *
 * States of one frame unite in any order, and twice is the same as once. Of a person who gave different answers to a
 * question of which one holds, the latest holds (of one day the first in the frame's order), and that there were
 * different ones is told. Memberships are united. An answer holds against an unknown one, whenever it was given.
 */
#ifndef COPROD_EQUITY_PEOPLE_H
#define COPROD_EQUITY_PEOPLE_H

#include "equity_tally.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes of a pseudonym. @since 0.4 */
#define COPROD_PSEUDONYM 16

/** People who were seen. One thread at a time. @since 0.4 */
typedef struct coprod_people coprod_people;

/** What is known of a person on one occasion. @since 0.4 */
typedef struct coprod_sighting {
    size_t size;                 /**< sizeof(coprod_sighting), set by the caller. */
    const uint32_t *groups;      /**< Indices of the groups that the person is in; NULL for none. */
    size_t group_count;          /**< Their number. */
    const int8_t *unknown;       /**< By dimension one of ::coprod_unknown_class; -1 if it was answered or nothing is
                                      said; -2 in a membership if it was answered and the person is in none of its
                                      groups. NULL: -1. */
    const char *event;           /**< Id of the event; NULL or "": none is said. */
    int32_t day;                 /**< The day. */
    int32_t kind;                /**< One of ::coprod_tally_kind: came, or was invited. */
} coprod_sighting;

/** What people are asked about; zero is: everybody who came, ever. @since 0.4 */
typedef struct coprod_people_filter {
    size_t size;            /**< sizeof(coprod_people_filter), set by the caller. */
    const char *event;      /**< Only of this event; NULL: of all. */
    int32_t first_day;      /**< Only from this day on, if has_first. */
    int32_t last_day;       /**< Only up to this day, if has_last. */
    int32_t has_first;      /**< 1 or 0. */
    int32_t has_last;       /**< 1 or 0. */
    int32_t kind;           /**< One of ::coprod_tally_kind. */
    int32_t reserved;       /**< 0. */
} coprod_people_filter;

/** The sums of people. @since 0.4 */
typedef struct coprod_people_info {
    size_t size;               /**< sizeof(coprod_people_info), set by the caller. */
    uint64_t people;           /**< People, those who were invited and never came too. */
    uint64_t sightings;        /**< Times that they came or were invited; the same event, day and kind once. */
    uint64_t different;        /**< People who gave different answers to a question of which one holds. */
    uint64_t events;           /**< Events. */
} coprod_people_info;

/** How lately and how often a group was heard. @since 0.4 */
typedef struct coprod_recency {
    size_t size;               /**< sizeof(coprod_recency), set by the caller. */
    uint64_t people;           /**< People of it who were heard up to the day. */
    uint64_t times;            /**< Times. */
    uint64_t in_window;        /**< People who were heard within the window. */
    uint64_t most_times;       /**< Times of the person who was heard most often. */
    double weight;             /**< Sum of all times, each halved for every half-life that has passed. */
    double voices;             /**< The same, but no person counts for more than one voice. */
    double effective;          /**< Effective voices, (sum of weights)^2 / sum of their squares: as many people heard
                                    equally would be as diverse (Kish 1965). It and the share below are as they were
                                    on the last day, however long ago that is; 0 without anybody. */
    double top_share;          /**< The largest share of the weight that is one person's; only if there are people. */
    int32_t last_day;          /**< When it was last heard; only if there are people. */
    int32_t days_since;        /**< Days since then, at most 2147483647; only if there are people. */
} coprod_recency;

/** Who is new between two periods. @since 0.4 */
typedef struct coprod_refresh {
    size_t size;               /**< sizeof(coprod_refresh), set by the caller. */
    uint64_t before;           /**< People of the first period. */
    uint64_t after;            /**< People of the second. */
    uint64_t both;             /**< People of both. */
    double new_share;          /**< Of those of the second, those who were not in the first; only if there are any. */
    double retained;           /**< Of those of the first, those who are in the second; only if there are any. */
    double jaccard;            /**< Both, of all who were in either; only if there are any. */
    int32_t has_new_share;     /**< 1 or 0. */
    int32_t has_retained;      /**< 1 or 0. */
    int32_t has_jaccard;       /**< 1 or 0. */
    int32_t reserved;          /**< 0. */
} coprod_refresh;

/** Invited, and came. @since 0.4 */
typedef struct coprod_attendance {
    size_t size;               /**< sizeof(coprod_attendance), set by the caller. */
    uint64_t invited;          /**< People who were invited. */
    uint64_t came;             /**< People who came. */
    uint64_t both;             /**< People who were invited and came. */
    double rate;               /**< Of those invited, those who came; only if any were. */
    int32_t has_rate;          /**< 1 or 0. */
    int32_t reserved;          /**< 0. */
} coprod_attendance;

/** As group of the functions below: everybody. @since 0.4 */
#define COPROD_EVERYBODY UINT32_MAX

/**
 * Makes an empty state of people.
 * @param[in] frame the frame. The state keeps it alive.
 * @param[in] allocator @nullable memory functions.
 * @param[out] people @owned{coprod_people_free} the state; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_people_new(const coprod_frame *frame, const coprod_allocator *allocator,
                                           coprod_people **people);

/**
 * Frees a state of people.
 * @param[in] people @nullable the state.
 * @since 0.4
 */
COPROD_API void coprod_people_free(coprod_people *people);

/**
 * Says that a person was seen, or was invited. Cost: constant on average, if pseudonyms look random.
 * @param[in,out] people the state; unchanged on failure.
 * @param[in] pseudonym @array{COPROD_PSEUDONYM} who it was.
 * @param[in] sighting what is known.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_TEXT; COPROD_E_LIMIT (an event
 *         of more than 255 bytes, or 4294967295 people); COPROD_E_UNKNOWN (no such group or unknown class);
 *         COPROD_E_RANGE (two groups of a partition; a group and an unknown answer of one dimension; -2 in a partition,
 *         where whoever answered is in a group); COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_people_see(coprod_people *people, const uint8_t *pseudonym,
                                           const coprod_sighting *sighting);

/**
 * Unites with another state of the same frame.
 * Cost: linear in the other's people and times, and a search among the events.
 * @param[in,out] people the state; unchanged on failure.
 * @param[in] other the other one.
 * @return COPROD_OK; COPROD_E_ARGUMENT (the same state too); COPROD_E_FINGERPRINT (another frame); COPROD_E_LIMIT;
 *         COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_people_merge(coprod_people *people, const coprod_people *other);

/**
 * The sums of people.
 * @param[in] people the state.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.4
 */
COPROD_API coprod_status coprod_people_get(const coprod_people *people, coprod_people_info *info);

/**
 * Counts each person once: what coprod_score_new() and coprod_tally_add() take. Cost: linear in the times.
 * @param[in] people the state.
 * @param[in] filter @nullable which times; NULL: everybody who came.
 * @param[out] counts @nullable @array{group_count} people by group of the frame.
 * @param[out] known @nullable @array{dimension_count} people who gave an answer.
 * @param[out] unknown @nullable @array{dimension_count * COPROD_UNKNOWN_CLASSES} people by unknown class; those of whom
 *             nothing is said are not asked.
 * @param[out] all @nullable people in all.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER.
 * @since 0.4
 */
COPROD_API coprod_status coprod_people_count(const coprod_people *people, const coprod_people_filter *filter,
                                             uint64_t *counts, int64_t *known, int64_t *unknown, uint64_t *all);

/**
 * How lately and how often a group was heard. Times after the day do not count. The same in every order of seeing.
 * Cost: linear in the times, and a sort of the group's people.
 * @param[in] people the state.
 * @param[in] group index of the group, or ::COPROD_EVERYBODY.
 * @param[in] day the day that is asked about.
 * @param[in] half_life_days a time that long ago counts half; 1 to 1000000.
 * @param[in] window_days the window ends on the day and is that long; 1 to 1000000.
 * @param[in,out] recency the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such group); COPROD_E_RANGE (half-life or
 *         window); COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_people_recency(const coprod_people *people, uint32_t group, int32_t day,
                                               int32_t half_life_days, int32_t window_days, coprod_recency *recency);

/**
 * Who is new: people of one filter beside those of another. Cost: linear in the times.
 * @param[in] people the state.
 * @param[in] group index of the group, or ::COPROD_EVERYBODY.
 * @param[in] before @nullable the first period.
 * @param[in] after @nullable the second.
 * @param[in,out] refresh the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_UNKNOWN (no such group).
 * @since 0.4
 */
COPROD_API coprod_status coprod_people_refresh(const coprod_people *people, uint32_t group,
                                               const coprod_people_filter *before, const coprod_people_filter *after,
                                               coprod_refresh *refresh);

/**
 * Who was invited, and who of them came. Cost: linear in the times.
 * @param[in] people the state.
 * @param[in] group index of the group, or ::COPROD_EVERYBODY.
 * @param[in] filter @nullable which times; its kind is not looked at.
 * @param[in,out] response the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_UNKNOWN (no such group).
 * @since 0.4
 */
COPROD_API coprod_status coprod_people_response(const coprod_people *people, uint32_t group,
                                                const coprod_people_filter *filter, coprod_attendance *response);

/**
 * Saves a state of people: little-endian bytes with the frame's fingerprint and a checksum. Equal states are equal
 * bytes. They are personal data.
 * @param[in] people the state.
 * @param[out] buffer @nullable @array{capacity} the bytes.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed bytes of the whole.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_people_save(const coprod_people *people, uint8_t *buffer, size_t capacity,
                                            size_t *needed);

/**
 * Loads what coprod_people_save() wrote.
 * @param[in] bytes @array{length} the bytes.
 * @param[in] length their number.
 * @param[in] frame the frame with which people were seen.
 * @param[in] allocator @nullable memory functions.
 * @param[out] people @owned{coprod_people_free} the state; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BLOB; COPROD_E_FINGERPRINT (another frame); COPROD_E_STRUCT;
 *         COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_people_load(const uint8_t *bytes, size_t length, const coprod_frame *frame,
                                            const coprod_allocator *allocator, coprod_people **people);

#ifdef __cplusplus
}
#endif

#endif
