/* SPDX-License-Identifier: MIT */
/* Several readings of one activity: hull, intersection, disputes. */
#include "inside.h"

typedef struct readings {
    coprod_evidence *list[4];
    size_t count;
} readings;

static readings read_all(const coprod_spectrum *spectrum, const json_t *list)
{
    readings r = {{NULL}, json_array_size(list)};
    assert_in_range(r.count, 1, 4);
    for (size_t i = 0; i < r.count; i++) {
        char *text = json_dumps(json_array_get(list, i), 0);
        r.list[i] = answers(spectrum, text);
        free(text);
    }
    return r;
}

static void free_all(readings *r)
{
    for (size_t i = 0; i < r->count; i++)
        coprod_evidence_free(r->list[i]);
}

static coprod_evidence *combine(const readings *r, int32_t mode, uint32_t *disputes)
{
    coprod_evidence *combined = NULL;
    assert_int_equal(coprod_evidence_combine((const coprod_evidence *const *)r->list, r->count, mode, NULL, disputes,
                                             &combined), COPROD_OK);
    return combined;
}

/* Every indicator, also those that the case does not name. */
static void check(const char *title, const coprod_spectrum *spectrum, const coprod_evidence *evidence,
                  const json_t *expected)
{
    for (uint32_t i = 0; i < 12; i++) {
        coprod_indicator own = {sizeof own};
        int32_t low = 77, high = 77;
        const json_t *pair;
        coprod_spectrum_indicator(spectrum, i, &own);
        pair = json_object_get(expected, own.id);
        pair = json_is_array(pair) ? pair : NULL;
        assert_int_equal(coprod_evidence_get(evidence, i, &low, &high, NULL), COPROD_OK);
        if (low != (pair ? json_integer_value(json_array_get(pair, 0)) : 0)
            || high != (pair ? json_integer_value(json_array_get(pair, 1)) : own.top))
            fail_msg("%s: %s is %d to %d", title, own.id, (int)low, (int)high);
    }
}

static void golden_readings(void **state)
{
    json_t *golden = load_file("golden/spectrum/readings.json"), *one, *word;
    coprod_spectrum *spectrum = builtin("nhse5");
    size_t i, k;
    (void)state;
    json_array_foreach(json_object_get(golden, "cases"), i, one) {
        readings r = read_all(spectrum, json_object_get(one, "readings"));
        uint32_t in_hull = 77, in_intersection = 77, expected = 0;
        coprod_evidence *hull = combine(&r, COPROD_COMBINE_HULL, &in_hull);
        coprod_evidence *common = combine(&r, COPROD_COMBINE_INTERSECT, &in_intersection);
        json_array_foreach(json_object_get(one, "disputes"), k, word)
            expected |= (uint32_t)1 << index_of(spectrum, json_string_value(word));
        check(text_of(one, "title"), spectrum, hull, json_object_get(one, "hull"));
        check(text_of(one, "title"), spectrum, common, json_object_get(one, "intersect"));
        assert_int_equal(in_hull, expected);
        assert_int_equal(in_intersection, expected);
        coprod_evidence_free(hull);
        coprod_evidence_free(common);
        free_all(&r);
    }
    coprod_spectrum_free(spectrum);
    json_decref(golden);
}

/* The order of the readings does not matter for the answers. */
static void order_does_not_matter(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    json_t *list = json_of("[{'flow': [1, 3], 'design': 3}, {'flow': [2, 4], 'design': 0}]");
    readings r = read_all(spectrum, list), turned = {{r.list[1], r.list[0]}, 2};
    (void)state;
    for (int32_t mode = COPROD_COMBINE_HULL; mode <= COPROD_COMBINE_INTERSECT; mode++) {
        uint32_t a_disputes = 77, b_disputes = 78;
        coprod_evidence *a = combine(&r, mode, &a_disputes), *b = combine(&turned, mode, &b_disputes);
        assert_memory_equal(&a->low, &b->low, sizeof a->low);
        assert_memory_equal(&a->high, &b->high, sizeof a->high);
        assert_int_equal(a_disputes, b_disputes);
        coprod_evidence_free(a);
        coprod_evidence_free(b);
    }
    free_all(&r);
    json_decref(list);
    coprod_spectrum_free(spectrum);
}

/* What is combined keeps the words of the first reading that has some. */
static void quotes_are_kept(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    json_t *list = json_of("[{'flow': 3, 'agenda': {'value': 2, 'basis': 'claimed'}}, {'flow': {'value': 3, 'quote': "
                           "'we asked', 'source': 'report', 'date': '2024', 'basis': 'stated'}}, {'flow': {'value': 3, "
                           "'quote': 'they asked us'}}]");
    readings r = read_all(spectrum, list);
    coprod_evidence *hull = combine(&r, COPROD_COMBINE_HULL, NULL);
    coprod_answer_source own = {sizeof own};
    int32_t low, high;
    (void)state;
    free_all(&r); /* its own copies */
    assert_int_equal(coprod_evidence_get(hull, 0, &low, &high, &own), COPROD_OK);
    assert_string_equal(own.quote, "we asked");
    assert_string_equal(own.source, "report");
    assert_string_equal(own.date, "2024");
    assert_int_equal(own.basis, COPROD_BASIS_STATED);
    assert_int_equal(coprod_evidence_get(hull, 1, &low, &high, &own), COPROD_OK);
    assert_null(own.quote);
    assert_int_equal(own.basis, COPROD_BASIS_CLAIMED);
    coprod_evidence_free(hull);
    json_decref(list);
    coprod_spectrum_free(spectrum);
}

