/* SPDX-License-Identifier: MIT */
/* Plans that may be published: what they say, and what is refused. */
#include "pattern_plan_tools.h"

#define ANY COPROD_PATTERN_ANY

static void says(const coprod_pattern_plan *plan, uint32_t index, int gap, const char *expected)
{
    char text[256];
    assert_int_equal((gap ? coprod_pattern_plan_gap_text : coprod_pattern_plan_text)(plan, index, text, sizeof text, NULL),
                     COPROD_OK);
    assert_string_equal(text, expected);
}

/* 150 old men with needs and 1,253 young ones without, 99 women, who are too few to be told of; how many young men whose
 * needs are not known there are was not said. */
static coprod_pattern_plan *view(uint64_t publish_from)
{
    static const uint16_t gaps[] = {1, ANY, 1, 0, ANY, ANY, ANY, ANY, ANY, 1, 0, ANY},
                          codes[] = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 1, 0, ANY};
    static const uint64_t needs[] = {20, 3, 1, 200}, people[] = {51, 99, 1253, 99, UINT64_MAX};
    coprod_pattern_schema *schema = panel();
    coprod_pattern_plan *plan;
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, gaps, needs, 4, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_people(plan, codes, people, 5, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_publish(plan, publish_from), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    coprod_pattern_schema_free(schema);
    return plan;
}

static void words_of_a_view(void **state)
{
    coprod_pattern_plan *plan = view(10);
    coprod_pattern_plan_info info = {.size = sizeof info};
    coprod_pattern_invitation invitation = {.size = sizeof invitation};
    static char text[4096];
    json_t *json;
    (void)state;
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_int_equal(info.publish_from, 10);
    assert_int_equal(info.told_from, 100);
    assert_int_equal(info.people, 220);
    says(plan, 0, 0, "People (sex: m; age: young): invite 200, who count for 2 gaps");
    says(plan, 1, 0, "People (sex: m; need: some): invite 20, who count for 1 gap; about 150 exist");
    says(plan, 0, 1, "People (sex: m; need: some): up to 20 needed are invited");
    says(plan, 1, 1, "People (sex: f): 0 of up to 3 needed are invited; no more are told of");
    says(plan, 2, 1, "People: 1 needed is invited");
    assert_int_equal(coprod_pattern_plan_invitation(plan, 1, &invitation), COPROD_OK);
    assert_ptr_equal(invitation.example, invitation.who);
    assert_int_equal(invitation.exist, 150);
    assert_int_equal(coprod_pattern_plan_json(plan, text, sizeof text, NULL), COPROD_OK);
    json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_null(json_object_get(json, "people_unreachable"));
    assert_int_equal(json_integer_value(json_object_get(json, "publish_from")), 10);
    assert_string_equal(json_string_value(json_object_get(json_object_get(json, "view"), "id")), "bands-of-five");
    assert_null(json_object_get(json, "work"));
    assert_null(json_object_get(json_array_get(json_object_get(json, "gaps"), 0), "reachable"));
    assert_null(json_object_get(json_array_get(json_object_get(json, "invitations"), 0), "example"));
    json_decref(json);
    /* As the trust sees it, women are invited; and where a thousand are to be told of, only those without limit. */
    assert_int_equal(coprod_pattern_plan_publish(plan, 0), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    says(plan, 1, 1, "People (sex: f): 3 needed are invited");
    coprod_pattern_plan_free(plan);
    plan = view(11);
    says(plan, 0, 1, "People (sex: m; need: some): 0 of up to 20 needed are invited; no more are told of");
    coprod_pattern_plan_free(plan);
}

/* A limit, and too few who are told of. */
static void two_reasons(void **state)
{
    const coprod_pattern_plan_options options = {.size = sizeof options, .max_people = 2};
    coprod_pattern_plan *plan;
    coprod_pattern_schema *schema = panel();
    const uint16_t gap[] = {0, ANY, ANY}, codes[] = {0, 0, 0};
    const uint64_t need = 1000, people = 150;
    (void)state;
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, gap, &need, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_people(plan, codes, &people, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_publish(plan, 5), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, &options), COPROD_OK);
    says(plan, 0, 1, "People (sex: f): 2 of up to 1,000 needed are invited; "
                     "the limit of people leaves it open, and not all are told of");
    says(plan, 0, 0, "People (sex: f): invite 2, who count for 1 gap; about 150 exist");
    coprod_pattern_plan_free(plan);
    coprod_pattern_schema_free(schema);
}

