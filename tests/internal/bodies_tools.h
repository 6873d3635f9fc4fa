/* SPDX-License-Identifier: MIT */
/* Bodies from JSON with single quotes, and days from dates. */
#ifndef COPROD_TEST_BODIES_TOOLS_H
#define COPROD_TEST_BODIES_TOOLS_H

#include "inside.h"

static inline int32_t day_of(const char *date)
{
    int32_t day = 0;
    assert_int_equal(coprod_day_read(date, COPROD_NTS, &day), COPROD_OK);
    return day;
}

/* Bodies of a document, or NULL; what was found is listed. */
static inline coprod_bodies *bodies_found(const json_t *json, char *found, size_t capacity)
{
    coprod_findings *findings = new_findings();
    coprod_bodies *bodies = (coprod_bodies *)findings;
    char *text = json_dumps(json, JSON_ENCODE_ANY);
    coprod_status status = coprod_bodies_load(text, COPROD_NTS, NULL, findings, &bodies);
    list_findings(findings, found, capacity);
    assert_int_equal(status, *found ? COPROD_E_DEFINITION : COPROD_OK);
    assert_int_equal(bodies == NULL, status != COPROD_OK);
    coprod_findings_free(findings);
    free(text);
    return bodies;
}

static inline coprod_bodies *bodies_of(const char *quoted)
{
    char found[4096];
    json_t *json = json_of(quoted);
    coprod_bodies *bodies = bodies_found(json, found, sizeof found);
    if (!bodies)
        fail_msg("%s", found);
    json_decref(json);
    return bodies;
}

/* One body "a" of a rule, with meetings on dates that stand one after the other. */
static inline coprod_bodies *body_with(const char *rule, const char *dates)
{
    char text[8192];
    size_t used = (size_t)snprintf(text, sizeof text, "{'schema': 'bodies/1', 'bodies': [{'id': 'a', 'name': 'A'%s%s}],"
                                   " 'meetings': [", *rule ? ", " : "", rule);
    for (const char *date = dates; *date; date += 10 + (date[10] == ' '))
        used += (size_t)snprintf(text + used, sizeof text - used, "%s{'body': 'a', 'day': '%.10s'}",
                                 date == dates ? "" : ", ", date);
    snprintf(text + used, sizeof text - used, "]}");
    return bodies_of(text);
}

/* What a body's meetings are on a day, in words: "2 missed 2025-03-01 2025-04-01, last 2025-02-01, due 2025-05-01". */
static inline void tell_meetings(const coprod_bodies *bodies, uint32_t body, const char *date, char *text, size_t room)
{
    coprod_body_state state = {sizeof state};
    int32_t day = day_of(date), due;
    char word[16];
    size_t used;
    assert_int_equal(coprod_body_on(bodies, body, day, &state), COPROD_OK);
    if (state.in_time == COPROD_BODY_NOT_KNOWN)
        used = (size_t)snprintf(text, room, "not known");
    else
        used = (size_t)snprintf(text, room, "%u missed", (unsigned)state.missed);
    for (uint32_t i = 0; i < state.missed; i++) {
        assert_int_equal(coprod_body_missed(bodies, body, day, i, &due), COPROD_OK);
        coprod_day_write(due, word, sizeof word, NULL);
        used += (size_t)snprintf(text + used, room - used, " %s", word);
    }
    assert_int_equal(coprod_body_missed(bodies, body, day, state.missed, &due), COPROD_E_UNKNOWN);
    assert_int_equal(due, 0);
    if (state.has_last) {
        coprod_day_write(state.last_day, word, sizeof word, NULL);
        used += (size_t)snprintf(text + used, room - used, ", last %s", word);
    }
    if (state.has_due) {
        coprod_day_write(state.due_day, word, sizeof word, NULL);
        snprintf(text + used, room - used, ", due %s", word);
    }
}

#endif
