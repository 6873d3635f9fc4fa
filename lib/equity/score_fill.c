/* SPDX-License-Identifier: MIT */
/* The formula. With coverage c = min(1, count / target), weights w that add to 1, and alpha for the worst:
 *
 *   score = 100 ((1 - alpha) sum of w c + alpha least c)
 *   loss of a group = 100 ((1 - alpha) w (1 - c) + alpha (1 - least c) / how many share it, if it does)
 *
 * The score is 100 less the sum of the losses; what is worst is decided in whole numbers. */
#include "score_internal.h"

double coprod__score_of(const coprod_frame *frame, const coprod__target *targets, const uint64_t *counts, double *worst)
{
    coprod__whole whole = {{0, 0}, 1, 0};
    for (uint32_t i = 0; i < frame->group_count; i++)
        if (frame->groups[i].counts)
            coprod__whole_add(&whole, frame->groups[i].part, coprod__coverage(&targets[i], counts[i]));
    *worst = whole.least;
    return coprod__whole_score(&whole, frame->worst_part);
}

static void find_worst(coprod_score *score)
{
    const coprod_frame *frame = score->frame;
    uint32_t least = UINT32_MAX;
    for (uint32_t i = 0; i < frame->group_count; i++)
        if (frame->groups[i].counts
            && (least == UINT32_MAX
                || coprod__coverages(&score->targets[i], score->counts[i], &score->targets[least],
                                     score->counts[least]) < 0))
            least = i;
    score->info.worst_group = least;
    for (uint32_t i = 0; i < frame->group_count; i++)
        if (frame->groups[i].counts
            && !coprod__coverages(&score->targets[i], score->counts[i], &score->targets[least], score->counts[least])) {
            score->worst[i] = 1;
            score->info.worst_count++;
        }
}

static void find_losses(coprod_score *score)
{
    const coprod_frame *frame = score->frame;
    const double shared = frame->worst_part * (1 - score->info.worst) / (double)score->info.worst_count;
    for (uint32_t i = 0; i < frame->group_count; i++) {
        const coprod__group *group = &frame->groups[i];
        if (!group->scored)
            continue;
        score->coverages[i] = coprod__coverage(&score->targets[i], score->counts[i]);
        score->losses[i] = group->part * (1 - score->coverages[i]) + (score->worst[i] ? shared : 0);
        coprod__sum_add(&score->tallies[group->dimension].loss, score->losses[i]);
    }
}

/* --- the exact score --- */

static coprod__exact exact_coverage(const coprod_frame *frame, const coprod__target *target, uint64_t count)
{
    const uint64_t factor = coprod__common(target->over, target->under), over = target->over / factor;
    coprod__exact part;
    if (!count || count >= target->need)
        return coprod__exact_of(count > 0);
    if (over > INT64_MAX)
        return (coprod__exact){0, 0};
    part = coprod__exact_times(coprod__exact_of((int64_t)count), (int64_t)(target->under / factor), (int64_t)over);
    return coprod__exact_times(coprod__exact_lowest(part), frame->threshold.d, frame->threshold.n);
}

static void find_exact(coprod_score *score)
{
    const coprod_frame *frame = score->frame;
    const coprod__fraction alpha = frame->alpha;
    const uint32_t worst = score->info.worst_group;
    coprod__exact sum = coprod__exact_of(0), least;
    for (uint32_t i = 0; i < frame->group_count && sum.d; i++) {
        coprod__exact part;
        if (!frame->groups[i].counts)
            continue;
        part = coprod__exact_lowest(exact_coverage(frame, &score->targets[i], score->counts[i]));
        part = part.d && frame->groups[i].share.d
                   ? coprod__exact_times(part, frame->groups[i].share.n, frame->groups[i].share.d)
                   : (coprod__exact){0, 0};
        sum = coprod__exact_lowest(coprod__exact_add(sum, coprod__exact_lowest(part)));
    }
    least = coprod__exact_times(exact_coverage(frame, &score->targets[worst], score->counts[worst]), alpha.n, alpha.d);
    sum = coprod__exact_times(sum, alpha.d - alpha.n, alpha.d);
    sum = coprod__exact_lowest(coprod__exact_add(coprod__exact_lowest(sum), coprod__exact_lowest(least)));
    sum = coprod__exact_lowest(coprod__exact_times(sum, 100, 1));
    score->info.exact_numerator = sum.d ? sum.n : 0;
    score->info.exact_denominator = sum.d;
}

void coprod__score_fill(coprod_score *score)
{
    const coprod_frame *frame = score->frame;
    coprod_score_info *info = &score->info;
    const double alpha = (double)frame->alpha.n / (double)frame->alpha.d;
    double certain;
    info->has_score = 1;
    find_worst(score);
    info->score = coprod__score_of(frame, score->targets, score->counts, &info->worst);
    find_losses(score);
    find_exact(score);
    info->has_certificate = frame->alpha.n > 0;
    if (!info->has_certificate)
        return;
    certain = (info->score / 100 - 1 + alpha) / alpha;
    certain = certain < info->worst ? certain : info->worst; /* which it cannot be above but by rounding */
    info->certificate = certain > 0 ? certain : 0;
}
