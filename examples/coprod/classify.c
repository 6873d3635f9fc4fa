/* SPDX-License-Identifier: MIT */
/* coprod classify: one activity's answers, in one or several spectra. */
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classify.h"

static const char help[] =
    "usage: coprod classify [OPTIONS] [FILE]\n\n"
    "Reads {\"answers\": {\"flow\": 4, \"agenda\": [1, 3]}, \"claim\": \"co-production\"}: an integer is known, a\n"
    "pair is between, what is absent is unknown. Also read: witnesses ([{\"witness\": NAME, \"answers\": {...}}]),\n"
    "codings ([{\"coder\": NAME, \"answers\": {...}}]), motivation, prior_learning, partners; they never move the\n"
    "level.\n\n"
    "  -s, --spectrum A,B   spectra by id, or files NAME.json (nhse5)\n"
    "  -p, --presume on|off presume that people were asked in good faith (on)\n"
    "  -t, --texts STYLE    plain, easy-read or audit (plain)\n"
    "  -j, --json           one JSON document; an array for several spectra\n"
    "  -l, --lines          one JSON document a line in, one answer a line out\n";

void setting_free(setting *s)
{
    for (size_t i = 0; i < s->count; i++)
        coprod_spectrum_free(s->spectra[i]);
    coprod_texts_free(s->texts);
}

static int set_spectra(setting *s, const char *names)
{
    char *list = strdup(names), *rest = list;
    int code = list ? PROGRAM_FINE : PROGRAM_BROKEN;
    while (code == PROGRAM_FINE && rest) {
        char *name = rest;
        rest = strchr(rest, ',');
        if (rest)
            *rest++ = '\0';
        if (s->count == MOST_SPECTRA)
            code = program_fail("--spectrum", NULL, "too many spectra; at most 16");
        else if (!(s->spectra[s->count] = program_spectrum(name)))
            code = PROGRAM_BAD_INPUT;
        else
            s->count++;
    }
    free(list);
    return code;
}

static int set_option(setting *s, int option)
{
    switch (option) {
    case 's':
        return set_spectra(s, optarg);
    case 'p':
        if (strcmp(optarg, "on") && strcmp(optarg, "off"))
            return program_fail("--presume", optarg, "say on or off");
        s->options.no_presumption = !strcmp(optarg, "off");
        return PROGRAM_FINE;
    case 't':
        coprod_texts_free(s->texts);
        if (coprod_texts_builtin(optarg, NULL, &s->texts) != COPROD_OK)
            return program_fail("--texts", optarg, "say plain, easy-read or audit");
        return PROGRAM_FINE;
    case 'j':
        s->json = 1;
        return PROGRAM_FINE;
    case 'l':
        s->lines = s->json = 1;
        return PROGRAM_FINE;
    default:
        return program_fail("classify", NULL, "unknown option; \"coprod classify --help\" lists them");
    }
}

static int run_whole(setting *s, const char *path)
{
    size_t length = 0;
    char *text = program_read(path, &length);
    json_t *error = NULL;
    int code;
    if (!text)
        return PROGRAM_BAD_INPUT;
    code = classify_text(s, path ? path : "standard input", text, length, &error);
    json_decref(error);
    free(text);
    return code;
}

/* A bad line answers with an error object, and the stream goes on. */
static int run_lines(setting *s, const char *path)
{
    size_t length = 0;
    char *text = program_read(path, &length), *line = text;
    int code = text ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
    for (size_t number = 1; line && line < text + length; number++) {
        char *end = memchr(line, '\n', (size_t)(text + length - line)), place[32];
        size_t bytes = (size_t)((end ? end : text + length) - line);
        json_t *error = json_object();
        snprintf(place, sizeof place, "line %zu", number);
        if (bytes && classify_text(s, place, line, bytes, &error) != PROGRAM_FINE) {
            json_object_set_new(error, "line", json_integer((json_int_t)number));
            json_t *answer = json_pack("{sO}", "error", error);
            json_dumpf(answer, stdout, JSON_COMPACT);
            putchar('\n');
            json_decref(answer);
            code = PROGRAM_BAD_INPUT;
        }
        json_decref(error);
        line = end ? end + 1 : NULL;
    }
    free(text);
    return code;
}

int command_classify(int argc, char **argv)
{
    static const struct option options[] = {
        {"spectrum", required_argument, NULL, 's'}, {"presume", required_argument, NULL, 'p'},
        {"texts", required_argument, NULL, 't'},    {"json", no_argument, NULL, 'j'},
        {"lines", no_argument, NULL, 'l'},          {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    setting s = {0};
    int code = PROGRAM_FINE, option;
    s.options.size = sizeof s.options;
    optind = 1;
    while (code == PROGRAM_FINE && (option = getopt_long(argc, argv, "s:p:t:jlh", options, NULL)) != -1) {
        if (option == 'h') {
            fputs(help, stdout);
            setting_free(&s);
            return PROGRAM_FINE;
        }
        code = set_option(&s, option);
    }
    if (code == PROGRAM_FINE && !s.count)
        code = set_spectra(&s, "nhse5");
    if (code == PROGRAM_FINE && argc - optind > 1)
        code = program_fail("classify", argv[optind + 1], "one file at a time");
    if (code == PROGRAM_FINE)
        code = s.lines ? run_lines(&s, argv[optind]) : run_whole(&s, argv[optind]);
    setting_free(&s);
    return code;
}
