/* SPDX-License-Identifier: MIT */
/* coprod plan: whether small counts follow from the list of gaps that a plan to be published is made of. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "invite.h"
#include "missing.h"

static uint64_t number_of(const json_t *object, const char *key)
{
    const json_int_t value = json_integer_value(json_object_get(object, key));
    return value > 0 ? (uint64_t)value : 0;
}

/* A band as it was published, or what is published of a number. */
static void band_of(const invite_options *own, const coprod_pattern_schema *schema, const json_t *told,
                    uint64_t threshold, uint64_t *low, uint64_t *high)
{
    if (json_is_integer(told)) {
        coprod_pattern_view_count(schema, (uint64_t)json_integer_value(told), threshold, own->publish_from, low, high);
    } else if (json_is_object(told)) {
        *low = number_of(told, "from");
        *high = number_of(told, "to");
    }
}

int invite_codes(const coprod_pattern_schema *schema, const json_t *pattern, uint16_t *codes, uint32_t attributes)
{
    const char *id;
    json_t *value;
    memset(codes, 0xff, attributes * sizeof *codes);
    json_object_foreach((json_t *)pattern, id, value) {
        uint32_t attribute = 0, code = 0;
        if (!json_is_string(value)
            || coprod_pattern_schema_find(schema, id, json_string_value(value), &attribute, &code) != COPROD_OK)
            return 0;
        codes[attribute] = (uint16_t)code;
    }
    return 1;
}

typedef struct gap_list {
    coprod_pattern_list list;
    uint16_t *codes;
    uint64_t *low, *high;
    uint32_t attributes;
    int same_people; /* as many live in each gap as the list says */
} gap_list;

static int read_gap(const invite_options *own, const coprod_pattern_schema *schema, const json_t *gap, gap_list *to)
{
    const size_t at = (size_t)to->list.count++;
    uint16_t *codes = to->codes + at * to->attributes;
    const json_t *population = json_object_get(gap, "population");
    uint64_t living = 0;
    uint32_t level = 0;
    to->low[at] = 0;
    to->high[at] = to->list.threshold - 1;
    if (!invite_codes(schema, json_object_get(gap, "pattern"), codes, to->attributes))
        return 0;
    band_of(own, schema, json_object_get(gap, "coverage"), to->list.threshold, &to->low[at], &to->high[at]);
    for (uint32_t a = 0; a < to->attributes; a++)
        level += codes[a] != COPROD_PATTERN_ANY;
    to->list.complete_level = level > to->list.complete_level ? level : to->list.complete_level;
    to->same_people &= own->population && json_is_integer(population)
                       && coprod_pattern_people_count(own->population, codes, &living) == COPROD_OK
                       && (json_int_t)living == json_integer_value(population);
    return 1;
}

static int ask(const invite_options *own, const coprod_pattern_schema *schema, const json_t *found, gap_list *to)
{
    const json_t *gaps = json_object_get(found, "gaps");
    coprod_pattern_leak leak = {.size = sizeof leak};
    uint16_t codes[INVITE_ATTRIBUTES];
    coprod_status status;
    size_t i;
    json_t *gap;
    to->list.threshold = number_of(found, "threshold");
    to->list.complete_level = (uint32_t)number_of(found, "complete_level");
    to->list.may_be_more = number_of(found, "top") && number_of(found, "top") <= json_array_size(gaps);
    band_of(own, schema, json_object_get(found, "people"), 0, &to->list.people_low, &to->list.people_high);
    json_array_foreach(gaps, i, gap) {
        if (!read_gap(own, schema, gap, to))
            return PROGRAM_FINE;
    }
    to->list.codes = to->codes;
    to->list.low = to->low;
    to->list.high = to->high;
    to->list.population = to->same_people ? own->population : NULL;
    /* where it is not said for whom gaps were looked for, what is not in the list may have few */
    to->list.min_population = json_object_get(found, "min_population") ? number_of(found, "min_population") : 1;
    status = coprod_pattern_list_check(schema, &to->list, own->publish_from, NULL, NULL, codes, NULL, INVITE_ATTRIBUTES,
                                       &leak);
    if (status == COPROD_E_ARGUMENT || status == COPROD_E_UNKNOWN)
        return program_fail(own->gaps, "/gaps", "this cannot be true together; search again");
    return status == COPROD_OK ? PROGRAM_FINE : missing_refuse("plan", schema, status, &leak, codes);
}

int invite_check(const invite_options *own, const coprod_pattern_schema *schema, const json_t *found)
{
    const size_t count = json_array_size(json_object_get(found, "gaps"));
    coprod_pattern_schema_info info = {.size = sizeof info};
    gap_list list = {.list = {.size = sizeof list.list}, .same_people = count > 0};
    int code = PROGRAM_BROKEN;
    coprod_pattern_schema_get(schema, &info);
    list.attributes = info.attribute_count;
    list.codes = calloc(count + 1, info.attribute_count * sizeof *list.codes);
    list.low = calloc(count + 1, sizeof *list.low);
    list.high = calloc(count + 1, sizeof *list.high);
    if (!own->publish_from)
        code = PROGRAM_FINE;
    else if (list.codes && list.low && list.high)
        code = ask(own, schema, found, &list);
    free(list.codes);
    free(list.low);
    free(list.high);
    return code;
}
