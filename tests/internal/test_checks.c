/* SPDX-License-Identifier: MIT */
/* Checks: every kind inside, outside and not known, by week, month and year, with what was counted before. They never
 * change money. */
#include "payment_tools.h"

#define POLICY(checks) \
    "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 1200000, 'per': 'hour'}]}, " \
    "{'id': 'd', 'label': 'D', 'basis': 'declared', 'declared': [{'id': 'x', 'value': [{'amount_pence': " \
    "15000}]}]}], 'expenses': [{'id': 'e', 'label': 'E', 'kind': 'actual'}, {'id': 'm', 'label': 'M', 'kind': " \
    "'mileage', 'mileage': {'groups': [{'id': 'car', 'vehicles': ['car'], 'bands': [{'value': [{'rate_mpence': " \
    "56000, 'per': 'mile'}]}]}], 'accumulate': {'scope': 'none'}}}], 'checks': [" checks "]}"
#define CHECK(kind, more) POLICY("{'id': 'k', 'label': 'K', 'kind': '" kind "'" more "}")
#define LIMIT(pence, more) ", 'limit': [{'amount_pence': " pence "}]" more
#define F(day, minutes, more) "{'type': 'f', 'date': '2026-" day "', 'minutes': " minutes more "}"
#define E(day, pence) "{'type': 'e', 'date': '2026-" day "', 'amount_pence': " pence "}"
#define OTHER(day, pence, more) "{'type': 'other-earnings', 'date': '2026-" day "', 'amount_pence': " pence more "}"

static const pay_case cliffs[] = {
    {"inside, and at the limit", CHECK("cliff", LIMIT("1200", "")), "[" F("05-04", "60", "") "]", "paid 1200",
     "{'checks': [{'id': 'k', 'kind': 'cliff', 'status': 'inside', 'period': '2026-05-04', 'earnings_pence': 1200, "
     "'limit_pence': 1200, 'kept_pence': 0, 'excess_pence': 0, 'minutes': 60}]}"},
    {"a penny above", CHECK("cliff", LIMIT("1199", "")), "[" F("05-04", "60", "") "]", "paid 1200",
     "{'checks': [{'status': 'outside', 'excess_pence': 1, 'kept_pence': 0}]}"},
    {"a penny below", CHECK("cliff", LIMIT("1201", "")), "[" F("05-04", "60", "") "]", "paid 1200",
     "{'checks': [{'status': 'inside', 'excess_pence': 0, 'kept_pence': 1}]}"},
    {"where the limit itself is past it", CHECK("cliff", LIMIT("1200", ", 'limit_inclusive': false")),
     "[" F("05-04", "60", "") "]", "paid 1200", "{'checks': [{'status': 'outside', 'excess_pence': 0}]}"},
    {"sixteen hours", CHECK("cliff", LIMIT("99999", ", 'minutes_less_than': 960")),
     "[" F("05-04", "959", "") ", " F("05-11", "960", "") "]", "paid 19180 | paid 19200",
     "{'checks': [{'period': '2026-05-04', 'status': 'inside'}, {'period': '2026-05-11', 'status': 'outside', "
     "'minutes': 960}]}"},
    {"expenses are no earnings", CHECK("cliff", LIMIT("1200", "")), "[" F("05-04", "60", "") ", " E("05-04", "500") "]",
     "paid 1200 | paid 500", "{'checks': [{'status': 'inside', 'earnings_pence': 1200}]}"},
    {"but where they count", CHECK("cliff", LIMIT("1200", ", 'counts': 'fees-and-expenses'")),
     "[" F("05-04", "60", "") ", " E("05-04", "500") "]", "paid 1200 | paid 500",
     "{'checks': [{'status': 'outside', 'earnings_pence': 1700}]}"},
    {"over some fees alone", CHECK("cliff", LIMIT("1200", ", 'over': ['d', 'e']")),
     "[" F("05-04", "60", "") ", " E("05-04", "500") ", {'type': 'm', 'date': '2026-05-04', 'quantity_milli': 1000}]",
     "paid 1200 | paid 500 | paid 56", "{'checks': [{'status': 'inside', 'earnings_pence': 500}]}"},
    {"nothing was earned", CHECK("cliff", LIMIT("1200", "")), "[" F("05-04", "0", "") ", {'type': 'f', 'date': "
     "'2026-05-04'}]", "paid 0 +NOTHING_CLAIMED | undetermined 0 INPUT_MISSING", "{'checks': []}"},
    {"it was declined, which is worth saying", CHECK("cliff", LIMIT("1200", "")),
     "[" F("05-04", "60", ", 'waiver': 'full'") "]", "waived 0 WAIVED",
     "{'checks': [{'status': 'inside', 'earnings_pence': 0, 'minutes': 0}]}"},
    {"a limit that is not known then", CHECK("cliff", ", 'limit': [{'from': '2027-01-01', 'amount_pence': 1}]"),
     "[" F("05-04", "60", "") "]", "paid 1200", "{'checks': [{'status': 'not-known', 'limit_pence': 0}]}"},
};

