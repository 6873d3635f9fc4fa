/* SPDX-License-Identifier: MIT */
/* Events: what was done, bound to a machine. */
#include <string.h>

#include "loop_internal.h"

/* --- making one --- */

static char *copy_of(const coprod__memory *memory, const char *text, size_t length)
{
    char *copy = coprod__alloc(memory, length + 1);
    if (copy && length)
        memcpy(copy, text, length);
    return copy;
}

static void drop(const coprod__memory *memory, char *text, size_t length)
{
    coprod__release(memory, text, text ? length + 1 : 0);
}

/* The bit of the role before the first colon; 0 where nobody is named. */
static uint32_t role_of(const coprod_machine *machine, const char *by)
{
    const char *colon = strchr(by, ':');
    size_t length = colon ? (size_t)(colon - by) : 0;
    if (!length || !colon[1])
        return 0;
    for (uint32_t i = 0; i < machine->roles.count; i++)
        if (strlen(machine->roles.name[i]) == length && !memcmp(machine->roles.name[i], by, length))
            return UINT32_C(1) << i;
    return 0;
}

static coprod_status fill(coprod_event *own, const char *name, const char *by)
{
    own->name = copy_of(&own->memory, name ? name : "", name ? strlen(name) : 0);
    own->by = copy_of(&own->memory, by, strlen(by));
    if (!own->name || !own->by)
        return COPROD_E_MEMORY;
    own->act.event = name ? coprod__name_find(&own->machine->events, name) : (int32_t)own->machine->events.count;
    own->act.role = role_of(own->machine, by);
    own->act.payload = own->payload;
    own->act.texts = own->texts;
    return COPROD_OK;
}

