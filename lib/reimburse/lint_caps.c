/* SPDX-License-Identifier: MIT */
/* Caps: below the price of one of what they are over, and crossing without an order. */
#include "lint_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* One cap of money against the prices of what it is over. */
typedef struct capped {
    coprod__linting *linting;
    const coprod__cap *cap;
    coprod__turns turns;
    int told;
} capped;

static void tell_price(capped *own, coprod__exact limit, const char *id, coprod__exact price, int32_t day)
{
    const coprod__place caps = {&root, "caps", 0}, at = {&caps, NULL, own->cap->listed};
    char found[128], expected[64];
    coprod__writer writer;
    coprod__writer_init(&writer, found, sizeof found);
    coprod__write_money(&writer, limit);
    if (own->turns.dated) {
        coprod__write(&writer, " on ");
        coprod__write_day(&writer, day);
    }
    coprod__write(&writer, ", and ");
    coprod__write_money(&writer, price);
    coprod__write(&writer, " for ");
    coprod__write(&writer, id);
    coprod__writer_end(&writer, NULL);
    coprod__writer_init(&writer, expected, sizeof expected);
    coprod__write_money(&writer, price);
    coprod__write(&writer, " or more");
    coprod__writer_end(&writer, NULL);
    coprod__warn(own->linting, "cap-below-unit-price", &at, found, expected);
    own->told = 1;
}

/* A price, times a fraction, on the newest day on which the cap is below it. A cap is told once. */
static void hold_against(capped *own, const char *id, const coprod__rows *rows, int64_t n, int64_t d)
{
    const coprod_policy *policy = own->linting->policy;
    if (own->told || !rows->count)
        return;
    coprod__turns_clear(&own->turns);
    coprod__turns_add(own->linting, &own->turns, &own->cap->limit);
    coprod__turns_add(own->linting, &own->turns, rows);
    coprod__turns_sort(own->linting, &own->turns);
    for (size_t i = own->turns.count; i-- > 0 && !own->told;) {
        int32_t day = own->turns.list[i];
        coprod__exact limit, price;
        const coprod__row *row = coprod__value_at(policy, rows, day, COPROD__OPEN_TO, &price);
        if (!row || !coprod__value_at(policy, &own->cap->limit, day, COPROD__OPEN_TO, &limit))
            continue;
        if (row->per == COPROD__PER_HOUR)
            price = coprod__exact_times(price, n, d);
        if (limit.d && price.d && coprod__exact_compare(limit, price) < 0)
            tell_price(own, limit, id, price, day);
    }
}

/* An hour, or what there is of one. */
static int64_t up_to_an_hour(int64_t most)
{
    return most && most < 60 ? most : 60;
}

static void hold_against_fee(capped *own, const coprod__fee *fee)
{
    int64_t most = up_to_an_hour(fee->maximum);
    for (uint32_t i = 0; i < fee->band_count; i++)
        hold_against(own, fee->id, &fee->bands[i].value,
                     fee->bands[i].has_to && fee->bands[i].to < most ? fee->bands[i].to : most, 60);
    if (fee->basis == COPROD__BASIS_HOURLY || fee->basis == COPROD__BASIS_DAILY_REMAINDER)
        hold_against(own, fee->id, &fee->value, most, 60);
    for (uint32_t i = 0; i < fee->task_count; i++) {
        if (fee->basis == COPROD__BASIS_STANDARD_MINUTES)
            hold_against(own, fee->tasks[i].id, &fee->value, fee->tasks[i].minutes, 60);
        else
            hold_against(own, fee->tasks[i].id, &fee->tasks[i].value, 1, 1);
    }
}

/* Only what is paid without a bill has a price; a limit of what may be spent may lie above a cap. */
static void hold_against_expense(capped *own, const coprod__expense *expense)
{
    int flat = expense->pay == COPROD__PAY_FLAT;
    int timed = expense->kind == COPROD__KIND_TIERED_TIME || expense->kind == COPROD__KIND_CLOCK_MEAL;
    const coprod__mileage *mileage = expense->mileage;
    if (flat && !timed && !mileage && expense->kind != COPROD__KIND_NIGHT)
        hold_against(own, expense->id, &expense->value, 1, 1);
    for (uint32_t i = 0; flat && i < expense->tier_count; i++)
        hold_against(own, expense->tiers[i].id, &expense->tiers[i].limit, 1, 1);
    for (uint32_t i = 0; flat && i < expense->zone_count; i++)
        hold_against(own, expense->zones[i].id, &expense->zones[i].limit, 1, 1);
    hold_against(own, expense->id, &expense->private_stay, 1, 1);
    for (uint32_t g = 0; mileage && g < mileage->group_count; g++)
        for (uint32_t b = 0; b < mileage->groups[g].band_count; b++)
            hold_against(own, mileage->groups[g].id, &mileage->groups[g].bands[b].value, 1, 1);
}

