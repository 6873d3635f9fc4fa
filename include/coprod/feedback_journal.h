/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/feedback_journal.h
 * The journal of many loops: what happened, in order, so that a change afterwards shows. And saved loops.
 *
 * Every record is chained to the one before by SHA-256 and names its loop. It holds what a replay needs and no text: of
 * texts, of who acted, and of keys it holds digests keyed with a secret that the caller keeps elsewhere, because short
 * texts and names could be guessed from plain ones. The records are also the leaves of a Merkle tree as in RFC 6962,
 * so that the caller can prove to others that a record is in the journal, and that a later journal goes on from an
 * older one.
 *
 * What a chain alone cannot show: that records were cut off at its end, or that somebody wrote all of it anew from some
 * record on. For that, keep the head somewhere else (coprod_journal_head()) and compare, or give a key: whoever does
 * not have it can then not write records that hold.
 */
#ifndef COPROD_FEEDBACK_JOURNAL_H
#define COPROD_FEEDBACK_JOURNAL_H

#include "feedback.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A journal in memory, to which records are added. One thread at a time. @since 0.3 */
typedef struct coprod_journal coprod_journal;

/** What a journal's bytes turn out to be. @since 0.3 */
enum coprod_journal_state {
    COPROD_JOURNAL_INTACT = 1,          /**< 1: every record is as it was written. */
    COPROD_JOURNAL_TORN = 2,            /**< 2: whole records, then one that was not written to its end. */
    COPROD_JOURNAL_BROKEN = 3,          /**< 3: a record is not as it was written, or not in its place. */
    COPROD_JOURNAL_FOREIGN = 4,         /**< 4: not a journal, or of a later version. */
    COPROD_JOURNAL_KEY = 5,             /**< 5: made with another key, or with one where none is given. */
    COPROD_JOURNAL_SECRET = 6           /**< 6: made with another secret. */
};

/** Kinds of records. @since 0.3 */
enum coprod_record_kind {
    COPROD_RECORD_MACHINE = 1,     /**< 1: a machine that loops after it follow. */
    COPROD_RECORD_CREATE = 2,      /**< 2: a loop was made. */
    COPROD_RECORD_EVENT = 3,       /**< 3: an event was accepted. */
    COPROD_RECORD_TICK = 4,        /**< 4: days were missed; nothing else happened. */
    COPROD_RECORD_MIGRATION = 5,   /**< 5: a loop went on under another machine. */
    COPROD_RECORD_ADOPTION = 6,    /**< 6: a loop that began elsewhere, with what was asserted of it. */
    COPROD_RECORD_PARENT = 7       /**< 7: a loop came below another; see coprod_journal_join(). */
};

/** Settings of a journal. @since 0.3 */
typedef struct coprod_journal_options {
    size_t size;                          /**< sizeof(coprod_journal_options), set by the caller. */
    const coprod_allocator *allocator;    /**< Memory functions, or NULL. */
    const uint8_t *secret;                /**< Keys the digests of texts, actors and keys; 16 bytes or more. */
    size_t secret_length;                 /**< Its bytes. */
    const uint8_t *key;                   /**< Keys the chain (HMAC-SHA-256), or NULL for none. */
    size_t key_length;                    /**< Its bytes. */
} coprod_journal_options;

/** What was found out about a journal's bytes. @since 0.3 */
typedef struct coprod_journal_report {
    size_t size;              /**< sizeof(coprod_journal_report), set by the caller. */
    uint64_t record_count;    /**< Records that hold, from the first. */
    uint64_t good_bytes;      /**< Bytes up to the end of the last of them. */
    uint64_t bad_byte;        /**< The first byte that is known to be bad; the number of bytes if none is. Of a record
                                   whose content changed, its first byte. */
    int32_t state;            /**< One of ::coprod_journal_state. */
    int32_t reserved;         /**< 0. */
} coprod_journal_report;

/** The head of a journal: keep it elsewhere. @since 0.3 */
typedef struct coprod_head {
    size_t size;              /**< sizeof(coprod_head), set by the caller. */
    uint64_t record_count;    /**< Records. */
    uint8_t chain[32];        /**< Hash of the last record, which stands on all before it. */
    uint8_t root[32];         /**< Root of the Merkle tree over all records. */
} coprod_head;

/** A record. @since 0.3 */
typedef struct coprod_record {
    size_t size;             /**< sizeof(coprod_record), set by the caller. */
    uint64_t first_byte;     /**< Where it begins in the journal's bytes. */
    uint32_t bytes;          /**< Its bytes. */
    uint32_t loop;           /**< Its loop; 0 for a machine. */
    uint32_t machine;        /**< The machine's number, in the order of the journal; of a migration the new one's. */
    uint32_t event;          /**< Index of the event. */
    uint32_t role;           /**< Index of the role. */
    int32_t day;             /**< The day. */
    int32_t kind;            /**< One of ::coprod_record_kind. */
    int32_t has_key;         /**< 1: its event had a key. */
    uint8_t actor[16];       /**< Keyed digest of who acted. */
    uint8_t chain[32];       /**< Its hash. */
    uint8_t migration[32];   /**< Of a migration its fingerprint, of which coprod_migration_fingerprint() tells the
                                  digits; else zeros. */
    uint32_t parent;         /**< PARENT: the loop above it; else 0. */
    int32_t may_end;         /**< 1: the loop may end after it; 0 also for a record that does not say. */
} coprod_record;

