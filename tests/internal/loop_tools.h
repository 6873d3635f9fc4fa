/* SPDX-License-Identifier: MIT */
/* Machines, events and loops of a few words. */
#ifndef COPROD_TEST_LOOP_TOOLS_H
#define COPROD_TEST_LOOP_TOOLS_H

#include "inside.h"

static inline coprod_machine *machine_of(const char *name)
{
    coprod_machine *machine = NULL;
    assert_int_equal(coprod_machine_builtin(name, NULL, NULL, &machine), COPROD_OK);
    return machine;
}

/* A machine in single quotes. */
static inline coprod_machine *machine_in(const char *quoted, const coprod_machine_options *options)
{
    coprod_findings *findings = new_findings();
    coprod_machine *machine = NULL;
    json_t *json = json_of(quoted);
    char *text = json_dumps(json, 0), found[2048];
    coprod_status status = coprod_machine_load(text, COPROD_NTS, NULL, options, findings, &machine);
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK)
        fail_msg("%s", found);
    coprod_findings_free(findings);
    json_decref(json);
    free(text);
    return machine;
}

static inline int32_t day_of(const char *text)
{
    int32_t day = 0;
    assert_int_equal(coprod_day_read(text, COPROD_NTS, &day), COPROD_OK);
    return day;
}

/* An event in single quotes. */
static inline coprod_event *event_of(const coprod_machine *machine, const char *quoted)
{
    coprod_event *event = NULL;
    coprod_findings *findings = new_findings();
    json_t *json = json_of(quoted);
    char *text = json_dumps(json, 0), found[1024];
    coprod_status status = coprod_event_load(machine, text, COPROD_NTS, NULL, findings, &event);
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK)
        fail_msg("%s: %s", quoted, found);
    coprod_findings_free(findings);
    json_decref(json);
    free(text);
    return event;
}

static inline coprod_loop *loop_of(const coprod_machine *machine, const char *quoted)
{
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event = event_of(machine, quoted);
    coprod_loop *loop = NULL;
    assert_int_equal(coprod_loop_new(machine, event, NULL, &answer, &loop), COPROD_OK);
    assert_string_equal(coprod_loop_answer_name(answer.kind), "OK");
    coprod_event_free(event);
    return loop;
}

/* "CLASS detail", or "CLASS". */
static inline const char *step(coprod_loop *loop, const coprod_machine *machine, const char *quoted)
{
    static char text[200];
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event = event_of(machine, quoted);
    assert_int_equal(coprod_loop_step(loop, event, &answer), COPROD_OK);
    snprintf(text, sizeof text, "%s%s%s", coprod_loop_answer_name(answer.kind), answer.detail[0] ? " " : "",
             answer.detail);
    coprod_event_free(event);
    return text;
}

#endif
