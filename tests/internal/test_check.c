/* SPDX-License-Identifier: MIT */
/* What is odd about a definition: nesting with a witness, levels that nothing reaches, how little forces each level. */
#include "inside.h"

enum { UNUSED = -1 };

static const struct {
    const char *id;
    uint64_t not_nested, per_rank[9];
    int32_t token_bound, least[9];
} table[] = {
    {"nhse5", 0, {576, 3600, 3024, 5508, 1880, 64}, 2, {0, 1, 1, 2, 2, 6, UNUSED}},
    {"nhse5+led", 0, {576, 3600, 3024, 5508, 1880, 60, 4}, 2, {0, 1, 1, 2, 2, 6, 6, UNUSED}},
    {"iap2", 2019, {576, 3600, 4131, 2526, 1200, 2619}, 5, {0, 1, 1, 1, 1, 1, UNUSED}},
    {"tlap7", 0, {0, 288, 288, 288, 3672, 8172, 1752, 192}, 4, {0, 0, 1, 1, 1, 2, 2, 4, UNUSED}},
    {"arnstein", 0, {0, 576, 288, 4896, 6822, 1380, 675, 15}, 4, {0, 0, 1, 1, 1, 2, 2, 4, UNUSED}},
    {"hc5", 1164, {288, 576, 5112, 4596, 2196, 1884}, 2, {0, 1, 1, 2, 2, 2, UNUSED}},
    {"tofor", 90, {0, 576, 12042, 1884, 150}, 2, {0, 0, 1, 2, 3, UNUSED}},
};

static void the_builtins(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        coprod_spectrum *spectrum = builtin(table[i].id);
        coprod_spectrum_info info = {sizeof info};
        coprod_spectrum_report report = {sizeof report};
        coprod_spectrum_get(spectrum, &info);
        assert_int_equal(coprod_spectrum_check(spectrum, &report), COPROD_OK);
        assert_int_equal(report.vectors, 250000);
        assert_int_equal(report.possible, 14652);
        assert_int_equal(report.not_nested, table[i].not_nested);
        assert_int_equal(report.nested, table[i].not_nested == 0);
        for (size_t rank = 0; rank < 17; rank++) {
            int there = rank <= info.level_count;
            assert_int_equal(report.per_rank[rank], there ? table[i].per_rank[rank] : 0);
            if (report.least_assertions[rank] != (there ? table[i].least[rank] : -1))
                fail_msg("%s, rank %u: %d", table[i].id, (unsigned)rank, (int)report.least_assertions[rank]);
        }
        assert_int_equal(table[i].least[info.level_count + 1], UNUSED);
        assert_int_equal(report.token_bound, table[i].token_bound);
        assert_int_equal(report.unreachable, info.has_floor);
        assert_true(report.reserved == 0 && report.reserved == 0);
        coprod_spectrum_free(spectrum);
    }
}

/* Whether the rule of a level holds: no built-in spectrum that is not nested has gates of some. */
static int holds(const coprod_spectrum *spectrum, int32_t rank, const uint8_t *x)
{
    for (uint32_t i = 0; i < 12; i++) {
        int32_t at_least = 77;
        assert_int_equal(coprod_spectrum_threshold(spectrum, rank, i, &at_least, NULL), COPROD_OK);
        if (x[i] < at_least)
            return 0;
    }
    return 1;
}

/* The witness is an activity that can be, stands at its rank, and fails the lower level. */
static void a_witness_is_one(void **state)
{
    static const char *const ids[] = {"iap2", "hc5", "tofor"};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        coprod_spectrum *spectrum = builtin(ids[i]);
        coprod_spectrum_report report = {sizeof report};
        coprod_evidence *evidence = NULL;
        coprod_classification *result = new_result();
        coprod_interval interval;
        assert_int_equal(coprod_spectrum_check(spectrum, &report), COPROD_OK);
        assert_int_equal(coprod_evidence_new(spectrum, NULL, &evidence), COPROD_OK);
        for (uint32_t k = 0; k < 12; k++)
            assert_int_equal(coprod_evidence_set(evidence, k, report.witness[k], report.witness[k], NULL), COPROD_OK);
        interval = classified(spectrum, evidence, result);
        assert_true(interval.contradiction < 0 && interval.lowest == report.witness_rank && interval.certain);
        assert_true(report.witness_fails >= 1 && report.witness_fails < report.witness_rank);
        assert_true(holds(spectrum, report.witness_rank, report.witness));
        assert_false(holds(spectrum, report.witness_fails, report.witness));
        coprod_evidence_free(evidence);
        coprod_classification_free(result);
        coprod_spectrum_free(spectrum);
    }
}

