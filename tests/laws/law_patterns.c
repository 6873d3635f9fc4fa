/* SPDX-License-Identifier: MIT */
/* Gaps are what the definition says: random cases with every option, and every small case of two attributes, against
 * brute force; in one go or in pieces, from one tally or from several that are merged. */
#include "random_patterns.h"

static const int32_t engines[] = {COPROD_PATTERN_CHOOSE, COPROD_PATTERN_DENSE, COPROD_PATTERN_BITMAP};

static coprod_pattern_tally *tally_of_case(const pattern_case *own, uint64_t *seed)
{
    coprod_pattern_tally *parts[4];
    const uint32_t count = 1 + draw(seed, 4);
    for (uint32_t i = 0; i < count; i++)
        parts[i] = pattern_tally(own->schema);
    for (size_t from = 0, rows; from < own->rows; from += rows) {
        const uint16_t *codes = own->codes + from * own->attributes;
        const uint64_t *weights = own->weights ? own->weights + from : NULL;
        rows = count == 1 ? own->rows : 1 + draw(seed, (uint32_t)(own->rows - from));
        if (draw(seed, 2)) {
            made_columns made;
            columns_of(own->schema, codes, rows, &made);
            assert_int_equal(coprod_pattern_tally_add_columns(parts[draw(seed, count)],
                                                              (const void *const *)made.columns, made.bytes, weights,
                                                              rows, NULL), COPROD_OK);
            free_columns(own->schema, &made);
        } else {
            assert_int_equal(coprod_pattern_tally_add_rows(parts[draw(seed, count)], codes, weights, rows, NULL),
                             COPROD_OK);
        }
    }
    for (uint32_t i = 1; i < count; i++) {
        assert_int_equal(coprod_pattern_tally_merge(parts[0], parts[i]), COPROD_OK);
        coprod_pattern_tally_free(parts[i]);
    }
    return parts[0];
}

static coprod_pattern_gaps *find(const coprod_pattern_tally *tally, const coprod_pattern_query *query, uint32_t work)
{
    coprod_pattern_gaps *gaps = NULL;
    coprod_pattern_search *search = NULL;
    const int32_t stop = 1;
    int32_t done = 0;
    if (!work) {
        assert_int_equal(coprod_pattern_find(tally, query, NULL, NULL, &gaps), COPROD_OK);
        return gaps;
    }
    assert_int_equal(coprod_pattern_search_new(tally, query, NULL, NULL, &search), COPROD_OK);
    assert_int_equal(coprod_pattern_search_run(search, 0, &stop, &done), COPROD_OK);
    assert_int_equal(done, 0);
    while (!done)
        assert_int_equal(coprod_pattern_search_run(search, work, NULL, &done), COPROD_OK);
    assert_int_equal(coprod_pattern_search_take(search, &gaps), COPROD_OK);
    coprod_pattern_search_free(search);
    return gaps;
}

/* What is left of all gaps by `max_results`: whole levels that fit. */
static size_t cut(const pattern_case *own, const wanted_gap *gaps, size_t count, uint32_t *complete)
{
    const uint64_t most = own->query.max_results;
    size_t kept = count;
    *complete = own->query.max_level ? own->query.max_level : own->attributes;
    if (!most || count <= most || own->query.count_only)
        return own->query.count_only ? 0 : count;
    while (kept > most) {
        *complete = gaps[kept - 1].level - 1;
        while (kept && gaps[kept - 1].level > *complete)
            kept--;
    }
    return kept;
}

/* What is left by `top`: those with the most people, and of equals those that come first. */
static size_t keep_top(const pattern_case *own, wanted_gap *gaps, size_t count)
{
    while (own->query.top && count > own->query.top) {
        size_t least = 0;
        for (size_t i = 1; i < count; i++)
            if (gaps[i].population <= gaps[least].population)
                least = i;
        memmove(gaps + least, gaps + least + 1, (--count - least) * sizeof *gaps);
    }
    return count;
}

static void same(const pattern_case *own, const coprod_pattern_gaps *gaps, wanted_gap *wanted, size_t all)
{
    coprod_pattern_gaps_info info = {.size = sizeof info};
    static uint16_t all_codes[CASE_PATTERNS * CASE_ATTRIBUTES];
    static uint64_t coverage[CASE_PATTERNS], population[CASE_PATTERNS];
    uint32_t complete;
    size_t count = cut(own, wanted, all, &complete);
    uint64_t by_level[CASE_ATTRIBUTES + 1] = {0};
    for (size_t i = 0; i < all; i++)
        by_level[wanted[i].level]++;
    assert_int_equal(coprod_pattern_gaps_get(gaps, &info), COPROD_OK);
    assert_int_equal(info.truncated, !own->query.count_only && count < all);
    if (!info.truncated || count)
        assert_int_equal(info.complete_level, complete);
    for (uint32_t level = 0; level <= own->attributes; level++)
        assert_int_equal(coprod_pattern_gaps_level(gaps, level), level <= info.complete_level ? by_level[level] : 0);
    count = keep_top(own, wanted, count);
    assert_int_equal(info.count, count);
    assert_int_equal(coprod_pattern_gaps_columns(gaps, 0, count, all_codes, coverage, population), COPROD_OK);
    for (size_t i = 0; i < count; i++) {
        coprod_pattern_gap gap = {.size = sizeof gap};
        uint16_t codes[CASE_ATTRIBUTES];
        assert_int_equal(coprod_pattern_gaps_gap(gaps, i, codes, CASE_ATTRIBUTES, &gap), COPROD_OK);
        assert_memory_equal(codes, wanted[i].codes, own->attributes * sizeof *codes);
        assert_memory_equal(codes, all_codes + i * own->attributes, own->attributes * sizeof *codes);
        assert_true(gap.coverage == coverage[i] && gap.population == population[i]);
        assert_true(gap.coverage == wanted[i].coverage && gap.level == wanted[i].level);
        assert_true(gap.deficit == (own->query.rate_over ? 0 : own->query.threshold - gap.coverage));
        assert_true(gap.population == (own->kind == 3 ? 0 : wanted[i].population));
    }
}

