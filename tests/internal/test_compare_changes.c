/* SPDX-License-Identifier: MIT */
/* The smallest session and the shortest journey that two policies pay differently. */
#include "compare_tools.h"

/* Between the two policies with and without a gap: the role without a fee, the gap, and rates close to each other. */
static void durations(void **state)
{
    pair own = compared(gap, closed, NULL, 0, NULL, "2026-05-12");
    (void)state;
    assert_int_equal(own.info.change_count, 3);
    expect_change(&own, 0, "duration v 1: 0 ROLE_UNPAID 1000");
    for (uint32_t i = 1; i < 3; i++) {
        assert_true(change_at(&own, i - 1).at <= change_at(&own, i).at);
        if (change_at(&own, i).id[0] == 'r')
            expect_change(&own, i, "duration r 120: 0 BAND_GAP 1000");
    }
    coprod_comparison_free(own.comparison);
}

/* The smallest minute of an hourly rate, found again by plain arithmetic: half up, n pence an hour. */
static int64_t pence_of(int64_t rate_mpence, int64_t minutes)
{
    return (rate_mpence * minutes + 30000) / 60000;
}

static void rates_close_to_each_other(void **state)
{
    pair own = compared(gap, closed, NULL, 0, NULL, "2026-05-12");
    int64_t minutes = 1;
    uint32_t i = 0;
    (void)state;
    while (pence_of(1385000, minutes) == pence_of(1386000, minutes))
        minutes++;
    while (change_at(&own, i).id[0] != 's')
        i++;
    assert_int_equal(change_at(&own, i).at, minutes);
    assert_int_equal(change_at(&own, i).from_pence, pence_of(1385000, minutes));
    assert_int_equal(change_at(&own, i).to_pence, pence_of(1386000, minutes));
    coprod_comparison_free(own.comparison);
}

/* HMRC counts 10,000 miles of a year at 45p (from 2026-27, known from 21 May: 55p), then 25p; PenCRU 100 miles of each
 * journey at 45p, then 25p; motorcycles 24p, there 9p after 100 miles; bicycles 20p both. */
static void miles(void **state)
{
    pair own = compared("hmrc-amap", "pencru", NULL, 0, NULL, "2026-05-12");
    coprod_policy_change change;
    const coprod_compare_options then = {sizeof then, NULL, day_of("2026-05-12"), 1, day_of("2026-05-20"), 1};
    pair early = {policy_of("hmrc-amap"), policy_of("pencru"), NULL, {sizeof early.info}};
    (void)state;
    assert_int_equal(own.info.change_count, 2);
    expect_change(&own, 0, "distance car 1000: 55 45");
    expect_change(&own, 1, "distance motorcycle 101000: 2424 2409");
    change = change_at(&own, 0);
    assert_string_equal(change.expense, "mileage");
    assert_true(change.engine_cc == -1 && !change.country[0] && !change.fuel[0]);
    coprod_comparison_free(own.comparison);
    assert_int_equal(try_pair(&early, NULL, 0, &then, NULL), COPROD_OK);
    expect_change(&early, 0, "distance car 101000: 4545 4525");
    coprod_comparison_free(early.comparison);
    coprod_policy_free(early.from);
    coprod_policy_free(early.to);
}

/* Limits, rounding, caps and engines make a difference where the rates do not: members of a mileage, its groups, and
 * chapters of the policy, for the two policies. */
typedef struct other_case {
    const char *from[3], *to[3], *expected;
    int32_t engine_cc;
} other_case;

static void run_other(const other_case *one)
{
    char text[2][1024];
    pair own;
    for (size_t side = 0; side < 2; side++) {
        const char *const *parts = side ? one->to : one->from;
        snprintf(text[side], sizeof text[side],
                 "{'expenses': [{'id': 'm', 'label': 'M', 'kind': 'mileage', 'mileage': {'groups': [%s], 'accumulate': "
                 "{'scope': 'tax-year'}%s}}]%s}", parts[1], parts[0], parts[2]);
    }
    own = compared(text[0], text[1], NULL, 0, NULL, "2026-05-12");
    assert_int_equal(own.info.change_count, one->expected != NULL);
    if (one->expected) {
        expect_change(&own, 0, one->expected);
        assert_int_equal(change_at(&own, 0).engine_cc, one->engine_cc);
    }
    json_decref(json_of_object(write_it, own.comparison));
    coprod_comparison_free(own.comparison);
}

