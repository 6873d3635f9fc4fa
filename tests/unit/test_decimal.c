/* SPDX-License-Identifier: MIT */
#include "support.h"

__extension__ typedef __int128 wide;

enum { UNSET = 12345, SCALES = 19 };

/* The same grammar by hand and the same value by wide arithmetic: what the library has to say of any short text. */
static coprod_status oracle(const char *text, size_t length, int32_t scale, int64_t *value)
{
    size_t at = length && text[0] == '-', digits = 0, places = 0;
    wide whole = 0;
    int beyond = 0;
    *value = 0;
    for (; at < length && text[at] >= '0' && text[at] <= '9'; at++, digits++)
        whole = whole * 10 + (text[at] - '0');
    if (!digits)
        return COPROD_E_NUMBER;
    if (at < length && text[at] == '.') {
        for (at++; at < length && text[at] >= '0' && text[at] <= '9'; at++, places++)
            if (places < (size_t)scale)
                whole = whole * 10 + (text[at] - '0');
            else
                beyond |= text[at] != '0';
        if (!places || beyond)
            return COPROD_E_NUMBER;
    }
    if (at < length)
        return COPROD_E_NUMBER;
    for (; places < (size_t)scale; places++)
        whole *= 10;
    if (text[0] == '-')
        whole = -whole;
    if (whole > INT64_MAX || whole < INT64_MIN)
        return COPROD_E_OVERFLOW;
    *value = (int64_t)whole;
    return COPROD_OK;
}

static void compare(const char *text, size_t length, int32_t scale)
{
    int64_t own = UNSET, expected = UNSET;
    coprod_status right = oracle(text, length, scale, &expected);
    coprod_status status = coprod_decimal_read(text, length, scale, &own);
    if (status != right || own != expected)
        fail_msg("%.*s at scale %d: %d and %lld, expected %d and %lld", (int)length, text, (int)scale, (int)status,
                 (long long)own, (int)right, (long long)expected);
}

/* --- reading --- */

static void every_short_text(void **state)
{
    static const char letters[] = "-.0159e +";
    const size_t count = sizeof letters - 1;
    char text[6];
    (void)state;
    for (size_t length = 0; length <= sizeof text; length++) {
        size_t all = 1;
        for (size_t i = 0; i < length; i++)
            all *= count;
        for (size_t n = 0; n < all; n++) {
            size_t rest = n;
            for (size_t i = 0; i < length; i++, rest /= count)
                text[i] = letters[rest % count];
            for (int32_t scale = 0; scale <= 3; scale++)
                compare(text, length, scale);
        }
    }
}

static void every_single_byte(void **state)
{
    (void)state;
    for (int c = 0; c < 256; c++) {
        const char text[] = {'1', (char)c, '2'};
        compare(text, 3, 2);
        compare(text + 1, 2, 2);
        compare(text, 2, 2);
    }
}

static uint64_t next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void random_large_texts(void **state)
{
    uint64_t seed = 20251124;
    (void)state;
    for (int i = 0; i < 200000; i++) {
        char text[40];
        size_t length = 0, digits = 1 + next(&seed) % 20, places = next(&seed) % 19;
        if (next(&seed) % 2)
            text[length++] = '-';
        while (digits--)
            text[length++] = (char)('0' + next(&seed) % 10);
        for (size_t k = 0; k < places; k++) {
            if (!k)
                text[length++] = '.';
            text[length++] = (char)('0' + (next(&seed) % 3 ? next(&seed) % 10 : 0));
        }
        if (length > 37) /* the oracle's arithmetic holds 38 digits */
            length = 37;
        compare(text, length, (int32_t)(next(&seed) % SCALES));
    }
}

static void read(const char *text, int32_t scale, coprod_status expected, int64_t number)
{
    int64_t value = UNSET;
    assert_int_equal(coprod_decimal_read(text, COPROD_NTS, scale, &value), expected);
    assert_true(value == number);
}

