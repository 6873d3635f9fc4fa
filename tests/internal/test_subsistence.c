/* SPDX-License-Identifier: MIT */
/* Meals by time away and by the clock, and nights: limits, flat amounts, supplements, days that count together. */
#include "payment_tools.h"

#define EXPENSE(kind, more) "{'expenses': [{'id': 'e', 'label': 'E', 'kind': '" kind "', " more "}]}"
#define MAY(more) "{'type': 'e', 'date': '2026-05-01', " more "}"
#define ONE(more) "[" MAY(more) "]"
#define LIMIT(pence) "'limit': [{'amount_pence': " pence "}]"

/* 5.00 for five hours, 10.00 for more than ten, 25.00 for fifteen that last at 20:00. */
#define TIERS "'tiers': [{'id': 'ten', 'more_than_minutes': 600, " LIMIT("1000") "}, {'id': 'five', " \
    "'at_least_minutes': " \
              "300, " LIMIT("500") "}, {'id': 'late', 'at_least_minutes': 900, 'ongoing_at': '20:00', " LIMIT("2500") \
              "}]"
#define AWAY(more) EXPENSE("tiered-time", TIERS more)
#define SPENT(minutes) MAY("'amount_pence': 9900, 'minutes': " minutes)

static const pay_case away[] = {
    {"thresholds", AWAY(""), "[" SPENT("299") ", " SPENT("300") ", " SPENT("600") ", " SPENT("601") ", " SPENT("900")
     "]", "rejected 0 CONDITION_NOT_MET | paid_capped 500 LIMIT | paid_capped 500 LIMIT | paid_capped 1000 LIMIT | "
     "paid_capped 1000 LIMIT"},
    {"while it lasts", AWAY(""),
     "[" MAY("'amount_pence': 9900, 'start': '06:00', 'end': '21:00'") ", "
     MAY("'amount_pence': 9900, 'start': '04:00', 'end': '19:59'") ", "
     MAY("'amount_pence': 9900, 'start': '20:01', 'end': '2026-05-02T12:00'") ", "
     MAY("'amount_pence': 9900, 'start': '20:00', 'end': '2026-05-02T12:00'") "]",
     "paid_capped 2500 LIMIT +WALL_TIME | paid_capped 1000 LIMIT +WALL_TIME | paid_capped 1000 LIMIT +WALL_TIME | "
     "paid_capped 2500 LIMIT +WALL_TIME"},
    {"less was spent", AWAY(""), ONE("'amount_pence': 450, 'minutes': 300"), "paid 450"},
    {"nobody knows how long, or how much", AWAY(""), "[" MAY("'amount_pence': 450") ", " MAY("'minutes': 300") "]",
     "undetermined 0 INPUT_MISSING | undetermined 0 INPUT_MISSING"},
    {"flat", AWAY(", 'pay': 'flat'"), ONE("'minutes': 601"), "paid 1000"},
    {"above the limit with approval", AWAY(", 'over_limit_if_approved': true"),
     "[" MAY("'amount_pence': 9900, 'minutes': 300, 'approval': 'chair'") ", " SPENT("300") "]",
     "paid 9900 | paid_capped 500 LIMIT"},
    {"a limit that is not known then", EXPENSE("tiered-time", "'tiers': [{'id': 'a', 'at_least_minutes': 1, 'limit': "
     "[]}]"), "[" SPENT("1") "]", "undetermined 0 RATE_UNKNOWN"},
    {"more than, and at least, the same", EXPENSE("tiered-time", "'tiers': [{'id': 'a', 'at_least_minutes': 300, "
                                                                 LIMIT("500") "}, {'id': 'b', 'more_than_minutes': "
                                                                 "300, " LIMIT("700") "}]"),
     "[" SPENT("300") ", " SPENT("301") "]", "paid_capped 500 LIMIT | paid_capped 700 LIMIT"},
    {"the same in the other order", EXPENSE("tiered-time", "'tiers': [{'id': 'b', 'more_than_minutes': 300, "
     LIMIT("700")
                                                           "}, {'id': 'a', 'at_least_minutes': 300, " LIMIT("500")
                                                           "}]"),
     "[" SPENT("300") ", " SPENT("301") "]", "paid_capped 500 LIMIT | paid_capped 700 LIMIT"},
    {"while the clocks change", "{'calendars': {'clock': 'uk'}, 'expenses': [{'id': 'e', 'label': 'E', 'kind': "
                                "'tiered-time', " TIERS "}]}",
     "[{'type': 'e', 'date': '2026-10-24', 'start': '20:00', 'end': '2026-10-25T06:00', 'amount_pence': 9900}, "
     "{'type': 'e', 'date': '2026-10-24', 'start': '20:00', 'end': '2026-10-25T06:00', 'offset': '+01:00', "
     "'end_offset': 'Z', 'amount_pence': 9900}]", "undetermined 0 TIME_UNCLEAR | paid_capped 1000 LIMIT"},
};

