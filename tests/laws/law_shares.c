/* SPDX-License-Identifier: MIT */
/* Shares of random counts: columns are each row bit for bit, limits hold what they promise, and an exact test is the sum
 * of all its tables. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../internal/inside.h"
#include "special_internal.h"

enum { ROWS = 4000, CASES = 400 };

static uint32_t draw(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 20);
}

/* Mostly small, sometimes of any size, sometimes beyond. */
static uint64_t count_of(uint64_t *seed)
{
    switch (draw(seed) % 8) {
    case 0: return draw(seed);
    case 1: return draw(seed) % 1000000;
    case 2: return draw(seed) % 50 == 0 ? UINT64_C(4294967296) + draw(seed) : 0;
    default: return draw(seed) % 40;
    }
}

typedef struct rows {
    uint64_t k[ROWS], n[ROWS], population[ROWS], denominator[ROWS];
    double a[ROWS], b[ROWS], c[ROWS], d[ROWS], e[ROWS], f[ROWS];
    uint8_t state[ROWS], band[ROWS], difference[ROWS];
} rows;

static rows *random_rows(void)
{
    rows *own = calloc(1, sizeof *own);
    uint64_t seed = UINT64_C(88172645463325252);
    assert_non_null(own);
    for (size_t i = 0; i < ROWS; i++) {
        own->n[i] = count_of(&seed);
        own->k[i] = draw(&seed) % 20 ? own->n[i] ? draw(&seed) % own->n[i] : 0 : count_of(&seed);
        own->denominator[i] = count_of(&seed);
        own->population[i] = draw(&seed) % 20 ? own->denominator[i] ? draw(&seed) % own->denominator[i] : 0 : count_of(&seed);
    }
    return own;
}

static int same(double a, double b)
{
    return !memcmp(&a, &b, sizeof a) || (isnan(a) && isnan(b));
}

