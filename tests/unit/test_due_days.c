/* SPDX-License-Identifier: MIT */
#include "support.h"



#include "coprod/days.h"

enum { UNSET = 12345, FIRST_DAY = -719162, LAST_DAY = 2932896 };

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

enum { WALK = 40 };

/* The n-th working day, found by walking; 0 and COPROD_E_CALENDAR_RANGE at the first day that is not known. */
static void walk(const coprod_calendar *calendar, int32_t from, int32_t count)
{
    coprod_period period = {sizeof period, 0, COPROD_UNIT_WORKING_DAY, count, COPROD_ROLL_NONE};
    int32_t d = count == COPROD_COUNT_AFTER ? from : from - 1, working = 0, due = UNSET;
    coprod_status known = COPROD_OK, status;
    while (period.n < WALK) {
        for (working = 0; known == COPROD_OK && !working;)
            known = coprod_calendar_working(calendar, ++d, &working);
        period.n++;
        status = coprod_due_day(calendar, &period, from, &due);
        assert_int_equal(status, known);
        assert_int_equal(due, known == COPROD_OK ? d : 0);
    }
}

static void due_is_what_a_walk_finds(void **state)
{
    coprod_calendar *calendar = england();
    (void)state;
    for (int32_t d = day("2023-12-29"); d <= day("2029-01-02"); d++) {
        walk(calendar, d, COPROD_COUNT_AFTER);
        walk(calendar, d, COPROD_COUNT_FROM);
        walk(calendar, d, COPROD_COUNT_COMMENCING);
    }
    coprod_calendar_free(calendar);
}

/* Rolled by walking from the due day that does not roll. */
static void roll_is_what_a_walk_finds(void **state)
{
    coprod_calendar *calendar = england();
    (void)state;
    for (int32_t d = day("2023-12-25"); d <= day("2029-01-05"); d++)
        for (int32_t roll = COPROD_ROLL_NEXT; roll <= COPROD_ROLL_PREV; roll++) {
            coprod_period period = {sizeof period, 7, COPROD_UNIT_DAY, COPROD_COUNT_AFTER, roll};
            int32_t walked = d + 7, working, due = UNSET;
            coprod_status known = coprod_calendar_working(calendar, walked, &working);
            while (known == COPROD_OK && !working)
                known = coprod_calendar_working(calendar, walked += roll == COPROD_ROLL_NEXT ? 1 : -1, &working);
            assert_int_equal(coprod_due_day(calendar, &period, d, &due), known);
            assert_int_equal(due, known == COPROD_OK ? walked : 0);
        }
    coprod_calendar_free(calendar);
}

static void refused(const coprod_calendar *calendar, const coprod_period *period, int32_t from, coprod_status expected)
{
    int32_t due = UNSET, one_status = UNSET;
    assert_int_equal(coprod_due_day(calendar, period, from, &due), expected);
    assert_int_equal(due, 0);
    due = UNSET;
    coprod_due_days(calendar, period, &from, 1, &due, &one_status);
    assert_int_equal(one_status, expected);
    assert_int_equal(due, 0);
}

static void due_refused(void **state)
{
    static const struct {
        int32_t n, unit, count, roll;
        coprod_status status;
    } wrong[] = {
        {1, 0, 1, 0, COPROD_E_ARGUMENT},   {1, 4, 1, 0, COPROD_E_ARGUMENT},  {1, 1, 0, 0, COPROD_E_ARGUMENT},
        {1, 1, 5, 0, COPROD_E_ARGUMENT},   {1, 1, 1, -1, COPROD_E_ARGUMENT}, {1, 1, 1, 3, COPROD_E_ARGUMENT},
        {0, 1, 4, 1, COPROD_E_ARGUMENT},   {0, 1, 4, 2, COPROD_E_ARGUMENT},  {-1, 1, 4, 0, COPROD_E_RANGE},
        {0, 1, 1, 0, COPROD_E_RANGE},      {-1, 2, 1, 0, COPROD_E_RANGE},    {100001, 2, 1, 0, COPROD_E_RANGE},
        {100001, 1, 2, 0, COPROD_E_RANGE}, {100000, 3, 1, 0, COPROD_E_RANGE},
        {100000, 1, 1, 0, COPROD_E_CALENDAR_RANGE},
    };
    coprod_calendar *calendar = england();
    coprod_period period = {sizeof period, 1, COPROD_UNIT_DAY, COPROD_COUNT_AFTER, COPROD_ROLL_NONE};
    int32_t from = day("2025-03-28");
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const coprod_period own = {sizeof own, wrong[i].n, wrong[i].unit, wrong[i].count, wrong[i].roll};
        refused(calendar, &own, from, wrong[i].status);
    }
    refused(calendar, NULL, from, COPROD_E_ARGUMENT);
    assert_int_equal(coprod_due_day(calendar, &period, from, NULL), COPROD_E_ARGUMENT);
    for (int32_t unit = COPROD_UNIT_WORKING_DAY; unit <= COPROD_UNIT_MONTH; unit++)
        for (int32_t count = COPROD_COUNT_AFTER; count <= COPROD_COUNT_GIVEN; count++) {
            const coprod_period own = {sizeof own, 1, unit, count, COPROD_ROLL_NONE};
            refused(calendar, &own, FIRST_DAY - 1, COPROD_E_RANGE);
            refused(calendar, &own, LAST_DAY + 1, COPROD_E_RANGE);
            refused(calendar, &own, INT32_MIN, COPROD_E_RANGE);
            refused(calendar, &own, INT32_MAX, COPROD_E_RANGE);
        }
    coprod_calendar_free(calendar);
}

