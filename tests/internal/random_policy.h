/* SPDX-License-Identifier: MIT */
/* Random policies of sessions and journeys: rates that change from day to day, bands with holes, increments, caps,
 * windows, conditions and every rounding. */
#ifndef COPROD_TEST_RANDOM_POLICY_H
#define COPROD_TEST_RANDOM_POLICY_H

#include "random.h"

#include "payment_tools.h"

enum { FIRST = 19723, SPAN = 800 }; /* days: from 1 January 2024 */

static uint64_t seed = 88172645463325252u;

static inline int one_in(uint32_t n)
{
    return draw(&seed, n) == 0;
}

static inline void put_day(json_t *object, const char *key, int32_t day)
{
    char text[16];
    assert_int_equal(coprod_day_write(day, text, sizeof text, NULL), COPROD_OK);
    json_object_set_new(object, key, json_string(text));
}

static inline int32_t some_day(void)
{
    return FIRST + (int32_t)draw(&seed, SPAN);
}

/* One to three dated values, seldom with a hole between them; sums, rates or an index times a fraction. */
static inline json_t *made_rows(const char *per, uint32_t most)
{
    static const char *const times[] = {"2/3", "1.07", "5/7", "1", "987.654"};
    json_t *rows = json_array();
    int32_t day = FIRST;
    for (uint32_t count = 1 + draw(&seed, 3), i = 0; i < count; i++) {
        json_t *row = json_object();
        if (i || one_in(9))
            put_day(row, "from", day);
        day += 1 + (int32_t)draw(&seed, SPAN / 2);
        if (i + 1 < count && !one_in(9))
            put_day(row, "to", day - 1);
        if (i && one_in(6))
            put_day(row, "known_from", some_day());
        if (per[0] && one_in(4)) {
            json_object_set_new(row, "index", json_string(per));
            json_object_set_new(row, "times", json_string(times[draw(&seed, 5)]));
            if (one_in(3))
                json_object_set_new(row, "round", json_of("{'to_pence': 1, 'mode': 'half-even'}"));
        } else if (per[0]) {
            json_object_set_new(row, "rate_mpence", json_integer(draw(&seed, most)));
            json_object_set_new(row, "per", json_string(per));
        } else {
            json_object_set_new(row, "amount_pence", json_integer(draw(&seed, most)));
        }
        json_array_append_new(rows, row);
    }
    return rows;
}

/* Bands that mostly join; ends that belong to one, to both, to none or that do not say so. */
static inline json_t *made_bands(void)
{
    json_t *bands = json_array();
    int from = 0;
    for (uint32_t count = 1 + draw(&seed, 4), i = 0; i < count; i++) {
        json_t *band = json_object();
        int to = from + 30 + (int)draw(&seed, 200);
        if (i || one_in(4)) {
            json_object_set_new(band, "from_minutes", json_integer(from + (one_in(12) ? 15 : 0)));
            if (!one_in(12))
                json_object_set_new(band, "from_inclusive", json_boolean(one_in(6)));
        }
        if (i + 1 < count || one_in(5)) {
            json_object_set_new(band, "to_minutes", json_integer(to + (one_in(12) ? 20 : 0)));
            if (!one_in(12))
                json_object_set_new(band, "to_inclusive", json_boolean(!one_in(6)));
        } else if (one_in(8)) {
            json_object_set_new(band, "to_words", json_string("half a day"));
        }
        json_object_set_new(band, "value", one_in(5) ? made_rows("hour", 3000000) : made_rows("", 30000));
        json_array_append_new(bands, band);
        from = to;
    }
    return bands;
}

/* How a fee by time counts, beyond its price. */
static inline void add_time_rules(json_t *fee)
{
    static const char *const aggregates[] = {"per-session", "sum-of-day", "span-of-day", "per-claim"};
    static const char *const extras[] = {"{'include': 'add'}", "{'include': 'flat', 'flat_minutes': 25}",
                                         "{'include': 'cap-ratio', 'at_most_share': '1/2'}"};
    json_object_set_new(fee, "aggregate", json_string(aggregates[draw(&seed, 4)]));
    if (one_in(3))
        json_object_set_new(fee, "increment", json_pack("{si ss}", "minutes", 1 + (int)draw(&seed, 60), "mode",
                                                        one_in(2) ? "up" : one_in(2) ? "down" : "nearest"));
    if (one_in(4))
        json_object_set_new(fee, "minimum_minutes", json_integer(1 + draw(&seed, 90)));
    if (one_in(4))
        json_object_set_new(fee, "maximum_minutes", json_integer(90 + draw(&seed, 400)));
    if (one_in(5))
        json_object_set_new(fee, "preparation", json_of(extras[draw(&seed, 3)]));
    if (json_object_get(fee, "bands") && one_in(3))
        json_object_set_new(fee, "on_gap", json_string(one_in(2) ? "lower" : "upper"));
    if (json_object_get(fee, "bands") && one_in(3))
        json_object_set_new(fee, "on_overlap", json_string(one_in(2) ? "lower" : "higher"));
}

