/* SPDX-License-Identifier: MIT */
/* Scores of weighted voices. Each step (a product, a quotient, a minimum, a sum of two) keeps the order of what goes
 * into it, and so does the whole; a sum that carries its rounding along would not. */
#include <math.h>

#include "score_internal.h"

/* Sums in pairs, pairs of pairs, and so on: as exact as is needed, and in an order that only their number decides. */
enum { LEVELS = 32 };

typedef struct pairs {
    double sums[LEVELS]; /* of 2^level terms each, where that bit of the count is set */
    uint32_t count;
} pairs;

static void add(pairs *own, double term)
{
    uint32_t level = 0;
    for (; own->count >> level & 1; level++)
        term += own->sums[level];
    own->sums[level] = term;
    own->count++;
}

static double total(const pairs *own)
{
    double sum = 0;
    for (uint32_t level = 0; level < LEVELS; level++)
        if (own->count >> level & 1)
            sum += own->sums[level];
    return sum;
}

/* min(1, voices / target); people who meet the target are exactly 1. */
static double covered(const coprod__target *target, double voices)
{
    const double part = voices * target->times / target->by;
    return voices >= (double)target->need || part > 1 ? 1 : part;
}

static int all_right(const double *voices, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isfinite(voices[i]) || voices[i] < 0)
            return 0;
    return 1;
}

coprod_status coprod_score_voices(const coprod_frame *frame, const double *voices, size_t count, double *score,
                                  double *worst)
{
    pairs lost = {{0}, 0};
    double least = 1, most = 0, sum;
    if (score)
        *score = 0;
    if (worst)
        *worst = 0;
    if (!frame || !voices || !score || count != frame->group_count)
        return COPROD_E_ARGUMENT;
    if (frame->mode != COPROD_FRAME_FIXED || !frame->scored_count)
        return COPROD_E_UNKNOWN;
    if (!all_right(voices, count))
        return COPROD_E_RANGE;
    for (uint32_t i = 0; i < frame->group_count; i++) {
        double coverage;
        if (!frame->groups[i].counts)
            continue;
        coverage = covered(&frame->groups[i].target, voices[i]);
        add(&lost, frame->groups[i].part * (1 - coverage));
        least = coverage < least ? coverage : least;
        most = coverage > most ? coverage : most;
    }
    add(&lost, frame->worst_part * (1 - least));
    sum = total(&lost);
    *score = most > 0 && sum < 100 ? 100 - sum : 0; /* nobody is 0, not nearly 0 */
    if (worst)
        *worst = least;
    return COPROD_OK;
}
