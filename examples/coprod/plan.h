/* SPDX-License-Identifier: MIT */
/* coprod compare, headroom and budget: what they share. */
#ifndef COPROD_PROGRAM_PLAN_H
#define COPROD_PROGRAM_PLAN_H

#include "reimburse.h"

/* Options that all three have. Returns an exit code; what is not theirs is left to the caller (-1). */
typedef struct plan_setting {
    coprod_texts *texts;
    int32_t known_on;
    int has_known_on, json;
} plan_setting;
int plan_option(plan_setting *setting, const char *command, int option);

/* Reads a day, or a number, of an option; prints what is wrong with it. */
int plan_day(const char *option, const char *text, int32_t *day);
int plan_number(const char *option, const char *text, int64_t most, int64_t *number);

/* A ledger of a policy from a file; NULL after an error, which has been printed. */
coprod_ledger *plan_ledger(const coprod_policy *policy, const char *path);

/* What a writer writes, as a JSON value; NULL after an error, which has been printed. */
json_t *plan_json(const program_writer *writer);
/* Prints a JSON value, and gives it back. */
void plan_print(json_t *json);

/* Members of JSON that the library wrote. */
const char *plan_text(const json_t *object, const char *key);
int64_t plan_pence(const json_t *object, const char *key);

#endif
