/* SPDX-License-Identifier: MIT */
/* Sums that were once wrong, each as the smallest claim that shows it. */
#include "payment_tools.h"
#include "plan_tools.h"

#define F "'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 1200000, 'per': 'hour'}]"
#define E "'expenses': [{'id': 'e', 'label': 'E', 'kind': 'actual'"
#define P "'expenses': [{'id': 'p', 'label': 'P', 'kind': 'flat', 'unit': 'mile', 'value': [{'rate_mpence': 1000, " \
    "'per': 'mile'}]}]"
#define CAP(over, more) "'caps': [{'id': 'c', 'over': ['" over "'], 'scope': 'claim'" more "}]"
#define TAXI(limit) "{'expenses': [{'id': 'e', 'label': 'E', 'kind': 'actual'" limit ", 'approval': {'need': " \
    "'always', 'if_missing': 'downgrade', 'downgrade_to': 'bus'}}, {'id': 'bus', 'label': 'B', 'kind': 'flat', " \
    "'value': [{'amount_pence': 300}]}]}"
#define MAY(type, more) "{'type': '" type "', 'date': '2026-05-01'" more "}"
#define MILES(day, milli) "{'type': 'p', 'date': '2026-05-" day "', 'quantity_milli': " milli "}"

static const pay_case spent[] = {
    {"what is not paid back is part of a lower receipt", "{" E ", 'excludes': ['wine']}]}",
     "[" MAY("e", ", 'amount_pence': 2000, 'receipt': {'amount_pence': 1500}, 'contains': {'wine': 300}") "]",
     "paid_reduced 1200 RECEIPT_LESS +EXCLUDED"},
    {"so is a tip", "{" E ", 'tip_share': '1/10'}]}",
     "[" MAY("e", ", 'amount_pence': 2000, 'tip_pence': 500, 'receipt': {'amount_pence': 1500}") "]",
     "paid_capped 1100 LIMIT +RECEIPT_LESS"},
    {"a downgrade never pays more than the thing itself", TAXI(""), "[" MAY("e", ", 'amount_pence': 200") "]",
     "paid_reduced 200 DOWNGRADED +APPROVAL_MISSING"},
    {"a downgrade forgets the limit of the thing itself", TAXI(", 'limit': [{'amount_pence': 1000}]"),
     "[" MAY("e", ", 'amount_pence': 2000") "]", "paid_reduced 300 DOWNGRADED +APPROVAL_MISSING +LIMIT"},
    {"a refused line uses nothing of its day up", "{'expenses': [{'id': 't', 'label': 'T', 'kind': 'tiered-time', "
     "'aggregate': 'sum-of-day', 'receipt': {'need': 'always'}, 'tiers': [{'id': 'x', 'at_least_minutes': 300, "
     "'limit': [{'amount_pence': 500}]}]}]}",
     "[" MAY("t", ", 'minutes': 200, 'amount_pence': 400") ", " MAY("t", ", 'minutes': 200, 'amount_pence': 400, "
     "'receipt': {}") "]", "rejected 0 RECEIPT_MISSING | paid 400"},
    {"what was spent on an unknown type is out of pocket", "{" E "}]}", "[" MAY("?", ", 'amount_pence': 400") "]",
     "rejected 0 UNKNOWN_TYPE", "{'totals': {'unreimbursed': 400}, 'lines': [{'left_pence': 400}]}"},
};

static const pay_case nothing[] = {
    {"no task", "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'task', 'tasks': [{'id': 't', 'value': [{'amount_pence': "
     "100}]}]}]}", "[" MAY("f", ", 'task': 't', 'unit': 'items', 'quantity_milli': 0") "]", "paid 0 +NOTHING_CLAIMED"},
    {"no hour", "{'expenses': [{'id': 'e', 'label': 'E', 'kind': 'flat', 'unit': 'hour', 'value': [{'amount_pence': "
     "100}]}]}", "[" MAY("e", ", 'minutes': 0") "]", "paid 0 +NOTHING_CLAIMED"},
    {"no night", "{'expenses': [{'id': 'e', 'label': 'E', 'kind': 'night', 'pay': 'flat', 'zones': [{'id': 'z', "
     "'limit': [{'amount_pence': 100}]}]}]}", "[" MAY("e", ", 'quantity_milli': 0") "]", "paid 0 +NOTHING_CLAIMED"},
    {"an increment of none is still a session", "{" F ", 'increment': {'minutes': 15, 'mode': 'nearest'}, "
     "'minimum_minutes': 30}]}", "[" MAY("f", ", 'minutes': 5") "]", "paid 600"},
};

