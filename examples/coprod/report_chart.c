/* SPDX-License-Identifier: MIT */
/* A run chart: points in the order of time, their median, and what stands out of it. Places are percentages across and
 * pixels down, so that a chart is as wide as its page and its words keep their size. */
#include <stdio.h>
#include <stdlib.h>

#include "report_feedback.h"

enum { TOP = 26, HEIGHT = 150, BOTTOM = TOP + HEIGHT, WHOLE = 9700, LEFT = 150 };

static void percent(out *o, const char *name, int value)
{
    char text[32];
    snprintf(text, sizeof text, "%d.%02d", value / 100, value % 100);
    out_plain(o, " %s=\"%s%%\"", name, text);
}

/* Hundredths of a percent across. */
static int across(const coprod_run *run, uint32_t index)
{
    return run->points < 2 ? LEFT + WHOLE / 2 : LEFT + (int)((int64_t)index * WHOLE / (run->points - 1));
}

/* Pixels down, of twice a value between twice the least and twice the greatest. */
static int down(int64_t twice, int64_t low, int64_t high)
{
    return high == low ? TOP + HEIGHT / 2 : BOTTOM - (int)((twice / 2 - low / 2) * HEIGHT / (high / 2 - low / 2));
}

static void add_line(out *o, int from_x, int from_y, int to_x, int to_y, const char *look)
{
    out_raw(o, "<line");
    percent(o, "x1", from_x);
    percent(o, "x2", to_x);
    out_plain(o, " y1=\"%d\" y2=\"%d\" %s/>", from_y, to_y, look);
}

/* Points that belong to a shift or a trend are filled. */
static void add_point(out *o, const coprod_run *run, uint32_t index, int y)
{
    int shift = run->signals & COPROD_SIGNAL_SHIFT && index >= run->shift_first && index <= run->shift_last;
    int trend = run->signals & COPROD_SIGNAL_TREND && index >= run->trend_first && index <= run->trend_last;
    out_raw(o, "<circle");
    percent(o, "cx", across(run, index));
    out_plain(o, " cy=\"%d\" r=\"5\" fill=\"%s\" stroke=\"#003087\" stroke-width=\"2.5\"/>", y,
              shift || trend ? "#003087" : "#fff");
}

static void add_value(out *o, int y, const char *before, int64_t value, int32_t scale, const char *unit)
{
    out_plain(o, "<text x=\"0\" y=\"%d\" fill=\"#212b32\">%s", y, before);
    words_milli(o, value, scale);
    out_html(o, "%s%s</text>", unit[0] ? " " : "", unit);
}

void picture_chart(out *o, const int64_t *points, const coprod_run *run, int32_t scale, const char *unit,
                   const char *id)
{
    int64_t low = points[0], high = points[0];
    int median;
    for (uint32_t i = 1; i < run->points; i++) {
        low = points[i] < low ? points[i] : low;
        high = points[i] > high ? points[i] : high;
    }
    median = down(run->median_twice, 2 * low, 2 * high);
    out_html(o, "<svg class=\"chart\" role=\"img\" aria-labelledby=\"%s-title\" width=\"100%%\" height=\"205\">"
                "<title id=\"%s-title\">", id, id);
    out_plain(o, "Run chart of %d point%s, from ", (int)run->points, run->points == 1 ? "" : "s");
    words_milli(o, low, scale);
    out_raw(o, " to ");
    words_milli(o, high, scale);
    out_raw(o, ", median ");
    words_milli(o, run->median_twice * 5, scale + 1);
    out_raw(o, "; the same as a table below</title>");
    add_line(o, LEFT, median, LEFT + WHOLE, median, "stroke=\"#4c6272\" stroke-width=\"2\" stroke-dasharray=\"6 4\"");
    for (uint32_t i = 1; i < run->points; i++)
        add_line(o, across(run, i - 1), down(2 * points[i - 1], 2 * low, 2 * high), across(run, i),
                 down(2 * points[i], 2 * low, 2 * high), "stroke=\"#005eb8\" stroke-width=\"2\"");
    for (uint32_t i = 0; i < run->points; i++)
        add_point(o, run, i, down(2 * points[i], 2 * low, 2 * high));
    add_value(o, 14, "highest ", high, scale, unit);
    add_value(o, 200, "lowest ", low, scale, unit);
    out_raw(o, "</svg>\n");
}
