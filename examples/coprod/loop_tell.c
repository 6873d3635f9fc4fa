/* SPDX-License-Identifier: MIT */
/* coprod loop: what became of a trace, in words. */
#include <stdio.h>
#include <string.h>

#include "loop.h"

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static coprod_machine_element element_of(const coprod_machine *machine, int32_t kind, const char *id)
{
    coprod_machine_element element = {.size = sizeof element, .id = id, .title = id, .text = ""};
    uint32_t index;
    if (coprod_machine_find(machine, kind, id, &index) == COPROD_OK)
        coprod_machine_get_element(machine, kind, index, &element);
    return element;
}

/* Why an event was refused, in the machine's own words. */
static void tell_refusal(const coprod_machine *machine, const json_t *answer)
{
    const char *class = text_of(answer, "class"), *detail = text_of(answer, "detail");
    coprod_machine_element guard;
    output("refused: ");
    if (!strcmp(class, "GUARD")) {
        guard = element_of(machine, COPROD_ELEMENT_GUARD, detail);
        output("this must be so first: %s%s%s", guard.text, guard.text[0] ? " " : "", detail);
    } else if (!strcmp(class, "ROLE")) {
        output("%s may not do this", detail);
    } else if (!strcmp(class, "PAYLOAD")) {
        output("the field %s is missing, not known, or of another type", detail);
    } else if (!strcmp(class, "TIME")) {
        output("before the last event, which was on %s", detail);
    } else if (!strcmp(class, "NO_TRANSITION") || !strcmp(class, "FINAL")) {
        output("%s is not possible in this state (%s)", class[0] == 'F' ? "nothing" : "this", detail);
    } else if (!strcmp(class, "SEQ")) {
        output("%d events were accepted before, not as many as expected",
               (int)json_integer_value(json_object_get(answer, "detail")));
    } else if (!strcmp(class, "CALENDAR_RANGE")) {
        output("the calendar does not know %s", detail);
    } else if (!strcmp(class, "FACT_RANGE")) {
        output("%s would leave its range", detail);
    } else if (!strcmp(class, "CHILDREN")) {
        output("a loop below it is still open");
    } else {
        output("no such event");
    }
    output(" [%s]\n", class);
}

/* The missed days that were recorded since. */
static size_t tell_missed(const coprod_machine *machine, const json_t *answer, size_t told)
{
    const json_t *breaches = json_object_get(answer, "breaches");
    for (; told < json_array_size(breaches); told++) {
        const json_t *breach = json_array_get(breaches, told);
        coprod_machine_element timer = element_of(machine, COPROD_ELEMENT_TIMER, text_of(breach, "timer"));
        int number = (int)json_integer_value(json_object_get(breach, "level"));
        coprod_machine_element level = {.size = sizeof level};
        coprod_machine_get_element(machine, COPROD_ELEMENT_LEVEL, (uint32_t)number - 1, &level);
        output("            missed: %s by %s, level %d%s%s (%s)\n", timer.text[0] ? timer.text : "due",
               text_of(breach, "due"), number, strcmp(level.title, level.id) ? ", " : "",
               strcmp(level.title, level.id) ? level.title : "", timer.id);
    }
    return told;
}

static void tell_step(const coprod_machine *machine, const char *what, const json_t *step, const json_t *answer)
{
    const char *state = text_of(answer, "state");
    int ok = json_is_true(json_object_get(answer, "ok"));
    if (!strcmp(text_of(answer, "class"), "TICK")) {
        output("%s  the day passes\n", text_of(step, "tick"));
        return;
    }
    output("%s  %s by %s: ", text_of(step, "at"), what, text_of(step, "by"));
    if (!ok)
        tell_refusal(machine, answer);
    else if (!strcmp(text_of(answer, "class"), "DUPLICATE"))
        output("the same as before; nothing changed\n");
    else
        output("%s\n", element_of(machine, COPROD_ELEMENT_STATE, state).title);
}

static void tell_end(const coprod_machine *machine, const json_t *answer)
{
    coprod_machine_element state = element_of(machine, COPROD_ELEMENT_STATE, text_of(answer, "state"));
    const json_t *timers = json_object_get(answer, "timers");
    const char *name;
    json_t *due;
    output("Now: %s", state.title);
    if (state.text[0])
        output(". %s", state.text);
    if (state.next && state.next[0])
        output("%s %s", state.text[0] ? "" : ".", state.next);
    output("\n");
    json_object_foreach((json_t *)timers, name, due) {
        coprod_machine_element timer = element_of(machine, COPROD_ELEMENT_TIMER, name);
        output("  by %s: %s (%s)\n", json_string_value(due), timer.text[0] ? timer.text : "due", name);
    }
    if (json_array_size(json_object_get(answer, "breaches")))
        output("  missed days: %zu, of them not explained: %d\n", json_array_size(json_object_get(answer, "breaches")),
               (int)json_integer_value(json_object_get(json_object_get(answer, "facts"), "breach_unexplained")));
}

void loop_tell_run(const loop_setting *own, const json_t *trace, const json_t *answer)
{
    const json_t *created = json_object_get(answer, "created"), *steps = json_object_get(answer, "steps");
    const coprod_machine *machine = own->machine;
    coprod_machine_info info = {sizeof info};
    size_t missed = 0;
    coprod_machine_get(machine, &info);
    output("%s (%s@%d)\n", info.title, info.id, (int)info.version);
    if (text_of(trace, "about")[0])
        output("%s\n", text_of(trace, "about"));
    tell_step(machine, "created", json_object_get(trace, "create"), created);
    for (size_t i = 0; i < json_array_size(steps); i++) {
        const json_t *step = json_array_get(json_object_get(trace, "steps"), i);
        const char *event = text_of(step, "event");
        tell_step(machine, element_of(machine, COPROD_ELEMENT_EVENT, event).title, step, json_array_get(steps, i));
        missed = tell_missed(machine, json_array_get(steps, i), missed);
    }
    if (!json_is_null(json_object_get(created, "state")))
        tell_end(machine, json_array_size(steps) ? json_array_get(steps, json_array_size(steps) - 1) : created);
    output("\n");
}
