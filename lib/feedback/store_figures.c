/* SPDX-License-Identifier: MIT */
/* Who is due, figures of teams, times to close. */
#include <string.h>

#include "store_internal.h"

coprod_status coprod_loops_due(const coprod_loops *loops, int32_t from, int32_t until, uint32_t *numbers,
                               size_t capacity, size_t *count)
{
    coprod__slot next;
    uint32_t low, span;
    size_t found = 0;
    if (count)
        *count = 0;
    if (!loops || !count || (capacity && !numbers))
        return COPROD_E_ARGUMENT;
    if (from < COPROD__DAY_FIRST || until > COPROD__DAY_LAST || from > until)
        return COPROD_E_RANGE;
    next = loops->rows.machine->next;
    low = coprod__day_kept(from);
    span = coprod__day_kept(until) - low;
    for (size_t first = 0; first < loops->count; first += COPROD__BLOCK) {
        const uint8_t *at = coprod__cell(&loops->rows, next.column, first, next.width);
        size_t rows = loops->count - first < COPROD__BLOCK ? loops->count - first : COPROD__BLOCK;
        uint32_t some = 0;
        for (size_t i = 0; i < rows; i++)
            some += coprod__load4(at + 4 * i) - low <= span;
        for (size_t i = 0; some && i < rows; i++) {
            if (coprod__load4(at + 4 * i) - low > span)
                continue;
            if (found < capacity)
                numbers[found] = (uint32_t)(first + i);
            found++;
        }
    }
    *count = found;
    return found > capacity ? COPROD_E_BUFFER : COPROD_OK;
}

/* A clock that can be missed, and runs past its day. */
static int is_overdue(const coprod_loops *loops, size_t row, uint32_t day)
{
    const coprod_machine *machine = loops->rows.machine;
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        uint32_t due = machine->timer_rules[i].level
                           ? coprod__get(&loops->rows, machine->timer_rules[i].slot, row) & COPROD__DAY_MASK
                           : 0;
        if (due && due < day)
            return 1;
    }
    return 0;
}

static void add_loop(const coprod_loops *loops, size_t row, uint32_t day, coprod_figures *own)
{
    static const uint32_t nothing[COPROD__FIELDS];
    const coprod_machine *machine = loops->rows.machine;
    const coprod__beside *beside = &loops->beside[row];
    uint32_t state = coprod__get(&loops->rows, machine->state, row);
    own->loops++;
    own->closed += (machine->state_flags[state] & COPROD_STATE_ACCEPTING) != 0;
    own->told += machine->fed_back != COPROD__NONE && state != machine->initial
                 && coprod__holds(&loops->rows, row, machine->fed_back, nothing, day);
    own->late += beside->missed != 0;
    own->explained += beside->missed && machine->unexplained != COPROD__NONE
                      && !coprod__get(&loops->rows, machine->fact_rules[machine->unexplained].slot, row);
    own->overdue += (uint64_t)is_overdue(loops, row, day);
    own->missed_days += beside->missed;
}

coprod_status coprod_loops_figures(const coprod_loops *loops, const uint32_t *team, int32_t day,
                                   coprod_figures *figures)
{
    coprod_figures own = {sizeof own};
    coprod_status status = coprod__struct_begin(loops, figures, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (day < COPROD__DAY_FIRST || day > COPROD__DAY_LAST)
        return COPROD_E_RANGE;
    for (uint32_t i = 0; i < loops->count; i++)
        if (!team || loops->beside[i].team == *team)
            add_loop(loops, i, coprod__day_kept(day), &own);
    return coprod__struct_out(figures, sizeof own, sizeof own, &own);
}

/* --- times to close --- */

/* By day of closing, then by number: each pass is stable, two of them order 22 bits of a day. */
static void order_by_day(const coprod_loops *loops, uint32_t *numbers, uint32_t *other, size_t count)
{
    for (int pass = 0; pass < 2; pass++) {
        uint32_t starts[2048] = {0}, sum = 0, *swap;
        for (size_t i = 0; i < count; i++)
            starts[loops->beside[numbers[i]].closed >> 11 * pass & 2047]++;
        for (size_t i = 0; i < 2048; i++) {
            uint32_t here = starts[i];
            starts[i] = sum;
            sum += here;
        }
        for (size_t i = 0; i < count; i++)
            other[starts[loops->beside[numbers[i]].closed >> 11 * pass & 2047]++] = numbers[i];
        swap = numbers;
        numbers = other;
        other = swap;
    }
}

/* One that closed, after a time that is known. */
static int is_counted(const coprod_loops *loops, uint32_t number, const uint32_t *team)
{
    const coprod__beside *beside = &loops->beside[number];
    return beside->closed && beside->closed != COPROD__NEVER && beside->created && (!team || beside->team == *team);
}

coprod_status coprod_loops_times(const coprod_loops *loops, const uint32_t *team, int32_t *closed_day, int32_t *days,
                                 size_t capacity, size_t *count)
{
    size_t found = 0, bytes;
    uint32_t *numbers;
    if (count)
        *count = 0;
    if (!loops || !count || (capacity && (!closed_day || !days)))
        return COPROD_E_ARGUMENT;
    for (uint32_t i = 0; i < loops->count; i++)
        found += (size_t)is_counted(loops, i, team);
    *count = found;
    if (found > capacity || !found)
        return found ? COPROD_E_BUFFER : COPROD_OK;
    bytes = 2 * found * sizeof *numbers;
    numbers = coprod__alloc(&loops->rows.memory, bytes);
    if (!numbers)
        return COPROD_E_MEMORY;
    found = 0;
    for (uint32_t i = 0; i < loops->count; i++)
        if (is_counted(loops, i, team))
            numbers[found++] = i;
    order_by_day(loops, numbers, numbers + found, found);
    for (size_t i = 0; i < found; i++) {
        const coprod__beside *beside = &loops->beside[numbers[i]];
        closed_day[i] = coprod__day_told(beside->closed);
        days[i] = (int32_t)(beside->closed - beside->created);
    }
    coprod__release(&loops->rows.memory, numbers, bytes);
    return COPROD_OK;
}
