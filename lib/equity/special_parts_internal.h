/* SPDX-License-Identifier: MIT */
/* What the files of special functions share. */
#ifndef COPROD_SPECIAL_PARTS_INTERNAL_H
#define COPROD_SPECIAL_PARTS_INTERNAL_H

#include "special_internal.h"

/* ln Gamma(x) less Stirling's (x - 1/2) ln x - x + ln(2 pi) / 2; x > 0. */
double coprod__stirling_rest(double x);

/* c ln(1 + shift / c) - shift, never above 0, to full digits; `ratio` is 1 + shift / c, where it is small. */
double coprod__log_drift(double c, double shift, double ratio);

/* Both tails of a distribution at one place, and how fast the lower one grows with the place's logarithm. */
typedef struct coprod__tails {
    double lower, upper, slope;
} coprod__tails;

/* The place, above 0, where the lower tail is p and the upper one q = 1 - p: the smaller of them decides. */
double coprod__solve_tails(void (*at)(double a, double b, double place, coprod__tails *tails), double a, double b,
                           double p, double q, double start);

#endif
