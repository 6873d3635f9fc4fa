/* SPDX-License-Identifier: MIT */
/* coprod spectra: the definitions, for people and programs. */
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "coprod_program.h"

static const char help[] =
    "usage: coprod spectra [OPTIONS] [NAME]\n\n"
    "Lists the built-in spectra; with a NAME (or a file NAME.json) its levels, rules, indicators and what is odd\n"
    "about it. Exit 1 if a level cannot be reached.\n\n"
    "  -j, --json   one JSON document\n";

static const char *indicator_id(const coprod_spectrum *spectrum, uint32_t i)
{
    coprod_indicator indicator = {.size = sizeof indicator};
    return coprod_spectrum_indicator(spectrum, i, &indicator) == COPROD_OK ? indicator.id : "";
}

/* The gates of a rule, each with the thresholds of which it needs so many. */
static json_t *rule_json(const coprod_spectrum *spectrum, int32_t rank)
{
    json_t *rule = json_array();
    uint8_t at_least[32];
    uint32_t need;
    for (uint32_t g = 0; coprod_spectrum_gate(spectrum, rank, g, at_least, &need) == COPROD_OK; g++) {
        json_t *of = json_object();
        for (uint32_t i = 0; i < 32; i++)
            if (at_least[i])
                json_object_set_new(of, indicator_id(spectrum, i), json_integer(at_least[i]));
        json_array_append_new(rule, json_pack("{sI so}", "at_least", (json_int_t)need, "of", of));
    }
    return rule;
}

static json_t *level_json(const coprod_spectrum *spectrum, const coprod_spectrum_info *info, int32_t rank)
{
    coprod_level level = {.size = sizeof level};
    json_t *words = json_object();
    coprod_spectrum_level(spectrum, rank, &level);
    for (uint32_t i = 0; i < info->indicator_count; i++) {
        int32_t at_least = 0;
        const char *said = "";
        coprod_spectrum_threshold(spectrum, rank, i, &at_least, &said);
        if (said[0])
            json_object_set_new(words, indicator_id(spectrum, i), json_string(said));
    }
    return json_pack("{si ss ss ss ss so so}", "rank", rank, "id", level.id, "label", level.label, "definition",
                     level.definition, "source", level.source_title, "rule", rule_json(spectrum, rank), "words", words);
}

static json_t *indicator_json(const coprod_spectrum *spectrum, uint32_t i)
{
    coprod_indicator indicator = {sizeof indicator};
    json_t *answers = json_array();
    coprod_spectrum_indicator(spectrum, i, &indicator);
    for (int32_t step = 0; step <= indicator.top; step++)
        json_array_append_new(answers, json_string(coprod_spectrum_answer(spectrum, i, step)));
    return json_pack("{ss ss ss ss ss so}", "id", indicator.id, "kind",
                     indicator.kind == COPROD_INDICATOR_POWER ? "power" : "promise", "title", indicator.title,
                     "question", indicator.question, "help", indicator.help, "answers", answers);
}

static json_t *check_json(const coprod_spectrum *spectrum, const coprod_spectrum_info *info,
                          const coprod_spectrum_report *report)
{
    json_t *least = json_array(), *unreachable = json_array(), *pairs = json_array(), *witness = json_null();
    for (uint32_t rank = 1; rank <= info->level_count; rank++) {
        json_array_append_new(least, json_integer(report->least_assertions[rank]));
        if (report->unreachable >> rank & 1)
            json_array_append_new(unreachable, json_integer((json_int_t)rank));
    }
    if (report->not_nested) {
        witness = json_object();
        for (uint32_t i = 0; i < info->indicator_count; i++) {
            coprod_indicator indicator = {sizeof indicator};
            coprod_spectrum_indicator(spectrum, i, &indicator);
            if (report->witness[i])
                json_object_set_new(witness, indicator.id, json_integer(report->witness[i]));
        }
        witness = json_pack("{si si so}", "holds", report->witness_rank, "fails", report->witness_fails, "answers",
                            witness);
    }
    for (int32_t rank = 1; rank <= (int32_t)info->level_count; rank++)
        for (int32_t below = 1; below < rank; below++)
            if (report->fails_below[rank] >> below & 1)
                json_array_append_new(pairs, json_pack("[ii]", rank, below));
    return json_pack("{sI sb sI so so so si so}", "possible", (json_int_t)report->possible, "nested", report->nested,
                     "not_nested", (json_int_t)report->not_nested, "pairs", pairs, "witness", witness, "unreachable",
                     unreachable, "token_bound", report->token_bound, "least_assertions", least);
}

