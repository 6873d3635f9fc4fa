/* SPDX-License-Identifier: MIT */
/* Loading bodies: every fault with its code and place, what stands in what is loaded, and calls that are wrong. */
#include "bodies_tools.h"

static const char document[] =
    "{'schema': 'bodies/1', 'bodies': ["
    "{'id': 'local', 'name': 'L', 'reports_to': 'trust', 'meets': {'n': 1, 'unit': 'month'}, 'since': '2025-01-01',"
    " 'majority': 'service-user', 'members': [{'counts': {'service-user': 2, 'staff': 1}}], 'quote': 'q', 'source': 's',"
    " 'section': 't'},"
    "{'id': 'trust', 'name': 'T', 'reports_to': 'committee', 'meets': {'n': 3, 'unit': 'week'}},"
    "{'id': 'committee', 'name': 'C', 'chair': 'non-executive', 'meets': {'n': 2, 'unit': 'year'}}], 'meetings': ["
    "{'body': 'local', 'day': '2025-01-15', 'items': ['x', 'y'], 'carry_up': ['x'], 'present': {'service-user': 1},"
    " 'chair': 'staff'},"
    "{'body': 'trust', 'day': '2025-01-15', 'items': ['x']}]}";

static void faults(void **state)
{
    static const struct {
        const char *changes, *found;
    } cases[] = {
        {"{'': 7}", "wrong-type \nmissing-key /bodies\n"},
        {"{'': {}}", "missing-key /schema\nmissing-key /bodies\n"},
        {"{'/schema': 'bodies/2'}", "wrong-schema /schema\n"},
        {"{'/extra': 1}", "unknown-key /extra\n"},
        {"{'/bodies': {}}", "wrong-type /bodies\nunknown-id /meetings/0/body\nunknown-id /meetings/1/body\n"},
        {"{'/meetings': 1}", "wrong-type /meetings\n"},
        {"{'/meetings': [1]}", "wrong-type /meetings/0\n"},
        {"{'/meetings': [{}]}", "missing-key /meetings/0/body\nmissing-key /meetings/0/day\n"},
        {"{'/bodies/1': 1}", "wrong-type /bodies/1\nunknown-id /bodies/0/reports_to\nunknown-id /meetings/1/body\n"},
        {"{'/bodies/1/id': 'The Trust'}",
         "not-a-word /bodies/1/id\nunknown-id /bodies/0/reports_to\nunknown-id /meetings/1/body\n"},
        {"{'/bodies/2/id': null}", "missing-key /bodies/2/id\nunknown-id /bodies/1/reports_to\n"},
        {"{'/bodies/2/id': 'local'}", "duplicate-id /bodies/2/id\nunknown-id /bodies/1/reports_to\n"},
        {"{'/bodies/0/name': null}", "missing-key /bodies/0/name\n"},
        {"{'/bodies/0/name': ''}", "wrong-type /bodies/0/name\n"},
        {"{'/bodies/0/size': 3}", "unknown-key /bodies/0/size\n"},
        {"{'/bodies/0/reports_to': 'board'}", "unknown-id /bodies/0/reports_to\n"},
        {"{'/bodies/0/reports_to': 1}", "wrong-type /bodies/0/reports_to\n"},
        {"{'/bodies/0/reports_to': null}", "reports-to-nobody /meetings/0/carry_up\n"},
        {"{'/bodies/0/reports_to': 'local'}", "reports-in-circle /bodies/0/reports_to\n"},
        {"{'/bodies/2/reports_to': 'trust'}", "reports-in-circle /bodies/1/reports_to\n"},
        {"{'/bodies/2/reports_to': 'local'}", "reports-in-circle /bodies/0/reports_to\n"},
        {"{'/bodies/2/reports_to': 'committee', '/bodies/0/reports_to': 'local'}",
         "reports-in-circle /bodies/0/reports_to\nreports-in-circle /bodies/2/reports_to\n"},
        {"{'/bodies/0/meets': 3}", "wrong-type /bodies/0/meets\n"},
        {"{'/bodies/0/meets': {}}", "missing-key /bodies/0/meets/n\nmissing-key /bodies/0/meets/unit\n"},
        {"{'/bodies/0/meets/n': 0}", "out-of-range /bodies/0/meets/n\n"},
        {"{'/bodies/0/meets/n': 10001}", "out-of-range /bodies/0/meets/n\n"},
        {"{'/bodies/0/meets/n': '3'}", "wrong-type /bodies/0/meets/n\n"},
        {"{'/bodies/0/meets/n': 1.5}", "wrong-type /bodies/0/meets/n\n"},
        {"{'/bodies/0/meets/unit': 'wd'}", "unknown-id /bodies/0/meets/unit\n"},
        {"{'/bodies/0/meets/unit': 'months'}", "unknown-id /bodies/0/meets/unit\n"},
        {"{'/bodies/0/meets/from': 1}", "unknown-key /bodies/0/meets/from\n"},
        {"{'/bodies/0/since': '2025-02-30'}", "not-a-date /bodies/0/since\n"},
        {"{'/bodies/0/since': 20250101}", "wrong-type /bodies/0/since\n"},
        {"{'/bodies/0/chair': 'A Chair'}", "not-a-word /bodies/0/chair\n"},
        {"{'/bodies/2/majority': 'Staff'}", "not-a-word /bodies/2/majority\n"},
        {"{'/bodies/0/majority': 'carer'}",
         "missing-key /bodies/0/members/0/counts/carer\nmissing-key /meetings/0/present/carer\n"},
        {"{'/bodies/0/members': {}}", "wrong-type /bodies/0/members\n"},
        {"{'/bodies/0/members': [1]}", "wrong-type /bodies/0/members/0\n"},
        {"{'/bodies/0/members/0': {}}", "missing-key /bodies/0/members/0/counts\n"},
        {"{'/bodies/0/members/0/until': 1}", "unknown-key /bodies/0/members/0/until\n"},
        {"{'/bodies/0/members/0/from': 'May'}", "not-a-date /bodies/0/members/0/from\n"},
        {"{'/bodies/0/members/0/counts/staff': -1}", "out-of-range /bodies/0/members/0/counts/staff\n"},
        {"{'/bodies/0/members/0/counts/staff': 1000001}", "out-of-range /bodies/0/members/0/counts/staff\n"},
        {"{'/bodies/0/members/0/counts/staff': 'some'}", "wrong-type /bodies/0/members/0/counts/staff\n"},
        {"{'/bodies/0/members/0/counts/Staff': 1}", "not-a-word /bodies/0/members/0/counts/Staff\n"},
        {"{'/bodies/0/members/-': {'counts': {'service-user': 1}}}", "same-day /bodies/0/members/1/from\n"},
        {"{'/bodies/0/members/0/from': '2025-01-01', '/bodies/0/members/-': {'from': '2025-01-01', 'counts':"
         " {'service-user': 1}}}", "same-day /bodies/0/members/1/from\n"},
        {"{'/bodies/0/quote': 1}", "wrong-type /bodies/0/quote\n"},
        {"{'/meetings/1/body': 'board'}", "unknown-id /meetings/1/body\n"},
        {"{'/meetings/1/day': '15 January'}", "not-a-date /meetings/1/day\n"},
        {"{'/meetings/1/day': '0000-01-01'}", "not-a-date /meetings/1/day\n"},
        {"{'/meetings/1/body': 'local'}", "same-day /meetings/1/day\n"},
        {"{'/meetings/1/time': '10:00'}", "unknown-key /meetings/1/time\n"},
        {"{'/meetings/1/chair': 1}", "wrong-type /meetings/1/chair\n"},
        {"{'/meetings/1/present': []}", "wrong-type /meetings/1/present\n"},
        {"{'/meetings/1/items': 'x'}", "wrong-type /meetings/1/items\n"},
        {"{'/meetings/1/items': ['x', 1, 'An item']}",
         "wrong-type /meetings/1/items/1\nnot-a-word /meetings/1/items/2\n"},
        {"{'/meetings/0/items': ['x', 'y', 'x']}", "duplicate-id /meetings/0/items/2\n"},
        {"{'/meetings/0/carry_up': ['y', 'x', 'y']}", "duplicate-id /meetings/0/carry_up/2\n"},
        {"{'/meetings/0/carry_up': ['x', 'z']}", "not-on-list /meetings/0/carry_up/1\n"},
        {"{'/meetings/0/items': null}", "not-on-list /meetings/0/carry_up/0\n"},
        {"{'/meetings/0/carry_up': []}", ""},
        {"{'/meetings': null}", ""},
        {"{'/bodies': [], '/meetings': []}", ""},
        {"{'/bodies/0/members': []}", ""},
    };
    json_t *whole = json_of(document);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *changes = json_of(cases[i].changes), *own = changed(whole, changes);
        char found[4096];
        coprod_bodies_free(bodies_found(own, found, sizeof found));
        if (strcmp(found, cases[i].found))
            fail_msg("%s: found\n%s", cases[i].changes, found);
        json_decref(own);
        json_decref(changes);
    }
    json_decref(whole);
}

