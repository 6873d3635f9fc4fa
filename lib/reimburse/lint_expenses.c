/* SPDX-License-Identifier: MIT */
/* Expenses: engines that belong to no group or to two, miles beyond the last band, tiers that nothing reaches. */
#include <string.h>

#include "lint_internal.h"

static const coprod__place root = {NULL, NULL, 0};

static int holds(const coprod__words *words, const char *word)
{
    for (uint32_t i = 0; i < words->count; i++)
        if (!strcmp(words->list[i], word))
            return 1;
    return 0;
}

/* A word of both lists; an empty list stands for every word. "" if any word will do, NULL if there is none. */
static const char *shared(const coprod__words *a, const coprod__words *b)
{
    if (!a->count || !b->count)
        return a->count ? a->list[0] : b->count ? b->list[0] : "";
    for (uint32_t i = 0; i < a->count; i++)
        if (holds(b, a->list[i]))
            return a->list[i];
    return NULL;
}

typedef struct engines {
    int64_t lowest, highest;
} engines;

/* The engines that a group surely takes, or, with `perhaps`, may take. */
static engines engines_of(const coprod__group *group, int perhaps)
{
    const coprod__band *band = &group->engine;
    engines own = {0, INT64_MAX};
    if (!perhaps && ((!band->has_from && band->from_words[0]) || (!band->has_to && band->to_words[0])))
        own.highest = -1;
    if (band->has_from)
        own.lowest = band->from + (band->from_flag == COPROD__EXCLUSIVE
                                   || (!perhaps && band->from_flag == COPROD__NOT_STATED));
    if (band->has_to && own.highest > 0)
        own.highest = band->to - (band->to_flag == COPROD__EXCLUSIVE
                                  || (!perhaps && band->to_flag == COPROD__NOT_STATED));
    return own;
}

static int by_engine(const coprod__group *group)
{
    return group->engine.has_from || group->engine.has_to || group->engine.from_words[0] || group->engine.to_words[0];
}

static void look_for_overlaps(coprod__linting *linting, const coprod__mileage *mileage, const coprod__place *place)
{
    coprod__items items;
    coprod__items_init(&items);
    for (uint32_t a = 0; a < mileage->group_count; a++) {
        for (uint32_t b = a + 1; b < mileage->group_count; b++) {
            const coprod__group *one = &mileage->groups[a], *other = &mileage->groups[b];
            engines first = engines_of(one, 0), second = engines_of(other, 0);
            const char *vehicle = shared(&one->vehicles, &other->vehicles);
            int64_t lowest = first.lowest > second.lowest ? first.lowest : second.lowest;
            int64_t highest = first.highest < second.highest ? first.highest : second.highest;
            if (!vehicle || lowest > highest || !shared(&one->countries, &other->countries)
                || !shared(&one->fuels, &other->fuels) || !coprod__items_next(&items))
                continue;
            if (by_engine(one) || by_engine(other)) {
                coprod__write_range(&items.writer, lowest, highest, "cc");
                coprod__write(&items.writer, " of ");
            }
            coprod__write(&items.writer, vehicle);
        }
    }
    if (items.count)
        coprod__warn(linting, "band-overlap", place, coprod__items_end(&items), "one group for each vehicle");
}

/* Whether a group is asked about a vehicle of a country and fuel. */
static int is_asked(const coprod__group *group, const char *vehicle, const char *country, const char *fuel)
{
    return holds(&group->vehicles, vehicle) && (!group->countries.count || holds(&group->countries, country))
           && (!group->fuels.count || holds(&group->fuels, fuel));
}

