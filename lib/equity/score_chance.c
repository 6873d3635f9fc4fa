/* SPDX-License-Identifier: MIT */
/* The balance that chance alone would give: of as many people as were counted, drawn at random from the population. */
#include "fit_internal.h"
#include "score_internal.h"

/* For all dimensions together, so that a score is printed at once: steps towards the deviations, and parts of panels
 * that are kept for the chances, each of which is a thousand steps. */
static const double most_steps = 1e7;
enum { MOST_PARTS = 20000 };

typedef struct groups {
    uint64_t *counts, *populations;
    size_t count;
} groups;

static void take(const coprod_score *score, uint32_t dimension, groups *own)
{
    const coprod_frame *frame = score->frame;
    const coprod__dimension *from = &frame->dimensions[dimension];
    for (uint32_t i = 0; own->count < from->groups; i++)
        if (frame->groups[i].dimension == dimension) {
            own->counts[own->count] = score->counts[i];
            own->populations[own->count++] = frame->groups[i].best;
        }
    own->counts[own->count] = 0; /* whom no group speaks of */
    own->populations[own->count++] = from->denominator - from->population;
}

static coprod_status find_expected(const groups *g, uint64_t known, double steps, coprod_score_dimension *own)
{
    coprod_balance_expected expected = {.size = sizeof expected};
    const coprod_status status = coprod__balance_expect(COPROD_DIMENSION_PARTITION, g->populations, g->count, known,
                                                        steps, &expected);
    if (status != COPROD_OK)
        return status;
    own->balance_expected = expected.mean;
    if (expected.deviation >= 0) /* which it is not where it is no number */
        own->balance_deviation = expected.deviation;
    else
        own->no_balance_deviation = COPROD_BALANCE_TOO_MUCH_WORK;
    return COPROD_OK;
}

static coprod_status find_chance(const groups *g, uint64_t most, const coprod__memory *memory,
                                 coprod_score_dimension *own)
{
    const coprod_fit_options how = {.size = sizeof how, .most = most};
    const coprod_allocator allocator = {sizeof allocator, memory->context, memory->alloc, memory->resize,
                                        memory->release};
    coprod_fit_chance chance = {.size = sizeof chance};
    const coprod_status status = coprod_balance_chance(COPROD_DIMENSION_PARTITION, g->counts, g->populations, g->count,
                                                       &how, &allocator, &chance);
    if (status != COPROD_OK)
        return status;
    if (chance.state == COPROD_FIT_ANSWERED)
        own->balance_chance = chance.p_value;
    else if (chance.state == COPROD_FIT_ONE_GROUP)
        own->balance_chance = 1;
    else
        own->no_balance_chance = chance.state == COPROD_FIT_UNBENCHMARKED ? COPROD_BALANCE_NO_BENCHMARK
                                                                          : COPROD_BALANCE_TOO_MUCH_WORK;
    return COPROD_OK;
}

coprod_status coprod__score_chance(const coprod_score *score, uint32_t dimension, coprod_score_dimension *own)
{
    const coprod__memory *memory = &score->arena.memory;
    const size_t room = (size_t)score->frame->dimensions[dimension].groups + 1, parts = score->frame->dimension_count;
    groups g = {NULL, NULL, 0};
    coprod_status status = COPROD_E_MEMORY;
    own->no_balance_deviation = own->no_balance_chance = own->no_balance;
    if (own->no_balance)
        return COPROD_OK;
    g.counts = coprod__alloc(memory, room * sizeof *g.counts);
    g.populations = coprod__alloc(memory, room * sizeof *g.populations);
    if (g.counts && g.populations) {
        take(score, dimension, &g);
        status = find_expected(&g, own->known, most_steps / (double)parts, own);
    }
    if (status == COPROD_OK)
        status = find_chance(&g, MOST_PARTS / parts + 1, memory, own);
    coprod__release(memory, g.counts, room * sizeof *g.counts);
    coprod__release(memory, g.populations, room * sizeof *g.populations);
    return status;
}
