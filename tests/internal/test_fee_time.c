/* SPDX-License-Identifier: MIT */
/* The minutes that a fee counts: attended and scheduled, with preparation and travel, together and at the same time,
 * rounded and limited, when clocks change, and when a session is called off. */
#include "payment_tools.h"

/* 20p a minute. */
#define HOURLY(more) \
    "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 1200000, 'per': 'hour'}]" more \
    "}]}"
/* 75.00 up to four hours, 150.00 above. */
#define BANDS(more) \
    "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'band', 'bands': [{'to_minutes': 240, 'to_inclusive': true, " \
    "'value': [{'amount_pence': 7500}]}, {'from_minutes': 240, 'from_inclusive': false, 'value': [{'amount_pence': " \
    "15000}]}]" more "}]}"
#define LINE(more) "{'type': 'f', 'date': '2026-05-01', " more "}"
#define AT(from, to) LINE("'start': '" from "', 'end': '" to "'")
#define ONE(more) "[" LINE(more) "]"

static const pay_case attendance[] = {
    {"less than scheduled", HOURLY(""), ONE("'minutes': 60, 'scheduled_minutes': 120"), "paid_reduced 1200 "
     "ATTENDED_LESS"},
    {"as scheduled", HOURLY(""), ONE("'minutes': 120, 'scheduled_minutes': 120"), "paid 2400"},
    {"longer than scheduled", HOURLY(""), ONE("'minutes': 120, 'scheduled_minutes': 60"), "paid 1200 +STAYED_LONGER"},
    {"longer, and approved", HOURLY(""), ONE("'minutes': 120, 'scheduled_minutes': 60, 'approval': 'chair'"), "paid "
     "2400"},
    {"longer, and it counts", HOURLY(", 'beyond_scheduled': 'attended'"), ONE("'minutes': 120, 'scheduled_minutes': "
     "60"), "paid 2400"},
    {"the schedule counts", HOURLY(", 'count': 'scheduled'"), ONE("'minutes': 60, 'scheduled_minutes': 120"), "paid "
     "2400"},
    {"the schedule counts and is not known", HOURLY(", 'count': 'scheduled'"), ONE("'minutes': 60"), "paid 1200"},
    {"less than scheduled for the same price", BANDS(""), ONE("'minutes': 60, 'scheduled_minutes': 240"), "paid 7500"},
    {"less than scheduled for a lower price", BANDS(""), ONE("'minutes': 240, 'scheduled_minutes': 300"),
     "paid_reduced 7500 ATTENDED_LESS"},
    {"less than scheduled, of which the price is not known",
     "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'band', 'bands': [{'to_minutes': 240, 'to_inclusive': true, "
     "'value': [{'amount_pence': 7500}]}]}]}", ONE("'minutes': 60, 'scheduled_minutes': 300"), "paid 7500"},
    {"nothing attended", HOURLY(""), ONE("'minutes': 0, 'scheduled_minutes': 60"), "paid 0 +NOTHING_CLAIMED"},
};

static void attended_and_scheduled(void **state)
{
    (void)state;
    RUN_CASES(attendance);
}