static const pay_case declined[] = {
    {"part declined, the rest given away", "{" F "}]}",
     "{'donate_to': 'shelter', 'waiver': {'amount_pence': 200}, 'lines': [" MAY("f", ", 'minutes': 60") "]}",
     "donated 0 DONATED +WAIVED",
     "{'totals': {'donated': 1000, 'waived': 200}, 'lines': [{'cost_pence': 1000, 'waived_pence': 1200}]}"},
    {"who declines a fee has nothing held", "{" F "}], " CAP("f", ", 'then': 'hold', 'limit': [{'amount_pence': 1000}]")
     "}", "{'waiver': 'full', 'lines': [" MAY("f", ", 'minutes': 60") "]}", "waived 0 WAIVED",
     "{'totals': {'waived': 1200, 'held': 0}}"},
    {"a fee that is declined uses nothing of a cap up", "{" F "}], " E "}], " CAP("all", ", 'limit': [{'amount_pence': "
     "1500}]") "}", "[" MAY("f", ", 'minutes': 60, 'waiver': 'full'") ", " MAY("e", ", 'amount_pence': 1500") "]",
     "waived 0 WAIVED | paid 1500"},
    {"a fee that is given away does", "{" F "}], " E "}], " CAP("all", ", 'limit': [{'amount_pence': 1500}]") "}",
     "[" MAY("f", ", 'minutes': 60, 'donate_to': 'shelter'") ", " MAY("e", ", 'amount_pence': 1500") "]",
     "donated 0 DONATED | paid_capped 300 CAP"},
};

/* Half a penny, five times, is more than it was. */
static const pay_case pennies[] = {
    {"a large limit in proportion", "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': "
     "1, 'per': 'hour'}]}], " E "}], " CAP("all", ", 'fill': 'proportional', 'limit': [{'amount_pence': 25000151}]")
     "}", "[" MAY("e", ", 'amount_pence': 30000007") ", " MAY("e", ", 'amount_pence': 20000003") ", "
     MAY("f", ", 'minutes': 60") "]", "paid_capped 15000091 CAP | paid_capped 10000060 CAP | paid 0 +CAP"},
    {"shares of a limit meet it", "{" E "}], " CAP("all", ", 'fill': 'proportional', 'limit': [{'amount_pence': 103}]")
     "}", "[" MAY("e", ", 'amount_pence': 100") ", " MAY("e", ", 'amount_pence': 100") ", "
     MAY("e", ", 'amount_pence': 100") ", " MAY("e", ", 'amount_pence': 100") ", "
     MAY("e", ", 'amount_pence': 100") "]",
     "paid_capped 21 CAP | paid_capped 20 CAP | paid_capped 21 CAP | paid_capped 20 CAP | paid_capped 21 CAP",
     "{'total_pence': 103}"},
    {"lines rounded up stay under a limit", "{" P ", " CAP("p", ", 'limit': [{'amount_pence': 100}]") "}",
     "[" MILES("01", "33500") ", " MILES("02", "33500") ", " MILES("03", "50000") "]",
     "paid 34 | paid 34 | paid_capped 32 CAP", "{'total_pence': 100}"},
    {"even if no line is above it", "{" P ", " CAP("p", ", 'limit': [{'amount_pence': 100}]") "}",
     "[" MILES("01", "33500") ", " MILES("02", "33500") ", " MILES("03", "33000") "]",
     "paid 34 | paid 34 | paid_capped 32 CAP", "{'total_pence': 100}"},
    {"by the claim they never were above it", "{'rounding': {'stage': 'claim'}, " P ", "
     CAP("p", ", 'limit': [{'amount_pence': 100}]") "}",
     "[" MILES("01", "33500") ", " MILES("02", "33500") ", " MILES("03", "33000") "]", "paid 34 | paid 33 | paid 33",
     "{'total_pence': 100}"},
    {"a fee given away counts among them", "{" F "}], " P ", " CAP("all", ", 'limit': [{'amount_pence': 1234}]") "}",
     "[" MAY("f", ", 'minutes': 60, 'donate_to': 'shelter'") ", " MILES("02", "33500") ", " MILES("03", "500") "]",
     "donated 0 DONATED | paid 34 | paid 0 +CAP", "{'total_pence': 34}"},
};

