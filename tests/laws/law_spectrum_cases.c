/* SPDX-License-Identifier: MIT */
/* The coded examples of golden/cases: every one must come out as published, in every spectrum that it names. */
#include "support.h"

#include <jansson.h>

static json_t *load_cases(void)
{
    size_t length;
    char *text = read_file("golden/cases/examples.json", &length);
    json_t *document = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(document);
    free(text);
    return document;
}

static void check_levels(const json_t *one, const coprod_spectrum *spectrum, const json_t *expected)
{
    coprod_classification *result = NULL;
    char *text = json_dumps(json_object_get(one, "answers"), 0);
    coprod_evidence *evidence = answers(spectrum, text);
    assert_int_equal(coprod_classification_new(NULL, &result), COPROD_OK);
    coprod_interval interval = classified(spectrum, evidence, result);
    print_message("%s\n", json_string_value(json_object_get(one, "id")));
    assert_int_equal(interval.lowest, json_integer_value(json_array_get(expected, 0)));
    assert_int_equal(interval.point, json_integer_value(json_array_get(expected, 1)));
    assert_int_equal(interval.highest, json_integer_value(json_array_get(expected, 2)));
    coprod_classification_free(result);
    coprod_evidence_free(evidence);
    free(text);
}

static void check_patterns(const json_t *one, const coprod_spectrum *spectrum)
{
    coprod_spectrum_info info = {sizeof info};
    coprod_classification *result = NULL;
    char *text = json_dumps(json_object_get(one, "answers"), 0);
    coprod_evidence *evidence = answers(spectrum, text);
    json_t *found = json_array();
    coprod_classification_new(NULL, &result);
    classified(spectrum, evidence, result);
    coprod_spectrum_get(spectrum, &info);
    for (uint32_t i = 0; i < info.pattern_count; i++) {
        coprod_pattern pattern = {sizeof pattern};
        assert_int_equal(coprod_classification_pattern(result, i, &pattern), COPROD_OK);
        if (pattern.state == COPROD_PATTERN_DEFINITE)
            json_array_append_new(found, json_string(pattern.id));
    }
    assert_true(json_equal(found, json_object_get(one, "patterns")));
    json_decref(found);
    coprod_classification_free(result);
    coprod_evidence_free(evidence);
    free(text);
}

/* A label that its own publisher gives an example lies within the interval. */
static void check_labels(const json_t *one)
{
    size_t i;
    json_t *label;
    json_array_foreach(json_object_get(one, "labels"), i, label) {
        const char *id = json_string_value(json_object_get(label, "spectrum"));
        coprod_spectrum *spectrum = builtin(id);
        const json_t *expected = json_object_get(json_object_get(one, "expected"), id);
        int32_t rank;
        assert_int_equal(coprod_spectrum_rank(spectrum, json_string_value(json_object_get(label, "level")), &rank),
                         COPROD_OK);
        assert_in_range(rank, json_integer_value(json_array_get(expected, 0)),
                        json_integer_value(json_array_get(expected, 2)));
        coprod_spectrum_free(spectrum);
    }
}

static void every_example_comes_out_as_given(void **state)
{
    json_t *document = load_cases(), *one, *expected;
    size_t i, checked = 0;
    const char *id;
    (void)state;
    json_array_foreach(json_object_get(document, "cases"), i, one)
        json_object_foreach(json_object_get(one, "expected"), id, expected) {
            coprod_spectrum *spectrum = builtin(id);
            check_levels(one, spectrum, expected);
            coprod_spectrum_free(spectrum);
            checked++;
        }
    assert_int_equal(json_array_size(json_object_get(document, "cases")), 36);
    assert_int_equal(checked, 36 * 6);
    json_decref(document);
}

static void definite_patterns_are_those_named(void **state)
{
    json_t *document = load_cases(), *one;
    coprod_spectrum *spectrum = builtin("nhse5");
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(document, "cases"), i, one)
        check_patterns(one, spectrum);
    coprod_spectrum_free(spectrum);
    json_decref(document);
}

static void publishers_own_labels_lie_within(void **state)
{
    json_t *document = load_cases(), *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(document, "cases"), i, one)
        check_labels(one);
    json_decref(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_comes_out_as_given),
        cmocka_unit_test(definite_patterns_are_those_named),
        cmocka_unit_test(publishers_own_labels_lie_within),
    };
    return TEST_MAIN(tests);
}
