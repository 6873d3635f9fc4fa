/* SPDX-License-Identifier: MIT */
/* Reads the parts of a machine: states, facts, events. */
#include <string.h>

#include "machine_internal.h"

static void read_state_list(coprod__reader *reader, const char *key, uint8_t flag)
{
    const coprod__place list = {reader->place, key, 0};
    const json_t *json = coprod__json_array(reader->load, reader->json, reader->place, key, COPROD__REQUIRED), *one;
    size_t i;
    json_array_foreach((json_t *)json, i, one) {
        const coprod__place here = {&list, NULL, i};
        int32_t state = coprod__read_name(reader, &reader->machine->states, one, &here, "unknown-state",
                                          "the id of a state");
        if (state != COPROD__NONE)
            reader->machine->state_flags[state] |= flag;
    }
}

void coprod__read_states(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    const coprod__place here = {reader->place, "initial", 0};
    int32_t initial;
    coprod__read_names(reader, &machine->states,
                       coprod__json_array(reader->load, reader->json, reader->place, "states", COPROD__REQUIRED),
                       "states", COPROD__STATES);
    machine->state_flags = coprod__take(reader, machine->states.count, 1);
    if (!machine->state_flags)
        return;
    if (json_object_get(reader->json, "initial")) {
        initial = coprod__read_name(reader, &machine->states, json_object_get(reader->json, "initial"), &here,
                                    "unknown-state", "the id of a state");
        machine->initial = initial == COPROD__NONE ? 0 : (uint32_t)initial;
        if (initial != COPROD__NONE)
            machine->state_flags[initial] |= COPROD_STATE_INITIAL;
    } else {
        coprod__report(reader->load, COPROD_ERROR, "missing-key", &here, "nothing", "the id of a state");
    }
    read_state_list(reader, "accepting", COPROD_STATE_ACCEPTING);
    read_state_list(reader, "final", COPROD_STATE_FINAL);
}

const char *const coprod__types[] = {"int", "bool", "day", "enum", "text"};

int32_t coprod__value_type(const char *word)
{
    for (int32_t i = 0; word && i < 5; i++)
        if (!strcmp(word, coprod__types[i]))
            return i + 1;
    return COPROD__NONE;
}

static int read_first(coprod__reader *reader, coprod__fact *fact, const json_t *value)
{
    int32_t day;
    switch (fact->type) {
    case COPROD_VALUE_INT:
        fact->first = (uint32_t)json_integer_value(value);
        return json_is_integer(value) && json_integer_value(value) >= 0 && json_integer_value(value) <= UINT32_MAX;
    case COPROD_VALUE_BOOL:
        fact->first = json_is_true(value);
        return json_is_boolean(value);
    case COPROD_VALUE_DAY:
        if (!json_is_string(value))
            return json_is_null(value);
        if (coprod_day_read(json_string_value(value), COPROD_NTS, &day) != COPROD_OK)
            return 0;
        fact->first = coprod__day_kept(day);
        return 1;
    case COPROD_VALUE_ENUM:
        if (json_string_length(value))
            fact->first = coprod__literal(reader, json_string_value(value));
        return json_is_null(value) || json_string_length(value);
    default:
        return json_is_null(value);
    }
}

void coprod__read_facts(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    const json_t *facts = coprod__json_object(reader->load, reader->json, reader->place, "facts", COPROD__REQUIRED);
    const coprod__place list = {reader->place, "facts", 0};
    coprod__read_names(reader, &machine->facts, facts, "facts", COPROD__FACTS);
    machine->fact_rules = coprod__take(reader, machine->facts.count, sizeof *machine->fact_rules);
    for (uint32_t i = 0; machine->fact_rules && i < machine->facts.count; i++) {
        coprod__fact *fact = &machine->fact_rules[i];
        const json_t *pair = json_object_get(facts, machine->facts.name[i]);
        const coprod__place here = {&list, machine->facts.name[i], 0}, first = {&here, NULL, 1};
        fact->type = coprod__value_type(json_string_value(json_array_get(pair, 0)));
        fact->text = COPROD__NONE;
        if (json_array_size(pair) != 2 || fact->type == COPROD__NONE)
            coprod__json_wrong(reader->load, "bad-type", &here, pair,
                               "[\"int\", 0], [\"bool\", false], or day, enum or text with null");
        else if (!read_first(reader, fact, json_array_get(pair, 1)))
            coprod__json_wrong(reader->load, "out-of-range", &first, json_array_get(pair, 1), "a value of that type");
        if (fact->type == COPROD_VALUE_TEXT)
            fact->text = (int32_t)machine->text_count++;
    }
    machine->unexplained = coprod__name_find(&machine->facts, "breach_unexplained");
    if (machine->unexplained != COPROD__NONE && machine->fact_rules
        && machine->fact_rules[machine->unexplained].type != COPROD_VALUE_INT)
        machine->unexplained = COPROD__NONE;
}

