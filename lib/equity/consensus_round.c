/* SPDX-License-Identifier: MIT */
/* One round of a Delphi survey: who took part, and how far they put the items in the same order. */
#include <math.h>

#include "consensus_internal.h"
#include "special_internal.h"

/* What a round is worked out with: twice the sum of ranks of each item, and whether the round asked about it. */
typedef struct ranking {
    const coprod_consensus_survey *survey;
    uint32_t round;
    uint64_t *twice;
    uint8_t *asked;
    uint32_t ranked;
    uint64_t raters;
    uint64_t ties; /* of each rater and each rating, t^3 - t */
} ranking;

static int answers_any(const coprod_consensus_survey *survey, uint32_t round, uint32_t person)
{
    const int32_t *ratings = coprod__survey_person(survey, round, person);
    for (uint32_t item = 0; item < survey->items; item++)
        if (ratings[item] != COPROD_CONSENSUS_NO_ANSWER)
            return 1;
    return 0;
}

static void count_people(const coprod_consensus_survey *survey, uint32_t round, coprod_consensus_round *result)
{
    for (uint32_t person = 0; person < survey->people; person++) {
        const int here = answers_any(survey, round, person);
        const int there = round && answers_any(survey, round - 1, person);
        result->answered += (uint32_t)here;
        result->left += !here && there;
        result->joined += round && here && !there;
    }
}

/* A person's items by rating: those alike share a rank. */
static void rank_items(ranking *own, const int32_t *ratings)
{
    uint64_t given[COPROD_CONSENSUS_STEPS + 1] = {0}, below = 0;
    const int32_t lowest = own->survey->lowest;
    for (uint32_t item = 0; item < own->survey->items; item++)
        if (own->asked[item])
            given[ratings[item] - lowest]++;
    for (int32_t step = 0; step <= own->survey->highest - lowest; step++) {
        const uint64_t tied = given[step];
        own->ties += tied * tied * tied - tied;
        given[step] = 2 * below + tied + 1;
        below += tied;
    }
    for (uint32_t item = 0; item < own->survey->items; item++)
        if (own->asked[item])
            own->twice[item] += given[ratings[item] - lowest];
    own->raters++;
}

static void rank_all(ranking *own)
{
    for (uint32_t person = 0; person < own->survey->people; person++) {
        const int32_t *ratings = coprod__survey_person(own->survey, own->round, person);
        uint32_t item = 0;
        while (item < own->survey->items && (!own->asked[item] || ratings[item] != COPROD_CONSENSUS_NO_ANSWER))
            item++;
        if (item == own->survey->items && own->ranked)
            rank_items(own, ratings);
    }
}

/* 12 S / (m (m (n^3 - n) - ties)); the bracket is an exact integer below 2^60, and so is 0 when all is tied. */
static void concord(const ranking *own, coprod_consensus_round *result)
{
    const uint64_t n = own->ranked, m = own->raters, rest = m * (n * n * n - n) - own->ties;
    double sum = 0;
    result->raters = (uint32_t)m;
    result->ranked = (uint32_t)n;
    result->w_state = n < 2 ? COPROD_CONSENSUS_FEW_ITEMS
                      : m < 2 ? COPROD_CONSENSUS_FEW_PEOPLE
                      : !rest ? COPROD_CONSENSUS_ALL_TIED
                              : COPROD_CONSENSUS_KNOWN;
    if (result->w_state != COPROD_CONSENSUS_KNOWN)
        return;
    for (uint32_t item = 0; item < own->survey->items; item++) {
        const double away = own->asked[item] ? (double)((int64_t)own->twice[item] - (int64_t)(m * (n + 1))) : 0;
        sum += away * away;
    }
    result->w = 3 * sum / ((double)m * (double)rest);
    result->w = result->w < 1 ? result->w : 1;
    result->chi_square = (double)m * (double)(n - 1) * result->w;
    result->p_value = coprod__chi_square_upper(result->chi_square, (double)(n - 1));
}

/* Every item by itself, which also checks every rating. */
static coprod_status look_at_items(const coprod_consensus_rules *rules, ranking *own, coprod_consensus_round *result)
{
    for (uint32_t i = 0; i < own->survey->items; i++) {
        coprod_consensus_item item = {.size = sizeof item};
        coprod_status status = coprod__survey_item(rules, own->survey, own->round, i, &item);
        if (status != COPROD_OK)
            return status;
        own->asked[i] = item.answered > 0;
        own->ranked += item.answered > 0;
        result->agreed_items += item.agreement == COPROD_CONSENSUS_YES;
        result->close_items += item.close == COPROD_CONSENSUS_YES;
        result->stable_items += item.stable == COPROD_CONSENSUS_YES;
    }
    return COPROD_OK;
}

static coprod_status look_at_round(const coprod_consensus_rules *rules, const coprod_consensus_survey *survey,
                                   uint32_t round, const coprod_allocator *allocator, coprod_consensus_round *result)
{
    ranking own = {.survey = survey, .round = round};
    const size_t bytes = survey->items * sizeof *own.twice;
    coprod__memory memory;
    coprod_status status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    own.twice = coprod__alloc(&memory, bytes);
    own.asked = coprod__alloc(&memory, survey->items);
    status = own.twice && own.asked ? look_at_items(rules, &own, result) : COPROD_E_MEMORY;
    if (status == COPROD_OK) {
        result->w = result->chi_square = result->p_value = NAN;
        count_people(survey, round, result);
        rank_all(&own);
        concord(&own, result);
    }
    coprod__release(&memory, own.asked, survey->items);
    coprod__release(&memory, own.twice, bytes);
    return status;
}

coprod_status coprod_consensus_round_get(const coprod_consensus_rules *rules, const coprod_consensus_survey *survey,
                                         uint32_t round, const coprod_allocator *allocator,
                                         coprod_consensus_round *result)
{
    coprod_consensus_round own = {.size = sizeof own};
    coprod_consensus_survey checked;
    coprod_status status = coprod__struct_begin(rules, result, sizeof own);
    if (status == COPROD_OK)
        status = coprod__survey_open(survey, round, &checked);
    if (status == COPROD_OK)
        status = look_at_round(rules, &checked, round, allocator, &own);
    return status == COPROD_OK ? coprod__struct_out(result, sizeof own, sizeof own, &own) : status;
}