static void edges_of_64_bits(void **state)
{
    (void)state;
    read("9223372036854775807", 0, COPROD_OK, INT64_MAX);
    read("-9223372036854775808", 0, COPROD_OK, INT64_MIN);
    read("9223372036854775808", 0, COPROD_E_OVERFLOW, 0);
    read("-9223372036854775809", 0, COPROD_E_OVERFLOW, 0);
    read("9.223372036854775807", 18, COPROD_OK, INT64_MAX);
    read("-9.223372036854775808", 18, COPROD_OK, INT64_MIN);
    read("9.223372036854775808", 18, COPROD_E_OVERFLOW, 0);
    read("-9.223372036854775809", 18, COPROD_E_OVERFLOW, 0);
    read("10", 18, COPROD_E_OVERFLOW, 0);
    read("9", 18, COPROD_OK, 9000000000000000000);
    read("18446744073709551615", 0, COPROD_E_OVERFLOW, 0);
    read("18446744073709551616", 0, COPROD_E_OVERFLOW, 0);
    read("1844674407370955161.60", 1, COPROD_E_OVERFLOW, 0);
    read("99999999999999999999999999999999999999999999", 18, COPROD_E_OVERFLOW, 0);
    read("-99999999999999999999999999999999999999999999.5", 18, COPROD_E_OVERFLOW, 0);
    read("99999999999999999999999999999999999999999999x", 0, COPROD_E_NUMBER, 0);
    read("99999999999999999999999999999999999999999999.5", 0, COPROD_E_NUMBER, 0);
    read("99999999999999999999999999999999999999999999.", 0, COPROD_E_NUMBER, 0);
    read("0000000000000000000000000000000000000000000001", 0, COPROD_OK, 1);
    read("1.0000000000000000000000000000000000000000000000", 0, COPROD_OK, 1);
    read("-0.000000000000000001", 18, COPROD_OK, -1);
    read("-0.0000000000000000001", 18, COPROD_E_NUMBER, 0);
    read("-0", 5, COPROD_OK, 0);
    read("20.4", 3, COPROD_OK, 20400);
}

static void a_text_has_its_length(void **state)
{
    int64_t value = UNSET;
    (void)state;
    assert_int_equal(coprod_decimal_read("12345", 3, 0, &value), COPROD_OK);
    assert_true(value == 123);
    assert_int_equal(coprod_decimal_read("1\0002", 3, 0, &value), COPROD_E_NUMBER);
    assert_true(value == 0);
    assert_int_equal(coprod_decimal_read("1", 0, 0, &value), COPROD_E_NUMBER);
    assert_int_equal(coprod_decimal_read("", COPROD_NTS, 0, &value), COPROD_E_NUMBER);
}

static void wrong_arguments_of_reading(void **state)
{
    int64_t value = UNSET;
    (void)state;
    assert_int_equal(coprod_decimal_read(NULL, 0, 0, &value), COPROD_E_ARGUMENT);
    assert_true(value == 0);
    assert_int_equal(coprod_decimal_read("1", 1, 0, NULL), COPROD_E_ARGUMENT);
    value = UNSET;
    assert_int_equal(coprod_decimal_read("1", 1, -1, &value), COPROD_E_ARGUMENT);
    assert_true(value == 0);
    value = UNSET;
    assert_int_equal(coprod_decimal_read("1", 1, SCALES, &value), COPROD_E_ARGUMENT);
    assert_true(value == 0);
    assert_int_equal(coprod_decimal_read("1", 1, INT32_MIN, &value), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_decimal_read("1", 1, SCALES - 1, &value), COPROD_OK);
}

/* --- writing --- */

/* The text by wide arithmetic and padding. */
static void expected_text(int64_t value, int32_t scale, char text[64])
{
    wide magnitude = value < 0 ? -(wide)value : value, power = 1;
    for (int32_t i = 0; i < scale; i++)
        power *= 10;
    if (scale)
        snprintf(text, 64, "%s%lld.%0*lld", value < 0 ? "-" : "", (long long)(magnitude / power), (int)scale,
                 (long long)(magnitude % power));
    else
        snprintf(text, 64, "%s%llu", value < 0 ? "-" : "", (unsigned long long)magnitude);
}

