/* SPDX-License-Identifier: MIT */
/* coprod loop explain: what can be done, by whom, and what is missing for the rest. */
#include <stdio.h>
#include <string.h>

#include "loop.h"

static const char *const statuses[] = {"", "yes", "payload", "not_yet", "role", "state", "time"};
static const char *const relations[] = {"",        "equal", "not_equal", "at_least", "more",    "at_most",
                                        "less",    "filled", "blank",    "one_of",   "none_of"};

static const char *day_text(int64_t day, char text[16])
{
    coprod_day_write((int32_t)day, text, 16, NULL);
    return text;
}

/* The day asked about: the caller's, or the last one of the trace. */
static int32_t day_of(const loop_setting *own, const json_t *trace)
{
    const json_t *steps = json_object_get(trace, "steps"), *step;
    const char *text = json_string_value(json_object_get(json_object_get(trace, "create"), "at"));
    int32_t day = 0, last = 0;
    size_t i;
    coprod_day_read(text, COPROD_NTS, &last);
    json_array_foreach((json_t *)steps, i, step) {
        text = json_string_value(json_object_get(step, json_object_get(step, "tick") ? "tick" : "at"));
        if (text && coprod_day_read(text, COPROD_NTS, &day) == COPROD_OK && day > last)
            last = day;
    }
    return own->has_day ? own->day : last;
}

static json_t *missing_json(const coprod_machine *machine, const coprod_loop_need *missing)
{
    json_t *made = json_pack("{s:s,s:s,s:s,s:s,s:b,s:b}", "guard",
                             coprod_machine_word(machine, COPROD_ELEMENT_GUARD, missing->guard), "text", missing->text,
                             "subject", missing->subject, "relation", relations[missing->relation], "payload",
                             (int)missing->field, "or_the_next", (int)missing->alternative);
    char text[16];
    if (missing->field || missing->relation >= COPROD_RELATION_FILLED)
        return made;
    if (missing->days) {
        json_object_set_new(made, "have", missing->known ? json_string(day_text(missing->have, text)) : json_null());
        json_object_set_new(made, "need", missing->known ? json_string(day_text(missing->need, text)) : json_null());
    } else {
        json_object_set_new(made, "have", missing->known ? json_integer(missing->have) : json_null());
        json_object_set_new(made, "need", missing->known ? json_integer(missing->need) : json_null());
    }
    return made;
}

static uint32_t transitions_of(const coprod_machine *machine)
{
    coprod_machine_info info = {sizeof info};
    coprod_machine_get(machine, &info);
    return info.transition_count;
}

