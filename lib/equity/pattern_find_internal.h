/* SPDX-License-Identifier: MIT */
/* A search and its engine. */
#ifndef COPROD_PATTERN_FIND_INTERNAL_H
#define COPROD_PATTERN_FIND_INTERNAL_H

#include "pattern_internal.h"

struct coprod_pattern_search {
    coprod__memory memory;
    const coprod_pattern_schema *schema;
    coprod_pattern_query query;
    struct pattern_cells cells; /* empty where the engine reads the tally itself */
    uint64_t copied;            /* bytes of them; the engine may take so many less */
    uint64_t people;
    struct pattern_question question;
    const struct pattern_engine *engine;
    struct pattern_search *search;
    int32_t chosen;
    int32_t done;
};

/* Says that an engine needs so many bytes, and so many are allowed. */
void coprod__pattern_over_budget(coprod_findings *findings, int32_t severity, int32_t engine, uint64_t needed,
                                 uint64_t allowed);
/* Bytes of a copy of cells. */
uint64_t coprod__pattern_copy_bytes(const struct pattern_cells *cells);
/* The engine that answers; COPROD_E_LIMIT, and what it needs, if it may not take that: of both the smaller need, where
 * either may be chosen. */
coprod_status coprod__pattern_choose(const struct pattern_cells *cells, const struct pattern_question *question,
                                     int32_t wanted, coprod_findings *findings, const struct pattern_engine **engine,
                                     int32_t *chosen);

#endif
