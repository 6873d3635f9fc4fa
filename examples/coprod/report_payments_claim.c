/* SPDX-License-Identifier: MIT */
/* What a line of a claim says of itself, in words. It is read from the claim document, because a payment keeps what
 * became of a line and not what was asked. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

/* A part of the list; commas come between the parts. */
static void part(out *o, const char *format, const char *value)
{
    out_raw(o, o->length ? ", " : "");
    out_plain(o, format, value);
}

static void add_word(out *o, const json_t *line, const char *key, const char *format)
{
    const char *text = json_string_value(json_object_get(line, key));
    if (text)
        part(o, format, text);
}

/* An integer of thousandths or pence, or the text of a decimal number, as a decimal number; 0 if it is neither. */
static int read_number(const json_t *line, const char *key, int scale, int64_t *number)
{
    const json_t *value = json_object_get(line, key);
    if (json_is_integer(value)) {
        *number = json_integer_value(value);
        return 1;
    }
    return json_is_string(value)
           && coprod_decimal_read(json_string_value(value), COPROD_NTS, scale, number) == COPROD_OK;
}

static void add_money(out *o, const char *currency, const json_t *line, const char *key, const char *format)
{
    const char *own = json_string_value(json_object_get(line, "currency"));
    out money = {NULL, 0, 0, 0};
    int64_t pence;
    char *text;
    if (!read_number(line, key, 2, &pence)) {
        add_word(o, line, key, format); /* a text that is no sum: the line says so */
        return;
    }
    words_money(&money, own ? own : currency, pence);
    text = out_take(&money);
    o->failed |= !text;
    if (text)
        part(o, format, text);
    free(text);
}

static void add_quantity(out *o, const json_t *line, const char *key, const char *format)
{
    char text[32];
    int64_t milli;
    if (!read_number(line, key, 3, &milli)) {
        add_word(o, line, key, format);
        return;
    }
    coprod_decimal_write(milli, 3, text, sizeof text, NULL);
    for (size_t end = strlen(text); end && strchr(text, '.') && strchr("0.", text[end - 1]); end--) {
        int point = text[end - 1] == '.';
        text[end - 1] = '\0';
        if (point)
            break;
    }
    part(o, format, text);
}

static void add_minutes(out *o, const json_t *line, const char *key, const char *format)
{
    const json_t *value = json_object_get(line, key);
    char text[32];
    if (json_is_integer(value) && coprod_decimal_write(json_integer_value(value), 0, text, sizeof text, NULL)
        == COPROD_OK)
        part(o, format, text);
}

/* "1 mile", "2 miles". */
static void add_unit(out *o, const char *unit)
{
    static const char *const units[][2] = {{"miles", "mile"}, {"nights", "night"}, {"people", "person"},
                                           {"days", "day"},   {"hours", "hour"},   {"items", "item"}};
    int one = o->length >= 2 && !strcmp(o->text + o->length - 2, " 1");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (one && !strcmp(unit, units[i][0]))
            unit = units[i][1];
    out_plain(o, " %s", unit);
}

/* "miles" of a mileage line that names no unit; what the unit of another line is, its type says. */
static void add_quantities(out *o, const json_t *line)
{
    const char *unit = json_string_value(json_object_get(line, "unit"));
    int miles = json_object_get(line, "vehicle") || json_object_get(line, "travelled_as");
    add_quantity(o, line, "quantity_milli", "%s");
    if (json_object_get(line, "quantity_milli") && (unit || miles))
        add_unit(o, unit ? unit : "miles");
    add_word(o, line, "vehicle", "%s");
}

static void add_times(out *o, const json_t *line)
{
    const char *start = json_string_value(json_object_get(line, "start"));
    const char *end = json_string_value(json_object_get(line, "end"));
    add_minutes(o, line, "minutes", "%s minutes");
    if (start)
        part(o, "from %s", start);
    if (start && end)
        out_plain(o, " to %s", end);
    add_minutes(o, line, "scheduled_minutes", "planned for %s minutes");
    add_minutes(o, line, "preparation_minutes", "%s minutes of preparation");
    add_minutes(o, line, "travel_minutes", "%s minutes of travel");
}

void words_claimed(out *o, const char *currency, const struct json_t *line)
{
    add_word(o, line, "type", "%s");
    add_word(o, line, "role", "%s");
    add_word(o, line, "task", "%s");
    add_word(o, line, "declared", "%s");
    add_times(o, line);
    add_quantities(o, line);
    add_money(o, currency, line, "amount_pence", "%s");
    if (json_object_get(line, "receipt"))
        part(o, "%s", "with a receipt");
    if (json_object_get(line, "approval"))
        part(o, "%s", "approved");
    if (json_object_get(line, "cancelled"))
        part(o, "%s", "called off");
    if (json_is_true(json_object_get(line, "direct")))
        part(o, "%s", "paid to the supplier");
    add_money(o, currency, line, "requested_pence", "asked for %s");
}
