/* SPDX-License-Identifier: MIT */
/* Prints results of classification, in words and as JSON. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classify.h"

static const char *label(const coprod_spectrum *spectrum, int32_t rank)
{
    coprod_level level = {sizeof level};
    return coprod_spectrum_level(spectrum, rank, &level) == COPROD_OK ? level.label : "none";
}

static const char *indicator_id(const coprod_spectrum *spectrum, uint32_t i)
{
    coprod_indicator indicator = {sizeof indicator};
    return coprod_spectrum_indicator(spectrum, i, &indicator) == COPROD_OK ? indicator.id : "";
}

/* The reasons of one kind under a heading. */
static void print_reasons(setting *s, const coprod_classification *result, const char *heading, const char *codes)
{
    int any = 0;
    for (size_t i = 0; i < coprod_classification_reason_count(result); i++) {
        coprod_reason reason = {sizeof reason};
        char text[2048];
        coprod_classification_reason(result, i, &reason);
        if (!strstr(codes, reason.code) || strcspn(strstr(codes, reason.code), " ") != strlen(reason.code))
            continue;
        coprod_classification_text(result, i, s->texts, text, sizeof text, NULL);
        if (!any++ && heading)
            output("\n  %s\n", heading);
        output("  %s%s\n", heading ? "- " : "", text);
    }
}

static void print_steps(const coprod_spectrum *spectrum, const coprod_classification *result, int32_t rank)
{
    coprod_step steps[32];
    size_t count = 0;
    steps[0].size = sizeof *steps;
    if (coprod_classification_steps(result, rank, steps, 32, &count) != COPROD_OK || !count)
        return;
    output("\n  To be certain of %s\n", label(spectrum, rank));
    for (size_t i = 0; i < count; i++)
        output(steps[i].kind == COPROD_STEP_EVIDENCE ? "  - show that %s is %d or more (\"%s\")\n"
                                                     : "  - raise %s to %d (\"%s\")\n",
               indicator_id(spectrum, steps[i].indicator), (int)steps[i].to,
               coprod_spectrum_answer(spectrum, steps[i].indicator, steps[i].to));
}

static void print_about(const activity *a)
{
    static const char *const keys[] = {"motivation", "prior_learning"};
    static const char *const words[] = {"Motivation", "Prior learning"};
    const json_t *partners = json_object_get(a->document, "partners");
    size_t i;
    json_t *one;
    puts("");
    for (i = 0; i < 2; i++) {
        const json_t *value = json_object_get(a->document, keys[i]);
        const char *text = json_string_value(json_is_object(value) ? json_object_get(value, "quote") : value);
        output("  %s: %s\n", words[i], text ? text : "not stated");
    }
    output("  Partners:%s\n", json_array_size(partners) ? "" : " not stated");
    json_array_foreach((json_t *)partners, i, one)
        output("  - %s (%s)\n", json_string_value(json_object_get(one, "name")),
               json_string_value(json_object_get(one, "role")));
}

static void print_together(const json_t *readings, const char *key, const char *words)
{
    const json_t *one = json_object_get(readings, key);
    const char *low = json_string_value(json_object_get(json_object_get(one, "lowest"), "label"));
    const char *high = json_string_value(json_object_get(json_object_get(one, "highest"), "label"));
    output("  - %s: %s", words, low ? low : "contradictory");
    if (low && strcmp(low, high))
        output(" to %s", high);
    puts("");
}

static void print_readings(setting *s, const activity *a, const coprod_spectrum *spectrum)
{
    json_t *readings = readings_json(s, a, spectrum);
    const json_t *list = json_object_get(readings, "readings"), *disputes = json_object_get(readings, "disputes");
    size_t i;
    json_t *one;
    output("\n  %s\n", a->witnesses ? "Witnesses" : "Codings");
    json_array_foreach((json_t *)list, i, one) {
        const json_t *point = json_object_get(one, "point");
        output("  - %s: %s\n", json_string_value(json_object_get(one, a->witnesses ? "witness" : "coder")),
               json_is_null(point) ? "contradictory" : json_string_value(json_object_get(point, "label")));
    }
    print_together(readings, "agreed", "what all agree on");
    print_together(readings, "cautious", "read with caution, together");
    if (json_integer_value(json_object_get(readings, "gap")))
        output("  - the points lie %d levels apart\n", (int)json_integer_value(json_object_get(readings, "gap")));
    json_array_foreach((json_t *)disputes, i, one)
        output("  - they dispute %s\n", json_string_value(one));
    json_decref(readings);
}

void classify_print(setting *s, const activity *a, const coprod_spectrum *spectrum,
                    const coprod_classification *result, int32_t claim)
{
    coprod_spectrum_info info = {sizeof info};
    coprod_interval interval = {sizeof interval};
    coprod_spectrum_get(spectrum, &info);
    coprod_classification_get(result, &interval);
    output("%s (%s, version %s)\n", info.title, info.id, info.version);
    print_reasons(s, result, NULL, "spectrum-contradiction spectrum-certain spectrum-between spectrum-point "
                  "spectrum-uneven");
    if (claim) {
        char text[1024];
        coprod_classification_claim_text(result, claim, s->texts, text, sizeof text, NULL);
        output("  %s\n", text);
    }
    print_reasons(s, result, "Why", "spectrum-held spectrum-held-some spectrum-held-unknown");
    print_reasons(s, result, "What to ask next", "spectrum-missing");
    if (interval.contradiction < 0 && (uint32_t)interval.lowest < info.level_count)
        print_steps(spectrum, result, interval.lowest + 1);
    if (claim > interval.lowest + 1)
        print_steps(spectrum, result, claim);
    print_reasons(s, result, "Promises at this level", "spectrum-promise-kept spectrum-promise-broken "
                  "spectrum-promise-unknown");
    print_reasons(s, result, "Patterns", "spectrum-pattern spectrum-pattern-possible");
    print_about(a);
    if (a->reading_count)
        print_readings(s, a, spectrum);
}

