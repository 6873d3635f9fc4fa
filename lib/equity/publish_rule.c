/* SPDX-License-Identifier: MIT */
/* Rules of disclosure control: data, with its source. */
#include <string.h>

#include "data_internal.h"
#include "publish_internal.h"

static const coprod__place root = {NULL, NULL, 0};
enum { COUNT_MOST = 1000000, BASE_MOST = 1000000000, FIGURES_MOST = 15 };

static uint32_t choice(coprod__load *load, const json_t *json, const coprod__place *place, const char *key,
                       const char *first, const char *second, const char *expected)
{
    const coprod__place here = {place, key, 0};
    const char *text = coprod__json_text(load, json, place, key, COPROD__OPTIONAL);
    if (text && strcmp(text, first) && strcmp(text, second))
        coprod__report(load, COPROD_ERROR, "unknown-value", &here, text, expected);
    return text && !strcmp(text, second);
}

static int32_t read_flag(coprod__load *load, const json_t *json, const char *key, int32_t otherwise)
{
    const json_t *value = json_object_get(json, key);
    const coprod__place here = {&root, key, 0};
    if (value && !json_is_boolean(value))
        coprod__json_wrong(load, "wrong-type", &here, value, "true or false");
    return value ? json_is_true(value) : otherwise;
}

/* --- what is hidden, and what is protected --- */

static void read_range(coprod__load *load, const json_t *own, const coprod__place *here, int64_t lowest_most,
                       uint32_t *low, uint32_t *high)
{
    const coprod__place at = {here, "highest", 0};
    coprod__json_keys(load, own, here, "lowest highest");
    *low = (uint32_t)coprod__json_integer(load, own, here, "lowest", COPROD__REQUIRED, 0, lowest_most, 0);
    *high = (uint32_t)coprod__json_integer(load, own, here, "highest", COPROD__REQUIRED, 0, COUNT_MOST, COUNT_MOST);
    if (*high <= *low)
        coprod__json_wrong(load, "tells-itself", &at, json_object_get(own, "highest"), "more than the lowest");
}

static void read_ranges(coprod__load *load, const json_t *json, coprod_publish_rule_info *info)
{
    const json_t *hide = coprod__json_object(load, json, &root, "hide", COPROD__OPTIONAL);
    const json_t *protect = coprod__json_object(load, json, &root, "protect", hide ? COPROD__OPTIONAL
                                                                                   : COPROD__REQUIRED);
    const coprod__place hides = {&root, "hide", 0}, protects = {&root, "protect", 0};
    info->hides = hide != NULL;
    if (hide)
        read_range(load, hide, &hides, 1, &info->hidden_low, &info->hidden_high);
    info->protected_low = info->hidden_low;
    info->protected_high = info->hidden_high;
    if (protect)
        read_range(load, protect, &protects, COUNT_MOST, &info->protected_low, &info->protected_high);
}

/* --- rounding --- */

static void read_band(coprod__load *load, const json_t *item, const coprod__place *here, int last,
                      coprod__band *band)
{
    const int by_figures = json_object_get(item, "figures") != NULL;
    coprod__json_keys(load, item, here, "below base figures");
    band->below = coprod__json_integer(load, item, here, "below", last ? COPROD__OPTIONAL : COPROD__REQUIRED, 1,
                                       coprod__figure_most, coprod__unlimited);
    if (by_figures)
        band->figures = (int32_t)coprod__json_integer(load, item, here, "figures", COPROD__REQUIRED, 1, FIGURES_MOST,
                                                      FIGURES_MOST);
    band->base = coprod__json_integer(load, item, here, "base", by_figures ? COPROD__OPTIONAL : COPROD__REQUIRED,
                                      by_figures ? 0 : 1, BASE_MOST, by_figures ? 0 : 1);
    if (by_figures && band->base) {
        const coprod__place at = {here, "figures", 0};
        coprod__report(load, COPROD_ERROR, "base-and-figures", &at, "both", "one of them");
    }
}

/* Where one band ends and the next begins both have a step there, or a greater count could look smaller. */
static void check_bands(coprod__load *load, const coprod_publish_rule *rule, const coprod__place *bands)
{
    for (uint32_t i = 0; i < rule->band_count; i++) {
        const coprod__band *band = &rule->bands[i];
        const coprod__place item = {bands, NULL, i}, here = {&item, "below", 0};
        const int last = i + 1 == rule->band_count;
        if (last && band->below != coprod__unlimited)
            coprod__report(load, COPROD_ERROR, "bands-end", &here, "a limit", "the last band without one");
        if (i && !last && band->below <= band[-1].below)
            coprod__report(load, COPROD_ERROR, "bands-order", &here, "not above the band before", "rising limits");
        if (!last && (band->below % coprod__band_unit(band, band->below - 1)
                      || band->below % coprod__band_unit(band + 1, band->below)))
            coprod__report(load, COPROD_ERROR, "bands-step", &here, "no step of both bands",
                           "a multiple of the steps on both sides");
    }
}

