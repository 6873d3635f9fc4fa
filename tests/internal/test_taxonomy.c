/* SPDX-License-Identifier: MIT */
/* The built-in lists against what was read in their sources, and what can be asked of a list. */
#include "taxonomy_tools.h"

#include "taxonomy_internal.h"

static json_t *facts;

static int load_facts(void **state)
{
    (void)state;
    facts = load_file("golden/equity/taxonomies.json");
    return !facts;
}

static int free_facts(void **state)
{
    (void)state;
    json_decref(facts);
    return 0;
}

static const char *fact(const json_t *row, size_t index)
{
    return json_string_value(json_array_get(row, index));
}

/* "A B C"; the codes without an answer as "Z:declined". */
static void list_codes(const coprod_taxonomy *taxonomy, int unknown, char *found, size_t room)
{
    const coprod_taxonomy_info info = info_of(taxonomy);
    const uint32_t first = unknown ? info.class_count : 0, last = info.class_count + (unknown ? info.unknown_count : 0);
    size_t used = 0;
    found[0] = '\0';
    for (uint32_t i = first; i < last; i++) {
        const coprod_taxonomy_class_info one = class_at(taxonomy, (int32_t)i);
        used += (size_t)snprintf(found + used, room - used, "%s%s%s%s", used ? " " : "", one.code, unknown ? ":" : "",
                                 unknown ? coprod_taxonomy_word(one.answer) : "");
    }
}

static void codes_of_the_sources(void **state)
{
    char found[1000];
    size_t i;
    json_t *one;
    (void)state;
    json_array_foreach(json_object_get(facts, "lists"), i, one) {
        coprod_taxonomy *taxonomy = builtin_list(text_of(one, "id"));
        list_codes(taxonomy, 0, found, sizeof found);
        assert_string_equal(found, text_of(one, "codes"));
        list_codes(taxonomy, 1, found, sizeof found);
        assert_string_equal(found, text_of(one, "unknown"));
        coprod_taxonomy_free(taxonomy);
    }
    json_array_foreach(json_object_get(facts, "counts"), i, one) {
        coprod_taxonomy *taxonomy = builtin_list(fact(one, 0));
        assert_int_equal(info_of(taxonomy).class_count, json_integer_value(json_array_get(one, 1)));
        coprod_taxonomy_free(taxonomy);
    }
    json_array_foreach(json_object_get(facts, "titles"), i, one) {
        coprod_taxonomy *taxonomy = builtin_list(fact(one, 0));
        assert_string_equal(class_at(taxonomy, class_of(taxonomy, fact(one, 1))).title, fact(one, 2));
        coprod_taxonomy_free(taxonomy);
    }
}

/* "A B C | D E": the classes of each group. */
static void groups_of_the_sources(void **state)
{
    size_t i;
    json_t *one;
    (void)state;
    json_array_foreach(json_object_get(facts, "groups"), i, one) {
        coprod_taxonomy *taxonomy = builtin_list(fact(one, 0));
        coprod_taxonomy_grouping_info info = {.size = sizeof info};
        const int32_t grouping = grouping_of(taxonomy, fact(one, 1));
        char found[500] = "";
        size_t used = 0;
        assert_int_equal(coprod_taxonomy_grouping(taxonomy, grouping, &info), COPROD_OK);
        for (uint32_t g = 0; g < info.group_count; g++) {
            const char *between = g ? " | " : "";
            for (uint32_t c = 0; c < info_of(taxonomy).class_count; c++) {
                int32_t group;
                assert_int_equal(coprod_taxonomy_group_of(taxonomy, grouping, (int32_t)c, &group, NULL), COPROD_OK);
                if (group != (int32_t)g)
                    continue;
                used += (size_t)snprintf(found + used, sizeof found - used, "%s%s", between,
                                         class_at(taxonomy, (int32_t)c).code);
                between = " ";
            }
        }
        assert_string_equal(found, fact(one, 2));
        coprod_taxonomy_free(taxonomy);
    }
}

