/* SPDX-License-Identifier: MIT */
/* Meals by elapsed time or time of day, and nights. */
#include <string.h>

#include "payment_internal.h"

static int reached(const coprod__tier *tier, int64_t minutes)
{
    return tier->minutes < 0 || minutes > tier->minutes || (tier->inclusive && minutes == tier->minutes);
}

static int has_times(const coprod__claim_line *line)
{
    return (line->has & COPROD__HAS_START) && (line->has & COPROD__HAS_END);
}

/* Whether somebody is away through a span of the clock, on any of the days of a line. */
static int away_during(const coprod__claim_line *line, int32_t from, int32_t to)
{
    for (int32_t day = 0; day <= line->end; day += 24 * 60)
        if (line->start <= from + day && line->end >= to + day)
            return 1;
    return 0;
}

/* The highest tier of elapsed time that is reached. */
static const coprod__tier *highest(const coprod__expense *expense, const coprod__claim_line *line, int64_t minutes)
{
    const coprod__tier *best = NULL;
    for (uint32_t i = 0; i < expense->tier_count; i++) {
        const coprod__tier *tier = &expense->tiers[i];
        int ongoing = tier->ongoing_at < 0
                      || (has_times(line) && away_during(line, tier->ongoing_at, tier->ongoing_at));
        if (reached(tier, minutes) && ongoing && (!best || tier->minutes > best->minutes
                                                  || (tier->minutes == best->minutes && best->inclusive)))
            best = tier;
    }
    return best;
}

/* Whether an allowance by the time of day is earned. */
static int earned(const coprod__run *run, const coprod__tier *tier, const coprod__claim_line *line, int64_t minutes)
{
    if (!reached(tier, minutes))
        return 0;
    if (tier->contains_from >= 0 && !away_during(line, tier->contains_from, tier->contains_to))
        return 0;
    if (tier->returns_after >= 0 && line->end <= tier->returns_after)
        return 0;
    if (tier->leaves_before >= 0 && (line->start >= tier->leaves_before || line->not_earlier))
        return 0;
    return strcmp(tier->id, "breakfast") || !coprod__breakfast_covered(run, line->date);
}

static coprod__entry *day_of(coprod__run *run, const coprod__priced *own, const coprod__expense *expense)
{
    const coprod__entry_key key = {expense->id, "", "", "", "", COPROD__ANY_DAY, own->line->date, COPROD__COUNT_GROUP};
    coprod__entry *day = expense->sum_of_day ? coprod__count_of(run, &key) : NULL;
    if (day)
        day->local = 1;
    return day;
}

/* "Different periods of duty on any one day shall be added together" (SI 1989/439). */
void coprod__sum_days(coprod__run *run)
{
    coprod_payment *payment = run->payment;
    for (uint32_t k = 0; k < payment->line_count; k++) {
        coprod__priced *own = &payment->lines[k];
        const coprod__expense *expense = own->expense == COPROD__NONE ? NULL : &run->policy->expenses[own->expense];
        int there = coprod__open(own) || own->frozen; /* a duty without a receipt was a duty */
        coprod__entry *day = there && expense ? day_of(run, own, expense) : NULL;
        int why;
        int64_t minutes = day ? coprod__elapsed(run, own, &why) : 0;
        if (day && minutes > 0)
            day->value += minutes;
    }
}

/* What the day's limit has left. */
static coprod__exact left_of_day(coprod__run *run, coprod__priced *own, const coprod__expense *expense,
                                 coprod__exact limit)
{
    coprod__entry *sum = day_of(run, own, expense);
    coprod__exact left;
    if (!sum)
        return limit;
    left = coprod__exact_sub(limit, sum->used);
    return left.d && left.n < 0 ? coprod__exact_of(0) : left;
}

void coprod__use_day(coprod__run *run, const coprod__priced *own, const coprod__expense *expense)
{
    coprod__entry *sum = day_of(run, own, expense);
    if (sum)
        sum->used = coprod__exact_add(sum->used, own->amount);
}

