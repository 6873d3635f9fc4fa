/* SPDX-License-Identifier: MIT */
/* A population from its document: parts of a total by attribute, and what nobody can be. */
#include <string.h>

#include "pattern_internal.h"

static const coprod__place root = {NULL, NULL, 0};
enum { WORK_MOST = 10000000 };

typedef struct people_load {
    coprod__load *load;
    coprod_pattern_people *people;
} people_load;

static void *room(const people_load *own, size_t bytes)
{
    void *made = coprod__alloc(&own->people->memory, bytes);
    if (!made)
        own->load->failure = COPROD_E_MEMORY;
    return made;
}

/* --- parts --- */

/* Each value has its part; one that is left out is not 0. */
static void read_attribute(const people_load *own, const json_t *json, const coprod__place *place, uint32_t a)
{
    const coprod_pattern_schema *schema = own->people->own.schema;
    const coprod__pattern_attribute *attribute = &schema->attribute[a];
    const coprod__place here = {place, attribute->id, 0};
    const json_t *parts = coprod__json_object(own->load, json, place, attribute->id, COPROD__REQUIRED);
    const char *key;
    json_t *value;
    uint64_t *sum = &own->people->own.sums[a];
    if (!parts)
        return;
    for (uint32_t v = 0; v < schema->cardinality[a]; v++) {
        const int64_t part = coprod__json_integer(own->load, parts, &here, attribute->values[v].id, COPROD__REQUIRED, 0,
                                                  UINT32_MAX, 0);
        own->people->own.parts[own->people->own.first[a] + v] = (uint64_t)part;
        *sum += (uint64_t)part;
    }
    json_object_foreach((json_t *)parts, key, value) {
        const coprod__place at = {&here, key, 0};
        if (coprod__pattern_value_of(schema, a, key) == schema->cardinality[a])
            coprod__report(own->load, COPROD_ERROR, "unknown-id", &at, key, "a value of the schema");
    }
    if (!own->load->errors && (!*sum || *sum > UINT32_MAX))
        coprod__report(own->load, COPROD_ERROR, "out-of-range", &here, *sum ? "more than 4294967295" : "nobody",
                       "parts that add up to 1 to 4294967295");
}

static void read_parts(const people_load *own, const json_t *document)
{
    const coprod__place here = {&root, "parts", 0}, total = {&root, "total", 0};
    struct pattern_people *people = &own->people->own;
    const coprod_pattern_schema *schema = people->schema;
    const json_t *parts = coprod__json_object(own->load, document, &root, "parts", COPROD__OPTIONAL);
    const char *key;
    json_t *value;
    if (people->counted && (parts || json_object_get(document, "total"))) {
        coprod__report(own->load, COPROD_ERROR, "unknown-key", parts ? &here : &total, parts ? "parts" : "total",
                       "impossible (people are counted)");
        return;
    }
    if (!json_object_get(document, "parts") && !json_object_get(document, "total"))
        return;
    people->total = (uint64_t)coprod__json_integer(own->load, document, &root, "total", COPROD__REQUIRED, 1, UINT32_MAX,
                                                   1);
    if (!json_object_get(document, "parts"))
        coprod__json_object(own->load, document, &root, "parts", COPROD__REQUIRED);
    if (!parts)
        return;
    for (uint32_t a = 0; a < schema->attributes; a++) {
        people->first[a] = people->part_count;
        people->part_count += schema->cardinality[a];
    }
    people->parts = room(own, people->part_count * sizeof *people->parts);
    for (uint32_t a = 0; people->parts && a < schema->attributes; a++)
        read_attribute(own, parts, &here, a);
    json_object_foreach((json_t *)parts, key, value) {
        const coprod__place at = {&here, key, 0};
        uint32_t index;
        if (coprod_pattern_schema_find(schema, key, NULL, &index, NULL) != COPROD_OK)
            coprod__report(own->load, COPROD_ERROR, "unknown-id", &at, key, "an attribute of the schema");
    }
}

/* --- what cannot be --- */

