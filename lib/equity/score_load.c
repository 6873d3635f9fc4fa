/* SPDX-License-Identifier: MIT */
/* A frame and what was counted in it, from one document. */
#include <string.h>

#include "score_internal.h"

static const coprod__place root = {NULL, NULL, 0};
static const char *const classes[] = {"declined", "not_asked", "unsure", "not_applicable", "not_answered"};

/* What a document tells of the counts. */
typedef struct reading {
    coprod__load *load;
    coprod_frame *frame;
    uint64_t *counts;
    int64_t *known;
    int64_t *unknown;
    uint64_t *sums;   /* of counts, by dimension */
    uint64_t *most;   /* the largest count, likewise */
} reading;

static void *room(const reading *own, size_t count, size_t bytes)
{
    void *made = coprod__arena_alloc(&own->frame->arena, count * bytes);
    if (!made)
        own->load->failure = COPROD_E_MEMORY;
    return made;
}

/* People may be counted elsewhere than they live. */
static void doubt(const reading *own, const coprod__place *place, uint64_t count, uint64_t population)
{
    char found[32], expected[64];
    coprod__writer writer;
    coprod__writer_init(&writer, found, sizeof found);
    coprod__write_number(&writer, (int64_t)count);
    coprod__writer_end(&writer, NULL);
    coprod__writer_init(&writer, expected, sizeof expected);
    coprod__write(&writer, "at most the population of ");
    coprod__write_number(&writer, (int64_t)population);
    coprod__writer_end(&writer, NULL);
    coprod__report(own->load, COPROD_WARNING, "more-than-live-there", place, found, expected);
}

static void read_counts(const reading *own, const json_t *groups)
{
    const coprod__place here = {&root, "groups", 0};
    for (uint32_t i = 0; i < own->frame->group_count; i++) {
        const coprod__place at = {&here, NULL, i}, count_at = {&at, "count", 0};
        const json_t *group = json_array_get(groups, i);
        const coprod__group *from = &own->frame->groups[i];
        if (!json_is_object(group))
            continue;
        own->counts[i] = (uint64_t)coprod__json_integer(own->load, group, &at, "count", COPROD__REQUIRED, 0,
                                                        coprod__count_most, 0);
        own->sums[from->dimension] += own->counts[i];
        if (own->counts[i] > own->most[from->dimension])
            own->most[from->dimension] = own->counts[i];
        if (from->has_population && own->counts[i] > from->high)
            doubt(own, &count_at, own->counts[i], from->high);
    }
}

/* The index of the dimension that a key of `known` or `unknown` names. */
static uint32_t dimension_of(const reading *own, const char *id, const coprod__place *place)
{
    const uint32_t index = coprod__dimension_index(own->frame, id);
    if (index == own->frame->dimension_count)
        coprod__report(own->load, COPROD_ERROR, "unknown-dimension", place, id, "a dimension that a group names");
    return index;
}

static void read_known(const reading *own, const json_t *document)
{
    const json_t *object = coprod__json_object(own->load, document, &root, "known", COPROD__OPTIONAL);
    const coprod__place here = {&root, "known", 0};
    const char *id;
    json_t *value;
    json_object_foreach((json_t *)object, id, value) {
        const coprod__place place = {&here, id, 0};
        const uint32_t index = dimension_of(own, id, &place);
        const int64_t given = coprod__json_integer(own->load, object, &here, id, COPROD__REQUIRED, 0,
                                                   coprod__count_most, -1);
        if (index < own->frame->dimension_count)
            own->known[index] = given;
    }
}

static void read_unknown(const reading *own, const json_t *document)
{
    const json_t *object = coprod__json_object(own->load, document, &root, "unknown", COPROD__OPTIONAL);
    const coprod__place here = {&root, "unknown", 0};
    const char *id;
    json_t *value;
    json_object_foreach((json_t *)object, id, value) {
        const coprod__place place = {&here, id, 0};
        const uint32_t index = dimension_of(own, id, &place);
        const json_t *one = coprod__json_object(own->load, object, &here, id, COPROD__REQUIRED);
        if (one)
            coprod__json_keys(own->load, one, &place, "declined not_asked unsure not_applicable not_answered");
        for (size_t c = 0; c < COPROD_UNKNOWN_CLASSES && index < own->frame->dimension_count; c++)
            own->unknown[index * COPROD_UNKNOWN_CLASSES + c]
                = one ? coprod__json_integer(own->load, one, &place, classes[c], COPROD__OPTIONAL, 0,
                                             coprod__count_most, 0)
                      : 0;
    }
}

