/* SPDX-License-Identifier: MIT */
/* coprod loop: feedback loops, from traces of what was done. */
#define _GNU_SOURCE
#include "loop.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: coprod loop run|explain|due|check|verify [OPTIONS] [FILE]\n"
    "       coprod loop export [OPTIONS] MACHINE\n"
    "       coprod loop migrate [OPTIONS] MIGRATION [TRACES]\n\n"
    "Feedback loops: what people said, what was decided, and whether they were told, by when.\n"
    "A trace is what was done:\n"
    "  {\"machine\":\"suggestion@1\",\n"
    "   \"create\":{\"at\":\"2025-06-02\",\"by\":\"lead:team\",\"payload\":{\"contactable\":2,\"anonymous\":0}},\n"
    "   \"steps\":[{\"event\":\"acknowledge\",\"by\":\"lead:team\",\"at\":\"2025-06-04\"},\n"
    "            {\"tick\":\"2025-07-01\"}]}\n\n"
    "  run      runs traces, one after the other: what was accepted, what was refused and why, what is late\n"
    "  explain  what can be done after a trace, by whom, and what is missing for the rest\n"
    "  due      the clocks that run after traces, until --day if that is given\n"
    "  verify   whether a journal is as it was written; with --secret its head, to be kept elsewhere\n"
    "  check    whether machines do what they promise: of a file, or a built-in one by its name\n"
    "  export   a machine as a picture or a text, such as suggestion@1\n"
    "  migrate  whether loops can go on under another machine and still end; which loops of a file of traces, one a\n"
    "           line, can move on --day\n\n"
    "  -d, --day DAY        explain: the day that is asked about (the last day of the trace); due: the last day\n"
    "  -J, --journal FILE   run and migrate: write all of it into a journal; it needs a secret\n"
    "  -s, --secret FILE    the secret of a journal, 16 bytes or more\n"
    "  -k, --key FILE       the key of a journal's chain\n"
    "  -r, --role ROLE      explain: who asks (everybody); migrate: who does it (system:migration)\n"
    "  -T, --timed          check: tell configurations apart by how many days are left, too\n"
    "  -c, --traces         check: traces that together cover the machine, one a line\n"
    "  -a, --as FORMAT      export: dot, mermaid, markdown, scxml, promela, or next, what happens next in plain\n"
    "                       words (markdown)\n"
    "  -x, --texts STYLE    export: the sentences of next: plain, easy-read or audit (plain)\n"
    "  -m, --machines FILE  machines of your own, schema feedback-machines/1\n"
    "  -t, --timings FILE   local times of your own: {\"T_tell\": {\"n\": 5}}\n"
    "  -j, --json           one JSON document for each trace\n"
    "  -l, --lines          one trace a line in, one JSON document a line out\n";

/* --- JSON --- */

/* Integers that were read as reals are integers again, but those beyond. */
static json_t *narrowed(json_t *value)
{
    double number = json_real_value(value);
    const char *key;
    json_t *one;
    size_t i;
    if (json_is_real(value) && number > -9e15 && number < 9e15 && (double)(json_int_t)number == number) {
        json_decref(value);
        return json_integer((json_int_t)number);
    }
    json_object_foreach(value, key, one)
        json_object_set_new(value, key, narrowed(json_incref(one)));
    json_array_foreach(value, i, one)
        json_array_set_new(value, i, narrowed(json_incref(one)));
    return value;
}

json_t *loop_parse(const char *text, size_t length, loop_problem *problem)
{
    json_error_t error;
    json_t *value = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (!value && json_error_code(&error) == json_error_numeric_overflow) {
        value = json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &error);
        value = value ? narrowed(value) : NULL;
    }
    if (!value) {
        snprintf(problem->place, sizeof problem->place, "line %d, column %d", error.line, error.column);
        snprintf(problem->text, sizeof problem->text, "this is not JSON (%s)", error.text);
    }
    return value;
}

int loop_print(json_t *value)
{
    int bad = !value || json_dumpf(value, stdout, JSON_COMPACT) || putchar('\n') == EOF;
    json_decref(value);
    return bad ? program_fail("standard output", NULL, "writing failed; look for a full disk or a closed pipe") : 0;
}

