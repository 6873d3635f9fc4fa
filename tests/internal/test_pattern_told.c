/* SPDX-License-Identifier: MIT */
/* What follows from a list of gaps and what stands beside it: 14 people, fewer than 8 women and fewer than 8 men. */
#include "pattern_told_tools.h"

enum { ROOM = 4096 };

static void test_sexes(void **state)
{
    static char page[ROOM];
    static const uint16_t all[] = {ANY, ANY};
    const uint64_t exact = 14, least = 13;
    coprod_pattern_beside beside = {.size = sizeof beside, .codes = all, .low = &exact, .high = &exact, .count = 1};
    asked own;
    (void)state;
    fourteen(&own, 7, 7);
    /* 13 to 17 were counted, so each of the two may be 6; but not where 14 is told */
    assert_int_equal(check(&own, 8, NULL), COPROD_OK);
    assert_int_equal(own.leak.state, COPROD_PATTERN_LEAK_NONE);
    assert_int_equal(check(&own, 8, &beside), COPROD_E_RANGE);
    assert_int_equal(own.leak.state, COPROD_PATTERN_LEAK_COUNT);
    assert_true(own.leak.low == 7 && own.leak.high == 7 && own.codes[0] == 0 && own.codes[1] == ANY
                && own.until[0] == 0 && own.until[1] == ANY && own.leak.work);
    beside.low = &least;
    assert_int_equal(check(&own, 8, &beside), COPROD_OK);
    assert_int_equal(check(&own, 0, &beside), COPROD_OK);
    assert_int_equal(check(&own, 9, NULL), COPROD_E_RANGE);
    assert_int_equal(own.leak.state, COPROD_PATTERN_LEAK_LIST);
    assert_true(own.codes[0] == ANY && own.until[1] == ANY && !own.leak.combinations);
    assert_int_equal(coprod_pattern_gaps_json(own.gaps, 8, page, sizeof page, NULL), COPROD_OK);
    assert_non_null(strstr(page, "\"people\":{\"from\":13,\"to\":17}"));
    assert_int_equal(coprod_pattern_gaps_json(own.gaps, 0, page, sizeof page, NULL), COPROD_OK);
    assert_non_null(strstr(page, "\"people\":14"));
    done(&own);
}

static void test_bands(void **state)
{
    static const uint64_t cases[][5] = {/* count, threshold, publish_from; told */
        {14, 0, 8, 13, 17}, {12, 0, 8, 8, 12}, {7, 0, 8, 0, 7}, {14, 0, 0, 14, 14}, {9, 10, 8, 8, 9},
        {14, 15, 8, 13, 14}, {7, 8, 8, 0, 7}};
    const uint32_t values[] = {2};
    coprod_pattern_schema *schema = schema_of(1, values, 0);
    uint64_t low = 1, high = 1;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(coprod_pattern_view_count(schema, cases[i][0], cases[i][1], cases[i][2], &low, &high),
                         COPROD_OK);
        assert_true(low == cases[i][3] && high == cases[i][4]);
    }
    assert_int_equal(coprod_pattern_view_count(NULL, 1, 0, 1, &low, &high), COPROD_E_ARGUMENT);
    assert_true(!low && !high);
    assert_int_equal(coprod_pattern_view_count(schema, 1, 0, 1, NULL, &high), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_view_count(schema, 1, 0, 1, &low, NULL), COPROD_E_ARGUMENT);
    coprod_pattern_schema_free(schema);
}

/* Of the second attribute the last two values are counted together: fewer than 8 of each, and 14 of both. */
static void test_range(void **state)
{
    static const uint32_t values[] = {2, 3};
    static const uint16_t codes[] = {0, 0, 0, 1, 0, 2}, from[] = {0, ANY, ANY, 1}, until[] = {1, ANY, ANY, 2};
    static const uint64_t weights[] = {20, 7, 7}, low[] = {0, 14}, high[] = {UINT64_MAX, 14}, wide[] = {0, 13};
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 8, .max_level = 1};
    coprod_pattern_beside beside = {.size = sizeof beside, .codes = from, .until = until, .low = low, .high = high,
                                    .count = 2};
    asked own;
    (void)state;
    ask(&own, values, 0, codes, weights, 3, &query);
    assert_int_equal(check(&own, 8, NULL), COPROD_OK);
    assert_int_equal(check(&own, 8, &beside), COPROD_E_RANGE);
    assert_true(own.leak.low == 7 && own.codes[1] == 1 && own.until[1] == 1);
    beside.low = wide;
    assert_int_equal(check(&own, 8, &beside), COPROD_OK);
    done(&own);
}

