/* SPDX-License-Identifier: MIT */
/* What was spent: limits by unit, flat amounts, exclusions, tips, receipts, approval, care, cancelled sessions. */
#include "payment_tools.h"

#define EXPENSE(kind, more) "{'expenses': [{'id': 'e', 'label': 'E', 'kind': '" kind "'" more "}]}"
#define MAY(more) "{'type': 'e', 'date': '2026-05-01', " more "}"
#define ONE(more) "[" MAY(more) "]"
#define ROWS(pence) "[{'amount_pence': " pence "}]"
#define UP_TO(pence, more) EXPENSE("actual", ", 'pay': 'actual-up-to', 'limit': " ROWS(pence) more)

static const pay_case spent[] = {
    {"what was spent", EXPENSE("actual", ""), ONE("'amount_pence': '12.50'"), "paid 1250"},
    {"nothing is said", EXPENSE("actual", ""), ONE("'receipt': {'no': 'r'}"), "undetermined 0 INPUT_MISSING"},
    {"the receipt says it", EXPENSE("actual", ""), ONE("'receipt': {'amount_pence': 1250}"), "paid 1250"},
    {"the receipt says less", EXPENSE("actual", ""), ONE("'amount_pence': 1300, 'receipt': {'amount_pence': 1250}"),
     "paid_reduced 1250 RECEIPT_LESS", "{'totals': {'unreimbursed': 50}}"},
    {"the receipt says more", EXPENSE("actual", ""), ONE("'amount_pence': 1200, 'receipt': {'amount_pence': 1250}"),
     "paid 1200"},
    {"the receipt says nothing was spent", EXPENSE("actual", ""), ONE("'amount_pence': 1200, 'receipt': "
     "{'amount_pence': 0}"), "rejected 0 RECEIPT_LESS"},
    {"to the limit", UP_TO("1000", ""), "[" MAY("'amount_pence': 999") ", " MAY("'amount_pence': 1000") ", "
     MAY("'amount_pence': 1001") "]", "paid 999 | paid 1000 | paid_capped 1000 LIMIT"},
    {"a limit of nothing", UP_TO("0", ""), ONE("'amount_pence': 1"), "rejected 0 CAP_EXHAUSTED +LIMIT"},
    {"a limit that is not known then", EXPENSE("actual", ", 'pay': 'actual-up-to', 'limit': []"),
     ONE("'amount_pence': 1"), "undetermined 0 RATE_UNKNOWN"},
    {"a limit beside what is paid as spent", EXPENSE("other", ", 'limit': " ROWS("1000")), ONE("'amount_pence': 1500"),
     "paid_capped 1000 LIMIT"},
    {"approved above the limit", UP_TO("1000", ", 'over_limit_if_approved': true"),
     "[" MAY("'amount_pence': 1500, 'approval': 'chair'") ", " MAY("'amount_pence': 1500") "]",
     "paid 1500 | paid_capped 1000 LIMIT"},
    {"approved, but the limit stands", UP_TO("1000", ""), ONE("'amount_pence': 1500, 'approval': 'chair'"),
     "paid_capped 1000 LIMIT"},
    {"a limit a day", UP_TO("1000", ", 'unit': 'day'"),
     "[" MAY("'amount_pence': 2600, 'quantity_milli': '2.5', 'unit': 'days'") ", " MAY("'amount_pence': 2600") "]",
     "paid_capped 2500 LIMIT | undetermined 0 INPUT_MISSING"},
    {"a limit an hour", UP_TO("1000", ", 'unit': 'hour'"),
     "[" MAY("'amount_pence': 2600, 'minutes': 90") ", " MAY("'amount_pence': 2600, 'quantity_milli': 2000, 'unit': "
     "'hours'") "]", "paid_capped 1500 LIMIT | paid_capped 2000 LIMIT"},
    {"for two people, paid once", EXPENSE("actual", ""), ONE("'amount_pence': 2000, 'people': ['ann', 'bob']"), "paid "
     "2000"},
    {"each kind of the same", "{'expenses': [{'id': 'a', 'label': 'A', 'kind': 'support'}, {'id': 'b', 'label': 'B', "
     "'kind': "
                              "'digital'}, {'id': 'c', 'label': 'C', 'kind': 'materials'}, {'id': 'd', 'label': 'D', "
                              "'kind': 'other'}]}",
     "[{'type': 'a', 'date': '2026-05-01', 'amount_pence': 1}, {'type': 'b', 'date': '2026-05-01', 'amount_pence': 2}, "
     "{'type': 'c', 'date': '2026-05-01', 'amount_pence': 3}, {'type': 'd', 'date': '2026-05-01', 'amount_pence': 4}]",
     "paid 1 | paid 2 | paid 3 | paid 4"},
};

