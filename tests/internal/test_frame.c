/* SPDX-License-Identifier: MIT */
/* Frames: what they hold, what follows, and every way in which one is wrong. */
#include "score_tools.h"

#define GROUP "'denominator': 100, 'dimension': 'd', 'id': "
#define TWO "'groups': [{'population': 60, " GROUP "'a'}, {'population': 30, " GROUP "'b'}]"

static const char whole[]
    = "{'schema': 'equity-frame/1', 'id': 'panel-2026', 'version': '2', 'title': 'A panel', 'source': {'title': 'Census 2021',"
      " 'address': 'https://www.ons.gov.uk/census'}, 'N': 60, 'threshold': '0.5', 'alpha': '1/3', 'min_voices': 2, 'level':"
      " 'co-design', 'mode': 'fixed', 'kinds': {'needs': 'membership'}, 'groups': ["
      "{'id': 'A', 'dimension': 'ethnicity', 'title': 'Group A', 'population': 700, 'denominator': 1000, 'weight': '0.5'},"
      "{'id': 'Z, declined?', 'dimension': 'ethnicity', 'population': {'low': 10, 'best': 20, 'high': 40}, 'denominator': 1000,"
      " 'weight': '1/4'},"
      "{'id': 'A', 'dimension': 'needs', 'population': null, 'denominator': 1000},"
      "{'id': 'carers', 'dimension': 'needs', 'population': 400, 'denominator': 1000, 'weight': 1},"
      "{'id': 'nobody', 'dimension': 'needs', 'population': 0, 'denominator': 1000}]}";

static void what_it_holds(void **state)
{
    coprod_frame *frame = frame_of(whole);
    coprod_frame_info info = {.size = sizeof info};
    coprod_frame_dimension ethnicity = {.size = sizeof ethnicity}, needs = {.size = sizeof needs};
    (void)state;
    assert_int_equal(coprod_frame_get(frame, &info), COPROD_OK);
    assert_string_equal(info.id, "panel-2026");
    assert_string_equal(info.version, "2");
    assert_string_equal(info.title, "A panel");
    assert_string_equal(info.level, "co-design");
    assert_string_equal(info.source_title, "Census 2021");
    assert_string_equal(info.source_address, "https://www.ons.gov.uk/census");
    assert_string_equal(info.defaults_id, "coverage-and-balance");
    assert_string_equal(info.defaults_version, "1");
    assert_string_equal(info.bands_id, "bands");
    assert_string_equal(info.bands_version, "1");
    assert_int_equal(strlen(info.fingerprint), 64);
    assert_true(info.panel == 60 && info.min_voices == 2 && info.mode == COPROD_FRAME_FIXED);
    assert_true(info.threshold_numerator == 1 && info.threshold_denominator == 2);
    assert_true(info.alpha_numerator == 1 && info.alpha_denominator == 3);
    assert_true(info.group_count == 5 && info.dimension_count == 2 && info.scorable_count == 3);
    assert_true(info.has_weights && info.has_ranges);
    assert_int_equal(coprod_frame_get_dimension(frame, 0, &ethnicity), COPROD_OK);
    assert_string_equal(ethnicity.id, "ethnicity");
    assert_true(ethnicity.kind == COPROD_DIMENSION_PARTITION && !ethnicity.is_declared && ethnicity.group_count == 2);
    assert_true(ethnicity.denominator == 1000 && ethnicity.has_unallocated && ethnicity.unallocated == 280);
    assert_int_equal(coprod_frame_get_dimension(frame, 1, &needs), COPROD_OK);
    assert_true(needs.kind == COPROD_DIMENSION_MEMBERSHIP && needs.is_declared && !needs.has_unallocated);
    assert_true(needs.group_count == 3 && needs.scorable_count == 1);
    assert_int_equal(coprod_frame_get_dimension(frame, 2, &needs), COPROD_E_UNKNOWN);
    coprod_frame_free(frame);
}

