/* SPDX-License-Identifier: MIT */
/* The parts `frame` and `people` of a dossier: who should be heard, said before anybody was counted, and who was. */
#include <stdlib.h>
#include <string.h>

#include "dossier_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* Numbers of all sets together, so that a short document asks for no more memory than a long one. */
enum { FRAMES_MOST = 1000, SETS_MOST = 10000, NUMBERS_MOST = 1000000 };

static const char *const classes[COPROD_UNKNOWN_CLASSES] = {"declined", "not_asked", "unsure", "not_applicable",
                                                            "not_answered"};

/* --- frames --- */

/* Notes where each group is: {dimension: {group: index}}. */
static void note_places(coprod__load *load, coprod__dossier_frame *own)
{
    own->places = json_object();
    load->failure = own->places ? load->failure : COPROD_E_MEMORY;
    for (uint32_t i = 0; load->failure == COPROD_OK && i < own->info.group_count; i++) {
        coprod_frame_group group = {.size = sizeof group};
        coprod_frame_dimension dimension = {.size = sizeof dimension};
        json_t *groups;
        coprod_frame_get_group(own->frame, i, &group);
        coprod_frame_get_dimension(own->frame, group.dimension, &dimension);
        groups = json_object_get(own->places, dimension.id);
        if (!groups && json_object_set_new(own->places, dimension.id, groups = json_object()))
            load->failure = COPROD_E_MEMORY;
        else if (json_object_set_new(groups, group.id, json_integer(i)))
            load->failure = COPROD_E_MEMORY;
    }
}

static void load_frame(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                       coprod__dossier_frame *own)
{
    coprod_findings *inner = NULL;
    coprod_status status;
    char *text;
    if (!json_is_object(json)) {
        coprod__json_wrong(load, "wrong-type", place, json, "a frame");
        return;
    }
    text = coprod__json_dump(json);
    status = text ? coprod_findings_new(&dossier->allocator, &inner) : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = coprod_frame_load(text, COPROD_NTS, &dossier->allocator, inner, &own->frame);
    coprod__repeat_findings(load, inner, place, status);
    coprod_findings_free(inner);
    free(text);
    own->info.size = sizeof own->info;
    if (coprod_frame_get(own->frame, &own->info) != COPROD_OK)
        return;
    own->id = own->info.id;
    own->groups = json_object_get(json, "groups");
    note_places(load, own);
}

/* Sets name a frame by its id: of several, each has one of its own. */
static void check_ids(coprod__load *load, const coprod_dossier *dossier, const coprod__place *list)
{
    for (uint32_t i = 0; i < dossier->frame_count; i++) {
        const coprod__place item = {list, NULL, i}, place = {&item, "id", 0};
        const char *id = dossier->frames[i].id;
        if (id && !id[0])
            coprod__report(load, COPROD_ERROR, "missing-key", &place, "nothing", "an id by which people name it");
        for (uint32_t j = 0; id && id[0] && j < i; j++)
            if (dossier->frames[j].id && !strcmp(id, dossier->frames[j].id)) {
                coprod__report(load, COPROD_ERROR, "duplicate-id", &place, id, "another id");
                break;
            }
    }
}

static void load_frames(coprod__load *load, coprod_dossier *dossier, const json_t *json)
{
    const coprod__place place = {&root, "frame", 0};
    const size_t count = json_is_array(json) ? json_array_size(json) : 1;
    if (!json)
        return;
    if (!json_is_array(json) && !json_is_object(json)) {
        coprod__json_wrong(load, "wrong-type", &place, json, "a frame, or an array of frames");
        return;
    }
    if (count > FRAMES_MOST) {
        coprod__report(load, COPROD_ERROR, "too-many", &place, "more than 1000", "at most 1000 frames");
        return;
    }
    dossier->frames = coprod__dossier_room(load, dossier, count, sizeof *dossier->frames);
    for (size_t i = 0; dossier->frames && i < count && load->failure == COPROD_OK; i++) {
        const coprod__place item = {&place, NULL, i};
        const json_t *one = json_is_array(json) ? json_array_get(json, i) : json;
        coprod__dossier_frame *own = &dossier->frames[dossier->frame_count++];
        own->json = one;
        load_frame(load, dossier, one, json_is_array(json) ? &item : &place, own);
    }
    if (json_is_array(json))
        check_ids(load, dossier, &place);
}

