/* SPDX-License-Identifier: MIT */
/* Columns: row by row what one classification gives, for built-in and random spectra, for every number of rows. */
#include "columns_internal.h"
#include "random.h"

enum { MOST = 1000, UNKNOWN = COPROD_ANSWER_UNKNOWN, GUARD = 0xEE };

typedef struct table {
    const coprod_spectrum *spectrum;
    uint32_t indicators;
    size_t rows;
    uint8_t *low, *high;
} table;

typedef struct answer {
    uint8_t lowest[MOST + 1], point[MOST + 1], highest[MOST + 1], outcome[MOST + 1]; /* one more, as a guard */
} answer;

/* One cell: unknown, known, between, or not on the scale. */
static void draw_cell(uint64_t *seed, uint8_t top, int bad, uint8_t *low, uint8_t *high)
{
    uint32_t form = draw(seed, 8);
    *low = (uint8_t)draw(seed, (uint32_t)top + 1);
    *high = *low;
    if (form < 5)
        *low = UNKNOWN; /* and then high is not read: any number stands there */
    else if (form == 7)
        *high = (uint8_t)(*low + draw(seed, (uint32_t)(top - *low) + 1));
    if (form < 5)
        *high = (uint8_t)draw(seed, 256);
    if (!bad || form < 5 || draw(seed, 20))
        return;
    if (draw(seed, 2)) {
        *high = (uint8_t)(top + 1 + draw(seed, (uint32_t)(255 - top)));
    } else {
        *low = (uint8_t)(top + 1 + draw(seed, (uint32_t)(254 - top)));
        *high = draw(seed, 2) ? *low : 0;
    }
}

static table make_table(const coprod_spectrum *spectrum, size_t rows, uint64_t *seed, int bad)
{
    coprod_spectrum_info info = {sizeof info};
    table t = {spectrum, 0, rows, NULL, NULL};
    coprod_spectrum_get(spectrum, &info);
    t.indicators = info.indicator_count;
    t.low = malloc(rows * t.indicators + 1); /* of the exact size, so that ASan sees a step too far */
    t.high = malloc(rows * t.indicators + 1);
    assert_true(t.low && t.high);
    for (uint32_t i = 0; i < t.indicators; i++) {
        coprod_indicator own = {sizeof own};
        coprod_spectrum_indicator(spectrum, i, &own);
        for (size_t r = 0; r < rows; r++)
            draw_cell(seed, (uint8_t)own.top, bad, &t.low[i * rows + r], &t.high[i * rows + r]);
    }
    return t;
}

static void free_table(table *t)
{
    free(t->low);
    free(t->high);
}

/* The evidence of one row; 0 if an answer is refused. */
static int row_evidence(const table *t, size_t row, int between, coprod_evidence *evidence)
{
    for (uint32_t i = 0; i < t->indicators; i++) {
        uint8_t low = t->low[i * t->rows + row], high = between ? t->high[i * t->rows + row] : low;
        coprod_evidence_clear(evidence, i);
        if (low != UNKNOWN && coprod_evidence_set(evidence, i, low, high, NULL) != COPROD_OK)
            return 0;
    }
    return 1;
}

/* The same by one call a row. */
static void one_by_one(const table *t, int between, uint32_t no_presumption, answer *a, uint32_t met[3])
{
    const coprod_classify_options options = {sizeof options, no_presumption, 0};
    coprod_evidence *evidence = NULL;
    coprod_classification *result = new_result();
    assert_int_equal(coprod_evidence_new(t->spectrum, NULL, &evidence), COPROD_OK);
    memset(a, GUARD, sizeof *a);
    for (size_t r = 0; r < t->rows; r++) {
        coprod_interval interval = {sizeof interval};
        a->lowest[r] = a->point[r] = a->highest[r] = UNKNOWN;
        a->outcome[r] = COPROD_ROW_RANGE;
        if (row_evidence(t, r, between, evidence)) {
            assert_int_equal(coprod_classify(t->spectrum, evidence, &options, result), COPROD_OK);
            assert_int_equal(coprod_classification_get(result, &interval), COPROD_OK);
            a->outcome[r] = interval.contradiction >= 0 ? COPROD_ROW_CONTRADICTION : COPROD_ROW_CLASSIFIED;
            a->lowest[r] = (uint8_t)interval.lowest; /* -1 is 255 */
            a->point[r] = (uint8_t)interval.point;
            a->highest[r] = (uint8_t)interval.highest;
        }
        met[a->outcome[r]]++;
    }
    coprod_evidence_free(evidence);
    coprod_classification_free(result);
}

