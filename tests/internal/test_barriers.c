/* SPDX-License-Identifier: MIT */
/* Barriers of a plan: who is likely to be shut out, what is not known, what was changed, who is asked too often. */
#include "barriers_internal.h"
#include "followup_tools.h"

static coprod_barrier_rules *new_rules(void)
{
    coprod_barrier_rules *rules = NULL;
    assert_int_equal(coprod_barrier_rules_builtin(NULL, &rules), COPROD_OK);
    return rules;
}

static coprod_barriers *plan_of(const char *quoted)
{
    coprod_barrier_rules *rules = new_rules();
    coprod_barriers *barriers = NULL;
    coprod_findings *findings = new_findings();
    json_t *json = json_of(quoted);
    char *text = json_dumps(json, 0), found[2000];
    coprod_status status = coprod_barriers_load(rules, text, COPROD_NTS, NULL, findings, &barriers);
    findings_in_line(findings, found, sizeof found);
    if (status != COPROD_OK)
        fail_msg("%s", found);
    coprod_findings_free(findings);
    coprod_barrier_rules_free(rules); /* the barriers keep what they need */
    json_decref(json);
    free(text);
    return barriers;
}

/* "event:rule=state[asks]" for each barrier, states as L, ? and R. */
static void list_barriers(const coprod_barriers *barriers, char *text, size_t room)
{
    coprod_barrier_rules *rules = new_rules();
    coprod_barrier barrier = {.size = sizeof barrier};
    coprod_barrier_rule rule = {.size = sizeof rule};
    *text = '\0';
    for (size_t i = 0; coprod_barriers_barrier(barriers, i, &barrier) == COPROD_OK; i++) {
        size_t length = strlen(text);
        assert_int_equal(coprod_barrier_rule_get(rules, barrier.rule, &rule), COPROD_OK);
        snprintf(text + length, room - length, "%s%s:%s=%c%s%s%s", i ? " " : "", barrier.event, rule.id,
                 " L?R"[barrier.state], *barrier.asks ? "[" : "", barrier.asks, *barrier.asks ? "]" : "");
    }
    coprod_barrier_rules_free(rules);
}

/* A plan with a second event that shuts nobody out, so that only the first is looked at. */
static const char harmless[] =
    "{'id': 'z', 'sessions': [{'date': '2026-10-10', 'start': '10:00', 'end': '12:00'}], 'aspects': {'format': ['online',"
    " 'written'], 'methods': ['poetry'], 'time-paid': true, 'care-covered': true, 'interpreters': true, 'sensory-support':"
    " true, 'advocates-welcome': true, 'plain-language': true, 'invitation': ['community', 'public-notice']}}";

static void expect_event(const char *changes, const char *sessions, const char *expected)
{
    char plan[4000], found[2000];
    coprod_barriers *barriers;
    json_t *json, *event, *aspects = json_of(changes), *value;
    const char *key;
    char *text;
    snprintf(plan, sizeof plan, "{'schema': 'event-plan/1', 'events': [%s, %s]}", harmless, harmless);
    json = json_of(plan);
    event = json_array_get(json_object_get(json, "events"), 0);
    json_object_set_new(event, "id", json_string("a"));
    json_object_foreach(aspects, key, value) {
        if (json_is_null(value))
            json_object_del(json_object_get(event, "aspects"), key);
        else
            json_object_set(json_object_get(event, "aspects"), key, value);
    }
    if (sessions)
        json_object_set_new(event, "sessions", json_of(sessions));
    text = json_dumps(json, 0);
    for (char *c = text; *c; c++) /* plan_of() takes single quotes */
        *c = *c == '"' ? '\'' : *c;
    barriers = plan_of(text);
    list_barriers(barriers, found, sizeof found);
    if (strcmp(found, expected))
        fail_msg("%s %s: %s", changes, sessions ? sessions : "", found);
    coprod_barriers_free(barriers);
    json_decref(aspects);
    json_decref(json);
    free(text);
}

