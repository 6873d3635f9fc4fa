/* SPDX-License-Identifier: MIT */
/* Gaps, people and partners from a document. All problems are reported; the plan is filled only if there are none. */
#include <string.h>

#include "json_internal.h"
#include "pattern_plan_handle_internal.h"

static const coprod__place root = {NULL, NULL, 0};

typedef struct plan_load {
    coprod__load *load;
    coprod_pattern_plan *plan;
    coprod__arena scratch;
    int has_costs; /* of partners: those of all are known, or of none */
} plan_load;

static void *room(plan_load *own, size_t count, size_t bytes)
{
    void *made = coprod__arena_alloc(&own->scratch, (count + 1) * bytes);
    if (!made)
        own->load->failure = COPROD_E_MEMORY;
    return made;
}

static uint32_t attribute_of(const coprod_pattern_schema *schema, const char *id)
{
    uint32_t a = 0;
    while (a < schema->attributes && strcmp(schema->attribute[a].id, id))
        a++;
    return a;
}

/* {attribute: value}: what is not named is open, or, of a profile, not known. */
static void read_codes(plan_load *own, const json_t *json, const coprod__place *place, int profile, uint16_t *codes)
{
    const coprod_pattern_schema *schema = own->plan->schema;
    const char *key;
    json_t *value;
    for (uint32_t a = 0; a < schema->attributes; a++)
        codes[a] = PATTERN_ANY;
    if (!json_is_object(json)) {
        coprod__json_wrong(own->load, "wrong-type", place, json, "an object: {attribute: value}");
        return;
    }
    json_object_foreach((json_t *)json, key, value) {
        const coprod__place here = {place, key, 0};
        const uint32_t a = attribute_of(schema, key);
        uint32_t code;
        if (a == schema->attributes) {
            coprod__report(own->load, COPROD_ERROR, "unknown-id", &here, key, "an attribute of the schema");
            continue;
        }
        if (!json_is_string(value)) {
            coprod__json_wrong(own->load, "wrong-type", &here, value, "the id of a value");
            continue;
        }
        code = coprod__pattern_value_of(schema, a, json_string_value(value));
        if (code == schema->cardinality[a])
            coprod__report(own->load, COPROD_ERROR, "unknown-id", &here, json_string_value(value),
                           "a value of the attribute");
        else
            codes[a] = (uint16_t)code;
    }
    for (uint32_t a = 0; a < schema->attributes && profile; a++) {
        const coprod__place here = {place, schema->attribute[a].id, 0};
        if (!schema->attribute[a].may_be_unknown && !json_object_get(json, schema->attribute[a].id))
            coprod__report(own->load, COPROD_ERROR, "missing-key", &here, "", "the id of a value");
    }
}

/* A member that is an object itself. */
static void read_member(plan_load *own, const json_t *json, const coprod__place *place, const char *key, int profile,
                        uint16_t *codes)
{
    const coprod__place here = {place, key, 0};
    const json_t *member = coprod__json_object(own->load, json, place, key, COPROD__REQUIRED);
    if (member)
        read_codes(own, member, &here, profile, codes);
}

/* --- gaps and people --- */

typedef struct rows {
    uint16_t *codes;
    uint64_t *numbers;
    size_t count;
} rows;

static int begin_rows(plan_load *own, const json_t *list, rows *read)
{
    read->count = json_array_size(list);
    read->codes = room(own, read->count * own->plan->schema->attributes, sizeof *read->codes);
    read->numbers = room(own, read->count, sizeof *read->numbers);
    return read->codes && read->numbers;
}

