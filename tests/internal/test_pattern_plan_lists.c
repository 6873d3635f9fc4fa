/* SPDX-License-Identifier: MIT */
/* Lists of gaps and profiles that are made where they are asked for do not take much longer than all of them would. */
#include "plan_solve_tools.h"

enum { WIDEST = 16, MOST_ROWS = 270, MOST_PEOPLE = 1024, SAME = 8 };

typedef struct wide {
    coprod__plan_question question;
    uint16_t gap_codes[MOST_ROWS * WIDEST], profile_codes[MOST_PEOPLE * WIDEST];
    uint64_t needs[MOST_ROWS];
} wide;

static void begin(wide *own, uint32_t attributes, size_t gaps, size_t profiles)
{
    coprod__plan_question *question = &own->question;
    memset(own, 0, sizeof *own);
    memset(own->gap_codes, 0xFF, sizeof own->gap_codes);
    for (size_t g = 0; g < gaps; g++)
        own->needs[g] = 1;
    question->attributes = attributes;
    question->gaps = gaps;
    question->profiles = profiles;
    question->gap_codes = own->gap_codes;
    question->needs = own->needs;
    question->profile_codes = own->profile_codes;
    question->lists = 1;
}

/* All profiles meet all patterns of eight attributes, and a gap that asks another one. Between these stand attributes in
 * which they differ; who asks for those asks for the last one too, and meets nobody. */
static void make_alike(wide *own, uint32_t differ)
{
    const uint32_t attributes = SAME + differ + 2;
    const size_t patterns = (size_t)1 << SAME, profiles = (size_t)1 << differ;
    begin(own, attributes, patterns + 1 + differ, profiles);
    for (size_t g = 0; g < patterns; g++)
        for (uint32_t a = 0; a < SAME; a++)
            own->gap_codes[g * attributes + a] = g >> a & 1 ? 1 : 0xFFFF;
    own->gap_codes[patterns * attributes + SAME + differ] = 0;
    for (uint32_t d = 0; d < differ; d++) {
        uint16_t *codes = own->gap_codes + (patterns + 1 + d) * attributes;
        codes[SAME + d] = 1;
        codes[attributes - 1] = 1;
    }
    for (size_t i = 0; i < profiles; i++)
        for (uint32_t a = 0; a < SAME + differ; a++)
            own->profile_codes[i * attributes + a] = a < SAME ? 1 : (uint16_t)(i >> (a - SAME) & 1);
}

static coprod_status make_space(const coprod__plan_question *question, coprod__plan_space *space)
{
    coprod__plan_work none = {0, 0, NULL, 0};
    coprod__memory memory;
    coprod_status status;
    assert_int_equal(coprod__memory_init(NULL, &memory), COPROD_OK);
    status = coprod__plan_space_make(&memory, question, space);
    if (status == COPROD_OK)
        status = coprod__plan_space_reduce(space, &none);
    return status == COPROD_OK ? coprod__plan_space_settle(space) : status;
}

/* Rows of two profiles that are compared one by one are looked at, which counts; what only profiles needed goes. */
static void test_alike(void **state)
{
    static wide own;
    coprod__plan_space space;
    uint64_t took;
    (void)state;
    make_alike(&own, 6);
    assert_int_equal(make_space(&own.question, &space), COPROD_OK);
    assert_non_null(space.nodes);
    assert_int_equal(space.columns, 1);
    assert_int_equal(space.pairs, 257);
    took = space.work;
    assert_true(took >= space.nodes->sums.looks + 63 * 257 / 4);
    assert_int_equal(space.nodes->sums.additions, 256);
    coprod__plan_space_free(&space);
    own.question.reading = took - 1;
    assert_int_equal(make_space(&own.question, &space), COPROD_E_LIMIT);
    coprod__plan_space_free(&space);
}

