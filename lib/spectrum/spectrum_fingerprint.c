/* SPDX-License-Identifier: MIT */
/* The name of a definition: the SHA-256 of its meaning in canonical JSON. */
#include "spectrum_internal.h"

/* Appends to a list and returns it; NULL once anything ran out of memory, which json_pack refuses in its turn. */
static json_t *with(json_t *list, json_t *value)
{
    if (!json_array_append_new(list, value))
        return list;
    json_decref(list);
    return NULL;
}

static json_t *rule_json(const coprod__rule *rules, uint32_t count)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < count; i++)
        list = with(list, json_pack("[iiii]", rules[i].if_indicator, rules[i].if_at_least, rules[i].then_indicator,
                                    rules[i].then_at_least));
    return list;
}

static json_t *indicators_json(const coprod_spectrum *spectrum)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < spectrum->indicator_count; i++)
        list = with(list, json_pack("[sii]", spectrum->indicators[i].id, (int)spectrum->indicators[i].kind,
                                    spectrum->indicators[i].top));
    return list;
}

static json_t *patterns_json(const coprod_spectrum *spectrum)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < spectrum->pattern_count; i++) {
        json_t *limits = json_array();
        for (uint32_t j = 0; j < spectrum->indicator_count; j++)
            limits = with(limits, json_pack("[ii]", spectrum->patterns[i].at_least[j],
                                            spectrum->patterns[i].at_most[j]));
        list = with(list, json_pack("[so]", spectrum->patterns[i].id, limits));
    }
    return list;
}

static json_t *level_json(const coprod_spectrum *spectrum, const coprod__level *level)
{
    json_t *rule = json_array(), *promises = json_array();
    for (uint32_t g = level->first_gate; g < (uint32_t)level->first_gate + level->gate_count; g++) {
        const coprod__gate *gate = &spectrum->gates[g];
        uint8_t of[COPROD__INDICATORS] = {0};
        json_t *steps = json_array();
        for (uint32_t t = gate->first; t < (uint32_t)gate->first + gate->count; t++)
            of[spectrum->thresholds[t].indicator] = spectrum->thresholds[t].at_least;
        for (uint32_t i = 0; i < spectrum->indicator_count; i++)
            steps = with(steps, json_integer(of[i]));
        rule = with(rule, json_pack("[io]", gate->need, steps));
    }
    for (uint32_t i = 0; i < spectrum->indicator_count; i++)
        promises = with(promises, json_integer(level->promises[i]));
    return json_pack("[soo]", level->id, rule, promises);
}

/* Of all that can change an answer, and of nothing else: titles, texts and sources may be translated. */
coprod_status coprod__fingerprint(coprod_spectrum *spectrum)
{
    json_t *levels = json_array();
    json_t *model = json_pack("{so so}", "implications", rule_json(spectrum->implications, spectrum->implication_count),
                              "indicators", indicators_json(spectrum));
    json_t *whole = NULL;
    coprod_status status = model ? coprod__json_fingerprint(model, spectrum->indicators_fingerprint) : COPROD_E_MEMORY;
    for (uint32_t rank = 1; rank <= spectrum->level_count; rank++)
        levels = with(levels, level_json(spectrum, &spectrum->levels[rank]));
    whole = json_pack("{ss ss so so so so}", "id", spectrum->id, "version", spectrum->version, "model", model,
                      "presume", rule_json(spectrum->presumptions, spectrum->presumption_count),
                      "patterns", patterns_json(spectrum), "levels", levels);
    if (status == COPROD_OK)
        status = whole ? coprod__json_fingerprint(whole, spectrum->fingerprint) : COPROD_E_MEMORY;
    json_decref(whole);
    return status;
}
