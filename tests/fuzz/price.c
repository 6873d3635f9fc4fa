/* SPDX-License-Identifier: MIT */
/* A claim priced, counted, saved, taken back and priced again. */
#include "fuzz.h"

static coprod_policy *policy;
static coprod_payment_claim *claim;

static void free_all(void)
{
    coprod_payment_claim_free(claim);
    coprod_policy_free(policy);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, FUZZ_ROOM);
    HOLDS(file && text && fread(text, 1, FUZZ_ROOM - 1, file) > 0);
    fclose(file);
    return text;
}

const coprod_policy *fuzz_policy(void)
{
    if (!policy) {
        char *text = read_file(COPROD_TEST_DATA "/support/rich-policy.json");
        HOLDS(coprod_policy_load(text, COPROD_NTS, NULL, NULL, &policy) == COPROD_OK);
        free(text);
        text = read_file(COPROD_TEST_DATA "/support/rich-claim.json");
        HOLDS(coprod_payment_claim_load(text, COPROD_NTS, NULL, NULL, &claim) == COPROD_OK);
        free(text);
        HOLDS(!atexit(free_all));
    }
    return policy;
}

const coprod_payment_claim *fuzz_claim(void)
{
    fuzz_policy();
    return claim;
}

uint8_t *fuzz_saved(const coprod_ledger *ledger, size_t *size)
{
    uint8_t *bytes;
    HOLDS(coprod_ledger_save(ledger, NULL, 0, size) == COPROD_E_BUFFER && *size);
    bytes = malloc(*size);
    HOLDS(bytes);
    HOLDS(coprod_ledger_save(ledger, bytes, *size, size) == COPROD_OK);
    return bytes;
}

char *fuzz_ledger_text(const coprod_ledger *ledger)
{
    size_t needed = 0;
    char *text;
    HOLDS(coprod_ledger_json(ledger, NULL, 0, &needed) == COPROD_E_BUFFER && needed > 1);
    text = malloc(needed);
    HOLDS(text);
    HOLDS(coprod_ledger_json(ledger, text, needed, NULL) == COPROD_OK && strlen(text) + 1 == needed);
    return text;
}

/* Another ledger that holds the same: empty, from a saved state, from JSON, or merged. */
static coprod_ledger *copy_of(const coprod_policy *under, const coprod_ledger *ledger, int way)
{
    coprod_ledger *made = NULL;
    if (ledger && way == 0) {
        size_t size = 0;
        uint8_t *bytes = fuzz_saved(ledger, &size);
        HOLDS(coprod_ledger_open(under, bytes, size, NULL, &made) == COPROD_OK);
        free(bytes);
    } else if (ledger && way == 1) {
        char *text = fuzz_ledger_text(ledger);
        HOLDS(coprod_ledger_load(under, text, COPROD_NTS, NULL, NULL, &made) == COPROD_OK);
        free(text);
    } else {
        HOLDS(coprod_ledger_new(under, NULL, &made) == COPROD_OK);
        HOLDS(!ledger || coprod_ledger_merge(made, ledger) == COPROD_OK);
    }
    return made;
}

static void same_ledger(const coprod_ledger *one, const coprod_ledger *other)
{
    size_t size = 0, other_size = 0;
    uint8_t *bytes = fuzz_saved(one, &size), *other_bytes = fuzz_saved(other, &other_size);
    HOLDS(size == other_size && !memcmp(bytes, other_bytes, size));
    free(bytes);
    free(other_bytes);
}

static void same_text(char *one, char *other)
{
    HOLDS(!strcmp(one, other));
    free(one);
    free(other);
}

static void same_payment(const coprod_payment *one, const coprod_payment *other)
{
    same_text(fuzz_payment_text(one), fuzz_payment_text(other));
}

/* Without its trace a payment is the same payment; and the memory of one is used for another. */
static void without_trace(const coprod_payment *whole, const coprod_policy *under, const coprod_ledger *ledger,
                          const coprod_payment_claim *of, coprod_payment *again)
{
    const coprod_reimburse_options options = {.size = sizeof options, .no_trace = 1};
    coprod_payment_info info = {.size = sizeof info};
    HOLDS(coprod_reimburse(under, ledger, of, &options, again) == COPROD_OK);
    fuzz_payment(again, 0);
    HOLDS(coprod_payment_get(whole, &info) == COPROD_OK);
    for (uint32_t i = 0; i < info.line_count; i++) {
        coprod_difference difference = {.size = sizeof difference};
        coprod_payment_line line = {.size = sizeof line}, other = {.size = sizeof other};
        HOLDS(coprod_payment_get_difference(whole, again, i, &difference) == COPROD_OK);
        HOLDS(!difference.difference_pence && difference.before_pence == difference.after_pence);
        HOLDS(coprod_payment_get_line(whole, i, &line) == COPROD_OK);
        HOLDS(coprod_payment_get_line(again, i, &other) == COPROD_OK);
        HOLDS(line.outcome == other.outcome && line.reasons == other.reasons && line.held_pence == other.held_pence);
    }
    HOLDS(coprod_reimburse(under, ledger, of, NULL, again) == COPROD_OK);
    same_payment(whole, again);
}

/* What was counted is the same wherever it is kept, and is taken back whole. */
static void counted(const coprod_payment *payment, const coprod_policy *under, const coprod_ledger *ledger,
                    const coprod_payment_claim *of, coprod_payment *again)
{
    coprod_ledger *now = copy_of(under, ledger, 0), *before = copy_of(under, ledger, 2);
    coprod_status status = coprod_ledger_add(now, payment);
    if (status == COPROD_OK) {
        HOLDS(coprod_ledger_add(now, payment) != COPROD_OK);
        HOLDS(coprod_reimburse(under, now, of, NULL, again) == COPROD_OK);
        fuzz_payment(again, 1);
        for (int way = 0; way < 3; way++) {
            coprod_ledger *other = copy_of(under, now, way);
            char *text = fuzz_payment_text(again);
            same_ledger(now, other);
            HOLDS(coprod_reimburse(under, other, of, NULL, again) == COPROD_OK);
            same_text(text, fuzz_payment_text(again));
            coprod_ledger_free(other);
        }
        HOLDS(coprod_payment_reassess(payment, now, NULL, again) == COPROD_OK);
        fuzz_payment(again, 1);
        HOLDS(coprod_ledger_reverse(now, payment) == COPROD_OK);
    } else {
        HOLDS(status == COPROD_E_OVERFLOW || status == COPROD_E_RANGE);
    }
    same_ledger(now, before);
    HOLDS(coprod_payment_reassess(payment, ledger, NULL, again) == COPROD_OK);
    if (!ledger)
        same_payment(payment, again);
    coprod_ledger_free(before);
    coprod_ledger_free(now);
}

void fuzz_price(const coprod_policy *under, const coprod_ledger *ledger, const coprod_payment_claim *of)
{
    coprod_payment *payment = NULL, *again = NULL;
    HOLDS(coprod_payment_new(NULL, &payment) == COPROD_OK && coprod_payment_new(NULL, &again) == COPROD_OK);
    HOLDS(coprod_reimburse(under, ledger, of, NULL, payment) == COPROD_OK);
    fuzz_payment(payment, 1);
    without_trace(payment, under, ledger, of, again);
    counted(payment, under, ledger, of, again);
    coprod_payment_free(again);
    coprod_payment_free(payment);
}
