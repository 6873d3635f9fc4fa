/* SPDX-License-Identifier: MIT */
/* Columns of codes: what each row means, what is counted, what is named. */
#include "taxonomy_tools.h"

static void a_column(void **state)
{
    static const char *const rows[] = {"A", "CL", "R", "Z", "99", "", "  ", "XX", "A ", "q", "XX", "\xff\xfe", "c\tl"};
    enum { ROWS = sizeof rows / sizeof *rows, CLASSES = 18, GROUPS = 5 };
    static const int32_t classes[ROWS] = {0, 2, 14, 16, 17, -1, -1, -1, 0, -1, -1, -1, -1}, groups[ROWS] =
        {0, 0, 4, -1, -1, -1, -1, -1, 0, -1, -1, -1, -1};
    static const uint8_t answers[ROWS] = {0, 0, 0, 1, 2, 6, 6, 7, 0, 7, 7, 7, 7};
    static const struct {
        const char *found;
        int64_t row;
        const char *expected;
    } named[] = {{"XX", 7, "a code of nhs-ethnic-category-2001; rows: 2"},
                 {"q", 9, "a code of nhs-ethnic-category-2001; rows: 1"},
                 {"...", 11, "a code of nhs-ethnic-category-2001; rows: 1"},
                 {"c...", 12, "a code of nhs-ethnic-category-2001; rows: 1"}};
    coprod_taxonomy *list = builtin_list("nhs-ethnic-category-2001");
    coprod_findings *findings = new_findings();
    int32_t found_classes[ROWS], found_groups[ROWS];
    uint8_t found_answers[ROWS];
    uint64_t class_rows[CLASSES], group_rows[GROUPS];
    size_t offsets[ROWS + 1] = {0};
    char text[100] = "";
    coprod_taxonomy_rows counts = {.size = sizeof counts};
    const coprod_taxonomy_columns columns = {sizeof columns, found_classes, found_groups, found_answers, class_rows,
                                             group_rows};
    (void)state;
    memset(class_rows, 0xAA, sizeof class_rows);
    memset(group_rows, 0xAA, sizeof group_rows);
    for (size_t i = 0; i < ROWS; i++) {
        memcpy(text + offsets[i], rows[i], strlen(rows[i]));
        offsets[i + 1] = offsets[i] + strlen(rows[i]);
    }
    assert_int_equal(coprod_taxonomy_map(list, grouping_of(list, "five-groups-2001"), text, offsets[ROWS], offsets, ROWS,
                                         &columns, findings, &counts), COPROD_OK);
    assert_memory_equal(found_classes, classes, sizeof classes);
    assert_memory_equal(found_groups, groups, sizeof groups);
    assert_memory_equal(found_answers, answers, sizeof answers);
    assert_true(counts.rows == ROWS && counts.given == 4 && counts.declined == 1 && counts.not_asked == 1);
    assert_true(counts.blank == 2 && counts.no_code == 5 && counts.local == 1 && !counts.ungrouped);
    assert_true(class_rows[0] == 2 && class_rows[2] == 1 && class_rows[14] == 1 && class_rows[16] == 1);
    assert_true(group_rows[0] == 3 && !group_rows[1] && group_rows[4] == 1);
    assert_int_equal(coprod_findings_count(findings), 4);
    for (size_t i = 0; i < 4; i++) {
        coprod_finding one = {.size = sizeof one};
        assert_int_equal(coprod_findings_get(findings, i, &one), COPROD_OK);
        assert_string_equal(one.code, "unknown-code");
        assert_string_equal(one.found, named[i].found);
        assert_string_equal(one.expected, named[i].expected);
        assert_true(one.row == named[i].row && one.severity == COPROD_WARNING && !one.place[0]);
    }
    coprod_findings_free(findings);
    coprod_taxonomy_free(list);
}

