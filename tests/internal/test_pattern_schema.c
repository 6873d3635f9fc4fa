/* SPDX-License-Identifier: MIT */
/* Schemas: every defect has its code and place; a fingerprint covers what can change an answer; keys turn back. */
#include "pattern_tools.h"

#define SMALL \
    "{'schema': 'pattern-schema/1', 'id': 'small', 'version': '2', 'title': 'Small', 'note': 'n', 'attributes': [{'id': " \
    "'sex', 'title': 'Sex', 'place': 'people', 'values': [{'id': 'f', 'label': 'Female', 'phrase': 'women'}, {'id': 'm'}]}, " \
    "{'id': 'age', 'may_be_unknown': true, 'note': 'n', 'values': [{'id': '65-79', 'note': 'n'}, {'id': '18-64'}, {'id': " \
    "'80+'}]}]}"

static const struct {
    const char *changes, *findings;
} defects[] = {
    {"{'': []}", "['wrong-type ']"},
    {"{'': {}}", "['missing-key /schema', 'missing-key /id', 'missing-key /attributes']"},
    {"{'/id': 'A b', '/more': 1}", "['unknown-key /more', 'not-a-word /id']"},
    {"{'/attributes': 5, '/version': 5}", "['wrong-type /version', 'wrong-type /attributes']"},
    {"{'/attributes': []}", "['too-many /attributes']"},
    {"{'/attributes/0': 5}", "['wrong-type /attributes/0']"},
    {"{'/attributes/0': {}}", "['missing-key /attributes/0/id', 'missing-key /attributes/0/values']"},
    {"{'/attributes/0/values': []}", "['too-many /attributes/0/values']"},
    {"{'/attributes/0/values': {}}", "['wrong-type /attributes/0/values']"},
    {"{'/attributes/0/values/1': 'm'}", "['wrong-type /attributes/0/values/1']"},
    {"{'/attributes/0/values/1': {}}", "['missing-key /attributes/0/values/1/id']"},
    {"{'/attributes/0/values/1/id': ' m', '/attributes/0/values/0/x': 1}",
     "['unknown-key /attributes/0/values/0/x', 'not-an-id /attributes/0/values/1/id']"},
    {"{'/attributes/0/values/1/id': 'f'}", "['duplicate-id /attributes/0/values/1/id']"},
    {"{'/attributes/0/values/1/label': 7}", "['wrong-type /attributes/0/values/1/label']"},
    {"{'/attributes/1/id': 'sex'}", "['duplicate-id /attributes/1/id']"},
    {"{'/attributes/1/may_be_unknown': 1}", "['wrong-type /attributes/1/may_be_unknown']"},
    {"{'/attributes/1/place': 'middle'}", "['unknown-value /attributes/1/place']"},
};

static coprod_status load(const json_t *document, coprod_findings *findings, coprod_pattern_schema **schema)
{
    char *text = json_dumps(document, JSON_ENCODE_ANY);
    coprod_status status = coprod_pattern_schema_load(text, COPROD_NTS, NULL, findings, schema);
    free(text);
    return status;
}

static void every_defect_has_its_place(void **state)
{
    json_t *small = json_of(SMALL);
    (void)state;
    for (size_t i = 0; i < sizeof defects / sizeof *defects; i++) {
        json_t *changes = json_of(defects[i].changes), *expected = json_of(defects[i].findings);
        json_t *document = changed(small, changes);
        coprod_findings *findings = new_findings();
        coprod_pattern_schema *schema = (coprod_pattern_schema *)1;
        assert_int_equal(load(document, findings, &schema), COPROD_E_DEFINITION);
        assert_null(schema);
        check_findings(defects[i].changes, findings, expected);
        coprod_findings_free(findings);
        json_decref(document);
        json_decref(changes);
        json_decref(expected);
    }
    json_decref(small);
}

static json_t *many(size_t count, int attributes)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        char id[16];
        snprintf(id, sizeof id, "v%zu", i);
        json_array_append_new(list, attributes ? json_pack("{sss[{ss}]}", "id", id, "values", "id", "only")
                                               : json_pack("{ss}", "id", id));
    }
    return list;
}

