/* SPDX-License-Identifier: MIT */
/* Goodness of fit against fractions and 50 digits (tests/golden/equity/make_fit.py), and its edges. */
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

static void the_measures(void **state)
{
    json_t *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "panels"), i, one) {
        const panel own = panel_of(one);
        const coprod_fit fit = fit_of(&own);
        must_be(one, "chi_square", fit.chi_square, 1e-13);
        must_be(one, "chi_square_p", fit.chi_square_p, 1e-12);
        must_be(one, "g", fit.g, 1e-13);
        must_be(one, "g_p", fit.g_p, 1e-12);
        must_be(one, "effect_w", fit.effect_w, 1e-13);
        must_be(one, "effect_v", fit.effect_v, 1e-13);
        must_be(one, "least_expected", fit.least_expected, 1e-14);
        assert_true(near_to(fabs(fit.largest_residual), fabs(digits_of(json_object_get(one, "largest_residual"))), 1e-13));
        assert_int_equal(fit.expected_below_5, number_of(one, "expected_below_5"));
        assert_int_equal(fit.state, COPROD_FIT_ANSWERED);
        assert_int_equal(fit.degrees, fit.groups - 1);
        assert_int_equal(fit.groups + fit.left_out, own.groups);
    }
    assert_int_equal(i, 16);
}

static void exact_chances(void **state)
{
    json_t *one;
    size_t i, found = 0;
    (void)state;
    json_array_foreach(json_object_get(golden, "panels"), i, one) {
        const json_t *exact = json_object_get(one, "exact");
        const panel own = panel_of(one);
        for (size_t order = 0; exact && order < 4; order++) {
            const coprod_fit_chance chance = exact_by(&own, (int32_t)order);
            const double expected = digits_of(json_array_get(exact, order));
            if (!near_to(chance.p_value, expected, 1e-12))
                fail_msg("%s, order %zu: %.17g, expected %.17g", text_of(one, "title"), order, chance.p_value, expected);
            assert_int_equal(chance.order, order);
            assert_int_equal(chance.method, COPROD_FIT_EXACT);
            assert_int_equal(chance.ties_exact, 1);
            assert_true(chance.standard_error == 0 && !chance.draws && !chance.seed && !chance.extreme);
            found++;
        }
    }
    assert_int_equal(found, 13 * 4);
}

/* The published numbers: Mendel's peas have a chi-square of 0.470 (Fisher 1936), p 0.925. */
static void textbook(void **state)
{
    const panel peas = {{315, 108, 101, 32}, {9, 3, 3, 1}, 4}, twelve = {{9, 2, 1, 0, 0}, {61, 32, 3, 2, 2}, 5};
    const coprod_fit fit = fit_of(&peas);
    (void)state;
    assert_true(fabs(fit.chi_square - 0.470) < 0.0005 && fabs(fit.chi_square_p - 0.925) < 0.0005);
    assert_true(fabs(exact_by(&twelve, COPROD_FIT_BY_PROBABILITY).p_value - 0.426) < 0.0005);
    assert_true(fabs(exact_by(&twelve, COPROD_FIT_BY_CHI_SQUARE).p_value - 0.528) < 0.0005);
    assert_int_equal(exact_by(&twelve, COPROD_FIT_BY_G).panels, 1820);
}

static void residuals_of_groups(void **state)
{
    const panel own = {{4, 0, 3, 0}, {30, 0, 10, 60}, 4};
    double pearson[4], standardised[4], sum = 0;
    const coprod_fit fit = fit_of(&own);
    (void)state;
    assert_int_equal(coprod_fit_residuals(1, own.counts, own.populations, 4, pearson, standardised), COPROD_OK);
    for (int g = 0; g < 4; g++)
        sum += g == 1 ? 0 : pearson[g] * pearson[g];
    assert_true(isnan(pearson[1]) && isnan(standardised[1]) && near_to(sum, fit.chi_square, 1e-15));
    assert_true(near_to(standardised[0], (4 - 2.1) / sqrt(7 * 0.3 * 0.7), 1e-14));
    assert_int_equal(fit.largest_group, 3); /* -4.2 / sqrt(1.68), below 2.3 / sqrt(0.63) */
    assert_true(near_to(fit.largest_residual, -4.2 / sqrt(1.68), 1e-14));
    assert_true(near_to(fit.largest_residual_p, 3 * erfc(4.2 / sqrt(1.68) / sqrt(2)), 1e-11)); /* Bonferroni: 3 groups */
    assert_int_equal(coprod_fit_residuals(1, (const uint64_t[]){0, 0, 0, 0}, own.populations, 4, pearson, NULL), COPROD_OK);
    assert_true(isnan(pearson[0]));
    assert_int_equal(coprod_fit_residuals(1, own.counts, own.populations, 4, NULL, NULL), COPROD_OK);
    assert_int_equal(coprod_fit_residuals(1, NULL, own.populations, 4, pearson, NULL), COPROD_E_ARGUMENT);
}

