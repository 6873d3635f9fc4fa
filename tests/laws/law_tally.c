/* SPDX-License-Identifier: MIT */
/* Tallies of random frames: no order of adding, merging and saving matters; sums of parts are the sum of all; a column is
 * its rows one by one. Beside them stands a plain table of what was added. */
#include "random_frames.h"

#include "coprod/equity_tally.h"

enum { TALLIES = 4, ADDED = 24, ROWS_MOST = 5000, WORDS = 3 };

static const char *const words[WORDS] = {"", "a", "b"};

/* What was added, and to which tally. */
typedef struct addition {
    coprod_tally_part part;
    uint64_t counts[GROUPS];
    int64_t known[DIMENSIONS], unknown[DIMENSIONS * COPROD_UNKNOWN_CLASSES];
    size_t to;
} addition;

static size_t rounds(void)
{
    return frames() / 10;
}

static addition random_addition(const frame *f)
{
    addition one = {.part = {sizeof one.part, words[draw(WORDS)], words[draw(WORDS)], (int32_t)draw(3), (int32_t)draw(2),
                             (int32_t)draw(2), 0},
                    .to = draw(TALLIES)};
    uint64_t most[DIMENSIONS] = {0}, sum[DIMENSIONS] = {0};
    for (int i = 0; i < f->count; i++) {
        const int d = f->groups[i].dimension;
        one.counts[i] = draw(3) ? draw(50) : 0;
        sum[d] += one.counts[i];
        most[d] = one.counts[i] > most[d] ? one.counts[i] : most[d];
    }
    for (int d = 0; d < f->dimensions; d++) {
        int64_t *unknown = one.unknown + d * COPROD_UNKNOWN_CLASSES;
        one.known[d] = draw(3) ? (int64_t)(f->membership[d] ? most[d] + draw(9) : sum[d]) : -1;
        for (int i = 0; i < COPROD_UNKNOWN_CLASSES; i++)
            unknown[i] = draw(5);
        unknown[0] = draw(3) ? unknown[0] : -1;
    }
    return one;
}

static void add(coprod_tally *tally, const frame *f, const addition *one)
{
    const coprod_score_input input = {sizeof input, one->counts, (size_t)f->count, one->known, one->unknown};
    assert_int_equal(coprod_tally_add(tally, &one->part, &input), COPROD_OK);
}

static coprod_tally *fresh(const coprod_frame *loaded)
{
    coprod_tally *tally = NULL;
    assert_int_equal(coprod_tally_new(loaded, COPROD_PARTS_DISJOINT, NULL, &tally), COPROD_OK);
    return tally;
}

static uint8_t *saved(const coprod_tally *tally, size_t *length)
{
    uint8_t *bytes;
    coprod_tally_save(tally, NULL, 0, length);
    bytes = malloc(*length);
    assert_int_equal(coprod_tally_save(tally, bytes, *length, length), COPROD_OK);
    return bytes;
}

/* Through its saved state. */
static coprod_tally *again(coprod_tally *tally, const coprod_frame *loaded)
{
    size_t length;
    uint8_t *bytes = saved(tally, &length);
    coprod_tally *back = NULL;
    coprod_tally_free(tally);
    assert_int_equal(coprod_tally_load(bytes, length, loaded, NULL, &back), COPROD_OK);
    free(bytes);
    return back;
}

static void assert_same(const coprod_tally *a, const coprod_tally *b)
{
    size_t first, second;
    uint8_t *one = saved(a, &first), *other = saved(b, &second);
    assert_int_equal(first, second);
    assert_memory_equal(one, other, first);
    free(one);
    free(other);
}

static int fits(const coprod_tally_part *part, const coprod_tally_filter *filter)
{
    if (part->kind != filter->kind || (filter->event && strcmp(part->event, filter->event))
        || (filter->partner && strcmp(part->partner, filter->partner)))
        return 0;
    if (filter->has_first && (!part->has_day || part->day < filter->first_day))
        return 0;
    return !filter->has_last || (part->has_day && part->day <= filter->last_day);
}

