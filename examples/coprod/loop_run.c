/* SPDX-License-Identifier: MIT */
/* coprod loop: runs the traces of feedback loops. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loop.h"

static int wrong(loop_problem *problem, const char *place, const char *text)
{
    snprintf(problem->place, sizeof problem->place, "%s", place);
    snprintf(problem->text, sizeof problem->text, "%s", text);
    return 0;
}

/* The first finding, and how many there are more. */
static int wrong_findings(loop_problem *problem, const char *place, const coprod_findings *findings,
                          coprod_status status)
{
    coprod_finding finding = {sizeof finding};
    size_t count = coprod_findings_count(findings), length;
    if (!count || coprod_findings_get(findings, 0, &finding) != COPROD_OK)
        return wrong(problem, place, coprod_status_text(status));
    snprintf(problem->place, sizeof problem->place, "%s%.200s", place, finding.place);
    coprod_findings_text(findings, 0, NULL, problem->text, sizeof problem->text, NULL);
    length = strlen(finding.place); /* the sentence begins with its place, which is told before it */
    if (length && !strncmp(problem->text, finding.place, length) && !strncmp(problem->text + length, ": ", 2))
        memmove(problem->text, problem->text + length + 2, strlen(problem->text + length + 2) + 1);
    length = strlen(problem->text);
    if (count > 1)
        snprintf(problem->text + length, sizeof problem->text - length, " (and %zu more)", count - 1);
    return 0;
}

/* --- machines --- */

coprod_machine *loop_machine(loop_setting *own, const char *name, loop_problem *problem)
{
    coprod_machine_options options = {.size = sizeof options, .timings = own->timings, .timings_length = COPROD_NTS};
    coprod_findings *findings = NULL;
    coprod_status status;
    if (own->machine && !strcmp(own->name, name))
        return own->machine;
    coprod_machine_free(own->machine);
    own->machine = NULL;
    status = coprod_findings_new(NULL, &findings);
    if (status == COPROD_OK && own->machines)
        status = coprod_machine_load(own->machines, own->machines_length, name, &options, findings, &own->machine);
    else if (status == COPROD_OK)
        status = coprod_machine_builtin(name, &options, findings, &own->machine);
    if (status == COPROD_E_UNKNOWN)
        wrong(problem, "/machine",
              "no such machine; the built-in ones are suggestion, formal, consultation, pdsa and pcref");
    else if (status != COPROD_OK)
        wrong_findings(problem, own->machines ? own->machines_path : "/machine", findings, status);
    coprod_findings_free(findings);
    snprintf(own->name, sizeof own->name, "%s", strlen(name) < sizeof own->name ? name : "");
    return own->machine;
}

/* --- events --- */

static coprod_event *read_event(const coprod_machine *machine, const json_t *json, const char *place,
                                loop_problem *problem)
{
    char *text = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY);
    coprod_findings *findings = NULL;
    coprod_event *event = NULL;
    coprod_status status = text ? coprod_findings_new(NULL, &findings) : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = coprod_event_load(machine, text, COPROD_NTS, NULL, findings, &event);
    if (status != COPROD_OK)
        wrong_findings(problem, place, findings, status);
    coprod_findings_free(findings);
    free(text);
    return event;
}

/* The library keeps no text; this program shows those that it was given. */
static void keep_texts(const coprod_machine *machine, const coprod_loop_answer *answer, const json_t *payload,
                       json_t *texts)
{
    coprod_transition transition = {sizeof transition};
    if (answer->kind != COPROD_LOOP_OK
        || coprod_machine_transition(machine, answer->transition, &transition) != COPROD_OK)
        return;
    for (uint32_t i = 0; i < transition.action_count; i++) {
        coprod_action action = {sizeof action};
        coprod_machine_element fact = {sizeof fact};
        coprod_machine_action(machine, answer->transition, i, &action);
        coprod_machine_get_element(machine, COPROD_ELEMENT_FACT, action.fact, &fact);
        if (fact.type == COPROD_VALUE_TEXT)
            json_object_set_new(texts, fact.id, action.field ? json_deep_copy(json_object_get(payload, action.field))
                                                             : json_null());
    }
}

