/* SPDX-License-Identifier: MIT */
/* Reads what moves a loop: creation, transitions with their guards, actions and clocks, and invariants. */
#include <string.h>

#include "machine_internal.h"

/* --- operands --- */

static int is_field(coprod__reader *reader, const char *name, const json_t *value, const coprod__place *place,
                    uint32_t event, coprod__operand *operand)
{
    const coprod__event_rule *rule = &reader->machine->event_rules[event];
    operand->term.from = COPROD__PAYLOAD;
    for (uint32_t i = 0; i < rule->field_count; i++)
        if (!strcmp(rule->fields[i].name, name)) {
            operand->term.index = (uint16_t)i;
            operand->type = rule->fields[i].type;
            operand->term.day = operand->type == COPROD_VALUE_DAY;
            return 1;
        }
    coprod__json_wrong(reader->load, "payload-not-declared", place, value, "a field that the event declares");
    return 0;
}

static int is_timer(coprod__reader *reader, const char *name, const json_t *value, const coprod__place *place,
                    coprod__operand *operand)
{
    int32_t timer = coprod__name_find(&reader->machine->timers, name);
    operand->term.from = COPROD__DUE;
    operand->term.day = 1;
    operand->type = COPROD_VALUE_DAY;
    if (timer == COPROD__NONE) {
        coprod__json_wrong(reader->load, "unknown-timer", place, value, "due: and the id of a clock");
        return 0;
    }
    operand->term.index = (uint16_t)timer;
    return 1;
}

static int is_word(coprod__reader *reader, const json_t *value, const coprod__place *place, uint32_t event,
                   coprod__operand *operand)
{
    const char *text = json_string_value(value);
    int32_t fact;
    if (text[0] == '$') {
        operand->type = COPROD__ANY;
        return event == COPROD__ANY_EVENT || is_field(reader, text + 1, value, place, event, operand);
    }
    if (!strncmp(text, "due:", 4))
        return is_timer(reader, text + 4, value, place, operand);
    if (!strcmp(text, "@at")) {
        operand->term.from = COPROD__AT;
        operand->term.day = 1;
        operand->type = COPROD_VALUE_DAY;
        return 1;
    }
    fact = coprod__name_find(&reader->machine->facts, text);
    operand->literal = text;
    operand->type = fact == COPROD__NONE ? COPROD__LITERAL : reader->machine->fact_rules[fact].type;
    operand->term.from = COPROD__FACT;
    operand->term.index = fact == COPROD__NONE ? 0 : (uint16_t)fact;
    operand->term.day = operand->type == COPROD_VALUE_DAY;
    return 1;
}

int coprod__read_operand(coprod__reader *reader, const json_t *value, const coprod__place *place, uint32_t event,
                         coprod__operand *operand)
{
    memset(operand, 0, sizeof *operand);
    operand->term.from = COPROD__NUMBER;
    operand->term.sign = 1;
    if (json_is_string(value))
        return is_word(reader, value, place, event, operand);
    operand->term.number = json_is_integer(value) ? json_integer_value(value) : json_is_true(value);
    operand->type = json_is_integer(value)   ? COPROD_VALUE_INT
                    : json_is_boolean(value) ? COPROD_VALUE_BOOL
                                             : COPROD__NULL;
    if ((json_is_integer(value) || json_is_boolean(value) || json_is_null(value))
        && operand->term.number >= -(int64_t)UINT32_MAX && operand->term.number <= (int64_t)UINT32_MAX)
        return 1;
    coprod__json_wrong(reader->load, "bad-operand", place, value,
                       "a fact, $field, @at, due:clock, an integer, a bool, null or a literal");
    return 0;
}

/* --- actions on facts --- */