/* Answers of a census, and a class that is in no group. */
static void other_answers(void **state)
{
    static const char text[] = "1-88UZ9B";
    static const size_t offsets[] = {0, 1, 3, 4, 5, 6, 7, 8};
    coprod_taxonomy *list = list_of("{'schema': 'taxonomy/1', 'id': 'own', 'version': '1', 'title': 'T', 'dimension': 'd',"
                                    " 'kind': 'partition', 'classes': [{'code': '1', 'title': 'a'}], 'unknown': ["
                                    "{'code': '-8', 'title': 'n', 'answer': 'not-applicable'},"
                                    "{'code': '8', 'title': 'o', 'answer': 'not-answered'},"
                                    "{'code': 'U', 'title': 'u', 'answer': 'unsure'},"
                                    "{'code': 'Z', 'title': 'z', 'answer': 'declined'},"
                                    "{'code': '9', 'title': 'k', 'answer': 'not-asked'}]}");
    coprod_taxonomy_rows counts = {.size = sizeof counts};
    (void)state;
    assert_int_equal(coprod_taxonomy_map(list, COPROD_TAXONOMY_NONE, text, 8, offsets, 7, NULL, NULL, &counts), COPROD_OK);
    assert_true(counts.rows == 7 && counts.given == 1 && counts.not_applicable == 1 && counts.not_answered == 1);
    assert_true(counts.unsure == 1 && counts.declined == 1 && counts.not_asked == 1 && counts.no_code == 1);
    coprod_taxonomy_free(list);
}

static void not_grouped(void **state)
{
    char found[200];
    static const size_t offsets[] = {0, 1, 2};
    json_t *json = json_of("{'schema': 'taxonomy/1', 'id': 'own', 'version': '1', 'title': 'T', 'dimension': 'd', 'kind':"
                           " 'partition', 'classes': [{'code': '1', 'title': 'a'}, {'code': '2', 'title': 'b'}], 'groupings':"
                           " [{'id': 'g', 'title': 'G', 'groups': [{'id': 'x', 'title': 'X', 'classes': ['2']}]}]}");
    coprod_taxonomy *list = list_found(json, found, sizeof found), *deciles = builtin_list("imd-deciles");
    coprod_taxonomy_rows counts = {.size = sizeof counts};
    coprod_taxonomy_match_info match = {.size = sizeof match};
    (void)state;
    assert_string_equal(found, "warning class-not-grouped /groupings/0");
    assert_int_equal(coprod_taxonomy_map(list, 0, "12", 2, offsets, 2, NULL, NULL, &counts), COPROD_OK);
    assert_true(counts.given == 2 && counts.ungrouped == 1);
    assert_int_equal(coprod_taxonomy_match(list, deciles, 0, &match), COPROD_E_UNKNOWN);
    json_decref(json);
    coprod_taxonomy_free(list);
    coprod_taxonomy_free(deciles);
}

/* The first thousand are named one by one, the others together. */
static void many_unknown(void **state)
{
    enum { ROWS = 1500 };
    static char text[ROWS * 8 + 1];
    static size_t offsets[2 * ROWS + 1];
    coprod_taxonomy *list = builtin_list("imd-deciles");
    coprod_findings *findings = new_findings();
    coprod_finding last = {.size = sizeof last};
    char sentence[200];
    (void)state;
    for (size_t i = 0; i < ROWS; i++) { /* each code twice: offsets never fall, so the text has it twice */
        snprintf(text + i * 8, 9, "x%03xx%03x", (unsigned)i & 0xfff, (unsigned)i & 0xfff);
        offsets[2 * i] = i * 8;
        offsets[2 * i + 1] = i * 8 + 4;
    }
    offsets[2 * ROWS] = ROWS * 8;
    assert_int_equal(coprod_taxonomy_map(list, COPROD_TAXONOMY_NONE, text, ROWS * 8, offsets, 2 * ROWS, NULL, findings,
                                         NULL), COPROD_OK);
    assert_int_equal(coprod_findings_count(findings), 1001);
    assert_int_equal(coprod_findings_get(findings, 1000, &last), COPROD_OK);
    assert_string_equal(last.code, "more-unknown-codes");
    assert_string_equal(last.expected, "a code of imd-deciles; rows: 1000");
    assert_int_equal(last.row, 2000);
    assert_int_equal(coprod_findings_text(findings, 1000, NULL, sentence, sizeof sentence, NULL), COPROD_OK);
    assert_non_null(strstr(sentence, "Row 2000"));
    coprod_findings_free(findings);
    coprod_taxonomy_free(list);
}

