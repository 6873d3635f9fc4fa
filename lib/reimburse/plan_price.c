/* SPDX-License-Identifier: MIT */
/* Prices a plan: one claim of one person for each session and day, times the people; and what the plan gives a price
 * for itself. */
#include <string.h>

#include "plan_internal.h"

typedef struct pricing {
    coprod_budget *budget;
    coprod_payment *payment;
    coprod_payment_claim claim; /* which the payment holds */
    coprod__claim_line *lines;
    const coprod__plan_session *session;
    size_t first; /* the session's first row of this day: of its fee, then of each of its items */
    coprod_status status;
} pricing;

/* Room for one more row; NULL without memory. Rows may move. */
static coprod__budget_row *add_row(pricing *own, const coprod__plan_session *session, const char *title, int32_t day)
{
    coprod_budget *budget = own->budget;
    coprod__budget_row *made;
    if (budget->info.line_count == COPROD__PLAN_ROWS) {
        own->status = COPROD_E_LIMIT;
        return NULL;
    }
    if (budget->info.line_count == budget->row_room) {
        size_t room = budget->row_room ? budget->row_room * 2 : 32;
        made = coprod__resize(&budget->memory, budget->rows, budget->row_room * sizeof *made, room * sizeof *made);
        if (!made) {
            own->status = COPROD_E_MEMORY;
            return NULL;
        }
        budget->rows = made;
        budget->row_room = room;
    }
    made = &budget->rows[budget->info.line_count++];
    memset(made, 0, sizeof *made);
    made->session = session;
    made->line.size = sizeof made->line;
    made->line.session = session ? session->id : "";
    made->line.title = title;
    made->line.type = "";
    made->line.day = day;
    made->line.known = 1;
    return made;
}

/* Prices the first lines as the claim of one person; whether it could. */
static int price(pricing *own, uint32_t count, int32_t day)
{
    const coprod_budget *budget = own->budget;
    const coprod_reimburse_options options = {sizeof options, budget->known_on, budget->has_known_on, 1, 0};
    own->claim.id = own->session->id;
    own->claim.payer = own->session->payer;
    own->claim.line_count = count;
    own->claim.submitted = own->claim.payment_date = day;
    for (uint32_t i = 0; i < count; i++)
        coprod__line_at(&own->lines[i], day);
    if (own->status == COPROD_OK)
        own->status = coprod_reimburse(budget->policy, NULL, &own->claim, &options, own->payment);
    return own->status == COPROD_OK;
}

/* Keeps what a sentence is made of. The line itself is the plan's: the claim's goes away. */
static void keep(pricing *own, coprod__budget_row *row, const coprod__priced *priced, const coprod__claim_line *line)
{
    coprod__priced *copy = coprod__arena_alloc(&own->budget->arena, sizeof *copy);
    if (!copy) {
        own->status = COPROD_E_MEMORY;
        return;
    }
    *copy = *priced;
    copy->line = line;
    row->priced = copy;
}

/* What a priced line is to its row, in one of the three estimates. */
static void take(pricing *own, coprod__budget_row *row, int estimate, const coprod__priced *priced,
                 const coprod__claim_line *line)
{
    row->line.unit_pence[estimate] = priced->cost_pence;
    row->left[estimate] = priced->left_pence;
    row->line.known &= coprod__decided(priced);
    row->unclear |= priced->outcome == COPROD_OUTCOME_UNDETERMINED || priced->outcome == COPROD_OUTCOME_HELD;
    if ((!coprod__decided(priced) || priced->outcome == COPROD_OUTCOME_REJECTED)
        && (!row->priced || estimate == COPROD__EXPECTED)) /* its sentence is of what is expected, if that is refused */
        keep(own, row, priced, line);
    if (estimate != COPROD__EXPECTED)
        return;
    row->line.outcome = priced->outcome;
    row->line.reason = priced->reason;
}

static coprod__budget_row *row_of(const pricing *own, const coprod__plan_item *item)
{
    return &own->budget->rows[own->first + (size_t)(item - own->session->items) + 1];
}

