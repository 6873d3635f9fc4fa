/* SPDX-License-Identifier: MIT */
/* Two states become one. All that takes memory is made first: a call that fails has changed nothing. */
#include <string.h>

#include "people_internal.h"

/* What is ready to be put: by person of the other state, who they are here and their times; by its event, the number
 * that it has here. */
typedef struct ready {
    uint32_t *known, *events;
    coprod__times *united;
} ready;

static coprod_status make_room(coprod_people *people, const coprod_people *other, ready *own)
{
    size_t more = 0;
    coprod_status status = COPROD_OK;
    own->known = coprod__alloc(&people->memory, other->count * sizeof *own->known);
    own->united = coprod__alloc(&people->memory, other->count * sizeof *own->united);
    own->events = coprod__alloc(&people->memory, other->event_count * sizeof *own->events);
    if (!own->known || !own->united || !own->events)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < other->count; i++) {
        own->known[i] = coprod__people_find(people, other->persons[i].pseudonym);
        more += own->known[i] == UINT32_MAX;
    }
    if (more)
        status = coprod__people_room(people, more);
    for (size_t i = 0; i < other->event_count && status == COPROD_OK; i++)
        status = coprod__people_event(people, other->events[i], &own->events[i]);
    return status;
}

/* The times of each person, with the numbers that events have here. */
static coprod_status make_times(const coprod_people *people, const coprod_people *other, const ready *own)
{
    coprod_status status = COPROD_OK;
    size_t longest = 0;
    coprod__seen *list;
    for (size_t i = 0; i < other->count; i++)
        longest = longest > other->persons[i].seen_count ? longest : other->persons[i].seen_count;
    list = coprod__alloc(&people->memory, longest * sizeof *list);
    if (!list)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < other->count && status == COPROD_OK; i++) {
        const coprod__person *person = &other->persons[i];
        const coprod__times seen = {list, person->seen_count};
        for (uint32_t t = 0; t < person->seen_count; t++)
            list[t] = coprod__seen_of(coprod__seen_day(person->seen[t]),
                                      own->events[coprod__seen_event(person->seen[t])],
                                      coprod__seen_kind(person->seen[t]));
        coprod__people_sort(list, person->seen_count);
        status = coprod__people_times(people, own->known[i], &seen, &own->united[i]);
    }
    coprod__release(&people->memory, list, longest * sizeof *list);
    return status;
}

static void put_all(coprod_people *people, const coprod_people *other, const ready *own)
{
    const size_t dimensions = other->frame->dimension_count;
    for (size_t i = 0; i < other->count; i++) {
        memcpy(people->draft, other->answers + i * dimensions, dimensions * sizeof *people->draft);
        memcpy(people->draft_bits, other->bits + i * other->word_count, other->word_count * sizeof *people->draft_bits);
        coprod__people_put(people, own->known[i], other->persons[i].pseudonym, &own->united[i],
                           other->persons[i].different);
    }
}

static void release_times(const coprod_people *people, const coprod_people *other, const ready *own)
{
    for (size_t i = 0; own->united && i < other->count; i++)
        coprod__release(&people->memory, own->united[i].list, own->united[i].count * sizeof(coprod__seen));
}

coprod_status coprod_people_merge(coprod_people *people, const coprod_people *other)
{
    ready own = {NULL, NULL, NULL};
    size_t events;
    coprod_status status;
    if (!people || !other || people == other)
        return COPROD_E_ARGUMENT;
    if (strcmp(people->frame->fingerprint, other->frame->fingerprint))
        return COPROD_E_FINGERPRINT;
    if (!other->count)
        return COPROD_OK;
    events = people->event_count;
    status = make_room(people, other, &own);
    if (status == COPROD_OK)
        status = make_times(people, other, &own);
    if (status == COPROD_OK) {
        put_all(people, other, &own);
    } else {
        release_times(people, other, &own);
        coprod__people_keep_events(people, events);
    }
    coprod__release(&people->memory, own.known, other->count * sizeof *own.known);
    coprod__release(&people->memory, own.united, other->count * sizeof *own.united);
    coprod__release(&people->memory, own.events, other->event_count * sizeof *own.events);
    return status;
}
