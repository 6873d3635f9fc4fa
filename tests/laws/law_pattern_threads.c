/* SPDX-License-Identifier: MIT */
/* However many threads search, the answer is the same bytes: random cases with every option and in pieces, wider ones
 * with more slabs, and threads that cannot be made. What it is, others compare with brute force. */
#include <pthread.h>
#include <time.h>

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

/* --- from outside --- */

/* Another thread ends a search that would go on, and it goes on afterwards. */
static int32_t stop_now;

/* Frees a search that is done, which found what one thread found. */
static void has_answer(coprod_pattern_search *search, const char *one)
{
    static char more[TEXT];
    coprod_pattern_gaps *gaps = NULL;
    assert_int_equal(coprod_pattern_search_take(search, &gaps), COPROD_OK);
    assert_int_equal(coprod_pattern_gaps_json(gaps, 0, more, TEXT, NULL), COPROD_OK);
    assert_string_equal(one, more);
    coprod_pattern_gaps_free(gaps);
    coprod_pattern_search_free(search);
}

static void *stop_soon(void *context)
{
    (void)context;
    __atomic_store_n(&stop_now, 1, __ATOMIC_RELAXED);
    return NULL;
}

static void stopped_from_outside(void **state)
{
    static char one[TEXT];
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
        has_answer(search, one);
    }
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    free(rows);
}

/* So many values, each compared with so many that nobody can have, that one block takes long: it is left in the middle,
 * if the other thread comes in time, and looked at again. What a step costs is the test after this one. */
static void *stop_later(void *context)
{
    const struct timespec soon = {0, 1000000};
    nanosleep(&soon, NULL);
    return stop_soon(context);
}

static coprod_pattern_people *with_impossible(const coprod_pattern_schema *schema, const coprod_pattern_tally *tally)
{
    json_t *list = json_array(), *document;
    coprod_pattern_people *people = NULL;
    char *text, id[16];
    for (int i = 0; i < 200; i++) {
        snprintf(id, sizeof id, "%d", 300 * i);
        json_array_append_new(list, json_pack("{ss}", "a0", id));
    }
    document = json_pack("{ssso}", "schema", "pattern-people/1", "impossible", list);
    text = json_dumps(document, 0);
    assert_int_equal(coprod_pattern_people_load(text, COPROD_NTS, schema, tally, NULL, NULL, &people), COPROD_OK);
    free(text);
    json_decref(document);
    return people;
}

static void stopped_in_a_block(void **state)
{
    static char one[TEXT];
    coprod_pattern_schema *schema = schema_of(1, (uint32_t[]){65000}, 0);
    coprod_pattern_tally *tally = pattern_tally(schema);
    const uint16_t rows[] = {1, 1, 2, 3};
    coprod_pattern_people *people;
    coprod_pattern_query query = {.size = sizeof query, .rate_over = 1, .rate_under = 1, .count_only = 1};
    int stopped = 0;
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, 4, NULL), COPROD_OK);
    query.population = people = with_impossible(schema, tally);
    answer(tally, &query, 0, one);
    for (int i = 0; i < 20 && !stopped; i++) {
        coprod_pattern_search *search = NULL;
        pthread_t other;
        int32_t done = 0;
        assert_int_equal(coprod_pattern_search_new(tally, &query, NULL, NULL, &search), COPROD_OK);
        stop_now = 0;
        assert_int_equal(__real_pthread_create(&other, NULL, stop_later, NULL), 0);
        assert_int_equal(coprod_pattern_search_run(search, 0, &stop_now, &done), COPROD_OK);
        stopped = !done;
        assert_int_equal(pthread_join(other, NULL), 0);
        if (!done)
            assert_int_equal(coprod_pattern_search_run(search, 0, NULL, &done), COPROD_OK);
        has_answer(search, one);
    }
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* A unit of work is some hundred patterns, whatever blocks they make. */
static void units_of_work(void **state)
{
    static const uint32_t shapes[][2] = {{60, 65000}, {60, 200}};
    uint64_t seed = 4718;
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        coprod_pattern_schema *schema = schema_of(2, shapes[i], 0);
        coprod_pattern_tally *tally = pattern_tally(schema);
        uint16_t *rows = random_rows(schema, 5000, &seed);
        const coprod_pattern_query query = {.size = sizeof query, .threshold = 1, .count_only = 1,
                                            .engine = COPROD_PATTERN_DENSE};
        coprod_pattern_search *search = NULL;
        uint64_t calls = 0;
        assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, 5000, NULL), COPROD_OK);
        assert_int_equal(coprod_pattern_search_new(tally, &query, NULL, NULL, &search), COPROD_OK);
        for (int32_t done = 0; !done; calls++)
            assert_int_equal(coprod_pattern_search_run(search, 10, NULL, &done), COPROD_OK);
        if (i == 0) /* each block is more than a call may do: sums and search, and what lies between */
            assert_in_range(calls, 61 * 2, 61 * 2 + 2 * 61 * 65001 / 256 / 10);
        else
            assert_in_range(calls, 61 * 2 / 10, 61);
        coprod_pattern_search_free(search);
        coprod_pattern_tally_free(tally);
        coprod_pattern_schema_free(schema);
        free(rows);
    }
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
                                       cmocka_unit_test(stopped_from_outside), cmocka_unit_test(cancelled),
                                       cmocka_unit_test(small_stacks), cmocka_unit_test(stopped_in_a_block),
                                       cmocka_unit_test(units_of_work)};
    return TEST_MAIN(tests);
}
