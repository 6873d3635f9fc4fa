/* SPDX-License-Identifier: MIT */
/* coprod tally map, one row for each person who came or was invited: what a code means, and what becomes of those that
 * mean nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tally.h"

/* What a code is, beside the index of a group. */
enum { UNKNOWN = -10, NONE = -3, NO_GROUP = -2, NO_CODE = -1 }; /* UNKNOWN less an unknown class; NONE: of these */
enum { ODD_LINES = 5, ODD_MOST = 1000, CODE_MOST = 80 };

/* A code that is in no group, or none at all. */
typedef struct odd {
    char code[CODE_MOST];
    int what;
    size_t rows, lines[ODD_LINES];
} odd;

/* A column of codes of one dimension. */
typedef struct column {
    char dimension[256], list[512];  /* as they were given; list: "" if the codes are ids of groups */
    uint32_t index;
    int membership;
    size_t at;                       /* in the table */
    coprod_taxonomy *taxonomy;
    int32_t grouping;
    int *meanings;                   /* by class of the list */
    odd *odds;
    size_t odd_count, odd_room, odd_more; /* more: rows of further ones, which are not kept */
} column;

/* --- what codes mean --- */

static int group_named(const tally_work *work, const column *own, const char *id)
{
    uint32_t index;
    return coprod_frame_find(work->frame, own->dimension, id, &index) == COPROD_OK ? (int)index : NO_GROUP;
}

/* A class in a group of the frame: by its grouping, or by its own code or that of its parent. */
static int meaning_of(const tally_work *work, const column *own, int32_t index)
{
    coprod_taxonomy_class_info info = {.size = sizeof info};
    coprod_taxonomy_group_info group = {.size = sizeof group};
    int32_t in;
    int found;
    coprod_taxonomy_class(own->taxonomy, index, &info);
    if (info.answer != COPROD_TAXONOMY_GIVEN)
        return UNKNOWN - (info.answer - COPROD_TAXONOMY_DECLINED);
    if (own->grouping != COPROD_TAXONOMY_NONE) {
        coprod_taxonomy_group_of(own->taxonomy, own->grouping, index, &in, NULL);
        return in != COPROD_TAXONOMY_NONE
                       && coprod_taxonomy_group(own->taxonomy, own->grouping, in, &group) == COPROD_OK
                   ? group_named(work, own, group.id)
                   : NO_GROUP;
    }
    found = group_named(work, own, info.code);
    if (found == NO_GROUP && info.parent != COPROD_TAXONOMY_NONE)
        return meaning_of(work, own, info.parent);
    return found;
}

/* A code without a list: the id of a group, or the word of an answer. */
static int meaning_of_id(const tally_work *work, const column *own, const char *code)
{
    const int group = group_named(work, own, code);
    if (group == NO_GROUP && own->membership && !strcmp(code, "none"))
        return NONE;
    for (int answer = COPROD_TAXONOMY_DECLINED; group == NO_GROUP && answer <= COPROD_TAXONOMY_NOT_ANSWERED; answer++)
        if (!strcmp(code, coprod_taxonomy_word(answer)))
            return UNKNOWN - (answer - COPROD_TAXONOMY_DECLINED);
    return group == NO_GROUP ? NO_CODE : group;
}

static int meaning_of_code(const tally_work *work, const column *own, const char *code)
{
    int32_t index;
    if (!own->taxonomy)
        return meaning_of_id(work, own, code);
    return coprod_taxonomy_find(own->taxonomy, code, COPROD_NTS, &index) == COPROD_OK ? own->meanings[index] : NO_CODE;
}

/* --- codes to be named --- */

static void note(const tally_work *work, column *own, const char *code, int what, size_t row)
{
    odd *one = NULL;
    for (size_t i = 0; i < own->odd_count && !one; i++)
        if (!strncmp(own->odds[i].code, code, CODE_MOST - 1))
            one = &own->odds[i];
    if (!one) {
        if (own->odd_count == own->odd_room) {
            const size_t room = own->odd_room ? 2 * own->odd_room : 16;
            odd *more = room <= 2 * ODD_MOST ? realloc(own->odds, room * sizeof *more) : NULL;
            if (!more) {
                own->odd_more++;
                return;
            }
            own->odds = more;
            own->odd_room = room;
        }
        one = &own->odds[own->odd_count++];
        *one = (odd){.what = what};
        snprintf(one->code, sizeof one->code, "%.*s", CODE_MOST - 1, code);
    }
    if (one->rows < ODD_LINES)
        one->lines[one->rows] = work->table.lines[row];
    one->rows++;
}

