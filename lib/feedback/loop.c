/* SPDX-License-Identifier: MIT */
/* One loop: a row of its own. */
#include <string.h>

#include "loop_internal.h"

static const char *const words[] = {"OK",    "TICK",          "DUPLICATE", "SEQ",     "UNKNOWN_EVENT", "TIME",
                                    "FINAL", "NO_TRANSITION", "ROLE",      "PAYLOAD", "GUARD",         "FACT_RANGE",
                                    "CALENDAR_RANGE", "MIGRATION",     "CHILDREN"};

const char *coprod_loop_answer_name(int32_t kind)
{
    return kind >= COPROD_LOOP_OK && kind <= COPROD_LOOP_CHILDREN ? words[kind] : "";
}

/* --- answers --- */

static const char *detail_of(const coprod_machine *machine, const coprod_event *event, const coprod_loop_answer *own)
{
    switch (own->kind) {
    case COPROD_LOOP_UNKNOWN_EVENT: return event->name;
    case COPROD_LOOP_FINAL:
    case COPROD_LOOP_NO_TRANSITION: return machine->states.name[own->state];
    case COPROD_LOOP_ROLE: return event->by;
    case COPROD_LOOP_PAYLOAD: return coprod__payload_fault(event);
    case COPROD_LOOP_GUARD: return machine->guards.name[own->guard];
    case COPROD_LOOP_FACT_RANGE: return machine->facts.name[own->fact];
    default: return "";
    }
}

/* As coprod__struct_begin(), which every step waits for. */
static inline coprod_status begin(const void *object, coprod_loop_answer *answer)
{
    if (!answer || !object || answer->size != sizeof *answer)
        return coprod__struct_begin(object, answer, sizeof *answer);
    *answer = (coprod_loop_answer){.size = sizeof *answer};
    return COPROD_OK;
}

/* What is said of all but a step that was taken. */
static void tell_other(const coprod_machine *machine, const coprod_event *event, const coprod__came *came,
                       coprod_loop_answer *own)
{
    own->day = came->day;
    own->has_day = came->has_day;
    own->guard = came->kind == COPROD_LOOP_GUARD ? came->index : 0;
    own->fact = came->kind == COPROD_LOOP_FACT_RANGE ? came->index : 0;
    own->detail = came->kind == COPROD_LOOP_CHILDREN ? machine->states.name[came->index]
                                                     : detail_of(machine, event, own);
}

/* Into an answer that holds nothing yet. */
COPROD__INLINE coprod_status tell(const coprod__rows *rows, coprod__at at, const coprod_event *event,
                                  const coprod__came *came, coprod_loop_answer *answer)
{
    coprod_loop_answer local, *own = answer->size == sizeof local ? answer : &local;
    if (own == &local)
        local = (coprod_loop_answer){sizeof local};
    own->kind = came->kind;
    own->seq = coprod__seq_of(rows, at);
    own->state = coprod__state_of(rows, at);
    own->breaches = came->breaches;
    own->detail = "";
    if (came->kind == COPROD_LOOP_OK)
        own->transition = came->index;
    else
        tell_other(rows->machine, event, came, own);
    return own == answer ? COPROD_OK : coprod__struct_out(answer, sizeof local, sizeof local, &local);
}

coprod_status coprod__tell(const coprod__rows *rows, size_t row, const coprod_event *event, const coprod__came *came,
                           coprod_loop_answer *answer)
{
    return tell(rows, coprod__at_row(rows, row), event, came, answer);
}

/* --- making one --- */

coprod_status coprod__loop_options_in(const coprod_loop_options *options, coprod_loop_options *own,
                                      coprod__memory *memory)
{
    coprod_status status = coprod__struct_in(options, sizeof *own, sizeof *own, own);
    if (status == COPROD_OK)
        status = coprod__memory_init(own->allocator, memory);
    return status == COPROD_OK && own->secret_length && !own->secret ? COPROD_E_ARGUMENT : status;
}

