/* SPDX-License-Identifier: MIT */
/* Heads and proofs: the Merkle tree of RFC 6962 over the records' hashes. */
#include <string.h>

#include "journal_internal.h"

/* The largest power of two below n, n > 1. */
static uint64_t split(uint64_t n)
{
    uint64_t k = 1;
    while (k < n - k)
        k *= 2;
    return k;
}

/* MTH (section 2.1) of the records from `first` on. */
static void tree_hash(const coprod_journal *journal, uint64_t first, uint64_t n, uint8_t hash[COPROD__HASH])
{
    uint8_t left[COPROD__HASH], right[COPROD__HASH];
    uint64_t k;
    if (n == 1) {
        coprod__tree_leaf(coprod__record_hash(journal, (size_t)first), hash);
        return;
    }
    k = split(n);
    tree_hash(journal, first, k, left);
    tree_hash(journal, first + k, n - k, right);
    coprod__tree_node(left, right, hash);
}

static void root_hash(const coprod_journal *journal, uint64_t n, uint8_t hash[COPROD__HASH])
{
    if (n)
        tree_hash(journal, 0, n, hash);
    else
        SHA256(NULL, 0, hash);
}

coprod_status coprod_journal_head(const coprod_journal *journal, uint64_t record_count, coprod_head *head)
{
    coprod_head own = {sizeof own};
    coprod_status status = coprod__struct_begin(journal, head, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (record_count > journal->count)
        return COPROD_E_RANGE;
    own.record_count = record_count ? record_count : journal->count;
    if (own.record_count)
        memcpy(own.chain, coprod__record_hash(journal, (size_t)own.record_count - 1), COPROD__HASH);
    else
        memcpy(own.chain, journal->bytes + COPROD__JOURNAL_CHECKED, COPROD__HASH);
    root_hash(journal, own.record_count, own.root);
    return coprod__struct_out(head, sizeof own, sizeof own, &own);
}

/* --- proofs --- */

typedef struct path {
    uint8_t *nodes;
    size_t capacity, count;
} path;

static void add_node(const coprod_journal *journal, uint64_t first, uint64_t n, path *own)
{
    if (own->count < own->capacity)
        tree_hash(journal, first, n, own->nodes + own->count * COPROD__HASH);
    own->count++;
}

/* PATH (section 2.1.1). */
static void audit_path(const coprod_journal *journal, uint64_t index, uint64_t first, uint64_t n, path *own)
{
    uint64_t k;
    if (n == 1)
        return;
    k = split(n);
    if (index < k) {
        audit_path(journal, index, first, k, own);
        add_node(journal, first + k, n - k, own);
    } else {
        audit_path(journal, index - k, first + k, n - k, own);
        add_node(journal, first, k, own);
    }
}

/* SUBPROOF (section 2.1.2). */
static void subproof(const coprod_journal *journal, uint64_t m, uint64_t first, uint64_t n, int whole, path *own)
{
    uint64_t k;
    if (m == n) {
        if (!whole)
            add_node(journal, first, n, own);
        return;
    }
    k = split(n);
    if (m <= k) {
        subproof(journal, m, first, k, whole, own);
        add_node(journal, first + k, n - k, own);
    } else {
        subproof(journal, m - k, first + k, n - k, 0, own);
        add_node(journal, first, k, own);
    }
}

static coprod_status begin_path(const coprod_journal *journal, uint8_t *proof, size_t capacity, size_t *count,
                                path *own)
{
    own->nodes = proof;
    own->capacity = proof ? capacity : 0;
    own->count = 0;
    if (count)
        *count = 0;
    return journal && count && (proof || !capacity) ? COPROD_OK : COPROD_E_ARGUMENT;
}

coprod_status coprod_journal_inclusion(const coprod_journal *journal, uint64_t index, uint64_t record_count,
                                       uint8_t *proof, size_t capacity, size_t *count)
{
    path own;
    coprod_status status = begin_path(journal, proof, capacity, count, &own);
    if (status != COPROD_OK)
        return status;
    if (record_count > journal->count || index >= record_count)
        return COPROD_E_RANGE;
    audit_path(journal, index, 0, record_count, &own);
    *count = own.count;
    return own.count > own.capacity ? COPROD_E_BUFFER : COPROD_OK;
}

coprod_status coprod_journal_consistency(const coprod_journal *journal, uint64_t older, uint64_t record_count,
                                         uint8_t *proof, size_t capacity, size_t *count)
{
    path own;
    coprod_status status = begin_path(journal, proof, capacity, count, &own);
    if (status != COPROD_OK)
        return status;
    if (record_count > journal->count || older > record_count || !older)
        return COPROD_E_RANGE;
    subproof(journal, older, 0, record_count, 1, &own);
    *count = own.count;
    return own.count > own.capacity ? COPROD_E_BUFFER : COPROD_OK;
}

/* --- checking them (RFC 9162, sections 2.1.3.2 and 2.1.4.2) --- */

int32_t coprod_check_inclusion(const uint8_t *chain, uint64_t index, uint64_t record_count, const uint8_t *proof,
                               size_t count, const uint8_t *root)
{
    uint8_t hash[COPROD__HASH];
    uint64_t fn = index, sn = record_count - 1;
    if (!chain || !root || (count && !proof) || index >= record_count)
        return 0;
    coprod__tree_leaf(chain, hash);
    for (size_t i = 0; i < count; i++) {
        const uint8_t *node = proof + i * COPROD__HASH;
        if (!sn)
            return 0;
        if (fn & 1 || fn == sn) {
            coprod__tree_node(node, hash, hash);
            while (!(fn & 1) && fn) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            coprod__tree_node(hash, node, hash);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return !sn && !memcmp(hash, root, COPROD__HASH);
}

/* Both roots at once, from the last subtree that both have. */
static int32_t roots_hold(const coprod_head *older, const coprod_head *newer, const uint8_t *proof, size_t count)
{
    uint64_t fn = older->record_count - 1, sn = newer->record_count - 1;
    int whole = !(older->record_count & (older->record_count - 1)); /* the older tree is a subtree: its root is known */
    uint8_t fr[COPROD__HASH], sr[COPROD__HASH];
    size_t at = whole ? 0 : 1;
    if (at > count)
        return 0;
    memcpy(fr, whole ? older->root : proof, COPROD__HASH);
    memcpy(sr, fr, COPROD__HASH);
    for (; fn & 1; fn >>= 1)
        sn >>= 1;
    for (; at < count; at++) {
        const uint8_t *node = proof + at * COPROD__HASH;
        if (!sn)
            return 0;
        if (fn & 1 || fn == sn) {
            coprod__tree_node(node, fr, fr);
            coprod__tree_node(node, sr, sr);
            while (!(fn & 1) && fn) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            coprod__tree_node(sr, node, sr);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return !sn && !memcmp(fr, older->root, COPROD__HASH) && !memcmp(sr, newer->root, COPROD__HASH);
}

int32_t coprod_check_consistency(const coprod_head *older, const coprod_head *newer, const uint8_t *proof, size_t count)
{
    coprod_head a, b;
    if (!older || !newer || (count && !proof) || coprod__struct_in(older, sizeof a, sizeof a, &a) != COPROD_OK
        || coprod__struct_in(newer, sizeof b, sizeof b, &b) != COPROD_OK)
        return 0;
    if (!a.record_count || a.record_count > b.record_count)
        return 0;
    if (a.record_count == b.record_count)
        return !count && !memcmp(a.root, b.root, COPROD__HASH) && !memcmp(a.chain, b.chain, COPROD__HASH);
    return roots_hold(&a, &b, proof, count);
}