static void by_time_away(void **state)
{
    (void)state;
    RUN_CASES(away);
}

#define EVENING(more) AWAY(", 'supplement': {'ends_after': '20:00', " LIMIT("1000") more "}")
#define UNTIL(end) MAY("'amount_pence': 9900, 'start': '12:00', 'end': '" end "'")

static const pay_case supplements[] = {
    {"with the small one", EVENING(", 'only_with': ['five']"),
     "[" UNTIL("20:00") ", " UNTIL("20:01") ", " MAY("'amount_pence': 9900, 'start': '09:00', 'end': '20:01'") ", "
     MAY("'amount_pence': 9900, 'minutes': 300") "]",
     "paid_capped 500 LIMIT +WALL_TIME | paid_capped 1500 LIMIT +WALL_TIME | paid_capped 1000 LIMIT +WALL_TIME | "
     "paid_capped 500 LIMIT"},
    {"with any", EVENING(""), "[" MAY("'amount_pence': 9900, 'start': '09:00', 'end': '20:01'") "]",
     "paid_capped 2000 LIMIT +WALL_TIME"},
    {"with none that was earned", EVENING(""), "[" MAY("'amount_pence': 9900, 'start': '19:00', 'end': '20:30'") "]",
     "rejected 0 CONDITION_NOT_MET +WALL_TIME"},
    {"one that is not known then", AWAY(", 'supplement': {'ends_after': '20:00', 'limit': []}"), "[" UNTIL("20:01") "]",
     "undetermined 0 RATE_UNKNOWN +WALL_TIME"},
};

static void supplements_of_the_evening(void **state)
{
    (void)state;
    RUN_CASES(supplements);
}

#define DAY(more) AWAY(", 'aggregate': 'sum-of-day'" more)

