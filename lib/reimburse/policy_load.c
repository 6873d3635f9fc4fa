/* SPDX-License-Identifier: MIT */
/* Loads a policy: its frame, then the chapters in the order in which they name each other. */
#include <stdlib.h>
#include <string.h>

#include "data_internal.h"
#include "read_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* "MM-DD", a day that every year has. */
static void read_month_day(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                           const char *key, const char *otherwise, int16_t out[2])
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const coprod__place here = {place, key, 0};
    const char *text = coprod__json_text(reading->load, json, place, key, COPROD__OPTIONAL);
    int good;
    text = text ? text : otherwise;
    good = strlen(text) == 5 && text[2] == '-';
    for (size_t i = 0; good && i < 5; i++)
        good = i == 2 || (text[i] >= '0' && text[i] <= '9');
    out[0] = good ? (int16_t)((text[0] - '0') * 10 + text[1] - '0') : 0;
    out[1] = good ? (int16_t)((text[3] - '0') * 10 + text[4] - '0') : 0;
    if (out[0] < 1 || out[0] > 12 || out[1] < 1 || out[1] > days[out[0] - 1]) {
        coprod__report(reading->load, COPROD_ERROR, "not-a-date", &here, text, "MM-DD, a day of every year");
        out[0] = out[1] = 1;
    }
}

static void load_calendars(const coprod__reading *reading, const json_t *document)
{
    coprod_policy *policy = reading->policy;
    const json_t *own = coprod__json_object(reading->load, document, &root, "calendars", COPROD__OPTIONAL);
    const coprod__place here = {&root, "calendars", 0};
    if (own)
        coprod__json_keys(reading->load, own, &here,
                          "tax_year_start mileage_year_start fiscal_year_end week_start clock");
    read_month_day(reading, own, &here, "tax_year_start", "04-06", policy->tax_year);
    read_month_day(reading, own, &here, "mileage_year_start", "04-06", policy->mileage_year);
    read_month_day(reading, own, &here, "fiscal_year_end", "03-31", policy->fiscal_end);
    policy->week_start = (int16_t)(1 + coprod__read_choice(reading, own, &here, "week_start",
                                                           "mon tue wed thu fri sat sun", 0));
    coprod__load_clock(reading, own, &here);
}

static void load_rounding(const coprod__reading *reading, const json_t *document)
{
    coprod_policy *policy = reading->policy;
    const json_t *own = coprod__json_object(reading->load, document, &root, "rounding", COPROD__OPTIONAL);
    const coprod__place here = {&root, "rounding", 0};
    if (own)
        coprod__json_keys(reading->load, own, &here, "mode stage");
    policy->rounding = (uint8_t)coprod__read_choice(reading, own, &here, "mode", "half-up half-even down up", 0);
    policy->round_claim = (uint8_t)coprod__read_choice(reading, own, &here, "stage", "line claim", 0);
    policy->by_submission = (uint8_t)coprod__read_choice(reading, document, &root, "rate_date", "incurred submission",
                                                         0);
}

static void load_frame(const coprod__reading *reading, const json_t *document)
{
    coprod_policy *policy = reading->policy;
    coprod__load *load = reading->load;
    const coprod__place currency = {&root, "currency", 0};
    const char *code;
    coprod__json_schema(load, document, "policy/1");
    coprod__json_keys(load, document, &root, "schema id version title note jurisdiction language currency source "
                      "sources calendars rounding rate_date indexes roles fees cancellation expenses caps claim_rules "
                      "payment checks");
    policy->id = coprod__json_word(load, reading->arena, document, &root, "id");
    policy->version = coprod__json_copy(load, reading->arena, document, &root, "version", COPROD__REQUIRED);
    policy->title = coprod__json_copy(load, reading->arena, document, &root, "title", COPROD__REQUIRED);
    policy->note = coprod__json_copy(load, reading->arena, document, &root, "note", COPROD__OPTIONAL);
    policy->jurisdiction = coprod__json_copy(load, reading->arena, document, &root, "jurisdiction", COPROD__OPTIONAL);
    policy->language = coprod__json_copy(load, reading->arena, document, &root, "language", COPROD__OPTIONAL);
    code = coprod__json_text(load, document, &root, "currency", COPROD__REQUIRED);
    if (code && (strlen(code) != 3 || strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3))
        coprod__report(load, COPROD_ERROR, "not-a-word", &currency, code, "three capital letters, such as GBP");
    else if (code)
        memcpy(policy->currency, code, 4);
    coprod__read_sources(reading, document, &root, &policy->sources);
}

static coprod_status load_document(coprod__load *load, const json_t *document, coprod_policy *policy)
{
    const coprod__reading reading = {load, &policy->arena, policy, &policy->sources, NULL};
    coprod_status status;
    load_frame(&reading, document);
    load_calendars(&reading, document);
    load_rounding(&reading, document);
    coprod__load_indexes(&reading, document);
    coprod__load_fees(&reading, document);
    coprod__load_expenses(&reading, document);
    coprod__load_caps(&reading, document);
    coprod__load_claim_rules(&reading, document);
    coprod__load_payment(&reading, document);
    coprod__load_checks(&reading, document);
    status = coprod__load_status(load);
    if (status == COPROD_OK)
        status = coprod__json_fingerprint_without(document, "schema title label note source sources ref jurisdiction "
                                                  "language", policy->fingerprint);
    return status == COPROD_OK ? coprod__policy_counted(policy) : status;
}

coprod_status coprod_policy_load(const char *json, size_t length, const coprod_allocator *allocator,
                                 coprod_findings *findings, coprod_policy **policy)
{
    coprod__load load = {findings, 0, COPROD_OK, 0};
    coprod__begun begun;
    coprod_policy *made;
    coprod_status status;
    if (!policy)
        return COPROD_E_ARGUMENT;
    *policy = NULL;
    made = coprod__json_begin(&load, json, length, allocator, sizeof *made, &begun);
    if (!made)
        return begun.status;
    made->arena = begun.arena;
    coprod__refs_init(&made->refs);
    status = load_document(&load, begun.document, made);
    json_decref(begun.document);
    if (status == COPROD_OK)
        *policy = made;
    else
        coprod_policy_free(made);
    return status;
}

coprod_status coprod_policy_builtin(const char *id, const coprod_allocator *allocator, coprod_policy **policy)
{
    const coprod__data *data;
    if (!policy)
        return COPROD_E_ARGUMENT;
    *policy = NULL;
    if (!id)
        return COPROD_E_ARGUMENT;
    data = coprod__data_find("policy", id);
    return data ? coprod_policy_load(data->json, data->length, allocator, NULL, policy) : COPROD_E_UNKNOWN;
}
