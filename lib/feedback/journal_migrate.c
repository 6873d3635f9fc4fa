/* SPDX-License-Identifier: MIT */
/* Migrations in a journal. */
#include "journal_internal.h"
#include "migrate_internal.h"

coprod_status coprod_journal_migrate(coprod_journal *journal, uint32_t number, const coprod_loop *loop,
                                     const coprod_migration *migration, int32_t day, const char *by,
                                     coprod_loop_answer *answer, coprod_loop **migrated)
{
    uint8_t fingerprint[COPROD__HASH];
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
    if (status != COPROD_OK || !*migrated)
        return status;
    coprod__unhex(migration->fingerprint, fingerprint);
    coprod__add_migration(journal, number, migration->to, coprod__day_kept(day), fingerprint);
    return COPROD_OK;
}