/* All but the first of those that have the same id, whatever the order they are sorted into. */
static void same_ids(void **state)
{
    json_t *json = json_of("{'schema': 'bodies/1', 'bodies': [{'id': 'b', 'name': 'B'}, {'id': 'a', 'name': 'A'},"
                           " {'id': 'b', 'name': 'B'}, {'id': 'a', 'name': 'A'}, {'id': 'a', 'name': 'A'}]}");
    char found[512];
    (void)state;
    assert_null(bodies_found(json, found, sizeof found));
    assert_non_null(strstr(found, "duplicate-id /bodies/2/id\n"));
    assert_non_null(strstr(found, "duplicate-id /bodies/3/id\n"));
    assert_non_null(strstr(found, "duplicate-id /bodies/4/id\n"));
    assert_null(strstr(found, "/bodies/0/"));
    assert_null(strstr(found, "/bodies/1/"));
    json_decref(json);
}

static void the_circle_is_named(void **state)
{
    static const char text[] = "{\"schema\": \"bodies/1\", \"bodies\": ["
                               "{\"id\": \"out\", \"name\": \"O\", \"reports_to\": \"b\"},"
                               "{\"id\": \"a\", \"name\": \"A\", \"reports_to\": \"b\"},"
                               "{\"id\": \"b\", \"name\": \"B\", \"reports_to\": \"c\"},"
                               "{\"id\": \"c\", \"name\": \"C\", \"reports_to\": \"a\"}]}";
    coprod_findings *findings = new_findings();
    coprod_finding one = {sizeof one};
    coprod_bodies *bodies = NULL;
    (void)state;
    assert_int_equal(coprod_bodies_load(text, COPROD_NTS, NULL, findings, &bodies), COPROD_E_DEFINITION);
    assert_int_equal(coprod_findings_count(findings), 1);
    assert_int_equal(coprod_findings_get(findings, 0, &one), COPROD_OK);
    assert_string_equal(one.place, "/bodies/1/reports_to");
    assert_string_equal(one.found, "a > b > c > a");
    coprod_findings_free(findings);
}

