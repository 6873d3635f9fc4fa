/* SPDX-License-Identifier: MIT */
/* Asking for less, declining, giving away, rounding, vouchers, advances, totals. */
#include "payment_tools.h"

#define POLICY(more) \
    "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 1200000, 'per': 'hour'}]}], " \
    "'expenses': [{'id': 'e', 'label': 'E', 'kind': 'actual'}, {'id': 'p', 'label': 'P', 'kind': 'flat', 'value': " \
    "[{'rate_mpence': 333, 'per': 'mile'}], 'unit': 'mile'}]" more "}"
#define F(day, minutes, more) "{'type': 'f', 'date': '2026-05-" day "', 'minutes': " minutes more "}"
#define E(day, pence, more) "{'type': 'e', 'date': '2026-05-" day "', 'amount_pence': " pence more "}"
#define P(milli) "{'type': 'p', 'date': '2026-05-01', 'quantity_milli': " milli "}"

static const pay_case less[] = {
    {"less is asked for", POLICY(""), "[" F("01", "60", ", 'requested_pence': 1000") "]",
     "paid_reduced 1000 REQUESTED_LESS", "{'totals': {'waived': 200, 'paid_reduced': 1000}}"},
    {"as much, or more", POLICY(""),
     "[" F("01", "60", ", 'requested_pence': 1200") ", " F("02", "60", ", 'requested_pence': 5000") "]",
     "paid 1200 | paid 1200"},
    {"nothing is asked for", POLICY(""), "[" F("01", "60", ", 'requested_pence': 0") "]", "waived 0 WAIVED",
     "{'totals': {'waived': 1200}, 'lines': [{'waived_pence': 1200, 'cost_pence': 0}]}"},
    {"of an expense too", POLICY(""), "[" E("01", "900", ", 'requested_pence': 500") "]", "paid_reduced 500 "
     "REQUESTED_LESS", "{'totals': {'waived': 400, 'unreimbursed': 0}}"},
    {"less than a cap", POLICY(", 'caps': [{'id': 'c', 'over': ['f'], 'scope': 'line', 'limit': [{'amount_pence': "
     "1100}]}]"), "[" F("01", "60", ", 'requested_pence': 1000") "]", "paid_capped 1000 CAP +REQUESTED_LESS",
     "{'totals': {'waived': 100, 'paid_capped': 1000}}"},
    {"the line is declined", POLICY(""), "[" F("01", "60", ", 'waiver': 'full'") ", " F("02", "60", ", 'waiver': "
     "'none'") "]", "waived 0 WAIVED | paid 1200"},
    {"the fees of a claim are declined", POLICY(""), "{'waiver': 'full', 'lines': [" F("01", "60", "") ", " E("01",
     "900", "") ", " F("01", "0", "") "]}", "waived 0 WAIVED | paid 900 | paid 0 +NOTHING_CLAIMED"},
    {"nothing of a claim is declined", POLICY(""), "{'waiver': 'none', 'lines': [" F("01", "60", "") "]}", "paid 1200"},
    {"part of a claim", POLICY(""),
     "{'waiver': {'amount_pence': 2000}, 'lines': [" F("02", "60", "") ", " F("01", "60", "") ", " F("03", "60", "")
     ", " E("01", "900", "") "]}", "paid_reduced 400 WAIVED | waived 0 WAIVED | paid 1200 | paid 900",
     "{'totals': {'waived': 2000}, 'lines': [{'waived_pence': 800}, {'waived_pence': 1200}, {}, {}]}"},
    {"given away", POLICY(""), "[" F("01", "60", ", 'donate_to': 'shelter'") ", " E("01", "900", ", 'donate_to': "
     "'shelter'") "]", "donated 0 DONATED | paid 900", "{'totals': {'donated': 1200}, 'lines': [{'cost_pence': 1200}, "
     "{}]}"},
};

static void asked_declined_and_given(void **state)
{
    (void)state;
    RUN_CASES(less);
}

