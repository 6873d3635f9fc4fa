/* SPDX-License-Identifier: MIT */
/* CSV files, read with libcsv. */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tally.h"

/* A file on its way into a table. libcsv says where a field ends, not on which line a row begins: it gets one line
 * after the other. */
typedef struct reader {
    tally_table *table;
    size_t used, field_count, field_room, row_room;
    size_t line, begun;  /* the line that is read, and that on which the row began */
    size_t in_row;       /* fields of this row so far */
    int between, failed; /* between two rows; memory has run out */
} reader;

static int grow(void *items, size_t *room, size_t wanted, size_t bytes)
{
    void **list = items, *more;
    if (wanted <= *room)
        return 1;
    *room = *room ? 2 * *room : 1024;
    more = realloc(*list, *room * bytes);
    if (!more)
        return 0;
    *list = more;
    return 1;
}

static void end_field(void *field, size_t length, void *context)
{
    reader *own = context;
    tally_table *table = own->table;
    own->failed |= !grow(&table->fields, &own->field_room, own->field_count + 1, sizeof *table->fields);
    if (own->failed)
        return;
    if (length) /* the table's text has room for all: the file is longer than its fields */
        memcpy(table->text + own->used, field, length);
    table->text[own->used + length] = '\0';
    table->fields[own->field_count++] = own->used;
    own->used += length + 1;
    own->in_row++;
}

static void end_row(int end, void *context)
{
    reader *own = context;
    tally_table *table = own->table;
    char text[120];
    (void)end;
    own->failed |= !grow(&table->lines, &own->row_room, table->rows + 1, sizeof *table->lines);
    if (own->failed)
        return;
    table->lines[table->rows] = own->begun;
    if (!table->rows)
        table->columns = own->in_row;
    if (own->in_row == table->columns) {
        table->rows++;
    } else {
        snprintf(text, sizeof text, "%zu fields are expected, as in the header, not %zu", table->columns, own->in_row);
        table_problem(table, table->rows, table->columns, text);
        own->field_count -= own->in_row;
    }
    own->in_row = 0;
    own->between = 1;
}

static int is_blank(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!strchr(" \t\r\n", line[i]))
            return 0;
    return 1;
}

/* 0 if the file ends inside quotes, or has a quote where none may be. */
static int parse(reader *own, struct csv_parser *parser, const char *text, size_t length)
{
    for (size_t at = 0; at < length && !own->failed;) {
        size_t bytes = strcspn(text + at, "\r\n"); /* NUL-terminated, and no NUL inside */
        bytes += text[at + bytes] == '\r' && text[at + bytes + 1] == '\n';
        bytes += at + bytes < length;
        own->line++;
        if (own->between && !is_blank(text + at, bytes)) {
            own->begun = own->line;
            own->between = 0;
        }
        if (csv_parse(parser, text + at, bytes, end_field, end_row, own) != bytes)
            return 0;
        at += bytes;
    }
    return !csv_fini(parser, end_field, end_row, own);
}

int table_read(tally_table *table, const char *path)
{
    reader own = {.table = table, .between = 1};
    struct csv_parser parser;
    size_t length = 0, skip;
    char *text = program_read(path, &length), place[64];
    int right;
    table->name = path && strcmp(path, "-") ? path : "standard input";
    if (!text)
        return 0;
    if (memchr(text, '\0', length)) {
        free(text);
        return program_fail(table->name, NULL, "holds a byte that is 0; text in UTF-8 is expected"), 0;
    }
    skip = length >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3) ? 3 : 0; /* a byte order mark, as spreadsheets write it */
    table->text = malloc(2 * length + 2);
    if (!table->text || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI)) {
        free(text);
        return program_status(table->name, COPROD_E_MEMORY), 0;
    }
    right = parse(&own, &parser, text + skip, length - skip);
    own.failed |= csv_error(&parser) == CSV_ENOMEM;
    csv_free(&parser);
    free(text);
    if (own.failed)
        return program_status(table->name, COPROD_E_MEMORY), 0;
    snprintf(place, sizeof place, "line %zu", own.line);
    if (!right)
        return program_fail(table->name, place, "a quote is not closed, or stands inside a field without quotes"), 0;
    if (!table->rows)
        return program_fail(table->name, NULL, "is empty; a header with the names of the columns is expected"), 0;
    return 1;
}

void table_free(tally_table *table)
{
    free(table->text);
    free(table->fields);
    free(table->lines);
}

const char *table_field(const tally_table *table, size_t row, size_t column)
{
    return table->text + table->fields[row * table->columns + column];
}

static size_t header_problem(tally_table *table, const char *name, const char *problem)
{
    char place[300];
    table->problems++;
    snprintf(place, sizeof place, "column \"%.200s\"", name);
    program_fail(table->name, place, problem);
    return table->columns;
}

size_t table_column(tally_table *table, const char *name)
{
    size_t found = table->columns;
    char text[400];
    int n = snprintf(text, sizeof text, "is not in the header, which has");
    if (!name || !*name)
        return table->columns;
    for (size_t i = 0; i < table->columns; i++) {
        if ((size_t)n < sizeof text)
            n += snprintf(text + n, sizeof text - (size_t)n, "%s %s", i ? "," : "", table_field(table, 0, i));
        if (strcmp(table_field(table, 0, i), name))
            continue;
        if (found < table->columns)
            return header_problem(table, name, "stands twice in the header");
        found = i;
    }
    return found < table->columns ? found : header_problem(table, name, text);
}

void table_problem(tally_table *table, size_t row, size_t column, const char *expected)
{
    char place[300];
    if (++table->problems == TALLY_PROBLEMS + 1)
        program_fail(table->name, NULL, "there are more problems, which are not shown");
    if (table->problems > TALLY_PROBLEMS)
        return;
    if (column < table->columns)
        snprintf(place, sizeof place, "line %zu, column \"%.200s\"", table->lines[row], table_field(table, 0, column));
    else
        snprintf(place, sizeof place, "line %zu", table->lines[row]);
    program_fail(table->name, place, expected);
}
