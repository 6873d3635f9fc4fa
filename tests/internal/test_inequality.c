/* SPDX-License-Identifier: MIT */
/* Indices of inequality: values that were computed at 50 digits from their definitions, states, limits, wrong calls. */
#include "inequality_tools.h"

static void values_of_the_definitions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof inequality_values / sizeof *inequality_values; i++) {
        const value_set *set = set_of(inequality_values[i].set);
        const coprod_inequality_groups groups = groups_of(set);
        const coprod_inequality_options options = {.size = sizeof options, .per = set->per};
        coprod_inequality found = {.size = sizeof found};
        char what[64];
        assert_int_equal(coprod_inequality_of(&groups, &options, inequality_values[i].measure, &found), COPROD_OK);
        snprintf(what, sizeof what, "%s of %s", coprod_inequality_measure_name(inequality_values[i].measure), set->name);
        check_near(what, found.estimate, inequality_values[i].estimate, 1e-3);
        if (!isnan(inequality_values[i].error)) {
            check_near(what, found.standard_error, inequality_values[i].error, 0);
            check_near(what, found.lower, inequality_values[i].lower, found.standard_error);
            check_near(what, found.upper, inequality_values[i].upper, found.standard_error);
            assert_int_equal(found.state, COPROD_INEQUALITY_KNOWN);
        } else if (strcmp(set->name, "even")) {
            assert_true(isnan(found.standard_error) && isnan(found.lower) && isnan(found.upper));
            assert_int_not_equal(found.state, COPROD_INEQUALITY_KNOWN);
        }
    }
}

/* The package's own tests hold an estimate of 45.544548 percent with a standard error of 0.10689361, as a fraction. */
static void where_the_reference_package_errs(void **state)
{
    const coprod_inequality_groups groups = groups_of(set_of("peer"));
    const coprod_inequality_options options = {.size = sizeof options, .per = 100};
    coprod_inequality paf = {.size = sizeof paf}, scaled = {.size = sizeof scaled};
    (void)state;
    assert_int_equal(coprod_inequality_of(&groups, &options, COPROD_INEQUALITY_PAF, &paf), COPROD_OK);
    assert_true(fabs(paf.estimate - 45.544548) < 1e-5 && fabs(paf.standard_error - 10.689361) < 1e-5);
    assert_int_equal(paf.reference_group, 4);
    assert_int_equal(coprod_inequality_of(&groups, &options, COPROD_INEQUALITY_MLD, &scaled), COPROD_OK);
    assert_true(scaled.standard_error > 1); /* in thousandths, as the estimate is */
}

static coprod_inequality ask(const coprod_inequality_groups *groups, const coprod_inequality_options *options, int32_t measure)
{
    coprod_inequality found = {.size = sizeof found};
    assert_int_equal(coprod_inequality_of(groups, options, measure, &found), COPROD_OK);
    return found;
}

