/* SPDX-License-Identifier: MIT */
/* coprod compare: who gains and who loses under another policy. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan.h"

static const char help[] =
    "usage: coprod compare --from A --to B [OPTIONS] [CLAIM.json...]\n\n"
    "Prices claims under two policies: the difference of each claim and line, who gains and who loses, and the\n"
    "shortest session and journey that are paid differently. A file holds one claim or an array of them; - or no file\n"
    "is standard input, but --on without a file reads none. What was counted goes on from each claim to the next of\n"
    "the same person. A line in a word that only one of the policies has is not known: no gain, and no loss.\n\n"
    "  -f, --from A        a built-in policy (\"coprod policies\" lists them) or NAME.json\n"
    "  -T, --to B          the other one\n"
    "  -s, --same A=B      roles that are one under two ids, with commas; claims may use either\n"
    "  -o, --on DAY        the day of the smallest changes (the last day of the claims); needs no claims\n"
    "  -k, --known-on DAY  use what was known on that day (everything)\n"
    "  -t, --texts STYLE   plain, easy-read or audit (plain)\n"
    "  -j, --json          one JSON document\n";

typedef struct claim_list {
    coprod_payment_claim **claims;
    size_t count, room;
} claim_list;

typedef struct setting {
    plan_setting common;
    coprod_policy *from, *to;
    coprod_compare_options options;
    claim_list list;
} setting;

static int set_policy(coprod_policy **policy)
{
    coprod_policy_free(*policy);
    *policy = program_policy(optarg);
    return *policy ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
}

static int set_option(setting *s, int option)
{
    switch (option) {
    case 'f':
        return set_policy(&s->from);
    case 'T':
        return set_policy(&s->to);
    case 's':
        s->options.same_roles = optarg;
        return PROGRAM_FINE;
    case 'o':
        s->options.has_on = 1;
        return plan_day("--on", optarg, &s->options.on);
    default:
        return plan_option(&s->common, "compare", option);
    }
}

static int add_claim(claim_list *list, const char *name, const char *text, size_t length)
{
    coprod_findings *findings = NULL;
    coprod_status status;
    int code = PROGRAM_FINE;
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 16;
        coprod_payment_claim **more = realloc(list->claims, room * sizeof *more);
        if (!more)
            return program_status(NULL, COPROD_E_MEMORY);
        list->claims = more;
        list->room = room;
    }
    coprod_findings_new(NULL, &findings);
    status = coprod_payment_claim_load(text, length, NULL, findings, &list->claims[list->count]);
    if (status == COPROD_OK)
        list->count++;
    else
        code = coprod_findings_count(findings) ? program_findings(name, findings) : program_status(name, status);
    coprod_findings_free(findings);
    return code;
}

static int add_array(claim_list *list, const char *name, const char *text, size_t length)
{
    json_error_t error;
    json_t *all = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error), *one;
    size_t i;
    int code = PROGRAM_FINE;
    if (!all)
        return program_fail(name, NULL, error.text);
    json_array_foreach(all, i, one) {
        char *own = json_dumps(one, JSON_ENCODE_ANY), place[512];
        snprintf(place, sizeof place, "%s: /%zu", name, i);
        if (own && code == PROGRAM_FINE)
            code = add_claim(list, place, own, strlen(own));
        free(own);
    }
    json_decref(all);
    return code;
}

static int add_file(claim_list *list, const char *path)
{
    const char *name = strcmp(path, "-") ? path : "standard input";
    size_t length = 0;
    char *text = program_read(path, &length);
    int code = PROGRAM_BAD_INPUT;
    if (text)
        code = text[strspn(text, " \t\r\n")] == '[' ? add_array(list, name, text, length)
                                                    : add_claim(list, name, text, length);
    free(text);
    return code;
}

/* "£75.00 paid", or the outcome alone where there is no amount. */
static void print_side(const json_t *side, const char *currency)
{
    char money[32];
    const json_t *pence = json_object_get(side, "pence");
    output("%s %s", json_is_null(pence) ? "?" : program_money(currency, (int64_t)json_integer_value(pence), money),
           plan_text(side, "outcome"));
    if (!json_is_null(json_object_get(side, "reason")))
        output(" (%s)", plan_text(side, "reason"));
}

