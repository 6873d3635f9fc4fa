/* SPDX-License-Identifier: MIT */
/* Saved loops: the row, its texts' digests, missed days, keys in the order of their bytes. */
#include <string.h>

#include "blob_internal.h"
#include "coprod/feedback_journal.h"
#include "loop_internal.h"

enum { KIND = 3, VERSION = 1 };

static void put_bytes(coprod__blob_out *out, const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        coprod__blob_number(out, bytes[i], 1);
}

/* The next key after one, in the order of their bytes; a table has no order of its own that would stay. */
static const coprod__key *key_after(const coprod__rows *rows, const coprod__key *last)
{
    const coprod__key *next = NULL;
    for (size_t i = 0; i < rows->key_capacity; i++) {
        const coprod__key *key = &rows->keys[i];
        if (key->used && (!last || memcmp(key->digest, last->digest, COPROD__SHORT) > 0)
            && (!next || memcmp(key->digest, next->digest, COPROD__SHORT) < 0))
            next = key;
    }
    return next;
}

coprod_status coprod_loop_save(const coprod_loop *loop, uint8_t *bytes, size_t capacity, size_t *needed)
{
    const coprod__rows *rows;
    const coprod_machine *machine;
    uint8_t known[COPROD__SHORT];
    coprod__blob_out out;
    if (needed)
        *needed = 0;
    if (!loop || !needed || (capacity && !bytes))
        return COPROD_E_ARGUMENT;
    rows = &loop->rows;
    machine = rows->machine;
    coprod__blob_begin(&out, bytes, capacity, KIND, VERSION, machine->fingerprint);
    coprod__blob_text(&out, machine->calendar->fingerprint);
    coprod__mac_short(rows->mac, 's', "loop", 4, known);
    put_bytes(&out, known, COPROD__SHORT);
    coprod__blob_number(&out, (uint64_t)rows->secret, 1);
    for (uint32_t i = 0; i < machine->column_count; i++)
        put_bytes(&out, rows->column[i], machine->column_width[i]);
    for (uint32_t i = 0; i < machine->text_count; i++) {
        coprod__blob_number(&out, rows->texts[i].length, 4);
        put_bytes(&out, rows->texts[i].digest, COPROD__SHORT);
    }
    coprod__blob_number(&out, rows->breach_count, 4);
    for (size_t i = 0; i < rows->breach_count; i++) {
        coprod__blob_number(&out, rows->breaches[i].timer, 1);
        coprod__blob_number(&out, coprod__day_kept(rows->breaches[i].due), 3);
    }
    coprod__blob_number(&out, rows->key_count, 4);
    for (const coprod__key *key = key_after(rows, NULL); key; key = key_after(rows, key))
        put_bytes(&out, key->digest, COPROD__SHORT);
    return coprod__blob_end(&out, needed);
}

/* --- opening --- */

static void take_bytes(coprod__blob_in *in, uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        bytes[i] = (uint8_t)coprod__blob_take(in, 1);
}

static int is_day(uint32_t kept)
{
    return kept <= coprod__day_kept(COPROD__DAY_LAST);
}

/* Nothing that a machine could not have written. */
static int sound_row(const coprod__rows *rows)
{
    const coprod_machine *machine = rows->machine;
    uint32_t last = coprod__get(rows, machine->last, 0), next = coprod__get(rows, machine->next, 0);
    uint32_t least = COPROD__NEVER;
    if (coprod__get(rows, machine->state, 0) >= machine->states.count || !last || !is_day(last)
        || !coprod__get(rows, machine->seq, 0))
        return 0;
    for (uint32_t i = 0; i < machine->facts.count; i++) {
        uint32_t value = coprod__get(rows, machine->fact_rules[i].slot, 0);
        if ((machine->fact_rules[i].type == COPROD_VALUE_ENUM && value > machine->literals.count)
            || (machine->fact_rules[i].type == COPROD_VALUE_DAY && !is_day(value)))
            return 0;
    }
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        uint32_t due = coprod__get(rows, machine->timer_rules[i].slot, 0);
        if (!is_day(due & COPROD__DAY_MASK) || (due & COPROD__BREACHED && !machine->timer_rules[i].level))
            return 0;
        if (machine->timer_rules[i].level && due && due < COPROD__BREACHED && due < least)
            least = due;
    }
    return next == least;
}

