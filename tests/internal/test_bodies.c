/* SPDX-License-Identifier: MIT */
/* Bodies on a day: missed meetings, majorities, chairs, items that were carried up. */
#include "bodies_tools.h"

#define MONTHLY "'meets': {'n': 1, 'unit': 'month'}"
#define QUARTERLY "'meets': {'n': 3, 'unit': 'month'}"

static void meetings(void **state)
{
    static const struct {
        const char *rule, *held, *day, *expected;
    } cases[] = {
        /* not known: how often, or since when */
        {"", "2025-01-01 2025-02-01", "2025-06-01", "not known, last 2025-02-01"},
        {MONTHLY, "", "2025-06-01", "not known"},
        {MONTHLY, "2025-06-02", "2025-06-01", "not known"},
        {"'since': '2025-01-01'", "", "2025-06-01", "not known"},
        /* the due day itself is in time; the day after it is not */
        {QUARTERLY, "2025-01-15", "2025-01-15", "0 missed, last 2025-01-15, due 2025-04-15"},
        {QUARTERLY, "2025-01-15", "2025-04-15", "0 missed, last 2025-01-15, due 2025-04-15"},
        {QUARTERLY, "2025-01-15", "2025-04-16", "1 missed 2025-04-15, last 2025-01-15, due 2025-07-15"},
        {QUARTERLY, "2025-01-15 2025-04-15", "2025-04-16", "0 missed, last 2025-04-15, due 2025-07-15"},
        /* in time counts from the day it was held, and so does a late one */
        {QUARTERLY, "2025-01-15 2025-03-03", "2025-06-01", "0 missed, last 2025-03-03, due 2025-06-03"},
        {QUARTERLY, "2025-01-15 2025-05-02", "2025-08-03",
         "2 missed 2025-04-15 2025-08-02, last 2025-05-02, due 2025-11-02"},
        /* no meeting for four periods */
        {QUARTERLY, "2024-01-15 2025-02-01", "2025-02-01",
         "4 missed 2024-04-15 2024-07-15 2024-10-15 2025-01-15, last 2025-02-01, due 2025-05-01"},
        /* the end of a month does not wear down: all count from the same day */
        {MONTHLY, "2024-01-31", "2024-06-15",
         "4 missed 2024-02-29 2024-03-31 2024-04-30 2024-05-31, last 2024-01-31, due 2024-06-30"},
        {"'meets': {'n': 1, 'unit': 'year'}", "2024-02-29", "2028-03-01",
         "4 missed 2025-02-28 2026-02-28 2027-02-28 2028-02-29, last 2024-02-29, due 2029-02-28"},
        {"'meets': {'n': 1, 'unit': 'week'}", "2025-01-06", "2025-01-27",
         "2 missed 2025-01-13 2025-01-20, last 2025-01-06, due 2025-01-27"},
        {"'meets': {'n': 10, 'unit': 'day'}", "2025-01-06", "2025-01-27",
         "2 missed 2025-01-16 2025-01-26, last 2025-01-06, due 2025-02-05"},
        /* owed from a day on: nothing counts from meetings before it */
        {MONTHLY ", 'since': '2025-01-01'", "", "2024-06-01", "0 missed, due 2025-02-01"},
        {MONTHLY ", 'since': '2025-01-01'", "", "2025-02-01", "0 missed, due 2025-02-01"},
        {MONTHLY ", 'since': '2025-01-01'", "", "2025-03-02", "2 missed 2025-02-01 2025-03-01, due 2025-04-01"},
        {MONTHLY ", 'since': '2025-01-01'", "2024-12-30 2025-02-20", "2025-02-10",
         "1 missed 2025-02-01, last 2024-12-30, due 2025-03-01"},
        {MONTHLY ", 'since': '2025-01-01'", "2023-01-01 2024-12-30 2025-02-20", "2025-03-21",
         "2 missed 2025-02-01 2025-03-20, last 2025-02-20, due 2025-04-20"},
        {MONTHLY ", 'since': '2025-01-01'", "2025-01-01", "2025-01-01", "0 missed, last 2025-01-01, due 2025-02-01"},
        /* only what happened by the day is looked at */
        {MONTHLY, "2025-01-10 2025-02-05 2025-09-01", "2025-03-06",
         "1 missed 2025-03-05, last 2025-02-05, due 2025-04-05"},
        /* the end of the calendar */
        {MONTHLY, "9999-12-15", "9999-12-31", "0 missed, last 9999-12-15"},
        {"'meets': {'n': 10000, 'unit': 'year'}", "0001-01-01", "9999-12-31", "0 missed, last 0001-01-01"},
        {"'meets': {'n': 9998, 'unit': 'year'}", "0001-01-01", "9999-01-01",
         "0 missed, last 0001-01-01, due 9999-01-01"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_bodies *bodies = body_with(cases[i].rule, cases[i].held);
        char text[4096];
        tell_meetings(bodies, 0, cases[i].day, text, sizeof text);
        if (strcmp(text, cases[i].expected))
            fail_msg("%s | %s | %s: %s", cases[i].rule, cases[i].held, cases[i].day, text);
        coprod_bodies_free(bodies);
    }
}

static void check_share(const char *counts, const coprod_body_share *share, int32_t answer, int64_t own, int64_t others,
                        uint32_t unknown, int64_t bound)
{
    if (share->answer != answer || share->others != others || share->unknown != unknown
        || (own >= 0) != share->own_known || (own >= 0 && share->own != own)
        || share->own_least != others + 1 || (own >= 0 && share->unknown_most != bound))
        fail_msg("%s: answer %d, %d to %d, %u not known, at most %d", counts, (int)share->answer, (int)share->own,
                 (int)share->others, (unsigned)share->unknown, (int)share->unknown_most);
}

/* The same counts as members and as those present. */
static void majorities(void **state)
{
    static const struct {
        const char *counts;
        int32_t answer;
        int64_t own, others; /* own: -1 is not known */
        uint32_t unknown;
        int64_t bound;
    } cases[] = {
        {"{'service-user': 7, 'non-executive': 2, 'staff': 3}", COPROD_BODY_YES, 7, 5, 0, 1},
        {"{'service-user': 5, 'staff': 5}", COPROD_BODY_NO, 5, 5, 0, -1},
        {"{'service-user': 6, 'staff': 5}", COPROD_BODY_YES, 6, 5, 0, 0},
        {"{'service-user': 7, 'staff': 3, 'carer': null}", COPROD_BODY_NOT_KNOWN, 7, 3, 1, 3},
        {"{'service-user': 4, 'staff': 3, 'carer': null}", COPROD_BODY_NOT_KNOWN, 4, 3, 1, 0},
        {"{'service-user': 3, 'staff': 3, 'carer': null}", COPROD_BODY_NO, 3, 3, 1, -1},
        {"{'service-user': null, 'staff': 3}", COPROD_BODY_NOT_KNOWN, -1, 3, 0, 0},
        {"{'service-user': null, 'staff': 0, 'carer': null}", COPROD_BODY_NOT_KNOWN, -1, 0, 1, 0},
        {"{'service-user': 0}", COPROD_BODY_NO, 0, 0, 0, -1},
        {"{'service-user': 1}", COPROD_BODY_YES, 1, 0, 0, 0},
        {"{'service-user': 0, 'staff': null}", COPROD_BODY_NO, 0, 0, 1, -1},
        {"{'service-user': 1000000, 'staff': 999999, 'a': 0}", COPROD_BODY_YES, 1000000, 999999, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_body_share share = {sizeof share};
        coprod_bodies *bodies;
        char text[1024];
        snprintf(text, sizeof text, "{'schema': 'bodies/1', 'bodies': [{'id': 'a', 'name': 'A', 'majority': 'service-user',"
                 " 'members': [{'counts': %s}]}], 'meetings': [{'body': 'a', 'day': '2025-01-01', 'present': %s}]}",
                 cases[i].counts, cases[i].counts);
        bodies = bodies_of(text);
        assert_int_equal(coprod_body_members(bodies, 0, 0, &share), COPROD_OK);
        assert_string_equal(share.kind, "service-user");
        assert_int_equal(share.known, 1);
        check_share(cases[i].counts, &share, cases[i].answer, cases[i].own, cases[i].others, cases[i].unknown,
                    cases[i].bound);
        assert_int_equal(coprod_body_present(bodies, 0, 0, &share), COPROD_OK);
        check_share(cases[i].counts, &share, cases[i].answer, cases[i].own, cases[i].others, cases[i].unknown,
                    cases[i].bound);
        coprod_bodies_free(bodies);
    }
}

/* The membership of a day is the last one that began by then; without a rule nothing is asked for. */
static void members_in_force(void **state)
{
    coprod_bodies *bodies = bodies_of(
        "{'schema': 'bodies/1', 'bodies': [{'id': 'a', 'name': 'A', 'majority': 'carer', 'members':"
        " [{'from': '2025-06-01', 'counts': {'carer': 2}}, {'from': '2024-01-01', 'counts': {'carer': 1, 'staff': 4}}]},"
        " {'id': 'b', 'name': 'B', 'members': [{'counts': {'staff': 3, 'carer': null}}]}], 'meetings':"
        " [{'body': 'b', 'day': '2025-01-01', 'chair': 'carer'}, {'body': 'a', 'day': '2025-01-01'}]}");
    coprod_body_share share = {sizeof share};
    (void)state;
    assert_int_equal(coprod_body_members(bodies, 0, day_of("2023-12-31"), &share), COPROD_OK);
    assert_true(!share.known && share.answer == COPROD_BODY_NOT_KNOWN);
    assert_int_equal(coprod_body_members(bodies, 0, day_of("2024-01-01"), &share), COPROD_OK);
    assert_true(share.known && share.answer == COPROD_BODY_NO && share.own == 1 && share.others == 4);
    assert_int_equal(coprod_body_members(bodies, 0, day_of("2025-05-31"), &share), COPROD_OK);
    assert_int_equal(share.answer, COPROD_BODY_NO);
    assert_int_equal(coprod_body_members(bodies, 0, day_of("2025-06-01"), &share), COPROD_OK);
    assert_int_equal(share.answer, COPROD_BODY_YES);
    assert_int_equal(coprod_body_members(bodies, 1, 0, &share), COPROD_OK);
    assert_true(share.answer == COPROD_BODY_NO_RULE && share.known && share.others == 3 && share.unknown == 1);
    assert_string_equal(share.kind, "");
    assert_int_equal(coprod_body_present(bodies, 0, 0, &share), COPROD_OK);
    assert_true(!share.known && share.answer == COPROD_BODY_NOT_KNOWN);
    assert_int_equal(coprod_body_present(bodies, 1, 0, &share), COPROD_OK);
    assert_true(!share.known && share.answer == COPROD_BODY_NO_RULE);
    coprod_bodies_free(bodies);
}

static void chairs(void **state)
{
    static const int32_t expected[] = {COPROD_BODY_YES, COPROD_BODY_NO, COPROD_BODY_NOT_KNOWN};
    static const char *const was[] = {"non-executive", "executive", ""};
    coprod_bodies *bodies = bodies_of(
        "{'schema': 'bodies/1', 'bodies': [{'id': 'a', 'name': 'A', 'chair': 'non-executive'}, {'id': 'b', 'name': 'B'}],"
        " 'meetings': [{'body': 'a', 'day': '2025-03-01'}, {'body': 'a', 'day': '2025-02-01', 'chair': 'executive'},"
        " {'body': 'a', 'day': '2025-01-01', 'chair': 'non-executive'}, {'body': 'b', 'day': '2025-01-01'}]}");
    coprod_body_meeting meeting = {sizeof meeting};
    (void)state;
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(coprod_body_get_meeting(bodies, 0, i, &meeting), COPROD_OK);
        assert_int_equal(meeting.chair_answer, expected[i]);
        assert_string_equal(meeting.chair, was[i]);
    }
    assert_int_equal(meeting.day, day_of("2025-03-01"));
    assert_int_equal(coprod_body_get_meeting(bodies, 1, 0, &meeting), COPROD_OK);
    assert_int_equal(meeting.chair_answer, COPROD_BODY_NO_RULE);
    assert_int_equal(coprod_body_get_meeting(bodies, 1, 1, &meeting), COPROD_E_UNKNOWN);
    coprod_bodies_free(bodies);
}

/* --- items --- */

static const char chain[] =
    "{'schema': 'bodies/1', 'bodies': [{'id': 'local', 'name': 'L', 'reports_to': 'trust'}, {'id': 'committee', 'name':"
    " 'C'}, {'id': 'trust', 'name': 'T', 'reports_to': 'committee'}], 'meetings': ["
    "{'body': 'local', 'day': '2025-01-10', 'items': ['x', 'y'], 'carry_up': ['y', 'x']},"
    "{'body': 'trust', 'day': '2025-01-10', 'items': ['x'], 'carry_up': []},"
    "{'body': 'local', 'day': '2025-02-10', 'items': ['x', 'z'], 'carry_up': ['x', 'z']},"
    "{'body': 'trust', 'day': '2025-02-10', 'items': []},"
    "{'body': 'trust', 'day': '2025-03-10', 'items': []},"
    "{'body': 'trust', 'day': '2025-04-10', 'items': ['x', 'y'], 'carry_up': ['y']},"
    "{'body': 'trust', 'day': '2025-05-10', 'items': ['x', 'z'], 'carry_up': ['x']},"
    "{'body': 'committee', 'day': '2025-05-10', 'items': ['x']},"
    "{'body': 'committee', 'day': '2025-06-10', 'items': ['y', 'x']}]}";

static void items(void **state)
{
    static const struct {
        uint32_t body, index;
        const char *day, *id;
        int32_t item_state;
        const char *came;
        int32_t waiting;
        uint32_t without;
        int next;
    } cases[] = {
        {0, 0, "2025-01-10", "y", COPROD_ITEM_WAITING, NULL, 0, 0, -1}, /* the same day does not count against it */
        {0, 0, "2025-02-09", "y", COPROD_ITEM_WAITING, NULL, 30, 0, -1},
        {0, 0, "2025-02-10", "y", COPROD_ITEM_MISSED, NULL, 31, 1, -1},
        {0, 0, "2025-04-09", "y", COPROD_ITEM_MISSED, NULL, 89, 2, -1},
        {0, 0, "2025-04-10", "y", COPROD_ITEM_CARRIED, "2025-04-10", 90, 2, 0},
        {0, 0, "2026-01-01", "y", COPROD_ITEM_CARRIED, "2025-04-10", 90, 2, 0},
        {0, 1, "2025-01-10", "x", COPROD_ITEM_CARRIED, "2025-01-10", 0, 0, -1}, /* the same day counts for it */
        {0, 1, "2025-05-10", "x", COPROD_ITEM_CARRIED, "2025-01-10", 0, 0, 1}, /* on 10 May it goes on from there */
        {0, 2, "2025-04-10", "x", COPROD_ITEM_CARRIED, "2025-04-10", 59, 1, -1}, /* carried up a second time */
        {0, 3, "2025-03-09", "z", COPROD_ITEM_WAITING, NULL, 27, 0, -1},
        {0, 3, "2025-05-10", "z", COPROD_ITEM_CARRIED, "2025-05-10", 89, 2, -1},
        {2, 0, "2025-04-10", "y", COPROD_ITEM_WAITING, NULL, 0, 0, -1},
        {2, 0, "2025-05-10", "y", COPROD_ITEM_MISSED, NULL, 30, 1, -1},
        {2, 0, "2025-06-10", "y", COPROD_ITEM_CARRIED, "2025-06-10", 61, 1, -1},
        {2, 1, "2025-05-10", "x", COPROD_ITEM_CARRIED, "2025-05-10", 0, 0, -1},
    };
    coprod_bodies *bodies = bodies_of(chain);
    coprod_body_item item = {sizeof item};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(coprod_body_get_item(bodies, cases[i].body, cases[i].index, day_of(cases[i].day), &item), COPROD_OK);
        assert_string_equal(item.id, cases[i].id);
        if (item.state != cases[i].item_state || item.waiting_days != cases[i].waiting || item.without != cases[i].without
            || item.has_next != (cases[i].next >= 0) || (item.has_next && (int)item.next != cases[i].next))
            fail_msg("case %zu: %s, %d days, %u without, next %d", i, coprod_item_state_name(item.state),
                     (int)item.waiting_days, (unsigned)item.without, item.has_next ? (int)item.next : -1);
        assert_int_equal(item.came_day, cases[i].came ? day_of(cases[i].came) : 0);
        assert_int_equal(item.upper, cases[i].body ? 1 : 2);
    }
    assert_int_equal(coprod_body_get_item(bodies, 0, 0, day_of("2025-01-09"), &item), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_body_get_item(bodies, 0, 2, day_of("2025-02-09"), &item), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_body_get_item(bodies, 0, 4, day_of("2026-02-09"), &item), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_body_get_item(bodies, 1, 0, day_of("2026-02-09"), &item), COPROD_E_UNKNOWN);
    coprod_bodies_free(bodies);
}

