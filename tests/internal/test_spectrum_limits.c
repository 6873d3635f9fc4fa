/* SPDX-License-Identifier: MIT */
/* How large a spectrum may be, at each edge and one beyond; floors; gates of several forms. */
#include "inside.h"

/* Participation/1 brings 12 indicators, 15 implications and 8 patterns. */
enum { OWN_INDICATORS = 12, OWN_IMPLICATIONS = 15, OWN_PATTERNS = 8 };

static json_t *indicator(size_t number, size_t answers)
{
    char id[16];
    json_t *list = json_array();
    snprintf(id, sizeof id, "extra-%zu", number);
    for (size_t i = 0; i < answers; i++)
        json_array_append_new(list, json_sprintf("step %zu", i));
    return json_pack("{ssssssso}", "id", id, "kind", "power", "title", id, "answers", list);
}

static json_t *with_indicators(size_t count, size_t answers)
{
    json_t *document = small_document(), *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, indicator(i, answers));
    put(document, "/extra_indicators", list);
    return document;
}

/* Loads and frees the document. One finding is expected, or none. */
static void expect(const char *title, json_t *document, const char *finding)
{
    char *text = json_dumps(document, 0);
    json_t *expected = finding ? json_pack("[s]", finding) : json_array();
    coprod_findings *findings = new_findings();
    coprod_spectrum *spectrum = NULL;
    coprod_status status = coprod_spectrum_load(text, COPROD_NTS, NULL, findings, &spectrum);
    check_findings(title, findings, expected);
    assert_int_equal(status, finding ? COPROD_E_DEFINITION : COPROD_OK);
    coprod_spectrum_free(spectrum);
    coprod_findings_free(findings);
    json_decref(expected);
    json_decref(document);
    free(text);
}

static void thirty_two_indicators(void **state)
{
    (void)state;
    expect("32 indicators", with_indicators(32 - OWN_INDICATORS, 2), NULL);
    expect("33 indicators", with_indicators(33 - OWN_INDICATORS, 2), "too-many /extra_indicators");
}

static void sixteen_answers(void **state)
{
    (void)state;
    expect("2 answers", with_indicators(1, 2), NULL);
    expect("16 answers", with_indicators(1, 16), NULL);
    expect("17 answers", with_indicators(1, 17), "too-many /extra_indicators/0/answers");
    expect("no answers", with_indicators(1, 0), "too-many /extra_indicators/0/answers");
}

/* The highest step that there is works like any other. */
static void step_fifteen(void **state)
{
    json_t *document = with_indicators(1, 16);
    coprod_spectrum *spectrum;
    coprod_classification *result;
    coprod_interval interval = {sizeof interval};
    coprod_indicator own = {sizeof own};
    (void)state;
    put(document, "/levels/1/rule", json_of("[{'of': {'extra-0': 15}}]"));
    spectrum = spectrum_of(document);
    assert_int_equal(coprod_spectrum_indicator(spectrum, OWN_INDICATORS, &own), COPROD_OK);
    assert_int_equal(own.top, 15);
    assert_string_equal(coprod_spectrum_answer(spectrum, OWN_INDICATORS, 15), "step 15");
    assert_null(coprod_spectrum_answer(spectrum, OWN_INDICATORS, 16));
    for (int32_t v = 14; v <= 15; v++) {
        char text[64];
        snprintf(text, sizeof text, "{'extra-0': %d, 'flow': 2}", (int)v);
        result = result_of(spectrum, text);
        assert_int_equal(coprod_classification_get(result, &interval), COPROD_OK);
        assert_true(interval.certain && interval.lowest == (v == 15 ? 2 : 1));
        coprod_classification_free(result);
    }
    coprod_spectrum_free(spectrum);
    json_decref(document);
}

static json_t *with_levels(size_t count)
{
    json_t *document = small_document(), *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_pack("{sosossso}", "id", json_sprintf("level-%zu", i), "label",
                                              json_sprintf("Level %zu", i), "definition", "d", "rule",
                                              json_of("[{'of': {'flow': 1}}]")));
    put(document, "/levels", list);
    return document;
}

static void sixteen_levels(void **state)
{
    (void)state;
    expect("1 level", with_levels(1), NULL);
    expect("16 levels", with_levels(16), NULL);
    expect("17 levels", with_levels(17), "too-many /levels");
}

