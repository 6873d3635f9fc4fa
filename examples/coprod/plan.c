/* SPDX-License-Identifier: MIT */
#include "plan.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

int plan_day(const char *option, const char *text, int32_t *day)
{
    if (coprod_day_read(text, COPROD_NTS, day) == COPROD_OK)
        return PROGRAM_FINE;
    return program_fail(option, text, "is not a day; say YYYY-MM-DD");
}

int plan_number(const char *option, const char *text, int64_t most, int64_t *number)
{
    if (coprod_decimal_read(text, COPROD_NTS, 0, number) == COPROD_OK && *number >= 0 && *number <= most)
        return PROGRAM_FINE;
    return program_fail(option, text, "is not a whole number that can be; pence and minutes have no point");
}

int plan_option(plan_setting *setting, const char *command, int option)
{
    switch (option) {
    case 'k':
        setting->has_known_on = 1;
        return plan_day("--known-on", optarg, &setting->known_on);
    case 't':
        coprod_texts_free(setting->texts);
        setting->texts = NULL;
        if (coprod_texts_builtin(optarg, NULL, &setting->texts) != COPROD_OK)
            return program_fail("--texts", optarg, "say plain, easy-read or audit");
        return PROGRAM_FINE;
    case 'j':
        setting->json = 1;
        return PROGRAM_FINE;
    default:
        return program_fail(command, NULL, "unknown option; --help after the command lists them");
    }
}

coprod_ledger *plan_ledger(const coprod_policy *policy, const char *path)
{
    coprod_findings *findings = NULL;
    coprod_ledger *ledger = NULL;
    coprod_status status;
    size_t length = 0;
    char *text = program_read(path, &length);
    if (!text)
        return NULL;
    coprod_findings_new(NULL, &findings);
    status = coprod_ledger_load(policy, text, length, NULL, findings, &ledger);
    if (status != COPROD_OK && coprod_findings_count(findings))
        program_findings(path, findings);
    else if (status != COPROD_OK)
        program_status(path, status);
    coprod_findings_free(findings);
    free(text);
    return ledger;
}

json_t *plan_json(const program_writer *writer)
{
    char *text = program_written(writer);
    json_t *json = text ? json_loads(text, 0, NULL) : NULL;
    free(text);
    return json;
}

void plan_print(json_t *json)
{
    json_dumpf(json, stdout, JSON_INDENT(2));
    puts("");
    json_decref(json);
}

const char *plan_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

int64_t plan_pence(const json_t *object, const char *key)
{
    return (int64_t)json_integer_value(json_object_get(object, key));
}
