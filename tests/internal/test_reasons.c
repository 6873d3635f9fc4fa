/* SPDX-License-Identifier: MIT */
/* Reasons: every code of the spectrum is met, with its sentence word for word, and no sentence has a blank. */
#include "cases.h"

static const char *const catalogues[] = {"plain", "easy-read", "audit"};

static json_t *codes_met; /* as an object, for the last test */

static const char *sentence_of(const test_case *c, size_t index, const coprod_texts *texts)
{
    static char buffer[2048];
    size_t needed = 0;
    assert_int_equal(coprod_classification_text(c->result, index, texts, buffer, sizeof buffer, &needed), COPROD_OK);
    assert_int_equal(needed, strlen(buffer) + 1);
    return buffer;
}

/* The expected reasons stand in this order among all of them. */
static void check_sentences(const test_case *c, const json_t *expected)
{
    size_t k = 0;
    for (size_t i = 0; i < coprod_classification_reason_count(c->result); i++) {
        coprod_reason reason = {sizeof reason};
        const json_t *pair = json_array_get(expected, k);
        assert_int_equal(coprod_classification_reason(c->result, i, &reason), COPROD_OK);
        if (!pair || strcmp(reason.code, json_string_value(json_array_get(pair, 0)))
            || strcmp(sentence_of(c, i, NULL), json_string_value(json_array_get(pair, 1))))
            continue;
        json_object_set_new(codes_met, reason.code, json_true());
        if (strstr(sentence_of(c, i, NULL), "The source asks for it in the words \""))
            json_object_set_new(codes_met, "spectrum-words", json_true());
        if (strstr(sentence_of(c, i, NULL), "The words that ask for it are \""))
            json_object_set_new(codes_met, "spectrum-words-of", json_true());
        k++;
    }
    if (k < json_array_size(expected)) {
        for (size_t i = 0; i < coprod_classification_reason_count(c->result); i++)
            print_error("%s\n", sentence_of(c, i, NULL));
        fail_msg("%s: not found: %s", c->title, json_string_value(json_array_get(json_array_get(expected, k), 1)));
    }
}

/* The sentence of a claim stands in the result as JSON. */
static json_t *json_result(const test_case *c, int32_t claim, const coprod_texts *texts)
{
    static char buffer[65536];
    json_t *json;
    assert_int_equal(coprod_classification_json(c->result, claim, texts, buffer, sizeof buffer, NULL), COPROD_OK);
    json = json_loads(buffer, 0, NULL);
    assert_non_null(json);
    return json;
}

static void check_claim_sentences(const test_case *c, const json_t *expected)
{
    const char *level;
    json_t *pair;
    json_object_foreach((json_t *)expected, level, pair) {
        json_t *json = json_result(c, rank_of(c->spectrum, level), NULL);
        const char *code = json_string_value(json_array_get(pair, 0)), *verdict = text_of(json, "verdict");
        assert_string_equal(text_of(json, "verdict_text"), json_string_value(json_array_get(pair, 1)));
        assert_string_equal(code + strlen("claim-"), *verdict ? verdict : "none");
        json_object_set_new(codes_met, code, json_true());
        json_decref(json);
    }
}

static void golden_sentences(void **state)
{
    json_t *document = load_file("golden/spectrum/sentences.json"), *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(document, "cases"), i, one) {
        test_case c = open_case(one);
        check_sentences(&c, json_object_get(one, "sentences"));
        check_claim_sentences(&c, json_object_get(one, "claims"));
        close_case(&c);
    }
    json_decref(document);
}

static void a_sentence(const char *text)
{
    size_t length = strlen(text);
    if (!length || strpbrk(text, "{}") || strstr(text, "  "))
        fail_msg("no sentence: %s", text);
    if (!strchr(".?\"", text[length - 1]))
        fail_msg("no end: %s", text);
}

/* Every reason of every case of every golden file, in all three catalogues. */
static void no_sentence_has_a_blank(void **state)
{
    static const char *const files[] = {"levels", "contradictions", "claims", "promises", "patterns", "missing",
                                        "steps", "uneven", "sentences"};
    size_t i, seen = 0;
    json_t *one;
    (void)state;
    for (size_t t = 0; t < 3; t++) {
        coprod_texts *texts = NULL;
        assert_int_equal(coprod_texts_builtin(catalogues[t], NULL, &texts), COPROD_OK);
        for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
            char name[64];
            json_t *document;
            snprintf(name, sizeof name, "golden/spectrum/%s.json", files[f]);
            document = load_file(name);
            json_array_foreach(json_object_get(document, "cases"), i, one) {
                test_case c = open_case(one);
                json_t *json = json_result(&c, 1, texts);
                for (size_t k = 0; k < coprod_classification_reason_count(c.result); k++, seen++)
                    a_sentence(sentence_of(&c, k, texts));
                a_sentence(text_of(json, "verdict_text"));
                json_decref(json);
                close_case(&c);
            }
            json_decref(document);
        }
        coprod_texts_free(texts);
    }
    assert_true(seen > 3000);
}