/* Each class is in each grouping once, and counts of classes add up. */
static void check_groupings(const coprod_taxonomy *taxonomy, const coprod_taxonomy_info *info)
{
    for (int32_t g = 0; g < (int32_t)info->grouping_count; g++) {
        coprod_taxonomy_grouping_info own = {.size = sizeof own};
        uint32_t classes = 0;
        int32_t group, residual;
        assert_int_equal(coprod_taxonomy_grouping(taxonomy, g, &own), COPROD_OK);
        assert_true(own.id[0] && own.title[0] && own.common && own.note && grouping_of(taxonomy, own.id) == g);
        for (uint32_t i = 0; i < own.group_count; i++) {
            coprod_taxonomy_group_info one = {.size = sizeof one};
            assert_int_equal(coprod_taxonomy_group(taxonomy, g, (int32_t)i, &one), COPROD_OK);
            assert_true(one.id[0] && one.title[0] && one.class_count && one.residual_count <= one.class_count);
            classes += one.class_count;
        }
        assert_int_equal(classes, info->class_count);
        for (uint32_t i = 0; i < info->class_count + info->unknown_count; i++) {
            assert_int_equal(coprod_taxonomy_group_of(taxonomy, g, (int32_t)i, &group, &residual), COPROD_OK);
            assert_int_equal(group >= 0, i < info->class_count);
            assert_true(residual == 0 || residual == 1);
        }
    }
}

/* Groups that are classes of another list are classes of it; only a code that may be neither female nor male is not. */
static void check_common(const coprod_taxonomy *taxonomy, const coprod_taxonomy_info *info)
{
    for (int32_t g = 0; g < (int32_t)info->grouping_count; g++) {
        coprod_taxonomy_grouping_info own = {.size = sizeof own};
        coprod_taxonomy *common;
        assert_int_equal(coprod_taxonomy_grouping(taxonomy, g, &own), COPROD_OK);
        if (!own.common[0])
            continue;
        common = builtin_list(own.common);
        assert_string_equal(info_of(common).dimension, info->dimension);
        for (uint32_t i = 0; i < own.group_count; i++) {
            coprod_taxonomy_group_info one = {.size = sizeof one};
            assert_int_equal(coprod_taxonomy_group(taxonomy, g, (int32_t)i, &one), COPROD_OK);
            if (class_of(common, one.id) < 0)
                assert_string_equal(one.id, "indeterminate");
        }
        coprod_taxonomy_free(common);
    }
}

static void every_list_is_whole(void **state)
{
    (void)state;
    assert_int_equal(coprod_taxonomy_count(), 29);
    assert_null(coprod_taxonomy_id(coprod_taxonomy_count()));
    for (size_t i = 0; i < coprod_taxonomy_count(); i++) {
        coprod_taxonomy *taxonomy = builtin_list(coprod_taxonomy_id(i));
        const coprod_taxonomy_info info = info_of(taxonomy);
        assert_string_equal(info.id, coprod_taxonomy_id(i));
        assert_true(info.version[0] && info.title[0] && info.dimension[0] && info.source_title[0] && info.class_count);
        assert_true(strcmp(info.origin, "own") && strlen(info.fingerprint) == 64 && info.checked[0]);
        assert_true(info.source_address[0] || !strcmp(info.origin, "derived"));
        for (uint32_t c = 0; c < info.class_count + info.unknown_count; c++) {
            const coprod_taxonomy_class_info one = class_at(taxonomy, (int32_t)c);
            assert_int_equal(class_of(taxonomy, one.code), c);
            assert_true(one.title[0] && one.note && one.parent < (int32_t)c);
            assert_int_equal(one.answer != COPROD_TAXONOMY_GIVEN, c >= info.class_count);
        }
        for (uint32_t n = 0; n < info.note_count; n++)
            assert_true(coprod_taxonomy_note(taxonomy, n)[0]);
        assert_null(coprod_taxonomy_note(taxonomy, info.note_count));
        check_groupings(taxonomy, &info);
        check_common(taxonomy, &info);
        coprod_taxonomy_free(taxonomy);
    }
}