static void read_pattern(const people_load *own, const json_t *json, const coprod__place *place, uint16_t *codes)
{
    const coprod_pattern_schema *schema = own->people->own.schema;
    const char *key;
    json_t *value;
    for (uint32_t a = 0; a < schema->attributes; a++)
        codes[a] = PATTERN_ANY;
    if (!json_is_object(json) || !json_object_size(json)) {
        coprod__json_wrong(own->load, "wrong-type", place, json, "an object with a value of an attribute at least");
        return;
    }
    json_object_foreach((json_t *)json, key, value) {
        const coprod__place at = {place, key, 0};
        const char *id = json_string_value(value);
        uint32_t a, v;
        if (coprod_pattern_schema_find(schema, key, NULL, &a, NULL) != COPROD_OK)
            coprod__report(own->load, COPROD_ERROR, "unknown-id", &at, key, "an attribute of the schema");
        else if (!id || (v = coprod__pattern_value_of(schema, a, id)) == schema->cardinality[a])
            coprod__json_wrong(own->load, id ? "unknown-id" : "wrong-type", &at, value, "a value of the attribute");
        else
            codes[a] = (uint16_t)v;
    }
}

static void read_impossible(const people_load *own, const json_t *document)
{
    const coprod__place here = {&root, "impossible", 0};
    const json_t *list = coprod__json_array(own->load, document, &root, "impossible", COPROD__OPTIONAL);
    struct pattern_people *people = &own->people->own;
    const size_t count = json_array_size(list);
    if (!count || own->load->failure != COPROD_OK)
        return;
    people->impossible = room(own, count * people->schema->attributes * sizeof *people->impossible);
    if (!people->impossible)
        return;
    own->people->impossible_room = count * people->schema->attributes;
    people->impossible_count = count;
    for (size_t i = 0; i < count; i++) {
        const coprod__place at = {&here, NULL, i};
        read_pattern(own, json_array_get(list, i), &at, people->impossible + i * people->schema->attributes);
    }
}

typedef struct open_work {
    const struct pattern_people *people;
    uint16_t *codes;
    uint64_t left;
} open_work;

/* A value that is left open, by an impossible pattern that what is named so far does not contradict; 32 without one. */
static uint32_t open_attribute(const open_work *own)
{
    const uint32_t attributes = own->people->schema->attributes;
    for (size_t i = 0; i < own->people->impossible_count; i++) {
        const uint16_t *pattern = own->people->impossible + i * attributes;
        uint32_t open = PATTERN_ATTRIBUTES, a = 0;
        for (; a < attributes; a++) {
            if (pattern[a] == PATTERN_ANY || pattern[a] == own->codes[a])
                continue;
            if (own->codes[a] != PATTERN_ANY)
                break;
            open = a;
        }
        if (a == attributes)
            return open;
    }
    return PATTERN_ATTRIBUTES;
}

/* Whether nobody can be what is named so far: value by value, while there is work left. */
static int nobody_can(open_work *own)
{
    const struct pattern_people *people = own->people;
    uint32_t a;
    int none = 1;
    if (coprod__pattern_impossible(people, own->codes))
        return 1;
    a = open_attribute(own);
    if (a == PATTERN_ATTRIBUTES || !own->left)
        return 0;
    own->left--;
    for (uint32_t v = 0; none && v < people->schema->cardinality[a]; v++) {
        own->codes[a] = (uint16_t)v;
        none = (people->parts && !people->parts[people->first[a] + v]) || nobody_can(own);
    }
    own->codes[a] = PATTERN_ANY;
    return none;
}

static int nobody_counted_can(const struct pattern_people *people)
{
    size_t i = 0;
    while (i < people->cells.count
           && coprod__pattern_impossible(people, people->cells.codes + i * people->schema->attributes))
        i++;
    return people->cells.count && i == people->cells.count;
}

/* A total of people beside patterns that leave nobody would be found to have no gaps. */
static void check_somebody(const people_load *own)
{
    const struct pattern_people *people = &own->people->own;
    const coprod__place here = {&root, "impossible", 0};
    uint16_t codes[PATTERN_ATTRIBUTES];
    open_work work = {people, codes, 0};
    if (own->load->errors || own->load->failure != COPROD_OK || !people->impossible_count)
        return;
    memset(codes, 0xff, sizeof codes);
    work.left = 1 + WORK_MOST / people->impossible_count;
    if (people->counted ? nobody_counted_can(people) : nobody_can(&work))
        coprod__report(own->load, COPROD_ERROR, "out-of-range", &here, "everybody", "patterns that leave somebody");
}

/* --- the whole --- */