static void read_gaps(plan_load *own, const json_t *document)
{
    const json_t *list = coprod__json_array(own->load, document, &root, "gaps", COPROD__REQUIRED);
    const coprod__place here = {&root, "gaps", 0};
    rows read;
    coprod_status status;
    if (!list || !begin_rows(own, list, &read))
        return;
    for (size_t i = 0; i < read.count; i++) {
        const coprod__place at = {&here, NULL, i};
        const json_t *json = json_array_get(list, i);
        if (!json_is_object(json)) {
            coprod__json_wrong(own->load, "wrong-type", &at, json, "an object");
            continue;
        }
        coprod__json_keys(own->load, json, &at, "pattern need note");
        coprod__json_text(own->load, json, &at, "note", COPROD__OPTIONAL);
        read_member(own, json, &at, "pattern", 0, read.codes + i * own->plan->schema->attributes);
        read.numbers[i] = (uint64_t)coprod__json_integer(own->load, json, &at, "need", COPROD__OPTIONAL, 1,
                                                         (int64_t)coprod__plan_needs_most, 1);
    }
    if (coprod__load_status(own->load) != COPROD_OK)
        return;
    status = coprod_pattern_plan_add_gaps(own->plan, read.codes, read.numbers, read.count, NULL);
    if (status == COPROD_E_MEMORY)
        own->load->failure = status;
    else if (status != COPROD_OK)
        coprod__report(own->load, COPROD_ERROR, "out-of-range", &here, "more",
                       "at most 16777216 gaps, of at most 2^40 people");
}

static void read_people(plan_load *own, const json_t *document)
{
    const json_t *list = coprod__json_array(own->load, document, &root, "people", COPROD__OPTIONAL);
    const coprod__place here = {&root, "people", 0};
    rows read;
    coprod_status status;
    if (!list || !begin_rows(own, list, &read))
        return;
    for (size_t i = 0; i < read.count; i++) {
        const coprod__place at = {&here, NULL, i};
        const json_t *json = json_array_get(list, i);
        if (!json_is_object(json)) {
            coprod__json_wrong(own->load, "wrong-type", &at, json, "an object");
            continue;
        }
        coprod__json_keys(own->load, json, &at, "profile people");
        read_member(own, json, &at, "profile", 1, read.codes + i * own->plan->schema->attributes);
        read.numbers[i] = (uint64_t)coprod__json_integer(own->load, json, &at, "people", COPROD__OPTIONAL, 0, INT64_MAX,
                                                         -1);
    }
    if (coprod__load_status(own->load) != COPROD_OK)
        return;
    status = coprod_pattern_plan_add_people(own->plan, read.codes, read.numbers, read.count, NULL);
    if (status != COPROD_OK) /* codes are values, and not that many */
        own->load->failure = status;
}

/* --- partners --- */

static void read_reaches(plan_load *own, const json_t *json, const coprod__place *place,
                         coprod_pattern_partner *partner)
{
    const json_t *list = coprod__json_array(own->load, json, place, "reaches", COPROD__REQUIRED);
    const coprod__place here = {place, "reaches", 0};
    const size_t attributes = own->plan->schema->attributes;
    uint16_t *codes = room(own, json_array_size(list) * attributes, sizeof *codes);
    if (list && !json_array_size(list))
        coprod__report(own->load, COPROD_ERROR, "out-of-range", &here, "none",
                       "one pattern or more; {} describes everybody");
    partner->reaches = codes;
    partner->pattern_count = json_array_size(list);
    for (size_t i = 0; codes && i < json_array_size(list); i++) {
        const coprod__place at = {&here, NULL, i};
        read_codes(own, json_array_get(list, i), &at, 0, codes + i * attributes);
    }
}

/* Also of partners that are not there, as something else is wrong. */
static int is_taken(const json_t *list, size_t before, const char *id)
{
    for (size_t p = 0; p < before && p < COPROD_PATTERN_PARTNERS; p++) {
        const char *other = json_string_value(json_object_get(json_array_get(list, p), "id"));
        if (id[0] && other && !strcmp(other, id))
            return 1;
    }
    return 0;
}

