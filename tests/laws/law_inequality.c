/* SPDX-License-Identifier: MIT */
/* Random groups: no order, unit or scale of populations changes what it must not; a group cut in halves is the same people;
 * columns are each set; people are groups of one; a survey's people may stand in any order. */
#include <float.h>

#include "../internal/inequality_tools.h"

enum { SETS = 400, GROUPS = 12, PEOPLE = 200 };

static uint64_t seed = UINT64_C(88172645463325252);

static uint32_t draw(uint32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 20) % below;
}

static int sets(void)
{
    return getenv("COPROD_QUICK") ? SETS / 8 : SETS;
}

typedef struct drawn {
    double rates[GROUPS + 1], weights[GROUPS + 1], errors[GROUPS + 1];
    size_t count;
} drawn;

/* Rates that differ by more than rounding, in thousandths; sometimes one is 0. */
static drawn draw_set(void)
{
    drawn d = {.count = 1 + draw(GROUPS)};
    for (size_t i = 0; i < d.count; i++) {
        d.rates[i] = (double)(draw(25) ? 1 + draw(999) : 0) / 1024;
        d.weights[i] = 1 + draw(10000);
        d.errors[i] = (double)(1 + draw(99)) / 4096;
    }
    return d;
}

static coprod_inequality_groups groups_in(const drawn *d)
{
    return (coprod_inequality_groups){sizeof(coprod_inequality_groups), d->count, d->rates, d->weights, d->errors, NULL, NULL};
}

static coprod_inequality index_of_set(const drawn *d, int32_t measure, double per)
{
    const coprod_inequality_groups groups = groups_in(d);
    const coprod_inequality_options options = {.size = sizeof options, .per = per};
    coprod_inequality found = {.size = sizeof found};
    assert_int_equal(coprod_inequality_of(&groups, &options, measure, &found), COPROD_OK);
    return found;
}

/* The same state, and figures that agree, once they are multiplied by `unit`. */
static void check_same(const char *law, int32_t measure, const coprod_inequality *a, const coprod_inequality *b, double unit)
{
    char what[80];
    snprintf(what, sizeof what, "%s: %s", law, coprod_inequality_measure_name(measure));
    if (a->state != b->state)
        fail_msg("%s: state %d, was %d", what, (int)b->state, (int)a->state);
    check_near(what, b->estimate, a->estimate * unit, unit); /* near 0 all but rounding cancels */
    check_near(what, b->standard_error, a->standard_error * unit, unit);
    check_near(what, b->lower, a->lower * unit, unit * (1 + a->standard_error));
    check_near(what, b->upper, a->upper * unit, unit * (1 + a->standard_error));
}

static int has_no_unit(int32_t m)
{
    return (m >= COPROD_INEQUALITY_COV && m <= COPROD_INEQUALITY_KL_REVERSE) || m == COPROD_INEQUALITY_R
           || m == COPROD_INEQUALITY_PAF || m == COPROD_INEQUALITY_GINI;
}

static void order_unit_and_scale(void **state)
{
    (void)state;
    for (int n = 0; n < sets(); n++) {
        const drawn d = draw_set();
        drawn turned = d, scaled = d, larger = d;
        for (size_t i = d.count; i-- > 1;) {
            const size_t j = draw((uint32_t)i + 1);
            double kept = turned.rates[i];
            turned.rates[i] = turned.rates[j], turned.rates[j] = kept;
            kept = turned.weights[i], turned.weights[i] = turned.weights[j], turned.weights[j] = kept;
            kept = turned.errors[i], turned.errors[i] = turned.errors[j], turned.errors[j] = kept;
        }
        for (size_t i = 0; i < d.count; i++) {
            scaled.rates[i] *= 1000, scaled.errors[i] *= 1000;
            larger.weights[i] *= 3;
        }
        for (int32_t m = COPROD_INEQUALITY_BGV; m <= COPROD_INEQUALITY_GINI; m++) {
            const coprod_inequality one = index_of_set(&d, m, 1), three = index_of_set(&larger, m, 1);
            coprod_inequality other = index_of_set(&scaled, m, 1000), order = index_of_set(&turned, m, 1);
            check_same("unit", m, &one, &other, has_no_unit(m) ? 1 : m == COPROD_INEQUALITY_BGV ? 1e6 : 1000);
            /* Of equal rates the first is the reference: with other errors and people, but the same estimate. */
            int ties = 0;
            for (size_t i = 0; i < d.count; i++)
                for (size_t j = 0; j < i; j++)
                    ties |= d.rates[i] == d.rates[j];
            if (!ties)
                check_same("order", m, &one, &order, 1);
            if (m != COPROD_INEQUALITY_PAF && m != COPROD_INEQUALITY_PAR)
                check_same("populations", m, &one, &three, 1);
            else
                check_near("populations", three.estimate, one.estimate, 1e-2);
        }
    }
}

