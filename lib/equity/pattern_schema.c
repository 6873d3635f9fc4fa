/* SPDX-License-Identifier: MIT */
/* What a schema says, and how profiles become keys. */
#include "pattern_internal.h"

#include <string.h>

const coprod_pattern_schema *coprod__pattern_schema_take(const coprod_pattern_schema *schema)
{
    coprod__refs_take(&schema->refs);
    return schema;
}

void coprod_pattern_schema_free(coprod_pattern_schema *schema)
{
    if (schema && !coprod__refs_drop(&schema->refs)) {
        coprod__arena arena = schema->arena; /* the schema lies in its own arena */
        coprod__arena_free(&arena);
    }
}

void coprod__pattern_schema_keys(coprod_pattern_schema *schema)
{
    uint64_t word = 1, group = 1;
    uint32_t g = 0, w = 0;
    for (uint32_t a = 0; a < schema->attributes; a++) {
        const uint32_t radix = schema->cardinality[a] + (schema->attribute[a].may_be_unknown ? 1 : 0);
        const int next_word = word > INT64_MAX / radix;
        schema->radix[a] = radix;
        if (a && (next_word || group * radix > 65536)) {
            schema->group_keys[g++] = (uint32_t)group;
            schema->group_from[g] = a;
            group = 1;
        }
        if (next_word) {
            schema->word_keys[w++] = word;
            word = 1;
        }
        schema->group_word[g] = w;
        group *= radix;
        word *= radix;
    }
    schema->group_keys[g++] = (uint32_t)group;
    schema->group_from[g] = schema->attributes;
    schema->groups = g;
    schema->word_keys[w++] = word;
    schema->words = w;
}

uint32_t coprod__pattern_value_of(const coprod_pattern_schema *schema, uint32_t attribute, const char *id)
{
    const coprod__pattern_attribute *own = &schema->attribute[attribute];
    uint32_t low = 0, high = schema->cardinality[attribute];
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const int order = strcmp(id, own->values[own->sorted[middle]].id);
        if (!order)
            return own->sorted[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return schema->cardinality[attribute];
}

coprod_status coprod_pattern_schema_get(const coprod_pattern_schema *schema, coprod_pattern_schema_info *info)
{
    coprod_pattern_schema_info own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(schema, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    own.id = schema->id;
    own.version = schema->version;
    own.title = schema->title;
    own.fingerprint = schema->fingerprint;
    own.attribute_count = schema->attributes;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_pattern_schema_attribute(const coprod_pattern_schema *schema, uint32_t index,
                                              coprod_pattern_attribute *attribute)
{
    coprod_pattern_attribute own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(schema, attribute, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= schema->attributes)
        return COPROD_E_UNKNOWN;
    own.id = schema->attribute[index].id;
    own.title = schema->attribute[index].title;
    own.value_count = schema->cardinality[index];
    own.may_be_unknown = schema->attribute[index].may_be_unknown;
    own.place = schema->attribute[index].place;
    return coprod__struct_out(attribute, sizeof own, sizeof own, &own);
}

coprod_status coprod_pattern_schema_value(const coprod_pattern_schema *schema, uint32_t attribute, uint32_t index,
                                          coprod_pattern_value *value)
{
    coprod_pattern_value own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(schema, value, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (attribute >= schema->attributes || index >= schema->cardinality[attribute])
        return COPROD_E_UNKNOWN;
    own.id = schema->attribute[attribute].values[index].id;
    own.label = schema->attribute[attribute].values[index].label;
    own.phrase = schema->attribute[attribute].values[index].phrase;
    return coprod__struct_out(value, sizeof own, sizeof own, &own);
}

coprod_status coprod_pattern_schema_find(const coprod_pattern_schema *schema, const char *attribute, const char *value,
                                         uint32_t *attribute_index, uint32_t *value_index)
{
    uint32_t a = 0, v = 0;
    if (attribute_index)
        *attribute_index = UINT32_MAX;
    if (value_index)
        *value_index = UINT32_MAX;
    if (!schema || !attribute || !attribute_index || (value && !value_index))
        return COPROD_E_ARGUMENT;
    while (a < schema->attributes && strcmp(schema->attribute[a].id, attribute))
        a++;
    if (a == schema->attributes)
        return COPROD_E_UNKNOWN;
    if (value) {
        v = coprod__pattern_value_of(schema, a, value);
        if (v == schema->cardinality[a])
            return COPROD_E_UNKNOWN;
        *value_index = v;
    }
    *attribute_index = a;
    return COPROD_OK;
}
