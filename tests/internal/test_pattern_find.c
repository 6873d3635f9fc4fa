/* SPDX-License-Identifier: MIT */
/* Gaps by hand, in words and as JSON; questions that are refused; searches in pieces; populations and their defects. */
#include "pattern_tools.h"

#include "pattern_gaps_internal.h"

#define SCHEMA \
    "{'schema': 'pattern-schema/1', 'id': 'panel', 'version': '1', 'attributes': [{'id': 'origin', 'title': 'Origin', " \
    "'place': 'before', 'values': [{'id': 'p', 'phrase': 'pakistani'}, {'id': 'o', 'label': 'Other'}]}, {'id': 'sex', " \
    "'place': 'people', 'values': [{'id': 'f', 'phrase': 'women'}, {'id': 'm', 'phrase': 'men'}]}, {'id': 'age', " \
    "'may_be_unknown': true, 'values': [{'id': '65-79', 'phrase': 'aged 65 to 79'}, {'id': '18-64'}]}]}"

static coprod_pattern_schema *panel_schema(void)
{
    json_t *document = json_of(SCHEMA);
    char *text = json_dumps(document, 0);
    coprod_pattern_schema *schema = NULL;
    assert_int_equal(coprod_pattern_schema_load(text, COPROD_NTS, NULL, NULL, &schema), COPROD_OK);
    free(text);
    json_decref(document);
    return schema;
}

static coprod_pattern_people *people_of(const coprod_pattern_schema *schema, const char *quoted)
{
    json_t *document = json_of(quoted);
    char *text = json_dumps(document, 0);
    coprod_pattern_people *people = NULL;
    assert_int_equal(coprod_pattern_people_load(text, COPROD_NTS, schema, NULL, NULL, NULL, &people), COPROD_OK);
    free(text);
    json_decref(document);
    return people;
}

#define PARTS \
    "{'schema': 'pattern-people/1', 'id': 'x', 'source': {'title': 'made up'}, 'total': 20000, 'parts': {'origin': {'p': " \
    "1, 'o': 9}, 'sex': {'f': 51, 'm': 49}, 'age': {'65-79': 3, '18-64': 5}}}"

#define OF_PEOPLE "'population_of': {'id': 'x', 'version': ''},"

/* 6 of each other profile; of women of Pakistani origin aged 65 to 79 two, and of men of it aged 18 to 64 nobody. */
static coprod_pattern_tally *panel_tally(const coprod_pattern_schema *schema)
{
    const uint16_t codes[] = {0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1};
    const uint64_t weights[] = {2, 6, 6, 6, 6, 6, 6};
    coprod_pattern_tally *tally = pattern_tally(schema);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, weights, 7, NULL), COPROD_OK);
    return tally;
}

static void says(const coprod_pattern_gaps *gaps, size_t index, uint64_t publish_from, const char *expected)
{
    char text[256];
    size_t needed;
    assert_int_equal(coprod_pattern_gaps_text(gaps, index, publish_from, text, sizeof text, &needed), COPROD_OK);
    assert_string_equal(text, expected);
    assert_int_equal(needed, strlen(expected) + 1);
    assert_int_equal(coprod_pattern_gaps_text(gaps, index, publish_from, text, needed - 1, NULL), COPROD_E_BUFFER);
}

