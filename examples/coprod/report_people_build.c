/* SPDX-License-Identifier: MIT */
/* Asks the library of people and planned events, and puts down in words what all three formats tell. */
#include <stdlib.h>
#include <string.h>

#include "report_gaps.h"

/* "ethnic-group" is "Ethnic group". */
static char *words_of(const char *id)
{
    char *text = malloc(strlen(id) + 1);
    if (!text)
        return NULL;
    strcpy(text, id);
    for (char *at = text; *at; at++)
        *at = *at == '-' || *at == '_' ? ' ' : *at;
    if (*text >= 'a' && *text <= 'z')
        *text = (char)(*text - 'a' + 'A');
    return text;
}

static void free_set(told_set *own)
{
    char *const texts[] = {own->when, own->coverage, own->balance, own->bounds, own->missing, own->below, own->invited,
                           own->change, own->not_assessed, own->costs, own->access};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    for (uint32_t i = 0; own->groups && i < own->frame.group_count; i++)
        free(own->groups[i].state);
    for (size_t i = 0; own->views && i < (size_t)TOLD_COLUMNS * own->frame.dimension_count; i++)
        coprod_view_free(own->views[i]);
    for (uint32_t i = 0; own->needs && i < own->info.need_count; i++) {
        coprod_view_free(own->needs[i].view);
        free(own->needs[i].state);
    }
    for (uint32_t i = 0; own->dimensions && i < own->frame.dimension_count; i++) {
        free(own->dimensions[i].name);
        free(own->dimensions[i].balance);
        free(own->dimensions[i].chance);
        free(own->dimensions[i].unknown);
        free(own->dimensions[i].not_scored);
    }
    gaps_free(own->gaps);
    free(own->views);
    free(own->needs);
    free(own->groups);
    free(own->dimensions);
}

void people_free(told_people *own)
{
    if (!own)
        return;
    for (size_t i = 0; own->sets && i < own->count; i++)
        free_set(&own->sets[i]);
    coprod_publish_rule_free(own->rule);
    coprod_publish_rule_free(own->exact);
    free(own->sets);
    free(own->summary);
    free(own->plan);
    free(own);
}

/* --- one set --- */

static int describe(const report *r, told_set *own, size_t index)
{
    own->info.size = sizeof own->info;
    own->frame.size = sizeof own->frame;
    coprod_dossier_get_people(r->dossier, index, &own->info);
    coprod_frame_get(own->info.frame, &own->frame);
    own->groups = calloc(own->frame.group_count + (size_t)1, sizeof *own->groups);
    own->dimensions = calloc(own->frame.dimension_count + (size_t)1, sizeof *own->dimensions);
    if (!own->groups || !own->dimensions)
        return 0;
    for (uint32_t i = 0; i < own->frame.dimension_count; i++) {
        own->dimensions[i].info.size = sizeof own->dimensions[i].info;
        coprod_frame_get_dimension(own->info.frame, i, &own->dimensions[i].info);
        own->dimensions[i].name = words_of(own->dimensions[i].info.id);
        if (!own->dimensions[i].name)
            return 0;
    }
    for (uint32_t i = 0; i < own->frame.group_count; i++) {
        coprod_dossier_count count = {.size = sizeof count};
        own->groups[i].info.size = sizeof own->groups[i].info;
        coprod_frame_get_group(own->info.frame, i, &own->groups[i].info);
        own->groups[i].name = own->groups[i].info.title[0] ? own->groups[i].info.title : own->groups[i].info.id;
        coprod_dossier_get_count(r->dossier, index, i, &count);
        own->dimensions[own->groups[i].info.dimension].is_scored = count.is_scored;
    }
    return 1;
}

/* The share of those who answered, where both numbers may be shown. */
static void measure_share(told_group *own, const figure *total)
{
    own->share.size = sizeof own->share;
    own->has_share = own->count.known && own->count.shown && total->known && total->shown && total->value
                     && own->count.value <= total->value
                     && coprod_share_limits(own->count.value, total->value, NULL, &own->share) == COPROD_OK
                     && own->share.state == COPROD_LIMITS_KNOWN;
}

/* Who is missing, who is short, and by how many: from what the figure leaves possible. */
static void measure_need(const told_set *set, told_group *own)
{
    const figure *count = &own->count;
    uint64_t target = own->info.target_people;
    own->has_population = own->info.has_population && own->info.population > 0;
    own->population = own->has_population ? (double)own->info.population / (double)own->info.denominator : 0;
    if (!count->known)
        return;
    own->missing = !count->high && !(own->info.has_population && !own->info.population);
    own->maybe_missing = !count->low && count->high;
    if (!own->has_population || set->frame.mode != COPROD_FRAME_FIXED)
        return;
    own->below = !own->missing && count->high < target;
    own->maybe_below = !own->below && count->high && count->low < target;
    own->need_low = count->high < target ? target - count->high : 0;
    own->need_high = count->low < target ? target - count->low : 0;
}