#define FLAT(unit, mpence) "{'expenses': [{'id': 'e', 'label': 'E', 'kind': 'flat', 'unit': '" unit "', 'value': " \
    "[{'rate_mpence': " mpence ", 'per': '" unit "'}]}]}"
#define CAR "{'id': 'm', 'label': 'M', 'kind': 'mileage', 'mileage': {'groups': [{'id': 'car', 'vehicles': ['car'], " \
    "'bands': [{'to_miles': 100, 'value': [{'rate_mpence': 45000, 'per': 'mile'}]}, {'value': [{'rate_mpence': " \
    "25000, 'per': 'mile'}]}]}], 'accumulate': {'scope': 'tax-year', 'key': ['person']}, 'passenger': {'value': " \
    "[{'rate_mpence': 5000, 'per': 'mile'}]}}}"
#define DRIVE(day, miles, more) "{'type': 'm', 'date': '2026-05-" day "', 'vehicle': 'car', 'quantity_milli': '" miles \
    "'" more "}"
#define MANY(more) "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 1200000, 'per': " \
    "'hour'}]" more "}]}"
#define AT(start, end) MAY("f", ", 'start': '" start "', 'end': '" end "', 'offset': '+01:00'")

static const pay_case units[] = {
    {"kilometres are no miles", FLAT("mile", "20000"), "[" MAY("e", ", 'quantity_milli': '10', 'unit': 'km'") "]",
     "paid 124"},
    {"nor miles kilometres", FLAT("km", "20000"), "[" MAY("e", ", 'quantity_milli': '10', 'unit': 'miles'") "]",
     "paid 322"},
    {"nights are neither", FLAT("mile", "20000"), "[" MAY("e", ", 'quantity_milli': '10', 'unit': 'nights'") "]",
     "rejected 0 UNKNOWN_TYPE"},
    {"nor are kilometres hours", FLAT("hour", "1200000"), "[" MAY("e", ", 'quantity_milli': '90', 'unit': 'km'") "]",
     "rejected 0 UNKNOWN_TYPE"},
    {"three tasks, without a word of their unit", "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'task', 'tasks': [{'id': "
     "'t', 'value': [{'amount_pence': 100}]}]}]}", "[" MAY("f", ", 'task': 't', 'quantity_milli': '3'") ", "
     MAY("f", ", 'task': 't', 'quantity_milli': '3', 'unit': 'miles'") "]", "paid 300 | rejected 0 UNKNOWN_TYPE"},
    {"a passenger goes no further than the car", "{'expenses': [" CAR "]}",
     "[" DRIVE("01", "10", ", 'passengers': 1, 'passenger_quantity_milli': '1000'") "]", "rejected 0 OUT_OF_RANGE"},
};

