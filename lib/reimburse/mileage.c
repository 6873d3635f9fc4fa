/* SPDX-License-Identifier: MIT */
/* Mileage: the group of a vehicle, the bands that its miles cross, and what comes on top. */
#include <string.h>

#include "payment_internal.h"

static int listed(const coprod__words *words, const char *word)
{
    for (uint32_t i = 0; i < words->count; i++)
        if (coprod__same(words->list[i], word))
            return 1;
    return 0;
}

/* Whether a group takes the line's country, fuel and engine; *missing if it does not say one that matters. */
static int takes(const coprod__group *group, const coprod__claim_line *line, const char **missing, int *unclear)
{
    int engine = group->engine.has_from || group->engine.has_to || group->engine.from_words[0]
                 || group->engine.to_words[0];
    int within = COPROD__INSIDE;
    if (line->vehicle[0] && !listed(&group->vehicles, line->vehicle))
        return 0;
    if (group->countries.count && !listed(&group->countries, line->country)) {
        *missing = line->country[0] ? *missing : "country";
        return 0;
    }
    if (group->fuels.count && !listed(&group->fuels, line->fuel)) {
        *missing = line->fuel[0] ? *missing : "fuel";
        return 0;
    }
    if (engine && !(line->has & COPROD__HAS_ENGINE)) {
        *missing = "engine_cc";
        return 0;
    }
    if (engine)
        within = coprod__within_band(&group->engine, line->engine_cc);
    *unclear |= within == COPROD__UNCLEAR;
    return within == COPROD__INSIDE;
}

/* The group of the vehicle; ends the line if there is none, or more than one. */
const coprod__group *coprod__mileage_group(coprod__run *run, coprod__priced *own, const coprod__mileage *mileage)
{
    const coprod__claim_line *line = own->line;
    const coprod__group *found = NULL;
    const char *missing = NULL;
    int unclear = 0, known = 0, several = 0;
    for (uint32_t i = 0; i < mileage->group_count; i++) {
        const coprod__group *group = &mileage->groups[i];
        known |= listed(&group->vehicles, line->vehicle);
        if (!takes(group, line, &missing, &unclear))
            continue;
        several |= found != NULL;
        found = group;
    }
    if (line->vehicle[0] && !known)
        coprod__unknown(run, own, "vehicle");
    else if (missing || (!line->vehicle[0] && mileage->group_count > 1))
        coprod__missing(run, own, missing ? missing : "vehicle");
    else if (unclear)
        coprod__end(run, own, COPROD_OUTCOME_UNDETERMINED, COPROD_WHY_THRESHOLD_MISSING);
    else if (several)
        coprod__end(run, own, COPROD_OUTCOME_UNDETERMINED, COPROD_WHY_BAND_OVERLAP);
    else if (!found)
        coprod__end(run, own, COPROD_OUTCOME_UNDETERMINED, COPROD_WHY_BAND_GAP);
    return coprod__open(own) ? found : NULL;
}

/* Kilometres become miles exactly (1 mile is 1.609344 km), then the miles are rounded: never the money first. */
static int64_t miles_of(const coprod__mileage *mileage, const coprod__claim_line *line, int64_t milli)
{
    coprod__exact miles = coprod__exact_of(milli);
    if (line->unit == COPROD__UNIT_KM)
        miles = coprod__exact_times(miles, COPROD__KM_MILES, COPROD__KM_MILES_PER);
    return coprod__exact_round(miles, mileage->round_milli, mileage->round_mode) * mileage->round_milli;
}

/* The miles of a claim or a journey are nobody else's. */
static int stays_local(const coprod__mileage *mileage)
{
    return mileage->scope == COPROD__SCOPE_JOURNEY || mileage->scope == COPROD__SCOPE_CLAIM
           || mileage->scope == COPROD__SCOPE_NONE;
}

static coprod__entry_key miles_key(const coprod__run *run, const coprod__priced *own, const coprod__expense *expense,
                                   const coprod__group *group)
{
    const coprod__mileage *mileage = expense->mileage;
    const coprod__claim_line *line = own->line;
    coprod__entry_key key = {expense->id, run->claim->person, "", "", "", COPROD__ANY_DAY, COPROD__ANY_DAY,
                             COPROD__COUNT_MILES};
    if (mileage->key & COPROD__KEY_PAYER)
        key.payer = run->claim->payer;
    if (mileage->key & COPROD__KEY_GROUP)
        key.group = mileage->groups[group->counter_index].counter;
    if (mileage->scope == COPROD__SCOPE_JOURNEY)
        key.word = line->journey;
    if (mileage->scope == COPROD__SCOPE_JOURNEY && !line->journey[0])
        key.period = (int32_t)(own - run->payment->lines); /* each line is a journey unless it names one */
    else if (!stays_local(mileage))
        key.period = coprod__period_start(run->policy, mileage->scope, line->date);
    return key;
}

