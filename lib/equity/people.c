/* SPDX-License-Identifier: MIT */
/* People, found by their pseudonyms. A call makes room for all that it needs first, and changes something last. */
#include "people_internal.h"

#include <string.h>

/* --- finding --- */

static uint32_t hash(const uint8_t *pseudonym)
{
    uint64_t a, b, mixed;
    memcpy(&a, pseudonym, sizeof a);
    memcpy(&b, pseudonym + sizeof a, sizeof b);
    mixed = (a ^ (b << 32 | b >> 32)) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(mixed >> 32 ^ mixed);
}

static uint32_t index_of(uint64_t slot)
{
    return (uint32_t)slot;
}

/* The slot of a person, or the empty one in which they would be. Most others are told apart by their hash alone. */
static size_t slot_of(const coprod_people *people, const uint8_t *pseudonym, uint32_t hashed)
{
    size_t at = hashed & (people->slot_count - 1);
    while (index_of(people->slots[at]) != UINT32_MAX
           && (people->slots[at] >> 32 != hashed
               || memcmp(people->persons[index_of(people->slots[at])].pseudonym, pseudonym, COPROD_PSEUDONYM)))
        at = (at + 1) & (people->slot_count - 1);
    return at;
}

/* The slots of before, in their order: where a person goes their hash says. */
static void move_slots(coprod_people *people, const uint64_t *old, size_t old_count)
{
    for (size_t i = 0; i < old_count; i++) {
        size_t at = old[i] >> 32 & (people->slot_count - 1);
        if (index_of(old[i]) == UINT32_MAX)
            continue;
        while (index_of(people->slots[at]) != UINT32_MAX)
            at = (at + 1) & (people->slot_count - 1);
        people->slots[at] = old[i];
    }
}

static coprod_status more_slots(coprod_people *people, size_t persons)
{
    const size_t old_count = people->slot_count;
    size_t wanted = old_count ? old_count : 64;
    uint64_t *old = people->slots, *slots;
    while (wanted < 2 * persons)
        wanted *= 2;
    if (wanted == old_count)
        return COPROD_OK;
    slots = coprod__alloc(&people->memory, wanted * sizeof *slots);
    if (!slots)
        return COPROD_E_MEMORY;
    memset(slots, 0xFF, wanted * sizeof *slots);
    people->slots = slots;
    people->slot_count = wanted;
    move_slots(people, old, old_count);
    coprod__release(&people->memory, old, old_count * sizeof *old);
    return COPROD_OK;
}

uint32_t coprod__people_find(const coprod_people *people, const uint8_t *pseudonym)
{
    return people->slot_count ? index_of(people->slots[slot_of(people, pseudonym, hash(pseudonym))]) : UINT32_MAX;
}

coprod_status coprod__people_room(coprod_people *people, size_t more)
{
    const size_t wanted = people->count + more;
    if (wanted >= UINT32_MAX)
        return COPROD_E_LIMIT;
    if (!coprod__more(&people->memory, (void **)&people->persons, &people->person_capacity, wanted,
                      sizeof *people->persons)
        || !coprod__more(&people->memory, (void **)&people->answers, &people->answer_capacity,
                         wanted * people->frame->dimension_count, sizeof *people->answers)
        || !coprod__more(&people->memory, (void **)&people->bits, &people->bit_capacity, wanted * people->word_count,
                         sizeof *people->bits))
        return COPROD_E_MEMORY;
    return more_slots(people, wanted);
}

/* --- events --- */

