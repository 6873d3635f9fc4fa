/* SPDX-License-Identifier: MIT */
/* Reads a plan of events. What an event does not say is not known. */
#include <string.h>

#include "barriers_internal.h"
#include "coprod/days.h"

static const coprod__place root = {NULL, NULL, 0};
typedef coprod__barriers_reader reader;

static const char *optional_word(const reader *own, const json_t *json, const coprod__place *place, const char *key)
{
    return json_object_get(json, key) ? coprod__json_word(own->load, own->arena, json, place, key) : "";
}

static void read_session(const reader *own, const json_t *json, const coprod__place *place,
                         coprod__plan_session *session)
{
    const coprod__place date = {place, "date", 0}, end = {place, "end", 0};
    const char *text = coprod__json_text(own->load, json, place, "date", COPROD__OPTIONAL);
    coprod__json_keys(own->load, json, place, "date start end");
    session->has_day = text && coprod_day_read(text, COPROD_NTS, &session->day) == COPROD_OK;
    if (text && !session->has_day)
        coprod__report(own->load, COPROD_ERROR, "not-a-date", &date, text, "a date such as 2026-03-28");
    session->start_minute = coprod__barriers_time(own, json, place, "start", COPROD__OPTIONAL, -1);
    session->end_minute = coprod__barriers_time(own, json, place, "end", COPROD__OPTIONAL, -1);
    if (session->start_minute >= 0 && session->end_minute >= 0 && session->end_minute <= session->start_minute)
        coprod__report(own->load, COPROD_ERROR, "out-of-range", &end, json_string_value(json_object_get(json, "end")),
                       "a time after start, up to 24:00");
}

static void read_sessions(const reader *own, const json_t *json, const coprod__place *place,
                          coprod__event_of_plan *event)
{
    size_t count;
    const coprod__place here = {place, "sessions", 0};
    const json_t *list = coprod__barriers_list(own, json, place, "sessions", COPROD__OPTIONAL, COPROD__PLAN_EVENTS,
                                               &count);
    event->sessions = coprod__barriers_room(own, count, sizeof *event->sessions);
    for (size_t i = 0; event->sessions && i < count; i++) {
        const coprod__place at = {&here, NULL, i};
        if (json_is_object(json_array_get(list, i)))
            read_session(own, json_array_get(list, i), &at, &event->sessions[i]);
    }
    event->session_count = (uint32_t)count;
}

static void read_aspects(const reader *own, const coprod_barrier_rules *rules, json_t *json,
                         const coprod__place *place, coprod__event_of_plan *event)
{
    json_t *aspects = coprod__json_object(own->load, json, place, "aspects", COPROD__OPTIONAL), *value;
    const coprod__place here = {place, "aspects", 0};
    const char *key;
    event->words = coprod__barriers_room(own, rules->info.aspect_count, sizeof *event->words);
    json_object_foreach(aspects, key, value) {
        const coprod__place at = {&here, key, 0};
        uint32_t i = 0;
        while (i < rules->info.aspect_count && strcmp(rules->aspects[i].id, key))
            i++;
        if (i == rules->info.aspect_count)
            coprod__report(own->load, COPROD_ERROR, "unknown-key", &at, key, "an aspect of the rules");
        else if (event->words)
            event->words[i] = coprod__barriers_words(own, &rules->aspects[i], value, &at);
    }
}

