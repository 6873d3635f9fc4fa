/* SPDX-License-Identifier: MIT */
/* Plans as a caller holds them: documents and their defects, one plan that can be followed by hand, one that cannot. */
#include "pattern_plan_tools.h"

static const struct {
    const char *changes, *findings;
} defects[] = {
    {"{'': []}", "['wrong-type ']"},
    {"{'': {}}", "['missing-key /schema', 'missing-key /gaps']"},
    {"{'/more': 1, '/title': 5, '/max_people': 0}", "['unknown-key /more', 'wrong-type /title', 'out-of-range /max_people']"},
    {"{'/gaps': 5, '/people': {}, '/partners': 1}", "['wrong-type /partners', 'wrong-type /gaps', 'wrong-type /people']"},
    {"{'/gaps/0': 5, '/people/1': 6, '/partners/1': 7}",
     "['wrong-type /partners/1', 'wrong-type /gaps/0', 'wrong-type /people/1']"},
    {"{'/gaps/0': {}, '/people/1': {}, '/partners/1': {}}",
     "['missing-key /partners/1/id', 'missing-key /partners/1/cost_pence', 'missing-key /partners/1/reaches', 'missing-key "
     "/gaps/0/pattern', 'missing-key /people/1/profile']"},
    {"{'/gaps/0/need': 0, '/people/0/people': -1}", "['out-of-range /gaps/0/need', 'out-of-range /people/0/people']"},
    {"{'/gaps/0/need': 1099511627776}", "['out-of-range /gaps']"},
    {"{'/gaps/0/pattern/age': 'older', '/gaps/1/pattern/colour': 'red', '/gaps/2/pattern/age': 3}",
     "['unknown-id /gaps/0/pattern/age', 'unknown-id /gaps/1/pattern/colour', 'wrong-type /gaps/2/pattern/age']"},
    {"{'/people/0/profile': {'sex': 'f'}}", "['missing-key /people/0/profile/age']"},
    {"{'/partners/0/reaches': []}", "['out-of-range /partners/0/reaches']"},
    {"{'/partners/0/reaches/0': 'f'}", "['wrong-type /partners/0/reaches/0']"},
    {"{'/partners/1': {'id': 'club', 'reaches': [{}]}}", "['missing-key /partners/1/cost_pence']"},
    {"{'/source': 7, '/gaps/1/note': 5, '/partners/0/note': []}",
     "['wrong-type /source', 'wrong-type /partners/0/note', 'wrong-type /gaps/1/note']"},
    {"{'/partners/0/max_people': 0, '/partners/1/id': 'clinic'}",
     "['out-of-range /partners/0/max_people', 'duplicate-id /partners/1/id']"},
    {"{'/partners/1/id': 'clinic'}", "['duplicate-id /partners/1/id']"},
    {"{'/partners/0/id': 'The clinic', '/partners/0/cost_pence': -1, '/partners/0/max_people': 0}",
     "['not-a-word /partners/0/id', 'out-of-range /partners/0/max_people', 'out-of-range /partners/0/cost_pence']"},
};

static void every_defect_has_its_place(void **state)
{
    json_t *whole = json_of(PLAN);
    (void)state;
    for (size_t i = 0; i < sizeof defects / sizeof *defects; i++) {
        json_t *changes = json_of(defects[i].changes), *expected = json_of(defects[i].findings);
        json_t *document = changed(whole, changes);
        coprod_findings *findings = new_findings();
        coprod_pattern_plan *plan = (coprod_pattern_plan *)1;
        assert_int_equal(load(document, findings, &plan), COPROD_E_DEFINITION);
        assert_null(plan);
        check_findings(defects[i].changes, findings, expected);
        coprod_findings_free(findings);
        json_decref(document);
        json_decref(changes);
        json_decref(expected);
    }
    json_decref(whole);
}