/**
 * Makes an empty journal. The secret and the key are copied.
 * @param[in] options settings; a secret is needed.
 * @param[out] journal @owned{coprod_journal_free} the journal; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT (a secret of fewer than 16 bytes); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_new(const coprod_journal_options *options, coprod_journal **journal);

/**
 * Goes on with a journal that was kept. It is verified first; one that does not hold is not opened, and nothing is ever
 * repaired. To go on after a torn tail, open the good bytes of the report alone.
 * @param[in] bytes @array{length} the journal, which is copied.
 * @param[in] length its bytes.
 * @param[in] options settings.
 * @param[in,out] report @nullable the caller's struct, `size` set: what was found out.
 * @param[out] journal @owned{coprod_journal_free} the journal; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BLOB (see the report); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_open(const uint8_t *bytes, size_t length,
                                             const coprod_journal_options *options, coprod_journal_report *report,
                                             coprod_journal **journal);

/**
 * Frees a journal.
 * @param[in] journal @nullable the journal.
 * @since 0.3
 */
COPROD_API void coprod_journal_free(coprod_journal *journal);

/**
 * Verifies a journal's bytes, without memory of its own and without repairing anything.
 * @param[in] bytes @array{length} the journal.
 * @param[in] length its bytes.
 * @param[in] options settings; the secret may be left out, and is then not asked for.
 * @param[in,out] report the caller's struct, `size` set.
 * @return COPROD_OK, whatever was found; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_verify(const uint8_t *bytes, size_t length,
                                               const coprod_journal_options *options, coprod_journal_report *report);

/**
 * Makes a loop as coprod_loop_new() does, and writes that down. The first loop of a machine writes the machine down
 * too, with its fingerprint and that of its calendar. Loops are numbered from 0. Nothing is written if it is refused.
 * @param[in,out] journal the journal.
 * @param[in] machine the machine.
 * @param[in] event a creation, bound to this machine.
 * @param[in,out] answer the caller's struct, `size` set.
 * @param[out] number the loop's number; 0 on failure and after a refusal.
 * @param[out] loop @owned{coprod_loop_free} the loop; NULL on failure and after a refusal.
 * @return COPROD_OK, after a refusal too; COPROD_E_ARGUMENT; COPROD_E_LIMIT (255 machines or 4294967295 loops);
 *         COPROD_E_STRUCT; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_create(coprod_journal *journal, const coprod_machine *machine,
                                               const coprod_event *event, coprod_loop_answer *answer, uint32_t *number,
                                               coprod_loop **loop);

/**
 * Steps a loop as coprod_loop_step() does, and writes that down: an accepted event as itself, missed days that a
 * refused one recorded as a tick. If it cannot be written, the loop is as it was.
 * @param[in,out] journal the journal.
 * @param[in] number the loop's number.
 * @param[in,out] loop the loop of that number, made by this journal or replayed from it; that it is another one of the
 *                same machine cannot be seen here, and what is written then cannot be replayed.
 * @param[in] event the event.
 * @param[in,out] answer the caller's struct, `size` set.
 * @return COPROD_OK, after a refusal too; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such number); COPROD_E_STRUCT;
 *         COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_step(coprod_journal *journal, uint32_t number, coprod_loop *loop,
                                             const coprod_event *event, coprod_loop_answer *answer);

/**
 * Ticks a loop as coprod_loop_tick() does, and writes that down if a day was missed.
 * @param[in,out] journal the journal.
 * @param[in] number the loop's number.
 * @param[in,out] loop the loop.
 * @param[in] day days since 1970-01-01.
 * @param[in,out] answer the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_RANGE; COPROD_E_STRUCT; COPROD_E_MEMORY.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_tick(coprod_journal *journal, uint32_t number, coprod_loop *loop, int32_t day,
                                             coprod_loop_answer *answer);

/**
 * The bytes of a journal. They are only ever added to, so a caller that keeps them in a file writes what is new.
 * @param[in] journal the journal.
 * @param[out] bytes the first byte; lives until the journal changes; NULL on failure.
 * @param[out] length their number; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_bytes(const coprod_journal *journal, const uint8_t **bytes, size_t *length);

/**
 * Number of records. @param[in] journal @nullable the journal. @return the number; 0 for NULL. @since 0.3
 */
COPROD_API uint64_t coprod_journal_count(const coprod_journal *journal);

