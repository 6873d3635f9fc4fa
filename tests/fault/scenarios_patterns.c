/* SPDX-License-Identifier: MIT */
/* Patterns: schemas, tallies as tables and as lists, populations and searches without memory leave all as it was. */
#include "fault.h"

#include <stdio.h>
#include <stdlib.h>

enum { ATTRIBUTES = 14, MANY = 70000 };

static void must(coprod_status status)
{
    if (status != COPROD_OK)
        abort();
}

/* Attributes of seven values each: few of them are a table, many a list. */
static void schema_text(char *text, size_t room, int attributes)
{
    size_t used = (size_t)snprintf(text, room, "{\"schema\": \"pattern-schema/1\", \"id\": \"s\", \"attributes\": [");
    for (int a = 0; a < attributes; a++) {
        used += (size_t)snprintf(text + used, room - used, "%s{\"id\": \"%d\", \"may_be_unknown\": %s, \"values\": [",
                                 a ? ", " : "", a, a ? "false" : "true");
        for (int v = 0; v < 7; v++)
            used += (size_t)snprintf(text + used, room - used, "%s{\"id\": \"%d\"}", v ? ", " : "", v);
        used += (size_t)snprintf(text + used, room - used, "]}");
    }
    snprintf(text + used, room - used, "]}");
}

static void draw_rows(uint16_t *codes, size_t count, uint32_t seed)
{
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525 + 1013904223;
        codes[i] = (uint16_t)((seed >> 20) % 7);
    }
}

static void add(coprod_pattern_tally *tally, size_t rows, uint32_t attributes, uint32_t seed, const uint64_t *weights)
{
    uint16_t codes[64 * ATTRIBUTES];
    draw_rows(codes, rows * attributes, seed);
    must(coprod_pattern_tally_add_rows(tally, codes, weights, rows, NULL));
}

static void with_schema(world *w)
{
    schema_text(w->text, sizeof w->text, 3);
    must(coprod_pattern_schema_load(w->text, COPROD_NTS, w->allocator, NULL, &w->pattern_schema));
}

/* A table that has counted some. */
static void with_table(world *w)
{
    with_schema(w);
    must(coprod_pattern_tally_new(w->pattern_schema, w->allocator, &w->pattern_tally));
    add(w->pattern_tally, 60, 3, 1, NULL);
}

/* An empty one that will be made a table. */
static void with_empty(world *w)
{
    with_schema(w);
    must(coprod_pattern_tally_new(w->pattern_schema, w->allocator, &w->pattern_tally));
}

static void with_list(world *w)
{
    schema_text(w->text, sizeof w->text, ATTRIBUTES);
    must(coprod_pattern_schema_load(w->text, COPROD_NTS, w->allocator, NULL, &w->pattern_schema));
    must(coprod_pattern_tally_new(w->pattern_schema, w->allocator, &w->pattern_tally));
    must(coprod_pattern_tally_new(w->pattern_schema, w->allocator, &w->other_pattern_tally));
    add(w->pattern_tally, 60, ATTRIBUTES, 1, NULL);
    add(w->other_pattern_tally, 60, ATTRIBUTES, 2, NULL);
    add(w->other_pattern_tally, 30, ATTRIBUTES, 1, NULL);
}

static void with_two_tables(world *w)
{
    with_table(w);
    must(coprod_pattern_tally_new(w->pattern_schema, w->allocator, &w->other_pattern_tally));
    add(w->other_pattern_tally, 60, 3, 2, NULL);
}

static void with_saved(world *w)
{
    with_list(w);
    must(coprod_pattern_tally_save(w->pattern_tally, w->bytes, sizeof w->bytes, &w->length));
    coprod_pattern_tally_free(w->other_pattern_tally);
    w->other_pattern_tally = NULL;
}

static void with_people(world *w)
{
    with_two_tables(w);
    must(coprod_pattern_people_new(w->other_pattern_tally, w->allocator, &w->pattern_people));
}

static coprod_pattern_query question(const world *w)
{
    coprod_pattern_query query = {.size = sizeof query, .threshold = 3, .population = w->pattern_people};
    return query;
}

static void with_search(world *w)
{
    coprod_pattern_query query;
    int32_t done;
    with_people(w);
    query = question(w);
    query.top = 5;
    must(coprod_pattern_search_new(w->pattern_tally, &query, w->allocator, NULL, &w->pattern_search));
    must(coprod_pattern_search_run(w->pattern_search, 0, NULL, &done));
}

/* --- calls --- */