static const pay_case not_paid[] = {
    {"a refused journey moves nobody on", "{'expenses': [" CAR "], 'caps': [{'id': 'k', 'over': ['m'], 'scope': 'line', "
     "'limit': [{'amount_pence': 4000}], 'then': 'reject'}]}", "[" DRIVE("01", "100", "") ", " DRIVE("02", "50", "")
     "]", "rejected 0 CAP_EXHAUSTED | paid 2250"},
    {"a narrow cap has room for what a wide one refuses", "{'expenses': [{'id': 'x', 'label': 'X', 'kind': 'actual'}, "
     "{'id': 'z', 'label': 'Z', 'kind': 'actual'}], 'caps': [{'id': 'd', 'over': ['x', 'z'], 'scope': 'day', 'limit': "
     "[{'amount_pence': 10000}]}, {'id': 'c', 'over': ['x'], 'scope': 'claim', 'limit': [{'amount_pence': 5000}], "
     "'then': 'reject'}]}", "[" MAY("x", ", 'amount_pence': 8000") ", " MAY("z", ", 'amount_pence': 4000") "]",
     "rejected 0 CAP_EXHAUSTED | paid 4000"},
    {"a receipt that was refused is no original", "{" E ", 'approval': {'need': 'always'}}], 'claim_rules': {'duplicate': "
     "{'key': ['receipt-no']}}}", "[" MAY("e", ", 'amount_pence': 900, 'receipt': {'no': 'r'}") ", "
     MAY("e", ", 'amount_pence': 900, 'receipt': {'no': 'r'}, 'approval': 'x'") "]",
     "rejected 0 APPROVAL_MISSING | paid 900"},
    {"of three sessions in a row the middle one goes", MANY(", 'overlap': 'longest'"),
     "[" AT("09:00", "11:30") ", " AT("11:00", "15:00") ", " AT("14:30", "20:00") "]",
     "paid 3000 | rejected 0 OVERLAP | paid 6600"},
    {"a duplicate that a person decides about moves nobody on", "{'expenses': [" CAR "], 'claim_rules': {'duplicate': "
     "{'key': ['journey'], 'then': 'hold'}}}", "[" DRIVE("01", "80", ", 'journey': 'j'") ", "
     DRIVE("02", "80", ", 'journey': 'j'") ", " DRIVE("03", "20", "") "]", "paid 3600 | held 0 DUPLICATE | paid 900"},
    {"two fares are two fares", "{" E "}], 'claim_rules': {'duplicate': {'key': ['type', 'date', 'amount']}}}",
     "[" MAY("e", ", 'amount_pence': 250") ", " MAY("e", ", 'amount_pence': 250") "]", "paid 250 | paid 250"},
    {"a receipt says what was spent", "{" E "}], 'claim_rules': {'limits': {'amount_pence': 5000, 'then': 'hold'}}}",
     "[" MAY("e", ", 'receipt': {'amount_pence': 9000}") "]", "held 0 LIMIT", "{'totals': {'held': 9000}}"},
};

static const pay_case unknowns[] = {
    {"no word of the notice is not no notice", "{'cancellation': [{'by': 'organiser', 'notice_less_than_minutes': 60, "
     "'fee_share': '1'}, {'by': 'organiser', 'fee_share': '1/2'}], " F "}]}",
     "[" MAY("f", ", 'minutes': 60, 'cancelled': {'by': 'organiser'}") "]", "undetermined 0 INPUT_MISSING +CANCELLED"},
    {"a span without its hours", MANY(", 'aggregate': 'span-of-day'"),
     "[" MAY("f", ", 'start': '09:00', 'end': '10:00', 'offset': '+01:00'") ", " MAY("f", ", 'minutes': 120") "]",
     "paid 1200 | undetermined 0 INPUT_MISSING"},
    {"lunch of the second day", "{'expenses': [{'id': 'm', 'label': 'M', 'kind': 'clock-meal', 'meals': [{'id': 'lunch', "
     "'more_than_minutes': 300, 'must_contain': ['12:00', '14:00'], 'limit': [{'amount_pence': 500}]}]}]}",
     "[" MAY("m", ", 'start': '15:00', 'end': '2026-05-02T15:00', 'offset': '+01:00', 'amount_pence': 400") "]",
     "paid 400"},
    {"nobody decides about more than was asked for", "{" F "}], " CAP("f", ", 'then': 'hold', 'limit': "
     "[{'amount_pence': 1000}]") "}", "[" MAY("f", ", 'minutes': 150, 'requested_pence': 2000") "]",
     "paid_capped 1000 CAP", "{'totals': {'held': 1000}}"},
    {"what nobody asks for uses no cap up", "{" E "}], " CAP("e", ", 'limit': [{'amount_pence': 1000}]") "}",
     "[" MAY("e", ", 'amount_pence': 900, 'requested_pence': 300") ", " MAY("e", ", 'amount_pence': 700") "]",
     "paid_reduced 300 REQUESTED_LESS | paid 700"},
};

#define VOUCHERS(list, remainder) "{" F "}], 'payment': {'voucher': {'denominations_pence': [" list "], 'remainder': '" \
    remainder "'}}}"
#define BY_VOUCHER(minutes, more) "{'pay_by': 'voucher', 'lines': [" MAY("f", ", 'minutes': " minutes more) "]}"

