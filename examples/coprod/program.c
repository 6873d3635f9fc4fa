/* SPDX-License-Identifier: MIT */
#include "coprod_program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 64 * 1024 * 1024 }; /* the library takes no more either */

char *program_read(const char *path, size_t *length)
{
    int standard = !path || !strcmp(path, "-");
    FILE *file = standard ? stdin : fopen(path, "rb");
    size_t room = 65536, n = 0;
    char *text = malloc(room);
    if (!file || !text) {
        program_fail(path, NULL, file ? "not enough memory" : strerror(errno));
        free(text);
        return NULL;
    }
    for (size_t got = 1; got && n <= MOST_BYTES;) {
        if (n + 1 == room) {
            char *more = realloc(text, room *= 2);
            if (!more)
                break;
            text = more;
        }
        got = fread(text + n, 1, room - n - 1, file);
        n += got;
    }
    int failed = ferror(file) || !feof(file);
    if (!standard)
        fclose(file);
    if (failed) {
        program_fail(standard ? "standard input" : path, NULL,
                     n > MOST_BYTES ? "is larger than 64 MiB" : "could not be read to its end");
        free(text);
        return NULL;
    }
    text[n] = '\0';
    *length = n;
    return text;
}

int program_fail(const char *file, const char *place, const char *problem)
{
    fflush(stdout);
    program_complain("coprod: %s%s%s%s%s\n", file ? file : "", file ? ": " : "", place ? place : "",
                     place ? ": " : "", problem ? problem : "failed");
    return PROGRAM_BAD_INPUT;
}

int program_findings(const char *file, const coprod_findings *findings)
{
    for (size_t i = 0; i < coprod_findings_count(findings); i++) {
        char text[1024];
        coprod_findings_text(findings, i, NULL, text, sizeof text, NULL);
        program_fail(file ? file : "standard input", NULL, text);
    }
    return PROGRAM_BAD_INPUT;
}

int program_flush(int code)
{
    if (!fflush(stdout) && !ferror(stdout))
        return code;
    program_fail("standard output", NULL, "could not be written to its end");
    return PROGRAM_BROKEN;
}

int program_status(const char *file, coprod_status status)
{
    program_fail(file, NULL, coprod_status_text(status));
    return status == COPROD_E_MEMORY || status == COPROD_E_FAILED ? PROGRAM_BROKEN : PROGRAM_BAD_INPUT;
}

coprod_spectrum *program_spectrum(const char *name)
{
    size_t length = strlen(name), bytes = 0;
    coprod_spectrum *spectrum = NULL;
    coprod_findings *findings = NULL;
    coprod_status status;
    char *text;
    if (length < 5 || strcmp(name + length - 5, ".json")) {
        if (coprod_spectrum_builtin(name, NULL, &spectrum) != COPROD_OK)
            program_fail(name, NULL, "no such spectrum; \"coprod spectra\" lists them, and NAME.json loads your own");
        return spectrum;
    }
    text = program_read(name, &bytes);
    if (!text || coprod_findings_new(NULL, &findings) != COPROD_OK) {
        free(text);
        return NULL;
    }
    status = coprod_spectrum_load(text, bytes, NULL, findings, &spectrum);
    if (status != COPROD_OK && coprod_findings_count(findings))
        program_findings(name, findings);
    else if (status != COPROD_OK)
        program_status(name, status);
    coprod_findings_free(findings);
    free(text);
    return spectrum;
}
