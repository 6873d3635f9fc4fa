/* SPDX-License-Identifier: MIT */
/* Loops above and below one another: a loop does not end before those below it. */
#ifndef COPROD_KIN_INTERNAL_H
#define COPROD_KIN_INTERNAL_H

#include "coprod/feedback_family.h"

/* Of a loop. A number that is one more than that of the loop above it, or 0. */
typedef struct coprod__kin {
    uint32_t parent, children, open;
} coprod__kin;

/* The kin of a loop, or NULL where it never had any. */
typedef coprod__kin *(*coprod__kin_of)(const void *owner, uint32_t number);

/* Whether a loop may come below another: neither is above itself, and each has one loop above it at most. */
int coprod__may_join(const void *owner, coprod__kin_of kin_of, uint32_t child, uint32_t parent);
void coprod__join(coprod__kin *child, coprod__kin *above, uint32_t parent, int child_open);
void coprod__tell_family(const coprod__kin *kin, coprod_family *family);

#endif
