/* SPDX-License-Identifier: MIT */
/* What a spectrum says of itself, and the two functions that apply its rules. */
#include <string.h>

#include "data_internal.h"
#include "spectrum_internal.h"

size_t coprod_spectrum_count(void)
{
    return coprod__data_folder_count("spectrum");
}

const char *coprod_spectrum_id(size_t index)
{
    return coprod__data_folder_id("spectrum", index);
}

const coprod_spectrum *coprod__spectrum_take(const coprod_spectrum *spectrum)
{
    coprod__refs_take(&spectrum->refs);
    return spectrum;
}

void coprod_spectrum_free(coprod_spectrum *spectrum)
{
    if (spectrum && !coprod__refs_drop(&spectrum->refs)) {
        coprod__arena arena = spectrum->arena; /* the spectrum lies in its own arena */
        coprod__arena_free(&arena);
    }
}

int coprod__level_holds(const coprod_spectrum *spectrum, int32_t rank, const coprod__vector *answers)
{
    const coprod__level *level = &spectrum->levels[rank];
    for (uint32_t g = level->first_gate; g < (uint32_t)level->first_gate + level->gate_count; g++) {
        const coprod__gate *gate = &spectrum->gates[g];
        uint32_t held = 0;
        for (uint32_t t = gate->first; t < (uint32_t)gate->first + gate->count; t++)
            held += answers->x[spectrum->thresholds[t].indicator] >= spectrum->thresholds[t].at_least;
        if (held < gate->need)
            return 0;
    }
    return 1;
}

int32_t coprod__level_of(const coprod_spectrum *spectrum, const coprod__vector *answers)
{
    int32_t rank = (int32_t)spectrum->level_count;
    while (rank > 0 && !coprod__level_holds(spectrum, rank, answers))
        rank--;
    return rank;
}

coprod__vector coprod__tops(const coprod_spectrum *spectrum)
{
    coprod__vector tops;
    memcpy(tops.x, spectrum->top, sizeof tops.x);
    return tops;
}

