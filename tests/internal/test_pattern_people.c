/* SPDX-License-Identifier: MIT */
/* Populations: every defect has its place; estimates by hand, and never more of what says more. */
#include "pattern_tools.h"

#define SMALL \
    "{'schema': 'pattern-people/1', 'id': 'x', 'version': '1', 'title': 't', 'note': 'n', 'source': {'title': 's'}, 'total': " \
    "100, 'parts': {'a0': {'0': 1, '1': 2}, 'a1': {'0': 3, '1': 3, '2': 1}}, 'impossible': [{'a0': '1', 'a1': '2'}]}"

static const struct {
    const char *changes, *findings;
} defects[] = {
    {"{'': 5}", "['wrong-type ']"},
    {"{'/schema': null, '/x': 1}", "['missing-key /schema', 'unknown-key /x']"},
    {"{'/title': 1, '/source': 1}", "['wrong-type /title', 'wrong-type /source']"},
    {"{'/total': null}", "['missing-key /total']"},
    {"{'/total': 0}", "['out-of-range /total']"},
    {"{'/total': 4294967296}", "['out-of-range /total']"},
    {"{'/parts': null}", "['missing-key /parts']"},
    {"{'/parts': []}", "['wrong-type /parts']"},
    {"{'/parts/a1': null}", "['missing-key /parts/a1']"},
    {"{'/parts/a1/2': null}", "['missing-key /parts/a1/2']"},
    {"{'/parts/a1/3': 1, '/parts/a2': {}}", "['unknown-id /parts/a1/3', 'unknown-id /parts/a2']"},
    {"{'/parts/a0': {'0': 0, '1': 0}}", "['out-of-range /parts/a0']"},
    {"{'/parts/a0': {'0': 4294967295, '1': 1}}", "['out-of-range /parts/a0']"},
    {"{'/parts/a0/0': -1}", "['out-of-range /parts/a0/0']"},
    {"{'/impossible': {}}", "['wrong-type /impossible']"},
    {"{'/impossible/0': {}, '/impossible/-': 7}", "['wrong-type /impossible/0', 'wrong-type /impossible/1']"},
    {"{'/impossible/0': {'a0': 1, 'a1': '3', 'a2': '0'}}",
     "['wrong-type /impossible/0/a0', 'unknown-id /impossible/0/a1', 'unknown-id /impossible/0/a2']"},
    {"{'/impossible': [{'a0': '0'}, {'a0': '1'}]}", "['out-of-range /impossible']"},
    {"{'/impossible': [{'a0': '0', 'a1': '0'}, {'a0': '0', 'a1': '1'}, {'a0': '0', 'a1': '2'}, {'a0': '1'}]}",
     "['out-of-range /impossible']"},
    {"{'/impossible': [{'a0': '1'}], '/parts/a0/0': 0}", "['out-of-range /impossible']"},
    {"{'/impossible': [{'a1': '0'}, {'a1': '1'}, {'a0': '0'}], '/parts/a1/2': 0}", "['out-of-range /impossible']"},
};

static coprod_status load(const json_t *document, const coprod_pattern_schema *schema,
                          const coprod_pattern_tally *counted, coprod_findings *findings,
                          coprod_pattern_people **people)
{
    char *text = json_dumps(document, JSON_ENCODE_ANY);
    const coprod_status status = coprod_pattern_people_load(text, COPROD_NTS, schema, counted, NULL, findings, people);
    free(text);
    return status;
}

static void every_defect_has_its_place(void **state)
{
    coprod_pattern_schema *schema = schema_of(2, (uint32_t[]){2, 3}, 0);
    json_t *small = json_of(SMALL);
    (void)state;
    for (size_t i = 0; i < sizeof defects / sizeof *defects; i++) {
        json_t *changes = json_of(defects[i].changes), *expected = json_of(defects[i].findings);
        json_t *document = changed(small, changes);
        coprod_findings *findings = new_findings();
        coprod_pattern_people *people = (coprod_pattern_people *)1;
        assert_int_equal(load(document, schema, NULL, findings, &people), COPROD_E_DEFINITION);
        assert_null(people);
        check_findings(defects[i].changes, findings, expected);
        coprod_findings_free(findings);
        json_decref(document);
        json_decref(changes);
        json_decref(expected);
    }
    json_decref(small);
    coprod_pattern_schema_free(schema);
}

static uint64_t living_in(const coprod_pattern_people *people, uint16_t a, uint16_t b)
{
    const uint16_t pattern[] = {a, b};
    uint64_t count = 77;
    assert_int_equal(coprod_pattern_people_count(people, pattern, &count), COPROD_OK);
    return count;
}

/* SHA-256 of the document without its words, sorted and without blanks; and of that in hex with the profiles in the order
 * of codes, two bytes a code and eight the people: by hashlib and struct. */
