/* SPDX-License-Identifier: MIT */
/* Gradients: values that were computed at 50 digits, limits that are none, turned round, notes, rules, quantiles. */
#include "inequality_tools.h"

static coprod_gradient_rules *rules;

static int make_rules(void **state)
{
    (void)state;
    return coprod_gradient_rules_builtin(NULL, &rules) != COPROD_OK;
}

static int free_rules(void **state)
{
    (void)state;
    coprod_gradient_rules_free(rules);
    return 0;
}

static void values_of_the_definitions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof gradient_values / sizeof *gradient_values; i++) {
        const value_set *set = set_of(gradient_values[i].set);
        const coprod_inequality_groups groups = groups_of(set);
        const coprod_gradient_options options = {.size = sizeof options, .per = set->per, .fit = gradient_values[i].fit};
        coprod_gradient found = {.size = sizeof found};
        char what[64];
        const double size = fabs(gradient_values[i].first);
        assert_int_equal(coprod_gradient_of(rules, &groups, &options, &found), COPROD_OK);
        snprintf(what, sizeof what, "fit %d of %s", (int)options.fit, set->name);
        check_near(what, found.sii, gradient_values[i].sii, size);
        check_near(what, found.sii_error, gradient_values[i].error, 0);
        check_near(what, found.sii_lower, gradient_values[i].lower, size);
        check_near(what, found.sii_upper, gradient_values[i].upper, size);
        check_near(what, found.rii, gradient_values[i].rii, 0);
        check_near(what, found.rii_lower, gradient_values[i].rii_lower, 1);
        check_near(what, found.rii_upper, gradient_values[i].rii_upper, 0);
        check_near(what, found.first, gradient_values[i].first, 0);
        assert_int_equal(found.sii_state, COPROD_INEQUALITY_KNOWN);
        assert_int_equal(found.rii_state, isnan(gradient_values[i].rii_lower) ? COPROD_INEQUALITY_UNBOUNDED
                                                                               : COPROD_INEQUALITY_KNOWN);
    }
}

/* healthequal weights each group by the square of its population: 44.44502 in its own tests, where 44.89 is right. */
static void where_the_reference_package_errs(void **state)
{
    const coprod_inequality_groups groups = groups_of(set_of("peer"));
    const coprod_gradient_options options = {.size = sizeof options, .per = 100, .fit = COPROD_FIT_LOGISTIC};
    coprod_gradient found = {.size = sizeof found};
    (void)state;
    assert_int_equal(coprod_gradient_of(rules, &groups, &options, &found), COPROD_OK);
    assert_true(fabs(found.sii - 44.890534) < 1e-6);
}

static coprod_gradient ask(const coprod_inequality_groups *groups, const coprod_gradient_options *options)
{
    coprod_gradient found = {.size = sizeof found};
    assert_int_equal(coprod_gradient_of(rules, groups, options, &found), COPROD_OK);
    return found;
}

static void turned_round(void **state)
{
    static const int32_t fits[] = {COPROD_FIT_LINEAR, COPROD_FIT_LOG, COPROD_FIT_LOGIT, COPROD_FIT_LOGISTIC};
    const value_set *set = set_of("rising");
    const coprod_inequality_groups groups = groups_of(set);
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        coprod_gradient_options options = {.size = sizeof options, .fit = fits[i]};
        const coprod_gradient one = ask(&groups, &options);
        options.multiplier = -1000;
        const coprod_gradient other = ask(&groups, &options);
        check_near("sii", other.sii, -1000 * one.sii, 0);
        check_near("lower", other.sii_lower, -1000 * one.sii_upper, 0);
        check_near("upper", other.sii_upper, -1000 * one.sii_lower, 0);
        check_near("rii", other.rii, 1 / one.rii, 0);
        check_near("rii lower", other.rii_lower, 1 / one.rii_upper, 0);
        check_near("rii upper", other.rii_upper, 1 / one.rii_lower, 0);
        assert_true(other.sii_error > 0);
    }
}

/* The line at the first end may well be 0 or below: what the ratio may be lies outside two numbers, or anywhere. The other
 * way round it is between two. */
