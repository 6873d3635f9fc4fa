/* SPDX-License-Identifier: MIT */
/* Inside a score. */
#ifndef COPROD_SCORE_INTERNAL_H
#define COPROD_SCORE_INTERNAL_H

#include "coprod/equity.h"
#include "frame_internal.h"

/* Sums whose rounding is carried along (Kahan). */
typedef struct coprod__sum {
    double sum, rest;
} coprod__sum;

static inline void coprod__sum_add(coprod__sum *sum, double term)
{
    const double own = term - sum->rest, next = sum->sum + own;
    sum->rest = (next - sum->sum) - own;
    sum->sum = next;
}

/* A score on its way: what is lost by the mean, and the coverages at both ends. */
typedef struct coprod__whole {
    coprod__sum lost;
    double least, most;
} coprod__whole;

static inline void coprod__whole_add(coprod__whole *whole, double part, double coverage)
{
    coprod__sum_add(&whole->lost, part * (1 - coverage));
    whole->least = coverage < whole->least ? coverage : whole->least;
    whole->most = coverage > whole->most ? coverage : whole->most;
}

static inline double coprod__whole_score(coprod__whole *whole, double worst_part)
{
    coprod__sum_add(&whole->lost, worst_part * (1 - whole->least));
    /* nobody is 0, not nearly 0 */
    return whole->most > 0 && whole->lost.sum < 100 ? 100 - whole->lost.sum : 0;
}

typedef struct coprod__tally {
    uint64_t counted;                          /* all its groups' counts */
    uint64_t known;
    uint64_t unknown[COPROD_UNKNOWN_CLASSES];
    uint64_t spare;                            /* people who may be in any of its groups */
    int32_t has_known;
    int32_t has_unknown;
    coprod__sum loss;
    coprod__sum balance;
    int32_t no_balance;
    uint64_t min_panel;
} coprod__tally;

struct coprod_score {
    coprod__arena arena;
    const coprod_frame *frame;
    coprod_score_info info;
    uint64_t *counts;             /* by group, as all that follow */
    coprod__target *targets;      /* of groups that are scored */
    double *coverages;
    double *losses;
    uint8_t *worst;               /* shares the worst coverage */
    coprod__tally *tallies;       /* by dimension */
};

/* Score and worst coverage by counts and targets. */
double coprod__score_of(const coprod_frame *frame, const coprod__target *targets, const uint64_t *counts,
                         double *worst);
/* Coverage in each group, loss, score, ties, exact score. */
void coprod__score_fill(coprod_score *score);

/* The target of a group where `known` people gave an answer in its dimension, which a fixed panel does not ask. */
static inline void coprod__group_target(const coprod_frame *frame, const coprod__group *group, uint64_t known,
                                        coprod__target *target)
{
    if (frame->mode == COPROD_FRAME_FIXED)
        *target = group->target;
    else
        coprod__target_of(known, group->best, group->denominator, frame->min_voices, frame->threshold, target);
}

/* All of the bounds. */
coprod_status coprod__score_bounds(coprod_score *score);

coprod_status coprod__score_make(const coprod_frame *frame, const coprod_score_input *input,
                                 const coprod__memory *memory, coprod_score **score);
/* A dimension, and what chance alone would give in it. */
typedef struct coprod__told {
    coprod_score_dimension own;
    coprod_score_drawn drawn;
} coprod__told;

coprod_status coprod__score_told(const coprod_score *score, coprod__told *dimensions); /* all of them */
int coprod__score_band(const coprod_score *score, uint32_t group, size_t band); /* by the defaults' band */

#endif