static void read_partner(plan_load *own, const json_t *list, const coprod__place *place)
{
    const json_t *json = json_array_get(list, place->index);
    coprod_pattern_partner partner = {.size = sizeof partner};
    const coprod__place id = {place, "id", 0};
    coprod_status status;
    if (!json_is_object(json)) {
        coprod__json_wrong(own->load, "wrong-type", place, json, "an object");
        return;
    }
    coprod__json_keys(own->load, json, place, "id title reaches max_people cost_pence note");
    partner.id = coprod__json_word(own->load, &own->scratch, json, place, "id");
    partner.title = coprod__json_text(own->load, json, place, "title", COPROD__OPTIONAL);
    partner.max_people = (uint64_t)coprod__json_integer(own->load, json, place, "max_people", COPROD__OPTIONAL, 1,
                                                        INT64_MAX, 0);
    partner.cost_pence = coprod__json_integer(own->load, json, place, "cost_pence",
                                              own->has_costs ? COPROD__REQUIRED : COPROD__OPTIONAL, 0,
                                              coprod__plan_cost_most, COPROD_PATTERN_COST_UNKNOWN);
    read_reaches(own, json, place, &partner);
    coprod__json_text(own->load, json, place, "note", COPROD__OPTIONAL);
    if (is_taken(list, place->index, partner.id))
        coprod__report(own->load, COPROD_ERROR, "duplicate-id", &id, partner.id, "another id");
    if (coprod__load_status(own->load) != COPROD_OK)
        return;
    status = coprod_pattern_plan_add_partner(own->plan, &partner, NULL);
    if (status == COPROD_E_MEMORY)
        own->load->failure = status;
    else if (status != COPROD_OK)
        coprod__report(own->load, COPROD_ERROR, "too-many", place, "more", "at most 64 partners, of 1048576 patterns");
}

static void read_partners(plan_load *own, const json_t *document)
{
    const json_t *list = coprod__json_array(own->load, document, &root, "partners", COPROD__OPTIONAL);
    const coprod__place here = {&root, "partners", 0};
    for (size_t i = 0; i < json_array_size(list); i++)
        own->has_costs |= json_object_get(json_array_get(list, i), "cost_pence") != NULL;
    for (size_t i = 0; i < json_array_size(list) && own->load->failure == COPROD_OK; i++) {
        const coprod__place at = {&here, NULL, i};
        read_partner(own, list, &at);
    }
}

/* --- the document --- */

static coprod_status read_plan(plan_load *own, const json_t *document)
{
    coprod__json_schema(own->load, document, "pattern-plan/1");
    if (!json_is_object(document))
        return coprod__load_status(own->load);
    coprod__json_keys(own->load, document, &root, "schema title source note max_people gaps people partners");
    coprod__json_text(own->load, document, &root, "title", COPROD__OPTIONAL);
    coprod__json_text(own->load, document, &root, "note", COPROD__OPTIONAL);
    coprod__json_object(own->load, document, &root, "source", COPROD__OPTIONAL);
    own->plan->default_people = (uint64_t)coprod__json_integer(own->load, document, &root, "max_people",
                                                               COPROD__OPTIONAL, 1, INT64_MAX, 0);
    read_partners(own, document);
    read_gaps(own, document);
    read_people(own, document);
    return coprod__load_status(own->load);
}

coprod_status coprod_pattern_plan_load(const coprod_pattern_schema *schema, const char *json, size_t length,
                                       const coprod_allocator *allocator, coprod_findings *findings,
                                       coprod_pattern_plan **plan)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    plan_load own = {&load, NULL, {{0}, NULL}, 0};
    json_t *document = NULL;
    coprod_pattern_plan *made;
    coprod_status status;
    if (!plan)
        return COPROD_E_ARGUMENT;
    *plan = NULL;
    if (!json)
        return COPROD_E_ARGUMENT;
    status = coprod_pattern_plan_new(schema, allocator, &made);
    if (status != COPROD_OK)
        return status;
    own.plan = made;
    coprod__arena_init(&own.scratch, &made->memory);
    status = coprod__json_parse(&load, json, length, &document);
    if (status == COPROD_OK)
        status = read_plan(&own, document);
    json_decref(document);
    coprod__arena_free(&own.scratch);
    if (status == COPROD_OK)
        *plan = made;
    else
        coprod_pattern_plan_free(made);
    return status;
}
