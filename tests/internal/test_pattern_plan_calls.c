/* SPDX-License-Identifier: MIT */
/* Calls of plans: wrong ones, and what may be added. */
#include "pattern_plan_tools.h"

/* --- wrong calls --- */

static void wrong_codes_are_named(void **state)
{
    coprod_pattern_schema *schema = panel();
    coprod_pattern_plan *plan;
    coprod_pattern_bad_code bad = {.size = sizeof bad};
    const uint16_t codes[] = {0, COPROD_PATTERN_ANY, 0, 1, 1, 2};
    const uint64_t none[] = {1, 0}, many[] = {(uint64_t)1 << 40, 1};
    coprod_pattern_partner partner = {.size = sizeof partner, .id = "a", .reaches = codes, .pattern_count = 2};
    (void)state;
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_ptr_equal(coprod_pattern_plan_schema(plan), schema);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, codes, NULL, 2, &bad), COPROD_E_UNKNOWN);
    assert_int_equal(bad.row, 1);
    assert_int_equal(bad.attribute, 2);
    assert_int_equal(coprod_pattern_plan_add_people(plan, codes, NULL, 2, &bad), COPROD_E_UNKNOWN);
    assert_int_equal(bad.row, 0); /* the age of a person is to be known */
    assert_int_equal(bad.attribute, 1);
    assert_int_equal(coprod_pattern_plan_add_partner(plan, &partner, &bad), COPROD_E_UNKNOWN);
    assert_int_equal(bad.row, 1);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, codes, none + 1, 1, &bad), COPROD_E_RANGE);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, codes, many, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, codes, many + 1, 1, NULL), COPROD_E_RANGE);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, codes, NULL, (size_t)1 << 24, NULL), COPROD_E_LIMIT);
    assert_int_equal(coprod_pattern_plan_add_people(plan, codes, NULL, ((size_t)1 << 28) + 1, NULL), COPROD_E_LIMIT);
    coprod_pattern_plan_free(plan);
    coprod_pattern_schema_free(schema);
}