/* --- people --- */

/* What one object of a set says by group: {dimension: {group: number}}; or of `costs` {dimension: {group: {}}},
 * where `numbers` are how many were counted. */
static void load_groups(coprod__load *load, const coprod__dossier_frame *frame, const json_t *json,
                        const coprod__place *place, const char *key, int required, int64_t *numbers,
                        coprod__dossier_costs *costs)
{
    const json_t *all = coprod__json_object(load, json, place, key, required);
    const coprod__place here = {place, key, 0};
    const char *dimension, *group;
    json_t *groups, *value;
    json_object_foreach((json_t *)all, dimension, groups) {
        const coprod__place at = {&here, dimension, 0};
        const json_t *places = json_object_get(frame->places, dimension);
        if (!places)
            coprod__report(load, COPROD_ERROR, "unknown-dimension", &at, dimension, "a dimension of the frame");
        else if (!json_is_object(groups))
            coprod__json_wrong(load, "wrong-type", &at, groups, costs ? "an object with an object for each group"
                                                                       : "an object with a number for each group");
        else
            json_object_foreach(groups, group, value) {
                const coprod__place one = {&at, group, 0};
                const json_t *index = json_object_get(places, group);
                coprod__dossier_costs nobody;
                int64_t number = -1;
                if (costs)
                    coprod__load_costs(load, groups, &at, group, index ? numbers[json_integer_value(index)] : -1,
                                       index ? &costs[json_integer_value(index)] : &nobody);
                else
                    number = coprod__json_integer(load, groups, &at, group, COPROD__REQUIRED, 0, UINT32_MAX, -1);
                if (!index)
                    coprod__report(load, COPROD_ERROR, "unknown-id", &one, group, "a group of that dimension");
                else if (!costs)
                    numbers[json_integer_value(index)] = number;
            }
    }
}

/* The index of a dimension that a key names; their number if it is none, which is reported. */
static uint32_t find_dimension(coprod__load *load, const coprod__dossier_frame *frame, const char *id,
                               const coprod__place *place)
{
    coprod_frame_group group = {.size = sizeof group};
    json_t *groups = json_object_get(frame->places, id);
    if (!groups) {
        coprod__report(load, COPROD_ERROR, "unknown-dimension", place, id, "a dimension of the frame");
        return frame->info.dimension_count;
    }
    coprod_frame_get_group(frame->frame, (uint32_t)json_integer_value(
                               json_object_iter_value(json_object_iter(groups))), &group);
    return group.dimension;
}

static void load_known(coprod__load *load, const coprod__dossier_frame *frame, const json_t *json,
                       const coprod__place *place, coprod__dossier_people *own)
{
    const json_t *known = coprod__json_object(load, json, place, "known", COPROD__OPTIONAL);
    const json_t *unknown = coprod__json_object(load, json, place, "unknown", COPROD__OPTIONAL);
    const coprod__place known_at = {place, "known", 0}, unknown_at = {place, "unknown", 0};
    const char *id;
    json_t *value;
    json_object_foreach((json_t *)known, id, value) {
        const coprod__place at = {&known_at, id, 0};
        const uint32_t index = find_dimension(load, frame, id, &at);
        const int64_t number = coprod__json_integer(load, known, &known_at, id, COPROD__REQUIRED, 0, UINT32_MAX, -1);
        if (index < frame->info.dimension_count)
            own->known[index] = number;
    }
    json_object_foreach((json_t *)unknown, id, value) {
        const coprod__place at = {&unknown_at, id, 0};
        const uint32_t index = find_dimension(load, frame, id, &at);
        const json_t *one = coprod__json_object(load, unknown, &unknown_at, id, COPROD__REQUIRED);
        coprod__json_keys(load, one, &at, "declined not_asked unsure not_applicable not_answered");
        for (size_t c = 0; one && c < COPROD_UNKNOWN_CLASSES && index < frame->info.dimension_count; c++)
            own->unknown[index * COPROD_UNKNOWN_CLASSES + c]
                = coprod__json_integer(load, one, &at, classes[c], COPROD__OPTIONAL, 0, UINT32_MAX, 0);
    }
}

