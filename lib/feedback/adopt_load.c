/* SPDX-License-Identifier: MIT */
/* What is asserted of a loop that began elsewhere: all of it must be said, and it must be what a loop can be. */
#include <string.h>

#include "adopt_internal.h"

static const coprod__place root = {NULL, NULL, 0}, here = {&root, "adopt", 0};

typedef struct reader {
    coprod__load *load;
    coprod_event *event;
    const coprod_machine *machine;
    const json_t *json;
    coprod__adopted *own;
} reader;

/* At least one, zeroed; NULL without memory, which is noted. */
static void *take(reader *own, size_t count, size_t bytes)
{
    void *items = coprod__arena_alloc(&own->event->adoption, (count + 1) * bytes);
    if (!items)
        own->load->failure = COPROD_E_MEMORY;
    return items;
}

static int32_t find(reader *own, const coprod__names *names, const char *name, const coprod__place *place,
                    const char *code, const char *expected)
{
    int32_t index = coprod__name_find(names, name);
    if (index == COPROD__NONE)
        coprod__report(own->load, COPROD_ERROR, code, place, name, expected);
    return index;
}

static void check_names(reader *own, const json_t *object, const coprod__place *place, const coprod__names *names,
                        const char *code, const char *expected)
{
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)object, name, value) {
        const coprod__place at = {place, name, 0};
        find(own, names, name, &at, code, expected);
    }
}

/* A date, or null where it is none; 0 for both, and after a report. */
static uint32_t read_day(reader *own, const json_t *value, const coprod__place *place)
{
    int32_t day;
    if (json_is_null(value))
        return 0;
    if (json_is_string(value) && coprod_day_read(json_string_value(value), COPROD_NTS, &day) == COPROD_OK)
        return coprod__day_kept(day);
    coprod__json_wrong(own->load, "not-a-date", place, value, "a date such as 2025-03-28, or null");
    return 0;
}

/* Unknown is not zero: what is not known is said to be. */
static const json_t *given(reader *own, const json_t *object, const char *name, const coprod__place *place)
{
    const json_t *value = json_object_get(object, name);
    if (object && !value)
        coprod__report(own->load, COPROD_ERROR, "not-given", place, name, "what it is, or null where there is none");
    return value;
}

/* --- facts --- */

static void read_text(reader *own, uint32_t fact, const json_t *value)
{
    coprod__event_text *texts = (coprod__event_text *)own->own->texts;
    char *text = coprod__arena_text(&own->event->adoption, json_string_value(value));
    if (!text)
        own->load->failure = COPROD_E_MEMORY;
    texts[fact] = (coprod__event_text){text, json_string_length(value)};
    if (text)
        own->own->facts[fact] = coprod__text_bits(own->machine, text, texts[fact].length);
}

static void read_facts(reader *own)
{
    const coprod_machine *machine = own->machine;
    const coprod__place list = {&here, "facts", 0};
    const json_t *facts = coprod__json_object(own->load, own->json, &here, "facts", COPROD__REQUIRED);
    check_names(own, facts, &list, &machine->facts, "unknown-fact", "a fact of the machine");
    own->own->facts = take(own, machine->facts.count, sizeof *own->own->facts);
    own->own->texts = take(own, machine->facts.count, sizeof *own->own->texts);
    for (uint32_t i = 0; own->own->facts && own->own->texts && i < machine->facts.count; i++) {
        const coprod__place place = {&list, machine->facts.name[i], 0};
        const json_t *value = given(own, facts, machine->facts.name[i], &list);
        if (!value)
            continue;
        if (json_is_string(value) && machine->fact_rules[i].type == COPROD_VALUE_TEXT)
            read_text(own, i, value);
        else
            own->own->facts[i] = coprod__read_fact(own->load, machine, i, value, &place);
    }
}

/* --- clocks and missed days --- */

static void read_missed_day(reader *own, const json_t *value, const coprod__place *place)
{
    const coprod__place timer_place = {place, "timer", 0}, due_place = {place, "due", 0};
    const json_t *name = json_object_get(value, "timer"), *due = json_object_get(value, "due");
    coprod__missed_day *day = &own->own->missed[own->own->missed_count++];
    int32_t timer;
    if (!json_is_object(value) || !json_is_string(name) || !json_is_string(due)) {
        coprod__json_wrong(own->load, "wrong-type", place, value, "{\"timer\": a clock, \"due\": the day}");
        return;
    }
    coprod__json_keys(own->load, value, place, "timer due");
    timer = find(own, &own->machine->timers, json_string_value(name), &timer_place, "unknown-timer",
                 "a clock of the machine");
    day->timer = timer == COPROD__NONE ? 0 : (uint32_t)timer;
    day->due = read_day(own, due, &due_place);
    if (timer != COPROD__NONE && !own->machine->timer_rules[timer].level)
        coprod__report(own->load, COPROD_ERROR, "never-missed", &timer_place, json_string_value(name),
                       "a clock whose day can be missed");
    if (day->due >= own->event->act.at)
        coprod__report(own->load, COPROD_ERROR, "not-over", &due_place, json_string_value(due),
                       "a day before that of the adoption");
}

static void read_missed(reader *own)
{
    const coprod__place list = {&here, "missed", 0};
    const json_t *missed = coprod__json_array(own->load, own->json, &here, "missed", COPROD__REQUIRED);
    const int32_t unexplained = own->machine->unexplained;
    size_t i;
    json_t *one;
    if (json_array_size(missed) > COPROD__MISSED_MOST) {
        coprod__report(own->load, COPROD_ERROR, "too-many", &list, "more than 255", "at most 255 missed days");
        return;
    }
    own->own->missed = take(own, json_array_size(missed), sizeof *own->own->missed);
    json_array_foreach((json_t *)missed, i, one) {
        const coprod__place place = {&list, NULL, i};
        if (own->own->missed)
            read_missed_day(own, one, &place);
    }
    if (unexplained != COPROD__NONE && own->own->facts && own->own->facts[unexplained] > json_array_size(missed))
        coprod__report(own->load, COPROD_ERROR, "more-unexplained", &list, own->machine->facts.name[unexplained],
                       "at least as many missed days as are not explained");
}

