/* SPDX-License-Identifier: MIT */
/* A budget as one JSON document with sentences. */
#include <string.h>

#include "plan_internal.h"

static const char *const estimates[COPROD__ESTIMATES] = {"low", "expected", "high"};

typedef struct telling {
    coprod__json_out out;
    const coprod_budget *budget;
    const coprod_texts *texts;
    coprod_status status; /* COPROD_E_MEMORY once memory ran out */
} telling;

static void say(telling *own, const char *code, const char *second, const char *third, const coprod__value *values,
                size_t count)
{
    const coprod__saying saying = {{code, second, third}, values, count};
    coprod_status status = coprod__say_json(&own->out, &own->budget->memory, own->texts, &saying);
    own->status = status == COPROD_OK ? own->status : status;
}

static void write_three(telling *own, const char *key, const int64_t three[COPROD__ESTIMATES])
{
    coprod__out_open(&own->out, key, '{');
    for (int e = 0; e < COPROD__ESTIMATES; e++)
        coprod__out_number(&own->out, estimates[e], three[e]);
    coprod__out_close(&own->out, '}');
}

/* An amount that is not known is null, never 0. */
static void write_amount(telling *own, const char *key, const int64_t three[COPROD__ESTIMATES], int unclear)
{
    if (unclear)
        coprod__out_null(&own->out, key);
    else
        write_three(own, key, three);
}

static const char *amount(const telling *own, int64_t pence, char text[COPROD__MONEY])
{
    return coprod__say_money(own->budget->policy->currency, pence, text);
}

static void write_head(telling *own)
{
    const coprod_budget *budget = own->budget;
    coprod__out_text(&own->out, "schema", "budget/1");
    coprod__out_open(&own->out, "policy", '{');
    coprod__out_text(&own->out, "id", budget->policy->id);
    coprod__out_text(&own->out, "version", budget->policy->version);
    coprod__out_text(&own->out, "title", budget->policy->title);
    coprod__out_text(&own->out, "fingerprint", budget->policy->fingerprint);
    coprod__out_close(&own->out, '}');
    coprod__out_open(&own->out, "plan", '{');
    coprod__out_text(&own->out, "id", budget->plan.id);
    coprod__out_text(&own->out, "title", budget->plan.title);
    coprod__out_close(&own->out, '}');
    coprod__out_text(&own->out, "currency", budget->policy->currency);
    if (budget->has_known_on)
        coprod__out_day(&own->out, "known_on", budget->known_on);
}

static void write_totals(telling *own)
{
    const coprod_budget_info *info = &own->budget->info;
    const int nothing = info->line_count && own->budget->unclear == info->line_count;
    char low[COPROD__MONEY], expected[COPROD__MONEY], high[COPROD__MONEY];
    const coprod__value values[] = {
        {"low", amount(own, info->pence[COPROD__LOW], low), 0, NULL, NULL},
        {"expected", amount(own, info->pence[COPROD__EXPECTED], expected), 0, NULL, NULL},
        {"high", amount(own, info->pence[COPROD__HIGH], high), 0, NULL, NULL},
        {"policy", own->budget->policy->title, 0, NULL, NULL},
        {"unknown", NULL, info->not_known, NULL, NULL},
        {"unpaid", NULL, info->not_paid, NULL, NULL},
    };
    coprod__out_open(&own->out, "totals", '{');
    write_amount(own, "pence", info->pence, nothing);
    write_three(own, "left_pence", info->left_pence);
    write_three(own, "people_minutes", info->people_minutes);
    write_three(own, "staff_minutes", info->staff_minutes);
    coprod__out_number(&own->out, "not_known", info->not_known);
    coprod__out_number(&own->out, "not_paid", info->not_paid);
    say(own, nothing ? NULL : "budget-total", info->not_known ? "budget-incomplete" : NULL,
        info->not_paid ? "budget-unpaid" : NULL, values, sizeof values / sizeof *values);
    coprod__out_close(&own->out, '}');
}

