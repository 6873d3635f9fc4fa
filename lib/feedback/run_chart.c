/* SPDX-License-Identifier: MIT */
/* Run charts: the median, runs, the longest run on one side, the longest steady rise or fall. */
#include <string.h>

#include "followup_internal.h"

enum { FEW = 64 }; /* points that are sorted on the stack */
static const int64_t most = INT64_MAX / 2; /* so that twice a value fits, and the distance of two */

/* The value with `below` values before it in order, found by halving the range: no memory, and no order is changed. */
static int64_t in_order(const int64_t *values, size_t count, size_t below, int64_t low, int64_t high)
{
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        size_t up_to = 0;
        for (size_t i = 0; i < count; i++)
            up_to += values[i] <= middle;
        if (up_to > below)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static int64_t median_of_many(const int64_t *values, size_t count, int64_t low, int64_t high)
{
    int64_t first = in_order(values, count, (count - 1) / 2, low, high), second = high;
    size_t up_to = 0;
    for (size_t i = 0; i < count; i++) {
        up_to += values[i] <= first;
        second = values[i] > first && values[i] < second ? values[i] : second;
    }
    return first + (up_to > count / 2 ? first : second);
}

static int64_t median_of_few(const int64_t *values, size_t count)
{
    int64_t sorted[FEW];
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at && sorted[at - 1] > values[i]; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = values[i];
    }
    return sorted[(count - 1) / 2] + sorted[count / 2];
}

static coprod_status find_median(const int64_t *values, size_t count, int64_t *twice)
{
    int64_t low = most, high = -most;
    for (size_t i = 0; i < count; i++) {
        low = values[i] < low ? values[i] : low;
        high = values[i] > high ? values[i] : high;
    }
    if (low < -most || high > most)
        return COPROD_E_RANGE;
    *twice = !count ? 0 : count <= FEW ? median_of_few(values, count) : median_of_many(values, count, low, high);
    return COPROD_OK;
}

static void find_shift(const int64_t *values, size_t count, coprod_run *run)
{
    uint32_t length = 0, first = 0;
    int32_t side = 0;
    for (uint32_t i = 0; i < count; i++) {
        int32_t own = (2 * values[i] > run->median_twice) - (2 * values[i] < run->median_twice);
        if (!own)
            continue;
        run->off_median++;
        if (own != side) {
            run->runs++;
            side = own;
            length = 0;
            first = i;
        }
        if (++length > run->shift_length) {
            run->shift_length = length;
            run->shift_first = first;
            run->shift_last = i;
            run->shift_side = side;
        }
    }
}

/* A point where a rise turns into a fall is the last of one and the first of the other. */
static void find_trend(const int64_t *values, size_t count, coprod_run *run)
{
    uint32_t length = 0, first = 0, before = 0;
    int32_t way = 0;
    for (uint32_t i = 1; i < count; i++) {
        int32_t own = (values[i] > values[i - 1]) - (values[i] < values[i - 1]);
        if (!own)
            continue;
        if (own != way) {
            way = own;
            length = 1;
            first = before;
        }
        before = i;
        if (++length > run->trend_length) {
            run->trend_length = length;
            run->trend_first = first;
            run->trend_last = i;
            run->trend_way = way;
        }
    }
}

static coprod_status chart(const coprod_run_rules *rules, const int64_t *values, size_t count, coprod_run *run)
{
    coprod_status status = count > UINT32_MAX ? COPROD_E_LIMIT : find_median(values, count, &run->median_twice);
    if (status != COPROD_OK)
        return status;
    run->points = (uint32_t)count;
    find_shift(values, count, run);
    find_trend(values, count, run);
    if (count < rules->info.fewest_points)
        run->signals = COPROD_SIGNAL_TOO_FEW;
    else
        run->signals = (run->shift_length >= rules->info.shift_points ? COPROD_SIGNAL_SHIFT : 0)
                       | (run->trend_length >= rules->info.trend_points ? COPROD_SIGNAL_TREND : 0);
    return COPROD_OK;
}

coprod_status coprod_run_chart(const coprod_run_rules *rules, const int64_t *values, size_t count, coprod_run *run)
{
    coprod_run own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(rules, run, sizeof own);
    if (status == COPROD_OK && count && !values)
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = chart(rules, values, count, &own);
    return status == COPROD_OK ? coprod__struct_out(run, sizeof own, sizeof own, &own) : status;
}

/* --- many --- */

static void write_row(const coprod_run_columns *columns, size_t row, const coprod_run *run, coprod_status status)
{
    if (columns->median_twice)
        columns->median_twice[row] = run->median_twice;
    if (columns->off_median)
        columns->off_median[row] = run->off_median;
    if (columns->runs)
        columns->runs[row] = run->runs;
    if (columns->shift_length)
        columns->shift_length[row] = run->shift_length;
    if (columns->shift_first)
        columns->shift_first[row] = run->shift_first;
    if (columns->shift_side)
        columns->shift_side[row] = (int8_t)run->shift_side;
    if (columns->trend_length)
        columns->trend_length[row] = run->trend_length;
    if (columns->trend_first)
        columns->trend_first[row] = run->trend_first;
    if (columns->trend_way)
        columns->trend_way[row] = (int8_t)run->trend_way;
    if (columns->signals)
        columns->signals[row] = (uint8_t)run->signals;
    if (columns->row_status)
        columns->row_status[row] = status;
}

coprod_status coprod_run_charts(const coprod_run_rules *rules, const int64_t *values, size_t value_count,
                                const size_t *offsets, size_t count, const coprod_run_columns *columns)
{
    coprod_run_columns own;
    coprod_status status;
    if (!rules || !columns || !offsets || (value_count && !values) || count == SIZE_MAX)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(columns, sizeof own, sizeof own, &own);
    if (status != COPROD_OK)
        return status;
    for (size_t i = 0; i <= count; i++)
        if (offsets[i] > value_count || (i && offsets[i] < offsets[i - 1]))
            return COPROD_E_RANGE;
    for (size_t i = 0; i < count; i++) {
        coprod_run run = {.size = sizeof run};
        status = chart(rules, values ? values + offsets[i] : NULL, offsets[i + 1] - offsets[i], &run);
        write_row(&own, i, &run, status);
    }
    return COPROD_OK;
}
