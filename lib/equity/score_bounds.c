/* SPDX-License-Identifier: MIT */
/* How low and how high the score may be: by the people whose answers are not known, and by the range of populations.
 *
 * Lower: nobody more is in any group. Upper: in a membership each of the people may be in every group. In a partition
 * each is in one; what they were best for is searched by the worst coverage: for each that can be reached, every group
 * is raised to it, and whoever is left goes where a person adds most. That adds most to a group below its target in
 * whole steps and less in its last one, so giving the largest first is right. One floor goes for all dimensions, and
 * below it each is on its own: people not known in one dimension may be anybody in another. So the bound is exact, but
 * where there are so many floors that only a grid of them is tried. */
#include <stdlib.h>

#include "score_internal.h"

enum { FLOORS_MOST = 2000000, GRID_LEAST = 256, GRID_MOST = 16384 }; /* floors times groups; points of a grid */

/* People of a group who each add as much. */
typedef struct step {
    double gain;
    uint32_t group;
    uint8_t last; /* the one that reaches the target */
} step;

typedef struct search {
    const coprod_frame *frame;
    const coprod__tally *tallies;
    const coprod__target *targets;
    uint64_t *counts;   /* with all who may be in a membership */
    uint64_t *raised;
    uint64_t *left;     /* people, by dimension */
    step *steps;
    size_t step_count;
    uint32_t fixed;     /* the worst of the groups that cannot be raised; UINT32_MAX: none */
    double best;
} search;

static int is_open(const search *own, uint32_t index)
{
    const coprod__group *group = &own->frame->groups[index];
    return group->counts && own->tallies[group->dimension].spare
           && own->frame->dimensions[group->dimension].kind == COPROD_DIMENSION_PARTITION;
}

static int by_gain(const void *a, const void *b)
{
    const step *x = a, *y = b;
    if (x->gain > y->gain || x->gain < y->gain)
        return x->gain > y->gain ? -1 : 1;
    if (x->last != y->last)
        return x->last - y->last;
    return (x->group > y->group) - (x->group < y->group);
}

static int is_worse(const search *own, uint32_t a, uint32_t b)
{
    return coprod__coverages(&own->targets[a], own->counts[a], &own->targets[b], own->counts[b]) < 0;
}

static void prepare(search *own, const uint64_t *counts)
{
    const coprod_frame *frame = own->frame;
    own->fixed = UINT32_MAX;
    for (uint32_t i = 0; i < frame->group_count; i++) {
        const coprod__group *group = &frame->groups[i];
        const coprod__target *target = &own->targets[i];
        const double part = group->part;
        own->counts[i] = counts[i];
        if (group->counts && frame->dimensions[group->dimension].kind == COPROD_DIMENSION_MEMBERSHIP)
            own->counts[i] += own->tallies[group->dimension].spare;
        if (group->counts && own->counts[i] > target->need)
            own->counts[i] = target->need;
        if (!is_open(own, i)) {
            if (group->counts && (own->fixed == UINT32_MAX || is_worse(own, i, own->fixed)))
                own->fixed = i;
            continue;
        }
        own->steps[own->step_count++] = (step){part * target->times / target->by, i, 0};
        own->steps[own->step_count++] = (step){part * (1 - coprod__coverage(target, target->need - 1)), i, 1};
    }
    if (own->step_count)
        qsort(own->steps, own->step_count, sizeof *own->steps, by_gain);
}

/* The fewest people of a group whose coverage is at least that of `people` in another. */
static uint64_t reach(const coprod__target *target, const coprod__target *other, uint64_t people)
{
    uint64_t count;
    if (people >= other->need)
        return target->need;
    count = (uint64_t)(coprod__coverage(other, people) * target->value); /* never above what is asked */
    while (coprod__coverages(target, count, other, people) < 0)
        count++;
    return count;
}

/* Raises every open group to at least the coverage of `people` at a target; 0: there are not enough. */
static int raise_all(search *own, const coprod__target *floor, uint64_t people)
{
    const coprod_frame *frame = own->frame;
    for (uint32_t d = 0; d < frame->dimension_count; d++)
        own->left[d] = own->tallies[d].spare;
    for (uint32_t i = 0; i < frame->group_count; i++) {
        uint64_t *left = &own->left[frame->groups[i].dimension], wanted;
        own->raised[i] = own->counts[i];
        if (!is_open(own, i))
            continue;
        wanted = reach(&own->targets[i], floor, people);
        if (wanted <= own->counts[i])
            continue;
        if (wanted - own->counts[i] > *left)
            return 0;
        *left -= wanted - own->counts[i];
        own->raised[i] = wanted;
    }
    return 1;
}

/* The people left go where each adds most to the mean. */
static void give(search *own)
{
    for (size_t s = 0; s < own->step_count; s++) {
        const step *one = &own->steps[s];
        const uint64_t need = own->targets[one->group].need, most = one->last ? need : need - 1;
        uint64_t *count = &own->raised[one->group], *left = &own->left[own->frame->groups[one->group].dimension];
        uint64_t more = *count < most ? most - *count : 0;
        more = more < *left ? more : *left;
        *count += more;
        *left -= more;
    }
}

/* The best that a floor allows, and more where the worst coverage may go up to `ceiling`; 0: it cannot be reached. */
static int try_floor(search *own, const coprod__target *floor, uint64_t people, double ceiling)
{
    double worst, score;
    if (own->fixed != UINT32_MAX
        && coprod__coverages(floor, people, &own->targets[own->fixed], own->counts[own->fixed]) > 0)
        return 0;
    if (!raise_all(own, floor, people))
        return 0;
    give(own);
    score = coprod__score_of(own->frame, own->targets, own->raised, &worst);
    if (worst < ceiling)
        score += own->frame->worst_part * (ceiling - worst);
    own->best = score > own->best ? score : own->best;
    return 1;
}

