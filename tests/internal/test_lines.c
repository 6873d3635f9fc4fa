/* SPDX-License-Identifier: MIT */
/* What decides about a line before its price: its type, the currency, limits, duplicates and the claim window. */
#include "payment_tools.h"

#define POLICY(more) \
    "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 1200000, 'per': 'hour'}]}], " \
    "'expenses': [{'id': 'e', 'label': 'E', 'kind': 'actual'}, {'id': 'm', 'label': 'M', 'kind': 'mileage', " \
    "'mileage': {'groups': [{'id': 'car', 'vehicles': ['car'], 'bands': [{'value': [{'rate_mpence': 10000, 'per': " \
    "'mile'}]}]}], 'accumulate': {'scope': 'none'}}}]" more "}"
#define RULES(more) POLICY(", 'claim_rules': {" more "}")
#define E(more) "{'type': 'e', 'date': '2026-05-01', 'amount_pence': 900" more "}"
#define F(minutes, more) "{'type': 'f', 'date': '2026-05-01', 'minutes': " minutes more "}"
#define M(milli, more) "{'type': 'm', 'date': '2026-05-01', 'quantity_milli': " milli more "}"

static const pay_case types[] = {
    {"an expense, a fee, other earnings", POLICY(""),
     "[" E("") ", " F("60", "") ", {'type': 'other-earnings', 'date': '2026-05-01'}, {'type': 'session', 'date': "
     "'2026-05-01', 'minutes': 1}, {'type': 'tram', 'date': '2026-05-01'}]",
     "paid 900 | paid 1200 | information 0 | undetermined 0 INPUT_MISSING | rejected 0 UNKNOWN_TYPE"},
    {"other earnings without a day", POLICY(""), "[{'type': 'other-earnings'}]", "rejected 0 DATE_MISSING"},
    {"another currency", POLICY(""), "[" E(", 'currency': 'EUR'") ", " E(", 'currency': 'GBP'") "]",
     "rejected 0 CURRENCY_OTHER | paid 900", "{'totals': {'rejected': 0, 'unreimbursed': 0}}"},
    {"another currency of the claim", RULES("'foreign_currency': 'hold'"),
     "{'currency': 'EUR', 'lines': [" E("") ", " E(", 'currency': 'GBP'") "]}", "held 0 CURRENCY_OTHER | paid 900",
     "{'totals': {'held': 0}}"},
    {"too many lines", RULES("'most_lines': 2"), "[" E("") ", " E("") ", " E("") ", {'type': 'other-earnings', 'date': "
     "'2026-05-01'}]", "paid 900 | paid 900 | rejected 0 LIMIT | information 0"},
};

static void types_and_currencies(void **state)
{
    (void)state;
    RUN_CASES(types);
}

#define LIMITS(then) RULES("'limits': {'miles': 100, 'amount_pence': 5000, 'minutes': 600" then "}")

static const pay_case limits[] = {
    {"a person decides", LIMITS(""),
     "[" M("100000", "") ", " M("100001", "") ", " E("") ", {'type': 'e', 'date': '2026-05-01', 'amount_pence': 5001}, "
     F("600", "") ", " F("601", "") "]",
     "paid 1000 | held 0 DISTANCE_LIMIT | paid 900 | held 0 LIMIT | paid 12000 | held 0 LIMIT", "{'totals': {'held': "
     "18021}}"},
    {"or nobody does", LIMITS(", 'then': 'reject'"),
     "[" M("100001", "") ", {'type': 'e', 'date': '2026-05-01', 'amount_pence': 5001}]",
     "rejected 0 DISTANCE_LIMIT | rejected 0 LIMIT", "{'totals': {'held': 0, 'rejected': 5001}}"},
    {"kilometres are not miles", LIMITS(""), "[" M("160934", ", 'unit': 'km'") ", " M("160935", ", 'unit': 'km'") "]",
     "paid 1000 | held 0 DISTANCE_LIMIT"},
    {"from start to end", LIMITS(""),
     "[{'type': 'f', 'date': '2026-05-01', 'start': '08:00', 'end': '18:00'}, {'type': 'f', 'date': '2026-05-02', "
     "'start': '08:00', 'end': '18:01'}]", "paid 12000 +WALL_TIME | held 0 LIMIT +WALL_TIME"},
    {"a quantity that is no miles", LIMITS(""), "[" E(", 'quantity_milli': 900000, 'unit': 'items'") "]", "paid 900"},
};

