/* SPDX-License-Identifier: MIT */
/* Reads meetings: who was there, what was on the list, what was carried up. */
#include <string.h>

#include "bodies_internal.h"

static const coprod__place root = {NULL, NULL, 0};
static const coprod__place whole = {&root, "meetings", 0};
typedef coprod__bodies_reader reader;

/* The items of a list, behind those that were read before. */
static uint32_t read_items(reader *own, const json_t *json, const coprod__place *place, const char *key)
{
    const json_t *list = coprod__json_array(own->load, json, place, key, COPROD__OPTIONAL);
    const coprod__place here = {place, key, 0};
    coprod__names *items = &own->bodies->items;
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place at = {&here, NULL, i};
        const char *word = json_string_value(one);
        if (!word || !coprod__is_word(word))
            coprod__json_wrong(own->load, word ? "not-a-word" : "wrong-type", &at, one,
                               "an id in lower-case letters, digits and single hyphens");
        items->name[items->count] = coprod__arena_text(&own->bodies->arena, word);
        if (!items->name[items->count++])
            own->load->failure = COPROD_E_MEMORY;
    }
    return (uint32_t)json_array_size(list);
}

static void read_meeting(reader *own, const json_t *json, const coprod__place *place, coprod__meeting *meeting)
{
    const coprod__place at = {place, "body", 0}, up = {place, "carry_up", 0};
    const char *id = coprod__json_text(own->load, json, place, "body", COPROD__REQUIRED);
    const coprod__body *body;
    coprod__json_keys(own->load, json, place, "body day present chair items carry_up");
    meeting->body = id ? coprod__name_find(&own->bodies->ids, id) : COPROD__NONE;
    if (id && meeting->body == COPROD__NONE)
        coprod__report(own->load, COPROD_ERROR, "unknown-id", &at, id, "the id of a body");
    body = meeting->body == COPROD__NONE ? NULL : &own->bodies->bodies[meeting->body];
    meeting->day = coprod__bodies_day(own, json, place, "day", COPROD__REQUIRED, COPROD__DAY_ZERO);
    meeting->chair = coprod__bodies_kind(own, json, place, "chair");
    coprod__bodies_counts(own, json, place, "present", COPROD__OPTIONAL, body ? body->majority : "",
                          &meeting->present);
    meeting->items = own->bodies->items.count;
    meeting->item_count = read_items(own, json, place, "items");
    meeting->carries = own->bodies->items.count;
    meeting->carry_count = read_items(own, json, place, "carry_up");
    if (body && body->upper == COPROD__NOBODY && meeting->carry_count)
        coprod__report(own->load, COPROD_ERROR, "reports-to-nobody", &up, body->id,
                       "a meeting of a body that reports to another one");
}

/* Room for all meetings and all mentions of items; 0 without memory. */
static int make_room(reader *own, const json_t *list)
{
    coprod_bodies *bodies = own->bodies;
    size_t mentions = 0, i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one)
        mentions += json_array_size(json_object_get(one, "items")) + json_array_size(json_object_get(one, "carry_up"));
    bodies->meetings = coprod__bodies_take(own, json_array_size(list), sizeof *bodies->meetings);
    bodies->items.name = coprod__bodies_take(own, mentions, sizeof *bodies->items.name);
    bodies->items.sorted = coprod__bodies_take(own, mentions, sizeof *bodies->items.sorted);
    bodies->item_of = coprod__bodies_take(own, mentions, sizeof *bodies->item_of);
    return own->load->failure == COPROD_OK;
}

/* Each item gets one number, whatever list it stands in. */
static void number_items(coprod_bodies *bodies)
{
    const coprod__names *items = &bodies->items;
    for (uint32_t i = 0, first = 0; i < items->count; i++) {
        if (strcmp(items->name[items->sorted[i]], items->name[items->sorted[first]]))
            first = i;
        bodies->item_of[items->sorted[i]] = first;
    }
}

/* --- what meetings say of one another --- */