static json_t *level_json(const coprod_spectrum *spectrum, int32_t rank)
{
    coprod_level level = {sizeof level};
    if (coprod_spectrum_level(spectrum, rank, &level) != COPROD_OK)
        return json_null();
    return json_pack("{si ss ss}", "rank", rank, "id", level.id, "label", level.label);
}

static json_t *interval_json(setting *s, const coprod_spectrum *spectrum, const coprod_evidence *evidence,
                             coprod_interval *interval)
{
    coprod_classification *result = NULL;
    json_t *json = json_object();
    interval->size = sizeof *interval;
    if (coprod_classification_new(NULL, &result) == COPROD_OK
        && coprod_classify(spectrum, evidence, &s->options, result) == COPROD_OK
        && coprod_classification_get(result, interval) == COPROD_OK) {
        json_object_set_new(json, "lowest", level_json(spectrum, interval->lowest));
        json_object_set_new(json, "point", level_json(spectrum, interval->point));
        json_object_set_new(json, "highest", level_json(spectrum, interval->highest));
    }
    coprod_classification_free(result);
    return json;
}

json_t *readings_json(setting *s, const activity *a, const coprod_spectrum *spectrum)
{
    const coprod_evidence *const *readings = (const coprod_evidence *const *)a->readings;
    json_t *json = json_object(), *list = json_array(), *names = json_array();
    coprod_evidence *agreed = NULL, *cautious = NULL;
    coprod_interval interval = {sizeof interval};
    int32_t lowest = INT32_MAX, highest = -1;
    uint32_t disputes = 0;
    for (size_t i = 0; i < a->reading_count; i++) {
        json_t *one = interval_json(s, spectrum, a->readings[i], &interval);
        json_object_set_new(one, a->witnesses ? "witness" : "coder", json_string(a->names[i]));
        json_array_append_new(list, one);
        lowest = interval.point < lowest ? interval.point : lowest;
        highest = interval.point > highest ? interval.point : highest;
    }
    json_object_set_new(json, "readings", list);
    if (coprod_evidence_combine(readings, a->reading_count, COPROD_COMBINE_INTERSECT, NULL, &disputes, &agreed)
        == COPROD_OK)
        json_object_set_new(json, "agreed", interval_json(s, spectrum, agreed, &interval));
    if (coprod_evidence_combine(readings, a->reading_count, COPROD_COMBINE_HULL, NULL, NULL, &cautious) == COPROD_OK)
        json_object_set_new(json, "cautious", interval_json(s, spectrum, cautious, &interval));
    for (uint32_t i = 0; i < 32; i++)
        if (disputes >> i & 1)
            json_array_append_new(names, json_string(indicator_id(classify_reader(s), i)));
    json_object_set_new(json, "disputes", names);
    json_object_set_new(json, "gap", lowest >= 0 ? json_integer(highest - lowest) : json_null());
    coprod_evidence_free(agreed);
    coprod_evidence_free(cautious);
    return json;
}

static json_t *result_json(setting *s, const activity *a, const coprod_spectrum *spectrum,
                           const coprod_classification *result, int32_t claim)
{
    static const char *const keys[] = {"motivation", "prior_learning", "partners"};
    size_t needed = 0;
    char *text;
    json_t *json = NULL;
    coprod_classification_json(result, claim, s->texts, NULL, 0, &needed);
    text = malloc(needed);
    if (text && coprod_classification_json(result, claim, s->texts, text, needed, NULL) == COPROD_OK)
        json = json_loads(text, 0, NULL);
    free(text);
    for (size_t i = 0; json && i < 3; i++) {
        json_t *value = json_object_get(a->document, keys[i]);
        json_object_set_new(json, keys[i], value ? json_incref(value) : json_string("not stated"));
    }
    if (json && a->reading_count)
        json_object_set_new(json, a->witnesses ? "witnesses" : "codings", readings_json(s, a, spectrum));
    return json;
}

int classify_text(setting *s, const char *file, const char *text, size_t length, json_t **error)
{
    activity a;
    coprod_classification *result = NULL;
    json_t *answers = json_array();
    int code = activity_read(s, file, text, length, *error, &a) ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
    if (code == PROGRAM_FINE && coprod_classification_new(NULL, &result) != COPROD_OK)
        code = PROGRAM_BROKEN;
    for (size_t i = 0; code == PROGRAM_FINE && i < s->count; i++) {
        int32_t claim = 0;
        coprod_status status = coprod_classify(s->spectra[i], a.evidence, &s->options, result);
        if (a.claim)
            coprod_spectrum_rank(s->spectra[i], a.claim, &claim);
        if (status != COPROD_OK)
            code = program_status(file, status);
        else if (s->json)
            json_array_append_new(answers, result_json(s, &a, s->spectra[i], result, claim));
        else {
            output("%s", i ? "\n" : "");
            classify_print(s, &a, s->spectra[i], result, claim);
        }
    }
    if (code == PROGRAM_FINE && s->json) {
        json_dumpf(s->count == 1 ? json_array_get(answers, 0) : answers, stdout,
                   s->lines ? JSON_COMPACT : JSON_INDENT(2));
        putchar('\n');
    }
    json_decref(answers);
    coprod_classification_free(result);
    activity_free(&a);
    return code;
}
