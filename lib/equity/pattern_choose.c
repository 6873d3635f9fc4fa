/* SPDX-License-Identifier: MIT */
/* Which engine answers a question. */
#include <stdio.h>

#include "pattern_find_internal.h"

static void refuse(coprod_findings *findings, uint64_t needed, uint64_t allowed)
{
    char found[48], expected[48];
    coprod_finding finding = {.size = sizeof finding, .code = "over-budget", .place = "", .row = -1,
                              .severity = COPROD_ERROR, .found = found, .expected = expected};
    snprintf(found, sizeof found, "%s%llu", needed == UINT64_MAX ? "more than " : "",
             (unsigned long long)(needed == UINT64_MAX ? INT64_MAX : needed));
    snprintf(expected, sizeof expected, "%llu", (unsigned long long)allowed);
    if (findings)
        coprod__findings_add(findings, &finding);
}

coprod_status coprod__pattern_choose(const struct pattern_cells *cells, const struct pattern_question *question,
                                     int32_t wanted, coprod_findings *findings, const struct pattern_engine **engine,
                                     int32_t *chosen)
{
    const uint64_t dense = coprod__pattern_dense.bytes(cells, question);
    if (wanted != COPROD_PATTERN_CHOOSE && wanted != COPROD_PATTERN_DENSE)
        return COPROD_E_ARGUMENT;
    if (dense > question->memory_bytes) {
        refuse(findings, dense, question->memory_bytes);
        return COPROD_E_LIMIT;
    }
    *engine = &coprod__pattern_dense;
    *chosen = COPROD_PATTERN_DENSE;
    return COPROD_OK;
}