/* 1.5 miles at 0.333p are 0.4995p, and so on. */
#define MODE(mode, stage) POLICY(", 'rounding': {'mode': '" mode "', 'stage': '" stage "'}")
#define HALVES "[" P("1501500") ", " P("4504500") ", " P("1") "]"

static const pay_case rounding[] = {
    {"half up", MODE("half-up", "line"), "[" F("01", "1", "") ", {'type': 'f', 'date': '2026-05-01', 'minutes': 7, "
     "'session': 'a'}]", "paid 20 | paid 140"},
    {"half a penny", "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 1385000, 'per': "
                     "'hour'}]}]}", "[" F("01", "150", "") "]", "paid 3463"},
    {"half a penny, half even", "{'rounding': {'mode': 'half-even'}, 'fees': [{'id': 'f', 'label': 'F', 'basis': "
     "'hourly', "
                                "'value': [{'rate_mpence': 1385000, 'per': 'hour'}]}]}", "[" F("01", "150", "") "]",
     "paid 3462"},
    {"down", MODE("down", "line"), HALVES, "paid 499 | paid 1499 | paid 0"},
    {"up", MODE("up", "line"), HALVES, "paid 500 | paid 1500 | paid 1"},
    {"by the claim", MODE("half-up", "claim"), "[" P("1500") ", " P("1500") ", " P("1500") ", " P("1500") "]",
     "paid 0 | paid 1 | paid 0 | paid 1"},
    {"by the line", MODE("half-up", "line"), "[" P("1500") ", " P("1500") ", " P("1500") ", " P("1500") "]",
     "paid 0 | paid 0 | paid 0 | paid 0"},
    {"by the claim in the order of days", MODE("down", "claim"), "[" E("02", "100", "") ", " P("1500") ", " P("1502")
     "]", "paid 100 | paid 0 | paid 0"},
    {"a claim of lines with one price", "{'rounding': {'stage': 'claim'}, 'fees': [{'id': 'f', 'label': 'F', 'basis': "
     "'declared', 'declared': [{'id': 'd', 'value': [{'amount_pence': 1}]}]}, {'id': 'g', 'label': 'G', 'basis': "
     "'band', 'aggregate': 'sum-of-day', 'bands': [{'value': [{'amount_pence': 100}]}]}]}",
     "[{'type': 'g', 'date': '2026-05-01', 'minutes': 1}, {'type': 'g', 'date': '2026-05-01', 'minutes': 1}, {'type': "
     "'g', 'date': '2026-05-01', 'minutes': 1}]", "paid 33 +AGGREGATED | paid 34 +AGGREGATED | paid 33 +AGGREGATED"},
};

/* What a limit or a wish leaves may be less than half a penny: then nothing is paid, and nothing was refused. */
static const pay_case crumbs[] = {
    {"of a cap", POLICY(", 'caps': [{'id': 'c', 'over': ['p'], 'scope': 'claim', 'limit': [{'amount_pence': 1}]}]"),
     "[" P("2500") ", " P("2500") "]", "paid 1 | paid 0 +CAP"},
    {"of a fee", "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 84000, 'per': "
                 "'hour'}]}]}", "{'waiver': {'amount_pence': 1}, 'lines': [" F("01", "1", "") "]}", "paid 0 +WAIVED"},
};

static void rounded_once(void **state)
{
    (void)state;
    RUN_CASES(rounding);
    RUN_CASES(crumbs);
}

#define PRIMES \
    "'cancellation': [{'by': 'organiser', 'notice_less_than_minutes': 1, 'fee_share': '1/2'}, {'by': 'organiser', " \
    "'notice_less_than_minutes': 2, 'fee_share': '1/999983'}, {'by': 'organiser', 'notice_less_than_minutes': 3, " \
    "'fee_share': '1/999979'}, {'by': 'organiser', 'notice_less_than_minutes': 4, 'fee_share': '1/999961'}], 'fees': " \
    "[{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 100000000, 'per': 'hour'}]}]}"

