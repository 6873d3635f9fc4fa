/* SPDX-License-Identifier: MIT */
/* Caps over several lines, narrowest scope first. A line that is refused, held or undetermined uses nothing up. */
#include "payment_internal.h"

/* A fee that is given away costs as much as one that is paid, and is gone when caps are settled. */
static int covers(const coprod__run *run, const coprod__cap *cap, const coprod__priced *own)
{
    if ((!coprod__open(own) && own->outcome != COPROD_OUTCOME_DONATED) || own->line->direct
        || coprod__declined(run, own))
        return 0;
    return coprod__is_fee(own) ? cap->over_fee[own->fee] : cap->over_expense[own->expense];
}

static uint8_t kind_of(const coprod__cap *cap)
{
    static const uint8_t kinds[] = {COPROD__COUNT_MONEY, COPROD__COUNT_MINUTES, COPROD__COUNT_LINES,
                                    COPROD__COUNT_CAP_MILES};
    return kinds[cap->measure];
}

/* How much of what the cap measures a line is. */
static coprod__exact measure(const coprod__cap *cap, const coprod__priced *own)
{
    switch (cap->measure) {
    case COPROD__MEASURE_MINUTES:
        return coprod__exact_of(own->minutes ? own->minutes : own->line->minutes);
    case COPROD__MEASURE_COUNT:
        return coprod__exact_of(own->amount.n || own->donated.n);
    case COPROD__MEASURE_MILES:
        return coprod__exact_of(own->milli);
    default:
        return coprod__exact_add(own->amount, own->donated);
    }
}

/* The first start of the 24 hours that a line lies in. Lines come by start. */
static int32_t start_of_24_hours(const coprod__priced *own, int64_t *since)
{
    int64_t start = (int64_t)own->line->date * 1440 + (own->line->has & COPROD__HAS_START ? own->line->start : 0);
    if (*since == INT64_MIN || start < *since || start >= *since + 24 * 60)
        *since = start;
    return (int32_t)*since; /* minutes since 1970 fit until the year 6053 */
}

/* The key under which a line counts; 0 if the line lacks the word that the scope needs. */
static int key_of(coprod__run *run, const coprod__cap *cap, const coprod__priced *own, int64_t *since,
                  coprod__entry_key *key)
{
    const coprod__claim_line *line = own->line;
    *key = (coprod__entry_key){cap->id, run->claim->person, run->claim->payer, "", "", COPROD__ANY_DAY,
                               COPROD__ANY_DAY, kind_of(cap)};
    switch (cap->scope) {
    case COPROD__SCOPE_LINE:
    case COPROD__SCOPE_MEAL:
    case COPROD__SCOPE_NIGHT:
        key->period = (int32_t)(own - run->payment->lines);
        return 1;
    case COPROD__SCOPE_SESSION:
        key->word = line->session;
        if (!line->session[0])
            key->period = (int32_t)(own - run->payment->lines);
        return 1;
    case COPROD__SCOPE_24H:
        key->period = start_of_24_hours(own, since);
        return 1;
    case COPROD__SCOPE_EVENT:
        key->word = line->event;
        return line->event[0] != '\0';
    case COPROD__SCOPE_CLAIM:
        return 1;
    default:
        key->period = coprod__period_start(run->policy, cap->scope, line->date);
        return 1;
    }
}

static int is_local(const coprod__cap *cap)
{
    return cap->scope <= COPROD__SCOPE_SESSION || cap->scope == COPROD__SCOPE_24H || cap->scope == COPROD__SCOPE_CLAIM;
}

/* The limit for a line: money at its day, nights as many times as there are nights. */
static int limit_of(coprod__run *run, const coprod__cap *cap, coprod__priced *own, coprod__exact *limit,
                    const coprod__row **row)
{
    *row = NULL;
    *limit = coprod__exact_of(cap->limit_number);
    if (cap->measure == COPROD__MEASURE_MONEY) {
        *row = coprod__line_value(run, own, &cap->limit, limit);
        if (!*row)
            return 0;
    }
    if (cap->scope == COPROD__SCOPE_NIGHT && own->line->has & COPROD__HAS_QUANTITY)
        *limit = coprod__exact_times(*limit, own->line->quantity_milli, 1000);
    return 1;
}

