/* SPDX-License-Identifier: MIT */
/* Gaps beside their fair share: chances with values of whole numbers, what is not known, columns, JSON, and round numbers. */
#include <math.h>

#include "pattern_tools.h"

#include "pattern_gaps_internal.h"

#include "pattern_share_values.h"

/* An attribute of two values, and as many people of the first one as is said. */
static coprod_pattern_schema *two_values(void)
{
    return schema_of(1, (uint32_t[]){2}, 0);
}

static coprod_pattern_tally *tally_of(const coprod_pattern_schema *schema, uint64_t some, uint64_t all)
{
    const uint64_t weights[] = {some, all - some};
    coprod_pattern_tally *tally = pattern_tally(schema);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, (uint16_t[]){0, 1}, weights, 2, NULL), COPROD_OK);
    return tally;
}

static coprod_pattern_people *people_of(const coprod_pattern_schema *schema, uint64_t some, uint64_t all)
{
    coprod_pattern_tally *tally = tally_of(schema, some, all);
    coprod_pattern_people *people = NULL;
    assert_int_equal(coprod_pattern_people_new(tally, NULL, &people), COPROD_OK);
    coprod_pattern_tally_free(tally);
    return people;
}

/* The gap that has fewer than one more than were counted. */
static coprod_pattern_gaps *gaps_of(const coprod_pattern_tally *tally, uint64_t threshold,
                                    const coprod_pattern_people *people)
{
    const coprod_pattern_query query = {.size = sizeof query, .threshold = threshold, .population = people};
    coprod_pattern_gaps *gaps = NULL;
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    return gaps;
}

/* The number of the gap that names the first value, or of that which names none. */
static size_t gap_of(const coprod_pattern_gaps *gaps)
{
    coprod_pattern_gap gap = {.size = sizeof gap};
    uint16_t code = 1;
    size_t index = 0;
    while (coprod_pattern_gaps_gap(gaps, index, &code, 1, &gap) == COPROD_OK && code == 1)
        index++;
    assert_int_not_equal(code, 1);
    return index;
}

static coprod_pattern_share share_of(uint64_t coverage, uint64_t counted, uint64_t population, uint64_t total)
{
    coprod_pattern_schema *schema = two_values();
    coprod_pattern_tally *tally = tally_of(schema, coverage, counted);
    coprod_pattern_people *people = people_of(schema, population, total);
    coprod_pattern_gaps *gaps = gaps_of(tally, coverage + 1, people);
    coprod_pattern_share share = {.size = sizeof share};
    assert_int_equal(coprod_pattern_gaps_share(gaps, gap_of(gaps), &share), COPROD_OK);
    coprod_pattern_gaps_free(gaps);
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    return share;
}

static void chances(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof share_values / sizeof *share_values; i++) {
        const uint64_t coverage = share_values[i].coverage, people = share_values[i].people;
        const coprod_pattern_share share = share_of(coverage, people, share_values[i].population,
                                                    share_values[i].total);
        const long double fair = (long double)people * share_values[i].population / share_values[i].total;
        assert_int_equal(share.state, COPROD_PATTERN_SHARE_KNOWN);
        assert_int_equal(share.estimated, 0);
        assert_int_equal(share.total, share_values[i].total);
        assert_true(fabsl(share.fair - fair) <= 4e-16L * fair);
        assert_true(fabsl(share.ratio - coverage / fair) <= 1e-15L * (coverage / fair));
        if (!(fabs(share.tail - share_values[i].tail) <= 1e-12 * share_values[i].tail))
            fail_msg("%zu: %.17g for %.17g", i, share.tail, share_values[i].tail);
    }
}

/* The sum of the terms, one after another, for few people. */
static void small_sums(void **state)
{
    uint64_t seed = 7;
    (void)state;
    for (int i = 0; i < 300; i++) {
        const uint32_t people = 1 + draw(&seed, 60), coverage = draw(&seed, people), total = 2 + draw(&seed, 90);
        const uint32_t population = 1 + draw(&seed, total - 1);
        const coprod_pattern_share share = share_of(coverage, people, population, total);
        const long double p = (long double)population / total, odds = p / (1 - p);
        long double term = powl(1 - p, people), sum = term;
        for (uint32_t k = 1; k <= coverage; k++) {
            term *= odds * (people - k + 1) / k;
            sum += term;
        }
        if (!(fabsl(share.tail - sum) <= 1e-12L * sum) || share.tail > 1)
            fail_msg("%d: %.17g for %.17Lg", i, share.tail, sum);
    }
}

/* --- where there is nothing to compare with --- */

static void no_numbers(const coprod_pattern_gaps *gaps, size_t index, int32_t why)
{
    coprod_pattern_share share = {.size = sizeof share};
    assert_int_equal(coprod_pattern_gaps_share(gaps, index, &share), COPROD_OK);
    assert_int_equal(share.state, why);
    assert_true(isnan(share.fair) && isnan(share.ratio) && isnan(share.tail));
}

