/* SPDX-License-Identifier: MIT */
/* coprod reimburse: what is owed for a claim under a policy. */
#include "reimburse.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: coprod reimburse --policy P [OPTIONS] [CLAIM.json]\n\n"
    "Prices a claim line by line: what is paid, what is not and why, by which rate of which day and source, and what\n"
    "is left with the person. Checks of benefits warn; they never change money.\n\n"
    "  -p, --policy P      a built-in policy (\"coprod policies\" lists them) or NAME.json\n"
    "  -L, --ledger FILE   what was counted before; it is read, never written: the new ledger is in the output\n"
    "  -k, --known-on DAY  use what was known on that day (everything)\n"
    "  -r, --reassess DAY  price it again as of what is known on that day, and say what changes by line\n"
    "  -n, --ledger-now F  for --reassess: the ledger as it is now; --ledger is what it was then\n"
    "  -s, --steps         every step of the arithmetic\n"
    "  -t, --texts STYLE   plain, easy-read or audit (plain)\n"
    "  -j, --json          one JSON document\n"
    "  -l, --lines         one claim a line in, one document a line out; the ledger goes on from each to the next\n";

typedef struct setting {
    coprod_policy *policy;
    coprod_ledger *ledger, *now;
    coprod_texts *texts;
    const char *ledger_path, *now_path;
    coprod_reimburse_options options, later;
    int json, lines, steps, reassess;
} setting;

static int set_day(const char *option, const char *text, coprod_reimburse_options *options)
{
    options->has_known_on = 1;
    if (coprod_day_read(text, COPROD_NTS, &options->known_on) == COPROD_OK)
        return PROGRAM_FINE;
    return program_fail(option, text, "is not a day; say YYYY-MM-DD");
}

static int set_option(setting *s, int option)
{
    switch (option) {
    case 'p':
        coprod_policy_free(s->policy);
        s->policy = program_policy(optarg);
        return s->policy ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
    case 'L':
        s->ledger_path = optarg;
        return PROGRAM_FINE;
    case 'n':
        s->now_path = optarg;
        return PROGRAM_FINE;
    case 'k':
        return set_day("--known-on", optarg, &s->options);
    case 'r':
        s->reassess = 1;
        return set_day("--reassess", optarg, &s->later);
    case 's':
        s->steps = 1;
        return PROGRAM_FINE;
    case 't':
        coprod_texts_free(s->texts);
        if (coprod_texts_builtin(optarg, NULL, &s->texts) != COPROD_OK)
            return program_fail("--texts", optarg, "say plain, easy-read or audit");
        return PROGRAM_FINE;
    case 'l':
        s->lines = 1; /* fall through */
    case 'j':
        s->json = 1;
        return PROGRAM_FINE;
    default:
        return program_fail("reimburse", NULL, "unknown option; \"coprod reimburse --help\" lists them");
    }
}

/* The ledger of a file, or an empty one. */
static int open_ledger(const setting *s, const char *path, coprod_ledger **ledger)
{
    coprod_findings *findings = NULL;
    size_t length = 0;
    char *text;
    coprod_status status;
    int code = PROGRAM_FINE;
    if (!path) {
        status = coprod_ledger_new(s->policy, NULL, ledger);
        return status == COPROD_OK ? PROGRAM_FINE : program_status(NULL, status);
    }
    text = program_read(path, &length);
    if (!text)
        return PROGRAM_BAD_INPUT;
    coprod_findings_new(NULL, &findings);
    status = coprod_ledger_load(s->policy, text, length, NULL, findings, ledger);
    if (status != COPROD_OK)
        code = coprod_findings_count(findings) ? program_findings(path, findings) : program_status(path, status);
    coprod_findings_free(findings);
    free(text);
    return code;
}

static void print_steps(const coprod_payment *payment, uint32_t line, uint32_t count, const coprod_texts *texts)
{
    for (uint32_t i = 0; i < count; i++) {
        char text[2048];
        coprod_payment_step_text(payment, line, i, texts, text, sizeof text, NULL);
        output("      %s\n", text);
    }
}

