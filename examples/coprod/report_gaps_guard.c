/* SPDX-License-Identifier: MIT */
/* What a list of gaps tells beside all else that is shown. Those who have one value or another of an attribute add up
 * to those of whom it is left open: so if all of the former are told to be few and the latter many, each must be nearly
 * as many as it can be. Bounds of every combination are narrowed by those around it, until nothing moves. It goes by
 * what is told alone: were it to go by the counts, whether it is withheld would tell of them. */
#include <stdlib.h>
#include <string.h>

#include "report_gaps.h"

enum { SIZE_MOST = 1 << 22, LIST_MOST = 100000, WORK_MOST = 1 << 28 };

#define NO_LIMIT UINT64_MAX

/* Every combination that is looked at, with the least and the most people whom it may have. An attribute's last digit
 * is open. */
typedef struct lattice {
    uint32_t attributes, values[GAPS_ATTRIBUTES], stride[GAPS_ATTRIBUTES];
    int may_be_unknown[GAPS_ATTRIBUTES];
    uint32_t size, levels;
    uint64_t *low, *high;
    uint64_t *told_low, *told_high; /* of those in the list, before anything follows */
    uint32_t *list;
    size_t count;
    uint64_t work; /* bounds that were looked at, of all trials */
    int moved;
} lattice;

static uint32_t digit(const lattice *own, uint32_t place, uint32_t a)
{
    return place / own->stride[a] % (own->values[a] + 1);
}

static uint32_t level_of(const lattice *own, uint32_t place)
{
    uint32_t level = 0;
    for (uint32_t a = 0; a < own->attributes; a++)
        level += digit(own, place, a) < own->values[a];
    return level;
}

static void lattice_free(lattice *own)
{
    free(own->low);
    free(own->high);
    free(own->told_low);
    free(own->told_high);
    free(own->list);
}

/* 0, or why there is no answer. */
static int lattice_new(const told_gaps *from, lattice *own)
{
    uint64_t size = 1;
    memset(own, 0, sizeof *own);
    own->attributes = from->schema.attribute_count;
    own->levels = from->found.complete_level;
    for (uint32_t a = 0; a < own->attributes; a++) {
        const coprod_pattern_attribute attribute = gaps_attribute(from, a);
        own->values[a] = attribute.value_count;
        own->may_be_unknown[a] = attribute.may_be_unknown;
        own->stride[a] = (uint32_t)size;
        size *= attribute.value_count + (uint64_t)1;
        if (size > SIZE_MOST)
            return GAPS_NOT_SETTLED;
    }
    own->size = (uint32_t)size;
    own->low = calloc(own->size, sizeof *own->low);
    own->high = calloc(own->size, sizeof *own->high);
    own->list = calloc(LIST_MOST, sizeof *own->list);
    own->told_low = calloc(LIST_MOST, sizeof *own->told_low);
    own->told_high = calloc(LIST_MOST, sizeof *own->told_high);
    if (!own->low || !own->high || !own->list || !own->told_low || !own->told_high)
        return GAPS_NO_MEMORY;
    for (uint32_t i = 0; i < own->size; i++) {
        own->high[i] = NO_LIMIT;
        if (level_of(own, i) > own->levels)
            continue;
        if (own->count == LIST_MOST)
            return GAPS_NOT_SETTLED;
        own->list[own->count++] = i;
    }
    return 0;
}

/* --- what is told --- */

static void at_least(lattice *own, uint32_t place, uint64_t people)
{
    own->moved |= own->low[place] < people;
    own->low[place] = own->low[place] < people ? people : own->low[place];
}

static void at_most(lattice *own, uint32_t place, uint64_t people)
{
    own->moved |= own->high[place] > people;
    own->high[place] = own->high[place] > people ? people : own->high[place];
}

static void tell_one(lattice *own, const told_gaps *from, uint32_t place)
{
    uint16_t codes[GAPS_ATTRIBUTES];
    const told_gap *above;
    uint64_t living = 1;
    for (uint32_t a = 0; a < own->attributes; a++) {
        const uint32_t code = digit(own, place, a);
        codes[a] = (uint16_t)(code < own->values[a] ? code : COPROD_PATTERN_ANY);
    }
    above = gaps_above(from, codes);
    if (from->info.population)
        coprod_pattern_people_count(from->info.population, codes, &living);
    if (above)
        at_most(own, place, above->high);
    if (!living)
        at_most(own, place, 0); /* as a reader has to think */
    if (above && !memcmp(above->codes, codes, own->attributes * sizeof *codes))
        at_least(own, place, above->low);
    if (!above && living && (!from->info.has_population || living >= from->minimum))
        at_least(own, place, from->info.need);
}

