/* SPDX-License-Identifier: MIT */
/* Loading methods: every fault with its code and place, limits, and what stands in what is loaded. */
#include "inside.h"

static coprod_methods *load(const coprod_spectrum *spectrum, const json_t *document, const char *title,
                            const json_t *expected)
{
    coprod_findings *findings = new_findings();
    coprod_methods *methods = (coprod_methods *)1;
    char *text = json_dumps(document, JSON_ENCODE_ANY);
    coprod_status status = coprod_methods_load(text, COPROD_NTS, spectrum, NULL, findings, &methods);
    check_findings(title, findings, expected);
    assert_int_equal(status, status_of(expected));
    assert_int_equal(methods != NULL, status == COPROD_OK);
    coprod_findings_free(findings);
    free(text);
    return methods;
}

static void every_fault_has_a_code_and_a_place(void **state)
{
    json_t *golden = load_file("golden/spectrum/methods_faults.json"), *one;
    coprod_spectrum *spectrum = builtin("nhse5");
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "cases"), i, one) {
        json_t *own = changed(json_object_get(golden, "document"), json_object_get(one, "changes"));
        coprod_methods_free(load(spectrum, own, text_of(one, "title"), json_object_get(one, "findings")));
        json_decref(own);
    }
    coprod_spectrum_free(spectrum);
    json_decref(golden);
}

static json_t *many(size_t considerations, size_t methods)
{
    json_t *document = json_of("{'schema': 'methods/1', 'id': 'm', 'version': '1'}");
    json_t *first = json_array(), *second = json_array();
    for (size_t i = 0; i < considerations; i++)
        json_array_append_new(first, json_pack("{so ss ss s[s]}", "id", json_sprintf("c%zu", i), "title", "C", "ask",
                                               "a", "groups", "*"));
    for (size_t i = 0; i < methods; i++)
        json_array_append_new(second, json_pack("{so ss s{}}", "id", json_sprintf("m%zu", i), "title", "M", "answers"));
    put(document, "/considerations", first);
    put(document, "/methods", second);
    return document;
}

static void limits(void **state)
{
    static const struct {
        size_t considerations, methods;
        const char *findings;
    } cases[] = {
        {32, 256, "[]"}, {33, 1, "['too-many /considerations']"}, {0, 257, "['too-many /methods']"}, {0, 0, "[]"}};
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *document = many(cases[i].considerations, cases[i].methods), *expected = json_of(cases[i].findings);
        coprod_methods *methods = load(spectrum, document, "many", expected);
        if (methods) {
            assert_int_equal(coprod_methods_count(methods), cases[i].methods);
            assert_int_equal(coprod_methods_consideration_count(methods), cases[i].considerations);
        }
        coprod_methods_free(methods);
        json_decref(document);
        json_decref(expected);
    }
    coprod_spectrum_free(spectrum);
}

static void what_is_loaded(void **state)
{
    json_t *golden = load_file("golden/spectrum/methods_faults.json"), *none = json_array();
    json_t *document = json_object_get(golden, "document");
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_method method = {sizeof method};
    coprod_consideration consideration = {sizeof consideration};
    coprod_methods *methods;
    (void)state;
    put(document, "/considerations/-", json_of("{'id': 'food', 'title': 'Food', 'groups': [], 'ask': 'Ask.'}"));
    put(document, "/methods/0/considerations/-", json_string("food"));
    put(document, "/methods/0/source", json_of("{'title': 'Report', 'address': 'https://example.org'}"));
    put(document, "/methods/0/text", json_string("we walked"));
    methods = load(spectrum, document, "own", none);
    coprod_spectrum_free(spectrum); /* methods keep what they need */
    assert_int_equal(coprod_methods_get(methods, 0, &method), COPROD_OK);
    assert_string_equal(method.id, "walk");
    assert_string_equal(method.title, "A walk together");
    assert_string_equal(method.text, "we walked");
    assert_string_equal(method.source_title, "Report");
    assert_string_equal(method.source_address, "https://example.org");
    assert_true(method.lowest == 1 && method.point == 2 && method.highest == 5 && method.considerations == 3);
    assert_int_equal(coprod_methods_consideration(methods, 0, &consideration), COPROD_OK);
    assert_string_equal(consideration.id, "access");
    assert_string_equal(consideration.groups, "disabled-people *");
    assert_string_equal(consideration.ask, "Check the way in.");
    assert_string_equal(consideration.source_title, "s");
    assert_string_equal(consideration.source_words, "w");
    assert_int_equal(coprod_methods_consideration(methods, 1, &consideration), COPROD_OK);
    assert_string_equal(consideration.groups, "");
    assert_string_equal(consideration.source_title, "");
    coprod_methods_free(methods);
    json_decref(none);
    json_decref(golden);
}

