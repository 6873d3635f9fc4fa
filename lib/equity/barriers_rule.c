/* SPDX-License-Identifier: MIT */
/* What rules of barriers say of themselves. */
#include "barriers_internal.h"

const coprod_barrier_rules *coprod__barrier_rules_take(const coprod_barrier_rules *rules)
{
    coprod__refs_take(&rules->refs);
    return rules;
}

void coprod_barrier_rules_free(coprod_barrier_rules *rules)
{
    if (rules && !coprod__refs_drop(&rules->refs)) {
        coprod__arena arena = rules->arena; /* the rules lie in their own arena */
        coprod__arena_free(&arena);
    }
}

coprod_status coprod_barrier_rules_get(const coprod_barrier_rules *rules, coprod_barrier_rules_info *info)
{
    coprod_status status = coprod__struct_begin(rules, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &rules->info) : status;
}

coprod_status coprod_barrier_rule_get(const coprod_barrier_rules *rules, size_t index, coprod_barrier_rule *rule)
{
    coprod_barrier_rule local = {.size = sizeof local};
    coprod_status status = coprod__struct_begin(rules, rule, sizeof local);
    if (status != COPROD_OK)
        return status;
    if (index >= rules->info.rule_count)
        return COPROD_E_UNKNOWN;
    local.id = rules->rules[index].id;
    local.title = rules->rules[index].title;
    local.need = rules->rules[index].need;
    local.quote = rules->rules[index].quote;
    local.section = rules->rules[index].section;
    local.adjustment = rules->rules[index].adjustment;
    local.group_count = rules->rules[index].group_count;
    local.of_plan = rules->rules[index].of_plan;
    return coprod__struct_out(rule, sizeof local, sizeof local, &local);
}

coprod_status coprod_barrier_rule_group(const coprod_barrier_rules *rules, size_t rule, size_t index, const char **id,
                                        const char **title)
{
    const coprod__barrier_group *group;
    if (id)
        *id = NULL;
    if (title)
        *title = NULL;
    if (!rules)
        return COPROD_E_ARGUMENT;
    if (rule >= rules->info.rule_count || index >= rules->rules[rule].group_count)
        return COPROD_E_UNKNOWN;
    group = &rules->groups[rules->rules[rule].groups[index]];
    if (id)
        *id = group->id;
    if (title)
        *title = group->title;
    return COPROD_OK;
}

coprod_status coprod_barrier_rules_aspect(const coprod_barrier_rules *rules, size_t index, const char **id,
                                          const char **question)
{
    if (id)
        *id = NULL;
    if (question)
        *question = NULL;
    if (!rules)
        return COPROD_E_ARGUMENT;
    if (index >= rules->info.aspect_count)
        return COPROD_E_UNKNOWN;
    if (id)
        *id = rules->aspects[index].id;
    if (question)
        *question = rules->aspects[index].question;
    return COPROD_OK;
}
