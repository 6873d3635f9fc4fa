/* SPDX-License-Identifier: MIT */
/* What records say: acts without their texts, and machines. */
#include "journal_internal.h"

#include <string.h>

void coprod__content_number(coprod__content *content, uint64_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        content->bytes[content->length++] = (uint8_t)(number >> 8 * i);
}

void coprod__content_bytes(coprod__content *content, const void *bytes, size_t length)
{
    memcpy(content->bytes + content->length, bytes, length);
    content->length += length;
}

void coprod__content_begin(coprod__content *content, int32_t kind, uint32_t loop, uint32_t day)
{
    content->length = COPROD__RECORD_LENGTH;
    coprod__content_number(content, (uint64_t)kind, 1);
    coprod__content_number(content, loop, 4);
    coprod__content_number(content, day, 3);
}

/* --- acts --- */

coprod_status coprod__know_actor(coprod_journal *journal, const char *by)
{
    size_t bytes = strlen(by) + 1;
    if (journal->actor && journal->actor_length == bytes && !memcmp(journal->actor, by, bytes))
        return COPROD_OK;
    if (journal->actor_length != bytes) {
        char *actor = coprod__alloc(&journal->memory, bytes);
        if (!actor)
            return COPROD_E_MEMORY;
        coprod__release(&journal->memory, journal->actor, journal->actor_length);
        journal->actor = actor;
        journal->actor_length = bytes;
    }
    memcpy(journal->actor, by, bytes);
    coprod__mac_short(&journal->secret, 'a', by, bytes - 1, journal->actor_digest);
    return COPROD_OK;
}

/* What the loop and the record both need: digests, made once. */
const coprod__event_rule *coprod__digest_act(const coprod_journal *journal, const coprod_event *event,
                                            coprod__act *act, coprod__text_kept *texts, uint8_t key[COPROD__SHORT])
{
    const coprod__event_rule *rule = event->act.event == COPROD__NONE
                                         ? NULL
                                         : &event->machine->event_rules[event->act.event];
    *act = event->act;
    act->kept = texts;
    if (event->key) {
        act->key = key;
        coprod__mac_short(&journal->secret, 'k', event->key, event->key_length, key);
    }
    for (uint32_t i = 0; rule && i < rule->field_count; i++) {
        if (!event->texts[i].text)
            continue;
        texts[i].length = (uint32_t)event->texts[i].length;
        coprod__mac_short(&journal->secret, 't', event->texts[i].text, event->texts[i].length, texts[i].digest);
    }
    return rule;
}

void coprod__put_act(coprod__content *content, const coprod_journal *journal, const coprod__act *act,
                    const coprod__event_rule *rule)
{
    uint32_t role = 0;
    while (!(act->role >> role & 1))
        role++;
    coprod__content_number(content, role, 1);
    coprod__content_number(content, act->key != NULL, 1);
    coprod__content_bytes(content, journal->actor_digest, COPROD__SHORT);
    if (act->key)
        coprod__content_bytes(content, act->key, COPROD__SHORT);
    for (uint32_t i = 0; i < rule->field_count; i++) {
        switch (rule->fields[i].type) {
        case COPROD_VALUE_BOOL: coprod__content_number(content, act->payload[i], 1); break;
        case COPROD_VALUE_DAY: coprod__content_number(content, act->payload[i], 3); break;
        case COPROD_VALUE_INT: coprod__content_number(content, act->payload[i], 4); break;
        default:
            coprod__content_number(content, act->kept[i].length, 4);
            coprod__content_number(content, act->payload[i], 4);
            coprod__content_bytes(content, act->kept[i].digest, COPROD__SHORT);
        }
    }
}

/* --- machines --- */

int coprod__is_machine(const coprod__journal_machine *own, const coprod_machine *machine)
{
    uint8_t fingerprint[COPROD__HASH], calendar[COPROD__HASH];
    if (own->known == machine)
        return 1;
    coprod__unhex(machine->fingerprint, fingerprint);
    coprod__unhex(machine->calendar->fingerprint, calendar);
    return !memcmp(own->fingerprint, fingerprint, COPROD__HASH) && !memcmp(own->calendar, calendar, COPROD__HASH);
}

uint32_t coprod__machine_number(const coprod_journal *journal, const coprod_machine *machine)
{
    uint32_t i = 0;
    while (i < journal->machine_count && !coprod__is_machine(&journal->machines[i], machine))
        i++;
    return i;
}

void coprod__add_machine(coprod_journal *journal, const coprod_machine *machine, uint32_t day)
{
    coprod__journal_machine *own = &journal->machines[journal->machine_count++];
    coprod__content content;
    coprod__unhex(machine->fingerprint, own->fingerprint);
    coprod__unhex(machine->calendar->fingerprint, own->calendar);
    own->known = coprod__machine_take(machine);
    coprod__content_begin(&content, COPROD_RECORD_MACHINE, 0, day);
    coprod__content_number(&content, (uint64_t)machine->version, 4);
    coprod__content_bytes(&content, own->fingerprint, COPROD__HASH);
    coprod__content_bytes(&content, own->calendar, COPROD__HASH);
    coprod__content_bytes(&content, machine->id, strlen(machine->id));
    coprod__journal_add(journal, &content);
}
