/* SPDX-License-Identifier: MIT */
/* A group beside a reference group: the ratio, and Fisher's exact test without summing every table. */
#include <math.h>

#include "coprod/equity_representation.h"
#include "limits_internal.h"
#include "special_internal.h"

static const double tie = 1e-7; /* as likely, as far as doubles can tell; what R's fisher.test() takes */

/* Tables of k of `people` and m - k of `others`; sums m of both. */
typedef struct tables {
    double people, others, m, low, high;
} tables;

static double log_chance(const tables *t, double k)
{
    const double p = t->m / (t->people + t->others); /* any p gives the same */
    return coprod__log_binomial(k, t->people, p) + coprod__log_binomial(t->m - k, t->others, p)
           - coprod__log_binomial(t->m, t->people + t->others, p);
}

/* The sum from k on, away from the mode: up or down. */
static double tail(const tables *t, double k, int up)
{
    double term = exp(log_chance(t, k)), sum = term;
    while (up ? k < t->high : k > t->low) {
        if (up)
            term *= (t->people - k) / (k + 1.0) * ((t->m - k) / (t->others - t->m + k + 1.0));
        else
            term *= k / (t->people - k + 1.0) * ((t->others - t->m + k) / (t->m - k + 1.0));
        k += up ? 1.0 : -1.0;
        sum += term;
        if (term <= sum * 1e-17)
            break;
    }
    return sum;
}

/* The table nearest to the mode, on its other side, that is no more likely; beyond the last if none is. */
static double other_side(const tables *t, double mode, double log_most, int up)
{
    double near = mode, far = up ? t->high + 1.0 : t->low - 1.0; /* near is more likely, far is not */
    while (fabs(far - near) > 1.0) {
        double middle = near + trunc((far - near) / 2.0);
        if (log_chance(t, middle) > log_most)
            near = middle;
        else
            far = middle;
    }
    return far;
}

static double fisher(double k, double people, double reference_k, double others)
{
    tables t = {people, others, k + reference_k, 0.0, 0.0};
    double mode, most, far, sum;
    t.low = t.m > others ? t.m - others : 0.0;
    t.high = t.m < people ? t.m : people;
    if (t.low == t.high)
        return 1.0;
    mode = floor((t.m + 1.0) * (people + 1.0) / (people + others + 2.0));
    mode = mode > t.high ? t.high : mode < t.low ? t.low : mode;
    most = log_chance(&t, k) + log1p(tie);
    if (log_chance(&t, mode) <= most)
        return 1.0;
    far = other_side(&t, mode, most, k < mode);
    sum = tail(&t, k, k > mode);
    if (far >= t.low && far <= t.high)
        sum += tail(&t, far, k < mode);
    return sum < 1.0 ? sum : 1.0;
}

/* Nobody: given that k + k0 came, k is binomial with a share of P r / (P r + P0) where few of many come. */
static double upper_of_nobody(double half, double population, double reference_k, double reference_population)
{
    double share = -expm1(log(half) / reference_k);
    return share / (1.0 - share) * reference_population / population;
}

static void find_ratio(const coprod__limits_setting *setting, double k, double population, double reference_k,
                       double reference_population, coprod_relative *own)
{
    const double rest = reference_population - reference_k;
    const double part = (population - k) / population / k;
    const double spread = setting->z * sqrt(part + rest / reference_population / reference_k);
    own->ratio = k * reference_population / (population * reference_k);
    own->lower = k > 0.0 ? own->ratio * exp(-spread) : 0.0;
    own->upper = k > 0.0 ? own->ratio * exp(spread)
                         : upper_of_nobody(setting->half, population, reference_k, reference_population);
}

coprod_status coprod_relative_get(uint64_t k, uint64_t population, uint64_t reference_k, uint64_t reference_population,
                                  const coprod_limits_options *options, coprod_relative *relative)
{
    coprod_relative own = {sizeof own, NAN, NAN, NAN, NAN, NAN, COPROD_LIMITS_KNOWN, 0};
    coprod__limits_setting setting;
    coprod_status status = coprod__struct_begin(&own, relative, sizeof own);
    if (status == COPROD_OK)
        status = coprod__limits_set(options, 1, &setting);
    if (status == COPROD_OK && (k > population || reference_k > reference_population || population > coprod__count_most
                                || reference_population > coprod__count_most))
        status = COPROD_E_RANGE;
    if (status != COPROD_OK)
        return status;
    if (!population || !reference_population) {
        own.state = COPROD_LIMITS_NO_POPULATION;
    } else {
        const double part = (double)k, people = (double)population;
        const double other_part = (double)reference_k, others = (double)reference_population;
        own.p_value = fisher(part, people, other_part, others);
        own.small_ratio = part * (others + 1.0) / (people * (other_part + 1.0));
        if (reference_k)
            find_ratio(&setting, part, people, other_part, others, &own);
        else
            own.state = COPROD_LIMITS_NO_REFERENCE;
    }
    return coprod__struct_out(relative, sizeof own, sizeof own, &own);
}
