/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/feedback_bodies.h
 * The bodies to which feedback goes: groups and committees, to whom each reports, how often each should meet, who has
 * to be its chair and its majority; and from what is known of their meetings which were missed, and what became of
 * items that one body carried up to the next.
 *
 * Everything is asked on a day, and answered from the meetings up to that day. What is not known is answered as not
 * known, never as 0.
 *
 * Meetings: the one after a meeting on day D is due by D + n units; by months, that is the same day of the month, or
 * its last day. Held by then it is in time, and the next one counts from the day it was held. A due day that passes is
 * one missed meeting, and the next is due n units later, counted from the same day as the one before. `since` is the
 * day from which meetings are owed: the first one is due n units after it, and nothing counts from meetings before it.
 * Without `since` the count begins at the first meeting.
 *
 * Majority: one kind of people is more than half; exactly half is no majority. Where kinds are not counted it is known
 * only if the others decide it.
 */
#ifndef COPROD_FEEDBACK_BODIES_H
#define COPROD_FEEDBACK_BODIES_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Bodies and their meetings. Immutable, shared by threads. @since 0.3 */
typedef struct coprod_bodies coprod_bodies;

/** Whether something is as it should be. @since 0.3 */
enum coprod_body_answer {
    COPROD_BODY_NO_RULE = 0,    /**< 0: nothing is asked for. */
    COPROD_BODY_YES = 1,        /**< 1: it is. */
    COPROD_BODY_NO = 2,         /**< 2: it is not. */
    COPROD_BODY_NOT_KNOWN = 3   /**< 3: what is known does not say. */
};

/** What became of an item that a body carried up. @since 0.3 */
enum coprod_item_state {
    COPROD_ITEM_CARRIED = 1,   /**< 1: it was on the list of the body above. */
    COPROD_ITEM_WAITING = 2,   /**< 2: the body above has not met after that day. */
    COPROD_ITEM_MISSED = 3     /**< 3: the body above has met after that day, without it. */
};

/** What a body is. Its texts live as long as the bodies. @since 0.3 */
typedef struct coprod_body {
    size_t size;             /**< sizeof(coprod_body), set by the caller. */
    const char *id;          /**< Such as "trust-wide-group". */
    const char *name;        /**< For people. */
    const char *unit;        /**< Unit of how often it meets: "day", "week", "month" or "year"; "" if not known. */
    const char *chair;       /**< The kind of people that its chair has to be of; "" if that is open. */
    const char *majority;    /**< The kind of people that has to be its majority; "" if that is open. */
    const char *quote;       /**< Words of the source, or "". */
    const char *source;      /**< The source, or "". */
    const char *section;     /**< Where in the source, or "". */
    uint32_t n;              /**< It meets every n units; 0 if that is not known. */
    uint32_t upper;          /**< Index of the body it reports to, if has_upper. */
    uint32_t meeting_count;  /**< Meetings that are known. */
    uint32_t item_count;     /**< Items that it carried up. */
    int32_t since;           /**< The day from which meetings are owed, if has_since. */
    uint8_t has_upper;       /**< 1 or 0. */
    uint8_t has_since;       /**< 1 or 0. */
    uint16_t reserved;       /**< 0. */
} coprod_body;

/** How a body's meetings stand on a day. @since 0.3 */
typedef struct coprod_body_state {
    size_t size;               /**< sizeof(coprod_body_state), set by the caller. */
    int32_t in_time;           /**< ::coprod_body_answer: whether no meeting was missed; not known without `meets`, and
                                    without `since` before the first meeting. */
    uint32_t missed;           /**< Missed meetings; says nothing where in_time is not known. */
    uint32_t meeting_count;    /**< Meetings up to the day. */
    uint32_t item_count;       /**< Items carried up up to the day. */
    int32_t last_day;          /**< The last meeting, if has_last. */
    int32_t due_day;           /**< By when the next one is due, if has_due; never before the day. */
    uint8_t has_last;          /**< 1 or 0. */
    uint8_t has_due;           /**< 1 or 0; 0 too where it lies after the year 9999. */
    uint16_t reserved;         /**< 0. */
    uint32_t reserved_too;     /**< 0. */
} coprod_body_state;

/** How large one kind of people is among members, or among those present. @since 0.3 */
typedef struct coprod_body_share {
    size_t size;               /**< sizeof(coprod_body_share), set by the caller. */
    const char *kind;          /**< The kind that has to be the majority; "" if that is open. */
    int64_t own;               /**< How many are of that kind, if own_known. */
    int64_t others;            /**< How many are of other kinds, of those that are counted. */
    int64_t own_least;         /**< So many of that kind are needed at least: others + 1. */
    int64_t unknown_most;      /**< The kinds that are not counted may come to so many together, if own_known;
                                    negative where there is no majority in any case. */
    int32_t answer;            /**< ::coprod_body_answer: whether it is a majority. */
    uint32_t unknown;          /**< Other kinds that are not counted. */
    uint8_t known;             /**< 1 if anything is said of who there is. */
    uint8_t own_known;         /**< 1 if it is said how many are of that kind. */
    uint16_t reserved;         /**< 0. */
    uint32_t reserved_too;     /**< 0. */
} coprod_body_share;

