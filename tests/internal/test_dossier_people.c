/* SPDX-License-Identifier: MIT */
/* The frame, people and plan of a dossier: what is read, what is scored and what is not, and every fault. */
#include "dossier_tools.h"

static coprod_dossier *people_with(const char *changes, const coprod_allocator *allocator)
{
    json_t *golden = load_file("golden/dossier/people_faults.json"), *pointers = json_of(changes);
    json_t *own = changed(json_object_get(golden, "document"), pointers);
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_findings *findings = new_findings();
    coprod_dossier *dossier = NULL;
    char *text = json_dumps(own, 0), found[4096];
    coprod_status status = coprod_dossier_load(text, COPROD_NTS, spectrum, allocator, findings, &dossier);
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK)
        fail_msg("%s: %s", coprod_status_name(status), found);
    free(text);
    coprod_findings_free(findings);
    coprod_spectrum_free(spectrum);
    json_decref(own);
    json_decref(pointers);
    json_decref(golden);
    return dossier;
}

static coprod_dossier_people people_of(const coprod_dossier *dossier, size_t index)
{
    coprod_dossier_people own = {.size = sizeof own};
    assert_int_equal(coprod_dossier_get_people(dossier, index, &own), COPROD_OK);
    return own;
}

static coprod_dossier_count count_of(const coprod_dossier *dossier, size_t people, uint32_t group)
{
    coprod_dossier_count own = {.size = sizeof own};
    assert_int_equal(coprod_dossier_get_count(dossier, people, group, &own), COPROD_OK);
    return own;
}

static void every_fault_has_a_code_and_a_place(void **state)
{
    (void)state;
    assert_true(check_faults("golden/dossier/people_faults.json") > 73);
}

static void what_is_said(void **state)
{
    coprod_dossier *dossier = people_with("{}", NULL);
    coprod_dossier_people own = people_of(dossier, 0);
    coprod_frame_info frame = {.size = sizeof frame};
    (void)state;
    assert_int_equal(coprod_dossier_frame_count(dossier), 2);
    assert_int_equal(coprod_dossier_people_count(dossier), 3);
    assert_string_equal(own.id, "first");
    assert_string_equal(own.title, "First");
    assert_string_equal(own.date, "2025");
    assert_string_equal(own.level, "engage");
    assert_string_equal(own.source, "report");
    assert_string_equal(own.section, "page 2");
    assert_string_equal(own.quote, "q");
    assert_string_equal(own.note, "n");
    assert_ptr_equal(own.frame, coprod_dossier_frame(dossier, 0));
    assert_true(own.frame_index == 0 && own.published && own.has_invited && !own.illustrative);
    assert_int_equal(own.scored_count, 2);
    assert_ptr_equal(own.score, coprod_dossier_score(dossier, 0));
    assert_ptr_equal(coprod_score_frame(own.score), own.frame); /* all is known, so it is the frame itself */
    assert_int_equal(coprod_frame_get(own.frame, &frame), COPROD_OK);
    assert_string_equal(frame.id, "town");
    own = people_of(dossier, 2);
    assert_true(own.frame == coprod_dossier_frame(dossier, 1) && own.frame_index == 1 && !own.published);
    assert_true(!own.has_invited && !*own.title && !*own.date && !*own.source);
    coprod_dossier_free(dossier);
}