/* Targets: 1/2 of 60 * 700/1000 = 21; of 60 * 20/1000 = 0.6, but at least two voices; of 60 * 400/1000 = 12. */
static void its_groups(void **state)
{
    static const struct {
        const char *id, *title;
        uint64_t population, low, high;
        double weight, target;
        int has;
    } expected[] = {{"A", "Group A", 700, 700, 700, 2.0 / 7, 21, 1}, {"Z, declined?", "", 20, 10, 40, 1.0 / 7, 2, 1},
                    {"A", "", 0, 0, 0, 0, 0, 0}, {"carers", "", 400, 400, 400, 4.0 / 7, 12, 1}, {"nobody", "", 0, 0, 0, 0, 0,
                     1}};
    coprod_frame *frame = frame_of(whole);
    coprod_frame_group group = {.size = sizeof group};
    uint32_t index;
    (void)state;
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(coprod_frame_get_group(frame, i, &group), COPROD_OK);
        assert_string_equal(group.id, expected[i].id);
        assert_string_equal(group.title, expected[i].title);
        assert_true(group.population == expected[i].population && group.population_low == expected[i].low
                    && group.population_high == expected[i].high && group.denominator == 1000);
        assert_true(group.has_population == expected[i].has && group.dimension == (i > 1));
        assert_near(group.weight, expected[i].weight, 1e-15);
        assert_near(group.target, expected[i].target, 1e-12);
        assert_true(group.target_people == (uint64_t)expected[i].target);
    }
    assert_int_equal(coprod_frame_get_group(frame, 5, &group), COPROD_E_UNKNOWN);
    assert_true(coprod_frame_find(frame, "needs", "A", &index) == COPROD_OK && index == 2);
    assert_true(coprod_frame_find(frame, "needs", "B", &index) == COPROD_E_UNKNOWN && index == UINT32_MAX);
    assert_true(coprod_frame_find(frame, "age", "A", &index) == COPROD_E_UNKNOWN && index == UINT32_MAX);
    coprod_frame_free(frame);
}

/* Defaults: 4/5, 1/2, one voice; equal over dimensions, and over groups with a population inside them. */
static void what_is_left_out(void **state)
{
    coprod_frame *frame
        = frame_of("{'N': 10, 'groups': [{'population': 60, " GROUP "'a'}, {'population': 30, " GROUP "'b'}, {'population': 0, "
                   GROUP "'c'}, {'id': 'x', 'dimension': 'e', 'population': 5, 'denominator': 7}]}");
    coprod_frame_info info = {.size = sizeof info};
    static const double weights[] = {0.25, 0.25, 0, 0.5}, targets[] = {4.8, 2.4, 0, 40.0 / 7};
    (void)state;
    coprod_frame_get(frame, &info);
    assert_true(info.threshold_numerator == 4 && info.threshold_denominator == 5 && info.alpha_numerator == 1
                && info.alpha_denominator == 2 && info.min_voices == 1 && info.mode == COPROD_FRAME_FIXED);
    assert_string_equal(info.id, "");
    assert_string_equal(info.level, "");
    assert_true(!info.has_weights && !info.has_ranges);
    for (uint32_t i = 0; i < 4; i++) {
        coprod_frame_group group = {.size = sizeof group};
        coprod_frame_get_group(frame, i, &group);
        assert_near(group.weight, weights[i], 1e-15);
        assert_near(group.target, targets[i], 1e-12);
    }
    coprod_frame_free(frame);
}

