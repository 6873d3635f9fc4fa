/* SPDX-License-Identifier: MIT */
/* The rules of consensus, and a survey that was checked. */
#ifndef COPROD_CONSENSUS_INTERNAL_H
#define COPROD_CONSENSUS_INTERNAL_H

#include "coprod/equity_consensus.h"
#include "json_internal.h"

struct coprod_consensus_rules {
    coprod__arena arena;
    coprod_consensus_rules_info info;
    char fingerprint[COPROD__HEX];
};

static inline const int32_t *coprod__survey_person(const coprod_consensus_survey *survey, uint32_t round,
                                                   uint32_t person)
{
    return survey->ratings + ((size_t)round * survey->people + person) * survey->items;
}

/* A survey in a struct of our own: COPROD_E_LIMIT, COPROD_E_RANGE, COPROD_E_UNKNOWN for the round. */
coprod_status coprod__survey_open(const coprod_consensus_survey *given, uint32_t round, coprod_consensus_survey *own);
/* One item of a round; COPROD_E_RANGE for a rating beyond the scale. */
coprod_status coprod__survey_item(const coprod_consensus_rules *rules, const coprod_consensus_survey *survey,
                                  uint32_t round, uint32_t item, coprod_consensus_item *result);

#endif