/* The sum of a range is a count as well: 34 in all, 30 of them of the first value. */
static void test_range_follows(void **state)
{
    static const uint32_t values[] = {1, 3};
    static const uint16_t codes[] = {0, 0, 0, 1, 0, 2};
    static const uint16_t told[] = {ANY, ANY, ANY, 0, ANY, 1}, until[] = {ANY, ANY, ANY, 0, ANY, 2};
    static const uint64_t weights[] = {30, 3, 1}, low[] = {34, 30, 0}, high[] = {34, 30, UINT64_MAX};
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 8, .max_level = 1};
    const coprod_pattern_beside beside = {.size = sizeof beside, .codes = told, .until = until, .low = low,
                                          .high = high, .count = 3};
    asked own;
    (void)state;
    ask(&own, values, 0, codes, weights, 3, &query);
    assert_int_equal(check(&own, 8, &beside), COPROD_E_RANGE);
    assert_true(own.leak.low == 4 && own.leak.high == 4 && own.codes[0] == ANY && own.codes[1] == 1
                && own.until[1] == 2);
    done(&own);
}

/* 20 people, of whom 18 have one value or the other: 2 did not say. */
static void test_unknown(void **state)
{
    static const uint32_t values[] = {2, 1};
    static const uint16_t codes[] = {0, 0, 1, 0, ANY, 0}, told[] = {ANY, ANY, 0, ANY, 1, ANY}, not_said[] = {2, ANY};
    static const uint64_t weights[] = {9, 9, 2}, low[] = {20, 9, 9}, high[] = {20, 9, 9};
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 8, .max_level = 1};
    coprod_pattern_beside beside = {.size = sizeof beside, .codes = told, .low = low, .high = high, .count = 3};
    asked own;
    (void)state;
    ask(&own, values, 1, codes, weights, 3, &query);
    assert_int_equal(check(&own, 8, NULL), COPROD_OK);
    assert_int_equal(check(&own, 8, &beside), COPROD_E_RANGE);
    assert_true(own.codes[0] == 2 && own.codes[1] == ANY && own.leak.low == 2);
    beside.codes = not_said;
    beside.low = high;
    beside.count = 1;
    assert_int_equal(check(&own, 8, &beside), COPROD_E_ARGUMENT); /* 20 who did not say, and 8 of each who did */
    assert_int_equal(own.leak.state, COPROD_PATTERN_LEAK_CONTRADICTS);
    done(&own);
}

/* Somebody was counted where by the population nobody lives: it is not held to be true, and the rest is. */
static void test_nobody(void **state)
{
    static const uint32_t values[] = {2, 2};
    static const uint16_t codes[] = {0, 0, 0, 1, 1, 0, 1, 1}, told[] = {0, 0};
    static const uint64_t weights[] = {9, 9, 9, 9}, live[] = {0, 90, 90, 90}, exact[] = {9};
    const coprod_pattern_beside beside = {.size = sizeof beside, .codes = told, .low = exact, .high = exact, .count = 1};
    coprod_pattern_query query = {.size = sizeof query, .threshold = 8, .min_population = 1, .publish_from = 8};
    coprod_pattern_schema *schema = schema_of(2, values, 0);
    coprod_pattern_tally *tally = pattern_tally(schema);
    coprod_pattern_people *people = NULL;
    asked own;
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, live, 4, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_people_new(tally, NULL, &people), COPROD_OK);
    query.population = people;
    ask(&own, values, 0, codes, weights, 4, &query);
    assert_int_equal(check(&own, 8, &beside), COPROD_OK);
    assert_int_equal(check(&own, 8, NULL), COPROD_OK);
    done(&own);
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* 14 of the second value, fewer than 8 of each of two kinds, and of the third one nobody can be: each is 7. */
static void test_impossible(void **state)
{
    static const char text[] = "{\"schema\": \"pattern-people/1\", \"impossible\": [{\"a0\": \"1\", \"a1\": \"0\"}]}";
    static const uint32_t values[] = {2, 3};
    static const uint16_t codes[] = {0, 0, 0, 1, 0, 2, 1, 1, 1, 2};
    static const uint64_t weights[] = {20, 20, 30, 7, 7};
    coprod_pattern_query query = {.size = sizeof query, .threshold = 14, .min_population = 1, .publish_from = 8};
    coprod_pattern_schema *schema = schema_of(2, values, 0);
    coprod_pattern_people *people = NULL;
    asked own;
    (void)state;
    assert_int_equal(coprod_pattern_people_load(text, COPROD_NTS, schema, NULL, NULL, NULL, &people), COPROD_OK);
    query.population = people;
    ask(&own, values, 0, codes, weights, 5, &query);
    assert_int_equal(check(&own, 8, NULL), COPROD_E_RANGE);
    assert_true(own.codes[0] == 1 && own.codes[1] == 1 && own.leak.low == 7 && own.leak.high == 7);
    done(&own);
    coprod_pattern_people_free(people);
    coprod_pattern_schema_free(schema);
}

