/* SPDX-License-Identifier: MIT */
/* The equity engine. */
#include "fault.h"

#include <stdlib.h>

static const char plan[] =
    "{\"schema\": \"event-plan/1\", \"id\": \"p\", \"title\": \"T\", \"events\": [{\"id\": \"a\", \"sessions\": [{\"d"
    "ate\": \"2026-10-06\", \"start\": \"10:00\"}], \"aspects\": {\"format\": [\"in-person\"], \"travel-paid\": false"
    "}, \"adjustments\": [{\"barrier\": \"travel-not-paid\", \"change\": \"taxis\", \"loop\": \"l\"}]}], \"people\": "
    "[{\"group\": \"g\", \"are\": [\"carers\"]}], \"most\": {\"times\": 1, \"days\": 9}, \"asked\": [{\"group\": \"g"
    "\", \"date\": \"2026-01-02\", \"question\": \"q\"}, {\"group\": \"h\", \"date\": \"2026-01-02\"}]}";

static const char bad_plan[] =
    "{\"schema\": \"event-plan/1\", \"events\": [{\"id\": \"a\", \"sessions\": [7], \"aspects\": {\"slope\": 1}, \"ad"
    "justments\": [{\"barrier\": \"x\"}]}, {\"id\": \"a\"}], \"people\": [{\"group\": \"g\", \"are\": [\"x\"]}], \"as"
    "ked\": [{\"group\": \"g\", \"date\": \"soon\"}]}";

static const char bad_rules[] =
    "{\"schema\": \"barrier-rules/1\", \"id\": \"A b\", \"aspects\": [{\"id\": \"a\", \"kind\": \"words\", \"question"
    "\": \"q\", \"words\": [\"x\", \"x\"]}], \"groups\": [{\"id\": \"g\", \"title\": \"G\"}], \"rules\": [{\"id\": \""
    "r\", \"when\": [{\"aspect\": \"b\", \"is\": 1}], \"groups\": [\"h\"]}]}";

/* --- what is there before and after --- */

typedef coprod_status write_json(const void *object, char *text, size_t room, size_t *needed);

static coprod_status taxonomy_json(const void *object, char *text, size_t room, size_t *needed)
{
    return coprod_taxonomy_json(object, text, room, needed);
}

static coprod_status score_json(const void *object, char *text, size_t room, size_t *needed)
{
    return coprod_score_json(object, text, room, needed);
}

static void see_json(void *page, fault_line *line, const void *object, write_json *write)
{
    size_t needed = 0;
    char *text;
    if (!object || write(object, NULL, 0, &needed) != COPROD_E_BUFFER)
        return;
    text = malloc(needed);
    if (!text || write(object, text, needed, NULL) != COPROD_OK)
        abort();
    line(page, text);
    free(text);
}

static void see_frame(void *page, fault_line *line, const coprod_frame *frame)
{
    coprod_frame_info info = {.size = sizeof info};
    if (coprod_frame_get(frame, &info) != COPROD_OK)
        return;
    line(page, info.title);
    line(page, info.source_title);
    line(page, info.fingerprint);
    for (uint32_t i = 0; i < info.group_count; i++) {
        coprod_frame_group group = {.size = sizeof group};
        coprod_frame_get_group(frame, i, &group);
        line(page, group.id);
        line(page, group.title);
    }
}

void see_equity(void *page, fault_line *line, const world *w)
{
    coprod_barrier_rules_info rules = {.size = sizeof rules};
    coprod_barriers_info info = {.size = sizeof info};
    if (w->made_barrier_rules && coprod_barrier_rules_get(w->made_barrier_rules, &rules) == COPROD_OK)
        line(page, rules.fingerprint);
    if (w->barriers && coprod_barriers_get(w->barriers, &info) == COPROD_OK)
        line(page, info.removed == 1 && info.asked_count == 3 ? "a plan" : "another plan");
    see_json(page, line, w->taxonomy, taxonomy_json);
    see_json(page, line, w->made_taxonomy, taxonomy_json);
    see_frame(page, line, w->frame);
    see_frame(page, line, w->made_frame);
    see_json(page, line, w->score, score_json);
    see_json(page, line, w->made_score, score_json);
}

void free_equity(world *w)
{
    coprod_barrier_rules_free(w->barrier_rules);
    coprod_barrier_rules_free(w->made_barrier_rules);
    coprod_barriers_free(w->barriers);
    coprod_score_free(w->score);
    coprod_score_free(w->made_score);
    coprod_frame_free(w->frame);
    coprod_frame_free(w->made_frame);
    coprod_taxonomy_free(w->taxonomy);
    coprod_taxonomy_free(w->made_taxonomy);
}

static void with_findings(world *w)
{
    if (coprod_findings_new(w->allocator, &w->findings) != COPROD_OK)
        abort();
}

static void with_rules(world *w)
{
    with_findings(w);
    if (coprod_barrier_rules_builtin(w->allocator, &w->barrier_rules) != COPROD_OK)
        abort();
}

/* --- barriers --- */

static coprod_status load_barrier_rules(world *w)
{
    MAKE(w, coprod_barrier_rules, made_barrier_rules, coprod_barrier_rules_builtin(w->allocator, &made));
}

static coprod_status load_bad_barrier_rules(world *w)
{
    MAKE(w, coprod_barrier_rules, made_barrier_rules,
         coprod_barrier_rules_load(bad_rules, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_plan(world *w)
{
    MAKE(w, coprod_barriers, barriers,
         coprod_barriers_load(w->barrier_rules, plan, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_bad_plan(world *w)
{
    MAKE(w, coprod_barriers, barriers,
         coprod_barriers_load(w->barrier_rules, bad_plan, COPROD_NTS, w->allocator, w->findings, &made));
}

const scenario equity_scenarios[] = {
    {"load_barrier_rules", with_findings, load_barrier_rules, COPROD_OK, 7},
    {"load_bad_barrier_rules", with_findings, load_bad_barrier_rules, COPROD_E_DEFINITION, 1},
    {"load_barriers", with_rules, load_plan, COPROD_OK, 1},
    {"load_bad_barriers", with_rules, load_bad_plan, COPROD_E_DEFINITION, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