/* Which kind is found where none is declared, and what is in doubt where one is. */
static void kinds(void **state)
{
    static const struct {
        const char *document, *found;
        int kind, declared;
        int64_t unallocated; /* -1000: not known */
    } cases[] = {
        {"{'N': 1, " TWO "}", "", 1, 0, 10},
        {"{'N': 1, 'groups': [{'population': 60, " GROUP "'a'}, {'population': 41, " GROUP "'b'}]}", "", 2, 0, -1000},
        {"{'N': 1, 'groups': [{'population': 60, " GROUP "'a'}, {'population': 40, " GROUP "'b'}]}", "", 1, 0, 0},
        {"{'N': 1, 'groups': [{'population': 6, " GROUP "'a'}, {'population': 4, 'denominator': 99, 'dimension': 'd', 'id':"
         " 'b'}]}",
         "", 2, 0, -1000},
        {"{'N': 1, 'groups': [{'population': 60, " GROUP "'a'}, {'population': null, " GROUP "'b'}]}", "", 1, 0, -1000},
        {"{'N': 1, 'kinds': {'d': 'membership'}, " TWO "}", "", 2, 1, -1000},
        {"{'N': 1, 'kinds': {'d': 'partition'}, 'groups': [{'population': 60, " GROUP "'a'}, {'population': 41,"
         " " GROUP "'b'}]}",
         "warning populations-exceed /kinds/d", 1, 1, -1},
        {"{'N': 1, 'kinds': {'d': 'partition'}, 'groups': [{'population': 6, " GROUP "'a'}, {'population': 4, 'denominator':"
         " 99,"
         " 'dimension': 'd', 'id': 'b'}]}", "warning denominators-differ /kinds/d", 1, 1, -1000},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char found[500];
        coprod_frame *frame = frame_found(cases[i].document, found, sizeof found);
        coprod_frame_dimension dimension = {.size = sizeof dimension};
        assert_string_equal(found, cases[i].found);
        coprod_frame_get_dimension(frame, 0, &dimension);
        assert_int_equal(dimension.kind, cases[i].kind);
        assert_int_equal(dimension.is_declared, cases[i].declared);
        assert_true(dimension.has_unallocated ? dimension.unallocated == cases[i].unallocated : cases[i].unallocated == -1000);
        coprod_frame_free(frame);
    }
}