/* A line's part of a flat amount of the day, by its minutes; rounded together with the others of the day. */
static coprod__exact part_of_day(coprod__run *run, coprod__priced *own, const coprod__expense *expense,
                                 coprod__exact amount)
{
    coprod_payment *payment = run->payment;
    coprod__entry *day = day_of(run, own, expense);
    int why;
    int64_t minutes = coprod__elapsed(run, own, &why);
    if (!day || !day->value || minutes == day->value)
        return amount;
    if (day->next < 0) {
        coprod__group_of_lines *group = &payment->groups[payment->group_count];
        memset(group, 0, sizeof *group);
        group->running = coprod__exact_of(0);
        day->next = (int32_t)payment->group_count++;
    }
    payment->groups[day->next].count++;
    own->group = (uint32_t)day->next + 1;
    coprod__note(own, COPROD_WHY_AGGREGATED);
    return coprod__exact_times(amount, minutes, day->value);
}

typedef struct allowance {
    coprod__exact limit;
    const coprod__row *row;
    const char *word;
} allowance;

/* Adds a limit; returns 0 after a row that is not known. */
static int add(coprod__run *run, coprod__priced *own, const coprod__rows *rows, const char *word, allowance *sum)
{
    coprod__exact value;
    const coprod__row *row = coprod__line_value(run, own, rows, &value);
    if (!row)
        return 0;
    sum->limit = coprod__exact_add(sum->limit, value);
    sum->row = row;
    sum->word = word;
    return 1;
}

static int tiers_limit(coprod__run *run, coprod__priced *own, const coprod__expense *expense, int64_t minutes,
                       allowance *sum)
{
    const coprod__claim_line *line = own->line;
    const coprod__tier *tier = highest(expense, line, minutes);
    int with = 0;
    if (!tier)
        return 1;
    if (!add(run, own, &tier->limit, tier->id, sum))
        return 0;
    for (uint32_t i = 0; i < expense->supplement_tiers.count; i++)
        with |= !strcmp(expense->supplement_tiers.list[i], tier->id);
    if (expense->has_supplement && (with || !expense->supplement_tiers.count) && has_times(line)
        && line->end > expense->supplement_after)
        return add(run, own, &expense->supplement_limit, tier->id, sum);
    return 1;
}

static int meals_limit(coprod__run *run, coprod__priced *own, const coprod__expense *expense, int64_t minutes,
                       allowance *sum)
{
    for (uint32_t i = 0; i < expense->tier_count; i++)
        if (earned(run, &expense->tiers[i], own->line, minutes)
            && !add(run, own, &expense->tiers[i].limit, expense->tiers[i].id, sum))
            return 0;
    return 1;
}

void coprod__price_tiers(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    int why = COPROD_WHY_INPUT_MISSING, meal = expense->kind == COPROD__KIND_CLOCK_MEAL;
    int64_t minutes = coprod__elapsed(run, own, &why);
    allowance sum = {{0, 1}, NULL, ""};
    if (minutes < 0 || (meal && !has_times(own->line))) {
        own->field = "start";
        coprod__end(run, own, COPROD_OUTCOME_UNDETERMINED, why);
        return;
    }
    if (expense->sum_of_day) {
        const coprod__entry *day = day_of(run, own, expense);
        minutes = day ? day->value : minutes;
    }
    if (!(meal ? meals_limit(run, own, expense, minutes, &sum) : tiers_limit(run, own, expense, minutes, &sum)))
        return;
    if (!sum.row) {
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_CONDITION_NOT_MET);
        return;
    }
    coprod__money_step step = {sum.row, expense->source, sum.word, minutes, sum.limit, {0, 1}, -1, COPROD__STEP_TIER,
                               0};
    if (expense->pay == COPROD__PAY_FLAT) {
        step.delta = part_of_day(run, own, expense, sum.limit);
        coprod__step(run, own, &step);
        return;
    }
    if (!coprod__claimed(run, own, expense))
        return;
    step.kind = COPROD__STEP_LIMIT;
    if (!expense->over_if_approved || !own->line->approval[0])
        coprod__limit(run, own, step, left_of_day(run, own, expense, sum.limit), COPROD_WHY_LIMIT);
}

