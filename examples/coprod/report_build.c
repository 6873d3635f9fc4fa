/* SPDX-License-Identifier: MIT */
/* Loads a dossier, classifies every reading of every activity, and puts down what all three formats tell. */
#include <stdlib.h>
#include <string.h>

#include "coprod_program.h"
#include "report_people.h"

static void free_reading(reading *own)
{
    coprod_classification_free(own->result);
    free(own->range);
    free(own->headline);
}

static void free_activity(activity *a)
{
    free_reading(&a->whole);
    for (size_t k = 0; a->codings && k < a->info.coding_count; k++)
        free_reading(&a->codings[k]);
    free(a->codings);
    free(a->verdict);
    free(a->excluded);
    free(a->period);
    free(a->gap);
    free(a->json);
}

void report_free(report *r)
{
    for (size_t i = 0; r->activities && i < r->info.activity_count; i++)
        free_activity(&r->activities[i]);
    free(r->activities);
    for (size_t i = 0; i < REPORT_SENTENCES; i++)
        free(r->summary[i]);
    free(r->coders);
    report_free_payments(r);
    feedback_free(r->feedback);
    people_free(r->people);
    coprod_profile_free(r->profile);
    coprod_dossier_free(r->dossier);
    coprod_spectrum_free(r->spectrum);
}

static void describe_spectrum(report *r)
{
    r->definition.size = sizeof r->definition;
    coprod_spectrum_get(r->spectrum, &r->definition);
    for (int32_t rank = 0; rank <= (int32_t)r->definition.level_count; rank++) {
        r->levels[rank].size = sizeof r->levels[rank];
        coprod_spectrum_level(r->spectrum, rank, &r->levels[rank]);
    }
    for (uint32_t i = 0; i < r->definition.indicator_count; i++) {
        r->indicators[i].size = sizeof r->indicators[i];
        coprod_spectrum_indicator(r->spectrum, i, &r->indicators[i]);
    }
}

static int read_dossier(report *r, const char *path)
{
    const char *file = path && strcmp(path, "-") ? path : "standard input";
    size_t length = 0;
    char *json = program_read(path, &length);
    coprod_findings *findings = NULL;
    coprod_status status;
    int code = PROGRAM_FINE;
    if (!json)
        return PROGRAM_BAD_INPUT;
    status = coprod_findings_new(NULL, &findings);
    if (status == COPROD_OK)
        status = coprod_dossier_load(json, length, r->spectrum, NULL, findings, &r->dossier);
    if (status == COPROD_OK)
        status = report_price(r, json, length);
    if (status != COPROD_OK)
        code = coprod_findings_count(findings) ? program_findings(file, findings) : program_status(file, status);
    coprod_findings_free(findings);
    if (code == PROGRAM_FINE) {
        r->info.size = sizeof r->info;
        coprod_dossier_get(r->dossier, &r->info);
        status = people_fingerprint(r, json, length);
        code = status == COPROD_OK ? code : program_status(file, status);
    }
    free(json);
    return code;
}

static coprod_status read_evidence(const report *r, const coprod_evidence *evidence, reading *own)
{
    out range = {NULL, 0, 0, 0}, headline = {NULL, 0, 0, 0};
    coprod_status status = coprod_classification_new(NULL, &own->result);
    own->evidence = evidence;
    own->interval.size = sizeof own->interval;
    if (status == COPROD_OK)
        status = coprod_classify(r->spectrum, evidence, NULL, own->result);
    if (status == COPROD_OK)
        status = coprod_classification_get(own->result, &own->interval);
    if (status != COPROD_OK)
        return status;
    words_range(&range, r, own->interval.lowest, own->interval.highest);
    words_headline(&headline, r, &own->interval);
    own->range = out_take(&range);
    own->headline = out_take(&headline);
    return own->range && own->headline ? COPROD_OK : COPROD_E_MEMORY;
}

