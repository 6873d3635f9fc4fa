/* SPDX-License-Identifier: MIT */
/* Prices columns of claims. What a session costs is kept by role, days of the same rates, and minute, once the engine
 * was asked; miles are priced by bands that were checked against the engine. Everything else the engine prices. */
#include "batch_internal.h"
#include "text_internal.h"

/* A price in a table: pence, outcome and reason in one number, which is 0 where nothing was asked yet. */
static int64_t packed(coprod__answer answer)
{
    if (answer.pence < 0 || answer.pence > INT64_MAX >> 16)
        return 0; /* stays unasked */
    return (int64_t)((uint64_t)answer.pence << 16 | (uint64_t)answer.outcome << 8 | answer.reason);
}

static coprod__answer unpacked(int64_t cell)
{
    coprod__answer answer = {cell >> 16, (uint8_t)(cell >> 8), (uint8_t)cell};
    return answer;
}

static inline void put(int64_t *pence, uint8_t *outcome, uint8_t *reason, size_t row, coprod__answer answer)
{
    if (pence)
        pence[row] = answer.pence;
    if (outcome)
        outcome[row] = answer.outcome;
    if (reason)
        reason[row] = answer.reason;
}

static inline void put_fee(const coprod_payment_columns *out, size_t row, coprod__answer answer)
{
    put(out->fee_pence, out->fee_outcome, out->fee_reason, row, answer);
}

static inline void put_mileage(const coprod_payment_columns *out, size_t row, coprod__answer answer)
{
    put(out->mileage_pence, out->mileage_outcome, out->mileage_reason, row, answer);
}

/* The place of a session's price; NULL if there is none, or no room for one more table. */
static int64_t *cell_of(coprod__batch *batch, uint32_t day, uint32_t role, int32_t minutes, coprod_status *status)
{
    int64_t **table;
    if (day >= batch->span || (uint32_t)minutes > COPROD__BATCH_MINUTES || !batch->tables)
        return NULL;
    table = &batch->tables[(size_t)batch->segments[day] * batch->role_count + role];
    if (!*table && batch->table_count < COPROD__BATCH_TABLES) {
        *table = coprod__alloc(&batch->memory, (COPROD__BATCH_MINUTES + 1) * sizeof **table);
        *status = *table ? COPROD_OK : COPROD_E_MEMORY;
        batch->table_count++;
    }
    return *table ? *table + minutes : NULL;
}

/* A session that no table has the price of. */
static coprod_status ask_session(coprod__batch *batch, size_t row, uint32_t day, uint32_t role)
{
    coprod_status status = COPROD_OK;
    int64_t *cell = cell_of(batch, day, role, batch->in.minutes[row], &status);
    coprod__answer answer;
    if (status == COPROD_OK)
        status = coprod__batch_session(batch, row, &answer);
    if (status != COPROD_OK)
        return status;
    if (cell)
        *cell = packed(answer);
    put_fee(&batch->out, row, answer);
    return COPROD_OK;
}

/* What the loops read is copied, because a store to a column of numbers could change anything else. */
static coprod_status price_fees(coprod__batch *batch)
{
    const int32_t *days = batch->in.day, *minutes = batch->in.minutes;
    const uint16_t *roles = batch->in.role, *segments = batch->segments;
    const uint32_t none = batch->role_count - 1, span = batch->tables ? batch->span : 0, one = batch->role;
    const uint32_t first = (uint32_t)batch->first_day;
    int64_t *const *tables = batch->tables;
    const coprod_payment_columns out = batch->out;
    for (size_t r = 0; r < batch->rows; r++) {
        uint32_t d = (uint32_t)days[r] - first, role = roles ? roles[r] : one;
        coprod_status status;
        role = role < none ? role : none;
        if (d < span && (uint32_t)minutes[r] <= COPROD__BATCH_MINUTES) {
            const int64_t *table = tables[segments[d] * ((size_t)none + 1) + role];
            int64_t cell = table ? table[minutes[r]] : 0;
            if (cell) {
                put_fee(&out, r, unpacked(cell));
                continue;
            }
        }
        status = ask_session(batch, r, d, role);
        if (status != COPROD_OK)
            return status;
    }
    return COPROD_OK;
}

