/* SPDX-License-Identifier: MIT */
/* The overlap that a panel drawn at random would have: its mean and its standard deviation.
 * With D = max(0, n p - X) for each group, 1 - overlap is the sum of all D, over n. */
#include <math.h>

#include "fit_internal.h"
#include "special_internal.h"

static const double most_steps = 2e8;

/* A group in a panel of n: X of them. */
typedef struct member {
    uint64_t population, due; /* due: the whole part of n p */
    double p, rest, mean;     /* rest: 1 - p; mean: n p */
    double lack;              /* E D */
} member;

/* Chance of k in n. The smaller of p and 1 - p is the one that is near its exact value. */
static double chance_of(double k, double n, double p, double rest)
{
    return exp(p < rest ? coprod__log_binomial(k, n, p) : coprod__log_binomial(n - k, n, rest));
}

/* De Moivre: the mean of |X - n p| is 2 v (1 - p) P(X = v) with v the first whole number above n p, and half of it is
 * due to those below. */
static member member_of(uint64_t population, const coprod__fit_sums *sums)
{
    const double n = (double)sums->n, total = (double)sums->population;
    member own = {.population = population, .due = sums->n * population / sums->population};
    own.p = (double)population / total;
    own.rest = (double)(sums->population - population) / total;
    own.mean = n * own.p;
    if (own.due < sums->n)
        own.lack = (double)(own.due + 1) * own.rest * chance_of((double)(own.due + 1), n, own.p, own.rest);
    return own;
}

/* The variance of D, from n p down. */
static double variance(const member *a, double n)
{
    double sum = 0, chance = chance_of((double)a->due, n, a->p, a->rest), far = 3 * sqrt(a->mean) + 3;
    for (uint64_t x = a->due;; x--) {
        const double lack = a->mean - (double)x, part = lack * lack * chance;
        sum += part;
        if (!x || (lack > far && part < 1e-18 * sum))
            break;
        chance *= (double)x * a->rest / ((n - (double)x + 1) * a->p);
    }
    return sum - a->lack * a->lack;
}

/* Of the other group Y, when m people are left for it and the rest: E max(0, c - Y), P(Y < b), P(Y = b), P(Y = b - 1),
 * where c is its n p, and b the whole part of c. */
typedef struct other {
    double c, b, share, m;
    double lack, below, at, before;
} other;

static other other_of(const member *b, double m, double share)
{
    other own = {.c = b->mean, .b = (double)b->due, .share = share, .m = m};
    double chance;
    own.at = chance = chance_of(own.b, m, share, 1 - share);
    own.lack = (own.c - own.b) * chance;
    for (double y = own.b; y > 0;) {
        const double far = 3 * sqrt(own.c) + 3;
        chance *= y * (1 - share) / ((m - y + 1) * share);
        y--;
        own.lack += (own.c - y) * chance;
        own.below += chance;
        own.before = y + 1 == own.b ? chance : own.before;
        if (own.c - y > far && (own.c - y) * chance < 1e-18 * own.lack)
            break;
    }
    return own;
}

/* One person more, who is of this group with the chance `share`. */
static void one_more(other *own)
{
    own->lack -= own->share * (own->below + (own->c - own->b) * own->at);
    own->below -= own->share * own->before;
    own->m++;
    own->at *= own->m * (1 - own->share) / (own->m - own->b);
    own->before *= own->m * (1 - own->share) / (own->m - own->b + 1);
}

/* The covariance of two D: over what is lacking of the smaller group, what is then to be expected of the other. */
static double covariance(const member *a, const member *b, const coprod__fit_sums *sums)
{
    const double n = (double)sums->n, far = 3 * sqrt(a->mean) + 3;
    double sum = 0, largest = 0, chance = chance_of((double)a->due, n, a->p, a->rest);
    other y;
    if (a->population + b->population == sums->population) /* what one lacks, the other has too much */
        return -a->lack * b->lack;
    y = other_of(b, n - (double)a->due, (double)b->population / (double)(sums->population - a->population));
    for (uint64_t x = a->due;; x--) {
        const double lack = a->mean - (double)x, part = lack * chance;
        sum += part * (y.lack - b->lack);
        largest = fmax(largest, part);
        if (!x || (lack > far && part < 1e-18 * largest))
            break;
        chance *= (double)x * a->rest / ((n - (double)x + 1) * a->p);
        one_more(&y);
    }
    return sum;
}

static double steps_of(const uint64_t *populations, size_t groups, const coprod__fit_sums *sums)
{
    double steps = 0;
    for (size_t g = 0; g < groups; g++)
        steps += 24 * sqrt((double)sums->n * (double)populations[g] / (double)sums->population) + 48;
    return steps * (double)groups;
}

static double deviation(const uint64_t *populations, size_t groups, const coprod__fit_sums *sums, double most)
{
    double sum = 0;
    if (steps_of(populations, groups, sums) > most)
        return (double)NAN;
    for (size_t g = 0; g < groups; g++) {
        const member a = member_of(populations[g], sums);
        if (!populations[g])
            continue;
        sum += variance(&a, (double)sums->n);
        for (size_t h = 0; h < g; h++) {
            const member b = member_of(populations[h], sums);
            if (populations[h])
                sum += 2 * (a.population <= b.population ? covariance(&a, &b, sums) : covariance(&b, &a, sums));
        }
    }
    return sqrt(fmax(0, sum)) / (double)sums->n;
}

coprod_status coprod__balance_expect(int32_t kind, const uint64_t *populations, size_t groups, uint64_t participants,
                                     double steps, coprod_balance_expected *expected)
{
    coprod__fit_sums sums;
    double lack = 0;
    const coprod_status status = coprod__fit_read(kind, NULL, populations, groups, participants, &sums);
    if (status != COPROD_OK)
        return status;
    expected->state = sums.state;
    expected->mean = expected->deviation = (double)NAN;
    if (sums.state == COPROD_FIT_ANSWERED && sums.groups == 1) {
        expected->mean = 1;
        expected->deviation = 0;
    } else if (sums.state == COPROD_FIT_ANSWERED) {
        for (size_t g = 0; g < groups; g++)
            lack += populations[g] ? member_of(populations[g], &sums).lack : 0;
        expected->mean = 1 - lack / (double)sums.n;
        expected->deviation = deviation(populations, groups, &sums, steps);
    }
    return COPROD_OK;
}

coprod_status coprod_balance_expect(int32_t kind, const uint64_t *populations, size_t groups, uint64_t participants,
                                    coprod_balance_expected *expected)
{
    coprod_balance_expected own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(populations, expected, sizeof own);
    if (status == COPROD_OK)
        status = coprod__balance_expect(kind, populations, groups, participants, most_steps, &own);
    return status == COPROD_OK ? coprod__struct_out(expected, sizeof own, sizeof own, &own) : status;
}
