/* SPDX-License-Identifier: MIT */
/* What a plan costs: the whole, and sums by session, payer, year and kind. */
#include <string.h>

#include "plan_internal.h"

/* One more sum at a place of a list; NULL without memory. */
static coprod_budget_sum *insert(coprod_budget *budget, coprod__sums *sums, uint32_t at)
{
    coprod_budget_sum *made;
    if (sums->count == sums->room) {
        uint32_t room = sums->room ? sums->room * 2 : 16;
        made = coprod__resize(&budget->memory, sums->list, sums->room * sizeof *made, room * sizeof *made);
        if (!made)
            return NULL;
        sums->list = made;
        sums->room = room;
    }
    made = &sums->list[at];
    memmove(made + 1, made, (sums->count++ - at) * sizeof *made);
    memset(made, 0, sizeof *made);
    made->size = sizeof *made;
    made->id = made->title = "";
    return made;
}

static void put_year(coprod_budget_sum *sum, int32_t first)
{
    sum->first_day = first;
    sum->last_day = coprod__months_after(first, 12) - 1;
}

/* Years are few, and stand in order. */
static coprod_budget_sum *year_of(coprod_budget *budget, int32_t first)
{
    coprod__sums *sums = &budget->sums[COPROD_BUDGET_YEARS];
    coprod_budget_sum *sum;
    uint32_t at = 0;
    while (at < sums->count && sums->list[at].first_day < first)
        at++;
    if (at < sums->count && sums->list[at].first_day == first)
        return &sums->list[at];
    sum = insert(budget, sums, at);
    if (sum)
        put_year(sum, first);
    return sum;
}

/* The sum of an id, and of a year where that matters, in the order in which they come up. */
static coprod_budget_sum *sum_of(coprod_budget *budget, coprod__book *book, int by, const char *id, const char *title,
                                 int32_t year)
{
    const int has_year = by == COPROD_BUDGET_PAYER_YEARS;
    const coprod__entry_key key = {"", "", "", "", id, has_year ? year : COPROD__ANY_DAY, COPROD__ANY_DAY, (uint8_t)by};
    coprod__sums *sums = &budget->sums[by];
    coprod__entry *entry = coprod__book_put(book, &key);
    coprod_budget_sum *sum;
    if (entry && entry->value)
        return &sums->list[entry->value - 1];
    sum = entry ? insert(budget, sums, sums->count) : NULL;
    if (!sum)
        return NULL;
    entry->value = sums->count;
    sum->id = id;
    sum->title = title;
    if (has_year)
        put_year(sum, year);
    return sum;
}

static coprod_status add_row(coprod_budget *budget, coprod__book *book, const coprod__budget_row *row)
{
    const coprod_budget_line *line = &row->line;
    const char *purpose = row->session ? row->session->purpose : "", *title = row->session ? row->session->title : "";
    const int32_t year = coprod__period_start(budget->policy, COPROD__SCOPE_FISCAL_YEAR, line->day);
    int fits = 1;
    for (int by = COPROD_BUDGET_SESSIONS; by <= COPROD_BUDGET_PURPOSES; by++) {
        const char *const ids[] = {"", line->session, line->payer, "", line->payer, line->kind, purpose};
        const char *name = by == COPROD_BUDGET_SESSIONS ? title : "";
        coprod_budget_sum *sum = by == COPROD_BUDGET_YEARS ? year_of(budget, year)
                                                           : sum_of(budget, book, by, ids[by], name, year);
        if (!sum)
            return COPROD_E_MEMORY;
        sum->known += !row->unclear;
        sum->not_known += !line->known;
        for (int e = 0; e < COPROD__ESTIMATES; e++)
            sum->pence[e] = coprod__add(sum->pence[e], line->pence[e], &fits);
    }
    for (int e = 0; e < COPROD__ESTIMATES; e++)
        budget->info.pence[e] = coprod__add(budget->info.pence[e], line->pence[e], &fits);
    return fits ? COPROD_OK : COPROD_E_OVERFLOW;
}

