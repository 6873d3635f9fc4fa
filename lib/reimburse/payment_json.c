/* SPDX-License-Identifier: MIT */
/* A payment as one JSON document. */
#include <string.h>

#include "json_out_internal.h"
#include "payment_internal.h"

typedef coprod_status text_function(const coprod_payment *payment, uint32_t line, uint32_t index,
                                    const coprod_texts *texts, char *buffer, size_t capacity, size_t *needed);

static coprod_status line_text(const coprod_payment *payment, uint32_t line, uint32_t index,
                               const coprod_texts *texts, char *buffer, size_t capacity, size_t *needed)
{
    (void)index;
    return coprod_payment_line_text(payment, line, texts, buffer, capacity, needed);
}

static coprod_status check_text(const coprod_payment *payment, uint32_t line, uint32_t index,
                                const coprod_texts *texts, char *buffer, size_t capacity, size_t *needed)
{
    (void)line;
    return coprod_payment_check_text(payment, index, texts, buffer, capacity, needed);
}

/* A sentence may be long: it is measured first where it does not fit a common one's room. */
static coprod_status write_text(coprod__json_out *out, const coprod_payment *payment, text_function *say, uint32_t line,
                                uint32_t index, const coprod_texts *texts)
{
    char room[1024];
    size_t needed = 0;
    char *own;
    if (say(payment, line, index, texts, room, sizeof room, &needed) == COPROD_OK) {
        coprod__out_text(out, "text", room);
        return COPROD_OK;
    }
    own = coprod__alloc(&payment->memory, needed);
    if (!own)
        return COPROD_E_MEMORY;
    say(payment, line, index, texts, own, needed, NULL);
    coprod__out_text(out, "text", own);
    coprod__release(&payment->memory, own, needed);
    return COPROD_OK;
}

static void fraction(coprod__json_out *out, const char *key, int64_t n, int64_t d)
{
    char text[48];
    coprod__writer writer;
    if (d == 1) {
        coprod__out_number(out, key, n);
        return;
    }
    coprod__writer_init(&writer, text, sizeof text);
    coprod__write_number(&writer, n);
    coprod__write(&writer, "/");
    coprod__write_number(&writer, d);
    coprod__writer_end(&writer, NULL);
    coprod__out_text(out, key, text);
}

static void write_source(coprod__json_out *out, const coprod_payment_step *step)
{
    coprod__out_open(out, "source", '{');
    coprod__out_text(out, "title", step->source_title);
    if (step->source_address[0])
        coprod__out_text(out, "address", step->source_address);
    if (step->source_section[0])
        coprod__out_text(out, "section", step->source_section);
    if (step->source_words[0])
        coprod__out_text(out, "words", step->source_words);
    coprod__out_close(out, '}');
}

static coprod_status write_step(coprod__json_out *out, const coprod_payment *payment, uint32_t line, uint32_t index,
                                const coprod_texts *texts)
{
    coprod_payment_step step = {sizeof step};
    coprod_status status;
    coprod_payment_get_step(payment, line, index, &step);
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "step", step.code);
    if (step.word[0])
        coprod__out_text(out, "word", step.word);
    coprod__out_number(out, "quantity", step.quantity);
    fraction(out, "value_mpence", step.value_numerator, step.value_denominator);
    if (step.per[0])
        coprod__out_text(out, "per", step.per);
    fraction(out, "delta_mpence", step.delta_numerator, step.delta_denominator);
    if (step.has_from)
        coprod__out_day(out, "from", step.from_day);
    if (step.has_to)
        coprod__out_day(out, "to", step.to_day);
    if (step.has_known_from)
        coprod__out_day(out, "known_from", step.known_from_day);
    write_source(out, &step);
    status = write_text(out, payment, coprod_payment_step_text, line, index, texts);
    coprod__out_close(out, '}');
    return status;
}

static coprod_status write_line(coprod__json_out *out, const coprod_payment *payment, uint32_t index,
                                const coprod_texts *texts)
{
    coprod_payment_line line = {sizeof line};
    coprod_status status;
    coprod_payment_get_line(payment, index, &line);
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "id", line.id);
    coprod__out_text(out, "type", line.type);
    coprod__out_text(out, "outcome", coprod_outcome_name(line.outcome));
    coprod__out_number(out, "pence", line.pence);
    if (line.reason)
        coprod__out_text(out, "reason", coprod_why_name(line.reason));
    else
        coprod__out_null(out, "reason");
    if (line.field[0])
        coprod__out_text(out, "field", line.field);
    coprod__out_open(out, "reasons", '[');
    for (int32_t why = 1; why < 64; why++)
        if (line.reasons >> why & 1)
            coprod__out_text(out, NULL, coprod_why_name(why));
    coprod__out_close(out, ']');
    coprod__out_number(out, "held_pence", line.held_pence);
    coprod__out_number(out, "waived_pence", line.waived_pence);
    coprod__out_number(out, "cost_pence", line.cost_pence);
    coprod__out_number(out, "left_pence", line.left_pence);
    status = write_text(out, payment, line_text, index, 0, texts);
    coprod__out_open(out, "steps", '[');
    for (uint32_t s = 0; s < line.step_count && status == COPROD_OK; s++)
        status = write_step(out, payment, index, s, texts);
    coprod__out_close(out, ']');
    coprod__out_close(out, '}');
    return status;
}