static void amounts_and_limits(void **state)
{
    (void)state;
    RUN_CASES(spent);
}

#define FLAT(more) EXPENSE("flat", ", 'value': " ROWS("300") more)

static const pay_case flat[] = {
    {"once", FLAT(""), ONE("'amount_pence': 100"), "paid 300"},
    {"a day", FLAT(", 'unit': 'day'"), "[" MAY("'quantity_milli': 2000, 'unit': 'days'") ", " MAY("'minutes': 5") "]",
     "paid 600 | undetermined 0 INPUT_MISSING"},
    {"a person", FLAT(", 'unit': 'person'"), ONE("'quantity_milli': 3000, 'unit': 'people'"), "paid 900"},
    {"an hour by the minute", FLAT(", 'unit': 'hour'"), ONE("'minutes': 50"), "paid 250"},
    {"no hours", FLAT(", 'unit': 'hour'"), ONE("'quantity_milli': 0"), "paid 0 +NOTHING_CLAIMED"},
    {"not known then", EXPENSE("flat", ", 'value': []"), ONE("'amount_pence': 1"), "undetermined 0 RATE_UNKNOWN"},
    {"flat, though of another kind", EXPENSE("digital", ", 'pay': 'flat', 'value': " ROWS("2600")), ONE("'people': []"),
     "paid 2600"},
};

static void flat_amounts(void **state)
{
    (void)state;
    RUN_CASES(flat);
}

static const pay_case excluded[] = {
    {"what is never paid", EXPENSE("actual", ", 'excludes': ['wine', 'fines']"),
     ONE("'amount_pence': 2000, 'contains': {'wine': 500, 'bread': 200, 'fines': '1.00'}"), "paid_reduced 1400 "
     "EXCLUDED", "{'totals': {'unreimbursed': 600}}"},
    {"none of it was there", EXPENSE("actual", ", 'excludes': ['wine']"), ONE("'amount_pence': 2000, 'contains': "
     "{'bread': 200}"), "paid 2000"},
    {"all of it", EXPENSE("actual", ", 'excludes': ['wine']"), ONE("'amount_pence': 2000, 'contains': {'wine': 2000}"),
     "rejected 0 EXCLUDED"},
    {"more than all of it", EXPENSE("actual", ", 'excludes': ['wine']"), ONE("'amount_pence': 2000, 'contains': "
     "{'wine': 2500}"), "rejected 0 EXCLUDED"},
    {"tips up to a tenth", EXPENSE("actual", ", 'tip_share': '1/10'"),
     "[" MAY("'amount_pence': 2200, 'tip_pence': 200") ", " MAY("'amount_pence': 2200, 'tip_pence': 300") "]",
     "paid 2200 | paid_capped 2090 LIMIT"},
    {"tips without a rule", EXPENSE("actual", ""), ONE("'amount_pence': 2200, 'tip_pence': 2000"), "paid 2200"},
    {"no tips", EXPENSE("actual", ", 'tip_share': '0'"), ONE("'amount_pence': 2200, 'tip_pence': 200"),
     "paid_capped 2000 LIMIT"},
    {"a tip on wine", EXPENSE("actual", ", 'tip_share': '1/10', 'excludes': ['wine']"),
     "[" MAY("'amount_pence': 1000, 'tip_pence': 100, 'contains': {'wine': 500}") ", "
     MAY("'amount_pence': 1000, 'tip_pence': 1000, 'contains': {'wine': 500}") ", "
     MAY("'amount_pence': 1000, 'tip_pence': 100, 'contains': {'wine': 2000}") "]",
     "paid_capped 440 LIMIT +EXCLUDED | rejected 0 CAP_EXHAUSTED +LIMIT +EXCLUDED | rejected 0 EXCLUDED"},
};

static void exclusions_and_tips(void **state)
{
    (void)state;
    RUN_CASES(excluded);
}

#define RECEIPT(more) EXPENSE("actual", ", 'receipt': {" more "}")
#define BOTH "[" MAY("'amount_pence': 900") ", " MAY("'amount_pence': 900, 'receipt': {}") "]"

