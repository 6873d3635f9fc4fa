/* SPDX-License-Identifier: MIT */
/* coprod measure: one statistic by its name, from a file of questions or line by line. */
#define _GNU_SOURCE
#include "measure.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each chapter is a file of its own. */
static const measure *const chapters[] = {
    measures_of_shares,
    measures_of_fit,
    measures_of_inequality,
    measures_of_people,
    measures_of_consensus,
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const char help[] =
    "usage: coprod measure NAME [--json] [--lines] [FILE]\n"
    "       coprod measure --list [--json]\n\n"
    "One statistic of one question, or of each in an array of questions, such as\n"
    "  echo '{\"k\": 3, \"n\": 12}' | coprod measure wilson\n\n"
    "  -L, --list   every measure, its keys (\"?\" may be left out, \"[]\" is an array) and what it says\n"
    "  -j, --json   answers as JSON\n"
    "  -l, --lines  one question in each line, one JSON answer for each\n"
    "\"kind\" says whether each person is in one group (\"partition\") or may be in several (\"membership\"); left\n"
    "out, it is found as by coprod score: a partition, unless the populations add up to more than \"denominator\".\n"
    "The answer names it. A measure of the parts of one whole refuses a membership.\n"
    PROGRAM_TRUE_COUNTS
    "Counts are whole numbers; rates, thresholds and confidence are text, such as \"0.95\" or \"4/5\".\n";

static const measure *find(const char *name)
{
    for (size_t i = 0; i < COUNT(chapters); i++)
        for (const measure *own = chapters[i]; own->name; own++)
            if (!strcmp(own->name, name))
                return own;
    return NULL;
}

/* --- keys --- */

typedef struct key {
    char name[64];
    int optional, array;
} key;

/* The next key of a list such as "k n confidence?"; 0 at its end. */
static int next_key(const char **keys, key *own)
{
    size_t length;
    *keys += strspn(*keys, " ");
    length = strcspn(*keys, " ");
    snprintf(own->name, sizeof own->name, "%.*s", (int)length, *keys);
    *keys += length;
    length = strcspn(own->name, "?[");
    own->optional = strchr(own->name, '?') != NULL;
    own->array = strchr(own->name, '[') != NULL;
    own->name[length] = '\0';
    return length > 0;
}

static int is_key(const char *keys, const char *name)
{
    key own;
    while (next_key(&keys, &own))
        if (!strcmp(own.name, name))
            return 1;
    return 0;
}

static void check_keys(const measure *own, measure_call *call)
{
    const char *name, *keys = own->keys;
    char problem[256];
    json_t *value;
    key one;
    if (!json_is_object(call->input)) {
        snprintf(problem, sizeof problem, "this must be an object with the keys %s", own->keys);
        measure_wrong(call, NULL, problem);
        return;
    }
    json_object_foreach((json_t *)(uintptr_t)call->input, name, value)
        if (!is_key(own->keys, name)) {
            snprintf(problem, sizeof problem, "this key is not known; use %s", own->keys);
            measure_wrong(call, name, problem);
        }
    while (next_key(&keys, &one))
        if (!one.optional && !measure_has(call, one.name))
            measure_wrong(call, one.name, one.array ? "this is missing; give an array, one element for each group"
                                                    : "this is missing");
}

/* 1, and the answer in call->output, which the caller frees either way. */
static int ask(const measure *own, const json_t *input, measure_call *call)
{
    memset(call, 0, sizeof *call);
    call->input = input;
    call->output = json_object();
    check_keys(own, call);
    if (!call->problem[0])
        own->run(call);
    if (!call->problem[0])
        measure_put_kind(call);
    return !call->problem[0];
}

/* --- printing --- */

/* The shortest text that reads back to the same number; the program never leaves the locale "C". */
static const char *shortest(double number, char text[40])
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, 40, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    return text;
}

/* `indent` below 0: all on one line. */
static void print_json(const json_t *json, int indent)
{
    int inner = indent < 0 ? -1 : indent + 2, is_object = json_is_object(json);
    size_t count = is_object ? json_object_size(json) : json_array_size(json), i = 0;
    void *at = json_object_iter((json_t *)(uintptr_t)json);
    char text[40];
    if (json_is_real(json)) {
        fputs(shortest(json_real_value(json), text), stdout);
    } else if (!is_object && !json_is_array(json)) {
        json_dumpf(json, stdout, JSON_ENCODE_ANY);
    } else {
        int broken = inner >= 0 && count && (is_object || json_is_object(json_array_get(json, 0)));
        putchar(is_object ? '{' : '[');
        for (; i < count; i++) {
            output(broken ? "%s\n%*s" : "%s%*s", i ? broken ? "," : ", " : "", broken ? inner : 0, "");
            if (is_object)
                output("\"%s\": ", json_object_iter_key(at));
            print_json(is_object ? json_object_iter_value(at) : json_array_get(json, i), inner);
            at = is_object ? json_object_iter_next((json_t *)(uintptr_t)json, at) : NULL;
        }
        if (broken)
            output("\n%*s", indent, "");
        putchar(is_object ? '}' : ']');
    }
}

static void print_plain(const json_t *value)
{
    if (json_is_string(value))
        output("%s", json_string_value(value));
    else if (json_is_null(value))
        fputs("not defined", stdout);
    else
        print_json(value, -1);
}

static void print_text(json_t *answer)
{
    const char *name;
    json_t *value;
    json_object_foreach(answer, name, value) {
        int width = 0;
        for (; name[width]; width++)
            putchar(name[width] == '_' ? ' ' : name[width]);
        output(":%*s", width < 24 ? 24 - width : 1, "");
        print_plain(value);
        putchar('\n');
    }
}

