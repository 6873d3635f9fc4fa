/* SPDX-License-Identifier: MIT */
#include "days_internal.h"

#include <string.h>

enum { PERIOD_MOST = 100000, DATE_LENGTH = 10 };

typedef struct date {
    int32_t year;
    int32_t month;
    int32_t day;
} date;

/* The years below run from March to February, so that the leap day is the last day of its year; day 0 of this count
 * is 1 March of year 0. */
enum { MARCH_OF_YEAR_0 = -719468, DAYS_IN_400_YEARS = 146097 };

static int32_t day_of(int32_t year, int32_t month, int32_t day_of_month)
{
    int32_t y = month > 2 ? year : year - 1;
    int32_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day_of_month - 1;
    return y * 365 + y / 4 - y / 100 + y / 400 + day_of_year + MARCH_OF_YEAR_0;
}

static date date_of(int32_t day)
{
    int32_t count = day - MARCH_OF_YEAR_0;
    int32_t rest = count % DAYS_IN_400_YEARS;
    int32_t y = (rest - rest / 1460 + rest / 36524 - rest / (DAYS_IN_400_YEARS - 1)) / 365;
    int32_t day_of_year = rest - (365 * y + y / 4 - y / 100);
    int32_t m = (5 * day_of_year + 2) / 153;
    int32_t month = m < 10 ? m + 3 : m - 9;
    date result = {y + count / DAYS_IN_400_YEARS * 400 + (month < 3), month, day_of_year - (153 * m + 2) / 5 + 1};
    return result;
}