static void wrong_partners_are_refused(void **state)
{
    coprod_pattern_schema *schema = panel();
    coprod_pattern_plan *plan;
    const uint16_t codes[] = {0, COPROD_PATTERN_ANY, 0};
    const coprod_pattern_partner right = {.size = sizeof right, .id = "a", .reaches = codes, .pattern_count = 1};
    coprod_pattern_partner own = right;
    char id[8];
    (void)state;
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    own.id = "The a";
    assert_int_equal(coprod_pattern_plan_add_partner(plan, &own, NULL), COPROD_E_TEXT);
    own = right;
    own.title = "\xff";
    assert_int_equal(coprod_pattern_plan_add_partner(plan, &own, NULL), COPROD_E_TEXT);
    own = right;
    own.cost_pence = -2;
    assert_int_equal(coprod_pattern_plan_add_partner(plan, &own, NULL), COPROD_E_RANGE);
    own.cost_pence = 1000000000001;
    assert_int_equal(coprod_pattern_plan_add_partner(plan, &own, NULL), COPROD_E_RANGE);
    own = right;
    own.pattern_count = 0;
    assert_int_equal(coprod_pattern_plan_add_partner(plan, &own, NULL), COPROD_E_ARGUMENT);
    own.pattern_count = (1 << 20) + 1;
    assert_int_equal(coprod_pattern_plan_add_partner(plan, &own, NULL), COPROD_E_LIMIT);
    assert_int_equal(coprod_pattern_plan_add_partner(plan, &right, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_partner(plan, &right, NULL), COPROD_E_RANGE);
    own = right;
    own.id = "b";
    own.cost_pence = COPROD_PATTERN_COST_UNKNOWN; /* that of the first is known: nothing, 0 */
    assert_int_equal(coprod_pattern_plan_add_partner(plan, &own, NULL), COPROD_E_RANGE);
    own = right;
    own.id = id;
    for (int i = 1; i <= COPROD_PATTERN_PARTNERS; i++) {
        snprintf(id, sizeof id, "p%d", i);
        assert_int_equal(coprod_pattern_plan_add_partner(plan, &own, NULL),
                         i < COPROD_PATTERN_PARTNERS ? COPROD_OK : COPROD_E_LIMIT);
    }
    coprod_pattern_plan_free(plan);
    coprod_pattern_schema_free(schema);
}

/* 2^40 people at 10^12 pence are beyond 64 bits; the plan that was there stays. */
static void too_dear(void **state)
{
    coprod_pattern_schema *schema = panel();
    coprod_pattern_plan *plan;
    const uint16_t codes[] = {0, 0, 0};
    const uint64_t need = (uint64_t)1 << 40;
    const coprod_pattern_partner dear
        = {.size = sizeof dear, .id = "a", .reaches = codes, .pattern_count = 1, .cost_pence = 1000000000000};
    (void)state;
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, codes, &need, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_people(plan, codes, NULL, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_partner(plan, &dear, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_E_OVERFLOW);
    coprod_pattern_plan_free(plan);
    coprod_pattern_schema_free(schema);
}

static void nothing_is_a_plan_too(void **state)
{
    coprod_pattern_schema *schema = panel();
    coprod_pattern_plan *plan;
    coprod_pattern_plan_info info = {.size = sizeof info};
    const uint16_t codes[] = {0, 0, 0};
    (void)state;
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_int_equal(info.people, 0);
    assert_true(info.is_fewest);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, codes, NULL, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_E_UNKNOWN); /* taken back */
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_int_equal(info.gaps_unreachable, 1);
    assert_int_equal(info.people, 0);
    coprod_pattern_plan_free(plan);
    coprod_pattern_schema_free(schema);
}

/* A tally is people who exist, by its schema. */
static void people_of_a_tally(void **state)
{
    coprod_pattern_schema *schema = panel();
    const uint32_t values[] = {2, 2, 2};
    coprod_pattern_schema *other = schema_of(3, values, 0);
    coprod_pattern_tally *tally = pattern_tally(schema), *strange = pattern_tally(other);
    coprod_pattern_plan *plan;
    coprod_pattern_plan_gap gap = {.size = sizeof gap};
    const uint16_t codes[] = {0, 1, 0, 0, 1, COPROD_PATTERN_ANY}, women[] = {0, COPROD_PATTERN_ANY, COPROD_PATTERN_ANY};
    const uint64_t weights[] = {2, 3}, need = 6;
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, weights, 2, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_tally(plan, strange), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_pattern_plan_add_tally(plan, tally), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, women, &need, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_gap_get(plan, 0, &gap), COPROD_OK);
    assert_int_equal(gap.reachable, 5);
    assert_int_equal(gap.invited, 5);
    coprod_pattern_plan_free(plan);
    coprod_pattern_tally_free(tally);
    coprod_pattern_tally_free(strange);
    coprod_pattern_schema_free(schema);
    coprod_pattern_schema_free(other);
}

/* --- populations, gaps that were found, words --- */

static coprod_pattern_people *people_of(const coprod_pattern_schema *schema, const coprod_pattern_tally *counted,
                                        const char *quoted)
{
    json_t *json = json_of(quoted);
    char *text = json_dumps(json, 0);
    coprod_pattern_people *people = NULL;
    assert_int_equal(coprod_pattern_people_load(text, COPROD_NTS, schema, counted, NULL, NULL, &people), COPROD_OK);
    free(text);
    json_decref(json);
    return people;
}

/* Everybody of a population, or as many as there are in a gap of all, beside one that names all attributes or none. */
static uint64_t reachable_of(const coprod_pattern_schema *schema, const coprod_pattern_people *people, int named,
                             coprod_status status)
{
    const uint16_t gaps[] = {COPROD_PATTERN_ANY, COPROD_PATTERN_ANY, COPROD_PATTERN_ANY, 0, 0, 0};
    const uint64_t needs[] = {1000, 1};
    coprod_pattern_plan_gap gap = {.size = sizeof gap};
    coprod_pattern_plan *plan;
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_population(plan, people), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, gaps, needs, named ? 2 : 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), status);
    if (status == COPROD_OK)
        assert_int_equal(coprod_pattern_plan_gap_get(plan, 0, &gap), COPROD_OK);
    coprod_pattern_plan_free(plan);
    return gap.reachable;
}

