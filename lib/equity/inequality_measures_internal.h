/* SPDX-License-Identifier: MIT */
/* An index of inequality while it is worked out. */
#ifndef COPROD_INEQUALITY_MEASURES_INTERNAL_H
#define COPROD_INEQUALITY_MEASURES_INTERNAL_H

#include "inequality_internal.h"

typedef struct coprod__look {
    const coprod__groups *groups;
    const coprod_inequality_options *options;
    double mean;
    double z;
    size_t reference, other;
    double part; /* what an index keeps for its slope */
    coprod_inequality *result;
} coprod__look;

static inline double coprod__rate(const coprod__look *look, size_t i)
{
    return coprod__group_rate(look->groups, i);
}

static inline double coprod__share(const coprod__look *look, size_t i)
{
    return coprod__group_share(look->groups, i);
}

static inline double coprod__sign(double value)
{
    return (double)((value > 0) - (value < 0));
}

/* The estimate is none, for a reason. */
static inline void coprod__none(coprod__look *look, int32_t state)
{
    look->result->estimate = NAN;
    look->result->state = state;
}

/* The best rate, and the reference with its other end, of which the result tells. */
size_t coprod__best_group(const coprod__look *look);
void coprod__find_reference(coprod__look *look);

/* Mean distances: from the mean, from the best group, from the reference; each group counts alike (u) or by its
 * population (w). The slope is how fast an index changes with the rate of one group. */
void coprod__find_idisu(coprod__look *look);
void coprod__find_idisw(coprod__look *look);
void coprod__find_mdbu(coprod__look *look);
void coprod__find_mdbw(coprod__look *look);
void coprod__find_mdmu(coprod__look *look);
void coprod__find_mdmw(coprod__look *look);
void coprod__find_mdru(coprod__look *look);
void coprod__find_mdrw(coprod__look *look);
double coprod__slope_idisu(const coprod__look *look, size_t i);
double coprod__slope_idisw(const coprod__look *look, size_t i);
double coprod__slope_mdmu(const coprod__look *look, size_t i);
double coprod__slope_mdmw(const coprod__look *look, size_t i);
double coprod__slope_group_u(const coprod__look *look, size_t i);
double coprod__slope_group_w(const coprod__look *look, size_t i);

/* Comparisons with a reference group. */
void coprod__find_d(coprod__look *look);
double coprod__slope_d(const coprod__look *look, size_t i);
void coprod__find_r(coprod__look *look);
void coprod__find_paf(coprod__look *look);
void coprod__find_par(coprod__look *look);

#endif