static void look_at_prices(coprod__linting *linting, const coprod__cap *cap)
{
    capped own = {linting, cap, {0}, 0};
    for (uint32_t i = 0; i < linting->policy->fee_count && !own.told; i++)
        if (cap->over_fee[i])
            hold_against_fee(&own, &linting->policy->fees[i]);
    for (uint32_t i = 0; i < linting->policy->expense_count && !own.told; i++)
        if (cap->over_expense[i])
            hold_against_expense(&own, &linting->policy->expenses[i]);
    coprod__turns_free(linting, &own.turns);
}

/* How two sets of fees or expenses lie to each other. */
typedef struct overlap {
    unsigned both, only_a, only_b;
} overlap;

static void compare(const uint8_t *a, const uint8_t *b, uint32_t count, overlap *sets)
{
    unsigned both = 0, only_a = 0, only_b = 0;
    for (uint32_t i = 0; i < count; i++) {
        both |= a[i] & b[i];
        only_a |= a[i] & !b[i];
        only_b |= b[i] & !a[i];
    }
    sets->both |= both;
    sets->only_a |= only_a;
    sets->only_b |= only_b;
}

/* A line, a meal and a night are all one line. */
static int width(const coprod__cap *cap)
{
    return cap->scope <= COPROD__SCOPE_NIGHT ? COPROD__SCOPE_LINE : cap->scope;
}

static int is_calendar(int scope)
{
    return scope == COPROD__SCOPE_WEEK || scope == COPROD__SCOPE_MONTH || scope == COPROD__SCOPE_FISCAL_YEAR
           || scope == COPROD__SCOPE_TAX_YEAR;
}

/* Whether each sum of one cap lies in a single sum of the other. Weeks run on over the ends of months and years, and
 * months over the end of a year that does not begin on the first of one: two years in a row tell, one of them a leap
 * year. */
static int nests(const coprod_policy *policy, const coprod__cap *narrow, const coprod__cap *wide)
{
    static const int32_t days[] = {19509, 19875}; /* 1 June 2023 and 2024 */
    const int a = width(narrow), b = width(wide);
    if (a >= b || !is_calendar(a) || !is_calendar(b))
        return a <= b;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        const int32_t first = coprod__period_start(policy, b, days[i]);
        if (coprod__period_start(policy, a, first) != first)
            return 0;
    }
    return 1;
}

static int in_order(const coprod__cap *a, const coprod__cap *b)
{
    return a->has_order && b->has_order && a->order != b->order;
}

/* Two caps do not cross if all that one adds up lies in one sum of the other: then their order changes no total. */
static int cross(const coprod_policy *policy, const coprod__cap *a, const coprod__cap *b)
{
    overlap sets = {0, 0, 0};
    if (a->measure != COPROD__MEASURE_MONEY || b->measure != COPROD__MEASURE_MONEY || in_order(a, b))
        return 0;
    compare(a->over_fee, b->over_fee, policy->fee_count, &sets);
    compare(a->over_expense, b->over_expense, policy->expense_count, &sets);
    return sets.both && (sets.only_a || !nests(policy, a, b)) && (sets.only_b || !nests(policy, b, a));
}

static void tell_crossing(coprod__linting *linting, const coprod__cap *a, const coprod__cap *b)
{
    static const char *const scopes[] = {"line", "meal", "night", "session", "journey", "day", "24h", "week", "month",
                                         "event", "claim", "fiscal-year", "mileage-year", "tax-year", "none"};
    const coprod__cap *first = a->listed < b->listed ? a : b, *second = first == a ? b : a;
    const coprod__place caps = {&root, "caps", 0}, at = {&caps, NULL, second->listed};
    char found[192];
    coprod__writer writer;
    coprod__writer_init(&writer, found, sizeof found);
    coprod__write(&writer, first->id);
    coprod__write(&writer, " of a ");
    coprod__write(&writer, scopes[first->scope]);
    coprod__write(&writer, " and ");
    coprod__write(&writer, second->id);
    coprod__write(&writer, " of a ");
    coprod__write(&writer, scopes[second->scope]);
    coprod__writer_end(&writer, NULL);
    coprod__warn(linting, "caps-crossing", &at, found,
                 first->has_order && second->has_order ? "an order of its own for each" : "an order for both");
}

/* Each cap is told with the first one before it in the document that it crosses. */
static void look_for_crossings(coprod__linting *linting, uint32_t cap)
{
    const coprod_policy *policy = linting->policy;
    const coprod__cap *own = &policy->caps[cap], *found = NULL;
    for (uint32_t i = 0; i < policy->cap_count; i++) {
        const coprod__cap *other = &policy->caps[i];
        if (other->listed < own->listed && (!found || other->listed < found->listed) && cross(policy, other, own))
            found = other;
    }
    if (found)
        tell_crossing(linting, found, own);
}

void coprod__lint_caps(coprod__linting *linting)
{
    for (uint32_t i = 0; i < linting->policy->cap_count; i++) {
        if (linting->policy->caps[i].measure == COPROD__MEASURE_MONEY)
            look_at_prices(linting, &linting->policy->caps[i]);
        look_for_crossings(linting, i);
    }
}
