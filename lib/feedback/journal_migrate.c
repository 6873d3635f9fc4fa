/* SPDX-License-Identifier: MIT */
/* Migrations in a journal. */
#include "journal_internal.h"
#include "migrate_internal.h"

/* Into room that is there, for the actor that is known. */
static void add_migration(coprod_journal *journal, uint32_t number, const coprod_migration *migration, uint32_t known,
                          uint32_t day, int may_end)
{
    uint8_t fingerprint[COPROD__HASH];
    coprod__content content;
    if (known == journal->machine_count)
        coprod__add_machine(journal, migration->to, day);
    coprod__unhex(migration->fingerprint, fingerprint);
    coprod__content_begin(&content, COPROD_RECORD_MIGRATION, number, day);
    coprod__content_number(&content, known, 1);
    coprod__content_bytes(&content, fingerprint, COPROD__HASH);
    coprod__content_bytes(&content, journal->actor_digest, COPROD__SHORT);
    coprod__content_number(&content, may_end ? COPROD__MAY_END : 0, 1);
    coprod__journal_add_to(journal, number, &content);
    coprod__set_may_end(journal, number, may_end);
    journal->loops[number].machine = (uint8_t)known;
    journal->loops[number].migrated = 1;
}

/* A migration, too, does not lead a loop to where it may end before those below it. */
static coprod_status keep_open(const coprod_journal *journal, uint32_t number, const coprod_loop *loop,
                               coprod_loop_answer *answer, coprod_loop **migrated)
{
    const coprod_machine *machine = (*migrated)->rows.machine;
    coprod_loop_answer own = {sizeof own};
    if (!journal->loops[number].kin.open || journal->loops[number].may_end || !coprod__loop_may_end(*migrated))
        return COPROD_OK;
    own.kind = COPROD_LOOP_CHILDREN;
    own.detail = machine->states.name[coprod__get(&(*migrated)->rows, machine->state, 0)];
    own.seq = coprod__get(&loop->rows, loop->rows.machine->seq, 0);
    own.state = coprod__get(&loop->rows, loop->rows.machine->state, 0);
    coprod_loop_free(*migrated);
    *migrated = NULL;
    return coprod__struct_out(answer, sizeof own, sizeof own, &own);
}

coprod_status coprod_journal_migrate(coprod_journal *journal, uint32_t number, const coprod_loop *loop,
                                     const coprod_migration *migration, int32_t day, const char *by,
                                     coprod_loop_answer *answer, coprod_loop **migrated)
{
    size_t length;
    uint32_t known;
    coprod_status status = coprod__struct_begin(journal, answer, sizeof *answer);
    if (migrated)
        *migrated = NULL;
    if (status != COPROD_OK)
        return status;
    if (!loop || !migration || !migrated || !by || !by[0])
        return COPROD_E_ARGUMENT;
    status = coprod__text_check(by, COPROD_NTS, &length);
    if (status == COPROD_OK)
        status = coprod__journal_check(journal, number, loop);
    known = coprod__machine_number(journal, migration->to);
    if (status == COPROD_OK && known == COPROD__MACHINES_MOST)
        status = COPROD_E_LIMIT;
    if (status == COPROD_OK)
        status = coprod__journal_room(journal, 2, 0);
    if (status == COPROD_OK)
        status = coprod__know_actor(journal, by);
    if (status == COPROD_OK)
        status = coprod_loop_migrate(loop, migration, day, answer, migrated);
    if (status == COPROD_OK && *migrated)
        status = keep_open(journal, number, loop, answer, migrated);
    if (status == COPROD_OK && *migrated)
        add_migration(journal, number, migration, known, coprod__day_kept(day), coprod__loop_may_end(*migrated));
    return status;
}
