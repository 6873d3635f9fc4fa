/* SPDX-License-Identifier: MIT */
/* Fees against a wage, "if this were work": at the upper end of each band, and after twelve hours where a band has no
 * end. The day is the newest one on which a row begins and both are known. */
#include <string.h>

#include "lint_internal.h"

/* A wage that a fee is held against; `rows` is NULL beyond the last. */
typedef struct wage_floor {
    const coprod__rows *rows;
    coprod__exact value; /* an hour */
    int32_t day;
} wage_floor;

/* The floors of the policy's checks; without one, the National Living Wage if the policy knows it. */
static const coprod__rows *floor_rows(coprod__linting *linting, uint32_t fee, uint32_t which)
{
    const coprod_policy *policy = linting->policy;
    uint32_t found = 0;
    for (uint32_t i = 0; i < policy->check_count; i++) {
        const coprod__check *check = &policy->checks[i];
        if (check->kind == COPROD__FLOOR && (check->over_all || check->over_fee[fee]) && found++ == which)
            return &check->value;
    }
    for (uint32_t i = 0; !found && !which && i < policy->index_count; i++)
        if (!strcmp(policy->indexes[i].id, "uk-nlw")) {
            linting->used[i] = 1;
            return &policy->indexes[i].values;
        }
    return NULL;
}

static int below(coprod__exact pay, coprod__exact wage, int64_t minutes)
{
    coprod__exact least = coprod__exact_times(wage, minutes, 60);
    return pay.d && least.d && coprod__exact_compare(pay, least) < 0;
}

static coprod__quote quote_of(const coprod__fee_sweep *sweep, int32_t day, int32_t duration)
{
    return coprod__fee_quote(sweep->linting->policy, sweep->fee, day, COPROD__OPEN_TO,
                             coprod__fee_minutes(sweep->fee, duration));
}

static int is_below(const coprod__fee_sweep *sweep, const wage_floor *wage, int32_t duration)
{
    coprod__quote quote = quote_of(sweep, wage->day, duration);
    return !quote.why && below(quote.amount, wage->value, duration);
}

/* The longest session of the stretches of a band: where the band has no end of its own, twelve hours. */
static int32_t last_of(const coprod__fee_sweep *sweep, const coprod__stretch *first, const coprod__stretch *last)
{
    int open = first->band == COPROD__NONE || !sweep->fee->bands[first->band].has_to;
    if (!open || last->longest <= COPROD__LINT_SESSION)
        return last->longest;
    return first->shortest > COPROD__LINT_SESSION ? first->shortest : COPROD__LINT_SESSION;
}

/* Marks the stretches whose pay at the end is below a wage, with the duration from which it is. */
static void hold_against(coprod__fee_sweep *sweep, const wage_floor *wage)
{
    for (uint32_t i = 0, end; i < sweep->count; i = end + 1) {
        coprod__stretch *stretch = &sweep->list[i];
        int32_t low = stretch->shortest, high, last;
        for (end = i; end + 1 < sweep->count && sweep->list[end + 1].band == stretch->band;)
            end++;
        last = high = last_of(sweep, stretch, &sweep->list[end]);
        if (!is_below(sweep, wage, high))
            continue;
        while (low < high) {
            int32_t middle = low + (high - low) / 2;
            if (is_below(sweep, wage, middle))
                high = middle;
            else
                low = middle + 1;
        }
        if (stretch->below && stretch->below <= low)
            continue;
        stretch->below = low;
        stretch->below_last = last;
        stretch->below_band = stretch->band;
        stretch->below_day = wage->day;
        stretch->below_wage = wage->value;
    }
}

static void tell(coprod__linting *linting, const coprod__place *place, int32_t from, coprod__exact pay, int32_t minutes,
                 const wage_floor *wage)
{
    const coprod__exact least = coprod__exact_times(wage->value, minutes, 60);
    char found[96], expected[96];
    coprod__writer writer;
    coprod__writer_init(&writer, found, sizeof found);
    coprod__write(&writer, "from minute ");
    coprod__write_number(&writer, from);
    coprod__write(&writer, ": ");
    coprod__write_money(&writer, pay);
    coprod__write(&writer, " for ");
    coprod__write_number(&writer, minutes);
    coprod__write(&writer, " minutes");
    coprod__writer_end(&writer, NULL);
    coprod__writer_init(&writer, expected, sizeof expected);
    coprod__write_money(&writer, coprod__exact_of(1000 * coprod__exact_round(least, 1000, COPROD__UP)));
    coprod__write(&writer, " or more for them, at ");
    coprod__write_money(&writer, wage->value);
    coprod__write(&writer, " an hour on ");
    coprod__write_day(&writer, wage->day);
    coprod__writer_end(&writer, NULL);
    coprod__warn(linting, "below-wage-floor", place, found, expected);
}

