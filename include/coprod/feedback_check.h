/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/feedback_check.h
 * Whether a machine does what it promises: every way it can go is tried. And how much of it some traces cover.
 */
#ifndef COPROD_FEEDBACK_CHECK_H
#define COPROD_FEEDBACK_CHECK_H

#include "feedback.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What was found out about a machine. Immutable, shared by threads. @since 0.3 */
typedef struct coprod_machine_check coprod_machine_check;

/** Traces that together cover a machine. Immutable, shared by threads. @since 0.3 */
typedef struct coprod_traces coprod_traces;

/** Settings of a check; zero is every default. @since 0.3 */
typedef struct coprod_check_options {
    size_t size;                          /**< sizeof(coprod_check_options), set by the caller. */
    const coprod_allocator *allocator;    /**< Memory functions, or NULL. */
    uint32_t most_configurations;         /**< Where the search ends; 0 for 200000. */
    int32_t timed;                        /**< 1: tell configurations apart by how many days are left, too. */
} coprod_check_options;

/** What a check came to. @since 0.3 */
typedef struct coprod_check_info {
    size_t size;                   /**< sizeof(coprod_check_info), set by the caller. */
    uint32_t configurations;       /**< Configurations that were reached. */
    uint32_t moves;                /**< Ways from one to another. */
    uint32_t reached_states;       /**< States that were reached. */
    uint32_t fired_transitions;    /**< Transitions that were fired. */
    uint32_t defect_count;         /**< Defects. */
    int32_t complete;              /**< 1: nothing was left out; 0: the search ended before. */
    int32_t calendar_ended;        /**< 1: some ways ended where the calendar does. */
    uint32_t followed;             /**< Of a migration: configurations of the new machine that follow; else 0. */
} coprod_check_info;

/** A defect of a machine. Its texts live as long as the check. @since 0.3 */
typedef struct coprod_defect {
    size_t size;               /**< sizeof(coprod_defect), set by the caller. */
    const char *code;          /**< "unreachable-state", "dead-end", "invariant", "timer-runs-on",
                                    "timer-never-started" or "never-fires". */
    const char *place;         /**< JSON pointer within the machine; of an invariant "invariant:state". */
    const char *trace;         /**< The shortest way there that was found, as a trace (JSON), or "". */
    const char *found;         /**< The state, transition, clock or invariant. */
    uint32_t index;            /**< Its index. */
    uint32_t state;            /**< The state it was found in. */
} coprod_defect;

/** How much of a machine some traces cover. @since 0.3 */
typedef struct coprod_coverage {
    size_t size;                   /**< sizeof(coprod_coverage), set by the caller. */
    uint32_t states;               /**< States that were entered. */
    uint32_t state_count;          /**< Of so many. */
    uint32_t transitions;          /**< Transitions that were fired. */
    uint32_t transition_count;     /**< Of so many. */
    uint32_t guards_held;          /**< Guards of transitions that held. */
    uint32_t guards_failed;        /**< Guards of transitions that failed. */
    uint32_t guard_count;          /**< Of so many. */
    uint32_t timers_missed;        /**< Clocks that were past before they were stopped. */
    uint32_t timers_met;           /**< Clocks that were stopped in time. */
    uint32_t timer_count;          /**< Of so many. */
} coprod_coverage;

/**
 * Tries every way a machine can go, on the days of its calendar: every event with every payload that its guards can
 * tell apart, and the days on which a clock is due or over. Found is: a state that is never reached; a configuration
 * from which no accepting state can be reached any more ("dead-end"); an invariant that does not hold; a clock that
 * runs on in a final state, or one of a level above 0 in an accepting state; a clock that is never started; a
 * transition that never fires. What has a trace can be run. With `complete` 0 the search ended before it was through:
 * something that is said not to be reached may then still be, and more may be wrong. Numbers beyond those in the guards
 * are not tried.
 * @param[in] machine the machine.
 * @param[in] options @nullable settings.
 * @param[out] check @owned{coprod_machine_check_free} what was found out; NULL on failure.
 * @return COPROD_OK, whatever was found; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_check_new(const coprod_machine *machine, const coprod_check_options *options,
                                                  coprod_machine_check **check);

/**
 * Frees a check.
 * @param[in] check @nullable the check.
 * @since 0.3
 */
COPROD_API void coprod_machine_check_free(coprod_machine_check *check);

/**
 * What a check came to.
 * @param[in] check the check.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_check_get(const coprod_machine_check *check, coprod_check_info *info);

/**
 * A defect.
 * @param[in] check the check.
 * @param[in] index 0 to defect_count - 1.
 * @param[in,out] defect the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_check_defect(const coprod_machine_check *check, uint32_t index,
                                                     coprod_defect *defect);

/**
 * Makes traces that cover a machine: every state and transition by every role that may, every guard both ways and every
 * test of it on both sides of where it changes, and every role that must be refused, as far as a search can reach.
 * @param[in] machine the machine.
 * @param[in] options @nullable settings.
 * @param[out] traces @owned{coprod_traces_free} the traces; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_traces_new(const coprod_machine *machine, const coprod_check_options *options,
                                           coprod_traces **traces);

/**
 * Frees traces.
 * @param[in] traces @nullable the traces.
 * @since 0.3
 */
COPROD_API void coprod_traces_free(coprod_traces *traces);

/**
 * Number of traces.
 * @param[in] traces @nullable the traces.
 * @return the number; 0 for NULL.
 * @since 0.3
 */
COPROD_API uint32_t coprod_traces_count(const coprod_traces *traces);

/**
 * A trace as JSON, on one line: `{"machine", "create", "steps"}`.
 * @param[in] traces the traces.
 * @param[in] index 0 to coprod_traces_count() - 1.
 * @return text that lives as long as the traces; NULL for an index beyond.
 * @since 0.3
 */
COPROD_API const char *coprod_traces_json(const coprod_traces *traces, uint32_t index);

/**
 * How much of its machine a loop went through is counted from now on, for all loops that count into the same bytes: as
 * many as coprod_coverage_bytes() says, zeros at first. The bytes must live as long as the loop, or until it counts no
 * more.
 * @param[in,out] loop the loop.
 * @param[in,out] bytes @nullable the counts; NULL: it counts no more.
 * @return COPROD_OK; COPROD_E_ARGUMENT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_cover(coprod_loop *loop, uint8_t *bytes);

/**
 * Bytes that the counts of a machine take.
 * @param[in] machine @nullable the machine.
 * @return the number; 0 for NULL.
 * @since 0.3
 */
COPROD_API size_t coprod_coverage_bytes(const coprod_machine *machine);

/**
 * What was counted.
 * @param[in] machine the machine.
 * @param[in] bytes the counts.
 * @param[in,out] coverage the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_coverage_get(const coprod_machine *machine, const uint8_t *bytes,
                                             coprod_coverage *coverage);

#ifdef __cplusplus
}
#endif

#endif
