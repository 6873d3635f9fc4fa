/* SPDX-License-Identifier: MIT */
/* What if further people came, who next, and the figures as they are printed. */
#include "score_internal.h"

#include <math.h>

/* --- what if --- */

static int is_among(const uint32_t *groups, size_t count, uint32_t group)
{
    for (size_t i = 0; i < count; i++)
        if (groups[i] == group)
            return 1;
    return 0;
}

static coprod_status check_people(const coprod_score *score, const uint32_t *groups, size_t count, uint64_t people)
{
    const coprod_frame *frame = score->frame;
    for (size_t i = 0; i < count; i++)
        if (groups[i] >= frame->group_count)
            return COPROD_E_UNKNOWN;
    for (size_t i = 0; i < count; i++) {
        const uint32_t d = frame->groups[groups[i]].dimension;
        if (people > UINT32_MAX || score->counts[groups[i]] + people > UINT32_MAX
            || score->tallies[d].known + people > UINT32_MAX)
            return COPROD_E_RANGE;
        for (size_t k = 0; k < i; k++)
            if (groups[k] == groups[i]
                || (frame->groups[groups[k]].dimension == d && frame->dimensions[d].kind == COPROD_DIMENSION_PARTITION))
                return COPROD_E_RANGE;
    }
    return COPROD_OK;
}

/* In a snapshot they raise the targets of each dimension in which they are in a group. */
static int is_touched(const coprod_frame *frame, const uint32_t *groups, size_t count, uint32_t dimension)
{
    for (size_t i = 0; i < count; i++)
        if (frame->groups[groups[i]].dimension == dimension)
            return 1;
    return 0;
}

static double score_with(const coprod_score *score, const uint32_t *groups, size_t count, uint64_t people)
{
    const coprod_frame *frame = score->frame;
    coprod__whole whole = {{0, 0}, 1, 0};
    for (uint32_t i = 0; i < frame->group_count; i++) {
        const coprod__group *group = &frame->groups[i];
        const uint64_t now = score->counts[i] + (is_among(groups, count, i) ? people : 0);
        coprod__target target = score->targets[i];
        if (!group->counts)
            continue;
        if (frame->mode == COPROD_FRAME_SNAPSHOT && is_touched(frame, groups, count, group->dimension))
            coprod__group_target(frame, group, score->tallies[group->dimension].known + people, &target);
        coprod__whole_add(&whole, group->part, coprod__coverage(&target, now));
    }
    return coprod__whole_score(&whole, frame->worst_part);
}

coprod_status coprod_score_what_if(const coprod_score *score, const uint32_t *groups, size_t count, uint64_t people,
                                   double *after)
{
    coprod_status status;
    if (!after)
        return COPROD_E_ARGUMENT;
    *after = 0;
    if (!score || (count && !groups))
        return COPROD_E_ARGUMENT;
    status = score->info.has_score ? check_people(score, groups, count, people) : COPROD_E_UNKNOWN;
    if (status == COPROD_OK)
        *after = score_with(score, groups, count, people);
    return status;
}

/* --- who next --- */

/* The worst coverage but for the one group that has it alone; the worst one where several have. */
static double second_worst(const coprod_score *score)
{
    double least = 1;
    if (score->info.worst_count > 1)
        return score->info.worst;
    for (uint32_t i = 0; i < score->frame->group_count; i++)
        if (score->frame->groups[i].counts && !score->worst[i] && score->coverages[i] < least)
            least = score->coverages[i];
    return least;
}

/* What one more person of a group adds to the score of a fixed panel. */
static double gain_of(const coprod_score *score, uint32_t index, double second)
{
    const coprod__group *group = &score->frame->groups[index];
    const double now = score->coverages[index];
    const double then = coprod__coverage(&score->targets[index], score->counts[index] + 1);
    double gain = group->part * (then - now);
    if (score->worst[index])
        gain += score->frame->worst_part * ((then < second ? then : second) - score->info.worst);
    return gain;
}

coprod_status coprod_score_next(const coprod_score *score, uint32_t *group, double *after)
{
    double second, best = 1e-12; /* what is less is rounding */
    if (group)
        *group = UINT32_MAX;
    if (after)
        *after = 0;
    if (!score || !group || !after)
        return COPROD_E_ARGUMENT;
    if (!score->info.has_score)
        return COPROD_E_UNKNOWN;
    second = second_worst(score);
    for (uint32_t i = 0; i < score->frame->group_count; i++) {
        double gain;
        if (!score->frame->groups[i].counts || score->counts[i] >= score->targets[i].need)
            continue;
        gain = score->frame->mode == COPROD_FRAME_FIXED ? gain_of(score, i, second)
                                                        : score_with(score, &i, 1, 1) - score->info.score;
        if (gain > best * (1 + 1e-9)) {
            best = gain;
            *group = i;
        }
    }
    *after = *group == UINT32_MAX ? score->info.score : score_with(score, group, 1, 1);
    return COPROD_OK;
}

/* --- printed figures --- */

/* Whole units, and what is left over; next to a whole number is that number. */
static int64_t whole(double units, double *rest)
{
    double down = floor(units + 1e-9);
    *rest = units > down ? units - down : 0;
    return (int64_t)down;
}

/* One unit more where the rest is largest, or one less where it is smallest, the first of several. */
static void put_right(int64_t *losses, double *rests, size_t count, int64_t missing)
{
    for (int64_t one = missing > 0 ? 1 : -1; missing; missing -= one) {
        size_t at = count;
        for (size_t i = 0; i < count; i++)
            if ((one > 0 || losses[i] > 0)
                && (at == count || (one > 0 ? rests[i] > rests[at] + 1e-9 : rests[i] < rests[at] - 1e-9)))
                at = i;
        losses[at] += one;
        rests[at] = one > 0 ? -1 : 2;
    }
}

static coprod_status print_losses(const coprod_score *score, double unit, int64_t all, int64_t *losses)
{
    const size_t count = score->frame->group_count, bytes = count * sizeof(double);
    double *rests = coprod__alloc(&score->arena.memory, bytes);
    if (!rests)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < count; i++) {
        losses[i] = whole(score->losses[i] * unit, &rests[i]);
        all -= losses[i];
    }
    put_right(losses, rests, count, all);
    coprod__release(&score->arena.memory, rests, bytes);
    return COPROD_OK;
}

/* 100 is only where nothing is short, and 0 only where nobody was counted. */
static int64_t printed_score(const coprod_score *score, int64_t unit)
{
    const int64_t nearest = (int64_t)floor(score->info.score * (double)unit + 0.5 + 1e-9);
    if (nearest >= 100 * unit && score->info.score < 100)
        return 100 * unit - 1;
    return nearest == 0 && score->info.score > 0 ? 1 : nearest;
}

coprod_status coprod_score_printed(const coprod_score *score, int32_t decimals, int64_t *printed, int64_t *losses,
                                   size_t count)
{
    int64_t unit = 1, own;
    coprod_status status = COPROD_OK;
    if (printed)
        *printed = 0;
    for (size_t i = 0; losses && i < count; i++)
        losses[i] = 0;
    if (!score || !printed || decimals < 0 || decimals > 6 || (losses && count != score->frame->group_count))
        return COPROD_E_ARGUMENT;
    if (!score->info.has_score)
        return COPROD_E_UNKNOWN;
    for (int32_t i = 0; i < decimals; i++)
        unit *= 10;
    own = printed_score(score, unit);
    if (losses)
        status = print_losses(score, (double)unit, 100 * unit - own, losses);
    if (status == COPROD_OK)
        *printed = own;
    return status;
}
