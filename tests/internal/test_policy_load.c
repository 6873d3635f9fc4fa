/* SPDX-License-Identifier: MIT */
/* Loading policies: the frame, calendars, rows and indexes with every fault, built-in policies, and fingerprints. */
#include "payment_tools.h"

static coprod_policy *load(const json_t *document, const char *title, const json_t *expected)
{
    coprod_findings *findings = new_findings();
    coprod_policy *policy = (coprod_policy *)1;
    char *text = json_dumps(document, JSON_ENCODE_ANY);
    coprod_status status = coprod_policy_load(text, COPROD_NTS, NULL, findings, &policy);
    check_findings(title, findings, expected);
    assert_int_equal(status, status_of(expected));
    assert_int_equal(policy != NULL, status == COPROD_OK);
    coprod_findings_free(findings);
    free(text);
    return policy;
}

static void every_fault_of_the_frame(void **state)
{
    json_t *golden = load_file("golden/reimburse/policy_faults.json"), *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "frame"), i, one) {
        json_t *own = changed(json_object_get(golden, "document"), json_object_get(one, "changes"));
        coprod_policy_free(load(own, text_of(one, "title"), json_object_get(one, "findings")));
        json_decref(own);
    }
    json_decref(golden);
}

/* --- indexes --- */

/* own-0 has a value, and each of the others stands on the one before it; `last` is what own-0 stands on, if it does. */
static json_t *chain(int count, int last)
{
    json_t *document = policy_document("{}"), *list = json_array();
    for (int i = 0; i < count; i++) {
        json_t *row = i || last >= 0 ? json_pack("{so}", "index", json_sprintf("own-%d", i ? i - 1 : last))
                                     : json_of("{'rate_mpence': 1000, 'per': 'hour'}");
        json_array_append_new(list, json_pack("{sosssss[o]}", "id", json_sprintf("own-%d", i), "title", "T", "per",
                                              "hour", "values", row));
    }
    json_object_set_new(document, "indexes", list);
    return document;
}

static void check_chain(int count, int last, const char *findings)
{
    json_t *document = chain(count, last), *expected = json_of(findings);
    coprod_policy_free(load(document, "a chain of indexes", expected));
    json_decref(document);
    json_decref(expected);
}

static void indexes_on_indexes(void **state)
{
    (void)state;
    check_chain(1, -1, "[]");
    check_chain(9, -1, "[]"); /* own-8 stands on eight others in a row */
    check_chain(10, -1, "['index-circle /indexes/9']");
    check_chain(1, 0, "['index-circle /indexes/0']");
    check_chain(3, 2, "['index-circle /indexes/0', 'index-circle /indexes/1', 'index-circle /indexes/2']");
    check_chain(9, 9, "['index-unknown /indexes/0/values/0/index']");
    check_chain(65, -1, "['too-many /indexes']");
}

/* Long tables in a row are read as fast as short ones. */
static void tables_on_tables(void **state)
{
    json_t *document = chain(9, -1), *none = json_array();
    (void)state;
    for (int i = 1; i < 9; i++)
        for (int year = 1900; year < 2000; year++) {
            char pointer[32];
            snprintf(pointer, sizeof pointer, "/indexes/%d/values/-", i);
            put(document, pointer, json_pack("{soso}", "from", json_sprintf("%d-04-01", year), "index",
                                             json_sprintf("own-%d", i - 1)));
        }
    coprod_policy_free(load(document, "years of years", none));
    json_decref(document);
    json_decref(none);
}

/* What a built-in index follows comes with it; one that is asked for too is there once. */
static void built_in_indexes_that_follow_others(void **state)
{
    static const char *const lists[] = {"['esa-permitted-work']", "['esa-permitted-work', 'uk-nlw']",
                                        "['uk-nlw', 'esa-permitted-work']"};
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        json_t *document = policy_document("{}");
        coprod_policy *policy;
        json_object_set_new(document, "indexes", json_of(lists[i]));
        policy = policy_json(document);
        assert_int_equal(policy->index_count, 2);
        coprod_policy_free(policy);
        json_decref(document);
    }
}

