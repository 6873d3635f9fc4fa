/* SPDX-License-Identifier: MIT */
/* Places for the combinations of up to so many values, and how they stand to each other. */
#include "pattern_told_internal.h"

#include <stdlib.h>
#include <string.h>

/* --- how much it is --- */

typedef struct sizes {
    uint64_t places, parts, links;
} sizes;

static uint64_t add(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static uint64_t times(uint64_t a, uint64_t b)
{
    return b && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

/* Sums over all choices of so many attributes, attribute by attribute. */
static sizes sizes_of(const coprod__told *told, uint32_t levels)
{
    uint64_t places[PATTERN_ATTRIBUTES + 1] = {1}, parts[PATTERN_ATTRIBUTES + 1] = {1};
    sizes own = {0, 0, 0};
    for (uint32_t a = 0; a < told->schema->attributes; a++)
        for (uint32_t level = levels; level > 0; level--) {
            places[level] = add(places[level], times(places[level - 1], told->digits[a]));
            parts[level] += parts[level - 1];
        }
    for (uint32_t level = 0; level <= levels; level++) {
        own.places = add(own.places, places[level]);
        own.parts += parts[level];
        own.links += level * parts[level];
    }
    return own;
}

void coprod__told_digits(coprod__told *own, const coprod_pattern_schema *schema, const coprod__told_range *ranges,
                         size_t range_count)
{
    memset(own, 0, sizeof *own);
    own->schema = schema;
    own->ranges = ranges;
    own->range_count = range_count;
    memcpy(own->digits, schema->radix, sizeof own->digits);
    for (size_t i = 0; i < range_count; i++)
        own->digits[ranges[i].attribute]++;
    for (uint32_t a = 0; a < schema->attributes; a++)
        own->digits_most = own->digits[a] > own->digits_most ? own->digits[a] : own->digits_most;
}

uint64_t coprod__told_places(const coprod__told *own, uint32_t levels)
{
    return sizes_of(own, levels).places;
}

uint64_t coprod__told_bytes(const coprod__told *own, uint32_t levels, int lives)
{
    const sizes needed = sizes_of(own, levels);
    uint64_t bytes = times(needed.places, (lives ? 3 : 2) * sizeof(uint64_t));
    if (own->digits_most > PATTERN_ANY)
        return UINT64_MAX;
    bytes = add(bytes, times(needed.parts, sizeof(coprod__told_part)));
    bytes = add(bytes, times(needed.links, sizeof(coprod__told_link)));
    return add(bytes, own->digits_most * sizeof(size_t));
}

/* --- parts --- */

static uint32_t level_of(uint32_t attributes)
{
    return (uint32_t)__builtin_popcount(attributes);
}

/* The next larger number with as many bits; 0 behind the last one. */
static uint32_t next_of(uint32_t bits, uint32_t attributes)
{
    const uint64_t lowest = bits & (~(uint64_t)bits + 1), ripple = bits + lowest;
    const uint64_t next = !bits ? 0 : ripple | (((bits ^ ripple) >> 2) / lowest);
    return next >> attributes ? 0 : (uint32_t)next;
}

static size_t count_of(const coprod__told *own, uint32_t attributes)
{
    size_t count = 1;
    for (uint32_t a = 0; a < own->schema->attributes; a++)
        count *= attributes >> a & 1 ? own->digits[a] : 1;
    return count;
}

static void put_parts(coprod__told *own)
{
    size_t first = 0;
    uint32_t count = 0;
    for (uint32_t level = 0; level <= own->levels; level++) {
        uint32_t bits = (uint32_t)(((uint64_t)1 << level) - 1);
        do {
            coprod__told_part *part = &own->parts[count++];
            part->attributes = bits;
            part->level = level;
            part->first = first;
            part->count = count_of(own, bits);
            first += part->count;
            bits = next_of(bits, own->schema->attributes);
        } while (bits);
    }
}

static int by_level(const void *a, const void *b)
{
    const coprod__told_part *x = a, *y = b;
    if (x->level != y->level)
        return x->level < y->level ? -1 : 1;
    return (x->attributes > y->attributes) - (x->attributes < y->attributes);
}

uint32_t coprod__told_part_of(const coprod__told *own, uint32_t attributes)
{
    const coprod__told_part key = {.attributes = attributes, .level = level_of(attributes)};
    const coprod__told_part *found = bsearch(&key, own->parts, own->part_count, sizeof key, by_level);
    return (uint32_t)(found - own->parts);
}

static void put_links(coprod__told *own)
{
    coprod__told_link *link = own->links;
    for (uint32_t above = 0; above < own->part_count && own->parts[above].level < own->levels; above++) {
        const uint32_t attributes = own->parts[above].attributes;
        for (uint32_t a = 0; a < own->schema->attributes; a++) {
            if (attributes >> a & 1)
                continue;
            link->above = above;
            link->below = coprod__told_part_of(own, attributes | (uint32_t)1 << a);
            link->attribute = a;
            link->inner = count_of(own, attributes & ~(uint32_t)(((uint64_t)2 << a) - 1));
            link++;
        }
    }
}

/* --- all of it --- */

coprod_status coprod__told_make(coprod__told *own, const coprod__memory *memory, uint32_t levels, int lives)
{
    const sizes needed = sizes_of(own, levels);
    own->memory = memory;
    own->levels = levels;
    own->places = (size_t)needed.places;
    own->part_count = (uint32_t)needed.parts;
    own->link_count = (size_t)needed.links;
    own->parts = coprod__alloc(memory, own->part_count * sizeof *own->parts);
    own->links = coprod__alloc(memory, (own->link_count + 1) * sizeof *own->links);
    own->low = coprod__alloc(memory, own->places * sizeof *own->low);
    own->high = coprod__alloc(memory, own->places * sizeof *own->high);
    own->live = lives ? coprod__alloc(memory, own->places * sizeof *own->live) : NULL;
    own->nodes = coprod__alloc(memory, own->digits_most * sizeof *own->nodes);
    if (!own->parts || !own->links || !own->low || !own->high || (lives && !own->live) || !own->nodes)
        return COPROD_E_MEMORY;
    put_parts(own);
    put_links(own);
    return COPROD_OK;
}

void coprod__told_free(coprod__told *own)
{
    coprod__release(own->memory, own->parts, own->part_count * sizeof *own->parts);
    coprod__release(own->memory, own->links, (own->link_count + 1) * sizeof *own->links);
    coprod__release(own->memory, own->low, own->places * sizeof *own->low);
    coprod__release(own->memory, own->high, own->places * sizeof *own->high);
    coprod__release(own->memory, own->live, own->places * sizeof *own->live);
    coprod__release(own->memory, own->nodes, own->digits_most * sizeof *own->nodes);
}

/* --- patterns --- */

size_t coprod__told_place(const coprod__told *own, const uint16_t *codes)
{
    uint32_t attributes = 0;
    size_t place = 0;
    for (uint32_t a = 0; a < own->schema->attributes; a++) {
        if (codes[a] == PATTERN_ANY)
            continue;
        attributes |= (uint32_t)1 << a;
        place = place * own->digits[a] + codes[a];
    }
    return own->parts[coprod__told_part_of(own, attributes)].first + place;
}

void coprod__told_codes(const coprod__told *own, uint32_t part, size_t place, uint16_t *codes)
{
    size_t rest = place - own->parts[part].first;
    for (uint32_t a = own->schema->attributes; a-- > 0;) {
        codes[a] = PATTERN_ANY;
        if (!(own->parts[part].attributes >> a & 1))
            continue;
        codes[a] = (uint16_t)(rest % own->digits[a]);
        rest /= own->digits[a];
    }
}
