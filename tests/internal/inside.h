/* SPDX-License-Identifier: MIT */
/* What the programs of this folder share: JSON that is easy to write in C, documents to change, lists of findings to
 * compare, and structs of every size. */
#ifndef COPROD_TEST_INSIDE_H
#define COPROD_TEST_INSIDE_H

#include "support.h"

#include "classify_internal.h"

/* JSON with single quotes, which need no escapes in C. */
static inline json_t *json_of(const char *quoted)
{
    char *text = strdup(quoted);
    json_error_t error;
    json_t *json;
    assert_non_null(text);
    for (char *c = text; *c; c++)
        *c = *c == '\'' ? '"' : *c;
    json = json_loads(text, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!json)
        fail_msg("%s: %s", quoted, error.text);
    free(text);
    return json;
}

static inline json_t *load_file(const char *name)
{
    json_error_t error;
    size_t length;
    char *text = read_file(name, &length);
    json_t *json = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (!json)
        fail_msg("%s, line %d: %s", name, error.line, error.text);
    free(text);
    return json;
}

static inline const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static inline int32_t number_of(const json_t *object, const char *key)
{
    return (int32_t)json_integer_value(json_object_get(object, key));
}

/* Where a JSON pointer leads. */
static inline json_t *at(json_t *document, const char *pointer)
{
    json_t *here = document;
    while (*pointer && here) {
        size_t length = strcspn(++pointer, "/");
        char key[64];
        assert_true(length < sizeof key);
        memcpy(key, pointer, length);
        key[length] = '\0';
        here = json_is_array(here) ? json_array_get(here, (size_t)atoi(key)) : json_object_get(here, key);
        pointer += length;
    }
    return here;
}

/* Puts a value at a JSON pointer, where "-" is the end of an array; NULL takes the member away. Keeps the reference. */
static inline void put(json_t *document, const char *pointer, json_t *value)
{
    const char *key = strrchr(pointer, '/');
    char parent[256];
    json_t *here;
    assert_non_null(key);
    assert_true((size_t)(key - pointer) < sizeof parent);
    memcpy(parent, pointer, (size_t)(key - pointer));
    parent[key - pointer] = '\0';
    here = at(document, parent);
    key++;
    if (!here)
        fail_msg("nothing at %s", parent);
    if (json_is_object(here) && !value)
        json_object_del(here, key);
    else if (json_is_object(here))
        json_object_set_new(here, key, value);
    else if (!strcmp(key, "-"))
        json_array_append_new(here, value);
    else if (value)
        json_array_set_new(here, (size_t)atoi(key), value);
    else
        json_array_remove(here, (size_t)atoi(key));
}

/* Copies a document and puts every value of `changes`, an object of pointers, in its place; null takes away. */
static inline json_t *changed(const json_t *document, const json_t *changes)
{
    json_t *copy = json_deep_copy(document), *value;
    const char *pointer;
    json_object_foreach((json_t *)changes, pointer, value) {
        if (!*pointer) {
            json_decref(copy);
            copy = json_deep_copy(value);
        } else {
            put(copy, pointer, json_is_null(value) ? NULL : json_deep_copy(value));
        }
    }
    return copy;
}

static inline coprod_findings *new_findings(void)
{
    coprod_findings *findings = NULL;
    assert_int_equal(coprod_findings_new(NULL, &findings), COPROD_OK);
    return findings;
}

/* Findings as "code place", one a line; what is no error as "warning code place". */
static inline void list_findings(const coprod_findings *findings, char *buffer, size_t capacity)
{
    size_t used = 0;
    buffer[0] = '\0';
    for (size_t i = 0; i < coprod_findings_count(findings); i++) {
        coprod_finding finding = {sizeof finding};
        assert_int_equal(coprod_findings_get(findings, i, &finding), COPROD_OK);
        assert_true(finding.row == -1 && (finding.severity == COPROD_ERROR || finding.severity == COPROD_WARNING));
        used += (size_t)snprintf(buffer + used, capacity - used, "%s%s %s\n",
                                 finding.severity == COPROD_ERROR ? "" : "warning ", finding.code, finding.place);
        assert_true(used < capacity);
    }
}