static void calendar_may_be_left_out(void **state)
{
    coprod_period period = {sizeof period, 1, COPROD_UNIT_DAY, COPROD_COUNT_AFTER, COPROD_ROLL_NONE};
    int32_t due = UNSET, from = day("2025-01-31");
    (void)state;
    assert_int_equal(coprod_due_day(NULL, &period, from, &due), COPROD_OK);
    assert_int_equal(due, day("2025-02-01"));
    period.unit = COPROD_UNIT_MONTH;
    assert_int_equal(coprod_due_day(NULL, &period, from, &due), COPROD_OK);
    assert_int_equal(due, day("2025-02-28"));
    period.roll = COPROD_ROLL_NEXT;
    refused(NULL, &period, from, COPROD_E_ARGUMENT);
    period.roll = COPROD_ROLL_NONE;
    period.unit = COPROD_UNIT_WORKING_DAY;
    refused(NULL, &period, from, COPROD_E_ARGUMENT);
    period.count = COPROD_COUNT_GIVEN;
    assert_int_equal(coprod_due_day(NULL, &period, from, &due), COPROD_OK);
    assert_int_equal(due, from);
}

static void period_of_other_versions(void **state)
{
    struct {
        coprod_period period;
        int64_t newer[600];
    } own = {{sizeof own.period, 1, COPROD_UNIT_DAY, COPROD_COUNT_AFTER, COPROD_ROLL_NONE}, {0}};
    int32_t due = UNSET;
    (void)state;
    own.period.size = sizeof own.period + 16;
    assert_int_equal(coprod_due_day(NULL, &own.period, 0, &due), COPROD_OK);
    assert_int_equal(due, 1);
    own.newer[1] = 1;
    refused(NULL, &own.period, 0, COPROD_E_STRUCT_NEWER);
    own.period.size = sizeof own.period - 1;
    refused(NULL, &own.period, 0, COPROD_E_STRUCT);
    own.period.size = 0;
    refused(NULL, &own.period, 0, COPROD_E_STRUCT);
    own.period.size = sizeof own;
    refused(NULL, &own.period, 0, COPROD_E_STRUCT);
}

/* --- batches --- */

enum { ROWS = 2000 };

static size_t batch_days(int32_t days[ROWS])
{
    static const int32_t ends[] = {INT32_MIN, FIRST_DAY - 1, FIRST_DAY, -1, 0, LAST_DAY, LAST_DAY + 1, INT32_MAX};
    size_t n = sizeof ends / sizeof *ends;
    memcpy(days, ends, sizeof ends);
    for (int32_t d = day("2023-11-01"); d <= day("2029-02-28"); d++)
        days[n++] = d;
    assert_true(n <= ROWS);
    return n;
}

static void batch_is_loop(const coprod_calendar *calendar, const coprod_period *period, const int32_t *days, size_t n)
{
    static int32_t due[ROWS], bare[ROWS], row_status[ROWS];
    coprod_status whole = coprod_due_days(calendar, period, days, n, due, row_status);
    memcpy(bare, days, n * sizeof *bare);
    assert_int_equal(coprod_due_days(calendar, period, bare, n, bare, NULL), whole); /* in place */
    assert_int_equal(coprod_due_days(calendar, period, NULL, 0, NULL, NULL), whole);
    for (size_t i = 0; i < n; i++) {
        int32_t one = UNSET;
        coprod_status status = coprod_due_day(calendar, period, days[i], &one);
        assert_int_equal(row_status[i], status);
        assert_int_equal(due[i], one);
        assert_int_equal(bare[i], one);
        if (whole != COPROD_OK)
            assert_int_equal(status, whole);
    }
}

static void batch_is_loop_for_all_periods(void **state)
{
    static const int32_t numbers[] = {-1, 0, 1, 2, 20, 250, 1300, 100000, 100001};
    static int32_t days[ROWS];
    coprod_calendar *calendar = england();
    size_t n = batch_days(days);
    (void)state;
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        for (int32_t unit = 0; unit <= 4; unit++)
            for (int32_t count = 0; count <= 5; count++)
                for (int32_t roll = 0; roll <= 3; roll++) {
                    const coprod_period period = {sizeof period, numbers[k], unit, count, roll};
                    batch_is_loop(calendar, &period, days, n);
                    batch_is_loop(NULL, &period, days, n);
                }
    coprod_calendar_free(calendar);
}

static void batch_refused(void **state)
{
    const coprod_period period = {sizeof period, 1, COPROD_UNIT_DAY, COPROD_COUNT_AFTER, COPROD_ROLL_NONE};
    int32_t days[2] = {1, 2}, due[2] = {UNSET, UNSET}, row_status[2] = {UNSET, UNSET};
    (void)state;
    assert_int_equal(coprod_due_days(NULL, &period, NULL, 2, due, row_status), COPROD_E_ARGUMENT);
    assert_true(due[0] == 0 && due[1] == 0);
    assert_true(row_status[0] == COPROD_E_ARGUMENT && row_status[1] == COPROD_E_ARGUMENT);
    row_status[1] = UNSET;
    assert_int_equal(coprod_due_days(NULL, &period, days, 2, NULL, row_status), COPROD_E_ARGUMENT);
    assert_int_equal(row_status[1], COPROD_E_ARGUMENT);
    assert_int_equal(coprod_due_days(NULL, NULL, days, 2, due, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_due_days(NULL, &period, days, 1, due, NULL), COPROD_OK);
    assert_true(due[0] == 2 && due[1] == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(due_is_what_a_walk_finds),
        cmocka_unit_test(roll_is_what_a_walk_finds),
        cmocka_unit_test(due_refused),
        cmocka_unit_test(calendar_may_be_left_out),
        cmocka_unit_test(period_of_other_versions),
        cmocka_unit_test(batch_is_loop_for_all_periods),
        cmocka_unit_test(batch_refused),
    };
    return TEST_MAIN(tests);
}