static void find_same_days(reader *own)
{
    const coprod_bodies *bodies = own->bodies;
    coprod__row *rows = coprod__bodies_take(own, bodies->meeting_count, sizeof *rows);
    size_t count = 0;
    for (uint32_t i = 0; rows && i < bodies->meeting_count; i++)
        if (bodies->meetings[i].body != COPROD__NONE && bodies->meetings[i].day != COPROD__DAY_ZERO) {
            rows[count].key = coprod__key((uint32_t)bodies->meetings[i].body,
                                          coprod__day_kept(bodies->meetings[i].day));
            rows[count++].value = i;
        }
    coprod__row_sort(rows, count);
    for (size_t i = 1; i < count; i++) {
        const coprod__place at = {&whole, NULL, rows[i].value}, day = {&at, "day", 0};
        const json_t *list = json_object_get(own->json, "meetings");
        if (rows[i].key == rows[i - 1].key)
            coprod__json_wrong(own->load, "same-day", &day, json_object_get(json_array_get(list, rows[i].value), "day"),
                               "another day than that of another meeting of the body");
    }
}

/* The mentions of one kind of list, each with the meeting and the item; doubles are reported. */
static coprod__row *mentions_of(reader *own, int carried, size_t *count)
{
    const coprod_bodies *bodies = own->bodies;
    coprod__row *rows = coprod__bodies_take(own, bodies->items.count, sizeof *rows);
    *count = 0;
    for (uint32_t i = 0; rows && i < bodies->meeting_count; i++) {
        const coprod__meeting *one = &bodies->meetings[i];
        uint32_t first = carried ? one->carries : one->items;
        for (uint32_t k = 0; k < (carried ? one->carry_count : one->item_count); k++) {
            rows[*count].key = coprod__key(i, bodies->item_of[first + k]);
            rows[(*count)++].value = k;
        }
    }
    coprod__row_sort(rows, *count);
    for (size_t i = 1; i < *count; i++) {
        const coprod__place meeting = {&whole, NULL, rows[i].key >> 32};
        const coprod__place list = {&meeting, carried ? "carry_up" : "items", 0}, at = {&list, NULL, rows[i].value};
        if (rows[i].key == rows[i - 1].key)
            coprod__report(own->load, COPROD_ERROR, "duplicate-id", &at,
                           bodies->items.name[bodies->items.sorted[(uint32_t)rows[i].key]], "each item once");
    }
    return rows;
}

static void check_mentions(reader *own)
{
    const coprod_bodies *bodies = own->bodies;
    size_t listed_count, carried_count;
    const coprod__row *listed = mentions_of(own, 0, &listed_count);
    const coprod__row *carried = mentions_of(own, 1, &carried_count);
    for (size_t i = 0; listed && carried && i < carried_count; i++) {
        const coprod__place meeting = {&whole, NULL, carried[i].key >> 32};
        const coprod__place list = {&meeting, "carry_up", 0}, at = {&list, NULL, carried[i].value};
        size_t found = coprod__row_find(listed, listed_count, carried[i].key, 0);
        if (found == listed_count || listed[found].key != carried[i].key)
            coprod__report(own->load, COPROD_ERROR, "not-on-list", &at,
                           bodies->items.name[bodies->items.sorted[(uint32_t)carried[i].key]],
                           "an item of the same meeting");
    }
}

void coprod__bodies_meetings(reader *own)
{
    const json_t *list = coprod__json_array(own->load, own->json, &root, "meetings", COPROD__OPTIONAL);
    coprod_bodies *bodies = own->bodies;
    size_t i;
    json_t *one;
    if (!make_room(own, list))
        return;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place at = {&whole, NULL, i};
        bodies->meetings[i].body = COPROD__NONE;
        bodies->meeting_count++;
        if (json_is_object(one))
            read_meeting(own, one, &at, &bodies->meetings[i]);
        else
            coprod__json_wrong(own->load, "wrong-type", &at, one, "an object");
    }
    if (own->load->failure != COPROD_OK)
        return;
    coprod__sort_names(&bodies->items);
    number_items(bodies);
    find_same_days(own);
    check_mentions(own);
}