/* Shares of which no common denominator fits: no line may be lost, nor any go below nothing. */
static void shares_without_a_common_denominator(void **state)
{
    static const pay_case one = {
        "prime shares",
        "{'rounding': {'stage': 'claim'}, " PRIMES,
        "[" F("01", "60000", ", 'cancelled': {'by': 'organiser', 'notice_minutes': 0}") ", "
        F("02", "60000", ", 'cancelled': {'by': 'organiser', 'notice_minutes': 1}") ", "
        F("03", "60000", ", 'cancelled': {'by': 'organiser', 'notice_minutes': 2}") ", "
        F("04", "60000", ", 'cancelled': {'by': 'organiser', 'notice_minutes': 3}") "]",
        "paid 50000000 +CANCELLED | paid 100 +CANCELLED | paid 100 +CANCELLED | paid 100 +CANCELLED",
        "{'total_pence': 50000300}", NULL, NULL};
    pay_case capped = one, shared = one;
    (void)state;
    run_case(&one);
    capped.policy = "{'caps': [{'id': 'c', 'over': ['f'], 'scope': 'claim', 'limit': [{'amount_pence': 50000150}]}], "
                    PRIMES;
    capped.lines = "paid 50000000 +CANCELLED | paid 100 +CANCELLED | paid_capped 50 CAP +CANCELLED | rejected 0 "
                   "CAP_EXHAUSTED +CANCELLED";
    capped.payment = "{'total_pence': 50000150}";
    run_case(&capped);
    shared.policy = "{'rounding': {'stage': 'claim'}, 'caps': [{'id': 'c', 'over': ['f'], 'scope': 'claim', 'fill': "
                    "'proportional', 'limit': [{'amount_pence': 1250000}]}], " PRIMES;
    shared.claim = "[" F("01", "3000", ", 'cancelled': {'by': 'organiser', 'notice_minutes': 0}") ", "
                   F("02", "3000", ", 'cancelled': {'by': 'organiser', 'notice_minutes': 1}") ", "
                   F("03", "3000", ", 'cancelled': {'by': 'organiser', 'notice_minutes': 2}") ", "
                   F("04", "3000", ", 'cancelled': {'by': 'organiser', 'notice_minutes': 3}") "]";
    shared.lines = "paid_capped 1249993 CAP +CANCELLED | paid_capped 2 CAP +CANCELLED | paid_capped 3 CAP +CANCELLED | "
                   "paid_capped 2 CAP +CANCELLED";
    shared.payment = "{'total_pence': 1250000}";
    run_case(&shared);
}

/* What was used fits, what is left of the limit does not: such a limit still holds, and refuses nobody. */
static void what_is_left_of_a_limit(void **state)
{
    static const pay_case much = {
        "much is left",
        "{'caps': [{'id': 'c', 'over': ['f'], 'scope': 'claim', 'limit': [{'amount_pence': 100000}]}], " PRIMES,
        "[" F("01", "60000", ", 'cancelled': {'by': 'organiser', 'notice_minutes': 1}") ", "
        F("02", "60000", ", 'cancelled': {'by': 'organiser', 'notice_minutes': 2}") ", "
        F("03", "60000", ", 'cancelled': {'by': 'organiser', 'notice_minutes': 3}") "]",
        "paid 100 +CANCELLED | paid 100 +CANCELLED | paid 100 +CANCELLED", "{'total_pence': 300}", NULL, NULL};
    pay_case little = much;
    (void)state;
    run_case(&much);
    little.policy = "{'caps': [{'id': 'c', 'over': ['f'], 'scope': 'claim', 'limit': [{'amount_pence': 250}]}], " PRIMES;
    little.lines = "paid 100 +CANCELLED | paid 100 +CANCELLED | paid_capped 50 CAP +CANCELLED";
    little.payment = "{'total_pence': 250}";
    run_case(&little);
}

/* Indexes that multiply until nothing fits: such a line is refused, and its trace says so; the others are paid. */
#define HUGE(chapters) \
    "{'indexes': [{'id': 'a', 'title': 'A', 'per': 'hour', 'values': [{'amount_pence': 100000000}]}, {'id': 'b', " \
    "'title': 'B', 'per': 'hour', 'values': [{'index': 'a', 'times': '1000000000/1'}]}], " chapters "}"
