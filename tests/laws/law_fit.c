/* SPDX-License-Identifier: MIT */
/* Random panels beside random populations: exact chances and the null of overlap are those of whole numbers, columns are
 * each row, no order or unit of groups matters, and what is drawn is near what is exact. */
#include "../internal/fit_tools.h"

enum { CASES = 1500, ROWS = 400, DRAWN = 60 };

static uint32_t draw(uint64_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 20) % below;
}

static int cases(int all)
{
    return getenv("COPROD_QUICK") ? all / 8 : all;
}

/* Up to `people` in up to `most` groups, with populations up to `largest`. */
static panel random_panel(uint64_t *seed, uint32_t people, uint32_t most, uint32_t largest)
{
    panel own = {{0}, {0}, 2 + draw(seed, most - 1)};
    const uint32_t n = 1 + draw(seed, people);
    for (size_t g = 0; g < own.groups; g++)
        own.populations[g] = 1 + draw(seed, draw(seed, 3) ? largest : 2);
    for (uint32_t i = 0; i < n; i++)
        own.counts[draw(seed, (uint32_t)own.groups)]++;
    return own;
}

/* --- by whole numbers, which all fit in 64 bits: at most 8 people, 4 groups, populations up to 9 --- */

typedef struct truth {
    uint64_t far[4], all;
    double sum, squares; /* of the overlap, with those weights */
} truth;

static uint64_t power(uint64_t base, uint64_t exponent)
{
    uint64_t value = 1;
    while (exponent--)
        value *= base;
    return value;
}

static uint64_t total_of(const panel *own, const uint64_t *numbers)
{
    uint64_t sum = 0;
    for (size_t g = 0; g < own->groups; g++)
        sum += numbers[g];
    return sum;
}

/* How many of T^n equally likely panels, one person after the other, are this one. */
static uint64_t weight(const panel *own, const uint64_t *k)
{
    uint64_t value = 1, n = 0;
    for (size_t g = 0; g < own->groups; g++)
        for (uint64_t i = 1; i <= k[g]; i++)
            value = value * ++n / i * own->populations[g];
    return value;
}

static uint64_t squares(const panel *own, const uint64_t *k)
{
    uint64_t sum = 0;
    for (size_t g = 0; g < own->groups; g++) {
        uint64_t part = k[g] * k[g];
        for (size_t h = 0; h < own->groups; h++)
            part *= h == g ? 1 : own->populations[h];
        sum += part;
    }
    return sum;
}

/* prod a^a over prod p^a, times prod p^a prod p^b */
static uint64_t powers(const panel *own, const uint64_t *a, const uint64_t *b)
{
    uint64_t value = 1;
    for (size_t g = 0; g < own->groups; g++)
        value *= power(a[g], a[g]) * power(own->populations[g], b[g]);
    return value;
}

static uint64_t shared(const panel *own, const uint64_t *k)
{
    const uint64_t n = total_of(own, k), total = total_of(own, own->populations);
    uint64_t sum = 0;
    for (size_t g = 0; g < own->groups; g++) {
        const uint64_t have = k[g] * total, due = n * own->populations[g];
        sum += have < due ? have : due;
    }
    return sum;
}

static void look(const panel *own, const uint64_t *k, truth *found)
{
    const uint64_t w = weight(own, k), n = total_of(own, k), total = total_of(own, own->populations);
    const double overlap = (double)shared(own, k) / (double)(n * total);
    found->all += w;
    found->far[0] += w <= weight(own, own->counts) ? w : 0;
    found->far[1] += squares(own, k) >= squares(own, own->counts) ? w : 0;
    found->far[2] += powers(own, k, own->counts) >= powers(own, own->counts, k) ? w : 0;
    found->far[3] += shared(own, k) <= shared(own, own->counts) ? w : 0;
    found->sum += (double)w * overlap;
    found->squares += (double)w * overlap * overlap;
}

static void look_at_all(const panel *own, uint64_t *k, size_t g, uint64_t left, truth *found)
{
    if (g + 1 == own->groups) {
        k[g] = left;
        look(own, k, found);
        return;
    }
    for (k[g] = 0; k[g] <= left; k[g]++)
        look_at_all(own, k, g + 1, left - k[g], found);
}

static void by_whole_numbers(void **state)
{
    uint64_t seed = UINT64_C(314159265);
    (void)state;
    for (int i = 0; i < cases(CASES); i++) {
        const panel own = random_panel(&seed, 8, 4, 9);
        uint64_t k[GROUPS], n = total_of(&own, own.counts);
        truth found = {{0}, 0, 0, 0};
        coprod_balance_expected expected = {.size = sizeof expected};
        look_at_all(&own, k, 0, n, &found);
        assert_int_equal(found.all, power(total_of(&own, own.populations), n));
        for (int32_t order = 0; order < 4; order++)
            assert_true(near_to(exact_by(&own, order).p_value, (double)found.far[order] / (double)found.all, 1e-13));
        assert_true(near_to(chance_of(coprod_balance_chance, &own, NULL).p_value,
                            (double)found.far[3] / (double)found.all, 1e-13));
        assert_int_equal(coprod_balance_expect(1, own.populations, own.groups, n, &expected), COPROD_OK);
        const double mean = found.sum / (double)found.all, square = found.squares / (double)found.all - mean * mean;
        assert_true(near_to(expected.mean, mean, 1e-13));
        assert_true(fabs(expected.deviation * expected.deviation - square) < 1e-13);
    }
}

/* --- larger ones --- */

static void halves_are_the_whole(void **state)
{
    uint64_t seed = UINT64_C(271828182);
    (void)state;
    for (int i = 0; i < cases(CASES) / 5; i++) {
        const panel own = random_panel(&seed, 22, 6, i % 2 ? 60 : 4000000000u);
        const double halves = chance_of(coprod_balance_chance, &own, NULL).p_value;
        assert_true(near_to(exact_by(&own, COPROD_FIT_BY_OVERLAP).p_value, halves, 1e-12));
    }
}

