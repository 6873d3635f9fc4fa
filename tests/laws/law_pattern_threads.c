/* SPDX-License-Identifier: MIT */
/* However many threads search, the answer is the same bytes: random cases with every option and in pieces, wider ones
 * with more slabs, and threads that cannot be made. What it is, others compare with brute force. */
#include <pthread.h>

#include "random_patterns.h"

enum { THREADS = 4, TEXT = 1 << 20 };

static const int32_t engines[] = {COPROD_PATTERN_DENSE, COPROD_PATTERN_BITMAP};

/* --- threads that cannot be made --- */

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *kind, void *(*what)(void *), void *context);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *kind, void *(*what)(void *), void *context);

static int refused_after = -1; /* threads; negative: none is refused */
static int made;

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *kind, void *(*what)(void *), void *context)
{
    if (!refused_after)
        return 11;
    refused_after -= refused_after > 0;
    made++;
    return __real_pthread_create(thread, kind, what, context);
}

/* A program may have large memory for each thread, which is taken from the stack of each. */
static _Thread_local volatile char of_each_thread[244 * 1024];

/* --- a search --- */

/* In pieces of some work, or at once; as text. */
static const char *answer(const coprod_pattern_tally *tally, const coprod_pattern_query *query, uint64_t work,
                          char *text)
{
    static const int32_t go = 0;
    coprod_pattern_search *search = NULL;
    coprod_pattern_gaps *gaps = NULL;
    int32_t done = 0;
    assert_int_equal(coprod_pattern_search_new(tally, query, NULL, NULL, &search), COPROD_OK);
    while (!done)
        assert_int_equal(coprod_pattern_search_run(search, work, &go, &done), COPROD_OK);
    assert_int_equal(coprod_pattern_search_take(search, &gaps), COPROD_OK);
    assert_int_equal(coprod_pattern_gaps_json(gaps, 0, text, TEXT, NULL), COPROD_OK);
    coprod_pattern_gaps_free(gaps);
    coprod_pattern_search_free(search);
    return text;
}

static void same_for_all(const coprod_pattern_tally *tally, coprod_pattern_query query, uint64_t *seed)
{
    static char one[TEXT], more[TEXT];
    for (size_t e = 0; e < sizeof engines / sizeof *engines; e++) {
        query.engine = engines[e];
        if (query.rate_over && query.engine == COPROD_PATTERN_BITMAP)
            continue;
        query.threads = 1;
        answer(tally, &query, draw(seed, 2) ? 0 : 1 + draw(seed, 200), one);
        for (query.threads = 2; query.threads <= THREADS; query.threads++) {
            refused_after = draw(seed, 4) ? -1 : (int)draw(seed, 3);
            answer(tally, &query, draw(seed, 2) ? 0 : 1 + draw(seed, 2000), more);
            refused_after = -1;
            assert_string_equal(one, more);
        }
    }
}

static void random_cases(void **state)
{
    uint64_t seed = 4711;
    (void)state;
    for (int i = 0; i < (getenv("COPROD_FULL") ? 5000 : 150); i++) {
        pattern_case own;
        coprod_pattern_tally *tally;
        random_case(&own, &seed);
        tally = pattern_tally(own.schema);
        assert_int_equal(coprod_pattern_tally_add_rows(tally, own.codes, own.weights, own.rows, NULL), COPROD_OK);
        same_for_all(tally, own.query, &seed);
        coprod_pattern_tally_free(tally);
        free_case(&own);
    }
    assert_true(made > 100);
}

/* More slabs than threads, several waves, and lists that grow; a population that is counted. */
static void wide_cases(void **state)
{
    static const uint32_t shapes[][9] = {{2, 2, 2, 2, 2, 2, 2, 2, 2}, {1, 2, 3, 2, 3, 4, 2, 2, 3}, {3, 1, 1, 2, 5, 3, 2, 4, 2}};
    uint64_t seed = 4712;
    (void)state;
    for (int i = 0; i < (getenv("COPROD_FULL") ? 60 : 9); i++) {
        coprod_pattern_schema *schema = schema_of(9, shapes[i % 3], draw(&seed, 512));
        coprod_pattern_tally *tally = pattern_tally(schema);
        coprod_pattern_people *people = NULL;
        uint16_t *rows = random_rows(schema, 4000, &seed);
        coprod_pattern_query query = {.size = sizeof query, .threshold = 1 + draw(&seed, 300), .max_results = 900};
        assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, 4000, NULL), COPROD_OK);
        assert_int_equal(coprod_pattern_people_new(tally, NULL, &people), COPROD_OK);
        query.max_results = i % 2 ? 900 : 0;
        query.max_level = 3 + draw(&seed, 4);
        query.count_only = i % 4 == 2;
        query.population = i % 3 == 1 ? people : NULL;
        query.min_population = query.population ? 1 + draw(&seed, 50) : 0;
        same_for_all(tally, query, &seed);
        coprod_pattern_people_free(people);
        coprod_pattern_tally_free(tally);
        coprod_pattern_schema_free(schema);
        free(rows);
    }
}

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
        held = peak = 0;
        assert_int_equal(coprod_pattern_find(tally, &query, &counted, NULL, &gaps), COPROD_OK);
        assert_int_equal(coprod_pattern_gaps_get(gaps, &info), COPROD_OK);
        assert_true(info.count > 30000);
        if (peak > (size_t)info.count * (16 + 2 * 9 + (query.threads > 1 ? 2 : 3) * sizeof(uint64_t)) + 100000)
            fail_msg("%d threads: %zu bytes for %d gaps", (int)query.threads, peak, (int)info.count);
        coprod_pattern_gaps_free(gaps);
        assert_int_equal(held, 0);
    }
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    free(rows);
}