/* Expected are texts such as "unknown-key /levels/0/text", in the order found. */
static inline void check_findings(const char *title, const coprod_findings *findings, const json_t *expected)
{
    static char found[65536], wanted[65536];
    size_t i, used = 0;
    json_t *one;
    list_findings(findings, found, sizeof found);
    wanted[0] = '\0';
    json_array_foreach((json_t *)expected, i, one)
        used += (size_t)snprintf(wanted + used, sizeof wanted - used, "%s\n", json_string_value(one));
    if (strcmp(found, wanted))
        fail_msg("%s: found\n%swanted\n%s", title, found, wanted);
}

/* What a load returns that finds these: a warning alone does not hinder it. */
static inline coprod_status status_of(const json_t *expected)
{
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)expected, i, one)
        if (strncmp(json_string_value(one), "warning ", 8))
            return COPROD_E_DEFINITION;
    return COPROD_OK;
}

static inline coprod_spectrum *spectrum_of(const json_t *document)
{
    coprod_findings *findings = new_findings();
    coprod_spectrum *spectrum = NULL;
    char *text = json_dumps(document, 0), found[4096];
    coprod_status status = coprod_spectrum_load(text, COPROD_NTS, NULL, findings, &spectrum);
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK)
        fail_msg("%s: %s", coprod_status_name(status), found);
    coprod_findings_free(findings);
    free(text);
    return spectrum;
}

/* A small spectrum of two levels, to which a test adds what it is about. */
static inline json_t *small_document(void)
{
    return json_of("{'schema': 'spectrum/1', 'id': 'small', 'version': '1', 'title': 'Two levels', 'indicators': "
                   "'participation/1', 'levels': [{'id': 'told', 'label': 'Told', 'definition': 'people are told', "
                   "'rule': [{'of': {'flow': 2}}]}, {'id': 'heard', 'label': 'Heard', 'definition': 'people are "
                   "heard', 'rule': [{'of': {'flow': 3, 'influence': 1}}], 'words': {'influence': 'are heard'}, "
                   "'promises': {'feedback': 1}}]}");
}

/* The small document with yes-or-no questions, of which the top level asks the first `named`. */
static inline json_t *with_questions(int count, int named)
{
    json_t *document = small_document(), *list = json_array();
    for (int i = 0; i < count; i++) {
        char id[16], pointer[64];
        snprintf(id, sizeof id, "extra-%d", i);
        snprintf(pointer, sizeof pointer, "/levels/1/rule/0/of/%s", id);
        json_array_append_new(list, json_pack("{ssssssso}", "id", id, "kind", "power", "title", id, "answers",
                                              json_of("['no', 'yes']")));
        if (i < named)
            put(document, pointer, json_integer(1));
    }
    put(document, "/extra_indicators", list);
    return document;
}

/* The small spectrum with changes, an object of pointers. */
static inline coprod_spectrum *small_from(const json_t *changes)
{
    json_t *document = small_document(), *own = changed(document, changes);
    coprod_spectrum *spectrum = spectrum_of(own);
    json_decref(document);
    json_decref(own);
    return spectrum;
}

static inline coprod_spectrum *small_with(const char *quoted)
{
    json_t *changes = json_of(quoted);
    coprod_spectrum *spectrum = small_from(changes);
    json_decref(changes);
    return spectrum;
}

static inline uint32_t index_of(const coprod_spectrum *spectrum, const char *id)
{
    uint32_t indicator = 0;
    if (coprod_spectrum_find(spectrum, id, &indicator) != COPROD_OK)
        fail_msg("no indicator %s", id);
    return indicator;
}

static inline int32_t rank_of(const coprod_spectrum *spectrum, const char *level)
{
    int32_t rank = 0;
    if (coprod_spectrum_rank(spectrum, level, &rank) != COPROD_OK)
        fail_msg("no level %s", level);
    return rank;
}

static inline coprod_classification *new_result(void)
{
    coprod_classification *result = NULL;
    assert_int_equal(coprod_classification_new(NULL, &result), COPROD_OK);
    return result;
}

/* A result of answers with single quotes. */
static inline coprod_classification *result_of(const coprod_spectrum *spectrum, const char *quoted)
{
    json_t *json = json_of(quoted);
    char *text = json_dumps(json, 0);
    coprod_evidence *evidence = answers(spectrum, text);
    coprod_classification *result = new_result();
    classified(spectrum, evidence, result);
    coprod_evidence_free(evidence);
    free(text);
    json_decref(json);
    return result;
}

