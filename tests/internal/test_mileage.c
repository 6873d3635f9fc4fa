/* SPDX-License-Identifier: MIT */
/* Mileage: vehicles and engines, bands and what they count, kilometres, the reserve, passengers, supplements. */
#include "payment_tools.h"

#define RATE(mpence) "'value': [{'rate_mpence': " mpence ", 'per': 'mile'}]"
/* 45p to 100 miles, 25p above. */
#define CAR \
    "{'id': 'car', 'vehicles': ['car', 'van'], 'bands': [{'to_miles': 100, " RATE("45000") "}, {" RATE("25000") "}]}"
#define MILES(groups, scope, more) \
    "{'expenses': [{'id': 'm', 'label': 'M', 'kind': 'mileage', 'mileage': {'groups': [" groups "], 'accumulate': " \
    "{'scope': '" scope "'}" more "}}]}"
#define CARS(scope, more) MILES(CAR, scope, more)
#define ON(day, more) "{'type': 'm', 'date': '2026-" day "', " more "}"
#define MAY(more) ON("05-01", more)
#define DRIVE(more) "[" MAY(more) "]"

#define ENGINES \
    MILES("{'id': 'small', 'vehicles': ['car'], 'to_engine_cc': 1000, 'to_inclusive': true, 'bands': [{" RATE("37400") \
          "}]}, {'id': 'middle', 'vehicles': ['car'], 'from_engine_cc': 1000, 'from_inclusive': false, " \
          "'to_engine_cc': 1500, 'to_inclusive': true, 'bands': [{" RATE("47300") "}]}, {'id': 'large', 'vehicles': " \
          "['car'], 'from_engine_cc': 1500, 'from_inclusive': true, 'bands': [{" RATE("58300") "}]}", "none", "")
#define PLACES \
    MILES("{'id': 'england', 'vehicles': ['car'], 'countries': ['england', 'wales'], 'bands': [{" RATE("20000") \
    "}]}, {'id': " \
          "'scotland', 'vehicles': ['car'], 'countries': ['scotland'], 'fuels': ['petrol'], 'bands': [{" \
          RATE("30000") "}]}, {'id': 'electric', 'vehicles': ['car'], 'countries': ['scotland'], 'fuels': " \
          "['electric'], 'bands': [{" RATE("10000") "}]}", "none", "")

