/* SPDX-License-Identifier: MIT */
/* coprod methods: methods of involving people, and the most appropriate one for an aim. */
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coprod_program.h"

static const char help[] =
    "usage: coprod methods [OPTIONS]\n\n"
    "Lists the methods with the levels that they allow; with --aim, which can reach a level, and what each lacks.\n\n"
    "  -s, --spectrum NAME    the spectrum (nhse5)\n"
    "  -a, --aim LEVEL        the level aimed at, by id or label\n"
    "  -o, --offer ID=STEP    the most that can be offered of an indicator; may be repeated\n"
    "  -g, --group ID         a group to be heard; may be repeated\n"
    "  -j, --json             one JSON document\n"
    "Exit 1 if no method can reach the aim.\n";

typedef struct asked {
    coprod_spectrum *spectrum;
    coprod_methods *methods;
    const char *name, *aim;
    char groups[1024];
    const char *offers[32];
    size_t offer_count;
    int json;
} asked;

static json_t *names(const asked *a, uint32_t mask, const uint8_t *steps)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < 32; i++) {
        coprod_indicator indicator = {sizeof indicator};
        if (!(mask >> i & 1) || coprod_spectrum_indicator(a->spectrum, i, &indicator) != COPROD_OK)
            continue;
        json_array_append_new(list, !steps ? json_string(indicator.id)
                                           : json_pack("{ss si ss}", "indicator", indicator.id, "to", (int)steps[i],
                                                       "answer", coprod_spectrum_answer(a->spectrum, i, steps[i])));
    }
    return list;
}

static json_t *considerations(const asked *a, uint32_t mask)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < coprod_methods_consideration_count(a->methods); i++) {
        coprod_consideration one = {sizeof one};
        coprod_methods_consideration(a->methods, i, &one);
        if (mask >> i & 1)
            json_array_append_new(list, json_pack("{ss ss ss}", "id", one.id, "ask", one.ask, "source",
                                                  one.source_title));
    }
    return list;
}

static json_t *level_json(const asked *a, int32_t rank)
{
    coprod_level level = {sizeof level};
    if (coprod_spectrum_level(a->spectrum, rank, &level) != COPROD_OK)
        return json_null();
    return json_pack("{si ss ss}", "rank", rank, "id", level.id, "label", level.label);
}

static json_t *method_json(const asked *a, const coprod_method *m)
{
    json_t *json = json_pack("{ss ss ss so so so}", "id", m->id, "title", m->title, "text", m->text, "lowest",
                             level_json(a, m->lowest), "point", level_json(a, m->point), "highest",
                             level_json(a, m->highest));
    if (a->aim) {
        json_object_set_new(json, "reaches", json_boolean(m->reaches));
        json_object_set_new(json, "lacks", names(a, m->lacks, m->needs));
        json_object_set_new(json, "blocked", names(a, m->blocked, NULL));
    }
    json_object_set_new(json, "considerations", considerations(a, m->considerations));
    return json;
}

static void print_method(const asked *a, const json_t *m)
{
    size_t i;
    json_t *one;
    const char *low = json_string_value(json_object_get(json_object_get(m, "lowest"), "label"));
    const char *high = json_string_value(json_object_get(json_object_get(m, "highest"), "label"));
    output("%s: %s\n  levels: %s to %s\n", json_string_value(json_object_get(m, "id")),
           json_string_value(json_object_get(m, "title")), low ? low : "not possible", high ? high : "not possible");
    if (a->aim)
        output("  %s\n", json_is_true(json_object_get(m, "reaches")) ? "can reach the aim" : "cannot reach the aim");
    json_array_foreach(json_object_get(m, "lacks"), i, one)
        output("  - arrange %s %lld: %s\n", json_string_value(json_object_get(one, "indicator")),
               (long long)json_integer_value(json_object_get(one, "to")),
               json_string_value(json_object_get(one, "answer")));
    json_array_foreach(json_object_get(m, "blocked"), i, one)
        output("  - its form or the offer does not go so far in %s\n", json_string_value(one));
    if (a->groups[0])
        json_array_foreach(json_object_get(m, "considerations"), i, one)
            output("  - see to: %s\n", json_string_value(json_object_get(one, "ask")));
}