static const pay_case receipts[] = {
    {"never", RECEIPT("'need': 'never'"), BOTH, "paid 900 | paid 900"},
    {"always", RECEIPT("'need': 'always'"), BOTH, "rejected 0 RECEIPT_MISSING | paid 900", "{'totals': {'rejected': "
     "900}}"},
    {"or a person decides", RECEIPT("'need': 'always', 'if_missing': 'hold'"), BOTH, "held 0 RECEIPT_MISSING | paid "
     "900", "{'totals': {'held': 900}}"},
    {"above a sum", RECEIPT("'need': 'above', 'above': " ROWS("500")),
     "[" MAY("'amount_pence': 500") ", " MAY("'amount_pence': 501") "]", "paid 500 | rejected 0 RECEIPT_MISSING"},
    {"above a sum that is not known then", RECEIPT("'need': 'above', 'above': []"), BOTH,
     "undetermined 0 RATE_UNKNOWN | paid 900"},
    {"less without", RECEIPT("'need': 'always', 'if_missing': 'cap', 'cap': " ROWS("500")),
     "[" MAY("'amount_pence': 500") ", " MAY("'amount_pence': 900") "]", "paid 500 | paid_capped 500 RECEIPT_MISSING "
     "+LIMIT"},
    {"a sum without that is not known then", RECEIPT("'need': 'always', 'if_missing': 'cap', 'cap': []"), BOTH,
     "undetermined 0 RATE_UNKNOWN | paid 900"},
};

static void receipts_that_are_missing(void **state)
{
    (void)state;
    RUN_CASES(receipts);
}

#define TAXI(approval, more) \
    "{'expenses': [{'id': 'e', 'label': 'E', 'kind': 'actual', 'approval': {" approval "}}, {'id': 'bus', 'label': " \
    "'B', 'kind': 'actual', 'pay': 'actual-up-to', 'limit': [{'amount_pence': 300}], 'approval': {'need': 'always', " \
    "'if_missing': 'downgrade', 'downgrade_to': 'e'}}]}"
#define APPROVED "[" MAY("'amount_pence': 900") ", " MAY("'amount_pence': 900, 'approval': 'chair'") "]"

static const pay_case approvals[] = {
    {"always", TAXI("'need': 'always'", ""), APPROVED, "rejected 0 APPROVAL_MISSING | paid 900"},
    {"or a person decides", TAXI("'need': 'always', 'if_missing': 'hold'", ""), APPROVED,
     "held 0 APPROVAL_MISSING | paid 900"},
    {"above a sum", TAXI("'need': 'above', 'above': [{'amount_pence': 900}]", ""),
     "[" MAY("'amount_pence': 900") ", " MAY("'amount_pence': '9.01'") "]", "paid 900 | rejected 0 APPROVAL_MISSING"},
    {"above a sum that is not known then", TAXI("'need': 'above', 'above': []", ""), APPROVED,
     "undetermined 0 RATE_UNKNOWN | paid 900"},
    {"of a class", TAXI("'need': 'class', 'classes': ['business', 'first']", ""),
     "[" MAY("'amount_pence': 900, 'class': 'first'") ", " MAY("'amount_pence': 900, 'class': 'standard'") ", "
     MAY("'amount_pence': 900") "]", "rejected 0 APPROVAL_MISSING | paid 900 | paid 900"},
    {"paid as something else", TAXI("'need': 'always', 'if_missing': 'downgrade', 'downgrade_to': 'bus'", ""), APPROVED,
     "paid_capped 300 LIMIT +APPROVAL_MISSING +DOWNGRADED | paid 900"},
};

static void approval_that_is_missing(void **state)
{
    (void)state;
    RUN_CASES(approvals);
}

#define CARE(more) EXPENSE("care", more)
#define WHO "[" MAY("'amount_pence': 900") ", " MAY("'amount_pence': 900, 'provider': 'registered'") ", " \
            MAY("'amount_pence': 900, 'provider': 'household'") ", " MAY("'amount_pence': 900, 'provider': " \
            "'neighbour'") "]"