static const pay_case vehicles[] = {
    {"the only group needs no vehicle", CARS("none", ""), DRIVE("'quantity_milli': 10000"), "paid 450"},
    {"of two groups one must be named", MILES(CAR ", {'id': 'bike', 'vehicles': ['bicycle'], 'bands': [{" RATE("20000")
                                              "}]}", "none", ""),
     "[" MAY("'quantity_milli': 10000") ", " MAY("'quantity_milli': 10000, 'vehicle': 'bicycle'") ", "
     MAY("'quantity_milli': 10000, 'vehicle': 'van'") "]", "undetermined 0 INPUT_MISSING | paid 200 | paid 450"},
    {"a vehicle that nobody knows", CARS("none", ""), DRIVE("'quantity_milli': 10000, 'vehicle': 'horse'"),
     "rejected 0 UNKNOWN_TYPE"},
    {"engines", ENGINES,
     "[" MAY("'quantity_milli': 10000, 'vehicle': 'car', 'engine_cc': 1000") ", "
     MAY("'quantity_milli': 10000, 'vehicle': 'car', 'engine_cc': 1001") ", "
     MAY("'quantity_milli': 10000, 'vehicle': 'car', 'engine_cc': 1500") ", "
     MAY("'quantity_milli': 10000, 'vehicle': 'car', 'engine_cc': 1501") ", "
     MAY("'quantity_milli': 10000, 'vehicle': 'car'") "]",
     "paid 374 | paid 473 | undetermined 0 BAND_OVERLAP | paid 583 | undetermined 0 INPUT_MISSING"},
    {"engines of which nothing is said",
     MILES("{'id': 'a', 'vehicles': ['car'], 'to_engine_cc': 1000, 'bands': [{" RATE("1") "}]}, {'id': 'b', "
     "'vehicles': "
           "['car'], 'from_words': 'large', 'bands': [{" RATE("1") "}]}", "none", ""),
     DRIVE("'quantity_milli': 10000, 'vehicle': 'car', 'engine_cc': 1000"), "undetermined 0 THRESHOLD_MISSING"},
    {"an end in words", MILES("{'id': 'a', 'vehicles': ['car'], 'to_words': 'small', 'bands': [{" RATE("1") "}]}",
     "none", ""), DRIVE("'quantity_milli': 10000, 'vehicle': 'car', 'engine_cc': 1000"), "undetermined 0 "
     "THRESHOLD_MISSING"},
    {"engines of no group",
     MILES("{'id': 'a', 'vehicles': ['car'], 'to_engine_cc': 1000, 'to_inclusive': true, 'bands': [{" RATE("1") "}]}",
     "none",
           ""), DRIVE("'quantity_milli': 10000, 'vehicle': 'car', 'engine_cc': 2000"), "undetermined 0 BAND_GAP"},
    {"countries and fuels", PLACES,
     "[" MAY("'quantity_milli': 10000, 'vehicle': 'car', 'country': 'wales'") ", "
     MAY("'quantity_milli': 10000, 'vehicle': 'car', 'country': 'scotland', 'fuel': 'electric'") ", "
     MAY("'quantity_milli': 10000, 'vehicle': 'car', 'country': 'scotland'") ", "
     MAY("'quantity_milli': 10000, 'vehicle': 'car'") ", "
     MAY("'quantity_milli': 10000, 'vehicle': 'car', 'country': 'france'") ", "
     MAY("'quantity_milli': 10000, 'vehicle': 'car', 'country': 'scotland', 'fuel': 'steam'") "]",
     "paid 200 | paid 100 | undetermined 0 INPUT_MISSING | undetermined 0 INPUT_MISSING | undetermined 0 BAND_GAP | "
     "undetermined 0 BAND_GAP"},
    {"a journey without miles", CARS("none", ""),
     "[" MAY("'vehicle': 'car'") ", " MAY("'quantity_milli': 0") ", " MAY("'quantity_milli': 5000, 'unit': 'nights'")
     "]", "undetermined 0 INPUT_MISSING | paid 0 +NOTHING_CLAIMED | rejected 0 UNKNOWN_TYPE"},
    {"a passenger who claims the journey too", CARS("none", ""),
     DRIVE("'quantity_milli': 5000, 'travelled_as': 'passenger'"), "rejected 0 CONDITION_NOT_MET"},
};

static void vehicles_and_engines(void **state)
{
    (void)state;
    RUN_CASES(vehicles);
}

#define BIKES CAR ", {'id': 'cycle', 'counter': 'car', 'vehicles': ['cycle'], 'bands': [{'to_miles': 100, " \
    RATE("20000") \
              "}, {" RATE("10000") "}]}"
#define TWICE "[" MAY("'quantity_milli': 60000") ", " ON("05-02", "'quantity_milli': 60000") "]"

