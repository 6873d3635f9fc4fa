/* SPDX-License-Identifier: MIT */
/* A frame from its document. */
#include <string.h>

#include "frame_internal.h"

static const coprod__place root = {NULL, NULL, 0};

static void *room(const coprod__frame_load *own, size_t count, size_t bytes)
{
    void *made = coprod__arena_alloc(&own->frame->arena, (count ? count : 1) * bytes);
    if (!made)
        own->load->failure = COPROD_E_MEMORY;
    return made;
}

static void read_head(const coprod__frame_load *own, const json_t *document, const char *beside)
{
    coprod_frame *frame = own->frame;
    char keys[256];
    coprod__writer writer;
    coprod__writer_init(&writer, keys, sizeof keys);
    coprod__write(&writer, "schema id version title source groups kinds N threshold alpha min_voices level mode");
    coprod__write(&writer, beside);
    coprod__writer_end(&writer, NULL);
    if (json_object_get(document, "schema") || !json_is_object(document))
        coprod__json_schema(own->load, document, "equity-frame/1");
    coprod__json_keys(own->load, document, &root, keys);
    frame->id = coprod__frame_name(own, document, &root, "id", COPROD__OPTIONAL);
    frame->version = coprod__frame_name(own, document, &root, "version", COPROD__OPTIONAL);
    frame->title = coprod__json_copy(own->load, &frame->arena, document, &root, "title", COPROD__OPTIONAL);
    frame->level = coprod__frame_name(own, document, &root, "level", COPROD__OPTIONAL);
    coprod__json_source(own->load, &frame->arena, document, &root, &frame->source);
}

static void read_settings(const coprod__frame_load *own, const json_t *document)
{
    const coprod__place threshold = {&root, "threshold", 0}, alpha = {&root, "alpha", 0}, at_mode = {&root, "mode", 0};
    coprod_frame *frame = own->frame;
    const char *mode = coprod__json_text(own->load, document, &root, "mode", COPROD__OPTIONAL);
    frame->panel = (uint64_t)coprod__json_integer(own->load, document, &root, "N", COPROD__REQUIRED, 1,
                                                  coprod__count_most, 1);
    frame->min_voices = (uint64_t)coprod__json_integer(own->load, document, &root, "min_voices", COPROD__OPTIONAL, 0,
                                                       coprod__count_most, (int64_t)frame->defaults.min_voices);
    frame->threshold = frame->defaults.threshold;
    if (coprod__frame_fraction(own, document, &root, "threshold", &frame->threshold)
        && (!frame->threshold.n || frame->threshold.n > frame->threshold.d))
        coprod__json_wrong(own->load, "out-of-range", &threshold, json_object_get(document, "threshold"),
                           "above 0, at most 1");
    frame->alpha = frame->defaults.alpha;
    if (coprod__frame_fraction(own, document, &root, "alpha", &frame->alpha) && frame->alpha.n > frame->alpha.d)
        coprod__json_wrong(own->load, "out-of-range", &alpha, json_object_get(document, "alpha"), "0 to 1");
    frame->mode = mode && !strcmp(mode, "snapshot") ? COPROD_FRAME_SNAPSHOT : COPROD_FRAME_FIXED;
    if (mode && frame->mode == COPROD_FRAME_FIXED && strcmp(mode, "fixed"))
        coprod__report(own->load, COPROD_ERROR, "unknown-id", &at_mode, mode, "fixed snapshot");
}

/* Sets a number by a key, or gives the one that is there. */
static uint32_t number_of(const coprod__frame_load *own, json_t *numbers, const char *key, uint32_t number)
{
    const json_t *found = json_object_get(numbers, key);
    if (!found && json_object_set_new(numbers, key, json_integer(number)))
        own->load->failure = COPROD_E_MEMORY;
    return found ? (uint32_t)json_integer_value(found) : number;
}

/* The dimension of that id, made where it is new. */
static uint32_t place_in(const coprod__frame_load *own, const char *id)
{
    coprod_frame *frame = own->frame;
    const uint32_t index = number_of(own, own->dimensions, id, frame->dimension_count);
    if (index == frame->dimension_count) {
        frame->dimensions[index].id = id;
        frame->dimensions[index].all_known = 1;
        frame->dimension_count++;
    }
    return index;
}

/* A group whose id stands already: in its dimension, which is wrong, or in another one. */
static void look_for_id(const coprod__frame_load *own, coprod__group *group, const coprod__place *place)
{
    const uint32_t index = own->frame->group_count;
    const coprod__place at_id = {place, "id", 0};
    char key[256];
    coprod__writer writer;
    uint32_t first;
    if (!group->id[0])
        return;
    coprod__writer_init(&writer, key, sizeof key);
    coprod__write_number(&writer, group->dimension);
    coprod__write(&writer, ":");
    coprod__write(&writer, group->id);
    coprod__writer_end(&writer, NULL);
    if (number_of(own, own->groups, key, index) != index)
        coprod__report(own->load, COPROD_ERROR, "duplicate-id", &at_id, group->id, "another id in its dimension");
    first = number_of(own, own->ids, group->id, index);
    if (first != index)
        group->is_alike = own->frame->groups[first].is_alike = 1;
}

