/* SPDX-License-Identifier: MIT */
/* Tallies of profiles: against counts by hand; rows, columns, partitions and histories that must come to the same bytes;
 * what cannot be right is refused and changes nothing. */
#include "pattern_tools.h"

static const uint32_t panel[] = {2, 3, 4};

static void counts_by_hand(void **state)
{
    coprod_pattern_schema *schema = schema_of(3, panel, 2);
    coprod_pattern_tally *tally = pattern_tally(schema);
    const uint16_t any = COPROD_PATTERN_ANY;
    const uint16_t codes[] = {0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 65535, 3, 1, 1, 1};
    const uint64_t weights[] = {1, 2, 3, 10, 0};
    static const struct {
        uint16_t pattern[3];
        uint64_t people;
    } asked[] = {{{65535, 65535, 65535}, 16}, {{0, 65535, 65535}, 13}, {{0, 0, 65535}, 3}, {{65535, 65535, 3}, 13},
                 {{65535, 2, 3}, 3},          {{0, 65535, 3}, 10},     {{1, 1, 1}, 0},     {{65535, 2, 65535}, 3}};
    coprod_pattern_tally_info info = {.size = sizeof info};
    uint64_t people = 1;
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, weights, 5, NULL), COPROD_OK);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        assert_int_equal(coprod_pattern_tally_count(tally, asked[i].pattern, &people), COPROD_OK);
        assert_int_equal(people, asked[i].people);
    }
    assert_int_equal(coprod_pattern_tally_get(tally, &info), COPROD_OK);
    assert_true(info.people == 16 && info.profiles == 3 && info.is_table == 1 && info.bytes == 4 * 32);
    assert_int_equal(coprod_pattern_tally_count(tally, (uint16_t[]){2, any, any}, &people), COPROD_E_UNKNOWN);
    assert_int_equal(people, 0);
    assert_int_equal(coprod_pattern_tally_count(NULL, codes, &people), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_count(tally, NULL, &people), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_count(tally, codes, NULL), COPROD_E_ARGUMENT);
    assert_ptr_equal(coprod_pattern_tally_schema(tally), schema);
    assert_null(coprod_pattern_tally_schema(NULL));
    coprod_pattern_schema_free(schema); /* the tally keeps it */
    assert_int_equal(coprod_pattern_tally_count(tally, codes, &people), COPROD_OK);
    assert_int_equal(people, 3);
    coprod_pattern_tally_free(tally);
    coprod_pattern_tally_free(NULL);
}

/* Shapes that take each way of counting: a table at once, a table later, a list; keys of 1, 2 and 8 words; a digit of
 * its own group; values beyond 8 bits. */
static const struct shape {
    uint32_t attributes, unknown, values[PATTERN_ATTRIBUTES];
} shapes[] = {
    {1, 0, {1}},
    {1, 1, {65535}},
    {4, 5, {2, 255, 3, 5}},
    {3, 2, {300, 256, 40}},
    {3, 7, {65535, 65535, 2}},
    {10, 0x2a0, {2, 2, 2, 3, 3, 4, 4, 5, 6, 6}},
    {24, 0xffffff, {2, 3, 4, 5, 6, 2, 3, 4, 5, 6, 2, 3, 4, 5, 6, 2, 3, 4, 5, 6, 2, 3, 4, 5}},
    {32, 0xf0f0f0f0, {65535, 3000, 255, 256, 257, 300, 400, 500, 600, 700, 800, 900, 999, 900, 800, 700, 600, 500, 400,
                      300, 200, 100, 99, 98, 97, 96, 95, 94, 2, 2, 2, 1}},
};

/* A tally of the rows in pieces of random size, as rows or columns, in up to four tallies that are merged. */
static coprod_pattern_tally *in_pieces(const coprod_pattern_schema *schema, const uint16_t *codes,
                                       const uint64_t *weights, size_t rows, uint64_t *seed)
{
    coprod_pattern_tally *parts[4];
    for (size_t i = 0; i < 4; i++)
        parts[i] = pattern_tally(schema);
    for (size_t from = 0, count; from < rows; from += count) {
        coprod_pattern_tally *part = parts[draw(seed, 4)];
        const uint64_t *own = weights ? weights + from : NULL;
        count = 1 + draw(seed, draw(seed, 2) ? 10 : (uint32_t)rows);
        count = count < rows - from ? count : rows - from;
        if (draw(seed, 2)) {
            made_columns made;
            columns_of(schema, codes + from * schema->attributes, count, &made);
            assert_int_equal(coprod_pattern_tally_add_columns(part, (const void *const *)made.columns, made.bytes, own,
                                                              count, NULL), COPROD_OK);
            free_columns(schema, &made);
        } else {
            assert_int_equal(coprod_pattern_tally_add_rows(part, codes + from * schema->attributes, own, count, NULL),
                             COPROD_OK);
        }
    }
    for (size_t i = 1; i < 4; i++) {
        assert_int_equal(coprod_pattern_tally_merge(parts[0], parts[i]), COPROD_OK);
        coprod_pattern_tally_free(parts[i]);
    }
    return parts[0];
}