static inline json_t *made_fee(uint32_t number)
{
    static const char *const bases[] = {"band", "band", "hourly", "daily-remainder", "task", "standard-minutes",
                                        "declared", "none"};
    uint32_t basis = draw(&seed, 8);
    json_t *fee = json_pack("{so ss ss}", "id", json_sprintf("f%u", (unsigned)number), "label", "F", "basis",
                            bases[basis]);
    json_t *tasks = json_of("[{'id': 'review', 'label': 'R'}]");
    if (basis < 2 || basis == 3)
        json_object_set_new(fee, "bands", made_bands());
    if (basis == 2 || basis == 3 || basis == 5)
        json_object_set_new(fee, "value", basis == 3 ? made_rows("", 90000) : made_rows("hour", 4000000));
    json_object_set_new(json_array_get(tasks, 0), basis == 5 ? "minutes" : "value",
                        basis == 5 ? json_integer(1 + draw(&seed, 300)) : made_rows("", 9000));
    if (basis >= 4 && basis <= 6)
        json_object_set(fee, basis == 6 ? "declared" : "tasks", tasks);
    json_decref(tasks);
    if (basis < 4)
        add_time_rules(fee);
    return fee;
}

static inline json_t *made_group(uint32_t number)
{
    static const char *const vehicles[] = {"['car', 'van']", "['motorcycle']", "['car']"};
    json_t *group = json_pack("{so so so}", "id", json_sprintf("g%u", (unsigned)number), "vehicles",
                              json_of(vehicles[number]), "bands", json_array());
    int to = 0;
    for (uint32_t count = 1 + draw(&seed, one_in(4) ? 6 : 3), i = 0; i < count; i++) {
        json_t *band = json_pack("{so}", "value", made_rows("mile", 70000));
        to += 1 + (int)draw(&seed, 120);
        if (i + 1 < count || one_in(9))
            json_object_set_new(band, "to_miles", json_integer(to));
        json_array_append_new(json_object_get(group, "bands"), band);
    }
    if (number == 2)
        json_object_update_new(group, json_of("{'from_engine_cc': 1500, 'from_inclusive': false, 'counter': 'g0'}"));
    if (number == 0 && one_in(2))
        json_object_update_new(group, json_of("{'to_engine_cc': 1500, 'to_inclusive': true}"));
    return group;
}

static inline json_t *made_mileage(void)
{
    static const char *const scopes[] = {"tax-year", "mileage-year", "day", "journey", "claim", "none"};
    static const char *const keys[] = {"['person']", "['person', 'group']", "['person', 'payer', 'group']"};
    static const char *const demands[] = {"{'need': 'always', 'if_missing': 'hold'}", "{'need': 'never'}",
                                          "{'need': 'above', 'above': [{'amount_pence': 900}]}"};
    json_t *mileage = json_pack("{s[] s{ss so}}", "groups", "accumulate", "scope", scopes[draw(&seed, 6)], "key",
                                json_of(keys[draw(&seed, 3)]));
    json_t *expense = json_pack("{ss ss ss so}", "id", "mileage", "label", "M", "kind", "mileage", "mileage", mileage);
    for (uint32_t count = 1 + draw(&seed, 3), i = 0; i < count; i++)
        json_array_append_new(json_object_get(mileage, "groups"), made_group(i));
    if (one_in(3))
        json_object_set_new(mileage, "round_miles", json_pack("{si ss}", "to_milli", one_in(2) ? 1000 : 100, "mode",
                                                              one_in(2) ? "half-even" : "up"));
    if (one_in(4))
        json_object_set_new(mileage, "most_miles", json_pack("{si ss}", "miles", 20 + (int)draw(&seed, 200), "then",
                                                             one_in(2) ? "hold" : "reject"));
    if (one_in(4))
        json_object_set_new(mileage, "reserve", json_pack("{ss ss}", "share", "1/2", "when", one_in(2) ? "no-approval"
                                                          : one_in(2) ? "asked" : "public-transport-possible"));
    if (one_in(4) && json_object_get(mileage, "reserve"))
        json_object_set_new(expense, "approval", json_of("{'need': 'always', 'if_missing': 'downgrade', "
                                                         "'downgrade_to': 'mileage-reserve'}"));
    else if (one_in(6))
        json_object_set_new(expense, "approval", json_of(demands[draw(&seed, 3)]));
    if (one_in(6))
        json_object_set_new(expense, "receipt", json_of(demands[draw(&seed, 3)]));
    return expense;
}