static coprod__entry *entry_of(coprod__run *run, const coprod__cap *cap, const coprod__entry_key *key)
{
    coprod__entry *one = coprod__count_of(run, key);
    if (one && is_local(cap)) {
        one->local = 1;
        one->opening = 0;
    }
    return one;
}

/* Cuts a line to the part of it that is inside. */
static void cut(coprod__run *run, const coprod__cap *cap, coprod__priced *own, coprod__exact inside,
                coprod__exact whole, coprod__exact limit, const coprod__row *row)
{
    static const uint8_t kinds[] = {COPROD__STEP_CAP, COPROD__STEP_CAP_MINUTES, COPROD__STEP_CAP_LINES,
                                    COPROD__STEP_CAP_MILES};
    coprod__money_step step = {row, cap->source, cap->id, 0, limit, {0, 1}, -1, kinds[cap->measure], 0};
    const int hold = cap->then == COPROD__THEN_HOLD, none = cap->then == COPROD__THEN_REJECT || inside.n <= 0;
    coprod__exact part = none ? coprod__exact_of(0) : inside;
    if (cap->measure != COPROD__MEASURE_MONEY) { /* in proportion */
        step.quantity = cap->measure == COPROD__MEASURE_MILES ? cap->limit_number : 1000 * cap->limit_number;
        step.value = coprod__exact_of(0);
        if (!none)
            part = coprod__exact_times(coprod__exact_times(own->amount, inside.n, inside.d), whole.d, whole.n);
    }
    step.delta = coprod__exact_sub(part, own->amount);
    if (hold)
        own->held = coprod__exact_sub(own->held, step.delta);
    coprod__step(run, own, &step);
    if (none)
        coprod__end(run, own, hold ? COPROD_OUTCOME_HELD : COPROD_OUTCOME_REJECTED,
                    hold ? COPROD_WHY_CAP : COPROD_WHY_CAP_EXHAUSTED);
    else
        coprod__lower(own, COPROD_WHY_CAP, 1);
}

/* A sum of what was used. Shares without a common denominator are added as whole thousandths of a penny, which is
 * what a ledger keeps of them. */
static coprod__exact sum_of(coprod__exact a, coprod__exact b)
{
    coprod__exact sum = coprod__exact_add(a, b);
    if (sum.d || !a.d || !b.d)
        return sum;
    return coprod__exact_add(coprod__exact_of(coprod__exact_round(a, 1, COPROD__HALF_UP)),
                             coprod__exact_of(coprod__exact_round(b, 1, COPROD__HALF_UP)));
}

/* What is left of a limit, in the same way: as whole thousandths where it has no common denominator with what was used,
 * or with what it is to be taken from. Only a limit that is not known itself leaves nothing that could be known. */
static coprod__exact left_of(coprod__exact limit, coprod__exact used, coprod__exact whole)
{
    coprod__exact left = sum_of(limit, coprod__exact_sub(coprod__exact_of(0), used));
    return !left.d || coprod__exact_sub(left, whole).d ? left
                                                       : coprod__exact_of(coprod__exact_round(left, 1, COPROD__DOWN));
}

static coprod__priced *line_at(const coprod_payment *payment, const coprod__cap *cap, uint32_t k)
{
    return &payment->lines[cap->fill == COPROD__FILL_LINE ? k : payment->order[k]];
}