static void turn(panel *own)
{
    const uint64_t count = own->counts[0], population = own->populations[0];
    for (size_t g = 1; g < own->groups; g++) {
        own->counts[g - 1] = own->counts[g];
        own->populations[g - 1] = own->populations[g];
    }
    own->counts[own->groups - 1] = count;
    own->populations[own->groups - 1] = population;
}

static void the_same(const panel *a, const panel *b)
{
    const coprod_fit x = fit_of(a), y = fit_of(b);
    coprod_balance_shape s = {.size = sizeof s}, t = {.size = sizeof t};
    const coprod_balance v = balance_of(a), w = balance_of(b);
    assert_true(near_to(x.chi_square, y.chi_square, 1e-13) && near_to(x.g, y.g, 1e-13));
    assert_true(near_to(x.chi_square_p, y.chi_square_p, 1e-11) && near_to(x.effect_v, y.effect_v, 1e-13));
    assert_true(near_to(fabs(x.largest_residual), fabs(y.largest_residual), 1e-13));
    assert_int_equal(x.expected_below_5, y.expected_below_5);
    assert_true(near_to(v.overlap, w.overlap, 1e-14) && v.numerator == w.numerator && v.denominator == w.denominator);
    assert_int_equal(coprod_balance_describe(1, a->counts, a->populations, a->groups, &s), COPROD_OK);
    assert_int_equal(coprod_balance_describe(1, b->counts, b->populations, b->groups, &t), COPROD_OK);
    assert_true(near_to(s.hellinger, t.hellinger, 1e-13) && near_to(s.shannon, t.shannon, 1e-13));
    assert_true(fabs(s.kl_panel - x.g / 2 / (double)x.participants) <= 1e-13 * s.kl_panel);
}

/* Also with a group that is not there, and populations in another unit. */
static void no_order_no_unit(void **state)
{
    uint64_t seed = UINT64_C(161803398);
    (void)state;
    for (int i = 0; i < cases(CASES) / 3; i++) {
        const panel own = random_panel(&seed, 12, 5, 300);
        const coprod_fit_options how = {.size = sizeof how, .draws = 50, .seed = (uint64_t)i, .order = i % 4};
        panel other = own;
        for (size_t turns = 1 + draw(&seed, 4); turns--;)
            turn(&other);
        for (size_t g = 0; g < other.groups; g++)
            other.populations[g] *= 1 + (uint64_t)i;
        other.groups++; /* nobody of nobody */
        the_same(&own, &other);
        assert_true(exact_by(&own, i % 4).p_value == exact_by(&other, i % 4).p_value);
        assert_true(chance_of(coprod_fit_simulate, &own, &how).extreme == chance_of(coprod_fit_simulate, &other, &how).extreme);
    }
}

static void columns_are_each_row(void **state)
{
    static uint64_t counts[ROWS * 5];
    static double x2[ROWS], x2_p[ROWS], g[ROWS], g_p[ROWS], w[ROWS], least[ROWS], overlap[ROWS];
    static uint8_t fit_state[ROWS], overlap_state[ROWS];
    static int32_t status[ROWS];
    const coprod_fit_columns out = {sizeof out, x2, x2_p, g, g_p, w, least, overlap, fit_state, overlap_state, status};
    panel own = {{0}, {61000, 32000, 3000, 2000, 0}, 5};
    uint64_t seed = UINT64_C(141421356);
    (void)state;
    for (size_t i = 0; i < ROWS * 5; i++)
        counts[i] = draw(&seed, 4) && i % 5 < 4 ? draw(&seed, i % 7 ? 50 : 4000000000u) : i % 35 == 4;
    assert_int_equal(coprod_fit_many(1, counts, own.populations, 5, ROWS, &out), COPROD_OK);
    for (size_t row = 0; row < ROWS; row++) {
        memcpy(own.counts, counts + 5 * row, 5 * sizeof *counts);
        const coprod_fit fit = fit_of(&own);
        const coprod_balance balance = balance_of(&own);
        assert_true(fit_state[row] == fit.state && overlap_state[row] == balance.state && status[row] == COPROD_OK);
        assert_true(!memcmp(&x2[row], &fit.chi_square, 8) && !memcmp(&x2_p[row], &fit.chi_square_p, 8));
        assert_true(!memcmp(&g[row], &fit.g, 8) && !memcmp(&g_p[row], &fit.g_p, 8) && !memcmp(&w[row], &fit.effect_w, 8));
        assert_true(!memcmp(&least[row], &fit.least_expected, 8) && !memcmp(&overlap[row], &balance.overlap, 8));
    }
}

/* Within five standard errors each, of which one in 1.7 million is not; the seeds are fixed. */
static void what_is_drawn(void **state)
{
    uint64_t seed = UINT64_C(577215664);
    (void)state;
    for (int i = 0; i < cases(DRAWN); i++) {
        const panel own = random_panel(&seed, 15, 5, 900);
        const coprod_fit_options how = {.size = sizeof how, .draws = 5000, .seed = (uint64_t)i, .order = i % 4};
        const coprod_fit_chance drawn = chance_of(coprod_fit_simulate, &own, &how);
        assert_true(fabs(drawn.p_value - exact_by(&own, i % 4).p_value) <= 5 * drawn.standard_error + 1e-3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_whole_numbers), cmocka_unit_test(halves_are_the_whole), cmocka_unit_test(no_order_no_unit),
        cmocka_unit_test(columns_are_each_row), cmocka_unit_test(what_is_drawn),
    };
    return TEST_MAIN(tests);
}
