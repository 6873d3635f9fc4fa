/* SPDX-License-Identifier: MIT */
/* Two lists compared through groups that both have in common. A list's own classes can be the groups: those of
 * "ethnicity-common-16" are the groups by which others are compared. */
#include <string.h>

#include "taxonomy_internal.h"

uint32_t coprod__taxon_group_count(const coprod_taxonomy *taxonomy, const coprod__taxon_grouping *grouping)
{
    return grouping ? grouping->group_count : taxonomy->info.class_count;
}

int32_t coprod__taxon_group_of(const coprod__taxon_grouping *grouping, int32_t index)
{
    return grouping ? grouping->of[index] : index;
}

const char *coprod__taxon_group_id(const coprod_taxonomy *taxonomy, const coprod__taxon_grouping *grouping,
                                   int32_t group)
{
    return grouping ? grouping->groups[group].id : taxonomy->taxons[group].code;
}

static uint32_t members(const coprod__taxon_grouping *grouping, int32_t group)
{
    return grouping ? grouping->groups[group].class_count : 1;
}

static int32_t group_find(const coprod_taxonomy *taxonomy, const coprod__taxon_grouping *grouping, const char *id)
{
    if (!grouping) {
        int32_t index = coprod__taxon_exact(taxonomy, id, strlen(id));
        return index >= 0 && !taxonomy->taxons[index].answer ? index : COPROD_TAXONOMY_NONE;
    }
    for (uint32_t i = 0; i < grouping->group_count; i++)
        if (!strcmp(grouping->groups[i].id, id))
            return (int32_t)i;
    return COPROD_TAXONOMY_NONE;
}

int32_t coprod__taxon_counterpart(const coprod_taxonomy *own, const coprod__taxon_grouping *grouping, int32_t group,
                                  const coprod_taxonomy *other, const coprod__taxon_grouping *others)
{
    int32_t there;
    if (group < 0 || !members(grouping, group))
        return COPROD_TAXONOMY_NONE;
    there = group_find(other, others, coprod__taxon_group_id(own, grouping, group));
    return there >= 0 && members(others, there) ? there : COPROD_TAXONOMY_NONE;
}

static uint32_t shared(const coprod_taxonomy *from, const coprod__taxon_grouping *a, const coprod_taxonomy *to,
                       const coprod__taxon_grouping *b)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < coprod__taxon_group_count(from, a); i++)
        count += coprod__taxon_counterpart(from, a, (int32_t)i, to, b) >= 0;
    return count;
}

/* The grouping of an index, whose last one is none: the list's own classes. */
static const coprod__taxon_grouping *grouping_at(const coprod_taxonomy *taxonomy, uint32_t index)
{
    return index < taxonomy->info.grouping_count ? &taxonomy->groupings[index] : NULL;
}

static const char *common_at(const coprod_taxonomy *taxonomy, uint32_t index)
{
    return index < taxonomy->info.grouping_count ? taxonomy->groupings[index].common : taxonomy->info.id;
}

coprod__taxon_common coprod__taxon_common_of(const coprod_taxonomy *from, const coprod_taxonomy *to)
{
    coprod__taxon_common best = {"", NULL, NULL, 0};
    uint32_t most = 0;
    for (uint32_t a = 0; a <= from->info.grouping_count; a++)
        for (uint32_t b = 0; b <= to->info.grouping_count; b++) {
            const char *id = common_at(from, a);
            uint32_t count;
            if (!id[0] || strcmp(id, common_at(to, b)))
                continue;
            count = shared(from, grouping_at(from, a), to, grouping_at(to, b));
            if (count > most || (count && count == most && strcmp(id, best.id) < 0)) { /* the same there and back */
                const coprod__taxon_common own = {id, grouping_at(from, a), grouping_at(to, b), 1};
                best = own;
                most = count;
            }
        }
    return best;
}

/* --- one class --- */

static int32_t match_of(uint32_t from, uint32_t to)
{
    if (!to)
        return COPROD_TAXONOMY_APART;
    if (to == 1)
        return from == 1 ? COPROD_TAXONOMY_SAME : COPROD_TAXONOMY_MERGED;
    return from == 1 ? COPROD_TAXONOMY_SPLIT : COPROD_TAXONOMY_MIXED;
}

