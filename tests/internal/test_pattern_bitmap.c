/* SPDX-License-Identifier: MIT */
/* The search with bitmaps where things go wrong or to the edge: kernels bit by bit, memory that ends, budgets, a flag
 * that stops, and what can be asked for. */
#include "pattern_tools.h"

#include "pattern_bitmap_internal.h"

enum { WORDS = 320, D = 5, CELLS = 700, GIVEN = 12 };

static uint64_t seed = UINT64_C(77001);
static coprod__memory plain_memory;

/* --- kernels --- */

/* Words with few, many, all and no bits. */
static void fill_words(uint64_t *words, size_t count)
{
    for (size_t w = 0; w < count; w++) {
        const uint32_t kind = draw(&seed, 6);
        words[w] = kind == 4 ? 0 : kind == 5 ? UINT64_MAX : 0;
        for (uint32_t b = 0; kind < 4 && b < 64; b++)
            words[w] |= (uint64_t)!draw(&seed, 2 + 3 * kind) << b;
    }
}

static uint64_t bit_of(const uint64_t *words, size_t bit)
{
    return words[bit / 64] >> bit % 64 & 1;
}

static void counts_by_bit(const coprod__bitmap_kernels *kernels)
{
    static uint64_t a[WORDS], b[WORDS], c[2 * WORDS], both[WORDS];
    const coprod__bitmap_slice slices[] = {{c, WORDS}, {c + WORDS, 8 * (1 + draw(&seed, WORDS / 8))}};
    const size_t from = 8 * draw(&seed, WORDS / 8), to = from + 8 * draw(&seed, (uint32_t)(WORDS - from) / 8 + 1);
    coprod__bitmap_scan scan = {a, b, slices, draw(&seed, 3), UINT64_MAX};
    uint64_t sum = 0, some;
    fill_words(a, WORDS);
    fill_words(b, WORDS);
    fill_words(c, 2 * WORDS);
    for (size_t i = 64 * from; i < 64 * to; i++)
        if (bit_of(a, i) & bit_of(b, i)) {
            sum++;
            for (size_t k = 0; k < scan.slice_count; k++)
                sum += i < 64 * slices[k].words ? bit_of(slices[k].bits, i) << k : 0;
        }
    assert_int_equal(kernels->count(&scan, from, to, 5), sum + 5);
    scan.enough = 1 + draw(&seed, (uint32_t)sum + 9);
    some = kernels->count(&scan, from, to, 0);
    assert_true(some == sum || (some >= scan.enough && some < sum));
    kernels->both(both, a, b, WORDS);
    for (size_t w = 0; w < WORDS; w++)
        assert_int_equal(both[w], a[w] & b[w]);
}

static void squeezes_by_bit(const coprod__bitmap_kernels *kernels)
{
    enum { LISTS = 7, STRIP = COPROD__BITMAP_STRIP };
    static uint64_t from[LISTS * STRIP], to[LISTS * (STRIP + 2)], before[LISTS], mask[STRIP];
    coprod__bitmap_entry entries[LISTS];
    coprod__bitmap_squeeze job = {mask, from, to, 8 * (1 + draw(&seed, STRIP / 8)), STRIP, STRIP + 2,
                                  1 + draw(&seed, LISTS), entries, draw(&seed, 64)};
    fill_words(mask, STRIP);
    fill_words(from, LISTS * STRIP);
    fill_words(to, LISTS * (STRIP + 2));
    for (uint32_t i = 0; i < LISTS; i++) {
        entries[i] = (coprod__bitmap_entry){0, (i * 3 + 1) % LISTS};
        to[i * (STRIP + 2)] &= (UINT64_C(1) << job.bit) - 1;
        before[i] = to[i * (STRIP + 2)];
    }
    kernels->squeeze(&job);
    for (size_t i = 0; i < job.count; i++) {
        const uint64_t *own = to + i * (STRIP + 2);
        size_t bit = 0;
        for (; bit < job.bit; bit++)
            assert_int_equal(bit_of(own, bit), bit_of(before + i, bit));
        for (size_t b = 0; b < 64 * job.words; b++)
            if (bit_of(mask, b))
                assert_int_equal(bit_of(own, bit++), bit_of(from + entries[i].slot * STRIP, b));
        assert_true(bit % 64 == 0 || own[bit / 64] >> bit % 64 == 0);
    }
}

