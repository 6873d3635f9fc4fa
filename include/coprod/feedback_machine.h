/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/feedback_machine.h
 * The machines behind feedback loops: states, events, facts, guards and clocks, as data.
 *
 * "Those carrying out engagement should always close the loop and provide feedback to patients and communities about
 * the relevant changes their involvement has contributed to" (NHS Providers 2024, after SCIE 2022). A machine says in
 * which order that happens, who may do what, what must be true before, and by when.
 */
#ifndef COPROD_FEEDBACK_MACHINE_H
#define COPROD_FEEDBACK_MACHINE_H

#include "days.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A machine: the rules of one kind of loop. Immutable, shared by threads. @since 0.3 */
typedef struct coprod_machine coprod_machine;

/** What a machine is made of. @since 0.3 */
enum coprod_element {
    COPROD_ELEMENT_STATE = 1,     /**< 1: where a loop can be. */
    COPROD_ELEMENT_EVENT = 2,     /**< 2: what can be done. */
    COPROD_ELEMENT_ROLE = 3,      /**< 3: who can do it. */
    COPROD_ELEMENT_FACT = 4,      /**< 4: what a loop remembers. */
    COPROD_ELEMENT_GUARD = 5,     /**< 5: what must be true before. */
    COPROD_ELEMENT_TIMER = 6,     /**< 6: a clock. */
    COPROD_ELEMENT_LITERAL = 7,   /**< 7: a word that facts and payloads are compared with. */
    COPROD_ELEMENT_LEVEL = 8      /**< 8: to whom a missed day goes, "1" to "9"; its index is one less. */
};

/** Types of facts and of payload fields. @since 0.3 */
enum coprod_value_type {
    COPROD_VALUE_INT = 1,     /**< 1: 0 to 4294967295. */
    COPROD_VALUE_BOOL = 2,    /**< 2: true or false. */
    COPROD_VALUE_DAY = 3,     /**< 3: a civil day, or not known. */
    COPROD_VALUE_ENUM = 4,    /**< 4: one of the machine's literals, or none. Facts only. */
    COPROD_VALUE_TEXT = 5     /**< 5: a text; a loop remembers that there is one, its length and digest. */
};

/** What a state is, as bits. @since 0.3 */
enum coprod_state_flag {
    COPROD_STATE_INITIAL = 1,      /**< 1: where a loop begins. */
    COPROD_STATE_ACCEPTING = 2,    /**< 2: a loop may end here. */
    COPROD_STATE_FINAL = 4         /**< 4: nothing happens after. */
};

/** Where the time of a clock comes from. @since 0.3 */
enum coprod_timer_kind {
    COPROD_TIMER_NOT_STATED = 0,    /**< 0: the definition does not say. */
    COPROD_TIMER_STATUTORY = 1,     /**< 1: from a law; cannot be replaced. */
    COPROD_TIMER_GUIDANCE = 2,      /**< 2: from national guidance; cannot be replaced. */
    COPROD_TIMER_LOCAL = 3,         /**< 3: a default that each organisation sets for itself. */
    COPROD_TIMER_GIVEN = 4          /**< 4: a date that was agreed, in a payload. */
};

/** What a transition does to a clock. @since 0.3 */
enum coprod_clock_op {
    COPROD_CLOCK_START = 1,      /**< 1: runs from the day of the event. */
    COPROD_CLOCK_RESTART = 2,    /**< 2: the same, for a clock that runs already. */
    COPROD_CLOCK_STOP = 3,       /**< 3: runs no more. */
    COPROD_CLOCK_SET = 4         /**< 4: is due on a day of the payload. */
};

/** Settings of a machine; zero is every default. @since 0.3 */
typedef struct coprod_machine_options {
    size_t size;                            /**< sizeof(coprod_machine_options), set by the caller. */
    const coprod_allocator *allocator;      /**< Memory functions, or NULL. */
    const coprod_calendar *calendar;        /**< The calendar that the machine names; NULL for the built-in one. */
    const char *timings;                    /**< JSON object of local clocks replaced: {"T_tell": {"n": 5}}, or NULL. */
    size_t timings_length;                  /**< Its bytes, or ::COPROD_NTS. */
} coprod_machine_options;

