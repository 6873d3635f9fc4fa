/* SPDX-License-Identifier: MIT */
/* People who are seen, united, saved, loaded and asked about. */
#include "fault.h"

#include <stdio.h>
#include <stdlib.h>

enum { PEOPLE = 70 }; /* more than the first table holds */

static const char frame_text[]
    = "{\"N\": 20, \"kinds\": {\"e\": \"membership\"}, \"groups\": [{\"id\": \"a\", \"dimension\": \"d\", \"population\": 4,"
      " \"denominator\": 10}, {\"id\": \"b\", \"dimension\": \"d\", \"population\": 3, \"denominator\": 10}, {\"id\": \"c\","
      " \"dimension\": \"e\", \"population\": 3, \"denominator\": 10}]}";

static coprod_status see(coprod_people *people, uint8_t who, const char *event, int32_t day)
{
    static const uint32_t groups[] = {1, 2};
    const coprod_sighting sighting = {.size = sizeof sighting, .groups = groups, .group_count = 2, .event = event, .day = day};
    uint8_t pseudonym[COPROD_PSEUDONYM] = {0};
    pseudonym[9] = who;
    return coprod_people_see(people, pseudonym, &sighting);
}

static void must(coprod_status status)
{
    if (status != COPROD_OK)
        abort();
}

static void with_people(world *w)
{
    must(coprod_frame_load(frame_text, COPROD_NTS, w->allocator, NULL, &w->frame));
    must(coprod_people_new(w->frame, w->allocator, &w->people));
    must(coprod_people_new(w->frame, w->allocator, &w->other_people));
    must(see(w->people, 1, "spring", 100));
    must(see(w->people, 2, "autumn", 200));
}

static void with_two_states(world *w)
{
    with_people(w);
    for (uint8_t who = 0; who < PEOPLE; who++)
        must(see(w->other_people, who, who % 2 ? "spring" : "winter", who));
}

static void with_saved_people(world *w)
{
    with_two_states(w);
    must(coprod_people_save(w->other_people, w->bytes, sizeof w->bytes, &w->length));
}

static coprod_status new_people(world *w)
{
    MAKE(w, coprod_people, made_people, coprod_people_new(w->frame, w->allocator, &made));
}

static coprod_status see_new_person(world *w)
{
    return see(w->people, 77, "an event that is new", 5);
}

static coprod_status see_known_person(world *w)
{
    return see(w->people, 1, "autumn", 5);
}

static coprod_status merge_people(world *w)
{
    return coprod_people_merge(w->people, w->other_people);
}

static coprod_status save_people(world *w)
{
    coprod_status status = coprod_people_save(w->people, w->bytes, sizeof w->bytes, &w->needed);
    w->length = status == COPROD_OK ? w->needed : 0;
    return status;
}

static coprod_status load_people(world *w)
{
    MAKE(w, coprod_people, made_people, coprod_people_load(w->bytes, w->length, w->frame, w->allocator, &made));
}

static coprod_status recency(world *w)
{
    coprod_recency own = {.size = sizeof own, .people = 99};
    coprod_status status = coprod_people_recency(w->other_people, COPROD_EVERYBODY, 80, 365, 30, &own);
    w->not_written |= own.people != (status == COPROD_OK ? PEOPLE : 0u);
    return status;
}

/* --- what can be seen of them: their figures, and a sum over their saved state, which takes memory --- */

static void see_one(void *page, fault_line *line, const coprod_people *people)
{
    coprod_people_info info = {.size = sizeof info};
    char text[160];
    uint8_t *bytes;
    size_t length = 0;
    uint64_t sum = 0;
    if (coprod_people_get(people, &info) != COPROD_OK)
        return;
    coprod_people_save(people, NULL, 0, &length);
    bytes = malloc(length);
    if (!bytes)
        abort();
    must(coprod_people_save(people, bytes, length, &length));
    for (size_t i = 0; i < length; i++)
        sum = (sum ^ bytes[i]) * UINT64_C(1099511628211);
    free(bytes);
    snprintf(text, sizeof text, "people %d %d %d, %d bytes %08x%08x\n", (int)info.people, (int)info.sightings,
             (int)info.events, (int)length, (unsigned)(sum >> 32), (unsigned)sum);
    line(page, text);
}

void see_people(void *page, fault_line *line, const world *w)
{
    see_one(page, line, w->people);
    see_one(page, line, w->other_people);
    see_one(page, line, w->made_people);
}

void free_people(world *w)
{
    coprod_people_free(w->people);
    coprod_people_free(w->other_people);
    coprod_people_free(w->made_people);
}

const scenario people_scenarios[] = {
    {"new_people", with_people, new_people, COPROD_OK, 1},
    {"see_new_person", with_people, see_new_person, COPROD_OK, 1},
    {"see_known_person", with_people, see_known_person, COPROD_OK, 1},
    {"merge_people", with_two_states, merge_people, COPROD_OK, 1},
    {"save_people", with_people, save_people, COPROD_OK, 1},
    {"load_people", with_saved_people, load_people, COPROD_OK, 1},
    {"recency", with_two_states, recency, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
