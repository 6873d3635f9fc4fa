/* SPDX-License-Identifier: MIT */
/* Every list of dated values of a policy: days between two rows that have none, and what nothing uses. */
#include "lint_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* Whether a day without a value is a hole in what a row follows, which is told there. */
static int hole_of_index(const coprod__linting *linting, const coprod__rows *rows, int32_t day)
{
    const coprod__row *row = coprod__row_at(rows, day, COPROD__OPEN_TO);
    const coprod__rows *own = row && row->kind == COPROD__ROW_INDEX ? &linting->policy->indexes[row->index].values
                                                                    : NULL;
    int before = 0, after = 0;
    for (uint32_t i = 0; own && i < own->count; i++) {
        before |= own->list[i].from <= day;
        after |= own->list[i].to >= day;
    }
    return before && after;
}

static void add_hole(coprod__items *items, int32_t first, int32_t last)
{
    if (!coprod__items_next(items))
        return;
    coprod__write_day(&items->writer, first);
    if (first == last)
        return;
    coprod__write(&items->writer, " to ");
    coprod__write_day(&items->writer, last);
}

/* What comes before the first row, or after the last, is no hole: nobody said what is due then. */
static void look_for_holes(coprod__linting *linting, const coprod__rows *rows, const coprod__place *place,
                           int32_t severity)
{
    coprod__turns turns = {0};
    coprod__items items;
    int32_t since = 0;
    int seen = 0, open = 0;
    if (rows->count < 2)
        return;
    coprod__items_init(&items);
    coprod__turns_add(linting, &turns, rows);
    coprod__turns_sort(linting, &turns);
    for (size_t i = 0; i < turns.count; i++) {
        int32_t day = turns.list[i];
        coprod__exact value;
        if (!coprod__value_at(linting->policy, rows, day, COPROD__OPEN_TO, &value)
            && !hole_of_index(linting, rows, day)) {
            since = open ? since : day;
            open = seen;
            continue;
        }
        if (open)
            add_hole(&items, since, day - 1);
        open = 0;
        seen = 1;
    }
    if (items.count)
        coprod__report(&linting->load, severity, "dated-hole", place, coprod__items_end(&items),
                       "a row for every day in between");
    coprod__turns_free(linting, &turns);
}

static void look(coprod__linting *linting, const coprod__rows *rows, const coprod__place *place, const char *key,
                 int used)
{
    const coprod__place here = {place, key, 0};
    for (uint32_t i = 0; i < rows->count; i++)
        if (rows->list[i].kind == COPROD__ROW_INDEX)
            linting->used[rows->list[i].index] = 1;
    if (used)
        look_for_holes(linting, rows, &here, COPROD_WARNING);
    else if (rows->count)
        coprod__report(&linting->load, COPROD_NOTE, "rate-unused", &here, key, "a rule that uses it");
}

static void look_at_fee(coprod__linting *linting, const coprod__fee *fee, const coprod__place *place)
{
    const coprod__place bands = {place, "bands", 0}, travel = {place, "travel", 0},
                        tasks = {place, fee->basis == COPROD__BASIS_DECLARED ? "declared" : "tasks", 0};
    look(linting, &fee->value, place, "value", fee->basis == COPROD__BASIS_HOURLY
         || fee->basis == COPROD__BASIS_STANDARD_MINUTES || fee->basis == COPROD__BASIS_DAILY_REMAINDER);
    look(linting, &fee->travel_value, &travel, "value", fee->travel == COPROD__INCLUDE_RATE);
    for (uint32_t i = 0; i < fee->band_count; i++) {
        const coprod__place at = {&bands, NULL, i};
        look(linting, &fee->bands[i].value, &at, "value", 1);
    }
    for (uint32_t i = 0; i < fee->task_count; i++) {
        const coprod__place at = {&tasks, NULL, i};
        look(linting, &fee->tasks[i].value, &at, "value", 1);
    }
}

static void look_at_mileage(coprod__linting *linting, const coprod__mileage *mileage, const coprod__place *place)
{
    const coprod__place here = {place, "mileage", 0}, groups = {&here, "groups", 0},
                        passenger = {&here, "passenger", 0}, supplements = {&here, "supplements", 0},
                        reserve = {&here, "reserve", 0};
    for (uint32_t g = 0; g < mileage->group_count; g++) {
        const coprod__place group = {&groups, NULL, g}, bands = {&group, "bands", 0};
        for (uint32_t b = 0; b < mileage->groups[g].band_count; b++) {
            const coprod__place band = {&bands, NULL, b};
            look(linting, &mileage->groups[g].bands[b].value, &band, "value", 1);
        }
    }
    look(linting, &mileage->passenger, &passenger, "value", 1);
    for (uint32_t i = 0; i < mileage->supplement_count; i++) {
        const coprod__place at = {&supplements, NULL, i};
        look(linting, &mileage->supplements[i].value, &at, "value", 1);
    }
    look(linting, &mileage->reserve, &reserve, "value", 1);
}

