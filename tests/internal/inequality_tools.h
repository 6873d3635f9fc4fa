/* SPDX-License-Identifier: MIT */
/* The sets of groups that tests/support/inequality_values.py computed values for. */
#ifndef COPROD_TEST_INEQUALITY_TOOLS_H
#define COPROD_TEST_INEQUALITY_TOOLS_H

#include <math.h>

#include "inside.h"
#include "inequality_values.h"

typedef struct value_set {
    const char *name;
    double per, rates[8], weights[8], errors[8];
    uint64_t counts[8], populations[8];
    size_t count;
    int counted;
} value_set;

static const value_set value_sets[] = {
    {"peer", 100, {20, 30, 40, 50, 60}, {78, 91, 162, 103, 105}, {5, 7, 10, 12, 14}, {0}, {0}, 5, 0},
    {"counts", 1000, {0}, {0}, {0}, {41, 30, 1, 4, 2}, {61000, 32000, 3000, 2000, 2000}, 5, 1},
    {"absent", 1, {0}, {0}, {0}, {90, 20, 0, 3, 1}, {6100, 3200, 300, 200, 200}, 5, 1},
    {"even", 1, {0.25, 0.25, 0.25, 0.25}, {1, 2, 3, 4}, {0.125, 0.125, 0.125, 0.125}, {0}, {0}, 4, 0},
    {"rising", 1, {0.125, 0.25, 0.375, 0.75, 0.625, 0.5, 0.875}, {1.5, 2, 4, 8, 2.25, 3, 1},
     {0.03125, 0.03125, 0.03125, 0.03125, 0.03125, 0.03125, 0.03125}, {0}, {0}, 7, 0},
};

static inline const value_set *set_of(const char *name)
{
    for (size_t i = 0; i < sizeof value_sets / sizeof *value_sets; i++)
        if (!strcmp(value_sets[i].name, name))
            return &value_sets[i];
    fail_msg("no set %s", name);
    return NULL;
}

static inline coprod_inequality_groups groups_of(const value_set *set)
{
    coprod_inequality_groups groups = {.size = sizeof groups, .count = set->count};
    groups.rates = set->counted ? NULL : set->rates;
    groups.weights = set->counted ? NULL : set->weights;
    groups.standard_errors = set->counted ? NULL : set->errors;
    groups.counts = set->counted ? set->counts : NULL;
    groups.populations = set->counted ? set->populations : NULL;
    return groups;
}

/* Both are no numbers, or they differ by less than a trillionth of their size or of `size`. */
static inline void check_near(const char *what, double found, double wanted, double size)
{
    const double allowed = 1e-12 * fmax(fabs(wanted), size);
    if (isnan(found) != isnan(wanted) || !(isnan(wanted) || fabs(found - wanted) <= allowed))
        fail_msg("%s: %.17g, wanted %.17g", what, found, wanted);
}

#endif
