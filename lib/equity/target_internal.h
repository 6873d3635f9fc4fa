/* SPDX-License-Identifier: MIT */
/* What a group's target is, and whether it is met: decided in whole numbers. */
#ifndef COPROD_TARGET_INTERNAL_H
#define COPROD_TARGET_INTERNAL_H

#include <stdint.h>

/* A fraction of whole numbers up to 1,000,000,000, in lowest terms. */
typedef struct coprod__fraction {
    uint32_t n, d;
} coprod__fraction;

/* A target is threshold * over / under voices. Where the panel's size makes it, that is N * population / denominator;
 * where the fewest voices do, it is (voices * the threshold's denominator) / the threshold's numerator. So any two
 * coverages compare by one product of 64-bit numbers on each side. */
typedef struct coprod__target {
    uint64_t over;
    uint32_t under;
    uint64_t need;      /* people that it takes, at least 1 */
    double value;       /* voices */
    double times, by;   /* coverage is count * times / by, before the cap */
} coprod__target;

/* The greatest common factor. */
uint64_t coprod__common(uint64_t a, uint64_t b);
/* a * b against c * d: -1, 0 or 1. */
int coprod__products(uint64_t a, uint64_t b, uint64_t c, uint64_t d);

/* panel, population, voices below 2^32; denominator above 0. */
void coprod__target_of(uint64_t panel, uint64_t population, uint64_t denominator, uint64_t voices,
                       coprod__fraction threshold, coprod__target *target);

/* min(1, count / target), 1 only where the target is met and 0 only where nobody was counted. */
static inline double coprod__coverage(const coprod__target *target, uint64_t count)
{
    const double part = (double)(uint32_t)count * target->times / target->by, most = 0x1.fffffffffffffp-1;
    return count >= target->need ? 1.0 : part < most ? part : most;
}

/* Two coverages: -1, 0 or 1. */
int coprod__coverages(const coprod__target *a, uint64_t count_a, const coprod__target *b, uint64_t count_b);

#endif