#define OF_PARTS "4a95051a45eb90ee087b9d38d61d6c81041c3b9e10fde31675c45fdb8724b4de"
#define OF_NONE "e26962d4abd821ef077d98456615909ef2a2e695afe2026d2647facb40bb37e6"
#define OF_COUNTED "080b7040159ed9590527aef59b232b7d5c461c425b12479362434d82788fc3db"
#define OF_TALLY "c09c3a4970cbff8caed940be3bddb9ef0123e7b98832a8074e52ee81ec8bbe9a"

static void is_called(const coprod_pattern_people *people, const char *id, uint64_t total, int32_t told, int32_t estimated,
                      const char *fingerprint)
{
    coprod_pattern_people_info info = {.size = sizeof info};
    assert_int_equal(coprod_pattern_people_get(people, &info), COPROD_OK);
    assert_string_equal(info.id, id);
    assert_string_equal(info.version, id[0] ? "1" : "");
    assert_string_equal(info.title, id[0] ? "t" : "");
    assert_true(info.total == total && info.is_told == told && info.estimated == estimated);
    assert_string_equal(info.fingerprint, fingerprint);
    assert_int_equal(coprod_pattern_people_get(NULL, &info), COPROD_E_ARGUMENT);
    CHECK_OUT(coprod_pattern_people_info, coprod_pattern_people_get(people, out));
}

static void estimates_by_hand(void **state)
{
    coprod_pattern_schema *schema = schema_of(2, (uint32_t[]){2, 3}, 0);
    json_t *document = json_of(SMALL);
    coprod_pattern_people *people = NULL;
    const uint16_t any = COPROD_PATTERN_ANY;
    uint64_t count = 1;
    (void)state;
    assert_int_equal(load(document, schema, NULL, NULL, &people), COPROD_OK);
    is_called(people, "x", 100, 1, 1, OF_PARTS);
    assert_int_equal(living_in(people, any, any), 100);
    assert_int_equal(living_in(people, 0, any), 33);
    assert_int_equal(living_in(people, 1, any), 66);
    assert_int_equal(living_in(people, any, 2), 14);
    assert_int_equal(living_in(people, 0, 0), 14); /* 100 * 1/3 * 3/7 */
    assert_int_equal(living_in(people, 1, 2), 0);  /* 9, but impossible */
    assert_int_equal(coprod_pattern_people_count(people, (uint16_t[]){2, any}, &count), COPROD_E_UNKNOWN);
    assert_int_equal(count, 0);
    assert_int_equal(coprod_pattern_people_count(people, NULL, &count), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_people_count(NULL, (uint16_t[]){1, any}, &count), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_people_count(people, (uint16_t[]){1, any}, NULL), COPROD_E_ARGUMENT);
    coprod_pattern_people_free(people);
    json_object_del(document, "total");
    json_object_del(document, "parts");
    assert_int_equal(load(document, schema, NULL, NULL, &people), COPROD_OK);
    assert_int_equal(living_in(people, 1, 2), 0);
    assert_int_equal(living_in(people, 1, any), 1);
    is_called(people, "x", 0, 0, 0, OF_NONE);
    coprod_pattern_people_free(people);
    coprod_pattern_people_free(NULL);
    json_decref(document);
    coprod_pattern_schema_free(schema);
}

/* Of those counted, three; a fourth whose a0 is not known can be somebody. Without counts one value too few is named. */
static void nobody_is_left(const coprod_pattern_schema *schema, coprod_pattern_tally *tally)
{
    const char *const patterns[] = {"[{'a0': '0'}, {'a0': '1'}]", "[{'a1': '0'}, {'a1': '2'}]",
                                    "[{'a0': '0', 'a1': '0'}, {'a1': '1'}, {'a1': '2'}]"};
    for (size_t i = 0; i < 3; i++) {
        json_t *list = json_of(patterns[i]), *document = json_pack("{sssO}", "schema", "pattern-people/1", "impossible", list);
        coprod_pattern_people *people = NULL;
        assert_int_equal(load(document, schema, tally, NULL, &people), i == 1 ? COPROD_E_DEFINITION : COPROD_OK);
        coprod_pattern_people_free(people);
        assert_int_equal(load(document, schema, NULL, NULL, &people), i ? COPROD_OK : COPROD_E_DEFINITION);
        coprod_pattern_people_free(people);
        json_decref(list);
        json_decref(document);
    }
}