static const pay_case care[] = {
    {"by anybody", CARE(""), WHO, "paid 900 | paid 900 | paid 900 | paid 900"},
    {"by somebody registered", CARE(", 'provider': 'registered'"), WHO,
     "undetermined 0 INPUT_MISSING | paid 900 | rejected 0 CONDITION_NOT_MET | rejected 0 CONDITION_NOT_MET"},
    {"by nobody of the household", CARE(", 'provider': 'not-household'"), WHO,
     "undetermined 0 INPUT_MISSING | paid 900 | rejected 0 CONDITION_NOT_MET | paid 900"},
    {"not paid twice", CARE(", 'not_from_other_source': true"),
     "[" MAY("'amount_pence': 900, 'paid_from_other_source': true") ", " MAY("'amount_pence': 900") "]",
     "rejected 0 CONDITION_NOT_MET | paid 900"},
    {"paid elsewhere, which is no matter", CARE(""), ONE("'amount_pence': 900, 'paid_from_other_source': true"),
     "paid 900"},
    {"up to a wage by the minute", CARE(", 'per_hour_cap': [{'rate_mpence': 1271000, 'per': 'hour'}]"),
     "[" MAY("'amount_pence': 3000, 'minutes': 90") ", " MAY("'amount_pence': 1900, 'minutes': 90") ", "
     MAY("'amount_pence': 3000, 'start': '09:00', 'end': '10:00'") ", " MAY("'amount_pence': 3000") ", "
     MAY("'minutes': 90") "]",
     "paid_capped 1907 LIMIT | paid 1900 | paid_capped 1271 LIMIT +WALL_TIME | undetermined 0 INPUT_MISSING | "
     "undetermined 0 INPUT_MISSING"},
    {"up to a wage that is not known then", CARE(", 'per_hour_cap': []"), ONE("'amount_pence': 900, 'minutes': 60"),
     "undetermined 0 RATE_UNKNOWN"},
    {"a flat amount", CARE(", 'pay': 'flat', 'value': [{'rate_mpence': 1000000, 'per': 'hour'}], 'unit': 'hour', "
                           "'per_hour_cap': [{'rate_mpence': 900000, 'per': 'hour'}]"),
     "[" MAY("'minutes': 60") ", " MAY("'amount_pence': 1") "]", "paid_capped 900 LIMIT | undetermined 0 "
     "INPUT_MISSING"},
};

static void care_of_others(void **state)
{
    (void)state;
    RUN_CASES(care);
}

#define OFF \
    "{'cancellation': [{'by': 'organiser', 'fee_share': '0', 'expenses': 'committed-only'}, {'by': 'organiser', " \
    "'notice_less_than_minutes': 60, 'fee_share': '1', 'expenses': 'all'}, {'by': 'participant', " \
    "'notice_less_than_minutes': 60, 'fee_share': '0', 'expenses': 'none'}], 'expenses': [{'id': 'e', 'label': 'E', " \
    "'kind': 'actual'}, {'id': 'd', 'label': 'D', 'kind': 'actual', 'direct_payment_ok': false}]}"
#define CALLED(by, notice, more) \
    ONE("'amount_pence': 900, 'cancelled': {'by': '" by "', 'notice_minutes': " notice "}" more)

static const pay_case others[] = {
    {"called off on the day", OFF, CALLED("organiser", "59", ""), "paid 900 +CANCELLED"},
    {"called off before", OFF, CALLED("organiser", "60", ""), "rejected 0 CONDITION_NOT_MET +CANCELLED"},
    {"called off before, and it could not be taken back", OFF, CALLED("organiser", "60", ", 'committed': true"),
     "paid 900 +CANCELLED"},
    {"called off by the participant", OFF, CALLED("participant", "1", ", 'committed': true"),
     "rejected 0 CONDITION_NOT_MET +CANCELLED"},
    {"by the participant, without a rule", OFF, CALLED("participant", "60", ""), "rejected 0 CONDITION_NOT_MET "
     "+CANCELLED"},
    {"paid to the supplier", OFF, ONE("'amount_pence': 900, 'direct': true"), "direct 0 DIRECT",
     "{'total_pence': 0, 'totals': {'direct': 900, 'unreimbursed': 0}, 'lines': [{'cost_pence': 900}]}"},
    {"which this one may not be", OFF, "[{'type': 'd', 'date': '2026-05-01', 'amount_pence': 900, 'direct': true}]",
     "rejected 0 NOT_ELIGIBLE"},
    {"with a role that nobody knows", OFF, ONE("'amount_pence': 900, 'role': 'king'"), "rejected 0 UNKNOWN_TYPE"},
};

static void called_off_and_direct(void **state)
{
    (void)state;
    RUN_CASES(others);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_and_limits),
        cmocka_unit_test(flat_amounts),
        cmocka_unit_test(exclusions_and_tips),
        cmocka_unit_test(receipts_that_are_missing),
        cmocka_unit_test(approval_that_is_missing),
        cmocka_unit_test(care_of_others),
        cmocka_unit_test(called_off_and_direct),
    };
    return TEST_MAIN(tests);
}
