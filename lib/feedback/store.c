/* SPDX-License-Identifier: MIT */
/* Many loops: a row each. */
#include <string.h>

#include "adopt_internal.h"
#include "store_internal.h"

/* --- making one --- */

coprod_status coprod__loops_make(const coprod_machine *machine, const coprod__memory *memory, int secret,
                                 coprod_loops **loops)
{
    coprod_loops *made = coprod__alloc(memory, sizeof *made);
    *loops = NULL;
    if (!made)
        return COPROD_E_MEMORY;
    made->rows.mac = &made->mac;
    made->rows.secret = secret;
    made->rows.memory = *memory;
    made->rows.machine = coprod__machine_take(machine);
    made->rows.column = coprod__alloc(memory, machine->column_count * sizeof *made->rows.column);
    made->rows.block_bytes = (size_t)COPROD__BLOCK * machine->hot_bytes;
    made->rows.started = coprod__alloc(memory, (machine->timers.count + 1) * sizeof *made->rows.started);
    if (made->rows.column && made->rows.started) {
        *loops = made;
        return COPROD_OK;
    }
    coprod_loops_free(made);
    return COPROD_E_MEMORY;
}

coprod_status coprod_loops_new(const coprod_machine *machine, const coprod_loop_options *options, coprod_loops **loops)
{
    coprod_loop_options own;
    coprod__memory memory;
    coprod_status status;
    if (!loops)
        return COPROD_E_ARGUMENT;
    *loops = NULL;
    if (!machine)
        return COPROD_E_ARGUMENT;
    status = coprod__loop_options_in(options, &own, &memory);
    if (status == COPROD_OK)
        status = coprod__loops_make(machine, &memory, own.secret_length != 0, loops);
    if (status == COPROD_OK)
        coprod__mac_init(&(*loops)->mac, own.secret, own.secret_length);
    return status;
}

void coprod_loops_free(coprod_loops *loops)
{
    const coprod_machine *machine;
    coprod__memory memory;
    if (!loops)
        return;
    memory = loops->rows.memory;
    machine = loops->rows.machine;
    coprod__release(&memory, loops->blocks, loops->block_count * loops->rows.block_bytes);
    coprod__release(&memory, loops->rows.column, machine->column_count * sizeof *loops->rows.column);
    coprod__release(&memory, loops->rows.started, (machine->timers.count + 1) * sizeof *loops->rows.started);
    coprod__release(&memory, loops->rows.texts,
                    loops->text_capacity * machine->text_count * sizeof *loops->rows.texts);
    coprod__release(&memory, loops->beside, loops->beside_capacity * sizeof *loops->beside);
    coprod__release(&memory, loops->kin, loops->kin_count * sizeof *loops->kin);
    coprod__rows_free(&loops->rows);
    coprod_machine_free((coprod_machine *)machine);
    coprod__mac_wipe(&loops->mac);
    coprod__release(&memory, loops, sizeof *loops);
}

uint32_t coprod_loops_count(const coprod_loops *loops)
{
    return loops ? loops->count : 0;
}

/* --- room --- */

static int grow(const coprod__memory *memory, void **items, size_t *capacity, size_t wanted, size_t bytes)
{
    void *grown;
    if (*capacity >= wanted || !bytes)
        return 1;
    grown = coprod__resize(memory, *items, *capacity * bytes, wanted * bytes);
    if (!grown)
        return 0;
    memset((char *)grown + *capacity * bytes, 0, (wanted - *capacity) * bytes); /* bits that no fact uses are zeros */
    *items = grown;
    *capacity = wanted;
    return 1;
}

