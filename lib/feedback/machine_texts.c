/* SPDX-License-Identifier: MIT */
/* The texts of a machine, and its fingerprint, which they do not change. */
#include <stdlib.h>
#include <string.h>

#include "machine_internal.h"

/* An object {"title", "text", "next"}, or a text, for each name; none has to be there. */
static coprod__words *read_words(coprod__reader *reader, const json_t *texts, const coprod__place *place,
                                 const char *key, const coprod__names *names, const char *code)
{
    const json_t *list = coprod__json_object(reader->load, texts, place, key, COPROD__OPTIONAL);
    coprod__words *words = coprod__take(reader, names->count, sizeof *words);
    const coprod__place all = {place, key, 0};
    coprod__arena *arena = &reader->machine->arena;
    const char *name;
    json_t *one;
    for (uint32_t i = 0; words && i < names->count; i++)
        words[i] = (coprod__words){names->name[i], "", ""};
    json_object_foreach((json_t *)list, name, one) {
        const coprod__place here = {&all, name, 0};
        int32_t index = coprod__name_find(names, name);
        if (index == COPROD__NONE) {
            coprod__report(reader->load, COPROD_ERROR, code, &here, name, "a name of the machine");
            continue;
        }
        if (!words)
            return NULL;
        if (!json_is_object(one)) {
            words[index].text = coprod__json_copy(reader->load, arena, list, &all, name, COPROD__REQUIRED);
            continue;
        }
        coprod__json_keys(reader->load, one, &here, "title text next");
        words[index].title = coprod__json_copy(reader->load, arena, one, &here, "title", COPROD__REQUIRED);
        words[index].text = coprod__json_copy(reader->load, arena, one, &here, "text", COPROD__OPTIONAL);
        words[index].next = coprod__json_copy(reader->load, arena, one, &here, "next", COPROD__OPTIONAL);
    }
    return words;
}

const char *coprod__keep_json(coprod__reader *reader, const json_t *json)
{
    char *text = json ? coprod__json_dump(json) : NULL;
    const char *kept = text ? coprod__arena_text(&reader->machine->arena, text) : NULL;
    free(text);
    if (json && !kept)
        reader->load->failure = COPROD_E_MEMORY;
    return kept;
}

static void keep_guards(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    machine->guard_json = coprod__take(reader, machine->guards.count, sizeof *machine->guard_json);
    for (uint32_t i = 0; machine->guard_json && i < machine->guards.count; i++) {
        const json_t *json = json_object_get(reader->expressions, machine->guards.name[i]);
        machine->guard_json[i] = coprod__keep_json(reader, json);
    }
}

/* Levels have no names but their numbers. */
static void name_levels(coprod__reader *reader)
{
    static const char *const numbers[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
    coprod__names *levels = &reader->machine->levels;
    levels->name = coprod__take(reader, COPROD__LEVELS_MOST, sizeof *levels->name);
    levels->sorted = coprod__take(reader, COPROD__LEVELS_MOST, sizeof *levels->sorted);
    if (!levels->name || !levels->sorted)
        return;
    for (uint32_t i = 0; i < COPROD__LEVELS_MOST; i++) {
        levels->name[i] = numbers[i];
        levels->sorted[i] = i;
    }
    levels->count = COPROD__LEVELS_MOST;
}

void coprod__read_texts(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    const json_t *texts = coprod__json_object(reader->load, reader->json, reader->place, "texts", COPROD__OPTIONAL);
    const coprod__place here = {reader->place, "texts", 0};
    if (texts)
        coprod__json_keys(reader->load, texts, &here, "states events roles facts guards levels");
    name_levels(reader);
    machine->state_words = read_words(reader, texts, &here, "states", &machine->states, "unknown-state");
    machine->event_words = read_words(reader, texts, &here, "events", &machine->events, "unknown-event");
    machine->role_words = read_words(reader, texts, &here, "roles", &machine->roles, "unknown-role");
    machine->fact_words = read_words(reader, texts, &here, "facts", &machine->facts, "unknown-fact");
    machine->guard_words = read_words(reader, texts, &here, "guards", &machine->guards, "unknown-guard");
    machine->level_words = read_words(reader, texts, &here, "levels", &machine->levels, "bad-level");
    keep_guards(reader);
}

/* --- the fingerprint: what can change an answer --- */

static int copy_members(json_t *to, const json_t *from, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        json_t *value = json_object_get(from, keys[i]);
        if (value && json_object_set(to, keys[i], value))
            return 0;
    }
    return 1;
}

static json_t *bare(const json_t *from, const char *const *keys, size_t count)
{
    json_t *made = json_object();
    if (made && copy_members(made, from, keys, count))
        return made;
    json_decref(made);
    return NULL;
}

static json_t *bare_timers(const json_t *timers)
{
    static const char *const keys[] = {"n", "unit", "count", "roll", "escalate"};
    json_t *made = json_object(), *one;
    const char *name;
    json_object_foreach((json_t *)timers, name, one)
        if (json_object_set_new(made, name, bare(one, keys, 5))) {
            json_decref(made);
            return NULL;
        }
    return made;
}

/* Of a list of objects, without their texts and sources. */
static json_t *bare_list(const json_t *list, const char *const *keys, size_t count)
{
    json_t *made = json_array(), *one;
    size_t i;
    json_array_foreach((json_t *)list, i, one)
        if (json_array_append_new(made, bare(one, keys, count))) {
            json_decref(made);
            return NULL;
        }
    return made;
}

coprod_status coprod__machine_fingerprint(coprod_machine *machine, const json_t *json)
{
    static const char *const own[] = {"id", "version", "calendar", "roles", "states", "initial", "accepting", "final",
                                      "facts", "guards", "events", "create"};
    static const char *const transition[] = {"from", "event", "to", "guards", "do", "timers"};
    static const char *const invariant[] = {"id", "in", "expr"};
    json_t *made = bare(json, own, sizeof own / sizeof *own);
    coprod_status status = COPROD_E_MEMORY;
    if (made && !json_object_set_new(made, "timers", bare_timers(json_object_get(json, "timers")))
        && !json_object_set_new(made, "transitions", bare_list(json_object_get(json, "transitions"), transition, 6))
        && !json_object_set_new(made, "invariants", bare_list(json_object_get(json, "invariants"), invariant, 3)))
        status = coprod__json_fingerprint(made, machine->fingerprint);
    json_decref(made);
    return status;
}
