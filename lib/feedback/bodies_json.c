/* SPDX-License-Identifier: MIT */
/* All answers of a day as one JSON document. */
#include <string.h>

#include "bodies_internal.h"
#include "json_out_internal.h"

enum { LISTED = 100 }; /* missed meetings */

/* The reason words are a contract; docs/reference/feedback_bodies.md has them. */
static const char *meets_reason(const coprod__body *body, const coprod_body_state *state)
{
    if (!body->step)
        return "interval-not-known";
    if (state->in_time == COPROD_BODY_NOT_KNOWN)
        return "no-meeting-known";
    return state->missed ? "missed" : "in-time";
}

static const char *share_reason(const coprod_body_share *share)
{
    if (share->answer == COPROD_BODY_NO_RULE)
        return "not-asked-for";
    if (share->answer == COPROD_BODY_YES)
        return "more-than-half";
    if (share->answer == COPROD_BODY_NO)
        return share->own == share->others && !share->unknown ? "exactly-half" : "not-more-than-half";
    return !share->known ? "nobody-counted" : !share->own_known ? "own-not-counted" : "others-not-counted";
}

static const char *chair_reason(int32_t answer)
{
    static const char *const words[] = {"not-asked-for", "as-asked-for", "otherwise", "not-known"};
    return words[answer];
}

/* Every answer begins with its rule, which is the key of the definition that asks for it. */
static void open_answer(coprod__json_out *out, const char *key, const char *rule, int32_t answer, const char *reason)
{
    coprod__out_open(out, key, '{');
    coprod__out_text(out, "rule", rule);
    coprod__out_text(out, "answer", coprod_body_answer_name(answer));
    coprod__out_text(out, "reason", reason);
}

static void write_day(coprod__json_out *out, const char *key, int has, int32_t day)
{
    if (has)
        coprod__out_day(out, key, day);
    else
        coprod__out_null(out, key);
}

static void write_meets(coprod__json_out *out, const coprod_bodies *bodies, uint32_t index, int32_t day,
                        const coprod_body_state *state)
{
    const coprod__body *body = &bodies->bodies[index];
    uint32_t first = state->missed > LISTED ? state->missed - LISTED : 0;
    open_answer(out, "meets", "meets", state->in_time, meets_reason(body, state));
    if (body->step) {
        coprod__out_number(out, "n", body->n);
        coprod__out_text(out, "unit", body->unit);
    }
    write_day(out, "since", body->has_since, body->since);
    write_day(out, "last", state->has_last, state->last_day);
    write_day(out, "due", state->has_due, state->due_day);
    if (state->in_time == COPROD_BODY_NOT_KNOWN)
        coprod__out_null(out, "missed");
    else
        coprod__out_number(out, "missed", state->missed);
    coprod__out_open(out, "missed_days", '[');
    for (uint32_t i = first; i < state->missed; i++) {
        int32_t due;
        coprod_body_missed(bodies, index, day, i, &due);
        coprod__out_day(out, NULL, due);
    }
    coprod__out_close(out, ']');
    coprod__out_close(out, '}');
}

static void write_share(coprod__json_out *out, const coprod_body_share *share, const coprod__people *counts,
                        const coprod__membership *members)
{
    open_answer(out, "majority", "majority", share->answer, share_reason(share));
    if (share->kind[0])
        coprod__out_text(out, "kind", share->kind);
    if (members)
        write_day(out, "from", members->from != COPROD__DAY_FIRST, members->from);
    if (share->known && share->kind[0]) {
        if (share->own_known)
            coprod__out_number(out, "own", share->own);
        else
            coprod__out_null(out, "own");
        coprod__out_number(out, "others", share->others);
        coprod__out_open(out, "not_counted", '[');
        for (uint32_t i = 0; i < counts->count; i++)
            if (counts->number[i] == COPROD__NONE)
                coprod__out_text(out, NULL, counts->kind[i]);
        coprod__out_close(out, ']');
        if (share->answer == COPROD_BODY_NOT_KNOWN)
            coprod__out_number(out, share->own_known ? "others_not_counted_at_most" : "own_at_least",
                               share->own_known ? share->unknown_most : share->own_least);
    }
    coprod__out_close(out, '}');
}

static void write_meetings(coprod__json_out *out, const coprod_bodies *bodies, uint32_t index, uint32_t count)
{
    coprod__out_open(out, "meetings", '[');
    for (uint32_t i = 0; i < count; i++) {
        coprod_body_meeting meeting = {sizeof meeting};
        coprod_body_share share = {sizeof share};
        coprod_body_get_meeting(bodies, index, i, &meeting);
        coprod_body_present(bodies, index, i, &share);
        coprod__out_open(out, NULL, '{');
        coprod__out_day(out, "day", meeting.day);
        open_answer(out, "chair", "chair", meeting.chair_answer, chair_reason(meeting.chair_answer));
        if (meeting.chair[0])
            coprod__out_text(out, "was", meeting.chair);
        coprod__out_close(out, '}');
        write_share(out, &share, &bodies->bodies[index].meetings[i].present, NULL);
        coprod__out_close(out, '}');
    }
    coprod__out_close(out, ']');
}