/* How many people more a group can be raised by. */
static uint64_t headroom(const search *own, uint32_t index)
{
    const uint64_t need = own->targets[index].need - own->counts[index];
    const uint64_t spare = own->tallies[own->frame->groups[index].dimension].spare;
    return need < spare ? need : spare;
}

/* Each floor that can be the worst coverage, lowest first in each group: where one is too high, so are the next. */
static void try_all(search *own)
{
    for (uint32_t i = 0; i < own->frame->group_count; i++) {
        const uint64_t more = is_open(own, i) ? headroom(own, i) : 0;
        for (uint64_t j = 0; is_open(own, i) && j <= more; j++)
            if (!try_floor(own, &own->targets[i], own->counts[i] + j, 0))
                break;
    }
    if (own->fixed != UINT32_MAX)
        try_floor(own, &own->targets[own->fixed], own->counts[own->fixed], 0);
}

/* Floors at equal distances. Between two the mean is not above that at the lower one, nor the worst coverage above the
 * upper one. */
static void try_grid(search *own, uint64_t points)
{
    coprod__target grid;
    coprod__target_of(0, 0, 1, points, own->frame->threshold, &grid);
    for (uint64_t j = 0; j <= points; j++) {
        const double next = j < points ? (double)(j + 1) / (double)points : 1;
        if (!try_floor(own, &grid, j, next))
            break;
    }
    own->best = own->best < 100 ? own->best : 100;
}

static int run(search *own)
{
    const uint64_t groups = own->frame->group_count;
    uint64_t floors = 0, points = FLOORS_MOST / groups;
    for (uint32_t i = 0; i < groups; i++)
        floors += is_open(own, i) ? headroom(own, i) + 1 : 0;
    if (floors <= points) {
        try_all(own);
        return 1;
    }
    points = points < GRID_MOST ? points : GRID_MOST;
    try_grid(own, points > GRID_LEAST ? points : GRID_LEAST);
    return 0;
}

/* The highest score, and whether it is exact. */
static coprod_status highest(const coprod_score *score, const coprod__target *targets, double *upper, int32_t *exact)
{
    const coprod_frame *frame = score->frame;
    const coprod__memory *memory = &score->arena.memory;
    const size_t groups = frame->group_count, counts = groups * sizeof(uint64_t);
    const size_t dimensions = frame->dimension_count * sizeof(uint64_t), steps = 2 * groups * sizeof(step);
    search own = {frame, score->tallies, targets, NULL, NULL, NULL, NULL, 0, 0, 0};
    double worst;
    own.counts = coprod__alloc(memory, counts);
    own.raised = coprod__alloc(memory, counts);
    own.left = coprod__alloc(memory, dimensions);
    own.steps = coprod__alloc(memory, steps);
    const int there = own.counts && own.raised && own.left && own.steps;
    if (there) {
        prepare(&own, score->counts);
        own.best = coprod__score_of(frame, targets, own.counts, &worst);
        *exact &= !own.step_count || run(&own);
        *upper = own.best;
    }
    coprod__release(memory, own.steps, steps);
    coprod__release(memory, own.left, dimensions);
    coprod__release(memory, own.raised, counts);
    coprod__release(memory, own.counts, counts);
    return there ? COPROD_OK : COPROD_E_MEMORY;
}

/* Targets as they would be with each population at its lowest or highest figure. */
static void at_end(const coprod_score *score, int high, coprod__target *targets)
{
    const coprod_frame *frame = score->frame;
    for (uint32_t i = 0; i < frame->group_count; i++) {
        const coprod__group *group = &frame->groups[i];
        const uint64_t known = score->tallies[group->dimension].known;
        if (group->scored)
            coprod__target_of(frame->mode == COPROD_FRAME_FIXED ? frame->panel : known,
                              high ? group->high : group->low, group->denominator, frame->min_voices, frame->threshold,
                              &targets[i]);
    }
}

static coprod_status by_populations(coprod_score *score)
{
    const coprod__memory *memory = &score->arena.memory;
    const size_t bytes = score->frame->group_count * sizeof(coprod__target);
    coprod__target *targets = coprod__alloc(memory, bytes);
    coprod_score_info *info = &score->info;
    coprod_status status = COPROD_OK;
    double worst;
    if (!targets)
        return COPROD_E_MEMORY;
    at_end(score, 1, targets);
    info->population_lower = coprod__score_of(score->frame, targets, score->counts, &worst);
    at_end(score, 0, targets);
    info->population_upper = coprod__score_of(score->frame, targets, score->counts, &worst);
    if (info->has_bounds) {
        info->both_lower = info->population_lower;
        status = highest(score, targets, &info->both_upper, &info->upper_is_exact);
    }
    coprod__release(memory, targets, bytes);
    return status;
}

coprod_status coprod__score_bounds(coprod_score *score)
{
    coprod_score_info *info = &score->info;
    coprod_status status = COPROD_OK;
    info->population_lower = info->population_upper = info->score;
    info->has_bounds = score->frame->mode == COPROD_FRAME_FIXED;
    info->upper_is_exact = info->has_bounds;
    if (info->has_bounds) {
        info->lower = info->both_lower = info->score;
        status = highest(score, score->targets, &info->upper, &info->upper_is_exact);
        info->both_upper = info->upper;
    }
    return status == COPROD_OK && score->frame->ranges ? by_populations(score) : status;
}
