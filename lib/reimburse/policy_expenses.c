/* SPDX-License-Identifier: MIT */
/* Expenses: what a policy pays back. */
#include <string.h>

#include "read_internal.h"

static const coprod__place root = {NULL, NULL, 0};

enum { MINUTES_MOST = 366 * 24 * 60 };

static void load_demand(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                        const char *key, int approval, coprod__demand *demand)
{
    const json_t *own = coprod__json_object(reading->load, json, place, key, COPROD__OPTIONAL);
    const coprod__place here = {place, key, 0};
    int then;
    demand->downgrade_to = COPROD__NONE;
    if (!own)
        return;
    coprod__json_keys(reading->load, own, &here, approval ? "need above classes if_missing downgrade_to"
                                                          : "need above if_missing cap");
    demand->need = (uint8_t)coprod__read_choice(reading, own, &here, "need", approval ? "never always above class"
                                                                                      : "never always above", -1);
    then = coprod__read_choice(reading, own, &here, "if_missing", approval ? "reject hold downgrade"
                                                                           : "reject hold cap", 0);
    demand->if_missing = (uint8_t)(then < 2 ? then : approval ? COPROD__THEN_DOWNGRADE : COPROD__THEN_CAP);
    coprod__read_rows(reading, own, &here, "above", demand->need == COPROD__NEED_ABOVE, COPROD__FITS_SUM,
                      &demand->above);
    if (!approval)
        coprod__read_rows(reading, own, &here, "cap", then == 2, COPROD__FITS_SUM, &demand->cap);
    if (approval)
        coprod__read_words(reading, own, &here, "classes", &demand->classes);
}

/* An expense that an unapproved one is paid as; all ids must be known first. */
static void load_downgrade(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                           coprod__expense *expense)
{
    const json_t *approval = json_object_get(json, "approval");
    const coprod__place here = {place, "approval", 0}, at = {&here, "downgrade_to", 0};
    const char *id = coprod__json_text(reading->load, approval, &here, "downgrade_to",
                                       expense->approval.if_missing == COPROD__THEN_DOWNGRADE);
    if (!id)
        return;
    if (!strcmp(id, "mileage-reserve")) {
        if (!expense->mileage || !expense->mileage->has_reserve)
            coprod__report(reading->load, COPROD_ERROR, "unknown-id", &at, id,
                           "an expense whose mileage has a reserve");
        return;
    }
    expense->approval.downgrade_to = (int16_t)coprod__expense_index(reading->policy, id);
    if (expense->approval.downgrade_to == COPROD__NONE)
        coprod__report(reading->load, COPROD_ERROR, "unknown-id", &at, id, "mileage-reserve, or the id of an expense");
}

/* Elapsed time or times of day. */
static void load_tier(const coprod__reading *reading, const json_t *json, const coprod__place *place, int meal,
                      coprod__tier *tier)
{
    const json_t *window = coprod__json_array(reading->load, json, place, "must_contain", COPROD__OPTIONAL);
    const coprod__place here = {place, "must_contain", 0};
    const char *key = json_object_get(json, "at_least_minutes") ? "at_least_minutes" : "more_than_minutes";
    coprod__json_keys(reading->load, json, place,
                      meal ? "id at_least_minutes more_than_minutes must_contain returns_after leaves_before limit"
                           : "id at_least_minutes more_than_minutes ongoing_at limit");
    tier->id = coprod__json_word(reading->load, reading->arena, json, place, "id");
    tier->minutes = (int32_t)coprod__json_integer(reading->load, json, place, key, !meal, 0, MINUTES_MOST, -1);
    tier->inclusive = key[0] == 'a';
    coprod__read_either(reading, json, place, "at_least_minutes", "more_than_minutes");
    tier->ongoing_at = coprod__read_time(reading, json, place, "ongoing_at");
    tier->returns_after = coprod__read_time(reading, json, place, "returns_after");
    tier->leaves_before = coprod__read_time(reading, json, place, "leaves_before");
    tier->contains_from = tier->contains_to = -1;
    if (window) {
        const char *from = json_string_value(json_array_get(window, 0));
        const char *to = json_string_value(json_array_get(window, 1));
        tier->contains_from = from ? coprod__time_of(from, strlen(from)) : -1;
        tier->contains_to = to ? coprod__time_of(to, strlen(to)) : -1;
        if (json_array_size(window) != 2 || tier->contains_from < 0 || tier->contains_to < tier->contains_from)
            coprod__json_wrong(reading->load, "not-a-time", &here, window, "two times of day, in order");
    }
    coprod__read_rows(reading, json, place, "limit", COPROD__REQUIRED, COPROD__FITS_SUM, &tier->limit);
}

