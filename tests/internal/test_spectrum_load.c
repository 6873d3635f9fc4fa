/* SPDX-License-Identifier: MIT */
/* Loading a spectrum: every fault with its code and its place, options, and what the caller gets. */
#include "inside.h"

static coprod_status load(const char *text, size_t length, const coprod_spectrum_options *options,
                          coprod_findings *findings)
{
    coprod_spectrum *spectrum = (coprod_spectrum *)&findings;
    coprod_status status = coprod_spectrum_load(text, length, options, findings, &spectrum);
    assert_true((status == COPROD_OK) == (spectrum != NULL));
    coprod_spectrum_free(spectrum);
    return status;
}

static void every_fault_has_a_code_and_a_place(void **state)
{
    json_t *golden = load_file("golden/spectrum/load_faults.json"), *document = small_document(), *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "cases"), i, one) {
        json_t *own = changed(document, json_object_get(one, "changes"));
        const json_t *expected = json_object_get(one, "findings");
        char *text = json_dumps(own, 0);
        coprod_findings *findings = new_findings();
        coprod_status wanted = status_of(expected);
        assert_int_equal(load(text, COPROD_NTS, NULL, findings), wanted);
        check_findings(text_of(one, "title"), findings, expected);
        assert_int_equal(load(text, COPROD_NTS, NULL, NULL), wanted);
        coprod_findings_free(findings);
        free(text);
        json_decref(own);
    }
    json_decref(document);
    json_decref(golden);
}

