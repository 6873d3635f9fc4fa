/* SPDX-License-Identifier: MIT */
/* coprod policies and coprod lint; and what the commands about policies share. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reimburse.h"

static const char policies_help[] =
    "usage: coprod policies [OPTIONS] [POLICY]\n\n"
    "The built-in policies, or what one of them (or NAME.json) says of itself.\n\n"
    "  -j, --json   one JSON document\n";
static const char lint_help[] =
    "usage: coprod lint [OPTIONS] POLICY\n\n"
    "What is wrong with a policy, or reads like a mistake: gaps, overlaps, thresholds without a number, holes\n"
    "between dates, caps that cross, fees below the minimum wage. POLICY is a built-in one or NAME.json.\n"
    "\"note: \" stands before what is only worth knowing. Exit 1 after a warning, 2 after an error, 0 after notes.\n\n"
    "  -j, --json   one JSON document\n";

const char *program_money(const char *currency, int64_t pence, char text[32])
{
    int pounds = !strcmp(currency, "GBP");
    int64_t whole = pence < 0 ? -pence : pence;
    snprintf(text, 32, "%s%s%s%lld.%02lld", pence < 0 ? "-" : "", pounds ? "\xc2\xa3" : currency, pounds ? "" : " ",
             (long long)(whole / 100), (long long)(whole % 100));
    return text;
}

char *program_written(const program_writer *writer)
{
    size_t needed = 0;
    char *text;
    writer->write(writer->object, writer->texts, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text && writer->write(writer->object, writer->texts, text, needed + 1, NULL) == COPROD_OK)
        return text;
    free(text);
    program_status(NULL, COPROD_E_MEMORY);
    return NULL;
}

static coprod_status write_payment(const void *object, const coprod_texts *texts, char *buffer, size_t capacity,
                                   size_t *needed)
{
    return coprod_payment_json(object, texts, buffer, capacity, needed);
}

static coprod_status write_ledger(const void *object, const coprod_texts *texts, char *buffer, size_t capacity,
                                  size_t *needed)
{
    (void)texts;
    return coprod_ledger_json(object, buffer, capacity, needed);
}

static json_t *written_json(const program_writer *writer)
{
    char *text = program_written(writer);
    json_t *json = text ? json_loads(text, 0, NULL) : NULL;
    free(text);
    return json;
}

json_t *program_payment_json(const coprod_payment *payment, const coprod_texts *texts)
{
    const program_writer writer = {write_payment, payment, texts};
    return written_json(&writer);
}

json_t *program_ledger_json(const coprod_ledger *ledger)
{
    const program_writer writer = {write_ledger, ledger, NULL};
    return written_json(&writer);
}

int program_corrected(coprod_ledger *ledger, const coprod_payment *before, const coprod_payment *after,
                      const coprod_texts *texts, json_t *answer)
{
    coprod_status status = coprod_ledger_reverse(ledger, before);
    json_t *payment, *json;
    if (status == COPROD_OK || status == COPROD_E_RANGE) /* or it was never counted */
        status = coprod_ledger_add(ledger, after);
    if (status != COPROD_OK)
        return program_status(NULL, status);
    payment = program_payment_json(after, texts);
    json = program_ledger_json(ledger);
    json_object_set_new(answer, "payment", payment);
    json_object_set_new(answer, "ledger", json);
    return payment && json ? PROGRAM_FINE : PROGRAM_BROKEN;
}

/* Loads a policy and keeps what was found while loading. */
static coprod_status load_policy(const char *name, coprod_findings *findings, coprod_policy **policy)
{
    size_t length = strlen(name), bytes = 0;
    coprod_status status;
    char *text;
    if (length < 5 || strcmp(name + length - 5, ".json"))
        return coprod_policy_builtin(name, NULL, policy);
    text = program_read(name, &bytes);
    if (!text)
        return COPROD_E_ARGUMENT;
    status = coprod_policy_load(text, bytes, NULL, findings, policy);
    free(text);
    return status;
}

static void fail_policy(const char *name, coprod_status status, const coprod_findings *findings)
{
    if (coprod_findings_count(findings))
        program_findings(name, findings);
    else if (status == COPROD_E_UNKNOWN)
        program_fail(name, NULL, "no such policy; \"coprod policies\" lists them, and NAME.json loads your own");
    else if (status != COPROD_E_ARGUMENT) /* then the file could not be read, which has been said */
        program_status(name, status);
}

coprod_policy *program_policy(const char *name)
{
    coprod_findings *findings = NULL;
    coprod_policy *policy = NULL;
    coprod_status status;
    coprod_findings_new(NULL, &findings);
    status = load_policy(name, findings, &policy);
    if (status != COPROD_OK)
        fail_policy(name, status, findings);
    coprod_findings_free(findings);
    return policy;
}

static const struct {
    const char *key;
    int32_t part;
} parts[] = {{"roles", COPROD_POLICY_ROLES}, {"fees", COPROD_POLICY_FEES}, {"expenses", COPROD_POLICY_EXPENSES},
             {"caps", COPROD_POLICY_CAPS}, {"checks", COPROD_POLICY_CHECKS}};

