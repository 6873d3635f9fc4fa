/* SPDX-License-Identifier: MIT */
/* What follows from the groups of a frame: the kinds of its dimensions, weights, targets, and the fingerprint. */
#include <string.h>

#include "frame_internal.h"
#include "json_out_internal.h"

static const coprod__place root = {NULL, NULL, 0};
static const char *const kinds[] = {"partition", "membership"};

/* --- kinds --- */

static void add_up(coprod_frame *frame)
{
    for (uint32_t i = 0; i < frame->group_count; i++) {
        const coprod__group *group = &frame->groups[i];
        coprod__dimension *own = &frame->dimensions[group->dimension];
        own->denominator = !own->groups || own->denominator == group->denominator ? group->denominator : 0;
        own->groups++;
        own->population += group->best;
        own->all_known &= group->has_population;
        own->scored += (uint32_t)group->scored;
        frame->scored_count += (uint32_t)group->scored;
    }
}

static void declare(const coprod__frame_load *own, const char *id, const json_t *value, const coprod__place *place)
{
    const char *word = json_string_value(value);
    const uint32_t index = coprod__dimension_index(own->frame, id);
    if (index == own->frame->dimension_count) {
        coprod__report(own->load, COPROD_ERROR, "unknown-dimension", place, id, "a dimension that a group names");
        return;
    }
    for (size_t k = 0; k < 2 && word; k++)
        if (!strcmp(word, kinds[k])) {
            own->frame->dimensions[index].kind = (int32_t)k + 1;
            own->frame->dimensions[index].declared = 1;
            return;
        }
    coprod__json_wrong(own->load, "unknown-id", place, value, "partition membership");
}

/* A partition whose benchmarks do not add up is used as it is, and that is said. */
static void doubt(const coprod__frame_load *own, const coprod__dimension *dimension, const coprod__place *here)
{
    const coprod__place place = {here, dimension->id, 0};
    char found[32], expected[48];
    coprod__writer writer;
    if (dimension->kind != COPROD_DIMENSION_PARTITION || !dimension->declared)
        return;
    if (!dimension->denominator) {
        coprod__report(own->load, COPROD_WARNING, "denominators-differ", &place, "several denominators",
                       "one for all groups of a partition");
    } else if (dimension->population > dimension->denominator) {
        coprod__writer_init(&writer, found, sizeof found);
        coprod__write_number(&writer, (int64_t)dimension->population);
        coprod__writer_end(&writer, NULL);
        coprod__writer_init(&writer, expected, sizeof expected);
        coprod__write(&writer, "at most ");
        coprod__write_number(&writer, (int64_t)dimension->denominator);
        coprod__writer_end(&writer, NULL);
        coprod__report(own->load, COPROD_WARNING, "populations-exceed", &place, found, expected);
    }
}

void coprod__frame_kinds(const coprod__frame_load *own, const json_t *document)
{
    const json_t *object = coprod__json_object(own->load, document, &root, "kinds", COPROD__OPTIONAL);
    const coprod__place here = {&root, "kinds", 0};
    coprod_frame *frame = own->frame;
    const char *id;
    json_t *value;
    add_up(frame);
    json_object_foreach((json_t *)object, id, value) {
        const coprod__place place = {&here, id, 0};
        declare(own, id, value, &place);
    }
    for (uint32_t i = 0; i < frame->dimension_count; i++) {
        coprod__dimension *one = &frame->dimensions[i];
        const int fits = one->denominator && one->population <= one->denominator;
        if (!one->declared)
            one->kind = fits ? COPROD_DIMENSION_PARTITION : COPROD_DIMENSION_MEMBERSHIP;
        doubt(own, one, &here);
    }
}

/* --- weights --- */

static int weights_are_there(const coprod__frame_load *own)
{
    const coprod__place here = {&root, "groups", 0};
    const coprod_frame *frame = own->frame;
    uint32_t heavy = 0;
    for (uint32_t i = 0; i < frame->group_count && !own->load->errors; i++)
        heavy += frame->groups[i].scored && frame->groups[i].given.n;
    if (!heavy && frame->scored_count && !own->load->errors)
        coprod__report(own->load, COPROD_ERROR, "no-weight", &here, "weights of 0",
                       "a weight above 0 for at least one group with a population");
    return !own->load->errors;
}

/* Each group that is scored has one, or none has. */
static void find_gaps(const coprod__frame_load *own, const json_t *groups)
{
    const coprod__place here = {&root, "groups", 0};
    for (uint32_t i = 0; i < own->frame->group_count; i++) {
        const coprod__place at = {&here, NULL, i}, place = {&at, "weight", 0};
        if (own->frame->groups[i].scored && !json_object_get(json_array_get(groups, i), "weight"))
            coprod__report(own->load, COPROD_ERROR, "missing-key", &place, "nothing",
                           "a weight for each group with a population, or for none");
    }
}

