/* SPDX-License-Identifier: MIT */
/* Loops made again from their records. */
#include <string.h>

#include "adopt_internal.h"
#include "journal_internal.h"
#include "migrate_internal.h"

uint32_t coprod__machine_at(const coprod_journal *journal, size_t index, uint32_t loop)
{
    uint32_t machine = journal->loops[loop].machine;
    size_t first = journal->loops[loop].migrated ? (size_t)journal->loops[loop].first : 0;
    for (size_t i = first; i && i <= index; i = (size_t)journal->records[i].next) {
        coprod__cursor cursor = coprod__record_content(journal, i);
        uint64_t kind = coprod__cursor_number(&cursor, 1);
        coprod__cursor_bytes(&cursor, 7);
        if (coprod__makes(kind) || kind == COPROD_RECORD_MIGRATION)
            machine = (uint32_t)coprod__cursor_number(&cursor, 1);
    }
    return machine;
}

/* Into what the loop takes; the event of `act` is known. */
static int read_act(coprod__cursor *cursor, const coprod_machine *machine, coprod__act *act,
                    uint32_t values[COPROD__FIELDS], coprod__text_kept texts[COPROD__FIELDS])
{
    const coprod__event_rule *rule = &machine->event_rules[act->event];
    for (uint32_t i = 0; i < rule->field_count; i++)
        coprod__read_field(cursor, machine, rule->fields[i].type, &values[i], &texts[i]);
    act->payload = values;
    act->kept = texts;
    return !cursor->short_of && cursor->at == cursor->end;
}

/* Into a row that holds nothing yet. */
static coprod_status replay_adoption(coprod_loop *loop, coprod__cursor *cursor, coprod__act *act)
{
    uint32_t facts[COPROD__FACTS], clocks[COPROD__TIMERS];
    coprod__text_kept kept[COPROD__FACTS];
    coprod__missed_day missed[COPROD__MISSED_MOST];
    coprod__adopted adopted = {.facts = facts, .kept = kept, .clocks = clocks, .missed = missed, .reason = ""};
    coprod__came came;
    coprod_status status;
    memset(facts, 0, sizeof facts);
    memset(kept, 0, sizeof kept);
    if (!coprod__read_adopted(cursor, loop->rows.machine, &adopted))
        return COPROD_E_BLOB;
    act->adopted = &adopted;
    status = coprod__create(&loop->rows, 0, act, &came);
    return status == COPROD_OK ? coprod__check_adopted(loop, &adopted, act->at) : status;
}

static coprod_status replay_act(coprod_loop *loop, coprod__cursor *cursor, coprod__act *act)
{
    uint32_t values[COPROD__FIELDS] = {0};
    coprod__text_kept texts[COPROD__FIELDS];
    coprod__came came;
    coprod_status status;
    if (!read_act(cursor, loop->rows.machine, act, values, texts))
        return COPROD_E_BLOB;
    status = act->event == (int32_t)loop->rows.machine->events.count ? coprod__create(&loop->rows, 0, act, &came)
                                                                      : coprod__loop_step(&loop->rows, 0, act, &came);
    return status != COPROD_OK ? status : came.kind == COPROD_LOOP_OK ? COPROD_OK : COPROD_E_BLOB;
}

static coprod_status replay_record(coprod_loop *loop, coprod__cursor *cursor, int32_t kind)
{
    const coprod_machine *machine = loop->rows.machine;
    coprod__act act = {.expect = COPROD__NONE, .event = (int32_t)machine->events.count};
    coprod_status status;
    uint32_t breaches;
    int may_end;
    act.at = (uint32_t)coprod__cursor_number(cursor, 3);
    if (!act.at || act.at > coprod__day_kept(COPROD__DAY_LAST))
        return COPROD_E_BLOB;
    if (kind == COPROD_RECORD_TICK)
        return coprod__tick(&loop->rows, 0, act.at, &breaches);
    if (kind != COPROD_RECORD_EVENT)
        coprod__cursor_number(cursor, 1); /* the machine */
    else if ((act.event = (int32_t)coprod__cursor_number(cursor, 2)) >= (int32_t)machine->events.count)
        return COPROD_E_BLOB;
    if (!coprod__read_who(cursor, machine, &act, &may_end))
        return COPROD_E_BLOB;
    status = kind == COPROD_RECORD_ADOPTION ? replay_adoption(loop, cursor, &act) : replay_act(loop, cursor, &act);
    return status == COPROD_OK && may_end != coprod__loop_may_end(loop) ? COPROD_E_BLOB : status;
}