static const pay_case counting[] = {
    {"the hundredth mile is in the first band", CARS("tax-year", ""),
     "[" MAY("'quantity_milli': 99999") ", " MAY("'quantity_milli': 1") ", " MAY("'quantity_milli': 1000") "]",
     "paid 4500 | paid 0 | paid 25"},
    {"within one journey", CARS("tax-year", ""), DRIVE("'quantity_milli': 120500"), "paid 5013"},
    {"over the year", CARS("tax-year", ""), TWICE, "paid 2700 | paid 2300", NULL, NULL,
     "[{'kind': 'miles', 'day': '2026-05-01', 'quantity_milli': 60000}, {'kind': 'miles', 'day': '2026-05-02', "
     "'quantity_milli': 60000}, {'kind': 'claim'}]"},
    {"not in the order of the days", CARS("tax-year", ""),
     "[" ON("05-02", "'quantity_milli': 60000") ", " MAY("'quantity_milli': 60000") "]", "paid 2300 | paid 2700"},
    {"not in the order of the day", CARS("tax-year", ""),
     "[" MAY("'quantity_milli': 60000, 'start': '10:00'") ", " MAY("'quantity_milli': 60000, 'start': '09:00'") ", "
     MAY("'quantity_milli': 1000") "]", "paid 2280 | paid 2700 | paid 45"},
    {"the fifth and the sixth of April", CARS("tax-year", ""),
     "[" ON("04-05", "'quantity_milli': 100000") ", " ON("04-06", "'quantity_milli': 100000") "]", "paid 4500 | paid "
     "4500"},
    {"another year of miles", CARS("mileage-year", ""),
     "[" ON("04-05", "'quantity_milli': 100000") ", " ON("04-06", "'quantity_milli': 100000") "]", "paid 4500 | paid "
     "4500"},
    {"each journey by itself", CARS("journey", ""), TWICE, "paid 2700 | paid 2700", NULL, NULL, "[{'kind': 'claim'}]"},
    {"one journey of two lines", CARS("journey", ""),
     "[" MAY("'quantity_milli': 60000, 'journey': 'j'") ", " MAY("'quantity_milli': 60000, 'journey': 'j'") ", "
     MAY("'quantity_milli': 60000, 'journey': '2'") "]", "paid 2700 | paid 2300 | paid 2700"},
    {"each day by itself", CARS("day", ""),
     "[" MAY("'quantity_milli': 60000") ", " MAY("'quantity_milli': 60000") ", " ON("05-02", "'quantity_milli': 60000")
     "]", "paid 2700 | paid 2300 | paid 2700"},
    {"the claim alone", CARS("claim", ""), TWICE, "paid 2700 | paid 2300", NULL,
     "[{'kind': 'miles', 'of': 'm', 'person': 'ann', 'group': 'car', 'period': '2026-04-06', 'quantity_milli': 90000}]",
     "[{'kind': 'miles', 'quantity_milli': 90000}, {'kind': 'claim'}]"},
    {"nothing is counted", CARS("none", ""), TWICE, "paid 2700 | paid 2700", NULL, NULL, "[{'kind': 'claim'}]"},
    {"cars and bicycles together", MILES(BIKES, "tax-year", ""),
     "[" MAY("'quantity_milli': 60000, 'vehicle': 'cycle'") ", " MAY("'quantity_milli': 60000, 'vehicle': 'car'") "]",
     "paid 1200 | paid 2300"},
    {"all groups together", "{'expenses': [{'id': 'm', 'label': 'M', 'kind': 'mileage', 'mileage': {'groups': [" CAR
     "], "
                            "'accumulate': {'scope': 'tax-year', 'key': ['person']}}}]}", TWICE, "paid 2700 | paid "
                            "1900",
     NULL, "[{'kind': 'miles', 'of': 'm', 'person': 'ann', 'period': '2026-04-06', 'quantity_milli': 20000}, {'kind': "
           "'miles', 'of': 'm', 'person': 'bob', 'period': '2026-04-06', 'quantity_milli': 20000}]"},
    {"after bands that end", MILES("{'id': 'car', 'vehicles': ['car'], 'bands': [{'to_miles': 10, " RATE("45000") "}]}",
                                   "tax-year", ""),
     "[" MAY("'quantity_milli': 10000") ", " MAY("'quantity_milli': 1000") "]", "paid 450 | undetermined 0 BAND_GAP"},
    {"a band without a rate then", MILES("{'id': 'car', 'vehicles': ['car'], 'bands': [{'to_miles': 10, " RATE("45000")
                                         "}, {'value': []}]}", "tax-year", ""),
     "[" MAY("'quantity_milli': 11000") ", " MAY("'quantity_milli': 10000") "]",
     "undetermined 0 RATE_UNKNOWN | paid 450"},
};

