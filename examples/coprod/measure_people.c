/* SPDX-License-Identifier: MIT */
/* coprod measure: how lately people were heard, who is new, and whether access needs were met. */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- people of one question --- */

/* Everybody is in one group; nobody is asked which. */
static const char frame_of_all[] =
    "{\"N\": 1, \"groups\": [{\"id\": \"all\", \"dimension\": \"all\", \"population\": 1, \"denominator\": 1}]}";

static coprod_people *new_people(measure_call *call)
{
    coprod_people *people = NULL;
    coprod_frame *frame = NULL;
    if (measure_ok(call, NULL, coprod_frame_load(frame_of_all, COPROD_NTS, NULL, NULL, &frame)))
        measure_ok(call, NULL, coprod_people_new(frame, NULL, &people));
    coprod_frame_free(frame);
    return people;
}

/* Person number so and so was at an event. */
static void see(measure_call *call, coprod_people *people, size_t person, const char *event, int32_t day)
{
    const coprod_sighting sighting = {.size = sizeof sighting, .event = event, .day = day};
    uint8_t pseudonym[COPROD_PSEUDONYM] = {0};
    memcpy(pseudonym, &person, sizeof person);
    measure_ok(call, NULL, coprod_people_see(people, pseudonym, &sighting));
}

/* --- recency --- */

static int read_day(measure_call *call, const char *place, const json_t *json, int32_t *day)
{
    if (!json_is_string(json) || coprod_day_read(json_string_value(json), COPROD_NTS, day) != COPROD_OK)
        measure_wrong(call, place, "this must be a day as text, such as \"2025-03-31\"");
    return !call->problem[0];
}

static int read_days(measure_call *call, const char *key, int32_t *days)
{
    uint64_t number = (uint64_t)*days;
    if (measure_count(call, key, &number) && (number < 1 || number > 1000000))
        measure_wrong(call, key, "this must be a whole number of days from 1 to 1000000");
    *days = (int32_t)(uint32_t)number;
    return !call->problem[0];
}

/* The dates of one person, each an event of its own. */
static void see_dates(measure_call *call, coprod_people *people, size_t person, const json_t *dates)
{
    char place[64], event[32];
    int32_t day = 0;
    snprintf(place, sizeof place, "people/%zu", person);
    if (!json_is_array(dates))
        measure_wrong(call, place, "this must be an array with the days on which one person was heard");
    for (size_t i = 0; i < json_array_size(dates) && !call->problem[0]; i++) {
        snprintf(place, sizeof place, "people/%zu/%zu", person, i);
        snprintf(event, sizeof event, "%zu", i);
        if (read_day(call, place, json_array_get(dates, i), &day))
            see(call, people, person, event, day);
    }
}

static void put_day(measure_call *call, const char *key, int32_t day, int has)
{
    char text[32];
    size_t needed;
    if (has && coprod_day_write(day, text, sizeof text, &needed) == COPROD_OK)
        measure_put_text(call, key, text);
    else
        json_object_set_new(call->output, key, json_null());
}

static void put_if(measure_call *call, const char *key, double value, int has)
{
    if (has)
        measure_put(call, key, value);
    else
        json_object_set_new(call->output, key, json_null());
}

static void put_recency(measure_call *call, const coprod_recency *recency)
{
    const int has = recency->people > 0;
    measure_put_count(call, "people", recency->people);
    measure_put_count(call, "times", recency->times);
    measure_put_count(call, "in_window", recency->in_window);
    measure_put_count(call, "most_times", recency->most_times);
    measure_put(call, "weight", recency->weight);
    measure_put(call, "voices", recency->voices);
    measure_put(call, "effective_voices", recency->effective);
    put_if(call, "top_share", recency->top_share, has);
    put_day(call, "last_heard", recency->last_day, has);
    put_if(call, "days_since", recency->days_since, has);
    measure_put_text(call, "state", has ? "known" : "nobody was heard");
}