/* The list, and how many were counted in all. */
static void tell_list(lattice *own, const told_set *set, const told_gaps *from)
{
    const uint32_t all = own->size - 1;
    for (size_t i = 0; i < own->count; i++)
        tell_one(own, from, own->list[i]);
    at_least(own, all, from->people.low);
    at_most(own, all, from->people.high);
    for (uint32_t i = 0; i < set->frame.dimension_count; i++)
        if (set->dimensions[i].total.known && set->dimensions[i].total.low <= from->people.high)
            at_least(own, all, set->dimensions[i].total.low);
}

/* Counts that were published earlier: those people may all be among these. */
static void tell_earlier(lattice *own, const told_people *all, const told_set *set, const told_gaps *from)
{
    for (size_t before = set->before; before; before = all->sets[before - 1].before) {
        const told_set *then = &all->sets[before - 1];
        if (!then->info.published || !then->gaps
            || strcmp(then->gaps->schema.fingerprint, from->schema.fingerprint) != 0)
            continue;
        for (size_t i = 0; i < from->found.count; i++) {
            uint64_t people = 0;
            uint32_t place = 0;
            for (uint32_t a = 0; a < own->attributes; a++)
                place += own->stride[a] * (from->list[i].codes[a] == COPROD_PATTERN_ANY ? own->values[a]
                                                                                        : from->list[i].codes[a]);
            coprod_pattern_tally_count(then->gaps->info.tally, from->list[i].codes, &people);
            if (people <= own->high[place])
                at_least(own, place, people);
        }
    }
}

/* --- what follows --- */

/* A combination, and the same with each value of an attribute that it leaves open. */
static void narrow(lattice *own, uint32_t place, uint32_t a)
{
    const uint32_t first = place - own->values[a] * own->stride[a];
    uint64_t lows = 0, highs = 0;
    uint32_t endless = 0;
    own->work += own->values[a];
    for (uint32_t v = 0; v < own->values[a]; v++) {
        const uint32_t child = first + v * own->stride[a];
        lows += own->low[child];
        endless += own->high[child] == NO_LIMIT;
        highs += own->high[child] == NO_LIMIT ? 0 : own->high[child];
    }
    at_least(own, place, lows);
    if (!own->may_be_unknown[a] && !endless)
        at_most(own, place, highs);
    for (uint32_t v = 0; v < own->values[a]; v++) {
        const uint32_t child = first + v * own->stride[a];
        const int is_endless = own->high[child] == NO_LIMIT;
        const uint64_t others_low = lows - own->low[child], others = highs - (is_endless ? 0 : own->high[child]);
        const uint64_t low = own->low[place], high = own->high[place];
        if (!own->may_be_unknown[a] && endless == (uint32_t)is_endless && low > others)
            at_least(own, child, low - others);
        if (high != NO_LIMIT)
            at_most(own, child, high > others_low ? high - others_low : 0);
    }
}

/* Until nothing moves any more, or the work is used up. */
static void follow(lattice *own)
{
    own->moved = 1;
    while (own->moved && own->work < WORK_MOST) {
        own->moved = 0;
        for (size_t i = own->count; i-- > 0;)
            for (uint32_t a = 0; a < own->attributes; a++)
                if (digit(own, own->list[i], a) == own->values[a] && level_of(own, own->list[i]) < own->levels)
                    narrow(own, own->list[i], a);
    }
}

/* Whether a small number is told too well: its bounds are as wide as the rule says, unless it is nobody. */
static int is_told(const lattice *own, const told_people *all, const told_gaps *from)
{
    for (size_t i = 0; i < own->count; i++) {
        const uint64_t low = own->low[own->list[i]], high = own->high[own->list[i]];
        if (low && low < from->publish_from && low <= high && high - low < all->rule_info.width)
            return 1;
    }
    return 0;
}

/* --- questions of the frame --- */