static void what_is_loaded(void **state)
{
    coprod_bodies *bodies = bodies_of(document);
    coprod_body body = {sizeof body};
    char *text;
    json_t *json = json_of(document);
    char fingerprint[65];
    (void)state;
    text = json_dumps(json, JSON_INDENT(3));
    assert_int_equal(coprod_fingerprint(text, COPROD_NTS, fingerprint, sizeof fingerprint, NULL), COPROD_OK);
    assert_string_equal(coprod_bodies_fingerprint(bodies), fingerprint);
    free(text);
    json_decref(json);
    assert_int_equal(coprod_bodies_count(bodies), 3);
    assert_int_equal(coprod_body_get(bodies, 0, &body), COPROD_OK);
    assert_string_equal(body.id, "local");
    assert_string_equal(body.name, "L");
    assert_string_equal(body.unit, "month");
    assert_string_equal(body.majority, "service-user");
    assert_string_equal(body.chair, "");
    assert_string_equal(body.quote, "q");
    assert_string_equal(body.source, "s");
    assert_string_equal(body.section, "t");
    assert_true(body.n == 1 && body.has_upper && body.upper == 1 && body.has_since && body.meeting_count == 1);
    assert_true(body.since == day_of("2025-01-01") && body.item_count == 1);
    assert_int_equal(coprod_body_get(bodies, 1, &body), COPROD_OK);
    assert_string_equal(body.unit, "week");
    assert_true(body.n == 3 && !body.has_since && body.since == 0 && body.upper == 2);
    assert_int_equal(coprod_body_get(bodies, 2, &body), COPROD_OK);
    assert_string_equal(body.unit, "year");
    assert_string_equal(body.chair, "non-executive");
    assert_true(!body.has_upper && body.upper == 0 && body.meeting_count == 0);
    coprod_bodies_free(bodies);
}

/* The shapes of three trusts, of whose meetings nothing is known. */
static void three_trusts(void **state)
{
    static const char *const names[] = {"elft", "solent", "blackpool"};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        char path[64], answer[16384];
        size_t length;
        char *text;
        coprod_bodies *bodies = NULL;
        coprod_bodies_totals all = {sizeof all};
        snprintf(path, sizeof path, "../docs/examples/bodies-%s.json", names[i]);
        text = read_file(path, &length);
        assert_int_equal(coprod_bodies_load(text, length, NULL, NULL, &bodies), COPROD_OK);
        assert_int_equal(coprod_bodies_on(bodies, day_of("2026-01-01"), &all), COPROD_OK);
        assert_true(all.in_time_not_known == all.bodies && all.missed == 0 && all.meetings == 0 && all.no_majority == 0);
        assert_int_equal(all.majority_not_known, i == 0);
        for (uint32_t k = 0; k < all.bodies; k++) {
            coprod_body body = {sizeof body};
            assert_int_equal(coprod_body_get(bodies, k, &body), COPROD_OK);
            assert_true(*body.quote && *body.source && *body.section);
            assert_int_equal(coprod_bodies_json(bodies, 0, answer, sizeof answer, NULL), COPROD_OK);
            assert_non_null(strstr(answer, body.quote));
            assert_non_null(strstr(answer, body.section));
        }
        coprod_bodies_free(bodies);
        free(text);
    }
}

