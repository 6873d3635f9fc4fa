/* SPDX-License-Identifier: MIT */
/* coprod headroom: what is left below a threshold. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "plan.h"

static const char help[] =
    "usage: coprod headroom --policy P --check ID --person X --on DAY [OPTIONS]\n\n"
    "What is left in a period before a check of the policy is outside, how many minutes and sessions that is, what to\n"
    "decline, and what to offer. It warns; it never decides. Exit 1 if the check is outside already.\n\n"
    "  -p, --policy P           a built-in policy (\"coprod policies\" lists them) or NAME.json\n"
    "  -c, --check ID           a cliff, disregard, total or taper of the policy\n"
    "  -x, --person X           the person, as claims name them\n"
    "  -o, --on DAY             a day of the period: of the activity, or of the payment if the check asks that\n"
    "  -L, --ledger FILE        what was counted before (nothing)\n"
    "  -e, --other-pence N      earned elsewhere in the period (not known)\n"
    "  -m, --other-minutes N    worked elsewhere in the period\n"
    "  -r, --role R             a role: the longest session, and with --minutes the most sessions\n"
    "  -M, --minutes N          the minutes of one session, or of what is planned\n"
    "  -P, --planned-pence N    a planned payment: what to decline of it\n"
    "  -N, --net-pence N        the smallest payment that leaves so much\n"
    "  -k, --known-on DAY       use what was known on that day (everything)\n"
    "  -t, --texts STYLE        plain, easy-read or audit (plain)\n"
    "  -j, --json               one JSON document\n";

enum { MOST_PENCE = 100000000, MOST_MINUTES = 527040 };

typedef struct setting {
    plan_setting common;
    coprod_policy *policy;
    const char *ledger_path;
    coprod_headroom_question question;
    int has_day;
} setting;

static int set_pence(const char *option, int64_t *pence, int32_t *has)
{
    *has = 1;
    return plan_number(option, optarg, MOST_PENCE, pence);
}

static int set_minutes(const char *option, int32_t *minutes)
{
    int64_t number = 0;
    int code = plan_number(option, optarg, MOST_MINUTES, &number);
    *minutes = (int32_t)number;
    return code;
}

static int set_option(setting *s, int option)
{
    coprod_headroom_question *question = &s->question;
    switch (option) {
    case 'p':
        coprod_policy_free(s->policy);
        s->policy = program_policy(optarg);
        return s->policy ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
    case 'c':
        question->check = optarg;
        return PROGRAM_FINE;
    case 'x':
        question->person = optarg;
        return PROGRAM_FINE;
    case 'o':
        s->has_day = 1;
        return plan_day("--on", optarg, &question->day);
    case 'L':
        s->ledger_path = optarg;
        return PROGRAM_FINE;
    case 'e':
        return set_pence("--other-pence", &question->other_pence, &question->has_other);
    case 'm':
        question->has_other = 1;
        return set_minutes("--other-minutes", &question->other_minutes);
    case 'r':
        question->role = optarg;
        return PROGRAM_FINE;
    case 'M':
        return set_minutes("--minutes", &question->session_minutes);
    case 'P':
        return set_pence("--planned-pence", &question->planned_pence, &question->has_planned);
    case 'N':
        return set_pence("--net-pence", &question->net_pence, &question->has_net);
    default:
        return plan_option(&s->common, "headroom", option);
    }
}

/* A number where there is one, else null. */
static void put(json_t *json, const char *key, int has, int64_t number)
{
    json_object_set_new(json, key, has ? json_integer((json_int_t)number) : json_null());
}

static void put_day(json_t *json, const char *key, int32_t day)
{
    char text[16];
    coprod_day_write(day, text, sizeof text, NULL);
    json_object_set_new(json, key, json_string(text));
}

static json_t *policy_json(const coprod_policy *policy)
{
    coprod_policy_info info = {sizeof info};
    coprod_policy_get(policy, &info);
    return json_pack("{ss ss ss ss}", "id", info.id, "version", info.version, "title", info.title, "fingerprint",
                     info.fingerprint);
}

