/* SPDX-License-Identifier: MIT */
/* coprod measure: consensus of a Delphi survey. Its ratings are an array of rounds; a round is an array of people, the
 * same ones in each; a person is an array of items, null where there is no answer. */
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"

typedef struct reading {
    measure_call *call;
    int32_t *ratings;
    size_t rounds, people, items;
    int64_t lowest, highest;
} reading;

static int wrong_rating(const reading *own, size_t round, size_t person, size_t item, const char *problem)
{
    char place[96];
    int at = snprintf(place, sizeof place, "rounds/%zu", round);
    if (person != SIZE_MAX)
        at += snprintf(place + at, sizeof place - (size_t)at, "/%zu", person);
    if (item != SIZE_MAX)
        snprintf(place + at, sizeof place - (size_t)at, "/%zu", item);
    measure_wrong(own->call, place, problem);
    return 0;
}

static int read_person(reading *own, const json_t *ratings, size_t round, size_t person)
{
    int32_t *out = own->ratings + (round * own->people + person) * own->items;
    if (json_array_size(ratings) != own->items)
        return wrong_rating(own, round, person, SIZE_MAX, "give an array with a rating, or null, for each item");
    for (size_t i = 0; i < own->items; i++) {
        const json_t *one = json_array_get(ratings, i);
        const json_int_t rating = json_integer_value(one);
        if (json_is_null(one))
            out[i] = COPROD_CONSENSUS_NO_ANSWER;
        else if (!json_is_integer(one) || rating < own->lowest || rating > own->highest)
            return wrong_rating(own, round, person, i, "this must be a whole number of the scale, or null");
        else
            out[i] = (int32_t)rating;
    }
    return 1;
}

static int read_ratings(reading *own)
{
    const json_t *rounds = json_object_get(own->call->input, "rounds"), *first = json_array_get(rounds, 0);
    own->rounds = json_array_size(rounds);
    own->people = json_array_size(first);
    own->items = json_array_size(json_array_get(first, 0));
    if (!own->items) {
        measure_wrong(own->call, "rounds",
                      "give an array of rounds, each an array of people, each an array of ratings");
        return 0;
    }
    if (own->people > COPROD_CONSENSUS_PEOPLE || own->items > COPROD_CONSENSUS_ITEMS || own->rounds > 1000)
        return measure_ok(own->call, "rounds", COPROD_E_LIMIT);
    own->ratings = calloc(own->rounds * own->people * own->items, sizeof *own->ratings);
    if (!own->ratings)
        return measure_ok(own->call, "rounds", COPROD_E_MEMORY);
    for (size_t r = 0; r < own->rounds; r++) {
        const json_t *round = json_array_get(rounds, r);
        if (json_array_size(round) != own->people)
            return wrong_rating(own, r, SIZE_MAX, SIZE_MAX, "give the same people as in the first round");
        for (size_t p = 0; p < own->people; p++)
            if (!read_person(own, json_array_get(round, p), r, p))
                return 0;
    }
    return 1;
}

/* A rating of the scale itself, which may be below 0. */
static int read_whole(measure_call *call, const char *key, int64_t *value)
{
    const json_t *json = json_object_get(call->input, key);
    if (json && (!json_is_integer(json) || json_integer_value(json) < -1000000 || json_integer_value(json) > 1000000))
        measure_wrong(call, key, "this must be a whole number from -1000000 to 1000000");
    else if (json)
        *value = json_integer_value(json);
    return !call->problem[0];
}

/* --- rules --- */

/* A threshold of the question takes the place of the one in the rules. */
static coprod_consensus_rules *make_rules(measure_call *call)
{
    coprod_consensus_rules *rules = NULL, *own = NULL;
    coprod_consensus_rules_info info = {.size = sizeof info};
    int64_t over, under;
    uint64_t spread;
    char text[512];
    if (!measure_ok(call, NULL, coprod_consensus_rules_builtin(NULL, &rules)))
        return NULL;
    coprod_consensus_rules_get(rules, &info);
    over = info.agreement_over, under = info.agreement_under, spread = info.spread_most;
    if (!measure_has(call, "threshold") && !measure_has(call, "spread"))
        return rules;
    if (measure_fraction(call, "threshold", &over, &under) && measure_count(call, "spread", &spread)) {
        snprintf(text, sizeof text,
                 "{\"schema\": \"consensus-rules/1\", \"id\": \"asked\", \"version\": \"1\", \"title\": \"As asked\", "
                 "\"agreement_over\": %lld, \"agreement_under\": %lld, \"spread_most\": %llu, \"change_over\": %u, "
                 "\"change_under\": %u}",
                 (long long)over, (long long)under, (unsigned long long)spread, (unsigned)info.change_over,
                 (unsigned)info.change_under);
        if (coprod_consensus_rules_load(text, COPROD_NTS, NULL, NULL, &own) != COPROD_OK)
            measure_wrong(call, measure_has(call, "threshold") ? "threshold" : "spread",
                          "the threshold must lie from 0 to 1, and the spread from 0 to 1000");
    }
    coprod_consensus_rules_free(rules);
    return own;
}

/* --- answers --- */

static json_t *yes_or_no(int32_t answer)
{
    return answer == COPROD_CONSENSUS_NOT_KNOWN ? json_null() : json_boolean(answer == COPROD_CONSENSUS_YES);
}

