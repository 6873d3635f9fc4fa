/* SPDX-License-Identifier: MIT */
/* Memory that ends a search ends it alike, and what an answer takes beside itself. */
#include "random_patterns.h"

#include "pattern_threads_internal.h"

enum { THREADS = 4 };

/* --- memory that ends a search --- */

static uint64_t least_bytes(const coprod_pattern_tally *tally, coprod_pattern_query query)
{
    coprod_findings *findings = new_findings();
    coprod_finding finding = {.size = sizeof finding};
    coprod_pattern_search *search;
    uint64_t bytes;
    query.memory_bytes = 1;
    assert_int_equal(coprod_pattern_search_new(tally, &query, NULL, findings, &search), COPROD_E_LIMIT);
    assert_int_equal(coprod_findings_get(findings, 0, &finding), COPROD_OK);
    bytes = strtoull(finding.found, NULL, 10);
    coprod_findings_free(findings);
    return bytes;
}

static void find(const coprod_pattern_tally *tally, const coprod_pattern_query *query, uint64_t work,
                 coprod_pattern_gaps_info *info, uint64_t *by_level)
{
    coprod_pattern_search *search = NULL;
    coprod_pattern_gaps *gaps = NULL;
    int32_t done = 0;
    info->size = sizeof *info;
    assert_int_equal(coprod_pattern_search_new(tally, query, NULL, NULL, &search), COPROD_OK);
    while (!done)
        assert_int_equal(coprod_pattern_search_run(search, work, NULL, &done), COPROD_OK);
    assert_int_equal(coprod_pattern_search_take(search, &gaps), COPROD_OK);
    coprod_pattern_search_free(search);
    assert_int_equal(coprod_pattern_gaps_get(gaps, info), COPROD_OK);
    for (uint32_t l = 0; l <= 32; l++)
        by_level[l] = coprod_pattern_gaps_level(gaps, l);
    coprod_pattern_gaps_free(gaps);
}

/* Of levels that it says are complete it tells what a search with enough memory tells; whatever the threads and the
 * pieces, the same end for the same reason. */
static int ends_alike(const coprod_pattern_tally *tally, coprod_pattern_query query, uint64_t *seed)
{
    coprod_pattern_gaps_info whole, one, more;
    uint64_t all[33], some[33], again[33];
    const uint64_t least = least_bytes(tally, query);
    find(tally, &query, 0, &whole, all);
    query.memory_bytes = least + draw(seed, draw(seed, 2) ? 600000 : 20000); /* the first table takes 8192 */
    query.threads = 1;
    find(tally, &query, 0, &one, some);
    for (uint32_t l = 0; l <= one.complete_level && l <= whole.complete_level; l++)
        assert_int_equal(some[l], all[l]);
    for (query.threads = 1; query.threads <= THREADS; query.threads++) {
        find(tally, &query, draw(seed, 2) ? 0 : 1 + draw(seed, 5000), &more, again);
        assert_int_equal(one.complete_level, more.complete_level);
        assert_int_equal(one.truncated, more.truncated);
        assert_int_equal(one.memory_needed, more.memory_needed);
        assert_memory_equal(some, again, sizeof some);
    }
    return one.memory_needed != 0;
}

/* More gaps of a level than may be told, while their table would take more than there is: that there are too many ends
 * it, and not the memory for those that came first. */
static void too_many_and_memory(void **state)
{
    static const uint32_t values[10] = {3, 3, 3, 3, 3, 3, 3, 3, 3, 3};
    uint64_t seed = 4716;
    coprod_pattern_schema *schema = schema_of(10, values, 0);
    coprod_pattern_tally *tally = pattern_tally(schema);
    uint16_t *rows = random_rows(schema, 300, &seed);
    coprod_pattern_query query = {.size = sizeof query, .threshold = 4, .max_level = 5, .max_results = 500,
                                  .engine = COPROD_PATTERN_BITMAP};
    uint64_t least;
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, 300, NULL), COPROD_OK);
    least = least_bytes(tally, query);
    for (query.memory_bytes = least + 10000; query.memory_bytes < least + 80000; query.memory_bytes += 8192)
        for (uint64_t work = 0; work < 600; work += 200) {
            coprod_pattern_gaps_info info;
            uint64_t by_level[33];
            find(tally, &query, work, &info, by_level);
            assert_true(info.truncated && info.complete_level == 3); /* with 8 gaps of three values */
            assert_int_equal(info.memory_needed, 0);
        }
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    free(rows);
}

