/* SPDX-License-Identifier: MIT */
/* The part `plan` of a dossier: events that are planned, and whom they are likely to shut out. */
#include <stdlib.h>

#include "dossier_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* A loop in which a barrier was raised is one of the dossier. */
static void check_loops(coprod__load *load, const coprod_dossier *dossier, const json_t *holder,
                        const coprod__place *place)
{
    const json_t *list = json_object_get(holder, "adjustments");
    const coprod__place here = {place, "adjustments", 0};
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place item = {&here, NULL, i}, at = {&item, "loop", 0};
        const char *loop = json_string_value(json_object_get(one, "loop"));
        if (loop && !json_object_get(dossier->loop_ids, loop))
            coprod__report(load, COPROD_ERROR, "unknown-id", &at, loop, "the id of a loop");
    }
}

static void read_plan(coprod__load *load, coprod_dossier *dossier, const json_t *plan, const coprod__place *place)
{
    coprod_findings *inner = NULL;
    coprod_status status = coprod_barrier_rules_builtin(&dossier->allocator, &dossier->barrier_rules);
    char *text = json_object_get(plan, "schema") ? coprod__json_dump(plan)
                                                 : coprod__document_of(load, "event-plan/1", NULL, plan);
    if (status == COPROD_OK)
        status = text ? coprod_findings_new(&dossier->allocator, &inner) : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = coprod_barriers_load(dossier->barrier_rules, text, COPROD_NTS, &dossier->allocator, inner,
                                      &dossier->barriers);
    coprod__repeat_findings(load, inner, place, status);
    coprod_findings_free(inner);
    free(text);
}

void coprod__load_events(coprod__load *load, coprod_dossier *dossier, const json_t *json)
{
    const json_t *plan = coprod__json_object(load, json, &root, "plan", COPROD__OPTIONAL), *events;
    const json_t *loops = json_object_get(json, "loops");
    const coprod__place place = {&root, "plan", 0}, list = {&place, "events", 0};
    size_t i;
    json_t *event;
    if (!plan || load->failure != COPROD_OK)
        return;
    read_plan(load, dossier, plan, &place);
    dossier->illustrative |= (uint32_t)json_is_true(json_object_get(plan, "illustrative"));
    if (!dossier->barriers || (loops && (!json_is_array(loops) || json_array_size(loops) != dossier->loop_count)))
        return; /* what could not be read is not held against the plan */
    check_loops(load, dossier, plan, &place);
    events = json_object_get(plan, "events");
    json_array_foreach((json_t *)events, i, event) {
        const coprod__place item = {&list, NULL, i};
        check_loops(load, dossier, event, &item);
    }
}
