/* SPDX-License-Identifier: MIT */
/* Random spectra over participation/1 and indicators of their own, with implications that may run in circles. What a
 * level asks for is kept beside the document, so that a test can judge without the library's own reading. */
#ifndef COPROD_TEST_RANDOM_H
#define COPROD_TEST_RANDOM_H

#include "inside.h"

static inline uint32_t draw(uint64_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 33) % below;
}

typedef struct made_gate {
    uint32_t need, count, indicators[4];
    uint8_t at_least[4];
} made_gate;

typedef struct made_level {
    uint32_t gate_count;
    made_gate gates[3];
} made_level;

typedef struct made_spectrum {
    coprod_spectrum *spectrum;
    uint32_t indicator_count, level_count, rule_count, named_count, named[5];
    uint8_t top[32];
    coprod_implication rules[64];
    made_level levels[9];
} made_spectrum;

static const char *const base_ids[] = {"flow", "agenda", "influence", "stage", "design", "follow",
                                       "standing", "continuity", "feedback", "reciprocity", "support", "candour"};
static const uint8_t base_tops[] = {4, 4, 4, 3, 4, 4, 4, 3, 3, 2, 2, 2};

static inline json_t *made_id(uint32_t indicator)
{
    return indicator < 12 ? json_string(base_ids[indicator]) : json_sprintf("own-%u", (unsigned)indicator);
}

static inline json_t *made_indicators(made_spectrum *made, uint64_t *seed)
{
    json_t *list = json_array();
    memcpy(made->top, base_tops, sizeof base_tops);
    made->indicator_count = 12 + draw(seed, 4);
    for (uint32_t i = 12; i < made->indicator_count; i++) {
        json_t *steps = json_array();
        made->top[i] = (uint8_t)(1 + draw(seed, 4));
        for (uint32_t v = 0; v <= made->top[i]; v++)
            json_array_append_new(steps, json_sprintf("step %u", (unsigned)v));
        json_array_append_new(list, json_pack("{sosssssO}", "id", made_id(i), "title", "T", "kind",
                                              draw(seed, 3) ? "power" : "promise", "answers", steps));
        json_decref(steps);
    }
    return list;
}

static inline json_t *made_rule(const made_spectrum *made, uint64_t *seed, uint32_t from, uint32_t to)
{
    json_t *rule = json_of("{'if': {}, 'then': {}}"), *a = made_id(from), *b = made_id(to);
    json_object_set_new(json_object_get(rule, "if"), json_string_value(a),
                        json_integer(1 + draw(seed, made->top[from])));
    json_object_set_new(json_object_get(rule, "then"), json_string_value(b),
                        json_integer(1 + draw(seed, made->top[to])));
    json_decref(a);
    json_decref(b);
    return rule;
}

/* Up to four, each one followed by its way back where `circles` is set; some lead to their own indicator. */
static inline json_t *made_rules(const made_spectrum *made, uint64_t *seed, int circles)
{
    json_t *list = json_array();
    for (uint32_t k = draw(seed, 3) + (uint32_t)circles; k; k--) {
        uint32_t from = draw(seed, made->indicator_count), to = draw(seed, made->indicator_count);
        json_array_append_new(list, made_rule(made, seed, from, to));
        if (circles)
            json_array_append_new(list, made_rule(made, seed, to, from));
    }
    return list;
}

static inline json_t *made_gate_json(made_spectrum *made, uint64_t *seed, made_gate *gate)
{
    json_t *of = json_object();
    uint32_t first = draw(seed, made->named_count);
    gate->count = 1 + draw(seed, made->named_count < 4 ? made->named_count : 4);
    gate->need = 1 + draw(seed, gate->count);
    for (uint32_t t = 0; t < gate->count; t++) {
        json_t *id;
        gate->indicators[t] = made->named[(first + t) % made->named_count];
        gate->at_least[t] = (uint8_t)(1 + draw(seed, made->top[gate->indicators[t]]));
        id = made_id(gate->indicators[t]);
        json_object_set_new(of, json_string_value(id), json_integer(gate->at_least[t]));
        json_decref(id);
    }
    return json_pack("{siso}", "at_least", (int)gate->need, "of", of);
}

static inline json_t *made_levels(made_spectrum *made, uint64_t *seed)
{
    json_t *list = json_array();
    made->level_count = 1 + draw(seed, 8);
    for (uint32_t k = 1; k <= made->level_count; k++) {
        made_level *level = &made->levels[k];
        json_t *rule = json_array();
        level->gate_count = k == 1 ? draw(seed, 2) : 1 + draw(seed, 3);
        for (uint32_t g = 0; g < level->gate_count; g++)
            json_array_append_new(rule, made_gate_json(made, seed, &level->gates[g]));
        json_array_append_new(list, json_pack("{sosossso}", "id", json_sprintf("l%u", (unsigned)k), "label",
                                              json_sprintf("L%u", (unsigned)k), "definition", "d", "rule", rule));
    }
    return list;
}

static inline made_spectrum make_spectrum(uint64_t number)
{
    made_spectrum made = {NULL};
    uint64_t seed = 0x9E3779B97F4A7C15u * (number + 1);
    json_t *document = small_document();
    coprod_spectrum_info info = {sizeof info};
    put(document, "/extra_indicators", made_indicators(&made, &seed));
    put(document, "/extra_implications", made_rules(&made, &seed, number % 2));
    made.named_count = 1 + draw(&seed, 5);
    for (uint32_t n = 0, first = draw(&seed, made.indicator_count); n < made.named_count; n++)
        made.named[n] = (first + n * 2) % made.indicator_count;
    put(document, "/levels", made_levels(&made, &seed));
    made.spectrum = spectrum_of(document);
    coprod_spectrum_get(made.spectrum, &info);
    made.rule_count = info.implication_count;
    for (uint32_t k = 0; k < made.rule_count; k++) {
        made.rules[k].size = sizeof made.rules[k];
        assert_int_equal(coprod_spectrum_implication(made.spectrum, k, &made.rules[k]), COPROD_OK);
    }
    json_decref(document);
    return made;
}

/* The rank of complete answers, by the document. */
static inline int32_t made_rank(const made_spectrum *made, const uint8_t *x)
{
    for (uint32_t k = made->level_count; k; k--) {
        uint32_t failed = 0;
        for (uint32_t g = 0; g < made->levels[k].gate_count; g++) {
            const made_gate *gate = &made->levels[k].gates[g];
            uint32_t held = 0;
            for (uint32_t t = 0; t < gate->count; t++)
                held += x[gate->indicators[t]] >= gate->at_least[t];
            failed += held < gate->need;
        }
        if (!failed)
            return (int32_t)k;
    }
    return 0;
}

/* Raises answers to what they imply. */
static inline void made_close(const made_spectrum *made, uint8_t *x)
{
    for (int moved = 1; moved;) {
        moved = 0;
        for (uint32_t k = 0; k < made->rule_count; k++) {
            const coprod_implication *rule = &made->rules[k];
            if (x[rule->if_indicator] < rule->if_at_least || x[rule->then_indicator] >= rule->then_at_least)
                continue;
            x[rule->then_indicator] = (uint8_t)rule->then_at_least;
            moved = 1;
        }
    }
}

#endif
