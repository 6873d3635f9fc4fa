/* SPDX-License-Identifier: MIT */
/* coprod tally map --wide: one row for each body, with a column of counts for each group, as the diversity data
 * standard of the Leeds anchors has it (https://github.com/open-innovations/diversity-data): ethnicity_asian,
 * ethnicity_prefernottosay, ethnicity_undisclosed, ethnicity_total. An empty field is not published, which is not 0;
 * nor is a column that is not there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tally.h"

/* What a column of counts is, beside the index of a group. */
enum { DECLINED = -5, UNDISCLOSED = -4, TOTAL = -3, OTHERS = -2, DETAIL = -1 };
enum { NAME = 256, WORDS = 400 };

typedef struct wide {
    const char *given, *names;      /* names: NAME=GROUP,... */
    char dimension[NAME], prefix[NAME];
    uint32_t index, group_count;
    int membership;
    int *what;                      /* by column of the table; DETAIL too where it is no column of this dimension */
} wide;

/* --- columns --- */

/* What stands after the prefix and a line; NULL if the column is another's. */
static const char *rest_of(const wide *own, const char *column)
{
    const size_t length = strlen(own->prefix);
    const int fits = !strncmp(column, own->prefix, length) && column[length] == '_' && column[length + 1];
    return fits ? column + length + 1 : NULL;
}

static int group_of(const tally_work *work, const wide *own, const char *rest)
{
    uint32_t index;
    char group[NAME];
    const size_t length = strlen(rest);
    snprintf(group, sizeof group, "%s", rest);
    for (const char *at = own->names; *at; at += strcspn(at, ","), at += *at == ',')
        if (!strncmp(at, rest, length) && at[length] == '=')
            snprintf(group, sizeof group, "%.*s", (int)strcspn(at + length + 1, ","), at + length + 1);
    return coprod_frame_find(work->frame, own->dimension, group, &index) == COPROD_OK ? (int)index : OTHERS;
}

static int is_word(const char *rest, int *what)
{
    *what = !strcmp(rest, "prefernottosay") ? DECLINED : !strcmp(rest, "undisclosed") ? UNDISCLOSED
          : !strcmp(rest, "total") ? TOTAL : OTHERS;
    return *what != OTHERS;
}

static int begins(const char *whole, const char *rest)
{
    const size_t length = strlen(rest);
    return !strncmp(whole, rest, length) && whole[length] == '_';
}

/* No group itself, but a part of it is: "white" where "white_british" is a group. */
static int is_summary(const tally_work *work, const wide *own, const char *rest)
{
    for (size_t i = 0; i < work->table.columns; i++) {
        const char *other = rest_of(own, table_field(&work->table, 0, i));
        if (other && begins(other, rest) && group_of(work, own, rest) < 0 && group_of(work, own, other) >= 0)
            return 1;
    }
    return 0;
}

/* Those people stand in another column too: "white_british" where "white" is counted. */
static int is_detail(const tally_work *work, const wide *own, const char *rest)
{
    for (size_t i = 0; i < work->table.columns; i++) {
        const char *other = rest_of(own, table_field(&work->table, 0, i));
        if (other && begins(rest, other) && !is_summary(work, own, other))
            return 1;
    }
    return 0;
}

static int find_columns(tally_work *work, wide *own)
{
    char text[WORDS];
    for (size_t i = 0; i < work->table.columns; i++) {
        const char *rest = rest_of(own, table_field(&work->table, 0, i));
        own->what[i] = DETAIL;
        if (!rest || is_word(rest, &own->what[i]))
            continue;
        own->what[i] = group_of(work, own, rest);
        if (own->what[i] < 0 && (is_summary(work, own, rest) || is_detail(work, own, rest)))
            own->what[i] = DETAIL;
    }
    for (uint32_t g = 0; g < work->info.group_count; g++) {
        coprod_frame_group group = {.size = sizeof group};
        size_t at = 0;
        coprod_frame_get_group(work->frame, g, &group);
        while (at < work->table.columns && own->what[at] != (int)g)
            at++;
        if (group.dimension != own->index || at < work->table.columns)
            continue;
        snprintf(text, sizeof text, "the header has no column of the group \"%.100s\": %.60s_%.100s, or say which with "
                 ":NAME=GROUP", group.id, own->prefix, group.id);
        program_fail(work->table.name, own->dimension, text);
        work->table.problems++;
    }
    return 1;
}

/* DIMENSION=PREFIX[:NAME=GROUP,...]. */
static int open_wide(tally_work *work, wide *own, const char *given)
{
    const char *is = strchr(given, '='), *names = is ? strchr(is, ':') : NULL;
    const char *end = names ? names : given + strlen(given);
    if (!is || is == given || is + 1 == end || is - given >= NAME || end - is > NAME || (names && !names[1]))
        return program_fail("tally map", given, "--wide takes DIMENSION=PREFIX[:NAME=GROUP,...]"), 0;
    own->names = names ? names + 1 : "";
    snprintf(own->dimension, sizeof own->dimension, "%.*s", (int)(is - given), given);
    snprintf(own->prefix, sizeof own->prefix, "%.*s", (int)(end - is - 1), is + 1);
    own->what = malloc((work->table.columns + 1) * sizeof *own->what);
    if (!own->what)
        return program_status(NULL, COPROD_E_MEMORY), 0;
    for (own->index = 0; own->index < work->info.dimension_count; own->index++) {
        coprod_frame_dimension dimension = {.size = sizeof dimension};
        coprod_frame_get_dimension(work->frame, own->index, &dimension);
        own->membership = dimension.kind == COPROD_DIMENSION_MEMBERSHIP;
        own->group_count = dimension.group_count;
        if (!strcmp(dimension.id, own->dimension))
            return find_columns(work, own);
    }
    return program_fail("tally map", own->dimension, "is no dimension of the frame"), 0;
}

