/* SPDX-License-Identifier: MIT */
/* Loads the groupings of a list: each class is in one group of each at most, and a detail goes with its class. */
#include <string.h>

#include "taxonomy_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* One grouping under the hand. */
typedef struct reading {
    coprod__load *load;
    coprod_taxonomy *taxonomy;
    coprod__taxon_grouping *own;
} reading;

static void read_members(const reading *r, const json_t *json, const coprod__place *place, const char *key,
                         int residual)
{
    const json_t *list = coprod__json_array(r->load, json, place, key,
                                            residual ? COPROD__OPTIONAL : COPROD__REQUIRED);
    const coprod__place members = {place, key, 0};
    const int32_t group = (int32_t)r->own->group_count;
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&members, NULL, i};
        const char *code = json_string_value(one);
        int32_t index = code ? coprod__taxon_exact(r->taxonomy, code, strlen(code)) : COPROD_TAXONOMY_NONE;
        if (index < 0 || r->taxonomy->taxons[index].answer) {
            coprod__json_wrong(r->load, "unknown-class", &here, one, "the code of a class of this list");
        } else if (r->own->of[index] >= 0) {
            coprod__report(r->load, COPROD_ERROR, "class-twice", &here, code, "each class in one group");
        } else {
            r->own->of[index] = group;
            r->own->residual[index] = (uint8_t)residual;
        }
    }
}

static void read_group(const reading *r, const json_t *json, const coprod__place *place)
{
    coprod__arena *arena = &r->taxonomy->arena;
    coprod__taxon_group *group = &r->own->groups[r->own->group_count];
    const coprod__place here = {place, "id", 0};
    if (!json_is_object(json)) {
        coprod__json_wrong(r->load, "wrong-type", place, json, "an object");
        return;
    }
    coprod__json_keys(r->load, json, place, "id title classes residual");
    group->id = coprod__json_word(r->load, arena, json, place, "id");
    group->title = coprod__json_copy(r->load, arena, json, place, "title", COPROD__REQUIRED);
    for (uint32_t i = 0; i < r->own->group_count; i++)
        if (group->id[0] && !strcmp(r->own->groups[i].id, group->id))
            coprod__report(r->load, COPROD_ERROR, "duplicate-id", &here, group->id, "another id");
    read_members(r, json, place, "classes", 0);
    read_members(r, json, place, "residual", 1);
    r->own->group_count++;
}

/* Details follow their class; they stand after it. What is left over is counted by nobody, so it is said. */
static void settle(const reading *r, const coprod__place *place, uint32_t first)
{
    for (uint32_t i = first; i < r->taxonomy->info.class_count; i++) {
        const coprod__taxon *taxon = &r->taxonomy->taxons[i];
        if (r->own->of[i] < 0 && taxon->parent >= 0) {
            r->own->of[i] = r->own->of[taxon->parent];
            r->own->residual[i] = r->own->residual[taxon->parent];
        }
        if (r->own->of[i] < 0) {
            coprod__report(r->load, COPROD_WARNING, "class-not-grouped", place, taxon->code,
                           "a group for each class, or a parent that has one");
            continue;
        }
        r->own->groups[r->own->of[i]].class_count++;
        r->own->groups[r->own->of[i]].residual_count += r->own->residual[i];
    }
}

/* Room for groups, and for the group of each class. */
static int make_room(const reading *r, size_t groups)
{
    const size_t taxons = coprod__taxon_count(r->taxonomy);
    coprod__arena *arena = &r->taxonomy->arena;
    r->own->groups = coprod__arena_alloc(arena, (groups + 1) * sizeof *r->own->groups);
    r->own->of = coprod__arena_alloc(arena, (taxons + 1) * sizeof *r->own->of);
    r->own->residual = coprod__arena_alloc(arena, taxons + 1);
    if (!r->own->groups || !r->own->of || !r->own->residual) {
        r->load->failure = COPROD_E_MEMORY;
        return 0;
    }
    for (size_t i = 0; i < taxons; i++)
        r->own->of[i] = COPROD_TAXONOMY_NONE;
    return 1;
}

static void read_grouping(const reading *r, const json_t *json, const coprod__place *place)
{
    const coprod__place here = {place, "id", 0}, list = {place, "groups", 0};
    coprod__arena *arena = &r->taxonomy->arena;
    const json_t *groups;
    size_t i;
    json_t *one;
    coprod__json_keys(r->load, json, place, "id title common note groups");
    r->own->id = coprod__json_word(r->load, arena, json, place, "id");
    r->own->title = coprod__json_copy(r->load, arena, json, place, "title", COPROD__REQUIRED);
    r->own->common = json_object_get(json, "common") ? coprod__json_word(r->load, arena, json, place, "common") : "";
    r->own->note = coprod__json_copy(r->load, arena, json, place, "note", COPROD__OPTIONAL);
    for (uint32_t k = 0; k < r->taxonomy->info.grouping_count; k++)
        if (r->own->id[0] && !strcmp(r->taxonomy->groupings[k].id, r->own->id))
            coprod__report(r->load, COPROD_ERROR, "duplicate-id", &here, r->own->id, "another id");
    groups = coprod__json_array(r->load, json, place, "groups", COPROD__REQUIRED);
    if (!make_room(r, json_array_size(groups)))
        return;
    json_array_foreach((json_t *)groups, i, one) {
        const coprod__place at = {&list, NULL, i};
        read_group(r, one, &at);
    }
    settle(r, place, 0);
}

/* A grouping of the list that is extended, with what this list adds. */
static void inherit(const reading *r, const coprod__taxon_grouping *from)
{
    const coprod__place here = {&root, "extends", 0};
    const uint32_t inherited = r->taxonomy->base->info.class_count;
    *r->own = *from;
    if (!make_room(r, from->group_count))
        return;
    memcpy(r->own->groups, from->groups, from->group_count * sizeof *from->groups);
    memcpy(r->own->of, from->of, inherited * sizeof *from->of);
    memcpy(r->own->residual, from->residual, inherited);
    settle(r, &here, inherited);
}

void coprod__load_groupings(coprod__load *load, coprod_taxonomy *taxonomy, const json_t *document)
{
    const coprod__place place = {&root, "groupings", 0};
    const json_t *list = coprod__json_array(load, document, &root, "groupings", COPROD__OPTIONAL);
    const uint32_t inherited = taxonomy->base ? taxonomy->base->info.grouping_count : 0;
    reading r = {load, taxonomy, NULL};
    size_t i;
    json_t *one;
    if (json_array_size(list) + inherited > COPROD__TAXON_GROUPINGS) {
        coprod__report(load, COPROD_ERROR, "too-many", &place, "more than 64", "at most 64");
        return;
    }
    taxonomy->groupings = coprod__arena_alloc(&taxonomy->arena, (json_array_size(list) + inherited + 1)
                                              * sizeof *taxonomy->groupings);
    if (!taxonomy->groupings) {
        load->failure = COPROD_E_MEMORY;
        return;
    }
    for (i = 0; i < inherited && load->failure == COPROD_OK; i++) {
        r.own = &taxonomy->groupings[i];
        inherit(&r, &taxonomy->base->groupings[i]);
        taxonomy->info.grouping_count++;
    }
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&place, NULL, i};
        if (!json_is_object(one)) {
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
            continue;
        }
        r.own = &taxonomy->groupings[taxonomy->info.grouping_count];
        read_grouping(&r, one, &here);
        if (load->failure != COPROD_OK)
            return;
        taxonomy->info.grouping_count++;
    }
}
