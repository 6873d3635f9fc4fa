/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <coprod/version.h>

/* The numbers are part of the ABI, so they stand here a second time. */
static const struct {
    coprod_status status;
    int32_t number;
    const char *name;
} known[] = {
    {COPROD_OK, 0, "COPROD_OK"},
    {COPROD_E_ARGUMENT, -1, "COPROD_E_ARGUMENT"},
    {COPROD_E_STRUCT, -10, "COPROD_E_STRUCT"},
    {COPROD_E_STRUCT_NEWER, -11, "COPROD_E_STRUCT_NEWER"},
    {COPROD_E_MEMORY, -20, "COPROD_E_MEMORY"},
    {COPROD_E_BUFFER, -21, "COPROD_E_BUFFER"},
    {COPROD_E_OVERFLOW, -22, "COPROD_E_OVERFLOW"},
    {COPROD_E_TEXT, -30, "COPROD_E_TEXT"},
    {COPROD_E_SYNTAX, -31, "COPROD_E_SYNTAX"},
    {COPROD_E_LIMIT, -32, "COPROD_E_LIMIT"},
    {COPROD_E_DEFINITION, -33, "COPROD_E_DEFINITION"},
    {COPROD_E_NUMBER, -34, "COPROD_E_NUMBER"},
    {COPROD_E_RANGE, -40, "COPROD_E_RANGE"},
    {COPROD_E_UNKNOWN, -41, "COPROD_E_UNKNOWN"},
    {COPROD_E_CALENDAR_RANGE, -42, "COPROD_E_CALENDAR_RANGE"},
    {COPROD_E_BLOB, -50, "COPROD_E_BLOB"},
    {COPROD_E_FINGERPRINT, -51, "COPROD_E_FINGERPRINT"},
    {COPROD_E_FAILED, -99, "COPROD_E_FAILED"},
};

enum { KNOWN = sizeof known / sizeof *known };

static void every_status_has_its_number_and_name(void **state)
{
    (void)state;
    assert_int_equal(coprod_status_count(), KNOWN);
    for (size_t i = 0; i < KNOWN; i++) {
        assert_int_equal(known[i].status, known[i].number);
        assert_int_equal(coprod_status_at(i), known[i].number);
        assert_string_equal(coprod_status_name(known[i].number), known[i].name);
    }
    assert_int_equal(coprod_status_at(KNOWN), COPROD_E_FAILED);
    assert_int_equal(coprod_status_at(SIZE_MAX), COPROD_E_FAILED);
}

static void every_status_has_one_sentence_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < KNOWN; i++) {
        const char *text = coprod_status_text(known[i].status);
        assert_in_range(text[0], 'A', 'Z');
        assert_int_equal(text[strlen(text) - 1], '.');
        assert_null(strchr(text, '\n'));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(text, coprod_status_text(known[j].status));
    }
}

static int is_known(int32_t number)
{
    for (size_t i = 0; i < KNOWN; i++)
        if (known[i].number == number)
            return 1;
    return 0;
}

static void an_unknown_number_is_a_failure(void **state)
{
    const int32_t far[] = {INT32_MIN, INT32_MIN + 1, -100000, INT32_MAX};
    (void)state;
    for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
        assert_string_equal(coprod_status_name(far[i]), "COPROD_E_FAILED");
        assert_string_equal(coprod_status_text(far[i]), coprod_status_text(COPROD_E_FAILED));
    }
    for (int32_t number = -300; number <= 300; number++)
        if (!is_known(number))
            assert_string_equal(coprod_status_name(number), "COPROD_E_FAILED");
}

static void the_version_is_that_of_the_header(void **state)
{
    char text[64];
    int32_t version = coprod_version();
    (void)state;
    assert_int_equal(version, COPROD_VERSION_NUMBER);
    assert_string_equal(coprod_version_text(), COPROD_VERSION_TEXT);
    snprintf(text, sizeof text, "%d.%d.%d", (int)(version / 1000000), (int)(version / 1000 % 1000),
             (int)(version % 1000));
    assert_string_equal(coprod_version_text(), text);
}

static void features_are_those_of_this_version(void **state)
{
    (void)state;
    assert_int_equal(coprod_feature(COPROD_FEATURE_SPECTRUM), 1);
    assert_int_equal(coprod_feature(COPROD_FEATURE_EQUITY), 1);
    assert_int_equal(coprod_feature(COPROD_FEATURE_PROGRAMME), 1);
    for (int32_t feature = COPROD_FEATURE_SPECTRUM; feature <= COPROD_FEATURE_PROGRAMME; feature++)
        assert_in_range(coprod_feature(feature), 0, 1);
    assert_int_equal(coprod_feature(0), 0);
    assert_int_equal(coprod_feature(-1), 0);
    assert_int_equal(coprod_feature(COPROD_FEATURE_PROGRAMME + 1), 0);
    assert_int_equal(coprod_feature(INT32_MAX), 0);
    assert_int_equal(coprod_feature(INT32_MIN), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_number_and_name),
        cmocka_unit_test(every_status_has_one_sentence_of_its_own),
        cmocka_unit_test(an_unknown_number_is_a_failure),
        cmocka_unit_test(the_version_is_that_of_the_header),
        cmocka_unit_test(features_are_those_of_this_version),
    };
    return TEST_MAIN(tests);
}