/* 1 and 32 attributes, 1 and 65,535 values; and one too many. */
static void limits(void **state)
{
    (void)state;
    for (int more = 0; more < 2; more++) {
        json_t *document = json_of(SMALL);
        coprod_findings *findings = new_findings();
        coprod_pattern_schema *schema = NULL;
        coprod_pattern_attribute attribute = {.size = sizeof attribute};
        uint32_t a = 9, v = 9;
        const coprod_status wanted = more ? COPROD_E_DEFINITION : COPROD_OK;
        json_object_set_new(document, "attributes", many(more ? 33 : 32, 1));
        assert_int_equal(load(document, findings, &schema), wanted);
        assert_int_equal(coprod_findings_count(findings), more);
        coprod_pattern_schema_free(schema);
        coprod_findings_clear(findings);
        json_decref(document);
        document = json_of(SMALL);
        put(document, "/attributes/1/values", many(more ? 65536 : 65535, 0));
        assert_int_equal(load(document, findings, &schema), wanted);
        assert_int_equal(coprod_findings_count(findings), more);
        if (!more) {
            assert_int_equal(coprod_pattern_schema_attribute(schema, 1, &attribute), COPROD_OK);
            assert_int_equal(attribute.value_count, 65535);
            assert_int_equal(coprod_pattern_schema_find(schema, "age", "v65534", &a, &v), COPROD_OK);
            assert_true(a == 1 && v == 65534);
        }
        coprod_pattern_schema_free(schema);
        coprod_findings_free(findings);
        json_decref(document);
    }
}

