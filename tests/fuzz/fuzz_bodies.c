/* SPDX-License-Identifier: MIT */
/* The input as bodies. Of those that load everything is asked on some days, and what one answer says fits the others. */
#include "fuzz.h"

static void look_at_meetings(const coprod_bodies *bodies, uint32_t body, int32_t day, const coprod_body_state *state)
{
    int32_t due = 0, last = INT32_MIN, before = INT32_MIN;
    coprod_body_meeting meeting = {.size = sizeof meeting};
    coprod_body_share share = {.size = sizeof share};
    uint32_t some = state->missed > 50 ? state->missed - 50 : 0;
    for (uint32_t i = 0; i < state->meeting_count; i++) {
        HOLDS(coprod_body_get_meeting(bodies, body, i, &meeting) == COPROD_OK);
        HOLDS(meeting.day > last && meeting.day <= day);
        HOLDS(coprod_body_answer_name(meeting.chair_answer)[0]);
        HOLDS(coprod_body_present(bodies, body, i, &share) == COPROD_OK);
        HOLDS(share.answer != COPROD_BODY_YES || (share.own > share.others && !share.unknown));
        HOLDS(share.answer != COPROD_BODY_NO || share.own <= share.others);
        last = meeting.day;
    }
    HOLDS(state->has_last == (last != INT32_MIN) && (!state->has_last || state->last_day == last));
    for (uint32_t i = some; i < state->missed; i++) {
        HOLDS(coprod_body_missed(bodies, body, day, i, &due) == COPROD_OK);
        HOLDS(due > before && due < day);
        before = due;
    }
    HOLDS(coprod_body_missed(bodies, body, day, state->missed, &due) == COPROD_E_UNKNOWN);
    HOLDS(!state->has_due || state->due_day >= day);
    HOLDS(state->in_time != COPROD_BODY_NOT_KNOWN || !state->missed);
}

/* From each item on up; there are no circles, so every way ends. */
static void look_at_items(const coprod_bodies *bodies, uint32_t body, int32_t day, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        coprod_body_item item = {.size = sizeof item};
        uint32_t at = body, index = i, steps = 0;
        do {
            HOLDS(coprod_body_get_item(bodies, at, index, day, &item) == COPROD_OK);
            HOLDS(coprod_item_state_name(item.state)[0] && item.day <= day && item.waiting_days >= 0);
            HOLDS((item.state == COPROD_ITEM_MISSED) <= (item.without > 0));
            at = item.upper;
            index = item.next;
            HOLDS(steps++ < coprod_bodies_count(bodies));
        } while (item.has_next);
    }
}

static void ask(const coprod_bodies *bodies, int32_t day)
{
    static char text[FUZZ_ROOM];
    uint64_t missed = 0, meetings = 0;
    coprod_bodies_totals totals = {.size = sizeof totals};
    size_t needed = 0, again = 0;
    HOLDS(coprod_bodies_on(bodies, day, &totals) == COPROD_OK);
    for (uint32_t i = 0; i < coprod_bodies_count(bodies); i++) {
        coprod_body_state state = {.size = sizeof state};
        coprod_body_share share = {.size = sizeof share};
        coprod_body body = {.size = sizeof body};
        uint32_t found = 0, row_missed = 0;
        int32_t in_time = 0, status = 0;
        HOLDS(coprod_body_get(bodies, i, &body) == COPROD_OK && body.id[0]);
        HOLDS(coprod_bodies_find(bodies, body.id, &found) == COPROD_OK && found == i);
        HOLDS(coprod_body_on(bodies, i, day, &state) == COPROD_OK);
        HOLDS(coprod_body_members(bodies, i, day, &share) == COPROD_OK);
        HOLDS(coprod_bodies_missed(bodies, &i, &day, 1, &row_missed, &in_time, &status) == COPROD_OK);
        HOLDS(status == COPROD_OK && row_missed == state.missed && in_time == state.in_time);
        look_at_meetings(bodies, i, day, &state);
        look_at_items(bodies, i, day, state.item_count);
        missed += state.missed;
        meetings += state.meeting_count;
    }
    HOLDS(missed == totals.missed && meetings == totals.meetings && totals.bodies == coprod_bodies_count(bodies));
    HOLDS(coprod_bodies_json(bodies, day, NULL, 0, &needed) == COPROD_E_BUFFER);
    if (needed <= sizeof text) {
        char fingerprint[65];
        HOLDS(coprod_bodies_json(bodies, day, text, sizeof text, &again) == COPROD_OK && again == needed);
        HOLDS(strlen(text) + 1 == needed);
        HOLDS(coprod_fingerprint(text, COPROD_NTS, fingerprint, sizeof fingerprint, NULL) == COPROD_OK);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int32_t days[] = {-719162, 0, 20089, 20270, 2932896};
    coprod_bodies *bodies = (coprod_bodies *)&data;
    coprod_findings *findings = fuzz_new_findings();
    coprod_status status = coprod_bodies_load((const char *)data, size, NULL, findings, &bodies);
    fuzz_refusal(status, bodies, findings);
    if (status != COPROD_OK)
        return 0;
    HOLDS(strlen(coprod_bodies_fingerprint(bodies)) == 64);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        ask(bodies, days[i]);
    coprod_bodies_free(bodies);
    return 0;
}
