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

/* --- both numbers, and whose they are --- */

typedef struct told {
    coprod_status status;
    int32_t severity;
    uint64_t needed, allowed; /* 0: nothing was said, or no number */
    char place[16];
    coprod_pattern_gaps_info info;
    char json[1 << 15];
} told;

static void ask(const coprod_pattern_tally *tally, coprod_pattern_query query, told *own)
{
    coprod_pattern_gaps *gaps = NULL;
    coprod_finding finding = {.size = sizeof finding};
    coprod_findings *findings = new_findings();
    memset(own, 0, sizeof *own);
    own->info.size = sizeof own->info;
    own->status = coprod_pattern_find(tally, &query, NULL, findings, &gaps);
    if (coprod_findings_count(findings)) {
        assert_int_equal(coprod_findings_count(findings), 1);
        assert_int_equal(coprod_findings_get(findings, 0, &finding), COPROD_OK);
        assert_string_equal(finding.code, "over-budget");
        own->needed = strtoull(finding.found, NULL, 10);
        own->allowed = strtoull(finding.expected, NULL, 10);
        own->severity = finding.severity;
        snprintf(own->place, sizeof own->place, "%s", finding.place);
    }
    if (gaps) {
        assert_int_equal(coprod_pattern_gaps_get(gaps, &own->info), COPROD_OK);
        if (query.count_only)
            assert_int_equal(coprod_pattern_gaps_json(gaps, 0, own->json, sizeof own->json, NULL), COPROD_OK);
    }
    coprod_pattern_gaps_free(gaps);
    coprod_findings_free(findings);
}

static coprod_pattern_tally *two_valued(uint32_t attributes, size_t rows, coprod_pattern_schema **schema)
{
    uint32_t two[PATTERN_ATTRIBUTES];
    coprod_pattern_tally *tally;
    uint16_t *codes;
    for (uint32_t a = 0; a < attributes; a++)
        two[a] = 2;
    *schema = schema_of(attributes, two, 0);
    tally = pattern_tally(*schema);
    codes = random_rows(*schema, rows, &seed);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, NULL, rows, NULL), COPROD_OK);
    free(codes);
    return tally;
}

/* The smaller need is told, with its engine; it is enough, and one byte less is not. Each profile that bitmaps are made
 * of is copied: its codes and its weight. */