/* The sums of one kind, each under the key that says what it is of. */
static void write_sums(telling *own, const char *key, int by, const char *of)
{
    const coprod__sums *sums = &own->budget->sums[by];
    coprod__out_open(&own->out, key, '[');
    for (uint32_t i = 0; i < sums->count; i++) {
        const coprod_budget_sum *sum = &sums->list[i];
        coprod__out_open(&own->out, NULL, '{');
        if (of)
            coprod__out_text(&own->out, of, sum->id);
        if (by == COPROD_BUDGET_SESSIONS)
            coprod__out_text(&own->out, "title", sum->title);
        if (sum->last_day > sum->first_day) {
            coprod__out_day(&own->out, "from", sum->first_day);
            coprod__out_day(&own->out, "to", sum->last_day);
        }
        write_amount(own, "pence", sum->pence, !sum->known);
        coprod__out_number(&own->out, "not_known", sum->not_known);
        coprod__out_close(&own->out, '}');
    }
    coprod__out_close(&own->out, ']');
}

/* Why a line has no amount, or not its whole amount: what a payment of this one line would say of it. */
static void write_why(telling *own, const coprod__budget_row *row)
{
    const coprod__memory *memory = &own->budget->memory;
    coprod__priced priced = *row->priced;
    const coprod_payment payment = {.policy = own->budget->policy, .lines = &priced, .line_count = 1};
    size_t needed = 0;
    char day[16], *why;
    coprod_payment_line_text(&payment, 0, own->texts, NULL, 0, &needed);
    why = coprod__alloc(memory, needed);
    if (!why) {
        own->status = COPROD_E_MEMORY;
        return;
    }
    const coprod__value values[] = {
        {"title", row->line.title, 0, NULL, NULL},
        {"day", coprod__say_day(row->line.day, day), 0, NULL, NULL},
        {"why", why, 0, NULL, NULL},
    };
    coprod_payment_line_text(&payment, 0, own->texts, why, needed, NULL);
    say(own, "budget-line", NULL, NULL, values, sizeof values / sizeof *values);
    coprod__release(memory, why, needed);
}

static void write_line(telling *own, const coprod__budget_row *row)
{
    const coprod_budget_line *line = &row->line;
    coprod__out_open(&own->out, NULL, '{');
    coprod__out_text(&own->out, "session", line->session);
    coprod__out_text(&own->out, "title", line->title);
    coprod__out_text(&own->out, "kind", line->kind);
    coprod__out_text(&own->out, "type", line->type);
    coprod__out_text(&own->out, "payer", line->payer);
    coprod__out_day(&own->out, "date", line->day);
    write_amount(own, "unit_pence", line->unit_pence, row->unclear);
    write_three(own, "count", line->count);
    write_amount(own, "pence", line->pence, row->unclear);
    coprod__out_flag(&own->out, "known", line->known);
    coprod__out_text(&own->out, "outcome", coprod_outcome_name(line->outcome));
    if (line->reason)
        coprod__out_text(&own->out, "reason", coprod_why_name(line->reason));
    else
        coprod__out_null(&own->out, "reason");
    if (row->priced)
        write_why(own, row);
    coprod__out_close(&own->out, '}');
}

coprod_status coprod_budget_json(const coprod_budget *budget, const coprod_texts *texts, char *buffer, size_t capacity,
                                 size_t *needed)
{
    telling own = {{{0}, 0}, budget, texts, COPROD_OK};
    coprod_status written;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!budget || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    coprod__writer_init(&own.out.writer, buffer, capacity);
    coprod__out_open(&own.out, NULL, '{');
    write_head(&own);
    write_totals(&own);
    write_sums(&own, "sessions", COPROD_BUDGET_SESSIONS, "session");
    write_sums(&own, "payers", COPROD_BUDGET_PAYERS, "payer");
    write_sums(&own, "years", COPROD_BUDGET_YEARS, NULL);
    write_sums(&own, "payer_years", COPROD_BUDGET_PAYER_YEARS, "payer");
    write_sums(&own, "kinds", COPROD_BUDGET_KINDS, "kind");
    write_sums(&own, "purposes", COPROD_BUDGET_PURPOSES, "purpose");
    coprod__out_open(&own.out, "lines", '[');
    for (uint32_t i = 0; i < budget->info.line_count; i++)
        write_line(&own, &budget->rows[i]);
    coprod__out_close(&own.out, ']');
    coprod__out_close(&own.out, '}');
    written = coprod__writer_end(&own.out.writer, needed);
    if (own.status != COPROD_OK && buffer && capacity)
        buffer[0] = '\0';
    if (own.status != COPROD_OK && needed)
        *needed = 0;
    return own.status != COPROD_OK ? own.status : written;
}
