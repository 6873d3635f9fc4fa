/* SPDX-License-Identifier: MIT */
/* Goodness of fit: chi-square, G, how large they are, and which group stands out. */
#include <math.h>

#include "fit_internal.h"
#include "special_internal.h"

enum { CHI_SQUARE_P = 1, G = 2, G_P = 4, GROUPS = 8 }; /* what is wanted beside chi-square */

/* All that is undefined until it is known. */
static coprod_fit unknown_fit(const coprod__fit_sums *sums)
{
    coprod_fit fit = {.size = sizeof fit};
    fit.chi_square = fit.chi_square_p = fit.g = fit.g_p = fit.effect_w = fit.effect_v = (double)NAN;
    fit.least_expected = fit.largest_residual = fit.largest_residual_p = (double)NAN;
    fit.participants = sums->n;
    fit.population = sums->population;
    fit.groups = sums->groups;
    fit.left_out = sums->left_out;
    fit.state = sums->state == COPROD_FIT_ANSWERED && sums->groups == 1 ? COPROD_FIT_ONE_GROUP : sums->state;
    return fit;
}

/* Both residuals of a group. */
static double residuals(const coprod__fit_sums *sums, uint64_t count, uint64_t population, double *standardised)
{
    const double n = (double)sums->n, total = (double)sums->population, p = (double)population;
    const double above = coprod__fit_above(count, sums->population, sums->n, population);
    *standardised = above / sqrt(n * p * (double)(sums->population - population));
    return above / sqrt(n * total * p);
}

/* Twice the smaller tail of the binomial distribution. */
static double binomial_p(uint64_t count, uint64_t n, double p)
{
    const double k = (double)count, people = (double)n;
    const double upper = count ? coprod__beta_lower(k, people - k + 1, p) : 1;
    const double lower = count < n ? coprod__beta_upper(k + 1, people - k, p) : 1;
    return fmin(1, 2 * fmin(upper, lower));
}

static void find_largest_p(coprod_fit *fit, uint64_t count, uint64_t population)
{
    const double p = (double)population / (double)fit->population;
    const double own = (double)fit->participants * p < 1 ? binomial_p(count, fit->participants, p)
                                                         : 2 * coprod__normal_upper(fabs(fit->largest_residual));
    fit->largest_residual_p = fmin(1, own * fit->groups);
}

static void sum_chi_square(const uint64_t *counts, const uint64_t *populations, size_t groups,
                           const coprod__fit_sums *sums, coprod_fit *fit)
{
    const double n = (double)sums->n, total = (double)sums->population, both = n * total;
    uint64_t least = UINT32_MAX;
    double sum = 0;
    for (size_t g = 0; g < groups; g++) {
        const double above = coprod__fit_above(counts[g], sums->population, sums->n, populations[g]);
        if (!populations[g])
            continue;
        sum += above * above / (both * (double)populations[g]);
        least = populations[g] < least ? populations[g] : least;
    }
    fit->chi_square = sum;
    fit->least_expected = n * (double)least / total;
}

static void sum_g(const uint64_t *counts, const uint64_t *populations, size_t groups, const coprod__fit_sums *sums,
                  coprod_fit *fit)
{
    const double n = (double)sums->n, total = (double)sums->population;
    fit->g = 0;
    for (size_t g = 0; g < groups; g++) {
        const double due = n * (double)populations[g];
        const double above = coprod__fit_above(counts[g], sums->population, sums->n, populations[g]);
        if (populations[g])
            fit->g += 2 * (due / total) * coprod__fit_phi(counts[g] ? above / due : -1);
    }
}

/* Each group by itself: how many expect few, and which stands out. */
static void look_at_groups(const uint64_t *counts, const uint64_t *populations, size_t groups,
                           const coprod__fit_sums *sums, coprod_fit *fit)
{
    double standardised;
    fit->largest_residual = 0;
    fit->largest_group = UINT32_MAX;
    for (size_t g = 0; g < groups; g++) {
        if (!populations[g])
            continue;
        fit->expected_below_5 += coprod__fit_above(5, sums->population, sums->n, populations[g]) > 0;
        residuals(sums, counts[g], populations[g], &standardised);
        if (fit->largest_group == UINT32_MAX || fabs(standardised) > fabs(fit->largest_residual)) {
            fit->largest_residual = standardised;
            fit->largest_group = (uint32_t)g;
        }
    }
    find_largest_p(fit, counts[fit->largest_group], populations[fit->largest_group]);
}

