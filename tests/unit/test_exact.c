/* SPDX-License-Identifier: MIT */
/* Fractions against 128-bit arithmetic, small ones all of them and large ones up to the last that fits. */
#include "support.h"

#include "exact_internal.h"

__extension__ typedef __int128 wide;

/* Numbers at which something changes. */
static const int64_t edges[] = {0, 1, 2, 3, 7, 60, 1000, 999999, 1000000, 1000001, INT32_MAX - 1, INT32_MAX,
                                (int64_t)INT32_MAX + 1, 3037000499, 3037000500, 4611686018427387903, INT64_MAX - 1,
                                INT64_MAX};
enum { EDGES = sizeof edges / sizeof *edges };

static uint64_t seed = 20260406;

static int64_t draw(void)
{
    int64_t number;
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    number = (int64_t)(seed >> (seed % 63 + 1)); /* of every length */
    return seed >> 62 & 1 ? -number : number;
}

/* A numerator: an edge, with either sign, or the least number of all. */
static int64_t numerator(size_t i)
{
    return i < EDGES ? edges[i] : i < 2 * EDGES ? -edges[i - EDGES] : i == 2 * EDGES ? INT64_MIN : draw();
}

static int64_t denominator(size_t i)
{
    int64_t d = i + 1 < EDGES ? edges[i + 1] : draw();
    return d > 0 ? d : d < 0 ? -d : 1;
}

enum { NUMERATORS = 2 * EDGES + 20, DENOMINATORS = EDGES + 10 };

static wide common(wide a, wide b)
{
    a = a < 0 ? -a : a;
    while (b) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Whether a fraction in lowest terms fits. */
static int fits(wide n, wide d)
{
    wide factor = common(n, d);
    return n / factor <= INT64_MAX && n / factor >= INT64_MIN && d / factor <= INT64_MAX;
}

static int same(coprod__exact found, wide n, wide d)
{
    wide a = common(n, d), b = common(found.n, found.d);
    return found.d > 0 && found.n / b == n / a && found.d / b == d / a;
}

static coprod__exact of(int64_t n, int64_t d)
{
    coprod__exact exact = {n, d};
    return exact;
}

/* --- whole numbers --- */

static void products_and_sums(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUMERATORS; i++)
        for (size_t k = 0; k < NUMERATORS; k++) {
            int64_t a = numerator(i), b = numerator(k), product, sum;
            wide both = (wide)a * b, all = (wide)a + b;
            int product_fits = 1, sum_fits = 1, stays = 0;
            product = coprod__mul(a, b, &product_fits);
            sum = coprod__add(a, b, &sum_fits);
            /* the least number of all has no positive twin, and is refused as a factor */
            if (product_fits)
                assert_true(both == product);
            else
                assert_true(!product && (both > INT64_MAX || both < -INT64_MAX || a == INT64_MIN || b == INT64_MIN));
            assert_int_equal(sum_fits, all <= INT64_MAX && all >= INT64_MIN);
            assert_true(sum == (sum_fits ? all : 0));
            coprod__mul(a, b, &stays);
            coprod__add(a, b, &stays);
            assert_false(stays); /* what did not fit before does not fit now */
        }
}

/* --- fractions --- */

static void small_fractions(void **state)
{
    (void)state;
    for (int64_t a = -12; a <= 12; a++)
        for (int64_t b = 1; b <= 12; b++)
            for (int64_t c = -12; c <= 12; c++)
                for (int64_t d = 1; d <= 12; d++) {
                    coprod__exact x = of(a, b), y = of(c, d), least = coprod__exact_least(x, y);
                    int order = (a * d > c * b) - (a * d < c * b);
                    assert_true(same(coprod__exact_add(x, y), a * d + c * b, b * d));
                    assert_true(same(coprod__exact_sub(x, y), a * d - c * b, b * d));
                    assert_true(same(coprod__exact_times(x, c, d), a * c, b * d));
                    assert_int_equal(coprod__exact_compare(x, y), order);
                    assert_true(same(least, order <= 0 ? a : c, order <= 0 ? b : d));
                }
    assert_true(same(coprod__exact_of(-7), -7, 1));
}

