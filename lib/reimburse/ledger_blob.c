/* SPDX-License-Identifier: MIT */
/* A ledger as a saved state: its entries in the order of their keys. */
#include <string.h>

#include "blob_internal.h"
#include "days_internal.h"
#include "ledger_internal.h"

enum { KIND = 2, VERSION = 1 };

coprod_status coprod_ledger_save(const coprod_ledger *ledger, uint8_t *bytes, size_t capacity, size_t *needed)
{
    coprod__blob_out out;
    const coprod__entry **list;
    size_t count, held, whole;
    coprod_status status;
    if (needed)
        *needed = 0;
    if (!ledger || (capacity && !bytes))
        return COPROD_E_ARGUMENT;
    list = coprod__ledger_sorted(ledger, &count, &held);
    if (!list && held)
        return COPROD_E_MEMORY;
    coprod__blob_begin(&out, bytes, capacity, KIND, VERSION, ledger->policy->ledger_fingerprint);
    coprod__blob_number(&out, count, 8);
    for (size_t i = 0; i < count; i++) {
        const coprod__entry_key *key = &list[i]->key;
        coprod__blob_number(&out, key->kind, 1);
        coprod__blob_text(&out, key->of);
        coprod__blob_text(&out, key->person);
        coprod__blob_text(&out, key->payer);
        coprod__blob_text(&out, key->group);
        coprod__blob_number(&out, (uint32_t)key->period, 4);
        coprod__blob_text(&out, key->word);
        coprod__blob_number(&out, (uint32_t)key->day, 4);
        coprod__blob_number(&out, (uint64_t)list[i]->value, 8);
    }
    coprod__release(&ledger->memory, list, held);
    status = coprod__blob_end(&out, &whole);
    if (needed)
        *needed = whole;
    return status;
}

/* A text that lives in the ledger, since the blob has no NUL bytes. */
static const char *take_text(coprod__blob_in *in, coprod_ledger *ledger, coprod_status *status)
{
    size_t length = 0;
    const char *text = coprod__blob_take_text(in, &length);
    char *copy;
    if (!text || !length)
        return "";
    copy = coprod__arena_alloc(&ledger->texts, length + 1);
    if (!copy) {
        *status = COPROD_E_MEMORY;
        return "";
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

/* A day that a calendar knows, or none. */
static int is_day(int32_t day)
{
    return day == COPROD__ANY_DAY || (day >= COPROD__DAY_FIRST && day <= COPROD__DAY_LAST);
}

/* Whether JSON could say the same: only miles have days, and of a receipt nothing is kept but its fingerprint. */
static int is_sound(const coprod__entry_key *key)
{
    if (!key->kind || key->kind >= COPROD__COUNT_KINDS || !is_day(key->period) || !is_day(key->day)
        || (key->kind == COPROD__COUNT_MILES) != (key->day != COPROD__ANY_DAY))
        return 0;
    return key->kind != COPROD__COUNT_RECEIPT
           || (!key->of[0] && !key->person[0] && !key->payer[0] && !key->group[0] && key->period == COPROD__ANY_DAY);
}

static coprod_status take_entry(coprod__blob_in *in, coprod_ledger *ledger, coprod__entry_key *before)
{
    coprod_status status = COPROD_OK;
    coprod__entry_key key = {0};
    uint64_t value;
    key.kind = (uint8_t)coprod__blob_take(in, 1);
    key.of = take_text(in, ledger, &status);
    key.person = take_text(in, ledger, &status);
    key.payer = take_text(in, ledger, &status);
    key.group = take_text(in, ledger, &status);
    key.period = (int32_t)(uint32_t)coprod__blob_take(in, 4);
    key.word = take_text(in, ledger, &status);
    key.day = (int32_t)(uint32_t)coprod__blob_take(in, 4);
    value = coprod__blob_take(in, 8);
    if (status != COPROD_OK)
        return status;
    if (in->failed || !is_sound(&key) || !value || value > COPROD__ENTRY_MOST
        || (before->kind && coprod__entry_order(before, &key) >= 0))
        return COPROD_E_BLOB;
    *before = key;
    if (!coprod__ledger_room(ledger, &key))
        return COPROD_E_MEMORY;
    return coprod__ledger_add(ledger, &key, (int64_t)value) ? COPROD_OK : COPROD_E_BLOB;
}

coprod_status coprod_ledger_open(const coprod_policy *policy, const uint8_t *bytes, size_t length,
                                 const coprod_allocator *allocator, coprod_ledger **ledger)
{
    coprod__blob_in in;
    coprod__entry_key before = {0};
    coprod_ledger *made;
    coprod_status status;
    uint64_t count;
    if (!ledger)
        return COPROD_E_ARGUMENT;
    *ledger = NULL;
    if (!policy || !bytes)
        return COPROD_E_ARGUMENT;
    status = coprod__blob_open(&in, bytes, length, KIND, VERSION, policy->ledger_fingerprint);
    if (status == COPROD_OK)
        status = coprod__ledger_make(policy, allocator, &made);
    if (status != COPROD_OK)
        return status;
    count = coprod__blob_take(&in, 8);
    for (uint64_t i = 0; i < count && status == COPROD_OK; i++)
        status = take_entry(&in, made, &before);
    if (status == COPROD_OK && (in.failed || in.at != in.length))
        status = COPROD_E_BLOB;
    if (status == COPROD_OK)
        *ledger = made;
    else
        coprod_ledger_free(made);
    return status;
}