static void kernels_by_bit(void **state)
{
    (void)state;
    assert_non_null(coprod__bitmap_kernels_of(COPROD__BITMAP_BEST));
    assert_int_equal(coprod__bitmap_kernels_of(COPROD__BITMAP_PLAIN)->set, COPROD__BITMAP_PLAIN);
    assert_null(coprod__bitmap_kernels_of(COPROD__BITMAP_AVX512 + 1));
    for (int32_t set = COPROD__BITMAP_BEST; set <= COPROD__BITMAP_AVX512; set++)
        for (int i = 0; i < 200 && coprod__bitmap_kernels_of(set); i++) {
            counts_by_bit(coprod__bitmap_kernels_of(set));
            squeezes_by_bit(coprod__bitmap_kernels_of(set));
        }
}

/* --- one question with everything in it --- */

static const uint32_t cardinality[D] = {4, 3, 5, 2, 3};
static uint16_t codes[CELLS * D], impossible[D] = {0, 0, PATTERN_ANY, PATTERN_ANY, PATTERN_ANY};
static uint64_t weights[CELLS];
static coprod_pattern_schema schema = {.attributes = D};
static struct pattern_cells cells = {D, cardinality, CELLS, codes, weights, 0};
static struct pattern_people people = {.schema = &schema, .counted = 1, .impossible = impossible,
                                       .impossible_count = 1};

static void make_cells(void)
{
    for (size_t i = 0; i < CELLS; i++) {
        for (uint32_t a = 0; a < D; a++)
            codes[i * D + a] = (uint16_t)draw(&seed, 1 + draw(&seed, cardinality[a]));
        cells.people += weights[i] = 1 + draw(&seed, 9);
    }
    people.cells = cells;
}

static struct pattern_question question_of(void)
{
    return (struct pattern_question){.threshold = 12, .min_population = 2, .population = &people,
                                     .memory_bytes = UINT64_MAX};
}

static coprod_status answer(const coprod__memory *memory, const struct pattern_question *question,
                            struct pattern_found *found)
{
    coprod__bitmap_tuning tuning = coprod__bitmap_usual;
    struct pattern_search *search;
    int32_t done = 0;
    coprod_status status;
    tuning.subsets = 0;
    tuning.by_level = 1;
    tuning.narrow_at = 5;
    status = coprod__bitmap_begin(memory, &cells, question, &tuning, &search);
    memset(found, 0, sizeof *found);
    if (status != COPROD_OK) {
        assert_null(search);
        return status;
    }
    status = coprod__pattern_bitmap.run(search, 0, NULL, &done);
    assert_int_equal(done, status == COPROD_OK);
    if (done)
        coprod__pattern_bitmap.take(search, found);
    coprod__pattern_bitmap.free(search);
    return status;
}

/* --- memory --- */

typedef struct failing {
    int64_t left, live;
} failing;

static void *give(void *context, size_t bytes)
{
    failing *own = context;
    if (!own->left)
        return NULL;
    own->left--;
    own->live++;
    return malloc(bytes);
}

static void *regive(void *context, void *block, size_t old_bytes, size_t bytes)
{
    (void)context;
    (void)old_bytes;
    return realloc(block, bytes);
}

static void take_back(void *context, void *block, size_t bytes)
{
    failing *own = context;
    (void)bytes;
    own->live -= block != NULL;
    free(block);
}

/* Each allocation fails once; what can be done without a bitmap of a prefix's own is done without it. */
static void memory_ends(void **state)
{
    const struct pattern_question question = question_of();
    coprod_status status = COPROD_E_MEMORY;
    struct pattern_found all, found;
    int refused = 0;
    (void)state;
    assert_int_equal(answer(&plain_memory, &question, &all), COPROD_OK);
    for (int64_t n = 0; n < 400; n++) {
        failing own = {n, 0};
        const coprod__memory memory = {&own, give, regive, take_back};
        status = answer(&memory, &question, &found);
        assert_true(status == COPROD_OK || status == COPROD_E_MEMORY);
        refused += status != COPROD_OK;
        if (status == COPROD_OK)
            assert_int_equal(found.count, all.count);
        coprod__pattern_found_free(&found, D);
        assert_int_equal(own.live, 0);
    }
    assert_int_equal(status, COPROD_OK);
    assert_true(refused > 20);
    coprod__pattern_found_free(&all, D);
}

