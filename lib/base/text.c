/* SPDX-License-Identifier: MIT */
#include "text_internal.h"

#include <string.h>

/* Bytes of the UTF-8 sequence at p (Unicode 15, table 3-7), or 0 if it is not one. */
static size_t sequence(const unsigned char *p, size_t left)
{
    unsigned char low = 0x80, high = 0xBF;
    size_t n = 0;
    if (p[0] < 0x80)
        return 1;
    if (p[0] >= 0xC2 && p[0] <= 0xDF)
        n = 2;
    else if (p[0] >= 0xE0 && p[0] <= 0xEF)
        n = 3;
    else if (p[0] >= 0xF0 && p[0] <= 0xF4)
        n = 4;
    if (!n || n > left)
        return 0;
    if (p[0] == 0xE0)
        low = 0xA0;
    else if (p[0] == 0xED)
        high = 0x9F;
    else if (p[0] == 0xF0)
        low = 0x90;
    else if (p[0] == 0xF4)
        high = 0x8F;
    if (p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i < n; i++)
        if (p[i] < 0x80 || p[i] > 0xBF)
            return 0;
    return n;
}

coprod_status coprod__text_check(const char *text, size_t length, size_t *bytes)
{
    size_t n = 0;
    *bytes = 0;
    if (!text)
        return COPROD_E_ARGUMENT;
    if (length == COPROD_NTS)
        length = strlen(text);
    for (size_t i = 0; i < length; i += n) {
        n = text[i] ? sequence((const unsigned char *)text + i, length - i) : 0;
        if (!n)
            return COPROD_E_TEXT;
    }
    *bytes = length;
    return COPROD_OK;
}

size_t coprod__text_valid(const char *text, size_t length)
{
    size_t valid = 0, n = 1;
    while (valid < length && n) {
        n = sequence((const unsigned char *)text + valid, length - valid);
        valid += n;
    }
    return valid;
}

void coprod__writer_init(coprod__writer *writer, char *buffer, size_t capacity)
{
    writer->buffer = buffer;
    writer->capacity = buffer ? capacity : 0;
    writer->length = 0;
}

void coprod__write_bytes(coprod__writer *writer, const char *bytes, size_t length)
{
    if (writer->length < writer->capacity) {
        size_t room = writer->capacity - writer->length;
        memcpy(writer->buffer + writer->length, bytes, length < room ? length : room);
    }
    writer->length += length;
}

void coprod__write(coprod__writer *writer, const char *text)
{
    coprod__write_bytes(writer, text, strlen(text));
}

void coprod__write_number(coprod__writer *writer, int64_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do
        digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        digits[--at] = '-';
    coprod__write_bytes(writer, digits + at, sizeof digits - at);
}

void coprod__write_whole(coprod__writer *writer, uint64_t number)
{
    char digits[32];
    size_t at = sizeof digits;
    unsigned count = 0;
    do {
        if (count && count % 3 == 0)
            digits[--at] = ',';
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
        count++;
    } while (number);
    coprod__write_bytes(writer, digits + at, sizeof digits - at);
}

void coprod__write_json(coprod__writer *writer, const char *text)
{
    static const char hex[] = "0123456789abcdef";
    coprod__write(writer, "\"");
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        char escape[] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
        if (c == '"' || c == '\\') {
            coprod__write(writer, "\\");
            coprod__write_bytes(writer, text, 1);
        } else if (c < 0x20) {
            coprod__write_bytes(writer, escape, sizeof escape);
        } else {
            coprod__write_bytes(writer, text, 1);
        }
    }
    coprod__write(writer, "\"");
}

coprod_status coprod__writer_end(coprod__writer *writer, size_t *needed)
{
    if (needed)
        *needed = writer->length + 1;
    if (writer->length < writer->capacity) {
        writer->buffer[writer->length] = '\0';
        return COPROD_OK;
    }
    if (writer->capacity) {
        /* What fits must stay valid UTF-8: cut before a sequence that does not fit whole. */
        size_t end = writer->capacity - 1;
        while (end && ((unsigned char)writer->buffer[end] & 0xC0) == 0x80)
            end--;
        writer->buffer[end] = '\0';
    }
    return COPROD_E_BUFFER;
}

static void write_within(coprod__writer *writer, const coprod__value *value)
{
    const coprod__value own[] = {{value->name, value->text, 0, NULL, NULL}, {"source", value->source, 0, NULL, NULL}};
    coprod__write(writer, " ");
    coprod__write_sentence(writer, value->within, own, 2);
}

void coprod__write_sentence(coprod__writer *writer, const char *sentence, const coprod__value *values, size_t count)
{
    while (*sentence) {
        size_t plain = strcspn(sentence, "{");
        const char *end = sentence[plain] ? strchr(sentence + plain, '}') : NULL;
        size_t i = 0;
        coprod__write_bytes(writer, sentence, plain);
        sentence += plain;
        if (!end) {
            coprod__write(writer, sentence);
            return;
        }
        for (; i < count; i++)
            if (!strncmp(values[i].name, sentence + 1, (size_t)(end - sentence - 1))
                && !values[i].name[end - sentence - 1])
                break;
        if (i == count)
            coprod__write_bytes(writer, sentence, (size_t)(end - sentence) + 1);
        else if (values[i].within)
            write_within(writer, &values[i]);
        else if (values[i].text)
            coprod__write(writer, values[i].text);
        else
            coprod__write_number(writer, values[i].number);
        sentence = end + 1;
    }
}