/** What a machine says of itself. Its texts live as long as the machine. @since 0.3 */
typedef struct coprod_machine_info {
    size_t size;                          /**< sizeof(coprod_machine_info), set by the caller. */
    const char *id;                       /**< Such as "suggestion". */
    const char *title;                    /**< For people. */
    const char *text;                     /**< What it is for, or "". */
    const char *source_title;             /**< Where it comes from, or "". */
    const char *source_address;           /**< Its address, or "". */
    const char *source_words;             /**< What it says, or "". */
    const char *fingerprint;              /**< SHA-256 of what can change an answer, 64 hexadecimal digits. */
    const char *calendar;                 /**< Id of its calendar. */
    const char *calendar_fingerprint;     /**< And its fingerprint. */
    int32_t version;                      /**< 1 and up. */
    uint32_t state_count;                 /**< Number of states; likewise below. */
    uint32_t event_count;                 /**< Events. */
    uint32_t role_count;                  /**< Roles. */
    uint32_t fact_count;                  /**< Facts. */
    uint32_t guard_count;                 /**< Guards. */
    uint32_t timer_count;                 /**< Clocks. */
    uint32_t literal_count;               /**< Literals. */
    uint32_t transition_count;            /**< Transitions, creation not counted. */
    uint32_t hot_bytes;                   /**< Bytes of a loop in a store, without texts, breaches, keys. */
} coprod_machine_info;

/** A part of a machine. Its texts live as long as the machine. @since 0.3 */
typedef struct coprod_machine_element {
    size_t size;            /**< sizeof(coprod_machine_element), set by the caller. */
    const char *id;         /**< Stable word. */
    const char *title;      /**< A short label; the id where there is none. */
    const char *text;       /**< A plain sentence, or "". */
    const char *next;       /**< States: what happens next, or "". */
    const char *test;       /**< Guards: the test as JSON; "" of the others. */
    uint32_t flags;         /**< States: bits of ::coprod_state_flag. Events: a bit for each role that may. */
    int32_t type;           /**< Facts: one of ::coprod_value_type. */
    uint32_t field_count;   /**< Events: fields of the payload. */
    uint32_t reserved;      /**< 0. */
} coprod_machine_element;

/** A clock of a machine. Its texts live as long as the machine. @since 0.3 */
typedef struct coprod_timer {
    size_t size;                   /**< sizeof(coprod_timer), set by the caller. */
    const char *id;                /**< Such as "T_tell". */
    const char *text;              /**< What must have happened by then, or "". */
    const char *basis;             /**< Where the time comes from, in short. */
    const char *note;              /**< What to know of it, or "". */
    const char *source_title;      /**< The source, or "". */
    const char *source_address;    /**< Its address, or "". */
    const char *source_words;      /**< What it says, or "". */
    coprod_period period;          /**< How it is counted; unit 0 for a date that is given. */
    int32_t level;                 /**< 0: serves guards only; 1 to 9: to whom a missed day goes. */
    int32_t kind;                  /**< One of ::coprod_timer_kind. */
    int32_t replaced;              /**< 1: not the definition's own time, but the caller's. */
    int32_t verified;              /**< 0: the definition says that a person should check the time. */
} coprod_timer;

/** A transition of a machine. @since 0.3 */
typedef struct coprod_transition {
    size_t size;              /**< sizeof(coprod_transition), set by the caller. */
    uint32_t from;            /**< State; of creation the initial one. */
    uint32_t event;           /**< Event; of creation the number of events. */
    uint32_t to;              /**< State. */
    uint32_t guard_count;     /**< Guards, asked in this order. */
    uint32_t action_count;    /**< Facts set or added to, in this order. */
    uint32_t clock_count;     /**< Clocks, in this order, after the facts. */
} coprod_transition;

/** What a transition does to a fact. Its texts live as long as the machine. @since 0.3 */
typedef struct coprod_action {
    size_t size;              /**< sizeof(coprod_action), set by the caller. */
    const char *literal;      /**< The word it is set to, or NULL. */
    const char *field;        /**< The payload field it is taken from, or NULL. */
    int64_t number;           /**< The number, 1 or 0 of a bool, or what is added; 0 otherwise. */
    uint32_t fact;            /**< The fact. */
    int32_t add;              /**< 1: added to; 0: set. */
    int32_t other;            /**< The fact it is taken from, or -1. */
    int32_t empty;            /**< 1: set to not known, or to none. */
    int32_t at;               /**< 1: set to the day of the event. */
    int32_t reserved;         /**< 0. */
} coprod_action;

/** What a transition does to a clock. Its text lives as long as the machine. @since 0.3 */
typedef struct coprod_clock_action {
    size_t size;              /**< sizeof(coprod_clock_action), set by the caller. */
    const char *field;        /**< ::COPROD_CLOCK_SET: the field with the day; NULL: the day of the event. */
    uint32_t timer;           /**< The clock. */
    int32_t op;               /**< One of ::coprod_clock_op. */
} coprod_clock_action;

/** Number of built-in machines. @return the number. @since 0.3 */
COPROD_API size_t coprod_machine_count(void);

/**
 * The name of a built-in machine with its version.
 * @param[in] index 0 to coprod_machine_count() - 1.
 * @return static text, such as "suggestion@1"; NULL for an index beyond.
 * @since 0.3
 */
