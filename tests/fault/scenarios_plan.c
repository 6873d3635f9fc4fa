/* SPDX-License-Identifier: MIT */
/* Policies looked at, compared and planned with, and many claims in one call. */
#include "fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whatever the lint knows: gaps, overlaps, ends that are not said, caps that cross, values without a use. */
static const char odd_policy[] =
    "{\"schema\": \"policy/1\", \"id\": \"odd\", \"version\": \"1\", \"title\": \"Odd\", \"currency\": \"GBP\","
    " \"indexes\": [\"uk-amap-car\"], \"fees\": [{\"id\": \"f\", \"label\": \"F\", \"basis\": \"band\", \"bands\":"
    " [{\"to_minutes\": 120, \"value\": [{\"amount_pence\": 3000}]}, {\"from_minutes\": 100, \"to_minutes\": 240,"
    " \"to_inclusive\": false, \"value\": [{\"amount_pence\": 2000, \"from\": \"2026-01-01\", \"to\": \"2026-01-31\"},"
    " {\"amount_pence\": 2500, \"from\": \"2026-03-01\"}]}, {\"from_minutes\": 300, \"value\": [{\"amount_pence\":"
    " 9000}]}]}], \"expenses\": [{\"id\": \"e\", \"label\": \"E\", \"kind\": \"actual\"}], \"caps\": [{\"id\": \"a\","
    " \"over\": [\"all\"], \"scope\": \"day\", \"limit\": [{\"amount_pence\": 100}]}, {\"id\": \"b\", \"over\":"
    " [\"f\"], \"scope\": \"week\", \"limit\": [{\"amount_pence\": 200}]}, {\"id\": \"c\", \"over\": [\"e\"],"
    " \"scope\": \"week\", \"limit_count\": 1, \"measure\": \"count\"}]}";

static const char plan[] =
    "{\"schema\": \"plan-budget/1\", \"id\": \"plan\", \"title\": \"Plan\", \"payer\": \"trust\", \"sessions\":"
    " [{\"id\": \"s\", \"title\": \"S\", \"dates\": [\"2025-06-03\", \"2026-06-02\"], \"people\": {\"low\": 2,"
    " \"expected\": 3, \"high\": 5}, \"role\": \"lived-experience-contributor\", \"minutes\": 90, \"expenses\":"
    " [{\"type\": \"travel\", \"amount_pence\": \"8.50\"}, {\"type\": \"nothing-known\", \"people\": 1,"
    " \"amount_pence\": 1200}], \"venue\": {\"title\": \"Hall\", \"amount_pence\": \"150.00\"}, \"staff\":"
    " [{\"title\": \"Lead\", \"minutes\": 60, \"rate_mpence\": \"2600\"}]}]}";

static const char bad_plan[] =
    "{\"schema\": \"plan-budget/2\", \"id\": 1, \"sessions\": [{\"id\": \"s\", \"people\": \"some\", \"x\": 1,"
    " \"date\": \"soon\"}, 7, {\"id\": \"s\", \"role\": 5, \"expenses\": [{\"amount_pence\": {\"low\": 2,"
    " \"high\": 1}}]}]}";

static void with_policies(world *w)
{
    if (coprod_findings_new(w->allocator, &w->findings) != COPROD_OK
        || coprod_policy_builtin("nice-older", w->allocator, &w->policy) != COPROD_OK
        || coprod_policy_builtin("nice", w->allocator, &w->other_policy) != COPROD_OK)
        abort();
}

static void with_odd_policy(world *w)
{
    if (coprod_findings_new(w->allocator, &w->findings) != COPROD_OK
        || coprod_policy_load(odd_policy, COPROD_NTS, w->allocator, NULL, &w->policy) != COPROD_OK)
        abort();
}

/* People and their claims. */
static coprod_payment_claim *claim_of(world *w, const char *person, const char *id, const char *lines)
{
    coprod_payment_claim *claim = NULL;
    char json[1024];
    snprintf(json, sizeof json,
             "{\"id\": \"%s\", \"person\": \"%s\", \"submitted\": \"2025-06-30\", \"lines\": [%s]}", id, person, lines);
    if (coprod_payment_claim_load(json, COPROD_NTS, w->allocator, NULL, &claim) != COPROD_OK)
        abort();
    return claim;
}

static void with_claims(world *w)
{
    with_policies(w);
    w->claim = claim_of(w, "ann", "1", "{\"id\": \"a\", \"type\": \"session\", \"role\":"
                        " \"lived-experience-contributor\", \"date\": \"2025-06-03\", \"minutes\": 240}");
    w->other_claim = claim_of(w, "ben", "2", "{\"id\": \"b\", \"type\": \"travel\", \"date\": \"2025-06-03\","
                              " \"amount_pence\": 1250, \"receipt\": {\"no\": \"7\"}}");
    if (coprod_ledger_new(w->policy, w->allocator, &w->ledger) != COPROD_OK)
        abort();
}

static void with_room(world *w)
{
    with_claims(w);
    if (coprod_payment_new(w->allocator, &w->filling) != COPROD_OK)
        abort();
}

static void with_comparison(world *w)
{
    with_claims(w);
    const coprod_payment_claim *const claims[] = {w->claim, w->other_claim};
    if (coprod_policy_compare(w->policy, w->other_policy, claims, 2, NULL, w->allocator, &w->comparison) != COPROD_OK)
        abort();
}

