/* SPDX-License-Identifier: MIT */
/* Crosswalks between spectra, both ways, and where there is none. */
#include "inside.h"

static int32_t rank_or_none(const coprod_spectrum *spectrum, const char *level)
{
    return strcmp(level, "none") ? rank_of(spectrum, level) : 0;
}

/* "inform consult", "inform..engage" or "" as bits by rank. */
static uint32_t bits_of(const coprod_spectrum *spectrum, const char *levels)
{
    char copy[256], *save = NULL;
    uint32_t bits = 0;
    snprintf(copy, sizeof copy, "%s", levels);
    for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
        char *dots = strstr(word, "..");
        int32_t first, last;
        if (dots)
            *dots = '\0';
        first = rank_or_none(spectrum, word);
        last = dots ? rank_or_none(spectrum, dots + 2) : first;
        for (int32_t rank = first; rank <= last; rank++)
            bits |= (uint32_t)1 << rank;
    }
    return bits;
}

static int listed(const json_t *list, const char *level)
{
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one)
        if (!strcmp(json_string_value(one), level))
            return 1;
    return 0;
}

static void check_row(const coprod_crosswalk *crosswalk, const coprod_spectrum *from, const coprod_spectrum *to,
                      const char *level, const char *expected, int32_t lossless)
{
    coprod_crosswalk_entry entry = {sizeof entry};
    uint32_t bits = bits_of(to, expected);
    assert_int_equal(coprod_crosswalk_get(crosswalk, rank_or_none(from, level), &entry), COPROD_OK);
    if (entry.ranks != bits || entry.lossless != lossless)
        fail_msg("%s: ranks %x, not %x; lossless %d", level, (unsigned)entry.ranks, (unsigned)bits,
                 (int)entry.lossless);
    assert_int_equal(entry.lowest, bits ? __builtin_ctz(bits) : -1);
    assert_int_equal(entry.highest, bits ? 31 - __builtin_clz(bits) : -1);
}

static void golden_tables(void **state)
{
    json_t *document = load_file("golden/spectrum/crosswalk.json"), *table, *row;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(document, "tables"), i, table) {
        coprod_spectrum *from = builtin(text_of(table, "from")), *to = builtin(text_of(table, "to"));
        coprod_spectrum_info info = {sizeof info};
        coprod_crosswalk_entry entry = {sizeof entry};
        coprod_crosswalk *crosswalk = NULL;
        const char *level;
        assert_int_equal(coprod_spectrum_get(from, &info), COPROD_OK);
        assert_int_equal(coprod_crosswalk_new(from, to, NULL, &crosswalk), COPROD_OK);
        assert_int_equal(json_object_size(json_object_get(table, "rows")), info.level_count + 1);
        json_object_foreach(json_object_get(table, "rows"), level, row)
            check_row(crosswalk, from, to, level, json_string_value(row),
                      listed(json_object_get(table, "lossless"), level));
        assert_int_equal(coprod_crosswalk_get(crosswalk, (int32_t)info.level_count + 1, &entry), COPROD_E_UNKNOWN);
        coprod_spectrum_free(from); /* a crosswalk needs neither spectrum any more */
        coprod_spectrum_free(to);
        assert_int_equal(coprod_crosswalk_get(crosswalk, 0, &entry), COPROD_OK);
        coprod_crosswalk_free(crosswalk);
    }
    json_decref(document);
}

/* Seen from the other side, the same pairs of levels are possible. */
static void both_ways_agree(void **state)
{
    (void)state;
    for (size_t a = 0; a < coprod_spectrum_count(); a++)
        for (size_t b = a + 1; b < coprod_spectrum_count(); b++) {
            coprod_spectrum *from = builtin(coprod_spectrum_id(a)), *to = builtin(coprod_spectrum_id(b));
            coprod_crosswalk *there = NULL, *back = NULL;
            coprod_crosswalk_entry one = {sizeof one}, other = {sizeof other};
            assert_int_equal(coprod_crosswalk_new(from, to, NULL, &there), COPROD_OK);
            assert_int_equal(coprod_crosswalk_new(to, from, NULL, &back), COPROD_OK);
            for (int32_t i = 0; coprod_crosswalk_get(there, i, &one) == COPROD_OK; i++)
                for (int32_t j = 0; coprod_crosswalk_get(back, j, &other) == COPROD_OK; j++)
                    assert_int_equal(one.ranks >> j & 1, other.ranks >> i & 1);
            coprod_crosswalk_free(there);
            coprod_crosswalk_free(back);
            coprod_spectrum_free(from);
            coprod_spectrum_free(to);
        }
}

