/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "findings_internal.h"

static const coprod__place root = {NULL, NULL, 0};

static coprod_findings *new_findings(void)
{
    coprod_findings *findings = NULL;
    assert_int_equal(coprod_findings_new(NULL, &findings), COPROD_OK);
    return findings;
}

static coprod_finding get(const coprod_findings *findings, size_t index)
{
    coprod_finding finding = {.size = sizeof finding};
    assert_int_equal(coprod_findings_get(findings, index, &finding), COPROD_OK);
    assert_int_equal(finding.size, sizeof finding);
    assert_int_equal(finding.reserved, 0);
    return finding;
}

/* --- memory --- */

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

static void a_list_is_made_and_freed(void **state)
{
    heap own = {-1, 0};
    coprod_allocator allocator = {sizeof allocator, &own, take, grow, give};
    coprod_findings *findings = (coprod_findings *)state;
    assert_int_equal(coprod_findings_new(&allocator, NULL), COPROD_E_ARGUMENT);
    own.until = 0;
    assert_int_equal(coprod_findings_new(&allocator, &findings), COPROD_E_MEMORY);
    assert_null(findings);
    assert_int_equal(coprod_findings_new(&allocator, &findings), COPROD_OK);
    assert_int_equal(own.blocks, 1);
    coprod_findings_free(findings);
    coprod_findings_free(NULL);
    assert_int_equal(own.blocks, 0);
    allocator.size = 3;
    findings = (coprod_findings *)state;
    assert_int_equal(coprod_findings_new(&allocator, &findings), COPROD_E_STRUCT);
    assert_null(findings);
    allocator.size = sizeof allocator;
    allocator.resize = NULL;
    findings = (coprod_findings *)state;
    assert_int_equal(coprod_findings_new(&allocator, &findings), COPROD_E_ARGUMENT);
    assert_null(findings);
}

static void a_newer_allocator_is_refused(void **state)
{
    struct {
        coprod_allocator known;
        size_t later;
    } newer = {{sizeof newer, NULL, take, grow, give}, 1};
    coprod_findings *findings = (coprod_findings *)state;
    assert_int_equal(coprod_findings_new(&newer.known, &findings), COPROD_E_STRUCT_NEWER);
    assert_null(findings);
}

static void a_finding_without_memory_changes_nothing(void **state)
{
    heap own = {-1, 0};
    const coprod_allocator allocator = {sizeof allocator, &own, take, grow, give};
    const coprod_finding one = {sizeof one, "syntax", "/a", "found", "expected", 5, COPROD_NOTE, 1, 2, 0};
    coprod_findings *findings = NULL;
    size_t failed = 0;
    (void)state;
    assert_int_equal(coprod_findings_new(&allocator, &findings), COPROD_OK);
    while (coprod_findings_count(findings) < 300)
        for (long n = 0;; n++) {
            size_t count = coprod_findings_count(findings);
            coprod_status status;
            own.until = n;
            status = coprod__findings_add(findings, &one);
            own.until = -1;
            assert_int_equal(coprod_findings_count(findings), count + (status == COPROD_OK));
            if (status == COPROD_OK)
                break;
            assert_int_equal(status, COPROD_E_MEMORY);
            failed++;
        }
    assert_true(failed > 5);
    assert_string_equal(get(findings, 299).found, "found");
    coprod_findings_free(findings);
    assert_int_equal(own.blocks, 0);
}

static void a_report_without_memory_is_remembered(void **state)
{
    heap own = {-1, 0};
    const coprod_allocator allocator = {sizeof allocator, &own, take, grow, give};
    coprod__load load = {NULL, 0, COPROD_OK};
    (void)state;
    assert_int_equal(coprod_findings_new(&allocator, &load.findings), COPROD_OK);
    own.until = 0;
    coprod__report(&load, COPROD_NOTE, "syntax", &root, NULL, NULL);
    assert_int_equal(coprod__load_status(&load), COPROD_E_MEMORY);
    coprod__report(&load, COPROD_ERROR, "syntax", &root, NULL, NULL); /* what works later does not heal it */
    assert_int_equal(coprod__load_status(&load), COPROD_E_MEMORY);
    coprod_findings_free(load.findings);
}