static void check_case(const pattern_case *own, uint64_t *seed)
{
    static wanted_gap wanted[CASE_PATTERNS], copy[CASE_PATTERNS];
    const size_t count = wanted_gaps(own, wanted);
    coprod_pattern_tally *tally = tally_of_case(own, seed);
    for (size_t e = 0; e < sizeof engines / sizeof *engines; e++) {
        coprod_pattern_query query = own->query;
        coprod_pattern_gaps *gaps;
        query.engine = engines[e];
        if (query.rate_over && query.engine == COPROD_PATTERN_BITMAP)
            continue;
        gaps = find(tally, &query, draw(seed, 2) ? 1 + draw(seed, 30) : 0);
        memcpy(copy, wanted, count * sizeof *copy);
        same(own, gaps, copy, count);
        coprod_pattern_gaps_free(gaps);
    }
    coprod_pattern_tally_free(tally);
}

static void random_cases(void **state)
{
    uint64_t seed = 2019;
    (void)state;
    for (int i = 0; i < (getenv("COPROD_FULL") ? 20000 : getenv("COPROD_QUICK") ? 500 : 3000); i++) {
        pattern_case own;
        random_case(&own, &seed);
        check_case(&own, &seed);
        free_case(&own);
    }
}

/* Two attributes of two values, of which either may be unknown: every tally of up to two people of each of the nine
 * profiles at threshold 1 and 2. */
static void every_small_case(void **state)
{
    const int profiles = 9, most = 2;
    int total = 1;
    pattern_case own = {.attributes = 2, .values = {2, 2}, .unknown = 3};
    uint64_t seed = 3;
    (void)state;
    own.schema = schema_of(2, own.values, 3);
    own.query.size = sizeof own.query;
    for (int p = 0; p < profiles; p++)
        total *= most + 1;
    for (int number = 0; number < total; number += getenv("COPROD_QUICK") ? 37 : 1) {
        uint16_t codes[2 * 9];
        uint64_t weights[9];
        int rest = number;
        own.codes = codes;
        own.weights = weights;
        own.rows = 9;
        for (uint16_t p = 0; p < profiles; p++, rest /= most + 1) {
            codes[2 * p] = (uint16_t)(p / 3 == 2 ? COPROD_PATTERN_ANY : p / 3);
            codes[2 * p + 1] = (uint16_t)(p % 3 == 2 ? COPROD_PATTERN_ANY : p % 3);
            weights[p] = (uint64_t)(rest % (most + 1));
        }
        for (own.query.threshold = 1; own.query.threshold <= 2; own.query.threshold++)
            check_case(&own, &seed);
    }
    coprod_pattern_schema_free(own.schema);
}

/* An attribute of many values alone, and beside others: blocks of several words, some larger than 256 patterns. */
static void many_values(void **state)
{
    static const uint32_t shapes[][3] = {{300, 3, 2}, {500, 2, 1}, {1000, 1, 1}, {60, 11, 2}, {130, 9, 1}, {12, 11, 10}};
    uint64_t seed = 77;
    (void)state;
    for (int i = 0; i < (getenv("COPROD_QUICK") ? 12 : 120); i++) {
        const uint32_t *shape = shapes[i % 6];
        pattern_case own = {.attributes = 3, .values = {shape[i % 3], shape[(i + 1) % 3], shape[(i + 2) % 3]}};
        own.unknown = draw(&seed, 8);
        own.schema = schema_of(3, own.values, own.unknown);
        own.rows = 3000;
        own.codes = random_rows(own.schema, own.rows, &seed);
        own.query = (coprod_pattern_query){.size = sizeof own.query, .threshold = 1 + draw(&seed, 5)};
        own.query.max_level = draw(&seed, 4);
        check_case(&own, &seed);
        free(own.codes);
        coprod_pattern_schema_free(own.schema);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_small_case),
        cmocka_unit_test(many_values),
        cmocka_unit_test(random_cases),
    };
    return TEST_MAIN(tests);
}