static void read_clock(reader *own, uint32_t i, const json_t *value, const coprod__place *place, uint64_t always,
                       uint64_t ever)
{
    uint32_t due = read_day(own, value, place);
    const char *name = own->machine->timers.name[i];
    if (json_is_null(value) && (always >> i & 1))
        coprod__report(own->load, COPROD_ERROR, "clock-must-run", place, name, "the day on which it is due");
    if (json_is_string(value) && !(ever >> i & 1))
        coprod__report(own->load, COPROD_ERROR, "clock-cannot-run", place, name, "null");
    for (uint32_t m = 0; own->own->missed && m < own->own->missed_count; m++)
        if (own->own->missed[m].timer == i && own->own->missed[m].due == due && due)
            own->own->clocks[i] = due | COPROD__BREACHED;
    if (!own->own->clocks[i])
        own->own->clocks[i] = due;
}

static void read_clocks(reader *own, int32_t state)
{
    const coprod_machine *machine = own->machine;
    const coprod__place list = {&here, "clocks", 0};
    const json_t *clocks = coprod__json_object(own->load, own->json, &here, "clocks", COPROD__REQUIRED);
    uint64_t always = 0, ever = UINT64_MAX;
    check_names(own, clocks, &list, &machine->timers, "unknown-timer", "a clock of the machine");
    own->own->clocks = take(own, machine->timers.count, sizeof *own->own->clocks);
    if (state != COPROD__NONE
        && coprod__clocks_in(machine, &own->event->memory, (uint32_t)state, &always, &ever) != COPROD_OK)
        own->load->failure = COPROD_E_MEMORY;
    for (uint32_t i = 0; own->own->clocks && i < machine->timers.count; i++) {
        const coprod__place place = {&list, machine->timers.name[i], 0};
        const json_t *value = given(own, clocks, machine->timers.name[i], &list);
        if (value)
            read_clock(own, i, value, &place, always, ever);
    }
}

/* --- the whole --- */

static int32_t read_state(reader *own)
{
    const coprod__place state_place = {&here, "state", 0}, reason_place = {&here, "reason", 0},
                        created_place = {&here, "created", 0};
    const char *state = coprod__json_text(own->load, own->json, &here, "state", COPROD__REQUIRED);
    const char *reason = coprod__json_text(own->load, own->json, &here, "reason", COPROD__REQUIRED);
    const json_t *created = given(own, own->json, "created", &here);
    int32_t index = state ? find(own, &own->machine->states, state, &state_place, "unknown-state",
                                 "a state of the machine")
                          : COPROD__NONE;
    if (reason && !reason[strspn(reason, " \t\r\n")])
        coprod__report(own->load, COPROD_ERROR, "out-of-range", &reason_place, reason, "a text that says why");
    own->own->reason = coprod__arena_text(&own->event->adoption, reason);
    if (!own->own->reason)
        own->load->failure = COPROD_E_MEMORY;
    own->own->created = created ? read_day(own, created, &created_place) : 0;
    if (own->own->created > own->event->act.at)
        coprod__json_wrong(own->load, "out-of-range", &created_place, created, "no day after that of the adoption");
    own->own->state = index == COPROD__NONE ? 0 : (uint32_t)index;
    return index;
}

/* On a row for the trial: after the missed days of the adoption, too, all must be true that must be in this state. */
static coprod_status check_invariants(reader *own)
{
    const coprod__place place = {&here, "state", 0};
    const coprod_machine *machine = own->machine;
    coprod_loop *trial = coprod__loop_allocate(machine, &own->event->memory, 0);
    coprod__act act = {.event = (int32_t)machine->events.count, .role = 1, .at = own->event->act.at,
                       .expect = COPROD__NONE, .adopted = own->own};
    coprod__came came;
    coprod_status status = trial ? coprod__create(&trial->rows, 0, &act, &came) : COPROD_E_MEMORY;
    for (uint32_t i = 0; status == COPROD_OK; i++) {
        i = coprod__not_invariant(trial, i, act.at);
        if (i == machine->invariant_count)
            break;
        coprod__report(own->load, COPROD_ERROR, "not-invariant", &place, machine->invariants[i].id,
                       "facts for which it is true");
    }
    coprod_loop_free(trial);
    return status;
}

coprod_status coprod__read_adoption(coprod__load *load, coprod_event *event, const json_t *json)
{
    reader own = {load, event, event->machine, json, NULL};
    coprod_status status;
    int32_t state;
    if (!json_is_object(json)) {
        coprod__json_wrong(load, "wrong-type", &here, json, "an object");
        return coprod__load_status(load);
    }
    coprod__json_keys(load, json, &here, "state reason created facts clocks missed");
    own.own = take(&own, 1, sizeof *own.own);
    if (!own.own)
        return COPROD_E_MEMORY;
    state = read_state(&own);
    read_facts(&own);
    read_missed(&own);
    read_clocks(&own, state);
    status = coprod__load_status(load);
    if (status == COPROD_OK)
        status = check_invariants(&own);
    event->act.adopted = own.own;
    event->act.payload_wrong = 0;
    return status == COPROD_OK ? coprod__load_status(load) : status;
}
