/* SPDX-License-Identifier: MIT */
/* Moves loops to another machine: what they know, and the days that run, which stay as they were promised. */
#include <string.h>

#include "migrate_internal.h"

/* A row on its way. */
typedef struct way {
    const coprod_migration *own;
    const coprod__rows *from, *to;
    coprod__at old, row;
    uint32_t day;
    int proof;
    coprod__came *came;
    const char *detail; /* what is in the way */
} way;

static int refuse(way *own, const char *detail)
{
    own->came->kind = COPROD_LOOP_MIGRATION;
    own->detail = detail;
    return 0;
}

/* --- facts --- */

static void carry_text(const way *own, const coprod__fact *fact, int32_t from)
{
    coprod__text_kept *kept = &own->to->texts[own->row.row * own->own->to->text_count + (uint32_t)fact->text];
    memset(kept, 0, sizeof *kept);
    if (from != COPROD__NONE)
        *kept = own->from->texts[own->old.row * own->own->from->text_count
                                 + (uint32_t)own->own->from->fact_rules[from].text];
}

/* 0 where the new machine does not know a literal. */
static int carry_facts(way *own)
{
    const coprod_machine *from = own->own->from, *to = own->own->to;
    for (uint32_t i = 0; i < to->facts.count; i++) {
        const coprod__carry *carry = &own->own->facts[i];
        const coprod__fact *fact = &to->fact_rules[i];
        uint32_t value = carry->first;
        if (carry->from != COPROD__NONE)
            value = coprod__get_at(own->from, from->fact_rules[carry->from].slot, own->old);
        if (carry->from != COPROD__NONE && fact->type == COPROD_VALUE_ENUM)
            value = own->own->literals[value];
        if (fact->type == COPROD_VALUE_ENUM && value == COPROD__NEVER)
            return refuse(own, to->facts.name[i]);
        coprod__put_at(own->to, fact->slot, own->row, value & fact->slot.mask);
        if (fact->text != COPROD__NONE)
            carry_text(own, fact, carry->from);
    }
    return 1;
}

/* --- clocks --- */

/* Of two days the one that is still to be met, then the earlier. A mark stands above all days. */
static uint32_t sooner(uint32_t a, uint32_t b)
{
    return !a ? b : !b ? a : a < b ? a : b;
}

/* Whether missed days of an old clock can go into the new machine. */
static int can_be_missed(const coprod_migration *own, uint32_t timer)
{
    return own->clocks[timer] != COPROD__NONE && own->to->timer_rules[own->clocks[timer]].level;
}

/* Due days stay as they were promised. A missed one, recorded or not, needs a clock that it goes into. */
static int carry_clocks(way *own)
{
    const coprod_machine *from = own->own->from, *to = own->own->to;
    for (uint32_t i = 0; i < to->timers.count; i++)
        coprod__put_at(own->to, to->timer_rules[i].slot, own->row, 0);
    for (uint32_t i = 0; i < from->timers.count; i++) {
        uint32_t due = coprod__get_at(own->from, from->timer_rules[i].slot, own->old);
        int32_t clock = own->own->clocks[i];
        int missed = from->timer_rules[i].level && due && (due >= COPROD__BREACHED || due < own->day);
        if (missed && !own->proof && !can_be_missed(own->own, i))
            return refuse(own, from->timers.name[i]);
        if (clock == COPROD__NONE)
            continue;
        if (!to->timer_rules[clock].level)
            due &= COPROD__DAY_MASK;
        coprod__put_at(own->to, to->timer_rules[clock].slot, own->row,
                       sooner(coprod__get_at(own->to, to->timer_rules[clock].slot, own->row), due));
    }
    return 1;
}

static int start_clocks(way *own, coprod__rows *to, uint32_t state)
{
    for (uint32_t i = 0; i < own->own->to->timers.count; i++) {
        coprod__slot slot = own->own->to->timer_rules[i].slot;
        uint32_t due;
        if (!own->own->starts[i] || !own->own->starts[i][state] || coprod__get_at(to, slot, own->row))
            continue;
        if (!(due = coprod__starts(to, i, own->day, own->came)))
            return 0;
        coprod__put_at(to, slot, own->row, due);
    }
    return 1;
}

/* --- rows --- */

static int can_move(way *own, uint32_t state)
{
    uint32_t last = coprod__get_at(own->from, own->own->from->last, own->old);
    if (own->day < last) {
        own->came->kind = COPROD_LOOP_TIME;
        own->came->day = coprod__day_told(last);
        own->came->has_day = 1;
        return 0;
    }
    if (own->own->states[state] == COPROD__NONE)
        return refuse(own, own->own->from->states.name[state]);
    for (size_t i = 0; i < own->from->breach_count && !own->proof; i++)
        if (own->from->breaches[i].row == own->old.row && !can_be_missed(own->own, own->from->breaches[i].timer))
            return refuse(own, own->own->from->timers.name[own->from->breaches[i].timer]);
    return 1;
}

