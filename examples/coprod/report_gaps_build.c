/* SPDX-License-Identifier: MIT */
/* Finds the gaps of a set of counted people, in the view in which they may be told. */
#include <stdlib.h>
#include <string.h>

#include "missing.h"
#include "report_gaps.h"

void gaps_free(told_gaps *own)
{
    if (!own)
        return;
    for (size_t i = 0; own->list && i < own->found.count; i++)
        free(own->list[i].text);
    free(own->list);
    free(own->withheld);
    free(own->headline);
    free(own->looked);
    free(own->lead);
    free(own->matrix.cells);
    free(own->matrix.caption);
    free(own->matrix.why);
    free(own->invitations);
    coprod_pattern_plan_free(own->plan);
    json_decref(own->document);
    coprod_pattern_gaps_free(own->gaps);
    free(own);
}

/* --- names --- */

coprod_pattern_attribute gaps_attribute(const told_gaps *own, uint32_t index)
{
    coprod_pattern_attribute attribute = {.size = sizeof attribute};
    coprod_pattern_schema_attribute(own->info.schema, index, &attribute);
    return attribute;
}

const char *gaps_attribute_name(const told_gaps *own, uint32_t index)
{
    const coprod_pattern_attribute attribute = gaps_attribute(own, index);
    return attribute.title[0] ? attribute.title : attribute.id;
}

const char *gaps_value_name(const told_gaps *own, uint32_t attribute, uint32_t index)
{
    coprod_pattern_value value = {.size = sizeof value};
    coprod_pattern_schema_value(own->info.schema, attribute, index, &value);
    return value.label[0] ? value.label : value.id;
}

const told_gap *gaps_above(const told_gaps *own, const uint16_t *codes)
{
    const told_gap *found = NULL;
    for (size_t i = 0; i < own->found.count; i++) {
        const told_gap *gap = &own->list[i];
        uint32_t a = 0;
        while (a < own->schema.attribute_count
               && (gap->codes[a] == COPROD_PATTERN_ANY || gap->codes[a] == codes[a]))
            a++;
        if (a == own->schema.attribute_count && (!found || gap->high < found->high))
            found = gap;
    }
    return found;
}

/* --- what is asked --- */

/* A fair share of a group of so many people would be what is needed; it goes by the number that is told. */
static void fair_minimum(told_gaps *own)
{
    uint16_t any[GAPS_ATTRIBUTES];
    uint64_t all = 0;
    if (own->info.has_min_people || !own->people.value)
        return;
    for (size_t a = 0; a < GAPS_ATTRIBUTES; a++)
        any[a] = COPROD_PATTERN_ANY;
    coprod_pattern_people_count(own->info.population, any, &all);
    own->minimum = missing_fair_minimum(own->info.need, all, own->people.value);
    own->is_fair = 1;
}

/* From how many people on the library tells in a view how many live somewhere: a plan without gaps says so. */
static coprod_status told_from(const told_gaps *own, uint64_t *from)
{
    coprod_pattern_plan_info info = {.size = sizeof info};
    coprod_pattern_plan *plan = NULL;
    coprod_status status = coprod_pattern_plan_new(own->info.schema, NULL, &plan);
    if (status == COPROD_OK)
        status = coprod_pattern_plan_publish(plan, own->publish_from);
    if (status == COPROD_OK)
        status = coprod_pattern_plan_make(plan, NULL);
    if (status == COPROD_OK)
        status = coprod_pattern_plan_get(plan, &info);
    coprod_pattern_plan_free(plan);
    *from = info.told_from;
    return status;
}

/* In a view a lower one would tell of a few people that they live there, or that nobody does. */
static coprod_status settle_minimum(told_gaps *own)
{
    uint64_t least = 0;
    coprod_status status = COPROD_OK;
    own->minimum = own->info.min_people;
    if (!own->info.has_population)
        return COPROD_OK;
    fair_minimum(own);
    if (own->publish_from)
        status = told_from(own, &least);
    if (own->minimum < least) {
        own->minimum = least;
        own->is_fair = 0;
    }
    return status;
}

static coprod_status find(told_gaps *own)
{
    coprod_pattern_query query = {.size = sizeof query, .population = own->info.population,
                                  .threshold = own->info.need, .max_results = GAPS_MOST,
                                  .max_level = own->info.levels, .min_population = own->minimum,
                                  .publish_from = own->publish_from};
    coprod_status status = coprod_pattern_find(own->info.tally, &query, NULL, NULL, &own->gaps);
    own->found.size = sizeof own->found;
    return status == COPROD_OK ? coprod_pattern_gaps_get(own->gaps, &own->found) : status;
}

/* --- what is told --- */

static coprod_status write_document(told_gaps *own)
{
    size_t needed = 0;
    char *text;
    coprod_status status = coprod_pattern_gaps_json(own->gaps, own->publish_from, NULL, 0, &needed);
    if (status != COPROD_OK && status != COPROD_E_BUFFER)
        return status;
    text = malloc(needed);
    if (text && coprod_pattern_gaps_json(own->gaps, own->publish_from, text, needed, NULL) == COPROD_OK)
        own->document = json_loads(text, 0, NULL);
    free(text);
    return own->document ? COPROD_OK : COPROD_E_MEMORY;
}