static coprod_status read_people(const people_load *own, const json_t *document)
{
    coprod_pattern_people *people = own->people;
    coprod__json_schema(own->load, document, "pattern-people/1");
    if (!json_is_object(document))
        return coprod__load_status(own->load);
    coprod__json_keys(own->load, document, &root, "schema id version title note source total parts impossible");
    people->id = coprod__json_copy(own->load, &people->texts, document, &root, "id", COPROD__OPTIONAL);
    people->version = coprod__json_copy(own->load, &people->texts, document, &root, "version", COPROD__OPTIONAL);
    people->title = coprod__json_copy(own->load, &people->texts, document, &root, "title", COPROD__OPTIONAL);
    coprod__json_text(own->load, document, &root, "note", COPROD__OPTIONAL);
    coprod__json_object(own->load, document, &root, "source", COPROD__OPTIONAL);
    read_parts(own, document);
    read_impossible(own, document);
    check_somebody(own);
    return coprod__load_status(own->load);
}

/* --- the fingerprint --- */

typedef struct pieces {
    const coprod_pattern_people *people;
    size_t next; /* 0: what the document says; else a profile */
    uint8_t bytes[2 * PATTERN_ATTRIBUTES + 8];
} pieces;

/* Then each profile and its people, in the order of codes, with the lowest byte first. */
static const void *next_piece(void *context, size_t *length)
{
    pieces *own = context;
    const struct pattern_cells *cells = &own->people->own.cells;
    const size_t cell = own->next - 1, attributes = cells->attributes;
    if (!own->next++) {
        *length = COPROD__HEX - 1;
        return own->people->fingerprint;
    }
    if (cell >= cells->count)
        return NULL;
    for (size_t a = 0; a < attributes; a++) {
        own->bytes[2 * a] = (uint8_t)(cells->codes[cell * attributes + a] & 255);
        own->bytes[2 * a + 1] = (uint8_t)(cells->codes[cell * attributes + a] >> 8);
    }
    for (size_t i = 0; i < 8; i++)
        own->bytes[2 * attributes + i] = (uint8_t)(cells->weights[cell] >> 8 * i);
    *length = 2 * attributes + 8;
    return own->bytes;
}

/* Attributes may have any name, so only of the document itself something is left out. */
static coprod_status settle_fingerprint(coprod_pattern_people *people, json_t *document)
{
    const char *const words[] = {"schema", "id", "version", "title", "note", "source"};
    pieces own = {.people = people};
    uint8_t digest[COPROD__DIGEST];
    coprod_status status;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        json_object_del(document, words[i]);
    status = coprod__json_fingerprint(document, people->fingerprint);
    if (status == COPROD_OK && people->own.counted) {
        status = coprod__digest_pieces(next_piece, &own, digest);
        coprod__hex(digest, people->fingerprint);
    }
    return status;
}

static coprod_status begin(const coprod_pattern_schema *schema, const coprod_pattern_tally *counted,
                           const coprod_allocator *allocator, coprod_pattern_people **people)
{
    coprod__memory memory;
    coprod_pattern_people *made;
    coprod_status status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    made = coprod__alloc(&memory, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->memory = memory;
    coprod__refs_init(&made->refs);
    coprod__arena_init(&made->texts, &memory);
    made->own.schema = coprod__pattern_schema_take(schema);
    made->own.counted = counted != NULL;
    if (counted)
        status = coprod__pattern_cells_of(counted, &made->memory, &made->own.cells);
    if (status == COPROD_OK)
        *people = made;
    else
        coprod_pattern_people_free(made);
    return status;
}

coprod_status coprod_pattern_people_load(const char *json, size_t length, const coprod_pattern_schema *schema,
                                         const coprod_pattern_tally *counted, const coprod_allocator *allocator,
                                         coprod_findings *findings, coprod_pattern_people **people)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    people_load own = {&load, NULL};
    json_t *document = NULL;
    coprod_status status;
    if (!people)
        return COPROD_E_ARGUMENT;
    *people = NULL;
    if (!json || !schema)
        return COPROD_E_ARGUMENT;
    if (counted && strcmp(counted->schema->fingerprint, schema->fingerprint))
        return COPROD_E_FINGERPRINT;
    status = begin(schema, counted, allocator, &own.people);
    if (status != COPROD_OK)
        return status;
    status = coprod__json_parse(&load, json, length, &document);
    if (status == COPROD_OK)
        status = read_people(&own, document);
    if (status == COPROD_OK)
        status = settle_fingerprint(own.people, document);
    json_decref(document);
    if (status == COPROD_OK)
        *people = own.people;
    else
        coprod_pattern_people_free(own.people);
    return status;
}