static void people_of_a_population(void **state)
{
    coprod_pattern_schema *schema = panel();
    const uint32_t values[] = {2};
    coprod_pattern_schema *other = schema_of(1, values, 0);
    coprod_pattern_tally *tally = pattern_tally(schema);
    coprod_pattern_plan *plan;
    coprod_pattern_people *people;
    const uint16_t codes[] = {0, 1, 0, 0, 1, COPROD_PATTERN_ANY, 1, 1, 1};
    const uint64_t weights[] = {2, 3, 7};
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, weights, 3, NULL), COPROD_OK);
    people = people_of(schema, tally, "{'schema': 'pattern-people/1', 'impossible': [{'sex': 'm', 'need': 'some'}]}");
    assert_int_equal(reachable_of(schema, people, 0, COPROD_OK), 5);
    coprod_pattern_people_free(people);
    /* 10 * 9/10 * 1/2 and so on: 4 women and no man of each age with either need, half a man being none */
    people = people_of(schema, NULL, "{'schema': 'pattern-people/1', 'total': 20, 'parts': {'sex': {'f': 9, 'm': 1}, 'age': "
                                     "{'young': 1, 'old': 1}, 'need': {'none': 1, 'some': 1}}}");
    assert_int_equal(reachable_of(schema, people, 1, COPROD_OK), 16);
    assert_int_equal(coprod_pattern_plan_new(other, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_population(plan, people), COPROD_E_FINGERPRINT);
    coprod_pattern_plan_free(plan);
    coprod_pattern_people_free(people);
    /* 4 people, half a one in each profile: that nobody is told in any of them does not mean that nobody lives there */
    people = people_of(schema, NULL, "{'schema': 'pattern-people/1', 'total': 4, 'parts': {'sex': {'f': 1, 'm': 1}, 'age': "
                                     "{'young': 1, 'old': 1}, 'need': {'none': 1, 'some': 1}}}");
    reachable_of(schema, people, 1, COPROD_E_LIMIT);
    assert_int_equal(reachable_of(schema, people, 0, COPROD_OK), 4); /* nothing is asked but that they exist */
    coprod_pattern_people_free(people);
    people = people_of(schema, NULL, "{'schema': 'pattern-people/1', 'impossible': [{'sex': 'm'}]}");
    assert_int_equal(reachable_of(schema, people, 1, COPROD_OK), 1000);
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    coprod_pattern_schema_free(other);
}

static void gaps_that_were_found(void **state)
{
    coprod_pattern_schema *schema = panel();
    const uint32_t values[] = {2};
    coprod_pattern_schema *other = schema_of(1, values, 0);
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 3};
    coprod_pattern_tally *tally = pattern_tally(schema);
    coprod_pattern_gaps *gaps = NULL;
    coprod_pattern_plan *plan;
    coprod_pattern_plan_gap gap = {.size = sizeof gap};
    coprod_pattern_plan_info info = {.size = sizeof info};
    const uint16_t codes[] = {0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1};
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, NULL, 4, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_new(other, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_found(plan, gaps, 0), COPROD_E_FINGERPRINT);
    coprod_pattern_plan_free(plan);
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_found(plan, gaps, 0), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_found(plan, gaps, 1), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_int_equal(info.gap_count, 8); /* men, old people, either need: the latter has two people each */
    assert_int_equal(coprod_pattern_plan_gap_get(plan, 0, &gap), COPROD_OK);
    assert_int_equal(gap.need, 2);
    assert_int_equal(coprod_pattern_plan_gap_get(plan, 4, &gap), COPROD_OK);
    assert_int_equal(gap.need, 1);
    coprod_pattern_gaps_free(gaps);
    /* Not all gaps, and only their number, are no gaps to be closed. */
    for (unsigned i = 0; i < 2; i++) {
        const coprod_pattern_query part = {.size = sizeof part, .threshold = 3, .count_only = (int32_t)i,
                                           .max_results = 1U - i};
        assert_int_equal(coprod_pattern_find(tally, &part, NULL, NULL, &gaps), COPROD_OK);
        assert_int_equal(coprod_pattern_plan_add_found(plan, gaps, 0), COPROD_E_RANGE);
        coprod_pattern_gaps_free(gaps);
    }
    coprod_pattern_plan_free(plan);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    coprod_pattern_schema_free(other);
}

