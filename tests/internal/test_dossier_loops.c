/* SPDX-License-Identifier: MIT */
/* The loops, measures and governance of a dossier: what is read, as of when, and what lives how long. */
#include "dossier_tools.h"

#include "dossier_internal.h"

static coprod_dossier *load_json(const json_t *document, const coprod_allocator *allocator)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_findings *findings = new_findings();
    coprod_dossier *dossier = NULL;
    char *text = json_dumps(document, 0), found[4096];
    coprod_status status = coprod_dossier_load(text, COPROD_NTS, spectrum, allocator, findings, &dossier);
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK)
        fail_msg("%s: %s", coprod_status_name(status), found);
    free(text);
    coprod_findings_free(findings);
    coprod_spectrum_free(spectrum);
    return dossier;
}

static coprod_dossier *whole(void)
{
    json_t *document = load_file("golden/dossier/whole.json");
    coprod_dossier *dossier = load_json(document, NULL);
    json_decref(document);
    return dossier;
}

/* The small dossier of the faults, with changes. */
static coprod_dossier *small(const char *changes)
{
    json_t *golden = load_file("golden/dossier/loop_faults.json"), *pointers = json_of(changes);
    json_t *own = changed(json_object_get(golden, "document"), pointers);
    coprod_dossier *dossier = load_json(own, NULL);
    json_decref(own);
    json_decref(pointers);
    json_decref(golden);
    return dossier;
}

static int32_t day_of(const char *text)
{
    int32_t day = 0;
    assert_int_equal(coprod_day_read(text, COPROD_NTS, &day), COPROD_OK);
    return day;
}

static coprod_dossier_loop loop_at(const coprod_dossier *dossier, size_t index)
{
    coprod_dossier_loop loop = {sizeof loop};
    assert_int_equal(coprod_dossier_get_loop(dossier, index, &loop), COPROD_OK);
    return loop;
}

static coprod_loop_info info_of(const coprod_dossier_loop *loop)
{
    coprod_loop_info info = {sizeof info};
    assert_int_equal(coprod_loop_get(loop->loop, &info), COPROD_OK);
    return info;
}

/* --- what is read --- */

static void loops(void **state)
{
    coprod_dossier *dossier = whole();
    coprod_dossier_loop loop = loop_at(dossier, 0);
    coprod_loop_info info = info_of(&loop);
    coprod_machine_info machine = {sizeof machine};
    (void)state;
    assert_int_equal(coprod_dossier_loop_count(dossier), 4);
    assert_string_equal(loop.id, "doors");
    assert_string_equal(loop.title, "Doors that open by themselves");
    assert_string_equal(loop.activity, "survey");
    assert_string_equal(loop.note, "Two people asked.");
    assert_int_equal(coprod_machine_get(loop.machine, &machine), COPROD_OK);
    assert_string_equal(machine.id, "suggestion");
    assert_true(loop.has_parent == 0 && loop.parent == 0 && loop.children == 2 && loop.open_children == 1);
    assert_true(loop.has_created == 1 && loop.created_day == day_of("2025-06-02") && loop.adopted == 0);
    assert_true(loop.has_closed == 0 && loop.closed_day == 0 && loop.illustrative == 0); /* opened again */
    assert_true(info.accepting == 0 && info.last_day == day_of("2025-07-01") && info.breach_count == 1);
    loop = loop_at(dossier, 1);
    assert_true(loop.has_parent == 1 && loop.parent == 0 && loop.children == 0 && loop.illustrative == 1);
    assert_true(loop.has_closed == 1 && loop.closed_day == day_of("2025-06-05") && !*loop.activity && !*loop.note);
    assert_null(loop.continues);
    loop = loop_at(dossier, 2); /* nothing is known of it, which is not that it is open */
    assert_true(loop.machine == NULL && loop.loop == NULL && loop.continues == NULL && loop.has_parent == 1);
    assert_true(loop.has_created == 0 && loop.created_day == 0 && loop.has_closed == 0 && loop.closed_day == 0);
    loop = loop_at(dossier, 3);
    assert_true(loop.adopted == 1 && loop.has_created == 1 && loop.created_day == day_of("2025-05-02"));
    assert_true(loop.has_closed == 0 && loop.machine == loop_at(dossier, 0).machine); /* read once */
    coprod_dossier_free(dossier);
}