static json_t *with_implications(size_t count)
{
    json_t *document = small_document(), *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_of("{'if': {'design': 1}, 'then': {'flow': 3}}"));
    put(document, "/extra_implications", list);
    return document;
}

static void sixty_four_implications(void **state)
{
    json_t *document;
    (void)state;
    expect("64 implications", with_implications(64 - OWN_IMPLICATIONS), NULL);
    expect("65 implications", with_implications(65 - OWN_IMPLICATIONS), "too-many /extra_implications/49");
    document = with_implications(62 - OWN_IMPLICATIONS); /* each consequence counts */
    put(document, "/extra_implications/-",
        json_of("{'if': {'design': 1}, 'then': {'flow': 3, 'stage': 1, 'agenda': 1}}"));
    expect("65 consequences", document, "too-many /extra_implications/47");
}

static json_t *with_patterns(size_t count)
{
    json_t *document = small_document(), *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_pack("{sosss{si}}", "id", json_sprintf("pattern-%zu", i), "title", "P",
                                              "at_most", "flow", 0));
    put(document, "/extra_patterns", list);
    return document;
}

static void thirty_two_patterns(void **state)
{
    coprod_pattern pattern = {sizeof pattern};
    coprod_classification *result;
    coprod_spectrum *spectrum;
    json_t *document = with_patterns(32 - OWN_PATTERNS);
    (void)state;
    spectrum = spectrum_of(document);
    result = result_of(spectrum, "{'flow': 0}");
    assert_int_equal(coprod_classification_pattern(result, 31, &pattern), COPROD_OK);
    assert_string_equal(pattern.id, "pattern-23");
    assert_int_equal(pattern.state, COPROD_PATTERN_DEFINITE);
    assert_int_equal(coprod_classification_pattern(result, 32, &pattern), COPROD_E_UNKNOWN);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
    json_decref(document);
    expect("33 patterns", with_patterns(33 - OWN_PATTERNS), "too-many /extra_patterns");
}

static json_t *with_gates(size_t count)
{
    json_t *document = small_document(), *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_of("{'of': {'flow': 3}}"));
    put(document, "/levels/1/rule", list);
    return document;
}

static void sixty_four_gates(void **state)
{
    (void)state;
    expect("64 gates", with_gates(63), NULL);
    expect("65 gates", with_gates(64), "too-many /levels/1/rule");
}

/* The largest rules that the other limits allow: every gate over every indicator. None of it may be lost in silence:
 * the last threshold of the last gate still counts. */
static void every_threshold_counts(void **state)
{
    json_t *document = with_indicators(32 - OWN_INDICATORS, 2), *rule = json_array(), *of = json_object();
    coprod_interval interval = {sizeof interval};
    coprod_spectrum *spectrum;
    coprod_classification *result;
    (void)state;
    for (size_t i = 0; i < 20; i++) {
        char id[16];
        snprintf(id, sizeof id, "extra-%zu", i);
        json_object_set_new(of, id, json_integer(1));
    }
    json_object_update_new(of, json_of("{'flow': 1, 'agenda': 1, 'influence': 1, 'stage': 1, 'design': 1, 'follow': 1, "
                                       "'standing': 1, 'continuity': 1, 'feedback': 1, 'reciprocity': 1, 'support': "
                                       "1}"));
    for (size_t i = 0; i < 62; i++)
        json_array_append_new(rule, json_pack("{sO}", "of", of));
    json_array_append_new(rule, json_of("{'of': {'candour': 2}}"));
    json_decref(of);
    put(document, "/levels/1/rule", rule);
    spectrum = spectrum_of(document);
    result = result_of(spectrum, "{'candour': 1}");
    assert_int_equal(coprod_classification_get(result, &interval), COPROD_OK);
    assert_int_equal(interval.highest, 1);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
    json_decref(document);
}

