/* SPDX-License-Identifier: MIT */
/* Moves loops to another machine: what they know, and the days that run, which stay as they were promised. */
#include <string.h>

#include "migrate_internal.h"

static int refuse(coprod__way *way, const char *detail)
{
    way->came.kind = COPROD_LOOP_MIGRATION;
    way->detail = detail;
    return 0;
}

/* --- facts --- */

static void carry_text(const coprod__way *way, const coprod__fact *fact, int32_t from)
{
    const coprod_migration *own = way->migration;
    coprod__text_kept *kept = &way->to->texts[way->row * own->to->text_count + (uint32_t)fact->text];
    memset(kept, 0, sizeof *kept);
    if (from != COPROD__NONE)
        *kept = way->from->texts[way->old * own->from->text_count + (uint32_t)own->from->fact_rules[from].text];
}

/* 0 where the new machine does not know a literal. */
static int carry_facts(coprod__way *way)
{
    const coprod_migration *own = way->migration;
    for (uint32_t i = 0; i < own->to->facts.count; i++) {
        const coprod__carry *carry = &own->facts[i];
        const coprod__fact *fact = &own->to->fact_rules[i];
        uint32_t value = carry->first;
        if (carry->from != COPROD__NONE)
            value = coprod__get(way->from, own->from->fact_rules[carry->from].slot, way->old);
        if (carry->from != COPROD__NONE && fact->type == COPROD_VALUE_ENUM)
            value = own->literals[value];
        if (fact->type == COPROD_VALUE_ENUM && value == COPROD__NEVER)
            return refuse(way, own->to->facts.name[i]);
        coprod__put(way->to, fact->slot, way->row, value & fact->slot.mask);
        if (fact->text != COPROD__NONE)
            carry_text(way, fact, carry->from);
    }
    return 1;
}

/* --- clocks --- */

/* Of two days the one that is still to be met, then the earlier. A mark stands above all days. */
static uint32_t sooner(uint32_t a, uint32_t b)
{
    return !a ? b : !b ? a : a < b ? a : b;
}

/* Due days stay as they were promised. One that is over is missed, whether anybody looked or not: it is marked before
 * two clocks become one, or it would hide the day of the other. A window that is over was no duty, and becomes none. */
static int carry_clock(coprod__way *way, uint32_t i)
{
    const coprod_migration *own = way->migration;
    const coprod__timer *was = &own->from->timer_rules[i], *is;
    uint32_t due = coprod__get(way->from, was->slot, way->old);
    int over = due && due < way->day;
    if (was->level && (over || due >= COPROD__BREACHED) && !way->proof && !coprod__can_be_missed(own, i))
        return refuse(way, own->from->timers.name[i]);
    if (own->clocks[i] == COPROD__NONE)
        return 1;
    is = &own->to->timer_rules[own->clocks[i]];
    if (was->level && over && is->level) {
        way->missed |= UINT64_C(1) << i;
        way->came.breaches++;
        due |= COPROD__BREACHED;
    }
    if (!is->level)
        due &= COPROD__DAY_MASK;
    if (!was->level && is->level && over)
        return 1;
    coprod__put(way->to, is->slot, way->row, sooner(coprod__get(way->to, is->slot, way->row), due));
    return 1;
}

static int carry_clocks(coprod__way *way)
{
    const coprod_machine *to = way->migration->to;
    uint32_t unexplained;
    for (uint32_t i = 0; i < to->timers.count; i++)
        coprod__put(way->to, to->timer_rules[i].slot, way->row, 0);
    for (uint32_t i = 0; i < way->migration->from->timers.count; i++)
        if (!carry_clock(way, i))
            return 0;
    if (!way->came.breaches)
        return 1;
    unexplained = coprod__get(way->to, to->fact_rules[to->unexplained].slot, way->row);
    coprod__put(way->to, to->fact_rules[to->unexplained].slot, way->row,
                unexplained < UINT32_MAX - way->came.breaches ? unexplained + way->came.breaches : UINT32_MAX);
    return 1;
}

static int start_clocks(coprod__way *way, uint32_t state)
{
    for (uint32_t i = 0; i < way->migration->to->timers.count; i++) {
        coprod__slot slot = way->migration->to->timer_rules[i].slot;
        uint32_t due;
        if (!way->migration->starts[i] || !way->migration->starts[i][state] || coprod__get(way->to, slot, way->row))
            continue;
        if (!(due = coprod__starts(way->to, i, way->day, &way->came)))
            return 0;
        coprod__put(way->to, slot, way->row, due);
    }
    return 1;
}

/* --- rows --- */

static int can_move(coprod__way *way, uint32_t state)
{
    uint32_t last = coprod__get(way->from, way->migration->from->last, way->old);
    if (way->day < last) {
        way->came.kind = COPROD_LOOP_TIME;
        way->came.day = coprod__day_told(last);
        way->came.has_day = 1;
        return 0;
    }
    return way->migration->states[state] != COPROD__NONE || refuse(way, way->migration->from->states.name[state]);
}

