/* SPDX-License-Identifier: MIT */
/* Events from JSON. */
#include "adopt_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* A value that the field cannot hold is no problem of the document, but refused by the loop. */
static coprod_status read_field(coprod_event *event, const char *name, const json_t *value)
{
    coprod_status status = COPROD_OK;
    int32_t index = coprod__event_field(event, name, &status), day, type;
    if (index == COPROD__NONE)
        return status;
    type = event->machine->event_rules[event->act.event].fields[index].type;
    if (type == COPROD_VALUE_TEXT && json_is_string(value))
        return coprod_event_text(event, name, json_string_value(value), json_string_length(value));
    if (type == COPROD_VALUE_INT && json_is_integer(value))
        return coprod_event_number(event, name, json_integer_value(value));
    if (type == COPROD_VALUE_BOOL && json_is_boolean(value))
        return coprod_event_number(event, name, json_is_true(value));
    if (type == COPROD_VALUE_DAY && json_is_string(value)
        && coprod_day_read(json_string_value(value), json_string_length(value), &day) == COPROD_OK)
        return coprod_event_number(event, name, day);
    coprod__event_settle(event, index, 0, 0);
    return COPROD_OK;
}

static coprod_status read_payload(coprod__load *load, coprod_event *event, const json_t *json)
{
    const json_t *payload = coprod__json_object(load, json, &root, "payload", COPROD__OPTIONAL);
    const char *name;
    json_t *value;
    coprod_status status = COPROD_OK;
    json_object_foreach((json_t *)payload, name, value)
        if (status == COPROD_OK)
            status = read_field(event, name, value);
    return status;
}

/* A text, which may be empty: what is wrong with it the loop says. */
static const char *read_text(coprod__load *load, const json_t *json, const char *key, int required)
{
    const coprod__place here = {&root, key, 0};
    const json_t *value = json_object_get(json, key);
    if (!json_is_string(value) && (value || required))
        coprod__json_wrong(load, value ? "wrong-type" : "missing-key", &here, value, "a text");
    return json_string_value(value);
}

static coprod_status read_event(coprod__load *load, const coprod_machine *machine, const json_t *json,
                                const coprod_allocator *allocator, coprod_event **event)
{
    const coprod__place at_place = {&root, "at", 0};
    const json_t *adopted = json_object_get(json, "adopt");
    const char *name, *by, *at, *key;
    int32_t day = 0;
    int64_t expect;
    coprod_status status;
    if (!json_is_object(json)) {
        coprod__json_wrong(load, "wrong-type", &root, json, "an object");
        return coprod__load_status(load);
    }
    coprod__json_keys(load, json, &root, adopted ? "by at key adopt" : "event by at payload key expect_seq");
    name = read_text(load, json, "event", COPROD__OPTIONAL);
    by = read_text(load, json, "by", COPROD__REQUIRED);
    at = read_text(load, json, "at", COPROD__REQUIRED);
    expect = coprod__json_integer(load, json, &root, "expect_seq", COPROD__OPTIONAL, 0, UINT32_MAX, COPROD__NONE);
    if (at && coprod_day_read(at, COPROD_NTS, &day) != COPROD_OK)
        coprod__report(load, COPROD_ERROR, "not-a-date", &at_place, at, "a date such as 2025-03-28");
    key = read_text(load, json, "key", COPROD__OPTIONAL);
    status = coprod__load_status(load);
    if (status == COPROD_OK)
        status = coprod_event_new(machine, name, by, day, allocator, event);
    if (status == COPROD_OK && key)
        status = coprod_event_key(*event, key, COPROD_NTS);
    if (status != COPROD_OK)
        return status;
    (*event)->act.expect = expect;
    status = adopted ? coprod__read_adoption(load, *event, adopted) : read_payload(load, *event, json);
    return status == COPROD_OK ? coprod__load_status(load) : status;
}

/* After all numbers were read as reals, for one that is beyond 64 bits: those that are whole are integers again. */
static coprod_status narrow(json_t *object)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        double number = json_real_value(value);
        json_t *whole = NULL;
        if (json_is_real(value) && number > -9e15 && number < 9e15 && (double)(json_int_t)number == number)
            whole = json_integer((json_int_t)number);
        if (json_is_object(value) && narrow(value) != COPROD_OK)
            return COPROD_E_MEMORY;
        if (whole && json_object_set_new(object, key, whole))
            return COPROD_E_MEMORY;
    }
    return COPROD_OK;
}

/* "A larger payload is PAYLOAD", however large: it is no reason not to read the event. */
static coprod_status parse(coprod__load *load, const char *json, size_t length, json_t **document)
{
    coprod__load wide = {NULL, 0, COPROD_OK, 0, 1}, quiet = {NULL, 0, COPROD_OK, 0, 0};
    coprod_status status = coprod__json_parse(&quiet, json, length, document);
    if (status == COPROD_E_SYNTAX && quiet.number) {
        status = coprod__json_parse(&wide, json, length, document);
        if (status == COPROD_OK)
            status = narrow(*document);
    }
    if (status == COPROD_OK || status == COPROD_E_MEMORY)
        return status;
    json_decref(*document);
    return coprod__json_parse(load, json, length, document);
}

coprod_status coprod_event_load(const coprod_machine *machine, const char *json, size_t length,
                                const coprod_allocator *allocator, coprod_findings *findings, coprod_event **event)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    json_t *document = NULL;
    coprod_status status;
    if (!event)
        return COPROD_E_ARGUMENT;
    *event = NULL;
    if (!machine || !json)
        return COPROD_E_ARGUMENT;
    status = parse(&load, json, length, &document);
    if (status == COPROD_OK)
        status = read_event(&load, machine, document, allocator, event);
    json_decref(document);
    if (status != COPROD_OK) {
        coprod_event_free(*event);
        *event = NULL;
    }
    return status;
}
