/* SPDX-License-Identifier: MIT */
/* Loads a spectrum: the indicators it stands on, its levels and their rules. */
#include <string.h>

#include "data_internal.h"
#include "spectrum_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* A failure in the built-in indicators is reported at "/indicators". */
static coprod_status load_base(coprod__load *load, coprod_spectrum *spectrum, const char *name)
{
    const coprod__place here = {&root, "indicators", 0};
    const coprod__data *data = NULL;
    json_t *document = NULL;
    char id[64] = "";
    size_t length = strcspn(name, "/");
    coprod_status status;
    if (length < sizeof id) {
        memcpy(id, name, length);
        id[length] = '\0';
        data = coprod__data_find("indicators", id);
    }
    if (!data) {
        coprod__report(load, COPROD_ERROR, "unknown-id", &here, name, "participation/1");
        return COPROD_OK;
    }
    status = coprod__json_parse(load, data->json, data->length, &document);
    if (status != COPROD_OK)
        return status;
    if (strcmp(json_string_value(json_object_get(document, "version")), name + length + (name[length] == '/')))
        coprod__report(load, COPROD_ERROR, "unknown-id", &here, name, "participation/1");
    coprod__load_indicators(load, spectrum, json_object_get(document, "indicators"), &here);
    coprod__load_rules(load, spectrum, json_object_get(document, "implications"), &here, spectrum->implications,
                       &spectrum->implication_count);
    coprod__load_rules(load, spectrum, json_object_get(document, "presume"), &here, spectrum->presumptions,
                       &spectrum->presumption_count);
    coprod__load_patterns(load, spectrum, json_object_get(document, "patterns"), &here);
    json_decref(document);
    return COPROD_OK;
}

static void load_extras(coprod__load *load, coprod_spectrum *spectrum, const json_t *json)
{
    const coprod__place indicators = {&root, "extra_indicators", 0}, implications = {&root, "extra_implications", 0},
                        patterns = {&root, "extra_patterns", 0};
    uint8_t before[COPROD__INDICATORS];
    memcpy(before, spectrum->top, sizeof before);
    coprod__load_indicators(load, spectrum,
                            coprod__json_array(load, json, &root, "extra_indicators", COPROD__OPTIONAL), &indicators);
    for (uint32_t i = 0; i < spectrum->pattern_count; i++) /* the older patterns set no limit to the new indicators */
        for (uint32_t j = 0; j < spectrum->indicator_count; j++)
            if (spectrum->top[j] != before[j])
                spectrum->patterns[i].at_most[j] = spectrum->top[j];
    coprod__load_rules(load, spectrum, coprod__json_array(load, json, &root, "extra_implications", COPROD__OPTIONAL),
                       &implications, spectrum->implications, &spectrum->implication_count);
    coprod__load_patterns(load, spectrum, coprod__json_array(load, json, &root, "extra_patterns", COPROD__OPTIONAL),
                          &patterns);
}

static void load_gate(coprod__load *load, coprod_spectrum *spectrum, const json_t *json, const coprod__place *place)
{
    const json_t *of = coprod__json_object(load, json, place, "of", COPROD__REQUIRED);
    const coprod__place here = {place, "of", 0};
    coprod__gate *gate = &spectrum->gates[spectrum->gate_count];
    const char *id;
    json_t *value;
    uint32_t indicator = 0;
    uint8_t step = 0;
    int64_t size = (int64_t)json_object_size(of);
    coprod__json_keys(load, json, place, "of at_least");
    gate->first = (uint16_t)spectrum->threshold_count;
    json_object_foreach((json_t *)of, id, value)
        if (coprod__load_step(load, spectrum, &here, id, value, 1, &indicator, &step))
            spectrum->thresholds[spectrum->threshold_count++] = (coprod__threshold){(uint8_t)indicator, step};
    if (of && !size)
        coprod__report(load, COPROD_ERROR, "too-many", &here, "nothing", "one or more indicators");
    gate->count = (uint16_t)(spectrum->threshold_count - gate->first);
    gate->need = (uint16_t)coprod__json_integer(load, json, place, "at_least", COPROD__OPTIONAL, 1, size ? size : 1,
                                                gate->count);
    spectrum->gate_count++;
}

/* How many choices of thresholds meet the gates of a level: what the search for the least steps has to try. */
static uint64_t ways(const coprod_spectrum *spectrum, const coprod__level *level)
{
    uint64_t all = 1;
    for (uint32_t g = level->first_gate; g < (uint32_t)level->first_gate + level->gate_count; g++) {
        const coprod__gate *gate = &spectrum->gates[g];
        uint64_t choices = 1;
        for (uint32_t i = 0; i < gate->need && i < gate->count; i++)
            choices = choices * (gate->count - i) / (i + 1);
        all *= choices;
        if (all > COPROD__WAYS)
            return all;
    }
    return all;
}

