/* SPDX-License-Identifier: MIT */
/* Scores a set of counted people. A dimension with a group that is not known is left out: to take the group for empty
 * would say that nobody was heard, which nobody knows. */
#include <stdlib.h>
#include <string.h>

#include "dossier_internal.h"

/* A dimension of a set, added up. */
typedef struct sums {
    uint64_t sum, most; /* of the counts that are known */
    uint32_t not_known; /* groups */
    coprod_frame_dimension info;
} sums;

static coprod_frame_group group_of(const coprod__dossier_frame *frame, uint32_t index)
{
    coprod_frame_group group = {.size = sizeof group};
    coprod_frame_get_group(frame->frame, index, &group);
    return group;
}

static void number(char text[24], uint64_t value)
{
    coprod__writer writer;
    coprod__writer_init(&writer, text, 24);
    coprod__write_number(&writer, (int64_t)value);
    coprod__writer_end(&writer, NULL);
}

/* Adds up each dimension; people may be counted elsewhere than they live, which is said and not refused. */
static void add_up(coprod__load *load, const coprod__dossier_frame *frame, const coprod__dossier_people *own,
                   const coprod__place *place, sums *all)
{
    const coprod__place counts = {place, "counts", 0};
    for (uint32_t i = 0; i < frame->info.dimension_count; i++) {
        all[i].info.size = sizeof all[i].info;
        coprod_frame_get_dimension(frame->frame, i, &all[i].info);
    }
    for (uint32_t i = 0; i < frame->info.group_count; i++) {
        const coprod_frame_group group = group_of(frame, i);
        sums *one = &all[group.dimension];
        const coprod__place dimension = {&counts, one->info.id, 0}, at = {&dimension, group.id, 0};
        const uint64_t count = own->counts[i] < 0 ? 0 : (uint64_t)own->counts[i];
        one->not_known += own->counts[i] < 0;
        one->sum += count;
        one->most = count > one->most ? count : one->most;
        if (group.has_population && count > group.population_high) {
            char found[24], expected[24];
            number(found, count);
            number(expected, group.population_high);
            coprod__report(load, COPROD_WARNING, "more-than-live-there", &at, found, expected);
        }
    }
}

/* How many answered, where that can be known: the sum of a partition, at least each count of a membership. */
static void check_known(coprod__load *load, const coprod__dossier_frame *frame, const coprod__dossier_people *own,
                        const coprod__place *place, uint32_t index, const sums *one)
{
    const coprod__place known = {place, "known", 0}, at = {&known, one->info.id, 0};
    const coprod__place counts = {place, "counts", 0}, dimension = {&counts, one->info.id, 0};
    const int partition = one->info.kind == COPROD_DIMENSION_PARTITION;
    const uint64_t least = partition ? one->sum : one->most;
    const int64_t said = own->known[index];
    char found[24];
    if (partition && one->sum > UINT32_MAX)
        coprod__report(load, COPROD_ERROR, "out-of-range", &dimension, one->info.id,
                       "counts that add up to less than 4294967296 people");
    if (said < 0) {
        if (!partition && !one->not_known && frame->info.mode == COPROD_FRAME_SNAPSHOT)
            coprod__report(load, COPROD_ERROR, "missing-key", &at, "nothing",
                           "how many people gave an answer, which a snapshot of a membership goes by");
        return;
    }
    number(found, (uint64_t)said);
    if ((uint64_t)said < least)
        coprod__report(load, COPROD_ERROR, "known-below-count", &at, found, "at least as many as were counted");
    else if (partition && !one->not_known && (uint64_t)said != least)
        coprod__report(load, COPROD_ERROR, "known-not-sum", &at, found,
                       "the sum of the counts, or nothing: each person of a partition is in one group");
}

/* --- a frame of the dimensions that are known --- */

static int is_scored(const coprod__dossier_frame *frame, const coprod__dossier_people *own, uint32_t group)
{
    return own->scored[group_of(frame, group).dimension];
}

static json_t *groups_of(const coprod__dossier_frame *frame, const coprod__dossier_people *own)
{
    json_t *list = json_array();
    for (uint32_t i = 0; list && i < frame->info.group_count; i++)
        if (is_scored(frame, own, i) && json_array_append(list, json_array_get(frame->groups, i))) {
            json_decref(list);
            return NULL;
        }
    return list;
}