static void other_indicators_are_refused(void **state)
{
    static const char *const changes[] = {
        "{'/extra_indicators': [{'id': 'pace', 'kind': 'power', 'title': 'P', 'answers': ['a', 'b']}]}",
        "{'/extra_implications': [{'if': {'stage': 3}, 'then': {'flow': 1}}]}"};
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        coprod_spectrum *other = small_with(changes[i]);
        coprod_crosswalk *crosswalk = (coprod_crosswalk *)1;
        assert_int_equal(coprod_crosswalk_new(spectrum, other, NULL, &crosswalk), COPROD_E_FINGERPRINT);
        assert_null(crosswalk);
        crosswalk = (coprod_crosswalk *)1;
        assert_int_equal(coprod_crosswalk_new(other, spectrum, NULL, &crosswalk), COPROD_E_FINGERPRINT);
        assert_null(crosswalk);
        assert_int_equal(coprod_crosswalk_new(other, other, NULL, &crosswalk), COPROD_OK);
        coprod_crosswalk_free(crosswalk);
        coprod_spectrum_free(other);
    }
    coprod_spectrum_free(spectrum);
}

/* The power indicators have 250,000 sets of answers; six yes-or-no questions make it 16 million, seven are too many.
 * What no rule names does not count. */
static void sixteen_million_and_no_more(void **state)
{
    json_t *six_document = with_questions(7, 6), *seven_document = with_questions(7, 7);
    coprod_spectrum *six = spectrum_of(six_document), *seven = spectrum_of(seven_document);
    coprod_crosswalk *crosswalk = NULL;
    coprod_crosswalk_entry entry = {sizeof entry};
    (void)state;
    assert_int_equal(coprod_crosswalk_new(six, six, NULL, &crosswalk), COPROD_OK);
    assert_int_equal(coprod_crosswalk_get(crosswalk, 2, &entry), COPROD_OK);
    assert_true(entry.ranks == 4 && entry.lossless == 1);
    coprod_crosswalk_free(crosswalk);
    assert_int_equal(coprod_crosswalk_new(six, seven, NULL, &crosswalk), COPROD_E_LIMIT);
    assert_null(crosswalk);
    assert_int_equal(coprod_crosswalk_new(seven, six, NULL, &crosswalk), COPROD_E_LIMIT);
    coprod_spectrum_free(six);
    coprod_spectrum_free(seven);
    json_decref(six_document);
    json_decref(seven_document);
}

static void wrong_arguments(void **state)
{
    coprod_spectrum *spectrum = builtin("tofor");
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    coprod_crosswalk *crosswalk = (coprod_crosswalk *)1;
    coprod_crosswalk_entry entry = {sizeof entry};
    (void)state;
    assert_int_equal(coprod_crosswalk_new(spectrum, spectrum, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_crosswalk_new(NULL, spectrum, NULL, &crosswalk), COPROD_E_ARGUMENT);
    assert_null(crosswalk);
    assert_int_equal(coprod_crosswalk_new(spectrum, NULL, NULL, &crosswalk), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_crosswalk_new(spectrum, spectrum, &half, &crosswalk), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_crosswalk_new(spectrum, spectrum, NULL, &crosswalk), COPROD_OK);
    assert_int_equal(coprod_crosswalk_get(NULL, 0, &entry), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_crosswalk_get(crosswalk, 0, NULL), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_crosswalk_entry, coprod_crosswalk_get(crosswalk, -1, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_crosswalk_entry, coprod_crosswalk_get(crosswalk, 5, out), COPROD_E_UNKNOWN);
    CHECK_OUT(coprod_crosswalk_entry, coprod_crosswalk_get(crosswalk, 4, out));
    coprod_crosswalk_free(crosswalk);
    coprod_crosswalk_free(NULL);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_tables),
        cmocka_unit_test(both_ways_agree),
        cmocka_unit_test(other_indicators_are_refused),
        cmocka_unit_test(sixteen_million_and_no_more),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