#define BEYOND "[{'index': 'b', 'times': '1000000000/1'}]"
#define SPEND "'expenses': [{'id': 'e', 'label': 'E', 'kind': 'actual'"

static const pay_case huge[] = {
    {"a rate", HUGE("'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': " BEYOND "}], " SPEND "}]"),
     "[" F("01", "60", "") ", " F("01", "60", ", 'scheduled_minutes': 90") ", " E("01", "900", "") "]",
     "rejected 0 OUT_OF_RANGE | rejected 0 OUT_OF_RANGE | paid 900"},
    {"a rate of lines that have one price",
     HUGE("'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'aggregate': 'sum-of-day', 'value': " BEYOND "}]"),
     "[" F("01", "60", "") ", " F("01", "60", "") "]",
     "rejected 0 OUT_OF_RANGE +AGGREGATED | rejected 0 OUT_OF_RANGE +AGGREGATED"},
    {"a limit", HUGE(SPEND ", 'pay': 'actual-up-to', 'limit': " BEYOND "}]"), "[" E("01", "900", "") "]",
     "rejected 0 OUT_OF_RANGE"},
    {"a cap", HUGE(SPEND "}], 'caps': [{'id': 'c', 'over': ['e'], 'scope': 'day', 'limit': " BEYOND "}]"),
     "[" E("01", "900", "") "]", "rejected 0 OUT_OF_RANGE"},
    {"a sum above which approval is asked", HUGE(SPEND ", 'approval': {'need': 'above', 'above': " BEYOND "}}]"),
     "[" E("01", "900", "") "]", "paid 900"},
};

static void numbers_that_do_not_fit(void **state)
{
    (void)state;
    RUN_CASES(huge);
}

#define VOUCHERS(list, remainder) POLICY(", 'payment': {'voucher': {'denominations_pence': [" list "]" remainder "}}")
#define BY(lines) "{'pay_by': 'voucher', 'lines': [" lines "]}"

static const pay_case vouchers[] = {
    {"and cash", VOUCHERS("1000", ""), BY(F("01", "137", "") ", " E("01", "900", "")), "paid 2740 | paid 900",
     "{'total_pence': 3640, 'totals': {'voucher': 2000, 'cash': 1640}}"},
    {"one more", VOUCHERS("1000", ", 'remainder': 'up'"), BY(F("01", "137", "")), "paid 3000 +VOUCHER_ROUNDED",
     "{'total_pence': 3000, 'totals': {'voucher': 3000, 'cash': 0}}"},
    {"none for what is left", VOUCHERS("1000", ", 'remainder': 'down'"), BY(F("01", "137", "")),
     "paid_reduced 2000 VOUCHER_ROUNDED", "{'total_pence': 2000, 'totals': {'voucher': 2000, 'cash': 0}}"},
    {"several values", VOUCHERS("500, 2000, 1000", ", 'remainder': 'up'"), BY(F("01", "137", "")),
     "paid 3000 +VOUCHER_ROUNDED", "{'totals': {'voucher': 3000}}"},
    {"to the penny", VOUCHERS("500", ", 'remainder': 'down'"), BY(F("01", "50", "")), "paid 1000",
     "{'totals': {'voucher': 1000}}"},
    {"over lines, from the last", VOUCHERS("1000", ", 'remainder': 'down'"),
     BY(F("03", "10", "") ", " F("01", "60", "") ", " F("02", "20", "")),
     "rejected 0 VOUCHER_ROUNDED | paid_reduced 1000 VOUCHER_ROUNDED | rejected 0 VOUCHER_ROUNDED",
     "{'total_pence': 1000}"},
    {"the line wants cash", VOUCHERS("1000", ", 'remainder': 'down'"),
     BY(F("01", "60", "") ", " F("02", "60", ", 'pay_by': 'cash'") ", " F("03", "0", "") ", " E("04", "1", "")),
     "paid_reduced 1000 VOUCHER_ROUNDED | paid 1200 | paid 0 +NOTHING_CLAIMED | paid 1",
     "{'totals': {'voucher': 1000, 'cash': 1201}}"},
    {"the line wants vouchers", VOUCHERS("1000", ", 'remainder': 'up'"),
     "[" F("01", "60", "") ", " F("02", "60", ", 'pay_by': 'voucher'") ", " E("03", "1", ", 'pay_by': 'voucher'") "]",
     "paid 1200 | paid 2000 +VOUCHER_ROUNDED | paid 1", "{'totals': {'voucher': 2000, 'cash': 1201}}"},
    {"there are no vouchers", POLICY(""), BY(F("01", "60", "")), "paid 1200", "{'totals': {'voucher': 0, 'cash': "
     "1200}}"},
};

