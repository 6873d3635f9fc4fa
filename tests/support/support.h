/* SPDX-License-Identifier: MIT */
/* What the tests share: cmocka with its includes, an allocator that counts and fails, files, handy makers. */
#ifndef COPROD_TEST_SUPPORT_H
#define COPROD_TEST_SUPPORT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <coprod/coprod.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the locale of the environment, which one run sets to one with a comma in decimal numbers. cmocka gives the number
 * of failed tests, which an exit code cannot hold. */
#define TEST_MAIN(tests) (setlocale(LC_ALL, ""), cmocka_run_group_tests(tests, NULL, NULL) != 0)

static inline coprod_spectrum *builtin(const char *id)
{
    coprod_spectrum *spectrum = NULL;
    assert_int_equal(coprod_spectrum_builtin(id, NULL, &spectrum), COPROD_OK);
    return spectrum;
}

/* Evidence from {"flow": 4, ...}. */
static inline coprod_evidence *answers(const coprod_spectrum *spectrum, const char *json)
{
    char text[4096];
    coprod_evidence *evidence = NULL;
    snprintf(text, sizeof text, "{\"answers\": %s}", json);
    assert_int_equal(coprod_evidence_load(text, COPROD_NTS, spectrum, NULL, NULL, &evidence), COPROD_OK);
    return evidence;
}

static inline coprod_interval classified(const coprod_spectrum *spectrum, const coprod_evidence *evidence,
                                         coprod_classification *result)
{
    coprod_interval interval = {sizeof interval};
    assert_int_equal(coprod_classify(spectrum, evidence, NULL, result), COPROD_OK);
    assert_int_equal(coprod_classification_get(result, &interval), COPROD_OK);
    return interval;
}

static inline char *read_file(const char *name, size_t *length)
{
    char path[1024], *text = malloc(1 << 24);
    snprintf(path, sizeof path, "%s/%s", COPROD_TEST_DATA, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_non_null(text);
    *length = fread(text, 1, (1 << 24) - 1, file);
    text[*length] = '\0';
    fclose(file);
    return text;
}

#endif