/* The miles of a row as the policy rounds them. */
static inline int64_t rounded_miles(const coprod__mileage *mileage, int64_t milli)
{
    if (mileage->round_milli == 1)
        return milli;
    return coprod__exact_round(coprod__exact_of(milli), mileage->round_milli, mileage->round_mode)
           * mileage->round_milli;
}

/* A journey that no plan takes, or the first of its days, which makes the plan. */
static coprod_status ask_journey(coprod__batch *batch, size_t row, coprod__mile_plan *plan)
{
    coprod_status status = plan && !plan->made ? coprod__batch_plan(batch, batch->in.day[row], plan) : COPROD_OK;
    coprod__answer answer;
    if (status == COPROD_OK)
        status = coprod__batch_journey(batch, row, &answer);
    if (status == COPROD_OK)
        put_mileage(&batch->out, row, answer);
    return status;
}

static coprod_status price_miles(coprod__batch *batch)
{
    const int32_t *days = batch->in.day;
    const int64_t *miles = batch->in.distance_mmiles, *openings = batch->in.opening_mmiles;
    const uint16_t *segments = batch->segments;
    const uint32_t span = batch->span, first = (uint32_t)batch->first_day;
    const coprod__mileage *mileage = batch->expense->mileage;
    const int mode = batch->policy->rounding;
    const int64_t counted = batch->counts_openings ? -1 : 0; /* a mask */
    const coprod_payment_columns out = batch->out;
    coprod__mile_plan *plans = batch->plans;
    for (size_t r = 0; r < batch->rows; r++) {
        uint32_t d = (uint32_t)days[r] - first;
        int64_t opening = openings ? openings[r] : 0, before = opening & counted;
        coprod__mile_plan *plan = d < span ? &plans[segments[d]] : NULL;
        coprod_status status;
        if (plan && (uint64_t)miles[r] < (uint64_t)plan->limit && (uint64_t)opening <= COPROD__OPENING_MOST) {
            int64_t milli = rounded_miles(mileage, miles[r]);
            if (milli <= plan->end - before) {
                put_mileage(&out, r, coprod__plan_price(plan, before, before + milli, mode));
                continue;
            }
        }
        status = ask_journey(batch, r, plan);
        if (status != COPROD_OK)
            return status;
    }
    return COPROD_OK;
}

static coprod_status price_both(coprod__batch *batch)
{
    for (size_t r = 0; r < batch->rows; r++) {
        coprod__answer answers[2];
        coprod_status status = coprod__batch_both(batch, r, answers);
        if (status != COPROD_OK)
            return status;
        put_fee(&batch->out, r, answers[0]);
        put_mileage(&batch->out, r, answers[1]);
    }
    return COPROD_OK;
}

static void put_nothing(const coprod__batch *batch, int fees, int miles)
{
    const coprod__answer nothing = {0, 0, 0};
    for (size_t r = 0; r < batch->rows && fees; r++)
        put_fee(&batch->out, r, nothing);
    for (size_t r = 0; r < batch->rows && miles; r++)
        put_mileage(&batch->out, r, nothing);
}

static int over_any_fee(const coprod_policy *policy, const coprod__cap *cap)
{
    int any = 0;
    for (uint32_t f = 0; f < policy->fee_count; f++)
        any |= cap->over_fee[f];
    return any;
}

/* Whether what one line comes to depends on the other: one rounding or cap over both, more lines than a claim may have,
 * or lines that are the same by the policy's key. */
static int are_tied(const coprod__batch *batch)
{
    const coprod_policy *policy = batch->policy;
    const coprod__claim_rules *rules = &policy->claim_rules;
    const uint8_t apart = COPROD__BY_TYPE | COPROD__BY_RECEIPT | COPROD__BY_JOURNEY;
    int64_t expense = batch->expense ? batch->expense - policy->expenses : 0;
    int tied = policy->round_claim || rules->most_lines == 1;
    tied |= rules->duplicate_key && !(rules->duplicate_key & apart);
    for (uint32_t c = 0; c < policy->cap_count; c++)
        tied |= policy->caps[c].over_expense[expense] && over_any_fee(policy, &policy->caps[c]);
    return tied && batch->in.minutes && batch->expense;
}

