/* SPDX-License-Identifier: MIT */
/* Sweeps over all possible sets of answers, and the crosswalk that comes out of one. */
#include <string.h>

#include "spectrum_internal.h"

static void mark(const coprod_spectrum *spectrum, uint8_t named[COPROD__INDICATORS])
{
    for (uint32_t t = 0; t < spectrum->threshold_count; t++)
        named[spectrum->thresholds[t].indicator] = 1;
    for (uint32_t k = 0; k < spectrum->implication_count; k++) {
        named[spectrum->implications[k].if_indicator] = 1;
        named[spectrum->implications[k].then_indicator] = 1;
    }
}

uint64_t coprod__sweep_init(const coprod_spectrum *a, const coprod_spectrum *b, coprod__sweep *sweep)
{
    uint8_t named[COPROD__INDICATORS] = {0};
    uint64_t vectors = 1;
    mark(a, named);
    mark(b, named);
    sweep->count = 0;
    for (uint32_t i = 0; i < a->indicator_count; i++) {
        if (!named[i])
            continue;
        sweep->indicators[sweep->count] = (uint8_t)i;
        sweep->radix[sweep->count++] = (uint8_t)(a->top[i] + 1);
        vectors *= (uint64_t)a->top[i] + 1;
        if (vectors > COPROD__SWEEP)
            return 0;
    }
    return vectors;
}

int coprod__sweep_next(const coprod__sweep *sweep, coprod__vector *answers)
{
    for (uint32_t n = 0; n < sweep->count; n++) {
        uint8_t *x = &answers->x[sweep->indicators[n]];
        if (++*x < sweep->radix[n])
            return 1;
        *x = 0;
    }
    return 0;
}

int coprod__possible(const coprod_spectrum *spectrum, const coprod__vector *answers)
{
    for (uint32_t k = 0; k < spectrum->implication_count; k++) {
        const coprod__rule *rule = &spectrum->implications[k];
        if (answers->x[rule->if_indicator] >= rule->if_at_least
            && answers->x[rule->then_indicator] < rule->then_at_least)
            return 0;
    }
    return 1;
}

struct coprod_crosswalk {
    coprod__memory memory;
    uint32_t ranks; /* of the spectrum that it comes from, 0 included */
    coprod_crosswalk_entry entries[COPROD__LEVELS + 1];
};

static void fill_entries(coprod_crosswalk *crosswalk)
{
    for (uint32_t from = 0; from < crosswalk->ranks; from++) {
        coprod_crosswalk_entry *entry = &crosswalk->entries[from];
        entry->size = sizeof *entry;
        entry->lowest = entry->highest = -1;
        for (int32_t to = 0; to <= COPROD__LEVELS; to++) {
            if (!(entry->ranks >> to & 1))
                continue;
            entry->lowest = entry->lowest < 0 ? to : entry->lowest;
            entry->highest = to;
        }
        entry->lossless = entry->lowest >= 0 && entry->lowest == entry->highest;
    }
}

coprod_status coprod_crosswalk_new(const coprod_spectrum *from, const coprod_spectrum *to,
                                   const coprod_allocator *allocator, coprod_crosswalk **crosswalk)
{
    coprod__memory memory;
    coprod__sweep sweep;
    coprod__vector answers = {{0}};
    coprod_crosswalk *made;
    coprod_status status;
    if (!crosswalk)
        return COPROD_E_ARGUMENT;
    *crosswalk = NULL;
    if (!from || !to)
        return COPROD_E_ARGUMENT;
    if (strcmp(from->indicators_fingerprint, to->indicators_fingerprint))
        return COPROD_E_FINGERPRINT;
    if (!coprod__sweep_init(from, to, &sweep))
        return COPROD_E_LIMIT;
    status = coprod__memory_init(allocator, &memory);
    made = status == COPROD_OK ? coprod__alloc(&memory, sizeof *made) : NULL;
    if (!made)
        return status == COPROD_OK ? COPROD_E_MEMORY : status;
    made->memory = memory;
    made->ranks = from->level_count + 1;
    do {
        if (coprod__possible(from, &answers))
            made->entries[coprod__level_of(from, &answers)].ranks |= (uint32_t)1 << coprod__level_of(to, &answers);
    } while (coprod__sweep_next(&sweep, &answers));
    fill_entries(made);
    *crosswalk = made;
    return COPROD_OK;
}

void coprod_crosswalk_free(coprod_crosswalk *crosswalk)
{
    if (!crosswalk)
        return;
    coprod__memory memory = crosswalk->memory;
    coprod__release(&memory, crosswalk, sizeof *crosswalk);
}

coprod_status coprod_crosswalk_get(const coprod_crosswalk *crosswalk, int32_t rank, coprod_crosswalk_entry *entry)
{
    coprod_status status = coprod__struct_begin(crosswalk, entry, sizeof *entry);
    if (status != COPROD_OK)
        return status;
    if (rank < 0 || (uint32_t)rank >= crosswalk->ranks)
        return COPROD_E_UNKNOWN;
    return coprod__struct_out(entry, sizeof *entry, sizeof *entry, &crosswalk->entries[rank]);
}