static json_t *event_json(const coprod_machine *machine, const loop_ran *ran, uint32_t event, int32_t day,
                          const coprod_permit *permit)
{
    json_t *missing = json_array(), *roles = json_array();
    coprod_machine_element element = {sizeof element};
    coprod_transition transition = {sizeof transition};
    coprod_machine_get_element(machine, COPROD_ELEMENT_EVENT, event, &element);
    for (uint32_t i = 0; coprod_machine_word(machine, COPROD_ELEMENT_ROLE, i); i++)
        if (element.flags >> i & 1)
            json_array_append_new(roles, json_string(coprod_machine_word(machine, COPROD_ELEMENT_ROLE, i)));
    for (uint32_t i = 0; i < permit->missing_count; i++) {
        coprod_loop_need one = {sizeof one};
        if (coprod_loop_missing(ran->loop, event, day, i, &one) == COPROD_OK)
            json_array_append_new(missing, missing_json(machine, &one));
    }
    coprod_machine_transition(machine, permit->transition, &transition);
    return json_pack("{s:s,s:s,s:s,s:o,s:o,s:s?}", "event", element.id, "title", element.title, "permitted",
                     statuses[permit->status], "roles", roles, "missing", missing, "leads_to",
                     permit->transition >= transitions_of(machine)
                         ? NULL
                         : coprod_machine_word(machine, COPROD_ELEMENT_STATE, transition.to));
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static const char *day_word(const char *relation)
{
    return !strcmp(relation, "more")      ? "after"
           : !strcmp(relation, "at_most") ? "until"
           : !strcmp(relation, "less")    ? "before"
           : !strcmp(relation, "equal")   ? "on"
                                          : "from";
}

/* A guard in its own words, once, then what of it is missing: "1 of 2", or the day from which on. */
static void tell_missing(const json_t *missing, const char **guard)
{
    static const char *const words[] = {"", "exactly", "not", "at least", "more than", "at most", "less than"};
    const char *relation = text_of(missing, "relation"), *text = text_of(missing, "text");
    const json_t *have = json_object_get(missing, "have"), *need = json_object_get(missing, "need");
    size_t i = 1;
    if (!*guard || strcmp(*guard, text_of(missing, "guard")))
        output("      %s\n", text[0] ? text : text_of(missing, "guard"));
    *guard = text_of(missing, "guard");
    while (i < 7 && strcmp(relations[i], relation))
        i++;
    if (json_is_true(json_object_get(missing, "payload")))
        output("        to be said: %s", text_of(missing, "subject"));
    else if (json_is_integer(have) && i < 7)
        output("        %s: %lld now, %s %lld needed", text_of(missing, "subject"), (long long)json_integer_value(have),
               words[i], (long long)json_integer_value(need));
    else if (json_is_string(need))
        output("        %s %s", day_word(relation), json_string_value(need));
    else
        output("        %s", text_of(missing, "subject"));
    output("%s\n", json_is_true(json_object_get(missing, "or_the_next")) ? ", or" : "");
}

static void tell_group(const json_t *events, const char *status, const char *head)
{
    const json_t *event, *one;
    const char *guard;
    size_t i, j, k, told = 0;
    json_array_foreach((json_t *)events, i, event) {
        if (strcmp(text_of(event, "permitted"), status))
            continue;
        if (!told++)
            output("  %s\n", head);
        output("    %s (", text_of(event, "event"));
        json_array_foreach(json_object_get(event, "roles"), j, one)
            output("%s%s", j ? ", " : "", json_string_value(one));
        output("): %s\n", text_of(event, "title"));
        guard = NULL;
        json_array_foreach(json_object_get(event, "missing"), k, one)
            tell_missing(one, &guard);
    }
}

int loop_explain(const loop_setting *own, const json_t *trace, const loop_ran *ran)
{
    int32_t day = day_of(own, trace);
    json_t *events = json_array();
    coprod_loop_info info = {sizeof info};
    char text[16];
    const char *state;
    if (!ran->loop) {
        json_decref(events);
        return program_fail(own->file, NULL, "the loop could not be created, so nothing can be done with it");
    }
    coprod_loop_get(ran->loop, &info);
    state = coprod_machine_word(own->machine, COPROD_ELEMENT_STATE, info.state);
    for (uint32_t i = 0; coprod_machine_word(own->machine, COPROD_ELEMENT_EVENT, i); i++) {
        coprod_permit permit = {sizeof permit};
        coprod_status status = coprod_loop_permit(ran->loop, i, own->role, day, &permit);
        if (status != COPROD_OK) {
            json_decref(events);
            return program_fail("--role", own->role, coprod_status_text(status));
        }
        if (permit.transition < transitions_of(own->machine))
            json_array_append_new(events, event_json(own->machine, ran, i, day, &permit));
    }
    day_text(day, text);
    if (own->json)
        return loop_print(json_pack("{s:s,s:s,s:s,s:o}", "machine", own->name, "day", text, "state", state, "events",
                                    events));
    output("On %s, in state %s%s%s:\n", text, state, own->role ? ", for " : "", own->role ? own->role : "");
    tell_group(events, "yes", "Can be done now:");
    tell_group(events, "payload", "Can be done now, if this is said:");
    tell_group(events, "not_yet", "Not yet:");
    tell_group(events, "role", "Only others can do:");
    tell_group(events, "time", "Not on this day, which is before the last event:");
    json_decref(events);
    return PROGRAM_FINE;
}
