/* SPDX-License-Identifier: MIT */
/* Exact chances and drawn ones: what may be asked, ties, limits, and that a seed gives the same panels everywhere. */
#include "fit_tools.h"

static const panel twelve = {{9, 2, 1, 0, 0}, {61, 32, 3, 2, 2}, 5};

/* The counts of another program, in Python: the same generator and whole numbers, in fractions. */
static void the_same_panels_everywhere(void **state)
{
    static const uint64_t of_twelve[] = {850, 1046, 783, 664};
    static const uint64_t of_large[] = {547, 478, 478, 525};
    const panel large = {{8, 4, 1}, {4000000007, 3999999937, 2147483659}, 3};
    (void)state;
    for (int32_t order = 0; order < 4; order++) {
        coprod_fit_options options = {.size = sizeof options, .draws = 2000, .seed = 1, .order = order};
        coprod_fit_chance chance = chance_of(coprod_fit_simulate, &twelve, &options);
        assert_int_equal(chance.extreme, of_twelve[order]);
        assert_true(chance.p_value == (double)(chance.extreme + 1) / 2001);
        assert_true(near_to(chance.standard_error, sqrt(chance.p_value * (1 - chance.p_value) / 2000), 1e-15));
        assert_true(chance.draws == 2000 && chance.seed == 1 && chance.method == COPROD_FIT_MONTE_CARLO);
        options.seed = 42;
        assert_int_equal(chance_of(coprod_fit_simulate, &large, &options).extreme, of_large[order]);
    }
}

/* 600 people of which halves are as far in both directions: a fair coin, twice the tail and the observed one. */
static void beyond_exact_ties(void **state)
{
    const panel coin = {{320, 280}, {1, 1}, 2}, six_hundred = {{200, 200, 200}, {1, 1, 1}, 3};
    double tail = 0, chance = 1;
    (void)state;
    for (int k = 300; k < 600; k++) { /* C(600, k) over C(600, 300) */
        chance = k == 300 ? 1 : chance * (601 - k) / k;
        tail += k >= 320 ? 2 * chance : 0;
    }
    double all = 1;
    chance = 1;
    for (int k = 301; k <= 600; k++) {
        chance = chance * (601 - k) / k;
        all += 2 * chance;
    }
    for (int32_t order = 0; order < 4; order++) {
        const coprod_fit_chance found = exact_by(&coin, order);
        assert_true(near_to(found.p_value, tail / all, 1e-11));
        assert_int_equal(found.ties_exact, order == COPROD_FIT_BY_CHI_SQUARE || order == COPROD_FIT_BY_OVERLAP);
        assert_true(exact_by(&six_hundred, order).p_value == 1); /* nothing is nearer to proportion */
    }
}

static void too_much_work(void **state)
{
    static uint64_t counts[1025], populations[1025];
    coprod_fit_options options = {.size = sizeof options, .most = 1819};
    coprod_fit_chance chance = {.size = sizeof chance};
    const panel many = {{40000, 9000, 700, 299, 1}, {61, 32, 3, 2, 2}, 5};
    const panel largest = {{4294967295, 4294967295}, {1, 1}, 2};
    (void)state;
    chance = chance_of(coprod_fit_exact, &twelve, &options); /* 1820 panels are possible */
    assert_true(chance.state == COPROD_FIT_TOO_MUCH_WORK && isnan(chance.p_value) && chance.panels == 1820);
    assert_true(chance.method == COPROD_FIT_NOT_FOUND && chance.draws == 0);
    options.draws = 500;
    chance = chance_of(coprod_fit_exact, &twelve, &options);
    assert_true(chance.state == COPROD_FIT_ANSWERED && chance.method == COPROD_FIT_MONTE_CARLO && chance.draws == 500);
    options.most = 1820;
    assert_int_equal(chance_of(coprod_fit_exact, &twelve, &options).method, COPROD_FIT_EXACT);
    chance = chance_of(coprod_fit_exact, &many, NULL);
    assert_true(chance.state == COPROD_FIT_TOO_MUCH_WORK && chance.panels == UINT64_C(260468753645937501));
    assert_int_equal(chance_of(coprod_fit_exact, &largest, &options).state, COPROD_FIT_TOO_MUCH_WORK);
    options.order = COPROD_FIT_BY_OVERLAP;
    options.draws = 10;
    assert_int_equal(chance_of(coprod_fit_simulate, &largest, &options).state, COPROD_FIT_TOO_MUCH_WORK);
    const panel apart = {{4294967295, 1}, {4294967295, 1}, 2}; /* n T does not fit */
    assert_int_equal(chance_of(coprod_fit_simulate, &apart, &options).state, COPROD_FIT_TOO_MUCH_WORK);
    for (size_t g = 0; g < 1025; g++)
        populations[g] = counts[g] = 1;
    assert_int_equal(coprod_fit_exact(1, counts, populations, 1025, NULL, NULL, &chance), COPROD_OK);
    assert_true(chance.state == COPROD_FIT_TOO_MUCH_WORK && chance.panels == UINT64_MAX);
    memset(counts + 1, 0, 1024 * sizeof *counts);
    assert_int_equal(coprod_fit_exact(1, counts, populations, 1025, NULL, NULL, &chance), COPROD_OK);
    assert_true(chance.state == COPROD_FIT_TOO_MUCH_WORK && chance.panels == 1025);
    assert_int_equal(coprod_fit_exact(1, counts, populations, 1024, NULL, NULL, &chance), COPROD_OK);
    assert_true(chance.p_value == 1);
}

