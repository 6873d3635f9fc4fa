/* SPDX-License-Identifier: MIT */
/* What a plan costs: by hand from built-in policies, three estimates, what is not known, and sums that add up. */
#include "plan_tools.h"

#include "coprod/reimburse_plan.h"

static coprod_budget *budget_of(const coprod_policy *policy, const char *quoted)
{
    json_t *document = completed(quoted, "{'schema': 'plan-budget/1', 'id': 'plan', 'title': 'Plan'}");
    coprod_findings *findings = new_findings();
    coprod_budget *budget = NULL;
    char *text = json_dumps(document, 0), found[4096];
    coprod_status status = coprod_budget_load(policy, text, COPROD_NTS, NULL, NULL, findings, &budget);
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK)
        fail_msg("%s: %s: %s", coprod_status_name(status), text, found);
    coprod_findings_free(findings);
    json_decref(document);
    free(text);
    return budget;
}

static coprod_budget_info info_of_budget(const coprod_budget *budget)
{
    coprod_budget_info info = {sizeof info};
    assert_int_equal(coprod_budget_get(budget, &info), COPROD_OK);
    return info;
}

static coprod_budget_line budget_line(const coprod_budget *budget, uint32_t index)
{
    coprod_budget_line line = {sizeof line};
    assert_int_equal(coprod_budget_get_line(budget, index, &line), COPROD_OK);
    return line;
}

static coprod_status write_it(const void *object, const coprod_texts *texts, char *buffer, size_t capacity,
                              size_t *needed)
{
    return coprod_budget_json(object, texts, buffer, capacity, needed);
}

/* Three numbers as "1 2 3". */
static void expect_three(const char *what, const int64_t three[3], const char *expected)
{
    char found[96];
    snprintf(found, sizeof found, "%lld %lld %lld", (long long)three[0], (long long)three[1], (long long)three[2]);
    if (strcmp(found, expected))
        fail_msg("%s: found %s, expected %s", what, found, expected);
}

/* Every way of adding up gives the whole; lines are their unit times their count. */
static void check_whole(const coprod_budget *budget)
{
    coprod_budget_info info = info_of_budget(budget);
    uint32_t not_known = 0;
    for (int32_t by = COPROD_BUDGET_SESSIONS; by <= COPROD_BUDGET_PURPOSES; by++) {
        int64_t sums[3] = {0, 0, 0};
        coprod_budget_sum sum = {sizeof sum};
        uint32_t unknown = 0, lines = 0, at = 0;
        for (; coprod_budget_get_sum(budget, by, at, &sum) == COPROD_OK; at++) {
            for (int e = 0; e < 3; e++)
                sums[e] += sum.pence[e];
            unknown += sum.not_known;
            lines += sum.known;
            assert_true((sum.last_day > sum.first_day)
                        == (by == COPROD_BUDGET_YEARS || by == COPROD_BUDGET_PAYER_YEARS));
        }
        assert_memory_equal(sums, info.pence, sizeof sums);
        assert_true(unknown == info.not_known && lines <= info.line_count);
    }
    for (uint32_t i = 0; i < info.line_count; i++) {
        coprod_budget_line line = budget_line(budget, i);
        for (int e = 0; e < 3; e++)
            assert_true(line.pence[e] == line.unit_pence[e] * line.count[e]);
        not_known += !line.known;
    }
    assert_int_equal(not_known, info.not_known);
    json_decref(json_of_object(write_it, budget));
}

static void expect_sum(const coprod_budget *budget, int32_t by, uint32_t index, const char *id, const char *pence)
{
    coprod_budget_sum sum = {sizeof sum};
    assert_int_equal(coprod_budget_get_sum(budget, by, index, &sum), COPROD_OK);
    assert_string_equal(sum.id, id);
    expect_three(id, sum.pence, pence);
}

