/* SPDX-License-Identifier: MIT */
/* Caps over several lines: every scope, measure, way of filling and consequence, caps in a row, and over claims. */
#include "payment_tools.h"

#define POLICY(caps) \
    "{'calendars': {'fiscal_year_end': '07-31'}, 'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': " \
    "[{'rate_mpence': 600000, 'per': 'hour'}]}], 'expenses': [{'id': 'e', 'label': 'E', 'kind': 'actual'}, {'id': " \
    "'m', 'label': 'M', 'kind': 'mileage', 'mileage': {'groups': [{'id': 'car', 'vehicles': ['car'], 'bands': " \
    "[{'value': [{'rate_mpence': 10000, 'per': 'mile'}]}]}], 'accumulate': {'scope': 'none'}}}], 'caps': [" caps "]}"
#define CAP(over, scope, more) "{'id': 'c', 'over': ['" over "'], 'scope': '" scope "'" more "}"
#define MONEY(over, scope, pence, more) POLICY(CAP(over, scope, ", 'limit': [{'amount_pence': " pence "}]" more))
#define MINUTES(scope, minutes, more) POLICY(CAP("f", scope, ", 'measure': 'minutes', 'limit_minutes': " minutes more))
#define E(day, pence) "{'type': 'e', 'date': '2026-" day "', 'amount_pence': " pence "}"
#define MAY(pence, more) "{'type': 'e', 'date': '2026-05-01', 'amount_pence': " pence more "}"
#define F(day, minutes) "{'type': 'f', 'date': '2026-" day "', 'minutes': " minutes "}"
#define M(day, milli) "{'type': 'm', 'date': '2026-" day "', 'quantity_milli': " milli "}"

static const pay_case scopes[] = {
    {"a line", MONEY("e", "line", "1000", ""), "[" MAY("999", "") ", " MAY("1000", "") ", " MAY("1001", "") "]",
     "paid 999 | paid 1000 | paid_capped 1000 CAP"},
    {"a meal", MONEY("e", "meal", "1000", ""), "[" MAY("1500", "") ", " MAY("1500", "") "]",
     "paid_capped 1000 CAP | paid_capped 1000 CAP"},
    {"a night, and two", MONEY("e", "night", "1000", ""), "[" MAY("1500", "") ", " MAY("2500", ", 'quantity_milli': "
     "2000") "]", "paid_capped 1000 CAP | paid_capped 2000 CAP"},
    {"nights of minutes", MINUTES("night", "60", ""),
     "[{'type': 'f', 'date': '2026-05-01', 'minutes': 120, 'quantity_milli': 1500, 'unit': 'nights'}]",
     "paid_capped 900 CAP"},
    {"a session", MONEY("e", "session", "1000", ""),
     "[" MAY("800", ", 'session': 's'") ", " MAY("800", ", 'session': 's'") ", " MAY("800", ", 'session': '4'") ", "
     MAY("800", "") ", " MAY("800", "") "]", "paid 800 | paid_capped 200 CAP | paid 800 | paid 800 | paid 800"},
    {"a day", MONEY("e", "day", "1000", ""), "[" E("05-01", "800") ", " E("05-01", "800") ", " E("05-02", "800") "]",
     "paid 800 | paid_capped 200 CAP | paid 800"},
    {"24 hours", MONEY("e", "24h", "1000", ""),
     "[" MAY("800", ", 'start': '10:00'") ", {'type': 'e', 'date': '2026-05-02', 'start': '09:59', 'amount_pence': "
     "800}, {'type': 'e', 'date': '2026-05-02', 'start': '10:00', 'amount_pence': 800}, " E("05-03", "800") "]",
     "paid 800 | paid_capped 200 CAP | paid 800 | paid_capped 200 CAP"},
    {"a week from Monday", MONEY("e", "week", "1000", ""),
     "[" E("05-03", "800") ", " E("05-04", "800") ", " E("05-10", "800") "]", "paid 800 | paid 800 | paid_capped 200 "
     "CAP"},
    {"a month", MONEY("e", "month", "1000", ""), "[" E("05-01", "800") ", " E("05-31", "800") ", " E("06-01", "800")
     "]", "paid 800 | paid_capped 200 CAP | paid 800"},
    {"an event", MONEY("e", "event", "1000", ""),
     "[" MAY("800", ", 'event': 'a'") ", " MAY("800", ", 'event': 'b'") ", {'type': 'e', 'date': '2026-06-01', "
     "'event': 'a', 'amount_pence': 800}, " MAY("800", "") ", " MAY("0", "") "]",
     "paid 800 | paid 800 | paid_capped 200 CAP | undetermined 0 INPUT_MISSING | paid 0 +NOTHING_CLAIMED"},
    {"a claim", MONEY("e", "claim", "1000", ""), "[" E("05-01", "800") ", " E("06-01", "800") "]",
     "paid 800 | paid_capped 200 CAP"},
    {"a fiscal year", MONEY("e", "fiscal-year", "1000", ""),
     "[" E("07-31", "800") ", " E("08-01", "800") ", " E("08-02", "800") "]", "paid 800 | paid 800 | paid_capped 200 "
     "CAP"},
    {"a tax year", MONEY("e", "tax-year", "1000", ""),
     "[" E("04-05", "800") ", " E("04-06", "800") ", " E("04-07", "800") "]", "paid 800 | paid 800 | paid_capped 200 "
     "CAP"},
    {"two lines beside each other, of one word", MONEY("e", "line", "1000", ""),
     "[{'id': 'b', 'type': 'e', 'date': '2026-05-01', 'amount_pence': 800}, {'id': 'a', 'type': 'e', 'date': "
     "'2026-05-01', 'amount_pence': 800, 'session': 'b'}]", "paid 800 | paid 800"},
};