static void wrong_options(void **state)
{
    coprod_fit_options options = {.size = sizeof options};
    coprod_fit_chance chance = {.size = sizeof chance};
    const coprod_fit_options good = options;
    const uint64_t *k = twelve.counts, *p = twelve.populations;
    const uint64_t many[] = {400000, 1};
    (void)state;
    assert_int_equal(coprod_fit_simulate(1, k, p, 5, &options, NULL, &chance), COPROD_E_RANGE); /* no draws */
    assert_int_equal(coprod_fit_simulate(1, k, p, 5, NULL, NULL, &chance), COPROD_E_RANGE);
    options.draws = 10000001;
    assert_int_equal(coprod_fit_exact(1, k, p, 5, &options, NULL, &chance), COPROD_E_LIMIT);
    options.draws = 10000;
    assert_int_equal(coprod_fit_simulate(1, many, p, 2, &options, NULL, &chance), COPROD_E_LIMIT); /* 4e9 steps */
    options = good;
    options.most = 100000001;
    assert_int_equal(coprod_fit_exact(1, k, p, 5, &options, NULL, &chance), COPROD_E_LIMIT);
    options = good;
    options.order = 4;
    assert_int_equal(coprod_fit_exact(1, k, p, 5, &options, NULL, &chance), COPROD_E_RANGE);
    options.order = -1;
    assert_int_equal(coprod_fit_exact(1, k, p, 5, &options, NULL, &chance), COPROD_E_RANGE);
    options.order = 1;
    assert_int_equal(coprod_balance_chance(1, k, p, 5, &options, NULL, &chance), COPROD_E_RANGE);
    options = good;
    options.reserved = 1;
    assert_int_equal(coprod_fit_exact(1, k, p, 5, &options, NULL, &chance), COPROD_E_STRUCT_NEWER);
    options.size = 8;
    assert_int_equal(coprod_fit_exact(1, k, p, 5, &options, NULL, &chance), COPROD_E_STRUCT);
    assert_int_equal(coprod_fit_exact(1, NULL, p, 5, NULL, NULL, &chance), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_fit_exact(1, k, p, 5, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_fit_exact(1, k, p, 0, NULL, NULL, &chance), COPROD_E_LIMIT);
    assert_int_equal(coprod_balance_chance(1, k, NULL, 5, NULL, NULL, &chance), COPROD_E_ARGUMENT);
}

/* Chances below what a double holds are 0, and the far side of them 1. */
static void out_of_reach(void **state)
{
    const panel own = {{0, 400}, {4294967295, 1}, 2};
    (void)state;
    for (int32_t order = 0; order < 4; order++)
        assert_true(exact_by(&own, order).p_value < 1e-290);
}

static void structs_of_every_size(void **state)
{
    const uint64_t *k = twelve.counts, *p = twelve.populations;
    coprod_fit_chance chance = {.size = sizeof chance};
    const coprod_fit_options given = {.size = sizeof given, .draws = 3, .seed = 1};
    const coprod_fit_columns columns = {.size = sizeof columns};
    (void)state;
    CHECK_OUT(coprod_fit, coprod_fit_measure(1, k, p, 5, out));
    CHECK_OUT(coprod_fit_chance, coprod_fit_exact(1, k, p, 5, NULL, NULL, out));
    CHECK_OUT(coprod_fit_chance, coprod_fit_simulate(1, k, p, 5, &given, NULL, out));
    CHECK_OUT(coprod_balance, coprod_balance_measure(1, k, p, 5, NULL, NULL, out));
    CHECK_OUT(coprod_balance_expected, coprod_balance_expect(1, p, 5, 12, out));
    CHECK_OUT(coprod_fit_chance, coprod_balance_chance(1, k, p, 5, NULL, NULL, out));
    CHECK_OUT(coprod_balance_shape, coprod_balance_describe(1, k, p, 5, out));
    CHECK_IN(coprod_fit_options, given, coprod_fit_exact(1, k, p, 5, in, NULL, &chance), (void)0);
    CHECK_IN(coprod_fit_options, given, coprod_fit_simulate(1, k, p, 5, in, NULL, &chance), (void)0);
    CHECK_IN(coprod_fit_options, given, coprod_balance_chance(1, k, p, 5, in, NULL, &chance), (void)0);
    CHECK_IN(coprod_fit_columns, columns, coprod_fit_many(1, k, p, 5, 1, in), (void)0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_panels_everywhere), cmocka_unit_test(beyond_exact_ties), cmocka_unit_test(too_much_work),
        cmocka_unit_test(wrong_options), cmocka_unit_test(out_of_reach), cmocka_unit_test(structs_of_every_size),
    };
    return TEST_MAIN(tests);
}
