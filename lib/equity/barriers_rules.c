/* SPDX-License-Identifier: MIT */
/* Rules: what of an event shuts whom out. They are data; the sentences are the source's. */
#include <string.h>

#include "barriers_internal.h"
#include "data_internal.h"

static const coprod__place root = {NULL, NULL, 0};
typedef coprod__barriers_reader reader;

/* Ids of a list of structs that begin with them: each once. */
static void check_ids(const reader *own, const void *list, size_t stride, size_t count, const char *key)
{
    const coprod__place here = {&root, key, 0};
    for (size_t i = 1; i < count; i++) {
        const coprod__place one = {&here, NULL, i}, at = {&one, "id", 0};
        const char *id, *other;
        memcpy(&id, (const char *)list + i * stride, sizeof id);
        for (size_t j = 0; j < i && id[0]; j++) {
            memcpy(&other, (const char *)list + j * stride, sizeof other);
            if (!strcmp(id, other)) {
                coprod__report(own->load, COPROD_ERROR, "duplicate-id", &at, id, "an id of its own");
                break;
            }
        }
    }
}

/* --- aspects and groups --- */

static void read_words(const reader *own, const json_t *json, const coprod__place *place, coprod__aspect *aspect)
{
    const json_t *list = coprod__json_array(own->load, json, place, "words", COPROD__REQUIRED);
    const coprod__place here = {place, "words", 0};
    size_t count = json_array_size(list);
    if (list && (!count || count > COPROD__BARRIER_WORDS)) {
        coprod__report(own->load, COPROD_ERROR, count ? "too-many" : "empty-list", &here, count ? "too many" : "none",
                       "1 to 32 words");
        count = 0;
    }
    aspect->words = coprod__barriers_room(own, count, sizeof *aspect->words);
    for (size_t i = 0; aspect->words && i < count; i++) {
        const coprod__place at = {&here, NULL, i};
        const char *word = json_string_value(json_array_get(list, i));
        aspect->words[i] = "";
        if (!word || !coprod__is_word(word)) {
            coprod__json_wrong(own->load, "not-a-word", &at, json_array_get(list, i), "a word in lower case");
            continue;
        }
        for (size_t j = 0; j < i; j++)
            if (!strcmp(word, aspect->words[j]))
                coprod__report(own->load, COPROD_ERROR, "duplicate-value", &at, word, "each word once");
        word = coprod__arena_text(own->arena, word);
        aspect->words[i] = word ? word : "";
        own->load->failure = word ? own->load->failure : COPROD_E_MEMORY;
    }
    aspect->word_count = (uint32_t)count;
}

static void read_aspects(const reader *own, const json_t *json, coprod_barrier_rules *rules)
{
    size_t count;
    const coprod__place here = {&root, "aspects", 0};
    const json_t *list = coprod__barriers_list(own, json, &root, "aspects", COPROD__REQUIRED, COPROD__BARRIER_RULES,
                                               &count);
    rules->aspects = coprod__barriers_room(own, count, sizeof *rules->aspects);
    for (size_t i = 0; rules->aspects && i < count; i++) {
        const json_t *one = json_array_get(list, i);
        const coprod__place place = {&here, NULL, i}, at = {&place, "kind", 0};
        const char *kind;
        coprod__aspect *aspect = &rules->aspects[i];
        aspect->id = "";
        if (!json_is_object(one))
            continue;
        kind = coprod__json_text(own->load, one, &place, "kind", COPROD__REQUIRED);
        aspect->id = coprod__json_word(own->load, own->arena, one, &place, "id");
        aspect->question = coprod__json_copy(own->load, own->arena, one, &place, "question", COPROD__REQUIRED);
        coprod__json_keys(own->load, one, &place, kind && !strcmp(kind, "words") ? "id kind question words"
                                                                                  : "id kind question");
        if (kind && !strcmp(kind, "words"))
            read_words(own, one, &place, aspect);
        else if (kind && strcmp(kind, "yes-no"))
            coprod__report(own->load, COPROD_ERROR, "unknown-value", &at, kind, "yes-no or words");
    }
    rules->info.aspect_count = (uint32_t)count;
    if (rules->aspects)
        check_ids(own, rules->aspects, sizeof *rules->aspects, count, "aspects");
}

static void read_groups(const reader *own, const json_t *json, coprod_barrier_rules *rules)
{
    size_t count;
    const coprod__place here = {&root, "groups", 0};
    const json_t *list = coprod__barriers_list(own, json, &root, "groups", COPROD__REQUIRED, COPROD__BARRIER_RULES,
                                               &count);
    rules->groups = coprod__barriers_room(own, count, sizeof *rules->groups);
    for (size_t i = 0; rules->groups && i < count; i++) {
        const json_t *one = json_array_get(list, i);
        const coprod__place place = {&here, NULL, i};
        rules->groups[i].id = "";
        if (!json_is_object(one))
            continue;
        coprod__json_keys(own->load, one, &place, "id title");
        rules->groups[i].id = coprod__json_word(own->load, own->arena, one, &place, "id");
        rules->groups[i].title = coprod__json_copy(own->load, own->arena, one, &place, "title", COPROD__REQUIRED);
    }
    rules->info.group_count = (uint32_t)count;
    if (rules->groups)
        check_ids(own, rules->groups, sizeof *rules->groups, count, "groups");
}

