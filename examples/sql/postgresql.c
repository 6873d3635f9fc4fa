/* SPDX-License-Identifier: MIT */
/* How PostgreSQL runs it, through libpq. */
#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keep.h"

enum { COLUMNS_MOST = 8, VALUES_MOST = 8 };
enum { TYPE_BYTEA = 17, TYPE_INT8 = 20 }; /* pg_type.oid; they never change */

static const char *const tables[] = {
    "SELECT pg_advisory_xact_lock(hashtext('coprod-keep'))", /* two at once would both find nothing there */
    "CREATE TABLE IF NOT EXISTS journal (first_byte BIGINT PRIMARY KEY, bytes BYTEA NOT NULL)",
    "CREATE TABLE IF NOT EXISTS loops (number BIGINT PRIMARY KEY, machine TEXT NOT NULL, state TEXT NOT NULL, "
    "due DATE, bytes BYTEA NOT NULL)",
    "CREATE TABLE IF NOT EXISTS torn (found_after_record BIGINT NOT NULL, what TEXT NOT NULL, bytes BYTEA NOT NULL)",
    NULL};

/* 23505: a piece with this first byte is there; 40001, 40P01: another transaction came between. */
static int failed(PGconn *base, const PGresult *result)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *message = PQerrorMessage(base);
    int length = (int)strcspn(message, "\n");
    if (state && (!strcmp(state, "23505") || !strcmp(state, "40001") || !strcmp(state, "40P01")))
        return KEEP_NO;
    return keep_say(state && !strncmp(state, "42", 2) ? KEEP_BAD_INPUT : KEEP_BROKEN, "the database: %.*s", length,
                    message);
}

static PGresult *ask(PGconn *base, const char *sql, const keep_value *values, int count)
{
    const char *given[VALUES_MOST] = {0};
    char numbers[VALUES_MOST][24];
    int lengths[VALUES_MOST] = {0}, binary[VALUES_MOST] = {0};
    Oid types[VALUES_MOST] = {0}; /* 0 for a text: the column says what it is */
    for (int i = 0; i < count; i++) {
        given[i] = values[i].kind == KEEP_NOTHING ? NULL : values[i].bytes;
        if (values[i].kind == KEEP_NUMBER) {
            snprintf(numbers[i], sizeof numbers[i], "%" PRId64, values[i].number);
            given[i] = numbers[i];
            types[i] = TYPE_INT8;
        } else if (values[i].kind == KEEP_BYTES) {
            lengths[i] = (int)values[i].length;
            binary[i] = 1;
            types[i] = TYPE_BYTEA;
        }
    }
    return PQexecParams(base, sql, count, types, given, lengths, binary, 1);
}

static keep_value column(const PGresult *result, int line, int at)
{
    const char *bytes = PQgetvalue(result, line, at);
    keep_value value = {.kind = KEEP_TEXT, .bytes = bytes, .length = (size_t)PQgetlength(result, line, at)};
    uint64_t number = 0;
    if (PQgetisnull(result, line, at))
        return (keep_value){0};
    if (PQftype(result, at) == TYPE_BYTEA)
        value.kind = KEEP_BYTES;
    if (PQftype(result, at) == TYPE_INT8) {
        value.kind = KEEP_NUMBER;
        for (int i = 0; i < 8; i++)
            number = number << 8 | (uint8_t)bytes[i];
        value.number = (int64_t)number;
    }
    return value;
}

static int run(void *handle, const char *sql, const keep_value *values, int count, keep_row *row, void *context)
{
    PGresult *result = ask(handle, sql, values, count);
    ExecStatusType status = PQresultStatus(result);
    int code = KEEP_FINE;
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        code = failed(handle, result);
    else if (!strcmp(sql, "COMMIT") && strcmp(PQcmdStatus(result), "COMMIT")) /* it can answer ROLLBACK, as no error */
        code = keep_say(KEEP_BROKEN, "the database: COMMIT ended in %s", PQcmdStatus(result));
    for (int i = 0; row && code == KEEP_FINE && i < PQntuples(result); i++) {
        keep_value line[COLUMNS_MOST];
        for (int k = 0; k < PQnfields(result) && k < COLUMNS_MOST; k++)
            line[k] = column(result, i, k);
        code = row(context, line);
    }
    PQclear(result);
    return code;
}

static int open_server(const char *where, int writing, void **handle)
{
    PGconn *base = PQconnectdb(where);
    int code = KEEP_FINE;
    *handle = base;
    if (!base)
        return keep_no_memory();
    if (PQstatus(base) != CONNECTION_OK)
        return keep_say(KEEP_BAD_INPUT, "the database: %.*s", (int)strcspn(PQerrorMessage(base), "\n"),
                        PQerrorMessage(base));
    code = run(base, "SET client_min_messages = warning", NULL, 0, NULL, NULL);
    if (code == KEEP_FINE && writing) /* the log is on the disk before COMMIT returns, whatever the server's setting */
        code = run(base, "SET synchronous_commit = on", NULL, 0, NULL, NULL);
    return code;
}

static void close_server(void *handle)
{
    PQfinish(handle);
}

const keep_database keep_postgresql = {
    .name = "postgresql",
    .begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    .begin_writing = "BEGIN ISOLATION LEVEL SERIALIZABLE",
    .tables = tables,
    .open = open_server,
    .run = run,
    .close = close_server,
};