static void limits_that_are_not_two_numbers(void **state)
{
    static const double rates[] = {1, 2, 3, 4, 5}, ones[] = {1, 1, 1, 1, 1}, errors[] = {1, 1, 1, 1, 1};
    const coprod_inequality_groups groups = {sizeof groups, 5, rates, ones, errors, NULL, NULL};
    coprod_gradient_options options = {.size = sizeof options};
    coprod_gradient found = ask(&groups, &options);
    (void)state;
    assert_int_equal(found.sii_state, COPROD_INEQUALITY_KNOWN);
    assert_int_equal(found.rii_state, COPROD_INEQUALITY_UNBOUNDED);
    assert_true(fabs(found.rii - 11) < 1e-12 && isnan(found.rii_lower) && isnan(found.rii_upper));
    options.multiplier = -1;
    found = ask(&groups, &options);
    assert_int_equal(found.rii_state, COPROD_INEQUALITY_KNOWN);
    assert_true(found.rii_lower < 0 && found.rii_upper > found.rii);
}

static void states(void **state)
{
    static const double rates[] = {1, 2, 9, 14}, zero[] = {0, 0.5, 0.5, 0.25}, parted[] = {0, 0, 0.5, 1}, all[] = {1, 1, 1, 1};
    static const double none[] = {0, 0, 0, 0}, falls[] = {1, 0.5, 0, 0}, ones[] = {1, 1, 1, 1}, cliff[] = {0, 1, 1, 1};
    static const double two[] = {0.25, 0.5}, below[] = {-1, 0.5, 0.25, 0.5}, ends[] = {0, 1, 0, 1};
    static const double tiny[] = {1e-200, 3e-200, 2e-200, 4e-200};
    coprod_inequality_groups groups = {sizeof groups, 4, rates, ones, NULL, NULL, NULL};
    coprod_gradient_options options = {.size = sizeof options};
    coprod_gradient found = ask(&groups, &options);
    (void)state;
    assert_int_equal(found.sii_state, COPROD_INEQUALITY_NO_ERRORS);
    assert_int_equal(found.rii_state, COPROD_INEQUALITY_UNDEFINED); /* the line begins below 0 */
    assert_true(found.notes & COPROD_GRADIENT_BELOW_ZERO && found.first < 0 && isnan(found.rii));
    options.multiplier = -1;
    assert_int_equal(ask(&groups, &options).rii_state, COPROD_INEQUALITY_UNDEFINED);
    options.multiplier = 0;
    for (int32_t fit = COPROD_FIT_LOG; fit <= COPROD_FIT_LOGIT; fit++) {
        options.fit = fit;
        groups.rates = zero;
        assert_int_equal(ask(&groups, &options).sii_state, COPROD_INEQUALITY_UNDEFINED);
        groups.rates = all;
        assert_int_equal(ask(&groups, &options).sii_state, fit == COPROD_FIT_LOG ? COPROD_INEQUALITY_NO_ERRORS
                                                                                : COPROD_INEQUALITY_UNDEFINED);
    }
    options.fit = COPROD_FIT_LOGISTIC;
    groups.rates = zero;
    assert_int_equal(ask(&groups, &options).sii_state, COPROD_INEQUALITY_KNOWN);
    groups.rates = ends; /* far from parted, although each group is at an end */
    assert_int_equal(ask(&groups, &options).sii_state, COPROD_INEQUALITY_KNOWN);
    const double *const without[] = {parted, all, none, falls, cliff};
    for (size_t i = 0; i < 5; i++) {
        groups.rates = without[i];
        assert_int_equal(ask(&groups, &options).sii_state, COPROD_INEQUALITY_NOT_FITTED);
        assert_int_equal(ask(&groups, &options).rii_state, COPROD_INEQUALITY_NOT_FITTED);
    }
    groups.rates = tiny; /* so far from a half that the curve has no measurable bend */
    assert_int_equal(ask(&groups, &options).sii_state, COPROD_INEQUALITY_NOT_FITTED);
    groups.rates = below;
    assert_int_equal(ask(&groups, &options).sii_state, COPROD_INEQUALITY_UNDEFINED);
    groups.rates = two;
    groups.count = 2;
    assert_int_equal(ask(&groups, &options).sii_state, COPROD_INEQUALITY_NO_LIMITS);
    groups.count = 1;
    assert_int_equal(ask(&groups, &options).sii_state, COPROD_INEQUALITY_UNDEFINED);
    assert_true(isnan(ask(&groups, NULL).explained));
}

