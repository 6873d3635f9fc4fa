/* SPDX-License-Identifier: MIT */
/* Tallies of counts: adding, merging, saving and loading without memory leave all as it was. */
#include "fault.h"

#include <stdlib.h>

static const char frame_text[]
    = "{\"id\": \"f\", \"N\": 20, \"kinds\": {\"d\": \"partition\", \"e\": \"membership\"}, \"groups\": ["
      "{\"id\": \"a\", \"dimension\": \"d\", \"population\": 4, \"denominator\": 10},"
      "{\"id\": \"b\", \"dimension\": \"d\", \"population\": 3, \"denominator\": 10},"
      "{\"id\": \"c\", \"dimension\": \"e\", \"population\": 1, \"denominator\": 10}]}";

static const uint64_t counts[] = {2, 1, 1};
static const int64_t known[] = {-1, 3}, unknown[2 * COPROD_UNKNOWN_CLASSES] = {1, 0, 2, 0, 0, -1};
static const coprod_score_input input = {sizeof input, counts, 3, known, unknown};

static void must(coprod_status status)
{
    if (status != COPROD_OK)
        abort();
}

static void add(coprod_tally *tally, const char *event, int32_t day)
{
    const coprod_tally_part part = {sizeof part, event, "hub", day, 1, COPROD_TALLY_ATTENDED, 0};
    must(coprod_tally_add(tally, &part, &input));
}

/* As many parts as there is room for, so that one more makes the list grow. */
static void with_tally(world *w)
{
    must(coprod_frame_load(frame_text, COPROD_NTS, w->allocator, NULL, &w->frame));
    must(coprod_tally_new(w->frame, COPROD_PARTS_DISJOINT, w->allocator, &w->tally));
    for (int32_t day = 0; day < 16; day++)
        add(w->tally, "spring", day);
}

static void with_two(world *w)
{
    with_tally(w);
    must(coprod_tally_new(w->frame, COPROD_PARTS_DISJOINT, w->allocator, &w->other_tally));
    for (int32_t day = 14; day < 20; day++)
        add(w->other_tally, "spring", day);
    add(w->other_tally, "autumn", 3);
}

static void with_bytes(world *w)
{
    with_tally(w);
    must(coprod_tally_save(w->tally, w->bytes, sizeof w->bytes, &w->length));
}

static coprod_status new_tally(world *w)
{
    MAKE(w, coprod_tally, other_tally, coprod_tally_new(w->frame, COPROD_PARTS_DISJOINT, w->allocator, &made));
}

static coprod_status add_there(world *w)
{
    const coprod_tally_part part = {sizeof part, "spring", "hub", 3, 1, COPROD_TALLY_ATTENDED, 0};
    return coprod_tally_add(w->tally, &part, &input);
}

static coprod_status add_part(world *w)
{
    const coprod_tally_part part = {sizeof part, "autumn", "hub", 3, 1, COPROD_TALLY_INVITED, 0};
    return coprod_tally_add(w->tally, &part, &input);
}

static coprod_status add_column(world *w)
{
    static const uint16_t codes[] = {0, 1, COPROD_TALLY_UNKNOWN, 0};
    const coprod_tally_part part = {sizeof part, "winter", NULL, 0, 0, COPROD_TALLY_ATTENDED, 0};
    return coprod_tally_add_column(w->tally, &part, 0, codes, 4, NULL);
}

static coprod_status merge_tally(world *w)
{
    return coprod_tally_merge(w->tally, w->other_tally, COPROD_PARTS_DISJOINT);
}

static coprod_status save_tally(world *w)
{
    return coprod_tally_save(w->tally, w->bytes, sizeof w->bytes, &w->needed);
}

static coprod_status load_tally(world *w)
{
    MAKE(w, coprod_tally, other_tally, coprod_tally_load(w->bytes, w->length, w->frame, w->allocator, &made));
}

static coprod_status score_tally(world *w)
{
    MAKE(w, coprod_score, made_score, coprod_tally_score(w->tally, NULL, w->allocator, &made));
}

/* All that JSON says of one. */
static void see(void *page, fault_line *line, const coprod_tally *tally)
{
    static char text[FAULT_ROOM];
    if (tally && coprod_tally_json(tally, NULL, text, sizeof text, NULL) == COPROD_OK)
        line(page, text);
}

void see_tallies(void *page, fault_line *line, const world *w)
{
    see(page, line, w->tally);
    see(page, line, w->other_tally);
}

void free_tallies(world *w)
{
    coprod_tally_free(w->tally);
    coprod_tally_free(w->other_tally);
}

const scenario tally_scenarios[] = {
    {"new_tally", with_tally, new_tally, COPROD_OK, 1},
    {"add_there", with_tally, add_there, COPROD_OK, 1},
    {"add_part", with_tally, add_part, COPROD_OK, 1},
    {"add_column", with_tally, add_column, COPROD_OK, 1},
    {"merge_tally", with_two, merge_tally, COPROD_OK, 1},
    {"save_tally", with_tally, save_tally, COPROD_OK, 1},
    {"load_tally", with_bytes, load_tally, COPROD_OK, 1},
    {"score_tally", with_tally, score_tally, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
