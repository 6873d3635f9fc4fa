/* SPDX-License-Identifier: MIT */
/* coprod-keep: feedback loops in SQLite or PostgreSQL. */
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keep.h"

enum { SECRET_MOST = 4096 };

static const char help[] =
    "usage: coprod-keep work|check|set-aside --secret FILE [--since FILE] DATABASE\n\n"
    "Keeps the journal of feedback loops, and a snapshot of each loop, in a database.\n"
    "DATABASE is sqlite:PATH, or postgresql: and what libpq connects by, such as postgresql:dbname=loops\n\n"
    "  work        takes a line of standard input at a time, and acknowledges it when it is in the database:\n"
    "                new suggestion@1 {\"by\":\"lead:team\",\"at\":\"2025-06-02\",\n"
    "                                  \"payload\":{\"contactable\":2,\"anonymous\":0}}      a new loop, on one line\n"
    "                0 {\"event\":\"acknowledge\",\"by\":\"lead:team\",\"at\":\"2025-06-03\"}   an event of loop 0\n"
    "                0 2025-07-01                                     what loop 0 missed by a day\n"
    "              It answers\n"
    "                acknowledged LOOP EVENTS RECORDS HASH\n"
    "                refused LOOP EVENTS RECORDS HASH WHY DETAIL\n"
    "  check       whether journal and snapshots hold, and fit together; changes nothing\n"
    "  set-aside   moves a torn tail into the table \"torn\", so that work can go on\n\n"
    "  -s, --secret FILE   the secret of the journal, 16 bytes or more; it is never put into the database\n"
    "  -S, --since FILE    check: whether what this file holds is in the journal; lines of work, or the line \"head\"\n"
    "                      of an earlier check\n\n"
    "Exit codes: 0 fine, 1 something is refused, torn, missing or otherwise, or somebody else wrote, 2 bad input,\n"
    "3 the database or memory failed.\n";

static const keep_database *const databases[] = {
#ifdef KEEP_SQLITE
    &keep_sqlite,
#endif
#ifdef KEEP_POSTGRESQL
    &keep_postgresql,
#endif
    NULL};

/* The first line of a file, without its end. */
static int read_secret(const char *path, keep *own)
{
    FILE *file = fopen(path, "rb");
    own->secret = calloc(1, SECRET_MOST + 1);
    if (file && own->secret)
        own->secret_length = fread(own->secret, 1, SECRET_MOST, file);
    if (!file || !own->secret || ferror(file)) {
        int code = own->secret ? keep_say(KEEP_BAD_INPUT, "%s: %s", path, strerror(errno)) : keep_no_memory();
        if (file)
            fclose(file);
        return code;
    }
    fclose(file);
    own->secret_length = strcspn((const char *)own->secret, "\r\n");
    if (own->secret_length < 16)
        return keep_say(KEEP_BAD_INPUT, "%s: a secret has 16 bytes or more", path);
    return KEEP_FINE;
}

/* What stands behind "NAME:"; of an address "postgresql://..." all of it. */
static const char *choose(keep *own, const char *database)
{
    for (size_t i = 0; databases[i]; i++) {
        size_t length = strlen(databases[i]->name);
        if (strncmp(database, databases[i]->name, length) || database[length] != ':')
            continue;
        own->database = databases[i];
        return strncmp(database + length, "://", 3) ? database + length + 1 : database;
    }
    return NULL;
}

static int run(keep *own, const char *command, const char *database, const char *since)
{
    const char *where = choose(own, database);
    int code;
    if (!where)
        return keep_say(KEEP_BAD_INPUT, "%s: not a database that this program was built with", database);
    code = keep_open(own, where, strcmp(command, "check") != 0);
    if (code != KEEP_FINE)
        return code;
    if (!strcmp(command, "check"))
        code = keep_check(own, since);
    else
        code = strcmp(command, "work") ? keep_set_aside(own) : keep_work(own);
    if (fflush(stdout) || ferror(stdout))
        return keep_say(KEEP_BROKEN, "standard output: %s", strerror(errno));
    return code;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {{"secret", required_argument, NULL, 's'},
                                            {"since", required_argument, NULL, 'S'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    const char *command, *since = NULL, *secret = NULL;
    keep own = {0};
    int option, code = KEEP_FINE;
    while ((option = getopt_long(argc, argv, "s:S:h", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout) == EOF || fflush(stdout) ? KEEP_BROKEN : KEEP_FINE;
        if (option == '?')
            return KEEP_BAD_INPUT;
        *(option == 's' ? &secret : &since) = optarg;
    }
    command = argc - optind == 2 ? argv[optind] : "";
    if (strcmp(command, "work") && strcmp(command, "check") && strcmp(command, "set-aside"))
        return keep_say(KEEP_BAD_INPUT, "name work, check or set-aside, and a database; --help says more");
    code = secret ? read_secret(secret, &own) : keep_say(KEEP_BAD_INPUT, "--secret FILE is needed");
    if (code == KEEP_FINE)
        code = run(&own, command, argv[optind + 1], since);
    keep_close(&own);
    free(own.secret);
    return code;
}
