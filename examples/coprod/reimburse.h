/* SPDX-License-Identifier: MIT */
/* coprod reimburse and its relatives: what they share. */
#ifndef COPROD_PROGRAM_REIMBURSE_H
#define COPROD_PROGRAM_REIMBURSE_H

#include <jansson.h>

#include "coprod_program.h"

/* A built-in policy by id, or one loaded from a file where the name ends in ".json". NULL after an error. */
coprod_policy *program_policy(const char *name);

/* What a call writes into a buffer, in memory of its own; NULL after an error, which has been printed. */
typedef struct program_writer {
    coprod_status (*write)(const void *object, const coprod_texts *texts, char *buffer, size_t capacity,
                           size_t *needed);
    const void *object;
    const coprod_texts *texts;
} program_writer;
char *program_written(const program_writer *writer);

/* A payment or a ledger as a JSON value; NULL after an error, which has been printed. */
json_t *program_payment_json(const coprod_payment *payment, const coprod_texts *texts);
json_t *program_ledger_json(const coprod_ledger *ledger);

/* Adds to an answer the payment of a claim that was priced again, and the ledger with it in place of what was paid. */
int program_corrected(coprod_ledger *ledger, const coprod_payment *before, const coprod_payment *after,
                      const coprod_texts *texts, json_t *answer);

/* "£12.34", or the currency's letters before the number. */
const char *program_money(const char *currency, int64_t pence, char text[32]);

#endif