/* Not known is not 0: a dimension with a group that nobody counted is left out, and the score has a frame of the rest. */
static void a_group_that_is_not_known(void **state)
{
    coprod_dossier *dossier = people_with("{}", NULL);
    const coprod_dossier_people own = people_of(dossier, 1);
    coprod_frame_info part = {.size = sizeof part}, all = part;
    coprod_frame_group group = {.size = sizeof group};
    coprod_score_group scored = {.size = sizeof scored};
    coprod_dossier_count count;
    (void)state;
    assert_int_equal(own.scored_count, 1);
    assert_int_equal(coprod_frame_get(own.frame, &all), COPROD_OK);
    assert_int_equal(coprod_frame_get(coprod_score_frame(own.score), &part), COPROD_OK);
    assert_int_equal(part.group_count, 2);
    assert_string_not_equal(part.fingerprint, all.fingerprint);
    assert_int_equal(part.panel, all.panel);
    count = count_of(dossier, 1, 1);
    assert_true(count.has_count && count.count == 9 && count.is_scored && count.score_group == 1);
    assert_int_equal(coprod_score_get_group(own.score, 1, &scored), COPROD_OK);
    assert_int_equal(scored.count, 9);
    assert_int_equal(coprod_frame_get_group(coprod_score_frame(own.score), 1, &group), COPROD_OK);
    assert_string_equal(group.id, "old");
    count = count_of(dossier, 1, 2);
    assert_true(count.has_count && count.count == 1 && !count.is_scored);
    count = count_of(dossier, 1, 3);
    assert_true(!count.has_count && count.count == 0 && !count.is_scored && !count.has_invited);
    count = count_of(dossier, 0, 3);
    assert_true(count.has_count && count.count == 0 && count.is_scored && count.score_group == 3);
    count = count_of(dossier, 0, 0);
    assert_true(count.has_invited && count.invited == 10);
    coprod_dossier_free(dossier);
}

/* The second dimension alone: its unknown answers go where it stands in the frame of the score. By hand: the target of
 * carers is 4/5 of 20 * 90 / 1000, so 2 of them meet it, and veterans have no population: 100. */
static void the_last_dimension_alone(void **state)
{
    coprod_dossier *dossier = people_with("{'/people/0/counts/age/old': null, '/people/0/known/age': null}", NULL);
    const coprod_score *score = coprod_dossier_score(dossier, 0);
    coprod_score_dimension dimension = {.size = sizeof dimension};
    coprod_score_info info = {.size = sizeof info};
    (void)state;
    assert_int_equal(people_of(dossier, 0).scored_count, 1);
    assert_int_equal(coprod_score_get(score, &info), COPROD_OK);
    assert_true(info.exact_numerator == 100 && info.exact_denominator == 1);
    assert_int_equal(coprod_score_get_dimension(score, 0, &dimension), COPROD_OK);
    assert_true(dimension.has_known && dimension.known == 12 && dimension.has_unknown);
    assert_int_equal(dimension.unknown[COPROD_UNKNOWN_NOT_ASKED], 2);
    assert_int_equal(count_of(dossier, 0, 2).score_group, 0);
    coprod_dossier_free(dossier);
}

/* Nothing of a group is known: the set tells of no costs, whatever its part is. */
static void no_costs(void **state)
{
    static const char *const parts[] = {"{}", "{\"age\": {}}", "{\"age\": {\"young\": {}}}"};
    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char text[80];
        coprod_dossier *dossier;
        snprintf(text, sizeof text, "{\"/people/0/out_of_pocket\": %s}", parts[i]);
        dossier = people_with(text, NULL);
        assert_true(!people_of(dossier, 0).has_costs);
        coprod_dossier_free(dossier);
    }
}

/* What it cost people, and what they need; what nobody knows is -1. */
static void costs_and_needs(void **state)
{
    coprod_dossier *dossier = people_with("{}", NULL);
    coprod_dossier_costs costs = {.size = sizeof costs};
    coprod_dossier_need need = {.size = sizeof need};
    (void)state;
    assert_true(people_of(dossier, 0).has_costs && people_of(dossier, 0).need_count == 2);
    assert_true(!people_of(dossier, 1).has_costs && people_of(dossier, 1).need_count == 0);
    assert_int_equal(coprod_dossier_get_costs(dossier, 0, 0, &costs), COPROD_OK);
    assert_true(costs.asked == 4 && costs.claimed == 3 && costs.left == 2 && costs.left_pence == 640);
    assert_int_equal(coprod_dossier_get_costs(dossier, 0, 1, &costs), COPROD_OK);
    assert_true(costs.asked == 0 && costs.claimed == -1 && costs.left == -1 && costs.left_pence == -1);
    assert_int_equal(coprod_dossier_get_costs(dossier, 0, 2, &costs), COPROD_OK);
    assert_int_equal(costs.asked, -1);
    assert_int_equal(coprod_dossier_get_costs(dossier, 1, 0, &costs), COPROD_OK);
    assert_true(costs.asked == -1 && costs.left == -1);
    assert_int_equal(coprod_dossier_get_need(dossier, 0, 0, &need), COPROD_OK);
    assert_string_equal(need.id, "timing");
    assert_string_equal(need.title, "Timing");
    assert_true(need.met == 5 && need.partly == 1 && need.unmet == 2 && need.unknown == 1 && need.not_asked == 3
                && need.none == 2);
    assert_int_equal(coprod_dossier_get_need(dossier, 0, 1, &need), COPROD_OK);
    assert_string_equal(need.title, "A quiet room");
    assert_true(need.met == 1 && need.partly == -1 && need.none == -1);
    coprod_dossier_free(dossier);
}

