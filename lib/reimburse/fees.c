/* SPDX-License-Identifier: MIT */
/* Fees: which minutes count, which lines are priced together, and what each has of the price. */
#include <string.h>

#include "payment_internal.h"

/* Whether local times span a change of the clocks without saying their offsets. */
static int clock_changes(const coprod_policy *policy, const coprod__claim_line *line)
{
    int64_t start = (int64_t)line->date * 1440 + line->start, end = (int64_t)line->date * 1440 + line->end;
    if (!policy->has_clock || line->offset != COPROD__NO_OFFSET)
        return 0;
    if (line->date < policy->clock_first || line->date > policy->clock_last)
        return 1;
    for (uint32_t i = 0; i < policy->clock_count; i++) {
        const coprod__clock_change *change = &policy->clock[i];
        int64_t from = (int64_t)change->day * 1440 + change->local_minute, to = from + change->shift;
        /* from the skipped or repeated hour's first minute to its last */
        if (start < (from > to ? from : to) && end > (from > to ? to : from))
            return 1;
    }
    return 0;
}

int64_t coprod__elapsed(const coprod__run *run, coprod__priced *own, int *why)
{
    const coprod__claim_line *line = own->line;
    if (line->has & COPROD__HAS_MINUTES)
        return line->minutes;
    *why = COPROD_WHY_INPUT_MISSING;
    if (!(line->has & COPROD__HAS_START) || !(line->has & COPROD__HAS_END))
        return -1;
    *why = COPROD_WHY_TIME_UNCLEAR;
    if (clock_changes(run->policy, line))
        return -1;
    if (!run->policy->has_clock && line->offset == COPROD__NO_OFFSET)
        coprod__note(own, COPROD_WHY_WALL_TIME);
    return line->end_utc - line->start_utc;
}

/* Attended or scheduled minutes, without preparation and travel. */
static void count_minutes(coprod__run *run, coprod__priced *own, const coprod__fee *fee)
{
    const coprod__claim_line *line = own->line;
    int why = COPROD_WHY_INPUT_MISSING, scheduled = line->has & COPROD__HAS_SCHEDULED;
    int64_t minutes = -1;
    if (scheduled && (fee->scheduled || line->has & COPROD__HAS_CANCELLED))
        minutes = line->scheduled_minutes;
    else
        minutes = coprod__elapsed(run, own, &why);
    if (minutes < 0) {
        own->field = "minutes";
        coprod__end(run, own, COPROD_OUTCOME_UNDETERMINED, why);
        return;
    }
    if (scheduled && minutes > line->scheduled_minutes && !fee->beyond_attended && !line->approval[0]) {
        minutes = line->scheduled_minutes;
        coprod__note(own, COPROD_WHY_STAYED_LONGER);
    }
    own->minutes = (int32_t)minutes;
}

static int64_t extra_minutes(const coprod__fee *fee, const coprod__claim_line *line, int64_t attended)
{
    int64_t preparation = line->preparation_minutes;
    if (fee->preparation == COPROD__INCLUDE_NONE)
        preparation = 0;
    else if (fee->preparation == COPROD__INCLUDE_FLAT)
        preparation = fee->preparation_flat;
    else if (fee->preparation == COPROD__INCLUDE_CAP_RATIO) {
        int64_t most = coprod__exact_round(coprod__exact_times(coprod__exact_of(attended), fee->preparation_n,
                                                               fee->preparation_d), 1, COPROD__DOWN);
        preparation = preparation < most ? preparation : most;
    }
    return preparation + (fee->travel == COPROD__INCLUDE_ADD ? line->travel_minutes : 0);
}

