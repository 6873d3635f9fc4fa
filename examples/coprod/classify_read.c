/* SPDX-License-Identifier: MIT */
/* Reads one activity: its answers, or what several witnesses or coders answered. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classify.h"

/* One problem: on stderr, or kept for the answer of a line. */
static int complain(setting *s, const char *file, const char *place, const char *problem, json_t *error)
{
    if (!s->lines)
        program_fail(file, place, problem);
    else if (!json_object_get(error, "text"))
        json_object_update_new(error, json_pack("{ss ss}", "place", place ? place : "", "text", problem));
    return 0;
}

static int complain_findings(setting *s, const char *file, const char *prefix, const coprod_findings *findings,
                             coprod_status status, json_t *error)
{
    if (!coprod_findings_count(findings))
        return complain(s, file, prefix, coprod_status_text(status), error);
    for (size_t i = 0; i < coprod_findings_count(findings); i++) {
        coprod_finding finding = {.size = sizeof finding};
        char text[1024], place[512];
        coprod_findings_get(findings, i, &finding);
        coprod_findings_text(findings, i, NULL, text, sizeof text, NULL);
        snprintf(place, sizeof place, "%s%s", prefix, finding.place);
        complain(s, file, s->lines ? place : prefix[0] ? prefix : NULL, text, error);
    }
    return 0;
}

const coprod_spectrum *classify_reader(const setting *s)
{
    const coprod_spectrum *most = s->spectra[0];
    uint32_t count = 0;
    for (size_t i = 0; i < s->count; i++) {
        coprod_spectrum_info info = {sizeof info};
        coprod_spectrum_get(s->spectra[i], &info);
        if (info.indicator_count > count)
            most = s->spectra[i];
        count = info.indicator_count > count ? info.indicator_count : count;
    }
    return most;
}

static coprod_evidence *read_answers(setting *s, const char *file, const char *prefix, const char *text, size_t length,
                                     json_t *error)
{
    coprod_findings *findings = NULL;
    coprod_evidence *evidence = NULL;
    coprod_status status = coprod_findings_new(NULL, &findings);
    if (status == COPROD_OK)
        status = coprod_evidence_load(text, length, classify_reader(s), NULL, findings, &evidence);
    if (status != COPROD_OK)
        complain_findings(s, file, prefix, findings, status, error);
    coprod_findings_free(findings);
    return evidence;
}

static int read_reading(setting *s, const char *file, const char *key, size_t i, const json_t *one, json_t *error,
                        activity *a)
{
    const char *name_key = a->witnesses ? "witness" : "coder";
    char place[64], *text;
    json_t *answers = json_pack("{sO*}", "answers", json_object_get(one, "answers"));
    snprintf(place, sizeof place, "/%s/%zu", key, i);
    a->names[i] = json_string_value(json_object_get(one, name_key));
    text = json_dumps(answers, JSON_COMPACT);
    json_decref(answers);
    if (!a->names[i] || json_object_size(one) != 2) {
        free(text);
        return complain(s, file, place, a->witnesses ? "expected a witness and answers, and nothing else"
                                                     : "expected a coder and answers, and nothing else", error);
    }
    a->readings[i] = text ? read_answers(s, file, place, text, strlen(text), error) : NULL;
    a->reading_count = i + 1;
    free(text);
    return a->readings[i] != NULL;
}

static int read_readings(setting *s, const char *file, const char *key, json_t *error, activity *a)
{
    const json_t *list = json_object_get(a->document, key);
    size_t i;
    json_t *one;
    if (!json_is_array(list) || !json_array_size(list) || json_array_size(list) > MOST_READINGS)
        return complain(s, file, key, "expected an array of 1 to 64 readings", error);
    a->witnesses = !strcmp(key, "witnesses");
    json_array_foreach((json_t *)list, i, one)
        if (!read_reading(s, file, key, i, one, error, a))
            return 0;
    return 1;
}

/* Without answers of its own the activity has those of its readings, read with caution. */
static int read_evidence(setting *s, const char *file, const char *text, size_t length, json_t *error, activity *a)
{
    const char *key = json_object_get(a->document, "witnesses") ? "witnesses" : "codings";
    if (json_object_get(a->document, key) && !read_readings(s, file, key, error, a))
        return 0;
    if (json_object_get(a->document, "answers") || !a->reading_count)
        a->evidence = read_answers(s, file, "", text, length, error);
    else
        coprod_evidence_combine((const coprod_evidence *const *)a->readings, a->reading_count, COPROD_COMBINE_HULL,
                                NULL, NULL, &a->evidence);
    return a->evidence != NULL;
}

int activity_read(setting *s, const char *file, const char *text, size_t length, json_t *error, activity *a)
{
    const json_t *claim;
    json_error_t where;
    memset(a, 0, sizeof *a);
    a->document = json_loadb(text, length, JSON_REJECT_DUPLICATES, &where);
    if (!a->document) { /* the library says better what is wrong */
        coprod_evidence_free(read_answers(s, file, "", text, length, error));
        return 0;
    }
    claim = json_object_get(a->document, "claim");
    if (claim && !json_is_string(claim))
        return complain(s, file, "/claim", "expected the id or label of a level", error);
    if (!read_evidence(s, file, text, length, error, a))
        return 0;
    a->claim = json_string_value(claim);
    for (size_t i = 0; a->claim && i < s->count; i++) {
        int32_t rank;
        if (coprod_spectrum_rank(s->spectra[i], a->claim, &rank) == COPROD_OK)
            return 1;
    }
    return !a->claim || complain(s, file, "/claim", "no spectrum asked for has a level of this id or label", error);
}

void activity_free(activity *a)
{
    for (size_t i = 0; i < a->reading_count; i++)
        coprod_evidence_free(a->readings[i]);
    coprod_evidence_free(a->evidence);
    json_decref(a->document);
}