static void needs_are_those_of_bands(void **state)
{
    coprod_pattern_schema *schema = panel();
    uint64_t need = 7;
    (void)state;
    assert_int_equal(coprod_pattern_plan_need(schema, 3, 12, 0, &need), COPROD_OK);
    assert_int_equal(need, 9);
    assert_int_equal(coprod_pattern_plan_need(schema, 3, 12, 5, &need), COPROD_OK); /* fewer than 5 */
    assert_int_equal(need, 12);
    assert_int_equal(coprod_pattern_plan_need(schema, 11, 12, 5, &need), COPROD_OK); /* 10 and 11 */
    assert_int_equal(need, 2);
    assert_int_equal(coprod_pattern_plan_need(schema, 12, 12, 5, &need), COPROD_E_RANGE);
    assert_int_equal(need, 0);
    assert_int_equal(coprod_pattern_plan_need(schema, 3, 12, 13, &need), COPROD_E_RANGE);
    assert_int_equal(coprod_pattern_plan_need(schema, 3, 12, 5, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_need(NULL, 3, 12, 5, &need), COPROD_E_ARGUMENT);
    coprod_pattern_schema_free(schema);
}

/* Found gaps by what their published list tells; not by two rules in one plan, and not where the list is refused. */
static void found_gaps_of_a_view(void **state)
{
    coprod_pattern_schema *schema = panel();
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 8}, low = {.size = sizeof low, .threshold = 2};
    coprod_pattern_tally *tally = pattern_tally(schema);
    coprod_pattern_gaps *gaps = NULL;
    coprod_pattern_plan *plan;
    coprod_pattern_plan_gap gap = {.size = sizeof gap};
    const uint16_t codes[] = {0, 0, 0, 1, 1, 1};
    const uint64_t weights[] = {9, 7};
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, weights, 2, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_publish(NULL, 3), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_publish(plan, ((uint64_t)1 << 40) + 1), COPROD_E_RANGE);
    assert_int_equal(coprod_pattern_plan_publish(plan, 3), COPROD_OK);
    assert_int_equal(coprod_pattern_find(tally, &low, NULL, NULL, &gaps), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_found(plan, gaps, 0), COPROD_E_RANGE);
    coprod_pattern_gaps_free(gaps);
    assert_int_equal(coprod_pattern_plan_publish(plan, 4), COPROD_OK); /* nothing was added yet */
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_found(plan, gaps, 0), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_publish(plan, 0), COPROD_E_RANGE);
    assert_int_equal(coprod_pattern_plan_publish(plan, 4), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_gap_get(plan, 0, &gap), COPROD_OK);
    assert_int_equal(gap.need, 4); /* "4 to 7 of the 8 needed": men are 7 */
    coprod_pattern_gaps_free(gaps);
    coprod_pattern_plan_free(plan);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* The list itself tells no more of who lives there: fewer than 100 are told as such, where 10 or fewer are hidden. */
static void lists_tell_as_much(void **state)
{
    static const struct {
        uint64_t live, publish_from;
        const char *text, *json;
    } cases[] = {
        {99, 10, "fewer than 100 live here", "\"population\":{\"from\":0,\"to\":99}"},
        {99, 1, "fewer than 100 live here", "\"population\":{\"from\":0,\"to\":99}"},
        {101, 10, "about 100 live here", "\"population\":100"},
        {999, 11, "fewer than 1,000 live here", "\"population\":{\"from\":0,\"to\":999}"},
        {99, 0, "about 99 live here", "\"population\":99"},
    };
    const uint16_t codes[] = {0, 0, 0, 1, 1, 1};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        coprod_pattern_schema *schema = panel();
        coprod_pattern_query query = {.size = sizeof query, .threshold = 20, .max_level = 1};
        coprod_pattern_tally *tally = pattern_tally(schema), *lives = pattern_tally(schema);
        coprod_pattern_people *people = NULL;
        coprod_pattern_gaps *gaps = NULL;
        const uint64_t weights[] = {25, 1}, live[] = {5000, cases[i].live};
        static char text[4096];
        assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, weights, 2, NULL), COPROD_OK);
        assert_int_equal(coprod_pattern_tally_add_rows(lives, codes, live, 2, NULL), COPROD_OK);
        assert_int_equal(coprod_pattern_people_new(lives, NULL, &people), COPROD_OK);
        query.population = people;
        query.publish_from = cases[i].publish_from;
        assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
        assert_int_equal(coprod_pattern_gaps_text(gaps, 0, cases[i].publish_from, text, sizeof text, NULL), COPROD_OK);
        assert_non_null(strstr(text, cases[i].text));
        assert_int_equal(coprod_pattern_gaps_json(gaps, cases[i].publish_from, text, sizeof text, NULL), COPROD_OK);
        assert_non_null(strstr(text, cases[i].json));
        coprod_pattern_gaps_free(gaps);
        coprod_pattern_people_free(people);
        coprod_pattern_tally_free(tally);
        coprod_pattern_tally_free(lives);
        coprod_pattern_schema_free(schema);
    }
}

