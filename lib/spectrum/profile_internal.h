/* SPDX-License-Identifier: MIT */
#ifndef COPROD_PROFILE_INTERNAL_H
#define COPROD_PROFILE_INTERNAL_H

#include "classify_internal.h"

enum { COPROD__RANKS = COPROD__LEVELS + 1 };

typedef struct coprod__counts {
    uint64_t activities, contradictory, certain;
    uint64_t at_point[COPROD__RANKS], at_lowest[COPROD__RANKS], at_highest[COPROD__RANKS];
    uint64_t next_step[COPROD__INDICATORS];
} coprod__counts;

/* One pair of group and period; its two texts stand behind it in the same block. */
typedef struct coprod__profile_line {
    size_t bytes;
    const char *group, *period;
    coprod__counts counts;
} coprod__profile_line;

struct coprod_profile {
    coprod__memory memory;
    const coprod_spectrum *spectrum; /* its own reference */
    coprod__counts all;
    coprod__profile_line **lines; /* in the order of their texts' bytes */
    size_t count, capacity;
};

/* Adds counts under a group and a period (bytes with a length each). On failure the profile is as it was. */
coprod_status coprod__profile_add(coprod_profile *profile, const char *group, size_t group_length, const char *period,
                                  size_t period_length, const coprod__counts *counts);

#endif
