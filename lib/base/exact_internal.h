/* SPDX-License-Identifier: MIT */
/* Exact fractions of 64-bit integers, for sums that are rounded once, at the end. What does not fit is not a number any
 * more (d is 0), stays so through every operation, and is asked for once, when the sum is used. */
#ifndef COPROD_EXACT_INTERNAL_H
#define COPROD_EXACT_INTERNAL_H

#include "coprod/base.h"

typedef struct coprod__exact {
    int64_t n, d; /* d > 0, or 0: does not fit */
} coprod__exact;

enum coprod__rounding {
    COPROD__HALF_UP = 0, /* halves away from zero */
    COPROD__HALF_EVEN = 1,
    COPROD__DOWN = 2, /* towards zero */
    COPROD__UP = 3    /* away from zero */
};

static inline coprod__exact coprod__exact_of(int64_t whole)
{
    coprod__exact exact = {whole, 1};
    return exact;
}

/* A product or sum, 0 and *fits 0 where it leaves 64 bits. */
int64_t coprod__mul(int64_t a, int64_t b, int *fits);
int64_t coprod__add(int64_t a, int64_t b, int *fits);

coprod__exact coprod__exact_add(coprod__exact a, coprod__exact b);
coprod__exact coprod__exact_sub(coprod__exact a, coprod__exact b);
coprod__exact coprod__exact_times(coprod__exact a, int64_t n, int64_t d); /* a * n / d, d > 0 */
int coprod__exact_compare(coprod__exact a, coprod__exact b);              /* -1, 0 or 1; what does not fit is highest */
coprod__exact coprod__exact_lowest(coprod__exact a);                      /* the same in lowest terms */
coprod__exact coprod__exact_least(coprod__exact a, coprod__exact b);
/* a * b / d, rounded down, without the product; a >= 0, 0 <= b <= d. */
int64_t coprod__share_of(int64_t a, int64_t b, int64_t d);
/* The nearest multiple of `unit`, as a number of units; 0 if it does not fit. */
int64_t coprod__exact_round(coprod__exact a, int64_t unit, int mode);

#endif