static void nothing_is_known(void **state)
{
    coprod_dossier *dossier = people_with("{'/people/1/counts': {}, '/people/1/frame': 'town'}", NULL);
    (void)state;
    assert_null(coprod_dossier_score(dossier, 1));
    assert_null(people_of(dossier, 1).score);
    assert_int_equal(people_of(dossier, 1).scored_count, 0);
    assert_false(count_of(dossier, 1, 0).has_count);
    coprod_dossier_free(dossier);
}

static void one_frame_need_not_be_named(void **state)
{
    coprod_dossier *dossier = people_with(
        "{'/frame': {'N': 20, 'groups': [{'id': 'a', 'dimension': 'd', 'population': 1, 'denominator': 2}]},"
        " '/people': [{'id': 'p', 'counts': {'d': {'a': 1}}, 'illustrative': true}]}", NULL);
    coprod_dossier_info info = {.size = sizeof info};
    (void)state;
    assert_ptr_equal(people_of(dossier, 0).frame, coprod_dossier_frame(dossier, 0));
    assert_int_equal(people_of(dossier, 0).illustrative, 1);
    assert_int_equal(coprod_dossier_get(dossier, &info), COPROD_OK);
    assert_int_equal(info.illustrative, 1);
    coprod_dossier_free(dossier);
}

static void the_plan(void **state)
{
    coprod_dossier *dossier = people_with("{'/plan/illustrative': true}", NULL), *none;
    coprod_barriers_info info = {.size = sizeof info};
    coprod_barrier_rules_info rules = {.size = sizeof rules};
    (void)state;
    assert_int_equal(coprod_barriers_get(coprod_dossier_barriers(dossier), &info), COPROD_OK);
    assert_string_equal(info.id, "autumn");
    assert_int_equal(info.event_count, 1);
    assert_int_equal(coprod_barrier_rules_get(coprod_dossier_barrier_rules(dossier), &rules), COPROD_OK);
    assert_string_equal(rules.id, info.rules_id);
    coprod_dossier_free(dossier);
    none = people_with("{'/plan': null}", NULL);
    assert_null(coprod_dossier_barriers(none));
    assert_null(coprod_dossier_barrier_rules(none));
    coprod_dossier_free(none);
}

static void wrong_calls(void **state)
{
    coprod_dossier *dossier = people_with("{}", NULL);
    coprod_dossier_people people = {.size = sizeof people};
    coprod_dossier_count count = {.size = sizeof count};
    coprod_dossier_costs costs = {.size = sizeof costs};
    coprod_dossier_need need = {.size = sizeof need};
    (void)state;
    assert_int_equal(coprod_dossier_frame_count(NULL), 0);
    assert_int_equal(coprod_dossier_people_count(NULL), 0);
    assert_null(coprod_dossier_frame(NULL, 0));
    assert_null(coprod_dossier_frame(dossier, 2));
    assert_null(coprod_dossier_score(NULL, 0));
    assert_null(coprod_dossier_score(dossier, 3));
    assert_null(coprod_dossier_barriers(NULL));
    assert_null(coprod_dossier_barrier_rules(NULL));
    assert_int_equal(coprod_dossier_get_people(NULL, 0, &people), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_get_people(dossier, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_get_people(dossier, 3, &people), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_dossier_get_count(NULL, 0, 0, &count), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_get_count(dossier, 3, 0, &count), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_dossier_get_count(dossier, 0, 4, &count), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_dossier_get_costs(NULL, 0, 0, &costs), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_get_costs(dossier, 3, 0, &costs), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_dossier_get_costs(dossier, 0, 4, &costs), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_dossier_get_need(dossier, 0, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_get_need(dossier, 3, 0, &need), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_dossier_get_need(dossier, 0, 2, &need), COPROD_E_UNKNOWN);
    people.size = 3;
    assert_int_equal(coprod_dossier_get_people(dossier, 0, &people), COPROD_E_STRUCT);
    count.size = 3;
    assert_int_equal(coprod_dossier_get_count(dossier, 0, 0, &count), COPROD_E_STRUCT);
    coprod_dossier_free(dossier);
}

static void load_text(const char *text, const char *expected)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_findings *findings = new_findings();
    coprod_dossier *dossier = NULL;
    json_t *wanted = json_of(expected);
    assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, findings, &dossier), status_of(wanted));
    check_findings(expected, findings, wanted);
    coprod_dossier_free(dossier);
    coprod_findings_free(findings);
    json_decref(wanted);
    coprod_spectrum_free(spectrum);
}