/* --- conditions --- */

static void read_hours(const reader *own, const json_t *json, const coprod__place *place, coprod__condition *condition)
{
    const json_t *hours = coprod__json_object(own->load, json, place, "sessions", COPROD__REQUIRED);
    const coprod__place here = {place, "sessions", 0}, until = {&here, "until", 0}, days = {&here, "weekdays", 0};
    const json_t *list = hours ? coprod__json_array(own->load, hours, &here, "weekdays", COPROD__REQUIRED) : NULL;
    condition->kind = COPROD__SESSIONS;
    if (!hours)
        return;
    coprod__json_keys(own->load, hours, &here, "weekdays from until");
    condition->from_minute = coprod__barriers_time(own, hours, &here, "from", COPROD__REQUIRED, 0);
    condition->until_minute = coprod__barriers_time(own, hours, &here, "until", COPROD__REQUIRED, 24 * 60);
    if (condition->until_minute <= condition->from_minute)
        coprod__report(own->load, COPROD_ERROR, "out-of-range", &until, "not after from", "a time after from");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const coprod__place at = {&days, NULL, i};
        json_int_t day = json_integer_value(json_array_get(list, i));
        if (day < 1 || day > 7)
            coprod__json_wrong(own->load, "out-of-range", &at, json_array_get(list, i), "1 (Monday) to 7 (Sunday)");
        else
            condition->weekdays |= (uint8_t)(1 << (day - 1));
    }
}

static void read_aspect_condition(const reader *own, const coprod_barrier_rules *rules, const json_t *json,
                                  const coprod__place *place, int of_plan, coprod__condition *condition)
{
    static const char *const kinds[] = {"any", "only", "is", "distinct_below"};
    const char *id = coprod__json_text(own->load, json, place, "aspect", COPROD__REQUIRED), *kind = NULL;
    const coprod__place here = {place, "aspect", 0};
    const coprod__aspect *aspect;
    int found = 0;
    coprod__json_keys(own->load, json, place, of_plan ? "aspect distinct_below" : "aspect any only is");
    for (int i = of_plan ? 3 : 0; i < (of_plan ? 4 : 3); i++)
        if (json_object_get(json, kinds[i])) {
            kind = kinds[i];
            found++;
        }
    if (found != 1)
        coprod__report(own->load, COPROD_ERROR, "bad-condition", place, found ? "more than one" : "none",
                       of_plan ? "distinct_below" : "any, only or is");
    condition->aspect = id ? coprod__barriers_index(own, id, &here, rules->aspects, sizeof *rules->aspects,
                                                    rules->info.aspect_count, "an aspect of these rules")
                           : rules->info.aspect_count;
    if (found != 1 || condition->aspect == rules->info.aspect_count)
        return;
    aspect = &rules->aspects[condition->aspect];
    if (of_plan) {
        condition->kind = COPROD__DISTINCT;
        condition->words = (uint32_t)coprod__json_integer(own->load, json, place, kind, COPROD__REQUIRED, 1, 33, 1);
    } else {
        const coprod__place at = {place, kind, 0};
        if ((kind[0] == 'i') == (aspect->words != NULL))
            coprod__report(own->load, COPROD_ERROR, "bad-condition", &at, kind,
                           aspect->words ? "any or only: the aspect has words" : "is: the aspect is yes or no");
        else
            condition->words = coprod__barriers_words(own, aspect, json_object_get(json, kind), &at);
        condition->kind = kind[0] == 'o' ? COPROD__ONLY : COPROD__ANY;
    }
}

static void read_when(const reader *own, const coprod_barrier_rules *rules, const json_t *json,
                      const coprod__place *place, coprod__barrier_rule *rule)
{
    const coprod__place here = {place, "when", 0};
    size_t count;
    const json_t *list = coprod__barriers_list(own, json, place, "when", COPROD__REQUIRED, COPROD__BARRIER_WORDS,
                                               &count);
    if (list && !json_array_size(list))
        coprod__report(own->load, COPROD_ERROR, "empty-list", &here, "no condition", "a condition at least");
    rule->when = coprod__barriers_room(own, count, sizeof *rule->when);
    for (size_t i = 0; rule->when && i < count; i++) {
        const json_t *one = json_array_get(list, i);
        const coprod__place at = {&here, NULL, i};
        if (json_object_get(one, "sessions") && !rule->of_plan) {
            coprod__json_keys(own->load, one, &at, "sessions");
            read_hours(own, one, &at, &rule->when[i]);
        } else if (json_is_object(one)) {
            read_aspect_condition(own, rules, one, &at, rule->of_plan, &rule->when[i]);
        }
    }
    rule->when_count = (uint32_t)count;
}