static void print_payment(const setting *s, const coprod_payment *payment)
{
    coprod_payment_info info = {sizeof info};
    coprod_policy_info policy = {sizeof policy};
    char text[4096], money[32];
    coprod_payment_get(payment, &info);
    coprod_policy_get(s->policy, &policy);
    output("Claim %s under %s, version %s\n", info.claim_id, policy.title, policy.version);
    for (uint32_t i = 0; i < info.line_count; i++) {
        coprod_payment_line line = {sizeof line};
        coprod_payment_get_line(payment, i, &line);
        coprod_payment_line_text(payment, i, s->texts, text, sizeof text, NULL);
        output("  %-12s %10s  %s\n", line.id, program_money(policy.currency, line.pence, money), text);
        if (s->steps)
            print_steps(payment, i, line.step_count, s->texts);
    }
    output("To pay: %s\n", program_money(policy.currency, info.total_pence, money));
    if (info.to_repay_pence)
        output("To repay of the advance: %s\n", program_money(policy.currency, info.to_repay_pence, money));
    if (info.left_pence)
        output("Left with the person: %s\n", program_money(policy.currency, info.left_pence, money));
    for (uint32_t i = 0; i < info.check_count; i++) {
        coprod_payment_check_text(payment, i, s->texts, text, sizeof text, NULL);
        output("Check: %s\n", text);
    }
}

/* The payment with the ledger after it. */
static int print_json(const setting *s, const coprod_payment *payment)
{
    json_t *json = program_payment_json(payment, s->texts), *ledger = program_ledger_json(s->ledger);
    int code = json && ledger ? PROGRAM_FINE : PROGRAM_BROKEN;
    if (code == PROGRAM_FINE) {
        json_object_set(json, "ledger", ledger);
        json_dumpf(json, stdout, s->lines ? JSON_COMPACT : JSON_INDENT(2));
        puts("");
    }
    json_decref(json);
    json_decref(ledger);
    return code;
}

static int reassess(const setting *s, const coprod_payment *before, coprod_payment *after)
{
    coprod_payment_info info = {sizeof info}, then = {sizeof then};
    coprod_policy_info policy = {sizeof policy};
    coprod_status status = coprod_payment_reassess(before, s->now ? s->now : s->ledger, &s->later, after);
    json_t *lines = json_array(), *json;
    char money[32];
    if (status != COPROD_OK)
        return program_status(NULL, status);
    coprod_payment_get(before, &then);
    coprod_payment_get(after, &info);
    coprod_policy_get(s->policy, &policy);
    for (uint32_t i = 0; i < info.line_count; i++) {
        coprod_difference one = {sizeof one};
        char text[4096];
        coprod_payment_get_difference(before, after, i, &one);
        coprod_payment_line_text(after, i, s->texts, text, sizeof text, NULL);
        json_array_append_new(lines, json_pack("{ss sI sI sI ss}", "id", one.id, "before_pence",
                                               (json_int_t)one.before_pence, "after_pence",
                                               (json_int_t)one.after_pence, "difference_pence",
                                               (json_int_t)one.difference_pence, "text", text));
        if (!s->json && one.difference_pence)
            output("  %-12s %10s  %s\n", one.id, program_money(policy.currency, one.difference_pence, money), text);
    }
    json = json_pack("{so sI}", "lines", lines, "difference_pence", (json_int_t)(info.total_pence - then.total_pence));
    if (s->json && program_corrected(s->now ? s->now : s->ledger, before, after, s->texts, json) != PROGRAM_FINE) {
        json_decref(json);
        return PROGRAM_BROKEN;
    }
    if (s->json)
        json_dumpf(json, stdout, s->lines ? JSON_COMPACT : JSON_INDENT(2));
    else
        output("In all: %s", program_money(policy.currency, info.total_pence - then.total_pence, money));
    puts("");
    json_decref(json);
    return PROGRAM_FINE;
}

/* Says what is wrong with a claim; of a stream, the first of it stands in the answer as well. */
static int complain(const char *name, coprod_status status, const coprod_findings *findings, json_t *error)
{
    coprod_finding one = {sizeof one};
    char text[1024];
    const char *said = status == COPROD_E_RANGE ? "the ledger has counted this claim already"
                                                : coprod_status_text(status);
    if (coprod_findings_count(findings)) {
        coprod_findings_get(findings, 0, &one);
        coprod_findings_text(findings, 0, NULL, text, sizeof text, NULL);
        said = text;
    }
    json_object_set_new(error, "place", json_string(one.place ? one.place : ""));
    json_object_set_new(error, "text", json_string(said));
    if (coprod_findings_count(findings))
        return program_findings(name, findings);
    return status == COPROD_E_RANGE ? program_fail(name, NULL, said) : program_status(name, status);
}