static json_t *spectrum_json(const coprod_spectrum *spectrum, int whole, int *reachable)
{
    coprod_spectrum_info info = {sizeof info};
    coprod_spectrum_report report = {sizeof report};
    json_t *json, *levels = json_array(), *indicators = json_array();
    coprod_spectrum_get(spectrum, &info);
    for (int32_t rank = 1; rank <= (int32_t)info.level_count; rank++)
        json_array_append_new(levels, level_json(spectrum, &info, rank));
    for (uint32_t i = 0; i < info.indicator_count; i++)
        json_array_append_new(indicators, indicator_json(spectrum, i));
    json = json_pack("{ss ss ss ss ss ss ss so}", "id", info.id, "version", info.version, "title", info.title, "source",
                     info.source_title, "address", info.source_address, "note", info.note, "fingerprint",
                     info.fingerprint, "levels", levels);
    if (whole)
        json_object_set(json, "indicators", indicators);
    json_decref(indicators);
    if (whole && coprod_spectrum_check(spectrum, &report) == COPROD_OK) {
        json_object_set_new(json, "check", check_json(spectrum, &info, &report));
        *reachable = !(report.unreachable >> 1);
    }
    return json;
}

static void print_rule(const json_t *rule)
{
    size_t g;
    json_t *gate, *step;
    const char *id;
    if (!json_array_size(rule))
        output(" always holds");
    json_array_foreach((json_t *)rule, g, gate) {
        const json_t *of = json_object_get(gate, "of");
        json_int_t need = json_integer_value(json_object_get(gate, "at_least"));
        if (need < (json_int_t)json_object_size(of))
            output("%s %lld of:", g ? ", and" : "", (long long)need);
        json_object_foreach((json_t *)of, id, step)
            output(" %s %lld", id, (long long)json_integer_value(step));
    }
    puts("");
}

static void print_spectrum(const json_t *json)
{
    size_t i, k;
    json_t *one;
    json_t *answer;
    output("%s: %s (version %s)\n  %s\n", json_string_value(json_object_get(json, "id")),
           json_string_value(json_object_get(json, "title")), json_string_value(json_object_get(json, "version")),
           json_string_value(json_object_get(json, "source")));
    json_array_foreach(json_object_get(json, "levels"), i, one) {
        output("  %zu %s: \"%s\"\n     ", i + 1, json_string_value(json_object_get(one, "label")),
               json_string_value(json_object_get(one, "definition")));
        print_rule(json_object_get(one, "rule"));
    }
    json_array_foreach(json_object_get(json, "indicators"), i, one) {
        output("\n%s (%s): %s\n", json_string_value(json_object_get(one, "id")),
               json_string_value(json_object_get(one, "kind")), json_string_value(json_object_get(one, "question")));
        json_array_foreach(json_object_get(one, "answers"), k, answer)
            output("  %zu %s\n", k, json_string_value(answer));
        output("  Note: %s\n", json_string_value(json_object_get(one, "help")));
    }
}

static int one_spectrum(const char *name, int json)
{
    coprod_spectrum *spectrum = program_spectrum(name);
    int reachable = 1;
    json_t *document;
    if (!spectrum)
        return PROGRAM_BAD_INPUT;
    document = spectrum_json(spectrum, 1, &reachable);
    coprod_spectrum_free(spectrum);
    if (json)
        json_dumpf(document, stdout, JSON_INDENT(2));
    else
        print_spectrum(document);
    if (json)
        puts("");
    json_decref(document);
    return reachable ? PROGRAM_FINE : PROGRAM_NO;
}

static int all_spectra(int json)
{
    json_t *all = json_array();
    int reachable;
    size_t i;
    json_t *one;
    for (i = 0; i < coprod_spectrum_count(); i++) {
        coprod_spectrum *spectrum = program_spectrum(coprod_spectrum_id(i));
        if (spectrum)
            json_array_append_new(all, spectrum_json(spectrum, 0, &reachable));
        coprod_spectrum_free(spectrum);
    }
    if (json)
        json_dumpf(all, stdout, JSON_INDENT(2));
    json_array_foreach(all, i, one) {
        if (!json)
            print_spectrum(one);
    }
    if (json)
        puts("");
    json_decref(all);
    return PROGRAM_FINE;
}

int command_spectra(int argc, char **argv)
{
    static const struct option options[] = {{"json", no_argument, NULL, 'j'}, {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    int option, json = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, "jh", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        if (option != 'j')
            return program_fail("spectra", NULL, "unknown option; \"coprod spectra --help\" lists them");
        json = 1;
    }
    return optind < argc ? one_spectrum(argv[optind], json) : all_spectra(json);
}
