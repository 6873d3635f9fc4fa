/* SPDX-License-Identifier: MIT */
/* Concentration indices. Everything comes from two figures, the mean and the absolute index, and from how fast each of
 * them changes with a group's rate or with a person. */
#include "concentration_internal.h"

/* --- the four indices from mean and absolute index --- */

/* An index is f(mean, aci); by_mean and by_aci are its slopes. */
typedef struct slopes {
    double value, by_mean, by_aci;
} slopes;

static slopes relative(double mean, double aci)
{
    return (slopes){aci / mean, -aci / (mean * mean), 1 / mean};
}

/* Of values brought to 0 to 1. */
static slopes wagstaff(const coprod__concentrate *own, double mean, double aci)
{
    const double range = own->highest - own->lowest, part = (mean - own->lowest) / range;
    const double rest = (own->highest - mean) / range, by = part * rest;
    return (slopes){aci / range / by, -aci / range * (rest - part) / (by * by) / range, 1 / range / by};
}

static slopes erreygers(const coprod__concentrate *own, double aci)
{
    const double range = own->highest - own->lowest;
    return (slopes){4 * aci / range, 0, 4 / range};
}

typedef struct figure {
    double *estimate, *error, *lower, *upper;
    int32_t *state;
} figure;

static void none(const figure *own)
{
    *own->estimate = *own->error = *own->lower = *own->upper = NAN;
    *own->state = COPROD_INEQUALITY_UNDEFINED;
}

static void write_figure(const coprod__concentrate *own, const slopes *index, const figure *to)
{
    double variance;
    *to->estimate = index->value;
    *to->error = *to->lower = *to->upper = NAN;
    *to->state = own->no_limits;
    if (own->no_limits)
        return;
    variance = index->by_mean * index->by_mean * own->var_mean + 2 * index->by_mean * index->by_aci * own->covariance
               + index->by_aci * index->by_aci * own->var_aci;
    *to->error = sqrt(variance < 0 ? 0 : variance);
    *to->lower = index->value - own->z * *to->error;
    *to->upper = index->value + own->z * *to->error;
}

static int is_finite(const figure *of)
{
    return coprod__finite_or_nan(*of->estimate) && coprod__finite_or_nan(*of->upper)
           && (*of->state >= COPROD_INEQUALITY_INFINITE || !isnan(*of->estimate))
           && (*of->state != COPROD_INEQUALITY_KNOWN || !isnan(*of->upper));
}

coprod_status coprod__concentration_write(const coprod__concentrate *own, coprod_concentration *r)
{
    const figure all[] = {{&r->rci, &r->rci_error, &r->rci_lower, &r->rci_upper, &r->rci_state},
                          {&r->aci, &r->aci_error, &r->aci_lower, &r->aci_upper, &r->aci_state},
                          {&r->wagstaff, &r->wagstaff_error, &r->wagstaff_lower, &r->wagstaff_upper,
                           &r->wagstaff_state},
                          {&r->erreygers, &r->erreygers_error, &r->erreygers_lower, &r->erreygers_upper,
                           &r->erreygers_state}};
    const double mean = own->mean, aci = own->aci;
    const slopes absolute = {aci, 0, 1};
    const int bounded = own->highest > own->lowest;
    slopes index;
    r->mean = mean;
    for (int i = 0; i < 4; i++)
        none(&all[i]);
    if (mean > 0) {
        index = relative(mean, aci);
        write_figure(own, &index, &all[0]);
    }
    write_figure(own, &absolute, &all[1]);
    if (bounded && mean > own->lowest && mean < own->highest) {
        index = wagstaff(own, mean, aci);
        write_figure(own, &index, &all[2]);
    }
    if (bounded) {
        index = erreygers(own, aci);
        write_figure(own, &index, &all[3]);
    }
    for (int i = 0; i < 4; i++)
        if (!is_finite(&all[i]))
            return COPROD_E_OVERFLOW;
    return isfinite(mean) ? COPROD_OK : COPROD_E_OVERFLOW;
}

int coprod__within_bounds(const coprod__concentrate *own, double value)
{
    return own->highest <= own->lowest || (value >= own->lowest && value <= own->highest);
}

/* --- groups --- */

static coprod_status look_at(const coprod__groups *groups, coprod__concentrate *own)
{
    coprod__sum aci = {0, 0}, var_mean = {0, 0}, var_aci = {0, 0}, covariance = {0, 0};
    double before = 0;
    own->mean = coprod__group_mean(groups);
    for (size_t i = 0; i < groups->count; i++) {
        const double p = coprod__group_share(groups, i), rate = coprod__group_rate(groups, i);
        const double by = 2 * p * (coprod__mid_rank(groups, i, &before) - 0.5);
        if (!coprod__within_bounds(own, rate))
            return COPROD_E_RANGE;
        /* The mean of the mid-ranks is a half: to take the mean off changes the sum by its rounding alone. */
        coprod__sum_add(&aci, by * (rate - own->mean));
        if (own->no_limits)
            continue;
        const double error = coprod__group_error(groups, i);
        coprod__sum_add(&var_mean, p * error * p * error);
        coprod__sum_add(&var_aci, by * error * by * error);
        coprod__sum_add(&covariance, p * error * by * error);
    }
    own->aci = coprod__sum_of(&aci);
    own->var_mean = coprod__sum_of(&var_mean);
    own->var_aci = coprod__sum_of(&var_aci);
    own->covariance = coprod__sum_of(&covariance);
    return COPROD_OK;
}

coprod_status coprod_concentration_groups(const coprod_inequality_groups *groups,
                                          const coprod_inequality_options *options, coprod_concentration *result)
{
    coprod_concentration made = {.size = sizeof made};
    coprod_inequality_options settings;
    coprod__concentrate own = {0};
    coprod__groups taken;
    coprod_status status = coprod__struct_begin(groups, result, sizeof made);
    if (status == COPROD_OK)
        status = coprod__inequality_options(options, &settings);
    if (status == COPROD_OK)
        status = coprod__groups_open(groups, settings.per, settings.errors, &taken);
    if (status == COPROD_OK)
        status = coprod__groups_take(&taken, 0, taken.in.count);
    if (status != COPROD_OK)
        return status;
    own.z = coprod__normal_two_sided(settings.confidence);
    own.no_limits = coprod__has_errors(&taken) ? COPROD_INEQUALITY_KNOWN : COPROD_INEQUALITY_NO_ERRORS;
    own.lowest = settings.lowest;
    own.highest = settings.lowest == settings.highest ? settings.per : settings.highest;
    status = look_at(&taken, &own);
    if (status == COPROD_OK)
        status = coprod__concentration_write(&own, &made);
    return status == COPROD_OK ? coprod__struct_out(result, sizeof made, sizeof made, &made) : status;
}
