/* SPDX-License-Identifier: MIT */
/* A schema from its document: attributes and the values that are declared, whoever was counted. */
#include <string.h>

#include "pattern_internal.h"

static const coprod__place root = {NULL, NULL, 0};
enum { NAME_MOST = 200 };

typedef struct schema_load {
    coprod__load *load;
    coprod_pattern_schema *schema;
} schema_load;

static void *room(const schema_load *own, size_t count, size_t bytes)
{
    void *made = coprod__arena_alloc(&own->schema->arena, (count ? count : 1) * bytes);
    if (!made)
        own->load->failure = COPROD_E_MEMORY;
    return made;
}

static const char *read_text(const schema_load *own, const json_t *json, const coprod__place *place, const char *key)
{
    return coprod__json_copy(own->load, &own->schema->arena, json, place, key, COPROD__OPTIONAL);
}

/* Codes of whoever counts, such as "F" or "65-79": any text that prints. */
static const char *read_id(const schema_load *own, const json_t *json, const coprod__place *place)
{
    const coprod__place here = {place, "id", 0};
    const char *id = coprod__json_copy(own->load, &own->schema->arena, json, place, "id", COPROD__REQUIRED);
    const size_t length = strlen(id);
    int good = !length || (id[0] != ' ' && id[length - 1] != ' ' && length <= NAME_MOST);
    for (size_t i = 0; i < length && good; i++)
        good = (unsigned char)id[i] >= ' ' && id[i] != 0x7f;
    if (!good)
        coprod__report(own->load, COPROD_ERROR, "not-an-id", &here, id,
                       "1 to 200 bytes of text without control characters, and without a blank at either end");
    return good ? id : "";
}

/* --- values in the order of their ids, by heap: qsort() has no context, and may take memory --- */

static void sift(const coprod__pattern_attribute *own, uint32_t from, uint32_t count)
{
    const uint32_t moved = own->sorted[from];
    for (uint32_t child = 2 * from + 1; child < count; child = 2 * from + 1) {
        if (child + 1 < count && strcmp(own->values[own->sorted[child]].id, own->values[own->sorted[child + 1]].id) < 0)
            child++;
        if (strcmp(own->values[moved].id, own->values[own->sorted[child]].id) >= 0)
            break;
        own->sorted[from] = own->sorted[child];
        from = child;
    }
    own->sorted[from] = moved;
}

static void sort_values(const coprod__pattern_attribute *own, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        own->sorted[i] = i;
    for (uint32_t i = count / 2; i-- > 0;)
        sift(own, i, count);
    for (uint32_t last = count; last-- > 1;) {
        const uint32_t highest = own->sorted[0];
        own->sorted[0] = own->sorted[last];
        own->sorted[last] = highest;
        sift(own, 0, last);
    }
}

static void check_values(const schema_load *own, const coprod__pattern_attribute *attribute, uint32_t count,
                         const coprod__place *place)
{
    for (uint32_t i = 1; i < count; i++) {
        const uint32_t a = attribute->sorted[i - 1], b = attribute->sorted[i];
        const coprod__place element = {place, NULL, a > b ? a : b}, here = {&element, "id", 0};
        if (attribute->values[a].id[0] && !strcmp(attribute->values[a].id, attribute->values[b].id))
            coprod__report(own->load, COPROD_ERROR, "duplicate-id", &here, attribute->values[a].id,
                           "another id in its attribute");
    }
}

static void read_value(const schema_load *own, const json_t *json, const coprod__place *place,
                       coprod__pattern_value *value)
{
    value->id = value->label = value->phrase = "";
    if (!json_is_object(json)) {
        coprod__json_wrong(own->load, "wrong-type", place, json, "an object");
        return;
    }
    coprod__json_keys(own->load, json, place, "id label phrase note");
    value->id = read_id(own, json, place);
    value->label = read_text(own, json, place, "label");
    value->phrase = read_text(own, json, place, "phrase");
    read_text(own, json, place, "note");
}

static void read_values(const schema_load *own, const json_t *json, const coprod__place *place, uint32_t index)
{
    const json_t *list = coprod__json_array(own->load, json, place, "values", COPROD__REQUIRED);
    const coprod__place here = {place, "values", 0};
    coprod__pattern_attribute *attribute = &own->schema->attribute[index];
    size_t count = json_array_size(list);
    if (list && (!count || count > PATTERN_VALUES)) {
        coprod__report(own->load, COPROD_ERROR, "too-many", &here, count ? "more than 65535" : "none",
                       "1 to 65535 values");
        count = 0;
    }
    attribute->values = room(own, count, sizeof *attribute->values);
    attribute->sorted = room(own, count, sizeof *attribute->sorted);
    if (!attribute->values || !attribute->sorted)
        return;
    for (size_t i = 0; i < count; i++) {
        const coprod__place at = {&here, NULL, i};
        read_value(own, json_array_get(list, i), &at, &attribute->values[i]);
        if (!attribute->values[i].id || !attribute->values[i].label || !attribute->values[i].phrase)
            return;
    }
    own->schema->cardinality[index] = (uint32_t)count;
    sort_values(attribute, (uint32_t)count);
    check_values(own, attribute, (uint32_t)count, &here);
}