/* One block: the loop, its columns' addresses, its clocks, its texts, the columns of one row. */
coprod_loop *coprod__loop_allocate(const coprod_machine *machine, const coprod__memory *memory, int secret)
{
    size_t addresses = machine->column_count * sizeof(uint8_t *);
    size_t started = machine->timers.count * sizeof(coprod__started);
    size_t texts = machine->text_count * sizeof(coprod__text_kept);
    size_t bytes = sizeof(coprod_loop) + addresses + started + texts + machine->hot_bytes;
    coprod_loop *loop = coprod__alloc(memory, bytes);
    uint8_t *at;
    if (!loop)
        return NULL;
    loop->bytes = bytes;
    loop->rows.mac = &loop->mac;
    loop->rows.secret = secret;
    loop->rows.memory = *memory;
    loop->rows.column = (uint8_t **)(loop + 1);
    loop->rows.started = (coprod__started *)(loop->rows.column + machine->column_count);
    loop->rows.texts = (coprod__text_kept *)(loop->rows.started + machine->timers.count);
    at = (uint8_t *)(loop->rows.texts + machine->text_count);
    for (uint32_t i = 0; i < machine->column_count; i++) {
        loop->rows.column[i] = at;
        at += machine->column_width[i];
    }
    loop->rows.machine = coprod__machine_take(machine);
    return loop;
}

const coprod__act *coprod__act_keyed(const coprod__rows *rows, const coprod_event *event, coprod__act *keyed,
                                     uint8_t key[COPROD__SHORT])
{
    *keyed = event->act;
    keyed->key = key;
    coprod__mac_short(rows->mac, 'k', event->key, event->key_length, key);
    return keyed;
}

coprod_status coprod_loop_new(const coprod_machine *machine, const coprod_event *event,
                              const coprod_loop_options *options, coprod_loop_answer *answer, coprod_loop **loop)
{
    coprod_loop_options own;
    uint8_t key[COPROD__SHORT];
    coprod__memory memory;
    coprod__act keyed;
    coprod__came came;
    coprod_loop *made;
    coprod_status status = coprod__struct_begin(event, answer, sizeof *answer);
    if (loop)
        *loop = NULL;
    if (status != COPROD_OK)
        return status;
    if (!machine || !loop || !coprod__is_creation(machine, event))
        return COPROD_E_ARGUMENT;
    status = coprod__loop_options_in(options, &own, &memory);
    if (status != COPROD_OK)
        return status;
    made = coprod__loop_allocate(machine, &memory, own.secret_length != 0);
    if (!made)
        return COPROD_E_MEMORY;
    coprod__mac_init(&made->mac, own.secret, own.secret_length);
    status = coprod__create(&made->rows, 0, coprod__act_of(&made->rows, event, &keyed, key), &came);
    if (status == COPROD_OK)
        status = coprod__tell(&made->rows, 0, event, &came, answer);
    if (status == COPROD_OK && came.kind == COPROD_LOOP_OK)
        *loop = made;
    else
        coprod_loop_free(made);
    return status;
}

void coprod_loop_free(coprod_loop *loop)
{
    coprod__memory memory;
    if (!loop)
        return;
    memory = loop->rows.memory;
    coprod__rows_free(&loop->rows);
    coprod_machine_free((coprod_machine *)loop->rows.machine);
    coprod__mac_wipe(&loop->mac);
    coprod__release(&memory, loop, loop->bytes);
}

coprod_status coprod_loop_step(coprod_loop *loop, const coprod_event *event, coprod_loop_answer *answer)
{
    uint8_t key[COPROD__SHORT];
    coprod__act keyed;
    coprod__came came;
    coprod_status status = begin(loop, answer);
    if (status != COPROD_OK)
        return status;
    if (!event || !coprod__is_move(loop->rows.machine, event))
        return COPROD_E_ARGUMENT;
    status = coprod__loop_step(&loop->rows, 0, coprod__act_of(&loop->rows, event, &keyed, key), &came);
    return status == COPROD_OK ? tell(&loop->rows, (coprod__at){0, 0}, event, &came, answer) : status;
}