#define BEYOND(kind, more) \
    "{'indexes': [{'id': 'a', 'title': 'A', 'per': 'hour', 'values': [{'amount_pence': 100000000}]}, {'id': 'b', " \
    "'title': 'B', 'per': 'hour', 'values': [{'index': 'a', 'times': '1000000000/1'}]}], 'fees': [{'id': 'f', " \
    "'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 1200000, 'per': 'hour'}]}], 'expenses': [{'id': " \
    "'e', 'label': 'E', 'kind': 'actual'}], 'checks': [{'id': 'k', 'label': 'K', 'kind': '" kind "', " more \
    "[{'index': 'b', 'times': '1000000000/1'}]}]}"

static const pay_case beyond[] = {
    {"a limit", BEYOND("cliff", "'limit': "), "[" F("05-04", "60", "") "]", "paid 1200",
     "{'checks': [{'status': 'not-known'}]}"},
    {"a wage", BEYOND("floor", "'value': "), "[" F("05-04", "60", "") "]", "paid 1200",
     "{'checks': [{'status': 'not-known'}]}"},
    {"a rate", BEYOND("excess", "'over': ['e'], 'value': "), "[" E("05-04", "60") "]", "paid 60",
     "{'checks': [{'status': 'not-known'}]}"},
};

static void cliffs_and_periods(void **state)
{
    (void)state;
    RUN_CASES(cliffs);
    RUN_CASES(beyond);
}

static const pay_case others[] = {
    {"other earnings count", CHECK("cliff", LIMIT("1500", "")),
     "[" F("05-04", "60", "") ", " OTHER("05-10", "500", ", 'minutes': 30") "]", "paid 1200 | information 0",
     "{'total_pence': 1200, 'checks': [{'status': 'outside', 'earnings_pence': 1700, 'minutes': 90}]}", "[]",
     "[{'kind': 'earnings', 'amount_pence': 1200}, {'kind': 'time', 'minutes': 60}, {'kind': 'claim'}]"},
    {"they must be asked for", CHECK("cliff", LIMIT("1500", ", 'ask_other_earnings': true")), "[" F("05-04", "60", "")
     "]", "paid 1200", "{'checks': [{'status': 'not-known'}]}"},
    {"they are asked for, and outside is outside", CHECK("cliff", LIMIT("1199", ", 'ask_other_earnings': true")),
     "[" F("05-04", "60", "") "]", "paid 1200", "{'checks': [{'status': 'outside'}]}"},
    {"known of one week is not known of the next", CHECK("cliff", LIMIT("1500", ", 'ask_other_earnings': true")),
     "[" F("05-04", "60", "") ", " OTHER("05-04", "0", "") ", " F("05-11", "60", "") "]",
     "paid 1200 | information 0 | paid 1200", "{'checks': [{'status': 'inside'}, {'status': 'not-known'}]}"},
    {"known before", CHECK("cliff", LIMIT("1500", "")), "[" F("05-04", "60", "") "]", "paid 1200",
     "{'checks': [{'status': 'outside', 'earnings_pence': 2200, 'minutes': 100}]}",
     "[{'kind': 'earnings', 'of': 'k', 'person': 'ann', 'period': '2026-05-04', 'amount_pence': 1000}, {'kind': "
     "'time', 'of': 'k', 'person': 'ann', 'period': '2026-05-04', 'minutes': 40}, {'kind': 'earnings', 'of': 'k', "
     "'person': 'bob', 'period': '2026-05-04', 'amount_pence': 9000}]", NULL},
    {"by month", CHECK("total", LIMIT("2000", ", 'period': 'month'")),
     "[" F("05-04", "60", "") ", " F("05-31", "60", "") ", " F("06-01", "60", "") "]", "paid 1200 | paid 1200 | paid "
     "1200", "{'checks': [{'kind': 'total', 'period': '2026-05-01', 'status': 'outside', 'excess_pence': 400}, "
     "{'period': '2026-06-01', 'status': 'inside', 'kept_pence': 800}]}"},
    {"by tax year", CHECK("disregard", LIMIT("2000", ", 'period': 'tax-year'")),
     "[" F("04-05", "60", "") ", " F("04-06", "60", "") "]", "paid 1200 | paid 1200",
     "{'checks': [{'kind': 'disregard', 'period': '2025-04-06', 'status': 'inside'}, {'period': '2026-04-06'}]}"},
    {"by the day of payment", CHECK("cliff", LIMIT("2000", ", 'basis_date': 'payment'")),
     "{'payment_date': '2026-05-29', 'lines': [" F("05-04", "60", "") ", " F("05-05", "60", ", 'payment_date': "
     "'2026-06-05'") "]}", "paid 1200 | paid 1200", "{'checks': [{'period': '2026-05-25'}, {'period': '2026-06-01'}]}"},
    {"days of payment that nobody knows yet", CHECK("cliff", LIMIT("2000", ", 'basis_date': 'payment'")),
     "[" F("05-04", "60", ", 'payment_date': '2026-06-05'") ", " F("05-05", "60", "") ", " F("05-06", "60", "") "]",
     "paid 1200 | paid 1200 | paid 1200",
     "{'checks': [{'period': '2026-06-01', 'status': 'inside', 'earnings_pence': 1200}, {'status': 'not-known'}]}"},
};

