/* SPDX-License-Identifier: MIT */
/* Limits of shares and rates, and comparisons with the population: published values, values from the definitions at 40
 * digits (shares_values.py), and what is refused. */
#include <math.h>
#include <string.h>

#include "inside.h"
#include "shares_values.h"

static coprod_share_rules *builtin_rules(void)
{
    coprod_share_rules *rules = NULL;
    assert_int_equal(coprod_share_rules_builtin(NULL, &rules), COPROD_OK);
    return rules;
}

static int near(double is, double should, double relative)
{
    return isnan(should) ? isnan(is) : fabs(is - should) <= relative * fabs(should);
}

static coprod_limits limits_of(int32_t method, uint64_t k, uint64_t n, double confidence)
{
    const coprod_limits_options options = {sizeof options, confidence, method, 1};
    coprod_limits limits = {.size = sizeof limits};
    coprod_share_rules *rules = builtin_rules();
    if (method <= COPROD_LIMITS_CLOPPER_PEARSON)
        assert_int_equal(coprod_share_limits(k, n, &options, &limits), COPROD_OK);
    else
        assert_int_equal(coprod_rate_limits(rules, k, n, &options, &limits), COPROD_OK);
    coprod_share_rules_free(rules);
    return limits;
}

static void limits_are_those_of_their_definitions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof limit_values / sizeof *limit_values; i++) {
        const coprod_limits is = limits_of(limit_values[i].method, limit_values[i].k, limit_values[i].n,
                                           limit_values[i].confidence);
        assert_int_equal(is.state, COPROD_LIMITS_KNOWN);
        assert_true(is.estimate == (double)limit_values[i].k / (double)limit_values[i].n);
        if (!near(is.lower, limit_values[i].lower, 1e-12) || !near(is.upper, limit_values[i].upper, 1e-12))
            fail_msg("method %d, %u of %u, %g: %.17g to %.17g, not %.17g to %.17g", (int)limit_values[i].method,
                     (unsigned)limit_values[i].k, (unsigned)limit_values[i].n, limit_values[i].confidence, is.lower, is.upper,
                     limit_values[i].lower, limit_values[i].upper);
    }
}

/* Newcombe, Statistics in Medicine 1998;17:857-72, table I (methods 3 and 5); R's help pages of binom.test (682 of 925)
 * and poisson.test (137); Garwood's exact Poisson limits as tables of vital statistics print them. */
static void published_limits_are_met(void **state)
{
    static const struct {
        int32_t method;
        uint64_t k, n;
        double lower, upper, digits;
    } table[] = {
        {1, 81, 263, 0.2553, 0.3662, 5e-5}, {1, 15, 148, 0.0624, 0.1605, 5e-5}, {1, 0, 20, 0, 0.1611, 5e-5},
        {1, 1, 29, 0.0061, 0.1718, 5e-5},   {2, 81, 263, 0.2527, 0.3676, 5e-5}, {2, 15, 148, 0.0578, 0.1617, 5e-5},
        {2, 0, 20, 0, 0.1684, 5e-5},        {2, 1, 29, 0.0009, 0.1776, 5e-5},   {2, 682, 925, 0.7076683, 0.7654066, 5e-8},
        {3, 0, 1, 0, 3.689, 5e-4},          {3, 1, 1, 0.0253, 5.572, 5e-4},     {3, 5, 1, 1.623, 11.668, 5e-4},
        {3, 10, 1, 4.795, 18.390, 1e-3},    {3, 137, 1, 115.0205, 161.9564, 1e-3},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const coprod_limits is = limits_of(table[i].method, table[i].k, table[i].n, 0);
        if (fabs(is.lower - table[i].lower) > table[i].digits || fabs(is.upper - table[i].upper) > table[i].digits)
            fail_msg("%u of %u: %.9g to %.9g", (unsigned)table[i].k, (unsigned)table[i].n, is.lower, is.upper);
    }
}

static void nobody_and_all_are_exact(void **state)
{
    static const uint64_t sizes[] = {1, 2, 3, 7, 12, 100, 999983, 4294967295u};
    static const double levels[] = {1e-9, 0.5, 0.9, 0.95, 0.998, 0.9999999};
    (void)state;
    for (size_t i = 0; i < 8; i++)
        for (size_t j = 0; j < 6; j++)
            for (int32_t method = 1; method <= 2; method++) {
                const coprod_limits none = limits_of(method, 0, sizes[i], levels[j]);
                const coprod_limits all = limits_of(method, sizes[i], sizes[i], levels[j]);
                assert_true(none.lower == 0 && none.upper > 0 && all.upper == 1 && all.lower <= 1 && all.lower > 0);
            }
    assert_true(limits_of(COPROD_LIMITS_BYAR, 0, 1, 0).lower == 0);
    assert_true(limits_of(COPROD_LIMITS_BYAR, 1, 1, 0.9999999).lower == 0); /* the formula's is negative */
}

