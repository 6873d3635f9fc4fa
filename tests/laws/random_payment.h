/* SPDX-License-Identifier: MIT */
/* Random policies and claims. All lines have distinct starts, so that only what is said to may turn on their order. */
#ifndef COPROD_TEST_RANDOM_PAYMENT_H
#define COPROD_TEST_RANDOM_PAYMENT_H

#include "../internal/payment_tools.h"

static inline uint32_t draw(uint64_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 33) % below;
}

static inline uint64_t seed_of(uint64_t number)
{
    return 0x9E3779B97F4A7C15u * (number + 1);
}

/* One of several words. */
#define PICK(seed, ...) \
    pick(seed, (const char *const[]){__VA_ARGS__}, sizeof(const char *[]){__VA_ARGS__} / sizeof(char *))
static inline const char *pick(uint64_t *seed, const char *const *words, size_t count)
{
    return words[draw(seed, (uint32_t)count)];
}

static inline json_t *sum_rows(int pence)
{
    return json_pack("[{si}]", "amount_pence", pence);
}

static inline json_t *rate_rows(int mpence, const char *per)
{
    return json_pack("[{siss}]", "rate_mpence", mpence, "per", per);
}

/* Fees whose price never falls with more minutes. */
static inline json_t *made_fee(uint64_t *seed, const char *id)
{
    int bands = (int)draw(seed, 2), from = 0, pence = (int)draw(seed, 3000);
    json_t *fee = json_pack("{ssssssssss}", "id", id, "label", "F", "basis", bands ? "band" : "hourly", "aggregate",
                            PICK(seed, "per-session", "sum-of-day", "per-claim", "span-of-day"), "overlap",
                            PICK(seed, "union", "sum", "longest", "reject"));
    json_t *list = json_array();
    for (int i = 0; bands && i < 4; i++) {
        json_t *band = json_pack("{siso}", "from_minutes", from, "value", sum_rows(pence));
        json_object_set_new(band, "from_inclusive", json_boolean(i == 0 || draw(seed, 2)));
        json_array_append_new(list, band);
        from += 1 + (int)draw(seed, 200);
        pence += (int)draw(seed, 5000);
    }
    if (bands)
        json_object_set(fee, "bands", list);
    else
        json_object_set_new(fee, "value", rate_rows(1 + (int)draw(seed, 3000000), "hour"));
    json_decref(list);
    if (draw(seed, 3) == 0)
        json_object_set_new(fee, "increment", json_pack("{siss}", "minutes", 1 + (int)draw(seed, 30), "mode",
                                                        PICK(seed, "up", "down", "nearest")));
    if (draw(seed, 3) == 0)
        json_object_set_new(fee, "minimum_minutes", json_integer(1 + draw(seed, 90)));
    if (draw(seed, 3) == 0)
        json_object_set_new(fee, "maximum_minutes", json_integer(200 + draw(seed, 400)));
    if (draw(seed, 3) == 0)
        json_object_set_new(fee, "preparation", json_of("{'include': 'cap-ratio', 'at_most_share': '1/3'}"));
    return fee;
}

static inline json_t *made_mileage(uint64_t *seed)
{
    json_t *bands = json_array(), *mileage;
    int to = 0, rate = 20000 + (int)draw(seed, 50000);
    for (uint32_t i = draw(seed, 3); i; i--, rate -= rate / 3) {
        to += 10 + (int)draw(seed, 300);
        json_array_append_new(bands, json_pack("{siso}", "to_miles", to, "value", rate_rows(rate, "mile")));
    }
    json_array_append_new(bands, json_pack("{so}", "value", rate_rows(rate, "mile")));
    mileage = json_pack("{s[{sss[sss]so}]s{sss[s]}s{so}}", "groups", "id", "car", "vehicles", "car", "van", "taxi",
                        "bands", bands, "accumulate", "scope", PICK(seed, "tax-year", "mileage-year", "day"), "key",
                        "person", "passenger", "value", rate_rows(1 + (int)draw(seed, 9999), "mile"));
    return json_pack("{ssssssso}", "id", "miles", "label", "M", "kind", "mileage", "mileage", mileage);
}

static inline json_t *made_cap(uint64_t *seed, int number)
{
    const char *measure = PICK(seed, "money", "money", "money", "minutes", "count");
    json_t *cap = json_pack("{sos[s]sssssssssi}", "id", json_sprintf("c%d", number), "over",
                            PICK(seed, "all", "all-fees", "all-expenses", "f", "miles"), "scope",
                            PICK(seed, "line", "day", "week", "month", "claim", "tax-year", "24h"), "measure", measure,
                            "then", PICK(seed, "truncate", "reject", "hold"), "fill",
                            !strcmp(measure, "count") ? "date-order" : PICK(seed, "date-order", "proportional"),
                            "order", number);
    if (!strcmp(measure, "money"))
        json_object_set_new(cap, "limit", sum_rows((int)draw(seed, 20000)));
    else if (!strcmp(measure, "minutes"))
        json_object_set_new(cap, "limit_minutes", json_integer(draw(seed, 1500)));
    else
        json_object_set_new(cap, "limit_count", json_integer(draw(seed, 6)));
    return cap;
}

