/* SPDX-License-Identifier: MIT */
/* Reads a plan: sessions with their expenses and costs, and what belongs to no session. It names no policy. */
#include <string.h>

#include "claim_read_internal.h"
#include "coprod/days.h"
#include "plan_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* Keys of a claim's line that a session or an expense hands on. */
static const char session_keys[] = "start end offset end_offset minutes scheduled_minutes preparation_minutes "
                                   "travel_minutes role level task declared quantity_milli unit circumstances";
static const char expense_keys[] =
    "minutes start end offset end_offset amount_pence quantity_milli unit vehicle engine_cc country fuel passengers "
    "passenger_quantity_milli supplements journey travelled_as public_transport_possible rate approval class contains "
    "tip_pence zone nights_before private_stay breakfast_included earlier_than_usual provider paid_from_other_source "
    "direct";
static const char *const estimates[COPROD__ESTIMATES] = {"low", "expected", "high"};

/* A number, or {"low": .., "expected": .., "high": ..} in this order. */
static void read_three(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                       const char *key, int scale, int64_t most, int64_t three[COPROD__ESTIMATES])
{
    const json_t *value = json_object_get(object, key);
    const coprod__place here = {place, key, 0};
    if (!json_is_object(value)) {
        three[0] = three[1] = three[2] = coprod__read_decimal(reading, object, place, key, 0, scale, 0, most, three[0]);
        return;
    }
    coprod__json_keys(reading->load, value, &here, "low expected high");
    for (int e = 0; e < COPROD__ESTIMATES; e++)
        three[e] = coprod__read_decimal(reading, value, &here, estimates[e], 1, scale, 0, most, 0);
    if (three[0] > three[1] || three[1] > three[2])
        coprod__json_wrong(reading->load, "out-of-range", &here, value, "low, expected and high that go up");
}

static int32_t read_one_day(const coprod__reading *reading, const json_t *value, const coprod__place *place)
{
    int32_t day = 0, first, last;
    coprod_day_from_date(1900, 1, 1, &first);
    coprod_day_from_date(2199, 12, 31, &last);
    if (!json_is_string(value) || coprod_day_read(json_string_value(value), COPROD_NTS, &day) != COPROD_OK
        || day < first || day > last)
        coprod__json_wrong(reading->load, "not-a-date", place, value, "a day from 1900 to 2199, as YYYY-MM-DD");
    return day;
}

/* "date", or "dates": one of them. */
static void read_days(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                      coprod__days_of *days)
{
    const json_t *one = json_object_get(object, "date");
    const json_t *list = coprod__json_array(reading->load, object, place, "dates", COPROD__OPTIONAL);
    const coprod__place here = {place, one ? "date" : "dates", 0};
    size_t count = one ? 1 : json_array_size(list);
    if ((one && json_object_get(object, "dates")) || (!one && !json_object_get(object, "dates"))) {
        coprod__report(reading->load, COPROD_ERROR, "missing-key", &here, one ? "both" : "nothing", "date, or dates");
        return;
    }
    if (!count || count > COPROD__PLAN_DAYS) {
        coprod__report(reading->load, COPROD_ERROR, "too-many", &here, count ? "more than 1000" : "none",
                       "1 to 1000 days");
        return;
    }
    days->list = coprod__room(reading, count, sizeof *days->list);
    for (size_t i = 0; days->list && i < count; i++) {
        const coprod__place at = {&here, NULL, i};
        days->list[days->count++] = read_one_day(reading, one ? one : json_array_get(list, i), one ? &here : &at);
    }
}

void coprod__line_at(coprod__claim_line *line, int32_t day)
{
    line->start_utc += ((int64_t)day - line->date) * 24 * 60;
    line->end_utc += ((int64_t)day - line->date) * 24 * 60;
    line->date = line->payment_date = day;
    line->has |= COPROD__HAS_DATE | COPROD__HAS_PAYMENT_DATE;
}

