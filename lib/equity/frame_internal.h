/* SPDX-License-Identifier: MIT */
/* Inside a frame. */
#ifndef COPROD_FRAME_INTERNAL_H
#define COPROD_FRAME_INTERNAL_H

#include "coprod/equity.h"
#include "exact_internal.h"
#include "json_internal.h"
#include "target_internal.h"

enum { COPROD__GROUPS_MOST = 10000, COPROD__BANDS = 2 };
static const int64_t coprod__count_most = UINT32_MAX; /* counts, populations and panel sizes */

typedef struct coprod__group {
    const char *id;
    const char *title;
    uint32_t dimension;
    int32_t has_population;
    uint64_t low, best, high;
    uint64_t denominator;
    coprod__fraction given;  /* weight; 0/1 where none was given */
    coprod__exact share;     /* weight of all scored; 0 if not scored; d is 0 where it does not fit */
    double weight;
    double part;             /* what it can cost the score by the mean: 100 (1 - alpha) weight */
    int32_t scored;          /* a population above 0 */
    int32_t counts;          /* scored, and its weight is above 0: it can be the worst */
    int32_t is_alike;        /* a group of another dimension has the same id */
    int32_t can_miss;        /* somebody lives there, or it is not known: nobody counted is missing */
    coprod__target target;   /* of a fixed panel */
} coprod__group;

typedef struct coprod__dimension {
    const char *id;
    int32_t kind;
    int32_t declared;
    uint32_t groups;
    uint32_t scored;
    uint64_t denominator;    /* 0 if they differ */
    uint64_t population;     /* of all groups where it is known */
    int32_t all_known;       /* every population is */
} coprod__dimension;

typedef struct coprod__band {
    coprod__fraction low, high;
} coprod__band;

/* lib/equity/data/defaults.json, and the bands of lib/equity/data/bands.json */
typedef struct coprod__defaults {
    const char *id;
    const char *version;
    const char *bands_id;
    const char *bands_version;
    coprod__fraction threshold, alpha;
    uint64_t min_voices;
    coprod__band bands[COPROD__BANDS]; /* participation-to-prevalence ratio, four fifths */
} coprod__defaults;

struct coprod_frame {
    coprod__arena arena;
    coprod__refs refs;
    const char *id, *version, *title, *level;
    coprod__source source;
    char fingerprint[COPROD__HEX];
    coprod__defaults defaults;
    coprod__fraction threshold, alpha;
    uint64_t panel;
    uint64_t min_voices;
    double worst_part;       /* what the worst covered group can cost: 100 alpha */
    int32_t mode;
    int32_t weighted;
    int32_t ranges;
    uint32_t group_count;
    uint32_t dimension_count;
    uint32_t scored_count;
    coprod__group *groups;
    coprod__dimension *dimensions;
};

/* A load of a frame, and of counts with it. */
typedef struct coprod__frame_load {
    coprod__load *load;
    coprod_frame *frame;
    json_t *dimensions; /* index by id */
    json_t *ids;        /* index of the first group with an id */
    json_t *groups;     /* what is there already, as DIMENSION:ID */
} coprod__frame_load;

/* Readers; what is wrong is reported. */
const char *coprod__frame_name(const coprod__frame_load *own, const json_t *object, const coprod__place *place,
                              const char *key, int required); /* "" if absent */
int coprod__frame_fraction(const coprod__frame_load *own, const json_t *object, const coprod__place *place,
                          const char *key, coprod__fraction *fraction); /* 1: there, and right */
void coprod__frame_population(const coprod__frame_load *own, const json_t *object, const coprod__place *place,
                             coprod__group *group);
coprod_status coprod__frame_defaults(coprod_frame *frame);

/* A frame from a parsed document, whose groups may have the further keys `more`, and the whole the keys `beside`. It is
 * there with all its groups after errors too, so that more can be looked at; _finish makes it fit for use, and fails
 * after errors. */
coprod_status coprod__frame_read(coprod__load *load, const json_t *document, const coprod__memory *memory,
                                 const char *more, const char *beside, coprod_frame **frame);
coprod_status coprod__frame_finish(const coprod__load *load, coprod_frame *frame);
/* Kinds, weights and targets from what was read. */
void coprod__frame_kinds(const coprod__frame_load *own, const json_t *document);
void coprod__frame_weights(const coprod__frame_load *own, const json_t *document);
void coprod__frame_targets(coprod_frame *frame);
coprod_status coprod__frame_fingerprint(coprod_frame *frame);

const coprod_frame *coprod__frame_take(const coprod_frame *frame);
/* The index of a dimension by its id; dimension_count if there is none. */
uint32_t coprod__dimension_index(const coprod_frame *frame, const char *id);

#endif