static const pay_case together[] = {
    {"periods of a day are added", DAY(""), "[" MAY("'minutes': 200, 'amount_pence': 400") ", "
     MAY("'minutes': 200, 'amount_pence': 400") ", {'type': 'e', 'date': '2026-05-02', 'minutes': 200, "
     "'amount_pence': 400}]", "paid 400 | paid_capped 100 LIMIT | rejected 0 CONDITION_NOT_MET"},
    {"nothing is left of the day", DAY(""), "[" MAY("'minutes': 200, 'amount_pence': 600") ", "
     MAY("'minutes': 200, 'amount_pence': 400") "]", "paid_capped 500 LIMIT | rejected 0 CAP_EXHAUSTED +LIMIT"},
    {"the limit of a day is rising", DAY(", 'supplement': {'ends_after': '20:00', " LIMIT("1000") "}"),
     "[" MAY("'start': '16:00', 'end': '20:30', 'amount_pence': 1500") ", "
     MAY("'start': '10:00', 'end': '11:00', 'amount_pence': 100") ", " MAY("'minutes': 1, 'amount_pence': 100") "]",
     "paid_capped 1300 LIMIT +WALL_TIME | paid 100 +WALL_TIME | paid 100"},
    {"the limit of a day is falling", DAY(", 'supplement': {'ends_after': '20:00', " LIMIT("1000") "}"),
     "[" MAY("'start': '10:00', 'end': '20:30', 'amount_pence': 1800") ", "
     MAY("'start': '11:00', 'end': '12:00', 'amount_pence': 100") "]",
     "paid 1800 +WALL_TIME | rejected 0 CAP_EXHAUSTED +LIMIT +WALL_TIME"},
    {"a flat amount of the day in parts", DAY(", 'pay': 'flat'"), "[" MAY("'minutes': 100") ", " MAY("'minutes': 100")
     ", " MAY("'minutes': 100") "]", "paid 167 +AGGREGATED | paid 166 +AGGREGATED | paid 167 +AGGREGATED",
     "{'total_pence': 500}"},
    {"one line of the day", DAY(", 'pay': 'flat'"), "[" MAY("'minutes': 300") ", " MAY("'minutes': 0") ", "
     MAY("'start': '09:00'") "]", "paid 500 | paid 0 +AGGREGATED | undetermined 0 INPUT_MISSING"},
    {"a day of no minutes", EXPENSE("tiered-time", "'pay': 'flat', 'aggregate': 'sum-of-day', 'tiers': [{'id': 'a', "
                                                   "'at_least_minutes': 0, " LIMIT("500") "}]"), ONE("'minutes': 0"),
     "paid 500"},
    {"a flat amount that is not known then", EXPENSE("tiered-time", "'pay': 'flat', 'aggregate': 'sum-of-day', "
     "'tiers': "
                                                                    "[{'id': 'a', 'at_least_minutes': 0, 'limit': "
                                                                    "[]}]"),
     "[" MAY("'minutes': 1") ", " MAY("'minutes': 1") "]", "undetermined 0 RATE_UNKNOWN | undetermined 0 RATE_UNKNOWN"},
};

static void days_together(void **state)
{
    (void)state;
    RUN_CASES(together);
}

#define MEALS(more) \
    EXPENSE("clock-meal", "'meals': [{'id': 'breakfast', 'leaves_before': '07:00', " LIMIT("500") "}, {'id': " \
    "'lunch', " \
            "'more_than_minutes': 300, 'must_contain': ['12:00', '14:00'], " LIMIT("500") "}, {'id': 'dinner', " \
            "'at_least_minutes': 600, 'returns_after': '19:00', " LIMIT("1500") "}]" more)
#define OUT(from, to, more) MAY("'amount_pence': 9900, 'start': '" from "', 'end': '" to "'" more)

static const pay_case meals[] = {
    {"none is earned", MEALS(""), "[" OUT("12:01", "19:30", "") ", " OUT("08:00", "13:59", "") ", " OUT("12:00",
     "17:00", "") ", " OUT("07:00", "08:00", "") "]",
     "rejected 0 CONDITION_NOT_MET +WALL_TIME | rejected 0 CONDITION_NOT_MET +WALL_TIME | rejected 0 CONDITION_NOT_MET "
     "+WALL_TIME | rejected 0 CONDITION_NOT_MET +WALL_TIME"},
    {"each by itself", MEALS(""), "[" OUT("06:59", "08:00", "") ", " OUT("12:00", "17:01", "") ", " OUT("12:30",
     "22:30", "") "]", "paid_capped 500 LIMIT +WALL_TIME | paid_capped 500 LIMIT +WALL_TIME | paid_capped 1500 LIMIT "
     "+WALL_TIME"},
    {"all of them", MEALS(""), "[" OUT("06:00", "19:01", "") "]", "paid_capped 2500 LIMIT +WALL_TIME"},
    {"back at seven sharp", MEALS(""), "[" OUT("09:00", "19:00", "") "]", "paid_capped 500 LIMIT +WALL_TIME"},
    {"not earlier than usual", MEALS(""), "[" OUT("06:00", "08:00", ", 'earlier_than_usual': false") ", "
     OUT("06:00", "08:00", ", 'earlier_than_usual': true") "]",
     "rejected 0 CONDITION_NOT_MET +WALL_TIME | paid_capped 500 LIMIT +WALL_TIME"},
    {"without the times of day", MEALS(""), ONE("'amount_pence': 900, 'minutes': 700"), "undetermined 0 INPUT_MISSING"},
    {"flat", MEALS(", 'pay': 'flat'"), "[" MAY("'start': '06:00', 'end': '19:01'") "]", "paid 2500 +WALL_TIME"},
    {"not known then", EXPENSE("clock-meal", "'meals': [{'id': 'a', 'limit': []}]"), "[" OUT("06:00", "19:01", "") "]",
     "undetermined 0 RATE_UNKNOWN +WALL_TIME"},
};

