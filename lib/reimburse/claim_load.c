/* SPDX-License-Identifier: MIT */
/* Reads a claim and its lines. */
#include <string.h>

#include "claim_read_internal.h"
#include "policy_internal.h"

static const coprod__place root = {NULL, NULL, 0};

static const char line_keys[] =
    "id type date start end offset end_offset minutes scheduled_minutes preparation_minutes travel_minutes role level "
    "task declared session event cancelled committed quantity_milli unit vehicle engine_cc country fuel passengers "
    "passenger_quantity_milli supplements journey travelled_as public_transport_possible rate amount_pence receipt "
    "approval class contains tip_pence zone nights_before private_stay breakfast_included earlier_than_usual provider "
    "paid_from_other_source people direct currency circumstances payment_date requested_pence waiver donate_to pay_by";

static void load_receipt(const coprod__line_reading *reading)
{
    const json_t *receipt = coprod__json_object(reading->load, reading->json, reading->place, "receipt",
                                                COPROD__OPTIONAL);
    const coprod__place here = {reading->place, "receipt", 0};
    const coprod__line_reading own = {reading->load, reading->arena, receipt, &here, reading->line};
    reading->line->receipt_no = "";
    if (!receipt)
        return;
    coprod__json_keys(reading->load, receipt, &here, "no amount_pence");
    reading->line->has |= COPROD__HAS_RECEIPT;
    reading->line->receipt_no = coprod__line_text(&own, "no");
    reading->line->receipt_pence = coprod__line_number(&own, "amount_pence", 2, COPROD__AMOUNT_MOST,
                                                       COPROD__HAS_RECEIPT_AMOUNT);
}

static void load_cancelled(const coprod__line_reading *reading)
{
    const json_t *cancelled = coprod__json_object(reading->load, reading->json, reading->place, "cancelled",
                                                  COPROD__OPTIONAL);
    const coprod__place here = {reading->place, "cancelled", 0}, at = {&here, "by", 0};
    const coprod__line_reading own = {reading->load, reading->arena, cancelled, &here, reading->line};
    if (!cancelled)
        return;
    coprod__json_keys(reading->load, cancelled, &here, "by notice_minutes");
    if (!json_object_get(cancelled, "by"))
        coprod__report(reading->load, COPROD_ERROR, "missing-key", &at, "nothing", "organiser or participant");
    reading->line->has |= COPROD__HAS_CANCELLED;
    reading->line->cancelled_by = (uint8_t)coprod__line_choice(&own, "by", "organiser participant", 0);
    reading->line->notice_minutes = (int32_t)coprod__line_number(&own, "notice_minutes", 0, 1000000,
                                                         COPROD__HAS_NOTICE);
}

static void load_contains(const coprod__line_reading *reading)
{
    const json_t *contains = coprod__json_object(reading->load, reading->json, reading->place, "contains",
                                                 COPROD__OPTIONAL);
    const coprod__place here = {reading->place, "contains", 0};
    const coprod__line_reading own = {reading->load, reading->arena, contains, &here, reading->line};
    coprod__claim_line *line = reading->line;
    const char *word;
    json_t *value;
    if (!json_object_size(contains) || !coprod__line_room(reading, "contains", json_object_size(contains)))
        return;
    line->contains = coprod__arena_alloc(reading->arena, json_object_size(contains) * sizeof *line->contains);
    if (!line->contains) {
        reading->load->failure = COPROD_E_MEMORY;
        return;
    }
    json_object_foreach((json_t *)contains, word, value) {
        coprod__contained *one = &line->contains[line->contains_count++];
        const char *copy = coprod__arena_text(reading->arena, word);
        if (!copy)
            reading->load->failure = COPROD_E_MEMORY;
        one->word = copy ? copy : "";
        one->pence = coprod__line_number(&own, word, 2, COPROD__AMOUNT_MOST, 0);
        if (line->fault_field == word) /* the document's text, which goes */
            line->fault_field = "contains";
    }
}

static void load_words(const coprod__line_reading *reading)
{
    coprod__claim_line *line = reading->line;
    coprod__words_of people = {NULL, 0}; /* whom one line covers; it is paid once */
    line->role = coprod__line_text(reading, "role");
    line->task = coprod__line_text(reading, "task");
    line->declared = coprod__line_text(reading, "declared");
    line->session = coprod__line_text(reading, "session");
    line->event = coprod__line_text(reading, "event");
    line->vehicle = coprod__line_text(reading, "vehicle");
    line->country = coprod__line_text(reading, "country");
    line->fuel = coprod__line_text(reading, "fuel");
    line->journey = coprod__line_text(reading, "journey");
    line->zone = coprod__line_text(reading, "zone");
    line->provider = coprod__line_text(reading, "provider");
    line->class_word = coprod__line_text(reading, "class");
    line->approval = coprod__line_text(reading, "approval");
    line->donate_to = coprod__line_text(reading, "donate_to");
    line->currency = coprod__line_text(reading, "currency");
    coprod__line_words(reading, "circumstances", &line->circumstances);
    coprod__line_words(reading, "supplements", &line->supplements);
    coprod__line_words(reading, "people", &people);
}