/* Where less than one person is expected, the binomial tail: 1 - 0.99^7 - 7 0.01 0.99^6, twice, for two groups. */
static void a_rare_group(void **state)
{
    const panel two = {{5, 2}, {99, 1}, 2}, four = {{7, 0, 0, 0}, {97, 1, 1, 1}, 4};
    const coprod_fit fit = fit_of(&two), none = fit_of(&four);
    (void)state;
    assert_int_equal(fit.largest_group, 0); /* both stand out alike; the first is told, and 6.93 are expected of it */
    assert_true(fit.largest_residual < 0);
    const panel turned = {{2, 5}, {1, 99}, 2};
    assert_true(near_to(fit_of(&turned).largest_residual_p, 4 * (1 - pow(0.99, 7) - 0.07 * pow(0.99, 6)), 1e-10));
    assert_true(none.largest_residual_p <= 1);
    const panel absent = {{0, 7, 0}, {1, 1, 98}, 3};
    assert_int_equal(fit_of(&absent).largest_group, 1);
    assert_true(near_to(fit_of(&absent).largest_residual_p, 6e-14, 1e-10)); /* 0.01^7, both sides, three groups */
}

/* --- no answer, and why --- */

/* Memberships are refused by every call, and what was given to write to is not written. */
static void memberships(void **state)
{
    const uint64_t k[] = {1, 2}, p[] = {3, 4};
    double pearson[2] = {7, 7}, square[1] = {7};
    coprod_fit fit = {.size = sizeof fit};
    coprod_fit_chance chance = {.size = sizeof chance};
    coprod_balance balance = {.size = sizeof balance};
    coprod_balance_shape shape = {.size = sizeof shape};
    coprod_balance_expected expected = {.size = sizeof expected};
    const coprod_fit_options how = {.size = sizeof how, .draws = 5};
    const coprod_fit_columns columns = {.size = sizeof columns, .chi_square = square};
    (void)state;
    assert_int_equal(coprod_fit_measure(2, k, p, 2, &fit), COPROD_E_RANGE);
    assert_int_equal(coprod_fit_residuals(2, k, p, 2, pearson, NULL), COPROD_E_RANGE);
    assert_int_equal(coprod_fit_many(2, k, p, 2, 1, &columns), COPROD_E_RANGE);
    assert_int_equal(coprod_fit_exact(2, k, p, 2, NULL, NULL, &chance), COPROD_E_RANGE);
    assert_int_equal(coprod_fit_simulate(2, k, p, 2, &how, NULL, &chance), COPROD_E_RANGE);
    assert_int_equal(coprod_balance_measure(2, k, p, 2, NULL, NULL, &balance), COPROD_E_RANGE);
    assert_int_equal(coprod_balance_expect(2, p, 2, 4, &expected), COPROD_E_RANGE);
    assert_int_equal(coprod_balance_chance(2, k, p, 2, NULL, NULL, &chance), COPROD_E_RANGE);
    assert_int_equal(coprod_balance_describe(2, k, p, 2, &shape), COPROD_E_RANGE);
    assert_true(pearson[0] == 7 && square[0] == 7 && !fit.groups && !chance.panels && !balance.groups);
    assert_true(!shape.groups && !(expected.mean > 0));
}

