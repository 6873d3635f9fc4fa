/* SPDX-License-Identifier: MIT */
/* coprod taxonomies: lists of classes, what they say, and how two of them are compared. */
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coprod_program.h"

static const char help[] =
    "usage: coprod taxonomies [OPTIONS] [NAME]\n"
    "       coprod taxonomies [OPTIONS] --map FROM TO\n\n"
    "The built-in lists of classes (ethnic groups, religions, deciles of deprivation, access needs ...), or one of\n"
    "them (or a file NAME.json) with its codes, its groups, and what is easily mistaken about it. --map says where\n"
    "the classes of one list fall in another; exit 1 if the two cannot be compared.\n\n"
    "  -m, --map    compare two lists\n"
    "  -j, --json   one JSON document\n";

static const char *text_of(const json_t *json, const char *key)
{
    const char *text = json_string_value(json_object_get(json, key));
    return text ? text : "";
}

/* Prints text in lines of 100, the first one after `head`, the others as far in. */
static void print_lines(const char *head, const char *text)
{
    const size_t in = strlen(head), room = 100 - in;
    output("%s", head);
    while (*text) {
        size_t length = strlen(text), end = length;
        if (length > room) {
            for (end = room; end && text[end] != ' ';)
                end--;
            end = end ? end : length;
        }
        output("%.*s\n", (int)end, text);
        text += end;
        text += strspn(text, " ");
        if (*text)
            output("%*s", (int)in, "");
    }
}

/* --- lists --- */

static coprod_taxonomy *load(const char *name)
{
    size_t length = strlen(name), bytes = 0;
    coprod_taxonomy *taxonomy = NULL;
    coprod_findings *findings = NULL;
    coprod_status status;
    char *text;
    if (length < 5 || strcmp(name + length - 5, ".json")) {
        if (coprod_taxonomy_builtin(name, NULL, &taxonomy) != COPROD_OK)
            program_fail(name, NULL, "no such list; \"coprod taxonomies\" shows them, and NAME.json loads your own");
        return taxonomy;
    }
    text = program_read(name, &bytes);
    if (!text || coprod_findings_new(NULL, &findings) != COPROD_OK) {
        free(text);
        return NULL;
    }
    status = coprod_taxonomy_load(text, bytes, NULL, findings, &taxonomy);
    program_findings(name, findings); /* warnings too */
    if (status != COPROD_OK && !coprod_findings_count(findings))
        program_status(name, status);
    coprod_findings_free(findings);
    free(text);
    return taxonomy;
}

/* What the library writes of a list, or of two; NULL without memory. */
static json_t *written(const coprod_taxonomy *one, const coprod_taxonomy *other)
{
    size_t needed = 0;
    json_t *json = NULL;
    char *text;
    if (other)
        coprod_taxonomy_crosswalk_json(one, other, NULL, 0, &needed);
    else
        coprod_taxonomy_json(one, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text && (other ? coprod_taxonomy_crosswalk_json(one, other, text, needed + 1, NULL)
                       : coprod_taxonomy_json(one, text, needed + 1, NULL)) == COPROD_OK)
        json = json_loads(text, 0, NULL);
    free(text);
    return json;
}

static int print_json(json_t *json)
{
    if (!json)
        return program_status(NULL, COPROD_E_MEMORY);
    json_dumpf(json, stdout, JSON_INDENT(2));
    puts("");
    json_decref(json);
    return PROGRAM_FINE;
}

static int all_lists(int json)
{
    json_t *all = json_array();
    for (size_t i = 0; i < coprod_taxonomy_count(); i++) {
        coprod_taxonomy_info info = {.size = sizeof info};
        coprod_taxonomy *taxonomy = load(coprod_taxonomy_id(i));
        if (coprod_taxonomy_get(taxonomy, &info) != COPROD_OK)
            continue; /* load() has said why */
        if (json)
            json_array_append_new(all, written(taxonomy, NULL));
        else
            output("%-30s %4u  %-10s  %s\n", info.id, (unsigned)info.class_count,
                   info.kind == COPROD_TAXONOMY_PARTITION ? "partition" : "membership", info.title);
        coprod_taxonomy_free(taxonomy);
    }
    if (json)
        return print_json(all);
    json_decref(all);
    return PROGRAM_FINE;
}

