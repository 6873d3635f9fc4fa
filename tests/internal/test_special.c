/* SPDX-License-Identifier: MIT */
/* Special functions: within 1e-12 of values at 40 digits, and what they are at the ends. */
#include <float.h>
#include <math.h>

#include "inside.h"
#include "special_internal.h"
#include "special_values.h"

static double call(enum special function, double a, double b, double c)
{
    switch (function) {
    case LG: return coprod__log_gamma(a);
    case NU: return coprod__normal_upper(a);
    case NQ: return coprod__normal_quantile(a);
    case N2: return coprod__normal_two_sided(a);
    case BL: return coprod__beta_lower(a, b, c);
    case BU: return coprod__beta_upper(a, b, c);
    case GL: return coprod__gamma_lower(a, b);
    case GU: return coprod__gamma_upper(a, b);
    case BQ: return coprod__beta_quantile(a, b, c);
    case BUQ: return coprod__beta_upper_quantile(a, b, c);
    case GQ: return coprod__gamma_quantile(a, b);
    case GUQ: return coprod__gamma_upper_quantile(a, b);
    default: return coprod__log_binomial(a, b, c);
    }
}

static void values_are_those_of_many_digits(void **state)
{
    double worst[LB + 1] = {0};
    (void)state;
    for (size_t i = 0; i < sizeof special_values / sizeof *special_values; i++) {
        const double is = call(special_values[i].function, special_values[i].a, special_values[i].b, special_values[i].c);
        const double should = special_values[i].value, miss = fabs(is - should), allowed = 1e-12 * fabs(should);
        if (!(miss <= allowed))
            fail_msg("function %d of %.17g, %.17g, %.17g: %.17g, not %.17g", (int)special_values[i].function,
                     special_values[i].a, special_values[i].b, special_values[i].c, is, should);
        if (should != 0.0 && miss / fabs(should) > worst[special_values[i].function])
            worst[special_values[i].function] = miss / fabs(should);
    }
    for (size_t i = 0; i <= LB; i++)
        print_message("function %zu: at most %.1e off\n", i, worst[i]);
}

/* Pearson and Hartley's tables of the chi-square distribution, as textbooks print them. */
static void the_chi_square_table_is_met(void **state)
{
    static const double table[][3] = {{3.841, 1, 0.05}, {6.635, 1, 0.01}, {5.991, 2, 0.05}, {9.488, 4, 0.05},
                                      {18.307, 10, 0.05}, {43.773, 30, 0.05}, {2.706, 1, 0.10}, {20.090, 8, 0.01}};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_true(fabs(coprod__chi_square_upper(table[i][0], table[i][1]) - table[i][2]) < 5e-5);
    assert_true(fabs(coprod__normal_two_sided(0.95) - 1.959963984540054) < 1e-14);
    assert_true(fabs(coprod__normal_two_sided(0.998) - 3.090232306167814) < 1e-14);
}

static void ends_are_exact(void **state)
{
    (void)state;
    assert_true(coprod__beta_lower(2, 3, 0) == 0 && coprod__beta_lower(2, 3, 1) == 1);
    assert_true(coprod__beta_upper(2, 3, 0) == 1 && coprod__beta_upper(2, 3, 1) == 0);
    assert_true(coprod__gamma_lower(2, 0) == 0 && coprod__gamma_upper(2, 0) == 1);
    assert_true(coprod__gamma_lower(2, 1e6) == 1 && coprod__gamma_upper(2, 1e6) == 0);
    assert_true(coprod__gamma_lower(1e6, 1) == 0 && coprod__beta_lower(1e6, 1e6, 1e-5) == 0);
    assert_true(coprod__beta_upper(1e6, 1e6, 0.99999) == 0);
    assert_true(coprod__normal_quantile(0.5) == 0 && coprod__log_gamma(1) == 0 && coprod__log_gamma(2) == 0);
    assert_true(coprod__log_binomial(0, 0, 0.5) == 0 && coprod__log_binomial(0, 5, 0) == 0);
    assert_true(coprod__log_binomial(5, 5, 1) == 0 && coprod__log_binomial(1, 5, 0) == -INFINITY);
    assert_true(coprod__log_binomial(4, 5, 1) == -INFINITY && coprod__log_binomial(5, 5, 0) == -INFINITY);
}

/* A quantile goes back to its probability, wherever the search begins. */
static void quantiles_go_back(void **state)
{
    static const double shapes[] = {0.5, 1, 2.5, 10, 333, 1e5}, tails[] = {1e-250, 1e-9, 0.01, 0.3, 0.5, 0.7, 0.999};
    (void)state;
    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < 7; j++) {
            const double p = tails[j], x = coprod__gamma_quantile(p, shapes[i]);
            if (x > DBL_MIN) /* else no double is small enough */
                assert_true(fabs(coprod__gamma_lower(shapes[i], x) / p - 1) < 1e-10 * (1 + shapes[i] * 1e-5));
            for (size_t k = 0; k < 6; k++) {
                const double y = coprod__beta_upper_quantile(p, shapes[k], shapes[i]);
                if (y < 0.999)
                    assert_true(fabs(coprod__beta_upper(shapes[k], shapes[i], y) / p - 1) < 1e-9);
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_those_of_many_digits),
        cmocka_unit_test(the_chi_square_table_is_met),
        cmocka_unit_test(ends_are_exact),
        cmocka_unit_test(quantiles_go_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
