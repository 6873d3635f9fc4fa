/* SPDX-License-Identifier: MIT */
/* A logistic curve through proportions, by Newton's steps, and what is read off a curve. */
#include "gradient_internal.h"

enum { STEPS_MOST = 200 };
static const double close_enough = 1e-14, longest_step = 4;

/* There is no curve of greatest likelihood if one rank parts those who take part from those who do not: the curve would
 * have to be a cliff. It is seen from the groups, before any step. */
static int is_parted(const coprod__groups *groups)
{
    size_t first_with = SIZE_MAX, last_with = 0, first_without = SIZE_MAX, last_without = 0;
    for (size_t i = 0; i < groups->count; i++) {
        const double rate = coprod__group_rate(groups, i);
        if (rate > 0) {
            first_with = first_with == SIZE_MAX ? i : first_with;
            last_with = i;
        }
        if (rate < groups->per) {
            first_without = first_without == SIZE_MAX ? i : first_without;
            last_without = i;
        }
    }
    return first_with == SIZE_MAX || first_without == SIZE_MAX || last_with <= first_without
           || last_without <= first_with;
}

/* Score, information and the sum of squared scores, each by shares of the population. */
typedef struct sums {
    coprod__sum score0, score1, h00, h01, h11, m00, m01, m11;
} sums;

static void add_groups(const coprod__line *line, sums *all)
{
    double before = 0;
    for (size_t i = 0; i < line->groups->count; i++) {
        const double x = coprod__mid_rank(line->groups, i, &before), p = coprod__group_share(line->groups, i);
        const double fit = coprod__logistic(line->first + line->slope * x);
        const double miss = coprod__group_rate(line->groups, i) / line->groups->per - fit;
        const double sharp = p * fit * coprod__logistic(-line->first - line->slope * x), square = p * miss * p * miss;
        coprod__sum_add(&all->score0, p * miss);
        coprod__sum_add(&all->score1, p * miss * x);
        coprod__sum_add(&all->h00, sharp);
        coprod__sum_add(&all->h01, sharp * x);
        coprod__sum_add(&all->h11, sharp * x * x);
        coprod__sum_add(&all->m00, square);
        coprod__sum_add(&all->m01, square * x);
        coprod__sum_add(&all->m11, square * x * x);
    }
}

/* One step; 1 if it was as good as none, -1 if there is no way on. */
static int step(coprod__line *line)
{
    sums all = {.score0 = {0, 0}};
    double h00, h01, h11, by, s0, s1, step0, step1, longest;
    add_groups(line, &all);
    h00 = coprod__sum_of(&all.h00), h01 = coprod__sum_of(&all.h01), h11 = coprod__sum_of(&all.h11);
    s0 = coprod__sum_of(&all.score0), s1 = coprod__sum_of(&all.score1);
    by = h00 * h11 - h01 * h01;
    if (!(by > 0))
        return -1;
    step0 = (h11 * s0 - h01 * s1) / by;
    step1 = (h00 * s1 - h01 * s0) / by;
    longest = fmax(fabs(step0), fabs(step1));
    if (longest > longest_step) {
        step0 *= longest_step / longest;
        step1 *= longest_step / longest;
    }
    line->first += step0;
    line->slope += step1;
    return fabs(step0) <= close_enough * fmax(1, fabs(line->first))
           && fabs(step1) <= close_enough * fmax(1, fabs(line->slope));
}

/* H^-1 M H^-1 G / (G - 2): the populations weight groups, they do not make them more certain. */
static void robust(coprod__line *line)
{
    const double groups = (double)line->groups->count, more = groups / (groups - 2);
    sums all = {.score0 = {0, 0}};
    double h00, h01, h11, m00, m01, m11, by, a, b, c, d;
    add_groups(line, &all);
    h00 = coprod__sum_of(&all.h00), h01 = coprod__sum_of(&all.h01), h11 = coprod__sum_of(&all.h11);
    m00 = coprod__sum_of(&all.m00), m01 = coprod__sum_of(&all.m01), m11 = coprod__sum_of(&all.m11);
    by = h00 * h11 - h01 * h01;
    a = h11 / by, b = -h01 / by, d = h00 / by;
    c = b; /* the inverse is (a b; c d), and b is c */
    line->v00 = more * (a * (a * m00 + b * m01) + b * (a * m01 + b * m11));
    line->v01 = more * (a * (c * m00 + d * m01) + b * (c * m01 + d * m11));
    line->v11 = more * (c * (c * m00 + d * m01) + d * (c * m01 + d * m11));
}

void coprod__fit_logistic(coprod__line *line)
{
    coprod_gradient *result = line->result;
    const double mean = result->mean / line->groups->per;
    int done = 0;
    result->sii_state = result->rii_state = COPROD_INEQUALITY_NOT_FITTED;
    if (is_parted(line->groups))
        return;
    line->first = log(mean / (1 - mean));
    line->slope = 0;
    for (int i = 0; i < STEPS_MOST && !done; i++)
        done = step(line);
    if (done <= 0)
        return;
    result->sii_state = result->rii_state =
        line->groups->count > 2 ? COPROD_INEQUALITY_KNOWN : COPROD_INEQUALITY_NO_LIMITS;
    if (line->groups->count > 2)
        robust(line);
    coprod__curve_indices(line);
}

/* --- what is read off a curve --- */

/* How much a figure errs that moves so with where the line starts and with its slope. What rounding left below zero is
 * zero; what is no number stays none. */
static double error_of(const coprod__line *line, double by_first, double by_slope)
{
    const double variance = by_first * by_first * line->v00 + 2 * by_first * by_slope * line->v01
                            + by_slope * by_slope * line->v11;
    return sqrt(variance < 0 ? 0 : variance);
}

void coprod__curve_indices(coprod__line *line)
{
    coprod_gradient *result = line->result;
    const int log_line = line->options->fit == COPROD_FIT_LOG;
    const double per = line->groups->per, last = line->first + line->slope;
    /* How the ends, and the logarithms of the ends, change with where the line stands. */
    double end0, end1, log0, log1, error;
    if (log_line) {
        result->first = exp(line->first);
        result->last = exp(last);
        end0 = result->first, end1 = result->last, log0 = log1 = 1;
    } else {
        log0 = coprod__logistic(-line->first), log1 = coprod__logistic(-last);
        result->first = per * coprod__logistic(line->first);
        result->last = per * coprod__logistic(last);
        end0 = result->first * log0, end1 = result->last * log1;
    }
    result->sii = result->last - result->first;
    result->rii = result->last / result->first;
    if (result->sii_state != COPROD_INEQUALITY_KNOWN)
        return;
    error = error_of(line, end1 - end0, end1);
    result->sii_error = error;
    result->sii_lower = result->sii - line->z * error;
    result->sii_upper = result->sii + line->z * error;
    error = error_of(line, log1 - log0, log1);
    result->rii_lower = result->rii * exp(-line->z * error);
    result->rii_upper = result->rii * exp(line->z * error);
}
