/* SPDX-License-Identifier: MIT */
/* What is printed. Titles and other texts come from files, and a file may hold bytes that a terminal obeys: those are
 * printed as JSON would write them, such as \u001b, and never as they are. */
#define _GNU_SOURCE
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coprod_program.h"

enum { ESCAPED = 6 }; /* bytes of \u001b */

/* Bytes of the character of UTF-8 that begins here; 0 if none does. */
static size_t character(const unsigned char *text, size_t length)
{
    const size_t bytes = *text < 0x80 ? 1 : *text < 0xc2 || *text > 0xf4 ? 0 : *text < 0xe0 ? 2 : *text < 0xf0 ? 3 : 4;
    if (bytes > length)
        return 0;
    for (size_t i = 1; i < bytes; i++)
        if ((text[i] & 0xc0) != 0x80)
            return 0;
    return bytes;
}

/* Bytes of what may be printed as it is; 0 where a control character begins, of *bytes, or no character does. */
static size_t printable(const unsigned char *text, size_t length, unsigned *code, size_t *bytes)
{
    const size_t all = character(text, length);
    *bytes = all ? all : 1;
    *code = all == 2 ? (text[0] & 0x1fu) << 6 | (text[1] & 0x3fu) : *text;
    if (!all || (*code < ' ' && *code != '\n' && *code != '\t') || (all <= 2 && *code >= 0x7f && *code < 0xa0))
        return 0;
    return all;
}

char *program_clean(const char *text, size_t length, size_t *cleaned)
{
    char *clean = malloc(length * ESCAPED + 1), *to = clean;
    for (size_t i = 0, bytes; clean && i < length; i += bytes) {
        unsigned code;
        const size_t as_it_is = printable((const unsigned char *)text + i, length - i, &code, &bytes);
        memcpy(to, text + i, as_it_is);
        to += as_it_is ? as_it_is : (size_t)sprintf(to, "\\u%04x", code);
    }
    if (clean)
        *to = '\0';
    *cleaned = clean ? (size_t)(to - clean) : 0;
    return clean;
}

static void print(FILE *file, const char *format, va_list values)
{
    char *text = NULL, *clean = NULL;
    size_t length = 0;
    const int bytes = vasprintf(&text, format, values);
    if (bytes >= 0)
        clean = program_clean(text, (size_t)bytes, &length);
    if (!clean) {
        fputs("coprod: not enough memory\n", stderr);
        exit(PROGRAM_BROKEN);
    }
    fwrite(clean, 1, length, file);
    free(clean);
    free(text);
}

void output(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    print(stdout, format, values);
    va_end(values);
}

void program_complain(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    print(stderr, format, values);
    va_end(values);
}
