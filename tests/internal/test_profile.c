/* SPDX-License-Identifier: MIT */
/* The profile of a programme: exact counts per level, group and period, in whatever order they are added. */
#include "profile_tools.h"

static void an_empty_profile(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *profile = new_profile(spectrum);
    coprod_profile_line line = line_of(profile, 0);
    (void)state;
    assert_int_equal(coprod_profile_count(profile), 1);
    assert_string_equal(line.group, "");
    assert_string_equal(line.period, "");
    assert_true(all_are((unsigned char *)&line, offsetof(coprod_profile_line, activities), sizeof line, 0));
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

/* Ranks of the samples, [lowest, point, highest]: 1 2 2, 4 4 4, 1 1 1, 2 2 2, none, 0 0 5, 5 5 5, 0 0 0. */
static void counts_of_the_whole(void **state)
{
    static const uint64_t lowest[17] = {2, 2, 1, 0, 1, 1}, point[17] = {2, 1, 2, 0, 1, 1},
                          highest[17] = {1, 1, 2, 0, 1, 2};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *profile = profile_of(spectrum, 0, SAMPLES, 1);
    coprod_profile_line line = line_of(profile, 0);
    (void)state;
    assert_true(line.activities == 8 && line.contradictory == 1 && line.certain == 5);
    assert_memory_equal(line.at_lowest, lowest, sizeof lowest);
    assert_memory_equal(line.at_point, point, sizeof point);
    assert_memory_equal(line.at_highest, highest, sizeof highest);
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

/* Lines stand in the order of the bytes of group and period; no group is a group of its own. */
static void lines_by_group_and_period(void **state)
{
    static const struct {
        const char *group, *period;
        uint64_t activities, contradictory;
    } expected[] = {{"", "", 8, 1}, {"", "", 1, 0}, {"", "2025", 1, 0}, {"M\xC3\xBCtter", "2025", 1, 0},
                    {"carers", "2024", 2, 0}, {"carers", "2025", 1, 0}, {"tenants", "2024", 2, 1}};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *profile = profile_of(spectrum, 0, SAMPLES, 1);
    (void)state;
    assert_int_equal(coprod_profile_count(profile), 7);
    for (size_t i = 0; i < 7; i++) {
        coprod_profile_line line = line_of(profile, i);
        assert_string_equal(line.group, expected[i].group);
        assert_string_equal(line.period, expected[i].period);
        assert_true(line.activities == expected[i].activities && line.contradictory == expected[i].contradictory);
    }
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

/* The least way to the level above: for the survey to Consult, for the unknown to Inform, for Co-design to the top;
 * an activity that contradicts itself, or stands at the top, takes no step. */
static void next_steps(void **state)
{
    static const uint64_t expected[32] = {4, 4, 3, 3, 0, 1, 1, 1};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *profile = profile_of(spectrum, 0, SAMPLES, 1);
    coprod_profile_line line = line_of(profile, 0);
    (void)state;
    for (size_t i = 0; i < 32; i++)
        if (line.next_step[i] != expected[i])
            fail_msg("indicator %u: %u", (unsigned)i, (unsigned)line.next_step[i]);
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

static void the_order_of_adding_does_not_matter(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *first = profile_of(spectrum, 0, SAMPLES, 1);
    (void)state;
    for (size_t step = 1; step < SAMPLES; step += 2) /* odd steps visit all eight */
        for (size_t start = 0; start < SAMPLES; start++) {
            coprod_profile *other = profile_of(spectrum, start, SAMPLES, step);
            same_profiles(first, other);
            coprod_profile_free(other);
        }
    coprod_profile_free(first);
    coprod_spectrum_free(spectrum);
}

static void merge(coprod_profile *to, const coprod_profile *from)
{
    assert_int_equal(coprod_profile_merge(to, from), COPROD_OK);
}

static void merging_is_adding(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *whole = profile_of(spectrum, 0, SAMPLES, 1);
    (void)state;
    for (size_t cut = 0; cut <= SAMPLES; cut++) {
        coprod_profile *left = profile_of(spectrum, 0, cut, 1), *right = profile_of(spectrum, cut, SAMPLES - cut, 1);
        coprod_profile *again = profile_of(spectrum, cut, SAMPLES - cut, 1);
        merge(left, right);
        same_profiles(left, whole);
        same_profiles(right, again); /* the other one stays */
        coprod_profile_free(left);
        coprod_profile_free(right);
        coprod_profile_free(again);
    }
    coprod_profile_free(whole);
    coprod_spectrum_free(spectrum);
}

/* (a + b) + c is a + (b + c), and b + a is a + b. */
static void merging_is_associative_and_free_of_order(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *a = profile_of(spectrum, 0, 3, 1), *b = profile_of(spectrum, 3, 3, 1),
                   *c = profile_of(spectrum, 5, 3, 1);
    coprod_profile *one = new_profile(spectrum), *other = new_profile(spectrum), *rest = new_profile(spectrum);
    (void)state;
    merge(one, a);
    merge(one, b);
    merge(one, c);
    merge(rest, c);
    merge(rest, b);
    merge(other, rest);
    merge(other, a);
    same_profiles(one, other);
    merge(a, a); /* with itself: everything twice */
    assert_int_equal(line_of(a, 0).activities, 6);
    coprod_profile_free(a);
    coprod_profile_free(b);
    coprod_profile_free(c);
    coprod_profile_free(one);
    coprod_profile_free(other);
    coprod_profile_free(rest);
    coprod_spectrum_free(spectrum);
}

/* Many groups: the list grows and stays in order. */
static void many_groups(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'flow': 2}");
    coprod_profile *profile = new_profile(spectrum);
    (void)state;
    for (int i = 0; i < 200; i++) {
        char group[16];
        snprintf(group, sizeof group, "group %03d", i * 77 % 200);
        assert_int_equal(coprod_profile_add(profile, result, group, NULL), COPROD_OK);
    }
    assert_int_equal(coprod_profile_count(profile), 201);
    for (size_t i = 0; i < 200; i++) {
        char group[16];
        snprintf(group, sizeof group, "group %03u", (unsigned)i);
        assert_string_equal(line_of(profile, i + 1).group, group);
    }
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
    coprod_profile_free(profile);
}

/* Where one text is the beginning of another, the shorter one comes first. */
static void groups_that_begin_alike(void **state)
{
    static const char *const groups[] = {"carers", "carer", "carers of adults", "carers\x01", "car"};
    static const char *const order[] = {"car", "carer", "carers", "carers\x01", "carers of adults"};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = result_of(spectrum, "{'flow': 2}");
    coprod_profile *profile = new_profile(spectrum);
    (void)state;
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(coprod_profile_add(profile, result, groups[i], "2024"), COPROD_OK);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(line_of(profile, i + 1).group, order[i]);
    coprod_classification_free(result);
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

static void a_failure_changes_nothing(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5"), *other = builtin("iap2");
    coprod_profile *profile = profile_of(spectrum, 0, 3, 1), *before = profile_of(spectrum, 0, 3, 1);
    coprod_profile *foreign = new_profile(other);
    coprod_classification *result = result_of(spectrum, "{'flow': 2}"), *strange = result_of(other, "{'flow': 2}");
    coprod_classification *fresh = new_result();
    (void)state;
    assert_int_equal(coprod_profile_add(profile, strange, "g", "p"), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_profile_add(profile, fresh, "g", "p"), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_profile_add(profile, NULL, "g", "p"), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_profile_add(NULL, result, "g", "p"), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_profile_add(profile, result, "\xFF", "p"), COPROD_E_TEXT);
    assert_int_equal(coprod_profile_add(profile, result, "g", "\xED\xA0\x80"), COPROD_E_TEXT);
    assert_int_equal(coprod_profile_merge(profile, foreign), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_profile_merge(profile, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_profile_merge(NULL, profile), COPROD_E_ARGUMENT);
    same_profiles(profile, before);
    coprod_profile_free(profile);
    coprod_profile_free(before);
    coprod_profile_free(foreign);
    coprod_classification_free(result);
    coprod_classification_free(strange);
    coprod_classification_free(fresh);
    coprod_spectrum_free(spectrum);
    coprod_spectrum_free(other);
}

/* A definition that was loaded twice is one definition. */
static void the_same_definition_loaded_twice(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5"), *again = builtin("nhse5");
    coprod_profile *profile = new_profile(spectrum), *other = profile_of(again, 0, 2, 1);
    (void)state;
    add_sample(profile, again, &samples[0]);
    coprod_spectrum_free(spectrum);
    coprod_spectrum_free(again);
    merge(profile, other);
    assert_int_equal(line_of(profile, 0).activities, 3);
    coprod_profile_free(other);
    coprod_profile_free(profile);
}

/* Doubled 31 times, one activity is 2^31; once more is too many, and so is one more at the end. */
static void four_billion_activities(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *profile = profile_of(spectrum, 0, 1, 1), *rest = new_profile(spectrum);
    coprod_classification *result = result_of(spectrum, "{'flow': 2}");
    (void)state;
    for (int i = 0; i < 31; i++) {
        merge(rest, profile);
        merge(profile, profile);
    }
    assert_int_equal(line_of(profile, 0).activities, (uint64_t)1 << 31);
    assert_int_equal(coprod_profile_merge(profile, profile), COPROD_E_OVERFLOW);
    assert_int_equal(line_of(profile, 0).activities, (uint64_t)1 << 31);
    merge(profile, rest);
    assert_int_equal(line_of(profile, 0).activities, UINT32_MAX);
    assert_int_equal(coprod_profile_add(profile, result, NULL, NULL), COPROD_E_OVERFLOW);
    assert_int_equal(coprod_profile_count(profile), 2);
    coprod_classification_free(result);
    coprod_profile_free(profile);
    coprod_profile_free(rest);
    coprod_spectrum_free(spectrum);
}

static void wrong_arguments(void **state)
{
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *profile = (coprod_profile *)1;
    (void)state;
    assert_int_equal(coprod_profile_new(spectrum, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_profile_new(NULL, NULL, &profile), COPROD_E_ARGUMENT);
    assert_null(profile);
    profile = (coprod_profile *)1;
    assert_int_equal(coprod_profile_new(spectrum, &half, &profile), COPROD_E_ARGUMENT);
    assert_null(profile);
    assert_int_equal(coprod_profile_count(NULL), 0);
    coprod_profile_free(NULL);
    profile = profile_of(spectrum, 0, 1, 1);
    CHECK_EMPTY(coprod_profile_line, coprod_profile_get(profile, 2, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_profile_line, coprod_profile_get(profile, (size_t)-1, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_profile_line, coprod_profile_get(NULL, 0, out), COPROD_E_ARGUMENT);
    CHECK_OUT(coprod_profile_line, coprod_profile_get(profile, 0, out));
    CHECK_OUT(coprod_profile_line, coprod_profile_get(profile, 1, out));
    assert_int_equal(coprod_profile_get(profile, 0, NULL), COPROD_E_ARGUMENT);
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_profile),
        cmocka_unit_test(counts_of_the_whole),
        cmocka_unit_test(lines_by_group_and_period),
        cmocka_unit_test(next_steps),
        cmocka_unit_test(the_order_of_adding_does_not_matter),
        cmocka_unit_test(merging_is_adding),
        cmocka_unit_test(merging_is_associative_and_free_of_order),
        cmocka_unit_test(many_groups),
        cmocka_unit_test(groups_that_begin_alike),
        cmocka_unit_test(a_failure_changes_nothing),
        cmocka_unit_test(the_same_definition_loaded_twice),
        cmocka_unit_test(four_billion_activities),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