coprod_status coprod_spectrum_get(const coprod_spectrum *spectrum, coprod_spectrum_info *info)
{
    coprod_spectrum_info own = {sizeof own};
    coprod_status status = coprod__struct_begin(spectrum, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    own.id = spectrum->id;
    own.version = spectrum->version;
    own.title = spectrum->title;
    own.source_title = spectrum->source.title;
    own.source_address = spectrum->source.address;
    own.note = spectrum->note;
    own.fingerprint = spectrum->fingerprint;
    own.level_count = spectrum->level_count;
    own.indicator_count = spectrum->indicator_count;
    own.implication_count = spectrum->implication_count;
    own.pattern_count = spectrum->pattern_count;
    own.has_floor = !spectrum->levels[1].gate_count;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_spectrum_level(const coprod_spectrum *spectrum, int32_t rank, coprod_level *level)
{
    coprod_level own = {sizeof own};
    coprod_status status = coprod__struct_begin(spectrum, level, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (rank < 0 || (uint32_t)rank > spectrum->level_count)
        return COPROD_E_UNKNOWN;
    own.id = spectrum->levels[rank].id;
    own.label = spectrum->levels[rank].label;
    own.definition = spectrum->levels[rank].definition;
    own.source_title = spectrum->levels[rank].source.title;
    own.source_address = spectrum->levels[rank].source.address;
    own.rank = rank;
    return coprod__struct_out(level, sizeof own, sizeof own, &own);
}

coprod_status coprod_spectrum_rank(const coprod_spectrum *spectrum, const char *name, int32_t *rank)
{
    if (rank)
        *rank = 0;
    if (!spectrum || !name || !rank)
        return COPROD_E_ARGUMENT;
    for (uint32_t i = 1; i <= spectrum->level_count; i++)
        if (!strcmp(spectrum->levels[i].id, name) || !strcmp(spectrum->levels[i].label, name)) {
            *rank = (int32_t)i;
            return COPROD_OK;
        }
    return COPROD_E_UNKNOWN;
}

coprod_status coprod_spectrum_indicator(const coprod_spectrum *spectrum, uint32_t indicator, coprod_indicator *info)
{
    coprod_indicator own = {sizeof own};
    coprod_status status = coprod__struct_begin(spectrum, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (indicator >= spectrum->indicator_count)
        return COPROD_E_UNKNOWN;
    const coprod__indicator *from = &spectrum->indicators[indicator];
    own.id = from->id;
    own.title = from->title;
    own.question = from->question;
    own.help = from->help;
    own.source_title = from->source.title;
    own.source_address = from->source.address;
    own.source_words = from->source.words;
    own.kind = from->kind;
    own.top = from->top;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_spectrum_find(const coprod_spectrum *spectrum, const char *id, uint32_t *indicator)
{
    uint32_t index;
    if (indicator)
        *indicator = 0;
    if (!spectrum || !id || !indicator)
        return COPROD_E_ARGUMENT;
    index = coprod__indicator_index(spectrum, id);
    if (index == COPROD__INDICATORS)
        return COPROD_E_UNKNOWN;
    *indicator = index;
    return COPROD_OK;
}

const char *coprod_spectrum_answer(const coprod_spectrum *spectrum, uint32_t indicator, int32_t step)
{
    if (!spectrum || indicator >= spectrum->indicator_count || step < 0 || step > spectrum->top[indicator])
        return NULL;
    return spectrum->indicators[indicator].answers[step];
}

coprod_status coprod_spectrum_implication(const coprod_spectrum *spectrum, uint32_t index,
                                          coprod_implication *implication)
{
    coprod_implication own = {sizeof own};
    coprod_status status = coprod__struct_begin(spectrum, implication, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= spectrum->implication_count)
        return COPROD_E_UNKNOWN;
    const coprod__rule *rule = &spectrum->implications[index];
    own.why = rule->why;
    own.if_indicator = rule->if_indicator;
    own.if_at_least = rule->if_at_least;
    own.then_indicator = rule->then_indicator;
    own.then_at_least = rule->then_at_least;
    return coprod__struct_out(implication, sizeof own, sizeof own, &own);
}

coprod_status coprod_spectrum_threshold(const coprod_spectrum *spectrum, int32_t rank, uint32_t indicator,
                                        int32_t *at_least, const char **words)
{
    if (at_least)
        *at_least = 0;
    if (words)
        *words = "";
    if (!spectrum || !at_least)
        return COPROD_E_ARGUMENT;
    if (rank < 1 || (uint32_t)rank > spectrum->level_count || indicator >= spectrum->indicator_count)
        return COPROD_E_UNKNOWN;
    const coprod__level *level = &spectrum->levels[rank];
    for (uint32_t g = level->first_gate; g < (uint32_t)level->first_gate + level->gate_count; g++) {
        const coprod__gate *gate = &spectrum->gates[g];
        for (uint32_t t = gate->first; t < (uint32_t)gate->first + gate->count; t++)
            if (spectrum->thresholds[t].indicator == indicator && spectrum->thresholds[t].at_least > *at_least)
                *at_least = spectrum->thresholds[t].at_least;
    }
    if (words)
        *words = level->words[indicator];
    return COPROD_OK;
}

coprod_status coprod_spectrum_gate(const coprod_spectrum *spectrum, int32_t rank, uint32_t index, uint8_t *at_least,
                                   uint32_t *need)
{
    if (at_least)
        memset(at_least, 0, COPROD__INDICATORS);
    if (need)
        *need = 0;
    if (!spectrum || !at_least || !need)
        return COPROD_E_ARGUMENT;
    if (rank < 1 || (uint32_t)rank > spectrum->level_count || index >= spectrum->levels[rank].gate_count)
        return COPROD_E_UNKNOWN;
    const coprod__gate *gate = &spectrum->gates[spectrum->levels[rank].first_gate + index];
    for (uint32_t t = gate->first; t < (uint32_t)gate->first + gate->count; t++)
        at_least[spectrum->thresholds[t].indicator] = spectrum->thresholds[t].at_least;
    *need = gate->need;
    return COPROD_OK;
}