static void every_problem(void **state)
{
    static const char *const cases[][2] = {
        {"[]", "wrong-type ;missing-key /N;missing-key /groups"},
        {"{'schema': 'frame/1', 'N': 1, " TWO "}", "wrong-schema /schema"},
        {"{'N': 1, 'count': 1, " TWO "}", "unknown-key /count"},
        {"{" TWO "}", "missing-key /N"},
        {"{'N': 0, " TWO "}", "out-of-range /N"},
        {"{'N': 4294967296, " TWO "}", "out-of-range /N"},
        {"{'N': 1, 'threshold': 0.8, 'alpha': 0.5, " TWO "}", "not-a-fraction /threshold;not-a-fraction /alpha"},
        {"{'N': 1, 'threshold': '0', 'alpha': '3/2', " TWO "}", "out-of-range /threshold;out-of-range /alpha"},
        {"{'N': 1, 'threshold': '6/5', 'alpha': '-1', " TWO "}", "out-of-range /threshold;not-a-fraction /alpha"},
        {"{'N': 1, 'threshold': '1/0', 'alpha': '1/', " TWO "}", "not-a-fraction /threshold;not-a-fraction /alpha"},
        {"{'N': 1, 'threshold': '/2', 'alpha': '0.1234567891', " TWO "}", "not-a-fraction /threshold;not-a-fraction /alpha"},
        {"{'N': 1, 'threshold': '1/1000000001', 'alpha': '9999999999/9999999998', " TWO "}",
         "not-a-fraction /threshold;not-a-fraction /alpha"},
        {"{'N': 1, 'min_voices': -1, 'mode': 'floating', 'level': ' x', " TWO "}",
         "not-an-id /level;out-of-range /min_voices;unknown-id /mode"},
        {"{'N': 1, 'groups': []}", "too-many /groups"},
        {"{'N': 1, 'groups': [1, {}]}", "wrong-type /groups/0;missing-key /groups/1/id;missing-key /groups/1/dimension;"
         "missing-key /groups/1/denominator;missing-key /groups/1/population"},
        {"{'N': 1, 'groups': [{'population': -1, " GROUP "'a\\u0007'}, {'population': 1.5, " GROUP "'a'}, {'population': 101,"
         " " GROUP
         "'a'}]}", "not-an-id /groups/0/id;out-of-range /groups/0/population;wrong-type /groups/1/population;"
         "above-denominator /groups/2/denominator;duplicate-id /groups/2/id"},
        {"{'N': 1, 'groups': [{'population': {'low': 5, 'best': 4, 'high': 6}, " GROUP "'a'}, {'population': {'low': 1,"
         " 'best': 4,"
         " 'high': 3, 'x': 1}, " GROUP "'b'}, {'population': {'best': 4}, " GROUP "'c', 'weight': 'x'}]}",
         "range-turned /groups/0/population;unknown-key /groups/1/population/x;range-turned /groups/1/population;"
         "not-a-fraction /groups/2/weight;missing-key /groups/2/population/low;missing-key /groups/2/population/high"},
        {"{'N': 1, 'groups': [{'population': {'low': 5, 'best': '6', 'high': 3}, " GROUP "'a'}]}",
         "wrong-type /groups/0/population/best"},
        {"{'N': 1, 'groups': [{'population': 1, 'denominator': 0, 'dimension': 'd', 'id': 'a'}]}",
         "out-of-range /groups/0/denominator"},
        {"{'N': 1, 'kinds': {'e': 'partition', 'd': 'both'}, " TWO "}", "unknown-dimension /kinds/e;unknown-id /kinds/d"},
        {"{'N': 1, 'groups': [{'weight': 1, 'population': 60, " GROUP "'a'}, {'population': 30, " GROUP "'b'}]}",
         "missing-key /groups/1/weight"},
        {"{'N': 1, 'groups': [{'weight': 0, 'population': 60, " GROUP "'a'}, {'weight': '1', 'population': 0, " GROUP "'b'}]}",
         "no-weight /groups"},
        {"{'N': 1, 'source': {'address': 'x'}, " TWO "}", "missing-key /source/title"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char found[2000];
        coprod_frame *frame = frame_found(cases[i][0], found, sizeof found);
        assert_null(frame);
        if (strcmp(found, cases[i][1]))
            fail_msg("%s\n%s", cases[i][0], found);
    }
}

static void too_many_groups(void **state)
{
    const size_t room = 1 << 20;
    char *text = malloc(room);
    coprod_frame *frame = NULL;
    (void)state;
    assert_non_null(text);
    for (int count = 10000; count <= 10001; count++) {
        size_t n = (size_t)snprintf(text, room, "{\"N\": 5, \"kinds\": {\"d\": \"partition\"}, \"groups\": [");
        coprod_findings *findings = new_findings();
        for (int i = 0; i < count; i++)
            n += (size_t)snprintf(text + n, room - n, "%s{\"id\": \"%d\", \"dimension\": \"d\", \"population\": 1, "
                                  "\"denominator\": 20000}", i ? "," : "", i);
        snprintf(text + n, room - n, "]}");
        assert_int_equal(coprod_frame_load(text, COPROD_NTS, NULL, findings, &frame),
                         count == 10000 ? COPROD_OK : COPROD_E_DEFINITION);
        assert_int_equal(coprod_findings_count(findings), count - 10000); /* that they are too many, and no more */
        coprod_findings_free(findings);
        coprod_frame_free(frame);
    }
    free(text);
}

/* What cannot change an answer is not in the fingerprint, and what is left out is as what is written. */
static void fingerprints(void **state)
{
    static const char first[] = "{'N': 10, " TWO "}";
    static const char *const alike[]
        = {"{'N': 10, 'threshold': '0.80', 'alpha': '2/4', 'min_voices': 1, 'mode': 'fixed', 'kinds': {'d': 'partition'},"
            " 'id': 'x',"
           " 'version': '3', 'title': 't', 'schema': 'equity-frame/1', 'source': {'title': 's'}, " TWO "}",
           "{'N': 10, 'groups': [{'title': 'A', 'population': {'low': 60, 'best': 60, 'high': 60}, " GROUP
           "'a'}, {'population': 30, " GROUP "'b'}]}"};
    static const char *const others[]
        = {"{'N': 11, " TWO "}", "{'N': 10, 'threshold': '1', " TWO "}", "{'N': 10, 'alpha': '1/3', " TWO "}",
           "{'N': 10, 'min_voices': 2, " TWO "}", "{'N': 10, 'mode': 'snapshot', " TWO "}", "{'N': 10, 'level': 'inform',"
           " " TWO "}",
           "{'N': 10, 'kinds': {'d': 'membership'}, " TWO "}",
           "{'N': 10, 'groups': [{'population': 60, " GROUP "'a'}, {'population': 30, " GROUP "'c'}]}",
           "{'N': 10, 'groups': [{'population': {'low': 59, 'best': 60, 'high': 60}, " GROUP "'a'}, {'population': 30,"
           " " GROUP "'b'}]}",
           "{'N': 10, 'groups': [{'population': null, " GROUP "'a'}, {'population': 30, " GROUP "'b'}]}",
           "{'N': 10, 'groups': [{'weight': 1, 'population': 60, " GROUP "'a'}, {'weight': 1, 'population': 30,"
           " " GROUP "'b'}]}"};
    coprod_frame *frame = frame_of(first), *other;
    coprod_frame_info info = {.size = sizeof info}, its = {.size = sizeof its};
    (void)state;
    coprod_frame_get(frame, &info);
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
        other = frame_of(alike[i]);
        coprod_frame_get(other, &its);
        assert_string_equal(its.fingerprint, info.fingerprint);
        coprod_frame_free(other);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        other = frame_of(others[i]);
        coprod_frame_get(other, &its);
        assert_string_not_equal(its.fingerprint, info.fingerprint);
        coprod_frame_free(other);
    }
    coprod_frame_free(frame);
}

