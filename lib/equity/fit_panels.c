/* SPDX-License-Identifier: MIT */
/* Possible panels: groups in lowest terms, and tables of how likely and how far from proportion each number is. */
#include <math.h>
#include <stdlib.h>

#include "fit_internal.h"

static int larger_first(const void *a, const void *b)
{
    const coprod__panel_group *x = a, *y = b;
    if (x->population != y->population)
        return x->population > y->population ? -1 : 1;
    return (x->count < y->count) - (x->count > y->count);
}

coprod_status coprod__panels_begin(coprod__panels *panels, const coprod__memory *memory, const uint64_t *counts,
                                   const uint64_t *populations, size_t groups, const coprod__fit_sums *sums)
{
    const coprod__panels empty = {.memory = *memory, .groups = sums->groups, .n = sums->n, .ties_exact = 1};
    uint64_t divisor = 0;
    size_t used = 0;
    *panels = empty;
    panels->group = coprod__alloc(memory, sums->groups * sizeof *panels->group);
    if (!panels->group)
        return COPROD_E_MEMORY;
    for (size_t g = 0; g < groups; g++)
        divisor = coprod__fit_common(populations[g], divisor);
    for (size_t g = 0; g < groups; g++)
        if (populations[g]) {
            panels->group[used].population = populations[g] / divisor;
            panels->group[used++].count = counts[g];
        }
    qsort(panels->group, used, sizeof *panels->group, larger_first);
    panels->total = sums->population / divisor;
    return COPROD_OK;
}

static size_t cells_of(const coprod__panels *panels)
{
    return panels->groups * (size_t)(panels->n + 1);
}

void coprod__panels_end(coprod__panels *panels)
{
    coprod__release(&panels->memory, panels->group, panels->groups * sizeof *panels->group);
    coprod__release(&panels->memory, panels->panel, panels->groups * sizeof *panels->panel);
    coprod__release(&panels->memory, panels->value, cells_of(panels) * sizeof *panels->value);
    coprod__release(&panels->memory, panels->mass, cells_of(panels) * sizeof *panels->mass);
}

int coprod__panels_fit(const coprod__panels *panels)
{
    if (panels->order == COPROD_FIT_BY_OVERLAP && panels->total > (uint64_t)INT64_MAX / panels->n)
        return 0;
    return panels->groups <= COPROD__PANEL_GROUPS && panels->n < COPROD__PANEL_CELLS / panels->groups;
}

uint64_t coprod__panels_count(uint64_t n, uint64_t groups)
{
    const uint64_t least = n < groups - 1 ? n : groups - 1, most = n < groups - 1 ? groups - 1 : n;
    uint64_t count = 1;
    for (uint64_t i = 1; i <= least; i++) { /* C(most + i, i) from C(most + i - 1, i - 1), which i divides */
        const uint64_t common = coprod__fit_common(count, i), factor = (most + i) / (i / common);
        count /= common;
        if (count > UINT64_MAX / factor)
            return UINT64_MAX;
        count *= factor;
    }
    return count;
}

/* Poisson chances with the mean n p over that of their mode, from which each follows by a ratio: given that all add up
 * to n, products of them are multinomial chances, but for one factor that all share. */
void coprod__panels_masses(uint64_t population, uint64_t total, uint64_t n, double *mass)
{
    const uint64_t mode = n * population / total;
    const double mean = (double)(n * population) / (double)total;
    mass[mode] = 1;
    for (uint64_t k = mode; k < n; k++)
        mass[k + 1] = mass[k] * mean / (double)(k + 1);
    for (uint64_t k = mode; k; k--)
        mass[k - 1] = mass[k] * (double)k / mean;
}

/* The rarer, the further: minus the logarithm of the mass, by the same ratios. */
static void rarities(const coprod__panels *panels, size_t g, double *value)
{
    const uint64_t due = panels->n * panels->group[g].population, mode = due / panels->total;
    const double mean = (double)due / (double)panels->total;
    value[mode] = 0;
    for (uint64_t k = mode; k < panels->n; k++)
        value[k + 1] = value[k] + log((double)(k + 1) / mean);
    for (uint64_t k = mode; k; k--)
        value[k - 1] = value[k] + log(mean / (double)k);
}

double coprod__panels_value(const coprod__panels *panels, size_t g, uint64_t k)
{
    const uint64_t due = panels->n * panels->group[g].population;
    const double above = coprod__fit_above(k, panels->total, panels->n, panels->group[g].population);
    switch (panels->order) {
    case COPROD_FIT_BY_CHI_SQUARE:
        return above / (double)due * above / (double)panels->total;
    case COPROD_FIT_BY_G:
        return 2 * (double)due / (double)panels->total * coprod__fit_phi(k ? above / (double)due : -1);
    default:
        return above < 0 ? -above : 0;
    }
}

static void fill(coprod__panels *panels)
{
    const size_t row = (size_t)(panels->n + 1);
    for (size_t g = 0; g < panels->groups; g++) {
        double *value = panels->value + g * row;
        coprod__panels_masses(panels->group[g].population, panels->total, panels->n, panels->mass + g * row);
        if (panels->order == COPROD_FIT_BY_PROBABILITY)
            rarities(panels, g, value);
        for (size_t k = 0; k < row && panels->order != COPROD_FIT_BY_PROBABILITY; k++)
            value[k] = coprod__panels_value(panels, g, k);
        panels->observed += value[panels->group[g].count];
    }
}

coprod_status coprod__panels_tables(coprod__panels *panels)
{
    panels->panel = coprod__alloc(&panels->memory, panels->groups * sizeof *panels->panel);
    panels->value = coprod__alloc(&panels->memory, cells_of(panels) * sizeof *panels->value);
    panels->mass = coprod__alloc(&panels->memory, cells_of(panels) * sizeof *panels->mass);
    if (!panels->panel || !panels->value || !panels->mass)
        return COPROD_E_MEMORY;
    fill(panels);
    return COPROD_OK;
}

/* Values are sums of as many roundings as there are groups and people: much nearer than this they say nothing. */
int coprod__panels_far(const coprod__panels *panels, const uint64_t *panel, double value)
{
    const double near = 1e-9 * (1 + fabs(panels->observed));
    if (value > panels->observed + near)
        return 1;
    if (value < panels->observed - near)
        return 0;
    return coprod__order_far(panels, panel);
}