/* Of an adoption those that it asserts. */
static void keep_adopted(const coprod_machine *machine, const json_t *facts, json_t *texts)
{
    coprod_machine_element fact = {sizeof fact};
    for (uint32_t i = 0; coprod_machine_get_element(machine, COPROD_ELEMENT_FACT, i, &fact) == COPROD_OK; i++)
        if (fact.type == COPROD_VALUE_TEXT)
            json_object_set(texts, fact.id, json_object_get(facts, fact.id));
}

static json_t *answer_json(const coprod_loop *loop, const coprod_loop_answer *answer, json_t *texts)
{
    size_t needed = 0;
    char *text;
    json_t *made = NULL, *facts, *value;
    const char *name;
    coprod_loop_json(loop, answer, NULL, 0, &needed);
    text = malloc(needed ? needed : 1);
    if (text && coprod_loop_json(loop, answer, text, needed, NULL) == COPROD_OK)
        made = json_loads(text, 0, NULL);
    free(text);
    facts = json_object_get(made, "facts");
    json_object_foreach(texts, name, value)
        if (json_object_get(facts, name))
            json_object_set(facts, name, value);
    return made;
}

/* --- a trace --- */

static int check_keys(const json_t *object, const char *const *known, const char *place, loop_problem *problem)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value) {
        size_t i = 0;
        while (known[i] && strcmp(known[i], key))
            i++;
        if (!known[i]) {
            snprintf(problem->place, sizeof problem->place, "%s/%.200s", place, key);
            snprintf(problem->text, sizeof problem->text, "this key is not known here");
            return 0;
        }
    }
    return 1;
}

static int tick(const loop_setting *own, const loop_ran *ran, const json_t *step, const char *place,
                coprod_loop_answer *answer, loop_problem *problem)
{
    static const char *const known[] = {"tick", NULL};
    const char *text = json_string_value(json_object_get(step, "tick"));
    int32_t day;
    if (!check_keys(step, known, place, problem))
        return 0;
    if (!text || coprod_day_read(text, COPROD_NTS, &day) != COPROD_OK)
        return wrong(problem, place, "tick must be a date such as \"2025-06-06\"");
    return (own->journal ? coprod_journal_tick(own->journal, ran->number, ran->loop, day, answer)
                         : coprod_loop_tick(ran->loop, day, answer)) == COPROD_OK
           || wrong(problem, place, "no memory");
}

static int run_step(const loop_setting *own, loop_ran *ran, json_t *texts, const json_t *step, const char *place,
                    loop_problem *problem)
{
    const coprod_machine *machine = own->machine;
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event;
    coprod_status status;
    json_t *told;
    if (json_object_get(step, "tick")) {
        if (!tick(own, ran, step, place, &answer, problem))
            return 0;
        told = answer_json(ran->loop, &answer, texts);
        return !json_array_append_new(json_object_get(ran->answer, "steps"), told)
               || wrong(problem, place, "no memory");
    }
    if (json_is_object(step) && !json_object_get(step, "event"))
        return wrong(problem, place, "this must have an \"event\" or a \"tick\"");
    event = read_event(machine, step, place, problem);
    if (!event)
        return 0;
    status = own->journal ? coprod_journal_step(own->journal, ran->number, ran->loop, event, &answer)
                          : coprod_loop_step(ran->loop, event, &answer);
    if (status == COPROD_OK)
        keep_texts(machine, &answer, json_object_get(step, "payload"), texts);
    told = status == COPROD_OK ? answer_json(ran->loop, &answer, texts) : NULL;
    coprod_event_free(event);
    return !json_array_append_new(json_object_get(ran->answer, "steps"), told)
           || wrong(problem, place, coprod_status_text(status));
}

static int create(const loop_setting *own, const json_t *json, loop_ran *ran, json_t *texts, loop_problem *problem)
{
    const coprod_machine *machine = own->machine;
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event;
    coprod_status status;
    if (json_object_get(json, "event"))
        return wrong(problem, "/create/event", "a creation has no event");
    event = read_event(machine, json, "/create", problem);
    if (!event)
        return 0;
    status = own->journal ? coprod_journal_create(own->journal, machine, event, &answer, &ran->number, &ran->loop)
                          : coprod_loop_new(machine, event, NULL, &answer, &ran->loop);
    if (status == COPROD_OK) {
        if (json_object_get(json, "adopt"))
            keep_adopted(machine, json_object_get(json_object_get(json, "adopt"), "facts"), texts);
        else
            keep_texts(machine, &answer, json_object_get(json, "payload"), texts);
        json_object_set_new(ran->answer, "created", answer_json(ran->loop, &answer, texts));
    }
    coprod_event_free(event);
    return status == COPROD_OK || wrong(problem, "/create", coprod_status_text(status));
}