static inline json_t *made_cap(void)
{
    static const char *const overs[] = {"['all']", "['all-fees']", "['mileage']", "['f0', 'mileage']"};
    static const char *const scopes[] = {"line", "session", "day", "24h", "claim", "tax-year", "event"};
    static const char *const measures[] = {"money", "minutes", "count", "miles"};
    static const char *const keys[] = {"limit", "limit_minutes", "limit_count", "limit_miles"};
    static const char *const thens[] = {"truncate", "reject", "hold"};
    static const char *const fills[] = {"date-order", "line-order", "proportional"};
    uint32_t measure = one_in(2) ? 0 : draw(&seed, 4);
    json_t *cap = json_pack("{ss so ss ss ss ss}", "id", "cap", "over", json_of(overs[draw(&seed, 4)]), "scope",
                            scopes[draw(&seed, 7)], "measure", measures[measure], "then", thens[draw(&seed, 3)], "fill",
                            fills[draw(&seed, measure == 2 ? 2 : 3)]); /* a line counts whole or not at all */
    json_object_set_new(cap, keys[measure], measure ? json_integer(draw(&seed, 200)) : made_rows("", 15000));
    return cap;
}

static inline json_t *made_claim_rules(void)
{
    static const char *const rules[] = {
        "{'window': [{'days_after_event': 90}, {'not_before_event': true}], 'late': 'hold'}",
        "{'window': [{'months_after_event': 3}]}", "{'duplicate': {'key': ['date', 'person']}}",
        "{'duplicate': {'key': ['type', 'date', 'person']}}", "{'most_lines': 1}", "{'most_lines': 2}",
        "{'limits': {'miles': 90, 'minutes': 300, 'then': 'hold'}}"};
    return json_of(rules[draw(&seed, 7)]);
}

static inline coprod_policy *made_policy(void)
{
    static const char *const modes[] = {"half-up", "half-even", "down", "up"};
    json_t *document = policy_document("{'fees': [], 'expenses': [], 'roles': []}"), *roles = json_array();
    json_t *indexes = json_of("[{'id': 'hour', 'title': 'H', 'per': 'hour'},"
                              " {'id': 'mile', 'title': 'M', 'per': 'mile'}]");
    coprod_policy *policy;
    json_object_set_new(json_array_get(indexes, 0), "values", json_of("[{'rate_mpence': 1234567, 'per': 'hour'}]"));
    json_object_set_new(json_array_get(indexes, 1), "values",
                        json_of("[{'to': '2024-12-31', 'rate_mpence': 45001, 'per': 'mile'}]"));
    json_object_set_new(document, "indexes", indexes);
    for (uint32_t count = 1 + draw(&seed, 4), i = 0; i < count; i++) {
        json_array_append_new(json_object_get(document, "fees"), made_fee(i));
        json_array_append_new(roles, json_pack("{so ss so}", "id", json_sprintf("r%u", (unsigned)i), "label", "R",
                                               "fee", json_sprintf("f%u", (unsigned)i)));
    }
    json_array_append_new(roles, json_of("{'id': 'unpaid', 'label': 'U', 'payable': false}"));
    json_object_set_new(document, "roles", roles);
    json_array_append_new(json_object_get(document, "expenses"), made_mileage());
    json_object_set_new(document, "rounding", json_pack("{ss ss}", "mode", modes[draw(&seed, 4)], "stage",
                                                        one_in(6) ? "claim" : "line"));
    if (one_in(8))
        json_object_set_new(document, "rate_date", json_string("submission"));
    if (one_in(4))
        json_object_set_new(document, "caps", json_pack("[o]", made_cap()));
    if (one_in(4))
        json_object_set_new(document, "claim_rules", made_claim_rules());
    policy = policy_json(document);
    json_decref(document);
    return policy;
}

#endif