COPROD_API const char *coprod_machine_id(size_t index);

/**
 * A built-in machine.
 * @param[in] name such as "suggestion@1", or "suggestion" for its newest version.
 * @param[in] options @nullable settings.
 * @param[in,out] findings @nullable collects what is wrong with the timings.
 * @param[out] machine @owned{coprod_machine_free} the machine; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; and what coprod_machine_load() returns for the timings.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_builtin(const char *name, const coprod_machine_options *options,
                                                coprod_findings *findings, coprod_machine **machine);

/**
 * Loads a machine out of a document of schema `feedback-machines/1`. Every defect of every machine of the document is
 * reported with its JSON pointer: names that are not known ("unknown-state", "unknown-guard", "unknown-role",
 * "unknown-fact", "unknown-timer", "unknown-event"), clocks ("bad-unit", "bad-amount"), tests ("bad-operator",
 * "bad-operand", "payload-not-declared", "cyclic-guard"), two transitions for one event of a state
 * ("nondeterministic"), a transition out of a final state ("leaves-final"). What needs a search (dead ends, invariants
 * that can be broken) is not looked for here.
 *
 * A clock of kind "local" may be replaced by the options; another one is refused ("not-local").
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] name @nullable such as "suggestion@1" or "suggestion"; NULL for the first machine.
 * @param[in] options @nullable settings.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] machine @owned{coprod_machine_free} the machine; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_UNKNOWN (no such machine); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_load(const char *json, size_t length, const char *name,
                                             const coprod_machine_options *options, coprod_findings *findings,
                                             coprod_machine **machine);

/**
 * Gives a machine back. Loops made with it go on.
 * @param[in] machine @nullable the machine.
 * @since 0.3
 */
COPROD_API void coprod_machine_free(coprod_machine *machine);

/**
 * What a machine says of itself.
 * @param[in] machine the machine.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_get(const coprod_machine *machine, coprod_machine_info *info);

/**
 * The index of a part by its id.
 * @param[in] machine the machine.
 * @param[in] element one of ::coprod_element.
 * @param[in] id the id.
 * @param[out] index its index; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_find(const coprod_machine *machine, int32_t element, const char *id,
                                             uint32_t *index);

/**
 * The id of a part, for tables and loops.
 * @param[in] machine @nullable the machine.
 * @param[in] element one of ::coprod_element.
 * @param[in] index from 0.
 * @return text that lives as long as the machine; NULL if there is no such part.
 * @since 0.3
 */
COPROD_API const char *coprod_machine_word(const coprod_machine *machine, int32_t element, uint32_t index);

/**
 * A part with its texts.
 * @param[in] machine the machine.
 * @param[in] element one of ::coprod_element.
 * @param[in] index from 0.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_get_element(const coprod_machine *machine, int32_t element, uint32_t index,
                                                 coprod_machine_element *info);

/**
 * A field of an event's payload.
 * @param[in] machine the machine.
 * @param[in] event index of the event; the number of events for creation.
 * @param[in] field from 0, in the order declared.
 * @param[out] name @nullable its name, which lives as long as the machine; NULL on failure.
 * @param[out] type @nullable one of ::coprod_value_type; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_field(const coprod_machine *machine, uint32_t event, uint32_t field,
                                              const char **name, int32_t *type);

/**
 * A clock.
 * @param[in] machine the machine.
 * @param[in] index from 0, in the order declared.
 * @param[in,out] timer the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_timer(const coprod_machine *machine, uint32_t index, coprod_timer *timer);

/**
 * A transition.
 * @param[in] machine the machine.
 * @param[in] index from 0; the number of transitions for creation.
 * @param[in,out] transition the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_transition(const coprod_machine *machine, uint32_t index,
                                                   coprod_transition *transition);

/**
 * A guard of a transition.
 * @param[in] machine the machine.
 * @param[in] transition from 0; the number of transitions for creation.
 * @param[in] index from 0, in the order asked.
 * @param[out] guard the guard; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_guard(const coprod_machine *machine, uint32_t transition, uint32_t index,
                                              uint32_t *guard);

/**
 * What a transition does to a fact.
 * @param[in] machine the machine.
 * @param[in] transition from 0; the number of transitions for creation.
 * @param[in] index from 0, in the order done.
 * @param[in,out] action the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_action(const coprod_machine *machine, uint32_t transition, uint32_t index,
                                               coprod_action *action);

/**
 * What a transition does to a clock.
 * @param[in] machine the machine.
 * @param[in] transition from 0; the number of transitions for creation.
 * @param[in] index from 0, in the order done.
 * @param[in,out] action the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_clock(const coprod_machine *machine, uint32_t transition, uint32_t index,
                                              coprod_clock_action *action);

#ifdef __cplusplus
}
#endif

#endif
