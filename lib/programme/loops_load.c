/* SPDX-License-Identifier: MIT */
/* The parts `loops`, `measures` and `governance` of a dossier: what was said and what came of it, whether it changed,
 * and who answers for it. */
#include <stdlib.h>
#include <string.h>

#include "dossier_internal.h"

static const coprod__place root = {NULL, NULL, 0};

enum { LOOPS_MOST = 10000, STATEMENTS_MOST = 1000 };

/* The statements of a loop, by their keys. */
static const char *const kinds[COPROD__STATEMENTS] = {"heard", "decided", "did", "told", "changed"};

/* --- statements --- */

static void load_statement(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                           coprod__statement *own)
{
    coprod__arena *arena = &dossier->arena;
    int required = json_object_get(json, "quote") ? COPROD__OPTIONAL : COPROD__REQUIRED;
    if (!json_is_object(json)) {
        coprod__json_wrong(load, "wrong-type", place, json, "an object with a \"quote\" or a \"text\"");
        return;
    }
    coprod__json_keys(load, json, place, "quote text source section date");
    own->quote = coprod__json_copy(load, arena, json, place, "quote", COPROD__OPTIONAL);
    own->text = coprod__json_copy(load, arena, json, place, "text", required);
    own->source = coprod__json_copy(load, arena, json, place, "source", COPROD__OPTIONAL);
    own->section = coprod__json_copy(load, arena, json, place, "section", COPROD__OPTIONAL);
    own->date = coprod__json_copy(load, arena, json, place, "date", COPROD__OPTIONAL);
    coprod__check_source(load, dossier, place, own->source);
    coprod__check_date(load, place, own->date);
}

static void load_statements(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                            coprod__dossier_loop *own)
{
    for (int kind = 0; kind < COPROD__STATEMENTS; kind++) {
        const json_t *list = coprod__json_array(load, json, place, kinds[kind], COPROD__OPTIONAL);
        const coprod__place here = {place, kinds[kind], 0};
        coprod__statements *statements = &own->statements[kind];
        size_t i;
        json_t *one;
        if (json_array_size(list) > STATEMENTS_MOST) {
            coprod__report(load, COPROD_ERROR, "too-many", &here, "more than 1000", "at most 1000 statements");
            continue;
        }
        statements->list = coprod__dossier_room(load, dossier, json_array_size(list), sizeof *statements->list);
        json_array_foreach((json_t *)list, i, one) {
            const coprod__place item = {&here, NULL, i};
            if (statements->list)
                load_statement(load, dossier, one, &item, &statements->list[statements->count++]);
        }
    }
}

/* --- documents inside --- */

/* A part as the document that its module reads, with its schema; the caller frees it. Not by json_copy(): where that
 * has no memory for a key, it leaves the key out and says nothing. */
char *coprod__document_of(coprod__load *load, const char *schema, const char *key, const json_t *value)
{
    json_t *whole = json_object(), *part = (json_t *)value;
    char *text = NULL;
    if (whole && !(key ? json_object_set(whole, key, part) : json_object_update(whole, part))
        && !json_object_set_new(whole, "schema", json_string(schema)))
        text = coprod__json_dump(whole);
    json_decref(whole);
    if (!text)
        load->failure = COPROD_E_MEMORY;
    return text;
}

/* Measures, or what continues: a follow-up with this part alone. */
static void load_followup(coprod__load *load, coprod_dossier *dossier, const char *key, const json_t *list,
                          const coprod__place *place, coprod_followup **followup)
{
    coprod_findings *inner = NULL;
    coprod_status status;
    char *text;
    if (!list || !(text = coprod__document_of(load, "followup/1", key, list)))
        return;
    status = coprod_findings_new(&dossier->allocator, &inner);
    if (status == COPROD_OK)
        status = coprod_followup_load(text, COPROD_NTS, &dossier->allocator, inner, followup);
    coprod__repeat_findings(load, inner, place, status);
    coprod_findings_free(inner);
    free(text);
}

static void load_governance(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place)
{
    const coprod__place schema = {place, "schema", 0};
    coprod_findings *inner = NULL;
    coprod_status status;
    char *text;
    if (!json)
        return;
    if (json_object_get(json, "schema")) /* a part has none of its own */
        coprod__report(load, COPROD_ERROR, "unknown-key", &schema, "schema", "bodies meetings");
    if (!(text = coprod__document_of(load, "bodies/1", NULL, json)))
        return;
    status = coprod_findings_new(&dossier->allocator, &inner);
    if (status == COPROD_OK)
        status = coprod_bodies_load(text, COPROD_NTS, &dossier->allocator, inner, &dossier->bodies);
    coprod__repeat_findings(load, inner, place, status);
    coprod_findings_free(inner);
    free(text);
}