/* What is wrong with a code, in words. */
static void reason(const column *own, const odd *one, char *text, size_t room)
{
    if (one->what == NO_GROUP)
        snprintf(text, room, "is in no group of \"%s\" in the frame; an answer, counted in none", own->dimension);
    else
        snprintf(text, room, "is no %s%s%s; without another answer, not recorded",
                 own->list[0] ? "code of " : "group of \"", own->list[0] ? own->list : own->dimension,
                 own->list[0] ? "" : "\" in the frame");
}

static void tell(const tally_work *work, const column *own)
{
    const tally_table *table = &work->table;
    char place[300], why[700], lines[200], text[1200];
    snprintf(place, sizeof place, "column \"%.200s\"",
             table->rows && own->at < table->columns ? table_field(table, 0, own->at) : "");
    for (size_t i = 0; i < own->odd_count; i++) {
        const odd *one = &own->odds[i];
        int n = 0;
        for (size_t k = 0; k < one->rows && k < ODD_LINES; k++)
            n += snprintf(lines + n, sizeof lines - (size_t)n, "%s %zu", k ? "," : "", one->lines[k]);
        reason(own, one, why, sizeof why);
        snprintf(text, sizeof text, "\"%s\" %s: %zu %s%s%s", one->code, why, one->rows,
                 one->rows == 1 ? "row, line" : "rows, lines", lines, one->rows > ODD_LINES ? " ..." : "");
        program_fail(table->name, place, text);
    }
    snprintf(text, sizeof text, "%zu more rows with other codes of that kind", own->odd_more);
    if (own->odd_more)
        program_fail(table->name, place, text);
}

/* --- rows --- */

/* What one field says. The unknown class counts only if nothing is answered. */
static void count_field(tally_work *work, column *own, size_t row)
{
    const char *field = table_field(&work->table, row, own->at);
    int64_t *unknown = work->unknown + (size_t)own->index * COPROD_UNKNOWN_CLASSES;
    int why = COPROD_UNKNOWN_NOT_ANSWERED, answered = 0;
    memset(unknown, 0, COPROD_UNKNOWN_CLASSES * sizeof *unknown);
    for (const char *at = field; *at;) {
        const size_t length = own->membership ? strcspn(at, ";") : strlen(at);
        char code[512];
        size_t first = strspn(at, " \t\r\n"), last = length;
        int what;
        while (last > first && strchr(" \t\r\n", at[last - 1]))
            last--;
        snprintf(code, sizeof code, "%.*s", last > first ? (int)(last - first) : 0, at + first);
        at += length + (at[length] == ';');
        if (!code[0])
            continue;
        what = meaning_of_code(work, own, code);
        if (what >= 0)
            work->counts[what] = 1;
        if (what == NO_CODE || what == NO_GROUP)
            note(work, own, code, what, row);
        answered |= what >= 0 || what == NO_GROUP || what == NONE;
        if (what <= UNKNOWN)
            why = UNKNOWN - what;
        else if (what == NO_CODE && why == COPROD_UNKNOWN_NOT_ANSWERED)
            why = COPROD_UNKNOWN_NOT_ASKED;
    }
    unknown[why] = !answered;
    if (own->membership)
        work->known[own->index] = answered;
}

/* --- columns --- */

static coprod_taxonomy *load_list(const char *name)
{
    const size_t length = strlen(name);
    size_t bytes = 0;
    coprod_taxonomy *taxonomy = NULL;
    coprod_findings *findings = NULL;
    char *text;
    if (length < 5 || strcmp(name + length - 5, ".json")) {
        if (coprod_taxonomy_builtin(name, NULL, &taxonomy) != COPROD_OK)
            program_fail("tally map", name,
                         "no such list; \"coprod taxonomies\" shows them, and NAME.json is your own");
        return taxonomy;
    }
    text = program_read(name, &bytes);
    if (text && coprod_findings_new(NULL, &findings) == COPROD_OK)
        coprod_taxonomy_load(text, bytes, NULL, findings, &taxonomy);
    if (text && !taxonomy && !coprod_findings_count(findings))
        program_fail(name, NULL, "could not be read as a list of classes");
    program_findings(name, findings);
    coprod_findings_free(findings);
    free(text);
    return taxonomy;
}

