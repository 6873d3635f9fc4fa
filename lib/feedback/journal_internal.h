/* SPDX-License-Identifier: MIT */
/* A journal's bytes.
 *
 * Head: 8 bytes "COPRODJ" and the version; 1 byte whether it is keyed, 7 zeros; 16 bytes that know the secret, 16 that
 * know the key; 32 bytes hash of these 48.
 * Record: 2 bytes length of the content; content; 32 bytes hash of (hash before, length, content).
 * Content: 1 byte kind; 4 bytes loop; 3 bytes day; then
 *   machine  4 bytes version, 32 bytes fingerprint, 32 bytes calendar's fingerprint, its id
 *   create   1 byte machine; act
 *   event    2 bytes event; act
 *   migrate  1 byte machine, 32 bytes the migration's fingerprint, 16 bytes actor, 1 byte flags
 *   adopt    1 byte machine; who; 2 bytes state, 3 bytes day of creation, 4 bytes length and 16 digest of the reason;
 *            the facts, as payload's fields, or 2 bytes of a literal; 3 bytes of each clock; 1 byte the number of
 *            missed days, each 1 byte clock, 3 bytes day
 *   parent   4 bytes the loop above it, 16 bytes actor
 *   act      who; the payload's fields: int 4 bytes, bool 1, day 3, text 4 bytes length, 4 bytes bits, 16 bytes digest
 *   who      1 byte role, 1 byte flags; 16 bytes actor; 16 bytes key if there is one
 * Flags: 1 it has a key, 2 the loop may end after it.
 * Numbers are little-endian. */
#ifndef COPROD_JOURNAL_INTERNAL_H
#define COPROD_JOURNAL_INTERNAL_H

#include "coprod/feedback_migrate.h"
#include "kin_internal.h"
#include "loop_internal.h"

enum {
    COPROD__JOURNAL_CHECKED = 48,
    COPROD__JOURNAL_HEAD = COPROD__JOURNAL_CHECKED + COPROD__HASH,
    COPROD__JOURNAL_VERSION = 1,
    COPROD__RECORD_LENGTH = 2,
    COPROD__RECORD_MOST = 8192, /* bytes of a content: an adoption of a machine with all that it may have */
    COPROD__RECORD_USUAL = 1024, /* of any other */
    COPROD__RECORD_COMMON = 8,
    COPROD__MACHINES_MOST = 255,
    COPROD__HAS_KEY = 1, /* flags */
    COPROD__MAY_END = 2
};

typedef struct coprod__journal_machine {
    uint8_t fingerprint[COPROD__HASH], calendar[COPROD__HASH];
    const coprod_machine *known; /* counted: the one that was seen with these, or NULL */
} coprod__journal_machine;

/* Where a record begins, and the next one of its loop: 0, the place of a machine, is none. */
typedef struct coprod__journal_record {
    uint64_t start, next;
} coprod__journal_record;

/* A loop's first and last record, its machine as it is now, and the loops above and below it. */
typedef struct coprod__journal_loop {
    uint64_t first, last;
    uint8_t machine, migrated; /* migrated: it was another one before */
    uint8_t adopted, may_end;
    coprod__kin kin;
} coprod__journal_loop;

struct coprod_journal {
    coprod__memory memory;
    coprod__mac secret, key;
    int keyed;
    uint8_t *bytes;
    size_t length, capacity;
    coprod__journal_record *records;
    size_t count, records_capacity;
    coprod__journal_loop *loops;
    size_t loop_count, loops_capacity;
    coprod__journal_machine *machines; /* [255] */
    uint32_t machine_count;
    char *actor; /* the last one, whose digest is known */
    size_t actor_length;
    uint8_t actor_digest[COPROD__SHORT];
};

/* Content that is written or read. */
typedef struct coprod__content {
    uint8_t bytes[COPROD__RECORD_LENGTH + COPROD__RECORD_MOST];
    size_t length;
} coprod__content;

typedef struct coprod__cursor {
    const uint8_t *at, *end;
    int short_of; /* it was read past its end */
} coprod__cursor;

uint64_t coprod__cursor_number(coprod__cursor *cursor, size_t bytes);
const uint8_t *coprod__cursor_bytes(coprod__cursor *cursor, size_t bytes); /* NULL past the end */