static void write_items(coprod__json_out *out, const coprod_bodies *bodies, uint32_t index, int32_t day,
                        uint32_t count)
{
    coprod__out_open(out, "carried_up", '[');
    for (uint32_t i = 0; i < count; i++) {
        coprod_body_item item = {sizeof item};
        coprod_body_get_item(bodies, index, i, day, &item);
        coprod__out_open(out, NULL, '{');
        coprod__out_text(out, "rule", "reports_to");
        coprod__out_text(out, "item", item.id);
        coprod__out_text(out, "to", bodies->bodies[item.upper].id);
        coprod__out_day(out, "day", item.day);
        coprod__out_text(out, "state", coprod_item_state_name(item.state));
        write_day(out, "came", item.state == COPROD_ITEM_CARRIED, item.came_day);
        coprod__out_number(out, "waiting_days", item.waiting_days);
        coprod__out_number(out, "met_without", item.without);
        if (item.has_next)
            coprod__out_number(out, "next", item.next);
        else
            coprod__out_null(out, "next");
        coprod__out_close(out, '}');
    }
    coprod__out_close(out, ']');
}

static void write_body(coprod__json_out *out, const coprod_bodies *bodies, uint32_t index, int32_t day)
{
    const coprod__body *body = &bodies->bodies[index];
    const coprod__membership *members = coprod__members_on(body, day);
    coprod_body_state state = {sizeof state};
    coprod_body_share share = {sizeof share};
    coprod_body_on(bodies, index, day, &state);
    coprod_body_members(bodies, index, day, &share);
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "id", body->id);
    coprod__out_text(out, "name", body->name);
    if (body->upper >= 0)
        coprod__out_text(out, "reports_to", bodies->bodies[body->upper].id);
    else
        coprod__out_null(out, "reports_to");
    if (body->quote[0])
        coprod__out_text(out, "quote", body->quote);
    if (body->source[0])
        coprod__out_text(out, "source", body->source);
    if (body->section[0])
        coprod__out_text(out, "section", body->section);
    if (body->chair[0])
        coprod__out_text(out, "chair", body->chair);
    write_meets(out, bodies, index, day, &state);
    write_share(out, &share, members ? &members->counts : NULL, members);
    write_meetings(out, bodies, index, state.meeting_count);
    write_items(out, bodies, index, day, state.item_count);
    coprod__out_close(out, '}');
}

static void write_totals(coprod__json_out *out, const coprod_bodies_totals *totals)
{
    coprod__out_open(out, "totals", '{');
    coprod__out_number(out, "bodies", (int64_t)totals->bodies);
    coprod__out_number(out, "meetings", (int64_t)totals->meetings);
    coprod__out_number(out, "missed", (int64_t)totals->missed);
    coprod__out_number(out, "in_time_not_known", (int64_t)totals->in_time_not_known);
    coprod__out_number(out, "no_majority", (int64_t)totals->no_majority);
    coprod__out_number(out, "majority_not_known", (int64_t)totals->majority_not_known);
    coprod__out_number(out, "met_without", (int64_t)totals->met_without);
    coprod__out_number(out, "met_not_known", (int64_t)totals->met_not_known);
    coprod__out_number(out, "chair_otherwise", (int64_t)totals->chair_otherwise);
    coprod__out_number(out, "chair_not_known", (int64_t)totals->chair_not_known);
    coprod__out_number(out, "items_carried", (int64_t)totals->items_carried);
    coprod__out_number(out, "items_waiting", (int64_t)totals->items_waiting);
    coprod__out_number(out, "items_missed", (int64_t)totals->items_missed);
    coprod__out_close(out, '}');
}

coprod_status coprod_bodies_json(const coprod_bodies *bodies, int32_t day, char *buffer, size_t capacity,
                                 size_t *needed)
{
    coprod_bodies_totals totals = {sizeof totals};
    coprod__json_out out = {{0}, 0};
    coprod_status status;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (capacity && !buffer)
        return COPROD_E_ARGUMENT;
    status = coprod_bodies_on(bodies, day, &totals);
    if (status != COPROD_OK)
        return status;
    coprod__writer_init(&out.writer, buffer, capacity);
    coprod__out_open(&out, NULL, '{');
    coprod__out_text(&out, "schema", "bodies-answer/1");
    coprod__out_text(&out, "fingerprint", bodies->fingerprint);
    coprod__out_day(&out, "day", day);
    write_totals(&out, &totals);
    coprod__out_open(&out, "bodies", '[');
    for (uint32_t i = 0; i < bodies->count; i++)
        write_body(&out, bodies, i, day);
    coprod__out_close(&out, ']');
    coprod__out_close(&out, '}');
    return coprod__writer_end(&out.writer, needed);
}
