/* SPDX-License-Identifier: MIT */
/* Consensus: surveys counted by hand, Kendall's own example, people who leave, rules. */
#include "inequality_tools.h"

enum { NO = COPROD_CONSENSUS_NO_ANSWER };
static coprod_consensus_rules *rules;

static int make_rules(void **state)
{
    (void)state;
    return coprod_consensus_rules_builtin(NULL, &rules) != COPROD_OK;
}

static int free_rules(void **state)
{
    (void)state;
    coprod_consensus_rules_free(rules);
    return 0;
}

/* Three rounds, six people, three items; a scale of 1 to 5 on which 4 and 5 agree. */
static const int32_t ratings[3 * 6 * 3] = {
    1, 5, 3, /**/ 2, 4, 3, /**/ 4, 5, NO, /**/ 5, 4, NO, /**/ 5, 3, NO, /**/ NO, NO, NO,
    4, 5, NO, /**/ 4, 4, NO, /**/ 4, 5, NO, /**/ 2, 4, NO, /**/ NO, NO, NO, /**/ 5, 5, NO,
    4, 5, NO, /**/ 4, 4, NO, /**/ 4, 5, NO, /**/ 4, 4, NO, /**/ NO, NO, NO, /**/ 5, 4, NO,
};
static const coprod_consensus_survey survey = {sizeof survey, ratings, 3, 6, 3, 1, 5, 4, 5, 0};

static coprod_consensus_item item_of(uint32_t round, uint32_t item)
{
    coprod_consensus_item found = {.size = sizeof found};
    assert_int_equal(coprod_consensus_item_get(rules, &survey, round, item, &found), COPROD_OK);
    return found;
}

static void items_counted_by_hand(void **state)
{
    coprod_consensus_item found = item_of(0, 0); /* 1 2 4 5 5 */
    (void)state;
    assert_true(found.answered == 5 && found.agreed == 3 && found.share == 3 / 5.0);
    assert_true(found.agreement == COPROD_CONSENSUS_NO && found.median_twice == 8);
    assert_true(found.lower_quartile_fourths == 8 && found.upper_quartile_fourths == 20 && found.range_fourths == 12);
    assert_true(found.close == COPROD_CONSENSUS_NO && found.stable == COPROD_CONSENSUS_NOT_KNOWN);
    assert_true(!found.both && !found.left && !found.joined);
    found = item_of(1, 0); /* 4 4 4 2 5; of both rounds: 1 2 4 5 before, 4 4 4 2 after */
    assert_true(found.answered == 5 && found.agreed == 4 && found.agreement == COPROD_CONSENSUS_YES);
    assert_true(found.median_twice == 8 && found.range_fourths == 0 && found.close == COPROD_CONSENSUS_YES);
    assert_true(found.both == 4 && found.moved == 3 && found.net_moved == 2 && found.stable == COPROD_CONSENSUS_NO);
    assert_true(found.left == 1 && found.joined == 1);
    assert_int_equal(found.median_change_twice, 8 - 6);
    assert_int_equal(found.range_change_fourths, (16 - 14) - (17 - 7)); /* 3.5 to 4, after 1.75 to 4.25 */
    found = item_of(2, 0);
    assert_true(found.both == 5 && found.moved == 1 && found.net_moved == 1 && found.stable == COPROD_CONSENSUS_NO);
    found = item_of(1, 1); /* nobody of those in both rounds moved */
    assert_true(found.both == 4 && !found.moved && found.stable == COPROD_CONSENSUS_YES && !found.range_change_fourths);
    found = item_of(0, 2);
    assert_true(found.answered == 2 && found.range_fourths == 0 && found.agreed == 0 && found.agreement == COPROD_CONSENSUS_NO);
    found = item_of(1, 2);
    assert_true(!found.answered && isnan(found.share) && found.agreement == COPROD_CONSENSUS_NOT_KNOWN);
    assert_true(found.close == COPROD_CONSENSUS_NOT_KNOWN && found.left == 2 && !found.both);
}

