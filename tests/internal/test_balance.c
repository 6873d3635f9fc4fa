/* SPDX-License-Identifier: MIT */
/* Overlap, what to expect of it, its exact chance, and the measures that only describe. */
#include "fit_tools.h"

static json_t *golden;

static int open_golden(void **state)
{
    (void)state;
    golden = load_file("golden/equity/fit.json");
    return 0;
}

static int close_golden(void **state)
{
    (void)state;
    json_decref(golden);
    return 0;
}

static void overlaps(void **state)
{
    json_t *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "panels"), i, one) {
        const panel own = panel_of(one);
        const coprod_balance balance = balance_of(&own);
        must_be(one, "overlap", balance.overlap, 1e-14);
        assert_int_equal(balance.numerator, json_integer_value(json_object_get(one, "numerator")));
        assert_int_equal(balance.denominator, json_integer_value(json_object_get(one, "denominator")));
        assert_true(fabs(balance.people - (1 - balance.overlap) * (double)balance.participants) < 1e-6);
        assert_int_equal(balance.groups + balance.left_out, own.groups);
    }
}

static void parts_add_up(void **state)
{
    json_t *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "panels"), i, one) {
        const panel own = panel_of(one);
        double matched[GROUPS], lacking[GROUPS], have = 0, lack = 0;
        coprod_balance balance = {.size = sizeof balance};
        assert_int_equal(coprod_balance_measure(1, own.counts, own.populations, own.groups, matched, lacking, &balance),
                         COPROD_OK);
        for (size_t g = 0; g < own.groups; g++) {
            have += matched[g];
            lack += lacking[g];
            assert_true(matched[g] >= 0 && lacking[g] >= 0);
        }
        assert_true(fabs(have - balance.overlap) < 1e-14 && fabs(lack - (1 - balance.overlap)) < 1e-14);
    }
}

static void expected_of_random_panels(void **state)
{
    json_t *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "expected"), i, one) {
        uint64_t populations[GROUPS];
        coprod_balance_expected expected = {.size = sizeof expected};
        const size_t groups = numbers_of(json_object_get(one, "populations"), populations);
        assert_int_equal(coprod_balance_expect(1, populations, groups, (uint64_t)number_of(one, "n"), &expected), COPROD_OK);
        must_be(one, "mean", expected.mean, 1e-12);
        const double deviation = digits_of(json_object_get(one, "deviation")); /* 0: the root of what rounding leaves */
        assert_true(near_to(expected.deviation, deviation, 1e-11) || (deviation == 0 && expected.deviation < 1e-7));
        assert_int_equal(expected.state, COPROD_FIT_ANSWERED);
    }
    assert_int_equal(i, 9);
    const uint64_t one_more[] = {610, 0, 320, 70}; /* a group that is not there */
    coprod_balance_expected expected = {.size = sizeof expected};
    assert_int_equal(coprod_balance_expect(1, one_more, 4, 300, &expected), COPROD_OK);
    must_be(json_array_get(json_object_get(golden, "expected"), 6), "mean", expected.mean, 1e-12);
    must_be(json_array_get(json_object_get(golden, "expected"), 6), "deviation", expected.deviation, 1e-11);
}

/* Large panels: near sqrt(2/pi) sd of each group, and no slower than promised. */
static void large_panels(void **state)
{
    static uint64_t populations[2000];
    const uint64_t two[] = {1, 1};
    coprod_balance_expected expected = {.size = sizeof expected};
    (void)state;
    assert_int_equal(coprod_balance_expect(1, two, 2, UINT32_MAX, &expected), COPROD_OK);
    assert_true(near_to(1 - expected.mean, sqrt(2 / 3.14159265358979323846) / 2 / sqrt(4294967295.0), 1e-6));
    assert_true(near_to(expected.deviation, sqrt(1 - 2 / 3.14159265358979323846) / 2 / sqrt(4294967295.0), 1e-6));
    for (size_t g = 0; g < 2000; g++)
        populations[g] = 1 + g;
    assert_int_equal(coprod_balance_expect(1, populations, 2000, 1000, &expected), COPROD_OK);
    assert_true(expected.mean > 0 && isnan(expected.deviation));
}