static coprod_status load_schema(world *w)
{
    MAKE(w, coprod_pattern_schema, made_pattern_schema,
         coprod_pattern_schema_load(w->text, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status new_tally(world *w)
{
    MAKE(w, coprod_pattern_tally, other_pattern_tally,
         coprod_pattern_tally_new(w->pattern_schema, w->allocator, &made));
}

static coprod_status add_few(world *w)
{
    static const uint16_t codes[2 * ATTRIBUTES] = {1, 2, 3, 4, 5, 6};
    return coprod_pattern_tally_add_rows(w->pattern_tally, codes, NULL, 2, NULL);
}

static coprod_status add_many(world *w)
{
    static uint16_t codes[MANY * ATTRIBUTES];
    draw_rows(codes, MANY * ATTRIBUTES, 9);
    return coprod_pattern_tally_add_rows(w->pattern_tally, codes, NULL, MANY, NULL);
}

static coprod_status add_large(world *w)
{
    static const uint16_t codes[] = {1, 2, 3};
    const uint64_t weight = UINT64_C(1) << 40;
    return coprod_pattern_tally_add_rows(w->pattern_tally, codes, &weight, 1, NULL);
}

static coprod_status merge(world *w)
{
    return coprod_pattern_tally_merge(w->pattern_tally, w->other_pattern_tally);
}

static coprod_status save(world *w)
{
    return coprod_pattern_tally_save(w->pattern_tally, w->bytes, sizeof w->bytes, &w->needed);
}

static coprod_status load(world *w)
{
    MAKE(w, coprod_pattern_tally, other_pattern_tally,
         coprod_pattern_tally_load(w->bytes, w->length, w->pattern_schema, w->allocator, &made));
}

static coprod_status get(world *w)
{
    coprod_pattern_tally_info info = {.size = sizeof info};
    return coprod_pattern_tally_get(w->pattern_tally, &info);
}

static coprod_status new_people(world *w)
{
    MAKE(w, coprod_pattern_people, made_pattern_people,
         coprod_pattern_people_new(w->other_pattern_tally, w->allocator, &made));
}

static coprod_status load_people(world *w)
{
    static const char text[] = "{\"schema\": \"pattern-people/1\", \"total\": 90, \"parts\": {\"0\": {\"0\": 1, \"1\": 1, "
                               "\"2\": 1, \"3\": 1, \"4\": 1, \"5\": 1, \"6\": 1}, \"1\": {\"0\": 1, \"1\": 1, \"2\": 1, "
                               "\"3\": 1, \"4\": 1, \"5\": 1, \"6\": 1}, \"2\": {\"0\": 1, \"1\": 1, \"2\": 1, \"3\": 1, "
                               "\"4\": 1, \"5\": 1, \"6\": 1}}, \"impossible\": [{\"0\": \"1\", \"2\": \"3\"}]}";
    MAKE(w, coprod_pattern_people, made_pattern_people,
         coprod_pattern_people_load(text, COPROD_NTS, w->pattern_schema, NULL, w->allocator, w->findings, &made));
}

static coprod_status find(world *w)
{
    const coprod_pattern_query query = question(w);
    MAKE(w, coprod_pattern_gaps, pattern_gaps,
         coprod_pattern_find(w->pattern_tally, &query, w->allocator, w->findings, &made));
}

/* Gaps of a table, of people, and of a list by bitmaps, by several threads. */
static coprod_status find_by_threads(world *w)
{
    coprod_pattern_query query = question(w);
    query.threads = 3;
    MAKE(w, coprod_pattern_gaps, pattern_gaps,
         coprod_pattern_find(w->pattern_tally, &query, w->allocator, w->findings, &made));
}

static coprod_status find_wide_by_threads(world *w)
{
    coprod_pattern_query query = question(w);
    query.threads = 3;
    query.max_level = 3;
    query.engine = COPROD_PATTERN_BITMAP;
    MAKE(w, coprod_pattern_gaps, pattern_gaps,
         coprod_pattern_find(w->pattern_tally, &query, w->allocator, w->findings, &made));
}

static coprod_status refuse(world *w)
{
    coprod_pattern_query query = question(w);
    query.memory_bytes = 9;
    MAKE(w, coprod_pattern_gaps, pattern_gaps,
         coprod_pattern_find(w->pattern_tally, &query, w->allocator, w->findings, &made));
}

static coprod_status take(world *w)
{
    MAKE(w, coprod_pattern_gaps, pattern_gaps, coprod_pattern_search_take(w->pattern_search, &made));
}

static void with_gaps(world *w)
{
    coprod_pattern_query query;
    with_people(w);
    query = question(w);
    query.publish_from = 2;
    must(coprod_pattern_find(w->pattern_tally, &query, w->allocator, NULL, &w->pattern_gaps));
}

/* The counts of one attribute beside a list, some of them together. */
static coprod_status check_gaps(world *w)
{
    static const uint16_t codes[] = {1, COPROD_PATTERN_ANY, COPROD_PATTERN_ANY, 2, COPROD_PATTERN_ANY,
                                     COPROD_PATTERN_ANY}, until[] = {1, COPROD_PATTERN_ANY, COPROD_PATTERN_ANY, 4,
                                                                     COPROD_PATTERN_ANY, COPROD_PATTERN_ANY};
    static const uint64_t low[] = {0, 0}, high[] = {60, 60};
    const coprod_pattern_beside beside = {.size = sizeof beside, .codes = codes, .until = until, .low = low,
                                          .high = high, .count = 2};
    coprod_pattern_leak leak = {.size = sizeof leak};
    return coprod_pattern_gaps_check(w->pattern_gaps, 2, &beside, NULL, NULL, 0, &leak);
}

/* --- what is seen --- */

static void see_tally(void *page, fault_line *line, const coprod_pattern_tally *tally)
{
    static uint8_t bytes[4 << 20];
    static char text[2 * 3000 + 1];
    size_t length = 0, shown;
    if (!tally || coprod_pattern_tally_save(tally, bytes, sizeof bytes, &length) != COPROD_OK)
        return;
    shown = length < 3000 ? length : 3000;
    for (size_t i = 0; i < shown; i++) /* its end has the checksum of all */
        snprintf(text + 2 * i, 3, "%02x", bytes[length - shown + i]);
    line(page, text);
}

void see_patterns(void *page, fault_line *line, const world *w)
{
    static char text[FAULT_ROOM];
    coprod_pattern_schema_info info = {.size = sizeof info};
    uint16_t any[ATTRIBUTES];
    uint64_t people = 0;
    for (size_t a = 0; a < ATTRIBUTES; a++)
        any[a] = COPROD_PATTERN_ANY;
    if (w->made_pattern_schema && coprod_pattern_schema_get(w->made_pattern_schema, &info) == COPROD_OK)
        line(page, info.fingerprint);
    see_tally(page, line, w->pattern_tally);
    see_tally(page, line, w->other_pattern_tally);
    if (w->made_pattern_people
        && coprod_pattern_people_count(w->made_pattern_people, any, &people) == COPROD_OK) {
        snprintf(text, sizeof text, "%u people", (unsigned)people);
        line(page, text);
    }
    if (w->pattern_gaps && coprod_pattern_gaps_json(w->pattern_gaps, 0, text, sizeof text, NULL) == COPROD_OK)
        line(page, text);
}

void free_patterns(world *w)
{
    coprod_pattern_gaps_free(w->pattern_gaps);
    coprod_pattern_search_free(w->pattern_search);
    coprod_pattern_people_free(w->pattern_people);
    coprod_pattern_people_free(w->made_pattern_people);
    coprod_pattern_tally_free(w->pattern_tally);
    coprod_pattern_tally_free(w->other_pattern_tally);
    coprod_pattern_schema_free(w->pattern_schema);
    coprod_pattern_schema_free(w->made_pattern_schema);
}

const scenario pattern_scenarios[] = {
    {"load_pattern_schema", with_schema, load_schema, COPROD_OK, 7},
    {"new_pattern_tally", with_schema, new_tally, COPROD_OK, 1},
    {"add_to_empty", with_empty, add_few, COPROD_OK, 1},
    {"add_to_table", with_table, add_few, COPROD_OK, 1},
    {"widen_table", with_table, add_large, COPROD_OK, 1},
    {"add_to_list", with_list, add_few, COPROD_OK, 1},
    {"add_many_to_list", with_list, add_many, COPROD_OK, 1},
    {"merge_tables", with_two_tables, merge, COPROD_OK, 1},
    {"merge_lists", with_list, merge, COPROD_OK, 1},
    {"save_patterns", with_list, save, COPROD_OK, 1},
    {"load_patterns", with_saved, load, COPROD_OK, 1},
    {"get_patterns", with_list, get, COPROD_OK, 1},
    {"new_pattern_people", with_two_tables, new_people, COPROD_OK, 1},
    {"load_pattern_people", with_schema, load_people, COPROD_OK, 7},
    {"find_gaps", with_table, find, COPROD_OK, 1},
    {"find_gaps_of_people", with_people, find, COPROD_OK, 1},
    {"find_gaps_by_threads", with_table, find_by_threads, COPROD_OK, 1},
    {"find_gaps_of_people_by_threads", with_people, find_by_threads, COPROD_OK, 1},
    {"find_gaps_of_list", with_list, find_wide_by_threads, COPROD_OK, 1},
    {"find_wide_gaps_by_threads", with_people, find_wide_by_threads, COPROD_OK, 1},
    {"refuse_gaps", with_table, refuse, COPROD_E_LIMIT, 1},
    {"check_gaps", with_gaps, check_gaps, COPROD_OK, 1},
    {"take_gaps", with_search, take, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