/* Indices that are weighted by population do not see where a group ends. */
static void halves_of_a_group(void **state)
{
    static const int32_t weighted[] = {COPROD_INEQUALITY_BGV, COPROD_INEQUALITY_BGSD, COPROD_INEQUALITY_COV,
        COPROD_INEQUALITY_IDISW, COPROD_INEQUALITY_MLD, COPROD_INEQUALITY_THEIL, COPROD_INEQUALITY_KL,
        COPROD_INEQUALITY_KL_REVERSE, COPROD_INEQUALITY_MDBW, COPROD_INEQUALITY_MDMW, COPROD_INEQUALITY_MDRW,
        COPROD_INEQUALITY_D, COPROD_INEQUALITY_R, COPROD_INEQUALITY_PAF, COPROD_INEQUALITY_PAR, COPROD_INEQUALITY_GINI};
    coprod_gradient_rules *rules = NULL;
    (void)state;
    assert_int_equal(coprod_gradient_rules_builtin(NULL, &rules), COPROD_OK);
    for (int n = 0; n < sets(); n++) {
        const drawn d = draw_set();
        const size_t cut = draw((uint32_t)d.count);
        drawn more = d;
        memmove(more.rates + cut + 1, d.rates + cut, (d.count - cut) * sizeof *d.rates);
        memmove(more.weights + cut + 1, d.weights + cut, (d.count - cut) * sizeof *d.weights);
        memmove(more.errors + cut + 1, d.errors + cut, (d.count - cut) * sizeof *d.errors);
        more.weights[cut] = more.weights[cut + 1] = d.weights[cut] / 2;
        more.count++;
        for (size_t i = 0; i < sizeof weighted / sizeof *weighted; i++) {
            const coprod_inequality one = index_of_set(&d, weighted[i], 1), two = index_of_set(&more, weighted[i], 1);
            check_near("halves", two.estimate, one.estimate, 1e-2);
        }
        const coprod_inequality_groups a = groups_in(&d), b = groups_in(&more);
        coprod_concentration ca = {.size = sizeof ca}, cb = {.size = sizeof cb};
        assert_int_equal(coprod_concentration_groups(&a, NULL, &ca), COPROD_OK);
        assert_int_equal(coprod_concentration_groups(&b, NULL, &cb), COPROD_OK);
        check_near("halves", cb.aci, ca.aci, 1e-2); /* in order, halves stand side by side */
    }
    coprod_gradient_rules_free(rules);
}

/* What comes back the other way round has the opposite slope, and the ratio's inverse. */
static void the_other_way_round(void **state)
{
    coprod_gradient_rules *rules = NULL;
    (void)state;
    assert_int_equal(coprod_gradient_rules_builtin(NULL, &rules), COPROD_OK);
    for (int n = 0; n < sets(); n++) {
        const drawn d = draw_set();
        drawn back = d;
        const coprod_inequality_groups a = groups_in(&d), b = groups_in(&back);
        for (size_t i = 0; i < d.count; i++) {
            back.rates[i] = d.rates[d.count - 1 - i];
            back.weights[i] = d.weights[d.count - 1 - i];
            back.errors[i] = d.errors[d.count - 1 - i];
        }
        for (int32_t fit = COPROD_FIT_LINEAR; fit <= COPROD_FIT_LOGISTIC; fit++) {
            const coprod_gradient_options ahead = {.size = sizeof ahead, .fit = fit};
            const coprod_gradient_options turned = {.size = sizeof turned, .fit = fit, .multiplier = -1};
            coprod_gradient one = {.size = sizeof one}, other = {.size = sizeof other};
            assert_int_equal(coprod_gradient_of(rules, &a, &ahead, &one), COPROD_OK);
            assert_int_equal(coprod_gradient_of(rules, &b, &turned, &other), COPROD_OK);
            assert_true(one.sii_state == other.sii_state && one.rii_state == other.rii_state && one.notes == other.notes);
            if (fabs(one.sii) > 1e-3 && fabs(one.rii) < 100) { /* else rounding has its say */
                check_near("sii", other.sii / one.sii, 1, 10);
                check_near("rii", other.rii / one.rii, 1, 1000);
                check_near("upper", other.sii_upper, one.sii_upper, 10);
            }
        }
    }
    coprod_gradient_rules_free(rules);
}