static void chances_of_overlap(void **state)
{
    json_t *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "panels"), i, one) {
        const panel own = panel_of(one);
        const json_t *exact = json_array_get(json_object_get(one, "exact"), 3);
        const coprod_fit_chance chance = exact ? chance_of(coprod_balance_chance, &own, NULL) : (coprod_fit_chance){0};
        if (!exact)
            continue;
        assert_true(near_to(chance.p_value, digits_of(exact), 1e-12));
        assert_true(chance.order == COPROD_FIT_BY_OVERLAP && chance.method == COPROD_FIT_EXACT && chance.ties_exact);
        assert_true(chance.state == COPROD_FIT_ANSWERED && chance.standard_error == 0);
    }
}

/* Nineteen groups and twelve people: 86,493,225 panels, of which halves can be kept. The mean and deviation of what is
 * drawn agree. */
static void many_groups(void **state)
{
    panel own = {{9, 2, 1}, {61, 32, 3}, 3};
    uint64_t counts[19] = {6, 3, 1, 1, 0, 1}, populations[19];
    coprod_fit_chance exact = {.size = sizeof exact}, drawn = {.size = sizeof drawn};
    coprod_fit_options options = {.size = sizeof options, .draws = 20000, .seed = 5, .order = COPROD_FIT_BY_OVERLAP};
    (void)state;
    for (uint64_t g = 0; g < 19; g++)
        populations[g] = 100000 / (g + 1) + 7 * g;
    assert_int_equal(coprod_balance_chance(1, counts, populations, 19, NULL, NULL, &exact), COPROD_OK);
    assert_int_equal(exact.method, COPROD_FIT_EXACT);
    assert_int_equal(exact.panels, 86493225);
    assert_int_equal(coprod_fit_simulate(1, counts, populations, 19, &options, NULL, &drawn), COPROD_OK);
    assert_true(fabs(drawn.p_value - exact.p_value) < 5 * drawn.standard_error);
    options.order = 0;
    options.most = 1000;
    assert_int_equal(coprod_balance_chance(1, counts, populations, 19, &options, NULL, &exact), COPROD_OK);
    assert_int_equal(exact.method, COPROD_FIT_MONTE_CARLO);
    assert_true(exact.p_value == drawn.p_value); /* the same panels */
    options.draws = 0;
    assert_int_equal(coprod_balance_chance(1, counts, populations, 19, &options, NULL, &exact), COPROD_OK);
    assert_true(exact.state == COPROD_FIT_TOO_MUCH_WORK && isnan(exact.p_value) && exact.method == COPROD_FIT_NOT_FOUND);
    options.most = 5; /* fewer than there are people */
    assert_int_equal(chance_of(coprod_balance_chance, &own, &options).state, COPROD_FIT_TOO_MUCH_WORK);
}

/* Sums of binomial terms to 60 digits. However few panels may be looked at, and however many people there are. */
static void two_groups(void **state)
{
    static const struct {
        panel own;
        double chance;
    } rows[] = {
        {{{1950, 2050}, {500, 500}, 2}, 0.1174950683689613695}, {{{4450, 4550}, {49, 51}, 2}, 0.4049026224380173344},
        {{{2030, 1970}, {49, 51}, 2}, 0.02792073330651680466}, {{{5, 7}, {1, 999}, 2}, 7.873918626903916982e-13},
        {{{100300, 899700}, {1, 9}, 2}, 0.3181176066269057467}, {{{0, 400}, {1, 99}, 2}, 0.06818796905706987765},
        {{{12, 0}, {1, 2}, 2}, 1.881676423158920791e-06}, {{{2000, 2000}, {500, 250}, 2}, 1.248016389459840592e-104},
        {{{1, 0}, {3, 2}, 2}, 1}, {{{4, 6}, {2, 3}, 2}, 1},
    };
    const coprod_fit_options options = {.size = sizeof options, .most = 1};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        panel turned = {{rows[i].own.counts[1], rows[i].own.counts[0]},
                        {rows[i].own.populations[1], rows[i].own.populations[0]}, 2};
        const coprod_fit_chance chance = chance_of(coprod_balance_chance, &rows[i].own, &options);
        if (!near_to(chance.p_value, rows[i].chance, 1e-12))
            fail_msg("%zu: %.17g, expected %.17g", i, chance.p_value, rows[i].chance);
        assert_true(near_to(chance_of(coprod_balance_chance, &turned, &options).p_value, rows[i].chance, 1e-12));
        assert_true(chance.state == COPROD_FIT_ANSWERED && chance.method == COPROD_FIT_EXACT && chance.standard_error == 0);
    }
}