/* The group of a line: a session by its word, a day, the whole claim, or the line alone. */
static coprod__group_of_lines *group_of(coprod__run *run, coprod__priced *own, const coprod__fee *fee)
{
    coprod_payment *payment = run->payment;
    const coprod__claim_line *line = own->line;
    const char *role = own->role == COPROD__NONE ? "" : run->policy->roles[own->role].id;
    coprod__entry_key key = {fee->id, "", "", role, "", COPROD__ANY_DAY, COPROD__ANY_DAY, COPROD__COUNT_GROUP};
    coprod__group_of_lines *group = &payment->groups[payment->group_count];
    coprod__entry *entry = NULL;
    if (fee->aggregate == COPROD__PER_SESSION)
        key.word = line->session;
    else if (fee->aggregate != COPROD__PER_CLAIM)
        key.day = line->date;
    if (fee->aggregate != COPROD__PER_SESSION || line->session[0]) {
        entry = coprod__count_of(run, &key);
        if (!entry)
            return NULL;
        if (entry->value) {
            own->group = (uint32_t)entry->value;
            return &payment->groups[entry->value - 1];
        }
        entry->local = 1;
        entry->value = payment->group_count + 1;
    }
    memset(group, 0, sizeof *group);
    group->running = coprod__exact_of(0);
    group->day = own->day;
    group->fee = own->fee;
    group->span_start = INT64_MAX;
    group->span_end = INT64_MIN;
    own->group = ++payment->group_count;
    return group;
}

static void join(coprod__run *run, coprod__priced *own, const coprod__fee *fee)
{
    const coprod__claim_line *line = own->line;
    coprod__group_of_lines *group = group_of(run, own, fee);
    int64_t attended = own->minutes - own->removed, extra = extra_minutes(fee, line, attended);
    int64_t scheduled = line->has & COPROD__HAS_SCHEDULED && line->scheduled_minutes > own->minutes
                            ? line->scheduled_minutes : own->minutes;
    if (!group)
        return;
    if (group->count && fee->preparation == COPROD__INCLUDE_FLAT)
        extra -= fee->preparation_flat;
    own->took |= group->count > 0; /* the first is alone until another comes */
    if (group->count)
        run->payment->lines[group->first].took = 1;
    else
        group->first = (uint32_t)(own - run->payment->lines);
    group->count++;
    group->extra += extra;
    group->minutes += attended + extra;
    group->minutes_full += own->minutes + extra;
    group->minutes_scheduled += scheduled - own->removed + extra;
    if (line->has & COPROD__HAS_START && line->has & COPROD__HAS_END) {
        group->span_start = group->span_start < line->start_utc ? group->span_start : line->start_utc;
        group->span_end = group->span_end > line->end_utc ? group->span_end : line->end_utc;
    }
    own->minutes = (int32_t)(attended + extra); /* its part of the group */
}

static int64_t minutes_of(const coprod__fee *fee, const coprod__group_of_lines *group)
{
    if (fee->aggregate == COPROD__SPAN_OF_DAY && group->span_end > group->span_start && group->minutes)
        return group->span_end - group->span_start + group->extra;
    return group->minutes;
}

static void price_step(coprod__run *run, coprod__priced *own, const coprod__quote *quote, int64_t quantity,
                       coprod__exact amount)
{
    const coprod__fee *fee = coprod__fee_of(run, own);
    coprod__money_step step = {quote->row, fee->source, quote->word, quantity, quote->value, amount, -1,
                               quote->kind, quote->per};
    coprod__money_step rest = {quote->rest_row, fee->source, "", quote->rest_minutes, quote->rest, quote->rest, -1,
                               COPROD__STEP_REMAINDER, 0};
    if (quote->days) {
        step.quantity = 1000 * quote->days;
        step.delta = coprod__exact_sub(amount, quote->rest);
    }
    coprod__step(run, own, &step);
    if (quote->days && quote->rest_minutes)
        coprod__step(run, own, &rest);
}

/* A line's part of one price, by its minutes. */
static void share_step(coprod__run *run, coprod__priced *own, const coprod__group_of_lines *group, coprod__exact whole)
{
    const coprod__exact part = group->minutes ? coprod__exact_times(whole, own->minutes, group->minutes)
                                              : coprod__exact_of(0);
    const coprod__money_step step = {NULL, coprod__fee_of(run, own)->source, "", own->minutes, part,
                                     coprod__exact_sub(part, whole), -1, COPROD__STEP_SHARED, 0};
    coprod__step(run, own, &step);
    coprod__note(own, COPROD_WHY_AGGREGATED);
}

