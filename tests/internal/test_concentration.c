/* SPDX-License-Identifier: MIT */
/* Concentration indices of groups and of people: values that were computed at 50 digits by comparing all with all. */
#include "inequality_tools.h"

static void check_figures(const char *name, const coprod_concentration *found, const double wanted[8])
{
    const double all[8] = {found->rci, found->rci_error, found->aci, found->aci_error, found->wagstaff,
                           found->wagstaff_error, found->erreygers, found->erreygers_error};
    for (int i = 0; i < 8; i++)
        check_near(name, all[i], wanted[i], 1e-3);
    check_near(name, found->rci_upper - found->rci, 1.9599639845400542 * found->rci_error, 0);
    check_near(name, found->erreygers - found->erreygers_lower, 1.9599639845400542 * found->erreygers_error, 0);
    assert_true(!found->rci_state && !found->aci_state && !found->wagstaff_state && !found->erreygers_state);
}

static void values_of_groups(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof concentration_values / sizeof *concentration_values; i++) {
        const value_set *set = set_of(concentration_values[i].set);
        const coprod_inequality_groups groups = groups_of(set);
        const coprod_inequality_options options = {.size = sizeof options, .per = set->per};
        coprod_concentration found = {.size = sizeof found};
        assert_int_equal(coprod_concentration_groups(&groups, &options, &found), COPROD_OK);
        check_figures(set->name, &found, concentration_values[i].figures);
    }
}

static void values_of_people(void **state)
{
    const coprod_inequality_options options = {.size = sizeof options, .highest = 10};
    double values[10], places[10], weights[10];
    (void)state;
    for (size_t turn = 0; turn < 10; turn++) { /* the rows in another order each time */
        for (size_t i = 0; i < 10; i++) {
            values[(i * 3 + turn) % 10] = people_rows[i][0];
            places[(i * 3 + turn) % 10] = people_rows[i][1] - 3; /* some below 0 */
            weights[(i * 3 + turn) % 10] = people_rows[i][2];
        }
        for (int weighted = 0; weighted < 2; weighted++) {
            coprod_concentration found = {.size = sizeof found};
            assert_int_equal(coprod_concentration_people(values, places, weighted ? weights : NULL, 10, &options, NULL, &found),
                             COPROD_OK);
            check_figures(weighted ? "weighted" : "people", &found, people_values[weighted]);
        }
    }
}

/* Places of which the first 32 bits of their range tell nothing: a few, and many, beside one that is far away. */
static void places_close_together(void **state)
{
    enum { MOST = 300 };
    static double values[MOST], close[MOST], plain[MOST];
    (void)state;
    for (size_t count = 10; count <= MOST; count += 145) {
        coprod_concentration near = {.size = sizeof near}, far = {.size = sizeof far};
        for (size_t i = 0; i < count; i++) {
            const size_t place = i * 7 % count / 2;
            values[i] = (double)(i * i % 31);
            close[i] = i ? 1 + (double)place * 0x1p-50 : 1e300;
            plain[i] = i ? (double)place : 1000;
        }
        assert_int_equal(coprod_concentration_people(values, close, NULL, count, NULL, NULL, &near), COPROD_OK);
        assert_int_equal(coprod_concentration_people(values, plain, NULL, count, NULL, NULL, &far), COPROD_OK);
        check_near("aci", near.aci, far.aci, 1);
        check_near("error", near.aci_error, far.aci_error, 0);
    }
}

static void states_of_groups(void **state)
{
    static const double rates[] = {0.25, 0.5}, none[] = {0, 0}, ones[] = {1, 1}, below[] = {-2, 1};
    coprod_inequality_groups groups = {sizeof groups, 2, rates, ones, NULL, NULL, NULL};
    coprod_inequality_options options = {.size = sizeof options};
    coprod_concentration found = {.size = sizeof found};
    (void)state;
    assert_int_equal(coprod_concentration_groups(&groups, NULL, &found), COPROD_OK);
    assert_true(found.rci_state == COPROD_INEQUALITY_NO_ERRORS && isnan(found.rci_error));
    assert_true(found.rci == 0.125 / 0.75 * 1 && found.aci == 0.0625 && found.erreygers == 0.25);
    groups.rates = none;
    assert_int_equal(coprod_concentration_groups(&groups, NULL, &found), COPROD_OK);
    assert_true(found.rci_state == COPROD_INEQUALITY_UNDEFINED && isnan(found.rci));
    assert_true(found.aci_state == COPROD_INEQUALITY_NO_ERRORS && found.aci == 0);
    assert_true(found.wagstaff_state == COPROD_INEQUALITY_UNDEFINED && found.erreygers_state == COPROD_INEQUALITY_NO_ERRORS);
    groups.rates = ones;
    assert_int_equal(coprod_concentration_groups(&groups, NULL, &found), COPROD_OK);
    assert_int_equal(found.wagstaff_state, COPROD_INEQUALITY_UNDEFINED);
    groups.rates = below;
    assert_int_equal(coprod_concentration_groups(&groups, NULL, &found), COPROD_E_RANGE);
    options.lowest = -2;
    options.highest = 2;
    assert_int_equal(coprod_concentration_groups(&groups, &options, &found), COPROD_OK);
    check_near("erreygers", found.erreygers, 4 * 0.75 / 4, 0);
    assert_int_equal(found.rci_state, COPROD_INEQUALITY_UNDEFINED);
    groups.rates = rates;
    options.highest = 0.25;
    assert_int_equal(coprod_concentration_groups(&groups, &options, &found), COPROD_E_RANGE);
    assert_int_equal(coprod_concentration_groups(NULL, NULL, &found), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_concentration_groups(&groups, NULL, NULL), COPROD_E_ARGUMENT);
    options.confidence = 2;
    assert_int_equal(coprod_concentration_groups(&groups, &options, &found), COPROD_E_ARGUMENT);
    groups.weights = NULL;
    assert_int_equal(coprod_concentration_groups(&groups, NULL, &found), COPROD_E_ARGUMENT);
    groups.weights = none;
    assert_int_equal(coprod_concentration_groups(&groups, NULL, &found), COPROD_E_RANGE);
    groups.weights = ones;
    CHECK_OUT(coprod_concentration, coprod_concentration_groups(&groups, NULL, out));
}

