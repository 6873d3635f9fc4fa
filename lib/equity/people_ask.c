/* SPDX-License-Identifier: MIT */
/* What is asked of people: counts, who is new, who came. */
#include <string.h>

#include "people_internal.h"

/* --- who is meant --- */

/* A filter, ready to be asked of many times. */
typedef struct choice {
    int32_t first, last, kind;
    int one_event;  /* only of that one */
    uint32_t event; /* UINT32_MAX: of one that is not there, so of none */
} choice;

static coprod_status take_times(const coprod_people *people, const coprod_people_filter *given, choice *own)
{
    coprod_people_filter filter;
    coprod_status status = coprod__struct_in(given, sizeof filter, sizeof filter, &filter);
    size_t at;
    if (status != COPROD_OK)
        return status;
    if (filter.has_first < 0 || filter.has_first > 1 || filter.has_last < 0
        || filter.has_last > 1)
        return COPROD_E_ARGUMENT;
    own->first = filter.has_first ? filter.first_day : INT32_MIN;
    own->last = filter.has_last ? filter.last_day : INT32_MAX;
    own->kind = filter.kind;
    own->one_event = filter.event != NULL;
    own->event = UINT32_MAX;
    if (filter.event && coprod__people_find_event(people, filter.event, &at))
        own->event = people->event_order[at];
    return COPROD_OK;
}

static coprod_status take_filter(const coprod_people *people, const coprod_people_filter *given, choice *own)
{
    coprod_status status = take_times(people, given, own);
    if (status == COPROD_OK && own->kind != COPROD_TALLY_ATTENDED && own->kind != COPROD_TALLY_INVITED)
        status = COPROD_E_ARGUMENT;
    return status;
}

/* Whether a person was seen at a time that is chosen, of this kind. */
static int was_seen(const coprod__person *person, const choice *own, int32_t kind)
{
    for (uint32_t i = 0; i < person->seen_count && coprod__seen_day(person->seen[i]) <= own->last; i++) {
        const coprod__seen seen = person->seen[i];
        if (coprod__seen_kind(seen) == kind && coprod__seen_day(seen) >= own->first
            && (!own->one_event || coprod__seen_event(seen) == own->event))
            return 1;
    }
    return 0;
}

int coprod__people_in(const coprod_people *people, size_t person, uint32_t group)
{
    const coprod_frame *frame = people->frame;
    if (group == COPROD_EVERYBODY)
        return 1;
    if (frame->dimensions[frame->groups[group].dimension].kind == COPROD_DIMENSION_MEMBERSHIP)
        return people->bits[person * people->word_count + group / 64] >> group % 64 & 1;
    return people->answers[person * frame->dimension_count + frame->groups[group].dimension].code == group;
}

/* --- counts --- */

typedef struct sums {
    uint64_t *counts;
    int64_t *known, *unknown;
} sums;

static void count_answer(uint32_t code, uint32_t dimension, const sums *to)
{
    const int is_unknown = code >= COPROD__CODE_UNKNOWN && code != COPROD__CODE_NONE;
    const uint32_t unknown = code == COPROD__CODE_NOTHING ? COPROD_UNKNOWN_NOT_ASKED : code - COPROD__CODE_UNKNOWN;
    if (to->counts && code < COPROD__CODE_UNKNOWN)
        to->counts[code]++;
    if (to->known)
        to->known[dimension] += !is_unknown;
    if (to->unknown && is_unknown)
        to->unknown[(size_t)dimension * COPROD_UNKNOWN_CLASSES + unknown]++;
}

static void count_memberships(const uint64_t *bits, size_t words, uint64_t *counts)
{
    for (size_t i = 0; i < words; i++)
        for (uint64_t left = bits[i], group = 64 * i; left; left >>= 1, group++)
            counts[group] += left & 1;
}

static void count_person(const coprod_people *people, size_t person, const sums *to)
{
    const uint32_t dimensions = people->frame->dimension_count;
    for (uint32_t d = 0; d < dimensions; d++)
        count_answer(people->answers[person * dimensions + d].code, d, to);
    if (to->counts)
        count_memberships(people->bits + person * people->word_count, people->word_count, to->counts);
}

