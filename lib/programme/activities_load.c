/* SPDX-License-Identifier: MIT */
/* Reads the activities of a dossier, each with its codings and their hull. */
#include <stdlib.h>
#include <string.h>

#include "dossier_internal.h"

/* A text, or an object with a `quote`; "" is "not stated". */
static const char *load_statement(coprod__load *load, coprod_dossier *dossier, const json_t *json,
                                  const coprod__place *place, const char *key)
{
    const coprod__place here = {place, key, 0};
    const json_t *value = json_object_get(json, key);
    if (!json_is_object(value))
        return coprod__json_copy(load, &dossier->arena, json, place, key, COPROD__OPTIONAL);
    coprod__json_keys(load, value, &here, "quote source section");
    return coprod__json_copy(load, &dossier->arena, value, &here, "quote", COPROD__REQUIRED);
}

/* The level that the publisher claims: a text, or an object with `level` and `quote`. Another spectrum may know it. */
static void load_claim(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                       coprod__activity *own)
{
    const json_t *claim = json_object_get(json, "claim");
    const coprod__place here = {place, "claim", 0}, level = {&here, "level", 0};
    int32_t rank;
    own->claim_quote = "";
    if (!json_is_object(claim)) {
        own->claim = coprod__json_copy(load, &dossier->arena, json, place, "claim", COPROD__OPTIONAL);
    } else {
        coprod__json_keys(load, claim, &here, "level quote by source section");
        own->claim = coprod__json_copy(load, &dossier->arena, claim, &here, "level", COPROD__REQUIRED);
        own->claim_quote = coprod__json_copy(load, &dossier->arena, claim, &here, "quote", COPROD__OPTIONAL);
    }
    if (own->claim[0] && coprod_spectrum_rank(dossier->spectrum, own->claim, &rank) != COPROD_OK)
        coprod__report(load, COPROD_WARNING, "unknown-claim", json_is_object(claim) ? &level : &here, own->claim,
                       "the id or label of a level");
}

static void load_period(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                        coprod__activity *own)
{
    const json_t *period = coprod__json_object(load, json, place, "period", COPROD__OPTIONAL);
    const coprod__place here = {place, "period", 0};
    coprod__json_keys(load, period, &here, "from to");
    own->from = coprod__json_copy(load, &dossier->arena, period, &here, "from", COPROD__OPTIONAL);
    own->to = coprod__json_copy(load, &dossier->arena, period, &here, "to", COPROD__OPTIONAL);
}

/* The findings of answers, which were read as a document of their own, at their place in the dossier. */
static coprod_status report_at(coprod__load *load, const coprod_findings *findings, const coprod__place *place)
{
    coprod_status status = COPROD_OK;
    for (size_t i = 0; status == COPROD_OK && i < coprod_findings_count(findings); i++) {
        coprod_finding finding = {sizeof finding};
        char pointer[512];
        coprod__writer writer;
        coprod_findings_get(findings, i, &finding);
        coprod__writer_init(&writer, pointer, sizeof pointer);
        coprod__write_place(&writer, place);
        coprod__write(&writer, finding.place);
        coprod__writer_end(&writer, NULL);
        finding.place = pointer;
        load->errors += finding.severity == COPROD_ERROR;
        status = coprod__findings_add(load->findings, &finding);
    }
    return status;
}

/* The engine reads its own part, through its public door. */
static coprod_status load_answers(coprod__load *load, coprod_dossier *dossier, const json_t *json,
                                  const coprod__place *place, coprod_evidence **evidence)
{
    json_t *document = json_pack("{sO}", "answers", json_object_get(json, "answers"));
    char *text = document ? coprod__json_dump(document) : NULL;
    coprod_findings *findings = NULL;
    coprod_status status = text ? coprod_findings_new(&dossier->allocator, &findings) : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = coprod_evidence_load(text, COPROD_NTS, dossier->spectrum, &dossier->allocator, findings, evidence);
    if (status == COPROD_E_DEFINITION)
        status = report_at(load, findings, place);
    coprod_findings_free(findings);
    free(text);
    json_decref(document);
    return status;
}