static void read_rounding(coprod__load *load, const json_t *json, coprod_publish_rule *rule)
{
    const json_t *own = coprod__json_object(load, json, &root, "rounding", rule->info.hides ? COPROD__OPTIONAL
                                                                                            : COPROD__REQUIRED);
    const coprod__place here = {&root, "rounding", 0}, bands = {&here, "bands", 0};
    const json_t *list;
    size_t count;
    if (!own)
        return;
    coprod__json_keys(load, own, &here, "ties bands");
    rule->info.half_even = (int32_t)choice(load, own, &here, "ties", "half-up", "half-even", "half-up or half-even");
    list = coprod__json_array(load, own, &here, "bands", COPROD__REQUIRED);
    count = json_array_size(list);
    if (list && (!count || count > COPROD__BANDS)) {
        coprod__report(load, COPROD_ERROR, "out-of-range", &bands, count ? "too many" : "none", "1 to 16 bands");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const coprod__place item = {&bands, NULL, i};
        if (json_is_object(json_array_get(list, i)))
            read_band(load, json_array_get(list, i), &item, i + 1 == count, &rule->bands[i]);
        else
            coprod__json_wrong(load, "wrong-type", &item, json_array_get(list, i), "an object");
    }
    rule->band_count = (uint32_t)count;
    rule->info.bands = rule->band_count;
    if (!load->errors)
        check_bands(load, rule, &bands);
    if (!load->errors && rule->info.hides && !coprod__rule_round(rule, (int64_t)rule->info.hidden_high + 1))
        coprod__report(load, COPROD_ERROR, "rounds-to-zero", &bands, "0", "that the first count shown is above 0");
}

/* --- signs --- */

static const char *read_sign(coprod__load *load, coprod_publish_rule *rule, const json_t *own,
                             const coprod__place *place, const char *key, const char *otherwise)
{
    const coprod__place here = {place, key, 0};
    const char *text = coprod__json_text(load, own, place, key, COPROD__OPTIONAL), *copy;
    const char *sign = text ? text : otherwise;
    int64_t value = 0, low = 1, high = 0;
    size_t length = strlen(sign);
    if (length >= COPROD__SYMBOL)
        coprod__report(load, COPROD_ERROR, "out-of-range", &here, sign, "at most 15 bytes");
    else if (strspn(sign, "0123456789") == length && !load->errors) {
        for (size_t i = 0; i < length; i++)
            value = value * 10 + sign[i] - '0';
        if (value <= coprod__figure_most)
            coprod__rule_class(rule, value, &low, &high);
        if (low <= high)
            coprod__report(load, COPROD_ERROR, "sign-is-a-figure", &here, sign, "a sign that no count is shown as");
    }
    copy = coprod__arena_text(&rule->arena, sign);
    if (!copy)
        load->failure = COPROD_E_MEMORY;
    return copy ? copy : "";
}

static void read_signs(coprod__load *load, const json_t *json, coprod_publish_rule *rule)
{
    coprod_publish_rule_info *info = &rule->info;
    const json_t *own = coprod__json_object(load, json, &root, "signs", COPROD__OPTIONAL);
    const coprod__place here = {&root, "signs", 0};
    if (own)
        coprod__json_keys(load, own, &here, "small other withheld");
    info->small = read_sign(load, rule, own, &here, "small", "*");
    info->other = read_sign(load, rule, own, &here, "other", "[c]");
    info->withheld = read_sign(load, rule, own, &here, "withheld", "[x]");
    if (!coprod__load_status(load) && (!strcmp(info->small, info->other) || !strcmp(info->small, info->withheld)
                                       || !strcmp(info->other, info->withheld)))
        coprod__report(load, COPROD_ERROR, "signs-alike", &here, "one sign for two things", "three signs");
}

/* --- the whole --- */

