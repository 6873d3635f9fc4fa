/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_tally.h
 * Counts by group, event, partner and day, of those who were invited and of those who came: whole numbers that can be
 * merged in any order, and scored in part or as a whole.
 *
 * A tally knows no person. Somebody who comes to two events is counted twice, unless the parts are declared to have
 * nobody in common; which of the two it is, coprod_tally_overlap() tells, and JSON says. Where a person must be counted
 * once, count people (equity_people.h) and turn them into counts.
 */
#ifndef COPROD_EQUITY_TALLY_H
#define COPROD_EQUITY_TALLY_H

#include "equity.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Counts in a frame. One thread at a time. @since 0.4 */
typedef struct coprod_tally coprod_tally;

/** Whether a person can be in several parts of a kind in a tally. @since 0.4 */
enum coprod_tally_parts {
    COPROD_PARTS_MAY_OVERLAP = 0,   /**< 0: nobody said so; a person may be counted more than once. */
    COPROD_PARTS_DISJOINT = 1       /**< 1: declared: no person is in two parts of a kind. */
};

/** What is counted in a part. @since 0.4 */
enum coprod_tally_kind {
    COPROD_TALLY_ATTENDED = 0,      /**< 0: people who came, or were heard. */
    COPROD_TALLY_INVITED = 1        /**< 1: people who were invited. */
};

/** Codes of columns: 65531 and the number of a ::coprod_unknown_class, for a person in no group. @since 0.4 */
#define COPROD_TALLY_UNKNOWN 65531

/** A part of a tally: what is counted together. @since 0.4 */
typedef struct coprod_tally_part {
    size_t size;            /**< sizeof(coprod_tally_part), set by the caller. */
    const char *event;      /**< Id of the event; NULL or "": none is said. */
    const char *partner;    /**< Id of the partner through whom people were reached; NULL or "": none is said. */
    int32_t day;            /**< The day, if has_day. */
    int32_t has_day;        /**< 1, or 0: no day is said. */
    int32_t kind;           /**< One of ::coprod_tally_kind. */
    int32_t reserved;       /**< 0. */
} coprod_tally_part;

/** Which parts are added up; zero is: all of those who came. @since 0.4 */
typedef struct coprod_tally_filter {
    size_t size;            /**< sizeof(coprod_tally_filter), set by the caller. */
    const char *event;      /**< Only of this event; "": where none is said; NULL: of all. */
    const char *partner;    /**< Only of this partner; "": where none is said; NULL: of all. */
    int32_t first_day;      /**< Only from this day on, if has_first; parts without a day are left out then. */
    int32_t last_day;       /**< Only up to this day, if has_last; parts without a day are left out then. */
    int32_t has_first;      /**< 1 or 0. */
    int32_t has_last;       /**< 1 or 0. */
    int32_t kind;           /**< One of ::coprod_tally_kind. */
    int32_t reserved;       /**< 0. */
} coprod_tally_filter;

/**
 * Makes an empty tally.
 * @param[in] frame the frame. The tally keeps it alive.
 * @param[in] parts one of ::coprod_tally_parts.
 * @param[in] allocator @nullable memory functions.
 * @param[out] tally @owned{coprod_tally_free} the tally; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_tally_new(const coprod_frame *frame, int32_t parts, const coprod_allocator *allocator,
                                          coprod_tally **tally);

/**
 * Frees a tally.
 * @param[in] tally @nullable the tally.
 * @since 0.4
 */
COPROD_API void coprod_tally_free(coprod_tally *tally);

/**
 * The frame of a tally. It is not to be freed.
 * @param[in] tally @nullable the tally.
 * @return the frame, which lives as long as the tally; NULL for NULL.
 * @since 0.4
 */
COPROD_API const coprod_frame *coprod_tally_frame(const coprod_tally *tally);

/**
 * Whether a person can be in several parts.
 * @param[in] tally @nullable the tally.
 * @return one of ::coprod_tally_parts; after a merge disjoint only if both were and it was declared; 0 for NULL.
 * @since 0.4
 */
COPROD_API int32_t coprod_tally_overlap(const coprod_tally *tally);