/* A budget is refused, or the answer ends at a complete level; what the search says it takes is enough to begin with. */
static void budgets_of(int32_t count_only)
{
    struct pattern_question question = question_of();
    const uint64_t enough = coprod__pattern_bitmap.bytes(&cells, &question);
    struct pattern_found all, found;
    uint32_t seen = 0;
    question.count_only = count_only;
    assert_int_equal(answer(&plain_memory, &question, &all), COPROD_OK);
    for (question.memory_bytes = 0; question.memory_bytes < 2 * enough; question.memory_bytes += 1 + enough / 500) {
        const coprod_status status = answer(&plain_memory, &question, &found);
        uint64_t sum = 0;
        assert_true(status == COPROD_OK || (status == COPROD_E_LIMIT && question.memory_bytes < enough));
        if (status == COPROD_OK)
            seen |= UINT32_C(1) << found.complete_level;
        for (uint32_t level = 0; status == COPROD_OK && level <= D; level++) {
            assert_int_equal(found.by_level[level], level <= found.complete_level ? all.by_level[level] : 0);
            sum += found.by_level[level];
        }
        assert_int_equal(found.count, count_only ? 0 : sum);
        assert_int_equal(found.truncated, status == COPROD_OK && found.complete_level < D);
        coprod__pattern_found_free(&found, D);
    }
    assert_true(seen >> D & 1 && seen & 15);
    coprod__pattern_found_free(&all, D);
}

static void budgets_end(void **state)
{
    (void)state;
    budgets_of(0);
    budgets_of(1);
}

/* Numbers that no memory holds. */
static void bytes_of_all(void **state)
{
    static uint32_t many[PATTERN_ATTRIBUTES];
    struct pattern_question question = {.threshold = 1, .memory_bytes = 1 << 20};
    struct pattern_cells wide = {PATTERN_ATTRIBUTES, many, SIZE_MAX, codes, NULL, UINT64_MAX / 2};
    struct pattern_search *search;
    uint64_t narrow;
    (void)state;
    for (int a = 0; a < PATTERN_ATTRIBUTES; a++)
        many[a] = PATTERN_VALUES;
    assert_int_equal(coprod__pattern_bitmap.bytes(&wide, &question), UINT64_MAX);
    assert_int_equal(coprod__pattern_bitmap.begin(&plain_memory, &wide, &question, &search), COPROD_E_LIMIT);
    assert_null(search);
    wide.count = 100;
    wide.people = 100;
    narrow = coprod__pattern_bitmap.bytes(&wide, &question);
    assert_true(narrow > 32 * 100 * 16 && narrow < 64 << 20);
    question.threshold = 50;
    question.max_level = 2;
    assert_true(coprod__pattern_bitmap.bytes(&wide, &question) < narrow);
}

