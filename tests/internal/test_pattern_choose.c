/* SPDX-License-Identifier: MIT */
/* Which way gaps are searched for, and what is refused with both numbers. */
#include "pattern_tools.h"

static uint64_t seed = UINT64_C(77002);

static coprod_status engine_of(const coprod_pattern_tally *tally, coprod_pattern_query query, int32_t *engine)
{
    coprod_pattern_gaps *gaps;
    coprod_pattern_gaps_info info = {.size = sizeof info};
    coprod_findings *findings = new_findings();
    char found[200];
    const coprod_status status = coprod_pattern_find(tally, &query, NULL, findings, &gaps);
    *engine = 0;
    if (status == COPROD_OK)
        assert_int_equal(coprod_pattern_gaps_get(gaps, &info), COPROD_OK);
    list_findings(findings, found, sizeof found);
    assert_int_equal(strstr(found, "over-budget") != NULL, status == COPROD_E_LIMIT);
    *engine = info.engine;
    coprod_pattern_gaps_free(gaps);
    coprod_findings_free(findings);
    return status;
}

/* Bitmaps where counters would be too many, or far more than what is asked for; never without a bound of their own. */
static void chooses(void **state)
{
    static const uint32_t two[PATTERN_ATTRIBUTES] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
                                                     2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    static const struct {
        uint32_t attributes, max_level;
        uint64_t max_results, memory_bytes;
        int32_t wanted, chosen;
        coprod_status status;
    } cases[] = {{5, 0, 0, 0, 0, COPROD_PATTERN_DENSE, COPROD_OK},
                 {5, 0, 0, 0, COPROD_PATTERN_BITMAP, COPROD_PATTERN_BITMAP, COPROD_OK},
                 {32, 2, 0, 0, 0, COPROD_PATTERN_BITMAP, COPROD_OK},
                 {32, 0, 3000, 0, 0, COPROD_PATTERN_BITMAP, COPROD_OK},
                 {32, 0, 0, 0, 0, 0, COPROD_E_LIMIT},
                 {32, 2, 0, 0, COPROD_PATTERN_DENSE, 0, COPROD_E_LIMIT},
                 {32, 2, 0, 1000, 0, 0, COPROD_E_LIMIT},
                 {32, 2, 0, 1000, COPROD_PATTERN_BITMAP, 0, COPROD_E_LIMIT},
                 {14, 2, 0, 0, 0, COPROD_PATTERN_BITMAP, COPROD_OK},
                 {14, 13, 0, 0, 0, COPROD_PATTERN_DENSE, COPROD_OK}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_pattern_schema *own = schema_of(cases[i].attributes, two, 0);
        coprod_pattern_tally *tally = pattern_tally(own);
        uint16_t *rows = random_rows(own, 500, &seed);
        const coprod_pattern_query query = {.size = sizeof query, .threshold = 20, .max_level = cases[i].max_level,
                                            .max_results = cases[i].max_results, .engine = cases[i].wanted,
                                            .memory_bytes = cases[i].memory_bytes};
        int32_t engine;
        assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, 500, NULL), COPROD_OK);
        assert_int_equal(engine_of(tally, query, &engine), cases[i].status);
        assert_int_equal(engine, cases[i].chosen);
        coprod_pattern_tally_free(tally);
        coprod_pattern_schema_free(own);
        free(rows);
    }
}

/* A rate is for counters of every pattern only. */
static void no_rates(void **state)
{
    static const uint32_t two[2] = {2, 2};
    coprod_pattern_schema *own = schema_of(2, two, 0);
    coprod_pattern_tally *tally = pattern_tally(own);
    coprod_pattern_people *all = NULL;
    coprod_pattern_query query = {.size = sizeof query, .rate_over = 1, .rate_under = 2,
                                  .engine = COPROD_PATTERN_BITMAP};
    int32_t engine;
    (void)state;
    assert_int_equal(coprod_pattern_people_new(tally, NULL, &all), COPROD_OK);
    query.population = all;
    assert_int_equal(engine_of(tally, query, &engine), COPROD_E_ARGUMENT);
    coprod_pattern_people_free(all);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(chooses), cmocka_unit_test(no_rates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
