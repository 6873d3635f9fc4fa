/* SPDX-License-Identifier: MIT */
/* People of a population: profiles that were counted, or those in which somebody is estimated to live. */
#include <string.h>

#include "pattern_plan_handle_internal.h"

typedef struct profiles {
    const coprod__memory *memory;
    uint16_t *codes;
    uint64_t *people;
    size_t count, codes_room, people_room;
} profiles;

static coprod_status put(profiles *own, const uint16_t *codes, uint32_t attributes, uint64_t people)
{
    if (own->count == COPROD__PLAN_PROFILES_MOST)
        return COPROD_E_LIMIT;
    if (!coprod__more(own->memory, (void **)&own->codes, &own->codes_room, (own->count + 1) * attributes,
                      sizeof *own->codes)
        || !coprod__more(own->memory, (void **)&own->people, &own->people_room, own->count + 1, sizeof *own->people))
        return COPROD_E_MEMORY;
    memcpy(own->codes + own->count * attributes, codes, attributes * sizeof *codes);
    own->people[own->count++] = people;
    return COPROD_OK;
}

static coprod_status put_counted(profiles *own, const struct pattern_people *people)
{
    const uint32_t attributes = people->cells.attributes;
    coprod_status status = COPROD_OK;
    for (size_t i = 0; i < people->cells.count && status == COPROD_OK; i++) {
        const uint16_t *codes = people->cells.codes + i * attributes;
        if (!coprod__pattern_impossible(people, codes))
            status = put(own, codes, attributes, people->cells.weights[i]);
    }
    return status;
}

/* Value after value of attribute after attribute; where nobody lives, nobody does who is more besides. */
static coprod_status put_estimated(profiles *own, const struct pattern_people *people)
{
    const uint32_t attributes = people->schema->attributes;
    uint16_t codes[PATTERN_ATTRIBUTES];
    uint64_t all, sum = 0;
    uint32_t a = 0; /* all before it are settled */
    coprod_status status = COPROD_OK;
    memset(codes, 0xff, sizeof codes);
    all = coprod__pattern_people_of(people, codes);
    while (status == COPROD_OK) {
        uint64_t live;
        codes[a] = (uint16_t)(codes[a] == PATTERN_ANY ? 0 : codes[a] + 1);
        if (codes[a] == people->schema->cardinality[a]) {
            codes[a] = PATTERN_ANY;
            if (!a)
                break;
            a--;
            continue;
        }
        live = coprod__pattern_people_of(people, codes);
        if (live && a + 1 < attributes) {
            a++;
        } else if (live && own->count == COPROD__PLAN_ESTIMATED_MOST) {
            status = COPROD_E_LIMIT;
        } else if (live) {
            status = put(own, codes, attributes, people->parts ? live : UINT64_MAX);
            sum += live;
        }
    }
    /* Spread over too many attributes nobody is left, which does not mean that nobody lives there. */
    return status == COPROD_OK && people->parts && sum < all / 2 ? COPROD_E_LIMIT : status;
}

coprod_status coprod_pattern_plan_add_population(coprod_pattern_plan *plan, const coprod_pattern_people *people)
{
    profiles own = {0};
    coprod_status status;
    if (!plan || !people)
        return COPROD_E_ARGUMENT;
    if (strcmp(plan->schema->fingerprint, people->own.schema->fingerprint))
        return COPROD_E_FINGERPRINT;
    own.memory = &plan->memory;
    status = people->own.counted ? put_counted(&own, &people->own) : put_estimated(&own, &people->own);
    if (status == COPROD_OK)
        status = coprod_pattern_plan_add_people(plan, own.codes, own.people, own.count, NULL);
    coprod__release(own.memory, own.codes, own.codes_room * sizeof *own.codes);
    coprod__release(own.memory, own.people, own.people_room * sizeof *own.people);
    return status;
}