/* Weights that fit no fraction of 64 bits are doubles, and add to 1 all the same. */
static void long_weights(void **state)
{
    static const char *const weights[] = {"1/999999937", "1/999999929", "1/999999893", "1/999999883"};
    char text[1000];
    int n = snprintf(text, sizeof text, "{'N': 10, 'groups': [");
    double sum = 0;
    coprod_frame *frame;
    (void)state;
    for (int i = 0; i < 4; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "%s{'id': '%d', 'weight': '%s', 'dimension': 'd', 'population': 10,"
                      " 'denominator': 100}", i ? "," : "", i, weights[i]);
    snprintf(text + n, sizeof text - (size_t)n, "]}");
    frame = frame_of(text);
    for (uint32_t i = 0; i < 4; i++) {
        coprod_frame_group group = {.size = sizeof group};
        coprod_frame_get_group(frame, i, &group);
        assert_near(group.weight, 0.25, 1e-7);
        sum += group.weight;
    }
    assert_near(sum, 1, 1e-15);
    coprod_frame_free(frame);
}

static void wrong_calls(void **state)
{
    coprod_frame *frame = frame_of(whole), *made = frame;
    coprod_frame_info info = {.size = sizeof info, .panel = 7};
    uint32_t index = 3;
    (void)state;
    assert_int_equal(coprod_frame_load(NULL, 0, NULL, NULL, &made), COPROD_E_ARGUMENT);
    assert_null(made);
    assert_int_equal(coprod_frame_load("{}", 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_frame_load("{", 1, NULL, NULL, &made), COPROD_E_SYNTAX);
    assert_int_equal(coprod_frame_load("\xff", 1, NULL, NULL, &made), COPROD_E_TEXT);
    assert_int_equal(coprod_frame_get(NULL, &info), COPROD_E_ARGUMENT);
    assert_true(info.panel == 0);
    info.size = 8;
    assert_int_equal(coprod_frame_get(frame, &info), COPROD_E_STRUCT);
    assert_int_equal(coprod_frame_get_dimension(frame, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_frame_get_group(frame, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_frame_find(frame, "needs", "A", NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_frame_find(NULL, "needs", "A", &index), COPROD_E_ARGUMENT);
    assert_true(index == UINT32_MAX);
    assert_int_equal(coprod_frame_find(frame, NULL, "A", &index), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_frame_find(frame, "needs", NULL, &index), COPROD_E_ARGUMENT);
    coprod_frame_free(NULL);
    coprod_frame_free(frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_holds), cmocka_unit_test(its_groups),   cmocka_unit_test(what_is_left_out),
        cmocka_unit_test(kinds),         cmocka_unit_test(every_problem), cmocka_unit_test(too_many_groups),
        cmocka_unit_test(fingerprints),  cmocka_unit_test(long_weights), cmocka_unit_test(wrong_calls),
    };
    return TEST_MAIN(tests);
}