static void tells_the_smaller_need(void **state)
{
    coprod_pattern_schema *schema;
    coprod_pattern_tally *tally = two_valued(32, 2000, &schema);
    coprod_pattern_tally_info info = {.size = sizeof info};
    coprod_pattern_query query = {.size = sizeof query, .threshold = 20, .max_level = 2, .memory_bytes = 1000};
    static told own;
    (void)state;
    ask(tally, query, &own);
    assert_int_equal(own.status, COPROD_E_LIMIT);
    assert_int_equal(own.severity, COPROD_ERROR);
    assert_string_equal(own.place, "/bitmap");
    assert_int_equal(own.allowed, 1000);
    assert_int_equal(coprod_pattern_tally_get(tally, &info), COPROD_OK);
    assert_true(own.needed > info.profiles * (2 * 32 + 8) && own.needed < 1 << 20);
    query.memory_bytes = own.needed - 1;
    ask(tally, query, &own);
    assert_int_equal(own.status, COPROD_E_LIMIT);
    query.memory_bytes = own.needed;
    ask(tally, query, &own);
    assert_int_equal(own.status, COPROD_OK);
    query.max_level = 0; /* bitmaps are for those who ask for them */
    ask(tally, query, &own);
    assert_string_equal(own.place, "/dense");
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    tally = two_valued(3, 100, &schema);
    query.max_level = 2;
    query.memory_bytes = 10;
    ask(tally, query, &own);
    assert_string_equal(own.place, "/dense");
    assert_true(own.needed < 1000);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* Memory that ends inside of a search ends it at a complete level, with both numbers; with more it goes further. The
 * same for any number of threads. */
static void tells_what_ended_it(void **state)
{
    static told own, more;
    coprod_pattern_schema *schema;
    coprod_pattern_tally *tally = two_valued(13, 2000, &schema);
    coprod_pattern_query query = {.size = sizeof query, .threshold = 100, .max_level = 7, .memory_bytes = 1,
                                  .engine = COPROD_PATTERN_BITMAP};
    uint32_t level = 0, ends = 0;
    (void)state;
    ask(tally, query, &own);
    query.memory_bytes = own.needed;
    for (int i = 0; i < 40 && level < 7; i++) {
        query.count_only = 1;
        query.threads = 1;
        ask(tally, query, &own);
        assert_int_equal(own.status, COPROD_OK);
        assert_true(own.info.complete_level >= level);
        level = own.info.complete_level;
        assert_int_equal(own.info.truncated, level < 7);
        assert_int_equal(own.info.memory_needed, own.needed);
        assert_int_equal(own.severity, level < 7 ? COPROD_WARNING : 0);
        assert_true(level == 7 || (own.needed > query.memory_bytes && own.allowed == query.memory_bytes));
        for (query.threads = 2; query.threads <= 3; query.threads++) {
            ask(tally, query, &more);
            assert_string_equal(own.json, more.json);
        }
        query.count_only = 0;
        ask(tally, query, &more);
        assert_true(more.info.complete_level >= level); /* the list is its answer */
        ends += level < 7;
        own.needed += own.needed / 3; /* which of two that grow is next is not told: not each step is a level */
        query.memory_bytes = own.needed;
    }
    assert_int_equal(level, 7);
    assert_true(ends > 2);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* Tallies that save as the same bytes have the same answer in the same way, and need the same: whether rows still wait
 * to be sorted in, of the same people or of nobody, is not seen. */
static void the_same_however_it_came(void **state)
{
    static const uint32_t nine[7] = {9, 9, 9, 9, 9, 9, 9};
    static told one, other;
    static uint16_t rows[30000 * 7];
    static uint64_t weights[30000];
    coprod_pattern_schema *schema = schema_of(7, nine, 0);
    coprod_pattern_tally *tally = pattern_tally(schema), *loaded = NULL;
    coprod_pattern_query query = {.size = sizeof query, .threshold = 1, .count_only = 1};
    uint8_t *bytes;
    size_t length;
    (void)state;
    for (size_t i = 0; i < 30000; i++) {
        rows[i * 7] = (uint16_t)(i % 9);
        weights[i] = i % 9 != 8;
    }
    assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, weights, 30000, NULL), COPROD_OK);
    bytes = saved(tally, &length);
    assert_int_equal(coprod_pattern_tally_load(bytes, length, schema, NULL, &loaded), COPROD_OK);
    assert_same_tally(tally, loaded);
    for (query.max_level = 1; query.max_level <= 4; query.max_level++) {
        query.memory_bytes = 1;
        ask(tally, query, &one);
        ask(loaded, query, &other);
        assert_int_equal(one.status, COPROD_E_LIMIT);
        assert_int_equal(one.needed, other.needed);
        assert_string_equal(one.place, other.place);
        query.memory_bytes = 0;
        ask(tally, query, &one);
        ask(loaded, query, &other);
        assert_string_equal(one.json, other.json);
    }
    coprod_pattern_tally_free(loaded);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    free(bytes);
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

/* A budget names both numbers; one that is kept is enough. */
static void budgets(void **state)
{
    uint32_t values[32];
    (void)state;
    for (size_t i = 0; i < 32; i++)
        values[i] = 9;
    for (uint32_t attributes = 3; attributes <= 32; attributes += 29) {
        coprod_pattern_schema *schema = schema_of(attributes, values, 0);
        coprod_pattern_tally *tally = pattern_tally(schema);
        coprod_findings *findings = new_findings();
        coprod_finding finding = {.size = sizeof finding};
        coprod_pattern_gaps *gaps = NULL;
        coprod_pattern_query query = {.size = sizeof query, .threshold = 300, .engine = COPROD_PATTERN_DENSE,
                                      .memory_bytes = 2000};
        char text[200];
        assert_int_equal(coprod_pattern_find(tally, &query, NULL, findings, &gaps), COPROD_E_LIMIT);
        assert_int_equal(coprod_findings_get(findings, 0, &finding), COPROD_OK);
        assert_string_equal(finding.code, "over-budget");
        assert_string_equal(finding.expected, "2000");
        /* (1000 + 64 behind) counters of 2 bytes, 10 blocks of 100 with a flag, and their bits in 13 bytes each; of two
         * attributes that make a block 5 masks of 2 words, codes and a level of each pattern; a block's bits twice and 64
         * bytes */
        assert_string_equal(finding.found, attributes == 3 ? "2944" : "more than 9223372036854775807");
        assert_int_equal(coprod_findings_text(findings, 0, NULL, text, sizeof text, NULL), COPROD_OK);
        query.memory_bytes = 2944;
        if (attributes == 3)
            assert_int_equal(coprod_pattern_find(tally, &query, NULL, findings, &gaps), COPROD_OK);
        coprod_pattern_gaps_free(gaps);
        coprod_findings_free(findings);
        coprod_pattern_tally_free(tally);
        coprod_pattern_schema_free(schema);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(chooses), cmocka_unit_test(tells_the_smaller_need),
                                       cmocka_unit_test(tells_what_ended_it),
                                       cmocka_unit_test(the_same_however_it_came), cmocka_unit_test(no_rates),
                                       cmocka_unit_test(budgets)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
