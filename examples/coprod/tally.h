/* SPDX-License-Identifier: MIT */
/* coprod tally: what its parts share. */
#ifndef COPROD_TALLY_PROGRAM_H
#define COPROD_TALLY_PROGRAM_H

#include "coprod_program.h"

enum { TALLY_COLUMNS = 64, TALLY_PROBLEMS = 20 };

/* A CSV file: fields of all rows one after the other, `columns` for each; the first row is the header. */
typedef struct tally_table {
    const char *name;    /* of the file, for messages */
    char *text;          /* all fields, each NUL-terminated */
    size_t *fields;      /* where each begins */
    size_t *lines;       /* of the file, on which each row begins */
    size_t columns, rows;
    size_t problems;     /* errors that were found, printed or not */
} tally_table;

/* 0 after an error, which has been printed. */
int table_read(tally_table *table, const char *path);
void table_free(tally_table *table);
const char *table_field(const tally_table *table, size_t row, size_t column);
/* The column of a name, or `columns` after an error; an empty name is none, and no error. */
size_t table_column(tally_table *table, const char *name);
/* Prints an error of a row with its line and column; beyond TALLY_PROBLEMS only counts it. */
void table_problem(tally_table *table, size_t row, size_t column, const char *expected);

/* --column and --wide as they are written. */
typedef struct tally_options {
    const char *columns[TALLY_COLUMNS], *wides[TALLY_COLUMNS];
    size_t column_count, wide_count;
    const char *frame, *output;
    const char *event, *partner, *day, *invited; /* columns of map, values of a filter in show */
    const char *from, *to;
    int disjoint, only_invited, json, score;
} tally_options;

/* Where rows go. */
typedef struct tally_work {
    const tally_options *options;
    tally_table table;
    coprod_frame *frame;
    coprod_frame_info info;
    coprod_tally *tally;
    size_t before;                       /* problems of the table before its header was looked at */
    size_t event, partner, day, invited; /* columns; `table.columns` where there is none */
    uint64_t *counts;                    /* of one row */
    int64_t *known, *unknown;
} tally_work;

/* Empties what is said of one row: nothing is counted. */
void work_clear(tally_work *work);
/* Adds what is said of one row to its part. */
void work_add(tally_work *work, size_t row);

/* Each reads all rows into the tally. Returns an exit code; errors of rows are counted in the table. */
int tally_map_rows(tally_work *work);
int tally_wide_rows(tally_work *work);

int tally_show(const tally_options *options, const coprod_tally *tally);

#endif