/* PHE's standard errors are those of the logarithm, or of the log odds. */
static void scales_of_errors(void **state)
{
    static const double rates[] = {0.25, 0.5, 0.625, 0.75, 0.875}, ones[] = {1, 1, 1, 1, 1};
    double plain[5], of_log[5], of_odds[5];
    coprod_inequality_groups groups = {sizeof groups, 5, rates, ones, plain, NULL, NULL};
    (void)state;
    for (int i = 0; i < 5; i++) {
        plain[i] = 0.03;
        of_log[i] = plain[i] / rates[i];
        of_odds[i] = plain[i] / (rates[i] * (1 - rates[i]));
    }
    for (int32_t fit = COPROD_FIT_LINEAR; fit <= COPROD_FIT_LOGIT; fit++) {
        coprod_gradient_options options = {.size = sizeof options, .fit = fit};
        groups.standard_errors = plain;
        const double wanted = ask(&groups, &options).sii_error;
        groups.standard_errors = of_log;
        options.scale = COPROD_SCALE_LOG;
        check_near("log", ask(&groups, &options).sii_error, wanted, 0);
        groups.standard_errors = of_odds;
        options.scale = COPROD_SCALE_LOGIT;
        check_near("logit", ask(&groups, &options).sii_error, wanted, 0);
    }
}

static void notes(void **state)
{
    static double rates[101], ones[101];
    const double bend[] = {1, 4, 5, 4, 1}, wave[] = {5, 1, 5, 2, 4};
    coprod_inequality_groups groups = {sizeof groups, 101, rates, ones, NULL, NULL, NULL};
    (void)state;
    for (int i = 0; i < 101; i++)
        rates[i] = 10 + i, ones[i] = 1;
    assert_int_equal(ask(&groups, NULL).notes, COPROD_GRADIENT_MANY_GROUPS | COPROD_GRADIENT_TOO_MANY);
    assert_true(fabs(ask(&groups, NULL).explained - 1) < 1e-12);
    groups.count = 11;
    assert_int_equal(ask(&groups, NULL).notes, COPROD_GRADIENT_MANY_GROUPS);
    groups.count = 5;
    assert_int_equal(ask(&groups, NULL).notes, 0);
    groups.count = 4;
    assert_int_equal(ask(&groups, NULL).notes, COPROD_GRADIENT_FEW_GROUPS);
    groups.count = 5;
    groups.rates = bend;
    assert_int_equal(ask(&groups, NULL).notes, COPROD_GRADIENT_TURNS);
    assert_true(fabs(ask(&groups, NULL).sii) < 1e-14);
    groups.rates = wave;
    assert_int_equal(ask(&groups, NULL).notes, COPROD_GRADIENT_TURNS);
    groups.rates = ones;
    assert_true(isnan(ask(&groups, NULL).explained));
    assert_int_equal(ask(&groups, NULL).notes, 0);
}

