/* SPDX-License-Identifier: MIT */
/* One row of columns, priced by the engine as the claim that it is. */
#include "batch_internal.h"

static const char row_claim[] =
    "{\"id\": \"row\", \"person\": \"row\", \"lines\": [{\"id\": \"session\", \"type\": \"session\"}, "
    "{\"id\": \"journey\", \"type\": \"journey\"}]}";

static const char *text_or_none(const char *text)
{
    return text ? text : "";
}

coprod_status coprod__batch_claim(coprod__batch *batch)
{
    const coprod_columns_options *options = &batch->options;
    coprod_status status = coprod_payment_claim_load(row_claim, COPROD_NTS, batch->allocator, NULL, &batch->claim);
    coprod__claim_line *session, *journey;
    if (status != COPROD_OK)
        return status;
    batch->lines = batch->claim->lines;
    session = &batch->lines[0];
    journey = &batch->lines[1];
    session->task = text_or_none(options->task);
    session->declared = text_or_none(options->declared);
    session->approval = journey->approval = options->approved ? "approved" : "";
    if (batch->expense)
        journey->type = batch->expense->id;
    journey->vehicle = text_or_none(options->vehicle);
    journey->country = text_or_none(options->country);
    journey->fuel = text_or_none(options->fuel);
    journey->engine_cc = options->engine_cc;
    journey->has = (options->has_engine_cc ? COPROD__HAS_ENGINE : 0) | (options->receipts ? COPROD__HAS_RECEIPT : 0);
    if (options->has_submitted)
        batch->claim->submitted = options->submitted;
    return COPROD_OK;
}

/* What claim_read.c does with a number or a day that cannot be; the first fault is kept. */
static void set_fault(coprod__claim_line *line, const char *field, int why)
{
    if (line->fault)
        return;
    line->fault = (uint8_t)why;
    line->fault_field = field;
}

static int64_t set_number(coprod__claim_line *line, int64_t value, int64_t most, uint32_t has, const char *field)
{
    line->has &= ~has;
    if (value == COPROD_ROW_UNKNOWN)
        return 0;
    line->has |= has;
    if (value >= 0 && value <= most)
        return value;
    set_fault(line, field, value < 0 ? COPROD_WHY_NEGATIVE : COPROD_WHY_OUT_OF_RANGE);
    return 0;
}

static void set_day(coprod__claim_line *line, int32_t day)
{
    int real = day >= COPROD__BATCH_FIRST_DAY && day <= COPROD__BATCH_LAST_DAY;
    line->has &= ~(uint32_t)COPROD__HAS_DATE;
    line->date = real ? day : COPROD__NO_DAY;
    if (real)
        line->has |= COPROD__HAS_DATE;
    else if (day != COPROD_ROW_UNKNOWN)
        set_fault(line, "date", COPROD_WHY_INVALID_DATE);
}

static void set_session(coprod__batch *batch, size_t row)
{
    coprod__claim_line *line = &batch->lines[0];
    uint32_t role = batch->in.role ? batch->in.role[row] : batch->role;
    line->fault = 0;
    line->role = role < batch->policy->role_count ? batch->policy->roles[role].id : batch->in.role ? "?" : "";
    line->minutes = (int32_t)set_number(line, batch->in.minutes[row], COPROD__CLAIM_MINUTES, COPROD__HAS_MINUTES,
                                        "minutes");
    set_day(line, batch->in.day[row]);
}

static void set_journey(coprod__batch *batch, int32_t day, int64_t milli)
{
    coprod__claim_line *line = &batch->lines[1];
    line->fault = 0;
    line->quantity_milli = set_number(line, milli, COPROD__MILLI_MOST, COPROD__HAS_QUANTITY, "quantity_milli");
    set_day(line, day);
}

static coprod__answer answer_of(const coprod__batch *batch, uint32_t line)
{
    const coprod__priced *own = &batch->payment->lines[line];
    coprod__answer answer = {own->pence, own->outcome, own->reason};
    return answer;
}

/* Sets the opening miles under a key, which stands for the last one until it is found to be another. */
static coprod_status set_opening(coprod__batch *batch, const coprod__entry_key *key, int64_t opening)
{
    coprod__entry *entry = coprod__ledger_room(batch->ledger, key);
    if (!entry)
        return COPROD_E_MEMORY;
    entry->value = opening;
    batch->miles_key = *key;
    return COPROD_OK;
}

