/* SPDX-License-Identifier: MIT */
/* Regularised incomplete beta functions: the even part of the continued fraction DLMF 8.17.22, on the side where it
 * converges fast, with the distance from the mean as one number that keeps its digits. */
#include <float.h>
#include <math.h>

#include "special_parts_internal.h"

static const double two_pi = 6.28318530717958647693;

/* (a+b) x - a: the sum of a and b, and its product with x, with what rounding took from them. */
static double beyond_mean(double a, double b, double x)
{
    double n = a + b, more = a - (n - b) + (b - (n - (n - b))), product = n * x;
    return product - a + (fma(n, x, -product) + more * x);
}

/* ln of x^a y^b Gamma(a+b) / (Gamma(a) Gamma(b)) without its root; `shift` is (a+b) x - a. */
static double log_front(double a, double b, double x, double y, double shift)
{
    double n = a + b;
    return coprod__log_drift(a, shift, n * (x / a)) + coprod__log_drift(b, -shift, n * (y / b))
           + (coprod__stirling_rest(n) - coprod__stirling_rest(a) - coprod__stirling_rest(b));
}

/* I_x(a, b) over x^a y^b / B(a, b), for x below the mean or near it; `short_of` is a - (a+b) x. Lentz's method. */
static double fraction(double a, double b, double x, double short_of)
{
    double value = (short_of + 1.0) / (a + 1.0), c = value, d = 0.0, factor = 0.0;
    for (double m = 1.0; fabs(factor - 1.0) > DBL_EPSILON; m += 1.0) {
        double at = a + 2.0 * m;
        double even = m * (b - m) * x / ((at - 1.0) * at);
        double over = (a + m - 1.0) / (at - 2.0) * ((a + b + m - 1.0) * x / (at - 1.0)) * even;
        double odd = a * m * (3.0 - x) + m * m * (4.0 - x) + at + (a + m) * short_of;
        double part = odd / (at * (at + 1.0)) + even;
        d = 1.0 / (part + over * d);
        c = part + over / c;
        factor = c * d;
        value *= factor;
    }
    return 1.0 / (value * a);
}

static void tails_of(double a, double b, double x, double y, coprod__tails *tails)
{
    double shift = x <= y ? beyond_mean(a, b, x) : -beyond_mean(b, a, y), n = a + b;
    int below = x <= (a + 1.0) / (n + 2.0);
    double part = 0.0;
    tails->slope = sqrt(a / n * b / two_pi) * exp(log_front(a, b, x, y, shift));
    if (tails->slope > 0.0)
        part = tails->slope * (below ? fraction(a, b, x, -shift) : fraction(b, a, y, shift));
    tails->lower = below ? part : 1.0 - part;
    tails->upper = below ? 1.0 - part : part;
}

double coprod__beta_lower(double a, double b, double x)
{
    coprod__tails tails = {x, 1.0 - x, 0.0};
    if (x > 0.0 && x < 1.0)
        tails_of(a, b, x, 1.0 - x, &tails);
    return tails.lower;
}

double coprod__beta_upper(double a, double b, double x)
{
    coprod__tails tails = {x, 1.0 - x, 0.0};
    if (x > 0.0 && x < 1.0)
        tails_of(a, b, x, 1.0 - x, &tails);
    return tails.upper;
}

/* By odds x / (1-x), which keep their digits at both ends. */
static void tails_at(double a, double b, double odds, coprod__tails *tails)
{
    tails_of(a, b, odds / (1.0 + odds), 1.0 / (1.0 + odds), tails);
}

static double quantile(double p, double q, double a, double b)
{
    double z = p <= q ? coprod__normal_quantile(p) : -coprod__normal_quantile(q);
    double start = a / b * exp(z * sqrt(1.0 / a + 1.0 / b));
    double odds = coprod__solve_tails(tails_at, a, b, p, q, start);
    return odds / (1.0 + odds);
}

double coprod__beta_quantile(double p, double a, double b)
{
    return quantile(p, 1.0 - p, a, b);
}

double coprod__beta_upper_quantile(double q, double a, double b)
{
    return quantile(1.0 - q, q, a, b);
}

double coprod__log_binomial(double k, double n, double p)
{
    double shift = p <= 0.5 ? beyond_mean(k, n - k, p) : -beyond_mean(n - k, k, 1.0 - p);
    if (k <= 0.0)
        return n > 0.0 ? n * log1p(-p) : 0.0;
    if (k >= n)
        return n * log(p);
    if (p <= 0.0 || p >= 1.0)
        return -INFINITY;
    return log_front(k, n - k, p, 1.0 - p, shift) + 0.5 * log(n / k / (n - k) / two_pi);
}