/* From body to body as long as there is a next step. */
static void follow(void **state)
{
    coprod_bodies *bodies = bodies_of(chain);
    coprod_body_item item = {sizeof item};
    uint32_t body = 0, index = 0, steps = 0;
    char way[128] = "";
    (void)state;
    do {
        char day[16];
        size_t used = strlen(way);
        assert_int_equal(coprod_body_get_item(bodies, body, index, day_of("2025-12-31"), &item), COPROD_OK);
        coprod_day_write(item.came_day, day, sizeof day, NULL);
        snprintf(way + used, sizeof way - used, "%u %s;", (unsigned)item.upper, day);
        body = item.upper;
        index = item.next;
    } while (item.has_next && steps++ < 5);
    assert_string_equal(way, "2 2025-04-10;1 2025-06-10;");
    coprod_bodies_free(bodies);
}

/* --- all of them --- */

static void totals(void **state)
{
    size_t length, needed;
    char *text = read_file("../docs/examples/own-bodies.json", &length), buffer[16384];
    coprod_bodies *bodies = NULL;
    coprod_bodies_totals all = {sizeof all};
    coprod_body_state one = {sizeof one};
    uint32_t index;
    json_t *json;
    (void)state;
    assert_int_equal(coprod_bodies_load(text, length, NULL, NULL, &bodies), COPROD_OK);
    assert_int_equal(coprod_bodies_on(bodies, day_of("2025-06-30"), &all), COPROD_OK);
    assert_true(all.bodies == 3 && all.meetings == 9 && all.missed == 1 && all.in_time_not_known == 0);
    assert_true(all.no_majority == 0 && all.majority_not_known == 2 && all.met_without == 1 && all.met_not_known == 2);
    assert_true(all.chair_otherwise == 0 && all.chair_not_known == 1);
    assert_true(all.items_carried == 3 && all.items_waiting == 1 && all.items_missed == 1);
    assert_int_equal(coprod_bodies_on(bodies, day_of("2025-01-14"), &all), COPROD_OK);
    assert_true(all.meetings == 0 && all.missed == 0 && all.in_time_not_known == 1); /* the committee has no "since" */
    assert_int_equal(coprod_bodies_find(bodies, "committee", &index), COPROD_OK);
    assert_int_equal(index, 2);
    assert_int_equal(coprod_body_on(bodies, index, day_of("2025-06-30"), &one), COPROD_OK);
    assert_true(one.meeting_count == 2 && one.item_count == 0);
    assert_int_equal(coprod_bodies_json(bodies, day_of("2025-06-30"), buffer, sizeof buffer, &needed), COPROD_OK);
    assert_int_equal(needed, strlen(buffer) + 1);
    json = json_of(buffer);
    assert_int_equal(number_of(json_object_get(json, "totals"), "items_missed"), 1);
    assert_string_equal(text_of(at(json, "/bodies/0/meets"), "reason"), "missed");
    assert_string_equal(text_of(at(json, "/bodies/1/majority"), "reason"), "others-not-counted");
    assert_string_equal(text_of(at(json, "/bodies/2/meetings/0/majority"), "reason"), "exactly-half");
    json_decref(json);
    assert_int_equal(coprod_bodies_json(bodies, day_of("2025-06-30"), buffer, 100, &length), COPROD_E_BUFFER);
    assert_int_equal(length, needed);
    assert_int_equal(strlen(buffer), 99);
    coprod_bodies_free(bodies);
    free(text);
}