/* Of the top ones a view does not tell how many are left out, nor what more memory a search would have taken. */
static void test_top(void **state)
{
    static char page[ROOM];
    static const uint32_t values[] = {3, 2};
    static const uint16_t codes[] = {0, 0, 1, 0, 2, ANY};
    static const uint64_t weights[] = {20, 3, 3};
    coprod_pattern_query query = {.size = sizeof query, .threshold = 8, .max_level = 1, .top = 1,
                                  .publish_from = 8};
    coprod_pattern_schema *schema = schema_of(2, values, 2);
    coprod_pattern_tally *tally = pattern_tally(schema);
    coprod_pattern_people *people = NULL;
    asked own;
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, weights, 3, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_people_new(tally, NULL, &people), COPROD_OK);
    query.population = people;
    ask(&own, values, 2, codes, weights, 3, &query);
    assert_int_equal(check(&own, 8, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_gaps_json(own.gaps, 0, page, sizeof page, NULL), COPROD_OK);
    assert_non_null(strstr(page, "\"by_level\":[0,3,0]"));
    assert_int_equal(coprod_pattern_gaps_json(own.gaps, 8, page, sizeof page, NULL), COPROD_OK);
    assert_non_null(strstr(page, "\"by_level\":[0,1,0]"));
    own.gaps->found.memory_needed = 77777;
    assert_int_equal(coprod_pattern_gaps_json(own.gaps, 0, page, sizeof page, NULL), COPROD_OK);
    assert_non_null(strstr(page, "77777"));
    assert_int_equal(coprod_pattern_gaps_json(own.gaps, 8, page, sizeof page, NULL), COPROD_OK);
    assert_null(strstr(page, "77777"));
    done(&own);
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* --- a list by itself --- */

/* Two values of two attributes; of the first one the first is a gap. 29 in all, 22 of the other: 7. */
static void test_list(void **state)
{
    static const uint32_t values[] = {2, 2};
    static const uint16_t gap[] = {0, ANY, 1, 0}, told[] = {1, ANY, ANY, 0};
    static const uint64_t low[] = {0, 0}, high[] = {7, 7}, from[] = {22, 21}, until[] = {22, 21};
    coprod_pattern_list list = {.size = sizeof list, .codes = gap, .low = low, .high = high, .count = 1,
                                .people_low = 29, .people_high = 29, .threshold = 8, .complete_level = 2};
    coprod_pattern_beside beside = {.size = sizeof beside, .codes = told, .low = from, .high = until, .count = 1};
    asked own = {.schema = schema_of(2, values, 0), .leak = {.size = sizeof own.leak}};
    (void)state;
    assert_int_equal(check_list(&own, &list, 8, NULL), COPROD_OK);
    assert_int_equal(check_list(&own, &list, 8, &beside), COPROD_E_RANGE);
    assert_true(own.leak.low == 7 && own.codes[0] == 0);
    /* nobody said who lives where: what is not in the list may have few people, what is above a gap has enough */
    list.codes = gap + 2;
    list.people_low = list.people_high = 15;
    assert_int_equal(check_list(&own, &list, 8, NULL), COPROD_E_ARGUMENT); /* 8 of 0x at least, and 8 of 1x */
    list.min_population = 100;
    assert_int_equal(check_list(&own, &list, 8, NULL), COPROD_OK);
    list.min_population = 0;
    list.may_be_more = 1;
    assert_int_equal(check_list(&own, &list, 8, NULL), COPROD_OK);
    list.may_be_more = 0;
    /* there are more gaps than were told, and of the next level just as many as there can be */
    list.count = 0;
    list.complete_level = 0;
    list.people_low = list.people_high = 14;
    assert_int_equal(check_list(&own, &list, 8, NULL), COPROD_OK);
    list.beyond = 4;
    assert_int_equal(check_list(&own, &list, 8, NULL), COPROD_E_RANGE);
    assert_true(own.leak.low == 7 && own.leak.high == 7);
    list.beyond = 3;
    assert_int_equal(check_list(&own, &list, 8, NULL), COPROD_OK);
    list.may_be_more = 1;
    list.beyond = 4;
    assert_int_equal(check_list(&own, &list, 8, NULL), COPROD_OK);
    coprod_pattern_schema_free(own.schema);
}

/* --- how much it is --- */

/* 32 attributes of three values, which may be unknown; complete up to 3 values at once. */
static void test_wide(void **state)
{
    static uint16_t codes[64 * 32];
    uint32_t values[32];
    coprod_pattern_query query = {.size = sizeof query, .threshold = 9, .max_level = 3, .max_results = 100000};
    coprod_pattern_beside beside = {.size = sizeof beside};
    asked own = {.leak = {.size = sizeof own.leak}};
    coprod_pattern_tally *tally;
    uint64_t seed = 5, needed;
    (void)state;
    for (size_t i = 0; i < 32; i++)
        values[i] = 3;
    own.schema = schema_of(32, values, 0xffffffff);
    tally = pattern_tally(own.schema);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        codes[i] = (uint16_t)(draw(&seed, 9) ? draw(&seed, 2) : draw(&seed, 3));
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, NULL, 64, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &own.gaps), COPROD_OK);
    assert_int_equal(coprod_pattern_gaps_check(own.gaps, 9, NULL, own.codes, own.until, 32, &own.leak), COPROD_OK);
    assert_true(own.leak.combinations == 1 + 32 * 4 + 496 * 16 + 4960 * 64); /* not the product of all domains */
    needed = own.leak.memory_needed;
    assert_true(needed < 24 * own.leak.combinations && needed > 16 * own.leak.combinations);
    beside.memory_bytes = needed - 1;
    assert_int_equal(coprod_pattern_gaps_check(own.gaps, 9, &beside, NULL, NULL, 0, &own.leak), COPROD_E_LIMIT);
    assert_true(own.leak.state == COPROD_PATTERN_LEAK_MEMORY && own.leak.memory_needed == needed);
    beside.memory_bytes = needed;
    beside.work = 1000;
    assert_int_equal(coprod_pattern_gaps_check(own.gaps, 9, &beside, NULL, NULL, 0, &own.leak), COPROD_E_LIMIT);
    assert_int_equal(own.leak.state, COPROD_PATTERN_LEAK_WORK);
    coprod_pattern_tally_free(tally);
    done(&own);
}