/* Whether a fact can take a value. */
static int settable(int32_t type, const coprod__operand *value, int add)
{
    if (add)
        return type == COPROD_VALUE_INT && value->type == COPROD_VALUE_INT;
    if (type == COPROD_VALUE_INT)
        return value->type == type && (value->term.from != COPROD__NUMBER || value->term.number >= 0);
    if (type == COPROD_VALUE_TEXT)
        return value->type == COPROD__NULL || (value->type == type && value->term.from == COPROD__PAYLOAD);
    if (type == COPROD_VALUE_DAY && value->term.from == COPROD__DUE)
        return 0;
    return value->type == type || (type != COPROD_VALUE_BOOL && value->type == COPROD__NULL)
           || (type == COPROD_VALUE_ENUM && value->type == COPROD__LITERAL);
}

static void read_action(coprod__reader *reader, const json_t *json, const coprod__place *place, uint32_t event)
{
    const char *op = json_string_value(json_array_get(json, 0));
    const coprod__place op_place = {place, NULL, 0}, fact_place = {place, NULL, 1}, value_place = {place, NULL, 2};
    coprod__action *action = coprod__grow(reader, &reader->actions);
    coprod__operand value;
    int32_t fact, type;
    if (!action)
        return;
    if (json_array_size(json) != 3 || !op) {
        coprod__json_wrong(reader->load, "bad-operand", place, json, "[\"set\" or \"add\", a fact, a value]");
        return;
    }
    if (strcmp(op, "set") && strcmp(op, "add")) {
        coprod__json_wrong(reader->load, "bad-operator", &op_place, json_array_get(json, 0), "set or add");
        return;
    }
    fact = coprod__read_name(reader, &reader->machine->facts, json_array_get(json, 1), &fact_place, "unknown-fact",
                             "the id of a fact");
    if (fact == COPROD__NONE
        || !coprod__read_operand(reader, json_array_get(json, 2), &value_place, event, &value))
        return;
    action->add = op[0] == 'a';
    action->fact = (uint32_t)fact;
    type = reader->machine->fact_rules[fact].type;
    if (!settable(type, &value, action->add)) {
        coprod__json_wrong(reader->load, value.type == COPROD__LITERAL ? "unknown-fact" : "bad-operand", &value_place,
                           json_array_get(json, 2), "a value of the fact's type");
        return;
    }
    if (value.type == COPROD__LITERAL) {
        value.term.from = COPROD__NUMBER;
        value.term.number = coprod__literal(reader, value.literal);
    }
    action->term = value.term;
}

/* --- actions on clocks --- */

static void read_clock(coprod__reader *reader, const json_t *json, const coprod__place *place, uint32_t event)
{
    static const char *const words[] = {"", "start", "restart", "stop", "set"};
    const char *op = json_string_value(json_array_get(json, 0));
    const coprod__place op_place = {place, NULL, 0}, timer_place = {place, NULL, 1}, day_place = {place, NULL, 2};
    coprod__clock_act *clock = coprod__grow(reader, &reader->clocks);
    coprod__operand day;
    int32_t timer, own = COPROD_CLOCK_START;
    if (!clock)
        return;
    while (op && own <= COPROD_CLOCK_SET && strcmp(words[own], op))
        own++;
    if (!op || own > COPROD_CLOCK_SET) {
        coprod__json_wrong(reader->load, "bad-operator", &op_place, json_array_get(json, 0),
                           "start, restart, stop or set");
        return;
    }
    if (json_array_size(json) != (own == COPROD_CLOCK_SET ? 3u : 2u)) {
        coprod__json_wrong(reader->load, "bad-operand", place, json, "a clock, and for \"set\" a day");
        return;
    }
    timer = coprod__read_name(reader, &reader->machine->timers, json_array_get(json, 1), &timer_place, "unknown-timer",
                              "the id of a clock");
    if (timer == COPROD__NONE)
        return;
    clock->op = own;
    clock->timer = (uint32_t)timer;
    if (own <= COPROD_CLOCK_RESTART && !reader->machine->timer_rules[timer].period.unit)
        coprod__json_wrong(reader->load, "bad-unit", place, json, "\"set\", for a clock whose date is given");
    if (own != COPROD_CLOCK_SET
        || !coprod__read_operand(reader, json_array_get(json, 2), &day_place, event, &day))
        return;
    if (day.type != COPROD_VALUE_DAY || (day.term.from != COPROD__PAYLOAD && day.term.from != COPROD__AT))
        coprod__json_wrong(reader->load, "bad-operand", &day_place, json_array_get(json, 2),
                           "a day of the payload, or @at");
    clock->term = day.term;
}