/* A claim's line from an object of the plan: `keys` are handed on as they are, `estimate` where there are three. */
static void read_line(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                      const char *keys, const char *type, int estimate, coprod__claim_line *line)
{
    json_t *copy = json_pack("{ss ss}", "id", type, "type", type), *value;
    const coprod__line_reading own = {reading->load, reading->arena, copy, place, line};
    char key[32];
    for (const char *at = keys; copy && *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        memcpy(key, at, length); /* the longest has 25 letters */
        key[length] = '\0';
        at += length;
        value = json_object_get(object, key);
        if (json_is_object(value) && json_object_get(value, estimates[estimate]) && strcmp(key, "contains"))
            value = json_object_get(value, estimates[estimate]);
        if (value && json_object_set(copy, key, value))
            reading->load->failure = COPROD_E_MEMORY;
    }
    if (copy)
        coprod__load_line(&own);
    else
        reading->load->failure = COPROD_E_MEMORY;
    if (line->fault)
        coprod__report(reading->load, COPROD_ERROR, "out-of-range", place, coprod_why_name(line->fault),
                       "values that can be");
    line->has |= COPROD__HAS_RECEIPT; /* there will be one */
    json_decref(copy);
}

static const char *text_or(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                           const char *key, const char *otherwise)
{
    return json_object_get(object, key)
               ? coprod__json_copy(reading->load, reading->arena, object, place, key, COPROD__OPTIONAL) : otherwise;
}

/* What an estimate may be three of is checked before one of the three is handed on. */
static void check_threes(const coprod__reading *reading, const json_t *json, const coprod__place *place)
{
    int64_t ignored[COPROD__ESTIMATES] = {0, 0, 0};
    if (json_is_object(json_object_get(json, "amount_pence")))
        read_three(reading, json, place, "amount_pence", 2, COPROD__AMOUNT_MOST, ignored);
    if (json_is_object(json_object_get(json, "quantity_milli")))
        read_three(reading, json, place, "quantity_milli", 3, COPROD__MILLI_MOST, ignored);
}

static void load_expense(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                         const char *payer, coprod__plan_item *item)
{
    const char *type = coprod__json_copy(reading->load, reading->arena, json, place, "type", COPROD__REQUIRED);
    const coprod__place people = {place, "people", 0};
    coprod__json_keys(reading->load, json, place,
                      "type title each people payer note minutes start end offset end_offset amount_pence "
                      "quantity_milli unit vehicle engine_cc country fuel passengers passenger_quantity_milli "
                      "supplements journey travelled_as public_transport_possible rate approval class contains "
                      "tip_pence zone nights_before private_stay breakfast_included earlier_than_usual provider "
                      "paid_from_other_source direct");
    item->kind = "expense";
    item->title = text_or(reading, json, place, "title", type);
    item->payer = text_or(reading, json, place, "payer", payer);
    item->each_person = !coprod__read_choice(reading, json, place, "each", "person session", 0);
    item->everybody = item->each_person && !json_object_get(json, "people");
    item->count[0] = item->count[1] = item->count[2] = 1;
    read_three(reading, json, place, "people", 0, COPROD__PLAN_PEOPLE, item->count);
    if (!item->each_person && json_object_get(json, "people"))
        coprod__report(reading->load, COPROD_ERROR, "unknown-key", &people, "people",
                       "people only where each is person");
    check_threes(reading, json, place);
    coprod__json_text(reading->load, json, place, "note", COPROD__OPTIONAL);
    item->lines = coprod__room(reading, COPROD__ESTIMATES, sizeof *item->lines);
    for (int e = 0; item->lines && e < COPROD__ESTIMATES && !reading->load->errors; e++)
        read_line(reading, json, place, expense_keys, type, e, &item->lines[e]);
}

/* A cost whose price the plan gives: a sum, or minutes at a rate an hour. */
static void load_cost(const coprod__reading *reading, const json_t *json, const coprod__place *place, const char *kind,
                      const char *payer, coprod__plan_item *item)
{
    const coprod__place amount = {place, "amount_pence", 0};
    const int sum = json_object_get(json, "amount_pence") != NULL, rate = json_object_get(json, "rate_mpence") != NULL;
    item->kind = kind ? kind : coprod__json_word(reading->load, reading->arena, json, place, "kind");
    item->title = text_or(reading, json, place, "title", item->kind);
    item->payer = text_or(reading, json, place, "payer", payer);
    item->count[0] = item->count[1] = item->count[2] = 1;
    read_three(reading, json, place, "count", 0, COPROD__PLAN_PEOPLE, item->count);
    read_three(reading, json, place, "amount_pence", 2, COPROD__AMOUNT_MOST, item->pence);
    read_three(reading, json, place, "minutes", 0, COPROD__CLAIM_MINUTES, item->minutes);
    item->rate_mpence = coprod__read_decimal(reading, json, place, "rate_mpence", 0, 3, 0, COPROD__AMOUNT_MOST, -1);
    coprod__json_text(reading->load, json, place, "note", COPROD__OPTIONAL);
    if (sum + rate != 1 || (rate && !json_object_get(json, "minutes")))
        coprod__report(reading->load, COPROD_ERROR, "missing-key", &amount, sum && rate ? "both of them" : "nothing",
                       "amount_pence, or minutes and rate_mpence");
}

