/* SPDX-License-Identifier: MIT */
/* Reading a journal: opening it again, its records, and loops replayed from them. */
#include <string.h>

#include "journal_internal.h"
#include "migrate_internal.h"

uint64_t coprod__cursor_number(coprod__cursor *cursor, size_t bytes)
{
    const uint8_t *at = coprod__cursor_bytes(cursor, bytes);
    uint64_t number = 0;
    for (size_t i = 0; at && i < bytes; i++)
        number |= (uint64_t)at[i] << 8 * i;
    return number;
}

const uint8_t *coprod__cursor_bytes(coprod__cursor *cursor, size_t bytes)
{
    const uint8_t *at = cursor->at;
    if ((size_t)(cursor->end - at) < bytes) {
        cursor->short_of = 1;
        return NULL;
    }
    cursor->at += bytes;
    return at;
}

coprod__cursor coprod__record_content(const coprod_journal *journal, size_t index)
{
    coprod__cursor cursor = {journal->bytes + journal->records[index].start + COPROD__RECORD_LENGTH,
                             coprod__record_hash(journal, index), 0};
    return cursor;
}

/* --- opening --- */

/* Records of a kind before one. An empty content, whose hash follows, is refused when it is read. */
static size_t count_kind(const coprod_journal *journal, size_t end, uint8_t kind)
{
    size_t count = 0;
    for (size_t i = 0; i < end; i++)
        count += journal->bytes[journal->records[i].start + COPROD__RECORD_LENGTH] == kind;
    return count;
}

static int read_machine(coprod_journal *journal, coprod__cursor *cursor)
{
    coprod__journal_machine *own = &journal->machines[journal->machine_count];
    const uint8_t *fingerprint, *calendar;
    if (journal->machine_count == COPROD__MACHINES_MOST)
        return 0;
    coprod__cursor_number(cursor, 4);
    fingerprint = coprod__cursor_bytes(cursor, COPROD__HASH);
    calendar = coprod__cursor_bytes(cursor, COPROD__HASH);
    if (!fingerprint || !calendar || cursor->at == cursor->end)
        return 0;
    memcpy(own->fingerprint, fingerprint, COPROD__HASH);
    memcpy(own->calendar, calendar, COPROD__HASH);
    journal->machine_count++;
    return 1;
}

/* What a record says of machines and loops must fit those before it. */
static int read_record(coprod_journal *journal, size_t index)
{
    coprod__cursor cursor = coprod__record_content(journal, index);
    uint64_t kind = coprod__cursor_number(&cursor, 1), loop = coprod__cursor_number(&cursor, 4), machine;
    coprod__cursor_number(&cursor, 3);
    if (cursor.short_of)
        return 0;
    if (kind == COPROD_RECORD_MACHINE)
        return !loop && read_machine(journal, &cursor);
    machine = kind == COPROD_RECORD_CREATE || kind == COPROD_RECORD_MIGRATION ? coprod__cursor_number(&cursor, 1) : 0;
    if (machine >= journal->machine_count || loop > journal->loop_count
        || (kind == COPROD_RECORD_CREATE) != (loop == journal->loop_count))
        return 0;
    switch (kind) {
    case COPROD_RECORD_CREATE:
        journal->loops[journal->loop_count++] = (coprod__journal_loop){0, 0, (uint8_t)machine, 0};
        break;
    case COPROD_RECORD_MIGRATION:
        if (cursor.end - cursor.at != COPROD__HASH + COPROD__SHORT)
            return 0;
        journal->loops[loop].machine = (uint8_t)machine;
        journal->loops[loop].migrated = 1;
        break;
    case COPROD_RECORD_EVENT: break;
    case COPROD_RECORD_TICK:
        if (cursor.at != cursor.end)
            return 0;
        break;
    default: return 0;
    }
    coprod__journal_link(journal, index, (uint32_t)loop);
    return 1;
}

static coprod_status read_records(coprod_journal *journal, coprod_journal_report *report)
{
    for (size_t i = 0; i < journal->count; i++)
        if (!read_record(journal, i)) {
            report->state = COPROD_JOURNAL_BROKEN;
            report->record_count = i;
            report->good_bytes = report->bad_byte = journal->records[i].start;
            return COPROD_E_BLOB;
        }
    return COPROD_OK;
}

