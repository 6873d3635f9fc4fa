/* SPDX-License-Identifier: MIT */
/* Documents of lists: every fault with its code and place; lists that extend a built-in one. */
#include "taxonomy_tools.h"

static const char whole[] =
    "{'schema': 'taxonomy/1', 'id': 'own', 'version': '1', 'title': 'T', 'dimension': 'd', 'kind': 'partition',"
    " 'ordered': true, 'local_width': 2, 'origin': 'secondary', 'published': '2021', 'checked': '2026-11-26', 'source':"
    " {'title': 's', 'address': 'a', 'note': 'n'}, 'notes': ['N'], 'classes': [{'code': 'A', 'title': 'a', 'note': 'x'},"
    " {'code': 'B',"
    " 'title': 'b'}, {'code': 'A1', 'title': 'a1', 'parent': 'A'}], 'unknown': [{'code': '-8', 'title': 'u', 'answer':"
    " 'unsure', 'note': 'y'}], 'groupings': [{'id': 'g', 'title': 'G', 'common': 'c', 'note': 'z', 'groups': [{'id': 'one',"
    " 'title': 'O', 'classes': ['A']}, {'id': 'two', 'title': 'T', 'classes': [], 'residual': ['B']}]}]}";

static void put_and_load(const char *pointer, const char *value, const char *expected)
{
    char found[4000];
    json_t *json = json_of(whole);
    coprod_taxonomy *taxonomy;
    if (pointer)
        put(json, pointer, value ? json_of(value) : NULL);
    taxonomy = list_found(json, found, sizeof found);
    if (strcmp(found, expected))
        fail_msg("%s = %s: %s", pointer ? pointer : "", value ? value : "nothing", found);
    assert_int_equal(taxonomy != NULL, !expected[0] || !strncmp(expected, "warning", 7));
    coprod_taxonomy_free(taxonomy);
    json_decref(json);
}