/* Sixty-five thousand values of each attribute, of which few are there: most are gaps by themselves. */
static void many_values(void **state)
{
    static uint32_t many[PATTERN_ATTRIBUTES];
    static uint16_t rows[GIVEN * PATTERN_ATTRIBUTES];
    const struct pattern_cells wide = {PATTERN_ATTRIBUTES, many, GIVEN, rows, NULL, GIVEN};
    struct pattern_question question = {.threshold = 4, .max_level = 3, .memory_bytes = UINT64_C(1) << 30};
    struct pattern_search *search;
    struct pattern_found found;
    int32_t done;
    (void)state;
    for (size_t i = 0; i < GIVEN * PATTERN_ATTRIBUTES; i++)
        rows[i] = (uint16_t)(i / PATTERN_ATTRIBUTES % 3 * 32767);
    for (int a = 0; a < PATTERN_ATTRIBUTES; a++)
        many[a] = PATTERN_VALUES;
    assert_int_equal(coprod__pattern_bitmap.begin(&plain_memory, &wide, &question, &search), COPROD_OK);
    assert_int_equal(coprod__pattern_bitmap.run(search, 0, NULL, &done), COPROD_OK);
    coprod__pattern_bitmap.take(search, &found);
    coprod__pattern_bitmap.free(search);
    assert_true(done);
    assert_int_equal(found.by_level[1], PATTERN_ATTRIBUTES * (PATTERN_VALUES - 3));
    assert_int_equal(found.by_level[2], PATTERN_ATTRIBUTES * (PATTERN_ATTRIBUTES - 1) / 2 * 6);
    assert_int_equal(found.by_level[3], 0);
    coprod__pattern_found_free(&found, PATTERN_ATTRIBUTES);
}

/* --- stopping --- */

static void stops_and_goes_on(void **state)
{
    const struct pattern_question question = question_of();
    const int32_t stop = 1, go = 0;
    struct pattern_search *search;
    struct pattern_found all, found;
    int32_t done = 1;
    int runs = 0;
    (void)state;
    assert_int_equal(answer(&plain_memory, &question, &all), COPROD_OK);
    assert_int_equal(coprod__pattern_bitmap.begin(&plain_memory, &cells, &question, &search), COPROD_OK);
    while (runs++ < 100000 && (runs < 2 || !done)) {
        assert_int_equal(coprod__pattern_bitmap.run(search, 0, &stop, &done), COPROD_OK);
        if (!done)
            assert_int_equal(coprod__pattern_bitmap.run(search, 1, &go, &done), COPROD_OK);
    }
    assert_true(done && runs > 20);
    coprod__pattern_bitmap.take(search, &found);
    assert_int_equal(found.count, all.count);
    assert_memory_equal(found.by_level, all.by_level, sizeof all.by_level);
    coprod__pattern_found_free(&found, D);
    coprod__pattern_found_free(&all, D);
    coprod__pattern_bitmap.take(search, &found); /* it was given away */
    assert_int_equal(found.count, 0);
    coprod__pattern_bitmap.free(search);
}

static void set_that_is_not_there(void **state)
{
    const struct pattern_question question = question_of();
    coprod__bitmap_tuning tuning = coprod__bitmap_usual;
    struct pattern_search *search;
    (void)state;
    tuning.set = COPROD__BITMAP_AVX512 + 1;
    assert_int_equal(coprod__bitmap_begin(&plain_memory, &cells, &question, &tuning, &search), COPROD_E_ARGUMENT);
    assert_null(search);
}

/* Values by their rows, then by their places, whatever order they came in. */
static void order_of_values(void **state)
{
    static coprod__bitmap_item items[300];
    (void)state;
    for (uint32_t count = 0; count <= 300; count += count < 9 ? 1 : 97) {
        uint64_t sum = 0, after = 0;
        for (uint32_t i = 0; i < count; i++) {
            items[i] = (coprod__bitmap_item){(uint16_t)draw(&seed, 4), (uint16_t)draw(&seed, 9), i, draw(&seed, 20), i * i};
            sum += items[i].mix;
        }
        coprod__bitmap_order(items, count);
        for (uint32_t i = 0; i < count; i++)
            after += items[i].mix;
        assert_int_equal(sum, after);
        for (uint32_t i = 1; i < count; i++) {
            const coprod__bitmap_item *a = items + i - 1, *b = items + i;
            assert_true(a->rows < b->rows
                        || (a->rows == b->rows && (a->attribute < b->attribute
                                                   || (a->attribute == b->attribute && a->value <= b->value))));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kernels_by_bit), cmocka_unit_test(memory_ends),       cmocka_unit_test(budgets_end),
        cmocka_unit_test(bytes_of_all),   cmocka_unit_test(many_values),       cmocka_unit_test(stops_and_goes_on),
        cmocka_unit_test(set_that_is_not_there), cmocka_unit_test(order_of_values)};
    coprod__memory_init(NULL, &plain_memory);
    make_cells();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
