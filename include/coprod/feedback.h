/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/feedback.h
 * Feedback loops: what people said, what was decided, and whether they were told, by when.
 *
 *     coprod_machine_builtin("suggestion@1", NULL, NULL, &machine);
 *     coprod_event_load(machine, "{\"by\":\"lead:team\",\"at\":\"2025-06-02\",\"payload\":{\"contactable\":2,"
 *                       "\"anonymous\":0}}", COPROD_NTS, NULL, NULL, &event);
 *     coprod_loop_new(machine, event, NULL, &answer, &loop);
 *
 * A loop moves only by events, on days that the caller gives. What a machine does not permit is refused with a reason
 * and changes nothing. A day that is missed never blocks an act: it is recorded, and must be explained before a loop
 * can close.
 *
 * The machines themselves: coprod/feedback_machine.h. What can be done now, and what is missing for the rest:
 * coprod/feedback_explain.h. A journal that shows changes, and saved loops: coprod/feedback_journal.h. Whether a
 * machine does what it promises: coprod/feedback_check.h. A machine as a picture or a text: coprod/feedback_export.h.
 * Many loops at once: coprod/feedback_store.h. This header includes them all. Loops below loops:
 * coprod/feedback_family.h. From one version of a machine to the next: coprod/feedback_migrate.h.
 */
#ifndef COPROD_FEEDBACK_H
#define COPROD_FEEDBACK_H

#include "feedback_machine.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Something that was done, bound to a machine: its name, who did it, the day, the payload. One thread at a time; may be
 * given to many loops, and changed in between. @since 0.3
 */
typedef struct coprod_event coprod_event;

/** A loop. One thread at a time. @since 0.3 */
typedef struct coprod_loop coprod_loop;

/** What became of an event; the refusals in the order in which they are looked for. @since 0.3 */
enum coprod_loop_answer_kind {
    COPROD_LOOP_OK = 0,                 /**< 0: done. */
    COPROD_LOOP_TICK = 1,               /**< 1: no event, only a day. */
    COPROD_LOOP_DUPLICATE = 2,          /**< 2: its key was accepted before; nothing changed, and nothing is wrong. */
    COPROD_LOOP_SEQ = 3,                /**< 3: not the number of events that the caller expected; `seq` is the one. */
    COPROD_LOOP_UNKNOWN_EVENT = 4,      /**< 4: the machine has no such event. */
    COPROD_LOOP_TIME = 5,               /**< 5: before the last accepted event, which was on `day`. */
    COPROD_LOOP_FINAL = 6,              /**< 6: the loop is over. */
    COPROD_LOOP_NO_TRANSITION = 7,      /**< 7: not in this state. */
    COPROD_LOOP_ROLE = 8,               /**< 8: not by this role. */
    COPROD_LOOP_PAYLOAD = 9,            /**< 9: a field is missing, not declared, or of another type. */
    COPROD_LOOP_GUARD = 10,             /**< 10: something is not true that must be; `guard` is the first. */
    COPROD_LOOP_FACT_RANGE = 11,        /**< 11: `fact` would leave 0 to 4294967295. */
    COPROD_LOOP_CALENDAR_RANGE = 12,    /**< 12: the calendar does not know `day`, which had to be looked up. */
    COPROD_LOOP_MIGRATION = 13,         /**< 13: the new machine has no place for what is in `detail`. */
    COPROD_LOOP_CHILDREN = 14           /**< 14: a loop below it may not end yet, so neither may it, in `detail`. */
};

/** What became of an event. `detail` lives as long as the event and the machine do. @since 0.3 */
typedef struct coprod_loop_answer {
    size_t size;            /**< sizeof(coprod_loop_answer), set by the caller. */
    const char *detail;     /**< Event, state, actor, field, guard, fact or clock of a refusal; "" for a number. */
    int32_t kind;           /**< One of ::coprod_loop_answer_kind. */
    int32_t day;            /**< TIME and CALENDAR_RANGE: the day, if has_day. */
    int32_t has_day;        /**< 1 or 0: a day beyond the year 9999 has no name. */
    uint32_t seq;           /**< Accepted events of the loop, creation being the first. */
    uint32_t state;         /**< The state after. */
    uint32_t transition;    /**< OK: the transition taken; the number of transitions for creation. */
    uint32_t guard;         /**< GUARD: the guard. */
    uint32_t fact;          /**< FACT_RANGE: the fact. */
    uint32_t breaches;      /**< Missed days recorded on the way; they stay recorded after a refusal too. */
    uint32_t reserved;      /**< 0. */
} coprod_loop_answer;

/** Settings of a loop; zero is every default. @since 0.3 */
typedef struct coprod_loop_options {
    size_t size;                          /**< sizeof(coprod_loop_options), set by the caller. */
    const coprod_allocator *allocator;    /**< Memory functions, or NULL. */
    const uint8_t *secret;                /**< Keys the digests of texts and keys, or NULL for none. */
    size_t secret_length;                 /**< Its bytes. */
} coprod_loop_options;

