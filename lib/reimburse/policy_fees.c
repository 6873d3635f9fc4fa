/* SPDX-License-Identifier: MIT */
/* Roles, fees and cancellation: what a policy pays for time. */
#include <string.h>

#include "read_internal.h"

static const coprod__place root = {NULL, NULL, 0};

enum { MINUTES_MOST = 366 * 24 * 60 };

static int32_t minutes(const coprod__reading *reading, const json_t *json, const coprod__place *place, const char *key,
                       int required, int32_t low)
{
    return (int32_t)coprod__json_integer(reading->load, json, place, key, required, low, MINUTES_MOST, 0);
}

/* One end of a band: a number with its flag, words without a number, or nothing. */
static void read_end(const coprod__reading *reading, const json_t *json, const coprod__place *place, const char *end,
                     const char *number, int64_t *value, uint8_t *has, uint8_t *flag, const char **words)
{
    char key[32];
    const json_t *inclusive;
    coprod__writer writer;
    coprod__writer_init(&writer, key, sizeof key);
    coprod__write(&writer, end);
    coprod__write(&writer, "_inclusive");
    coprod__writer_end(&writer, NULL);
    inclusive = json_object_get(json, key);
    *has = json_object_get(json, number) != NULL;
    *value = coprod__json_integer(reading->load, json, place, number, COPROD__OPTIONAL, 0, 1000000000, 0);
    *flag = !inclusive ? COPROD__NOT_STATED
            : coprod__read_flag(reading, json, place, key, 0) ? COPROD__INCLUSIVE : COPROD__EXCLUSIVE;
    coprod__writer_init(&writer, key, sizeof key);
    coprod__write(&writer, end);
    coprod__write(&writer, "_words");
    coprod__writer_end(&writer, NULL);
    *words = coprod__json_copy(reading->load, reading->arena, json, place, key, COPROD__OPTIONAL);
}

void coprod__read_ends(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                       const char *from, const char *to, coprod__band *band)
{
    const coprod__place here = {place, to, 0};
    read_end(reading, json, place, "from", from, &band->from, &band->has_from, &band->from_flag, &band->from_words);
    read_end(reading, json, place, "to", to, &band->to, &band->has_to, &band->to_flag, &band->to_words);
    if (band->has_from && band->has_to && band->from > band->to)
        coprod__report(reading->load, COPROD_ERROR, "out-of-range", &here, "an end below its start",
                       "an end that is not below its start");
}

void coprod__load_bands(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                        coprod__fee *fee)
{
    coprod__place list;
    const json_t *bands = coprod__read_list(reading, json, place, "bands", COPROD__REQUIRED, &list);
    size_t i;
    json_t *one;
    fee->bands = coprod__room(reading, json_array_size(bands), sizeof *fee->bands);
    if (!fee->bands)
        return;
    json_array_foreach((json_t *)bands, i, one) {
        const coprod__place here = {&list, NULL, i};
        coprod__band *band = &fee->bands[fee->band_count++];
        coprod__json_keys(reading->load, one, &here, "from_minutes from_inclusive from_words to_minutes to_inclusive "
                          "to_words value");
        coprod__read_ends(reading, one, &here, "from_minutes", "to_minutes", band);
        coprod__read_rows(reading, one, &here, "value", COPROD__REQUIRED, COPROD__FITS_SUM | COPROD__FITS_HOUR,
                          &band->value);
    }
}

/* Tasks by value or by standard minutes, and what may be declared. */
static void load_tasks(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                       coprod__fee *fee, const char *key)
{
    coprod__place list;
    const json_t *tasks = coprod__read_list(reading, json, place, key, COPROD__REQUIRED, &list);
    int standard = fee->basis == COPROD__BASIS_STANDARD_MINUTES;
    size_t i;
    json_t *one;
    fee->tasks = coprod__room(reading, json_array_size(tasks), sizeof *fee->tasks);
    if (!fee->tasks)
        return;
    json_array_foreach((json_t *)tasks, i, one) {
        const coprod__place here = {&list, NULL, i}, id = {&here, "id", 0};
        coprod__task *task = &fee->tasks[fee->task_count];
        coprod__json_keys(reading->load, one, &here, standard ? "id label minutes" : "id label value");
        task->id = coprod__json_word(reading->load, reading->arena, one, &here, "id");
        task->label = coprod__json_copy(reading->load, reading->arena, one, &here, "label", COPROD__OPTIONAL);
        if (standard)
            task->minutes = minutes(reading, one, &here, "minutes", COPROD__REQUIRED, 1);
        else
            coprod__read_rows(reading, one, &here, "value", COPROD__REQUIRED, COPROD__FITS_SUM, &task->value);
        for (uint32_t t = 0; t < fee->task_count; t++)
            if (task->id[0] && !strcmp(fee->tasks[t].id, task->id))
                coprod__report(reading->load, COPROD_ERROR, "duplicate-id", &id, task->id, "another id");
        fee->task_count++;
    }
}

