/* SPDX-License-Identifier: MIT */
/* coprod days: due days, from a file of questions or line by line. */
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coprod_program.h"

/* In the order of the library's numbers, which begin with 1, 1 and 0. */
static const char *const units[] = {"wd", "day", "month"};
static const char *const counts[] = {"after", "from", "commencing", "given"};
static const char *const rolls[] = {"none", "next", "prev"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

typedef struct question {
    coprod_period period;
    int32_t from;
    const char *calendar; /* id */
} question;

typedef struct problem {
    const char *key; /* NULL: the question itself */
    char text[256];
} problem;

static int wrong(problem *found, const char *key, const char *text)
{
    found->key = key;
    snprintf(found->text, sizeof found->text, "%s", text);
    return 0;
}

/* --- reading a question --- */

static int read_word(const json_t *object, const char *key, const char *const *words, size_t count, size_t *index,
                     problem *found)
{
    const json_t *value = json_object_get(object, key);
    size_t length = 0;
    for (size_t i = 0; json_is_string(value) && i < count; i++)
        if (!strcmp(json_string_value(value), words[i])) {
            *index = i;
            return 1;
        }
    wrong(found, key, value ? "this word is not known; use one of:" : "this is missing; use one of:");
    for (size_t i = 0; i < count; i++) {
        length = strlen(found->text);
        snprintf(found->text + length, sizeof found->text - length, "%s %s", i ? "," : "", words[i]);
    }
    return 0;
}

static int read_n(const json_t *object, question *own, problem *found)
{
    const json_t *value = json_object_get(object, "n");
    json_int_t n = json_integer_value(value);
    if (!value && own->period.count == COPROD_COUNT_GIVEN)
        return 1;
    if (!json_is_integer(value))
        return wrong(found, "n", "this must be a whole number, such as 3");
    own->period.n = n > INT32_MAX ? INT32_MAX : n < 0 ? -1 : (int32_t)n;
    return 1;
}

static int read_calendar(const json_t *object, question *own, problem *found)
{
    const json_t *value = json_object_get(object, "calendar");
    const char *id = value ? json_string_value(value) : "england";
    size_t length;
    own->calendar = id;
    for (size_t i = 0; id && i < coprod_calendar_count(); i++)
        if (!strcmp(id, coprod_calendar_id(i)))
            return 1;
    wrong(found, "calendar", "this calendar is not known; use one of:");
    for (size_t i = 0; i < coprod_calendar_count(); i++) {
        length = strlen(found->text);
        snprintf(found->text + length, sizeof found->text - length, "%s %s", i ? "," : "", coprod_calendar_id(i));
    }
    return 0;
}

static int read_keys(json_t *object, problem *found)
{
    static const char *const known[] = {"from", "n", "unit", "count", "roll", "calendar"};
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        size_t i = 0;
        while (i < COUNT(known) && strcmp(key, known[i]))
            i++;
        if (i == COUNT(known))
            return wrong(found, key, "this key is not known; use from, n, unit, count, roll, calendar");
    }
    return 1;
}

/* 1, or 0 with the first problem. Texts of the question live as long as the JSON. */
static int read_question(json_t *object, question *own, problem *found)
{
    const char *from = json_string_value(json_object_get(object, "from"));
    size_t unit = 0, count = 0, roll = 0;
    memset(own, 0, sizeof *own);
    if (!json_is_object(object))
        return wrong(found, NULL, "this must be an object such as "
                                  "{\"from\":\"2025-03-28\",\"n\":3,\"unit\":\"wd\",\"count\":\"after\"}");
    if (!read_keys(object, found))
        return 0;
    if (!from || coprod_day_read(from, COPROD_NTS, &own->from) != COPROD_OK)
        return wrong(found, "from", "this must be a date such as \"2025-03-28\"");
    if (!read_word(object, "unit", units, COUNT(units), &unit, found)
        || !read_word(object, "count", counts, COUNT(counts), &count, found))
        return 0;
    if (json_object_get(object, "roll") && !read_word(object, "roll", rolls, COUNT(rolls), &roll, found))
        return 0;
    own->period.size = sizeof own->period;
    own->period.unit = (int32_t)unit + COPROD_UNIT_WORKING_DAY;
    own->period.count = (int32_t)count + COPROD_COUNT_AFTER;
    own->period.roll = (int32_t)roll + COPROD_ROLL_NONE;
    return read_n(object, own, found) && read_calendar(object, own, found);
}

