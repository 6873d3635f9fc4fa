/* SPDX-License-Identifier: MIT */
/* All bodies on a day, columns of days, and the words of answers. */
#include "bodies_internal.h"

static void add_meetings(const coprod_bodies *bodies, uint32_t body, uint32_t count, coprod_bodies_totals *own)
{
    for (uint32_t i = 0; i < count; i++) {
        coprod_body_meeting meeting = {sizeof meeting};
        coprod_body_share share = {sizeof share};
        coprod_body_get_meeting(bodies, body, i, &meeting);
        coprod_body_present(bodies, body, i, &share);
        own->chair_otherwise += meeting.chair_answer == COPROD_BODY_NO;
        own->chair_not_known += meeting.chair_answer == COPROD_BODY_NOT_KNOWN;
        own->met_without += share.answer == COPROD_BODY_NO;
        own->met_not_known += share.answer == COPROD_BODY_NOT_KNOWN;
    }
    own->meetings += count;
}

static void add_items(const coprod_bodies *bodies, uint32_t body, uint32_t count, int32_t day,
                      coprod_bodies_totals *own)
{
    for (uint32_t i = 0; i < count; i++) {
        coprod_body_item item = {sizeof item};
        coprod_body_get_item(bodies, body, i, day, &item);
        own->items_carried += item.state == COPROD_ITEM_CARRIED;
        own->items_waiting += item.state == COPROD_ITEM_WAITING;
        own->items_missed += item.state == COPROD_ITEM_MISSED;
    }
}

coprod_status coprod_bodies_on(const coprod_bodies *bodies, int32_t day, coprod_bodies_totals *totals)
{
    coprod_bodies_totals own = {sizeof own};
    coprod_status status = coprod__struct_begin(bodies, totals, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (day < COPROD__DAY_FIRST || day > COPROD__DAY_LAST)
        return COPROD_E_RANGE;
    own.bodies = bodies->count;
    for (uint32_t i = 0; i < bodies->count; i++) {
        coprod_body_state state = {sizeof state};
        coprod_body_share share = {sizeof share};
        coprod_body_on(bodies, i, day, &state);
        coprod_body_members(bodies, i, day, &share);
        own.missed += state.missed;
        own.in_time_not_known += state.in_time == COPROD_BODY_NOT_KNOWN;
        own.no_majority += share.answer == COPROD_BODY_NO;
        own.majority_not_known += share.answer == COPROD_BODY_NOT_KNOWN;
        add_meetings(bodies, i, state.meeting_count, &own);
        add_items(bodies, i, state.item_count, day, &own);
    }
    return coprod__struct_out(totals, sizeof own, sizeof own, &own);
}

coprod_status coprod_bodies_missed(const coprod_bodies *bodies, const uint32_t *body, const int32_t *days, size_t n,
                                   uint32_t *missed, int32_t *in_time, int32_t *row_status)
{
    if (!bodies || (n && (!body || !days || !missed || !in_time))) {
        for (size_t i = 0; i < n; i++) { /* a call that cannot count leaves no row unwritten */
            if (missed)
                missed[i] = 0;
            if (in_time)
                in_time[i] = 0;
            if (row_status)
                row_status[i] = COPROD_E_ARGUMENT;
        }
        return COPROD_E_ARGUMENT;
    }
    for (size_t i = 0; i < n; i++) {
        coprod_body_state state = {sizeof state};
        coprod_status status = coprod_body_on(bodies, body[i], days[i], &state);
        missed[i] = state.missed;
        in_time[i] = state.in_time;
        if (row_status)
            row_status[i] = status;
    }
    return COPROD_OK;
}

const char *coprod_body_answer_name(int32_t answer)
{
    static const char *const names[] = {"no-rule", "yes", "no", "not-known"};
    return names[answer < COPROD_BODY_NO_RULE || answer > COPROD_BODY_NOT_KNOWN ? COPROD_BODY_NOT_KNOWN : answer];
}

const char *coprod_item_state_name(int32_t state)
{
    static const char *const names[] = {"", "carried", "waiting", "missed"};
    return names[state < COPROD_ITEM_CARRIED || state > COPROD_ITEM_MISSED ? 0 : state];
}