static void what_else_differs(void **state)
{
    static const char plain[] = "{'id': 'c', 'vehicles': ['car'], 'bands': [{'value': [{'rate_mpence': 45000, 'per': "
                                "'mile'}]}]}";
    static const char tenths[] = "{'id': 'c', 'vehicles': ['car'], 'bands': [{'value': [{'rate_mpence': 37400, 'per': "
                                 "'mile'}]}]}";
    static const char ended[] = "{'id': 'c', 'vehicles': ['car'], 'bands': [{'to_miles': 30, 'value': [{'rate_mpence': "
                                "45000, 'per': 'mile'}]}]}";
    static const char unknown[] = "{'id': 'c', 'vehicles': ['car'], 'bands': [{'value': []}]}";
    static const char engines[] = "{'id': 'small', 'vehicles': ['car'], 'to_engine_cc': 1500, 'to_inclusive': true, "
                                  "'bands': [{'value': [{'rate_mpence': 45000, 'per': 'mile'}]}]}, {'id': 'large', "
                                  "'vehicles': ['car'], 'from_engine_cc': 1500, 'from_inclusive': false, 'bands': "
                                  "[{'value': [{'rate_mpence': 50000, 'per': 'mile'}]}]}";
    static const char fuels[] = "{'id': 'a', 'vehicles': ['car'], 'fuels': ['diesel'], 'bands': [{'value': "
                                "[{'rate_mpence': 45000, 'per': 'mile'}]}]}, {'id': 'b', 'vehicles': ['car'], 'fuels': "
                                "['electric'], 'bands': [{'to_miles': 4, 'value': [{'rate_mpence': 45000, 'per': "
                                "'mile'}]}, {'value': [{'rate_mpence': 44000, 'per': 'mile'}]}]}";
    static const char cap[] = ", 'caps': [{'id': 'k', 'over': ['m'], 'scope': 'day', 'limit': [{'amount_pence': "
                              "1000}]}]";
    static const other_case cases[] = {
        {{"", plain, ""}, {"", plain, ", 'roles': [{'id': 'r', 'label': 'R', 'payable': false}]"}, NULL, 0},
        {{"", unknown, ""}, {"", unknown, cap}, NULL, 0},
        {{"", unknown, ""}, {"", plain, ""}, "distance car 1000: 0 RATE_UNKNOWN 45", -1},
        {{", 'most_miles': {'miles': 50, 'then': 'hold'}", plain, ""}, {"", plain, ""},
         "distance car 51000: 0 DISTANCE_LIMIT 2295", -1},
        {{"", plain, ", 'claim_rules': {'limits': {'miles': 60, 'then': 'reject'}}"}, {"", plain, ""},
         "distance car 61000: 0 DISTANCE_LIMIT 2745", -1},
        {{"", tenths, ""}, {"", tenths, ", 'rounding': {'mode': 'down'}"}, "distance car 2000: 75 74", -1},
        {{"", plain, ""}, {"", ended, ""}, "distance car 31000: 1395 0 BAND_GAP", -1},
        {{"", plain, ""}, {"", plain, cap}, "distance car 23000: 1035 1000 CAP", -1},
        {{"", engines, ""}, {"", plain, ""}, "distance car 1000: 50 45", 1501},
        {{"", fuels, ""}, {"", plain, ""}, "distance car 5000: 224 225", -1},
        {{", 'round_miles': {'to_milli': 5000, 'mode': 'down'}", plain, ""}, {"", plain, ""},
         "distance car 1000: 0 45", -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        run_other(&cases[i]);
}

/* Which mileage stands for which, and which selectors two groups have in common. */
static void which_mileage(void **state)
{
    static const struct {
        const char *from[3], *to[3], *expected, *country;
    } cases[] = {
        /* the only one of each, under two names */
        {{"m", "", "45000"}, {"n", "", "46000"}, "distance car 1000: 45 46", ""},
        /* a country that both know, one that only one asks for, and none in common */
        {{"m", ", 'countries': ['wales', 'england']", "45000"}, {"m", ", 'countries': ['england']", "46000"},
         "distance car 1000: 45 46", "england"},
        {{"m", "", "45000"}, {"m", ", 'countries': ['england']", "46000"}, "distance car 1000: 45 46", "england"},
        {{"m", ", 'countries': ['wales']", "45000"}, {"m", ", 'countries': ['england']", "46000"}, NULL, ""},
        {{"m", ", 'from_engine_cc': 100, 'from_inclusive': true", "45000"},
         {"m", ", 'to_engine_cc': 100, 'to_inclusive': false", "46000"}, NULL, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[2][1024];
        pair own;
        for (size_t side = 0; side < 2; side++) {
            const char *const *parts = side ? cases[i].to : cases[i].from;
            snprintf(text[side], sizeof text[side],
                     "{'expenses': [{'id': 'bus', 'label': 'B', 'kind': 'actual'}, {'id': '%s', 'label': 'M', 'kind': "
                     "'mileage', 'mileage': {'groups': [{'id': 'c', 'vehicles': ['car', 'car']%s, 'bands': [{'value': "
                     "[{'rate_mpence': %s, 'per': 'mile'}]}]}], 'accumulate': {'scope': "
                     "'none'}}}]}", parts[0], parts[1],
                     parts[2]);
        }
        own = compared(text[0], text[1], NULL, 0, NULL, "2026-05-12");
        assert_int_equal(own.info.change_count, cases[i].expected != NULL);
        if (cases[i].expected) {
            expect_change(&own, 0, cases[i].expected);
            assert_string_equal(change_at(&own, 0).country, cases[i].country);
        }
        json_decref(json_of_object(write_it, own.comparison));
        coprod_comparison_free(own.comparison);
    }
}

static void nothing_to_find(void **state)
{
    pair own = compared("nice", "nice", NULL, 0, NULL, "2026-05-12");
    pair none = compared("nice", "elft", NULL, 0, NULL, NULL);
    pair two = compared("nice", "nice", NULL, 0, "decision-maker=lived-experience-contributor", "2026-05-12");
    (void)state;
    assert_true(!own.info.change_count && own.info.has_on && !own.info.claim_count);
    assert_true(!none.info.change_count && !none.info.has_on);
    assert_int_equal(two.info.change_count, 1);
    expect_change(&two, 0, "duration decision-maker 1: 15000 7500");
    json_decref(json_of_object(write_it, none.comparison));
    coprod_comparison_free(own.comparison);
    coprod_comparison_free(none.comparison);
    coprod_comparison_free(two.comparison);
    coprod_comparison_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(durations),
        cmocka_unit_test(rates_close_to_each_other),
        cmocka_unit_test(miles),
        cmocka_unit_test(what_else_differs),
        cmocka_unit_test(which_mileage),
        cmocka_unit_test(nothing_to_find),
    };
    return TEST_MAIN(tests);
}
