/* SPDX-License-Identifier: MIT */
#include "support.h"



#include "coprod/days.h"

enum { UNSET = 12345 };

static int32_t at(int32_t y, int32_t m, int32_t d)
{
    int32_t result;
    assert_int_equal(coprod_day_from_date(y, m, d, &result), COPROD_OK);
    return result;
}

static coprod_calendar *england(void)
{
    coprod_calendar *calendar;
    assert_int_equal(coprod_calendar_builtin("england", NULL, &calendar), COPROD_OK);
    return calendar;
}

/* --- the England calendar, computed anew --- */

/* The anonymous Gregorian algorithm (Nature, 1876). */
static int32_t easter(int32_t y)
{
    int32_t a = y % 19, b = y / 100, c = y % 100, g = (8 * b + 13) / 25;
    int32_t h = (19 * a + b - b / 4 - g + 15) % 30;
    int32_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451;
    return at(y, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
}

static int32_t monday_from(int32_t first)
{
    while (coprod_day_weekday(first) != 1)
        first++;
    return first;
}

static int among(const int32_t days[8], size_t but, int32_t wanted)
{
    for (size_t i = 0; i < 8; i++)
        if (i != but && days[i] == wanted)
            return 1;
    return 0;
}

/* The eight days of a year: one on a week-end moves to the next day that is free. */
static void bank_holidays(int32_t y, int32_t days[8])
{
    const int32_t own[] = {at(y, 1, 1), easter(y) - 2, easter(y) + 1, monday_from(at(y, 5, 1)),
                           monday_from(at(y, 5, 25)), monday_from(at(y, 8, 25)), at(y, 12, 25), at(y, 12, 26)};
    memcpy(days, own, sizeof own);
    for (size_t i = 0; i < 8; i++)
        while (coprod_day_weekday(days[i]) > 5 || among(days, i, days[i]))
            days[i]++;
}

static void england_computed_anew(void **state)
{
    coprod_calendar *calendar = england();
    int32_t working = UNSET, found = 0;
    (void)state;
    for (int32_t y = 2024; y <= 2028; y++) {
        int32_t holidays[8];
        bank_holidays(y, holidays);
        for (int32_t d = at(y, 1, 1); d <= at(y, 12, 31); d++) {
            int holiday = among(holidays, 8, d);
            found += holiday;
            assert_int_equal(coprod_calendar_working(calendar, d, &working), COPROD_OK);
            assert_int_equal(working, !holiday && coprod_day_weekday(d) <= 5);
        }
    }
    assert_int_equal(found, 40);
    coprod_calendar_free(calendar);
}

static void traps(void **state)
{
    static const struct {
        int32_t y, m, d, working;
    } days[] = {{2026, 12, 28, 0}, {2027, 12, 27, 0}, {2027, 12, 28, 0}, {2028, 1, 3, 0}, {2025, 3, 29, 0},
                {2026, 6, 15, 1},  {2025, 5, 8, 1},   {2026, 12, 29, 1}, {2027, 12, 29, 1}, {2028, 1, 4, 1}};
    coprod_calendar *calendar = england();
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        int32_t working = UNSET;
        assert_int_equal(coprod_calendar_working(calendar, at(days[i].y, days[i].m, days[i].d), &working), COPROD_OK);
        assert_int_equal(working, days[i].working);
    }
    coprod_calendar_free(calendar);
}

/* --- what a calendar answers --- */

static void builtin_calendars(void **state)
{
    coprod_calendar *calendar = (coprod_calendar *)state;
    assert_int_equal(coprod_calendar_count(), 1);
    assert_string_equal(coprod_calendar_id(0), "england");
    assert_null(coprod_calendar_id(1));
    assert_null(coprod_calendar_id(SIZE_MAX));
    assert_int_equal(coprod_calendar_builtin("scotland", NULL, &calendar), COPROD_E_UNKNOWN);
    assert_null(calendar);
    calendar = (coprod_calendar *)state;
    assert_int_equal(coprod_calendar_builtin(NULL, NULL, &calendar), COPROD_E_ARGUMENT);
    assert_null(calendar);
    assert_int_equal(coprod_calendar_builtin("england", NULL, NULL), COPROD_E_ARGUMENT);
    coprod_calendar_free(NULL);
}

static void info(void **state)
{
    struct {
        coprod_calendar_info info;
        int64_t newer;
    } own;
    coprod_calendar *calendar = england();
    (void)state;
    memset(&own, 0x55, sizeof own);
    own.info.size = sizeof own;
    assert_int_equal(coprod_calendar_get(calendar, &own.info), COPROD_OK);
    assert_string_equal(own.info.id, "england");
    assert_string_equal(own.info.version, "2025-11-24");
    assert_string_equal(own.info.title, "Working days in England");
    assert_non_null(strstr(own.info.source, ", https://www.gov.uk/bank-holidays"));
    assert_int_equal(strlen(own.info.fingerprint), 64);
    assert_int_equal(own.info.first_day, at(2024, 1, 1));
    assert_int_equal(own.info.last_day, at(2028, 12, 31));
    assert_true(own.info.size == sizeof own && own.newer == 0);
    assert_int_equal(coprod_calendar_get(NULL, &own.info), COPROD_E_ARGUMENT);
    assert_true(own.info.id == NULL && own.info.last_day == 0);
    assert_int_equal(coprod_calendar_get(calendar, NULL), COPROD_E_ARGUMENT);
    own.info.size = sizeof own.info - 1;
    assert_int_equal(coprod_calendar_get(calendar, &own.info), COPROD_E_STRUCT);
    coprod_calendar_free(calendar);
}