#define IS(call, status) assert_int_equal(call, COPROD_E_##status)

static void wrong_calls(void **state)
{
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    coprod_bodies *bodies = (coprod_bodies *)&half;
    coprod_bodies_totals all = {sizeof all};
    int32_t day = 1, in_time[2] = {7, 7}, status[2] = {7, 7};
    uint32_t index = 1, missed[2] = {7, 7};
    char buffer[8] = "x";
    size_t needed = 1;
    (void)state;
    IS(coprod_bodies_load("{}", 2, NULL, NULL, NULL), ARGUMENT);
    IS(coprod_bodies_load(NULL, 2, NULL, NULL, &bodies), ARGUMENT);
    assert_null(bodies);
    IS(coprod_bodies_load("{}", 2, &half, NULL, &bodies), ARGUMENT);
    IS(coprod_bodies_load("{", 1, NULL, NULL, &bodies), SYNTAX);
    IS(coprod_bodies_load("\xff", 1, NULL, NULL, &bodies), TEXT);
    coprod_bodies_free(NULL);
    assert_string_equal(coprod_bodies_fingerprint(NULL), "");
    assert_int_equal(coprod_bodies_count(NULL), 0);
    bodies = bodies_of(document);
    IS(coprod_bodies_find(bodies, "nobody", &index), UNKNOWN);
    assert_int_equal(index, 0);
    IS(coprod_bodies_find(bodies, NULL, &index), ARGUMENT);
    IS(coprod_bodies_find(NULL, "local", &index), ARGUMENT);
    IS(coprod_bodies_find(bodies, "local", NULL), ARGUMENT);
    IS(coprod_body_missed(bodies, 0, 0, 0, NULL), ARGUMENT);
    IS(coprod_body_missed(NULL, 0, 0, 0, &day), ARGUMENT);
    assert_int_equal(day, 0);
    IS(coprod_body_missed(bodies, 3, 0, 0, &day), UNKNOWN);
    IS(coprod_body_missed(bodies, 0, 3000000, 0, &day), RANGE);
    IS(coprod_bodies_on(bodies, -719163, &all), RANGE);
    IS(coprod_bodies_on(bodies, 2932897, &all), RANGE);
    IS(coprod_bodies_on(NULL, 0, &all), ARGUMENT);
    IS(coprod_bodies_on(bodies, 0, NULL), ARGUMENT);
    IS(coprod_bodies_json(NULL, 0, buffer, 8, &needed), ARGUMENT);
    assert_true(needed == 0 && !*buffer);
    IS(coprod_bodies_json(bodies, 0, NULL, 8, &needed), ARGUMENT);
    IS(coprod_bodies_json(bodies, 2932897, buffer, 8, &needed), RANGE);
    IS(coprod_bodies_missed(NULL, &index, &day, 1, missed, in_time, status), ARGUMENT);
    assert_true(missed[0] == 0 && in_time[0] == 0 && status[0] == COPROD_E_ARGUMENT && missed[1] == 7);
    IS(coprod_bodies_missed(bodies, &index, NULL, 1, NULL, NULL, NULL), ARGUMENT);
    assert_int_equal(coprod_bodies_missed(bodies, NULL, NULL, 0, NULL, NULL, NULL), COPROD_OK);
    coprod_bodies_free(bodies);
    assert_string_equal(coprod_body_answer_name(COPROD_BODY_NO_RULE), "no-rule");
    assert_string_equal(coprod_body_answer_name(COPROD_BODY_YES), "yes");
    assert_string_equal(coprod_body_answer_name(COPROD_BODY_NO), "no");
    assert_string_equal(coprod_body_answer_name(COPROD_BODY_NOT_KNOWN), "not-known");
    assert_string_equal(coprod_body_answer_name(-1), "not-known");
    assert_string_equal(coprod_body_answer_name(4), "not-known");
    assert_string_equal(coprod_item_state_name(COPROD_ITEM_CARRIED), "carried");
    assert_string_equal(coprod_item_state_name(COPROD_ITEM_WAITING), "waiting");
    assert_string_equal(coprod_item_state_name(COPROD_ITEM_MISSED), "missed");
    assert_string_equal(coprod_item_state_name(0), "");
    assert_string_equal(coprod_item_state_name(4), "");
}