/* --- loop run --- */

static int print_problem(const loop_problem *problem, size_t line)
{
    return loop_print(json_pack("{s:{s:I,s:s,s:s}}", "error", "line", (json_int_t)line, "place", problem->place, "text",
                                problem->text));
}

/* What is told of one trace; the code of it. */
static int answer_trace(loop_setting *own, const json_t *trace, size_t number)
{
    loop_problem problem = {"", ""};
    loop_ran ran;
    int code = PROGRAM_FINE;
    if (!loop_run(own, trace, &ran, &problem)) {
        char line[32];
        if (own->lines) {
            code = print_problem(&problem, number);
            return code ? code : PROGRAM_BAD_INPUT;
        }
        snprintf(line, sizeof line, "trace %zu", number);
        program_complain("coprod: %s: %s: %s: %s\n", own->file, line, problem.place, problem.text);
        return PROGRAM_BAD_INPUT;
    }
    if (own->due)
        code = loop_due(own, trace, &ran, number);
    else if (own->explain)
        code = loop_explain(own, trace, &ran);
    else if (own->json)
        code = loop_print(json_incref(ran.answer));
    else
        loop_tell_run(own, trace, ran.answer);
    loop_ran_free(&ran);
    return code;
}

static int run_lines(loop_setting *own, const char *path)
{
    FILE *in = path && strcmp(path, "-") ? fopen(path, "r") : stdin;
    char *text = NULL;
    size_t capacity = 0, number = 0;
    ssize_t length;
    int worst = PROGRAM_FINE;
    if (!in)
        return program_fail(own->file, NULL, strerror(errno));
    while ((length = getline(&text, &capacity, in)) >= 0 && !ferror(stdout)) {
        loop_problem problem;
        json_t *trace = loop_parse(text, (size_t)length, &problem);
        int code = PROGRAM_BAD_INPUT;
        number++;
        if (trace)
            code = answer_trace(own, trace, number);
        else
            print_problem(&problem, number);
        worst = code > worst ? code : worst;
        json_decref(trace);
    }
    if (ferror(in))
        worst = program_fail(own->file, NULL, "reading failed; look whether it is a file");
    if (in != stdin)
        fclose(in);
    free(text);
    return worst;
}

/* One trace, an array of them, or one after the other. */
static int run_document(loop_setting *own, const char *path)
{
    size_t length, at = 0, number = 0, i;
    char *text = program_read(path, &length);
    int worst = PROGRAM_FINE;
    if (!text)
        return PROGRAM_BAD_INPUT;
    while (at < length) {
        json_error_t error;
        const size_t flags = JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK;
        json_t *value = json_loadb(text + at, length - at, flags, &error), *one;
        loop_problem problem;
        size_t rest = value ? at + (size_t)error.position : length;
        if (!value)
            value = loop_parse(text + at, length - at, &problem);
        if (!value) {
            worst = program_fail(own->file, problem.place, problem.text);
            break;
        }
        json_array_foreach(value, i, one) {
            int code = answer_trace(own, one, ++number);
            worst = code > worst ? code : worst;
        }
        if (!json_is_array(value)) {
            int code = answer_trace(own, value, ++number);
            worst = code > worst ? code : worst;
        }
        json_decref(value);
        at = rest + strspn(text + rest, " \t\r\n");
    }
    free(text);
    return worst;
}

int loop_command_run(loop_setting *own, const char *path)
{
    int code, written;
    if (own->journal_path && !(own->journal = loop_new_journal(own)))
        return PROGRAM_BAD_INPUT;
    code = own->lines ? run_lines(own, path) : run_document(own, path);
    written = loop_write_journal(own);
    coprod_journal_free(own->journal);
    own->journal = NULL;
    return written > code ? written : code;
}

int loop_command_due(loop_setting *own, const char *path)
{
    own->due = 1;
    return loop_command_run(own, path);
}

int loop_command_explain(loop_setting *own, const char *path)
{
    own->explain = 1;
    return loop_command_run(own, path);
}

