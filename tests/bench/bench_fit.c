/* SPDX-License-Identifier: MIT */
/* Goodness of fit and balance against plain loops in C: chi-square alone, without checks, tails or states; and every
 * panel in turn, with what it lacks in doubles. */
#define _POSIX_C_SOURCE 199309L
#include <coprod/coprod.h>
#include <math.h>
#include <stdlib.h>

#include "bench.h"

enum { ROWS = 10000, G = 5 };

static const uint64_t populations[G] = {331034, 140149, 15062, 14803, 41218};
static uint64_t counts[ROWS * G];
static double out[6][ROWS];

static void must(coprod_status status)
{
    if (status != COPROD_OK)
        abort();
}

static double plain_chi_square(const uint64_t *k, const double *p)
{
    double n = 0, sum = 0;
    for (int g = 0; g < G; g++)
        n += (double)k[g];
    for (int g = 0; g < G; g++)
        sum += ((double)k[g] - n * p[g]) * ((double)k[g] - n * p[g]) / (n * p[g]);
    return sum;
}

static void bench_columns(const double *p)
{
    coprod_fit_columns x2 = {.size = sizeof x2, .chi_square = out[0]};
    coprod_fit_columns tail = {.size = sizeof tail, .chi_square = out[0], .chi_square_p = out[1]};
    coprod_fit_columns all = {sizeof all, out[0], out[1], out[2], out[3], out[4], NULL, out[5], NULL, NULL, NULL};
    double plain = 0, first = 0, second = 0, third = 0;
    BEST(plain, 5, for (int i = 0; i < ROWS; i++) out[5][i] = plain_chi_square(counts + i * G, p));
    BEST(first, 5, must(coprod_fit_many(1, counts, populations, G, ROWS, &x2)));
    BEST(second, 5, must(coprod_fit_many(1, counts, populations, G, ROWS, &tail)));
    BEST(third, 5, must(coprod_fit_many(1, counts, populations, G, ROWS, &all)));
    line("chi-square, 10,000 rows of five groups", ROWS / first, ROWS / plain, "plain C without G");
    line("  with its p-value", ROWS / second, ROWS / plain, "plain C without it");
    line("  with G, both p-values, overlap", ROWS / third, ROWS / plain, "plain C without them");
    printf("%-52s %10.2f ms\n", "  that is", second * 1e3);
}

/* Every panel: its chance, and whether it lacks as much. */
typedef struct plain {
    double mass[G][64], lack[G][64], observed, all, far;
} plain;

static void plain_walk(plain *own, int g, int left, double mass, double lack)
{
    if (g == G - 1) {
        own->all += mass * own->mass[g][left];
        own->far += lack + own->lack[g][left] >= own->observed - 1e-9 ? mass * own->mass[g][left] : 0;
        return;
    }
    for (int k = 0; k <= left; k++)
        plain_walk(own, g + 1, left - k, mass * own->mass[g][k], lack + own->lack[g][k]);
}

static double plain_chance(const double *p, const uint64_t *k, int n)
{
    static plain own;
    own.observed = own.all = own.far = 0;
    for (int g = 0; g < G; g++) {
        own.mass[g][0] = 1;
        for (int i = 0; i <= n; i++) {
            own.mass[g][i] = i ? own.mass[g][i - 1] * n * p[g] / i : 1;
            own.lack[g][i] = fmax(0, n * p[g] - i);
        }
        own.observed += own.lack[g][k[g]];
    }
    plain_walk(&own, 0, n, 1, 0);
    return own.far / own.all;
}

static void bench_null(const double *p, uint64_t n)
{
    uint64_t k[G] = {n - 2, 1, 1, 0, 0};
    coprod_fit_options by_overlap = {.size = sizeof by_overlap, .order = COPROD_FIT_BY_OVERLAP};
    coprod_fit_chance chance = {.size = sizeof chance}, each = {.size = sizeof each};
    coprod_balance_expected expected = {.size = sizeof expected};
    double walk = 0, halves = 0, exact = 0, mean = 0, found = 0;
    BEST(walk, 3, found = plain_chance(p, k, (int)n));
    BEST(halves, 3, must(coprod_balance_chance(1, k, populations, G, NULL, NULL, &chance)));
    BEST(exact, 3, must(coprod_fit_exact(1, k, populations, G, &by_overlap, NULL, &each)));
    BEST(mean, 3, must(coprod_balance_expect(1, populations, G, n, &expected)));
    if (fabs(found - chance.p_value) > 1e-9 * found || fabs(found - each.p_value) > 1e-9 * found)
        abort();
    printf("n = %2d: chance of overlap %8.3f ms (%6.1f x plain C), by each of %7llu panels %8.3f ms (%4.1f x), mean and"
           " deviation %6.3f ms\n",
           (int)n, halves * 1e3, walk / halves, (unsigned long long)each.panels, exact * 1e3, walk / exact, mean * 1e3);
}

static void bench_draws(void)
{
    uint64_t k[G] = {9, 2, 1, 0, 0};
    coprod_fit_options how = {.size = sizeof how, .draws = 100000, .seed = 1};
    coprod_fit_chance chance = {.size = sizeof chance};
    double seconds = 0;
    BEST(seconds, 3, must(coprod_fit_simulate(1, k, populations, G, &how, NULL, &chance)));
    printf("%-52s %10.2f ms\n", "100,000 panels of twelve drawn", seconds * 1e3);
}

int main(void)
{
    double p[G], total = 0;
    uint64_t seed = UINT64_C(88172645463325252);
    for (int g = 0; g < G; g++)
        total += (double)populations[g];
    for (int g = 0; g < G; g++)
        p[g] = (double)populations[g] / total;
    for (size_t i = 0; i < ROWS * G; i++) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        counts[i] = 1 + (seed >> 20) % 40;
    }
    bench_columns(p);
    for (uint64_t n = 12; n <= 60; n += 12)
        bench_null(p, n);
    bench_draws();
    return 0;
}
