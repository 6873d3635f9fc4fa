/* SPDX-License-Identifier: MIT */
/* What a dossier says of frames, of people and of planned events: the accessors. */
#include "dossier_internal.h"

size_t coprod_dossier_frame_count(const coprod_dossier *dossier)
{
    return dossier ? dossier->frame_count : 0;
}

const coprod_frame *coprod_dossier_frame(const coprod_dossier *dossier, size_t index)
{
    return index < coprod_dossier_frame_count(dossier) ? dossier->frames[index].frame : NULL;
}

size_t coprod_dossier_people_count(const coprod_dossier *dossier)
{
    return dossier ? dossier->people_count : 0;
}

coprod_status coprod_dossier_get_people(const coprod_dossier *dossier, size_t index, coprod_dossier_people *people)
{
    coprod_dossier_people own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(dossier, people, sizeof own);
    const coprod__dossier_people *from;
    if (status != COPROD_OK)
        return status;
    if (index >= dossier->people_count)
        return COPROD_E_UNKNOWN;
    from = &dossier->people[index];
    own.id = from->id;
    own.title = from->title;
    own.date = from->date;
    own.level = from->level;
    own.source = from->source;
    own.section = from->section;
    own.quote = from->quote;
    own.note = from->note;
    own.frame = dossier->frames[from->frame].frame;
    own.frame_index = from->frame;
    own.score = from->score;
    own.scored_count = from->scored_count;
    own.published = from->published;
    own.has_invited = from->has_invited;
    own.has_costs = from->has_costs;
    own.need_count = from->need_count;
    own.illustrative = (int32_t)from->illustrative;
    return coprod__struct_out(people, sizeof own, sizeof own, &own);
}

coprod_status coprod_dossier_get_count(const coprod_dossier *dossier, size_t people, uint32_t group,
                                       coprod_dossier_count *count)
{
    coprod_dossier_count own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(dossier, count, sizeof own);
    const coprod__dossier_people *from;
    const coprod__dossier_frame *frame;
    coprod_frame_group one = {.size = sizeof one};
    if (status != COPROD_OK)
        return status;
    if (people >= dossier->people_count)
        return COPROD_E_UNKNOWN;
    from = &dossier->people[people];
    frame = &dossier->frames[from->frame];
    if (coprod_frame_get_group(frame->frame, group, &one) != COPROD_OK)
        return COPROD_E_UNKNOWN;
    own.has_count = from->counts[group] >= 0;
    own.count = own.has_count ? (uint64_t)from->counts[group] : 0;
    own.has_invited = from->invited[group] >= 0;
    own.invited = own.has_invited ? (uint64_t)from->invited[group] : 0;
    own.is_scored = from->scored[one.dimension] != 0;
    own.score_group = from->score_groups[group];
    return coprod__struct_out(count, sizeof own, sizeof own, &own);
}

coprod_status coprod_dossier_get_costs(const coprod_dossier *dossier, size_t people, uint32_t group,
                                       coprod_dossier_costs *costs)
{
    coprod_dossier_costs own = {.size = sizeof own, .asked = -1, .claimed = -1, .left = -1, .left_pence = -1};
    coprod_status status = coprod__struct_begin(dossier, costs, sizeof own);
    const coprod__dossier_people *from;
    if (status != COPROD_OK)
        return status;
    if (people >= dossier->people_count)
        return COPROD_E_UNKNOWN;
    from = &dossier->people[people];
    if (group >= dossier->frames[from->frame].info.group_count)
        return COPROD_E_UNKNOWN;
    if (from->costs) {
        own.asked = from->costs[group].asked;
        own.claimed = from->costs[group].claimed;
        own.left = from->costs[group].left;
        own.left_pence = from->costs[group].left_pence;
    }
    return coprod__struct_out(costs, sizeof own, sizeof own, &own);
}

coprod_status coprod_dossier_get_need(const coprod_dossier *dossier, size_t people, uint32_t index,
                                      coprod_dossier_need *need)
{
    coprod_dossier_need own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(dossier, need, sizeof own);
    const coprod__dossier_need *from;
    if (status != COPROD_OK)
        return status;
    if (people >= dossier->people_count || index >= dossier->people[people].need_count)
        return COPROD_E_UNKNOWN;
    from = &dossier->people[people].needs[index];
    own.id = from->id;
    own.title = from->title;
    own.met = from->counts[0];
    own.partly = from->counts[1];
    own.unmet = from->counts[2];
    own.unknown = from->counts[3];
    own.not_asked = from->counts[4];
    own.none = from->counts[5];
    return coprod__struct_out(need, sizeof own, sizeof own, &own);
}

static const coprod__dossier_combinations *combinations_of(const coprod_dossier *dossier, size_t people)
{
    return people < coprod_dossier_people_count(dossier) ? dossier->people[people].combinations : NULL;
}

coprod_status coprod_dossier_get_combinations(const coprod_dossier *dossier, size_t people,
                                              coprod_dossier_combinations *combinations)
{
    coprod_dossier_combinations own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(dossier, combinations, sizeof own);
    const coprod__dossier_combinations *from = combinations_of(dossier, people);
    if (status != COPROD_OK)
        return status;
    if (!from)
        return COPROD_E_UNKNOWN;
    own.schema = from->schema;
    own.tally = from->tally;
    own.population = from->population;
    own.need = from->need;
    own.min_people = from->min_people;
    own.levels = from->levels;
    own.top = from->top;
    own.has_min_people = from->has_min_people;
    own.has_population = from->has_population;
    own.is_estimated = from->is_estimated;
    return coprod__struct_out(combinations, sizeof own, sizeof own, &own);
}

coprod_status coprod_dossier_invitations(const coprod_dossier *dossier, size_t people,
                                         const coprod_allocator *allocator, coprod_pattern_plan **plan)
{
    const coprod__dossier_combinations *from = combinations_of(dossier, people);
    coprod_pattern_plan *made = NULL;
    coprod_status status;
    if (!plan)
        return COPROD_E_ARGUMENT;
    *plan = NULL;
    if (!dossier)
        return COPROD_E_ARGUMENT;
    if (!from)
        return COPROD_E_UNKNOWN;
    status = coprod_pattern_plan_load(from->schema, from->plan, COPROD_NTS, allocator, NULL, &made);
    if (status == COPROD_OK && from->population)
        status = coprod_pattern_plan_add_population(made, from->population);
    if (status == COPROD_OK)
        *plan = made;
    else
        coprod_pattern_plan_free(made);
    return status;
}

const coprod_score *coprod_dossier_score(const coprod_dossier *dossier, size_t people)
{
    return people < coprod_dossier_people_count(dossier) ? dossier->people[people].score : NULL;
}

const coprod_barriers *coprod_dossier_barriers(const coprod_dossier *dossier)
{
    return dossier ? dossier->barriers : NULL;
}

const coprod_barrier_rules *coprod_dossier_barrier_rules(const coprod_dossier *dossier)
{
    return dossier ? dossier->barrier_rules : NULL;
}