static void every_scope(void **state)
{
    (void)state;
    RUN_CASES(scopes);
}

static const pay_case measures[] = {
    {"minutes", MINUTES("month", "90", ""), "[" F("05-01", "60") ", " F("05-02", "60") ", " F("05-03", "60") "]",
     "paid 600 | paid_capped 300 CAP | rejected 0 CAP_EXHAUSTED", NULL, NULL,
     "[{'kind': 'cap-minutes', 'minutes': 90}, {'kind': 'claim'}]"},
    {"minutes of a task", "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'declared', 'declared': [{'id': 'd', 'value': "
                          "[{'amount_pence': 1000}]}]}], 'expenses': [{'id': 'e', 'label': 'E', 'kind': 'actual'}], "
                          "'caps': [{'id': 'c', 'over': ['all'], 'scope': 'day', 'measure': 'minutes', "
                          "'limit_minutes': 60}]}",
     "[{'type': 'f', 'declared': 'd', 'date': '2026-05-01', 'minutes': 40}, {'type': 'e', 'date': '2026-05-01', "
     "'minutes': 40, 'amount_pence': 800}, {'type': 'f', 'declared': 'd', 'date': '2026-05-01'}]",
     "paid 1000 | paid_capped 400 CAP | paid 1000"},
    {"a count", POLICY(CAP("f", "week", ", 'measure': 'count', 'limit_count': 2")),
     "[" F("05-05", "60") ", " F("05-06", "0") ", " F("05-07", "60") ", " F("05-08", "60") "]",
     "paid 600 | paid 0 +NOTHING_CLAIMED | paid 600 | rejected 0 CAP_EXHAUSTED", NULL, NULL,
     "[{'kind': 'cap-lines', 'count': 2}, {'kind': 'claim'}]"},
    {"miles", POLICY(CAP("m", "month", ", 'measure': 'miles', 'limit_miles': 100")), "[" M("05-01", "60500") ", "
     M("05-02", "60500") "]", "paid 605 | paid_capped 395 CAP", NULL, NULL,
     "[{'kind': 'cap-miles', 'quantity_milli': 100000}, {'kind': 'claim'}]"},
    {"miles of what has none", POLICY(CAP("all", "month", ", 'measure': 'miles', 'limit_miles': 0")),
     "[" E("05-01", "500") ", " M("05-01", "1000") "]", "paid 500 | rejected 0 CAP_EXHAUSTED"},
    {"money that is not known then", POLICY(CAP("e", "day", ", 'limit': [{'from': '2027-01-01', 'amount_pence': 1}]")),
     "[" E("05-01", "500") "]", "undetermined 0 RATE_UNKNOWN"},
};

static void every_measure(void **state)
{
    (void)state;
    RUN_CASES(measures);
}