/* --- rows --- */

/* Sums of one row by what they are, and whether all of a kind are published. */
typedef struct sums {
    int64_t groups, others, unknown[2], total; /* unknown: declined, undisclosed */
    int has_unknown[2], has_total, has_others, groups_published, groups_missing;
} sums;

/* 1 if there is one, 0 if none is published, which is what a wrong one comes to after it was told. */
static int number(tally_work *work, size_t row, size_t column, int64_t *value)
{
    const char *field = table_field(&work->table, row, column);
    *value = 0;
    for (const char *at = field; *at; at++) {
        if (*at >= '0' && *at <= '9')
            *value = *value * 10 + (*at - '0');
        if (*at < '0' || *at > '9' || *value > INT64_C(4294967295)) {
            table_problem(&work->table, row, column,
                          "a whole number below 4294967296 is expected, or nothing where it is not published");
            return 0;
        }
    }
    return *field != '\0';
}

static void add_field(tally_work *work, const wide *own, size_t row, size_t column, sums *to)
{
    const int what = own->what[column];
    int64_t value;
    const int published = what != DETAIL && number(work, row, column, &value);
    if (what == DETAIL)
        return;
    if (what >= 0) {
        to->groups_missing += !published;
        to->groups_published += published;
    }
    if (!published)
        return;
    if (what >= 0) {
        work->counts[what] += (uint64_t)value;
        to->groups += value;
    } else if (what == OTHERS) {
        to->others += value;
        to->has_others = 1;
    } else if (what == TOTAL) {
        to->total = value;
        to->has_total = 1;
    } else {
        to->unknown[what == UNDISCLOSED] += value;
        to->has_unknown[what == UNDISCLOSED] = 1;
    }
}

/* A remark is no error: the row is counted. */
static void remark(const tally_work *work, size_t row, const char *text)
{
    char place[40];
    snprintf(place, sizeof place, "line %zu", work->table.lines[row]);
    program_fail(work->table.name, place, text);
}

static void look_at(const tally_work *work, const wide *own, size_t row, const sums *found)
{
    const int64_t sum = found->groups + found->others + found->unknown[0] + found->unknown[1];
    char text[WORDS];
    if (!own->membership && found->others) {
        snprintf(text, sizeof text, "%.100s: %lld people are in no group of the frame; an answer, counted in none",
                 own->dimension, (long long)found->others);
        remark(work, row, text);
    }
    if (found->has_unknown[0] != found->has_unknown[1]) {
        snprintf(text, sizeof text, "%.100s: %s is not published, so it is not told how many did not answer, and why",
                 own->dimension, found->has_unknown[0] ? "undisclosed" : "prefernottosay");
        remark(work, row, text);
    }
    if (found->has_total && sum != found->total && (!own->membership || own->group_count == 1)) {
        snprintf(text, sizeof text, "%.100s: adds up to %lld, its total says %lld; counted as published, nothing is "
                 "rescaled", own->dimension, (long long)sum, (long long)found->total);
        remark(work, row, text);
    }
}

/* What a row says of a dimension; nothing, if one of its groups is not published. */
static void count_row(tally_work *work, const wide *own, size_t row)
{
    sums found = {0};
    int64_t *unknown = work->unknown + (size_t)own->index * COPROD_UNKNOWN_CLASSES;
    const size_t before = work->table.problems;
    char text[WORDS];
    for (size_t i = 0; i < work->table.columns; i++)
        add_field(work, own, row, i, &found);
    if (work->table.problems > before)
        return;
    if (found.groups_missing) {
        snprintf(text, sizeof text, "%.100s: %s of its groups is published; the dimension is not counted",
                 own->dimension, found.groups_published ? "not each" : "none");
        remark(work, row, text);
        for (size_t i = 0; i < work->table.columns; i++)
            if (own->what[i] >= 0)
                work->counts[own->what[i]] = 0;
        return;
    }
    look_at(work, own, row, &found);
    if (!own->membership)
        work->known[own->index] = found.groups;
    else if (own->group_count == 1 && found.has_others)
        work->known[own->index] = found.groups + found.others; /* yes and no */
    if (found.has_unknown[0] && found.has_unknown[1]) {
        memset(unknown, 0, COPROD_UNKNOWN_CLASSES * sizeof *unknown);
        unknown[COPROD_UNKNOWN_DECLINED] = found.unknown[0];
        unknown[COPROD_UNKNOWN_NOT_ASKED] = found.unknown[1]; /* or did not respond: nobody recorded an answer */
    }
}

/* Each dimension stands in one set of columns: two would count its people twice. */
static int open_wides(tally_work *work, wide *wides)
{
    int right = 1;
    for (size_t i = 0; i < work->options->wide_count; i++) {
        right &= open_wide(work, &wides[i], work->options->wides[i]);
        for (size_t k = 0; k < i; k++)
            if (!strcmp(wides[k].dimension, wides[i].dimension)) {
                program_fail("tally map", wides[i].dimension, "is counted from one set of columns, not from two");
                right = 0;
            }
    }
    return right && work->table.problems == work->before;
}

int tally_wide_rows(tally_work *work)
{
    const size_t count = work->options->wide_count;
    wide *wides = calloc(count + 1, sizeof *wides);
    const int right = wides && open_wides(work, wides);
    for (size_t row = 1; right && row < work->table.rows; row++) {
        work_clear(work);
        for (size_t i = 0; i < count; i++)
            count_row(work, &wides[i], row);
        work_add(work, row);
    }
    for (size_t i = 0; wides && i < count; i++)
        free(wides[i].what);
    free(wides);
    return right && !work->table.problems ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
}