/* Exact below 10, Byar's from 10 on. */
static void the_size_decides_the_method(void **state)
{
    (void)state;
    for (uint64_t k = 0; k < 100; k++) {
        const coprod_limits by_size = limits_of(COPROD_LIMITS_BY_SIZE, k, 1, 0);
        const coprod_limits own = limits_of(k < 10 ? COPROD_LIMITS_EXACT : COPROD_LIMITS_BYAR, k, 1, 0);
        assert_true(by_size.lower == own.lower && by_size.upper == own.upper);
    }
}

static void nothing_is_not_zero(void **state)
{
    coprod_share_rules *rules = builtin_rules();
    coprod_limits limits = {.size = sizeof limits};
    (void)state;
    assert_int_equal(coprod_share_limits(0, 0, NULL, &limits), COPROD_OK);
    assert_int_equal(limits.state, COPROD_LIMITS_NO_PARTICIPANTS);
    assert_true(isnan(limits.estimate) && isnan(limits.lower) && isnan(limits.upper));
    assert_int_equal(coprod_rate_limits(rules, 0, 0, NULL, &limits), COPROD_OK);
    assert_int_equal(limits.state, COPROD_LIMITS_NO_POPULATION);
    assert_true(isnan(limits.estimate));
    assert_int_equal(coprod_rate_limits(rules, 3, 6000, NULL, &limits), COPROD_OK);
    assert_true(limits.estimate == 0.5); /* per 1,000 */
    coprod_share_rules_free(rules);
}

static void wrong_limits_are_refused(void **state)
{
    static const coprod_limits_options wrong[] = {
        {sizeof *wrong, 1.0, 0, 0}, {sizeof *wrong, -0.5, 0, 0}, {sizeof *wrong, NAN, 0, 0}, {sizeof *wrong, INFINITY, 0, 0},
        {sizeof *wrong, 0, 6, 0}, {sizeof *wrong, 0, -1, 0}};
    coprod_share_rules *rules = builtin_rules();
    coprod_limits limits = {.size = sizeof limits}, small = {.size = 3};
    (void)state;
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(coprod_share_limits(1, 2, &wrong[i], &limits), COPROD_E_RANGE);
        assert_int_equal(coprod_rate_limits(rules, 1, 2, &wrong[i], &limits), COPROD_E_RANGE);
    }
    assert_int_equal(coprod_share_limits(3, 2, NULL, &limits), COPROD_E_RANGE);
    assert_int_equal(coprod_share_limits(3, 4294967296u, NULL, &limits), COPROD_E_RANGE);
    assert_int_equal(coprod_rate_limits(rules, 4294967296u, 2, NULL, &limits), COPROD_E_RANGE);
    assert_int_equal(coprod_rate_limits(rules, 2, 4294967296u, NULL, &limits), COPROD_E_RANGE);
    assert_int_equal(coprod_share_limits(1, 2, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_rate_limits(NULL, 1, 2, NULL, &limits), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_share_limits(1, 2, NULL, &small), COPROD_E_STRUCT);
    coprod_share_rules_free(rules);
}

/* --- comparisons --- */

static void comparisons_are_those_of_their_definitions(void **state)
{
    coprod_share_rules *rules = builtin_rules();
    (void)state;
    for (size_t i = 0; i < sizeof representation_values / sizeof *representation_values; i++) {
        const coprod_represented group = {sizeof group, representation_values[i].k, representation_values[i].n,
                                          representation_values[i].population, representation_values[i].denominator, 0, 0};
        coprod_representation r = {.size = sizeof r};
        assert_int_equal(coprod_representation_get(rules, &group, NULL, &r), COPROD_OK);
        const double is[] = {r.share, r.prevalence, r.ppr, r.log2_ratio, r.gap, r.expected, r.shortfall, r.prob_absent,
                             r.pearson, r.standardised, r.tail, r.ppr_lower, r.ppr_upper};
        for (size_t j = 0; j < sizeof is / sizeof *is; j++)
            if (!near(is[j], representation_values[i].figures[j], 1e-12))
                fail_msg("case %zu, figure %zu: %.17g, not %.17g", i, j, is[j], representation_values[i].figures[j]);
        assert_int_equal(r.people_short, representation_values[i].short_of);
        assert_true(r.to_invite == (uint64_t)representation_values[i].invite); /* -1 is COPROD_NO_NUMBER */
        assert_int_equal(r.difference, representation_values[i].difference);
        assert_true(near(r.gap_lower, 100 * (r.share_lower - r.prevalence), 1e-12));
        assert_true(near(r.gap_upper, 100 * (r.share_upper - r.prevalence), 1e-12));
    }
    coprod_share_rules_free(rules);
}

