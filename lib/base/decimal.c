/* SPDX-License-Identifier: MIT */
#include "text_internal.h"

#include <string.h>

enum { SCALE_MOST = 18 };

/* Appends one digit to a magnitude; COPROD_E_OVERFLOW when it leaves 64 bits. */
static coprod_status push(uint64_t *magnitude, unsigned digit)
{
    if (*magnitude > (UINT64_MAX - digit) / 10)
        return COPROD_E_OVERFLOW;
    *magnitude = *magnitude * 10 + digit;
    return COPROD_OK;
}

/* Digits from *at on; those beyond `places` must be zeros. *used counts the digits taken into the magnitude. */
static coprod_status digits(const char *text, size_t length, size_t *at, int32_t places, uint64_t *magnitude,
                            int32_t *used)
{
    size_t start = *at;
    coprod_status status = COPROD_OK;
    for (; *at < length && text[*at] >= '0' && text[*at] <= '9'; (*at)++) {
        if (*used == places) {
            if (text[*at] != '0')
                return COPROD_E_NUMBER;
            continue;
        }
        (*used)++;
        if (status == COPROD_OK)
            status = push(magnitude, (unsigned)(text[*at] - '0'));
    }
    return *at == start ? COPROD_E_NUMBER : status;
}

coprod_status coprod_decimal_read(const char *text, size_t length, int32_t scale, int64_t *value)
{
    size_t at = 0;
    int32_t whole = 0, places = 0;
    int negative = 0;
    uint64_t magnitude = 0;
    coprod_status overflow, status = COPROD_OK;
    if (value)
        *value = 0;
    if (!text || !value || scale < 0 || scale > SCALE_MOST)
        return COPROD_E_ARGUMENT;
    if (length == COPROD_NTS)
        length = strlen(text);
    negative = length && text[0] == '-';
    at = (size_t)negative;
    overflow = digits(text, length, &at, INT32_MAX, &magnitude, &whole);
    if (overflow == COPROD_E_NUMBER)
        return overflow;
    if (at < length && text[at] == '.') {
        at++;
        status = digits(text, length, &at, scale, &magnitude, &places);
    }
    if (status == COPROD_E_NUMBER || at != length)
        return COPROD_E_NUMBER;
    for (; status == COPROD_OK && places < scale; places++)
        status = push(&magnitude, 0);
    if (overflow != COPROD_OK || status != COPROD_OK || magnitude > (uint64_t)INT64_MAX + (unsigned)negative)
        return COPROD_E_OVERFLOW;
    *value = negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    return COPROD_OK;
}

coprod_status coprod_decimal_write(int64_t value, int32_t scale, char *buffer, size_t capacity, size_t *needed)
{
    coprod__writer writer;
    char text[24];
    size_t at = sizeof text;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (scale < 0 || scale > SCALE_MOST || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    for (int32_t place = 0; place <= scale || rest; place++) {
        if (place == scale && scale)
            text[--at] = '.';
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (value < 0)
        text[--at] = '-';
    coprod__writer_init(&writer, buffer, capacity);
    coprod__write_bytes(&writer, text + at, sizeof text - at);
    return coprod__writer_end(&writer, needed);
}
