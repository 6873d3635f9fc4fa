/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <jansson.h>

#include "data_internal.h"

static void folders_are_counted_and_listed(void **state)
{
    static const char *const folders[] = {
        "barrier-rules", "calendar", "clock", "consensus-rules", "disclosure-rule", "equity-defaults", "feedback-machines",
        "followup-rules", "gradient-rules", "index", "indicators", "methods", "pattern-view", "policy",
        "run-chart-rules", "share-rules",
        "spectrum", "taxonomy"};
    size_t all = 0;
    (void)state;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t count = coprod__data_folder_count(folders[i]);
        assert_true(count > 0);
        for (size_t k = 0; k < count; k++)
            assert_non_null(coprod__data_find(folders[i], coprod__data_folder_id(folders[i], k)));
        assert_null(coprod__data_folder_id(folders[i], count));
        assert_null(coprod__data_folder_id(folders[i], SIZE_MAX));
        all += count;
    }
    assert_int_equal(all, coprod__data_count);
}

static void ids_are_in_the_order_of_the_build(void **state)
{
    static const char *const spectra[] = {"nhse5", "nhse5+led", "iap2", "tlap7", "arnstein", "hc5", "tofor"};
    const size_t count = sizeof spectra / sizeof *spectra;
    (void)state;
    assert_int_equal(coprod__data_folder_count("spectrum"), count);
    assert_int_equal(coprod_spectrum_count(), count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(coprod__data_folder_id("spectrum", i), spectra[i]);
        assert_string_equal(coprod_spectrum_id(i), spectra[i]);
    }
    assert_null(coprod_spectrum_id(count));
    assert_string_equal(coprod__data_folder_id("calendar", 0), "england");
    assert_int_equal(coprod_calendar_count(), 1);
    assert_string_equal(coprod_calendar_id(0), "england");
    assert_null(coprod_calendar_id(1));
}

static void what_is_not_there_is_not_found(void **state)
{
    (void)state;
    assert_int_equal(coprod__data_folder_count("spectr"), 0);
    assert_int_equal(coprod__data_folder_count("spectrum/nhse5"), 0);
    assert_int_equal(coprod__data_folder_count(""), 0);
    assert_null(coprod__data_folder_id("none", 0));
    assert_null(coprod__data_find("none", "nhse5"));
    assert_null(coprod__data_find("spectrum", "nhse"));
    assert_null(coprod__data_find("spectrum", "nhse55"));
    assert_null(coprod__data_find("spectrum", ""));
    assert_null(coprod__data_find("", "spectrum/nhse5"));
    assert_null(coprod__data_find("calendar", "nhse5"));
}

static void every_document_is_json_that_knows_its_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < coprod__data_count; i++) {
        const coprod__data *data = &coprod__data_table[i];
        json_t *json = json_loadb(data->json, data->length, JSON_REJECT_DUPLICATES, NULL);
        char folder[64] = "", schema[80] = "";
        const char *slash = strchr(data->name, '/');
        assert_non_null(slash);
        assert_non_null(json);
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - data->name), data->name);
        snprintf(schema, sizeof schema, "%s/1", folder);
        assert_string_equal(json_string_value(json_object_get(json, "schema")), schema);
        assert_string_equal(json_string_value(json_object_get(json, "id")), slash + 1);
        assert_ptr_equal(coprod__data_find(folder, slash + 1), data);
        json_decref(json);
    }
}

/* --- fingerprints of documents --- */

static void fingerprint(const char *json, const char *expected)
{
    char hex[65] = "";
    size_t needed = 0;
    assert_int_equal(coprod_fingerprint(json, COPROD_NTS, hex, sizeof hex, &needed), COPROD_OK);
    assert_string_equal(hex, expected);
    assert_int_equal(needed, sizeof hex);
}