void coprod__cover_breakfasts(coprod__run *run, const coprod__priced *own, const coprod__expense *expense)
{
    const coprod__claim_line *line = own->line;
    int64_t nights = line->has & COPROD__HAS_QUANTITY ? line->quantity_milli / 1000 : 1;
    if (!(line->has & COPROD__HAS_BREAKFAST ? line->breakfast_included
                                            : expense->includes_breakfast && !line->private_stay))
        return;
    for (int64_t n = 0; n < nights && n < 366; n++) {
        const coprod__entry_key key = {"", "", "", "", "", COPROD__ANY_DAY, line->date + (int32_t)n + 1,
                                       COPROD__COUNT_NIGHT};
        coprod__entry *night = coprod__count_of(run, &key);
        if (night)
            night->local = night->mark = 1;
    }
}

int coprod__breakfast_covered(const coprod__run *run, int32_t day)
{
    const coprod__entry_key key = {"", "", "", "", "", COPROD__ANY_DAY, day, COPROD__COUNT_NIGHT};
    return coprod__book_find(&run->payment->book, &key) != NULL;
}

static const coprod__zone *find_zone(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    const char *word = own->line->zone;
    if (!word[0] && expense->zone_count == 1)
        return &expense->zones[0];
    for (uint32_t i = 0; i < expense->zone_count && word[0]; i++)
        if (!strcmp(expense->zones[i].id, word))
            return &expense->zones[i];
    if (word[0])
        coprod__unknown(run, own, "zone");
    else
        coprod__missing(run, own, "zone");
    return NULL;
}

/* The limit of all nights, some of which may come after the number that the zone's own limit is for. */
static int nights_limit(coprod__run *run, coprod__priced *own, const coprod__expense *expense, int64_t milli,
                        allowance *sum)
{
    const coprod__zone *zone = find_zone(run, own, expense);
    int64_t before = 1000 * (int64_t)own->line->nights_before, first = milli;
    coprod__exact value;
    if (!zone)
        return 0;
    if (expense->over_nights) {
        int64_t left = 1000 * (int64_t)expense->over_nights - before;
        first = left < 0 ? 0 : left < milli ? left : milli;
    }
    sum->word = zone->id;
    if (first) {
        sum->row = coprod__line_value(run, own, &zone->limit, &value);
        if (!sum->row)
            return 0;
        sum->limit = coprod__exact_times(value, first, 1000);
    }
    if (first == milli)
        return 1;
    sum->row = coprod__line_value(run, own, &expense->over_nights_limit, &value);
    if (sum->row)
        sum->limit = coprod__exact_add(sum->limit, coprod__exact_times(value, milli - first, 1000));
    return sum->row != NULL;
}

void coprod__price_night(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    const coprod__claim_line *line = own->line;
    int64_t milli = line->has & COPROD__HAS_QUANTITY ? line->quantity_milli : 1000;
    allowance sum = {{0, 1}, NULL, ""};
    coprod__exact value = coprod__exact_of(0);
    int flat = expense->pay == COPROD__PAY_FLAT || line->private_stay;
    if (line->has & COPROD__HAS_UNIT && line->unit != COPROD__UNIT_NIGHTS) {
        coprod__unknown(run, own, "unit");
        return;
    }
    if (line->private_stay) {
        if (!expense->has_private_stay) {
            coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_NOT_ELIGIBLE);
            return;
        }
        sum.row = coprod__line_value(run, own, &expense->private_stay, &value);
        sum.limit = coprod__exact_times(value, milli, 1000);
        sum.word = "private-stay";
        if (!sum.row)
            return;
    } else if (!nights_limit(run, own, expense, milli, &sum)) {
        return;
    }
    coprod__money_step step = {sum.row, expense->source, sum.word, milli, sum.limit, {0, 1}, -1, COPROD__STEP_FLAT,
                               COPROD__PER_NIGHT};
    if (!milli)
        coprod__note(own, COPROD_WHY_NOTHING_CLAIMED);
    if (flat) {
        step.value = line->private_stay ? value : coprod__exact_times(sum.limit, 1000, milli ? milli : 1000);
        step.delta = sum.limit;
        coprod__step(run, own, &step);
    } else {
        if (!coprod__claimed(run, own, expense))
            return;
        step.kind = COPROD__STEP_LIMIT;
        if (!expense->over_if_approved || !line->approval[0])
            coprod__limit(run, own, step, sum.limit, COPROD_WHY_LIMIT);
    }
}