/* The group of bands that all journeys have, if nothing else prices them. */
static const coprod__group *group_of(coprod__batch *batch)
{
    const coprod_policy *policy = batch->policy;
    const coprod__expense *expense = batch->expense;
    const coprod__mileage *mileage = expense->mileage;
    const coprod__exact none = {0, 1};
    coprod__run run = {.policy = policy, .claim = batch->claim, .payment = batch->payment};
    coprod__priced own = {.line = &batch->lines[1], .field = "", .amount = none, .held = none, .waived = none,
                          .donated = none, .whole = none, .exact = none};
    const coprod__group *group;
    int by_amount = (expense->receipt.need == COPROD__NEED_ABOVE && !batch->options.receipts)
                    || (expense->approval.need == COPROD__NEED_ABOVE && !batch->options.approved);
    int at_reserve = mileage->has_reserve && !batch->options.approved
                     && (mileage->reserve_when == COPROD__RESERVE_NO_APPROVAL
                         || expense->approval.if_missing == COPROD__THEN_DOWNGRADE);
    for (uint32_t c = 0; c < policy->cap_count; c++)
        by_amount |= policy->caps[c].over_expense[expense - policy->expenses];
    if (by_amount || at_reserve)
        return NULL;
    group = coprod__mileage_group(&run, &own, mileage);
    return group && group->band_count && group->band_count <= COPROD__BATCH_BANDS ? group : NULL;
}

static coprod_status prepare(coprod__batch *batch)
{
    size_t tables;
    coprod_status status = coprod_payment_new(batch->allocator, &batch->payment);
    if (status == COPROD_OK)
        status = coprod__batch_claim(batch);
    if (status != COPROD_OK)
        return status;
    batch->tied = (uint8_t)are_tied(batch);
    if (batch->expense) {
        const uint8_t scope = batch->expense->mileage->scope;
        batch->group = group_of(batch);
        batch->counts_openings = scope != COPROD__SCOPE_JOURNEY && scope != COPROD__SCOPE_CLAIM
                                 && scope != COPROD__SCOPE_NONE;
    }
    if (batch->tied)
        return COPROD_OK;
    status = coprod__batch_segments(batch);
    if (status != COPROD_OK || !batch->span)
        return status;
    batch->plans = coprod__alloc(&batch->memory, batch->segment_count * sizeof *batch->plans);
    if (!batch->plans)
        return COPROD_E_MEMORY;
    if (coprod__size_mul(batch->segment_count, batch->role_count, &tables) != COPROD_OK
        || tables > COPROD__BATCH_TABLES * (size_t)COPROD__BATCH_TABLES)
        return COPROD_OK; /* every session is priced by the engine */
    batch->tables = coprod__alloc(&batch->memory, tables * sizeof *batch->tables);
    batch->table_room = tables;
    return batch->tables ? COPROD_OK : COPROD_E_MEMORY;
}

static void release(coprod__batch *batch)
{
    const coprod__memory *memory = &batch->memory;
    for (size_t t = 0; t < batch->table_room && batch->tables; t++)
        coprod__release(memory, batch->tables[t], (COPROD__BATCH_MINUTES + 1) * sizeof **batch->tables);
    coprod__release(memory, batch->tables, batch->table_room * sizeof *batch->tables);
    coprod__release(memory, batch->plans, batch->segment_count * sizeof *batch->plans);
    coprod__release(memory, batch->segments, batch->segments_room * sizeof *batch->segments);
    coprod_payment_free(batch->payment);
    coprod_ledger_free(batch->ledger);
    coprod_payment_claim_free(batch->claim);
}

