/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/days.h
 * Civil days, calendars of working days, and due days.
 *
 * A day is a count of days since 1 January 1970 in the Gregorian calendar, from 1 January of year 1 to 31 December
 * of year 9999. There are no times of day and no time zones: to turn an instant into the civil day of a place
 * (Europe/London, say) is the caller's part.
 */
#ifndef COPROD_DAYS_H
#define COPROD_DAYS_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A calendar: which days are working days, over a stated range. Immutable, shared by threads. @since 0.1 */
typedef struct coprod_calendar coprod_calendar;

/** Units of a period. @since 0.1 */
enum coprod_unit {
    COPROD_UNIT_WORKING_DAY = 1,   /**< 1: "wd". */
    COPROD_UNIT_DAY = 2,           /**< 2: "day". */
    COPROD_UNIT_MONTH = 3          /**< 3: "month". */
};

/** How a period is counted. @since 0.1 */
enum coprod_count {
    COPROD_COUNT_AFTER = 1,        /**< 1: the first day is not counted ("within n days after"). */
    COPROD_COUNT_FROM = 2,         /**< 2: the first day is counted. */
    COPROD_COUNT_COMMENCING = 3,   /**< 3: another word for "from". */
    COPROD_COUNT_GIVEN = 4         /**< 4: the day itself, as agreed or published; nothing is counted. */
};

/** What happens to a due day that is not a working day. @since 0.1 */
enum coprod_roll {
    COPROD_ROLL_NONE = 0,          /**< 0: it stands. */
    COPROD_ROLL_NEXT = 1,          /**< 1: the next working day. */
    COPROD_ROLL_PREV = 2           /**< 2: the working day before. */
};

/** A period with the way it is counted. @since 0.1 */
typedef struct coprod_period {
    size_t size;     /**< sizeof(coprod_period), set by the caller. */
    int32_t n;       /**< 1 to 100000; without meaning for "given", where 0 is right too. */
    int32_t unit;    /**< One of ::coprod_unit. */
    int32_t count;   /**< One of ::coprod_count. */
    int32_t roll;    /**< One of ::coprod_roll; "given" must not roll. */
} coprod_period;

/** What a calendar says of itself. Its texts live as long as the calendar. @since 0.1 */
typedef struct coprod_calendar_info {
    size_t size;               /**< sizeof(coprod_calendar_info), set by the caller. */
    const char *id;            /**< Such as "england". */
    const char *version;       /**< Version of the data. */
    const char *title;         /**< For people. */
    const char *source;        /**< Where the days come from. */
    const char *fingerprint;   /**< SHA-256 of what can change an answer, 64 hexadecimal digits. */
    int32_t first_day;         /**< First day that it knows. */
    int32_t last_day;          /**< Last day that it knows. */
} coprod_calendar_info;

/**
 * The day of a date.
 * @param[in] year 1 to 9999.
 * @param[in] month 1 to 12.
 * @param[in] day_of_month 1 to the last of that month.
 * @param[out] day days since 1970-01-01; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE (no such date).
 * @since 0.1
 */
COPROD_API coprod_status coprod_day_from_date(int32_t year, int32_t month, int32_t day_of_month, int32_t *day);

/**
 * The date of a day.
 * @param[in] day days since 1970-01-01.
 * @param[out] year 1 to 9999; 0 on failure.
 * @param[out] month 1 to 12; 0 on failure.
 * @param[out] day_of_month 1 to 31; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE (before year 1 or after 9999).
 * @since 0.1
 */
COPROD_API coprod_status coprod_day_to_date(int32_t day, int32_t *year, int32_t *month, int32_t *day_of_month);

/**
 * Reads a date written as YYYY-MM-DD, and nothing else.
 * @param[in] text @array{length} the date.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[out] day days since 1970-01-01; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_NUMBER (not of that form); COPROD_E_RANGE (no such date).
 * @since 0.1
 */
COPROD_API coprod_status coprod_day_read(const char *text, size_t length, int32_t *day);

/**
 * Writes a day as YYYY-MM-DD.
 * @param[in] day days since 1970-01-01.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer; 11 are needed.
 * @param[out] needed @nullable 11.
 * @return COPROD_OK; COPROD_E_RANGE; COPROD_E_BUFFER.
 * @since 0.1
 */
COPROD_API coprod_status coprod_day_write(int32_t day, char *buffer, size_t capacity, size_t *needed);

