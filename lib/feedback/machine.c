/* SPDX-License-Identifier: MIT */
/* What a machine says of itself. */
#include <string.h>

#include "data_internal.h"
#include "machine_internal.h"

/* --- the built-in ones --- */

size_t coprod_machine_count(void)
{
    return coprod__data_folder_count("feedback-machines");
}

const char *coprod_machine_id(size_t index)
{
    return coprod__data_folder_id("feedback-machines", index);
}

/* Of a name without version the last one, which is the newest. */
static const coprod__data *document_of(const char *name)
{
    size_t length = strlen(name);
    const char *id, *newest = name;
    for (size_t i = 0; (id = coprod_machine_id(i)) != NULL; i++)
        if (!strncmp(id, name, length) && id[length] == '@')
            newest = id;
    return coprod__data_find("feedback-machines", newest);
}

coprod_status coprod_machine_builtin(const char *name, const coprod_machine_options *options,
                                     coprod_findings *findings, coprod_machine **machine)
{
    const coprod__data *data = name ? document_of(name) : NULL;
    if (!machine)
        return COPROD_E_ARGUMENT;
    *machine = NULL;
    if (!data)
        return name ? COPROD_E_UNKNOWN : COPROD_E_ARGUMENT;
    return coprod_machine_load(data->json, data->length, NULL, options, findings, machine);
}

const coprod_machine *coprod__machine_take(const coprod_machine *machine)
{
    coprod__refs_take(&machine->refs);
    return machine;
}

void coprod_machine_free(coprod_machine *machine)
{
    if (machine && !coprod__refs_drop(&machine->refs)) {
        coprod__arena arena = machine->arena; /* the machine lies in its own arena */
        coprod_calendar_free((coprod_calendar *)machine->calendar);
        coprod__arena_free(&arena);
    }
}

void coprod__write_machine_name(coprod__writer *writer, const coprod_machine *machine)
{
    coprod__write(writer, machine->id);
    coprod__write(writer, "@");
    coprod__write_number(writer, machine->version);
}

