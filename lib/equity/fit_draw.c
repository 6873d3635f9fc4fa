/* SPDX-License-Identifier: MIT */
/* Panels drawn at random, each person by whole numbers, so that a seed gives the same panels everywhere. */
#include <math.h>
#include <string.h>

#include "fit_internal.h"

static const uint64_t most_steps = UINT64_C(4000000000);

/* SplitMix64: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014. */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

typedef struct urn {
    uint64_t state;
    uint64_t total, last; /* the last number of the largest multiple of the total */
    const uint64_t *ends; /* where the part of each group ends */
    size_t groups;
} urn;

static size_t draw_group(urn *own)
{
    size_t low = 0, high = own->groups - 1;
    uint64_t number = next(&own->state);
    while (number > own->last)
        number = next(&own->state);
    number %= own->total;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (number < own->ends[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Whether a panel is as far as the one observed, or further. */
static int draw_panel(const coprod__panels *panels, urn *own)
{
    const size_t row = (size_t)(panels->n + 1);
    double value = 0;
    memset(panels->panel, 0, panels->groups * sizeof *panels->panel);
    for (uint64_t i = 0; i < panels->n; i++)
        panels->panel[draw_group(own)]++;
    if (!panels->value)
        return coprod__order_far(panels, panels->panel);
    for (size_t g = 0; g < panels->groups; g++)
        value += panels->value[g * row + panels->panel[g]];
    return coprod__panels_far(panels, panels->panel, value);
}

coprod_status coprod__panels_draw(coprod__panels *panels, const coprod_fit_options *options,
                                  coprod_fit_chance *chance)
{
    urn own = {.state = options->seed, .total = panels->total, .groups = panels->groups};
    uint64_t *ends, sum = 0;
    if (options->draws > most_steps / (panels->n + panels->groups))
        return COPROD_E_LIMIT;
    ends = coprod__alloc(&panels->memory, panels->groups * sizeof *ends);
    if (!ends)
        return COPROD_E_MEMORY;
    for (size_t g = 0; g < panels->groups; g++)
        ends[g] = sum += panels->group[g].population;
    own.ends = ends;
    own.last = UINT64_MAX - (UINT64_MAX % own.total + 1) % own.total;
    for (uint64_t i = 0; i < options->draws; i++)
        chance->extreme += (uint64_t)draw_panel(panels, &own);
    coprod__release(&panels->memory, ends, panels->groups * sizeof *ends);
    chance->draws = options->draws;
    chance->seed = options->seed;
    chance->method = COPROD_FIT_MONTE_CARLO;
    chance->p_value = (double)(chance->extreme + 1) / (double)(chance->draws + 1);
    chance->standard_error = sqrt(chance->p_value * (1 - chance->p_value) / (double)chance->draws);
    return COPROD_OK;
}
