/* SPDX-License-Identifier: MIT */
/* Plans of invitations: what is added and what is made without memory leaves all as it was. */
#include "fault.h"

#include <stdlib.h>

static const char schema_text[]
    = "{\"schema\": \"pattern-schema/1\", \"id\": \"p\", \"attributes\": [{\"id\": \"a\", \"values\": [{\"id\": \"0\"},"
      "{\"id\": \"1\"}, {\"id\": \"2\"}]}, {\"id\": \"b\", \"values\": [{\"id\": \"0\"}, {\"id\": \"1\"}, {\"id\": \"2\"}]},"
      "{\"id\": \"c\", \"values\": [{\"id\": \"0\"}, {\"id\": \"1\"}]}]}";

static const char plan_text[]
    = "{\"schema\": \"pattern-plan/1\", \"title\": \"t\", \"gaps\": [{\"pattern\": {\"a\": \"0\"}, \"need\": 2},"
      "{\"pattern\": {\"b\": \"1\"}}], \"people\": [{\"profile\": {\"a\": \"0\", \"b\": \"1\", \"c\": \"0\"}}],"
      "\"partners\": [{\"id\": \"h\", \"title\": \"H\", \"reaches\": [{}], \"cost_pence\": 3}]}";

/* Pairs of values, all of which are missing: no bound of prices is as high as the fewest people. */
static const uint16_t gaps[] = {0, 0, 65535, 1, 1, 65535, 2, 2, 65535, 0, 65535, 1, 65535, 0, 1, 1, 65535, 0,
                                65535, 1, 0, 2, 65535, 1, 65535, 2, 0};
static const uint16_t profiles[] = {0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 2, 2, 0, 2, 2, 1, 0, 1, 1, 1, 0, 1, 2, 0, 0, 0, 2, 0};
static const uint64_t needs[] = {3, 2, 4, 2, 2, 1, 3, 2, 2}, people[] = {5, 5, 5, 1, 5, 5, 5, 1, 5, 5};

static void must(coprod_status status)
{
    if (status != COPROD_OK)
        abort();
}

static void with_schema(world *w)
{
    must(coprod_pattern_schema_load(schema_text, COPROD_NTS, w->allocator, NULL, &w->plan_schema));
    must(coprod_findings_new(w->allocator, &w->findings));
}

static void with_plan(world *w)
{
    const uint16_t all[] = {65535, 65535, 65535};
    const coprod_pattern_partner partner
        = {.size = sizeof partner, .id = "hub", .reaches = all, .pattern_count = 1, .max_people = 9, .cost_pence = 7};
    with_schema(w);
    must(coprod_pattern_plan_new(w->plan_schema, w->allocator, &w->pattern_plan));
    must(coprod_pattern_plan_add_gaps(w->pattern_plan, gaps, needs, 9, NULL));
    must(coprod_pattern_plan_add_people(w->pattern_plan, profiles, people, 10, NULL));
    must(coprod_pattern_plan_add_partner(w->pattern_plan, &partner, NULL));
}

static void with_made(world *w)
{
    const coprod_pattern_plan_options options = {.size = sizeof options, .max_people = 5, .work = 20000};
    with_plan(w);
    must(coprod_pattern_plan_make(w->pattern_plan, &options));
}

static void with_tally(world *w)
{
    with_made(w);
    must(coprod_pattern_tally_new(w->plan_schema, w->allocator, &w->plan_tally));
    must(coprod_pattern_tally_add_rows(w->plan_tally, profiles, people, 10, NULL));
}

static void with_gaps(world *w)
{
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 8};
    with_tally(w);
    must(coprod_pattern_find(w->plan_tally, &query, w->allocator, NULL, &w->plan_gaps));
}

static void with_people(world *w)
{
    with_tally(w);
    must(coprod_pattern_people_new(w->plan_tally, w->allocator, &w->plan_people));
}

static coprod_status new_plan(world *w)
{
    MAKE(w, coprod_pattern_plan, made_pattern_plan, coprod_pattern_plan_new(w->plan_schema, w->allocator, &made));
}