coprod_status coprod__sum_plan(coprod_budget *budget)
{
    coprod_status status = COPROD_OK;
    coprod__book book;
    coprod__book_init(&book, &budget->memory, NULL);
    for (uint32_t i = 0; i < budget->info.line_count && status == COPROD_OK; i++)
        status = add_row(budget, &book, &budget->rows[i]);
    coprod__book_free(&book);
    return status;
}

static coprod_status load(coprod_budget *budget, coprod__load *load_of, const char *json, size_t length)
{
    const coprod__reading reading = {load_of, &budget->arena, NULL, NULL};
    json_t *document = NULL;
    coprod_status status = coprod__json_parse(load_of, json, length, &document);
    if (status != COPROD_OK)
        return status;
    coprod__load_plan(&reading, document, &budget->plan);
    json_decref(document);
    return coprod__load_status(load_of);
}

static void begin_info(coprod_budget *budget)
{
    budget->info.size = sizeof budget->info;
    budget->info.id = budget->plan.id;
    budget->info.title = budget->plan.title;
    budget->info.policy_id = budget->policy->id;
    budget->info.policy_version = budget->policy->version;
    budget->info.fingerprint = budget->policy->fingerprint;
}

coprod_status coprod_budget_load(const coprod_policy *policy, const char *json, size_t length,
                                 const coprod_reimburse_options *options, const coprod_allocator *allocator,
                                 coprod_findings *findings, coprod_budget **budget)
{
    coprod__load load_of = {findings, 0, COPROD_OK, 0};
    coprod_reimburse_options own;
    coprod__memory memory;
    coprod_budget *made;
    coprod_status status;
    if (!budget)
        return COPROD_E_ARGUMENT;
    *budget = NULL;
    status = coprod__struct_in(options, sizeof own, sizeof own, &own);
    if (status == COPROD_OK && (!policy || !json || own.reserved || own.has_known_on < 0 || own.has_known_on > 1))
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    made = coprod__alloc(&memory, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->memory = memory;
    coprod__arena_init(&made->arena, &memory);
    made->policy = coprod__policy_take(policy);
    made->known_on = own.known_on;
    made->has_known_on = (uint8_t)own.has_known_on;
    status = load(made, &load_of, json, length);
    begin_info(made);
    if (status == COPROD_OK)
        status = coprod__price_plan(made, allocator);
    if (status == COPROD_OK)
        status = coprod__sum_plan(made);
    if (status == COPROD_OK)
        *budget = made;
    else
        coprod_budget_free(made);
    return status;
}

void coprod_budget_free(coprod_budget *budget)
{
    if (!budget)
        return;
    coprod__memory memory = budget->memory;
    for (int by = 0; by <= COPROD_BUDGET_PURPOSES; by++)
        coprod__release(&memory, budget->sums[by].list, budget->sums[by].room * sizeof *budget->sums[by].list);
    coprod__release(&memory, budget->rows, budget->row_room * sizeof *budget->rows);
    coprod__arena_free(&budget->arena);
    coprod_policy_free((coprod_policy *)budget->policy);
    coprod__release(&memory, budget, sizeof *budget);
}

coprod_status coprod_budget_get(const coprod_budget *budget, coprod_budget_info *info)
{
    coprod_status status = coprod__struct_begin(budget, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &budget->info) : status;
}

coprod_status coprod_budget_get_sum(const coprod_budget *budget, int32_t by, uint32_t index, coprod_budget_sum *sum)
{
    coprod_status status = coprod__struct_begin(budget, sum, sizeof *sum);
    if (status != COPROD_OK)
        return status;
    if (by < COPROD_BUDGET_SESSIONS || by > COPROD_BUDGET_PURPOSES || index >= budget->sums[by].count)
        return COPROD_E_UNKNOWN;
    return coprod__struct_out(sum, sizeof *sum, sizeof *sum, &budget->sums[by].list[index]);
}

coprod_status coprod_budget_get_line(const coprod_budget *budget, uint32_t index, coprod_budget_line *line)
{
    coprod_status status = coprod__struct_begin(budget, line, sizeof *line);
    if (status != COPROD_OK)
        return status;
    if (index >= budget->info.line_count)
        return COPROD_E_UNKNOWN;
    return coprod__struct_out(line, sizeof *line, sizeof *line, &budget->rows[index].line);
}