coprod_status coprod_people_count(const coprod_people *people, const coprod_people_filter *filter, uint64_t *counts,
                                  int64_t *known, int64_t *unknown, uint64_t *all)
{
    choice own;
    const sums to = {counts, known, unknown};
    coprod_status status;
    uint64_t seen = 0;
    if (all)
        *all = 0;
    if (!people)
        return COPROD_E_ARGUMENT;
    if (counts)
        memset(counts, 0, people->frame->group_count * sizeof *counts);
    if (known)
        memset(known, 0, people->frame->dimension_count * sizeof *known);
    if (unknown)
        memset(unknown, 0, (size_t)people->frame->dimension_count * COPROD_UNKNOWN_CLASSES * sizeof *unknown);
    status = take_filter(people, filter, &own);
    for (size_t i = 0; status == COPROD_OK && i < people->count; i++)
        if (was_seen(&people->persons[i], &own, own.kind)) {
            count_person(people, i, &to);
            seen++;
        }
    if (all)
        *all = seen;
    return status;
}

coprod_status coprod_people_get(const coprod_people *people, coprod_people_info *info)
{
    coprod_people_info local = {.size = sizeof local};
    coprod_status status = coprod__struct_begin(people, info, sizeof local);
    if (status != COPROD_OK)
        return status;
    local.people = people->count;
    local.events = people->event_count;
    for (size_t i = 0; i < people->count; i++) {
        local.sightings += people->persons[i].seen_count;
        local.different += people->persons[i].different;
    }
    return coprod__struct_out(info, sizeof local, sizeof local, &local);
}

/* --- two sets of people --- */

static double ratio(uint64_t part, uint64_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

coprod_status coprod_people_refresh(const coprod_people *people, uint32_t group, const coprod_people_filter *before,
                                    const coprod_people_filter *after, coprod_refresh *refresh)
{
    coprod_refresh local = {.size = sizeof local};
    choice one, other;
    coprod_status status = coprod__struct_begin(people, refresh, sizeof local);
    if (status == COPROD_OK && group != COPROD_EVERYBODY && group >= people->frame->group_count)
        status = COPROD_E_UNKNOWN;
    if (status == COPROD_OK)
        status = take_filter(people, before, &one);
    if (status == COPROD_OK)
        status = take_filter(people, after, &other);
    if (status != COPROD_OK)
        return status;
    for (size_t i = 0; i < people->count; i++) {
        const int in_group = coprod__people_in(people, i, group);
        const int first = in_group && was_seen(&people->persons[i], &one, one.kind);
        const int second = in_group && was_seen(&people->persons[i], &other, other.kind);
        local.before += (uint64_t)first;
        local.after += (uint64_t)second;
        local.both += (uint64_t)(first && second);
    }
    local.has_new_share = local.after > 0;
    local.has_retained = local.before > 0;
    local.has_jaccard = local.before + local.after > 0;
    local.new_share = ratio(local.after - local.both, local.after);
    local.retained = ratio(local.both, local.before);
    local.jaccard = ratio(local.both, local.before + local.after - local.both);
    return coprod__struct_out(refresh, sizeof local, sizeof local, &local);
}

coprod_status coprod_people_response(const coprod_people *people, uint32_t group, const coprod_people_filter *filter,
                                     coprod_attendance *response)
{
    coprod_attendance local = {.size = sizeof local};
    choice own;
    coprod_status status = coprod__struct_begin(people, response, sizeof local);
    if (status == COPROD_OK && group != COPROD_EVERYBODY && group >= people->frame->group_count)
        status = COPROD_E_UNKNOWN;
    if (status == COPROD_OK)
        status = take_times(people, filter, &own);
    if (status != COPROD_OK)
        return status;
    for (size_t i = 0; i < people->count; i++) {
        const int in_group = coprod__people_in(people, i, group);
        const int invited = in_group && was_seen(&people->persons[i], &own, COPROD_TALLY_INVITED);
        const int came = in_group && was_seen(&people->persons[i], &own, COPROD_TALLY_ATTENDED);
        local.invited += (uint64_t)invited;
        local.came += (uint64_t)came;
        local.both += (uint64_t)(invited && came);
    }
    local.has_rate = local.invited > 0;
    local.rate = ratio(local.both, local.invited);
    return coprod__struct_out(response, sizeof local, sizeof local, &local);
}