static json_t *policy_json(const char *name)
{
    coprod_policy *policy = program_policy(name);
    coprod_policy_info info = {sizeof info};
    json_t *json;
    if (!policy)
        return NULL;
    coprod_policy_get(policy, &info);
    json = json_pack("{ss ss ss ss ss ss ss ss}", "id", info.id, "version", info.version, "title", info.title,
                     "currency", info.currency, "source", info.source_title, "address", info.source_address, "note",
                     info.note, "fingerprint", info.fingerprint);
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        json_t *words = json_array();
        const char *word;
        for (uint32_t i = 0; (word = coprod_policy_word(policy, parts[p].part, i)); i++)
            json_array_append_new(words, json_string(word));
        json_object_set_new(json, parts[p].key, words);
    }
    coprod_policy_free(policy);
    return json;
}

static void print_policy(const json_t *json)
{
    static const char *const keys[] = {"id", "version", "title", "currency", "source", "address", "note",
                                       "fingerprint"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (json_string_length(json_object_get(json, keys[i])))
            output("%-12s %s\n", keys[i], json_string_value(json_object_get(json, keys[i])));
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        const json_t *words = json_object_get(json, parts[p].key), *word;
        size_t i;
        if (json_array_size(words))
            output("%-12s", parts[p].key);
        json_array_foreach((json_t *)words, i, word)
            output(" %s%s", json_string_value(word), i + 1 == json_array_size(words) ? "\n" : "");
    }
}

int command_policies(int argc, char **argv)
{
    static const struct option options[] = {{"json", no_argument, NULL, 'j'}, {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    json_t *list;
    int option, json = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, "jh", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(policies_help, stdout), PROGRAM_FINE;
        if (option != 'j')
            return program_fail("policies", NULL, "unknown option; \"coprod policies --help\" lists them");
        json = 1;
    }
    list = argv[optind] ? policy_json(argv[optind]) : json_array();
    if (!list)
        return PROGRAM_BAD_INPUT;
    for (size_t i = 0; !argv[optind] && i < coprod_policy_count(); i++) {
        json_t *one = policy_json(coprod_policy_id(i));
        if (!json)
            output("%-28s %s\n", coprod_policy_id(i), json_string_value(json_object_get(one, "title")));
        json_array_append_new(list, one);
    }
    if (json) {
        json_dumpf(list, stdout, JSON_INDENT(2));
        puts("");
    } else if (argv[optind]) {
        print_policy(list);
    }
    json_decref(list);
    return PROGRAM_FINE;
}

static json_t *findings_json(const coprod_findings *findings)
{
    static const char *const severities[] = {"", "error", "warning", "note"};
    json_t *list = json_array();
    for (size_t i = 0; i < coprod_findings_count(findings); i++) {
        coprod_finding one = {sizeof one};
        char text[1024];
        coprod_findings_get(findings, i, &one);
        coprod_findings_text(findings, i, NULL, text, sizeof text, NULL);
        json_array_append_new(list, json_pack("{ss ss ss ss}", "code", one.code, "place", one.place, "severity",
                                              severities[one.severity], "text", text));
    }
    return json_pack("{so}", "findings", list);
}

/* One line each; returns whether any of them is more than a note. */
static int print_lint(const coprod_findings *findings, int json)
{
    int serious = 0;
    for (size_t i = 0; i < coprod_findings_count(findings); i++) {
        coprod_finding one = {sizeof one};
        char text[1024];
        coprod_findings_get(findings, i, &one);
        coprod_findings_text(findings, i, NULL, text, sizeof text, NULL);
        serious |= one.severity != COPROD_NOTE;
        if (!json)
            output("%s%s\n", one.severity == COPROD_NOTE ? "note: " : "", text);
    }
    return serious;
}

int command_lint(int argc, char **argv)
{
    static const struct option options[] = {{"json", no_argument, NULL, 'j'}, {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    coprod_findings *findings = NULL;
    coprod_policy *policy = NULL;
    coprod_status status;
    int option, json = 0, code = PROGRAM_FINE;
    optind = 1;
    while ((option = getopt_long(argc, argv, "jh", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(lint_help, stdout), PROGRAM_FINE;
        if (option != 'j')
            return program_fail("lint", NULL, "unknown option; \"coprod lint --help\" lists them");
        json = 1;
    }
    if (argc - optind != 1)
        return program_fail("lint", NULL, "say one policy; \"coprod policies\" lists the built-in ones");
    coprod_findings_new(NULL, &findings);
    status = load_policy(argv[optind], findings, &policy);
    if (status == COPROD_OK)
        status = coprod_policy_lint(policy, findings);
    if (json && (status == COPROD_OK || coprod_findings_count(findings))) {
        json_t *all = findings_json(findings);
        json_dumpf(all, stdout, JSON_INDENT(2));
        puts("");
        json_decref(all);
    }
    if (status == COPROD_OK) {
        code = print_lint(findings, json) ? PROGRAM_NO : PROGRAM_FINE;
    } else {
        fail_policy(argv[optind], status, findings);
        code = PROGRAM_BAD_INPUT;
    }
    coprod_findings_free(findings);
    coprod_policy_free(policy);
    return code;
}