static void load_supplement(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                            coprod__expense *expense)
{
    const json_t *supplement = coprod__json_object(reading->load, json, place, "supplement", COPROD__OPTIONAL);
    const coprod__place here = {place, "supplement", 0}, after = {&here, "ends_after", 0};
    if (!supplement)
        return;
    coprod__json_keys(reading->load, supplement, &here, "ends_after only_with limit");
    expense->has_supplement = 1;
    expense->supplement_after = coprod__read_time(reading, supplement, &here, "ends_after");
    if (expense->supplement_after < 0)
        coprod__report(reading->load, COPROD_ERROR, "missing-key", &after, "nothing", "HH:MM");
    coprod__read_words(reading, supplement, &here, "only_with", &expense->supplement_tiers);
    coprod__read_rows(reading, supplement, &here, "limit", COPROD__REQUIRED, COPROD__FITS_SUM,
                      &expense->supplement_limit);
}

void coprod__load_tiers(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                        coprod__expense *expense)
{
    int meal = expense->kind == COPROD__KIND_CLOCK_MEAL;
    coprod__place list;
    const json_t *tiers = coprod__read_list(reading, json, place, meal ? "meals" : "tiers", COPROD__REQUIRED, &list);
    size_t i;
    json_t *one;
    expense->tiers = coprod__room(reading, json_array_size(tiers), sizeof *expense->tiers);
    json_array_foreach((json_t *)(expense->tiers ? tiers : NULL), i, one) {
        const coprod__place here = {&list, NULL, i};
        load_tier(reading, one, &here, meal, &expense->tiers[i]);
        coprod__read_unique(reading, &here, expense->tiers, expense->tier_count++, sizeof *expense->tiers,
                            expense->tiers[i].id);
    }
    expense->sum_of_day = (uint8_t)coprod__read_choice(reading, json, place, "aggregate", "per-line sum-of-day", 0);
    load_supplement(reading, json, place, expense);
}

static void load_nights(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                        coprod__expense *expense)
{
    coprod__place list;
    const json_t *zones = coprod__read_list(reading, json, place, "zones", COPROD__REQUIRED, &list);
    const json_t *over = coprod__json_object(reading->load, json, place, "nights_over", COPROD__OPTIONAL);
    const coprod__place at = {place, "nights_over", 0};
    size_t i;
    json_t *one;
    expense->zones = coprod__room(reading, json_array_size(zones), sizeof *expense->zones);
    json_array_foreach((json_t *)(expense->zones ? zones : NULL), i, one) {
        const coprod__place here = {&list, NULL, i};
        coprod__zone *zone = &expense->zones[i];
        coprod__json_keys(reading->load, one, &here, "id label limit");
        zone->id = coprod__json_word(reading->load, reading->arena, one, &here, "id");
        coprod__read_unique(reading, &here, expense->zones, expense->zone_count++, sizeof *zone, zone->id);
        zone->label = coprod__json_copy(reading->load, reading->arena, one, &here, "label", COPROD__OPTIONAL);
        coprod__read_rows(reading, one, &here, "limit", COPROD__REQUIRED, COPROD__FITS_SUM | COPROD__FITS_NIGHT,
                          &zone->limit);
    }
    if (over) {
        coprod__json_keys(reading->load, over, &at, "nights limit");
        expense->over_nights = (int32_t)coprod__json_integer(reading->load, over, &at, "nights", COPROD__REQUIRED, 1,
                                                             366, 0);
        coprod__read_rows(reading, over, &at, "limit", COPROD__REQUIRED, COPROD__FITS_SUM | COPROD__FITS_NIGHT,
                          &expense->over_nights_limit);
    }
    coprod__read_rows(reading, json, place, "private_stay", COPROD__OPTIONAL, COPROD__FITS_SUM | COPROD__FITS_NIGHT,
                      &expense->private_stay);
    expense->has_private_stay = (uint8_t)expense->private_stay.stated;
    expense->includes_breakfast = (uint8_t)coprod__read_flag(reading, json, place, "includes_breakfast", 0);
}

static const char kinds[] = "actual mileage flat tiered-time clock-meal night care support digital materials other";
/* Keys of every expense, and more by kind. */
#define COMMON "id label kind pay limit value unit receipt approval excludes tip_share direct_payment_ok " \
               "over_limit_if_approved meal ref "
static const char *const keys[] = {
    COMMON, COMMON "mileage", COMMON, COMMON "tiers aggregate supplement", COMMON "meals",
    COMMON "zones nights_over private_stay includes_breakfast", COMMON "per_hour_cap provider not_from_other_source",
    COMMON, COMMON, COMMON, COMMON,
};