static const char dated[] =
    "{'indexes': [{'id': 'own', 'title': 'T', 'per': 'hour', 'values': [{'to': '2025-12-31', 'rate_mpence': 1000000, "
    "'per': 'hour'}, {'from': '2026-01-01', 'rate_mpence': '1271', 'per': 'hour'}]}], 'fees': [{'id': 'f', 'label': "
    "'F', 'basis': 'hourly', 'value': [{'from': '2026-01-01', 'rate_mpence': 10, 'per': 'hour'}, {'from': "
    "'2026-02-01', 'to': '2026-02-28', 'rate_mpence': 20, 'per': 'hour'}, {'from': '2026-01-10', 'known_from': "
    "'2026-01-20', 'rate_mpence': 30, 'per': 'hour'}, {'from': '2026-03-01', 'known_from': '2026-01-20', 'index': "
    "'own', 'times': '16/1', 'round': {'to_pence': 50, 'mode': 'up'}}]}]}";

/* The latest known counts, then the latest from; never the nearest. */
static void the_row_of_a_day(void **state)
{
    static const struct {
        int32_t month, day, known_month, known_day;
        int64_t mpence; /* -1: none */
    } cases[] = {{1, 1, 1, 19, 10},   {1, 10, 1, 19, 10},  {1, 10, 1, 20, 30},  {1, 9, 12, 31, 10},
                 {2, 1, 1, 19, 20},   {2, 28, 1, 19, 20},  {2, 28, 12, 31, 30}, {3, 1, 1, 19, 10},
                 {3, 1, 1, 20, 20350000}};
    coprod_policy *policy = policy_of(dated);
    coprod__exact value;
    int32_t day = 0, known = 0;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_day_from_date(2026, cases[i].month, cases[i].day, &day);
        coprod_day_from_date(2026, cases[i].known_month, cases[i].known_day, &known);
        assert_non_null(coprod__value_at(policy, &policy->fees[0].value, day, known, &value));
        assert_true(value.d == 1 && value.n == cases[i].mpence);
    }
    coprod_day_from_date(2025, 12, 31, &day);
    assert_null(coprod__value_at(policy, &policy->fees[0].value, day, COPROD__OPEN_TO, &value));
    assert_non_null(coprod__value_at(policy, &policy->indexes[0].values, day, COPROD__OPEN_TO, &value));
    assert_int_equal(value.n, 1000000);
    coprod_policy_free(policy);
}

/* A value that follows an index has the dates and the source of the index, and none where the index has none. */
static void a_row_without_its_index(void **state)
{
    coprod_policy *policy = policy_of("{'indexes': [{'id': 'own', 'title': 'T', 'per': 'hour', 'values': []}], 'fees': "
                                      "[{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'index': 'own'}]}]}");
    coprod__exact value;
    (void)state;
    assert_null(coprod__value_at(policy, &policy->fees[0].value, 0, COPROD__OPEN_TO, &value));
    coprod_policy_free(policy);
}

/* --- periods --- */

static int32_t day_of(const char *text)
{
    int32_t day = 0;
    assert_int_equal(coprod_day_read(text, COPROD_NTS, &day), COPROD_OK);
    return day;
}

static void the_first_day_of_a_period(void **state)
{
    static const struct {
        int scope;
        const char *day, *first;
    } cases[] = {
        {COPROD__SCOPE_TAX_YEAR, "2026-04-05", "2025-04-06"},     {COPROD__SCOPE_TAX_YEAR, "2026-04-06", "2026-04-06"},
        {COPROD__SCOPE_TAX_YEAR, "2026-01-31", "2025-04-06"},     {COPROD__SCOPE_TAX_YEAR, "2026-12-31", "2026-04-06"},
        {COPROD__SCOPE_MILEAGE_YEAR, "2026-06-30", "2025-07-01"},
        {COPROD__SCOPE_MILEAGE_YEAR, "2026-07-01", "2026-07-01"},
        {COPROD__SCOPE_FISCAL_YEAR, "2026-07-31", "2025-08-01"},
        {COPROD__SCOPE_FISCAL_YEAR, "2026-08-01", "2026-08-01"},
        {COPROD__SCOPE_MONTH, "2024-02-29", "2024-02-01"},        {COPROD__SCOPE_MONTH, "2024-03-01", "2024-03-01"},
        {COPROD__SCOPE_WEEK, "2026-05-02", "2026-04-26"},         {COPROD__SCOPE_WEEK, "2026-05-03", "2026-05-03"},
        {COPROD__SCOPE_DAY, "2026-05-03", "2026-05-03"}};
    coprod_policy *policy = policy_of("{'calendars': {'mileage_year_start': '07-01', 'fiscal_year_end': '07-31', "
                                      "'week_start': 'sun'}}");
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(coprod__period_start(policy, cases[i].scope, day_of(cases[i].day)), day_of(cases[i].first));
    coprod_policy_free(policy);
}