int coprod__migrate_row(coprod__way *way)
{
    const coprod_migration *own = way->migration;
    uint32_t state = coprod__get(way->from, own->from->state, way->old);
    uint32_t seq = coprod__get(way->from, own->from->seq, way->old);
    way->came = (coprod__came){0, 0, 0, 0, 0};
    way->detail = "";
    way->missed = 0;
    if (!can_move(way, state) || !carry_facts(way) || !carry_clocks(way)
        || !start_clocks(way, (uint32_t)own->states[state])) {
        way->came.breaches = 0;
        return 0;
    }
    coprod__put(way->to, own->to->state, way->row, (uint32_t)own->states[state]);
    coprod__put(way->to, own->to->seq, way->row, seq < UINT32_MAX ? seq + 1 : seq);
    coprod__put(way->to, own->to->last, way->row, way->day);
    coprod__set_next(way->to, coprod__at_row(way->to, way->row));
    return 1;
}

int32_t coprod__migrate_lost(const coprod_migration *own, const coprod__rows *from, size_t row)
{
    for (size_t i = 0; own->loses && i < from->breach_count; i++)
        if (from->breaches[i].row == row && !coprod__can_be_missed(own, from->breaches[i].timer))
            return from->breaches[i].timer;
    return COPROD__NONE;
}

/* --- beside the rows --- */

static int add_breach(const coprod_migration *own, coprod__rows *to, uint64_t row, uint32_t timer, int32_t due)
{
    uint32_t clock = (uint32_t)own->clocks[timer];
    void *items = to->breaches;
    if (!coprod__more(&to->memory, &items, &to->breach_capacity, to->breach_count + 1, sizeof *to->breaches))
        return 0;
    to->breaches = items;
    to->breaches[to->breach_count++] = (coprod__breach){row, due, (uint8_t)clock,
                                                        (uint8_t)own->to->timer_rules[clock].level};
    return 1;
}

coprod_status coprod__migrate_beside(const coprod_migration *own, const coprod__rows *from, coprod__rows *to)
{
    int done = 1;
    for (size_t i = 0; done && i < from->breach_count; i++)
        done = !coprod__can_be_missed(own, from->breaches[i].timer) /* then the row is not kept */
               || add_breach(own, to, from->breaches[i].row, from->breaches[i].timer, from->breaches[i].due);
    for (size_t i = 0; done && i < from->key_capacity; i++) {
        if (!from->keys[i].used)
            continue;
        done = coprod__key_room(to) == COPROD_OK;
        if (done)
            coprod__key_add(to, (size_t)from->keys[i].row, from->keys[i].digest);
    }
    return done ? COPROD_OK : COPROD_E_MEMORY;
}

/* In the order in which they were due, then of the old clocks' names. */
coprod_status coprod__migrate_missed(const coprod__way *way)
{
    const coprod_machine *from = way->migration->from;
    uint64_t left = way->missed;
    while (left) {
        uint32_t first = 0, earliest = COPROD__NEVER;
        for (uint32_t i = 0; i < from->timers.count; i++) {
            uint32_t due = coprod__get(way->from, from->timer_rules[i].slot, way->old);
            if ((left >> i & 1)
                && (due < earliest
                    || (due == earliest && from->timer_rules[i].rank < from->timer_rules[first].rank))) {
                first = i;
                earliest = due;
            }
        }
        if (!add_breach(way->migration, way->to, way->row, first, coprod__day_told(earliest)))
            return COPROD_E_MEMORY;
        left &= ~(UINT64_C(1) << first);
    }
    return COPROD_OK;
}

/* --- one loop --- */

coprod_status coprod__migrate_tell(const coprod__rows *told, const coprod__way *way, coprod_loop_answer *answer)
{
    coprod_loop_answer own = {sizeof own};
    own.kind = way->came.kind;
    own.detail = way->detail;
    own.day = way->came.day;
    own.has_day = way->came.has_day;
    own.seq = coprod__get(told, told->machine->seq, 0);
    own.state = coprod__get(told, told->machine->state, 0);
    own.breaches = way->came.breaches;
    return coprod__struct_out(answer, sizeof own, sizeof own, &own);
}

static int move(coprod__way *way)
{
    int32_t lost;
    if (!coprod__migrate_row(way))
        return 0;
    lost = coprod__migrate_lost(way->migration, way->from, way->old);
    return lost == COPROD__NONE || refuse(way, way->migration->from->timers.name[lost]);
}

coprod_status coprod_loop_migrate(const coprod_loop *loop, const coprod_migration *migration, int32_t day,
                                  coprod_loop_answer *answer, coprod_loop **migrated)
{
    coprod_status status = coprod__struct_begin(loop, answer, sizeof *answer);
    coprod__way way = {.migration = migration, .detail = ""};
    uint32_t missed = 0;
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
    way.from = &loop->rows;
    way.to = &made->rows;
    way.day = coprod__day_kept(day);
    if (!move(&way)) {
        way.came.breaches = 0;
        status = coprod__migrate_tell(&loop->rows, &way, answer);
        coprod_loop_free(made);
        return status;
    }
    status = coprod__migrate_beside(migration, &loop->rows, &made->rows);
    if (status == COPROD_OK)
        status = coprod__migrate_missed(&way);
    if (status == COPROD_OK)
        status = coprod__tick(&made->rows, 0, way.day, &missed);
    way.came.breaches += missed;
    if (status == COPROD_OK)
        status = coprod__migrate_tell(&made->rows, &way, answer);
    if (status == COPROD_OK)
        *migrated = made;
    else
        coprod_loop_free(made);
    return status;
}
