/* SPDX-License-Identifier: MIT */
/* Prices a claim: the phases in their fixed order, and the two ways in which a line may change. */
#include <string.h>

#include "payment_internal.h"

enum { ROUNDS = 16 }; /* most times that a claim begins again: each has fewer lines that count */

void coprod__hold(coprod__priced *own, int why)
{
    if (!own->hold)
        own->hold = (uint8_t)why;
}

void coprod__note(coprod__priced *own, int why)
{
    own->reasons |= (uint64_t)1 << why;
}

void coprod__lower(coprod__priced *own, int why, int capped)
{
    coprod__note(own, why);
    if (capped ? !own->capped : !own->capped && !own->reduced)
        own->reason = (uint8_t)why; /* a limit decides before any other reason */
    own->capped |= (uint8_t)capped;
    own->reduced |= (uint8_t)!capped;
}

void coprod__step(coprod__run *run, coprod__priced *own, const coprod__money_step *step)
{
    coprod_payment *payment = run->payment;
    coprod__money_step *made;
    own->amount = coprod__exact_add(own->amount, step->delta);
    if (!run->trace || !own->amount.d)
        return;
    if (payment->step_count == payment->step_room) {
        size_t room = payment->step_room ? payment->step_room * 2 : 32;
        made = coprod__resize(&payment->memory, payment->steps, payment->step_room * sizeof *made, room * sizeof *made);
        if (!made) {
            run->failure = COPROD_E_MEMORY;
            return;
        }
        payment->steps = made;
        payment->step_room = room;
    }
    made = &payment->steps[payment->step_count];
    *made = *step;
    made->next = -1;
    if (own->step_count++)
        payment->steps[own->last_step].next = (int32_t)payment->step_count;
    else
        own->first_step = (int32_t)payment->step_count;
    own->last_step = (int32_t)payment->step_count++;
}

void coprod__limit(coprod__run *run, coprod__priced *own, coprod__money_step step, coprod__exact limit, int why)
{
    if (!limit.d)
        own->amount = limit; /* a limit that is not known to be kept: settle.c refuses the line */
    if (!own->amount.d || coprod__exact_compare(own->amount, limit) <= 0)
        return;
    step.value = limit;
    step.delta = coprod__exact_sub(limit, own->amount);
    coprod__step(run, own, &step);
    coprod__lower(own, why, 1);
}

void coprod__end(coprod__run *run, coprod__priced *own, int outcome, int why)
{
    static const uint8_t kinds[] = {0, 0, 0, 0, COPROD__STEP_REFUSED, COPROD__STEP_HELD, COPROD__STEP_REFUSED,
                                    COPROD__STEP_WAIVED, COPROD__STEP_DONATED, COPROD__STEP_DIRECT,
                                    COPROD__STEP_REFUSED};
    coprod__money_step step = {NULL, NULL, "", 0, {0, 1}, {0, 1}, -1, kinds[outcome], 0};
    own->outcome = (uint8_t)outcome;
    own->reason = (uint8_t)why;
    if (why)
        coprod__note(own, why);
    if (outcome == COPROD_OUTCOME_HELD)
        own->held = coprod__exact_add(own->held, own->amount);
    if (outcome == COPROD_OUTCOME_WAIVED)
        own->waived = coprod__exact_add(own->waived, own->amount);
    if (outcome == COPROD_OUTCOME_DONATED)
        own->donated = own->amount;
    if (!own->amount.d) { /* no sum, so no steps that add up to it */
        own->step_count = 0;
        own->first_step = own->last_step = -1;
    }
    if (own->amount.n && own->amount.d) {
        step.delta = coprod__exact_sub(coprod__exact_of(0), own->amount);
        coprod__step(run, own, &step);
    }
    if (outcome == COPROD_OUTCOME_REJECTED || outcome == COPROD_OUTCOME_UNDETERMINED)
        own->held = coprod__exact_of(0);
    own->amount = coprod__exact_of(0);
}

void coprod__missing(coprod__run *run, coprod__priced *own, const char *field)
{
    own->field = field;
    coprod__end(run, own, COPROD_OUTCOME_UNDETERMINED, COPROD_WHY_INPUT_MISSING);
}

void coprod__unknown(coprod__run *run, coprod__priced *own, const char *field)
{
    own->field = field;
    coprod__end(run, own, COPROD_OUTCOME_REJECTED, COPROD_WHY_UNKNOWN_TYPE);
}

coprod__entry *coprod__count_of(coprod__run *run, const coprod__entry_key *key)
{
    coprod__book *book = &run->payment->book;
    size_t before = book->count;
    coprod__entry *one = coprod__book_put(book, key);
    if (!one)
        run->failure = COPROD_E_MEMORY;
    else if (book->count > before && key->kind < COPROD__COUNT_KINDS)
        one->opening = coprod__ledger_value(run->ledger, key);
    return one;
}

