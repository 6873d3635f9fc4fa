/* SPDX-License-Identifier: MIT */
/* Claims under two policies, and the smallest inputs that the two answer differently. */
#ifndef COPROD_COMPARE_INTERNAL_H
#define COPROD_COMPARE_INTERNAL_H

#include "coprod/reimburse_plan.h"
#include "trial_internal.h"

/* Indices of a role under both policies. */
typedef struct coprod__same_role {
    int32_t from, to;
} coprod__same_role;

struct coprod_comparison {
    coprod__arena arena; /* holds this struct too, and all lists */
    const coprod_policy *policies[2];            /* from, to */
    const coprod_payment_claim **sources;        /* whose texts stand in the answers */
    coprod_compared_claim *claims;
    coprod_compared_line **lines;                /* of each claim */
    coprod_policy_change *changes;
    coprod__same_role *roles;
    coprod_comparison_info info;
    uint32_t role_count, role_given, change_room; /* given: by same_roles, at the beginning of the list */
    int32_t known_on;
    uint8_t has_known_on;
};

/* Finds the smallest changes on the comparison's day. */
coprod_status coprod__compare_changes(coprod_comparison *comparison, const coprod_allocator *allocator);

#endif