/**
 * Adds counts to a part, which is made if it is not there. A dimension whose counts are all 0, and of which neither
 * `known` nor `unknown` is told, stays uncounted. Cost: the groups, and a search among the parts.
 * @param[in,out] tally the tally; unchanged on failure.
 * @param[in] part the part.
 * @param[in] input what was counted, as for coprod_score_new().
 * @return COPROD_OK; COPROD_E_ARGUMENT (a wrong number of counts too); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_TEXT; COPROD_E_LIMIT (an id of more than 255 bytes); COPROD_E_RANGE (a number of 4294967296 or more;
 *         `known` that is not the sum of a partition, or below a count of a membership); COPROD_E_OVERFLOW (the tally
 *         would have 4294967296 people or more in a group); COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_tally_add(coprod_tally *tally, const coprod_tally_part *part,
                                          const coprod_score_input *input);

/**
 * Counts a column of codes of one dimension into a part: one code for each person, or for a membership one for each
 * group that a person is in. Of the other dimensions of the part it says nothing: they stay uncounted, which is not 0.
 * How many people a column of memberships stands for is not known after it; coprod_tally_add() can say it. Cost: linear
 * in the rows.
 * @param[in,out] tally the tally; unchanged on failure.
 * @param[in] part the part.
 * @param[in] dimension index of the dimension.
 * @param[in] codes @array{rows} each the number of a group of this dimension, counted from 0 in the frame's order, or
 *            ::COPROD_TALLY_UNKNOWN and an unknown class.
 * @param[in] rows their number.
 * @param[out] bad_row @nullable the first row whose code is neither; 0 without one.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_TEXT; COPROD_E_LIMIT;
 *         COPROD_E_UNKNOWN (no such dimension, or a code that is neither); COPROD_E_OVERFLOW; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_tally_add_column(coprod_tally *tally, const coprod_tally_part *part,
                                                 uint32_t dimension, const uint16_t *codes, size_t rows,
                                                 size_t *bad_row);

/**
 * Adds all parts of another tally. The order of merging does not matter. What is in both is counted twice. That each of
 * two tallies counts nobody twice does not say that they have nobody in common: it must be declared.
 * @param[in,out] tally the tally; unchanged on failure.
 * @param[in] other the other one, of the same frame.
 * @param[in] parts one of ::coprod_tally_parts: ::COPROD_PARTS_DISJOINT declares that nobody is in both. The tally is
 *            disjoint then if both were.
 * @return COPROD_OK; COPROD_E_ARGUMENT (the same tally too); COPROD_E_FINGERPRINT (another frame); COPROD_E_OVERFLOW;
 *         COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_tally_merge(coprod_tally *tally, const coprod_tally *other, int32_t parts);

/**
 * Number of parts.
 * @param[in] tally @nullable the tally.
 * @return the number; 0 for NULL.
 * @since 0.4
 */
COPROD_API size_t coprod_tally_count(const coprod_tally *tally);

/**
 * A part, by event, partner, day (none first) and kind. Its texts live until the tally is freed.
 * @param[in] tally the tally.
 * @param[in] index 0 to coprod_tally_count() - 1.
 * @param[in,out] part the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_tally_get(const coprod_tally *tally, size_t index, coprod_tally_part *part);

/**
 * Adds parts up. A part in which nothing of a dimension was counted adds nobody to it, and does not tell why. Cost: the
 * parts times the groups.
 * @param[in] tally the tally.
 * @param[in] filter @nullable which parts; NULL: all of those who came.
 * @param[out] counts @nullable @array{groups} people by group of the frame.
 * @param[in] groups the frame's `group_count`; 0 if `counts` is NULL.
 * @param[out] known @nullable @array{dimensions} people who gave an answer; -1 where a part does not tell.
 * @param[out] unknown @nullable @array{dimensions * 5} people by unknown class, ::COPROD_UNKNOWN_CLASSES for each
 *             dimension; the first of them is -1 where a part does not tell.
 * @param[in] dimensions the frame's `dimension_count`; 0 if `known` and `unknown` are NULL.
 * @param[out] parts @nullable number of parts that were added.
 * @return COPROD_OK; COPROD_E_ARGUMENT (a wrong number of groups or dimensions too: nothing is written);
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER.
 * @since 0.4
 */
COPROD_API coprod_status coprod_tally_sum(const coprod_tally *tally, const coprod_tally_filter *filter,
                                          uint64_t *counts, size_t groups, int64_t *known, int64_t *unknown,
                                          size_t dimensions, size_t *parts);

/**
 * Scores the sum of parts.
 * @param[in] tally the tally.
 * @param[in] filter @nullable which parts; NULL: all of those who came.
 * @param[in] allocator @nullable memory functions.
 * @param[out] score @owned{coprod_score_free} the score; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_UNKNOWN (a snapshot of a
 *         membership of which it is not known how many people gave an answer); COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_tally_score(const coprod_tally *tally, const coprod_tally_filter *filter,
                                            const coprod_allocator *allocator, coprod_score **score);

/**
 * Saves a tally: little-endian bytes with the frame's fingerprint and a checksum. Equal tallies are equal bytes.
 * @param[in] tally the tally.
 * @param[out] buffer @nullable @array{capacity} the bytes.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed bytes of the whole.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_tally_save(const coprod_tally *tally, uint8_t *buffer, size_t capacity,
                                           size_t *needed);

/**
 * Loads what coprod_tally_save() wrote.
 * @param[in] bytes @array{length} the bytes.
 * @param[in] length their number.
 * @param[in] frame the frame with which it was counted.
 * @param[in] allocator @nullable memory functions.
 * @param[out] tally @owned{coprod_tally_free} the tally; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BLOB; COPROD_E_FINGERPRINT (another frame); COPROD_E_STRUCT;
 *         COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_tally_load(const uint8_t *bytes, size_t length, const coprod_frame *frame,
                                           const coprod_allocator *allocator, coprod_tally **tally);

/**
 * A tally as JSON of schema "tally/1": its parts, and what they add up to for each kind. A dimension of which nothing
 * was counted is null. Cost: the parts times the groups.
 * @param[in] tally the tally.
 * @param[in] filter @nullable which parts; NULL: all, of both kinds.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_BUFFER.
 * @since 0.4
 */
COPROD_API coprod_status coprod_tally_json(const coprod_tally *tally, const coprod_tally_filter *filter, char *buffer,
                                           size_t capacity, size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