static coprod_representation compare(uint64_t k, uint64_t n, uint64_t population, uint64_t denominator, int32_t is_sample)
{
    const coprod_represented group = {sizeof group, k, n, population, denominator, is_sample, 0};
    coprod_representation r = {.size = sizeof r};
    coprod_share_rules *rules = builtin_rules();
    assert_int_equal(coprod_representation_get(rules, &group, NULL, &r), COPROD_OK);
    coprod_share_rules_free(rules);
    return r;
}

static void states_say_what_is_missing(void **state)
{
    coprod_representation r = compare(0, 0, 5, 10, 0);
    (void)state;
    assert_int_equal(r.state, COPROD_REPRESENTATION_NO_PARTICIPANTS);
    assert_true(isnan(r.share) && isnan(r.ppr) && r.prevalence == 0.5 && r.prob_absent == 1 && r.rate == 0);
    assert_true(r.to_invite == COPROD_NO_NUMBER && r.people_short == COPROD_NO_NUMBER);
    r = compare(0, 9, 0, 10, 0);
    assert_int_equal(r.state, COPROD_REPRESENTATION_NO_BENCHMARK);
    assert_true(r.share == 0 && r.prevalence == 0 && isnan(r.ppr) && isnan(r.prob_absent) && isnan(r.rate));
    r = compare(4, 9, 0, 0, 0);
    assert_int_equal(r.state, COPROD_REPRESENTATION_UNBENCHMARKED);
    assert_true(near(r.share, 4.0 / 9, 1e-15) && r.share_lower > 0 && isnan(r.prevalence) && isnan(r.gap));
    assert_int_equal(r.difference, COPROD_DIFFERENCE_NONE);
}

/* exp(ln r -+ z sqrt((1-q)/k + (1-p)/K)) of 30 of 100 beside 60 of 400, with Python: r = 2. */
static void a_sample_widens_the_limits(void **state)
{
    const coprod_representation r = compare(30, 100, 60, 400, 1), none = compare(0, 100, 60, 400, 1);
    const double spread = 1.959963984540054 * sqrt(0.7 / 30 + 0.85 / 60);
    (void)state;
    assert_true(near(r.ppr, 2, 1e-15) && near(r.ppr_lower, 2 * exp(-spread), 1e-13));
    assert_true(near(r.ppr_upper, 2 * exp(spread), 1e-13));
    assert_true(none.ppr == 0 && none.ppr_lower == 0 && isnan(none.ppr_upper));
}

static void bands_are_exact_at_their_edges(void **state)
{
    static const struct {
        uint64_t k, n, population, denominator;
        int32_t ppr, four_fifths;
    } cases[] = {
        {8, 25, 40, 100, COPROD_BAND_PROPORTIONATE, COPROD_BAND_PROPORTIONATE}, /* 0.7999999999999999 in doubles */
        {12, 25, 40, 100, COPROD_BAND_PROPORTIONATE, COPROD_BAND_PROPORTIONATE},
        {1, 2, 40, 100, COPROD_BAND_OVER, COPROD_BAND_PROPORTIONATE}, /* 1.25 */
        {7, 25, 40, 100, COPROD_BAND_UNDER, COPROD_BAND_UNDER},
        {51, 100, 40, 100, COPROD_BAND_OVER, COPROD_BAND_OVER},
        {0, 25, 40, 100, COPROD_BAND_ABSENT, COPROD_BAND_ABSENT},
        {0, 0, 40, 100, COPROD_BAND_NONE, COPROD_BAND_NONE},
        {3, 9, 0, 100, COPROD_BAND_NONE, COPROD_BAND_NONE},
        {3435973836u, 4294967295u, 4294967295u, 4294967295u, COPROD_BAND_PROPORTIONATE, COPROD_BAND_PROPORTIONATE},
        {3435973835u, 4294967295u, 4294967295u, 4294967295u, COPROD_BAND_UNDER, COPROD_BAND_UNDER},
    };
    coprod_share_rules *rules = builtin_rules();
    int32_t band;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t policy = 0; policy < 2; policy++) {
            assert_int_equal(coprod_share_band_of(rules, policy, cases[i].k, cases[i].n, cases[i].population,
                                                  cases[i].denominator, &band), COPROD_OK);
            assert_int_equal(band, policy ? cases[i].four_fifths : cases[i].ppr);
        }
    assert_int_equal(coprod_share_band_of(rules, 2, 1, 2, 1, 2, &band), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_share_band_of(rules, 0, 1, 4294967296u, 1, 2, &band), COPROD_E_RANGE);
    assert_int_equal(coprod_share_band_of(NULL, 0, 1, 2, 1, 2, &band), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_share_band_of(rules, 0, 1, 2, 1, 2, NULL), COPROD_E_ARGUMENT);
    coprod_share_rules_free(rules);
}