/* NICE: 75.00 up to 4 hours, 150.00 above, 25.00 for reading. */
static const char panel[] =
    "{'payer': 'trust', 'sessions': [{'id': 'start', 'title': 'Start', 'kind': 'induction', 'date': '2026-03-31', "
    "'people': {'low': 6, 'expected': 8, 'high': 10}, 'role': 'lived-experience-contributor', 'minutes': 120, "
    "'preparation_minutes': 30, 'expenses': [{'type': 'travel', 'amount_pence': {'low': '5.00', 'expected': 850, "
    "'high': '14.00'}}, {'type': 'other-costs', 'title': 'Carer', 'people': {'low': 0, 'expected': 1, 'high': 2}, "
    "'amount_pence': '45.00'}], 'venue': {'amount_pence': 15000}, 'interpreters': [{'count': 2, 'minutes': 150, "
    "'rate_mpence': '4500'}]}, {'id': 'meet', 'title': 'Meeting', 'dates': ['2026-04-01', '2027-04-01'], 'people': 3, "
    "'role': 'lived-experience-contributor', 'minutes': 241, 'costs': [{'kind': 'food', 'each': 'person', "
    "'amount_pence': 750}], 'staff': [{'minutes': 480, 'rate_mpence': 2600000}]}, {'id': 'read', 'title': 'Read', "
    "'date': '2026-05-12', 'people': 4, 'fee': 'one-off', 'task': 'review', 'payer': 'charity'}], 'staff': [{'title': "
    "'Planning', 'date': '2026-01-05', 'minutes': 2250, 'rate_mpence': '2600'}], 'partner_funding': [{'partner': 'A "
    "charity', 'date': '2026-05-31', 'amount_pence': '1500.00', 'payer': 'icb'}]}";

static void a_panel(void **state)
{
    coprod_policy *policy = policy_of("nice");
    coprod_budget *budget = budget_of(policy, panel);
    coprod_budget_info info = info_of_budget(budget);
    coprod_budget_line line = budget_line(budget, 0);
    coprod_budget_sum year = {sizeof year};
    (void)state;
    coprod_policy_free(policy); /* the budget keeps it */
    /* start: 75.00 a person; 5.00, 8.50, 14.00 a person; 45.00 a carer; 150.00; 2 x 2.5 h x 45.00
     * meet, twice: 3 x 150.00 + 3 x 7.50 + 8 h x 26.00; read: 4 x 25.00; planning: 37.5 h x 26.00; 1500.00 */
    expect_sum(budget, COPROD_BUDGET_SESSIONS, 0, "start", "85500 108800 135500");
    expect_sum(budget, COPROD_BUDGET_SESSIONS, 1, "meet", "136100 136100 136100");
    expect_sum(budget, COPROD_BUDGET_SESSIONS, 2, "read", "10000 10000 10000");
    expect_sum(budget, COPROD_BUDGET_SESSIONS, 3, "", "247500 247500 247500");
    expect_three("all", info.pence, "479100 502400 529100");
    expect_sum(budget, COPROD_BUDGET_PAYERS, 0, "trust", "319100 342400 369100");
    expect_sum(budget, COPROD_BUDGET_PAYERS, 1, "charity", "10000 10000 10000");
    expect_sum(budget, COPROD_BUDGET_PAYERS, 2, "icb", "150000 150000 150000");
    /* 31 March and 1 April are two financial years */
    expect_sum(budget, COPROD_BUDGET_YEARS, 0, "", "183000 206300 233000");
    expect_sum(budget, COPROD_BUDGET_YEARS, 1, "", "228050 228050 228050");
    expect_sum(budget, COPROD_BUDGET_YEARS, 2, "", "68050 68050 68050");
    assert_int_equal(coprod_budget_get_sum(budget, COPROD_BUDGET_YEARS, 1, &year), COPROD_OK);
    assert_true(year.first_day == day_of("2026-04-01") && year.last_day == day_of("2027-03-31"));
    expect_sum(budget, COPROD_BUDGET_KINDS, 0, "payment", "145000 160000 175000");
    expect_sum(budget, COPROD_BUDGET_KINDS, 1, "expense", "3000 11300 23000");
    expect_sum(budget, COPROD_BUDGET_KINDS, 3, "interpreter", "22500 22500 22500");
    expect_sum(budget, COPROD_BUDGET_PURPOSES, 0, "induction", "85500 108800 135500");
    expect_sum(budget, COPROD_BUDGET_PAYER_YEARS, 0, "trust", "183000 206300 233000");
    expect_three("people", info.people_minutes, "2346 2646 2946"); /* 150 each, and 2 x 3 x 241 */
    expect_three("staff", info.staff_minutes, "3210 3210 3210");
    assert_true(!info.not_known && !info.not_paid);
    assert_string_equal(info.id, "plan");
    assert_string_equal(info.policy_id, "nice");
    assert_string_equal(line.session, "start");
    assert_string_equal(line.kind, "payment");
    assert_string_equal(line.type, "session");
    assert_true(line.day == day_of("2026-03-31") && line.known && line.outcome == COPROD_OUTCOME_PAID);
    expect_three("unit", line.unit_pence, "7500 7500 7500");
    check_whole(budget);
    coprod_budget_free(budget);
    coprod_budget_free(NULL);
}