int coprod__migrate_row(const coprod_migration *migration, const coprod__rows *from, size_t from_row,
                        coprod__rows *to, size_t to_row, uint32_t day, int proof, coprod__came *came,
                        const char **detail)
{
    way own = {migration, from, to, coprod__at_row(from, from_row), coprod__at_row(to, to_row), day, proof, came, ""};
    uint32_t state = coprod__get_at(from, migration->from->state, own.old);
    uint32_t seq = coprod__get_at(from, migration->from->seq, own.old);
    int done;
    *came = (coprod__came){0, 0, 0, 0, 0};
    done = can_move(&own, state) && carry_facts(&own) && carry_clocks(&own)
           && start_clocks(&own, to, (uint32_t)migration->states[state]);
    *detail = own.detail;
    if (!done)
        return 0;
    coprod__put_at(to, migration->to->state, own.row, (uint32_t)migration->states[state]);
    coprod__put_at(to, migration->to->seq, own.row, seq < UINT32_MAX ? seq + 1 : seq);
    coprod__put_at(to, migration->to->last, own.row, day);
    coprod__set_next(to, own.row);
    return 1;
}

/* Missed days and keys of a row, or of all rows of a store, under the names of the new machine. */
coprod_status coprod__migrate_beside(const coprod_migration *own, const coprod__rows *from, coprod__rows *to)
{
    void *items = to->breaches;
    int done = coprod__more(&to->memory, &items, &to->breach_capacity, from->breach_count, sizeof *to->breaches);
    to->breaches = items;
    for (size_t i = 0; done && i < from->breach_count; i++) {
        coprod__breach breach = from->breaches[i];
        breach.timer = (uint8_t)own->clocks[breach.timer];
        breach.level = (uint8_t)own->to->timer_rules[breach.timer].level;
        to->breaches[to->breach_count++] = breach;
    }
    for (size_t i = 0; done && i < from->key_capacity; i++) {
        if (!from->keys[i].used)
            continue;
        done = coprod__key_room(to) == COPROD_OK;
        if (done)
            coprod__key_add(to, (size_t)from->keys[i].row, from->keys[i].digest);
    }
    return done ? COPROD_OK : COPROD_E_MEMORY;
}

/* --- one loop --- */

coprod_status coprod__migrate_tell(const coprod__rows *told, const coprod__came *came, const char *detail,
                                   coprod_loop_answer *answer)
{
    coprod_loop_answer own = {sizeof own};
    own.kind = came->kind;
    own.detail = detail;
    own.day = came->day;
    own.has_day = came->has_day;
    own.seq = coprod__get(told, told->machine->seq, 0);
    own.state = coprod__get(told, told->machine->state, 0);
    own.breaches = came->breaches;
    return coprod__struct_out(answer, sizeof own, sizeof own, &own);
}

coprod_status coprod_loop_migrate(const coprod_loop *loop, const coprod_migration *migration, int32_t day,
                                  coprod_loop_answer *answer, coprod_loop **migrated)
{
    coprod_status status = coprod__struct_begin(loop, answer, sizeof *answer);
    coprod__came came;
    const char *detail;
    coprod_loop *made;
    if (migrated)
        *migrated = NULL;
    if (status != COPROD_OK)
        return status;
    if (!migration || !migrated || loop->rows.machine != migration->from)
        return COPROD_E_ARGUMENT;
    if (day < COPROD__DAY_FIRST || day > COPROD__DAY_LAST)
        return COPROD_E_RANGE;
    made = coprod__loop_allocate(migration->to, &loop->rows.memory, loop->rows.secret);
    if (!made)
        return COPROD_E_MEMORY;
    made->mac = loop->mac;
    if (!coprod__migrate_row(migration, &loop->rows, 0, &made->rows, 0, coprod__day_kept(day), 0, &came, &detail)) {
        status = coprod__migrate_tell(&loop->rows, &came, detail, answer);
        coprod_loop_free(made);
        return status;
    }
    status = coprod__migrate_beside(migration, &loop->rows, &made->rows);
    if (status == COPROD_OK)
        status = coprod__tick(&made->rows, 0, coprod__day_kept(day), &came.breaches);
    if (status == COPROD_OK)
        status = coprod__migrate_tell(&made->rows, &came, "", answer);
    if (status == COPROD_OK)
        *migrated = made;
    else
        coprod_loop_free(made);
    return status;
}