/* The engines of one kind of vehicle that no group may take, from the smallest to the largest. */
static void add_gaps(const coprod__mileage *mileage, const char *vehicle, const char *country, const char *fuel,
                     coprod__items *items)
{
    for (int64_t at = 0;;) {
        int64_t end = -1, next = INT64_MAX;
        for (uint32_t g = 0; g < mileage->group_count; g++) {
            engines own = engines_of(&mileage->groups[g], 1);
            if (!is_asked(&mileage->groups[g], vehicle, country, fuel) || own.lowest > own.highest)
                continue;
            if (own.lowest <= at && own.highest >= at && own.highest > end)
                end = own.highest;
            if (own.lowest > at && own.lowest < next)
                next = own.lowest;
        }
        if (end == INT64_MAX)
            return;
        if (end < 0 && coprod__items_next(items)) {
            coprod__write_range(&items->writer, at, next == INT64_MAX ? next : next - 1, "cc");
            coprod__write(&items->writer, " of ");
            coprod__write(&items->writer, vehicle);
        }
        if (end < 0 && next == INT64_MAX)
            return;
        at = end < 0 ? next : end + 1;
    }
}

static const char *word_at(const coprod__words *words, uint32_t index)
{
    return words->count ? words->list[index] : "";
}

/* Whether no group before this one was asked about the same kind of vehicle. */
static int is_first(const coprod__mileage *mileage, uint32_t group, const char *vehicle, const char *country,
                    const char *fuel)
{
    for (uint32_t g = 0; g < group; g++)
        if (is_asked(&mileage->groups[g], vehicle, country, fuel))
            return 0;
    return 1;
}

static void look_for_gaps(coprod__linting *linting, const coprod__mileage *mileage, const coprod__place *place)
{
    coprod__items items;
    coprod__items_init(&items);
    for (uint32_t g = 0; g < mileage->group_count; g++) {
        const coprod__group *group = &mileage->groups[g];
        for (uint32_t v = 0; v < group->vehicles.count; v++) {
            uint32_t c = 0;
            do {
                uint32_t f = 0;
                do {
                    const char *vehicle = group->vehicles.list[v], *country = word_at(&group->countries, c),
                               *fuel = word_at(&group->fuels, f);
                    if (is_first(mileage, g, vehicle, country, fuel))
                        add_gaps(mileage, vehicle, country, fuel, &items);
                } while (++f < group->fuels.count);
            } while (++c < group->countries.count);
        }
    }
    if (items.count)
        coprod__warn(linting, "band-gap", place, coprod__items_end(&items), "a group for every engine");
}

static void look_at_groups(coprod__linting *linting, const coprod__mileage *mileage, const coprod__place *place)
{
    const coprod__place here = {place, "mileage", 0}, groups = {&here, "groups", 0};
    for (uint32_t g = 0; g < mileage->group_count; g++) {
        const coprod__group *group = &mileage->groups[g];
        const coprod__place at = {&groups, NULL, g}, bands = {&at, "bands", 0};
        engines own = engines_of(group, 1);
        int64_t end = group->band_count ? group->bands[group->band_count - 1].to_milli : INT64_MAX;
        char text[48];
        coprod__writer writer;
        coprod__lint_ends(linting, &group->engine, &at, "cc");
        if (own.lowest > own.highest)
            coprod__warn(linting, "band-unreachable", &at, "no engine is in it", "a group that some vehicle has");
        if (end == INT64_MAX)
            continue;
        coprod__writer_init(&writer, text, sizeof text);
        coprod__write(&writer, "more than ");
        coprod__write_number(&writer, end / 1000);
        coprod__write(&writer, " miles");
        coprod__writer_end(&writer, NULL);
        coprod__warn(linting, "band-gap", &bands, text, "a last band without to_miles");
    }
    look_for_overlaps(linting, mileage, &groups);
    look_for_gaps(linting, mileage, &groups);
}

/* From how many minutes on a tier is reached. */
static int64_t threshold(const coprod__tier *tier)
{
    return tier->minutes + (int64_t)!tier->inclusive;
}

/* Whether the engine takes the tier at index `a` where both are reached. */
static int comes_first(const coprod__expense *expense, uint32_t a, uint32_t b)
{
    const coprod__tier *one = &expense->tiers[a], *other = &expense->tiers[b];
    if (one->minutes != other->minutes)
        return one->minutes > other->minutes;
    if (one->inclusive != other->inclusive)
        return other->inclusive;
    return one->inclusive ? a > b : a < b;
}

