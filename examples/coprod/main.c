/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "coprod_program.h"

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *what;
} commands[] = {
    {"report", command_report, "a page from a dossier: what the evidence shows of each activity"},
    {"classify", command_classify, "the level of one activity, from answers"},
    {"spectra", command_spectra, "the spectra, their levels, indicators and rules"},
    {"crosswalk", command_crosswalk, "where a level of one spectrum falls in another"},
    {"methods", command_methods, "methods of involving people, and the most appropriate one for an aim"},
    {"reimburse", command_reimburse, "what is owed for a claim, line by line, under a policy"},
    {"policies", command_policies, "the built-in policies of paying people and their expenses"},
    {"lint", command_lint, "what reads like a mistake in a policy"},
    {"compare", command_compare, "who gains and who loses under another policy"},
    {"headroom", command_headroom, "what is left below a threshold of a benefit"},
    {"budget", command_budget, "what a plan will cost under a policy"},
    {"loop", command_loop, "feedback loops: what was decided, who was told, what is late"},
    {"bodies", command_bodies, "groups and committees: missed meetings, majorities, items carried up"},
    {"followup", command_followup, "did it change, and what goes on: measures, run charts, what was promised"},
    {"score", command_score, "who is missing: coverage and balance of people counted, against the population"},
    {"missing", command_missing, "which combinations of values too few people have, in the most general words"},
    {"plan", command_plan, "whom to invite next: the fewest people who close those gaps, through whom, at what cost"},
    {"tally", command_tally, "counts of who was invited and who came, from CSV: map, merge, show"},
    {"taxonomies", command_taxonomies, "lists of classes: codes, groups, and how two of them are compared"},
    {"measure", command_measure, "one statistic by its name: limits of shares and rates, representation, ..."},
    {"barriers", command_barriers, "who is likely to be shut out of planned events, and what would help"},
    {"publish", command_publish, "what may be published of true counts, so that no small one can be worked out"},
    {"days", command_days, "working days and due days"},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void usage(FILE *out)
{
    fprintf(out, "coprod %s: participation, equity, reimbursement and feedback, from evidence\n\n"
                 "usage: coprod COMMAND [OPTIONS] [FILE]\n\n", coprod_version_text());
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(out, "  %-11s %s\n", commands[i].name, commands[i].what);
    fprintf(out, "\nA command reads a file, or standard input; \"coprod COMMAND --help\" tells its options.\n"
                 "Exit: 0 fine, 1 a negative answer, 2 bad input, 3 a fault of the program.\n");
}

int main(int argc, char **argv)
{
    if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
        usage(argc < 2 ? stderr : stdout);
        return argc < 2 ? PROGRAM_BAD_INPUT : PROGRAM_FINE;
    }
    if (!strcmp(argv[1], "--version")) {
        output("coprod %s\n", coprod_version_text());
        return PROGRAM_FINE;
    }
    for (size_t i = 0; i < COMMANDS; i++)
        if (!strcmp(commands[i].name, argv[1]))
            return program_flush(commands[i].run(argc - 1, argv + 1));
    program_fail(argv[1], NULL, "no such command; \"coprod --help\" lists them");
    return PROGRAM_BAD_INPUT;
}