/* --- one list --- */

static void print_classes(const json_t *list)
{
    size_t i, width = 0;
    json_t *one;
    json_array_foreach((json_t *)list, i, one) {
        size_t length = strlen(text_of(one, "code"));
        width = length > width ? length : width;
    }
    json_array_foreach((json_t *)list, i, one) {
        output("  %-*s  %s%s%s", (int)width, text_of(one, "code"), text_of(one, "title"),
               json_object_get(one, "answer") ? ": " : "", text_of(one, "answer"));
        output(json_object_get(one, "parent") ? " (counts as %s)\n" : "%s\n", text_of(one, "parent"));
        if (json_object_get(one, "note")) {
            char head[80];
            snprintf(head, sizeof head, "  %*s  ", (int)width, "");
            print_lines(head, text_of(one, "note"));
        }
    }
}

static void print_groupings(const json_t *list)
{
    size_t i, g, c;
    json_t *grouping, *group, *code;
    json_array_foreach((json_t *)list, i, grouping) {
        output("\n%s: %s\n", text_of(grouping, "id"), text_of(grouping, "title"));
        if (json_is_null(json_object_get(grouping, "common")))
            puts("  comparable with no other list");
        else
            output("  comparable through %s\n", text_of(grouping, "common"));
        if (json_object_get(grouping, "note"))
            print_lines("  ", text_of(grouping, "note"));
        json_array_foreach(json_object_get(grouping, "groups"), g, group) {
            output("  %s (%s):", text_of(group, "title"), text_of(group, "id"));
            json_array_foreach(json_object_get(group, "classes"), c, code)
                output(" %s", json_string_value(code));
            json_array_foreach(json_object_get(group, "residual"), c, code)
                output("%s%s", c ? " " : "; for want of another: ", json_string_value(code));
            puts("");
        }
    }
}

static void print_list(const json_t *json)
{
    static const struct {
        const char *key, *label;
    } rows[] = {{"address", "address"}, {"source_note", "note"}, {"published", "published"}, {"checked", "checked"}};
    size_t i;
    json_t *note;
    output("%s: %s (version %s)\n", text_of(json, "id"), text_of(json, "title"), text_of(json, "version"));
    puts(!strcmp(text_of(json, "kind"), "partition") ? "Each person is in one class."
                                                     : "A person may be in several classes, or in none.");
    if (json_is_true(json_object_get(json, "ordered")))
        puts("The order of the classes has a meaning.");
    if (text_of(json, "source")[0])
        output("source       %s\n", text_of(json, "source"));
    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        if (text_of(json, rows[i].key)[0])
            output("%-12s %s\n", rows[i].label, text_of(json, rows[i].key));
    output("origin       %s\nfingerprint  %s\n\n", text_of(json, "origin"), text_of(json, "fingerprint"));
    print_classes(json_object_get(json, "classes"));
    if (json_array_size(json_object_get(json, "unknown")))
        puts("\nWithout an answer:");
    print_classes(json_object_get(json, "unknown"));
    print_groupings(json_object_get(json, "groupings"));
    if (json_array_size(json_object_get(json, "notes")))
        puts("\nEasily mistaken:");
    json_array_foreach(json_object_get(json, "notes"), i, note)
        print_lines("  - ", json_string_value(note));
}

static int one_list(const char *name, int json)
{
    coprod_taxonomy *taxonomy = load(name);
    json_t *document = taxonomy ? written(taxonomy, NULL) : NULL;
    coprod_taxonomy_free(taxonomy);
    if (!taxonomy)
        return PROGRAM_BAD_INPUT;
    if (json || !document)
        return print_json(document);
    print_list(document);
    json_decref(document);
    return PROGRAM_FINE;
}

/* --- two lists --- */

static void print_codes(const json_t *list)
{
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one)
        output("%s%s%s", i ? " " : "", text_of(one, "code"), json_is_true(json_object_get(one, "residual")) ? "*" : "");
}

static void print_apart(const char *what, const json_t *list)
{
    if (!json_array_size(list))
        return;
    output("%s: ", what);
    print_codes(list);
    puts("");
}

