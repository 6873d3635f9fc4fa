/* SPDX-License-Identifier: MIT */
/* The input as a list of classes, and its bytes as columns of codes under that list or a built-in one. Each class is
 * found by its code, groups add up, a comparison there and back sees the same groups, and columns are single calls. */
#include "fuzz.h"

enum { ROWS = 64, LISTS = 3 };

static coprod_taxonomy *lists[LISTS];

static void free_lists(void)
{
    for (size_t i = 0; i < LISTS; i++)
        coprod_taxonomy_free(lists[i]);
}

/* A built-in list, made once and freed at the end. */
static const coprod_taxonomy *list_at(size_t index)
{
    static const char *const ids[LISTS] = {"nhs-ethnic-category-2001", "census-2021-ethnic-group-19", "imd-quintiles"};
    if (!lists[0])
        HOLDS(!atexit(free_lists));
    for (size_t i = 0; i < LISTS; i++)
        HOLDS(lists[i] || coprod_taxonomy_builtin(ids[i], NULL, &lists[i]) == COPROD_OK);
    return lists[index % LISTS];
}

/* --- one list --- */

static void ask_groups(const coprod_taxonomy *list, const coprod_taxonomy_info *info, int32_t g)
{
    coprod_taxonomy_grouping_info own = {.size = sizeof own};
    uint32_t classes = 0, left = 0;
    int32_t index, residual;
    HOLDS(coprod_taxonomy_grouping(list, g, &own) == COPROD_OK && own.id[0]);
    HOLDS(coprod_taxonomy_grouping_find(list, own.id, &index) == COPROD_OK && index == g);
    for (uint32_t i = 0; i < own.group_count; i++) {
        coprod_taxonomy_group_info one = {.size = sizeof one};
        HOLDS(coprod_taxonomy_group(list, g, (int32_t)i, &one) == COPROD_OK && one.residual_count <= one.class_count);
        classes += one.class_count;
    }
    for (uint32_t i = 0; i < info->class_count + info->unknown_count; i++) {
        HOLDS(coprod_taxonomy_group_of(list, g, (int32_t)i, &index, &residual) == COPROD_OK);
        HOLDS(index < (int32_t)own.group_count && (index >= 0 || !residual));
        HOLDS(i < info->class_count || index == COPROD_TAXONOMY_NONE);
        left += i < info->class_count && index < 0;
    }
    HOLDS(classes + left == info->class_count);
}

static void ask(const coprod_taxonomy *list)
{
    static char text[FUZZ_ROOM];
    coprod_taxonomy_info info = {.size = sizeof info};
    size_t needed = 0;
    coprod_status status;
    HOLDS(coprod_taxonomy_get(list, &info) == COPROD_OK && strlen(info.fingerprint) == 64 && info.class_count);
    for (uint32_t i = 0; i < info.class_count + info.unknown_count; i++) {
        coprod_taxonomy_class_info one = {.size = sizeof one};
        int32_t index;
        HOLDS(coprod_taxonomy_class(list, (int32_t)i, &one) == COPROD_OK && one.parent < (int32_t)i);
        HOLDS((one.answer == COPROD_TAXONOMY_GIVEN) == (i < info.class_count) && coprod_taxonomy_word(one.answer)[0]);
        HOLDS(coprod_taxonomy_find(list, one.code, COPROD_NTS, &index) == COPROD_OK && index == (int32_t)i);
    }
    for (uint32_t i = 0; i < info.note_count; i++)
        HOLDS(coprod_taxonomy_note(list, i)[0]);
    for (uint32_t i = 0; i < info.grouping_count; i++)
        ask_groups(list, &info, (int32_t)i);
    status = coprod_taxonomy_json(list, text, sizeof text, &needed);
    HOLDS(status == COPROD_OK ? needed == strlen(text) + 1 : status == COPROD_E_BUFFER && needed > sizeof text);
}

/* --- two lists --- */