/* Codes that say why there is no answer go by what they say. */
static uint32_t saying(const coprod_taxonomy *taxonomy, int32_t answer, int32_t *last)
{
    uint32_t count = 0;
    for (uint32_t i = taxonomy->info.class_count; i < coprod__taxon_count(taxonomy); i++)
        if (taxonomy->taxons[i].answer == answer) {
            *last = (int32_t)i;
            count++;
        }
    return count;
}

static void match_class(const coprod_taxonomy *from, const coprod_taxonomy *to, const coprod__taxon_common *common,
                        int32_t index, coprod_taxonomy_match_info *own)
{
    const int32_t group = coprod__taxon_group_of(common->from, index);
    const int32_t there = coprod__taxon_counterpart(from, common->from, group, to, common->to);
    if (there < 0)
        return;
    own->group = coprod__taxon_group_id(from, common->from, group);
    own->residual = common->from && common->from->residual[index];
    own->to_group = there;
    own->from_count = members(common->from, group);
    own->to_count = members(common->to, there);
    own->match = match_of(own->from_count, own->to_count);
    for (int32_t i = 0; own->to_count == 1 && own->to_class < 0; i++)
        if (coprod__taxon_group_of(common->to, i) == there)
            own->to_class = i;
}

coprod_status coprod_taxonomy_match(const coprod_taxonomy *from, const coprod_taxonomy *to, int32_t index,
                                    coprod_taxonomy_match_info *match)
{
    coprod_taxonomy_match_info own = {.size = sizeof own, .group = "", .to_class = COPROD_TAXONOMY_NONE,
                                      .to_group = COPROD_TAXONOMY_NONE};
    coprod_status status = coprod__struct_begin(from, match, sizeof own);
    coprod__taxon_common common;
    int32_t last = COPROD_TAXONOMY_NONE;
    if (status != COPROD_OK)
        return status;
    if (!to)
        return COPROD_E_ARGUMENT;
    common = coprod__taxon_common_of(from, to);
    if (!common.is || index < 0 || (uint32_t)index >= coprod__taxon_count(from))
        return COPROD_E_UNKNOWN;
    if ((uint32_t)index < from->info.class_count) {
        match_class(from, to, &common, index, &own);
    } else {
        own.from_count = saying(from, from->taxons[index].answer, &last);
        own.to_count = saying(to, from->taxons[index].answer, &last);
        own.match = match_of(own.from_count, own.to_count);
        own.to_class = own.to_count == 1 ? last : COPROD_TAXONOMY_NONE;
    }
    return coprod__struct_out(match, sizeof own, sizeof own, &own);
}

/* --- the whole --- */

/* Classes of a list for which the other has nothing, and those that are in a rest group of it. */
static void count_classes(const coprod_taxonomy *list, const coprod__taxon_grouping *grouping,
                          const coprod_taxonomy *other, const coprod__taxon_grouping *others, uint32_t *apart,
                          uint32_t *residual)
{
    for (int32_t i = 0; i < (int32_t)list->info.class_count; i++) {
        const int32_t group = coprod__taxon_group_of(grouping, i);
        if (coprod__taxon_counterpart(list, grouping, group, other, others) < 0)
            ++*apart;
        else
            *residual += grouping && grouping->residual[i];
    }
}

coprod_status coprod_taxonomy_crosswalk(const coprod_taxonomy *from, const coprod_taxonomy *to,
                                        coprod_taxonomy_crosswalk_info *info)
{
    coprod_taxonomy_crosswalk_info own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(from, info, sizeof own);
    coprod__taxon_common common;
    if (status != COPROD_OK)
        return status;
    if (!to)
        return COPROD_E_ARGUMENT;
    common = coprod__taxon_common_of(from, to);
    if (!common.is)
        return COPROD_E_UNKNOWN;
    own.common = common.id;
    own.from_grouping = common.from ? (int32_t)(common.from - from->groupings) : COPROD_TAXONOMY_NONE;
    own.to_grouping = common.to ? (int32_t)(common.to - to->groupings) : COPROD_TAXONOMY_NONE;
    own.group_count = shared(from, common.from, to, common.to);
    count_classes(from, common.from, to, common.to, &own.from_apart, &own.residual_count);
    count_classes(to, common.to, from, common.from, &own.to_apart, &own.residual_count);
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}
