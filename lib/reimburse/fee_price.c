/* SPDX-License-Identifier: MIT */
/* The price of a duration or a task on one day. */
#include "payment_internal.h"

int coprod__within_band(const coprod__band *band, int64_t value)
{
    int unclear = (!band->has_from && band->from_words[0]) || (!band->has_to && band->to_words[0]);
    if (band->has_from && value <= band->from) {
        if (value < band->from || band->from_flag == COPROD__EXCLUSIVE)
            return COPROD__OUTSIDE;
        unclear |= band->from_flag == COPROD__NOT_STATED;
    }
    if (band->has_to && value >= band->to) {
        if (value > band->to || band->to_flag == COPROD__EXCLUSIVE)
            return COPROD__OUTSIDE;
        unclear |= band->to_flag == COPROD__NOT_STATED;
    }
    return unclear ? COPROD__UNCLEAR : COPROD__INSIDE;
}

static int is_step(const coprod__band *band)
{
    return !band->has_to && !band->to_words[0];
}

/* A rate an hour; but "four times the wage of an hour" is a sum. */
static int by_hour(const coprod__band *band, const coprod__row *row, int32_t day, int32_t known_on)
{
    const coprod__row *own = coprod__row_at(&band->value, day, known_on);
    return row->per == COPROD__PER_HOUR && own->times_n == own->times_d;
}

coprod__exact coprod__band_price(const coprod_policy *policy, const coprod__band *band, int32_t day, int32_t known_on,
                                 int64_t minutes, coprod__exact *value, const coprod__row **row)
{
    *row = coprod__value_at(policy, &band->value, day, known_on, value);
    if (!*row)
        return coprod__exact_of(0);
    return by_hour(band, *row, day, known_on) ? coprod__exact_times(*value, minutes, 60) : *value;
}

/* The nearest band below or above a duration that lies in none. */
static const coprod__band *beside_gap(const coprod__fee *fee, int64_t minutes)
{
    const coprod__band *best = NULL;
    for (uint32_t i = 0; i < fee->band_count; i++) {
        const coprod__band *band = &fee->bands[i];
        if (fee->on_gap == COPROD__LOWER && band->has_to && band->to <= minutes && (!best || band->to > best->to))
            best = band;
        if (fee->on_gap == COPROD__HIGHER && band->has_from && band->from >= minutes
            && (!best || band->from < best->from))
            best = band;
    }
    return best;
}

/* Of two bands that both hold a duration: the higher step, or what the policy says of overlaps, or none. */
static const coprod__band *better(const coprod_policy *policy, const coprod__fee *fee, const coprod__band *a,
                                  const coprod__band *b, int32_t day, int32_t known_on, int64_t minutes)
{
    const coprod__row *row;
    coprod__exact value;
    int order;
    if (is_step(a) && is_step(b))
        return (a->has_from ? a->from : -1) > (b->has_from ? b->from : -1) ? a : b;
    if (fee->on_overlap == COPROD__UNDETERMINED)
        return NULL;
    order = coprod__exact_compare(coprod__band_price(policy, a, day, known_on, minutes, &value, &row),
                                  coprod__band_price(policy, b, day, known_on, minutes, &value, &row));
    return (order > 0) == (fee->on_overlap == COPROD__HIGHER) ? a : b;
}

const coprod__band *coprod__find_band(const coprod_policy *policy, const coprod__fee *fee, int32_t day,
                                      int32_t known_on, int64_t minutes, uint8_t *why)
{
    const coprod__band *found = NULL;
    int unclear = 0, worded = 0; /* worded: only a start in words, which is above the bands before it */
    for (uint32_t i = 0; i < fee->band_count; i++) {
        const coprod__band *band = &fee->bands[i];
        int within = coprod__within_band(band, minutes);
        int above = !band->has_from && band->from_words[0] && is_step(band);
        unclear |= within == COPROD__UNCLEAR && !above;
        worded |= within == COPROD__UNCLEAR && above;
        if (within != COPROD__INSIDE)
            continue;
        found = found ? better(policy, fee, found, band, day, known_on, minutes) : band;
        if (!found) {
            *why = COPROD_WHY_BAND_OVERLAP;
            return NULL;
        }
    }
    if (unclear || (worded && (!found || is_step(found)))) {
        *why = COPROD_WHY_THRESHOLD_MISSING;
        return NULL;
    }
    if (!found && fee->on_gap != COPROD__UNDETERMINED)
        found = beside_gap(fee, minutes);
    *why = found ? COPROD_WHY_NOTHING : COPROD_WHY_BAND_GAP;
    return found;
}