int coprod__people_find_event(const coprod_people *people, const char *event, size_t *at)
{
    size_t low = 0, high = people->event_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(people->events[people->event_order[middle]], event);
        if (!order) {
            *at = middle;
            return 1;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *at = low;
    return 0;
}

coprod_status coprod__people_event(coprod_people *people, const char *event, uint32_t *index)
{
    const size_t bytes = strlen(event) + 1;
    size_t at;
    char *copy;
    if (coprod__people_find_event(people, event, &at)) {
        *index = people->event_order[at];
        return COPROD_OK;
    }
    if (people->event_count >= (UINT32_C(1) << 31) - 1)
        return COPROD_E_LIMIT;
    if (!coprod__more(&people->memory, (void **)&people->events, &people->event_capacity, people->event_count + 1,
                      sizeof *people->events)
        || !coprod__more(&people->memory, (void **)&people->event_order, &people->order_capacity,
                         people->event_count + 1, sizeof *people->event_order))
        return COPROD_E_MEMORY;
    copy = coprod__alloc(&people->memory, bytes);
    if (!copy)
        return COPROD_E_MEMORY;
    memcpy(copy, event, bytes);
    *index = (uint32_t)people->event_count;
    people->events[people->event_count] = copy;
    memmove(people->event_order + at + 1, people->event_order + at,
            (people->event_count - at) * sizeof *people->event_order);
    people->event_order[at] = (uint32_t)people->event_count++;
    return COPROD_OK;
}

void coprod__people_keep_events(coprod_people *people, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < people->event_count; i++)
        if (people->event_order[i] < count)
            people->event_order[kept++] = people->event_order[i];
    for (size_t i = count; i < people->event_count; i++)
        coprod__release(&people->memory, people->events[i], strlen(people->events[i]) + 1);
    people->event_count = kept;
}

/* --- uniting --- */

/* 2: the answer is known, 1: it is known that it is not, 0: nothing is said. */
static int weight_of(uint32_t code)
{
    return code == COPROD__CODE_NOTHING ? 0 : code >= COPROD__CODE_UNKNOWN && code < COPROD__CODE_NONE ? 1 : 2;
}

static void unite_answer(coprod__answer *own, const coprod__answer *other, int membership, uint32_t *different)
{
    const int mine = weight_of(own->code), theirs = weight_of(other->code);
    if (!membership && mine == 2 && theirs == 2 && own->code != other->code)
        *different = 1;
    if (theirs > mine || (theirs == mine && other->day > own->day)
        || (theirs == mine && other->day == own->day && other->code < own->code))
        *own = *other;
}

static void unite_draft(coprod_people *people, size_t person)
{
    const coprod_frame *frame = people->frame;
    coprod__answer *answers = people->answers + person * frame->dimension_count;
    uint64_t *bits = people->bits + person * people->word_count;
    for (uint32_t d = 0; d < frame->dimension_count; d++)
        unite_answer(&answers[d], &people->draft[d], frame->dimensions[d].kind == COPROD_DIMENSION_MEMBERSHIP,
                     &people->persons[person].different);
    for (size_t i = 0; i < people->word_count; i++)
        bits[i] |= people->draft_bits[i];
}

/* Both in order, each once, into `to`. */
static uint32_t unite_seen(const coprod__seen *a, uint32_t a_count, const coprod__seen *b, uint32_t b_count,
                           coprod__seen *to)
{
    uint32_t count = 0, i = 0, j = 0;
    while (i < a_count || j < b_count) {
        const coprod__seen next = j == b_count || (i < a_count && a[i] <= b[j]) ? a[i] : b[j];
        i += i < a_count && a[i] == next;
        j += j < b_count && b[j] == next;
        to[count++] = next;
    }
    return count;
}

static uint32_t united_count(const coprod__person *person, const coprod__seen *seen, uint32_t seen_count)
{
    uint32_t both = 0, i = 0;
    for (uint32_t j = 0; j < seen_count; j++) {
        while (i < person->seen_count && person->seen[i] < seen[j])
            i++;
        both += i < person->seen_count && person->seen[i] == seen[j];
    }
    return person->seen_count + seen_count - both;
}

static uint32_t new_person(coprod_people *people, const uint8_t *pseudonym)
{
    const uint32_t hashed = hash(pseudonym);
    const size_t person = people->count++, slot = slot_of(people, pseudonym, hashed);
    memset(&people->persons[person], 0, sizeof *people->persons);
    memcpy(people->persons[person].pseudonym, pseudonym, COPROD_PSEUDONYM);
    for (uint32_t d = 0; d < people->frame->dimension_count; d++)
        people->answers[person * people->frame->dimension_count + d]
            = (coprod__answer){COPROD__CODE_NOTHING, INT32_MIN};
    memset(people->bits + person * people->word_count, 0, people->word_count * sizeof *people->bits);
    people->slots[slot] = (uint64_t)hashed << 32 | person;
    return (uint32_t)person;
}