/* --- the list --- */

static void findings_come_in_the_order_found(void **state)
{
    coprod__load load = {new_findings(), 0, COPROD_OK};
    const coprod__place list = {&root, "levels", 0};
    coprod_finding one;
    (void)state;
    for (size_t i = 0; i < 100; i++) {
        const coprod__place here = {&list, NULL, i};
        char found[16];
        snprintf(found, sizeof found, "%zu", i);
        coprod__report(&load, i % 2 ? COPROD_ERROR : COPROD_WARNING, "unknown-id", &here, found, "an id");
    }
    assert_int_equal(coprod_findings_count(load.findings), 100);
    assert_int_equal(load.errors, 50);
    one = get(load.findings, 73);
    assert_string_equal(one.code, "unknown-id");
    assert_string_equal(one.place, "/levels/73");
    assert_string_equal(one.found, "73");
    assert_string_equal(one.expected, "an id");
    assert_int_equal(one.row, -1);
    assert_int_equal(one.severity, COPROD_ERROR);
    assert_int_equal(one.line, 0);
    assert_int_equal(one.column, 0);
    assert_int_equal(get(load.findings, 72).severity, COPROD_WARNING);
    coprod_findings_clear(load.findings);
    assert_int_equal(coprod_findings_count(load.findings), 0);
    coprod__report(&load, COPROD_NOTE, "syntax", NULL, NULL, NULL);
    assert_string_equal(get(load.findings, 0).place, "");
    assert_string_equal(get(load.findings, 0).found, "");
    assert_string_equal(get(load.findings, 0).expected, "");
    coprod_findings_clear(NULL);
    assert_int_equal(coprod_findings_count(NULL), 0);
    coprod_findings_free(load.findings);
}

static void only_errors_refuse_a_document(void **state)
{
    coprod__load load = {NULL, 0, COPROD_OK};
    (void)state;
    assert_int_equal(coprod__load_status(&load), COPROD_OK);
    coprod__report(&load, COPROD_NOTE, "syntax", &root, "x", "y");
    coprod__report(&load, COPROD_WARNING, "syntax", &root, "x", "y");
    assert_int_equal(coprod__load_status(&load), COPROD_OK);
    coprod__report(&load, COPROD_ERROR, "syntax", &root, "x", "y");
    assert_int_equal(coprod__load_status(&load), COPROD_E_DEFINITION);
    assert_int_equal(load.errors, 1);
}

static void wrong_arguments_of_the_list(void **state)
{
    coprod_findings *findings = new_findings();
    coprod_finding one = {.size = sizeof one};
    coprod__load load = {findings, 0, COPROD_OK};
    (void)state;
    assert_int_equal(coprod_findings_get(NULL, 0, &one), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_findings_get(findings, 0, NULL), COPROD_E_ARGUMENT);
    one.code = one.place = "old";
    one.line = 5;
    assert_int_equal(coprod_findings_get(findings, 0, &one), COPROD_E_UNKNOWN);
    assert_null(one.code); /* nothing old is left in it */
    assert_null(one.place);
    assert_int_equal(one.line, 0);
    coprod__report(&load, COPROD_ERROR, "syntax", &root, "x", "y");
    assert_int_equal(coprod_findings_get(findings, 1, &one), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_findings_get(findings, SIZE_MAX, &one), COPROD_E_UNKNOWN);
    one.size = sizeof one - 1;
    assert_int_equal(coprod_findings_get(findings, 0, &one), COPROD_E_STRUCT);
    one.size = 0;
    assert_int_equal(coprod_findings_get(findings, 0, &one), COPROD_E_STRUCT);
    one.size = 4097;
    assert_int_equal(coprod_findings_get(findings, 0, &one), COPROD_E_STRUCT);
    assert_null(one.code);
    coprod_findings_free(findings);
}

