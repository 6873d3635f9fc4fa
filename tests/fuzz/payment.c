/* SPDX-License-Identifier: MIT */
/* A payment with everything that can be asked of it. */
#include "fuzz.h"

#include "exact_internal.h"

enum { ROOM = 2048 };

static const coprod_texts *audit(void)
{
    static const coprod_texts *texts;
    if (!texts) {
        coprod_texts *made = NULL;
        HOLDS(coprod_texts_builtin("audit", NULL, &made) == COPROD_OK);
        texts = made;
    }
    return texts;
}

char *fuzz_payment_text(const coprod_payment *payment)
{
    size_t needed = 0, room = FUZZ_ROOM;
    char *text = malloc(room);
    coprod_status status;
    HOLDS(text);
    status = coprod_payment_json(payment, NULL, text, room, &needed);
    if (status == COPROD_E_BUFFER) {
        HOLDS(needed > room);
        free(text);
        text = malloc(needed);
        HOLDS(text);
        status = coprod_payment_json(payment, NULL, text, needed, NULL);
    }
    HOLDS(status == COPROD_OK && strlen(text) + 1 == needed);
    return text;
}

/* A sentence fits its room, or says how much it needs. */
static void said(coprod_status status, const char *text, size_t needed)
{
    HOLDS(status == COPROD_OK || (status == COPROD_E_BUFFER && needed > ROOM));
    HOLDS(status != COPROD_OK || (text[0] && strlen(text) + 1 == needed));
}

static coprod__exact ask_step(const coprod_payment *payment, uint32_t line, uint32_t index)
{
    coprod_payment_step step = {.size = sizeof step};
    coprod__exact delta;
    char text[ROOM];
    size_t needed = 0;
    HOLDS(coprod_payment_get_step(payment, line, index, &step) == COPROD_OK);
    HOLDS(step.code[0] && step.word && step.per && step.source_title && step.source_address && step.source_section);
    HOLDS(step.value_denominator >= 1 && step.delta_denominator >= 1);
    for (int style = 0; style < 2; style++) {
        coprod_status status = coprod_payment_step_text(payment, line, index, style ? audit() : NULL, text, ROOM,
                                                        &needed);
        said(status, text, needed);
    }
    delta.n = step.delta_numerator;
    delta.d = step.delta_denominator;
    return delta;
}

/* The trace adds up to the line, to the thousandth of a penny and exactly. */
static void ask_steps(const coprod_payment *payment, uint32_t index, const coprod_payment_line *line)
{
    coprod__exact sum = coprod__exact_of(0);
    coprod_payment_step step = {.size = sizeof step};
    for (uint32_t s = 0; s < line->step_count; s++)
        sum = coprod__exact_add(sum, ask_step(payment, index, s));
    HOLDS(sum.d && !coprod__exact_compare(sum, coprod__exact_of(1000 * line->pence)));
    HOLDS(coprod_payment_get_step(payment, index, line->step_count, &step) == COPROD_E_UNKNOWN);
}

static int is_paid(int32_t outcome)
{
    return outcome >= COPROD_OUTCOME_PAID && outcome <= COPROD_OUTCOME_PAID_REDUCED;
}

