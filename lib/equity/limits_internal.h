/* SPDX-License-Identifier: MIT */
/* Limits of shares and rates: what a call computes once, and the rules as they are kept. */
#ifndef COPROD_LIMITS_INTERNAL_H
#define COPROD_LIMITS_INTERNAL_H

#include "coprod/equity_measures.h"
#include "json_internal.h"

enum { COPROD__POLICIES_MOST = 16, COPROD__EXACT_MOST = 64 };

struct coprod_share_rules {
    coprod__arena arena; /* holds this struct too */
    coprod_share_rules_info info;
    coprod_band_policy policies[COPROD__POLICIES_MOST];
    char fingerprint[COPROD__HEX];
};

/* Settings of a call, checked. */
typedef struct coprod__limits_setting {
    double half; /* what is left on either side: 0.025 */
    double z, z_square;
    double confidence, per;
    int32_t method;
} coprod__limits_setting;

/* `share` says which methods there are; the default becomes the one that it stands for. */
coprod_status coprod__limits_set(const coprod_limits_options *options, int share, coprod__limits_setting *setting);

/* Of k of n, k <= n, n > 0. */
void coprod__share_limits(const coprod__limits_setting *setting, double k, double n, double *lower, double *upper);
/* Wilson's, whatever the method. */
void coprod__share_limits_by_score(const coprod__limits_setting *setting, double k, double n, double *lower,
                                   double *upper);

static const uint64_t coprod__count_most = UINT32_MAX;

#endif
