/* SPDX-License-Identifier: MIT */
/* Loads indicators, implications, presumptions and patterns. */
#include <string.h>

#include "spectrum_internal.h"

uint32_t coprod__indicator_index(const coprod_spectrum *spectrum, const char *id)
{
    for (uint32_t i = 0; i < spectrum->indicator_count; i++)
        if (!strcmp(spectrum->indicators[i].id, id))
            return i;
    return COPROD__INDICATORS;
}

int coprod__load_step(coprod__load *load, const coprod_spectrum *spectrum, const coprod__place *place, const char *id,
                      const json_t *value, uint8_t low, uint32_t *indicator, uint8_t *step)
{
    coprod__place here = {place, id, 0};
    char expected[64];
    coprod__writer writer;
    *indicator = coprod__indicator_index(spectrum, id);
    if (*indicator == COPROD__INDICATORS) {
        coprod__report(load, COPROD_ERROR, "unknown-id", &here, id, "the id of an indicator");
        return 0;
    }
    coprod__writer_init(&writer, expected, sizeof expected);
    coprod__write(&writer, "an integer from ");
    coprod__write_number(&writer, low);
    coprod__write(&writer, " to ");
    coprod__write_number(&writer, spectrum->top[*indicator]);
    coprod__writer_end(&writer, NULL);
    if (!json_is_integer(value)) {
        coprod__json_wrong(load, "wrong-type", &here, value, expected);
        return 0;
    }
    if (json_integer_value(value) < low || json_integer_value(value) > spectrum->top[*indicator]) {
        coprod__json_wrong(load, "out-of-range", &here, value, expected);
        return 0;
    }
    *step = (uint8_t)json_integer_value(value);
    return 1;
}

static void load_answers(coprod__load *load, coprod_spectrum *spectrum, const json_t *json,
                         const coprod__place *place, coprod__indicator *own)
{
    const json_t *answers = coprod__json_array(load, json, place, "answers", COPROD__REQUIRED);
    const coprod__place list = {place, "answers", 0};
    size_t count = json_array_size(answers);
    if (answers && (count < 2 || count > COPROD__STEPS + 1)) {
        coprod__report(load, COPROD_ERROR, "too-many", &list, count < 2 ? "fewer than 2" : "more than 16",
                       "2 to 16 answers");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const coprod__place here = {&list, NULL, i};
        const char *text = json_string_value(json_array_get(answers, i));
        if (!text || !text[0])
            coprod__json_wrong(load, "wrong-type", &here, json_array_get(answers, i), "a text that is not empty");
        own->answers[i] = coprod__arena_text(&spectrum->arena, text);
        if (!own->answers[i])
            load->failure = COPROD_E_MEMORY;
    }
    own->top = (uint8_t)(count ? count - 1 : 0);
}

static void load_indicator(coprod__load *load, coprod_spectrum *spectrum, const json_t *json,
                           const coprod__place *place)
{
    coprod__indicator *own = &spectrum->indicators[spectrum->indicator_count];
    coprod__arena *arena = &spectrum->arena;
    const coprod__place kind_place = {place, "kind", 0}, id_place = {place, "id", 0};
    const char *kind;
    coprod__json_keys(load, json, place, "id kind title question answers help source");
    own->id = coprod__json_word(load, arena, json, place, "id");
    own->title = coprod__json_copy(load, arena, json, place, "title", COPROD__REQUIRED);
    own->question = coprod__json_copy(load, arena, json, place, "question", COPROD__OPTIONAL);
    own->help = coprod__json_copy(load, arena, json, place, "help", COPROD__OPTIONAL);
    coprod__json_source(load, arena, json, place, &own->source);
    kind = coprod__json_text(load, json, place, "kind", COPROD__REQUIRED);
    if (kind && !strcmp(kind, "power"))
        own->kind = COPROD_INDICATOR_POWER;
    else if (kind && !strcmp(kind, "promise"))
        own->kind = COPROD_INDICATOR_PROMISE;
    else if (kind)
        coprod__report(load, COPROD_ERROR, "unknown-id", &kind_place, kind, "power or promise");
    load_answers(load, spectrum, json, place, own);
    if (coprod__indicator_index(spectrum, own->id) != COPROD__INDICATORS) {
        coprod__report(load, COPROD_ERROR, "duplicate-id", &id_place, own->id, "another id");
        return;
    }
    spectrum->top[spectrum->indicator_count++] = own->top;
}