static void months_later(void **state)
{
    static const struct {
        const char *day, *there;
        int32_t months;
    } cases[] = {{"2025-11-30", "2026-02-28", 3}, {"2024-02-29", "2025-02-28", 12}, {"2026-01-31", "2026-02-28", 1},
                 {"2026-08-31", "2026-09-30", 1}, {"2026-12-15", "2027-01-15", 1},  {"2026-05-01", "2026-05-01", 0},
                 {"2023-12-31", "2024-02-29", 2}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(coprod__months_after(day_of(cases[i].day), cases[i].months), day_of(cases[i].there));
}

/* --- what a policy says of itself --- */

static void every_built_in_policy(void **state)
{
    (void)state;
    assert_in_range(coprod_policy_count(), 17, 100);
    assert_null(coprod_policy_id(coprod_policy_count()));
    for (size_t i = 0; i < coprod_policy_count(); i++) {
        coprod_policy_info info = {sizeof info};
        coprod_policy *policy = policy_of(coprod_policy_id(i));
        assert_int_equal(coprod_policy_get(policy, &info), COPROD_OK);
        assert_string_equal(info.id, coprod_policy_id(i));
        assert_true(*info.version && *info.title && *info.source_title && *info.source_address);
        assert_string_equal(info.currency, "GBP");
        assert_int_equal(strlen(info.fingerprint), 64);
        assert_true(info.role_count + info.fee_count + info.expense_count > 0 && !info.reserved);
        for (size_t k = 0; k < i; k++) {
            coprod_policy *other = policy_of(coprod_policy_id(k));
            assert_string_not_equal(other->fingerprint, info.fingerprint);
            assert_string_not_equal(other->ledger_fingerprint, policy->ledger_fingerprint);
            coprod_policy_free(other);
        }
        coprod_policy_free(policy);
    }
}

static void what_a_policy_says_of_itself(void **state)
{
    coprod_policy *policy = policy_of("{'note': 'N', 'source': {'title': 'S', 'address': 'A'}, 'fees': [{'id': 'f', "
                                      "'label': 'F', 'basis': 'none'}], 'roles': [{'id': 'r', 'label': 'R', 'fee': "
                                      "'f'}, {'id': 's', 'label': 'S', 'payable': false}]}"), *bare = policy_of("{}");
    coprod_policy_info info = {sizeof info};
    (void)state;
    assert_int_equal(coprod_policy_get(policy, &info), COPROD_OK);
    assert_string_equal(info.note, "N");
    assert_string_equal(info.source_title, "S");
    assert_string_equal(info.source_address, "A");
    assert_true(info.role_count == 2 && info.fee_count == 1 && !info.expense_count && !info.cap_count);
    assert_int_equal(coprod_policy_get(bare, &info), COPROD_OK);
    assert_string_equal(info.note, "");
    assert_string_equal(info.source_title, "");
    assert_string_equal(coprod_policy_word(policy, COPROD_POLICY_ROLES, 1), "s");
    assert_string_equal(coprod_policy_word(policy, COPROD_POLICY_FEES, 0), "f");
    for (int32_t part = 0; part <= COPROD_POLICY_CHECKS + 1; part++)
        assert_null(coprod_policy_word(policy, part, 2));
    assert_null(coprod_policy_word(NULL, COPROD_POLICY_ROLES, 0));
    CHECK_OUT(coprod_policy_info, coprod_policy_get(policy, out));
    assert_int_equal(coprod_policy_get(NULL, &info), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_policy_get(policy, NULL), COPROD_E_ARGUMENT);
    coprod_policy_free(policy);
    coprod_policy_free(bare);
}

/* What changes an answer changes the fingerprint; what a ledger counts, that of the ledger too. */
static void fingerprints(void **state)
{
    static const struct {
        const char *changes;
        int same, same_ledger;
    } cases[] = {
        {"{'/title': 'Other', '/note': null, '/language': 'cy', '/fees/0/label': 'L', '/source': null}", 1, 1},
        {"{'/version': '2'}", 0, 1},
        {"{'/fees/0/bands/0/value/0/amount_pence': 7501}", 0, 1},
        {"{'/expenses/0/mileage/groups/0/bands/0/value/-': {'from': '2027-01-01', 'index': 'uk-amap-car'}, "
         "'/indexes/-': 'uk-amap-car'}", 0, 1},
        {"{'/caps/1/limit_minutes': 1, '/caps/0/limit/0/amount_pence': 1, '/caps/2/limit_count': 9}", 0, 1},
        {"{'/expenses/4/per_hour_cap': [], '/expenses/3/private_stay': [], '/expenses/5/receipt/need': 'always'}",
         0, 1},
        {"{'/checks/0/minutes_less_than': 1, '/checks/1/taper': '1/2'}", 0, 1},
        {"{'/rounding/mode': 'up', '/rate_date': 'submission'}", 0, 1},
        {"{'/id': 'other'}", 0, 0},
        {"{'/calendars/tax_year_start': '01-01'}", 0, 0},
        {"{'/expenses/0/mileage/accumulate/scope': 'mileage-year'}", 0, 0},
        {"{'/expenses/0/mileage/groups/0/counter': 'cars'}", 0, 0},
        {"{'/caps/0/scope': 'week'}", 0, 0},
        {"{'/caps/0/measure': 'count', '/caps/0/limit': null, '/caps/0/limit_count': 1}", 0, 0},
        {"{'/checks/0/period': 'month'}", 0, 0},
        {"{'/claim_rules/duplicate/key': ['receipt-no']}", 0, 0},
    };
    json_t *golden = load_file("golden/reimburse/policy_faults.json"), *document = json_object_get(golden, "document");
    coprod_policy *policy = policy_json(document);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *changes = json_of(cases[i].changes), *own = changed(document, changes);
        coprod_policy *other = policy_json(own);
        if ((strcmp(policy->fingerprint, other->fingerprint) == 0) != cases[i].same
            || (strcmp(policy->ledger_fingerprint, other->ledger_fingerprint) == 0) != cases[i].same_ledger)
            fail_msg("%s: fingerprints", cases[i].changes);
        coprod_policy_free(other);
        json_decref(changes);
        json_decref(own);
    }
    coprod_policy_free(policy);
    json_decref(golden);
}

