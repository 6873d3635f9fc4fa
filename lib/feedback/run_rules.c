/* SPDX-License-Identifier: MIT */
/* How many points make a signal of a run chart: data, with its source. */
#include "data_internal.h"
#include "followup_internal.h"

static const coprod__place root = {NULL, NULL, 0};
enum { POINTS_MOST = 1000000 };

static uint32_t read_points(coprod__load *load, const json_t *json, const char *key, int64_t least)
{
    return (uint32_t)coprod__json_integer(load, json, &root, key, COPROD__REQUIRED, least, POINTS_MOST, least);
}

static coprod_status read_rules(coprod__load *load, const json_t *json, coprod_run_rules *rules)
{
    coprod_run_rules_info *info = &rules->info;
    coprod__source source;
    coprod__dated dated;
    coprod_status status;
    coprod__json_schema(load, json, "run-chart-rules/1");
    coprod__json_keys(load, json, &root, "schema id version title note source published checked shift_points "
                      "trend_points fewest_points");
    info->size = sizeof *info;
    info->id = coprod__json_word(load, &rules->arena, json, &root, "id");
    info->version = coprod__json_copy(load, &rules->arena, json, &root, "version", COPROD__REQUIRED);
    info->title = coprod__json_copy(load, &rules->arena, json, &root, "title", COPROD__REQUIRED);
    info->note = coprod__json_copy(load, &rules->arena, json, &root, "note", COPROD__OPTIONAL);
    coprod__json_source(load, &rules->arena, json, &root, &source);
    info->source_title = source.title;
    info->source_address = source.address;
    coprod__followup_date(load, &rules->arena, json, &root, "published", COPROD__OPTIONAL, &dated);
    info->published = dated.date;
    coprod__followup_date(load, &rules->arena, json, &root, "checked", COPROD__OPTIONAL, &dated);
    info->checked = dated.date;
    info->shift_points = read_points(load, json, "shift_points", 2);
    info->trend_points = read_points(load, json, "trend_points", 2);
    info->fewest_points = read_points(load, json, "fewest_points", 1);
    info->fingerprint = rules->fingerprint;
    status = coprod__load_status(load);
    return status == COPROD_OK ? coprod__json_fingerprint_without(json, "schema title note source published checked",
                                                                  rules->fingerprint)
                               : status;
}

coprod_status coprod_run_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
                                    coprod_findings *findings, coprod_run_rules **rules)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    coprod__begun begun;
    coprod_run_rules *made;
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
        coprod_run_rules_free(made);
    return status;
}

coprod_status coprod_run_rules_builtin(const coprod_allocator *allocator, coprod_run_rules **rules)
{
    const coprod__data *data = coprod__data_find("run-chart-rules", coprod__data_folder_id("run-chart-rules", 0));
    return coprod_run_rules_load(data->json, data->length, allocator, NULL, rules);
}

void coprod_run_rules_free(coprod_run_rules *rules)
{
    coprod__arena arena;
    if (!rules)
        return;
    arena = rules->arena; /* the rules lie in their own arena */
    coprod__arena_free(&arena);
}

coprod_status coprod_run_rules_get(const coprod_run_rules *rules, coprod_run_rules_info *info)
{
    coprod_status status = coprod__struct_begin(rules, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &rules->info) : status;
}