static const pay_case more_time[] = {
    {"preparation that does not count", HOURLY(""), ONE("'minutes': 60, 'preparation_minutes': 30"), "paid 1200"},
    {"preparation that is added", HOURLY(", 'preparation': {'include': 'add'}"),
     ONE("'minutes': 60, 'preparation_minutes': 30"), "paid 1800"},
    {"preparation of as much for all", HOURLY(", 'preparation': {'include': 'flat', 'flat_minutes': 30}"),
     ONE("'minutes': 60, 'preparation_minutes': 5"), "paid 1800"},
    {"once a session", HOURLY(", 'preparation': {'include': 'flat', 'flat_minutes': 30}"),
     "[" LINE("'minutes': 60, 'session': 's'") ", " LINE("'minutes': 60, 'session': 's'") ", " LINE("'minutes': 60")
     "]", "paid 1800 +AGGREGATED | paid 1200 +AGGREGATED | paid 1800"},
    {"preparation up to a share", HOURLY(", 'preparation': {'include': 'cap-ratio', 'at_most_share': '1/3'}"),
     "[" LINE("'minutes': 60, 'preparation_minutes': 30") ", " LINE("'minutes': 60, 'preparation_minutes': 10") ", "
     LINE("'minutes': 50, 'preparation_minutes': 30") "]", "paid 1600 | paid 1400 | paid 1320"},
    {"travel that is added", HOURLY(", 'travel': {'include': 'add'}"), ONE("'minutes': 60, 'travel_minutes': 30"),
     "paid 1800"},
    {"travel at a rate of its own",
     HOURLY(", 'travel': {'include': 'rate', 'value': [{'rate_mpence': 600000, 'per': 'hour'}]}"),
     "[" LINE("'minutes': 60, 'travel_minutes': 30") ", " LINE("'minutes': 60") "]", "paid 1500 | paid 1200"},
    {"travel at a rate that is not known", HOURLY(", 'travel': {'include': 'rate', 'value': []}"),
     ONE("'minutes': 60, 'travel_minutes': 30"), "undetermined 0 RATE_UNKNOWN"},
    {"travel with a task",
     "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'task', 'tasks': [{'id': 't', 'value': [{'amount_pence': 100}]}], "
     "'travel': {'include': 'rate', 'value': [{'rate_mpence': 600000, 'per': 'hour'}]}}]}",
     ONE("'task': 't', 'travel_minutes': 6"), "paid 160"},
};

static void preparation_and_travel(void **state)
{
    (void)state;
    RUN_CASES(more_time);
}

static const pay_case together[] = {
    {"each session by itself", BANDS(""), "[" LINE("'minutes': 100") ", " LINE("'minutes': 100") "]",
     "paid 7500 | paid 7500"},
    {"lines of one session", BANDS(""),
     "[" LINE("'minutes': 100, 'session': 'a'") ", " LINE("'minutes': 200, 'session': 'a'") ", "
     LINE("'minutes': 100, 'session': 'b'") "]", "paid 5000 +AGGREGATED | paid 10000 +AGGREGATED | paid 7500"},
    {"a day together", BANDS(", 'aggregate': 'sum-of-day'"),
     "[" LINE("'minutes': 100") ", " LINE("'minutes': 140") ", {'type': 'f', 'date': '2026-05-02', 'minutes': 10}]",
     "paid 3125 +AGGREGATED | paid 4375 +AGGREGATED | paid 7500"},
    {"a claim together", BANDS(", 'aggregate': 'per-claim'"),
     "[" LINE("'minutes': 100") ", {'type': 'f', 'date': '2026-05-02', 'minutes': 200}]",
     "paid 5000 +AGGREGATED | paid 10000 +AGGREGATED"},
    {"nothing beside something", HOURLY(", 'aggregate': 'sum-of-day'"), "[" LINE("'minutes': 0") ", "
     LINE("'minutes': 60") "]", "paid 0 +AGGREGATED | paid 1200 +AGGREGATED"},
    {"nothing beside nothing", HOURLY(", 'aggregate': 'sum-of-day'"), "[" LINE("'minutes': 0") ", " LINE("'minutes': "
     "0") "]", "paid 0 +NOTHING_CLAIMED | paid 0 +NOTHING_CLAIMED"},
    {"from the first start to the last end", HOURLY(", 'aggregate': 'span-of-day'"), "[" AT("09:00", "10:00") ", "
     AT("11:00", "12:00") "]", "paid 1800 +AGGREGATED +WALL_TIME | paid 1800 +AGGREGATED +WALL_TIME"},
    {"a span with preparation", HOURLY(", 'aggregate': 'span-of-day', 'preparation': {'include': 'add'}"),
     "[" LINE("'start': '09:00', 'end': '10:00', 'preparation_minutes': 60") ", " AT("11:00", "12:00") "]",
     "paid 3200 +AGGREGATED +WALL_TIME | paid 1600 +AGGREGATED +WALL_TIME"},
    {"a span without times", HOURLY(", 'aggregate': 'span-of-day'"), "[" LINE("'minutes': 60") ", " LINE("'minutes': "
     "30") "]", "paid 1200 +AGGREGATED | paid 600 +AGGREGATED"},
    {"a span of no minutes", HOURLY(", 'aggregate': 'span-of-day'"),
     "[" LINE("'start': '09:00', 'end': '10:00', 'minutes': 0") ", " LINE("'minutes': 0") "]",
     "paid 0 +NOTHING_CLAIMED | undetermined 0 INPUT_MISSING"},
    {"pennies of one price", BANDS(", 'aggregate': 'sum-of-day'"),
     "[" LINE("'minutes': 7") ", " LINE("'minutes': 7") ", " LINE("'minutes': 7") ", " LINE("'minutes': 7") ", "
     LINE("'minutes': 7") ", " LINE("'minutes': 7") ", " LINE("'minutes': 7") "]",
     "paid 1071 +AGGREGATED | paid 1072 +AGGREGATED | paid 1071 +AGGREGATED | paid 1072 +AGGREGATED | paid 1071 "
     "+AGGREGATED | paid 1072 +AGGREGATED | paid 1071 +AGGREGATED", "{'total_pence': 7500}"},
};

