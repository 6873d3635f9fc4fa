/* SPDX-License-Identifier: MIT */
/* coprod report: one page from a dossier, for people who decide. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "coprod_program.h"
#include "report.h"

static const char usage[] =
    "use coprod report [--spectrum NAME] [--format html|text|json] [-o FILE] [DOSSIER.json]; "
    "coprod report --help tells more";

static int help(void)
{
    printf("usage: coprod report [--spectrum NAME] [--format FORMAT] [-o FILE] [DOSSIER.json]\n\n"
           "A page from a dossier: for every activity the levels of participation that the evidence allows, what each\n"
           "claim is worth, the words of the sources, what is not evidenced, and what it would take; and for every\n"
           "payment claim what is paid, what is not and why, step by step.\n\n"
           "  --spectrum NAME   a built-in spectrum, or NAME.json for your own; nhse5 if it is left out\n"
           "  --format FORMAT   html (one page without scripts), text, or json; html if it is left out\n"
           "  -o, --output FILE writes there, when all has succeeded; standard output if it is left out\n");
    return PROGRAM_FINE;
}

static int wrong_output(const char *path)
{
    return program_fail(path ? path : "standard output", NULL, strerror(errno));
}

/* mkstemp makes a file that nobody else may read; the report gets the rights of any new file. */
static int give_rights(int file)
{
    mode_t mask = umask(0);
    umask(mask);
    return fchmod(file, (mode_t)0666 & ~mask);
}

static int write_all(int file, const char *text, size_t length)
{
    while (length) {
        ssize_t written = write(file, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return -1;
        text += written;
        length -= (size_t)written;
    }
    return 0;
}

/* A device or a pipe is written to, not replaced. */
static int write_in_place(const char *path, const char *text, size_t length)
{
    int file = open(path, O_WRONLY), failed = file < 0 || write_all(file, text, length);
    failed = (file >= 0 && close(file)) || failed;
    return failed ? wrong_output(path) : PROGRAM_FINE;
}

/* Into a new file beside the old one, which it then replaces: nobody ever finds half a page. A link keeps pointing at
 * what it points at. */
static int write_file(const char *path, const char *text, size_t length)
{
    struct stat there;
    char *target = NULL, *temporary;
    size_t room;
    int file, code = PROGRAM_FINE, exists = !stat(path, &there);
    if (exists && !S_ISREG(there.st_mode))
        return write_in_place(path, text, length);
    target = exists ? realpath(path, NULL) : strdup(path);
    room = target ? strlen(target) + sizeof ".XXXXXX" : 0;
    temporary = room ? malloc(room) : NULL;
    if (!temporary) {
        free(target);
        return program_status("report", COPROD_E_MEMORY);
    }
    snprintf(temporary, room, "%s.XXXXXX", target);
    file = mkstemp(temporary);
    if (file < 0) {
        code = wrong_output(path);
    } else {
        int failed = write_all(file, text, length) || give_rights(file) || fsync(file);
        failed = close(file) || failed;
        if (failed || rename(temporary, target)) {
            code = wrong_output(path);
            unlink(temporary);
        }
    }
    free(temporary);
    free(target);
    return code;
}

static int write_report(const report *r, const char *format, const char *path)
{
    out o = {NULL, 0, 0, 0};
    size_t length;
    char *text;
    int code;
    if (!strcmp(format, "html"))
        page_write(&o, r);
    else if (!strcmp(format, "text"))
        text_write(&o, r);
    else
        json_write(&o, r);
    length = o.length;
    text = out_take(&o);
    if (!text)
        return program_status("report", COPROD_E_MEMORY);
    if (path && strcmp(path, "-"))
        code = write_file(path, text, length);
    else
        code = fwrite(text, 1, length, stdout) < length || fflush(stdout) ? wrong_output(NULL) : PROGRAM_FINE;
    free(text);
    return code;
}

int command_report(int argc, char **argv)
{
    static const struct option options[] = {{"help", no_argument, NULL, 'h'},
                                            {"spectrum", required_argument, NULL, 's'},
                                            {"format", required_argument, NULL, 'f'},
                                            {"output", required_argument, NULL, 'o'},
                                            {0}};
    const char *spectrum = "nhse5", *format = "html", *output = NULL;
    report r;
    int option, code;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, "ho:", options, NULL)) != -1) {
        spectrum = option == 's' ? optarg : spectrum;
        format = option == 'f' ? optarg : format;
        output = option == 'o' ? optarg : output;
        if (option == 'h')
            return help();
        if (option == '?')
            return program_fail("report", argv[optind - 1], usage);
    }
    if (argc - optind > 1)
        return program_fail("report", argv[optind + 1], usage);
    if (strcmp(format, "html") && strcmp(format, "text") && strcmp(format, "json"))
        return program_fail("report", format, "this format is not known; use html, text or json");
    code = report_build(&r, spectrum, optind < argc ? argv[optind] : NULL);
    if (code == PROGRAM_FINE)
        code = write_report(&r, format, output);
    report_free(&r);
    return code;
}
