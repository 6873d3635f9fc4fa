/* SPDX-License-Identifier: MIT */
/* What a published list of gaps tells of each combination: in which band it is, that enough people have it, that nobody
 * lives there. Who reads it is taken to know how many people live where. */
#include "pattern_told_internal.h"

#include <string.h>

/* --- who lives where --- */

/* The place of a person's values in a part; SIZE_MAX where one of them is not known. */
static size_t place_of(const coprod__told *own, const coprod__told_part *part, const uint16_t *codes)
{
    size_t place = 0;
    for (uint32_t bits = part->attributes; bits; bits &= bits - 1) {
        const uint32_t a = (uint32_t)__builtin_ctz(bits);
        if (codes[a] == PATTERN_ANY)
            return SIZE_MAX;
        place = place * own->digits[a] + codes[a];
    }
    return part->first + place;
}

static int is_declared(const coprod__told *own, const uint16_t *codes)
{
    for (uint32_t a = 0; a < own->schema->attributes; a++)
        if (codes[a] != PATTERN_ANY && codes[a] >= own->schema->cardinality[a])
            return 0;
    return 1;
}

static coprod_status live_counted(coprod__told *own, const struct pattern_cells *cells)
{
    for (size_t i = 0; i < cells->count; i++) {
        const uint64_t people = cells->weights ? cells->weights[i] : 1;
        own->work += own->part_count;
        if (own->work > own->work_most)
            return COPROD_E_LIMIT;
        for (uint32_t p = 0; p < own->part_count; p++) {
            const size_t place = place_of(own, &own->parts[p], cells->codes + i * own->schema->attributes);
            if (place != SIZE_MAX)
                own->live[place] += people;
        }
    }
    return COPROD_OK;
}

coprod_status coprod__told_live(coprod__told *own, const struct pattern_people *people)
{
    uint16_t codes[PATTERN_ATTRIBUTES];
    coprod_status status = people->counted ? live_counted(own, &people->cells) : COPROD_OK;
    for (uint32_t p = 0; p < own->part_count && status == COPROD_OK; p++) {
        const coprod__told_part *part = &own->parts[p];
        for (size_t i = part->first; i < part->first + part->count; i++) {
            coprod__told_codes(own, p, i, codes);
            if (!is_declared(own, codes))
                own->live[i] = UINT64_MAX; /* nobody said */
            else if (!people->counted || coprod__pattern_impossible(people, codes))
                own->live[i] = coprod__pattern_people_of(people, codes);
        }
    }
    return status;
}

/* --- the list --- */

/* Whoever is below a gap is no more than it. */
static void tell_below(coprod__told *own)
{
    for (size_t i = 0; i < own->link_count; i++) {
        const coprod__told_link *link = &own->links[i];
        const coprod__told_part *above = &own->parts[link->above];
        for (size_t k = 0; k < above->count; k++)
            for (uint32_t v = 0; v < own->digits[link->attribute]; v++)
                coprod__told_at_most(own, coprod__told_below(own, link, k, v), own->high[above->first + k]);
    }
}

/* Whether a place may be a gap beyond the list: neither that nor what is above it is in it, and as many live there as a
 * gap needs. */
static int may_be_beyond(const coprod__told *own, const coprod__told_list *list, const uint16_t *codes, size_t place)
{
    return is_declared(own, codes) && own->high[place] >= list->threshold
           && (!own->live || own->live[place] >= list->min_population);
}

/* If there are just as many gaps of the next level as there can be, it is told which. 1: so it is. */
static int tell_beyond(coprod__told *own, const coprod__told_list *list)
{
    uint64_t found = 0;
    uint16_t codes[PATTERN_ATTRIBUTES];
    for (int turn = 0; list->beyond && turn < 2; turn++)
        for (uint32_t p = 0; p < own->part_count; p++)
            for (size_t i = 0; own->parts[p].level == list->complete_level + 1 && i < own->parts[p].count; i++) {
                const size_t place = own->parts[p].first + i;
                coprod__told_codes(own, p, place, codes);
                if (!may_be_beyond(own, list, codes, place))
                    continue;
                if (turn)
                    coprod__told_at_most(own, place, list->threshold - 1);
                else if (++found > list->beyond)
                    return 0;
            }
    return list->beyond > 0;
}

