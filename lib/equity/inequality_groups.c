/* SPDX-License-Identifier: MIT */
/* The groups of a call: what is there, whether it can be used, and settings with their defaults. */
#include "inequality_internal.h"

double coprod__group_error(const coprod__groups *groups, size_t i)
{
    const size_t at = i + groups->first;
    double k, people, rate;
    if (groups->in.standard_errors)
        return groups->in.standard_errors[at];
    k = (double)groups->in.counts[at];
    people = (double)groups->in.populations[at];
    if (groups->errors == COPROD_ERRORS_POISSON)
        return sqrt(k) / people * groups->per;
    rate = k / people;
    return sqrt(rate * ((people - k) / people) / people) * groups->per;
}

double coprod__group_mean(const coprod__groups *groups)
{
    coprod__sum sum = {0, 0};
    for (size_t i = 0; i < groups->count; i++)
        coprod__sum_add(&sum, coprod__group_share(groups, i) * coprod__group_rate(groups, i));
    return coprod__sum_of(&sum);
}

coprod_status coprod__groups_open(const coprod_inequality_groups *in, double per, int32_t errors,
                                  coprod__groups *groups)
{
    coprod_status status;
    if (!in)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(in, sizeof groups->in, sizeof groups->in, &groups->in);
    if (status != COPROD_OK)
        return status;
    groups->first = groups->count = 0;
    groups->total = 0;
    groups->per = per != 0 ? per : 1;
    groups->errors = errors;
    if (!groups->in.rates == !groups->in.counts || !groups->in.weights == !groups->in.populations
        || (groups->in.counts && groups->in.weights) || !(groups->per > 0) || !isfinite(groups->per)
        || errors < COPROD_ERRORS_BINOMIAL || errors > COPROD_ERRORS_NONE)
        return COPROD_E_ARGUMENT;
    return COPROD_OK;
}

static int is_right(const coprod__groups *groups, size_t i)
{
    const coprod_inequality_groups *in = &groups->in;
    if (in->populations && (!in->populations[i] || in->populations[i] > UINT32_MAX))
        return 0;
    if (in->weights && !(isfinite(in->weights[i]) && in->weights[i] > 0))
        return 0;
    if (in->rates && !isfinite(in->rates[i]))
        return 0;
    if (in->counts && in->counts[i] > (groups->errors == COPROD_ERRORS_POISSON ? UINT32_MAX : in->populations[i]))
        return 0;
    return !in->standard_errors || (isfinite(in->standard_errors[i]) && in->standard_errors[i] >= 0);
}

coprod_status coprod__groups_take(coprod__groups *groups, size_t first, size_t count)
{
    coprod__sum total = {0, 0};
    if (!count)
        return COPROD_E_RANGE;
    if (count > UINT32_MAX)
        return COPROD_E_LIMIT;
    for (size_t i = first; i < first + count; i++)
        if (!is_right(groups, i))
            return COPROD_E_RANGE;
    groups->first = first;
    groups->count = count;
    for (size_t i = 0; i < count; i++)
        coprod__sum_add(&total, coprod__group_weight(groups, i));
    groups->total = coprod__sum_of(&total);
    return isfinite(groups->total) ? COPROD_OK : COPROD_E_OVERFLOW;
}

coprod_status coprod__groups_offsets(const coprod__groups *groups, const size_t *offsets, size_t count)
{
    if (!offsets || count == SIZE_MAX)
        return COPROD_E_ARGUMENT;
    for (size_t i = 0; i <= count; i++)
        if (offsets[i] > groups->in.count || (i && offsets[i] < offsets[i - 1]))
            return COPROD_E_RANGE;
    return COPROD_OK;
}

double coprod__confidence(double given)
{
    if (given == 0)
        return 0.95;
    return given > 0 && given < 1 ? given : NAN;
}

coprod_status coprod__inequality_options(const coprod_inequality_options *given, coprod_inequality_options *own)
{
    coprod_status status = coprod__struct_in(given, sizeof *own, sizeof *own, own);
    if (status != COPROD_OK)
        return status;
    own->confidence = coprod__confidence(own->confidence);
    own->per = own->per != 0 ? own->per : 1;
    if (isnan(own->confidence) || !(own->per > 0) || !isfinite(own->per) || !isfinite(own->lowest)
        || !isfinite(own->highest) || own->lowest > own->highest
        || (own->lowest == own->highest && own->lowest != 0))
        return COPROD_E_ARGUMENT;
    if (own->best < COPROD_BEST_HIGHEST || own->best > COPROD_BEST_LOWEST || own->reference < COPROD_REFERENCE_BEST
        || own->reference > COPROD_REFERENCE_GROUP || own->errors < COPROD_ERRORS_BINOMIAL
        || own->errors > COPROD_ERRORS_NONE)
        return COPROD_E_ARGUMENT;
    return COPROD_OK;
}
