/* SPDX-License-Identifier: MIT */
/* People as a saved state: events in the order of their text, people in that of their pseudonyms, so that equal states
 * are equal bytes. */
#include <string.h>

#include "blob_internal.h"
#include "people_internal.h"

enum { KIND = 5, VERSION = 1 };

/* --- saving --- */

static int before(const coprod_people *people, uint32_t a, uint32_t b)
{
    return memcmp(people->persons[a].pseudonym, people->persons[b].pseudonym, COPROD_PSEUDONYM) < 0;
}

static void sift(const coprod_people *people, uint32_t *order, size_t from, size_t count)
{
    for (size_t child = 2 * from + 1; child < count; child = 2 * from + 1) {
        const uint32_t moved = order[from];
        child += child + 1 < count && before(people, order[child], order[child + 1]);
        if (!before(people, moved, order[child]))
            return;
        order[from] = order[child];
        order[child] = moved;
        from = child;
    }
}

static void sort_people(const coprod_people *people, uint32_t *order)
{
    for (size_t i = 0; i < people->count; i++)
        order[i] = (uint32_t)i;
    for (size_t i = people->count / 2; i-- > 0;)
        sift(people, order, i, people->count);
    for (size_t last = people->count; last-- > 1;) {
        const uint32_t highest = order[0];
        order[0] = order[last];
        order[last] = highest;
        sift(people, order, 0, last);
    }
}

/* What saving takes: the order of people, the rank of each event, and one person's times by rank. */
typedef struct scratch {
    uint32_t *order, *rank;
    coprod__seen *seen;
    size_t order_bytes, rank_bytes, seen_bytes;
} scratch;

static void free_scratch(const coprod_people *people, scratch *own)
{
    coprod__release(&people->memory, own->order, own->order_bytes);
    coprod__release(&people->memory, own->rank, own->rank_bytes);
    coprod__release(&people->memory, own->seen, own->seen_bytes);
}

static int make_scratch(const coprod_people *people, scratch *own)
{
    size_t longest = 1;
    memset(own, 0, sizeof *own);
    for (size_t i = 0; i < people->count; i++)
        longest = longest > people->persons[i].seen_count ? longest : people->persons[i].seen_count;
    own->order_bytes = (people->count + 1) * sizeof *own->order;
    own->rank_bytes = (people->event_count + 1) * sizeof *own->rank;
    own->seen_bytes = longest * sizeof *own->seen;
    own->order = coprod__alloc(&people->memory, own->order_bytes);
    own->rank = coprod__alloc(&people->memory, own->rank_bytes);
    own->seen = coprod__alloc(&people->memory, own->seen_bytes);
    return own->order && own->rank && own->seen;
}

static void save_person(coprod__blob_out *out, const coprod_people *people, size_t index, const scratch *own)
{
    const coprod__person *person = &people->persons[index];
    for (size_t i = 0; i < COPROD_PSEUDONYM; i++)
        coprod__blob_number(out, person->pseudonym[i], 1);
    coprod__blob_number(out, person->different, 1);
    for (uint32_t d = 0; d < people->frame->dimension_count; d++) {
        const coprod__answer *answer = &people->answers[index * people->frame->dimension_count + d];
        coprod__blob_number(out, answer->code, 4);
        coprod__blob_number(out, (uint32_t)answer->day, 4);
    }
    for (size_t i = 0; i < people->word_count; i++)
        coprod__blob_number(out, people->bits[index * people->word_count + i], 8);
    for (uint32_t i = 0; i < person->seen_count; i++) {
        const coprod__seen seen = person->seen[i];
        own->seen[i] = coprod__seen_of(coprod__seen_day(seen), own->rank[coprod__seen_event(seen)],
                                       coprod__seen_kind(seen));
    }
    coprod__people_sort(own->seen, person->seen_count);
    coprod__blob_number(out, person->seen_count, 4);
    for (uint32_t i = 0; i < person->seen_count; i++)
        coprod__blob_number(out, own->seen[i], 8);
}