/** Where a loop is. @since 0.3 */
typedef struct coprod_loop_info {
    size_t size;               /**< sizeof(coprod_loop_info), set by the caller. */
    uint32_t state;            /**< Its state. */
    uint32_t seq;              /**< Accepted events. */
    uint32_t breach_count;     /**< Missed days so far. */
    uint32_t unexplained;      /**< Of them, those not explained yet. */
    int32_t last_day;          /**< Day of the last accepted event. */
    int32_t next_due;          /**< The first day that can be missed next, if has_next_due. */
    int32_t has_next_due;      /**< 1 or 0. */
    int32_t accepting;         /**< 1: the loop may end here. */
    int32_t final;             /**< 1: nothing happens after. */
    int32_t reserved;          /**< 0. */
} coprod_loop_info;

/** A fact of a loop. @since 0.3 */
typedef struct coprod_fact {
    size_t size;             /**< sizeof(coprod_fact), set by the caller. */
    const char *literal;     /**< Enums: the word, which lives as long as the machine; NULL for none. */
    int64_t number;          /**< Ints; bools (1 or 0); days; texts (bytes). */
    int32_t type;            /**< One of ::coprod_value_type. */
    int32_t known;           /**< 0: a day not known, an enum of none, no text. */
    uint8_t digest[16];      /**< Texts: the keyed digest; zeros without a secret. */
} coprod_fact;

/** A day that was missed. @since 0.3 */
typedef struct coprod_breach {
    size_t size;        /**< sizeof(coprod_breach), set by the caller. */
    uint32_t timer;     /**< The clock. */
    int32_t due;        /**< The day by which it should have happened. */
    int32_t level;      /**< To whom it goes, 1 to 9. */
    int32_t reserved;   /**< 0. */
} coprod_breach;

/**
 * The word of an answer, such as "NO_TRANSITION".
 * @param[in] kind any number.
 * @return static text, "" for a number that is no answer.
 * @since 0.3
 */
COPROD_API const char *coprod_loop_answer_name(int32_t kind);

/**
 * Makes an event without payload. Whether it is permitted is seen when a loop takes it: a name that the machine does
 * not know, or an actor of an unknown role, is refused there.
 * @param[in] machine the machine.
 * @param[in] name @nullable the event; NULL for a creation.
 * @param[in] by who: "role:actor".
 * @param[in] at the day, as days since 1970-01-01.
 * @param[in] allocator @nullable memory functions.
 * @param[out] event @owned{coprod_event_free} the event; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_RANGE (the day); COPROD_E_STRUCT;
 *         COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_event_new(const coprod_machine *machine, const char *name, const char *by, int32_t at,
                                          const coprod_allocator *allocator, coprod_event **event);

/**
 * Reads an event: `{"event", "by", "at", "payload"?, "key"?, "expect_seq"?}`; a creation has no "event". A payload that
 * the machine does not declare is no error here: the loop refuses it.
 *
 * A loop that began elsewhere is adopted by a creation that says where it is: `{"by", "at", "key"?, "adopt": {"state",
 * "reason", "created", "facts", "clocks", "missed"}}`. All of it must be said: every fact and clock of the machine by
 * its name, null for a day, literal or text that is not there and for a clock that does not run; when it began, null
 * if that is not known; the days missed so far, `{"timer", "due"}` each. Days that are over on the day of the adoption
 * and not among those are recorded as missed. Any role of the machine may adopt. It is an error to assert what a loop
 * of the machine cannot be: a clock that runs in every loop of the state and is not given, one that runs in none and
 * is, an invariant that is not true. A journal writes an adoption down as such; its event keeps its day and takes no
 * payload. A loop that was migrated to the machine may have clocks that no loop made by it has, or lack some that all
 * of those have; such a loop cannot be adopted. Of a state to which no transition leads any clock may be said to run.
 * @param[in] machine the machine.
 * @param[in] json @array{length} the event.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] event @owned{coprod_event_free} the event; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_event_load(const coprod_machine *machine, const char *json, size_t length,
                                           const coprod_allocator *allocator, coprod_findings *findings,
                                           coprod_event **event);

/**
 * Frees an event.
 * @param[in] event @nullable the event.
 * @since 0.3
 */
COPROD_API void coprod_event_free(coprod_event *event);

/**
 * Moves an event to another day.
 * @param[in,out] event the event.
 * @param[in] at days since 1970-01-01.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE.
 * @since 0.3
 */
COPROD_API coprod_status coprod_event_at(coprod_event *event, int32_t at);

