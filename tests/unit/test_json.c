/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "json_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* What a parse came to: the status, and the one finding about it. */
typedef struct outcome {
    coprod_status status;
    size_t findings;
    char code[32], place[512];
    int32_t line, column;
} outcome;

static outcome parse(const char *text, size_t length)
{
    coprod__load load = {NULL, 0, COPROD_OK};
    coprod_finding one = {.size = sizeof one};
    outcome own = {0};
    json_t *json = (json_t *)&own;
    assert_int_equal(coprod_findings_new(NULL, &load.findings), COPROD_OK);
    own.status = coprod__json_parse(&load, text, length, &json);
    assert_true(!json == (own.status != COPROD_OK));
    json_decref(json);
    own.findings = coprod_findings_count(load.findings);
    assert_int_equal(load.errors, own.findings);
    if (own.findings) {
        assert_int_equal(coprod_findings_get(load.findings, 0, &one), COPROD_OK);
        assert_int_equal(one.severity, COPROD_ERROR);
        snprintf(own.code, sizeof own.code, "%s", one.code);
        snprintf(own.place, sizeof own.place, "%s", one.place);
        own.line = one.line;
        own.column = one.column;
    }
    coprod_findings_free(load.findings);
    load.findings = NULL; /* without a list the answer is the same */
    assert_int_equal(coprod__json_parse(&load, text, length, &json), own.status);
    json_decref(json);
    return own;
}

static void refused(const char *text, coprod_status status, const char *code, const char *place)
{
    outcome own = parse(text, strlen(text));
    if (own.status != status || own.findings != 1 || strcmp(own.code, code) || strcmp(own.place, place))
        fail_msg("%s: %d, %zu findings, %s at \"%s\"; expected %d, %s at \"%s\"", text, (int)own.status, own.findings,
                 own.code, own.place, (int)status, code, place);
}

/* --- parsing --- */

static void one_value_is_read(void **state)
{
    static const char *const good[] = {"0", "-1", "true", "null", "\"x\"", "[]", "{}", "1.5", "1e3",
                                       " [1, {\"a\": [\"\\u00e9\"]}]\r\n\t", "9223372036854775807",
                                       "-9223372036854775808"};
    coprod__load load = {NULL, 0, COPROD_OK};
    json_t *json;
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_int_equal(parse(good[i], strlen(good[i])).status, COPROD_OK);
    assert_int_equal(coprod__json_parse(&load, "[7]garbage", 3, &json), COPROD_OK);
    assert_int_equal(json_integer_value(json_array_get(json, 0)), 7);
    json_decref(json);
    assert_int_equal(coprod__json_parse(&load, "9223372036854775807", COPROD_NTS, &json), COPROD_OK);
    assert_true(json_integer_value(json) == INT64_MAX);
    json_decref(json);
    assert_int_equal(coprod__json_parse(&load, NULL, 0, &json), COPROD_E_ARGUMENT);
    assert_null(json);
}