/* The two codes of the spectrum's texts that are findings. */
static void codes_that_are_findings(void **state)
{
    static const char methods[] = "{\"schema\": \"methods/1\", \"id\": \"m\", \"version\": \"1\", \"methods\": "
                                  "[{\"id\": \"odd\", \"title\": \"Odd\", \"answers\": {\"flow\": 2, \"influence\": "
                                  "1}}]}";
    const coprod_spectrum_options options = {sizeof options, NULL, 2, 0};
    coprod_spectrum *spectrum = builtin("nhse5"), *refused = NULL;
    coprod_methods *none = NULL;
    coprod_findings *findings = new_findings();
    json_t *small = small_document();
    char *document = json_dumps(small, 0), text[256];
    (void)state;
    assert_int_equal(coprod_methods_load(methods, COPROD_NTS, spectrum, NULL, findings, &none), COPROD_E_DEFINITION);
    assert_int_equal(coprod_spectrum_load(document, COPROD_NTS, &options, findings, &refused), COPROD_E_DEFINITION);
    assert_int_equal(coprod_findings_count(findings), 2);
    assert_int_equal(coprod_findings_text(findings, 0, NULL, text, sizeof text, NULL), COPROD_OK);
    assert_string_equal(text, "/methods/0/answers: the answers of odd contradict each other; expected answers that can "
                              "be true together.");
    assert_int_equal(coprod_findings_text(findings, 1, NULL, text, sizeof text, NULL), COPROD_OK);
    assert_string_equal(text, "/levels: a few asserted answers are enough to force heard; expected a top level that "
                              "takes more asserted indicators.");
    for (size_t i = 0; i < 2; i++) {
        coprod_finding finding = {sizeof finding};
        assert_int_equal(coprod_findings_get(findings, i, &finding), COPROD_OK);
        json_object_set_new(codes_met, finding.code, json_true());
    }
    free(document);
    json_decref(small);
    coprod_findings_free(findings);
    coprod_spectrum_free(spectrum);
}