static void numbers_that_do_not_fit(void **state)
{
    const panel own = {{4294967295, 4294967295, 17}, {4294967295, 4294967290, 4294967291}, 3};
    const coprod_fit_options options = {.size = sizeof options, .draws = 1};
    (void)state;
    assert_int_equal(chance_of(coprod_balance_chance, &own, &options).state, COPROD_FIT_TOO_MUCH_WORK);
    const panel apart = {{4294967295, 17, 0}, {1, 4294967290, 4294967291}, 3};
    const coprod_balance balance = balance_of(&apart);
    assert_true(balance.denominator == 0 && balance.overlap > 0 && balance.overlap < 1e-8);
}

static void shapes(void **state)
{
    json_t *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "panels"), i, one) {
        const panel own = panel_of(one);
        coprod_balance_shape shape = {.size = sizeof shape};
        assert_int_equal(coprod_balance_describe(1, own.counts, own.populations, own.groups, &shape), COPROD_OK);
        must_be(one, "hellinger", shape.hellinger, 1e-13);
        must_be(one, "kl_panel", shape.kl_panel, 1e-13);
        must_be(one, "kl_population", shape.kl_population, 1e-13);
        must_be(one, "shannon", shape.shannon, 1e-13);
        must_be(one, "simpson", shape.simpson, 1e-13);
        must_be(one, "inverse_simpson", shape.inverse_simpson, 1e-13);
        must_be(one, "pielou", shape.present > 1 ? shape.pielou : (double)NAN, 1e-13);
        must_be(one, "evenness", shape.evenness, 1e-13);
        assert_int_equal(shape.kl_population_infinite, shape.present < shape.groups);
    }
}

static void one_group(void **state)
{
    const panel own = {{3, 0}, {10, 0}, 2};
    const coprod_balance balance = balance_of(&own);
    coprod_balance_expected expected = {.size = sizeof expected};
    coprod_balance_shape shape = {.size = sizeof shape};
    (void)state;
    assert_true(balance.overlap == 1 && balance.numerator == 1 && balance.denominator == 1 && balance.left_out == 1);
    assert_int_equal(chance_of(coprod_balance_chance, &own, NULL).state, COPROD_FIT_ONE_GROUP);
    assert_int_equal(coprod_balance_expect(1, own.populations, 2, 3, &expected), COPROD_OK);
    assert_true(expected.mean == 1 && expected.deviation == 0);
    assert_int_equal(coprod_balance_describe(1, own.counts, own.populations, 2, &shape), COPROD_OK);
    assert_true(shape.shannon == 0 && isnan(shape.pielou) && isnan(shape.evenness) && shape.inverse_simpson == 1);
}