static void tell_all(const coprod__fee_sweep *sweep)
{
    const coprod__place bands = {sweep->place, "bands", 0}, value = {sweep->place, "value", 0};
    for (uint32_t i = 0; i < sweep->count; i++) {
        const coprod__stretch *stretch = &sweep->list[i];
        const coprod__place at = {&bands, NULL, (size_t)(stretch->below_band < 0 ? 0 : stretch->below_band)};
        const wage_floor own = {NULL, stretch->below_wage, stretch->below_day};
        uint32_t same = 0; /* a band is told once */
        if (!stretch->below)
            continue;
        while (same < i && (sweep->list[same].below_band != stretch->below_band || !sweep->list[same].below))
            same++;
        if (same == i)
            tell(sweep->linting, stretch->below_band == COPROD__NONE ? &value : &at, stretch->below,
                 quote_of(sweep, own.day, stretch->below_last).amount, stretch->below_last, &own);
    }
}

/* The newest day on which the wage is known, and the pay of some duration. */
static int find_day(const coprod__fee_sweep *sweep, wage_floor *wage)
{
    coprod__turns turns = {0};
    int found = 0;
    coprod__turns_add(sweep->linting, &turns, wage->rows);
    coprod__turns_add(sweep->linting, &turns, &sweep->fee->value);
    for (uint32_t i = 0; i < sweep->fee->band_count; i++)
        coprod__turns_add(sweep->linting, &turns, &sweep->fee->bands[i].value);
    coprod__turns_sort(sweep->linting, &turns);
    for (size_t i = turns.count; i-- > 0 && !found && turns.count - i <= COPROD__LINT_DAYS;) {
        wage->day = turns.list[i];
        if (!coprod__value_at(sweep->linting->policy, wage->rows, wage->day, COPROD__OPEN_TO, &wage->value)
            || !wage->value.d)
            continue;
        for (uint32_t s = 0; s < sweep->count && !found; s++)
            found = !quote_of(sweep, wage->day, sweep->list[s].shortest).why;
    }
    coprod__turns_free(sweep->linting, &turns);
    return found;
}

void coprod__lint_floor(coprod__fee_sweep *sweep)
{
    uint32_t fee = (uint32_t)(sweep->fee - sweep->linting->policy->fees);
    wage_floor own = {NULL, {0, 1}, 0};
    for (uint32_t which = 0; (own.rows = floor_rows(sweep->linting, fee, which)) != NULL; which++)
        if (find_day(sweep, &own)) {
            coprod__fee_sweep_settle(sweep, own.day);
            hold_against(sweep, &own);
        }
    tell_all(sweep);
}

/* The dearest of what may be declared, on the newest day on which the wage is known and it has a price. */
static int find_declared(coprod__linting *linting, const coprod__fee *fee, wage_floor *wage, coprod__exact *pay,
                         uint32_t *which)
{
    coprod__turns turns = {0};
    int found = 0;
    coprod__turns_add(linting, &turns, wage->rows);
    for (uint32_t i = 0; i < fee->task_count; i++)
        coprod__turns_add(linting, &turns, &fee->tasks[i].value);
    coprod__turns_sort(linting, &turns);
    for (size_t i = turns.count; i-- > 0 && !found && turns.count - i <= COPROD__LINT_DAYS;) {
        wage->day = turns.list[i];
        if (!coprod__value_at(linting->policy, wage->rows, wage->day, COPROD__OPEN_TO, &wage->value) || !wage->value.d)
            continue;
        for (uint32_t t = 0; t < fee->task_count; t++) {
            coprod__quote quote = coprod__task_quote(linting->policy, fee, &fee->tasks[t], wage->day, COPROD__OPEN_TO);
            if (quote.why || !quote.amount.d || (found && coprod__exact_compare(quote.amount, *pay) <= 0))
                continue;
            found = 1;
            *pay = quote.amount;
            *which = t;
        }
    }
    coprod__turns_free(linting, &turns);
    return found;
}

/* "A day" that nobody has put a number to may be a session of twelve hours. */
void coprod__lint_declared(coprod__linting *linting, uint32_t fee, const coprod__place *place)
{
    const coprod__place list = {place, "declared", 0};
    wage_floor own = {NULL, {0, 1}, 0}, worst = own;
    coprod__exact pay = {0, 1}, least = pay;
    uint32_t which = 0, at_worst = 0;
    int32_t from = 0;
    for (uint32_t i = 0; (own.rows = floor_rows(linting, fee, i)) != NULL; i++) {
        int32_t low = 1, high = COPROD__LINT_SESSION;
        if (!find_declared(linting, &linting->policy->fees[fee], &own, &pay, &which) || !below(pay, own.value, high))
            continue;
        while (low < high) {
            int32_t middle = low + (high - low) / 2;
            if (below(pay, own.value, middle))
                high = middle;
            else
                low = middle + 1;
        }
        if (from && from <= low)
            continue;
        from = low;
        worst = own;
        least = pay;
        at_worst = which;
    }
    const coprod__place at = {&list, NULL, at_worst};
    if (from)
        tell(linting, &at, from, least, COPROD__LINT_SESSION, &worst);
}