/* --- the list --- */

static void list_text(void)
{
    for (size_t i = 0; i < COUNT(chapters); i++)
        for (const measure *own = chapters[i]; own->name; own++)
            output("%s\n  %s\n  keys: %s\n", own->name, own->about, own->keys);
}

static int list_json(void)
{
    json_t *all = json_array();
    for (size_t i = 0; i < COUNT(chapters); i++)
        for (const measure *own = chapters[i]; own->name; own++) {
            json_t *keys = json_array();
            const char *rest = own->keys;
            key one;
            while (next_key(&rest, &one))
                json_array_append_new(keys, json_pack("{ss sb sb}", "name", one.name, "required", !one.optional,
                                                      "array", one.array));
            json_array_append_new(all, json_pack("{ss so ss}", "name", own->name, "keys", keys, "about", own->about));
        }
    if (!all)
        return program_status("measure", COPROD_E_MEMORY);
    print_json(all, 0);
    putchar('\n');
    json_decref(all);
    return PROGRAM_FINE;
}

/* --- a whole document --- */

static int answer_all(const measure *own, const char *file, const json_t *list, int array, json_t *answers)
{
    int code = PROGRAM_FINE;
    for (size_t i = 0; i < json_array_size(list); i++) {
        measure_call call;
        char place[160], number[32] = "";
        if (array)
            snprintf(number, sizeof number, "/%zu", i);
        if (!ask(own, json_array_get(list, i), &call)) {
            snprintf(place, sizeof place, "%s%s", number, call.place);
            code = program_fail(file, place[0] ? place : NULL, call.problem);
        }
        json_array_append_new(answers, call.output);
    }
    return code;
}

static int whole_document(const measure *own, const char *path, const char *file, int json)
{
    size_t length;
    json_error_t error;
    char *text = program_read(path, &length), place[64], message[256];
    json_t *document, *list, *answers;
    int array, code;
    if (!text)
        return PROGRAM_BAD_INPUT;
    document = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    free(text);
    if (!document) {
        snprintf(place, sizeof place, "line %d, column %d", error.line, error.column);
        snprintf(message, sizeof message, "this is not JSON (%s); write an object or an array", error.text);
        return program_fail(file, place, message);
    }
    array = json_is_array(document);
    list = array ? json_incref(document) : json_pack("[O]", document);
    answers = json_array();
    code = list && answers ? answer_all(own, file, list, array, answers) : program_status(file, COPROD_E_MEMORY);
    if (!code && json) {
        print_json(array ? answers : json_array_get(answers, 0), 0);
        putchar('\n');
    }
    for (size_t i = 0; !code && !json && i < json_array_size(answers); i++) {
        fputs(i ? "\n" : "", stdout);
        print_text(json_array_get(answers, i));
    }
    json_decref(answers);
    json_decref(list);
    json_decref(document);
    return code;
}

/* --- line by line --- */

static json_t *line_error(size_t line, const char *place, const char *text)
{
    return json_pack("{s:{s:I,s:s,s:s}}", "error", "line", (json_int_t)line, "place", place, "text", text);
}

static int answer_line(const measure *own, const char *text, size_t length, size_t line)
{
    json_error_t error;
    json_t *question = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error), *answer;
    measure_call call = {0};
    int right = question && ask(own, question, &call);
    answer = right       ? json_incref(call.output)
             : !question ? line_error(line, "", error.text)
                         : line_error(line, call.place, call.problem);
    print_json(answer, -1);
    putchar('\n');
    json_decref(answer);
    json_decref(call.output);
    json_decref(question);
    return right ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
}

/* Returns the worst of all lines. */
static int lines(const measure *own, const char *path, const char *file)
{
    FILE *in = path && strcmp(path, "-") ? fopen(path, "r") : stdin;
    char *text = NULL;
    size_t capacity = 0, line = 0;
    ssize_t length;
    int worst = PROGRAM_FINE;
    if (!in)
        return program_fail(file, NULL, strerror(errno));
    while (!ferror(stdout) && (length = getline(&text, &capacity, in)) >= 0) {
        int code = answer_line(own, text, (size_t)length, ++line);
        worst = code > worst ? code : worst;
    }
    if (ferror(in))
        worst = program_fail(file, NULL, "reading failed; look whether it is a file");
    if (in != stdin)
        fclose(in);
    free(text);
    return worst;
}

int command_measure(int argc, char **argv)
{
    static const struct option options[] = {
        {"help", no_argument, NULL, 'h'},  {"json", no_argument, NULL, 'j'}, {"lines", no_argument, NULL, 'l'},
        {"list", no_argument, NULL, 'L'}, {NULL, 0, NULL, 0}};
    const measure *own;
    const char *path, *file;
    int json = 0, by_line = 0, list = 0, option;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, "hjlL", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        if (option == '?')
            return program_fail("measure", argv[optind - 1], "unknown option; \"coprod measure --help\" lists them");
        json |= option == 'j';
        by_line |= option == 'l';
        list |= option == 'L';
    }
    if (list)
        return json ? list_json() : (list_text(), PROGRAM_FINE);
    if (optind == argc)
        return program_fail("measure", NULL, "say which; \"coprod measure --list\" names them");
    own = find(argv[optind]);
    if (!own)
        return program_fail(argv[optind], NULL, "no such measure; \"coprod measure --list\" names them");
    if (argc - optind > 2)
        return program_fail("measure", argv[optind + 2], "one file is read");
    path = optind + 1 < argc ? argv[optind + 1] : NULL;
    file = path && strcmp(path, "-") ? path : "standard input";
    return by_line ? lines(own, path, file) : whole_document(own, path, file, json);
}
