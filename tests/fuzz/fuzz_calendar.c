/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

enum { DAYS = 40 };

static void due(const coprod_calendar *calendar, const coprod_period *period, int32_t first)
{
    int32_t days[DAYS], all[DAYS], status[DAYS];
    for (int32_t i = 0; i < DAYS; i++)
        days[i] = first - 5 + i * 11;
    if (coprod_due_days(calendar, period, days, DAYS, all, status) != COPROD_OK)
        return;
    for (size_t i = 0; i < DAYS; i++) {
        int32_t one = 99, working = 0;
        HOLDS(coprod_due_day(calendar, period, days[i], &one) == status[i] && one == all[i]);
        if (status[i] != COPROD_OK) {
            HOLDS(!one);
        } else if (period->unit == COPROD_UNIT_WORKING_DAY && period->count != COPROD_COUNT_GIVEN) {
            HOLDS(coprod_calendar_working(calendar, one, &working) == COPROD_OK && working);
            HOLDS(one >= days[i]);
        }
    }
}

/* The constant-time count against one day after the other. */
static void count(const coprod_calendar *calendar, const coprod_calendar_info *info)
{
    int32_t counted = 0, working = 0, between = 0;
    HOLDS(coprod_calendar_working(calendar, info->first_day - 1, &working) == COPROD_E_CALENDAR_RANGE);
    HOLDS(coprod_calendar_working(calendar, info->last_day + 1, &working) == COPROD_E_CALENDAR_RANGE);
    for (int32_t day = info->first_day; day <= info->last_day && day < info->first_day + 800; day++) {
        HOLDS(coprod_calendar_working(calendar, day, &working) == COPROD_OK);
        counted += working;
        HOLDS(coprod_calendar_between(calendar, info->first_day - 1, day, &between) == COPROD_OK);
        HOLDS(between == counted);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_calendar *calendar = (coprod_calendar *)&data;
    coprod_findings *findings = fuzz_new_findings();
    coprod_calendar_info info = {.size = sizeof info};
    coprod_status status = coprod_calendar_load((const char *)data, size, NULL, findings, &calendar);
    fuzz_refusal(status, calendar, findings);
    if (status != COPROD_OK)
        return 0;
    HOLDS(coprod_calendar_get(calendar, &info) == COPROD_OK && info.first_day <= info.last_day);
    count(calendar, &info);
    for (int32_t unit = COPROD_UNIT_WORKING_DAY; unit <= COPROD_UNIT_MONTH; unit++)
        for (int32_t way = COPROD_COUNT_AFTER; way <= COPROD_COUNT_GIVEN; way++)
            for (int32_t roll = COPROD_ROLL_NONE; roll <= COPROD_ROLL_PREV; roll++) {
                const coprod_period period = {sizeof period, (int32_t)(1 + size % 13), unit, way, roll};
                due(calendar, &period, info.first_day);
            }
    coprod_calendar_free(calendar);
    return 0;
}