static void other_earnings_and_days(void **state)
{
    (void)state;
    RUN_CASES(others);
}

#define TAPER(more) CHECK("taper", ", 'taper': '55/100', 'period': 'month'" more)

static const pay_case tapers[] = {
    {"above an allowance", TAPER(", 'allowance': [{'amount_pence': 1000}]"), "[" F("05-04", "60", "") "]", "paid 1200",
     "{'checks': [{'status': 'outside', 'earnings_pence': 1200, 'limit_pence': 1000, 'lost_pence': 110, 'kept_pence': "
     "1090}]}"},
    {"inside it", TAPER(", 'allowance': [{'amount_pence': 1200}]"), "[" F("05-04", "60", "") "]", "paid 1200",
     "{'checks': [{'status': 'inside', 'lost_pence': 0, 'kept_pence': 1200}]}"},
    {"without one", TAPER(""), "[" F("05-04", "60", "") "]", "paid 1200",
     "{'checks': [{'status': 'outside', 'limit_pence': 0, 'lost_pence': 660, 'kept_pence': 540}]}"},
    {"one that is not known then", TAPER(", 'allowance': []"), "[" F("05-04", "60", "") "]", "paid 1200",
     "{'checks': [{'status': 'not-known'}]}"},
    {"inside, and other earnings are not known", TAPER(", 'allowance': [{'amount_pence': 1200}], "
     "'ask_other_earnings': true"), "[" F("05-04", "60", "") "]", "paid 1200", "{'checks': [{'status': 'not-known'}]}"},
    {"inside, with other earnings", TAPER(", 'allowance': [{'amount_pence': 1300}], 'ask_other_earnings': true"),
     "[" F("05-04", "60", "") ", " OTHER("05-04", "100", "") "]", "paid 1200 | information 0",
     "{'checks': [{'status': 'inside'}]}"},
};

static void what_a_taper_takes(void **state)
{
    (void)state;
    RUN_CASES(tapers);
}

#define FLOOR(mpence) CHECK("floor", ", 'value': [{'rate_mpence': " mpence ", 'per': 'hour'}]")
#define DAY(minutes) "[{'type': 'd', 'declared': 'x', 'date': '2026-05-04', 'minutes': " minutes "}]"

static const pay_case floors[] = {
    {"708 minutes", FLOOR("1271000"), DAY("708"), "paid 15000",
     "{'checks': [{'kind': 'floor', 'line': '1', 'status': 'inside', 'limit_pence': 14998, 'lost_pence': 0}]}"},
    {"709 minutes", FLOOR("1271000"), DAY("709"), "paid 15000",
     "{'checks': [{'status': 'outside', 'limit_pence': 15019, 'lost_pence': 19}]}"},
    {"at the rate itself", FLOOR("1200000"), "[" F("05-04", "7", "") "]", "paid 140", "{'checks': [{'status': "
     "'inside'}]}"},
    {"no minutes, no fee, no money", FLOOR("1271000"),
     "[{'type': 'd', 'declared': 'x', 'date': '2026-05-04'}, " E("05-04", "1") ", " F("05-04", "60", ", 'waiver': "
     "'full'") ", " OTHER("05-04", "1", ", 'minutes': 600") "]", "paid 15000 | paid 1 | waived 0 WAIVED | information "
     "0", "{'checks': []}"},
    {"a rate that is not known then", CHECK("floor", ", 'value': []"), DAY("60"), "paid 15000",
     "{'checks': [{'status': 'not-known', 'line': '1'}]}"},
    {"over another fee", CHECK("floor", ", 'over': ['f'], 'value': [{'rate_mpence': 1271000, 'per': 'hour'}]"),
     DAY("900"), "paid 15000", "{'checks': []}"},
};

