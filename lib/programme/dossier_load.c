/* SPDX-License-Identifier: MIT */
/* Reads a dossier: its frame, and the parts that this version knows. */
#include <string.h>

#include "coprod/days.h"
#include "dossier_internal.h"

static const coprod__place root = {NULL, NULL, 0};

const char *const coprod__parts[COPROD__PARTS] = {"about",  "partners", "activities", "frame",      "people",    "plan",
                                                  "claims", "loops",    "measures",   "governance", "principles"};

/* Parts that this version reads, by their place. */
static const uint8_t read_parts[COPROD__PARTS] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0};

enum { MOST = 100000 };

void coprod__dossier_id(coprod__load *load, json_t *ids, const char *id, const coprod__place *place)
{
    if (json_object_get(ids, id))
        coprod__report(load, COPROD_ERROR, "duplicate-id", place, id, "another id");
    else if (id[0] && json_object_set_new(ids, id, json_true()))
        load->failure = COPROD_E_MEMORY;
}

void *coprod__dossier_room(coprod__load *load, coprod_dossier *dossier, size_t count, size_t bytes)
{
    size_t whole;
    void *room;
    if (!count)
        return NULL;
    room = coprod__size_mul(count, bytes, &whole) == COPROD_OK ? coprod__arena_alloc(&dossier->arena, whole) : NULL;
    if (!room)
        load->failure = COPROD_E_MEMORY;
    return room;
}

void coprod__load_partners(coprod__load *load, coprod_dossier *dossier, const json_t *list, const coprod__place *place,
                           coprod__partners *partners)
{
    size_t i;
    json_t *one;
    partners->list = coprod__dossier_room(load, dossier, json_array_size(list), sizeof *partners->list);
    if (!partners->list)
        return;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {place, NULL, i};
        coprod__partner *own = &partners->list[partners->count++];
        if (!json_is_object(one))
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
        coprod__json_keys(load, one, &here, "name role quote source");
        own->name = coprod__json_copy(load, &dossier->arena, one, &here, "name", COPROD__REQUIRED);
        own->role = coprod__json_word(load, &dossier->arena, one, &here, "role");
        own->quote = coprod__json_copy(load, &dossier->arena, one, &here, "quote", COPROD__OPTIONAL);
    }
}

static void load_sources(coprod__load *load, coprod_dossier *dossier, const json_t *list, const coprod__place *place)
{
    size_t i;
    json_t *one;
    dossier->sources = coprod__dossier_room(load, dossier, json_array_size(list), sizeof *dossier->sources);
    if (!dossier->sources)
        return;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {place, NULL, i}, id = {&here, "id", 0};
        coprod__dossier_source *own = &dossier->sources[dossier->source_count];
        if (!json_is_object(one))
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
        coprod__json_keys(load, one, &here, "id title publisher date address");
        own->id = coprod__json_word(load, &dossier->arena, one, &here, "id");
        own->title = coprod__json_copy(load, &dossier->arena, one, &here, "title", COPROD__REQUIRED);
        own->publisher = coprod__json_copy(load, &dossier->arena, one, &here, "publisher", COPROD__OPTIONAL);
        own->date = coprod__json_copy(load, &dossier->arena, one, &here, "date", COPROD__OPTIONAL);
        own->address = coprod__json_copy(load, &dossier->arena, one, &here, "address", COPROD__OPTIONAL);
        coprod__dossier_id(load, dossier->source_ids, own->id, &id);
        dossier->source_count++;
    }
}

uint32_t coprod__load_yes(coprod__load *load, const json_t *object, const coprod__place *place, const char *key)
{
    const coprod__place here = {place, key, 0};
    const json_t *value = json_object_get(object, key);
    if (value && !json_is_boolean(value))
        coprod__json_wrong(load, "wrong-type", &here, value, "true or false");
    return (uint32_t)json_is_true(value);
}

uint32_t coprod__load_illustrative(coprod__load *load, const json_t *object, const coprod__place *place)
{
    return coprod__load_yes(load, object, place, "illustrative");
}

void coprod__check_source(coprod__load *load, const coprod_dossier *dossier, const coprod__place *place,
                          const char *source)
{
    const coprod__place here = {place, "source", 0};
    if (source[0] && dossier->source_count && !json_object_get(dossier->source_ids, source))
        coprod__report(load, COPROD_ERROR, "unknown-id", &here, source, "the id of a source");
}

void coprod__check_date(coprod__load *load, const coprod__place *place, const char *date)
{
    const coprod__place here = {place, "date", 0};
    int32_t day;
    if (date[0] && !coprod__part_date(date, &day))
        coprod__report(load, COPROD_ERROR, "not-a-date", &here, date, "a date such as 2026, 2026-11 or 2026-11-24");
}