static void no_answers(void **state)
{
    const uint64_t k[] = {1, 2}, none[] = {0, 0}, p[] = {0, 4}, good[] = {3, 4}, high[] = {1, UINT64_C(1) << 32};
    coprod_balance balance = {.size = sizeof balance};
    coprod_balance_shape shape = {.size = sizeof shape};
    coprod_balance_expected expected = {.size = sizeof expected};
    coprod_fit_chance chance = {.size = sizeof chance};
    double matched[2], lacking[2];
    (void)state;
    assert_int_equal(coprod_balance_measure(1, k, p, 2, matched, lacking, &balance), COPROD_OK);
    assert_true(balance.state == COPROD_FIT_UNBENCHMARKED && isnan(balance.overlap) && isnan(balance.people));
    assert_true(isnan(matched[0]) && isnan(lacking[1]) && balance.denominator == 0);
    assert_int_equal(coprod_balance_measure(1, none, good, 2, NULL, NULL, &balance), COPROD_OK);
    assert_int_equal(balance.state, COPROD_FIT_NO_PARTICIPANTS);
    assert_int_equal(coprod_balance_describe(1, none, good, 2, &shape), COPROD_OK);
    assert_true(shape.state == COPROD_FIT_NO_PARTICIPANTS && isnan(shape.hellinger) && isnan(shape.evenness));
    assert_int_equal(coprod_balance_expect(1, none, 2, 4, &expected), COPROD_OK);
    assert_true(expected.state == COPROD_FIT_NO_POPULATION && isnan(expected.mean) && isnan(expected.deviation));
    assert_int_equal(coprod_balance_expect(1, good, 2, 0, &expected), COPROD_OK);
    assert_int_equal(expected.state, COPROD_FIT_NO_PARTICIPANTS);
    assert_int_equal(coprod_balance_chance(1, k, p, 2, NULL, NULL, &chance), COPROD_OK);
    assert_true(chance.state == COPROD_FIT_UNBENCHMARKED && isnan(chance.p_value));
    assert_int_equal(coprod_balance_measure(1, NULL, good, 2, NULL, NULL, &balance), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_balance_measure(1, k, high, 2, NULL, NULL, &balance), COPROD_E_RANGE);
    assert_int_equal(coprod_balance_describe(1, k, high, 2, &shape), COPROD_E_RANGE);
    assert_int_equal(coprod_balance_describe(1, k, good, 2, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_balance_expect(1, good, 2, UINT64_C(1) << 32, &expected), COPROD_E_RANGE);
    assert_int_equal(coprod_balance_expect(1, good, 0, 4, &expected), COPROD_E_LIMIT);
    assert_int_equal(coprod_balance_chance(1, k, high, 2, NULL, NULL, &chance), COPROD_E_RANGE);
}

/* --- what would take too long --- */

static void *count_alloc(void *context, size_t bytes)
{
    *(uint64_t *)context += bytes;
    return malloc(bytes);
}

static void *count_resize(void *context, void *block, size_t old_bytes, size_t bytes)
{
    *(uint64_t *)context += bytes - old_bytes;
    return realloc(block, bytes);
}

static void count_release(void *context, void *block, size_t bytes)
{
    (void)context;
    (void)bytes;
    free(block);
}

/* 150 people in a thousand groups that are alike: no half has a million parts, but each group makes most of a million.
 * That is refused after a few groups, not after all; memory asked for tells how many were made. */
static void refused_at_once(void **state)
{
    static uint64_t k[1000], p[1000];
    uint64_t bytes = 0;
    const coprod_allocator counting = {sizeof counting, &bytes, count_alloc, count_resize, count_release};
    coprod_fit_chance chance = {.size = sizeof chance};
    (void)state;
    for (size_t g = 0; g < 1000; g++) {
        k[g] = g < 150;
        p[g] = 100;
    }
    assert_int_equal(coprod_balance_chance(1, k, p, 1000, NULL, &counting, &chance), COPROD_OK);
    assert_true(chance.state == COPROD_FIT_TOO_MUCH_WORK && isnan(chance.p_value));
    assert_true(bytes < UINT64_C(500) * 1000 * 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused_at_once),
        cmocka_unit_test(overlaps), cmocka_unit_test(parts_add_up), cmocka_unit_test(expected_of_random_panels),
        cmocka_unit_test(large_panels), cmocka_unit_test(chances_of_overlap), cmocka_unit_test(many_groups),
        cmocka_unit_test(two_groups),
        cmocka_unit_test(numbers_that_do_not_fit), cmocka_unit_test(shapes), cmocka_unit_test(one_group),
        cmocka_unit_test(no_answers),
    };
    setlocale(LC_ALL, "");
    return cmocka_run_group_tests(tests, open_golden, close_golden) != 0;
}
