/* SPDX-License-Identifier: MIT */
#include "json_out_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "coprod/days.h"

static void begin(coprod__json_out *out, const char *key)
{
    if (out->follows)
        coprod__write(&out->writer, ",");
    out->follows = 1;
    if (!key)
        return;
    coprod__write_json(&out->writer, key);
    coprod__write(&out->writer, ":");
}

void coprod__out_open(coprod__json_out *out, const char *key, char bracket)
{
    begin(out, key);
    coprod__write_bytes(&out->writer, &bracket, 1);
    out->follows = 0;
}

void coprod__out_close(coprod__json_out *out, char bracket)
{
    coprod__write_bytes(&out->writer, &bracket, 1);
    out->follows = 1;
}

void coprod__out_text(coprod__json_out *out, const char *key, const char *text)
{
    begin(out, key);
    coprod__write_json(&out->writer, text);
}

void coprod__out_number(coprod__json_out *out, const char *key, int64_t number)
{
    begin(out, key);
    coprod__write_number(&out->writer, number);
}

/* What the locale has in place of the point, a byte or more that stands in no number otherwise. */
static void write_point(char *text)
{
    const size_t point = strspn(text, "-+0123456789e");
    size_t width;
    if (!text[point])
        return;
    width = strcspn(text + point, "0123456789");
    text[point] = '.';
    memmove(text + point + 1, text + point + width, strlen(text + point + width) + 1);
}

/* Whether so many digits read back to the number, where that can be told without a doubt: a whole number below 2^53
 * times or by a power of ten up to 10^22 is rounded once. It takes no memory, which a reader might. */
static int reads_back(double number, int digits)
{
    static const double powers[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    char text[40];
    uint64_t whole = 0;
    int exponent = 0, negative;
    const char *at = text;
    snprintf(text, sizeof text, "%.*e", digits - 1, fabs(number));
    for (; *at != 'e'; at++)
        if (*at >= '0' && *at <= '9')
            whole = whole * 10 + (uint64_t)(*at - '0');
    negative = at[1] == '-';
    for (at += 2; *at; at++)
        exponent = exponent * 10 + (*at - '0');
    exponent = (negative ? -exponent : exponent) - (digits - 1);
    for (; whole && whole % 10 == 0; exponent++)
        whole /= 10;
    if (whole > UINT64_C(1) << 53 || exponent > 22 || exponent < -22)
        return 0;
    return (exponent < 0 ? (double)whole / powers[-exponent] : (double)whole * powers[exponent]) == fabs(number);
}

void coprod__out_real(coprod__json_out *out, const char *key, double number)
{
    char text[40] = "null";
    int digits = 15;
    if (isfinite(number)) {
        while (digits < 17 && !reads_back(number, digits))
            digits++;
        snprintf(text, sizeof text, "%.*g", digits, number);
        write_point(text);
    }
    coprod__out_raw(out, key, text);
}

void coprod__out_flag(coprod__json_out *out, const char *key, int flag)
{
    coprod__out_raw(out, key, flag ? "true" : "false");
}

void coprod__out_null(coprod__json_out *out, const char *key)
{
    coprod__out_raw(out, key, "null");
}

void coprod__out_day(coprod__json_out *out, const char *key, int32_t day)
{
    char text[16];
    coprod_day_write(day, text, sizeof text, NULL);
    coprod__out_text(out, key, text);
}

void coprod__out_raw(coprod__json_out *out, const char *key, const char *json)
{
    begin(out, key);
    coprod__write(&out->writer, json);
}