static void look_at_demands(coprod__linting *linting, const coprod__expense *expense, const coprod__place *place)
{
    const coprod__place receipt = {place, "receipt", 0}, approval = {place, "approval", 0};
    look(linting, &expense->receipt.above, &receipt, "above", expense->receipt.need == COPROD__NEED_ABOVE);
    look(linting, &expense->receipt.cap, &receipt, "cap", expense->receipt.if_missing == COPROD__THEN_CAP
                                                              && expense->receipt.need != COPROD__NEED_NEVER);
    look(linting, &expense->approval.above, &approval, "above", expense->approval.need == COPROD__NEED_ABOVE);
}

static void look_at_expense(coprod__linting *linting, const coprod__expense *expense, const coprod__place *place)
{
    const coprod__place tiers = {place, expense->kind == COPROD__KIND_CLOCK_MEAL ? "meals" : "tiers", 0},
                        zones = {place, "zones", 0}, over = {place, "nights_over", 0},
                        supplement = {place, "supplement", 0};
    int own = expense->kind == COPROD__KIND_MILEAGE || expense->kind == COPROD__KIND_TIERED_TIME
              || expense->kind == COPROD__KIND_CLOCK_MEAL || expense->kind == COPROD__KIND_NIGHT;
    look(linting, &expense->limit, place, "limit", !own && expense->pay != COPROD__PAY_FLAT);
    look(linting, &expense->value, place, "value", !own && expense->pay == COPROD__PAY_FLAT);
    look(linting, &expense->per_hour_cap, place, "per_hour_cap", 1);
    look_at_demands(linting, expense, place);
    for (uint32_t i = 0; i < expense->tier_count; i++) {
        const coprod__place at = {&tiers, NULL, i};
        look(linting, &expense->tiers[i].limit, &at, "limit", 1);
    }
    look(linting, &expense->supplement_limit, &supplement, "limit", 1);
    for (uint32_t i = 0; i < expense->zone_count; i++) {
        const coprod__place at = {&zones, NULL, i};
        look(linting, &expense->zones[i].limit, &at, "limit", 1);
    }
    look(linting, &expense->over_nights_limit, &over, "limit", 1);
    look(linting, &expense->private_stay, place, "private_stay", 1);
    if (expense->mileage)
        look_at_mileage(linting, expense->mileage, place);
}

static void look_at_check(coprod__linting *linting, const coprod__check *check, const coprod__place *place)
{
    look(linting, &check->limit, place, "limit", check->kind == COPROD__CLIFF || check->kind == COPROD__DISREGARD
                                                     || check->kind == COPROD__TOTAL);
    look(linting, &check->allowance, place, "allowance", check->kind == COPROD__TAPER);
    look(linting, &check->value, place, "value", check->kind == COPROD__FLOOR || check->kind == COPROD__EXCESS);
}

/* The holes of a built-in index are nobody's mistake here, but worth knowing. */
static void look_at_indexes(coprod__linting *linting)
{
    const coprod_policy *policy = linting->policy;
    const coprod__place list = {&root, "indexes", 0};
    for (uint32_t i = 0; i < policy->index_count; i++)
        for (uint32_t r = 0; r < policy->indexes[i].values.count; r++)
            if (policy->indexes[i].values.list[r].kind == COPROD__ROW_INDEX)
                linting->used[policy->indexes[i].values.list[r].index] = 1;
    for (uint32_t i = 0; i < policy->index_count; i++) {
        const coprod__index *index = &policy->indexes[i];
        const coprod__place at = {&list, NULL, i}, values = {&at, "values", 0};
        if (!linting->used[i] && index->origin != COPROD__INDEX_FOLLOWED)
            coprod__report(&linting->load, COPROD_NOTE, "rate-unused", &at, index->id, "a value that follows it");
        else
            look_for_holes(linting, &index->values, index->origin == COPROD__INDEX_OWN     ? &values
                                                    : index->origin == COPROD__INDEX_NAMED ? &at : &list,
                           index->origin == COPROD__INDEX_OWN ? COPROD_WARNING : COPROD_NOTE);
    }
}

void coprod__lint_values(coprod__linting *linting)
{
    const coprod_policy *policy = linting->policy;
    const coprod__place fees = {&root, "fees", 0}, expenses = {&root, "expenses", 0}, caps = {&root, "caps", 0},
                        checks = {&root, "checks", 0};
    for (uint32_t i = 0; i < policy->fee_count; i++) {
        const coprod__place at = {&fees, NULL, i};
        look_at_fee(linting, &policy->fees[i], &at);
    }
    for (uint32_t i = 0; i < policy->expense_count; i++) {
        const coprod__place at = {&expenses, NULL, i};
        look_at_expense(linting, &policy->expenses[i], &at);
    }
    for (uint32_t i = 0; i < policy->cap_count; i++) {
        const coprod__place at = {&caps, NULL, policy->caps[i].listed};
        look(linting, &policy->caps[i].limit, &at, "limit", 1);
    }
    for (uint32_t i = 0; i < policy->check_count; i++) {
        const coprod__place at = {&checks, NULL, i};
        look_at_check(linting, &policy->checks[i], &at);
    }
    look_at_indexes(linting);
}