static void by_the_clock(void **state)
{
    (void)state;
    RUN_CASES(meals);
}

#define HOTEL(more) \
    EXPENSE("night", "'zones': [{'id': 'london', " LIMIT("14500") "}, {'id': 'else', " LIMIT("9500") "}]" more)
#define STAY(more) MAY("'amount_pence': 20000" more)
#define LATER ", 'nights_over': {'nights': 30, " LIMIT("3500") "}"

static const pay_case nights[] = {
    {"a night", HOTEL(""), "[" STAY(", 'zone': 'london'") ", " STAY(", 'zone': 'else'") ", " STAY(", 'zone': 'paris'")
     ", " STAY("") "]",
     "paid_capped 14500 LIMIT | paid_capped 9500 LIMIT | rejected 0 UNKNOWN_TYPE | undetermined 0 INPUT_MISSING"},
    {"of one zone", EXPENSE("night", "'zones': [{'id': 'all', " LIMIT("9500") "}]"), "[" STAY("") ", " STAY(", 'zone': "
     "'all'") "]", "paid_capped 9500 LIMIT | paid_capped 9500 LIMIT"},
    {"two nights", HOTEL(""), "[" STAY(", 'zone': 'else', 'quantity_milli': 2000, 'unit': 'nights'") "]",
     "paid_capped 19000 LIMIT"},
    {"flat", HOTEL(", 'pay': 'flat'"), "[" MAY("'zone': 'else', 'quantity_milli': 2000, 'unit': 'nights'") "]", "paid "
     "19000"},
    {"what was spent is not said", HOTEL(""), "[" MAY("'zone': 'else'") "]", "undetermined 0 INPUT_MISSING"},
    {"approved above", HOTEL(", 'over_limit_if_approved': true"), "[" STAY(", 'zone': 'else', 'approval': 'chair'") "]",
     "paid 20000"},
    {"not known then", EXPENSE("night", "'zones': [{'id': 'all', 'limit': []}]"), "[" STAY("") "]",
     "undetermined 0 RATE_UNKNOWN"},
    {"the thirtieth night and the next", HOTEL(LATER),
     "[" STAY(", 'zone': 'else', 'nights_before': 29") ", " STAY(", 'zone': 'else', 'nights_before': 30") ", "
     STAY(", 'zone': 'else', 'nights_before': 29, 'quantity_milli': 2000") ", "
     STAY(", 'zone': 'else', 'nights_before': 50, 'quantity_milli': 2000") "]",
     "paid_capped 9500 LIMIT | paid_capped 3500 LIMIT | paid_capped 13000 LIMIT | paid_capped 7000 LIMIT"},
    {"later nights that are not known then", HOTEL(", 'nights_over': {'nights': 1, 'limit': []}"),
     "[" STAY(", 'zone': 'else'") ", " STAY(", 'zone': 'else', 'quantity_milli': 2000") "]",
     "paid_capped 9500 LIMIT | undetermined 0 RATE_UNKNOWN"},
    {"with friends", HOTEL(", 'private_stay': [{'amount_pence': 2500}]"),
     "[" MAY("'private_stay': true") ", " MAY("'private_stay': true, 'quantity_milli': 3000") ", " MAY("'zone': "
     "'else', 'amount_pence': 10, 'private_stay': false") "]", "paid 2500 | paid 7500 | paid 10"},
    {"with friends, which is not paid", HOTEL(""), "[" MAY("'private_stay': true") "]", "rejected 0 NOT_ELIGIBLE"},
    {"with friends, not known then", HOTEL(", 'private_stay': []"), "[" MAY("'private_stay': true") "]",
     "undetermined 0 RATE_UNKNOWN"},
};

