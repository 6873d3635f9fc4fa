/* SPDX-License-Identifier: MIT */
/* Plans that are wrong: every problem with its place; sums that do not fit; memory that runs out. */
#include "plan_tools.h"

#include "coprod/reimburse_plan.h"

static const char good[] =
    "{'schema': 'plan-budget/1', 'id': 'p', 'title': 'P', 'sessions': [{'id': 'a', 'title': 'A', 'date': "
    "'2026-05-12', 'people': 2, 'role': 'lived-experience-contributor', 'scheduled_minutes': 60, 'expenses': [{'type': "
    "'travel', 'amount_pence': 500}], 'venue': {'amount_pence': 1}, 'interpreters': [{'minutes': 1, 'rate_mpence': "
    "1}], 'staff': [{'amount_pence': 1, 'minutes': 5}], 'costs': [{'kind': 'food', 'amount_pence': 1}]}], 'staff': "
    "[{'date': '2026-05-12', 'amount_pence': 1}], 'costs': [{'kind': 'print', 'date': '2026-05-12', 'amount_pence': "
    "1}], 'partner_funding': [{'partner': 'C', 'date': '2026-05-12', 'amount_pence': 1}]}";

/* Changes of the good plan, by pointers, and what is found then. */
static const struct {
    const char *changes, *found;
} cases[] = {
    {"{}", "[]"},
    {"{'/schema': null}", "[]"},
    {"{'/schema': 'plan-budget/2'}", "['wrong-schema /schema']"},
    {"{'': []}", "['wrong-type ']"},
    {"{'/id': null, '/extra': 1}", "['unknown-key /extra', 'missing-key /id']"},
    {"{'/title': 5}", "['wrong-type /title']"},
    {"{'/payer': 5}", "['wrong-type /payer']"},
    {"{'/sessions': {}}", "['wrong-type /sessions']"},
    {"{'/sessions/0': 5}", "['wrong-type /sessions/0', 'missing-key /sessions/0/id', 'missing-key /sessions/0/title', "
                           "'missing-key /sessions/0/dates', 'missing-key /sessions/0/people']"},
    {"{'/sessions/0/colour': 'red'}", "['unknown-key /sessions/0/colour']"},
    {"{'/sessions/0/kind': 'party'}", "['unknown-id /sessions/0/kind']"},
    {"{'/sessions/0/people': null}", "['missing-key /sessions/0/people']"},
    {"{'/sessions/0/people': -1}", "['out-of-range /sessions/0/people']"},
    {"{'/sessions/0/people': 1.5}", "['wrong-type /sessions/0/people']"},
    {"{'/sessions/0/people': {'low': 3, 'expected': 2, 'high': 4}}", "['out-of-range /sessions/0/people']"},
    {"{'/sessions/0/people': {'low': 3, 'expected': 4, 'most': 5}}",
     "['unknown-key /sessions/0/people/most', 'missing-key /sessions/0/people/high', 'out-of-range "
     "/sessions/0/people']"},
    {"{'/sessions/0/date': '2026-02-30'}", "['not-a-date /sessions/0/date']"},
    {"{'/sessions/0/date': null}", "['missing-key /sessions/0/dates']"},
    {"{'/sessions/0/dates': ['2026-05-12']}", "['missing-key /sessions/0/date']"},
    {"{'/sessions/0/date': null, '/sessions/0/dates': []}", "['too-many /sessions/0/dates']"},
    {"{'/sessions/0/date': null, '/sessions/0/dates': ['2026-05-12', 5]}", "['not-a-date /sessions/0/dates/1']"},
    {"{'/sessions/0/minutes': -5}", "['out-of-range /sessions/0']"},
    {"{'/sessions/0/minutes': 'long'}", "['not-a-number /sessions/0/minutes']"},
    {"{'/sessions/0/start': '25:00'}", "['out-of-range /sessions/0']"},
    {"{'/sessions/0/fee': 'one-off'}", "['missing-key /sessions/0/fee']"},
    {"{'/sessions/-': {'id': 'a', 'title': 'B', 'date': '2026-05-12', 'people': "
     "1}}", "['duplicate-id /sessions/1/id']"},
    {"{'/sessions/0/expenses/0/type': null}", "['missing-key /sessions/0/expenses/0/type']"},
    {"{'/sessions/0/expenses/0/date': '2026-05-12'}", "['unknown-key /sessions/0/expenses/0/date']"},
    {"{'/sessions/0/expenses/0/each': 'family'}", "['unknown-id /sessions/0/expenses/0/each']"},
    {"{'/sessions/0/expenses/0/each': 'session', '/sessions/0/expenses/0/people': 1}",
     "['unknown-key /sessions/0/expenses/0/people']"},
    {"{'/sessions/0/expenses/0/amount_pence': '5.001'}", "['out-of-range /sessions/0/expenses/0']"},
    {"{'/sessions/0/expenses/0/amount_pence': {'low': 1, 'expected': 2}}",
     "['missing-key /sessions/0/expenses/0/amount_pence/high', 'out-of-range /sessions/0/expenses/0/amount_pence']"},
    {"{'/sessions/0/venue/kind': 'hall'}", "['unknown-key /sessions/0/venue/kind']"},
    {"{'/sessions/0/venue/amount_pence': null}", "['missing-key /sessions/0/venue/amount_pence']"},
    {"{'/sessions/0/interpreters/0/amount_pence': 5}", "['missing-key /sessions/0/interpreters/0/amount_pence']"},
    {"{'/sessions/0/interpreters/0/minutes': null}", "['missing-key /sessions/0/interpreters/0/amount_pence']"},
    {"{'/sessions/0/costs/0/kind': null}", "['missing-key /sessions/0/costs/0/kind']"},
    {"{'/sessions/0/costs/0/kind': 'Food'}", "['not-a-word /sessions/0/costs/0/kind']"},
    {"{'/sessions/0/costs/0/count': 2000000}", "['out-of-range /sessions/0/costs/0/count']"},
    {"{'/staff/0/date': null}", "['missing-key /staff/0/dates']"},
    {"{'/staff/0/each': 'person'}", "['unknown-key /staff/0/each']"},
    {"{'/partner_funding/0/partner': null}", "['missing-key /partner_funding/0/partner']"},
};