/* The whole result as the library writes it, and its sentence on the claim. */
static coprod_status write_result(activity *a)
{
    int32_t rank = a->claimed > 0 ? a->claimed : 0;
    size_t needed = 0;
    coprod_classification_json(a->whole.result, rank, NULL, NULL, 0, &needed);
    a->json = malloc(needed + 1);
    if (!a->json || coprod_classification_json(a->whole.result, rank, NULL, a->json, needed, NULL) != COPROD_OK)
        return COPROD_E_MEMORY;
    if (!rank)
        return COPROD_OK;
    coprod_classification_claim_text(a->whole.result, rank, NULL, NULL, 0, &needed);
    a->verdict = malloc(needed + 1);
    if (!a->verdict)
        return COPROD_E_MEMORY;
    return coprod_classification_claim_text(a->whole.result, rank, NULL, a->verdict, needed, NULL);
}

static coprod_status judge_claim(const report *r, activity *a)
{
    a->claimed = CLAIM_NONE;
    if (a->info.claim[0] && coprod_spectrum_rank(r->spectrum, a->info.claim, &a->claimed) != COPROD_OK)
        a->claimed = CLAIM_NOT_KNOWN;
    a->claim.size = sizeof a->claim;
    return a->claimed > 0 ? coprod_classification_claim(a->whole.result, a->claimed, &a->claim) : COPROD_OK;
}

static coprod_status read_activity(report *r, size_t index)
{
    activity *a = &r->activities[index];
    const coprod_evidence *evidence;
    out period = {NULL, 0, 0, 0}, gap = {NULL, 0, 0, 0}, excluded = {NULL, 0, 0, 0};
    coprod_status status;
    a->info.size = sizeof a->info;
    status = coprod_dossier_activity(r->dossier, index, &a->info);
    if (status == COPROD_OK)
        status = coprod_dossier_evidence(r->dossier, index, &evidence);
    if (status == COPROD_OK)
        status = read_evidence(r, evidence, &a->whole);
    a->codings = calloc(a->info.coding_count + (size_t)1, sizeof *a->codings);
    for (size_t k = 0; status == COPROD_OK && a->codings && k < a->info.coding_count; k++) {
        status = coprod_dossier_coding(r->dossier, index, k, &a->codings[k].coder, &evidence);
        if (status == COPROD_OK)
            status = read_evidence(r, evidence, &a->codings[k]);
    }
    if (status == COPROD_OK)
        status = judge_claim(r, a);
    if (status != COPROD_OK)
        return status;
    words_period(&period, a->info.from, a->info.to);
    words_gap(&gap, r, a);
    words_excluded(&excluded, r, a);
    a->excluded = out_take(&excluded);
    a->period = out_take(&period);
    a->gap = out_take(&gap);
    return a->codings && a->period && a->gap && a->excluded ? write_result(a) : COPROD_E_MEMORY;
}

static coprod_status read_activities(report *r)
{
    coprod_status status = coprod_profile_new(r->spectrum, NULL, &r->profile);
    r->activities = calloc(r->info.activity_count + (size_t)1, sizeof *r->activities);
    if (status == COPROD_OK && !r->activities)
        status = COPROD_E_MEMORY;
    for (size_t i = 0; status == COPROD_OK && i < r->info.activity_count; i++) {
        const activity *a = &r->activities[i];
        status = read_activity(r, i);
        if (status == COPROD_OK)
            status = coprod_profile_add(r->profile, a->whole.result, a->info.group, a->period);
    }
    r->all.size = sizeof r->all;
    if (status == COPROD_OK)
        status = coprod_profile_get(r->profile, 0, &r->all);
    return status;
}

int report_build(report *r, const char *spectrum, const char *path)
{
    coprod_status status;
    int code;
    memset(r, 0, sizeof *r);
    r->spectrum = program_spectrum(spectrum);
    if (!r->spectrum)
        return PROGRAM_BAD_INPUT;
    describe_spectrum(r);
    code = read_dossier(r, path);
    if (code != PROGRAM_FINE)
        return code;
    status = read_activities(r);
    if (status == COPROD_OK)
        status = feedback_build(r, &r->feedback);
    if (status == COPROD_OK)
        status = people_build(r, &r->people);
    if (status == COPROD_OK && !words_summary(r))
        status = COPROD_E_MEMORY;
    return status == COPROD_OK ? PROGRAM_FINE : program_status("report", status);
}