static void many_sets(void **state)
{
    static const double rates[] = {1, 2, 4, NAN, 5, 3, 3}, ones[] = {1, 1, 1, 1, 1, 1, 1};
    static const size_t offsets[] = {0, 3, 5, 7}, falls[] = {0, 3, 2};
    const coprod_inequality_groups groups = {sizeof groups, 7, rates, ones, ones, NULL, NULL};
    const coprod_inequality_groups part = {sizeof part, 3, rates, ones, ones, NULL, NULL};
    double c[6][3];
    uint8_t s[3][3];
    int32_t status[3];
    coprod_gradient_columns columns = {sizeof columns, c[0], c[1], c[2], c[3], c[4], c[5], s[0], s[1], s[2], status};
    const coprod_gradient_columns nothing = {.size = sizeof nothing};
    const coprod_gradient one = ask(&part, NULL);
    (void)state;
    assert_int_equal(coprod_gradient_many(rules, &groups, offsets, 3, NULL, &columns), COPROD_OK);
    assert_true(c[0][0] == one.sii && c[1][0] == one.sii_lower && c[2][0] == one.sii_upper && c[3][0] == one.rii);
    assert_true(s[0][0] == one.sii_state && s[1][0] == one.rii_state && s[2][0] == one.notes && status[0] == COPROD_OK);
    assert_true(isnan(c[0][1]) && status[1] == COPROD_E_RANGE && s[0][1] == COPROD_INEQUALITY_UNDEFINED);
    assert_true(c[0][2] == 0 && c[3][2] == 1 && s[1][2] == COPROD_INEQUALITY_UNBOUNDED && isnan(c[4][2]));
    assert_int_equal(coprod_gradient_many(rules, &groups, offsets, 3, NULL, &nothing), COPROD_OK);
    assert_int_equal(coprod_gradient_many(rules, &groups, falls, 2, NULL, &columns), COPROD_E_RANGE);
    assert_int_equal(coprod_gradient_many(rules, &groups, NULL, 2, NULL, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_gradient_many(NULL, &groups, offsets, 2, NULL, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_gradient_many(rules, NULL, offsets, 2, NULL, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_gradient_many(rules, &groups, offsets, 2, NULL, NULL), COPROD_E_ARGUMENT);
}

/* Limits beyond a double are not limits of nothing: the sum of the squares of such errors is no number. */
static void errors_beyond_a_double(void **state)
{
    static const double rates[] = {0.1, 0.2}, ones[] = {1, 1}, errors[] = {1e200, 1e200};
    const coprod_inequality_groups groups = {sizeof groups, 2, rates, ones, errors, NULL, NULL};
    (void)state;
    for (int32_t fit = COPROD_FIT_LINEAR; fit <= COPROD_FIT_LOGIT; fit++) {
        const coprod_gradient_options options = {.size = sizeof options, .fit = fit};
        coprod_gradient found = {.size = sizeof found};
        assert_int_equal(coprod_gradient_of(rules, &groups, &options, &found), COPROD_E_OVERFLOW);
    }
}

static void wrong_calls(void **state)
{
    static const coprod_gradient_options bad[] = {{.confidence = 2}, {.per = -1}, {.multiplier = NAN}, {.fit = 4},
        {.fit = -1}, {.scale = 3}, {.scale = -1}, {.errors = 3}, {.errors = -1}, {.reserved = 1}};
    static const double good[] = {1, 2}, wide[] = {1e308, -1e308};
    const coprod_inequality_groups right = {sizeof right, 2, good, good, good, NULL, NULL};
    coprod_inequality_groups wrong = right;
    coprod_gradient found = {.size = sizeof found};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        coprod_gradient_options options = bad[i];
        options.size = sizeof options;
        assert_int_equal(coprod_gradient_of(rules, &right, &options, &found), COPROD_E_ARGUMENT);
    }
    assert_int_equal(coprod_gradient_of(NULL, &right, NULL, &found), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_gradient_of(rules, NULL, NULL, &found), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_gradient_of(rules, &right, NULL, NULL), COPROD_E_ARGUMENT);
    wrong.rates = wide;
    assert_int_equal(coprod_gradient_of(rules, &wrong, NULL, &found), COPROD_E_OVERFLOW);
    wrong.count = 0;
    assert_int_equal(coprod_gradient_of(rules, &wrong, NULL, &found), COPROD_E_RANGE);
    assert_int_equal(coprod_gradient_of(rules, &right, &(coprod_gradient_options){.size = 8}, &found), COPROD_E_STRUCT);
    CHECK_OUT(coprod_gradient, coprod_gradient_of(rules, &right, NULL, out));
    CHECK_OUT(coprod_gradient_rules_info, coprod_gradient_rules_get(rules, out));
}

/* Ranks of England's 32,844 areas of 2019: the rules part ways at the first cut already. */
static void quantiles(void **state)
{
    static const uint64_t ranks[] = {1, 3284, 3285, 32844, 0, 32845, UINT64_MAX};
    static const uint32_t by_floor[] = {1, 1, 1, 10, 0, 0, 0}, by_ceiling[] = {1, 1, 2, 10, 0, 0, 0};
    uint32_t found[7];
    (void)state;
    assert_int_equal(coprod_gradient_quantiles(COPROD_QUANTILE_FLOOR, ranks, 7, 32844, 10, found), COPROD_OK);
    assert_memory_equal(found, by_floor, sizeof found);
    assert_int_equal(coprod_gradient_quantiles(COPROD_QUANTILE_CEILING, ranks, 7, 32844, 10, found), COPROD_OK);
    assert_memory_equal(found, by_ceiling, sizeof found);
    assert_int_equal(coprod_gradient_quantiles(0, ranks, 4, UINT32_MAX, UINT32_MAX, found), COPROD_OK);
    assert_int_equal(found[3], 32844);
    assert_int_equal(coprod_gradient_quantiles(2, ranks, 7, 32844, 10, found), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_gradient_quantiles(-1, ranks, 7, 32844, 10, found), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_gradient_quantiles(0, NULL, 7, 32844, 10, found), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_gradient_quantiles(0, ranks, 7, 32844, 10, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_gradient_quantiles(0, ranks, 7, 0, 10, found), COPROD_E_RANGE);
    assert_int_equal(coprod_gradient_quantiles(0, ranks, 7, UINT64_C(4294967296), 10, found), COPROD_E_RANGE);
    assert_int_equal(coprod_gradient_quantiles(0, ranks, 7, 32844, 0, found), COPROD_E_RANGE);
}

static void rules_of_others(void **state)
{
    static const struct {
        const char *document;
        const char *found;
    } cases[] = {
        {"{'schema': 'gradient-rules/1', 'id': 'a', 'version': '1', 'title': 'T', 'fewest_groups': 3, 'usual_groups': 3,"
         " 'most_groups': 3, 'told_percent': 0, 'checked': '2026-11'}", "[]"},
        {"{'schema': 'gradient-rules/1', 'id': 'a', 'version': '1', 'title': 'T', 'fewest_groups': 1, 'usual_groups': 5,"
         " 'most_groups': 4, 'told_percent': 101, 'checked': 'May', 'more': 1}",
         "['unknown-key /more', 'not-a-date /checked', 'out-of-range /fewest_groups', 'out-of-range /most_groups',"
         " 'out-of-range /told_percent']"},
        {"{}", "['missing-key /schema', 'missing-key /id', 'missing-key /version', 'missing-key /title',"
               " 'missing-key /fewest_groups', 'missing-key /usual_groups', 'missing-key /most_groups',"
               " 'missing-key /told_percent']"},
    };
    coprod_gradient_rules_info info = {.size = sizeof info};
    coprod_gradient_rules *made;
    (void)state;
    assert_int_equal(coprod_gradient_rules_get(rules, &info), COPROD_OK);
    assert_true(info.fewest_groups == 5 && info.usual_groups == 10 && info.most_groups == 100 && info.told_percent == 50);
    assert_int_equal(strlen(info.fingerprint), 64);
    assert_string_equal(info.id, "phe-quantiles");
    assert_non_null(strstr(info.source_title, "phe_sii"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_findings *findings = new_findings();
        json_t *json = json_of(cases[i].document), *expected = json_of(cases[i].found);
        char *text = json_dumps(json, 0);
        assert_int_equal(coprod_gradient_rules_load(text, COPROD_NTS, NULL, findings, &made), status_of(expected));
        check_findings(cases[i].document, findings, expected);
        assert_int_equal(!made, json_array_size(expected) > 0);
        coprod_gradient_rules_free(made);
        coprod_findings_free(findings);
        json_decref(json);
        json_decref(expected);
        free(text);
    }
    assert_int_equal(coprod_gradient_rules_load(NULL, 0, NULL, NULL, &made), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_gradient_rules_load("{}", 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_gradient_rules_load("[", 1, NULL, NULL, &made), COPROD_E_SYNTAX);
    assert_int_equal(coprod_gradient_rules_builtin(&(coprod_allocator){.size = 1}, &made), COPROD_E_STRUCT);
    assert_int_equal(coprod_gradient_rules_get(NULL, &info), COPROD_E_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_the_definitions), cmocka_unit_test(where_the_reference_package_errs),
        cmocka_unit_test(turned_round),              cmocka_unit_test(limits_that_are_not_two_numbers),
        cmocka_unit_test(states),                    cmocka_unit_test(scales_of_errors),
        cmocka_unit_test(notes),                     cmocka_unit_test(many_sets),
        cmocka_unit_test(errors_beyond_a_double),     cmocka_unit_test(wrong_calls),
        cmocka_unit_test(quantiles),
        cmocka_unit_test(rules_of_others),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules) != 0;
}
