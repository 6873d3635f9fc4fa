/* SPDX-License-Identifier: MIT */
/* Chances of panels: exact, drawn, and by halves. */
#include "fault.h"

#include <string.h>

static const uint64_t counts[] = {5, 2, 1, 0}, populations[] = {61, 32, 5, 2};

typedef coprod_status call(int32_t kind, const uint64_t *k, const uint64_t *p, size_t groups,
                           const coprod_fit_options *options, const coprod_allocator *allocator, coprod_fit_chance *chance);

static void nothing(world *w)
{
    (void)w;
}

/* A failure leaves zeros and no half of an answer. */
static coprod_status act(world *w, call *find, const coprod_fit_options *options)
{
    static const coprod_fit_chance empty = {.size = sizeof empty};
    coprod_fit_chance chance;
    memset(&chance, 0x55, sizeof chance);
    chance.size = sizeof chance;
    const coprod_status status = find(1, counts, populations, 4, options, w->allocator, &chance);
    w->not_written |= status == COPROD_OK ? chance.method == COPROD_FIT_NOT_FOUND
                                          : memcmp(&chance, &empty, sizeof chance) != 0;
    return status;
}

static coprod_status fit_exact(world *w)
{
    return act(w, coprod_fit_exact, NULL);
}

static coprod_status fit_simulate(world *w)
{
    const coprod_fit_options options = {.size = sizeof options, .draws = 20, .order = COPROD_FIT_BY_G};
    return act(w, coprod_fit_simulate, &options);
}

static coprod_status balance_chance(world *w)
{
    return act(w, coprod_balance_chance, NULL);
}

/* Too much for halves that may keep so few; drawn instead. */
static coprod_status balance_drawn(world *w)
{
    const coprod_fit_options options = {.size = sizeof options, .most = 12, .draws = 20};
    return act(w, coprod_balance_chance, &options);
}

const scenario fit_scenarios[] = {
    {"fit_exact", nothing, fit_exact, COPROD_OK, 1},
    {"fit_simulate", nothing, fit_simulate, COPROD_OK, 1},
    {"balance_chance", nothing, balance_chance, COPROD_OK, 1},
    {"balance_drawn", nothing, balance_drawn, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