static coprod__quote band_quote(const coprod_policy *policy, const coprod__fee *fee, int32_t day, int32_t known_on,
                                int64_t minutes)
{
    coprod__quote quote = {{0, 1}, {0, 1}, NULL, "", COPROD__STEP_BAND, 0, 0, 0, 0, {0, 1}, NULL};
    const coprod__band *band = coprod__find_band(policy, fee, day, known_on, minutes, &quote.why);
    if (!band)
        return quote;
    quote.amount = coprod__band_price(policy, band, day, known_on, minutes, &quote.value, &quote.row);
    if (quote.row && by_hour(band, quote.row, day, known_on)) {
        quote.kind = COPROD__STEP_HOURS;
        quote.per = COPROD__PER_HOUR;
    }
    if (!quote.row)
        quote.why = COPROD_WHY_RATE_UNKNOWN;
    return quote;
}

/* A rate an hour by the minute. */
static coprod__quote hourly_quote(const coprod_policy *policy, const coprod__rows *rows, int32_t day,
                                  int32_t known_on, int64_t minutes)
{
    coprod__quote quote = {{0, 1}, {0, 1}, NULL, "", COPROD__STEP_HOURS, COPROD__PER_HOUR, 0, 0, 0, {0, 1}, NULL};
    quote.row = coprod__value_at(policy, rows, day, known_on, &quote.value);
    if (quote.row)
        quote.amount = coprod__exact_times(quote.value, minutes, 60);
    else
        quote.why = COPROD_WHY_RATE_UNKNOWN;
    return quote;
}

/* "Exceeding 24 hours: so much for each 24 hours, and the amount of the table for what is left." */
static coprod__quote daily_quote(const coprod_policy *policy, const coprod__fee *fee, int32_t day, int32_t known_on,
                                 int64_t minutes)
{
    coprod__quote rest = {{0, 1}, {0, 1}, NULL, "", COPROD__STEP_WHOLE_DAYS, 0, 0, 0, 0, {0, 1}, NULL}, quote = rest;
    if (minutes <= 24 * 60)
        return band_quote(policy, fee, day, known_on, minutes);
    if (minutes % (24 * 60))
        rest = band_quote(policy, fee, day, known_on, minutes % (24 * 60));
    if (rest.why)
        return rest;
    quote.days = minutes / (24 * 60);
    quote.rest_minutes = minutes % (24 * 60);
    quote.rest = rest.amount;
    quote.rest_row = rest.row;
    quote.row = coprod__value_at(policy, &fee->value, day, known_on, &quote.value);
    if (!quote.row)
        quote.why = COPROD_WHY_RATE_UNKNOWN;
    quote.amount = coprod__exact_add(coprod__exact_times(quote.value, quote.days, 1), rest.amount);
    return quote;
}

coprod__quote coprod__fee_quote(const coprod_policy *policy, const coprod__fee *fee, int32_t day, int32_t known_on,
                                int64_t minutes)
{
    if (fee->basis == COPROD__BASIS_BAND)
        return band_quote(policy, fee, day, known_on, minutes);
    if (fee->basis == COPROD__BASIS_DAILY_REMAINDER)
        return daily_quote(policy, fee, day, known_on, minutes);
    return hourly_quote(policy, &fee->value, day, known_on, minutes);
}

coprod__quote coprod__task_quote(const coprod_policy *policy, const coprod__fee *fee, const coprod__task *task,
                                 int32_t day, int32_t known_on)
{
    coprod__quote quote = {{0, 1}, {0, 1}, NULL, task->id, COPROD__STEP_TASK, 0, 0, 0, 0, {0, 1}, NULL};
    if (fee->basis == COPROD__BASIS_STANDARD_MINUTES) {
        quote = hourly_quote(policy, &fee->value, day, known_on, task->minutes);
        quote.word = task->id;
        return quote;
    }
    if (fee->basis == COPROD__BASIS_DECLARED)
        quote.kind = COPROD__STEP_DECLARED;
    quote.row = coprod__value_at(policy, &task->value, day, known_on, &quote.value);
    quote.amount = quote.value;
    if (!quote.row)
        quote.why = COPROD_WHY_RATE_UNKNOWN;
    return quote;
}

int64_t coprod__fee_minutes(const coprod__fee *fee, int64_t minutes)
{
    int64_t rest = fee->increment ? minutes % fee->increment : 0, attended = minutes;
    if (rest && (fee->increment_mode == COPROD__STEP_UP
                 || (fee->increment_mode == COPROD__STEP_NEAREST && 2 * rest >= fee->increment)))
        minutes += fee->increment - rest;
    else
        minutes -= rest;
    if (attended && minutes < fee->minimum)
        minutes = fee->minimum;
    return fee->maximum && minutes > fee->maximum ? fee->maximum : minutes;
}
