/* SPDX-License-Identifier: MIT */
/* coprod barriers: who is likely to be shut out of planned events, and what would help. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coprod_program.h"

static const char help[] =
    "usage: coprod barriers [OPTIONS] [FILE]\n\n"
    "Reads a plan of events: format, time, place, cost, language, invitation. Says whom they are likely to shut\n"
    "out, the sentence of the source, and what would help; what the plan does not say is listed as not known. Says\n"
    "too which groups are asked too often, and which the same thing twice.\n\n"
    "  -g, --group ID    only what is in the way of this group\n"
    "  -r, --rules FILE  rules of your own instead of the built-in ones\n"
    "  -l, --list        what can be said of an event, and the rules\n"
    "  -j, --json        one JSON document\n"
    "Exit 1 if a barrier is likely or a group is asked too often or twice.\n";

static const char *iso(int32_t day, char text[16])
{
    coprod_day_write(day, text, 16, NULL);
    return text;
}

/* --- the rules --- */

static void print_groups(const coprod_barrier_rules *rules, size_t rule)
{
    const char *title;
    for (size_t i = 0; coprod_barrier_rule_group(rules, rule, i, NULL, &title) == COPROD_OK; i++)
        output("%s%s", i ? "; " : "", title);
    puts("");
}

static int print_rules(const coprod_barrier_rules *rules)
{
    coprod_barrier_rules_info info = {.size = sizeof info};
    coprod_barrier_rule rule = {.size = sizeof rule};
    const char *id, *question;
    coprod_barrier_rules_get(rules, &info);
    output("%s\n%s, version %s\nSource: %s\n  %s\n\nWhat can be said of an event\n\n", info.title, info.id,
           info.version, info.source_title, info.source_address);
    for (size_t i = 0; coprod_barrier_rules_aspect(rules, i, &id, &question) == COPROD_OK; i++)
        output("  %-18s %s\n", id, question);
    puts("\nRules");
    for (size_t i = 0; coprod_barrier_rule_get(rules, i, &rule) == COPROD_OK; i++) {
        output("\n%s: %s\n  need: %s\n  shuts out: ", rule.id, rule.title, rule.need);
        print_groups(rules, i);
        output("  \"%s\"\n  (%s)\n  what would help: %s\n", rule.quote, rule.section, rule.adjustment);
    }
    return PROGRAM_FINE;
}

/* --- the plan --- */

static void print_barrier(const coprod_barrier_rules *rules, const coprod_barriers *barriers, size_t index)
{
    static const char *const words[] = {"", "likely", "not known", "removed"};
    coprod_barrier barrier = {.size = sizeof barrier};
    coprod_barrier_rule rule = {.size = sizeof rule};
    coprod_barriers_barrier(barriers, index, &barrier);
    coprod_barrier_rule_get(rules, barrier.rule, &rule);
    output("%s: %s (%s)\n", rule.of_plan ? "the whole plan" : barrier.event, rule.title, words[barrier.state]);
    output("  %s: ", barrier.state == COPROD_BARRIER_LIKELY ? "shuts out" : "would shut out");
    print_groups(rules, barrier.rule);
    if (barrier.asks[0])
        output("  not known, so ask: %s\n", barrier.asks);
    if (barrier.change[0])
        output("  changed: %s%s%s\n", barrier.change, barrier.loop[0] ? "; loop " : "", barrier.loop);
    else
        output("  what would help: %s\n", rule.adjustment);
    output("  \"%s\"\n  (%s)\n", rule.quote, rule.section);
}

static void print_asked(const coprod_barriers *barriers)
{
    coprod_asked asked = {.size = sizeof asked};
    char first[16], last[16];
    for (size_t i = 0; coprod_barriers_asked(barriers, i, &asked) == COPROD_OK; i++) {
        if (!i)
            puts("Who is asked, and how often");
        iso(asked.first_day, first);
        iso(asked.last_day, last);
        output("  %s%s%s: %u time%s, %s", asked.group, asked.question[0] ? ", " : "", asked.question,
               (unsigned)asked.times, asked.times == 1 ? "" : "s", first);
        if (asked.last_day != asked.first_day)
            output(" to %s", last);
        if (asked.findings & COPROD_ASKED_TOO_OFTEN)
            output("; more often than the plan allows: %u times", (unsigned)asked.most_times);
        if (asked.findings & COPROD_ASKED_TWICE)
            output("; the same question again");
        puts("");
    }
}

static int print_for(const coprod_barrier_rules *rules, const coprod_barriers *barriers, const char *group)
{
    uint32_t *indices;
    size_t count = 0;
    coprod_status status = coprod_barriers_for(barriers, group, NULL, 0, &count);
    if (status == COPROD_E_UNKNOWN)
        return program_fail("--group", group, "this group is not in the plan's people, nor in the rules");
    indices = malloc((count + 1) * sizeof *indices);
    if (!indices)
        return program_status(NULL, COPROD_E_MEMORY);
    coprod_barriers_for(barriers, group, indices, count, &count);
    for (size_t i = 0; i < count; i++) {
        print_barrier(rules, barriers, indices[i]);
        puts("");
    }
    if (!count)
        output("Nothing that the plan says is in the way of %s.\n", group);
    free(indices);
    return PROGRAM_FINE;
}