static void load_pay(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                     coprod__expense *expense)
{
    int limited = expense->kind == COPROD__KIND_TIERED_TIME || expense->kind == COPROD__KIND_CLOCK_MEAL
                  || expense->kind == COPROD__KIND_NIGHT;
    uint32_t fits;
    int pay = expense->kind == COPROD__KIND_FLAT ? COPROD__PAY_FLAT : limited ? COPROD__PAY_UP_TO : COPROD__PAY_ACTUAL;
    expense->pay = (uint8_t)coprod__read_choice(reading, json, place, "pay", "actual actual-up-to flat", pay);
    expense->unit = (uint8_t)coprod__read_choice(reading, json, place, "unit", "line mile km hour night day person", 0);
    fits = COPROD__FITS_SUM | 1u << expense->unit;
    coprod__read_rows(reading, json, place, "limit", expense->pay == COPROD__PAY_UP_TO && !limited
                      && expense->kind != COPROD__KIND_CARE, fits, &expense->limit);
    coprod__read_rows(reading, json, place, "value", expense->pay == COPROD__PAY_FLAT && !limited, fits,
                      &expense->value);
}

static void load_expense(const coprod__reading *outer, const json_t *json, const coprod__place *place,
                         coprod__expense *expense)
{
    coprod__reading own = *outer, *reading = &own;
    coprod__load *load = reading->load;
    expense->kind = (uint8_t)coprod__read_choice(reading, json, place, "kind", kinds, -1);
    coprod__json_keys(load, json, place, keys[expense->kind]);
    expense->label = coprod__json_copy(load, reading->arena, json, place, "label", COPROD__REQUIRED);
    expense->source = coprod__read_ref(reading, json, place);
    own.rule = expense->source; /* what its values say unless they have a source of their own */
    load_pay(reading, json, place, expense);
    load_demand(reading, json, place, "receipt", 0, &expense->receipt);
    load_demand(reading, json, place, "approval", 1, &expense->approval);
    coprod__read_words(reading, json, place, "excludes", &expense->excludes);
    coprod__read_share(reading, json, place, "tip_share", COPROD__OPTIONAL, &expense->tip_n, &expense->tip_d);
    expense->no_direct = !coprod__read_flag(reading, json, place, "direct_payment_ok", 1);
    expense->over_if_approved = (uint8_t)coprod__read_flag(reading, json, place, "over_limit_if_approved", 0);
    expense->meal = (uint8_t)coprod__read_choice(reading, json, place, "meal", "none breakfast lunch dinner", 0);
    coprod__read_rows(reading, json, place, "per_hour_cap", COPROD__OPTIONAL, COPROD__FITS_HOUR,
                      &expense->per_hour_cap);
    if (expense->kind == COPROD__KIND_CARE) {
        expense->provider = (uint8_t)coprod__read_choice(reading, json, place, "provider",
                                                         "any registered not-household", 0);
        expense->one_source = (uint8_t)coprod__read_flag(reading, json, place, "not_from_other_source", 0);
    }
    if (expense->kind == COPROD__KIND_MILEAGE)
        coprod__load_mileage(reading, json, place, expense);
    if (expense->kind == COPROD__KIND_TIERED_TIME || expense->kind == COPROD__KIND_CLOCK_MEAL)
        coprod__load_tiers(reading, json, place, expense);
    if (expense->kind == COPROD__KIND_NIGHT)
        load_nights(reading, json, place, expense);
}

void coprod__load_expenses(const coprod__reading *reading, const json_t *document)
{
    coprod_policy *policy = reading->policy;
    coprod__place list;
    const json_t *all = coprod__read_list(reading, document, &root, "expenses", COPROD__OPTIONAL, &list);
    size_t i;
    json_t *one;
    policy->expenses = coprod__room(reading, json_array_size(all), sizeof *policy->expenses);
    if (!policy->expenses)
        return;
    json_array_foreach((json_t *)all, i, one) {
        const coprod__place here = {&list, NULL, i}, id = {&here, "id", 0};
        coprod__expense *expense = &policy->expenses[i];
        expense->id = coprod__json_word(reading->load, reading->arena, one, &here, "id");
        if ((expense->id[0] && coprod__expense_index(policy, expense->id) != COPROD__NONE)
            || coprod__fee_index(policy, expense->id) != COPROD__NONE || !strcmp(expense->id, "session")
            || !strcmp(expense->id, "other-earnings"))
            coprod__report(reading->load, COPROD_ERROR, "duplicate-id", &id, expense->id, "another id");
        policy->expense_count++;
        load_expense(reading, one, &here, expense);
    }
    json_array_foreach((json_t *)all, i, one) {
        const coprod__place here = {&list, NULL, i};
        load_downgrade(reading, one, &here, &policy->expenses[i]);
    }
}