/* ELFT has no price at exactly 2 hours; a word that the policy does not know; nothing for the time. */
static void what_is_not_known(void **state)
{
    static const char plan[] =
        "{'sessions': [{'id': 'a', 'title': 'A', 'date': '2026-05-12', 'people': {'low': 1, 'expected': 2, 'high': "
        "3}, 'role': 'service-user-or-carer', 'minutes': 120, 'venue': {'amount_pence': 100}}, {'id': 'b', 'title': "
        "'B', 'date': '2026-05-12', 'people': 5, 'role': 'service-user-or-carer', 'minutes': 60, 'expenses': "
        "[{'type': 'taxi', 'amount_pence': 900}]}, {'id': 'c', 'title': 'C', 'date': '2026-05-12', 'people': 2, "
        "'minutes': 30}]}";
    coprod_policy *policy = policy_of("elft");
    coprod_budget *budget = budget_of(policy, plan);
    coprod_budget_info info = info_of_budget(budget);
    coprod_budget_line line = budget_line(budget, 0);
    (void)state;
    assert_true(!line.known && line.outcome == COPROD_OUTCOME_UNDETERMINED && line.reason == COPROD_WHY_BAND_GAP);
    expect_three("gap", line.pence, "0 0 0");
    expect_three("all", info.pence, "5100 5100 5100"); /* the venue, and 5 x 10.00 */
    assert_true(info.not_known == 1 && info.not_paid == 1);
    line = budget_line(budget, 3);
    assert_true(line.known && line.outcome == COPROD_OUTCOME_REJECTED && line.reason == COPROD_WHY_UNKNOWN_TYPE);
    expect_three("left", info.left_pence, "4500 4500 4500"); /* what was spent, on whatever it was */
    assert_int_equal(budget_line(budget, 4).outcome, COPROD_OUTCOME_INFORMATION);
    expect_three("time", info.people_minutes, "480 600 720");
    check_whole(budget);
    expect_json("elft", json_of_object(write_it, budget),
                "{'schema': 'budget/1', 'totals': {'not_known': 1, 'not_paid': 1}, 'sessions': [{'pence': {'expected': "
                "100}, 'not_known': 1}, {'not_known': 0}, {}], 'lines': [{'pence': null, 'unit_pence': null, 'known': "
                "false, 'reason': 'BAND_GAP', 'count': {'low': 1, 'expected': 2, 'high': 3}}, {'known': true}, {}, "
                "{'reason': 'UNKNOWN_TYPE'}, {}]}");
    coprod_budget_free(budget);
    coprod_policy_free(policy);
}

/* A sum of which nothing is known is null, not 0. */
static void nothing_known(void **state)
{
    coprod_policy *policy = policy_of("nice");
    coprod_budget *budget = budget_of(policy, "{'sessions': [{'id': 'a', 'title': 'A', 'date': '2026-05-12', "
                                              "'people': 2, 'role': 'decision-maker'}]}");
    coprod_budget_sum sum = {sizeof sum};
    (void)state;
    assert_int_equal(coprod_budget_get_sum(budget, COPROD_BUDGET_SESSIONS, 0, &sum), COPROD_OK);
    assert_true(!sum.known && sum.not_known == 1);
    expect_json("a", json_of_object(write_it, budget), "{'totals': {'pence': null}, 'sessions': [{'session': 'a', "
                                                       "'pence': null, 'not_known': 1}]}");
    coprod_budget_free(budget);
    coprod_policy_free(policy);
}