static coprod_status open_breaches(coprod__blob_in *in, coprod__rows *rows)
{
    const coprod_machine *machine = rows->machine;
    size_t count = (size_t)coprod__blob_take(in, 4);
    if (in->failed || count > in->length / 4)
        return COPROD_E_BLOB;
    rows->breaches = coprod__alloc(&rows->memory, count * sizeof *rows->breaches);
    if (count && !rows->breaches)
        return COPROD_E_MEMORY;
    rows->breach_capacity = count;
    for (; rows->breach_count < count; rows->breach_count++) {
        coprod__breach *breach = &rows->breaches[rows->breach_count];
        uint32_t due;
        breach->timer = (uint8_t)coprod__blob_take(in, 1);
        due = (uint32_t)coprod__blob_take(in, 3);
        breach->due = coprod__day_told(due);
        if (in->failed || breach->timer >= machine->timers.count || !due || !is_day(due)
            || !machine->timer_rules[breach->timer].level)
            return COPROD_E_BLOB;
        breach->level = (uint8_t)machine->timer_rules[breach->timer].level;
    }
    return COPROD_OK;
}

static coprod_status open_keys(coprod__blob_in *in, coprod__rows *rows)
{
    uint8_t digest[COPROD__SHORT], last[COPROD__SHORT];
    size_t count = (size_t)coprod__blob_take(in, 4);
    for (size_t i = 0; i < count; i++) {
        coprod_status status = coprod__key_room(rows);
        if (status != COPROD_OK)
            return status;
        take_bytes(in, digest, COPROD__SHORT);
        if (in->failed || (i && memcmp(last, digest, COPROD__SHORT) >= 0))
            return COPROD_E_BLOB;
        coprod__key_add(rows, 0, digest);
        memcpy(last, digest, COPROD__SHORT);
    }
    return in->failed || in->at != in->length ? COPROD_E_BLOB : COPROD_OK;
}

static coprod_status open_row(coprod__blob_in *in, coprod_loop *loop)
{
    coprod__rows *rows = &loop->rows;
    const coprod_machine *machine = rows->machine;
    uint8_t known[COPROD__SHORT], right[COPROD__SHORT];
    size_t length;
    const char *calendar = coprod__blob_take_text(in, &length);
    coprod_status status;
    if (!calendar || length != COPROD__HEX - 1 || memcmp(calendar, machine->calendar->fingerprint, length) != 0)
        return in->failed ? COPROD_E_BLOB : COPROD_E_FINGERPRINT;
    take_bytes(in, known, COPROD__SHORT);
    coprod__mac_short(rows->mac, 's', "loop", 4, right);
    if (memcmp(known, right, COPROD__SHORT) != 0)
        return COPROD_E_FINGERPRINT;
    if (coprod__blob_take(in, 1) != (uint64_t)rows->secret)
        return COPROD_E_BLOB;
    for (uint32_t i = 0; i < machine->column_count; i++)
        take_bytes(in, rows->column[i], machine->column_width[i]);
    for (uint32_t i = 0; i < machine->text_count; i++) {
        rows->texts[i].length = (uint32_t)coprod__blob_take(in, 4);
        take_bytes(in, rows->texts[i].digest, COPROD__SHORT);
    }
    if (in->failed || !sound_row(rows))
        return COPROD_E_BLOB;
    status = open_breaches(in, rows);
    return status == COPROD_OK ? open_keys(in, rows) : status;
}

coprod_status coprod_loop_open(const coprod_machine *machine, const uint8_t *bytes, size_t length,
                               const coprod_loop_options *options, coprod_loop **loop)
{
    coprod_loop_options own;
    coprod__memory memory;
    coprod__blob_in in;
    coprod_loop *made;
    coprod_status status;
    if (!loop)
        return COPROD_E_ARGUMENT;
    *loop = NULL;
    if (!machine || !bytes)
        return COPROD_E_ARGUMENT;
    status = coprod__loop_options_in(options, &own, &memory);
    if (status == COPROD_OK)
        status = coprod__blob_open(&in, bytes, length, KIND, VERSION, machine->fingerprint);
    if (status != COPROD_OK)
        return status;
    made = coprod__loop_allocate(machine, &memory, own.secret_length != 0);
    if (!made)
        return COPROD_E_MEMORY;
    coprod__mac_init(&made->mac, own.secret, own.secret_length);
    status = open_row(&in, made);
    if (status == COPROD_OK)
        *loop = made;
    else
        coprod_loop_free(made);
    return status;
}
