/* SPDX-License-Identifier: MIT */
/* Loops above and below one another in a store. */
#include <string.h>

#include "store_internal.h"

static coprod__kin *kin_of(const void *owner, uint32_t number)
{
    const coprod_loops *loops = owner;
    return number < loops->kin_count ? &loops->kin[number] : NULL;
}

static int may_end(const coprod_loops *loops, uint32_t number)
{
    const coprod_machine *machine = loops->rows.machine;
    return (machine->state_flags[coprod__get(&loops->rows, machine->state, number)] & COPROD_STATE_ACCEPTING) != 0;
}

/* For all loops that are there, so that none grows while they are joined one by one. */
static coprod_status kin_room(coprod_loops *loops)
{
    coprod__kin *grown;
    size_t wanted = loops->count, had = loops->kin_count;
    if (had >= wanted)
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
    if (!coprod__may_join(loops, kin_of, child, parent) || (may_end(loops, parent) && !may_end(loops, child)))
        return COPROD_E_ARGUMENT;
    status = kin_room(loops);
    if (status == COPROD_OK)
        coprod__join(&loops->kin[child], &loops->kin[parent], parent, !may_end(loops, child));
    return status;
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
    coprod_status status = loops->kin_count ? kin_room(to) : COPROD_OK;
    if (status != COPROD_OK || !loops->kin_count)
        return status;
    memcpy(to->kin, loops->kin, loops->kin_count * sizeof *loops->kin);
    for (size_t i = 0; i < loops->kin_count; i++)
        to->kin[i].open = 0;
    for (uint32_t i = 0; i < loops->kin_count; i++)
        if (to->kin[i].parent && !may_end(to, i))
            to->kin[to->kin[i].parent - 1].open++;
    return COPROD_OK;
}
