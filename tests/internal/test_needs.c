/* SPDX-License-Identifier: MIT */
/* Access needs: shares by hand, limits that others published, what is not told, and rows as single calls. */
#include <math.h>

#include "inside.h"
#include "random.h"

static coprod_need need_of(uint64_t met, uint64_t partly, uint64_t unmet, int64_t unknown, int64_t not_asked, int64_t none)
{
    const coprod_need_counts counts = {sizeof counts, met, partly, unmet, unknown, not_asked, none};
    coprod_need need = {.size = sizeof need};
    assert_int_equal(coprod_needs(&counts, NULL, &need), COPROD_OK);
    return need;
}

static void close_to(double found, double expected)
{
    if (!(fabs(found - expected) <= 1e-13))
        fail_msg("%.17g, not %.17g", found, expected);
}

static void shares_by_hand(void **state)
{
    coprod_need need = need_of(12, 4, 4, 5, 60, 15);
    (void)state;
    assert_int_equal(need.declared, 20);
    assert_true(need.met_share == 0.6 && need.half_share == 0.7 && need.known_share == 0.8 && need.asked_share == 0.25);
    assert_true(need.asked_of_all == 0.4 && need.none == 15); /* 40 of 100 */
    close_to(need.lower, 0.3865815007622531623094);           /* with 50 digits, by Python's mpmath */
    close_to(need.upper, 0.7811934676271829602607);
    need = need_of(5, 0, 0, 0, 0, 0);
    assert_true(need.met_share == 1 && need.half_share == 1 && need.known_share == 1 && need.asked_share == 1);
    assert_true(need.upper == 1 && need.asked_of_all == 1);
    close_to(need.lower, 0.565517535216825179863);
    need = need_of(0, 0, 7, 0, 0, 0);
    assert_true(need.met_share == 0 && need.half_share == 0 && need.lower == 0);
    close_to(need.upper, 0.3543304350666874557703);
    need = need_of(0, 7, 0, 0, 0, 0);
    assert_true(need.met_share == 0 && need.half_share == 0.5);
}

/* Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3, to its four digits. */
static void limits_are_wilsons(void **state)
{
    static const struct {
        uint64_t k, n;
        double lower, upper;
    } rows[] = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const coprod_need need = need_of(rows[i].k, 0, rows[i].n - rows[i].k, 0, 0, 0);
        assert_true(fabs(need.lower - rows[i].lower) <= 0.00005 && fabs(need.upper - rows[i].upper) <= 0.00005);
    }
}

static void what_is_not_told_is_not_0(void **state)
{
    coprod_need need = need_of(0, 0, 0, 0, 9, 4);
    (void)state;
    assert_true(need.declared == 0 && isnan(need.met_share) && isnan(need.half_share) && isnan(need.lower));
    assert_true(isnan(need.upper) && isnan(need.known_share) && need.asked_share == 0 && need.asked_of_all == 4.0 / 13);
    need = need_of(0, 0, 0, 0, 0, 3); /* all were asked, nobody declared it */
    assert_true(isnan(need.asked_share) && need.asked_of_all == 1);
    need = need_of(0, 0, 0, 0, 0, 0);
    assert_true(isnan(need.asked_share) && isnan(need.asked_of_all));
    need = need_of(3, 0, 1, 2, 4, -1);
    assert_true(need.known_share == 4.0 / 6 && need.asked_share == 0.5 && isnan(need.asked_of_all) && need.none == -1);
    need = need_of(3, 0, 1, 2, -1, 1);
    assert_true(need.met_share == 0.75 && isnan(need.asked_share) && isnan(need.asked_of_all));
    need = need_of(3, 0, 1, -1, 4, 1);
    assert_true(isnan(need.known_share) && need.asked_share == 0.5 && isnan(need.asked_of_all));
}

static void what_cannot_be_is_refused(void **state)
{
    static const coprod_need_counts wrong[] = {
        {sizeof *wrong, UINT64_C(4294967296), 0, 0, 0, 0, 0}, {sizeof *wrong, 0, UINT64_MAX, 0, 0, 0, 0},
        {sizeof *wrong, 0, 0, UINT64_MAX, 0, 0, 0},           {sizeof *wrong, 0, 0, 0, -2, 0, 0},
        {sizeof *wrong, 0, 0, 0, 0, -2, 0},                   {sizeof *wrong, 0, 0, 0, 0, 0, -2},
        {sizeof *wrong, 0, 0, 0, INT64_MAX, 0, 0},            {sizeof *wrong, UINT32_MAX, 1, 0, 0, 0, 0},
        {sizeof *wrong, UINT32_MAX, 0, 1, 0, 0, 0},           {sizeof *wrong, UINT32_MAX, 0, 0, 1, 0, 0},
        {sizeof *wrong, 1, 0, 0, 0, UINT32_MAX, 0},           {sizeof *wrong, 1, 0, 0, 0, 0, UINT32_MAX}};
    coprod_need_counts counts = {sizeof counts, UINT32_MAX, 0, 0, 0, 0, 0};
    coprod_limits_options options = {.size = sizeof options, .confidence = 0.9};
    coprod_need need = {.size = sizeof need};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(coprod_needs(&wrong[i], NULL, &need), COPROD_E_RANGE);
    assert_int_equal(coprod_needs(&counts, NULL, &need), COPROD_OK);
    counts = (coprod_need_counts){sizeof counts, 12, 4, 4, 0, 0, 0};
    assert_int_equal(coprod_needs(&counts, &options, &need), COPROD_OK);
    close_to(need.lower, 0.4185558502932586454419);
    close_to(need.upper, 0.7576125822345484454369);
    options.confidence = 1;
    assert_int_equal(coprod_needs(&counts, &options, &need), COPROD_E_RANGE);
    options.confidence = 0, options.method = COPROD_LIMITS_BYAR;
    assert_int_equal(coprod_needs(&counts, &options, &need), COPROD_E_RANGE);
    options.size = 3;
    assert_int_equal(coprod_needs(&counts, &options, &need), COPROD_E_STRUCT);
    assert_int_equal(coprod_needs(NULL, NULL, &need), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_needs(&counts, NULL, NULL), COPROD_E_ARGUMENT);
    counts.size = 8;
    assert_int_equal(coprod_needs(&counts, NULL, &need), COPROD_E_STRUCT);
    counts.size = sizeof counts, need.size = 8;
    assert_int_equal(coprod_needs(&counts, NULL, &need), COPROD_E_STRUCT);
}