/* --- the command --- */

static int set_option(loop_setting *own, int option)
{
    size_t length;
    switch (option) {
    case 'm':
        free(own->machines);
        own->machines_path = optarg;
        own->machines = program_read(optarg, &own->machines_length);
        return own->machines ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
    case 't':
        free(own->timings);
        own->timings = program_read(optarg, &length);
        return own->timings ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
    case 'J': own->journal_path = optarg; return PROGRAM_FINE;
    case 's':
        free(own->secret);
        own->secret = program_read(optarg, &length);
        return own->secret ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
    case 'k':
        free(own->key);
        own->key = program_read(optarg, &length);
        return own->key ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
    case 'l': own->lines = 1; /* fall through */
    case 'j': own->json = 1; return PROGRAM_FINE;
    case 'T': own->timed = 1; return PROGRAM_FINE;
    case 'c': own->traces = 1; return PROGRAM_FINE;
    case 'a':
    case 'x': return loop_set_export(own, option, optarg);
    case 'r': own->role = optarg; return PROGRAM_FINE;
    case 'd':
        own->has_day = 1;
        if (coprod_day_read(optarg, COPROD_NTS, &own->day) == COPROD_OK)
            return PROGRAM_FINE;
        return program_fail("--day", optarg, "is not a day; say YYYY-MM-DD");
    default: return program_fail("loop", NULL, "unknown option; \"coprod loop --help\" lists them");
    }
}

int command_loop(int argc, char **argv)
{
    static const struct option options[] = {
        {"help", no_argument, NULL, 'h'},          {"machines", required_argument, NULL, 'm'},
        {"timings", required_argument, NULL, 't'}, {"json", no_argument, NULL, 'j'},
        {"lines", no_argument, NULL, 'l'},         {"role", required_argument, NULL, 'r'},
        {"day", required_argument, NULL, 'd'},     {"timed", no_argument, NULL, 'T'},
        {"traces", no_argument, NULL, 'c'},        {"journal", required_argument, NULL, 'J'},
        {"secret", required_argument, NULL, 's'},  {"key", required_argument, NULL, 'k'},
        {"as", required_argument, NULL, 'a'},      {"texts", required_argument, NULL, 'x'},
        {0}};
    static const struct {
        const char *name;
        int (*run)(loop_setting *own, const char *path);
    } commands[] = {{"run", loop_command_run}, {"explain", loop_command_explain}, {"due", loop_command_due},
                    {"check", loop_command_check}, {"verify", loop_command_verify},
                    {"export", loop_command_export}, {"migrate", loop_command_migrate}};
    loop_setting own = {0};
    int option, code = PROGRAM_FINE;
    const char *path;
    size_t i = 0;
    optind = 1;
    opterr = 0;
    while (code == PROGRAM_FINE && (option = getopt_long(argc, argv, "hm:t:jlr:d:TcJ:s:k:a:x:", options, NULL)) != -1) {
        if (option == 'h') {
            fputs(help, stdout);
            return PROGRAM_FINE;
        }
        code = set_option(&own, option);
    }
    while (i < sizeof commands / sizeof *commands && (optind >= argc || strcmp(commands[i].name, argv[optind])))
        i++;
    path = optind + 1 < argc ? argv[optind + 1] : NULL;
    own.file = path && strcmp(path, "-") ? path : "standard input";
    own.more = argc - optind == 3 && !strcmp(argv[optind], "migrate") ? argv[optind + 2] : NULL;
    if (code == PROGRAM_FINE && (i == sizeof commands / sizeof *commands || argc - optind > (own.more ? 3 : 2)))
        code = program_fail("loop", optind < argc ? argv[optind] : NULL,
                            "say coprod loop run, explain, due, check or verify, and a file, export and a machine, or "
                            "migrate and a migration; \"coprod loop --help\" tells more");
    if (code == PROGRAM_FINE)
        code = commands[i].run(&own, path);
    coprod_machine_free(own.machine);
    coprod_texts_free(own.texts);
    free(own.machines);
    free(own.timings);
    free(own.secret);
    free(own.key);
    free(own.numbers);
    return code;
}