static json_t *kinds_of(const coprod__dossier_frame *frame, const coprod__dossier_people *own)
{
    const json_t *kinds = json_object_get(frame->json, "kinds");
    json_t *list = json_object();
    for (uint32_t i = 0; list && i < frame->info.dimension_count; i++) {
        coprod_frame_dimension info = {.size = sizeof info};
        json_t *kind;
        coprod_frame_get_dimension(frame->frame, i, &info);
        kind = json_object_get(kinds, info.id);
        if (own->scored[i] && kind && json_object_set(list, info.id, kind)) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

/* The same frame without the dimensions that are not known. */
static coprod_status part_of(const coprod_dossier *dossier, const coprod__dossier_frame *frame,
                             const coprod__dossier_people *own, coprod_frame **part)
{
    json_t *whole = json_object(), *groups = groups_of(frame, own), *kinds = kinds_of(frame, own);
    coprod_status status = COPROD_E_MEMORY;
    char *text = NULL;
    if (whole && groups && kinds && !json_object_update(whole, (json_t *)frame->json)
        && !json_object_set(whole, "groups", groups) && !json_object_set(whole, "kinds", kinds))
        text = coprod__json_dump(whole);
    if (text)
        status = coprod_frame_load(text, COPROD_NTS, &dossier->allocator, NULL, part);
    json_decref(whole);
    json_decref(groups);
    json_decref(kinds);
    free(text);
    return status;
}

/* The numbers of the dimensions that are scored, in the order of their frame. */
static coprod_status score_part(const coprod_dossier *dossier, const coprod__dossier_frame *frame,
                                coprod__dossier_people *own, const coprod_frame *part)
{
    const size_t groups = frame->info.group_count, dimensions = frame->info.dimension_count;
    uint64_t *counts = calloc(groups, sizeof *counts);
    int64_t *known = calloc(dimensions, sizeof *known);
    int64_t *unknown = calloc(dimensions * COPROD_UNKNOWN_CLASSES, sizeof *unknown);
    coprod_score_input input = {.size = sizeof input, .counts = counts, .known = known, .unknown = unknown};
    coprod_status status = COPROD_E_MEMORY;
    if (counts && known && unknown) {
        size_t kept = 0;
        for (uint32_t i = 0; i < groups; i++)
            if (is_scored(frame, own, i)) {
                own->score_groups[i] = (uint32_t)input.count;
                counts[input.count++] = (uint64_t)own->counts[i];
            }
        for (uint32_t i = 0; i < dimensions; i++)
            if (own->scored[i]) {
                memcpy(unknown + kept * COPROD_UNKNOWN_CLASSES, own->unknown + i * COPROD_UNKNOWN_CLASSES,
                       COPROD_UNKNOWN_CLASSES * sizeof *unknown);
                known[kept++] = own->known[i];
            }
        status = coprod_score_new(part, &input, &dossier->allocator, &own->score);
    }
    free(counts);
    free(known);
    free(unknown);
    return status;
}

static void score(coprod__load *load, const coprod_dossier *dossier, coprod__dossier_people *own)
{
    const coprod__dossier_frame *frame = &dossier->frames[own->frame];
    coprod_frame *part = NULL;
    coprod_status status = COPROD_OK;
    if (own->scored_count < frame->info.dimension_count)
        status = part_of(dossier, frame, own, &part);
    if (status == COPROD_OK)
        status = score_part(dossier, frame, own, part ? part : frame->frame);
    coprod_frame_free(part); /* the score keeps it */
    if (status != COPROD_OK)
        load->failure = status;
}

void coprod__score_people(coprod__load *load, coprod_dossier *dossier, coprod__dossier_people *own,
                          const coprod__place *place)
{
    const coprod__dossier_frame *frame = &dossier->frames[own->frame];
    const size_t errors = load->errors;
    sums *all = calloc(frame->info.dimension_count, sizeof *all);
    if (!all) {
        load->failure = COPROD_E_MEMORY;
        return;
    }
    add_up(load, frame, own, place, all);
    for (uint32_t i = 0; i < frame->info.dimension_count; i++) {
        check_known(load, frame, own, place, i, &all[i]);
        own->scored[i] = !all[i].not_known;
        own->scored_count += !all[i].not_known;
    }
    free(all);
    if (own->scored_count && load->errors == errors && load->failure == COPROD_OK)
        score(load, dossier, own);
}