static void states_of_people(void **state)
{
    static const double values[] = {1, 2, 3}, places[] = {-0.0, 0.0, 1e-300}, none[] = {0, 0, 0}, bad[] = {1, NAN, 2};
    static const double less[] = {1, -1, 1}, some[] = {0, 1, 1}, wide[] = {1.7e308, -1.7e308, 1.7e308};
    static const double huge[] = {1.7e308, 1.7e308}, far[] = {1e200, 2e200, 4e200};
    coprod_inequality_options options = {.size = sizeof options};
    const coprod_allocator wrong = {.size = 1};
    coprod_concentration found = {.size = sizeof found};
    (void)state;
    assert_int_equal(coprod_concentration_people(values, places, NULL, 3, NULL, NULL, &found), COPROD_OK);
    check_near("zeros of both signs are one place", found.aci, 2 * (3.0 - 1.5) * 2 / 9 * 0.5, 0);
    assert_true(found.wagstaff_state == COPROD_INEQUALITY_UNDEFINED && found.erreygers_state == COPROD_INEQUALITY_UNDEFINED);
    assert_int_equal(coprod_concentration_people(values, places, some, 3, NULL, NULL, &found), COPROD_OK);
    assert_true(found.mean == 2.5);
    assert_int_equal(coprod_concentration_people(values, places, NULL, 1, NULL, NULL, &found), COPROD_OK);
    assert_true(found.rci_state == COPROD_INEQUALITY_NO_LIMITS && found.rci == 0);
    assert_int_equal(coprod_concentration_people(values, places, NULL, 0, NULL, NULL, &found), COPROD_E_RANGE);
    assert_int_equal(coprod_concentration_people(values, places, none, 3, NULL, NULL, &found), COPROD_E_RANGE);
    assert_int_equal(coprod_concentration_people(values, places, less, 3, NULL, NULL, &found), COPROD_E_RANGE);
    assert_int_equal(coprod_concentration_people(values, places, bad, 3, NULL, NULL, &found), COPROD_E_RANGE);
    assert_int_equal(coprod_concentration_people(values, bad, NULL, 3, NULL, NULL, &found), COPROD_E_RANGE);
    assert_int_equal(coprod_concentration_people(bad, places, NULL, 3, NULL, NULL, &found), COPROD_E_RANGE);
    assert_int_equal(coprod_concentration_people(values, NULL, NULL, 3, NULL, NULL, &found), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_concentration_people(NULL, places, NULL, 3, NULL, NULL, &found), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_concentration_people(values, places, NULL, 3, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_concentration_people(values, places, NULL, 3, NULL, &wrong, &found), COPROD_E_STRUCT);
    assert_int_equal(coprod_concentration_people(wide, places, NULL, 3, NULL, NULL, &found), COPROD_E_OVERFLOW);
    assert_int_equal(coprod_concentration_people(values, places, wide, 1, NULL, NULL, &found), COPROD_OK);
    assert_int_equal(coprod_concentration_people(values, places, huge, 2, NULL, NULL, &found), COPROD_E_OVERFLOW);
    /* Their mean is a number, the square of their distance from it is none: the error is not known, and not 0. */
    assert_int_equal(coprod_concentration_people(far, places, NULL, 3, NULL, NULL, &found), COPROD_E_OVERFLOW);
    options.highest = 2;
    assert_int_equal(coprod_concentration_people(values, places, NULL, 3, &options, NULL, &found), COPROD_E_RANGE);
    options.best = 7;
    assert_int_equal(coprod_concentration_people(values, places, NULL, 3, &options, NULL, &found), COPROD_E_ARGUMENT);
#if SIZE_MAX > UINT32_MAX
    assert_int_equal(coprod_concentration_people(values, places, NULL, (size_t)UINT32_MAX + 1, NULL, NULL, &found),
                     COPROD_E_LIMIT);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_groups), cmocka_unit_test(values_of_people),
        cmocka_unit_test(states_of_groups), cmocka_unit_test(states_of_people), cmocka_unit_test(places_close_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