static void load_time(const coprod__reading *reading, const json_t *json, const coprod__place *place, coprod__fee *fee)
{
    coprod__load *load = reading->load;
    const json_t *preparation = coprod__json_object(load, json, place, "preparation", COPROD__OPTIONAL);
    const json_t *travel = coprod__json_object(load, json, place, "travel", COPROD__OPTIONAL);
    const json_t *increment = coprod__json_object(load, json, place, "increment", COPROD__OPTIONAL);
    const coprod__place at_preparation = {place, "preparation", 0}, at_travel = {place, "travel", 0},
                        at_increment = {place, "increment", 0};
    if (preparation) {
        coprod__json_keys(load, preparation, &at_preparation, "include flat_minutes at_most_share");
        fee->preparation = (uint8_t)coprod__read_choice(reading, preparation, &at_preparation, "include",
                                                        "none add flat cap-ratio", -1);
        fee->preparation_flat = minutes(reading, preparation, &at_preparation, "flat_minutes",
                                        fee->preparation == COPROD__INCLUDE_FLAT, 1);
        coprod__read_share(reading, preparation, &at_preparation, "at_most_share",
                           fee->preparation == COPROD__INCLUDE_CAP_RATIO, &fee->preparation_n, &fee->preparation_d);
    }
    if (travel) {
        coprod__json_keys(load, travel, &at_travel, "include value");
        fee->travel = (uint8_t)coprod__read_choice(reading, travel, &at_travel, "include", "none add rate", -1);
        if (fee->travel == 2)
            fee->travel = COPROD__INCLUDE_RATE;
        coprod__read_rows(reading, travel, &at_travel, "value", fee->travel == COPROD__INCLUDE_RATE,
                          COPROD__FITS_HOUR, &fee->travel_value);
    }
    if (increment) {
        coprod__json_keys(load, increment, &at_increment, "minutes mode");
        fee->increment = minutes(reading, increment, &at_increment, "minutes", COPROD__REQUIRED, 1);
        fee->increment_mode = (uint8_t)coprod__read_choice(reading, increment, &at_increment, "mode",
                                                           "up down nearest", 0);
    }
    fee->minimum = minutes(reading, json, place, "minimum_minutes", COPROD__OPTIONAL, 1);
    fee->maximum = minutes(reading, json, place, "maximum_minutes", COPROD__OPTIONAL, 1);
}

/* What a fee is for as a whole: an hour, or each 24 hours. */
static void load_value(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                       coprod__fee *fee)
{
    int hourly = fee->basis == COPROD__BASIS_HOURLY || fee->basis == COPROD__BASIS_STANDARD_MINUTES;
    int daily = fee->basis == COPROD__BASIS_DAILY_REMAINDER;
    coprod__read_rows(reading, json, place, "value", hourly || daily,
                      hourly ? COPROD__FITS_HOUR : daily ? COPROD__FITS_SUM | COPROD__FITS_DAY : COPROD__FITS_ANY,
                      &fee->value);
}

/* Keys of every fee, of those by time, and more by basis. */
#define COMMON "id label basis ref travel "
#define TIMED COMMON "count beyond_scheduled preparation aggregate overlap increment minimum_minutes maximum_minutes "
static const char *const fee_keys[] = {
    TIMED "bands on_gap on_overlap", TIMED "value", COMMON "tasks", COMMON "tasks value", COMMON "declared",
    TIMED "bands value on_gap on_overlap", COMMON,
};

static void load_fee(const coprod__reading *outer, const json_t *json, const coprod__place *place, coprod__fee *fee)
{
    coprod__reading own = *outer, *reading = &own;
    fee->label = coprod__json_copy(reading->load, reading->arena, json, place, "label", COPROD__REQUIRED);
    fee->source = coprod__read_ref(reading, json, place);
    own.rule = fee->source; /* what its values say unless they have a source of their own */
    fee->basis = (uint8_t)coprod__read_choice(reading, json, place, "basis", "band hourly task standard-minutes "
                                              "declared daily-remainder none", -1);
    coprod__json_keys(reading->load, json, place, fee_keys[fee->basis]);
    fee->scheduled = (uint8_t)coprod__read_choice(reading, json, place, "count", "attended scheduled", 0);
    fee->beyond_attended = (uint8_t)coprod__read_choice(reading, json, place, "beyond_scheduled", "scheduled attended",
                                                        0);
    fee->aggregate = (uint8_t)coprod__read_choice(reading, json, place, "aggregate",
                                                  "per-session sum-of-day span-of-day per-claim", 0);
    fee->overlap = (uint8_t)coprod__read_choice(reading, json, place, "overlap", "union sum longest reject", 0);
    fee->on_gap = (uint8_t)coprod__read_choice(reading, json, place, "on_gap", "undetermined lower upper", 0);
    fee->on_overlap = (uint8_t)coprod__read_choice(reading, json, place, "on_overlap", "undetermined lower higher", 0);
    load_time(reading, json, place, fee);
    load_value(reading, json, place, fee);
    if (fee->basis == COPROD__BASIS_BAND || fee->basis == COPROD__BASIS_DAILY_REMAINDER)
        coprod__load_bands(reading, json, place, fee);
    if (fee->basis == COPROD__BASIS_TASK || fee->basis == COPROD__BASIS_STANDARD_MINUTES)
        load_tasks(reading, json, place, fee, "tasks");
    if (fee->basis == COPROD__BASIS_DECLARED)
        load_tasks(reading, json, place, fee, "declared");
}