static void columns_of_shares_are_each_row(void **state)
{
    rows *own = random_rows();
    const coprod_limits_columns columns = {sizeof columns, own->a, own->b, own->c, own->state}, none = {.size = sizeof none};
    (void)state;
    for (int32_t method = 0; method <= 2; method++) {
        const coprod_limits_options options = {sizeof options, method ? 0.998 : 0, method, 0};
        const size_t count = method == COPROD_LIMITS_CLOPPER_PEARSON ? ROWS / 10 : ROWS;
        assert_int_equal(coprod_share_limits_many(own->k, own->n, count, &options, &columns), COPROD_OK);
        assert_int_equal(coprod_share_limits_many(own->k, own->n, 10, &options, &none), COPROD_OK);
        for (size_t i = 0; i < count; i++) {
            coprod_limits one = {.size = sizeof one};
            const coprod_status status = coprod_share_limits(own->k[i], own->n[i], &options, &one);
            assert_int_equal(own->state[i], status == COPROD_OK ? one.state : COPROD_LIMITS_ROW_WRONG);
            if (status != COPROD_OK)
                one.estimate = one.lower = one.upper = NAN;
            assert_true(same(own->a[i], one.estimate) && same(own->b[i], one.lower) && same(own->c[i], one.upper));
            assert_true(status != COPROD_OK || one.state || (one.lower <= one.estimate && one.estimate <= one.upper));
        }
    }
    assert_int_equal(coprod_share_limits_many(NULL, own->n, 1, NULL, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_share_limits_many(own->k, NULL, 1, NULL, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_share_limits_many(own->k, own->n, 1, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_share_limits_many(NULL, NULL, 0, NULL, &columns), COPROD_OK);
    free(own);
}

static void columns_of_rates_are_each_row(void **state)
{
    static const coprod_limits_options wrong = {sizeof wrong, 2, 0, 0};
    rows *own = random_rows();
    coprod_share_rules *rules = NULL;
    const coprod_limits_columns columns = {sizeof columns, own->a, own->b, own->c, own->state}, none = {.size = sizeof none};
    (void)state;
    assert_int_equal(coprod_share_rules_builtin(NULL, &rules), COPROD_OK);
    for (int32_t method = 0; method <= 5; method += method ? 1 : 3) {
        const coprod_limits_options options = {sizeof options, 0, method, method == 4 ? 100000 : 0};
        const size_t count = method == COPROD_LIMITS_EXACT ? ROWS / 20 : ROWS;
        assert_int_equal(coprod_rate_limits_many(rules, own->k, own->n, count, &options, &columns), COPROD_OK);
        assert_int_equal(coprod_rate_limits_many(rules, own->k, own->n, 10, &options, &none), COPROD_OK);
        for (size_t i = 0; i < count; i++) {
            coprod_limits one = {.size = sizeof one};
            const coprod_status status = coprod_rate_limits(rules, own->k[i], own->n[i], &options, &one);
            assert_int_equal(own->state[i], status == COPROD_OK ? one.state : COPROD_LIMITS_ROW_WRONG);
            if (status != COPROD_OK)
                one.estimate = one.lower = one.upper = NAN;
            assert_true(same(own->a[i], one.estimate) && same(own->b[i], one.lower) && same(own->c[i], one.upper));
        }
    }
    assert_int_equal(coprod_rate_limits_many(NULL, own->k, own->n, 1, NULL, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_rate_limits_many(rules, NULL, own->n, 1, NULL, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_rate_limits_many(rules, own->k, NULL, 1, NULL, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_rate_limits_many(rules, own->k, own->n, 1, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_rate_limits_many(rules, own->k, own->n, 1, &wrong, &columns), COPROD_E_RANGE);
    coprod_share_rules_free(rules);
    free(own);
}

static void check_group(const coprod_share_rules *rules, const rows *own, size_t i)
{
    const coprod_represented group = {sizeof group, own->k[i], own->n[i], own->population[i], own->denominator[i], 0, 0};
    coprod_representation r = {.size = sizeof r};
    int32_t band = 0;
    if (coprod_representation_get(rules, &group, NULL, &r) != COPROD_OK) {
        assert_true(isnan(own->a[i]) && isnan(own->f[i]) && !own->band[i] && !own->difference[i]);
        assert_int_equal(own->state[i], COPROD_REPRESENTATION_ROW_WRONG);
        return;
    }
    assert_int_equal(coprod_share_band_of(rules, 1, group.k, group.n, group.population, group.denominator, &band), COPROD_OK);
    assert_int_equal(own->state[i], r.state);
    assert_int_equal(own->band[i], band);
    assert_int_equal(own->difference[i], r.difference);
    assert_true(same(own->a[i], r.share) && same(own->b[i], r.share_lower) && same(own->c[i], r.share_upper));
    assert_true(same(own->d[i], r.ppr) && same(own->e[i], r.ppr_lower) && same(own->f[i], r.ppr_upper));
    if (r.state == COPROD_REPRESENTATION_KNOWN && r.to_invite && r.to_invite < 1000000) { /* one less would not do */
        const uint64_t k = group.k + r.to_invite, n = group.n + r.to_invite;
        assert_true((double)k * (double)group.denominator >= (double)n * (double)group.population * (1 - 1e-12));
        assert_true((double)(k - 1) * (double)group.denominator < (double)(n - 1) * (double)group.population * (1 + 1e-12));
    }
}

static void columns_of_groups_are_each_group(void **state)
{
    rows *own = random_rows();
    coprod_share_rules *rules = NULL;
    const coprod_representation_columns columns = {sizeof columns, own->a, own->b, own->c, own->d, own->e, own->f, own->band,
                                                   own->difference, own->state}, none = {.size = sizeof none};
    const uint64_t *k = own->k, *n = own->n, *p = own->population, *d = own->denominator;
    (void)state;
    assert_int_equal(coprod_share_rules_builtin(NULL, &rules), COPROD_OK);
    assert_int_equal(coprod_representation_many(rules, 1, k, n, p, d, ROWS, NULL, &columns), COPROD_OK);
    assert_int_equal(coprod_representation_many(rules, 0, k, n, p, d, 10, NULL, &none), COPROD_OK);
    for (size_t i = 0; i < ROWS; i++)
        check_group(rules, own, i);
    assert_int_equal(coprod_representation_many(rules, 2, k, n, p, d, 1, NULL, &columns), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_representation_many(NULL, 0, k, n, p, d, 1, NULL, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_representation_many(rules, 0, k, n, p, d, 1, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_representation_many(rules, 0, NULL, n, p, d, 1, NULL, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_representation_many(rules, 0, k, NULL, p, d, 1, NULL, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_representation_many(rules, 0, k, n, NULL, d, 1, NULL, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_representation_many(rules, 0, k, n, p, NULL, 1, NULL, &columns), COPROD_E_ARGUMENT);
    coprod_share_rules_free(rules);
    free(own);
}

/* Exact limits leave what they promise in the tails, and Wilson's are as far from the share as they say. */
static void limits_hold_what_they_promise(void **state)
{
    static const coprod_limits_options exact = {sizeof exact, 0.9, COPROD_LIMITS_CLOPPER_PEARSON, 0};
    static const coprod_limits_options score = {sizeof score, 0.9, COPROD_LIMITS_WILSON, 0};
    uint64_t seed = 77;
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        const uint64_t n = 2 + draw(&seed) % 5000, k = 1 + draw(&seed) % (n - 1);
        const double kk = (double)k, nn = (double)n, z = coprod__normal_two_sided(0.9);
        coprod_limits l = {.size = sizeof l};
        assert_int_equal(coprod_share_limits(k, n, &exact, &l), COPROD_OK);
        assert_true(fabs(coprod__beta_lower(kk, nn - kk + 1, l.lower) / 0.05 - 1) < 1e-11);
        assert_true(fabs(coprod__beta_upper(kk + 1, nn - kk, l.upper) / 0.05 - 1) < 1e-10);
        assert_int_equal(coprod_share_limits(k, n, &score, &l), COPROD_OK);
        assert_true(fabs((kk / nn - l.lower) / sqrt(l.lower * (1 - l.lower) / nn) / z - 1) < 1e-9);
        assert_true(fabs((l.upper - kk / nn) / sqrt(l.upper * (1 - l.upper) / nn) / z - 1) < 1e-9);
    }
}

/* ln C(n, k) by adding logarithms. */
static double log_choose(uint64_t n, uint64_t k)
{
    double sum = 0;
    for (uint64_t i = 1; i <= k; i++)
        sum += log((double)(n - k + i)) - log((double)i);
    return sum;
}

static void an_exact_test_is_the_sum_of_its_tables(void **state)
{
    uint64_t seed = 99;
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        const uint64_t a = 1 + draw(&seed) % 60, b = 1 + draw(&seed) % 90;
        const uint64_t k = draw(&seed) % (a + 1), k0 = draw(&seed) % (b + 1);
        const uint64_t m = k + k0, low = m > b ? m - b : 0, high = m < a ? m : a;
        const double all = log_choose(a + b, m), own = log_choose(a, k) + log_choose(b, k0);
        coprod_relative r = {.size = sizeof r};
        double p = 0;
        for (uint64_t j = low; j <= high; j++) {
            const double chance = log_choose(a, j) + log_choose(b, m - j);
            if (chance <= own + 1e-7)
                p += exp(chance - all);
        }
        assert_int_equal(coprod_relative_get(k, a, k0, b, NULL, &r), COPROD_OK);
        assert_true(fabs(r.p_value / p - 1) < 1e-10);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_of_shares_are_each_row),
        cmocka_unit_test(columns_of_rates_are_each_row),
        cmocka_unit_test(columns_of_groups_are_each_group),
        cmocka_unit_test(limits_hold_what_they_promise),
        cmocka_unit_test(an_exact_test_is_the_sum_of_its_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
