/* SPDX-License-Identifier: MIT */
/* Regularised incomplete gamma functions: a series below the mean, a continued fraction above it (DLMF 8.7, 8.9). */
#include <float.h>
#include <math.h>

#include "special_parts_internal.h"

static const double root_two_pi = 2.50662827463100050242;

/* x^a e^-x / Gamma(a) */
static double front(double a, double x)
{
    return sqrt(a) / root_two_pi * exp(coprod__log_drift(a, x - a, x / a) - coprod__stirling_rest(a));
}

/* 1 + x / (a+1) + x^2 / ((a+1) (a+2)) + ... */
static double series(double a, double x)
{
    double term = 1.0, sum = 1.0;
    for (double k = 1.0; term > sum * (DBL_EPSILON / 8.0); k += 1.0) {
        term *= x / (a + k);
        sum += term;
    }
    return sum;
}

/* 1 / (x+1-a - 1 (1-a) / (x+3-a - 2 (2-a) / (x+5-a - ...))), by Lentz's method. */
static double fraction(double a, double x)
{
    double part = x - a + 1.0, value = part, c = part, d = 0.0, factor = 0.0;
    for (double k = 1.0; fabs(factor - 1.0) > DBL_EPSILON; k += 1.0) {
        double over = k * (a - k);
        part += 2.0;
        d = 1.0 / (part + over * d);
        c = part + over / c;
        factor = c * d;
        value *= factor;
    }
    return 1.0 / value;
}

static void tails_at(double a, double b, double x, coprod__tails *tails)
{
    (void)b;
    tails->slope = front(a, x);
    if (x < a + 1.0) {
        tails->lower = tails->slope > 0.0 ? tails->slope / a * series(a, x) : 0.0;
        tails->upper = 1.0 - tails->lower;
    } else {
        tails->upper = tails->slope > 0.0 ? tails->slope * fraction(a, x) : 0.0;
        tails->lower = 1.0 - tails->upper;
    }
}

double coprod__gamma_lower(double a, double x)
{
    coprod__tails tails = {0.0, 1.0, 0.0};
    if (x > 0.0)
        tails_at(a, 0.0, x, &tails);
    return tails.lower;
}

double coprod__gamma_upper(double a, double x)
{
    coprod__tails tails = {0.0, 1.0, 0.0};
    if (x > 0.0)
        tails_at(a, 0.0, x, &tails);
    return tails.upper;
}

/* The start is Wilson and Hilferty's cube, or the series' first term near 0. */
static double quantile(double p, double q, double a)
{
    double z = p <= q ? coprod__normal_quantile(p) : -coprod__normal_quantile(q), spread = 1.0 / (9.0 * a);
    double root = 1.0 - spread + z * sqrt(spread), start = a * root * root * root;
    if (root < 0.2)
        start = exp((log(p) + coprod__log_gamma(a + 1.0)) / a);
    return coprod__solve_tails(tails_at, a, 0.0, p, q, start > 0.0 ? start : DBL_MIN);
}

double coprod__gamma_quantile(double p, double a)
{
    return quantile(p, 1.0 - p, a);
}

double coprod__gamma_upper_quantile(double q, double a)
{
    return quantile(1.0 - q, q, a);
}

double coprod__chi_square_upper(double x, double df)
{
    return coprod__gamma_upper(df / 2.0, x / 2.0);
}