static void text_that_is_no_json(void **state)
{
    static const struct {
        const char *text, *finding;
        size_t length;
        coprod_status status;
    } cases[] = {
        {"", "syntax ", COPROD_NTS, COPROD_E_SYNTAX},
        {"{", "syntax ", COPROD_NTS, COPROD_E_SYNTAX},
        {"{\"levels\": [1, x]}", "syntax /levels/1", COPROD_NTS, COPROD_E_SYNTAX},
        {"{} {}", "syntax ", COPROD_NTS, COPROD_E_SYNTAX},
        {"{\"id\": \"a\", \"id\": \"b\"}", "duplicate-key /id", COPROD_NTS, COPROD_E_DEFINITION},
        {"{\"id\": \"\xC3\"}", "not-utf8 ", COPROD_NTS, COPROD_E_TEXT},
        {"{}\0", "not-utf8 ", 3, COPROD_E_TEXT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_findings *findings = new_findings();
        json_t *expected = json_pack("[s]", cases[i].finding);
        assert_int_equal(load(cases[i].text, cases[i].length, NULL, findings), cases[i].status);
        check_findings(cases[i].text, findings, expected);
        json_decref(expected);
        coprod_findings_free(findings);
    }
}

static void too_deep_is_a_limit(void **state)
{
    char text[200];
    coprod_findings *findings = new_findings();
    json_t *expected = json_of("['too-large ']");
    (void)state;
    memset(text, '[', 65);
    memset(text + 65, ']', 65);
    assert_int_equal(load(text, 130, NULL, findings), COPROD_E_LIMIT);
    check_findings("65 levels", findings, expected);
    json_decref(expected);
    coprod_findings_free(findings);
}

static void findings_say_what_was_found_and_expected(void **state)
{
    json_t *document = small_document();
    coprod_findings *findings = new_findings();
    coprod_finding one = {sizeof one};
    char *text, sentence[256];
    (void)state;
    put(document, "/levels/0/rule/0/of/flow", json_integer(9));
    text = json_dumps(document, 0);
    assert_int_equal(load(text, COPROD_NTS, NULL, findings), COPROD_E_DEFINITION);
    assert_int_equal(coprod_findings_get(findings, 0, &one), COPROD_OK);
    assert_string_equal(one.found, "9");
    assert_string_equal(one.expected, "an integer from 1 to 4");
    assert_int_equal(coprod_findings_text(findings, 0, NULL, sentence, sizeof sentence, NULL), COPROD_OK);
    assert_string_equal(sentence, "/levels/0/rule/0/of/flow: 9 is outside the range; expected an integer from 1 to 4.");
    free(text);
    coprod_findings_free(findings);
    json_decref(document);
}

static void arguments_and_lengths(void **state)
{
    coprod_spectrum *spectrum = (coprod_spectrum *)1;
    json_t *document = small_document();
    char *text = json_dumps(document, 0), *longer = malloc(strlen(text) + 3);
    (void)state;
    assert_non_null(longer);
    assert_int_equal(coprod_spectrum_load(text, COPROD_NTS, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_spectrum_load(NULL, 0, NULL, NULL, &spectrum), COPROD_E_ARGUMENT);
    assert_null(spectrum);
    memcpy(longer, text, strlen(text));
    memcpy(longer + strlen(text), "]]", 3);
    assert_int_equal(load(longer, strlen(text), NULL, NULL), COPROD_OK);
    assert_int_equal(load(longer, COPROD_NTS, NULL, NULL), COPROD_E_SYNTAX);
    assert_int_equal(load(text, 0, NULL, NULL), COPROD_E_SYNTAX);
    free(longer);
    free(text);
    json_decref(document);
}

static void builtins(void **state)
{
    static const char *const ids[] = {"nhse5", "nhse5+led", "iap2", "tlap7", "arnstein", "hc5", "tofor"};
    coprod_spectrum *spectrum = (coprod_spectrum *)1;
    (void)state;
    assert_int_equal(coprod_spectrum_count(), 7);
    assert_null(coprod_spectrum_id(7));
    assert_null(coprod_spectrum_id((size_t)-1));
    for (size_t i = 0; i < 7; i++) {
        coprod_spectrum_info info = {sizeof info};
        assert_string_equal(coprod_spectrum_id(i), ids[i]);
        spectrum = builtin(ids[i]);
        assert_int_equal(coprod_spectrum_get(spectrum, &info), COPROD_OK);
        assert_string_equal(info.id, ids[i]);
        coprod_spectrum_free(spectrum);
    }
    spectrum = (coprod_spectrum *)1;
    assert_int_equal(coprod_spectrum_builtin("nhse6", NULL, &spectrum), COPROD_E_UNKNOWN);
    assert_null(spectrum);
    assert_int_equal(coprod_spectrum_builtin("", NULL, &spectrum), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_spectrum_builtin("spectrum/nhse5", NULL, &spectrum), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_spectrum_builtin("nhs", NULL, &spectrum), COPROD_E_UNKNOWN);
    spectrum = (coprod_spectrum *)1;
    assert_int_equal(coprod_spectrum_builtin(NULL, NULL, &spectrum), COPROD_E_ARGUMENT);
    assert_null(spectrum);
    assert_int_equal(coprod_spectrum_builtin("nhse5", NULL, NULL), COPROD_E_ARGUMENT);
}

/* Least assertions of the built-in spectra, by hand: one more than the top level takes is refused. */
static void least_assertions_of_the_builtins(void **state)
{
    static const struct {
        const char *id;
        uint32_t least;
    } cases[] = {{"nhse5", 6}, {"nhse5+led", 6}, {"iap2", 1}, {"tlap7", 4}, {"arnstein", 4}, {"hc5", 2}, {"tofor", 3}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_spectrum_options options = {sizeof options, NULL, cases[i].least, 0};
        coprod_spectrum *spectrum = NULL;
        if (coprod_spectrum_builtin(cases[i].id, &options, &spectrum) != COPROD_OK)
            fail_msg("%s needs %u", cases[i].id, (unsigned)cases[i].least);
        coprod_spectrum_free(spectrum);
        options.least_assertions++;
        if (coprod_spectrum_builtin(cases[i].id, &options, &spectrum) != COPROD_E_DEFINITION)
            fail_msg("%s does not need %u", cases[i].id, (unsigned)options.least_assertions);
        assert_null(spectrum);
    }
}

static void token_bound_is_a_finding(void **state)
{
    json_t *document = small_document(), *expected = json_of("['token-bound /levels']");
    coprod_spectrum_options options = {sizeof options, NULL, 1, 0};
    coprod_findings *findings = new_findings();
    char *text = json_dumps(document, 0), sentence[256];
    (void)state;
    assert_int_equal(load(text, COPROD_NTS, &options, findings), COPROD_OK);
    options.least_assertions = 2;
    assert_int_equal(load(text, COPROD_NTS, &options, findings), COPROD_E_DEFINITION);
    check_findings("two assertions", findings, expected);
    assert_int_equal(coprod_findings_text(findings, 0, NULL, sentence, sizeof sentence, NULL), COPROD_OK);
    assert_string_equal(sentence, "/levels: a few asserted answers are enough to force heard; expected a top level "
                                  "that takes more asserted indicators.");
    free(text);
    coprod_findings_free(findings);
    json_decref(expected);
    json_decref(document);
}

static void options_of_every_size(void **state)
{
    const coprod_spectrum_options plain = {sizeof plain, NULL, 0, 0};
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    const coprod_spectrum_options wrong = {sizeof wrong, &half, 0, 0};
    coprod_spectrum *spectrum = (coprod_spectrum *)1;
    (void)state;
    CHECK_IN(coprod_spectrum_options, plain, coprod_spectrum_builtin("nhse5", in, &spectrum),
             coprod_spectrum_free(spectrum));
    assert_null(spectrum);
    assert_int_equal(coprod_spectrum_builtin("nhse5", &wrong, &spectrum), COPROD_E_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_has_a_code_and_a_place),
        cmocka_unit_test(text_that_is_no_json),
        cmocka_unit_test(too_deep_is_a_limit),
        cmocka_unit_test(findings_say_what_was_found_and_expected),
        cmocka_unit_test(arguments_and_lengths),
        cmocka_unit_test(builtins),
        cmocka_unit_test(least_assertions_of_the_builtins),
        cmocka_unit_test(token_bound_is_a_finding),
        cmocka_unit_test(options_of_every_size),
    };
    return TEST_MAIN(tests);
}
