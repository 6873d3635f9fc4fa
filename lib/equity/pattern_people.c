/* SPDX-License-Identifier: MIT */
/* How many people live where a pattern says. */
#include "pattern_internal.h"

#include <string.h>

__extension__ typedef unsigned __int128 wide;

const coprod_pattern_people *coprod__pattern_people_take(const coprod_pattern_people *people)
{
    if (people)
        coprod__refs_take(&people->refs);
    return people;
}

void coprod_pattern_people_free(coprod_pattern_people *people)
{
    coprod__memory memory;
    if (!people || coprod__refs_drop(&people->refs))
        return;
    memory = people->memory;
    coprod__arena_free(&people->texts);
    coprod__pattern_cells_free(&memory, &people->own.cells);
    coprod__release(&memory, people->own.parts, people->own.part_count * sizeof *people->own.parts);
    coprod__release(&memory, people->own.impossible, people->impossible_room * sizeof *people->own.impossible);
    coprod_pattern_schema_free((coprod_pattern_schema *)people->own.schema);
    coprod__release(&memory, people, sizeof *people);
}

int coprod__pattern_people_told(const coprod_pattern_people *people)
{
    return people && (people->own.counted || people->own.parts);
}

int coprod__pattern_impossible(const struct pattern_people *people, const uint16_t *codes)
{
    const uint32_t attributes = people->schema->attributes;
    for (size_t i = 0; i < people->impossible_count; i++) {
        const uint16_t *own = people->impossible + i * attributes;
        uint32_t a = 0;
        while (a < attributes && (own[a] == PATTERN_ANY || own[a] == codes[a]))
            a++;
        if (a == attributes)
            return 1;
    }
    return 0;
}

/* In 2^32nds of a person, rounded down at each step: what says more is never more. */
static uint64_t share_of(const struct pattern_people *people, const uint16_t *codes)
{
    uint64_t fine = people->total << 32;
    for (uint32_t a = 0; a < people->schema->attributes; a++)
        if (codes[a] != PATTERN_ANY)
            fine = (uint64_t)((wide)fine * people->parts[people->first[a] + codes[a]] / people->sums[a]);
    return fine >> 32;
}

uint64_t coprod__pattern_people_of(const struct pattern_people *people, const uint16_t *codes)
{
    if (coprod__pattern_impossible(people, codes))
        return 0;
    if (people->counted)
        return coprod__pattern_count(&people->cells, codes);
    return people->parts ? share_of(people, codes) : 1;
}

coprod_status coprod_pattern_people_new(const coprod_pattern_tally *tally, const coprod_allocator *allocator,
                                        coprod_pattern_people **people)
{
    if (people)
        *people = NULL;
    if (!tally || !people)
        return COPROD_E_ARGUMENT;
    return coprod_pattern_people_load("{\"schema\": \"pattern-people/1\"}", COPROD_NTS, tally->schema, tally,
                                      allocator, NULL, people);
}

coprod_status coprod_pattern_people_get(const coprod_pattern_people *people, coprod_pattern_people_info *info)
{
    coprod_pattern_people_info own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(people, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    own.id = people->id;
    own.version = people->version;
    own.title = people->title;
    own.fingerprint = people->fingerprint;
    own.total = people->own.counted ? people->own.cells.people : people->own.total;
    own.is_told = coprod__pattern_people_told(people);
    own.estimated = people->own.parts != NULL;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_pattern_people_count(const coprod_pattern_people *people, const uint16_t *pattern,
                                          uint64_t *count)
{
    if (!count)
        return COPROD_E_ARGUMENT;
    *count = 0;
    if (!people || !pattern)
        return COPROD_E_ARGUMENT;
    for (uint32_t a = 0; a < people->own.schema->attributes; a++)
        if (pattern[a] != PATTERN_ANY && pattern[a] >= people->own.schema->cardinality[a])
            return COPROD_E_UNKNOWN;
    *count = coprod__pattern_people_of(&people->own, pattern);
    return COPROD_OK;
}