/* Room for a claim's lines; what was there before is as good as gone. */
static coprod_status room(coprod_payment *payment, uint32_t lines)
{
    const coprod__memory *memory = &payment->memory;
    size_t old = payment->line_room, want = old ? old : 16;
    void *list, *order, *spare, *groups;
    while (want < lines)
        want *= 2;
    if (want == old)
        return COPROD_OK;
    list = coprod__alloc(memory, want * sizeof *payment->lines);
    order = coprod__alloc(memory, want * sizeof *payment->order);
    spare = coprod__alloc(memory, want * sizeof *payment->spare);
    groups = coprod__alloc(memory, want * sizeof *payment->groups);
    if (!list || !order || !spare || !groups) {
        coprod__release(memory, list, want * sizeof *payment->lines);
        coprod__release(memory, order, want * sizeof *payment->order);
        coprod__release(memory, spare, want * sizeof *payment->spare);
        coprod__release(memory, groups, want * sizeof *payment->groups);
        return COPROD_E_MEMORY;
    }
    coprod__release(memory, payment->lines, old * sizeof *payment->lines);
    coprod__release(memory, payment->order, old * sizeof *payment->order);
    coprod__release(memory, payment->spare, old * sizeof *payment->spare);
    coprod__release(memory, payment->groups, old * sizeof *payment->groups);
    payment->lines = list;
    payment->order = order;
    payment->spare = spare;
    payment->groups = groups;
    payment->line_room = want;
    return COPROD_OK;
}

void coprod__payment_empty(coprod_payment *payment)
{
    coprod_policy_free((coprod_policy *)payment->policy);
    coprod_payment_claim_free((coprod_payment_claim *)payment->claim);
    payment->policy = NULL;
    payment->claim = NULL;
    payment->line_count = payment->step_count = payment->check_count = payment->group_count = 0;
    coprod__book_clear(&payment->book);
    coprod__arena_free(&payment->texts);
}

coprod_status coprod_payment_new(const coprod_allocator *allocator, coprod_payment **payment)
{
    coprod__memory memory;
    coprod_status status;
    if (!payment)
        return COPROD_E_ARGUMENT;
    *payment = NULL;
    status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    *payment = coprod__alloc(&memory, sizeof **payment);
    if (!*payment)
        return COPROD_E_MEMORY;
    (*payment)->memory = memory;
    coprod__arena_init(&(*payment)->texts, &memory);
    coprod__book_init(&(*payment)->book, &memory, NULL);
    return COPROD_OK;
}

void coprod_payment_free(coprod_payment *payment)
{
    if (!payment)
        return;
    coprod__memory memory = payment->memory;
    coprod__payment_empty(payment);
    coprod__book_free(&payment->book);
    coprod__release(&memory, payment->lines, payment->line_room * sizeof *payment->lines);
    coprod__release(&memory, payment->order, payment->line_room * sizeof *payment->order);
    coprod__release(&memory, payment->spare, payment->line_room * sizeof *payment->spare);
    coprod__release(&memory, payment->groups, payment->line_room * sizeof *payment->groups);
    coprod__release(&memory, payment->steps, payment->step_room * sizeof *payment->steps);
    coprod__release(&memory, payment->checks, payment->check_room * sizeof *payment->checks);
    coprod__release(&memory, payment, sizeof *payment);
}

/* Minutes of the day's start, as they pass: an hour may come twice when the clocks change. */
static int64_t start_of(const coprod__claim_line *line)
{
    if (!(line->has & COPROD__HAS_START))
        return INT64_MIN;
    return line->has & COPROD__HAS_END ? line->start_utc : (int64_t)line->date * 1440 + line->start;
}

/* Whether a line comes before another: by day, start, and place in the claim. */
static int earlier(const coprod_payment *payment, uint32_t a, uint32_t b)
{
    const coprod__claim_line *x = payment->lines[a].line, *y = payment->lines[b].line;
    if (x->date != y->date)
        return x->date < y->date;
    int64_t from_a = start_of(x), from_b = start_of(y);
    return from_a != from_b ? from_a < from_b : a < b;
}

/* Merge sort; a claim in order costs one pass. */
static void sort(coprod_payment *payment)
{
    uint32_t count = payment->line_count, i = 0;
    for (i = 0; i < count; i++)
        payment->order[i] = i;
    for (i = 1; i < count && earlier(payment, i - 1, i); i++)
        ;
    for (uint32_t width = 1; i < count && width < count; width *= 2) {
        for (uint32_t from = 0; from < count; from += 2 * width) {
            uint32_t middle = from + width < count ? from + width : count;
            uint32_t to = from + 2 * width < count ? from + 2 * width : count, a = from, b = middle;
            for (uint32_t k = from; k < to; k++)
                payment->spare[k] = a < middle && (b >= to || !earlier(payment, payment->order[b], payment->order[a]))
                                        ? payment->order[a++] : payment->order[b++];
        }
        memcpy(payment->order, payment->spare, count * sizeof *payment->order);
    }
}

