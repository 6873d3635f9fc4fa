/* SPDX-License-Identifier: MIT */
/* Whether a small count follows from a list of gaps and from what stands beside it. */
#include "pattern_told_internal.h"

#include <string.h>

/* Where there are so few places, combinations of more values than anything tells of are looked at as well. */
enum { DEEPER = 1 << 14, WORK = 1 << 28, MEMORY = 1 << 28 };

static uint32_t level_of(const uint16_t *codes, uint32_t attributes)
{
    uint32_t level = 0;
    for (uint32_t a = 0; a < attributes; a++)
        level += codes[a] != PATTERN_ANY;
    return level;
}

static uint32_t levels_of(const coprod__told *own, const coprod__told_question *asked, const coprod__told_list *list)
{
    const uint32_t attributes = asked->schema->attributes;
    uint32_t levels = list->complete_level + (list->beyond ? 1 : 0);
    for (uint64_t i = 0; i < asked->beside.count; i++) {
        const uint32_t level = level_of(asked->beside.codes + i * attributes, attributes);
        levels = level > levels ? level : levels;
    }
    while (levels < attributes && coprod__told_places(own, levels + 1) <= DEEPER)
        levels++;
    return levels;
}

/* --- what stands beside the list --- */

/* The attribute of which a count takes several values; the number of attributes if there is none. */
static uint32_t ranged(const coprod__told_question *asked, uint64_t index, coprod__told_range *range)
{
    const uint32_t attributes = asked->schema->attributes;
    const uint16_t *codes = asked->beside.codes + index * attributes;
    const uint16_t *until = asked->beside.until ? asked->beside.until + index * attributes : codes;
    uint32_t a = 0;
    while (a < attributes && codes[a] == until[a])
        a++;
    if (a < attributes)
        *range = (coprod__told_range){a, codes[a], until[a]};
    return a;
}

/* The digit of a range; that behind the last one if there is no such range. */
static uint32_t digit_of(const coprod_pattern_schema *schema, const coprod__told_range *ranges, size_t count,
                         const coprod__told_range *wanted, int *is_there)
{
    uint32_t digit = schema->radix[wanted->attribute];
    *is_there = 0;
    for (size_t i = 0; i < count && !*is_there; i++) {
        if (ranges[i].attribute != wanted->attribute)
            continue;
        *is_there = ranges[i].from == wanted->from && ranges[i].until == wanted->until;
        digit += !*is_there;
    }
    return digit;
}

static size_t collect_ranges(const coprod__told_question *asked, coprod__told_range *ranges)
{
    size_t count = 0;
    for (uint64_t i = 0; i < asked->beside.count; i++) {
        coprod__told_range range;
        int is_there = 1;
        if (ranged(asked, i, &range) < asked->schema->attributes)
            digit_of(asked->schema, ranges, count, &range, &is_there);
        if (!is_there)
            ranges[count++] = range;
    }
    return count;
}

static void tell_beside(coprod__told *own, const coprod__told_question *asked)
{
    const coprod_pattern_beside *beside = &asked->beside;
    for (uint64_t i = 0; i < beside->count; i++) {
        uint16_t codes[PATTERN_ATTRIBUTES];
        coprod__told_range range;
        const uint32_t a = ranged(asked, i, &range);
        size_t place;
        int is_there;
        memcpy(codes, beside->codes + i * own->schema->attributes, own->schema->attributes * sizeof *codes);
        if (a < own->schema->attributes)
            codes[a] = (uint16_t)digit_of(own->schema, own->ranges, own->range_count, &range, &is_there);
        place = coprod__told_place(own, codes);
        coprod__told_at_least(own, place, beside->low[i]);
        coprod__told_at_most(own, place, beside->high[i]);
    }
}

/* Values of a place, from the first to the last of a range. */
static void codes_of(const coprod__told *own, uint32_t part, size_t place, uint16_t *codes, uint16_t *until)
{
    coprod__told_codes(own, part, place, codes);
    memcpy(until, codes, own->schema->attributes * sizeof *until);
    for (uint32_t a = 0; a < own->schema->attributes; a++) {
        uint32_t digit = own->schema->radix[a];
        const uint16_t code = codes[a];
        for (size_t i = 0; code != PATTERN_ANY && i < own->range_count; i++)
            if (own->ranges[i].attribute == a && digit++ == code) {
                codes[a] = (uint16_t)own->ranges[i].from;
                until[a] = (uint16_t)own->ranges[i].until;
            }
    }
}

