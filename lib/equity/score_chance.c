/* SPDX-License-Identifier: MIT */
/* The balance that chance alone would give: of as many people as were counted, drawn at random from the population. */
#include "fit_internal.h"
#include "score_internal.h"

/* The same in every frame, as the header tells: steps towards a deviation, and parts of panels kept for a chance. */
static const double most_steps = 1e7;
enum { MOST_PARTS = 200000 };

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

static coprod_status find_expected(const groups *g, uint64_t known, coprod_score_drawn *own)
{
    coprod_balance_expected expected = {.size = sizeof expected};
    const coprod_status status = coprod__balance_expect(COPROD_DIMENSION_PARTITION, g->populations, g->count, known,
                                                        most_steps, &expected);
    if (status != COPROD_OK)
        return status;
    own->balance = expected.mean;
    if (expected.deviation >= 0) /* which it is not where it is no number */
        own->deviation = expected.deviation;
    else
        own->no_deviation = COPROD_BALANCE_TOO_MUCH_WORK;
    return COPROD_OK;
}

static coprod_status find_chance(const groups *g, const coprod_allocator *allocator, coprod_score_drawn *own)
{
    const coprod_fit_options how = {.size = sizeof how, .most = MOST_PARTS};
    coprod_fit_chance chance = {.size = sizeof chance};
    const coprod_status status = coprod_balance_chance(COPROD_DIMENSION_PARTITION, g->counts, g->populations, g->count,
                                                       &how, allocator, &chance);
    if (status != COPROD_OK)
        return status;
    if (chance.state == COPROD_FIT_ANSWERED)
        own->chance = chance.p_value;
    else if (chance.state == COPROD_FIT_ONE_GROUP)
        own->chance = 1;
    else
        own->no_chance = chance.state == COPROD_FIT_UNBENCHMARKED ? COPROD_BALANCE_NO_BENCHMARK
                                                                  : COPROD_BALANCE_TOO_MUCH_WORK;
    return COPROD_OK;
}

static coprod_status find(const coprod_score *score, uint32_t index, const coprod_allocator *allocator,
                          const coprod__memory *memory, coprod_score_drawn *own)
{
    const size_t room = (size_t)score->frame->dimensions[index].groups + 1;
    groups g = {NULL, NULL, 0};
    coprod_status status = COPROD_E_MEMORY;
    g.counts = coprod__alloc(memory, room * sizeof *g.counts);
    g.populations = coprod__alloc(memory, room * sizeof *g.populations);
    if (g.counts && g.populations) {
        take(score, index, &g);
        status = find_expected(&g, score->tallies[index].known, own);
    }
    if (status == COPROD_OK)
        status = find_chance(&g, allocator, own);
    coprod__release(memory, g.counts, room * sizeof *g.counts);
    coprod__release(memory, g.populations, room * sizeof *g.populations);
    return status;
}

coprod_status coprod_score_chance(const coprod_score *score, uint32_t index, const coprod_allocator *allocator,
                                  coprod_score_drawn *drawn)
{
    coprod_score_drawn own = {.size = sizeof own};
    coprod__memory memory;
    coprod_status status = coprod__struct_begin(score, drawn, sizeof own);
    if (status == COPROD_OK)
        status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    if (index >= score->frame->dimension_count)
        return COPROD_E_UNKNOWN;
    own.no_balance = own.no_deviation = own.no_chance = score->tallies[index].no_balance;
    if (!own.no_balance)
        status = find(score, index, allocator, &memory, &own);
    return status == COPROD_OK ? coprod__struct_out(drawn, sizeof own, sizeof own, &own) : status;
}

coprod_status coprod__score_told(const coprod_score *score, coprod__told *dimensions)
{
    const coprod__memory *memory = &score->arena.memory;
    const coprod_allocator allocator = {sizeof allocator, memory->context, memory->alloc, memory->resize,
                                        memory->release};
    coprod_status status = COPROD_OK;
    for (uint32_t i = 0; i < score->frame->dimension_count && status == COPROD_OK; i++) {
        dimensions[i].own.size = sizeof dimensions[i].own;
        dimensions[i].drawn.size = sizeof dimensions[i].drawn;
        status = coprod_score_get_dimension(score, i, &dimensions[i].own);
        if (status == COPROD_OK)
            status = coprod_score_chance(score, i, &allocator, &dimensions[i].drawn);
    }
    return status;
}