static coprod_status load_codings(coprod__load *load, coprod_dossier *dossier, const json_t *json,
                                  const coprod__place *place, coprod__activity *own)
{
    const json_t *list = coprod__json_array(load, json, place, "codings", COPROD__REQUIRED);
    const coprod__place codings = {place, "codings", 0};
    size_t count = json_array_size(list), i;
    coprod_status status = COPROD_OK;
    json_t *one;
    if (list && !count)
        coprod__report(load, COPROD_ERROR, "too-many", &codings, "nothing", "one coding or more");
    own->codings = coprod__dossier_room(load, dossier, count, sizeof *own->codings);
    own->coders = coprod__dossier_room(load, dossier, count, sizeof *own->coders);
    if (!own->codings || !own->coders)
        return COPROD_OK; /* without memory that is noted */
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&codings, NULL, i};
        if (!json_is_object(one)) {
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
            continue;
        }
        coprod__json_keys(load, one, &here, "coder answers");
        own->coders[own->coding_count] = coprod__json_copy(load, &dossier->arena, one, &here, "coder",
                                                           COPROD__REQUIRED);
        if (!coprod__json_object(load, one, &here, "answers", COPROD__REQUIRED))
            continue;
        status = load_answers(load, dossier, one, &here, &own->codings[own->coding_count]);
        if (status != COPROD_OK)
            return status;
        own->coding_count += own->codings[own->coding_count] != NULL;
    }
    return status;
}

/* Where two coders read the same sentences differently, the cautious reading is the hull, and the difference is
 * shown. */
static coprod_status combine_codings(coprod_dossier *dossier, coprod__activity *own)
{
    coprod_spectrum_info info = {sizeof info};
    coprod_status status = coprod_evidence_combine((const coprod_evidence *const *)own->codings, own->coding_count,
                                                   COPROD_COMBINE_HULL, &dossier->allocator, &own->disputes,
                                                   &own->evidence);
    if (status != COPROD_OK)
        return status;
    coprod_spectrum_get(dossier->spectrum, &info);
    for (uint32_t i = 0; i < info.indicator_count; i++)
        for (uint32_t k = 1; k < own->coding_count; k++) {
            int32_t low, high, first_low, first_high;
            coprod_evidence_get(own->codings[0], i, &first_low, &first_high, NULL);
            coprod_evidence_get(own->codings[k], i, &low, &high, NULL);
            if (low != first_low || high != first_high)
                own->differences |= (uint32_t)1 << i;
        }
    return COPROD_OK;
}

static void load_words(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                       coprod__activity *own)
{
    const coprod__place partners = {place, "partners", 0}, source = {place, "source", 0};
    coprod__arena *arena = &dossier->arena;
    own->id = coprod__json_word(load, arena, json, place, "id");
    own->title = coprod__json_copy(load, arena, json, place, "title", COPROD__REQUIRED);
    own->group = coprod__json_copy(load, arena, json, place, "group", COPROD__OPTIONAL);
    own->source = coprod__json_copy(load, arena, json, place, "source", COPROD__OPTIONAL);
    own->section = coprod__json_copy(load, arena, json, place, "section", COPROD__OPTIONAL);
    own->motivation = load_statement(load, dossier, json, place, "motivation");
    own->prior_learning = load_statement(load, dossier, json, place, "prior_learning");
    own->illustrative = coprod__load_illustrative(load, json, place);
    dossier->illustrative |= own->illustrative;
    load_period(load, dossier, json, place, own);
    load_claim(load, dossier, json, place, own);
    coprod__load_partners(load, dossier, coprod__json_array(load, json, place, "partners", COPROD__OPTIONAL),
                          &partners, &own->partners);
    if (own->source[0] && dossier->source_count && !json_object_get(dossier->source_ids, own->source))
        coprod__report(load, COPROD_ERROR, "unknown-id", &source, own->source, "the id of a source");
}

coprod_status coprod__load_activities(coprod__load *load, coprod_dossier *dossier, const json_t *list,
                                      const coprod__place *place)
{
    coprod_status status = COPROD_OK;
    size_t i;
    json_t *one;
    dossier->activities = coprod__dossier_room(load, dossier, json_array_size(list), sizeof *dossier->activities);
    if (!dossier->activities)
        return COPROD_OK;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {place, NULL, i}, id = {&here, "id", 0};
        coprod__activity *own = &dossier->activities[dossier->activity_count++];
        if (!json_is_object(one)) {
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
            continue;
        }
        coprod__json_keys(load, one, &here, "id title group period source section claim motivation prior_learning "
                          "partners codings illustrative");
        load_words(load, dossier, one, &here, own);
        coprod__dossier_id(load, dossier->activity_ids, own->id, &id);
        status = load_codings(load, dossier, one, &here, own);
        if (status == COPROD_OK && own->coding_count)
            status = combine_codings(dossier, own);
        if (status != COPROD_OK)
            return status;
    }
    return status;
}