static int price(setting *s, const char *name, const char *text, size_t length, coprod_payment *payment,
                 coprod_payment *after, json_t *error)
{
    coprod_findings *findings = NULL;
    coprod_payment_claim *claim = NULL;
    coprod_status status;
    int code = PROGRAM_FINE;
    coprod_findings_new(NULL, &findings);
    status = coprod_payment_claim_load(text, length, NULL, findings, &claim);
    if (status == COPROD_OK)
        status = coprod_reimburse(s->policy, s->ledger, claim, &s->options, payment);
    if (status == COPROD_OK && s->reassess)
        code = reassess(s, payment, after);
    else if (status == COPROD_OK)
        status = coprod_ledger_add(s->ledger, payment);
    if (status != COPROD_OK)
        code = complain(name, status, findings, error);
    else if (!s->reassess && s->json)
        code = print_json(s, payment);
    else if (!s->reassess)
        print_payment(s, payment);
    coprod_payment_claim_free(claim);
    coprod_findings_free(findings);
    return code;
}

/* A bad line answers with an error object, and the stream goes on. */
static int run_lines(setting *s, const char *text, size_t length, coprod_payment *payment, coprod_payment *after)
{
    const char *line = text;
    int code = PROGRAM_FINE;
    for (size_t number = 1; code != PROGRAM_BROKEN && line && line < text + length; number++) {
        const char *end = memchr(line, '\n', (size_t)(text + length - line));
        size_t bytes = (size_t)((end ? end : text + length) - line);
        json_t *error = json_object(), *answer;
        char place[32];
        snprintf(place, sizeof place, "line %zu", number);
        if (bytes && price(s, place, line, bytes, payment, after, error) != PROGRAM_FINE) {
            json_object_set_new(error, "line", json_integer((json_int_t)number));
            answer = json_pack("{sO}", "error", error);
            json_dumpf(answer, stdout, JSON_COMPACT);
            puts("");
            json_decref(answer);
            code = PROGRAM_BAD_INPUT;
        }
        json_decref(error);
        line = end ? end + 1 : NULL;
    }
    return code;
}

static int run(setting *s, const char *path)
{
    const char *name = path && strcmp(path, "-") ? path : "standard input";
    coprod_payment *payment = NULL, *after = NULL;
    size_t length = 0;
    char *text = program_read(path, &length);
    json_t *error = json_object();
    int code = text ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
    if (text && (coprod_payment_new(NULL, &payment) != COPROD_OK || coprod_payment_new(NULL, &after) != COPROD_OK))
        code = program_status(NULL, COPROD_E_MEMORY);
    if (code == PROGRAM_FINE)
        code = s->lines ? run_lines(s, text, length, payment, after)
                        : price(s, name, text, length, payment, after, error);
    json_decref(error);
    coprod_payment_free(payment);
    coprod_payment_free(after);
    free(text);
    return code;
}

int command_reimburse(int argc, char **argv)
{
    static const struct option options[] = {
        {"policy", required_argument, NULL, 'p'},   {"ledger", required_argument, NULL, 'L'},
        {"known-on", required_argument, NULL, 'k'}, {"reassess", required_argument, NULL, 'r'},
        {"ledger-now", required_argument, NULL, 'n'},
        {"steps", no_argument, NULL, 's'},          {"texts", required_argument, NULL, 't'},
        {"json", no_argument, NULL, 'j'},           {"lines", no_argument, NULL, 'l'},
        {"help", no_argument, NULL, 'h'},           {NULL, 0, NULL, 0},
    };
    setting s = {0};
    int code = PROGRAM_FINE, option;
    s.options.size = s.later.size = sizeof s.options;
    optind = 1;
    while (code == PROGRAM_FINE && (option = getopt_long(argc, argv, "p:L:k:r:n:st:jlh", options, NULL)) != -1) {
        if (option == 'h') {
            fputs(help, stdout);
            goto out;
        }
        code = set_option(&s, option);
    }
    if (code == PROGRAM_FINE && !s.policy)
        code = program_fail("reimburse", NULL, "say --policy P; \"coprod policies\" lists the built-in ones");
    if (code == PROGRAM_FINE && argc - optind > 1)
        code = program_fail("reimburse", argv[optind + 1], "one file at a time");
    if (code == PROGRAM_FINE)
        code = open_ledger(&s, s.ledger_path, &s.ledger);
    if (code == PROGRAM_FINE && s.now_path)
        code = open_ledger(&s, s.now_path, &s.now);
    if (code == PROGRAM_FINE)
        code = run(&s, argv[optind]);
out:
    coprod_policy_free(s.policy);
    coprod_ledger_free(s.ledger);
    coprod_ledger_free(s.now);
    coprod_texts_free(s.texts);
    return code;
}
