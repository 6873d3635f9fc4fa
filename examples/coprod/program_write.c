/* SPDX-License-Identifier: MIT */
/* Writes a file as a whole, or not at all. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "coprod_program.h"

static int wrong_output(const char *path)
{
    return program_fail(path ? path : "standard output", NULL, strerror(errno));
}

/* mkstemp makes a file that nobody else may read; what is written gets the rights of any new file. */
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

/* Into a new file beside the old one, which it then replaces: nobody ever finds half a file. A link keeps pointing at
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
        return program_status(path, COPROD_E_MEMORY);
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

int program_write(const char *path, const char *text, size_t length)
{
    if (path && strcmp(path, "-"))
        return write_file(path, text, length);
    return fwrite(text, 1, length, stdout) < length || fflush(stdout) ? wrong_output(NULL) : PROGRAM_FINE;
}
