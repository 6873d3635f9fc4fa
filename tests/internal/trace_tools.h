/* SPDX-License-Identifier: MIT */
/* Traces, as coprod loop run takes them. */
#ifndef COPROD_TEST_TRACE_TOOLS_H
#define COPROD_TEST_TRACE_TOOLS_H

#include "loop_tools.h"

static const char *const built_in_names[] = {"suggestion", "formal", "consultation", "pdsa", "pcref"};
enum { BUILT_IN = 5 };

static inline coprod_event *read_step(const coprod_machine *machine, const json_t *json)
{
    coprod_event *event = NULL;
    char *text = json_dumps(json, 0);
    if (coprod_event_load(machine, text, COPROD_NTS, NULL, NULL, &event) != COPROD_OK)
        fail_msg("no event: %s", text);
    free(text);
    return event;
}

/* Whether a step is accepted; a day always is. */
static inline int take(coprod_loop *loop, const coprod_machine *machine, const json_t *json)
{
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event;
    if (json_object_get(json, "tick")) {
        assert_int_equal(coprod_loop_tick(loop, day_of(text_of(json, "tick")), &answer), COPROD_OK);
        return 1;
    }
    event = read_step(machine, json);
    assert_int_equal(coprod_loop_step(loop, event, &answer), COPROD_OK);
    coprod_event_free(event);
    return answer.kind == COPROD_LOOP_OK;
}

/* The loop at the end, or NULL where its creation is refused; how many events there were after it, how many of them were
 * refused, and in `cover`, if it is there, what they covered. */
static inline coprod_loop *run_trace(const coprod_machine *machine, const char *trace, uint8_t *cover,
                                     uint32_t *events, uint32_t *refused)
{
    json_t *json = json_loads(trace, 0, NULL), *one;
    coprod_loop_answer answer = {sizeof answer};
    coprod_machine_info info = {sizeof info};
    coprod_event *event = read_step(machine, json_object_get(json, "create"));
    coprod_loop *loop = NULL;
    char name[100];
    size_t i;
    assert_int_equal(coprod_machine_get(machine, &info), COPROD_OK);
    snprintf(name, sizeof name, "%s@%d", info.id, (int)info.version);
    assert_string_equal(text_of(json, "machine"), name);
    assert_int_equal(coprod_loop_new(machine, event, NULL, &answer, &loop), COPROD_OK);
    *events = *refused = 0;
    if (loop && cover)
        assert_int_equal(coprod_loop_cover(loop, cover), COPROD_OK);
    json_array_foreach(json_object_get(json, "steps"), i, one) {
        assert_non_null(loop);
        *refused += !take(loop, machine, one);
        *events += json_object_get(one, "event") != NULL;
    }
    coprod_event_free(event);
    json_decref(json);
    return loop;
}

#endif
