/* SPDX-License-Identifier: MIT */
/* What a list of classes says: of itself, its classes and codes, its groupings. */
#include <string.h>

#include "data_internal.h"
#include "taxonomy_internal.h"

size_t coprod_taxonomy_count(void)
{
    return coprod__data_folder_count("taxonomy");
}

const char *coprod_taxonomy_id(size_t index)
{
    return coprod__data_folder_id("taxonomy", index);
}

const coprod_taxonomy *coprod__taxonomy_take(const coprod_taxonomy *taxonomy)
{
    coprod__refs_take(&taxonomy->refs);
    return taxonomy;
}

void coprod_taxonomy_free(coprod_taxonomy *taxonomy)
{
    while (taxonomy && !coprod__refs_drop(&taxonomy->refs)) {
        coprod__arena arena = taxonomy->arena; /* the list lies in its own arena */
        taxonomy = (coprod_taxonomy *)taxonomy->base;
        coprod__arena_free(&arena);
    }
}

coprod_status coprod_taxonomy_get(const coprod_taxonomy *taxonomy, coprod_taxonomy_info *info)
{
    coprod_status status = coprod__struct_begin(taxonomy, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &taxonomy->info) : status;
}

const char *coprod_taxonomy_note(const coprod_taxonomy *taxonomy, uint32_t index)
{
    return taxonomy && index < taxonomy->info.note_count ? taxonomy->notes[index] : NULL;
}