/* Another thread ends a search that would go on, and it goes on afterwards. */
static int32_t stop_now;

static void *stop_soon(void *context)
{
    (void)context;
    __atomic_store_n(&stop_now, 1, __ATOMIC_RELAXED);
    return NULL;
}

static void stopped_from_outside(void **state)
{
    static char one[TEXT], more[TEXT];
    static const uint32_t values[8] = {3, 3, 3, 3, 3, 3, 3, 3};
    uint64_t seed = 4713;
    coprod_pattern_schema *schema = schema_of(8, values, 0);
    coprod_pattern_tally *tally = pattern_tally(schema);
    uint16_t *rows = random_rows(schema, 3000, &seed);
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, 3000, NULL), COPROD_OK);
    for (size_t e = 0; e < 2; e++) {
        coprod_pattern_query query = {.size = sizeof query, .threshold = 60, .max_level = 4, .engine = engines[e]};
        coprod_pattern_search *search = NULL;
        coprod_pattern_gaps *gaps = NULL;
        pthread_t other;
        int32_t done = 0;
        answer(tally, &query, 0, one);
        query.threads = 3;
        assert_int_equal(coprod_pattern_search_new(tally, &query, NULL, NULL, &search), COPROD_OK);
        stop_now = 0;
        assert_int_equal(pthread_create(&other, NULL, stop_soon, NULL), 0);
        while (!done && !__atomic_load_n(&stop_now, __ATOMIC_RELAXED))
            assert_int_equal(coprod_pattern_search_run(search, 50, &stop_now, &done), COPROD_OK);
        assert_int_equal(pthread_join(other, NULL), 0);
        while (!done)
            assert_int_equal(coprod_pattern_search_run(search, 0, NULL, &done), COPROD_OK);
        assert_int_equal(coprod_pattern_search_take(search, &gaps), COPROD_OK);
        assert_int_equal(coprod_pattern_gaps_json(gaps, 0, more, TEXT, NULL), COPROD_OK);
        assert_string_equal(one, more);
        coprod_pattern_gaps_free(gaps);
        coprod_pattern_search_free(search);
    }
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    free(rows);
}

/* An attribute of so many values that a block of them takes most of what a small stack would have left. */
static void small_stacks(void **state)
{
    static char one[TEXT], more[TEXT];
    coprod_pattern_schema *schema = schema_of(3, (uint32_t[]){3, 40, 6000}, 0);
    coprod_pattern_tally *tally = pattern_tally(schema);
    uint64_t seed = 4717;
    uint16_t *rows = random_rows(schema, 3000, &seed);
    coprod_pattern_query query = {.size = sizeof query, .threshold = 2, .count_only = 1,
                                  .engine = COPROD_PATTERN_DENSE};
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, 3000, NULL), COPROD_OK);
    answer(tally, &query, 0, one);
    query.threads = THREADS;
    answer(tally, &query, 0, more);
    assert_string_equal(one, more);
    free(rows);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* A thread that is to be cancelled finishes its search first: others work with what lies on its stack. */
static int searched;

static void *search_cancelled(void *context)
{
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 20, .threads = THREADS};
    coprod_pattern_gaps *gaps = NULL;
    of_each_thread[0] = 1;
    pthread_cancel(pthread_self());
    if (coprod_pattern_find(context, &query, NULL, NULL, &gaps) == COPROD_OK)
        searched = 1;
    coprod_pattern_gaps_free(gaps);
    pthread_testcancel();
    return NULL;
}

static void cancelled(void **state)
{
    static const uint32_t values[8] = {3, 3, 3, 3, 3, 3, 3, 3};
    coprod_pattern_schema *schema = schema_of(8, values, 0);
    coprod_pattern_tally *tally = pattern_tally(schema);
    pthread_t other;
    void *result = NULL;
    (void)state;
    assert_int_equal(__real_pthread_create(&other, NULL, search_cancelled, tally), 0);
    assert_int_equal(pthread_join(other, &result), 0);
    assert_int_equal(searched, 1);
    assert_ptr_equal(result, PTHREAD_CANCELED);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_cases), cmocka_unit_test(wide_cases),
                                       cmocka_unit_test(memory_that_ends), cmocka_unit_test(too_many_and_memory),
                                       cmocka_unit_test(a_gap_of_no_value), cmocka_unit_test(stopped_from_outside),
                                       cmocka_unit_test(cancelled), cmocka_unit_test(small_stacks),
                                       cmocka_unit_test(memory_of_an_answer)};
    return TEST_MAIN(tests);
}