static void it_says_what_it_is(void **state)
{
    json_t *document = json_of(SMALL);
    coprod_pattern_schema *schema = NULL, *none = NULL;
    coprod_pattern_schema_info info = {.size = sizeof info};
    coprod_pattern_attribute attribute = {.size = sizeof attribute};
    coprod_pattern_value value = {.size = sizeof value};
    uint32_t a, v;
    (void)state;
    assert_int_equal(load(document, NULL, &schema), COPROD_OK);
    assert_int_equal(coprod_pattern_schema_get(schema, &info), COPROD_OK);
    assert_true(!strcmp(info.id, "small") && !strcmp(info.version, "2") && !strcmp(info.title, "Small"));
    assert_int_equal(info.attribute_count, 2);
    assert_int_equal(coprod_pattern_schema_attribute(schema, 0, &attribute), COPROD_OK);
    assert_true(!strcmp(attribute.id, "sex") && !strcmp(attribute.title, "Sex") && attribute.value_count == 2
                && !attribute.may_be_unknown && attribute.place == COPROD_PATTERN_PEOPLE);
    assert_int_equal(coprod_pattern_schema_attribute(schema, 1, &attribute), COPROD_OK);
    assert_true(!strcmp(attribute.title, "") && attribute.may_be_unknown == 1 && attribute.place == COPROD_PATTERN_AFTER);
    assert_int_equal(coprod_pattern_schema_value(schema, 0, 0, &value), COPROD_OK);
    assert_true(!strcmp(value.id, "f") && !strcmp(value.label, "Female") && !strcmp(value.phrase, "women"));
    assert_int_equal(coprod_pattern_schema_value(schema, 1, 3, &value), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_schema_value(schema, 2, 0, &value), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_schema_attribute(schema, 2, &attribute), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_schema_find(schema, "age", "80+", &a, &v), COPROD_OK);
    assert_true(a == 1 && v == 2);
    assert_int_equal(coprod_pattern_schema_find(schema, "age", NULL, &a, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_schema_find(schema, "age", "81", &a, &v), COPROD_E_UNKNOWN);
    assert_true(a == UINT32_MAX && v == UINT32_MAX);
    assert_int_equal(coprod_pattern_schema_find(schema, "ages", "80+", &a, &v), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_schema_find(schema, "age", "80+", &a, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_schema_find(NULL, "age", NULL, &a, NULL), COPROD_E_ARGUMENT);
    CHECK_OUT(coprod_pattern_schema_info, coprod_pattern_schema_get(schema, out));
    CHECK_OUT(coprod_pattern_attribute, coprod_pattern_schema_attribute(schema, 0, out));
    CHECK_OUT(coprod_pattern_value, coprod_pattern_schema_value(schema, 0, 0, out));
    assert_int_equal(coprod_pattern_schema_load("{}", 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_schema_load(NULL, 2, NULL, NULL, &none),
                     COPROD_E_ARGUMENT);
    coprod_pattern_schema_free(schema);
    coprod_pattern_schema_free(NULL);
    json_decref(document);
}

static void the_fingerprint_covers_answers(void **state)
{
    static const struct {
        const char *changes;
        int same;
    } cases[] = {{"{'/title': 'x', '/note': null}", 1},
                 {"{'/attributes/0/title': 'x', '/attributes/0/place': 'before', '/attributes/1/note': 'x'}", 1},
                 {"{'/attributes/0/values/0/label': 'x', '/attributes/0/values/1/phrase': 'x'}", 1},
                 {"{'/version': '3', '/attributes/0/may_be_unknown': false}", 1},
                 {"{'/attributes/0/values/0/id': 'x'}", 0},
                 {"{'/attributes/0/may_be_unknown': true}", 0},
                 {"{'/attributes/1/values/2': null}", 0}};
    json_t *document = json_of(SMALL);
    coprod_pattern_schema *schema = NULL, *other = NULL;
    (void)state;
    assert_int_equal(load(document, NULL, &schema), COPROD_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *changes = json_of(cases[i].changes), *own = changed(document, changes);
        assert_int_equal(load(own, NULL, &other), COPROD_OK);
        assert_int_equal(!strcmp(schema->fingerprint, other->fingerprint), cases[i].same);
        coprod_pattern_schema_free(other);
        json_decref(own);
        json_decref(changes);
    }
    coprod_pattern_schema_free(schema);
    json_decref(document);
}

/* Keys turn back into codes, and stand in their order. */
static void keys_keep_the_order(void **state)
{
    uint64_t seed = 4;
    (void)state;
    for (int round = 0; round < 200; round++) {
        const uint32_t attributes = 1 + draw(&seed, round % 10 ? 8 : 32);
        uint32_t values[PATTERN_ATTRIBUTES];
        coprod_pattern_schema *schema;
        uint16_t *codes, back[PATTERN_ATTRIBUTES];
        for (uint32_t a = 0; a < attributes; a++)
            values[a] = 1 + draw(&seed, 1u << draw(&seed, 11));
        schema = schema_of(attributes, values, draw(&seed, UINT32_MAX));
        codes = random_rows(schema, 20, &seed);
        for (size_t i = 0; i < 19; i++) {
            const uint16_t *one = codes + i * attributes, *two = one + attributes;
            uint64_t key[PATTERN_ATTRIBUTES], other[PATTERN_ATTRIBUTES];
            int order = 0, keys = 0;
            coprod__pattern_keys_of(schema, one, key);
            coprod__pattern_keys_of(schema, two, other);
            for (uint32_t a = 0; a < attributes && !order; a++)
                order = (one[a] > two[a]) - (one[a] < two[a]);
            for (uint32_t w = 0; w < schema->words && !keys; w++)
                keys = (key[w] > other[w]) - (key[w] < other[w]);
            assert_int_equal(order, keys);
            coprod__pattern_unkey(schema, key, back);
            assert_memory_equal(back, one, attributes * sizeof *back);
        }
        free(codes);
        coprod_pattern_schema_free(schema);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_defect_has_its_place), cmocka_unit_test(limits),
        cmocka_unit_test(it_says_what_it_is),         cmocka_unit_test(the_fingerprint_covers_answers),
        cmocka_unit_test(keys_keep_the_order),
    };
    return TEST_MAIN(tests);
}