static void check_json(const coprod_pattern_plan *plan, const char *quoted)
{
    json_t *expected = json_of(quoted), *found;
    char text[8192], *wanted;
    size_t needed;
    assert_int_equal(coprod_pattern_plan_json(plan, text, sizeof text, &needed), COPROD_OK);
    assert_int_equal(needed, strlen(text) + 1);
    found = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    json_object_del(found, "schema_of");
    json_object_del(found, "work");
    wanted = json_dumps(expected, JSON_SORT_KEYS);
    if (!json_equal(expected, found))
        fail_msg("%s\nis not\n%s", text, wanted);
    free(wanted);
    json_decref(expected);
    json_decref(found);
}

/* By hand: four old women, three of them with what needs they like; the one who has some counts twice. One man of the
 * club has the other need. Three young people: two women of the clinic, where they are cheaper, or men of the club. The
 * clinic has room for four, who cost 400 pence less each. */
static void one_plan_by_hand(void **state)
{
    coprod_pattern_plan *plan = plan_of(PLAN);
    coprod_pattern_plan_info info = {.size = sizeof info};
    coprod_pattern_partner_share share = {.size = sizeof share};
    coprod_pattern_plan_gap gap = {.size = sizeof gap};
    (void)state;
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_int_equal(info.people, 8);
    assert_int_equal(info.lower_bound, 8);
    assert_true(info.is_fewest);
    assert_int_equal(info.people_open, 0);
    assert_int_equal(info.people_unreachable, 1);
    assert_int_equal(info.gaps_closed, 3);
    assert_int_equal(info.gaps_unreachable, 1);
    assert_int_equal(info.cost_pence, 4 * 500 + 4 * 900);
    assert_int_equal(coprod_pattern_plan_partner_get(plan, 0, &share), COPROD_OK);
    assert_string_equal(share.title, "Clinic");
    assert_int_equal(share.people, 4);
    assert_int_equal(share.max_people, 4);
    assert_int_equal(coprod_pattern_plan_partner_get(plan, 1, &share), COPROD_OK);
    assert_string_equal(share.title, "");
    assert_int_equal(share.people, 4);
    assert_int_equal(share.max_people, 0);
    assert_int_equal(share.cost_pence, 3600);
    assert_int_equal(coprod_pattern_plan_gap_get(plan, 3, &gap), COPROD_OK);
    assert_int_equal(gap.state, COPROD_PATTERN_GAP_UNREACHABLE);
    assert_int_equal(gap.reachable, 0);
    coprod_pattern_plan_free(plan);
}

/* A plan of two people, both of whom are asked no more than their gaps say. */
static void one_plan_as_json(void **state)
{
    coprod_pattern_plan *plan = plan_of(
        "{'schema': 'pattern-plan/1', 'max_people': 9, 'gaps': [{'pattern': {'sex': 'f', 'age': 'old'}}, {'pattern': {'age': "
        "'old', 'need': 'some'}}, {'pattern': {'sex': 'm'}}], 'people': [{'profile': {'sex': 'f', 'age': 'old', 'need': "
        "'some'}, 'people': 3}, {'profile': {'sex': 'm', 'age': 'young', 'need': 'none'}}, {'profile': {'sex': 'm', 'age': "
        "'young'}, 'people': 4}]}");
    (void)state;
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    check_json(plan,
               "{'schema': 'pattern-plan-answer/1', 'publish_from': 0, 'told_from': 0, 'is_estimated': false, "
               "'exist_unknown': false, 'max_people': 9, 'taken_off': 0, 'people': 2, 'lower_bound': 2, 'is_fewest': true, "
               "'is_searched': false, 'greedy_people': 2, 'people_open': 0, 'people_unreachable': 0, 'cost_pence': null, "
               "'gaps_closed': 3, 'gaps_open': 0, 'gaps_unreachable': 0, "
               "'stopped': false, 'has_plan': true, 'invitations': [{'people': 1, 'who': {'sex': 'f', "
               "'age': 'old', 'need': 'some'}, 'example': {'sex': 'f', 'age': 'old', 'need': 'some'}, 'exist': 3, 'partner': "
               "null, 'cost_pence': null, 'closes': [{'gap': 0, 'people': 1}, {'gap': 1, 'people': 1}]}, {'people': 1, 'who': "
               "{'sex': 'm'}, 'example': {'sex': 'm', 'age': 'young', 'need': 'none'}, 'exist': null, 'partner': null, "
               "'cost_pence': null, 'closes': [{'gap': 2, 'people': 1}]}], 'gaps': [{'pattern': {'sex': 'f', 'age': 'old'}, "
               "'need': 1, 'reachable': 1, 'invited': 1, 'state': 'closed'}, {'pattern': {'age': 'old', 'need': 'some'}, "
               "'need': 1, 'reachable': 1, 'invited': 1, 'state': 'closed'}, {'pattern': {'sex': 'm'}, 'need': 1, "
               "'reachable': 1, 'invited': 1, 'state': 'closed'}], 'partners': []}");
    coprod_pattern_plan_free(plan);
}

