/* SPDX-License-Identifier: MIT */
/* A dossier with loops, measures, governance and people, in files that the fuzzers begin with too. */
#include "fault.h"

#include <stdio.h>
#include <stdlib.h>

static void with_file(world *w, const char *path)
{
    const coprod_spectrum_options options = {.size = sizeof options, .allocator = w->allocator};
    FILE *file = fopen(path, "rb");
    w->json = calloc(1, FAULT_ROOM);
    if (!w->json || !file || coprod_findings_new(w->allocator, &w->findings) != COPROD_OK
        || coprod_spectrum_builtin("nhse5", &options, &w->spectrum) != COPROD_OK)
        abort();
    w->length = fread(w->json, 1, FAULT_ROOM, file);
    fclose(file);
}

static void with_loops(world *w)
{
    with_file(w, COPROD_TEST_DATA "/fuzz/corpus/dossier/loops.json");
}

/* Loops that began elsewhere, statements of every kind, what continues. */
static void with_adopted(world *w)
{
    with_file(w, COPROD_TEST_DATA "/fuzz/corpus/dossier/loops-adopted.json");
}

static void with_wrong_loops(world *w)
{
    with_file(w, COPROD_TEST_DATA "/fuzz/corpus/dossier/wrong-loops.json");
}

static void with_wrong_parents(world *w)
{
    with_file(w, COPROD_TEST_DATA "/fuzz/corpus/dossier/wrong-parents.json");
}

/* Frames, counts with and without all groups, and a plan. */
static void with_people(world *w)
{
    with_file(w, COPROD_TEST_DATA "/fuzz/corpus/dossier/people.json");
}

static void with_wrong_people(world *w)
{
    with_file(w, COPROD_TEST_DATA "/fuzz/corpus/dossier/wrong-people.json");
}

/* People counted by several attributes at once. */
static void with_combinations(world *w)
{
    with_file(w, COPROD_TEST_DATA "/fuzz/corpus/dossier/combinations.json");
}

static void with_wrong_combinations(world *w)
{
    with_file(w, COPROD_TEST_DATA "/fuzz/corpus/dossier/wrong-combinations.json");
}

static void see_counts(void *page, fault_line *line, const coprod_dossier *dossier, size_t index,
                       const coprod_frame *frame)
{
    coprod_frame_info info = {.size = sizeof info};
    char text[128];
    coprod_frame_get(frame, &info);
    line(page, info.fingerprint);
    for (uint32_t i = 0; i < info.group_count; i++) {
        coprod_dossier_count count = {.size = sizeof count};
        coprod_dossier_costs costs = {.size = sizeof costs};
        coprod_dossier_get_count(dossier, index, i, &count);
        snprintf(text, sizeof text, "%d %u %d %u", (int)count.has_count, (unsigned)count.count, (int)count.has_invited,
                 (unsigned)count.invited);
        line(page, text);
        coprod_dossier_get_costs(dossier, index, i, &costs);
        snprintf(text, sizeof text, "%d %d", (int)costs.asked, (int)costs.left_pence);
        line(page, text);
    }
}

static void see_needs(void *page, fault_line *line, const coprod_dossier *dossier, size_t index, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        coprod_dossier_need need = {.size = sizeof need};
        coprod_dossier_get_need(dossier, index, i, &need);
        line(page, need.title);
    }
}

static void see_combinations(void *page, fault_line *line, const coprod_dossier *dossier, size_t index)
{
    coprod_dossier_combinations own = {.size = sizeof own};
    coprod_pattern_schema_info schema = {.size = sizeof schema};
    char text[128];
    if (coprod_dossier_get_combinations(dossier, index, &own) != COPROD_OK)
        return;
    coprod_pattern_schema_get(own.schema, &schema);
    line(page, schema.fingerprint);
    snprintf(text, sizeof text, "%u of %u, %d %d", (unsigned)own.top, (unsigned)own.need, (int)own.has_population,
             (int)own.is_estimated);
    line(page, text);
}

void see_dossier_people(void *page, fault_line *line, const world *w)
{
    coprod_barriers_info plan = {.size = sizeof plan};
    char text[128];
    for (size_t i = 0; i < coprod_dossier_people_count(w->dossier); i++) {
        coprod_dossier_people people = {.size = sizeof people};
        coprod_score_info score = {.size = sizeof score};
        coprod_dossier_get_people(w->dossier, i, &people);
        line(page, people.id);
        see_counts(page, line, w->dossier, i, people.frame);
        see_needs(page, line, w->dossier, i, people.need_count);
        see_combinations(page, line, w->dossier, i);
        if (coprod_score_get(people.score, &score) == COPROD_OK) {
            snprintf(text, sizeof text, "score %d/%d", (int)score.exact_numerator, (int)score.exact_denominator);
            line(page, text);
        }
    }
    if (coprod_barriers_get(coprod_dossier_barriers(w->dossier), &plan) == COPROD_OK) {
        snprintf(text, sizeof text, "plan %u %u", (unsigned)plan.event_count, (unsigned)plan.barrier_count);
        line(page, text);
    }
}

/* One that is there already. */
static void with_loaded(world *w)
{
    const coprod_allocator *own = w->allocator;
    with_combinations(w);
    if (coprod_dossier_load(w->json, w->length, w->spectrum, own, NULL, &w->dossier) != COPROD_OK)
        abort();
}

static coprod_status begin_plan(world *w)
{
    coprod_pattern_plan *made = (coprod_pattern_plan *)w;
    const coprod_status status = coprod_dossier_invitations(w->dossier, 0, w->allocator, &made);
    if ((status == COPROD_OK) != (made != NULL))
        abort();
    coprod_pattern_plan_free(made);
    return status;
}

static coprod_status load_dossier(world *w)
{
    MAKE(w, coprod_dossier, dossier,
         coprod_dossier_load(w->json, w->length, w->spectrum, w->allocator, w->findings, &made));
}

const scenario dossier_scenarios[] = {
    {"load_loops", with_loops, load_dossier, COPROD_OK, 97},
    {"load_adopted_loops", with_adopted, load_dossier, COPROD_OK, 97},
    {"load_wrong_loops", with_wrong_loops, load_dossier, COPROD_E_DEFINITION, 97},
    {"load_wrong_parents", with_wrong_parents, load_dossier, COPROD_E_DEFINITION, 97},
    {"load_people", with_people, load_dossier, COPROD_OK, 97},
    {"load_wrong_people", with_wrong_people, load_dossier, COPROD_E_DEFINITION, 97},
    {"load_combinations", with_combinations, load_dossier, COPROD_OK, 97},
    {"load_wrong_combinations", with_wrong_combinations, load_dossier, COPROD_E_DEFINITION, 97},
    {"begin_invitations", with_loaded, begin_plan, COPROD_OK, 97},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