static inline int all_are(const unsigned char *bytes, size_t from, size_t to, unsigned char value)
{
    for (size_t i = from; i < to; i++)
        if (bytes[i] != value)
            return 0;
    return 1;
}

/* A struct that the library fills: `call` uses the pointer `out`. Too small and absurd sizes are refused and touch
 * nothing; no byte beyond the size is touched; a longer struct of a newer version gets zeros. */
#define CHECK_OUT(type, call)                                                                                          \
    do {                                                                                                               \
        union {                                                                                                        \
            type own;                                                                                                  \
            unsigned char bytes[sizeof(type) + 24];                                                                    \
        } u;                                                                                                           \
        type *out = &u.own;                                                                                            \
        const size_t sizes_[] = {0, sizeof(size_t), sizeof(type) - 1, 4097, (size_t)-1};                               \
        for (size_t i_ = 0; i_ < sizeof sizes_ / sizeof *sizes_; i_++) {                                               \
            memset(&u, 0xAA, sizeof u);                                                                                \
            out->size = sizes_[i_];                                                                                    \
            assert_int_equal(call, COPROD_E_STRUCT);                                                                   \
            assert_true(out->size == sizes_[i_]);                                                                      \
            assert_true(all_are(u.bytes, sizeof(size_t), sizeof u, 0xAA));                                             \
        }                                                                                                              \
        memset(&u, 0xAA, sizeof u);                                                                                    \
        out->size = sizeof(type);                                                                                      \
        assert_int_equal(call, COPROD_OK);                                                                             \
        assert_true(out->size == sizeof(type) && all_are(u.bytes, sizeof(type), sizeof u, 0xAA));                      \
        memset(&u, 0xAA, sizeof u);                                                                                    \
        out->size = sizeof u;                                                                                          \
        assert_int_equal(call, COPROD_OK);                                                                             \
        assert_true(out->size == sizeof u && all_are(u.bytes, sizeof(type), sizeof u, 0));                             \
    } while (0)

/* A struct of the right size that the library empties where it refuses. */
#define CHECK_EMPTY(type, call, status)                                                                                \
    do {                                                                                                               \
        union {                                                                                                        \
            type own;                                                                                                  \
            unsigned char bytes[sizeof(type) + 24];                                                                    \
        } u;                                                                                                           \
        type *out = &u.own;                                                                                            \
        memset(&u, 0xAA, sizeof u);                                                                                    \
        out->size = sizeof(type);                                                                                      \
        assert_int_equal(call, status);                                                                                \
        assert_true(out->size == sizeof(type) && all_are(u.bytes, sizeof(size_t), sizeof(type), 0));                   \
        assert_true(all_are(u.bytes, sizeof(type), sizeof u, 0xAA));                                                   \
    } while (0)

/* A struct that the library reads, with the settings of `given`: `call` uses the pointer `in`. */
#define CHECK_IN(type, given, call, undo)                                                                              \
    do {                                                                                                               \
        union {                                                                                                        \
            type own;                                                                                                  \
            unsigned char bytes[sizeof(type) + 24];                                                                    \
        } u;                                                                                                           \
        const type *in = &u.own;                                                                                       \
        const size_t sizes_[] = {0, sizeof(size_t), sizeof(type) - 1, 4097, (size_t)-1};                               \
        memset(&u, 0, sizeof u);                                                                                       \
        u.own = (given);                                                                                               \
        for (size_t i_ = 0; i_ < sizeof sizes_ / sizeof *sizes_; i_++) {                                               \
            u.own.size = sizes_[i_];                                                                                   \
            assert_int_equal(call, COPROD_E_STRUCT);                                                                   \
        }                                                                                                              \
        u.own.size = sizeof u;                                                                                         \
        assert_int_equal(call, COPROD_OK);                                                                             \
        undo;                                                                                                          \
        u.bytes[sizeof u - 1] = 1;                                                                                     \
        assert_int_equal(call, COPROD_E_STRUCT_NEWER);                                                                 \
        (void)in;                                                                                                      \
    } while (0)

#endif
