/* SPDX-License-Identifier: MIT */
/* A score from counts: what is told of each dimension, then targets, coverages, losses, and the whole. */
#include "score_internal.h"

#include <string.h>

/* --- what was counted --- */

static coprod_status take_counts(const coprod_frame *frame, const coprod_score_input *input, coprod_score *score)
{
    for (uint32_t i = 0; i < frame->group_count; i++) {
        coprod__tally *tally = &score->tallies[frame->groups[i].dimension];
        const uint64_t count = input->counts[i];
        if (count > UINT32_MAX)
            return COPROD_E_RANGE;
        score->counts[i] = count;
        tally->counted += count;
        if (frame->dimensions[frame->groups[i].dimension].kind == COPROD_DIMENSION_PARTITION)
            tally->known = tally->counted;
        else
            tally->known = tally->known > count ? tally->known : count; /* the fewest there can be */
    }
    return COPROD_OK;
}

static coprod_status take_known(const coprod__dimension *dimension, int64_t given, coprod__tally *tally)
{
    const int partition = dimension->kind == COPROD_DIMENSION_PARTITION;
    if (tally->known > UINT32_MAX || given > (int64_t)UINT32_MAX || given < -1)
        return COPROD_E_RANGE;
    if (given >= 0 && (partition ? (uint64_t)given != tally->known : (uint64_t)given < tally->known))
        return COPROD_E_RANGE;
    tally->has_known = partition || given >= 0;
    tally->known = given >= 0 ? (uint64_t)given : partition ? tally->known : 0;
    return COPROD_OK;
}

static coprod_status take_unknown(const int64_t *given, coprod__tally *tally)
{
    if (!given || given[0] == -1)
        return COPROD_OK;
    tally->has_unknown = 1;
    for (size_t i = 0; i < COPROD_UNKNOWN_CLASSES; i++) {
        if (given[i] < 0 || given[i] > (int64_t)UINT32_MAX)
            return COPROD_E_RANGE;
        tally->unknown[i] = (uint64_t)given[i];
        if (i != COPROD_UNKNOWN_NOT_APPLICABLE)
            tally->spare += tally->unknown[i];
    }
    return COPROD_OK;
}

static coprod_status take_input(const coprod_score_input *input, coprod_score *score)
{
    const coprod_frame *frame = score->frame;
    coprod_status status = take_counts(frame, input, score);
    int lacks = 0;
    for (uint32_t i = 0; i < frame->dimension_count && status == COPROD_OK; i++) {
        coprod__tally *tally = &score->tallies[i];
        status = take_known(&frame->dimensions[i], input->known ? input->known[i] : -1, tally);
        if (status == COPROD_OK)
            status = take_unknown(input->unknown ? input->unknown + (size_t)i * COPROD_UNKNOWN_CLASSES : NULL, tally);
        lacks |= frame->mode == COPROD_FRAME_SNAPSHOT && !tally->has_known;
        score->info.not_told_count += (uint32_t)!tally->has_unknown;
    }
    return status == COPROD_OK && lacks ? COPROD_E_UNKNOWN : status;
}

/* --- the whole --- */

static void find_targets(coprod_score *score)
{
    const coprod_frame *frame = score->frame;
    for (uint32_t i = 0; i < frame->group_count; i++) {
        const coprod__group *group = &frame->groups[i];
        coprod__tally *tally = &score->tallies[group->dimension];
        uint64_t need;
        if (!group->scored)
            continue;
        coprod__group_target(frame, group, tally->known, &score->targets[i]);
        need = score->targets[i].need;
        if (frame->dimensions[group->dimension].kind == COPROD_DIMENSION_PARTITION)
            tally->min_panel += need;
        else
            tally->min_panel = tally->min_panel > need ? tally->min_panel : need;
    }
    for (uint32_t i = 0; i < frame->dimension_count; i++)
        if (score->tallies[i].min_panel > score->info.min_panel)
            score->info.min_panel = score->tallies[i].min_panel;
}