static coprod_status open_bytes(const uint8_t *bytes, size_t length, coprod_journal *journal,
                                coprod_journal_report *report)
{
    const coprod__mac *key = journal->keyed ? &journal->key : NULL;
    coprod_status status;
    coprod__journal_examine(bytes, length, &journal->secret, key, report, NULL);
    if (report->state != COPROD_JOURNAL_INTACT)
        return COPROD_E_BLOB;
    status = coprod__journal_fit(journal, length, (size_t)report->record_count, 0);
    if (status != COPROD_OK)
        return status;
    memcpy(journal->bytes, bytes, length);
    journal->length = length;
    *report = (coprod_journal_report){sizeof *report, 0, 0, 0, 0, 0};
    coprod__journal_examine(bytes, length, &journal->secret, key, report, journal->records);
    journal->count = (size_t)report->record_count;
    status = coprod__journal_fit(journal, 0, 0, count_kind(journal, journal->count, COPROD_RECORD_CREATE));
    return status == COPROD_OK ? read_records(journal, report) : status;
}

coprod_status coprod_journal_open(const uint8_t *bytes, size_t length, const coprod_journal_options *options,
                                  coprod_journal_report *report, coprod_journal **journal)
{
    coprod_journal_report own = {sizeof own}, *told = report ? report : &own;
    coprod_journal *made = NULL;
    coprod_status status;
    if (!journal)
        return COPROD_E_ARGUMENT;
    *journal = NULL;
    status = coprod__struct_begin(bytes, told, sizeof own);
    if (status == COPROD_OK)
        status = coprod__journal_make(options, &made);
    own.size = sizeof own;
    if (status == COPROD_OK)
        status = open_bytes(bytes, length, made, &own);
    if (status == COPROD_OK || status == COPROD_E_BLOB)
        coprod__struct_out(told, sizeof own, sizeof own, &own);
    if (status == COPROD_OK)
        *journal = made;
    else
        coprod_journal_free(made);
    return status;
}

/* --- asking --- */

coprod_status coprod_journal_bytes(const coprod_journal *journal, const uint8_t **bytes, size_t *length)
{
    if (bytes)
        *bytes = NULL;
    if (length)
        *length = 0;
    if (!journal || !bytes || !length)
        return COPROD_E_ARGUMENT;
    *bytes = journal->bytes;
    *length = journal->length;
    return COPROD_OK;
}

uint64_t coprod_journal_count(const coprod_journal *journal)
{
    return journal ? journal->count : 0;
}

uint32_t coprod_journal_loop_count(const coprod_journal *journal)
{
    return journal ? (uint32_t)journal->loop_count : 0;
}

/* What a loop's machine was at a record: that of its creation or its last migration. */
static uint32_t machine_at(const coprod_journal *journal, size_t index, uint32_t loop)
{
    uint32_t machine = journal->loops[loop].machine;
    size_t first = journal->loops[loop].migrated ? (size_t)journal->loops[loop].first : 0;
    for (size_t i = first; i && i <= index; i = (size_t)journal->records[i].next) {
        coprod__cursor cursor = coprod__record_content(journal, i);
        uint64_t kind = coprod__cursor_number(&cursor, 1);
        coprod__cursor_bytes(&cursor, 7);
        if (kind == COPROD_RECORD_CREATE || kind == COPROD_RECORD_MIGRATION)
            machine = (uint32_t)coprod__cursor_number(&cursor, 1);
    }
    return machine;
}

coprod_status coprod_journal_record(const coprod_journal *journal, uint64_t index, coprod_record *record)
{
    coprod_record own = {sizeof own};
    coprod_status status = coprod__struct_begin(journal, record, sizeof own);
    coprod__cursor cursor;
    const uint8_t *actor, *migration;
    if (status != COPROD_OK)
        return status;
    if (index >= journal->count)
        return COPROD_E_UNKNOWN;
    cursor = coprod__record_content(journal, (size_t)index);
    own.first_byte = journal->records[index].start;
    own.bytes = (uint32_t)(coprod__record_hash(journal, (size_t)index) + COPROD__HASH - journal->bytes
                           - (ptrdiff_t)own.first_byte);
    own.kind = (int32_t)coprod__cursor_number(&cursor, 1);
    own.loop = (uint32_t)coprod__cursor_number(&cursor, 4);
    own.day = coprod__day_told((uint32_t)coprod__cursor_number(&cursor, 3));
    if (own.kind == COPROD_RECORD_MACHINE)
        own.machine = (uint32_t)count_kind(journal, (size_t)index, COPROD_RECORD_MACHINE);
    else
        own.machine = machine_at(journal, (size_t)index, own.loop);
    if (own.kind == COPROD_RECORD_EVENT)
        own.event = (uint32_t)coprod__cursor_number(&cursor, 2);
    if (own.kind == COPROD_RECORD_CREATE || own.kind == COPROD_RECORD_MIGRATION)
        coprod__cursor_number(&cursor, 1);
    if (own.kind == COPROD_RECORD_CREATE || own.kind == COPROD_RECORD_EVENT) {
        own.role = (uint32_t)coprod__cursor_number(&cursor, 1);
        own.has_key = (int32_t)coprod__cursor_number(&cursor, 1);
    }
    if (own.kind == COPROD_RECORD_MIGRATION && (migration = coprod__cursor_bytes(&cursor, COPROD__HASH)))
        memcpy(own.migration, migration, COPROD__HASH);
    if (own.kind != COPROD_RECORD_MACHINE && own.kind != COPROD_RECORD_TICK) {
        actor = coprod__cursor_bytes(&cursor, COPROD__SHORT);
        if (actor)
            memcpy(own.actor, actor, COPROD__SHORT);
    }
    memcpy(own.chain, coprod__record_hash(journal, (size_t)index), COPROD__HASH);
    return coprod__struct_out(record, sizeof own, sizeof own, &own);
}