/* --- loops --- */

static void note_id(coprod__load *load, coprod_dossier *dossier, const coprod__dossier_loop *own,
                    const coprod__place *place)
{
    const coprod__place here = {place, "id", 0};
    if (json_object_get(dossier->loop_ids, own->id))
        coprod__report(load, COPROD_ERROR, "duplicate-id", &here, own->id, "another id");
    else if (own->id[0] && json_object_set_new(dossier->loop_ids, own->id, json_integer(own - dossier->loops)))
        load->failure = COPROD_E_MEMORY;
}

/* What continues belongs to the loop in which it stands, whether or not it says so. */
static void load_continues(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                           coprod__dossier_loop *own)
{
    const json_t *list = coprod__json_array(load, json, place, "continues", COPROD__OPTIONAL);
    const coprod__place here = {place, "continues", 0};
    load_followup(load, dossier, "continues", list, place, &own->continues);
    for (size_t i = 0; i < coprod_followup_continue_count(own->continues); i++) {
        const coprod__place item = {&here, NULL, i}, loop = {&item, "loop", 0};
        coprod_continue one = {.size = sizeof one};
        coprod_followup_continue(own->continues, i, dossier->day, &one);
        dossier->illustrative |= (uint32_t)one.illustrative;
        if (one.loop[0] && strcmp(one.loop, own->id))
            coprod__report(load, COPROD_ERROR, "unknown-id", &loop, one.loop, "the id of this loop, or none");
    }
}

static void load_loop(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                      coprod__dossier_loop *own)
{
    const coprod__place activity = {place, "activity", 0};
    coprod__arena *arena = &dossier->arena;
    coprod__json_keys(load, json, place,
                      "id title activity parent note illustrative heard decided did told changed continues trace");
    own->id = coprod__json_word(load, arena, json, place, "id");
    own->title = coprod__json_copy(load, arena, json, place, "title", COPROD__REQUIRED);
    own->activity = coprod__json_copy(load, arena, json, place, "activity", COPROD__OPTIONAL);
    own->parent_id = coprod__json_copy(load, arena, json, place, "parent", COPROD__OPTIONAL);
    own->note = coprod__json_copy(load, arena, json, place, "note", COPROD__OPTIONAL);
    own->illustrative = coprod__load_illustrative(load, json, place);
    dossier->illustrative |= own->illustrative;
    note_id(load, dossier, own, place);
    if (own->activity[0] && !json_object_get(dossier->activity_ids, own->activity))
        coprod__report(load, COPROD_ERROR, "unknown-id", &activity, own->activity, "the id of an activity");
    load_statements(load, dossier, json, place, own);
    load_continues(load, dossier, json, place, own);
    coprod__load_trace(load, dossier, coprod__json_object(load, json, place, "trace", COPROD__OPTIONAL), place, own);
}

/* The place of a loop, or their number. */
static uint32_t find_loop(const coprod_dossier *dossier, const char *id)
{
    const json_t *place = json_object_get(dossier->loop_ids, id);
    return place ? (uint32_t)json_integer_value(place) : dossier->loop_count;
}

static void find_parents(coprod__load *load, coprod_dossier *dossier, const coprod__place *list)
{
    for (uint32_t i = 0; i < dossier->loop_count; i++) {
        const coprod__place item = {list, NULL, i}, place = {&item, "parent", 0};
        coprod__dossier_loop *own = &dossier->loops[i];
        uint32_t above = own->parent_id && own->parent_id[0] ? find_loop(dossier, own->parent_id) : COPROD__NO_PARENT;
        own->parent = above == dossier->loop_count ? COPROD__NO_PARENT : above;
        if (above == dossier->loop_count)
            coprod__report(load, COPROD_ERROR, "unknown-id", &place, own->parent_id, "the id of a loop");
    }
}

/* Loops that stand above themselves. Each way up ends where an earlier one went, so that all together are short. */
static void find_circles(coprod__load *load, coprod_dossier *dossier, const coprod__place *list)
{
    coprod__dossier_loop *loops = dossier->loops;
    for (uint32_t i = 0; i < dossier->loop_count; i++) {
        uint32_t up = i;
        for (; up != COPROD__NO_PARENT && !loops[up].walk; up = loops[up].parent)
            loops[up].walk = i + 1;
        if (up != COPROD__NO_PARENT && loops[up].walk == i + 1)
            for (; !loops[up].in_circle; up = loops[up].parent)
                loops[up].in_circle = 1;
    }
    for (uint32_t i = 0; i < dossier->loop_count; i++) {
        const coprod__place item = {list, NULL, i}, place = {&item, "parent", 0};
        if (loops[i].in_circle)
            coprod__report(load, COPROD_ERROR, "own-parent", &place, loops[i].id,
                           "a loop that does not stand above itself");
    }
}

