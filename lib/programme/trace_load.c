/* SPDX-License-Identifier: MIT */
/* The trace of a dossier's loop: what was done in it, run through its machine. */
#include <stdlib.h>
#include <string.h>

#include "dossier_internal.h"

/* Of a loop whose trace is read. */
typedef struct runner {
    coprod__load *load;
    coprod_dossier *dossier;
    coprod__dossier_loop *own;
    coprod_loop_options options;
} runner;

static coprod_event *read_event(runner *own, const json_t *json, const coprod__place *place)
{
    coprod_findings *inner = NULL;
    coprod_event *event = NULL;
    char *text = coprod__json_dump(json);
    coprod_status status = text ? coprod_findings_new(&own->dossier->allocator, &inner) : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = coprod_event_load(own->own->machine, text, COPROD_NTS, &own->dossier->allocator, inner, &event);
    coprod__repeat_findings(own->load, inner, place, status);
    coprod_findings_free(inner);
    free(text);
    return event;
}

/* What a machine refuses did not happen: a trace tells what did. */
static int is_done(runner *own, const coprod_loop_answer *answer, const coprod__place *place)
{
    char words[256];
    coprod__writer writer;
    if (answer->kind <= COPROD_LOOP_DUPLICATE)
        return 1;
    coprod__writer_init(&writer, words, sizeof words);
    coprod__write(&writer, coprod_loop_answer_name(answer->kind));
    coprod__write(&writer, answer->detail[0] ? " " : "");
    coprod__write(&writer, answer->detail);
    coprod__writer_end(&writer, NULL);
    coprod__report(own->load, COPROD_ERROR, "refused-event", place, words, "what the loop's machine accepts");
    return 0;
}

/* Whether it is closed now, and since when. */
static void note_closed(runner *own, int32_t day)
{
    coprod__dossier_loop *loop = own->own;
    coprod_loop_info info = {.size = sizeof info};
    coprod__closed *closed;
    coprod_loop_get(loop->loop, &info);
    if (info.accepting == coprod__is_closed(loop))
        return;
    if (!info.accepting) {
        loop->closed->to = day;
        return;
    }
    closed = coprod__arena_alloc(&own->dossier->arena, sizeof *closed);
    if (!closed) {
        own->load->failure = COPROD_E_MEMORY;
        return;
    }
    *closed = (coprod__closed){day, INT32_MAX, loop->closed};
    loop->closed = closed;
}

/* The day of something that was done; reports one after the day of the dossier. */
static int read_day(runner *own, const json_t *json, const coprod__place *place, const char *key, int32_t *day)
{
    const coprod__place here = {place, key, 0};
    const char *text = json_string_value(json_object_get(json, key));
    if (!text || coprod_day_read(text, COPROD_NTS, day) != COPROD_OK)
        return 0;
    if (!own->dossier->has_day || *day <= own->dossier->day)
        return 1;
    coprod__report(own->load, COPROD_ERROR, "after-prepared", &here, text, own->dossier->prepared);
    return 0;
}

/* A loop that was adopted began on a day that may not be known, and not on that of the adoption. */
static void note_creation(runner *own, const json_t *json, int32_t day)
{
    const json_t *adopted = json_object_get(json, "adopt");
    const char *created = json_string_value(json_object_get(adopted, "created"));
    coprod__dossier_loop *loop = own->own;
    loop->adopted = adopted != NULL;
    loop->adopted_day = adopted ? day : 0;
    loop->has_created = !adopted || (created && coprod_day_read(created, COPROD_NTS, &loop->created_day) == COPROD_OK);
    if (!adopted)
        loop->created_day = day;
    note_closed(own, adopted ? INT32_MIN : day);
}

static int create(runner *own, const json_t *json, const coprod__place *place)
{
    const coprod__place named = {place, "event", 0};
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_event *event = read_event(own, json, place);
    coprod_status status = COPROD_OK;
    int32_t day;
    int done = read_day(own, json, place, "at", &day) && event;
    if (event && json_object_get(json, "event")) {
        coprod__report(own->load, COPROD_ERROR, "unknown-key", &named, "event", "by at payload key expect_seq adopt");
        done = 0;
    }
    if (done)
        status = coprod_loop_new(own->own->machine, event, &own->options, &answer, &own->own->loop);
    if (status != COPROD_OK)
        own->load->failure = status;
    done = done && status == COPROD_OK && is_done(own, &answer, place);
    if (done)
        note_creation(own, json, day);
    coprod_event_free(event);
    return done;
}