/* A record that makes a loop, here or from elsewhere. */
static inline int coprod__makes(uint64_t kind)
{
    return kind == COPROD_RECORD_CREATE || kind == COPROD_RECORD_ADOPTION;
}

/* What a loop's machine was at a record: that of its creation or its last migration. */
uint32_t coprod__machine_at(const coprod_journal *journal, size_t index, uint32_t loop);

/* Whether a machine is the one that was written down. */
int coprod__is_machine(const coprod__journal_machine *own, const coprod_machine *machine);

const uint8_t *coprod__record_hash(const coprod_journal *journal, size_t index);
static inline int coprod__loop_may_end(const coprod_loop *loop)
{
    const coprod_machine *machine = loop->rows.machine;
    return (machine->state_flags[coprod__get(&loop->rows, machine->state, 0)] & COPROD_STATE_ACCEPTING) != 0;
}

/* The content of a record. */
coprod__cursor coprod__record_content(const coprod_journal *journal, size_t index);

/* Room for so many more. */
coprod_status coprod__journal_fit(coprod_journal *journal, size_t bytes, size_t records, size_t loops);
coprod_status coprod__journal_room(coprod_journal *journal, size_t records, size_t loops); /* for the longest */
void coprod__journal_add(coprod_journal *journal, coprod__content *content);
/* A record that is there as the last one of its loop. */
void coprod__journal_link(coprod_journal *journal, size_t index, uint32_t loop);
void coprod__journal_add_to(coprod_journal *journal, uint32_t loop, coprod__content *content); /* and linked */
void coprod__content_number(coprod__content *content, uint64_t number, size_t bytes);
void coprod__content_bytes(coprod__content *content, const void *bytes, size_t length);
void coprod__content_begin(coprod__content *content, int32_t kind, uint32_t loop, uint32_t day);
/* What the loop and the record both need: digests, made once. The event's rule. */
const coprod__event_rule *coprod__digest_act(const coprod_journal *journal, const coprod_event *event,
                                             coprod__act *act, coprod__text_kept *texts, uint8_t key[COPROD__SHORT]);
void coprod__put_act(coprod__content *content, const coprod_journal *journal, const coprod__act *act,
                     const coprod__event_rule *rule, int may_end);
void coprod__put_adoption(coprod__content *content, const coprod_journal *journal, const coprod__act *act,
                          const coprod_loop *loop);
/* What an adoption says; the arrays are the caller's. 0 for what nobody could have said. */
int coprod__read_adopted(coprod__cursor *cursor, const coprod_machine *machine, coprod__adopted *adopted);
/* Who did it, before the fields; 0 for what cannot be. */
int coprod__read_who(coprod__cursor *cursor, const coprod_machine *machine, coprod__act *act, int *may_end);
/* A field, as an event or an adoption holds it; what nobody could have written is as bad as what is cut off. */
void coprod__read_field(coprod__cursor *cursor, const coprod_machine *machine, int32_t type, uint32_t *value,
                        coprod__text_kept *text);
void coprod__set_may_end(coprod_journal *journal, uint32_t number, int ends); /* and tells the loops above it */
coprod_status coprod__journal_joins(coprod_journal *journal, uint32_t child, uint64_t parent); /* if it may */
void coprod__add_machine(coprod_journal *journal, const coprod_machine *machine, uint32_t day);
coprod_status coprod__know_actor(coprod_journal *journal, const char *by);
uint32_t coprod__machine_number(const coprod_journal *journal, const coprod_machine *machine); /* or the next one */
/* Whether a loop may be the one of a number. */
coprod_status coprod__journal_check(const coprod_journal *journal, uint32_t number, const coprod_loop *loop);
coprod_status coprod__journal_make(const coprod_journal_options *options, coprod_journal **journal);
void coprod__journal_head_bytes(const coprod_journal *journal, uint8_t head[COPROD__JOURNAL_HEAD]);

/* The caller's options, or what stands for none. `needs` a secret or not. */
coprod_status coprod__journal_options_in(const coprod_journal_options *options, int needs, coprod_journal_options *own);
/* What is said of bytes; `records` may be NULL, or gets the beginning of every record that holds. */
void coprod__journal_examine(const uint8_t *bytes, size_t length, const coprod__mac *secret, const coprod__mac *key,
                             coprod_journal_report *report, coprod__journal_record *records);

#endif
