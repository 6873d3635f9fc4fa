/* SPDX-License-Identifier: MIT */
/* Saved tallies: profiles in the order of their keys, so that equal tallies are equal bytes whatever their history.
 *
 *   number of profiles; for each one: the first word of its key that differs from the last one's, if there are several;
 *   how much larger that word is, less 1; the words behind it; the people, less 1
 *
 * Numbers take 7 bits of a byte, lowest first, the eighth bit says that more follow; none is longer than it must. */
#include "blob_internal.h"
#include "pattern_store_internal.h"

#include <string.h>

enum { KIND = 6, VERSION = 1 };

static void put(coprod__blob_out *out, uint64_t number)
{
    for (; number > 127; number >>= 7)
        coprod__blob_number(out, (number & 127) | 128, 1);
    coprod__blob_number(out, number, 1);
}

static uint64_t take(coprod__blob_in *in)
{
    uint64_t number = 0, byte;
    unsigned shift = 0;
    do {
        byte = coprod__blob_take(in, 1);
        if (shift == 63 && byte > 1)
            in->failed = 1;
        number |= (byte & 127) << shift;
        shift += 7;
    } while (byte & 128 && !in->failed);
    if (!byte && shift > 7)
        in->failed = 1;
    return number;
}

static void put_record(coprod__blob_out *out, const uint64_t *last, const uint64_t *record, size_t words)
{
    size_t first = 0;
    while (last && last[first] == record[first])
        first++;
    if (words > 1)
        put(out, first);
    put(out, last ? record[first] - last[first] - 1 : record[0]);
    for (size_t i = first + 1; i < words; i++)
        put(out, record[i]);
    put(out, record[words] - 1);
}

coprod_status coprod_pattern_tally_save(const coprod_pattern_tally *tally, uint8_t *buffer, size_t capacity,
                                        size_t *needed)
{
    coprod__pattern_list list;
    coprod__blob_out out;
    size_t width;
    coprod_status status;
    if (needed)
        *needed = 0;
    if (!tally || !needed || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    status = coprod__pattern_store_list(tally->store, &list);
    if (status != COPROD_OK)
        return status;
    width = tally->store->width;
    coprod__blob_begin(&out, buffer, capacity, KIND, VERSION, tally->schema->fingerprint);
    put(&out, list.count);
    for (size_t i = 0; i < list.count; i++)
        put_record(&out, i ? list.records + (i - 1) * width : NULL, list.records + i * width, width - 1);
    coprod__pattern_list_free(tally->store, &list);
    return coprod__blob_end(&out, needed);
}

/* The next record, from the one before; 0 if it cannot be. */
static int take_record(coprod__blob_in *in, const coprod_pattern_schema *schema, const uint64_t *last, uint64_t *record)
{
    const size_t words = schema->words;
    uint64_t first = words > 1 ? take(in) : 0, more;
    if (in->failed || first >= words || (!last && first))
        return 0;
    for (size_t i = 0; i < first; i++)
        record[i] = last[i];
    more = take(in);
    if (last && more >= UINT64_MAX - last[first])
        return 0;
    record[first] = last ? last[first] + more + 1 : more;
    for (size_t i = (size_t)first + 1; i < words; i++)
        record[i] = take(in);
    for (size_t i = 0; i < words; i++)
        if (record[i] >= schema->word_keys[i])
            return 0;
    record[words] = take(in);
    return !in->failed && record[words]++ < COPROD__PEOPLE_MOST;
}

static coprod_status take_records(coprod__blob_in *in, coprod__pattern_store *store)
{
    coprod__pattern_list *list = &store->sorted;
    const uint64_t count = take(in);
    const size_t width = store->width;
    if (in->failed || count > (in->length - in->at) / 2)
        return COPROD_E_BLOB;
    if (!count)
        return in->at == in->length ? COPROD_OK : COPROD_E_BLOB;
    list->records = coprod__alloc(store->memory, (size_t)count * width * sizeof *list->records);
    if (!list->records)
        return COPROD_E_MEMORY;
    list->room = (size_t)count;
    for (; list->count < count; list->count++) {
        uint64_t *record = list->records + list->count * width;
        if (!take_record(in, store->schema, list->count ? record - width : NULL, record)
            || record[width - 1] > COPROD__PEOPLE_MOST - store->people)
            return COPROD_E_BLOB;
        store->people += record[width - 1];
    }
    store->rows = count;
    return in->at == in->length ? COPROD_OK : COPROD_E_BLOB;
}

coprod_status coprod_pattern_tally_load(const uint8_t *bytes, size_t length, const coprod_pattern_schema *schema,
                                        const coprod_allocator *allocator, coprod_pattern_tally **tally)
{
    coprod__blob_in in;
    coprod_pattern_tally *made = NULL;
    coprod_status status;
    if (!tally)
        return COPROD_E_ARGUMENT;
    *tally = NULL;
    if (!bytes || !schema)
        return COPROD_E_ARGUMENT;
    status = coprod__blob_open(&in, bytes, length, KIND, VERSION, schema->fingerprint);
    if (status == COPROD_OK)
        status = coprod_pattern_tally_new(schema, allocator, &made);
    if (status == COPROD_OK)
        status = take_records(&in, made->store);
    if (status == COPROD_OK)
        *tally = made;
    else
        coprod_pattern_tally_free(made);
    return status;
}
