/* SPDX-License-Identifier: MIT */
/* Checks of lists that are asked wrongly. */
#include "pattern_told_tools.h"

static void test_wrong(void **state)
{
    static const uint16_t fine[] = {0, ANY}, none[] = {2, ANY}, two[] = {1, 1}, from[] = {0, 0}, back[] = {ANY, 2};
    static const uint16_t range[] = {ANY, 1};
    const uint64_t one = 1, seven = 7;
    coprod_pattern_beside beside = {.size = sizeof beside, .codes = fine, .low = &one, .high = &seven, .count = 1};
    asked own;
    (void)state;
    fourteen(&own, 7, 7);
    assert_int_equal(coprod_pattern_gaps_check(NULL, 8, NULL, NULL, NULL, 0, &own.leak), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_gaps_check(own.gaps, 8, NULL, NULL, NULL, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_gaps_check(own.gaps, 8, NULL, NULL, NULL, 2, &own.leak), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_gaps_check(own.gaps, 8, NULL, NULL, own.until, 1, &own.leak), COPROD_E_BUFFER);
    own.leak.size = 3;
    assert_int_equal(check(&own, 8, NULL), COPROD_E_STRUCT);
    own.leak.size = sizeof own.leak;
    beside.size = 3;
    assert_int_equal(check(&own, 8, &beside), COPROD_E_STRUCT);
    beside.size = sizeof beside;
    assert_int_equal(check(&own, 8, &beside), COPROD_OK);
    beside.codes = none;
    assert_int_equal(check(&own, 8, &beside), COPROD_E_UNKNOWN);
    beside.codes = NULL;
    assert_int_equal(check(&own, 8, &beside), COPROD_E_ARGUMENT);
    beside.codes = fine;
    beside.low = NULL;
    assert_int_equal(check(&own, 8, &beside), COPROD_E_ARGUMENT);
    beside.low = &seven;
    beside.high = NULL;
    assert_int_equal(check(&own, 8, &beside), COPROD_E_ARGUMENT);
    beside.high = &one;
    assert_int_equal(check(&own, 8, &beside), COPROD_E_ARGUMENT);
    beside.low = &one;
    beside.high = &seven;
    beside.codes = from;
    beside.until = two; /* of two attributes at once */
    assert_int_equal(check(&own, 8, &beside), COPROD_E_ARGUMENT);
    beside.until = none;
    assert_int_equal(check(&own, 8, &beside), COPROD_E_UNKNOWN);
    beside.until = fine; /* from a value to all of them */
    assert_int_equal(check(&own, 8, &beside), COPROD_E_ARGUMENT);
    beside.codes = back;
    beside.until = range; /* from a value to one before it */
    assert_int_equal(check(&own, 8, &beside), COPROD_E_ARGUMENT);
    done(&own);
}

static void test_wrong_gaps(void **state)
{
    static const uint32_t values[] = {2, 1};
    static const uint16_t codes[] = {0, 0};
    coprod_pattern_query query = {.size = sizeof query, .threshold = 8, .count_only = 1};
    const uint64_t weight = 20;
    asked own;
    (void)state;
    ask(&own, values, 0, codes, &weight, 1, &query);
    assert_int_equal(check(&own, 8, NULL), COPROD_E_ARGUMENT);
    done(&own);
}

static void test_wrong_list(void **state)
{
    static const uint32_t values[] = {2, 2}, others[] = {2, 3};
    static const uint16_t gap[] = {0, ANY}, none[] = {0, 2}, rows[] = {0, 0};
    const uint64_t zero = 0, seven = 7, eight = 8;
    const coprod_pattern_list fine = {.size = sizeof fine, .codes = gap, .low = &zero, .high = &seven, .count = 1,
                                      .people_low = 20, .people_high = 24, .threshold = 8, .complete_level = 2};
    coprod_pattern_schema *other = schema_of(2, others, 0);
    coprod_pattern_tally *tally = pattern_tally(other);
    coprod_pattern_people *people = NULL;
    coprod_pattern_list wrong[13];
    asked own = {.schema = schema_of(2, values, 0), .leak = {.size = sizeof own.leak}};
    const coprod_allocator half = {.size = sizeof half, .alloc = NULL, .context = &own};
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_people_new(tally, NULL, &people), COPROD_OK);
    for (size_t i = 0; i < 13; i++)
        wrong[i] = fine;
    wrong[0].codes = NULL;
    wrong[1].low = NULL;
    wrong[2].high = NULL;
    wrong[3].people_low = 25;
    wrong[4].threshold = 0;
    wrong[5].complete_level = 3;
    wrong[6].beyond = 1; /* of more values than there are attributes */
    wrong[7].low = &eight;
    wrong[8].high = &eight;
    wrong[9].complete_level = 0; /* of fewer values than the gap */
    wrong[10].may_be_more = 2;
    wrong[11].may_be_more = -1;
    wrong[12].low = &eight;
    assert_int_equal(check_list(&own, &fine, 8, NULL), COPROD_OK);
    for (size_t i = 0; i < 13; i++)
        assert_int_equal(check_list(&own, &wrong[i], 8, NULL), COPROD_E_ARGUMENT);
    wrong[0] = fine;
    wrong[0].codes = none;
    assert_int_equal(check_list(&own, &wrong[0], 8, NULL), COPROD_E_UNKNOWN);
    wrong[0] = fine;
    wrong[0].population = people;
    assert_int_equal(check_list(&own, &wrong[0], 8, NULL), COPROD_E_FINGERPRINT);
    wrong[0].size = 1;
    assert_int_equal(check_list(&own, &wrong[0], 8, NULL), COPROD_E_STRUCT);
    assert_int_equal(check_list(&own, NULL, 8, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_list_check(NULL, &fine, 8, NULL, NULL, NULL, NULL, 0, &own.leak),
                     COPROD_E_ARGUMENT);
    assert_int_not_equal(coprod_pattern_list_check(own.schema, &fine, 8, NULL, &half, NULL, NULL, 0, &own.leak),
                         COPROD_OK);
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(other);
    coprod_pattern_schema_free(own.schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_wrong_gaps),
        cmocka_unit_test(test_wrong_list),
    };
    return TEST_MAIN(tests);
}
