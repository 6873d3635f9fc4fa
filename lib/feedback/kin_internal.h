/* SPDX-License-Identifier: MIT */
/* Loops above and below one another: a loop does not end before those below it. */
#ifndef COPROD_KIN_INTERNAL_H
#define COPROD_KIN_INTERNAL_H

#include "coprod/feedback_family.h"

enum { COPROD__FAMILY_DEEP = 64 }; /* loops one above another, so that no change goes through more */

/* Of a loop. A number that is one more than that of the loop above it, or 0; the loops directly below it; of them those
 * that may not end yet, or have such a one below them; how many are below it one above another. */
typedef struct coprod__kin {
    uint32_t parent, children, open, deep;
} coprod__kin;

/* The kin of a loop, or NULL where it never had any. */
typedef coprod__kin *(*coprod__kin_of)(const void *owner, uint32_t number);
/* Whether a loop may end, whatever is below it. */
typedef int (*coprod__may_end)(const void *owner, uint32_t number);

/* Whether a loop may come below another: neither is above itself, each has one loop above it at most, and nothing open
 * comes below what may end. COPROD_E_ARGUMENT; COPROD_E_LIMIT. */
coprod_status coprod__may_join(const void *owner, coprod__kin_of kin_of, coprod__may_end may_end, uint32_t child,
                               uint32_t parent);
void coprod__join(const void *owner, coprod__kin_of kin_of, coprod__may_end may_end, uint32_t child, uint32_t parent);
/* What the loops above must know of one that has nothing open at it or below it now, or no longer. */
void coprod__tell_above(const void *owner, coprod__kin_of kin_of, coprod__may_end may_end, uint32_t number, int ends);
void coprod__tell_family(const coprod__kin *kin, coprod_family *family);

#endif
