/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

static void there_and_back(int64_t value, int32_t scale)
{
    char text[22];
    size_t needed = 0;
    int64_t back = 0;
    HOLDS(coprod_decimal_write(value, scale, text, sizeof text, &needed) == COPROD_OK);
    HOLDS(needed == strlen(text) + 1);
    HOLDS(coprod_decimal_read(text, needed - 1, scale, &back) == COPROD_OK && back == value);
    HOLDS(coprod_decimal_write(value, scale, text, needed - 1, &needed) == COPROD_E_BUFFER);
}

/* The first byte is the scale, the others are a text and also a number. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int32_t scale = size ? data[0] % 21 - 1 : 0;
    const char *text = size ? (const char *)data + 1 : (const char *)data;
    size_t length = size ? size - 1 : 0;
    int64_t value = 99, number = 0;
    coprod_status status = coprod_decimal_read(text, length, scale, &value);
    if (scale < 0 || scale > 18 || !text) {
        HOLDS(status == COPROD_E_ARGUMENT && !value);
        return 0;
    }
    if (status == COPROD_OK)
        there_and_back(value, scale);
    else
        HOLDS((status == COPROD_E_NUMBER || status == COPROD_E_OVERFLOW) && !value);
    memcpy(&number, text, length < sizeof number ? length : sizeof number);
    there_and_back(number, scale);
    return 0;
}
