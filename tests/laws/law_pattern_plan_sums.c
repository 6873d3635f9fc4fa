/* SPDX-License-Identifier: MIT */
/* Sums by a list of additions are those pair by pair, and those of the codes as they were given; lists that are made when
 * they are asked for are those that are made at once; prices prove what they say whichever way they were found: no profile
 * that exists is worth more than one person. */
#include "../internal/plan_solve_tools.h"

enum { CASES = 1200, MOST_ATTRIBUTES = 6, MOST_GAPS = 90, MOST_PROFILES = 500 };

typedef struct larger {
    coprod__plan_question question;
    uint16_t gap_codes[MOST_GAPS * MOST_ATTRIBUTES], profile_codes[MOST_PROFILES * MOST_ATTRIBUTES];
    uint64_t needs[MOST_GAPS], copies[MOST_PROFILES];
} larger;

static void make_larger(larger *own, uint64_t *seed)
{
    coprod__plan_question *question = &own->question;
    uint32_t values[MOST_ATTRIBUTES];
    const uint32_t any = 3 + small_draw(seed, 6), few = small_draw(seed, 2);
    memset(question, 0, sizeof *question);
    question->attributes = 1 + small_draw(seed, MOST_ATTRIBUTES);
    question->gaps = 1 + small_draw(seed, small_draw(seed, 3) ? MOST_GAPS : 5);
    question->profiles = small_draw(seed, MOST_PROFILES + 1);
    for (uint32_t a = 0; a < question->attributes; a++)
        values[a] = 1 + small_draw(seed, 4);
    for (size_t g = 0; g < question->gaps; g++) {
        small_codes(seed, question->attributes, values, any, own->gap_codes + g * question->attributes);
        own->needs[g] = 1 + small_draw(seed, 30);
    }
    for (size_t i = 0; i < question->profiles; i++) {
        small_codes(seed, question->attributes, values, small_draw(seed, 6) == 0,
                    own->profile_codes + i * question->attributes);
        own->copies[i] = few ? small_draw(seed, 8) : 100;
    }
    question->gap_codes = own->gap_codes;
    question->needs = own->needs;
    question->profile_codes = own->profile_codes;
    question->copies = own->copies;
}

static int describes(const larger *own, size_t row_gap, size_t profile)
{
    const uint32_t attributes = own->question.attributes;
    int so = 1;
    for (uint32_t a = 0; a < attributes; a++) {
        const uint16_t code = own->gap_codes[row_gap * attributes + a];
        so &= code == 0xFFFF || code == own->profile_codes[profile * attributes + a];
    }
    return so;
}

static void check_sums(const larger *own, const coprod__plan_space *space, coprod__plan_sums *sums, uint64_t *seed)
{
    int64_t row[MOST_GAPS], of_columns[MOST_GAPS], largest[MOST_GAPS], column[MOST_PROFILES], of_rows[MOST_PROFILES];
    for (size_t r = 0; r < space->rows; r++)
        row[r] = (int64_t)small_draw(seed, 1 << 20) - (1 << 19);
    for (size_t c = 0; c < space->columns; c++)
        column[c] = small_draw(seed, 1 << 20);
    coprod__plan_sums_of_rows(sums, row, of_rows);
    coprod__plan_sums_of_columns(sums, column, of_columns);
    coprod__plan_sums_largest_of_columns(sums, column, largest);
    for (size_t c = 0; c < space->columns; c++) {
        for (size_t m = space->member_from[c]; m < space->member_from[c + 1]; m++) {
            int64_t sum = 0;
            for (size_t r = 0; r < space->rows; r++)
                sum += describes(own, space->row_gap[r], space->members[m]) ? row[r] : 0;
            assert_int_equal(sum, of_rows[c]);
        }
    }
    for (size_t r = 0; r < space->rows; r++) {
        int64_t sum = 0, most = 0;
        for (size_t c = 0; c < space->columns; c++)
            if (describes(own, space->row_gap[r], space->members[space->member_from[c]])) {
                sum += column[c];
                most = most > column[c] ? most : column[c];
            }
        assert_int_equal(sum, of_columns[r]);
        assert_int_equal(most, largest[r]);
    }
}