static void read_event(coprod__reader *reader, coprod__event_rule *rule, const json_t *json,
                       const coprod__place *place)
{
    const coprod__place roles = {place, "roles", 0}, fields = {place, "payload", 0};
    const json_t *payload = coprod__json_object(reader->load, json, place, "payload", COPROD__REQUIRED), *one;
    const json_t *list = coprod__json_array(reader->load, json, place, "roles", COPROD__REQUIRED);
    const char *name;
    size_t i;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&roles, NULL, i};
        int32_t role = coprod__read_name(reader, &reader->machine->roles, one, &here, "unknown-role",
                                         "one of the roles");
        rule->roles |= role == COPROD__NONE ? 0 : UINT32_C(1) << role;
    }
    if (list && !json_array_size(list))
        coprod__report(reader->load, COPROD_ERROR, "too-many", &roles, "none", "one or more roles");
    if (json_object_size(payload) > COPROD__FIELDS) {
        coprod__report(reader->load, COPROD_ERROR, "too-many", &fields, "more than 32", "at most 32 fields");
        return;
    }
    rule->fields = coprod__take(reader, json_object_size(payload), sizeof *rule->fields);
    json_object_foreach((json_t *)payload, name, one) {
        const coprod__place here = {&fields, name, 0};
        int32_t type = coprod__value_type(json_string_value(one));
        if (type == COPROD__NONE || type == COPROD_VALUE_ENUM)
            coprod__json_wrong(reader->load, "bad-type", &here, one, "int, bool, day or text");
        if (!coprod__is_name(name))
            coprod__report(reader->load, COPROD_ERROR, "not-a-name", &here, name,
                           "1 to 63 letters, digits, hyphens and underscores");
        if (!rule->fields)
            return;
        rule->fields[rule->field_count].name = coprod__arena_text(&reader->machine->arena, name);
        if (!rule->fields[rule->field_count].name) {
            reader->load->failure = COPROD_E_MEMORY;
            return;
        }
        rule->fields[rule->field_count++].type = type;
    }
}

void coprod__read_events(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    const json_t *events = coprod__json_object(reader->load, reader->json, reader->place, "events", COPROD__REQUIRED);
    const json_t *create = coprod__json_object(reader->load, reader->json, reader->place, "create", COPROD__REQUIRED);
    const coprod__place list = {reader->place, "events", 0}, created = {reader->place, "create", 0};
    coprod__read_names(reader, &machine->events, events, "events", COPROD__EVENTS);
    machine->event_rules = coprod__take(reader, (size_t)machine->events.count + 2, sizeof *machine->event_rules);
    if (!machine->event_rules)
        return;
    for (uint32_t i = 0; i < machine->events.count; i++) {
        const coprod__place here = {&list, machine->events.name[i], 0};
        const json_t *one = json_object_get(events, machine->events.name[i]);
        if (!json_is_object(one)) {
            coprod__json_wrong(reader->load, "wrong-type", &here, one, "an object");
            continue;
        }
        coprod__json_keys(reader->load, one, &here, "roles payload");
        read_event(reader, &machine->event_rules[i], one, &here);
    }
    if (create) {
        coprod__json_keys(reader->load, create, &created, "roles payload guards do timers");
        read_event(reader, &machine->event_rules[machine->events.count], create, &created);
    }
}

uint32_t coprod__read_fact(coprod__load *load, const coprod_machine *machine, uint32_t fact, const json_t *value,
                           const coprod__place *place)
{
    int32_t type = machine->fact_rules[fact].type, day, literal = COPROD__NONE;
    if (json_is_null(value) && type >= COPROD_VALUE_DAY)
        return 0;
    if (json_is_boolean(value) && type == COPROD_VALUE_BOOL)
        return (uint32_t)json_is_true(value);
    if (json_is_integer(value) && type == COPROD_VALUE_INT && json_integer_value(value) >= 0
        && json_integer_value(value) <= UINT32_MAX)
        return (uint32_t)json_integer_value(value);
    if (json_is_string(value) && type == COPROD_VALUE_DAY
        && coprod_day_read(json_string_value(value), COPROD_NTS, &day) == COPROD_OK)
        return coprod__day_kept(day);
    if (json_is_string(value) && type == COPROD_VALUE_ENUM)
        literal = coprod__name_find(&machine->literals, json_string_value(value));
    if (literal == COPROD__NONE)
        coprod__json_wrong(load, "out-of-range", place, value, "a value of its type that the machine knows");
    return (uint32_t)(literal + 1);
}