static void fill(coprod__run *run, const coprod__cap *cap, coprod__priced *own, int64_t *since)
{
    coprod__entry_key key;
    coprod__entry *entry;
    coprod__exact limit, left, whole = measure(cap, own);
    const coprod__row *row;
    if (!whole.n || !whole.d || !limit_of(run, cap, own, &limit, &row))
        return;
    if (!key_of(run, cap, own, since, &key)) {
        coprod__missing(run, own, "event");
        return;
    }
    entry = entry_of(run, cap, &key);
    if (!entry)
        return;
    left = left_of(limit, sum_of(entry->used, coprod__exact_of(entry->opening)), whole);
    if (!left.d)
        own->amount = left; /* settle.c refuses the line */
    if (coprod__exact_compare(whole, left) > 0) {
        coprod__exact inside = left.n > 0 ? left : coprod__exact_of(0);
        if (cap->measure == COPROD__MEASURE_COUNT)
            inside = coprod__exact_of(0); /* a line counts whole or not at all */
        cut(run, cap, own, inside, whole, limit, row);
        whole = coprod__open(own) ? inside : coprod__exact_of(0);
    }
    if (cap->measure == COPROD__MEASURE_MONEY && own->line->has & COPROD__HAS_REQUESTED) /* what nobody asks for */
        whole = coprod__exact_least(whole, coprod__exact_of(1000 * own->line->requested_pence));
    entry->used = sum_of(entry->used, whole);
    own->took |= whole.n != 0;
}

/* In proportion: all lines of a key have the same share of the limit. Two passes: the sums, then the shares, as running
 * whole thousandths of a penny, so that they meet the limit exactly. */
static void fill_proportional(coprod__run *run, const coprod__cap *cap)
{
    coprod_payment *payment = run->payment;
    for (int pass = 0; pass < 2; pass++) {
        int64_t since = INT64_MIN;
        for (uint32_t k = 0; k < payment->line_count; k++) {
            coprod__priced *own = &payment->lines[payment->order[k]];
            coprod__entry_key key;
            coprod__entry *entry;
            coprod__exact limit, left, whole = measure(cap, own);
            const coprod__row *row;
            if (!covers(run, cap, own) || !whole.n || !whole.d || !limit_of(run, cap, own, &limit, &row))
                continue;
            if (!key_of(run, cap, own, &since, &key)) {
                coprod__missing(run, own, "event");
                continue;
            }
            entry = entry_of(run, cap, &key);
            if (!entry)
                return;
            if (!pass) {
                entry->used = sum_of(entry->used, whole);
                own->took = 1;
                entry->value = 0; /* of the second pass: thousandths of what was asked so far */
                continue;
            }
            left = coprod__exact_sub(limit, coprod__exact_of(entry->opening));
            if (coprod__exact_compare(entry->used, left) <= 0)
                continue;
            int64_t all = coprod__exact_round(entry->used, 1, COPROD__HALF_UP);
            int64_t room = left.n > 0 ? coprod__exact_round(left, 1, COPROD__DOWN) : 0;
            int64_t before = coprod__share_of(room, entry->value, all);
            entry->value += coprod__exact_round(whole, 1, COPROD__HALF_UP);
            entry->value = entry->value < all ? entry->value : all;
            cut(run, cap, own, coprod__exact_of(coprod__share_of(room, entry->value, all) - before), whole, limit,
                row);
        }
    }
}

void coprod__run_caps(coprod__run *run)
{
    coprod_payment *payment = run->payment;
    for (uint32_t c = 0; c < run->policy->cap_count; c++) {
        const coprod__cap *cap = &run->policy->caps[c];
        int64_t since = INT64_MIN;
        if (cap->fill == COPROD__FILL_PROPORTIONAL) {
            fill_proportional(run, cap);
            continue;
        }
        for (uint32_t k = 0; k < payment->line_count; k++) {
            coprod__priced *own = line_at(payment, cap, k);
            if (covers(run, cap, own))
                fill(run, cap, own, &since);
        }
    }
}

/* Minutes and miles beyond the limit were not paid, and use nothing up. */
static int64_t used_up(const coprod__cap *cap, const coprod__entry *entry, int64_t amount)
{
    int64_t left = cap->limit_number - entry->opening - entry->value;
    if (cap->measure == COPROD__MEASURE_MONEY || amount <= left)
        return amount;
    return left > 0 ? left : 0;
}

