/* SPDX-License-Identifier: MIT */
/* What a spectrum says of itself: each accessor, each status, and structs of every size. */
#include "inside.h"

static void what_nhse5_says(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_spectrum_info info = {sizeof info};
    (void)state;
    assert_int_equal(coprod_spectrum_get(spectrum, &info), COPROD_OK);
    assert_string_equal(info.id, "nhse5");
    assert_string_equal(info.version, "1");
    assert_string_equal(info.title, "NHS England: five ways to involve people and communities");
    assert_string_equal(info.source_address, "https://wypartnership.co.uk/engagement-and-consultation/co-production");
    assert_non_null(strstr(info.source_title, "What is co-production?"));
    assert_non_null(strstr(info.note, "Gunning"));
    assert_true(info.level_count == 5 && info.indicator_count == 12 && info.implication_count == 15);
    assert_true(info.pattern_count == 8 && info.has_floor == 0 && info.reserved == 0);
    coprod_spectrum_free(spectrum);
}

static void what_a_small_spectrum_leaves_out(void **state)
{
    coprod_spectrum *spectrum = small_with("{}");
    coprod_spectrum_info info = {sizeof info};
    coprod_level level = {sizeof level};
    (void)state;
    assert_int_equal(coprod_spectrum_get(spectrum, &info), COPROD_OK);
    assert_string_equal(info.note, "");
    assert_string_equal(info.source_title, "");
    assert_string_equal(info.source_address, "");
    assert_int_equal(coprod_spectrum_level(spectrum, 1, &level), COPROD_OK);
    assert_string_equal(level.source_title, "");
    coprod_spectrum_free(spectrum);
}

static void floors_of_the_builtins(void **state)
{
    static const char *const with_floor[] = {"tlap7", "arnstein", "tofor"};
    (void)state;
    for (size_t i = 0; i < coprod_spectrum_count(); i++) {
        coprod_spectrum *spectrum = builtin(coprod_spectrum_id(i));
        coprod_spectrum_info info = {sizeof info};
        uint32_t expected = 0;
        for (size_t k = 0; k < 3; k++)
            expected |= !strcmp(coprod_spectrum_id(i), with_floor[k]);
        assert_int_equal(coprod_spectrum_get(spectrum, &info), COPROD_OK);
        assert_int_equal(info.has_floor, expected);
        coprod_spectrum_free(spectrum);
    }
}

static void levels(void **state)
{
    static const char *const ids[] = {"none", "inform", "consult", "engage", "co-design", "co-production"};
    static const char *const labels[] = {"None evidenced", "Inform", "Consult", "Engage", "Co-design",
                                         "Co-production"};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_level level = {sizeof level};
    (void)state;
    for (int32_t rank = 0; rank <= 5; rank++) {
        assert_int_equal(coprod_spectrum_level(spectrum, rank, &level), COPROD_OK);
        assert_string_equal(level.id, ids[rank]);
        assert_string_equal(level.label, labels[rank]);
        assert_true(level.rank == rank && level.reserved == 0);
        assert_int_equal(level.definition[0] != '\0', rank > 0);
        assert_int_equal(level.source_title[0] != '\0', rank > 0); /* the spectrum's own where a level names none */
    }
    assert_string_equal(level.definition, "an equal partnership where people with lived and learnt experience work "
                                          "together from start to finish");
    assert_int_equal(coprod_spectrum_level(spectrum, 6, &level), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_spectrum_level(spectrum, -1, &level), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_spectrum_level(spectrum, INT32_MAX, &level), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_spectrum_level(NULL, 1, &level), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_spectrum_level(spectrum, 1, NULL), COPROD_E_ARGUMENT);
    coprod_spectrum_free(spectrum);
}

/* A level may have a source of its own. */
static void sources_of_levels(void **state)
{
    coprod_spectrum *spectrum = builtin("tlap7");
    coprod_level level = {sizeof level};
    (void)state;
    assert_int_equal(coprod_spectrum_level(spectrum, 6, &level), COPROD_OK);
    assert_non_null(strstr(level.source_title, "Norfolk"));
    assert_int_equal(coprod_spectrum_level(spectrum, 7, &level), COPROD_OK);
    assert_non_null(strstr(level.source_title, "Consultation Institute"));
    assert_string_equal(level.source_address,
                        "https://www.consultationinstitute.org/coproduction-public-engagement-accountability/");
    coprod_spectrum_free(spectrum);
}