static void counted_people(void **state)
{
    coprod_pattern_schema *schema = schema_of(2, (uint32_t[]){2, 3}, 1), *other = schema_of(2, (uint32_t[]){2, 3}, 0);
    coprod_pattern_tally *tally = pattern_tally(schema);
    const uint16_t codes[] = {1, 2, 1, 0, 0, 2, COPROD_PATTERN_ANY, 2};
    json_t *document = json_of(SMALL), *expected = json_of("['unknown-key /parts']");
    json_t *of_total = json_of("['unknown-key /total']");
    coprod_findings *findings = new_findings();
    coprod_pattern_people *people = NULL;
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, NULL, 4, NULL), COPROD_OK);
    assert_int_equal(load(document, schema, tally, findings, &people), COPROD_E_DEFINITION);
    check_findings("counted", findings, expected);
    coprod_findings_clear(findings);
    json_object_del(document, "parts");
    assert_int_equal(load(document, schema, tally, findings, &people), COPROD_E_DEFINITION);
    check_findings("counted", findings, of_total);
    json_object_del(document, "total");
    assert_int_equal(load(document, other, tally, NULL, &people), COPROD_E_FINGERPRINT);
    assert_int_equal(load(document, schema, tally, NULL, &people), COPROD_OK);
    is_called(people, "x", 4, 1, 0, OF_COUNTED);
    assert_int_equal(living_in(people, COPROD_PATTERN_ANY, 2), 3);
    assert_int_equal(living_in(people, 1, 2), 0);
    coprod_pattern_people_free(people);
    nobody_is_left(schema, tally);
    assert_int_equal(coprod_pattern_people_new(tally, NULL, &people), COPROD_OK);
    coprod_pattern_tally_free(tally);
    is_called(people, "", 4, 1, 0, OF_TALLY);
    assert_int_equal(living_in(people, 1, 2), 1);
    coprod_pattern_people_free(people);
    assert_int_equal(coprod_pattern_people_new(NULL, NULL, &people), COPROD_E_ARGUMENT);
    assert_null(people);
    assert_int_equal(coprod_pattern_people_load("{}", 2, NULL, NULL, NULL, NULL, &people), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_people_load(NULL, 2, schema, NULL, NULL, NULL, &people), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_people_load("{}", 2, schema, NULL, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_people_load("{}", 2, schema, NULL, &(coprod_allocator){.size = 1}, NULL, &people),
                     COPROD_E_STRUCT);
    assert_int_equal(coprod_pattern_people_load("{", 1, schema, NULL, NULL, NULL, &people), COPROD_E_SYNTAX);
    coprod_findings_free(findings);
    json_decref(document);
    json_decref(expected);
    json_decref(of_total);
    coprod_pattern_schema_free(schema);
    coprod_pattern_schema_free(other);
}

/* What says more has never more people, whatever was rounded. */
static void estimates_fall(void **state)
{
    uint64_t seed = 6;
    (void)state;
    for (int round = 0; round < 300; round++) {
        const uint32_t values[] = {1 + draw(&seed, 4), 1 + draw(&seed, 4), 1 + draw(&seed, 4), 1 + draw(&seed, 4)};
        coprod_pattern_schema *schema = schema_of(4, values, 0);
        json_t *parts = json_object();
        json_t *document = json_pack("{sssIso}", "schema", "pattern-people/1", "total",
                                     (json_int_t)1 + draw(&seed, UINT32_MAX), "parts", parts);
        coprod_pattern_people *people = NULL;
        for (uint32_t a = 0; a < 4; a++) {
            json_t *own = json_object();
            char key[16];
            for (uint32_t v = 0; v < values[a]; v++) {
                snprintf(key, sizeof key, "%u", v);
                json_object_set_new(own, key, json_integer(1 + draw(&seed, draw(&seed, 2) ? 10 : 900000000)));
            }
            snprintf(key, sizeof key, "a%u", a);
            json_object_set_new(parts, key, own);
        }
        assert_int_equal(load(document, schema, NULL, NULL, &people), COPROD_OK);
        for (int i = 0; i < 100; i++) {
            uint16_t codes[4];
            uint64_t more, less;
            for (uint32_t a = 0; a < 4; a++)
                codes[a] = (uint16_t)(draw(&seed, 2) ? draw(&seed, values[a]) : COPROD_PATTERN_ANY);
            assert_int_equal(coprod_pattern_people_count(people, codes, &more), COPROD_OK);
            codes[draw(&seed, 4)] = COPROD_PATTERN_ANY;
            assert_int_equal(coprod_pattern_people_count(people, codes, &less), COPROD_OK);
            assert_true(less >= more);
        }
        coprod_pattern_people_free(people);
        json_decref(document);
        coprod_pattern_schema_free(schema);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_defect_has_its_place),
        cmocka_unit_test(estimates_by_hand),
        cmocka_unit_test(counted_people),
        cmocka_unit_test(estimates_fall),
    };
    return TEST_MAIN(tests);
}