/* What was changed, of the event or of the whole plan. */
static void read_adjusted(const reader *own, const coprod_barrier_rules *rules, const json_t *json,
                          const coprod__place *place, int of_plan, coprod__event_of_plan *event)
{
    size_t count;
    const coprod__place here = {place, "adjustments", 0};
    const json_t *list = coprod__barriers_list(own, json, place, "adjustments", COPROD__OPTIONAL,
                                               COPROD__BARRIER_RULES, &count);
    event->adjusted = coprod__barriers_room(own, count, sizeof *event->adjusted);
    for (size_t i = 0; event->adjusted && i < count; i++) {
        const json_t *one = json_array_get(list, i);
        const coprod__place at = {&here, NULL, i}, barrier = {&at, "barrier", 0};
        coprod__adjusted *adjusted = &event->adjusted[i];
        const char *id;
        adjusted->rule = rules->info.rule_count;
        if (!json_is_object(one))
            continue;
        id = coprod__json_text(own->load, one, &at, "barrier", COPROD__REQUIRED);
        coprod__json_keys(own->load, one, &at, "barrier change loop");
        adjusted->change = coprod__json_copy(own->load, own->arena, one, &at, "change", COPROD__REQUIRED);
        adjusted->loop = optional_word(own, one, &at, "loop");
        adjusted->rule = id ? coprod__barriers_index(own, id, &barrier, rules->rules, sizeof *rules->rules,
                                                     rules->info.rule_count, "a rule")
                            : rules->info.rule_count;
        if (adjusted->rule < rules->info.rule_count && rules->rules[adjusted->rule].of_plan != of_plan)
            coprod__report(own->load, COPROD_ERROR, "unknown-id", &barrier, id,
                           of_plan ? "a rule about the whole plan" : "a rule about one event");
        for (size_t j = 0; j < i; j++)
            if (id && event->adjusted[j].rule == adjusted->rule && adjusted->rule < rules->info.rule_count) {
                coprod__report(own->load, COPROD_ERROR, "duplicate-id", &barrier, id, "each barrier once");
                break;
            }
    }
    event->adjusted_count = (uint32_t)count;
}

static void read_event(const reader *own, json_t *json, const coprod__place *place, const coprod_barrier_rules *rules,
                       json_t *ids, coprod__event_of_plan *event)
{
    const coprod__place at = {place, "id", 0};
    coprod__json_keys(own->load, json, place, "id title note sessions aspects adjustments");
    event->id = coprod__json_word(own->load, own->arena, json, place, "id");
    event->title = coprod__json_copy(own->load, own->arena, json, place, "title", COPROD__OPTIONAL);
    coprod__json_text(own->load, json, place, "note", COPROD__OPTIONAL);
    if (event->id[0] && json_object_get(ids, event->id))
        coprod__report(own->load, COPROD_ERROR, "duplicate-id", &at, event->id, "an id of its own");
    else if (event->id[0] && json_object_set_new(ids, event->id, json_true()))
        own->load->failure = COPROD_E_MEMORY;
    read_sessions(own, json, place, event);
    read_aspects(own, rules, json, place, event);
    read_adjusted(own, rules, json, place, 0, event);
}

static void read_events(const reader *own, const json_t *json, coprod_barriers *barriers)
{
    size_t count;
    const coprod__place here = {&root, "events", 0};
    const json_t *list = coprod__barriers_list(own, json, &root, "events", COPROD__REQUIRED, COPROD__PLAN_EVENTS,
                                               &count);
    json_t *ids = json_object();
    barriers->events = coprod__barriers_room(own, count + 1, sizeof *barriers->events);
    own->load->failure = ids ? own->load->failure : COPROD_E_MEMORY;
    for (size_t i = 0; barriers->events && i < count; i++) {
        const coprod__place place = {&here, NULL, i};
        if (json_is_object(json_array_get(list, i)))
            read_event(own, json_array_get(list, i), &place, barriers->rules, ids, &barriers->events[i]);
    }
    if (barriers->events) {
        barriers->events[count].id = barriers->events[count].title = "";
        read_adjusted(own, barriers->rules, json, &root, 1, &barriers->events[count]);
    }
    json_decref(ids);
    barriers->info.event_count = (uint32_t)count;
}