/** A meeting. Its texts live as long as the bodies. @since 0.3 */
typedef struct coprod_body_meeting {
    size_t size;             /**< sizeof(coprod_body_meeting), set by the caller. */
    const char *chair;       /**< The kind of people that the chair was of; "" if not known. */
    int32_t day;             /**< Days since 1970-01-01. */
    int32_t chair_answer;    /**< ::coprod_body_answer: whether the chair was as it has to be. */
} coprod_body_meeting;

/** An item that a body carried up, on a day. Its text lives as long as the bodies. @since 0.3 */
typedef struct coprod_body_item {
    size_t size;              /**< sizeof(coprod_body_item), set by the caller. */
    const char *id;           /**< The item, such as the id of a feedback loop. */
    uint32_t upper;           /**< Index of the body above. */
    uint32_t without;         /**< Meetings of the body above after that day, and before it came, without it. */
    int32_t day;              /**< The meeting that carried it up. */
    int32_t state;            /**< One of ::coprod_item_state. */
    int32_t came_day;         /**< The meeting of the body above that had it, if COPROD_ITEM_CARRIED. */
    int32_t waiting_days;     /**< Days from the meeting that carried it up to the one that had it, or to the day. */
    uint32_t next;            /**< Its place among the items of the body above, if has_next. */
    uint8_t has_next;         /**< 1 if the body above carried it up in its turn. */
    uint8_t reserved;         /**< 0. */
    uint16_t reserved_too;    /**< 0. */
} coprod_body_item;

/** All bodies on a day. @since 0.3 */
typedef struct coprod_bodies_totals {
    size_t size;                    /**< sizeof(coprod_bodies_totals), set by the caller. */
    uint64_t bodies;                /**< Bodies. */
    uint64_t meetings;              /**< Meetings up to the day. */
    uint64_t missed;                /**< Missed meetings of the bodies of which that is known. */
    uint64_t in_time_not_known;     /**< Bodies of which it is not known whether meetings were missed. */
    uint64_t no_majority;           /**< Bodies whose members in force on the day have not the majority asked for. */
    uint64_t majority_not_known;    /**< Bodies of which that is not known. */
    uint64_t met_without;           /**< Meetings at which those present had not the majority asked for. */
    uint64_t met_not_known;         /**< Meetings of which that is not known. */
    uint64_t chair_otherwise;       /**< Meetings with another chair than asked for. */
    uint64_t chair_not_known;       /**< Meetings of which that is not known. */
    uint64_t items_carried;         /**< Items carried up that were on the list above. */
    uint64_t items_waiting;         /**< Items carried up that wait for the body above to meet. */
    uint64_t items_missed;          /**< Items carried up without which the body above has met. */
} coprod_bodies_totals;

/**
 * Loads bodies and their meetings: JSON of schema "bodies/1". Every defect is reported with its JSON pointer: besides
 * those of any document, two meetings of one body on a day or two memberships from a day ("same-day"), bodies that
 * report in a circle ("reports-in-circle"), an item carried up to nobody ("reports-to-nobody") or without being on the
 * list of the meeting ("not-on-list"). The order of meetings in the document changes no answer, only the fingerprint.
 * Cost: that of sorting them.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable what was found.
 * @param[out] bodies @owned{coprod_bodies_free} the bodies; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_SYNTAX; COPROD_E_DEFINITION; COPROD_E_TEXT; COPROD_E_LIMIT;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_bodies_load(const char *json, size_t length, const coprod_allocator *allocator,
                                            coprod_findings *findings, coprod_bodies **bodies);

/**
 * Frees bodies.
 * @param[in] bodies @nullable the bodies.
 * @since 0.3
 */
COPROD_API void coprod_bodies_free(coprod_bodies *bodies);

/**
 * SHA-256 of the document in canonical form.
 * @param[in] bodies @nullable the bodies.
 * @return 64 hexadecimal digits, which live as long as the bodies; "" for NULL.
 * @since 0.3
 */
COPROD_API const char *coprod_bodies_fingerprint(const coprod_bodies *bodies);

/**
 * Number of bodies.
 * @param[in] bodies @nullable the bodies.
 * @return the number; 0 for NULL.
 * @since 0.3
 */
COPROD_API uint32_t coprod_bodies_count(const coprod_bodies *bodies);

/**
 * The body of an id.
 * @param[in] bodies the bodies.
 * @param[in] id the id.
 * @param[out] body its index; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_bodies_find(const coprod_bodies *bodies, const char *id, uint32_t *body);

/**
 * What a body is.
 * @param[in] bodies the bodies.
 * @param[in] body 0 to coprod_bodies_count() - 1, in the order of the document.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_STRUCT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_body_get(const coprod_bodies *bodies, uint32_t body, coprod_body *info);

/**
 * How a body's meetings stand on a day: the last one, the next one, those that were missed. A meeting that is due on
 * the day is not missed yet. Cost: a binary search among its meetings.
 * @param[in] bodies the bodies.
 * @param[in] body the body's index.
 * @param[in] day days since 1970-01-01, in the years 1 to 9999.
 * @param[in,out] state the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_RANGE (the day); COPROD_E_STRUCT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_body_on(const coprod_bodies *bodies, uint32_t body, int32_t day,
                                        coprod_body_state *state);

/**
 * The day by which a missed meeting was due. Cost: as coprod_body_on().
 * @param[in] bodies the bodies.
 * @param[in] body the body's index.
 * @param[in] day the day on which it is asked.
 * @param[in] index 0 to `missed` - 1 of that day, the earliest first.
 * @param[out] due days since 1970-01-01; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such body or missed meeting); COPROD_E_RANGE (the day).
 * @since 0.3
 */
