/* SPDX-License-Identifier: MIT */
/* coprod publish: reads the document. Every problem is told, with its place. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "publish.h"

static const char three_ways[] = "expected one count for each column; tables of three ways are not published: give "
                                 "their two-way tables";

static int wrong(publish_input *in, const char *place, const char *problem)
{
    program_fail(in->file ? in->file : "standard input", place, problem);
    in->problems++;
    return 0;
}

static void known_keys(publish_input *in, const json_t *object, const char *place, const char *keys)
{
    const char *key;
    json_t *value;
    char text[96];
    json_object_foreach((json_t *)object, key, value) {
        const char *found = strstr(keys, key);
        const size_t length = strlen(key);
        while (found && ((found != keys && found[-1] != ' ') || (found[length] && found[length] != ' ')))
            found = strstr(found + 1, key);
        if (found && length)
            continue;
        snprintf(text, sizeof text, "%s/%s", place, key);
        wrong(in, text, "no such key; \"coprod publish --help\" lists them");
    }
}

/* --- counts --- */

static int read_count(publish_input *in, const json_t *value, const char *place, uint64_t *count)
{
    if (!json_is_integer(value) || json_integer_value(value) < 0 || json_integer_value(value) > UINT32_MAX)
        return wrong(in, place, "expected a count: a whole number from 0 to 4294967295");
    *count = (uint64_t)json_integer_value(value);
    return 1;
}

/* Each id once; `seen` are those before it. */
static void take_id(publish_input *in, json_t *seen, const char *id, const char *place)
{
    if (json_object_get(seen, id))
        wrong(in, place, "this id stands there already");
    else if (json_object_set_new(seen, id, json_true()))
        in->problems += program_status(in->file, COPROD_E_MEMORY) != 0;
}

static const char **read_ids(publish_input *in, const json_t *list, const char *place)
{
    const size_t count = json_array_size(list);
    const char **ids = count ? malloc(count * sizeof *ids) : NULL;
    json_t *seen = json_object();
    char text[64];
    if (!count)
        wrong(in, place, "expected a list of ids, one or more");
    else if (!ids)
        in->problems += program_status(in->file, COPROD_E_MEMORY) != 0;
    for (size_t i = 0; ids && i < count; i++) {
        ids[i] = json_string_value(json_array_get(list, i));
        snprintf(text, sizeof text, "%s/%zu", place, i);
        if (ids[i] && ids[i][0])
            take_id(in, seen, ids[i], text);
        else
            wrong(in, text, "expected an id: a text that is not empty");
    }
    json_decref(seen);
    return ids;
}

static void read_row(publish_input *in, const json_t *row, size_t r)
{
    char place[64];
    snprintf(place, sizeof place, "/table/counts/%zu", r);
    if (!json_is_array(row) || json_array_size(row) != in->table.column_count) {
        wrong(in, place, three_ways);
        return;
    }
    for (size_t c = 0; c < in->table.column_count; c++) {
        snprintf(place, sizeof place, "/table/counts/%zu/%zu", r, c);
        if (json_is_array(json_array_get(row, c)))
            wrong(in, place, three_ways);
        else
            read_count(in, json_array_get(row, c), place, &in->counts[r * in->table.column_count + c]);
    }
}

static void read_table(publish_input *in, const json_t *table)
{
    const json_t *counts = json_object_get(table, "counts");
    if (!json_is_object(table)) {
        wrong(in, "/table", "expected an object with rows, columns and counts");
        return;
    }
    known_keys(in, table, "/table", "rows columns counts");
    in->rows = read_ids(in, json_object_get(table, "rows"), "/table/rows");
    in->columns = read_ids(in, json_object_get(table, "columns"), "/table/columns");
    if (!in->rows || !in->columns)
        return;
    in->table.row_count = json_array_size(json_object_get(table, "rows"));
    in->table.column_count = json_array_size(json_object_get(table, "columns"));
    in->table.columns = in->columns;
    if (json_array_size(counts) != in->table.row_count) {
        wrong(in, "/table/counts", "expected one list of counts for each row");
        return;
    }
    in->counts = calloc(in->table.row_count, in->table.column_count * sizeof *in->counts);
    if (!in->counts)
        in->problems += program_status(in->file, COPROD_E_MEMORY) != 0;
    for (size_t r = 0; in->counts && r < in->table.row_count; r++)
        read_row(in, json_array_get(counts, r), r);
}

