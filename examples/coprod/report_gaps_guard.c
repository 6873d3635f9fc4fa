/* SPDX-License-Identifier: MIT */
/* Whether a small count follows from a list of gaps beside all else that is shown. The library looks at what is told;
 * here is put together what that is: the number of all, questions of the frame, and earlier sets. A question may be an
 * attribute under another name, so each is tried; what cannot be true beside the list is no question about it. */
#include <stdlib.h>
#include <string.h>

#include "report_gaps_told.h"

enum { MEMORY_MOST = 1 << 22, WORK_MOST = 1 << 28 };

/* --- counts beside a list --- */

static void add(told_beside *own, const uint16_t *codes, const uint16_t *until, uint64_t low, uint64_t high)
{
    const size_t bytes = own->attributes * sizeof *codes;
    if (own->count == own->room) {
        const size_t room = own->room ? own->room * 2 : 32;
        uint16_t *made_codes = realloc(own->codes, room * bytes), *made_until = realloc(own->until, room * bytes);
        uint64_t *made_low = realloc(own->low, room * sizeof low), *made_high = realloc(own->high, room * sizeof high);
        own->codes = made_codes ? made_codes : own->codes;
        own->until = made_until ? made_until : own->until;
        own->low = made_low ? made_low : own->low;
        own->high = made_high ? made_high : own->high;
        own->no_memory |= !made_codes || !made_until || !made_low || !made_high;
        own->room = own->no_memory ? own->room : room;
    }
    if (own->no_memory)
        return;
    memcpy(own->codes + own->count * own->attributes, codes, bytes);
    memcpy(own->until + own->count * own->attributes, until, bytes);
    own->low[own->count] = low;
    own->high[own->count++] = high;
}

void beside_add(told_beside *own, const uint16_t *codes, uint64_t low, uint64_t high)
{
    add(own, codes, codes, low, high);
}

void beside_add_values(told_beside *own, uint32_t attribute, uint32_t from, uint32_t until, uint64_t low,
                       uint64_t high)
{
    uint16_t codes[GAPS_ATTRIBUTES], last[GAPS_ATTRIBUTES];
    memset(codes, 0xff, sizeof codes);
    memset(last, 0xff, sizeof last);
    codes[attribute] = (uint16_t)from;
    last[attribute] = (uint16_t)until;
    add(own, codes, last, low, high);
}

void beside_free(told_beside *own)
{
    free(own->codes);
    free(own->until);
    free(own->low);
    free(own->high);
}

/* --- the check --- */

typedef struct guard {
    told_beside beside;
    uint64_t work; /* that is left for all trials */
} guard;

/* What a check of a list with what is put together says: 0, 1, GAPS_NOT_SETTLED or GAPS_NO_MEMORY. What contradicts the
 * list goes again, down to the first `kept`. */
static int check(guard *own, const told_gaps *list, size_t kept)
{
    const coprod_pattern_beside beside = {.size = sizeof beside, .codes = own->beside.codes,
                                          .until = own->beside.until, .low = own->beside.low,
                                          .high = own->beside.high, .count = own->beside.count, .work = own->work,
                                          .memory_bytes = MEMORY_MOST};
    coprod_pattern_leak leak = {.size = sizeof leak};
    coprod_status status;
    if (own->beside.no_memory)
        return GAPS_NO_MEMORY;
    status = coprod_pattern_gaps_check(list->gaps, list->publish_from, &beside, NULL, NULL, 0, &leak);
    own->work -= leak.work < own->work ? leak.work : own->work - 1;
    if (status == COPROD_E_ARGUMENT)
        own->beside.count = kept;
    return status == COPROD_OK || status == COPROD_E_ARGUMENT ? 0
           : status == COPROD_E_RANGE                         ? 1
           : status == COPROD_E_LIMIT                         ? GAPS_NOT_SETTLED
                                                              : GAPS_NO_MEMORY;
}

/* --- the number of all --- */

/* By itself, and as those who answered a question tell of it: all of them are among these, if that can be. */
static int check_total(guard *own, const told_set *set, const told_gaps *from)
{
    uint16_t any[GAPS_ATTRIBUTES];
    int told = check(own, from, 0);
    memset(any, 0xff, sizeof any);
    if (told)
        return told;
    beside_add(&own->beside, any, from->people.low, from->people.high);
    for (uint32_t i = 0; i < set->frame.dimension_count; i++)
        if (set->dimensions[i].total.known && set->dimensions[i].total.low <= from->people.high)
            beside_add(&own->beside, any, set->dimensions[i].total.low, UINT64_MAX);
    return check(own, from, 0);
}

/* --- earlier sets, whose people may all be among these --- */

static int same_attributes(const told_set *then, const told_gaps *from)
{
    return then->gaps && !strcmp(then->gaps->schema.fingerprint, from->schema.fingerprint);
}