/* Two of three is less than three of four; three of four is as much. */
static void the_edge_is_exact(void **state)
{
    static const int32_t four[] = {5, 5, 5, 1, 1, 1, 1, 1};
    coprod_consensus_survey own = {sizeof own, four, 1, 4, 1, 1, 5, 4, 5, 0};
    coprod_consensus_item found = {.size = sizeof found};
    (void)state;
    assert_int_equal(coprod_consensus_item_get(rules, &own, 0, 0, &found), COPROD_OK);
    assert_true(found.agreement == COPROD_CONSENSUS_YES && found.lower_quartile_fourths == 16);
    own.people = 5;
    assert_int_equal(coprod_consensus_item_get(rules, &own, 0, 0, &found), COPROD_OK);
    assert_int_equal(found.agreement, COPROD_CONSENSUS_NO);
    own.agree_from = own.agree_to = 1;
    assert_int_equal(coprod_consensus_item_get(rules, &own, 0, 0, &found), COPROD_OK);
    assert_int_equal(found.agreed, 2);
}

static coprod_consensus_round round_of(const coprod_consensus_survey *of, uint32_t round)
{
    coprod_consensus_round found = {.size = sizeof found};
    assert_int_equal(coprod_consensus_round_get(rules, of, round, NULL, &found), COPROD_OK);
    return found;
}

static void rounds_counted_by_hand(void **state)
{
    coprod_consensus_round found = round_of(&survey, 0);
    (void)state;
    assert_true(found.answered == 5 && !found.left && !found.joined && found.ranked == 3 && found.raters == 2);
    assert_true(found.agreed_items == 1 && found.close_items == 2 && !found.stable_items);
    check_near("two alike", found.w, 1, 0); /* both rank the second item first, the third next, the first last */
    check_near("chi-square", found.chi_square, 4, 0);
    check_near("p", found.p_value, exp(-2), 0);
    found = round_of(&survey, 1);
    assert_true(found.answered == 5 && found.left == 1 && found.joined == 1 && found.ranked == 2 && found.raters == 5);
    assert_true(found.agreed_items == 2 && found.close_items == 2 && found.stable_items == 1);
    found = round_of(&survey, 2);
    assert_true(found.answered == 5 && !found.left && !found.joined);
}

/* M.G. Kendall, Rank Correlation Methods: three rankings of ten with ties; W is 0.828. */
static void the_published_example(void **state)
{
    static const int32_t twice[] = {2, 9, 4, 9, 6, 15, 12, 18, 15, 20, 5, 2, 5, 9, 9, 16, 18, 13, 20, 13,
                                    4, 2, 9, 9, 9, 9, 16, 16, 16, 20};
    const coprod_consensus_survey own = {sizeof own, twice, 1, 3, 10, 0, 20, 20, 20, 0};
    const coprod_consensus_round found = round_of(&own, 0);
    (void)state;
    assert_true(found.w > 0.8275 && found.w < 0.8285);
    check_near("w", found.w, 7092 / 8568.0, 0);
    check_near("chi-square", found.chi_square, 27 * 7092 / 8568.0, 0);
    check_near("p", found.p_value, 0.007837043634552061504, 0);
    assert_int_equal(found.w_state, COPROD_CONSENSUS_KNOWN);
}

static void no_order_at_all(void **state)
{
    static const int32_t tied[] = {3, 3, 4, 4}, none[] = {NO, NO, NO, NO}, half[] = {1, 2, NO, 3}, other[] = {1, 2, 2, 1};
    coprod_consensus_survey own = {sizeof own, tied, 1, 2, 2, 1, 5, 4, 5, 0};
    (void)state;
    assert_int_equal(round_of(&own, 0).w_state, COPROD_CONSENSUS_ALL_TIED);
    assert_true(isnan(round_of(&own, 0).w) && isnan(round_of(&own, 0).p_value) && isnan(round_of(&own, 0).chi_square));
    own.ratings = other;
    assert_true(round_of(&own, 0).w == 0 && round_of(&own, 0).p_value == 1);
    own.ratings = none;
    assert_true(round_of(&own, 0).w_state == COPROD_CONSENSUS_FEW_ITEMS && !round_of(&own, 0).raters);
    own.ratings = half;
    assert_true(round_of(&own, 0).w_state == COPROD_CONSENSUS_FEW_PEOPLE && round_of(&own, 0).raters == 1);
    own.items = 1;
    own.people = 4;
    assert_int_equal(round_of(&own, 0).w_state, COPROD_CONSENSUS_FEW_ITEMS);
    for (int32_t s = COPROD_CONSENSUS_FEW_PEOPLE; s <= COPROD_CONSENSUS_ALL_TIED; s++)
        assert_true(strlen(coprod_consensus_state_name(s)) > 0);
    assert_string_equal(coprod_consensus_state_name(0), "");
    assert_string_equal(coprod_consensus_state_name(4), "");
}