static void take_item(pricing *own, const coprod__plan_item *item, int estimate, uint32_t line)
{
    take(own, row_of(own, item), estimate, &own->payment->lines[line], &item->lines[estimate]);
}

/* The claim that everybody makes: the session, and the expenses that all have. Returns how many lines it has. */
static uint32_t common_lines(const pricing *own, int estimate)
{
    const coprod__plan_session *session = own->session;
    uint32_t count = 0;
    if (session->fee.type[0])
        own->lines[count++] = session->fee;
    for (uint32_t i = 0; i < session->item_count; i++)
        if (session->items[i].lines && session->items[i].everybody)
            own->lines[count++] = session->items[i].lines[estimate];
    return count;
}

static void price_everybody(pricing *own, int estimate, int32_t day)
{
    const coprod__plan_session *session = own->session;
    uint32_t count = common_lines(own, estimate), at = session->fee.type[0] ? 1 : 0;
    if (!count || !price(own, count, day))
        return;
    if (at)
        take(own, &own->budget->rows[own->first], estimate, &own->payment->lines[0], &session->fee);
    for (uint32_t i = 0; i < session->item_count; i++)
        if (session->items[i].lines && session->items[i].everybody)
            take_item(own, &session->items[i], estimate, at++);
}

/* An expense that only some have is the last line of a claim that has it besides. */
static void price_some(pricing *own, const coprod__plan_item *item, int estimate, int32_t day)
{
    uint32_t count = common_lines(own, estimate);
    own->lines[count] = item->lines[estimate];
    if (price(own, count + 1, day))
        take_item(own, item, estimate, count);
}

/* What arises once, however many people come: one claim of its own. */
static void price_once(pricing *own, int estimate, int32_t day)
{
    const coprod__plan_session *session = own->session;
    uint32_t count = 0, at = 0;
    for (uint32_t i = 0; i < session->item_count; i++)
        if (session->items[i].lines && !session->items[i].each_person)
            own->lines[count++] = session->items[i].lines[estimate];
    if (!count || !price(own, count, day))
        return;
    for (uint32_t i = 0; i < session->item_count; i++)
        if (session->items[i].lines && !session->items[i].each_person)
            take_item(own, &session->items[i], estimate, at++);
}

/* A cost whose price the plan gives. */
static void price_cost(const pricing *own, const coprod__plan_item *item, coprod__budget_row *row)
{
    for (int e = 0; e < COPROD__ESTIMATES; e++) {
        coprod__exact rate = coprod__exact_times(coprod__exact_of(item->rate_mpence), item->minutes[e], 60);
        row->line.unit_pence[e] = item->rate_mpence < 0 ? item->pence[e]
                                      : coprod__exact_round(rate, 1000, own->budget->policy->rounding);
    }
    row->line.outcome = COPROD_OUTCOME_DIRECT;
}

/* Multiplies. A line that is undetermined or held in one of the three is no part of any: the three must go up. */
static void finish(pricing *own, coprod__budget_row *row, const coprod__plan_item *item)
{
    coprod_budget_info *info = &own->budget->info;
    coprod_budget_line *line = &row->line;
    int fits = 1;
    for (int e = 0; e < COPROD__ESTIMATES; e++) {
        const int64_t people = row->session ? row->session->people[e] : 1;
        line->count[e] = !item || item->everybody ? people : item->count[e];
        if (item && !item->lines && item->each_person)
            line->count[e] = coprod__mul(line->count[e], people, &fits);
        if (row->unclear)
            line->unit_pence[e] = row->left[e] = 0;
        line->pence[e] = coprod__mul(line->unit_pence[e], line->count[e], &fits);
        info->left_pence[e] = coprod__add(info->left_pence[e], coprod__mul(row->left[e], line->count[e], &fits), &fits);
        if (item && !strcmp(item->kind, "staff"))
            info->staff_minutes[e] = coprod__add(info->staff_minutes[e],
                                                 coprod__mul(item->minutes[e], line->count[e], &fits), &fits);
        if (!item)
            info->people_minutes[e] = coprod__add(info->people_minutes[e],
                                                  coprod__mul(row->session->minutes, people, &fits), &fits);
    }
    own->budget->unclear += row->unclear;
    info->not_known += !line->known;
    info->not_paid += line->outcome == COPROD_OUTCOME_REJECTED;
    if (!fits && own->status == COPROD_OK)
        own->status = COPROD_E_OVERFLOW;
}

