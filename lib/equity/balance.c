/* SPDX-License-Identifier: MIT */
/* Balance: the overlap of a panel with its population, and measures that only describe. */
#include <math.h>

#include "fit_internal.h"

/* n T, or 0 where the overlap's fraction does not fit. */
static uint64_t whole(uint64_t n, uint64_t total)
{
    return n && total <= (uint64_t)INT64_MAX / n ? n * total : 0;
}

/* Sum of min(k T, n p), which is below n T. */
static uint64_t matched_of(const uint64_t *counts, const uint64_t *populations, size_t groups, uint64_t n,
                           uint64_t total, uint64_t divisor)
{
    uint64_t sum = 0;
    for (size_t g = 0; g < groups; g++) {
        const uint64_t have = counts[g] * total, due = n * (populations[g] / divisor);
        sum += have < due ? have : due;
    }
    return sum;
}

double coprod__fit_overlap(const uint64_t *counts, const uint64_t *populations, size_t groups,
                           const coprod__fit_sums *sums)
{
    const uint64_t n = sums->n, total = sums->population, all = whole(n, total);
    double lacking = 0, matched = 0;
    if (sums->state != COPROD_FIT_ANSWERED)
        return (double)NAN;
    if (all)
        return (double)matched_of(counts, populations, groups, n, total, 1) / (double)all;
    for (size_t g = 0; g < groups; g++) {
        const double above = coprod__fit_above(counts[g], total, n, populations[g]);
        lacking -= fmin(above, 0);
        matched += above < 0 ? (double)counts[g] / (double)n : (double)populations[g] / (double)total;
    }
    lacking = lacking / (double)n / (double)total;
    return lacking < 0.5 ? 1 - lacking : matched;
}

/* The overlap as a fraction in lowest terms, of populations in lowest terms. */
static void find_fraction(const uint64_t *counts, const uint64_t *populations, size_t groups, coprod_balance *own)
{
    uint64_t divisor = 0, common;
    for (size_t g = 0; g < groups; g++)
        divisor = coprod__fit_common(populations[g], divisor);
    own->denominator = whole(own->participants, own->population / divisor);
    if (!own->denominator)
        return;
    own->numerator = matched_of(counts, populations, groups, own->participants, own->population / divisor, divisor);
    common = coprod__fit_common(own->denominator, own->numerator);
    own->numerator /= common;
    own->denominator /= common;
}

static void find_parts(const uint64_t *counts, const uint64_t *populations, size_t groups,
                       const coprod__fit_sums *sums, double *matched, double *lacking)
{
    const double n = (double)sums->n, total = (double)sums->population;
    for (size_t g = 0; g < groups; g++) {
        double both = (double)NAN, less = (double)NAN;
        if (sums->state == COPROD_FIT_ANSWERED) {
            const double above = coprod__fit_above(counts[g], sums->population, sums->n, populations[g]);
            both = above < 0 ? (double)counts[g] / n : (double)populations[g] / total;
            less = above < 0 ? -above / n / total : 0;
        }
        if (matched)
            matched[g] = both;
        if (lacking)
            lacking[g] = less;
    }
}

coprod_status coprod_balance_measure(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                                     double *matched, double *lacking, coprod_balance *balance)
{
    coprod__fit_sums sums;
    coprod_balance own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(counts, balance, sizeof own);
    if (status == COPROD_OK)
        status = coprod__fit_read(kind, counts, populations, groups, 0, &sums);
    if (status != COPROD_OK)
        return status;
    own.participants = sums.n;
    own.population = sums.population;
    own.groups = sums.groups;
    own.left_out = sums.left_out;
    own.state = sums.state;
    own.overlap = coprod__fit_overlap(counts, populations, groups, &sums);
    own.people = (double)sums.n * (1 - own.overlap);
    if (sums.state == COPROD_FIT_ANSWERED)
        find_fraction(counts, populations, groups, &own);
    if (own.denominator)
        own.people = (double)sums.n * (double)(own.denominator - own.numerator) / (double)own.denominator;
    find_parts(counts, populations, groups, &sums, matched, lacking);
    return coprod__struct_out(balance, sizeof own, sizeof own, &own);
}

/* --- what only describes --- */

static void describe(const uint64_t *counts, const uint64_t *populations, size_t groups, const coprod__fit_sums *sums,
                     coprod_balance_shape *shape)
{
    const double n = (double)sums->n, total = (double)sums->population;
    double squares = 0, distance = 0, pairs = 0;
    shape->kl_panel = shape->kl_population = shape->shannon = 0;
    for (size_t g = 0; g < groups; g++) {
        const double q = (double)counts[g] / n, p = (double)populations[g] / total;
        const double above = coprod__fit_above(counts[g], sums->population, sums->n, populations[g]) / n / total;
        const double apart = above / (sqrt(q) + sqrt(p)); /* sqrt q - sqrt p */
        if (!populations[g])
            continue;
        distance += apart * apart;
        squares += q * q;
        pairs += q * (1 - q);
        shape->kl_panel += p * coprod__fit_phi(counts[g] ? above / p : -1);
        shape->present += counts[g] > 0;
        if (counts[g]) {
            shape->kl_population += q * coprod__fit_phi(-above / q);
            shape->shannon -= q * log(q);
        }
    }
    shape->hellinger = sqrt(distance / 2);
    shape->simpson = pairs;
    shape->inverse_simpson = 1 / squares;
    shape->kl_population_infinite = shape->present < sums->groups;
    if (shape->kl_population_infinite)
        shape->kl_population = (double)NAN;
    if (shape->present > 1)
        shape->pielou = shape->shannon / log(shape->present);
    if (sums->groups > 1)
        shape->evenness = shape->shannon / log(sums->groups);
}

coprod_status coprod_balance_describe(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                                      coprod_balance_shape *shape)
{
    coprod__fit_sums sums;
    coprod_balance_shape own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(counts, shape, sizeof own);
    if (status == COPROD_OK)
        status = coprod__fit_read(kind, counts, populations, groups, 0, &sums);
    if (status != COPROD_OK)
        return status;
    own.hellinger = own.kl_panel = own.kl_population = own.shannon = own.simpson = own.inverse_simpson = (double)NAN;
    own.pielou = own.evenness = (double)NAN;
    own.groups = sums.groups;
    own.state = sums.state;
    if (sums.state == COPROD_FIT_ANSWERED)
        describe(counts, populations, groups, &sums, &own);
    return coprod__struct_out(shape, sizeof own, sizeof own, &own);
}