static void what_is_wrong(void **state)
{
    coprod_policy *policy = policy_of("nice");
    json_t *document = json_of(good);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *changes = json_of(cases[i].changes), *expected = json_of(cases[i].found);
        json_t *own = changed(document, changes);
        coprod_findings *findings = new_findings();
        coprod_budget *budget = NULL;
        char *text = json_dumps(own, 0);
        coprod_status status = coprod_budget_load(policy, text, COPROD_NTS, NULL, NULL, findings, &budget);
        check_findings(cases[i].changes, findings, expected);
        assert_int_equal(status, status_of(expected));
        assert_true((budget != NULL) == (status == COPROD_OK));
        coprod_budget_free(budget);
        coprod_findings_free(findings);
        json_decref(changes);
        json_decref(expected);
        json_decref(own);
        free(text);
    }
    json_decref(document);
    coprod_policy_free(policy);
}

static void wrong_arguments(void **state)
{
    coprod_policy *policy = policy_of("nice");
    coprod_reimburse_options options = {sizeof options, 0, 2, 0, 0};
    coprod_budget *budget = NULL;
    static const char text[] = "{\"id\": \"p\", \"title\": \"P\"}";
    (void)state;
    assert_int_equal(coprod_budget_load(policy, text, COPROD_NTS, &options, NULL, NULL, &budget), COPROD_E_ARGUMENT);
    options.has_known_on = 0;
    options.reserved = 1;
    assert_int_equal(coprod_budget_load(policy, text, COPROD_NTS, &options, NULL, NULL, &budget), COPROD_E_ARGUMENT);
    options.size = 4;
    assert_int_equal(coprod_budget_load(policy, text, COPROD_NTS, &options, NULL, NULL, &budget), COPROD_E_STRUCT);
    assert_int_equal(coprod_budget_load(NULL, text, COPROD_NTS, NULL, NULL, NULL, &budget), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_budget_load(policy, NULL, 0, NULL, NULL, NULL, &budget), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_budget_load(policy, text, COPROD_NTS, NULL, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_budget_load(policy, "{", COPROD_NTS, NULL, NULL, NULL, &budget), COPROD_E_SYNTAX);
    assert_int_equal(coprod_budget_load(policy, "\xff", 1, NULL, NULL, NULL, &budget), COPROD_E_TEXT);
    assert_null(budget);
    coprod_policy_free(policy);
}

/* A million pounds for a million people, a million times, leaves 64 bits; a thousand of each do not. */
static void sums_that_do_not_fit(void **state)
{
    static const struct {
        int people, count;
        coprod_status status;
    } sizes[] = {{1000, 1000, COPROD_OK}, {1000000, 1000000, COPROD_E_OVERFLOW}};
    coprod_policy *policy = policy_of("nice");
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char quoted[512];
        json_t *document;
        coprod_budget *budget = NULL;
        char *text;
        snprintf(quoted, sizeof quoted, "{'id': 'p', 'title': 'P', 'sessions': [{'id': 'a', 'title': 'A', 'date': "
                 "'2026-05-12', 'people': %d, 'costs': [{'kind': 'x', 'each': 'person', 'count': %d, 'amount_pence': "
                 "100000000}]}]}", sizes[i].people, sizes[i].count);
        document = json_of(quoted);
        text = json_dumps(document, 0);
        assert_int_equal(coprod_budget_load(policy, text, COPROD_NTS, NULL, NULL, NULL, &budget), sizes[i].status);
        assert_true((budget != NULL) == (sizes[i].status == COPROD_OK));
        coprod_budget_free(budget);
        json_decref(document);
        free(text);
    }
    coprod_policy_free(policy);
}