static void a_newer_struct_gets_zeros(void **state)
{
    struct {
        coprod_finding known;
        unsigned char later[24];
    } newer;
    coprod__load load = {new_findings(), 0, COPROD_OK};
    (void)state;
    coprod__report(&load, COPROD_ERROR, "syntax", &root, "x", "y");
    memset(&newer, 0xFF, sizeof newer);
    newer.known.size = sizeof newer - 8;
    assert_int_equal(coprod_findings_get(load.findings, 0, &newer.known), COPROD_OK);
    assert_string_equal(newer.known.code, "syntax");
    assert_int_equal(newer.known.size, sizeof newer - 8);
    for (size_t i = 0; i < 24; i++)
        assert_int_equal(newer.later[i], i < 16 ? 0 : 0xFF);
    coprod_findings_free(load.findings);
}

/* --- values and places --- */

static void long_values_are_shortened(void **state)
{
    (void)state;
    for (size_t length = 60; length < 130; length++)
        for (size_t shift = 0; shift < 4; shift++) { /* so that each byte of a character falls on the 80th */
            coprod__load load = {new_findings(), 0, COPROD_OK};
            char text[256];
            const char *found;
            size_t bytes = 0, kept, checked = 0;
            memset(text, 'x', shift);
            while (bytes + shift + 4 <= length)
                bytes += (size_t)snprintf(text + shift + bytes, 8, "\xF0\x9F\x98\x80");
            text[shift + bytes] = '\0';
            coprod__report(&load, COPROD_NOTE, "syntax", &root, text, text);
            found = get(load.findings, 0).found;
            assert_int_equal(coprod__text_check(found, COPROD_NTS, &checked), COPROD_OK);
            assert_string_equal(get(load.findings, 0).expected, text); /* what is expected stays whole */
            kept = strlen(text) <= 80 ? strlen(text) : 80 - (80 - shift) % 4;
            assert_memory_equal(found, text, kept);
            assert_string_equal(found + kept, strlen(text) <= 80 ? "" : "...");
            coprod_findings_free(load.findings);
        }
}

static void places_are_json_pointers(void **state)
{
    const coprod__place a = {&root, "a/b~c", 0}, b = {&a, NULL, 12}, c = {&b, "", 0}, d = {&c, "~1", 0};
    coprod__load load = {new_findings(), 0, COPROD_OK};
    (void)state;
    coprod__report(&load, COPROD_NOTE, "syntax", &d, "", "");
    coprod__report(&load, COPROD_NOTE, "syntax", &root, "", "");
    assert_string_equal(get(load.findings, 0).place, "/a~1b~0c/12//~01");
    assert_string_equal(get(load.findings, 1).place, "");
    coprod_findings_free(load.findings);
}

static void a_long_place_is_cut_at_a_character(void **state)
{
    char key[1024];
    const coprod__place place = {&root, key, 0};
    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        coprod__load load = {new_findings(), 0, COPROD_OK};
        size_t bytes = shift, checked = 0;
        memset(key, 'x', shift);
        while (bytes < 900)
            bytes += (size_t)snprintf(key + bytes, 8, "\xE2\x82\xAC");
        coprod__report(&load, COPROD_NOTE, "syntax", &place, "", "");
        assert_int_equal(coprod__text_check(get(load.findings, 0).place, COPROD_NTS, &checked), COPROD_OK);
        assert_in_range(checked, 509, 511);
        assert_memory_equal(get(load.findings, 0).place + 1, key, checked - 1);
        coprod_findings_free(load.findings);
    }
}

/* --- sentences --- */

static void a_finding_is_a_sentence(void **state)
{
    static const char *const right[] = {
        "/a (line 3, column 4): this is not JSON: stuff.",
        "Line 3: we cannot read this. Something is missing or too much.",
        "/a: line 3, column 4: stuff; expected one JSON value.",
    };
    const coprod_finding one = {sizeof one, "syntax", "/a", "stuff", "one JSON value", -1, COPROD_ERROR, 3, 4, 0};
    coprod_findings *findings = new_findings();
    char buffer[256];
    size_t needed = 0;
    (void)state;
    assert_int_equal(coprod__findings_add(findings, &one), COPROD_OK);
    assert_int_equal(coprod__findings_add(NULL, &one), COPROD_OK);
    for (size_t i = 0; i < coprod_texts_count(); i++) {
        coprod_texts *texts = NULL;
        assert_int_equal(coprod_texts_builtin(coprod_texts_id(i), NULL, &texts), COPROD_OK);
        assert_int_equal(coprod_findings_text(findings, 0, texts, buffer, sizeof buffer, &needed), COPROD_OK);
        assert_string_equal(buffer, right[i]);
        assert_int_equal(needed, strlen(buffer) + 1);
        coprod_texts_free(texts);
    }
    assert_int_equal(coprod_findings_text(findings, 0, NULL, buffer, sizeof buffer, NULL), COPROD_OK);
    assert_string_equal(buffer, right[0]);
    coprod_findings_free(findings);
}

