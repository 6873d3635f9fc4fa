/* SPDX-License-Identifier: MIT */
/* Verifying a journal: from its head, record by record, to the first byte that is known to be bad. */
#include <string.h>

#include "journal_internal.h"

typedef struct verifier {
    const uint8_t *bytes;
    size_t length;
    const coprod__mac *key; /* NULL: a plain chain */
    coprod_journal_report *report;
} verifier;

/* The first of some bytes that differs from what it should be. */
static size_t first_bad(const verifier *own, size_t at, const uint8_t *right, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (own->bytes[at + i] != right[i])
            return at + i;
    return at + length;
}

static int stop(verifier *own, int32_t state, size_t bad_byte)
{
    own->report->state = state;
    own->report->bad_byte = bad_byte;
    return 0;
}

/* The first byte that is not zero where the check of a key would stand; `otherwise` if all are, or there is a key. */
static size_t unkeyed(const verifier *own, size_t otherwise)
{
    static const uint8_t nothing[COPROD__SHORT];
    size_t bad = own->key ? 32 + COPROD__SHORT : first_bad(own, 32, nothing, COPROD__SHORT);
    return bad < 32 + COPROD__SHORT ? bad : otherwise;
}

static int head_holds(verifier *own, const coprod__mac *secret, const coprod__mac *key)
{
    static const uint8_t nothing[COPROD__HASH];
    uint8_t magic[16] = {'C', 'O', 'P', 'R', 'O', 'D', 'J', COPROD__JOURNAL_VERSION}, right[COPROD__HASH];
    size_t known = own->length < sizeof magic ? own->length : sizeof magic, bad;
    magic[8] = own->length > 8 ? own->bytes[8] : 0; /* says whether it is keyed */
    bad = first_bad(own, 0, magic, known);
    if (bad < known)
        return stop(own, COPROD_JOURNAL_FOREIGN, bad);
    if (own->length < COPROD__JOURNAL_HEAD)
        return stop(own, COPROD_JOURNAL_TORN, own->length);
    if (own->bytes[8] != (key != NULL))
        return stop(own, own->bytes[8] > 1 ? COPROD_JOURNAL_FOREIGN : COPROD_JOURNAL_KEY, 8);
    if (key) {
        coprod__mac_short(key, 's', "journal", 7, right);
        bad = first_bad(own, 32, right, COPROD__SHORT);
        if (bad < 32 + COPROD__SHORT)
            return stop(own, COPROD_JOURNAL_KEY, bad);
    }
    own->key = key;
    known = COPROD__JOURNAL_HEAD;
    if (secret) {
        coprod__mac_short(secret, 's', "journal", 7, right);
        known = first_bad(own, 16, right, COPROD__SHORT);
    }
    coprod__chain(key, nothing, own->bytes, COPROD__JOURNAL_CHECKED, right);
    bad = first_bad(own, COPROD__JOURNAL_CHECKED, right, COPROD__HASH);
    if (bad < COPROD__JOURNAL_HEAD) /* the hash itself, if all that it stands on is known to be right */
        return stop(own, COPROD_JOURNAL_BROKEN, secret && known == 32 ? unkeyed(own, bad) : secret ? known : 16);
    return known >= 32 || stop(own, COPROD_JOURNAL_SECRET, known);
}

/* Bytes of the record at a place with its hash; 0 if it does not end within the journal. */
static size_t record_bytes(const verifier *own, size_t at)
{
    size_t content, bytes;
    if (own->length - at < COPROD__RECORD_LENGTH)
        return 0;
    content = (size_t)own->bytes[at] | (size_t)own->bytes[at + 1] << 8;
    bytes = COPROD__RECORD_LENGTH + content + COPROD__HASH;
    return content <= COPROD__RECORD_MOST && bytes <= own->length - at ? bytes : 0;
}

/* A hash that is not what its record gives: either the record changed or the hash did. What follows it tells: if the
 * next record holds after the right hash, the one that stands there is bad. */
static size_t bad_byte(const verifier *own, size_t at, size_t bytes, const uint8_t right[COPROD__HASH])
{
    size_t next = at + bytes, after = record_bytes(own, next);
    uint8_t hash[COPROD__HASH];
    if (!after)
        return at;
    coprod__chain(own->key, right, own->bytes + next, after - COPROD__HASH, hash);
    return memcmp(hash, own->bytes + next + after - COPROD__HASH, COPROD__HASH) != 0
               ? at
               : first_bad(own, next - COPROD__HASH, right, COPROD__HASH);
}

/* A length that cannot be: the record is not torn, if something else than the end of a record follows. */
static int ends(verifier *own, size_t at)
{
    size_t content = own->length - at < COPROD__RECORD_LENGTH
                         ? 0
                         : (size_t)own->bytes[at] | (size_t)own->bytes[at + 1] << 8;
    return stop(own, content > COPROD__RECORD_MOST ? COPROD_JOURNAL_BROKEN : COPROD_JOURNAL_TORN, at);
}

void coprod__journal_examine(const uint8_t *bytes, size_t length, const coprod__mac *secret, const coprod__mac *key,
                             coprod_journal_report *report, coprod__journal_record *records)
{
    verifier own = {bytes, length, NULL, report};
    size_t at = COPROD__JOURNAL_HEAD;
    if (!head_holds(&own, secret, key))
        return;
    report->state = COPROD_JOURNAL_INTACT;
    report->good_bytes = at;
    while (at < length) {
        size_t whole = record_bytes(&own, at);
        uint8_t right[COPROD__HASH];
        if (!whole) {
            ends(&own, at);
            return;
        }
        coprod__chain(own.key, bytes + at - COPROD__HASH, bytes + at, whole - COPROD__HASH, right);
        if (memcmp(right, bytes + at + whole - COPROD__HASH, COPROD__HASH) != 0) {
            stop(&own, COPROD_JOURNAL_BROKEN, bad_byte(&own, at, whole, right));
            return;
        }
        if (records)
            records[report->record_count] = (coprod__journal_record){at, 0};
        report->record_count++;
        at += whole;
        report->good_bytes = at;
    }
    report->bad_byte = length;
}

coprod_status coprod_journal_verify(const uint8_t *bytes, size_t length, const coprod_journal_options *options,
                                    coprod_journal_report *report)
{
    coprod_journal_report own = {sizeof own};
    coprod_journal_options read;
    coprod__mac secret, key;
    coprod_status status = coprod__struct_begin(bytes, report, sizeof own);
    if (status == COPROD_OK)
        status = coprod__journal_options_in(options, 0, &read);
    if (status != COPROD_OK)
        return status;
    coprod__mac_init(&secret, read.secret, read.secret_length);
    coprod__mac_init(&key, read.key, read.key_length);
    coprod__journal_examine(bytes, length, read.secret ? &secret : NULL, read.key_length ? &key : NULL, &own, NULL);
    coprod__mac_wipe(&secret);
    coprod__mac_wipe(&key);
    return coprod__struct_out(report, sizeof own, sizeof own, &own);
}