static void wrong_arguments(void **state)
{
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    coprod_policy *policy = (coprod_policy *)1;
    (void)state;
    assert_int_equal(coprod_policy_load("{}", 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_policy_load(NULL, 0, NULL, NULL, &policy), COPROD_E_ARGUMENT);
    assert_null(policy);
    assert_int_equal(coprod_policy_load("{}", 2, &half, NULL, &policy), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_policy_load("{", 1, NULL, NULL, &policy), COPROD_E_SYNTAX);
    assert_int_equal(coprod_policy_load("\xFF", 1, NULL, NULL, &policy), COPROD_E_TEXT);
    assert_int_equal(coprod_policy_load("{}", 2, NULL, NULL, &policy), COPROD_E_DEFINITION);
    assert_int_equal(coprod_policy_builtin("nice", NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_policy_builtin(NULL, NULL, &policy), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_policy_builtin("no", NULL, &policy), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_policy_builtin("nice", &half, &policy), COPROD_E_ARGUMENT);
    assert_null(policy);
    CHECK_IN(coprod_allocator,
             ((coprod_allocator){sizeof(coprod_allocator), NULL, test_alloc, test_resize, test_release}),
             coprod_policy_builtin("nice", in, &policy), coprod_policy_free(policy));
    coprod_policy_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_of_the_frame),
        cmocka_unit_test(indexes_on_indexes),
        cmocka_unit_test(tables_on_tables),
        cmocka_unit_test(built_in_indexes_that_follow_others),
        cmocka_unit_test(the_row_of_a_day),
        cmocka_unit_test(a_row_without_its_index),
        cmocka_unit_test(the_first_day_of_a_period),
        cmocka_unit_test(months_later),
        cmocka_unit_test(every_built_in_policy),
        cmocka_unit_test(what_a_policy_says_of_itself),
        cmocka_unit_test(fingerprints),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