static void load_numbers(const coprod__line_reading *reading)
{
    const int64_t minutes = COPROD__CLAIM_MINUTES, amount = COPROD__AMOUNT_MOST, milli = COPROD__MILLI_MOST;
    coprod__claim_line *line = reading->line;
    line->minutes = (int32_t)coprod__line_number(reading, "minutes", 0, minutes, COPROD__HAS_MINUTES);
    line->scheduled_minutes = (int32_t)coprod__line_number(reading, "scheduled_minutes", 0, minutes,
                                                           COPROD__HAS_SCHEDULED);
    line->preparation_minutes = (int32_t)coprod__line_number(reading, "preparation_minutes", 0, minutes, 0);
    line->travel_minutes = (int32_t)coprod__line_number(reading, "travel_minutes", 0, minutes, 0);
    line->quantity_milli = coprod__line_number(reading, "quantity_milli", 3, milli, COPROD__HAS_QUANTITY);
    line->passenger_milli = coprod__line_number(reading, "passenger_quantity_milli", 3, milli,
                                                COPROD__HAS_PASSENGER_QUANTITY);
    line->engine_cc = (int32_t)coprod__line_number(reading, "engine_cc", 0, 100000, COPROD__HAS_ENGINE);
    line->passengers = (int32_t)coprod__line_number(reading, "passengers", 0, 100, 0);
    line->nights_before = (int32_t)coprod__line_number(reading, "nights_before", 0, 100000, 0);
    line->amount_pence = coprod__line_number(reading, "amount_pence", 2, amount, COPROD__HAS_AMOUNT);
    line->tip_pence = coprod__line_number(reading, "tip_pence", 2, amount, 0);
    line->requested_pence = coprod__line_number(reading, "requested_pence", 2, amount, COPROD__HAS_REQUESTED);
}

void coprod__load_line(const coprod__line_reading *reading)
{
    coprod__claim_line *line = reading->line;
    coprod__json_keys(reading->load, reading->json, reading->place, line_keys);
    line->id = coprod__json_copy(reading->load, reading->arena, reading->json, reading->place, "id", COPROD__REQUIRED);
    line->type = coprod__json_copy(reading->load, reading->arena, reading->json, reading->place, "type",
                                   COPROD__REQUIRED);
    load_words(reading);
    load_numbers(reading);
    line->date = coprod__line_day(reading, "date", COPROD__HAS_DATE);
    line->payment_date = coprod__line_day(reading, "payment_date", COPROD__HAS_PAYMENT_DATE);
    coprod__line_times(reading);
    load_receipt(reading);
    load_cancelled(reading);
    load_contains(reading);
    line->level = (uint8_t)(1 + coprod__line_choice(reading, "level",
                                                    "none inform consult engage co-design co-production", -1));
    line->unit = (uint8_t)coprod__line_choice(reading, "unit", "miles km nights people days hours items", 0);
    if (json_object_get(reading->json, "unit"))
        line->has |= COPROD__HAS_UNIT;
    line->as_passenger = (uint8_t)coprod__line_choice(reading, "travelled_as", "driver passenger", 0);
    line->asks_reserve = coprod__line_choice(reading, "rate", "reserve", -1) == 0;
    line->waived = coprod__line_choice(reading, "waiver", "none full", 0) == 1;
    line->by_voucher = (uint8_t)(1 + coprod__line_choice(reading, "pay_by", "cash voucher", -1));
    line->committed = (uint8_t)coprod__line_flag(reading, "committed", 0);
    line->transport_possible = (uint8_t)coprod__line_flag(reading, "public_transport_possible", 0);
    line->private_stay = (uint8_t)coprod__line_flag(reading, "private_stay", 0);
    line->breakfast_included = (uint8_t)coprod__line_flag(reading, "breakfast_included", 0);
    if (json_object_get(reading->json, "breakfast_included"))
        line->has |= COPROD__HAS_BREAKFAST;
    line->not_earlier = !coprod__line_flag(reading, "earlier_than_usual", 1);
    line->other_source = (uint8_t)coprod__line_flag(reading, "paid_from_other_source", 0);
    line->direct = (uint8_t)coprod__line_flag(reading, "direct", 0);
    if (line->amount_pence < line->tip_pence && line->has & COPROD__HAS_AMOUNT)
        coprod__fault(reading, "tip_pence", COPROD_WHY_OUT_OF_RANGE);
}