static const pay_case consequences[] = {
    {"cut", MONEY("e", "day", "1000", ""), "[" MAY("800", "") ", " MAY("800", "") ", " MAY("800", "") "]",
     "paid 800 | paid_capped 200 CAP | rejected 0 CAP_EXHAUSTED", "{'totals': {'rejected': 800, 'unreimbursed': "
     "1400}}"},
    {"rejected whole, and what is smaller still fits", MONEY("e", "day", "1000", ", 'then': 'reject'"),
     "[" MAY("800", "") ", " MAY("800", "") ", " MAY("200", "") "]", "paid 800 | rejected 0 CAP_EXHAUSTED | paid 200"},
    {"held, what is above", MONEY("e", "day", "1000", ", 'then': 'hold'"),
     "[" MAY("800", "") ", " MAY("800", "") ", " MAY("800", "") "]", "paid 800 | paid_capped 200 CAP | held 0 CAP",
     "{'total_pence': 1000, 'totals': {'paid': 800, 'paid_capped': 200, 'held': 1400, 'unreimbursed': 0}}"},
    {"held minutes", MINUTES("month", "90", ", 'then': 'hold'"), "[" F("05-01", "60") ", " F("05-02", "60") "]",
     "paid 600 | paid_capped 300 CAP", "{'totals': {'held': 300}}"},
    {"held, one too many", POLICY(CAP("f", "week", ", 'measure': 'count', 'limit_count': 1, 'then': 'hold'")),
     "[" F("05-05", "60") ", " F("05-06", "60") "]", "paid 600 | held 0 CAP", "{'totals': {'held': 600}}"},
    {"held and then rejected", POLICY(CAP("e", "day", ", 'limit': [{'amount_pence': 1000}], 'then': 'hold'") ", "
     "{'id': 'd', "
                                      "'over': ['all'], 'scope': 'claim', 'limit': [{'amount_pence': 500}], 'then': "
                                      "'reject'}"), "[" MAY("1500", "") "]", "rejected 0 CAP_EXHAUSTED +CAP",
     "{'totals': {'held': 0, 'rejected': 1500}}"},
    {"what is paid to the supplier is not capped", MONEY("e", "day", "1000", ""),
     "[" MAY("800", ", 'direct': true") ", " MAY("1000", "") "]", "direct 0 DIRECT | paid 1000"},
    {"nor what is refused", MONEY("all-expenses", "day", "1000", ""),
     "[{'type': 'x', 'date': '2026-05-01', 'amount_pence': 800}, " MAY("1000", "") ", " F("05-01", "600") "]",
     "rejected 0 UNKNOWN_TYPE | paid 1000 | paid 6000"},
    {"fees alone", MONEY("all-fees", "day", "1000", ""), "[" MAY("5000", "") ", " F("05-01", "600") "]",
     "paid 5000 | paid_capped 1000 CAP"},
};

static void every_consequence(void **state)
{
    (void)state;
    RUN_CASES(consequences);
}

static const pay_case fills[] = {
    {"by date", MONEY("e", "claim", "1000", ""), "[" E("05-02", "800") ", " E("05-01", "800") "]",
     "paid_capped 200 CAP | paid 800"},
    {"by line", MONEY("e", "claim", "1000", ", 'fill': 'line-order'"), "[" E("05-02", "800") ", " E("05-01", "800") "]",
     "paid 800 | paid_capped 200 CAP"},
    {"in proportion", MONEY("e", "claim", "1000", ", 'fill': 'proportional'"),
     "[" E("05-02", "1000") ", " E("05-01", "500") ", " E("05-03", "500") "]",
     "paid_capped 500 CAP | paid_capped 250 CAP | paid_capped 250 CAP"},
    {"in proportion, with thirds", MONEY("e", "claim", "1000", ", 'fill': 'proportional'"),
     "[" E("05-01", "700") ", " E("05-02", "700") ", " E("05-03", "700") "]",
     "paid_capped 333 CAP | paid_capped 334 CAP | paid_capped 333 CAP"},
    {"in proportion, and there is enough", MONEY("e", "claim", "1000", ", 'fill': 'proportional'"),
     "[" E("05-01", "500") ", " E("05-02", "500") ", " E("05-03", "0") ", " F("05-01", "60") "]",
     "paid 500 | paid 500 | paid 0 +NOTHING_CLAIMED | paid 600"},
    {"in proportion of nothing", MONEY("e", "claim", "0", ", 'fill': 'proportional'"), "[" E("05-01", "500") "]",
     "rejected 0 CAP_EXHAUSTED"},
    {"in proportion, held", MONEY("e", "claim", "500", ", 'fill': 'proportional', 'then': 'hold'"),
     "[" E("05-01", "500") ", " E("05-02", "500") "]", "paid_capped 250 CAP | paid_capped 250 CAP",
     "{'totals': {'held': 500}}"},
    {"in proportion by event", MONEY("e", "event", "500", ", 'fill': 'proportional'"),
     "[" MAY("500", ", 'event': 'a'") ", " MAY("500", "") ", " MAY("500", ", 'event': 'a'") "]",
     "paid_capped 250 CAP | undetermined 0 INPUT_MISSING | paid_capped 250 CAP"},
    {"in proportion of what is not known then", POLICY(CAP("e", "day", ", 'limit': [], 'fill': 'proportional'")),
     "[" E("05-01", "500") "]", "undetermined 0 RATE_UNKNOWN"},
    {"minutes in proportion", MINUTES("claim", "60", ", 'fill': 'proportional'"), "[" F("05-01", "60") ", " F("05-02",
     "60") "]", "paid_capped 300 CAP | paid_capped 300 CAP"},
    {"24 hours by line", MONEY("e", "24h", "1000", ", 'fill': 'line-order'"), "[" E("05-10", "800") ", " E("05-01",
     "800") "]", "paid 800 | paid 800"},
};