static void print_plan(const coprod_barrier_rules *rules, const coprod_barriers *barriers)
{
    coprod_barriers_info info = {.size = sizeof info};
    coprod_barriers_get(barriers, &info);
    output("%s%s%u event%s: %u barrier%s likely, %u not known, %u removed\n\n", info.title, info.title[0] ? "\n" : "",
           (unsigned)info.event_count, info.event_count == 1 ? "" : "s", (unsigned)info.likely,
           info.likely == 1 ? "" : "s", (unsigned)info.not_known, (unsigned)info.removed);
    for (size_t i = 0; i < info.barrier_count; i++) {
        print_barrier(rules, barriers, i);
        puts("");
    }
    print_asked(barriers);
    output("Rules: %s, version %s\n", info.rules_id, info.rules_version);
}

static int print_json(const coprod_barriers *barriers)
{
    size_t needed = 0;
    char *text;
    coprod_barriers_json(barriers, NULL, 0, &needed);
    text = malloc(needed ? needed : 1);
    if (!text)
        return program_status(NULL, COPROD_E_MEMORY);
    coprod_barriers_json(barriers, text, needed, NULL);
    output("%s\n", text);
    free(text);
    return PROGRAM_FINE;
}

/* --- reading --- */

static coprod_barrier_rules *rules_of(const char *file, int *code)
{
    coprod_barrier_rules *rules = NULL;
    coprod_findings *findings = NULL;
    size_t length = 0;
    char *text = file ? program_read(file, &length) : NULL;
    coprod_status status = COPROD_OK;
    *code = PROGRAM_BAD_INPUT;
    if (file && !text)
        return NULL;
    status = coprod_findings_new(NULL, &findings);
    if (status == COPROD_OK)
        status = file ? coprod_barrier_rules_load(text, length, NULL, findings, &rules)
                      : coprod_barrier_rules_builtin(NULL, &rules);
    if (coprod_findings_count(findings))
        program_findings(file, findings);
    else if (status != COPROD_OK)
        *code = program_status(file, status);
    coprod_findings_free(findings);
    free(text);
    return rules;
}

static int run(const coprod_barrier_rules *rules, const char *file, const char *group, int json)
{
    coprod_barriers_info info = {.size = sizeof info};
    coprod_barriers *barriers = NULL;
    coprod_findings *findings = NULL;
    size_t length = 0;
    char *text = program_read(file, &length);
    coprod_status status = text ? coprod_findings_new(NULL, &findings) : COPROD_OK;
    int code = PROGRAM_BAD_INPUT;
    if (text && status == COPROD_OK)
        status = coprod_barriers_load(rules, text, length, NULL, findings, &barriers);
    if (coprod_findings_count(findings))
        program_findings(file, findings);
    if (status != COPROD_OK && !coprod_findings_count(findings))
        code = program_status(file, status);
    if (barriers) {
        code = PROGRAM_FINE;
        if (group)
            code = print_for(rules, barriers, group);
        else if (json)
            code = print_json(barriers);
        else
            print_plan(rules, barriers);
        coprod_barriers_get(barriers, &info);
        if (code == PROGRAM_FINE && (info.likely || info.asked_findings))
            code = PROGRAM_NO;
    }
    coprod_barriers_free(barriers);
    coprod_findings_free(findings);
    free(text);
    return code;
}

int command_barriers(int argc, char **argv)
{
    static const struct option options[] = {
        {"group", required_argument, NULL, 'g'}, {"rules", required_argument, NULL, 'r'},
        {"list", no_argument, NULL, 'l'},        {"json", no_argument, NULL, 'j'},
        {"help", no_argument, NULL, 'h'},        {NULL, 0, NULL, 0},
    };
    const char *group = NULL, *own_rules = NULL;
    int option, json = 0, list = 0, code;
    coprod_barrier_rules *rules;
    optind = 1;
    while ((option = getopt_long(argc, argv, "g:r:ljh", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        if (option == '?')
            return program_fail("barriers", NULL, "unknown option; \"coprod barriers --help\" lists them");
        group = option == 'g' ? optarg : group;
        own_rules = option == 'r' ? optarg : own_rules;
        json |= option == 'j';
        list |= option == 'l';
    }
    if (optind + 1 < argc)
        return program_fail("barriers", argv[optind + 1], "one file is read");
    if (json && (group || list))
        return program_fail("barriers", "--json", "this is the whole plan; use it without --group and --list");
    rules = rules_of(own_rules, &code);
    if (rules)
        code = list ? print_rules(rules) : run(rules, optind < argc ? argv[optind] : NULL, group, json);
    coprod_barrier_rules_free(rules);
    return code;
}