static json_t *answer_json(const setting *s, const coprod_headroom *answer, const char *text)
{
    static const char *const statuses[] = {"", "inside", "outside", "not-known"};
    const coprod_headroom_question *question = &s->question;
    json_t *json = json_pack("{ss so ss ss ss ss ss ss}", "schema", "headroom/1", "policy", policy_json(s->policy),
                             "check", question->check, "label", answer->label, "kind", answer->kind, "source",
                             answer->source_title, "currency", answer->currency, "status", statuses[answer->status]);
    if (question->person)
        json_object_set_new(json, "person", json_string(question->person));
    if (s->common.has_known_on)
        put_day(json, "known_on", question->known_on);
    put_day(json, "from", answer->first_day);
    put_day(json, "to", answer->last_day);
    json_object_set_new(json, "others_known", json_boolean(question->has_other));
    put(json, "limit_pence", answer->has_limit, answer->limit_pence);
    put(json, "earned_pence", 1, answer->earned_pence);
    put(json, "left_pence", answer->has_limit, answer->left_pence);
    put(json, "next_pence", answer->has_limit, answer->next_pence);
    put(json, "minutes", 1, answer->minutes);
    put(json, "minutes_less_than", answer->has_time, answer->minutes_less_than);
    put(json, "left_minutes", answer->has_time, answer->left_minutes);
    if (question->role) {
        json_object_set_new(json, "role", json_string(answer->role));
        put(json, "most_minutes", answer->has_most_minutes, answer->most_minutes);
        put(json, "most_minutes_pence", answer->has_most_minutes && answer->most_minutes, answer->most_minutes_pence);
    }
    if (question->role && question->session_minutes) {
        put(json, "session_minutes", 1, answer->session_minutes);
        put(json, "session_pence", answer->has_limit && !answer->session_reason, answer->session_pence);
        put(json, "most_sessions", answer->has_sessions, answer->most_sessions);
        json_object_set_new(json, "session_reason", answer->session_reason
                            ? json_string(coprod_why_name(answer->session_reason)) : json_null());
    }
    if (question->has_planned) {
        put(json, "planned_pence", 1, question->planned_pence);
        put(json, "decline_pence", answer->has_decline, answer->decline_pence);
    }
    if (question->has_net) {
        put(json, "net_pence", 1, answer->net_pence);
        put(json, "offer_pence", answer->has_offer, answer->offer_pence);
    }
    json_object_set_new(json, "text", json_string(text));
    return json;
}

static int fail(const setting *s, coprod_status status)
{
    if (status == COPROD_E_UNKNOWN)
        return program_fail("headroom", NULL, "the policy has no such check, or no such role");
    if (status == COPROD_E_ARGUMENT)
        return program_fail("--check", s->question.check, "looks at single lines; there is nothing left of it");
    return program_status(s->ledger_path, status);
}

static int run(setting *s)
{
    coprod_headroom answer = {sizeof answer};
    coprod_ledger *ledger = s->ledger_path ? plan_ledger(s->policy, s->ledger_path) : NULL;
    coprod_status status;
    char text[4096];
    if (s->ledger_path && !ledger)
        return PROGRAM_BAD_INPUT;
    s->question.size = sizeof s->question;
    s->question.known_on = s->common.known_on;
    s->question.has_known_on = s->common.has_known_on;
    status = coprod_check_headroom(s->policy, ledger, &s->question, &answer);
    coprod_ledger_free(ledger);
    if (status != COPROD_OK)
        return fail(s, status);
    coprod_headroom_text(&answer, s->common.texts, text, sizeof text, NULL);
    if (s->common.json)
        plan_print(answer_json(s, &answer, text));
    else
        output("%s\n", text);
    return answer.status == COPROD_CHECK_OUTSIDE ? PROGRAM_NO : PROGRAM_FINE;
}

int command_headroom(int argc, char **argv)
{
    static const struct option options[] = {
        {"policy", required_argument, NULL, 'p'},        {"check", required_argument, NULL, 'c'},
        {"person", required_argument, NULL, 'x'},        {"on", required_argument, NULL, 'o'},
        {"ledger", required_argument, NULL, 'L'},        {"other-pence", required_argument, NULL, 'e'},
        {"other-minutes", required_argument, NULL, 'm'}, {"role", required_argument, NULL, 'r'},
        {"minutes", required_argument, NULL, 'M'},       {"planned-pence", required_argument, NULL, 'P'},
        {"net-pence", required_argument, NULL, 'N'},     {"known-on", required_argument, NULL, 'k'},
        {"texts", required_argument, NULL, 't'},         {"json", no_argument, NULL, 'j'},
        {"help", no_argument, NULL, 'h'},                {NULL, 0, NULL, 0},
    };
    setting s = {0};
    int code = PROGRAM_FINE, option;
    optind = 1;
    while (code == PROGRAM_FINE
           && (option = getopt_long(argc, argv, "p:c:x:o:L:e:m:r:M:P:N:k:t:jh", options, NULL)) != -1) {
        if (option == 'h') {
            fputs(help, stdout);
            goto out;
        }
        code = set_option(&s, option);
    }
    if (code == PROGRAM_FINE && (!s.policy || !s.question.check || !s.question.person || !s.has_day))
        code = program_fail("headroom", NULL, "say --policy P, --check ID, --person X and --on DAY");
    if (code == PROGRAM_FINE && optind < argc)
        code = program_fail("headroom", argv[optind], "no file is read here but that of --ledger");
    if (code == PROGRAM_FINE)
        code = run(&s);
out:
    coprod_policy_free(s.policy);
    coprod_texts_free(s.common.texts);
    return code;
}
