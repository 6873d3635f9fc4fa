/* SPDX-License-Identifier: MIT */
/* What a policy says of itself, and its periods. */
#include <string.h>

#include "coprod/days.h"
#include "data_internal.h"
#include "policy_internal.h"

size_t coprod_policy_count(void)
{
    return coprod__data_folder_count("policy");
}

const char *coprod_policy_id(size_t index)
{
    return coprod__data_folder_id("policy", index);
}

const coprod_policy *coprod__policy_take(const coprod_policy *policy)
{
    coprod__refs_take(&policy->refs);
    return policy;
}

void coprod_policy_free(coprod_policy *policy)
{
    if (policy && !coprod__refs_drop(&policy->refs)) {
        coprod__arena arena = policy->arena; /* the policy lies in its own arena */
        coprod__arena_free(&arena);
    }
}

coprod_status coprod_policy_get(const coprod_policy *policy, coprod_policy_info *info)
{
    coprod_policy_info own = {sizeof own};
    coprod_status status = coprod__struct_begin(policy, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    own.id = policy->id;
    own.version = policy->version;
    own.title = policy->title;
    own.currency = policy->currency;
    own.source_title = policy->sources.own.title;
    own.source_address = policy->sources.own.address;
    own.note = policy->note;
    own.fingerprint = policy->fingerprint;
    own.role_count = policy->role_count;
    own.fee_count = policy->fee_count;
    own.expense_count = policy->expense_count;
    own.cap_count = policy->cap_count;
    own.check_count = policy->check_count;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

const char *coprod_policy_word(const coprod_policy *policy, int32_t part, uint32_t index)
{
    if (!policy)
        return NULL;
    switch (part) {
    case COPROD_POLICY_ROLES:
        return index < policy->role_count ? policy->roles[index].id : NULL;
    case COPROD_POLICY_FEES:
        return index < policy->fee_count ? policy->fees[index].id : NULL;
    case COPROD_POLICY_EXPENSES:
        return index < policy->expense_count ? policy->expenses[index].id : NULL;
    case COPROD_POLICY_CAPS:
        return index < policy->cap_count ? policy->caps[index].id : NULL;
    case COPROD_POLICY_CHECKS:
        return index < policy->check_count ? policy->checks[index].id : NULL;
    default:
        return NULL;
    }
}

int32_t coprod__role_index(const coprod_policy *policy, const char *id)
{
    for (uint32_t i = 0; i < policy->role_count; i++)
        if (coprod__same(policy->roles[i].id, id))
            return (int32_t)i;
    return COPROD__NONE;
}

int32_t coprod__fee_index(const coprod_policy *policy, const char *id)
{
    for (uint32_t i = 0; i < policy->fee_count; i++)
        if (coprod__same(policy->fees[i].id, id))
            return (int32_t)i;
    return COPROD__NONE;
}

int32_t coprod__expense_index(const coprod_policy *policy, const char *id)
{
    for (uint32_t i = 0; i < policy->expense_count; i++)
        if (coprod__same(policy->expenses[i].id, id))
            return (int32_t)i;
    return COPROD__NONE;
}

/* The last start of a year, which begins on a month and day, that is not after a day. */
static int32_t year_start(const int16_t start[2], int32_t day)
{
    int32_t year, month, of_month, first = 0;
    coprod_day_to_date(day, &year, &month, &of_month);
    if (month < start[0] || (month == start[0] && of_month < start[1]))
        year--;
    coprod_day_from_date(year, start[0], start[1], &first);
    return first;
}

/* A fiscal year begins on the day after its end. */
static int32_t fiscal_start(const int16_t end[2], int32_t day)
{
    return year_start(end, day - 1) + 1;
}

int32_t coprod__period_start(const coprod_policy *policy, int scope, int32_t day)
{
    int32_t year, month, of_month;
    switch (scope) {
    case COPROD__SCOPE_WEEK:
        return day - (coprod_day_weekday(day) - policy->week_start + 7) % 7;
    case COPROD__SCOPE_MONTH:
        coprod_day_to_date(day, &year, &month, &of_month);
        return day - of_month + 1;
    case COPROD__SCOPE_TAX_YEAR:
        return year_start(policy->tax_year, day);
    case COPROD__SCOPE_MILEAGE_YEAR:
        return year_start(policy->mileage_year, day);
    case COPROD__SCOPE_FISCAL_YEAR:
        return fiscal_start(policy->fiscal_end, day);
    default:
        return day;
    }
}

int32_t coprod__months_after(int32_t day, int32_t months)
{
    int32_t year, month, of_month, there = day;
    coprod_day_to_date(day, &year, &month, &of_month);
    months += year * 12 + month - 1;
    for (; coprod_day_from_date(months / 12, months % 12 + 1, of_month, &there) != COPROD_OK && of_month > 28;)
        of_month--;
    return there;
}
