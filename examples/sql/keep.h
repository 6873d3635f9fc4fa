/* SPDX-License-Identifier: MIT */
/*
 * coprod-keep: feedback loops in a database. What its parts share.
 *
 *     keep_main.c     the program: its options
 *     work.c          the command work: one event, one transaction, one acknowledgement
 *     check.c         the command check: whether everything still fits together
 *     aside.c         the command set-aside: going on after a torn tail
 *     keep.c          a journal and its loops in memory, and what is new of them
 *     tables.c        the SQL, which is the same for every database
 *     sqlite.c        how SQLite runs it
 *     postgresql.c    how PostgreSQL runs it
 */
#ifndef KEEP_H
#define KEEP_H

#include <coprod/coprod.h>
#include <stddef.h>

/* What functions answer, and the program's exit codes. Whoever answers anything but KEEP_FINE has said why. */
enum { KEEP_FINE = 0, KEEP_NO = 1, KEEP_BAD_INPUT = 2, KEEP_BROKEN = 3 };
enum { KEEP_LINE = 256 }; /* room for a line that says what is wrong */

/* Prints "coprod-keep: ..." on standard error, and answers the code. */
#ifdef __GNUC__
__attribute__((format(printf, 2, 3)))
#endif
int keep_say(int code, const char *format, ...);
int keep_no_memory(void);
int keep_status(const char *what, coprod_status status);

/* --- a database: sqlite.c, postgresql.c --- */

enum { KEEP_NOTHING = 0, KEEP_NUMBER, KEEP_TEXT, KEEP_BYTES };

typedef struct keep_value {
    int kind;
    int64_t number;
    const void *bytes; /* of a text too, which ends with a NUL byte */
    size_t length;
} keep_value;

/* Takes a row of an answer. */
typedef int keep_row(void *context, const keep_value *values);

typedef struct keep_database {
    const char *name;
    const char *begin_reading; /* a transaction that sees one moment */
    const char *begin_writing; /* a transaction that no other writer can come between */
    const char *const *tables; /* statements that make what is not there yet, then NULL */
    int (*open)(const char *where, int writing, void **handle);
    /* Runs a statement; $1, $2 ... stand in it in this order. KEEP_NO: another writer was there first. */
    int (*run)(void *handle, const char *sql, const keep_value *values, int count, keep_row *row, void *context);
    void (*close)(void *handle);
} keep_database;

extern const keep_database keep_sqlite, keep_postgresql;

/* --- what is kept --- */

/* A loop as its row in the database has it. */
typedef struct keep_saved {
    uint32_t number;
    char machine[80];
    char state[80];
    char due[16]; /* the first day that can be missed next, or "" */
    uint8_t *bytes;
    size_t length;
} keep_saved;

/* A loop as the journal has it; made when it is first asked for. */
typedef struct keep_loop {
    coprod_loop *loop;
    size_t machine; /* which of the built-in ones */
} keep_loop;

typedef struct keep {
    const keep_database *database;
    void *handle;
    uint8_t *secret;
    size_t secret_length;
    uint8_t *bytes; /* the journal as it was read, piece after piece */
    size_t length, room;
    size_t last_piece; /* where the last one begins */
    int has_gap; /* a piece does not begin where the one before ends */
    int64_t gap; /* where it begins */
    keep_saved *saved; /* rows, by number */
    size_t saved_count, saved_room;
    coprod_journal *journal;
    size_t kept; /* bytes of the journal that are in the database */
    keep_loop *loops;
    size_t loop_room;
    coprod_machine **machines;
} keep;

/* --- keep.c --- */

/* Opens the database and reads all of it; the journal is not looked at yet. */
int keep_open(keep *own, const char *where, int writing);
void keep_close(keep *own);

/* Verifies what was read, and opens the journal if it holds. */
int keep_verify(keep *own, coprod_journal_report *report);
/* Opens the first bytes of what was read. */
int keep_begin(keep *own, size_t bytes);
/* What the report says, as a line. */
void keep_describe(const keep *own, const coprod_journal_report *report, char line[KEEP_LINE]);

int keep_machine(keep *own, const char *name, size_t *index);
/* Remembers a loop that was made. */
int keep_add_loop(keep *own, uint32_t number, coprod_loop *loop, size_t machine);
/* The row that a loop was read from, or NULL. */
const keep_saved *keep_row_of(const keep *own, uint32_t number);
/* Makes a loop from its records; the machine's name stands in its row. */
int keep_replay(keep *own, uint32_t number, const keep_saved *row);
/* What the row of a loop must be; its bytes are to be freed. */
int keep_make_row(const keep *own, uint32_t number, keep_saved *row);
/* Whether two rows are the same; else what differs, as a line. */
int keep_same(const keep_saved *row, const keep_saved *right, char line[KEEP_LINE]);

/* Puts what is new of the journal, and the loop that it is about, into the database: both, or neither. */
int keep_commit(keep *own, uint32_t number);

/* --- tables.c: the SQL. Each but the first two belongs into a transaction. --- */

int keep_make_tables(keep *own);
int keep_read(keep *own);
int keep_begin_writing(keep *own); /* KEEP_NO if the journal does not end where this program left it */
int keep_end_writing(keep *own, int code); /* commits what went well, and takes the rest back */
int keep_put_piece(keep *own, size_t first_byte, const uint8_t *bytes, size_t length);
int keep_put_loop(keep *own, const keep_saved *row);
int keep_drop_loop(keep *own, uint32_t number);
int keep_cut(keep *own, uint64_t good_bytes);
int keep_put_aside(keep *own, uint64_t found_after_record, const char *what, const uint8_t *bytes, size_t length);

/* --- the commands --- */

int keep_work(keep *own);
int keep_check(keep *own, const char *since);
int keep_set_aside(keep *own);

#endif
