/* SPDX-License-Identifier: MIT */
/* Rules of shares, responses to invitations, and words. */
#include <math.h>
#include <string.h>

#include "inside.h"

static void the_built_in_rules_name_their_sources(void **state)
{
    coprod_share_rules *rules = NULL;
    coprod_share_rules_info info = {.size = sizeof info};
    coprod_band_policy ppr = {.size = sizeof ppr}, fifths = {.size = sizeof fifths};
    (void)state;
    assert_int_equal(coprod_share_rules_builtin(NULL, &rules), COPROD_OK);
    assert_int_equal(coprod_share_rules_get(rules, &info), COPROD_OK);
    assert_string_equal(info.id, "bands");
    assert_int_equal(info.exact_below, 10);
    assert_int_equal(info.policy_count, 2);
    assert_int_equal(strlen(info.fingerprint), 64);
    assert_true(*info.version && *info.title && *info.source_title && *info.source_address && *info.checked && !*info.note);
    assert_int_equal(coprod_share_rules_policy(rules, 0, &ppr), COPROD_OK);
    assert_int_equal(coprod_share_rules_policy(rules, 1, &fifths), COPROD_OK);
    assert_int_equal(coprod_share_rules_policy(rules, 2, &fifths), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_share_rules_policy(rules, 1, &fifths), COPROD_OK);
    assert_string_equal(ppr.id, "ppr");
    assert_string_equal(fifths.id, "four-fifths");
    assert_true(ppr.low_over * 5 == ppr.low_under * 4 && ppr.high_over * 5 == ppr.high_under * 6);
    assert_true(fifths.low_over * 5 == fifths.low_under * 4 && fifths.high_over * 4 == fifths.high_under * 5);
    assert_true(*ppr.title && *ppr.note && *ppr.source_title && *ppr.source_address);
    assert_int_equal(coprod_share_rules_get(NULL, &info), COPROD_E_ARGUMENT);
    coprod_share_rules_free(rules);
    coprod_share_rules_free(NULL);
}

#define POLICY "{\"id\":\"a\",\"title\":\"A\",\"from\":\"1/2\",\"to\":\"2\"}"
#define RULES(more, policies) "{\"schema\":\"share-rules/1\",\"id\":\"own\",\"version\":\"2\",\"title\":\"T\"," more \
                              "\"policies\":[" policies "]}"

static void own_rules_are_used(void **state)
{
    static const char json[] = RULES("\"exact_below\":64,", POLICY);
    const coprod_limits_options exact = {sizeof exact, 0, COPROD_LIMITS_EXACT, 0};
    coprod_share_rules *rules = NULL;
    coprod_limits is = {.size = sizeof is}, should = {.size = sizeof should};
    int32_t band;
    (void)state;
    assert_int_equal(coprod_share_rules_load(json, COPROD_NTS, NULL, NULL, &rules), COPROD_OK);
    assert_int_equal(coprod_rate_limits(rules, 63, 1000, NULL, &is), COPROD_OK);
    assert_int_equal(coprod_rate_limits(rules, 63, 1000, &exact, &should), COPROD_OK);
    assert_true(is.lower == should.lower && is.upper == should.upper);
    assert_int_equal(coprod_share_band_of(rules, 0, 1, 4, 1, 2, &band), COPROD_OK);
    assert_int_equal(band, COPROD_BAND_PROPORTIONATE);
    coprod_share_rules_free(rules);
}