static void states(void **state)
{
    static const double some[] = {0.25, 0.5, 0.125}, none[] = {0, 0, 0}, below[] = {-1, 2, 3}, zero[] = {0, 0.5, 0.25};
    static const double ones[] = {1, 1, 1}, errors[] = {0.01, 0.01, 0.01}, halves[] = {0.5, 1, 1};
    coprod_inequality_groups groups = {sizeof groups, 3, some, ones, NULL, NULL, NULL};
    coprod_inequality_options options = {.size = sizeof options};
    (void)state;
    for (int32_t m = COPROD_INEQUALITY_BGV; m <= COPROD_INEQUALITY_GINI; m++) {
        const int32_t at = ask(&groups, NULL, m).state;
        assert_int_equal(at, m == COPROD_INEQUALITY_PAF || m == COPROD_INEQUALITY_PAR ? COPROD_INEQUALITY_KNOWN
                                                                                     : COPROD_INEQUALITY_NO_ERRORS);
        assert_true(strlen(coprod_inequality_measure_name(m)) > 0);
    }
    groups.standard_errors = errors;
    groups.rates = none;
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_COV).state, COPROD_INEQUALITY_UNDEFINED);
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_IDISU).state, COPROD_INEQUALITY_UNDEFINED);
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_THEIL).state, COPROD_INEQUALITY_UNDEFINED);
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_R).state, COPROD_INEQUALITY_UNDEFINED);
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_PAF).state, COPROD_INEQUALITY_UNDEFINED);
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_BGSD).state, COPROD_INEQUALITY_NO_LIMITS);
    groups.rates = below;
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_MLD).state, COPROD_INEQUALITY_UNDEFINED);
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_GINI).state, COPROD_INEQUALITY_UNDEFINED);
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_R).state, COPROD_INEQUALITY_UNDEFINED);
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_PAF).state, COPROD_INEQUALITY_NO_LIMITS);
    groups.rates = zero;
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_MLD).state, COPROD_INEQUALITY_INFINITE);
    assert_true(isnan(ask(&groups, NULL, COPROD_INEQUALITY_KL_REVERSE).estimate));
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_KL).state, COPROD_INEQUALITY_NO_LIMITS);
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_R).state, COPROD_INEQUALITY_UNDEFINED);
    options.best = COPROD_BEST_LOWEST; /* waiting: the worst by the best, and the best is none */
    assert_int_equal(ask(&groups, &options, COPROD_INEQUALITY_R).state, COPROD_INEQUALITY_UNDEFINED);
    assert_int_equal(ask(&groups, &options, COPROD_INEQUALITY_PAF).state, COPROD_INEQUALITY_NO_LIMITS);
    assert_true(ask(&groups, &options, COPROD_INEQUALITY_PAF).estimate == -100);
    options.reference = COPROD_REFERENCE_LAST;
    assert_true(ask(&groups, &options, COPROD_INEQUALITY_D).estimate == -0.25); /* the first is better than the last */
    assert_int_equal(ask(&groups, &options, COPROD_INEQUALITY_R).state, COPROD_INEQUALITY_NO_LIMITS);
    assert_true(ask(&groups, &options, COPROD_INEQUALITY_R).estimate == 0);
    groups.rates = some;
    groups.weights = halves;
    assert_int_equal(ask(&groups, NULL, COPROD_INEQUALITY_PAF).state, COPROD_INEQUALITY_NO_LIMITS);
    options.best = COPROD_BEST_HIGHEST;
    assert_int_equal(ask(&groups, &options, COPROD_INEQUALITY_PAF).state, COPROD_INEQUALITY_FLOORED);
    assert_true(ask(&groups, &options, COPROD_INEQUALITY_PAR).estimate == 0);
    for (int32_t s = COPROD_INEQUALITY_NO_ERRORS; s <= COPROD_INEQUALITY_NOT_FITTED; s++)
        assert_true(strlen(coprod_inequality_state_name(s)) > 0);
    assert_string_equal(coprod_inequality_state_name(COPROD_INEQUALITY_KNOWN), "");
    assert_string_equal(coprod_inequality_state_name(99), "");
    assert_string_equal(coprod_inequality_measure_name(0), "");
    assert_string_equal(coprod_inequality_measure_name(COPROD_INEQUALITY_GINI + 1), "");
}

static void references(void **state)
{
    static const double rates[] = {4, 2, 8, 8, 1}, ones[] = {1, 1, 1, 1, 1}, errors[] = {1, 1, 1, 1, 1};
    const coprod_inequality_groups groups = {sizeof groups, 5, rates, ones, errors, NULL, NULL};
    const coprod_inequality_groups one = {sizeof groups, 1, rates, ones, errors, NULL, NULL};
    coprod_inequality_options options = {.size = sizeof options};
    coprod_inequality found = ask(&groups, &options, COPROD_INEQUALITY_D);
    (void)state;
    assert_true(found.estimate == 7 && found.reference_group == 2 && found.other_group == 4);
    check_near("mdru", ask(&groups, &options, COPROD_INEQUALITY_MDRU).estimate, 17 / 5.0, 0);
    options.reference = COPROD_REFERENCE_GROUP;
    options.reference_group = 4;
    found = ask(&groups, &options, COPROD_INEQUALITY_R);
    assert_true(found.estimate == 0.5 && found.reference_group == 4 && found.other_group == 1);
    check_near("mdrw", ask(&groups, &options, COPROD_INEQUALITY_MDRW).estimate, 18 / 5.0, 0);
    options.reference_group = 0;
    options.best = COPROD_BEST_LOWEST;
    found = ask(&groups, &options, COPROD_INEQUALITY_D);
    assert_true(found.estimate == 4 && found.other_group == 2);
    assert_true(ask(&groups, &options, COPROD_INEQUALITY_MDBU).reference_group == 4);
    options = (coprod_inequality_options){.size = sizeof options};
    found = ask(&one, &options, COPROD_INEQUALITY_R);
    assert_true(found.estimate == 1 && found.standard_error == 0 && found.lower == 1);
    assert_true(ask(&one, &options, COPROD_INEQUALITY_D).standard_error == 0);
    options.reference = COPROD_REFERENCE_GROUP;
    options.reference_group = 1;
    assert_int_equal(coprod_inequality_of(&one, &options, COPROD_INEQUALITY_BGV, &found), COPROD_E_RANGE);
}

