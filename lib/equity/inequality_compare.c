/* SPDX-License-Identifier: MIT */
/* Comparisons with one group: difference, ratio, and what would change if all were like it. */
#include "inequality_measures_internal.h"

/* The first group with the highest rate, or with the lowest; `but` is left out if there is another. */
static size_t extreme(const coprod__look *look, int highest, size_t but)
{
    size_t found = but == 0 && look->groups->count > 1 ? 1 : 0;
    for (size_t i = found + 1; i < look->groups->count; i++) {
        const double rate = coprod__rate(look, i), other = coprod__rate(look, found);
        if (i != but && (highest ? rate > other : rate < other))
            found = i;
    }
    return found;
}

size_t coprod__best_group(const coprod__look *look)
{
    return extreme(look, look->options->best == COPROD_BEST_HIGHEST, SIZE_MAX);
}

void coprod__find_reference(coprod__look *look)
{
    const int worst_is_highest = look->options->best == COPROD_BEST_LOWEST;
    if (look->options->reference == COPROD_REFERENCE_LAST) {
        look->reference = look->groups->count - 1;
        look->other = 0;
    } else if (look->options->reference == COPROD_REFERENCE_GROUP) {
        look->reference = look->options->reference_group;
        look->other = extreme(look, worst_is_highest, look->reference);
    } else {
        look->reference = coprod__best_group(look);
        look->other = extreme(look, worst_is_highest, SIZE_MAX);
    }
    look->result->reference_group = (uint32_t)look->reference;
    look->result->other_group = (uint32_t)look->other;
}

/* Where low rates are good, the other end is what stands above. */
static double direction(const coprod__look *look)
{
    return look->options->best == COPROD_BEST_LOWEST ? -1 : 1;
}

void coprod__find_d(coprod__look *look)
{
    coprod__find_reference(look);
    look->result->estimate = direction(look) * (coprod__rate(look, look->reference) - coprod__rate(look, look->other));
}

double coprod__slope_d(const coprod__look *look, size_t i)
{
    return direction(look) * ((double)(i == look->reference) - (double)(i == look->other));
}

void coprod__find_r(coprod__look *look)
{
    coprod_inequality *result = look->result;
    size_t over, under;
    double above, below, relative;
    coprod__find_reference(look);
    over = direction(look) > 0 ? look->reference : look->other;
    under = direction(look) > 0 ? look->other : look->reference;
    above = coprod__rate(look, over);
    below = coprod__rate(look, under);
    if (!(below > 0) || above < 0) {
        coprod__none(look, COPROD_INEQUALITY_UNDEFINED);
        return;
    }
    result->estimate = above / below;
    if (!coprod__has_errors(look->groups) || above == 0) {
        result->state = above == 0 ? COPROD_INEQUALITY_NO_LIMITS : COPROD_INEQUALITY_NO_ERRORS;
        return;
    }
    /* A group with itself is 1, whatever its rate is. */
    relative = over == under ? 0
                             : hypot(coprod__group_error(look->groups, over) / above,
                                     coprod__group_error(look->groups, under) / below);
    result->standard_error = result->estimate * relative;
    result->lower = result->estimate * exp(-look->z * relative);
    result->upper = result->estimate * exp(look->z * relative);
}

/* The standard error of the fraction, not in percent, from the people of the reference group and of all others, with
 * and without; not a number if these are not people. Walter, Biometrics 1976;32:829-849. */
static double fraction_error(const coprod__look *look)
{
    const coprod__groups *groups = look->groups;
    const double per = groups->per, all = groups->total, people = coprod__group_weight(groups, look->reference);
    double a, b, c, d;
    for (size_t i = 0; i < groups->count; i++) {
        const double weight = coprod__group_weight(groups, i), rate = coprod__rate(look, i);
        if (weight != floor(weight) || rate < 0 || rate > per)
            return NAN;
    }
    c = coprod__rate(look, look->reference) / per * people;
    d = people - c;
    a = look->mean / per * all - c;
    a = a > 0 ? a : 0; /* others without anybody, but for rounding */
    b = all - people - a;
    b = b > 0 ? b : 0;
    if (!(c > 0) || c >= all)
        return NAN;
    /* c N [a d (N - c) + b c^2] / ((a + c)^3 (c + d)^3), in shares of N, so that nothing overflows. */
    a /= all, b /= all, c /= all, d /= all;
    return sqrt(c * (a * d * (1 - c) + b * c * c) / (pow(a + c, 3) * pow(c + d, 3)) / all);
}

static void find_attributable(coprod__look *look, double unit)
{
    coprod_inequality *result = look->result;
    double error;
    coprod__find_reference(look);
    result->other_group = 0;
    if (!(look->mean > 0)) {
        coprod__none(look, COPROD_INEQUALITY_UNDEFINED);
        return;
    }
    result->estimate = (coprod__rate(look, look->reference) - look->mean) / look->mean * unit;
    if (result->estimate * direction(look) < 0) {
        result->estimate = 0;
        result->state = COPROD_INEQUALITY_FLOORED;
        return;
    }
    error = fraction_error(look) * unit;
    result->state = isnan(error) ? COPROD_INEQUALITY_NO_LIMITS : COPROD_INEQUALITY_KNOWN;
    if (isnan(error))
        return;
    result->standard_error = error;
    result->lower = result->estimate - look->z * error;
    result->upper = result->estimate + look->z * error;
}

void coprod__find_paf(coprod__look *look)
{
    find_attributable(look, 100);
}

void coprod__find_par(coprod__look *look)
{
    find_attributable(look, look->mean);
}
