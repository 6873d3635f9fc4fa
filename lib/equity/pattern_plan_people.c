/* SPDX-License-Identifier: MIT */
/* People of a population: profiles that were counted, or those in which somebody is estimated to live. Estimates are by
 * what is asked: only of attributes that gaps or partners name, as spread over all of them nobody would be left. */
#include <string.h>

#include "pattern_plan_handle_internal.h"

enum { LOOKED_MOST = 1 << 24 };

static coprod_status put(coprod__plan_profiles *own, const uint16_t *codes, uint64_t people)
{
    if (own->count == COPROD__PLAN_PROFILES_MOST)
        return COPROD_E_LIMIT;
    if (!coprod__more(own->memory, (void **)&own->codes, &own->codes_room, (own->count + 1) * own->attributes,
                      sizeof *own->codes)
        || !coprod__more(own->memory, (void **)&own->people, &own->people_room, own->count + 1, sizeof *own->people))
        return COPROD_E_MEMORY;
    memcpy(own->codes + own->count * own->attributes, codes, own->attributes * sizeof *codes);
    own->people[own->count++] = people;
    return COPROD_OK;
}

void coprod__plan_profiles_free(coprod__plan_profiles *own)
{
    coprod__release(own->memory, own->codes, own->codes_room * sizeof *own->codes);
    coprod__release(own->memory, own->people, own->people_room * sizeof *own->people);
}

/* --- counted --- */

static coprod_status put_counted(coprod__plan_profiles *own, const struct pattern_people *people)
{
    coprod_status status = COPROD_OK;
    for (size_t i = 0; i < people->cells.count && status == COPROD_OK; i++) {
        const uint16_t *codes = people->cells.codes + i * own->attributes;
        if (!coprod__pattern_impossible(people, codes))
            status = put(own, codes, people->cells.weights[i]);
    }
    return status;
}

static coprod_status add_counted(coprod_pattern_plan *plan, const coprod_pattern_people *people)
{
    coprod__plan_profiles own = {.memory = &plan->memory, .attributes = plan->schema->attributes};
    coprod_status status = put_counted(&own, &people->own);
    if (status == COPROD_OK)
        status = coprod_pattern_plan_add_people(plan, own.codes, own.people, own.count, NULL);
    coprod__plan_profiles_free(&own);
    return status;
}

coprod_status coprod_pattern_plan_add_population(coprod_pattern_plan *plan, const coprod_pattern_people *people)
{
    if (!plan || !people)
        return COPROD_E_ARGUMENT;
    if (strcmp(plan->schema->fingerprint, people->own.schema->fingerprint))
        return COPROD_E_FINGERPRINT;
    if (people->own.counted)
        return add_counted(plan, people);
    if (plan->population_count == COPROD__PLAN_POPULATIONS_MOST)
        return COPROD_E_LIMIT;
    coprod__plan_unmake(plan);
    plan->population[plan->population_count++] = coprod__pattern_people_take(people);
    return COPROD_OK;
}

/* --- estimated --- */

typedef struct estimating {
    coprod__plan_profiles *to;
    const struct pattern_people *people;
    const int32_t *stop;
    uint32_t named[PATTERN_ATTRIBUTES], count; /* attributes that gaps or partners name */
    size_t looked, found; /* of all populations */
    uint64_t sum;         /* people in what was found of one */
} estimating;

static uint64_t names_of(const uint16_t *codes, size_t patterns, uint32_t attributes)
{
    uint64_t named = 0;
    for (size_t i = 0; i < patterns; i++)
        for (uint32_t a = 0; a < attributes; a++)
            named |= (uint64_t)(codes[i * attributes + a] != PATTERN_ANY) << a;
    return named;
}

static void find_named(const coprod_pattern_plan *plan, estimating *own)
{
    const uint32_t attributes = plan->schema->attributes;
    uint64_t named = names_of(plan->gaps, plan->gap_count, attributes);
    for (size_t p = 0; p < plan->partner_count; p++)
        named |= names_of(plan->partner[p].codes, plan->partner[p].patterns, attributes);
    for (uint32_t a = 0; a < attributes; a++)
        if (named >> a & 1)
            own->named[own->count++] = a;
}

static coprod_status found(estimating *own, const uint16_t *codes, uint64_t live)
{
    if (own->found++ == COPROD__PLAN_ESTIMATED_MOST)
        return COPROD_E_LIMIT;
    own->sum += live;
    return put(own->to, codes, own->people->parts ? live : UINT64_MAX);
}

/* Value after value of attribute after attribute; where nobody lives, nobody does who is more besides. */
static coprod_status walk(estimating *own, uint16_t *codes)
{
    uint32_t at = 0; /* all before it are settled */
    coprod_status status = COPROD_OK;
    while (status == COPROD_OK) {
        uint16_t *code = &codes[own->named[at]];
        uint64_t live;
        *code = (uint16_t)(*code == PATTERN_ANY ? 0 : *code + 1);
        if (*code == own->people->schema->cardinality[own->named[at]]) {
            *code = PATTERN_ANY;
            if (!at)
                break;
            at--;
            continue;
        }
        if (own->looked++ == LOOKED_MOST)
            return COPROD_E_LIMIT;
        if (own->looked % 1024 == 0 && coprod__pattern_stopped(own->stop))
            return coprod__plan_no_plan;
        live = coprod__pattern_people_of(own->people, codes);
        if (live && at + 1 < own->count)
            at++;
        else if (live)
            status = found(own, codes, live);
    }
    return status;
}

static coprod_status estimate(estimating *own, const struct pattern_people *people)
{
    uint16_t codes[PATTERN_ATTRIBUTES];
    coprod_status status;
    uint64_t all;
    memset(codes, 0xff, sizeof codes);
    own->people = people;
    own->sum = 0;
    all = coprod__pattern_people_of(people, codes);
    if (!all)
        return COPROD_OK;
    status = own->count ? walk(own, codes) : found(own, codes, all);
    /* Spread over too many attributes nobody is left, which does not mean that nobody lives there. */
    return status == COPROD_OK && people->parts && own->sum < all / 2 ? COPROD_E_LIMIT : status;
}

coprod_status coprod__plan_profiles_of(const coprod_pattern_plan *plan, const int32_t *stop,
                                       const coprod_pattern_tally *counted, coprod__plan_profiles *to)
{
    estimating own = {.to = to, .stop = stop};
    coprod_status status = COPROD_OK;
    uint64_t named = 0;
    size_t estimated;
    memset(to, 0, sizeof *to);
    to->memory = &plan->memory;
    to->attributes = plan->schema->attributes;
    to->is_all = plan->population_count || counted;
    if (!to->is_all)
        return COPROD_OK;
    find_named(plan, &own);
    for (uint32_t i = 0; i < own.count; i++)
        named |= (uint64_t)1 << own.named[i];
    for (size_t i = 0; i < plan->population_count && status == COPROD_OK; i++)
        status = estimate(&own, &plan->population[i]->own);
    estimated = to->count;
    for (size_t i = 0; i < plan->profile_count && status == COPROD_OK; i++)
        status = put(to, plan->profiles + i * to->attributes, plan->copies[i]);
    return status == COPROD_OK && counted ? coprod__plan_take_off(to, estimated, named, counted, &to->taken_off)
                                          : status;
}
