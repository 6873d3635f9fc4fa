/* SPDX-License-Identifier: MIT */
/* Writing a journal: what is chained to what, and loops that move only if it can be written. */
#include "journal_internal.h"

#include <string.h>

/* --- making one --- */

coprod_status coprod__journal_options_in(const coprod_journal_options *options, int needs, coprod_journal_options *own)
{
    coprod_status status = coprod__struct_in(options, sizeof *own, sizeof *own, own);
    if (status != COPROD_OK)
        return status;
    if ((own->secret_length && !own->secret) || (own->key_length && !own->key)
        || (own->secret ? own->secret_length < COPROD__SHORT : needs))
        return COPROD_E_ARGUMENT;
    return COPROD_OK;
}

void coprod__journal_head_bytes(const coprod_journal *journal, uint8_t head[COPROD__JOURNAL_HEAD])
{
    static const uint8_t nothing[COPROD__HASH] = {0};
    memset(head, 0, COPROD__JOURNAL_HEAD);
    memcpy(head, "COPRODJ", 7);
    head[7] = COPROD__JOURNAL_VERSION;
    head[8] = (uint8_t)journal->keyed;
    coprod__mac_short(&journal->secret, 's', "journal", 7, head + 16);
    if (journal->keyed)
        coprod__mac_short(&journal->key, 's', "journal", 7, head + 32);
    coprod__chain(journal->keyed ? &journal->key : NULL, nothing, head, COPROD__JOURNAL_CHECKED,
                  head + COPROD__JOURNAL_CHECKED);
}

coprod_status coprod__journal_make(const coprod_journal_options *options, coprod_journal **journal)
{
    coprod_journal_options own;
    coprod__memory memory;
    coprod_status status = coprod__journal_options_in(options, 1, &own);
    if (status == COPROD_OK)
        status = coprod__memory_init(own.allocator, &memory);
    if (status != COPROD_OK)
        return status;
    *journal = coprod__alloc(&memory, sizeof **journal);
    if (!*journal)
        return COPROD_E_MEMORY;
    (*journal)->memory = memory;
    coprod__mac_init(&(*journal)->secret, own.secret, own.secret_length);
    coprod__mac_init(&(*journal)->key, own.key, own.key_length);
    (*journal)->keyed = own.key_length != 0;
    (*journal)->machines = coprod__alloc(&memory, COPROD__MACHINES_MOST * sizeof *(*journal)->machines);
    return (*journal)->machines ? COPROD_OK : COPROD_E_MEMORY;
}

coprod_status coprod_journal_new(const coprod_journal_options *options, coprod_journal **journal)
{
    coprod_journal *made = NULL;
    coprod_status status;
    if (!journal)
        return COPROD_E_ARGUMENT;
    *journal = NULL;
    status = coprod__journal_make(options, &made);
    if (status == COPROD_OK)
        status = coprod__journal_fit(made, COPROD__JOURNAL_HEAD, 1, 1);
    if (status == COPROD_OK) {
        coprod__journal_head_bytes(made, made->bytes);
        made->length = COPROD__JOURNAL_HEAD;
        *journal = made;
    } else {
        coprod_journal_free(made);
    }
    return status;
}

void coprod_journal_free(coprod_journal *journal)
{
    coprod__memory memory;
    if (!journal)
        return;
    memory = journal->memory;
    for (uint32_t i = 0; i < journal->machine_count; i++)
        coprod_machine_free((coprod_machine *)journal->machines[i].known);
    coprod__release(&memory, journal->machines, COPROD__MACHINES_MOST * sizeof *journal->machines);
    coprod__release(&memory, journal->bytes, journal->capacity);
    coprod__release(&memory, journal->starts, journal->starts_capacity * sizeof *journal->starts);
    coprod__release(&memory, journal->loops, journal->loops_capacity);
    coprod__release(&memory, journal->actor, journal->actor_length);
    coprod__mac_wipe(&journal->secret);
    coprod__mac_wipe(&journal->key);
    coprod__release(&memory, journal, sizeof *journal);
}

/* --- room and records --- */

/* Each by itself, so that one that cannot grow leaves the others usable. */
coprod_status coprod__journal_fit(coprod_journal *journal, size_t bytes, size_t records, size_t loops)
{
    void *items = journal->bytes;
    int done = coprod__more(&journal->memory, &items, &journal->capacity, journal->length + bytes, 1);
    journal->bytes = items;
    items = journal->starts;
    done = done && coprod__more(&journal->memory, &items, &journal->starts_capacity, journal->count + records,
                                sizeof *journal->starts);
    journal->starts = items;
    items = journal->loops;
    done = done && (!loops || coprod__more(&journal->memory, &items, &journal->loops_capacity,
                                           journal->loop_count + loops, 1));
    journal->loops = items;
    return done ? COPROD_OK : COPROD_E_MEMORY;
}