/* People of random patterns, of which some values are those of a row, as the rows say. */
static void counts_as_rows_do(const coprod_pattern_tally *tally, const uint16_t *codes, const uint64_t *weights,
                              size_t rows, uint64_t *seed)
{
    const uint32_t attributes = tally->schema->attributes;
    for (int i = 0; rows && i < 5; i++) {
        const uint16_t *like = codes + draw(seed, (uint32_t)rows) * attributes;
        uint16_t pattern[PATTERN_ATTRIBUTES];
        uint64_t expected = 0, people = 1;
        for (uint32_t a = 0; a < attributes; a++)
            pattern[a] = draw(seed, attributes > 4 ? 5 : 2) ? COPROD_PATTERN_ANY : like[a];
        for (size_t r = 0; r < rows; r++) {
            int in = 1;
            for (uint32_t a = 0; a < attributes; a++)
                in &= pattern[a] == COPROD_PATTERN_ANY || pattern[a] == codes[r * attributes + a];
            expected += !in ? 0 : weights ? weights[r] : 1;
        }
        assert_true(coprod_pattern_tally_count(tally, pattern, &people) == COPROD_OK && people == expected);
    }
}

static void every_history_is_the_same_bytes(void **state)
{
    uint64_t seed = 1;
    (void)state;
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        coprod_pattern_schema *schema = schema_of(shapes[s].attributes, shapes[s].values, shapes[s].unknown);
        for (int round = 0; round < 12; round++) {
            const size_t rows = draw(&seed, round ? 3000 : 20);
            uint16_t *codes = random_rows(schema, rows, &seed);
            uint64_t *weights = calloc(rows + 1, sizeof *weights);
            coprod_pattern_tally *whole = pattern_tally(schema), *pieces;
            for (size_t i = 0; i < rows; i++)
                weights[i] = draw(&seed, 4) ? draw(&seed, 5) : draw(&seed, 3) * UINT64_C(3000000000);
            assert_int_equal(coprod_pattern_tally_add_rows(whole, codes, round % 2 ? weights : NULL, rows, NULL),
                             COPROD_OK);
            pieces = in_pieces(schema, codes, round % 2 ? weights : NULL, rows, &seed);
            assert_same_tally(whole, pieces);
            counts_as_rows_do(whole, codes, round % 2 ? weights : NULL, rows, &seed);
            counts_as_rows_do(pieces, codes, round % 2 ? weights : NULL, rows, &seed);
            coprod_pattern_tally_free(whole);
            coprod_pattern_tally_free(pieces);
            free(codes);
            free(weights);
        }
        coprod_pattern_schema_free(schema);
    }
}

/* More rows than may wait at once, nearly all distinct; and the same ones twice. */
static void many_rows_in_a_list(void **state)
{
    coprod_pattern_schema *schema = schema_of(shapes[6].attributes, shapes[6].values, shapes[6].unknown);
    coprod_pattern_tally *whole = pattern_tally(schema), *one = pattern_tally(schema);
    const size_t rows = 150000;
    uint64_t seed = 5, people;
    uint16_t *codes = random_rows(schema, rows, &seed);
    coprod_pattern_tally_info info = {.size = sizeof info};
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(whole, codes, NULL, rows, NULL), COPROD_OK);
    for (size_t i = 0; i < rows; i += 1000)
        assert_int_equal(coprod_pattern_tally_add_rows(one, codes + i * 24, NULL, 1000, NULL), COPROD_OK);
    assert_same_tally(whole, one);
    assert_int_equal(coprod_pattern_tally_add_rows(whole, codes, NULL, rows, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_tally_merge(one, whole), COPROD_OK);
    assert_int_equal(coprod_pattern_tally_get(one, &info), COPROD_OK);
    assert_true(info.people == 3 * rows && !info.is_table && info.profiles > rows / 2 && info.profiles <= rows);
    assert_int_equal(coprod_pattern_tally_count(one, codes, &people), COPROD_OK);
    assert_true(people >= 3 && people % 3 == 0);
    coprod_pattern_tally_free(whole);
    coprod_pattern_tally_free(one);
    free(codes);
    coprod_pattern_schema_free(schema);
}