/* The sum by the table of what was added. */
static void sums_are_plain(const coprod_tally *tally, const frame *f, const addition *added, size_t count)
{
    const coprod_tally_filter filter = {sizeof filter, draw(2) ? words[draw(WORDS)] : NULL, draw(2) ? words[draw(WORDS)] : NULL,
                                        (int32_t)draw(3), (int32_t)draw(3), draw(4) == 0, draw(4) == 0, (int32_t)draw(2), 0};
    uint64_t counts[GROUPS], expected[GROUPS] = {0};
    int64_t known[DIMENSIONS], people[DIMENSIONS] = {0}, unknown[DIMENSIONS * COPROD_UNKNOWN_CLASSES];
    int64_t declined[DIMENSIONS] = {0};
    assert_int_equal(coprod_tally_sum(tally, &filter, counts, (size_t)f->count, known, unknown, (size_t)f->dimensions, NULL),
                     COPROD_OK);
    for (size_t n = 0; n < count; n++) {
        const addition *one = &added[n];
        if (!fits(&one->part, &filter))
            continue;
        for (int i = 0; i < f->count; i++) {
            expected[i] += one->counts[i];
            if (!f->membership[f->groups[i].dimension])
                people[f->groups[i].dimension] += (int64_t)one->counts[i];
        }
        for (int d = 0; d < f->dimensions; d++) {
            const int64_t own = one->unknown[d * COPROD_UNKNOWN_CLASSES];
            int says = one->known[d] >= 0;
            for (int i = 0; i < f->count; i++)
                says |= f->groups[i].dimension == d && one->counts[i];
            if (f->membership[d] && (says || own >= 0))
                people[d] = one->known[d] < 0 || people[d] < 0 ? -1 : people[d] + one->known[d];
            declined[d] = own < 0 && says ? -1 : declined[d] < 0 || own < 0 ? declined[d] : declined[d] + own;
        }
    }
    for (int i = 0; i < f->count; i++)
        assert_true(counts[i] == expected[i]);
    for (int d = 0; d < f->dimensions; d++) {
        assert_true(known[d] == people[d]);
        if (declined[d] < 0)
            assert_int_equal(unknown[d * COPROD_UNKNOWN_CLASSES], -1);
    }
}

static void no_order_matters(void **state)
{
    (void)state;
    for (size_t round = 0; round < rounds(); round++) {
        const frame f = random_frame();
        coprod_frame *loaded = load(&f);
        coprod_tally *whole = fresh(loaded), *pieces[TALLIES];
        addition added[ADDED];
        const size_t count = draw(ADDED + 1);
        size_t first = draw(TALLIES);
        for (size_t i = 0; i < TALLIES; i++)
            pieces[i] = fresh(loaded);
        for (size_t i = 0; i < count; i++) {
            added[i] = random_addition(&f);
            add(pieces[added[i].to], &f, &added[i]);
        }
        for (size_t i = count; i-- > 0;)
            add(whole, &f, &added[i]);
        sums_are_plain(whole, &f, added, count);
        for (size_t i = 1; i < TALLIES; i++) {
            const size_t next = (first + i) % TALLIES;
            pieces[next] = again(pieces[next], loaded);
            assert_int_equal(coprod_tally_merge(pieces[first], pieces[next], COPROD_PARTS_DISJOINT), COPROD_OK);
        }
        assert_same(whole, pieces[first]);
        for (size_t i = 0; i < TALLIES; i++)
            coprod_tally_free(pieces[i]);
        coprod_tally_free(whole);
        coprod_frame_free(loaded);
    }
}

/* --- columns --- */

/* A partition and a membership whose groups take turns, so that codes are no indices. */
static coprod_frame *turns(uint32_t groups)
{
    char *text = malloc(200 + 160 * (size_t)groups);
    coprod_frame *loaded = NULL;
    int n = sprintf(text, "{\"N\": 9, \"kinds\": {\"d0\": \"partition\", \"d1\": \"membership\"}, \"groups\": [");
    for (uint32_t i = 0; i < 2 * groups; i++)
        n += sprintf(text + n, "%s{\"id\": \"g%u\", \"dimension\": \"d%u\", \"population\": 1, \"denominator\": 9999}",
                     i ? ", " : "", i / 2, i % 2);
    sprintf(text + n, "]}");
    assert_int_equal(coprod_frame_load(text, COPROD_NTS, NULL, NULL, &loaded), COPROD_OK);
    free(text);
    return loaded;
}