static void errors_of_counts(void **state)
{
    static const uint64_t counts[] = {4, 9}, people[] = {100, 300}, more[] = {4, 301};
    coprod_inequality_groups groups = {sizeof groups, 2, NULL, NULL, NULL, counts, people};
    coprod_inequality_options options = {.size = sizeof options, .confidence = 0.5, .per = 100};
    coprod_inequality found = ask(&groups, &options, COPROD_INEQUALITY_D);
    (void)state;
    assert_true(fabs(found.estimate - 1) < 1e-14);
    check_near("binomial", found.standard_error, 100 * sqrt(0.04 * 0.96 / 100 + 0.03 * 0.97 / 300), 0);
    options.errors = COPROD_ERRORS_POISSON;
    found = ask(&groups, &options, COPROD_INEQUALITY_D);
    check_near("Poisson", found.standard_error, sqrt(4 + 1), 0);
    check_near("half", found.upper - found.estimate, 0.67448975019608174 * sqrt(5), 0);
    options.errors = COPROD_ERRORS_NONE;
    assert_int_equal(ask(&groups, &options, COPROD_INEQUALITY_D).state, COPROD_INEQUALITY_NO_ERRORS);
    groups.counts = more;
    assert_int_equal(coprod_inequality_of(&groups, NULL, COPROD_INEQUALITY_D, &found), COPROD_E_RANGE);
    options.errors = COPROD_ERRORS_POISSON;
    assert_int_equal(ask(&groups, &options, COPROD_INEQUALITY_D).state, COPROD_INEQUALITY_KNOWN);
}

static coprod_status of(const coprod_inequality_groups *groups, const coprod_inequality_options *options)
{
    coprod_inequality found = {.size = sizeof found};
    coprod_status status = coprod_inequality_of(groups, options, COPROD_INEQUALITY_BGV, &found);
    assert_true(status == COPROD_OK || (found.estimate == 0 && found.state == 0));
    return status;
}

static void wrong_numbers(void **state)
{
    static const double good[] = {1, 2}, bad[][2] = {{1, NAN}, {INFINITY, 1}, {1, -1}, {1, 0}}, huge[] = {1.5e308, 1.5e308};
    static const double wide[] = {1.5e308, -1.5e308};
    static const uint64_t people[] = {3, 4}, none[] = {3, 0}, many[] = {3, UINT64_C(4294967296)};
    const coprod_inequality_groups right = {sizeof right, 2, good, good, good, NULL, NULL};
    coprod_inequality_groups groups;
    (void)state;
    assert_int_equal(of(&right, NULL), COPROD_OK);
    for (size_t i = 0; i < 4; i++) {
        groups = right, groups.rates = bad[i];
        assert_int_equal(of(&groups, NULL), i < 2 ? COPROD_E_RANGE : COPROD_OK);
        groups = right, groups.weights = bad[i];
        assert_int_equal(of(&groups, NULL), COPROD_E_RANGE);
        groups = right, groups.standard_errors = bad[i];
        assert_int_equal(of(&groups, NULL), i < 3 ? COPROD_E_RANGE : COPROD_OK);
    }
    groups = right, groups.count = 0;
    assert_int_equal(of(&groups, NULL), COPROD_E_RANGE);
    groups = right, groups.weights = NULL;
    assert_int_equal(of(&groups, NULL), COPROD_E_ARGUMENT);
    groups.populations = people;
    assert_int_equal(of(&groups, NULL), COPROD_OK);
    groups.populations = none;
    assert_int_equal(of(&groups, NULL), COPROD_E_RANGE);
    groups.populations = many;
    assert_int_equal(of(&groups, NULL), COPROD_E_RANGE);
    groups = right, groups.counts = people;
    assert_int_equal(of(&groups, NULL), COPROD_E_ARGUMENT);
    groups.rates = NULL;
    assert_int_equal(of(&groups, NULL), COPROD_E_ARGUMENT); /* counts of no populations */
    groups = right, groups.rates = wide;
    assert_int_equal(of(&groups, NULL), COPROD_E_OVERFLOW);
    groups = right, groups.weights = huge;
    assert_int_equal(of(&groups, NULL), COPROD_E_OVERFLOW);
}