/* Each reason word, on one body. */
static void reasons(void **state)
{
    static const struct {
        const char *body, *meeting, *pointer, *expected;
    } cases[] = {
        {"", "", "/meets", "interval-not-known"},
        {", 'meets': {'n': 1, 'unit': 'day'}", "", "/meets", "no-meeting-known"},
        {", 'meets': {'n': 1, 'unit': 'day'}", ", 'day': '2025-01-31'", "/meets", "in-time"},
        {", 'meets': {'n': 1, 'unit': 'day'}", ", 'day': '2025-01-03'", "/meets", "missed"},
        {"", "", "/majority", "not-asked-for"},
        {", 'majority': 'a'", "", "/majority", "nobody-counted"},
        {", 'majority': 'a', 'members': [{'counts': {'a': null}}]", "", "/majority", "own-not-counted"},
        {", 'majority': 'a', 'members': [{'counts': {'a': 1, 'b': null}}]", "", "/majority", "others-not-counted"},
        {", 'majority': 'a', 'members': [{'counts': {'a': 1, 'b': 0}}]", "", "/majority", "more-than-half"},
        {", 'majority': 'a', 'members': [{'counts': {'a': 1, 'b': 1}}]", "", "/majority", "exactly-half"},
        {", 'majority': 'a', 'members': [{'counts': {'a': 1, 'b': 1, 'c': null}}]", "", "/majority", "not-more-than-half"},
        {", 'majority': 'a', 'members': [{'counts': {'a': 1, 'b': 2}}]", "", "/majority", "not-more-than-half"},
        {"", ", 'day': '2025-01-03'", "/meetings/0/chair", "not-asked-for"},
        {", 'chair': 'a'", ", 'day': '2025-01-03'", "/meetings/0/chair", "not-known"},
        {", 'chair': 'a'", ", 'day': '2025-01-03', 'chair': 'a'", "/meetings/0/chair", "as-asked-for"},
        {", 'chair': 'a'", ", 'day': '2025-01-03', 'chair': 'b'", "/meetings/0/chair", "otherwise"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024], pointer[64], buffer[4096];
        coprod_bodies *bodies;
        json_t *json;
        snprintf(text, sizeof text, "{'schema': 'bodies/1', 'bodies': [{'id': 'a', 'name': 'A'%s}]%s%s%s}", cases[i].body,
                 *cases[i].meeting ? ", 'meetings': [{'body': 'a'" : "", cases[i].meeting, *cases[i].meeting ? "}]" : "");
        bodies = bodies_of(text);
        assert_int_equal(coprod_bodies_json(bodies, day_of("2025-01-31"), buffer, sizeof buffer, NULL), COPROD_OK);
        json = json_of(buffer);
        snprintf(pointer, sizeof pointer, "/bodies/0%s", cases[i].pointer);
        assert_string_equal(text_of(at(json, pointer), "reason"), cases[i].expected);
        json_decref(json);
        coprod_bodies_free(bodies);
    }
}

/* Of very many missed meetings the last hundred are listed. */
static void many_missed(void **state)
{
    coprod_bodies *bodies = body_with("'meets': {'n': 1, 'unit': 'day'}, 'since': '0001-01-01'", "");
    char buffer[8192];
    json_t *json;
    (void)state;
    assert_int_equal(coprod_bodies_json(bodies, day_of("9999-12-31"), buffer, sizeof buffer, NULL), COPROD_OK);
    json = json_of(buffer);
    assert_int_equal(number_of(at(json, "/bodies/0/meets"), "missed"), 3652057); /* all days but the first and the last */
    assert_int_equal(json_array_size(at(json, "/bodies/0/meets/missed_days")), 100);
    assert_string_equal(json_string_value(at(json, "/bodies/0/meets/missed_days/99")), "9999-12-30");
    json_decref(json);
    coprod_bodies_free(bodies);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(meetings), cmocka_unit_test(majorities), cmocka_unit_test(members_in_force),
        cmocka_unit_test(chairs), cmocka_unit_test(items), cmocka_unit_test(follow),
        cmocka_unit_test(totals), cmocka_unit_test(reasons), cmocka_unit_test(many_missed),
    };
    return TEST_MAIN(tests);
}