static void priced_together(void **state)
{
    (void)state;
    RUN_CASES(together);
}

#define TWO(more) HOURLY(", 'overlap': '" more "'")

static const pay_case overlaps[] = {
    {"one after the other", TWO("union"), "[" AT("09:00", "10:00") ", " AT("10:00", "11:00") "]",
     "paid 1200 +WALL_TIME | paid 1200 +WALL_TIME"},
    {"an hour at the same time", TWO("union"), "[" AT("09:00", "11:00") ", " AT("10:00", "12:00") "]",
     "paid 2400 +WALL_TIME | paid_reduced 1200 OVERLAP +WALL_TIME"},
    {"the later one is first in the claim", TWO("union"), "[" AT("10:00", "12:00") ", " AT("09:00", "11:00") "]",
     "paid_reduced 1200 OVERLAP +WALL_TIME | paid 2400 +WALL_TIME"},
    {"one within the other", TWO("union"), "[" AT("09:00", "12:00") ", " AT("10:00", "11:00") ", " AT("11:00", "12:30")
     "]", "paid 3600 +WALL_TIME | rejected 0 OVERLAP +WALL_TIME | paid_reduced 600 OVERLAP +WALL_TIME"},
    {"less time for the same price", BANDS(", 'overlap': 'union'"), "[" AT("09:00", "11:00") ", " AT("10:00", "12:00")
     "]", "paid 7500 +WALL_TIME | paid 7500 +WALL_TIME"},
    {"both count", TWO("sum"), "[" AT("09:00", "11:00") ", " AT("10:00", "12:00") "]",
     "paid 2400 +WALL_TIME | paid 2400 +WALL_TIME"},
    {"the longer one counts", TWO("longest"), "[" AT("09:00", "11:00") ", " AT("10:00", "13:00") "]",
     "rejected 0 OVERLAP +WALL_TIME | paid 3600 +WALL_TIME"},
    {"the first of two as long", TWO("longest"), "[" AT("09:00", "11:00") ", " AT("10:00", "12:00") "]",
     "paid 2400 +WALL_TIME | rejected 0 OVERLAP +WALL_TIME"},
    {"beside one that does not count", TWO("longest"),
     "[" AT("09:00", "12:00") ", " AT("11:00", "13:00") ", " AT("12:30", "14:00") "]",
     "paid 3600 +WALL_TIME | rejected 0 OVERLAP +WALL_TIME | paid 1800 +WALL_TIME"},
    {"none but the first", TWO("reject"), "[" AT("09:00", "11:00") ", " AT("10:00", "12:00") ", " AT("11:00", "12:00")
     "]", "paid 2400 +WALL_TIME | rejected 0 OVERLAP +WALL_TIME | paid 1200 +WALL_TIME"},
    {"without times nobody knows", TWO("reject"),
     "[" AT("09:00", "11:00") ", " LINE("'minutes': 60") ", " LINE("'minutes': 60, 'end': '10:00'") ", "
     LINE("'minutes': 60, 'start': '10:00'") "]", "paid 2400 +WALL_TIME | paid 1200 | paid 1200 | paid 1200"},
    {"what was called off is no overlap",
     "{'cancellation': [{'by': 'organiser', 'fee_share': '1/1'}], 'fees': [{'id': 'f', 'label': 'F', 'basis': "
     "'hourly', 'value': [{'rate_mpence': 1200000, 'per': 'hour'}]}, {'id': 't', 'label': 'T', 'basis': 'task', "
     "'tasks': [{'id': 'x', 'value': [{'amount_pence': 1}]}]}]}",
     "[" AT("09:00", "11:00") ", " LINE("'start': '10:00', 'end': '11:00', 'cancelled': {'by': 'organiser', "
     "'notice_minutes': 1}") ", {'type': 't', 'task': 'x', 'date': '2026-05-01', 'start': '09:30', 'end': '10:00'}, "
     "{'type': 'session', 'date': '2026-05-01', 'start': '09:30', 'end': '10:00'}]",
     "paid 2400 +WALL_TIME | paid 1200 +CANCELLED +WALL_TIME | paid 1 | undetermined 0 INPUT_MISSING"},
};