/* --- answering --- */

/* Keeps the calendar of the last question. */
typedef struct calendars {
    coprod_calendar *last;
    char id[64];
} calendars;

static coprod_status answer(calendars *kept, const question *own, int32_t *due)
{
    *due = 0;
    if (!kept->last || strcmp(kept->id, own->calendar)) {
        coprod_status status;
        coprod_calendar_free(kept->last);
        status = coprod_calendar_builtin(own->calendar, NULL, &kept->last);
        if (status != COPROD_OK)
            return status;
        snprintf(kept->id, sizeof kept->id, "%s", own->calendar);
    }
    return coprod_due_day(kept->last, &own->period, own->from, due);
}

static json_t *answer_json(coprod_status status, int32_t due)
{
    char text[16];
    if (status != COPROD_OK)
        return json_pack("{s:s,s:s}", "refused", coprod_status_name(status), "text", coprod_status_text(status));
    coprod_day_write(due, text, sizeof text, NULL);
    return json_pack("{s:s}", "due", text);
}

static void print_day(int32_t day)
{
    static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                           "Friday", "Saturday", "Sunday"};
    static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
                                         "September", "October", "November", "December"};
    int32_t year, month, day_of_month;
    if (coprod_day_to_date(day, &year, &month, &day_of_month) == COPROD_OK)
        output("%s %d %s %d", weekdays[coprod_day_weekday(day) - 1], (int)day_of_month, months[month - 1], (int)year);
}

static void print_answer(const question *own, coprod_status status, int32_t due)
{
    static const char *const names[] = {"working day", "day", "month"};
    static const char *const or_rolled[] = {"", ", or the next working day", ", or the working day before"};
    const coprod_period *period = &own->period;
    if (period->count == COPROD_COUNT_GIVEN)
        output("As given, ");
    else
        output("%d %s%s %s ", (int)period->n, names[period->unit - 1], period->n == 1 ? "" : "s",
               counts[period->count - 1]);
    print_day(own->from);
    output("%s: ", or_rolled[period->roll]);
    if (status == COPROD_OK)
        print_day(due);
    else
        output("refused (%s). %s", coprod_status_name(status), coprod_status_text(status));
    output("\n");
}

static int write_failed(void)
{
    return program_fail("standard output", NULL, "writing failed; look for a full disk or a closed pipe");
}

static int print_json(json_t *value)
{
    int bad = !value || json_dumpf(value, stdout, JSON_COMPACT) || putchar('\n') == EOF;
    json_decref(value);
    return bad ? write_failed() : 0;
}

/* --- a whole document --- */

/* Reports the first problem of every question. */
static int check_questions(const char *file, const json_t *list, int array)
{
    int code = PROGRAM_FINE;
    for (size_t i = 0; i < json_array_size(list); i++) {
        question own;
        problem found;
        char place[256] = "", number[32] = "";
        if (read_question(json_array_get(list, i), &own, &found))
            continue;
        if (array)
            snprintf(number, sizeof number, "/%zu", i);
        snprintf(place, sizeof place, "%s%s%.200s", number, found.key ? "/" : "", found.key ? found.key : "");
        code = program_fail(file, place[0] ? place : NULL, found.text);
    }
    return code;
}

static int answer_questions(const json_t *list, int array, int json)
{
    calendars kept = {NULL, ""};
    json_t *answers = json_array();
    int code = PROGRAM_FINE, failed = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        question own;
        problem found;
        int32_t due;
        coprod_status status;
        read_question(json_array_get(list, i), &own, &found);
        status = answer(&kept, &own, &due);
        if (status != COPROD_OK)
            code = PROGRAM_NO;
        if (json)
            failed |= json_array_append_new(answers, answer_json(status, due));
        else
            print_answer(&own, status, due);
    }
    coprod_calendar_free(kept.last);
    if (failed)
        failed = program_status("days", COPROD_E_MEMORY);
    else if (json)
        failed = print_json(json_incref(array ? answers : json_array_get(answers, 0)));
    else if (fflush(stdout))
        failed = write_failed();
    json_decref(answers);
    return failed ? failed : code;
}