/* For records that are not made yet, and may be the longest. */
coprod_status coprod__journal_room(coprod_journal *journal, size_t records, size_t loops)
{
    return coprod__journal_fit(journal, records * (COPROD__RECORD_LENGTH + COPROD__RECORD_MOST + COPROD__HASH), records,
                               loops);
}

const uint8_t *coprod__record_hash(const coprod_journal *journal, size_t index)
{
    size_t end = index + 1 < journal->count ? (size_t)journal->starts[index + 1] : journal->length;
    return journal->bytes + end - COPROD__HASH;
}

/* Into room that is there. */
void coprod__journal_add(coprod_journal *journal, coprod__content *content)
{
    size_t length = content->length - COPROD__RECORD_LENGTH;
    uint8_t *at = journal->bytes + journal->length;
    content->bytes[0] = (uint8_t)length;
    content->bytes[1] = (uint8_t)(length >> 8);
    memcpy(at, content->bytes, content->length);
    coprod__chain(journal->keyed ? &journal->key : NULL, at - COPROD__HASH, at, content->length, at + content->length);
    journal->starts[journal->count++] = journal->length;
    journal->length += content->length + COPROD__HASH;
}

static void put(coprod__content *content, uint64_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        content->bytes[content->length++] = (uint8_t)(number >> 8 * i);
}

static void put_bytes(coprod__content *content, const void *bytes, size_t length)
{
    memcpy(content->bytes + content->length, bytes, length);
    content->length += length;
}