static void wrong_comparisons_are_refused(void **state)
{
    static const coprod_represented wrong[] = {
        {sizeof *wrong, 3, 2, 1, 2, 0, 0}, {sizeof *wrong, 1, 2, 3, 2, 0, 0}, {sizeof *wrong, 1, 4294967296u, 1, 2, 0, 0},
        {sizeof *wrong, 1, 2, 1, 4294967296u, 0, 0}, {sizeof *wrong, 1, 2, 1, 2, 2, 0}, {sizeof *wrong, 1, 2, 1, 2, -1, 0}};
    const coprod_limits_options options = {sizeof options, 0, COPROD_LIMITS_BYAR, 0};
    coprod_share_rules *rules = builtin_rules();
    coprod_representation r = {.size = sizeof r};
    (void)state;
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(coprod_representation_get(rules, &wrong[i], NULL, &r), COPROD_E_RANGE);
    assert_int_equal(coprod_representation_get(rules, &wrong[0], &options, &r), COPROD_E_RANGE);
    assert_int_equal(coprod_representation_get(rules, NULL, NULL, &r), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_representation_get(NULL, &wrong[0], NULL, &r), COPROD_E_ARGUMENT);
    coprod_share_rules_free(rules);
}

/* --- beside a reference group --- */

static void ratios_are_those_of_their_definitions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof relative_values / sizeof *relative_values; i++) {
        coprod_relative r = {.size = sizeof r};
        assert_int_equal(coprod_relative_get(relative_values[i].k, relative_values[i].population,
                                             relative_values[i].reference_k, relative_values[i].reference_population, NULL,
                                             &r), COPROD_OK);
        const double is[] = {r.ratio, r.lower, r.upper, r.small_ratio, r.p_value};
        for (size_t j = 0; j < 5; j++)
            if (!near(is[j], relative_values[i].figures[j], 1e-12))
                fail_msg("case %zu, figure %zu: %.17g, not %.17g", i, j, is[j], relative_values[i].figures[j]);
        assert_int_equal(r.state, relative_values[i].reference_k ? COPROD_LIMITS_KNOWN : COPROD_LIMITS_NO_REFERENCE);
    }
}

/* The lady tasting tea and the convictions of twins, of R's help page of fisher.test: 0.4857 and 0.0005367. */
static void published_exact_tests_are_met(void **state)
{
    coprod_relative r = {.size = sizeof r};
    (void)state;
    assert_int_equal(coprod_relative_get(3, 4, 1, 4, NULL, &r), COPROD_OK);
    assert_true(fabs(r.p_value - 0.4857) < 5e-5);
    assert_int_equal(coprod_relative_get(2, 17, 10, 13, NULL, &r), COPROD_OK);
    assert_true(fabs(r.p_value - 0.0005367) < 5e-8);
    assert_int_equal(coprod_relative_get(0, 0, 10, 13, NULL, &r), COPROD_OK);
    assert_int_equal(r.state, COPROD_LIMITS_NO_POPULATION);
    assert_true(isnan(r.p_value));
    assert_int_equal(coprod_relative_get(2000000000, 4000000000u, 2000100000, 4000000000u, NULL, &r), COPROD_OK);
    assert_true(fabs(r.p_value / 0.0253566 - 1) < 1e-2); /* the normal test: z = 2.2361 */
    assert_int_equal(coprod_relative_get(2, 1, 10, 13, NULL, &r), COPROD_E_RANGE);
    assert_int_equal(coprod_relative_get(1, 1, 14, 13, NULL, &r), COPROD_E_RANGE);
    assert_int_equal(coprod_relative_get(1, 4294967296u, 1, 13, NULL, &r), COPROD_E_RANGE);
    assert_int_equal(coprod_relative_get(1, 13, 1, 4294967296u, NULL, &r), COPROD_E_RANGE);
    assert_int_equal(coprod_relative_get(1, 13, 1, 13, NULL, NULL), COPROD_E_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_are_those_of_their_definitions),
        cmocka_unit_test(published_limits_are_met),
        cmocka_unit_test(nobody_and_all_are_exact),
        cmocka_unit_test(the_size_decides_the_method),
        cmocka_unit_test(nothing_is_not_zero),
        cmocka_unit_test(wrong_limits_are_refused),
        cmocka_unit_test(comparisons_are_those_of_their_definitions),
        cmocka_unit_test(states_say_what_is_missing),
        cmocka_unit_test(a_sample_widens_the_limits),
        cmocka_unit_test(bands_are_exact_at_their_edges),
        cmocka_unit_test(wrong_comparisons_are_refused),
        cmocka_unit_test(ratios_are_those_of_their_definitions),
        cmocka_unit_test(published_exact_tests_are_met),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