static void by_given(coprod_frame *frame)
{
    coprod__exact sum = coprod__exact_of(0);
    double rough = 0;
    for (uint32_t i = 0; i < frame->group_count; i++)
        if (frame->groups[i].scored) {
            const coprod__fraction own = frame->groups[i].given;
            sum = coprod__exact_add(sum, coprod__exact_times(coprod__exact_of(own.n), 1, own.d));
            rough += (double)own.n / (double)own.d;
        }
    sum = coprod__exact_lowest(sum);
    for (uint32_t i = 0; i < frame->group_count; i++) {
        coprod__group *group = &frame->groups[i];
        const coprod__exact own = coprod__exact_times(coprod__exact_of(group->given.n), 1, group->given.d);
        if (!group->scored)
            continue;
        group->share = sum.n > 0 ? coprod__exact_lowest(coprod__exact_times(own, sum.d, sum.n)) : (coprod__exact){0, 0};
        group->weight = group->share.d ? (double)group->share.n / (double)group->share.d
                                       : (double)group->given.n / (double)group->given.d / rough;
        group->counts = group->given.n > 0;
    }
}

static void equally(coprod_frame *frame)
{
    int64_t parts = 0;
    for (uint32_t i = 0; i < frame->dimension_count; i++)
        parts += frame->dimensions[i].scored > 0;
    for (uint32_t i = 0; i < frame->group_count; i++) {
        coprod__group *group = &frame->groups[i];
        group->share = coprod__exact_of(0);
        if (!group->scored)
            continue;
        group->share.n = 1;
        group->share.d = parts * (int64_t)frame->dimensions[group->dimension].scored;
        group->weight = 1 / (double)group->share.d;
        group->counts = 1;
    }
}

void coprod__frame_weights(const coprod__frame_load *own, const json_t *document)
{
    if (!own->frame->weighted) {
        equally(own->frame);
        return;
    }
    if (!own->load->errors)
        find_gaps(own, json_object_get(document, "groups"));
    if (weights_are_there(own))
        by_given(own->frame);
}

void coprod__frame_targets(coprod_frame *frame)
{
    const double alpha_d = (double)frame->alpha.d;
    frame->worst_part = 100.0 * (double)frame->alpha.n / alpha_d;
    for (uint32_t i = 0; i < frame->group_count; i++) {
        coprod__group *group = &frame->groups[i];
        group->part = 100.0 * (double)(frame->alpha.d - frame->alpha.n) / alpha_d * group->weight;
        if (group->scored)
            coprod__target_of(frame->panel, group->best, group->denominator, frame->min_voices, frame->threshold,
                              &group->target);
    }
}

/* --- fingerprint --- */

static void write_fraction(coprod__json_out *out, const char *key, coprod__fraction fraction)
{
    char text[32];
    coprod__writer writer;
    coprod__writer_init(&writer, text, sizeof text);
    coprod__write_number(&writer, fraction.n);
    coprod__write(&writer, "/");
    coprod__write_number(&writer, fraction.d);
    coprod__writer_end(&writer, NULL);
    coprod__out_text(out, key, text);
}

static void write_group(coprod__json_out *out, const coprod_frame *frame, const coprod__group *group)
{
    coprod__out_open(out, NULL, '{');
    coprod__out_number(out, "denominator", (int64_t)group->denominator);
    coprod__out_text(out, "dimension", frame->dimensions[group->dimension].id);
    coprod__out_text(out, "id", group->id);
    if (group->has_population) {
        coprod__out_open(out, "population", '[');
        coprod__out_number(out, NULL, (int64_t)group->low);
        coprod__out_number(out, NULL, (int64_t)group->best);
        coprod__out_number(out, NULL, (int64_t)group->high);
        coprod__out_close(out, ']');
    } else {
        coprod__out_null(out, "population");
    }
    if (frame->weighted)
        write_fraction(out, "weight", group->given);
    coprod__out_close(out, '}');
}

/* All that can change an answer, written out: what was left out as well as what was given. */
static void write_frame(coprod__json_out *out, const coprod_frame *frame)
{
    coprod__out_open(out, NULL, '{');
    coprod__out_number(out, "N", (int64_t)frame->panel);
    write_fraction(out, "alpha", frame->alpha);
    coprod__out_open(out, "groups", '[');
    for (uint32_t i = 0; i < frame->group_count; i++)
        write_group(out, frame, &frame->groups[i]);
    coprod__out_close(out, ']');
    coprod__out_open(out, "kinds", '[');
    for (uint32_t i = 0; i < frame->dimension_count; i++)
        coprod__out_text(out, NULL, kinds[frame->dimensions[i].kind - 1]);
    coprod__out_close(out, ']');
    coprod__out_text(out, "level", frame->level);
    coprod__out_number(out, "min_voices", (int64_t)frame->min_voices);
    coprod__out_text(out, "mode", frame->mode == COPROD_FRAME_FIXED ? "fixed" : "snapshot");
    write_fraction(out, "threshold", frame->threshold);
    coprod__out_close(out, '}');
}

coprod_status coprod__frame_fingerprint(coprod_frame *frame)
{
    coprod__json_out out = {{0}, 0};
    uint8_t digest[COPROD__DIGEST];
    coprod_status status;
    size_t needed;
    char *text;
    coprod__writer_init(&out.writer, NULL, 0);
    write_frame(&out, frame);
    needed = out.writer.length + 1;
    text = coprod__alloc(&frame->arena.memory, needed);
    if (!text)
        return COPROD_E_MEMORY;
    out.follows = 0;
    coprod__writer_init(&out.writer, text, needed);
    write_frame(&out, frame);
    status = coprod__writer_end(&out.writer, NULL);
    if (status == COPROD_OK)
        status = coprod__digest(text, needed - 1, digest);
    if (status == COPROD_OK)
        coprod__hex(digest, frame->fingerprint);
    coprod__release(&frame->arena.memory, text, needed);
    return status;
}