static void read_rule(const reader *own, const json_t *json, const coprod__place *place, coprod_barrier_rules *rules,
                      coprod__barrier_rule *rule)
{
    const coprod__place scope = {place, "scope", 0};
    const char *of = coprod__json_text(own->load, json, place, "scope", COPROD__OPTIONAL);
    coprod__json_keys(own->load, json, place, "id title need scope when groups quote section adjustment");
    rule->id = coprod__json_word(own->load, own->arena, json, place, "id");
    rule->title = coprod__json_copy(own->load, own->arena, json, place, "title", COPROD__REQUIRED);
    rule->need = coprod__json_word(own->load, own->arena, json, place, "need");
    rule->quote = coprod__json_copy(own->load, own->arena, json, place, "quote", COPROD__REQUIRED);
    rule->section = coprod__json_copy(own->load, own->arena, json, place, "section", COPROD__REQUIRED);
    rule->adjustment = coprod__json_copy(own->load, own->arena, json, place, "adjustment", COPROD__REQUIRED);
    if (of && strcmp(of, "plan") && strcmp(of, "event"))
        coprod__report(own->load, COPROD_ERROR, "unknown-value", &scope, of, "event or plan");
    rule->of_plan = of && !strcmp(of, "plan");
    rule->groups = coprod__barriers_groups(own, rules, json, place, "groups", &rule->group_count);
    read_when(own, rules, json, place, rule);
}

static void read_rules(const reader *own, const json_t *json, coprod_barrier_rules *rules)
{
    size_t count;
    const coprod__place here = {&root, "rules", 0};
    const json_t *list = coprod__barriers_list(own, json, &root, "rules", COPROD__REQUIRED, COPROD__BARRIER_RULES,
                                               &count);
    rules->rules = coprod__barriers_room(own, count, sizeof *rules->rules);
    for (size_t i = 0; rules->rules && i < count; i++) {
        const coprod__place place = {&here, NULL, i};
        rules->rules[i].id = "";
        if (json_is_object(json_array_get(list, i)))
            read_rule(own, json_array_get(list, i), &place, rules, &rules->rules[i]);
    }
    rules->info.rule_count = (uint32_t)count;
    if (rules->rules)
        check_ids(own, rules->rules, sizeof *rules->rules, count, "rules");
}

static coprod_status read_all(coprod__load *load, const json_t *json, coprod_barrier_rules *rules)
{
    const reader own = {load, &rules->arena};
    coprod_barrier_rules_info *info = &rules->info;
    coprod__source source;
    coprod_status status;
    coprod__json_schema(load, json, "barrier-rules/1");
    coprod__json_keys(load, json, &root, "schema id version title note source published checked aspects groups rules");
    info->size = sizeof *info;
    info->id = coprod__json_word(load, &rules->arena, json, &root, "id");
    info->version = coprod__json_copy(load, &rules->arena, json, &root, "version", COPROD__REQUIRED);
    info->title = coprod__json_copy(load, &rules->arena, json, &root, "title", COPROD__REQUIRED);
    coprod__json_source(load, &rules->arena, json, &root, &source);
    info->source_title = source.title;
    info->source_address = source.address;
    info->published = coprod__json_copy(load, &rules->arena, json, &root, "published", COPROD__OPTIONAL);
    info->checked = coprod__json_copy(load, &rules->arena, json, &root, "checked", COPROD__OPTIONAL);
    info->fingerprint = rules->fingerprint;
    read_aspects(&own, json, rules);
    read_groups(&own, json, rules);
    read_rules(&own, json, rules);
    status = coprod__load_status(load);
    if (status == COPROD_OK)
        status = coprod__json_fingerprint_without(
            json, "schema title note source published checked question quote section adjustment", rules->fingerprint);
    return status;
}

coprod_status coprod_barrier_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
                                        coprod_findings *findings, coprod_barrier_rules **rules)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    coprod__begun begun;
    coprod_barrier_rules *made;
    coprod_status status;
    if (!rules)
        return COPROD_E_ARGUMENT;
    *rules = NULL;
    made = coprod__json_begin(&load, json, length, allocator, sizeof *made, &begun);
    if (!made)
        return begun.status;
    made->arena = begun.arena;
    coprod__refs_init(&made->refs);
    status = read_all(&load, begun.document, made);
    json_decref(begun.document);
    if (status == COPROD_OK)
        *rules = made;
    else
        coprod_barrier_rules_free(made);
    return status;
}

coprod_status coprod_barrier_rules_builtin(const coprod_allocator *allocator, coprod_barrier_rules **rules)
{
    const coprod__data *data = coprod__data_find("barrier-rules", coprod__data_folder_id("barrier-rules", 0));
    return coprod_barrier_rules_load(data->json, data->length, allocator, NULL, rules);
}
