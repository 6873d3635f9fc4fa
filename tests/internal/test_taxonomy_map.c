/* SPDX-License-Identifier: MIT */
/* Two lists compared, and lists as JSON. */
#include "taxonomy_tools.h"

static coprod_taxonomy_match_info match_at(const coprod_taxonomy *from, const coprod_taxonomy *to, const char *code)
{
    coprod_taxonomy_match_info match = {.size = sizeof match};
    assert_int_equal(coprod_taxonomy_match(from, to, class_of(from, code), &match), COPROD_OK);
    return match;
}

/* --- comparisons --- */

/* The sixteen groups of which the NHS list and the census say that they are the same, written down by hand: code, the
 * code of the census if it is the only one, how it stands, classes there. */
static void ethnicity(void **state)
{
    static const struct {
        const char *nhs, *census, *group;
        int32_t match;
        uint32_t there;
    } cases[] = {{"A", "13", "white-british", COPROD_TAXONOMY_SAME, 1}, {"B", "14", "white-irish", COPROD_TAXONOMY_SAME, 1},
                 {"C", NULL, "white-other", COPROD_TAXONOMY_SPLIT, 3},  {"H", "3", "indian", COPROD_TAXONOMY_SAME, 1},
                 {"K", "1", "bangladeshi", COPROD_TAXONOMY_SAME, 1},    {"N", "6", "african", COPROD_TAXONOMY_SAME, 1},
                 {"R", "2", "chinese", COPROD_TAXONOMY_SAME, 1},        {"S", NULL, "any-other", COPROD_TAXONOMY_SPLIT, 2},
                 {"CX", NULL, "white-other", COPROD_TAXONOMY_SPLIT, 3}};
    coprod_taxonomy *nhs = builtin_list("nhs-ethnic-category-2001"), *census = builtin_list("census-2021-ethnic-group-19");
    coprod_taxonomy_crosswalk_info info = {.size = sizeof info};
    (void)state;
    assert_int_equal(coprod_taxonomy_crosswalk(nhs, census, &info), COPROD_OK);
    assert_string_equal(info.common, "ethnicity-common-16");
    assert_true(info.group_count == 16 && info.residual_count == 3 && !info.from_apart && !info.to_apart);
    assert_int_equal(info.from_grouping, grouping_of(nhs, "sixteen-groups"));
    assert_int_equal(info.to_grouping, grouping_of(census, "sixteen-groups"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const coprod_taxonomy_match_info one = match_at(nhs, census, cases[i].nhs);
        assert_string_equal(one.group, cases[i].group);
        assert_true(one.match == cases[i].match && one.from_count == 1 && one.to_count == cases[i].there);
        assert_int_equal(one.to_class, cases[i].census ? class_of(census, cases[i].census) : COPROD_TAXONOMY_NONE);
        assert_int_equal(one.residual, 0);
    }
    assert_int_equal(match_at(census, nhs, "17").match, COPROD_TAXONOMY_MERGED);
    assert_int_equal(match_at(census, nhs, "17").residual, 0);
    assert_int_equal(match_at(census, nhs, "16").residual, 1);
    assert_int_equal(match_at(census, nhs, "18").to_class, class_of(nhs, "S"));
    coprod_taxonomy_free(nhs);
    coprod_taxonomy_free(census);
}

/* What may not be compared is not, however much the names look alike; what may is said to be through which groups. */
static void comparable_or_not(void **state)
{
    static const struct {
        const char *from, *to, *common;
        uint32_t groups, apart, residual;
    } cases[] = {
        {"nhs-ethnic-category-2001", "census-2021-ethnic-group-5", "census-2021-ethnic-group-5", 5, 0, 0},
        {"census-2021-ethnic-group-19", "census-2021-ethnic-group-5", "census-2021-ethnic-group-5", 5, 0, 0},
        {"nhs-ethnic-category-2001", "ethnicity-common-16", "ethnicity-common-16", 16, 0, 0},
        {"nhs-pds-ethnic-category", "nhs-ethnic-category-2001", "ethnicity-common-16", 16, 0, 0},
        {"imd-deciles", "imd-quintiles", "imd-quintiles", 5, 0, 0},
        {"nhs-religion-group", "census-2021-religion", "census-2021-religion", 8, 0, 4},
        {"nhs-sexual-orientation", "census-2021-sexual-orientation", "sexual-orientation-common-4", 4, 0, 3},
        {"nhs-person-stated-gender", "census-2021-sex", "sex-common-2", 2, 1, 0},
        {"census-2021-sex", "nhs-person-stated-gender", "sex-common-2", 2, 1, 0},
        {"imd-deciles", "imd-deciles", "imd-deciles", 10, 0, 0},
        {"nhs-disability", "census-2021-disability", NULL, 0, 0, 0},
        {"nhs-gender-identity", "census-2021-gender-identity", NULL, 0, 0, 0},
        {"imd-deciles", "census-2021-ethnic-group-5", NULL, 0, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_taxonomy *from = builtin_list(cases[i].from), *to = builtin_list(cases[i].to);
        coprod_taxonomy_crosswalk_info info = {.size = sizeof info};
        coprod_taxonomy_match_info match = {.size = sizeof match};
        coprod_status status = coprod_taxonomy_crosswalk(from, to, &info);
        assert_int_equal(status, cases[i].common ? COPROD_OK : COPROD_E_UNKNOWN);
        assert_int_equal(coprod_taxonomy_match(from, to, 0, &match), status);
        assert_int_equal(coprod_taxonomy_crosswalk_json(from, to, NULL, 0, NULL),
                         status == COPROD_OK ? COPROD_E_BUFFER : status);
        if (cases[i].common) {
            assert_string_equal(info.common, cases[i].common);
            assert_true(info.group_count == cases[i].groups && info.residual_count == cases[i].residual);
            assert_int_equal(info.from_apart + info.to_apart, cases[i].apart);
        }
        coprod_taxonomy_free(from);
        coprod_taxonomy_free(to);
    }
}

/* Deciles merge into quintiles; 1 is female in one list and male in another; what says nothing goes by what it says. */
static void other_matches(void **state)
{
    coprod_taxonomy *deciles = builtin_list("imd-deciles"), *quintiles = builtin_list("imd-quintiles");
    coprod_taxonomy *sex = builtin_list("census-2021-sex"), *stated = builtin_list("nhs-person-stated-gender");
    coprod_taxonomy *nhs = builtin_list("nhs-sexual-orientation"), *pds = builtin_list("nhs-pds-ethnic-category");
    coprod_taxonomy *ethnic = builtin_list("nhs-ethnic-category-2001"), *census = builtin_list("census-2021-ethnic-group-19");
    coprod_taxonomy_match_info one;
    (void)state;
    one = match_at(deciles, quintiles, "10");
    assert_true(one.match == COPROD_TAXONOMY_MERGED && one.to_class == class_of(quintiles, "5") && one.from_count == 2);
    one = match_at(quintiles, deciles, "1");
    assert_true(one.match == COPROD_TAXONOMY_SPLIT && one.to_class == COPROD_TAXONOMY_NONE && one.to_count == 2);
    assert_int_equal(match_at(sex, stated, "1").to_class, class_of(stated, "2"));
    one = match_at(stated, sex, "9");
    assert_true(one.match == COPROD_TAXONOMY_APART && one.to_group == COPROD_TAXONOMY_NONE && !one.to_count);
    assert_string_equal(one.group, "");
    one = match_at(stated, sex, "X");
    assert_true(one.match == COPROD_TAXONOMY_APART && one.from_count == 1 && !one.to_count);
    one = match_at(nhs, nhs, "Z");
    assert_true(one.match == COPROD_TAXONOMY_SAME && one.to_class == class_of(nhs, "Z"));
    one = match_at(pds, ethnic, "CL");
    assert_true(one.match == COPROD_TAXONOMY_MERGED && one.from_count == 26 && one.to_class == class_of(ethnic, "C"));
    one = match_at(pds, census, "CL");
    assert_true(one.match == COPROD_TAXONOMY_MIXED && one.to_count == 3 && one.to_class == COPROD_TAXONOMY_NONE);
    coprod_taxonomy_free(deciles);
    coprod_taxonomy_free(quintiles);
    coprod_taxonomy_free(sex);
    coprod_taxonomy_free(stated);
    coprod_taxonomy_free(nhs);
    coprod_taxonomy_free(pds);
    coprod_taxonomy_free(ethnic);
    coprod_taxonomy_free(census);
}

/* Each class of both sides stands once in the document, and how each stands is what coprod_taxonomy_match() says. */
static void count_side(const json_t *groups, const json_t *apart, const char *key, const coprod_taxonomy *own)
{
    size_t i, k, seen = json_array_size(apart);
    uint8_t once[128] = {0};
    json_t *group, *one;
    json_array_foreach((json_t *)groups, i, group)
        json_array_foreach(json_object_get(group, key), k, one) {
            assert_int_equal(once[class_of(own, text_of(one, "code"))]++, 0);
            seen++;
        }
    json_array_foreach((json_t *)apart, k, one)
        assert_int_equal(once[class_of(own, text_of(one, "code"))]++, 0);
    assert_int_equal(seen, info_of(own).class_count);
}

static void check_pair(const coprod_taxonomy *from, const coprod_taxonomy *to)
{
    static const char *const names[] = {"apart", "same", "merged", "split", "mixed"};
    static char text[1 << 17];
    size_t i, needed;
    json_t *json, *group;
    assert_int_equal(coprod_taxonomy_crosswalk_json(from, to, text, sizeof text, &needed), COPROD_OK);
    assert_int_equal(needed, strlen(text) + 1);
    json = json_loads(text, 0, NULL);
    count_side(json_object_get(json, "groups"), json_object_get(json, "from_apart"), "from", from);
    count_side(json_object_get(json, "groups"), json_object_get(json, "to_apart"), "to", to);
    json_array_foreach(json_object_get(json, "groups"), i, group) {
        const json_t *ours = json_object_get(group, "from");
        coprod_taxonomy_match_info one = match_at(from, to, text_of(json_array_get(ours, 0), "code"));
        assert_string_equal(text_of(group, "match"), names[one.match]);
        assert_string_equal(text_of(group, "group"), one.group);
        assert_true(one.from_count == json_array_size(ours) && one.to_count == json_array_size(json_object_get(group, "to")));
    }
    json_decref(json);
}

static void every_pair(void **state)
{
    size_t pairs = 0;
    (void)state;
    for (size_t a = 0; a < coprod_taxonomy_count(); a++)
        for (size_t b = 0; b < coprod_taxonomy_count(); b++) {
            coprod_taxonomy *from = builtin_list(coprod_taxonomy_id(a)), *to = builtin_list(coprod_taxonomy_id(b));
            coprod_taxonomy_crosswalk_info info = {.size = sizeof info}, back = {.size = sizeof back};
            coprod_status status = coprod_taxonomy_crosswalk(from, to, &info);
            assert_int_equal(coprod_taxonomy_crosswalk(to, from, &back), status);
            assert_true(info.from_apart == back.to_apart && info.residual_count == back.residual_count);
            assert_int_equal(info.group_count, back.group_count);
            if (status == COPROD_OK) {
                check_pair(from, to);
                pairs++;
            } else {
                assert_string_not_equal(info_of(from).id, info_of(to).id);
            }
            coprod_taxonomy_free(from);
            coprod_taxonomy_free(to);
        }
    assert_true(pairs > coprod_taxonomy_count());
}

/* Groups without classes, classes without a group, and a group whose id is no class of the other list. */
static void own_lists(void **state)
{
    char found[200];
    json_t *json = json_of("{'schema': 'taxonomy/1', 'id': 'one', 'version': '1', 'title': 'T', 'dimension': 'd', 'kind':"
                           " 'partition', 'classes': [{'code': '1', 'title': 'a'}, {'code': '2', 'title': 'b'}, {'code': '3',"
                           " 'title': 'c'}], 'groupings': [{'id': 'g', 'title': 'G', 'common': 'c', 'groups': [{'id': 'g1',"
                           " 'title': 'X', 'classes': ['1']}, {'id': 'g2', 'title': 'Y', 'classes': []}, {'id': 'u', 'title':"
                           " 'Z', 'classes': ['2']}]}]}");
    coprod_taxonomy *one = list_found(json, found, sizeof found);
    coprod_taxonomy *other = list_of("{'schema': 'taxonomy/1', 'id': 'c', 'version': '1', 'title': 'T', 'dimension': 'd',"
                                     " 'kind': 'membership', 'classes': [{'code': 'g1', 'title': 'a'}, {'code': 'g2',"
                                     " 'title': 'b'}, {'code': 'x', 'title': 'c'}], 'unknown': [{'code': 'u', 'title': 'u',"
                                     " 'answer': 'declined'}, {'code': 'v', 'title': 'v', 'answer': 'declined'}]}");
    coprod_taxonomy_crosswalk_info info = {.size = sizeof info};
    coprod_taxonomy_match_info match;
    (void)state;
    assert_string_equal(found, "warning class-not-grouped /groupings/0");
    assert_int_equal(coprod_taxonomy_crosswalk(one, other, &info), COPROD_OK);
    assert_true(info.group_count == 1 && info.from_apart == 2 && info.to_apart == 2 && !info.residual_count);
    assert_int_equal(info.to_grouping, COPROD_TAXONOMY_NONE);
    assert_int_equal(match_at(one, other, "1").match, COPROD_TAXONOMY_SAME);
    assert_int_equal(match_at(one, other, "2").match, COPROD_TAXONOMY_APART);
    assert_int_equal(match_at(one, other, "3").match, COPROD_TAXONOMY_APART);
    assert_int_equal(match_at(other, one, "g2").match, COPROD_TAXONOMY_APART);
    match = match_at(other, other, "u"); /* two codes say the same */
    assert_true(match.match == COPROD_TAXONOMY_MIXED && match.to_class == COPROD_TAXONOMY_NONE && match.to_count == 2);
    check_pair(one, other);
    check_pair(other, one);
    json_decref(json);
    coprod_taxonomy_free(one);
    coprod_taxonomy_free(other);
}

static void wrong_comparisons(void **state)
{
    coprod_taxonomy *one = builtin_list("imd-deciles"), *other = builtin_list("imd-quintiles");
    char buffer[8] = "x";
    size_t needed = 7;
    (void)state;
    CHECK_OUT(coprod_taxonomy_crosswalk_info, coprod_taxonomy_crosswalk(one, other, out));
    CHECK_OUT(coprod_taxonomy_match_info, coprod_taxonomy_match(one, other, 0, out));
    CHECK_EMPTY(coprod_taxonomy_crosswalk_info, coprod_taxonomy_crosswalk(one, NULL, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_taxonomy_match_info, coprod_taxonomy_match(one, NULL, 0, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_taxonomy_match_info, coprod_taxonomy_match(one, other, 10, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_taxonomy_match_info, coprod_taxonomy_match(one, other, -1, out), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_taxonomy_crosswalk_json(one, NULL, buffer, sizeof buffer, &needed), COPROD_E_ARGUMENT);
    assert_true(!needed && !buffer[0]);
    assert_int_equal(coprod_taxonomy_crosswalk_json(NULL, one, buffer, sizeof buffer, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_crosswalk_json(one, other, NULL, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_json(NULL, buffer, sizeof buffer, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_json(one, NULL, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_json(one, buffer, sizeof buffer, &needed), COPROD_E_BUFFER);
    assert_string_equal(buffer, "{\"schem");
    coprod_taxonomy_free(one);
    coprod_taxonomy_free(other);
}

static void list_as_json(void **state)
{
    coprod_taxonomy *list = builtin_list("nhs-pds-ethnic-category");
    static char text[1 << 16];
    json_t *json;
    (void)state;
    assert_int_equal(coprod_taxonomy_json(list, text, sizeof text, NULL), COPROD_OK);
    json = json_loads(text, 0, NULL);
    assert_string_equal(text_of(json, "schema"), "taxonomy-answer/1");
    assert_string_equal(text_of(json, "extends"), "nhs-ethnic-category-2001");
    assert_int_equal(json_array_size(json_object_get(json, "classes")), 67);
    assert_string_equal(text_of(at(json, "/classes/16"), "parent"), "C");
    assert_string_equal(text_of(at(json, "/unknown/0"), "answer"), "declined");
    assert_int_equal(json_array_size(at(json, "/groupings/0/groups/2/classes")), 26);
    assert_int_equal(json_array_size(at(json, "/groupings/0/not_grouped")), 0);
    json_decref(json);
    coprod_taxonomy_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ethnicity),  cmocka_unit_test(comparable_or_not), cmocka_unit_test(other_matches),
        cmocka_unit_test(every_pair), cmocka_unit_test(own_lists),         cmocka_unit_test(wrong_comparisons),
        cmocka_unit_test(list_as_json),
    };
    return TEST_MAIN(tests);
}