static void gaps_by_hand(void **state)
{
    coprod_pattern_schema *schema = panel_schema();
    coprod_pattern_tally *tally = panel_tally(schema);
    coprod_pattern_people *people = people_of(schema, PARTS);
    coprod_pattern_query query = {.size = sizeof query, .threshold = 5, .population = people};
    coprod_pattern_gaps *gaps = NULL;
    coprod_pattern_gap gap = {.size = sizeof gap};
    coprod_pattern_gaps_info info = {.size = sizeof info};
    uint16_t codes[3];
    uint64_t people_there = 0;
    (void)state;
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    coprod_pattern_tally_free(tally); /* the answer keeps what it needs */
    coprod_pattern_people_free(people);
    coprod_pattern_schema_free(schema);
    assert_int_equal(coprod_pattern_gaps_get(gaps, &info), COPROD_OK);
    assert_true(info.count == 2 && info.people == 38 && info.threshold == 5 && info.max_level == 3);
    assert_true(info.complete_level == 3 && !info.truncated && info.has_population && info.engine);
    assert_true(coprod_pattern_gaps_level(gaps, 3) == 2 && !coprod_pattern_gaps_level(gaps, 4)
                && !coprod_pattern_gaps_level(NULL, 0));
    /* 20000 * 1/10 * 49/100 * 5/8 = 612.5 and 20000 * 1/10 * 51/100 * 3/8 = 382.5 */
    assert_int_equal(coprod_pattern_gaps_gap(gaps, 0, codes, 3, &gap), COPROD_OK);
    assert_true(gap.coverage == 0 && gap.deficit == 5 && gap.population == 612 && gap.level == 3);
    assert_memory_equal(codes, ((uint16_t[]){0, 1, 1}), sizeof codes);
    assert_int_equal(coprod_pattern_gaps_gap(gaps, 1, NULL, 0, &gap), COPROD_OK);
    assert_true(gap.coverage == 2 && gap.deficit == 3 && gap.population == 382);
    says(gaps, 0, 0, "Pakistani men (age: 18-64): 0 of the 5 needed; about 610 live here");
    says(gaps, 1, 0, "Pakistani women aged 65 to 79: 2 of the 5 needed; about 380 live here");
    assert_int_equal(coprod_pattern_gaps_text(gaps, 0, 6, NULL, 0, NULL), COPROD_E_RANGE);
    assert_int_equal(coprod_pattern_gaps_text(gaps, 2, 0, NULL, 0, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_gaps_text(NULL, 0, 0, NULL, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_gaps_text(gaps, 0, 0, NULL, 5, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_gaps_columns(gaps, 1, 1, codes, &people_there, NULL), COPROD_OK);
    assert_true(codes[0] == 0 && codes[1] == 0 && codes[2] == 0 && people_there == 2);
    assert_int_equal(coprod_pattern_gaps_columns(gaps, 2, 0, codes, &people_there, &people_there), COPROD_OK);
    assert_int_equal(coprod_pattern_gaps_columns(gaps, 1, 2, NULL, NULL, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_gaps_columns(gaps, 3, 0, NULL, NULL, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_gaps_columns(NULL, 0, 0, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_gaps_gap(gaps, 2, codes, 3, &gap), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_gaps_gap(gaps, 0, codes, 2, &gap), COPROD_E_BUFFER);
    assert_int_equal(coprod_pattern_gaps_gap(gaps, 0, NULL, 3, &gap), COPROD_E_ARGUMENT);
    CHECK_OUT(coprod_pattern_gaps_info, coprod_pattern_gaps_get(gaps, out));
    CHECK_OUT(coprod_pattern_gap, coprod_pattern_gaps_gap(gaps, 0, NULL, 0, out));
    coprod_pattern_gaps_free(gaps);
    coprod_pattern_gaps_free(NULL);
}

/* What test_pattern_share looks at; a view that hides counts has none of it. */
static void drop_shares(json_t *found, uint64_t publish_from)
{
    json_t *gaps = json_object_get(found, "gaps");
    assert_int_equal(json_object_del(found, "population"), publish_from ? -1 : 0);
    json_object_del(json_object_get(found, "population_of"), "fingerprint");
    for (size_t i = 0; i < json_array_size(gaps); i++)
        assert_int_equal(json_object_del(json_array_get(gaps, i), "share"), publish_from ? -1 : 0);
}

static void check_json(const coprod_pattern_gaps *gaps, uint64_t publish_from, const char *quoted)
{
    json_t *expected = json_of(quoted), *found;
    char text[4096], wanted[4096];
    size_t needed, exact;
    char *dumped;
    assert_int_equal(coprod_pattern_gaps_json(gaps, publish_from, text, sizeof text, &needed), COPROD_OK);
    assert_int_equal(coprod_pattern_gaps_json(gaps, publish_from, wanted, needed - 1, &exact), COPROD_E_BUFFER);
    assert_int_equal(needed, exact);
    found = json_loads(text, 0, NULL);
    assert_non_null(found);
    json_object_del(json_object_get(found, "schema_of"), "fingerprint");
    drop_shares(found, publish_from);
    if (!json_equal(found, expected)) {
        dumped = json_dumps(found, JSON_INDENT(1));
        fail_msg("%s", dumped);
    }
    json_decref(found);
    json_decref(expected);
}

static void gaps_as_json(void **state)
{
    coprod_pattern_schema *schema = panel_schema();
    coprod_pattern_tally *tally = panel_tally(schema);
    coprod_pattern_people *people = people_of(schema, PARTS);
    coprod_pattern_query query = {.size = sizeof query, .threshold = 20, .population = people, .min_population = 4000};
    coprod_pattern_gaps *gaps = NULL;
    (void)state;
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    check_json(gaps, 0,
               "{'schema': 'pattern-gaps/1', 'schema_of': {'id': 'panel', 'version': '1'}, " OF_PEOPLE " 'people': 38, "
               "'threshold': 20, 'max_level': 3, 'min_population': 4000, 'max_results': 0, 'top': 0, 'count_only': false, "
               "'publish_from': 0, 'engine': 'dense', 'truncated': false, 'complete_level': 3, 'by_level': [0, 2, 2, 0], "
               "'gaps': [{'pattern': {'age': '18-64'}, 'level': 1, 'coverage': 18, 'deficit': 2, 'population': 12500}, "
               "{'pattern': {'sex': 'm'}, 'level': 1, 'coverage': 18, 'deficit': 2, 'population': 9800}, {'pattern': "
               "{'origin': 'o', 'sex': 'f'}, 'level': 2, 'coverage': 12, 'deficit': 8, 'population': 9180}, {'pattern': "
               "{'origin': 'o', 'age': '65-79'}, 'level': 2, 'coverage': 12, 'deficit': 8, 'population': 6750}]}");
    says(gaps, 2, 0, "Women (Origin: Other): 12 of the 20 needed; about 9,200 live here");
    coprod_pattern_gaps_free(gaps);
    query.publish_from = 10;
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    says(gaps, 2, 10, "Women (Origin: Other): 10 to 14 of the 20 needed; about 9,100 live here");
    coprod_pattern_gaps_free(gaps);
    query = (coprod_pattern_query){.size = sizeof query, .threshold = 0, .population = people, .rate_over = 1,
                                   .rate_under = 2};
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    /* half of a fair share of 38 is 38 * 0.5 * part: only that of women of other origin, 0.459, is above 12 / 38 */
    check_json(gaps, 0,
               "{'schema': 'pattern-gaps/1', 'schema_of': {'id': 'panel', 'version': '1'}, " OF_PEOPLE " 'people': 38, "
               "'rate': {'over': 1, 'under': 2}, 'max_level': 3, 'min_population': 0, 'max_results': 0, 'top': 0, "
               "'count_only': false, 'publish_from': 0, 'engine': 'dense', 'truncated': false, 'complete_level': 3, "
               "'by_level': [0, 0, 0, 1], "
               "'gaps': [{'pattern': {'origin': 'p', 'sex': 'm', 'age': '18-64'}, 'level': 3, 'coverage': 0, "
               "'population': 612}]}");
    assert_int_equal(coprod_pattern_gaps_json(gaps, 1, NULL, 0, NULL), COPROD_E_RANGE); /* it tells that it is nobody */
    assert_int_equal(coprod_pattern_gaps_text(gaps, 0, 1, NULL, 0, NULL), COPROD_E_RANGE);
    says(gaps, 0, 0, "Pakistani men (age: 18-64): 0 of the 38 counted; about 610 live here");
    assert_int_equal(coprod_pattern_gaps_json(NULL, 0, NULL, 0, NULL), COPROD_E_ARGUMENT);
    coprod_pattern_gaps_free(gaps);
    query = (coprod_pattern_query){.size = sizeof query, .threshold = 100};
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK); /* nobody is covered */
    check_json(gaps, 30,
               "{'schema': 'pattern-gaps/1', 'schema_of': {'id': 'panel', 'version': '1'}, 'people': {'from': 35, "
               "'to': 39}, 'threshold': 100, 'max_level': 3, 'min_population': 0, 'max_results': 0, 'top': 0, "
               "'count_only': false, 'publish_from': 30, "
               "'view': {'id': 'bands-of-five', 'version': '1'}, "
               "'engine': 'dense', 'truncated': false, 'complete_level': 3, 'by_level': [1, 0, 0, 0], 'gaps': [{'pattern': "
               "{}, 'level': 0, 'coverage': {'from': 35, 'to': 39}, 'deficit': {'from': 61, 'to': 65}, 'population': null}]}");
    says(gaps, 0, 0, "People: 38 of the 100 needed");
    assert_int_equal(coprod_pattern_gaps_json(gaps, 39, NULL, 0, NULL), COPROD_E_RANGE); /* of 38 in all */
    coprod_pattern_gaps_free(gaps);
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* --- questions that are refused --- */

static void no_arguments(const coprod_pattern_tally *tally, const coprod_pattern_query *query)
{
    coprod_pattern_gaps *gaps;
    assert_int_equal(coprod_pattern_find(NULL, query, NULL, NULL, &gaps), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_find(tally, NULL, NULL, NULL, &gaps), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_find(tally, query, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_find(tally, query, &(coprod_allocator){.size = 1}, NULL, &gaps),
                     COPROD_E_STRUCT);
    assert_int_equal(coprod_pattern_search_new(tally, query, NULL, NULL, NULL), COPROD_E_ARGUMENT);
}

static void wrong_questions(void **state)
{
    coprod_pattern_schema *schema = panel_schema(), *other = schema_of(2, (uint32_t[]){2, 3}, 0);
    coprod_pattern_tally *tally = panel_tally(schema);
    coprod_pattern_people *parts = people_of(schema, PARTS), *of_other = people_of(other, "{'schema': 'pattern-people/1'}");
    coprod_pattern_people *possible = people_of(schema, "{'schema': 'pattern-people/1'}");
    const size_t size = sizeof(coprod_pattern_query);
    const struct {
        coprod_pattern_query query;
        coprod_status status;
    } cases[] = {
        {{.size = size}, COPROD_E_RANGE},
        {{.size = size, .threshold = 1, .rate_over = 1, .rate_under = 1, .population = parts}, COPROD_E_RANGE},
        {{.size = size, .rate_over = 1, .population = parts}, COPROD_E_RANGE},
        {{.size = size, .rate_under = 1, .population = parts}, COPROD_E_RANGE},
        {{.size = size, .rate_over = 1000000001, .rate_under = 1, .population = parts}, COPROD_E_RANGE},
        {{.size = size, .rate_over = 1, .rate_under = 1000000001, .population = parts}, COPROD_E_RANGE},
        {{.size = size, .rate_over = 1, .rate_under = 1}, COPROD_E_ARGUMENT},
        {{.size = size, .rate_over = 1, .rate_under = 1, .population = possible}, COPROD_E_ARGUMENT},
        {{.size = size, .threshold = 1, .max_level = 4}, COPROD_E_RANGE},
        {{.size = size, .threshold = 1, .engine = 3}, COPROD_E_ARGUMENT},
        {{.size = size, .rate_over = 1, .rate_under = 1, .population = parts, .engine = COPROD_PATTERN_BITMAP},
         COPROD_E_ARGUMENT},
        {{.size = size, .threshold = 1, .engine = -1}, COPROD_E_ARGUMENT},
        {{.size = size, .threshold = 1, .count_only = 2}, COPROD_E_ARGUMENT},
        {{.size = size, .threshold = 1, .count_only = -1}, COPROD_E_ARGUMENT},
        {{.size = size, .threshold = 1, .min_population = 1}, COPROD_E_ARGUMENT},
        {{.size = size, .threshold = 1, .min_population = 1, .population = possible}, COPROD_OK},
        {{.size = size, .threshold = 1, .min_population = 2, .population = possible}, COPROD_E_ARGUMENT},
        {{.size = size, .threshold = 1, .top = 1}, COPROD_E_ARGUMENT},
        {{.size = size, .threshold = 1, .top = 1, .population = possible}, COPROD_E_ARGUMENT},
        {{.size = size, .threshold = 1, .population = of_other}, COPROD_E_FINGERPRINT},
        {{.size = size, .threshold = 1, .memory_bytes = 99}, COPROD_E_LIMIT},
        {{.size = size - 1, .threshold = 1}, COPROD_E_STRUCT},
        {{.size = size, .threshold = 1, .top = 1, .population = parts}, COPROD_OK},
    };
    coprod_pattern_gaps *gaps;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gaps = (coprod_pattern_gaps *)1;
        if (coprod_pattern_find(tally, &cases[i].query, NULL, NULL, &gaps) != cases[i].status)
            fail_msg("case %zu", i);
        assert_true((gaps != NULL) == (cases[i].status == COPROD_OK));
        coprod_pattern_gaps_free(gaps);
    }
    no_arguments(tally, &cases[22].query);
    coprod_pattern_people_free(parts);
    coprod_pattern_people_free(of_other);
    coprod_pattern_people_free(possible);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    coprod_pattern_schema_free(other);
}

static void a_search_has_an_order(void **state)
{
    coprod_pattern_schema *schema = panel_schema();
    coprod_pattern_tally *tally = panel_tally(schema);
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 3};
    coprod_pattern_search *search = NULL;
    coprod_pattern_gaps *gaps = (coprod_pattern_gaps *)1;
    int32_t done = 1;
    (void)state;
    assert_int_equal(coprod_pattern_search_new(tally, &query, NULL, NULL, &search), COPROD_OK);
    assert_int_equal(coprod_pattern_search_take(search, &gaps), COPROD_E_ARGUMENT);
    assert_null(gaps);
    assert_int_equal(coprod_pattern_search_run(search, 1, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_search_run(NULL, 1, NULL, &done), COPROD_E_ARGUMENT);
    assert_int_equal(done, 0);
    assert_int_equal(coprod_pattern_search_run(search, 0, NULL, &done), COPROD_OK);
    assert_int_equal(done, 1);
    assert_int_equal(coprod_pattern_search_run(search, 0, NULL, &done), COPROD_OK); /* again: nothing to do */
    assert_int_equal(done, 1);
    assert_int_equal(coprod_pattern_search_take(search, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_search_take(search, &gaps), COPROD_OK);
    coprod_pattern_gaps_free(gaps);
    assert_int_equal(coprod_pattern_search_take(search, &gaps), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_search_run(search, 0, NULL, &done), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_search_take(NULL, &gaps), COPROD_E_ARGUMENT);
    coprod_pattern_search_free(search);
    coprod_pattern_search_free(NULL);
    CHECK_IN(coprod_pattern_query, query, coprod_pattern_find(tally, in, NULL, NULL, &gaps),
             coprod_pattern_gaps_free(gaps));
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* With a rate, counts stay below 2^32; without one they need not. */
static void large_counts(void **state)
{
    coprod_pattern_schema *schema = schema_of(2, (uint32_t[]){2, 300}, 0);
    coprod_pattern_tally *tally = pattern_tally(schema);
    const uint16_t codes[] = {0, 7, 1, 299};
    const uint64_t weights[] = {UINT64_C(6000000000), UINT64_C(4000000000)};
    coprod_pattern_people *people = NULL;
    coprod_pattern_query query = {.size = sizeof query};
    coprod_pattern_gaps *gaps = NULL;
    coprod_pattern_gap gap = {.size = sizeof gap};
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, weights, 2, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_people_new(tally, NULL, &people), COPROD_OK);
    query.population = people;
    query.rate_over = query.rate_under = 1;
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_E_LIMIT);
    query.rate_over = query.rate_under = 0;
    query.threshold = UINT64_C(5000000000);
    query.min_population = 1;
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    assert_int_equal(coprod_pattern_gaps_gap(gaps, 0, NULL, 0, &gap), COPROD_OK);
    assert_true(gap.coverage == UINT64_C(4000000000) && gap.population == gap.coverage && gap.level == 1);
    assert_true(coprod_pattern_gaps_level(gaps, 1) == 2 && coprod_pattern_gaps_level(gaps, 2) == 0);
    coprod_pattern_gaps_free(gaps);
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* Level, then population, then codes, of more digits than a number of 64 bits holds. */
static void the_order_of_many_digits(void **state)
{
    enum { A = 6, N = 400 };
    uint32_t cardinality[A];
    coprod__memory memory;
    struct pattern_found found = {.memory = &memory, .populated = 1};
    uint64_t seed = 12;
    (void)state;
    assert_int_equal(coprod__memory_init(NULL, &memory), COPROD_OK);
    for (size_t a = 0; a < A; a++)
        cardinality[a] = 65535;
    for (; found.count < N; found.count++) {
        assert_true(coprod__pattern_found_more(&found, A));
        for (size_t a = 0; a < A; a++)
            found.codes[found.count * A + a] = (uint16_t)(draw(&seed, 2) ? PATTERN_ANY : 40000 * draw(&seed, 2));
        found.coverage[found.count] = found.count;
        found.population[found.count] = draw(&seed, 3) * UINT64_C(5000000000);
    }
    assert_int_equal(coprod__pattern_order(&found, cardinality, A, NULL, 0), COPROD_OK);
    for (size_t i = 1; i < N; i++) {
        const uint16_t *one = found.codes + (i - 1) * A, *two = one + A;
        int levels[2] = {0, 0}, order = 0;
        for (size_t a = 0; a < A; a++) {
            levels[0] += one[a] != PATTERN_ANY;
            levels[1] += two[a] != PATTERN_ANY;
            order = order ? order : (one[a] > two[a]) - (one[a] < two[a]);
        }
        assert_true(levels[0] <= levels[1]);
        if (levels[0] == levels[1])
            assert_true(found.population[i - 1] >= found.population[i]);
        if (levels[0] == levels[1] && found.population[i - 1] == found.population[i])
            assert_true(order < 0 || (order == 0 && found.coverage[i - 1] < found.coverage[i]));
    }
    coprod__pattern_found_free(&found, A);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gaps_by_hand),          cmocka_unit_test(gaps_as_json), cmocka_unit_test(wrong_questions),
        cmocka_unit_test(a_search_has_an_order), cmocka_unit_test(large_counts),
        cmocka_unit_test(the_order_of_many_digits),
    };
    return TEST_MAIN(tests);
}