/* --- replay --- */

/* A value that no event could have had is as bad as one that is cut off. */
static void read_field(coprod__cursor *cursor, const coprod_machine *machine, int32_t type, uint32_t *value,
                       coprod__text_kept *text)
{
    static const size_t bytes[] = {0, 4, 1, 3};
    const uint8_t *digest;
    if (type != COPROD_VALUE_TEXT) {
        *value = (uint32_t)coprod__cursor_number(cursor, bytes[type]);
        cursor->short_of |= type == COPROD_VALUE_BOOL && *value > 1;
        cursor->short_of |= type == COPROD_VALUE_DAY && (!*value || *value > coprod__day_kept(COPROD__DAY_LAST));
        return;
    }
    text->length = (uint32_t)coprod__cursor_number(cursor, 4);
    *value = (uint32_t)coprod__cursor_number(cursor, 4);
    digest = coprod__cursor_bytes(cursor, COPROD__SHORT);
    cursor->short_of |= !(*value & COPROD__TEXT_THERE) || *value >> COPROD__TEXT_BITS > machine->literals.count;
    if (digest)
        memcpy(text->digest, digest, COPROD__SHORT);
}

/* Into what the loop takes; the event of `act` is known. */
static int read_act(coprod__cursor *cursor, const coprod_machine *machine, coprod__act *act,
                    uint32_t values[COPROD__FIELDS], coprod__text_kept texts[COPROD__FIELDS])
{
    const coprod__event_rule *rule = &machine->event_rules[act->event];
    uint64_t role = coprod__cursor_number(cursor, 1), keyed = coprod__cursor_number(cursor, 1);
    coprod__cursor_bytes(cursor, COPROD__SHORT);
    if (role >= machine->roles.count || keyed > 1)
        return 0;
    act->role = UINT32_C(1) << role;
    act->key = keyed ? coprod__cursor_bytes(cursor, COPROD__SHORT) : NULL;
    for (uint32_t i = 0; i < rule->field_count; i++)
        read_field(cursor, machine, rule->fields[i].type, &values[i], &texts[i]);
    act->payload = values;
    act->kept = texts;
    return !cursor->short_of && cursor->at == cursor->end;
}

static coprod_status replay_record(coprod_loop *loop, coprod__cursor *cursor, int32_t kind)
{
    const coprod_machine *machine = loop->rows.machine;
    uint32_t values[COPROD__FIELDS] = {0}, breaches;
    coprod__text_kept texts[COPROD__FIELDS];
    coprod__act act = {0};
    coprod__came came;
    coprod_status status;
    act.expect = COPROD__NONE;
    act.at = (uint32_t)coprod__cursor_number(cursor, 3);
    if (!act.at || act.at > coprod__day_kept(COPROD__DAY_LAST))
        return COPROD_E_BLOB;
    if (kind == COPROD_RECORD_TICK)
        return coprod__tick(&loop->rows, 0, act.at, &breaches);
    act.event = kind == COPROD_RECORD_CREATE ? (int32_t)machine->events.count
                                             : (int32_t)coprod__cursor_number(cursor, 2);
    if (kind == COPROD_RECORD_CREATE)
        coprod__cursor_number(cursor, 1);
    else if ((uint32_t)act.event >= machine->events.count)
        return COPROD_E_BLOB;
    if (!read_act(cursor, machine, &act, values, texts))
        return COPROD_E_BLOB;
    status = kind == COPROD_RECORD_CREATE ? coprod__create(&loop->rows, 0, &act, &came)
                                          : coprod__loop_step(&loop->rows, 0, &act, &came);
    return status != COPROD_OK ? status : came.kind == COPROD_LOOP_OK ? COPROD_OK : COPROD_E_BLOB;
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
    if (status == COPROD_OK) {
        coprod_loop_free(*loop);
        *loop = made;
    }
    return status;
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
    first = machine_at(journal, (size_t)journal->loops[number].first, number);
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