static void the_whole_document_has_a_name(void **state)
{
    coprod__load load = {new_findings(), 0, COPROD_OK};
    char buffer[256];
    (void)state;
    coprod__report(&load, COPROD_ERROR, "wrong-type", &root, "[]", "an object");
    assert_int_equal(coprod_findings_text(load.findings, 0, NULL, buffer, sizeof buffer, NULL), COPROD_OK);
    assert_string_equal(buffer, "the document: [] cannot stand here; expected an object.");
    coprod_findings_free(load.findings);
}

static void sentences_fit_or_say_so(void **state)
{
    coprod__load load = {new_findings(), 0, COPROD_OK};
    char whole[256], buffer[256];
    size_t needed = 0, all = 0, checked = 0;
    (void)state;
    coprod__report(&load, COPROD_ERROR, "unknown-id", &root, "caf\xC3\xA9 \xE2\x82\xAC", "\xF0\x9F\x98\x80");
    assert_int_equal(coprod_findings_text(load.findings, 0, NULL, whole, sizeof whole, &all), COPROD_OK);
    for (size_t capacity = 0; capacity < all; capacity++) {
        assert_int_equal(coprod_findings_text(load.findings, 0, NULL, buffer, capacity, &needed), COPROD_E_BUFFER);
        assert_int_equal(needed, all);
        if (!capacity)
            continue;
        assert_int_equal(coprod__text_check(buffer, COPROD_NTS, &checked), COPROD_OK);
        assert_memory_equal(buffer, whole, checked);
    }
    assert_int_equal(coprod_findings_text(load.findings, 0, NULL, NULL, 0, &needed), COPROD_E_BUFFER);
    assert_int_equal(needed, all);
    coprod_findings_free(load.findings);
}

static void wrong_arguments_of_sentences(void **state)
{
    coprod_findings *findings = new_findings();
    char buffer[16] = "####";
    size_t needed = 99;
    (void)state;
    assert_int_equal(coprod_findings_text(NULL, 0, NULL, buffer, sizeof buffer, &needed), COPROD_E_ARGUMENT);
    assert_string_equal(buffer, "");
    assert_int_equal(needed, 0);
    needed = 99;
    assert_int_equal(coprod_findings_text(findings, 0, NULL, NULL, 5, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(needed, 0);
    strcpy(buffer, "####");
    needed = 99;
    assert_int_equal(coprod_findings_text(findings, 0, NULL, buffer, sizeof buffer, &needed), COPROD_E_UNKNOWN);
    assert_string_equal(buffer, "");
    assert_int_equal(needed, 0);
    assert_int_equal(coprod_findings_text(findings, 0, NULL, NULL, 0, NULL), COPROD_E_UNKNOWN);
    coprod_findings_free(findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_made_and_freed),
        cmocka_unit_test(a_newer_allocator_is_refused),
        cmocka_unit_test(a_finding_without_memory_changes_nothing),
        cmocka_unit_test(a_report_without_memory_is_remembered),
        cmocka_unit_test(findings_come_in_the_order_found),
        cmocka_unit_test(only_errors_refuse_a_document),
        cmocka_unit_test(wrong_arguments_of_the_list),
        cmocka_unit_test(a_newer_struct_gets_zeros),
        cmocka_unit_test(long_values_are_shortened),
        cmocka_unit_test(places_are_json_pointers),
        cmocka_unit_test(a_long_place_is_cut_at_a_character),
        cmocka_unit_test(a_finding_is_a_sentence),
        cmocka_unit_test(the_whole_document_has_a_name),
        cmocka_unit_test(sentences_fit_or_say_so),
        cmocka_unit_test(wrong_arguments_of_sentences),
    };
    return TEST_MAIN(tests);
}