static const char *read_date(coprod__load *load, coprod_publish_rule *rule, const json_t *json, const char *key)
{
    const coprod__place here = {&root, key, 0};
    const char *text = coprod__json_copy(load, &rule->arena, json, &root, key, COPROD__OPTIONAL);
    const size_t length = strlen(text);
    int good = length == 0 || length == 4 || length == 7 || length == 10;
    for (size_t i = 0; good && i < length; i++)
        good = i == 4 || i == 7 ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
    if (!good)
        coprod__report(load, COPROD_ERROR, "not-a-date", &here, text, "YYYY, YYYY-MM or YYYY-MM-DD");
    return text;
}

static void read_about(coprod__load *load, const json_t *json, coprod_publish_rule *rule)
{
    coprod_publish_rule_info *info = &rule->info;
    coprod__source source;
    info->size = sizeof *info;
    info->id = coprod__json_word(load, &rule->arena, json, &root, "id");
    info->version = coprod__json_copy(load, &rule->arena, json, &root, "version", COPROD__REQUIRED);
    info->title = coprod__json_copy(load, &rule->arena, json, &root, "title", COPROD__REQUIRED);
    info->note = coprod__json_copy(load, &rule->arena, json, &root, "note", COPROD__OPTIONAL);
    coprod__json_source(load, &rule->arena, json, &root, &source);
    info->source_title = source.title;
    info->source_address = source.address;
    info->published = read_date(load, rule, json, "published");
    info->checked = read_date(load, rule, json, "checked");
    info->fingerprint = rule->fingerprint;
}

static coprod_status read_rule(coprod__load *load, const json_t *json, coprod_publish_rule *rule)
{
    coprod_publish_rule_info *info = &rule->info;
    coprod_status status;
    coprod__json_schema(load, json, "disclosure-rule/1");
    coprod__json_keys(load, json, &root, "schema id version title note source published checked hide protect rounding "
                      "signs secondary totals criterion width");
    read_about(load, json, rule);
    read_ranges(load, json, info);
    read_rounding(load, json, rule);
    read_signs(load, json, rule);
    info->secondary = read_flag(load, json, "secondary", 1);
    info->totals_stay = (int32_t)choice(load, json, &root, "totals", "last", "stay", "last or stay");
    info->criterion = choice(load, json, &root, "criterion", "width", "range", "width or range")
                          ? COPROD_CRITERION_RANGE : COPROD_CRITERION_WIDTH;
    info->width = (uint32_t)coprod__json_integer(load, json, &root, "width", COPROD__OPTIONAL, 1, COUNT_MOST, 1);
    status = coprod__load_status(load);
    return status == COPROD_OK ? coprod__json_fingerprint_without(json, "schema title note source published checked",
                                                                  rule->fingerprint)
                               : status;
}

coprod_status coprod_publish_rule_load(const char *json, size_t length, const coprod_allocator *allocator,
                                       coprod_findings *findings, coprod_publish_rule **rule)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    coprod__begun begun;
    coprod_publish_rule *made;
    coprod_status status;
    if (!rule)
        return COPROD_E_ARGUMENT;
    *rule = NULL;
    made = coprod__json_begin(&load, json, length, allocator, sizeof *made, &begun);
    if (!made)
        return begun.status;
    made->arena = begun.arena;
    coprod__refs_init(&made->refs);
    status = read_rule(&load, begun.document, made);
    json_decref(begun.document);
    if (status == COPROD_OK)
        *rule = made;
    else
        coprod_publish_rule_free(made);
    return status;
}

size_t coprod_publish_rule_count(void)
{
    return coprod__data_folder_count("disclosure-rule");
}

const char *coprod_publish_rule_id(size_t index)
{
    return coprod__data_folder_id("disclosure-rule", index);
}

coprod_status coprod_publish_rule_builtin(const char *id, const coprod_allocator *allocator, coprod_publish_rule **rule)
{
    const coprod__data *data;
    if (!rule)
        return COPROD_E_ARGUMENT;
    *rule = NULL;
    if (!id)
        return COPROD_E_ARGUMENT;
    data = coprod__data_find("disclosure-rule", id);
    return data ? coprod_publish_rule_load(data->json, data->length, allocator, NULL, rule) : COPROD_E_UNKNOWN;
}

const coprod_publish_rule *coprod__rule_take(const coprod_publish_rule *rule)
{
    coprod__refs_take(&rule->refs);
    return rule;
}

void coprod_publish_rule_free(coprod_publish_rule *rule)
{
    coprod__arena arena;
    if (!rule || coprod__refs_drop(&rule->refs))
        return;
    arena = rule->arena; /* the rule lies in its own arena */
    coprod__arena_free(&arena);
}