static void what_is_counted(void **state)
{
    (void)state;
    RUN_CASES(counting);
}

static const pay_case kilometres[] = {
    {"a thousandth of a mile", CARS("none", ""),
     "[" MAY("'quantity_milli': 1609344, 'unit': 'km'") ", " MAY("'quantity_milli': 10000, 'unit': 'km'") "]",
     "paid 27000 | paid 280"},
    {"whole miles", CARS("none", ", 'round_miles': {'to_milli': 1000, 'mode': 'half-up'}"),
     "[" MAY("'quantity_milli': 10000, 'unit': 'km'") ", " MAY("'quantity_milli': '20.5'") ", "
     MAY("'quantity_milli': '20.4'") "]", "paid 270 | paid 945 | paid 900"},
    {"tenths, down", CARS("none", ", 'round_miles': {'to_milli': 100, 'mode': 'down'}"),
     "[" MAY("'quantity_milli': '20.49'") ", " MAY("'quantity_milli': '0.09'") "]", "paid 918 | paid 0 "
     "+NOTHING_CLAIMED"},
};

static void kilometres_and_rounding(void **state)
{
    (void)state;
    RUN_CASES(kilometres);
}

#define SHARE(when, more) ", 'reserve': {'share': '1/2'" when more "}"
#define ALL "[" MAY("'quantity_milli': 10000") ", " MAY("'quantity_milli': 10000, 'approval': 'chair'") ", " \
            MAY("'quantity_milli': 10000, 'public_transport_possible': true") ", " \
            MAY("'quantity_milli': 10000, 'rate': 'reserve'") "]"
#define APPROVED(approval, more) \
    "{'expenses': [{'id': 'm', 'label': 'M', 'kind': 'mileage', 'approval': {" approval "}, 'mileage': {'groups': [" \
    CAR "], 'accumulate': {'scope': 'tax-year'}" more "}}, {'id': 'bus', 'label': 'B', 'kind': 'flat', 'value': " \
    "[{'amount_pence': 300}]}, {'id': 'slow', 'label': 'S', 'kind': 'mileage', 'mileage': {'groups': [{'id': 'car', " \
    "'vehicles': ['car', 'van'], 'bands': [{" RATE("10000") "}]}], 'accumulate': {'scope': 'tax-year'}}}]}"

