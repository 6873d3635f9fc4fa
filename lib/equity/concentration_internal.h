/* SPDX-License-Identifier: MIT */
/* What concentration indices of groups and of people are made of. */
#ifndef COPROD_CONCENTRATION_INTERNAL_H
#define COPROD_CONCENTRATION_INTERNAL_H

#include "inequality_internal.h"

typedef struct coprod__concentrate {
    double z, lowest, highest;                     /* bounds: of use if they differ */
    double mean, aci;
    double var_mean, var_aci, covariance;          /* of the two */
    int32_t no_limits;                             /* the state of what has none, or COPROD_INEQUALITY_KNOWN */
} coprod__concentrate;

int coprod__within_bounds(const coprod__concentrate *own, double value);
/* COPROD_OK or COPROD_E_OVERFLOW. */
coprod_status coprod__concentration_write(const coprod__concentrate *own, coprod_concentration *result);

#endif
