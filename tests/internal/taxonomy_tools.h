/* SPDX-License-Identifier: MIT */
/* Lists of classes, built-in ones and those of documents in single quotes. */
#ifndef COPROD_TEST_TAXONOMY_TOOLS_H
#define COPROD_TEST_TAXONOMY_TOOLS_H

#include "inside.h"

static inline coprod_taxonomy *builtin_list(const char *id)
{
    coprod_taxonomy *taxonomy = NULL;
    if (coprod_taxonomy_builtin(id, NULL, &taxonomy) != COPROD_OK)
        fail_msg("no list %s", id);
    return taxonomy;
}

static inline coprod_taxonomy_info info_of(const coprod_taxonomy *taxonomy)
{
    coprod_taxonomy_info info = {.size = sizeof info};
    assert_int_equal(coprod_taxonomy_get(taxonomy, &info), COPROD_OK);
    return info;
}

static inline coprod_taxonomy_class_info class_at(const coprod_taxonomy *taxonomy, int32_t index)
{
    coprod_taxonomy_class_info info = {.size = sizeof info};
    assert_int_equal(coprod_taxonomy_class(taxonomy, index, &info), COPROD_OK);
    return info;
}

static inline int32_t class_of(const coprod_taxonomy *taxonomy, const char *code)
{
    int32_t index;
    return coprod_taxonomy_find(taxonomy, code, COPROD_NTS, &index) == COPROD_OK ? index : COPROD_TAXONOMY_NONE;
}

static inline int32_t grouping_of(const coprod_taxonomy *taxonomy, const char *id)
{
    int32_t index;
    if (coprod_taxonomy_grouping_find(taxonomy, id, &index) != COPROD_OK)
        fail_msg("no grouping %s", id);
    return index;
}

/* The id of the group of a code, "" if it is in none. */
static inline const char *group_of(const coprod_taxonomy *taxonomy, const char *grouping, const char *code)
{
    coprod_taxonomy_group_info info = {.size = sizeof info};
    const int32_t g = grouping_of(taxonomy, grouping);
    int32_t group;
    assert_int_equal(coprod_taxonomy_group_of(taxonomy, g, class_of(taxonomy, code), &group, NULL), COPROD_OK);
    return coprod_taxonomy_group(taxonomy, g, group, &info) == COPROD_OK ? info.id : "";
}

/* Findings in one line, "code place;code place". */
static inline void in_line(const coprod_findings *findings, char *found, size_t room)
{
    size_t length;
    list_findings(findings, found, room);
    length = strlen(found);
    for (size_t i = 0; i < length; i++)
        found[i] = found[i] != '\n' ? found[i] : i + 1 < length ? ';' : '\0';
}

/* A document as a list, and what was found; NULL where it was refused. */
static inline coprod_taxonomy *list_found(const json_t *json, char *found, size_t room)
{
    coprod_taxonomy *taxonomy = (coprod_taxonomy *)1;
    coprod_findings *findings = new_findings();
    char *text = json_dumps(json, JSON_ENCODE_ANY);
    coprod_status status = coprod_taxonomy_load(text, COPROD_NTS, NULL, findings, &taxonomy);
    in_line(findings, found, room);
    assert_int_equal(status, taxonomy ? COPROD_OK : COPROD_E_DEFINITION);
    coprod_findings_free(findings);
    free(text);
    return taxonomy;
}

static inline coprod_taxonomy *list_of(const char *quoted)
{
    char found[4000];
    json_t *json = json_of(quoted);
    coprod_taxonomy *taxonomy = list_found(json, found, sizeof found);
    if (!taxonomy || found[0])
        fail_msg("%s", found);
    json_decref(json);
    return taxonomy;
}

#endif