/* How many women are wanted whom no one reaches, of five there may be: two old ones, three whose needs are not known. */
static void check_left(coprod_pattern_plan *plan, const coprod_pattern_tally *counted, uint64_t reachable, uint64_t taken)
{
    const coprod_pattern_plan_options options = {.size = sizeof options, .counted = counted};
    coprod_pattern_plan_gap gap = {.size = sizeof gap};
    coprod_pattern_plan_info info = {.size = sizeof info};
    assert_int_equal(coprod_pattern_plan_make(plan, &options), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_gap_get(plan, 0, &gap), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_int_equal(gap.reachable, reachable);
    assert_int_equal(info.taken_off, taken);
}

/* Who was counted is no longer there: of that profile, not more than there are, and of the same not known. Where there
 * is no limit there is none afterwards. */
static void who_was_counted_is_gone(void **state)
{
    coprod_pattern_schema *schema = panel();
    const uint32_t values[] = {2};
    coprod_pattern_schema *other = schema_of(1, values, 0);
    coprod_pattern_tally *counted = pattern_tally(schema), *strange = pattern_tally(other), *none = pattern_tally(schema);
    const coprod_pattern_plan_options wrong = {.size = sizeof wrong, .counted = strange};
    const coprod_pattern_plan_options right = {.size = sizeof right, .counted = counted};
    coprod_pattern_plan *plan;
    coprod_pattern_plan_info info = {.size = sizeof info};
    const uint16_t women[] = {0, COPROD_PATTERN_ANY, COPROD_PATTERN_ANY};
    const uint16_t codes[] = {0, 1, 0, 0, 1, COPROD_PATTERN_ANY, 0, 0, 0, 0, 1, 0, 1, 1, 1};
    const uint16_t gone[] = {0, 1, 0, 0, 1, COPROD_PATTERN_ANY, 0, 0, 1, 1, 1, 0};
    const uint64_t people[] = {2, 3, 4, 2, 9}, seen[] = {3, 5, 7, 1}, need = 100;
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(counted, gone, seen, 4, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, women, &need, 1, NULL), COPROD_OK);
    check_left(plan, counted, 0, 0);
    assert_int_equal(coprod_pattern_plan_add_people(plan, codes, people, 5, NULL), COPROD_OK);
    check_left(plan, NULL, 11, 0);
    check_left(plan, none, 11, 0);
    check_left(plan, counted, 5, 6); /* 3 of 2 + 2, and 3 of the 3 whose needs are not known, of 5 */
    assert_int_equal(coprod_pattern_plan_make(plan, &wrong), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK); /* the one before */
    assert_int_equal(coprod_pattern_plan_publish(plan, 10), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, &right), COPROD_E_RANGE);
    assert_int_equal(coprod_pattern_plan_publish(plan, 0), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_people(plan, codes, NULL, 1, NULL), COPROD_OK);
    check_left(plan, counted, 100, 6); /* off those with a number, which come first */
    coprod_pattern_plan_free(plan);
    coprod_pattern_tally_free(counted);
    coprod_pattern_tally_free(strange);
    coprod_pattern_tally_free(none);
    coprod_pattern_schema_free(schema);
    coprod_pattern_schema_free(other);
}