/* The least that is told of how many an earlier list has in a combination. */
static uint64_t least_then(const told_set *then, const uint16_t *codes)
{
    const told_gaps *own = then->gaps;
    const told_gap *above;
    uint64_t living = 1;
    uint32_t level = 0;
    if (then->info.published) {
        coprod_pattern_tally_count(own->info.tally, codes, &living);
        return living;
    }
    above = gaps_above(own, codes);
    for (uint32_t a = 0; a < own->schema.attribute_count; a++)
        level += codes[a] != COPROD_PATTERN_ANY;
    if (own->info.population)
        coprod_pattern_people_count(own->info.population, codes, &living);
    if (above)
        return memcmp(above->codes, codes, own->schema.attribute_count * sizeof *codes) ? 0 : above->low;
    return level <= own->found.complete_level && living && living >= own->minimum ? own->info.need : 0;
}

/* What was told then of what is told now. */
static void tell_then(guard *own, const told_set *then, const told_gaps *from)
{
    uint16_t any[GAPS_ATTRIBUTES];
    memset(any, 0xff, sizeof any);
    if (then->gaps->people.low <= from->people.high)
        beside_add(&own->beside, any, then->gaps->people.low, UINT64_MAX);
    for (size_t i = 0; i < from->found.count; i++) {
        const uint64_t least = least_then(then, from->list[i].codes);
        if (least && least <= from->list[i].high)
            beside_add(&own->beside, from->list[i].codes, least, UINT64_MAX);
    }
}

/* What is told now of what was told then. */
static void tell_now(guard *own, const told_gaps *then, const told_gaps *from)
{
    uint16_t any[GAPS_ATTRIBUTES];
    memset(any, 0xff, sizeof any);
    beside_add(&own->beside, any, 0, from->people.high);
    for (size_t i = 0; i < then->found.count; i++) {
        const told_gap *above = gaps_above(from, then->list[i].codes);
        if (above && above->high >= then->list[i].low)
            beside_add(&own->beside, then->list[i].codes, 0, above->high);
    }
}

static int check_earlier(guard *own, const told_people *all, const told_set *set, const told_gaps *from)
{
    int told = 0;
    for (size_t before = set->before; before && !told; before = all->sets[before - 1].before) {
        const told_set *then = &all->sets[before - 1];
        const size_t kept = own->beside.count;
        if (!same_attributes(then, from) || !then->gaps->withheld || then->gaps->withheld[0])
            continue;
        tell_then(own, then, from);
        told = check(own, from, kept);
        if (!told && !then->info.published && then->gaps->gaps) {
            guard other = {.beside = {.attributes = own->beside.attributes}, .work = own->work};
            tell_now(&other, then->gaps, from);
            told = check(&other, then->gaps, 0);
            own->work = other.work;
            beside_free(&other.beside);
        }
    }
    return told;
}

/* --- questions of the frame --- */

/* Every attribute as the question that it may be: the one of its name, else that at `turn` of all that it may be; or,
 * with `alone`, only that one attribute. 0: there was none. */
static int tell_frame(guard *own, const told_set *set, const told_gaps *from, uint32_t turn, uint32_t alone)
{
    int any = 0;
    for (uint32_t a = 0; a < own->beside.attributes; a++) {
        uint32_t found = 0, at = set->frame.dimension_count;
        for (uint32_t d = 0; d < set->frame.dimension_count; d++) {
            if (!question_may_be(set, from, a, d))
                continue;
            at = found++ == turn || question_is(set, from, a, d) ? d : at;
        }
        if (at == set->frame.dimension_count || (alone < own->beside.attributes && alone != a))
            continue;
        question_tell(&own->beside, set, from, a, at);
        any = 1;
    }
    return any;
}

static int check_frame(guard *own, const told_set *set, const told_gaps *from)
{
    const size_t kept = own->beside.count;
    const uint32_t attributes = own->beside.attributes;
    int told = 0;
    for (uint32_t turn = 0; !told && turn < set->frame.dimension_count; turn++)
        for (uint32_t alone = 0; !told && alone <= attributes; alone++) {
            if (tell_frame(own, set, from, turn, attributes - alone))
                told = check(own, from, kept);
            own->beside.count = kept;
        }
    return told;
}

int gaps_tell_too_much(const told_people *all, size_t index, const told_gaps *from)
{
    const told_set *set = &all->sets[index];
    guard own = {.beside = {.attributes = from->schema.attribute_count}, .work = WORK_MOST};
    int told = check_total(&own, set, from);
    if (!told)
        told = check_earlier(&own, all, set, from);
    if (!told)
        told = check_frame(&own, set, from);
    beside_free(&own.beside);
    return told;
}
