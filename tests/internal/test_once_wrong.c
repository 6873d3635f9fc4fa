/* SPDX-License-Identifier: MIT */
/* Sums that were once wrong, each as the smallest claim that shows it. */
#include "payment_tools.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_spent),
        cmocka_unit_test(nothing_claimed),
        cmocka_unit_test(declined_and_given),
        cmocka_unit_test(pennies_of_caps),
    };
    return TEST_MAIN(tests);
}
