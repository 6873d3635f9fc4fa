/* SPDX-License-Identifier: MIT */
#include "support.h"


#include <jansson.h>

#include "coprod/days.h"

enum { UNSET = 12345, FIRST_DAY = -719162, LAST_DAY = 2932896 };

static const char *const units[] = {"", "wd", "day", "month"};
static const char *const counts[] = {"", "after", "from", "commencing", "given"};
static const char *const rolls[] = {"none", "next", "prev"};

static int32_t day(const char *text)
{
    int32_t result;
    assert_int_equal(coprod_day_read(text, COPROD_NTS, &result), COPROD_OK);
    return result;
}

static coprod_calendar *england(void)
{
    coprod_calendar *calendar;
    assert_int_equal(coprod_calendar_builtin("england", NULL, &calendar), COPROD_OK);
    return calendar;
}

/* --- the golden list --- */

static int32_t word(const json_t *object, const char *key, const char *const *words, size_t count)
{
    const char *own = json_string_value(json_object_get(object, key));
    for (size_t i = 0; own && i < count; i++)
        if (!strcmp(own, words[i]))
            return (int32_t)i;
    fail_msg("%s", key);
    return 0;
}

static coprod_calendar *golden_calendar(const char *id)
{
    coprod_calendar *calendar;
    char path[1024], *text;
    json_t *document;
    if (!id)
        return england();
    snprintf(path, sizeof path, "%s/golden/days/%s.json", COPROD_TEST_DATA, id);
    document = json_load_file(path, 0, NULL);
    text = json_dumps(document, 0);
    assert_int_equal(coprod_calendar_load(text, COPROD_NTS, NULL, NULL, &calendar), COPROD_OK);
    free(text);
    json_decref(document);
    return calendar;
}

static void golden(void **state)
{
    json_t *cases = json_load_file(COPROD_TEST_DATA "/golden/days/cases.json", 0, NULL), *one;
    size_t i;
    (void)state;
    assert_true(json_array_size(cases) > 60);
    json_array_foreach(cases, i, one) {
        coprod_period period = {sizeof period, (int32_t)json_integer_value(json_object_get(one, "n")),
                                word(one, "unit", units, 4), word(one, "count", counts, 5),
                                word(one, "roll", rolls, 3)};
        coprod_calendar *calendar = golden_calendar(json_string_value(json_object_get(one, "calendar")));
        const char *due = json_string_value(json_object_get(one, "due"));
        const char *refused = json_string_value(json_object_get(one, "refused"));
        const char *why = json_string_value(json_object_get(one, "why"));
        int32_t found = UNSET;
        coprod_status status;
        assert_true(!due != !refused);
        status = coprod_due_day(calendar, &period, day(json_string_value(json_object_get(one, "from"))), &found);
        if (strcmp(coprod_status_name(status), refused ? refused : "COPROD_OK") || found != (due ? day(due) : 0))
            fail_msg("%s: %s, day %d", why, coprod_status_name(status), (int)found);
        coprod_calendar_free(calendar);
    }
    json_decref(cases);
}

/* --- dates --- */