static const pay_case reserves[] = {
    {"who asks for it has it in full", CARS("none", SHARE("", "")), ALL, "paid 450 | paid 450 | paid 450 | paid 225"},
    {"without a reserve nobody has it", CARS("none", ""), ALL, "paid 450 | paid 450 | paid 450 | paid 450"},
    {"where a bus goes", CARS("none", SHARE(", 'when': 'public-transport-possible'", "")), ALL,
     "paid 450 | paid 450 | paid_reduced 225 DOWNGRADED | paid 225"},
    {"without approval", CARS("none", SHARE(", 'when': 'no-approval'", "")), ALL,
     "paid_reduced 225 DOWNGRADED | paid 450 | paid_reduced 225 DOWNGRADED | paid_reduced 225 DOWNGRADED"},
    {"at a rate of its own", CARS("none", ", 'reserve': {'value': [{'rate_mpence': 28000, 'per': 'mile'}]}"), ALL,
     "paid 450 | paid 450 | paid 450 | paid 280"},
    {"at a rate that is not known", CARS("none", ", 'reserve': {'value': []}"), ALL,
     "paid 450 | paid 450 | paid 450 | undetermined 0 RATE_UNKNOWN"},
    {"miles at the reserve count", CARS("tax-year", SHARE("", "")),
     "[" MAY("'quantity_milli': 90000, 'rate': 'reserve'") ", " MAY("'quantity_milli': 20000") "]", "paid 2025 | paid "
     "700", NULL, NULL, "[{'kind': 'miles', 'quantity_milli': 110000}, {'kind': 'claim'}]"},
    {"or they do not", CARS("tax-year", SHARE("", ", 'counts': false")),
     "[" MAY("'quantity_milli': 90000, 'rate': 'reserve'") ", " MAY("'quantity_milli': 20000") "]", "paid 2025 | paid "
     "900", NULL, NULL, "[{'kind': 'miles', 'quantity_milli': 20000}, {'kind': 'claim'}]"},
    {"approval missing, always asked", APPROVED("'need': 'always', 'if_missing': 'downgrade', 'downgrade_to': "
                                                "'mileage-reserve'", SHARE("", "")), ALL,
     "paid_reduced 225 DOWNGRADED +APPROVAL_MISSING | paid 450 | paid_reduced 225 DOWNGRADED +APPROVAL_MISSING | "
     "paid_reduced 225 DOWNGRADED +APPROVAL_MISSING"},
    {"approval missing above a sum", APPROVED("'need': 'above', 'above': [{'amount_pence': 1000}], 'if_missing': "
                                              "'downgrade', 'downgrade_to': 'mileage-reserve'", SHARE("", "")),
     "[" MAY("'quantity_milli': 10000") ", " MAY("'quantity_milli': 30000") "]",
     "paid 450 | paid_reduced 675 DOWNGRADED +APPROVAL_MISSING", NULL, NULL,
     "[{'kind': 'miles', 'quantity_milli': 40000}, {'kind': 'claim'}]"},
    {"paid as a bus, and no miles are counted", APPROVED("'need': 'always', 'if_missing': 'downgrade', "
     "'downgrade_to': 'bus'",
                                                         ""), DRIVE("'quantity_milli': 30000"),
     "paid_reduced 300 DOWNGRADED +APPROVAL_MISSING", NULL, NULL, "[{'kind': 'claim'}]"},
    {"paid as other miles, counted once", APPROVED("'need': 'always', 'if_missing': 'downgrade', 'downgrade_to': "
     "'slow'", ""), DRIVE("'quantity_milli': 30000"), "paid_reduced 300 DOWNGRADED +APPROVAL_MISSING", NULL, NULL,
     "[{'kind': 'miles', 'of': 'slow', 'quantity_milli': 30000}, {'kind': 'claim'}]"},
};

static void the_reserve(void **state)
{
    (void)state;
    RUN_CASES(reserves);
}

#define MORE ", 'passenger': {'value': [{'rate_mpence': 5000, 'per': 'mile'}], 'most': 2, 'groups': ['car']}, " \
             "'supplements': [{'id': 'trailer', 'value': [{'rate_mpence': 3000, 'per': 'mile'}]}, {'id': 'kit', " \
             "'value': []}]"

