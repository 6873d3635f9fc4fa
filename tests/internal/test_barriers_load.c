/* SPDX-License-Identifier: MIT */
/* Rules of barriers and plans of events: every fault with its code and place. */
#include "followup_tools.h"

static const char rules_whole[] =
    "{'schema': 'barrier-rules/1', 'id': 'own', 'version': '1', 'title': 'T', 'note': 'n', 'source': {'title': 's', 'address':"
    " 'a'}, 'published': '2024', 'checked': '2026', 'aspects': [{'id': 'ramp', 'kind': 'yes-no', 'question': 'q'}, {'id':"
    " 'ways', 'kind': 'words', 'question': 'q', 'words': ['online', 'there']}], 'groups': [{'id': 'g', 'title': 'G'}, {'id':"
    " 'h', 'title': 'H'}], 'rules': [{'id': 'r', 'title': 'R', 'need': 'n', 'when': [{'aspect': 'ramp', 'is': false},"
    " {'aspect': 'ways', 'any': ['there']}, {'sessions': {'weekdays': [1, 7], 'from': '09:00', 'until': '24:00'}}], 'groups':"
    " ['g', 'h'], 'quote': 'q', 'section': 's', 'adjustment': 'a'}, {'id': 'p', 'title': 'P', 'need': 'n', 'scope': 'plan',"
    " 'when': [{'aspect': 'ways', 'distinct_below': 2}], 'groups': ['h'], 'quote': 'q', 'section': 's', 'adjustment': 'a'}]}";

static const char plan_whole[] =
    "{'schema': 'event-plan/1', 'id': 'p', 'title': 'T', 'note': 'n', 'illustrative': true, 'events': [{'id': 'a', 'title':"
    " 'A', 'note': 'n', 'sessions': [{'date': '2026-10-05', 'start': '09:00', 'end': '10:30'}], 'aspects': {'ramp': false,"
    " 'ways': ['there']}, 'adjustments': [{'barrier': 'r', 'change': 'c', 'loop': 'l'}]}, {'id': 'b'}], 'adjustments':"
    " [{'barrier': 'p', 'change': 'c'}], 'people': [{'group': 'x', 'are': ['g']}], 'most': {'times': 1, 'days': 2}, 'asked':"
    " [{'group': 'x', 'date': '2026-01-02', 'question': 'q'}]}";

typedef struct fault {
    const char *pointer, *value, *found;
} fault;

static coprod_barrier_rules *own_rules(void)
{
    coprod_barrier_rules *rules = NULL;
    json_t *json = json_of(rules_whole);
    char *text = json_dumps(json, 0);
    assert_int_equal(coprod_barrier_rules_load(text, COPROD_NTS, NULL, NULL, &rules), COPROD_OK);
    json_decref(json);
    free(text);
    return rules;
}

static void try_fault(const char *whole, const coprod_barrier_rules *rules, const fault *one)
{
    json_t *json = json_of(whole);
    coprod_findings *findings = new_findings();
    coprod_barrier_rules *made = (coprod_barrier_rules *)1;
    coprod_barriers *barriers = (coprod_barriers *)1;
    char *text, found[4000];
    coprod_status status;
    int warned = !strncmp(one->found, "warning", 7);
    put(json, one->pointer, one->value ? json_of(one->value) : NULL);
    text = json_dumps(json, 0);
    status = rules ? coprod_barriers_load(rules, text, COPROD_NTS, NULL, findings, &barriers)
                   : coprod_barrier_rules_load(text, COPROD_NTS, NULL, findings, &made);
    findings_in_line(findings, found, sizeof found);
    if (strcmp(found, one->found))
        fail_msg("%s %s: %s", one->pointer, one->value ? one->value : "(away)", found);
    assert_int_equal(status, !*one->found || warned ? COPROD_OK : COPROD_E_DEFINITION);
    if (rules)
        assert_int_equal(status == COPROD_OK, barriers != NULL);
    else
        assert_int_equal(status == COPROD_OK, made != NULL);
    if (rules)
        coprod_barriers_free(barriers);
    else
        coprod_barrier_rules_free(made);
    coprod_findings_free(findings);
    json_decref(json);
    free(text);
}

