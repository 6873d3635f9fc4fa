/* SPDX-License-Identifier: MIT */
/* How counts and populations are told: bands and round numbers, by rules that are data. */
#include "coprod/equity_pattern_view.h"
#include "data_internal.h"
#include "pattern_gaps_internal.h"

enum { BAND_MOST = 1000, FIGURES_MOST = 9 };

static uint32_t read_value(coprod__load *load, const json_t *document, const char *key, int64_t most)
{
    const coprod__place root = {NULL, NULL, 0}, here = {&root, key, 0};
    const json_t *part = coprod__json_object(load, document, &root, key, COPROD__REQUIRED);
    return (uint32_t)coprod__json_integer(load, part, &here, "value", COPROD__REQUIRED, 1, most, 1);
}

coprod_status coprod__pattern_view_read(coprod_pattern_schema *schema)
{
    const coprod__place root = {NULL, NULL, 0};
    const coprod__data *data = coprod__data_find("pattern-view", coprod__data_folder_id("pattern-view", 0));
    coprod__load load = {NULL, 0, COPROD_OK, 0, 0};
    coprod__pattern_view *view = &schema->view;
    json_t *json = NULL;
    coprod_status status = coprod__json_parse(&load, data->json, data->length, &json);
    if (status != COPROD_OK)
        return status;
    view->id = coprod__json_copy(&load, &schema->arena, json, &root, "id", COPROD__REQUIRED);
    view->version = coprod__json_copy(&load, &schema->arena, json, &root, "version", COPROD__REQUIRED);
    view->band = read_value(&load, json, "band", BAND_MOST);
    view->figures = read_value(&load, json, "figures", FIGURES_MOST);
    view->width = read_value(&load, json, "width", BAND_MOST);
    json_decref(json);
    return coprod__load_status(&load);
}

/* The first number that has more figures than are told. */
static uint64_t beyond(const coprod_pattern_schema *schema)
{
    uint64_t most = 1;
    for (uint32_t i = 0; i < schema->view.figures; i++)
        most *= 10;
    return most;
}

uint64_t coprod__gaps_unit(const coprod_pattern_schema *schema, uint64_t population)
{
    const uint64_t most = beyond(schema);
    uint64_t unit = 1;
    while (population / unit >= most)
        unit *= 10;
    return unit;
}

uint64_t coprod__gaps_told_from(const coprod_pattern_schema *schema, uint64_t publish_from)
{
    const uint64_t most = beyond(schema);
    uint64_t unit = 10;
    while (unit < publish_from && unit <= UINT64_MAX / most)
        unit *= 10;
    return most / 10 * unit;
}

uint64_t coprod__gaps_about(const coprod_pattern_schema *schema, uint64_t population)
{
    const uint64_t unit = coprod__gaps_unit(schema, population);
    return (population / unit + (population % unit >= unit - unit / 2 ? 1 : 0)) * unit;
}

uint64_t coprod__gaps_told_people(const coprod_pattern_schema *schema, uint64_t population, uint64_t publish_from)
{
    if (!publish_from)
        return population;
    if (population < coprod__gaps_told_from(schema, publish_from))
        return 0;
    /* Down, as groups of a plan are, which cannot have more people than there are: two ways would meet in between. */
    return population - population % coprod__gaps_unit(schema, population);
}

void coprod__gaps_people_band(const coprod_pattern_gaps *gaps, uint64_t publish_from, uint64_t *low, uint64_t *high)
{
    coprod_pattern_view_count(gaps->schema, gaps->people, 0, publish_from, low, high);
}

coprod_status coprod_pattern_view_count(const coprod_pattern_schema *schema, uint64_t count, uint64_t threshold,
                                        uint64_t publish_from, uint64_t *low, uint64_t *high)
{
    if (low)
        *low = 0;
    if (high)
        *high = 0;
    if (!schema || !low || !high)
        return COPROD_E_ARGUMENT;
    coprod__gaps_band(schema->view.band, count, threshold ? threshold : INT64_MAX, publish_from, low, high);
    return COPROD_OK;
}

void coprod__gaps_band(uint64_t width, uint64_t count, uint64_t threshold, uint64_t publish_from, uint64_t *low,
                       uint64_t *high)
{
    /* It is a gap, as everybody sees, so the last band ends there; one of one number is part of the one below. */
    const uint64_t bands = threshold > publish_from ? (threshold - publish_from + width - 2) / width : 0;
    uint64_t band;
    *low = *high = count;
    if (!publish_from)
        return;
    if (count < publish_from || !bands) {
        *low = 0;
        *high = bands ? publish_from - 1 : threshold - 1;
        return;
    }
    band = (count - publish_from) / width;
    band = band < bands ? band : bands - 1;
    *low = publish_from + band * width;
    *high = band == bands - 1 ? threshold - 1 : *low + width - 1;
}
