/* SPDX-License-Identifier: MIT */
/* Log gamma, the normal distribution, and what incomplete beta and gamma functions share. Formulas: NIST Digital
 * Library of Mathematical Functions (DLMF) 5.7, 5.11 and 7. No result hangs on the difference of two large numbers. */
#include <math.h>

#include "special_parts_internal.h"

static const double half_log_two_pi = 0.91893853320467274178, root_half = 0.70710678118654752440;
static const double root_two_pi = 2.50662827463100050242;

/* --- log gamma --- */

/* ln Gamma(2 + e), |e| <= 1/2: DLMF 5.7.3 with zeta(k) - 1 for k = 2, 3, ... */
static double log_gamma_near_two(double e)
{
    static const double zeta[] = {
        0.64493406684822643647, 0.2020569031595942854, 0.082323233711138191516, 0.036927755143369926331,
        0.017343061984449139715, 0.0083492773819228268398, 0.0040773561979443393787, 0.0020083928260822144179,
        0.00099457512781808533715, 0.0004941886041194645587, 0.00024608655330804829864, 0.00012271334757848914675,
        0.000061248135058704829259, 0.000030588236307020493552, 0.000015282259408651871733,
        7.6371976378997622736e-6, 3.8172932649998398565e-6, 1.9082127165539389257e-6, 9.5396203387279611315e-7,
        4.7693298678780646312e-7, 2.3845050272773299e-7, 1.1921992596531107307e-7, 5.9608189051259479612e-8,
        2.9803503514652280186e-8, 1.4901554828365041235e-8, 7.450711789835429492e-9, 3.7253340247884570548e-9,
    };
    double sum = 0.0;
    for (int i = (int)(sizeof zeta / sizeof *zeta) - 1; i >= 0; i--)
        sum = zeta[i] / (i + 2) - e * sum;
    return e * (0.42278433509846713939 + e * sum); /* 1 less Euler's constant */
}

/* What Stirling's formula leaves out, for x >= 10: DLMF 5.11.1. */
static double stirling_series(double x)
{
    static const double terms[] = {1.0 / 12,         -1.0 / 360, 1.0 / 1260,      -1.0 / 1680,
                                   1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400};
    double sum = 0.0, square = 1.0 / x / x;
    for (int i = (int)(sizeof terms / sizeof *terms) - 1; i >= 0; i--)
        sum = terms[i] + square * sum;
    return sum / x;
}

double coprod__log_gamma(double x)
{
    double product = 1.0;
    if (x >= 10.0)
        return (x - 0.5) * log(x) - x + half_log_two_pi + stirling_series(x);
    if (x < 0.5)
        return log_gamma_near_two(x) - log1p(x) - log(x);
    if (x < 1.5)
        return log_gamma_near_two(x - 1.0) - log1p(x - 1.0);
    for (; x > 2.5; x -= 1.0)
        product *= x - 1.0;
    return log(product) + log_gamma_near_two(x - 2.0);
}

double coprod__stirling_rest(double x)
{
    return x >= 10.0 ? stirling_series(x) : coprod__log_gamma(x) - ((x - 0.5) * log(x) - x + half_log_two_pi);
}

/* With t = shift / c and s = t / (2 + t): ln(1 + t) - t = 2 (s^3/3 + s^5/5 + ...) - s t. */
double coprod__log_drift(double c, double shift, double ratio)
{
    double t = shift / c, s = t / (2.0 + t), square = s * s, sum = 0.0, power = 1.0;
    if (t < -0.6)
        return c * log(ratio) - shift;
    if (t > 1.0)
        return c * log1p(t) - shift;
    for (int i = 3; power > 1e-18; i += 2, power *= square)
        sum += power / i;
    return shift * s * (2.0 * s / (2.0 + t) * sum - 1.0);
}

/* --- the normal distribution --- */

double coprod__normal_upper(double z)
{
    return 0.5 * erfc(z * root_half);
}

static double density(double z)
{
    return exp(-0.5 * z * z) / root_two_pi;
}

/* z with P(|Z| <= z) = c, 0 <= c <= 1/2, by Newton's method from below: the density falls. */
static double central(double c)
{
    double z = 0.5 * c * root_two_pi;
    for (int i = 0; i < 6; i++)
        z -= (erf(z * root_half) - c) / (2.0 * density(z));
    return z;
}

/* z with P(Z > z) = q, 0 < q <= 1/4: Halley's method on the tail's logarithm, from its leading term. */
static double tail(double q)
{
    double t = sqrt(-2.0 * log(q)), z = t - log(root_two_pi * t) / t;
    for (int i = 0; i < 8; i++) {
        double upper = coprod__normal_upper(z), mills = upper / density(z), miss = log(upper / q);
        z += miss * mills / (1.0 + 0.5 * miss * (1.0 - z * mills));
    }
    return z;
}

double coprod__normal_quantile(double p)
{
    if (p < 0.25)
        return -tail(p);
    if (p > 0.75)
        return tail(1.0 - p);
    return p < 0.5 ? -central(1.0 - 2.0 * p) : central(2.0 * p - 1.0);
}

double coprod__normal_two_sided(double confidence)
{
    return confidence <= 0.5 ? central(confidence) : tail((1.0 - confidence) / 2.0);
}

/* --- inverses --- */

enum { MOST_STEPS = 400 };

/* Newton's method on the smaller tail's logarithm, inside a bracket that only shrinks. */
double coprod__solve_tails(void (*at)(double a, double b, double place, coprod__tails *tails), double a, double b,
                           double p, double q, double start)
{
    double low = 0.0, high = INFINITY, place = start, before = INFINITY;
    for (int i = 0; i < MOST_STEPS; i++) {
        coprod__tails tails;
        double step, next;
        at(a, b, place, &tails);
        step = p <= q ? -log(tails.lower / p) * tails.lower / tails.slope
                      : log(tails.upper / q) * tails.upper / tails.slope;
        if (p <= q ? tails.lower < p : tails.upper > q)
            low = place;
        else
            high = place;
        next = place * exp(step);
        if (!(next > low && next < high) && !(fabs(step) < 1e-8))
            next = low == 0.0 ? high / 1e3 : isinf(high) ? low * 1e3 : sqrt(low) * sqrt(high);
        place = next;
        if (fabs(step) < 1e-15 || (fabs(step) < 1e-8 && fabs(step) > before / 2.0))
            break;
        before = fabs(step);
    }
    return place;
}