/* Numbers of which none is known yet. */
static int64_t *unknown_numbers(coprod__load *load, coprod_dossier *dossier, size_t count)
{
    int64_t *list = coprod__dossier_room(load, dossier, count, sizeof *list);
    for (size_t i = 0; list && i < count; i++)
        list[i] = -1;
    return list;
}

/* Only where costs are told: most sets have none. */
static coprod__dossier_costs *room_for_costs(coprod__load *load, coprod_dossier *dossier, const json_t *json,
                                             size_t count)
{
    coprod__dossier_costs *list = NULL;
    if (json_object_get(json, "out_of_pocket"))
        list = coprod__dossier_room(load, dossier, count, sizeof *list);
    for (size_t i = 0; list && i < count; i++)
        list[i] = (coprod__dossier_costs){-1, -1, -1, -1};
    return list;
}

static void load_counts(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                        coprod__dossier_people *own)
{
    const coprod__dossier_frame *frame = &dossier->frames[own->frame];
    const size_t groups = frame->info.group_count, dimensions = frame->info.dimension_count;
    const size_t errors = load->errors;
    own->counts = unknown_numbers(load, dossier, groups);
    own->invited = unknown_numbers(load, dossier, groups);
    own->known = unknown_numbers(load, dossier, dimensions);
    own->unknown = unknown_numbers(load, dossier, dimensions * COPROD_UNKNOWN_CLASSES);
    own->costs = room_for_costs(load, dossier, json, groups);
    own->scored = coprod__dossier_room(load, dossier, dimensions, sizeof *own->scored);
    own->score_groups = coprod__dossier_room(load, dossier, groups, sizeof *own->score_groups);
    if (load->failure != COPROD_OK)
        return;
    load_groups(load, frame, json, place, "counts", COPROD__REQUIRED, own->counts, NULL);
    load_groups(load, frame, json, place, "invited", COPROD__OPTIONAL, own->invited, NULL);
    load_known(load, frame, json, place, own);
    if (own->costs)
        load_groups(load, frame, json, place, "out_of_pocket", COPROD__OPTIONAL, own->counts, own->costs);
    coprod__load_needs(load, dossier, json, place, own);
    for (size_t i = 0; i < groups; i++)
        own->has_invited |= own->invited[i] >= 0;
    for (size_t i = 0; own->costs && i < groups; i++)
        own->has_costs |= own->costs[i].asked >= 0 || own->costs[i].claimed >= 0 || own->costs[i].left >= 0;
    if (load->errors == errors && load->failure == COPROD_OK)
        coprod__score_people(load, dossier, own, place);
}

/* Which frame a set names; of one frame alone it need not be said. Their number if there is none. */
static uint32_t find_frame(coprod__load *load, const coprod_dossier *dossier, const json_t *json,
                           const coprod__place *place)
{
    const coprod__place here = {place, "frame", 0};
    const int said = json_object_get(json, "frame") != NULL;
    const char *id;
    uint32_t i = 0;
    if (!said && dossier->frame_count == 1)
        return 0;
    id = coprod__json_text(load, json, place, "frame", COPROD__REQUIRED);
    if (!id || !id[0])
        return dossier->frame_count;
    while (i < dossier->frame_count && (!dossier->frames[i].id || strcmp(dossier->frames[i].id, id) != 0))
        i++;
    if (i == dossier->frame_count)
        coprod__report(load, COPROD_ERROR, "unknown-id", &here, id, "the id of a frame of this dossier");
    return i;
}