/* --- what follows --- */

/* Narrower than a hidden count has to be, unless it is nobody. */
static int follows(const coprod__told *own, const coprod__told_question *asked, size_t place)
{
    const uint64_t low = own->low[place], high = own->high[place];
    return high && low < asked->publish_from && high - low < asked->schema->view.width;
}

static coprod_status find(const coprod__told *own, const coprod__told_question *asked, uint16_t *codes,
                          uint16_t *until, coprod_pattern_leak *leak)
{
    for (uint32_t p = 0; p < own->part_count; p++)
        for (size_t i = own->parts[p].first; i < own->parts[p].first + own->parts[p].count; i++)
            if (follows(own, asked, i)) {
                codes_of(own, p, i, codes, until);
                leak->state = COPROD_PATTERN_LEAK_COUNT;
                leak->low = own->low[i];
                leak->high = own->high[i];
                return COPROD_E_RANGE;
            }
    return COPROD_OK;
}

static int tell(coprod__told *own, const coprod__told_question *asked, coprod__told_list *list, int nobody)
{
    const int any = coprod__told_tell(own, list, nobody);
    tell_beside(own, asked);
    return any;
}

/* Somebody may have been counted where by the population nobody lives. Then its readers know that it does not hold. */
static coprod_status look(coprod__told *own, const coprod__told_question *asked, coprod__told_list *list,
                          uint16_t *codes, uint16_t *until, coprod_pattern_leak *leak)
{
    coprod_status status = asked->population ? coprod__told_live(own, &asked->population->own) : COPROD_OK;
    const int nobody = tell(own, asked, list, 1);
    if (status == COPROD_OK)
        status = coprod__told_follow(own);
    if (status == COPROD_OK && own->contradicts && nobody) {
        tell(own, asked, list, 0);
        status = coprod__told_follow(own);
    }
    leak->work = own->work;
    if (status != COPROD_OK) {
        leak->state = COPROD_PATTERN_LEAK_WORK;
    } else if (own->contradicts) {
        leak->state = COPROD_PATTERN_LEAK_CONTRADICTS;
        status = COPROD_E_ARGUMENT;
    } else {
        status = find(own, asked, codes, until, leak);
    }
    return status;
}

static coprod_status check(coprod__told *own, const coprod__told_question *asked, coprod__told_list *list,
                           uint16_t *codes, uint16_t *until, coprod_pattern_leak *leak)
{
    const uint64_t memory = asked->beside.memory_bytes ? asked->beside.memory_bytes : MEMORY;
    const int lives = asked->population != NULL;
    const uint32_t levels = levels_of(own, asked, list);
    coprod_status status;
    leak->combinations = coprod__told_places(own, levels);
    leak->memory_needed = coprod__told_bytes(own, levels, lives);
    if (leak->memory_needed > memory) {
        leak->state = COPROD_PATTERN_LEAK_MEMORY;
        return COPROD_E_LIMIT;
    }
    status = coprod__told_make(own, asked->memory, levels, lives);
    own->work_most = asked->beside.work ? asked->beside.work : WORK;
    if (status == COPROD_OK)
        status = look(own, asked, list, codes, until, leak);
    coprod__told_free(own);
    return status;
}

coprod_status coprod__told_check(const coprod__told_question *asked, coprod__told_list *list, uint16_t *codes,
                                 uint16_t *until, coprod_pattern_leak *leak)
{
    const size_t bytes = ((size_t)asked->beside.count + 1) * sizeof(coprod__told_range);
    coprod__told_range *ranges = coprod__alloc(asked->memory, bytes);
    coprod__told own;
    coprod_status status = COPROD_E_MEMORY;
    if (ranges) {
        coprod__told_digits(&own, asked->schema, ranges, collect_ranges(asked, ranges));
        status = check(&own, asked, list, codes, until, leak);
    }
    coprod__release(asked->memory, ranges, bytes);
    return status;
}
