/* SPDX-License-Identifier: MIT */
/* A result as JSON: the keys of the contract, contradictions, and buffers of every length. */
#include "cases.h"

static const char *const keys[] = {
    "schema",  "spectrum",      "version", "fingerprint", "lowest", "point",    "highest",
    "certain", "contradiction", "claim",   "verdict",     "uneven", "patterns", "patterns_possible",
    "bounds",  "missing",       "steps",   "promises",    "reasons"};

static json_t *json_result(const coprod_classification *result, int32_t claim)
{
    static char buffer[65536];
    size_t needed = 0;
    json_error_t error;
    json_t *json;
    assert_int_equal(coprod_classification_json(result, claim, NULL, buffer, sizeof buffer, &needed), COPROD_OK);
    assert_int_equal(needed, strlen(buffer) + 1);
    json = json_loads(buffer, JSON_REJECT_DUPLICATES, &error);
    if (!json)
        fail_msg("%s: %s", error.text, buffer);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_non_null(json_object_get(json, keys[i]));
    return json;
}

static void same_json(const json_t *found, const char *expected)
{
    json_t *wanted = json_of(expected);
    if (!json_equal(found, wanted)) {
        char *text = json_dumps(found, JSON_ENCODE_ANY);
        fail_msg("found %s, expected %s", text, expected);
    }
    json_decref(wanted);
}