coprod_status coprod_people_save(const coprod_people *people, uint8_t *buffer, size_t capacity, size_t *needed)
{
    coprod__blob_out out;
    scratch own;
    coprod_status status = COPROD_E_MEMORY;
    if (needed)
        *needed = 0;
    if (!people || !needed || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    if (make_scratch(people, &own)) {
        sort_people(people, own.order);
        coprod__blob_begin(&out, buffer, capacity, KIND, VERSION, people->frame->fingerprint);
        coprod__blob_number(&out, people->event_count, 4);
        for (size_t i = 0; i < people->event_count; i++) {
            own.rank[people->event_order[i]] = (uint32_t)i;
            coprod__blob_text(&out, people->events[people->event_order[i]]);
        }
        coprod__blob_number(&out, people->count, 4);
        for (size_t i = 0; i < people->count; i++)
            save_person(&out, people, own.order[i], &own);
        status = coprod__blob_end(&out, needed);
    }
    free_scratch(people, &own);
    return status;
}

/* --- loading: a checksum proves that bytes are whole, not that they are right --- */

static int good_answer(const coprod_frame *frame, uint32_t dimension, const coprod__answer *answer)
{
    const int membership = frame->dimensions[dimension].kind == COPROD_DIMENSION_MEMBERSHIP;
    if (answer->code == COPROD__CODE_NOTHING)
        return answer->day == INT32_MIN;
    if (answer->code == COPROD__CODE_NONE)
        return membership;
    if (answer->code >= COPROD__CODE_UNKNOWN)
        return answer->code - COPROD__CODE_UNKNOWN < COPROD_UNKNOWN_CLASSES;
    return !membership && answer->code < frame->group_count && frame->groups[answer->code].dimension == dimension;
}

/* Every answer was given at one of the times. */
static int good_days(const coprod_people *people, const coprod__times *seen)
{
    for (uint32_t d = 0; d < people->frame->dimension_count; d++) {
        uint32_t i = 0;
        if (people->draft[d].code == COPROD__CODE_NOTHING)
            continue;
        while (i < seen->count && coprod__seen_day(seen->list[i]) != people->draft[d].day)
            i++;
        if (i == seen->count)
            return 0;
    }
    return 1;
}

/* Different answers need a question of which one holds. */
static int good_difference(const coprod_people *people, uint64_t different)
{
    for (uint32_t d = 0; d < people->frame->dimension_count; d++)
        if (people->draft[d].code < COPROD__CODE_UNKNOWN)
            return different <= 1;
    return !different;
}

/* A group is a bit only of a membership that was answered. */
static int good_bits(const coprod_people *people)
{
    const coprod_frame *frame = people->frame;
    for (size_t i = 0; i < people->word_count * 64; i++) {
        if (!(people->draft_bits[i / 64] >> i % 64 & 1))
            continue;
        if (i >= frame->group_count || people->draft[frame->groups[i].dimension].code != COPROD__CODE_NONE)
            return 0;
    }
    return 1;
}

static coprod_status take_events(coprod__blob_in *in, coprod_people *people)
{
    const uint64_t count = coprod__blob_take(in, 4);
    for (uint64_t i = 0; i < count; i++) {
        char text[256];
        size_t length = 0, bytes;
        uint32_t index = 0;
        const char *event = coprod__blob_take_text(in, &length);
        coprod_status status;
        if (!event || length > 255 || memchr(event, '\0', length))
            return COPROD_E_BLOB;
        memcpy(text, event, length);
        text[length] = '\0';
        if (coprod__text_check(text, length, &bytes) != COPROD_OK || (i && strcmp(people->events[i - 1], text) >= 0))
            return COPROD_E_BLOB;
        status = coprod__people_event(people, text, &index);
        if (status != COPROD_OK)
            return status;
    }
    return COPROD_OK;
}

/* Marks the events at which the person was. */
static coprod_status take_seen(coprod__blob_in *in, const coprod_people *people, uint8_t *marks, coprod__times *seen)
{
    const uint64_t count = coprod__blob_take(in, 4);
    if (in->failed || !count || count > (in->length - in->at) / 8)
        return COPROD_E_BLOB;
    seen->list = coprod__alloc(&people->memory, (size_t)count * sizeof *seen->list);
    if (!seen->list)
        return COPROD_E_MEMORY;
    seen->count = (uint32_t)count;
    for (uint32_t i = 0; i < seen->count; i++) {
        seen->list[i] = coprod__blob_take(in, 8);
        if (coprod__seen_event(seen->list[i]) >= people->event_count || (i && seen->list[i - 1] >= seen->list[i]))
            return COPROD_E_BLOB;
        marks[coprod__seen_event(seen->list[i])] = 1;
    }
    return good_days(people, seen) ? COPROD_OK : COPROD_E_BLOB;
}

static coprod_status take_answers(coprod__blob_in *in, coprod_people *people)
{
    for (uint32_t d = 0; d < people->frame->dimension_count; d++) {
        people->draft[d].code = (uint32_t)coprod__blob_take(in, 4);
        people->draft[d].day = (int32_t)(uint32_t)coprod__blob_take(in, 4);
        if (!good_answer(people->frame, d, &people->draft[d]))
            return COPROD_E_BLOB;
    }
    for (size_t i = 0; i < people->word_count; i++)
        people->draft_bits[i] = coprod__blob_take(in, 8);
    return good_bits(people) ? COPROD_OK : COPROD_E_BLOB;
}

static coprod_status take_person(coprod__blob_in *in, coprod_people *people, uint8_t *marks)
{
    uint8_t pseudonym[COPROD_PSEUDONYM];
    coprod__times seen = {NULL, 0};
    uint64_t different;
    coprod_status status;
    for (size_t i = 0; i < COPROD_PSEUDONYM; i++)
        pseudonym[i] = (uint8_t)coprod__blob_take(in, 1);
    different = coprod__blob_take(in, 1);
    if (people->count && memcmp(people->persons[people->count - 1].pseudonym, pseudonym, sizeof pseudonym) >= 0)
        return COPROD_E_BLOB;
    status = take_answers(in, people);
    if (status == COPROD_OK)
        status = good_difference(people, different) ? take_seen(in, people, marks, &seen) : COPROD_E_BLOB;
    if (status == COPROD_OK)
        status = coprod__people_unite(people, pseudonym, &seen, (uint32_t)different);
    coprod__release(&people->memory, seen.list, seen.count * sizeof *seen.list);
    return status;
}

/* At every event that is named somebody was seen. */
static coprod_status take_people(coprod__blob_in *in, coprod_people *people)
{
    uint8_t *marks = coprod__alloc(&people->memory, people->event_count + 1);
    const uint64_t count = coprod__blob_take(in, 4);
    coprod_status status = marks ? COPROD_OK : COPROD_E_MEMORY;
    for (uint64_t i = 0; status == COPROD_OK && i < count; i++)
        status = take_person(in, people, marks);
    for (size_t i = 0; status == COPROD_OK && i < people->event_count; i++)
        status = marks[i] ? COPROD_OK : COPROD_E_BLOB;
    coprod__release(&people->memory, marks, people->event_count + 1);
    return status == COPROD_OK && (in->failed || in->at != in->length) ? COPROD_E_BLOB : status;
}

coprod_status coprod_people_load(const uint8_t *bytes, size_t length, const coprod_frame *frame,
                                 const coprod_allocator *allocator, coprod_people **people)
{
    coprod__blob_in in;
    coprod_people *made = NULL;
    coprod_status status;
    if (!people)
        return COPROD_E_ARGUMENT;
    *people = NULL;
    if (!bytes || !frame)
        return COPROD_E_ARGUMENT;
    status = coprod__blob_open(&in, bytes, length, KIND, VERSION, frame->fingerprint);
    if (status == COPROD_OK)
        status = coprod_people_new(frame, allocator, &made);
    if (status == COPROD_OK)
        status = take_events(&in, made);
    if (status == COPROD_OK)
        status = take_people(&in, made);
    if (status == COPROD_OK)
        *people = made;
    else
        coprod_people_free(made);
    return status;
}