/* --- memory --- */

static void *take(void *context, size_t bytes)
{
    size_t *left = context;
    return *left ? (--*left, malloc(bytes)) : NULL;
}

static void *grow(void *context, void *block, size_t old_bytes, size_t bytes)
{
    size_t *left = context;
    (void)old_bytes;
    return *left ? (--*left, realloc(block, bytes)) : NULL;
}

static void give_back(void *context, void *block, size_t bytes)
{
    (void)context;
    (void)bytes;
    free(block);
}

/* Loads with one block of memory; 1 if that is enough. */
static int fits_in_a_block(const json_t *json)
{
    size_t left = 1;
    const coprod_allocator allocator = {sizeof allocator, &left, take, grow, give_back};
    coprod_bodies *bodies = NULL;
    char *text = json_dumps(json, 0);
    coprod_status status = coprod_bodies_load(text, COPROD_NTS, &allocator, NULL, &bodies);
    assert_true(status == COPROD_OK || (status == COPROD_E_MEMORY && !bodies));
    coprod_bodies_free(bodies);
    free(text);
    return status == COPROD_OK;
}

/* A text, or bodies, before all else that leave ever less of the block: it runs out at each place in turn. */
static void memory_runs_out_anywhere(void **state)
{
    enum { MOST = 9000 };
    static char padding[MOST + 1];
    json_t *json = json_of(document), *list = json_object_get(json, "bodies");
    int tried = 0, loaded = 0;
    (void)state;
    json_array_insert_new(list, 0, json_of("{'id': 'first', 'name': 'F'}"));
    for (size_t length = 1; length < MOST; length += 8) {
        memset(padding, 'x', length);
        padding[length] = '\0';
        json_object_set_new(json_array_get(list, 0), "name", json_string(padding));
        loaded += fits_in_a_block(json);
        tried++;
    }
    assert_true(loaded > 100 && tried - loaded > 100);
    json_object_set_new(json_array_get(list, 0), "name", json_string("F"));
    for (int i = 0; i < 700; i++) {
        json_array_append_new(list, json_pack("{so ss}", "id", json_sprintf("b%d", i), "name", "B"));
        fits_in_a_block(json);
    }
    json_decref(json);
}

static void structs(void **state)
{
    coprod_bodies *bodies = bodies_of(document);
    int32_t day = day_of("2025-02-01");
    (void)state;
    CHECK_OUT(coprod_body, coprod_body_get(bodies, 0, out));
    CHECK_OUT(coprod_body_state, coprod_body_on(bodies, 0, day, out));
    CHECK_OUT(coprod_body_share, coprod_body_members(bodies, 0, day, out));
    CHECK_OUT(coprod_body_share, coprod_body_present(bodies, 0, 0, out));
    CHECK_OUT(coprod_body_meeting, coprod_body_get_meeting(bodies, 0, 0, out));
    CHECK_OUT(coprod_body_item, coprod_body_get_item(bodies, 0, 0, day, out));
    CHECK_OUT(coprod_bodies_totals, coprod_bodies_on(bodies, day, out));
    CHECK_EMPTY(coprod_body, coprod_body_get(bodies, 3, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_body_state, coprod_body_on(bodies, 3, day, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_body_state, coprod_body_on(bodies, 0, 2932897, out), COPROD_E_RANGE);
    CHECK_EMPTY(coprod_body_share, coprod_body_members(bodies, 3, day, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_body_share, coprod_body_members(bodies, 0, -719163, out), COPROD_E_RANGE);
    CHECK_EMPTY(coprod_body_share, coprod_body_present(bodies, 0, 1, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_body_share, coprod_body_present(bodies, 3, 0, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_body_meeting, coprod_body_get_meeting(bodies, 0, 1, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_body_meeting, coprod_body_get_meeting(bodies, 3, 0, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_body_item, coprod_body_get_item(bodies, 0, 1, day, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_body_item, coprod_body_get_item(bodies, 0, 0, 2932897, out), COPROD_E_RANGE);
    coprod_bodies_free(bodies);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults), cmocka_unit_test(same_ids), cmocka_unit_test(the_circle_is_named),
        cmocka_unit_test(what_is_loaded), cmocka_unit_test(three_trusts), cmocka_unit_test(wrong_calls),
        cmocka_unit_test(memory_runs_out_anywhere), cmocka_unit_test(structs),
    };
    return TEST_MAIN(tests);
}