static void the_keys_of_a_result(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_spectrum_info info = {sizeof info};
    coprod_classification *result = result_of(spectrum, "{'flow': 4, 'agenda': 2, 'feedback': 0, 'support': 1}");
    json_t *json = json_result(result, 0);
    (void)state;
    assert_int_equal(coprod_spectrum_get(spectrum, &info), COPROD_OK);
    assert_int_equal(json_object_size(json), 20);
    assert_true(json_is_true(json_object_get(json, "presumed")));
    assert_string_equal(text_of(json, "schema"), "classification/1");
    assert_string_equal(text_of(json, "spectrum"), "nhse5");
    assert_string_equal(text_of(json, "version"), "1");
    assert_string_equal(text_of(json, "fingerprint"), info.fingerprint);
    same_json(json_object_get(json, "lowest"), "{'rank': 1, 'id': 'inform', 'label': 'Inform'}");
    same_json(json_object_get(json, "point"), "{'rank': 3, 'id': 'engage', 'label': 'Engage'}");
    same_json(json_object_get(json, "highest"), "{'rank': 4, 'id': 'co-design', 'label': 'Co-design'}");
    same_json(json_object_get(json, "certain"), "false");
    same_json(json_object_get(json, "contradiction"), "null");
    same_json(json_object_get(json, "claim"), "null");
    same_json(json_object_get(json, "verdict"), "null");
    same_json(json_object_get(json, "uneven"), "false");
    same_json(json_object_get(json, "patterns"), "['open-loop']");
    same_json(json_object_get(json, "patterns_possible"), "['sham', 'late', 'placation', 'delivery-without-voice', "
                                                          "'unpaid-partner', 'unclear-scope']");
    same_json(json_object_get(json, "promises"), "[{'indicator': 'feedback', 'due': 2, 'state': 'broken'}, "
                                                 "{'indicator': 'reciprocity', 'due': 1, 'state': 'not known'}, "
                                                 "{'indicator': 'candour', 'due': 1, 'state': 'not known'}]");
    json_decref(json);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

static void lists_of_a_result(void **state)
{
    coprod_spectrum *spectrum = small_with("{}");
    coprod_classification *result = result_of(spectrum, "{'flow': 3}");
    json_t *json = json_result(result, 0), *reasons = json_object_get(json, "reasons"), *one;
    size_t i;
    (void)state;
    assert_int_equal(json_array_size(json_object_get(json, "bounds")), 12);
    same_json(at(json, "/bounds/0"), "{'indicator': 'flow', 'low': 3, 'high': 3, 'point': 3, 'ceiling': 2, 'needed': "
                                     "0, 'answered': true}");
    same_json(at(json, "/bounds/2"), "{'indicator': 'influence', 'low': 0, 'high': 4, 'point': 1, 'ceiling': 2, "
                                     "'needed': 0, 'answered': false}");
    same_json(json_object_get(json, "missing"), "[{'indicator': 'influence', 'drop': 1, 'gain': 1}, {'indicator': "
                                                "'agenda', 'drop': 1, 'gain': 0}, {'indicator': 'stage', 'drop': 1, "
                                                "'gain': 0}]");
    same_json(json_object_get(json, "steps"), "{'heard': [{'indicator': 'agenda', 'from': 0, 'to': 1, 'kind': "
                                              "'evidence'}, {'indicator': 'influence', 'from': 0, 'to': 1, 'kind': "
                                              "'evidence'}, {'indicator': 'stage', 'from': 0, 'to': 1, 'kind': "
                                              "'evidence'}]}");
    assert_int_equal(json_array_size(reasons), coprod_classification_reason_count(result));
    json_array_foreach(reasons, i, one) {
        coprod_reason reason = {sizeof reason};
        char text[1024];
        assert_int_equal(coprod_classification_reason(result, i, &reason), COPROD_OK);
        assert_int_equal(coprod_classification_text(result, i, NULL, text, sizeof text, NULL), COPROD_OK);
        assert_string_equal(text_of(one, "code"), reason.code);
        assert_string_equal(text_of(one, "text"), text);
        assert_int_equal(json_object_get(one, "indicator") != NULL, reason.indicator >= 0);
        if (reason.indicator >= 0)
            assert_int_equal(index_of(spectrum, text_of(one, "indicator")), reason.indicator);
    }
    json_decref(json);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

static void a_step_that_is_a_change(void **state)
{
    coprod_spectrum *spectrum = small_with("{}");
    coprod_classification *result = result_of(spectrum, "{'flow': 2}");
    json_t *json = json_result(result, 2);
    (void)state;
    same_json(at(json, "/steps/heard/0"), "{'indicator': 'flow', 'from': 2, 'to': 3, 'kind': 'change'}");
    same_json(json_object_get(json, "claim"), "{'rank': 2, 'id': 'heard', 'label': 'Heard'}");
    same_json(json_object_get(json, "verdict"), "'contradicted'");
    same_json(json_object_get(json, "definite_gap"), "1");
    same_json(json_object_get(json, "unproven_gap"), "1");
    json_decref(json);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

static void a_contradiction(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'flow': 2, 'influence': 1, 'feedback': 0}");
    json_t *json;
    (void)state;
    for (int32_t claim = 0; claim <= 5; claim += 5) {
        json = json_result(result, claim);
        same_json(json_object_get(json, "lowest"), "null");
        same_json(json_object_get(json, "point"), "null");
        same_json(json_object_get(json, "highest"), "null");
        same_json(json_object_get(json, "certain"), "false");
        same_json(json_object_get(json, "contradiction"), "{'if': {'influence': 1}, 'then': {'flow': 3}}");
        same_json(json_object_get(json, "verdict"), "null");
        same_json(json_object_get(json, "patterns"), "[]");
        same_json(json_object_get(json, "patterns_possible"), "[]");
        same_json(json_object_get(json, "missing"), "[]");
        same_json(json_object_get(json, "steps"), "{}");
        same_json(json_object_get(json, "promises"), "[]");
        assert_null(json_object_get(json, "definite_gap"));
        assert_int_equal(json_object_get(json, "verdict_text") != NULL, claim > 0);
        assert_string_equal(text_of(at(json, "/reasons/0"), "code"), "spectrum-contradiction");
        json_decref(json);
    }
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

static void certain_at_the_top(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(
        spectrum, "{'agenda': 3, 'influence': 3, 'design': 3, 'follow': 3, 'standing': 3, 'continuity': 2}");
    json_t *json = json_result(result, 5);
    (void)state;
    same_json(json_object_get(json, "certain"), "true");
    same_json(json_object_get(json, "steps"), "{}");
    same_json(json_object_get(json, "verdict"), "'evidenced'");
    json_decref(json);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

/* Labels with quotes, control characters, and letters of two, three and four bytes. */
static coprod_spectrum *odd_spectrum(void)
{
    json_t *document = small_document();
    coprod_spectrum *spectrum;
    put(document, "/levels/0/label", json_string("Geh\xC3\xB6rt \"1\"\n\\"));
    put(document, "/levels/1/label", json_string("\xE2\x82\xAC\xF0\x9F\x98\x80\x01"));
    put(document, "/levels/1/words/flow", json_string("\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80"));
    spectrum = spectrum_of(document);
    json_decref(document);
    return spectrum;
}

static void odd_labels_come_back(void **state)
{
    coprod_spectrum *spectrum = odd_spectrum();
    coprod_classification *result = result_of(spectrum, "{'flow': 2}");
    json_t *json = json_result(result, 2);
    (void)state;
    assert_string_equal(text_of(json_object_get(json, "lowest"), "label"), "Geh\xC3\xB6rt \"1\"\n\\");
    assert_string_equal(text_of(json_object_get(json, "claim"), "label"), "\xE2\x82\xAC\xF0\x9F\x98\x80\x01");
    json_decref(json);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

/* What fits is valid UTF-8 with a NUL, and no byte beyond is touched. */
static void buffers_of_every_length(void **state)
{
    static char whole[65536], buffer[65536];
    coprod_spectrum *spectrum = odd_spectrum();
    coprod_classification *result = result_of(spectrum, "{'flow': 3}");
    size_t needed = 0, length = 0;
    (void)state;
    assert_int_equal(coprod_classification_json(result, 2, NULL, whole, sizeof whole, &length), COPROD_OK);
    for (size_t capacity = 0; capacity < length; capacity++) {
        size_t bytes = 0;
        memset(buffer, '#', capacity + 8);
        needed = 0;
        assert_int_equal(coprod_classification_json(result, 2, NULL, capacity ? buffer : NULL, capacity, &needed),
                         COPROD_E_BUFFER);
        assert_int_equal(needed, length);
        assert_true(all_are((unsigned char *)buffer, capacity, capacity + 8, '#'));
        if (!capacity)
            continue;
        assert_true(strlen(buffer) < capacity && strlen(buffer) + 4 >= capacity);
        assert_int_equal(coprod__text_check(buffer, COPROD_NTS, &bytes), COPROD_OK);
        assert_memory_equal(buffer, whole, strlen(buffer));
    }
    for (size_t capacity = length; capacity < length + 3; capacity++) {
        memset(buffer, '#', capacity);
        assert_int_equal(coprod_classification_json(result, 2, NULL, buffer, capacity, NULL), COPROD_OK);
        assert_string_equal(buffer, whole);
    }
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

static void wrong_arguments(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'flow': 3}"), *fresh = new_result();
    const coprod_classification *const results[] = {NULL, fresh, result, result, result};
    const int32_t claims[] = {0, 0, -1, 6, INT32_MAX};
    size_t needed = 77;
    (void)state;
    for (size_t i = 0; i < 5; i++) {
        char buffer[8] = "#";
        needed = 77;
        assert_int_equal(coprod_classification_json(results[i], claims[i], NULL, buffer, sizeof buffer, &needed),
                         i < 2 ? COPROD_E_ARGUMENT : COPROD_E_UNKNOWN);
        assert_true(needed == 0 && buffer[0] == '\0');
    }
    assert_int_equal(coprod_classification_json(result, 0, NULL, NULL, 5, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classification_json(result, 0, NULL, (char *)&needed, 0, NULL), COPROD_E_BUFFER);
    assert_int_equal(needed, 0); /* no byte is touched */
    coprod_classification_free(result);
    coprod_classification_free(fresh);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_keys_of_a_result),
        cmocka_unit_test(lists_of_a_result),
        cmocka_unit_test(a_step_that_is_a_change),
        cmocka_unit_test(a_contradiction),
        cmocka_unit_test(certain_at_the_top),
        cmocka_unit_test(odd_labels_come_back),
        cmocka_unit_test(buffers_of_every_length),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