static void ranks_by_id_and_label(void **state)
{
    static const struct {
        const char *name;
        int32_t rank;
    } cases[] = {{"inform", 1}, {"Co-design", 4}, {"co-production", 5}, {"Co-production", 5},
                 {"none", 0}, {"None evidenced", 0}, {"Co-Design", 0}, {"", 0}, {"co-production ", 0}};
    coprod_spectrum *spectrum = builtin("nhse5");
    int32_t rank = 77;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rank = 77;
        assert_int_equal(coprod_spectrum_rank(spectrum, cases[i].name, &rank),
                         cases[i].rank ? COPROD_OK : COPROD_E_UNKNOWN);
        assert_int_equal(rank, cases[i].rank);
    }
    rank = 77;
    assert_int_equal(coprod_spectrum_rank(NULL, "inform", &rank), COPROD_E_ARGUMENT);
    assert_int_equal(rank, 0);
    rank = 77;
    assert_int_equal(coprod_spectrum_rank(spectrum, NULL, &rank), COPROD_E_ARGUMENT);
    assert_int_equal(rank, 0);
    assert_int_equal(coprod_spectrum_rank(spectrum, "inform", NULL), COPROD_E_ARGUMENT);
    coprod_spectrum_free(spectrum);
}

static void indicators(void **state)
{
    static const char *const ids[] = {"flow", "agenda", "influence", "stage", "design", "follow", "standing",
                                      "continuity", "feedback", "reciprocity", "support", "candour"};
    static const int32_t tops[] = {4, 4, 4, 3, 4, 4, 4, 3, 3, 2, 2, 2};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_indicator info = {sizeof info};
    (void)state;
    for (uint32_t i = 0; i < 12; i++) {
        uint32_t found = 77;
        assert_int_equal(coprod_spectrum_indicator(spectrum, i, &info), COPROD_OK);
        assert_string_equal(info.id, ids[i]);
        assert_int_equal(info.top, tops[i]);
        assert_int_equal(info.kind, i < 8 ? COPROD_INDICATOR_POWER : COPROD_INDICATOR_PROMISE);
        assert_true(*info.title && *info.question && *info.help && *info.source_title && *info.source_words);
        assert_int_equal(strncmp(info.source_address, "http", 4), 0);
        assert_int_equal(coprod_spectrum_find(spectrum, ids[i], &found), COPROD_OK);
        assert_int_equal(found, i);
        for (int32_t step = 0; step <= tops[i]; step++)
            assert_true(*coprod_spectrum_answer(spectrum, i, step));
        assert_null(coprod_spectrum_answer(spectrum, i, tops[i] + 1));
        assert_null(coprod_spectrum_answer(spectrum, i, -1));
    }
    assert_string_equal(coprod_spectrum_answer(spectrum, 4, 3), "make it together, side by side");
    assert_null(coprod_spectrum_answer(spectrum, 12, 0));
    assert_null(coprod_spectrum_answer(NULL, 0, 0));
    assert_int_equal(coprod_spectrum_indicator(spectrum, 12, &info), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_spectrum_indicator(spectrum, UINT32_MAX, &info), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_spectrum_indicator(NULL, 0, &info), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_spectrum_indicator(spectrum, 0, NULL), COPROD_E_ARGUMENT);
    coprod_spectrum_free(spectrum);
}

static void finding_indicators(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    uint32_t found = 77;
    (void)state;
    assert_int_equal(coprod_spectrum_find(spectrum, "Flow", &found), COPROD_E_UNKNOWN);
    assert_int_equal(found, 0);
    found = 77;
    assert_int_equal(coprod_spectrum_find(spectrum, NULL, &found), COPROD_E_ARGUMENT);
    assert_int_equal(found, 0);
    found = 77;
    assert_int_equal(coprod_spectrum_find(NULL, "flow", &found), COPROD_E_ARGUMENT);
    assert_int_equal(found, 0);
    assert_int_equal(coprod_spectrum_find(spectrum, "flow", NULL), COPROD_E_ARGUMENT);
    coprod_spectrum_free(spectrum);
}