/**
 * The day of the week.
 * @param[in] day days since 1970-01-01, any number.
 * @return 1 (Monday) to 7 (Sunday).
 * @since 0.1
 */
COPROD_API int32_t coprod_day_weekday(int32_t day);

/** Number of built-in calendars. @return the number. @since 0.1 */
COPROD_API size_t coprod_calendar_count(void);

/**
 * The id of a built-in calendar.
 * @param[in] index 0 to coprod_calendar_count() - 1.
 * @return static text; NULL for an index beyond.
 * @since 0.1
 */
COPROD_API const char *coprod_calendar_id(size_t index);

/**
 * A built-in calendar, such as "england".
 * @param[in] id one of coprod_calendar_id().
 * @param[in] allocator @nullable memory functions.
 * @param[out] calendar @owned{coprod_calendar_free} the calendar; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_calendar_builtin(const char *id, const coprod_allocator *allocator,
                                                 coprod_calendar **calendar);

/**
 * Loads a calendar, schema `calendar/1`: id, version, the range it covers (at most 100 years), the days of the
 * week-end, the holidays, its source. A holiday outside the range or named twice is an error.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] calendar @owned{coprod_calendar_free} the calendar; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_calendar_load(const char *json, size_t length, const coprod_allocator *allocator,
                                              coprod_findings *findings, coprod_calendar **calendar);

/**
 * Frees a calendar.
 * @param[in] calendar @nullable the calendar.
 * @since 0.1
 */
COPROD_API void coprod_calendar_free(coprod_calendar *calendar);

/**
 * What a calendar says of itself.
 * @param[in] calendar the calendar.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.1
 */
COPROD_API coprod_status coprod_calendar_get(const coprod_calendar *calendar, coprod_calendar_info *info);

/**
 * Whether a day is a working day: neither week-end nor holiday. Constant time.
 * @param[in] calendar the calendar.
 * @param[in] day days since 1970-01-01.
 * @param[out] working 1 or 0.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_CALENDAR_RANGE.
 * @since 0.1
 */
COPROD_API coprod_status coprod_calendar_working(const coprod_calendar *calendar, int32_t day, int32_t *working);

/**
 * The number of working days after one day and up to another. Constant time.
 * @param[in] calendar the calendar.
 * @param[in] after the day after which counting starts.
 * @param[in] until the last day counted; negative counts where it lies before `after`.
 * @param[out] count the number; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_CALENDAR_RANGE (a day that had to be counted is not known).
 * @since 0.1
 */
COPROD_API coprod_status coprod_calendar_between(const coprod_calendar *calendar, int32_t after, int32_t until,
                                                 int32_t *count);

/**
 * The due day of a period: the last day on which an act is in time. Constant time.
 *
 * Working days: the n-th one after the day, or from it (the day counts if it is a working day). Days: day + n after,
 * day + n - 1 from. Months: after, the corresponding date n months on, else that month's last day; from, the day
 * before the corresponding date, or the month's last day where there is no such date (the corresponding-date rule,
 * Dodds v Walker [1981] 1 WLR 1027). Given: the day itself, never rolled. The calendar is asked only for days that
 * are counted as working or not, and for the roll; the day itself may lie outside it under "after".
 * @param[in] calendar @nullable the calendar; may be NULL where no working day is asked for.
 * @param[in] period the period and its counting.
 * @param[in] day the first day.
 * @param[out] due the due day; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT (unknown unit, count or roll; "given" with a roll; no calendar);
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE (n, or a day before year 1 or after 9999);
 *         COPROD_E_CALENDAR_RANGE.
 * @since 0.1
 */
COPROD_API coprod_status coprod_due_day(const coprod_calendar *calendar, const coprod_period *period, int32_t day,
                                        int32_t *due);

/**
 * The due days of one period for a column of days: row by row what coprod_due_day() gives.
 * @param[in] calendar @nullable the calendar.
 * @param[in] period the period and its counting.
 * @param[in] days @array{n} the first days.
 * @param[in] n number of rows.
 * @param[out] due @array{n} the due days; 0 in a row that failed.
 * @param[out] row_status @nullable @array{n} the ::coprod_status of each row.
 * @return COPROD_OK (rows may have failed); COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_RANGE (n of the period).
 * @since 0.1
 */
COPROD_API coprod_status coprod_due_days(const coprod_calendar *calendar, const coprod_period *period,
                                         const int32_t *days, size_t n, int32_t *due, int32_t *row_status);

#ifdef __cplusplus
}
#endif

#endif
