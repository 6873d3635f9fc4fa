/* SPDX-License-Identifier: MIT */
#include "support.h"


#include <jansson.h>

#include "coprod/days.h"

#define NAMES "\"schema\": \"calendar/1\", \"id\": \"mine\", \"version\": \"1\", \"title\": \"Mine\""
#define SOURCE "\"source\": {\"title\": \"Minutes\"}"
#define DOCUMENT(covers, weekend, holidays) \
    "{" NAMES ", " SOURCE ", \"covers\": " covers ", \"weekend\": " weekend ", \"holidays\": " holidays "}"
#define YEAR "[\"2025-01-01\", \"2025-12-31\"]"

typedef struct fault {
    const char *code, *place;
} fault;

static void faults(const char *json, const fault *expected, size_t count)
{
    coprod_calendar *calendar = (coprod_calendar *)&calendar;
    coprod_finding one = {.size = sizeof one};
    coprod_findings *findings;
    assert_int_equal(coprod_findings_new(NULL, &findings), COPROD_OK);
    assert_int_equal(coprod_calendar_load(json, COPROD_NTS, NULL, findings, &calendar), COPROD_E_DEFINITION);
    assert_null(calendar);
    for (size_t i = 0; i < count && i < coprod_findings_count(findings); i++) {
        assert_int_equal(coprod_findings_get(findings, i, &one), COPROD_OK);
        assert_string_equal(one.code, expected[i].code);
        assert_string_equal(one.place, expected[i].place);
        assert_int_equal(one.severity, COPROD_ERROR);
        assert_non_null(coprod_code_sentence(NULL, one.code));
    }
    assert_int_equal(coprod_findings_count(findings), count);
    coprod_findings_free(findings);
    assert_int_equal(coprod_calendar_load(json, COPROD_NTS, NULL, NULL, &calendar), COPROD_E_DEFINITION);
}

static void all_faults_at_once(void **state)
{
    static const char json[] =
        "{\"schema\": \"calendar/2\", \"id\": \"Not a word\", \"version\": \"\","
        " \"source\": {\"address\": 5, \"x\": 1},"
        " \"covers\": [\"2025-01-01\", \"2025-02-29\"], \"weekend\": [\"sat\", \"sat\", \"son\", 6],"
        " \"holidays\": [\"2025-01-01\", \"2025-01-01\", \"yesterday\", 1, \"2031-01-01\"], \"a/b~\": 1}";
    static const fault expected[] = {
        {"wrong-schema", "/schema"},      {"unknown-key", "/a~1b~0"},      {"not-a-word", "/id"},
        {"wrong-type", "/version"},       {"missing-key", "/title"},       {"unknown-key", "/source/x"},
        {"missing-key", "/source/title"}, {"wrong-type", "/source/address"}, {"not-a-date", "/covers/1"},
        {"duplicate-id", "/weekend/1"},   {"unknown-id", "/weekend/2"},    {"wrong-type", "/weekend/3"},
        {"duplicate-id", "/holidays/1"},  {"not-a-date", "/holidays/2"},   {"wrong-type", "/holidays/3"},
    };
    static const fault missing[] = {{"missing-key", "/schema"}, {"missing-key", "/id"}, {"missing-key", "/version"},
                                    {"missing-key", "/title"}, {"missing-key", "/source"}, {"missing-key", "/covers"},
                                    {"missing-key", "/weekend"}, {"missing-key", "/holidays"}};
    (void)state;
    faults(json, expected, sizeof expected / sizeof *expected);
    faults("{}", missing, sizeof missing / sizeof *missing);
}

