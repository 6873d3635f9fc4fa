/* SPDX-License-Identifier: MIT */
/* How many groups a gradient is made for: data, with its source. */
#include "data_internal.h"
#include "days_internal.h"
#include "gradient_internal.h"

static const coprod__place root = {NULL, NULL, 0};
enum { GROUPS_MOST = 1000000 };

static uint32_t read_groups(coprod__load *load, const json_t *json, const char *key, int64_t least)
{
    return (uint32_t)coprod__json_integer(load, json, &root, key, COPROD__REQUIRED, least, GROUPS_MOST, least);
}

static const char *read_date(coprod__load *load, coprod__arena *arena, const json_t *json, const char *key)
{
    const coprod__place here = {&root, key, 0};
    const char *date = coprod__json_copy(load, arena, json, &root, key, COPROD__OPTIONAL);
    int32_t day;
    if (date[0] && !coprod__part_date(date, &day))
        coprod__report(load, COPROD_ERROR, "not-a-date", &here, date,
                       "a date, or a part of one, such as 2020-03-31, 2020-03 or 2020");
    return date;
}

static coprod_status read_rules(coprod__load *load, const json_t *json, coprod_gradient_rules *rules)
{
    coprod_gradient_rules_info *info = &rules->info;
    coprod__arena *arena = &rules->arena;
    coprod__source source;
    coprod_status status;
    coprod__json_schema(load, json, "gradient-rules/1");
    coprod__json_keys(load, json, &root, "schema id version title note source checked fewest_groups usual_groups "
                      "most_groups told_percent");
    info->size = sizeof *info;
    info->id = coprod__json_word(load, arena, json, &root, "id");
    info->version = coprod__json_copy(load, arena, json, &root, "version", COPROD__REQUIRED);
    info->title = coprod__json_copy(load, arena, json, &root, "title", COPROD__REQUIRED);
    info->note = coprod__json_copy(load, arena, json, &root, "note", COPROD__OPTIONAL);
    coprod__json_source(load, arena, json, &root, &source);
    info->source_title = source.title;
    info->source_address = source.address;
    info->checked = read_date(load, arena, json, "checked");
    info->fewest_groups = read_groups(load, json, "fewest_groups", 2);
    info->usual_groups = read_groups(load, json, "usual_groups", info->fewest_groups);
    info->most_groups = read_groups(load, json, "most_groups", info->usual_groups);
    info->told_percent = (uint32_t)coprod__json_integer(load, json, &root, "told_percent", COPROD__REQUIRED, 0, 100, 0);
    info->fingerprint = rules->fingerprint;
    status = coprod__load_status(load);
    return status == COPROD_OK
               ? coprod__json_fingerprint_without(json, "schema title note source checked", rules->fingerprint)
               : status;
}

coprod_status coprod_gradient_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
                                         coprod_findings *findings, coprod_gradient_rules **rules)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    coprod__begun begun;
    coprod_gradient_rules *made;
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
        coprod_gradient_rules_free(made);
    return status;
}

coprod_status coprod_gradient_rules_builtin(const coprod_allocator *allocator, coprod_gradient_rules **rules)
{
    const coprod__data *data = coprod__data_find("gradient-rules", coprod__data_folder_id("gradient-rules", 0));
    return coprod_gradient_rules_load(data->json, data->length, allocator, NULL, rules);
}

void coprod_gradient_rules_free(coprod_gradient_rules *rules)
{
    coprod__arena arena;
    if (!rules)
        return;
    arena = rules->arena; /* the rules lie in their own arena */
    coprod__arena_free(&arena);
}

coprod_status coprod_gradient_rules_get(const coprod_gradient_rules *rules, coprod_gradient_rules_info *info)
{
    coprod_status status = coprod__struct_begin(rules, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &rules->info) : status;
}
