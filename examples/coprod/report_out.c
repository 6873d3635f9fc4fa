/* SPDX-License-Identifier: MIT */
/* A text that grows, with what HTML would read escaped. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

static void add(out *o, const char *text, size_t length)
{
    if (o->failed)
        return;
    if (o->capacity - o->length <= length) {
        size_t room = o->capacity ? o->capacity : 4096;
        char *more;
        while (room - o->length <= length)
            room *= 2;
        more = realloc(o->text, room);
        if (!more) {
            o->failed = 1;
            return;
        }
        o->text = more;
        o->capacity = room;
    }
    memcpy(o->text + o->length, text, length);
    o->length += length;
    o->text[o->length] = '\0';
}

void out_raw(out *o, const char *text)
{
    add(o, text, strlen(text));
}

/* Quotes too, so that the same text is safe in an attribute. */
static void add_escaped(out *o, const char *text, size_t length)
{
    static const char special[] = "&<>\"'";
    static const char *const escaped[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    const char *end = text + length;
    for (const char *at = text; at < end; at++) {
        const char *found = *at ? strchr(special, *at) : NULL;
        if (!found)
            continue;
        add(o, text, (size_t)(at - text));
        out_raw(o, escaped[found - special]);
        text = at + 1;
    }
    add(o, text, (size_t)(end - text));
}

static void out_escaped(out *o, const char *text)
{
    add_escaped(o, text, strlen(text));
}

static void add_format(out *o, void (*text)(out *, const char *), const char *format, va_list values)
{
    for (const char *mark; (mark = strchr(format, '%')); format = mark + 2) {
        char number[16];
        add(o, format, (size_t)(mark - format));
        if (mark[1] == 's') {
            text(o, va_arg(values, const char *));
        } else if (mark[1] == 'd') {
            snprintf(number, sizeof number, "%d", va_arg(values, int));
            out_raw(o, number);
        } else {
            out_raw(o, "%");
        }
    }
    out_raw(o, format);
}

void out_html(out *o, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add_format(o, out_escaped, format, values);
    va_end(values);
}

void out_values(out *o, const char *format, va_list values)
{
    add_format(o, out_raw, format, values);
}

void out_plain(out *o, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    out_values(o, format, values);
    va_end(values);
}

void out_curly(out *o, const char *text)
{
    int open = 1;
    for (;;) {
        size_t n = strcspn(text, "\"");
        add_escaped(o, text, n);
        if (!text[n])
            return;
        out_raw(o, open ? "\u201c" : "\u201d");
        open = !open;
        text += n + 1;
    }
}

char *out_take(out *o)
{
    char *text;
    out_raw(o, "");
    text = o->failed ? NULL : o->text;
    if (o->failed)
        free(o->text);
    o->text = NULL;
    return text;
}
