/* SPDX-License-Identifier: MIT */
/* Every way of counting a column, on any processor, beside a plain count; and where each stops before a wrong code. */
#include "tally_tools.h"

enum { ROWS_MOST = 40000, NEAR = 512 /* rows of the smallest block */ };

static uint16_t codes[ROWS_MOST];

static void random_codes(uint64_t *seed, size_t rows, uint32_t last)
{
    const uint32_t skew = draw(seed, 101);
    for (size_t i = 0; i < rows; i++)
        codes[i] = (uint16_t)((draw(seed, 100) < skew ? last / 2 : draw(seed, last)) - COPROD_UNKNOWN_CLASSES);
}

/* As many as are counted, at least all but a block's, are counted rightly; what was there before stays in the sum. */
static size_t counted(size_t rows, uint32_t last, int wide)
{
    uint64_t counts[COPROD__TALLY_CODES], expected[COPROD__TALLY_CODES];
    const size_t done = coprod__tally_count(codes, rows, last, wide, memset(counts, 1, sizeof counts));
    memset(expected, 1, sizeof expected);
    assert_true(done <= rows);
    for (size_t i = 0; i < done; i++)
        expected[(uint16_t)(codes[i] + COPROD_UNKNOWN_CLASSES)]++;
    assert_memory_equal(counts, expected, sizeof counts);
    return done;
}

static void columns_are_counted(void **state)
{
    static const uint32_t lasts[] = {5, 6, 10, 23, 24, 25, 32, 68, 69, 70, 128, 256, 999, 1000};
    static const size_t rows[] = {0, 1, 511, 512, 513, 4095, 4096, 4097, 8192, 19043, 19044, ROWS_MOST};
    uint64_t seed = 7;
    (void)state;
    for (size_t l = 0; l < sizeof lasts / sizeof *lasts; l++)
        for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
            for (int wide = 0; wide < 2; wide++) {
                random_codes(&seed, rows[r], lasts[l]);
                assert_int_equal(counted(rows[r], lasts[l], wide), rows[r] - rows[r] % NEAR);
            }
}

static void a_wrong_code_is_near(void **state)
{
    static const uint32_t lasts[] = {5, 10, 24, 25, 69, 70, 999, 1000};
    uint64_t seed = 9;
    (void)state;
    for (size_t l = 0; l < sizeof lasts / sizeof *lasts; l++)
        for (int round = 0; round < 60; round++) {
            const uint32_t last = lasts[l], groups = last - COPROD_UNKNOWN_CLASSES;
            const size_t at = draw(&seed, ROWS_MOST);
            static const uint32_t far[] = {0, 1, 127, 128, 255, 256, 32762, 32763, 32767};
            const uint32_t wrong = groups + (round % 2 ? draw(&seed, COPROD_TALLY_UNKNOWN - groups) : far[round / 2 % 9]);
            size_t done;
            random_codes(&seed, ROWS_MOST, last);
            codes[at] = (uint16_t)(round < 58 ? wrong : round == 58 ? COPROD_TALLY_UNKNOWN - 1 : COPROD_TALLY_UNKNOWN - 2);
            for (int wide = 0; wide < 2; wide++) {
                done = counted(ROWS_MOST, last, wide);
                assert_true(done <= at && at - done < NEAR);
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_counted),
        cmocka_unit_test(a_wrong_code_is_near),
    };
    return TEST_MAIN(tests);
}