coprod_status coprod_loop_tick(coprod_loop *loop, int32_t day, coprod_loop_answer *answer)
{
    coprod__came came = {COPROD_LOOP_TICK, 0, 0, 0, 0};
    coprod_status status = begin(loop, answer);
    if (status != COPROD_OK)
        return status;
    if (day < COPROD__DAY_FIRST || day > COPROD__DAY_LAST)
        return COPROD_E_RANGE;
    status = coprod__tick(&loop->rows, 0, coprod__day_kept(day), &came.breaches);
    return status == COPROD_OK ? coprod__tell(&loop->rows, 0, NULL, &came, answer) : status;
}

/* --- asking one --- */

coprod_status coprod_loop_get(const coprod_loop *loop, coprod_loop_info *info)
{
    coprod_loop_info own = {sizeof own};
    coprod_status status = coprod__struct_begin(loop, info, sizeof own);
    const coprod_machine *machine;
    uint32_t next;
    if (status != COPROD_OK)
        return status;
    machine = loop->rows.machine;
    own.state = coprod__get(&loop->rows, machine->state, 0);
    own.seq = coprod__get(&loop->rows, machine->seq, 0);
    own.breach_count = (uint32_t)loop->rows.breach_count;
    if (machine->unexplained != COPROD__NONE)
        own.unexplained = coprod__get(&loop->rows, machine->fact_rules[machine->unexplained].slot, 0);
    own.last_day = coprod__day_told(coprod__get(&loop->rows, machine->last, 0));
    next = coprod__get(&loop->rows, machine->next, 0);
    own.has_next_due = next != COPROD__NEVER;
    own.next_due = own.has_next_due ? coprod__day_told(next) : 0;
    own.accepting = machine->state_flags[own.state] & COPROD_STATE_ACCEPTING ? 1 : 0;
    own.final = machine->state_flags[own.state] & COPROD_STATE_FINAL ? 1 : 0;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_loop_fact(const coprod_loop *loop, uint32_t fact, coprod_fact *value)
{
    coprod_fact own = {sizeof own};
    coprod_status status = coprod__struct_begin(loop, value, sizeof own);
    const coprod_machine *machine;
    const coprod__text_kept *text;
    uint32_t kept;
    if (status != COPROD_OK)
        return status;
    machine = loop->rows.machine;
    if (fact >= machine->facts.count)
        return COPROD_E_UNKNOWN;
    own.type = machine->fact_rules[fact].type;
    kept = coprod__get(&loop->rows, machine->fact_rules[fact].slot, 0);
    own.known = own.type <= COPROD_VALUE_BOOL || kept;
    own.number = kept;
    if (own.type == COPROD_VALUE_DAY)
        own.number = kept ? coprod__day_told(kept) : 0;
    if (own.type == COPROD_VALUE_ENUM) {
        own.number = 0;
        own.literal = kept ? machine->literals.name[kept - 1] : NULL;
    }
    if (own.type == COPROD_VALUE_TEXT) {
        text = &loop->rows.texts[machine->fact_rules[fact].text];
        own.number = text->length;
        memcpy(own.digest, text->digest, sizeof own.digest);
    }
    return coprod__struct_out(value, sizeof own, sizeof own, &own);
}

coprod_status coprod_loop_due(const coprod_loop *loop, uint32_t timer, int32_t *running, int32_t *due)
{
    uint32_t kept;
    if (running)
        *running = 0;
    if (due)
        *due = 0;
    if (!loop || !running || !due)
        return COPROD_E_ARGUMENT;
    if (timer >= loop->rows.machine->timers.count)
        return COPROD_E_UNKNOWN;
    kept = coprod__get(&loop->rows, loop->rows.machine->timer_rules[timer].slot, 0) & COPROD__DAY_MASK;
    *running = kept != 0;
    *due = kept ? coprod__day_told(kept) : 0;
    return COPROD_OK;
}

coprod_status coprod_loop_breach(const coprod_loop *loop, uint32_t index, coprod_breach *breach)
{
    coprod_breach own = {sizeof own};
    coprod_status status = coprod__struct_begin(loop, breach, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= loop->rows.breach_count)
        return COPROD_E_UNKNOWN;
    own.timer = loop->rows.breaches[index].timer;
    own.due = loop->rows.breaches[index].due;
    own.level = loop->rows.breaches[index].level;
    return coprod__struct_out(breach, sizeof own, sizeof own, &own);
}
