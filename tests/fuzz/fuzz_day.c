/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

static void one_day(int32_t day)
{
    char text[11];
    int32_t year, month, of_month, back = 0;
    coprod_status status = coprod_day_to_date(day, &year, &month, &of_month);
    HOLDS(status == COPROD_OK || status == COPROD_E_RANGE);
    HOLDS(coprod_day_write(day, text, sizeof text, NULL) == status);
    HOLDS(coprod_day_weekday(day) >= 1 && coprod_day_weekday(day) <= 7);
    if (status != COPROD_OK)
        return;
    HOLDS(coprod_day_from_date(year, month, of_month, &back) == COPROD_OK && back == day);
    HOLDS(coprod_day_read(text, 10, &back) == COPROD_OK && back == day);
    HOLDS(coprod_day_weekday(day) % 7 + 1 == coprod_day_weekday(day + 1));
}

/* Numbers that mean nothing are refused; none of them may overflow. */
static void periods(const int32_t numbers[4])
{
    const coprod_calendar *calendar = fuzz_england();
    const coprod_period period = {sizeof period, numbers[0], numbers[1] % 5, numbers[2] % 6, numbers[3] % 4};
    const coprod_period wild = {sizeof wild, numbers[0], numbers[1], numbers[2], numbers[3]};
    int32_t due = 99, count = 99;
    for (size_t i = 0; i < 4; i++) {
        coprod_status status = coprod_due_day(calendar, &period, numbers[i], &due);
        HOLDS(status == COPROD_OK || !due);
        status = coprod_due_day(i % 2 ? calendar : NULL, &wild, numbers[i], &due);
        HOLDS(status == COPROD_OK || !due);
        status = coprod_calendar_between(calendar, numbers[i], numbers[3 - i], &count);
        HOLDS(status == COPROD_OK || !count);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int32_t numbers[4] = {0, 0, 0, 0}, day = 99;
    coprod_status status = coprod_day_read((const char *)data, size, &day);
    if (status == COPROD_OK)
        one_day(day);
    else
        HOLDS(!day && (status == COPROD_E_NUMBER || status == COPROD_E_RANGE || !data));
    memcpy(numbers, size ? (const void *)data : (const void *)numbers, size < sizeof numbers ? size : sizeof numbers);
    for (size_t i = 0; i < 4; i++) {
        one_day(numbers[i]);
        one_day(numbers[i] % 3000000);
    }
    status = coprod_day_from_date(numbers[0], numbers[1], numbers[2], &day);
    HOLDS(status == COPROD_OK || (status == COPROD_E_RANGE && !day));
    periods(numbers);
    return 0;
}
