/* SPDX-License-Identifier: MIT */
/* The input as a plan of events under the built-in rules; where it is none, as rules of barriers, under which an empty
 * plan is asked. What is counted is what is listed, and a group's barriers are barriers of the plan. */
#include "fuzz.h"

static void ask(const coprod_barriers *barriers)
{
    static char text[FUZZ_ROOM];
    coprod_barriers_info info = {.size = sizeof info};
    coprod_barrier barrier = {.size = sizeof barrier};
    coprod_asked asked = {.size = sizeof asked};
    uint32_t states[4] = {0}, indices[64], findings = 0;
    size_t needed = 0, count = 0;
    coprod_status status;
    HOLDS(coprod_barriers_get(barriers, &info) == COPROD_OK);
    for (uint32_t i = 0; i < info.barrier_count; i++) {
        HOLDS(coprod_barriers_barrier(barriers, i, &barrier) == COPROD_OK);
        HOLDS(barrier.title && (!barrier.has_day || barrier.first_day <= barrier.last_day));
        HOLDS(barrier.state >= COPROD_BARRIER_LIKELY && barrier.state <= COPROD_BARRIER_REMOVED);
        HOLDS(!barrier.change[0] == (barrier.state != COPROD_BARRIER_REMOVED));
        HOLDS(barrier.state != COPROD_BARRIER_LIKELY || !barrier.asks[0]);
        HOLDS(barrier.state != COPROD_BARRIER_NOT_KNOWN || barrier.asks[0]);
        states[barrier.state]++;
    }
    HOLDS(coprod_barriers_barrier(barriers, info.barrier_count, &barrier) == COPROD_E_UNKNOWN);
    HOLDS(states[1] == info.likely && states[2] == info.not_known && states[3] == info.removed);
    for (uint32_t i = 0; i < info.asked_count; i++) {
        HOLDS(coprod_barriers_asked(barriers, i, &asked) == COPROD_OK);
        HOLDS(asked.times >= asked.most_times && asked.most_times && asked.first_day <= asked.last_day);
        findings += asked.findings != 0;
    }
    HOLDS(findings == info.asked_findings);
    status = coprod_barriers_for(barriers, "carers", indices, 64, &count);
    HOLDS(status == COPROD_OK || status == COPROD_E_UNKNOWN || (status == COPROD_E_BUFFER && count > 64));
    for (size_t i = 0; i < count && i < 64; i++)
        HOLDS(indices[i] < info.barrier_count && (!i || indices[i] > indices[i - 1]));
    status = coprod_barriers_json(barriers, text, sizeof text, &needed);
    HOLDS(status == COPROD_OK ? needed == strlen(text) + 1 : status == COPROD_E_BUFFER && needed > sizeof text);
}

static void ask_rules(const coprod_barrier_rules *rules)
{
    static const char empty[] = "{\"schema\": \"event-plan/1\", \"events\": [{\"id\": \"a\"}]}";
    coprod_barrier_rules_info info = {.size = sizeof info};
    coprod_barrier_rule rule = {.size = sizeof rule};
    coprod_barriers *barriers;
    const char *id, *title;
    HOLDS(coprod_barrier_rules_get(rules, &info) == COPROD_OK && strlen(info.fingerprint) == 64);
    for (uint32_t i = 0; i < info.rule_count; i++) {
        HOLDS(coprod_barrier_rule_get(rules, i, &rule) == COPROD_OK && rule.group_count);
        for (uint32_t g = 0; g < rule.group_count; g++)
            HOLDS(coprod_barrier_rule_group(rules, i, g, &id, &title) == COPROD_OK && id[0] && title[0]);
    }
    for (uint32_t i = 0; i < info.aspect_count; i++)
        HOLDS(coprod_barrier_rules_aspect(rules, i, &id, &title) == COPROD_OK && id[0] && title[0]);
    HOLDS(coprod_barriers_load(rules, empty, COPROD_NTS, NULL, NULL, &barriers) == COPROD_OK);
    ask(barriers);
    coprod_barriers_free(barriers);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_findings *findings = fuzz_new_findings();
    coprod_barrier_rules *rules, *own;
    coprod_barriers *barriers;
    coprod_status status;
    HOLDS(coprod_barrier_rules_builtin(NULL, &rules) == COPROD_OK);
    status = coprod_barriers_load(rules, (const char *)data, size, NULL, findings, &barriers);
    coprod_barrier_rules_free(rules);
    fuzz_refusal(status, barriers, findings);
    if (barriers)
        ask(barriers);
    coprod_barriers_free(barriers);
    findings = fuzz_new_findings();
    status = coprod_barrier_rules_load((const char *)data, size, NULL, findings, &own);
    fuzz_refusal(status, own, findings);
    if (own)
        ask_rules(own);
    coprod_barrier_rules_free(own);
    return 0;
}