static void one_fault(void **state)
{
    static const struct {
        const char *pointer, *value, *found;
    } cases[] = {
        {NULL, NULL, ""},
        {"/schema", "'taxonomy/2'", "wrong-schema /schema"},
        {"/id", "'Own list'", "not-a-word /id"},
        {"/version", NULL, "missing-key /version"},
        {"/title", "''", "wrong-type /title"},
        {"/dimension", NULL, "missing-key /dimension"},
        {"/more", "1", "unknown-key /more"},
        {"/kind", NULL, "missing-key /kind"},
        {"/kind", "'both'", "unknown-value /kind"},
        {"/kind", "'membership'", ""},
        {"/kind", "1", "wrong-type /kind"},
        {"/ordered", "'yes'", "wrong-type /ordered"},
        {"/ordered", "false", ""},
        {"/local_width", "17", "out-of-range /local_width"},
        {"/local_width", "-1", "out-of-range /local_width"},
        {"/local_width", "16", ""},
        {"/origin", "'hearsay'", "unknown-value /origin"},
        {"/origin", NULL, ""},
        {"/published", "'soon'", "not-a-date /published"},
        {"/checked", "'2026-02-30'", "not-a-date /checked"},
        {"/checked", "2026", "wrong-type /checked"},
        {"/source", "'book'", "wrong-type /source"},
        {"/source/page", "1", "unknown-key /source/page"},
        {"/source", NULL, ""},
        {"/notes", "'N'", "wrong-type /notes"},
        {"/notes/-", "''", "wrong-type /notes/1"},
        {"/notes/-", "7", "wrong-type /notes/1"},
        {"/classes", NULL, "missing-key /classes;unknown-class /groupings/0/groups/0/classes/0;"
                           "unknown-class /groupings/0/groups/1/residual/0"},
        {"/classes", "[]", "no-classes /classes;unknown-class /groupings/0/groups/0/classes/0;"
                           "unknown-class /groupings/0/groups/1/residual/0"},
        {"/classes/1", "'B'", "wrong-type /classes/1;unknown-class /groupings/0/groups/1/residual/0"},
        {"/classes/0/more", "1", "unknown-key /classes/0/more"},
        {"/classes/0/answer", "'declined'", "unknown-key /classes/0/answer"},
        {"/classes/0/title", NULL, "missing-key /classes/0/title"},
        {"/classes/0/note", "''", "wrong-type /classes/0/note"},
        {"/classes/-", "{'title': 'c'}", "missing-key /classes/3/code"},
        {"/classes/-", "{'code': 'A', 'title': 'c'}", "duplicate-code /classes/3/code"},
        {"/classes/-", "{'code': 'A B', 'title': 'c'}", "bad-code /classes/3/code"},
        {"/classes/-", "{'code': 'A\\u007f', 'title': 'c'}", "bad-code /classes/3/code"},
        {"/classes/-", "{'code': '\\t', 'title': 'c'}", "bad-code /classes/3/code"},
        {"/classes/-", "{'code': '123456789-123456789-123456789-123456789-123456789-123456789-123', 'title': 'c', 'parent':"
                       " 'B'}", ""},
        {"/classes/-", "{'code': '123456789-123456789-123456789-123456789-123456789-123456789-1234', 'title': 'c'}",
         "bad-code /classes/3/code"},
        {"/classes/-", "{'code': 'C', 'title': 'c'}", "warning class-not-grouped /groupings/0"},
        {"/classes/-", "{'code': 'C', 'title': 'c', 'parent': 'B'}", ""},
        {"/classes/-", "{'code': 'C', 'title': 'c', 'parent': 'D'}",
         "unknown-class /classes/3/parent;warning class-not-grouped /groupings/0"},
        {"/classes/-", "{'code': 'C', 'title': 'c', 'parent': 'C'}",
         "unknown-class /classes/3/parent;warning class-not-grouped /groupings/0"},
        {"/classes/-", "{'code': 'C', 'title': 'c', 'parent': 1}",
         "wrong-type /classes/3/parent;warning class-not-grouped /groupings/0"},
        {"/classes/-", "{'code': 'B1', 'title': 'c', 'parent': 'A'}", "wrong-parent /classes/3/parent"},
        {"/classes/-", "{'code': 'B1', 'title': 'c'}",
         "wrong-parent /classes/3/parent;warning class-not-grouped /groupings/0"},
        {"/classes/-", "{'code': 'B11', 'title': 'c', 'parent': 'A'}", ""}, /* longer than what may be local */
        {"/classes/-", "{'code': 'B-', 'title': 'c', 'parent': 'A'}", ""},
        {"/unknown", "{}", "wrong-type /unknown"},
        {"/unknown", NULL, ""},
        {"/unknown/0", "null", "wrong-type /unknown/0"},
        {"/unknown/0/parent", "'A'", "unknown-key /unknown/0/parent"},
        {"/unknown/0/answer", NULL, "missing-key /unknown/0/answer"},
        {"/unknown/0/answer", "'given'", "unknown-value /unknown/0/answer"},
        {"/unknown/0/answer", "'declined'", ""},
        {"/unknown/0/answer", "'not-asked'", ""},
        {"/unknown/0/answer", "'not-applicable'", ""},
        {"/unknown/0/answer", "'not-answered'", ""},
        {"/unknown/0/code", "'B'", "duplicate-code /unknown/0/code"},
        {"/groupings", "1", "wrong-type /groupings"},
        {"/groupings", NULL, ""},
        {"/groupings/-", "1", "wrong-type /groupings/1"},
        {"/groupings/-", "{'id': 'g', 'title': 'H', 'groups': [{'id': 'one', 'title': 'O', 'classes': ['A', 'B']}]}",
         "duplicate-id /groupings/1/id"},
        {"/groupings/-", "{'id': 'h', 'groups': []}",
         "missing-key /groupings/1/title;warning class-not-grouped /groupings/1;warning class-not-grouped /groupings/1;"
         "warning class-not-grouped /groupings/1"},
        {"/groupings/0/id", NULL, "missing-key /groupings/0/id"},
        {"/groupings/0/groups/1/id", NULL, "missing-key /groupings/0/groups/1/id"},
        {"/groupings/0/common", "'The Census'", "not-a-word /groupings/0/common"},
        {"/groupings/0/common", "1", "wrong-type /groupings/0/common"},
        {"/groupings/0/common", NULL, ""},
        {"/groupings/0/more", "1", "unknown-key /groupings/0/more"},
        {"/groupings/0/groups/0", "'O'",
         "wrong-type /groupings/0/groups/0;warning class-not-grouped /groupings/0;warning class-not-grouped /groupings/0"},
        {"/groupings/0/groups/0/more", "1", "unknown-key /groupings/0/groups/0/more"},
        {"/groupings/0/groups/1/id", "'one'", "duplicate-id /groupings/0/groups/1/id"},
        {"/groupings/0/groups/1/title", NULL, "missing-key /groupings/0/groups/1/title"},
        {"/groupings/0/groups/1/classes", NULL, "missing-key /groupings/0/groups/1/classes"},
        {"/groupings/0/groups/1/classes", "['A']", "class-twice /groupings/0/groups/1/classes/0"},
        {"/groupings/0/groups/1/residual", "['A', 'B']", "class-twice /groupings/0/groups/1/residual/0"},
        {"/groupings/0/groups/1/classes", "['-8']", "unknown-class /groupings/0/groups/1/classes/0"},
        {"/groupings/0/groups/1/classes", "[7]", "unknown-class /groupings/0/groups/1/classes/0"},
        {"/groupings/0/groups/1/classes", "['A1']", ""}, /* a detail may be somewhere else than its class */
        {"/extends", "'none'", "unknown-key /kind;unknown-key /ordered;unknown-key /local_width;"
                               "unknown-id /extends"},
        {"/extends", "7", "wrong-type /extends;unknown-key /kind;unknown-key /ordered;unknown-key /local_width"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        put_and_load(cases[i].pointer, cases[i].value, cases[i].found);
}

static void too_many(void **state)
{
    json_t *list = json_array();
    char found[4000];
    static const char *const places[] = {"/notes", "/groupings", "/classes"};
    (void)state;
    for (int i = 0; i < 4096; i++)
        json_array_append_new(list, json_null());
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        json_t *json = json_of(whole);
        char expected[40];
        put(json, places[i], json_incref(list));
        assert_null(list_found(json, found, sizeof found));
        snprintf(expected, sizeof expected, "too-many %s", places[i]);
        assert_string_equal(found, expected);
        json_decref(json);
    }
    json_decref(list);
}

static void not_an_object(void **state)
{
    char found[4000];
    json_t *json = json_array();
    (void)state;
    assert_null(list_found(json, found, sizeof found));
    assert_string_equal(found, "wrong-type ;missing-key /id;missing-key /version;missing-key /title;missing-key /dimension;"
                               "missing-key /kind;missing-key /classes");
    json_decref(json);
}

/* --- lists that extend another --- */

static void extended(void **state)
{
    coprod_taxonomy *own = list_of("{'schema': 'taxonomy/1', 'id': 'ours', 'version': '1', 'title': 'T', 'dimension':"
                                   " 'ethnicity', 'extends': 'nhs-ethnic-category-2001', 'notes': ['First'], 'classes':"
                                   " [{'code': 'C9', 'title': 'Romanian', 'parent': 'C'}, {'code': 'roma', 'title': 'Roma',"
                                   " 'parent': 'C9'}], 'unknown': [{'code': 'X', 'title': 'Not known', 'answer':"
                                   " 'not-asked'}], 'groupings': [{'id': 'ours', 'title': 'Ours', 'groups': [{'id': 'all',"
                                   " 'title': 'All', 'classes': ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M',"
                                   " 'N', 'P', 'R', 'S']}]}]}");
    const coprod_taxonomy_info info = info_of(own);
    (void)state;
    assert_true(info.class_count == 18 && info.unknown_count == 3 && info.grouping_count == 4);
    assert_true(info.kind == COPROD_TAXONOMY_PARTITION && info.local_width == 2);
    assert_string_equal(info.origin, "own");
    assert_string_equal(info.extends, "nhs-ethnic-category-2001");
    assert_string_equal(coprod_taxonomy_note(own, 0), "First");
    assert_int_equal(info.note_count, 5);
    assert_int_equal(class_of(own, "C9"), 16);
    assert_int_equal(class_of(own, "C8"), class_of(own, "C"));
    assert_string_equal(group_of(own, "sixteen-groups", "roma"), "white-other");
    assert_string_equal(group_of(own, "five-groups-2001", "C9"), "white");
    assert_string_equal(group_of(own, "ours", "roma"), "all");
    assert_int_equal(class_at(own, class_of(own, "X")).answer, COPROD_TAXONOMY_NOT_ASKED);
    assert_int_equal(class_at(own, class_of(own, "Z")).answer, COPROD_TAXONOMY_DECLINED);
    assert_string_equal(group_of(own, "sixteen-groups", "X"), "");
    coprod_taxonomy_free(own);
}

/* A group of one's own in a list of memberships that has no groupings needs no parent; in others it is told. */
static void extended_with_care(void **state)
{
    static const struct {
        const char *base, *more, *found;
    } cases[] = {
        {"nhs-inclusion-health", "{'code': 'carers', 'title': 'Carers'}", ""},
        {"imd-deciles", "{'code': '11', 'title': 'None'}", "warning class-not-grouped /extends;"
                                                           "warning class-not-grouped /extends"},
        {"imd-deciles", "{'code': '10', 'title': 'None'}", "duplicate-code /classes/0/code"},
        {"nhs-disability", "{'code': 'ZZ', 'title': 'None', 'parent': 'NN'}", "duplicate-code /classes"},
        {"nhs-disability", "{'code': '11', 'title': 'None', 'parent': 'ZZ'}",
         "unknown-class /classes/0/parent;warning class-not-grouped /extends"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char found[4000];
        json_t *json = json_of("{'schema': 'taxonomy/1', 'id': 'ours', 'version': '1', 'title': 'T', 'dimension': 'd',"
                               " 'classes': []}");
        coprod_taxonomy *own;
        put(json, "/extends", json_string(cases[i].base));
        put(json, "/classes/-", json_of(cases[i].more));
        own = list_found(json, found, sizeof found);
        assert_string_equal(found, cases[i].found);
        coprod_taxonomy_free(own);
        json_decref(json);
    }
}

/* --- fingerprints and wrong calls --- */

static void fingerprint_of(const char *pointer, const char *value, char hex[65])
{
    char found[4000];
    json_t *json = json_of(whole);
    coprod_taxonomy *taxonomy;
    if (pointer)
        put(json, pointer, value ? json_of(value) : NULL);
    taxonomy = list_found(json, found, sizeof found);
    assert_non_null(taxonomy);
    memcpy(hex, info_of(taxonomy).fingerprint, 65);
    coprod_taxonomy_free(taxonomy);
    json_decref(json);
}

static void fingerprints(void **state)
{
    static const struct {
        const char *pointer, *value;
        int same;
    } cases[] = {{"/title", "'U'", 1},           {"/notes", NULL, 1},          {"/source", NULL, 1},
                 {"/checked", NULL, 1},          {"/published", NULL, 1},      {"/origin", "'own'", 1},
                 {"/classes/0/title", "'b'", 1}, {"/unknown/0/note", NULL, 1}, {"/kind", "'membership'", 0},
                 {"/ordered", "false", 0},       {"/unknown/0/answer", "'declined'", 0},
                 {"/local_width", "3", 0},  {"/groupings/0/common", NULL, 0}};
    char first[65], other[65];
    (void)state;
    fingerprint_of(NULL, NULL, first);
    assert_int_equal(strlen(first), 64);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fingerprint_of(cases[i].pointer, cases[i].value, other);
        if (cases[i].same != !strcmp(first, other))
            fail_msg("%s", cases[i].pointer);
    }
}

static void wrong_calls(void **state)
{
    const coprod_allocator none = {.size = sizeof none}, small = {.size = 1};
    coprod_taxonomy *taxonomy = (coprod_taxonomy *)1;
    (void)state;
    assert_int_equal(coprod_taxonomy_load("{}", COPROD_NTS, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_load(NULL, 0, NULL, NULL, &taxonomy), COPROD_E_ARGUMENT);
    assert_null(taxonomy);
    assert_int_equal(coprod_taxonomy_load("{", 1, NULL, NULL, &taxonomy), COPROD_E_SYNTAX);
    assert_int_equal(coprod_taxonomy_load("{}", 2, NULL, NULL, &taxonomy), COPROD_E_DEFINITION);
    assert_int_equal(coprod_taxonomy_load("{}", 2, &none, NULL, &taxonomy), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_builtin("imd-deciles", &small, &taxonomy), COPROD_E_STRUCT);
    assert_null(taxonomy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_fault), cmocka_unit_test(too_many),           cmocka_unit_test(not_an_object),
        cmocka_unit_test(extended),  cmocka_unit_test(extended_with_care), cmocka_unit_test(fingerprints),
        cmocka_unit_test(wrong_calls),
    };
    return TEST_MAIN(tests);
}