static void check_statement(const coprod_dossier *dossier, int32_t kind, size_t index, const char *expected)
{
    coprod_statement one = {sizeof one};
    char text[256];
    assert_int_equal(coprod_dossier_get_statement(dossier, 0, kind, index, &one), COPROD_OK);
    snprintf(text, sizeof text, "%s|%s|%s|%s|%s", one.quote, one.text, one.source, one.section, one.date);
    assert_string_equal(text, expected);
}

static void statements(void **state)
{
    static const size_t counts[] = {2, 1, 1, 1, 1};
    coprod_dossier *dossier = whole();
    (void)state;
    for (int32_t kind = COPROD_STATEMENT_HEARD; kind <= COPROD_STATEMENT_CHANGED; kind++) {
        assert_int_equal(coprod_dossier_statement_count(dossier, 0, kind), counts[kind]);
        assert_int_equal(coprod_dossier_statement_count(dossier, 1, kind), 0);
    }
    check_statement(dossier, COPROD_STATEMENT_HEARD, 0, "we cannot open the doors||report|page 12|2024-02");
    check_statement(dossier, COPROD_STATEMENT_HEARD, 1, "|One person wrote a letter.|||2024");
    check_statement(dossier, COPROD_STATEMENT_DECIDED, 0, "the front door first||minutes||");
    check_statement(dossier, COPROD_STATEMENT_DID, 0, "|A door was fitted.|||2024-06-03");
    check_statement(dossier, COPROD_STATEMENT_TOLD, 0, "a notice beside the door||||");
    check_statement(dossier, COPROD_STATEMENT_CHANGED, 0, "|People come in without help.|||");
    coprod_dossier_free(dossier);
}

static void measures_and_bodies(void **state)
{
    coprod_dossier *dossier = whole();
    coprod_dossier_loop loop = loop_at(dossier, 0);
    coprod_measure measure = {sizeof measure};
    coprod_continue promise = {sizeof promise};
    coprod_body body = {sizeof body};
    (void)state;
    assert_int_equal(coprod_followup_measure_count(coprod_dossier_measures(dossier)), 1);
    assert_int_equal(coprod_followup_measure(coprod_dossier_measures(dossier), 0, day_of("2026-11-24"), &measure), COPROD_OK);
    assert_string_equal(measure.loop, "doors");
    assert_int_equal(measure.change_milli, 9000);
    assert_int_equal(coprod_bodies_count(coprod_dossier_bodies(dossier)), 2);
    assert_int_equal(coprod_body_get(coprod_dossier_bodies(dossier), 0, &body), COPROD_OK);
    assert_string_equal(body.name, "The group");
    assert_int_equal(coprod_followup_continue_count(loop.continues), 2);
    assert_int_equal(coprod_followup_continue(loop.continues, 0, day_of("2026-11-24"), &promise), COPROD_OK);
    assert_string_equal(promise.what, "The back door too.");
    coprod_dossier_free(dossier);
}

/* What is absent is NULL or nothing, and is not an empty part. */
static void absent_and_empty(void **state)
{
    coprod_dossier *dossier = small("{'/loops': null, '/measures': null, '/governance': null}");
    (void)state;
    assert_int_equal(coprod_dossier_loop_count(dossier), 0);
    assert_true(coprod_dossier_measures(dossier) == NULL && coprod_dossier_bodies(dossier) == NULL);
    coprod_dossier_free(dossier);
    dossier = small("{'/loops': [], '/measures': [], '/governance': {'bodies': []}}");
    assert_int_equal(coprod_dossier_loop_count(dossier), 0);
    assert_true(coprod_dossier_measures(dossier) != NULL && coprod_dossier_bodies(dossier) != NULL);
    coprod_dossier_free(dossier);
    dossier = small("{'/loops/0/continues': []}");
    assert_non_null(loop_at(dossier, 0).continues);
    coprod_dossier_free(dossier);
}

/* --- as of the day of the dossier --- */

/* The acknowledgement of something said on Monday, 2 June 2025 is due on the third working day after: Thursday the 5th.
 * It is missed from the next day on, whether or not the trace says that the day passed. */
static void late_as_of_the_day(void **state)
{
    static const struct {
        const char *prepared, *steps;
        uint32_t missed;
    } cases[] = {{"2025-06-05", "[]", 0},
                 {"2025-06-06", "[]", 1},
                 {"2025-06-06", "[{'tick': '2025-06-05'}]", 1},
                 {"2025-06-06", "[{'tick': '2025-06-06'}]", 1}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char changes[256];
        coprod_dossier *dossier;
        coprod_dossier_loop loop;
        snprintf(changes, sizeof changes, "{'/about/prepared': '%s', '/loops/0/trace/steps': %s}", cases[i].prepared,
                 cases[i].steps);
        dossier = small(changes);
        loop = loop_at(dossier, 0);
        assert_int_equal(info_of(&loop).breach_count, cases[i].missed);
        coprod_dossier_free(dossier);
    }
}

