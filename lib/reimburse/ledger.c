/* SPDX-License-Identifier: MIT */
/* What was counted before. Days of miles are kept apart, so that a claim can be priced again as of its own day. */
#include "ledger_internal.h"

#include <string.h>

#include "payment_internal.h"

const char *const coprod__entry_words[COPROD__COUNT_KINDS] = {
    "", "miles", "cap-money", "cap-minutes", "cap-lines", "cap-miles", "earnings", "time", "receipt", "claim"};
const char *const coprod__entry_members[COPROD__COUNT_KINDS] = {
    "", "quantity_milli", "amount_mpence", "minutes", "count", "quantity_milli", "amount_pence", "minutes", "count",
    "count"};

coprod_status coprod__ledger_make(const coprod_policy *policy, const coprod_allocator *allocator,
                                  coprod_ledger **ledger)
{
    coprod__memory memory;
    coprod_status status = coprod__memory_init(allocator, &memory);
    coprod_ledger *made;
    if (status != COPROD_OK)
        return status;
    made = coprod__alloc(&memory, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->memory = memory;
    coprod__arena_init(&made->texts, &memory);
    coprod__book_init(&made->book, &memory, &made->texts);
    made->policy = coprod__policy_take(policy);
    *ledger = made;
    return COPROD_OK;
}

coprod_status coprod_ledger_new(const coprod_policy *policy, const coprod_allocator *allocator,
                                coprod_ledger **ledger)
{
    if (!ledger)
        return COPROD_E_ARGUMENT;
    *ledger = NULL;
    return policy ? coprod__ledger_make(policy, allocator, ledger) : COPROD_E_ARGUMENT;
}

void coprod_ledger_free(coprod_ledger *ledger)
{
    if (!ledger)
        return;
    coprod__memory memory = ledger->memory;
    coprod__book_free(&ledger->book);
    coprod__arena_free(&ledger->texts);
    coprod_policy_free((coprod_policy *)ledger->policy);
    coprod__release(&memory, ledger, sizeof *ledger);
}

/* Miles are found under their sum. */
static coprod__entry_key sum_key(const coprod__entry_key *key)
{
    coprod__entry_key sum = *key;
    sum.day = COPROD__ANY_DAY;
    return sum;
}

int64_t coprod__ledger_value(const coprod_ledger *ledger, const coprod__entry_key *key)
{
    const coprod__entry_key sum = sum_key(key);
    const coprod__entry *one = ledger ? coprod__book_find(&ledger->book, &sum) : NULL;
    return one ? one->value : 0;
}

int64_t coprod__ledger_day(const coprod_ledger *ledger, const coprod__entry_key *key)
{
    const coprod__entry *one = ledger ? coprod__book_find(&ledger->book, key) : NULL;
    return one ? one->value : 0;
}

int64_t coprod__ledger_before(const coprod_ledger *ledger, const coprod__entry_key *key, int32_t day)
{
    const coprod__entry_key sum = sum_key(key);
    const coprod__entry *one = ledger ? coprod__book_find(&ledger->book, &sum) : NULL;
    int64_t before = 0;
    for (int32_t at = one ? one->next : -1; at >= 0; at = ledger->book.list[at].next)
        if (ledger->book.list[at].key.day < day)
            before += ledger->book.list[at].value;
    return before;
}

coprod__entry *coprod__ledger_room(coprod_ledger *ledger, const coprod__entry_key *key)
{
    const coprod__entry_key sum = sum_key(key);
    size_t before;
    coprod__entry *one, *all;
    if (key->day == COPROD__ANY_DAY)
        return coprod__book_put(&ledger->book, key);
    if (!coprod__book_put(&ledger->book, &sum))
        return NULL;
    before = ledger->book.count;
    one = coprod__book_put(&ledger->book, key);
    if (one && ledger->book.count > before) {
        all = coprod__book_find(&ledger->book, &sum);
        all->sum = 1;
        one->next = all->next;
        all->next = (int32_t)before;
    }
    return one;
}

int coprod__ledger_add(coprod_ledger *ledger, const coprod__entry_key *key, int64_t value)
{
    const coprod__entry_key sum = sum_key(key);
    coprod__entry *one = coprod__book_find(&ledger->book, key), *all = coprod__book_find(&ledger->book, &sum);
    int fits = 1;
    int64_t own = coprod__add(one->value, value, &fits), total = coprod__add(all->value, value, &fits);
    if (!fits || own > COPROD__ENTRY_MOST || total > COPROD__ENTRY_MOST)
        return 0;
    one->value = own;
    if (all != one)
        all->value = total;
    return 1;
}

/* Adds or takes away all that a list book, or nothing of it. */
static coprod_status apply(coprod_ledger *ledger, const coprod__book *book, int sign)
{
    size_t done = 0;
    coprod_status status = COPROD_OK;
    for (size_t i = 0; i < book->count; i++) {
        const coprod__entry *one = &book->list[i], *own;
        if (one->local || one->sum || !one->value)
            continue;
        own = coprod__ledger_room(ledger, &one->key);
        if (!own)
            return COPROD_E_MEMORY;
        if (sign < 0 ? own->value < one->value : one->key.kind == COPROD__COUNT_CLAIM && own->value)
            return COPROD_E_RANGE; /* never counted, or counted already */
    }
    for (; done < book->count && status == COPROD_OK; done++) {
        const coprod__entry *one = &book->list[done];
        if (!one->local && !one->sum && one->value && !coprod__ledger_add(ledger, &one->key, sign * one->value))
            status = COPROD_E_OVERFLOW;
    }
    if (status == COPROD_OK)
        return status;
    for (done--; done-- > 0;) {
        const coprod__entry *one = &book->list[done];
        if (!one->local && !one->sum && one->value)
            coprod__ledger_add(ledger, &one->key, -sign * one->value);
    }
    return status;
}

static coprod_status change(coprod_ledger *ledger, const coprod_payment *payment, int sign)
{
    if (!ledger || !payment || !payment->policy)
        return COPROD_E_ARGUMENT;
    if (strcmp(ledger->policy->ledger_fingerprint, payment->policy->ledger_fingerprint))
        return COPROD_E_FINGERPRINT;
    if (payment->resubmitted)
        return COPROD_E_RANGE;
    return apply(ledger, &payment->book, sign);
}

coprod_status coprod_ledger_add(coprod_ledger *ledger, const coprod_payment *payment)
{
    return change(ledger, payment, 1);
}

coprod_status coprod_ledger_reverse(coprod_ledger *ledger, const coprod_payment *payment)
{
    return change(ledger, payment, -1);
}

coprod_status coprod_ledger_merge(coprod_ledger *ledger, const coprod_ledger *other)
{
    if (!ledger || !other || ledger == other)
        return COPROD_E_ARGUMENT;
    if (strcmp(ledger->policy->ledger_fingerprint, other->policy->ledger_fingerprint))
        return COPROD_E_FINGERPRINT;
    return apply(ledger, &other->book, 1);
}

/* Merge sort: the order must not depend on where it was counted, and nothing may recurse. */
static void sort(const coprod__entry **list, const coprod__entry **spare, size_t count)
{
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t from = 0; from < count; from += 2 * width) {
            size_t middle = from + width < count ? from + width : count;
            size_t to = from + 2 * width < count ? from + 2 * width : count, a = from, b = middle;
            for (size_t k = from; k < to; k++)
                spare[k] = a < middle && (b >= to || coprod__entry_order(&list[a]->key, &list[b]->key) <= 0)
                               ? list[a++] : list[b++];
        }
        memcpy(list, spare, count * sizeof *list);
    }
}

const coprod__entry **coprod__ledger_sorted(const coprod_ledger *ledger, size_t *count, size_t *bytes)
{
    const coprod__entry **list;
    *count = 0;
    for (size_t i = 0; i < ledger->book.count; i++)
        *count += ledger->book.list[i].value && !ledger->book.list[i].sum;
    *bytes = 2 * *count * sizeof *list;
    list = *count ? coprod__alloc(&ledger->memory, *bytes) : NULL;
    if (!list)
        return NULL;
    *count = 0;
    for (size_t i = 0; i < ledger->book.count; i++)
        if (ledger->book.list[i].value && !ledger->book.list[i].sum)
            list[(*count)++] = &ledger->book.list[i];
    sort(list, list + *count, *count);
    return list;
}