static void kinds_and_orders(void **state)
{
    static const struct {
        const char *id;
        int32_t kind, ordered, local;
    } cases[] = {{"nhs-ethnic-category-2001", COPROD_TAXONOMY_PARTITION, 0, 2},
                 {"nhs-pds-ethnic-category", COPROD_TAXONOMY_PARTITION, 0, 2},
                 {"nhs-disability", COPROD_TAXONOMY_MEMBERSHIP, 0, 0},
                 {"scie-2022", COPROD_TAXONOMY_MEMBERSHIP, 0, 0},
                 {"leeds-age-bands", COPROD_TAXONOMY_PARTITION, 1, 0},
                 {"imd-deciles", COPROD_TAXONOMY_PARTITION, 1, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_taxonomy *taxonomy = builtin_list(cases[i].id);
        const coprod_taxonomy_info info = info_of(taxonomy);
        assert_true(info.kind == cases[i].kind && info.ordered == cases[i].ordered);
        assert_int_equal(info.local_width, cases[i].local);
        coprod_taxonomy_free(taxonomy);
    }
}

/* The first character is national; the second one is local and goes with it. */
static void codes_with_local_characters(void **state)
{
    static const struct {
        const char *code, *found; /* "" is none */
    } cases[] = {{"A", "A"},   {" A ", "A"}, {"A ", "A"}, {"CL", "C"},  {"C2", "C"}, {"cL", ""},  {"CLM", ""},
                 {"C-", ""},   {"C L", ""},  {"99", "99"}, {"9", ""},   {"9A", ""},  {"Z", "Z"},  {"Z1", "Z"},
                 {"I", ""},    {"O", ""},    {"Q", ""},   {"", ""},     {"  ", ""},  {"999", ""}, {"X", ""},
                 {"C\xc3\xa9", ""}};
    coprod_taxonomy *plain = builtin_list("nhs-ethnic-category-2001"), *details = builtin_list("nhs-pds-ethnic-category");
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const int32_t index = class_of(plain, cases[i].code);
        assert_string_equal(index < 0 ? "" : class_at(plain, index).code, cases[i].found);
    }
    assert_string_equal(class_at(details, class_of(details, "CL")).code, "CL");
    assert_string_equal(class_at(details, class_at(details, class_of(details, "CL")).parent).code, "C");
    assert_string_equal(class_at(details, class_of(details, "AX")).code, "A");
    assert_int_equal(class_of(details, "CLM"), COPROD_TAXONOMY_NONE);
    assert_int_equal(class_at(details, class_of(details, "A")).parent, COPROD_TAXONOMY_NONE);
    assert_string_equal(group_of(details, "sixteen-groups", "CL"), "white-other");
    assert_string_equal(group_of(details, "sixteen-groups", "PA"), "other-black");
    assert_string_equal(group_of(details, "five-groups-2001", "CK"), "white");
    assert_string_equal(group_of(plain, "sixteen-groups", "PA"), "other-black");
    assert_string_equal(group_of(plain, "five-groups-2001", "R"), "other");
    assert_string_equal(group_of(plain, "five-groups-2021", "R"), "1");
    coprod_taxonomy_free(plain);
    coprod_taxonomy_free(details);
}

static void words(void **state)
{
    static const char *const expected[] = {"given", "declined", "not-asked", "unsure", "not-applicable", "not-answered",
                                           "blank", "no-code", ""};
    (void)state;
    for (int32_t i = COPROD_TAXONOMY_GIVEN; i <= COPROD_TAXONOMY_NO_CODE + 1; i++)
        assert_string_equal(coprod_taxonomy_word(i), expected[i]);
    assert_string_equal(coprod_taxonomy_word(-1), "");
}

