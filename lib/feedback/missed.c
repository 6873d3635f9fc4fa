/* SPDX-License-Identifier: MIT */
/* Missed days: recorded once for each start of a clock, in the order in which they were due; they never block. */
#include "loop_internal.h"

void coprod__set_next(const coprod__rows *rows, coprod__at row)
{
    const coprod_machine *machine = rows->machine;
    uint32_t next = COPROD__NEVER;
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        uint32_t due = coprod__get_at(rows, machine->timer_rules[i].slot, row);
        if (machine->timer_rules[i].level && due && due < next) /* one that was recorded is above every day */
            next = due;
    }
    coprod__put_at(rows, machine->next, row, next < COPROD__BREACHED ? next : COPROD__NEVER);
}

static coprod_status breach_room(coprod__rows *rows)
{
    void *items = rows->breaches;
    int done = coprod__more(&rows->memory, &items, &rows->breach_capacity,
                            rows->breach_count + rows->machine->timers.count, sizeof *rows->breaches);
    rows->breaches = items;
    return done ? COPROD_OK : COPROD_E_MEMORY;
}

/* The clock that was due first and is not recorded, then by its name; COPROD__NONE. */
static int32_t first_missed(const coprod__rows *rows, coprod__at row, uint32_t day)
{
    const coprod_machine *machine = rows->machine;
    int32_t first = COPROD__NONE;
    uint32_t earliest = day;
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        const coprod__timer *timer = &machine->timer_rules[i];
        uint32_t due = coprod__get_at(rows, timer->slot, row);
        if (!timer->level || !due || due > earliest || due == day)
            continue;
        if (due < earliest || timer->rank < machine->timer_rules[first].rank) {
            first = (int32_t)i;
            earliest = due;
        }
    }
    return first;
}

coprod_status coprod__record_missed(coprod__rows *rows, coprod__at row, uint32_t day, uint32_t *breaches)
{
    const coprod_machine *machine = rows->machine;
    coprod__slot unexplained = machine->fact_rules[machine->unexplained].slot;
    coprod_status status = breach_room(rows);
    int32_t timer;
    if (status != COPROD_OK)
        return status;
    while ((timer = first_missed(rows, row, day)) != COPROD__NONE) {
        coprod__slot slot = machine->timer_rules[timer].slot;
        uint32_t due = coprod__get_at(rows, slot, row), count = coprod__get_at(rows, unexplained, row);
        coprod__breach *breach = &rows->breaches[rows->breach_count++];
        *breach = (coprod__breach){row.row, coprod__day_told(due), (uint8_t)timer,
                                   (uint8_t)machine->timer_rules[timer].level};
        if (rows->cover)
            coprod__cover_missed(rows, (uint32_t)timer);
        coprod__put_at(rows, slot, row, due | COPROD__BREACHED);
        coprod__put_at(rows, unexplained, row, count < UINT32_MAX ? count + 1 : count);
        ++*breaches;
    }
    coprod__set_next(rows, row);
    return COPROD_OK;
}
