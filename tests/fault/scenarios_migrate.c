/* SPDX-License-Identifier: MIT */
/* Migrations, of a machine to itself. */
#include "fault.h"

#include <stdlib.h>

static const char migration[] = "{\"schema\": \"feedback-migration/1\", \"id\": \"same\", \"reason\": \"none\","
                                " \"from\": \"small@1\", \"to\": \"small@1\", \"timers\": {\"T\": {\"start_in\":"
                                " [\"closed\"]}}}";

static void with_migration(world *w)
{
    with_stepped(w);
    if (coprod_migration_load(w->machine, w->machine, migration, COPROD_NTS, w->allocator, NULL, &w->migration)
        != COPROD_OK)
        abort();
}

static int32_t late(void)
{
    int32_t day = 0;
    coprod_day_read("2025-07-02", COPROD_NTS, &day);
    return day;
}

static coprod_status load_migration(world *w)
{
    MAKE(w, coprod_migration, made_migration,
         coprod_migration_load(w->machine, w->machine, migration, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_bad_migration(world *w)
{
    MAKE(w, coprod_migration, made_migration,
         coprod_migration_load(w->machine, w->machine,
                               "{\"schema\": \"feedback-migration/1\", \"from\": \"a\", \"states\": {\"open\": 1, \"x\":"
                               " null}, \"facts\": {\"told\": {}, \"y\": 1}, \"waived\": {\"z\": 1}, \"forgotten\": [7],"
                               " \"timers\": {\"T\": {\"from\": [\"q\"], \"start_in\": [\"r\"]}}}",
                               COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status migrate_loop(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    MAKE(w, coprod_loop, made_loop, coprod_loop_migrate(w->loop, w->migration, late(), &answer, &made));
}

static coprod_status migrate_in_journal(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    MAKE(w, coprod_loop, made_loop,
         coprod_journal_migrate(w->journal, 0, w->loop, w->migration, late(), "lead:other", &answer, &made));
}

static coprod_status migrate_store(world *w)
{
    coprod_migration_counts counts = {.size = sizeof counts};
    MAKE(w, coprod_loops, made_loops,
         coprod_loops_migrate(w->loops, w->migration, late(), &counts, NULL, NULL, 0, &made));
}

static coprod_status dry_run(world *w)
{
    coprod_migration_counts counts = {.size = sizeof counts};
    return coprod_loops_migrate(w->loops, w->migration, late(), &counts, NULL, NULL, 0, NULL);
}

static void with_migrated(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_loop *made = NULL;
    with_migration(w);
    if (coprod_journal_migrate(w->journal, 0, w->loop, w->migration, late(), "lead:other", &answer, &made)
        != COPROD_OK)
        abort();
    coprod_loop_free(made);
}

static coprod_status replay_through(world *w)
{
    const coprod_migration *list[] = {w->migration};
    MAKE(w, coprod_loop, made_loop, coprod_journal_replay_through(w->journal, 0, w->machine, list, 1, &made));
}

static coprod_status prove(world *w)
{
    coprod_check_options options = {.size = sizeof options, .allocator = w->allocator};
    MAKE(w, coprod_machine_check, check, coprod_migration_check(w->migration, &options, &made));
}

const scenario migrate_scenarios[] = {
    {"load_migration", with_stepped, load_migration, COPROD_OK, 1},
    {"load_bad_migration", with_stepped, load_bad_migration, COPROD_E_DEFINITION, 1},
    {"migrate_loop", with_migration, migrate_loop, COPROD_OK, 1},
    {"migrate_in_journal", with_migration, migrate_in_journal, COPROD_OK, 1},
    {"migrate_store", with_migration, migrate_store, COPROD_OK, 1},
    {"dry_run", with_migration, dry_run, COPROD_OK, 1},
    {"replay_through", with_migrated, replay_through, COPROD_OK, 1},
    {"prove", with_migration, prove, COPROD_OK, 29},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