static const pay_case vouchers[] = {
    {"three of 20.00 are 60.00", VOUCHERS("5000, 2000", "down"), BY_VOUCHER("300", ""), "paid 6000",
     "{'totals': {'voucher': 6000}}"},
    {"and need no more", VOUCHERS("5000, 2000", "up"), BY_VOUCHER("300", ""), "paid 6000",
     "{'totals': {'voucher': 6000}}"},
    {"up to the next sum", VOUCHERS("5000, 2000", "up"), BY_VOUCHER("305", ""), "paid 7000 +VOUCHER_ROUNDED",
     "{'totals': {'voucher': 7000}}"},
    {"down to the last", VOUCHERS("5000, 2000", "down"), BY_VOUCHER("345", ""), "paid_reduced 6000 VOUCHER_ROUNDED"},
    {"never above what was asked for", VOUCHERS("1000", "up"), BY_VOUCHER("375", ", 'requested_pence': 7250"),
     "paid_reduced 7250 REQUESTED_LESS", "{'totals': {'voucher': 7000, 'cash': 250}}"},
};

static void units_of_lines(void **state)
{
    (void)state;
    RUN_CASES(units);
}

static void lines_that_are_not_paid(void **state)
{
    (void)state;
    RUN_CASES(not_paid);
}

static void answers_and_wishes(void **state)
{
    (void)state;
    RUN_CASES(unknowns);
}

static void sums_of_vouchers(void **state)
{
    (void)state;
    RUN_CASES(vouchers);
}

static void what_was_spent(void **state)
{
    (void)state;
    RUN_CASES(spent);
}

static void nothing_claimed(void **state)
{
    (void)state;
    RUN_CASES(nothing);
}

static void declined_and_given(void **state)
{
    (void)state;
    RUN_CASES(declined);
}

static void pennies_of_caps(void **state)
{
    (void)state;
    RUN_CASES(pennies);
}

/* A rate that was not known then, and miles of the same day in another claim: priced again is priced later. */
static void a_day_that_had_no_rate(void **state)
{
    coprod_policy *policy = policy_of(
        "{'expenses': [{'id': 'm', 'label': 'M', 'kind': 'mileage', 'mileage': {'groups': [{'id': 'car', 'vehicles': "
        "['car'], 'bands': [{'to_miles': 100, 'value': [{'from': '2026-04-06', 'known_from': '2026-05-21', "
        "'rate_mpence': 55000, 'per': 'mile'}]}, {'value': [{'rate_mpence': 25000, 'per': 'mile'}]}]}], 'accumulate': "
        "{'scope': 'tax-year', 'key': ['person']}}}]}");
    coprod_ledger *ledger = ledger_of(policy, "[{'kind': 'miles', 'of': 'm', 'person': 'ann', 'period': "
                                              "'2026-04-06', 'day': '2026-05-01', 'quantity_milli': 60000}]");
    coprod_payment_claim *claim = claim_of("[" DRIVE("01", "100", "") "]");
    coprod_payment *then = new_payment(), *again = new_payment(), *later = new_payment();
    const coprod_reimburse_options before = {sizeof before, day_of("2026-05-20"), 1, 0, 0},
                                   after = {sizeof after, day_of("2026-05-21"), 1, 0, 0};
    (void)state;
    assert_int_equal(coprod_reimburse(policy, ledger, claim, &before, then), COPROD_OK);
    expect_lines("then", then, "undetermined 0 RATE_UNKNOWN");
    assert_int_equal(coprod_reimburse(policy, ledger, claim, &after, later), COPROD_OK);
    expect_lines("later", later, "paid 3700"); /* 40 miles at 55p, 60 at 25p */
    assert_int_equal(coprod_payment_reassess(then, ledger, &after, again), COPROD_OK);
    expect_lines("again", again, "paid 3700");
    coprod_payment_free(then);
    coprod_payment_free(again);
    coprod_payment_free(later);
    coprod_payment_claim_free(claim);
    coprod_ledger_free(ledger);
    coprod_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_spent),
        cmocka_unit_test(nothing_claimed),
        cmocka_unit_test(declined_and_given),
        cmocka_unit_test(pennies_of_caps),
        cmocka_unit_test(units_of_lines),
        cmocka_unit_test(lines_that_are_not_paid),
        cmocka_unit_test(answers_and_wishes),
        cmocka_unit_test(sums_of_vouchers),
        cmocka_unit_test(a_day_that_had_no_rate),
    };
    return TEST_MAIN(tests);
}