static void memory_that_ends(void **state)
{
    uint64_t seed = 4715;
    int ended = 0;
    (void)state;
    for (int i = 0; i < (getenv("COPROD_FULL") ? 1000 : 60); i++) {
        const uint32_t attributes = 2 + draw(&seed, 9);
        const size_t count = draw(&seed, draw(&seed, 2) ? 1500 : 300);
        uint32_t values[10];
        coprod_pattern_query query = {.size = sizeof query, .threshold = 1 + draw(&seed, 30),
                                      .max_level = attributes < 5 ? attributes : 5, .engine = COPROD_PATTERN_BITMAP};
        for (uint32_t a = 0; a < attributes; a++)
            values[a] = 1 + draw(&seed, draw(&seed, 4) ? 3 : 9);
        coprod_pattern_schema *schema = schema_of(attributes, values, 0);
        coprod_pattern_tally *tally = pattern_tally(schema);
        uint16_t *rows = random_rows(schema, count, &seed);
        assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, count, NULL), COPROD_OK);
        query.count_only = (int32_t)draw(&seed, 2);
        query.max_results = draw(&seed, 3) ? 1 + draw(&seed, draw(&seed, 2) ? 3000 : 400) : 0;
        ended += ends_alike(tally, query, &seed);
        coprod_pattern_tally_free(tally);
        coprod_pattern_schema_free(schema);
        free(rows);
    }
    assert_true(ended > 10);
}

/* Three people, of whom five are needed, are a gap of no value at all, however little memory there is. */
static void a_gap_of_no_value(void **state)
{
    coprod_pattern_schema *schema = schema_of(2, (uint32_t[]){2, 2}, 0);
    coprod_pattern_tally *tally = pattern_tally(schema);
    const uint16_t rows[] = {0, 0, 0, 1, 1, 1};
    coprod_pattern_query query = {.size = sizeof query, .threshold = 5, .engine = COPROD_PATTERN_BITMAP,
                                  .count_only = 1};
    coprod_pattern_gaps_info info;
    uint64_t by_level[33];
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, 3, NULL), COPROD_OK);
    query.memory_bytes = least_bytes(tally, query);
    find(tally, &query, 0, &info, by_level);
    assert_int_equal(by_level[0], 1);
    assert_true(info.complete_level == 2 && !info.truncated && !info.memory_needed);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* --- memory, which only the caller's thread asks for --- */

static size_t held, peak;

static void *count_alloc(void *context, size_t bytes)
{
    (void)context;
    held += bytes;
    peak = held > peak ? held : peak;
    return calloc(1, bytes);
}

static void *count_resize(void *context, void *block, size_t old_bytes, size_t bytes)
{
    (void)context;
    held += bytes - old_bytes;
    peak = held > peak ? held : peak;
    return realloc(block, bytes);
}

static void count_release(void *context, void *block, size_t bytes)
{
    (void)context;
    held -= bytes;
    free(block);
}

/* Beside the answer two numbers for each gap are held, and no third one where several threads found them; one thread
 * sorts where it has found them, with as much room again. */
static void memory_of_an_answer(void **state)
{
    const coprod_allocator counted = {sizeof counted, NULL, count_alloc, count_resize, count_release};
    static const uint32_t values[9] = {3, 3, 3, 3, 3, 3, 3, 3, 3};
    uint64_t seed = 4714;
    coprod_pattern_schema *schema = schema_of(9, values, 0);
    coprod_pattern_tally *tally = pattern_tally(schema);
    uint16_t *rows = random_rows(schema, 20000, &seed);
    coprod_pattern_query query = {.size = sizeof query, .threshold = 20, .engine = COPROD_PATTERN_DENSE};
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, 20000, NULL), COPROD_OK);
    for (query.threads = 1; query.threads <= THREADS; query.threads++) {
        coprod_pattern_gaps *gaps = NULL;
        coprod_pattern_gaps_info info = {.size = sizeof info};
        const size_t numbers = coprod__pattern_threads(query.threads, 1, 100) > 1 ? 2 : 3;
        held = peak = 0;
        assert_int_equal(coprod_pattern_find(tally, &query, &counted, NULL, &gaps), COPROD_OK);
        assert_int_equal(coprod_pattern_gaps_get(gaps, &info), COPROD_OK);
        assert_true(info.count > 30000);
        if (peak > (size_t)info.count * (16 + 2 * 9 + numbers * sizeof(uint64_t)) + 100000)
            fail_msg("%d threads: %zu bytes for %d gaps", (int)query.threads, peak, (int)info.count);
        coprod_pattern_gaps_free(gaps);
        assert_int_equal(held, 0);
    }
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    free(rows);
}

