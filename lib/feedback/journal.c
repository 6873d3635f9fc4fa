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
    coprod__release(&memory, journal->records, journal->records_capacity * sizeof *journal->records);
    coprod__release(&memory, journal->loops, journal->loops_capacity * sizeof *journal->loops);
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
    items = journal->records;
    done = done && coprod__more(&journal->memory, &items, &journal->records_capacity, journal->count + records,
                                sizeof *journal->records);
    journal->records = items;
    items = journal->loops;
    done = done && (!loops || coprod__more(&journal->memory, &items, &journal->loops_capacity,
                                           journal->loop_count + loops, sizeof *journal->loops));
    journal->loops = items;
    return done ? COPROD_OK : COPROD_E_MEMORY;
}

/* For records that are not made yet, and may be the longest. */
coprod_status coprod__journal_room(coprod_journal *journal, size_t records, size_t loops)
{
    return coprod__journal_fit(journal, records * (COPROD__RECORD_LENGTH + COPROD__RECORD_USUAL + COPROD__HASH),
                               records, loops);
}

const uint8_t *coprod__record_hash(const coprod_journal *journal, size_t index)
{
    size_t end = index + 1 < journal->count ? (size_t)journal->records[index + 1].start : journal->length;
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
    journal->records[journal->count++] = (coprod__journal_record){journal->length, 0};
    journal->length += content->length + COPROD__HASH;
}

void coprod__journal_link(coprod_journal *journal, size_t index, uint32_t loop)
{
    coprod__journal_loop *own = &journal->loops[loop];
    if (own->first)
        journal->records[own->last].next = index;
    else
        own->first = index;
    own->last = index;
}

void coprod__journal_add_to(coprod_journal *journal, uint32_t loop, coprod__content *content)
{
    coprod__journal_add(journal, content);
    coprod__journal_link(journal, journal->count - 1, loop);
}

/* --- loops --- */

enum { ADOPTION = COPROD__RECORD_MOST / COPROD__RECORD_USUAL }; /* as many usual records */

static void add_loop(coprod_journal *journal, uint32_t machine, const coprod__act *act, const coprod__event_rule *rule,
                     const coprod_loop *loop)
{
    uint32_t number = (uint32_t)journal->loop_count++;
    uint8_t adopted = act->adopted != NULL, may_end = (uint8_t)coprod__loop_may_end(loop);
    coprod__content content;
    coprod__content_begin(&content, adopted ? COPROD_RECORD_ADOPTION : COPROD_RECORD_CREATE, number, act->at);
    coprod__content_number(&content, machine, 1);
    if (adopted)
        coprod__put_adoption(&content, journal, act, loop);
    else
        coprod__put_act(&content, journal, act, rule, may_end);
    journal->loops[number] = (coprod__journal_loop){0, 0, (uint8_t)machine, 0, adopted, may_end, {0, 0, 0}};
    coprod__journal_add_to(journal, number, &content);
}

coprod_status coprod_journal_create(coprod_journal *journal, const coprod_machine *machine, const coprod_event *event,
                                    coprod_loop_answer *answer, uint32_t *number, coprod_loop **loop)
{
    coprod__text_kept texts[COPROD__FIELDS];
    uint8_t key[COPROD__SHORT];
    const coprod__event_rule *rule;
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
    status = coprod__journal_room(journal, event->act.adopted ? 2 + ADOPTION : 2, 1);
    if (status == COPROD_OK)
        status = coprod__know_actor(journal, event->by);
    made = status == COPROD_OK ? coprod__loop_allocate(machine, &journal->memory, 1) : NULL;
    if (!made)
        return COPROD_E_MEMORY;
    made->mac = journal->secret;
    rule = coprod__digest_act(journal, event, &act, texts, key);
    status = coprod__create(&made->rows, 0, &act, &came);
    if (status == COPROD_OK)
        status = coprod__tell(&made->rows, 0, event, &came, answer);
    if (status != COPROD_OK || came.kind != COPROD_LOOP_OK) {
        coprod_loop_free(made);
        return status;
    }
    if (known == journal->machine_count)
        coprod__add_machine(journal, machine, act.at);
    *number = (uint32_t)journal->loop_count;
    add_loop(journal, known, &act, rule, made);
    *loop = made;
    return COPROD_OK;
}

coprod_status coprod__journal_check(const coprod_journal *journal, uint32_t number, const coprod_loop *loop)
{
    if (number >= journal->loop_count)
        return COPROD_E_UNKNOWN;
    return coprod__is_machine(&journal->machines[journal->loops[number].machine], loop->rows.machine) ? COPROD_OK
                                                                                              : COPROD_E_ARGUMENT;
}

static void add_tick(coprod_journal *journal, uint32_t number, uint32_t day)
{
    coprod__content content;
    coprod__content_begin(&content, COPROD_RECORD_TICK, number, day);
    coprod__journal_add_to(journal, number, &content);
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
    rule = coprod__digest_act(journal, event, &act, texts, key);
    act.open_below = journal->loops[number].kin.open;
    status = coprod__loop_step(&loop->rows, 0, &act, &came);
    if (status != COPROD_OK)
        return status;
    if (came.kind == COPROD_LOOP_OK) {
        coprod__content_begin(&content, COPROD_RECORD_EVENT, number, act.at);
        coprod__content_number(&content, (uint64_t)act.event, 2);
        coprod__put_act(&content, journal, &act, rule, coprod__loop_may_end(loop));
        coprod__journal_add_to(journal, number, &content);
        coprod__set_may_end(journal, number, coprod__loop_may_end(loop));
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