static void print_map(const json_t *json)
{
    const json_t *from = json_object_get(json, "from"), *to = json_object_get(json, "to");
    const json_t *unknown = json_object_get(json, "unknown");
    size_t i;
    json_t *one;
    output("%s -> %s, through %s\n\n", text_of(from, "id"), text_of(to, "id"), text_of(json, "common"));
    json_array_foreach(json_object_get(json, "groups"), i, one) {
        output("  %s: ", text_of(one, "title"));
        print_codes(json_object_get(one, "from"));
        output(" -> ");
        print_codes(json_object_get(one, "to"));
        output(" (%s)\n", text_of(one, "match"));
    }
    json_array_foreach((json_t *)unknown, i, one) {
        const json_t *ours = json_object_get(one, "from"), *theirs = json_object_get(one, "to");
        if (!json_array_size(ours) && !json_array_size(theirs))
            continue;
        output("  %s:", text_of(one, "answer"));
        for (size_t k = 0; k < json_array_size(ours); k++)
            output(" %s", json_string_value(json_array_get(ours, k)));
        output(" ->");
        for (size_t k = 0; k < json_array_size(theirs); k++)
            output(" %s", json_string_value(json_array_get(theirs, k)));
        puts("");
    }
    print_apart("\nOnly in the first list", json_object_get(json, "from_apart"));
    print_apart("\nOnly in the second list", json_object_get(json, "to_apart"));
    if (json_integer_value(json_object_get(json, "residual_count")))
        puts("\n* The other list has no code for it; it is in this group for want of another.");
    puts("\nEasily mistaken:");
    json_array_foreach(json_object_get(from, "notes"), i, one)
        print_lines("  - ", json_string_value(one));
    json_array_foreach(json_object_get(to, "notes"), i, one)
        print_lines("  - ", json_string_value(one));
}

static int map(const coprod_taxonomy *from, const coprod_taxonomy *to, int json)
{
    coprod_taxonomy_crosswalk_info info = {.size = sizeof info};
    coprod_taxonomy_info one = {.size = sizeof one}, other = {.size = sizeof other};
    json_t *document;
    if (coprod_taxonomy_crosswalk(from, to, &info) == COPROD_OK) {
        document = written(from, to);
        if (json || !document)
            return print_json(document);
        print_map(document);
        json_decref(document);
        return PROGRAM_FINE;
    }
    coprod_taxonomy_get(from, &one);
    coprod_taxonomy_get(to, &other);
    if (!json)
        output("%s and %s cannot be compared: they have no groups of which both say that they are the same.\n", one.id,
               other.id);
    else
        print_json(json_pack("{ss sn s{ss ss} s{ss ss}}", "schema", "taxonomy-crosswalk/1", "common", "from", "id",
                             one.id, "fingerprint", one.fingerprint, "to", "id", other.id, "fingerprint",
                             other.fingerprint));
    return PROGRAM_NO;
}

static int two_lists(const char *one, const char *other, int json)
{
    coprod_taxonomy *from = load(one), *to = from ? load(other) : NULL;
    int code = to ? map(from, to, json) : PROGRAM_BAD_INPUT;
    coprod_taxonomy_free(from);
    coprod_taxonomy_free(to);
    return code;
}

int command_taxonomies(int argc, char **argv)
{
    static const struct option options[] = {{"map", no_argument, NULL, 'm'}, {"json", no_argument, NULL, 'j'},
                                            {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    int option, json = 0, two = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, "mjh", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        if (option != 'j' && option != 'm')
            return program_fail("taxonomies", NULL, "unknown option; \"coprod taxonomies --help\" lists them");
        json |= option == 'j';
        two |= option == 'm';
    }
    if (argc - optind > 1 + two || (two && argc - optind != 2))
        return program_fail("taxonomies", NULL, two ? "--map takes two lists, FROM and TO"
                                                    : "say one list; \"--map FROM TO\" compares two");
    if (two)
        return two_lists(argv[optind], argv[optind + 1], json);
    return optind < argc ? one_list(argv[optind], json) : all_lists(json);
}