/* What was wrong in the groups themselves says nothing of their sum. */
static void read_total(publish_input *in, uint64_t sum, int is_known)
{
    const json_t *all = json_object_get(in->document, "total");
    uint64_t total = 0;
    if (all && in->table.no_total)
        wrong(in, "/total", "no total where groups overlap: they add up to nothing");
    else if (all && read_count(in, all, "/total", &total) && is_known && total != sum)
        wrong(in, "/total", "expected the sum of the groups; give people without an answer as a group of their own");
}

static void read_groups(publish_input *in, const json_t *groups)
{
    const json_t *overlap = json_object_get(in->document, "overlap");
    const size_t before = in->problems;
    json_t *seen = json_object();
    uint64_t sum = 0;
    char place[64];
    in->table.row_count = json_array_size(groups);
    in->table.no_total = json_is_true(overlap);
    if (!in->table.row_count) {
        wrong(in, "/groups", "expected a list of groups, one or more");
        json_decref(seen);
        return;
    }
    in->rows = calloc(in->table.row_count, sizeof *in->rows);
    in->counts = calloc(in->table.row_count, sizeof *in->counts);
    if (!in->rows || !in->counts)
        in->problems += program_status(in->file, COPROD_E_MEMORY) != 0;
    for (size_t i = 0; in->rows && in->counts && i < in->table.row_count; i++) {
        const json_t *group = json_array_get(groups, i);
        snprintf(place, sizeof place, "/groups/%zu", i);
        in->rows[i] = json_string_value(json_object_get(group, "id"));
        if (!in->rows[i] || !in->rows[i][0])
            wrong(in, place, "expected an object with an id and a count");
        else
            take_id(in, seen, in->rows[i], place);
        known_keys(in, group, place, "id count");
        snprintf(place, sizeof place, "/groups/%zu/count", i);
        if (json_is_object(group))
            read_count(in, json_object_get(group, "count"), place, &in->counts[i]);
        sum += in->counts[i];
    }
    json_decref(seen);
    read_total(in, sum, in->problems == before);
}

/* --- how --- */

static void read_choice(publish_input *in, const char *key, const char *const *words, int32_t *value)
{
    const json_t *given = json_object_get(in->document, key);
    char place[32], problem[64] = "expected ";
    if (!given)
        return;
    for (int32_t i = 0; words[i]; i++) {
        if (json_is_string(given) && words[i][0] && !strcmp(json_string_value(given), words[i])) {
            *value = i;
            return;
        }
        strcat(problem, words[i]);
        strcat(problem, words[i][0] && words[i + 1] ? " or " : "");
    }
    snprintf(place, sizeof place, "/%s", key);
    wrong(in, place, problem);
}

static void read_number(publish_input *in, const char *key, json_int_t low, json_int_t high, json_int_t *value)
{
    const json_t *given = json_object_get(in->document, key);
    char place[32], problem[64];
    if (!given)
        return;
    *value = json_integer_value(given);
    if (json_is_integer(given) && *value >= low && *value <= high)
        return;
    snprintf(place, sizeof place, "/%s", key);
    snprintf(problem, sizeof problem, "expected a whole number from %lld to %lld", (long long)low, (long long)high);
    wrong(in, place, problem);
}

static void read_flag(publish_input *in, const char *key, int32_t *value)
{
    const json_t *given = json_object_get(in->document, key);
    char place[32];
    *value = json_is_true(given);
    if (!given || json_is_boolean(given))
        return;
    snprintf(place, sizeof place, "/%s", key);
    wrong(in, place, "expected true or false");
}

