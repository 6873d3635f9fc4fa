/* SPDX-License-Identifier: MIT */
/* coprod budget: what a plan will cost. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan.h"

static const char help[] =
    "usage: coprod budget --policy P [OPTIONS] [PLAN.json]\n\n"
    "Prices a plan of sessions as claims would be priced: low, expected and high, by session, payer and financial\n"
    "year. What has no price is listed as not known, and is no part of a sum.\n\n"
    "  -p, --policy P      a built-in policy (\"coprod policies\" lists them) or NAME.json\n"
    "  -k, --known-on DAY  use what was known on that day (everything)\n"
    "  -t, --texts STYLE   plain, easy-read or audit (plain)\n"
    "  -j, --json          one JSON document\n";

static const char *const estimates[] = {"low", "expected", "high"};

static void print_three(const char *name, const json_t *three, const char *currency, int64_t not_known)
{
    char money[32];
    output("  %-34s", name);
    for (size_t e = 0; e < 3; e++)
        if (json_is_null(three))
            output(" %11s", "?");
        else
            output(" %12s", program_money(currency, plan_pence(three, estimates[e]), money));
    if (not_known)
        output("  and %lld not known", (long long)not_known);
    puts("");
}

/* The columns are wider by the bytes that the sign of a pound has more than its column. */
static void print_sums(const json_t *json, const char *key, const char *of, const char *title)
{
    const char *currency = plan_text(json, "currency");
    size_t i;
    json_t *sum;
    output("%s\n", title);
    json_array_foreach(json_object_get(json, key), i, sum) {
        char name[128], year[64] = "";
        const char *word = of ? plan_text(sum, of) : "";
        if (json_object_get(sum, "from"))
            snprintf(year, sizeof year, "%s%s to %s", of ? ", " : "", plan_text(sum, "from"), plan_text(sum, "to"));
        if (of && !word[0])
            word = strcmp(of, "payer") ? "(no session)" : "(payer not said)";
        snprintf(name, sizeof name, "%.60s%s", word, year);
        print_three(name, json_object_get(sum, "pence"), currency, plan_pence(sum, "not_known"));
    }
}

static void print_time(const json_t *totals)
{
    static const char *const keys[] = {"people_minutes", "staff_minutes"};
    static const char *const names[] = {"minutes of people", "minutes of staff"};
    for (size_t i = 0; i < 2; i++) {
        const json_t *three = json_object_get(totals, keys[i]);
        output("  %-34s", names[i]);
        for (size_t e = 0; e < 3; e++)
            output(" %11lld", (long long)plan_pence(three, estimates[e]));
        puts("");
    }
}

static void print_budget(const json_t *json)
{
    const json_t *plan = json_object_get(json, "plan"), *totals = json_object_get(json, "totals");
    const json_t *policy = json_object_get(json, "policy");
    size_t i;
    json_t *line;
    output("%s, under %s, version %s\n%s\n", plan_text(plan, "title"), plan_text(policy, "title"),
           plan_text(policy, "version"), plan_text(totals, "text"));
    output("  %-34s %11s %11s %11s\n", "", "low", "expected", "high");
    print_three("all", json_object_get(totals, "pence"), plan_text(json, "currency"), plan_pence(totals, "not_known"));
    print_three("left with people", json_object_get(totals, "left_pence"), plan_text(json, "currency"), 0);
    print_time(totals);
    print_sums(json, "sessions", "session", "By session");
    print_sums(json, "payers", "payer", "By payer");
    print_sums(json, "years", NULL, "By financial year");
    print_sums(json, "payer_years", "payer", "By payer and financial year");
    print_sums(json, "kinds", "kind", "By kind");
    print_sums(json, "purposes", "purpose", "By purpose");
    json_array_foreach(json_object_get(json, "lines"), i, line)
        if (json_object_get(line, "text"))
            output("%s\n", plan_text(line, "text"));
}

static coprod_status write_budget(const void *object, const coprod_texts *texts, char *buffer, size_t capacity,
                                  size_t *needed)
{
    return coprod_budget_json(object, texts, buffer, capacity, needed);
}

static int run(const plan_setting *s, const coprod_policy *policy, const char *path)
{
    const char *name = path && strcmp(path, "-") ? path : "standard input";
    const coprod_reimburse_options options = {sizeof options, s->known_on, s->has_known_on, 0, 0};
    program_writer writer = {write_budget, NULL, s->texts};
    coprod_findings *findings = NULL;
    coprod_budget *budget = NULL;
    coprod_status status;
    size_t length = 0;
    char *text = program_read(path, &length);
    json_t *json = NULL;
    int code = PROGRAM_BAD_INPUT;
    if (!text)
        return code;
    coprod_findings_new(NULL, &findings);
    status = coprod_budget_load(policy, text, length, &options, NULL, findings, &budget);
    if (status != COPROD_OK) {
        code = coprod_findings_count(findings) ? program_findings(name, findings) : program_status(name, status);
    } else {
        writer.object = budget;
        json = plan_json(&writer);
        code = json ? PROGRAM_FINE : PROGRAM_BROKEN;
    }
    if (json && s->json) {
        plan_print(json);
    } else if (json) {
        print_budget(json);
        json_decref(json);
    }
    coprod_budget_free(budget);
    coprod_findings_free(findings);
    free(text);
    return code;
}

int command_budget(int argc, char **argv)
{
    static const struct option options[] = {
        {"policy", required_argument, NULL, 'p'}, {"known-on", required_argument, NULL, 'k'},
        {"texts", required_argument, NULL, 't'},  {"json", no_argument, NULL, 'j'},
        {"help", no_argument, NULL, 'h'},         {NULL, 0, NULL, 0},
    };
    plan_setting s = {0};
    coprod_policy *policy = NULL;
    int code = PROGRAM_FINE, option;
    optind = 1;
    while (code == PROGRAM_FINE && (option = getopt_long(argc, argv, "p:k:t:jh", options, NULL)) != -1) {
        if (option == 'h') {
            fputs(help, stdout);
            goto out;
        }
        if (option == 'p') {
            coprod_policy_free(policy);
            policy = program_policy(optarg);
            code = policy ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
        } else {
            code = plan_option(&s, "budget", option);
        }
    }
    if (code == PROGRAM_FINE && !policy)
        code = program_fail("budget", NULL, "say --policy P; \"coprod policies\" lists the built-in ones");
    if (code == PROGRAM_FINE && argc - optind > 1)
        code = program_fail("budget", argv[optind + 1], "one plan at a time");
    if (code == PROGRAM_FINE)
        code = run(&s, policy, argv[optind]);
out:
    coprod_policy_free(policy);
    coprod_texts_free(s.texts);
    return code;
}
