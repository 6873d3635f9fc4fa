/* SPDX-License-Identifier: MIT */
/* The SQL. It is the same for both databases, but for the types of the columns. */
#include "keep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char sql_pieces[] = "SELECT first_byte, bytes FROM journal ORDER BY first_byte";
static const char sql_loops[] = "SELECT number, machine, state, CAST(due AS TEXT), bytes FROM loops ORDER BY number";
static const char sql_end[] = "SELECT first_byte + length(bytes) FROM journal ORDER BY first_byte DESC LIMIT 1";
static const char sql_piece[] = "INSERT INTO journal (first_byte, bytes) VALUES ($1, $2)";
static const char sql_loop[] =
    "INSERT INTO loops (number, machine, state, due, bytes) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (number) DO UPDATE SET machine = excluded.machine, state = excluded.state, due = excluded.due, "
    "bytes = excluded.bytes";
static const char sql_drop_loop[] = "DELETE FROM loops WHERE number = $1";
static const char sql_drop_pieces[] = "DELETE FROM journal WHERE first_byte >= $1";
static const char sql_cut_piece[] =
    "UPDATE journal SET bytes = substr(bytes, 1, CAST($1 - first_byte AS INTEGER)) "
    "WHERE first_byte + length(bytes) > $1";
static const char sql_aside[] = "INSERT INTO torn (found_after_record, what, bytes) VALUES ($1, $2, $3)";

static keep_value number(uint64_t value)
{
    return (keep_value){.kind = KEEP_NUMBER, .number = (int64_t)value};
}

static keep_value text(const char *value)
{
    return (keep_value){.kind = value[0] ? KEEP_TEXT : KEEP_NOTHING, .bytes = value, .length = strlen(value)};
}

static keep_value bytes_of(const uint8_t *bytes, size_t length)
{
    return (keep_value){.kind = KEEP_BYTES, .bytes = bytes, .length = length};
}

static int run(keep *own, const char *sql, const keep_value *values, int count)
{
    return own->database->run(own->handle, sql, values, count, NULL, NULL);
}

int keep_make_tables(keep *own)
{
    int code = run(own, own->database->begin_writing, NULL, 0);
    for (const char *const *one = own->database->tables; *one && code == KEEP_FINE; one++)
        code = run(own, *one, NULL, 0);
    return code == KEEP_FINE ? run(own, "COMMIT", NULL, 0) : code;
}

/* --- reading --- */

static int add_piece(void *context, const keep_value *values)
{
    keep *own = context;
    if (own->has_gap)
        return KEEP_FINE;
    if (values[0].number != (int64_t)own->length) {
        own->has_gap = 1;
        own->gap = values[0].number;
        return KEEP_FINE;
    }
    if (own->room - own->length < values[1].length) {
        size_t room = 2 * own->room + values[1].length + 4096;
        uint8_t *more = realloc(own->bytes, room);
        if (!more)
            return keep_no_memory();
        own->bytes = more;
        own->room = room;
    }
    own->last_piece = own->length;
    if (values[1].length)
        memcpy(own->bytes + own->length, values[1].bytes, values[1].length);
    own->length += values[1].length;
    return KEEP_FINE;
}

static void copy_text(char *target, size_t size, const keep_value *value)
{
    snprintf(target, size, "%s", value->kind == KEEP_TEXT ? (const char *)value->bytes : "");
}

static int add_row(void *context, const keep_value *values)
{
    keep *own = context;
    keep_saved *row;
    if (own->saved_count == own->saved_room) {
        size_t room = 2 * own->saved_room + 64;
        keep_saved *more = realloc(own->saved, room * sizeof *more);
        if (!more)
            return keep_no_memory();
        own->saved = more;
        own->saved_room = room;
    }
    row = &own->saved[own->saved_count];
    *row = (keep_saved){.number = (uint32_t)values[0].number, .bytes = malloc(values[4].length + 1)};
    if (!row->bytes)
        return keep_no_memory();
    own->saved_count++;
    copy_text(row->machine, sizeof row->machine, &values[1]);
    copy_text(row->state, sizeof row->state, &values[2]);
    copy_text(row->due, sizeof row->due, &values[3]);
    row->length = values[4].length;
    if (row->length)
        memcpy(row->bytes, values[4].bytes, row->length);
    return KEEP_FINE;
}

/* The journal and the loops as they were at one moment, whatever somebody else writes meanwhile. */
int keep_read(keep *own)
{
    int code = run(own, own->database->begin_reading, NULL, 0);
    if (code == KEEP_FINE)
        code = own->database->run(own->handle, sql_pieces, NULL, 0, add_piece, own);
    if (code == KEEP_FINE)
        code = own->database->run(own->handle, sql_loops, NULL, 0, add_row, own);
    return code == KEEP_FINE ? run(own, "COMMIT", NULL, 0) : code;
}

/* --- writing --- */

static int take_number(void *context, const keep_value *values)
{
    *(int64_t *)context = values[0].number;
    return KEEP_FINE;
}

int keep_begin_writing(keep *own)
{
    int64_t end = 0;
    int code = run(own, own->database->begin_writing, NULL, 0);
    if (code == KEEP_FINE)
        code = own->database->run(own->handle, sql_end, NULL, 0, take_number, &end);
    return code == KEEP_FINE && end != (int64_t)own->kept ? KEEP_NO : code;
}

int keep_end_writing(keep *own, int code)
{
    if (code == KEEP_FINE) {
        code = run(own, "COMMIT", NULL, 0);
        if (code == KEEP_BROKEN || code == KEEP_BAD_INPUT)
            return keep_say(KEEP_BROKEN, "whether the last event is kept is not known: run check");
    } else if (code == KEEP_NO) {
        run(own, "ROLLBACK", NULL, 0);
    } /* after anything else the program ends, and the database takes back what was not committed */
    if (code == KEEP_NO)
        keep_say(KEEP_NO, "somebody else wrote to this journal; nothing of the last event is kept: start again");
    return code;
}

int keep_put_piece(keep *own, size_t first_byte, const uint8_t *bytes, size_t length)
{
    const keep_value values[] = {number(first_byte), bytes_of(bytes, length)};
    return run(own, sql_piece, values, 2);
}

int keep_put_loop(keep *own, const keep_saved *row)
{
    const keep_value values[] = {number(row->number), text(row->machine), text(row->state), text(row->due),
                                 bytes_of(row->bytes, row->length)};
    return run(own, sql_loop, values, 5);
}

int keep_drop_loop(keep *own, uint32_t loop)
{
    const keep_value values[] = {number(loop)};
    return run(own, sql_drop_loop, values, 1);
}

int keep_cut(keep *own, uint64_t good_bytes)
{
    const keep_value values[] = {number(good_bytes)};
    int code = run(own, sql_drop_pieces, values, 1);
    return code == KEEP_FINE ? run(own, sql_cut_piece, values, 1) : code;
}

int keep_put_aside(keep *own, uint64_t found_after_record, const char *what, const uint8_t *bytes, size_t length)
{
    const keep_value values[] = {number(found_after_record), text(what), bytes_of(bytes, length)};
    return run(own, sql_aside, values, 3);
}