static void states(void **state)
{
    static const struct {
        panel own;
        int32_t expected;
        const char *name;
    } cases[] = {{{{1, 2}, {3, 4}, 2}, COPROD_FIT_ANSWERED, "answered"},
                 {{{0, 2}, {0, 0}, 2}, COPROD_FIT_NO_POPULATION, "no population"},
                 {{{0, 0}, {0, 0}, 2}, COPROD_FIT_NO_POPULATION, "no population"},
                 {{{1, 2}, {0, 4}, 2}, COPROD_FIT_UNBENCHMARKED, "unbenchmarked participants"},
                 {{{0, 0}, {3, 4}, 2}, COPROD_FIT_NO_PARTICIPANTS, "no participants"},
                 {{{0, 2}, {0, 4}, 2}, COPROD_FIT_ONE_GROUP, "only one group"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const panel *own = &cases[i].own;
        coprod_fit fit = {.size = sizeof fit};
        coprod_fit_chance chance = {.size = sizeof chance};
        assert_int_equal(coprod_fit_measure(1, own->counts, own->populations, 2, &fit), COPROD_OK);
        assert_int_equal(fit.state, cases[i].expected);
        assert_string_equal(coprod_fit_state_name(fit.state), cases[i].name);
        assert_int_equal(isnan(fit.chi_square), i > 0);
        assert_int_equal(isnan(fit.largest_residual_p), i > 0);
        assert_int_equal(coprod_fit_exact(1, own->counts, own->populations, 2, NULL, NULL, &chance), COPROD_OK);
        assert_int_equal(chance.state, cases[i].expected);
        assert_int_equal(isnan(chance.p_value), i > 0);
        assert_int_equal(chance.method, i ? COPROD_FIT_NOT_FOUND : COPROD_FIT_EXACT);
    }
    assert_string_equal(coprod_fit_state_name(COPROD_FIT_TOO_MUCH_WORK), "too much work");
    assert_string_equal(coprod_fit_state_name(-1), "not known");
    assert_string_equal(coprod_fit_state_name(6), "not known");
}

static void wrong_calls(void **state)
{
    uint64_t k[2] = {1, 2}, p[2] = {3, 4}, high[2] = {UINT64_C(1) << 32, 4};
    coprod_fit fit = {.size = sizeof fit}, small = {.size = 8};
    (void)state;
    assert_int_equal(coprod_fit_measure(1, NULL, p, 2, &fit), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_fit_measure(1, k, NULL, 2, &fit), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_fit_measure(1, k, p, 2, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_fit_measure(0, k, p, 2, &fit), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_fit_measure(3, k, p, 2, &fit), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_fit_measure(1, k, p, 2, &small), COPROD_E_STRUCT);
    assert_int_equal(coprod_fit_measure(1, k, p, 0, &fit), COPROD_E_LIMIT);
    assert_int_equal(coprod_fit_measure(1, k, p, (1 << 20) + 1, &fit), COPROD_E_LIMIT);
    assert_int_equal(coprod_fit_measure(1, high, p, 2, &fit), COPROD_E_RANGE);
    assert_int_equal(coprod_fit_measure(1, k, high, 2, &fit), COPROD_E_RANGE);
}

/* --- many --- */

static void columns(void **state)
{
    static const uint64_t counts[] = {9, 2, 1, 0, 0, 0, UINT64_MAX, 1, 1};
    static const uint64_t populations[] = {7, 2, 1};
    double x2[3], x2_p[3], g[3], g_p[3], w[3], least[3], overlap[3];
    uint8_t fit_state[3], overlap_state[3];
    int32_t status[3];
    coprod_fit_columns out = {sizeof out, x2, x2_p, g, g_p, w, least, overlap, fit_state, overlap_state, status};
    const panel first = {{9, 2, 1}, {7, 2, 1}, 3};
    const coprod_fit fit = fit_of(&first);
    (void)state;
    assert_int_equal(coprod_fit_many(1, counts, populations, 3, 3, &out), COPROD_OK);
    assert_true(x2[0] == fit.chi_square && x2_p[0] == fit.chi_square_p && g[0] == fit.g && g_p[0] == fit.g_p);
    assert_true(w[0] == fit.effect_w && least[0] == fit.least_expected && overlap[0] == balance_of(&first).overlap);
    assert_true(fit_state[0] == 0 && overlap_state[0] == 0 && status[0] == COPROD_OK);
    assert_true(isnan(x2[1]) && isnan(overlap[1]) && status[1] == COPROD_OK);
    assert_true(fit_state[1] == COPROD_FIT_NO_PARTICIPANTS && overlap_state[1] == COPROD_FIT_NO_PARTICIPANTS);
    assert_true(isnan(g[2]) && isnan(overlap[2]) && status[2] == COPROD_E_RANGE);
    assert_int_equal(coprod_fit_many(1, NULL, populations, 3, 0, &out), COPROD_OK);
    const coprod_fit_columns nothing = {.size = sizeof nothing};
    assert_int_equal(coprod_fit_many(1, counts, populations, 3, 3, &nothing), COPROD_OK);
    assert_int_equal(coprod_fit_many(1, NULL, populations, 3, 3, &out), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_fit_many(1, counts, NULL, 3, 3, &out), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_fit_many(1, counts, populations, 3, 3, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_fit_many(3, counts, populations, 3, 3, &out), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_fit_many(1, counts, populations, 0, 3, &out), COPROD_E_LIMIT);
    assert_int_equal(coprod_fit_many(1, counts, populations, 3, SIZE_MAX, &out), COPROD_E_OVERFLOW);
    out.size = 8;
    assert_int_equal(coprod_fit_many(1, counts, populations, 3, 3, &out), COPROD_E_STRUCT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_measures),  cmocka_unit_test(exact_chances), cmocka_unit_test(textbook),
        cmocka_unit_test(residuals_of_groups), cmocka_unit_test(a_rare_group),
        cmocka_unit_test(memberships), cmocka_unit_test(states),
        cmocka_unit_test(wrong_calls),   cmocka_unit_test(columns),
    };
    setlocale(LC_ALL, "");
    return cmocka_run_group_tests(tests, open_golden, close_golden) != 0;
}