static void at_the_same_time(void **state)
{
    (void)state;
    RUN_CASES(overlaps);
}

#define STEPS(mode) HOURLY(", 'increment': {'minutes': 15, 'mode': '" mode "'}")
#define FOUR \
    "[" LINE("'minutes': 60") ", " LINE("'minutes': 61") ", " LINE("'minutes': 67") ", " LINE("'minutes': 68") "]"

static const pay_case rounded[] = {
    {"up", STEPS("up"), FOUR, "paid 1200 | paid 1500 | paid 1500 | paid 1500"},
    {"down", STEPS("down"), FOUR, "paid 1200 | paid 1200 | paid 1200 | paid 1200"},
    {"to the nearest", STEPS("nearest"), FOUR, "paid 1200 | paid 1200 | paid 1200 | paid 1500"},
    {"to the nearest, halves up", HOURLY(", 'increment': {'minutes': 10, 'mode': 'nearest'}"), ONE("'minutes': 65"),
     "paid 1400"},
    {"at least an hour, once a session", HOURLY(", 'minimum_minutes': 60"),
     "[" LINE("'minutes': 20") ", " LINE("'minutes': 10, 'session': 's'") ", " LINE("'minutes': 10, 'session': 's'")
     ", " LINE("'minutes': 60") ", " LINE("'minutes': 0") "]",
     "paid 1200 | paid 600 +AGGREGATED | paid 600 +AGGREGATED | paid 1200 | paid 0 +NOTHING_CLAIMED"},
    {"at most an hour", HOURLY(", 'maximum_minutes': 60"), "[" LINE("'minutes': 60") ", " LINE("'minutes': 61") "]",
     "paid 1200 | paid_capped 1200 LIMIT"},
    {"at most eight hours of one price", BANDS(", 'maximum_minutes': 480"), ONE("'minutes': 500"), "paid 15000"},
    {"at most more than is attended, and less than scheduled", HOURLY(", 'maximum_minutes': 60"),
     ONE("'minutes': 90, 'scheduled_minutes': 120"), "paid_capped 1200 LIMIT"},
};

static void increments_and_limits(void **state)
{
    (void)state;
    RUN_CASES(rounded);
}

#define CLOCK \
    "{'calendars': {'clock': 'uk'}, 'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': " \
    "1200000, 'per': 'hour'}]}]}"
#define ON(day, from, next, to) "[{'type': 'f', 'date': '" day "', 'start': '" from "', 'end': '" next "T" to "'"