/* What fits in the end is right; what does not fit in the end is no number; in between both may be. */
static void check_pair(coprod__exact x, coprod__exact y)
{
    wide left = (wide)x.n * y.d, right = (wide)y.n * x.d;
    coprod__exact sum = coprod__exact_add(x, y), product = coprod__exact_times(x, y.n, y.d);
    coprod__exact difference = coprod__exact_sub(x, y);
    assert_int_equal(coprod__exact_compare(x, y), (left > right) - (left < right));
    if (sum.d)
        assert_true(same(sum, left + right, (wide)x.d * y.d));
    if (difference.d)
        assert_true(same(difference, left - right, (wide)x.d * y.d));
    if (product.d)
        assert_true(same(product, (wide)x.n * y.n, (wide)x.d * y.d));
    if (!sum.d)
        assert_true(!sum.n);
    if (!fits(left + right, (wide)x.d * y.d))
        assert_false(sum.d);
    if (!fits((wide)x.n * y.n, (wide)x.d * y.d))
        assert_false(product.d);
    /* a product with a fraction in lowest terms is found wherever it fits */
    if (!product.d && x.n > INT64_MIN && y.n > INT64_MIN && common(y.n, y.d) == 1)
        assert_false(fits((wide)x.n * y.n, (wide)x.d * y.d));
}

static void large_fractions(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUMERATORS; i++)
        for (size_t k = 0; k < DENOMINATORS; k++)
            for (size_t m = 0; m < NUMERATORS; m += 3)
                for (size_t o = 0; o < DENOMINATORS; o += 2)
                    check_pair(of(numerator(i), denominator(k)), of(numerator(m), denominator(o)));
    for (int n = 0; n < 200000; n++)
        check_pair(of(draw(), denominator(EDGES)), of(draw(), denominator(EDGES)));
}

static void what_does_not_fit_stays_so(void **state)
{
    const coprod__exact none = {0, 0}, one = {1, 1}, most = {INT64_MAX, 1};
    (void)state;
    assert_false(coprod__exact_add(most, one).d);
    assert_false(coprod__exact_add(none, one).d);
    assert_false(coprod__exact_add(one, none).d);
    assert_false(coprod__exact_add(none, none).d);
    assert_false(coprod__exact_add(none, of(1, 2)).d);
    assert_false(coprod__exact_sub(of(-2, 1), most).d);
    assert_false(coprod__exact_sub(one, of(INT64_MIN, 1)).d);
    assert_false(coprod__exact_sub(none, one).d);
    assert_false(coprod__exact_sub(one, none).d);
    assert_false(coprod__exact_times(none, 1, 1).d);
    assert_false(coprod__exact_times(none, 0, 1).d);
    assert_false(coprod__exact_times(one, 1, 0).d);
    assert_false(coprod__exact_times(one, 1, -1).d);
    assert_false(coprod__exact_times(most, 3, 2).d);
    assert_false(coprod__exact_least(none, one).d);
    assert_false(coprod__exact_least(one, none).d);
    for (int mode = COPROD__HALF_UP; mode <= COPROD__UP; mode++) {
        assert_int_equal(coprod__exact_round(none, 1000, mode), 0);
        assert_int_equal(coprod__exact_round(of(1, 0), 1000, mode), 0);
        assert_int_equal(coprod__exact_round(of(INT64_MIN, 1), 1000, mode), 0);
    }
    assert_int_equal(coprod__exact_compare(none, most), 1); /* it is above all that fits */
    assert_int_equal(coprod__exact_compare(most, none), -1);
    assert_int_equal(coprod__exact_compare(none, none), 0);
}