coprod_status coprod__people_times(const coprod_people *people, uint32_t known, const coprod__times *seen,
                                   coprod__times *united)
{
    static const coprod__person nobody = {{0}, NULL, 0, 0};
    const coprod__person *person = known == UINT32_MAX ? &nobody : &people->persons[known];
    *united = (coprod__times){NULL, united_count(person, seen->list, seen->count)};
    if (united->count == person->seen_count)
        return COPROD_OK;
    united->list = coprod__alloc(&people->memory, united->count * sizeof *united->list);
    if (!united->list)
        return COPROD_E_MEMORY;
    unite_seen(person->seen, person->seen_count, seen->list, seen->count, united->list);
    return COPROD_OK;
}

void coprod__people_put(coprod_people *people, uint32_t known, const uint8_t *pseudonym, const coprod__times *united,
                        uint32_t different)
{
    const uint32_t index = known == UINT32_MAX ? new_person(people, pseudonym) : known;
    coprod__person *person = &people->persons[index];
    if (united->list) {
        coprod__release(&people->memory, person->seen, person->seen_count * sizeof *person->seen);
        person->seen = united->list;
        person->seen_count = united->count;
    }
    person->different |= different;
    unite_draft(people, index);
}

coprod_status coprod__people_unite(coprod_people *people, const uint8_t *pseudonym, const coprod__times *seen,
                                   uint32_t different)
{
    const uint32_t known = coprod__people_find(people, pseudonym);
    coprod__times united;
    coprod_status status = known == UINT32_MAX ? coprod__people_room(people, 1) : COPROD_OK;
    if (status == COPROD_OK)
        status = coprod__people_times(people, known, seen, &united);
    if (status == COPROD_OK)
        coprod__people_put(people, known, pseudonym, &united, different);
    return status;
}

/* --- the state itself --- */

void coprod__people_clear(coprod_people *people)
{
    for (uint32_t d = 0; d < people->frame->dimension_count; d++) {
        people->draft[d].code = COPROD__CODE_NOTHING;
        people->draft[d].day = INT32_MIN;
    }
    memset(people->draft_bits, 0, people->word_count * sizeof *people->draft_bits);
}

coprod_status coprod_people_new(const coprod_frame *frame, const coprod_allocator *allocator, coprod_people **people)
{
    coprod__memory memory;
    coprod_people *made;
    coprod_status status;
    if (!people)
        return COPROD_E_ARGUMENT;
    *people = NULL;
    if (!frame)
        return COPROD_E_ARGUMENT;
    status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    made = coprod__alloc(&memory, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->memory = memory;
    made->frame = coprod__frame_take(frame);
    made->word_count = (frame->group_count + 63) / 64;
    made->draft = coprod__alloc(&memory, frame->dimension_count * sizeof *made->draft);
    made->draft_bits = coprod__alloc(&memory, made->word_count * sizeof *made->draft_bits);
    if (made->draft && made->draft_bits) {
        *people = made;
        return COPROD_OK;
    }
    coprod_people_free(made);
    return COPROD_E_MEMORY;
}

void coprod_people_free(coprod_people *people)
{
    const coprod__memory *memory = people ? &people->memory : NULL;
    if (!people)
        return;
    for (size_t i = 0; i < people->count; i++)
        coprod__release(memory, people->persons[i].seen, people->persons[i].seen_count * sizeof(coprod__seen));
    coprod__people_keep_events(people, 0);
    coprod__release(memory, people->persons, people->person_capacity * sizeof *people->persons);
    coprod__release(memory, people->answers, people->answer_capacity * sizeof *people->answers);
    coprod__release(memory, people->bits, people->bit_capacity * sizeof *people->bits);
    coprod__release(memory, people->slots, people->slot_count * sizeof *people->slots);
    coprod__release(memory, people->events, people->event_capacity * sizeof *people->events);
    coprod__release(memory, people->event_order, people->order_capacity * sizeof *people->event_order);
    coprod__release(memory, people->draft, people->frame->dimension_count * sizeof *people->draft);
    coprod__release(memory, people->draft_bits, people->word_count * sizeof *people->draft_bits);
    coprod_frame_free((coprod_frame *)people->frame);
    coprod__release(memory, people, sizeof *people);
}