/* Of parts, by what is asked: 400 people, of whom 200 are women, 50 of them old. Nobody's age matters until it is asked. */
static void who_was_counted_of_parts(void **state)
{
    coprod_pattern_schema *schema = panel();
    coprod_pattern_tally *counted = pattern_tally(schema);
    coprod_pattern_people *people
        = people_of(schema, NULL, "{'schema': 'pattern-people/1', 'total': 400, 'parts': {'sex': {'f': 1, 'm': 1}, 'age': "
                                  "{'young': 3, 'old': 1}, 'need': {'none': 1, 'some': 1}}}");
    coprod_pattern_plan *plan;
    const uint16_t gone[] = {0, 0, COPROD_PATTERN_ANY, 0, 1, 1, 1, 1, 1}, gaps[] = {0, COPROD_PATTERN_ANY, COPROD_PATTERN_ANY,
                             COPROD_PATTERN_ANY, 1, COPROD_PATTERN_ANY}, woman[] = {0, 1, 1};
    const uint64_t seen[] = {20, 60, 9}, need = 1000, one = 1;
    coprod_pattern_plan_info info = {.size = sizeof info};
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(counted, gone, seen, 3, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_population(plan, people), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, gaps, &need, 1, NULL), COPROD_OK);
    check_left(plan, counted, 200 - 80, 89); /* 80 women and 9 men */
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_true(info.is_estimated);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, gaps + 3, &one, 1, NULL), COPROD_OK);
    check_left(plan, counted, 150 - 20, 20 + 50 + 9);
    /* A woman who is known besides is the first to be taken off. */
    assert_int_equal(coprod_pattern_plan_add_people(plan, woman, &one, 1, NULL), COPROD_OK);
    check_left(plan, counted, 150 - 20, 1 + 20 + 50 + 9);
    coprod_pattern_plan_free(plan);
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(counted);
    coprod_pattern_schema_free(schema);
}

static void nothing_is_asked(void **state)
{
    coprod_pattern_plan_info info = {.size = sizeof info};
    coprod_pattern_invitation invitation = {.size = sizeof invitation};
    coprod_pattern_closing closing = {.size = sizeof closing};
    coprod_pattern_plan_gap gap = {.size = sizeof gap};
    coprod_pattern_partner_share share = {.size = sizeof share};
    coprod_pattern_bad_code small = {.size = 1};
    coprod_pattern_plan_options strange = {.size = 3};
    coprod_pattern_plan *plan = plan_of(PLAN), *none = (coprod_pattern_plan *)1;
    (void)state;
    assert_int_equal(coprod_pattern_plan_new(NULL, NULL, &none), COPROD_E_ARGUMENT);
    assert_null(none);
    assert_int_equal(coprod_pattern_plan_new(NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_load(NULL, "{}", COPROD_NTS, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_load(NULL, NULL, 0, NULL, NULL, &none), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_load(coprod_pattern_plan_schema(plan), "{", 1, NULL, NULL, &none), COPROD_E_SYNTAX);
    assert_null(coprod_pattern_plan_schema(NULL));
    coprod_pattern_plan_free(NULL);
    assert_int_equal(coprod_pattern_plan_add_gaps(NULL, NULL, NULL, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, NULL, NULL, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, NULL, NULL, 0, &small), COPROD_E_STRUCT);
    assert_int_equal(coprod_pattern_plan_add_people(plan, NULL, NULL, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_add_people(plan, NULL, NULL, 0, &small), COPROD_E_STRUCT);
    assert_int_equal(coprod_pattern_plan_add_tally(plan, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_add_found(plan, NULL, 0), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_add_population(plan, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_add_partner(plan, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_make(NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_make(plan, &strange), COPROD_E_STRUCT);
    assert_int_equal(coprod_pattern_plan_json(NULL, NULL, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_plan_json(plan, NULL, 0, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_invitation(plan, info.invitation_count, &invitation), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_closing(plan, info.invitation_count, 0, &closing), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_closing(plan, 0, 99, &closing), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_gap_get(plan, 4, &gap), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_partner_get(plan, 2, &share), COPROD_E_UNKNOWN);
    coprod_pattern_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_codes_are_named),
        cmocka_unit_test(wrong_partners_are_refused),
        cmocka_unit_test(too_dear),
        cmocka_unit_test(nothing_is_a_plan_too),
        cmocka_unit_test(people_of_a_tally),
        cmocka_unit_test(people_of_a_population),
        cmocka_unit_test(who_was_counted_is_gone),
        cmocka_unit_test(who_was_counted_of_parts),
        cmocka_unit_test(gaps_that_were_found),
        cmocka_unit_test(nothing_is_asked),
    };
    return TEST_MAIN(tests);
}