/* Limits of several lines, what a part of the people has, what arises once, what the organisation pays itself, what is
 * held, and estimates of which one cannot be priced. */
static const char limits[] =
    "{'expenses': [{'id': 'bus', 'label': 'B', 'kind': 'actual'}, {'id': 'meal', 'label': 'M', 'kind': 'actual', "
    "'receipt': {'need': 'always'}}, {'id': 'far', 'label': 'F', 'kind': 'mileage', 'mileage': {'groups': [{'id': "
    "'c', 'vehicles': ['car'], 'bands': [{'to_miles': 100, 'value': [{'rate_mpence': 45000, 'per': 'mile'}]}]}], "
    "'accumulate': {'scope': 'none'}}}, {'id': 'care', 'label': 'C', 'kind': 'care', 'approval': {'need': "
    "'always'}}], 'caps': [{'id': 'day', 'over': ['bus', 'meal'], 'scope': 'day', 'limit': [{'amount_pence': 1000}]}, "
    "{'id': 'most', 'over': ['care'], 'scope': 'day', 'then': 'hold', 'limit': [{'amount_pence': 3000}]}]}";

static const struct {
    const char *expenses, *pence, *left;
    uint32_t not_known, not_paid;
} limit_cases[] = {
    /* everybody's bus and meal share 10.00 a day: 7.00 and 3.00 for 2 people; the receipt is taken for granted */
    {"[{'type': 'bus', 'amount_pence': 700}, {'type': 'meal', 'amount_pence': "
     "500}]", "2000 2000 2000", "400 400 400", 0,
     0},
    /* somebody's meal comes after everybody's bus: 3.00 for the one who has it */
    {"[{'type': 'meal', 'people': {'low': 0, 'expected': 1, 'high': 2}, 'amount_pence': 500}, {'type': 'bus', "
     "'amount_pence': 700}]", "1400 1700 2000", "0 200 400", 0, 0},
    /* two people's own expenses do not share one limit: each has his own */
    {"[{'type': 'meal', 'people': 1, 'amount_pence': 900}, {'type': 'bus', 'people': 1, 'amount_pence': 900}]",
     "1800 1800 1800", "0 0 0", 0, 0},
    /* once a session, whoever comes */
    {"[{'type': 'bus', 'each': 'session', 'amount_pence': 700}, {'type': 'meal', 'each': 'session', 'amount_pence': "
     "500}]",
     "1000 1000 1000", "200 200 200", 0, 0},
    /* paid by the organisation: no limit of the person's, and a cost */
    {"[{'type': 'bus', 'direct': true, 'amount_pence': 1700}]", "3400 3400 3400", "0 0 0", 0, 0},
    /* without the approval that the policy asks; with it, what is above 30.00 waits for a person */
    {"[{'type': 'care', 'amount_pence': 2000}]", "0 0 0", "4000 4000 4000", 0, 1},
    {"[{'type': 'care', 'approval': 'the lead', 'amount_pence': 4000}]", "6000 6000 6000", "0 0 0", 1, 0},
    /* up to 100 miles have a rate: an estimate beyond them makes the line unknown in all three */
    {"[{'type': 'far', 'vehicle': 'car', 'quantity_milli': {'low': 10000, 'expected': '20.0', 'high': 30000}}]",
     "900 1800 2700", "0 0 0", 0, 0},
    {"[{'type': 'far', 'vehicle': 'car', 'quantity_milli': {'low': 10000, 'expected': 20000, 'high': "
     "101000}}]", "0 0 0",
     "0 0 0", 1, 0},
};

