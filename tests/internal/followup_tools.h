/* SPDX-License-Identifier: MIT */
/* Documents of measures in single quotes, and their answers in one line. */
#ifndef COPROD_TEST_FOLLOWUP_TOOLS_H
#define COPROD_TEST_FOLLOWUP_TOOLS_H

#include "loop_tools.h"

/* Findings in one line, "code place;code place". */
static inline void findings_in_line(const coprod_findings *findings, char *found, size_t room)
{
    size_t length;
    list_findings(findings, found, room);
    length = strlen(found);
    for (size_t i = 0; i < length; i++)
        found[i] = found[i] != '\n' ? found[i] : i + 1 < length ? ';' : '\0';
}

/* A document and what was found; NULL where it was refused. */
static inline coprod_followup *followup_found(const char *quoted, char *found, size_t room)
{
    coprod_followup *followup = (coprod_followup *)1;
    coprod_findings *findings = new_findings();
    json_t *json = json_of(quoted);
    char *text = json_dumps(json, JSON_ENCODE_ANY);
    coprod_status status = coprod_followup_load(text, COPROD_NTS, NULL, findings, &followup);
    findings_in_line(findings, found, room);
    assert_int_equal(status, followup ? COPROD_OK : COPROD_E_DEFINITION);
    coprod_findings_free(findings);
    json_decref(json);
    free(text);
    return followup;
}

static inline coprod_followup *followup_of(const char *quoted)
{
    char found[2000];
    coprod_followup *followup = followup_found(quoted, found, sizeof found);
    if (!followup)
        fail_msg("%s", found);
    return followup;
}

static inline coprod_measure measure_on(const coprod_followup *followup, size_t index, const char *day)
{
    coprod_measure measure = {.size = sizeof measure};
    assert_int_equal(coprod_followup_measure(followup, index, day_of(day), &measure), COPROD_OK);
    return measure;
}

static inline coprod_continue promise_on(const coprod_followup *followup, size_t index, const char *day)
{
    coprod_continue promise = {.size = sizeof promise};
    assert_int_equal(coprod_followup_continue(followup, index, day_of(day), &promise), COPROD_OK);
    return promise;
}

#endif