#define FACTS "'facts': {'contactable': 1, 'anonymous': 0, 'told': 1, 'formats_unmet': 0, 'published': false," \
    "'breach_unexplained': 0, 'reopens': 0, 'agreed': true, 'outcome': 'did', 'owner': 'o', 'evidence': 0}"
#define CLOCKS "'clocks': {'T_ack': null, 'T_decide': null, 'T_update': null, 'T_tell': null, 'T_challenge': null," \
    "'T_retain': '2027-06-01'}"
#define ADOPTED "{'by': 'lead:t', 'at': '2025-07-01', 'adopt': {'state': 'closed', 'reason': 'on paper', 'created': null," \
    FACTS "," CLOCKS ", 'missed': []}}"

/* When it began and closed is not known; opened again and closed here, its second end is. */
static void adopted_when_it_was_closed(void **state)
{
    static const char again[] =
        "{'/loops/0/trace/create': " ADOPTED ", '/loops/0/trace/steps': ["
        "{'event': 'reopen', 'by': 'lead:t', 'at': '2025-07-02', 'payload': {'reason': 'r'}},"
        "{'event': 'withdraw', 'by': 'contributor:c', 'at': '2025-07-03'},"
        "{'event': 'tell', 'by': 'lead:t', 'at': '2025-07-03', 'payload': {'n': 1, 'channel': 'letter'}},"
        "{'event': 'confirm_fed_back', 'by': 'lead:t', 'at': '2025-07-03'},"
        "{'event': 'agree', 'by': 'contributor:c', 'at': '2025-07-03'},"
        "{'event': 'close', 'by': 'lead:t', 'at': '2025-07-04'}]}";
    coprod_dossier *dossier = small("{'/loops/0/trace/create': " ADOPTED ", '/loops/0/trace/steps': null}");
    coprod_dossier_loop loop = loop_at(dossier, 0);
    (void)state;
    assert_true(loop.adopted == 1 && loop.has_created == 0 && loop.has_closed == 0);
    assert_true(loop.created_day == 0 && loop.closed_day == 0);
    assert_int_equal(info_of(&loop).accepting, 1);
    coprod_dossier_free(dossier);
    dossier = small(again);
    loop = loop_at(dossier, 0);
    assert_true(loop.adopted == 1 && loop.has_created == 0);
    assert_true(loop.has_closed == 1 && loop.closed_day == day_of("2025-07-04"));
    coprod_dossier_free(dossier);
}

/* Closed, open, and not known: only the first is not counted as open. */
static void open_children(void **state)
{
    coprod_dossier *dossier = small("{}");
    (void)state;
    assert_true(loop_at(dossier, 0).children == 2 && loop_at(dossier, 0).open_children == 1);
    coprod_dossier_free(dossier);
    dossier = small("{'/loops/1/trace': null}");
    assert_true(loop_at(dossier, 0).children == 2 && loop_at(dossier, 0).open_children == 2);
    coprod_dossier_free(dossier);
    dossier = small("{'/loops/1/trace/create': " ADOPTED ", '/loops/1/trace/steps': null, '/loops/2': null}");
    assert_true(loop_at(dossier, 0).children == 1 && loop_at(dossier, 0).open_children == 0);
    coprod_dossier_free(dossier);
}

/* What is assumed anywhere in the three parts marks the dossier. */
static void what_is_assumed_marks_the_dossier(void **state)
{
    static const char *const changes[] = {"{}", "{'/loops/2/illustrative': true}", "{'/measures/0/illustrative': true}",
                                          "{'/loops/0/continues/0/illustrative': true}"};
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        coprod_dossier *dossier = small(changes[i]);
        coprod_dossier_info info = {sizeof info};
        assert_int_equal(coprod_dossier_get(dossier, &info), COPROD_OK);
        assert_int_equal(info.illustrative, i > 0);
        coprod_dossier_free(dossier);
    }
}

/* --- the accessors --- */