static int32_t month_length(int32_t year, int32_t month)
{
    int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (month == 2)
        return 28 + leap;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static int has_date(int32_t day)
{
    return day >= COPROD__DAY_FIRST && day <= COPROD__DAY_LAST;
}

coprod_status coprod_day_from_date(int32_t year, int32_t month, int32_t day_of_month, int32_t *day)
{
    if (!day)
        return COPROD_E_ARGUMENT;
    *day = 0;
    if (year < 1 || year > 9999 || month < 1 || month > 12)
        return COPROD_E_RANGE;
    if (day_of_month < 1 || day_of_month > month_length(year, month))
        return COPROD_E_RANGE;
    *day = day_of(year, month, day_of_month);
    return COPROD_OK;
}

coprod_status coprod_day_to_date(int32_t day, int32_t *year, int32_t *month, int32_t *day_of_month)
{
    date result = {0, 0, 0};
    int given = year && month && day_of_month;
    if (given && has_date(day))
        result = date_of(day);
    if (year)
        *year = result.year;
    if (month)
        *month = result.month;
    if (day_of_month)
        *day_of_month = result.day;
    if (!given)
        return COPROD_E_ARGUMENT;
    return has_date(day) ? COPROD_OK : COPROD_E_RANGE;
}

static int32_t number_at(const char *text, size_t digits)
{
    int32_t number = 0;
    for (size_t i = 0; i < digits; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

coprod_status coprod_day_read(const char *text, size_t length, int32_t *day)
{
    static const char form[] = "dddd-dd-dd";
    if (day)
        *day = 0;
    if (!text || !day)
        return COPROD_E_ARGUMENT;
    if (length == COPROD_NTS)
        length = strlen(text);
    if (length != DATE_LENGTH)
        return COPROD_E_NUMBER;
    for (size_t i = 0; i < DATE_LENGTH; i++)
        if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return COPROD_E_NUMBER;
    return coprod_day_from_date(number_at(text, 4), number_at(text + 5, 2), number_at(text + 8, 2), day);
}

int coprod__part_date(const char *text, int32_t *day)
{
    char whole[] = "YYYY-01-01";
    size_t length = strlen(text);
    int32_t year, month, first;
    if (length == 10)
        return coprod_day_read(text, length, day) == COPROD_OK;
    *day = 0;
    if (length != 4 && length != 7)
        return 0;
    memcpy(whole, text, length);
    if (coprod_day_read(whole, 10, &first) != COPROD_OK)
        return 0;
    coprod_day_to_date(first, &year, &month, day);
    month = length == 4 ? 12 : month;
    if (year == 9999 && month == 12) /* the next day cannot be written */
        *day = COPROD__DAY_LAST;
    else if (coprod_day_from_date(month == 12 ? year + 1 : year, month % 12 + 1, 1, day) == COPROD_OK)
        --*day;
    return 1;
}

coprod_status coprod_day_write(int32_t day, char *buffer, size_t capacity, size_t *needed)
{
    coprod__writer writer;
    char text[DATE_LENGTH];
    date own;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!has_date(day))
        return COPROD_E_RANGE;
    own = date_of(day);
    for (int i = 3; i >= 0; i--, own.year /= 10)
        text[i] = (char)('0' + own.year % 10);
    text[4] = text[7] = '-';
    text[5] = (char)('0' + own.month / 10);
    text[6] = (char)('0' + own.month % 10);
    text[8] = (char)('0' + own.day / 10);
    text[9] = (char)('0' + own.day % 10);
    coprod__writer_init(&writer, buffer, capacity);
    coprod__write_bytes(&writer, text, sizeof text);
    return coprod__writer_end(&writer, needed);
}

int32_t coprod_day_weekday(int32_t day)
{
    return (day % 7 + 10) % 7 + 1; /* day 0 was a Thursday */
}

/* Whether the first day is itself counted. */
static int counts_first(const coprod_period *period)
{
    return period->count != COPROD_COUNT_AFTER;
}

/* Years beyond 9999 stay right here, because the day before such a date may still be in range. */
static int32_t due_month(const coprod_period *period, int32_t day)
{
    date from = date_of(day);
    int32_t months = from.year * 12 + from.month - 1 + period->n;
    int32_t year = months / 12, month = months % 12 + 1;
    int32_t last = month_length(year, month);
    if (from.day > last)
        return day_of(year, month, last);
    return day_of(year, month, from.day) - counts_first(period);
}

/* The n-th working day from an index on, in two look-ups without a branch. */
static inline coprod_status due_working(const coprod_calendar *calendar, uint32_t index, uint32_t n, int32_t *due)
{
    uint32_t ordinal = calendar->before[index < calendar->days ? index : calendar->days] + n - 1;
    int known = ordinal < calendar->working_days;
    *due = calendar->working[known ? ordinal : calendar->working_days];
    return known ? COPROD_OK : COPROD_E_CALENDAR_RANGE;
}

static coprod_status roll(const coprod_calendar *calendar, int32_t direction, int32_t *due)
{
    uint32_t index = coprod__calendar_index(calendar, *due);
    uint32_t ordinal = calendar->working_days;
    if (index < calendar->days)
        ordinal = direction == COPROD_ROLL_NEXT ? calendar->before[index] : calendar->before[index + 1] - 1;
    *due = ordinal < calendar->working_days ? calendar->working[ordinal] : 0;
    return ordinal < calendar->working_days ? COPROD_OK : COPROD_E_CALENDAR_RANGE;
}

/* What can be said of a period before any day is known. */
static coprod_status check_period(const coprod_calendar *calendar, const coprod_period *period, coprod_period *own)
{
    coprod_status status;
    if (!period)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(period, sizeof *own, sizeof *own, own);
    if (status != COPROD_OK)
        return status;
    if (own->unit < COPROD_UNIT_WORKING_DAY || own->unit > COPROD_UNIT_MONTH || own->count < COPROD_COUNT_AFTER
        || own->count > COPROD_COUNT_GIVEN || own->roll < COPROD_ROLL_NONE || own->roll > COPROD_ROLL_PREV)
        return COPROD_E_ARGUMENT;
    if (own->count == COPROD_COUNT_GIVEN && own->roll != COPROD_ROLL_NONE)
        return COPROD_E_ARGUMENT;
    if (own->count == COPROD_COUNT_GIVEN)
        return own->n < 0 ? COPROD_E_RANGE : COPROD_OK;
    if (own->n < 1 || own->n > PERIOD_MOST)
        return COPROD_E_RANGE;
    if ((own->unit == COPROD_UNIT_WORKING_DAY || own->roll != COPROD_ROLL_NONE) && !calendar)
        return COPROD_E_ARGUMENT;
    return COPROD_OK;
}

coprod_status coprod__due(const coprod_calendar *calendar, const coprod_period *period, int32_t day, int32_t *due)
{
    *due = 0;
    if (!has_date(day))
        return COPROD_E_RANGE;
    *due = day;
    if (period->count == COPROD_COUNT_GIVEN)
        return COPROD_OK;
    if (period->unit == COPROD_UNIT_WORKING_DAY)
        return due_working(calendar, coprod__calendar_index(calendar, day + !counts_first(period)),
                           (uint32_t)period->n, due);
    *due = period->unit == COPROD_UNIT_MONTH ? due_month(period, day) : day + period->n - counts_first(period);
    if (!has_date(*due)) {
        *due = 0;
        return COPROD_E_RANGE;
    }
    return period->roll == COPROD_ROLL_NONE ? COPROD_OK : roll(calendar, period->roll, due);
}

int32_t coprod__day_needed(const coprod_calendar *calendar, const coprod_period *period, int32_t day)
{
    int32_t first = period->unit == COPROD_UNIT_WORKING_DAY ? day + !counts_first(period)
                    : period->unit == COPROD_UNIT_MONTH     ? due_month(period, day)
                                                            : day + period->n - counts_first(period);
    if (coprod__calendar_index(calendar, first) >= calendar->days)
        return first;
    return period->unit != COPROD_UNIT_WORKING_DAY && period->roll == COPROD_ROLL_PREV
               ? calendar->first_day - 1
               : calendar->first_day + (int32_t)calendar->days;
}

coprod_status coprod_due_day(const coprod_calendar *calendar, const coprod_period *period, int32_t day, int32_t *due)
{
    coprod_period own;
    coprod_status status;
    if (!due)
        return COPROD_E_ARGUMENT;
    *due = 0;
    status = check_period(calendar, period, &own);
    return status == COPROD_OK ? coprod__due(calendar, &own, day, due) : status;
}

/* The loop that most rows go through: nothing in it depends on a row but two look-ups. */
static void due_working_days(const coprod_calendar *calendar, const coprod_period *period, const int32_t *days,
                             size_t n, int32_t *due, int32_t *row_status)
{
    const coprod_calendar own = *calendar; /* so that no write to `due` can be thought to change it */
    uint32_t after = !counts_first(period), count = (uint32_t)period->n;
    for (size_t i = 0; i < n; i++) {
        int32_t day = days[i];
        coprod_status status = due_working(&own, coprod__calendar_index(&own, day) + after, count, &due[i]);
        if (row_status)
            row_status[i] = has_date(day) ? status : COPROD_E_RANGE;
    }
}

/* A call that cannot count at all leaves no row unwritten. */
static coprod_status fail_rows(coprod_status status, size_t n, int32_t *due, int32_t *row_status)
{
    for (size_t i = 0; due && i < n; i++)
        due[i] = 0;
    for (size_t i = 0; row_status && i < n; i++)
        row_status[i] = status;
    return status;
}

coprod_status coprod_due_days(const coprod_calendar *calendar, const coprod_period *period, const int32_t *days,
                              size_t n, int32_t *due, int32_t *row_status)
{
    coprod_period own;
    coprod_status status = check_period(calendar, period, &own);
    if (n && (!days || !due))
        status = COPROD_E_ARGUMENT;
    if (status != COPROD_OK)
        return fail_rows(status, n, due, row_status);
    if (own.unit == COPROD_UNIT_WORKING_DAY && own.count != COPROD_COUNT_GIVEN) {
        due_working_days(calendar, &own, days, n, due, row_status);
        return COPROD_OK;
    }
    for (size_t i = 0; i < n; i++) {
        status = coprod__due(calendar, &own, days[i], &due[i]);
        if (row_status)
            row_status[i] = status;
    }
    return COPROD_OK;
}
