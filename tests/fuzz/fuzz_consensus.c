/* SPDX-License-Identifier: MIT */
/* The input as rules of consensus; then its bytes as a survey: a shape, a scale, and ratings. */
#include <math.h>

#include "fuzz.h"

enum { RATINGS = 4096 };

static void ask(const coprod_consensus_rules *rules, const coprod_consensus_survey *survey)
{
    for (uint32_t round = 0; round < survey->rounds; round++) {
        coprod_consensus_round all = {.size = sizeof all};
        const coprod_status status = coprod_consensus_round_get(rules, survey, round, NULL, &all);
        uint32_t agreed = 0;
        for (uint32_t item = 0; item < survey->items; item++) {
            coprod_consensus_item one = {.size = sizeof one};
            const coprod_status own = coprod_consensus_item_get(rules, survey, round, item, &one);
            HOLDS(own == COPROD_OK || status == own);
            HOLDS(one.agreed <= one.answered && one.net_moved <= one.moved && one.moved <= one.both);
            HOLDS(one.both + one.joined <= one.answered || !round);
            HOLDS(one.lower_quartile_fourths <= 2 * one.median_twice && 2 * one.median_twice <= one.upper_quartile_fourths);
            agreed += one.agreement == COPROD_CONSENSUS_YES;
        }
        if (status != COPROD_OK)
            continue;
        HOLDS(all.agreed_items == agreed && all.raters <= all.answered && all.answered <= survey->people);
        HOLDS(isnan(all.w) == (all.w_state != COPROD_CONSENSUS_KNOWN) && !(all.w < 0) && !(all.w > 1));
        HOLDS(!all.w_state == !coprod_consensus_state_name(all.w_state)[0]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int32_t ratings[RATINGS];
    coprod_findings *findings = fuzz_new_findings();
    coprod_consensus_rules *rules;
    coprod_consensus_rules_info info = {.size = sizeof info};
    coprod_status status;
    status = coprod_consensus_rules_load((const char *)data, size, NULL, findings, &rules);
    fuzz_refusal(status, rules, findings);
    if (!rules)
        HOLDS(coprod_consensus_rules_builtin(NULL, &rules) == COPROD_OK);
    HOLDS(coprod_consensus_rules_get(rules, &info) == COPROD_OK && info.agreement_over <= info.agreement_under);
    if (size > 6) {
        const uint32_t rounds = data[0] % 4 + 1u, people = data[1] % 32 + 1u, items = data[2] % 32 + 1u;
        const int32_t lowest = (int8_t)data[3], steps = data[4] % 12 + 1;
        const coprod_consensus_survey survey = {sizeof survey, ratings, rounds, people, items, lowest, lowest + steps,
                                                lowest + data[5] % (steps + 2) - 1, lowest + steps, 0};
        for (size_t i = 0; i < RATINGS; i++) {
            const uint8_t byte = data[6 + i % (size - 6)];
            ratings[i] = byte == 255 ? lowest + steps + 1 : byte > 240 ? COPROD_CONSENSUS_NO_ANSWER
                                                                       : lowest + byte % (steps + 1);
        }
        if (rounds * people * items <= RATINGS)
            ask(rules, &survey);
    }
    coprod_consensus_rules_free(rules);
    return 0;
}
