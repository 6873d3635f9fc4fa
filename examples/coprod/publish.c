/* SPDX-License-Identifier: MIT */
/* coprod publish: what may be published of a table of true counts. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "publish.h"

static const char help[] =
    "usage: coprod publish [OPTIONS] [FILE]\n\n"
    "Makes what may be published from true counts, or says why nothing may be. Small counts are hidden, the others\n"
    "are rounded as the rule says, and whatever it takes is hidden too so that no hidden count can be worked out.\n\n"
    "  -r, --rule RULE  a built-in rule or a file (.json) in place of the document's; the default is hes\n"
    "  -a, --audit      tell what an attacker can work out of each hidden figure\n"
    "  -j, --json       one JSON document\n"
    "  -l, --list       list the built-in rules\n"
    "The document (publish/1): {\"groups\": [{\"id\", \"count\"}], \"total\"?, \"overlap\"?} or\n"
    "{\"table\": {\"rows\": [ids], \"columns\": [ids], \"counts\": [[...]]}}, each with \"rule\"?,\n"
    "\"percent\"?: decimals, \"previous\"?: an earlier publication, \"relation\"?: contains, within or same,\n"
    "\"widen\"?: true, \"criterion\"?: width or range, \"width\"?, \"keep_totals\"?: true.\n"
    "Exit 1 if it cannot be published.\n";

/* --- rules --- */

static coprod_publish_rule *rule_from_file(const char *name)
{
    coprod_publish_rule *rule = NULL;
    coprod_findings *findings = NULL;
    size_t length;
    char *text = program_read(name, &length);
    coprod_status status = text ? coprod_findings_new(NULL, &findings) : COPROD_OK;
    if (text && status == COPROD_OK)
        status = coprod_publish_rule_load(text, length, NULL, findings, &rule);
    if (coprod_findings_count(findings))
        program_findings(name, findings);
    else if (status != COPROD_OK)
        program_status(name, status);
    coprod_findings_free(findings);
    free(text);
    return rule;
}

coprod_publish_rule *publish_rule(const char *name)
{
    const size_t length = strlen(name);
    coprod_publish_rule *rule = NULL;
    if (length > 5 && !strcmp(name + length - 5, ".json"))
        return rule_from_file(name);
    if (coprod_publish_rule_builtin(name, NULL, &rule) != COPROD_OK)
        program_fail("publish", name, "no such rule; \"coprod publish --list\" lists them");
    return rule;
}

static int list_rules(void)
{
    for (size_t i = 0; i < coprod_publish_rule_count(); i++) {
        coprod_publish_rule_info info = {.size = sizeof info};
        coprod_publish_rule *rule = NULL;
        if (coprod_publish_rule_builtin(coprod_publish_rule_id(i), NULL, &rule) != COPROD_OK)
            return PROGRAM_BROKEN;
        coprod_publish_rule_get(rule, &info);
        output("%-13s %s\n", info.id, info.title);
        coprod_publish_rule_free(rule);
    }
    return PROGRAM_FINE;
}

/* --- one table --- */

static int publish(const publish_input *in, int json, int audit)
{
    publish_answer answer = {in, NULL, NULL, NULL};
    coprod_status status = coprod_publish(in->rule, &in->table, &in->options, NULL, &answer.view);
    coprod_view_info info = {.size = sizeof info};
    int code = PROGRAM_FINE;
    if (status != COPROD_OK)
        return program_status(in->file, status);
    coprod_view_get(answer.view, &info);
    if (info.state == COPROD_VIEW_PUBLISHED && audit) {
        status = coprod_view_audit_new(answer.view, COPROD_ATTACKER_RULES, NULL, &answer.audit);
        if (status == COPROD_OK)
            status = coprod_view_audit_new(answer.view, COPROD_ATTACKER_PLAIN, NULL, &answer.plain);
    }
    if (status != COPROD_OK)
        code = program_status(in->file, status);
    else
        code = json ? publish_json(&answer) : publish_text(&answer);
    if (code == PROGRAM_FINE && info.state != COPROD_VIEW_PUBLISHED)
        code = PROGRAM_NO;
    coprod_view_audit_free(answer.plain);
    coprod_view_audit_free(answer.audit);
    coprod_view_free(answer.view);
    return code;
}

static int run(const char *file, const char *rule, int json, int audit)
{
    publish_input in;
    size_t length = 0;
    char *text = program_read(file, &length);
    int code = PROGRAM_BAD_INPUT;
    if (text && publish_read(file, text, length, rule, &in))
        code = publish(&in, json, audit);
    if (text)
        publish_free(&in);
    free(text);
    return code;
}

int command_publish(int argc, char **argv)
{
    static const struct option options[] = {
        {"rule", required_argument, NULL, 'r'}, {"audit", no_argument, NULL, 'a'}, {"json", no_argument, NULL, 'j'},
        {"list", no_argument, NULL, 'l'},       {"help", no_argument, NULL, 'h'},  {NULL, 0, NULL, 0},
    };
    const char *rule = NULL;
    int option, json = 0, audit = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, "r:ajlh", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        if (option == 'l')
            return list_rules();
        if (option == '?')
            return program_fail("publish", NULL, "unknown option; \"coprod publish --help\" lists them");
        if (option == 'r')
            rule = optarg;
        json |= option == 'j';
        audit |= option == 'a';
    }
    if (optind + 1 < argc)
        return program_fail("publish", argv[optind + 1], "one file is read");
    return run(optind < argc ? argv[optind] : NULL, rule, json, audit);
}