/* A gate that needs some of its thresholds: flow 4 or continuity 1, in the fifth step of the ladder. */
static void a_gate_of_some(void **state)
{
    static const char expected[] = "Engagement needs some of several things, and too few of them are shown: one is "
                                   "that flow is 4 (\"dialogue: people speak in their own words and staff listen and "
                                   "reply\").";
    coprod_spectrum *spectrum = builtin("tlap7");
    coprod_classification *result = result_of(spectrum, "{'flow': 3, 'influence': 1, 'continuity': 0}");
    size_t some = 0;
    (void)state;
    for (size_t i = 0; i < coprod_classification_reason_count(result); i++) {
        coprod_reason reason = {sizeof reason};
        char text[1024];
        assert_int_equal(coprod_classification_reason(result, i, &reason), COPROD_OK);
        assert_int_equal(coprod_classification_text(result, i, NULL, text, sizeof text, NULL), COPROD_OK);
        if (strcmp(reason.code, "spectrum-held-some"))
            continue;
        assert_int_equal(strncmp(text, expected, strlen(some ? "Engagement needs some" : expected)), 0);
        some++;
    }
    assert_int_equal(some, 2);
    json_object_set_new(codes_met, "spectrum-held-some", json_true());
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

static void every_code_was_met(void **state)
{
    json_t *texts = load_file("../lib/spectrum/data/texts.json"), *value;
    const char *code;
    (void)state;
    json_object_foreach(json_object_get(texts, "sentences"), code, value)
        if (!json_object_get(codes_met, code))
            fail_msg("no case has the code %s", code);
    assert_int_equal(json_object_size(codes_met), json_object_size(json_object_get(texts, "sentences")));
    json_decref(texts);
}

/* The evidence leaves a range: no sentence may tell one end of it as the answer. */
static void a_range_is_not_told_as_a_fact(void **state)
{
    static const char *const facts[] = {"standing: it is 0 (", "candour is 1 (", "candour is 0 (", "feedback is 2 ("};
    coprod_spectrum *spectrum = builtin("nhse5");
    test_case c = {"ranges", NULL, spectrum, NULL, NULL};
    (void)state;
    for (int joint = 0; joint < 2; joint++) {
        c.result = result_of(spectrum, joint ? "{'agenda': 3, 'influence': 3, 'design': 3, 'follow': 3, 'standing': 3, "
                                               "'continuity': 2, 'candour': [0, 1], 'feedback': [2, 3]}"
                                             : "{'agenda': 3, 'influence': 3, 'design': 3, 'follow': 3, "
                                               "'continuity': 2, 'standing': [0, 1], 'feedback': [2, 3]}");
        for (size_t i = 0; i < coprod_classification_reason_count(c.result); i++)
            for (size_t k = 0; k < 4; k++)
                if (strstr(sentence_of(&c, i, NULL), facts[k]))
                    fail_msg("%s", sentence_of(&c, i, NULL));
        coprod_classification_free(c.result);
    }
    coprod_spectrum_free(spectrum);
}

/* A sentence is as long as it has to be: words and labels of any length stand in it whole. */
static void long_words_are_not_cut(void **state)
{
    json_t *document = small_document();
    char words[1200], label[700], expected[2600], buffer[4096];
    coprod_spectrum *spectrum;
    coprod_classification *result;
    json_t *json;
    (void)state;
    memset(words, 'w', sizeof words);
    words[sizeof words - 1] = '\0';
    memset(label, 'L', sizeof label);
    label[sizeof label - 1] = '\0';
    put(document, "/levels/1/words/flow", json_string(words));
    put(document, "/levels/1/label", json_string(label));
    spectrum = spectrum_of(document);
    result = result_of(spectrum, "{'flow': 2}");
    snprintf(expected, sizeof expected,
             "Held at Told by flow: it is 2 (\"told plainly and fairly, with reasons\"), and %s needs 3 (\"asked: "
             "answers to the organisation's questions are collected\"). The source asks for it in the words \"%s\".",
             label, words);
    assert_int_equal(coprod_classification_text(result, 1, NULL, buffer, sizeof buffer, NULL), COPROD_OK);
    assert_string_equal(buffer, expected);
    json = json_result(&(test_case){"long", NULL, spectrum, NULL, result}, 2, NULL);
    snprintf(expected, sizeof expected, "The claim of %s is contradicted: at most Told is possible with this evidence.",
             label);
    assert_string_equal(text_of(json, "verdict_text"), expected);
    json_decref(json);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
    json_decref(document);
}

static void buffers_and_arguments(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'flow': 2}"), *fresh = new_result();
    static const char whole[] = "With this evidence the activity is Inform, whatever the answers that are not known.";
    char buffer[128];
    size_t needed = 77;
    (void)state;
    for (size_t capacity = 0; capacity <= sizeof whole + 1; capacity++) {
        memset(buffer, '#', sizeof buffer);
        needed = 77;
        assert_int_equal(coprod_classification_text(result, 0, NULL, capacity ? buffer : NULL, capacity, &needed),
                         capacity < sizeof whole ? COPROD_E_BUFFER : COPROD_OK);
        assert_int_equal(needed, sizeof whole);
        if (capacity)
            assert_int_equal(strlen(buffer), capacity < sizeof whole ? capacity - 1 : sizeof whole - 1);
        assert_true(!strncmp(buffer, whole, capacity ? strlen(buffer) : 0) && buffer[sizeof whole + 1] == '#');
    }
    strcpy(buffer, "#");
    assert_int_equal(coprod_classification_text(result, 0, NULL, buffer, 0, NULL), COPROD_E_BUFFER);
    assert_int_equal(buffer[0], '#');
    assert_int_equal(coprod_classification_text(result, 999, NULL, buffer, sizeof buffer, &needed), COPROD_E_UNKNOWN);
    assert_true(needed == 0 && buffer[0] == '\0');
    strcpy(buffer, "#");
    assert_int_equal(coprod_classification_text(fresh, 0, NULL, buffer, sizeof buffer, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(buffer[0], '\0');
    assert_int_equal(coprod_classification_text(NULL, 0, NULL, NULL, 0, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_classification_text(result, 0, NULL, NULL, 10, &needed), COPROD_E_ARGUMENT);
    coprod_classification_free(result);
    coprod_classification_free(fresh);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_sentences),
        cmocka_unit_test(no_sentence_has_a_blank),
        cmocka_unit_test(codes_that_are_findings),
        cmocka_unit_test(a_gate_of_some),
        cmocka_unit_test(every_code_was_met),
        cmocka_unit_test(a_range_is_not_told_as_a_fact),
        cmocka_unit_test(long_words_are_not_cut),
        cmocka_unit_test(buffers_and_arguments),
    };
    int failed;
    codes_met = json_object();
    failed = TEST_MAIN(tests);
    json_decref(codes_met);
    return failed;
}
