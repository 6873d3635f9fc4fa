/* SPDX-License-Identifier: MIT */
/* What is called consensus: data, with its sources. */
#include "consensus_internal.h"
#include "data_internal.h"
#include "days_internal.h"

static const coprod__place root = {NULL, NULL, 0};
enum { PART_MOST = 1000000000 };

static uint32_t read_part(coprod__load *load, const json_t *json, const char *key, int64_t least, int64_t most)
{
    return (uint32_t)coprod__json_integer(load, json, &root, key, COPROD__REQUIRED, least, most, least);
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

/* A source of one number: title and address, and words and notes that stay in the document. */
static void read_source(coprod__load *load, coprod__arena *arena, const json_t *json, const char *key,
                        const char **title, const char **address)
{
    const coprod__place here = {&root, key, 0};
    const json_t *source = coprod__json_object(load, json, &root, key, COPROD__OPTIONAL);
    *title = *address = "";
    if (!source)
        return;
    coprod__json_keys(load, source, &here, "title address words note");
    *title = coprod__json_copy(load, arena, source, &here, "title", COPROD__REQUIRED);
    *address = coprod__json_copy(load, arena, source, &here, "address", COPROD__OPTIONAL);
    coprod__json_text(load, source, &here, "words", COPROD__OPTIONAL);
    coprod__json_text(load, source, &here, "note", COPROD__OPTIONAL);
}

static void read_numbers(coprod__load *load, const json_t *json, coprod_consensus_rules_info *info)
{
    info->agreement_under = read_part(load, json, "agreement_under", 1, PART_MOST);
    info->agreement_over = read_part(load, json, "agreement_over", 0, info->agreement_under);
    info->spread_most = read_part(load, json, "spread_most", 0, COPROD_CONSENSUS_STEPS);
    info->change_under = read_part(load, json, "change_under", 1, PART_MOST);
    info->change_over = read_part(load, json, "change_over", 0, info->change_under);
}

static coprod_status read_rules(coprod__load *load, const json_t *json, coprod_consensus_rules *rules)
{
    coprod_consensus_rules_info *info = &rules->info;
    coprod__arena *arena = &rules->arena;
    coprod_status status;
    coprod__json_schema(load, json, "consensus-rules/1");
    coprod__json_keys(load, json, &root, "schema id version title note checked agreement_over agreement_under "
                      "agreement_source spread_most spread_source change_over change_under change_source");
    info->size = sizeof *info;
    info->id = coprod__json_word(load, arena, json, &root, "id");
    info->version = coprod__json_copy(load, arena, json, &root, "version", COPROD__REQUIRED);
    info->title = coprod__json_copy(load, arena, json, &root, "title", COPROD__REQUIRED);
    info->note = coprod__json_copy(load, arena, json, &root, "note", COPROD__OPTIONAL);
    info->checked = read_date(load, arena, json, "checked");
    read_source(load, arena, json, "agreement_source", &info->agreement_source, &info->agreement_address);
    read_source(load, arena, json, "spread_source", &info->spread_source, &info->spread_address);
    read_source(load, arena, json, "change_source", &info->change_source, &info->change_address);
    read_numbers(load, json, info);
    info->fingerprint = rules->fingerprint;
    status = coprod__load_status(load);
    return status == COPROD_OK
               ? coprod__json_fingerprint_without(json, "schema title note checked agreement_source spread_source "
                                                  "change_source", rules->fingerprint)
               : status;
}

coprod_status coprod_consensus_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
                                          coprod_findings *findings, coprod_consensus_rules **rules)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    coprod__begun begun;
    coprod_consensus_rules *made;
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
        coprod_consensus_rules_free(made);
    return status;
}

coprod_status coprod_consensus_rules_builtin(const coprod_allocator *allocator, coprod_consensus_rules **rules)
{
    const coprod__data *data = coprod__data_find("consensus-rules", coprod__data_folder_id("consensus-rules", 0));
    return coprod_consensus_rules_load(data->json, data->length, allocator, NULL, rules);
}

void coprod_consensus_rules_free(coprod_consensus_rules *rules)
{
    coprod__arena arena;
    if (!rules)
        return;
    arena = rules->arena; /* the rules lie in their own arena */
    coprod__arena_free(&arena);
}

coprod_status coprod_consensus_rules_get(const coprod_consensus_rules *rules, coprod_consensus_rules_info *info)
{
    coprod_status status = coprod__struct_begin(rules, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &rules->info) : status;
}
