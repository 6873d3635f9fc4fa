/* SPDX-License-Identifier: MIT */
/* Counts by event, partner and day. Whatever is added is made ready in a draft first, so that a call that fails has
 * changed nothing. */
#include "tally_internal.h"

#include <string.h>

#include "text_internal.h"

/* --- parts and their order --- */

static int compare_keys(const coprod__part *part, const coprod_tally_part *key)
{
    int order = strcmp(part->event, key->event);
    if (!order)
        order = strcmp(part->partner, key->partner);
    if (!order)
        order = part->has_day - key->has_day;
    if (!order)
        order = (part->day > key->day) - (part->day < key->day);
    return order ? order : part->kind - key->kind;
}

size_t coprod__tally_find(const coprod_tally *tally, const coprod_tally_part *key, int *found)
{
    size_t low = 0, high = tally->count;
    *found = 0;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = compare_keys(tally->parts[middle], key);
        if (!order) {
            *found = 1;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static coprod__part *new_part(const coprod_tally *tally, const coprod_tally_part *key)
{
    const size_t event = strlen(key->event) + 1, partner = strlen(key->partner) + 1;
    const size_t cells = tally->cell_count * sizeof(uint64_t), dimensions = tally->frame->dimension_count;
    const size_t head = (sizeof(coprod__part) + 7) / 8 * 8; /* where whole numbers of 64 bits may stand */
    const size_t bytes = head + cells + dimensions + event + partner;
    char *block = coprod__alloc(&tally->memory, bytes), *texts;
    coprod__part *part = (coprod__part *)(void *)block;
    if (!block)
        return NULL;
    part->bytes = bytes;
    part->cells = (uint64_t *)(void *)(block + head);
    part->marks = (uint8_t *)block + head + cells;
    texts = block + head + cells + dimensions;
    memcpy(texts, key->event, event);
    memcpy(texts + event, key->partner, partner);
    part->event = texts;
    part->partner = texts + event;
    part->day = key->day;
    part->has_day = key->has_day;
    part->kind = key->kind;
    return part;
}

static void free_part(const coprod_tally *tally, coprod__part *part)
{
    coprod__release(&tally->memory, part, part ? part->bytes : 0);
}

static coprod_status check_id(const char **id)
{
    size_t bytes;
    coprod_status status;
    *id = *id ? *id : "";
    status = coprod__text_check(*id, COPROD_NTS, &bytes);
    return status == COPROD_OK && bytes > COPROD__TALLY_ID ? COPROD_E_LIMIT : status;
}

coprod_status coprod__tally_key(const coprod_tally_part *given, coprod_tally_part *key)
{
    coprod_status status = given ? coprod__struct_in(given, sizeof *key, sizeof *key, key) : COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = check_id(&key->event);
    if (status == COPROD_OK)
        status = check_id(&key->partner);
    if (status != COPROD_OK)
        return status;
    if ((key->kind != COPROD_TALLY_ATTENDED && key->kind != COPROD_TALLY_INVITED) || key->has_day < 0
        || key->has_day > 1)
        return COPROD_E_ARGUMENT;
    key->day = key->has_day ? key->day : 0;
    return COPROD_OK;
}

/* --- adding --- */

void coprod__tally_clear(coprod_tally *tally)
{
    memset(tally->draft, 0, tally->cell_count * sizeof *tally->draft);
    memset(tally->draft_marks, 0, tally->frame->dimension_count);
}

static int fits(const coprod_tally *tally, const uint64_t *cells)
{
    for (size_t i = 0; i < tally->cell_count; i++)
        if (tally->totals[i] + cells[i] > UINT32_MAX)
            return 0;
    return 1;
}

static void add_cells(coprod_tally *tally, coprod__part *part, const uint64_t *cells, const uint8_t *marks)
{
    for (size_t i = 0; i < tally->cell_count; i++) {
        part->cells[i] += cells[i];
        tally->totals[i] += cells[i];
    }
    for (uint32_t d = 0; d < tally->frame->dimension_count; d++)
        part->marks[d] |= marks[d];
}

coprod_status coprod__tally_commit(coprod_tally *tally, const coprod_tally_part *key)
{
    int found;
    size_t at;
    coprod__part *part;
    if (!fits(tally, tally->draft))
        return COPROD_E_OVERFLOW;
    at = coprod__tally_find(tally, key, &found);
    if (!found) {
        if (!coprod__more(&tally->memory, (void **)&tally->parts, &tally->capacity, tally->count + 1,
                          sizeof *tally->parts))
            return COPROD_E_MEMORY;
        part = new_part(tally, key);
        if (!part)
            return COPROD_E_MEMORY;
        memmove(tally->parts + at + 1, tally->parts + at, (tally->count - at) * sizeof *tally->parts);
        tally->parts[at] = part;
        tally->count++;
    }
    add_cells(tally, tally->parts[at], tally->draft, tally->draft_marks);
    return COPROD_OK;
}

/* --- merging --- */

/* Parts that only the other tally has, as empty ones of this; *count of them are there after a failure too. */
static coprod_status fresh_parts(const coprod_tally *tally, const coprod_tally *other, coprod__part **fresh,
                                 size_t *count)
{
    for (size_t i = 0; i < other->count; i++) {
        const coprod__part *part = other->parts[i];
        const coprod_tally_part key = {sizeof key, part->event, part->partner, part->day, part->has_day, part->kind, 0};
        int found;
        coprod__tally_find(tally, &key, &found);
        if (found)
            continue;
        fresh[*count] = new_part(tally, &key);
        if (!fresh[*count])
            return COPROD_E_MEMORY;
        ++*count;
    }
    return COPROD_OK;
}

/* Both lists are in order; from the back, so that no part is overwritten. */
static void put_in(coprod_tally *tally, coprod__part *const *fresh, size_t count)
{
    size_t left = tally->count, to = tally->count + count;
    tally->count = to;
    while (count) {
        const coprod__part *next = fresh[count - 1];
        const coprod_tally_part key = {sizeof key, next->event, next->partner, next->day, next->has_day, next->kind, 0};
        if (left && compare_keys(tally->parts[left - 1], &key) > 0)
            tally->parts[--to] = tally->parts[--left];
        else
            tally->parts[--to] = fresh[--count];
    }
}

coprod_status coprod_tally_merge(coprod_tally *tally, const coprod_tally *other, int32_t parts)
{
    coprod__part **fresh;
    size_t count = 0, at = 0;
    coprod_status status = COPROD_E_MEMORY;
    if (!tally || !other || tally == other || (parts != COPROD_PARTS_MAY_OVERLAP && parts != COPROD_PARTS_DISJOINT))
        return COPROD_E_ARGUMENT;
    if (strcmp(tally->frame->fingerprint, other->frame->fingerprint))
        return COPROD_E_FINGERPRINT;
    if (!fits(tally, other->totals))
        return COPROD_E_OVERFLOW;
    fresh = coprod__alloc(&tally->memory, (other->count + 1) * sizeof *fresh);
    if (fresh && coprod__more(&tally->memory, (void **)&tally->parts, &tally->capacity, tally->count + other->count,
                              sizeof *tally->parts))
        status = fresh_parts(tally, other, fresh, &count);
    if (status == COPROD_OK) {
        put_in(tally, fresh, count);
        for (size_t i = 0; i < other->count; i++) {
            const coprod__part *part = other->parts[i];
            const coprod_tally_part key = {sizeof key, part->event, part->partner, part->day, part->has_day,
                                           part->kind, 0};
            int found;
            at = coprod__tally_find(tally, &key, &found);
            add_cells(tally, tally->parts[at], part->cells, part->marks);
        }
        if (other->overlap == COPROD_PARTS_MAY_OVERLAP || parts == COPROD_PARTS_MAY_OVERLAP)
            tally->overlap = COPROD_PARTS_MAY_OVERLAP;
    }
    for (size_t i = 0; status != COPROD_OK && i < count; i++)
        free_part(tally, fresh[i]);
    coprod__release(&tally->memory, fresh, (other->count + 1) * sizeof *fresh);
    return status;
}

/* --- the tally itself --- */

static void order_groups(coprod_tally *tally)
{
    const coprod_frame *frame = tally->frame;
    uint64_t *next = tally->draft, at = 0; /* by dimension, where its next group goes */
    for (uint32_t d = 0; d < frame->dimension_count; d++) {
        next[d] = at;
        at += frame->dimensions[d].groups;
    }
    for (uint32_t i = 0; i < frame->group_count; i++)
        tally->groups[next[frame->groups[i].dimension]++] = i;
    coprod__tally_clear(tally);
}

coprod_status coprod_tally_new(const coprod_frame *frame, int32_t parts, const coprod_allocator *allocator,
                               coprod_tally **tally)
{
    coprod__memory memory;
    coprod_tally *made;
    coprod_status status;
    if (!tally)
        return COPROD_E_ARGUMENT;
    *tally = NULL;
    if (!frame || (parts != COPROD_PARTS_MAY_OVERLAP && parts != COPROD_PARTS_DISJOINT))
        return COPROD_E_ARGUMENT;
    status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    made = coprod__alloc(&memory, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->memory = memory;
    made->overlap = parts;
    made->frame = coprod__frame_take(frame);
    made->cell_count = coprod__known_cell(frame, frame->dimension_count);
    made->totals = coprod__alloc(&memory, made->cell_count * sizeof *made->totals);
    made->draft = coprod__alloc(&memory, made->cell_count * sizeof *made->draft);
    made->draft_marks = coprod__alloc(&memory, frame->dimension_count);
    made->groups = coprod__alloc(&memory, frame->group_count * sizeof *made->groups);
    if (made->totals && made->draft && made->draft_marks && made->groups) {
        order_groups(made);
        *tally = made;
        return COPROD_OK;
    }
    coprod_tally_free(made);
    return COPROD_E_MEMORY;
}

void coprod_tally_free(coprod_tally *tally)
{
    if (!tally)
        return;
    for (size_t i = 0; i < tally->count; i++)
        free_part(tally, tally->parts[i]);
    coprod__release(&tally->memory, tally->parts, tally->capacity * sizeof *tally->parts);
    coprod__release(&tally->memory, tally->totals, tally->cell_count * sizeof *tally->totals);
    coprod__release(&tally->memory, tally->draft, tally->cell_count * sizeof *tally->draft);
    coprod__release(&tally->memory, tally->draft_marks, tally->frame->dimension_count);
    coprod__release(&tally->memory, tally->groups, tally->frame->group_count * sizeof *tally->groups);
    coprod_frame_free((coprod_frame *)tally->frame);
    coprod__release(&tally->memory, tally, sizeof *tally);
}

const coprod_frame *coprod_tally_frame(const coprod_tally *tally)
{
    return tally ? tally->frame : NULL;
}

int32_t coprod_tally_overlap(const coprod_tally *tally)
{
    return tally ? tally->overlap : 0;
}

size_t coprod_tally_count(const coprod_tally *tally)
{
    return tally ? tally->count : 0;
}

coprod_status coprod_tally_get(const coprod_tally *tally, size_t index, coprod_tally_part *part)
{
    coprod_tally_part local = {.size = sizeof local};
    coprod_status status = coprod__struct_begin(tally, part, sizeof local);
    if (status != COPROD_OK)
        return status;
    if (index >= tally->count)
        return COPROD_E_UNKNOWN;
    local.event = tally->parts[index]->event;
    local.partner = tally->parts[index]->partner;
    local.day = tally->parts[index]->day;
    local.has_day = tally->parts[index]->has_day;
    local.kind = tally->parts[index]->kind;
    return coprod__struct_out(part, sizeof local, sizeof local, &local);
}
