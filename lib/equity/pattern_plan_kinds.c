/* SPDX-License-Identifier: MIT */
/* By whom people are reached: a kind is a set of partners. */
#include <string.h>

#include "pattern_plan_match_internal.h"

static size_t slot_of(const coprod__plan_kinds *own, uint64_t partners)
{
    size_t slot = (size_t)(partners * 0x9E3779B97F4A7C15u >> 20) & (own->slot_count - 1);
    while (own->slots[slot] != UINT32_MAX && own->space->kind_partners[own->slots[slot]] != partners)
        slot = (slot + 1) & (own->slot_count - 1);
    return slot;
}

static int more_slots(coprod__plan_kinds *own)
{
    coprod__plan_space *space = own->space;
    if (!coprod__more(&space->arena.memory, (void **)&space->kind_partners, &own->room, space->kinds + 1,
                      sizeof *space->kind_partners))
        return 0;
    if (own->slot_count > space->kinds * 2)
        return 1;
    own->slot_count = own->slot_count ? own->slot_count * 2 : 256;
    own->slots = coprod__arena_alloc(own->scratch, own->slot_count * sizeof *own->slots);
    if (!own->slots)
        return 0;
    memset(own->slots, 0xFF, own->slot_count * sizeof *own->slots);
    for (uint32_t k = 0; k < space->kinds; k++)
        own->slots[slot_of(own, space->kind_partners[k])] = k;
    return 1;
}

int coprod__plan_kind_of(coprod__plan_kinds *own, const uint16_t *codes, const uint16_t *before, uint32_t *kind)
{
    coprod__plan_space *space = own->space;
    const size_t count = coprod__plan_match(&own->reaches, codes, before);
    uint64_t partners = 0;
    size_t slot;
    for (size_t i = 0; i < count; i++)
        partners |= (uint64_t)1 << own->reaches_by[own->reaches.list[i]];
    if (!more_slots(own))
        return 0;
    slot = slot_of(own, partners);
    if (own->slots[slot] == UINT32_MAX) {
        own->slots[slot] = (uint32_t)space->kinds;
        space->kind_partners[space->kinds++] = partners;
    }
    *kind = own->slots[slot];
    return 1;
}

coprod_status coprod__plan_kinds_make(coprod__plan_kinds *own, coprod__plan_space *space, coprod__arena *scratch)
{
    const coprod__plan_question *question = space->question;
    coprod__plan_coded *patterns;
    size_t count = 0, at = 0;
    own->space = space;
    own->scratch = scratch;
    for (size_t p = 0; p < space->partners; p++)
        count += question->partner[p].patterns;
    patterns = coprod__arena_alloc(scratch, (count + 1) * sizeof *patterns);
    own->reaches_by = coprod__arena_alloc(scratch, count + 1);
    if (!patterns || !own->reaches_by)
        return COPROD_E_MEMORY;
    for (size_t p = 0; p < space->partners; p++) {
        const coprod__plan_partner *partner = &question->partner[space->partner[p]];
        for (size_t i = 0; i < partner->patterns; i++, at++) {
            patterns[at].codes = partner->codes + i * question->attributes;
            own->reaches_by[at] = (uint8_t)p;
        }
    }
    return coprod__plan_matcher_make(scratch, patterns, count, question->attributes, &own->reaches);
}
