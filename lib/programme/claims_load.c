/* SPDX-License-Identifier: MIT */
/* The part `claims` of a dossier: payment claims, each with the policy under which it is priced. */
#include <stdlib.h>
#include <string.h>

#include "coprod/days.h"
#include "dossier_internal.h"

void coprod__repeat_findings(coprod__load *load, const coprod_findings *inner, const coprod__place *place,
                             coprod_status status)
{
    size_t count = coprod_findings_count(inner);
    char before[512], whole[1024];
    coprod__writer writer;
    if (status != COPROD_OK && (!count || status == COPROD_E_MEMORY)) { /* no fault of the document */
        load->failure = status;
        return;
    }
    coprod__writer_init(&writer, before, sizeof before);
    coprod__write_place(&writer, place);
    coprod__writer_end(&writer, NULL);
    for (size_t i = 0; i < count; i++) {
        coprod_finding one = {sizeof one};
        coprod_findings_get(inner, i, &one);
        coprod__writer_init(&writer, whole, sizeof whole);
        coprod__write(&writer, before);
        coprod__write(&writer, one.place);
        coprod__writer_end(&writer, NULL);
        one.place = whole;
        one.line = one.column = 0; /* of the inner text, not of the dossier */
        load->errors += one.severity == COPROD_ERROR;
        if (coprod__findings_add(load->findings, &one) != COPROD_OK)
            load->failure = COPROD_E_MEMORY;
    }
}

static void load_policy(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                        coprod__dossier_claim *own)
{
    const json_t *value = json_object_get(json, "policy");
    const coprod__place here = {place, "policy", 0};
    coprod_findings *inner = NULL;
    coprod_status status;
    char *text;
    if (json_is_string(value)) {
        status = coprod_policy_builtin(json_string_value(value), &dossier->allocator, &own->policy);
        if (status == COPROD_E_UNKNOWN)
            coprod__report(load, COPROD_ERROR, "unknown-id", &here, json_string_value(value),
                           "the id of a built-in policy, or a policy");
        else if (status != COPROD_OK)
            load->failure = status;
        return;
    }
    if (!json_is_object(value)) {
        coprod__json_wrong(load, value ? "wrong-type" : "missing-key", &here, value,
                           "the id of a built-in policy, or a policy");
        return;
    }
    text = coprod__json_dump(value);
    status = text ? coprod_findings_new(&dossier->allocator, &inner) : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = coprod_policy_load(text, COPROD_NTS, &dossier->allocator, inner, &own->policy);
    coprod__repeat_findings(load, inner, &here, status);
    coprod_findings_free(inner);
    free(text);
}

static void load_claim(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                       coprod__dossier_claim *own)
{
    const json_t *value = coprod__json_object(load, json, place, "claim", COPROD__REQUIRED);
    const coprod__place here = {place, "claim", 0};
    coprod_findings *inner = NULL;
    coprod_status status;
    char *text;
    if (!value)
        return;
    text = coprod__json_dump(value);
    status = text ? coprod_findings_new(&dossier->allocator, &inner) : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = coprod_payment_claim_load(text, COPROD_NTS, &dossier->allocator, inner, &own->claim);
    coprod__repeat_findings(load, inner, &here, status);
    coprod_findings_free(inner);
    free(text);
}

static void load_one(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                     coprod__dossier_claim *own)
{
    const coprod__place known = {place, "known_on", 0}, source = {place, "source", 0};
    coprod__arena *arena = &dossier->arena;
    const char *day;
    coprod__json_keys(load, json, place, "title policy known_on illustrative note source section claim");
    own->title = coprod__json_copy(load, arena, json, place, "title", COPROD__REQUIRED);
    own->note = coprod__json_copy(load, arena, json, place, "note", COPROD__OPTIONAL);
    own->source = coprod__json_copy(load, arena, json, place, "source", COPROD__OPTIONAL);
    own->section = coprod__json_copy(load, arena, json, place, "section", COPROD__OPTIONAL);
    if (own->source[0] && dossier->source_count && !json_object_get(dossier->source_ids, own->source))
        coprod__report(load, COPROD_ERROR, "unknown-id", &source, own->source, "the id of a source");
    own->illustrative = coprod__load_illustrative(load, json, place);
    dossier->illustrative |= own->illustrative;
    day = coprod__json_text(load, json, place, "known_on", COPROD__OPTIONAL);
    own->has_known_on = day != NULL;
    if (day && coprod_day_read(day, COPROD_NTS, &own->known_on) != COPROD_OK)
        coprod__report(load, COPROD_ERROR, "not-a-date", &known, day, "a date such as 2026-11-24");
    load_policy(load, dossier, json, place, own);
    load_claim(load, dossier, json, place, own);
}

void coprod__load_claims(coprod__load *load, coprod_dossier *dossier, const json_t *list, const coprod__place *place)
{
    size_t i;
    json_t *one;
    if (json_array_size(list) > 10000) {
        coprod__report(load, COPROD_ERROR, "too-many", place, "more than 10000", "at most 10000 claims");
        return;
    }
    dossier->claims = coprod__dossier_room(load, dossier, json_array_size(list), sizeof *dossier->claims);
    if (!dossier->claims)
        return;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {place, NULL, i};
        coprod__dossier_claim *own = &dossier->claims[dossier->claim_count++];
        if (json_is_object(one))
            load_one(load, dossier, one, &here, own);
        else
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
    }
}

size_t coprod_dossier_claim_count(const coprod_dossier *dossier)
{
    return dossier ? dossier->claim_count : 0;
}

coprod_status coprod_dossier_get_claim(const coprod_dossier *dossier, size_t index, coprod_dossier_claim *claim)
{
    coprod_dossier_claim own = {sizeof own};
    coprod_status status = coprod__struct_begin(dossier, claim, sizeof own);
    const coprod__dossier_claim *from;
    if (status != COPROD_OK)
        return status;
    if (index >= dossier->claim_count)
        return COPROD_E_UNKNOWN;
    from = &dossier->claims[index];
    own.title = from->title;
    own.note = from->note;
    own.source = from->source;
    own.section = from->section;
    own.policy = from->policy;
    own.claim = from->claim;
    own.known_on = from->known_on;
    own.has_known_on = from->has_known_on;
    own.illustrative = from->illustrative;
    return coprod__struct_out(claim, sizeof own, sizeof own, &own);
}