/* Of other claims of the same day, what was counted when the claim was first priced: their order stays what it was. */
static int64_t counted_that_day(const coprod__run *run, const coprod__priced *own)
{
    coprod__entry_key key = own->miles_key;
    const coprod__entry *day;
    key.day = own->line->date;
    day = coprod__book_find(&run->before->book, &key);
    return day ? day->opening : coprod__ledger_day(run->ledger, &key); /* not priced then: as it is now */
}

/* The entry under which a line's miles are summed up; it is looked for once. NULL: they are not, or without memory. */
static coprod__entry *sum_of(coprod__run *run, coprod__priced *own, const coprod__mileage *mileage)
{
    const coprod__book *book = &run->payment->book;
    coprod__entry *sum;
    if (own->miles_at)
        return &book->list[own->miles_at - 1];
    sum = mileage->scope == COPROD__SCOPE_NONE ? NULL : coprod__count_of(run, &own->miles_key);
    own->miles_at = sum ? (uint32_t)(sum - book->list) + 1 : 0;
    return sum;
}

static int64_t counted_before(coprod__run *run, coprod__priced *own, const coprod__mileage *mileage)
{
    coprod__entry *sum = sum_of(run, own, mileage);
    if (!sum)
        return 0;
    sum->sum = 1; /* its days are what a ledger keeps */
    if (stays_local(mileage))
        sum->opening = 0;
    if (!run->before || stays_local(mileage))
        return sum->value + sum->opening;
    return sum->value + coprod__ledger_before(run->ledger, &own->miles_key, own->line->date)
           + counted_that_day(run, own);
}

static void count_miles(coprod__run *run, coprod__priced *own, const coprod__mileage *mileage, int64_t milli)
{
    coprod__entry_key key = own->miles_key;
    coprod__entry *sum = sum_of(run, own, mileage), *day;
    if (!sum)
        return;
    sum->sum = 1; /* its days are what a ledger keeps */
    sum->value += milli;
    own->milli_counted = milli;
    own->took = 1;
    if (stays_local(mileage))
        return;
    key.day = own->line->date;
    day = coprod__count_of(run, &key);
    if (!day)
        return;
    day->opening = run->before ? counted_that_day(run, own) : coprod__ledger_day(run->ledger, &key);
    day->value += milli;
}

/* The part of the miles that lies in each band, at its rate. The mile at a band's end is the last of it. */
static void price_bands(coprod__run *run, coprod__priced *own, const coprod__expense *expense,
                        const coprod__group *group, int64_t milli)
{
    int64_t counted = counted_before(run, own, expense->mileage);
    for (uint32_t b = 0; b < group->band_count && milli; b++) {
        const coprod__mile_band *band = &group->bands[b];
        int64_t room = band->to_milli - counted, part = milli < room ? milli : room;
        coprod__money_step step = {NULL, expense->source, group->id, part, {0, 1}, {0, 1}, -1, COPROD__STEP_MILES,
                                   COPROD__PER_MILE};
        if (part <= 0)
            continue;
        step.row = coprod__line_value(run, own, &band->value, &step.value);
        if (!step.row)
            return;
        step.delta = coprod__exact_times(step.value, part, 1000);
        coprod__step(run, own, &step);
        counted += part;
        milli -= part;
    }
    if (milli)
        coprod__end(run, own, COPROD_OUTCOME_UNDETERMINED, COPROD_WHY_BAND_GAP);
}

static void price_reserve(coprod__run *run, coprod__priced *own, const coprod__expense *expense,
                          const coprod__group *group, int64_t milli)
{
    const coprod__mileage *mileage = expense->mileage;
    coprod__money_step step = {NULL, expense->source, group->id, milli, {0, 1}, {0, 1}, -1, COPROD__STEP_RESERVE,
                               COPROD__PER_MILE};
    step.row = coprod__line_value(run, own, mileage->reserve_d ? &group->bands[0].value : &mileage->reserve,
                                  &step.value);
    if (!step.row)
        return;
    if (mileage->reserve_d)
        step.value = coprod__exact_times(step.value, mileage->reserve_n, mileage->reserve_d);
    step.delta = coprod__exact_times(step.value, milli, 1000);
    coprod__step(run, own, &step);
}

static void add_passengers(coprod__run *run, coprod__priced *own, const coprod__expense *expense,
                           const coprod__group *group, int64_t milli)
{
    const coprod__mileage *mileage = expense->mileage;
    const coprod__claim_line *line = own->line;
    int64_t carried = line->has & COPROD__HAS_PASSENGER_QUANTITY ? miles_of(mileage, line, line->passenger_milli)
                                                                 : milli;
    int32_t people = line->passengers < mileage->passenger_most ? line->passengers : mileage->passenger_most;
    coprod__money_step step = {NULL, expense->source, "", carried * people, {0, 1}, {0, 1}, -1,
                               COPROD__STEP_PASSENGERS, COPROD__PER_MILE};
    if (people && carried > milli) {
        own->field = "passenger_quantity_milli"; /* nobody was carried further than the journey */
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_OUT_OF_RANGE);
        return;
    }
    if (!people || !mileage->passenger.stated
        || (mileage->passenger_groups.count && !listed(&mileage->passenger_groups, group->id)))
        return;
    step.row = coprod__line_value(run, own, &mileage->passenger, &step.value);
    if (!step.row)
        return;
    step.delta = coprod__exact_times(step.value, carried * people, 1000);
    coprod__step(run, own, &step);
}