/* One list of costs of a session. */
static void load_costs(const coprod__reading *reading, const json_t *session, const coprod__place *place,
                       const char *key, const char *kind, coprod__plan_session *own)
{
    static const char *const keys[] = {"title count amount_pence minutes rate_mpence payer note each",
                                       "title count amount_pence minutes rate_mpence payer note each kind"};
    coprod__place list;
    const json_t *all = coprod__read_list(reading, session, place, key, COPROD__OPTIONAL, &list);
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)all, i, one) {
        const coprod__place here = {&list, NULL, i};
        coprod__plan_item *item = &own->items[own->item_count++];
        if (!strcmp(key, "expenses")) {
            load_expense(reading, one, &here, own->payer, item);
            continue;
        }
        coprod__json_keys(reading->load, one, &here, keys[!kind]);
        load_cost(reading, one, &here, kind, own->payer, item);
        item->each_person = (uint8_t)coprod__read_choice(reading, one, &here, "each", "session person", 0);
    }
}

static void load_items(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                       coprod__plan_session *session)
{
    const json_t *venue = coprod__json_object(reading->load, json, place, "venue", COPROD__OPTIONAL);
    const coprod__place here = {place, "venue", 0};
    size_t count = json_array_size(json_object_get(json, "expenses")) + json_array_size(json_object_get(json, "staff"))
                   + json_array_size(json_object_get(json, "interpreters"))
                   + json_array_size(json_object_get(json, "costs")) + 1;
    session->items = coprod__room(reading, count, sizeof *session->items);
    if (!session->items)
        return;
    load_costs(reading, json, place, "expenses", NULL, session);
    if (venue) {
        coprod__json_keys(reading->load, venue, &here, "title count amount_pence minutes rate_mpence payer note");
        load_cost(reading, venue, &here, "venue", session->payer, &session->items[session->item_count++]);
    }
    load_costs(reading, json, place, "interpreters", "interpreter", session);
    load_costs(reading, json, place, "staff", "staff", session);
    load_costs(reading, json, place, "costs", NULL, session);
}

/* What one person's time is paid by: a role, the level of one, or a fee by its id. */
static void load_fee(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                     coprod__plan_session *session)
{
    const coprod__place both = {place, "fee", 0};
    const char *fee = text_or(reading, json, place, "fee", "");
    const coprod__claim_line *line = &session->fee;
    const int role = json_object_get(json, "role") != NULL || json_object_get(json, "level") != NULL;
    if (fee[0] && role)
        coprod__report(reading->load, COPROD_ERROR, "missing-key", &both, "both", "role or level, or fee");
    read_line(reading, json, place, session_keys, fee[0] ? fee : "session", 0, &session->fee);
    if (line->has & COPROD__HAS_MINUTES)
        session->minutes = line->minutes;
    else if (line->has & COPROD__HAS_SCHEDULED)
        session->minutes = line->scheduled_minutes;
    else if (line->has & COPROD__HAS_START && line->has & COPROD__HAS_END)
        session->minutes = line->end_utc - line->start_utc;
    session->minutes += line->preparation_minutes;
    if (!fee[0] && !role)
        session->fee.type = "";
}