/* Whether other minutes would have a higher price. */
static int worth_more(const coprod__run *run, const coprod__fee *fee, const coprod__group_of_lines *group,
                      int64_t minutes, coprod__exact amount, int without_maximum)
{
    coprod__quote other = coprod__fee_quote(run->policy, fee, group->day, run->known_on,
                                            without_maximum ? minutes : coprod__fee_minutes(fee, minutes));
    return !other.why && coprod__exact_compare(other.amount, amount) > 0;
}

static void price_time(coprod__run *run, coprod__priced *own, const coprod__fee *fee)
{
    const coprod__group_of_lines *group = &run->payment->groups[own->group - 1];
    const coprod__claim_line *line = own->line;
    int64_t minutes = minutes_of(fee, group), counted = coprod__fee_minutes(fee, minutes);
    coprod__quote quote;
    if (fee->aggregate == COPROD__SPAN_OF_DAY && group->span_end > group->span_start
        && !(line->has & COPROD__HAS_START && line->has & COPROD__HAS_END)) {
        coprod__missing(run, own, "start"); /* where in the span it lies cannot be seen */
        return;
    }
    if (!counted) {
        coprod__note(own, COPROD_WHY_NOTHING_CLAIMED);
        return;
    }
    quote = coprod__fee_quote(run->policy, fee, group->day, run->known_on, counted);
    if (quote.why) {
        coprod__end(run, own, COPROD_OUTCOME_UNDETERMINED, quote.why);
        return;
    }
    price_step(run, own, &quote, counted, quote.amount);
    if (group->count > 1)
        share_step(run, own, group, quote.amount);
    if (fee->maximum && minutes > fee->maximum && worth_more(run, fee, group, minutes, quote.amount, 1))
        coprod__lower(own, COPROD_WHY_LIMIT, 1);
    if (line->has & COPROD__HAS_SCHEDULED && group->minutes_scheduled > group->minutes && !fee->scheduled
        && worth_more(run, fee, group, group->minutes_scheduled, quote.amount, 0))
        coprod__lower(own, COPROD_WHY_ATTENDED_LESS, 0);
    if (own->removed && worth_more(run, fee, group, group->minutes_full, quote.amount, 0))
        coprod__lower(own, COPROD_WHY_OVERLAP, 0);
}

static void price_task(coprod__run *run, coprod__priced *own, const coprod__fee *fee)
{
    const coprod__claim_line *line = own->line;
    const char *word = fee->basis == COPROD__BASIS_DECLARED ? line->declared : line->task;
    int64_t times = line->has & COPROD__HAS_QUANTITY ? line->quantity_milli : 1000;
    if (line->has & COPROD__HAS_UNIT && line->unit != COPROD__UNIT_ITEMS) {
        coprod__unknown(run, own, "unit");
        return;
    }
    if (!times)
        coprod__note(own, COPROD_WHY_NOTHING_CLAIMED);
    for (uint32_t i = 0; i < fee->task_count; i++) {
        coprod__quote quote;
        if (strcmp(fee->tasks[i].id, word))
            continue;
        quote = coprod__task_quote(run->policy, fee, &fee->tasks[i], own->day, run->known_on);
        own->minutes = line->minutes;
        if (quote.why)
            coprod__end(run, own, COPROD_OUTCOME_UNDETERMINED, quote.why);
        else
            price_step(run, own, &quote, fee->tasks[i].minutes ? fee->tasks[i].minutes * times / 1000 : times,
                       coprod__exact_times(quote.amount, times, 1000));
        return;
    }
    if (word[0])
        coprod__unknown(run, own, fee->basis == COPROD__BASIS_DECLARED ? "declared" : "task");
    else
        coprod__missing(run, own, fee->basis == COPROD__BASIS_DECLARED ? "declared" : "task");
}

