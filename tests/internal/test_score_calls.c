/* SPDX-License-Identifier: MIT */
/* Scores as JSON and in words, who next, and calls that are wrong. */
#include "score_tools.h"

#define PLAIN(id, count, population) "{'id': '" id "', 'dimension': 'd', 'count': " count ", 'population': " population \
    ", 'denominator': 1000}"

static const char for_json[]
    = "{'id': 'f', 'version': '1', 'title': 'T', 'level': 'inform', 'N': 20, 'alpha': '1/4', 'kinds': {'e': 'membership'},"
        " 'groups': ["
      "{'id': 'a', 'title': 'A', 'dimension': 'd', 'count': 9, 'population': {'low': 300, 'best': 400, 'high': 500},"
      " 'denominator': 1000}, " PLAIN("b", "1", "300") ", " PLAIN("c", "0", "null") ","
      "{'id': 'a', 'dimension': 'e', 'count': 0, 'population': 10, 'denominator': 900},"
      "{'id': 'z', 'dimension': 'e', 'count': 901, 'population': 0, 'denominator': 900}], 'unknown': {'d': {'declined': 2}}}";

/* Targets 6.4, 4.8 and 1; coverages 1, 1/4.8 = 5/24 and 0; weights 1/4, 1/4 and 1/2: 75 (1/4 + 5/96) = 725/32. */
static void as_json(void **state)
{
    coprod_score *score = score_of(for_json);
    size_t needed = 0, whole;
    char text[8000], less[100];
    json_t *json;
    const char *exact_text, *printed, *reason, *band, *worst, *missing0, *missing1, *next;
    double value, upper;
    int known_null, share_null;
    (void)state;
    assert_int_equal(coprod_score_json(score, NULL, 0, &whole), COPROD_E_BUFFER);
    assert_int_equal(coprod_score_json(score, less, sizeof less, &needed), COPROD_E_BUFFER);
    assert_true(needed == whole && strlen(less) == sizeof less - 1);
    assert_int_equal(coprod_score_json(score, text, sizeof text, &needed), COPROD_OK);
    assert_true(needed == whole && strlen(text) + 1 == whole);
    json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_int_equal(json_unpack(json, "{sF ss ss s{ss} s[s] s[ss] s{sF} s{ss}}", "score", &value, "score_exact", &exact_text,
        "printed",
                                 &printed, "balance_reasons", "e", &reason, "worst", &worst, "missing", &missing0, &missing1,
                                 "bounds", "upper", &upper, "next", "dimension", &next), 0);
    assert_near(value, 725.0 / 32, 1e-12);
    assert_string_equal(exact_text, "725/32");
    assert_string_equal(printed, "22.7");
    assert_string_equal(reason, "membership");
    assert_string_equal(worst, "e/a");
    assert_string_equal(missing0, "c");
    assert_string_equal(missing1, "e/a");
    assert_string_equal(next, "e");
    assert_near(upper, 75 * (1.0 / 4 + 3 / 4.8 / 4), 1e-12);
    band = json_string_value(json_object_get(json_array_get(json_object_get(json, "groups"), 1), "band"));
    assert_string_equal(band, "under");
    known_null = json_is_null(json_object_get(json_array_get(json_object_get(json, "dimensions"), 1), "known"));
    share_null = json_is_null(json_object_get(json_array_get(json_object_get(json, "groups"), 4), "share"));
    assert_true(known_null && share_null);
    json_decref(json);
    coprod_score_free(score);
}

static json_t *json_from(const char *quoted)
{
    coprod_score *score = score_of(quoted);
    char text[8000];
    json_t *json;
    assert_int_equal(coprod_score_json(score, text, sizeof text, NULL), COPROD_OK);
    json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    coprod_score_free(score);
    return json;
}

static int is_null(const json_t *json, const char *key)
{
    return json_is_null(json_object_get(json, key));
}