/* As many as live there, as a view tells, by which a list is ordered. */
static uint64_t told_people(const coprod__told *own, const coprod__told_list *list, size_t place)
{
    return coprod__gaps_told_people(own->schema, own->live[place], list->publish_from);
}

static void tell_gaps(coprod__told *own, coprod__told_list *list)
{
    const uint32_t attributes = own->schema->attributes;
    list->lives_most = UINT64_MAX;
    for (size_t i = 0; i < list->count; i++) {
        const size_t place = coprod__told_place(own, list->codes + i * attributes);
        coprod__told_at_least(own, place, list->low[i]);
        coprod__told_at_most(own, place, list->high[i]);
        if (own->live && told_people(own, list, place) < list->lives_most)
            list->lives_most = told_people(own, list, place);
    }
    tell_below(own);
    if (tell_beyond(own, list))
        tell_below(own);
}

/* Whatever says less than a gap has enough people, also where few live or others were chosen. */
static void tell_above(coprod__told *own, const coprod__told_list *list)
{
    uint16_t codes[PATTERN_ATTRIBUTES];
    const uint32_t attributes = own->schema->attributes;
    for (size_t i = 0; i < list->count && own->work <= own->work_most; i++) {
        const uint16_t *gap = list->codes + i * attributes;
        uint32_t all = 0, some;
        for (uint32_t a = 0; a < attributes; a++)
            all |= gap[a] != PATTERN_ANY ? (uint32_t)1 << a : 0;
        for (some = (all - 1) & all; some != all; some = (some - 1) & all) {
            own->work += attributes;
            for (uint32_t a = 0; a < attributes; a++)
                codes[a] = some >> a & 1 ? gap[a] : PATTERN_ANY;
            coprod__told_at_least(own, coprod__told_place(own, codes), list->threshold);
        }
    }
}

/* Of what is not in the list, nor below what is in it, enough people were counted, where it would be told. */
static int is_enough(const coprod__told *own, const coprod__told_list *list, size_t place)
{
    const uint64_t least = list->min_population ? list->min_population : 1;
    if (own->high[place] < list->threshold)
        return 0;
    if (!own->live)
        return !list->min_population && !list->may_be_more;
    return own->live[place] >= least && (!list->may_be_more || told_people(own, list, place) > list->lives_most);
}

static void tell_enough(coprod__told *own, const coprod__told_list *list)
{
    uint16_t codes[PATTERN_ATTRIBUTES];
    if (own->live || list->min_population || list->may_be_more) /* else that is the same as not to be in the list */
        tell_above(own, list);
    for (uint32_t p = 0; p < own->part_count && own->parts[p].level <= list->complete_level; p++)
        for (size_t i = own->parts[p].first; i < own->parts[p].first + own->parts[p].count; i++) {
            if (!is_enough(own, list, i))
                continue;
            coprod__told_codes(own, p, i, codes);
            if (is_declared(own, codes))
                coprod__told_at_least(own, i, list->threshold);
        }
}

int coprod__told_tell(coprod__told *own, coprod__told_list *list, int nobody)
{
    int any = 0;
    own->contradicts = 0;
    for (uint32_t p = 0; p < own->part_count; p++)
        own->parts[p].moved = 0;
    for (size_t i = 0; i < own->places; i++) {
        own->low[i] = 0;
        own->high[i] = list->people_high;
    }
    own->low[0] = list->people_low;
    tell_gaps(own, list);
    tell_enough(own, list);
    for (size_t i = 0; nobody && own->live && i < own->places; i++)
        if (!own->live[i]) {
            coprod__told_at_most(own, i, 0);
            any = 1;
        }
    return any;
}