static void column(uint32_t groups, size_t rows)
{
    static uint16_t codes[ROWS_MOST];
    coprod_frame *loaded = turns(groups);
    coprod_tally *tally = fresh(loaded), *each = fresh(loaded), *before = fresh(loaded);
    coprod_tally_part part = {.size = sizeof part, .event = "e"};
    const uint32_t dimension = draw(2), skew = draw(100);
    size_t bad = 0;
    for (size_t i = 0; i < rows; i++) {
        uint64_t *counts = calloc(2 * (size_t)groups, sizeof *counts);
        int64_t known[2] = {-1, -1}, unknown[2 * COPROD_UNKNOWN_CLASSES] = {-1, 0, 0, 0, 0, -1};
        const coprod_score_input input = {sizeof input, counts, 2 * (size_t)groups, known, unknown};
        uint32_t code = draw(100) < skew ? 0 : draw(groups + COPROD_UNKNOWN_CLASSES);
        unknown[dimension * COPROD_UNKNOWN_CLASSES] = 0;
        if (code < groups)
            counts[2 * code + dimension] = 1;
        else
            unknown[dimension * COPROD_UNKNOWN_CLASSES + code - groups] = 1;
        codes[i] = (uint16_t)(code < groups ? code : code - groups + COPROD_TALLY_UNKNOWN);
        assert_int_equal(coprod_tally_add(each, &part, &input), COPROD_OK);
        free(counts);
    }
    assert_int_equal(coprod_tally_add_column(tally, &part, dimension, codes, rows, NULL), COPROD_OK);
    if (rows)
        assert_same(tally, each);
    if (rows) { /* one wrong code, wherever it stands, is found, and nothing is counted */
        const size_t at = draw((uint32_t)rows);
        coprod_tally_free(tally);
        tally = fresh(loaded);
        codes[at] = (uint16_t)(groups + draw(COPROD_TALLY_UNKNOWN - groups));
        assert_int_equal(coprod_tally_add_column(tally, &part, dimension, codes, rows, &bad), COPROD_E_UNKNOWN);
        assert_int_equal(bad, at);
        assert_same(tally, before);
    }
    coprod_tally_free(before);
    coprod_tally_free(each);
    coprod_tally_free(tally);
    coprod_frame_free(loaded);
}

/* With more than 19, 64 and 995 groups, and with rows for another block, another way of counting begins. */
static void a_column_is_its_rows(void **state)
{
    static const uint32_t groups[] = {1, 2, 5, 19, 20, 21, 26};
    static const size_t rows[] = {0, 1, 3, 511, 512, 513, 4095, 4096, 4097, ROWS_MOST};
    (void)state;
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
            column(groups[g], rows[r]);
    for (uint32_t many = 994; many < 998; many++)
        column(many, 1500);
    column(64, 1500);
    column(65, 1500);
}

/* So many people of one group that a small counter would run over. */
static void many_of_one_group(void **state)
{
    enum { MANY = 3 << 19 };
    uint16_t *codes = malloc(MANY * sizeof *codes);
    (void)state;
    assert_non_null(codes);
    for (uint32_t groups = 10; groups < 90; groups += 30)
        for (uint32_t code = 0; code < 2; code++) {
            coprod_frame *loaded = turns(groups);
            coprod_tally *tally = fresh(loaded);
            const coprod_tally_part part = {.size = sizeof part};
            uint64_t counts[200];
            for (size_t i = 0; i < MANY; i++)
                codes[i] = (uint16_t)code;
            assert_int_equal(coprod_tally_add_column(tally, &part, 0, codes, MANY, NULL), COPROD_OK);
            assert_int_equal(coprod_tally_sum(tally, NULL, counts, 2 * (size_t)groups, NULL, NULL, 0, NULL), COPROD_OK);
            for (uint32_t i = 0; i < 2 * groups; i++)
                assert_int_equal(counts[i], i == 2 * code ? MANY : 0);
            coprod_tally_free(tally);
            coprod_frame_free(loaded);
        }
    free(codes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_order_matters),
        cmocka_unit_test(a_column_is_its_rows),
        cmocka_unit_test(many_of_one_group),
    };
    return TEST_MAIN(tests);
}
