/* SPDX-License-Identifier: MIT */
/* What a score says, part by part. */
#include <math.h>

#include "coprod/equity_measures.h"
#include "score_internal.h"

coprod_status coprod_score_get(const coprod_score *score, coprod_score_info *info)
{
    coprod_status status = coprod__struct_begin(score, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &score->info) : status;
}

const coprod_frame *coprod_score_frame(const coprod_score *score)
{
    return score ? score->frame : NULL;
}

coprod_status coprod_score_get_dimension(const coprod_score *score, uint32_t index, coprod_score_dimension *dimension)
{
    coprod_score_dimension own = {.size = sizeof own};
    const coprod__tally *tally;
    coprod_status status = coprod__struct_begin(score, dimension, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= score->frame->dimension_count)
        return COPROD_E_UNKNOWN;
    tally = &score->tallies[index];
    own.known = tally->known;
    for (size_t i = 0; i < COPROD_UNKNOWN_CLASSES; i++)
        own.unknown[i] = tally->unknown[i];
    own.has_known = tally->has_known;
    own.has_unknown = tally->has_unknown;
    own.has_completeness = tally->has_known && tally->has_unknown && tally->known + tally->spare > 0;
    if (own.has_completeness)
        own.completeness = (double)tally->known / (double)(tally->known + tally->spare);
    own.loss = tally->loss.sum;
    own.no_balance = tally->no_balance;
    if (!tally->no_balance)
        own.balance = tally->balance.sum < 1 ? tally->balance.sum : 1;
    own.min_panel = tally->min_panel;
    return coprod__struct_out(dimension, sizeof own, sizeof own, &own);
}

/* count / known against population / denominator, times the edge: all in whole numbers. */
int coprod__score_band(const coprod_score *score, uint32_t index, size_t band)
{
    const coprod__group *group = &score->frame->groups[index];
    const coprod__tally *tally = &score->tallies[group->dimension];
    const coprod__band *edges = &score->frame->defaults.bands[band];
    const uint64_t counted = score->counts[index] * group->denominator;
    const uint64_t expected = tally->known * group->best;
    if (!group->scored)
        return COPROD_SCORE_NO_BAND;
    if (!score->counts[index])
        return COPROD_SCORE_ABSENT;
    if (!tally->has_known)
        return COPROD_SCORE_NO_BAND;
    if (coprod__products(counted, edges->low.d, expected, edges->low.n) < 0)
        return COPROD_SCORE_UNDER;
    return coprod__products(counted, edges->high.d, expected, edges->high.n) > 0 ? COPROD_SCORE_OVER
                                                                               : COPROD_SCORE_PROPORTIONATE;
}

static void fill_scored(const coprod_score *score, uint32_t index, coprod_score_group *own)
{
    const coprod__target *target = &score->targets[index];
    own->needed = target->need;
    own->shortfall = own->count < target->need ? target->need - own->count : 0;
    own->target = target->value;
    own->coverage = score->coverages[index];
    own->weight = score->frame->groups[index].weight;
    own->loss = score->losses[index];
    own->is_worst = score->worst[index];
}

/* How sure the share is, and how often as many people drawn by lot would have nobody of the group. */
static void fill_chance(const coprod__group *from, uint64_t known, coprod_score_group *own)
{
    coprod_limits limits = {.size = sizeof limits};
    if (own->has_share && coprod_share_limits(own->count, known, NULL, &limits) == COPROD_OK) {
        own->share_lower = limits.lower;
        own->share_upper = limits.upper;
    }
    if (own->has_ppr)
        own->prob_absent = exp((double)known * log1p(-(double)from->best / (double)from->denominator));
}

coprod_status coprod_score_get_group(const coprod_score *score, uint32_t index, coprod_score_group *group)
{
    coprod_score_group own = {.size = sizeof own};
    const coprod__group *from;
    const coprod__tally *tally;
    coprod_status status = coprod__struct_begin(score, group, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= score->frame->group_count)
        return COPROD_E_UNKNOWN;
    from = &score->frame->groups[index];
    tally = &score->tallies[from->dimension];
    own.count = score->counts[index];
    own.dimension = from->dimension;
    own.status = from->scored ? COPROD_SCORE_OK : own.count ? COPROD_SCORE_UNBENCHMARKED : COPROD_SCORE_NO_BENCHMARK;
    own.is_beyond = from->has_population && own.count > from->high;
    own.has_share = tally->has_known && tally->known > 0;
    if (own.has_share)
        own.share = (double)own.count / (double)tally->known;
    own.has_ppr = own.has_share && from->scored;
    if (own.has_ppr)
        own.ppr = ((double)own.count * (double)from->denominator) / ((double)tally->known * (double)from->best);
    fill_chance(from, tally->known, &own);
    own.band = coprod__score_band(score, index, 0);
    own.four_fifths = coprod__score_band(score, index, 1);
    if (from->scored)
        fill_scored(score, index, &own);
    return coprod__struct_out(group, sizeof own, sizeof own, &own);
}

static const char *word_of(const char *const *words, size_t count, int32_t index)
{
    return index < 0 || (size_t)index >= count ? "" : words[index];
}

const char *coprod_score_band_word(int32_t band)
{
    static const char *const words[] = {"", "absent", "under", "proportionate", "over"};
    return word_of(words, sizeof words / sizeof *words, band);
}

const char *coprod_score_status_word(int32_t status)
{
    static const char *const words[] = {"", "ok", "no-benchmark", "unbenchmarked"};
    return word_of(words, sizeof words / sizeof *words, status);
}

const char *coprod_score_reason_word(int32_t reason)
{
    static const char *const words[] = {"", "membership", "nobody-counted", "no-benchmark", "does-not-add-up",
                                        "too-much-work"};
    return word_of(words, sizeof words / sizeof *words, reason);
}