static void load_about(coprod__load *load, coprod_dossier *dossier, const json_t *json)
{
    const json_t *about = coprod__json_object(load, json, &root, "about", COPROD__OPTIONAL);
    const coprod__place here = {&root, "about", 0}, sources = {&here, "sources", 0}, prepared = {&here, "prepared", 0};
    const json_t *list;
    coprod__arena *arena = &dossier->arena;
    int required = about ? COPROD__REQUIRED : COPROD__OPTIONAL;
    coprod__json_keys(load, about, &here, "id title organisation summary prepared illustrative sources");
    dossier->id = about ? coprod__json_word(load, arena, about, &here, "id") : "";
    dossier->title = coprod__json_copy(load, arena, about, &here, "title", required);
    dossier->organisation = coprod__json_copy(load, arena, about, &here, "organisation", COPROD__OPTIONAL);
    dossier->summary = coprod__json_copy(load, arena, about, &here, "summary", COPROD__OPTIONAL);
    dossier->prepared = coprod__json_copy(load, arena, about, &here, "prepared", COPROD__OPTIONAL);
    dossier->illustrative = coprod__load_illustrative(load, about, &here);
    dossier->has_day = coprod_day_read(dossier->prepared, COPROD_NTS, &dossier->day) == COPROD_OK;
    if (dossier->prepared[0] && !dossier->has_day)
        coprod__report(load, COPROD_ERROR, "not-a-date", &prepared, dossier->prepared, "a date such as 2026-11-24");
    list = coprod__json_array(load, about, &here, "sources", COPROD__OPTIONAL);
    if (json_array_size(list) > MOST)
        coprod__report(load, COPROD_ERROR, "too-many", &sources, "more than 100000", "at most 100000 sources");
    else
        load_sources(load, dossier, list, &sources);
}

/* A part whose engine is not here yet may be any object or array. */
static void note_parts(coprod__load *load, coprod_dossier *dossier, const json_t *json)
{
    for (size_t i = 0; i < COPROD__PARTS; i++) {
        const json_t *part = json_object_get(json, coprod__parts[i]);
        const coprod__place here = {&root, coprod__parts[i], 0};
        if (!part)
            continue;
        dossier->parts[i] = read_parts[i] ? COPROD_PART_READ : COPROD_PART_NOT_ASSESSED;
        if (!read_parts[i] && !json_is_object(part) && !json_is_array(part))
            coprod__json_wrong(load, "wrong-type", &here, part, "an object or an array");
    }
}

static coprod_status load_document(coprod__load *load, const json_t *json, coprod_dossier *dossier)
{
    const coprod__place partners = {&root, "partners", 0}, activities = {&root, "activities", 0},
                        claims = {&root, "claims", 0};
    const json_t *list;
    coprod_status status = coprod__json_fingerprint(json, dossier->fingerprint);
    if (status == COPROD_E_NUMBER) {
        coprod__report(load, COPROD_ERROR, "wrong-type", &root, "a number with a point", "integers, or decimal text");
        status = COPROD_OK;
    }
    if (status != COPROD_OK)
        return status;
    coprod__json_schema(load, json, "dossier/1");
    coprod__json_keys(load, json, &root, "schema about partners activities frame people plan claims loops measures "
                      "governance principles");
    note_parts(load, dossier, json);
    load_about(load, dossier, json);
    coprod__load_partners(load, dossier, coprod__json_array(load, json, &root, "partners", COPROD__OPTIONAL), &partners,
                          &dossier->partners);
    coprod__load_claims(load, dossier, coprod__json_array(load, json, &root, "claims", COPROD__OPTIONAL), &claims);
    list = coprod__json_array(load, json, &root, "activities", COPROD__OPTIONAL);
    if (json_array_size(list) > MOST)
        coprod__report(load, COPROD_ERROR, "too-many", &activities, "more than 100000", "at most 100000 activities");
    else
        status = coprod__load_activities(load, dossier, list, &activities);
    if (status == COPROD_OK) {
        coprod__load_loops(load, dossier, json);
        coprod__load_people(load, dossier, json);
        coprod__load_events(load, dossier, json);
    }
    return status == COPROD_OK ? coprod__load_status(load) : status;
}

coprod_status coprod_dossier_load(const char *json, size_t length, const coprod_spectrum *spectrum,
                                  const coprod_allocator *allocator, coprod_findings *findings,
                                  coprod_dossier **dossier)
{
    coprod__load load = {findings, 0, COPROD_OK};
    const coprod__memory *memory;
    coprod__begun begun;
    coprod_dossier *made;
    coprod_status status;
    if (!dossier)
        return COPROD_E_ARGUMENT;
    *dossier = NULL;
    if (!spectrum)
        return COPROD_E_ARGUMENT;
    made = coprod__json_begin(&load, json, length, allocator, sizeof *made, &begun);
    if (!made)
        return begun.status;
    made->arena = begun.arena;
    memory = &made->arena.memory;
    made->allocator = (coprod_allocator){sizeof made->allocator, memory->context, memory->alloc, memory->resize,
                                         memory->release};
    made->spectrum = spectrum;
    made->source_ids = json_object();
    made->activity_ids = json_object();
    made->loop_ids = json_object();
    made->people_ids = json_object();
    status = made->source_ids && made->activity_ids && made->loop_ids && made->people_ids
                 ? load_document(&load, begun.document, made) : COPROD_E_MEMORY;
    json_decref(made->source_ids);
    json_decref(made->activity_ids);
    json_decref(made->loop_ids);
    json_decref(made->people_ids);
    made->spectrum = NULL;
    made->source_ids = made->activity_ids = made->loop_ids = made->people_ids = NULL;
    json_decref(begun.document);
    if (status == COPROD_OK)
        *dossier = made;
    else
        coprod_dossier_free(made);
    return status;
}
