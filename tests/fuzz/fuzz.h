/* SPDX-License-Identifier: MIT */
/* What the fuzzers share. */
#ifndef COPROD_TEST_FUZZ_H
#define COPROD_TEST_FUZZ_H

#include <coprod/coprod.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold for any input. */
#define HOLDS(condition)                                                       \
    do {                                                                       \
        if (!(condition)) {                                                    \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);    \
            abort();                                                           \
        }                                                                      \
    } while (0)

enum { FUZZ_INDICATORS = 32, FUZZ_ROOM = 1 << 18 };

/* A built-in spectrum and the built-in calendar, made once and freed at the end. */
const coprod_spectrum *fuzz_spectrum(size_t index);
const coprod_calendar *fuzz_england(void);

/* Every finding is a sentence, in any catalogue. */
static inline void fuzz_findings(const coprod_findings *findings, const coprod_texts *texts)
{
    char text[8192];
    for (size_t i = 0; i < coprod_findings_count(findings); i++) {
        coprod_finding one = {.size = sizeof one};
        size_t needed = 0;
        coprod_status status = coprod_findings_text(findings, i, texts, text, sizeof text, &needed);
        HOLDS(status == COPROD_OK || (status == COPROD_E_BUFFER && needed > sizeof text));
        HOLDS(coprod_findings_get(findings, i, &one) == COPROD_OK);
        HOLDS(coprod_code_sentence(NULL, one.code));
        HOLDS(strlen(one.found) <= 83 && strlen(one.place) < 512);
        HOLDS(!one.place[0] || one.place[0] == '/');
    }
}

/* A refusal says why, and what was refused is not there. */
static inline void fuzz_refusal(coprod_status status, const void *made, coprod_findings *findings)
{
    HOLDS(!made == (status != COPROD_OK));
    switch (status) {
    case COPROD_OK:
        break;
    case COPROD_E_DEFINITION:
    case COPROD_E_SYNTAX:
    case COPROD_E_TEXT:
        HOLDS(coprod_findings_count(findings) > 0);
        break;
    default:
        HOLDS(status == COPROD_E_LIMIT);
    }
    fuzz_findings(findings, NULL);
    coprod_findings_free(findings);
}

static inline coprod_findings *fuzz_new_findings(void)
{
    coprod_findings *findings = NULL;
    HOLDS(coprod_findings_new(NULL, &findings) == COPROD_OK);
    return findings;
}

/* Classifies evidence and asks everything that can be asked of the result. */
void fuzz_classify(const coprod_spectrum *spectrum, const coprod_evidence *evidence);

/* Classifies rows of raw answers as columns, and each row by itself. */
void fuzz_columns(const coprod_spectrum *spectrum, const uint8_t *data, size_t size);

/* A policy with something of everything and a claim under it, made once and freed at the end. */
const coprod_policy *fuzz_policy(void);
const coprod_payment_claim *fuzz_claim(void);

/* Asks everything that can be asked of a payment; its document, freed by the caller. */
void fuzz_payment(const coprod_payment *payment, int trace);
char *fuzz_payment_text(const coprod_payment *payment);

/* Prices a claim, asks everything that can be asked of the payment, counts it and takes it back. */
void fuzz_price(const coprod_policy *policy, const coprod_ledger *ledger, const coprod_payment_claim *claim);

/* A ledger as a saved state and as JSON, each loaded again; bytes and text are freed by the caller. */
uint8_t *fuzz_saved(const coprod_ledger *ledger, size_t *size);
char *fuzz_ledger_text(const coprod_ledger *ledger);

/* An event of a machine with a payload that can be right; the number of events for a creation. Freed by the caller. */
coprod_event *fuzz_event(const coprod_machine *machine, uint32_t event, const char *role, int32_t day,
                         uint32_t variant);

/* Gives a loop an event, or lets a day pass, and looks at what holds before and after; what became of the event. */
int32_t fuzz_step(coprod_loop *loop, const coprod_machine *machine, const coprod_event *event);
void fuzz_tick(coprod_loop *loop, const coprod_machine *machine, int32_t day);

/* Asks everything that can be asked of a loop on a day; its document after an answer, freed by the caller. */
void fuzz_ask_loop(const coprod_loop *loop, const coprod_machine *machine, int32_t day);
char *fuzz_loop_text(const coprod_loop *loop, const coprod_loop_answer *answer);

/* A built-in machine, made once and freed at the end; any index. */
enum { FUZZ_MACHINES = 5 };
const coprod_machine *fuzz_machine(size_t index);

/* A saved loop, freed by the caller; what it opens to saves to the same bytes. */
uint8_t *fuzz_saved_loop(const coprod_loop *loop, size_t *size);
void fuzz_open_loop(const coprod_machine *machine, const uint8_t *bytes, size_t size,
                    const coprod_loop_options *options);

#endif