/* Where nobody is quoted, what is said of the source is kept all the same. */
static void sources_without_a_quote_are_kept(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    json_t *list = json_of("[{}, {'flow': {'value': 3, 'source': 'report', 'date': '2024', 'basis': 'inferred'}}]");
    readings r = read_all(spectrum, list);
    coprod_evidence *common = combine(&r, COPROD_COMBINE_INTERSECT, NULL);
    coprod_answer_source own = {sizeof own};
    int32_t low, high;
    (void)state;
    assert_int_equal(coprod_evidence_get(common, 0, &low, &high, &own), COPROD_OK);
    assert_true(low == 3 && high == 3);
    assert_true(own.source && !strcmp(own.source, "report") && own.date && !strcmp(own.date, "2024"));
    assert_int_equal(own.basis, COPROD_BASIS_INFERRED);
    coprod_evidence_free(common);
    free_all(&r);
    json_decref(list);
    coprod_spectrum_free(spectrum);
}

/* A dispute stays unknown and so has no words either. */
static void a_dispute_has_no_words(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    json_t *list = json_of("[{'flow': {'value': 3, 'quote': 'we asked'}}, {'flow': {'value': 1, 'quote': 'they "
                           "told'}}]");
    readings r = read_all(spectrum, list);
    coprod_evidence *common = combine(&r, COPROD_COMBINE_INTERSECT, NULL);
    coprod_answer_source own = {sizeof own};
    int32_t low, high;
    (void)state;
    assert_int_equal(coprod_evidence_get(common, 0, &low, &high, &own), COPROD_OK);
    assert_null(own.quote);
    assert_int_equal(common->answered, 0);
    coprod_evidence_free(common);
    free_all(&r);
    json_decref(list);
    coprod_spectrum_free(spectrum);
}

/* The same indicators in another spectrum are the same; an indicator more, or an implication more, is not. */
static void readings_over_other_indicators(void **state)
{
    static const struct {
        const char *changes;
        coprod_status status;
    } cases[] = {
        {"{}", COPROD_OK},
        {"{'/extra_indicators': [{'id': 'pace', 'kind': 'power', 'title': 'P', 'answers': ['a', 'b']}]}",
         COPROD_E_FINGERPRINT},
        {"{'/extra_implications': [{'if': {'stage': 3}, 'then': {'flow': 1}}]}", COPROD_E_FINGERPRINT},
    };
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_spectrum *other = small_with(cases[i].changes);
        readings r = {{answers(spectrum, "{\"flow\": 4}"), answers(other, "{\"flow\": 3}")}, 2};
        coprod_evidence *combined = (coprod_evidence *)1;
        uint32_t disputes = 77;
        assert_int_equal(coprod_evidence_combine((const coprod_evidence *const *)r.list, 2, COPROD_COMBINE_INTERSECT,
                                                 NULL, &disputes, &combined), cases[i].status);
        assert_int_equal(combined != NULL, cases[i].status == COPROD_OK);
        assert_int_equal(disputes, cases[i].status == COPROD_OK ? 1 : 0);
        coprod_evidence_free(combined);
        free_all(&r);
        coprod_spectrum_free(other);
    }
    coprod_spectrum_free(spectrum);
}

static void wrong_arguments(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_evidence *own = answers(spectrum, "{\"flow\": 4}"), *combined = (coprod_evidence *)1;
    const coprod_evidence *const list[] = {own, NULL};
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    uint32_t disputes = 77;
    (void)state;
    assert_int_equal(coprod_evidence_combine(list, 1, COPROD_COMBINE_HULL, NULL, &disputes, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(disputes, 0);
    disputes = 77;
    assert_int_equal(coprod_evidence_combine(NULL, 1, COPROD_COMBINE_HULL, NULL, &disputes, &combined),
                     COPROD_E_ARGUMENT);
    assert_true(disputes == 0 && !combined);
    assert_int_equal(coprod_evidence_combine(list, 0, COPROD_COMBINE_HULL, NULL, NULL, &combined), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_evidence_combine(list, 2, COPROD_COMBINE_HULL, NULL, NULL, &combined), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_evidence_combine(list, 1, 0, NULL, NULL, &combined), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_evidence_combine(list, 1, 3, NULL, NULL, &combined), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_evidence_combine(list, 1, COPROD_COMBINE_HULL, &half, NULL, &combined), COPROD_E_ARGUMENT);
    assert_null(combined);
    coprod_evidence_free(own);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_readings),
        cmocka_unit_test(order_does_not_matter),
        cmocka_unit_test(quotes_are_kept),
        cmocka_unit_test(sources_without_a_quote_are_kept),
        cmocka_unit_test(a_dispute_has_no_words),
        cmocka_unit_test(readings_over_other_indicators),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
