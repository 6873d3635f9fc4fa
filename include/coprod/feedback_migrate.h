/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/feedback_migrate.h
 * From one version of a machine to the next: loops that are on their way go on under the new one, and nothing that
 * people were promised is lost.
 *
 * A migration says for each state where loops in it go, for each fact of the new machine where it comes from, for each
 * old clock into which new one it goes. What is carried under its own name need not be named. What is not carried must
 * be named too: facts as "forgotten", clocks as "waived" with the reason. A clock of a law cannot be waived, and goes
 * into a clock of its own. Running clocks keep their day, so that none gets later; a migration tells of each whose next
 * start counts otherwise. Of two clocks that become one the earlier day is kept.
 */
#ifndef COPROD_FEEDBACK_MIGRATE_H
#define COPROD_FEEDBACK_MIGRATE_H

#include "feedback_check.h"
#include "feedback_journal.h"
#include "feedback_store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A migration. Immutable, shared by threads. @since 0.3 */
typedef struct coprod_migration coprod_migration;

/** What a migration of many loops does. @since 0.3 */
typedef struct coprod_migration_counts {
    size_t size;                  /**< sizeof(coprod_migration_counts), set by the caller. */
    uint64_t loops;               /**< Loops. */
    uint64_t moved;               /**< Of them, those that can move. */
    uint64_t later_event;         /**< Those that cannot: an event after the day. */
    uint64_t beyond_calendar;     /**< Those that cannot: a clock would start where the calendar does not know it. */
    uint64_t no_place;            /**< Those that cannot: something that the new machine has no place for, or they would
                                     come to where they may end, and a loop below them would not. */
    uint64_t clocks_kept;         /**< Running clocks of those that can move, which keep their day. */
    uint64_t clocks_waived;       /**< Running clocks of those that can move, which end. */
    uint64_t clocks_started;      /**< Clocks that start. */
    uint64_t missed;              /**< Days of those that can move that turn out to be missed on the day. */
} coprod_migration_counts;

/**
 * Loads a migration: JSON of schema "feedback-migration/1". Every defect is reported with its JSON pointer: names that
 * are not known ("unknown-state", "unknown-fact", "unknown-timer"), machines that are not those given
 * ("other-machine"), what would be lost without a word ("not-carried"), what is called waived and is not
 * ("not-waived"), and a duty by law ("statutory-clock"). A clock whose next start counts otherwise is told as a warning
 * ("other-length").
 * @param[in] from the machine of the loops; counted.
 * @param[in] to the machine they go to; counted.
 * @param[in] json @array{length} the migration.
 * @param[in] length its bytes, or COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable what was found.
 * @param[out] migration @owned{coprod_migration_free} the migration; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_SYNTAX; COPROD_E_DEFINITION; COPROD_E_TEXT; COPROD_E_LIMIT;
 *         COPROD_E_NUMBER; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_migration_load(const coprod_machine *from, const coprod_machine *to, const char *json,
                                               size_t length, const coprod_allocator *allocator,
                                               coprod_findings *findings, coprod_migration **migration);

/**
 * Frees a migration.
 * @param[in] migration @nullable the migration.
 * @since 0.3
 */
COPROD_API void coprod_migration_free(coprod_migration *migration);

/**
 * SHA-256 of a migration in canonical form, which a journal keeps.
 * @param[in] migration @nullable the migration.
 * @return 64 hexadecimal digits, which live as long as the migration; "" for NULL.
 * @since 0.3
 */
COPROD_API const char *coprod_migration_fingerprint(const coprod_migration *migration);