static void look_for_hidden_tiers(coprod__linting *linting, const coprod__expense *expense, const coprod__place *list)
{
    for (uint32_t t = 0; t < expense->tier_count; t++) {
        const coprod__place at = {list, NULL, t};
        const coprod__tier *tier = &expense->tiers[t];
        for (uint32_t o = 0; o < expense->tier_count; o++) {
            const coprod__tier *other = &expense->tiers[o];
            if (o == t || threshold(other) > threshold(tier) || !comes_first(expense, o, t)
                || (other->ongoing_at >= 0 && other->ongoing_at != tier->ongoing_at))
                continue;
            coprod__warn(linting, "band-unreachable", &at, tier->id, "a tier that is the highest one reached");
            break;
        }
    }
}

static void tell_fall(coprod__linting *linting, const coprod__place *place, const coprod__tier *tier,
                      coprod__exact limit, const coprod__tier *below, coprod__exact more)
{
    char text[96];
    coprod__writer writer;
    coprod__writer_init(&writer, text, sizeof text);
    coprod__write(&writer, "at ");
    coprod__write_number(&writer, threshold(tier));
    coprod__write(&writer, " minutes ");
    coprod__write_money(&writer, limit);
    coprod__write(&writer, " after ");
    coprod__write_money(&writer, more);
    coprod__write(&writer, " from ");
    coprod__write_number(&writer, threshold(below));
    coprod__writer_end(&writer, NULL);
    coprod__warn(linting, "pay-decreasing", place, text, "no less for more time");
}

/* A tier against the next lower one, on the days of both. */
static void look_for_fall(coprod__linting *linting, const coprod__tier *tier, const coprod__tier *below,
                          const coprod__place *place)
{
    coprod__turns turns = {0};
    coprod__turns_add(linting, &turns, &tier->limit);
    coprod__turns_add(linting, &turns, &below->limit);
    coprod__turns_sort(linting, &turns);
    for (size_t i = turns.count; i-- > 0;) {
        coprod__exact limit, more;
        if (coprod__value_at(linting->policy, &tier->limit, turns.list[i], COPROD__OPEN_TO, &limit)
            && coprod__value_at(linting->policy, &below->limit, turns.list[i], COPROD__OPEN_TO, &more)
            && limit.d && more.d && coprod__exact_compare(limit, more) < 0) {
            tell_fall(linting, place, tier, limit, below, more);
            break;
        }
    }
    coprod__turns_free(linting, &turns);
}

static void look_at_tiers(coprod__linting *linting, const coprod__expense *expense, const coprod__place *place)
{
    const coprod__place list = {place, "tiers", 0};
    look_for_hidden_tiers(linting, expense, &list);
    for (uint32_t t = 0; t < expense->tier_count; t++) {
        const coprod__tier *tier = &expense->tiers[t], *below = NULL;
        const coprod__place at = {&list, NULL, t};
        for (uint32_t o = 0; o < expense->tier_count; o++) {
            const coprod__tier *other = &expense->tiers[o];
            if (other->ongoing_at < 0 && threshold(other) < threshold(tier)
                && (!below || threshold(other) > threshold(below)))
                below = other;
        }
        if (below && tier->ongoing_at < 0)
            look_for_fall(linting, tier, below, &at);
    }
}

void coprod__lint_expenses(coprod__linting *linting)
{
    const coprod__place expenses = {&root, "expenses", 0};
    for (uint32_t i = 0; i < linting->policy->expense_count; i++) {
        const coprod__expense *expense = &linting->policy->expenses[i];
        const coprod__place at = {&expenses, NULL, i};
        if (expense->mileage)
            look_at_groups(linting, expense->mileage, &at);
        if (expense->kind == COPROD__KIND_TIERED_TIME)
            look_at_tiers(linting, expense, &at);
    }
}