static coprod_status both(const coprod_consensus_survey *own, uint32_t round)
{
    coprod_consensus_item item = {.size = sizeof item};
    coprod_consensus_round found = {.size = sizeof found};
    coprod_status status = coprod_consensus_item_get(rules, own, round, 0, &item);
    assert_int_equal(coprod_consensus_round_get(rules, own, round, NULL, &found), status);
    return status;
}

static void wrong_surveys(void **state)
{
    static const int32_t beyond[] = {1, 2, 6, 4}, below[] = {0, 2, 3, 4};
    const coprod_consensus_survey right = {sizeof right, ratings, 2, 2, 1, 1, 5, 4, 5, 0};
    coprod_consensus_survey own = right;
    coprod_consensus_item item = {.size = sizeof item};
    coprod_consensus_round found = {.size = sizeof found};
    const coprod_allocator wrong = {.size = 1};
    (void)state;
    assert_int_equal(both(&own, 1), COPROD_OK);
    assert_int_equal(both(&own, 2), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_consensus_item_get(rules, &own, 0, 1, &item), COPROD_E_UNKNOWN);
    own.ratings = beyond;
    assert_int_equal(both(&own, 1), COPROD_E_RANGE);
    own.ratings = below;
    assert_int_equal(both(&own, 1), COPROD_E_RANGE); /* in the round before */
    own.ratings = NULL;
    assert_int_equal(both(&own, 1), COPROD_E_ARGUMENT);
    assert_int_equal(both(NULL, 1), COPROD_E_ARGUMENT);
    own = right, own.rounds = 0;
    assert_int_equal(both(&own, 0), COPROD_E_RANGE);
    own = right, own.people = 0;
    assert_int_equal(both(&own, 0), COPROD_E_RANGE);
    own = right, own.items = 0;
    assert_int_equal(both(&own, 0), COPROD_E_RANGE);
    own = right, own.lowest = INT32_MIN;
    assert_int_equal(both(&own, 0), COPROD_E_RANGE);
    own = right, own.highest = 1;
    assert_int_equal(both(&own, 0), COPROD_E_RANGE);
    own = right, own.agree_from = 0;
    assert_int_equal(both(&own, 0), COPROD_E_RANGE);
    own = right, own.agree_to = 3;
    assert_int_equal(both(&own, 0), COPROD_E_RANGE);
    own = right, own.agree_to = 6;
    assert_int_equal(both(&own, 0), COPROD_E_RANGE);
    own = right, own.people = COPROD_CONSENSUS_PEOPLE + 1;
    assert_int_equal(both(&own, 0), COPROD_E_LIMIT);
    own = right, own.items = COPROD_CONSENSUS_ITEMS + 1;
    assert_int_equal(both(&own, 0), COPROD_E_LIMIT);
    own = right, own.highest = 1 + COPROD_CONSENSUS_STEPS + 1;
    assert_int_equal(both(&own, 0), COPROD_E_LIMIT);
    own = right, own.rounds = UINT32_MAX, own.people = COPROD_CONSENSUS_PEOPLE, own.items = COPROD_CONSENSUS_ITEMS;
    assert_int_equal(both(&own, UINT32_MAX), COPROD_E_LIMIT);
    own = right, own.size = 1;
    assert_int_equal(both(&own, 0), COPROD_E_STRUCT);
    assert_int_equal(coprod_consensus_item_get(NULL, &right, 0, 0, &item), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_consensus_round_get(rules, &right, 0, &wrong, &found), COPROD_E_STRUCT);
    CHECK_OUT(coprod_consensus_item, coprod_consensus_item_get(rules, &right, 0, 0, out));
    CHECK_OUT(coprod_consensus_round, coprod_consensus_round_get(rules, &right, 0, NULL, out));
    CHECK_OUT(coprod_consensus_rules_info, coprod_consensus_rules_get(rules, out));
}