static void wrong_calls(void **state)
{
    static const coprod_inequality_options bad[] = {
        {.confidence = 1}, {.confidence = -0.5}, {.confidence = NAN}, {.per = -1}, {.per = INFINITY}, {.lowest = NAN},
        {.highest = INFINITY}, {.lowest = 1}, {.lowest = 1, .highest = 1}, {.best = 2}, {.best = -1}, {.reference = 3},
        {.reference = -1}, {.errors = 3}, {.errors = -1},
    };
    static const double good[] = {1, 2};
    static double many[COPROD_INEQUALITY_GINI_GROUPS + 1];
    const coprod_inequality_groups right = {sizeof right, 2, good, good, good, NULL, NULL};
    coprod_inequality_groups groups = right;
    coprod_inequality found = {.size = sizeof found};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        coprod_inequality_options options = bad[i];
        options.size = sizeof options;
        assert_int_equal(of(&right, &options), COPROD_E_ARGUMENT);
    }
    assert_int_equal(coprod_inequality_of(NULL, NULL, 1, &found), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_inequality_of(&right, NULL, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_inequality_of(&right, NULL, 0, &found), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_inequality_of(&right, NULL, 21, &found), COPROD_E_UNKNOWN);
    for (size_t i = 0; i <= COPROD_INEQUALITY_GINI_GROUPS; i++)
        many[i] = 1;
    groups.count = COPROD_INEQUALITY_GINI_GROUPS + 1;
    groups.rates = groups.weights = groups.standard_errors = many;
    assert_int_equal(coprod_inequality_of(&groups, NULL, COPROD_INEQUALITY_GINI, &found), COPROD_E_LIMIT);
    assert_int_equal(coprod_inequality_of(&groups, NULL, COPROD_INEQUALITY_MLD, &found), COPROD_OK);
    groups = right, groups.size = 8;
    assert_int_equal(of(&groups, NULL), COPROD_E_STRUCT);
    assert_int_equal(of(&right, &(coprod_inequality_options){.size = 8}), COPROD_E_STRUCT);
#if SIZE_MAX > UINT32_MAX
    groups = right, groups.count = (size_t)UINT32_MAX + 1;
    assert_int_equal(of(&groups, NULL), COPROD_E_LIMIT);
#endif
    CHECK_OUT(coprod_inequality, coprod_inequality_of(&right, NULL, 1, out));
    CHECK_EMPTY(coprod_inequality, coprod_inequality_of(&right, NULL, 0, out), COPROD_E_UNKNOWN);
}

static void many_sets(void **state)
{
    static const double rates[] = {1, 2, 4, 0, NAN, 3, 3}, ones[] = {1, 1, 1, 1, 1, 1, 1};
    static const size_t offsets[] = {0, 3, 5, 5, 7}, falls[] = {0, 3, 2}, beyond[] = {0, 8};
    const coprod_inequality_groups groups = {sizeof groups, 7, rates, ones, ones, NULL, NULL};
    double estimate[4], error[4], lower[4], upper[4];
    uint8_t states[4];
    int32_t status[4];
    coprod_inequality_columns columns = {sizeof columns, estimate, error, lower, upper, states, status};
    const coprod_inequality_columns nothing = {.size = sizeof nothing};
    const coprod_inequality_groups part = {sizeof part, 3, rates, ones, ones, NULL, NULL};
    coprod_inequality one;
    (void)state;
    assert_int_equal(coprod_inequality_many(&groups, offsets, 4, NULL, COPROD_INEQUALITY_R, &columns), COPROD_OK);
    one = ask(&part, NULL, COPROD_INEQUALITY_R);
    assert_true(estimate[0] == one.estimate && error[0] == one.standard_error && lower[0] == one.lower
                && upper[0] == one.upper && states[0] == one.state && status[0] == COPROD_OK);
    assert_true(isnan(estimate[1]) && status[1] == COPROD_E_RANGE && states[1] == COPROD_INEQUALITY_UNDEFINED);
    assert_int_equal(status[2], COPROD_E_RANGE); /* no group */
    assert_true(estimate[3] == 1);
    assert_int_equal(coprod_inequality_many(&groups, offsets, 4, NULL, 1, &nothing), COPROD_OK);
    assert_int_equal(coprod_inequality_many(&groups, falls, 2, NULL, 1, &columns), COPROD_E_RANGE);
    assert_int_equal(coprod_inequality_many(&groups, beyond, 1, NULL, 1, &columns), COPROD_E_RANGE);
    assert_int_equal(coprod_inequality_many(&groups, NULL, 1, NULL, 1, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_inequality_many(&groups, offsets, 1, NULL, 99, &columns), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_inequality_many(&groups, offsets, 1, NULL, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_inequality_many(NULL, offsets, 1, NULL, 1, &columns), COPROD_E_ARGUMENT);
    columns.size = 8;
    assert_int_equal(coprod_inequality_many(&groups, offsets, 1, NULL, 1, &columns), COPROD_E_STRUCT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_the_definitions), cmocka_unit_test(where_the_reference_package_errs),
        cmocka_unit_test(states),                    cmocka_unit_test(references),
        cmocka_unit_test(errors_of_counts),          cmocka_unit_test(wrong_numbers),
        cmocka_unit_test(wrong_calls),               cmocka_unit_test(many_sets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