/* Each by itself, so that one that cannot grow leaves the others usable. */
coprod_status coprod__loops_room(coprod_loops *loops, size_t wanted)
{
    const coprod_machine *machine = loops->rows.machine;
    const coprod__memory *memory = &loops->rows.memory;
    size_t capacity = loops->capacity ? loops->capacity : COPROD__BLOCK;
    void *items = loops->blocks;
    int done;
    if (wanted <= loops->capacity)
        return COPROD_OK;
    while (capacity < wanted)
        capacity *= 2;
    done = grow(memory, &items, &loops->block_count, capacity / COPROD__BLOCK, loops->rows.block_bytes);
    loops->blocks = items;
    for (uint32_t i = 0, at = 0; done && i < machine->column_count; at += COPROD__BLOCK * machine->column_width[i++])
        loops->rows.column[i] = loops->blocks + at;
    items = loops->rows.texts;
    done = done && grow(memory, &items, &loops->text_capacity, capacity,
                        machine->text_count * sizeof *loops->rows.texts);
    loops->rows.texts = items;
    items = loops->beside;
    done = done && grow(memory, &items, &loops->beside_capacity, capacity, sizeof *loops->beside);
    loops->beside = items;
    if (!done)
        return COPROD_E_MEMORY;
    loops->capacity = capacity;
    return COPROD_OK;
}

/* --- loops --- */

/* The first loop again and again. */
static void repeat(coprod_loops *loops, uint32_t count)
{
    const coprod_machine *machine = loops->rows.machine;
    size_t first = loops->count;
    for (uint32_t c = 0; c < machine->column_count; c++) {
        size_t width = machine->column_width[c];
        const uint8_t *from = coprod__cell(&loops->rows, c, first, width);
        for (size_t i = 1; i < count; i++)
            memcpy(coprod__cell(&loops->rows, c, first + i, width), from, width);
    }
    for (size_t i = 1; i < count; i++) {
        coprod__text_kept *texts = loops->rows.texts;
        if (machine->text_count)
            memcpy(&texts[(first + i) * machine->text_count], &texts[first * machine->text_count],
                   machine->text_count * sizeof *texts);
        loops->beside[first + i] = loops->beside[first];
    }
}

/* When a loop that was adopted began may not be known, nor when it closed. */
static void note_made(coprod_loops *loops, const coprod__act *act, const coprod__came *came, uint32_t team)
{
    const coprod_machine *machine = loops->rows.machine;
    coprod__beside *beside = &loops->beside[loops->count];
    *beside = (coprod__beside){team, 0, act->at, 0, act->adopted != NULL};
    if (!act->adopted) {
        coprod__note(loops, loops->count, came, act->at);
        return;
    }
    beside->missed = came->breaches;
    beside->created = act->adopted->created;
    if (machine->state_flags[act->adopted->state] & COPROD_STATE_ACCEPTING)
        beside->closed = COPROD__NEVER;
}

coprod_status coprod_loops_add(coprod_loops *loops, const coprod_event *event, uint32_t team, uint32_t count,
                               coprod_loop_answer *answer, uint32_t *first)
{
    uint8_t key[COPROD__SHORT];
    coprod__act keyed;
    const coprod__act *act;
    coprod__came came;
    coprod_status status = coprod__struct_begin(loops, answer, sizeof *answer);
    if (first)
        *first = 0;
    if (status != COPROD_OK)
        return status;
    if (!event || !first || !count || (count > 1 && (event->key || event->act.adopted))
        || !coprod__is_creation(loops->rows.machine, event))
        return COPROD_E_ARGUMENT;
    if (count > UINT32_MAX - loops->count)
        return COPROD_E_LIMIT;
    status = coprod__loops_room(loops, (size_t)loops->count + count);
    if (status != COPROD_OK)
        return status;
    act = coprod__act_of(&loops->rows, event, &keyed, key);
    status = coprod__create(&loops->rows, loops->count, act, &came);
    if (status == COPROD_OK)
        status = coprod__tell(&loops->rows, loops->count, event, &came, answer);
    if (status != COPROD_OK || came.kind != COPROD_LOOP_OK)
        return status;
    note_made(loops, act, &came, team);
    repeat(loops, count);
    *first = loops->count;
    loops->count += count;
    return COPROD_OK;
}

coprod_status coprod__step_row(coprod_loops *loops, size_t row, const coprod__act *act, coprod__came *came)
{
    coprod__act above;
    coprod_status status;
    if (coprod__open_below(loops, row)) {
        above = *act;
        above.open_below = loops->kin[row].open;
        act = &above;
    }
    status = coprod__loop_step(&loops->rows, row, act, came);
    if (status == COPROD_OK)
        coprod__note(loops, row, came, act->at);
    return status;
}