static void each_rule_holds_where_its_sentence_does(void **state)
{
    (void)state;
    expect_event("{}", NULL, "");
    expect_event("{'format': ['in-person'], 'step-free': false, 'travel-paid': true, 'where-people-are': true}", NULL,
                 "a:no-step-free-place=L");
    expect_event("{'format': ['in-person', 'online'], 'step-free': false}", NULL, ""); /* there is another way in */
    expect_event("{'format': ['in-person']}", NULL, "a:no-step-free-place=?[step-free] a:travel-not-paid=?[travel-paid] "
                                                    "a:people-must-come=?[where-people-are]");
    expect_event("{'format': ['in-person'], 'step-free': true, 'travel-paid': false, 'where-people-are': false}", NULL,
                 "a:travel-not-paid=L a:people-must-come=L");
    expect_event("{'time-paid': false}", NULL, "a:time-not-paid=L");
    expect_event("{'time-paid': null}", NULL, "a:time-not-paid=?[time-paid]");
    expect_event("{'format': ['online'], 'digital-help': false}", NULL, "a:online-only=L");
    expect_event("{'format': ['online'], 'digital-help': true}", NULL, "");
    expect_event("{'format': null}", NULL,
                 "a:no-step-free-place=?[format, step-free] a:travel-not-paid=?[format, travel-paid] "
                 "a:online-only=?[format, digital-help] a:people-must-come=?[format, where-people-are]");
    expect_event("{'care-covered': false}", NULL, "a:care-not-covered=L");
    expect_event("{'format': ['written'], 'care-covered': false}", NULL, ""); /* nobody has to be anywhere */
    expect_event("{'interpreters': false}", NULL, "a:no-interpreters=L");
    expect_event("{'sensory-support': false}", NULL, "a:no-sensory-support=L");
    expect_event("{'advocates-welcome': false}", NULL, "a:no-advocates=L");
    expect_event("{'plain-language': false}", NULL, "a:jargon=L");
    expect_event("{'methods': ['meeting', 'survey']}", NULL, "a:traditional-methods-only=L");
    expect_event("{'methods': ['meeting', 'theatre']}", NULL, "");
    expect_event("{'methods': null}", NULL, "a:traditional-methods-only=?[methods]");
    expect_event("{'invitation': ['current-patients']}", NULL, "a:current-patients-only=L");
    expect_event("{'invitation': ['vcse-partner']}", NULL, "a:organisations-only=L");
    expect_event("{'invitation': ['staff']}", NULL, "a:current-patients-only=L a:organisations-only=L");
    expect_event("{'invitation': ['current-patients', 'vcse-partner']}", NULL, "");
}