/* Traces before this one, by their places in the file, come below it. */
static int join(const loop_setting *own, const loop_ran *ran, const json_t *trace, loop_problem *problem)
{
    const json_t *list = json_object_get(trace, "children"), *create = json_object_get(trace, "create"), *one;
    const char *by = json_string_value(json_object_get(create, "by"));
    const char *at = json_string_value(json_object_get(create, "at"));
    int32_t day = 0;
    size_t i;
    if (!list)
        return 1;
    if (!json_is_array(list))
        return wrong(problem, "/children", "this must be an array of numbers of traces before this one, from 0");
    if (!own->journal)
        return wrong(problem, "/children", "loops below loops need a journal: --journal FILE");
    coprod_day_read(at, COPROD_NTS, &day);
    json_array_foreach((json_t *)list, i, one) {
        char place[64];
        json_int_t child = json_is_integer(one) ? json_integer_value(one) : -1;
        coprod_status status = child < 0 || (size_t)child + 1 >= own->trace_count || own->numbers[child] == LOOP_NONE
                                   ? COPROD_E_UNKNOWN
                                   : coprod_journal_join(own->journal, own->numbers[child], ran->number, day, by);
        snprintf(place, sizeof place, "/children/%zu", i);
        if (status == COPROD_E_UNKNOWN)
            return wrong(problem, place, "no loop was made by a trace of this number before this one");
        if (status == COPROD_E_ARGUMENT)
            return wrong(problem, place, "this loop is below another one, or above this one, or still open while the "
                                         "one above it may end already");
        if (status != COPROD_OK)
            return wrong(problem, place, coprod_status_text(status));
    }
    return 1;
}

/* A trace more, whose loop is not known yet. */
static int remember(loop_setting *own)
{
    uint32_t *grown = realloc(own->numbers, (own->trace_count + 1) * sizeof *grown);
    if (!grown)
        return 0;
    own->numbers = grown;
    own->numbers[own->trace_count++] = LOOP_NONE;
    return 1;
}

int loop_run(loop_setting *own, const json_t *trace, loop_ran *ran, loop_problem *problem)
{
    static const char *const known[] = {"machine", "create", "children", "steps", "about", NULL};
    const char *name = json_string_value(json_object_get(trace, "machine"));
    const json_t *steps = json_object_get(trace, "steps"), *step;
    json_t *texts = json_object();
    const coprod_machine *machine;
    size_t i;
    int fine;
    ran->loop = NULL;
    ran->number = 0;
    ran->answer = json_pack("{s:s,s:n,s:[]}", "machine", name ? name : "", "created", "steps");
    if (!remember(own))
        fine = wrong(problem, "", "no memory");
    else if (!json_is_object(trace) || !name || !json_is_object(json_object_get(trace, "create")))
        fine = wrong(problem, "", "a trace is {\"machine\":\"suggestion@1\",\"create\":{\"at\",\"by\",\"payload\"},"
                                  "\"steps\":[...]}");
    else if (steps && !json_is_array(steps))
        fine = wrong(problem, "/steps", "this must be an array");
    else
        fine = check_keys(trace, known, "", problem);
    machine = fine ? loop_machine(own, name, problem) : NULL;
    fine = machine && create(own, json_object_get(trace, "create"), ran, texts, problem);
    if (fine && ran->loop) {
        own->numbers[own->trace_count - 1] = ran->number;
        fine = join(own, ran, trace, problem);
    }
    json_array_foreach((json_t *)steps, i, step) {
        char place[64];
        snprintf(place, sizeof place, "/steps/%zu", i);
        if (fine && ran->loop)
            fine = run_step(own, ran, texts, step, place, problem);
    }
    json_decref(texts);
    if (!fine)
        loop_ran_free(ran);
    return fine;
}

void loop_ran_free(loop_ran *ran)
{
    coprod_loop_free(ran->loop);
    json_decref(ran->answer);
    ran->loop = NULL;
    ran->answer = NULL;
}