static void syntax_errors_have_a_place(void **state)
{
    static const char *const bad[][2] = {
        {"", ""}, {" ", ""}, {"tru", ""}, {"nul", ""}, {"1 2", ""}, {"1,2", ""},
        {"{}\n,", ""}, {",", ""}, {"1],[2", ""}, {"[1]]", ""}, {"[1]x", ""}, {"'a'", ""},
        {"+1", ""}, {"01", ""}, {"1.", ""}, {"-", ""}, {".5", ""}, {"NaN", ""}, {"\xEF\xBB\xBF{}", ""}, {"[", "/0"},
        {"[1,", "/1"}, {"[1,2,]", ""}, {"[1 2]", "/0"}, {"[1,[2,3,x]]", "/1/2"}, {"[[1,2],[3,[4,\"a", "/1/1/1"},
        {"{", ""}, {"{a:1}", ""}, {"{\"a\"", "/a"}, {"{\"a\" 1}", "/a"}, {"{\"a\":", "/a"}, {"{\"a\":}", ""},
        {"{\"a\":1,}", ""}, {"{\"a\":1,2}", "/a"}, {"{\"a\":{\"b\":[1,{\"c\":tru}]}}", "/a/b/1/c"},
        {"{\"a\":{\"b\":[1,2}}", "/a/b"}, {"{\"a\":[],\"b\":{\"c\":+}}", "/b/c"},
        {"{\"a,b:[{\":[{\"}]\":1},x]}", "/a,b:[{/1"}, {"{\"a\":\"}]\\\",\",\"b\":x}", "/b"},
        {"[\"a\\x\"]", "/0"}, {"[\"\\ud800\"]", "/0"}, {"[\"\\udc00\"]", "/0"},
        {"[\"\\ud800\\u0041\"]", "/0"}, {"[\"\\ud800\\ud800\"]", "/0"}, {"[1e]", "/0"}, {"[0,1E+]", "/1"}, {"-x", ""},
        {"[\"\\u12\"]", "/0"},
        {"[\"\\u0000\"]", "/0"}, {"[\"a\tb\"]", "/0"}, {"[\"a\nb\"]", "/0"}, {"9223372036854775808", ""},
        {"[-9223372036854775809]", "/0"}, {"{\"a\":1e999}", "/a"},
        {"[abcdefghijklmnopqrstuvwxyz]", "/0"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        refused(bad[i][0], COPROD_E_SYNTAX, "syntax", bad[i][1]);
    assert_int_equal(parse("{\"\\u0000\":1}", 12).status, COPROD_E_SYNTAX);
}

static void syntax_errors_have_line_and_column(void **state)
{
    outcome own = parse("1\n\n \xC3\xA9", 6);
    (void)state;
    assert_int_equal(own.line, 3);
    assert_int_equal(own.column, 2);
    own = parse(" 1\n,2", 5);
    assert_int_equal(own.line, 2);
    assert_int_equal(own.column, 1);
    own = parse("{\n \"caf\xC3\xA9\": [1,\n  x]}", 21);
    assert_int_equal(own.status, COPROD_E_SYNTAX);
    assert_string_equal(own.place, "/caf\xC3\xA9/1");
    assert_int_equal(own.line, 3);
    assert_int_equal(own.column, 3);
}

static void keys_that_stand_twice_have_a_place(void **state)
{
    (void)state;
    refused("{\"a\":1,\"a\":1}", COPROD_E_DEFINITION, "duplicate-key", "/a");
    refused("{\"a\":1,\"b\":2,\"\\u0061\":3}", COPROD_E_DEFINITION, "duplicate-key", "/a");
    refused("[{\"x\":{}},{\"y\":[{\"b\":1,\"c\":[],\"b\":{}}]}]", COPROD_E_DEFINITION, "duplicate-key", "/1/y/0/b");
    refused("{\"\":1,\"\":2}", COPROD_E_DEFINITION, "duplicate-key", "/");
    refused("{\"a/b\":1,\"a/b\":2}", COPROD_E_DEFINITION, "duplicate-key", "/a~1b");
    refused("{\"m~n\":[{\"~/\":1,\"~/\":2}]}", COPROD_E_DEFINITION, "duplicate-key", "/m~0n/0/~0~1");
    refused("{\"q\\\"\":1,\"q\\\"\":2}", COPROD_E_DEFINITION, "duplicate-key", "/q\"");
    assert_int_equal(parse("{\"\\n\":1,\"\\n\":2}", 15).status, COPROD_E_DEFINITION);
    assert_int_equal(parse("{\"\\u00e9\":1,\"\\u00E9\":2}", 23).status, COPROD_E_DEFINITION);
    assert_int_equal(parse("{\"a\\u00g0\":1}", 13).status, COPROD_E_SYNTAX);
    assert_int_equal(parse("{\"a\\u00", 7).status, COPROD_E_SYNTAX);
    assert_int_equal(parse("{\"a\":{\"a\":[{\"a\":1},{\"a\":1}]}}", 29).status, COPROD_OK);
}

static void bytes_that_are_no_text(void **state)
{
    outcome own = parse("[\"a\0b\"]", 7);
    (void)state;
    assert_int_equal(own.status, COPROD_E_TEXT);
    assert_string_equal(own.code, "not-utf8");
    refused("[\"\xC3\"]", COPROD_E_TEXT, "not-utf8", "");
    refused("\xFF{}", COPROD_E_TEXT, "not-utf8", "");
    refused("[\"\xED\xA0\x80\"]", COPROD_E_TEXT, "not-utf8", "");
    assert_int_equal(parse("[]\0", 3).status, COPROD_E_TEXT);
}

static size_t nested(char *text, size_t levels, int objects)
{
    size_t length = 0;
    for (size_t i = 0; i < levels; i++)
        length += (size_t)sprintf(text + length, objects ? "{\"[{\":" : "[");
    text[length++] = '1';
    for (size_t i = 0; i < levels; i++)
        text[length++] = objects ? '}' : ']';
    text[length] = '\0';
    return length;
}

static void depth_has_a_limit(void **state)
{
    char text[1024];
    (void)state;
    for (int objects = 0; objects < 2; objects++) {
        assert_int_equal(parse(text, nested(text, COPROD__JSON_DEPTH, objects)).status, COPROD_OK);
        nested(text, COPROD__JSON_DEPTH + 1, objects);
        refused(text, COPROD_E_LIMIT, "too-large", "");
    }
    memset(text, '[', sizeof text);
    text[65] = '\0';
    refused(text, COPROD_E_LIMIT, "too-large", "");
    text[64] = '\0';
    assert_int_equal(parse(text, 64).status, COPROD_E_SYNTAX);
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "]}", 2); /* closes what was never open */
    text[sizeof text - 1] = '\0';
    refused(text, COPROD_E_SYNTAX, "syntax", "");
    memset(text, '[', 900); /* brackets in a text are no levels */
    text[0] = text[899] = '"';
    assert_int_equal(parse(text, 900).status, COPROD_OK);
}

static void size_has_a_limit(void **state)
{
    const size_t most = COPROD__JSON_BYTES;
    char *text = malloc(most + 2);
    outcome own;
    (void)state;
    assert_int_equal(most, 67108864);
    assert_non_null(text);
    memset(text, ' ', most + 1);
    text[most - 1] = '1';
    if (!getenv("COPROD_QUICK"))
        assert_int_equal(parse(text, most).status, COPROD_OK);
    own = parse(text, most + 1);
    assert_int_equal(own.status, COPROD_E_LIMIT);
    assert_string_equal(own.code, "too-large");
    free(text);
}

static void a_long_place_stays_text(void **state)
{
    char text[4000] = "", key[200];
    size_t checked = 0;
    outcome own;
    (void)state;
    for (size_t i = 0; i < 198; i += 3)
        memcpy(key + i, "\xE2\x82\xAC", 4);
    for (size_t i = 0; i < 10; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "{\"%s\":", key);
    own = parse(text, strlen(text));
    assert_int_equal(own.status, COPROD_E_SYNTAX);
    assert_int_equal(coprod__text_check(own.place, COPROD_NTS, &checked), COPROD_OK);
    assert_in_range(checked, 505, 511);
}

/* --- members --- */

typedef struct members {
    coprod__load load;
    coprod__arena arena;
    json_t *json;
} members;

static members read(const char *text)
{
    members own = {{NULL, 0, COPROD_OK}, {{0}, NULL}, NULL};
    coprod__memory memory;
    assert_int_equal(coprod__memory_init(NULL, &memory), COPROD_OK);
    coprod__arena_init(&own.arena, &memory);
    assert_int_equal(coprod_findings_new(NULL, &own.load.findings), COPROD_OK);
    assert_int_equal(coprod__json_parse(&own.load, text, COPROD_NTS, &own.json), COPROD_OK);
    return own;
}

/* The findings as "code place found|", and the end of it. */
static void done(members *own, const char *expected)
{
    char all[1024] = "";
    for (size_t i = 0; i < coprod_findings_count(own->load.findings); i++) {
        coprod_finding one = {.size = sizeof one};
        assert_int_equal(coprod_findings_get(own->load.findings, i, &one), COPROD_OK);
        assert_true(one.expected[0]);
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s %s %s|", one.code, one.place, one.found);
    }
    assert_string_equal(all, expected);
    coprod_findings_free(own->load.findings);
    coprod__arena_free(&own->arena);
    json_decref(own->json);
}

static void keys_must_be_known(void **state)
{
    members own = read("{\"id\":1,\"schema\":2,\"i\":3,\"schem\":4,\"\":5,\"d title\":6,\"schema id\":7,\"title\":8,"
                       "\"id.\":9}");
    (void)state;
    coprod__json_keys(&own.load, own.json, &root, "schema id title");
    coprod__json_keys(&own.load, json_object_get(own.json, "id"), &root, "");
    coprod__json_keys(&own.load, NULL, &root, "");
    done(&own, "unknown-key /i i|unknown-key /schem schem|unknown-key / |unknown-key /d title d title|"
               "unknown-key /schema id schema id|unknown-key /id. id.|");
}

static void members_have_types(void **state)
{
    members own = read("{\"o\":{},\"a\":[],\"t\":\"x\",\"i\":5,\"e\":\"\",\"n\":null,\"r\":1.5}");
    (void)state;
    assert_non_null(coprod__json_object(&own.load, own.json, &root, "o", COPROD__REQUIRED));
    assert_non_null(coprod__json_array(&own.load, own.json, &root, "a", COPROD__REQUIRED));
    assert_string_equal(coprod__json_text(&own.load, own.json, &root, "t", COPROD__REQUIRED), "x");
    assert_true(coprod__json_integer(&own.load, own.json, &root, "i", COPROD__REQUIRED, 5, 5, 9) == 5);
    assert_null(coprod__json_object(&own.load, own.json, &root, "x", COPROD__OPTIONAL));
    assert_null(coprod__json_object(&own.load, NULL, &root, "x", COPROD__OPTIONAL));
    assert_null(coprod__json_object(&own.load, own.json, &root, "a", COPROD__OPTIONAL));
    assert_null(coprod__json_array(&own.load, own.json, &root, "o", COPROD__OPTIONAL));
    assert_null(coprod__json_text(&own.load, own.json, &root, "i", COPROD__OPTIONAL));
    assert_null(coprod__json_text(&own.load, own.json, &root, "e", COPROD__OPTIONAL));
    assert_null(coprod__json_array(&own.load, own.json, &root, "x", COPROD__REQUIRED));
    assert_true(coprod__json_integer(&own.load, own.json, &root, "r", COPROD__REQUIRED, 0, 5, 9) == 9);
    assert_true(coprod__json_integer(&own.load, own.json, &root, "x", COPROD__REQUIRED, 0, 5, 9) == 9);
    assert_true(coprod__json_integer(&own.load, own.json, &root, "x", COPROD__OPTIONAL, 0, 5, -9) == -9);
    assert_true(coprod__json_integer(&own.load, own.json, &root, "i", COPROD__OPTIONAL, 6, 7, 1) == 1);
    assert_true(coprod__json_integer(&own.load, own.json, &root, "i", COPROD__OPTIONAL, INT64_MIN, 4, 2) == 2);
    assert_true(coprod__json_integer(&own.load, own.json, &root, "i", COPROD__OPTIONAL, INT64_MIN, INT64_MAX, 2) == 5);
    assert_int_equal(own.load.errors, 9);
    done(&own, "wrong-type /a []|wrong-type /o {}|wrong-type /i 5|wrong-type /e \"\"|missing-key /x nothing|"
               "wrong-type /r 1.5|missing-key /x nothing|out-of-range /i 5|out-of-range /i 5|");
}

static void copies_are_never_missing(void **state)
{
    members own = read("{\"t\":\"caf\xC3\xA9\",\"i\":5}");
    (void)state;
    assert_string_equal(coprod__json_copy(&own.load, &own.arena, own.json, &root, "t", COPROD__REQUIRED),
                        "caf\xC3\xA9");
    assert_string_equal(coprod__json_copy(&own.load, &own.arena, own.json, &root, "x", COPROD__OPTIONAL), "");
    assert_string_equal(coprod__json_copy(&own.load, &own.arena, own.json, &root, "x", COPROD__REQUIRED), "");
    assert_string_equal(coprod__json_copy(&own.load, &own.arena, own.json, &root, "i", COPROD__REQUIRED), "");
    coprod__json_wrong(&own.load, "not-a-word", &root, NULL, "a value");
    done(&own, "missing-key /x nothing|wrong-type /i 5|not-a-word  nothing|");
}

static void words_are_stable(void **state)
{
    static const char *const good[] = {"a", "0", "a-b", "nhse5+led", "1.0", "a-b.c+d", "x9"};
    static const char *const bad[] = {"", "A", "a b", "-a", "a-", "a--b", "a-.b", ".", "a_b", "a/b", "a\n",
                                      "caf\xC3\xA9"};
    char text[70];
    members own = read("{\"w\":\"a-b\",\"b\":\"A\",\"n\":1}");
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(coprod__is_word(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(coprod__is_word(bad[i]));
    memset(text, 'a', sizeof text);
    text[64] = '\0';
    assert_false(coprod__is_word(text));
    text[63] = '\0';
    assert_true(coprod__is_word(text));
    assert_string_equal(coprod__json_word(&own.load, &own.arena, own.json, &root, "w"), "a-b");
    assert_string_equal(coprod__json_word(&own.load, &own.arena, own.json, &root, "b"), "A");
    assert_string_equal(coprod__json_word(&own.load, &own.arena, own.json, &root, "n"), "");
    assert_string_equal(coprod__json_word(&own.load, &own.arena, own.json, &root, "x"), "");
    done(&own, "not-a-word /b A|wrong-type /n 1|missing-key /x nothing|");
}

static void a_document_names_its_schema(void **state)
{
    members own = read("[{\"schema\":\"x/1\"},{\"schema\":\"x/2\"},{\"schema\":1},{},[1]]");
    (void)state;
    for (size_t i = 0; i < 5; i++)
        coprod__json_schema(&own.load, json_array_get(own.json, i), "x/1");
    done(&own, "wrong-schema /schema x/2|wrong-type /schema 1|missing-key /schema nothing|wrong-type  [1]|");
}

static void a_source_has_three_texts(void **state)
{
    members own = read("{\"source\":{\"title\":\"T\",\"address\":\"A\",\"words\":\"W\",\"section\":\"\",\"x\":1}}");
    coprod__source source;
    (void)state;
    coprod__json_source(&own.load, &own.arena, own.json, &root, &source);
    assert_string_equal(source.title, "T");
    assert_string_equal(source.address, "A");
    assert_string_equal(source.words, "W");
    coprod__json_source(&own.load, &own.arena, json_object_get(own.json, "source"), &root, &source);
    assert_string_equal(source.title, "");
    json_object_set_new(own.json, "source", json_pack("{si}", "address", 1));
    coprod__json_source(&own.load, &own.arena, own.json, &root, &source);
    assert_string_equal(source.address, "");
    json_object_set_new(own.json, "source", json_true());
    coprod__json_source(&own.load, &own.arena, own.json, &root, &source);
    done(&own, "unknown-key /source/x x|missing-key /source/title nothing|wrong-type /source/address 1|"
               "wrong-type /source true|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_value_is_read),
        cmocka_unit_test(syntax_errors_have_a_place),
        cmocka_unit_test(syntax_errors_have_line_and_column),
        cmocka_unit_test(keys_that_stand_twice_have_a_place),
        cmocka_unit_test(bytes_that_are_no_text),
        cmocka_unit_test(depth_has_a_limit),
        cmocka_unit_test(size_has_a_limit),
        cmocka_unit_test(a_long_place_stays_text),
        cmocka_unit_test(keys_must_be_known),
        cmocka_unit_test(members_have_types),
        cmocka_unit_test(copies_are_never_missing),
        cmocka_unit_test(words_are_stable),
        cmocka_unit_test(a_document_names_its_schema),
        cmocka_unit_test(a_source_has_three_texts),
    };
    return TEST_MAIN(tests);
}