/* Two partners each invite some of the same people: they are told once. */
static void the_same_people_are_told_once(void **state)
{
    static const char document[]
        = "{'schema': 'pattern-plan/1', 'gaps': [{'pattern': {'sex': 'f'}, 'need': 3}, {'pattern': {'sex': 'm'}, 'need': 1}], "
          "'people': [{'profile': {'sex': 'f', 'age': 'old'}, 'people': 200}, {'profile': {'sex': 'm', 'age': 'old'}, "
          "'people': 200}], 'partners': [{'id': 'a', 'reaches': [{}], 'max_people': 2, 'cost_pence': 1}, "
          "{'id': 'b', 'reaches': [{}], 'cost_pence': 2}]}";
    coprod_pattern_plan *plan = plan_of(document);
    (void)state;
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    says(plan, 0, 0, "People (sex: f): invite 2 through a, who count for 1 gap; about 200 are reached");
    says(plan, 1, 0, "People (sex: f): invite 1 through b, who counts for 1 gap; of the same 200 or so");
    says(plan, 2, 0, "People (sex: m): invite 1 through b, who counts for 1 gap; about 200 are reached");
    coprod_pattern_plan_free(plan);
}

/* A partner's invitation tells of those whom it reaches, not of all who are what it asks: 4 old women of 9,004 old
 * people; of the rest the same ones, though as many, through nobody else. In a view the 4 are not told of. */
static void people_are_those_who_are_reached(void **state)
{
    static const char document[]
        = "{'schema': 'pattern-plan/1', 'gaps': [{'pattern': {'age': 'old'}, 'need': 15}], 'people': [{'profile': {'sex': 'f', "
          "'age': 'old', 'need': 'none'}, 'people': 4}, {'profile': {'sex': 'f', 'age': 'old', 'need': 'some'}, 'people': 4}, "
          "{'profile': {'sex': 'm', 'age': 'old'}, 'people': 9000}], 'partners': [{'id': 'a', 'reaches': [{'sex': 'f', 'need': "
          "'none'}], 'cost_pence': 1}, {'id': 'b', 'reaches': [{'sex': 'f', 'need': 'some'}], 'cost_pence': 2}, {'id': 'c', "
          "'reaches': [{'sex': 'm'}], 'max_people': 5, 'cost_pence': 3}, {'id': 'd', 'reaches': [{'sex': 'm'}], 'cost_pence': "
          "4}]}";
    coprod_pattern_plan *plan = plan_of(document);
    coprod_pattern_invitation invitation = {.size = sizeof invitation};
    (void)state;
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    for (uint32_t i = 0; i < 4; i++) {
        static const uint64_t people[] = {4, 4, 5, 2}, exist[] = {4, 4, 9000, 9000};
        assert_int_equal(coprod_pattern_plan_invitation(plan, i, &invitation), COPROD_OK);
        assert_int_equal(invitation.people, people[i]);
        assert_int_equal(invitation.exist, exist[i]);
    }
    says(plan, 0, 0, "People (age: old): invite 4 through a, who count for 1 gap; about 4 are reached");
    says(plan, 1, 0, "People (age: old): invite 4 through b, who count for 1 gap; about 4 are reached");
    says(plan, 2, 0, "People (age: old): invite 5 through c, who count for 1 gap; about 9,000 are reached");
    says(plan, 3, 0, "People (age: old): invite 2 through d, who count for 1 gap; of the same 9,000 or so");
    assert_int_equal(coprod_pattern_plan_publish(plan, 10), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    says(plan, 0, 0, "People (age: old): invite 5 through c, who count for 1 gap; about 9,000 are reached");
    says(plan, 1, 0, "People (age: old): invite 10 through d, who count for 1 gap; of the same 9,000 or so");
    coprod_pattern_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_a_view),
        cmocka_unit_test(two_reasons),
        cmocka_unit_test(needs_are_those_of_bands),
        cmocka_unit_test(found_gaps_of_a_view),
        cmocka_unit_test(lists_tell_as_much),
        cmocka_unit_test(the_same_people_are_told_once),
        cmocka_unit_test(people_are_those_who_are_reached),
    };
    return TEST_MAIN(tests);
}