coprod_status coprod_loops_step(coprod_loops *loops, uint32_t number, const coprod_event *event,
                                coprod_loop_answer *answer)
{
    uint8_t key[COPROD__SHORT];
    coprod__act keyed;
    coprod__came came;
    coprod_status status = coprod__struct_begin(loops, answer, sizeof *answer);
    if (status != COPROD_OK)
        return status;
    if (!event || !coprod__is_move(loops->rows.machine, event))
        return COPROD_E_ARGUMENT;
    if (number >= loops->count)
        return COPROD_E_UNKNOWN;
    status = coprod__step_row(loops, number, coprod__act_of(&loops->rows, event, &keyed, key), &came);
    if (status != COPROD_OK)
        return status;
    return coprod__tell(&loops->rows, number, event, &came, answer);
}

coprod_status coprod_loops_tick(coprod_loops *loops, int32_t day, uint64_t *missed)
{
    uint32_t kept;
    if (missed)
        *missed = 0;
    if (!loops || !missed)
        return COPROD_E_ARGUMENT;
    if (day < COPROD__DAY_FIRST || day > COPROD__DAY_LAST)
        return COPROD_E_RANGE;
    kept = coprod__day_kept(day);
    for (uint32_t i = 0; i < loops->count; i++) {
        coprod__came came = {COPROD_LOOP_TICK, 0, 0, 0, 0};
        coprod_status status = coprod__tick(&loops->rows, i, kept, &came.breaches);
        if (status != COPROD_OK)
            return status;
        if (came.breaches)
            coprod__note(loops, i, &came, kept);
        *missed += came.breaches;
    }
    return COPROD_OK;
}

/* --- copies --- */

static int copy_breaches(const coprod_loops *loops, uint32_t number, coprod__rows *rows)
{
    size_t wanted = loops->beside[number].missed;
    rows->breaches = coprod__alloc(&rows->memory, wanted * sizeof *rows->breaches);
    if (wanted && !rows->breaches)
        return 0;
    rows->breach_capacity = wanted;
    for (size_t i = 0; i < loops->rows.breach_count && rows->breach_count < wanted; i++)
        if (loops->rows.breaches[i].row == number) {
            rows->breaches[rows->breach_count] = loops->rows.breaches[i];
            rows->breaches[rows->breach_count++].row = 0;
        }
    return 1;
}

static int copy_keys(const coprod_loops *loops, uint32_t number, coprod__rows *rows)
{
    for (size_t i = 0; i < loops->rows.key_capacity; i++) {
        const coprod__key *key = &loops->rows.keys[i];
        if (!key->used || key->row != number)
            continue;
        if (coprod__key_room(rows) != COPROD_OK)
            return 0;
        coprod__key_add(rows, 0, key->digest);
    }
    return 1;
}

coprod_status coprod_loops_copy(const coprod_loops *loops, uint32_t number, coprod_loop **loop)
{
    const coprod_machine *machine;
    coprod_loop *made;
    if (!loop)
        return COPROD_E_ARGUMENT;
    *loop = NULL;
    if (!loops)
        return COPROD_E_ARGUMENT;
    if (number >= loops->count)
        return COPROD_E_UNKNOWN;
    machine = loops->rows.machine;
    made = coprod__loop_allocate(machine, &loops->rows.memory, loops->rows.secret);
    if (!made)
        return COPROD_E_MEMORY;
    made->mac = loops->mac;
    for (uint32_t i = 0; i < machine->column_count; i++)
        memcpy(made->rows.column[i], coprod__cell(&loops->rows, i, number, machine->column_width[i]),
               machine->column_width[i]);
    if (machine->text_count)
        memcpy(made->rows.texts, &loops->rows.texts[(size_t)number * machine->text_count],
               machine->text_count * sizeof *made->rows.texts);
    if (copy_breaches(loops, number, &made->rows) && copy_keys(loops, number, &made->rows)) {
        *loop = made;
        return COPROD_OK;
    }
    coprod_loop_free(made);
    return COPROD_E_MEMORY;
}
