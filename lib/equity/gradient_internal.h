/* SPDX-License-Identifier: MIT */
/* A gradient while it is fitted. */
#ifndef COPROD_GRADIENT_INTERNAL_H
#define COPROD_GRADIENT_INTERNAL_H

#include "coprod/equity_gradient.h"
#include "inequality_internal.h"
#include "json_internal.h"

struct coprod_gradient_rules {
    coprod__arena arena;
    coprod_gradient_rules_info info;
    char fingerprint[COPROD__HEX];
};

typedef struct coprod__line {
    const coprod__groups *groups;
    const coprod_gradient_options *options;
    double z;
    double centre, spread;     /* mean of the mid-ranks, and their variance */
    double first, slope;       /* the line at rank 0, and how much further it stands at rank 1 */
    double v00, v01, v11;      /* variance of `first`, its covariance with `slope`, variance of `slope` */
    coprod_gradient *result;
} coprod__line;

/* The logistic curve of greatest likelihood: first, slope and their variances. */
void coprod__fit_logistic(coprod__line *line);

/* SII and RII of a curve whose logarithm, or log odds, are a line. */
void coprod__curve_indices(coprod__line *line);

static inline double coprod__logistic(double x)
{
    return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}

#endif
