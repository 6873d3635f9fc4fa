/* SPDX-License-Identifier: MIT */
/* What a frame says of itself. */
#include "frame_internal.h"

#include <string.h>

const coprod_frame *coprod__frame_take(const coprod_frame *frame)
{
    coprod__refs_take(&frame->refs);
    return frame;
}

void coprod_frame_free(coprod_frame *frame)
{
    if (frame && !coprod__refs_drop(&frame->refs)) {
        coprod__arena arena = frame->arena; /* the frame lies in its own arena */
        coprod__arena_free(&arena);
    }
}

coprod_status coprod_frame_get(const coprod_frame *frame, coprod_frame_info *info)
{
    coprod_frame_info own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(frame, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    own.id = frame->id;
    own.version = frame->version;
    own.title = frame->title;
    own.level = frame->level;
    own.source_title = frame->source.title;
    own.source_address = frame->source.address;
    own.fingerprint = frame->fingerprint;
    own.defaults_id = frame->defaults.id;
    own.defaults_version = frame->defaults.version;
    own.panel = frame->panel;
    own.min_voices = frame->min_voices;
    own.threshold_numerator = frame->threshold.n;
    own.threshold_denominator = frame->threshold.d;
    own.alpha_numerator = frame->alpha.n;
    own.alpha_denominator = frame->alpha.d;
    own.group_count = frame->group_count;
    own.dimension_count = frame->dimension_count;
    own.scorable_count = frame->scored_count;
    own.mode = frame->mode;
    own.has_weights = frame->weighted;
    own.has_ranges = frame->ranges;
    own.bands_id = frame->defaults.bands_id;
    own.bands_version = frame->defaults.bands_version;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_frame_get_dimension(const coprod_frame *frame, uint32_t index, coprod_frame_dimension *dimension)
{
    coprod_frame_dimension own = {.size = sizeof own};
    const coprod__dimension *from;
    coprod_status status = coprod__struct_begin(frame, dimension, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= frame->dimension_count)
        return COPROD_E_UNKNOWN;
    from = &frame->dimensions[index];
    own.id = from->id;
    own.denominator = from->denominator;
    own.has_unallocated = from->kind == COPROD_DIMENSION_PARTITION && from->denominator && from->all_known;
    own.unallocated = own.has_unallocated ? (int64_t)from->denominator - (int64_t)from->population : 0;
    own.kind = from->kind;
    own.is_declared = from->declared;
    own.group_count = from->groups;
    own.scorable_count = from->scored;
    return coprod__struct_out(dimension, sizeof own, sizeof own, &own);
}

coprod_status coprod_frame_get_group(const coprod_frame *frame, uint32_t index, coprod_frame_group *group)
{
    coprod_frame_group own = {.size = sizeof own};
    const coprod__group *from;
    coprod_status status = coprod__struct_begin(frame, group, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= frame->group_count)
        return COPROD_E_UNKNOWN;
    from = &frame->groups[index];
    own.id = from->id;
    own.title = from->title;
    own.has_population = from->has_population;
    own.population = from->best;
    own.population_low = from->low;
    own.population_high = from->high;
    own.denominator = from->denominator;
    own.weight = from->weight;
    own.dimension = from->dimension;
    if (from->scored && frame->mode == COPROD_FRAME_FIXED) {
        own.target = from->target.value;
        own.target_people = from->target.need;
    }
    return coprod__struct_out(group, sizeof own, sizeof own, &own);
}

uint32_t coprod__dimension_index(const coprod_frame *frame, const char *id)
{
    uint32_t index = 0;
    while (index < frame->dimension_count && strcmp(frame->dimensions[index].id, id))
        index++;
    return index;
}

coprod_status coprod_frame_find(const coprod_frame *frame, const char *dimension, const char *id, uint32_t *index)
{
    uint32_t within;
    if (!index)
        return COPROD_E_ARGUMENT;
    *index = UINT32_MAX;
    if (!frame || !dimension || !id)
        return COPROD_E_ARGUMENT;
    within = coprod__dimension_index(frame, dimension);
    for (uint32_t i = 0; i < frame->group_count; i++)
        if (frame->groups[i].dimension == within && !strcmp(frame->groups[i].id, id)) {
            *index = i;
            return COPROD_OK;
        }
    return COPROD_E_UNKNOWN;
}