static void wrong_calls(void **state)
{
    coprod_taxonomy *taxonomy = builtin_list("imd-deciles"), *none = (coprod_taxonomy *)1;
    int32_t index = 7, residual = 7;
    (void)state;
    CHECK_OUT(coprod_taxonomy_info, coprod_taxonomy_get(taxonomy, out));
    CHECK_OUT(coprod_taxonomy_class_info, coprod_taxonomy_class(taxonomy, 9, out));
    CHECK_OUT(coprod_taxonomy_grouping_info, coprod_taxonomy_grouping(taxonomy, 1, out));
    CHECK_OUT(coprod_taxonomy_group_info, coprod_taxonomy_group(taxonomy, 0, 4, out));
    CHECK_EMPTY(coprod_taxonomy_info, coprod_taxonomy_get(NULL, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_taxonomy_class_info, coprod_taxonomy_class(taxonomy, 10, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_taxonomy_class_info, coprod_taxonomy_class(taxonomy, -1, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_taxonomy_grouping_info, coprod_taxonomy_grouping(taxonomy, 2, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_taxonomy_grouping_info, coprod_taxonomy_grouping(taxonomy, -1, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_taxonomy_group_info, coprod_taxonomy_group(taxonomy, 0, 5, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_taxonomy_group_info, coprod_taxonomy_group(taxonomy, 2, 0, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_taxonomy_group_info, coprod_taxonomy_group(taxonomy, -1, 0, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_taxonomy_group_info, coprod_taxonomy_group(taxonomy, 0, -1, out), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_taxonomy_find(taxonomy, NULL, 0, &index), COPROD_E_ARGUMENT);
    assert_int_equal(index, COPROD_TAXONOMY_NONE);
    assert_int_equal(coprod_taxonomy_find(NULL, "1", 1, &index), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_find(taxonomy, "1", 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_find(taxonomy, "\xff", 1, &index), COPROD_E_TEXT);
    assert_int_equal(coprod_taxonomy_find(taxonomy, "10x", 2, &index), COPROD_OK);
    assert_int_equal(index, 9);
    assert_int_equal(coprod_taxonomy_grouping_find(taxonomy, "thirds", &index), COPROD_E_UNKNOWN);
    assert_int_equal(index, COPROD_TAXONOMY_NONE);
    assert_int_equal(coprod_taxonomy_grouping_find(taxonomy, NULL, &index), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_grouping_find(NULL, "quintiles", &index), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_grouping_find(taxonomy, "quintiles", NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_group_of(taxonomy, 0, 10, &index, &residual), COPROD_E_UNKNOWN);
    assert_true(index == COPROD_TAXONOMY_NONE && residual == 0);
    assert_int_equal(coprod_taxonomy_group_of(taxonomy, 0, -1, &index, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_taxonomy_group_of(taxonomy, 2, 0, &index, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_taxonomy_group_of(taxonomy, -1, 0, &index, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_taxonomy_group_of(NULL, 0, 0, &index, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_group_of(taxonomy, 0, 0, NULL, NULL), COPROD_E_ARGUMENT);
    assert_null(coprod_taxonomy_note(NULL, 0));
    assert_int_equal(coprod_taxonomy_builtin("imd-deciles", NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_builtin(NULL, NULL, &none), COPROD_E_ARGUMENT);
    assert_null(none);
    assert_int_equal(coprod_taxonomy_builtin("none", NULL, &none), COPROD_E_UNKNOWN);
    coprod_taxonomy_free(taxonomy);
    coprod_taxonomy_free(NULL);
}

/* A list is given back as often as it was taken. */
static void references(void **state)
{
    coprod_taxonomy *taxonomy = builtin_list("nhs-pds-ethnic-category");
    (void)state;
    assert_ptr_equal(coprod__taxonomy_take(taxonomy), taxonomy);
    coprod_taxonomy_free(taxonomy);
    assert_string_equal(info_of(taxonomy).extends, "nhs-ethnic-category-2001");
    coprod_taxonomy_free(taxonomy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(codes_of_the_sources, load_facts, free_facts),
        cmocka_unit_test_setup_teardown(groups_of_the_sources, load_facts, free_facts),
        cmocka_unit_test(every_list_is_whole),
        cmocka_unit_test(kinds_and_orders),
        cmocka_unit_test(codes_with_local_characters),
        cmocka_unit_test(words),
        cmocka_unit_test(wrong_calls),
        cmocka_unit_test(references),
    };
    return TEST_MAIN(tests);
}
