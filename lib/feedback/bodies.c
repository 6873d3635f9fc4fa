/* SPDX-License-Identifier: MIT */
/* Bodies on a day: which meetings were missed, who is the majority, what became of items that were carried up. */
#include <string.h>

#include "bodies_internal.h"

/* --- the count of meetings --- */

uint32_t coprod__meetings_until(const coprod__body *body, int32_t day)
{
    uint32_t low = 0, high = body->meeting_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (body->meetings[middle].day <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The due day k times its interval after an anchor, not after the one before it, because 31 January and twice a month
 * is 31 March. 0 if it lies after the year 9999. */
static int due_day(const coprod__body *body, int32_t anchor, int64_t k, int32_t *due)
{
    coprod_period period = {sizeof period, 0, body->by_month ? COPROD_UNIT_MONTH : COPROD_UNIT_DAY, COPROD_COUNT_AFTER,
                            COPROD_ROLL_NONE};
    int64_t n = k * body->step;
    if (n > COPROD__DAY_LAST - COPROD__DAY_FIRST || (body->by_month && n > 12 * 9999))
        return 0;
    period.n = (int32_t)n;
    return coprod__due(NULL, &period, anchor, due) == COPROD_OK;
}

/* Months since the year 0. */
static int32_t month_of(int32_t day)
{
    int32_t year, month, day_of_month;
    coprod_day_to_date(day, &year, &month, &day_of_month);
    return year * 12 + month;
}

uint32_t coprod__missed_between(const coprod__body *body, int32_t anchor, int32_t day)
{
    int32_t k, due;
    if (day <= anchor)
        return 0;
    if (!body->by_month)
        return (uint32_t)((day - anchor - 1) / body->step);
    k = (month_of(day) - month_of(anchor)) / body->step;
    if (k && due_day(body, anchor, k, &due) && due >= day)
        k--;
    return (uint32_t)k;
}

int coprod__counts_from(const coprod__body *body, int32_t day, int32_t *anchor, uint32_t *missed)
{
    uint32_t held = coprod__meetings_until(body, day);
    const coprod__meeting *last = held ? &body->meetings[held - 1] : NULL;
    *missed = 0;
    if (!body->step || (!last && !body->has_since))
        return 0;
    if (!last || (body->has_since && last->day < body->since)) {
        *anchor = body->since;
        return 1;
    }
    *anchor = last->day;
    *missed = last->missed;
    return 1;
}

/* --- people --- */

const coprod__membership *coprod__members_on(const coprod__body *body, int32_t day)
{
    uint32_t count = 0;
    while (count < body->member_count && body->members[count].from <= day)
        count++;
    return count ? &body->members[count - 1] : NULL;
}

static void share_of(const coprod__people *counts, const char *kind, coprod_body_share *share)
{
    memset(share, 0, sizeof *share);
    share->size = sizeof *share;
    share->kind = kind;
    share->known = counts && counts->known;
    for (uint32_t i = 0; share->known && i < counts->count; i++) {
        int own = !strcmp(counts->kind[i], kind), known = counts->number[i] != COPROD__NONE;
        share->own_known |= own && known;
        share->own += own && known ? counts->number[i] : 0;
        share->others += !own && known ? counts->number[i] : 0;
        share->unknown += !own && !known;
    }
    share->own_least = share->others + 1;
    share->unknown_most = share->own_known ? share->own - share->own_least : 0;
    share->answer = COPROD_BODY_NOT_KNOWN;
    if (!kind[0])
        share->answer = COPROD_BODY_NO_RULE;
    else if (share->own_known && share->own <= share->others)
        share->answer = COPROD_BODY_NO;
    else if (share->own_known && !share->unknown)
        share->answer = COPROD_BODY_YES;
}

static int32_t chair_of(const coprod__body *body, const coprod__meeting *meeting)
{
    if (!body->chair[0])
        return COPROD_BODY_NO_RULE;
    if (!meeting->chair[0])
        return COPROD_BODY_NOT_KNOWN;
    return strcmp(meeting->chair, body->chair) ? COPROD_BODY_NO : COPROD_BODY_YES;
}

/* --- what is asked --- */

/* Every question about a body: checks what it is asked with, and empties the answer. */
static coprod_status begin(const coprod_bodies *bodies, uint32_t body, int32_t day, void *answer, size_t size)
{
    coprod_status status = coprod__struct_begin(bodies, answer, size);
    if (status != COPROD_OK)
        return status;
    if (body >= bodies->count)
        return COPROD_E_UNKNOWN;
    return day < COPROD__DAY_FIRST || day > COPROD__DAY_LAST ? COPROD_E_RANGE : COPROD_OK;
}

const char *coprod_bodies_fingerprint(const coprod_bodies *bodies)
{
    return bodies ? bodies->fingerprint : "";
}

uint32_t coprod_bodies_count(const coprod_bodies *bodies)
{
    return bodies ? bodies->count : 0;
}

coprod_status coprod_bodies_find(const coprod_bodies *bodies, const char *id, uint32_t *body)
{
    int32_t found;
    if (body)
        *body = 0;
    if (!bodies || !id || !body)
        return COPROD_E_ARGUMENT;
    found = coprod__name_find(&bodies->ids, id);
    *body = found == COPROD__NONE ? 0 : (uint32_t)found;
    return found == COPROD__NONE ? COPROD_E_UNKNOWN : COPROD_OK;
}

coprod_status coprod_body_get(const coprod_bodies *bodies, uint32_t body, coprod_body *info)
{
    const coprod__body *one;
    coprod_body own = {sizeof own};
    coprod_status status = begin(bodies, body, 0, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    one = &bodies->bodies[body];
    own.id = one->id;
    own.name = one->name;
    own.unit = one->unit;
    own.chair = one->chair;
    own.majority = one->majority;
    own.quote = one->quote;
    own.source = one->source;
    own.section = one->section;
    own.n = (uint32_t)one->n;
    own.has_upper = one->upper >= 0;
    own.upper = own.has_upper ? (uint32_t)one->upper : 0;
    own.meeting_count = one->meeting_count;
    own.item_count = one->carried_count;
    own.has_since = one->has_since != 0;
    own.since = one->since;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

static void state_on(const coprod__body *body, int32_t day, coprod_body_state *own)
{
    int32_t anchor;
    uint32_t before, after;
    memset(own, 0, sizeof *own);
    own->size = sizeof *own;
    own->in_time = COPROD_BODY_NOT_KNOWN;
    own->meeting_count = coprod__meetings_until(body, day);
    own->has_last = own->meeting_count > 0;
    if (own->has_last)
        own->last_day = body->meetings[own->meeting_count - 1].day;
    for (uint32_t low = 0, high = body->carried_count; low < high;) {
        uint32_t middle = low + (high - low) / 2;
        if (body->carried[middle].meeting < own->meeting_count)
            own->item_count = low = middle + 1;
        else
            high = middle;
    }
    if (!coprod__counts_from(body, day, &anchor, &before))
        return;
    after = coprod__missed_between(body, anchor, day);
    own->missed = before + after;
    own->in_time = own->missed ? COPROD_BODY_NO : COPROD_BODY_YES;
    own->has_due = due_day(body, anchor, (int64_t)after + 1, &own->due_day) != 0;
}

coprod_status coprod_body_on(const coprod_bodies *bodies, uint32_t body, int32_t day, coprod_body_state *state)
{
    coprod_body_state own;
    coprod_status status = begin(bodies, body, day, state, sizeof own);
    if (status != COPROD_OK)
        return status;
    state_on(&bodies->bodies[body], day, &own);
    return coprod__struct_out(state, sizeof own, sizeof own, &own);
}

coprod_status coprod_body_missed(const coprod_bodies *bodies, uint32_t body, int32_t day, uint32_t index, int32_t *due)
{
    coprod_body_state state = {sizeof state};
    const coprod__body *one;
    coprod_status status;
    uint32_t low = 0, high, before;
    int32_t anchor = 0;
    if (!due)
        return COPROD_E_ARGUMENT;
    *due = 0;
    status = coprod_body_on(bodies, body, day, &state);
    if (status != COPROD_OK || index >= state.missed)
        return status == COPROD_OK ? COPROD_E_UNKNOWN : status;
    one = &bodies->bodies[body];
    for (high = state.meeting_count; low < high;) { /* the meeting that ended the interval, if one did */
        uint32_t middle = low + (high - low) / 2;
        if (one->meetings[middle].missed <= index)
            low = middle + 1;
        else
            high = middle;
    }
    coprod__counts_from(one, low < state.meeting_count ? one->meetings[low].day - 1 : day, &anchor, &before);
    due_day(one, anchor, (int64_t)index - before + 1, due);
    return COPROD_OK;
}

coprod_status coprod_body_members(const coprod_bodies *bodies, uint32_t body, int32_t day, coprod_body_share *share)
{
    coprod_body_share own;
    const coprod__membership *members;
    coprod_status status = begin(bodies, body, day, share, sizeof own);
    if (status != COPROD_OK)
        return status;
    members = coprod__members_on(&bodies->bodies[body], day);
    share_of(members ? &members->counts : NULL, bodies->bodies[body].majority, &own);
    return coprod__struct_out(share, sizeof own, sizeof own, &own);
}

coprod_status coprod_body_get_meeting(const coprod_bodies *bodies, uint32_t body, uint32_t index,
                                      coprod_body_meeting *meeting)
{
    coprod_body_meeting own = {sizeof own};
    const coprod__meeting *one;
    coprod_status status = begin(bodies, body, 0, meeting, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= bodies->bodies[body].meeting_count)
        return COPROD_E_UNKNOWN;
    one = &bodies->bodies[body].meetings[index];
    own.chair = one->chair;
    own.day = one->day;
    own.chair_answer = chair_of(&bodies->bodies[body], one);
    return coprod__struct_out(meeting, sizeof own, sizeof own, &own);
}

coprod_status coprod_body_present(const coprod_bodies *bodies, uint32_t body, uint32_t index, coprod_body_share *share)
{
    coprod_body_share own;
    coprod_status status = begin(bodies, body, 0, share, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= bodies->bodies[body].meeting_count)
        return COPROD_E_UNKNOWN;
    share_of(&bodies->bodies[body].meetings[index].present, bodies->bodies[body].majority, &own);
    return coprod__struct_out(share, sizeof own, sizeof own, &own);
}

coprod_status coprod_body_get_item(const coprod_bodies *bodies, uint32_t body, uint32_t index, int32_t day,
                                   coprod_body_item *item)
{
    coprod_body_item own = {sizeof own};
    const coprod__body *one, *upper;
    const coprod__carried *carried;
    uint32_t later, until;
    coprod_status status = begin(bodies, body, day, item, sizeof own);
    if (status != COPROD_OK)
        return status;
    one = &bodies->bodies[body];
    carried = index < one->carried_count ? &one->carried[index] : NULL;
    if (!carried || one->meetings[carried->meeting].day > day)
        return COPROD_E_UNKNOWN;
    upper = &bodies->bodies[one->upper];
    own.id = bodies->items.name[bodies->items.sorted[carried->item]];
    own.upper = (uint32_t)one->upper;
    own.day = one->meetings[carried->meeting].day;
    later = coprod__meetings_until(upper, own.day);
    until = coprod__meetings_until(upper, day);
    if (carried->came != COPROD__NEVER && carried->came < until) {
        until = carried->came;
        own.state = COPROD_ITEM_CARRIED;
        own.came_day = upper->meetings[carried->came].day;
        own.has_next = carried->next != COPROD__NEVER
                       && upper->meetings[upper->carried[carried->next].meeting].day <= day;
        own.next = own.has_next ? carried->next : 0;
    }
    own.without = until > later ? until - later : 0;
    own.waiting_days = (own.state ? own.came_day : day) - own.day;
    if (!own.state)
        own.state = own.without ? COPROD_ITEM_MISSED : COPROD_ITEM_WAITING;
    return coprod__struct_out(item, sizeof own, sizeof own, &own);
}