static coprod_status price(coprod__batch *batch)
{
    coprod_status status = prepare(batch);
    if (status == COPROD_OK && batch->tied)
        status = price_both(batch);
    if (status == COPROD_OK && !batch->tied && batch->in.minutes)
        status = price_fees(batch);
    if (status == COPROD_OK && !batch->tied && batch->expense)
        status = price_miles(batch);
    release(batch);
    if (status == COPROD_OK)
        put_nothing(batch, !batch->in.minutes, !batch->expense);
    return status;
}

static coprod_status check_options(coprod__batch *batch)
{
    coprod_columns_options *own = &batch->options;
    const char *const texts[] = {own->role, own->task, own->declared, own->expense, own->vehicle, own->country,
                                 own->fuel};
    const int32_t flags = own->has_engine_cc | own->has_submitted | own->has_known_on | own->approved | own->receipts;
    const int32_t first = COPROD__BATCH_FIRST_DAY, last = COPROD__BATCH_LAST_DAY;
    size_t bytes;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i] && coprod__text_check(texts[i], COPROD_NTS, &bytes) != COPROD_OK)
            return COPROD_E_TEXT;
    if (flags < 0 || flags > 1)
        return COPROD_E_ARGUMENT;
    if ((own->has_engine_cc && (own->engine_cc < 0 || own->engine_cc > 100000))
        || (own->has_submitted && (own->submitted < first || own->submitted > last)))
        return COPROD_E_RANGE;
    batch->known_on = own->has_known_on ? own->known_on : COPROD__OPEN_TO;
    batch->reimburse = (coprod_reimburse_options){sizeof batch->reimburse, own->known_on, own->has_known_on, 1, 0};
    return COPROD_OK;
}

/* Whose fee, and which expense. */
static coprod_status find_rules(coprod__batch *batch)
{
    const coprod_policy *policy = batch->policy;
    int32_t role = batch->options.role ? coprod__role_index(policy, batch->options.role) : 0, expense;
    batch->role_count = policy->role_count + 1;
    batch->role = batch->options.role ? (uint32_t)role : policy->role_count;
    if (role == COPROD__NONE)
        return COPROD_E_UNKNOWN;
    if (!batch->in.distance_mmiles)
        return COPROD_OK;
    if (!batch->options.expense)
        return COPROD_E_ARGUMENT;
    expense = coprod__expense_index(policy, batch->options.expense);
    if (expense == COPROD__NONE)
        return COPROD_E_UNKNOWN;
    batch->expense = &policy->expenses[expense];
    return batch->expense->kind == COPROD__KIND_MILEAGE ? COPROD_OK : COPROD_E_ARGUMENT;
}

coprod_status coprod_reimburse_columns(const coprod_policy *policy, const coprod_claim_columns *claims, size_t rows,
                                       const coprod_columns_options *options, const coprod_allocator *allocator,
                                       const coprod_payment_columns *payments)
{
    coprod__batch batch = {policy, allocator};
    coprod_status status;
    if (!payments)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(payments, sizeof batch.out, sizeof batch.out, &batch.out);
    if (status != COPROD_OK)
        return status;
    batch.rows = rows;
    status = coprod__struct_in(claims, sizeof batch.in, sizeof batch.in, &batch.in);
    if (status == COPROD_OK)
        status = coprod__struct_in(options, sizeof batch.options, sizeof batch.options, &batch.options);
    if (status == COPROD_OK && (!policy || !claims || (rows && !batch.in.day)
                                || (!batch.in.minutes && !batch.in.distance_mmiles)))
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod__memory_init(allocator, &batch.memory);
    if (status == COPROD_OK)
        status = check_options(&batch);
    if (status == COPROD_OK)
        status = find_rules(&batch);
    if (status == COPROD_OK && rows)
        status = price(&batch);
    if (status != COPROD_OK)
        put_nothing(&batch, 1, 1);
    return status;
}

coprod_status coprod_policy_role_index(const coprod_policy *policy, const char *id, uint32_t *index)
{
    int32_t role;
    if (index)
        *index = 0;
    if (!policy || !id || !index)
        return COPROD_E_ARGUMENT;
    role = coprod__role_index(policy, id);
    if (role == COPROD__NONE)
        return COPROD_E_UNKNOWN;
    *index = (uint32_t)role;
    return COPROD_OK;
}