static void no_witness_where_all_is_nested(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_spectrum_report report = {sizeof report};
    (void)state;
    assert_int_equal(coprod_spectrum_check(spectrum, &report), COPROD_OK);
    assert_true(report.nested == 1 && report.witness_rank == 0 && report.witness_fails == 0);
    assert_true(all_are(report.witness, 0, sizeof report.witness, 0));
    coprod_spectrum_free(spectrum);
}

/* A lower level that asks for more than the one above it is never anybody's level. */
static void a_level_that_nothing_reaches(void **state)
{
    coprod_spectrum *spectrum = small_with("{'/levels/0/rule/0/of/flow': 4, '/levels/1/rule/0/of': {'flow': 3}}");
    coprod_spectrum_report report = {sizeof report};
    (void)state;
    assert_int_equal(coprod_spectrum_check(spectrum, &report), COPROD_OK);
    assert_int_equal(report.unreachable, 1 << 1);
    assert_true(report.witness_rank == 2 && report.witness_fails == 1 && !report.nested);
    assert_true(report.least_assertions[1] == 1 && report.least_assertions[2] == 1);
    coprod_spectrum_free(spectrum);
}

/* A single level that always holds is forced by nothing at all. */
static void a_floor_alone(void **state)
{
    coprod_spectrum *spectrum = small_with("{'/levels/1': null, '/levels/0/rule': []}");
    coprod_spectrum_report report = {sizeof report};
    (void)state;
    assert_int_equal(coprod_spectrum_check(spectrum, &report), COPROD_OK);
    assert_true(report.least_assertions[0] == 0 && report.least_assertions[1] == 0 && report.token_bound == 1);
    assert_int_equal(report.per_rank[1], report.possible);
    assert_int_equal(report.unreachable, 1);
    coprod_spectrum_free(spectrum);
}

static void sixteen_million_and_no_more(void **state)
{
    (void)state;
    for (int named = 6; named <= 7; named++) {
        json_t *document = with_questions(7, named);
        coprod_spectrum *spectrum = spectrum_of(document);
        coprod_spectrum_report report = {sizeof report};
        assert_int_equal(coprod_spectrum_check(spectrum, &report), named == 6 ? COPROD_OK : COPROD_E_LIMIT);
        assert_int_equal(report.vectors, named == 6 ? 16000000 : 0);
        assert_int_equal(report.possible, named == 6 ? 14652 * 64 : 0);
        assert_int_equal(report.least_assertions[2], named == 6 ? 7 : 0);
        coprod_spectrum_free(spectrum);
        json_decref(document);
    }
}

/* Few sets of answers, but too many choices of whom to ask: 12 of 32 indicators. */
static void too_many_assertions_to_try(void **state)
{
    json_t *document = with_questions(20, 6), *rule;
    const coprod_spectrum_options options = {sizeof options, NULL, 1, 0};
    coprod_spectrum *spectrum, *refused = (coprod_spectrum *)1;
    coprod_spectrum_report report = {sizeof report};
    char *text;
    (void)state;
    rule = at(document, "/levels/1/rule/0/of");
    json_object_update_new(rule, json_of("{'agenda': 3, 'influence': 3, 'design': 3, 'follow': 3, 'standing': 3, "
                                         "'continuity': 2}"));
    spectrum = spectrum_of(document);
    text = json_dumps(document, 0);
    assert_int_equal(coprod_spectrum_check(spectrum, &report), COPROD_E_LIMIT);
    assert_int_equal(coprod_spectrum_load(text, COPROD_NTS, &options, NULL, &refused), COPROD_E_LIMIT);
    assert_null(refused);
    free(text);
    coprod_spectrum_free(spectrum);
    json_decref(document);
}

static void wrong_arguments(void **state)
{
    coprod_spectrum *spectrum = builtin("tofor");
    (void)state;
    assert_int_equal(coprod_spectrum_check(spectrum, NULL), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_spectrum_report, coprod_spectrum_check(NULL, out), COPROD_E_ARGUMENT);
    CHECK_OUT(coprod_spectrum_report, coprod_spectrum_check(spectrum, out));
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_builtins),
        cmocka_unit_test(a_witness_is_one),
        cmocka_unit_test(no_witness_where_all_is_nested),
        cmocka_unit_test(a_level_that_nothing_reaches),
        cmocka_unit_test(a_floor_alone),
        cmocka_unit_test(sixteen_million_and_no_more),
        cmocka_unit_test(too_many_assertions_to_try),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
