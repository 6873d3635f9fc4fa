/* SPDX-License-Identifier: MIT */
/* Mistakes in policies that can be used: planted ones with what they are and where, the same policies without them, and
 * the real ones of the built-in policies. */
#include "payment_tools.h"

/* --- lists of findings --- */

static json_t *listed(const coprod_findings *findings)
{
    static const char *const severities[] = {"?", "", "warning ", "note "};
    json_t *list = json_array();
    for (size_t i = 0; i < coprod_findings_count(findings); i++) {
        coprod_finding one = {sizeof one};
        assert_int_equal(coprod_findings_get(findings, i, &one), COPROD_OK);
        assert_int_equal(one.row, -1);
        assert_true(one.expected[0] && one.found[0] && strlen(one.found) <= 83);
        json_array_append_new(list, json_sprintf("%s%s %s %s", severities[one.severity], one.code, one.place,
                                                 one.found));
    }
    return list;
}

/* Fails with both lists; a code stands at a place once. */
static void compare(const char *title, const coprod_findings *findings, const json_t *expected)
{
    json_t *found = listed(findings);
    for (size_t i = 0; i < json_array_size(found); i++)
        for (size_t k = 0; k < i; k++) {
            coprod_finding a = {sizeof a}, b = {sizeof b};
            coprod_findings_get(findings, i, &a);
            coprod_findings_get(findings, k, &b);
            assert_true(strcmp(a.code, b.code) || strcmp(a.place, b.place));
        }
    if (!json_equal(found, expected)) {
        char *a = json_dumps(found, JSON_INDENT(1)), *b = json_dumps(expected, JSON_INDENT(1));
        fail_msg("%s: found\n%s\nexpected\n%s", title, a, b);
    }
    json_decref(found);
}

static void check_lint(const char *title, const json_t *document, const json_t *expected)
{
    coprod_policy *policy = policy_json(document);
    coprod_findings *findings = new_findings();
    for (int twice = 0; twice < 2; twice++) { /* nothing of a policy changes */
        coprod_findings_clear(findings);
        assert_int_equal(coprod_policy_lint(policy, findings), COPROD_OK);
        compare(title, findings, expected);
    }
    coprod_findings_free(findings);
    coprod_policy_free(policy);
}

static json_t *whole(json_t *chapters)
{
    json_t *document = policy_document("{}");
    json_object_update(document, chapters);
    return document;
}

static void planted_mistakes(void **state)
{
    json_t *golden = load_file("golden/reimburse/policy_lint.json"), *one, *none = json_array();
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "lint"), i, one) {
        json_t *document = whole(json_object_get(one, "policy"));
        json_t *without = changed(document, json_object_get(one, "without"));
        check_lint(text_of(one, "title"), document, json_object_get(one, "findings"));
        check_lint(text_of(one, "title"), without, none);
        json_decref(document);
        json_decref(without);
    }
    assert_true(i >= 64);
    json_decref(golden);
    json_decref(none);
}

/* What nobody could see afterwards: a rate for something else is refused. */
static void check_load(const char *title, const json_t *document, const json_t *expected)
{
    coprod_findings *findings = new_findings();
    coprod_policy *policy = NULL;
    char *text = json_dumps(document, 0);
    assert_int_equal(coprod_policy_load(text, COPROD_NTS, NULL, findings, &policy),
                     json_array_size(expected) ? COPROD_E_DEFINITION : COPROD_OK);
    compare(title, findings, expected);
    coprod_findings_free(findings);
    coprod_policy_free(policy);
    free(text);
}

static void rates_for_something_else(void **state)
{
    json_t *golden = load_file("golden/reimburse/policy_lint.json"), *one, *none = json_array();
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "load"), i, one) {
        json_t *document = whole(json_object_get(one, "policy"));
        json_t *without = changed(document, json_object_get(one, "without"));
        check_load(text_of(one, "title"), document, json_object_get(one, "findings"));
        check_load(text_of(one, "title"), without, none);
        json_decref(document);
        json_decref(without);
    }
    assert_true(i >= 5);
    json_decref(golden);
    json_decref(none);
}

