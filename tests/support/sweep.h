/* SPDX-License-Identifier: MIT */
/* All sets of answers to the eight power indicators: complete ones, and ones with unknowns. */
#ifndef COPROD_TEST_SWEEP_H
#define COPROD_TEST_SWEEP_H

#include "support.h"

enum { POWER = 8, INDICATORS = 12, COMPLETE = 250000, PARTIAL = 1166400 };

static const uint8_t sweep_tops[POWER] = {4, 4, 4, 3, 4, 4, 4, 3};

/* Columns of all vectors; with unknowns each indicator has one step more, which is unknown. The four promises are
 * unknown throughout. Vector v is read digit by digit, the first indicator fastest. */
static inline uint8_t *sweep_columns(int unknowns)
{
    size_t rows = unknowns ? PARTIAL : COMPLETE, period = 1;
    uint8_t *columns = malloc(rows * INDICATORS);
    assert_non_null(columns);
    memset(columns, COPROD_ANSWER_UNKNOWN, rows * INDICATORS);
    for (size_t i = 0; i < POWER; i++) {
        size_t steps = (size_t)sweep_tops[i] + 1 + (size_t)unknowns;
        for (size_t v = 0; v < rows; v++) {
            size_t digit = v / period % steps;
            columns[i * rows + v] = digit > sweep_tops[i] ? COPROD_ANSWER_UNKNOWN : (uint8_t)digit;
        }
        period *= steps;
    }
    return columns;
}

typedef struct sweep_result {
    size_t rows;
    uint8_t *columns, *lowest, *point, *highest, *outcome;
} sweep_result;

static inline sweep_result sweep_classify(const coprod_spectrum *spectrum, int unknowns)
{
    sweep_result r;
    r.rows = unknowns ? PARTIAL : COMPLETE;
    r.columns = sweep_columns(unknowns);
    r.lowest = malloc(r.rows * 4);
    assert_non_null(r.lowest);
    r.point = r.lowest + r.rows;
    r.highest = r.point + r.rows;
    r.outcome = r.highest + r.rows;
    assert_int_equal(coprod_classify_columns(spectrum, r.columns, NULL, r.rows, NULL, r.lowest, r.point, r.highest,
                                             r.outcome), COPROD_OK);
    return r;
}

static inline void sweep_free(sweep_result *r)
{
    free(r->columns);
    free(r->lowest);
}

#endif