static int same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static void columns_are_each_set(void **state)
{
    static double rates[SETS * GROUPS], weights[SETS * GROUPS], errors[SETS * GROUPS], c[6][SETS];
    static size_t offsets[SETS + 1];
    static uint8_t s[3][SETS];
    static int32_t status[SETS];
    const coprod_inequality_columns columns = {sizeof columns, c[0], c[1], c[2], c[3], s[0], status};
    const coprod_gradient_columns slopes = {sizeof slopes, c[0], c[1], c[2], c[3], c[4], c[5], s[0], s[1], s[2], status};
    coprod_gradient_rules *rules = NULL;
    (void)state;
    assert_int_equal(coprod_gradient_rules_builtin(NULL, &rules), COPROD_OK);
    for (size_t n = 0; n < SETS; n++) {
        const drawn d = draw_set();
        memcpy(rates + offsets[n], d.rates, d.count * sizeof *rates);
        memcpy(weights + offsets[n], d.weights, d.count * sizeof *weights);
        memcpy(errors + offsets[n], d.errors, d.count * sizeof *errors);
        offsets[n + 1] = offsets[n] + d.count;
    }
    const coprod_inequality_groups all = {sizeof all, offsets[SETS], rates, weights, errors, NULL, NULL};
    for (int32_t m = COPROD_INEQUALITY_BGV; m <= COPROD_INEQUALITY_GINI + 1; m++) {
        const int slope = m > COPROD_INEQUALITY_GINI;
        assert_int_equal(slope ? coprod_gradient_many(rules, &all, offsets, SETS, NULL, &slopes)
                               : coprod_inequality_many(&all, offsets, SETS, NULL, m, &columns), COPROD_OK);
        for (size_t n = 0; n < SETS; n++) {
            const size_t at = offsets[n];
            const coprod_inequality_groups own = {sizeof own, offsets[n + 1] - at, rates + at, weights + at, errors + at, NULL,
                                                  NULL};
            coprod_inequality one = {.size = sizeof one};
            coprod_gradient two = {.size = sizeof two};
            assert_int_equal(status[n], COPROD_OK);
            if (slope) {
                assert_int_equal(coprod_gradient_of(rules, &own, NULL, &two), COPROD_OK);
                assert_true(same(two.sii, c[0][n]) && same(two.sii_lower, c[1][n]) && same(two.sii_upper, c[2][n])
                            && same(two.rii, c[3][n]) && same(two.rii_lower, c[4][n]) && same(two.rii_upper, c[5][n])
                            && s[0][n] == two.sii_state && s[1][n] == two.rii_state && s[2][n] == two.notes);
            } else {
                assert_int_equal(coprod_inequality_of(&own, NULL, m, &one), COPROD_OK);
                assert_true(same(one.estimate, c[0][n]) && same(one.standard_error, c[1][n]) && same(one.lower, c[2][n])
                            && same(one.upper, c[3][n]) && s[0][n] == one.state);
            }
        }
    }
    coprod_gradient_rules_free(rules);
}

/* People of a few places are groups of people, whatever the order of their rows. */
static void people_are_groups_of_one(void **state)
{
    (void)state;
    for (int n = 0; n < sets(); n++) {
        double values[PEOPLE], places[PEOPLE], weights[PEOPLE], rates[8] = {0}, people[8] = {0}, moved[3][PEOPLE];
        const size_t count = 20 + draw(PEOPLE - 20);
        const coprod_inequality_options options = {.size = sizeof options, .highest = 1000, .per = 1000};
        coprod_concentration one = {.size = sizeof one}, two = {.size = sizeof two}, groups = {.size = sizeof groups};
        for (size_t i = 0; i < count; i++) {
            const uint32_t place = i < 8 ? (uint32_t)i : draw(8);
            values[i] = 1 + draw(999), places[i] = (double)place * 1e-3 - 0.003, weights[i] = (double)(1 + draw(9)) / 7;
            rates[place] += weights[i] * values[i], people[place] += weights[i];
            moved[0][count - 1 - i] = values[i], moved[1][count - 1 - i] = places[i], moved[2][count - 1 - i] = weights[i];
        }
        for (int g = 0; g < 8; g++)
            rates[g] /= people[g];
        const coprod_inequality_groups in = {sizeof in, 8, rates, people, NULL, NULL, NULL};
        assert_int_equal(coprod_concentration_people(values, places, weights, count, &options, NULL, &one), COPROD_OK);
        assert_int_equal(coprod_concentration_people(moved[0], moved[1], moved[2], count, &options, NULL, &two), COPROD_OK);
        assert_int_equal(coprod_concentration_groups(&in, &options, &groups), COPROD_OK);
        assert_true(fabs(one.aci - two.aci) <= 1e-13 * one.mean && fabs(one.rci - two.rci) <= 1e-13);
        check_near("error", one.rci_error, two.rci_error, 0);
        check_near("aci", groups.aci, one.aci, 100);
        check_near("wagstaff", groups.wagstaff, one.wagstaff, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_unit_and_scale), cmocka_unit_test(halves_of_a_group), cmocka_unit_test(the_other_way_round),
        cmocka_unit_test(columns_are_each_set), cmocka_unit_test(people_are_groups_of_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