static coprod_payment_line ask_line(const coprod_payment *payment, uint32_t index, int trace)
{
    coprod_payment_line line = {.size = sizeof line};
    char text[ROOM];
    size_t needed = 0;
    HOLDS(coprod_payment_get_line(payment, index, &line) == COPROD_OK && line.id && line.type);
    HOLDS(coprod_outcome_name(line.outcome)[0] && (!line.reason || coprod_why_name(line.reason)[0]));
    HOLDS(!line.reason || line.reasons >> line.reason & 1);
    HOLDS(line.reason || line.outcome == COPROD_OUTCOME_PAID || line.outcome == COPROD_OUTCOME_INFORMATION);
    for (int32_t why = 0; why < 64; why++)
        HOLDS(!(line.reasons >> why & 1) || coprod_why_name(why)[0]);
    HOLDS(line.pence >= 0 && line.waived_pence >= 0 && line.held_pence >= 0 && line.left_pence >= 0);
    HOLDS(is_paid(line.outcome) || !line.pence);
    HOLDS(line.pence || (line.outcome != COPROD_OUTCOME_PAID_CAPPED && line.outcome != COPROD_OUTCOME_PAID_REDUCED));
    HOLDS(line.outcome == COPROD_OUTCOME_DIRECT || line.outcome == COPROD_OUTCOME_DONATED
          || line.cost_pence == line.pence);
    for (int style = 0; style < 2; style++) {
        coprod_status status = coprod_payment_line_text(payment, index, style ? audit() : NULL, text, ROOM, &needed);
        said(status, text, needed);
    }
    if (trace)
        ask_steps(payment, index, &line);
    else
        HOLDS(!line.step_count);
    return line;
}

static void ask_check(const coprod_payment *payment, uint32_t index)
{
    coprod_payment_check check = {.size = sizeof check};
    char text[ROOM];
    size_t needed = 0;
    HOLDS(coprod_payment_get_check(payment, index, &check) == COPROD_OK);
    HOLDS(check.id[0] && check.label && check.kind[0] && check.source_title && check.line);
    HOLDS(check.status >= COPROD_CHECK_INSIDE && check.status <= COPROD_CHECK_NOT_KNOWN);
    HOLDS(check.excess_pence >= 0 && check.lost_pence >= 0);
    for (int style = 0; style < 2; style++) {
        coprod_status status = coprod_payment_check_text(payment, index, style ? audit() : NULL, text, ROOM, &needed);
        said(status, text, needed);
    }
}

/* The advance stands in the document alone. */
static int64_t advance(const char *text)
{
    const char *at = strstr(text, "\"advance_pence\":");
    HOLDS(at);
    return strtoll(at + strlen("\"advance_pence\":"), NULL, 10);
}

void fuzz_payment(const coprod_payment *payment, int trace)
{
    coprod_payment_info info = {.size = sizeof info};
    coprod_payment_line none = {.size = sizeof none};
    coprod_payment_check no_check = {.size = sizeof no_check};
    int64_t sums[COPROD_OUTCOME_INFORMATION + 1] = {0}, held = 0, left = 0, sum = 0, total = 0;
    char hex[65], *text = fuzz_payment_text(payment);
    HOLDS(coprod_fingerprint(text, COPROD_NTS, hex, sizeof hex, NULL) == COPROD_OK); /* it is JSON */
    HOLDS(coprod_payment_get(payment, &info) == COPROD_OK && strlen(info.fingerprint) == 64);
    for (uint32_t i = 0; i < info.line_count; i++) {
        const coprod_payment_line line = ask_line(payment, i, trace);
        sums[line.outcome] += line.pence;
        sum += line.pence;
        held += line.held_pence;
        left += line.left_pence;
    }
    HOLDS(coprod_payment_get_line(payment, info.line_count, &none) == COPROD_E_UNKNOWN);
    for (int32_t outcome = COPROD_OUTCOME_PAID; outcome <= COPROD_OUTCOME_INFORMATION; outcome++) {
        HOLDS(coprod_payment_total(payment, outcome, &total) == COPROD_OK && total >= 0);
        HOLDS(!is_paid(outcome) || total == sums[outcome]);
        HOLDS(outcome != COPROD_OUTCOME_HELD || total == held);
    }
    HOLDS(info.total_pence - info.to_repay_pence == sum - advance(text));
    HOLDS(info.total_pence >= 0 && info.to_repay_pence >= 0 && (!info.total_pence || !info.to_repay_pence));
    HOLDS(info.left_pence == left && info.voucher_pence >= 0 && info.voucher_pence <= sum);
    for (uint32_t i = 0; i < info.check_count; i++)
        ask_check(payment, i);
    HOLDS(coprod_payment_get_check(payment, info.check_count, &no_check) == COPROD_E_UNKNOWN);
    free(text);
}
