/* SPDX-License-Identifier: MIT */
/* A panel beside its population: what goodness of fit and balance share. */
#ifndef COPROD_FIT_INTERNAL_H
#define COPROD_FIT_INTERNAL_H

#include "coprod/equity_fit.h"
#include "memory_internal.h"

enum {
    COPROD__FIT_GROUPS = 1 << 20, /* so that sums are below 2^52, and doubles hold them */
    COPROD__PANEL_GROUPS = 1 << 10,
    COPROD__PANEL_CELLS = 1 << 21
};

/* --- what was given --- */

typedef struct coprod__fit_sums {
    uint64_t n, population; /* sums of counts and populations */
    uint32_t groups, left_out;
    int32_t state;
} coprod__fit_sums;

/* Sums, and the state: all but ONE_GROUP, which is for those who compare. Without counts, *n people. */
coprod_status coprod__fit_read(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                               uint64_t n, coprod__fit_sums *sums);

/* k T - n p, with one rounding; k and p below 2^32, T and n below 2^52. */
double coprod__fit_above(uint64_t k, uint64_t total, uint64_t n, uint64_t p);
/* (1 + x) ln(1 + x) - x for x >= -1: never below 0, and without loss near 0. */
double coprod__fit_phi(double x);
uint64_t coprod__fit_common(uint64_t a, uint64_t b); /* greatest common divisor */
double coprod__fit_overlap(const uint64_t *counts, const uint64_t *populations, size_t groups,
                           const coprod__fit_sums *sums);

/* coprod_balance_expect() into a local struct; no deviation where it would take more than `steps`. */
coprod_status coprod__balance_expect(int32_t kind, const uint64_t *populations, size_t groups, uint64_t participants,
                                     double steps, coprod_balance_expected *expected);

/* --- possible panels --- */

typedef struct coprod__panel_group {
    uint64_t population, count; /* in lowest terms; observed */
} coprod__panel_group;

/* Groups with a population, the largest first, and how far a panel is from proportion: the sum of value[g, k]. */
typedef struct coprod__panels {
    coprod__memory memory;
    coprod__panel_group *group;
    size_t groups;
    uint64_t n, total;
    int32_t order;
    int32_t ties_exact;
    uint64_t *panel; /* one of them */
    double *value;   /* groups * (n + 1); NULL where only overlap is asked */
    double *mass;    /* likewise, and 0 beyond: chance of k people, over that of the most likely k */
    double observed; /* value of the one observed */
} coprod__panels;

/* Takes the groups over, sorted; nothing else. */
coprod_status coprod__panels_begin(coprod__panels *panels, const coprod__memory *memory, const uint64_t *counts,
                                   const uint64_t *populations, size_t groups, const coprod__fit_sums *sums);
/* Makes the tables, and the value that was observed. */
coprod_status coprod__panels_tables(coprod__panels *panels);
void coprod__panels_end(coprod__panels *panels);
int coprod__panels_fit(const coprod__panels *panels);         /* 1: the tables would have a size that is allowed */
uint64_t coprod__panels_count(uint64_t n, uint64_t groups);   /* UINT64_MAX: that or more */
void coprod__panels_masses(uint64_t population, uint64_t total, uint64_t n, double *mass); /* n + 1 of them */
double coprod__panels_value(const coprod__panels *panels, size_t g, uint64_t k); /* without a table: overlap */

/* Whether a panel is as far from proportion as the one observed: by its value, and where that is near, exactly. */
int coprod__panels_far(const coprod__panels *panels, const uint64_t *panel, double value);
/* The exact part of it. */
int coprod__order_far(const coprod__panels *panels, const uint64_t *panel);

/* Options in their range, with their defaults filled in. */
coprod_status coprod__fit_options(const coprod_fit_options *options, uint64_t most, coprod_fit_options *own);
/* Draws panels; the tables are there, if they are needed. */
coprod_status coprod__panels_draw(coprod__panels *panels, const coprod_fit_options *options,
                                  coprod_fit_chance *chance);

#endif