/* All profiles of ten attributes, each of which a gap asks. */
static void make_unlike(wide *own)
{
    begin(own, 10, 10, MOST_PEOPLE);
    for (uint32_t a = 0; a < 10; a++)
        own->gap_codes[a * 10 + a] = 1;
    for (size_t i = 0; i < MOST_PEOPLE * 10; i++)
        own->profile_codes[i] = (uint16_t)(i / 10 >> i % 10 & 1);
}

/* Sets of rows whose numbers have the same sum are told apart without a look at them. */
static void test_unlike(void **state)
{
    static wide own;
    coprod__plan_space space;
    (void)state;
    make_unlike(&own);
    assert_int_equal(make_space(&own.question, &space), COPROD_OK);
    assert_non_null(space.nodes);
    assert_int_equal(space.columns, MOST_PEOPLE - 1);
    assert_int_equal(space.pairs, 10 * MOST_PEOPLE / 2);
    assert_true(space.work <= space.nodes->sums.looks + MOST_PEOPLE); /* and who reaches them */
    coprod__plan_space_free(&space);
}

/* Sums that would take more than may be read are given up, and codes are read as if they had not been tried. */
static void test_reading(void **state)
{
    static wide own;
    coprod__plan_space space;
    uint64_t took;
    (void)state;
    make_unlike(&own);
    own.question.lists = SIZE_MAX;
    assert_int_equal(make_space(&own.question, &space), COPROD_OK);
    took = space.work;
    coprod__plan_space_free(&space);
    own.question.lists = 1;
    own.question.reading = took;
    assert_int_equal(make_space(&own.question, &space), COPROD_OK);
    assert_null(space.nodes);
    assert_int_equal(space.work, took);
    coprod__plan_space_free(&space);
}

/* Gaps ask the last of two codes, of which there are many under each first one. */
static void test_few_of_many(void **state)
{
    static wide own;
    coprod__plan_space space;
    (void)state;
    begin(&own, 2, MOST_ROWS, MOST_PEOPLE);
    for (size_t g = 0; g < MOST_ROWS; g++)
        own.gap_codes[g * 2 + 1] = (uint16_t)g;
    for (size_t i = 0; i < MOST_PEOPLE; i++) {
        own.profile_codes[i * 2] = (uint16_t)i;
        own.profile_codes[i * 2 + 1] = (uint16_t)(i % MOST_ROWS);
    }
    assert_int_equal(make_space(&own.question, &space), COPROD_OK);
    assert_non_null(space.nodes);
    assert_int_equal(space.columns, MOST_ROWS);
    for (uint32_t r = 0; r < MOST_ROWS; r++) {
        assert_int_equal(coprod__plan_column_count(&space, r), 1);
        assert_int_equal(*coprod__plan_columns_of(&space, r), r);
    }
    assert_true(space.nodes->walked <= 5 * space.pairs);
    for (uint32_t r = 0; r < MOST_ROWS; r++)
        assert_int_equal(space.row_columns[r], r);
    coprod__plan_space_free(&space);
}

/* A list that is not worth it ends with the item at which that is seen. */
static void test_enough(void **state)
{
    static wide own;
    coprod__plan_space space;
    coprod__plan_sums sums;
    coprod__arena arena;
    (void)state;
    make_alike(&own, 6);
    assert_int_equal(make_space(&own.question, &space), COPROD_OK);
    const coprod__plan_items items = {own.profile_codes, NULL, own.question.profiles, space.rows, SIZE_MAX};
    coprod__arena_init(&arena, &space.arena.memory);
    assert_int_equal(coprod__plan_list_make(&arena, &space, &items, &sums), COPROD_OK);
    assert_false(sums.shared);
    assert_true(sums.looks < space.nodes->sums.looks);
    coprod__plan_sums_free(&sums);
    coprod__arena_free(&arena);
    coprod__plan_space_free(&space);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_alike), cmocka_unit_test(test_unlike),
                                       cmocka_unit_test(test_reading), cmocka_unit_test(test_few_of_many),
                                       cmocka_unit_test(test_enough)};
    return TEST_MAIN(tests);
}