static void load_session(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                         const coprod__plan *plan, coprod__plan_session *session)
{
    static const char purposes[] = "meeting induction training supervision feedback event other";
    static const char *const words[] = {"meeting", "induction", "training", "supervision", "feedback", "event",
                                        "other"};
    const coprod__place people = {place, "people", 0};
    coprod__json_keys(reading->load, json, place,
                      "id title kind note payer date dates people fee expenses venue interpreters staff costs start "
                      "end offset end_offset minutes scheduled_minutes preparation_minutes travel_minutes role level "
                      "task declared quantity_milli unit circumstances");
    session->id = coprod__json_copy(reading->load, reading->arena, json, place, "id", COPROD__REQUIRED);
    session->title = coprod__json_copy(reading->load, reading->arena, json, place, "title", COPROD__REQUIRED);
    session->payer = text_or(reading, json, place, "payer", plan->payer);
    session->purpose = words[coprod__read_choice(reading, json, place, "kind", purposes, 0)];
    coprod__json_text(reading->load, json, place, "note", COPROD__OPTIONAL);
    read_days(reading, json, place, &session->days);
    if (!json_object_get(json, "people"))
        coprod__report(reading->load, COPROD_ERROR, "missing-key", &people, "nothing",
                       "a number of people, or low, expected and high");
    read_three(reading, json, place, "people", 0, COPROD__PLAN_PEOPLE, session->people);
    load_fee(reading, json, place, session);
    load_items(reading, json, place, session);
}

static void load_sessions(const coprod__reading *reading, const json_t *document, coprod__plan *plan)
{
    coprod__place list;
    const json_t *all = coprod__read_list(reading, document, &root, "sessions", COPROD__OPTIONAL, &list);
    size_t i;
    json_t *one;
    plan->sessions = coprod__room(reading, json_array_size(all), sizeof *plan->sessions);
    json_array_foreach((json_t *)(plan->sessions ? all : NULL), i, one) {
        const coprod__place here = {&list, NULL, i}, id = {&here, "id", 0};
        coprod__plan_session *session = &plan->sessions[plan->session_count];
        load_session(reading, one, &here, plan, session);
        for (uint32_t s = 0; s < plan->session_count; s++)
            if (!strcmp(plan->sessions[s].id, session->id))
                coprod__report(reading->load, COPROD_ERROR, "duplicate-id", &id, session->id, "another id");
        plan->session_count++;
    }
}

/* What belongs to no session, on days of its own. */
static void load_others(const coprod__reading *reading, const json_t *document, coprod__plan *plan)
{
    static const char *const lists[] = {"staff", "costs", "partner_funding"};
    static const char *const kinds[] = {"staff", NULL, "partner"};
    static const char *const keys[] = {
        "title count amount_pence minutes rate_mpence payer note date dates",
        "title count amount_pence minutes rate_mpence payer note date dates kind",
        "title count amount_pence minutes rate_mpence payer note date dates partner"};
    size_t count = 0, i;
    json_t *one;
    for (size_t l = 0; l < 3; l++)
        count += json_array_size(json_object_get(document, lists[l]));
    plan->items = coprod__room(reading, count, sizeof *plan->items);
    for (size_t l = 0; plan->items && l < 3; l++) {
        coprod__place list;
        const json_t *all = coprod__read_list(reading, document, &root, lists[l], COPROD__OPTIONAL, &list);
        json_array_foreach((json_t *)all, i, one) {
            const coprod__place here = {&list, NULL, i};
            coprod__plan_item *item = &plan->items[plan->item_count++];
            coprod__json_keys(reading->load, one, &here, keys[l]);
            load_cost(reading, one, &here, kinds[l], plan->payer, item);
            if (l == 2) {
                const char *partner = coprod__json_copy(reading->load, reading->arena, one, &here, "partner",
                                                        COPROD__REQUIRED);
                item->title = json_object_get(one, "title") ? item->title : partner;
            }
            read_days(reading, one, &here, &item->days);
        }
    }
}

void coprod__load_plan(const coprod__reading *reading, const json_t *document, coprod__plan *plan)
{
    if (!json_is_object(document)) {
        coprod__json_wrong(reading->load, "wrong-type", &root, document, "an object");
        return;
    }
    if (json_object_get(document, "schema"))
        coprod__json_schema(reading->load, document, "plan-budget/1");
    coprod__json_keys(reading->load, document, &root,
                      "schema id title note payer sessions staff costs partner_funding");
    plan->id = coprod__json_copy(reading->load, reading->arena, document, &root, "id", COPROD__REQUIRED);
    plan->title = coprod__json_copy(reading->load, reading->arena, document, &root, "title", COPROD__REQUIRED);
    plan->payer = text_or(reading, document, &root, "payer", "");
    coprod__json_text(reading->load, document, &root, "note", COPROD__OPTIONAL);
    load_sessions(reading, document, plan);
    load_others(reading, document, plan);
}
