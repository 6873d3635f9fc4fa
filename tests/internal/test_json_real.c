/* SPDX-License-Identifier: MIT */
/* Real numbers in JSON: the shortest text that reads back, whatever the locale. */
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>

#include "cases.h"
#include "json_out_internal.h"

static const char *written(double number, char text[64])
{
    coprod__json_out out = {0};
    coprod__writer_init(&out.writer, text, 64);
    coprod__out_real(&out, NULL, number);
    assert_int_equal(coprod__writer_end(&out.writer, NULL), COPROD_OK);
    return text;
}

static void a_number_is_written_as_short_as_it_reads_back(void **state)
{
    static const struct {
        double number;
        const char *text;
    } cases[] = {
        {0, "0"}, {-0.5, "-0.5"}, {0.1, "0.1"}, {0.1 + 0.2, "0.30000000000000004"}, {1.0 / 3, "0.3333333333333333"},
        {100, "100"}, {1e22, "1e+22"},
        {DBL_MAX, "1.7976931348623157e+308"}, {5e-324, "4.9406564584124654e-324"},
        {0.9999999999999999, "0.99999999999999989"}, {123456789, "123456789"}, {1e-7, "1e-07"},
        {1e23, "9.9999999999999992e+22"},
        {2.0 / 3, "0.6666666666666666"}, {NAN, "null"}, {INFINITY, "null"}, {-INFINITY, "null"},
    };
    char text[64];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(written(cases[i].number, text), cases[i].text);
}

static void what_is_written_reads_back(void **state)
{
    uint64_t seed = 7;
    char text[64];
    (void)state;
    for (int i = 0; i < 200000; i++) {
        double number;
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        memcpy(&number, &seed, sizeof number);
        if (i % 2)
            number = (double)(seed >> 40) / (double)(1 + (seed & 1023));
        if (isfinite(number) && strtod(written(number, text), NULL) != number)
            fail_msg("%a %s", number, text);
    }
}

static void a_comma_of_the_locale_is_a_point(void **state)
{
    char text[64];
    (void)state;
    if (!setlocale(LC_NUMERIC, "de_DE.UTF-8"))
        setlocale(LC_NUMERIC, ""); /* the stage with a comma sets it; elsewhere there may be none */
    assert_string_equal(written(-1234.5625, text), "-1234.5625");
    assert_string_equal(written(0.1, text), "0.1");
    setlocale(LC_NUMERIC, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_written_as_short_as_it_reads_back),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(a_comma_of_the_locale_is_a_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