static void print_comparison(const json_t *json)
{
    const json_t *from = json_object_get(json, "from"), *to = json_object_get(json, "to");
    const char *currency = plan_text(json, "currency");
    size_t i, l;
    json_t *claim, *line, *change;
    output("%s (%s, version %s)\n-> %s (%s, version %s)\n", plan_text(from, "title"), plan_text(from, "id"),
           plan_text(from, "version"), plan_text(to, "title"), plan_text(to, "id"), plan_text(to, "version"));
    json_array_foreach(json_object_get(json, "claims"), i, claim) {
        output("%s\n", plan_text(claim, "text"));
        json_array_foreach(json_object_get(claim, "lines"), l, line) {
            output("  %-12s ", plan_text(line, "id"));
            print_side(json_object_get(line, "from"), currency);
            output(" -> ");
            print_side(json_object_get(line, "to"), currency);
            puts("");
        }
    }
    if (json_array_size(json_object_get(json, "claims")))
        output("%s\n", plan_text(json_object_get(json, "totals"), "text"));
    if (!json_array_size(json_object_get(json, "roles")))
        puts("The two policies have no role of the same id; --same A=B says which are one.");
    if (json_object_get(json, "on") && !json_array_size(json_object_get(json, "changes")))
        output("On %s no session and no journey is paid differently in a role or a vehicle that both know.\n",
               plan_text(json, "on"));
    json_array_foreach(json_object_get(json, "changes"), i, change)
        output("On %s, %s\n", plan_text(json, "on"), plan_text(change, "text"));
}

static coprod_status write_comparison(const void *object, const coprod_texts *texts, char *buffer, size_t capacity,
                                      size_t *needed)
{
    return coprod_comparison_json(object, texts, buffer, capacity, needed);
}

static int run(setting *s)
{
    coprod_comparison *comparison = NULL;
    program_writer writer = {write_comparison, NULL, s->common.texts};
    coprod_status status;
    json_t *json;
    s->options.size = sizeof s->options;
    s->options.known_on = s->common.known_on;
    s->options.has_known_on = s->common.has_known_on;
    status = coprod_policy_compare(s->from, s->to, (const coprod_payment_claim *const *)s->list.claims, s->list.count,
                                   &s->options, NULL, &comparison);
    if (status == COPROD_E_UNKNOWN)
        return program_fail("--same", s->options.same_roles, "names a role that its policy does not have");
    if (status == COPROD_E_ARGUMENT)
        return program_fail("compare", NULL, "the policies pay in two currencies, or --same is not A=B");
    if (status == COPROD_E_RANGE)
        return program_fail("compare", NULL, "two claims of one person have the same id");
    if (status != COPROD_OK)
        return program_status(NULL, status);
    writer.object = comparison;
    json = plan_json(&writer);
    coprod_comparison_free(comparison);
    if (!json)
        return PROGRAM_BROKEN;
    if (s->common.json) {
        plan_print(json);
        return PROGRAM_FINE;
    }
    print_comparison(json);
    json_decref(json);
    return PROGRAM_FINE;
}

int command_compare(int argc, char **argv)
{
    static const struct option options[] = {
        {"from", required_argument, NULL, 'f'},  {"to", required_argument, NULL, 'T'},
        {"same", required_argument, NULL, 's'},  {"on", required_argument, NULL, 'o'},
        {"known-on", required_argument, NULL, 'k'}, {"texts", required_argument, NULL, 't'},
        {"json", no_argument, NULL, 'j'},        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    setting s = {0};
    int code = PROGRAM_FINE, option;
    optind = 1;
    while (code == PROGRAM_FINE && (option = getopt_long(argc, argv, "f:T:s:o:k:t:jh", options, NULL)) != -1) {
        if (option == 'h') {
            fputs(help, stdout);
            goto out;
        }
        code = set_option(&s, option);
    }
    if (code == PROGRAM_FINE && (!s.from || !s.to))
        code = program_fail("compare", NULL, "say --from A and --to B; \"coprod policies\" lists the built-in ones");
    if (code == PROGRAM_FINE && optind == argc && !s.options.has_on)
        code = add_file(&s.list, "-");
    for (; code == PROGRAM_FINE && optind < argc; optind++)
        code = add_file(&s.list, argv[optind]);
    if (code == PROGRAM_FINE)
        code = run(&s);
out:
    for (size_t i = 0; i < s.list.count; i++)
        coprod_payment_claim_free(s.list.claims[i]);
    free(s.list.claims);
    coprod_policy_free(s.from);
    coprod_policy_free(s.to);
    coprod_texts_free(s.common.texts);
    return code;
}
