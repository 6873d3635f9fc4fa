/* SPDX-License-Identifier: MIT */
/* The exact multinomial test: every possible panel is looked at. */
#include <math.h>

#include "fit_internal.h"

enum { MOST = 100000000, DEFAULT_MOST = 5000000, MOST_DRAWS = 10000000, EXACT_PEOPLE = 512 };

coprod_status coprod__fit_options(const coprod_fit_options *options, uint64_t most, coprod_fit_options *own)
{
    coprod_status status = coprod__struct_in(options, sizeof *own, sizeof *own, own);
    if (status != COPROD_OK)
        return status;
    if (own->reserved)
        return COPROD_E_STRUCT_NEWER;
    if (own->order < COPROD_FIT_BY_PROBABILITY || own->order > COPROD_FIT_BY_OVERLAP)
        return COPROD_E_RANGE;
    own->most = own->most ? own->most : most;
    return own->most > MOST || own->draws > MOST_DRAWS ? COPROD_E_LIMIT : COPROD_OK;
}

/* A sum that keeps what rounding would lose (Kahan). */
typedef struct sum {
    double value, lost;
} sum;

static void add(sum *to, double value)
{
    const double part = value - to->lost, total = to->value + part;
    to->lost = (total - to->value) - part;
    to->value = total;
}

typedef struct walk {
    const coprod__panels *panels;
    uint64_t *panel; /* beyond the group that the walk is at, all is 0 */
    const double *mass_none, *value_none; /* of nobody from each group on, all together */
    size_t row;
    sum all, far;
} walk;

static void look(walk *w, double mass, double value)
{
    add(&w->all, mass);
    if (coprod__panels_far(w->panels, w->panel, value))
        add(&w->far, mass);
}

/* Shares `left` people out among the groups from g on. Nobody left or one group left: there is one way. */
static void share_out(walk *w, size_t g, uint64_t left, double mass, double value)
{
    const double *masses = w->panels->mass + g * w->row, *values = w->panels->value + g * w->row;
    if (!left) {
        look(w, mass * w->mass_none[g], value + w->value_none[g]);
    } else if (g + 1 == w->panels->groups) {
        w->panel[g] = left;
        look(w, mass * masses[left], value + values[left]);
    } else {
        for (uint64_t k = 0; k <= left; k++) {
            w->panel[g] = k;
            share_out(w, g + 1, left - k, mass * masses[k], value + values[k]);
        }
    }
    w->panel[g] = 0;
}

static coprod_status enumerate(const coprod__panels *panels, coprod_fit_chance *own)
{
    const size_t bytes = 2 * panels->groups * sizeof(double);
    double *none = coprod__alloc(&panels->memory, bytes), *value_none = none ? none + panels->groups : NULL;
    walk w = {.panels = panels, .panel = panels->panel, .row = (size_t)(panels->n + 1)};
    double mass = 1, value = 0;
    if (!none)
        return COPROD_E_MEMORY;
    for (size_t g = panels->groups; g--;) {
        none[g] = mass *= panels->mass[g * w.row];
        value_none[g] = value += panels->value[g * w.row];
    }
    w.mass_none = none;
    w.value_none = value_none;
    share_out(&w, 0, panels->n, 1, 0);
    coprod__release(&panels->memory, none, bytes);
    own->p_value = fmin(1, w.far.value / w.all.value);
    own->standard_error = 0;
    own->method = COPROD_FIT_EXACT;
    return COPROD_OK;
}

/* Exactly if `exact` and it may be; drawn if that is asked; or not at all. */
static coprod_status find(coprod__panels *panels, const coprod_fit_options *options, int exact,
                          coprod_fit_chance *own)
{
    coprod_status status;
    if (!coprod__panels_fit(panels) || (!exact && !options->draws)) {
        own->state = COPROD_FIT_TOO_MUCH_WORK;
        return COPROD_OK;
    }
    status = coprod__panels_tables(panels);
    if (status != COPROD_OK)
        return status;
    own->ties_exact = panels->n <= EXACT_PEOPLE || panels->order == COPROD_FIT_BY_CHI_SQUARE
                      || panels->order == COPROD_FIT_BY_OVERLAP;
    return exact ? enumerate(panels, own) : coprod__panels_draw(panels, options, own);
}

static coprod_status test(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                          const coprod_fit_options *options, const coprod__memory *memory, int draw,
                          coprod_fit_chance *own)
{
    coprod__fit_sums sums;
    coprod__panels panels;
    coprod_status status = coprod__fit_read(kind, counts, populations, groups, 0, &sums);
    if (status != COPROD_OK)
        return status;
    own->p_value = own->standard_error = (double)NAN;
    own->order = options->order;
    own->state = sums.state == COPROD_FIT_ANSWERED && sums.groups == 1 ? COPROD_FIT_ONE_GROUP : sums.state;
    if (own->state != COPROD_FIT_ANSWERED)
        return COPROD_OK;
    own->panels = coprod__panels_count(sums.n, sums.groups);
    status = coprod__panels_begin(&panels, memory, counts, populations, groups, &sums);
    panels.order = options->order;
    if (status == COPROD_OK)
        status = find(&panels, options, !draw && own->panels <= options->most, own);
    coprod__panels_end(&panels);
    return status;
}

static coprod_status answer(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                            const coprod_fit_options *options, const coprod_allocator *allocator, int draw,
                            coprod_fit_chance *chance)
{
    coprod_fit_options how;
    coprod__memory memory;
    coprod_fit_chance own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(counts, chance, sizeof own);
    if (status == COPROD_OK)
        status = coprod__fit_options(options, DEFAULT_MOST, &how);
    if (status == COPROD_OK && draw && !how.draws)
        status = COPROD_E_RANGE;
    if (status == COPROD_OK)
        status = coprod__memory_init(allocator, &memory);
    if (status == COPROD_OK)
        status = test(kind, counts, populations, groups, &how, &memory, draw, &own);
    return status == COPROD_OK ? coprod__struct_out(chance, sizeof own, sizeof own, &own) : status;
}

coprod_status coprod_fit_exact(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                               const coprod_fit_options *options, const coprod_allocator *allocator,
                               coprod_fit_chance *chance)
{
    return answer(kind, counts, populations, groups, options, allocator, 0, chance);
}

coprod_status coprod_fit_simulate(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                                  const coprod_fit_options *options, const coprod_allocator *allocator,
                                  coprod_fit_chance *chance)
{
    return answer(kind, counts, populations, groups, options, allocator, 1, chance);
}
