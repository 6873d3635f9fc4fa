/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <jansson.h>

#include "findings_internal.h"

#define HEAD "{\"schema\": \"texts/1\", \"id\": \"cymraeg\", \"language\": \"cy\", \"sentences\": "

static coprod_texts *style(const char *id)
{
    coprod_texts *texts = NULL;
    assert_int_equal(coprod_texts_builtin(id, NULL, &texts), COPROD_OK);
    return texts;
}

/* --- the built-in sentences --- */

static void three_catalogues_are_built_in(void **state)
{
    static const char *const ids[] = {"plain", "easy-read", "audit"};
    (void)state;
    assert_int_equal(coprod_texts_count(), 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(coprod_texts_id(i), ids[i]);
    assert_null(coprod_texts_id(3));
    assert_null(coprod_texts_id(SIZE_MAX));
}

static void codes_are_in_order_and_found(void **state)
{
    const size_t count = coprod_code_count();
    (void)state;
    assert_true(count > 20);
    for (size_t i = 0; i < count; i++) {
        const char *code = coprod_code_at(i);
        char other[80];
        assert_true(!i || strcmp(coprod_code_at(i - 1), code) < 0);
        assert_ptr_equal(coprod_code_sentence(NULL, code), coprod__sentences[i].text[0]);
        snprintf(other, sizeof other, "%s ", code);
        assert_null(coprod_code_sentence(NULL, other));
        other[strlen(code) - 1] = '\0';
        assert_null(coprod_code_sentence(NULL, other));
    }
    assert_null(coprod_code_at(count));
    assert_null(coprod_code_at(SIZE_MAX));
    assert_null(coprod_code_sentence(NULL, NULL));
    assert_null(coprod_code_sentence(NULL, ""));
    assert_null(coprod_code_sentence(NULL, "0"));
    assert_null(coprod_code_sentence(NULL, "zzz"));
}

static void every_code_has_three_sentences(void **state)
{
    coprod_texts *styles[] = {style("plain"), style("easy-read"), style("audit")};
    size_t bytes = 0;
    (void)state;
    for (size_t i = 0; i < coprod_code_count(); i++)
        for (size_t k = 0; k < 3; k++) {
            const char *text = coprod_code_sentence(styles[k], coprod_code_at(i));
            assert_non_null(text);
            assert_true(strlen(text) > 5);
            assert_ptr_equal(text, coprod__sentences[i].text[k]);
            assert_int_equal(coprod__text_check(text, COPROD_NTS, &bytes), COPROD_OK);
            assert_null(strchr(text, '\n'));
            assert_null(strstr(text, "  "));
            for (const char *c = text; *c; c++) /* braces stand in pairs */
                if (*c == '{')
                    assert_true(strchr(c, '}') && strcspn(c + 1, "{}") == (size_t)(strchr(c, '}') - c - 1));
        }
    assert_ptr_equal(coprod_code_sentence(NULL, "syntax"), coprod_code_sentence(styles[0], "syntax"));
    for (size_t k = 0; k < 3; k++)
        coprod_texts_free(styles[k]);
}

/* --- catalogues --- */

typedef struct heap {
    long until; /* allocations before the one that fails; negative: none fails */
    long blocks;
} heap;

static void *take(void *context, size_t bytes)
{
    heap *own = context;
    void *block = own->until-- == 0 ? NULL : malloc(bytes);
    own->blocks += block != NULL;
    return block;
}

static void *grow(void *context, void *block, size_t old_bytes, size_t bytes)
{
    (void)old_bytes;
    return ((heap *)context)->until-- == 0 ? NULL : realloc(block, bytes);
}

static void give(void *context, void *block, size_t bytes)
{
    (void)bytes;
    ((heap *)context)->blocks--;
    free(block);
}

static void wrong_arguments(void **state)
{
    coprod_texts *texts = (coprod_texts *)state;
    coprod_findings *findings = NULL;
    assert_int_equal(coprod_findings_new(NULL, &findings), COPROD_OK);
    assert_int_equal(coprod_texts_builtin("plain", NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_texts_builtin(NULL, NULL, &texts), COPROD_E_ARGUMENT);
    assert_null(texts);
    texts = (coprod_texts *)state;
    assert_int_equal(coprod_texts_builtin("Plain", NULL, &texts), COPROD_E_UNKNOWN);
    assert_null(texts);
    assert_int_equal(coprod_texts_builtin("", NULL, &texts), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_texts_load("{}", 2, NULL, findings, NULL), COPROD_E_ARGUMENT);
    texts = (coprod_texts *)state;
    assert_int_equal(coprod_texts_load(NULL, 0, NULL, findings, &texts), COPROD_E_ARGUMENT);
    assert_null(texts);
    assert_int_equal(coprod_findings_count(findings), 0);
    coprod_findings_free(findings);
    coprod_texts_free(NULL);
}

static void allocators_are_checked(void **state)
{
    heap own = {-1, 0};
    struct {
        coprod_allocator known;
        size_t later;
    } newer = {{sizeof newer, &own, take, grow, give}, 1};
    coprod_allocator bad = {sizeof bad - 1, &own, take, grow, give};
    coprod_texts *texts = (coprod_texts *)state;
    assert_int_equal(coprod_texts_builtin("plain", &newer.known, &texts), COPROD_E_STRUCT_NEWER);
    assert_null(texts);
    assert_int_equal(coprod_texts_builtin("plain", &bad, &texts), COPROD_E_STRUCT);
    texts = (coprod_texts *)state;
    assert_int_equal(coprod_texts_load("{}", 2, &newer.known, NULL, &texts), COPROD_E_STRUCT_NEWER);
    assert_null(texts);
    assert_int_equal(coprod_texts_load("{}", 2, &bad, NULL, &texts), COPROD_E_STRUCT);
    bad.size = sizeof bad;
    bad.release = NULL;
    assert_int_equal(coprod_texts_load("{}", 2, &bad, NULL, &texts), COPROD_E_ARGUMENT);
    assert_int_equal(own.blocks, 0);
}

static void each_allocation_may_fail(void **state)
{
    heap own = {-1, 0};
    const coprod_allocator allocator = {sizeof allocator, &own, take, grow, give};
    coprod_status status = COPROD_E_MEMORY;
    static char json[20000]; /* a sentence that does not fit what is left of a block of memory */
    long failed = 0;
    (void)state;
    strcpy(json, HEAD "{\"syntax\": \"");
    memset(json + strlen(json), 'x', sizeof json - strlen(json) - 4);
    strcpy(json + sizeof json - 4, "\"}}");
    for (long n = 0; status == COPROD_E_MEMORY; n++) {
        coprod_texts *texts = (coprod_texts *)&own;
        own.until = n;
        status = coprod_texts_load(json, COPROD_NTS, &allocator, NULL, &texts);
        assert_true(!texts == (status != COPROD_OK));
        coprod_texts_free(texts);
        assert_int_equal(own.blocks, 0);
        failed = n;
    }
    assert_int_equal(status, COPROD_OK);
    assert_true(failed >= 2);
}

/* --- translations --- */

static coprod_findings *load(const char *json, coprod_status expected, coprod_texts **texts)
{
    coprod_findings *findings = NULL;
    coprod_texts *other = (coprod_texts *)texts;
    *texts = (coprod_texts *)texts;
    assert_int_equal(coprod_findings_new(NULL, &findings), COPROD_OK);
    assert_int_equal(coprod_texts_load(json, COPROD_NTS, NULL, findings, texts), expected);
    assert_true(!*texts == (expected != COPROD_OK));
    assert_int_equal(coprod_texts_load(json, strlen(json), NULL, NULL, &other), expected);
    coprod_texts_free(other);
    return findings;
}

/* The errors, and the number of notes about sentences left out. */
static void findings_are(coprod_findings *findings, const char *errors, size_t notes)
{
    char all[2048] = "";
    for (size_t i = 0; i < coprod_findings_count(findings); i++) {
        coprod_finding one = {.size = sizeof one};
        assert_int_equal(coprod_findings_get(findings, i, &one), COPROD_OK);
        if (one.severity == COPROD_NOTE) {
            assert_string_equal(one.code, "sentence-left-out");
            assert_string_equal(one.place, "/sentences");
            assert_non_null(coprod_code_sentence(NULL, one.found));
            notes--;
        } else {
            snprintf(all + strlen(all), sizeof all - strlen(all), "%s %s %s|", one.code, one.place, one.found);
        }
    }
    assert_string_equal(all, errors);
    assert_int_equal(notes, 0);
    coprod_findings_free(findings);
}

static void a_translation_speaks(void **state)
{
    static const char json[] = HEAD "{\"unknown-id\": \"{place}: nid yw {found} yn hysbys; {expected}\", \"syntax\": "
                                    "\"llinell {line}, colofn {column}\"}, \"title\": \"x\", \"version\": \"1\"}";
    coprod_texts *texts;
    coprod_findings *findings = load(json, COPROD_OK, &texts), *own = NULL;
    const coprod_finding one = {sizeof one, "unknown-id", "/a", "sgwrs", "rhywbeth", -1, COPROD_ERROR, 0, 0, 0};
    const coprod_finding two = {sizeof two, "syntax", "/a", "x", "y", -1, COPROD_ERROR, 12, 34, 0};
    char text[128];
    (void)state;
    findings_are(findings, "", coprod_code_count() - 2);
    assert_string_equal(coprod_code_sentence(texts, "syntax"), "llinell {line}, colofn {column}");
    assert_ptr_equal(coprod_code_sentence(texts, "not-utf8"), coprod_code_sentence(NULL, "not-utf8"));
    assert_null(coprod_code_sentence(texts, "title"));
    assert_int_equal(coprod_findings_new(NULL, &own), COPROD_OK);
    assert_int_equal(coprod__findings_add(own, &one), COPROD_OK);
    assert_int_equal(coprod__findings_add(own, &two), COPROD_OK);
    assert_int_equal(coprod_findings_text(own, 0, texts, text, sizeof text, NULL), COPROD_OK);
    assert_string_equal(text, "/a: nid yw sgwrs yn hysbys; rhywbeth");
    assert_int_equal(coprod_findings_text(own, 1, texts, text, sizeof text, NULL), COPROD_OK);
    assert_string_equal(text, "llinell 12, colofn 34");
    coprod_findings_free(own);
    coprod_texts_free(texts);
}

static void a_whole_translation_gives_no_note(void **state)
{
    json_t *sentences = json_object(), *whole;
    coprod_texts *texts;
    char *text;
    (void)state;
    for (size_t i = 0; i < coprod_code_count(); i++) {
        json_object_set_new(sentences, coprod_code_at(i), json_sprintf("%zu caf\xC3\xA9", i));
    }
    whole = json_pack("{ss ss ss so}", "schema", "texts/1", "id", "x", "language", "cy", "sentences", sentences);
    text = json_dumps(whole, 0);
    findings_are(load(text, COPROD_OK, &texts), "", 0);
    for (size_t i = 0; i < coprod_code_count(); i++) {
        char expected[32];
        snprintf(expected, sizeof expected, "%zu caf\xC3\xA9", i);
        assert_string_equal(coprod_code_sentence(texts, coprod_code_at(i)), expected);
    }
    coprod_texts_free(texts);
    free(text);
    json_decref(whole);
}

static void values_of_any_style_may_be_named(void **state)
{
    coprod_texts *texts;
    (void)state;
    /* {found} stands in the audit sentence alone */
    findings_are(load(HEAD "{\"duplicate-key\": \"{found}{place}{line}\"}}", COPROD_OK, &texts), "",
                 coprod_code_count() - 1);
    coprod_texts_free(texts);
}

static void wrong_translations(void **state)
{
    static const char *const wrong[][2] = {
        {"\"no-such-code\": \"x\"", "unknown-id /sentences/no-such-code no-such-code|"},
        {"\"a/b\": \"x\"", "unknown-id /sentences/a~1b a/b|"},
        {"\"\": \"x\"", "unknown-id /sentences/ |"},
        {"\"syntax\": \"\"", "wrong-type /sentences/syntax \"\"|"},
        {"\"syntax\": 5", "wrong-type /sentences/syntax 5|"},
        {"\"syntax\": null", "wrong-type /sentences/syntax null|"},
        {"\"syntax\": \"{row}\"", "unknown-value /sentences/syntax {row}|"},
        {"\"syntax\": \"{}\"", "unknown-value /sentences/syntax {}|"},
        {"\"syntax\": \"{place\"", "unknown-value /sentences/syntax {place|"},
        {"\"syntax\": \"{{place}}\"", "unknown-value /sentences/syntax {{place}}|"},
        {"\"syntax\": \"{place} {Line}\"", "unknown-value /sentences/syntax {place} {Line}|"},
        {"\"not-utf8\": \"{place}\"", "unknown-value /sentences/not-utf8 {place}|"},
        {"\"syntax\": \"{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}\"",
         "unknown-value /sentences/syntax {aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}|"},
    };
    coprod_texts *texts;
    char json[512];
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(json, sizeof json, HEAD "{%s}}", wrong[i][0]);
        findings_are(load(json, COPROD_E_DEFINITION, &texts), wrong[i][1],
                     coprod_code_count() - !!strstr(json, "\"syntax\"") - !!strstr(json, "\"not-utf8\""));
    }
}

static void wrong_documents(void **state)
{
    coprod_finding one = {.size = sizeof one};
    coprod_findings *findings;
    coprod_texts *texts;
    char deep[80];
    (void)state;
    findings_are(load("{\"schema\": \"texts/2\", \"id\": \"A\", \"sentences\": [], \"x\": 1}", COPROD_E_DEFINITION,
                      &texts),
                 "wrong-schema /schema texts/2|unknown-key /x x|not-a-word /id A|missing-key /language nothing|"
                 "wrong-type /sentences []|", 0);
    coprod_findings_free(load("[]", COPROD_E_DEFINITION, &texts));
    coprod_findings_free(load("null", COPROD_E_DEFINITION, &texts));
    findings = load(HEAD "{\"syntax\": \"x\", \"syntax\": \"y\"}}", COPROD_E_DEFINITION, &texts);
    assert_int_equal(coprod_findings_get(findings, 0, &one), COPROD_OK);
    assert_string_equal(one.code, "duplicate-key");
    assert_string_equal(one.place, "/sentences/syntax");
    coprod_findings_free(findings);
    coprod_findings_free(load(HEAD, COPROD_E_SYNTAX, &texts));
    coprod_findings_free(load("\xFF", COPROD_E_TEXT, &texts));
    memset(deep, '[', sizeof deep);
    deep[sizeof deep - 1] = '\0';
    coprod_findings_free(load(deep, COPROD_E_LIMIT, &texts));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_catalogues_are_built_in),
        cmocka_unit_test(codes_are_in_order_and_found),
        cmocka_unit_test(every_code_has_three_sentences),
        cmocka_unit_test(wrong_arguments),
        cmocka_unit_test(allocators_are_checked),
        cmocka_unit_test(each_allocation_may_fail),
        cmocka_unit_test(a_translation_speaks),
        cmocka_unit_test(a_whole_translation_gives_no_note),
        cmocka_unit_test(values_of_any_style_may_be_named),
        cmocka_unit_test(wrong_translations),
        cmocka_unit_test(wrong_documents),
    };
    return TEST_MAIN(tests);
}
