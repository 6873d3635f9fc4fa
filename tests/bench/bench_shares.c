/* SPDX-License-Identifier: MIT */
/* Limits of columns against plain C loops with the same formulas, which check nothing. */
#define _POSIX_C_SOURCE 199309L
#include <coprod/coprod.h>
#include <math.h>
#include <stdlib.h>

#include "bench.h"

enum { ROWS = 1000000, RUNS = 7 };

typedef struct bench {
    uint64_t *k, *n, *population, *denominator;
    double *share, *lower, *upper;
    uint8_t *band, *state;
} bench;

static void *room(size_t bytes)
{
    void *block = calloc(ROWS, bytes);
    if (!block)
        abort();
    return block;
}

static void plain_wilson(const bench *own)
{
    const double z = 1.959963984540054;
    for (size_t i = 0; i < ROWS; i++) {
        const double k = (double)own->k[i], n = (double)own->n[i], root = z * sqrt(z * z + 4 * k * (1 - k / n));
        own->share[i] = k / n;
        own->lower[i] = (2 * k + z * z - root) / (2 * (n + z * z));
        own->upper[i] = (2 * k + z * z + root) / (2 * (n + z * z));
    }
}

/* Byar's alone: a plain program has no exact limits at hand. */
static void plain_byar(const bench *own)
{
    const double z = 1.959963984540054;
    for (size_t i = 0; i < ROWS; i++) {
        const double k = (double)own->k[i], more = k + 1, each = 1000 / (double)own->population[i];
        const double low = 1 - 1 / (9 * k) - z / (3 * sqrt(k)), high = 1 - 1 / (9 * more) + z / (3 * sqrt(more));
        own->share[i] = k * each;
        own->lower[i] = k * low * low * low * each;
        own->upper[i] = more * high * high * high * each;
    }
}

static void plain_ratio(const bench *own)
{
    plain_wilson(own);
    for (size_t i = 0; i < ROWS; i++) {
        const double p = (double)own->population[i] / (double)own->denominator[i];
        own->share[i] /= p;
        own->lower[i] /= p;
        own->upper[i] /= p;
        own->band[i] = own->share[i] < 0.8 ? 2 : own->share[i] > 1.2 ? 4 : 3;
    }
}

static void tell(const char *what, double mine, double plain)
{
    printf("%-44s %8.2f ms a million   %5.2f x the time of a plain loop (%.2f ms)\n", what, mine * 1e3, mine / plain,
           plain * 1e3);
}

int main(void)
{
    bench own = {room(8), room(8), room(8), room(8), room(8), room(8), room(8), room(1), room(1)};
    const coprod_limits_columns limits = {sizeof limits, own.share, own.lower, own.upper, own.state};
    const coprod_representation_columns ratios = {.size = sizeof ratios, .ppr = own.share, .ppr_lower = own.lower,
                                                  .ppr_upper = own.upper, .band = own.band, .state = own.state};
    coprod_share_rules *rules = NULL;
    double mine = 0, plain = 0;
    if (coprod_share_rules_builtin(NULL, &rules) != COPROD_OK)
        abort();
    for (size_t i = 0; i < ROWS; i++) {
        own.n[i] = 1 + i * 2654435761u % 1000;
        own.k[i] = i * 40503u % (own.n[i] + 1);
        own.denominator[i] = 546407;
        own.population[i] = 1 + i * 7919u % 546407;
    }
    BEST(plain, RUNS, plain_wilson(&own));
    BEST(mine, RUNS, coprod_share_limits_many(own.k, own.n, ROWS, NULL, &limits));
    tell("shares, Wilson's limits", mine, plain);
    BEST(plain, RUNS, plain_byar(&own));
    BEST(mine, RUNS, coprod_rate_limits_many(rules, own.k, own.population, ROWS, NULL, &limits));
    tell("rates, exact below 10, Byar's from there on", mine, plain);
    BEST(plain, RUNS, plain_ratio(&own));
    BEST(mine, RUNS, coprod_representation_many(rules, 0, own.k, own.n, own.population, own.denominator, ROWS, NULL, &ratios));
    tell("ratios with limits and exact bands", mine, plain);
    coprod_share_rules_free(rules);
    free(own.k), free(own.n), free(own.population), free(own.denominator), free(own.share), free(own.lower), free(own.upper);
    free(own.band), free(own.state);
    return 0;
}
