/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/feedback_family.h
 * Loops below loops: a framework and its commitments, each with a loop of its own. A loop does not close before those
 * below it, however far below: an event that would lead it to where it may end is refused (CHILDREN) while one of them
 * may not end yet. One that is reopened later blocks nobody from reopening the one above; it is told among the open
 * ones, and those above it are too. At most 64 loops stand one above another.
 *
 * A journal knows this from its records alone, so machines below one another may differ. In a store they are of one
 * machine. A loop by itself has no family.
 */
#ifndef COPROD_FEEDBACK_FAMILY_H
#define COPROD_FEEDBACK_FAMILY_H

#include "feedback_journal.h"
#include "feedback_store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The loops above and below a loop. @since 0.3 */
typedef struct coprod_family {
    size_t size;               /**< sizeof(coprod_family), set by the caller. */
    uint32_t parent;           /**< The loop above it, if has_parent; else 0. */
    uint32_t children;         /**< Loops directly below it. */
    uint32_t open_children;    /**< Of them, those that may not end yet, or have such a one below them. */
    int32_t has_parent;        /**< 1 or 0. */
    int32_t may_end;           /**< 1: this loop is where it may end. */
    int32_t adopted;           /**< 1: it began elsewhere; see coprod_event_load(). */
} coprod_family;

/**
 * Puts a loop of a journal below another, and writes that down. It stays there: a commitment that is given up is
 * closed, with its reason, and not taken out.
 * @param[in,out] journal the journal.
 * @param[in] child the loop that comes below.
 * @param[in] parent the loop above it.
 * @param[in] day days since 1970-01-01.
 * @param[in] by who does it; any text that is not empty.
 * @return COPROD_OK; COPROD_E_ARGUMENT (the child is above the parent or the same, or has a parent; or the parent may
 *         end already and the child, or one below it, may not); COPROD_E_UNKNOWN (no such number); COPROD_E_RANGE (the
 *         day); COPROD_E_LIMIT (more than 64 one above another); COPROD_E_TEXT; COPROD_E_MEMORY. After a failure
 *         nothing is written. Cost: the loops above the parent.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_join(coprod_journal *journal, uint32_t child, uint32_t parent, int32_t day,
                                             const char *by);

/**
 * The family of a loop of a journal.
 * @param[in] journal the journal.
 * @param[in] number the loop's number.
 * @param[in,out] family the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_family(const coprod_journal *journal, uint32_t number, coprod_family *family);

/**
 * The loops directly below a loop of a journal. Cost: one look at every loop.
 * @param[in] journal the journal.
 * @param[in] number the loop's number.
 * @param[out] numbers @nullable @array{capacity} their numbers, in order.
 * @param[in] capacity how many fit.
 * @param[out] count how many there are.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_BUFFER.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_children(const coprod_journal *journal, uint32_t number, uint32_t *numbers,
                                                 size_t capacity, size_t *count);

/**
 * Puts a loop of a store below another, as coprod_journal_join() does.
 * @param[in,out] loops the store.
 * @param[in] child the loop that comes below.
 * @param[in] parent the loop above it.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_LIMIT; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_join(coprod_loops *loops, uint32_t child, uint32_t parent);

/**
 * The family of a loop of a store.
 * @param[in] loops the store.
 * @param[in] number the loop.
 * @param[in,out] family the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_family(const coprod_loops *loops, uint32_t number, coprod_family *family);

/**
 * The loops directly below a loop of a store. Cost: one look at every loop.
 * @param[in] loops the store.
 * @param[in] number the loop.
 * @param[out] numbers @nullable @array{capacity} their numbers, in order.
 * @param[in] capacity how many fit.
 * @param[out] count how many there are.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_BUFFER.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_children(const coprod_loops *loops, uint32_t number, uint32_t *numbers,
                                               size_t capacity, size_t *count);

#ifdef __cplusplus
}
#endif

#endif
