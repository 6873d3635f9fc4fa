/* SPDX-License-Identifier: MIT */
#include "json_out_internal.h"

#include <jansson.h>
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

/* With so many digits, and a point where the locale has something else. */
static void write_digits(double number, int digits, char text[32])
{
    size_t point, width;
    snprintf(text, 32, "%.*g", digits, number);
    point = strspn(text, "-+0123456789e");
    if (!text[point])
        return;
    width = strcspn(text + point, "0123456789");
    text[point] = '.';
    memmove(text + point + 1, text + point + width, strlen(text + point + width) + 1);
}

/* Jansson reads it back, whatever the locale. */
static int reads_back(const char *text, double number)
{
    json_t *read = json_loads(text, JSON_DECODE_ANY, NULL);
    const int same = json_is_number(read) && json_number_value(read) == number;
    json_decref(read);
    return same;
}

void coprod__out_real(coprod__json_out *out, const char *key, double number)
{
    char text[32] = "null";
    for (int digits = 15; isfinite(number) && digits <= 17; digits++) {
        write_digits(number, digits, text);
        if (reads_back(text, number))
            break; /* without memory it has all 17 digits, which read back too */
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
