/* SPDX-License-Identifier: MIT */
/* One item of a Delphi survey in one round: who agrees, how far apart they are, what moved. All of it is counted. */
#include "consensus_internal.h"

#include <math.h>

enum { STEPS = COPROD_CONSENSUS_STEPS + 1 };

coprod_status coprod__survey_open(const coprod_consensus_survey *given, uint32_t round, coprod_consensus_survey *own)
{
    size_t all = 0;
    coprod_status status = given ? coprod__struct_in(given, sizeof *own, sizeof *own, own) : COPROD_E_ARGUMENT;
    if (status == COPROD_OK && !own->ratings)
        status = COPROD_E_ARGUMENT;
    if (status != COPROD_OK)
        return status;
    if (!own->rounds || !own->people || !own->items || own->lowest == COPROD_CONSENSUS_NO_ANSWER
        || own->highest <= own->lowest || own->agree_from < own->lowest || own->agree_to < own->agree_from
        || own->agree_to > own->highest)
        return COPROD_E_RANGE;
    if (own->people > COPROD_CONSENSUS_PEOPLE || own->items > COPROD_CONSENSUS_ITEMS
        || (int64_t)own->highest - own->lowest > COPROD_CONSENSUS_STEPS
        || coprod__size_mul((size_t)own->people * own->items, own->rounds, &all) != COPROD_OK)
        return COPROD_E_LIMIT;
    return round < own->rounds ? COPROD_OK : COPROD_E_UNKNOWN;
}

/* How many gave each rating, from the lowest on. */
typedef struct tally {
    uint32_t given[STEPS];
    uint32_t count;
} tally;

static void add(const coprod_consensus_survey *survey, tally *all, int32_t rating)
{
    all->given[rating - survey->lowest]++;
    all->count++;
}

/* Four times the rating that stands at `fourths` / 4 in the order from 0 on, between two of them in proportion. */
static int32_t at_fourths(const coprod_consensus_survey *survey, const tally *all, uint64_t fourths)
{
    const uint64_t place = fourths / 4;
    const int32_t part = (int32_t)(fourths % 4);
    uint64_t up_to = 0;
    int32_t step = 0, next;
    while ((up_to += all->given[step]) <= place)
        step++;
    for (next = step; part && up_to <= place + 1;)
        up_to += all->given[++next];
    return 4 * (survey->lowest + step) + part * (next - step);
}

static int32_t quartile(const coprod_consensus_survey *survey, const tally *all, uint32_t number)
{
    return at_fourths(survey, all, (uint64_t)number * (all->count - 1));
}

static int32_t range(const coprod_consensus_survey *survey, const tally *all)
{
    return quartile(survey, all, 3) - quartile(survey, all, 1);
}

static int32_t answer(int yes)
{
    return yes ? COPROD_CONSENSUS_YES : COPROD_CONSENSUS_NO;
}

static void describe(const coprod_consensus_rules *rules, const coprod_consensus_survey *survey, const tally *now,
                     coprod_consensus_item *result)
{
    const coprod_consensus_rules_info *info = &rules->info;
    result->answered = now->count;
    result->share = NAN;
    if (!now->count)
        return;
    for (int32_t rating = survey->agree_from; rating <= survey->agree_to; rating++)
        result->agreed += now->given[rating - survey->lowest];
    result->share = (double)result->agreed / (double)now->count;
    result->agreement = answer((uint64_t)result->agreed * info->agreement_under
                               >= (uint64_t)info->agreement_over * now->count);
    result->median_twice = quartile(survey, now, 2) / 2; /* a half at most: it divides */
    result->lower_quartile_fourths = quartile(survey, now, 1);
    result->upper_quartile_fourths = quartile(survey, now, 3);
    result->range_fourths = range(survey, now);
    result->close = answer((uint64_t)result->range_fourths <= 4 * (uint64_t)info->spread_most);
}

/* Of those who answered in both rounds. */
static void compare(const coprod_consensus_rules *rules, const coprod_consensus_survey *survey, const tally *before,
                    const tally *after, coprod_consensus_item *result)
{
    uint64_t differences = 0;
    result->both = after->count;
    if (!after->count)
        return;
    for (int step = 0; step <= survey->highest - survey->lowest; step++) {
        const uint32_t a = before->given[step], b = after->given[step];
        differences += a > b ? a - b : b - a;
    }
    result->net_moved = (uint32_t)(differences / 2); /* as many went as came */
    result->median_change_twice = quartile(survey, after, 2) / 2 - quartile(survey, before, 2) / 2;
    result->range_change_fourths = range(survey, after) - range(survey, before);
    result->stable = answer((uint64_t)result->net_moved * rules->info.change_under
                            < (uint64_t)rules->info.change_over * after->count);
}

static int is_right(const coprod_consensus_survey *survey, int32_t rating)
{
    return rating == COPROD_CONSENSUS_NO_ANSWER || (rating >= survey->lowest && rating <= survey->highest);
}

coprod_status coprod__survey_item(const coprod_consensus_rules *rules, const coprod_consensus_survey *survey,
                                  uint32_t round, uint32_t item, coprod_consensus_item *result)
{
    tally now = {{0}, 0}, before = {{0}, 0}, after = {{0}, 0};
    for (uint32_t person = 0; person < survey->people; person++) {
        const int32_t rating = coprod__survey_person(survey, round, person)[item];
        const int32_t earlier = round ? coprod__survey_person(survey, round - 1, person)[item]
                                      : COPROD_CONSENSUS_NO_ANSWER;
        const int here = rating != COPROD_CONSENSUS_NO_ANSWER, there = earlier != COPROD_CONSENSUS_NO_ANSWER;
        if (!is_right(survey, rating) || !is_right(survey, earlier))
            return COPROD_E_RANGE;
        if (here)
            add(survey, &now, rating);
        if (here && there) {
            add(survey, &before, earlier);
            add(survey, &after, rating);
            result->moved += rating != earlier;
        }
        result->left += !here && there;
        result->joined += round && here && !there;
    }
    describe(rules, survey, &now, result);
    compare(rules, survey, &before, &after, result);
    return COPROD_OK;
}

coprod_status coprod_consensus_item_get(const coprod_consensus_rules *rules, const coprod_consensus_survey *survey,
                                        uint32_t round, uint32_t item, coprod_consensus_item *result)
{
    coprod_consensus_item own = {.size = sizeof own};
    coprod_consensus_survey checked;
    coprod_status status = coprod__struct_begin(rules, result, sizeof own);
    if (status == COPROD_OK)
        status = coprod__survey_open(survey, round, &checked);
    if (status == COPROD_OK)
        status = item < checked.items ? coprod__survey_item(rules, &checked, round, item, &own) : COPROD_E_UNKNOWN;
    return status == COPROD_OK ? coprod__struct_out(result, sizeof own, sizeof own, &own) : status;
}

const char *coprod_consensus_state_name(int32_t state)
{
    static const char *const names[] = {"", "fewer than two people rated all items", "fewer than two items",
                                        "all ratings tied"};
    return state > 0 && state < (int32_t)(sizeof names / sizeof *names) ? names[state] : "";
}
