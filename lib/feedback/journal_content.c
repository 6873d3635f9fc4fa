/* SPDX-License-Identifier: MIT */
/* What records say: acts without their texts, and machines. */
#include "adopt_internal.h"
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

static void put_who(coprod__content *content, const coprod_journal *journal, const coprod__act *act, int may_end)
{
    uint32_t role = 0;
    while (!(act->role >> role & 1))
        role++;
    coprod__content_number(content, role, 1);
    coprod__content_number(content, (act->key ? COPROD__HAS_KEY : 0) | (may_end ? COPROD__MAY_END : 0), 1);
    coprod__content_bytes(content, journal->actor_digest, COPROD__SHORT);
    if (act->key)
        coprod__content_bytes(content, act->key, COPROD__SHORT);
}

static void put_field(coprod__content *content, int32_t type, uint32_t value, const coprod__text_kept *text)
{
    static const size_t bytes[] = {[COPROD_VALUE_BOOL] = 1, [COPROD_VALUE_DAY] = 3, [COPROD_VALUE_INT] = 4,
                                   [COPROD_VALUE_ENUM] = 2, [COPROD_VALUE_TEXT] = 4};
    if (type == COPROD_VALUE_TEXT)
        coprod__content_number(content, text->length, 4);
    coprod__content_number(content, value, bytes[type]);
    if (type == COPROD_VALUE_TEXT)
        coprod__content_bytes(content, text->digest, COPROD__SHORT);
}

void coprod__put_act(coprod__content *content, const coprod_journal *journal, const coprod__act *act,
                     const coprod__event_rule *rule, int may_end)
{
    put_who(content, journal, act, may_end);
    for (uint32_t i = 0; i < rule->field_count; i++)
        put_field(content, rule->fields[i].type, act->payload[i], &act->kept[i]);
}

void coprod__put_adoption(coprod__content *content, const coprod_journal *journal, const coprod__act *act,
                          const coprod_loop *loop)
{
    const coprod__adopted *own = act->adopted;
    const coprod_machine *machine = loop->rows.machine;
    uint8_t reason[COPROD__SHORT];
    size_t length = strlen(own->reason);
    coprod__mac_short(&journal->secret, 't', own->reason, length, reason);
    put_who(content, journal, act, coprod__loop_may_end(loop));
    coprod__content_number(content, own->state, 2);
    coprod__content_number(content, own->created, 3);
    coprod__content_number(content, length, 4);
    coprod__content_bytes(content, reason, COPROD__SHORT);
    for (uint32_t i = 0; i < machine->facts.count; i++) {
        const coprod__fact *fact = &machine->fact_rules[i];
        put_field(content, fact->type, own->facts[i], fact->text < 0 ? NULL : &loop->rows.texts[fact->text]);
    }
    for (uint32_t i = 0; i < machine->timers.count; i++)
        coprod__content_number(content, own->clocks[i], 3);
    coprod__content_number(content, own->missed_count, 1);
    for (uint32_t i = 0; i < own->missed_count; i++) {
        coprod__content_number(content, own->missed[i].timer, 1);
        coprod__content_number(content, own->missed[i].due, 3);
    }
}

/* --- reading them --- */

int coprod__read_who(coprod__cursor *cursor, const coprod_machine *machine, coprod__act *act, int *may_end)
{
    uint64_t role = coprod__cursor_number(cursor, 1), flags = coprod__cursor_number(cursor, 1);
    coprod__cursor_bytes(cursor, COPROD__SHORT);
    if (role >= machine->roles.count || flags > (COPROD__HAS_KEY | COPROD__MAY_END))
        return 0;
    act->role = UINT32_C(1) << role;
    act->key = flags & COPROD__HAS_KEY ? coprod__cursor_bytes(cursor, COPROD__SHORT) : NULL;
    *may_end = (flags & COPROD__MAY_END) != 0;
    return !cursor->short_of;
}

static int is_day(uint32_t kept)
{
    return kept && kept <= coprod__day_kept(COPROD__DAY_LAST);
}

void coprod__read_field(coprod__cursor *cursor, const coprod_machine *machine, int32_t type, uint32_t *value,
                        coprod__text_kept *text)
{
    static const size_t bytes[] = {[COPROD_VALUE_BOOL] = 1, [COPROD_VALUE_DAY] = 3, [COPROD_VALUE_INT] = 4,
                                   [COPROD_VALUE_ENUM] = 2};
    const uint8_t *digest;
    if (type != COPROD_VALUE_TEXT) {
        *value = (uint32_t)coprod__cursor_number(cursor, bytes[type]);
        cursor->short_of |= (type == COPROD_VALUE_BOOL && *value > 1) || (type == COPROD_VALUE_DAY && !is_day(*value))
                            || (type == COPROD_VALUE_ENUM && *value > machine->literals.count);
        return;
    }
    text->length = (uint32_t)coprod__cursor_number(cursor, 4);
    *value = (uint32_t)coprod__cursor_number(cursor, 4);
    digest = coprod__cursor_bytes(cursor, COPROD__SHORT);
    cursor->short_of |= !(*value & COPROD__TEXT_THERE) || *value >> COPROD__TEXT_BITS > machine->literals.count;
    if (digest)
        memcpy(text->digest, digest, COPROD__SHORT);
}

/* What is not known is zeros; else it is as in an event. */
static void read_fact(coprod__cursor *cursor, const coprod_machine *machine, int32_t type, uint32_t *value,
                      coprod__text_kept *text)
{
    static const uint8_t nothing[8 + COPROD__SHORT];
    size_t bytes = type == COPROD_VALUE_DAY ? 3 : type == COPROD_VALUE_TEXT ? sizeof nothing : 0;
    if (bytes && (size_t)(cursor->end - cursor->at) >= bytes && !memcmp(cursor->at, nothing, bytes))
        coprod__cursor_bytes(cursor, bytes);
    else
        coprod__read_field(cursor, machine, type, value, text);
}

int coprod__read_adopted(coprod__cursor *cursor, const coprod_machine *machine, coprod__adopted *adopted)
{
    coprod__text_kept *kept = (coprod__text_kept *)adopted->kept;
    adopted->state = (uint32_t)coprod__cursor_number(cursor, 2);
    adopted->created = (uint32_t)coprod__cursor_number(cursor, 3);
    coprod__cursor_bytes(cursor, 4 + COPROD__SHORT);
    for (uint32_t i = 0; i < machine->facts.count; i++)
        read_fact(cursor, machine, machine->fact_rules[i].type, &adopted->facts[i], &kept[i]);
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        uint32_t due = adopted->clocks[i] = (uint32_t)coprod__cursor_number(cursor, 3);
        cursor->short_of |= due && (!is_day(due & ~(uint32_t)COPROD__BREACHED)
                                    || (due & COPROD__BREACHED && !machine->timer_rules[i].level));
    }
    adopted->missed_count = (uint32_t)coprod__cursor_number(cursor, 1);
    for (uint32_t i = 0; i < adopted->missed_count; i++) {
        coprod__missed_day *day = &adopted->missed[i];
        day->timer = (uint32_t)coprod__cursor_number(cursor, 1);
        day->due = (uint32_t)coprod__cursor_number(cursor, 3);
        cursor->short_of |= day->timer >= machine->timers.count || !is_day(day->due)
                            || !machine->timer_rules[day->timer].level;
        if (cursor->short_of)
            return 0;
    }
    return !cursor->short_of && cursor->at == cursor->end && adopted->state < machine->states.count;
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