/**
 * Sets a field of the payload to a number: an int, a bool (1 or 0) or a day, as the machine declares it. A value that
 * the field cannot hold, and a field that is not declared, make the loop refuse the event.
 * @param[in,out] event the event.
 * @param[in] field its name.
 * @param[in] number the number.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_event_number(coprod_event *event, const char *field, int64_t number);

/**
 * Sets a field of the payload to a text. The same holds as for coprod_event_number().
 * @param[in,out] event the event.
 * @param[in] field its name.
 * @param[in] text @array{length} the text, which is copied.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_event_text(coprod_event *event, const char *field, const char *text, size_t length);

/**
 * Gives an event a key: a second event with it is taken as the same one, sent again. A loop remembers the keys of
 * accepted events, not of refused ones.
 * @param[in,out] event the event.
 * @param[in] key @nullable @array{length} the key, which is copied; NULL for none.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_event_key(coprod_event *event, const char *key, size_t length);

/**
 * Says how many events the caller believes the loop to have accepted.
 * @param[in,out] event the event.
 * @param[in] seq 1 and up; 0 for no matter how many.
 * @return COPROD_OK; COPROD_E_ARGUMENT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_event_expect(coprod_event *event, uint32_t seq);

/**
 * Makes a loop, if its machine permits it. A refusal is looked for in this order: ROLE, PAYLOAD, GUARD, FACT_RANGE,
 * CALENDAR_RANGE.
 * @param[in] machine the machine.
 * @param[in] event a creation, bound to this machine.
 * @param[in] options @nullable settings.
 * @param[in,out] answer the caller's struct, `size` set: what became of it.
 * @param[out] loop @owned{coprod_loop_free} the loop; NULL on failure and after a refusal.
 * @return COPROD_OK, after a refusal too; COPROD_E_ARGUMENT (no creation, or of another machine); COPROD_E_STRUCT;
 *         COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_new(const coprod_machine *machine, const coprod_event *event,
                                         const coprod_loop_options *options, coprod_loop_answer *answer,
                                         coprod_loop **loop);

/**
 * Frees a loop.
 * @param[in] loop @nullable the loop.
 * @since 0.3
 */
COPROD_API void coprod_loop_free(coprod_loop *loop);

/**
 * Takes an event. A refusal is looked for in the order of ::coprod_loop_answer_kind. Before FINAL is looked for, clocks
 * that are overdue on the day of the event are recorded: due before that day, in order of due day and of the clock's
 * name, once for each start. A refusal changes nothing else. Takes memory only for what is recorded and for keys.
 * @param[in,out] loop the loop.
 * @param[in] event an event that is no creation, bound to the loop's machine.
 * @param[in,out] answer the caller's struct, `size` set: what became of it.
 * @return COPROD_OK, after a refusal too; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_MEMORY (the loop is as it was);
 *         COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_step(coprod_loop *loop, const coprod_event *event, coprod_loop_answer *answer);

/**
 * Records the clocks that are overdue on a day.
 * @param[in,out] loop the loop.
 * @param[in] day days since 1970-01-01.
 * @param[in,out] answer the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_RANGE (no such day); COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_tick(coprod_loop *loop, int32_t day, coprod_loop_answer *answer);

/**
 * Where a loop is.
 * @param[in] loop the loop.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_get(const coprod_loop *loop, coprod_loop_info *info);

/**
 * A fact of a loop.
 * @param[in] loop the loop.
 * @param[in] fact its index in the machine.
 * @param[in,out] value the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_fact(const coprod_loop *loop, uint32_t fact, coprod_fact *value);

/**
 * A clock of a loop. One that was missed runs on until it is stopped.
 * @param[in] loop the loop.
 * @param[in] timer its index in the machine.
 * @param[out] running 1 or 0.
 * @param[out] due the day, if it runs; 0 otherwise.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_due(const coprod_loop *loop, uint32_t timer, int32_t *running, int32_t *due);

/**
 * A missed day of a loop.
 * @param[in] loop the loop.
 * @param[in] index from 0, in the order recorded.
 * @param[in,out] breach the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_breach(const coprod_loop *loop, uint32_t index, coprod_breach *breach);

/**
 * A loop as JSON after an answer: `{"ok", "class", "detail", "state", "timers", "breaches", "facts"}`. A text is told
 * by its bytes alone. Without a loop, after a refused creation, the state is null.
 * @param[in] loop @nullable the loop.
 * @param[in] answer what became of the last event.
 * @param[out] buffer @nullable @array{capacity} the JSON.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_BUFFER.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_json(const coprod_loop *loop, const coprod_loop_answer *answer, char *buffer,
                                          size_t capacity, size_t *needed);

#ifdef __cplusplus
}
#endif

#include "feedback_check.h"
#include "feedback_explain.h"
#include "feedback_export.h"
#include "feedback_journal.h"
#include "feedback_store.h"

#endif