/* Every text of no, one or two bytes, and some of three, under each list: a long column is row by row the single call. */
static void every_short_code(void **state)
{
    enum { ROWS = 1 + 256 + 65536 + 256 };
    static char text[3 * ROWS];
    static size_t offsets[ROWS + 1];
    static int32_t classes[ROWS];
    static uint8_t answers[ROWS];
    const coprod_taxonomy_columns columns = {.size = sizeof columns, .classes = classes, .answers = answers};
    size_t at = 0, row = 1;
    (void)state;
    for (unsigned n = 1; n <= 3; n++)
        for (unsigned k = 0; k < (n == 2 ? 65536u : 256u); k++) {
            if (n == 3)
                text[at++] = 'C';
            if (n >= 2)
                text[at++] = (char)(n == 3 ? ' ' : k >> 8);
            text[at++] = (char)k;
            offsets[++row] = at;
        }
    assert_int_equal(row, ROWS);
    for (size_t l = 0; l < coprod_taxonomy_count(); l++) {
        coprod_taxonomy *list = builtin_list(coprod_taxonomy_id(l));
        coprod_taxonomy_rows rows = {.size = sizeof rows};
        uint64_t local = 0;
        assert_int_equal(coprod_taxonomy_map(list, COPROD_TAXONOMY_NONE, text, at, offsets, ROWS, &columns, NULL, &rows),
                         COPROD_OK);
        for (size_t i = 0; i < ROWS; i++) {
            const char *code = text + offsets[i];
            const size_t length = offsets[i + 1] - offsets[i];
            int32_t index;
            coprod_status status = coprod_taxonomy_find(list, code, length, &index);
            int spaces = 1;
            for (size_t k = 0; k < length; k++)
                spaces &= code[k] == ' ';
            assert_int_equal(classes[i], status == COPROD_OK ? index : COPROD_TAXONOMY_NONE);
            assert_int_equal(answers[i], index >= 0 ? class_at(list, index).answer
                                         : spaces   ? COPROD_TAXONOMY_BLANK
                                                    : COPROD_TAXONOMY_NO_CODE);
            for (size_t k = 0; index >= 0 && k < length; k++) {
                const char *own = class_at(list, index).code;
                if (code[k] != ' ') { /* more than the code itself is for local use */
                    local += length - k > strlen(own) && code[k + strlen(own)] != ' ';
                    break;
                }
            }
        }
        assert_int_equal(rows.local, local);
        coprod_taxonomy_free(list);
    }
}

static void wrong_columns(void **state)
{
    static const size_t fall[] = {0, 2, 1}, beyond[] = {0, 1, 4}, good[] = {0, 1, 2}, empty[] = {0, 0, 0};
    coprod_taxonomy *list = builtin_list("imd-deciles");
    coprod_taxonomy_rows counts = {.size = sizeof counts};
    int32_t classes[2] = {7, 7};
    const coprod_taxonomy_columns columns = {.size = sizeof columns, .classes = classes};
    (void)state;
    CHECK_OUT(coprod_taxonomy_rows, coprod_taxonomy_map(list, 0, "12", 2, good, 2, NULL, NULL, out));
    CHECK_IN(coprod_taxonomy_columns, columns, coprod_taxonomy_map(list, 0, "12", 2, good, 2, in, NULL, NULL),
             classes[0] = 7);
    assert_int_equal(coprod_taxonomy_map(list, 0, "12", 2, fall, 2, &columns, NULL, &counts), COPROD_E_RANGE);
    assert_int_equal(coprod_taxonomy_map(list, 0, "12", 2, beyond, 2, &columns, NULL, &counts), COPROD_E_RANGE);
    assert_int_equal(classes[0], 7);
    assert_int_equal(coprod_taxonomy_map(list, 2, "12", 2, good, 2, &columns, NULL, &counts), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_taxonomy_map(list, -2, "12", 2, good, 2, &columns, NULL, &counts), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_taxonomy_map(NULL, 0, "12", 2, good, 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_map(list, 0, NULL, 2, good, 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_map(list, 0, "12", 2, NULL, 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_map(list, 0, "12", 2, good, (size_t)-1, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_taxonomy_map(list, 0, NULL, 0, empty, 2, &columns, NULL, &counts), COPROD_OK);
    assert_true(counts.blank == 2 && classes[0] == COPROD_TAXONOMY_NONE);
    assert_int_equal(coprod_taxonomy_map(list, 0, NULL, 0, empty, 0, NULL, NULL, &counts), COPROD_OK);
    assert_int_equal(counts.rows, 0);
    coprod_taxonomy_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column),     cmocka_unit_test(other_answers),    cmocka_unit_test(not_grouped),
        cmocka_unit_test(many_unknown), cmocka_unit_test(every_short_code), cmocka_unit_test(wrong_columns),
    };
    return TEST_MAIN(tests);
}
