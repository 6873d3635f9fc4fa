/* SPDX-License-Identifier: MIT */
#ifndef COPROD_LEDGER_INTERNAL_H
#define COPROD_LEDGER_INTERNAL_H

#include "book_internal.h"
#include "policy_internal.h"

struct coprod_ledger {
    coprod__memory memory;
    coprod__arena texts;
    coprod__book book;
    const coprod_policy *policy;
};

/* What the ledger holds for a key; 0 if nothing. Miles: of all days, or only of those before a day. */
int64_t coprod__ledger_value(const coprod_ledger *ledger, const coprod__entry_key *key);
int64_t coprod__ledger_day(const coprod_ledger *ledger, const coprod__entry_key *key); /* of the key's own day */
int64_t coprod__ledger_before(const coprod_ledger *ledger, const coprod__entry_key *key, int32_t day);

/* Makes room for a key, in sums of miles too; NULL without memory. An entry of 0 is as good as none. */
coprod__entry *coprod__ledger_room(coprod_ledger *ledger, const coprod__entry_key *key);
/* Adds to an entry that there is room for; 0 if the sum does not fit, and then nothing is changed. */
int coprod__ledger_add(coprod_ledger *ledger, const coprod__entry_key *key, int64_t value);

coprod_status coprod__ledger_make(const coprod_policy *policy, const coprod_allocator *allocator,
                                  coprod_ledger **ledger);
/* All that is saved, in order of the keys; freed by the caller with coprod__release(). NULL without memory, or if there
 * is nothing (then *count is 0). */
const coprod__entry **coprod__ledger_sorted(const coprod_ledger *ledger, size_t *count, size_t *bytes);
extern const char *const coprod__entry_words[COPROD__COUNT_KINDS];   /* of a kind, in JSON */
extern const char *const coprod__entry_members[COPROD__COUNT_KINDS]; /* of its number */

#endif
