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
 *   migrate  1 byte machine, 32 bytes the migration's fingerprint, 16 bytes actor
 *   act      1 byte role, 1 byte whether a key; 16 bytes actor; 16 bytes key if there is one; the payload's fields:
 *            int 4 bytes, bool 1, day 3, text 4 bytes length, 4 bytes bits, 16 bytes digest
 * Numbers are little-endian. */
#ifndef COPROD_JOURNAL_INTERNAL_H
#define COPROD_JOURNAL_INTERNAL_H

#include "coprod/feedback_migrate.h"
#include "loop_internal.h"

enum {
    COPROD__JOURNAL_CHECKED = 48,
    COPROD__JOURNAL_HEAD = COPROD__JOURNAL_CHECKED + COPROD__HASH,
    COPROD__JOURNAL_VERSION = 1,
    COPROD__RECORD_LENGTH = 2,
    COPROD__RECORD_MOST = 1024, /* bytes of a content */
    COPROD__RECORD_COMMON = 8,
    COPROD__MACHINES_MOST = 255
};

typedef struct coprod__journal_machine {
    uint8_t fingerprint[COPROD__HASH], calendar[COPROD__HASH];
    const coprod_machine *known; /* counted: the one that was seen with these, or NULL */
} coprod__journal_machine;

/* Where a record begins, and the next one of its loop: 0, the place of a machine, is none. */
typedef struct coprod__journal_record {
    uint64_t start, next;
} coprod__journal_record;

/* A loop's first and last record, and its machine as it is now. */
typedef struct coprod__journal_loop {
    uint64_t first, last;
    uint8_t machine, migrated; /* migrated: it was another one before */
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

/* Whether a machine is the one that was written down. */
int coprod__is_machine(const coprod__journal_machine *own, const coprod_machine *machine);

const uint8_t *coprod__record_hash(const coprod_journal *journal, size_t index);
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
                     const coprod__event_rule *rule);
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