/* A cost that is not known is not told, and is not 0; one of 0 is. */
static void unknown_costs(void **state)
{
    static const char *const cost[] = {"", ", 'cost_pence': 0"};
    (void)state;
    for (int known = 0; known < 2; known++) {
        coprod_pattern_plan_info info = {.size = sizeof info};
        coprod_pattern_invitation invitation = {.size = sizeof invitation};
        coprod_pattern_partner_share share = {.size = sizeof share};
        static char text[4096];
        coprod_pattern_plan *plan;
        snprintf(text, sizeof text, "{'schema': 'pattern-plan/1', 'gaps': [{'pattern': {'sex': 'f'}}], 'people': [{'profile': "
                                    "{'sex': 'f', 'age': 'old'}}], 'partners': [{'id': 'a', 'reaches': [{}]%s}]}", cost[known]);
        plan = plan_of(text);
        assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
        assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
        assert_int_equal(coprod_pattern_plan_invitation(plan, 0, &invitation), COPROD_OK);
        assert_int_equal(coprod_pattern_plan_partner_get(plan, 0, &share), COPROD_OK);
        assert_int_equal(info.cost_pence, known - 1);
        assert_int_equal(invitation.cost_pence, known - 1);
        assert_int_equal(share.cost_pence, known - 1);
        assert_int_equal(coprod_pattern_plan_json(plan, text, sizeof text, NULL), COPROD_OK);
        assert_int_equal(strstr(text, "\"cost_pence\":0") != NULL, known);
        assert_int_equal(strstr(text, "\"cost_pence\":null") != NULL, !known);
        coprod_pattern_plan_free(plan);
    }
}