coprod_status coprod_taxonomy_class(const coprod_taxonomy *taxonomy, int32_t index, coprod_taxonomy_class_info *info)
{
    coprod_taxonomy_class_info own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(taxonomy, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index < 0 || (uint32_t)index >= coprod__taxon_count(taxonomy))
        return COPROD_E_UNKNOWN;
    own.code = taxonomy->taxons[index].code;
    own.title = taxonomy->taxons[index].title;
    own.note = taxonomy->taxons[index].note;
    own.parent = taxonomy->taxons[index].parent;
    own.answer = taxonomy->taxons[index].answer;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

const char *coprod_taxonomy_word(int32_t answer)
{
    static const char *const words[] = {"given", "declined", "not-asked", "unsure", "not-applicable", "not-answered",
                                        "blank", "no-code"};
    return answer >= 0 && (size_t)answer < sizeof words / sizeof *words ? words[answer] : "";
}

/* --- codes --- */

static uint32_t hash(const char *code, size_t length)
{
    uint32_t sum = 2166136261u;
    for (size_t i = 0; i < length; i++)
        sum = (sum ^ (uint8_t)code[i]) * 16777619u;
    return sum ^ sum >> 15;
}

void coprod__taxon_enter(coprod_taxonomy *taxonomy, int32_t index)
{
    const coprod__taxon *own = &taxonomy->taxons[index];
    uint32_t slot = hash(own->code, own->length) & taxonomy->slot_mask;
    while (taxonomy->slots[slot])
        slot = (slot + 1) & taxonomy->slot_mask;
    taxonomy->slots[slot] = index + 1;
}

int32_t coprod__taxon_exact(const coprod_taxonomy *taxonomy, const char *code, size_t length)
{
    uint32_t slot;
    if (!length || length > COPROD__TAXON_CODE)
        return COPROD_TAXONOMY_NONE;
    for (slot = hash(code, length) & taxonomy->slot_mask; taxonomy->slots[slot];
         slot = (slot + 1) & taxonomy->slot_mask) {
        const coprod__taxon *own = &taxonomy->taxons[taxonomy->slots[slot] - 1];
        size_t i = 0;
        if (own->length != length)
            continue;
        while (i < length && own->code[i] == code[i])
            i++;
        if (i == length)
            return taxonomy->slots[slot] - 1;
    }
    return COPROD_TAXONOMY_NONE;
}

int32_t coprod__taxon_local(const coprod_taxonomy *taxonomy, const char *code, size_t length)
{
    if (length > (size_t)taxonomy->info.local_width)
        return COPROD_TAXONOMY_NONE;
    for (size_t n = 1; n < length; n++) {
        const char last = code[length - n];
        int32_t index;
        if (!((last >= '0' && last <= '9') || (last >= 'A' && last <= 'Z') || (last >= 'a' && last <= 'z')))
            break;
        index = coprod__taxon_exact(taxonomy, code, length - n);
        if (index >= 0)
            return index;
    }
    return COPROD_TAXONOMY_NONE;
}

void coprod__taxon_trim(const char **code, size_t *length)
{
    while (*length && (*code)[*length - 1] == ' ')
        --*length;
    while (*length && **code == ' ') {
        ++*code;
        --*length;
    }
}

coprod_status coprod_taxonomy_find(const coprod_taxonomy *taxonomy, const char *code, size_t length, int32_t *index)
{
    coprod_status status;
    if (index)
        *index = COPROD_TAXONOMY_NONE;
    if (!taxonomy || !code || !index)
        return COPROD_E_ARGUMENT;
    status = coprod__text_check(code, length, &length);
    if (status != COPROD_OK)
        return status;
    coprod__taxon_trim(&code, &length);
    *index = coprod__taxon_exact(taxonomy, code, length);
    if (*index < 0)
        *index = coprod__taxon_local(taxonomy, code, length);
    return *index < 0 ? COPROD_E_UNKNOWN : COPROD_OK;
}

/* --- groupings --- */

coprod_status coprod_taxonomy_grouping(const coprod_taxonomy *taxonomy, int32_t index,
                                       coprod_taxonomy_grouping_info *info)
{
    coprod_taxonomy_grouping_info own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(taxonomy, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index < 0 || (uint32_t)index >= taxonomy->info.grouping_count)
        return COPROD_E_UNKNOWN;
    own.id = taxonomy->groupings[index].id;
    own.title = taxonomy->groupings[index].title;
    own.common = taxonomy->groupings[index].common;
    own.note = taxonomy->groupings[index].note;
    own.group_count = taxonomy->groupings[index].group_count;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_taxonomy_grouping_find(const coprod_taxonomy *taxonomy, const char *id, int32_t *index)
{
    if (index)
        *index = COPROD_TAXONOMY_NONE;
    if (!taxonomy || !id || !index)
        return COPROD_E_ARGUMENT;
    for (uint32_t i = 0; i < taxonomy->info.grouping_count; i++)
        if (!strcmp(taxonomy->groupings[i].id, id)) {
            *index = (int32_t)i;
            return COPROD_OK;
        }
    return COPROD_E_UNKNOWN;
}

coprod_status coprod_taxonomy_group(const coprod_taxonomy *taxonomy, int32_t grouping, int32_t index,
                                    coprod_taxonomy_group_info *info)
{
    coprod_taxonomy_group_info own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(taxonomy, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (grouping < 0 || (uint32_t)grouping >= taxonomy->info.grouping_count || index < 0
        || (uint32_t)index >= taxonomy->groupings[grouping].group_count)
        return COPROD_E_UNKNOWN;
    const coprod__taxon_group *group = &taxonomy->groupings[grouping].groups[index];
    own.id = group->id;
    own.title = group->title;
    own.class_count = group->class_count;
    own.residual_count = group->residual_count;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_taxonomy_group_of(const coprod_taxonomy *taxonomy, int32_t grouping, int32_t index,
                                       int32_t *group, int32_t *residual)
{
    if (group)
        *group = COPROD_TAXONOMY_NONE;
    if (residual)
        *residual = 0;
    if (!taxonomy || !group)
        return COPROD_E_ARGUMENT;
    if (grouping < 0 || (uint32_t)grouping >= taxonomy->info.grouping_count || index < 0
        || (uint32_t)index >= coprod__taxon_count(taxonomy))
        return COPROD_E_UNKNOWN;
    *group = taxonomy->groupings[grouping].of[index];
    if (residual)
        *residual = taxonomy->groupings[grouping].residual[index];
    return COPROD_OK;
}