static void sorting_is_right(void **state)
{
    uint64_t seed = 3, records[3 * 400], copy[3 * 400], scratch[3 * 400];
    (void)state;
    for (int round = 0; round < 500; round++) {
        const size_t count = draw(&seed, round % 3 ? 400 : 30);
        for (size_t i = 0; i < 3 * count; i++)
            records[i] = (uint64_t)draw(&seed, 3) << 8 * draw(&seed, 8) << 1 | draw(&seed, 2);
        for (size_t i = 0; i < count; i++)
            records[3 * i + 2] = i; /* equal records keep their order */
        memcpy(copy, records, sizeof copy);
        coprod__pattern_sort(records, count, 3, 2, scratch);
        for (size_t i = 0; i < count; i++) {
            const uint64_t *own = &records[3 * i];
            assert_memory_equal(own, &copy[3 * own[2]], 24);
            if (i)
                assert_true(own[-3] < own[0]
                            || (own[-3] == own[0] && (own[-2] < own[1] || (own[-2] == own[1] && own[-1] < own[2]))));
        }
    }
}

/* --- what is refused --- */

static void a_wrong_code_is_named(void **state)
{
    coprod_pattern_schema *schema = schema_of(3, (uint32_t[]){2, 300, 255}, 2);
    coprod_pattern_tally *tally = pattern_tally(schema), *kept = pattern_tally(schema);
    coprod_pattern_bad_code bad = {.size = sizeof bad};
    uint64_t seed = 9;
    const size_t rows = 2500;
    uint16_t *codes = random_rows(schema, rows, &seed);
    (void)state;
    for (int round = 0; round < 300; round++) {
        const size_t row = draw(&seed, (uint32_t)rows);
        const uint32_t a = draw(&seed, 3);
        const uint16_t was = codes[row * 3 + a], later = codes[rows * 3 - 3];
        made_columns made;
        codes[rows * 3 - 3] = 65535; /* not the first one, unless it is */
        codes[row * 3 + a] = (uint16_t)(a == 1 ? 300 + draw(&seed, 65235) : a ? 255 : 2 + draw(&seed, 253));
        assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, NULL, rows, &bad), COPROD_E_UNKNOWN);
        assert_true(bad.row == row && bad.attribute == (row == rows - 1 ? 0 : a));
        columns_of(schema, codes, rows, &made);
        bad.row = 7;
        assert_int_equal(coprod_pattern_tally_add_columns(tally, (const void *const *)made.columns, made.bytes, NULL,
                                                          rows, &bad), COPROD_E_UNKNOWN);
        assert_true(bad.row == row && bad.attribute == (row == rows - 1 ? 0 : a));
        free_columns(schema, &made);
        codes[rows * 3 - 3] = later;
        codes[row * 3 + a] = was;
    }
    assert_same_tally(tally, kept);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, NULL, rows, &bad), COPROD_OK);
    assert_true(bad.row == 0 && bad.attribute == 0);
    coprod_pattern_tally_free(tally);
    coprod_pattern_tally_free(kept);
    free(codes);
    coprod_pattern_schema_free(schema);
}

/* Codes of 8 bits for an attribute of more values than they can name. */
static void short_codes_of_many_values(void **state)
{
    coprod_pattern_schema *schema = schema_of(1, (uint32_t[]){300}, 1), *known = schema_of(1, (uint32_t[]){300}, 0);
    coprod_pattern_tally *tally = pattern_tally(schema), *other = pattern_tally(schema), *never = pattern_tally(known);
    const uint8_t codes[] = {0, 254, COPROD_PATTERN_UNKNOWN_8, 254};
    const void *columns[] = {codes};
    const uint16_t rows[] = {254, COPROD_PATTERN_ANY, 254, 0};
    coprod_pattern_bad_code bad = {.size = sizeof bad};
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_columns(tally, columns, (int32_t[]){1}, NULL, 4, &bad), COPROD_OK);
    assert_int_equal(coprod_pattern_tally_add_rows(other, rows, NULL, 4, NULL), COPROD_OK);
    assert_same_tally(tally, other);
    assert_int_equal(coprod_pattern_tally_add_columns(never, columns, (int32_t[]){1}, NULL, 4, &bad), COPROD_E_UNKNOWN);
    assert_int_equal(bad.row, 2);
    coprod_pattern_tally_free(tally);
    coprod_pattern_tally_free(other);
    coprod_pattern_tally_free(never);
    coprod_pattern_schema_free(schema);
    coprod_pattern_schema_free(known);
}

