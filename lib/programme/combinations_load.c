/* SPDX-License-Identifier: MIT */
/* The `combinations` of a set of counted people: who was counted by several attributes at once, who lives here, and
 * what each combination of values needs. */
#include <stdlib.h>

#include "dossier_internal.h"

enum { LEVELS = 3, TOP = 5, TOP_MOST = 100 };

typedef struct combinations_load {
    coprod__load *load;
    coprod_dossier *dossier;
    coprod__dossier_combinations *own;
    uint32_t attributes;
} combinations_load;

/* --- rows --- */

static coprod_pattern_attribute attribute_at(const combinations_load *self, uint32_t index)
{
    coprod_pattern_attribute attribute = {.size = sizeof attribute};
    coprod_pattern_schema_attribute(self->own->schema, index, &attribute);
    return attribute;
}

static void read_value(const combinations_load *self, const json_t *value, const char *key, const coprod__place *place,
                       uint16_t *codes)
{
    const char *id = json_string_value(value);
    uint32_t attribute, code;
    if (coprod_pattern_schema_find(self->own->schema, key, NULL, &attribute, NULL) != COPROD_OK)
        coprod__report(self->load, COPROD_ERROR, "unknown-id", place, key, "an attribute of the schema");
    else if (!id)
        coprod__json_wrong(self->load, "wrong-type", place, value, "the id of a value");
    else if (coprod_pattern_schema_find(self->own->schema, key, id, &attribute, &code) != COPROD_OK)
        coprod__report(self->load, COPROD_ERROR, "unknown-id", place, id, "a value of the attribute");
    else
        codes[attribute] = (uint16_t)code;
}

/* {attribute: value}. An attribute that is left out is not known, where it may be. */
static void read_profile(const combinations_load *self, const json_t *row, const coprod__place *place, uint16_t *codes)
{
    const json_t *profile = coprod__json_object(self->load, row, place, "profile", COPROD__REQUIRED);
    const coprod__place here = {place, "profile", 0};
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)profile, key, value) {
        const coprod__place at = {&here, key, 0};
        read_value(self, value, key, &at, codes);
    }
    for (uint32_t a = 0; profile && a < self->attributes; a++) {
        const coprod_pattern_attribute attribute = attribute_at(self, a);
        const coprod__place at = {&here, attribute.id, 0};
        if (!attribute.may_be_unknown && !json_object_get(profile, attribute.id))
            coprod__report(self->load, COPROD_ERROR, "missing-key", &at, "nothing",
                           "a value: this attribute may not be unknown");
    }
}

static void read_row(const combinations_load *self, const json_t *row, const coprod__place *place,
                     coprod_pattern_tally *tally)
{
    const size_t errors = self->load->errors;
    uint16_t codes[COPROD__ATTRIBUTES];
    uint64_t people;
    if (!json_is_object(row)) {
        coprod__json_wrong(self->load, "wrong-type", place, row, "an object");
        return;
    }
    for (size_t a = 0; a < COPROD__ATTRIBUTES; a++)
        codes[a] = COPROD_PATTERN_ANY;
    coprod__json_keys(self->load, row, place, "profile people");
    read_profile(self, row, place, codes);
    people = (uint64_t)coprod__json_integer(self->load, row, place, "people", COPROD__OPTIONAL, 0, UINT32_MAX, 1);
    if (self->load->errors == errors && coprod_pattern_tally_add_rows(tally, codes, &people, 1, NULL) != COPROD_OK)
        self->load->failure = COPROD_E_MEMORY; /* codes are values, and the sum is not that large */
}

/* Rows of profiles, each with a number of people, as a tally; NULL without memory, which is noted. */
static coprod_pattern_tally *read_rows(const combinations_load *self, const json_t *list, const coprod__place *place)
{
    coprod_pattern_tally *tally = NULL;
    const coprod_status status = coprod_pattern_tally_new(self->own->schema, &self->dossier->allocator, &tally);
    size_t i;
    json_t *row;
    if (status != COPROD_OK)
        self->load->failure = status;
    json_array_foreach((json_t *)list, i, row) {
        const coprod__place here = {place, NULL, i};
        if (self->load->failure == COPROD_OK)
            read_row(self, row, &here, tally);
    }
    return tally;
}

/* --- documents inside --- */

/* The value as the document that its module reads: its schema need not be said. */
static char *document_of(const combinations_load *self, const char *schema, const json_t *value)
{
    char *text = json_object_get(value, "schema") ? coprod__json_dump(value)
                                                  : coprod__document_of(self->load, schema, NULL, value);
    if (!text)
        self->load->failure = COPROD_E_MEMORY;
    return text;
}

static void load_schema(const combinations_load *self, const json_t *json, const coprod__place *place)
{
    const json_t *value = coprod__json_object(self->load, json, place, "attributes", COPROD__REQUIRED);
    const coprod__place here = {place, "attributes", 0};
    coprod_findings *inner = NULL;
    coprod_status status;
    char *text;
    if (!value || !(text = document_of(self, "pattern-schema/1", value)))
        return;
    status = coprod_findings_new(&self->dossier->allocator, &inner);
    if (status == COPROD_OK)
        status = coprod_pattern_schema_load(text, COPROD_NTS, &self->dossier->allocator, inner, &self->own->schema);
    coprod__repeat_findings(self->load, inner, &here, status);
    coprod_findings_free(inner);
    free(text);
}

static void load_people(const combinations_load *self, const json_t *value, const coprod__place *place)
{
    coprod_findings *inner = NULL;
    coprod_status status;
    char *text = document_of(self, "pattern-people/1", value);
    if (!text)
        return;
    status = coprod_findings_new(&self->dossier->allocator, &inner);
    if (status == COPROD_OK)
        status = coprod_pattern_people_load(text, COPROD_NTS, self->own->schema, NULL, &self->dossier->allocator, inner,
                                            &self->own->population);
    coprod__repeat_findings(self->load, inner, place, status);
    coprod_findings_free(inner);
    free(text);
}