/* Each built-in method and consideration quotes a source, and says which. */
static void builtin_sources(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_methods *methods = NULL;
    (void)state;
    assert_int_equal(coprod_methods_builtin(spectrum, NULL, &methods), COPROD_OK);
    for (size_t i = 0; i < coprod_methods_consideration_count(methods); i++) {
        coprod_consideration one = {sizeof one};
        assert_int_equal(coprod_methods_consideration(methods, i, &one), COPROD_OK);
        assert_true(*one.id && *one.title && *one.ask && *one.groups && *one.source_title && *one.source_words);
    }
    for (size_t i = 0; i < coprod_methods_count(methods); i++) {
        coprod_method one = {sizeof one};
        assert_int_equal(coprod_methods_get(methods, i, &one), COPROD_OK);
        assert_true(*one.id && *one.title && *one.text);
        if (!*one.source_title || !*one.source_address)
            fail_msg("%s has words and no source", one.id);
    }
    coprod_methods_free(methods);
    coprod_spectrum_free(spectrum);
}

/* Any spectrum over the same indicators will do; one without them, or with other scales, will not. */
static void spectra_of_the_builtin_methods(void **state)
{
    coprod_methods *methods = (coprod_methods *)1;
    coprod_spectrum *own = small_with("{'/extra_indicators': [{'id': 'pace', 'kind': 'power', 'title': 'P', 'answers': "
                                      "['a', 'b']}]}");
    coprod_spectrum *strict = small_with("{'/extra_implications': [{'if': {'flow': 1}, 'then': {'support': 2}}, {'if': "
                                         "{'support': 1}, 'then': {'stage': 3}}, {'if': {'stage': 3}, 'then': "
                                         "{'standing': 1}}]}");
    (void)state;
    for (size_t i = 0; i < coprod_spectrum_count(); i++) {
        coprod_spectrum *spectrum = builtin(coprod_spectrum_id(i));
        assert_int_equal(coprod_methods_builtin(spectrum, NULL, &methods), COPROD_OK);
        assert_int_equal(coprod_methods_count(methods), 16);
        coprod_methods_free(methods);
        coprod_spectrum_free(spectrum);
    }
    assert_int_equal(coprod_methods_builtin(own, NULL, &methods), COPROD_OK);
    coprod_methods_free(methods);
    assert_int_equal(coprod_methods_builtin(strict, NULL, &methods), COPROD_E_FINGERPRINT); /* interviews: standing 0 */
    assert_null(methods);
    coprod_spectrum_free(own);
    coprod_spectrum_free(strict);
}

static void wrong_arguments(void **state)
{
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_methods *methods = (coprod_methods *)1;
    (void)state;
    assert_int_equal(coprod_methods_builtin(spectrum, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_methods_builtin(NULL, NULL, &methods), COPROD_E_ARGUMENT);
    assert_null(methods);
    methods = (coprod_methods *)1;
    assert_int_equal(coprod_methods_load(NULL, 0, spectrum, NULL, NULL, &methods), COPROD_E_ARGUMENT);
    assert_null(methods);
    assert_int_equal(coprod_methods_load("{}", 2, NULL, NULL, NULL, &methods), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_methods_load("{}", 2, spectrum, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_methods_load("{}", 2, spectrum, &half, NULL, &methods), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_methods_load("{", 1, spectrum, NULL, NULL, &methods), COPROD_E_SYNTAX);
    assert_int_equal(coprod_methods_load("\xFF", 1, spectrum, NULL, NULL, &methods), COPROD_E_TEXT);
    assert_null(methods);
    coprod_methods_free(NULL);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_has_a_code_and_a_place),
        cmocka_unit_test(limits),
        cmocka_unit_test(what_is_loaded),
        cmocka_unit_test(builtin_sources),
        cmocka_unit_test(spectra_of_the_builtin_methods),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