static void arguments_are_checked(void **state)
{
    coprod_pattern_schema *schema = schema_of(2, panel, 0);
    coprod_pattern_tally *tally = pattern_tally(schema), *null = (coprod_pattern_tally *)1;
    const uint16_t codes[] = {0, 0, 1, 1};
    const uint8_t bytes[] = {0, 1, 0, 1, 0};
    const void *columns[] = {bytes, bytes}, *odd[] = {bytes, (const uint8_t *)codes + 1}, *none[] = {NULL, NULL};
    const int32_t one[] = {1, 1}, three[] = {1, 3}, two[] = {1, 2};
    coprod_pattern_bad_code bad = {.size = 3};
    coprod_pattern_tally_info info = {.size = 3};
    (void)state;
    assert_int_equal(coprod_pattern_tally_new(NULL, NULL, &null), COPROD_E_ARGUMENT);
    assert_null(null);
    assert_int_equal(coprod_pattern_tally_new(schema, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_new(schema, &(coprod_allocator){.size = 1}, &null), COPROD_E_STRUCT);
    assert_int_equal(coprod_pattern_tally_add_rows(NULL, codes, NULL, 2, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, NULL, NULL, 2, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, NULL, 2, &bad), COPROD_E_STRUCT);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, NULL, NULL, 0, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_tally_add_columns(NULL, columns, one, NULL, 2, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_add_columns(tally, NULL, one, NULL, 2, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_add_columns(tally, columns, NULL, NULL, 2, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_add_columns(tally, columns, three, NULL, 2, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_add_columns(tally, odd, two, NULL, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, odd[1], NULL, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_add_columns(tally, none, one, NULL, 2, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_add_columns(tally, columns, one, NULL, 2, &bad), COPROD_E_STRUCT);
    assert_int_equal(coprod_pattern_tally_add_columns(tally, none, one, NULL, 0, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_tally_get(tally, &info), COPROD_E_STRUCT);
    assert_int_equal(coprod_pattern_tally_get(NULL, &info), COPROD_E_STRUCT);
    assert_int_equal(coprod_pattern_tally_get(tally, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_merge(tally, tally), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_merge(tally, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_merge(NULL, tally), COPROD_E_ARGUMENT);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* The row with which there are too many people, counted with those who are in the tally; nobody is added. */
static void too_many_are_named(void **state)
{
    coprod_pattern_schema *schema = schema_of(1, (uint32_t[]){2}, 0);
    coprod_pattern_tally *tally = pattern_tally(schema), *kept = pattern_tally(schema);
    const uint8_t codes[] = {0, 1, 0, 1};
    const uint16_t rows[] = {0, 1, 0, 1};
    const void *columns[] = {codes};
    static const struct {
        uint64_t weights[4], row;
    } cases[] = {{{INT64_MAX - 9, 0, 0, 0}, 0}, {{INT64_MAX - 10, 0, 1, 0}, 2}, {{1, 2, 3, INT64_MAX}, 3},
                 {{1, UINT64_MAX, UINT64_MAX, 1}, 1}};
    coprod_pattern_bad_code bad = {.size = sizeof bad};
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, (uint64_t[]){9, 1}, 2, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_tally_add_rows(kept, rows, (uint64_t[]){9, 1}, 2, NULL), COPROD_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bad = (coprod_pattern_bad_code){.size = sizeof bad};
        assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, cases[i].weights, 4, &bad), COPROD_E_OVERFLOW);
        assert_true(bad.row == cases[i].row && bad.attribute == UINT32_MAX);
        bad = (coprod_pattern_bad_code){.size = sizeof bad};
        assert_int_equal(coprod_pattern_tally_add_columns(tally, columns, (int32_t[]){1}, cases[i].weights, 4, &bad),
                         COPROD_E_OVERFLOW);
        assert_true(bad.row == cases[i].row && bad.attribute == UINT32_MAX);
    }
    assert_same_tally(tally, kept);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, (uint64_t[]){INT64_MAX - 12}, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, rows, NULL, 4, &bad), COPROD_E_OVERFLOW);
    assert_true(bad.row == 2 && bad.attribute == UINT32_MAX);
    coprod_pattern_tally_free(tally);
    coprod_pattern_tally_free(kept);
    coprod_pattern_schema_free(schema);
}

/* No more than 2^63 - 1 people, in a table or in a list. */
static void people_are_bounded(void **state)
{
    (void)state;
    for (uint32_t shape = 2; shape < 8; shape += 2) {
        coprod_pattern_schema *schema = schema_of(shapes[shape].attributes, shapes[shape].values, shapes[shape].unknown);
        coprod_pattern_tally *tally = pattern_tally(schema), *other = pattern_tally(schema), *back = NULL;
        uint16_t codes[2 * PATTERN_ATTRIBUTES] = {0};
        const uint64_t most[] = {INT64_MAX - 1, 1}, more[] = {INT64_MAX, 1}, beyond[] = {UINT64_MAX, 0}, one = 1;
        uint64_t people;
        size_t length;
        uint8_t *bytes;
        assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, more, 2, NULL), COPROD_E_OVERFLOW);
        assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, beyond, 2, NULL), COPROD_E_OVERFLOW);
        assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, most, 2, NULL), COPROD_OK);
        assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, NULL, 1, NULL), COPROD_E_OVERFLOW);
        assert_int_equal(coprod_pattern_tally_add_rows(other, codes, &one, 1, NULL), COPROD_OK);
        assert_int_equal(coprod_pattern_tally_merge(other, tally), COPROD_E_OVERFLOW);
        assert_int_equal(coprod_pattern_tally_count(other, codes, &people), COPROD_OK);
        assert_int_equal(people, 1);
        assert_int_equal(coprod_pattern_tally_count(tally, codes, &people), COPROD_OK);
        assert_true(people == INT64_MAX);
        bytes = saved(tally, &length);
        assert_int_equal(coprod_pattern_tally_load(bytes, length, schema, NULL, &back), COPROD_OK);
        assert_same_tally(tally, back);
        free(bytes);
        coprod_pattern_tally_free(back);
        coprod_pattern_tally_free(tally);
        coprod_pattern_tally_free(other);
        coprod_pattern_schema_free(schema);
    }
}