/* {"waiver": "full"} or {"waiver": {"amount_pence": ...}}. */
static void load_waiver(const coprod__line_reading *reading, coprod_payment_claim *claim)
{
    const json_t *waiver = json_object_get(reading->json, "waiver");
    const coprod__place here = {reading->place, "waiver", 0};
    const coprod__line_reading own = {reading->load, reading->arena, waiver, &here, NULL};
    if (json_is_object(waiver)) {
        coprod__json_keys(reading->load, waiver, &here, "amount_pence");
        claim->waiver_pence = coprod__line_number(&own, "amount_pence", 2, COPROD__AMOUNT_MOST, 0);
    } else {
        claim->waived = coprod__line_choice(reading, "waiver", "none full", 0) == 1;
    }
}

static void load_lines(coprod__load *load, const json_t *document, coprod_payment_claim *claim)
{
    const json_t *list = coprod__json_array(load, document, &root, "lines", COPROD__REQUIRED);
    const coprod__place here = {&root, "lines", 0};
    size_t i, count = json_array_size(list);
    json_t *one, *ids;
    if (count > COPROD__LINES) {
        coprod__report(load, COPROD_ERROR, "too-many", &here, "more than 1000000", "at most 1000000 lines");
        return;
    }
    claim->lines = count ? coprod__arena_alloc(&claim->arena, count * sizeof *claim->lines) : NULL;
    if (count && !claim->lines) {
        load->failure = COPROD_E_MEMORY;
        return;
    }
    ids = json_object();
    if (!ids)
        load->failure = COPROD_E_MEMORY;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place at = {&here, NULL, i};
        const coprod__line_reading reading = {load, &claim->arena, one, &at, &claim->lines[claim->line_count++]};
        const coprod__place id = {&at, "id", 0};
        const char *word = json_string_value(json_object_get(one, "id"));
        if (!json_is_object(one))
            coprod__json_wrong(load, "wrong-type", &at, one, "an object");
        coprod__load_line(&reading);
        if (word && json_object_get(ids, word))
            coprod__report(load, COPROD_ERROR, "duplicate-id", &id, word, "another id");
        else if (word && json_object_set_new(ids, word, json_true()))
            load->failure = COPROD_E_MEMORY;
    }
    json_decref(ids);
}

static coprod_status load_claim(coprod__load *load, const json_t *document, coprod_payment_claim *claim)
{
    const coprod__line_reading reading = {load, &claim->arena, document, &root, NULL};
    coprod__arena *arena = &claim->arena;
    int payee;
    if (!json_is_object(document))
        coprod__json_wrong(load, "wrong-type", &root, document, "an object");
    else if (json_object_get(document, "schema"))
        coprod__json_schema(load, document, "claim/1");
    coprod__json_keys(load, document, &root, "schema id person payer submitted payment_date currency circumstances "
                      "payee advance_pence waiver donate_to pay_by lines");
    claim->id = coprod__json_copy(load, arena, document, &root, "id", COPROD__REQUIRED);
    claim->person = coprod__json_copy(load, arena, document, &root, "person", COPROD__REQUIRED);
    claim->payer = coprod__line_text(&reading, "payer");
    claim->donate_to = coprod__line_text(&reading, "donate_to");
    claim->currency = coprod__line_text(&reading, "currency");
    claim->submitted = coprod__line_day(&reading, "submitted", 0);
    claim->payment_date = coprod__line_day(&reading, "payment_date", 0);
    claim->advance_pence = coprod__line_number(&reading, "advance_pence", 2, COPROD__AMOUNT_MOST, 0);
    coprod__line_words(&reading, "circumstances", &claim->circumstances);
    load_waiver(&reading, claim);
    payee = coprod__line_choice(&reading, "payee", "person organisation host", 0);
    claim->payee = (uint8_t)(1 << payee);
    claim->by_voucher = coprod__line_choice(&reading, "pay_by", "cash voucher", 0) == 1;
    load_lines(load, document, claim);
    return coprod__load_status(load);
}

coprod_status coprod_payment_claim_load(const char *json, size_t length, const coprod_allocator *allocator,
                                        coprod_findings *findings, coprod_payment_claim **claim)
{
    coprod__load load = {findings, 0, COPROD_OK, 0};
    coprod__begun begun;
    coprod_payment_claim *made;
    coprod_status status;
    if (!claim)
        return COPROD_E_ARGUMENT;
    *claim = NULL;
    made = coprod__json_begin(&load, json, length, allocator, sizeof *made, &begun);
    if (!made)
        return begun.status;
    made->arena = begun.arena;
    coprod__refs_init(&made->refs);
    status = load_claim(&load, begun.document, made);
    json_decref(begun.document);
    if (status == COPROD_OK)
        *claim = made;
    else
        coprod_payment_claim_free(made);
    return status;
}

const coprod_payment_claim *coprod__claim_take(const coprod_payment_claim *claim)
{
    coprod__refs_take(&claim->refs);
    return claim;
}

void coprod_payment_claim_free(coprod_payment_claim *claim)
{
    if (claim && !coprod__refs_drop(&claim->refs)) {
        coprod__arena arena = claim->arena; /* the claim lies in its own arena */
        coprod__arena_free(&arena);
    }
}