static void each_fault(void **state)
{
    static const struct {
        const char *json;
        fault expected;
    } single[] = {
        {"[]", {"wrong-type", ""}},
        {DOCUMENT("\"2025\"", "[]", "[]"), {"wrong-type", "/covers"}},
        {DOCUMENT("[]", "[]", "[]"), {"too-many", "/covers"}},
        {DOCUMENT("[\"2025-01-01\", \"2025-12-31\", \"2026-01-01\"]", "[]", "[]"), {"too-many", "/covers"}},
        {DOCUMENT("[2025, \"2025-12-31\"]", "[]", "[]"), {"wrong-type", "/covers/0"}},
        {DOCUMENT("[\"2025-01-01\", \"2024-12-31\"]", "[]", "[]"), {"out-of-range", "/covers/1"}},
        {DOCUMENT("[\"2000-01-01\", \"2100-01-01\"]", "[]", "[]"), {"too-many", "/covers"}},
        {DOCUMENT("[\"0001-01-01\", \"9999-12-31\"]", "[]", "[]"), {"too-many", "/covers"}},
        {DOCUMENT(YEAR, "{}", "[]"), {"wrong-type", "/weekend"}},
        {DOCUMENT(YEAR, "[\"Sat\"]", "[]"), {"unknown-id", "/weekend/0"}},
        {DOCUMENT(YEAR, "[\"sat\", null]", "[]"), {"wrong-type", "/weekend/1"}},
        {DOCUMENT(YEAR, "[\"sat\",\"sun\",\"mon\",\"tue\",\"wed\",\"thu\",\"fri\"]", "[]"), {"too-many", "/weekend"}},
        {DOCUMENT(YEAR, "[]", "5"), {"wrong-type", "/holidays"}},
        {DOCUMENT(YEAR, "[]", "[\"2024-12-31\"]"), {"out-of-range", "/holidays/0"}},
        {DOCUMENT(YEAR, "[]", "[\"2025-12-31\", \"2026-01-01\"]"), {"out-of-range", "/holidays/1"}},
        {DOCUMENT(YEAR, "[]", "[\"2025-05-01\", \"2025-05-02\", \"2025-05-01\"]"), {"duplicate-id", "/holidays/2"}},
        {DOCUMENT(YEAR, "[]", "[\"2025-5-1\"]"), {"not-a-date", "/holidays/0"}},
        {"{" NAMES ", \"source\": \"Minutes\", \"covers\": " YEAR ", \"weekend\": [], \"holidays\": []}",
         {"wrong-type", "/source"}},
        {"{" NAMES ", " SOURCE ", \"covers\": " YEAR ", \"weekend\": [], \"holidays\": [], \"holidays\": []}",
         {"duplicate-key", "/holidays"}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        faults(single[i].json, &single[i].expected, 1);
}

static void load_refused(void **state)
{
    coprod_allocator allocator = {0};
    coprod_calendar *calendar = (coprod_calendar *)state;
    char deep[100];
    memset(deep, '[', sizeof deep);
    assert_int_equal(coprod_calendar_load(NULL, 0, NULL, NULL, &calendar), COPROD_E_ARGUMENT);
    assert_null(calendar);
    assert_int_equal(coprod_calendar_load("{}", COPROD_NTS, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    calendar = (coprod_calendar *)state;
    assert_int_equal(coprod_calendar_load("{", COPROD_NTS, NULL, NULL, &calendar), COPROD_E_SYNTAX);
    assert_null(calendar);
    assert_int_equal(coprod_calendar_load("{}", 0, NULL, NULL, &calendar), COPROD_E_SYNTAX);
    assert_int_equal(coprod_calendar_load("\"\xFF\"", COPROD_NTS, NULL, NULL, &calendar), COPROD_E_TEXT);
    assert_int_equal(coprod_calendar_load(deep, sizeof deep, NULL, NULL, &calendar), COPROD_E_LIMIT);
    calendar = (coprod_calendar *)state;
    assert_int_equal(coprod_calendar_load("{}", 2, &allocator, NULL, &calendar), COPROD_E_STRUCT);
    assert_null(calendar);
    assert_int_equal(coprod_calendar_builtin("england", &allocator, &calendar), COPROD_E_STRUCT);
}

static coprod_calendar *loaded(const char *json)
{
    coprod_calendar *calendar;
    assert_int_equal(coprod_calendar_load(json, COPROD_NTS, NULL, NULL, &calendar), COPROD_OK);
    return calendar;
}

static void fingerprint(const char *json, char text[65])
{
    coprod_calendar *calendar = loaded(json);
    coprod_calendar_info own = {.size = sizeof own};
    assert_int_equal(coprod_calendar_get(calendar, &own), COPROD_OK);
    strcpy(text, own.fingerprint);
    coprod_calendar_free(calendar);
}

static void fingerprint_of_what_matters(void **state)
{
    char own[65], other[65];
    (void)state;
    fingerprint(DOCUMENT(YEAR, "[\"sun\", \"sat\"]", "[\"2025-12-25\", \"2025-01-01\"]"), own);
    assert_int_equal(coprod_fingerprint("{\"covers\": [20089, 20453], \"holidays\": [20089, 20447], \"id\": \"mine\","
                                        " \"version\": \"1\", \"weekend\": [6, 7]}", COPROD_NTS, other, 65, NULL), 0);
    assert_string_equal(own, other);
    fingerprint(DOCUMENT(YEAR, "[\"sat\", \"sun\"]", "[\"2025-01-01\", \"2025-12-25\"]"), other);
    assert_string_equal(own, other);
    fingerprint(DOCUMENT(YEAR, "[\"sat\", \"sun\"]", "[\"2025-01-01\", \"2025-12-26\"]"), other);
    assert_string_not_equal(own, other);
}

/* --- memory --- */

static long until, blocks; /* allocations before the one that fails; blocks out */

static void *counted(void *block)
{
    blocks += block != NULL;
    return block;
}

static void *take(void *context, size_t bytes)
{
    (void)context;
    return until-- == 0 ? NULL : counted(malloc(bytes));
}

static void *grow(void *context, void *block, size_t old_bytes, size_t bytes)
{
    (void)context;
    (void)old_bytes;
    return until-- == 0 ? NULL : realloc(block, bytes);
}

static void give(void *context, void *block, size_t bytes)
{
    (void)context;
    (void)bytes;
    blocks -= block != NULL;
    free(block);
}

static void *take_json(size_t bytes)
{
    return take(NULL, bytes);
}

static void give_json(void *block)
{
    give(NULL, block, 0);
}

/* Fails the first allocation, then the second, until none fails: the calendar's own, the findings', Jansson's. */
static void fail_each_allocation(const char *json, coprod_status expected)
{
    const coprod_allocator allocator = {sizeof allocator, NULL, take, grow, give};
    coprod_status status = COPROD_E_MEMORY;
    for (long n = 0; status == COPROD_E_MEMORY; n++) {
        coprod_calendar *calendar = (coprod_calendar *)&calendar;
        coprod_findings *findings;
        until = -1;
        assert_int_equal(coprod_findings_new(&allocator, &findings), COPROD_OK);
        json_set_alloc_funcs(take_json, give_json);
        until = n;
        status = coprod_calendar_load(json, COPROD_NTS, &allocator, findings, &calendar);
        json_set_alloc_funcs(malloc, free);
        assert_int_equal(status, until < 0 ? COPROD_E_MEMORY : expected);
        assert_true(!calendar == (status != COPROD_OK));
        coprod_calendar_free(calendar);
        coprod_findings_free(findings);
        assert_int_equal(blocks, 0);
    }
}

static void out_of_memory(void **state)
{
    (void)state;
    fail_each_allocation(DOCUMENT("[\"1950-01-01\", \"2049-12-31\"]", "[\"sun\"]", "[\"2025-12-25\"]"), COPROD_OK);
    fail_each_allocation(DOCUMENT(YEAR, "[\"son\"]", "[\"2025-12-25\", \"2025-12-25\", \"x\", \"2030-01-01\"]"),
                         COPROD_E_DEFINITION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_faults_at_once),
        cmocka_unit_test(each_fault),
        cmocka_unit_test(load_refused),
        cmocka_unit_test(fingerprint_of_what_matters),
        cmocka_unit_test(out_of_memory),
    };
    return TEST_MAIN(tests);
}