/* The fifteen implications by the meaning of the answers. */
static void implications(void **state)
{
    static const char *const rules[] = {
        "agenda 2 flow 3", "influence 1 flow 3", "influence 1 agenda 1", "influence 1 stage 1", "agenda 3 stage 3",
        "agenda 3 flow 4", "design 1 flow 3", "design 1 stage 1", "design 2 agenda 2", "design 3 flow 4",
        "design 3 stage 2", "standing 2 flow 4", "standing 2 agenda 2", "standing 2 continuity 1",
        "follow 3 continuity 1"};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_implication rule = {sizeof rule};
    (void)state;
    for (uint32_t k = 0; k < 15; k++) {
        coprod_indicator from = {sizeof from}, to = {sizeof to};
        char text[64];
        assert_int_equal(coprod_spectrum_implication(spectrum, k, &rule), COPROD_OK);
        coprod_spectrum_indicator(spectrum, rule.if_indicator, &from);
        coprod_spectrum_indicator(spectrum, rule.then_indicator, &to);
        snprintf(text, sizeof text, "%s %d %s %d", from.id, (int)rule.if_at_least, to.id, (int)rule.then_at_least);
        assert_string_equal(text, rules[k]);
        assert_true(*rule.why);
    }
    assert_int_equal(coprod_spectrum_implication(spectrum, 15, &rule), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_spectrum_implication(NULL, 0, &rule), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_spectrum_implication(spectrum, 0, NULL), COPROD_E_ARGUMENT);
    coprod_spectrum_free(spectrum);
}

static void thresholds(void **state)
{
    static const int32_t co_production[] = {4, 3, 3, 3, 3, 3, 3, 2, 0, 0, 0, 0};
    coprod_spectrum *spectrum = builtin("nhse5");
    int32_t at_least = 77;
    const char *words = NULL;
    (void)state;
    for (uint32_t i = 0; i < 12; i++) {
        assert_int_equal(coprod_spectrum_threshold(spectrum, 5, i, &at_least, &words), COPROD_OK);
        assert_int_equal(at_least, co_production[i]);
        assert_int_equal(*words != '\0', co_production[i] > 0);
    }
    assert_int_equal(coprod_spectrum_threshold(spectrum, 4, 4, &at_least, &words), COPROD_OK);
    assert_int_equal(at_least, 3);
    assert_string_equal(words, "designing with people");
    assert_int_equal(coprod_spectrum_threshold(spectrum, 1, 0, &at_least, NULL), COPROD_OK);
    assert_int_equal(at_least, 2);
    coprod_spectrum_free(spectrum);
}

static void thresholds_that_are_not_there(void **state)
{
    static const struct {
        int32_t rank;
        uint32_t indicator;
    } cases[] = {{0, 0}, {6, 0}, {-1, 0}, {1, 12}};
    coprod_spectrum *spectrum = builtin("nhse5");
    int32_t at_least = 77;
    const char *words = NULL;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        at_least = 77;
        words = NULL;
        assert_int_equal(coprod_spectrum_threshold(spectrum, cases[i].rank, cases[i].indicator, &at_least, &words),
                         COPROD_E_UNKNOWN);
        assert_int_equal(at_least, 0);
        assert_string_equal(words, "");
    }
    words = NULL;
    assert_int_equal(coprod_spectrum_threshold(spectrum, 1, 0, NULL, &words), COPROD_E_ARGUMENT);
    assert_string_equal(words, "");
    assert_int_equal(coprod_spectrum_threshold(NULL, 1, 0, &at_least, &words), COPROD_E_ARGUMENT);
    coprod_spectrum_free(spectrum);
}