/* Prices that are told, against the codes that were given. */
static void check_bound(const larger *own, const coprod__plan_space *space, coprod__plan_sums *sums, uint64_t most)
{
    coprod__arena arena;
    coprod__plan_cover cover;
    coprod__plan_bound bound;
    coprod__plan_work work = {0, most, NULL, 0};
    uint64_t worth = 0;
    memset(&bound, 0, sizeof bound);
    coprod__arena_init(&arena, &space->arena.memory);
    assert_int_equal(coprod__plan_cover_make(&arena, space, &cover), COPROD_OK);
    cover.sums = sums;
    cover.charging = 1;
    coprod__plan_complete(&cover, NULL, &work);
    assert_int_equal(coprod__plan_bound_run(&arena, &cover, sums, &work, &bound), COPROD_OK);
    for (size_t r = 0; r < space->rows; r++)
        worth += bound.price[r] * space->need[r];
    assert_int_equal(worth, bound.worth);
    assert_true(bound.people >= (worth + coprod__plan_one - 1) / coprod__plan_one);
    assert_true(cover.open || bound.people <= cover.people);
    for (size_t i = 0; i < own->question.profiles; i++) {
        uint64_t load = 0;
        for (size_t r = 0; r < space->rows && own->copies[i]; r++)
            load += describes(own, space->row_gap[r], i) ? bound.price[r] : 0;
        assert_true(load <= coprod__plan_one);
    }
    coprod__arena_free(&arena);
}

/* --- memory that ends --- */

static size_t allowed = SIZE_MAX, held;

static void *give(void *context, size_t bytes)
{
    (void)context;
    if (!allowed)
        return NULL;
    allowed--;
    held++;
    return malloc(bytes);
}

static void *give_more(void *context, void *block, size_t old_bytes, size_t bytes)
{
    (void)context;
    (void)old_bytes;
    if (!allowed)
        return NULL;
    allowed--;
    return realloc(block, bytes);
}

static void take_back(void *context, void *block, size_t bytes)
{
    (void)context;
    (void)bytes;
    held--;
    free(block);
}

/* Without memory at any place nothing is left behind; with all of it the list is there. */
static void check_memory(const coprod__plan_space *space)
{
    coprod_status status = COPROD_E_MEMORY;
    for (size_t most = 0; status != COPROD_OK; most++) {
        coprod__plan_work work = {0, 1000000, NULL, 0};
        coprod__plan_sums sums;
        coprod__arena arena;
        const size_t before = held;
        coprod__arena_init(&arena, &space->arena.memory);
        allowed = most;
        status = coprod__plan_sums_make(&arena, space, 0, &work, &sums);
        allowed = SIZE_MAX;
        assert_true(status == COPROD_OK || status == COPROD_E_MEMORY);
        coprod__plan_sums_free(&sums);
        coprod__arena_free(&arena);
        assert_int_equal(held, before);
    }
}

static void test_memory(void **state)
{
    static larger own;
    const coprod_allocator allocator = {sizeof allocator, NULL, give, give_more, take_back};
    uint64_t seed = 31;
    (void)state;
    for (int i = 0; i < 12; i++) {
        coprod__memory memory;
        coprod__plan_space space;
        coprod__plan_work none = {0, 0, NULL, 0};
        make_larger(&own, &seed);
        assert_int_equal(coprod__memory_init(&allocator, &memory), COPROD_OK);
        assert_int_equal(coprod__plan_space_make(&memory, &own.question, &space), COPROD_OK);
        assert_int_equal(coprod__plan_space_reduce(&space, &none), COPROD_OK);
        check_memory(&space);
        coprod__plan_space_free(&space);
        assert_int_equal(held, 0);
    }
}

/* --- lists when they are asked for --- */

