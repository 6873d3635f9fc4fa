/* SPDX-License-Identifier: MIT */
/* Special functions, to 1e-12 of the exact value wherever a double can hold it. Each is pure: no errno, no signgam.
 * Arguments are checked by whoever calls. */
#ifndef COPROD_SPECIAL_INTERNAL_H
#define COPROD_SPECIAL_INTERNAL_H

double coprod__log_gamma(double x); /* x > 0 */

double coprod__normal_upper(double z);    /* P(Z > z) */
double coprod__normal_quantile(double p); /* z with P(Z <= z) = p, 0 < p < 1 */
double coprod__normal_two_sided(double confidence); /* z with P(|Z| <= z) = confidence, 0 < confidence < 1 */

/* Regularised incomplete beta and gamma functions; the upper ones keep their digits where the lower ones are near 1, if
 * a and b are at least 1/2. */
double coprod__beta_lower(double a, double b, double x); /* I_x(a, b): a, b > 0, 0 <= x <= 1 */
double coprod__beta_upper(double a, double b, double x); /* 1 - I_x(a, b) */
double coprod__gamma_lower(double a, double x);          /* P(a, x): a > 0, x >= 0 */
double coprod__gamma_upper(double a, double x);          /* Q(a, x) */

/* Their inverses: x where the function is p, 0 < p < 1. */
double coprod__beta_quantile(double p, double a, double b);
double coprod__beta_upper_quantile(double q, double a, double b); /* x with 1 - I_x(a, b) = q */
double coprod__gamma_quantile(double p, double a);
double coprod__gamma_upper_quantile(double q, double a); /* x with Q(a, x) = q */

double coprod__chi_square_upper(double x, double df); /* P(X > x) */

/* ln of n! / (k! (n-k)!) p^k (1-p)^(n-k), with 0 ln 0 = 0. */
double coprod__log_binomial(double k, double n, double p);

#endif