static void load_counted(const combinations_load *self, const json_t *list, const coprod__place *place)
{
    const size_t errors = self->load->errors;
    coprod_pattern_tally *tally = read_rows(self, list, place);
    coprod_pattern_tally_info info = {.size = sizeof info};
    coprod_status status = self->load->failure;
    if (status == COPROD_OK)
        status = coprod_pattern_tally_get(tally, &info);
    if (status == COPROD_OK && self->load->errors == errors) {
        if (!info.people)
            coprod__report(self->load, COPROD_ERROR, "out-of-range", place, "nobody", "one person or more");
        status = coprod_pattern_people_new(tally, &self->dossier->allocator, &self->own->population);
    }
    if (status != COPROD_OK)
        self->load->failure = status;
    coprod_pattern_tally_free(tally);
}

/* Parts of a total, or people who were counted. */
static void load_population(const combinations_load *self, const json_t *json, const coprod__place *place)
{
    const json_t *value = json_object_get(json, "population");
    const coprod__place here = {place, "population", 0}, least = {place, "min_people", 0};
    self->own->is_estimated = json_object_get(value, "parts") != NULL;
    self->own->has_population = json_is_array(value) || self->own->is_estimated;
    if (json_is_array(value))
        load_counted(self, value, &here);
    else if (json_is_object(value))
        load_people(self, value, &here);
    else if (value)
        coprod__json_wrong(self->load, "wrong-type", &here, value,
                           "parts of a total (pattern-people/1), or an array of profiles");
    if (json_object_get(json, "min_people") && !self->own->has_population)
        coprod__report(self->load, COPROD_ERROR, "missing-key", value ? &least : &here, "nothing",
                       "a population that says how many people live here");
}

/* Partners and a limit, as a plan without gaps: what is wrong is found now; plans are made of it later. */
static void load_plan(const combinations_load *self, const json_t *json, const coprod__place *place)
{
    json_t *whole = json_pack("{s:s,s:[],s:O*,s:O*}", "schema", "pattern-plan/1", "gaps", "partners",
                              json_object_get(json, "partners"), "max_people", json_object_get(json, "max_people"));
    char *text = whole ? coprod__json_dump(whole) : NULL;
    coprod_findings *inner = NULL;
    coprod_pattern_plan *plan = NULL;
    coprod_status status = text ? coprod_findings_new(&self->dossier->allocator, &inner) : COPROD_E_MEMORY;
    json_decref(whole);
    if (status == COPROD_OK)
        status = coprod_pattern_plan_load(self->own->schema, text, COPROD_NTS, &self->dossier->allocator, inner, &plan);
    coprod__repeat_findings(self->load, inner, place, status);
    if (status == COPROD_OK)
        self->own->plan = coprod__arena_text(&self->dossier->arena, text);
    if (status == COPROD_OK && !self->own->plan)
        self->load->failure = COPROD_E_MEMORY;
    coprod_pattern_plan_free(plan);
    coprod_findings_free(inner);
    free(text);
}

/* --- the whole --- */

static void load_numbers(const combinations_load *self, const json_t *json, const coprod__place *place)
{
    coprod__dossier_combinations *own = self->own;
    const int64_t levels = self->attributes < LEVELS ? self->attributes : LEVELS;
    own->need = (uint64_t)coprod__json_integer(self->load, json, place, "need", COPROD__REQUIRED, 1, UINT32_MAX, 1);
    own->levels = (uint32_t)coprod__json_integer(self->load, json, place, "levels", COPROD__OPTIONAL, 1,
                                                 self->attributes, levels);
    own->top = (uint32_t)coprod__json_integer(self->load, json, place, "top", COPROD__OPTIONAL, 1, TOP_MOST, TOP);
    own->has_min_people = json_object_get(json, "min_people") != NULL;
    own->min_people = (uint64_t)coprod__json_integer(self->load, json, place, "min_people", COPROD__OPTIONAL, 0,
                                                     UINT32_MAX, 0);
}

static void load_parts(combinations_load *self, const json_t *json, const coprod__place *place)
{
    const coprod__place counts = {place, "counts", 0};
    const json_t *list = coprod__json_array(self->load, json, place, "counts", COPROD__REQUIRED);
    coprod_pattern_schema_info info = {.size = sizeof info};
    load_schema(self, json, place);
    if (!self->own->schema || self->load->failure != COPROD_OK)
        return;
    coprod_pattern_schema_get(self->own->schema, &info);
    self->attributes = info.attribute_count;
    load_numbers(self, json, place);
    self->own->tally = read_rows(self, list, &counts);
    if (self->load->failure == COPROD_OK)
        load_population(self, json, place);
    if (self->load->failure == COPROD_OK)
        load_plan(self, json, place);
}

void coprod__load_combinations(coprod__load *load, coprod_dossier *dossier, const json_t *json,
                               const coprod__place *place, coprod__dossier_people *people)
{
    const json_t *value = coprod__json_object(load, json, place, "combinations", COPROD__OPTIONAL);
    const coprod__place here = {place, "combinations", 0};
    combinations_load self = {load, dossier, NULL, 0};
    if (!value)
        return;
    people->combinations = self.own = coprod__dossier_room(load, dossier, 1, sizeof *self.own);
    if (!self.own)
        return;
    coprod__json_keys(load, value, &here, "attributes counts population need levels top min_people partners "
                                         "max_people");
    load_parts(&self, value, &here);
}