/* A session on a thousand days with a hundred costs has more lines than a budget takes. */
static void too_many_lines(void **state)
{
    coprod_policy *policy = policy_of("nice");
    json_t *document = json_of("{'id': 'p', 'title': 'P', 'sessions': [{'id': 'a', 'title': 'A', 'people': 1, 'dates': "
                               "[], 'costs': []}]}");
    coprod_budget *budget = NULL;
    char *text, day[16];
    (void)state;
    for (int32_t i = 0; i < 1000; i++) {
        coprod_day_write(20000 + i, day, sizeof day, NULL);
        put(document, "/sessions/0/dates/-", json_string(day));
        if (i < 100)
            put(document, "/sessions/0/costs/-", json_of("{'kind': 'x', 'amount_pence': 1}"));
    }
    text = json_dumps(document, 0);
    assert_int_equal(coprod_budget_load(policy, text, COPROD_NTS, NULL, NULL, NULL, &budget), COPROD_E_LIMIT);
    assert_null(budget);
    json_decref(document);
    free(text);
    coprod_policy_free(policy);
}

static coprod_status write_it(const void *object, const coprod_texts *texts, char *buffer, size_t capacity,
                              size_t *needed)
{
    return coprod_budget_json(object, texts, buffer, capacity, needed);
}

static void without_memory(void **state)
{
    coprod_policy *policy = policy_of("nice");
    json_t *document = json_of(good);
    char *text = json_dumps(document, 0);
    long at = 0;
    (void)state;
    for (coprod_status status = COPROD_E_MEMORY; status != COPROD_OK; at++) {
        meagre memory = {at, 0};
        const coprod_allocator allocator = meagre_of(&memory);
        coprod_budget *budget = NULL;
        status = coprod_budget_load(policy, text, COPROD_NTS, NULL, &allocator, NULL, &budget);
        assert_true(status == COPROD_OK ? budget != NULL : status == COPROD_E_MEMORY && !budget);
        if (budget)
            write_without_memory(write_it, budget, &memory);
        coprod_budget_free(budget);
        assert_int_equal(memory.open, 0);
    }
    assert_true(at > 8);
    json_decref(document);
    free(text);
    coprod_policy_free(policy);
}

/* Jansson's memory runs out at each of its allocations in turn. */
static long jansson_left;

static void *take_for_jansson(size_t bytes)
{
    return jansson_left-- > 0 ? malloc(bytes) : NULL;
}

static void without_memory_for_json(void **state)
{
    coprod_policy *policy = policy_of("nice");
    json_t *document = json_of(good);
    char *text = json_dumps(document, 0);
    long at = 0;
    (void)state;
    json_decref(document);
    for (coprod_status status = COPROD_E_MEMORY; status != COPROD_OK; at++) {
        coprod_budget *budget = NULL;
        jansson_left = at;
        json_set_alloc_funcs(take_for_jansson, free);
        status = coprod_budget_load(policy, text, COPROD_NTS, NULL, NULL, NULL, &budget);
        json_set_alloc_funcs(malloc, free);
        assert_true(status == COPROD_OK ? budget != NULL : status == COPROD_E_MEMORY && !budget);
        coprod_budget_free(budget);
    }
    assert_true(at > 100);
    free(text);
    coprod_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong),
        cmocka_unit_test(wrong_arguments),
        cmocka_unit_test(sums_that_do_not_fit),
        cmocka_unit_test(too_many_lines),
        cmocka_unit_test(without_memory),
        cmocka_unit_test(without_memory_for_json),
    };
    return TEST_MAIN(tests);
}