/* What was counted while the caps were filled makes way for what was paid. */
static void begin_again(coprod_payment *payment)
{
    for (size_t i = 0; i < payment->book.count; i++) {
        coprod__entry *entry = &payment->book.list[i];
        if (entry->key.kind < COPROD__COUNT_MONEY || entry->key.kind > COPROD__COUNT_CAP_MILES)
            continue;
        entry->value = 0;
        entry->used = coprod__exact_of(0);
    }
}

static void change_pence(coprod__run *run, const coprod__cap *cap, coprod__priced *own, int64_t pence,
                         coprod__exact limit, const coprod__row *row)
{
    const coprod__exact delta = coprod__exact_of(1000 * (pence - own->pence));
    const coprod__money_step step = {row, cap->source, cap->id, 0, limit, delta, -1, COPROD__STEP_CAP, 0};
    coprod__step(run, own, &step);
    own->pence = pence;
    coprod__lower(own, COPROD_WHY_CAP, 1);
}

/* A line's pence under a cap. Shares of a limit are rounded together, so that they meet it; and no sum of pence is
 * above a limit because each was rounded up by itself: the line that would pass it has that much less. */
static void trim(coprod__run *run, const coprod__cap *cap, coprod__priced *own, int64_t *since)
{
    const int mode = run->policy->rounding;
    coprod__entry_key key;
    coprod__entry *entry;
    coprod__exact limit;
    const coprod__row *row;
    int64_t pence, room, share;
    if (!limit_of(run, cap, own, &limit, &row) || !key_of(run, cap, own, since, &key))
        return;
    entry = entry_of(run, cap, &key);
    if (!entry)
        return;
    room = coprod__exact_round(coprod__exact_sub(limit, coprod__exact_of(entry->opening)), 1000, mode) - entry->value;
    pence = coprod__open(own) ? own->pence : coprod__exact_round(own->donated, 1000, mode);
    entry->used = coprod__exact_add(entry->used, coprod__open(own) ? own->exact : own->donated);
    share = coprod__exact_round(entry->used, 1000, mode) - entry->value;
    if (cap->fill == COPROD__FILL_PROPORTIONAL && own->capped && !run->policy->round_claim && entry->used.d)
        pence = share > 0 ? share : 0;
    pence = pence < room || !coprod__open(own) ? pence : room > 0 ? room : 0;
    if (pence != own->pence && coprod__open(own))
        change_pence(run, cap, own, pence, limit, row);
    entry->value += pence;
}

void coprod__trim_caps(coprod__run *run)
{
    coprod_payment *payment = run->payment;
    if (!run->rounded)
        return; /* whole pence already */
    for (uint32_t c = 0; c < run->policy->cap_count; c++) {
        const coprod__cap *cap = &run->policy->caps[c];
        int64_t since = INT64_MIN;
        begin_again(payment);
        for (uint32_t k = 0; k < payment->line_count && cap->measure == COPROD__MEASURE_MONEY; k++) {
            coprod__priced *own = line_at(payment, cap, k);
            if (covers(run, cap, own))
                trim(run, cap, own, &since);
        }
    }
}

/* What a ledger keeps of a cap is what the lines that were paid in the end used up. */
void coprod__settle_caps(coprod__run *run)
{
    coprod_payment *payment = run->payment;
    begin_again(payment);
    for (uint32_t c = 0; c < run->policy->cap_count; c++) {
        const coprod__cap *cap = &run->policy->caps[c];
        int64_t since = INT64_MIN;
        for (uint32_t k = 0; k < payment->line_count && !is_local(cap); k++) {
            coprod__priced *own = &payment->lines[payment->order[k]];
            coprod__entry_key key;
            coprod__entry *entry;
            if (!covers(run, cap, own) || !key_of(run, cap, own, &since, &key))
                continue;
            entry = entry_of(run, cap, &key);
            if (entry)
                entry->value += used_up(cap, entry, coprod__exact_round(measure(cap, own), 1, COPROD__HALF_UP));
        }
    }
}