static void load_gates(coprod__load *load, coprod_spectrum *spectrum, const json_t *json, const coprod__place *place,
                       coprod__level *level)
{
    const json_t *rule = coprod__json_array(load, json, place, "rule", COPROD__REQUIRED);
    const coprod__place list = {place, "rule", 0};
    size_t i;
    json_t *one;
    level->first_gate = (uint16_t)spectrum->gate_count;
    json_array_foreach((json_t *)rule, i, one) {
        const coprod__place here = {&list, NULL, i};
        if (spectrum->gate_count == COPROD__GATES) {
            coprod__report(load, COPROD_ERROR, "too-many", &list, "more than 64", "at most 64 gates in all");
            break;
        }
        if (json_is_object(one))
            load_gate(load, spectrum, one, &here);
        else
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
    }
    level->gate_count = (uint16_t)(spectrum->gate_count - level->first_gate);
    if (ways(spectrum, level) > COPROD__WAYS)
        coprod__report(load, COPROD_ERROR, "too-many", &list, "too many ways to meet the gates", "at most 65536 ways");
}

/* The words that ask for a step: a text of the level's own source, or an object that names another one. */
static void load_words(coprod__load *load, coprod_spectrum *spectrum, const json_t *json, const coprod__place *place,
                       coprod__level *level)
{
    const json_t *words = coprod__json_object(load, json, place, "words", COPROD__OPTIONAL);
    const coprod__place list = {place, "words", 0};
    coprod__arena *arena = &spectrum->arena;
    const char *id;
    json_t *value;
    for (uint32_t i = 0; i < COPROD__INDICATORS; i++)
        level->words[i] = level->words_source[i] = "";
    json_object_foreach((json_t *)words, id, value) {
        const coprod__place here = {&list, id, 0};
        uint32_t indicator = coprod__indicator_index(spectrum, id);
        if (indicator == COPROD__INDICATORS) {
            coprod__report(load, COPROD_ERROR, "unknown-id", &here, id, "the id of an indicator");
        } else if (json_is_object(value)) {
            coprod__json_keys(load, value, &here, "words title address");
            level->words[indicator] = coprod__json_copy(load, arena, value, &here, "words", COPROD__REQUIRED);
            level->words_source[indicator] = coprod__json_copy(load, arena, value, &here, "title", COPROD__REQUIRED);
            coprod__json_text(load, value, &here, "address", COPROD__OPTIONAL);
        } else {
            level->words[indicator] = coprod__json_copy(load, arena, words, &list, id, COPROD__REQUIRED);
        }
    }
}

static void load_promises(coprod__load *load, const coprod_spectrum *spectrum, const json_t *json,
                          const coprod__place *place, coprod__level *level)
{
    const json_t *promises = coprod__json_object(load, json, place, "promises", COPROD__OPTIONAL);
    const coprod__place list = {place, "promises", 0};
    const char *id;
    json_t *value;
    uint32_t indicator = 0;
    uint8_t step = 0;
    json_object_foreach((json_t *)promises, id, value) {
        const coprod__place here = {&list, id, 0};
        if (!coprod__load_step(load, spectrum, &list, id, value, 1, &indicator, &step))
            continue;
        if (spectrum->indicators[indicator].kind != COPROD_INDICATOR_PROMISE)
            coprod__report(load, COPROD_ERROR, "unknown-id", &here, id, "the id of a promise");
        level->promises[indicator] = step;
    }
}

static void load_level(coprod__load *load, coprod_spectrum *spectrum, const json_t *json, const coprod__place *place)
{
    coprod__level *own = &spectrum->levels[spectrum->level_count + 1];
    coprod__arena *arena = &spectrum->arena;
    const coprod__place id_place = {place, "id", 0}, label_place = {place, "label", 0};
    coprod__json_keys(load, json, place, "id label definition source rule words promises");
    own->id = coprod__json_word(load, arena, json, place, "id");
    own->label = coprod__json_copy(load, arena, json, place, "label", COPROD__REQUIRED);
    own->definition = coprod__json_copy(load, arena, json, place, "definition", COPROD__REQUIRED);
    coprod__json_source(load, arena, json, place, &own->source);
    if (!own->source.title[0])
        own->source = spectrum->source;
    load_gates(load, spectrum, json, place, own);
    load_words(load, spectrum, json, place, own);
    load_promises(load, spectrum, json, place, own);
    for (uint32_t rank = 0; rank <= spectrum->level_count; rank++) {
        if (!strcmp(spectrum->levels[rank].id, own->id) || !strcmp(spectrum->levels[rank].label, own->id))
            coprod__report(load, COPROD_ERROR, "duplicate-id", &id_place, own->id, "another id");
        if (!strcmp(spectrum->levels[rank].label, own->label) || !strcmp(spectrum->levels[rank].id, own->label))
            coprod__report(load, COPROD_ERROR, "duplicate-id", &label_place, own->label, "another label");
    }
    spectrum->level_count++;
}