static char *sentence(const told_gaps *own, size_t index)
{
    size_t needed = 0;
    char *text;
    coprod_pattern_gaps_text(own->gaps, index, own->publish_from, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (!text || coprod_pattern_gaps_text(own->gaps, index, own->publish_from, text, needed, NULL) != COPROD_OK) {
        free(text);
        return NULL;
    }
    return strcat(text, ".");
}

/* A band is {"from", "to"}; a number stands by itself. */
static void read_band(const json_t *told, told_gap *gap)
{
    const json_t *from = json_object_get(told, "from"), *to = json_object_get(told, "to");
    gap->low = (uint64_t)json_integer_value(from ? from : told);
    gap->high = (uint64_t)json_integer_value(to ? to : told);
}

/* A band, of few, is none: true numbers would put them in an order that tells of them. */
static uint64_t people_told(const json_t *gap)
{
    return (uint64_t)json_integer_value(json_object_get(gap, "population"));
}

static coprod_status take_list(told_gaps *own)
{
    const json_t *gaps = json_object_get(own->document, "gaps");
    own->list = calloc(own->found.count + 1, sizeof *own->list);
    if (!own->list)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < own->found.count; i++) {
        told_gap *gap = &own->list[i];
        coprod_pattern_gap info = {.size = sizeof info};
        coprod_pattern_gaps_gap(own->gaps, i, gap->codes, GAPS_ATTRIBUTES, &info);
        gap->population = people_told(json_array_get(gaps, i));
        read_band(json_object_get(json_array_get(gaps, i), "coverage"), gap);
        gap->text = sentence(own, i);
        if (!gap->text)
            return COPROD_E_MEMORY;
    }
    return COPROD_OK;
}

/* Those where the most people live; where that is not known, the first. */
static void choose_most(told_gaps *own)
{
    const size_t room = own->info.top < own->found.count ? own->info.top : (size_t)own->found.count;
    while (own->most_count < room) {
        size_t best = own->found.count;
        for (size_t i = 0; i < own->found.count; i++) {
            int taken = 0;
            for (size_t k = 0; k < own->most_count; k++)
                taken |= own->most[k] == i;
            if (!taken && (best == own->found.count || own->list[i].population > own->list[best].population))
                best = i;
        }
        own->most[own->most_count++] = best;
    }
}

static coprod_status withhold(told_gaps *own, const char *why)
{
    own->withheld = strdup(why);
    return own->withheld ? COPROD_OK : COPROD_E_MEMORY;
}

/* --- a set --- */

static coprod_status look(const report *r, const told_people *all, size_t index, told_gaps *own, uint64_t people)
{
    const char *why = words_gaps_withheld(own, people);
    coprod_status status;
    int tells;
    if (why[0])
        return withhold(own, why);
    status = settle_minimum(own);
    if (status == COPROD_OK)
        status = find(own);
    if (status == COPROD_OK)
        status = write_document(own);
    if (status == COPROD_OK)
        status = take_list(own);
    if (status != COPROD_OK)
        return status;
    tells = own->publish_from ? gaps_tell_too_much(all, index, own) : 0;
    if (tells == GAPS_NO_MEMORY)
        return COPROD_E_MEMORY;
    if (tells)
        return withhold(own, tells == GAPS_NOT_SETTLED
                                 ? "Not shown: there are too many questions at once to make sure that no small number "
                                   "could be worked out."
                                 : "Not shown: small numbers could be worked out from the list together with other "
                                   "numbers on this page.");
    choose_most(own);
    status = withhold(own, "");
    if (status == COPROD_OK)
        status = gaps_matrix(own);
    if (status == COPROD_OK)
        status = gaps_plan(r, index, own);
    return status == COPROD_OK ? gaps_put_down(own) : status;
}

coprod_status gaps_build(const report *r, told_people *all, size_t index)
{
    told_set *set = &all->sets[index];
    coprod_dossier_combinations info = {.size = sizeof info};
    coprod_pattern_tally_info tally = {.size = sizeof tally};
    coprod_status status = coprod_dossier_get_combinations(r->dossier, index, &info);
    told_gaps *own;
    if (status != COPROD_OK)
        return status == COPROD_E_UNKNOWN ? COPROD_OK : status;
    set->gaps = own = calloc(1, sizeof *own);
    if (!own)
        return COPROD_E_MEMORY;
    own->info = info;
    own->schema.size = sizeof own->schema;
    status = coprod_pattern_schema_get(info.schema, &own->schema);
    if (status == COPROD_OK)
        status = coprod_pattern_tally_get(info.tally, &tally);
    if (status != COPROD_OK)
        return status;
    own->publish_from = set->info.published ? 0 : (uint64_t)all->rule_info.protected_high + 1;
    own->people = set->info.published ? people_exact(tally.people) : people_by_rule(all->rule, tally.people);
    return look(r, all, index, own, tally.people);
}