static void in_vouchers(void **state)
{
    (void)state;
    RUN_CASES(vouchers);
}

static const pay_case advances[] = {
    {"less than is due", POLICY(""), "{'advance_pence': 1000, 'lines': [" F("01", "60", "") "]}", "paid 1200",
     "{'total_pence': 200, 'to_repay_pence': 0, 'advance_pence': 1000}"},
    {"more than is due", POLICY(", 'payment': {'advance': {'remainder': 'repay'}}"),
     "{'advance_pence': '20.00', 'lines': [" F("01", "60", "") "]}", "paid 1200",
     "{'total_pence': 0, 'to_repay_pence': 800, 'advance_pence': 2000}"},
    {"which is not deducted", POLICY(", 'payment': {'advance': {'deduct': false}}"),
     "{'advance_pence': 2000, 'lines': [" F("01", "60", "") "]}", "paid 1200",
     "{'total_pence': 1200, 'to_repay_pence': 0, 'advance_pence': 0}"},
    {"of a claim without lines", POLICY(""), "{'advance_pence': 2000, 'lines': []}", "",
     "{'total_pence': 0, 'to_repay_pence': 2000}"},
    {"nothing at all", POLICY(""), "[]", "", "{'total_pence': 0, 'to_repay_pence': 0, 'lines': [], 'checks': []}"},
};

static void advances_and_repayments(void **state)
{
    (void)state;
    RUN_CASES(advances);
}

/* Each line once, in the total of its outcome. */
static void totals_by_outcome(void **state)
{
    static const pay_case one = {
        "one of each",
        POLICY(", 'caps': [{'id': 'c', 'over': ['e'], 'scope': 'line', 'limit': [{'amount_pence': 500}], 'then': "
        "'hold'}]"), "[" F("01", "60", "") ", " F("01", "60", ", 'requested_pence': 1000") ", " F("01", "60", ", "
        "'waiver': 'full'") ", " F("01", "60", ", 'donate_to': 'x'") ", " E("01", "600", "") ", " E("01", "700", ", "
        "'direct': true") ", " E("01", "50", ", 'currency': 'EUR'") ", {'type': 'e', 'date': '2026-05-01'}, {'type': "
        "'other-earnings', 'date': '2026-05-01', 'amount_pence': 99}]",
        "paid 1200 | paid_reduced 1000 REQUESTED_LESS | waived 0 WAIVED | donated 0 DONATED | paid_capped 500 CAP | "
        "direct 0 DIRECT | rejected 0 CURRENCY_OTHER | undetermined 0 INPUT_MISSING | information 0",
        "{'total_pence': 2700, 'totals': {'paid': 1200, 'paid_reduced': 1000, 'paid_capped': 500, 'rejected': 0, "
        "'held': 100, 'undetermined': 0, 'waived': 1400, 'donated': 1200, 'direct': 700, 'information': 0, "
        "'unreimbursed': 0, 'cash': 2700}}",
        NULL, NULL};
    (void)state;
    run_case(&one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asked_declined_and_given),
        cmocka_unit_test(rounded_once),
        cmocka_unit_test(shares_without_a_common_denominator),
        cmocka_unit_test(what_is_left_of_a_limit),
        cmocka_unit_test(numbers_that_do_not_fit),
        cmocka_unit_test(in_vouchers),
        cmocka_unit_test(advances_and_repayments),
        cmocka_unit_test(totals_by_outcome),
    };
    return TEST_MAIN(tests);
}