/* DIMENSION=COLUMN[:LIST[/GROUPING]]; a list may be a path that ends in .json. 0 after an error. */
static int split(column *own, const char *given, char *name, size_t room, char **grouping)
{
    const char *is = strchr(given, '='), *list = is ? strchr(is, ':') : NULL, *end = given + strlen(given);
    char *at;
    if (!is || is == given || is + 1 == (list ? list : end) || (list && list + 1 == end)
        || (size_t)(is - given) >= sizeof own->dimension || (size_t)((list ? list : end) - is) > room
        || (list && (size_t)(end - list) > sizeof own->list))
        return program_fail("tally map", given, "--column takes DIMENSION=COLUMN[:LIST[/GROUPING]]"), 0;
    snprintf(own->dimension, sizeof own->dimension, "%.*s", (int)(is - given), given);
    snprintf(name, room, "%.*s", (int)((list ? list : end) - is - 1), is + 1);
    snprintf(own->list, sizeof own->list, "%s", list ? list + 1 : "");
    at = strstr(own->list, ".json/");
    at = at ? at + 5 : strstr(own->list, ".json") ? NULL : strchr(own->list, '/');
    *grouping = at ? at + 1 : NULL;
    if (at)
        *at = '\0';
    return 1;
}

static int frame_dimension(const tally_work *work, const char *id, uint32_t *index, int *membership)
{
    for (*index = 0; *index < work->info.dimension_count; ++*index) {
        coprod_frame_dimension dimension = {.size = sizeof dimension};
        coprod_frame_get_dimension(work->frame, *index, &dimension);
        *membership = dimension.kind == COPROD_DIMENSION_MEMBERSHIP;
        if (!strcmp(dimension.id, id))
            return 1;
    }
    return program_fail("tally map", id, "is no dimension of the frame"), 0;
}

static int open_column(tally_work *work, column *own, const char *given)
{
    coprod_taxonomy_info info = {.size = sizeof info};
    char name[256], *grouping;
    if (!split(own, given, name, sizeof name, &grouping)
        || !frame_dimension(work, own->dimension, &own->index, &own->membership))
        return 0;
    own->at = table_column(&work->table, name);
    own->grouping = COPROD_TAXONOMY_NONE;
    if (own->at == work->table.columns || !own->list[0])
        return own->at != work->table.columns;
    own->taxonomy = load_list(own->list);
    if (!own->taxonomy)
        return 0;
    if (grouping && coprod_taxonomy_grouping_find(own->taxonomy, grouping, &own->grouping) != COPROD_OK)
        return program_fail("tally map", given,
                            "the list has no such grouping; \"coprod taxonomies LIST\" shows them"), 0;
    coprod_taxonomy_get(own->taxonomy, &info);
    own->meanings = malloc((info.class_count + info.unknown_count + 1) * sizeof *own->meanings);
    if (!own->meanings)
        return program_status(NULL, COPROD_E_MEMORY), 0;
    for (uint32_t i = 0; i < info.class_count + info.unknown_count; i++)
        own->meanings[i] = meaning_of(work, own, (int32_t)i);
    return 1;
}

/* Each dimension stands in one column: two would count its people twice. */
static int open_columns(tally_work *work, column *columns)
{
    int right = 1;
    for (size_t i = 0; i < work->options->column_count; i++) {
        right &= open_column(work, &columns[i], work->options->columns[i]);
        for (size_t k = 0; k < i; k++)
            if (!strcmp(columns[k].dimension, columns[i].dimension)) {
                program_fail("tally map", columns[i].dimension,
                             "has two columns; several codes of a person stand in one field, with ; between them");
                right = 0;
            }
    }
    return right;
}

int tally_map_rows(tally_work *work)
{
    const size_t count = work->options->column_count;
    column *columns = calloc(count + 1, sizeof *columns);
    int right = columns && open_columns(work, columns) && work->table.problems == work->before;
    for (size_t row = 1; right && row < work->table.rows; row++) {
        work_clear(work);
        for (size_t i = 0; i < count; i++)
            count_field(work, &columns[i], row);
        work_add(work, row);
    }
    for (size_t i = 0; columns && i < count; i++) {
        tell(work, &columns[i]);
        coprod_taxonomy_free(columns[i].taxonomy);
        free(columns[i].meanings);
        free(columns[i].odds);
    }
    free(columns);
    return right && !work->table.problems ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
}