/* Common factors are taken out where they are needed. */
static void common_factors(void **state)
{
    (void)state;
    assert_true(same(coprod__exact_times(of(INT64_MAX, 7), 7, 3), INT64_MAX, 3));
    assert_true(same(coprod__exact_times(of(0, INT64_MAX), 0, 3), 0, 1));
    assert_true(same(coprod__exact_times(of(0, INT64_MAX), INT64_MAX, INT64_MAX), 0, 1));
    assert_true(same(coprod__exact_add(of(2, 2000003 * (int64_t)2000003), of(1, 2000003)), 2 + 2000003,
                     2000003 * (wide)2000003));
    assert_true(same(coprod__exact_add(of(INT64_MAX, INT64_MAX), of(4611686018427387904, 4611686018427387904)), 2, 1));
    assert_true(same(coprod__exact_add(of(INT64_MIN, 3), of(1, 3)), INT64_MIN + (wide)1, 3));
    assert_true(same(coprod__exact_lowest(of(18, 12)), 3, 2) && coprod__exact_lowest(of(18, 12)).d == 2);
    assert_true(coprod__exact_lowest(of(-7, 1)).n == -7 && coprod__exact_lowest(of(0, 9)).d == 1);
    assert_false(coprod__exact_lowest(of(0, 0)).d);
}

/* --- rounding --- */

/* By the remainder of the division towards zero. */
static wide rounded(wide n, wide d, int mode)
{
    wide size = n < 0 ? -n : n, whole = size / d, rest = size % d;
    int away = mode == COPROD__UP ? rest != 0 : mode == COPROD__HALF_UP ? 2 * rest >= d
               : mode == COPROD__HALF_EVEN ? 2 * rest > d || (2 * rest == d && whole % 2) : 0;
    whole += away;
    return n < 0 ? -whole : whole;
}

static void halves_in_every_mode(void **state)
{
    static const int64_t expected[4][9] = {
        /* -5/2 -3/2 -1/2 -1/3 0 1/3 1/2 3/2 5/2 */
        {-3, -2, -1, 0, 0, 0, 1, 2, 3}, {-2, -2, 0, 0, 0, 0, 0, 2, 2}, {-2, -1, 0, 0, 0, 0, 0, 1, 2},
        {-3, -2, -1, -1, 0, 1, 1, 2, 3}};
    static const coprod__exact numbers[] = {{-5, 2}, {-3, 2}, {-1, 2}, {-1, 3}, {0, 1}, {1, 3}, {1, 2}, {3, 2}, {5, 2}};
    (void)state;
    for (int mode = COPROD__HALF_UP; mode <= COPROD__UP; mode++)
        for (size_t i = 0; i < 9; i++)
            assert_int_equal(coprod__exact_round(numbers[i], 1, mode), expected[mode][i]);
    assert_int_equal(coprod__exact_round(of(34625, 1), 10, COPROD__HALF_UP), 3463);   /* 2.5 h x 13.85 */
    assert_int_equal(coprod__exact_round(of(34625, 1), 10, COPROD__HALF_EVEN), 3462);
    assert_int_equal(coprod__exact_round(of(203360, 1), 500, COPROD__UP), 407);       /* 16 x 12.71, up to 50p */
}

static void every_number_in_every_mode(void **state)
{
    static const int64_t units[] = {1, 2, 3, 10, 1000, 50000, INT32_MAX};
    (void)state;
    for (size_t i = 0; i < NUMERATORS; i++)
        for (size_t k = 0; k < DENOMINATORS; k++)
            for (size_t u = 0; u < sizeof units / sizeof *units; u++)
                for (int mode = COPROD__HALF_UP; mode <= COPROD__UP; mode++) {
                    coprod__exact a = of(numerator(i), denominator(k));
                    wide d = (wide)a.d * units[u];
                    int64_t found = coprod__exact_round(a, units[u], mode);
                    assert_true(found == (a.n == INT64_MIN ? 0 : rounded(a.n, d, mode)));
                }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_and_sums),
        cmocka_unit_test(small_fractions),
        cmocka_unit_test(large_fractions),
        cmocka_unit_test(what_does_not_fit_stays_so),
        cmocka_unit_test(common_factors),
        cmocka_unit_test(halves_in_every_mode),
        cmocka_unit_test(every_number_in_every_mode),
    };
    return TEST_MAIN(tests);
}
