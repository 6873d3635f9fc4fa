/* SPDX-License-Identifier: MIT */
#ifndef COPROD_TAXONOMY_INTERNAL_H
#define COPROD_TAXONOMY_INTERNAL_H

#include "coprod/equity_taxonomy.h"
#include "json_internal.h"

enum {
    COPROD__TAXONS = 4096,         /* classes and codes that say why there is no answer */
    COPROD__TAXON_GROUPINGS = 64,
    COPROD__TAXON_NOTES = 64,
    COPROD__TAXON_CODE = 63,       /* bytes of a code */
    COPROD__TAXON_WIDTH = 16       /* characters of a code with those for local use */
};

typedef struct coprod__taxon {
    const char *code, *title, *note;
    uint32_t length;
    int32_t parent, answer;
} coprod__taxon;

typedef struct coprod__taxon_group {
    const char *id, *title;
    uint32_t class_count, residual_count;
} coprod__taxon_group;

typedef struct coprod__taxon_grouping {
    const char *id, *title, *common, *note;
    coprod__taxon_group *groups;
    uint32_t group_count;
    int32_t *of;       /* the group of each class */
    uint8_t *residual; /* whether it is there only because nothing else fits */
} coprod__taxon_grouping;

struct coprod_taxonomy {
    coprod__arena arena; /* holds this struct too */
    coprod__refs refs;
    const coprod_taxonomy *base; /* the list that this one extends, whose texts it shares; or NULL */
    coprod_taxonomy_info info;
    char fingerprint[COPROD__HEX];
    const char **notes;
    coprod__taxon *taxons; /* classes, then codes that say why there is no answer */
    coprod__taxon_grouping *groupings;
    int32_t *slots; /* open addressing by the hash of the code; index + 1, or 0 */
    uint32_t slot_mask;
};

static inline uint32_t coprod__taxon_count(const coprod_taxonomy *taxonomy)
{
    return taxonomy->info.class_count + taxonomy->info.unknown_count;
}

/* One more reference; coprod_taxonomy_free() gives it back. */
const coprod_taxonomy *coprod__taxonomy_take(const coprod_taxonomy *taxonomy);

/* The index of a code as it stands, or COPROD_TAXONOMY_NONE. */
int32_t coprod__taxon_exact(const coprod_taxonomy *taxonomy, const char *code, size_t length);
/* The same for a code with characters for local use after it. */
int32_t coprod__taxon_local(const coprod_taxonomy *taxonomy, const char *code, size_t length);
/* Takes spaces off both ends. */
void coprod__taxon_trim(const char **code, size_t *length);
void coprod__taxon_enter(coprod_taxonomy *taxonomy, int32_t index); /* makes a code known to coprod__taxon_exact() */

/* The groupings of a document, once its classes are known. */
void coprod__load_groupings(coprod__load *load, coprod_taxonomy *taxonomy, const json_t *document);

/* How two lists are compared; `is` is 0 if they cannot be. Without a grouping the classes are the groups. */
typedef struct coprod__taxon_common {
    const char *id;
    const coprod__taxon_grouping *from, *to;
    int is;
} coprod__taxon_common;
coprod__taxon_common coprod__taxon_common_of(const coprod_taxonomy *from, const coprod_taxonomy *to);
/* The group of a class, of which `grouping` NULL makes one each; COPROD_TAXONOMY_NONE if there is none. */
int32_t coprod__taxon_group_of(const coprod__taxon_grouping *grouping, int32_t index);
const char *coprod__taxon_group_id(const coprod_taxonomy *taxonomy, const coprod__taxon_grouping *grouping,
                                   int32_t group);
/* The group of another list that has the same id as a group of this one, if both have classes, else NONE. */
int32_t coprod__taxon_counterpart(const coprod_taxonomy *own, const coprod__taxon_grouping *grouping, int32_t group,
                                  const coprod_taxonomy *other, const coprod__taxon_grouping *others);
uint32_t coprod__taxon_group_count(const coprod_taxonomy *taxonomy, const coprod__taxon_grouping *grouping);

#endif
