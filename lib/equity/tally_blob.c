/* SPDX-License-Identifier: MIT */
/* A tally as a saved state: its parts in order; totals are their sums and are not saved. */
#include <string.h>

#include "blob_internal.h"
#include "tally_internal.h"

enum { KIND = 4, VERSION = 1 };

coprod_status coprod_tally_save(const coprod_tally *tally, uint8_t *buffer, size_t capacity, size_t *needed)
{
    coprod__blob_out out;
    if (needed)
        *needed = 0;
    if (!tally || !needed || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    coprod__blob_begin(&out, buffer, capacity, KIND, VERSION, tally->frame->fingerprint);
    coprod__blob_number(&out, (uint64_t)tally->overlap, 1);
    coprod__blob_number(&out, tally->count, 8);
    for (size_t i = 0; i < tally->count; i++) {
        const coprod__part *part = tally->parts[i];
        coprod__blob_text(&out, part->event);
        coprod__blob_text(&out, part->partner);
        coprod__blob_number(&out, (uint64_t)part->kind, 1);
        coprod__blob_number(&out, (uint64_t)part->has_day, 1);
        coprod__blob_number(&out, (uint32_t)part->day, 4);
        for (size_t cell = 0; cell < tally->cell_count; cell++)
            coprod__blob_number(&out, part->cells[cell], 4);
        for (uint32_t d = 0; d < tally->frame->dimension_count; d++)
            coprod__blob_number(&out, part->marks[d], 1);
    }
    return coprod__blob_end(&out, needed);
}

/* Whether the draft can come from people at all: a checksum proves that bytes are whole, not that they are right. */
static int plausible(const coprod_tally *tally)
{
    const coprod_frame *frame = tally->frame;
    const uint32_t *groups = tally->groups;
    for (uint32_t d = 0; d < frame->dimension_count; d++) {
        const int partition = frame->dimensions[d].kind == COPROD_DIMENSION_PARTITION;
        const uint64_t *cells = tally->draft + coprod__known_cell(frame, d);
        const int marks = tally->draft_marks[d];
        uint64_t sum = 0, most = 0, unknown = 0;
        for (uint32_t n = 0; n < frame->dimensions[d].groups; n++) {
            const uint64_t count = tally->draft[*groups++];
            sum += count;
            most = most > count ? most : count;
        }
        for (size_t i = 0; i < COPROD_UNKNOWN_CLASSES; i++)
            unknown += cells[1 + i];
        if (marks & ~(COPROD__LACKS_KNOWN | COPROD__LACKS_UNKNOWN | COPROD__COUNTED)
            || (!(marks & COPROD__COUNTED) && (marks || sum || cells[0] || unknown)))
            return 0;
        if (partition ? cells[0] != sum || (marks & COPROD__LACKS_KNOWN)
                      : !(marks & COPROD__LACKS_KNOWN) && cells[0] < most)
            return 0;
    }
    return 1;
}

/* A text of the blob in `room`; 0 if it cannot be one. */
static int take_id(coprod__blob_in *in, char room[COPROD__TALLY_ID + 1])
{
    size_t length = 0;
    const char *text = coprod__blob_take_text(in, &length);
    if (!text || length > COPROD__TALLY_ID || memchr(text, '\0', length))
        return 0;
    memcpy(room, text, length);
    room[length] = '\0';
    return 1;
}

static coprod_status take_part(coprod__blob_in *in, coprod_tally *tally)
{
    char event[COPROD__TALLY_ID + 1], partner[COPROD__TALLY_ID + 1];
    coprod_tally_part given = {.size = sizeof given, .event = event, .partner = partner}, key;
    coprod_status status;
    int found;
    if (!take_id(in, event) || !take_id(in, partner))
        return COPROD_E_BLOB;
    given.kind = (int32_t)coprod__blob_take(in, 1);
    given.has_day = (int32_t)coprod__blob_take(in, 1);
    given.day = (int32_t)(uint32_t)coprod__blob_take(in, 4);
    for (size_t cell = 0; cell < tally->cell_count; cell++)
        tally->draft[cell] = coprod__blob_take(in, 4);
    for (uint32_t d = 0; d < tally->frame->dimension_count; d++)
        tally->draft_marks[d] = (uint8_t)coprod__blob_take(in, 1);
    if (in->failed || coprod__tally_key(&given, &key) != COPROD_OK || key.day != given.day || !plausible(tally))
        return COPROD_E_BLOB;
    if (coprod__tally_find(tally, &key, &found) != tally->count)
        return COPROD_E_BLOB; /* out of order, or there already */
    status = coprod__tally_commit(tally, &key);
    return status == COPROD_E_OVERFLOW ? COPROD_E_BLOB : status;
}

coprod_status coprod_tally_load(const uint8_t *bytes, size_t length, const coprod_frame *frame,
                                const coprod_allocator *allocator, coprod_tally **tally)
{
    coprod__blob_in in;
    coprod_tally *made = NULL;
    uint64_t overlap, count = 0;
    coprod_status status;
    if (!tally)
        return COPROD_E_ARGUMENT;
    *tally = NULL;
    if (!bytes || !frame)
        return COPROD_E_ARGUMENT;
    status = coprod__blob_open(&in, bytes, length, KIND, VERSION, frame->fingerprint);
    if (status != COPROD_OK)
        return status;
    overlap = coprod__blob_take(&in, 1);
    count = coprod__blob_take(&in, 8);
    status = in.failed || overlap > COPROD_PARTS_DISJOINT ? COPROD_E_BLOB
                                                          : coprod_tally_new(frame, (int32_t)overlap, allocator, &made);
    for (uint64_t i = 0; status == COPROD_OK && i < count; i++)
        status = take_part(&in, made);
    if (status == COPROD_OK && in.at != in.length)
        status = COPROD_E_BLOB;
    if (status == COPROD_OK)
        *tally = made;
    else
        coprod_tally_free(made);
    return status;
}
