/* SPDX-License-Identifier: MIT */
/* Frames and what was counted in them. */
#include "fault.h"

#include <stdlib.h>
#include <string.h>

static const char good[]
    = "{\"id\": \"f\", \"title\": \"T\", \"source\": {\"title\": \"S\"}, \"N\": 20, \"kinds\": {\"e\": \"membership\"},"
      " \"groups\": [{\"id\": \"a\", \"title\": \"A\", \"dimension\": \"d\", \"count\": 9, \"population\":"
      " {\"low\": 3, \"best\": 4, \"high\": 5}, \"denominator\": 10},"
      " {\"id\": \"b\", \"dimension\": \"d\", \"count\": 1, \"population\": 3, \"denominator\": 10},"
      " {\"id\": \"a\", \"dimension\": \"e\", \"count\": 12, \"population\": 10, \"denominator\": 900}],"
      " \"known\": {\"e\": 20}, \"unknown\": {\"d\": {\"declined\": 2}}}";

static const char bad[]
    = "{\"N\": 0, \"threshold\": 0.8, \"level\": \" \", \"kinds\": {\"x\": 1}, \"groups\": [{\"id\": \"a\","
      " \"dimension\": \"d\", \"count\": -1, \"population\": 9, \"denominator\": 8, \"weight\": \"x\"}, 7],"
      " \"known\": {\"q\": 1}, \"unknown\": {\"d\": {\"z\": 1}}}";

/* The same without what was counted. */
static const char frame_alone[]
    = "{\"N\": 20, \"groups\": [{\"id\": \"a\", \"dimension\": \"d\", \"population\": {\"low\": 3, \"best\": 4, \"high\":"
      " 5}, \"denominator\": 10}, {\"id\": \"b\", \"dimension\": \"d\", \"population\": 3, \"denominator\": 10}]}";

static void with_findings(world *w)
{
    if (coprod_findings_new(w->allocator, &w->findings) != COPROD_OK)
        abort();
}

static void with_frame(world *w)
{
    if (coprod_frame_load(frame_alone, COPROD_NTS, w->allocator, NULL, &w->frame) != COPROD_OK)
        abort();
}

static void with_score(world *w)
{
    if (coprod_score_load(good, COPROD_NTS, w->allocator, NULL, &w->score) != COPROD_OK)
        abort();
}

static coprod_status load_frame(world *w)
{
    MAKE(w, coprod_frame, made_frame, coprod_frame_load(frame_alone, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_score(world *w)
{
    MAKE(w, coprod_score, made_score, coprod_score_load(good, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_bad_score(world *w)
{
    MAKE(w, coprod_score, made_score, coprod_score_load(bad, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status new_score(world *w)
{
    static const uint64_t counts[] = {2, 0};
    static const int64_t unknown[COPROD_UNKNOWN_CLASSES] = {3, 0, 0, 0, 1};
    const coprod_score_input input = {sizeof input, counts, 2, NULL, unknown};
    MAKE(w, coprod_score, made_score, coprod_score_new(w->frame, &input, w->allocator, &made));
}

static coprod_status print_score(world *w)
{
    int64_t printed = -1, losses[3] = {-1, -1, -1};
    coprod_status status = coprod_score_printed(w->score, 2, &printed, losses, 3);
    w->not_written |= printed == -1 || losses[2] == -1;
    return status;
}

static coprod_status score_chance(world *w)
{
    coprod_score_drawn drawn = {.size = sizeof drawn};
    coprod_status status = coprod_score_chance(w->score, 0, w->allocator, &drawn);
    w->not_written |= status != COPROD_OK && (drawn.balance > 0 || drawn.chance > 0);
    return status;
}

static coprod_status score_json(world *w)
{
    return coprod_score_json(w->score, w->text, sizeof w->text, &w->needed);
}

const scenario score_scenarios[] = {
    {"load_frame", with_findings, load_frame, COPROD_OK, 1},
    {"load_score", with_findings, load_score, COPROD_OK, 1},
    {"load_bad_score", with_findings, load_bad_score, COPROD_E_DEFINITION, 1},
    {"new_score", with_frame, new_score, COPROD_OK, 1},
    {"print_score", with_score, print_score, COPROD_OK, 1},
    {"score_chance", with_score, score_chance, COPROD_OK, 1},
    {"score_json", with_score, score_json, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
