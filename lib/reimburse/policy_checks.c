/* SPDX-License-Identifier: MIT */
/* Checks that only warn, and the days on which clocks change. */
#include <string.h>

#include "coprod/days.h"
#include "data_internal.h"
#include "read_internal.h"

static const coprod__place root = {NULL, NULL, 0};

static void load_check(const coprod__reading *outer, const json_t *json, const coprod__place *place,
                       coprod__check *check)
{
    coprod__reading own = *outer, *reading = &own;
    static const uint8_t periods[] = {COPROD__SCOPE_WEEK, COPROD__SCOPE_MONTH, COPROD__SCOPE_TAX_YEAR};
    static const uint32_t fits[] = {COPROD__FITS_WEEK, COPROD__FITS_MONTH, COPROD__FITS_YEAR};
    const coprod__place over = {place, "over", 0};
    uint8_t whole;
    int period;
    coprod__json_keys(reading->load, json, place, "id label kind period counts over limit limit_inclusive "
                      "minutes_less_than taper allowance value basis_date ask_other_earnings ref");
    check->id = coprod__json_word(reading->load, reading->arena, json, place, "id");
    check->label = coprod__json_copy(reading->load, reading->arena, json, place, "label", COPROD__REQUIRED);
    check->source = coprod__read_ref(reading, json, place);
    own.rule = check->source; /* what its values say unless they have a source of their own */
    check->kind = (uint8_t)coprod__read_choice(reading, json, place, "kind",
                                               "cliff disregard taper floor total excess", -1);
    period = coprod__read_choice(reading, json, place, "period", "week month tax-year", 0);
    check->period = periods[period];
    check->expenses_too = (uint8_t)coprod__read_choice(reading, json, place, "counts", "fees fees-and-expenses", 0);
    coprod__read_over(reading, json, place, &check->over_fee, &check->over_expense, &whole);
    check->over_all = !json_array_size(json_object_get(json, "over"));
    if (check->kind == COPROD__EXCESS && check->over_all)
        coprod__report(reading->load, COPROD_ERROR, "missing-key", &over, "nothing", "the ids of expenses");
    coprod__read_rows(reading, json, place, "limit", check->kind == COPROD__CLIFF || check->kind == COPROD__DISREGARD
                      || check->kind == COPROD__TOTAL, COPROD__FITS_SUM | fits[period], &check->limit);
    coprod__read_rows(reading, json, place, "allowance", COPROD__OPTIONAL, COPROD__FITS_SUM | fits[period],
                      &check->allowance);
    coprod__read_rows(reading, json, place, "value", check->kind == COPROD__FLOOR || check->kind == COPROD__EXCESS,
                      check->kind == COPROD__FLOOR    ? COPROD__FITS_HOUR
                      : check->kind == COPROD__EXCESS ? COPROD__FITS_MILE : COPROD__FITS_ANY, &check->value);
    coprod__read_share(reading, json, place, "taper", check->kind == COPROD__TAPER, &check->taper_n, &check->taper_d);
    check->limit_exclusive = !coprod__read_flag(reading, json, place, "limit_inclusive", 1);
    check->minutes_below = (int32_t)coprod__json_integer(reading->load, json, place, "minutes_less_than",
                                                         COPROD__OPTIONAL, 1, 1000000, 0);
    check->by_payment = (uint8_t)coprod__read_choice(reading, json, place, "basis_date", "activity payment", 0);
    check->ask_other = (uint8_t)coprod__read_flag(reading, json, place, "ask_other_earnings", 0);
}

void coprod__load_checks(const coprod__reading *reading, const json_t *document)
{
    coprod_policy *policy = reading->policy;
    coprod__place list;
    const json_t *checks = coprod__read_list(reading, document, &root, "checks", COPROD__OPTIONAL, &list);
    size_t i;
    json_t *one;
    policy->checks = coprod__room(reading, json_array_size(checks), sizeof *policy->checks);
    if (!policy->checks)
        return;
    json_array_foreach((json_t *)checks, i, one) {
        const coprod__place here = {&list, NULL, i}, id = {&here, "id", 0};
        coprod__check *check = &policy->checks[i];
        load_check(reading, one, &here, check);
        for (uint32_t c = 0; c < policy->check_count; c++)
            if (check->id[0] && !strcmp(policy->checks[c].id, check->id))
                coprod__report(reading->load, COPROD_ERROR, "duplicate-id", &id, check->id, "another id");
        policy->check_count++;
    }
}

/* The built-in document is right: the tests load it. */
static void load_changes(const coprod__reading *reading, const json_t *document)
{
    coprod_policy *policy = reading->policy;
    const json_t *changes = json_object_get(document, "changes");
    size_t i;
    json_t *one;
    coprod_day_read(json_string_value(json_object_get(document, "first")), COPROD_NTS, &policy->clock_first);
    coprod_day_read(json_string_value(json_object_get(document, "last")), COPROD_NTS, &policy->clock_last);
    policy->clock = coprod__room(reading, json_array_size(changes), sizeof *policy->clock);
    json_array_foreach((json_t *)(policy->clock ? changes : NULL), i, one) {
        coprod__clock_change *change = &policy->clock[policy->clock_count++];
        const char *at = json_string_value(json_object_get(one, "at"));
        coprod_day_read(json_string_value(json_object_get(one, "date")), COPROD_NTS, &change->day);
        change->local_minute = (int16_t)coprod__time_of(at, strlen(at));
        change->shift = (int16_t)json_integer_value(json_object_get(one, "minutes"));
    }
}

void coprod__load_clock(const coprod__reading *reading, const json_t *calendars, const coprod__place *place)
{
    const coprod__place here = {place, "clock", 0};
    const char *id = coprod__json_text(reading->load, calendars, place, "clock", COPROD__OPTIONAL);
    const coprod__data *data = id ? coprod__data_find("clock", id) : NULL;
    json_t *document = NULL;
    if (!id)
        return;
    if (!data) {
        coprod__report(reading->load, COPROD_ERROR, "unknown-id", &here, id, "uk");
        return;
    }
    reading->policy->has_clock = 1;
    if (coprod__json_parse(reading->load, data->json, data->length, &document) != COPROD_OK) {
        reading->load->failure = COPROD_E_MEMORY;
        return;
    }
    load_changes(reading, document);
    json_decref(document);
}