/* Groups of the plan's own, such as those of a frame. */
static void read_people(const reader *own, const json_t *json, coprod_barriers *barriers)
{
    size_t count;
    const coprod__place here = {&root, "people", 0};
    const json_t *list = coprod__barriers_list(own, json, &root, "people", COPROD__OPTIONAL, COPROD__BARRIER_RULES,
                                               &count);
    barriers->people = coprod__barriers_room(own, count, sizeof *barriers->people);
    for (size_t i = 0; barriers->people && i < count; i++) {
        const json_t *one = json_array_get(list, i);
        const coprod__place at = {&here, NULL, i}, id = {&at, "group", 0};
        coprod__plan_group *group = &barriers->people[i];
        group->id = "";
        if (!json_is_object(one))
            continue;
        coprod__json_keys(own->load, one, &at, "group are");
        group->id = coprod__json_word(own->load, own->arena, one, &at, "group");
        group->groups = coprod__barriers_groups(own, barriers->rules, one, &at, "are", &group->group_count);
        for (size_t j = 0; j < i && group->id[0]; j++)
            if (!strcmp(barriers->people[j].id, group->id)) {
                coprod__report(own->load, COPROD_ERROR, "duplicate-id", &id, group->id, "each group once");
                break;
            }
    }
    barriers->people_count = (uint32_t)count;
}

/* An adjustment of a barrier that would not have been there is no error, but somebody should look. */
static void check_adjusted(const reader *own, const coprod_barriers *barriers)
{
    const coprod__place events = {&root, "events", 0};
    for (uint32_t i = 0; i <= barriers->info.event_count; i++) {
        const coprod__event_of_plan *event = &barriers->events[i];
        const coprod__place of_event = {&events, NULL, i};
        const coprod__place list = {i < barriers->info.event_count ? &of_event : &root, "adjustments", 0};
        for (uint32_t a = 0; a < event->adjusted_count; a++) {
            const coprod__place at = {&list, NULL, a};
            if (!event->adjusted[a].used)
                coprod__report(own->load, COPROD_WARNING, "no-such-barrier", &at,
                               barriers->rules->rules[event->adjusted[a].rule].id,
                               "a barrier that would be there without the change");
        }
    }
}

static coprod_status read_plan(coprod__load *load, const json_t *json, coprod_barriers *barriers)
{
    const coprod__place illustrative = {&root, "illustrative", 0};
    const reader own = {load, &barriers->arena};
    coprod_barriers_info *info = &barriers->info;
    coprod__json_schema(load, json, "event-plan/1");
    coprod__json_keys(load, json, &root, "schema id title note illustrative events adjustments people asked most");
    info->size = sizeof *info;
    info->id = optional_word(&own, json, &root, "id");
    info->title = coprod__json_copy(load, &barriers->arena, json, &root, "title", COPROD__OPTIONAL);
    info->rules_id = barriers->rules->info.id;
    info->rules_version = barriers->rules->info.version;
    info->rules_fingerprint = barriers->rules->fingerprint;
    coprod__json_text(load, json, &root, "note", COPROD__OPTIONAL);
    if (json_object_get(json, "illustrative") && !json_is_boolean(json_object_get(json, "illustrative")))
        coprod__json_wrong(load, "wrong-type", &illustrative, json_object_get(json, "illustrative"), "true or false");
    read_events(&own, json, barriers);
    read_people(&own, json, barriers);
    coprod__barriers_asked(&own, barriers, json);
    if (coprod__load_status(load) == COPROD_OK)
        coprod__barriers_find(&own, barriers);
    if (coprod__load_status(load) == COPROD_OK)
        check_adjusted(&own, barriers);
    return coprod__load_status(load);
}

coprod_status coprod_barriers_load(const coprod_barrier_rules *rules, const char *json, size_t length,
                                   const coprod_allocator *allocator, coprod_findings *findings,
                                   coprod_barriers **barriers)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    coprod__begun begun;
    coprod_barriers *made;
    coprod_status status;
    if (!barriers)
        return COPROD_E_ARGUMENT;
    *barriers = NULL;
    if (!rules)
        return COPROD_E_ARGUMENT;
    made = coprod__json_begin(&load, json, length, allocator, sizeof *made, &begun);
    if (!made)
        return begun.status;
    made->arena = begun.arena;
    made->rules = coprod__barrier_rules_take(rules);
    status = read_plan(&load, begun.document, made);
    json_decref(begun.document);
    if (status == COPROD_OK)
        *barriers = made;
    else
        coprod_barriers_free(made);
    return status;
}