static void begin(coprod__content *content, int32_t kind, uint32_t loop, uint32_t day)
{
    content->length = COPROD__RECORD_LENGTH;
    put(content, (uint64_t)kind, 1);
    put(content, loop, 4);
    put(content, day, 3);
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
static const coprod__event_rule *digest_act(const coprod_journal *journal, const coprod_event *event,
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

static void put_act(coprod__content *content, const coprod_journal *journal, const coprod__act *act,
                    const coprod__event_rule *rule)
{
    uint32_t role = 0;
    while (!(act->role >> role & 1))
        role++;
    put(content, role, 1);
    put(content, act->key != NULL, 1);
    put_bytes(content, journal->actor_digest, COPROD__SHORT);
    if (act->key)
        put_bytes(content, act->key, COPROD__SHORT);
    for (uint32_t i = 0; i < rule->field_count; i++) {
        switch (rule->fields[i].type) {
        case COPROD_VALUE_BOOL: put(content, act->payload[i], 1); break;
        case COPROD_VALUE_DAY: put(content, act->payload[i], 3); break;
        case COPROD_VALUE_INT: put(content, act->payload[i], 4); break;
        default:
            put(content, act->kept[i].length, 4);
            put(content, act->payload[i], 4);
            put_bytes(content, act->kept[i].digest, COPROD__SHORT);
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

static void add_machine(coprod_journal *journal, const coprod_machine *machine, uint32_t day)
{
    coprod__journal_machine *own = &journal->machines[journal->machine_count++];
    coprod__content content;
    coprod__unhex(machine->fingerprint, own->fingerprint);
    coprod__unhex(machine->calendar->fingerprint, own->calendar);
    own->known = coprod__machine_take(machine);
    begin(&content, COPROD_RECORD_MACHINE, 0, day);
    put(&content, (uint64_t)machine->version, 4);
    put_bytes(&content, own->fingerprint, COPROD__HASH);
    put_bytes(&content, own->calendar, COPROD__HASH);
    put_bytes(&content, machine->id, strlen(machine->id));
    coprod__journal_add(journal, &content);
}

/* --- loops --- */

coprod_status coprod_journal_create(coprod_journal *journal, const coprod_machine *machine, const coprod_event *event,
                                    coprod_loop_answer *answer, uint32_t *number, coprod_loop **loop)
{
    coprod__text_kept texts[COPROD__FIELDS];
    uint8_t key[COPROD__SHORT];
    const coprod__event_rule *rule;
    coprod__content content;
    coprod__act act;
    coprod__came came;
    coprod_loop *made;
    uint32_t known;
    coprod_status status = coprod__struct_begin(journal, answer, sizeof *answer);
    if (number)
        *number = 0;
    if (loop)
        *loop = NULL;
    if (status != COPROD_OK)
        return status;
    if (!machine || !event || !number || !loop || !coprod__is_creation(machine, event))
        return COPROD_E_ARGUMENT;
    known = coprod__machine_number(journal, machine);
    if (known == COPROD__MACHINES_MOST || journal->loop_count == UINT32_MAX)
        return COPROD_E_LIMIT;
    status = coprod__journal_room(journal, 2, 1);
    if (status == COPROD_OK)
        status = coprod__know_actor(journal, event->by);
    made = status == COPROD_OK ? coprod__loop_allocate(machine, &journal->memory, 1) : NULL;
    if (!made)
        return COPROD_E_MEMORY;
    made->mac = journal->secret;
    rule = digest_act(journal, event, &act, texts, key);
    status = coprod__create(&made->rows, 0, &act, &came);
    if (status == COPROD_OK)
        status = coprod__tell(&made->rows, 0, event, &came, answer);
    if (status != COPROD_OK || came.kind != COPROD_LOOP_OK) {
        coprod_loop_free(made);
        return status;
    }
    if (known == journal->machine_count)
        add_machine(journal, machine, act.at);
    *number = (uint32_t)journal->loop_count;
    begin(&content, COPROD_RECORD_CREATE, *number, act.at);
    put(&content, known, 1);
    put_act(&content, journal, &act, rule);
    coprod__journal_add(journal, &content);
    journal->loops[journal->loop_count++] = (uint8_t)known;
    *loop = made;
    return COPROD_OK;
}

coprod_status coprod__journal_check(const coprod_journal *journal, uint32_t number, const coprod_loop *loop)
{
    if (number >= journal->loop_count)
        return COPROD_E_UNKNOWN;
    return coprod__is_machine(&journal->machines[journal->loops[number]], loop->rows.machine) ? COPROD_OK
                                                                                              : COPROD_E_ARGUMENT;
}

/* The machine of the loop from now on, the migration, who did it. */
void coprod__add_migration(coprod_journal *journal, uint32_t number, const coprod_machine *to, uint32_t day,
                           const uint8_t fingerprint[COPROD__HASH])
{
    uint32_t known = coprod__machine_number(journal, to);
    coprod__content content;
    if (known == journal->machine_count)
        add_machine(journal, to, day);
    begin(&content, COPROD_RECORD_MIGRATION, number, day);
    put(&content, known, 1);
    put_bytes(&content, fingerprint, COPROD__HASH);
    put_bytes(&content, journal->actor_digest, COPROD__SHORT);
    coprod__journal_add(journal, &content);
    journal->loops[number] = (uint8_t)known;
    journal->migrated = 1;
}

static void add_tick(coprod_journal *journal, uint32_t number, uint32_t day)
{
    coprod__content content;
    begin(&content, COPROD_RECORD_TICK, number, day);
    coprod__journal_add(journal, &content);
}

coprod_status coprod_journal_step(coprod_journal *journal, uint32_t number, coprod_loop *loop,
                                  const coprod_event *event, coprod_loop_answer *answer)
{
    coprod__text_kept texts[COPROD__FIELDS];
    uint8_t key[COPROD__SHORT];
    const coprod__event_rule *rule;
    coprod__content content;
    coprod__act act;
    coprod__came came;
    coprod_status status = coprod__struct_begin(journal, answer, sizeof *answer);
    if (status != COPROD_OK)
        return status;
    if (!loop || !event || !coprod__is_move(loop->rows.machine, event))
        return COPROD_E_ARGUMENT;
    status = coprod__journal_check(journal, number, loop);
    if (status == COPROD_OK)
        status = coprod__journal_room(journal, 1, 0);
    if (status == COPROD_OK)
        status = coprod__know_actor(journal, event->by);
    if (status != COPROD_OK)
        return status;
    rule = digest_act(journal, event, &act, texts, key);
    status = coprod__loop_step(&loop->rows, 0, &act, &came);
    if (status != COPROD_OK)
        return status;
    if (came.kind == COPROD_LOOP_OK) {
        begin(&content, COPROD_RECORD_EVENT, number, act.at);
        put(&content, (uint64_t)act.event, 2);
        put_act(&content, journal, &act, rule);
        coprod__journal_add(journal, &content);
    } else if (came.breaches) {
        add_tick(journal, number, act.at);
    }
    return coprod__tell(&loop->rows, 0, event, &came, answer);
}

coprod_status coprod_journal_tick(coprod_journal *journal, uint32_t number, coprod_loop *loop, int32_t day,
                                  coprod_loop_answer *answer)
{
    coprod_status status = coprod__struct_begin(journal, answer, sizeof *answer);
    if (status != COPROD_OK)
        return status;
    if (!loop)
        return COPROD_E_ARGUMENT;
    status = coprod__journal_check(journal, number, loop);
    if (status == COPROD_OK)
        status = coprod__journal_room(journal, 1, 0);
    if (status == COPROD_OK)
        status = coprod_loop_tick(loop, day, answer);
    if (status == COPROD_OK && answer->breaches)
        add_tick(journal, number, coprod__day_kept(day));
    return status;
}
