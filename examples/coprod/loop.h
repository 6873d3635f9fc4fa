/* SPDX-License-Identifier: MIT */
/* coprod loop: what its subcommands share. */
#ifndef COPROD_PROGRAM_LOOP_H
#define COPROD_PROGRAM_LOOP_H

#include <jansson.h>

#include "coprod_program.h"

typedef struct loop_setting {
    const char *file;          /* as it is named in messages */
    const char *more;          /* migrate: a file of traces, or NULL */
    char *machines, *timings;  /* documents of the caller's own, or NULL */
    size_t machines_length;
    const char *machines_path; /* as it is named in messages */
    int json, lines, explain, due;
    int timed, traces; /* check: by days too, and with covering traces */
    const char *role; /* explain: who asks, or NULL */
    int has_day;
    int32_t day;
    int32_t format;      /* export: as what, 0 for a table */
    coprod_texts *texts; /* export: the sentences, or NULL for plain ones */
    char *secret, *key; /* of a journal, as files hold them, or NULL */
    const char *journal_path;
    coprod_journal *journal; /* into which a run is written, or NULL */
    uint32_t *numbers;       /* the loop of each trace so far, or LOOP_NONE */
    size_t trace_count;
    coprod_machine *machine; /* the one asked for last, by its name */
    char name[160];
} loop_setting;

#define LOOP_NONE UINT32_MAX

/* Where something is wrong in a trace, and what. */
typedef struct loop_problem {
    char place[256];
    char text[1024];
} loop_problem;

/* The machine of a name; kept until another one is asked for. NULL with the problem. */
coprod_machine *loop_machine(loop_setting *own, const char *name, loop_problem *problem);

/* A trace that was run: the loop it left, its number in the journal, and its answer {"machine", "created", "steps"}. */
typedef struct loop_ran {
    uint32_t number;
    coprod_loop *loop;
    json_t *answer;
} loop_ran;

/* Runs a trace; 0 with the problem. */
int loop_run(loop_setting *own, const json_t *trace, loop_ran *ran, loop_problem *problem);
void loop_ran_free(loop_ran *ran);

/* JSON of one value, integers beyond 64 bits as reals; NULL with the problem. */
json_t *loop_parse(const char *text, size_t length, loop_problem *problem);

int loop_print(json_t *value); /* takes the value; 0, or the code of what failed */
void loop_tell_run(const loop_setting *own, const json_t *trace, const json_t *answer);

/* What can be done after a trace; the code of it. */
int loop_explain(const loop_setting *own, const json_t *trace, const loop_ran *ran);

/* The clocks that run after a trace, until --day if that is given. */
int loop_due(const loop_setting *own, const json_t *trace, const loop_ran *ran, size_t number);

coprod_journal *loop_new_journal(const loop_setting *own);
int loop_write_journal(const loop_setting *own);

int loop_command_due(loop_setting *own, const char *path);
int loop_command_verify(loop_setting *own, const char *path);
int loop_set_export(loop_setting *own, int option, const char *word); /* --as and --texts */
int loop_command_export(loop_setting *own, const char *path);
/* A document's findings, and a defect with what its pointer begins with, as {"class", "place", "text"}. */
json_t *loop_findings(const coprod_findings *findings);
json_t *loop_defect(const coprod_defect *defect, const char *before);

int loop_command_migrate(loop_setting *own, const char *path);
int loop_command_check(loop_setting *own, const char *path);
int loop_command_explain(loop_setting *own, const char *path);
int loop_command_run(loop_setting *own, const char *path);

#endif
