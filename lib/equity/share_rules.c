/* SPDX-License-Identifier: MIT */
/* Bands and the rule of exact limits: data, with their sources. */
#include <string.h>

#include "data_internal.h"
#include "days_internal.h"
#include "limits_internal.h"

static const coprod__place root = {NULL, NULL, 0};
enum { MILLIONTHS = 1000000 };

/* "0.8", or "4/5" with both parts below 2^32; above 0. */
static int edge_of(const char *text, uint32_t *over, uint32_t *under)
{
    const char *slash = text ? strchr(text, '/') : NULL;
    int64_t n = 0, d = MILLIONTHS;
    coprod_status status = !text ? COPROD_E_NUMBER
                           : slash ? coprod_decimal_read(text, (size_t)(slash - text), 0, &n)
                                   : coprod_decimal_read(text, COPROD_NTS, 6, &n);
    if (status == COPROD_OK && slash)
        status = coprod_decimal_read(slash + 1, COPROD_NTS, 0, &d);
    if (status != COPROD_OK || n <= 0 || d <= 0 || n > UINT32_MAX || d > UINT32_MAX)
        return 0;
    *over = (uint32_t)n;
    *under = (uint32_t)d;
    return 1;
}

static void read_edge(coprod__load *load, const json_t *object, const coprod__place *place, const char *key,
                      uint32_t *over, uint32_t *under)
{
    const json_t *value = json_object_get(object, key);
    const coprod__place here = {place, key, 0};
    *over = *under = 1;
    if (!value)
        coprod__json_text(load, object, place, key, COPROD__REQUIRED);
    else if (!edge_of(json_string_value(value), over, under))
        coprod__json_wrong(load, "wrong-type", &here, value,
                           "the text of a decimal or a fraction above 0, such as \"0.8\" or \"4/5\"");
}

static void read_policy(coprod__load *load, const json_t *json, const coprod__place *place, coprod_share_rules *rules)
{
    coprod_band_policy *own = &rules->policies[rules->info.policy_count++];
    const coprod__place id = {place, "id", 0}, to = {place, "to", 0};
    coprod__source source;
    if (!json_is_object(json)) {
        coprod__json_wrong(load, "wrong-type", place, json, "an object");
        return;
    }
    coprod__json_keys(load, json, place, "id title from to source note");
    own->size = sizeof *own;
    own->id = coprod__json_word(load, &rules->arena, json, place, "id");
    own->title = coprod__json_copy(load, &rules->arena, json, place, "title", COPROD__REQUIRED);
    own->note = coprod__json_copy(load, &rules->arena, json, place, "note", COPROD__OPTIONAL);
    coprod__json_source(load, &rules->arena, json, place, &source);
    own->source_title = source.title;
    own->source_address = source.address;
    read_edge(load, json, place, "from", &own->low_over, &own->low_under);
    read_edge(load, json, place, "to", &own->high_over, &own->high_under);
    if ((uint64_t)own->low_over * own->high_under > (uint64_t)own->high_over * own->low_under)
        coprod__report(load, COPROD_ERROR, "out-of-range", &to, json_string_value(json_object_get(json, "to")),
                       "not below \"from\"");
    for (uint32_t i = 0; i + 1 < rules->info.policy_count; i++)
        if (own->id && rules->policies[i].id && own->id[0] && !strcmp(own->id, rules->policies[i].id))
            coprod__report(load, COPROD_ERROR, "duplicate-id", &id, own->id, "an id of its own");
}

static void read_policies(coprod__load *load, const json_t *json, coprod_share_rules *rules)
{
    const json_t *list = coprod__json_array(load, json, &root, "policies", COPROD__REQUIRED);
    const coprod__place place = {&root, "policies", 0};
    if (list && json_array_size(list) - 1 >= COPROD__POLICIES_MOST) {
        coprod__report(load, COPROD_ERROR, "out-of-range", &place, "a list too short or too long", "1 to 16 policies");
        return;
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        const coprod__place here = {&place, NULL, i};
        read_policy(load, json_array_get(list, i), &here, rules);
    }
}

static coprod_status read_rules(coprod__load *load, const json_t *json, coprod_share_rules *rules)
{
    coprod_share_rules_info *info = &rules->info;
    coprod__arena *arena = &rules->arena;
    const coprod__place checked = {&root, "checked", 0};
    coprod__source source;
    coprod_status status;
    int32_t day;
    coprod__json_schema(load, json, "share-rules/1");
    coprod__json_keys(load, json, &root, "schema id version title note source checked exact_below policies");
    info->size = sizeof *info;
    info->id = coprod__json_word(load, arena, json, &root, "id");
    info->version = coprod__json_copy(load, arena, json, &root, "version", COPROD__REQUIRED);
    info->title = coprod__json_copy(load, arena, json, &root, "title", COPROD__REQUIRED);
    info->note = coprod__json_copy(load, arena, json, &root, "note", COPROD__OPTIONAL);
    coprod__json_source(load, arena, json, &root, &source);
    info->source_title = source.title;
    info->source_address = source.address;
    info->checked = coprod__json_copy(load, arena, json, &root, "checked", COPROD__OPTIONAL);
    if (info->checked && info->checked[0] && !coprod__part_date(info->checked, &day))
        coprod__report(load, COPROD_ERROR, "not-a-date", &checked, info->checked,
                       "a date, or a part of one, such as 2020-03-31, 2020-03 or 2020");
    info->exact_below = (uint32_t)coprod__json_integer(load, json, &root, "exact_below", COPROD__REQUIRED, 0,
                                                       COPROD__EXACT_MOST, 0);
    read_policies(load, json, rules);
    info->fingerprint = rules->fingerprint;
    status = coprod__load_status(load);
    return status == COPROD_OK
               ? coprod__json_fingerprint_without(json, "schema title note source checked", rules->fingerprint)
               : status;
}

coprod_status coprod_share_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
                                      coprod_findings *findings, coprod_share_rules **rules)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    coprod__begun begun;
    coprod_share_rules *made;
    coprod_status status;
    if (!rules)
        return COPROD_E_ARGUMENT;
    *rules = NULL;
    made = coprod__json_begin(&load, json, length, allocator, sizeof *made, &begun);
    if (!made)
        return begun.status;
    made->arena = begun.arena;
    status = read_rules(&load, begun.document, made);
    json_decref(begun.document);
    if (status == COPROD_OK)
        *rules = made;
    else
        coprod_share_rules_free(made);
    return status;
}

coprod_status coprod_share_rules_builtin(const coprod_allocator *allocator, coprod_share_rules **rules)
{
    const coprod__data *data = coprod__data_find("share-rules", coprod__data_folder_id("share-rules", 0));
    return coprod_share_rules_load(data->json, data->length, allocator, NULL, rules);
}

void coprod_share_rules_free(coprod_share_rules *rules)
{
    coprod__arena arena;
    if (!rules)
        return;
    arena = rules->arena; /* the rules lie in their own arena */
    coprod__arena_free(&arena);
}

coprod_status coprod_share_rules_get(const coprod_share_rules *rules, coprod_share_rules_info *info)
{
    coprod_status status = coprod__struct_begin(rules, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &rules->info) : status;
}

coprod_status coprod_share_rules_policy(const coprod_share_rules *rules, size_t index, coprod_band_policy *policy)
{
    coprod_status status = coprod__struct_begin(rules, policy, sizeof *policy);
    if (status == COPROD_OK && index >= rules->info.policy_count)
        status = COPROD_E_UNKNOWN;
    return status == COPROD_OK ? coprod__struct_out(policy, sizeof *policy, sizeof *policy, &rules->policies[index])
                               : status;
}