static void with_plan(world *w)
{
    with_policies(w);
    if (coprod_budget_load(w->other_policy, plan, COPROD_NTS, NULL, w->allocator, NULL, &w->budget) != COPROD_OK)
        abort();
}

static void with_rich_policy(world *w)
{
    FILE *file = fopen(COPROD_TEST_DATA "/support/rich-policy.json", "rb");
    char *json = calloc(1, FAULT_ROOM);
    size_t length = file && json ? fread(json, 1, FAULT_ROOM - 1, file) : 0;
    if (!length || coprod_policy_load(json, length, w->allocator, NULL, &w->policy) != COPROD_OK)
        abort();
    fclose(file);
    free(json);
}

static coprod_status lint(world *w)
{
    return coprod_policy_lint(w->policy, w->findings);
}

static coprod_status compare(world *w)
{
    const coprod_payment_claim *const claims[] = {w->claim, w->other_claim};
    const coprod_compare_options options = {.size = sizeof options, .on = 20242, .has_on = 1};
    coprod_comparison *made = (coprod_comparison *)w;
    coprod_status status = coprod_policy_compare(w->policy, w->other_policy, claims, 2, &options, w->allocator, &made);
    w->not_written |= made == (coprod_comparison *)w;
    w->comparison = w->not_written ? NULL : made;
    return status;
}

static coprod_status write_comparison(world *w)
{
    return coprod_comparison_json(w->comparison, NULL, w->text, sizeof w->text, &w->needed);
}

static coprod_status headroom(world *w)
{
    const coprod_headroom_question question = {
        .size = sizeof question, .check = "esa-permitted-work", .person = "ann", .day = 20242,
        .role = "lived-experience-contributor", .session_minutes = 60, .has_other = 1, .other_pence = 100};
    coprod_headroom answer = {.size = sizeof answer};
    coprod_status status = coprod_check_headroom(w->other_policy, NULL, &question, &answer);
    if (status == COPROD_OK)
        status = coprod_headroom_text(&answer, NULL, w->text, sizeof w->text, &w->needed);
    return status;
}

static coprod_status load_budget(world *w, const char *json)
{
    coprod_budget *made = (coprod_budget *)w;
    coprod_status status = coprod_budget_load(w->policy, json, COPROD_NTS, NULL, w->allocator, w->findings, &made);
    w->not_written |= made == (coprod_budget *)w;
    w->budget = w->not_written ? NULL : made;
    return status;
}

static coprod_status load_plan(world *w)
{
    return load_budget(w, plan);
}

static coprod_status load_bad_plan(world *w)
{
    return load_budget(w, bad_plan);
}

static coprod_status write_budget(world *w)
{
    return coprod_budget_json(w->budget, NULL, w->text, sizeof w->text, &w->needed);
}

/* Answers are seen as bits; those of a call that failed must be zeros. */
static coprod_status columns(world *w)
{
    static const int32_t days[] = {20242, 20243, 20600}, minutes[] = {240, 239, 3000};
    static const int64_t miles[] = {12500, 9995000, 40}, opening[] = {0, 9990000, 1};
    int64_t fees[3] = {1, 1, 1}, mileage[3] = {1, 1, 1};
    const coprod_claim_columns claims = {sizeof claims, days, NULL, minutes, miles, opening};
    const coprod_payment_columns payments = {sizeof payments, fees, mileage, NULL, NULL, NULL, NULL};
    const coprod_columns_options options = {.size = sizeof options, .role = "member", .expense = "car",
                                            .vehicle = "car", .approved = 1, .receipts = 1};
    coprod_status status = coprod_reimburse_columns(w->policy, &claims, 3, &options, w->allocator, &payments);
    for (int i = 0; i < 3; i++)
        w->bits = w->bits * 31 + (uint32_t)(fees[i] + 7 * mileage[i]);
    return status;
}

static coprod_status many(world *w)
{
    const coprod_payment_claim *const claims[] = {w->claim, w->other_claim};
    int64_t total[2] = {1, 1};
    const coprod_claim_totals totals = {.size = sizeof totals, .total_pence = total};
    coprod_payment_info info = {.size = sizeof info};
    coprod_status status = coprod_reimburse_many(w->policy, w->ledger, claims, 2, NULL, w->filling, &totals);
    w->bits = (uint32_t)(total[0] * 31 + total[1]);
    if (status != COPROD_OK)
        w->not_written |= coprod_payment_get(w->filling, &info) != COPROD_E_ARGUMENT;
    return status;
}

const scenario plan_scenarios[] = {
    {"lint", with_odd_policy, lint, COPROD_OK, 1},
    {"compare", with_claims, compare, COPROD_OK, 41},
    {"write_comparison", with_comparison, write_comparison, COPROD_OK, 1},
    {"headroom", with_policies, headroom, COPROD_OK, 41},
    {"load_plan", with_policies, load_plan, COPROD_OK, 1},
    {"load_bad_plan", with_policies, load_bad_plan, COPROD_E_DEFINITION, 1},
    {"write_budget", with_plan, write_budget, COPROD_OK, 1},
    {"columns", with_rich_policy, columns, COPROD_OK, 7},
    {"many", with_room, many, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