static coprod_fit measured(const uint64_t *counts, const uint64_t *populations, size_t groups,
                           const coprod__fit_sums *sums, int wanted)
{
    coprod_fit fit = unknown_fit(sums);
    if (fit.state != COPROD_FIT_ANSWERED)
        return fit;
    fit.degrees = fit.groups - 1;
    sum_chi_square(counts, populations, groups, sums, &fit);
    if (wanted & CHI_SQUARE_P)
        fit.chi_square_p = coprod__chi_square_upper(fit.chi_square, fit.degrees);
    if (wanted & (G | G_P))
        sum_g(counts, populations, groups, sums, &fit);
    if (wanted & G_P)
        fit.g_p = coprod__chi_square_upper(fit.g, fit.degrees);
    if (wanted & GROUPS)
        look_at_groups(counts, populations, groups, sums, &fit);
    fit.effect_w = sqrt(fit.chi_square / (double)sums->n);
    fit.effect_v = sqrt(fit.chi_square / ((double)sums->n * fit.degrees));
    return fit;
}

coprod_status coprod_fit_measure(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                                 coprod_fit *fit)
{
    coprod__fit_sums sums;
    coprod_fit own;
    coprod_status status = coprod__struct_begin(counts, fit, sizeof own);
    if (status == COPROD_OK)
        status = coprod__fit_read(kind, counts, populations, groups, 0, &sums);
    if (status != COPROD_OK)
        return status;
    own = measured(counts, populations, groups, &sums, CHI_SQUARE_P | G_P | GROUPS);
    return coprod__struct_out(fit, sizeof own, sizeof own, &own);
}

coprod_status coprod_fit_residuals(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                                   double *pearson, double *standardised)
{
    coprod__fit_sums sums;
    coprod_status status = counts ? coprod__fit_read(kind, counts, populations, groups, 0, &sums) : COPROD_E_ARGUMENT;
    for (size_t g = 0; status == COPROD_OK && g < groups; g++) {
        double first = (double)NAN, second = (double)NAN;
        if (sums.state == COPROD_FIT_ANSWERED && sums.groups > 1 && populations[g])
            first = residuals(&sums, counts[g], populations[g], &second);
        if (pearson)
            pearson[g] = first;
        if (standardised)
            standardised[g] = second;
    }
    return status;
}

/* --- many --- */

static void write_row(const coprod_fit_columns *columns, size_t row, const coprod_fit *fit)
{
    if (columns->chi_square)
        columns->chi_square[row] = fit->chi_square;
    if (columns->chi_square_p)
        columns->chi_square_p[row] = fit->chi_square_p;
    if (columns->g)
        columns->g[row] = fit->g;
    if (columns->g_p)
        columns->g_p[row] = fit->g_p;
    if (columns->effect_w)
        columns->effect_w[row] = fit->effect_w;
    if (columns->least_expected)
        columns->least_expected[row] = fit->least_expected;
    if (columns->fit_state)
        columns->fit_state[row] = (uint8_t)fit->state;
}

static void many(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups, size_t rows,
                 const coprod_fit_columns *columns)
{
    const int wanted = (columns->chi_square_p ? CHI_SQUARE_P : 0) | (columns->g ? G : 0) | (columns->g_p ? G_P : 0);
    for (size_t row = 0; row < rows; row++, counts += groups) {
        coprod__fit_sums sums;
        coprod_status status = coprod__fit_read(kind, counts, populations, groups, 0, &sums);
        coprod_fit fit = status == COPROD_OK ? measured(counts, populations, groups, &sums, wanted)
                                             : unknown_fit(&sums);
        write_row(columns, row, &fit);
        if (columns->overlap)
            columns->overlap[row] = status == COPROD_OK ? coprod__fit_overlap(counts, populations, groups, &sums)
                                                        : (double)NAN;
        if (columns->overlap_state)
            columns->overlap_state[row] = (uint8_t)sums.state;
        if (columns->row_status)
            columns->row_status[row] = status;
    }
}

coprod_status coprod_fit_many(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                              size_t rows, const coprod_fit_columns *columns)
{
    coprod_fit_columns own;
    size_t cells;
    coprod_status status;
    if (!populations || !columns || (rows && !counts) || (kind != 1 && kind != 2))
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(columns, sizeof own, sizeof own, &own);
    if (status == COPROD_OK && kind == 2)
        status = COPROD_E_RANGE;
    if (status == COPROD_OK && (!groups || groups > COPROD__FIT_GROUPS))
        status = COPROD_E_LIMIT;
    if (status == COPROD_OK)
        status = coprod__size_mul(rows, groups, &cells);
    if (status == COPROD_OK)
        many(kind, counts, populations, groups, rows, &own);
    return status;
}