static void load_levels(coprod__load *load, coprod_spectrum *spectrum, const json_t *json)
{
    const json_t *levels = coprod__json_array(load, json, &root, "levels", COPROD__REQUIRED);
    const coprod__place list = {&root, "levels", 0};
    size_t i, count = json_array_size(levels);
    json_t *one;
    spectrum->levels[0].id = "none";
    spectrum->levels[0].label = "None evidenced";
    spectrum->levels[0].definition = "";
    spectrum->levels[0].source = (coprod__source){"", "", ""};
    for (i = 0; i < COPROD__INDICATORS; i++)
        spectrum->levels[0].words[i] = spectrum->levels[0].words_source[i] = "";
    if (levels && (!count || count > COPROD__LEVELS)) {
        coprod__report(load, COPROD_ERROR, "too-many", &list, count ? "more than 16" : "none", "1 to 16 levels");
        return;
    }
    json_array_foreach((json_t *)levels, i, one) {
        const coprod__place here = {&list, NULL, i};
        if (json_is_object(one))
            load_level(load, spectrum, one, &here);
        else
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
    }
}

static void fill_ceilings(coprod_spectrum *spectrum)
{
    for (uint32_t i = 0; i < spectrum->indicator_count; i++)
        for (uint8_t v = 0; v <= spectrum->top[i]; v++) {
            coprod__vector answers = coprod__tops(spectrum);
            answers.x[i] = v;
            spectrum->ceilings[i][v] = (uint8_t)coprod__level_of(spectrum, &answers);
        }
}

static coprod_status load_document(coprod__load *load, const json_t *json, coprod_spectrum *spectrum)
{
    coprod__arena *arena = &spectrum->arena;
    const char *base;
    coprod_status status = COPROD_OK;
    coprod__json_schema(load, json, "spectrum/1");
    coprod__json_keys(load, json, &root, "schema id version title source note indicators extra_indicators "
                      "extra_implications extra_patterns levels");
    spectrum->id = coprod__json_word(load, arena, json, &root, "id");
    spectrum->version = coprod__json_copy(load, arena, json, &root, "version", COPROD__REQUIRED);
    spectrum->title = coprod__json_copy(load, arena, json, &root, "title", COPROD__REQUIRED);
    spectrum->note = coprod__json_copy(load, arena, json, &root, "note", COPROD__OPTIONAL);
    coprod__json_source(load, arena, json, &root, &spectrum->source);
    base = coprod__json_text(load, json, &root, "indicators", COPROD__REQUIRED);
    if (base)
        status = load_base(load, spectrum, base);
    if (status != COPROD_OK)
        return status;
    load_extras(load, spectrum, json);
    load_levels(load, spectrum, json);
    status = coprod__load_status(load);
    if (status == COPROD_OK)
        status = coprod__close_rules(spectrum);
    return status == COPROD_OK ? coprod__fingerprint(spectrum) : status;
}

static coprod_status check_assertions(coprod__load *load, const coprod_spectrum *spectrum, uint32_t asked)
{
    const coprod__place here = {&root, "levels", 0};
    int32_t least[COPROD__LEVELS + 1];
    coprod_status status = asked ? coprod__least_assertions(spectrum, least) : COPROD_OK;
    if (status != COPROD_OK || !asked)
        return status;
    if (least[spectrum->level_count] >= 0 && (uint32_t)least[spectrum->level_count] < asked)
        coprod__report(load, COPROD_ERROR, "token-bound", &here, spectrum->levels[spectrum->level_count].id,
                       "a top level that takes more asserted indicators");
    return coprod__load_status(load);
}

coprod_status coprod_spectrum_load(const char *json, size_t length, const coprod_spectrum_options *options,
                                   coprod_findings *findings, coprod_spectrum **spectrum)
{
    coprod__load load = {findings, 0, COPROD_OK};
    coprod_spectrum_options own;
    coprod__memory memory;
    coprod__arena arena;
    coprod_spectrum *made;
    json_t *document = NULL;
    coprod_status status;
    if (!spectrum)
        return COPROD_E_ARGUMENT;
    *spectrum = NULL;
    if (!json)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(options, sizeof own, sizeof own, &own);
    if (status == COPROD_OK && own.reserved)
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod__memory_init(own.allocator, &memory);
    if (status == COPROD_OK)
        status = coprod__json_parse(&load, json, length, &document);
    if (status != COPROD_OK)
        return status;
    coprod__arena_init(&arena, &memory);
    made = coprod__arena_alloc(&arena, sizeof *made);
    if (made) {
        made->arena = arena;
        coprod__refs_init(&made->refs);
        status = load_document(&load, document, made);
        arena = made->arena;
    } else {
        status = COPROD_E_MEMORY;
    }
    json_decref(document);
    if (status == COPROD_OK) {
        fill_ceilings(made);
        status = check_assertions(&load, made, own.least_assertions);
    }
    if (status == COPROD_OK)
        *spectrum = made;
    else
        coprod__arena_free(&arena);
    return status;
}

coprod_status coprod_spectrum_builtin(const char *id, const coprod_spectrum_options *options,
                                      coprod_spectrum **spectrum)
{
    const coprod__data *data;
    if (!spectrum)
        return COPROD_E_ARGUMENT;
    *spectrum = NULL;
    if (!id)
        return COPROD_E_ARGUMENT;
    data = coprod__data_find("spectrum", id);
    return data ? coprod_spectrum_load(data->json, data->length, options, NULL, spectrum) : COPROD_E_UNKNOWN;
}