static void working_hours_are_those_of_every_session(void **state)
{
    static const struct {
        const char *sessions, *expected;
    } cases[] = {
        /* 6 October 2026 is a Tuesday, 10 October a Saturday. */
        {"[{'date': '2026-10-06', 'start': '10:00', 'end': '12:00'}]", "a:working-hours=L"},
        {"[{'date': '2026-10-10', 'start': '10:00', 'end': '12:00'}]", ""},
        {"[{'date': '2026-10-06', 'start': '16:00', 'end': '19:00'}]", "a:working-hours=L"},
        {"[{'date': '2026-10-06', 'start': '17:00', 'end': '19:00'}]", ""},
        {"[{'date': '2026-10-06', 'start': '07:00', 'end': '09:00'}]", ""},
        {"[{'date': '2026-10-06', 'start': '07:00', 'end': '09:01'}]", "a:working-hours=L"},
        {"[{'date': '2026-10-06', 'start': '10:00', 'end': '12:00'}, {'date': '2026-10-07', 'start': '18:00'}]", ""},
        {"[{'date': '2026-10-06', 'start': '10:00', 'end': '12:00'}, {'date': '2026-10-07', 'start': '16:59'}]",
         "a:working-hours=L"},
        {"[{'date': '2026-10-06', 'start': '10:00', 'end': '12:00'}, {'date': '2026-10-07', 'end': '16:59'}]",
         "a:working-hours=L"},
        {"[{'date': '2026-10-06', 'end': '18:00'}]", "a:working-hours=?[sessions]"},
        {"[{'date': '2026-10-06', 'start': '08:00'}]", "a:working-hours=?[sessions]"},
        {"[{'date': '2026-10-06', 'start': '00:00', 'end': '24:00'}]", "a:working-hours=L"},
        {"[{'start': '10:00', 'end': '12:00'}]", "a:working-hours=?[sessions]"},
        {"[{'start': '18:00'}]", ""},
        {"[{'end': '09:00'}]", ""},
        {"[{'date': '2026-10-10'}]", ""},
        {"[{}]", "a:working-hours=?[sessions]"},
        {"[]", "a:working-hours=?[sessions]"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_event("{}", cases[i].sessions, cases[i].expected);
}

static void a_plan_of_one_way_is_a_barrier_of_the_plan(void **state)
{
    static const struct {
        const char *events, *expected;
    } cases[] = {
        {"", ""},
        {"{'id': 'a', 'aspects': {'format': ['online']}}", "L"},
        {"{'id': 'a', 'aspects': {'format': ['online', 'in-person']}}", ""},
        {"{'id': 'a', 'aspects': {'format': ['online']}}, {'id': 'b', 'aspects': {'format': ['online']}}", "L"},
        {"{'id': 'a', 'aspects': {'format': ['online']}}, {'id': 'b', 'aspects': {'format': ['in-person']}}", ""},
        {"{'id': 'a', 'aspects': {'format': ['online']}}, {'id': 'b'}", "?"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char plan[1000], found[4000], *at;
        coprod_barriers *barriers;
        snprintf(plan, sizeof plan, "{'schema': 'event-plan/1', 'events': [%s]}", cases[i].events);
        barriers = plan_of(plan);
        list_barriers(barriers, found, sizeof found);
        at = strstr(found, ":one-way-only=");
        if (at && at != found)
            assert_int_equal(at[-1], ' '); /* of no event */
        snprintf(plan, sizeof plan, "%.1s", at ? at + strlen(":one-way-only=") : "");
        assert_string_equal(plan, cases[i].expected);
        coprod_barriers_free(barriers);
    }
}

static const char chained[] =
    "{'schema': 'event-plan/1', 'id': 'p', 'title': 'T', 'note': 'n', 'illustrative': true, 'events': [{'id': 'a', 'title':"
    " 'A', 'note': 'n', 'aspects': {'format': ['in-person'], 'travel-paid': false, 'where-people-are': true}, 'adjustments':"
    " [{'barrier': 'travel-not-paid', 'change': 'taxis', 'loop': 'travel-2026'}, {'barrier': 'no-step-free-place', 'change':"
    " 'another place'}]}], 'adjustments': [{'barrier': 'one-way-only', 'change': 'telephone too'}], 'people': [{'group':"
    " 'older-women', 'are': ['people-with-little-money', 'people-with-limited-mobility']}, {'group': 'carers', 'are':"
    " ['people-without-digital-access']}]}";

/* An event is called by its title, and by the days of its sessions: in any order, some not settled yet. */
static void events_are_told_by_title_and_days(void **state)
{
    coprod_barriers *barriers = plan_of(
        "{'schema': 'event-plan/1', 'events': [{'id': 'a', 'title': 'A', 'sessions': [{'date': '2026-10-07'}, {}, {'date':"
        " '2026-10-05'}, {'date': '2026-10-06'}], 'aspects': {'travel-paid': false, 'format': ['in-person']}}, {'id': 'b',"
        " 'aspects': {'travel-paid': false, 'format': ['in-person']}}]}");
    coprod_barriers_info info = {.size = sizeof info};
    coprod_barrier barrier = {.size = sizeof barrier};
    int32_t first, last;
    (void)state;
    assert_int_equal(coprod_day_read("2026-10-05", COPROD_NTS, &first), COPROD_OK);
    assert_int_equal(coprod_day_read("2026-10-07", COPROD_NTS, &last), COPROD_OK);
    assert_int_equal(coprod_barriers_get(barriers, &info), COPROD_OK);
    for (uint32_t i = 0; i < info.barrier_count; i++) {
        assert_int_equal(coprod_barriers_barrier(barriers, i, &barrier), COPROD_OK);
        assert_string_equal(barrier.title, !strcmp(barrier.event, "a") ? "A" : "");
        assert_int_equal(barrier.has_day, !strcmp(barrier.event, "a"));
        assert_true(!barrier.has_day || (barrier.first_day == first && barrier.last_day == last));
    }
    assert_string_equal(barrier.event, ""); /* of the whole plan */
    coprod_barriers_free(barriers);
}

static void a_group_is_chained_to_barriers_loops_and_changes(void **state)
{
    coprod_barriers *barriers = plan_of(chained);
    coprod_barriers_info info = {.size = sizeof info};
    coprod_barrier barrier = {.size = sizeof barrier};
    uint32_t indices[32];
    size_t count;
    char found[4000];
    (void)state;
    assert_int_equal(coprod_barriers_get(barriers, &info), COPROD_OK);
    assert_string_equal(info.id, "p");
    assert_string_equal(info.title, "T");
    assert_string_equal(info.rules_id, "nhs-providers-2024");
    assert_int_equal(info.event_count, 1);
    assert_int_equal(info.removed, 3);
    assert_int_equal(info.likely, 0);
    assert_int_equal(info.likely + info.not_known + info.removed, info.barrier_count);
    list_barriers(barriers, found, sizeof found);
    assert_non_null(strstr(found, "a:no-step-free-place=R[step-free] a:travel-not-paid=R"));
    assert_non_null(strstr(found, " :one-way-only=R"));
    assert_int_equal(coprod_barriers_for(barriers, "older-women", indices, 32, &count), COPROD_OK);
    assert_int_equal(count, 3); /* the place, the journey, unpaid time */
    assert_int_equal(coprod_barriers_barrier(barriers, indices[1], &barrier), COPROD_OK);
    assert_string_equal(barrier.loop, "travel-2026");
    assert_string_equal(barrier.change, "taxis");
    assert_string_equal(barrier.event, "a");
    assert_string_equal(barrier.title, "A");
    assert_false(barrier.has_day);
    assert_int_equal(barrier.state, COPROD_BARRIER_REMOVED);
    assert_int_equal(coprod_barriers_for(barriers, "carers", indices, 0, &count), COPROD_E_BUFFER);
    assert_int_equal(count, 1); /* the plan's own word comes before that of the rules; one-way-only */
    assert_int_equal(coprod_barriers_for(barriers, "people-with-little-trust", NULL, 0, &count), COPROD_OK);
    assert_int_equal(count, 0);
    assert_int_equal(coprod_barriers_for(barriers, "nobody", indices, 32, &count), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_barriers_for(barriers, NULL, indices, 32, &count), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_barriers_for(NULL, "carers", indices, 32, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_barriers_for(barriers, "carers", NULL, 1, &count), COPROD_E_ARGUMENT);
    coprod_barriers_free(barriers);
}

static void asking_is_counted_by_group_and_by_question(void **state)
{
    static const struct {
        const char *most, *asked, *expected;
    } cases[] = {
        {"", "", ""},
        {"", "{'group': 'a', 'date': '2026-01-01'}", "a//1/1/0"},
        {"", "{'group': 'a', 'date': '2026-02-01', 'question': 'q'}, {'group': 'b', 'date': '2026-01-05'}, {'group': 'a',"
             " 'date': '2026-01-01', 'question': 'r'}, {'group': 'a', 'date': '2025-01-01', 'question': 'q'}",
         "a//3/3/0 a/q/2/2/2 a/r/1/1/0 b//1/1/0"},
        {"'most': {'times': 2, 'days': 31},", "{'group': 'a', 'date': '2026-01-01'}, {'group': 'a', 'date': '2026-01-31'},"
         " {'group': 'a', 'date': '2026-02-01'}, {'group': 'a', 'date': '2026-01-31'}",
         "a//4/3/1"}, /* 31 January twice, and either neighbour: 1 January to 31 January are 31 days */
        {"'most': {'times': 2, 'days': 30},", "{'group': 'a', 'date': '2026-01-01'}, {'group': 'a', 'date': '2026-01-31'},"
         " {'group': 'a', 'date': '2026-03-01'}",
         "a//3/2/0"},
        {"'most': {'times': 1, 'days': 1},", "{'group': 'a', 'date': '2026-01-01', 'question': 'q'}, {'group': 'a', 'date':"
         " '2026-01-01', 'question': 'q'}",
         "a//2/2/1 a/q/2/2/2"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char plan[1000], found[1000] = "";
        coprod_asked asked = {.size = sizeof asked};
        coprod_barriers_info info = {.size = sizeof info};
        coprod_barriers *barriers;
        size_t with = 0, rows = 0;
        snprintf(plan, sizeof plan, "{'schema': 'event-plan/1', %s 'events': [], 'asked': [%s]}", cases[i].most,
                 cases[i].asked);
        barriers = plan_of(plan);
        for (; coprod_barriers_asked(barriers, rows, &asked) == COPROD_OK; rows++) {
            size_t length = strlen(found);
            snprintf(found + length, sizeof found - length, "%s%s/%s/%u/%u/%d", rows ? " " : "", asked.group,
                     asked.question, asked.times, asked.most_times, asked.findings);
            assert_true(asked.first_day <= asked.last_day);
            with += asked.findings != 0;
        }
        assert_string_equal(found, cases[i].expected);
        assert_int_equal(coprod_barriers_get(barriers, &info), COPROD_OK);
        assert_int_equal(info.asked_count, rows);
        assert_int_equal(info.asked_findings, with);
        coprod_barriers_free(barriers);
    }
}

static void the_built_in_rules_tell_of_themselves(void **state)
{
    coprod_barrier_rules *rules = new_rules();
    coprod_barrier_rules_info info = {.size = sizeof info};
    coprod_barrier_rule rule = {.size = sizeof rule};
    const char *id, *text;
    (void)state;
    assert_int_equal(coprod_barrier_rules_get(rules, &info), COPROD_OK);
    assert_string_equal(info.id, "nhs-providers-2024");
    assert_int_equal(info.rule_count, 15);
    assert_int_equal(info.aspect_count, 13);
    assert_int_equal(info.group_count, 13);
    assert_int_equal(strlen(info.fingerprint), 64);
    for (size_t i = 0; i < info.rule_count; i++) {
        assert_int_equal(coprod_barrier_rule_get(rules, i, &rule), COPROD_OK);
        assert_true(*rule.id && *rule.title && *rule.need && *rule.quote && *rule.section && *rule.adjustment);
        assert_true(rule.group_count > 0);
        for (size_t g = 0; g < rule.group_count; g++)
            assert_int_equal(coprod_barrier_rule_group(rules, i, g, &id, &text), COPROD_OK);
        assert_int_equal(coprod_barrier_rule_group(rules, i, rule.group_count, &id, &text), COPROD_E_UNKNOWN);
        assert_null(id);
        assert_null(text);
    }
    assert_int_equal(coprod_barrier_rule_get(rules, info.rule_count, &rule), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_barrier_rule_group(rules, info.rule_count, 0, NULL, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_barrier_rule_group(rules, 0, 0, NULL, NULL), COPROD_OK);
    assert_int_equal(coprod_barrier_rule_group(NULL, 0, 0, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_barrier_rules_aspect(rules, 0, &id, &text), COPROD_OK);
    assert_string_equal(id, "format");
    assert_int_equal(coprod_barrier_rules_aspect(rules, 0, NULL, NULL), COPROD_OK);
    assert_int_equal(coprod_barrier_rules_aspect(rules, info.aspect_count, &id, &text), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_barrier_rules_aspect(NULL, 0, &id, &text), COPROD_E_ARGUMENT);
    coprod_barrier_rules_free(rules);
    coprod_barrier_rules_free(NULL);
    coprod_barriers_free(NULL);
}

static void wrong_calls_are_refused(void **state)
{
    coprod_barrier_rules *rules = new_rules(), *made = (coprod_barrier_rules *)1;
    coprod_barriers *barriers = plan_of(chained), *other = (coprod_barriers *)1;
    coprod_barriers_info info = {.size = 1};
    coprod_barrier barrier = {.size = sizeof barrier};
    coprod_asked asked = {.size = sizeof asked};
    size_t needed = 0;
    char *text;
    (void)state;
    assert_int_equal(coprod_barrier_rules_load(NULL, 0, NULL, NULL, &made), COPROD_E_ARGUMENT);
    assert_null(made);
    assert_int_equal(coprod_barrier_rules_load("{}", 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_barrier_rules_load("{", 1, NULL, NULL, &made), COPROD_E_SYNTAX);
    assert_int_equal(coprod_barriers_load(NULL, "{}", 2, NULL, NULL, &other), COPROD_E_ARGUMENT);
    assert_null(other);
    assert_int_equal(coprod_barriers_load(rules, NULL, 2, NULL, NULL, &other), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_barriers_load(rules, "{}", 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_barriers_load(rules, "[", 1, NULL, NULL, &other), COPROD_E_SYNTAX);
    assert_int_equal(coprod_barriers_get(barriers, &info), COPROD_E_STRUCT);
    assert_int_equal(coprod_barriers_barrier(barriers, 10000, &barrier), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_barriers_barrier(NULL, 0, &barrier), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_barriers_asked(barriers, 0, &asked), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_barriers_asked(NULL, 0, &asked), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_barrier_rule_get(NULL, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_barriers_json(NULL, NULL, 0, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_barriers_json(barriers, NULL, 1, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_barriers_json(barriers, NULL, 0, &needed), COPROD_E_BUFFER);
    text = malloc(needed);
    assert_int_equal(coprod_barriers_json(barriers, text, needed, NULL), COPROD_OK);
    assert_int_equal(strlen(text) + 1, needed);
    free(text);
    coprod_barriers_free(barriers);
    coprod_barrier_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_are_told_by_title_and_days),
        cmocka_unit_test(each_rule_holds_where_its_sentence_does),
        cmocka_unit_test(working_hours_are_those_of_every_session),
        cmocka_unit_test(a_plan_of_one_way_is_a_barrier_of_the_plan),
        cmocka_unit_test(a_group_is_chained_to_barriers_loops_and_changes),
        cmocka_unit_test(asking_is_counted_by_group_and_by_question),
        cmocka_unit_test(the_built_in_rules_tell_of_themselves),
        cmocka_unit_test(wrong_calls_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