static json_t *real_or_null(double value)
{
    json_t *real = json_real(value); /* NULL if it is not finite */
    return real ? real : json_null();
}

static void put_movement(json_t *answer, const coprod_consensus_item *item)
{
    json_object_set_new(answer, "both", json_integer(item->both));
    json_object_set_new(answer, "moved", json_integer(item->moved));
    json_object_set_new(answer, "net_moved", json_integer(item->net_moved));
    json_object_set_new(answer, "median_change", json_real(item->median_change_twice / 2.0));
    json_object_set_new(answer, "range_change", json_real(item->range_change_fourths / 4.0));
    json_object_set_new(answer, "stable", yes_or_no(item->stable));
    json_object_set_new(answer, "left", json_integer(item->left));
    json_object_set_new(answer, "joined", json_integer(item->joined));
}

static json_t *item_answer(const coprod_consensus_item *item, int later)
{
    json_t *answer = json_object();
    const int known = item->answered > 0;
    json_object_set_new(answer, "answered", json_integer(item->answered));
    json_object_set_new(answer, "agreed", json_integer(item->agreed));
    json_object_set_new(answer, "share", real_or_null(item->share));
    json_object_set_new(answer, "agreement", yes_or_no(item->agreement));
    json_object_set_new(answer, "median", known ? json_real(item->median_twice / 2.0) : json_null());
    json_object_set_new(answer, "lower_quartile", known ? json_real(item->lower_quartile_fourths / 4.0) : json_null());
    json_object_set_new(answer, "upper_quartile", known ? json_real(item->upper_quartile_fourths / 4.0) : json_null());
    json_object_set_new(answer, "interquartile_range", known ? json_real(item->range_fourths / 4.0) : json_null());
    json_object_set_new(answer, "close", yes_or_no(item->close));
    if (later)
        put_movement(answer, item);
    return answer;
}

static json_t *round_answer(const coprod_consensus_round *round, int later)
{
    json_t *answer = json_object();
    json_object_set_new(answer, "answered", json_integer(round->answered));
    if (later) {
        json_object_set_new(answer, "left", json_integer(round->left));
        json_object_set_new(answer, "joined", json_integer(round->joined));
    }
    json_object_set_new(answer, "agreed_items", json_integer(round->agreed_items));
    json_object_set_new(answer, "close_items", json_integer(round->close_items));
    if (later)
        json_object_set_new(answer, "stable_items", json_integer(round->stable_items));
    json_object_set_new(answer, "kendall_w", real_or_null(round->w));
    json_object_set_new(answer, "chi_square", real_or_null(round->chi_square));
    json_object_set_new(answer, "p_value", real_or_null(round->p_value));
    if (round->w_state != COPROD_CONSENSUS_KNOWN)
        json_object_set_new(answer, "state", json_string(coprod_consensus_state_name(round->w_state)));
    json_object_set_new(answer, "raters", json_integer(round->raters));
    json_object_set_new(answer, "ranked", json_integer(round->ranked));
    return answer;
}

static void answer_rounds(measure_call *call, const coprod_consensus_rules *rules,
                          const coprod_consensus_survey *survey)
{
    json_t *rounds = json_array();
    for (uint32_t r = 0; r < survey->rounds && !call->problem[0]; r++) {
        coprod_consensus_round round = {.size = sizeof round};
        json_t *items = json_array(), *answer;
        coprod_status status = coprod_consensus_round_get(rules, survey, r, NULL, &round);
        for (uint32_t i = 0; i < survey->items && status == COPROD_OK; i++) {
            coprod_consensus_item item = {.size = sizeof item};
            status = coprod_consensus_item_get(rules, survey, r, i, &item);
            json_array_append_new(items, item_answer(&item, r > 0));
        }
        answer = round_answer(&round, r > 0);
        json_object_set_new(answer, "items", items);
        json_array_append_new(rounds, answer);
        if (status == COPROD_E_RANGE || status == COPROD_E_LIMIT)
            measure_wrong(call, "agree_from", "the scale must rise by at most 1000, and agreement must lie on it");
        measure_ok(call, NULL, status);
    }
    json_object_set_new(call->output, "rounds", rounds);
}

static void run_consensus(measure_call *call)
{
    reading own = {.call = call, .lowest = 1, .highest = 5};
    int64_t from = 0, to = 0;
    coprod_consensus_rules *rules = NULL;
    if (read_whole(call, "lowest", &own.lowest) && read_whole(call, "highest", &own.highest)
        && read_whole(call, "agree_from", &from)) {
        to = own.highest;
        if (read_whole(call, "agree_to", &to) && read_ratings(&own))
            rules = make_rules(call);
    }
    if (rules) {
        const coprod_consensus_survey survey = {
            sizeof survey, own.ratings, (uint32_t)own.rounds, (uint32_t)own.people, (uint32_t)own.items,
            (int32_t)own.lowest, (int32_t)own.highest, (int32_t)from, (int32_t)to, 0};
        answer_rounds(call, rules, &survey);
    }
    coprod_consensus_rules_free(rules);
    free(own.ratings);
}

const measure measures_of_consensus[] = {
    {"consensus", "rounds[] lowest highest agree_from agree_to? threshold? spread?",
     "agreement, medians, ranges, stability and Kendall's W of a Delphi survey, round by round", run_consensus},
    {NULL, NULL, NULL, NULL},
};