static void read_group(const coprod__frame_load *own, const json_t *json, const coprod__place *place, const char *keys)
{
    coprod_frame *frame = own->frame;
    coprod__group *group = &frame->groups[frame->group_count];
    coprod__json_keys(own->load, json, place, keys);
    group->id = coprod__frame_name(own, json, place, "id", COPROD__REQUIRED);
    group->title = coprod__json_copy(own->load, &frame->arena, json, place, "title", COPROD__OPTIONAL);
    group->dimension = place_in(own, coprod__frame_name(own, json, place, "dimension", COPROD__REQUIRED));
    group->given.d = 1;
    if (coprod__frame_fraction(own, json, place, "weight", &group->given))
        frame->weighted = 1;
    coprod__frame_population(own, json, place, group);
    group->scored = group->best > 0;
    group->can_miss = group->scored || !group->has_population;
    look_for_id(own, group, place);
    frame->group_count++;
}

static void read_groups(const coprod__frame_load *own, const json_t *document, const char *more)
{
    const json_t *list = coprod__json_array(own->load, document, &root, "groups", COPROD__REQUIRED);
    const coprod__place here = {&root, "groups", 0};
    coprod_frame *frame = own->frame;
    size_t count = json_array_size(list);
    char keys[128];
    coprod__writer writer;
    coprod__writer_init(&writer, keys, sizeof keys);
    coprod__write(&writer, "id dimension title population denominator weight");
    coprod__write(&writer, more);
    coprod__writer_end(&writer, NULL);
    if (count > COPROD__GROUPS_MOST || (list && !count)) {
        coprod__report(own->load, COPROD_ERROR, "too-many", &here, count ? "more than 10000" : "none",
                       "1 to 10000 groups");
        count = 0;
    }
    frame->groups = room(own, count, sizeof *frame->groups);
    frame->dimensions = room(own, count, sizeof *frame->dimensions);
    for (size_t i = 0; i < count && frame->groups && frame->dimensions; i++) {
        const coprod__place at = {&here, NULL, i};
        const json_t *one = json_array_get(list, i);
        if (json_is_object(one)) {
            read_group(own, one, &at, keys);
        } else {
            coprod__json_wrong(own->load, "wrong-type", &at, one, "an object");
            frame->groups[i].id = frame->groups[i].title = "";
            frame->groups[i].dimension = place_in(own, "");
            frame->group_count++;
        }
    }
}

static coprod_status read_all(const coprod__frame_load *own, const json_t *document, const char *more,
                              const char *beside)
{
    coprod_status status = coprod__frame_defaults(own->frame);
    if (status != COPROD_OK)
        return status;
    read_head(own, document, beside);
    read_settings(own, document);
    read_groups(own, document, more);
    if (own->load->failure == COPROD_OK && own->frame->group_count) {
        coprod__frame_kinds(own, document);
        coprod__frame_weights(own, document);
    }
    return own->load->failure;
}

coprod_status coprod__frame_read(coprod__load *load, const json_t *document, const coprod__memory *memory,
                                 const char *more, const char *beside, coprod_frame **frame)
{
    coprod__frame_load own = {load, NULL, NULL, NULL, NULL};
    coprod__arena arena;
    coprod_status status;
    coprod__arena_init(&arena, memory);
    own.frame = coprod__arena_alloc(&arena, sizeof *own.frame);
    if (!own.frame)
        return COPROD_E_MEMORY;
    own.frame->arena = arena;
    coprod__refs_init(&own.frame->refs);
    own.dimensions = json_object();
    own.ids = json_object();
    own.groups = json_object();
    status = own.dimensions && own.ids && own.groups ? read_all(&own, document, more, beside) : COPROD_E_MEMORY;
    json_decref(own.dimensions);
    json_decref(own.ids);
    json_decref(own.groups);
    if (status == COPROD_OK)
        *frame = own.frame;
    else
        coprod_frame_free(own.frame);
    return status;
}

coprod_status coprod__frame_finish(const coprod__load *load, coprod_frame *frame)
{
    coprod_status status = coprod__load_status(load);
    if (status != COPROD_OK)
        return status;
    coprod__frame_targets(frame);
    return coprod__frame_fingerprint(frame);
}

coprod_status coprod_frame_load(const char *json, size_t length, const coprod_allocator *allocator,
                                coprod_findings *findings, coprod_frame **frame)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    coprod__memory memory;
    coprod_frame *made = NULL;
    json_t *document = NULL;
    coprod_status status;
    if (!frame)
        return COPROD_E_ARGUMENT;
    *frame = NULL;
    if (!json)
        return COPROD_E_ARGUMENT;
    status = coprod__memory_init(allocator, &memory);
    if (status == COPROD_OK)
        status = coprod__json_parse(&load, json, length, &document);
    if (status != COPROD_OK)
        return status;
    status = coprod__frame_read(&load, document, &memory, "", "", &made);
    json_decref(document);
    if (status == COPROD_OK)
        status = coprod__frame_finish(&load, made);
    if (status == COPROD_OK)
        *frame = made;
    else
        coprod_frame_free(made);
    return status;
}
