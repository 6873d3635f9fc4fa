/* SPDX-License-Identifier: MIT */
/* Mileage: which vehicle has which rate, and what the miles count towards. */
#include <string.h>

#include "read_internal.h"

static void load_bands_of_miles(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                                coprod__group *group)
{
    coprod__place list;
    const json_t *bands = coprod__read_list(reading, json, place, "bands", COPROD__REQUIRED, &list);
    size_t i, count = json_array_size(bands);
    json_t *one;
    int64_t before = 0;
    group->bands = coprod__room(reading, count, sizeof *group->bands);
    json_array_foreach((json_t *)(group->bands ? bands : NULL), i, one) {
        const coprod__place here = {&list, NULL, i}, end = {&here, "to_miles", 0};
        coprod__mile_band *band = &group->bands[group->band_count++];
        coprod__json_keys(reading->load, one, &here, "to_miles value");
        band->to_milli = 1000 * coprod__json_integer(reading->load, one, &here, "to_miles",
                                                     i + 1 < count, 1, 100000000, 0);
        if (!json_object_get(one, "to_miles"))
            band->to_milli = INT64_MAX;
        else if (band->to_milli && band->to_milli <= before) /* 0: reported already */
            coprod__report(reading->load, COPROD_ERROR, "out-of-range", &end, "an end that is not above the one before",
                           "ends that go up");
        before = band->to_milli;
        coprod__read_rows(reading, one, &here, "value", COPROD__REQUIRED, COPROD__FITS_MILE, &band->value);
    }
}

static void load_group(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                       coprod__mileage *mileage)
{
    coprod__group *group = &mileage->groups[mileage->group_count];
    const coprod__place vehicles = {place, "vehicles", 0};
    coprod__json_keys(reading->load, json, place, "id vehicles countries fuels from_engine_cc from_inclusive "
                      "from_words to_engine_cc to_inclusive to_words counter bands");
    group->id = coprod__json_word(reading->load, reading->arena, json, place, "id");
    coprod__read_unique(reading, place, mileage->groups, mileage->group_count, sizeof *group, group->id);
    group->counter = json_object_get(json, "counter")
                         ? coprod__json_word(reading->load, reading->arena, json, place, "counter") : group->id;
    coprod__read_words(reading, json, place, "vehicles", &group->vehicles);
    coprod__read_words(reading, json, place, "countries", &group->countries);
    coprod__read_words(reading, json, place, "fuels", &group->fuels);
    if (!group->vehicles.count)
        coprod__report(reading->load, COPROD_ERROR, "missing-key", &vehicles, "nothing", "one or more vehicles");
    coprod__read_ends(reading, json, place, "from_engine_cc", "to_engine_cc", &group->engine);
    load_bands_of_miles(reading, json, place, group);
    group->counter_index = (uint16_t)mileage->group_count;
    for (uint32_t i = mileage->group_count; i-- > 0;)
        if (!strcmp(mileage->groups[i].counter, group->counter))
            group->counter_index = (uint16_t)i;
    mileage->group_count++;
}

static void load_accumulate(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                            coprod__mileage *mileage)
{
    static const uint8_t scopes[] = {COPROD__SCOPE_TAX_YEAR, COPROD__SCOPE_MILEAGE_YEAR, COPROD__SCOPE_JOURNEY,
                                     COPROD__SCOPE_DAY, COPROD__SCOPE_CLAIM, COPROD__SCOPE_NONE};
    const json_t *own = coprod__json_object(reading->load, json, place, "accumulate", COPROD__REQUIRED);
    const coprod__place here = {place, "accumulate", 0};
    coprod__words key = {NULL, 0};
    if (!own)
        return;
    coprod__json_keys(reading->load, own, &here, "scope key");
    mileage->scope = scopes[coprod__read_choice(reading, own, &here, "scope",
                                                "tax-year mileage-year journey day claim none", -1)];
    mileage->key = COPROD__KEY_PAYER | COPROD__KEY_GROUP;
    coprod__read_words(reading, own, &here, "key", &key);
    if (key.count)
        mileage->key = 0;
    for (uint32_t i = 0; i < key.count; i++) {
        const coprod__place list = {&here, "key", 0}, at = {&list, NULL, i};
        if (!strcmp(key.list[i], "payer"))
            mileage->key |= COPROD__KEY_PAYER;
        else if (!strcmp(key.list[i], "group"))
            mileage->key |= COPROD__KEY_GROUP;
        else if (strcmp(key.list[i], "person"))
            coprod__report(reading->load, COPROD_ERROR, "unknown-id", &at, key.list[i], "person payer group");
    }
}