static void load_role(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                      coprod__role *role)
{
    const coprod__place fee = {place, "fee", 0};
    const char *id = coprod__json_text(reading->load, json, place, "fee", COPROD__OPTIONAL);
    coprod__json_keys(reading->load, json, place, "id label level payable fee not_eligible_if ref");
    role->label = coprod__json_copy(reading->load, reading->arena, json, place, "label", COPROD__REQUIRED);
    role->source = coprod__read_ref(reading, json, place);
    role->level = (uint8_t)coprod__read_choice(reading, json, place, "level",
                                               "none inform consult engage co-design co-production", 0);
    role->payable = (uint8_t)coprod__read_flag(reading, json, place, "payable", 1);
    role->fee = (int16_t)(id ? coprod__fee_index(reading->policy, id) : COPROD__NONE);
    if (id && role->fee == COPROD__NONE)
        coprod__report(reading->load, COPROD_ERROR, "unknown-id", &fee, id, "the id of a fee");
    else if (!id && role->payable)
        coprod__report(reading->load, COPROD_ERROR, "missing-key", &fee, "nothing",
                       "the id of a fee, or payable: false");
    coprod__read_words(reading, json, place, "not_eligible_if", &role->not_eligible_if);
}

static void load_cancellations(const coprod__reading *reading, const json_t *document)
{
    coprod_policy *policy = reading->policy;
    coprod__place list;
    const json_t *all = coprod__read_list(reading, document, &root, "cancellation", COPROD__OPTIONAL, &list);
    size_t i;
    json_t *one;
    policy->cancellations = coprod__room(reading, json_array_size(all), sizeof *policy->cancellations);
    if (!policy->cancellations)
        return;
    json_array_foreach((json_t *)all, i, one) {
        const coprod__place here = {&list, NULL, i};
        coprod__cancellation own = {0};
        uint32_t slot = policy->cancellation_count++;
        coprod__json_keys(reading->load, one, &here, "by notice_less_than_minutes fee_share expenses ref");
        own.by = (uint8_t)coprod__read_choice(reading, one, &here, "by", "organiser participant", -1);
        own.notice_below = (int32_t)coprod__json_integer(reading->load, one, &here, "notice_less_than_minutes",
                                                         COPROD__OPTIONAL, 1, MINUTES_MOST, COPROD__OPEN_TO);
        coprod__read_share(reading, one, &here, "fee_share", COPROD__REQUIRED, &own.share_n, &own.share_d);
        own.expenses = (uint8_t)coprod__read_choice(reading, one, &here, "expenses", "all committed-only none", 0);
        own.source = coprod__read_ref(reading, one, &here);
        for (; slot && policy->cancellations[slot - 1].notice_below > own.notice_below; slot--)
            policy->cancellations[slot] = policy->cancellations[slot - 1];
        policy->cancellations[slot] = own;
    }
}

void coprod__load_fees(const coprod__reading *reading, const json_t *document)
{
    coprod_policy *policy = reading->policy;
    coprod__place list;
    const json_t *fees = coprod__read_list(reading, document, &root, "fees", COPROD__OPTIONAL, &list), *roles;
    size_t i;
    json_t *one;
    policy->fees = coprod__room(reading, json_array_size(fees), sizeof *policy->fees);
    json_array_foreach((json_t *)(policy->fees ? fees : NULL), i, one) {
        const coprod__place here = {&list, NULL, i}, id = {&here, "id", 0};
        coprod__fee *fee = &policy->fees[i];
        fee->id = coprod__json_word(reading->load, reading->arena, one, &here, "id");
        if (fee->id[0] && coprod__fee_index(policy, fee->id) != COPROD__NONE)
            coprod__report(reading->load, COPROD_ERROR, "duplicate-id", &id, fee->id, "another id");
        policy->fee_count++;
        load_fee(reading, one, &here, fee);
    }
    roles = coprod__read_list(reading, document, &root, "roles", COPROD__OPTIONAL, &list);
    policy->roles = coprod__room(reading, json_array_size(roles), sizeof *policy->roles);
    json_array_foreach((json_t *)(policy->roles ? roles : NULL), i, one) {
        const coprod__place here = {&list, NULL, i}, id = {&here, "id", 0};
        coprod__role *role = &policy->roles[i];
        role->id = coprod__json_word(reading->load, reading->arena, one, &here, "id");
        if (role->id[0] && coprod__role_index(policy, role->id) != COPROD__NONE)
            coprod__report(reading->load, COPROD_ERROR, "duplicate-id", &id, role->id, "another id");
        policy->role_count++;
        load_role(reading, one, &here, role);
    }
    load_cancellations(reading, document);
}
