/* SPDX-License-Identifier: MIT */
/* People of a dossier who were counted by several attributes at once: what is read, every fault, and plans made of it. */
#include "dossier_tools.h"

static coprod_dossier *with(const char *changes, const coprod_allocator *allocator)
{
    json_t *golden = load_file("golden/dossier/combinations_faults.json"), *pointers = json_of(changes);
    json_t *own = changed(json_object_get(golden, "document"), pointers);
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_dossier *dossier = NULL;
    char *text = json_dumps(own, 0);
    assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, allocator, NULL, &dossier), COPROD_OK);
    free(text);
    coprod_spectrum_free(spectrum);
    json_decref(own);
    json_decref(pointers);
    json_decref(golden);
    return dossier;
}

static coprod_dossier_combinations combinations_of(const coprod_dossier *dossier)
{
    coprod_dossier_combinations own = {.size = sizeof own};
    assert_int_equal(coprod_dossier_get_combinations(dossier, 0, &own), COPROD_OK);
    return own;
}

static void every_fault_has_a_code_and_a_place(void **state)
{
    (void)state;
    assert_true(check_faults("golden/dossier/combinations_faults.json") > 38);
}

static uint64_t counted(const coprod_dossier_combinations *own, uint16_t sex, uint16_t age)
{
    const uint16_t pattern[] = {sex, age};
    uint64_t people = 0;
    assert_int_equal(coprod_pattern_tally_count(own->tally, pattern, &people), COPROD_OK);
    return people;
}

static uint64_t living(const coprod_dossier_combinations *own, uint16_t sex, uint16_t age)
{
    const uint16_t pattern[] = {sex, age};
    uint64_t people = 0;
    assert_int_equal(coprod_pattern_people_count(own->population, pattern, &people), COPROD_OK);
    return people;
}

static void what_is_said(void **state)
{
    coprod_dossier *dossier = with("{}", NULL);
    const coprod_dossier_combinations own = combinations_of(dossier);
    coprod_pattern_schema_info schema = {.size = sizeof schema};
    (void)state;
    assert_int_equal(coprod_pattern_schema_get(own.schema, &schema), COPROD_OK);
    assert_string_equal(schema.id, "two");
    assert_ptr_equal(coprod_pattern_tally_schema(own.tally), own.schema);
    assert_true(counted(&own, COPROD_PATTERN_ANY, COPROD_PATTERN_ANY) == 6 && counted(&own, 0, COPROD_PATTERN_ANY) == 5);
    assert_true(counted(&own, 0, 0) == 3 && counted(&own, 1, 1) == 1 && counted(&own, 0, 1) == 0);
    assert_true(living(&own, COPROD_PATTERN_ANY, 1) == 600 && living(&own, 0, 0) == 200);
    assert_true(own.need == 5 && own.levels == 2 && own.top == 3 && own.has_min_people && own.min_people == 10);
    assert_true(own.has_population && own.is_estimated && !own.reserved);
    coprod_dossier_free(dossier);
}

static void what_is_left_out(void **state)
{
    coprod_dossier *dossier = with("{'/people/0/combinations/levels': null, '/people/0/combinations/top': null,"
                                   " '/people/0/combinations/min_people': null, '/people/0/combinations/population':"
                                   " [{'profile': {'sex': 'f'}, 'people': 40}, {'profile': {'sex': 'm', 'age': 'old'}}]}",
                                   NULL);
    coprod_dossier_combinations own = combinations_of(dossier);
    (void)state;
    assert_true(own.levels == 2 && own.top == 5 && !own.has_min_people && !own.min_people);
    assert_true(own.has_population && !own.is_estimated);
    assert_true(living(&own, 0, COPROD_PATTERN_ANY) == 40 && living(&own, 0, 0) == 0 && living(&own, 1, 1) == 1);
    coprod_dossier_free(dossier);
    dossier = with("{'/people/0/combinations/population': null, '/people/0/combinations/min_people': null}", NULL);
    own = combinations_of(dossier);
    assert_true(!own.population && !own.has_population && !own.is_estimated);
    coprod_dossier_free(dossier);
}

/* Old people are reached through the club alone, three of them at most. */
static void plans(void **state)
{
    coprod_dossier *dossier = with("{}", NULL);
    const uint16_t gap[] = {COPROD_PATTERN_ANY, 1};
    const uint64_t need = 5;
    coprod_pattern_plan_info info = {.size = sizeof info};
    coprod_pattern_plan *plan = NULL, *none = NULL;
    (void)state;
    assert_int_equal(coprod_dossier_invitations(dossier, 0, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, gap, &need, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_true(info.people == 3 && info.cost_pence == 2400 && info.partner_count == 1);
    coprod_pattern_plan_free(plan);
    assert_int_equal(coprod_dossier_invitations(NULL, 0, NULL, &none), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_invitations(dossier, 0, NULL, NULL), COPROD_E_ARGUMENT);
    none = plan;
    assert_int_equal(coprod_dossier_invitations(dossier, 1, NULL, &none), COPROD_E_UNKNOWN);
    assert_null(none);
    assert_int_equal(coprod_dossier_invitations(dossier, 2, NULL, &none), COPROD_E_UNKNOWN);
    coprod_dossier_free(dossier);
}

/* Without a population, whoever can be may be invited: nothing bounds them but the document. */
static void plans_of_nobody_knows_whom(void **state)
{
    coprod_dossier *dossier = with("{'/people/0/combinations/population': null, '/people/0/combinations/min_people':"
                                   " null}", NULL);
    coprod_pattern_plan *plan = NULL;
    (void)state;
    assert_int_equal(coprod_dossier_invitations(dossier, 0, NULL, &plan), COPROD_OK);
    coprod_pattern_plan_free(plan);
    coprod_dossier_free(dossier);
}

static void wrong_calls(void **state)
{
    coprod_dossier *dossier = with("{}", NULL);
    coprod_dossier_combinations own = {.size = sizeof own};
    (void)state;
    assert_int_equal(coprod_dossier_get_combinations(NULL, 0, &own), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_get_combinations(dossier, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_get_combinations(dossier, 1, &own), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_dossier_get_combinations(dossier, 2, &own), COPROD_E_UNKNOWN);
    own.size = 3;
    assert_int_equal(coprod_dossier_get_combinations(dossier, 0, &own), COPROD_E_STRUCT);
    coprod_dossier_free(dossier);
}

static void memory_comes_back(void **state)
{
    counter own = {0, 0, 0};
    const coprod_allocator allocator = {sizeof allocator, &own, count_alloc, count_resize, count_release};
    coprod_dossier *dossier = with("{}", &allocator);
    coprod_pattern_plan *plan = NULL;
    (void)state;
    assert_int_equal(coprod_dossier_invitations(dossier, 0, &allocator, &plan), COPROD_OK);
    coprod_dossier_free(dossier);
    assert_true(own.blocks > 0);
    coprod_pattern_plan_free(plan); /* keeps what it needs */
    assert_true(own.blocks == 0 && own.bytes == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_has_a_code_and_a_place), cmocka_unit_test(what_is_said),
        cmocka_unit_test(what_is_left_out),                   cmocka_unit_test(plans),
        cmocka_unit_test(plans_of_nobody_knows_whom),         cmocka_unit_test(wrong_calls),
        cmocka_unit_test(memory_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
