/* SPDX-License-Identifier: MIT */
/* coprod report: one page from a dossier, for people who decide. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coprod_program.h"
#include "report.h"

static const char usage[] =
    "use coprod report [--spectrum NAME] [--format html|text|json] [-o FILE] [DOSSIER.json]; "
    "coprod report --help tells more";

static int help(void)
{
    output("usage: coprod report [--spectrum NAME] [--format FORMAT] [-o FILE] [DOSSIER.json]\n\n"
           "A page from a dossier: for every activity the levels of participation that the evidence allows, what each\n"
           "claim is worth, the words of the sources, what is not evidenced, and what it would take; who takes part,\n"
           "who is missing and who could not come; and for every payment claim what is paid, what is not and why,\n"
           "step by step.\n\n"
           "  --spectrum NAME   a built-in spectrum, or NAME.json for your own; nhse5 if it is left out\n"
           "  --format FORMAT   html (one page without scripts), text, or json; html if it is left out\n"
           "  -o, --output FILE writes there, when all has succeeded; standard output if it is left out\n");
    return PROGRAM_FINE;
}

static int write_report(const report *r, const char *format, const char *path)
{
    out o = {NULL, 0, 0, 0};
    size_t length;
    char *text, *clean;
    int code;
    if (!strcmp(format, "html"))
        page_write(&o, r);
    else if (!strcmp(format, "text"))
        text_write(&o, r);
    else
        json_write(&o, r);
    length = o.length;
    text = out_take(&o);
    clean = text ? program_clean(text, length, &length) : NULL;
    code = clean ? program_write(path, clean, length) : program_status("report", COPROD_E_MEMORY);
    free(clean);
    free(text);
    return code;
}

int command_report(int argc, char **argv)
{
    static const struct option options[] = {{"help", no_argument, NULL, 'h'},
                                            {"spectrum", required_argument, NULL, 's'},
                                            {"format", required_argument, NULL, 'f'},
                                            {"output", required_argument, NULL, 'o'},
                                            {0}};
    const char *spectrum = "nhse5", *format = "html", *output = NULL;
    report r;
    int option, code;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, "ho:", options, NULL)) != -1) {
        spectrum = option == 's' ? optarg : spectrum;
        format = option == 'f' ? optarg : format;
        output = option == 'o' ? optarg : output;
        if (option == 'h')
            return help();
        if (option == '?')
            return program_fail("report", argv[optind - 1], usage);
    }
    if (argc - optind > 1)
        return program_fail("report", argv[optind + 1], usage);
    if (strcmp(format, "html") && strcmp(format, "text") && strcmp(format, "json"))
        return program_fail("report", format, "this format is not known; use html, text or json");
    code = report_build(&r, spectrum, optind < argc ? argv[optind] : NULL);
    if (code == PROGRAM_FINE)
        code = write_report(&r, format, output);
    report_free(&r);
    return code;
}
