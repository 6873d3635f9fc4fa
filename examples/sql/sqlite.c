/* SPDX-License-Identifier: MIT */
/* How SQLite runs it. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "keep.h"

enum { COLUMNS_MOST = 8, MILLISECONDS = 10000 };

static const char *const tables[] = {
    "CREATE TABLE IF NOT EXISTS journal (first_byte INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS loops (number INTEGER PRIMARY KEY, machine TEXT NOT NULL, state TEXT NOT NULL, "
    "due TEXT, bytes BLOB NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS torn (found_after_record INTEGER NOT NULL, what TEXT NOT NULL, bytes BLOB NOT NULL) "
    "STRICT",
    NULL};

static int failed(sqlite3 *base, const char *what)
{
    switch (sqlite3_errcode(base)) {
    case SQLITE_CONSTRAINT: return KEEP_NO; /* a piece with this first byte is there */
    case SQLITE_CANTOPEN:
    case SQLITE_ERROR:
    case SQLITE_NOTADB:
    case SQLITE_PERM:
    case SQLITE_READONLY: return keep_say(KEEP_BAD_INPUT, "%s: %s", what, sqlite3_errmsg(base));
    default: return keep_say(KEEP_BROKEN, "%s: %s", what, sqlite3_errmsg(base));
    }
}

static int bind(sqlite3_stmt *statement, int at, const keep_value *value)
{
    switch (value->kind) {
    case KEEP_NUMBER: return sqlite3_bind_int64(statement, at, value->number);
    case KEEP_TEXT: return sqlite3_bind_text64(statement, at, value->bytes, value->length, SQLITE_STATIC, SQLITE_UTF8);
    case KEEP_BYTES: return sqlite3_bind_blob64(statement, at, value->bytes, value->length, SQLITE_STATIC);
    default: return sqlite3_bind_null(statement, at);
    }
}

static keep_value column(sqlite3_stmt *statement, int at)
{
    keep_value value = {0};
    switch (sqlite3_column_type(statement, at)) {
    case SQLITE_INTEGER:
        value.kind = KEEP_NUMBER;
        value.number = sqlite3_column_int64(statement, at);
        break;
    case SQLITE_TEXT:
        value.kind = KEEP_TEXT;
        value.bytes = sqlite3_column_text(statement, at);
        break;
    case SQLITE_BLOB:
        value.kind = KEEP_BYTES;
        value.bytes = sqlite3_column_blob(statement, at);
        break;
    default: return value;
    }
    value.length = value.bytes ? (size_t)sqlite3_column_bytes(statement, at) : 0;
    return value;
}

static int take_rows(sqlite3 *base, sqlite3_stmt *statement, keep_row *row, void *context)
{
    int step, code = KEEP_FINE;
    while (code == KEEP_FINE && (step = sqlite3_step(statement)) != SQLITE_DONE) {
        keep_value values[COLUMNS_MOST];
        int count = sqlite3_column_count(statement);
        if (step != SQLITE_ROW)
            return failed(base, "the database");
        for (int i = 0; i < count && i < COLUMNS_MOST; i++)
            values[i] = column(statement, i);
        code = row ? row(context, values) : KEEP_FINE;
    }
    return code;
}

static int run(void *handle, const char *sql, const keep_value *values, int count, keep_row *row, void *context)
{
    sqlite3_stmt *statement = NULL;
    int code = KEEP_FINE, bad = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
    for (int i = 0; !bad && i < count; i++)
        bad = bind(statement, i + 1, &values[i]);
    code = bad ? failed(handle, "the database") : take_rows(handle, statement, row, context);
    sqlite3_finalize(statement);
    return code;
}

static int is_wal(void *context, const keep_value *values)
{
    *(int *)context = values[0].kind == KEEP_TEXT && !strcmp(values[0].bytes, "wal");
    return KEEP_FINE;
}

/* The first to come turns the log on, for all time; others meanwhile are not made to wait, and so ask again. */
static int use_log(sqlite3 *base, const char *where)
{
    int wal = 0, code = KEEP_FINE, got = SQLITE_BUSY;
    for (int left = MILLISECONDS / 20; left && got == SQLITE_BUSY; left--) {
        got = sqlite3_exec(base, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (got == SQLITE_BUSY)
            sqlite3_sleep(20);
    }
    code = got == SQLITE_OK ? run(base, "PRAGMA journal_mode", NULL, 0, is_wal, &wal) : failed(base, where);
    if (code == KEEP_FINE && !wal)
        code = keep_say(KEEP_BAD_INPUT, "%s: no write-ahead log can be kept here", where);
    return code;
}

/* Who reads opens it for reading alone, so that looking at a damaged file changes nothing. */
static int open_file(const char *where, int writing, void **handle)
{
    const int flags = writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    sqlite3 *base = NULL;
    int code = KEEP_FINE;
    if (sqlite3_open_v2(where, &base, flags, NULL) != SQLITE_OK)
        code = base ? failed(base, where) : keep_no_memory();
    *handle = base;
    if (code == KEEP_FINE)
        sqlite3_busy_timeout(base, MILLISECONDS);
    if (code != KEEP_FINE || !writing)
        return code;
    code = use_log(base, where);
    if (code == KEEP_FINE) /* the log is on the disk before COMMIT returns; NORMAL would not wait for it */
        code = run(base, "PRAGMA synchronous = FULL", NULL, 0, NULL, NULL);
    return code;
}

static void close_file(void *handle)
{
    sqlite3_close(handle);
}

const keep_database keep_sqlite = {
    .name = "sqlite",
    .begin_reading = "BEGIN",
    .begin_writing = "BEGIN IMMEDIATE",
    .tables = tables,
    .open = open_file,
    .run = run,
    .close = close_file,
};