/* --- the built-in policies --- */

/* Warnings alone: the days that the built-in indexes leave out are notes, which every policy has that names them. */
static void the_built_in_policies(void **state)
{
    static const struct {
        const char *id, *warnings;
        int notes;
    } expected[] = {
        {"agenda-for-change", "", 4}, {"cnwl", "", 4}, {"cqc", "", 0},
        {"elft", "band-gap /fees/0/bands exactly 120 minutes\n"
                 "below-wage-floor /fees/0/bands/0 from minute 48: 10.00 for 119 minutes\n"
                 "below-wage-floor /fees/0/bands/1 from minute 121: 20.00 for 720 minutes\n", 4},
        {"exeter-research-volunteers", "threshold-word /fees/0/bands/2/from_words more than half a day\n"
                                       "threshold-word /fees/1/bands/2/from_words more than half a day\n", 0},
        {"hmrc-amap", "", 0},
        {"imperial", "threshold-word /fees/1/bands/1/to_words for up to (the readable text ends here)\n", 4},
        {"lancashire", "below-wage-floor /fees/0/declared/0 from minute 709: 150.00 for 720 minutes\n", 4},
        {"nhs-england-interim", "band-overlap /expenses/0/mileage/groups exactly 1500 cc of car\n", 0},
        {"nice-older", "", 0},
        {"nice", "below-wage-floor /fees/1/bands/1 from minute 709: 150.00 for 720 minutes\n", 4},
        {"oxfordshire-ccg", "", 0}, {"pencru", "", 0}, {"plymouth", "", 0}, {"si-1989-439", "", 0},
        {"si-1996-2382", "", 0}, {"west-devon", "", 0},
    };
    (void)state;
    assert_int_equal(coprod_policy_count(), sizeof expected / sizeof *expected);
    for (size_t p = 0; p < sizeof expected / sizeof *expected; p++) {
        coprod_policy *policy = policy_of(expected[p].id);
        coprod_findings *findings = new_findings();
        char warnings[1024] = "";
        int notes = 0;
        assert_int_equal(coprod_policy_lint(policy, findings), COPROD_OK);
        for (size_t i = 0; i < coprod_findings_count(findings); i++) {
            coprod_finding one = {sizeof one};
            size_t used = strlen(warnings);
            assert_int_equal(coprod_findings_get(findings, i, &one), COPROD_OK);
            if (one.severity == COPROD_WARNING)
                snprintf(warnings + used, sizeof warnings - used, "%s %s %s\n", one.code, one.place, one.found);
            else
                assert_true(++notes && !strcmp(one.code, "dated-hole") && !strncmp(one.place, "/indexes/", 9));
        }
        if (strcmp(warnings, expected[p].warnings) || notes != expected[p].notes)
            fail_msg("%s: %d notes, and\n%s", expected[p].id, notes, warnings);
        coprod_findings_free(findings);
        coprod_policy_free(policy);
    }
}

/* What is wrong is told in words that say it all. */
static void what_is_told(void **state)
{
    static const struct {
        const char *id;
        size_t index;
        const char *expected;
    } cases[] = {{"nice", 0, "152.52 or more for them, at 12.71 an hour on 2026-04-01"},
                 {"elft", 0, "a band for every duration, or on_gap"},
                 {"elft", 1, "25.21 or more for them, at 12.71 an hour on 2026-04-01"},
                 {"imperial", 0, "a number in to_minutes"},
                 {"agenda-for-change", 0, "a row for every day in between"}};
    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        coprod_policy *policy = policy_of(cases[c].id);
        coprod_findings *findings = new_findings();
        coprod_finding one = {sizeof one};
        char text[512];
        assert_int_equal(coprod_policy_lint(policy, findings), COPROD_OK);
        assert_int_equal(coprod_findings_get(findings, cases[c].index, &one), COPROD_OK);
        assert_string_equal(one.expected, cases[c].expected);
        assert_int_equal(coprod_findings_text(findings, cases[c].index, NULL, text, sizeof text, NULL), COPROD_OK);
        assert_true(strstr(text, one.place) && strstr(text, one.found) && strstr(text, one.expected));
        coprod_findings_free(findings);
        coprod_policy_free(policy);
    }
}