static const pay_case extras[] = {
    {"passengers", CARS("none", MORE),
     "[" MAY("'quantity_milli': 10000, 'passengers': 1") ", " MAY("'quantity_milli': 10000, 'passengers': 9") ", "
     MAY("'quantity_milli': 10000, 'passengers': 1, 'passenger_quantity_milli': 4000") ", "
     MAY("'quantity_milli': '16.09344', 'unit': 'km'") "]", "paid 500 | paid 550 | paid 470 | rejected 0 "
     "INVALID_NUMBER"},
    {"passengers of part of the kilometres", CARS("none", MORE),
     DRIVE("'quantity_milli': '16.093', 'unit': 'km', 'passengers': 1, 'passenger_quantity_milli': '8.047'"), "paid "
     "475"},
    {"passengers on another vehicle", MILES(CAR ", {'id': 'bike', 'vehicles': ['bike'], 'bands': [{" RATE("20000")
     "}]}",
                                            "none", MORE),
     DRIVE("'quantity_milli': 10000, 'vehicle': 'bike', 'passengers': 1"), "paid 200"},
    {"passengers whom nobody pays for", CARS("none", ""), DRIVE("'quantity_milli': 10000, 'passengers': 1"), "paid "
     "450"},
    {"passengers at a rate that is not known", CARS("none", ", 'passenger': {'value': []}"),
     "[" MAY("'quantity_milli': 10000, 'passengers': 1") ", " MAY("'quantity_milli': 10000") "]",
     "undetermined 0 RATE_UNKNOWN | paid 450"},
    {"supplements", CARS("none", MORE),
     "[" MAY("'quantity_milli': 10000, 'supplements': ['trailer']") ", "
     MAY("'quantity_milli': 10000, 'supplements': ['trailer', 'trailer']") ", "
     MAY("'quantity_milli': 10000, 'supplements': ['kit', 'trailer']") ", "
     MAY("'quantity_milli': 10000, 'supplements': ['roof', 'trailer']") "]",
     "paid 480 | paid 510 | undetermined 0 RATE_UNKNOWN | rejected 0 UNKNOWN_TYPE"},
    {"too far: rejected", CARS("none", ", 'most_miles': {'miles': 500, 'then': 'reject'}"),
     "[" MAY("'quantity_milli': 500000") ", " MAY("'quantity_milli': '500.001'") "]",
     "paid 14500 | rejected 0 DISTANCE_LIMIT"},
    {"too far: a person decides", CARS("tax-year", ", 'most_miles': {'miles': 50, 'then': 'hold'}"),
     "[" MAY("'quantity_milli': 60000") ", " MAY("'quantity_milli': 50000") "]", "held 0 DISTANCE_LIMIT | paid 2250",
     "{'totals': {'held': 2700, 'paid': 2250}}", NULL, "[{'kind': 'miles', 'quantity_milli': 50000}, {'kind': "
     "'claim'}]"},
    {"paid to the supplier", CARS("tax-year", ""), DRIVE("'quantity_milli': 10000, 'direct': true"), "direct 0 DIRECT",
     "{'totals': {'direct': 450}}", NULL, "[{'kind': 'claim'}]"},
};

static void what_comes_on_top(void **state)
{
    (void)state;
    RUN_CASES(extras);
}

/* Miles of a line that is refused afterwards are not counted; those of a line that is given away are. */
static const pay_case refused[] = {
    {"by a cap", "{'expenses': [{'id': 'm', 'label': 'M', 'kind': 'mileage', 'mileage': {'groups': [" CAR "], "
     "'accumulate': "
                 "{'scope': 'tax-year'}}}], 'caps': [{'id': 'c', 'over': ['m'], 'scope': 'line', 'limit': "
                 "[{'amount_pence': 1000}], 'then': 'reject'}]}", "[" MAY("'quantity_milli': 60000") ", "
                 MAY("'quantity_milli': 10000") "]",
     "rejected 0 CAP_EXHAUSTED | paid 450", NULL, NULL, "[{'kind': 'miles', 'quantity_milli': 10000}, {'kind': "
     "'claim'}]"},
    {"of a journey", "{'expenses': [{'id': 'm', 'label': 'M', 'kind': 'mileage', 'mileage': {'groups': [" CAR "], "
                     "'accumulate': {'scope': 'journey'}}}], 'caps': [{'id': 'c', 'over': ['m'], 'scope': 'line', "
                     "'limit': [{'amount_pence': 1000}], 'then': 'reject'}]}", DRIVE("'quantity_milli': 60000"),
     "rejected 0 CAP_EXHAUSTED", NULL, NULL, "[{'kind': 'claim'}]"},
    {"declined", CARS("tax-year", ""), DRIVE("'quantity_milli': 10000, 'requested_pence': 0"), "waived 0 WAIVED", NULL,
     NULL, "[{'kind': 'miles', 'quantity_milli': 10000}, {'kind': 'claim'}]"},
};

static void miles_that_do_not_count(void **state)
{
    (void)state;
    RUN_CASES(refused);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vehicles_and_engines),
        cmocka_unit_test(what_is_counted),
        cmocka_unit_test(kilometres_and_rounding),
        cmocka_unit_test(the_reserve),
        cmocka_unit_test(what_comes_on_top),
        cmocka_unit_test(miles_that_do_not_count),
    };
    return TEST_MAIN(tests);
}