static void limits_of_claims(void **state)
{
    (void)state;
    RUN_CASES(limits);
}

#define TWICE(key, then) RULES("'duplicate': {'key': [" key "]" then "}")
#define BILL(no, more) E(", 'receipt': {'no': '" no "'}" more)

static const pay_case duplicates[] = {
    {"the same receipt", TWICE("'receipt-no'", ""),
     "[" BILL("r1", "") ", {'type': 'e', 'date': '2026-06-01', 'amount_pence': 5, 'receipt': {'no': 'r1'}}, "
     BILL("r2", "") ", " E("") ", " E("") "]", "paid 900 | rejected 0 DUPLICATE | paid 900 | paid 900 | paid 900",
     "{'totals': {'rejected': 5}}"},
    {"a person decides", TWICE("'receipt-no'", ", 'then': 'hold'"), "[" BILL("r1", "") ", " BILL("r1", "") "]",
     "paid 900 | held 0 DUPLICATE", "{'totals': {'held': 900}}"},
    {"type, day and amount", TWICE("'type', 'date', 'amount'", ""),
     "[" E("") ", {'type': 'e', 'date': '2026-05-02', 'amount_pence': 900}, {'type': 'e', 'date': '2026-05-01', "
     "'amount_pence': 901}, " E("") ", " M("5000", "") ", " M("5001", "") ", " M("5000", "") "]",
     "paid 900 | paid 900 | paid 901 | paid 900 | paid 50 | paid 50 | paid 50"}, /* none has a receipt */
    {"type, day and amount, with receipts", TWICE("'type', 'date', 'amount'", ""),
     "[" BILL("r1", "") ", " BILL("r2", "") ", " BILL("r1", "") "]", "paid 900 | paid 900 | rejected 0 DUPLICATE"},
    {"person and payer", TWICE("'person', 'payer'", ""), "{'payer': 'icb', 'lines': [" BILL("r1", "") ", " BILL("r1", "") "]}",
     "paid 900 | rejected 0 DUPLICATE"},
    {"a journey", TWICE("'journey'", ""),
     "[" M("5000", ", 'journey': 'j'") ", " M("7000", ", 'journey': 'j'") ", " M("5000", "") ", " M("5000", "") "]",
     "paid 50 | rejected 0 DUPLICATE | paid 50 | paid 50"},
    {"what is refused is no original", TWICE("'receipt-no'", ""),
     "[{'type': 'e', 'date': '2026-02-30', 'amount_pence': 1, 'receipt': {'no': 'r1'}}, " BILL("r1", "") "]",
     "rejected 0 INVALID_DATE | paid 900"},
    {"what was refused afterwards is not counted", POLICY(", 'claim_rules': {'duplicate': {'key': ['receipt-no']}}, "
     "'caps': "
                                                          "[{'id': 'c', 'over': ['e'], 'scope': 'line', 'limit': "
                                                          "[{'amount_pence': 1}], 'then': 'reject'}]"),
     "[" BILL("r1", "") "]", "rejected 0 CAP_EXHAUSTED", NULL, "[]", "[{'kind': 'claim'}]"},
    {"no rule, no duplicates", POLICY(""), "[" BILL("r1", "") ", " BILL("r1", "") "]", "paid 900 | paid 900"},
};

static void lines_that_are_the_same(void **state)
{
    (void)state;
    RUN_CASES(duplicates);
}

/* A receipt in a second claim; and when the first is taken back, it may be claimed again. */
static void receipts_over_claims(void **state)
{
    coprod_policy *policy = policy_of(TWICE("'receipt-no', 'amount'", ""));
    coprod_payment_claim *first = claim_of("{'id': 'a', 'lines': [" BILL("r1", "") "]}");
    coprod_payment_claim *second = claim_of("{'id': 'b', 'lines': [" BILL("r1", "") ", " BILL("r2", "") "]}");
    coprod_ledger *ledger = ledger_of(policy, "[]");
    coprod_payment *payment = priced(policy, ledger, first), *again;
    (void)state;
    assert_int_equal(coprod_ledger_add(ledger, payment), COPROD_OK);
    again = priced(policy, ledger, second);
    expect_lines("again", again, "rejected 0 DUPLICATE | paid 900");
    assert_int_equal(coprod_ledger_reverse(ledger, payment), COPROD_OK);
    assert_int_equal(coprod_reimburse(policy, ledger, second, NULL, again), COPROD_OK);
    expect_lines("taken back", again, "paid 900 | paid 900");
    coprod_payment_free(payment);
    coprod_payment_free(again);
    coprod_ledger_free(ledger);
    coprod_payment_claim_free(first);
    coprod_payment_claim_free(second);
    coprod_policy_free(policy);
}