static void every_way_of_filling(void **state)
{
    (void)state;
    RUN_CASES(fills);
}

#define DAY_CLAIM POLICY("{'id': 'claim', 'over': ['all'], 'scope': 'claim', 'limit': [{'amount_pence': 1200}]}, " \
    "{'id': " \
                         "'day', 'over': ['e'], 'scope': 'day', 'limit': [{'amount_pence': 1000}]}")
static const pay_case nested[] = {
    {"the narrow one first", DAY_CLAIM, "[" E("05-01", "1500") ", " E("05-02", "1500") ", " F("05-03", "60") "]",
     "paid_capped 1000 CAP | paid_capped 200 CAP | rejected 0 CAP_EXHAUSTED"},
    {"by their order", POLICY("{'id': 'b', 'over': ['e'], 'scope': 'day', 'order': 2, 'limit': [{'amount_pence': "
     "500}], "
                              "'then': 'reject'}, {'id': 'a', 'over': ['all'], 'scope': 'day', 'order': 1, 'limit': "
                              "[{'amount_pence': 500}]}"), "[" E("05-01", "800") "]", "paid_capped 500 CAP"},
};

static void one_after_the_other(void **state)
{
    (void)state;
    RUN_CASES(nested);
}

static const pay_case openings[] = {
    {"over claims", MONEY("e", "month", "1000", ""), "[" E("05-20", "800") "]", "paid_capped 300 CAP", NULL,
     "[{'kind': 'cap-money', 'of': 'c', 'person': 'ann', 'period': '2026-05-01', 'amount_mpence': 700000}, {'kind': "
     "'cap-money', 'of': 'c', 'person': 'bob', 'period': '2026-05-01', 'amount_mpence': 999000}]",
     "[{'person': 'ann', 'amount_mpence': 1000000}, {'person': 'bob'}, {'kind': 'claim'}]"},
    {"more was counted than there is now", MONEY("e", "month", "1000", ""), "[" E("05-20", "800") "]",
     "rejected 0 CAP_EXHAUSTED", NULL, "[{'kind': 'cap-money', 'of': 'c', 'person': 'ann', 'period': '2026-05-01', "
     "'amount_mpence': 7000000}]", "[{'amount_mpence': 7000000}, {'kind': 'claim'}]"},
    {"in proportion over claims", MONEY("e", "month", "1000", ", 'fill': 'proportional'"),
     "[" E("05-20", "800") ", " E("05-21", "800") "]", "paid_capped 150 CAP | paid_capped 150 CAP", NULL,
     "[{'kind': 'cap-money', 'of': 'c', 'person': 'ann', 'period': '2026-05-01', 'amount_mpence': 700000}]", NULL},
    {"in proportion, and nothing is left", MONEY("e", "month", "1000", ", 'fill': 'proportional'"), "[" E("05-20",
     "800") "]", "rejected 0 CAP_EXHAUSTED", NULL, "[{'kind': 'cap-money', 'of': 'c', 'person': 'ann', 'period': "
     "'2026-05-01', 'amount_mpence': 1100000}]", NULL},
    {"an event over claims", MONEY("e", "event", "1000", ""), "[" MAY("800", ", 'event': 'a'") "]", "paid_capped 300 "
     "CAP", NULL, "[{'kind': 'cap-money', 'of': 'c', 'person': 'ann', 'word': 'a', 'amount_mpence': 700000}]",
     "[{'amount_mpence': 1000000}, {'kind': 'claim'}]"},
    {"a claim is a claim", MONEY("e", "claim", "1000", ""), "[" E("05-20", "800") "]", "paid 800", NULL,
     "[{'kind': 'cap-money', 'of': 'c', 'person': 'ann', 'amount_mpence': 700000}]",
     "[{'kind': 'cap-money', 'amount_mpence': 700000}, {'kind': 'claim'}]"},
    {"minutes beyond the limit were not paid", MINUTES("month", "90", ""), "[" F("05-20", "60") "]", "paid_capped 300 "
     "CAP", NULL, "[{'kind': 'cap-minutes', 'of': 'c', 'person': 'ann', 'period': '2026-05-01', 'minutes': 60}]",
     "[{'kind': 'cap-minutes', 'minutes': 90}, {'kind': 'claim'}]"},
};

static void over_claims(void **state)
{
    (void)state;
    RUN_CASES(openings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scope),
        cmocka_unit_test(every_measure),
        cmocka_unit_test(every_consequence),
        cmocka_unit_test(every_way_of_filling),
        cmocka_unit_test(one_after_the_other),
        cmocka_unit_test(over_claims),
    };
    return TEST_MAIN(tests);
}