static void rules_with_one_fault(void **state)
{
    static const fault cases[] = {
        {"/more", "1", "unknown-key /more"},
        {"/schema", "'barrier-rules/2'", "wrong-schema /schema"},
        {"/note", NULL, ""},
        {"/id", "'Own'", "not-a-word /id"},
        {"/version", NULL, "missing-key /version"},
        {"/aspects", "7", "wrong-type /aspects;unknown-id /rules/0/when/0/aspect;unknown-id /rules/0/when/1/aspect;unknown-id"
                          " /rules/1/when/0/aspect"},
        {"/aspects/0", "7", "wrong-type /aspects/0;unknown-id /rules/0/when/0/aspect"},
        {"/aspects/0/kind", "'maybe'", "unknown-value /aspects/0/kind"},
        {"/aspects/0/kind", NULL, "missing-key /aspects/0/kind"},
        {"/aspects/0/words", "['x']", "unknown-key /aspects/0/words"},
        {"/aspects/0/question", NULL, "missing-key /aspects/0/question"},
        {"/aspects/1/id", "'ramp'", "duplicate-id /aspects/1/id;unknown-id /rules/0/when/1/aspect;unknown-id"
                                    " /rules/1/when/0/aspect"},
        {"/aspects/1/words", "[]", "empty-list /aspects/1/words;unknown-value /rules/0/when/1/any/0"},
        {"/aspects/1/words", "'there'", "wrong-type /aspects/1/words;unknown-value /rules/0/when/1/any/0"},
        {"/aspects/1/words/0", "'there'", "duplicate-value /aspects/1/words/1"},
        {"/aspects/1/words/0", "'On line'", "not-a-word /aspects/1/words/0"},
        {"/aspects/1/words/0", "1", "not-a-word /aspects/1/words/0"},
        {"/aspects/1/words", "['a','b','c','d','e','f','g','h','i','j','k','l','m','n','o','p','q','r','s','t','u','v','w',"
                             "'x','y','z','a1','b1','c1','d1','e1','there','f1']",
         "too-many /aspects/1/words;unknown-value /rules/0/when/1/any/0"},
        {"/groups/0/id", "'h'", "duplicate-id /groups/1/id;unknown-id /rules/0/groups/0"},
        {"/groups/0/more", "1", "unknown-key /groups/0/more"},
        {"/rules", "[]", ""},
        {"/rules/0", "[]", "wrong-type /rules/0"},
        {"/rules/1/id", "'r'", "duplicate-id /rules/1/id"},
        {"/rules/0/more", "1", "unknown-key /rules/0/more"},
        {"/rules/0/scope", "'event'", ""},
        {"/rules/0/scope", "'all'", "unknown-value /rules/0/scope"},
        {"/rules/1/scope", NULL, "unknown-key /rules/1/when/0/distinct_below;bad-condition /rules/1/when/0"},
        {"/rules/0/groups", "[]", "empty-list /rules/0/groups"},
        {"/rules/0/groups/0", "'k'", "unknown-id /rules/0/groups/0"},
        {"/rules/0/groups/0", "1", "wrong-type /rules/0/groups/0"},
        {"/rules/0/when", "[]", "empty-list /rules/0/when"},
        {"/rules/0/when/0", "1", "wrong-type /rules/0/when/0"},
        {"/rules/0/when/0/aspect", "'slope'", "unknown-id /rules/0/when/0/aspect"},
        {"/rules/0/when/0/is", NULL, "bad-condition /rules/0/when/0"},
        {"/rules/0/when/0/is", "'no'", "wrong-type /rules/0/when/0/is"},
        {"/rules/0/when/0/only", "['x']", "bad-condition /rules/0/when/0"},
        {"/rules/0/when/1/any/0", "'nowhere'", "unknown-value /rules/0/when/1/any/0"},
        {"/rules/0/when/1/any/-", "'there'", "duplicate-value /rules/0/when/1/any/1"},
        {"/rules/0/when/1/any", "[]", "wrong-type /rules/0/when/1/any"},
        {"/rules/0/when/1", "{'aspect': 'ways', 'only': ['there']}", ""},
        {"/rules/0/when/1", "{'aspect': 'ways', 'is': true}", "bad-condition /rules/0/when/1/is"},
        {"/rules/0/when/1", "{'aspect': 'ramp', 'any': ['yes']}", "bad-condition /rules/0/when/1/any"},
        {"/rules/0/when/2/sessions", "1", "wrong-type /rules/0/when/2/sessions"},
        {"/rules/0/when/2/more", "1", "unknown-key /rules/0/when/2/more"},
        {"/rules/0/when/2/sessions/from", "'9:00'", "not-a-time /rules/0/when/2/sessions/from"},
        {"/rules/0/when/2/sessions/from", "'24:01'", "not-a-time /rules/0/when/2/sessions/from"},
        {"/rules/0/when/2/sessions/from", "'09:60'", "not-a-time /rules/0/when/2/sessions/from"},
        {"/rules/0/when/2/sessions/from", "'09.00'", "not-a-time /rules/0/when/2/sessions/from"},
        {"/rules/0/when/2/sessions/from", "'0x:00'", "not-a-time /rules/0/when/2/sessions/from"},
        {"/rules/0/when/2/sessions/from", "'09:0x'", "not-a-time /rules/0/when/2/sessions/from"},
        {"/rules/0/when/2/sessions/until", "'09:00'", "out-of-range /rules/0/when/2/sessions/until"},
        {"/rules/0/when/2/sessions/weekdays/0", "0", "out-of-range /rules/0/when/2/sessions/weekdays/0"},
        {"/rules/0/when/2/sessions/weekdays/0", "8", "out-of-range /rules/0/when/2/sessions/weekdays/0"},
        {"/rules/0/when/2/sessions/weekdays", NULL, "missing-key /rules/0/when/2/sessions/weekdays"},
        {"/rules/1/when/0/distinct_below", "0", "out-of-range /rules/1/when/0/distinct_below"},
        {"/rules/1/when/0/distinct_below", NULL, "bad-condition /rules/1/when/0"},
        {"/rules/1/when/0", "{'sessions': {}}", "missing-key /rules/1/when/0/aspect;unknown-key /rules/1/when/0/sessions;"
                                                "bad-condition /rules/1/when/0"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        try_fault(rules_whole, NULL, &cases[i]);
}

static void plans_with_one_fault(void **state)
{
    static const fault cases[] = {
        {"/title", "'U'", ""},
        {"/more", "1", "unknown-key /more"},
        {"/schema", NULL, "missing-key /schema"},
        {"/events", NULL, "missing-key /events"},
        {"/events", "[]", "warning no-such-barrier /adjustments/0"},
        {"/events/0", "'a'", "wrong-type /events/0"},
        {"/events/0/cost", "1", "unknown-key /events/0/cost"},
        {"/events/1/id", "'a'", "duplicate-id /events/1/id"},
        {"/events/1/id", NULL, "missing-key /events/1/id"},
        {"/events/1/title", "7", "wrong-type /events/1/title"},
        {"/events/0/sessions/0", "7", "wrong-type /events/0/sessions/0"},
        {"/events/0/sessions/0/day", "'x'", "unknown-key /events/0/sessions/0/day"},
        {"/events/0/sessions/0/date", "'2026-02-29'", "not-a-date /events/0/sessions/0/date"},
        {"/events/0/sessions/0/start", "'ten'", "not-a-time /events/0/sessions/0/start"},
        {"/events/0/sessions/0/end", "'09:00'", "out-of-range /events/0/sessions/0/end"},
        {"/events/0/sessions/0/end", NULL, ""},
        {"/events/0/aspects/ramp", "'no'", "wrong-type /events/0/aspects/ramp"},
        {"/events/0/aspects/ramp", "true", "warning no-such-barrier /events/0/adjustments/0"},
        {"/events/0/aspects/slope", "true", "unknown-key /events/0/aspects/slope"},
        {"/events/0/aspects/ways/0", "'by boat'", "unknown-value /events/0/aspects/ways/0"},
        {"/events/0/aspects/ways/0", "null", "unknown-value /events/0/aspects/ways/0"},
        {"/events/0/aspects", "[]", "wrong-type /events/0/aspects"},
        {"/events/0/adjustments/0/barrier", "'q'", "unknown-id /events/0/adjustments/0/barrier"},
        {"/events/0/adjustments/0/barrier", "'p'", "unknown-id /events/0/adjustments/0/barrier"},
        {"/events/0/adjustments/0/barrier", NULL, "missing-key /events/0/adjustments/0/barrier"},
        {"/events/0/adjustments/0/change", NULL, "missing-key /events/0/adjustments/0/change"},
        {"/events/0/adjustments/0/loop", "'A b'", "not-a-word /events/0/adjustments/0/loop"},
        {"/events/0/adjustments/-", "{'barrier': 'r', 'change': 'd'}", "duplicate-id /events/0/adjustments/1/barrier"},
        {"/adjustments/0/barrier", "'r'", "unknown-id /adjustments/0/barrier"},
        {"/people/0/are", "[]", "empty-list /people/0/are"},
        {"/people/0/are/0", "'z'", "unknown-id /people/0/are/0"},
        {"/people/0/more", "1", "unknown-key /people/0/more"},
        {"/people/0", "1", "wrong-type /people/0"},
        {"/people/-", "{'group': 'x', 'are': ['h']}", "duplicate-id /people/1/group"},
        {"/most/times", "0", "out-of-range /most/times"},
        {"/most/days", NULL, "missing-key /most/days"},
        {"/most/weeks", "1", "unknown-key /most/weeks"},
        {"/asked/0/group", NULL, "missing-key /asked/0/group"},
        {"/asked/0/date", NULL, "missing-key /asked/0/date"},
        {"/asked/0/date", "'2026'", "not-a-date /asked/0/date"},
        {"/asked/0/question", "'Why?'", "not-a-word /asked/0/question"},
        {"/asked/0/who", "1", "unknown-key /asked/0/who"},
        {"/asked/0", "1", "wrong-type /asked/0"},
        {"/asked", "{}", "wrong-type /asked"},
        {"/illustrative", "1", "wrong-type /illustrative"},
    };
    coprod_barrier_rules *rules = own_rules();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        try_fault(plan_whole, rules, &cases[i]);
    coprod_barrier_rules_free(rules);
}

static void too_many_rules_are_refused(void **state)
{
    json_t *json = json_of(rules_whole), *groups = json_object_get(json, "groups");
    coprod_findings *findings = new_findings();
    coprod_barrier_rules *rules;
    char *text, found[2000];
    (void)state;
    while (json_array_size(groups) < 1001)
        json_array_append_new(groups, json_pack("{s:s, s:s}", "id", "x", "title", "X"));
    text = json_dumps(json, 0);
    assert_int_equal(coprod_barrier_rules_load(text, COPROD_NTS, NULL, findings, &rules), COPROD_E_DEFINITION);
    findings_in_line(findings, found, sizeof found);
    assert_string_equal(found, "too-many /groups;unknown-id /rules/0/groups/0;unknown-id /rules/0/groups/1;"
                               "unknown-id /rules/1/groups/0");
    coprod_findings_free(findings);
    json_decref(json);
    free(text);
}

/* What is not known is named beside what is, and a list that is too long says how long it may be. */
static void sentences_say_what_may_stand_there(void **state)
{
    static const char *const wanted[] = {
        "/events/0/aspects/ways/0: a value that is not known here: \"by boat\"; known: online there.",
        "/people: there are too many; expected at most 1000 of them.",
    };
    coprod_barrier_rules *rules = own_rules();
    coprod_findings *findings = new_findings();
    coprod_barriers *barriers = NULL;
    json_t *json = json_of(plan_whole), *groups = json_array();
    char *text, sentence[300];
    (void)state;
    put(json, "/events/0/aspects/ways/0", json_of("'by boat'"));
    for (int i = 0; i < 1001; i++)
        json_array_append_new(groups, json_pack("{s:s, s:[s]}", "group", "x", "are", "g"));
    put(json, "/people", groups);
    text = json_dumps(json, 0);
    assert_int_equal(coprod_barriers_load(rules, text, COPROD_NTS, NULL, findings, &barriers), COPROD_E_DEFINITION);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        assert_int_equal(coprod_findings_text(findings, i, NULL, sentence, sizeof sentence, NULL), COPROD_OK);
        assert_string_equal(sentence, wanted[i]);
    }
    coprod_findings_free(findings);
    coprod_barrier_rules_free(rules);
    json_decref(json);
    free(text);
}

/* Only what can change an answer changes the fingerprint. */
static void fingerprints_leave_words_for_people_out(void **state)
{
    static const struct {
        const char *pointer, *value;
        int same;
    } cases[] = {
        {"/title", "'U'", 1}, {"/note", "'m'", 1}, {"/rules/0/quote", "'r'", 1}, {"/rules/0/adjustment", "'b'", 1},
        {"/aspects/0/question", "'r'", 1}, {"/version", "'2'", 0}, {"/rules/0/need", "'m'", 0},
        {"/rules/0/when/2/sessions/from", "'10:00'", 0}, {"/rules/0/groups/1", "'g'", 0},
    };
    coprod_barrier_rules *rules = own_rules();
    coprod_barrier_rules_info info = {.size = sizeof info}, other = {.size = sizeof other};
    (void)state;
    coprod_barrier_rules_get(rules, &info);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *json = json_of(rules_whole);
        coprod_barrier_rules *changed = NULL;
        char *text;
        put(json, cases[i].pointer, json_of(cases[i].value));
        text = json_dumps(json, 0);
        assert_int_equal(coprod_barrier_rules_load(text, COPROD_NTS, NULL, NULL, &changed), COPROD_OK);
        coprod_barrier_rules_get(changed, &other);
        assert_int_equal(!strcmp(info.fingerprint, other.fingerprint), cases[i].same);
        coprod_barrier_rules_free(changed);
        json_decref(json);
        free(text);
    }
    coprod_barrier_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_with_one_fault),
        cmocka_unit_test(plans_with_one_fault),
        cmocka_unit_test(too_many_rules_are_refused),
        cmocka_unit_test(sentences_say_what_may_stand_there),
        cmocka_unit_test(fingerprints_leave_words_for_people_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