static coprod_status load_plan(world *w)
{
    MAKE(w, coprod_pattern_plan, made_pattern_plan,
         coprod_pattern_plan_load(w->plan_schema, plan_text, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status add_gaps(world *w)
{
    return coprod_pattern_plan_add_gaps(w->pattern_plan, gaps, needs, 9, NULL); /* more than the first room holds */
}

static coprod_status add_people(world *w)
{
    return coprod_pattern_plan_add_people(w->pattern_plan, profiles, people, 10, NULL);
}

static coprod_status add_tally(world *w)
{
    return coprod_pattern_plan_add_tally(w->pattern_plan, w->plan_tally);
}

static coprod_status add_population(world *w)
{
    return coprod_pattern_plan_add_population(w->pattern_plan, w->plan_people);
}

static coprod_status add_found(world *w)
{
    return coprod_pattern_plan_add_found(w->pattern_plan, w->plan_gaps, 0);
}

static coprod_status add_partner(world *w)
{
    static const uint16_t reaches[4000 * 3];
    const coprod_pattern_partner partner
        = {.size = sizeof partner, .id = "club", .title = "The club", .reaches = reaches, .pattern_count = 4000};
    return coprod_pattern_plan_add_partner(w->pattern_plan, &partner, NULL);
}

static coprod_status make_plan(world *w)
{
    const coprod_pattern_plan_options options = {.size = sizeof options, .work = 20000};
    return coprod_pattern_plan_make(w->pattern_plan, &options);
}

/* More people of each, so that some are told of. */
static void with_view(world *w)
{
    static const uint64_t more[] = {500, 500, 500, 20, 500, 500, 500, 20, 500, 500};
    with_plan(w);
    must(coprod_pattern_plan_add_people(w->pattern_plan, profiles, more, 10, NULL));
    must(coprod_pattern_plan_publish(w->pattern_plan, 10));
}

/* Of parts, which are spread over what is asked when the plan is made. */
static void with_parts(world *w)
{
    static const char parts[]
        = "{\"schema\": \"pattern-people/1\", \"total\": 900, \"parts\": {\"a\": {\"0\": 1, \"1\": 1, \"2\": 1},"
          "\"b\": {\"0\": 1, \"1\": 1, \"2\": 1}, \"c\": {\"0\": 1, \"1\": 1}}}";
    with_plan(w);
    must(coprod_pattern_people_load(parts, COPROD_NTS, w->plan_schema, NULL, w->allocator, NULL, &w->plan_people));
    must(coprod_pattern_plan_add_population(w->pattern_plan, w->plan_people));
}

static void with_counted(world *w)
{
    with_parts(w);
    must(coprod_pattern_tally_new(w->plan_schema, w->allocator, &w->plan_tally));
    must(coprod_pattern_tally_add_rows(w->plan_tally, profiles, people, 10, NULL));
}

static coprod_status make_without(world *w)
{
    const coprod_pattern_plan_options options = {.size = sizeof options, .work = 20000, .counted = w->plan_tally};
    return coprod_pattern_plan_make(w->pattern_plan, &options);
}

static coprod_status stop_plan(world *w)
{
    static const int32_t stop = 1;
    const coprod_pattern_plan_options options = {.size = sizeof options, .stop = &stop};
    return coprod_pattern_plan_make(w->pattern_plan, &options);
}

void see_plans(void *page, fault_line *line, const world *w)
{
    static char text[FAULT_ROOM];
    if (w->pattern_plan && coprod_pattern_plan_json(w->pattern_plan, text, sizeof text, NULL) == COPROD_OK)
        line(page, text);
    line(page, w->made_pattern_plan ? "made" : "not made");
}

void free_plans(world *w)
{
    coprod_pattern_plan_free(w->pattern_plan);
    coprod_pattern_plan_free(w->made_pattern_plan);
    coprod_pattern_gaps_free(w->plan_gaps);
    coprod_pattern_people_free(w->plan_people);
    coprod_pattern_tally_free(w->plan_tally);
    coprod_pattern_schema_free(w->plan_schema);
}

const scenario pattern_plan_scenarios[] = {
    {"new_plan", with_schema, new_plan, COPROD_OK, 1},
    {"load_plan", with_schema, load_plan, COPROD_OK, 1},
    {"add_gaps", with_made, add_gaps, COPROD_OK, 1},
    {"add_people", with_made, add_people, COPROD_OK, 1},
    {"add_plan_tally", with_tally, add_tally, COPROD_OK, 1},
    {"add_population", with_people, add_population, COPROD_OK, 1},
    {"add_found", with_gaps, add_found, COPROD_OK, 1},
    {"add_partner", with_made, add_partner, COPROD_OK, 1},
    {"make_plan", with_plan, make_plan, COPROD_OK, 1},
    {"make_view", with_view, make_plan, COPROD_OK, 1},
    {"make_of_parts", with_parts, make_plan, COPROD_OK, 1},
    {"make_without_counted", with_counted, make_without, COPROD_OK, 1},
    {"make_nothing", with_plan, stop_plan, COPROD_OK, 1},
    {"make_again", with_made, make_plan, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