/* A line that a person decides about is priced like any other, and then kept. */
static void run_holds(coprod__run *run)
{
    for (uint32_t i = 0; i < run->payment->line_count; i++) {
        coprod__priced *own = &run->payment->lines[i];
        if (!own->hold || own->frozen)
            continue;
        if (!coprod__open(own)) { /* without a price it is held for what was claimed */
            own->held = coprod__exact_of(1000 * own->claimed_pence);
            own->field = "";
        }
        coprod__end(run, own, COPROD_OUTCOME_HELD, own->hold);
    }
}

/* Whether a line that ended unpaid was counted while others were decided: it may have pushed them into another band, or
 * made them duplicates. Those lines ended for others' sake are decided again, so they are not kept as they are. */
static int freezes(const coprod__priced *own)
{
    return !own->frozen && own->took && own->outcome >= COPROD_OUTCOME_REJECTED
           && own->outcome <= COPROD_OUTCOME_UNDETERMINED && own->reason != COPROD_WHY_OVERLAP
           && (own->reason != COPROD_WHY_DUPLICATE || own->outcome == COPROD_OUTCOME_HELD);
}

/* Begins again without the lines that are not paid; 0 if there are none. They keep their answers and their steps. */
static int begin_again(coprod__run *run)
{
    coprod_payment *payment = run->payment;
    int any = 0;
    if (run->round == ROUNDS || payment->line_count < 2)
        return 0; /* what they counted is taken back in the end */
    for (uint32_t i = 0; i < payment->line_count; i++) {
        coprod__priced *own = &payment->lines[i];
        if (!freezes(own))
            continue;
        any = own->frozen = 1;
        own->fingerprint = 0;
        own->milli_counted = 0;
    }
    if (!any)
        return 0;
    coprod__book_clear(&payment->book);
    payment->group_count = 0;
    run->round++;
    return 1;
}

static void price_lines(coprod__run *run)
{
    coprod__run_lines(run);
    sort(run->payment);
    coprod__run_duplicates(run);
    coprod__run_windows(run);
    coprod__run_roles(run);
    coprod__run_fees(run);
    coprod__run_expenses(run);
    run_holds(run);
}

static void run_phases(coprod__run *run)
{
    do {
        do
            price_lines(run);
        while (run->failure == COPROD_OK && begin_again(run));
        coprod__run_caps(run);
    } while (run->failure == COPROD_OK && begin_again(run));
    coprod__run_settle(run);
    coprod__run_checks(run);
}

coprod_status coprod__reimburse(const coprod_policy *policy, const coprod_ledger *ledger,
                                const coprod_payment_claim *claim, const coprod_reimburse_options *options,
                                const coprod_payment *before, coprod_payment *payment)
{
    coprod_reimburse_options own;
    coprod__run run = {.policy = policy, .ledger = ledger, .claim = claim, .payment = payment, .before = before,
                       .known_on = COPROD__OPEN_TO, .trace = 1};
    coprod_status status = coprod__struct_in(options, sizeof own, sizeof own, &own);
    if (status == COPROD_OK && (own.reserved || own.has_known_on < 0 || own.has_known_on > 1))
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK && ledger && strcmp(ledger->policy->ledger_fingerprint, policy->ledger_fingerprint))
        status = COPROD_E_FINGERPRINT;
    coprod__policy_take(policy); /* it may be the payment's own, which is given back now */
    coprod__claim_take(claim);
    coprod__payment_empty(payment);
    if (status == COPROD_OK)
        status = room(payment, claim->line_count);
    payment->policy = policy;
    payment->claim = claim;
    if (status == COPROD_OK) {
        run.known_on = own.has_known_on ? own.known_on : COPROD__OPEN_TO;
        run.trace = !own.no_trace;
        payment->known_on = own.known_on;
        payment->has_known_on = (uint8_t)own.has_known_on;
        payment->line_count = claim->line_count;
        run_phases(&run);
        status = run.failure;
    }
    if (status != COPROD_OK)
        coprod__payment_empty(payment);
    return status;
}

coprod_status coprod_reimburse(const coprod_policy *policy, const coprod_ledger *ledger,
                               const coprod_payment_claim *claim, const coprod_reimburse_options *options,
                               coprod_payment *payment)
{
    if (!policy || !claim || !payment) {
        if (payment)
            coprod__payment_empty(payment);
        return COPROD_E_ARGUMENT;
    }
    return coprod__reimburse(policy, ledger, claim, options, NULL, payment);
}