static void compare(const coprod_taxonomy *from, const coprod_taxonomy *to)
{
    static char text[FUZZ_ROOM];
    coprod_taxonomy_crosswalk_info info = {.size = sizeof info}, back = {.size = sizeof back};
    coprod_taxonomy_info own = {.size = sizeof own};
    coprod_taxonomy_match_info match = {.size = sizeof match};
    uint32_t apart = 0;
    size_t needed;
    coprod_status status = coprod_taxonomy_crosswalk(from, to, &info);
    HOLDS(coprod_taxonomy_crosswalk(to, from, &back) == status);
    HOLDS(coprod_taxonomy_get(from, &own) == COPROD_OK);
    if (status != COPROD_OK) {
        HOLDS(status == COPROD_E_UNKNOWN && coprod_taxonomy_match(from, to, 0, &match) == COPROD_E_UNKNOWN);
        return;
    }
    for (uint32_t i = 0; i < own.class_count + own.unknown_count && i < 100; i++) {
        HOLDS(coprod_taxonomy_match(from, to, (int32_t)i, &match) == COPROD_OK);
        HOLDS((match.match == COPROD_TAXONOMY_APART) == !match.to_count);
        HOLDS((match.to_class >= 0) == (match.to_count == 1));
        apart += i < own.class_count && match.match == COPROD_TAXONOMY_APART;
    }
    HOLDS(own.class_count > 100 || apart == info.from_apart);
    status = coprod_taxonomy_crosswalk_json(from, to, text, sizeof text, &needed);
    HOLDS(status == COPROD_OK ? needed == strlen(text) + 1 : status == COPROD_E_BUFFER && needed > sizeof text);
}

/* --- columns --- */

static void map(const coprod_taxonomy *list, const char *data, size_t size)
{
    size_t offsets[ROWS + 1];
    int32_t classes[ROWS], groups[ROWS], index, group;
    uint8_t answers[ROWS];
    coprod_findings *findings = fuzz_new_findings();
    coprod_taxonomy_rows rows = {.size = sizeof rows};
    coprod_taxonomy_info info = {.size = sizeof info};
    const coprod_taxonomy_columns columns = {.size = sizeof columns, .classes = classes, .groups = groups,
                                             .answers = answers};
    HOLDS(coprod_taxonomy_get(list, &info) == COPROD_OK);
    size = size < 4 * ROWS ? size : 4 * ROWS;
    for (size_t i = 0; i <= ROWS; i++)
        offsets[i] = size * i / ROWS;
    HOLDS(coprod_taxonomy_map(list, info.grouping_count ? 0 : COPROD_TAXONOMY_NONE, data, size, offsets, ROWS, &columns,
                              findings, &rows) == COPROD_OK);
    for (size_t i = 0; i < ROWS; i++) {
        coprod_status status = coprod_taxonomy_find(list, data + offsets[i], offsets[i + 1] - offsets[i], &index);
        HOLDS(status == COPROD_OK ? classes[i] == index : classes[i] == COPROD_TAXONOMY_NONE);
        HOLDS(classes[i] >= 0 || answers[i] >= COPROD_TAXONOMY_BLANK);
        if (classes[i] >= 0 && info.grouping_count)
            HOLDS(coprod_taxonomy_group_of(list, 0, classes[i], &group, NULL) == COPROD_OK && group == groups[i]);
    }
    HOLDS(rows.given + rows.declined + rows.not_asked + rows.unsure + rows.not_applicable + rows.not_answered + rows.blank
              + rows.no_code == ROWS);
    HOLDS(!coprod_findings_count(findings) == !rows.no_code && coprod_findings_count(findings) <= rows.no_code);
    fuzz_findings(findings, NULL);
    coprod_findings_free(findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const coprod_taxonomy *other = list_at(size);
    coprod_findings *findings = fuzz_new_findings();
    coprod_taxonomy *list;
    coprod_status status = coprod_taxonomy_load((const char *)data, size, NULL, findings, &list);
    fuzz_refusal(status, list, findings);
    if (list) {
        ask(list);
        compare(list, other);
        compare(list, list);
        map(list, (const char *)data, size);
    }
    map(other, (const char *)data, size);
    coprod_taxonomy_free(list);
    return 0;
}