static void read_previous(publish_input *in)
{
    static const char with_previous[] = "goes with an earlier publication, \"previous\"";
    const json_t *given = json_object_get(in->document, "previous");
    coprod_findings *findings = NULL;
    char *text;
    coprod_status status;
    if (!given && json_object_get(in->document, "relation"))
        wrong(in, "/relation", with_previous);
    if (!given && in->options.widen)
        wrong(in, "/widen", with_previous);
    if (!given || !in->rule)
        return;
    text = json_dumps(given, JSON_COMPACT | JSON_ENCODE_ANY);
    status = text ? coprod_findings_new(NULL, &findings) : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = coprod_view_load(in->rule, text, COPROD_NTS, NULL, findings, &in->previous);
    if (coprod_findings_count(findings)) {
        wrong(in, "/previous", "not a publication under this rule:");
        program_findings(in->file ? in->file : "standard input", findings);
    } else if (status != COPROD_OK)
        in->problems += program_status(in->file, status) != 0;
    coprod_findings_free(findings);
    free(text);
    in->options.previous = in->previous;
}

static void read_options(publish_input *in)
{
    static const char *const relations[] = {"contains", "within", "same", NULL};
    static const char *const criteria[] = {"", "width", "range", NULL};
    int32_t overlap;
    json_int_t width = 0, percent = -1;
    in->options.size = sizeof in->options;
    read_choice(in, "relation", relations, &in->options.relation);
    read_choice(in, "criterion", criteria, &in->options.criterion);
    read_flag(in, "widen", &in->options.widen);
    read_flag(in, "keep_totals", &in->options.keep_totals);
    read_flag(in, "overlap", &overlap);
    read_number(in, "width", 1, 1000000, &width);
    read_number(in, "percent", 0, 4, &percent);
    if (width && in->options.criterion == COPROD_CRITERION_RANGE)
        wrong(in, "/width", "a width goes with the criterion \"width\"");
    if (width)
        in->options.criterion = COPROD_CRITERION_WIDTH;
    in->options.width = (uint32_t)width;
    in->percent = (int)percent;
    read_previous(in);
}

static void read_rule(publish_input *in, const char *rule)
{
    const json_t *named = json_object_get(in->document, "schema");
    if (named && (!json_is_string(named) || strcmp(json_string_value(named), "publish/1")))
        wrong(in, "/schema", "expected \"publish/1\"");
    named = json_object_get(in->document, "rule");
    if (named && !json_is_string(named))
        wrong(in, "/rule", "expected the id of a rule, such as \"hes\"");
    else
        in->rule = publish_rule(rule ? rule : named ? json_string_value(named) : "hes");
}

int publish_read(const char *file, const char *text, size_t length, const char *rule, publish_input *in)
{
    json_error_t error;
    const json_t *table, *groups;
    char line[32];
    memset(in, 0, sizeof *in);
    in->file = file;
    in->document = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    snprintf(line, sizeof line, "line %d", in->document ? 0 : error.line);
    if (!in->document)
        return wrong(in, line, error.text);
    if (!json_is_object(in->document))
        return wrong(in, NULL, "an object was expected");
    known_keys(in, in->document, "", "schema rule groups total overlap table previous relation widen criterion width "
               "keep_totals percent");
    read_rule(in, rule);
    table = json_object_get(in->document, "table");
    groups = json_object_get(in->document, "groups");
    if (!table == !groups)
        wrong(in, NULL, "either \"groups\" or \"table\" was expected");
    else if (table)
        read_table(in, table);
    else
        read_groups(in, groups);
    in->table.size = sizeof in->table;
    in->table.rows = in->rows;
    in->table.counts = in->counts;
    read_options(in);
    return !in->problems && in->rule;
}

void publish_free(publish_input *in)
{
    coprod_view_free(in->previous);
    coprod_publish_rule_free(in->rule);
    json_decref(in->document);
    free((void *)in->rows);
    free((void *)in->columns);
    free(in->counts);
}