/* Two at most, and a flag that is set: the most that can be closed, and what is left open. */
static void limits_leave_gaps_open(void **state)
{
    coprod_pattern_plan *plan = plan_of(PLAN);
    const int32_t stop = 1;
    coprod_pattern_plan_options options = {.size = sizeof options, .max_people = 2};
    coprod_pattern_plan_info info = {.size = sizeof info};
    coprod_pattern_partner_share share = {.size = sizeof share};
    (void)state;
    assert_int_equal(coprod_pattern_plan_make(plan, &options), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_int_equal(info.people, 2);
    assert_int_equal(info.lower_bound, 8);
    assert_false(info.is_fewest);
    assert_int_equal(info.people_open, 4 + 2 + 3 - 3); /* one of them counts twice */
    assert_int_equal(info.gaps_open, 3);
    options.max_people = 0;
    options.stop = &stop;
    assert_int_equal(coprod_pattern_plan_make(plan, &options), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_int_equal(info.stopped, 2); /* before there was any plan: what can be reached is not known */
    assert_int_equal(info.people, 0);
    assert_int_equal(info.lower_bound, 0);
    assert_int_equal(info.people_open, 10);
    assert_int_equal(info.people_unreachable, 0);
    assert_int_equal(info.gaps_open, 4);
    assert_int_equal(info.partner_count, 2);
    assert_int_equal(info.invitation_count, 0);
    assert_int_equal(coprod_pattern_plan_partner_get(plan, 1, &share), COPROD_OK);
    assert_int_equal(share.people, 0);
    coprod_pattern_plan_free(plan);
}

static void check_text(const coprod_pattern_plan *plan, uint32_t gap, const char *expected)
{
    char text[256];
    size_t needed;
    assert_int_equal(coprod_pattern_plan_gap_text(plan, gap, text, sizeof text, &needed), COPROD_OK);
    assert_string_equal(text, expected);
    assert_int_equal(coprod_pattern_plan_gap_text(plan, gap, text, 3, &needed), COPROD_E_BUFFER);
    assert_int_equal(needed, strlen(expected) + 1);
}

static void in_words(void **state)
{
    coprod_pattern_plan *plan = plan_of(
        "{'schema': 'pattern-plan/1', 'gaps': [{'pattern': {'sex': 'f'}, 'need': 4000}, {'pattern': {'sex': 'm'}, 'need': "
        "1200}, {'pattern': {'age': 'old'}}, {'pattern': {'need': 'some'}, 'need': 3}], 'people': [{'profile': {'sex': 'f', "
        "'age': 'old', 'need': 'none'}, 'people': 1004015}, {'profile': {'sex': 'm', 'age': 'young', 'need': 'some'}, "
        "'people': 1005}]}");
    const coprod_pattern_plan_options few = {.size = sizeof few, .max_people = 1005};
    char text[256];
    (void)state;
    assert_int_equal(coprod_pattern_plan_text(plan, 0, text, sizeof text, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    check_text(plan, 0, "People (sex: f): 4,000 needed are invited");
    check_text(plan, 1, "People (sex: m): 1,005 of the 1,200 needed are invited; no more can be reached");
    check_text(plan, 2, "People (age: old): 1 needed is invited");
    assert_int_equal(coprod_pattern_plan_text(plan, 0, text, sizeof text, NULL), COPROD_OK);
    assert_string_equal(text, "People (sex: f; age: old): invite 4,000, who count for 2 gaps; about 1,000,000 exist");
    assert_int_equal(coprod_pattern_plan_text(plan, 2, text, sizeof text, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_gap_text(plan, 4, text, sizeof text, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_text(NULL, 0, text, sizeof text, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_make(plan, &few), COPROD_OK);
    check_text(plan, 0, "People (sex: f): 1,002 of the 4,000 needed are invited; the limit of people leaves it open");
    check_text(plan, 1, "People (sex: m): 3 of the 1,200 needed are invited; "
                        "the limit of people leaves it open, and not all can be "
                        "reached");
    coprod_pattern_plan_free(plan);
}

/* The room of partners; and what else there is, such as the flag. */
static void limits_are_named(void **state)
{
    static const int32_t stop = 1;
    const coprod_pattern_plan_options options = {.size = sizeof options, .stop = &stop};
    coprod_pattern_plan *plan = plan_of("{'schema': 'pattern-plan/1', 'max_people': 5, 'gaps': [{'pattern': {'sex': 'f'}, "
                                        "'need': 2}, {'pattern': {'sex': 'm'}, 'need': 1}], 'people': [{'profile': {'sex': "
                                        "'f', 'age': 'old'}}, {'profile': {'sex': 'm', 'age': 'old'}}], 'partners': "
                                        "[{'id': 'a', 'reaches': [{}], 'max_people': 2}]}");
    (void)state;
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    check_text(plan, 1, "People (sex: m): 0 of the 1 needed are invited; the room of partners leaves it open");
    assert_int_equal(coprod_pattern_plan_make(plan, &options), COPROD_OK);
    check_text(plan, 0, "People (sex: f): 0 of the 2 needed are invited; a limit leaves it open");
    coprod_pattern_plan_free(plan);
}

/* --- a larger one --- */

enum { WIDE = 5, VALUES = 4, WIDE_GAPS = 150, WIDE_PROFILES = 1024 };

static int is_in(const uint16_t *pattern, const uint16_t *codes)
{
    int so = 1;
    for (int a = 0; a < WIDE; a++)
        so &= pattern[a] == COPROD_PATTERN_ANY || pattern[a] == codes[a];
    return so;
}

static void make_wide(uint16_t *gaps, uint64_t *needs, uint16_t *codes, uint64_t *people)
{
    uint64_t seed = 11;
    for (int i = 0; i < WIDE_GAPS * WIDE; i++)
        gaps[i] = draw(&seed, 2) ? COPROD_PATTERN_ANY : (uint16_t)draw(&seed, VALUES);
    for (int g = 0; g < WIDE_GAPS; g++)
        needs[g] = 1 + draw(&seed, 9);
    for (int i = 0; i < WIDE_PROFILES; i++) {
        people[i] = draw(&seed, 3);
        for (int a = 0, rest = i; a < WIDE; a++, rest /= VALUES)
            codes[i * WIDE + a] = (uint16_t)(rest % VALUES);
    }
}

/* People of the invitations, one by one as profiles, close what the plan says; more work never makes it larger. */
static void a_larger_plan(void **state)
{
    static uint16_t gaps[WIDE_GAPS * WIDE], codes[WIDE_PROFILES * WIDE];
    static uint64_t needs[WIDE_GAPS], people[WIDE_PROFILES];
    const uint32_t values[WIDE] = {VALUES, VALUES, VALUES, VALUES, VALUES};
    coprod_pattern_schema *schema = schema_of(WIDE, values, 0);
    coprod_pattern_plan *plan;
    uint64_t before = UINT64_MAX;
    (void)state;
    make_wide(gaps, needs, codes, people);
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, gaps, needs, WIDE_GAPS, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_people(plan, codes, people, WIDE_PROFILES, NULL), COPROD_OK);
    for (uint64_t work = 1; work <= 4000000; work = work * 2000) {
        const coprod_pattern_plan_options options = {.size = sizeof options, .work = work};
        coprod_pattern_plan_info info = {.size = sizeof info};
        uint64_t closed[WIDE_GAPS] = {0}, sum = 0;
        assert_int_equal(coprod_pattern_plan_make(plan, &options), COPROD_OK);
        assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
        assert_true(info.lower_bound <= info.people && info.people <= info.greedy_people && info.people <= before);
        before = info.people;
        for (uint32_t k = 0; k < info.invitation_count; k++) {
            coprod_pattern_invitation own = {.size = sizeof own};
            assert_int_equal(coprod_pattern_plan_invitation(plan, k, &own), COPROD_OK);
            sum += own.people;
            for (int g = 0; g < WIDE_GAPS; g++)
                closed[g] += is_in(gaps + g * WIDE, own.example) ? own.people : 0;
        }
        assert_int_equal(sum, info.people);
        for (uint32_t g = 0; g < WIDE_GAPS; g++) {
            uint64_t all = 0;
            for (int i = 0; i < WIDE_PROFILES; i++)
                all += is_in(gaps + g * WIDE, codes + i * WIDE) ? people[i] : 0;
            assert_true(closed[g] >= (needs[g] < all ? needs[g] : all));
        }
    }
    coprod_pattern_plan_free(plan);
    coprod_pattern_schema_free(schema);
}

static void too_many_partners(void **state)
{
    json_t *plan = json_of("{'schema': 'pattern-plan/1', 'gaps': []}"), *list = json_array();
    json_t *expected = json_of("['too-many /partners/64']");
    coprod_findings *findings = new_findings();
    coprod_pattern_plan *made;
    (void)state;
    for (int i = 0; i <= COPROD_PATTERN_PARTNERS; i++) {
        char id[8];
        snprintf(id, sizeof id, "p%d", i);
        json_array_append_new(list, json_pack("{sss[{}]}", "id", id, "reaches"));
    }
    json_object_set_new(plan, "partners", list);
    assert_int_equal(load(plan, findings, &made), COPROD_E_DEFINITION);
    check_findings("65 partners", findings, expected);
    coprod_findings_free(findings);
    json_decref(plan);
    json_decref(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_defect_has_its_place),
        cmocka_unit_test(one_plan_by_hand),
        cmocka_unit_test(one_plan_as_json),
        cmocka_unit_test(unknown_costs),
        cmocka_unit_test(limits_leave_gaps_open),
        cmocka_unit_test(in_words),
        cmocka_unit_test(limits_are_named),
        cmocka_unit_test(a_larger_plan),
        cmocka_unit_test(too_many_partners),
    };
    return TEST_MAIN(tests);
}
