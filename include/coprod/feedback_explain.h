/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/feedback_explain.h
 * What can be done with a loop now, by whom, and what is missing for the rest.
 */
#ifndef COPROD_FEEDBACK_EXPLAIN_H
#define COPROD_FEEDBACK_EXPLAIN_H

#include "feedback.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Whether an event is permitted. @since 0.3 */
enum coprod_permit_status {
    COPROD_PERMIT_YES = 1,         /**< 1: now, whatever its payload says. */
    COPROD_PERMIT_PAYLOAD = 2,     /**< 2: now, if its payload says what it must. */
    COPROD_PERMIT_NOT_YET = 3,     /**< 3: something else must be true first. */
    COPROD_PERMIT_ROLE = 4,        /**< 4: not by this role. */
    COPROD_PERMIT_STATE = 5,       /**< 5: not in this state, or the loop is over. */
    COPROD_PERMIT_TIME = 6         /**< 6: the day is before that of the last event. */
};

/** How two values of a test must stand to each other. @since 0.3 */
enum coprod_relation {
    COPROD_RELATION_EQUAL = 1,        /**< 1: equal. */
    COPROD_RELATION_NOT_EQUAL = 2,    /**< 2: not equal. */
    COPROD_RELATION_AT_LEAST = 3,     /**< 3: at least; of days: on or after. */
    COPROD_RELATION_MORE = 4,         /**< 4: more; of days: after. */
    COPROD_RELATION_AT_MOST = 5,      /**< 5: at most; of days: on or before. */
    COPROD_RELATION_LESS = 6,         /**< 6: less; of days: before. */
    COPROD_RELATION_FILLED = 7,       /**< 7: a text of more than white space. */
    COPROD_RELATION_BLANK = 8,        /**< 8: no such text. */
    COPROD_RELATION_ONE_OF = 9,       /**< 9: one of the guard's words. */
    COPROD_RELATION_NONE_OF = 10      /**< 10: none of them. */
};

/** What is said of an event that may be done. @since 0.3 */
typedef struct coprod_permit {
    size_t size;               /**< sizeof(coprod_permit), set by the caller. */
    int32_t status;            /**< One of ::coprod_permit_status. */
    uint32_t transition;       /**< What it would do; the number of transitions where it is not of this state. */
    uint32_t missing_count;    /**< What is missing, and what the payload must say. */
    uint32_t field_count;      /**< Fields of its payload. */
} coprod_permit;

/** One thing that is missing. Its texts live as long as the machine. @since 0.3 */
typedef struct coprod_loop_need {
    size_t size;            /**< sizeof(coprod_loop_need), set by the caller. */
    const char *text;       /**< The guard as a plain sentence, or "". */
    const char *subject;    /**< What is asked: a fact, a clock, a field or "@at". */
    int64_t have;           /**< What it is; a day where `days`; 0 for a field. */
    int64_t need;           /**< What it is compared with. */
    uint32_t guard;         /**< The guard. */
    int32_t relation;       /**< One of ::coprod_relation. */
    int32_t field;          /**< 1: it depends on the payload. */
    int32_t days;           /**< 1: have and need are days. */
    int32_t known;          /**< 0: a day of it is not known. */
    int32_t alternative;    /**< 1: this, or the one that follows. */
} coprod_loop_need;

/**
 * Whether an event is permitted to a role on a day. What is overdue on that day counts, but nothing is recorded.
 * @param[in] loop the loop.
 * @param[in] event its index in the machine.
 * @param[in] role @nullable the role; NULL for whoever may.
 * @param[in] day days since 1970-01-01.
 * @param[in,out] permit the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (event or role); COPROD_E_RANGE (the day).
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_permit(const coprod_loop *loop, uint32_t event, const char *role, int32_t day,
                                            coprod_permit *permit);

/**
 * One thing that is missing for an event, guard by guard: the least that would make each hold, with what would do as
 * well.
 * @param[in] loop the loop.
 * @param[in] event its index in the machine.
 * @param[in] day days since 1970-01-01.
 * @param[in] index 0 to missing_count - 1.
 * @param[in,out] missing the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN; COPROD_E_RANGE (the day).
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_missing(const coprod_loop *loop, uint32_t event, int32_t day, uint32_t index,
                                             coprod_loop_need *missing);

#ifdef __cplusplus
}
#endif

#endif