/* Nothing to score; a snapshot; a fraction beyond 64 bits, printed as 99.9 though it is next to 100. */
static void what_json_does_not_know(void **state)
{
    json_t *json = json_from("{'N': 10, 'groups': [" PLAIN("a", "0", "0") "]}");
    (void)state;
    assert_true(is_null(json, "score") && is_null(json, "score_exact") && is_null(json, "printed") && is_null(json, "bounds"));
    assert_true(is_null(json, "worst_coverage") && is_null(json, "certificate") && is_null(json, "next"));
    json_decref(json);
    json = json_from("{'N': 10, 'mode': 'snapshot', 'groups': [" PLAIN("a", "3", "10") ", " PLAIN("b", "30", "10") "]}");
    assert_true(is_null(json, "bounds") && is_null(json, "next") && !is_null(json, "score"));
    json_decref(json);
    json = json_from("{'N': 4294967291, 'groups': [{'id': 'a', 'dimension': 'd', 'count': 3435973813, 'population': 4294967279,"
                     " 'denominator': 4294967295}]}");
    assert_true(is_null(json, "score_exact"));
    assert_string_equal(json_string_value(json_object_get(json, "printed")), "99.9");
    json_decref(json);
}

/* An id that stands in several dimensions is told with its dimension, wherever it stands; one that does not, alone. */
static void ids_that_are_alike(void **state)
{
    static const char *const expected[] = {"d/a", "b", "e/a", "f/a"};
    json_t *json = json_from("{'N': 10, 'groups': [" PLAIN("a", "0", "10") ", " PLAIN("b", "0", "10")
                             ", {'id': 'a', 'dimension': 'e', 'count': 0, 'population': 1, 'denominator': 9},"
                             " {'id': 'a', 'dimension': 'f', 'count': 0, 'population': 1, 'denominator': 9}]}");
    const json_t *missing = json_object_get(json, "missing");
    (void)state;
    assert_int_equal(json_array_size(missing), 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(json_string_value(json_array_get(missing, i)), expected[i]);
    json_decref(json);
}

static void words(void **state)
{
    (void)state;
    assert_string_equal(coprod_score_band_word(COPROD_SCORE_NO_BAND), "");
    assert_string_equal(coprod_score_band_word(COPROD_SCORE_OVER), "over");
    assert_string_equal(coprod_score_band_word(5), "");
    assert_string_equal(coprod_score_band_word(-1), "");
    assert_string_equal(coprod_score_status_word(COPROD_SCORE_OK), "ok");
    assert_string_equal(coprod_score_status_word(COPROD_SCORE_UNBENCHMARKED), "unbenchmarked");
    assert_string_equal(coprod_score_status_word(4), "");
    assert_string_equal(coprod_score_reason_word(COPROD_BALANCE_NOBODY), "nobody-counted");
    assert_string_equal(coprod_score_reason_word(COPROD_BALANCE_DOES_NOT_ADD_UP), "does-not-add-up");
    assert_string_equal(coprod_score_reason_word(COPROD_BALANCE_TOO_MUCH_WORK), "too-much-work");
    assert_string_equal(coprod_score_reason_word(6), "");
}

/* --- calls that are wrong --- */

static void wrong_input(void **state)
{
    static const struct {
        int64_t known, unknown;
        coprod_status status;
    } cases[] = {{-1, -1, COPROD_OK}, {4, 0, COPROD_OK}, {3, 0, COPROD_E_RANGE}, {5, 0, COPROD_E_RANGE}, {-2, 0,
        COPROD_E_RANGE},
                 {INT64_C(4294967296), 0, COPROD_E_RANGE}, {-1, -2, COPROD_E_RANGE}, {4, INT64_C(4294967296), COPROD_E_RANGE}};
    coprod_frame *frame = frame_of("{'N': 5, 'groups': [{'id': 'a', 'dimension': 'd', 'population': 5, 'denominator': 9}]}");
    uint64_t counts[2] = {4, 0};
    int64_t known, unknown[COPROD_UNKNOWN_CLASSES] = {0};
    coprod_score_input input = {sizeof input, counts, 1, &known, unknown};
    coprod_score *score = (coprod_score *)1;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        known = cases[i].known;
        unknown[0] = cases[i].unknown;
        assert_int_equal(coprod_score_new(frame, &input, NULL, &score), cases[i].status);
        assert_true((score != NULL) == (cases[i].status == COPROD_OK));
        coprod_score_free(score);
    }
    known = -1;
    unknown[0] = 0;
    counts[0] = UINT64_C(4294967296);
    assert_int_equal(coprod_score_new(frame, &input, NULL, &score), COPROD_E_RANGE);
    input.count = 2;
    assert_int_equal(coprod_score_new(frame, &input, NULL, &score), COPROD_E_ARGUMENT);
    input.counts = NULL;
    input.count = 1;
    assert_int_equal(coprod_score_new(frame, &input, NULL, &score), COPROD_E_ARGUMENT);
    input.size = 1;
    assert_int_equal(coprod_score_new(frame, &input, NULL, &score), COPROD_E_STRUCT);
    assert_int_equal(coprod_score_new(NULL, &input, NULL, &score), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_new(frame, NULL, NULL, &score), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_new(frame, &input, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_load(NULL, 0, NULL, NULL, &score), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_load("{}", 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_load("{", 1, NULL, NULL, &score), COPROD_E_SYNTAX);
    assert_null(score);
    coprod_score_free(NULL);
    coprod_frame_free(frame);
}

static void wrong_questions(void **state)
{
    coprod_score *score = score_of(for_json), *none = score_of("{'N': 10, 'groups': [" PLAIN("a", "0", "0") "]}");
    coprod_score_group group = {.size = sizeof group};
    coprod_score_dimension dimension = {.size = sizeof dimension};
    coprod_score_drawn drawn = {.size = sizeof drawn};
    const coprod_allocator no_allocator = {.size = 1};
    const uint32_t twice[] = {3, 3}, parts[] = {0, 1}, both[] = {3, 4}, beyond = 5;
    double after = 1;
    uint32_t who;
    int64_t printed, losses[5];
    (void)state;
    assert_null(coprod_score_frame(NULL));
    assert_non_null(coprod_score_frame(score));
    assert_int_equal(coprod_score_get_group(score, 5, &group), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_score_get_group(NULL, 0, &group), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_get_dimension(score, 2, &dimension), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_score_get_dimension(NULL, 0, &dimension), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_chance(score, 2, NULL, &drawn), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_score_chance(NULL, 0, NULL, &drawn), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_chance(score, 0, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_chance(score, 0, &no_allocator, &drawn), COPROD_E_STRUCT);
    assert_int_equal(coprod_score_what_if(score, twice, 2, 1, &after), COPROD_E_RANGE);
    assert_near(after, 0, 0);
    assert_int_equal(coprod_score_what_if(score, parts, 2, 1, &after), COPROD_E_RANGE);
    assert_int_equal(coprod_score_what_if(score, both, 2, 1, &after), COPROD_OK);
    assert_int_equal(coprod_score_what_if(score, &beyond, 1, 1, &after), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_score_what_if(score, parts, 1, UINT32_MAX, &after), COPROD_E_RANGE);
    assert_int_equal(coprod_score_what_if(score, parts, 1, UINT64_MAX, &after), COPROD_E_RANGE);
    assert_int_equal(coprod_score_what_if(score, NULL, 0, 3, &after), COPROD_OK);
    assert_near(after, info_of(score).score, 0);
    assert_int_equal(coprod_score_what_if(score, NULL, 1, 3, &after), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_what_if(NULL, parts, 1, 3, &after), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_what_if(score, parts, 1, 3, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_what_if(none, NULL, 0, 1, &after), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_score_next(none, &who, &after), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_score_next(NULL, &who, &after), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_next(score, NULL, &after), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_next(score, &who, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_printed(none, 1, &printed, NULL, 0), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_score_printed(score, 7, &printed, NULL, 0), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_printed(score, -1, &printed, NULL, 0), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_printed(score, 1, &printed, losses, 4), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_printed(score, 1, NULL, losses, 5), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_printed(NULL, 1, &printed, losses, 5), COPROD_E_ARGUMENT);
    assert_true(printed == 0 && losses[4] == 0);
    assert_int_equal(coprod_score_json(NULL, NULL, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_json(score, NULL, 5, NULL), COPROD_E_ARGUMENT);
    coprod_score_free(none);
    coprod_score_free(score);
}

/* 8, 4 and 0 of 12 people: by the formulas of Wilson (1927) and (1 - p)^n, computed apart from this library. */
static void json_says_how_sure(void **state)
{
    static const double expected[3][3] = {{0.3906220888727128, 0.8618799089087869, 1.677721600000001e-5},
                                          {0.1381200910912132, 0.6093779111272005, 2.6543489742975853e-3},
                                          {0, 0.2424940066552409, 0.8863848717161292}};
    json_t *json = json_from(
        "{'N': 12, 'groups': [{'id': 'a', 'dimension': 'd', 'count': 8, 'population': 600, 'denominator': 1000}, {'id': 'b',"
        " 'dimension': 'd', 'count': 4, 'population': 390, 'denominator': 1000}, {'id': 'c', 'dimension': 'd', 'count': 0,"
        " 'population': 10, 'denominator': 1000}]}");
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        const json_t *group = json_array_get(json_object_get(json, "groups"), i);
        assert_near(json_number_value(json_object_get(group, "share_lower")), expected[i][0], 1e-12);
        assert_near(json_number_value(json_object_get(group, "share_upper")), expected[i][1], 1e-12);
        assert_near(json_number_value(json_object_get(group, "prob_absent")), expected[i][2], 1e-12);
    }
    json_decref(json);
}

static void wrong_columns(void **state)
{
    coprod_score *none = score_of("{'N': 10, 'groups': [" PLAIN("a", "0", "0") "]}"), *some = score_of(for_json);
    const coprod_frame *frame = coprod_score_frame(some);
    coprod_score_columns columns = {.size = sizeof columns};
    const uint64_t counts[5] = {0};
    const int64_t known[2] = {-1, -1};
    (void)state;
    assert_int_equal(coprod_scores(frame, counts, 5, NULL, 0, 1, &columns), COPROD_OK); /* nothing is wanted */
    assert_int_equal(coprod_scores(frame, NULL, 5, NULL, 0, 0, &columns), COPROD_OK);
    assert_int_equal(coprod_scores(frame, NULL, 5, NULL, 0, 1, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_scores(NULL, counts, 5, NULL, 0, 1, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_scores(frame, counts, 5, NULL, 0, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_scores(frame, counts, 4, NULL, 0, 1, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_scores(frame, counts, 5, NULL, 2, 1, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_scores(frame, counts, 5, known, 1, 1, &columns), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_scores(coprod_score_frame(none), counts, 1, NULL, 0, 1, &columns), COPROD_E_UNKNOWN);
    columns.size = 3;
    assert_int_equal(coprod_scores(frame, counts, 5, NULL, 0, 1, &columns), COPROD_E_STRUCT);
    coprod_score_free(none);
    coprod_score_free(some);
}

/* Only the worst counts, and two share it: no single person raises it. */
static void nobody_next(void **state)
{
    coprod_score *score = score_of("{'N': 100, 'alpha': '1', 'groups': [" PLAIN("a", "3", "300") ", " PLAIN("b", "3",
        "300") "]}");
    double after;
    uint32_t who = 1;
    (void)state;
    assert_int_equal(coprod_score_next(score, &who, &after), COPROD_OK);
    assert_int_equal(who, UINT32_MAX);
    assert_near(after, 12.5, 1e-12);
    coprod_score_free(score);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_json),         cmocka_unit_test(ids_that_are_alike),
        cmocka_unit_test(words),         cmocka_unit_test(wrong_input),
        cmocka_unit_test(wrong_questions), cmocka_unit_test(wrong_columns), cmocka_unit_test(nobody_next),
        cmocka_unit_test(what_json_does_not_know), cmocka_unit_test(json_says_how_sure),
    };
    return TEST_MAIN(tests);
}