static void load_extras(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                        coprod__mileage *mileage)
{
    const json_t *passenger = coprod__json_object(reading->load, json, place, "passenger", COPROD__OPTIONAL), *all;
    const coprod__place here = {place, "passenger", 0};
    coprod__place list;
    size_t i;
    json_t *one;
    if (passenger) {
        coprod__json_keys(reading->load, passenger, &here, "value most groups");
        coprod__read_words(reading, passenger, &here, "groups", &mileage->passenger_groups);
        coprod__read_rows(reading, passenger, &here, "value", COPROD__REQUIRED, COPROD__FITS_MILE, &mileage->passenger);
        mileage->passenger_most = (int32_t)coprod__json_integer(reading->load, passenger, &here, "most",
                                                                COPROD__OPTIONAL, 1, 100, 100);
    }
    all = coprod__read_list(reading, json, place, "supplements", COPROD__OPTIONAL, &list);
    mileage->supplements = coprod__room(reading, json_array_size(all), sizeof *mileage->supplements);
    json_array_foreach((json_t *)(mileage->supplements ? all : NULL), i, one) {
        const coprod__place at = {&list, NULL, i};
        coprod__supplement *own = &mileage->supplements[i];
        coprod__json_keys(reading->load, one, &at, "id value");
        own->id = coprod__json_word(reading->load, reading->arena, one, &at, "id");
        coprod__read_unique(reading, &at, mileage->supplements, mileage->supplement_count++, sizeof *own, own->id);
        coprod__read_rows(reading, one, &at, "value", COPROD__REQUIRED, COPROD__FITS_MILE, &own->value);
    }
}

static void load_reserve(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                         coprod__mileage *mileage)
{
    const json_t *reserve = coprod__json_object(reading->load, json, place, "reserve", COPROD__OPTIONAL);
    const coprod__place here = {place, "reserve", 0};
    if (!reserve)
        return;
    coprod__json_keys(reading->load, reserve, &here, "value share when counts");
    mileage->has_reserve = 1;
    coprod__read_either(reading, reserve, &here, "share", "value");
    mileage->reserve_when = (uint8_t)coprod__read_choice(reading, reserve, &here, "when",
                                                         "asked public-transport-possible no-approval", 0);
    mileage->reserve_counts = (uint8_t)coprod__read_flag(reading, reserve, &here, "counts", 1);
    if (json_object_get(reserve, "share"))
        coprod__read_share(reading, reserve, &here, "share", COPROD__REQUIRED, &mileage->reserve_n,
                           &mileage->reserve_d);
    else
        coprod__read_rows(reading, reserve, &here, "value", COPROD__REQUIRED, COPROD__FITS_MILE, &mileage->reserve);
}

static void load_limits(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                        coprod__mileage *mileage)
{
    const json_t *most = coprod__json_object(reading->load, json, place, "most_miles", COPROD__OPTIONAL);
    const json_t *round = coprod__json_object(reading->load, json, place, "round_miles", COPROD__OPTIONAL);
    const coprod__place at_most = {place, "most_miles", 0}, at_round = {place, "round_miles", 0};
    mileage->round_milli = 1;
    if (most) {
        coprod__json_keys(reading->load, most, &at_most, "miles then");
        mileage->most_milli = 1000 * coprod__json_integer(reading->load, most, &at_most, "miles", COPROD__REQUIRED, 1,
                                                          1000000, 1);
        mileage->most_then = (uint8_t)coprod__read_choice(reading, most, &at_most, "then", "reject hold", -1);
    }
    if (round) {
        coprod__json_keys(reading->load, round, &at_round, "to_milli mode");
        mileage->round_milli = coprod__json_integer(reading->load, round, &at_round, "to_milli", COPROD__REQUIRED, 1,
                                                    100000, 1);
        mileage->round_mode = (uint8_t)coprod__read_choice(reading, round, &at_round, "mode",
                                                           "half-up half-even down up", 0);
    }
}

void coprod__load_mileage(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                          coprod__expense *expense)
{
    const json_t *own = coprod__json_object(reading->load, json, place, "mileage", COPROD__REQUIRED), *groups;
    const coprod__place here = {place, "mileage", 0};
    coprod__mileage *mileage = coprod__room(reading, 1, sizeof *mileage);
    coprod__place list;
    size_t i;
    json_t *one;
    expense->mileage = mileage;
    if (!own || !mileage)
        return;
    coprod__json_keys(reading->load, own, &here,
                      "groups accumulate passenger supplements reserve most_miles round_miles");
    groups = coprod__read_list(reading, own, &here, "groups", COPROD__REQUIRED, &list);
    mileage->groups = coprod__room(reading, json_array_size(groups), sizeof *mileage->groups);
    json_array_foreach((json_t *)(mileage->groups ? groups : NULL), i, one) {
        const coprod__place at = {&list, NULL, i};
        load_group(reading, one, &at, mileage);
    }
    load_accumulate(reading, own, &here, mileage);
    load_extras(reading, own, &here, mileage);
    load_reserve(reading, own, &here, mileage);
    load_limits(reading, own, &here, mileage);
}
