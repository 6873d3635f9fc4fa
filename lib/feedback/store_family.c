/* SPDX-License-Identifier: MIT */
/* Loops above and below one another in a store. */
#include <string.h>

#include "store_internal.h"

static coprod__kin *kin_of(const void *owner, uint32_t number)
{
    const coprod_loops *loops = owner;
    return number < loops->kin_count ? &loops->kin[number] : NULL;
}

static int may_end(const void *owner, uint32_t number)
{
    const coprod_loops *loops = owner;
    const coprod_machine *machine = loops->rows.machine;
    return (machine->state_flags[coprod__get(&loops->rows, machine->state, number)] & COPROD_STATE_ACCEPTING) != 0;
}

/* For as many loops as there is room for, so that it seldom grows while they are added and joined one by one. */
static coprod_status kin_room(coprod_loops *loops)
{
    coprod__kin *grown;
    size_t wanted = loops->capacity, had = loops->kin_count;
    if (had >= loops->count)
        return COPROD_OK;
    grown = coprod__resize(&loops->rows.memory, loops->kin, had * sizeof *grown, wanted * sizeof *grown);
    if (!grown)
        return COPROD_E_MEMORY;
    memset(grown + had, 0, (wanted - had) * sizeof *grown);
    loops->kin = grown;
    loops->kin_count = wanted;
    return COPROD_OK;
}

coprod_status coprod_loops_join(coprod_loops *loops, uint32_t child, uint32_t parent)
{
    coprod_status status;
    if (!loops)
        return COPROD_E_ARGUMENT;
    if (child >= loops->count || parent >= loops->count)
        return COPROD_E_UNKNOWN;
    status = coprod__may_join(loops, kin_of, may_end, child, parent);
    if (status == COPROD_OK)
        status = kin_room(loops);
    if (status == COPROD_OK)
        coprod__join(loops, kin_of, may_end, child, parent);
    return status;
}

void coprod__tell_loops_above(coprod_loops *loops, size_t row, int ends)
{
    if (!loops->kin[row].open)
        coprod__tell_above(loops, kin_of, may_end, (uint32_t)row, ends);
}

coprod_status coprod_loops_family(const coprod_loops *loops, uint32_t number, coprod_family *family)
{
    coprod_family own = {sizeof own};
    coprod_status status = coprod__struct_begin(loops, family, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (number >= loops->count)
        return COPROD_E_UNKNOWN;
    coprod__tell_family(kin_of(loops, number), &own);
    own.may_end = may_end(loops, number);
    own.adopted = loops->beside[number].adopted != 0;
    return coprod__struct_out(family, sizeof own, sizeof own, &own);
}

coprod_status coprod_loops_children(const coprod_loops *loops, uint32_t number, uint32_t *numbers, size_t capacity,
                                    size_t *count)
{
    size_t found = 0;
    if (count)
        *count = 0;
    if (!loops || !count || (capacity && !numbers))
        return COPROD_E_ARGUMENT;
    if (number >= loops->count)
        return COPROD_E_UNKNOWN;
    for (uint32_t i = 0; number < loops->kin_count && i < loops->kin_count; i++) {
        if (!loops->kin[i].parent || loops->kin[i].parent - 1 != number)
            continue;
        if (found < capacity)
            numbers[found] = i;
        found++;
    }
    *count = found;
    return found > capacity ? COPROD_E_BUFFER : COPROD_OK;
}

coprod_status coprod__carry_kin(const coprod_loops *loops, coprod_loops *to)
{
    const size_t count = loops->kin_count < loops->count ? loops->kin_count : loops->count;
    coprod_status status = count ? kin_room(to) : COPROD_OK;
    if (status != COPROD_OK || !count)
        return status;
    memcpy(to->kin, loops->kin, count * sizeof *loops->kin);
    for (size_t i = 0; i < count; i++)
        to->kin[i].open = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!may_end(to, i))
            coprod__tell_above(to, kin_of, may_end, i, 0);
    return COPROD_OK;
}