static void run_recency(measure_call *call)
{
    const json_t *persons = json_object_get(call->input, "people");
    coprod_recency recency = {.size = sizeof recency};
    coprod_people *people = new_people(call);
    int32_t day = 0, half_life = 0, window = 0; /* nobody has published which; they are the caller's to choose */
    if (!json_is_array(persons))
        measure_wrong(call, "people", "this must be an array with one array of days for each person");
    read_day(call, "day", json_object_get(call->input, "day"), &day);
    if (!call->problem[0] && read_days(call, "half_life", &half_life) && read_days(call, "window", &window))
        for (size_t i = 0; i < json_array_size(persons) && !call->problem[0]; i++)
            see_dates(call, people, i, json_array_get(persons, i));
    if (!call->problem[0]
        && measure_ok(call, NULL, coprod_people_recency(people, COPROD_EVERYBODY, day, half_life, window, &recency))) {
        put_recency(call, &recency);
        measure_put_count(call, "half_life", (uint64_t)half_life);
        measure_put_count(call, "window", (uint64_t)window);
    }
    coprod_people_free(people);
}

/* --- refresh --- */

/* Ids of one list; those of both lists are numbered in `numbers`. */
static void see_ids(measure_call *call, coprod_people *people, const char *key, json_t *numbers)
{
    const json_t *ids = json_object_get(call->input, key);
    char place[64];
    if (!json_is_array(ids))
        measure_wrong(call, key, "this must be an array with one id for each person");
    for (size_t i = 0; i < json_array_size(ids) && !call->problem[0]; i++) {
        const char *id = json_string_value(json_array_get(ids, i));
        snprintf(place, sizeof place, "%s/%zu", key, i);
        if (!id || !*id) {
            measure_wrong(call, place, "this must be the id of a person as text");
        } else {
            if (!json_object_get(numbers, id))
                json_object_set_new(numbers, id, json_integer((json_int_t)json_object_size(numbers)));
            see(call, people, (size_t)json_integer_value(json_object_get(numbers, id)), key, 0);
        }
    }
}

static void run_refresh(measure_call *call)
{
    const coprod_people_filter before = {.size = sizeof before, .event = "before"};
    const coprod_people_filter after = {.size = sizeof after, .event = "after"};
    coprod_refresh refresh = {.size = sizeof refresh};
    coprod_people *people = new_people(call);
    json_t *numbers = json_object();
    if (!numbers)
        measure_ok(call, NULL, COPROD_E_MEMORY);
    if (!call->problem[0])
        see_ids(call, people, "before", numbers);
    if (!call->problem[0])
        see_ids(call, people, "after", numbers);
    if (!call->problem[0]
        && measure_ok(call, NULL, coprod_people_refresh(people, COPROD_EVERYBODY, &before, &after, &refresh))) {
        measure_put_count(call, "before", refresh.before);
        measure_put_count(call, "after", refresh.after);
        measure_put_count(call, "both", refresh.both);
        put_if(call, "new_share", refresh.new_share, refresh.has_new_share);
        put_if(call, "retained", refresh.retained, refresh.has_retained);
        put_if(call, "jaccard", refresh.jaccard, refresh.has_jaccard);
        measure_put_text(call, "state", refresh.has_jaccard ? "known" : "nobody in either period");
    }
    json_decref(numbers);
    coprod_people_free(people);
}

/* --- access needs --- */

/* What may be left out is not told. */
static int read_told(measure_call *call, const char *key, int64_t *value)
{
    uint64_t number = 0;
    if (!measure_count(call, key, &number))
        return 0;
    *value = measure_has(call, key) ? (int64_t)number : -1;
    return 1;
}

static void put_need(measure_call *call, const coprod_need *need)
{
    measure_put_count(call, "declared", need->declared);
    measure_put(call, "met_share", need->met_share);
    measure_put(call, "lower", need->lower);
    measure_put(call, "upper", need->upper);
    measure_put(call, "half_share", need->half_share);
    measure_put(call, "known_share", need->known_share);
    measure_put(call, "asked_share", need->asked_share);
    measure_put(call, "asked_of_all", need->asked_of_all);
    if (need->none >= 0)
        measure_put_count(call, "asked_and_none", (uint64_t)need->none);
    else
        json_object_set_new(call->output, "asked_and_none", json_null());
    measure_put_text(call, "state", need->declared ? "known" : "nobody declared it");
}

