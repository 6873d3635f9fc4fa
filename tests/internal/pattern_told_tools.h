/* SPDX-License-Identifier: MIT */
/* Lists of gaps of two attributes, and what is asked of them. */
#ifndef COPROD_TEST_PATTERN_TOLD_TOOLS_H
#define COPROD_TEST_PATTERN_TOLD_TOOLS_H

#include "pattern_tools.h"

#include "coprod/equity_pattern_view.h"

enum { ANY = COPROD_PATTERN_ANY };

typedef struct asked {
    coprod_pattern_schema *schema;
    coprod_pattern_gaps *gaps;
    coprod_pattern_leak leak;
    uint16_t codes[32], until[32];
} asked;

/* Gaps of rows of two attributes. */
static inline void ask(asked *own, const uint32_t *values, uint32_t unknown, const uint16_t *codes, const uint64_t *weights,
                size_t rows, const coprod_pattern_query *query)
{
    coprod_pattern_tally *tally;
    own->schema = schema_of(2, values, unknown);
    own->leak = (coprod_pattern_leak){.size = sizeof own->leak};
    tally = pattern_tally(own->schema);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, weights, rows, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_find(tally, query, NULL, NULL, &own->gaps), COPROD_OK);
    coprod_pattern_tally_free(tally);
}

static inline void done(asked *own)
{
    coprod_pattern_gaps_free(own->gaps);
    coprod_pattern_schema_free(own->schema);
}

static inline coprod_status check(asked *own, uint64_t publish_from, const coprod_pattern_beside *beside)
{
    return coprod_pattern_gaps_check(own->gaps, publish_from, beside, own->codes, own->until, 2, &own->leak);
}

static inline void fourteen(asked *own, uint64_t women, uint64_t men)
{
    static const uint32_t values[] = {2, 3};
    static const uint16_t codes[] = {0, 0, 1, 0};
    const uint64_t weights[] = {women, men};
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 8, .max_level = 1};
    ask(own, values, 0, codes, weights, 2, &query);
}

static inline coprod_status check_list(asked *own, const coprod_pattern_list *list, uint64_t publish_from,
                                const coprod_pattern_beside *beside)
{
    return coprod_pattern_list_check(own->schema, list, publish_from, beside, NULL, own->codes, own->until, 2,
                                     &own->leak);
}

#endif
