/* SPDX-License-Identifier: MIT */
/* The example program: what its commands share. It uses nothing but the public header of the library. */
#ifndef COPROD_PROGRAM_H
#define COPROD_PROGRAM_H

#include <coprod/coprod.h>
#include <stddef.h>

/* Exit codes. */
enum { PROGRAM_FINE = 0, PROGRAM_NO = 1, PROGRAM_BAD_INPUT = 2, PROGRAM_BROKEN = 3 };

/* What commands say that print counts as they are. */
#define PROGRAM_TRUE_COUNTS "True counts: not for publication; \"coprod publish\" makes a view.\n"

/* Reads a file, or standard input where the path is NULL or "-". NULL after an error, which has been printed. The text
 * is NUL-terminated and the caller frees it. */
char *program_read(const char *path, size_t *length);

/* Writes a file when all has succeeded, or standard output where the path is NULL or "-". Returns an exit code. */
int program_write(const char *path, const char *text, size_t length);

/* Prints as printf() does, but never what a terminal would obey: control characters become such as \u001b. All that
 * holds text of a file goes through it. */
void output(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same to stderr. */
void program_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A text without what a terminal would obey, of *cleaned bytes, which the caller frees; NULL without memory. */
char *program_clean(const char *text, size_t length, size_t *cleaned);

/* Prints "coprod: FILE: PLACE: PROBLEM" to stderr; any part may be NULL. Returns PROGRAM_BAD_INPUT. */
int program_fail(const char *file, const char *place, const char *problem);

/* Prints every finding with its file. Returns PROGRAM_BAD_INPUT. */
int program_findings(const char *file, const coprod_findings *findings);

/* Says that a call failed in a way that no input should cause. Returns PROGRAM_BROKEN, or PROGRAM_BAD_INPUT where the
 * status speaks of the input. */
int program_status(const char *file, coprod_status status);

/* What was printed has arrived, or PROGRAM_BROKEN. */
int program_flush(int code);

/* A built-in spectrum by id, or one loaded from a file where the name ends in ".json". NULL after an error. */
coprod_spectrum *program_spectrum(const char *name);

/* Subcommands. argv[0] is the subcommand's name. */
int command_barriers(int argc, char **argv);
int command_bodies(int argc, char **argv);
int command_budget(int argc, char **argv);
int command_classify(int argc, char **argv);
int command_compare(int argc, char **argv);
int command_crosswalk(int argc, char **argv);
int command_days(int argc, char **argv);
int command_followup(int argc, char **argv);
int command_headroom(int argc, char **argv);
int command_lint(int argc, char **argv);
int command_loop(int argc, char **argv);
int command_measure(int argc, char **argv);
int command_methods(int argc, char **argv);
int command_missing(int argc, char **argv);
int command_plan(int argc, char **argv);
int command_policies(int argc, char **argv);
int command_publish(int argc, char **argv);
int command_reimburse(int argc, char **argv);
int command_report(int argc, char **argv);
int command_score(int argc, char **argv);
int command_spectra(int argc, char **argv);
int command_tally(int argc, char **argv);
int command_taxonomies(int argc, char **argv);

#endif
