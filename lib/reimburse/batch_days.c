/* SPDX-License-Identifier: MIT */
/* The days of the columns, cut where a rate changes, and what journeys cost between two cuts. */
#include "batch_internal.h"

enum { MOST_SINGLE_DAYS = 4096, MOST_COMMON = 1000000, RATE_MOST = 1000000000 };

/* Cuts before a day, if there are days of the columns on both sides. */
static void cut(coprod__batch *batch, int64_t day)
{
    if (day > batch->first_day && day < (int64_t)batch->first_day + batch->span)
        batch->segments[day - batch->first_day] = 1;
}

/* At the first day of a row and after its last one, of the indexes that it follows too. */
static void cut_rows(coprod__batch *batch, const coprod__rows *rows)
{
    for (uint32_t i = 0; i < rows->count; i++) {
        const coprod__row *row = &rows->list[i];
        cut(batch, row->from);
        cut(batch, (int64_t)row->to + 1);
        if (row->kind == COPROD__ROW_INDEX)
            cut_rows(batch, &batch->policy->indexes[row->index].values);
    }
}

/* Every value that a session without preparation and travel, or a journey that is planned, can have. */
static void cut_all(coprod__batch *batch)
{
    const coprod_policy *policy = batch->policy;
    for (uint32_t i = 0; i < policy->fee_count; i++) {
        const coprod__fee *fee = &policy->fees[i];
        cut_rows(batch, &fee->value);
        for (uint32_t b = 0; b < fee->band_count; b++)
            cut_rows(batch, &fee->bands[b].value);
        for (uint32_t t = 0; t < fee->task_count; t++)
            cut_rows(batch, &fee->tasks[t].value);
    }
    for (uint32_t i = 0; i < policy->cap_count; i++)
        cut_rows(batch, &policy->caps[i].limit);
    for (uint32_t b = 0; batch->group && b < batch->group->band_count; b++)
        cut_rows(batch, &batch->group->bands[b].value);
}

static void find_span(coprod__batch *batch)
{
    int32_t first = COPROD__BATCH_LAST_DAY, last = COPROD__BATCH_FIRST_DAY;
    for (size_t r = 0; r < batch->rows; r++) {
        int32_t day = batch->in.day[r];
        int real = day >= COPROD__BATCH_FIRST_DAY && day <= COPROD__BATCH_LAST_DAY;
        first = real && day < first ? day : first;
        last = real && day > last ? day : last;
    }
    batch->first_day = first;
    batch->span = last < first ? 0 : (uint32_t)(last - first) + 1;
}

/* Numbers the segments; none if there are too many. A claim window depends on the day itself: then each day is one. */
coprod_status coprod__batch_segments(coprod__batch *batch)
{
    int single = batch->policy->claim_rules.window_count && batch->options.has_submitted;
    uint32_t count = 0;
    find_span(batch);
    if (!batch->span || (single && batch->span > MOST_SINGLE_DAYS)) {
        batch->span = 0;
        return COPROD_OK;
    }
    batch->segments = coprod__alloc(&batch->memory, batch->span * sizeof *batch->segments);
    if (!batch->segments)
        return COPROD_E_MEMORY;
    batch->segments_room = batch->span;
    cut_all(batch);
    for (uint32_t d = 0; d < batch->span; d++) {
        count += d && (single || batch->segments[d]);
        batch->segments[d] = (uint16_t)count;
    }
    batch->segment_count = count + 1;
    if (count > UINT16_MAX)
        batch->span = 0; /* every row is priced by the engine */
    return COPROD_OK;
}

/* The divisor that all rates of a group have on a day; 0 if one of them is beyond what is priced here. */
static int64_t common_divisor(const coprod__batch *batch, int32_t day, coprod__exact *values, uint32_t *unknown)
{
    const coprod__group *group = batch->group;
    int64_t common = 1;
    for (uint32_t b = 0; b < group->band_count; b++) {
        int64_t a = common, rest;
        if (!coprod__value_at(batch->policy, &group->bands[b].value, day, batch->known_on, &values[b])) {
            *unknown |= (uint32_t)1 << b;
            values[b] = coprod__exact_of(0);
        }
        if (values[b].d < 1 || values[b].d > MOST_COMMON || values[b].n < 0)
            return 0;
        for (int64_t d = values[b].d; d; d = rest) { /* a becomes the common factor */
            rest = a % d;
            a = d;
        }
        common *= values[b].d / a;
        if (common > MOST_COMMON)
            return 0;
    }
    for (uint32_t b = 0; b < group->band_count; b++)
        if (values[b].n > RATE_MOST / (common / values[b].d))
            return 0;
    return common;
}