/* --- transitions --- */

static const json_t *read_list(coprod__reader *reader, const json_t *json, const coprod__place *place, const char *key)
{
    const json_t *list = coprod__json_array(reader->load, json, place, key, COPROD__REQUIRED);
    const coprod__place here = {place, key, 0};
    if (json_array_size(list) <= COPROD__LISTED)
        return list;
    coprod__report(reader->load, COPROD_ERROR, "too-many", &here, "more than 64", "at most 64");
    return NULL;
}

/* What creation and transitions have in common. */
static void read_rule(coprod__reader *reader, coprod__transition *own, const json_t *json, const coprod__place *place)
{
    const coprod__place guards = {place, "guards", 0}, actions = {place, "do", 0}, clocks = {place, "timers", 0};
    const json_t *list = read_list(reader, json, place, "guards"), *one;
    size_t i;
    own->guards = (uint32_t)reader->guard_uses.count;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&guards, NULL, i};
        int32_t guard = coprod__read_name(reader, &reader->machine->guards, one, &here, "unknown-guard",
                                          "the id of a guard");
        coprod__guard_use *use = guard == COPROD__NONE ? NULL : coprod__grow(reader, &reader->guard_uses);
        if (!use)
            continue;
        use->guard = (uint32_t)guard;
        coprod__compile_guard(reader, use, &here, own->event);
    }
    own->guard_count = (uint16_t)(reader->guard_uses.count - own->guards);
    list = read_list(reader, json, place, "do");
    own->actions = (uint32_t)reader->actions.count;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&actions, NULL, i};
        read_action(reader, one, &here, own->event);
    }
    own->action_count = (uint16_t)(reader->actions.count - own->actions);
    list = read_list(reader, json, place, "timers");
    own->clocks = (uint32_t)reader->clocks.count;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&clocks, NULL, i};
        read_clock(reader, one, &here, own->event);
    }
    own->clock_count = (uint16_t)(reader->clocks.count - own->clocks);
}

/* The three names of a transition; 0 after a report. */
static int read_way(coprod__reader *reader, coprod__transition *own, const json_t *json, const coprod__place *place)
{
    static const char *const keys[] = {"from", "event", "to"};
    const coprod_machine *machine = reader->machine;
    int32_t index[3];
    int sound = 1;
    for (size_t i = 0; i < 3; i++) {
        const coprod__place here = {place, keys[i], 0};
        const json_t *name = json_object_get(json, keys[i]);
        index[i] = coprod__read_name(reader, i == 1 ? &machine->events : &machine->states, name, &here,
                                     i == 1 ? "unknown-event" : "unknown-state",
                                     i == 1 ? "the id of an event" : "the id of a state");
        sound = sound && index[i] != COPROD__NONE;
    }
    if (!sound)
        return 0;
    own->from = (uint16_t)index[0];
    own->event = (uint16_t)index[1];
    own->to = (uint16_t)index[2];
    return 1;
}

