/* SPDX-License-Identifier: MIT */
/* Mean distances of rates from their mean or from one group's rate. The delta method takes the sign of each distance as
 * known. */
#include "inequality_measures_internal.h"

enum { EACH_ALIKE = 0, BY_POPULATION = 1 };

static double counts_as(const coprod__look *look, size_t i, int weighted)
{
    return weighted ? coprod__share(look, i) : 1 / (double)look->groups->count;
}

/* Mean distance from the mean; the mean of the signs is kept, for the mean moves too when a rate does. */
static double from_mean(coprod__look *look, int weighted)
{
    coprod__sum distance = {0, 0}, signs = {0, 0};
    for (size_t i = 0; i < look->groups->count; i++) {
        const double away = coprod__rate(look, i) - look->mean, by = counts_as(look, i, weighted);
        coprod__sum_add(&distance, by * fabs(away));
        coprod__sum_add(&signs, by * coprod__sign(away));
    }
    look->part = coprod__sum_of(&signs);
    return coprod__sum_of(&distance);
}

static double slope_from_mean(const coprod__look *look, size_t i, int weighted)
{
    return counts_as(look, i, weighted) * coprod__sign(coprod__rate(look, i) - look->mean)
           - coprod__share(look, i) * look->part;
}

static void find_disparity(coprod__look *look, int weighted)
{
    if (!(look->mean > 0))
        coprod__none(look, COPROD_INEQUALITY_UNDEFINED);
    else
        look->result->estimate = 100 * from_mean(look, weighted) / look->mean;
}

static double slope_disparity(const coprod__look *look, size_t i, int weighted)
{
    return (100 * slope_from_mean(look, i, weighted) - look->result->estimate * coprod__share(look, i)) / look->mean;
}

static void from_group(coprod__look *look, size_t group, int weighted)
{
    const double rate = coprod__rate(look, group);
    coprod__sum distance = {0, 0}, signs = {0, 0};
    for (size_t i = 0; i < look->groups->count; i++) {
        const double away = coprod__rate(look, i) - rate, by = counts_as(look, i, weighted);
        coprod__sum_add(&distance, by * fabs(away));
        coprod__sum_add(&signs, by * coprod__sign(away));
    }
    look->reference = group;
    look->result->reference_group = (uint32_t)group;
    look->part = coprod__sum_of(&signs);
    look->result->estimate = coprod__sum_of(&distance);
}

static double slope_from_group(const coprod__look *look, size_t i, int weighted)
{
    if (i == look->reference)
        return -look->part;
    return counts_as(look, i, weighted) * coprod__sign(coprod__rate(look, i) - coprod__rate(look, look->reference));
}

void coprod__find_idisu(coprod__look *look)
{
    find_disparity(look, EACH_ALIKE);
}

void coprod__find_idisw(coprod__look *look)
{
    find_disparity(look, BY_POPULATION);
}

void coprod__find_mdbu(coprod__look *look)
{
    from_group(look, coprod__best_group(look), EACH_ALIKE);
}

void coprod__find_mdbw(coprod__look *look)
{
    from_group(look, coprod__best_group(look), BY_POPULATION);
}

void coprod__find_mdmu(coprod__look *look)
{
    look->result->estimate = from_mean(look, EACH_ALIKE);
}

void coprod__find_mdmw(coprod__look *look)
{
    look->result->estimate = from_mean(look, BY_POPULATION);
}

void coprod__find_mdru(coprod__look *look)
{
    coprod__find_reference(look);
    from_group(look, look->reference, EACH_ALIKE);
    look->result->other_group = 0;
}

void coprod__find_mdrw(coprod__look *look)
{
    coprod__find_reference(look);
    from_group(look, look->reference, BY_POPULATION);
    look->result->other_group = 0;
}

double coprod__slope_idisu(const coprod__look *look, size_t i)
{
    return slope_disparity(look, i, EACH_ALIKE);
}

double coprod__slope_idisw(const coprod__look *look, size_t i)
{
    return slope_disparity(look, i, BY_POPULATION);
}

double coprod__slope_mdmu(const coprod__look *look, size_t i)
{
    return slope_from_mean(look, i, EACH_ALIKE);
}

double coprod__slope_mdmw(const coprod__look *look, size_t i)
{
    return slope_from_mean(look, i, BY_POPULATION);
}

double coprod__slope_group_u(const coprod__look *look, size_t i)
{
    return slope_from_group(look, i, EACH_ALIKE);
}

double coprod__slope_group_w(const coprod__look *look, size_t i)
{
    return slope_from_group(look, i, BY_POPULATION);
}