/* The canonical texts were put through sha256sum. */
static void fingerprints_known_elsewhere(void **state)
{
    static const char escapes[] = "fd76eee43cc4699ff992eb2aa25753cf56f4808bfaf9addb6db2fa8c6b8a674c";
    (void)state;
    fingerprint("{}", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    fingerprint(" [\n] ", "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945");
    fingerprint("12", "6b51d431df5d7f141cbececcf79edf3dd861c3b4069f0b11661a3eefacbba918");
    fingerprint("\"\\u0022\\\\\\/\\b\\f\\n\\r\\t\\u0001\\u00e9\\u007f\"", escapes);
    fingerprint("\"\\\"\\u005c/\\u0008\\u000c\\u000A\\u000d\\u0009\\u0001\xC3\xA9\x7F\"", escapes);
    fingerprint("{\"b\":1,\"a\":2,\"B\":3,\"\\u00e9\":4,\"a b\":5,\"aa\":6,\"\":7}",
                "093541e2c44e690707b4f78e256b0a2ec8079057f50d6ff255492d57292af2a7");
}

static void layout_and_order_of_keys_are_nothing(void **state)
{
    static const char right[] = "7a4a15bde54c2322e1b0df263114350f123c179f556c1a08a4054a558b523e30";
    (void)state;
    fingerprint("{\"a\":1,\"b\":[true,false,null,\"caf\xC3\xA9 \xE2\x82\xAC\"],"
                "\"c\":{\"x\":-9223372036854775808,\"y\":9223372036854775807}}", right);
    fingerprint("{ \"c\" : {\"y\":9223372036854775807, \"x\":\t-9223372036854775808},\r\n"
                "  \"b\" : [ true , false , null , \"caf\\u00E9 \\u20ac\" ], \"\\u0061\" : 1 }\n", right);
}

static void what_matters_changes_a_fingerprint(void **state)
{
    static const char *const all[] = {
        "{\"a\":1,\"b\":[2,3]}", "{\"a\":1,\"b\":[3,2]}", "{\"a\":2,\"b\":[2,3]}", "{\"a\":\"1\",\"b\":[2,3]}",
        "{\"A\":1,\"b\":[2,3]}", "{\"a\":1,\"b\":[2,3,null]}", "{\"a\":1}", "[1]", "null", "true", "false", "\"\"",
        "\" \"", "{\"\":0}", "[{}]",
    };
    const size_t count = sizeof all / sizeof *all;
    char hex[sizeof all / sizeof *all][65];
    (void)state;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(coprod_fingerprint(all[i], strlen(all[i]), hex[i], 65, NULL), COPROD_OK);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(hex[i], hex[j]);
    }
}

static void no_fingerprint(const char *json, size_t length, coprod_status expected)
{
    char hex[65] = "####";
    size_t needed = 99;
    coprod_status status = coprod_fingerprint(json, length, hex, sizeof hex, &needed);
    if (status != expected || hex[0] || needed)
        fail_msg("%s: %d, expected %d; \"%s\", %zu", json ? json : "NULL", (int)status, (int)expected, hex, needed);
}

static void documents_without_a_fingerprint(void **state)
{
    char deep[66];
    (void)state;
    memset(deep, '[', sizeof deep);
    no_fingerprint(NULL, 0, COPROD_E_ARGUMENT);
    no_fingerprint("\xC3", 1, COPROD_E_TEXT);
    no_fingerprint("[]\0", 3, COPROD_E_TEXT);
    no_fingerprint("", 0, COPROD_E_SYNTAX);
    no_fingerprint("{} {}", 5, COPROD_E_SYNTAX);
    no_fingerprint("{\"a\":1,\"a\":1}", COPROD_NTS, COPROD_E_SYNTAX);
    no_fingerprint(deep, 65, COPROD_E_LIMIT);
}

static void numbers_without_a_fingerprint(void **state)
{
    static const char *const bad[] = {"1.0", "[1e2]", "{\"a\":[0,{\"b\":-0.5}]}", "[[[1E-2]]]", "9223372036854775808",
                                      "-9223372036854775809", "[1,{\"a\":18446744073709551616}]", "1e999", "[-1e999]"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        no_fingerprint(bad[i], COPROD_NTS, COPROD_E_NUMBER);
    fingerprint("-0", "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9"); /* of "0" */
}

static void a_fingerprint_needs_65_bytes(void **state)
{
    static const char whole[] = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    char hex[80];
    size_t needed = 0;
    (void)state;
    for (size_t capacity = 0; capacity < sizeof hex; capacity++) {
        memset(hex, '#', sizeof hex);
        needed = 0;
        assert_int_equal(coprod_fingerprint("{}", 2, hex, capacity, &needed),
                         capacity < 65 ? COPROD_E_BUFFER : COPROD_OK);
        assert_int_equal(needed, 65);
        if (capacity)
            assert_int_equal(strlen(hex), capacity < 65 ? capacity - 1 : 64);
        assert_memory_equal(hex, whole, capacity ? strlen(hex) : 0);
        assert_int_equal(hex[sizeof hex - 1], '#');
    }
    assert_int_equal(coprod_fingerprint("{}", 2, NULL, 0, &needed), COPROD_E_BUFFER);
    assert_int_equal(needed, 65);
    assert_int_equal(coprod_fingerprint("{}", 2, NULL, 0, NULL), COPROD_E_BUFFER);
    assert_int_equal(coprod_fingerprint("{}", 2, NULL, 65, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(needed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_are_counted_and_listed),
        cmocka_unit_test(ids_are_in_the_order_of_the_build),
        cmocka_unit_test(what_is_not_there_is_not_found),
        cmocka_unit_test(every_document_is_json_that_knows_its_name),
        cmocka_unit_test(fingerprints_known_elsewhere),
        cmocka_unit_test(layout_and_order_of_keys_are_nothing),
        cmocka_unit_test(what_matters_changes_a_fingerprint),
        cmocka_unit_test(documents_without_a_fingerprint),
        cmocka_unit_test(numbers_without_a_fingerprint),
        cmocka_unit_test(a_fingerprint_needs_65_bytes),
    };
    return TEST_MAIN(tests);
}