static void rules_of_others(void **state)
{
    static const struct {
        const char *document;
        const char *found;
    } cases[] = {
        {"{'schema': 'consensus-rules/1', 'id': 'a', 'version': '1', 'title': 'T', 'agreement_over': 2, 'agreement_under': 3,"
         " 'spread_most': 2, 'change_over': 0, 'change_under': 1}", "[]"},
        {"{'schema': 'consensus-rules/1', 'id': 'a', 'version': '1', 'title': 'T', 'agreement_over': 4, 'agreement_under': 3,"
         " 'spread_most': -1, 'change_over': 0, 'change_under': 0, 'checked': '2026-13', 'agreement_source': {'more': 1},"
         " 'spread_source': {'title': 'T', 'note': 7}, 'change_source': 1}",
         "['not-a-date /checked', 'unknown-key /agreement_source/more', 'missing-key /agreement_source/title',"
         " 'wrong-type /spread_source/note', 'wrong-type /change_source', 'out-of-range /agreement_over',"
         " 'out-of-range /spread_most', 'out-of-range /change_under']"},
    };
    coprod_consensus_rules_info info = {.size = sizeof info};
    coprod_consensus_rules *made;
    (void)state;
    assert_int_equal(coprod_consensus_rules_get(rules, &info), COPROD_OK);
    assert_true(info.agreement_over == 3 && info.agreement_under == 4 && info.spread_most == 1 && info.change_over == 15
                && info.change_under == 100 && strlen(info.fingerprint) == 64);
    assert_non_null(strstr(info.agreement_source, "Defining consensus"));
    assert_non_null(strstr(info.change_source, "Scheibe"));
    assert_non_null(strstr(info.spread_address, "10.1016"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_findings *findings = new_findings();
        json_t *json = json_of(cases[i].document), *expected = json_of(cases[i].found);
        char *text = json_dumps(json, 0);
        assert_int_equal(coprod_consensus_rules_load(text, COPROD_NTS, NULL, findings, &made), status_of(expected));
        check_findings(cases[i].document, findings, expected);
        assert_int_equal(!made, json_array_size(expected) > 0);
        if (made) {
            coprod_consensus_item found = {.size = sizeof found};
            assert_int_equal(coprod_consensus_item_get(made, &survey, 1, 1, &found), COPROD_OK);
            assert_int_equal(found.stable, COPROD_CONSENSUS_NO); /* fewer than none cannot be */
        }
        coprod_consensus_rules_free(made);
        coprod_findings_free(findings);
        json_decref(json);
        json_decref(expected);
        free(text);
    }
    assert_int_equal(coprod_consensus_rules_load(NULL, 0, NULL, NULL, &made), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_consensus_rules_load("{}", 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_consensus_rules_load("[", 1, NULL, NULL, &made), COPROD_E_SYNTAX);
    assert_int_equal(coprod_consensus_rules_builtin(&(coprod_allocator){.size = 1}, &made), COPROD_E_STRUCT);
    assert_int_equal(coprod_consensus_rules_get(NULL, &info), COPROD_E_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_counted_by_hand), cmocka_unit_test(the_edge_is_exact),
        cmocka_unit_test(rounds_counted_by_hand), cmocka_unit_test(the_published_example),
        cmocka_unit_test(no_order_at_all),       cmocka_unit_test(wrong_surveys),
        cmocka_unit_test(rules_of_others),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules) != 0;
}