static int32_t why_no_balance(const coprod__dimension *dimension, const coprod__tally *tally)
{
    if (dimension->kind == COPROD_DIMENSION_MEMBERSHIP)
        return COPROD_BALANCE_MEMBERSHIP;
    if (!dimension->denominator || dimension->population > dimension->denominator)
        return COPROD_BALANCE_DOES_NOT_ADD_UP;
    return tally->known ? COPROD_BALANCE_KNOWN : COPROD_BALANCE_NOBODY;
}

/* People whom no group speaks of are one more group, of which nobody was counted. */
static void find_balance(coprod_score *score)
{
    const coprod_frame *frame = score->frame;
    for (uint32_t d = 0; d < frame->dimension_count; d++)
        score->tallies[d].no_balance = why_no_balance(&frame->dimensions[d], &score->tallies[d]);
    for (uint32_t i = 0; i < frame->group_count; i++) {
        const coprod__group *group = &frame->groups[i];
        coprod__tally *tally = &score->tallies[group->dimension];
        const double share = (double)score->counts[i] / (double)(tally->known ? tally->known : 1);
        const double of_all = (double)group->best / (double)group->denominator;
        coprod__sum_add(&tally->balance, share < of_all ? share : of_all);
        if (!tally->no_balance && !group->has_population && score->counts[i])
            tally->no_balance = COPROD_BALANCE_NO_BENCHMARK;
    }
}

static void count_groups(coprod_score *score)
{
    const coprod_frame *frame = score->frame;
    for (uint32_t i = 0; i < frame->group_count; i++) {
        const coprod__group *group = &frame->groups[i];
        score->info.not_scored_count += (uint32_t)!group->scored;
        score->info.missing_count += !score->counts[i] && group->can_miss;
        score->info.short_count += group->scored && score->counts[i] && score->counts[i] < score->targets[i].need;
    }
}

static void *room(coprod_score *score, size_t count, size_t bytes)
{
    return coprod__arena_alloc(&score->arena, count * bytes);
}

static coprod_status make(const coprod_score_input *input, coprod_score *score)
{
    const coprod_frame *frame = score->frame;
    coprod_status status;
    score->counts = room(score, frame->group_count, sizeof *score->counts);
    score->targets = room(score, frame->group_count, sizeof *score->targets);
    score->coverages = room(score, frame->group_count, sizeof *score->coverages);
    score->losses = room(score, frame->group_count, sizeof *score->losses);
    score->worst = room(score, frame->group_count, sizeof *score->worst);
    score->tallies = room(score, frame->dimension_count, sizeof *score->tallies);
    if (!score->counts || !score->targets || !score->coverages || !score->losses || !score->worst || !score->tallies)
        return COPROD_E_MEMORY;
    score->info.size = sizeof score->info;
    status = take_input(input, score);
    if (status != COPROD_OK)
        return status;
    find_targets(score);
    find_balance(score);
    count_groups(score);
    if (!frame->scored_count)
        return COPROD_OK;
    coprod__score_fill(score);
    return coprod__score_bounds(score);
}

coprod_status coprod__score_make(const coprod_frame *frame, const coprod_score_input *input,
                                 const coprod__memory *memory, coprod_score **score)
{
    coprod__arena arena;
    coprod_score *made;
    coprod_status status;
    coprod__arena_init(&arena, memory);
    made = coprod__arena_alloc(&arena, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->arena = arena;
    made->frame = coprod__frame_take(frame);
    status = make(input, made);
    if (status == COPROD_OK)
        *score = made;
    else
        coprod_score_free(made);
    return status;
}

coprod_status coprod_score_new(const coprod_frame *frame, const coprod_score_input *input,
                               const coprod_allocator *allocator, coprod_score **score)
{
    coprod_score_input own;
    coprod__memory memory;
    coprod_status status;
    if (!score)
        return COPROD_E_ARGUMENT;
    *score = NULL;
    if (!frame || !input)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(input, sizeof own, sizeof own, &own);
    if (status == COPROD_OK && (!own.counts || own.count != frame->group_count))
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod__memory_init(allocator, &memory);
    return status == COPROD_OK ? coprod__score_make(frame, &own, &memory, score) : status;
}

void coprod_score_free(coprod_score *score)
{
    if (score) {
        coprod__arena arena = score->arena; /* the score lies in its own arena */
        coprod_frame_free((coprod_frame *)score->frame);
        coprod__arena_free(&arena);
    }
}
