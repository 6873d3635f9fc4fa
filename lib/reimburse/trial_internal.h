/* SPDX-License-Identifier: MIT */
/* Claims that nobody made, priced to find out what would be paid; and what compare, headroom and budget say of them. */
#ifndef COPROD_TRIAL_INTERNAL_H
#define COPROD_TRIAL_INTERNAL_H

#include "json_out_internal.h"
#include "payment_internal.h"

enum { COPROD__MONEY = 48 };

/* A claim of one line, and room for one of other earnings, with a payment to be filled again and again. */
typedef struct coprod__trial {
    const coprod_policy *policy;
    const coprod_ledger *ledger; /* NULL: nothing was counted */
    coprod_reimburse_options options;
    coprod_payment *payment;
    coprod_payment_claim claim;
    coprod__claim_line lines[2];
} coprod__trial;

/* A line of a day, and a claim of lines; with all of their texts empty. Neither is ever freed: it lies in somebody
 * else's memory, and must live as long as a payment holds it. */
void coprod__trial_line(coprod__claim_line *line, const char *id, const char *type, int32_t day);
void coprod__trial_claim(coprod_payment_claim *claim, const char *person, coprod__claim_line *lines, uint32_t count,
                         int32_t day);

coprod_status coprod__trial_start(coprod__trial *trial, const coprod_policy *policy, const char *type, int32_t day,
                                  const coprod_allocator *allocator);
/* Prices it; the answer is the first line of the payment. */
coprod_status coprod__trial_run(coprod__trial *trial);
void coprod__trial_end(coprod__trial *trial);

/* Whether an amount is known: the line is neither undetermined nor held, in whole or in part. */
int coprod__decided(const coprod__priced *own);

/* "£75.00", or "EUR 75.00". */
const char *coprod__say_money(const char *currency, int64_t pence, char text[COPROD__MONEY]);
const char *coprod__say_day(int32_t day, char text[16]);
/* A number of thousandths without the zeros at its end. */
const char *coprod__say_milli(int64_t milli, char text[24]);
/* Adds the sentence of a code, after a space if something stands before. */
void coprod__say(coprod__writer *writer, const coprod_texts *texts, const char *code, const coprod__value *values,
                 size_t count);

/* Sentences by code, as one JSON member. */
typedef struct coprod__saying {
    const char *codes[3]; /* NULL: none */
    const coprod__value *values;
    size_t count;
} coprod__saying;
coprod_status coprod__say_json(coprod__json_out *out, const coprod__memory *memory, const coprod_texts *texts,
                               const coprod__saying *saying);

#endif