COPROD_API coprod_status coprod_body_missed(const coprod_bodies *bodies, uint32_t body, int32_t day, uint32_t index,
                                            int32_t *due);

/**
 * Whether the members of a body in force on a day have the majority asked for.
 * @param[in] bodies the bodies.
 * @param[in] body the body's index.
 * @param[in] day days since 1970-01-01, in the years 1 to 9999.
 * @param[in,out] share the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_RANGE (the day); COPROD_E_STRUCT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_body_members(const coprod_bodies *bodies, uint32_t body, int32_t day,
                                             coprod_body_share *share);

/**
 * A meeting, and its chair.
 * @param[in] bodies the bodies.
 * @param[in] body the body's index.
 * @param[in] index 0 to `meeting_count` - 1, the earliest first.
 * @param[in,out] meeting the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_STRUCT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_body_get_meeting(const coprod_bodies *bodies, uint32_t body, uint32_t index,
                                                 coprod_body_meeting *meeting);

/**
 * Whether those present at a meeting had the majority asked for.
 * @param[in] bodies the bodies.
 * @param[in] body the body's index.
 * @param[in] index 0 to `meeting_count` - 1, the earliest first.
 * @param[in,out] share the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_STRUCT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_body_present(const coprod_bodies *bodies, uint32_t body, uint32_t index,
                                             coprod_body_share *share);

/**
 * An item that a body carried up: it has to be on the list of the body above at a meeting of that day or later. A
 * meeting of the same day can have it, and does not count as one without it. `next` leads on, from body to body. Cost:
 * a binary search among the meetings of the body above.
 * @param[in] bodies the bodies.
 * @param[in] body the body's index.
 * @param[in] index 0 to `item_count` - 1 of that day, the earliest first.
 * @param[in] day days since 1970-01-01, in the years 1 to 9999.
 * @param[in,out] item the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such body, or no such item on that day); COPROD_E_RANGE
 *         (the day); COPROD_E_STRUCT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_body_get_item(const coprod_bodies *bodies, uint32_t body, uint32_t index, int32_t day,
                                              coprod_body_item *item);

/**
 * All bodies on a day. Cost: all meetings up to it.
 * @param[in] bodies the bodies.
 * @param[in] day days since 1970-01-01, in the years 1 to 9999.
 * @param[in,out] totals the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE; COPROD_E_STRUCT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_bodies_on(const coprod_bodies *bodies, int32_t day, coprod_bodies_totals *totals);

/**
 * Missed meetings for columns of bodies and days: row by row what coprod_body_on() gives.
 * @param[in] bodies the bodies.
 * @param[in] body @array{n} indexes of bodies.
 * @param[in] days @array{n} days since 1970-01-01.
 * @param[in] n number of rows.
 * @param[out] missed @array{n} missed meetings; 0 in a row that failed or is not known.
 * @param[out] in_time @array{n} the ::coprod_body_answer of each row; 0 in a row that failed.
 * @param[out] row_status @nullable @array{n} the ::coprod_status of each row.
 * @return COPROD_OK (rows may have failed); COPROD_E_ARGUMENT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_bodies_missed(const coprod_bodies *bodies, const uint32_t *body, const int32_t *days,
                                              size_t n, uint32_t *missed, int32_t *in_time, int32_t *row_status);

/**
 * All answers of a day as one JSON document, schema "bodies-answer/1": with a word for the reason and the id of the
 * rule in each, and the words of each body's source. Of missed meetings the last 100 are listed. Takes no memory.
 * @param[in] bodies the bodies.
 * @param[in] day days since 1970-01-01, in the years 1 to 9999.
 * @param[out] buffer @nullable @array{capacity} the document.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole document with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE; COPROD_E_BUFFER.
 * @since 0.3
 */
COPROD_API coprod_status coprod_bodies_json(const coprod_bodies *bodies, int32_t day, char *buffer, size_t capacity,
                                            size_t *needed);

/**
 * The word of an answer: "no-rule", "yes", "no" or "not-known".
 * @param[in] answer one of ::coprod_body_answer.
 * @return static text; "not-known" for a number that is not known.
 * @since 0.3
 */
COPROD_API const char *coprod_body_answer_name(int32_t answer);

/**
 * The word of what became of an item: "carried", "waiting" or "missed".
 * @param[in] state one of ::coprod_item_state.
 * @return static text; "" for a number that is not known.
 * @since 0.3
 */
COPROD_API const char *coprod_item_state_name(int32_t state);

#ifdef __cplusplus
}
#endif

#endif