static void beyond_and_null(void **state)
{
    coprod_dossier *dossier = whole();
    (void)state;
    CHECK_EMPTY(coprod_dossier_loop, coprod_dossier_get_loop(dossier, 4, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_dossier_loop, coprod_dossier_get_loop(dossier, SIZE_MAX, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_dossier_loop, coprod_dossier_get_loop(NULL, 0, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_statement, coprod_dossier_get_statement(dossier, 0, 0, 2, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_statement, coprod_dossier_get_statement(dossier, 4, 0, 0, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_statement, coprod_dossier_get_statement(dossier, 0, 5, 0, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_statement, coprod_dossier_get_statement(dossier, 0, -1, 0, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_statement, coprod_dossier_get_statement(NULL, 0, 0, 0, out), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_get_loop(dossier, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_get_statement(dossier, 0, 0, 0, NULL), COPROD_E_ARGUMENT);
    assert_true(coprod_dossier_loop_count(NULL) == 0 && coprod_dossier_statement_count(NULL, 0, 0) == 0);
    assert_true(coprod_dossier_statement_count(dossier, 4, 0) == 0 && coprod_dossier_statement_count(dossier, 0, 5) == 0);
    assert_int_equal(coprod_dossier_statement_count(dossier, 0, -1), 0);
    assert_int_equal(coprod_dossier_statement_count(dossier, 0, INT32_MIN), 0);
    assert_true(coprod_dossier_measures(NULL) == NULL && coprod_dossier_bodies(NULL) == NULL);
    coprod_dossier_free(dossier);
}

static void structs_of_every_size(void **state)
{
    coprod_dossier *dossier = whole();
    (void)state;
    CHECK_OUT(coprod_dossier_loop, coprod_dossier_get_loop(dossier, 0, out));
    CHECK_OUT(coprod_statement, coprod_dossier_get_statement(dossier, 0, 0, 0, out));
    coprod_dossier_free(dossier);
}

/* --- memory --- */

/* All of it lies in the caller's memory, and comes back; the dossier's machine serves events that outlive it. */
static void all_is_given_back(void **state)
{
    counter count = {0, 0, 0};
    const coprod_allocator own = {sizeof own, &count, count_alloc, count_resize, count_release};
    json_t *document = load_file("golden/dossier/whole.json");
    coprod_dossier *dossier = load_json(document, &own);
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event = NULL;
    coprod_loop *loop = NULL;
    (void)state;
    assert_int_equal(coprod_event_load(loop_at(dossier, 0).machine, "{\"by\": \"lead:t\", \"at\": \"2025-06-02\", \"payload\":"
                                       " {\"contactable\": 1, \"anonymous\": 0}}", COPROD_NTS, NULL, NULL, &event), COPROD_OK);
    assert_int_equal(coprod_loop_new(loop_at(dossier, 0).machine, event, NULL, &answer, &loop), COPROD_OK);
    coprod_dossier_free(dossier);
    assert_true(count.blocks > 0); /* the machine is kept */
    coprod_event_free(event);
    assert_int_equal(coprod_loop_tick(loop, day_of("2025-09-01"), &answer), COPROD_OK);
    assert_int_equal(answer.breaches, 2);
    coprod_loop_free(loop);
    assert_true(count.blocks == 0 && count.bytes == 0);
    json_decref(document);
}

static void nothing_is_kept_of_a_refused_one(void **state)
{
    json_t *golden = load_file("golden/dossier/loop_faults.json"), *one;
    coprod_spectrum *spectrum = builtin("nhse5");
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "cases"), i, one) {
        counter count = {0, 0, 0};
        const coprod_allocator own = {sizeof own, &count, count_alloc, count_resize, count_release};
        json_t *document = changed(json_object_get(golden, "document"), json_object_get(one, "changes"));
        char *text = json_dumps(document, 0);
        coprod_dossier *dossier = NULL;
        coprod_dossier_load(text, COPROD_NTS, spectrum, &own, NULL, &dossier);
        coprod_dossier_free(dossier);
        assert_true(count.blocks == 0 && count.bytes == 0);
        free(text);
        json_decref(document);
    }
    coprod_spectrum_free(spectrum);
    json_decref(golden);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loops),
        cmocka_unit_test(statements),
        cmocka_unit_test(measures_and_bodies),
        cmocka_unit_test(absent_and_empty),
        cmocka_unit_test(late_as_of_the_day),
        cmocka_unit_test(adopted_when_it_was_closed),
        cmocka_unit_test(open_children),
        cmocka_unit_test(what_is_assumed_marks_the_dossier),
        cmocka_unit_test(beyond_and_null),
        cmocka_unit_test(structs_of_every_size),
        cmocka_unit_test(all_is_given_back),
        cmocka_unit_test(nothing_is_kept_of_a_refused_one),
    };
    return TEST_MAIN(tests);
}