const coprod__cancellation *coprod__cancellation_of(coprod__run *run, coprod__priced *own)
{
    const coprod_policy *policy = run->policy;
    const coprod__claim_line *line = own->line;
    for (uint32_t i = 0; i < policy->cancellation_count; i++) {
        const coprod__cancellation *rule = &policy->cancellations[i];
        if (rule->by != line->cancelled_by)
            continue;
        if (rule->notice_below != COPROD__OPEN_TO && !(line->has & COPROD__HAS_NOTICE)) {
            coprod__missing(run, own, "notice_minutes"); /* no notice is not the same as no word of it */
            return NULL;
        }
        if (line->notice_minutes < rule->notice_below)
            return rule;
    }
    return NULL;
}

/* The share of a fee that a cancelled session still has. */
static void cancel(coprod__run *run, coprod__priced *own)
{
    const coprod__cancellation *rule = coprod__cancellation_of(run, own);
    coprod__money_step step = {NULL, NULL, "", own->line->notice_minutes, {0, 1}, {0, 1}, -1,
                               COPROD__STEP_CANCELLED, 0};
    coprod__note(own, COPROD_WHY_CANCELLED);
    if (!coprod__open(own))
        return;
    if (!rule) {
        coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_CONDITION_NOT_MET);
        return;
    }
    step.source = rule->source;
    step.value.n = rule->share_n;
    step.value.d = rule->share_d;
    step.delta = coprod__exact_sub(coprod__exact_times(own->amount, rule->share_n, rule->share_d), own->amount);
    coprod__step(run, own, &step);
}

static void add_travel(coprod__run *run, coprod__priced *own, const coprod__fee *fee)
{
    coprod__money_step step = {NULL, fee->source, "", own->line->travel_minutes, {0, 1}, {0, 1}, -1,
                               COPROD__STEP_TRAVEL, COPROD__PER_HOUR};
    step.row = coprod__line_value(run, own, &fee->travel_value, &step.value);
    if (!step.row)
        return;
    step.delta = coprod__exact_times(step.value, step.quantity, 60);
    coprod__step(run, own, &step);
}

const coprod__row *coprod__line_value(coprod__run *run, coprod__priced *own, const coprod__rows *rows,
                                      coprod__exact *value)
{
    const coprod__row *row = coprod__value_at(run->policy, rows, own->day, run->known_on, value);
    if (!row)
        coprod__end(run, own, COPROD_OUTCOME_UNDETERMINED, COPROD_WHY_RATE_UNKNOWN);
    return row;
}

void coprod__run_fees(coprod__run *run)
{
    coprod_payment *payment = run->payment;
    int overlaps = 0;
    for (uint32_t k = 0; k < payment->line_count; k++) {
        coprod__priced *own = &payment->lines[payment->order[k]];
        const coprod__fee *fee = coprod__fee_of(run, own);
        if (!coprod__open(own) || !fee || !coprod__by_time(fee))
            continue;
        count_minutes(run, own, fee);
        overlaps |= (own->line->has & COPROD__HAS_END) != 0;
    }
    if (overlaps)
        coprod__remove_overlaps(run);
    for (uint32_t k = 0; k < payment->line_count; k++) {
        coprod__priced *own = &payment->lines[payment->order[k]];
        const coprod__fee *fee = coprod__fee_of(run, own);
        if (coprod__open(own) && fee && coprod__by_time(fee))
            join(run, own, fee);
    }
    for (uint32_t k = 0; k < payment->line_count; k++) {
        coprod__priced *own = &payment->lines[payment->order[k]];
        const coprod__fee *fee = coprod__fee_of(run, own);
        if (!coprod__open(own) || !fee || (coprod__by_time(fee) && !own->group))
            continue;
        if (coprod__by_time(fee))
            price_time(run, own, fee);
        else
            price_task(run, own, fee);
        if (coprod__open(own) && fee->travel == COPROD__INCLUDE_RATE && own->line->travel_minutes)
            add_travel(run, own, fee);
        if (coprod__open(own) && own->line->has & COPROD__HAS_CANCELLED)
            cancel(run, own);
        own->whole = coprod__open(own) ? own->amount : own->whole;
    }
}
