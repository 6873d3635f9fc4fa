/* SPDX-License-Identifier: MIT */
/* Explanations of the coded examples against a separate program's: missing evidence, least steps, possible patterns;
 * and every crosswalk between built-in spectra. */
#include "support.h"

#include <jansson.h>

static json_t *load(const char *name)
{
    size_t length;
    char *text = read_file(name, &length);
    json_t *document = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(document);
    free(text);
    return document;
}

static void same(const json_t *found, const json_t *expected, const char *where)
{
    if (json_equal(found, expected))
        return;
    char *a = json_dumps(found, JSON_COMPACT), *b = json_dumps(expected, JSON_COMPACT);
    fail_msg("%s: found %s, expected %s", where, a, b);
}

static const char *id_of(const coprod_spectrum *spectrum, uint32_t indicator)
{
    coprod_indicator info = {sizeof info};
    coprod_spectrum_indicator(spectrum, indicator, &info);
    return info.id;
}

static json_t *missing_json(const coprod_spectrum *spectrum, const coprod_classification *result)
{
    json_t *list = json_array();
    for (size_t i = 0; i < coprod_classification_missing_count(result); i++) {
        coprod_missing one = {sizeof one};
        coprod_classification_missing(result, i, &one);
        json_array_append_new(list, json_pack("[sii]", id_of(spectrum, one.indicator), one.drop, one.gain));
    }
    return list;
}

static json_t *steps_json(const coprod_spectrum *spectrum, const coprod_classification *result)
{
    coprod_spectrum_info info = {sizeof info};
    coprod_interval interval = {sizeof interval};
    json_t *all = json_object();
    coprod_spectrum_get(spectrum, &info);
    coprod_classification_get(result, &interval);
    for (int32_t rank = interval.lowest + 1; rank <= (int32_t)info.level_count; rank++) {
        coprod_step steps[32];
        char key[16];
        size_t count;
        json_t *list = json_array();
        steps[0].size = sizeof *steps;
        assert_int_equal(coprod_classification_steps(result, rank, steps, 32, &count), COPROD_OK);
        for (size_t i = 0; i < count; i++)
            json_array_append_new(list, json_pack("[si]", id_of(spectrum, steps[i].indicator), steps[i].to));
        snprintf(key, sizeof key, "%d", (int)rank);
        json_object_set_new(all, key, list);
    }
    return all;
}

static json_t *possible_json(const coprod_spectrum *spectrum, const coprod_classification *result)
{
    coprod_spectrum_info info = {sizeof info};
    json_t *list = json_array();
    coprod_spectrum_get(spectrum, &info);
    for (uint32_t i = 0; i < info.pattern_count; i++) {
        coprod_pattern pattern = {sizeof pattern};
        coprod_classification_pattern(result, i, &pattern);
        if (pattern.state == COPROD_PATTERN_POSSIBLE)
            json_array_append_new(list, json_string(pattern.id));
    }
    return list;
}

static void check_case(const json_t *one, const json_t *expected)
{
    char *text = json_dumps(json_object_get(one, "answers"), 0);
    const char *case_id = json_string_value(json_object_get(one, "id")), *id;
    json_t *by_spectrum;
    json_object_foreach(json_object_get(expected, "spectra"), id, by_spectrum) {
        coprod_spectrum *spectrum = builtin(id);
        coprod_evidence *evidence = answers(spectrum, text);
        coprod_classification *result = NULL;
        coprod_classification_new(NULL, &result);
        classified(spectrum, evidence, result);
        json_t *found = json_pack("{soso}", "missing", missing_json(spectrum, result), "steps",
                                  steps_json(spectrum, result));
        json_t *possible = possible_json(spectrum, result);
        print_message("%s in %s\n", case_id, id);
        same(found, by_spectrum, case_id);
        same(possible, json_object_get(expected, "patterns_possible"), case_id);
        json_decref(found);
        json_decref(possible);
        coprod_classification_free(result);
        coprod_evidence_free(evidence);
        coprod_spectrum_free(spectrum);
    }
    free(text);
}

static void explanations_are_those_of_a_separate_program(void **state)
{
    json_t *cases = load("golden/cases/examples.json"), *explained = load("golden/cases/explained.json"), *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(cases, "cases"), i, one)
        check_case(one, json_object_get(json_object_get(explained, "cases"),
                                        json_string_value(json_object_get(one, "id"))));
    assert_int_equal(i, 36);
    json_decref(cases);
    json_decref(explained);
}

static void check_walk(const char *a, const char *b, const json_t *levels)
{
    coprod_spectrum *from = builtin(a), *to = builtin(b);
    coprod_crosswalk *walk = NULL;
    const char *rank;
    json_t *expected;
    assert_int_equal(coprod_crosswalk_new(from, to, NULL, &walk), COPROD_OK);
    json_object_foreach((json_t *)levels, rank, expected) {
        coprod_crosswalk_entry entry = {sizeof entry};
        json_t *found = json_array();
        assert_int_equal(coprod_crosswalk_get(walk, atoi(rank), &entry), COPROD_OK);
        for (int r = 0; r < 17; r++)
            if (entry.ranks >> r & 1)
                json_array_append_new(found, json_integer(r));
        same(found, expected, a);
        assert_int_equal(entry.lossless, json_array_size(expected) == 1);
        json_decref(found);
    }
    coprod_crosswalk_free(walk);
    coprod_spectrum_free(from);
    coprod_spectrum_free(to);
}

static void crosswalks_are_those_of_a_separate_program(void **state)
{
    json_t *explained = load("golden/cases/explained.json"), *row, *levels;
    const char *a, *b;
    size_t pairs = 0;
    (void)state;
    json_object_foreach(json_object_get(explained, "crosswalk"), a, row)
        json_object_foreach(row, b, levels) {
            check_walk(a, b, levels);
            pairs++;
        }
    assert_true(pairs >= 42);
    json_decref(explained);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(explanations_are_those_of_a_separate_program),
        cmocka_unit_test(crosswalks_are_those_of_a_separate_program),
    };
    return TEST_MAIN(tests);
}