static void run_needs(measure_call *call)
{
    coprod_limits_options options = {.size = sizeof options};
    coprod_need_counts counts = {.size = sizeof counts};
    coprod_need need = {.size = sizeof need};
    coprod_status status;
    if (!measure_count(call, "met", &counts.met) || !measure_count(call, "partly", &counts.partly)
        || !measure_count(call, "unmet", &counts.unmet) || !read_told(call, "unknown", &counts.unknown)
        || !read_told(call, "not_asked", &counts.not_asked) || !read_told(call, "none", &counts.none)
        || !measure_ratio(call, "confidence", &options.confidence))
        return;
    if (measure_has(call, "confidence") && !(options.confidence > 0 && options.confidence < 1))
        measure_wrong(call, "confidence", "this must be above 0 and below 1, such as \"0.95\"");
    status = coprod_needs(&counts, &options, &need);
    if (status == COPROD_E_RANGE)
        measure_wrong(call, NULL, "these are 4294967296 people or more");
    if (measure_ok(call, NULL, status))
        put_need(call, &need);
}

/* A row for each class of the list of access needs; of those that are left out nothing is told. */
static json_t *need_row(measure_call *call, const coprod_taxonomy_class_info *need)
{
    json_t *row = json_pack("{ss ss}", "id", need->code, "title", need->title);
    const json_t *given = json_object_get(json_object_get(call->input, "needs"), need->code);
    measure_call own = {.input = given, .output = row};
    if (!given) {
        json_object_set_new(row, "state", json_string("not told"));
    } else if (!json_is_object(given)) {
        measure_wrong(&own, NULL, "this must be an object with the keys met, partly, unmet");
    } else {
        static const char *const keys[] = {"met", "partly", "unmet", "unknown", "not_asked", "none"};
        size_t known = 0;
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            if (measure_has(&own, keys[i]))
                known++;
            else if (i < 3)
                measure_wrong(&own, keys[i], "this is missing");
        }
        if (known != json_object_size(given))
            measure_wrong(&own, NULL, "only met, partly, unmet, unknown, not_asked and none are known here");
        if (!own.problem[0])
            run_needs(&own);
    }
    if (own.problem[0]) {
        char place[96];
        snprintf(place, sizeof place, "needs/%.40s%.40s", need->code, own.place);
        measure_wrong(call, place, own.problem);
    }
    return row;
}

static void check_needs(measure_call *call, const coprod_taxonomy *list)
{
    json_t *needs = json_object_get(call->input, "needs"), *value;
    const char *code;
    int32_t index;
    char place[96];
    if (!json_is_object(needs))
        measure_wrong(call, "needs", "this must be an object with one member for each need");
    json_object_foreach(needs, code, value)
        if (coprod_taxonomy_find(list, code, COPROD_NTS, &index) != COPROD_OK || index < 0) {
            snprintf(place, sizeof place, "needs/%.80s", code);
            measure_wrong(call, place, "this need is not known; \"coprod taxonomies access-needs\" names them");
        }
}

static void run_access_needs(measure_call *call)
{
    coprod_taxonomy *list = NULL;
    coprod_taxonomy_info info = {.size = sizeof info};
    json_t *rows = json_array();
    if (measure_ok(call, NULL, coprod_taxonomy_builtin("access-needs", NULL, &list))
        && measure_ok(call, NULL, coprod_taxonomy_get(list, &info)))
        check_needs(call, list);
    for (int32_t i = 0; !call->problem[0] && i < (int32_t)info.class_count; i++) {
        coprod_taxonomy_class_info need = {.size = sizeof need};
        if (measure_ok(call, NULL, coprod_taxonomy_class(list, i, &need)))
            json_array_append_new(rows, need_row(call, &need));
    }
    json_object_set_new(call->output, "needs", rows);
    coprod_taxonomy_free(list);
}

const measure measures_of_people[] = {
    {"recency", "people[] day half_life window",
     "how lately and how often people were heard: days by person, halved with age", run_recency},
    {"refresh", "before[] after[]", "who is new: ids of one period and of the next", run_refresh},
    {"needs", "met partly unmet unknown? not_asked? none? confidence?",
     "one access need: whether it was met, and who was asked", run_needs},
    {"access-needs", "needs", "access needs by class, each an object with the keys of \"needs\" but confidence",
     run_access_needs},
    {NULL, NULL, NULL, NULL},
};