/**
 * Number of loops. @param[in] journal @nullable the journal. @return the number; 0 for NULL. @since 0.3
 */
COPROD_API uint32_t coprod_journal_loop_count(const coprod_journal *journal);

/**
 * A record.
 * @param[in] journal the journal.
 * @param[in] index from 0.
 * @param[in,out] record the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_record(const coprod_journal *journal, uint64_t index, coprod_record *record);

/**
 * Makes a loop from its records. The same records give the same loop, to the last byte of coprod_loop_save(). Cost: its
 * own records, however many others the journal holds.
 * @param[in] journal the journal.
 * @param[in] number the loop's number.
 * @param[in] machine its machine.
 * @param[out] loop @owned{coprod_loop_free} the loop; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such number); COPROD_E_FINGERPRINT (another machine or
 *         calendar, or a loop that was migrated: see coprod_journal_replay_through()); COPROD_E_BLOB (a record that the
 *         machine does not accept); COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_replay(const coprod_journal *journal, uint32_t number,
                                               const coprod_machine *machine, coprod_loop **loop);

/**
 * The head of a journal, or of its first records as they were: an anchor to keep elsewhere. Cost: two hashes
 * a record, as for both proofs below; nothing of the tree is kept.
 * @param[in] journal the journal.
 * @param[in] record_count 0 for all.
 * @param[in,out] head the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_RANGE (more records than there are).
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_head(const coprod_journal *journal, uint64_t record_count, coprod_head *head);

/**
 * Proves that a record is among the first `record_count`: the audit path of RFC 6962, section 2.1.1.
 * @param[in] journal the journal.
 * @param[in] index the record.
 * @param[in] record_count the size of the tree.
 * @param[out] proof @nullable @array{capacity * 32} the path, 32 bytes a node.
 * @param[in] capacity nodes that fit; 64 are always enough.
 * @param[out] count nodes of the path.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE; COPROD_E_BUFFER.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_inclusion(const coprod_journal *journal, uint64_t index, uint64_t record_count,
                                                  uint8_t *proof, size_t capacity, size_t *count);

/**
 * Proves that a journal goes on from its first `older` records: the consistency proof of RFC 6962, section 2.1.2.
 * @param[in] journal the journal.
 * @param[in] older records of the older head, 1 and up.
 * @param[in] record_count records of the newer head.
 * @param[out] proof @nullable @array{capacity * 32} the proof, 32 bytes a node.
 * @param[in] capacity nodes that fit; 65 are always enough.
 * @param[out] count nodes of the proof.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE; COPROD_E_BUFFER.
 * @since 0.3
 */
COPROD_API coprod_status coprod_journal_consistency(const coprod_journal *journal, uint64_t older,
                                                    uint64_t record_count, uint8_t *proof, size_t capacity,
                                                    size_t *count);

/**
 * Whether a proof shows that a record's hash is in a tree.
 * @param[in] chain the record's hash, 32 bytes.
 * @param[in] index the record.
 * @param[in] record_count the size of the tree.
 * @param[in] proof @nullable @array{count * 32} the path.
 * @param[in] count its nodes.
 * @param[in] root the tree's root, 32 bytes.
 * @return 1 or 0.
 * @since 0.3
 */
COPROD_API int32_t coprod_check_inclusion(const uint8_t *chain, uint64_t index, uint64_t record_count,
                                          const uint8_t *proof, size_t count, const uint8_t *root);

/**
 * Whether a proof shows that one head goes on from another.
 * @param[in] older the older head.
 * @param[in] newer the newer head.
 * @param[in] proof @nullable @array{count * 32} the proof.
 * @param[in] count its nodes.
 * @return 1 or 0 (0 too for a struct that is none).
 * @since 0.3
 */
COPROD_API int32_t coprod_check_consistency(const coprod_head *older, const coprod_head *newer, const uint8_t *proof,
                                            size_t count);

/**
 * Saves a loop with its running clocks, missed days, keys and digests.
 * @param[in] loop the loop.
 * @param[out] bytes @nullable @array{capacity} the saved loop.
 * @param[in] capacity bytes that fit.
 * @param[out] needed its bytes.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_save(const coprod_loop *loop, uint8_t *bytes, size_t capacity, size_t *needed);

/**
 * Opens a saved loop. The same bytes come out again.
 * @param[in] machine the loop's machine.
 * @param[in] bytes @array{length} the saved loop.
 * @param[in] length its bytes.
 * @param[in] options @nullable settings; the secret must be the loop's.
 * @param[out] loop @owned{coprod_loop_free} the loop; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BLOB; COPROD_E_FINGERPRINT (another machine, calendar or secret);
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_loop_open(const coprod_machine *machine, const uint8_t *bytes, size_t length,
                                          const coprod_loop_options *options, coprod_loop **loop);

#ifdef __cplusplus
}
#endif

#endif
