/* SPDX-License-Identifier: MIT */
/* Reading a journal: opening it again, and its records. */
#include <string.h>

#include "journal_internal.h"

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

/* A loop after a record of it. That it may end cannot be while one below it may not. */
static int read_loop(coprod_journal *journal, uint32_t number, coprod__cursor *cursor, uint64_t kind, uint64_t machine)
{
    coprod__journal_loop *own = &journal->loops[number];
    uint64_t flags, parent;
    if (kind == COPROD_RECORD_TICK)
        return cursor->at == cursor->end;
    if (kind == COPROD_RECORD_PARENT) {
        parent = coprod__cursor_number(cursor, 4);
        coprod__cursor_bytes(cursor, COPROD__SHORT);
        return !cursor->short_of && cursor->at == cursor->end
               && coprod__journal_joins(journal, number, parent) == COPROD_OK;
    }
    coprod__cursor_bytes(cursor, kind == COPROD_RECORD_MIGRATION ? COPROD__HASH + COPROD__SHORT
                                 : kind == COPROD_RECORD_EVENT   ? 3
                                                                 : 1);
    flags = coprod__cursor_number(cursor, 1);
    if (cursor->short_of || flags > (COPROD__HAS_KEY | COPROD__MAY_END)
        || (flags & COPROD__MAY_END && own->kin.open && !(kind == COPROD_RECORD_MIGRATION && own->may_end)))
        return 0;
    coprod__set_may_end(journal, number, (flags & COPROD__MAY_END) != 0);
    own->adopted |= kind == COPROD_RECORD_ADOPTION;
    if (kind != COPROD_RECORD_MIGRATION)
        return 1;
    own->machine = (uint8_t)machine;
    own->migrated = 1;
    return cursor->at == cursor->end;
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
    machine = coprod__makes(kind) || kind == COPROD_RECORD_MIGRATION ? coprod__cursor_number(&cursor, 1) : 0;
    if (kind < COPROD_RECORD_CREATE || kind > COPROD_RECORD_PARENT || machine >= journal->machine_count
        || loop > journal->loop_count || coprod__makes(kind) != (loop == journal->loop_count))
        return 0;
    if (coprod__makes(kind))
        journal->loops[journal->loop_count++] = (coprod__journal_loop){.machine = (uint8_t)machine};
    if (!read_loop(journal, (uint32_t)loop, &cursor, kind, machine))
        return 0;
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
    status = coprod__journal_fit(journal, 0, 0, count_kind(journal, journal->count, COPROD_RECORD_CREATE)
                                                    + count_kind(journal, journal->count, COPROD_RECORD_ADOPTION));
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

coprod_status coprod_journal_record(const coprod_journal *journal, uint64_t index, coprod_record *record)
{
    coprod_record own = {sizeof own};
    coprod_status status = coprod__struct_begin(journal, record, sizeof own);
    coprod__cursor cursor;
    const uint8_t *actor, *migration;
    uint64_t flags = 0;
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
        own.machine = coprod__machine_at(journal, (size_t)index, own.loop);
    if (own.kind == COPROD_RECORD_EVENT)
        own.event = (uint32_t)coprod__cursor_number(&cursor, 2);
    if (coprod__makes((uint64_t)own.kind) || own.kind == COPROD_RECORD_MIGRATION)
        coprod__cursor_number(&cursor, 1);
    if (coprod__makes((uint64_t)own.kind) || own.kind == COPROD_RECORD_EVENT) {
        own.role = (uint32_t)coprod__cursor_number(&cursor, 1);
        flags = coprod__cursor_number(&cursor, 1);
    }
    if (own.kind == COPROD_RECORD_MIGRATION && (migration = coprod__cursor_bytes(&cursor, COPROD__HASH)))
        memcpy(own.migration, migration, COPROD__HASH);
    if (own.kind == COPROD_RECORD_PARENT)
        own.parent = (uint32_t)coprod__cursor_number(&cursor, 4);
    if (own.kind != COPROD_RECORD_MACHINE && own.kind != COPROD_RECORD_TICK) {
        actor = coprod__cursor_bytes(&cursor, COPROD__SHORT);
        if (actor)
            memcpy(own.actor, actor, COPROD__SHORT);
    }
    if (own.kind == COPROD_RECORD_MIGRATION)
        flags = coprod__cursor_number(&cursor, 1);
    own.has_key = (flags & COPROD__HAS_KEY) != 0;
    own.may_end = (flags & COPROD__MAY_END) != 0;
    memcpy(own.chain, coprod__record_hash(journal, (size_t)index), COPROD__HASH);
    return coprod__struct_out(record, sizeof own, sizeof own, &own);
}