/* The rule of Engagement on the ladder: flow 3 and influence 1, and one of flow 4 and continuity 1. */
static void gates(void **state)
{
    static const struct {
        const char *spectrum;
        int32_t rank;
        uint32_t index, need;
        uint8_t steps[12];
    } cases[] = {
        {"tlap7", 5, 0, 2, {3, 0, 1}},
        {"tlap7", 5, 1, 1, {4, 0, 0, 0, 0, 0, 0, 1}},
        {"tlap7", 5, 2, 0, {0}},
        {"tlap7", 1, 0, 0, {0}}, /* a floor has no gate */
        {"nhse5", 1, 0, 1, {2}},
        {"nhse5", 5, 0, 8, {4, 3, 3, 3, 3, 3, 3, 2}},
        {"nhse5", 5, 1, 0, {0}},
        {"nhse5", 0, 0, 0, {0}},
        {"nhse5", 6, 0, 0, {0}},
        {"nhse5", -1, 0, 0, {0}},
        {"nhse5", 1, UINT32_MAX, 0, {0}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_spectrum *spectrum = builtin(cases[i].spectrum);
        uint8_t steps[32];
        uint32_t need = 77;
        memset(steps, 0xAA, sizeof steps);
        assert_int_equal(coprod_spectrum_gate(spectrum, cases[i].rank, cases[i].index, steps, &need),
                         cases[i].need ? COPROD_OK : COPROD_E_UNKNOWN);
        assert_int_equal(need, cases[i].need);
        assert_memory_equal(steps, cases[i].steps, 12);
        assert_true(all_are(steps, 12, sizeof steps, 0));
        coprod_spectrum_free(spectrum);
    }
}

static void gates_without_room(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    uint8_t steps[32];
    uint32_t need = 77;
    (void)state;
    memset(steps, 0xAA, sizeof steps);
    assert_int_equal(coprod_spectrum_gate(NULL, 1, 0, steps, &need), COPROD_E_ARGUMENT);
    assert_true(need == 0 && all_are(steps, 0, sizeof steps, 0));
    need = 77;
    assert_int_equal(coprod_spectrum_gate(spectrum, 1, 0, NULL, &need), COPROD_E_ARGUMENT);
    assert_int_equal(need, 0);
    memset(steps, 0xAA, sizeof steps);
    assert_int_equal(coprod_spectrum_gate(spectrum, 1, 0, steps, NULL), COPROD_E_ARGUMENT);
    assert_true(all_are(steps, 0, sizeof steps, 0));
    coprod_spectrum_free(spectrum);
}

/* Where two gates name an indicator, the higher step is what the rule asks for. */
static void the_highest_threshold_counts(void **state)
{
    coprod_spectrum *spectrum = small_with("{'/levels/1/rule': [{'of': {'flow': 2}}, {'at_least': 1, 'of': {'flow': 4, "
                                           "'stage': 1}}, {'of': {'flow': 3}}]}");
    int32_t at_least = 77;
    (void)state;
    assert_int_equal(coprod_spectrum_threshold(spectrum, 2, 0, &at_least, NULL), COPROD_OK);
    assert_int_equal(at_least, 4);
    coprod_spectrum_free(spectrum);
}

static void structs_of_every_size(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    CHECK_OUT(coprod_spectrum_info, coprod_spectrum_get(spectrum, out));
    CHECK_OUT(coprod_level, coprod_spectrum_level(spectrum, 1, out));
    CHECK_OUT(coprod_indicator, coprod_spectrum_indicator(spectrum, 0, out));
    CHECK_OUT(coprod_implication, coprod_spectrum_implication(spectrum, 0, out));
    coprod_spectrum_free(spectrum);
}

/* What cannot be got is empty, not what stood there before. */
static void structs_are_written_on_failure_too(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    CHECK_EMPTY(coprod_spectrum_info, coprod_spectrum_get(NULL, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_level, coprod_spectrum_level(spectrum, 6, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_level, coprod_spectrum_level(NULL, 1, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_indicator, coprod_spectrum_indicator(spectrum, 12, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_indicator, coprod_spectrum_indicator(NULL, 0, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_implication, coprod_spectrum_implication(spectrum, 15, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_implication, coprod_spectrum_implication(NULL, 0, out), COPROD_E_ARGUMENT);
    coprod_spectrum_free(spectrum);
}

static void null_is_an_argument(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_spectrum_info info = {sizeof info};
    (void)state;
    assert_int_equal(coprod_spectrum_get(NULL, &info), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_spectrum_get(spectrum, NULL), COPROD_E_ARGUMENT);
    coprod_spectrum_free(spectrum);
    coprod_spectrum_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_nhse5_says),
        cmocka_unit_test(what_a_small_spectrum_leaves_out),
        cmocka_unit_test(floors_of_the_builtins),
        cmocka_unit_test(levels),
        cmocka_unit_test(sources_of_levels),
        cmocka_unit_test(ranks_by_id_and_label),
        cmocka_unit_test(indicators),
        cmocka_unit_test(finding_indicators),
        cmocka_unit_test(implications),
        cmocka_unit_test(thresholds),
        cmocka_unit_test(thresholds_that_are_not_there),
        cmocka_unit_test(gates),
        cmocka_unit_test(gates_without_room),
        cmocka_unit_test(the_highest_threshold_counts),
        cmocka_unit_test(structs_of_every_size),
        cmocka_unit_test(structs_are_written_on_failure_too),
        cmocka_unit_test(null_is_an_argument),
    };
    return TEST_MAIN(tests);
}
