/* SPDX-License-Identifier: MIT */
/* Cases that people can read: answers of one activity, and what must come out. */
#ifndef COPROD_TEST_CASES_H
#define COPROD_TEST_CASES_H

#include "inside.h"

/* One case on its way through the checks. */
typedef struct test_case {
    const char *title;
    const json_t *json;
    coprod_spectrum *spectrum;
    coprod_evidence *evidence;
    coprod_classification *result;
} test_case;

static inline test_case open_case(const json_t *json)
{
    test_case c = {text_of(json, "title"), json, NULL, NULL, new_result()};
    const char *id = text_of(json, "spectrum");
    const json_t *changes = json_object_get(json, "changes");
    const coprod_classify_options options = {sizeof options, json_is_false(json_object_get(json, "presume")), 0};
    char *text = json_dumps(json_object_get(json, "answers"), 0);
    assert_true(*c.title && *text_of(json, "why"));
    c.spectrum = changes ? small_from(changes) : builtin(*id ? id : "nhse5");
    c.evidence = answers(c.spectrum, text);
    assert_int_equal(coprod_classify(c.spectrum, c.evidence, &options, c.result), COPROD_OK);
    free(text);
    return c;
}

static inline void close_case(test_case *c)
{
    coprod_classification_free(c->result);
    coprod_evidence_free(c->evidence);
    coprod_spectrum_free(c->spectrum);
}

/* Fails with both lists, so that a wrong case can be read. */
static inline void same(const test_case *c, const char *what, json_t *found, const json_t *expected)
{
    if (!json_equal(found, expected)) {
        char *a = json_dumps(found, JSON_ENCODE_ANY), *b = json_dumps(expected, JSON_ENCODE_ANY);
        print_error("%s, %s:\nfound    %s\nexpected %s\n", c->title, what, a, b);
        fail();
    }
    json_decref(found);
}

static inline void check_levels(const test_case *c, const json_t *expected)
{
    coprod_interval interval = {sizeof interval};
    assert_int_equal(coprod_classification_get(c->result, &interval), COPROD_OK);
    same(c, "levels", json_pack("[iii]", interval.lowest, interval.point, interval.highest), expected);
    assert_int_equal(interval.certain, interval.contradiction < 0 && interval.lowest == interval.highest);
}

static inline void check_unevenness(const test_case *c, const json_t *expected)
{
    coprod_interval interval = {sizeof interval};
    assert_int_equal(coprod_classification_get(c->result, &interval), COPROD_OK);
    same(c, "unevenness", json_integer(interval.unevenness), expected);
    assert_int_equal(interval.uneven, interval.unevenness >= 2);
}

static inline json_t *rule_of(const test_case *c, uint32_t index)
{
    coprod_implication rule = {sizeof rule};
    coprod_indicator from = {sizeof from}, to = {sizeof to};
    assert_int_equal(coprod_spectrum_implication(c->spectrum, index, &rule), COPROD_OK);
    coprod_spectrum_indicator(c->spectrum, rule.if_indicator, &from);
    coprod_spectrum_indicator(c->spectrum, rule.then_indicator, &to);
    return json_pack("{s{si}s{si}}", "if", from.id, rule.if_at_least, "then", to.id, rule.then_at_least);
}

static inline void check_contradiction(const test_case *c, const json_t *expected)
{
    coprod_interval interval = {sizeof interval};
    assert_int_equal(coprod_classification_get(c->result, &interval), COPROD_OK);
    if (interval.contradiction < 0)
        fail_msg("%s: no contradiction", c->title);
    assert_true(interval.lowest == -1 && interval.point == -1 && interval.highest == -1 && !interval.certain);
    same(c, "contradiction", rule_of(c, (uint32_t)interval.contradiction), expected);
}

static inline void check_claims(const test_case *c, const json_t *expected)
{
    json_t *found = json_object(), *value;
    const char *level;
    json_object_foreach((json_t *)expected, level, value) {
        coprod_claim claim = {sizeof claim};
        int32_t rank = rank_of(c->spectrum, level);
        assert_int_equal(coprod_classification_claim(c->result, rank, &claim), COPROD_OK);
        assert_int_equal(claim.rank, rank);
        json_object_set_new(found, level, json_pack("[sii]", coprod_verdict_name(claim.verdict), claim.definite_gap,
                                                    claim.unproven_gap));
    }
    same(c, "claims", found, expected);
}

static inline void check_patterns(const test_case *c, const json_t *expected)
{
    static const char *const states[] = {"no", "possible", "definite"};
    coprod_spectrum_info info = {sizeof info};
    json_t *found = json_object();
    coprod_spectrum_get(c->spectrum, &info);
    for (uint32_t i = 0; i < info.pattern_count; i++) {
        coprod_pattern pattern = {sizeof pattern};
        assert_int_equal(coprod_classification_pattern(c->result, i, &pattern), COPROD_OK);
        if (pattern.state != COPROD_PATTERN_NO)
            json_object_set_new(found, pattern.id, json_string(states[pattern.state]));
    }
    same(c, "patterns", found, expected);
}