/* Whether two ids are the same but for the sign between words. */
static int same_id(const char *a, const char *b)
{
    while (*a && (*a == *b || ((*a == '-' || *a == '_') && (*b == '-' || *b == '_')))) {
        a++;
        b++;
    }
    return !*a && !*b;
}

/* The value of an attribute that a group of the frame is: by its id, else by its place in the question. */
static uint32_t value_of(const told_gaps *from, uint32_t attribute, const char *id, uint32_t otherwise)
{
    const char *own = gaps_attribute(from, attribute).id;
    uint32_t index = 0, value = 0;
    return coprod_pattern_schema_find(from->info.schema, own, id, &index, &value) == COPROD_OK ? value : otherwise;
}

/* A question of the frame may be an attribute under another name, if it has as many answers. */
static int may_be(const lattice *own, const told_set *set, uint32_t attribute, uint32_t dimension)
{
    uint32_t groups = 0;
    for (uint32_t g = 0; g < set->frame.group_count; g++)
        groups += set->groups[g].info.dimension == dimension;
    return set->dimensions[dimension].info.kind == COPROD_DIMENSION_PARTITION && groups == own->values[attribute];
}

static void tell_question(lattice *own, const told_set *set, const told_gaps *from, uint32_t attribute,
                          uint32_t dimension)
{
    uint32_t next = 0;
    for (uint32_t g = 0; own->levels && g < set->frame.group_count; g++) {
        const told_group *group = &set->groups[g];
        uint32_t value, place;
        if (group->info.dimension != dimension)
            continue;
        value = value_of(from, attribute, group->info.id, next++);
        place = own->size - 1 - (own->values[attribute] - value) * own->stride[attribute];
        if (!group->count.known)
            continue;
        at_least(own, place, group->count.low);
        at_most(own, place, group->count.high);
    }
}

/* Every attribute as the question of the frame that it may be: by its id, else as the one at `turn` of those with as
 * many answers; or, with `alone`, only that one attribute. 0: there was none. */
static int tell_frame(lattice *own, const told_set *set, const told_gaps *from, uint32_t turn, uint32_t alone)
{
    int any = 0;
    for (uint32_t a = 0; a < own->attributes; a++) {
        const char *id = gaps_attribute(from, a).id;
        uint32_t found = 0, at = set->frame.dimension_count;
        for (uint32_t d = 0; d < set->frame.dimension_count; d++) {
            if (!may_be(own, set, a, d))
                continue;
            at = found++ == turn || same_id(id, set->dimensions[d].info.id) ? d : at;
        }
        if (at == set->frame.dimension_count || (alone < own->attributes && alone != a))
            continue;
        tell_question(own, set, from, a, at);
        any = 1;
    }
    return any;
}

/* What is told of all, with what the frame may tell of the attributes. */
static int try_one(lattice *own, const told_people *all, const told_set *set, const told_gaps *from, uint32_t turn,
                   uint32_t alone)
{
    for (size_t i = 0; i < own->count; i++) {
        own->low[own->list[i]] = own->told_low[i];
        own->high[own->list[i]] = own->told_high[i];
    }
    if (turn < set->frame.dimension_count && !tell_frame(own, set, from, turn, alone))
        return 0;
    follow(own);
    return own->moved ? GAPS_NOT_SETTLED : is_told(own, all, from);
}

int gaps_tell_too_much(const told_people *all, size_t index, const told_gaps *own)
{
    const told_set *set = &all->sets[index];
    lattice bounds;
    int told = lattice_new(own, &bounds);
    if (!told) {
        tell_list(&bounds, set, own);
        tell_earlier(&bounds, all, set, own);
    }
    for (size_t i = 0; !told && i < bounds.count; i++) {
        bounds.told_low[i] = bounds.low[bounds.list[i]];
        bounds.told_high[i] = bounds.high[bounds.list[i]];
    }
    for (uint32_t turn = 0; !told && turn <= set->frame.dimension_count; turn++) {
        told = try_one(&bounds, all, set, own, turn, bounds.attributes);
        for (uint32_t a = 0; !told && turn < set->frame.dimension_count && a < bounds.attributes; a++)
            told = try_one(&bounds, all, set, own, turn, a);
    }
    lattice_free(&bounds);
    return told;
}