static void a_floor_always_holds(void **state)
{
    coprod_spectrum *spectrum = small_with("{'/levels/0/rule': []}");
    coprod_spectrum_info info = {sizeof info};
    coprod_interval interval = {sizeof interval};
    coprod_classification *result;
    (void)state;
    assert_int_equal(coprod_spectrum_get(spectrum, &info), COPROD_OK);
    assert_int_equal(info.has_floor, 1);
    result = result_of(spectrum, "{'flow': 0}");
    assert_int_equal(coprod_classification_get(result, &interval), COPROD_OK);
    assert_true(interval.lowest == 1 && interval.certain);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

/* Two of three in one gate, and one of two in another. */
static void gates_of_some(void **state)
{
    static const struct {
        const char *answers;
        int32_t rank;
    } cases[] = {
        {"{'flow': 3, 'support': 1, 'candour': 1, 'reciprocity': 0, 'feedback': 0, 'continuity': 1}", 2},
        {"{'flow': 3, 'support': 1, 'candour': 0, 'reciprocity': 1, 'feedback': 2, 'continuity': 0}", 2},
        {"{'flow': 3, 'support': 2, 'candour': 2, 'reciprocity': 2, 'feedback': 3, 'continuity': 3}", 2},
        {"{'flow': 3, 'support': 2, 'candour': 0, 'reciprocity': 0, 'feedback': 3, 'continuity': 3}", 1},
        {"{'flow': 3, 'support': 2, 'candour': 2, 'reciprocity': 2, 'feedback': 1, 'continuity': 0}", 1},
        {"{'flow': 1, 'support': 2, 'candour': 2, 'reciprocity': 2, 'feedback': 3, 'continuity': 3}", 2},
    };
    coprod_spectrum *spectrum = small_with(
        "{'/levels/1/rule': [{'at_least': 2, 'of': {'support': 1, 'candour': 1, 'reciprocity': 1}}, "
        "{'at_least': 1, 'of': {'feedback': 2, 'continuity': 1}}]}");
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_interval interval = {sizeof interval};
        coprod_classification *result = result_of(spectrum, cases[i].answers);
        assert_int_equal(coprod_classification_get(result, &interval), COPROD_OK);
        if (interval.lowest != cases[i].rank || interval.highest != cases[i].rank)
            fail_msg("%s: %d to %d", cases[i].answers, (int)interval.lowest, (int)interval.highest);
        coprod_classification_free(result);
    }
    coprod_spectrum_free(spectrum);
}

/* A pattern of participation/1 says nothing of an indicator that is added; one of the document's own may. */
static void patterns_and_extra_indicators(void **state)
{
    coprod_spectrum *spectrum = small_with("{'/extra_indicators': [{'id': 'pace', 'kind': 'power', 'title': 'Pace', "
                                           "'answers': ['slow', 'even', 'fast']}], '/extra_patterns': [{'id': 'hurry', "
                                           "'title': 'Hurry', 'at_least': {'pace': 2}, 'at_most': {'stage': 1}}]}");
    coprod_classification *result = result_of(spectrum, "{'pace': 2, 'flow': 3, 'influence': 0, 'stage': 1}");
    coprod_spectrum_info info = {sizeof info};
    coprod_pattern pattern = {sizeof pattern};
    (void)state;
    assert_int_equal(coprod_spectrum_get(spectrum, &info), COPROD_OK);
    assert_true(info.indicator_count == OWN_INDICATORS + 1 && info.pattern_count == OWN_PATTERNS + 1);
    assert_true(info.implication_count == OWN_IMPLICATIONS);
    assert_int_equal(coprod_classification_pattern(result, 0, &pattern), COPROD_OK);
    assert_string_equal(pattern.id, "sham");
    assert_int_equal(pattern.state, COPROD_PATTERN_DEFINITE);
    assert_int_equal(coprod_classification_pattern(result, OWN_PATTERNS, &pattern), COPROD_OK);
    assert_string_equal(pattern.id, "hurry");
    assert_int_equal(pattern.state, COPROD_PATTERN_DEFINITE);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thirty_two_indicators),
        cmocka_unit_test(sixteen_answers),
        cmocka_unit_test(step_fifteen),
        cmocka_unit_test(sixteen_levels),
        cmocka_unit_test(sixty_four_implications),
        cmocka_unit_test(thirty_two_patterns),
        cmocka_unit_test(sixty_four_gates),
        cmocka_unit_test(every_threshold_counts),
        cmocka_unit_test(a_floor_always_holds),
        cmocka_unit_test(gates_of_some),
        cmocka_unit_test(patterns_and_extra_indicators),
    };
    return TEST_MAIN(tests);
}
