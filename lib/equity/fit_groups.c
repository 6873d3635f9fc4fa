/* SPDX-License-Identifier: MIT */
/* What was given, and the little arithmetic that all measures share. */
#include <math.h>

#include "fit_internal.h"

static const char *const names[] = {"answered",        "no population",  "unbenchmarked participants",
                                    "no participants", "only one group", "too much work"};

const char *coprod_fit_state_name(int32_t state)
{
    return state < 0 || (size_t)state >= sizeof names / sizeof *names ? "not known" : names[state];
}

static void add_group(coprod__fit_sums *sums, uint64_t count, uint64_t population, int *unbenchmarked)
{
    sums->n += count;
    sums->population += population;
    if (population)
        sums->groups++;
    else if (count)
        *unbenchmarked = 1;
    else
        sums->left_out++;
}

coprod_status coprod__fit_read(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                               uint64_t n, coprod__fit_sums *sums)
{
    coprod__fit_sums own = {0};
    uint64_t highest = n;
    int unbenchmarked = 0;
    *sums = own;
    if (!populations || (kind != 1 && kind != 2))
        return COPROD_E_ARGUMENT;
    if (kind == 2) /* whose shares do not add to one */
        return COPROD_E_RANGE;
    if (!groups || groups > COPROD__FIT_GROUPS)
        return COPROD_E_LIMIT;
    for (size_t g = 0; g < groups; g++) {
        const uint64_t count = counts ? counts[g] : 0;
        highest |= populations[g] | count;
        add_group(&own, count, populations[g], &unbenchmarked);
    }
    if (highest > UINT32_MAX)
        return COPROD_E_RANGE;
    own.n += n;
    own.state = !own.groups     ? COPROD_FIT_NO_POPULATION
                : unbenchmarked ? COPROD_FIT_UNBENCHMARKED
                : !own.n        ? COPROD_FIT_NO_PARTICIPANTS
                                : COPROD_FIT_ANSWERED;
    *sums = own;
    return COPROD_OK;
}

/* In two halves: the upper one either has no rounding or is so much larger that the lower one's does not matter. */
double coprod__fit_above(uint64_t k, uint64_t total, uint64_t n, uint64_t p)
{
    const uint64_t low = (UINT64_C(1) << 26) - 1;
    int64_t upper = (int64_t)(k * (total >> 26)) - (int64_t)((n >> 26) * p);
    int64_t lower = (int64_t)(k * (total & low)) - (int64_t)((n & low) * p);
    return (double)upper * 67108864.0 + (double)lower;
}

/* Near 0 by its series, x^2/2 - x^3/6 + x^4/12 - ... */
double coprod__fit_phi(double x)
{
    double sum = 0, power = x;
    if (x <= -1)
        return 1;
    if (fabs(x) > 0.125)
        return (1 + x) * log1p(x) - x;
    for (int j = 2; j <= 20; j++) {
        power *= j == 2 ? x : -x;
        sum += power / (j * (j - 1));
    }
    return sum;
}

uint64_t coprod__fit_common(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}
