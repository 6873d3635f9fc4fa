/* SPDX-License-Identifier: MIT */
/* Gaps one by one. */
#include "pattern_gaps_internal.h"

#include <string.h>

void coprod_pattern_gaps_free(coprod_pattern_gaps *gaps)
{
    coprod__memory memory;
    if (!gaps)
        return;
    memory = gaps->memory;
    coprod__pattern_found_free(&gaps->found, gaps->schema->attributes);
    coprod_pattern_people_free((coprod_pattern_people *)gaps->query.population);
    coprod_pattern_schema_free((coprod_pattern_schema *)gaps->schema);
    coprod__release(&memory, gaps, sizeof *gaps);
}

/* Whether a number of people says more than that somebody can be there. */
int coprod__gaps_told(const coprod_pattern_gaps *gaps)
{
    return coprod__pattern_people_told(gaps->query.population);
}

coprod_status coprod_pattern_gaps_get(const coprod_pattern_gaps *gaps, coprod_pattern_gaps_info *info)
{
    coprod_pattern_gaps_info own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(gaps, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    own.count = gaps->found.count;
    own.people = gaps->people;
    own.threshold = gaps->query.threshold;
    own.min_population = gaps->query.min_population;
    own.publish_from = gaps->query.publish_from;
    own.memory_needed = gaps->found.memory_needed;
    own.max_level = gaps->query.max_level ? gaps->query.max_level : gaps->schema->attributes;
    own.complete_level = gaps->found.complete_level;
    own.truncated = gaps->found.truncated;
    own.has_population = coprod__gaps_told(gaps);
    own.engine = gaps->engine;
    own.rate_over = gaps->query.rate_over;
    own.rate_under = gaps->query.rate_under;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

int coprod__gaps_may_be_more(const coprod_pattern_gaps *gaps)
{
    return gaps->query.top && gaps->found.count >= gaps->query.top;
}

uint64_t coprod_pattern_gaps_level(const coprod_pattern_gaps *gaps, uint32_t level)
{
    return gaps && level <= gaps->schema->attributes ? gaps->found.by_level[level] : 0;
}

void coprod__gaps_gap(const coprod_pattern_gaps *gaps, size_t index, coprod_pattern_gap *gap)
{
    const uint16_t *codes = gaps->found.codes + index * gaps->schema->attributes;
    memset(gap, 0, sizeof *gap);
    gap->size = sizeof *gap;
    gap->coverage = gaps->found.coverage[index];
    gap->deficit = gaps->query.rate_over ? 0 : gaps->query.threshold - gap->coverage;
    gap->population = coprod__gaps_told(gaps) ? gaps->found.population[index] : 0;
    for (uint32_t a = 0; a < gaps->schema->attributes; a++)
        gap->level += codes[a] != PATTERN_ANY;
}

coprod_status coprod_pattern_gaps_gap(const coprod_pattern_gaps *gaps, size_t index, uint16_t *codes, size_t count,
                                      coprod_pattern_gap *gap)
{
    coprod_pattern_gap own;
    coprod_status status = coprod__struct_begin(gaps, gap, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (count && !codes)
        return COPROD_E_ARGUMENT;
    if (index >= gaps->found.count)
        return COPROD_E_UNKNOWN;
    if (codes && count < gaps->schema->attributes)
        return COPROD_E_BUFFER;
    if (codes)
        memcpy(codes, gaps->found.codes + index * gaps->schema->attributes,
               gaps->schema->attributes * sizeof *codes);
    coprod__gaps_gap(gaps, index, &own);
    return coprod__struct_out(gap, sizeof own, sizeof own, &own);
}

coprod_status coprod_pattern_gaps_columns(const coprod_pattern_gaps *gaps, size_t from, size_t count, uint16_t *codes,
                                          uint64_t *coverage, uint64_t *population)
{
    if (!gaps)
        return COPROD_E_ARGUMENT;
    if (from > gaps->found.count || count > gaps->found.count - from)
        return COPROD_E_UNKNOWN;
    if (codes && count)
        memcpy(codes, gaps->found.codes + from * gaps->schema->attributes,
               count * gaps->schema->attributes * sizeof *codes);
    if (coverage && count)
        memcpy(coverage, gaps->found.coverage + from, count * sizeof *coverage);
    if (population && count && coprod__gaps_told(gaps))
        memcpy(population, gaps->found.population + from, count * sizeof *population);
    else if (population && count)
        memset(population, 0, count * sizeof *population);
    return COPROD_OK;
}