static void nights_away(void **state)
{
    (void)state;
    RUN_CASES(nights);
}

#define INN(more) \
    "{'expenses': [{'id': 'e', 'label': 'E', 'kind': 'night', 'zones': [{'id': 'all', " LIMIT("9500") "}], " \
    "'private_stay': [{'amount_pence': 2500}]" more "}, {'id': 'b', 'label': 'B', 'kind': 'actual', 'meal': " \
    "'breakfast'}, {'id': 'd', 'label': 'D', 'kind': 'actual', 'meal': 'dinner'}, {'id': 'm', 'label': 'M', 'kind': " \
    "'clock-meal', 'meals': [{'id': 'breakfast', 'leaves_before': '07:00', " LIMIT("500") "}]}]}"
#define BREAKFAST(day) "{'type': 'b', 'date': '2026-05-" day "', 'amount_pence': 400}"
#define MORNINGS BREAKFAST("01") ", " BREAKFAST("02") ", " BREAKFAST("03")
#define COVERED "rejected 0 CONDITION_NOT_MET +ALREADY_COVERED"

static const pay_case breakfasts[] = {
    {"in the price of the night", INN(", 'includes_breakfast': true"), "[" MORNINGS ", " MAY("'amount_pence': 9000")
     "]", "paid 400 | " COVERED " | paid 400 | paid 9000"},
    {"of two nights", INN(", 'includes_breakfast': true"), "[" MORNINGS ", " MAY("'amount_pence': 9000, "
     "'quantity_milli': 2000") "]", "paid 400 | " COVERED " | " COVERED " | paid 9000"},
    {"as the line says", INN(""), "[" MORNINGS ", " MAY("'amount_pence': 9000, 'breakfast_included': true") "]",
     "paid 400 | " COVERED " | paid 400 | paid 9000"},
    {"not, as the line says", INN(", 'includes_breakfast': true"), "[" MORNINGS ", "
     MAY("'amount_pence': 9000, 'breakfast_included': false") "]", "paid 400 | paid 400 | paid 400 | paid 9000"},
    {"not with friends", INN(", 'includes_breakfast': true"), "[" MORNINGS ", " MAY("'private_stay': true") "]",
     "paid 400 | paid 400 | paid 400 | paid 2500"},
    {"not of a night that is not paid", INN(", 'includes_breakfast': true, 'receipt': {'need': 'always'}"),
     "[" MORNINGS ", " MAY("'amount_pence': 9000") "]", "paid 400 | paid 400 | paid 400 | rejected 0 RECEIPT_MISSING"},
    {"another meal, and the meal by the clock", INN(", 'includes_breakfast': true"),
     "[{'type': 'd', 'date': '2026-05-02', 'amount_pence': 400}, {'type': 'm', 'date': '2026-05-02', 'amount_pence': "
     "400, 'start': '06:00', 'end': '09:00'}, {'type': 'm', 'date': '2026-05-03', 'amount_pence': 400, 'start': "
     "'06:00', 'end': '09:00'}, " MAY("'amount_pence': 9000") "]",
     "paid 400 | rejected 0 CONDITION_NOT_MET +WALL_TIME | paid 400 +WALL_TIME | paid 9000"},
};

static void breakfasts_that_are_paid_for(void **state)
{
    (void)state;
    RUN_CASES(breakfasts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_time_away),
        cmocka_unit_test(supplements_of_the_evening),
        cmocka_unit_test(days_together),
        cmocka_unit_test(by_the_clock),
        cmocka_unit_test(nights_away),
        cmocka_unit_test(breakfasts_that_are_paid_for),
    };
    return TEST_MAIN(tests);
}