static const pay_case clocks[] = {
    {"a day as any other", CLOCK, ONE("'start': '09:00', 'end': '10:00'"), "paid 1200"},
    {"before the clocks go on", CLOCK, ON("2026-03-28", "22:00", "2026-03-29", "01:00") "}]", "paid 3600"},
    {"while they go on", CLOCK, ON("2026-03-28", "22:00", "2026-03-29", "01:30") "}]", "undetermined 0 TIME_UNCLEAR"},
    {"over the hour that is left out", CLOCK, ON("2026-03-29", "00:30", "2026-03-29", "03:30") "}]",
     "undetermined 0 TIME_UNCLEAR"},
    {"after it", CLOCK, ON("2026-03-29", "02:00", "2026-03-29", "03:30") "}]", "paid 1800"},
    {"with offsets", CLOCK,
     ON("2026-03-29", "00:30", "2026-03-29", "03:30") ", 'offset': 'Z', 'end_offset': '+01:00'}]", "paid 2400"},
    {"the hour that comes twice", CLOCK, ON("2026-10-25", "01:30", "2026-10-25", "02:30") "}]",
     "undetermined 0 TIME_UNCLEAR"},
    {"over that hour with offsets", CLOCK,
     ON("2026-10-25", "00:30", "2026-10-25", "03:30") ", 'offset': '+01:00', 'end_offset': '+00:00'}]", "paid 4800"},
    {"minutes are minutes", CLOCK, ON("2026-03-29", "00:30", "2026-03-29", "03:30") ", 'minutes': 120}]", "paid 2400"},
    {"before all that the clock knows", CLOCK, ON("1900-01-01", "09:00", "1900-01-01", "10:00") "}]",
     "undetermined 0 TIME_UNCLEAR"},
    {"after all that the clock knows", CLOCK, ON("2199-12-31", "09:00", "2199-12-31", "10:00") "}]",
     "undetermined 0 TIME_UNCLEAR"},
};

static void when_clocks_change(void **state)
{
    (void)state;
    RUN_CASES(clocks);
}

#define OFF \
    "{'cancellation': [{'by': 'organiser', 'notice_less_than_minutes': 1440, 'fee_share': '1/2'}, {'by': " \
    "'organiser', 'notice_less_than_minutes': 60, 'fee_share': '1'}, {'by': 'participant', " \
    "'notice_less_than_minutes': 60, 'fee_share': '0'}], 'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', " \
    "'value': [{'rate_mpence': 1200000, 'per': 'hour'}]}]}"
#define CALLED(by, notice, more) ONE(more "'cancelled': {'by': '" by "', 'notice_minutes': " notice "}")

static const pay_case cancelled[] = {
    {"on the day", OFF, CALLED("organiser", "59", "'scheduled_minutes': 120, "), "paid 2400 +CANCELLED"},
    {"the day before", OFF, CALLED("organiser", "60", "'scheduled_minutes': 120, "), "paid 1200 +CANCELLED"},
    {"23 hours and 59 minutes", OFF, CALLED("organiser", "1439", "'scheduled_minutes': 120, "), "paid 1200 +CANCELLED"},
    {"24 hours", OFF, CALLED("organiser", "1440", "'scheduled_minutes': 120, "), "rejected 0 CONDITION_NOT_MET "
     "+CANCELLED"},
    {"a share of nothing", OFF, CALLED("participant", "1", "'scheduled_minutes': 120, "), "paid 0 +CANCELLED"},
    {"by the participant, in time", OFF, CALLED("participant", "60", "'scheduled_minutes': 120, "),
     "rejected 0 CONDITION_NOT_MET +CANCELLED"},
    {"nobody knows for how long", OFF, CALLED("organiser", "1", ""), "undetermined 0 INPUT_MISSING"},
    {"minutes in place of a schedule", OFF, CALLED("organiser", "1", "'minutes': 60, "), "paid 1200 +CANCELLED"},
    {"half of a half penny", "{'cancellation': [{'by': 'organiser', 'fee_share': '1/2'}], 'fees': [{'id': 'f', "
     "'label': 'F', 'basis': 'declared', 'declared': [{'id': 'd', 'value': [{'amount_pence': 7501}]}]}]}",
     CALLED("organiser", "1", "'declared': 'd', "), "paid 3751 +CANCELLED"},
};

static void called_off(void **state)
{
    (void)state;
    RUN_CASES(cancelled);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attended_and_scheduled),
        cmocka_unit_test(preparation_and_travel),
        cmocka_unit_test(priced_together),
        cmocka_unit_test(at_the_same_time),
        cmocka_unit_test(increments_and_limits),
        cmocka_unit_test(when_clocks_change),
        cmocka_unit_test(called_off),
    };
    return TEST_MAIN(tests);
}