/* What counters of every pattern take is what was said that they take, and a handle, whatever makes their blocks. */
static void memory_of_counters(void **state)
{
    const coprod_allocator counted = {sizeof counted, NULL, count_alloc, count_resize, count_release};
    static const struct {
        uint32_t attributes, values[3];
    } shapes[] = {{1, {65535}}, {2, {3, 5000}}, {3, {3, 3, 3}}, {3, {15, 15, 15}}};
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        coprod_pattern_schema *schema = schema_of(shapes[i].attributes, shapes[i].values, 0);
        coprod_pattern_tally *tally = pattern_tally(schema);
        coprod_pattern_query query = {.size = sizeof query, .threshold = 1, .count_only = 1,
                                      .engine = COPROD_PATTERN_DENSE};
        coprod_pattern_gaps *gaps = NULL;
        assert_int_equal(coprod_pattern_tally_add_rows(tally, (uint16_t[]){0, 0, 0}, NULL, 1, NULL), COPROD_OK);
        query.memory_bytes = least_bytes(tally, query);
        held = peak = 0;
        assert_int_equal(coprod_pattern_find(tally, &query, &counted, NULL, &gaps), COPROD_OK);
        assert_in_range(peak, query.memory_bytes, query.memory_bytes + 12000);
        coprod_pattern_gaps_free(gaps);
        coprod_pattern_tally_free(tally);
        coprod_pattern_schema_free(schema);
    }
}

/* Of many gaps ten are kept, in as much memory as ten take; those with fewer people are put aside before the others are
 * put in order, which is what takes most. */
static void memory_of_the_top(void **state)
{
    const coprod_allocator counted = {sizeof counted, NULL, count_alloc, count_resize, count_release};
    static const uint32_t values[8] = {3, 3, 3, 3, 3, 3, 3, 3};
    uint64_t seed = 4719;
    coprod_pattern_schema *schema = schema_of(8, values, 0);
    coprod_pattern_tally *tally = pattern_tally(schema), *others = pattern_tally(schema);
    coprod_pattern_people *people = NULL;
    uint16_t *rows = random_rows(schema, 20000, &seed);
    coprod_pattern_query query = {.size = sizeof query, .threshold = 20, .top = 10};
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, 9000, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_tally_add_rows(others, rows, NULL, 20000, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_people_new(others, NULL, &people), COPROD_OK);
    query.population = people;
    for (query.engine = COPROD_PATTERN_DENSE; query.engine <= COPROD_PATTERN_BITMAP; query.engine++) {
        coprod_pattern_gaps *gaps = NULL;
        coprod_pattern_search *search = NULL;
        uint64_t count = 0;
        int32_t done;
        held = peak = 0;
        assert_int_equal(coprod_pattern_search_new(tally, &query, &counted, NULL, &search), COPROD_OK);
        assert_int_equal(coprod_pattern_search_run(search, 0, NULL, &done), COPROD_OK);
        peak = held;
        assert_int_equal(coprod_pattern_search_take(search, &gaps), COPROD_OK);
        coprod_pattern_search_free(search);
        for (uint32_t l = 0; l <= 8; l++)
            count += coprod_pattern_gaps_level(gaps, l);
        assert_true(count > 8000);
        assert_in_range(held, 10 * (16 + 2 * 8), 4096);
        if (query.engine == COPROD_PATTERN_DENSE) /* what it was found with is freed already; room for twice as many */
            assert_in_range(peak, count * 32, count * (2 * 32 + 2 * sizeof(uint64_t)) + 20000);
        coprod_pattern_gaps_free(gaps);
        assert_int_equal(held, 0);
    }
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(others);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    free(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory_that_ends), cmocka_unit_test(too_many_and_memory),
                                       cmocka_unit_test(a_gap_of_no_value), cmocka_unit_test(memory_of_an_answer),
                                       cmocka_unit_test(memory_of_counters), cmocka_unit_test(memory_of_the_top)};
    return TEST_MAIN(tests);
}
