/* SPDX-License-Identifier: MIT */
/* Fees by time: durations without a band or with two, bands without a duration, less pay for more time. The engine
 * itself is asked which band holds, so that what is found here is what a claim would meet. */
#include <string.h>

#include "lint_internal.h"

static const coprod__place root = {NULL, NULL, 0};

enum { REACHED = 1, FALLS = 2 };

int32_t coprod__fee_sweep_duration(const coprod__fee_sweep *sweep, int64_t minutes, int32_t most)
{
    int32_t low = sweep->low, high = most + 1;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (coprod__fee_minutes(sweep->fee, middle) >= minutes)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* An end that is words alone, or that does not say whether it belongs to the band. */
static void look_at_end(coprod__linting *linting, const coprod__place *place, const char *const keys[3], int64_t value,
                        uint8_t has, uint8_t flag, const char *words, const char *unit)
{
    const coprod__place at_words = {place, keys[1], 0}, at_flag = {place, keys[2], 0};
    char text[48];
    coprod__writer writer;
    coprod__writer_init(&writer, text, sizeof text);
    if (!has && words[0]) {
        coprod__write(&writer, "a number in ");
        coprod__write(&writer, keys[0]);
        coprod__writer_end(&writer, NULL);
        coprod__warn(linting, "threshold-word", &at_words, words, text);
    } else if (has && flag == COPROD__NOT_STATED) {
        coprod__write_range(&writer, value, value, unit);
        coprod__writer_end(&writer, NULL);
        coprod__warn(linting, "inclusive-missing", &at_flag, text, "true or false");
    }
}

void coprod__lint_ends(coprod__linting *linting, const coprod__band *band, const coprod__place *place, const char *unit)
{
    static const char *const keys[2][2][3] = {{{"from_minutes", "from_words", "from_inclusive"},
                                               {"to_minutes", "to_words", "to_inclusive"}},
                                              {{"from_engine_cc", "from_words", "from_inclusive"},
                                               {"to_engine_cc", "to_words", "to_inclusive"}}};
    int cc = !strcmp(unit, "cc");
    look_at_end(linting, place, keys[cc][0], band->from, band->has_from, band->from_flag, band->from_words, unit);
    look_at_end(linting, place, keys[cc][1], band->to, band->has_to, band->to_flag, band->to_words, unit);
}

/* Whether some duration counts as exactly so many minutes; then it matters to which side an end belongs. */
static int comes_to(const coprod__fee_sweep *sweep, int64_t minutes)
{
    int32_t duration = coprod__fee_sweep_duration(sweep, minutes, COPROD__LINT_YEAR);
    return duration <= COPROD__LINT_YEAR && coprod__fee_minutes(sweep->fee, duration) == minutes
           && (sweep->fee->basis == COPROD__BASIS_BAND || minutes <= COPROD__LINT_DAY);
}

static void look_at_ends(const coprod__fee_sweep *sweep)
{
    const coprod__place bands = {sweep->place, "bands", 0};
    for (uint32_t i = 0; i < sweep->fee->band_count; i++) {
        const coprod__place at = {&bands, NULL, i};
        coprod__band band = sweep->fee->bands[i];
        if (!comes_to(sweep, band.from))
            band.from_flag = COPROD__EXCLUSIVE;
        if (!comes_to(sweep, band.to))
            band.to_flag = COPROD__EXCLUSIVE;
        coprod__lint_ends(sweep->linting, &band, &at, "minutes");
    }
}

/* The next counted minute at which another band may hold. */
static int64_t next_edge(const coprod__fee *fee, int64_t minutes)
{
    int64_t next = INT64_MAX;
    for (uint32_t i = 0; i < fee->band_count; i++) {
        const coprod__band *band = &fee->bands[i];
        for (int64_t after = 0; after < 2; after++) {
            if (band->has_from && band->from + after > minutes && band->from + after < next)
                next = band->from + after;
            if (band->has_to && band->to + after > minutes && band->to + after < next)
                next = band->to + after;
        }
    }
    return next;
}

static void divide(coprod__fee_sweep *sweep)
{
    for (int32_t at = sweep->low; at <= sweep->most && sweep->count < sweep->room;) {
        coprod__stretch *stretch = &sweep->list[sweep->count++];
        int64_t first = coprod__fee_minutes(sweep->fee, at);
        stretch->first = (int32_t)first;
        stretch->shortest = at;
        at = coprod__fee_sweep_duration(sweep, next_edge(sweep->fee, first), sweep->most);
        stretch->longest = at - 1;
        stretch->last = (int32_t)coprod__fee_minutes(sweep->fee, at - 1);
        stretch->band = stretch->band_last = COPROD__NONE;
    }
}

void coprod__fee_sweep_settle(coprod__fee_sweep *sweep, int32_t day)
{
    const coprod__fee *fee = sweep->fee;
    for (uint32_t i = 0; i < sweep->count; i++) {
        coprod__stretch *stretch = &sweep->list[i];
        const coprod__band *band = coprod__find_band(sweep->linting->policy, fee, day, COPROD__OPEN_TO, stretch->first,
                                                     &stretch->why);
        stretch->band = stretch->band_last = band ? (int32_t)(band - fee->bands) : COPROD__NONE;
        if (band && fee->on_overlap != COPROD__UNDETERMINED) { /* an hour's rate may pass a sum in between */
            const coprod__band *last = coprod__find_band(sweep->linting->policy, fee, day, COPROD__OPEN_TO,
                                                         stretch->last, &stretch->why);
            stretch->band_last = (int32_t)(last - fee->bands);
        }
        if (band) {
            sweep->marks[stretch->band] |= REACHED;
            sweep->marks[stretch->band_last] |= REACHED;
        }
        for (uint32_t b = 0; !band && stretch->why != COPROD_WHY_BAND_GAP && b < fee->band_count; b++)
            if (coprod__within_band(&fee->bands[b], stretch->first) != COPROD__OUTSIDE)
                sweep->marks[b] |= REACHED;
    }
}

/* Durations that have no band, or several. Those beyond the last band are nobody's hole. */
static void look_for(const coprod__fee_sweep *sweep, uint8_t why, const char *code, const char *expected)
{
    const coprod__place bands = {sweep->place, "bands", 0};
    coprod__items items;
    int daily = sweep->fee->basis == COPROD__BASIS_DAILY_REMAINDER; /* whole days come after the last band */
    int before = 0;                                                 /* some band holds something below */
    coprod__items_init(&items);
    for (uint32_t i = 0; i < sweep->count; i++) {
        uint32_t end = i;
        while (end + 1 < sweep->count && sweep->list[end + 1].why == sweep->list[i].why)
            end++;
        if (sweep->list[i].why == why
            && (why != COPROD_WHY_BAND_GAP || end + 1 < sweep->count || !before || daily) && coprod__items_next(&items))
            coprod__write_range(&items.writer, sweep->list[i].first, sweep->list[end].last, "minutes");
        before |= sweep->list[i].why != COPROD_WHY_BAND_GAP;
        i = end;
    }
    if (items.count)
        coprod__warn(sweep->linting, code, &bands, coprod__items_end(&items), expected);
}

/* Why no duration reaches a band. */
static const char *reason(const coprod__fee_sweep *sweep, int64_t lowest, int64_t highest)
{
    const coprod__fee *fee = sweep->fee;
    int32_t duration = coprod__fee_sweep_duration(sweep, lowest, sweep->most);
    if (lowest > highest)
        return "no minute is in it";
    if (fee->maximum && lowest > fee->maximum)
        return "above maximum_minutes";
    if (duration > sweep->most)
        return "longer than a day";
    if (coprod__fee_minutes(fee, duration) <= highest)
        return "other bands come first";
    if (duration == sweep->low && sweep->low > 1)
        return "preparation is longer";
    return fee->minimum > highest ? "below minimum_minutes" : "the increment skips it";
}

static void look_for_unreached(const coprod__fee_sweep *sweep)
{
    const coprod__place bands = {sweep->place, "bands", 0};
    for (uint32_t i = 0; i < sweep->fee->band_count; i++) {
        const coprod__place at = {&bands, NULL, i};
        const coprod__band *band = &sweep->fee->bands[i];
        int64_t lowest = band->has_from ? band->from + (band->from_flag == COPROD__EXCLUSIVE) : 0;
        int64_t highest = band->has_to ? band->to - (band->to_flag == COPROD__EXCLUSIVE) : INT64_MAX;
        char text[80];
        coprod__writer writer;
        if (sweep->marks[i] & REACHED)
            continue;
        coprod__writer_init(&writer, text, sizeof text);
        coprod__write_range(&writer, lowest, highest < lowest ? lowest : highest, "minutes");
        coprod__write(&writer, ": ");
        coprod__write(&writer, reason(sweep, lowest, highest));
        coprod__writer_end(&writer, NULL);
        coprod__warn(sweep->linting, "band-unreachable", &at,
                     lowest > highest ? reason(sweep, lowest, highest) : text, "a band that some duration has");
    }
}

static void tell_fall(const coprod__fee_sweep *sweep, const coprod__place *place, int64_t minutes, coprod__exact pay,
                      int64_t before, coprod__exact more, int32_t day)
{
    char text[96];
    coprod__writer writer;
    coprod__writer_init(&writer, text, sizeof text);
    coprod__write(&writer, "at ");
    coprod__write_number(&writer, minutes);
    coprod__write(&writer, " minutes ");
    coprod__write_money(&writer, pay);
    coprod__write(&writer, " after ");
    coprod__write_money(&writer, more);
    coprod__write(&writer, " at ");
    coprod__write_number(&writer, before);
    if (sweep->turns.dated) {
        coprod__write(&writer, ", on ");
        coprod__write_day(&writer, day);
    }
    coprod__writer_end(&writer, NULL);
    coprod__warn(sweep->linting, "pay-decreasing", place, text, "no less pay for more time");
}

/* Less at the start of a stretch than at the end of the one before, on one day. */
static void look_for_falls(coprod__fee_sweep *sweep, int32_t day)
{
    const coprod__place bands = {sweep->place, "bands", 0};
    const coprod__stretch *before = NULL;
    coprod__exact more = {0, 1}, value, pay;
    const coprod__row *row;
    for (uint32_t i = 0; i < sweep->count; i++) {
        const coprod__stretch *stretch = &sweep->list[i];
        const coprod__band *band = &sweep->fee->bands[stretch->band < 0 ? 0 : stretch->band];
        const coprod__place at = {&bands, NULL, (size_t)(stretch->band < 0 ? 0 : stretch->band)};
        if (stretch->band == COPROD__NONE)
            continue;
        pay = coprod__band_price(sweep->linting->policy, band, day, COPROD__OPEN_TO, stretch->first, &value, &row);
        if (!row || !pay.d)
            continue;
        if (before && coprod__exact_compare(pay, more) < 0 && !(sweep->marks[stretch->band] & FALLS)) {
            sweep->marks[stretch->band] |= FALLS;
            tell_fall(sweep, &at, stretch->first, pay, before->last, more, day);
        }
        band = &sweep->fee->bands[stretch->band_last];
        pay = coprod__band_price(sweep->linting->policy, band, day, COPROD__OPEN_TO, stretch->last, &value, &row);
        if (!row || !pay.d)
            continue;
        before = stretch;
        more = pay;
    }
}

/* Where whole days of 24 hours begin to count. Returns whether it was told. */
static int look_at_whole_days(const coprod__fee_sweep *sweep, int32_t day)
{
    static const int32_t lasts[] = {COPROD__LINT_DAY, 2 * COPROD__LINT_DAY - 1};
    const coprod__place value = {sweep->place, "value", 0};
    for (size_t i = 0; sweep->fee->basis == COPROD__BASIS_DAILY_REMAINDER && i < 2; i++) {
        int64_t before = coprod__fee_minutes(sweep->fee, lasts[i]);
        int64_t after = coprod__fee_minutes(sweep->fee, lasts[i] + 1);
        coprod__quote more = coprod__fee_quote(sweep->linting->policy, sweep->fee, day, COPROD__OPEN_TO, before);
        coprod__quote pay = coprod__fee_quote(sweep->linting->policy, sweep->fee, day, COPROD__OPEN_TO, after);
        if (more.why || pay.why || !more.amount.d || !pay.amount.d
            || coprod__exact_compare(pay.amount, more.amount) >= 0)
            continue;
        tell_fall(sweep, &value, after, pay.amount, before, more.amount, day);
        return 1;
    }
    return 0;
}

/* The newest days first: what is still wrong is told with its day. */
static void look_at_days(coprod__fee_sweep *sweep)
{
    const coprod__turns *turns = &sweep->turns;
    size_t oldest = turns->count > COPROD__LINT_DAYS ? turns->count - COPROD__LINT_DAYS : 0;
    int told = 0;
    for (size_t i = turns->count; i-- > oldest;) {
        if (i + 1 == turns->count || sweep->fee->on_overlap != COPROD__UNDETERMINED) /* then prices decide */
            coprod__fee_sweep_settle(sweep, turns->list[i]);
        look_for_falls(sweep, turns->list[i]);
        told = told || look_at_whole_days(sweep, turns->list[i]);
    }
}

static void look_at_bands(coprod__fee_sweep *sweep)
{
    look_at_ends(sweep);
    look_at_days(sweep);
    look_for(sweep, COPROD_WHY_BAND_GAP, "band-gap", "a band for every duration, or on_gap");
    look_for(sweep, COPROD_WHY_BAND_OVERLAP, "band-overlap", "one band for each duration, or on_overlap");
    look_for_unreached(sweep);
}

static void look_at_time(coprod__linting *linting, const coprod__fee *fee, const coprod__place *place)
{
    coprod__fee_sweep sweep = {linting, fee, place, NULL, NULL, {0}, 0, 4 * fee->band_count + 1, 1, COPROD__LINT_DAY};
    if (fee->aggregate == COPROD__PER_CLAIM)
        sweep.most = COPROD__LINT_YEAR;
    if (fee->preparation == COPROD__INCLUDE_FLAT) {
        sweep.low += fee->preparation_flat;
        sweep.most += fee->preparation_flat;
    }
    if (fee->basis == COPROD__BASIS_DAILY_REMAINDER) /* above a day no band is asked */
        sweep.most = coprod__fee_sweep_duration(&sweep, COPROD__LINT_DAY + 1, sweep.most) - 1;
    sweep.list = coprod__lint_room(linting, sweep.room, sizeof *sweep.list);
    sweep.marks = coprod__lint_room(linting, fee->band_count + (size_t)1, 1);
    if (sweep.list && sweep.marks) {
        divide(&sweep);
        coprod__turns_add(linting, &sweep.turns, &fee->value);
        for (uint32_t i = 0; i < fee->band_count; i++)
            coprod__turns_add(linting, &sweep.turns, &fee->bands[i].value);
        coprod__turns_sort(linting, &sweep.turns);
        if (fee->band_count)
            look_at_bands(&sweep);
        coprod__lint_floor(&sweep);
    }
    coprod__turns_free(linting, &sweep.turns);
    coprod__release(linting->memory, sweep.list, sweep.room * sizeof *sweep.list);
    coprod__release(linting->memory, sweep.marks, fee->band_count + (size_t)1);
}

void coprod__lint_fees(coprod__linting *linting)
{
    const coprod__place fees = {&root, "fees", 0};
    for (uint32_t i = 0; i < linting->policy->fee_count; i++) {
        const coprod__place at = {&fees, NULL, i};
        const coprod__fee *fee = &linting->policy->fees[i];
        if (fee->basis == COPROD__BASIS_BAND || fee->basis == COPROD__BASIS_DAILY_REMAINDER
            || fee->basis == COPROD__BASIS_HOURLY || fee->basis == COPROD__BASIS_STANDARD_MINUTES)
            look_at_time(linting, fee, &at);
        else if (fee->basis == COPROD__BASIS_DECLARED)
            coprod__lint_declared(linting, i, &at);
    }
}
