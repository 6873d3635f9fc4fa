/* SPDX-License-Identifier: MIT */
/* Rules of gradients and of consensus, people in an order, a round of a survey. */
#include "fault.h"

#include <stdlib.h>
#include <string.h>

static void with_findings(world *w)
{
    if (coprod_findings_new(w->allocator, &w->findings) != COPROD_OK)
        abort();
}

static coprod_status load_gradient_rules(world *w)
{
    MAKE(w, coprod_gradient_rules, gradient_rules, coprod_gradient_rules_builtin(w->allocator, &made));
}

static coprod_status load_bad_gradient_rules(world *w)
{
    MAKE(w, coprod_gradient_rules, gradient_rules,
         coprod_gradient_rules_load("{\"schema\": \"gradient-rules/1\", \"id\": \"A b\", \"checked\": \"x\", \"more\": 1}",
                                    COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_consensus_rules(world *w)
{
    MAKE(w, coprod_consensus_rules, consensus_rules, coprod_consensus_rules_builtin(w->allocator, &made));
}

static coprod_status load_bad_consensus_rules(world *w)
{
    MAKE(w, coprod_consensus_rules, consensus_rules,
         coprod_consensus_rules_load("{\"schema\": \"consensus-rules/1\", \"id\": \"A b\", \"spread_source\": {}}", COPROD_NTS,
                                     w->allocator, w->findings, &made));
}

static void with_consensus_rules(world *w)
{
    if (coprod_consensus_rules_builtin(w->allocator, &w->consensus_rules) != COPROD_OK)
        abort();
}

static coprod_status concentrate_people(world *w)
{
    static const double values[] = {3, 1, 4, 1, 5}, places[] = {1, 2, 2, -3, 5}, weights[] = {1, 2, 1, 2, 1};
    coprod_concentration found;
    coprod_status status;
    memset(&found, 0xAA, sizeof found);
    found.size = sizeof found;
    status = coprod_concentration_people(values, places, weights, 5, NULL, w->allocator, &found);
    w->not_written |= status != COPROD_OK && (found.rci_state || found.rci != 0);
    w->bits = status == COPROD_OK ? (uint32_t)(1e6 * found.aci) : 0;
    return status;
}

static coprod_status ask_round(world *w)
{
    static const int32_t ratings[] = {1, 2, 3, 3, 2, 4, COPROD_CONSENSUS_NO_ANSWER, 5, 1, 3, 3, 2};
    const coprod_consensus_survey survey = {sizeof survey, ratings, 1, 4, 3, 1, 5, 4, 5, 0};
    coprod_consensus_round found;
    coprod_status status;
    memset(&found, 0xAA, sizeof found);
    found.size = sizeof found;
    status = coprod_consensus_round_get(w->consensus_rules, &survey, 0, w->allocator, &found);
    w->not_written |= status != COPROD_OK && found.answered != 0;
    w->bits = status == COPROD_OK ? found.raters : 0;
    return status;
}

void see_inequality(void *page, fault_line *line, const world *w)
{
    coprod_gradient_rules_info gradient = {.size = sizeof gradient};
    coprod_consensus_rules_info consensus = {.size = sizeof consensus};
    if (w->gradient_rules && coprod_gradient_rules_get(w->gradient_rules, &gradient) == COPROD_OK)
        line(page, gradient.fingerprint);
    if (w->consensus_rules && coprod_consensus_rules_get(w->consensus_rules, &consensus) == COPROD_OK)
        line(page, consensus.fingerprint);
}

void free_inequality(world *w)
{
    coprod_gradient_rules_free(w->gradient_rules);
    coprod_consensus_rules_free(w->consensus_rules);
}

const scenario inequality_scenarios[] = {
    {"load_gradient_rules", with_findings, load_gradient_rules, COPROD_OK, 1},
    {"load_bad_gradient_rules", with_findings, load_bad_gradient_rules, COPROD_E_DEFINITION, 1},
    {"load_consensus_rules", with_findings, load_consensus_rules, COPROD_OK, 1},
    {"load_bad_consensus_rules", with_findings, load_bad_consensus_rules, COPROD_E_DEFINITION, 1},
    {"concentrate_people", with_findings, concentrate_people, COPROD_OK, 1},
    {"ask_round", with_consensus_rules, ask_round, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