/**
 * Proves that loops can still end: from every configuration that the old machine can reach, on its days, the migration
 * is made, and from there every way of the new machine is tried. Found is: a configuration from which no accepting
 * state can be reached after it ("dead-end", at the old state); an invariant of the new machine that then does not hold
 * ("invariant", at `invariant:state`); a clock that runs on where a loop may end ("timer-runs-on"). The trace of a
 * defect is one of the old machine, after which the migration leads there. Numbers beyond those in the guards of both
 * machines are not tried; of two days that are compared with one another, and not with that of the event, nothing is
 * told apart but whether they are past; missed days whose clock is waived are not in the way. `complete` is 0 too where
 * a day fact begins with the same day in every loop and a guard asks for it. In the info `configurations` are those of
 * the old machine that can move, and `followed` and `moves` are of the new one; `reached_states` and
 * `fired_transitions` are 0.
 * @param[in] migration the migration.
 * @param[in] options @nullable settings, as of a check of a machine.
 * @param[out] check @owned{coprod_machine_check_free} what was found out; NULL on failure.
 * @return COPROD_OK, whatever was found; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_migration_check(const coprod_migration *migration, const coprod_check_options *options,
                                                coprod_machine_check **check);

/**
 * Makes the loop that goes on under the new machine. The old one stays as it was. It counts as an accepted event: the
 * number of events rises by one, and the day is that of the last. Days that are over by then are recorded as missed,
 * under the clocks and with the levels of the new machine. Refused is: a day before the last event (TIME); what the new
 * machine has no place for, a state, a literal or a missed day, which `detail` names as long as the migration lives
 * (MIGRATION); a clock that would start where the calendar does not know it (CALENDAR_RANGE).
 * @param[in] loop the loop; its machine is the migration's old one.
 * @param[in] migration the migration.
 * @param[in] day days since 1970-01-01.
 * @param[in,out] answer the caller's struct, `size` set; state and number of events are those after.
 * @param[out] migrated @owned{coprod_loop_free} the loop; NULL on failure and after a refusal, so not the variable that
 *             holds the old one.
 * @return COPROD_OK, after a refusal too; COPROD_E_ARGUMENT; COPROD_E_RANGE; COPROD_E_STRUCT; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_migrate(const coprod_loop *loop, const coprod_migration *migration, int32_t day,
                                             coprod_loop_answer *answer, coprod_loop **migrated);

/**
 * Migrates a store, as coprod_loop_migrate() each loop. It is all or nothing: with a loop that cannot move none is
 * moved, and the counts say why. Without `migrated` it only counts: a dry run.
 * @param[in] loops the store, which stays as it was.
 * @param[in] migration the migration; its old machine is the store's.
 * @param[in] day days since 1970-01-01.
 * @param[in,out] counts the caller's struct, `size` set.
 * @param[out] moved @nullable @array{state_count} loops of each old state that can move.
 * @param[out] refused @nullable @array{state_count} loops of each old state that cannot.
 * @param[in] state_count states of the old machine that are asked for, from the first on.
 * @param[out] migrated @nullable @owned{coprod_loops_free} the new store, with the same numbers; NULL on failure and
 *             where a loop cannot move.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE; COPROD_E_STRUCT; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loops_migrate(const coprod_loops *loops, const coprod_migration *migration, int32_t day,
                                              coprod_migration_counts *counts, uint64_t *moved, uint64_t *refused,
                                              uint32_t state_count, coprod_loops **migrated);

/**
 * Migrates a loop of a journal, and writes that down: the new machine, the migration's fingerprint, the day, and who
 * did it. After that the loop of this number is one of the new machine.
 * @param[in,out] journal the journal.
 * @param[in] number the loop's number.
 * @param[in] loop the loop of that number, which stays as it was.
 * @param[in] migration the migration.
 * @param[in] day days since 1970-01-01.
 * @param[in] by who does it; any text that is not empty.
 * @param[in,out] answer the caller's struct, `size` set.
 * @param[out] migrated @owned{coprod_loop_free} the loop; NULL on failure and after a refusal, when nothing is written:
 *             also CHILDREN, where it would come to where it may end, and a loop below it may not end yet.
 * @return COPROD_OK, after a refusal too; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such number); COPROD_E_LIMIT (255
 *         machines); COPROD_E_RANGE; COPROD_E_TEXT; COPROD_E_STRUCT; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_migrate(coprod_journal *journal, uint32_t number,
                                                const coprod_loop *loop, const coprod_migration *migration,
                                                int32_t day, const char *by, coprod_loop_answer *answer,
                                                coprod_loop **migrated);

/**
 * Makes a loop from its records, through its migrations. Cost: its own records.
 * @param[in] journal the journal.
 * @param[in] number the loop's number.
 * @param[in] machine the machine that it was made with.
 * @param[in] migrations @nullable @array{count} the migrations that its records may name, each from the machine, the
 *            same object, that the one before led to.
 * @param[in] count their number.
 * @param[out] loop @owned{coprod_loop_free} the loop; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such number); COPROD_E_FINGERPRINT (another machine,
 *         calendar or migration); COPROD_E_BLOB (a record that the machine does not accept); COPROD_E_MEMORY;
 *         COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_replay_through(const coprod_journal *journal, uint32_t number,
                                                       const coprod_machine *machine,
                                                       const coprod_migration *const *migrations, size_t count,
                                                       coprod_loop **loop);

#ifdef __cplusplus
}
#endif

#endif
