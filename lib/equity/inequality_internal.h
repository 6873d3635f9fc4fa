/* SPDX-License-Identifier: MIT */
/* Groups with rates and populations, as every index of inequality reads them. */
#ifndef COPROD_INEQUALITY_INTERNAL_H
#define COPROD_INEQUALITY_INTERNAL_H

#include <math.h>

#include "coprod/equity_inequality.h"
#include "memory_internal.h"
#include "special_internal.h"

/* A sum that keeps what each step rounds away (Knuth's two-sum: no branch to guess wrong). */
typedef struct coprod__sum {
    double sum, lost;
} coprod__sum;

static inline void coprod__sum_add(coprod__sum *sum, double term)
{
    const double next = sum->sum + term, came = next - sum->sum;
    sum->lost += (sum->sum - (next - came)) + (term - came);
    sum->sum = next;
}

static inline double coprod__sum_of(const coprod__sum *sum)
{
    return sum->sum + sum->lost;
}

/* One set of groups: the caller's arrays, checked, from the first group of the set on. */
typedef struct coprod__groups {
    coprod_inequality_groups in;
    size_t first, count;
    double per;
    int32_t errors;  /* how those of counts are made */
    double total;    /* of the populations */
} coprod__groups;

static inline double coprod__group_weight(const coprod__groups *groups, size_t i)
{
    i += groups->first;
    return groups->in.populations ? (double)groups->in.populations[i] : groups->in.weights[i];
}

static inline double coprod__group_share(const coprod__groups *groups, size_t i)
{
    return coprod__group_weight(groups, i) / groups->total;
}

static inline double coprod__group_rate(const coprod__groups *groups, size_t i)
{
    const size_t at = i + groups->first;
    if (groups->in.rates)
        return groups->in.rates[at];
    return (double)groups->in.counts[at] / (double)groups->in.populations[at] * groups->per;
}

static inline int coprod__has_errors(const coprod__groups *groups)
{
    return groups->in.standard_errors || (groups->in.counts && groups->errors != COPROD_ERRORS_NONE);
}

double coprod__group_error(const coprod__groups *groups, size_t i); /* of one that has errors */

/* The mid-rank of a group; *before is the population of all before it, 0 at first, and then that of all up to it. */
static inline double coprod__mid_rank(const coprod__groups *groups, size_t i, double *before)
{
    const double weight = coprod__group_weight(groups, i), rank = (*before + weight / 2) / groups->total;
    *before += weight;
    return rank;
}

double coprod__group_mean(const coprod__groups *groups);

/* Arrays and settings of a call, before any group is looked at: COPROD_E_ARGUMENT or those of structs. */
coprod_status coprod__groups_open(const coprod_inequality_groups *in, double per, int32_t errors,
                                  coprod__groups *groups);
/* One set of them: COPROD_E_RANGE or COPROD_E_LIMIT. */
coprod_status coprod__groups_take(coprod__groups *groups, size_t first, size_t count);
/* Offsets of sets of groups: COPROD_E_ARGUMENT or COPROD_E_RANGE. */
coprod_status coprod__groups_offsets(const coprod__groups *groups, const size_t *offsets, size_t count);

/* Settings with their defaults in place. */
coprod_status coprod__inequality_options(const coprod_inequality_options *given, coprod_inequality_options *own);
/* 0.95 for 0; not a number if it is no confidence. */
double coprod__confidence(double given);

static inline int coprod__finite_or_nan(double value)
{
    return !isinf(value);
}

#endif