static void nothing_known(void **state)
{
    coprod_pattern_schema *schema = two_values();
    coprod_pattern_tally *tally = tally_of(schema, 3, 10), *nobody = pattern_tally(schema);
    coprod_pattern_people *none = people_of(schema, 0, 50), *some = people_of(schema, 20, 50), *empty = people_of(schema, 0, 0);
    coprod_pattern_people *possible = NULL;
    coprod_pattern_gaps *gaps = gaps_of(tally, 4, NULL);
    (void)state;
    no_numbers(gaps, 0, COPROD_PATTERN_SHARE_NO_POPULATION);
    coprod_pattern_gaps_free(gaps);
    assert_int_equal(coprod_pattern_people_load("{\"schema\": \"pattern-people/1\", \"impossible\": [{\"a0\": \"1\"}]}",
                                                COPROD_NTS, schema, NULL, NULL, NULL, &possible), COPROD_OK);
    gaps = gaps_of(tally, 4, possible);
    no_numbers(gaps, 0, COPROD_PATTERN_SHARE_NO_POPULATION);
    coprod_pattern_gaps_free(gaps);
    gaps = gaps_of(tally, 4, none);
    no_numbers(gaps, 0, COPROD_PATTERN_SHARE_NOBODY);
    coprod_pattern_gaps_free(gaps);
    gaps = gaps_of(tally, 4, empty);
    no_numbers(gaps, 0, COPROD_PATTERN_SHARE_NOBODY);
    coprod_pattern_gaps_free(gaps);
    gaps = gaps_of(nobody, 1, some);
    no_numbers(gaps, 0, COPROD_PATTERN_SHARE_NOBODY);
    coprod_pattern_gaps_free(gaps);
    coprod_pattern_people_free(none);
    coprod_pattern_people_free(some);
    coprod_pattern_people_free(empty);
    coprod_pattern_people_free(possible);
    coprod_pattern_tally_free(tally);
    coprod_pattern_tally_free(nobody);
    coprod_pattern_schema_free(schema);
}

/* No chance of more than 2^32 - 1; all of the rest. */
static void very_many(void **state)
{
    const uint64_t most = INT64_MAX, edge = UINT32_MAX;
    coprod_pattern_share share = share_of(most / 4, most, most / 2, most);
    (void)state;
    assert_int_equal(share.state, COPROD_PATTERN_SHARE_TOO_MANY);
    assert_true(isnan(share.tail) && fabs(share.ratio - 0.5) < 1e-15 && fabs(share.fair / 0x1p62 - 1) < 1e-15);
    assert_int_equal(share_of(edge / 2, edge + 1, 1, 2).state, COPROD_PATTERN_SHARE_TOO_MANY);
    assert_int_equal(share_of(edge / 2, edge, 1, 2).state, COPROD_PATTERN_SHARE_KNOWN);
}

/* Where everybody lives, all who are counted would be; and of all who were counted as many are there for certain. */
static void all_of_them(void **state)
{
    coprod_pattern_share share = share_of(9, 10, 50, 50);
    (void)state;
    assert_true(share.tail == 0.0 && share.fair == 10.0 && share.ratio == 0.9);
    share = share_of(10, 10, 20, 50); /* the gap is of all, who do not reach the threshold */
    assert_true(share.tail == 1.0 && share.fair == 10.0 && share.ratio == 1.0);
}

/* --- calls --- */

static coprod_pattern_people *parts_of(const coprod_pattern_schema *schema)
{
    coprod_pattern_people *people = NULL;
    assert_int_equal(coprod_pattern_people_load("{\"schema\": \"pattern-people/1\", \"total\": 52000, \"parts\": {\"a0\": "
                                                "{\"0\": 30, \"1\": 70, \"2\": 0}, \"a1\": {\"0\": 1, \"1\": 1}}}",
                                                COPROD_NTS, schema, NULL, NULL, NULL, &people), COPROD_OK);
    return people;
}