static int put_down(told_set *set)
{
    void (*const words[])(out *, const told_set *) = {words_set_when, words_coverage, words_balance, words_bounds,
                                                      words_missing, words_below, words_not_assessed, words_invited,
                                                      words_costs, words_access};
    char **const texts[] = {&set->when, &set->coverage, &set->balance, &set->bounds, &set->missing, &set->below,
                            &set->not_assessed, &set->invited, &set->costs, &set->access};
    void (*const dimension_words[])(out *, const told_set *, uint32_t) = {words_dimension_balance,
                                                                          words_dimension_chance,
                                                                          words_dimension_unknown,
                                                                          words_dimension_gap};
    int good = 1;
    for (uint32_t i = 0; i < set->frame.dimension_count; i++) {
        char **const own[] = {&set->dimensions[i].balance, &set->dimensions[i].chance, &set->dimensions[i].unknown,
                              &set->dimensions[i].not_scored};
        for (size_t k = 0; k < sizeof own / sizeof *own; k++) {
            out o = {NULL, 0, 0, 0};
            dimension_words[k](&o, set, i);
            good &= (*own[k] = out_take(&o)) != NULL;
        }
    }
    for (uint32_t i = 0; i < set->frame.group_count; i++) {
        out o = {NULL, 0, 0, 0};
        words_group_state(&o, set, &set->groups[i]);
        good &= (set->groups[i].state = out_take(&o)) != NULL;
    }
    for (size_t i = 0; good && i < sizeof words / sizeof *words; i++) {
        out o = {NULL, 0, 0, 0};
        words[i](&o, set);
        good &= (*texts[i] = out_take(&o)) != NULL;
    }
    return good;
}

/* The earlier set of the same frame, and what each group was in it. */
static void find_before(told_people *all, told_set *own)
{
    for (const told_set *earlier = own; earlier-- > all->sets;)
        if (earlier->info.frame_index == own->info.frame_index) {
            own->before = 1 + (size_t)(earlier - all->sets);
            break;
        }
}

static void take_before(const told_people *all, told_set *own)
{
    const told_set *before = own->before ? &all->sets[own->before - 1] : NULL;
    for (uint32_t i = 0; before && i < own->frame.group_count; i++) {
        own->groups[i].before = before->groups[i].count;
        own->groups[i].has_before = before->groups[i].count.known;
    }
}

static coprod_status build_set(const report *r, told_people *all, size_t index)
{
    told_set *own = &all->sets[index];
    out change = {NULL, 0, 0, 0};
    coprod_status status;
    if (!describe(r, own, index))
        return COPROD_E_MEMORY;
    find_before(all, own);
    status = people_figures(r, all, index);
    if (status == COPROD_OK)
        status = people_coverage(own);
    if (status == COPROD_OK)
        status = people_needs(r, all, index);
    if (status != COPROD_OK)
        return status;
    people_money(r, all, index);
    take_before(all, own);
    for (uint32_t i = 0; i < own->frame.group_count; i++) {
        measure_share(&own->groups[i], &own->dimensions[own->groups[i].info.dimension].total);
        measure_need(own, &own->groups[i]);
    }
    if (!put_down(own))
        return COPROD_E_MEMORY;
    words_change_of(&change, all, own);
    own->change = out_take(&change);
    return own->change ? gaps_build(r, all, index) : COPROD_E_MEMORY;
}

/* --- all --- */

static coprod_status build_sets(const report *r, told_people *all)
{
    const size_t count = coprod_dossier_people_count(r->dossier);
    coprod_status status = COPROD_OK;
    out words = {NULL, 0, 0, 0};
    if (!count)
        return COPROD_OK;
    all->sets = calloc(count, sizeof *all->sets);
    if (!all->sets)
        return COPROD_E_MEMORY;
    status = coprod_publish_rule_builtin("hes", NULL, &all->rule);
    all->rule_info.size = sizeof all->rule_info;
    if (status == COPROD_OK)
        status = coprod_publish_rule_get(all->rule, &all->rule_info);
    if (status == COPROD_OK)
        status = people_exact_rule(all);
    while (status == COPROD_OK && all->count < count) {
        all->count++;
        status = build_set(r, all, all->count - 1);
    }
    if (status != COPROD_OK)
        return status;
    words_people(&words, all);
    all->summary = out_take(&words);
    return all->summary ? COPROD_OK : COPROD_E_MEMORY;
}

static coprod_status build_plan(const report *r, told_people *all)
{
    out words = {NULL, 0, 0, 0};
    all->barriers.size = sizeof all->barriers;
    all->has_plan = coprod_barriers_get(coprod_dossier_barriers(r->dossier), &all->barriers) == COPROD_OK;
    if (!all->has_plan)
        return COPROD_OK;
    words_plan(&words, r, all);
    all->plan = out_take(&words);
    return all->plan ? COPROD_OK : COPROD_E_MEMORY;
}

coprod_status people_build(const report *r, told_people **own)
{
    told_people *all;
    coprod_status status;
    *own = NULL;
    if (!coprod_dossier_people_count(r->dossier) && !coprod_dossier_barriers(r->dossier))
        return COPROD_OK;
    *own = all = calloc(1, sizeof *all);
    if (!all)
        return COPROD_E_MEMORY;
    status = build_sets(r, all);
    return status == COPROD_OK ? build_plan(r, all) : status;
}