/* The migration that a record names, from the loop's machine to the one that the record names. */
static const coprod_migration *named(const coprod__journal_machine *to, const coprod_machine *from,
                                     const uint8_t *fingerprint, const coprod_migration *const *migrations,
                                     size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint8_t own[COPROD__HASH];
        coprod__unhex(migrations[i]->fingerprint, own);
        if (migrations[i]->from == from && !memcmp(own, fingerprint, COPROD__HASH)
            && coprod__is_machine(to, migrations[i]->to))
            return migrations[i];
    }
    return NULL;
}

/* The loop under its new machine; COPROD_E_FINGERPRINT where the migration is not among those given. */
static coprod_status replay_migration(const coprod_journal *journal, coprod_loop **loop, coprod__cursor *cursor,
                                      const coprod_migration *const *migrations, size_t count)
{
    uint32_t day = (uint32_t)coprod__cursor_number(cursor, 3), machine = (uint32_t)coprod__cursor_number(cursor, 1);
    const uint8_t *fingerprint = coprod__cursor_bytes(cursor, COPROD__HASH);
    coprod_loop_answer answer = {.size = sizeof answer};
    const coprod_migration *migration;
    coprod_loop *made;
    coprod_status status;
    if (!day || day > coprod__day_kept(COPROD__DAY_LAST) || !fingerprint)
        return COPROD_E_BLOB;
    migration = named(&journal->machines[machine], (*loop)->rows.machine, fingerprint, migrations, count);
    if (!migration)
        return COPROD_E_FINGERPRINT;
    status = coprod_loop_migrate(*loop, migration, coprod__day_told(day), &answer, &made);
    if (status == COPROD_OK && !made)
        return COPROD_E_BLOB;
    if (status != COPROD_OK)
        return status;
    coprod_loop_free(*loop);
    *loop = made;
    coprod__cursor_bytes(cursor, COPROD__SHORT);
    return coprod__cursor_number(cursor, 1) == (uint64_t)(coprod__loop_may_end(made) ? COPROD__MAY_END : 0)
               ? COPROD_OK
               : COPROD_E_BLOB;
}

coprod_status coprod_journal_replay_through(const coprod_journal *journal, uint32_t number,
                                            const coprod_machine *machine, const coprod_migration *const *migrations,
                                            size_t count, coprod_loop **loop)
{
    coprod_loop *made;
    coprod_status status = COPROD_OK;
    uint32_t first;
    if (!loop)
        return COPROD_E_ARGUMENT;
    *loop = NULL;
    if (!journal || !machine || (count && !migrations))
        return COPROD_E_ARGUMENT;
    for (size_t i = 0; i < count; i++)
        if (!migrations[i])
            return COPROD_E_ARGUMENT;
    if (number >= journal->loop_count)
        return COPROD_E_UNKNOWN;
    first = coprod__machine_at(journal, (size_t)journal->loops[number].first, number);
    if (!coprod__is_machine(&journal->machines[first], machine))
        return COPROD_E_FINGERPRINT;
    made = coprod__loop_allocate(machine, &journal->memory, 1);
    if (!made)
        return COPROD_E_MEMORY;
    made->mac = journal->secret;
    for (size_t i = (size_t)journal->loops[number].first; i && status == COPROD_OK;
         i = (size_t)journal->records[i].next) {
        coprod__cursor cursor = coprod__record_content(journal, i);
        int32_t kind = (int32_t)coprod__cursor_number(&cursor, 1);
        coprod__cursor_bytes(&cursor, 4);
        if (kind == COPROD_RECORD_PARENT)
            continue; /* of the journal, not of the loop */
        status = kind == COPROD_RECORD_MIGRATION ? replay_migration(journal, &made, &cursor, migrations, count)
                                                 : replay_record(made, &cursor, kind);
    }
    if (status == COPROD_OK)
        *loop = made;
    else
        coprod_loop_free(made);
    return status;
}

coprod_status coprod_journal_replay(const coprod_journal *journal, uint32_t number, const coprod_machine *machine,
                                    coprod_loop **loop)
{
    return coprod_journal_replay_through(journal, number, machine, NULL, 0, loop);
}