static void read_transition(coprod__reader *reader, uint32_t number, const json_t *json, const coprod__place *place)
{
    coprod_machine *machine = reader->machine;
    coprod__transition *own = &machine->transitions[number];
    const coprod__place from = {place, "from", 0};
    uint16_t *cell;
    coprod__json_keys(reader->load, json, place, "from event to guards do timers text source");
    if (!read_way(reader, own, json, place))
        return;
    cell = &machine->table[(size_t)own->from * machine->events.count + own->event];
    if (*cell != UINT16_MAX)
        coprod__report(reader->load, COPROD_ERROR, "nondeterministic", place, machine->events.name[own->event],
                       "one transition for each event of a state");
    *cell = (uint16_t)number;
    if (machine->state_flags[own->from] & COPROD_STATE_FINAL)
        coprod__report(reader->load, COPROD_ERROR, "leaves-final", &from, machine->states.name[own->from],
                       "a state that is not final");
    read_rule(reader, own, json, place);
}

static int make_table(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    size_t cells = (size_t)machine->states.count * machine->events.count;
    if (cells > COPROD__TABLE) {
        coprod__report(reader->load, COPROD_ERROR, "too-many", reader->place, "states times events", "at most 4194304");
        return 0;
    }
    machine->table = coprod__take(reader, cells, sizeof *machine->table);
    if (machine->table)
        memset(machine->table, 0xff, cells * sizeof *machine->table);
    return machine->table != NULL;
}

void coprod__read_rules(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    const json_t *list = coprod__json_array(reader->load, reader->json, reader->place, "transitions", COPROD__REQUIRED);
    const json_t *create = json_object_get(reader->json, "create"), *one;
    const coprod__place here = {reader->place, "transitions", 0}, created = {reader->place, "create", 0};
    size_t count = json_array_size(list), i;
    if (count > COPROD__TRANSITIONS) {
        coprod__report(reader->load, COPROD_ERROR, "too-many", &here, "more than 60000", "at most 60000");
        return;
    }
    machine->transitions = coprod__take(reader, count + 1, sizeof *machine->transitions);
    if (!machine->transitions || !make_table(reader))
        return;
    machine->transition_count = (uint32_t)count;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place at = {&here, NULL, i};
        if (json_is_object(one))
            read_transition(reader, (uint32_t)i, one, &at);
        else
            coprod__json_wrong(reader->load, "wrong-type", &at, one, "an object");
    }
    machine->transitions[count].from = machine->transitions[count].to = (uint16_t)machine->initial;
    machine->transitions[count].event = (uint16_t)machine->events.count;
    if (json_is_object(create))
        read_rule(reader, &machine->transitions[count], create, &created);
}

void coprod__read_invariants(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    const json_t *list = coprod__json_array(reader->load, reader->json, reader->place, "invariants", COPROD__OPTIONAL);
    const coprod__place all = {reader->place, "invariants", 0};
    const json_t *one, *state;
    size_t i, j;
    machine->invariants = coprod__take(reader, json_array_size(list), sizeof *machine->invariants);
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&all, NULL, i}, in = {&here, "in", 0}, expr = {&here, "expr", 0};
        coprod__invariant *own = machine->invariants ? &machine->invariants[i] : NULL;
        if (!own || !json_is_object(one)) {
            coprod__json_wrong(reader->load, "wrong-type", &here, one, "an object");
            continue;
        }
        coprod__json_keys(reader->load, one, &here, "id in expr text");
        own->id = coprod__json_copy(reader->load, &machine->arena, one, &here, "id", COPROD__REQUIRED);
        own->in = coprod__take(reader, machine->states.count, 1);
        json_array_foreach(coprod__json_array(reader->load, one, &here, "in", COPROD__REQUIRED), j, state) {
            const coprod__place at = {&in, NULL, j};
            int32_t index = coprod__read_name(reader, &machine->states, state, &at, "unknown-state",
                                              "the id of a state");
            if (index != COPROD__NONE && own->in)
                own->in[index] = 1;
        }
        own->start = coprod__compile(reader, json_object_get(one, "expr"), &expr, coprod__no_event(machine));
        own->json = coprod__keep_json(reader, json_object_get(one, "expr"));
        machine->invariant_count++;
    }
}
