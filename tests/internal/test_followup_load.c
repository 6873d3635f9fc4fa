/* SPDX-License-Identifier: MIT */
/* Documents of measures and promises: every fault with its code and place. */
#include "followup_tools.h"

static const char whole[] =
    "{'schema': 'followup/1', 'measures': [{'id': 'm', 'loop': 'l', 'title': 'T', 'unit': 'u', 'agreed_with': 'people',"
    " 'better': 'up', 'baseline': {'day': '2020', 'value': 7}, 'target': {'value': '70.5', 'by': '2024-06'},"
    " 'values': [{'day': '2023', 'value': 67}, {'day': '2021-02', 'value': '8.125'}], 'quote': 'q', 'source': 's',"
    " 'section': 'c', 'illustrative': true}], 'continues': [{'id': 'm', 'loop': 'l', 'what': 'W', 'who': 'lead', 'by':"
    " '2025', 'kept': '2025-03-04', 'quote': 'q', 'source': 's', 'section': 'c', 'illustrative': false},"
    " {'id': 'n', 'what': 'X', 'stopped': {'day': '2025-01-02', 'reason': 'why'}}]}";

static void put_and_load(const char *pointer, const char *value, const char *expected)
{
    json_t *json = json_of(whole);
    coprod_findings *findings = new_findings();
    coprod_followup *followup = (coprod_followup *)1;
    char *text, found[2000];
    coprod_status status;
    put(json, pointer, value ? json_of(value) : NULL);
    text = json_dumps(json, 0);
    status = coprod_followup_load(text, COPROD_NTS, NULL, findings, &followup);
    findings_in_line(findings, found, sizeof found);
    if (strcmp(found, expected))
        fail_msg("%s %s: %s", pointer, value ? value : "(away)", found);
    assert_int_equal(status, !*expected || !strncmp(expected, "warning", 7) ? COPROD_OK : COPROD_E_DEFINITION);
    assert_int_equal(status == COPROD_OK, followup != NULL);
    coprod_followup_free(followup);
    coprod_findings_free(findings);
    json_decref(json);
    free(text);
}

