/* SPDX-License-Identifier: MIT */
/* Names, fractions and populations of a frame, and the data behind what it leaves out. */
#include <stdlib.h>
#include <string.h>

#include "data_internal.h"
#include "frame_internal.h"

enum { PLACES = 9, PART_MOST = 1000000000, NAME_MOST = 200 };

/* Ids of groups are those of whoever counts, such as the codes "A" or "16-24": any text that prints. */
const char *coprod__frame_name(const coprod__frame_load *own, const json_t *object, const coprod__place *place,
                              const char *key, int required)
{
    const coprod__place here = {place, key, 0};
    const char *name = coprod__json_copy(own->load, &own->frame->arena, object, place, key, required);
    size_t length = strlen(name);
    int good = !length || (name[0] != ' ' && name[length - 1] != ' ' && length <= NAME_MOST);
    for (size_t i = 0; i < length && good; i++)
        good = (unsigned char)name[i] >= ' ' && name[i] != 0x7f;
    if (!good)
        coprod__report(own->load, COPROD_ERROR, "not-an-id", &here, name,
                       "1 to 200 bytes of text without control characters, and without a blank at either end");
    return good ? name : "";
}

/* "4/5", "0.8", or a whole number. */
static int fraction_of(const json_t *value, coprod__fraction *fraction)
{
    const char *text = json_string_value(value), *slash = text ? strchr(text, '/') : NULL;
    int64_t n = json_integer_value(value), d = 1, factor;
    coprod_status status = json_is_integer(value) || text ? COPROD_OK : COPROD_E_NUMBER;
    if (slash) {
        status = coprod_decimal_read(text, (size_t)(slash - text), 0, &n);
        if (status == COPROD_OK)
            status = coprod_decimal_read(slash + 1, COPROD_NTS, 0, &d);
    } else if (text) {
        status = coprod_decimal_read(text, COPROD_NTS, PLACES, &n);
        d = PART_MOST;
    }
    if (status != COPROD_OK || n < 0 || d <= 0)
        return 0;
    factor = (int64_t)coprod__common((uint64_t)n, (uint64_t)d);
    if (n / factor > PART_MOST || d / factor > PART_MOST)
        return 0;
    fraction->n = (uint32_t)(n / factor);
    fraction->d = (uint32_t)(d / factor);
    return 1;
}

int coprod__frame_fraction(const coprod__frame_load *own, const json_t *object, const coprod__place *place,
                          const char *key, coprod__fraction *fraction)
{
    const coprod__place here = {place, key, 0};
    const json_t *value = json_object_get(object, key);
    if (!value)
        return 0;
    if (fraction_of(value, fraction))
        return 1;
    coprod__json_wrong(own->load, "not-a-fraction", &here, value,
                       "a whole number, or the text of a decimal or a fraction, such as \"0.8\" or \"4/5\"");
    return 0;
}

static uint64_t read_people(const coprod__frame_load *own, const json_t *object, const coprod__place *place,
                            const char *key)
{
    return (uint64_t)coprod__json_integer(own->load, object, place, key, COPROD__REQUIRED, 0, coprod__count_most, 0);
}

static void read_range(const coprod__frame_load *own, const json_t *range, const coprod__place *here,
                       coprod__group *group)
{
    uint32_t before;
    coprod__json_keys(own->load, range, here, "low best high");
    before = own->load->errors;
    group->low = read_people(own, range, here, "low");
    group->best = read_people(own, range, here, "best");
    group->high = read_people(own, range, here, "high");
    if (own->load->errors == before && (group->low > group->best || group->best > group->high))
        coprod__json_wrong(own->load, "range-turned", here, range,
                           "low, then best, then high, none below the one before");
    own->frame->ranges |= group->low < group->high;
}

void coprod__frame_population(const coprod__frame_load *own, const json_t *object, const coprod__place *place,
                             coprod__group *group)
{
    const coprod__place here = {place, "population", 0}, under = {place, "denominator", 0};
    const json_t *value = json_object_get(object, "population");
    group->denominator = (uint64_t)coprod__json_integer(own->load, object, place, "denominator", COPROD__REQUIRED, 1,
                                                        coprod__count_most, coprod__count_most);
    if (json_is_null(value))
        return;
    group->has_population = 1;
    if (json_is_object(value))
        read_range(own, value, &here, group);
    else
        group->low = group->best = group->high = read_people(own, object, place, "population");
    if (group->high > group->denominator)
        coprod__json_wrong(own->load, "above-denominator", &under, json_object_get(object, "denominator"),
                           "at least the population of the group");
}

static coprod_status read_defaults(const coprod__frame_load *own, const json_t *json, coprod__defaults *defaults)
{
    const coprod__place place = {NULL, NULL, 0};
    defaults->id = coprod__json_copy(own->load, &own->frame->arena, json, &place, "id", COPROD__REQUIRED);
    defaults->version = coprod__json_copy(own->load, &own->frame->arena, json, &place, "version", COPROD__REQUIRED);
    coprod__frame_fraction(own, json_object_get(json, "threshold"), &place, "value", &defaults->threshold);
    coprod__frame_fraction(own, json_object_get(json, "alpha"), &place, "value", &defaults->alpha);
    defaults->min_voices = read_people(own, json_object_get(json, "min_voices"), &place, "value");
    return coprod__load_status(own->load);
}

/* Those two of the rules of shares, which measures of a group go by too. */
static coprod_status read_bands(const coprod__frame_load *own, const json_t *json, coprod__defaults *defaults)
{
    static const char *const ids[COPROD__BANDS] = {"ppr", "four-fifths"};
    const coprod__place place = {NULL, NULL, 0};
    const json_t *policies = coprod__json_array(own->load, json, &place, "policies", COPROD__REQUIRED);
    defaults->bands_id = coprod__json_copy(own->load, &own->frame->arena, json, &place, "id", COPROD__REQUIRED);
    defaults->bands_version = coprod__json_copy(own->load, &own->frame->arena, json, &place, "version",
                                                COPROD__REQUIRED);
    for (size_t i = 0; i < json_array_size(policies); i++) {
        const json_t *one = json_array_get(policies, i);
        for (size_t k = 0; k < COPROD__BANDS; k++)
            if (!strcmp(json_string_value(json_object_get(one, "id")), ids[k])) {
                coprod__frame_fraction(own, one, &place, "from", &defaults->bands[k].low);
                coprod__frame_fraction(own, one, &place, "to", &defaults->bands[k].high);
            }
    }
    return coprod__load_status(own->load);
}

typedef coprod_status reader(const coprod__frame_load *own, const json_t *json, coprod__defaults *defaults);

static coprod_status read_data(coprod_frame *frame, const char *folder, reader *read)
{
    const coprod__data *data = coprod__data_find(folder, coprod__data_folder_id(folder, 0));
    coprod__load load = {NULL, 0, COPROD_OK, 0, 0};
    const coprod__frame_load own = {.load = &load, .frame = frame};
    json_t *json = NULL;
    coprod_status status = coprod__json_parse(&load, data->json, data->length, &json);
    if (status == COPROD_OK)
        status = read(&own, json, &frame->defaults);
    json_decref(json);
    return status;
}

coprod_status coprod__frame_defaults(coprod_frame *frame)
{
    const coprod_status status = read_data(frame, "equity-defaults", read_defaults);
    return status == COPROD_OK ? read_data(frame, "share-rules", read_bands) : status;
}