void coprod__load_indicators(coprod__load *load, coprod_spectrum *spectrum, const json_t *list,
                             const coprod__place *place)
{
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {place, NULL, i};
        if (spectrum->indicator_count == COPROD__INDICATORS) {
            coprod__report(load, COPROD_ERROR, "too-many", place, "more than 32", "at most 32 indicators in all");
            return;
        }
        if (json_is_object(one))
            load_indicator(load, spectrum, one, &here);
        else
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
    }
}

/* One "if", and each "then" of it as a rule of its own, in the order of the indicators. */
static void load_rule(coprod__load *load, coprod_spectrum *spectrum, const json_t *json, const coprod__place *place,
                      coprod__rule *rules, uint32_t *count)
{
    const json_t *condition = coprod__json_object(load, json, place, "if", COPROD__REQUIRED);
    const json_t *then = coprod__json_object(load, json, place, "then", COPROD__REQUIRED);
    const coprod__place if_place = {place, "if", 0}, then_place = {place, "then", 0};
    const char *why = coprod__json_copy(load, &spectrum->arena, json, place, "why", COPROD__OPTIONAL);
    uint32_t from = 0, to = 0;
    uint8_t at_least = 0, needs = 0;
    const char *key;
    json_t *value;
    coprod__json_keys(load, json, place, "if then why source");
    if (!condition || !then)
        return;
    if (json_object_size(condition) != 1 || !json_object_size(then)) {
        coprod__report(load, COPROD_ERROR, "too-many", place, "another number of indicators",
                       "one indicator under if, one or more under then");
        return;
    }
    json_object_foreach((json_t *)condition, key, value)
        if (!coprod__load_step(load, spectrum, &if_place, key, value, 1, &from, &at_least))
            return;
    json_object_foreach((json_t *)then, key, value) {
        if (!coprod__load_step(load, spectrum, &then_place, key, value, 1, &to, &needs))
            continue;
        if (*count == COPROD__IMPLICATIONS) {
            coprod__report(load, COPROD_ERROR, "too-many", place, "more than 64", "at most 64 in all");
            return;
        }
        rules[(*count)++] = (coprod__rule){(uint8_t)from, at_least, (uint8_t)to, needs, why};
    }
}

void coprod__load_rules(coprod__load *load, coprod_spectrum *spectrum, const json_t *list, const coprod__place *place,
                        coprod__rule *rules, uint32_t *count)
{
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {place, NULL, i};
        if (json_is_object(one))
            load_rule(load, spectrum, one, &here, rules, count);
        else
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
    }
}

static void load_limits(coprod__load *load, const coprod_spectrum *spectrum, const json_t *json,
                        const coprod__place *place, const char *key, uint8_t *limits)
{
    const json_t *atoms = coprod__json_object(load, json, place, key, COPROD__OPTIONAL);
    const coprod__place here = {place, key, 0};
    const char *id;
    json_t *value;
    uint32_t indicator = 0;
    uint8_t step = 0;
    json_object_foreach((json_t *)atoms, id, value)
        if (coprod__load_step(load, spectrum, &here, id, value, 0, &indicator, &step))
            limits[indicator] = step;
}

static void load_pattern(coprod__load *load, coprod_spectrum *spectrum, const json_t *json, const coprod__place *place)
{
    coprod__pattern *own = &spectrum->patterns[spectrum->pattern_count];
    coprod__arena *arena = &spectrum->arena;
    const coprod__place id_place = {place, "id", 0};
    coprod__json_keys(load, json, place, "id title at_least at_most text question source");
    own->id = coprod__json_word(load, arena, json, place, "id");
    own->title = coprod__json_copy(load, arena, json, place, "title", COPROD__REQUIRED);
    own->text = coprod__json_copy(load, arena, json, place, "text", COPROD__OPTIONAL);
    own->question = coprod__json_copy(load, arena, json, place, "question", COPROD__OPTIONAL);
    memcpy(own->at_most, spectrum->top, sizeof own->at_most);
    load_limits(load, spectrum, json, place, "at_least", own->at_least);
    load_limits(load, spectrum, json, place, "at_most", own->at_most);
    for (uint32_t i = 0; i < spectrum->pattern_count; i++)
        if (!strcmp(spectrum->patterns[i].id, own->id))
            coprod__report(load, COPROD_ERROR, "duplicate-id", &id_place, own->id, "another id");
    spectrum->pattern_count++;
}

void coprod__load_patterns(coprod__load *load, coprod_spectrum *spectrum, const json_t *list,
                           const coprod__place *place)
{
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {place, NULL, i};
        if (spectrum->pattern_count == COPROD__PATTERNS) {
            coprod__report(load, COPROD_ERROR, "too-many", place, "more than 32", "at most 32 patterns in all");
            return;
        }
        if (json_is_object(one))
            load_pattern(load, spectrum, one, &here);
        else
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
    }
}
