/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/feedback_store.h
 * Many loops of one machine: one event for many, many events at once, who is due, figures of teams.
 */
#ifndef COPROD_FEEDBACK_STORE_H
#define COPROD_FEEDBACK_STORE_H

#include "feedback.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Loops of one machine, kept in columns. They are numbered from 0. One thread at a time. @since 0.3 */
typedef struct coprod_loops coprod_loops;

/** Figures of the loops of a team, or of all. @since 0.3 */
typedef struct coprod_figures {
    size_t size;             /**< sizeof(coprod_figures), set by the caller. */
    uint64_t loops;          /**< Loops. */
    uint64_t closed;         /**< Of them, in a state where they may end. */
    uint64_t told;           /**< Everybody was told: the guard "fed_back" holds, and the loop has left its first state;
                                  0 where the machine has no such guard. */
    uint64_t late;           /**< A day was missed, at some time. */
    uint64_t explained;      /**< Of those that were late, all of it was explained. */
    uint64_t overdue;        /**< A clock of a level above 0 still runs past its day. */
    uint64_t missed_days;    /**< Days that were missed, in all. */
} coprod_figures;

/**
 * Makes an empty store.
 * @param[in] machine the machine of all its loops.
 * @param[in] options @nullable settings, as of one loop.
 * @param[out] loops @owned{coprod_loops_free} the store; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_new(const coprod_machine *machine, const coprod_loop_options *options,
                                          coprod_loops **loops);

/**
 * Frees a store.
 * @param[in] loops @nullable the store.
 * @since 0.3
 */
COPROD_API void coprod_loops_free(coprod_loops *loops);

/**
 * Number of loops.
 * @param[in] loops @nullable the store.
 * @return the number; 0 for NULL.
 * @since 0.3
 */
COPROD_API uint32_t coprod_loops_count(const coprod_loops *loops);

/**
 * Makes loops as coprod_loop_new() does, all by the same creation. A refusal makes none. An adoption makes one only.
 * @param[in,out] loops the store.
 * @param[in] event a creation, bound to the store's machine; with a key only one loop can be made.
 * @param[in] team a number of the caller's, for figures.
 * @param[in] count how many; 1 and up.
 * @param[in,out] answer the caller's struct, `size` set.
 * @param[out] first the number of the first; 0 on failure and after a refusal.
 * @return COPROD_OK, after a refusal too; COPROD_E_ARGUMENT; COPROD_E_LIMIT (more than 4294967295 loops);
 *         COPROD_E_STRUCT; COPROD_E_MEMORY (the store is as it was).
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_add(coprod_loops *loops, const coprod_event *event, uint32_t team, uint32_t count,
                                          coprod_loop_answer *answer, uint32_t *first);

/**
 * Steps one loop as coprod_loop_step() does.
 * @param[in,out] loops the store.
 * @param[in] number the loop.
 * @param[in] event the event.
 * @param[in,out] answer the caller's struct, `size` set.
 * @return COPROD_OK, after a refusal too; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_STRUCT; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_step(coprod_loops *loops, uint32_t number, const coprod_event *event,
                                           coprod_loop_answer *answer);

/**
 * One event for many loops: row by row what coprod_loops_step() gives, faster. If memory runs out, the rows before keep
 * what happened, and their answers tell which they are.
 * @param[in,out] loops the store.
 * @param[in] event the event.
 * @param[in] numbers @nullable @array{count} the loops; NULL: the first `count`.
 * @param[in] count how many.
 * @param[out] kinds @nullable @array{count} one of ::coprod_loop_answer_kind each; 255 for a row that was not reached.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (a number that is none; nothing happened); COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_step_many(coprod_loops *loops, const coprod_event *event, const uint32_t *numbers,
                                                size_t count, uint8_t *kinds);

/**
 * Many events for many loops, in the order of the rows.
 * @param[in,out] loops the store.
 * @param[in] events @array{count} the event of each row.
 * @param[in] numbers @array{count} the loop of each row.
 * @param[in] count how many.
 * @param[out] kinds @nullable @array{count} as above.
 * @return COPROD_OK; COPROD_E_ARGUMENT (an event of another machine, too; nothing happened); COPROD_E_UNKNOWN (a number
 *         that is none; nothing happened); COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_step_each(coprod_loops *loops, const coprod_event *const *events,
                                                const uint32_t *numbers, size_t count, uint8_t *kinds);

/**
 * Records the days that were missed by a day, in all loops.
 * @param[in,out] loops the store.
 * @param[in] day days since 1970-01-01.
 * @param[out] missed how many; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE; COPROD_E_MEMORY (loops before keep what was recorded).
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_tick(coprod_loops *loops, int32_t day, uint64_t *missed);

/**
 * The loops whose next day that can be missed lies between two days. From any day long ago until yesterday, they are
 * those that the next coprod_loops_tick() will record.
 * @param[in] loops the store.
 * @param[in] from the first day.
 * @param[in] until the last day.
 * @param[out] numbers @nullable @array{capacity} the loops, by number.
 * @param[in] capacity how many fit.
 * @param[out] count how many there are.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE; COPROD_E_BUFFER.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_due(const coprod_loops *loops, int32_t from, int32_t until, uint32_t *numbers,
                                          size_t capacity, size_t *count);

/**
 * Figures of a team, or of all.
 * @param[in] loops the store.
 * @param[in] team @nullable the team; NULL for all.
 * @param[in] day the day to which `overdue` refers.
 * @param[in,out] figures the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_RANGE.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_figures(const coprod_loops *loops, const uint32_t *team, int32_t day,
                                              coprod_figures *figures);

/**
 * The loops that closed, in the order in which they did, with the days that they took: the points of a run chart. Of a
 * loop that was reopened and closed again, the last time counts, from its creation on. Of loops that were adopted those
 * are left out whose creation is not known, or whose closing.
 * @param[in] loops the store.
 * @param[in] team @nullable the team; NULL for all.
 * @param[out] closed_day @nullable @array{capacity} the day each closed.
 * @param[out] days @nullable @array{capacity} the days from creation to closing.
 * @param[in] capacity how many fit.
 * @param[out] count how many there are.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_times(const coprod_loops *loops, const uint32_t *team, int32_t *closed_day,
                                            int32_t *days, size_t capacity, size_t *count);

/**
 * A loop of the store as one of its own, for all that can be asked of one loop. It does not change with the store.
 * Cost: one look at the missed days and at the keys of the whole store.
 * @param[in] loops the store.
 * @param[in] number the loop.
 * @param[out] loop @owned{coprod_loop_free} the copy; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_copy(const coprod_loops *loops, uint32_t number, coprod_loop **loop);

#ifdef __cplusplus
}
#endif

#endif