/* A cap over "all" that is no list is told once, with what a list looks like; so is one over nothing. */
static void what_a_cap_is_over(void **state)
{
    static const char *const overs[][2] = {
        {"'all'", "wrong-type"}, {"3", "wrong-type"}, {"null", "wrong-type"}, {"{}", "wrong-type"},
        {"[]", "missing-key"}};
    (void)state;
    for (size_t i = 0; i < sizeof overs / sizeof *overs; i++) {
        json_t *document = policy_document("{'expenses': [{'id': 'bus', 'label': 'B', 'kind': 'actual'}], 'caps': "
                                           "[{'id': 'c', 'scope': 'day', 'limit': [{'amount_pence': 900}]}]}");
        coprod_findings *findings = new_findings();
        coprod_policy *policy = NULL;
        coprod_finding one = {sizeof one};
        char *text;
        json_object_set_new(json_array_get(json_object_get(document, "caps"), 0), "over", json_of(overs[i][0]));
        text = json_dumps(document, 0);
        assert_int_equal(coprod_policy_load(text, COPROD_NTS, NULL, findings, &policy), COPROD_E_DEFINITION);
        assert_int_equal(coprod_findings_count(findings), 1);
        assert_int_equal(coprod_findings_get(findings, 0, &one), COPROD_OK);
        assert_string_equal(one.code, overs[i][1]);
        assert_string_equal(one.place, "/caps/0/over");
        assert_non_null(strstr(one.expected, "such as [\"all\"]"));
        coprod_findings_free(findings);
        json_decref(document);
        free(text);
    }
}

/* --- what may go wrong --- */

static size_t left; /* allocations that still succeed */
static size_t held; /* blocks that nobody gave back */

static void *take(void *context, size_t bytes)
{
    void *block = left && left-- ? test_alloc(context, bytes) : NULL;
    held += block != NULL;
    return block;
}

static void *grow(void *context, void *block, size_t old_bytes, size_t bytes)
{
    return left && left-- ? test_resize(context, block, old_bytes, bytes) : NULL;
}

static void release(void *context, void *block, size_t bytes)
{
    held--;
    test_release(context, block, bytes);
}

/* Memory that runs out at each allocation in turn; whatever was found before stays. */
static void no_memory(void **state)
{
    const coprod_allocator meagre = {sizeof meagre, NULL, take, grow, release};
    size_t length;
    char *text = read_file("support/rich-policy.json", &length);
    coprod_policy *policy = NULL;
    coprod_status status = COPROD_E_MEMORY;
    size_t allowed, before = 0;
    (void)state;
    assert_int_equal(coprod_policy_load(text, length, NULL, NULL, &policy), COPROD_OK);
    for (allowed = 0; status != COPROD_OK; allowed++) {
        coprod_findings *findings = NULL;
        left = 1;
        assert_int_equal(coprod_findings_new(&meagre, &findings), COPROD_OK);
        left = allowed;
        status = coprod_policy_lint(policy, findings);
        assert_true(status == COPROD_OK || status == COPROD_E_MEMORY);
        assert_true(coprod_findings_count(findings) >= before || status == COPROD_E_MEMORY);
        before = coprod_findings_count(findings);
        coprod_findings_free(findings);
        assert_true(held == 0 && allowed < 100000);
    }
    assert_true(allowed > 10 && before > 0);
    coprod_policy_free(policy);
    free(text);
}

static void wrong_arguments(void **state)
{
    coprod_policy *policy = policy_of("nice");
    coprod_findings *findings = new_findings();
    (void)state;
    assert_int_equal(coprod_policy_lint(NULL, findings), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_policy_lint(policy, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_policy_lint(NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_findings_count(findings), 0);
    coprod_findings_free(findings);
    coprod_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(planted_mistakes),
        cmocka_unit_test(rates_for_something_else),
        cmocka_unit_test(the_built_in_policies),
        cmocka_unit_test(what_is_told),
        cmocka_unit_test(what_a_cap_is_over),
        cmocka_unit_test(no_memory),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