coprod_status coprod_event_new(const coprod_machine *machine, const char *name, const char *by, int32_t at,
                               const coprod_allocator *allocator, coprod_event **event)
{
    coprod__memory memory;
    coprod_event *made;
    size_t bytes;
    coprod_status status;
    if (!event)
        return COPROD_E_ARGUMENT;
    *event = NULL;
    if (!machine || !by)
        return COPROD_E_ARGUMENT;
    status = coprod__text_check(by, COPROD_NTS, &bytes);
    if (status == COPROD_OK && name)
        status = coprod__text_check(name, COPROD_NTS, &bytes);
    if (status == COPROD_OK)
        status = coprod__memory_init(allocator, &memory);
    if (status == COPROD_OK && (at < COPROD__DAY_FIRST || at > COPROD__DAY_LAST))
        status = COPROD_E_RANGE;
    if (status != COPROD_OK)
        return status;
    made = coprod__alloc(&memory, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->memory = memory;
    coprod__arena_init(&made->adoption, &memory);
    made->machine = coprod__machine_take(machine);
    made->act.at = coprod__day_kept(at);
    made->act.expect = COPROD__NONE;
    status = fill(made, name, by);
    if (status == COPROD_OK) {
        coprod__payload_check(made);
        *event = made;
    } else {
        coprod_event_free(made);
    }
    return status;
}

void coprod_event_free(coprod_event *event)
{
    coprod__memory memory;
    if (!event)
        return;
    memory = event->memory;
    drop(&memory, event->name, event->name ? strlen(event->name) : 0);
    drop(&memory, event->by, event->by ? strlen(event->by) : 0);
    drop(&memory, event->extra, event->extra ? strlen(event->extra) : 0);
    drop(&memory, event->key, event->key_length);
    for (size_t i = 0; i < COPROD__FIELDS; i++)
        drop(&memory, event->texts[i].text, event->texts[i].length);
    coprod__arena_free(&event->adoption);
    coprod_machine_free((coprod_machine *)event->machine);
    coprod__release(&memory, event, sizeof *event);
}

coprod_status coprod_event_at(coprod_event *event, int32_t at)
{
    if (!event || event->act.adopted)
        return COPROD_E_ARGUMENT;
    if (at < COPROD__DAY_FIRST || at > COPROD__DAY_LAST)
        return COPROD_E_RANGE;
    event->act.at = coprod__day_kept(at);
    return COPROD_OK;
}

coprod_status coprod_event_expect(coprod_event *event, uint32_t seq)
{
    if (!event)
        return COPROD_E_ARGUMENT;
    event->act.expect = seq ? (int64_t)seq : COPROD__NONE;
    return COPROD_OK;
}

coprod_status coprod_event_key(coprod_event *event, const char *key, size_t length)
{
    char *copy = NULL;
    coprod_status status = COPROD_OK;
    if (!event)
        return COPROD_E_ARGUMENT;
    if (key)
        status = coprod__text_check(key, length, &length);
    if (status != COPROD_OK)
        return status;
    if (key && !(copy = copy_of(&event->memory, key, length)))
        return COPROD_E_MEMORY;
    drop(&event->memory, event->key, event->key_length);
    event->key = copy;
    event->key_length = copy ? length : 0;
    return COPROD_OK;
}

/* --- payload --- */

/* The fields of an event; an event that is not known has none that could be wrong. */
static const coprod__event_rule *rule_of(const coprod_event *event)
{
    return event->act.event == COPROD__NONE ? NULL : &event->machine->event_rules[event->act.event];
}

void coprod__payload_check(coprod_event *event)
{
    const coprod__event_rule *rule = rule_of(event);
    uint32_t all = rule ? (uint32_t)((UINT64_C(1) << rule->field_count) - 1) : 0;
    event->act.payload_wrong = event->given != all || event->wrong || event->extra;
}

const char *coprod__payload_fault(const coprod_event *event)
{
    const coprod__event_rule *rule = rule_of(event);
    for (uint32_t i = 0; rule && i < rule->field_count; i++)
        if (!(event->given >> i & 1))
            return rule->fields[i].name;
    if (event->extra)
        return event->extra;
    for (uint32_t i = 0; rule && i < rule->field_count; i++)
        if (event->wrong >> i & 1)
            return rule->fields[i].name;
    return "";
}

/* The index of a field, or COPROD__NONE; the first that is not declared is remembered. */
int32_t coprod__event_field(coprod_event *event, const char *name, coprod_status *status)
{
    const coprod__event_rule *rule = rule_of(event);
    size_t length;
    *status = coprod__text_check(name, COPROD_NTS, &length);
    if (*status != COPROD_OK)
        return COPROD__NONE;
    for (uint32_t i = 0; rule && i < rule->field_count; i++)
        if (!strcmp(rule->fields[i].name, name))
            return (int32_t)i;
    if (!event->extra) {
        event->extra = copy_of(&event->memory, name, length);
        *status = event->extra ? COPROD_OK : COPROD_E_MEMORY;
        coprod__payload_check(event);
    }
    return COPROD__NONE;
}

void coprod__event_settle(coprod_event *event, int32_t field, uint32_t value, int right)
{
    uint32_t bit = UINT32_C(1) << field;
    event->payload[field] = value;
    event->given |= bit;
    event->wrong = right ? event->wrong & ~bit : event->wrong | bit;
    coprod__payload_check(event);
}

coprod_status coprod_event_number(coprod_event *event, const char *field, int64_t number)
{
    coprod_status status;
    int32_t index, right = 0;
    uint32_t value = 0;
    if (!event || !field || event->act.adopted)
        return COPROD_E_ARGUMENT;
    index = coprod__event_field(event, field, &status);
    if (index == COPROD__NONE)
        return status;
    switch (rule_of(event)->fields[index].type) {
    case COPROD_VALUE_INT: right = number >= 0 && number <= UINT32_MAX; break;
    case COPROD_VALUE_BOOL: right = number == 0 || number == 1; break;
    case COPROD_VALUE_DAY: right = number >= COPROD__DAY_FIRST && number <= COPROD__DAY_LAST; break;
    default: break;
    }
    if (right)
        value = rule_of(event)->fields[index].type == COPROD_VALUE_DAY ? coprod__day_kept((int32_t)number)
                                                                       : (uint32_t)number;
    coprod__event_settle(event, index, value, right);
    return COPROD_OK;
}

/* "Blank = only ASCII space, tab, CR, LF." */
uint32_t coprod__text_bits(const coprod_machine *machine, const char *text, size_t length)
{
    int32_t literal = coprod__name_find(&machine->literals, text);
    uint32_t bits = (uint32_t)(literal + 1) << COPROD__TEXT_BITS | COPROD__TEXT_THERE;
    return strspn(text, " \t\r\n") < length ? bits | COPROD__TEXT_HOLDS : bits;
}

coprod_status coprod_event_text(coprod_event *event, const char *field, const char *text, size_t length)
{
    coprod_status status;
    char *copy;
    int32_t index;
    if (!event || !field || !text || event->act.adopted)
        return COPROD_E_ARGUMENT;
    status = coprod__text_check(text, length, &length);
    if (status == COPROD_OK && length > UINT32_MAX)
        status = COPROD_E_ARGUMENT;
    if (status != COPROD_OK)
        return status;
    index = coprod__event_field(event, field, &status);
    if (index == COPROD__NONE)
        return status;
    if (rule_of(event)->fields[index].type != COPROD_VALUE_TEXT) {
        coprod__event_settle(event, index, 0, 0);
        return COPROD_OK;
    }
    copy = copy_of(&event->memory, text, length);
    if (!copy)
        return COPROD_E_MEMORY;
    drop(&event->memory, event->texts[index].text, event->texts[index].length);
    event->texts[index] = (coprod__event_text){copy, length};
    coprod__event_settle(event, index, coprod__text_bits(event->machine, copy, length), 1);
    return COPROD_OK;
}