/* Beyond its limits a list is not looked at. */
static void limits(void **state)
{
    char *text = malloc(1 << 20), *to = text;
    (void)state;
    assert_non_null(text);
    to += sprintf(to, "{\"schema\": \"dossier/1\", \"frame\": [0");
    for (int i = 0; i < 1000; i++)
        to += sprintf(to, ",0");
    sprintf(to, "]}");
    load_text(text, "['too-many /frame']");
    to = text + sprintf(text, "{\"schema\": \"dossier/1\", \"people\": [0");
    for (int i = 0; i < 10000; i++)
        to += sprintf(to, ",0");
    sprintf(to, "]}");
    load_text(text, "['too-many /people']");
    to = text + sprintf(text, "{\"schema\": \"dossier/1\", \"frame\": {\"N\": 9, \"groups\": [");
    for (int i = 0; i < 1001; i++)
        to += sprintf(to, "%s{\"id\": \"g%d\", \"dimension\": \"d\", \"population\": 1, \"denominator\": 2000}",
                      i ? "," : "", i);
    to += sprintf(to, "]}, \"people\": [0");
    for (int i = 0; i < 999; i++)
        to += sprintf(to, ",0");
    sprintf(to, "]}");
    load_text(text, "['too-many /people']"); /* 1000 sets of 1001 groups */
    to = text + sprintf(text, "{\"schema\": \"dossier/1\", \"frame\": {\"N\": 9, \"groups\": [{\"id\": \"g\","
                              " \"dimension\": \"d\", \"population\": 1, \"denominator\": 2}]}, \"people\": [{\"id\":"
                              " \"p\", \"counts\": {}, \"access_needs\": [0");
    for (int i = 0; i < 1000; i++)
        to += sprintf(to, ",0");
    sprintf(to, "]}]}");
    load_text(text, "['too-many /people/0/access_needs']");
    load_text("{\"schema\": \"dossier/1\", \"frame\": [], \"people\": []}", "[]");
    load_text("{\"schema\": \"dossier/1\", \"frame\": null, \"people\": null, \"plan\": null}",
              "['wrong-type /people', 'wrong-type /frame', 'wrong-type /plan']");
    free(text);
}

/* All that a dossier keeps comes from its allocator, and goes back to it. */
static void memory_comes_back(void **state)
{
    counter own = {0, 0, 0};
    const coprod_allocator allocator = {sizeof allocator, &own, count_alloc, count_resize, count_release};
    coprod_dossier *dossier = people_with("{}", &allocator);
    (void)state;
    assert_true(own.blocks > 0);
    coprod_dossier_free(dossier);
    assert_true(own.blocks == 0 && own.bytes == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_has_a_code_and_a_place), cmocka_unit_test(what_is_said),
        cmocka_unit_test(a_group_that_is_not_known),          cmocka_unit_test(the_last_dimension_alone),
        cmocka_unit_test(nothing_is_known),                   cmocka_unit_test(one_frame_need_not_be_named),
        cmocka_unit_test(the_plan),                           cmocka_unit_test(wrong_calls),
        cmocka_unit_test(costs_and_needs), cmocka_unit_test(no_costs),
        cmocka_unit_test(limits),                             cmocka_unit_test(memory_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