static inline json_t *made_policy(uint64_t number)
{
    uint64_t seed = seed_of(number);
    json_t *document = policy_document("{'fees': [], 'expenses': [], 'caps': []}");
    json_t *meal = json_of("{'id': 'meal', 'label': 'E', 'kind': 'actual', 'pay': 'actual-up-to', 'excludes': "
                           "['wine'], 'tip_share': '1/10', 'receipt': {'need': 'above', 'above': [{'amount_pence': "
                           "2500}]}}");
    put(document, "/rounding", json_pack("{ssss}", "mode", PICK(&seed, "half-up", "half-even", "down", "up"), "stage",
                                         PICK(&seed, "line", "line", "claim")));
    put(document, "/fees/-", made_fee(&seed, "f"));
    put(document, "/fees/-", made_fee(&seed, "g"));
    put(document, "/expenses/-", made_mileage(&seed));
    json_object_set_new(meal, "limit", sum_rows(500 + (int)draw(&seed, 3000)));
    put(document, "/expenses/-", meal);
    put(document, "/expenses/-", json_of("{'id': 'away', 'label': 'A', 'kind': 'tiered-time', 'aggregate': "
                                         "'sum-of-day', "
                                         "'pay': 'flat', 'tiers': [{'id': 'a', 'at_least_minutes': 100, 'limit': "
                                         "[{'amount_pence': 500}]}, {'id': 'b', 'more_than_minutes': 300, 'limit': "
                                         "[{'amount_pence': 1000}]}]}"));
    for (int i = (int)draw(&seed, 4); i; i--)
        put(document, "/caps/-", made_cap(&seed, i));
    if (draw(&seed, 3) == 0)
        put(document, "/payment", json_pack("{s{s[ii]ss}}", "voucher", "denominations_pence", 500, 1000, "remainder",
                                            PICK(&seed, "cash", "up", "down")));
    return document;
}

/* A line of some type of a policy, with what any kind may need. */
static inline json_t *made_line(const coprod_policy *policy, uint64_t *seed, int number, int32_t first_day,
                                uint32_t days)
{
    const uint32_t kinds = policy->fee_count + policy->expense_count + policy->role_count;
    uint32_t which = draw(seed, kinds);
    char date[16];
    int start = number * 7 % 1440, end = start + (int)draw(seed, 300);
    json_t *line = json_pack("{so}", "id", json_sprintf("l%d", number));
    coprod_day_write(first_day + (int32_t)draw(seed, days), date, sizeof date, NULL);
    json_object_set_new(line, "date", json_string(date));
    json_object_set_new(line, "start", json_sprintf("%02d:%02d", start / 60, start % 60));
    if (end < 1440 && draw(seed, 4))
        json_object_set_new(line, "end", json_sprintf("%02d:%02d", end / 60, end % 60));
    else
        json_object_set_new(line, "minutes", json_integer(draw(seed, 700)));
    if (which < policy->fee_count) {
        const coprod__fee *fee = &policy->fees[which];
        json_object_set_new(line, "type", json_string(fee->id));
        if (fee->task_count)
            json_object_set_new(line, fee->basis == COPROD__BASIS_DECLARED ? "declared" : "task",
                                json_string(fee->tasks[draw(seed, fee->task_count)].id));
    } else if (which < policy->fee_count + policy->role_count) {
        json_object_set_new(line, "type", json_string("session"));
        json_object_set_new(line, "role", json_string(policy->roles[which - policy->fee_count].id));
        json_object_set_new(line, "scheduled_minutes", json_integer(draw(seed, 400)));
    } else {
        const coprod__expense *expense = &policy->expenses[which - policy->fee_count - policy->role_count];
        json_object_set_new(line, "type", json_string(expense->id));
        json_object_set_new(line, "amount_pence", json_integer(draw(seed, 6000)));
        json_object_set_new(line, "quantity_milli", json_integer(draw(seed, 200000)));
        if (expense->mileage)
            json_object_set_new(line, "vehicle", json_string(expense->mileage->groups[0].vehicles.list[0]));
        json_object_set_new(line, "receipt", json_pack("{so}", "no", json_sprintf("r%d", number)));
    }
    if (draw(seed, 9) == 0)
        json_object_set_new(line, "requested_pence", json_integer(draw(seed, 3000)));
    if (draw(seed, 9) == 0)
        json_object_set_new(line, "preparation_minutes", json_integer(draw(seed, 90)));
    if (draw(seed, 9) == 0)
        json_object_set_new(line, "session", json_string(PICK(seed, "s", "t")));
    if (draw(seed, 9) == 0)
        json_object_set_new(line, "approval", json_string("chair"));
    return line;
}

static inline json_t *made_claim(const coprod_policy *policy, uint64_t number, int count)
{
    uint64_t seed = seed_of(number);
    json_t *claim = claim_document("{'submitted': '2026-03-31'}");
    int32_t first = 0;
    coprod_day_from_date(2026, 3, 1, &first);
    json_object_set_new(claim, "id", json_sprintf("claim %d", (int)number));
    for (int i = 1; i <= count; i++)
        put(claim, "/lines/-", made_line(policy, &seed, i, first, 1 + draw(&seed, 30)));
    if (draw(&seed, 4) == 0)
        put(claim, "/waiver", json_pack("{si}", "amount_pence", (int)draw(&seed, 5000)));
    if (draw(&seed, 4) == 0)
        put(claim, "/pay_by", json_string("voucher"));
    if (draw(&seed, 4) == 0)
        put(claim, "/advance_pence", json_integer(draw(&seed, 9000)));
    return claim;
}

#endif