static int whole_document(const char *path, const char *file, int json)
{
    size_t length;
    json_error_t error;
    char *text = program_read(path, &length), place[64], message[256];
    json_t *document, *list;
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
    code = check_questions(file, list, array);
    if (!code)
        code = answer_questions(list, array, json);
    json_decref(list);
    json_decref(document);
    return code;
}

/* --- line by line --- */

static json_t *line_error(size_t line, const char *key, const char *text)
{
    json_t *place = key ? json_sprintf("/%s", key) : json_string("");
    return json_pack("{s:{s:I,s:o,s:s}}", "error", "line", (json_int_t)line, "place", place, "text", text);
}

static int answer_line(calendars *kept, const char *text, size_t length, size_t line)
{
    json_error_t error;
    json_t *object = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    question own;
    problem found;
    int32_t due;
    int code = PROGRAM_BAD_INPUT, failed;
    if (!object) {
        failed = print_json(line_error(line, NULL, error.text));
    } else if (!read_question(object, &own, &found)) {
        failed = print_json(line_error(line, found.key, found.text));
    } else {
        coprod_status status = answer(kept, &own, &due);
        code = status == COPROD_OK ? PROGRAM_FINE : PROGRAM_NO;
        failed = print_json(answer_json(status, due));
    }
    json_decref(object);
    return failed ? -1 : code;
}

/* Returns the worst of all lines. */
static int lines(const char *path, const char *file)
{
    FILE *in = path && strcmp(path, "-") ? fopen(path, "r") : stdin;
    calendars kept = {NULL, ""};
    char *text = NULL;
    size_t capacity = 0, line = 0;
    ssize_t length;
    int worst = PROGRAM_FINE, code = PROGRAM_FINE;
    if (!in)
        return program_fail(file, NULL, strerror(errno));
    while (code >= 0 && (length = getline(&text, &capacity, in)) >= 0) {
        code = answer_line(&kept, text, (size_t)length, ++line);
        worst = code < 0 ? PROGRAM_BAD_INPUT : code > worst ? code : worst;
    }
    if (code >= 0 && fflush(stdout))
        worst = write_failed();
    if (ferror(in))
        worst = program_fail(file, NULL, "reading failed; look whether it is a file");
    if (in != stdin)
        fclose(in);
    free(text);
    coprod_calendar_free(kept.last);
    return worst;
}

static int help(void)
{
    output("usage: coprod days [--json] [--lines] [FILE]\n\n"
           "Due days of a question, or of an array of questions, such as\n"
           "  {\"from\":\"2025-03-28\",\"n\":3,\"unit\":\"wd\",\"count\":\"after\"}\n\n"
           "  unit      wd (working days), day or month\n"
           "  count     after, from or commencing (the first day counts), or given (the day itself)\n"
           "  roll      none, next or prev: to which working day a due day moves\n"
           "  calendar  whose working days; england if it is left out\n\n"
           "  --json    answers as JSON\n"
           "  --lines   one question in each line, one JSON answer for each\n");
    return PROGRAM_FINE;
}

int command_days(int argc, char **argv)
{
    static const struct option options[] = {
        {"help", no_argument, NULL, 'h'}, {"json", no_argument, NULL, 'j'}, {"lines", no_argument, NULL, 'l'}, {0}};
    static const char usage[] = "use coprod days [--json] [--lines] [FILE]; coprod days --help tells more";
    int json = 0, by_line = 0, option;
    const char *path, *file;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        json |= option == 'j';
        by_line |= option == 'l';
        if (option == 'h')
            return help();
        if (option == '?')
            return program_fail("days", argv[optind - 1], usage);
    }
    if (argc - optind > 1)
        return program_fail("days", argv[optind + 1], usage);
    path = optind < argc ? argv[optind] : NULL;
    file = path && strcmp(path, "-") ? path : "standard input";
    return by_line ? lines(path, file) : whole_document(path, file, json);
}