static void add_supplements(coprod__run *run, coprod__priced *own, const coprod__expense *expense, int64_t milli)
{
    const coprod__mileage *mileage = expense->mileage;
    for (uint32_t w = 0; w < own->line->supplements.count && coprod__open(own); w++) {
        const char *word = own->line->supplements.list[w];
        coprod__money_step step = {NULL, expense->source, word, milli, {0, 1}, {0, 1}, -1, COPROD__STEP_SUPPLEMENT,
                                   COPROD__PER_MILE};
        uint32_t i = 0;
        while (i < mileage->supplement_count && strcmp(mileage->supplements[i].id, word))
            i++;
        if (i == mileage->supplement_count) {
            coprod__unknown(run, own, "supplements");
            return;
        }
        step.row = coprod__line_value(run, own, &mileage->supplements[i].value, &step.value);
        if (!step.row)
            return;
        step.delta = coprod__exact_times(step.value, milli, 1000);
        coprod__step(run, own, &step);
    }
}

/* The reserve rate, and whether a condition of the policy, not the person, chose it. */
static int at_reserve(const coprod__priced *own, const coprod__expense *expense, int *downgraded)
{
    const coprod__mileage *mileage = expense->mileage;
    const coprod__claim_line *line = own->line;
    int unapproved = !line->approval[0] && mileage->reserve_when == COPROD__RESERVE_NO_APPROVAL;
    int asked_for = own->reasons >> COPROD_WHY_DOWNGRADED & 1; /* by an approval that is missing */
    *downgraded = mileage->has_reserve
                  && (unapproved || asked_for
                      || (mileage->reserve_when == COPROD__RESERVE_TRANSPORT && line->transport_possible));
    return mileage->has_reserve && (*downgraded || line->asks_reserve);
}

void coprod__price_mileage(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    const coprod__mileage *mileage = expense->mileage;
    const coprod__claim_line *line = own->line;
    const coprod__group *group;
    int64_t milli;
    int downgraded, reserve;
    if (line->as_passenger) {
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_CONDITION_NOT_MET);
        return;
    }
    if (!(line->has & COPROD__HAS_QUANTITY) || line->unit > COPROD__UNIT_KM) {
        if (line->has & COPROD__HAS_QUANTITY)
            coprod__unknown(run, own, "unit");
        else
            coprod__missing(run, own, "quantity_milli");
        return;
    }
    group = coprod__mileage_group(run, own, mileage);
    if (!group)
        return;
    own->milli = milli = miles_of(mileage, line, line->quantity_milli);
    own->miles_key = miles_key(run, own, expense, group);
    own->miles_at = 0; /* a downgraded line comes here twice */
    reserve = at_reserve(own, expense, &downgraded);
    if (!milli)
        coprod__note(own, COPROD_WHY_NOTHING_CLAIMED);
    if (reserve)
        price_reserve(run, own, expense, group, milli);
    else
        price_bands(run, own, expense, group, milli);
    if (coprod__open(own))
        add_passengers(run, own, expense, group, milli);
    if (coprod__open(own))
        add_supplements(run, own, expense, milli);
    if (coprod__open(own) && downgraded)
        coprod__lower(own, COPROD_WHY_DOWNGRADED, 0);
    if (coprod__open(own) && mileage->most_milli && milli > mileage->most_milli)
        coprod__end(run, own, mileage->most_then == COPROD__THEN_HOLD ? COPROD_OUTCOME_HELD : COPROD_OUTCOME_REJECTED,
                    COPROD_WHY_DISTANCE_LIMIT);
}

void coprod__count_mileage(coprod__run *run, coprod__priced *own, const coprod__expense *expense)
{
    int downgraded, reserve = at_reserve(own, expense, &downgraded);
    if (!reserve || expense->mileage->reserve_counts)
        count_miles(run, own, expense->mileage, own->milli);
}

void coprod__uncount_mileage(coprod__run *run, coprod__priced *own)
{
    coprod__entry_key key = own->miles_key;
    coprod__entry *sum = coprod__book_find(&run->payment->book, &key), *day;
    if (sum)
        sum->value -= own->milli_counted;
    key.day = own->line->date;
    day = coprod__book_find(&run->payment->book, &key);
    if (day && day != sum)
        day->value -= own->milli_counted;
    own->milli_counted = 0;
}