static void every_date(void **state)
{
    int32_t expected = FIRST_DAY, weekday = 1; /* 1 January of year 1 was a Monday */
    int32_t last = getenv("COPROD_QUICK") ? 400 : 9999; /* 400 years are one round */
    (void)state;
    for (int32_t y = 1; y <= last; y++) {
        int leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
        const int32_t lengths[] = {31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        for (int32_t m = 1; m <= 12; m++) {
            int32_t beyond = UNSET;
            for (int32_t d = 1; d <= lengths[m - 1]; d++, expected++, weekday = weekday % 7 + 1) {
                int32_t found = UNSET, again = UNSET, y2, m2, d2;
                char text[11], own[40];
                size_t needed;
                snprintf(own, sizeof own, "%04d-%02d-%02d", (int)y, (int)m, (int)d);
                assert_int_equal(coprod_day_from_date(y, m, d, &found), COPROD_OK);
                assert_int_equal(found, expected);
                assert_int_equal(coprod_day_to_date(found, &y2, &m2, &d2), COPROD_OK);
                assert_true(y2 == y && m2 == m && d2 == d);
                assert_int_equal(coprod_day_write(found, text, sizeof text, &needed), COPROD_OK);
                assert_int_equal(needed, 11);
                assert_string_equal(text, own);
                assert_int_equal(coprod_day_read(text, 10, &again), COPROD_OK);
                assert_int_equal(again, expected);
                assert_int_equal(coprod_day_weekday(found), weekday);
            }
            assert_int_equal(coprod_day_from_date(y, m, lengths[m - 1] + 1, &beyond), COPROD_E_RANGE);
            assert_int_equal(beyond, 0);
        }
    }
    assert_int_equal(expected, last == 9999 ? LAST_DAY + 1 : FIRST_DAY + 146097);
}

static void dates_refused(void **state)
{
    static const int32_t none[][3] = {{0, 1, 1}, {10000, 1, 1}, {-1, 1, 1}, {2025, 0, 1}, {2025, 13, 1}, {2025, 1, 0},
                                      {2025, 2, 29}, {1900, 2, 29}, {2025, 1, INT32_MAX}, {INT32_MIN, 1, 1}};
    int32_t found, y = UNSET, m = UNSET, d = UNSET;
    char text[11] = "x";
    size_t needed = UNSET;
    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        found = UNSET;
        assert_int_equal(coprod_day_from_date(none[i][0], none[i][1], none[i][2], &found), COPROD_E_RANGE);
        assert_int_equal(found, 0);
    }
    assert_int_equal(coprod_day_from_date(2025, 1, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_day_to_date(0, NULL, &m, &d), COPROD_E_ARGUMENT);
    assert_true(m == 0 && d == 0);
    assert_int_equal(coprod_day_to_date(0, &y, NULL, &d), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_day_to_date(0, &y, &m, NULL), COPROD_E_ARGUMENT);
    y = m = d = UNSET;
    assert_int_equal(coprod_day_to_date(FIRST_DAY - 1, &y, &m, &d), COPROD_E_RANGE);
    assert_true(y == 0 && m == 0 && d == 0);
    assert_int_equal(coprod_day_to_date(LAST_DAY + 1, &y, &m, &d), COPROD_E_RANGE);
    assert_int_equal(coprod_day_to_date(INT32_MIN, &y, &m, &d), COPROD_E_RANGE);
    assert_int_equal(coprod_day_to_date(INT32_MAX, &y, &m, &d), COPROD_E_RANGE);
    assert_int_equal(coprod_day_write(LAST_DAY + 1, text, sizeof text, &needed), COPROD_E_RANGE);
    assert_true(needed == 0 && text[0] == '\0');
    assert_int_equal(coprod_day_write(0, text, 10, &needed), COPROD_E_BUFFER);
    assert_int_equal(needed, 11);
    assert_string_equal(text, "1970-01-0");
    assert_int_equal(coprod_day_write(0, NULL, 0, &needed), COPROD_E_BUFFER);
    assert_int_equal(coprod_day_write(0, text, sizeof text, NULL), COPROD_OK);
    assert_int_equal(coprod_day_weekday(INT32_MIN), (3 + 7 - 2147483648 % 7) % 7 + 1);
    assert_int_equal(coprod_day_weekday(INT32_MAX), (3 + 2147483647 % 7) % 7 + 1);
}

static void texts_that_are_no_dates(void **state)
{
    static const char *const forms[] = {"", "2025-3-28", "2025-03-8", "2025-03-288", "25-03-28", "2025/03/28",
                                        "2025-03-28T", " 2025-03-28", "2025-03-28 ", "+025-03-28", "-025-03-28",
                                        "2025-0x-28", "2025-03-2\xD9\xA8", "20250328", "2025-03_28"};
    static const char *const none[] = {"0000-01-01", "2025-00-01", "2025-13-01", "2025-01-00", "2025-02-29"};
    int32_t found;
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        found = UNSET;
        assert_int_equal(coprod_day_read(forms[i], COPROD_NTS, &found), COPROD_E_NUMBER);
        assert_int_equal(found, 0);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        found = UNSET;
        assert_int_equal(coprod_day_read(none[i], COPROD_NTS, &found), COPROD_E_RANGE);
        assert_int_equal(found, 0);
    }
    found = UNSET;
    assert_int_equal(coprod_day_read(NULL, 10, &found), COPROD_E_ARGUMENT);
    assert_int_equal(found, 0);
    assert_int_equal(coprod_day_read("2025-03-28", 10, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_day_read("2025-03-28 and on", 10, &found), COPROD_OK);
    assert_int_equal(coprod_day_read("2025-03-28", 9, &found), COPROD_E_NUMBER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden),
        cmocka_unit_test(every_date),
        cmocka_unit_test(dates_refused),
        cmocka_unit_test(texts_that_are_no_dates),
    };
    return TEST_MAIN(tests);
}