static int read_offer(const asked *a, const char *text, uint8_t offer[32])
{
    char id[64];
    int64_t step;
    uint32_t indicator;
    size_t length = strcspn(text, "=");
    snprintf(id, sizeof id, "%.*s", (int)length, text);
    if (!text[length] || coprod_spectrum_find(a->spectrum, id, &indicator) != COPROD_OK
        || coprod_decimal_read(text + length + 1, COPROD_NTS, 0, &step) != COPROD_OK || step < 0 || step > 15)
        return program_fail("--offer", text, "say INDICATOR=STEP, such as influence=2");
    offer[indicator] = (uint8_t)step;
    return PROGRAM_FINE;
}

static int show(const asked *a, const coprod_aim *aim)
{
    json_t *list = json_array();
    int any = !a->aim;
    for (size_t i = 0; i < coprod_methods_count(a->methods); i++) {
        coprod_method method = {sizeof method};
        coprod_status status = a->aim ? coprod_methods_for(a->methods, aim, i, &method)
                                      : coprod_methods_get(a->methods, i, &method);
        if (status != COPROD_OK) {
            json_decref(list);
            return program_fail("--offer", NULL, "a step is outside its scale; see \"coprod spectra NAME\"");
        }
        any |= method.reaches;
        json_array_append_new(list, method_json(a, &method));
    }
    if (a->json) {
        json_dumpf(list, stdout, JSON_INDENT(2));
        puts("");
    }
    for (size_t i = 0; !a->json && i < json_array_size(list); i++)
        print_method(a, json_array_get(list, i));
    json_decref(list);
    return any ? PROGRAM_FINE : PROGRAM_NO;
}

static int run(asked *a)
{
    uint8_t offer[32];
    coprod_aim aim = {sizeof aim};
    int code = PROGRAM_FINE;
    memset(offer, COPROD_ANSWER_UNKNOWN, sizeof offer);
    a->spectrum = program_spectrum(a->name);
    if (!a->spectrum)
        return PROGRAM_BAD_INPUT;
    for (size_t i = 0; code == PROGRAM_FINE && i < a->offer_count; i++)
        code = read_offer(a, a->offers[i], offer);
    aim.offer = offer;
    aim.groups = a->groups;
    if (code == PROGRAM_FINE && a->aim && coprod_spectrum_rank(a->spectrum, a->aim, &aim.rank) != COPROD_OK)
        code = program_fail("--aim", a->aim, "the spectrum has no level of this id or label");
    if (code == PROGRAM_FINE && coprod_methods_builtin(a->spectrum, NULL, &a->methods) != COPROD_OK)
        code = program_fail(a->name, NULL, "this spectrum has other indicators than the methods");
    if (code == PROGRAM_FINE)
        code = show(a, &aim);
    coprod_methods_free(a->methods);
    coprod_spectrum_free(a->spectrum);
    return code;
}

int command_methods(int argc, char **argv)
{
    static const struct option options[] = {
        {"spectrum", required_argument, NULL, 's'}, {"aim", required_argument, NULL, 'a'},
        {"offer", required_argument, NULL, 'o'},    {"group", required_argument, NULL, 'g'},
        {"json", no_argument, NULL, 'j'},           {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    asked a = {.name = "nhse5"};
    int option;
    optind = 1;
    while ((option = getopt_long(argc, argv, "s:a:o:g:jh", options, NULL)) != -1) {
        size_t used = strlen(a.groups);
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        if (option == 's')
            a.name = optarg;
        else if (option == 'a')
            a.aim = optarg;
        else if (option == 'o' && a.offer_count < 32)
            a.offers[a.offer_count++] = optarg;
        else if (option == 'g' && used + strlen(optarg) + 2 < sizeof a.groups)
            snprintf(a.groups + used, sizeof a.groups - used, "%s%s", used ? " " : "", optarg);
        else if (option == 'j')
            a.json = 1;
        else
            return program_fail("methods", NULL, "unknown or too many options; \"coprod methods --help\" lists them");
    }
    if (optind < argc)
        return program_fail("methods", argv[optind], "no file is read");
    return run(&a);
}