static void compare(const char *what, size_t rows, const answer *found, const answer *wanted)
{
    const uint8_t *const a[] = {found->lowest, found->point, found->highest, found->outcome};
    const uint8_t *const b[] = {wanted->lowest, wanted->point, wanted->highest, wanted->outcome};
    static const char *const names[] = {"lowest", "point", "highest", "outcome"};
    for (size_t k = 0; k < 4; k++) {
        for (size_t r = 0; r < rows; r++)
            if (a[k][r] != b[k][r])
                fail_msg("%s, row %u of %u, %s: %u, not %u", what, (unsigned)r, (unsigned)rows, names[k], a[k][r],
                         b[k][r]);
        assert_true(all_are(a[k], rows, MOST + 1, GUARD));
    }
}

/* Both the public call, which takes the widest instructions, and the plain code against one call a row. */
static void check_table(const char *what, const table *t, uint32_t met[3])
{
    static answer wanted, found;
    for (uint32_t form = 0; form < 4; form++) {
        const coprod_classify_options options = {sizeof options, form & 1, 0};
        const uint8_t *high = form & 2 ? t->high : NULL;
        const coprod__columns plain = {t->spectrum, t->low, high, t->rows, form & 1, found.lowest, found.point,
                                       found.highest, found.outcome};
        one_by_one(t, form & 2, form & 1, &wanted, met);
        memset(&found, GUARD, sizeof found);
        assert_int_equal(coprod_classify_columns(t->spectrum, t->low, high, t->rows, &options, found.lowest,
                                                 found.point, found.highest, found.outcome),
                         COPROD_OK);
        compare(what, t->rows, &found, &wanted);
        memset(&found, GUARD, sizeof found);
        coprod__columns_plain(&plain);
        compare(what, t->rows, &found, &wanted);
    }
}

static void builtins_row_by_row(void **state)
{
    uint64_t seed = 1;
    uint32_t met[3] = {0, 0, 0};
    (void)state;
    for (size_t i = 0; i < coprod_spectrum_count(); i++) {
        coprod_spectrum *spectrum = builtin(coprod_spectrum_id(i));
        for (int bad = 0; bad < 2; bad++) {
            table t = make_table(spectrum, MOST, &seed, bad);
            check_table(coprod_spectrum_id(i), &t, met);
            free_table(&t);
        }
        coprod_spectrum_free(spectrum);
    }
    assert_true(met[0] > 10000 && met[1] > 10000 && met[2] > 1000);
}

/* Also where implications run in circles, or lead from an indicator to itself. */
static void random_spectra_row_by_row(void **state)
{
    uint64_t seed = 7;
    uint32_t met[3] = {0, 0, 0};
    (void)state;
    for (uint64_t number = 0; number < 50; number++) {
        made_spectrum made = make_spectrum(number + 1000);
        table t = make_table(made.spectrum, 300, &seed, 1);
        char what[32];
        snprintf(what, sizeof what, "random spectrum %d", (int)number);
        check_table(what, &t, met);
        free_table(&t);
        coprod_spectrum_free(made.spectrum);
    }
    assert_true(met[0] > 10000 && met[1] > 1000 && met[2] > 1000);
}

static void a_circle_and_a_loop(void **state)
{
    coprod_spectrum *spectrum = small_with("{'/extra_implications': [{'if': {'support': 1}, 'then': {'candour': 1}}, "
                                           "{'if': {'candour': 1}, 'then': {'support': 2}}, {'if': {'feedback': 1}, "
                                           "'then': {'feedback': 3}}], '/levels/1/rule': [{'of': {'support': 2, "
                                           "'feedback': 3}}]}");
    uint64_t seed = 3;
    uint32_t met[3] = {0, 0, 0};
    table t = make_table(spectrum, MOST, &seed, 0);
    (void)state;
    check_table("a circle", &t, met);
    assert_true(met[0] > 100 && met[1] > 100);
    free_table(&t);
    coprod_spectrum_free(spectrum);
}