/* The same people as a list and as a table: rows of weight 0 count nobody, but make it one. */
static void lists_and_tables(void **state)
{
    coprod_pattern_schema *schema = schema_of(3, (uint32_t[]){50, 50, 60}, 2);
    coprod_pattern_tally *list = pattern_tally(schema), *table = pattern_tally(schema);
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 2, .max_level = 2};
    coprod_pattern_tally_info info = {.size = sizeof info};
    static char one[1 << 20], two[1 << 20];
    coprod_pattern_gaps *gaps = NULL;
    uint64_t seed = 3, *none = calloc(10000, sizeof *none);
    uint16_t *codes = random_rows(schema, 10000, &seed);
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(list, codes, NULL, 5000, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_tally_add_rows(table, codes, none, 10000, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_tally_add_rows(table, codes, NULL, 5000, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_tally_get(list, &info), COPROD_OK);
    assert_int_equal(info.is_table, 0);
    assert_int_equal(coprod_pattern_tally_get(table, &info), COPROD_OK);
    assert_int_equal(info.is_table, 1);
    assert_int_equal(coprod_pattern_find(list, &query, NULL, NULL, &gaps), COPROD_OK);
    assert_int_equal(coprod_pattern_gaps_json(gaps, 0, one, sizeof one, NULL), COPROD_OK);
    coprod_pattern_gaps_free(gaps);
    assert_int_equal(coprod_pattern_find(table, &query, NULL, NULL, &gaps), COPROD_OK);
    assert_int_equal(coprod_pattern_gaps_json(gaps, 0, two, sizeof two, NULL), COPROD_OK);
    coprod_pattern_gaps_free(gaps);
    assert_string_equal(one, two);
    coprod_pattern_tally_free(list);
    coprod_pattern_tally_free(table);
    free(codes);
    free(none);
    coprod_pattern_schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_by_hand),
        cmocka_unit_test(every_history_is_the_same_bytes),
        cmocka_unit_test(many_rows_in_a_list),
        cmocka_unit_test(sorting_is_right),
        cmocka_unit_test(a_wrong_code_is_named),
        cmocka_unit_test(short_codes_of_many_values),
        cmocka_unit_test(arguments_are_checked),
        cmocka_unit_test(too_many_are_named),
        cmocka_unit_test(people_are_bounded),
        cmocka_unit_test(lists_and_tables),
    };
    return TEST_MAIN(tests);
}