static int tick(runner *own, const json_t *json, const coprod__place *place, int fine)
{
    const coprod__place here = {place, "tick", 0};
    coprod_loop_answer answer = {.size = sizeof answer};
    const char *text = coprod__json_text(own->load, json, place, "tick", COPROD__REQUIRED);
    coprod_status status = COPROD_OK;
    int32_t day;
    coprod__json_keys(own->load, json, place, "tick");
    if (text && coprod_day_read(text, COPROD_NTS, &day) != COPROD_OK)
        coprod__report(own->load, COPROD_ERROR, "not-a-date", &here, text, "a date such as 2025-03-28");
    if (!text || !read_day(own, json, place, "tick", &day) || !fine)
        return 0;
    status = coprod_loop_tick(own->own->loop, day, &answer);
    if (status != COPROD_OK)
        own->load->failure = status;
    return status == COPROD_OK;
}

/* After one that was refused the others are read, and not taken: what they would meet is not known. */
static int step(runner *own, const json_t *json, const coprod__place *place, int fine)
{
    const coprod__place named = {place, "event", 0};
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_event *event;
    coprod_status status = COPROD_OK;
    int32_t day;
    int done;
    if (json_object_get(json, "tick"))
        return tick(own, json, place, fine);
    event = read_event(own, json, place);
    done = read_day(own, json, place, "at", &day) && event && fine;
    if (event && !json_object_get(json, "event")) {
        coprod__report(own->load, COPROD_ERROR, "missing-key", &named, "nothing", "an event, or a \"tick\" with a day");
        done = 0;
    }
    if (done)
        status = coprod_loop_step(own->own->loop, event, &answer);
    if (status != COPROD_OK)
        own->load->failure = status;
    done = done && status == COPROD_OK && is_done(own, &answer, place);
    if (done)
        note_closed(own, day);
    coprod_event_free(event);
    return done;
}

/* A machine is read once, however many loops are of it. */
static const coprod_machine *find_machine(runner *own, const char *name, const coprod__place *place)
{
    coprod_machine_options options = {.size = sizeof options, .allocator = &own->dossier->allocator};
    coprod__dossier_machine *one = own->dossier->machines;
    coprod_status status;
    while (one && strcmp(one->name, name))
        one = one->before;
    if (one)
        return one->machine;
    one = coprod__arena_alloc(&own->dossier->arena, sizeof *one);
    if (one)
        one->name = coprod__arena_text(&own->dossier->arena, name);
    status = one && one->name ? coprod_machine_builtin(name, &options, NULL, &one->machine) : COPROD_E_MEMORY;
    if (status == COPROD_E_UNKNOWN)
        coprod__report(own->load, COPROD_ERROR, "unknown-id", place, name, "a built-in machine, such as suggestion@1");
    else if (status != COPROD_OK)
        own->load->failure = status;
    if (status != COPROD_OK)
        return NULL;
    one->before = own->dossier->machines;
    own->dossier->machines = one;
    return one->machine;
}

static void check_about(coprod__load *load, const json_t *json, const coprod__place *place)
{
    const coprod__place here = {place, "about", 0};
    const json_t *about = json_object_get(json, "about");
    if (about && !json_is_string(about))
        coprod__json_wrong(load, "wrong-type", &here, about, "a text");
}

void coprod__load_trace(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                        coprod__dossier_loop *loop)
{
    const coprod__place here = {place, "trace", 0}, machine = {&here, "machine", 0}, made = {&here, "create", 0},
                        list = {&here, "steps", 0};
    runner own = {load, dossier, loop, {.size = sizeof own.options, .allocator = &dossier->allocator}};
    coprod_loop_answer answer = {.size = sizeof answer};
    const json_t *creation, *steps;
    const char *name;
    json_t *one;
    size_t i;
    int fine;
    if (!json)
        return;
    coprod__json_keys(load, json, &here, "machine about create steps");
    check_about(load, json, &here);
    name = coprod__json_text(load, json, &here, "machine", COPROD__REQUIRED);
    creation = coprod__json_object(load, json, &here, "create", COPROD__REQUIRED);
    steps = coprod__json_array(load, json, &here, "steps", COPROD__OPTIONAL);
    loop->machine = name ? find_machine(&own, name, &machine) : NULL;
    if (!loop->machine)
        return; /* no event can be read without it */
    fine = creation && create(&own, creation, &made);
    json_array_foreach((json_t *)steps, i, one) {
        const coprod__place item = {&list, NULL, i};
        fine = step(&own, one, &item, fine);
    }
    /* As of the day of the dossier: what was missed until then is recorded. */
    if (fine && dossier->has_day && coprod_loop_tick(loop->loop, dossier->day, &answer) != COPROD_OK)
        load->failure = COPROD_E_MEMORY;
    loop->fine = fine;
}