static void there_and_back(int64_t value, int32_t scale)
{
    char own[22], expected[64];
    size_t needed = 0;
    int64_t back = UNSET;
    assert_int_equal(coprod_decimal_write(value, scale, own, sizeof own, &needed), COPROD_OK);
    expected_text(value, scale, expected);
    assert_string_equal(own, expected);
    assert_int_equal(needed, strlen(own) + 1);
    assert_int_equal(coprod_decimal_read(own, COPROD_NTS, scale, &back), COPROD_OK);
    assert_true(back == value);
}

static void every_small_number_there_and_back(void **state)
{
    (void)state;
    for (int32_t scale = 0; scale < SCALES; scale++) {
        for (int64_t value = -2100; value <= 2100; value++)
            there_and_back(value, scale);
        for (int64_t value = INT64_MAX; value > INT64_MAX - 20; value--)
            there_and_back(value, scale);
        for (int64_t value = INT64_MIN; value < INT64_MIN + 20; value++)
            there_and_back(value, scale);
    }
}

static void random_numbers_there_and_back(void **state)
{
    uint64_t seed = 7;
    (void)state;
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = next(&seed) >> next(&seed) % 64;
        there_and_back((int64_t)bits, (int32_t)(next(&seed) % SCALES));
        there_and_back((int64_t)(0 - bits), (int32_t)(next(&seed) % SCALES));
    }
}

static void short_buffers(void **state)
{
    static const char whole[] = "-20.400";
    char buffer[16];
    size_t needed;
    (void)state;
    for (size_t capacity = 0; capacity < sizeof buffer; capacity++) {
        size_t kept = capacity > sizeof whole ? sizeof whole - 1 : capacity ? capacity - 1 : 0;
        memset(buffer, '#', sizeof buffer);
        needed = UNSET;
        assert_int_equal(coprod_decimal_write(-20400, 3, buffer, capacity, &needed),
                         capacity < sizeof whole ? COPROD_E_BUFFER : COPROD_OK);
        assert_int_equal(needed, sizeof whole);
        assert_memory_equal(buffer, whole, kept);
        assert_int_equal(buffer[kept], capacity ? '\0' : '#');
        assert_int_equal(buffer[sizeof buffer - 1], '#');
    }
    assert_int_equal(coprod_decimal_write(-20400, 3, NULL, 0, &needed), COPROD_E_BUFFER);
    assert_int_equal(needed, sizeof whole);
    assert_int_equal(coprod_decimal_write(1, 0, buffer, 2, NULL), COPROD_OK);
    assert_string_equal(buffer, "1");
}

static void wrong_arguments_of_writing(void **state)
{
    static const int32_t scales[] = {-1, SCALES, INT32_MIN, INT32_MAX};
    char buffer[32];
    size_t needed = UNSET;
    (void)state;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        buffer[0] = '#';
        needed = UNSET;
        assert_int_equal(coprod_decimal_write(1, scales[i], buffer, sizeof buffer, &needed), COPROD_E_ARGUMENT);
        assert_int_equal(buffer[0], '\0');
        assert_int_equal(needed, 0);
    }
    needed = UNSET;
    assert_int_equal(coprod_decimal_write(1, 0, NULL, 1, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(needed, 0);
    assert_int_equal(coprod_decimal_write(1, -1, buffer, 0, NULL), COPROD_E_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_short_text),
        cmocka_unit_test(every_single_byte),
        cmocka_unit_test(random_large_texts),
        cmocka_unit_test(edges_of_64_bits),
        cmocka_unit_test(a_text_has_its_length),
        cmocka_unit_test(wrong_arguments_of_reading),
        cmocka_unit_test(every_small_number_there_and_back),
        cmocka_unit_test(random_numbers_there_and_back),
        cmocka_unit_test(short_buffers),
        cmocka_unit_test(wrong_arguments_of_writing),
    };
    return TEST_MAIN(tests);
}