static void below_a_wage(void **state)
{
    (void)state;
    RUN_CASES(floors);
}

#define AMAP(value) CHECK("excess", ", 'over': ['m'], 'period': 'tax-year', 'value': " value)
#define M(day, milli) "{'type': 'm', 'date': '2026-" day "', 'quantity_milli': " milli "}"

static const pay_case excesses[] = {
    {"above", AMAP("[{'rate_mpence': 45000, 'per': 'mile'}]"),
     "[" M("04-06", "100000") ", " E("04-07", "1") ", " M("05-01", "50000") ", " M("05-02", "0") "]",
     "paid 5600 | paid 1 | paid 2800 | paid 0 +NOTHING_CLAIMED",
     "{'checks': [{'kind': 'excess', 'period': '2026-04-06', 'status': 'outside', 'earnings_pence': 8400, "
     "'limit_pence': 6750, 'excess_pence': 1650}]}"},
    {"not above", AMAP("[{'rate_mpence': 60000, 'per': 'mile'}]"), "[" M("04-06", "100000") "]", "paid 5600",
     "{'checks': [{'status': 'inside', 'excess_pence': 0}]}"},
    {"a fee beside it", AMAP("[{'rate_mpence': 45000, 'per': 'mile'}]"), "[" F("04-06", "60", "") ", "
     M("04-06", "1000") "]", "paid 1200 | paid 56", "{'checks': [{'excess_pence': 11}]}"},
    {"two years", AMAP("[{'rate_mpence': 45000, 'per': 'mile'}]"), "[" M("04-05", "1000") ", " M("04-06", "1000") "]",
     "paid 56 | paid 56", "{'checks': [{'period': '2025-04-06', 'excess_pence': 11}, {'period': '2026-04-06'}]}"},
    {"not known then", AMAP("[{'from': '2026-05-01', 'rate_mpence': 45000, 'per': 'mile'}]"),
     "[" M("04-30", "1000") ", " M("05-01", "1000") "]", "paid 56 | paid 56",
     "{'checks': [{'status': 'not-known', 'earnings_pence': 56}]}"},
    {"beside another check", POLICY("{'id': 'a', 'label': 'A', 'kind': 'cliff', 'limit': [{'amount_pence': 1}], "
     "'counts': "
                                    "'fees-and-expenses', 'period': 'tax-year'}, {'id': 'k', 'label': 'K', 'kind': "
                                    "'excess', 'over': ['m'], 'period': 'tax-year', 'value': [{'rate_mpence': 45000, "
                                    "'per': 'mile'}]}"),
     "[" M("05-01", "1000") "]", "paid 56", "{'checks': [{'id': 'a'}, {'id': 'k'}]}"},
};

static void above_a_rate_without_tax(void **state)
{
    (void)state;
    RUN_CASES(excesses);
}

/* More answers than there is room for at first. */
static void many_periods(void **state)
{
    json_t *document = claim_document("[]");
    coprod_policy *policy = policy_of(CHECK("cliff", LIMIT("1200", "")));
    coprod_payment_claim *claim;
    coprod_payment *payment;
    (void)state;
    for (int month = 1; month <= 12; month++)
        for (int day = 1; day <= 28; day += 7)
            put(document, "/lines/-", json_pack("{soss so si}", "id", json_sprintf("%d-%d", month, day), "type", "f",
            "date",
                                                json_sprintf("2026-%02d-%02d", month, day), "minutes", 60));
    claim = claim_json(document);
    payment = priced(policy, NULL, claim);
    assert_in_range(info_of(payment).check_count, 40, 48);
    check_told(payment);
    check_sums(payment);
    json_decref(document);
    coprod_payment_free(payment);
    coprod_payment_claim_free(claim);
    coprod_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cliffs_and_periods),
        cmocka_unit_test(other_earnings_and_days),
        cmocka_unit_test(what_a_taper_takes),
        cmocka_unit_test(below_a_wage),
        cmocka_unit_test(above_a_rate_without_tax),
        cmocka_unit_test(many_periods),
    };
    return TEST_MAIN(tests);
}
