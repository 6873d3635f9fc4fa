/* SPDX-License-Identifier: MIT */
/* What a search found, and its order: the same whoever found it. */
#include "pattern_gaps_internal.h"
#include "pattern_store_internal.h"

#include <string.h>

enum { FIRST_ROOM = 64 };

/* Three arrays in one block: what takes 8 bytes first. */
static size_t bytes_of(size_t room, uint32_t attributes)
{
    return room * (2 * sizeof(uint64_t) + attributes * sizeof(uint16_t));
}

/* The block grows where it is, if it can: what stands behind moves first. */
static int make_room(struct pattern_found *found, uint32_t attributes, size_t room)
{
    const size_t before = found->room;
    uint64_t *block = coprod__resize(found->memory, found->coverage, bytes_of(before, attributes),
                                     bytes_of(room, attributes));
    if (!block)
        return 0;
    found->coverage = block;
    found->population = block + room;
    found->codes = (uint16_t *)(void *)(block + 2 * room);
    found->room = room;
    if (found->count) {
        memmove(found->codes, block + 2 * before, found->count * attributes * sizeof *found->codes);
        memmove(found->population, block + before, found->count * sizeof *found->population);
    }
    return 1;
}

int coprod__pattern_found_room(struct pattern_found *found, uint32_t attributes, size_t room)
{
    return room <= found->room || make_room(found, attributes, room);
}

int coprod__pattern_found_more(struct pattern_found *found, uint32_t attributes)
{
    return found->count < found->room
           || make_room(found, attributes, found->room ? 2 * found->room : FIRST_ROOM);
}

coprod_status coprod__pattern_found_fit(struct pattern_found *found, uint32_t attributes)
{
    struct pattern_found made = *found;
    made.coverage = NULL;
    made.count = made.room = 0;
    if (found->room == found->count)
        return COPROD_OK;
    if (!make_room(&made, attributes, found->count))
        return COPROD_E_MEMORY;
    made.count = found->count;
    memcpy(made.codes, found->codes, made.count * attributes * sizeof *made.codes);
    memcpy(made.coverage, found->coverage, made.count * sizeof *made.coverage);
    memcpy(made.population, found->population, made.count * sizeof *made.population);
    coprod__pattern_found_free(found, attributes);
    *found = made;
    return COPROD_OK;
}

void coprod__pattern_found_free(struct pattern_found *found, uint32_t attributes)
{
    if (found->coverage)
        coprod__release(found->memory, found->coverage, bytes_of(found->room, attributes));
    found->codes = NULL;
    found->coverage = found->population = NULL;
    found->count = found->room = 0;
}

/* Digits of mixed radix in words, "any" last: how many words they take, and the word of each. */
static uint32_t plan_words(const uint32_t *cardinality, uint32_t attributes, uint8_t *word)
{
    uint64_t keys = 1;
    uint32_t words = 1;
    for (uint32_t a = 0; a < attributes; a++) {
        const uint64_t radix = (uint64_t)cardinality[a] + 1;
        if (keys > UINT64_MAX / radix) {
            keys = 1;
            words++;
        }
        keys *= radix;
        word[a] = (uint8_t)(words - 1);
    }
    return words;
}

/* Records of level, population turned round (which the caller puts in), codes, and the number of the gap. */
static void fill_records(const struct pattern_found *found, const uint32_t *cardinality, uint32_t attributes,
                         const uint8_t *word, size_t width, uint64_t *records)
{
    for (size_t i = 0; i < found->count; i++) {
        const uint16_t *codes = found->codes + i * attributes;
        uint64_t *own = records + i * width;
        memset(own, 0, width * sizeof *own);
        for (uint32_t a = 0; a < attributes; a++) {
            const int any = codes[a] == PATTERN_ANY;
            own[2 + word[a]] = own[2 + word[a]] * ((uint64_t)cardinality[a] + 1) + (any ? cardinality[a] : codes[a]);
            own[0] += !any;
        }
        own[width - 1] = i;
    }
}

static void fill_people(const struct pattern_found *found, const coprod_pattern_schema *schema, uint64_t publish_from,
                        size_t width, uint64_t *records)
{
    for (size_t i = 0; found->populated && i < found->count; i++)
        records[i * width + 1] = UINT64_MAX - coprod__gaps_told_people(schema, found->population[i], publish_from);
}

static void put_in_order(const struct pattern_found *found, struct pattern_found *to, uint32_t attributes,
                         const uint64_t *records, size_t width)
{
    for (size_t i = 0; i < found->count; i++) {
        const size_t from = (size_t)records[i * width + width - 1];
        memcpy(to->codes + i * attributes, found->codes + from * attributes, attributes * sizeof *to->codes);
        to->coverage[i] = found->coverage[from];
        to->population[i] = found->population[from];
    }
    to->count = found->count;
}

coprod_status coprod__pattern_order(struct pattern_found *found, const uint32_t *cardinality, uint32_t attributes,
                                    const coprod_pattern_schema *schema, uint64_t publish_from)
{
    uint8_t word[PATTERN_ATTRIBUTES];
    const size_t width = plan_words(cardinality, attributes, word) + 3, bytes = found->count * width * sizeof(uint64_t);
    struct pattern_found made = *found;
    uint64_t *records, *scratch;
    int fine = 0;
    if (!found->count)
        coprod__pattern_found_free(found, attributes);
    if (!found->count)
        return COPROD_OK;
    records = coprod__resize(found->memory, NULL, 0, bytes);
    scratch = coprod__resize(found->memory, NULL, 0, bytes);
    made.count = made.room = 0;
    made.coverage = NULL;
    if (records && scratch) {
        fill_records(found, cardinality, attributes, word, width, records);
        fill_people(found, schema, publish_from, width, records);
        coprod__pattern_sort(records, found->count, width, width - 1, scratch);
        coprod__release(found->memory, scratch, bytes);
        scratch = NULL;
        fine = make_room(&made, attributes, found->count);
    }
    if (fine) {
        put_in_order(found, &made, attributes, records, width);
        coprod__pattern_found_free(found, attributes);
        *found = made;
    }
    coprod__release(found->memory, records, bytes);
    coprod__release(found->memory, scratch, bytes);
    return fine ? COPROD_OK : COPROD_E_MEMORY;
}