static int ascending(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The same columns in the same order; a list is asked for so often that it stays. */
static void compare_lists(const coprod__plan_space *listed, const coprod__plan_space *asked)
{
    assert_int_equal(listed->columns, asked->columns);
    assert_int_equal(listed->pairs, asked->pairs);
    for (uint32_t c = 0; c < listed->columns; c++) {
        const size_t from = listed->column_from[c], count = listed->column_from[c + 1] - from;
        uint32_t rows[MOST_GAPS];
        assert_int_equal(coprod__plan_row_count(asked, c), count);
        assert_int_equal(listed->exist[c], asked->exist[c]);
        assert_int_equal(listed->most[c], asked->most[c]);
        for (int turn = 0; turn < 2; turn++) {
            memcpy(rows, coprod__plan_rows_of(asked, c), count * sizeof *rows);
            qsort(rows, count, sizeof *rows, ascending);
            assert_memory_equal(rows, listed->column_rows + from, count * sizeof *rows);
        }
    }
    for (int turn = 0; turn < 6; turn++)
        for (uint32_t r = 0; r < listed->rows; r++) {
            const size_t count = coprod__plan_column_count(listed, r);
            assert_int_equal(coprod__plan_column_count(asked, r), count);
            assert_memory_equal(coprod__plan_columns_of(asked, r), listed->row_columns + listed->row_from[r],
                                count * sizeof(uint32_t));
        }
    for (size_t r = 0; r < listed->rows; r++)
        assert_int_equal(listed->need[r], asked->need[r]);
}

static coprod_status make_space(const coprod__memory *memory, const coprod__plan_question *question,
                                coprod__plan_space *space)
{
    coprod__plan_work none = {0, 0, NULL, 0};
    coprod_status status = coprod__plan_space_make(memory, question, space);
    if (status == COPROD_OK)
        status = coprod__plan_space_reduce(space, &none);
    return status == COPROD_OK ? coprod__plan_space_settle(space) : status;
}

static void test_lists(void **state)
{
    static larger own;
    const int cases = getenv("COPROD_QUICK") ? CASES / 10 : CASES;
    uint64_t seed = 8;
    int asked_for = 0;
    (void)state;
    for (int i = 0; i < cases; i++) {
        coprod__memory memory;
        coprod__plan_space listed, asked;
        make_larger(&own, &seed);
        assert_int_equal(coprod__memory_init(NULL, &memory), COPROD_OK);
        assert_int_equal(make_space(&memory, &own.question, &listed), COPROD_OK);
        own.question.lists = 1;
        assert_int_equal(make_space(&memory, &own.question, &asked), COPROD_OK);
        compare_lists(&listed, &asked);
        if (asked.nodes) {
            asked_for++;
            assert_true(asked.nodes->sums.additions <= asked.pairs);
            check_sums(&own, &asked, &asked.nodes->sums, &seed);
            check_bound(&own, &asked, &asked.nodes->sums, 1 << (10 + small_draw(&seed, 10)));
        }
        coprod__plan_space_free(&listed);
        coprod__plan_space_free(&asked);
    }
    assert_true(asked_for > cases / 2);
}

static void test_lists_memory(void **state)
{
    static larger own;
    const coprod_allocator allocator = {sizeof allocator, NULL, give, give_more, take_back};
    uint64_t seed = 17;
    (void)state;
    for (int i = 0; i < 12; i++) {
        coprod_status status = COPROD_E_MEMORY;
        make_larger(&own, &seed);
        own.question.lists = 1;
        for (size_t most = 0; status != COPROD_OK; most++) {
            coprod__memory memory;
            coprod__plan_space space;
            assert_int_equal(coprod__memory_init(&allocator, &memory), COPROD_OK);
            allowed = most;
            status = make_space(&memory, &own.question, &space);
            allowed = SIZE_MAX;
            assert_true(status == COPROD_OK || status == COPROD_E_MEMORY);
            coprod__plan_space_free(&space);
            assert_int_equal(held, 0);
        }
    }
}

/* --- the laws --- */

static void check_case(larger *own, uint64_t *seed)
{
    coprod__memory memory;
    coprod__arena arena;
    coprod__plan_space space;
    coprod__plan_sums list, pairs, shorter;
    static const uint64_t most[] = {0, 3000, 1000000};
    coprod__plan_work reduce = {0, most[small_draw(seed, 3)], NULL, 0}, work = {0, 1000000, NULL, 0};
    assert_int_equal(coprod__memory_init(NULL, &memory), COPROD_OK);
    coprod__arena_init(&arena, &memory);
    assert_int_equal(coprod__plan_space_make(&memory, &own->question, &space), COPROD_OK);
    assert_int_equal(coprod__plan_space_reduce(&space, &reduce), COPROD_OK);
    assert_int_equal(coprod__plan_space_settle(&space), COPROD_OK);
    assert_int_equal(coprod__plan_sums_make(&arena, &space, 0, &work, &list), COPROD_OK);
    assert_int_equal(coprod__plan_sums_make(&arena, &space, space.pairs + 1, &work, &pairs), COPROD_OK);
    assert_true(list.shared && list.additions <= space.pairs);
    assert_int_equal(coprod__plan_sums_make(&arena, &space, 1, &work, &shorter), COPROD_OK);
    assert_false(pairs.shared);
    assert_true(!shorter.shared || shorter.additions <= space.pairs / 3);
    assert_int_equal(pairs.cost, space.pairs);
    check_sums(own, &space, &list, seed);
    check_sums(own, &space, &pairs, seed);
    check_sums(own, &space, &shorter, seed);
    check_bound(own, &space, &list, 1 << (10 + small_draw(seed, 10)));
    check_bound(own, &space, &pairs, 1 << (10 + small_draw(seed, 10)));
    coprod__plan_sums_free(&list);
    coprod__plan_sums_free(&pairs);
    coprod__plan_sums_free(&shorter);
    coprod__arena_free(&arena);
    coprod__plan_space_free(&space);
}

static void test_sums(void **state)
{
    static larger own;
    uint64_t seed = 20261127;
    const int cases = getenv("COPROD_QUICK") ? CASES / 10 : CASES;
    (void)state;
    for (int i = 0; i < cases; i++) {
        make_larger(&own, &seed);
        check_case(&own, &seed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sums), cmocka_unit_test(test_memory),
                                       cmocka_unit_test(test_lists), cmocka_unit_test(test_lists_memory)};
    return TEST_MAIN(tests);
}
