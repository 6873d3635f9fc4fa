/* SPDX-License-Identifier: MIT */
/* coprod crosswalk: where a level of one spectrum can fall in another. */
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "coprod_program.h"

static const char help[] =
    "usage: coprod crosswalk [OPTIONS] FROM TO [LEVEL]\n\n"
    "For each level of FROM (or for LEVEL, by id or label) the levels of TO that an activity of that level can have.\n"
    "Derived from the rules of both; the evidence of an activity says more, see \"coprod classify --spectrum A,B\".\n"
    "Exit 1 if LEVEL has no single counterpart.\n\n"
    "  -j, --json   one JSON document\n";

static json_t *level_json(const coprod_spectrum *spectrum, int32_t rank)
{
    coprod_level level = {sizeof level};
    coprod_spectrum_level(spectrum, rank, &level);
    return json_pack("{si ss ss}", "rank", rank, "id", level.id, "label", level.label);
}

static json_t *row_json(const coprod_spectrum *from, const coprod_spectrum *to, const coprod_crosswalk *crosswalk,
                        int32_t rank)
{
    coprod_crosswalk_entry entry = {sizeof entry};
    json_t *set = json_array();
    coprod_crosswalk_get(crosswalk, rank, &entry);
    for (int32_t r = 0; r <= 16; r++)
        if (entry.ranks >> r & 1)
            json_array_append_new(set, level_json(to, r));
    return json_pack("{so so sb}", "from", level_json(from, rank), "to", set, "lossless", entry.lossless);
}

static void print_row(const json_t *row)
{
    size_t i;
    json_t *one;
    output("%s ->", json_string_value(json_object_get(json_object_get(row, "from"), "label")));
    json_array_foreach(json_object_get(row, "to"), i, one)
        output("%s %s", i ? "," : "", json_string_value(json_object_get(one, "label")));
    puts(!json_array_size(json_object_get(row, "to")) ? " no activity has this level"
         : json_is_true(json_object_get(row, "lossless")) ? " (lossless)" : "");
}

static int show(const coprod_spectrum *from, const coprod_spectrum *to, const char *name, int json)
{
    coprod_spectrum_info info = {sizeof info};
    coprod_crosswalk *crosswalk = NULL;
    coprod_status status = coprod_crosswalk_new(from, to, NULL, &crosswalk);
    int32_t asked = -1;
    json_t *rows = json_array();
    int code = PROGRAM_FINE;
    if (status != COPROD_OK)
        code = program_status(NULL, status);
    else if (name && coprod_spectrum_rank(from, name, &asked) != COPROD_OK)
        code = program_fail(name, NULL, "the first spectrum has no level of this id or label");
    coprod_spectrum_get(from, &info);
    for (int32_t rank = 0; code == PROGRAM_FINE && rank <= (int32_t)info.level_count; rank++)
        if (asked < 0 ? rank || !info.has_floor : rank == asked)
            json_array_append_new(rows, row_json(from, to, crosswalk, rank));
    if (code == PROGRAM_FINE && json) {
        json_dumpf(name ? json_array_get(rows, 0) : rows, stdout, JSON_INDENT(2));
        puts("");
    }
    for (size_t i = 0; code == PROGRAM_FINE && !json && i < json_array_size(rows); i++)
        print_row(json_array_get(rows, i));
    if (code == PROGRAM_FINE && name && !json_is_true(json_object_get(json_array_get(rows, 0), "lossless")))
        code = PROGRAM_NO;
    json_decref(rows);
    coprod_crosswalk_free(crosswalk);
    return code;
}

int command_crosswalk(int argc, char **argv)
{
    static const struct option options[] = {{"json", no_argument, NULL, 'j'}, {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    coprod_spectrum *from, *to = NULL;
    int option, json = 0, code = PROGRAM_BAD_INPUT;
    optind = 1;
    while ((option = getopt_long(argc, argv, "jh", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        if (option != 'j')
            return program_fail("crosswalk", NULL, "unknown option; \"coprod crosswalk --help\" lists them");
        json = 1;
    }
    if (argc - optind < 2 || argc - optind > 3)
        return program_fail("crosswalk", NULL, "say FROM and TO; \"coprod spectra\" lists the spectra");
    from = program_spectrum(argv[optind]);
    if (from)
        to = program_spectrum(argv[optind + 1]);
    if (to)
        code = show(from, to, argv[optind + 2], json);
    coprod_spectrum_free(from);
    coprod_spectrum_free(to);
    return code;
}