/* How many answered, where that can be known: at least each count of a membership, the sum of a partition. */
static void check_known(const reading *own, const json_t *known, uint32_t dimension)
{
    const coprod_frame *frame = own->frame;
    const coprod__place here = {&root, "known", 0}, place = {&here, frame->dimensions[dimension].id, 0};
    const coprod__place groups = {&root, "groups", 0};
    const json_t *value = json_object_get(known, frame->dimensions[dimension].id);
    const int partition = frame->dimensions[dimension].kind == COPROD_DIMENSION_PARTITION;
    const uint64_t sum = own->sums[dimension], most = own->most[dimension];
    if (partition && sum > UINT32_MAX)
        coprod__report(own->load, COPROD_ERROR, "out-of-range", &groups, frame->dimensions[dimension].id,
                       "counts that add up to less than 4294967296 people");
    else if (value && partition && own->known[dimension] != (int64_t)sum)
        coprod__json_wrong(own->load, "known-not-sum", &place, value,
                           "the sum of the counts, or nothing: each person of a partition is in one group");
    else if (value && own->known[dimension] < (int64_t)most)
        coprod__json_wrong(own->load, "known-below-count", &place, value, "at least as many as in the largest group");
    else if (!value && !partition && frame->mode == COPROD_FRAME_SNAPSHOT)
        coprod__report(own->load, COPROD_ERROR, "missing-key", &place, "nothing",
                       "how many people gave an answer, which a snapshot of a membership goes by");
}

static void read_all(reading *own, const json_t *document)
{
    const size_t groups = own->frame->group_count, dimensions = own->frame->dimension_count;
    own->counts = room(own, groups, sizeof *own->counts);
    own->known = room(own, dimensions, sizeof *own->known);
    own->unknown = room(own, dimensions * COPROD_UNKNOWN_CLASSES, sizeof *own->unknown);
    own->sums = room(own, dimensions, sizeof *own->sums);
    own->most = room(own, dimensions, sizeof *own->most);
    if (own->load->failure != COPROD_OK || !groups) /* without groups nothing else can be told from a mistake */
        return;
    for (size_t i = 0; i < dimensions; i++)
        own->known[i] = own->unknown[i * COPROD_UNKNOWN_CLASSES] = -1;
    read_counts(own, json_object_get(document, "groups"));
    read_known(own, document);
    read_unknown(own, document);
    for (uint32_t i = 0; i < dimensions && !own->load->errors; i++)
        check_known(own, json_object_get(document, "known"), i);
}

/* The arrays lie in the frame's arena: they are as short-lived as a document's frame, which its score alone holds. */
static coprod_status load_document(coprod__load *load, const json_t *document, const coprod__memory *memory,
                                   coprod_score **score)
{
    reading own = {.load = load};
    coprod_score_input input = {.size = sizeof input};
    coprod_status status = coprod__frame_read(load, document, memory, " count", " known unknown", &own.frame);
    if (status != COPROD_OK)
        return status;
    read_all(&own, document);
    status = coprod__frame_finish(load, own.frame);
    input.counts = own.counts;
    input.count = own.frame->group_count;
    input.known = own.known;
    input.unknown = own.unknown;
    if (status == COPROD_OK)
        status = coprod__score_make(own.frame, &input, memory, score);
    coprod_frame_free(own.frame);
    return status;
}

coprod_status coprod_score_load(const char *json, size_t length, const coprod_allocator *allocator,
                                coprod_findings *findings, coprod_score **score)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    coprod__memory memory;
    json_t *document = NULL;
    coprod_status status;
    if (!score)
        return COPROD_E_ARGUMENT;
    *score = NULL;
    if (!json)
        return COPROD_E_ARGUMENT;
    status = coprod__memory_init(allocator, &memory);
    if (status == COPROD_OK)
        status = coprod__json_parse(&load, json, length, &document);
    if (status != COPROD_OK)
        return status;
    status = load_document(&load, document, &memory, score);
    json_decref(document);
    return status;
}