static void every_number_of_rows(void **state)
{
    static const size_t rows[] = {0, 1, 2, 31, 32, 33, 255, 256, 257, 511, 512, 513, 1000};
    coprod_spectrum *spectrum = builtin("nhse5");
    uint64_t seed = 5;
    uint32_t met[3];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        table t = make_table(spectrum, rows[i], &seed, 1);
        check_table("rows", &t, met);
        free_table(&t);
    }
    coprod_spectrum_free(spectrum);
}

/* Any of the four results may be left out. */
static void results_that_nobody_wants(void **state)
{
    static answer all, some;
    coprod_spectrum *spectrum = builtin("nhse5");
    uint64_t seed = 9;
    table t = make_table(spectrum, 257, &seed, 1);
    (void)state;
    memset(&all, GUARD, sizeof all);
    assert_int_equal(coprod_classify_columns(spectrum, t.low, t.high, 257, NULL, all.lowest, all.point, all.highest,
                                             all.outcome), COPROD_OK);
    for (int mask = 0; mask < 32; mask++) {
        const coprod__columns c = {spectrum, t.low, t.high, 257, 0, mask & 1 ? some.lowest : NULL,
                                   mask & 2 ? some.point : NULL, mask & 4 ? some.highest : NULL,
                                   mask & 8 ? some.outcome : NULL};
        memset(&some, GUARD, sizeof some);
        if (mask & 16)
            coprod__columns_plain(&c);
        else
            assert_int_equal(coprod_classify_columns(spectrum, t.low, t.high, 257, NULL, c.lowest, c.point, c.highest,
                                                     c.outcome), COPROD_OK);
        if (mask & 1)
            assert_memory_equal(some.lowest, all.lowest, 258);
        if (mask & 2)
            assert_memory_equal(some.point, all.point, 258);
        if (mask & 4)
            assert_memory_equal(some.highest, all.highest, 258);
        if (mask & 8)
            assert_memory_equal(some.outcome, all.outcome, 258);
    }
    free_table(&t);
    coprod_spectrum_free(spectrum);
}

static void wrong_arguments(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    const coprod_classify_options two = {sizeof two, 2, 0}, reserved = {sizeof reserved, 0, 1},
                                  plain = {sizeof plain, 0, 0};
    uint8_t cells[12] = {4}, out[1] = {GUARD};
    (void)state;
    assert_int_equal(coprod_classify_columns(NULL, cells, NULL, 1, NULL, out, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classify_columns(spectrum, NULL, NULL, 1, NULL, out, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classify_columns(spectrum, cells, NULL, 1, &two, out, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classify_columns(spectrum, cells, NULL, 1, &reserved, out, NULL, NULL, NULL),
                     COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classify_columns(spectrum, cells, NULL, SIZE_MAX / 12 + 1, NULL, NULL, NULL, NULL, NULL),
                     COPROD_E_OVERFLOW);
    assert_int_equal(coprod_classify_columns(spectrum, cells, NULL, SIZE_MAX, NULL, NULL, NULL, NULL, NULL),
                     COPROD_E_OVERFLOW);
    assert_int_equal(out[0], GUARD);
    assert_int_equal(coprod_classify_columns(spectrum, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL), COPROD_OK);
    CHECK_IN(coprod_classify_options, plain,
             coprod_classify_columns(spectrum, cells, NULL, 1, in, out, NULL, NULL, NULL), assert_int_equal(out[0], 1));
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(builtins_row_by_row),
        cmocka_unit_test(random_spectra_row_by_row),
        cmocka_unit_test(a_circle_and_a_loop),
        cmocka_unit_test(every_number_of_rows),
        cmocka_unit_test(results_that_nobody_wants),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
