/* SPDX-License-Identifier: MIT */
/* How fast claims are priced, beside plain C that does the same sums in the obvious way, in one run. Informs; asserts
 * nothing about time, but that both say the same. */
#define _POSIX_C_SOURCE 200809L
#include <coprod/coprod.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

enum { ROWS = 1 << 20, CALLS = 20000, CLAIMS = 1000, FIRST = 19723 }; /* days: from 1 January 2024 */
enum { APRIL = 20179, TAX_YEAR = 20184 };                              /* 1 and 6 April 2025 */

typedef struct columns {
    int32_t day[ROWS], minutes[ROWS];
    uint16_t role[ROWS];
    int64_t miles[ROWS], opening[ROWS], fee[ROWS], mileage[ROWS], plain_fee[ROWS], plain_mileage[ROWS];
    uint8_t outcome[2][ROWS];
} columns;

/* The same numbers as in bench_reimburse.py. */
static uint32_t next(uint32_t below)
{
    static uint32_t seed = 1;
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static void fill(columns *c)
{
    for (size_t r = 0; r < ROWS; r++) {
        c->day[r] = FIRST + (int32_t)next(730);
        c->role[r] = (uint16_t)next(2);
        c->minutes[r] = (int32_t)next(601);
        c->miles[r] = next(120000);
        c->opening[r] = next(11000000);
    }
}

/* The rules of policy.json, written out by hand. */
static void plain_row(columns *c, size_t r)
{
    int64_t rate = c->day[r] < TAX_YEAR ? 45000 : 47500, miles = c->miles[r], below = 10000000 - c->opening[r];
    int64_t half = c->role[r] ? 15000 : c->day[r] < APRIL ? 7500 : 8000, whole = c->role[r] ? 30000 : 15000;
    below = below < 0 ? 0 : below < miles ? below : miles;
    c->plain_fee[r] = c->minutes[r] == 0 ? 0 : c->minutes[r] <= 240 ? half : whole;
    c->plain_mileage[r] = (below * rate + (miles - below) * 25000 + 500000) / 1000000;
}

/* Returns whether the library and the plain rows say the same. */
static int bench_columns(const coprod_policy *policy, const coprod_policy *tied)
{
    columns *c = malloc(sizeof *c);
    const coprod_claim_columns in = {sizeof in, c->day, c->role, c->minutes, c->miles, c->opening};
    const coprod_payment_columns out = {sizeof out, c->fee, c->mileage, c->outcome[0], NULL, c->outcome[1], NULL};
    const coprod_columns_options options = {.size = sizeof options, .expense = "mileage", .vehicle = "car"};
    double batch = 0, obvious = 0, engine = 0;
    int64_t sums[2] = {0, 0};
    int same;
    fill(c);
    BEST(obvious, 15, for (size_t r = 0; r < ROWS; r++) plain_row(c, r));
    BEST(batch, 15, coprod_reimburse_columns(policy, &in, ROWS, &options, NULL, &out));
    line("columns of a session and a journey", ROWS / batch, ROWS / obvious, "plain C, row by row");
    for (size_t r = 0; r < ROWS; r++) {
        sums[0] += c->fee[r];
        sums[1] += c->mileage[r];
    }
    same = !memcmp(c->fee, c->plain_fee, sizeof c->fee) && !memcmp(c->mileage, c->plain_mileage, sizeof c->fee);
    printf("%-52s %s (%lld + %lld pence)\n", "  the same pence", same ? "yes" : "NO", (long long)sums[0],
           (long long)sums[1]);
    BEST(engine, 3, coprod_reimburse_columns(tied, &in, ROWS / 16, &options, NULL, &out));
    printf("%-52s %10.2f million/s\n", "  the same where the engine prices each row", ROWS / 16 / engine / 1e6);
    free(c);
    return same;
}

/* Sessions, journeys and tickets in turn. */
static const char *const forms[] = {
    "{\"id\": \"%d\", \"date\": \"2024-05-%02d\", \"type\": \"session\", \"role\": \"member\", \"minutes\": 180}",
    "{\"id\": \"%d\", \"date\": \"2024-05-%02d\", \"type\": \"mileage\", \"vehicle\": \"car\", "
    "\"quantity_milli\": 20400}",
    "{\"id\": \"%d\", \"date\": \"2024-05-%02d\", \"type\": \"travel\", \"amount_pence\": 1250, "
    "\"receipt\": {\"no\": \"a-17\"}}"};

static coprod_payment_claim *claim_of(int number, int lines)
{
    char text[4096];
    int length = snprintf(text, sizeof text, "{\"id\": \"c-%d\", \"person\": \"person-%d\", \"lines\": [", number,
                          number % 100);
    coprod_payment_claim *claim = NULL;
    for (int i = 0; i < lines; i++) {
        length += snprintf(text + length, sizeof text - (size_t)length, "%s", i ? ", " : "");
        length += snprintf(text + length, sizeof text - (size_t)length, forms[i % 3], i, 1 + i);
    }
    snprintf(text + length, sizeof text - (size_t)length, "]}");
    coprod_payment_claim_load(text, COPROD_NTS, NULL, NULL, &claim);
    return claim;
}

static void bench_single(const coprod_policy *policy)
{
    coprod_payment_claim *two = claim_of(0, 2), *ten = claim_of(0, 10);
    coprod_payment *payment = NULL;
    const coprod_reimburse_options bare = {.size = sizeof bare, .no_trace = 1};
    double traced = 0, untraced = 0, longer = 0;
    coprod_payment_new(NULL, &payment);
    BEST(traced, 15, for (int i = 0; i < CALLS; i++) coprod_reimburse(policy, NULL, two, NULL, payment));
    BEST(untraced, 15, for (int i = 0; i < CALLS; i++) coprod_reimburse(policy, NULL, two, &bare, payment));
    BEST(longer, 15, for (int i = 0; i < CALLS; i++) coprod_reimburse(policy, NULL, ten, NULL, payment));
    printf("%-52s %10.2f million/s\n", "a session and a journey, with every step", CALLS / traced / 1e6);
    printf("%-52s %10.2f million/s\n", "the same without steps", CALLS / untraced / 1e6);
    printf("%-52s %10.2f microseconds\n", "a claim of 10 lines, with every step", longer / CALLS * 1e6);
    coprod_payment_claim_free(two);
    coprod_payment_claim_free(ten);
    coprod_payment_free(payment);
}

static void bench_many(const coprod_policy *policy)
{
    coprod_payment_claim *claims[CLAIMS];
    const coprod_payment_claim *const *list = (const coprod_payment_claim *const *)claims;
    coprod_payment *payment = NULL;
    coprod_ledger *ledger = NULL;
    const coprod_many_options keep = {.size = sizeof keep, .keep_ledger = 1};
    double goes_on = 0, kept = 0;
    for (int i = 0; i < CLAIMS; i++)
        claims[i] = claim_of(i, 2);
    coprod_payment_new(NULL, &payment);
    BEST(goes_on, 15, coprod_ledger_free(ledger); coprod_ledger_new(policy, NULL, &ledger);
         coprod_reimburse_many(policy, ledger, list, CLAIMS, NULL, payment, NULL));
    BEST(kept, 15, coprod_reimburse_many(policy, ledger, list, CLAIMS, &keep, payment, NULL));
    printf("%-52s %10.2f million/s\n", "many such claims, the ledger going on", CLAIMS / goes_on / 1e6);
    printf("%-52s %10.2f million/s\n", "many such claims, the ledger kept", CLAIMS / kept / 1e6);
    for (int i = 0; i < CLAIMS; i++)
        coprod_payment_claim_free(claims[i]);
    coprod_ledger_free(ledger);
    coprod_payment_free(payment);
}

/* The slowest of the built-in ones too. */
static void bench_load(const char *json)
{
    double own = 0, slowest = 0;
    const char *which = "";
    BEST(own, 15, coprod_policy *policy = NULL; coprod_policy_load(json, COPROD_NTS, NULL, NULL, &policy);
         coprod_policy_free(policy));
    for (size_t i = 0; i < coprod_policy_count(); i++) {
        double one = 0;
        BEST(one, 5, coprod_policy *policy = NULL; coprod_policy_builtin(coprod_policy_id(i), NULL, &policy);
             coprod_policy_free(policy));
        which = one > slowest ? coprod_policy_id(i) : which;
        slowest = one > slowest ? one : slowest;
    }
    printf("%-52s %10.2f milliseconds\n", "load this policy", own * 1e3);
    printf("%-52s %10.2f milliseconds (%s)\n", "load the slowest built-in policy", slowest * 1e3, which);
}

/* The same policy, rounded over the claim, so that no line can be priced without the other. */
static coprod_policy *tied_policy(const char *json)
{
    static char text[1 << 16];
    const char *at = strstr(json, "\"roles\"");
    coprod_policy *policy = NULL;
    snprintf(text, sizeof text, "%.*s\"rounding\": {\"stage\": \"claim\"}, %s", (int)(at - json), json, at);
    coprod_policy_load(text, COPROD_NTS, NULL, NULL, &policy);
    return policy;
}

int main(void)
{
    static char json[1 << 15];
    coprod_policy *policy = NULL, *tied;
    int same;
    FILE *file = fopen(COPROD_BENCH_POLICY, "rb");
    size_t length = file ? fread(json, 1, sizeof json - 1, file) : 0;
    if (file)
        fclose(file);
    if (coprod_policy_load(json, length, NULL, NULL, &policy) != COPROD_OK)
        return 1;
    tied = tied_policy(json);
    same = bench_columns(policy, tied);
    bench_single(policy);
    bench_many(policy);
    bench_load(json);
    coprod_policy_free(policy);
    coprod_policy_free(tied);
    return !same;
}