static void test_much(void **state)
{
    static const uint16_t many[] = {ANY, 0, ANY, 0}, until[] = {ANY, 1, ANY, 2};
    static const uint64_t zero[] = {0, 0}, all[] = {90, 90};
    const uint32_t values[] = {1, 65535};
    uint16_t codes[2] = {0, 0};
    coprod_pattern_list list = {.size = sizeof list, .people_low = 90, .people_high = 90, .threshold = 9,
                                .complete_level = 1};
    coprod_pattern_beside beside = {.size = sizeof beside, .codes = many, .until = until, .low = zero, .high = all,
                                    .count = 2};
    coprod_pattern_tally *tally;
    coprod_pattern_people *people = NULL;
    asked own = {.schema = schema_of(2, values, 0), .leak = {.size = sizeof own.leak}};
    (void)state;
    assert_int_equal(check_list(&own, &list, 9, &beside), COPROD_E_LIMIT); /* no number is left for so many values */
    assert_true(own.leak.state == COPROD_PATTERN_LEAK_MEMORY && own.leak.memory_needed == UINT64_MAX);
    tally = pattern_tally(own.schema);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, NULL, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_people_new(tally, NULL, &people), COPROD_OK);
    list.population = people;
    beside.count = 0;
    beside.work = 1; /* who lives there is more than that */
    assert_int_equal(check_list(&own, &list, 9, &beside), COPROD_E_LIMIT);
    assert_int_equal(own.leak.state, COPROD_PATTERN_LEAK_WORK);
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(own.schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sexes),
        cmocka_unit_test(test_bands),
        cmocka_unit_test(test_range),
        cmocka_unit_test(test_range_follows),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_nobody),
        cmocka_unit_test(test_impossible),
        cmocka_unit_test(test_top),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_wide),
        cmocka_unit_test(test_much),
    };
    return TEST_MAIN(tests);
}