static void working_refused(void **state)
{
    const int32_t outside[] = {at(2023, 12, 31), at(2029, 1, 1), INT32_MIN, INT32_MAX};
    coprod_calendar *calendar = england();
    int32_t found = UNSET;
    (void)state;
    for (size_t i = 0; i < 4; i++, found = UNSET) {
        assert_int_equal(coprod_calendar_working(calendar, outside[i], &found), COPROD_E_CALENDAR_RANGE);
        assert_int_equal(found, 0);
    }
    assert_int_equal(coprod_calendar_working(NULL, 0, &found), COPROD_E_ARGUMENT);
    assert_int_equal(found, 0);
    assert_int_equal(coprod_calendar_working(calendar, at(2025, 1, 1), NULL), COPROD_E_ARGUMENT);
    coprod_calendar_free(calendar);
}

static void between_is_what_a_count_finds(void **state)
{
    coprod_calendar *calendar = england();
    int32_t first = at(2023, 12, 31), last = at(2028, 12, 31);
    (void)state;
    for (int32_t after = first; after <= last; after++) {
        int32_t counted = 0;
        for (int32_t until = after; until <= last; until++) {
            int32_t working = 0, found = UNSET, back = UNSET;
            if (until > after)
                assert_int_equal(coprod_calendar_working(calendar, until, &working), COPROD_OK);
            counted += working;
            assert_int_equal(coprod_calendar_between(calendar, after, until, &found), COPROD_OK);
            assert_int_equal(coprod_calendar_between(calendar, until, after, &back), COPROD_OK);
            assert_int_equal(found, counted);
            assert_int_equal(back, -counted);
        }
    }
    coprod_calendar_free(calendar);
}

static void between_refused(void **state)
{
    const int32_t pairs[][2] = {{at(2023, 12, 30), at(2025, 1, 1)}, {at(2025, 1, 1), at(2029, 1, 1)},
                                {INT32_MIN, INT32_MAX}, {INT32_MAX, INT32_MIN}, {INT32_MAX, at(2025, 1, 1)}};
    coprod_calendar *calendar = england();
    int32_t found = UNSET;
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++, found = UNSET) {
        assert_int_equal(coprod_calendar_between(calendar, pairs[i][0], pairs[i][1], &found), COPROD_E_CALENDAR_RANGE);
        assert_int_equal(found, 0);
        found = UNSET;
        assert_int_equal(coprod_calendar_between(calendar, pairs[i][1], pairs[i][0], &found), COPROD_E_CALENDAR_RANGE);
        assert_int_equal(found, 0);
        assert_int_equal(coprod_calendar_between(calendar, pairs[i][0], pairs[i][0], &found), COPROD_OK);
        assert_int_equal(found, 0);
    }
    assert_int_equal(coprod_calendar_between(NULL, 0, 1, &found), COPROD_E_ARGUMENT);
    assert_int_equal(found, 0);
    assert_int_equal(coprod_calendar_between(calendar, 0, 1, NULL), COPROD_E_ARGUMENT);
    coprod_calendar_free(calendar);
}

#define WITHOUT_HOLIDAYS(covers, weekend) \
    "{\"schema\": \"calendar/1\", \"id\": \"mine\", \"version\": \"1\", \"title\": \"Mine\"," \
    " \"source\": {\"title\": \"Minutes\"}, \"covers\": " covers ", \"weekend\": " weekend ", \"holidays\": []}"

static coprod_calendar *loaded(const char *json)
{
    coprod_calendar *calendar;
    assert_int_equal(coprod_calendar_load(json, COPROD_NTS, NULL, NULL, &calendar), COPROD_OK);
    return calendar;
}

/* A calendar without a working day, of one day only, at the end of all days; and one of the longest range. */
static void edges(void **state)
{
    const coprod_period period = {sizeof period, 1, COPROD_UNIT_WORKING_DAY, COPROD_COUNT_FROM, COPROD_ROLL_NONE};
    coprod_calendar *none = loaded(WITHOUT_HOLIDAYS("[\"9999-12-31\", \"9999-12-31\"]", "[\"fri\"]"));
    coprod_calendar *all = loaded(WITHOUT_HOLIDAYS("[\"2000-01-01\", \"2099-12-31\"]", "[]"));
    int32_t found = UNSET;
    (void)state;
    assert_int_equal(coprod_due_day(none, &period, at(9999, 12, 31), &found), COPROD_E_CALENDAR_RANGE);
    assert_int_equal(found, 0);
    assert_int_equal(coprod_calendar_between(none, at(9999, 12, 30), at(9999, 12, 31), &found), COPROD_OK);
    assert_int_equal(found, 0);
    assert_int_equal(coprod_calendar_between(all, at(1999, 12, 31), at(2099, 12, 31), &found), COPROD_OK);
    assert_int_equal(found, 36525);
    coprod_calendar_free(none);
    coprod_calendar_free(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(england_computed_anew),
        cmocka_unit_test(traps),
        cmocka_unit_test(builtin_calendars),
        cmocka_unit_test(info),
        cmocka_unit_test(working_refused),
        cmocka_unit_test(between_is_what_a_count_finds),
        cmocka_unit_test(between_refused),
        cmocka_unit_test(edges),
    };
    return TEST_MAIN(tests);
}