/* --- attributes --- */

static int32_t read_place(const schema_load *own, const json_t *json, const coprod__place *place)
{
    static const char *const words[] = {"after", "people", "before"};
    const coprod__place here = {place, "place", 0};
    const char *word = coprod__json_text(own->load, json, place, "place", COPROD__OPTIONAL);
    for (int32_t i = 0; word && i < 3; i++)
        if (!strcmp(word, words[i]))
            return i;
    if (word)
        coprod__report(own->load, COPROD_ERROR, "unknown-value", &here, word, "before people after");
    return COPROD_PATTERN_AFTER;
}

static void read_attribute(const schema_load *own, const json_t *json, const coprod__place *place, uint32_t index)
{
    coprod__pattern_attribute *attribute = &own->schema->attribute[index];
    const coprod__place id = {place, "id", 0}, unknown = {place, "may_be_unknown", 0};
    const json_t *flag;
    attribute->id = attribute->title = "";
    if (!json_is_object(json)) {
        coprod__json_wrong(own->load, "wrong-type", place, json, "an object");
        return;
    }
    coprod__json_keys(own->load, json, place, "id title values may_be_unknown place note");
    attribute->id = read_id(own, json, place);
    attribute->title = read_text(own, json, place, "title");
    read_text(own, json, place, "note");
    attribute->place = read_place(own, json, place);
    flag = json_object_get(json, "may_be_unknown");
    if (flag && !json_is_boolean(flag))
        coprod__json_wrong(own->load, "wrong-type", &unknown, flag, "true or false");
    attribute->may_be_unknown = json_is_true(flag);
    for (uint32_t i = 0; i < index && attribute->id; i++)
        if (attribute->id[0] && own->schema->attribute[i].id && !strcmp(attribute->id, own->schema->attribute[i].id)) {
            coprod__report(own->load, COPROD_ERROR, "duplicate-id", &id, attribute->id, "another id");
            break;
        }
    read_values(own, json, place, index);
}

static void read_attributes(const schema_load *own, const json_t *document)
{
    const json_t *list = coprod__json_array(own->load, document, &root, "attributes", COPROD__REQUIRED);
    const coprod__place here = {&root, "attributes", 0};
    const size_t count = json_array_size(list);
    if (list && (!count || count > PATTERN_ATTRIBUTES)) {
        coprod__report(own->load, COPROD_ERROR, "too-many", &here, count ? "more than 32" : "none",
                       "1 to 32 attributes");
        return;
    }
    for (size_t i = 0; i < count && own->load->failure == COPROD_OK; i++) {
        const coprod__place at = {&here, NULL, i};
        read_attribute(own, json_array_get(list, i), &at, (uint32_t)i);
    }
    own->schema->attributes = (uint32_t)count;
}

/* What says the same without being there. */
static void drop_defaults(json_t *document)
{
    json_t *list = json_object_get(document, "attributes");
    for (size_t i = 0; i < json_array_size(list); i++)
        if (json_is_false(json_object_get(json_array_get(list, i), "may_be_unknown")))
            json_object_del(json_array_get(list, i), "may_be_unknown");
}

static coprod_status read_schema(const schema_load *own, json_t *document)
{
    coprod_pattern_schema *schema = own->schema;
    coprod__source source;
    coprod_status status;
    coprod__json_schema(own->load, document, "pattern-schema/1");
    if (!json_is_object(document))
        return coprod__load_status(own->load);
    coprod__json_keys(own->load, document, &root, "schema id version title source note attributes");
    schema->id = coprod__json_word(own->load, &schema->arena, document, &root, "id");
    schema->version = read_text(own, document, &root, "version");
    schema->title = read_text(own, document, &root, "title");
    read_text(own, document, &root, "note");
    coprod__json_source(own->load, &schema->arena, document, &root, &source);
    read_attributes(own, document);
    status = coprod__load_status(own->load);
    if (status == COPROD_OK)
        status = coprod__pattern_view_read(schema);
    if (status != COPROD_OK)
        return status;
    coprod__pattern_schema_keys(schema);
    drop_defaults(document);
    return coprod__json_fingerprint_without(document, "schema version title source note label phrase place",
                                            schema->fingerprint);
}

coprod_status coprod_pattern_schema_load(const char *json, size_t length, const coprod_allocator *allocator,
                                         coprod_findings *findings, coprod_pattern_schema **schema)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    coprod__begun begun;
    schema_load own = {&load, NULL};
    coprod_status status;
    if (!schema)
        return COPROD_E_ARGUMENT;
    *schema = NULL;
    own.schema = coprod__json_begin(&load, json, length, allocator, sizeof *own.schema, &begun);
    if (!own.schema)
        return begun.status;
    own.schema->arena = begun.arena;
    coprod__refs_init(&own.schema->refs);
    status = read_schema(&own, begun.document);
    json_decref(begun.document);
    if (status == COPROD_OK)
        *schema = own.schema;
    else
        coprod_pattern_schema_free(own.schema);
    return status;
}