static void one_fault(void **state)
{
    static const struct {
        const char *pointer, *value, *found;
    } cases[] = {
        {"/more", "1", "unknown-key /more"},
        {"/schema", "'followup/2'", "wrong-schema /schema"},
        {"/measures", "{}", "wrong-type /measures"},
        {"/measures/0", "7", "wrong-type /measures/0"},
        {"/measures/0/cause", "'x'", "unknown-key /measures/0/cause"},
        {"/measures/0/id", "'A b'", "not-a-word /measures/0/id"},
        {"/measures/0/id", NULL, "missing-key /measures/0/id"},
        {"/measures/0/title", "' '", "blank /measures/0/title"},
        {"/measures/0/loop", "'\\t'", "blank /measures/0/loop"},
        {"/measures/0/agreed_with", "''", "wrong-type /measures/0/agreed_with"},
        {"/measures/0/agreed_with", "' \\r\\n'", "blank /measures/0/agreed_with"},
        {"/measures/0/better", "'more'", "unknown-value /measures/0/better"},
        {"/measures/0/better", NULL, "warning no-direction /measures/0/target"},
        {"/measures/0/illustrative", "1", "wrong-type /measures/0/illustrative"},
        {"/measures/0/baseline", "[]", "wrong-type /measures/0/baseline"},
        {"/measures/0/baseline/day", NULL, "missing-key /measures/0/baseline/day"},
        {"/measures/0/baseline/day", "'2020-13'", "not-a-date /measures/0/baseline/day"},
        {"/measures/0/baseline/day", "'202'", "not-a-date /measures/0/baseline/day"},
        {"/measures/0/baseline/day", "'2023-02-29'", "not-a-date /measures/0/baseline/day"},
        {"/measures/0/baseline/value", NULL, "missing-key /measures/0/baseline/value"},
        {"/measures/0/baseline/value", "true", "wrong-type /measures/0/baseline/value"},
        {"/measures/0/baseline/value", "1.5", "wrong-type /measures/0/baseline/value"},
        {"/measures/0/baseline/value", "'1.2345'", "not-a-decimal /measures/0/baseline/value"},
        {"/measures/0/baseline/value", "'1,5'", "not-a-decimal /measures/0/baseline/value"},
        {"/measures/0/baseline/value", "100000000000000", ""},
        {"/measures/0/baseline/value", "'-100000000000000.000'", ""},
        {"/measures/0/baseline/value", "100000000000001", "out-of-range /measures/0/baseline/value"},
        {"/measures/0/baseline/value", "-100000000000001", "out-of-range /measures/0/baseline/value"},
        {"/measures/0/baseline/value", "'100000000000000.001'", "out-of-range /measures/0/baseline/value"},
        {"/measures/0/baseline/value", "'-100000000000000.001'", "out-of-range /measures/0/baseline/value"},
        {"/measures/0/baseline/value", "'99999999999999999999'", "out-of-range /measures/0/baseline/value"},
        {"/measures/0/baseline/unit", "1", "unknown-key /measures/0/baseline/unit"},
        {"/measures/0/target/by", "'2020-12-31'", "before-baseline /measures/0/target/by"},
        {"/measures/0/target/by", "'2021-01-01'", ""},
        {"/measures/0/target/value", NULL, "missing-key /measures/0/target/value"},
        {"/measures/0/target/day", "'2024'", "unknown-key /measures/0/target/day"},
        {"/measures/0/target", NULL, ""},
        {"/measures/0/values/0", "67", "wrong-type /measures/0/values/0"},
        {"/measures/0/values/0/day", "'2021-02-28'", "duplicate-day /measures/0/values/1/day"},
        {"/measures/0/values/0/day", "2021", "wrong-type /measures/0/values/0/day"},
        {"/measures/0/values/-", "{'day': '2021-02-28', 'value': 3, 'why': 'x'}",
         "unknown-key /measures/0/values/2/why;duplicate-day /measures/0/values/2/day"},
        {"/measures/-", "{'id': 'm', 'title': 'U'}", "duplicate-id /measures/1/id"},
        {"/continues/1/id", "'m'", "duplicate-id /continues/1/id"},
        {"/continues/0", "null", "wrong-type /continues/0"},
        {"/continues/0/what", "'  '", "blank /continues/0/what"},
        {"/continues/0/who", "'The Lead'", "not-a-word /continues/0/who"},
        {"/continues/0/by", "'soon'", "not-a-date /continues/0/by"},
        {"/continues/0/kept", "'2025-03'", "not-a-date /continues/0/kept"},
        {"/continues/0/kept", "true", "wrong-type /continues/0/kept"},
        {"/continues/1/kept", "'2025-03-01'", "kept-and-stopped /continues/1"},
        {"/continues/1/stopped/reason", "' '", "blank /continues/1/stopped/reason"},
        {"/continues/1/stopped/reason", NULL, "missing-key /continues/1/stopped/reason"},
        {"/continues/1/stopped/day", NULL, "missing-key /continues/1/stopped/day"},
        {"/continues/1/stopped/day", "'2025'", "not-a-date /continues/1/stopped/day"},
        {"/continues/1/stopped/by", "'x'", "unknown-key /continues/1/stopped/by"},
        {"/continues/1/stopped", "'2025-01-02'", "wrong-type /continues/1/stopped"},
        {"/continues/1/because", "'x'", "unknown-key /continues/1/because"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        put_and_load(cases[i].pointer, cases[i].value, cases[i].found);
}

/* All problems are told, and nothing is made. */
static void all_at_once(void **state)
{
    char found[2000];
    (void)state;
    assert_null(followup_found("{'schema': 'x/1', 'measures': [{'id': 'a', 'title': ' ', 'values': [{'day': 'x', 'value':"
                               " 'y'}, {}]}], 'continues': [{'id': 'p'}]}", found, sizeof found));
    assert_string_equal(found, "wrong-schema /schema;blank /measures/0/title;not-a-date /measures/0/values/0/day;"
                               "not-a-decimal /measures/0/values/0/value;missing-key /measures/0/values/1/day;"
                               "missing-key /measures/0/values/1/value;missing-key /continues/0/what");
    assert_null(followup_found("[]", found, sizeof found));
    assert_string_equal(found, "wrong-type ");
}

static void too_many(void **state)
{
    json_t *json = json_of(whole), *list = json_array();
    coprod_followup *followup = (coprod_followup *)1;
    coprod_findings *findings = new_findings();
    char *text, found[200];
    (void)state;
    for (int i = 0; i <= 100000; i++)
        json_array_append_new(list, json_null());
    put(json, "/measures/0/values", list);
    text = json_dumps(json, JSON_COMPACT);
    assert_int_equal(coprod_followup_load(text, COPROD_NTS, NULL, findings, &followup), COPROD_E_DEFINITION);
    findings_in_line(findings, found, sizeof found);
    assert_string_equal(found, "too-many /measures/0/values");
    assert_null(followup);
    coprod_findings_free(findings);
    json_decref(json);
    free(text);
}

static void wrong_calls(void **state)
{
    const coprod_allocator none = {.size = sizeof none};
    coprod_followup *followup = (coprod_followup *)1;
    (void)state;
    assert_int_equal(coprod_followup_load("{}", COPROD_NTS, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_followup_load(NULL, 0, NULL, NULL, &followup), COPROD_E_ARGUMENT);
    assert_null(followup);
    assert_int_equal(coprod_followup_load("{", 1, NULL, NULL, &followup), COPROD_E_SYNTAX);
    assert_int_equal(coprod_followup_load("{}", 2, &none, NULL, &followup), COPROD_E_ARGUMENT);
    coprod_followup_free(NULL);
    assert_string_equal(coprod_followup_fingerprint(NULL), "");
    assert_int_equal(coprod_followup_measure_count(NULL), 0);
    assert_int_equal(coprod_followup_continue_count(NULL), 0);
}

static char *fingerprint_with(const char *pointer, const char *value)
{
    json_t *json = json_of(whole);
    coprod_followup *followup = NULL;
    char *text, *copy;
    if (pointer)
        put(json, pointer, value ? json_of(value) : NULL);
    text = json_dumps(json, 0);
    assert_int_equal(coprod_followup_load(text, COPROD_NTS, NULL, NULL, &followup), COPROD_OK);
    copy = strdup(coprod_followup_fingerprint(followup));
    coprod_followup_free(followup);
    json_decref(json);
    free(text);
    return copy;
}

/* Words change no answer, values do. */
static void fingerprints(void **state)
{
    static const struct {
        const char *pointer, *value;
        int same;
    } cases[] = {
        {"/measures/0/title", "'Another'", 1},  {"/measures/0/quote", NULL, 1},     {"/continues/0/what", "'Y'", 1},
        {"/measures/0/source", "'t'", 1},       {"/measures/0/section", NULL, 1},   {"/measures/0/agreed_with", NULL, 0},
        {"/measures/0/values/0/value", "68", 0}, {"/continues/0/kept", NULL, 0},    {"/measures/0/better", "'down'", 0},
    };
    char *first = fingerprint_with(NULL, NULL);
    (void)state;
    assert_int_equal(strlen(first), 64);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *other = fingerprint_with(cases[i].pointer, cases[i].value);
        if (cases[i].same != !strcmp(first, other))
            fail_msg("%s", cases[i].pointer);
        free(other);
    }
    free(first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_fault),   cmocka_unit_test(all_at_once), cmocka_unit_test(too_many),
        cmocka_unit_test(wrong_calls), cmocka_unit_test(fingerprints),
    };
    return TEST_MAIN(tests);
}