/* The key of the last row, in the period of this one. */
static coprod_status guess_opening(coprod__batch *batch, int64_t opening)
{
    const coprod__claim_line *journey = &batch->lines[1];
    coprod__entry_key key = batch->miles_key;
    coprod_status status = COPROD_OK;
    if (!batch->ledger)
        status = coprod__ledger_make(batch->policy, batch->allocator, &batch->ledger);
    if (status != COPROD_OK || !key.of)
        return status;
    if (batch->counts_openings && journey->has & COPROD__HAS_DATE)
        key.period = coprod__period_start(batch->policy, batch->expense->mileage->scope, journey->date);
    return set_opening(batch, &key, opening);
}

/* Prices `count` lines from `first` on. Under which key the miles of a journey are counted is known once it was priced:
 * it is priced again if the guess was wrong, as the first one's is. */
static coprod_status price(coprod__batch *batch, uint32_t first, uint32_t count, int64_t opening)
{
    coprod_status status = opening ? guess_opening(batch, opening) : COPROD_OK;
    batch->claim->lines = batch->lines + first;
    batch->claim->line_count = count;
    while (status == COPROD_OK) {
        const coprod__priced *journey;
        coprod__entry_key key;
        status = coprod__reimburse(batch->policy, opening ? batch->ledger : NULL, batch->claim, &batch->reimburse, NULL,
                                   batch->payment);
        if (status != COPROD_OK || !opening)
            break;
        journey = &batch->payment->lines[count - 1];
        key = journey->miles_key;
        if (!key.of || (batch->miles_key.of && !coprod__entry_order(&batch->miles_key, &key)))
            break;
        status = set_opening(batch, &key, opening);
    }
    return status;
}

coprod_status coprod__batch_session(coprod__batch *batch, size_t row, coprod__answer *answer)
{
    coprod_status status;
    set_session(batch, row);
    status = price(batch, 0, 1, 0);
    if (status == COPROD_OK)
        *answer = answer_of(batch, 0);
    return status;
}

coprod_status coprod__batch_probe(coprod__batch *batch, int32_t day, int64_t milli, int64_t opening,
                                  coprod__answer *answer)
{
    coprod_status status;
    set_journey(batch, day, milli);
    status = price(batch, 1, 1, opening);
    if (status == COPROD_OK)
        *answer = answer_of(batch, 0);
    return status;
}

/* Opening miles that no ledger can hold: an answer of the row's own. */
static int refuses_opening(int64_t opening, coprod__answer *answer)
{
    const coprod__answer refused = {0, COPROD_OUTCOME_REJECTED,
                                    opening < 0 ? COPROD_WHY_NEGATIVE : COPROD_WHY_OUT_OF_RANGE};
    if (opening >= 0 && opening <= COPROD__OPENING_MOST)
        return 0;
    *answer = refused;
    if (opening == COPROD_ROW_UNKNOWN) {
        answer->outcome = COPROD_OUTCOME_UNDETERMINED;
        answer->reason = COPROD_WHY_INPUT_MISSING;
    }
    return 1;
}

coprod_status coprod__batch_journey(coprod__batch *batch, size_t row, coprod__answer *answer)
{
    int64_t opening = batch->in.opening_mmiles ? batch->in.opening_mmiles[row] : 0;
    if (refuses_opening(opening, answer))
        return COPROD_OK;
    return coprod__batch_probe(batch, batch->in.day[row], batch->in.distance_mmiles[row], opening, answer);
}

/* A journey that is refused for its opening leaves the session alone, as any line that is refused does. */
coprod_status coprod__batch_both(coprod__batch *batch, size_t row, coprod__answer answers[2])
{
    int64_t opening = batch->in.opening_mmiles ? batch->in.opening_mmiles[row] : 0;
    coprod_status status;
    if (refuses_opening(opening, &answers[1]))
        return coprod__batch_session(batch, row, &answers[0]);
    set_session(batch, row);
    set_journey(batch, batch->in.day[row], batch->in.distance_mmiles[row]);
    status = price(batch, 0, 2, opening);
    if (status == COPROD_OK) {
        answers[0] = answer_of(batch, 0);
        answers[1] = answer_of(batch, 1);
    }
    return status;
}