static void limits_of_several(void **state)
{
    coprod_policy *policy = policy_of(limits);
    (void)state;
    for (size_t i = 0; i < sizeof limit_cases / sizeof *limit_cases; i++) {
        char plan[1024];
        coprod_budget *budget;
        coprod_budget_info info;
        snprintf(plan, sizeof plan, "{'sessions': [{'id': 'a', 'title': 'A', 'date': '2026-05-12', 'people': 2, "
                 "'expenses': %s}]}", limit_cases[i].expenses);
        budget = budget_of(policy, plan);
        info = info_of_budget(budget);
        expect_three(limit_cases[i].expenses, info.pence, limit_cases[i].pence);
        expect_three(limit_cases[i].expenses, info.left_pence, limit_cases[i].left);
        assert_true(info.not_known == limit_cases[i].not_known && info.not_paid == limit_cases[i].not_paid);
        check_whole(budget);
        coprod_budget_free(budget);
    }
    coprod_policy_free(policy);
}

/* Times of day move with the days of a session; what was known when. */
static void days(void **state)
{
    static const char own[] =
        "{'calendars': {'fiscal_year_end': '07-31'}, 'roles': [{'id': 'r', 'level': 'consult', 'label': 'R', 'fee': "
        "'f'}], 'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'to': '2026-05-31', 'rate_mpence': "
        "1000000, 'per': 'hour'}, {'from': '2026-06-01', 'known_from': '2026-03-01', 'rate_mpence': 1200000, 'per': "
        "'hour'}]}]}";
    static const char plan[] =
        "{'id': 'p', 'title': 'P', 'sessions': [{'id': 'a', 'title': 'A', 'dates': ['2026-05-31', '2026-06-01', "
        "'2026-08-01'], 'people': 1, 'level': 'consult', 'start': '18:00', 'end': '19:30'}]}";
    coprod_policy *policy = policy_of(own);
    coprod_reimburse_options options = {sizeof options, day_of("2026-02-28"), 1, 0, 0};
    coprod_budget *budget = budget_of(policy, plan);
    json_t *document = json_of(plan);
    char *text = json_dumps(document, 0);
    (void)state;
    expect_three("days", info_of_budget(budget).pence, "5100 5100 5100"); /* 15.00, and twice 18.00 */
    expect_three("time", info_of_budget(budget).people_minutes, "270 270 270");
    expect_sum(budget, COPROD_BUDGET_YEARS, 0, "", "3300 3300 3300");
    expect_sum(budget, COPROD_BUDGET_YEARS, 1, "", "1800 1800 1800");
    coprod_budget_free(budget);
    assert_int_equal(coprod_budget_load(policy, text, COPROD_NTS, &options, NULL, NULL, &budget), COPROD_OK);
    assert_true(info_of_budget(budget).not_known == 2 && info_of_budget(budget).pence[0] == 1500);
    check_whole(budget);
    coprod_budget_free(budget);
    json_decref(document);
    free(text);
    coprod_policy_free(policy);
}

static void what_is_beyond(void **state)
{
    coprod_policy *policy = policy_of("nice");
    coprod_budget *budget = budget_of(policy, "{}");
    coprod_budget_info info = info_of_budget(budget);
    coprod_budget_sum sum = {sizeof sum};
    coprod_budget_line line = {sizeof line};
    (void)state;
    assert_true(!info.line_count && !info.pence[2]);
    assert_int_equal(coprod_budget_get_sum(budget, 0, 0, &sum), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_budget_get_sum(budget, 7, 0, &sum), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_budget_get_sum(budget, 1, 0, &sum), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_budget_get_line(budget, 0, &line), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_budget_get(NULL, &info), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_budget_get_sum(budget, 1, 0, NULL), COPROD_E_ARGUMENT);
    line.size = 8;
    assert_int_equal(coprod_budget_get_line(budget, 0, &line), COPROD_E_STRUCT);
    check_whole(budget);
    coprod_budget_free(budget);
    coprod_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_panel), cmocka_unit_test(what_is_not_known), cmocka_unit_test(nothing_known),
        cmocka_unit_test(limits_of_several), cmocka_unit_test(days), cmocka_unit_test(what_is_beyond),
    };
    return TEST_MAIN(tests);
}