/* Those of one frame stand in the order of time, as far as their dates tell. */
static void check_order(coprod__load *load, const coprod_dossier *dossier, const coprod__dossier_people *own,
                        const coprod__place *place)
{
    const coprod__place here = {place, "date", 0};
    for (const coprod__dossier_people *earlier = own; earlier-- > dossier->people;) {
        size_t length = strlen(own->date), other;
        int32_t day;
        if (!earlier->counts || earlier->frame != own->frame || !coprod__part_date(earlier->date, &day)
            || !coprod__part_date(own->date, &day))
            continue;
        other = strlen(earlier->date);
        if (strncmp(earlier->date, own->date, length < other ? length : other) > 0)
            coprod__report(load, COPROD_ERROR, "before-earlier", &here, own->date, "a date after the set before it");
        return;
    }
}

static void load_set(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                     coprod__dossier_people *own)
{
    const coprod__place id = {place, "id", 0};
    coprod__arena *arena = &dossier->arena;
    coprod__json_keys(load, json, place, "id title frame date source section quote note illustrative published counts "
                                         "known unknown invited level out_of_pocket access_needs combinations");
    own->id = coprod__json_word(load, arena, json, place, "id");
    own->title = coprod__json_copy(load, arena, json, place, "title", COPROD__OPTIONAL);
    own->date = coprod__json_copy(load, arena, json, place, "date", COPROD__OPTIONAL);
    own->level = coprod__json_copy(load, arena, json, place, "level", COPROD__OPTIONAL);
    own->source = coprod__json_copy(load, arena, json, place, "source", COPROD__OPTIONAL);
    own->section = coprod__json_copy(load, arena, json, place, "section", COPROD__OPTIONAL);
    own->quote = coprod__json_copy(load, arena, json, place, "quote", COPROD__OPTIONAL);
    own->note = coprod__json_copy(load, arena, json, place, "note", COPROD__OPTIONAL);
    own->published = (int32_t)coprod__load_yes(load, json, place, "published");
    own->illustrative = coprod__load_illustrative(load, json, place);
    dossier->illustrative |= own->illustrative;
    coprod__check_source(load, dossier, place, own->source);
    coprod__check_date(load, place, own->date);
    coprod__dossier_id(load, dossier->people_ids, own->id, &id);
    coprod__load_combinations(load, dossier, json, place, own);
    own->frame = find_frame(load, dossier, json, place);
    if (own->frame == dossier->frame_count || !dossier->frames[own->frame].places)
        return;
    load_counts(load, dossier, json, place, own);
    if (load->failure == COPROD_OK)
        check_order(load, dossier, own, place);
}

/* The numbers that the sets of a list keep. */
static size_t numbers_of(const coprod_dossier *dossier, const json_t *list)
{
    size_t most = 1, i;
    for (i = 0; i < dossier->frame_count; i++)
        most = dossier->frames[i].info.group_count > most ? dossier->frames[i].info.group_count : most;
    return most * json_array_size(list);
}

static void load_sets(coprod__load *load, coprod_dossier *dossier, const json_t *list)
{
    const coprod__place place = {&root, "people", 0};
    size_t i;
    json_t *one;
    if (json_array_size(list) > SETS_MOST || numbers_of(dossier, list) > NUMBERS_MOST) {
        coprod__report(load, COPROD_ERROR, "too-many", &place, "too many sets",
                       "at most 10000 sets, and 1000000 groups in all");
        return;
    }
    dossier->people = coprod__dossier_room(load, dossier, json_array_size(list), sizeof *dossier->people);
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&place, NULL, i};
        if (!dossier->people || load->failure != COPROD_OK)
            return;
        if (json_is_object(one))
            load_set(load, dossier, one, &here, &dossier->people[dossier->people_count++]);
        else
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
    }
}

void coprod__load_people(coprod__load *load, coprod_dossier *dossier, const json_t *json)
{
    const json_t *list = coprod__json_array(load, json, &root, "people", COPROD__OPTIONAL);
    if (load->failure != COPROD_OK)
        return;
    load_frames(load, dossier, json_object_get(json, "frame"));
    if (load->failure == COPROD_OK)
        load_sets(load, dossier, list);
    for (uint32_t i = 0; i < dossier->frame_count; i++) {
        json_decref(dossier->frames[i].places);
        dossier->frames[i].places = NULL;
        dossier->frames[i].json = dossier->frames[i].groups = NULL;
    }
}