static inline void check_promises(const test_case *c, const json_t *expected)
{
    static const char *const states[] = {"not due", "kept", "broken", "not known"};
    coprod_spectrum_info info = {sizeof info};
    json_t *found = json_object();
    coprod_spectrum_get(c->spectrum, &info);
    for (uint32_t i = 0; i < info.indicator_count; i++) {
        coprod_promise promise = {sizeof promise};
        coprod_indicator own = {sizeof own};
        coprod_spectrum_indicator(c->spectrum, i, &own);
        assert_int_equal(coprod_classification_promise(c->result, i, &promise), COPROD_OK);
        assert_int_equal(promise.indicator, i);
        if (promise.state)
            json_object_set_new(found, own.id, json_pack("[is]", promise.due, states[promise.state]));
        else
            assert_int_equal(promise.due, 0);
    }
    same(c, "promises", found, expected);
}

static inline void check_missing(const test_case *c, const json_t *expected)
{
    json_t *found = json_array();
    for (size_t i = 0; i < coprod_classification_missing_count(c->result); i++) {
        coprod_missing missing = {sizeof missing};
        coprod_indicator own = {sizeof own};
        assert_int_equal(coprod_classification_missing(c->result, i, &missing), COPROD_OK);
        coprod_spectrum_indicator(c->spectrum, missing.indicator, &own);
        json_array_append_new(found, json_pack("[sii]", own.id, missing.drop, missing.gain));
    }
    same(c, "missing", found, expected);
}

static inline json_t *steps_to(const test_case *c, int32_t rank)
{
    json_t *list = json_array();
    coprod_step steps[32];
    size_t count = 0;
    steps[0].size = sizeof *steps;
    assert_int_equal(coprod_classification_steps(c->result, rank, steps, 32, &count), COPROD_OK);
    for (size_t i = 0; i < count; i++) {
        coprod_indicator own = {sizeof own};
        coprod_spectrum_indicator(c->spectrum, steps[i].indicator, &own);
        json_array_append_new(list, json_pack("[siis]", own.id, steps[i].from, steps[i].to,
                                              steps[i].kind == COPROD_STEP_CHANGE ? "change" : "evidence"));
    }
    return list;
}

static inline void check_steps(const test_case *c, const json_t *expected)
{
    json_t *found = json_object(), *value;
    const char *level;
    json_object_foreach((json_t *)expected, level, value)
        json_object_set_new(found, level, steps_to(c, rank_of(c->spectrum, level)));
    same(c, "steps", found, expected);
}

static inline void check_bounds(const test_case *c, const json_t *expected)
{
    json_t *found = json_object(), *value;
    const char *id;
    json_object_foreach((json_t *)expected, id, value) {
        coprod_bound bound = {sizeof bound};
        assert_int_equal(coprod_classification_bound(c->result, index_of(c->spectrum, id), &bound), COPROD_OK);
        json_object_set_new(found, id, json_pack("[iii]", bound.low, bound.point, bound.high));
    }
    same(c, "bounds", found, expected);
}

/* Each bound that followed: "stage at least 2" and the rule that says so. */
static inline void check_trace(const test_case *c, const json_t *expected)
{
    json_t *found = json_array();
    for (size_t i = 0; i < coprod_classification_trace_count(c->result); i++) {
        coprod_trace trace = {sizeof trace};
        coprod_indicator own = {sizeof own};
        assert_int_equal(coprod_classification_trace(c->result, i, &trace), COPROD_OK);
        coprod_spectrum_indicator(c->spectrum, trace.indicator, &own);
        json_array_append_new(found, json_pack("[ssiio]", own.id, trace.upper ? "at most" : "at least", trace.from,
                                               trace.to, rule_of(c, trace.implication)));
    }
    same(c, "trace", found, expected);
}

typedef void case_check(const test_case *c, const json_t *expected);

/* Sends each case of a golden file through the checks that its `expected` names; returns the number of cases. */
static inline size_t run_cases(const char *name)
{
    static const struct {
        const char *key;
        case_check *check;
    } checks[] = {{"levels", check_levels},   {"unevenness", check_unevenness}, {"contradiction", check_contradiction},
                  {"claims", check_claims},   {"patterns", check_patterns},     {"promises", check_promises},
                  {"missing", check_missing}, {"steps", check_steps},           {"bounds", check_bounds},
                  {"trace", check_trace}};
    json_t *document = load_file(name), *cases = json_object_get(document, "cases"), *one, *expected;
    size_t i, count = json_array_size(cases);
    assert_true(count > 0);
    json_array_foreach(cases, i, one) {
        test_case c = open_case(one);
        const char *key;
        json_object_foreach(json_object_get(one, "expected"), key, expected) {
            size_t k = 0;
            while (k < sizeof checks / sizeof *checks && strcmp(checks[k].key, key))
                k++;
            if (k == sizeof checks / sizeof *checks)
                fail_msg("%s: no check for %s", c.title, key);
            checks[k].check(&c, expected);
        }
        close_case(&c);
    }
    json_decref(document);
    return count;
}

#endif