/* Rows of a session on one day. */
static void add_rows(pricing *own, int32_t day)
{
    const coprod__plan_session *session = own->session;
    coprod__budget_row *row = add_row(own, session, session->title, day);
    own->first = own->budget->info.line_count - 1;
    if (row) {
        row->line.type = session->fee.type;
        row->line.kind = "payment";
        row->line.payer = session->payer;
        row->line.outcome = COPROD_OUTCOME_INFORMATION; /* where the plan names neither role nor fee */
    }
    for (uint32_t i = 0; i < session->item_count && row; i++) {
        const coprod__plan_item *item = &session->items[i];
        row = add_row(own, session, item->title, day);
        if (!row)
            return;
        row->line.type = item->lines ? item->lines[0].type : "";
        row->line.kind = item->kind;
        row->line.payer = item->payer;
        if (!item->lines)
            price_cost(own, item, row);
    }
}

static void price_session(pricing *own, int32_t day)
{
    const coprod__plan_session *session = own->session;
    add_rows(own, day);
    for (int e = 0; e < COPROD__ESTIMATES && own->status == COPROD_OK; e++) {
        price_everybody(own, e, day);
        for (uint32_t i = 0; i < session->item_count && own->status == COPROD_OK; i++)
            if (session->items[i].lines && session->items[i].each_person && !session->items[i].everybody)
                price_some(own, &session->items[i], e, day);
        price_once(own, e, day);
    }
    for (uint32_t i = 0; i <= session->item_count && own->status == COPROD_OK; i++)
        finish(own, &own->budget->rows[own->first + i], i ? &session->items[i - 1] : NULL);
}

static void price_others(pricing *own)
{
    const coprod__plan *plan = &own->budget->plan;
    for (uint32_t i = 0; i < plan->item_count; i++)
        for (uint32_t d = 0; d < plan->items[i].days.count && own->status == COPROD_OK; d++) {
            coprod__budget_row *row = add_row(own, NULL, plan->items[i].title, plan->items[i].days.list[d]);
            if (!row)
                return;
            row->line.kind = plan->items[i].kind;
            row->line.payer = plan->items[i].payer;
            price_cost(own, &plan->items[i], row);
            finish(own, row, &plan->items[i]);
        }
}

coprod_status coprod__price_plan(coprod_budget *budget, const coprod_allocator *allocator)
{
    const coprod__plan *plan = &budget->plan;
    pricing own = {budget, NULL, {{{0}}}, NULL, NULL, 0, COPROD_OK};
    size_t most = 1;
    for (uint32_t s = 0; s < plan->session_count; s++)
        most = plan->sessions[s].item_count + 1 > most ? plan->sessions[s].item_count + 1 : most;
    own.lines = coprod__alloc(&budget->memory, most * sizeof *own.lines);
    own.status = own.lines ? coprod_payment_new(allocator, &own.payment) : COPROD_E_MEMORY;
    coprod__trial_claim(&own.claim, "person", own.lines, 0, 0);
    for (uint32_t s = 0; s < plan->session_count; s++)
        for (uint32_t d = 0; d < plan->sessions[s].days.count && own.status == COPROD_OK; d++) {
            own.session = &plan->sessions[s];
            price_session(&own, own.session->days.list[d]);
        }
    price_others(&own);
    coprod_payment_free(own.payment);
    coprod__release(&budget->memory, own.lines, most * sizeof *own.lines);
    return own.status;
}
