/* SPDX-License-Identifier: MIT */
/* Sessions at the same time: what one of them covers, another is not paid for again. */
#include "payment_internal.h"

/* Whether a session takes part in overlaps: its time is known, and was spent. */
static int has_span(const coprod__run *run, const coprod__priced *own)
{
    const coprod__fee *fee = coprod__fee_of(run, own);
    return coprod__open(own) && fee && coprod__by_time(fee) && fee->overlap != COPROD__OVERLAP_SUM
           && own->line->has & COPROD__HAS_START && own->line->has & COPROD__HAS_END
           && !(own->line->has & COPROD__HAS_CANCELLED);
}

static int is_candidate(const coprod__run *run, const coprod__priced *own)
{
    return has_span(run, own) && coprod__fee_of(run, own)->overlap == COPROD__OVERLAP_LONGEST && !own->stands;
}

/* Of sessions at one time the longest stands, then the longest of those that are not beside it; earlier ones first.
 * `from` to `to` are places of the order, each of which overlaps with one before it. */
static void keep_longest(coprod__run *run, uint32_t from, uint32_t to)
{
    coprod_payment *payment = run->payment;
    for (;;) {
        coprod__priced *best = NULL;
        for (uint32_t k = from; k < to; k++) {
            coprod__priced *own = &payment->lines[payment->order[k]];
            if (is_candidate(run, own) && (!best || own->minutes > best->minutes))
                best = own;
        }
        if (!best)
            return;
        best->stands = 1;
        for (uint32_t k = from; k < to; k++) {
            coprod__priced *own = &payment->lines[payment->order[k]];
            if (is_candidate(run, own) && own->line->start_utc < best->line->end_utc
                && own->line->end_utc > best->line->start_utc)
                coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_OVERLAP);
        }
    }
}

/* Takes off what earlier sessions cover already. Lines come by start. */
void coprod__remove_overlaps(coprod__run *run)
{
    coprod_payment *payment = run->payment;
    int64_t covered = INT64_MIN / 2, reach = INT64_MIN / 2; /* minutes; before all that could be */
    uint32_t from = 0;
    for (uint32_t k = 0; k < payment->line_count; k++) {
        coprod__priced *own = &payment->lines[payment->order[k]];
        const coprod__fee *fee = coprod__fee_of(run, own);
        const coprod__claim_line *line = own->line;
        int64_t both;
        if (!has_span(run, own))
            continue;
        own->took = 1;
        if (fee->overlap == COPROD__OVERLAP_LONGEST) {
            if (line->start_utc >= reach) {
                keep_longest(run, from, k);
                from = k;
            }
            reach = reach > line->end_utc ? reach : line->end_utc;
            continue;
        }
        both = (covered < line->end_utc ? covered : line->end_utc) - line->start_utc;
        if (both > 0 && (fee->overlap == COPROD__OVERLAP_REJECT || both >= own->minutes))
            coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_OVERLAP);
        else if (both > 0)
            own->removed = (int32_t)both;
        if (coprod__open(own))
            covered = covered > line->end_utc ? covered : line->end_utc;
    }
    if (reach > INT64_MIN / 2)
        keep_longest(run, from, payment->line_count);
}