/* --- rows --- */

enum { ROWS = 500 };

typedef struct rows {
    uint64_t met[ROWS], partly[ROWS], unmet[ROWS], declared[ROWS];
    int64_t unknown[ROWS], not_asked[ROWS], none[ROWS];
    double met_share[ROWS], lower[ROWS], upper[ROWS], half_share[ROWS], known_share[ROWS], asked_share[ROWS], of_all[ROWS];
    int32_t status[ROWS];
} rows;

static rows table;

static void same(double a, double b)
{
    assert_true(isnan(a) ? isnan(b) : a == b);
}

/* Row by row what the single call says; a column that is not given is -1 in each row. */
static void compare(size_t row, int told)
{
    const coprod_need_counts counts = {sizeof counts, table.met[row], table.partly[row], table.unmet[row],
                                       told ? table.unknown[row] : -1, told ? table.not_asked[row] : -1,
                                       told ? table.none[row] : -1};
    coprod_need need = {.size = sizeof need};
    assert_int_equal(coprod_needs(&counts, NULL, &need), table.status[row]);
    if (table.status[row] != COPROD_OK)
        need.met_share = need.lower = need.upper = need.half_share = need.known_share = need.asked_share = need.asked_of_all
            = NAN;
    assert_int_equal(need.declared, table.declared[row]);
    same(need.met_share, table.met_share[row]);
    same(need.lower, table.lower[row]);
    same(need.upper, table.upper[row]);
    same(need.half_share, table.half_share[row]);
    same(need.known_share, table.known_share[row]);
    same(need.asked_share, table.asked_share[row]);
    same(need.asked_of_all, table.of_all[row]);
}

static void rows_are_single_calls(void **state)
{
    coprod_need_input input = {sizeof input, table.met, table.partly, table.unmet, table.unknown, table.not_asked, table.none};
    const coprod_need_columns columns = {sizeof columns,    table.declared,    table.met_share,   table.lower, table.upper,
                                         table.half_share, table.known_share, table.asked_share, table.of_all, table.status};
    const coprod_need_columns few = {.size = sizeof few, .half_share = table.half_share};
    coprod_limits_options options = {.size = sizeof options, .confidence = 7};
    uint64_t seed = 5;
    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        table.met[i] = draw(&seed, 20) ? draw(&seed, 4) : UINT64_C(4294967296);
        table.partly[i] = draw(&seed, 3);
        table.unmet[i] = draw(&seed, 3);
        table.unknown[i] = (int64_t)draw(&seed, 5) - 1;
        table.not_asked[i] = (int64_t)draw(&seed, 5) - 1;
        table.none[i] = (int64_t)draw(&seed, 5) - 1;
    }
    assert_int_equal(coprod_needs_many(&input, ROWS, NULL, &columns), COPROD_OK);
    for (size_t i = 0; i < ROWS; i++)
        compare(i, 1);
    input.unknown = input.not_asked = input.none = NULL;
    assert_int_equal(coprod_needs_many(&input, ROWS, NULL, &columns), COPROD_OK);
    for (size_t i = 0; i < ROWS; i++)
        compare(i, 0);
    assert_int_equal(coprod_needs_many(&input, ROWS, NULL, &few), COPROD_OK);
    assert_int_equal(coprod_needs_many(&input, ROWS, &options, &few), COPROD_E_RANGE);
    assert_int_equal(coprod_needs_many(NULL, ROWS, NULL, &few), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_needs_many(&input, ROWS, NULL, NULL), COPROD_E_ARGUMENT);
    input.unmet = NULL;
    assert_int_equal(coprod_needs_many(&input, ROWS, NULL, &few), COPROD_E_ARGUMENT);
    input.partly = NULL;
    assert_int_equal(coprod_needs_many(&input, ROWS, NULL, &few), COPROD_E_ARGUMENT);
    input.met = NULL;
    assert_int_equal(coprod_needs_many(&input, ROWS, NULL, &few), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_needs_many(&input, 0, NULL, &few), COPROD_OK);
    input.size = 8;
    assert_int_equal(coprod_needs_many(&input, 0, NULL, &few), COPROD_E_STRUCT);
    input.size = sizeof input;
    assert_int_equal(coprod_needs_many(&input, 0, NULL, &(const coprod_need_columns){.size = 8}), COPROD_E_STRUCT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_by_hand),
        cmocka_unit_test(limits_are_wilsons),
        cmocka_unit_test(what_is_not_told_is_not_0),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(rows_are_single_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