coprod_status coprod_machine_get(const coprod_machine *machine, coprod_machine_info *info)
{
    coprod_machine_info own = {sizeof own};
    coprod_status status = coprod__struct_begin(machine, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    own.id = machine->id;
    own.title = machine->title[0] ? machine->title : machine->id;
    own.text = machine->text;
    own.source_title = machine->source.title;
    own.source_address = machine->source.address;
    own.source_words = machine->source.words;
    own.fingerprint = machine->fingerprint;
    own.calendar = machine->calendar_id;
    own.calendar_fingerprint = machine->calendar->fingerprint;
    own.version = machine->version;
    own.state_count = machine->states.count;
    own.event_count = machine->events.count;
    own.role_count = machine->roles.count;
    own.fact_count = machine->facts.count;
    own.guard_count = machine->guards.count;
    own.timer_count = machine->timers.count;
    own.literal_count = machine->literals.count;
    own.transition_count = machine->transition_count;
    own.hot_bytes = machine->hot_bytes;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

/* --- elements --- */

static const coprod__names *names_of(const coprod_machine *machine, int32_t element)
{
    switch (element) {
    case COPROD_ELEMENT_STATE: return &machine->states;
    case COPROD_ELEMENT_EVENT: return &machine->events;
    case COPROD_ELEMENT_ROLE: return &machine->roles;
    case COPROD_ELEMENT_FACT: return &machine->facts;
    case COPROD_ELEMENT_GUARD: return &machine->guards;
    case COPROD_ELEMENT_TIMER: return &machine->timers;
    case COPROD_ELEMENT_LITERAL: return &machine->literals;
    case COPROD_ELEMENT_LEVEL: return &machine->levels;
    default: return NULL;
    }
}

static const coprod__words *words_of(const coprod_machine *machine, int32_t element)
{
    switch (element) {
    case COPROD_ELEMENT_STATE: return machine->state_words;
    case COPROD_ELEMENT_EVENT: return machine->event_words;
    case COPROD_ELEMENT_ROLE: return machine->role_words;
    case COPROD_ELEMENT_FACT: return machine->fact_words;
    case COPROD_ELEMENT_GUARD: return machine->guard_words;
    case COPROD_ELEMENT_LEVEL: return machine->level_words;
    default: return NULL;
    }
}

coprod_status coprod_machine_find(const coprod_machine *machine, int32_t element, const char *id, uint32_t *index)
{
    const coprod__names *names;
    int32_t found;
    if (index)
        *index = 0;
    if (!machine || !id || !index)
        return COPROD_E_ARGUMENT;
    names = names_of(machine, element);
    if (!names)
        return COPROD_E_ARGUMENT;
    found = coprod__name_find(names, id);
    if (found == COPROD__NONE)
        return COPROD_E_UNKNOWN;
    *index = (uint32_t)found;
    return COPROD_OK;
}

const char *coprod_machine_word(const coprod_machine *machine, int32_t element, uint32_t index)
{
    const coprod__names *names = machine ? names_of(machine, element) : NULL;
    return names && index < names->count ? names->name[index] : NULL;
}

coprod_status coprod_machine_get_element(const coprod_machine *machine, int32_t element, uint32_t index,
                                         coprod_machine_element *info)
{
    coprod_machine_element own = {sizeof own};
    coprod_status status = coprod__struct_begin(machine, info, sizeof own);
    const coprod__words *words;
    if (status != COPROD_OK)
        return status;
    own.id = coprod_machine_word(machine, element, index);
    if (!own.id)
        return names_of(machine, element) ? COPROD_E_UNKNOWN : COPROD_E_ARGUMENT;
    words = words_of(machine, element);
    own.title = words ? words[index].title : own.id;
    own.text = words ? words[index].text : "";
    own.next = words ? words[index].next : "";
    own.test = "";
    if (element == COPROD_ELEMENT_STATE)
        own.flags = machine->state_flags[index];
    if (element == COPROD_ELEMENT_GUARD)
        own.test = machine->guard_json[index];
    if (element == COPROD_ELEMENT_FACT)
        own.type = machine->fact_rules[index].type;
    if (element == COPROD_ELEMENT_TIMER)
        own.text = machine->timer_rules[index].text;
    if (element == COPROD_ELEMENT_EVENT) {
        own.flags = machine->event_rules[index].roles;
        own.field_count = machine->event_rules[index].field_count;
    }
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_machine_field(const coprod_machine *machine, uint32_t event, uint32_t field, const char **name,
                                   int32_t *type)
{
    if (name)
        *name = NULL;
    if (type)
        *type = 0;
    if (!machine)
        return COPROD_E_ARGUMENT;
    if (event > machine->events.count || field >= machine->event_rules[event].field_count)
        return COPROD_E_UNKNOWN;
    if (name)
        *name = machine->event_rules[event].fields[field].name;
    if (type)
        *type = machine->event_rules[event].fields[field].type;
    return COPROD_OK;
}

coprod_status coprod_machine_timer(const coprod_machine *machine, uint32_t index, coprod_timer *timer)
{
    coprod_timer own = {sizeof own};
    coprod_status status = coprod__struct_begin(machine, timer, sizeof own);
    const coprod__timer *from;
    if (status != COPROD_OK)
        return status;
    if (index >= machine->timers.count)
        return COPROD_E_UNKNOWN;
    from = &machine->timer_rules[index];
    own.id = machine->timers.name[index];
    own.text = from->text;
    own.basis = from->basis;
    own.note = from->note;
    own.source_title = from->source.title;
    own.source_address = from->source.address;
    own.source_words = from->source.words;
    own.period = from->period;
    own.level = from->level;
    own.kind = from->kind;
    own.replaced = from->replaced;
    own.verified = from->verified;
    return coprod__struct_out(timer, sizeof own, sizeof own, &own);
}

/* --- transitions --- */

coprod_status coprod_machine_transition(const coprod_machine *machine, uint32_t index, coprod_transition *transition)
{
    coprod_transition own = {sizeof own};
    coprod_status status = coprod__struct_begin(machine, transition, sizeof own);
    const coprod__transition *from;
    if (status != COPROD_OK)
        return status;
    if (index > machine->transition_count)
        return COPROD_E_UNKNOWN;
    from = &machine->transitions[index];
    own.from = from->from;
    own.event = from->event;
    own.to = from->to;
    own.guard_count = from->guard_count;
    own.action_count = from->action_count;
    own.clock_count = from->clock_count;
    return coprod__struct_out(transition, sizeof own, sizeof own, &own);
}

coprod_status coprod_machine_guard(const coprod_machine *machine, uint32_t transition, uint32_t index, uint32_t *guard)
{
    if (guard)
        *guard = 0;
    if (!machine || !guard)
        return COPROD_E_ARGUMENT;
    if (transition > machine->transition_count || index >= machine->transitions[transition].guard_count)
        return COPROD_E_UNKNOWN;
    *guard = machine->guard_uses[machine->transitions[transition].guards + index].guard;
    return COPROD_OK;
}

static const char *field_of(const coprod_machine *machine, uint32_t transition, const coprod__term *term)
{
    return term->from == COPROD__PAYLOAD
               ? machine->event_rules[machine->transitions[transition].event].fields[term->index].name
               : NULL;
}

coprod_status coprod_machine_action(const coprod_machine *machine, uint32_t transition, uint32_t index,
                                    coprod_action *action)
{
    coprod_action own = {sizeof own};
    coprod_status status = coprod__struct_begin(machine, action, sizeof own);
    const coprod__action *from;
    if (status != COPROD_OK)
        return status;
    if (transition > machine->transition_count || index >= machine->transitions[transition].action_count)
        return COPROD_E_UNKNOWN;
    from = &machine->actions[machine->transitions[transition].actions + index];
    own.fact = from->fact;
    own.add = from->add;
    own.other = from->term.from == COPROD__FACT ? from->term.index : COPROD__NONE;
    own.field = field_of(machine, transition, &from->term);
    own.at = from->term.from == COPROD__AT;
    if (from->term.from == COPROD__NUMBER && machine->fact_rules[from->fact].type <= COPROD_VALUE_BOOL) {
        own.number = from->term.number;
    } else if (from->term.from == COPROD__NUMBER) {
        own.empty = !from->term.number;
        own.literal = own.empty ? NULL : machine->literals.name[from->term.number - 1];
    }
    return coprod__struct_out(action, sizeof own, sizeof own, &own);
}

coprod_status coprod_machine_clock(const coprod_machine *machine, uint32_t transition, uint32_t index,
                                   coprod_clock_action *action)
{
    coprod_clock_action own = {sizeof own};
    coprod_status status = coprod__struct_begin(machine, action, sizeof own);
    const coprod__clock_act *from;
    if (status != COPROD_OK)
        return status;
    if (transition > machine->transition_count || index >= machine->transitions[transition].clock_count)
        return COPROD_E_UNKNOWN;
    from = &machine->clocks[machine->transitions[transition].clocks + index];
    own.timer = from->timer;
    own.op = from->op;
    own.field = from->op == COPROD_CLOCK_SET ? field_of(machine, transition, &from->term) : NULL;
    return coprod__struct_out(action, sizeof own, sizeof own, &own);
}