static coprod_status write_check(coprod__json_out *out, const coprod_payment *payment, uint32_t index,
                                 const coprod_texts *texts)
{
    static const char *const words[] = {"", "inside", "outside", "not-known"};
    coprod_payment_check check = {sizeof check};
    coprod_status status;
    coprod_payment_get_check(payment, index, &check);
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "id", check.id);
    coprod__out_text(out, "label", check.label);
    coprod__out_text(out, "kind", check.kind);
    coprod__out_text(out, "status", words[check.status]);
    if (check.has_period)
        coprod__out_day(out, "period", check.period_day);
    if (check.line[0])
        coprod__out_text(out, "line", check.line);
    coprod__out_number(out, "earnings_pence", check.earnings_pence);
    coprod__out_number(out, "limit_pence", check.limit_pence);
    coprod__out_number(out, "kept_pence", check.kept_pence);
    coprod__out_number(out, "lost_pence", check.lost_pence);
    coprod__out_number(out, "excess_pence", check.excess_pence);
    coprod__out_number(out, "minutes", check.minutes);
    coprod__out_text(out, "source", check.source_title);
    status = write_text(out, payment, check_text, 0, index, texts);
    coprod__out_close(out, '}');
    return status;
}

static void write_totals(coprod__json_out *out, const coprod_payment *payment)
{
    int64_t cash = payment->sum_pence - payment->voucher_pence;
    coprod__out_open(out, "totals", '{');
    for (int32_t outcome = COPROD_OUTCOME_PAID; outcome <= COPROD_OUTCOME_INFORMATION; outcome++) {
        int64_t pence;
        coprod_payment_total(payment, outcome, &pence);
        coprod__out_number(out, coprod_outcome_name(outcome), pence);
    }
    coprod__out_number(out, "unreimbursed", payment->left_pence);
    coprod__out_number(out, "voucher", payment->voucher_pence);
    coprod__out_number(out, "cash", cash);
    coprod__out_close(out, '}');
}

static void write_head(coprod__json_out *out, const coprod_payment *payment)
{
    static const char *const routes[] = {"not-stated", "none", "payroll", "self-employed"};
    const coprod_payment_claim *claim = payment->claim;
    coprod__out_text(out, "schema", "payment/1");
    coprod__out_open(out, "policy", '{');
    coprod__out_text(out, "id", payment->policy->id);
    coprod__out_text(out, "version", payment->policy->version);
    coprod__out_text(out, "title", payment->policy->title);
    coprod__out_text(out, "fingerprint", payment->policy->fingerprint);
    coprod__out_close(out, '}');
    coprod__out_text(out, "claim", claim->id);
    coprod__out_text(out, "person", claim->person);
    coprod__out_text(out, "payee", claim->payee == COPROD__PAYEE_PERSON ? "person"
                                   : claim->payee == COPROD__PAYEE_HOST ? "host" : "organisation");
    coprod__out_text(out, "currency", payment->policy->currency);
    coprod__out_text(out, "tax_route", routes[payment->policy->payment.tax_route]);
    if (payment->has_known_on)
        coprod__out_day(out, "known_on", payment->known_on);
    coprod__out_number(out, "total_pence", payment->total_pence);
    coprod__out_number(out, "advance_pence", payment->advance_pence);
    coprod__out_number(out, "to_repay_pence", payment->to_repay_pence);
}

coprod_status coprod_payment_json(const coprod_payment *payment, const coprod_texts *texts, char *buffer,
                                  size_t capacity, size_t *needed)
{
    coprod__json_out out = {{0}, 0};
    coprod_status status = COPROD_OK, written;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!payment || !payment->policy || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    coprod__writer_init(&out.writer, buffer, capacity);
    coprod__out_open(&out, NULL, '{');
    write_head(&out, payment);
    write_totals(&out, payment);
    coprod__out_open(&out, "lines", '[');
    for (uint32_t i = 0; i < payment->line_count && status == COPROD_OK; i++)
        status = write_line(&out, payment, i, texts);
    coprod__out_close(&out, ']');
    coprod__out_open(&out, "checks", '[');
    for (uint32_t i = 0; i < payment->check_count && status == COPROD_OK; i++)
        status = write_check(&out, payment, i, texts);
    coprod__out_close(&out, ']');
    coprod__out_close(&out, '}');
    written = coprod__writer_end(&out.writer, needed);
    if (status != COPROD_OK && buffer && capacity)
        buffer[0] = '\0';
    if (status != COPROD_OK && needed)
        *needed = 0;
    return status != COPROD_OK ? status : written;
}