/* All sums stay below 2^63: 10^8 thousandths of a mile, and what rounding them adds, at 10^9 each. The engine's own
 * fractions have the same divisor at most, so what it adds up fits as well. */
static int fill_plan(const coprod__batch *batch, int32_t day, coprod__mile_plan *plan)
{
    static const int64_t of_million[] = {500000, 500000, 0, 999999}; /* by rounding */
    const coprod__group *group = batch->group;
    coprod__exact values[COPROD__BATCH_BANDS];
    int64_t common = common_divisor(batch, day, values, &plan->unknown), before = 0;
    if (!common)
        return 0;
    for (uint32_t b = 0; b < COPROD__BATCH_BANDS; b++) {
        int there = b < group->band_count;
        plan->from[b] = there ? before : INT64_MAX;
        plan->to[b] = there ? group->bands[b].to_milli : INT64_MAX;
        plan->rate[b] = there ? values[b].n * (common / values[b].d) : 0;
        before = plan->to[b];
        plan->end = there ? before : plan->end;
    }
    plan->bands = group->band_count < 3 ? 2 : COPROD__BATCH_BANDS;
    plan->divisor = 1000000 * common;
    plan->bias = of_million[batch->policy->rounding] * common
                 + (batch->policy->rounding == COPROD__UP ? common - 1 : 0);
    return 1;
}

/* The longest journey that no rule ends or holds for its length. */
static int64_t limit_of(const coprod__batch *batch)
{
    const coprod__mileage *mileage = batch->expense->mileage;
    int64_t rules = batch->policy->claim_rules.most_milli, limit = COPROD__MILLI_MOST;
    if (rules && rules < limit)
        limit = rules;
    if (mileage->most_milli && mileage->most_milli - mileage->round_milli < limit)
        limit = mileage->most_milli - mileage->round_milli; /* it is asked after they were rounded */
    return limit < 0 ? 0 : limit + 1;
}

/* Whether the engine says the same of a journey. */
static coprod_status agrees(coprod__batch *batch, int32_t day, const coprod__mile_plan *plan, int64_t milli,
                            int64_t opening, int *same)
{
    coprod__answer own = coprod__plan_price(plan, opening, opening + milli, batch->policy->rounding), other;
    coprod_status status = coprod__batch_probe(batch, day, milli, opening, &other);
    *same = status == COPROD_OK && own.pence == other.pence && own.outcome == other.outcome
            && own.reason == other.reason;
    return status;
}

/* What does not depend on the journey (windows, approvals, a receipt that is missing) shows in any journey of the day.
 * One without miles, and one in each band, are priced both ways, and the plan is used only if nothing differs. */
coprod_status coprod__batch_plan(coprod__batch *batch, int32_t day, coprod__mile_plan *plan)
{
    int32_t rate_day = batch->policy->by_submission ? batch->options.submitted : day;
    int64_t unit, limit;
    int same = 1;
    coprod_status status;
    plan->made = 1;
    if (!batch->group || (batch->policy->by_submission && !batch->options.has_submitted)
        || !fill_plan(batch, rate_day, plan))
        return COPROD_OK;
    limit = limit_of(batch);
    unit = batch->expense->mileage->round_milli;
    status = agrees(batch, day, plan, 0, 0, &same);
    for (uint32_t b = 0; b < batch->group->band_count && same && status == COPROD_OK; b++) {
        int64_t milli = limit > unit ? (limit - 1 < 12300 * unit ? limit - 1 : 12300 * unit) / unit * unit : 0;
        int64_t opening = batch->counts_openings ? plan->from[b] : 0;
        if (milli > plan->end - opening)
            milli = (plan->end - opening) / unit * unit;
        status = agrees(batch, day, plan, milli, opening, &same);
    }
    plan->limit = same ? limit : 0;
    return status;
}