/* 40 people: of those of 0 in the first attribute 1, of 1 all others. */
static coprod_pattern_gaps *estimated_gaps(uint64_t publish_from)
{
    coprod_pattern_schema *schema = schema_of(2, (uint32_t[]){3, 2}, 0);
    coprod_pattern_tally *tally = pattern_tally(schema);
    coprod_pattern_people *people = parts_of(schema);
    coprod_pattern_gaps *gaps = NULL;
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 20, .population = people,
                                        .publish_from = publish_from};
    assert_int_equal(coprod_pattern_tally_add_rows(tally, (uint16_t[]){0, 1, 1, 0, 1, 1}, (uint64_t[]){1, 20, 19}, 3,
                                                   NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    return gaps;
}

static void same_numbers(double a, double b)
{
    assert_true(a == b || (isnan(a) && isnan(b)));
}

static void columns(void **state)
{
    coprod_pattern_gaps *gaps = estimated_gaps(0);
    coprod_pattern_gaps_info info = {.size = sizeof info};
    double fair[8], ratio[8], tail[8];
    (void)state;
    assert_int_equal(coprod_pattern_gaps_get(gaps, &info), COPROD_OK);
    assert_int_equal(info.count, 3); /* 0, 2, and of 1 those of 1 in the second attribute */
    assert_int_equal(coprod_pattern_gaps_shares(gaps, 0, 3, fair, ratio, tail), COPROD_OK);
    for (size_t i = 0; i < 3; i++) {
        coprod_pattern_share share = {.size = sizeof share};
        assert_int_equal(coprod_pattern_gaps_share(gaps, i, &share), COPROD_OK);
        assert_int_equal(share.estimated, 1);
        assert_int_equal(share.total, 52000);
        same_numbers(fair[i], share.fair);
        same_numbers(ratio[i], share.ratio);
        same_numbers(tail[i], share.tail);
    }
    assert_true(fair[0] == 12.0 && isnan(fair[1]) && fair[2] == 14.0);
    assert_int_equal(coprod_pattern_gaps_shares(gaps, 2, 1, NULL, ratio, NULL), COPROD_OK);
    assert_true(ratio[0] == 19.0 / 14.0);
    assert_int_equal(coprod_pattern_gaps_shares(gaps, 3, 0, fair, ratio, tail), COPROD_OK);
    assert_int_equal(coprod_pattern_gaps_shares(gaps, 2, 2, fair, ratio, tail), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_gaps_shares(gaps, 4, 0, fair, ratio, tail), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_gaps_shares(NULL, 0, 0, fair, ratio, tail), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_gaps_share(gaps, 3, &(coprod_pattern_share){.size = sizeof(coprod_pattern_share)}),
                     COPROD_E_UNKNOWN);
    CHECK_OUT(coprod_pattern_share, coprod_pattern_gaps_share(gaps, 0, out));
    coprod_pattern_gaps_free(gaps);
}

static json_t *json_from(const coprod_pattern_gaps *gaps, uint64_t publish_from)
{
    char text[4096];
    json_t *found;
    assert_int_equal(coprod_pattern_gaps_json(gaps, publish_from, text, sizeof text, NULL), COPROD_OK);
    found = json_loads(text, 0, NULL);
    assert_non_null(found);
    return found;
}

static void in_json(void **state)
{
    coprod_pattern_gaps *gaps = estimated_gaps(0);
    json_t *found = json_from(gaps, 0), *list = json_object_get(found, "gaps"), *share;
    coprod_pattern_share own = {.size = sizeof own};
    (void)state;
    assert_int_equal(json_integer_value(json_object_get(json_object_get(found, "population"), "total")), 52000);
    assert_true(json_is_true(json_object_get(json_object_get(found, "population"), "estimated")));
    share = json_object_get(json_array_get(list, 0), "share");
    assert_int_equal(coprod_pattern_gaps_share(gaps, 0, &own), COPROD_OK);
    assert_true(json_number_value(json_object_get(share, "fair")) == 12.0);
    assert_true(json_number_value(json_object_get(share, "ratio")) == own.ratio);
    assert_true(json_number_value(json_object_get(share, "chance")) == own.tail);
    assert_true(json_is_null(json_object_get(json_array_get(list, 1), "share")));
    json_decref(found);
    coprod_pattern_gaps_free(gaps);
    gaps = estimated_gaps(10);
    found = json_from(gaps, 10);
    list = json_object_get(found, "gaps");
    assert_int_equal(json_array_size(list), 3);
    assert_null(json_object_get(found, "population"));
    for (size_t i = 0; i < 3; i++)
        assert_null(json_object_get(json_array_get(list, i), "share"));
    json_decref(found);
    coprod_pattern_gaps_free(gaps);
}

/* To two digits, half up. */
static void about(void **state)
{
    static const uint64_t cases[][2] = {{0, 0}, {7, 7}, {99, 99}, {100, 100}, {104, 100}, {105, 110}, {1949, 1900},
                                        {1950, 2000}, {9949, 9900}, {9950, 10000}, {123456, 120000}};
    coprod_pattern_schema *schema = two_values();
    (void)state;
    assert_true(schema->view.band == 5 && schema->view.figures == 2);
    assert_string_equal(schema->view.version, "1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(coprod__gaps_about(schema, cases[i][0]), cases[i][1]);
    coprod_pattern_schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chances),       cmocka_unit_test(small_sums),  cmocka_unit_test(nothing_known),
        cmocka_unit_test(very_many),     cmocka_unit_test(all_of_them), cmocka_unit_test(columns),
        cmocka_unit_test(in_json),       cmocka_unit_test(about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