/* What was before it was adopted is not known, and not held against it. */
static int may_be_closed_on(const coprod__dossier_loop *own, int32_t day)
{
    const coprod__closed *closed = own->closed;
    while (closed && closed->from > day)
        closed = closed->before;
    return (closed && closed->to >= day) || (own->adopted && day < own->adopted_day);
}

/* Who is below whom. A loop may not close while one below it is open; one that is opened again later is no fault. */
static void check_parents(coprod__load *load, coprod_dossier *dossier, const coprod__place *list)
{
    for (uint32_t i = 0; i < dossier->loop_count; i++) {
        const coprod__place item = {list, NULL, i}, place = {&item, "trace", 0};
        const coprod__dossier_loop *own = &dossier->loops[i];
        coprod__dossier_loop *above = own->parent == COPROD__NO_PARENT ? NULL : &dossier->loops[own->parent];
        if (!above)
            continue;
        above->children++;
        above->open_children += !coprod__is_closed(own);
        if (own->fine && above->fine && coprod__is_closed(above) && above->closed->from != INT32_MIN
            && !may_be_closed_on(own, above->closed->from))
            coprod__report(load, COPROD_ERROR, "closed-before", &place, above->id,
                           "that this loop closed before the one above it, or on the same day");
    }
}

static void load_loops(coprod__load *load, coprod_dossier *dossier, const json_t *list, const coprod__place *place)
{
    size_t i;
    json_t *one;
    if (json_array_size(list) > LOOPS_MOST) {
        coprod__report(load, COPROD_ERROR, "too-many", place, "more than 10000", "at most 10000 loops");
        return;
    }
    dossier->loops = coprod__dossier_room(load, dossier, json_array_size(list), sizeof *dossier->loops);
    if (!dossier->loops)
        return;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {place, NULL, i};
        coprod__dossier_loop *own = &dossier->loops[dossier->loop_count++];
        if (json_is_object(one))
            load_loop(load, dossier, one, &here, own);
        else
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
    }
    if (load->failure)
        return;
    find_parents(load, dossier, place);
    find_circles(load, dossier, place);
    check_parents(load, dossier, place);
}

/* A measure names a loop of the dossier, or none. Where the loops could not be read, there is nothing to check. */
static void check_measures(coprod__load *load, coprod_dossier *dossier, const coprod__place *list, int loops_read)
{
    size_t count = coprod_followup_measure_count(dossier->measures);
    for (size_t i = 0; i < count; i++) {
        const coprod__place item = {list, NULL, i}, place = {&item, "loop", 0};
        coprod_measure measure = {.size = sizeof measure};
        coprod_followup_measure(dossier->measures, i, dossier->day, &measure);
        dossier->illustrative |= (uint32_t)measure.illustrative;
        if (loops_read && measure.loop[0] && find_loop(dossier, measure.loop) == dossier->loop_count)
            coprod__report(load, COPROD_ERROR, "unknown-id", &place, measure.loop, "the id of a loop");
    }
}

void coprod__load_loops(coprod__load *load, coprod_dossier *dossier, const json_t *json)
{
    const coprod__place loops = {&root, "loops", 0}, measures = {&root, "measures", 0},
                        governance = {&root, "governance", 0}, about = {&root, "about", 0},
                        prepared = {&about, "prepared", 0};
    const json_t *list = coprod__json_array(load, json, &root, "loops", COPROD__OPTIONAL);
    const json_t *measured = coprod__json_array(load, json, &root, "measures", COPROD__OPTIONAL);
    const json_t *governed = coprod__json_object(load, json, &root, "governance", COPROD__OPTIONAL);
    if ((list || measured || governed) && !json_object_get(json_object_get(json, "about"), "prepared"))
        coprod__report(load, COPROD_ERROR, "missing-key", &prepared, "nothing", "the day on which it was prepared: what"
                       " is late, or to come, is told as of a day");
    load_loops(load, dossier, list, &loops);
    load_followup(load, dossier, "measures", measured, &root, &dossier->measures);
    load_governance(load, dossier, governed, &governance);
    check_measures(load, dossier, &measures, json_object_get(json, "loops")
                                                 ? list && dossier->loop_count == json_array_size(list) : 1);
}