#define WINDOW(windows, more) RULES("'window': [" windows "]" more)
#define SENT(day, lines) "{'submitted': '" day "', 'lines': [" lines "]}"
#define ON(day) "{'type': 'e', 'date': '" day "', 'amount_pence': 900}"

static const pay_case windows[] = {
    {"day 28", WINDOW("{'days_after_event': 28}", ""), SENT("2026-05-29", ON("2026-05-01")), "paid 900"},
    {"day 29", WINDOW("{'days_after_event': 28}", ""), SENT("2026-05-30", ON("2026-05-01")), "rejected 0 LATE",
     "{'totals': {'rejected': 900}}"},
    {"day 29, a person decides", WINDOW("{'days_after_event': 28}", ", 'late': 'hold'"),
     SENT("2026-05-30", ON("2026-05-01")), "held 0 LATE", "{'totals': {'held': 900}}"},
    {"three months after 30 November", WINDOW("{'months_after_event': 3}", ""), SENT("2026-02-28", ON("2025-11-30")),
     "paid 900"},
    {"a day more", WINDOW("{'months_after_event': 3}", ""), SENT("2026-03-01", ON("2025-11-30")), "rejected 0 LATE"},
    {"a month after the year", "{'calendars': {'fiscal_year_end': '07-31'}, 'expenses': [{'id': 'e', 'label': 'E', "
     "'kind': "
                               "'actual'}], 'claim_rules': {'window': [{'months_after_fiscal_year_end': 1}]}}",
     SENT("2026-08-31", ON("2025-08-01") ", " ON("2026-07-31") ", " ON("2026-08-01") ", " ON("2025-07-31")),
     "paid 900 | paid 900 | paid 900 | rejected 0 LATE"},
    {"not before the event", WINDOW("{'not_before_event': true}", ""), SENT("2026-05-01", ON("2026-05-01") ", "
     ON("2026-05-02")), "paid 900 | rejected 0 BEFORE_EVENT"},
    {"the stricter of two", WINDOW("{'days_after_event': 28}, {'months_after_event': 3}", ""),
     SENT("2026-05-30", ON("2026-05-01")), "rejected 0 LATE"},
    {"nobody knows when", WINDOW("{'days_after_event': 28}", ""), "[" ON("2026-05-01") ", {'type': 'x', 'date': "
     "'2026-05-01'}]", "undetermined 0 INPUT_MISSING | rejected 0 UNKNOWN_TYPE"},
    {"no window", RULES("'late': 'hold'"), "[" ON("1990-05-01") "]", "paid 900"},
    {"a window that is not asked", WINDOW("{'not_before_event': false}", ""), "[" ON("1990-05-01") "]", "paid 900"},
};

static void in_time(void **state)
{
    (void)state;
    RUN_CASES(windows);
}

#define DATED(by) \
    "{'rate_date': '" by "', 'expenses': [{'id': 'e', 'label': 'E', 'kind': 'flat', 'value': [{'to': '2026-04-30', " \
    "'amount_pence': 100}, {'from': '2026-05-01', 'amount_pence': 200}]}]}"

static const pay_case rate_days[] = {
    {"of the day itself", DATED("incurred"), SENT("2026-06-01", ON("2026-04-30")), "paid 100"},
    {"of the day on which it was sent", DATED("submission"), SENT("2026-06-01", ON("2026-04-30")), "paid 200"},
    {"which nobody knows", DATED("submission"), "[" ON("2026-04-30") ", {'type': 'x', 'date': '2026-05-01'}]",
     "undetermined 0 INPUT_MISSING | rejected 0 UNKNOWN_TYPE"},
};

static void the_day_of_a_rate(void **state)
{
    (void)state;
    RUN_CASES(rate_days);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_and_currencies),
        cmocka_unit_test(limits_of_claims),
        cmocka_unit_test(lines_that_are_the_same),
        cmocka_unit_test(receipts_over_claims),
        cmocka_unit_test(in_time),
        cmocka_unit_test(the_day_of_a_rate),
    };
    return TEST_MAIN(tests);
}
