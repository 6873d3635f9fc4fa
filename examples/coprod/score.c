/* SPDX-License-Identifier: MIT */
/* coprod score: who is missing? */
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "score.h"

static const char help[] =
    "usage: coprod score [OPTIONS] [FILE]\n\n"
    "Who is missing from a conversation, and by how much: coverage and balance of the people counted, against the\n"
    "population. One JSON object is one question, an array several.\n"
    PROGRAM_TRUE_COUNTS "\n"
    "  {\"groups\": [{\"id\", \"dimension\", \"count\", \"population\", \"denominator\", \"weight\"?}, ...],\n"
    "   \"N\": 60, \"kinds\"?: {dimension: \"partition\" or \"membership\"}, \"threshold\"?: \"4/5\",\n"
    "   \"alpha\"?: \"1/2\", \"min_voices\"?: 1, \"known\"?: {dimension: people}, \"unknown\"?: {dimension:\n"
    "   {\"declined\", \"not_asked\", \"unsure\", \"not_applicable\", \"not_answered\"}},\n"
    "   \"mode\"?: \"fixed\" or \"snapshot\"}\n\n"
    "  -j, --json   JSON: one object for one question, an array for several\n"
    "  -l, --lines  one question a line in, one JSON answer a line out; an error is an object, and the stream\n"
    "               goes on\n";

enum form { TEXT, JSON, LINES };

static coprod_status print_json(const coprod_score *score)
{
    size_t needed = 0;
    char *text;
    coprod_status status = coprod_score_json(score, NULL, 0, &needed);
    if (status != COPROD_E_BUFFER)
        return status;
    text = malloc(needed);
    status = text ? coprod_score_json(score, text, needed, NULL) : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        output("%s", text);
    free(text);
    return status;
}

/* The first error of a line, as an object. */
static void print_error(const coprod_findings *findings, coprod_status status, size_t line)
{
    char text[1024] = "", place[1024] = "";
    json_t *error;
    snprintf(text, sizeof text, "%s", coprod_status_text(status));
    for (size_t i = 0; i < coprod_findings_count(findings); i++) {
        coprod_finding finding = {.size = sizeof finding};
        coprod_findings_get(findings, i, &finding);
        if (finding.severity != COPROD_ERROR)
            continue;
        coprod_findings_text(findings, i, NULL, text, sizeof text, NULL);
        snprintf(place, sizeof place, "%s", finding.place);
        break;
    }
    error = json_pack("{s{sI ss ss}}", "error", "line", (json_int_t)line, "place", place, "text", text);
    json_dumpf(error, stdout, JSON_COMPACT);
    json_decref(error);
}

/* One question. `line` is its number in a stream, or 0. */
static int answer(const char *name, const char *text, size_t length, enum form form, size_t line)
{
    coprod_findings *findings = NULL;
    coprod_score *score = NULL;
    coprod_status status = coprod_findings_new(NULL, &findings);
    int code = PROGRAM_FINE;
    if (status == COPROD_OK)
        status = coprod_score_load(text, length, NULL, findings, &score);
    if (coprod_findings_count(findings))
        program_findings(name, findings);
    if (status != COPROD_OK)
        code = coprod_findings_count(findings) ? PROGRAM_BAD_INPUT : program_status(name, status);
    if (score && form == TEXT) {
        output("%s", PROGRAM_TRUE_COUNTS);
        status = score_print(score);
    } else if (score)
        status = print_json(score);
    if (score && status != COPROD_OK)
        code = program_status(name, status);
    if (status != COPROD_OK && form == LINES && code != PROGRAM_BROKEN)
        print_error(findings, status, line);
    if (form == LINES && code != PROGRAM_BROKEN)
        puts("");
    coprod_score_free(score);
    coprod_findings_free(findings);
    return code;
}

static int run_lines(const char *name, const char *text, size_t length)
{
    const char *line = text;
    int code = PROGRAM_FINE;
    for (size_t number = 1; code != PROGRAM_BROKEN && line && line < text + length; number++) {
        const char *end = memchr(line, '\n', (size_t)(text + length - line));
        size_t bytes = (size_t)((end ? end : text + length) - line);
        char place[300];
        snprintf(place, sizeof place, "%.200s, line %zu", name, number);
        if (bytes) {
            int own = answer(place, line, bytes, LINES, number);
            code = own > code ? own : code;
        }
        line = end ? end + 1 : NULL;
    }
    return code;
}

/* Each of several questions, in the order asked. */
static int run_array(const char *name, const json_t *list, enum form form)
{
    int code = PROGRAM_FINE;
    size_t i;
    json_t *one;
    if (form == JSON)
        putchar('[');
    json_array_foreach((json_t *)list, i, one) {
        char *text = json_dumps(one, JSON_COMPACT | JSON_ENCODE_ANY), place[300];
        int own = PROGRAM_BROKEN;
        snprintf(place, sizeof place, "%.200s: /%zu", name, i);
        if (i)
            fputs(form == JSON ? "," : "\n---\n\n", stdout);
        if (text)
            own = answer(place, text, strlen(text), form, 0);
        if (form == JSON && own != PROGRAM_FINE)
            fputs("null", stdout);
        code = own > code ? own : code;
        free(text);
    }
    if (form == JSON)
        putchar(']');
    return code;
}

static int run(const char *path, enum form form)
{
    const char *name = path && strcmp(path, "-") ? path : "standard input";
    size_t length = 0;
    char *text = program_read(path, &length);
    json_t *list;
    int code;
    if (!text)
        return PROGRAM_BAD_INPUT;
    list = form == LINES ? NULL : json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
    if (form == LINES)
        code = run_lines(name, text, length);
    else if (json_is_array(list))
        code = run_array(name, list, form);
    else
        code = answer(name, text, length, form, 0);
    if (form == JSON && (code == PROGRAM_FINE || json_is_array(list)))
        puts("");
    json_decref(list);
    free(text);
    return code;
}

int command_score(int argc, char **argv)
{
    static const struct option options[] = {
        {"json", no_argument, NULL, 'j'}, {"lines", no_argument, NULL, 'l'}, {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    enum form form = TEXT;
    int option;
    optind = 1;
    while ((option = getopt_long(argc, argv, "jlh", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        if (option == '?')
            return program_fail("score", NULL, "unknown option; \"coprod score --help\" lists them");
        form = option == 'l' ? LINES : form == LINES ? LINES : JSON;
    }
    if (optind + 1 < argc)
        return program_fail("score", argv[optind + 1], "one file is read");
    return run(optind < argc ? argv[optind] : NULL, form);
}