static void every_problem_of_rules_is_told(void **state)
{
    static const struct {
        const char *json, *code, *place;
    } cases[] = {
        {RULES("\"exact_below\":65,", POLICY), "out-of-range", "/exact_below"},
        {RULES("", POLICY), "missing-key", "/exact_below"},
        {RULES("\"exact_below\":10,\"x\":1,", POLICY), "unknown-key", "/x"},
        {RULES("\"exact_below\":10,\"checked\":\"May\",", POLICY), "not-a-date", "/checked"},
        {RULES("\"exact_below\":10,", ""), "out-of-range", "/policies"},
        {RULES("\"exact_below\":10,", "3"), "wrong-type", "/policies/0"},
        {RULES("\"exact_below\":10,", POLICY "," POLICY), "duplicate-id", "/policies/1/id"},
        {RULES("\"exact_below\":10,", "{\"id\":\"a\",\"title\":\"A\",\"from\":0.8,\"to\":\"2\"}"), "wrong-type",
         "/policies/0/from"},
        {RULES("\"exact_below\":10,", "{\"id\":\"a\",\"title\":\"A\",\"from\":\"0\",\"to\":\"2\"}"), "wrong-type",
         "/policies/0/from"},
        {RULES("\"exact_below\":10,", "{\"id\":\"a\",\"title\":\"A\",\"from\":\"1/0\",\"to\":\"2\"}"), "wrong-type",
         "/policies/0/from"},
        {RULES("\"exact_below\":10,", "{\"id\":\"a\",\"title\":\"A\",\"from\":\"1/x\",\"to\":\"2\"}"), "wrong-type",
         "/policies/0/from"},
        {RULES("\"exact_below\":10,", "{\"id\":\"a\",\"title\":\"A\",\"from\":\"1\",\"to\":\"4294967296/5\"}"), "wrong-type",
         "/policies/0/to"},
        {RULES("\"exact_below\":10,", "{\"id\":\"a\",\"title\":\"A\",\"from\":\"1\"}"), "missing-key", "/policies/0/to"},
        {RULES("\"exact_below\":10,", "{\"id\":\"a\",\"title\":\"A\",\"from\":\"3\",\"to\":\"2\"}"), "out-of-range",
         "/policies/0/to"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_findings *findings = NULL;
        coprod_share_rules *rules = NULL;
        coprod_finding finding = {.size = sizeof finding};
        assert_int_equal(coprod_findings_new(NULL, &findings), COPROD_OK);
        assert_int_equal(coprod_share_rules_load(cases[i].json, COPROD_NTS, NULL, findings, &rules), COPROD_E_DEFINITION);
        assert_null(rules);
        assert_int_equal(coprod_findings_count(findings), 1);
        assert_int_equal(coprod_findings_get(findings, 0, &finding), COPROD_OK);
        assert_string_equal(finding.code, cases[i].code);
        assert_string_equal(finding.place, cases[i].place);
        coprod_findings_free(findings);
    }
}

static void wrong_calls_are_refused(void **state)
{
    coprod_share_rules *rules = NULL;
    (void)state;
    assert_int_equal(coprod_share_rules_load(NULL, 0, NULL, NULL, &rules), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_share_rules_load("{}", COPROD_NTS, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_share_rules_load("{", COPROD_NTS, NULL, NULL, &rules), COPROD_E_SYNTAX);
    assert_int_equal(coprod_share_rules_load("{}", COPROD_NTS, NULL, NULL, &rules), COPROD_E_DEFINITION);
    assert_null(rules);
}

/* By hand: 100 and 100 invited, 80 and 20 came. Each propensity is 0.3 from 0.5: squares 200 * 0.09 = 18; 18 / 199. */
static void responses_are_compared(void **state)
{
    static const uint64_t invited[] = {100, 0, 100}, attended[] = {80, 0, 20}, more[] = {80, 0, 101}, one[] = {1, 0, 0};
    static const uint64_t most[] = {4294967296u, 0, 0}, none[] = {0, 0, 0};
    double partials[3];
    coprod_response r = {.size = sizeof r};
    (void)state;
    assert_int_equal(coprod_response_get(invited, attended, 3, partials, &r), COPROD_OK);
    assert_int_equal(r.state, COPROD_RESPONSE_KNOWN);
    assert_true(r.propensity == 0.5);
    assert_true(fabs(r.deviation - 0.30075282427) < 1e-11 && fabs(r.indicator - 0.39849435146) < 1e-11);
    assert_true(fabs(r.partial - 0.3) < 1e-15);
    assert_true(fabs(partials[0] - 0.2121320343559643) < 1e-15 && isnan(partials[1]) && partials[2] == -partials[0]);
    assert_int_equal(coprod_response_get(invited, invited, 3, NULL, &r), COPROD_OK);
    assert_true(r.indicator == 1 && r.propensity == 1);
    assert_int_equal(coprod_response_get(one, one, 3, partials, &r), COPROD_OK);
    assert_int_equal(r.state, COPROD_RESPONSE_ONE);
    assert_true(isnan(r.indicator) && r.propensity == 1);
    assert_int_equal(coprod_response_get(none, none, 3, partials, &r), COPROD_OK);
    assert_int_equal(r.state, COPROD_RESPONSE_NOBODY);
    assert_true(isnan(r.indicator) && isnan(r.propensity) && isnan(partials[0]));
    assert_int_equal(coprod_response_get(NULL, NULL, 0, NULL, &r), COPROD_OK);
    assert_int_equal(coprod_response_get(invited, more, 3, NULL, &r), COPROD_E_RANGE);
    assert_int_equal(coprod_response_get(most, none, 3, NULL, &r), COPROD_E_RANGE);
    assert_int_equal(coprod_response_get(invited, NULL, 3, NULL, &r), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_response_get(NULL, invited, 3, NULL, &r), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_response_get(invited, attended, (size_t)1 << 32, NULL, &r), COPROD_E_RANGE);
    assert_int_equal(coprod_response_get(invited, attended, 3, NULL, NULL), COPROD_E_ARGUMENT);
}

static void every_state_has_its_words(void **state)
{
    (void)state;
    assert_string_equal(coprod_limits_state_word(COPROD_LIMITS_NO_PARTICIPANTS), "no participants");
    assert_string_equal(coprod_limits_state_word(COPROD_LIMITS_ROW_WRONG), "wrong");
    assert_string_equal(coprod_limits_state_word(5), "");
    assert_string_equal(coprod_limits_state_word(-1), "");
    assert_string_equal(coprod_representation_state_word(COPROD_REPRESENTATION_UNBENCHMARKED), "unbenchmarked participants");
    assert_string_equal(coprod_representation_state_word(5), "");
    assert_string_equal(coprod_share_band_word(COPROD_BAND_PROPORTIONATE), "proportionate");
    assert_string_equal(coprod_share_band_word(5), "");
    assert_string_equal(coprod_share_difference_word(COPROD_DIFFERENCE_NOT), "not different");
    assert_string_equal(coprod_share_difference_word(4), "");
    assert_string_equal(coprod_response_state_word(COPROD_RESPONSE_ONE), "one person invited");
    assert_string_equal(coprod_response_state_word(3), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_built_in_rules_name_their_sources),
        cmocka_unit_test(own_rules_are_used),
        cmocka_unit_test(every_problem_of_rules_is_told),
        cmocka_unit_test(wrong_calls_are_refused),
        cmocka_unit_test(responses_are_compared),
        cmocka_unit_test(every_state_has_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
